//! Moderation (M18, M19): advertisements, spammers and quarrels.

use crate::model::cause::Cause;
use crate::model::levers::Levers;
use crate::operator::strategy::{Example, Strategy};
use crate::random::Purpose;
use crate::words::Text;
use crate::words::terms::operating;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Removing advertisements and spammers, warning, and mediating quarrels.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Moderation {
    /// Hours a day spent on it.
    #[schemars(range(min = 0.0, max = 24.0), extend("x-unit" = "hours a day", "x-source" = "assumed"))]
    pub hours: f64,
    /// Messages that can be looked at in an hour.
    #[schemars(range(min = 1.0, max = 100_000.0), extend("x-unit" = "messages per hour", "x-source" = "assumed"))]
    pub messages_per_hour: f64,
    /// Warnings before a writer of advertisements is removed.
    #[schemars(range(min = 0, max = 20), extend("x-unit" = "warnings", "x-source" = "assumed"))]
    pub warnings: u8,
    /// How heavy the hand is: share of ordinary writers looked at who are wrongly (or pettily) corrected.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "share of writers looked at", "x-source" = "assumed"))]
    pub severity: f64,
    /// Share of a quarrel's heat that a moderator who sees everything takes out in a day.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "share a day", "x-source" = "assumed"))]
    pub mediation: f64,
    /// Whether corrections are explained, which leaves `interactions.explained` of their sting.
    #[schemars(extend("x-source" = "literature: Jhaver 2019"))]
    pub explains: bool,
    /// First day of moderation.
    #[schemars(range(min = 0, max = 36_500), extend("x-unit" = "day"))]
    pub from_day: u16,
}

impl Default for Moderation {
    fn default() -> Self {
        Self {
            hours: 0.5,
            messages_per_hour: 600.0,
            warnings: 1,
            severity: 0.002,
            mediation: 0.7,
            explains: true,
            from_day: 0,
        }
    }
}

impl Strategy for Moderation {
    const KEY: &'static str = "moderation";
    const NAME: Text = operating::MODERATION.name;
    const ABOUT: Text = Text::new(
        "Removing advertisements and spammers, warning, and mediating quarrels.",
        "清除广告和广告号，警告违规者，调解争吵。",
    );

    const EXAMPLES: &'static [Example] = &[
        Example {
            wish: Text::new(
                "read along for half an hour a day, warn once, and remove whoever goes on advertising",
                "每天看群半小时，警告一次，再发广告就移出",
            ),
            write: "[operator.moderation]\nhours = 0.5\nwarnings = 1\n",
        },
        Example {
            wish: Text::new(
                "keep a strict hand, and see what it costs",
                "从严管理，看看代价",
            ),
            write: "[operator.moderation]\nhours = 1\nwarnings = 0\nseverity = 0.1\n",
        },
    ];
    type Memory = ();

    fn idle() -> Self {
        Self {
            hours: 0.0,
            ..Self::default()
        }
    }

    fn busy() -> Self {
        Self {
            hours: 2.0,
            warnings: 0,
            severity: 0.3,
            ..Self::default()
        }
    }

    fn midday(&self, (): &mut (), levers: &mut Levers<'_, '_>) {
        if levers.day() < self.from_day {
            return;
        }
        let messages = levers.messages_today();
        if messages < 1.0 {
            return;
        }
        let needed = (messages / self.messages_per_hour).min(self.hours);
        let seen = (levers.work(needed) * self.messages_per_hour / messages).min(1.0);
        let rules = levers.rules();
        let mut spammers = Vec::new();
        let mut corrected = Vec::new();
        for visit in levers.visits().filter(|visit| visit.messages > 0) {
            let person = levers.member(visit.member).person;
            let draw = f64::from(levers.own_luck(person).uniform(Purpose::Moderation));
            if rules.kinds[visit.archetype as usize].is_spammer() {
                if draw < seen {
                    spammers.push(visit.member);
                }
            } else if draw < seen * self.severity {
                corrected.push(visit.member);
            }
        }
        for number in spammers {
            let expelled = levers.member(number).warnings >= self.warnings;
            levers.reject(number, 1.0, self.explains);
            if expelled {
                levers.remove(number, Cause::Removed);
            }
        }
        for number in corrected {
            levers.reject(number, 0.0, self.explains);
        }
        levers.mediate((1.0 - self.mediation * seen) as f32);
    }
}
