//! A claim lived through.

use super::book::Entry;
use super::claim::{Direction, Part};
use super::reading::Run;
use super::verdict::{Grounds, Verdict, of, of_all};
use crate::observe::record::Record;
use crate::run::cells::{Cell, Setting};
use crate::run::replicates::{Course, Stop, run_setting};
use crate::scenario::reference::{Provenance, parameters};
use crate::scenario::{BASE, Loaded, Overrides, Problems, Worlds, parse_str, to_toml};
use crate::stats::difference::LEVEL;
use crate::stats::information::hanging;
use crate::stats::interval::{Interval, SkewedMean};
use crate::stats::relative::of_pair;
use crate::stats::summary::{mean, quantiles, variance};
use crate::stats::worlds::share;
use crate::study::assumptions::Assumption;
use crate::study::verdict::PairsOfWorlds;
use crate::words::Phrase;
use std::collections::BTreeMap;

/// How much is lived.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// Possible worlds of each claim; two runs with each variation live in each.
    pub worlds: u32,
}

impl Size {
    /// Enough to notice that a verdict has turned.
    pub const QUICK: Self = Self { worlds: 40 };
    /// What the recorded verdicts are found with.
    pub const WHOLE: Self = Self { worlds: 500 };
}

/// An assumption that says which worlds are which.
#[derive(Debug, Clone, PartialEq)]
pub struct Hangs {
    /// Path of the parameter.
    pub path: String,
    /// What sentences call it.
    pub name: Phrase,
    /// Share of the variance between worlds.
    pub share: f64,
    /// Change of the effect for a step of one standard deviation up.
    pub slope: f64,
}

/// What came of one part of a claim. Effects are as measured: below 0 the first arm has less.
#[derive(Debug, Clone, PartialEq)]
pub struct FoundPart {
    /// Mean effect over worlds. Where it is relative, 2(a − b)/(a + b).
    pub effect: f64,
    /// Its 95 % interval.
    pub interval: Interval,
    /// p-value of no effect.
    pub p_value: f64,
    /// The same, corrected for all that is held against chance together.
    pub corrected: f64,
    /// Share of worlds in which the difference goes the way that is claimed.
    pub worlds_better: f64,
    /// The middle eight in ten of the effects expected in single worlds.
    pub between: Option<Interval>,
    /// Worlds behind it.
    pub worlds: usize,
    /// Share of the effect that is gone without the parameters that put it in.
    pub put_in: Option<f64>,
    /// The two assumptions that explain most of how worlds differ, if worlds disagree.
    pub hangs: Vec<Hangs>,
    /// Mean effect by the thirds of the first of them (rows) and of the second (columns), low to high.
    pub map: Vec<Vec<f64>>,
    /// Its verdict.
    pub verdict: Verdict,
}

/// What came of a claim.
#[derive(Debug, Clone)]
pub struct Found {
    /// The claim.
    pub entry: &'static Entry,
    /// What came of its parts.
    pub parts: Vec<FoundPart>,
    /// Whether what puts the effect in is assumed, all of it.
    pub is_assumed: bool,
    /// The verdict.
    pub verdict: Verdict,
}

impl Found {
    /// Fills in verdicts, once the p-values are corrected.
    pub fn judge(&mut self) {
        for (part, claimed) in self.parts.iter_mut().zip(&self.entry.claim.parts) {
            part.verdict = of(&part.grounds(claimed, self.is_assumed));
        }
        let verdicts: Vec<Verdict> = self.parts.iter().map(|it| it.verdict).collect();
        self.verdict = of_all(&verdicts);
    }

    /// The largest share of an effect that was put in.
    pub fn assumed_share(&self) -> Option<f64> {
        let shares = self.parts.iter().filter_map(|it| it.put_in);
        shares.reduce(f64::max)
    }
}

impl FoundPart {
    fn grounds(&self, claimed: &Part, is_assumed: bool) -> Grounds {
        let turned = |interval: Interval| match claimed.direction {
            Direction::Less => Interval {
                low: -interval.high,
                high: -interval.low,
            },
            _ => interval,
        };
        Grounds {
            mean: claimed.direction.sign() * self.effect,
            interval: turned(self.interval),
            p_value: self.corrected,
            smallest: claimed.smallest,
            none_claimed: claimed.direction == Direction::Same,
            worlds: self.between.map(turned),
            explained: self.hangs.iter().map(|it| it.share).sum(),
            put_in: self.put_in.filter(|_| is_assumed),
        }
    }
}

