//! What is said of the place to those who might join (N12, C8): honest, so that they can judge, or inflated.

use crate::model::intervention::Applicant;
use crate::model::levers::Levers;
use crate::operator::schedule::{NO_DAY, Schedule};
use crate::operator::strategy::{Around, Doubt, Example, Series, Strategy};
use crate::random::Purpose;
use crate::words::{Text, Unit};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Telling those who apply what the place is, so that they judge whether it suits them.
///
/// Whoever is told takes the place to suit them as well as it does, times `claim`. Of those to whom it seems to
/// suit with b, a share b²/(b² + `choosy`²) joins. Those who were told more than is true expect more than
/// they will get. Whoever is not told joins without a thought.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Pitch {
    /// Share of the applicants who are told.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "share of applicants", "x-source" = "assumed: all", "x-more" = "lowers: fewer join, of those whom it would not have suited; those who join expect what they find"))]
    pub told: f64,
    /// What is claimed, relative to what is true: 1 is honest.
    #[schemars(range(min = 0.1, max = 10.0), extend("x-unit" = "factor", "x-source" = "assumed: honest", "x-more" = "either: understatement turns people away at the door, exaggeration disappoints them later"))]
    pub claim: f64,
    /// How well the place must seem to suit somebody for every second one to join.
    #[schemars(range(min = 0.0, max = 10.0), extend("x-unit" = "fit", "x-source" = "assumed: half as well as an ordinary member", "x-more" = "lowers: fewer join whom it suits less"))]
    pub choosy: f64,
    /// How much more of a visit is expected for each unit of the log of the claim.
    #[schemars(range(min = 0.0, max = 2.0), extend("x-unit" = "gain per log claim", "x-source" = "assumed: who is promised twice as much expects a third more", "x-more" = "lowers: more is expected, and expectation that is not met is what disappoints"))]
    pub raises: f64,
    /// Operator minutes to tell one applicant. Once the hours are gone, nobody is told.
    #[schemars(range(min = 0.0, max = 600.0), extend("x-unit" = "minutes", "x-source" = "assumed: a text that is written once, and a question now and then", "x-more" = "nothing: what it takes of the operator's hours; it acts where they run out"))]
    pub minutes: f64,
    /// First day.
    #[schemars(range(min = 0, max = 36_500), extend("x-unit" = "day", "x-more" = "either: it begins later"))]
    pub from_day: u16,
    /// Last day.
    #[schemars(range(min = 0, max = 36_500), extend("x-unit" = "day", "x-more" = "either: it lasts longer"))]
    pub to_day: u16,
}

impl Default for Pitch {
    fn default() -> Self {
        Self {
            told: 1.0,
            claim: 1.0,
            choosy: 0.5,
            raises: 0.3,
            minutes: 1.0,
            from_day: 0,
            to_day: NO_DAY,
        }
    }
}

impl Strategy for Pitch {
    const KEY: &'static str = "pitch";
    const NAME: Text = Text::new("pitch", "招募说明");
    const ABOUT: Text = Text::new(
        "Telling those who might join what the place is, honestly or not, so that they judge whether it suits them.",
        "把群是什么如实（或夸大）告诉想入群的人，由他们自己判断合不合适。",
    );
    const MORE: &'static str = "Fewer join and more of them stay: an honest description sorts people by fit; expectation that is not met is what disappoints.";

    const EXAMPLES: &'static [Example] = &[Example {
        wish: Text::new("tell people honestly what the group is before they join", "入群前如实说明这是什么群"),
        write: "[operator.pitch]\nclaim = 1\n",
    }];
    const SERIES: &'static [Series] = &[Series {
        key: "declined",
        name: Text::new("Declined", "听后未加入"),
        meaning: Text::new("Applicants who were told what the place is and did not join, on the day.", "当日了解情况后决定不加入的申请者。"),
        unit: Unit::People,
    }];
    type Memory = ();

    fn idle() -> Self {
        Self {
            told: 0.0,
            ..Self::default()
        }
    }

    fn busy() -> Self {
        Self {
            claim: 2.0,
            ..Self::default()
        }
    }

    fn when(&self) -> Option<Schedule<'_>> {
        Some(Schedule::daily(self.from_day, self.to_day))
    }

    fn doubts(&self, _: &Around<'_>) -> Vec<Doubt> {
        if self.told > 0.0 && self.choosy <= 0.0 && (self.claim - 1.0).abs() < 1e-9 {
            return vec![Doubt::no_effect(
                "choosy",
                "nobody declines and nobody expects more: the pitch does nothing",
                "set choosy, for example to 0.5",
            )];
        }
        Vec::new()
    }

    fn admits(&self, (): &mut (), levers: &mut Levers<'_, '_>, applicant: &mut Applicant) -> bool {
        if self.told <= 0.0 || !self.is_in_force(levers) {
            return true;
        }
        let mut luck = levers.own_view(applicant.person).stream(Purpose::Gate);
        let (told, joins) = (f64::from(luck.uniform()), f64::from(luck.uniform()));
        if told >= self.told || !levers.take(self.minutes) {
            return true;
        }
        levers.agree(applicant);
        let seems = f64::from(applicant.fit) * self.claim;
        let enough = seems * seems;
        let accepted = self.choosy <= 0.0 || joins * (enough + self.choosy * self.choosy) < enough;
        if !accepted {
            levers.count("declined", 1.0);
        }
        accepted
    }

    fn entered(
        &self,
        (): &mut (),
        levers: &mut Levers<'_, '_>,
        applicant: &Applicant,
        member: u32,
    ) {
        if levers.has_agreed(applicant) {
            levers.raise_expectation(member, (self.raises * libm::log(self.claim)) as f32);
        }
    }
}
