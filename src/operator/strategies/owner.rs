//! The owner (M5, M21, M41): whoever founded the place, keeps showing up, answers, and can tire of it.

use crate::model::cause::Cause;
use crate::model::levers::Levers;
use crate::model::member::State;
use crate::model::settings::Archetype;
use crate::operator::schedule::NO_DAY;
use crate::operator::strategy::{Around, Doubt, Example, Series, Strategy};
use crate::random::Purpose;
use crate::words::{Text, Unit};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The owner of the place, who looks in every day, writes, and answers, newcomers first; whoever is
/// answered gets to know them. Too much of it wears them out.
///
/// The hours are the operator's. On each evening the owner gives up with the odds of `stops`, multiplied by
/// exp(`weariness` · w), where w follows ln(hours of the day/`bearable_hours`), nothing below nought, over
/// `weary_days`. The owner is one of the operator's own people and counts as no member.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Owner {
    /// Hours a day that the owner gives, as far as there is so much to answer. 0 for no owner.
    #[schemars(range(min = 0.0, max = 24.0), extend("x-unit" = "hours a day", "x-source" = "literature: operators speak of half an hour of presence a day for each group; doubled for answering", "x-more" = "raises: founders' activity goes with survival; observational alone"))]
    pub hours: f64,
    /// Hours a day that the owner could give for years.
    #[schemars(range(min = 0.1, max = 24.0), extend("x-unit" = "hours a day", "x-source" = "assumed: beside a profession", "x-more" = "raises: an owner who can bear more tires later"))]
    pub bearable_hours: f64,
    /// Minutes for one answer, or one message of their own.
    #[schemars(range(min = 0.1, max = 600.0), extend("x-unit" = "minutes", "x-source" = "assumed: as for the care of a newcomer", "x-more" = "lowers: fewer are answered in the hours there are"))]
    pub minutes: f64,
    /// Messages of their own on a day.
    #[schemars(range(min = 0.1, max = 1000.0), extend("x-unit" = "messages a day", "x-source" = "assumed: as a regular", "x-more" = "either: what the owner writes is read, and can be too much"))]
    pub messages: f64,
    /// How well the founders know the owner from the start: as somebody who has answered them so many times.
    #[schemars(range(min = 0, max = 8), extend("x-unit" = "answers", "x-source" = "assumed: twice; founders of groups that die are tied to every member", "x-more" = "raises: members know somebody who is there"))]
    pub known: u32,
    /// Probability that the owner gives up within a year without being tired.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "probability a year", "x-source" = "literature: .20 (.08 to .45), volunteers who look after a place", "x-more" = "lowers: the owner goes as the place grows quiet; assumed"))]
    pub stops: f64,
    /// Log odds of giving up for each unit of weariness: 1 for working 2.7 times as long as is bearable.
    #[schemars(range(min = 0.0, max = 10.0), extend("x-unit" = "log odds", "x-source" = "assumed: at four times the bearable hours an owner lasts a month or two", "x-more" = "lowers: an owner who tires is gone sooner"))]
    pub weariness: f64,
    /// Days over which weariness gathers, and goes.
    #[schemars(range(min = 1.0, max = 1000.0), extend("x-unit" = "days", "x-source" = "assumed: a month", "x-more" = "raises: an owner who tires takes longer to go"))]
    pub weary_days: f64,
    /// Share of the operator's hours a day that is left when the owner has gone.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "share", "x-source" = "assumed: none, the owner was the operator", "x-more" = "raises: others go on with the work"))]
    pub hours_left: f64,
    /// Day on which the owner comes.
    #[schemars(range(min = 0, max = 36_500), extend("x-unit" = "day", "x-more" = "lowers: it begins later"))]
    pub from_day: u16,
    /// Last day of the owner's, who leaves the next morning if they are still there.
    #[schemars(range(min = 0, max = 36_500), extend("x-unit" = "day", "x-more" = "raises: it lasts longer"))]
    pub to_day: u16,
}

