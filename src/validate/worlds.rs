//! The prior predictive check: what logs of possible communities look like, and where a real one lies
//! among them (Box 1980, "Sampling and Bayes' inference in scientific modelling and robustness").

use super::logs::{FOUNDERS, ORDINARY};
use super::simulated::{each, see};
use super::{Preset, Settings};
use crate::observe::patterns::{CATALOGUE, Measured, Medium, Options, measure};
use crate::run::cells::{Cell, Setting};
use crate::run::simulate::Prepared;
use crate::scenario::{Overrides, Problems, Scenario, Worlds, parse_str};
use crate::stats::interval::Interval;
use crate::stats::summary::quantiles;

/// The patterns that one log shows and priors must cover.
const PATTERNS: [&str; 15] = [
    "P1", "P2", "P3", "P4", "P5", "P6", "P7", "P8", "P9", "P10", "P11", "P12", "P13", "P14", "P15",
];
/// Worlds below which nothing is said of a number.
const LEAST: usize = 20;
/// Real communities below which nothing is said of how far they lie apart.
const LEAST_REAL: usize = 3;

/// One number of a pattern over possible worlds.
#[derive(Debug, Clone, PartialEq)]
pub struct Possible {
    /// Identifier of the pattern.
    pub id: &'static str,
    /// Key of the part.
    pub part: &'static str,
    /// Its value in each world that has one.
    pub values: Vec<f64>,
}

impl Possible {
    /// Share of worlds with a smaller value, those with the same counted half; `None` in too few.
    pub fn place(&self, value: f64) -> Option<f64> {
        let below = self.values.iter().filter(|it| **it < value).count() as f64;
        let same = self.values.iter().filter(|it| **it == value).count() as f64;
        let count = self.values.len();
        (count >= LEAST && value.is_finite()).then(|| (below + 0.5 * same) / count as f64)
    }

    /// Whether a real community's value lies in the middle 95 % of worlds.
    pub fn holds(&self, value: f64) -> Option<bool> {
        self.place(value).map(|at| (0.025..=0.975).contains(&at))
    }

    /// How likely as many worlds as there are real communities would lie as close together as those do, or
    /// closer: .05 in one of twenty numbers if worlds are as different as real communities are, and less where worlds
    /// are wider. `None` for fewer than three communities or too few worlds.
    ///
    /// From the distribution of the range of a sample: whichever of them is the least, all others lie within the
    /// range above it.
    pub fn closeness(&self, real: &[f64]) -> Option<f64> {
        let low = real.iter().copied().fold(f64::INFINITY, f64::min);
        let high = real.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let range = high - low;
        if real.len() < LEAST_REAL || self.values.len() < LEAST || !range.is_finite() {
            return None;
        }
        let mut sorted = self.values.clone();
        sorted.sort_unstable_by(f64::total_cmp);
        let (count, others) = (sorted.len() as f64, real.len() as i32 - 1);
        let chances = sorted.iter().enumerate().map(|(place, least)| {
            let within = sorted.partition_point(|it| *it <= least + range) - place;
            // The world itself is half below and half above its own value.
            ((within as f64 - 0.5) / count).powi(others)
        });
        Some((f64::from(others + 1) / count * chances.sum::<f64>()).min(1.0))
    }

    /// The middle 80 % of worlds.
    pub fn middle(&self) -> Option<Interval> {
        let ends = quantiles(&self.values, &[0.1, 0.9]);
        (self.values.len() >= LEAST).then(|| Interval {
            low: ends[0],
            high: ends[1],
        })
    }
}

/// A real community's number and where it lies among possible worlds.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// Identifier of the pattern.
    pub id: &'static str,
    /// Key of the part.
    pub part: &'static str,
    /// The real community's value.
    pub value: f64,
    /// Share of worlds below it.
    pub place: f64,
    /// Whether it is in the middle 95 % of worlds.
    pub holds: bool,
    /// The middle 80 % of worlds.
    pub middle: Interval,
}

impl Place {
    /// Every number that both the log and the worlds have.
    pub fn of(measured: &[Measured], worlds: &[Possible]) -> Vec<Self> {
        let one = |possible: &Possible| {
            let of_log = measured
                .iter()
                .find(|it| (it.id, it.part) == (possible.id, possible.part))?;
            let value = of_log.value?;
            Some(Self {
                id: possible.id,
                part: possible.part,
                value,
                place: possible.place(value)?,
                holds: possible.holds(value)?,
                middle: possible.middle()?,
            })
        };
        worlds.iter().filter_map(one).collect()
    }
}

/// Lets habits drift through the laws that hold and not away from them. Presets are what the whole of a history
/// looks like, so a community whose habits drift begins before them as far as it ends beyond.
fn put_amid_the_drift(scenario: &mut Scenario) {
    let ageing = scenario.demand.ageing;
    let days = (0..scenario.days).map(|day| ageing.years_behind(day));
    let years = days.sum::<f64>() / f64::from(scenario.days.max(1));
    let quitting = libm::exp(-ageing.quit * years);
    for kind in &mut scenario.archetype {
        kind.gap -= ageing.gap * years;
        kind.messages *= libm::exp(-ageing.messages * years);
        kind.quit_floor *= quitting;
        let (sum, odds) = (kind.quit_a + kind.quit_b, kind.quit_a / kind.quit_b);
        kind.quit_a = sum * odds * quitting / (1.0 + odds * quitting);
        kind.quit_b = sum - kind.quit_a;
    }
}

