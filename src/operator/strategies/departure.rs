//! A departure (M5, M21): on a given day somebody goes on whom much may hang.

use crate::model::cause::Cause;
use crate::model::levers::Levers;
use crate::model::member::{Member, State, flag};
use crate::model::who::Who;
use crate::operator::strategy::{Around, Doubt, Example, Series, Strategy, Wrong};
use crate::words::{Text, Unit};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Somebody goes for reasons of their own: the owner, the best connected, those who write most, the
/// opinion leaders, members of a kind. What that does to the others is their affair.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Departure {
    /// Who goes.
    pub who: Leaver,
    /// With `who = "archetype"`, the name of the archetype.
    pub archetype: Option<String>,
    /// How many go at most.
    #[schemars(range(min = 0, max = 16_000_000), extend("x-unit" = "people", "x-source" = "assumed: one", "x-more" = "lowers: those who lose ties quit more often and write less (stars who leave)"))]
    pub count: u32,
    /// First day without them.
    #[schemars(range(min = 0, max = 36_500), extend("x-unit" = "day", "x-more" = "either: on the first day nobody has written yet; the later it is, the less time there was to get over it"))]
    pub from_day: u16,
    /// Operator hours for one who goes: a farewell, and telling the others.
    #[schemars(range(min = 0.0, max = 100.0), extend("x-unit" = "hours a head", "x-source" = "assumed", "x-more" = "nothing: what it takes of the operator's hours"))]
    pub hours: f64,
}

impl Default for Departure {
    fn default() -> Self {
        Self {
            who: Leaver::Central,
            archetype: None,
            count: 1,
            from_day: 100,
            hours: 0.5,
        }
    }
}

/// Who goes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Leaver {
    /// Those to whom the others have the most ties, each tie counted as strong as it is.
    #[default]
    Central,
    /// Those who have written most.
    Writers,
    /// Opinion leaders, home-grown or guests, those who have written most first.
    Leaders,
    /// The owner, and whoever else is one of the operator's own people and no guest.
    #[serde(rename = "owner")]
    Host,
    /// Members of one archetype, those who have written most first.
    Archetype,
}

/// What a chart says of it.
const GONE: Text = Text::new("{n} leave", "{n} 人离开");

impl Departure {
    /// How much somebody stands out among those who could be meant; `None` for all others.
    fn rank(
        &self,
        levers: &Levers<'_, '_>,
        weights: &BTreeMap<u32, f32>,
        number: u32,
        member: &Member,
    ) -> Option<f32> {
        let rules = levers.rules();
        if member.state != State::Present || rules.advertises(member.archetype) {
            return None;
        }
        let leads = member.is(flag::PROMOTED | flag::GUEST);
        let meant = match self.who {
            Leaver::Central => return weights.get(&number).copied(),
            Leaver::Writers => member.posts > 0,
            Leaver::Leaders => leads,
            Leaver::Host => rules.who(member.archetype) == Who::Staff && !member.is(flag::GUEST),
            Leaver::Archetype => self.archetype.as_ref() == Some(&rules.kinds[member.archetype as usize].name),
        };
        meant.then_some(member.posts as f32)
    }

    /// Those who go, the one who stands out most first.
    fn leavers(&self, levers: &Levers<'_, '_>) -> Vec<u32> {
        let mut weights: BTreeMap<u32, f32> = BTreeMap::new();
        if self.who == Leaver::Central {
            let present = levers
                .all()
                .filter(|(_, member)| member.state == State::Present);
            for (other, strength) in present.flat_map(|(_, member)| member.ties.iter()) {
                *weights.entry(other).or_default() += strength;
            }
        }
        let mut ranked: Vec<(f32, u32)> = levers
            .all()
            .filter_map(|(number, member)| {
                Some((self.rank(levers, &weights, number, member)?, number))
            })
            .collect();
        ranked.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
        ranked.truncate(self.count as usize);
        ranked.into_iter().map(|(_, number)| number).collect()
    }
}

impl Strategy for Departure {
    const KEY: &'static str = "departure";
    const NAME: Text = Text::new("departure", "要人离开");
    const ABOUT: Text = Text::new(
        "Somebody on whom much may hang goes on a given day.",
        "某一天，关键的人离开了。",
    );
    const MORE: &'static str = "Fewer: those who lose ties quit a little more often and write 15 % less (stars who leave; Török & Kertész 2017).";

    const KEEPS_OUT: bool = true;
    const EXAMPLES: &'static [Example] = &[Example {
        wish: Text::new("see what is left when the best connected member goes", "看看人脉最广的成员走后还剩什么"),
        write: "[operator.departure]\nwho = \"central\"\nfrom_day = 20\n",
    }];
    const SERIES: &'static [Series] = &[Series {
        key: "gone",
        name: Text::new("Departed", "离开人数"),
        meaning: Text::new("People who went on the day, as the scenario has it.", "当日按方案设定离开的人。"),
        unit: Unit::People,
    }];
    type Memory = ();

    fn idle() -> Self {
        Self {
            count: 0,
            ..Self::default()
        }
    }

    fn busy() -> Self {
        Self {
            count: 5,
            from_day: 10,
            ..Self::default()
        }
    }

    fn doubts(&self, around: &Around<'_>) -> Vec<Doubt> {
        let known: Vec<String> = around
            .archetypes
            .iter()
            .map(|archetype| archetype.name.clone())
            .collect();
        match (self.who, &self.archetype) {
            (Leaver::Archetype, Some(name)) if !known.contains(name) => vec![Doubt {
                key: "archetype",
                what: Wrong::Unknown {
                    name: name.clone(),
                    list: "archetype",
                    known,
                },
            }],
            (Leaver::Archetype, None) => vec![Doubt::no_effect(
                "who",
                "nobody goes: it is not said of which archetype",
                "set `archetype` to the name of one",
            )],
            (Leaver::Archetype, Some(_)) | (_, None) => Vec::new(),
            (_, Some(_)) => vec![Doubt::no_effect(
                "archetype",
                "`archetype` only counts with `who = \"archetype\"`",
                "leave it out, or set `who = \"archetype\"`",
            )],
        }
    }

    fn begins(&self) -> u16 {
        self.from_day
    }

    fn morning(&self, (): &mut (), levers: &mut Levers<'_, '_>) {
        if levers.day() != self.from_day || self.count == 0 {
            return;
        }
        let leavers = self.leavers(levers);
        for number in &leavers {
            levers.depart(*number, Cause::NeedOver);
            // Whoever goes is gone, whether or not there is time for a farewell.
            levers.work(self.hours);
        }
        levers.count("gone", leavers.len() as f64);
        if !leavers.is_empty() {
            levers.note(GONE.fill(&[("n", &leavers.len())]));
        }
    }
}
