//! Two strategies together: whether they do more than their effects added up.

use super::compare::Variation;
use crate::observe::metrics::find;
use crate::observe::record::Record;
use crate::run::summary::Measured;
use crate::run::world;
use crate::scenario::flat;
use crate::stats::difference::PairedDifference;
use std::collections::BTreeMap;

/// Neither of two strategies, each alone, and both.
#[derive(Clone, Copy)]
pub struct Interaction<'v> {
    /// Neither: what all are held against.
    pub neither: &'v Variation,
    /// One of the two.
    pub first: &'v Variation,
    /// The other.
    pub second: &'v Variation,
    /// Both together.
    pub both: &'v Variation,
}

/// What a strategy changes: paths and their new values.
type Changes = BTreeMap<String, Option<String>>;

impl<'v> Interaction<'v> {
    /// The first two strategies of a comparison of which a third is both together: it makes the changes
    /// of the one and those of the other, and no more.
    pub fn find(variations: &'v [Variation]) -> Option<Self> {
        let (neither, strategies) = variations.split_first()?;
        let before = flat(&neither.scenario);
        let changes: Vec<Changes> = strategies
            .iter()
            .map(|it| changes(&before, &flat(&it.scenario)))
            .collect();
        for (third, both) in changes.iter().enumerate() {
            for (one, first) in changes.iter().enumerate() {
                let others = changes.iter().enumerate().skip(one + 1);
                for (other, second) in others {
                    if together(first, second).is_some_and(|all| all == *both) {
                        return Some(Self {
                            neither,
                            first: &strategies[one],
                            second: &strategies[other],
                            both: &strategies[third],
                        });
                    }
                }
            }
        }
        None
    }

    /// The variations: neither, the first, the second, both.
    pub fn all(&self) -> [&'v Variation; 4] {
        [self.neither, self.first, self.second, self.both]
    }

    /// A metric under each.
    pub fn means(&self, metric: &str) -> Option<[Measured; 4]> {
        let [one, two, three, four] = self
            .all()
            .map(|it| Measured::in_worlds(metric, &it.records, None, it.worlds));
        Some([one?, two?, three?, four?])
    }

    /// By how much both together differ from their effects added up, pair by pair.
    pub fn beyond(&self, metric: &str) -> Option<PairedDifference> {
        let read = |variation: &Variation| -> BTreeMap<u32, f64> {
            let value = |it: &Record| it.read(metric, None).unwrap_or(f64::NAN);
            let records = variation.records.iter();
            records.map(|it| (it.replicate, value(it))).collect()
        };
        let [neither, first, second, both] = self.all().map(read);
        let more: Vec<(u32, f64)> = both
            .iter()
            .filter_map(|(replicate, both)| {
                let (first, second) = (first.get(replicate)?, second.get(replicate)?);
                let value = both - first - second + neither.get(replicate)?;
                value.is_finite().then_some((*replicate, value))
            })
            .collect();
        let means = world::means(&more, self.neither.worlds);
        let nothing = vec![0.0; means.len()];
        find(metric).and_then(|metric| metric.compared(&means, &nothing))
    }
}

fn changes(before: &BTreeMap<String, String>, after: &BTreeMap<String, String>) -> Changes {
    let paths = before.keys().chain(after.keys());
    paths
        .filter(|path| before.get(*path) != after.get(*path))
        .map(|path| (path.clone(), after.get(path).cloned()))
        .collect()
}

/// Two sets of changes as one; `None` where either is empty, or both change the same.
fn together(first: &Changes, second: &Changes) -> Option<Changes> {
    let apart = first.keys().all(|path| !second.contains_key(path));
    (apart && !first.is_empty() && !second.is_empty()).then(|| {
        let all = first.iter().chain(second);
        all.map(|(path, value)| (path.clone(), value.clone()))
            .collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::settings::Scenario;
    use crate::scenario::{Overrides, Worlds, parse_str};

    const ALONE: &str = "days = 20\n[audience]\nfounders = 20\n";

    fn variation(name: &str, more: &str, ends: &[f64]) -> Variation {
        let text = format!("{ALONE}{more}");
        let loaded = parse_str("test.toml", &text, &Overrides::default());
        let scenario: Scenario = loaded.expect("a good scenario").base;
        let metric = crate::observe::metrics::Run::EngagedEnd;
        let records = (0..).zip(ends).map(|(replicate, end)| {
            let mut record = Record {
                replicate,
                run: vec![0.0; crate::observe::metrics::Run::ALL.len()],
                ..Record::default()
            };
            record.run[metric as usize] = *end;
            record
        });
        Variation {
            name: name.to_owned(),
            scenario,
            worlds: Worlds::Fixed,
            records: records.collect(),
        }
    }

    #[test]
    fn both_are_found_and_held_against_the_sum() {
        let fee = "[operator.threshold]\ngate = \"fee\"\nfee = 9\n";
        let purge = "[operator.purge]\nafter_days = 10\n";
        let other = "[operator.purge]\nafter_days = 12\n";
        let mut variations = vec![
            variation("base", "", &[10.0, 12.0, 14.0]),
            variation("fee", fee, &[8.0, 11.0, 12.0]),
            variation("other", other, &[1.0, 1.0, 1.0]),
            variation("all", &format!("{fee}{purge}"), &[15.0, 17.0, 18.5]),
            variation("purge", purge, &[13.0, 15.0, 16.0]),
        ];
        let found = Interaction::find(&variations).expect("two and both");
        assert_eq!(
            found.all().map(|it| it.name.as_str()),
            ["base", "fee", "purge", "all"]
        );
        // 15 − 8 − 13 + 10, 17 − 11 − 15 + 12, 18.5 − 12 − 16 + 14.
        let beyond = found.beyond("engaged_end").expect("pairs");
        assert!((beyond.mean - (4.0 + 3.0 + 4.5) / 3.0).abs() < 1e-9);
        assert!(beyond.ends()[0] > 0.0);
        let means = found.means("engaged_end").expect("means");
        assert_eq!(means[0].band.mean, 12.0);
        variations.pop();
        assert!(Interaction::find(&variations).is_none());
        assert!(Interaction::find(&[]).is_none());
    }
}
