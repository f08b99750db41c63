//! Contribution duty (N2): everybody is to share something in a period.
//!
//! Sites that enforce ratios hold very dedicated members, with contributions of little use, gaming, and fewer who come in. Here half
//! of members comply when asked; the others are reproached, each time felt as a disappointment, and may be removed.

use crate::model::cause::Cause;
use crate::model::intervention::Applicant;
use crate::model::levers::{Accounts, Levers};
use crate::operator::{belongs, is_moved};
use crate::operator::strategy::{Example, Removing, Series, Strategy};
use crate::random::Purpose;
use crate::words::{Text, Unit};
use crate::operator::schedule::{NO_DAY, Schedule};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A duty to contribute: members who have written too little in a period are reproached, and may be removed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Duty {
    /// Messages that are due in a period; 0 for no duty.
    #[schemars(range(min = 0, max = 100_000), extend("x-unit" = "messages", "x-source" = "literature: something useful once a month", "x-more" = "lowers: more fail the duty and are reproached (+.5 log odds of quitting, 0 to 1.5, at each reckoning)"))]
    pub messages: u32,
    /// Length of a period.
    #[schemars(range(min = 2, max = 365), extend("x-unit" = "days", "x-source" = "literature: a month", "x-more" = "raises: reckonings are rarer"))]
    pub period: u16,
    /// Share of members who comply when they are reminded.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "share", "x-source" = "literature: .5 (.2 to .8)", "x-more" = "raises: fewer fail"))]
    pub complies: f64,
    /// Surplus of a visit that is missing to those who are reproached.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "gain", "x-source" = "literature: quit log odds +.5 (0 to 1.5) at each reckoning; felt like one visit of that kind", "x-more" = "lowers: those who fail are disappointed"))]
    pub reproach: f64,
    /// Reproaches after which somebody is removed; 0 for never.
    #[schemars(range(min = 0, max = 100), extend("x-unit" = "reproaches", "x-source" = "assumed", "x-more" = "either: 0 removes nobody; the later, the fewer"))]
    pub removed_after: u8,
    /// Effort that the duty stands for at the gate.
    #[schemars(range(min = 0.0, max = 5.0), extend("x-unit" = "effort", "x-source" = "literature: .7 (.3 to 1.5)", "x-more" = "lowers: the duty deters at the gate"))]
    pub effort: f64,
    /// Operator minutes for looking after one member at a reckoning.
    #[schemars(range(min = 0.0, max = 60.0), extend("x-unit" = "minutes", "x-source" = "assumed", "x-more" = "raises: fewer are reproached in the hours there are"))]
    pub minutes: f64,
    /// First day.
    #[schemars(range(min = 0, max = 36_500), extend("x-unit" = "day", "x-more" = "raises: it begins later"))]
    pub from_day: u16,
    /// Last day.
    #[schemars(range(min = 0, max = 36_500), extend("x-unit" = "day", "x-more" = "lowers: it lasts longer"))]
    pub to_day: u16,
}

impl Default for Duty {
    fn default() -> Self {
        Self {
            messages: 1,
            period: 30,
            complies: 0.5,
            reproach: 1.0,
            removed_after: 3,
            effort: 0.7,
            minutes: 0.2,
            from_day: 0,
            to_day: NO_DAY,
        }
    }
}

/// What members owe.
#[derive(Debug, Default, Clone)]
pub struct Dues {
    /// Messages of each member before the period.
    before: Accounts<u32>,
    reproaches: Accounts<u8>,
    begun: bool,
}

impl Duty {
    /// Whether a member has done what is due in this period.
    fn has_given(&self, dues: &Dues, number: u32, posts: u32) -> bool {
        posts.saturating_sub(dues.before.get(number)) >= self.messages
    }
}

