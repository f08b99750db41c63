//! The assumptions that worlds differ in, as one sees them from a study: one for each parameter,
//! whatever kinds of member it has a value for.

use crate::run::cells::Setting;
use crate::run::world::{self, Keys};
use crate::scenario::priors::Spread;
use crate::scenario::{Open, Uncertain};
use crate::words::{Phrase, labels};

/// Where a channel that does not exist at all stands among those that are weak.
const OFF: f64 = -3.0;

/// Something that nobody knows and worlds differ in.
#[derive(Debug, Clone)]
pub struct Assumption {
    /// Path of the parameter, with `NAME` where several kinds have a value each.
    pub path: String,
    /// What sentences call it.
    pub name: Phrase,
    what: What,
}

#[derive(Debug, Clone)]
enum What {
    /// A belief of `[uncertainty]`.
    Believed(Uncertain),
    /// Values that nobody has written down, with what their draws are keyed by.
    Open(Vec<(Open, Keys)>),
}

impl Assumption {
    /// Those of some settings together, each once, in the order of the scenario.
    pub fn of(settings: &[&Setting<'_>]) -> Vec<Self> {
        let mut found: Vec<Self> = Vec::new();
        for setting in settings {
            for belief in setting.beliefs() {
                if found.iter().all(|it| it.path != belief.path) {
                    found.push(Self {
                        path: belief.path.clone(),
                        name: Phrase::new(
                            format!("`{}`", belief.path),
                            format!("`{}`", belief.path),
                        ),
                        what: What::Believed(belief.clone()),
                    });
                }
            }
            for open in setting.open() {
                let known = found.iter_mut().find(|it| it.path == open.prior.path);
                match known.map(|it| &mut it.what) {
                    Some(What::Open(list)) => {
                        if list.iter().all(|(it, _)| it.path != open.path) {
                            list.push((open.clone(), Keys::of(open)));
                        }
                    }
                    Some(What::Believed(_)) => {}
                    None => found.push(Self {
                        path: open.prior.path.clone(),
                        name: open.prior.name.clone(),
                        what: What::Open(vec![(open.clone(), Keys::of(open))]),
                    }),
                }
            }
        }
        // What is 0 stays 0 in every world, and is no assumption that could be known better.
        found.retain(|it| match &it.what {
            What::Believed(_) => true,
            What::Open(list) => list.iter().any(|(open, _)| {
                let moves = open.at_deviate(1.0) - open.at_deviate(-1.0);
                moves != 0.0 || open.prior.off > 0.0
            }),
        });
        found
    }

    /// How far from its median it lies in a world, in standard deviations: the mean over kinds.
    pub fn deviate(&self, seed: u64, world: u32) -> f64 {
        match &self.what {
            What::Believed(belief) => world::deviates(std::slice::from_ref(belief), seed, world)[0],
            What::Open(list) => {
                let deviates = list.iter().map(|(open, keys)| {
                    let there = world::deviate(open, keys, seed, world);
                    if open.prior.spread == Some(Spread::Switch) {
                        f64::from(u8::from(there.is_none()))
                    } else {
                        there.unwrap_or(OFF)
                    }
                });
                deviates.sum::<f64>() / list.len() as f64
            }
        }
    }

    /// How far from its median it lies in each of some worlds.
    pub fn in_worlds(&self, seed: u64, worlds: &[u32]) -> Vec<f64> {
        worlds.iter().map(|it| self.deviate(seed, *it)).collect()
    }

    /// Values as people write them, at some standard deviations from the median.
    pub fn marks(&self) -> Vec<(f64, Phrase)> {
        const AT: [f64; 5] = [-2.0, -1.0, 0.0, 1.0, 2.0];
        let mut marks: Vec<(f64, Phrase)> = match &self.what {
            What::Open(list) if list[0].0.prior.spread == Some(Spread::Switch) => {
                vec![
                    (0.0, labels::AS_ASSUMED.into()),
                    (1.0, labels::OTHERWISE.into()),
                ]
            }
            _ => AT.map(|at| (at, self.mark(at))).to_vec(),
        };
        if let What::Open(list) = &self.what
            && list[0].0.prior.spread != Some(Spread::Switch)
            && list.iter().any(|(open, _)| open.prior.off > 0.0)
        {
            marks.push((OFF, labels::NONE.into()));
        }
        marks
    }

    fn mark(&self, deviate: f64) -> Phrase {
        match &self.what {
            What::Believed(belief) => Phrase::from(believed(belief, deviate)),
            What::Open(list) => match (list[0].0.prior.spread, list.as_slice()) {
                _ if deviate == 0.0 => labels::AS_ASSUMED.into(),
                (Some(Spread::Log(sd)), _) => {
                    Phrase::from(format!("×{}", shown((sd * deviate).exp())))
                }
                (_, [(open, _)]) => Phrase::from(shown(open.at_deviate(deviate))),
                (Some(Spread::Normal(sd)), _) => {
                    let sign = if deviate > 0.0 { "+" } else { "" };
                    Phrase::from(format!("{sign}{}", shown(sd * deviate)))
                }
                (Some(Spread::Logit(sd)), _) => {
                    labels::ODDS.fill(&[("n", &shown((sd * deviate).exp()))])
                }
                (Some(Spread::Switch) | None, _) => Phrase::from(shown(deviate)),
            },
        }
    }

    /// In words, what it is beyond a deviate: `more than 1.6 times what is assumed`.
    pub fn beyond(&self, deviate: f64, above: bool) -> Phrase {
        let words = |en: &str, zh: &str, value: &str| {
            let (en_side, zh_side) = if above {
                ("more than", "高于")
            } else {
                ("less than", "低于")
            };
            Phrase::new(
                en.replace("{side}", en_side).replace("{value}", value),
                zh.replace("{side}", zh_side).replace("{value}", value),
            )
        };
        match &self.what {
            What::Believed(belief) => words(
                "{side} {value}",
                "{side} {value}",
                &believed(belief, deviate),
            ),
            What::Open(list) => {
                let prior = list[0].0.prior;
                match (prior.spread, list.as_slice()) {
                    (Some(Spread::Switch), _) => {
                        Phrase::new("otherwise than assumed", "与假定相反")
                    }
                    (Some(Spread::Log(sd)), _) => words(
                        "{side} {value} times what is assumed",
                        "{side}假定的 {value} 倍",
                        &shown((sd * deviate).exp()),
                    ),
                    (_, [(open, _)]) => {
                        let held = shown(open.prior.at.unwrap_or(open.value));
                        words(
                            &format!("{{side}} {{value}} ({held} is assumed)"),
                            &format!("{{side}} {{value}}（假定为 {held}）"),
                            &shown(open.at_deviate(deviate)),
                        )
                    }
                    (Some(Spread::Logit(sd)), _) => words(
                        "{side} {value} times the odds assumed",
                        "发生比{side}假定的 {value} 倍",
                        &shown((sd * deviate).exp()),
                    ),
                    (Some(Spread::Normal(sd)), _) => words(
                        "{side} {value} beyond what is assumed",
                        "比假定{side} {value}",
                        &shown(sd * deviate),
                    ),
                    (None, _) => Phrase::new("", ""),
                }
            }
        }
    }
}

/// The value of a belief so many standard deviations from its median.
fn believed(belief: &Uncertain, deviate: f64) -> String {
    let at = 0.5 * statrs::function::erf::erfc(-deviate / std::f64::consts::SQRT_2);
    let value = world::value_at(belief, at);
    crate::run::cells::number(&value).map_or_else(|| value.to_string(), shown)
}

/// Two significant digits.
fn shown(value: f64) -> String {
    let rounded: f64 = format!("{value:.1e}").parse().unwrap_or(value);
    rounded.to_string().replace('-', "−")
}
