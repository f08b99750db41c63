//! Planned closing (M35): a community that was for a time is dissolved when its job is done.
//!
//! It is announced, some come to say goodbye, nobody new is let in, and on the last day everybody is taken off the list. Those
//! who were told in time part in good faith; those who find the door shut trust the operator less. When the place begins again, or sells
//! something, that is what it has to go on.

use crate::model::cause::Cause;
use crate::model::intervention::Applicant;
use crate::model::levers::Levers;
use crate::model::member::{Member, NEVER, State};
use crate::operator::schedule::NO_DAY;
use crate::operator::strategy::{Around, Doubt, Example, Removing, Series, Strategy};
use crate::words::terms::operating;
use crate::words::{Text, Unit};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Dissolving the community on a day that is announced.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Closing {
    /// The last day.
    #[schemars(range(min = 0, max = 36_500), extend("x-unit" = "day", "x-source" = "assumed", "x-more" = "nothing: the next one begins on a day that is set; whenever this one ends, it begins anew"))]
    pub on_day: u16,
    /// Days before it on which the end is announced; from then on nobody new is let in, nor those who wait for a place.
    #[schemars(range(min = 0, max = 3650), extend("x-unit" = "days", "x-source" = "assumed", "x-more" = "either: more hear of it in time, and go before it; assumed"))]
    pub notice: u16,
    /// Operator hours for the announcement and the farewell.
    #[schemars(range(min = 0.0, max = 100.0), extend("x-unit" = "hours", "x-source" = "assumed", "x-more" = "nothing: what it takes of the operator's hours"))]
    pub hours: f64,
    /// Probability that somebody who was here the day before the announcement looks in because of it.
    #[schemars(range(min = 0.0, max = 0.5), extend("x-unit" = "probability", "x-source" = "literature: a call brings .02 (.005 to .06), three times that where it concerns them", "x-more" = "raises: more come to the farewell, and to the next one"))]
    pub appeal: f64,
    /// Trust in the operator that those gain who took part to the end and were told in time: who looked in once it was announced.
    #[schemars(range(min = 0.0, max = 2.0), extend("x-unit" = "trust, from -1 to 1", "x-source" = "assumed", "x-more" = "raises: those who were there trust the next one"))]
    pub farewell: f64,
    /// Trust that those lose who took part and were not told.
    #[schemars(range(min = 0.0, max = 2.0), extend("x-unit" = "trust, from -1 to 1", "x-source" = "assumed", "x-more" = "nothing: of an end without notice; one with notice is tried here"))]
    pub abrupt: f64,
    /// The day on which the next community begins with the same door: people are let in again, those first who waited for a place. Who comes again trusts the operator as they did when it closed; in other groups nobody knows of it.
    #[schemars(range(min = 0, max = 36_500), extend("x-unit" = "day", "x-source" = "assumed", "x-more" = "either: 36,500 never opens again; the sooner it does, the longer the next one has lasted"))]
    pub again_on: u16,
}

impl Default for Closing {
    fn default() -> Self {
        Self {
            on_day: NO_DAY,
            notice: 7,
            hours: 2.0,
            appeal: 0.06,
            farewell: 0.2,
            abrupt: 0.5,
            again_on: NO_DAY,
        }
    }
}

/// What a chart says of it.
const ANNOUNCED: Text = Text::new("closing announced", "宣布解散");

/// What a chart says of it.
const CLOSED: Text = Text::new("closed", "解散");

impl Closing {
    fn announced_on(&self) -> u16 {
        self.on_day.saturating_sub(self.notice)
    }

    /// Whether it has been announced, and the next community has not begun.
    fn keeps_out_on(&self, day: u16) -> bool {
        (self.announced_on()..self.again_on).contains(&day)
    }

    /// Whether somebody who takes part has been told in time.
    fn was_told(&self, member: &Member) -> bool {
        let seen = member.last_visit != NEVER && member.last_visit >= self.announced_on();
        self.notice > 0 && seen
    }
}