impl Strategy for Duty {
    const KEY: &'static str = "duty";
    const NAME: Text = Text::new("Contribution duty", "分享义务");
    const ABOUT: Text = Text::new(
        "A duty to contribute: members who have written too little in a period are reproached, and may be removed.",
        "规定每人定期分享；未做到的会被提醒批评，屡次不做可移出。",
    );
    const MORE: &'static str = "Fewer: who fails a duty quits more often (+.5 log odds, 0 to 1.5, at each reckoning) and the duty deters at the gate.";
    const SERIES: &'static [Series] = &[
        Series {
            key: "reproached",
            name: Text::new("Reproached", "被批评人数"),
            meaning: Text::new("Members who had not done their duty at the reckoning of the day.", "当日清点时未尽分享义务的成员。"),
            unit: Unit::Members,
        },
        Series {
            key: "removed",
            name: Text::new("Removed for the duty", "因义务被移出"),
            meaning: Text::new("Members removed on the day because they had failed too often.", "当日因屡次未尽义务被移出的成员。"),
            unit: Unit::Members,
        },
    ];
    const KEEPS_OUT: bool = true;
    const REMOVES: Option<Removing> = Some(Removing {
        cause: Cause::Removed,
        counted: Some("removed"),
        why: Text::new("for failing the duty to contribute", "未尽分享义务"),
        without: Text::new("without removing those who fail the duty", "不因义务移出成员"),
    });
    const EXAMPLES: &'static [Example] = &[
        Example {
            wish: Text::new(
                "ask everybody to share something once a month, and part with those who fail three times",
                "要求每人每月分享一次，三次不做则请出群",
            ),
            write: "[operator.duty]\nmessages = 1\nperiod = 30\nremoved_after = 3\n",
        },
    ];
    type Memory = Dues;

    fn sparing(&self) -> Option<Self> {
        Some(Self {
            removed_after: 0,
            ..self.clone()
        })
    }

    fn idle() -> Self {
        Self {
            messages: 0,
            ..Self::default()
        }
    }

    fn busy() -> Self {
        Self {
            messages: 3,
            period: 7,
            removed_after: 1,
            ..Self::default()
        }
    }

    fn when(&self) -> Option<Schedule<'_>> {
        Some(Schedule::daily(self.from_day, self.to_day))
    }

    fn admits(&self, _: &mut Dues, levers: &mut Levers<'_, '_>, applicant: &mut Applicant) -> bool {
        let asks = self.messages > 0 && self.is_in_force(levers);
        if !asks || self.effort <= 0.0 {
            return true;
        }
        let passes = levers
            .rules()
            .passes(applicant.archetype, applicant.fit, 1.0, self.effort as f32);
        levers.own_luck(applicant.person).uniform(Purpose::Gate) < passes
    }

    fn morning(&self, dues: &mut Dues, levers: &mut Levers<'_, '_>) {
        let (rules, day) = (levers.rules(), levers.day());
        if self.messages == 0 || !self.is_in_force(levers) {
            return;
        }
        if !dues.begun {
            dues.begun = true;
            dues.before.renew(levers.all().map(|(_, member)| member.posts));
        }
        // In the last third of a period those who comply at all remember it.
        if 3 * ((day - self.from_day) % self.period) < 2 * self.period {
            return;
        }
        levers.ask_visitors_to_write(|levers, number, member| {
            belongs(rules, member)
                && !self.has_given(dues, number, member.posts)
                && is_moved(levers, member, self.complies)
        });
    }

    fn evening(&self, dues: &mut Dues, levers: &mut Levers<'_, '_>) {
        let (rules, day) = (levers.rules(), levers.day());
        let covered = self.messages > 0 && self.is_in_force(levers);
        if !covered || (day - self.from_day) % self.period + 1 != self.period {
            return;
        }
        let begun = day + 1 - self.period;
        let owed: Vec<u32> = levers
            .all()
            .filter(|(number, member)| {
                belongs(rules, member)
                    && member.joined <= begun
                    && !self.has_given(dues, *number, member.posts)
            })
            .map(|(number, _)| number)
            .collect();
        for number in owed {
            if !levers.take(self.minutes) {
                break;
            }
            let reproaches = dues.reproaches.at(number);
            *reproaches = reproaches.saturating_add(1);
            levers.count("reproached", 1.0);
            if self.removed_after > 0 && *reproaches >= self.removed_after {
                levers.remove(number, Cause::Removed);
                levers.count("removed", 1.0);
            } else {
                levers.please(number, -self.reproach as f32);
            }
        }
        dues.before.renew(levers.all().map(|(_, member)| member.posts));
    }
}
