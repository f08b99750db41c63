//! Whom a strategy addresses.

use super::doubt::{Around, Doubt, Wrong};
use crate::model::levers::{Accounts, Levers};
use crate::model::member::{Member, NEVER, flag};
use crate::model::rules::Rules;
use crate::model::who::Who;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Whom a strategy addresses: members to whom all of it applies. What is left out does not matter.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Segment {
    /// Days since the last message, such as "14 to 30", or "60" for so many and more; since joining for those who have never written. Empty for everybody.
    pub silent_for: String,
    /// Whether a visit without writing breaks the silence. Operators of chat groups cannot see who reads; there it is false.
    pub counts_reading: bool,
    /// Name of the archetype they belong to; empty for any.
    pub archetype: String,
    /// Name of the channel they came through, "word_of_mouth" for those whom members brought; empty for any.
    pub channel: String,
    /// Only those who joined within so many days; 0 for all.
    #[schemars(range(min = 0, max = 36_500), extend("x-unit" = "days", "x-source" = "assumed"))]
    pub joined_within: u16,
}

/// The channel of those whom members brought.
const WORD_OF_MOUTH: &str = "word_of_mouth";

/// A span of days as it is written: "14 to 30", "60".
fn span(text: &str) -> Option<(u16, u16)> {
    let text = text.trim();
    if text.is_empty() {
        return Some((0, u16::MAX));
    }
    let number = |text: &str| text.trim().parse::<u16>().ok();
    match text.split_once("to") {
        Some((least, most)) => Some((number(least)?, number(most)?)),
        None => Some((number(text)?, u16::MAX)),
    }
}

/// A segment, ready to be asked.
#[derive(Debug, Clone, Copy, Default)]
pub struct Addressed {
    least: u16,
    most: u16,
    counts_reading: bool,
    archetype: Option<u8>,
    channel: Option<u8>,
    joined_within: u16,
}

impl Segment {
    /// Whether nobody is left out.
    pub fn is_everybody(&self) -> bool {
        *self
            == Self {
                counts_reading: self.counts_reading,
                ..Self::default()
            }
    }

    /// What of it says nothing of somebody who is not a member yet.
    pub fn doubts_of_applicants(&self) -> Vec<Doubt> {
        let keys = [
            ("who.silent_for", !self.silent_for.is_empty()),
            ("who.joined_within", self.joined_within > 0),
        ];
        let said = keys.into_iter().filter(|(_, said)| *said);
        said.map(|(key, _)| {
            Doubt::no_effect(
                key,
                "whoever applies has not joined yet: the archetype and the channel alone count at the door",
                format!("leave {key} out"),
            )
        })
        .collect()
    }

    /// Members who have been silent for a span of days.
    pub fn silent_for(days: &str) -> Self {
        Self {
            silent_for: days.to_owned(),
            ..Self::default()
        }
    }

    /// What cannot be meant: names that stand for nobody, a span without a day.
    pub fn doubts(&self, around: &Around<'_>) -> Vec<Doubt> {
        let mut doubts = Vec::new();
        let unreadable = |message: String| Doubt {
            key: "who.silent_for",
            what: Wrong::Unreadable {
                message,
                hint: "write \"14 to 30\", or \"60\" for so many days and more".to_owned(),
            },
        };
        match span(&self.silent_for) {
            None => doubts.push(unreadable(format!(
                "\"{}\" is no span of days",
                self.silent_for
            ))),
            Some((least, most)) if least > most => doubts.push(unreadable(format!(
                "nobody has been silent for \"{}\": the span has no day",
                self.silent_for
            ))),
            Some(_) => {}
        }
        let archetypes = around.archetypes.iter().map(|kind| kind.name.clone());
        let channels = around
            .audience
            .channel
            .iter()
            .map(|channel| channel.name.clone());
        let channels = channels.chain([WORD_OF_MOUTH.to_owned()]);
        let named: [(_, _, &String, Vec<String>); 2] = [
            (
                "who.archetype",
                "archetype",
                &self.archetype,
                archetypes.collect(),
            ),
            (
                "who.channel",
                "audience.channel",
                &self.channel,
                channels.collect(),
            ),
        ];
        for (key, list, name, known) in named {
            if !name.is_empty() && !known.contains(name) {
                let name = name.clone();
                doubts.push(Doubt {
                    key,
                    what: Wrong::Unknown { name, list, known },
                });
            }
        }
        doubts
    }