/// What an archive would have of an ordinary community in each of so many worlds. `medium` says how
/// it is measured.
///
/// # Errors
/// If the preset cannot be loaded.
pub fn possible(
    preset: Preset,
    medium: Medium,
    worlds: u32,
    settings: &Settings,
    lived: &(dyn Fn() + Sync),
) -> Result<Vec<Possible>, Problems> {
    // How many found it and how many could ever come is known of a real community.
    let text = format!(
        "title = \"{ORDINARY}\"\ndays = {}\nseed = {}\n[community]\nmedium = \"{}\"\n\
         [audience]\nsize = 100000000\nfounders = {FOUNDERS}\n",
        settings.days,
        settings.seed,
        preset.name()
    );
    let overrides = Overrides {
        worlds: Worlds::Single,
        ..Overrides::default()
    };
    let loaded = parse_str(preset.name(), &text, &overrides)?;
    let setting = Setting::new(&loaded, Cell::default())?;
    let presence = preset == Preset::Chat;
    let rows: Vec<Result<Vec<Measured>, Problems>> = each(worlds, |world| {
        let mut scenario = setting.in_world(world)?.into_owned();
        put_amid_the_drift(&mut scenario);
        let seen = see(&Prepared::new(&scenario), world, scenario.days, presence);
        let options = Options {
            presence: seen.presence.as_ref(),
            ..Options::new(medium)
        };
        lived();
        Ok(measure(&seen.log, &options))
    });
    let rows: Vec<Vec<Measured>> = rows.into_iter().collect::<Result<_, _>>()?;
    let parts = CATALOGUE
        .iter()
        .filter(|pattern| PATTERNS.contains(&pattern.id))
        .flat_map(|pattern| pattern.parts.iter().map(|part| (pattern.id, part.key)));
    Ok(parts
        .map(|(id, part)| Possible {
            id,
            part,
            values: rows
                .iter()
                .filter_map(|row| row.iter().find(|it| (it.id, it.part) == (id, part))?.value)
                .collect(),
        })
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_community_has_its_place_among_worlds() {
        let possible = Possible {
            id: "P1",
            part: "Gini",
            values: (0..100).map(f64::from).collect(),
        };
        assert_eq!(possible.place(50.0), Some(0.505));
        assert_eq!(possible.holds(1.0), Some(false));
        assert_eq!(possible.holds(3.0), Some(true));
        let middle = possible.middle().expect("worlds enough");
        assert!((middle.low - 9.9).abs() < 1e-9 && (middle.high - 89.1).abs() < 1e-9);
        let few = Possible {
            values: vec![1.0; 3],
            ..possible
        };
        assert!(few.place(1.0).is_none() && few.middle().is_none());
    }

    #[test]
    fn habits_that_drift_are_on_the_whole_what_the_preset_says() {
        let text = "[community]\nmedium = \"chat\"\n[demand.ageing]\nquit = 0.2\ngap = -0.1\n";
        let loaded = parse_str("drift", text, &Overrides::default()).expect("a scenario");
        let (mut drifting, days) = (loaded.base.clone(), 730);
        drifting.days = days;
        put_amid_the_drift(&mut drifting);
        let ageing = drifting.demand.ageing;
        for (kind, law) in drifting.archetype.iter().zip(&loaded.base.archetype) {
            let gaps = (0..days).map(|day| kind.gap + ageing.gap * ageing.years_behind(day));
            assert!((gaps.sum::<f64>() / f64::from(days) - law.gap).abs() < 1e-9);
            let odds = (0..days).map(|day| {
                libm::log(kind.quit_a / kind.quit_b) + ageing.quit * ageing.years_behind(day)
            });
            let mean = odds.sum::<f64>() / f64::from(days);
            assert!((mean - libm::log(law.quit_a / law.quit_b)).abs() < 1e-9);
        }
    }

    #[test]
    fn how_close_real_communities_lie_is_judged_by_how_close_worlds_would() {
        let possible = Possible {
            id: "P1",
            part: "Gini",
            values: (0..1000).map(|it| f64::from(it) / 1000.0).collect(),
        };
        // The range of three uniform draws is Beta(2, 2): half of them within .5, .028 within .1.
        let closeness = |range: f64| possible.closeness(&[0.3, 0.3 + range / 2.0, 0.3 + range]);
        assert!((closeness(0.5).expect("worlds enough") - 0.5).abs() < 0.01);
        assert!((closeness(0.1).expect("worlds enough") - 0.028).abs() < 0.002);
        assert!(closeness(1.0).expect("worlds enough") > 0.99);
        assert!(possible.closeness(&[0.2, 0.4]).is_none());
    }

    #[test]
    fn worlds_differ_and_are_the_same_again() {
        let settings = Settings {
            days: 200,
            ..Settings::default()
        };
        let lives = || {
            possible(Preset::Chat, Medium::Chat, 24, &settings, &|| ()).expect("worlds of a preset")
        };
        let found = lives();
        assert_eq!(found, lives());
        let gini = found.iter().find(|it| it.id == "P1").expect("a pattern");
        let middle = gini.middle().expect("worlds enough");
        assert!(middle.high > middle.low + 0.01, "{middle:?}");
    }
}