impl Strategy for Closing {
    const KEY: &'static str = "closing";
    const NAME: Text = operating::CLOSING.name;
    const ABOUT: Text = Text::new(
        "Dissolving the community on a day that is announced.",
        "提前宣布，按期解散社群。",
    );
    const MORE: &'static str = "Fewer: it is the end.";
    const SERIES: &'static [Series] = &[Series {
        key: "parted",
        name: Text::new("Parted", "告别人数"),
        meaning: Text::new("Members with whom the operator parted on the day.", "当日随解散告别的成员。"),
        unit: Unit::Members,
    }];
    const KEEPS_OUT: bool = true;
    const REMOVES: Option<Removing> = Some(Removing {
        cause: Cause::Closed,
        counted: Some("parted"),
        why: Text::new("by closing the community", "因社群解散"),
        without: Text::new("without closing the community", "不解散社群"),
    });
    const EXAMPLES: &'static [Example] = &[
        Example {
            wish: Text::new(
                "dissolve a campaign's group after thirty days, with a week's notice",
                "活动群三十天后解散，提前一周告知",
            ),
            write: "[operator.closing]\non_day = 30\nnotice = 7\n",
        },
        Example {
            wish: Text::new(
                "close a camp after twenty days, and begin the next one ten days later with those who come along",
                "训练营二十天结营，十天后开下一期，把老学员请回来",
            ),
            write: "[operator.closing]\non_day = 20\nagain_on = 30\n\n\
                    [operator.contacts]\nletters_from = 30\n",
        },
    ];
    type Memory = ();

    fn idle() -> Self {
        Self::default()
    }

    fn busy() -> Self {
        Self {
            on_day: 25,
            ..Self::default()
        }
    }

    fn doubts(&self, _: &Around<'_>) -> Vec<Doubt> {
        let mut doubts = Vec::new();
        if self.on_day == 0 {
            doubts.push(Doubt::contradiction(
                "on_day",
                "the community is dissolved on its first day",
                "give it a later `on_day`",
            ));
        }
        if self.again_on <= self.on_day && self.again_on < NO_DAY {
            doubts.push(Doubt::contradiction(
                "again_on",
                format!(
                    "it would begin again on day {} and closes on day {}",
                    self.again_on, self.on_day
                ),
                "give it a later `again_on`",
            ));
        }
        doubts
    }

    fn begins(&self) -> u16 {
        self.announced_on()
    }

    fn admits(&self, (): &mut (), levers: &mut Levers<'_, '_>, _: &mut Applicant) -> bool {
        !self.keeps_out_on(levers.day())
    }

    fn is_shut(&self, levers: &Levers<'_, '_>) -> bool {
        self.keeps_out_on(levers.day())
    }

    fn is_dissolved(&self, levers: &Levers<'_, '_>) -> bool {
        levers.day() > self.on_day && levers.day() < self.again_on
    }

    fn morning(&self, (): &mut (), levers: &mut Levers<'_, '_>) {
        if levers.day() != self.announced_on() {
            return;
        }
        let appeal = (self.appeal * levers.part_done(self.hours)) as f32;
        if appeal > 0.0 {
            levers.call(|_| appeal);
        }
        levers.note(ANNOUNCED);
    }

    fn evening(&self, (): &mut (), levers: &mut Levers<'_, '_>) {
        if levers.day() < self.on_day || levers.day() >= self.again_on {
            return;
        }
        let all: Vec<u32> = levers
            .all()
            .filter(|(_, member)| member.state.on_the_list())
            .map(|(number, _)| number)
            .collect();
        // Those who wait are the first of the next community; where there is none, they wait for nothing.
        if self.again_on >= NO_DAY {
            levers.send_away_waiting();
        }
        if all.is_empty() {
            return;
        }
        if levers.day() == self.on_day {
            levers.note(CLOSED);
        }
        for number in all {
            let member = levers.member(number);
            // Whoever has stopped coming does not notice.
            if member.state == State::Present {
                let change = if self.was_told(member) {
                    self.farewell
                } else {
                    -self.abrupt
                };
                levers.trust_by(number, change as f32);
            }
            levers.remove(number, Cause::Closed);
            levers.count("parted", 1.0);
        }
    }
}