    /// Looks up the names.
    pub fn prepare(&self, rules: &Rules) -> Addressed {
        let (least, most) = span(&self.silent_for).unwrap_or((1, 0));
        let place = |found: Option<usize>| found.map_or(u8::MAX, |place| place as u8);
        let archetype = || {
            rules
                .kinds
                .iter()
                .position(|kind| kind.name == self.archetype)
        };
        let channel = || {
            let mut channels = rules.audience.channel.iter();
            channels
                .position(|channel| channel.name == self.channel)
                .or((self.channel == WORD_OF_MOUTH).then(|| rules.word_of_mouth()))
        };
        Addressed {
            least,
            most,
            counts_reading: self.counts_reading,
            archetype: (!self.archetype.is_empty()).then(|| place(archetype())),
            channel: (!self.channel.is_empty()).then(|| place(channel())),
            joined_within: self.joined_within,
        }
    }
}

impl Addressed {
    /// Whether a member is one of them. Nobody is who is not on the list, came to advertise or is there for pay.
    pub fn holds(&self, levers: &Levers<'_, '_>, number: u32, member: &Member) -> bool {
        let rules = levers.rules();
        member.state.on_the_list()
            && rules.who(member.archetype) == Who::Member
            && !member.is(flag::GUEST)
            && self.fits(levers, number, member)
    }

    /// Whether all that the segment says applies to a member, whoever they are.
    pub fn fits(&self, levers: &Levers<'_, '_>, number: u32, member: &Member) -> bool {
        let age = levers.day() - member.joined;
        let any = self.least == 0 && self.most == u16::MAX;
        let silence = || levers.silence(number, self.counts_reading);
        self.fits_at_the_door(member.archetype, member.channel)
            && (self.joined_within == 0 || age <= self.joined_within)
            && (any || (self.least..=self.most).contains(&silence()))
    }

    /// Whether what it says of archetype and channel applies to somebody.
    pub fn fits_at_the_door(&self, archetype: u8, channel: u8) -> bool {
        self.archetype.is_none_or(|kind| kind == archetype)
            && self.channel.is_none_or(|known| known == channel)
    }

    /// The first day on which somebody who is not one of them today could be; [`NEVER`] for those who cannot.
    fn not_before(&self, levers: &Levers<'_, '_>, number: u32, member: &Member) -> u16 {
        let day = levers.day();
        let age = day - member.joined;
        let never = !member.state.on_the_list()
            || levers.rules().who(member.archetype) != Who::Member
            || member.is(flag::GUEST)
            || !self.fits_at_the_door(member.archetype, member.channel)
            || self.joined_within > 0 && age > self.joined_within;
        if never {
            return NEVER;
        }
        let silence = levers.silence(number, self.counts_reading);
        // A silence grows by a day each day, and begins anew at the earliest today.
        let missing = if silence < self.least {
            self.least - silence
        } else {
            self.least
        };
        day.saturating_add(missing.max(1))
    }
}

/// A segment that is asked day after day who belongs to it. Whoever cannot be one of them before some day is not
/// looked at until then: of a large community few are.
#[derive(Debug, Default, Clone)]
pub struct Roll {
    to: Addressed,
    /// For each member the day from which on they are looked at again.
    from: Accounts<u16>,
}

impl Roll {
    /// Nobody has been looked at yet.
    pub fn new(to: Addressed) -> Self {
        Self {
            to,
            from: Accounts::default(),
        }
    }

    /// The members of the segment, in the order of their numbers.
    pub fn members(&mut self, levers: &Levers<'_, '_>) -> Vec<u32> {
        let day = levers.day();
        let mut members = Vec::new();
        for (number, from) in self.from.first(levers.ever()) {
            if *from > day {
                continue;
            }
            let member = levers.member(number);
            if self.to.holds(levers, number, member) {
                members.push(number);
            } else {
                *from = self.to.not_before(levers, number, member);
            }
        }
        members
    }

    /// Does not look at a member before this day.
    pub fn leave_alone_until(&mut self, number: u32, day: u16) {
        *self.from.at(number) = day;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_read_as_they_are_written() {
        assert_eq!(span(""), Some((0, u16::MAX)));
        assert_eq!(span("14 to 30"), Some((14, 30)));
        assert_eq!(span(" 60 "), Some((60, u16::MAX)));
        for text in ["a month", "14 to", "-3", "3 to 4 to 5"] {
            assert_eq!(span(text), None, "{text}");
        }
    }
}