/// Lives through a claim, in `size` worlds.
///
/// # Errors
/// If its scenario is wrong.
pub fn live(entry: &'static Entry, size: Size, stop: &Stop) -> Result<Found, Problems> {
    let claim = &entry.claim;
    let mut found = Found {
        entry,
        parts: Vec::new(),
        is_assumed: false,
        verdict: Verdict::Inexpressible,
    };
    if !claim.is_expressible() {
        return Ok(found);
    }
    let overrides = Overrides {
        worlds: Worlds::Paired,
        ..Overrides::default()
    };
    let loaded = parse_str(&format!("{}.toml", claim.id), entry.text, &overrides)?;
    let mut names: Vec<&str> = Vec::new();
    for name in claim.parts.iter().flat_map(Part::names) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let settings = arms(&loaded, &names, &BTreeMap::new())?;
    let lived = Lived::of(&settings, size, stop)?;
    let without = if claim.put_in.is_empty() {
        None
    } else {
        let settings = arms(&loaded, &names, &claim.put_in)?;
        Some(Lived::of(&settings, size, stop)?)
    };
    let known = parameters();
    found.is_assumed = !claim.put_in.is_empty()
        && claim.put_in.keys().all(|path| {
            let mut all = known.iter();
            all.any(|it| it.is_at(path) && it.provenance == Provenance::Assumed)
        });
    let assumptions = Assumption::of(&settings.values().collect::<Vec<_>>());
    for part in &claim.parts {
        let worlds = lived.worlds(part);
        let without = without.as_ref().map(|it| it.worlds(part));
        let seed = loaded.base.seed;
        found.parts.push(found_part(
            part,
            &worlds,
            without.as_ref(),
            &assumptions,
            seed,
        ));
    }
    Ok(found)
}

/// The variations with these names, with `values` laid over those that have them.
fn arms<'l>(
    loaded: &'l Loaded,
    names: &[&str],
    values: &BTreeMap<String, toml::Value>,
) -> Result<BTreeMap<String, Setting<'l>>, Problems> {
    let mut found = BTreeMap::new();
    for name in names {
        let mut cell = Cell {
            strategy: (*name != BASE).then(|| (*name).to_owned()),
            values: Vec::new(),
        };
        if !values.is_empty() {
            let plain = Setting::new(loaded, cell.clone())?;
            let written: toml::Value =
                toml::from_str(&to_toml(plain.scenario())).unwrap_or_else(|_| false.into());
            let there = values.iter().filter(|(path, _)| is_there(&written, path));
            cell.values = there
                .map(|(path, value)| (path.clone(), value.clone()))
                .collect();
        }
        found.insert((*name).to_owned(), Setting::new(loaded, cell)?);
    }
    Ok(found)
}

/// Whether the table that holds a key is there: a strategy that a variation does without must not
/// come in with its key.
fn is_there(written: &toml::Value, path: &str) -> bool {
    let mut here = written;
    let mut steps: Vec<&str> = path.split('.').collect();
    steps.pop();
    for step in steps {
        let next = match here {
            toml::Value::Array(list) => list
                .iter()
                .find(|element| element.get("name").and_then(toml::Value::as_str) == Some(step)),
            _ => here.get(step),
        };
        match next {
            Some(next) => here = next,
            None => return false,
        }
    }
    true
}

/// The runs of each variation, and the names of its archetypes.
struct Lived {
    runs: BTreeMap<String, (Vec<Record>, Vec<String>)>,
}

impl Lived {
    fn of(
        settings: &BTreeMap<String, Setting<'_>>,
        size: Size,
        stop: &Stop,
    ) -> Result<Self, Problems> {
        let course = Course::new(stop, &|_| ());
        let count = Worlds::Paired.runs(size.worlds as usize);
        let mut runs = BTreeMap::new();
        for (name, setting) in settings {
            let archetypes = setting.scenario().archetype.iter();
            let archetypes = archetypes.map(|it| it.name.clone()).collect();
            let records = run_setting(setting, 0..count, &course)?;
            runs.insert(name.clone(), (records, archetypes));
        }
        Ok(Self { runs })
    }

    fn worlds(&self, part: &Part) -> PairsOfWorlds {
        let values = |name: &String, day: Option<u16>| -> BTreeMap<u32, f64> {
            let Some((records, archetypes)) = self.runs.get(name) else {
                return BTreeMap::new();
            };
            let read = |record| Run { record, archetypes }.read(part, day);
            records.iter().map(|it| (it.replicate, read(it))).collect()
        };
        let differences = |[one, other]: &[String; 2], day, other_day| -> BTreeMap<u32, f64> {
            let mut other = values(other, other_day);
            if let Some(level) = part.level {
                for value in other.values_mut() {
                    *value = level;
                }
            }
            values(one, day)
                .into_iter()
                .filter_map(|(replicate, value)| {
                    let against = *other.get(&replicate)?;
                    let difference = if part.absolute {
                        value - against
                    } else {
                        of_pair(value, against)
                    };
                    Some((replicate, difference))
                })
                .collect()
        };
        let other_day = part.other_day.or(part.day);
        let first = differences(&part.arms, part.day, other_day);
        let second = part.against.as_ref().map(|arms| {
            let day = part.against_day;
            differences(arms, day.or(part.day), day.or(other_day))
        });
        let pairs = first.into_iter().map(|(replicate, value)| {
            let off = match &second {
                Some(second) => second.get(&replicate).copied().unwrap_or(f64::NAN),
                None => 0.0,
            };
            (replicate, value - off, 1.0)
        });
        PairsOfWorlds::gather(pairs.filter(|it| it.1.is_finite()))
    }
}

