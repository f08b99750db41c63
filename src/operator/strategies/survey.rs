//! Survey (M36): asking members how they find it, and being answered by those who are there and pleased.

use crate::model::levers::{Accounts, Levers};
use crate::model::member::{Member, State};
use crate::model::samplers::logistic;
use crate::operator::schedule::{NO_DAY, days_as_set};
use crate::operator::strategy::{Example, Series, Strategy};
use crate::random::Purpose;
use crate::words::terms::operating;
use crate::words::{Text, Unit};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A survey every so often: it stands in the room for some days, whoever looks in sees it once, and some
/// of them answer.
///
/// Who does not look in is not asked, and the pleased answer more readily: what it reports is better than
/// what is. A playbook may watch what it reports.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Survey {
    /// Days between two surveys; 0 for none at all. With `on`, each waits for the next of those weekdays.
    #[schemars(range(min = 0, max = 3650), extend("x-unit" = "days", "x-source" = "assumed: monthly in practitioners' accounts", "x-more" = "either: 0 never asks; each survey calls people in and costs attention"))]
    pub every: u16,
    /// How long one stands open.
    #[schemars(range(min = 1, max = 60), extend("x-unit" = "days", "x-source" = "assumed", "x-more" = "either: a survey that stays open asks later; it calls once"))]
    pub open_days: u16,
    /// Hours for one survey: to write it, and to read the answers.
    #[schemars(range(min = 0.0, max = 100.0), extend("x-unit" = "hours", "x-source" = "assumed", "x-more" = "lowers: fewer surveys fit into the hours there are"))]
    pub hours: f64,
    /// Share of those who see it and are neither pleased nor displeased who answer.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "share of those who see it", "x-source" = "assumed: open surveys among customers are answered by .05 to .3", "x-more" = "nothing: what the operator learns of members; they do not notice"))]
    pub answer: f64,
    /// How the log odds of answering move with satisfaction: the bias of what is reported.
    #[schemars(range(min = -20.0, max = 20.0), extend("x-unit" = "log odds per unit of gain", "x-source" = "assumed", "x-more" = "nothing: what the operator learns of members; they do not notice"))]
    pub pleased: f64,
    /// Probability that the announcement has somebody look in who was here yesterday.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "probability", "x-source" = "assumed", "x-more" = "raises: more are called to look in"))]
    pub draw: f64,
    /// Weekdays by name, "friday" or "tuesday, friday"; empty for every day.
    pub on: String,
    /// First day.
    #[schemars(range(min = 0, max = 36_500), extend("x-unit" = "day", "x-more" = "either: it begins later"))]
    pub from_day: u16,
    /// Last day.
    #[schemars(range(min = 0, max = 36_500), extend("x-unit" = "day", "x-more" = "either: it lasts longer"))]
    pub to_day: u16,
}

impl Default for Survey {
    fn default() -> Self {
        Self {
            every: 30,
            open_days: 3,
            hours: 2.0,
            answer: 0.15,
            pleased: 4.0,
            draw: 0.02,
            on: String::new(),
            from_day: 14,
            to_day: NO_DAY,
        }
    }
}

/// What a chart says of it.
const ASKED: Text = Text::new("survey: {n} answers", "问卷：{n} 份回答");

/// A survey on its way, and what the last one said.
#[derive(Debug, Default, Clone)]
pub struct Answers {
    /// Day on which it was opened.
    opened: Option<u16>,
    /// The number of the survey that a member saw last.
    seen: Accounts<u16>,
    surveys: u16,
    answers: u32,
    satisfied: u32,
    /// What the last one reported, and what was really so on that day.
    last: Option<(f64, f64)>,
}

/// Whether a member finds more than they expect.
fn is_pleased(member: &Member) -> bool {
    member.satisfaction > 0.0
}

/// Share of those on the list who take part and are pleased.
fn really_pleased(levers: &Levers<'_, '_>) -> f64 {
    let (mut pleased, mut all) = (0.0, 0.0);
    for (_, member) in levers.all().filter(|(_, member)| member.state.on_the_list()) {
        all += 1.0;
        let takes_part = member.state == State::Present;
        pleased += f64::from(u8::from(takes_part && is_pleased(member)));
    }
    pleased / all
}