impl Default for Owner {
    fn default() -> Self {
        Self {
            hours: 1.0,
            bearable_hours: 1.5,
            minutes: 4.0,
            messages: 5.0,
            known: 2,
            stops: 0.2,
            weariness: 3.0,
            weary_days: 30.0,
            hours_left: 0.0,
            from_day: 0,
            to_day: NO_DAY,
        }
    }
}

/// What a chart says of it.
const LEAVES: Text = Text::new("the owner leaves", "群主离开");
const GIVES_UP: Text = Text::new("the owner gives up", "群主累了，放手");

/// The owner's life.
#[derive(Debug, Default, Clone)]
pub struct Life {
    /// Number of the owner while they are there.
    number: Option<u32>,
    has_come: bool,
    /// Hours spent today.
    hours: f64,
    weary: f64,
}

impl Owner {
    /// Hours that looking in and writing takes.
    fn presence(&self) -> f64 {
        (self.messages * self.minutes / 60.0).min(self.hours)
    }

    /// The owner comes, and those who founded the place with them know them.
    fn come(&self, life: &mut Life, levers: &mut Levers<'_, '_>) {
        life.number = levers.hire(0, false);
        life.has_come = life.number.is_some();
        let Some(owner) = life.number else { return };
        let founders: Vec<u32> = levers
            .all()
            .filter(|(number, _)| levers.is_founder(*number))
            .map(|(number, _)| number)
            .collect();
        for founder in founders {
            levers.acquaint(founder, owner, self.known);
        }
    }

    fn go(&self, life: &mut Life, levers: &mut Levers<'_, '_>, cause: Cause, why: Text) {
        if let Some(owner) = life.number.take()
            && levers.depart(owner, cause)
        {
            levers.lose_hours(self.hours_left);
            levers.note(why);
        }
    }

    /// Answers those who wrote today, newcomers first, as long as there is time. Returns how many.
    fn answer(&self, owner: u32, levers: &mut Levers<'_, '_>, mut hours: f64) -> (usize, f64) {
        let rules = levers.rules();
        let mut waiting: Vec<(bool, f32, u32)> = levers
            .visits()
            .filter(|visit| visit.messages > 0 && visit.member != owner)
            .filter_map(|visit| {
                let member = levers.member(visit.member);
                let counts = !rules.advertises(visit.archetype)
                    && member.state == State::Present;
                let luck = levers.own_luck(member.person).uniform(Purpose::Operator);
                counts.then(|| (!rules.is_new(member), luck, visit.member))
            })
            .collect();
        waiting.sort_by(|one, other| {
            let by_luck = one.1.total_cmp(&other.1);
            one.0
                .cmp(&other.0)
                .then(by_luck)
                .then(one.2.cmp(&other.2))
        });
        let before = hours;
        let mut answered = Vec::new();
        for (_, _, number) in waiting {
            if hours + 1e-9 < self.minutes / 60.0 || !levers.take(self.minutes) {
                break;
            }
            hours -= self.minutes / 60.0;
            answered.push(number);
        }
        answered.sort_unstable();
        for number in &answered {
            levers.acquaint(*number, owner, 1);
        }
        let count = answered.len();
        levers.care_for(answered);
        (count, before - hours)
    }
}

impl Strategy for Owner {
    const KEY: &'static str = "owner";
    const NAME: Text = Text::new("owner", "群主");
    const ABOUT: Text = Text::new(
        "The owner of the place, who keeps showing up and answering, is known to all, and can tire.",
        "群主本人：天天露面、回复大家、人人认识，也会累。",
    );
    const MORE: &'static str = "More while the owner writes and answers: founders' activity goes with survival, observational alone.";

