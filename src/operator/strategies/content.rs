//! Content programme (M15, M16): content of the operator's own on fixed days.

use crate::model::keys;
use crate::model::levers::Levers;
use crate::model::rules::Rules;
use crate::model::samplers::exp_fast;
use crate::operator::schedule::{NO_DAY, days_as_set};
use crate::operator::strategy::{Around, Doubt, Example, Series, Strategy, Wrong};
use crate::random::Purpose;
use crate::words::{Text, Unit};
use crate::words::terms::operating;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A programme of content of the operator's own.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Content {
    /// Pieces a week.
    #[schemars(range(min = 0.0, max = 70.0), extend("x-unit" = "pieces a week", "x-source" = "assumed", "x-more" = "either: information holds people, with diminishing returns; a call for each piece tires"))]
    pub per_week: f64,
    /// Hours one piece takes.
    #[schemars(range(min = 0.0, max = 100.0), extend("x-unit" = "hours", "x-source" = "assumed", "x-more" = "lowers: what takes longer is made less often"))]
    pub hours: f64,
    /// How many ordinary messages of interest one piece is worth.
    #[schemars(range(min = 0.0, max = 1000.0), extend("x-unit" = "messages", "x-source" = "assumed", "x-more" = "raises: information is what most come for"))]
    pub worth: f64,
    /// Whether pieces come on fixed days of the week (a rhythm members can learn) or on any.
    pub fixed_days: bool,
    /// Probability that somebody who was here yesterday, cares for nothing but information and knows the rhythm looks in for a piece that is worth as much as a day of talk can be. What is worth less is heeded less.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "probability", "x-source" = "literature: a routine call brings .02 (.005 to .06) of the members", "x-more" = "raises: more are called to look in"))]
    pub draw: f64,
    /// Share of the way to full familiarity with the rhythm that one kept slot takes members; a slot that is not kept takes as much away.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "share of the way", "x-source" = "literature: half learned after 6 slots (3 to 15)", "x-more" = "raises: a rhythm that is known is waited for; assumed"))]
    pub habit: f64,
    /// Name of the topic it is about; empty for the community's own agenda.
    pub topic: String,
    /// Weekdays by name, "friday" or "tuesday, friday"; empty for any day. With `fixed_days` the pieces of a week are spread over these.
    pub on: String,
    /// First day of the programme.
    #[schemars(range(min = 0, max = 36_500), extend("x-unit" = "day", "x-more" = "either: it begins later; what has just begun counts most, and what has become usual less"))]
    pub from_day: u16,
    /// Last day of the programme.
    #[schemars(range(min = 0, max = 36_500), extend("x-unit" = "day", "x-more" = "either: it lasts longer; what has become usual is missed when it ends"))]
    pub to_day: u16,
}

impl Default for Content {
    fn default() -> Self {
        Self {
            per_week: 3.0,
            hours: 1.5,
            worth: 20.0,
            fixed_days: true,
            draw: 0.1,
            habit: 0.11,
            topic: String::new(),
            on: String::new(),
            from_day: 0,
            to_day: NO_DAY,
        }
    }
}

/// What the programme remembers.
#[derive(Debug, Default, Clone)]
pub struct Programme {
    topic: Option<usize>,
    /// How far members have learned on which days something comes, in [0, 1].
    familiarity: f64,
}

impl Content {
    /// Pieces that come today: a whole number.
    fn pieces(&self, levers: &Levers<'_, '_>) -> u32 {
        let when = self.when();
        let slot = when.and_then(|when| when.slot(levers.rules(), levers.day()));
        let Some((day, days)) = slot else {
            return 0;
        };
        let (weekly, day, days) = (self.per_week, day as f64, days as f64);
        if self.fixed_days {
            // As many as have come due by the end of this day of the week less those due before it.
            let due = |day: f64| (weekly * day / days + 1e-9).floor();
            return (due(day + 1.0) - due(day)) as u32;
        }
        let place = keys::person(keys::CALENDAR, 0, 0);
        let mut stream = levers.own_luck(place).stream(Purpose::Calendar);
        let daily = weekly / days;
        daily as u32 + u32::from(stream.chance((daily - daily.floor()) as f32))
    }
}

impl Strategy for Content {
    const KEY: &'static str = "content";
    const NAME: Text = operating::CONTENT_PROGRAMME.name;
    const ABOUT: Text = Text::new(
        "A programme of content of the operator's own on fixed days.",
        "运营者自己在固定日子发布的内容。",
    );
    const MORE: &'static str = "More, saturating: information is what most come for, with diminishing returns; a call for each piece tires and annoys (notification trials: v = .02, divided by 1 + calls of the week/3).";

    const SERIES: &'static [Series] = &[
        Series {
            key: "worth",
            name: Text::new("Content published", "发布的内容"),
            meaning: Text::new("What was published on the day, in ordinary messages' worth of interest.", "当日发布的内容，折合普通消息条数。"),
            unit: Unit::Messages,
        },
    ];
    const EXAMPLES: &'static [Example] = &[
        Example {
            wish: Text::new(
                "publish three good pieces a week on days that members can learn",
                "每周固定三天发布好内容",
            ),
            write: "[operator.content]\nper_week = 3\nhours = 1.5\n",
        },
        Example {
            wish: Text::new(
                "give one large talk a week",
                "每周一场大课",
            ),
            write: "[operator.content]\nper_week = 1\nhours = 4\nworth = 60\n",
        },
    ];
    type Memory = Programme;

    fn idle() -> Self {
        Self {
            per_week: 0.0,
            ..Self::default()
        }
    }

    fn busy() -> Self {
        Self {
            per_week: 5.0,
            draw: 0.5,
            ..Self::default()
        }
    }

    days_as_set!();

    fn doubts(&self, around: &Around<'_>) -> Vec<Doubt> {
        let known: Vec<String> = around.community.topic.iter().map(|topic| topic.name.clone()).collect();
        if self.topic.is_empty() || known.contains(&self.topic) {
            return Vec::new();
        }
        let name = self.topic.clone();
        vec![Doubt {
            key: "topic",
            what: Wrong::Unknown { name, list: "community.topic", known },
        }]
    }

    fn prepare(&self, memory: &mut Programme, rules: &Rules) {
        let topics = &rules.community.topic;
        memory.topic = topics.iter().position(|topic| topic.name == self.topic);
    }

    fn morning(&self, memory: &mut Programme, levers: &mut Levers<'_, '_>) {
        let pieces = self.pieces(levers);
        if pieces == 0 {
            return;
        }
        let wanted = f64::from(pieces) * self.hours;
        // Half the hours make half the content.
        let done = levers.part_done(wanted);
        let worth = self.worth * f64::from(pieces) * done;
        levers.publish(memory.topic, worth);
        levers.count("worth", worth);
        // Nobody is called to what has not been made.
        if self.fixed_days && done > 0.0 {
            let rules = levers.rules();
            let informs = 1.0 - exp_fast(-worth as f32 * rules.gains.information_rate);
            let draw = (self.draw * memory.familiarity) as f32 * informs;
            levers.call(|member| {
                draw * member.fit.min(1.0) * rules.kinds[member.archetype as usize].needs[0]
            });
        }
        if self.fixed_days {
            memory.familiarity += self.habit * (done - memory.familiarity);
        }
    }
}
