//! Moderation (M18, M19): advertisements, spammers and quarrels.

use crate::model::cause::Cause;
use crate::model::levers::Levers;
use crate::model::rules::Rules;
use crate::operator::schedule::{NO_DAY, days_as_set};
use crate::operator::segment::{Addressed, Segment};
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
    /// Whose slips are corrected; empty for everybody's. Whoever advertises is dealt with in any case.
    pub who: Segment,
    /// Hours a day spent on it.
    #[schemars(range(min = 0.0, max = 24.0), extend("x-unit" = "hours a day", "x-source" = "assumed", "x-more" = "either: spam and quarrels taken down keep people, rejections drive them off (newcomers +.45, old members +.12 log odds)"))]
    pub hours: f64,
    /// Messages that can be looked at in an hour.
    #[schemars(range(min = 1.0, max = 100_000.0), extend("x-unit" = "messages per hour", "x-source" = "assumed", "x-more" = "either: more advertising is taken down, and more members are corrected"))]
    pub messages_per_hour: f64,
    /// Warnings before a writer of advertisements is removed.
    #[schemars(range(min = 0, max = 20), extend("x-unit" = "warnings", "x-source" = "assumed", "x-more" = "lowers: those who advertise stay for longer"))]
    pub warnings: u8,
    /// How heavy the hand is: share of ordinary writers looked at who are wrongly (or pettily) corrected.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "share of writers looked at", "x-source" = "assumed", "x-more" = "lowers: being corrected drives people off (reverts: about −15 % each on staying a month)"))]
    pub severity: f64,
    /// Share of a quarrel's heat that a moderator who sees everything takes out in a day.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "share a day", "x-source" = "assumed", "x-more" = "raises: quarrels end sooner (attacks leave their victims less active)"))]
    pub mediation: f64,
    /// Share of ordinary messages that are looked at before they appear: what strays or attacks somebody among them never does, as far as there are hours to look.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "share of messages", "x-source" = "assumed: 0, as nearly everywhere", "x-more" = "lowers: less is written where everything is looked at first (233,402 groups)"))]
    pub approval: f64,
    /// By how much the log of what everybody writes falls where everything is looked at beforehand.
    #[schemars(range(min = 0.0, max = 2.0), extend("x-unit" = "log messages", "x-source" = "literature: .3 (.05 to .7), 233,402 groups before and after", "x-more" = "lowers: those who know they are looked at write less (233,402 groups)"))]
    pub reserve: f64,
    /// Whether corrections are explained, which leaves `interactions.explained` of their sting.
    #[schemars(extend("x-source" = "literature: Jhaver 2019"))]
    pub explains: bool,
    /// How often the operator does in public what is taken down from others: 0 never, 1 every day. Whoever breaks their own rules
    /// is believed less when they explain one, calms fewer quarrels, and starts some.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "share of days", "x-source" = "assumed: 0, an operator who keeps the rules", "x-more" = "lowers: corrections sting more and quarrels last longer; assumed"))]
    pub breaks: f64,
    /// Weekdays by name, "friday" or "tuesday, friday"; empty for every day.
    pub on: String,
    /// First day of moderation.
    #[schemars(range(min = 0, max = 36_500), extend("x-unit" = "day", "x-more" = "either: it begins later"))]
    pub from_day: u16,
    /// Last day of moderation.
    #[schemars(range(min = 0, max = 36_500), extend("x-unit" = "day", "x-more" = "either: it lasts longer"))]
    pub to_day: u16,
}

impl Default for Moderation {
    fn default() -> Self {
        Self {
            who: Segment::default(),
            hours: 0.5,
            messages_per_hour: 600.0,
            warnings: 1,
            severity: 0.002,
            mediation: 0.7,
            approval: 0.0,
            reserve: 0.3,
            explains: true,
            breaks: 0.0,
            on: String::new(),
            from_day: 0,
            to_day: NO_DAY,
        }
    }
}

/// What moderators know.
#[derive(Debug, Default, Clone)]
pub struct Watch {
    /// Whose slips they correct.
    whom: Addressed,
    /// Share of the messages that they had the time to look at the last time.
    seen: f64,
}

impl Strategy for Moderation {
    const KEY: &'static str = "moderation";
    const NAME: Text = operating::MODERATION.name;
    const ABOUT: Text = Text::new(
        "Removing advertisements and spammers, warning, and mediating quarrels.",
        "清除广告和广告号，警告违规者，调解争吵。",
    );
    const MORE: &'static str = "A little more where there is spam or quarrelling, less where it is strict: removals sting newcomers (+.45 log odds of quitting) more than old members (+.12) (Halfaker et al. 2013; Jhaver et al. 2019).";

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
        Example {
            wish: Text::new(
                "see what rules are worth that their owner breaks on every other day",
                "群主自己隔天破规矩，规矩还值多少",
            ),
            write: "[operator.moderation]\nhours = 1\nseverity = 0.1\nbreaks = 0.5\n",
        },
        Example {
            wish: Text::new(
                "look at every message before it appears",
                "所有消息先审后发",
            ),
            write: "[operator.moderation]\nhours = 2\napproval = 1\n",
        },
    ];
    type Memory = Watch;

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

    days_as_set!();

    fn whom(&self) -> Option<&Segment> {
        Some(&self.who)
    }

    fn prepare(&self, watch: &mut Watch, rules: &Rules) {
        watch.whom = self.who.prepare(rules);
    }

    fn morning(&self, watch: &mut Watch, levers: &mut Levers<'_, '_>) {
        if self.approval <= 0.0 || self.hours <= 0.0 || !self.acts_today(levers) {
            return;
        }
        // Everybody knows the rule; what strays is kept back by those who have the time to look.
        let reserve = libm::exp(-self.reserve * self.approval) as f32;
        let let_through = (1.0 - self.approval * watch.seen) as f32;
        let conditions = levers.conditions();
        conditions.candour *= reserve;
        conditions.digressions *= let_through;
    }

    fn midday(&self, watch: &mut Watch, levers: &mut Levers<'_, '_>) {
        if !self.acts_today(levers) {
            return;
        }
        let messages = levers.messages_today();
        if messages < 1.0 {
            return;
        }
        let needed = (messages / self.messages_per_hour).min(self.hours);
        let seen = (levers.work(needed) * self.messages_per_hour / messages).min(1.0);
        watch.seen = seen;
        let rules = levers.rules();
        let mut spammers = Vec::new();
        let mut corrected = Vec::new();
        for visit in levers.visits().filter(|visit| visit.messages > 0) {
            let member = levers.member(visit.member);
            let mut luck = levers.own_luck(member.person).stream(Purpose::Moderation);
            let draw = f64::from(luck.uniform());
            if rules.advertises(visit.archetype) {
                if draw < seen {
                    spammers.push(visit.member);
                }
            } else if draw < seen * self.severity && watch.whom.fits(levers, visit.member, member) {
                let believes = f64::from(luck.uniform()) >= self.breaks;
                corrected.push((visit.member, believes));
            }
        }
        for number in spammers {
            let expelled = levers.member(number).warnings >= self.warnings;
            levers.reject(number, 1.0, self.explains);
            if expelled {
                levers.remove(number, Cause::Removed);
            }
        }
        for (number, believes) in corrected {
            levers.reject(number, 0.0, self.explains && believes);
        }
        let quarrels = (1.0 - self.approval * seen) * (1.0 + self.breaks);
        levers.conditions().quarrels *= quarrels as f32;
        levers.mediate((1.0 - self.mediation * seen * (1.0 - self.breaks)) as f32);
    }
}