    const EXAMPLES: &'static [Example] = &[Example {
        wish: Text::new("look in every day as the owner and answer newcomers first", "群主每天露面，先回复新人"),
        write: "[operator.owner]\nhours = 1\n",
    }];
    const SERIES: &'static [Series] = &[
        Series {
            key: "answered",
            name: Text::new("Answered by the owner", "群主回复人数"),
            meaning: Text::new("Members whom the owner answered on the day.", "当日得到群主回复的成员。"),
            unit: Unit::Members,
        },
        Series {
            key: "weariness",
            name: Text::new("Weariness of the owner", "群主疲惫程度"),
            meaning: Text::new("How far the owner has of late worked beyond what is bearable, as the log of it.", "群主近来的投入超出可承受程度的多少（取对数）。"),
            unit: Unit::Number,
        },
    ];
    type Memory = Life;

    fn idle() -> Self {
        Self {
            hours: 0.0,
            ..Self::default()
        }
    }

    fn busy() -> Self {
        Self {
            hours: 4.0,
            to_day: 30,
            ..Self::default()
        }
    }

    fn people(&self) -> Vec<Archetype> {
        if self.hours <= 0.0 {
            return Vec::new();
        }
        vec![Archetype {
            name: "owner".to_owned(),
            share: 0.0,
            post: 1.0,
            // Whether the owner stays is not a matter of what a visit gives.
            quit_a: 0.001,
            quit_b: 10_000.0,
            messages: self.messages,
            messages_between: 0.0,
            messages_within: 0.3,
            messages_growth: 0.0,
            attention: 3.0,
            quality: 1.5,
            experience: 30,
            ..Archetype::default()
        }]
    }

    fn doubts(&self, around: &Around<'_>) -> Vec<Doubt> {
        if self.hours <= 0.0 && !(around.is_varied)("hours") {
            return vec![Doubt::no_effect(
                "hours",
                "an owner who gives no hours never looks in",
                "set hours, for example to 1",
            )];
        }
        Vec::new()
    }

    fn morning(&self, life: &mut Life, levers: &mut Levers<'_, '_>) {
        let day = levers.day();
        life.hours = 0.0;
        if self.hours <= 0.0 || day < self.from_day {
            return;
        }
        if day > self.to_day {
            self.go(life, levers, Cause::NeedOver, LEAVES);
            return;
        }
        if life
            .number
            .is_some_and(|owner| levers.member(owner).state != State::Present)
        {
            life.number = None;
        }
        if life.has_come && life.number.is_none() {
            return;
        }
        let presence = self.presence();
        let comes = levers.take(presence * 60.0);
        if comes && !life.has_come {
            self.come(life, levers);
        }
        let Some(owner) = life.number else { return };
        levers.keep_appointment(owner, comes);
        if comes {
            life.hours = presence;
        }
    }

    fn midday(&self, life: &mut Life, levers: &mut Levers<'_, '_>) {
        let Some(owner) = life.number else { return };
        if life.hours <= 0.0 {
            return;
        }
        let (answered, hours) = self.answer(owner, levers, self.hours - life.hours);
        life.hours += hours;
        levers.count("answered", answered as f64);
    }

    fn evening(&self, life: &mut Life, levers: &mut Levers<'_, '_>) {
        let Some(owner) = life.number else { return };
        let load = libm::log((life.hours / self.bearable_hours).max(1.0));
        life.weary += (load - life.weary) / self.weary_days;
        levers.count("weariness", life.weary);
        let daily = 1.0 - libm::pow(1.0 - self.stops, 1.0 / 365.0);
        let odds = daily / (1.0 - daily).max(1e-9) * libm::exp(self.weariness * life.weary);
        let person = levers.member(owner).person;
        let draw = f64::from(levers.own_luck(person).uniform(Purpose::Quit));
        if draw < odds / (1.0 + odds) {
            let worn = life.weary > 0.1;
            let (cause, why) = if worn {
                (Cause::Overload, GIVES_UP)
            } else {
                (Cause::NeedOver, LEAVES)
            };
            self.go(life, levers, cause, why);
        }
    }
}