fn found_part(
    part: &Part,
    lived: &PairsOfWorlds,
    without: Option<&PairsOfWorlds>,
    assumptions: &[Assumption],
    seed: u64,
) -> FoundPart {
    let means = lived.means();
    let found = SkewedMean::of(&means);
    let over = share(&lived.worlds, seed);
    let effect = mean(&means);
    let sign = part.direction.sign();
    let between = over.as_ref().map(|it| it.ignorance);
    let disagree = between.is_some_and(|it| it.low < -part.smallest && it.high > part.smallest);
    let mut hangs = Vec::new();
    let mut map = Vec::new();
    if let Some(over) = over.as_ref().filter(|_| disagree) {
        let luck = over.luck.powi(2) * means.len() as f64 / over.pairs.max(1) as f64;
        let ignorance = (variance(&means) - luck).max(0.0);
        let deviates: Vec<Vec<f64>> = assumptions
            .iter()
            .map(|it| it.in_worlds(seed, &lived.numbers))
            .collect();
        let mut found: Vec<(usize, f64, f64)> = hanging(&deviates, &means, ignorance, seed)
            .into_iter()
            .enumerate()
            .filter(|(_, it)| it.clear)
            .map(|(index, it)| (index, it.share, it.slope))
            .collect();
        found.sort_by(|one, other| other.1.total_cmp(&one.1));
        found.truncate(2);
        if let [first, second] = found.as_slice() {
            map = thirds(&deviates[first.0], &deviates[second.0], &means);
        }
        hangs = found
            .into_iter()
            .map(|(index, share, slope)| Hangs {
                path: assumptions[index].path.clone(),
                name: assumptions[index].name.clone(),
                share,
                slope,
            })
            .collect();
    }
    FoundPart {
        effect,
        interval: found.as_ref().map_or(
            Interval {
                low: f64::NEG_INFINITY,
                high: f64::INFINITY,
            },
            |it| it.interval(LEVEL),
        ),
        p_value: found.as_ref().map_or(f64::NAN, SkewedMean::p_value),
        corrected: f64::NAN,
        worlds_better: over.as_ref().map_or(f64::NAN, |it| {
            if sign > 0.0 { it.above } else { 1.0 - it.above }
        }),
        between,
        worlds: means.len(),
        put_in: without.map(|it| {
            let left = mean(&it.means()) / effect;
            if left.is_finite() {
                (1.0 - left).clamp(0.0, 1.0)
            } else {
                0.0
            }
        }),
        hangs,
        map,
        verdict: Verdict::Undecided,
    }
}

/// Means by the thirds of two assumptions.
fn thirds(first: &[f64], second: &[f64], means: &[f64]) -> Vec<Vec<f64>> {
    let cuts = |values: &[f64]| quantiles(values, &[1.0 / 3.0, 2.0 / 3.0]);
    let (rows, columns) = (cuts(first), cuts(second));
    let third = |value: f64, cuts: &[f64]| cuts.iter().filter(|cut| value > **cut).count();
    (0..3)
        .map(|row| {
            (0..3)
                .map(|column| {
                    let inside: Vec<f64> = means
                        .iter()
                        .zip(first.iter().zip(second))
                        .filter(|(_, (one, other))| {
                            third(**one, &rows) == row && third(**other, &columns) == column
                        })
                        .map(|(mean, _)| *mean)
                        .collect();
                    mean(&inside)
                })
                .collect()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_of_a_strategy_that_is_not_there_is_left_out() {
        let written = toml::from_str::<toml::Value>(
            "[operator.purge]\nevery = 30\n[[archetype]]\nname = \"core\"\nshare = 0.1\n",
        )
        .expect("a table");
        assert!(is_there(&written, "operator.purge.resentment"));
        assert!(is_there(&written, "archetype.core.post"));
        assert!(!is_there(&written, "operator.prizes.leading"));
        assert!(!is_there(&written, "archetype.kol.post"));
    }

    #[test]
    fn a_map_has_the_low_of_both_first() {
        let first: Vec<f64> = (0..9).map(|it| f64::from(it / 3)).collect();
        let second: Vec<f64> = (0..9).map(|it| f64::from(it % 3)).collect();
        let means: Vec<f64> = (0..9).map(f64::from).collect();
        let map = thirds(&first, &second, &means);
        assert_eq!(map, [[0.0, 1.0, 2.0], [3.0, 4.0, 5.0], [6.0, 7.0, 8.0]]);
    }
}