impl Survey {
    /// Asks today's visitors who have not seen this survey yet.
    fn ask(&self, memory: &mut Answers, levers: &Levers<'_, '_>) {
        let base = libm::log(self.answer / (1.0 - self.answer)) as f32;
        for visit in levers.visits() {
            if memory.seen.get(visit.member) == memory.surveys {
                continue;
            }
            *memory.seen.at(visit.member) = memory.surveys;
            let member = levers.member(visit.member);
            let odds = base + self.pleased as f32 * member.satisfaction;
            if levers.own_luck_of(visit.luck).uniform(Purpose::Operator) < logistic(odds) {
                memory.answers += 1;
                memory.satisfied += u32::from(is_pleased(member));
            }
        }
    }
}

impl Strategy for Survey {
    const KEY: &'static str = "survey";
    const NAME: Text = operating::SURVEY.name;
    const ABOUT: Text = Text::new(
        "Asking members how they find it, and being answered by those who are there and pleased.",
        "问成员觉得怎么样：回答的是还在看、也比较满意的人。",
    );
    const MORE: &'static str = "None by itself: it tells the operator something and costs a call's attention.";

    const EXAMPLES: &'static [Example] = &[Example {
        wish: Text::new("ask members once a month how they find it", "每月做一次成员问卷"),
        write: "[operator.survey]\nevery = 30\n",
    }];
    const SERIES: &'static [Series] = &[
        Series {
            key: "answers",
            name: Text::new("Answers to the survey", "问卷回答数"),
            meaning: Text::new("Answers to the survey that closed on the day.", "当日结束的问卷收到的回答数。"),
            unit: Unit::Members,
        },
        Series {
            key: "satisfied",
            name: Text::new("Satisfied, as answered", "回答满意的占比"),
            meaning: Text::new("Share of those who answered the last survey who find more than they expect: what the operator is told.", "最近一次问卷中表示满意的占比：运营者听到的。"),
            unit: Unit::Share,
        },
        Series {
            key: "pleased",
            name: Text::new("Satisfied, in truth", "真正满意的占比"),
            meaning: Text::new("Share of everybody on the list who took part and found more than they expected on that day: what no operator sees.", "那一天名单上仍在参与并觉得满意的占比：运营者看不到的。"),
            unit: Unit::Share,
        },
    ];
    const SEEN: &'static [&'static str] = &["answers", "satisfied"];
    type Memory = Answers;

    fn idle() -> Self {
        Self {
            every: 0,
            ..Self::default()
        }
    }

    fn busy() -> Self {
        Self {
            every: 7,
            draw: 0.2,
            from_day: 3,
            ..Self::default()
        }
    }

    days_as_set!();

    /// From day 0 on it reports that nobody has told it anything yet.
    fn begins(&self) -> u16 {
        0
    }

    fn morning(&self, memory: &mut Answers, levers: &mut Levers<'_, '_>) {
        let day = levers.day();
        let due = self.every > 0 && self.is_due(levers, self.every);
        // Half a survey is none.
        if memory.opened.is_none() && due && levers.take(self.hours * 60.0) {
            memory.opened = Some(day);
            memory.surveys += 1;
            (memory.answers, memory.satisfied) = (0, 0);
            let draw = self.draw as f32;
            levers.call(|_| draw);
        }
    }

    fn midday(&self, memory: &mut Answers, levers: &mut Levers<'_, '_>) {
        if memory.opened.is_some() {
            self.ask(memory, levers);
        }
    }

    fn evening(&self, memory: &mut Answers, levers: &mut Levers<'_, '_>) {
        let closes = memory
            .opened
            .is_some_and(|opened| levers.day() - opened + 1 >= self.open_days);
        if closes {
            memory.opened = None;
            levers.count("answers", f64::from(memory.answers));
            levers.note(ASKED.fill(&[("n", &memory.answers)]));
            if memory.answers > 0 {
                let told = f64::from(memory.satisfied) / f64::from(memory.answers);
                memory.last = Some((told, really_pleased(levers)));
            }
        }
        let (told, truth) = memory.last.unwrap_or((f64::NAN, f64::NAN));
        levers.count("satisfied", told);
        levers.count("pleased", truth);
    }
}
