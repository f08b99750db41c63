//! An address book (N9): contacts that outlive the room.
//!
//! Whoever has somebody's contact can write to them when they are off the list: because they left, or because the room is no
//! more. Those who come again are who they were, know what they knew, and find those who came as well. What they think of
//! the operator weighs: a room that was closed without a word is remembered.

use crate::model::intervention::Applicant;
use crate::model::levers::{Accounts, Levers};
use crate::model::rules::Rules;
use crate::operator::schedule::{NO_DAY, days_as_set};
use crate::operator::segment::{Addressed, Segment};
use crate::operator::strategy::{Around, Doubt, Example, Series, Strategy};
use crate::operator::{belongs, is_moved};
use crate::words::{Text, Unit};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// An address book: contacts of members that outlive the room, and letters to those who are off the list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Contacts {
    /// Whose contacts are kept, by archetype and channel, and to which of them who are off the list is written; empty for all.
    pub who: Segment,
    /// Share of members who give their contact when they are asked.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "share of members", "x-source" = "assumed", "x-more" = "raises: more can be invited back"))]
    pub kept: f64,
    /// Operator minutes for each contact that is taken down.
    #[schemars(range(min = 0.0, max = 60.0), extend("x-unit" = "minutes", "x-source" = "assumed", "x-more" = "lowers: fewer contacts are taken down in the hours there are"))]
    pub adding: f64,
    /// Days since the last visit after which somebody who is off the list is written to.
    #[schemars(range(min = 0, max = 3650), extend("x-unit" = "days", "x-source" = "assumed", "x-more" = "lowers: those who have been away longer come less"))]
    pub after: u16,
    /// Days before the same person is written to again.
    #[schemars(range(min = 1, max = 3650), extend("x-unit" = "days", "x-source" = "assumed", "x-more" = "lowers: fewer letters"))]
    pub again_after: u16,
    /// Letters to one person at most.
    #[schemars(range(min = 0, max = 100), extend("x-unit" = "letters", "x-source" = "assumed", "x-more" = "raises: more letters"))]
    pub most: u16,
    /// Operator minutes for one letter.
    #[schemars(range(min = 0.0, max = 480.0), extend("x-unit" = "minutes", "x-source" = "assumed", "x-more" = "lowers: fewer are written to in the hours there are"))]
    pub minutes: f64,
    /// Probability that somebody comes in again because of it who was here the day before and thinks neither well nor ill of the
    /// operator. The longer they have been away the less: half after 60 days.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "probability", "x-source" = "literature: of the active members of places that moved with notice and with their leaders .35 (.1 to .65) came along", "x-more" = "raises: more come in again (.35, .1 to .65, of the active, where a place moved with its leaders)"))]
    pub appeal: f64,
    /// What each further letter to the same person is worth, against the one before.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "factor", "x-source" = "literature: .6, as for reminders", "x-more" = "raises: further letters are worth more"))]
    pub repeated: f64,
    /// How much trust weighs: with 1 nobody comes who has none left, and twice as many of those who trust fully.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "share", "x-source" = "assumed", "x-more" = "nothing: what members think of the operator, and nothing here moves that"))]
    pub trust: f64,
    /// First day on which letters are written: when there is something to come to. Contacts are taken down before it as well.
    #[schemars(range(min = 0, max = 36_500), extend("x-unit" = "day", "x-source" = "assumed: from the first", "x-more" = "lowers: letters begin later"))]
    pub letters_from: u16,
    /// Weekdays by name, "friday" or "tuesday, friday"; empty for every day.
    pub on: String,
    /// First day.
    #[schemars(range(min = 0, max = 36_500), extend("x-unit" = "day", "x-more" = "lowers: it begins later"))]
    pub from_day: u16,
    /// Last day.
    #[schemars(range(min = 0, max = 36_500), extend("x-unit" = "day", "x-more" = "raises: it lasts longer"))]
    pub to_day: u16,
}

impl Default for Contacts {
    fn default() -> Self {
        Self {
            who: Segment::default(),
            kept: 0.5,
            adding: 1.0,
            after: 7,
            again_after: 30,
            most: 2,
            minutes: 1.0,
            appeal: 0.3,
            repeated: 0.6,
            trust: 1.0,
            letters_from: 0,
            on: String::new(),
            from_day: 0,
            to_day: NO_DAY,
        }
    }
}

/// The book.
#[derive(Debug, Default, Clone)]
pub struct Book {
    to: Addressed,
    /// Members who have been asked for their contact: the first so many.
    asked: u32,
    /// Those who can be written to, in the order in which they were taken down.
    kept: Vec<u32>,
    /// Whether a member's contact is known.
    known: Accounts<bool>,
    /// How many letters each has had, and the day after the last one.
    sent: Accounts<(u16, u16)>,
}

impl Contacts {
    /// Takes down the contacts of those who have not been asked yet, as far as there is time.
    fn take_down(&self, book: &mut Book, levers: &mut Levers<'_, '_>) {
        let rules = levers.rules();
        while book.asked < levers.ever() {
            let number = book.asked;
            let member = levers.member(number);
            let gives = !book.known.get(number)
                && book.to.fits_at_the_door(member.archetype, member.channel)
                && belongs(rules, member)
                && is_moved(levers, member, self.kept);
            if gives {
                if !levers.take(self.adding) {
                    return;
                }
                *book.known.at(number) = true;
                book.kept.push(number);
                levers.count("taken_down", 1.0);
            }
            book.asked += 1;
        }
    }

    /// Whether somebody is to be written to today.
    fn awaits_letter(&self, book: &Book, levers: &Levers<'_, '_>, number: u32) -> bool {
        let (times, last) = book.sent.get(number);
        let rested = times == 0 || levers.day() >= (last - 1).saturating_add(self.again_after);
        let member = levers.member(number);
        !member.state.on_the_list()
            && rested
            && levers.silence(number, true) >= self.after
            && book.to.fits(levers, number, member)
    }

    /// Writes to those who are off the list, as far as there is time.
    fn write(&self, book: &mut Book, levers: &mut Levers<'_, '_>) {
        let most = self.most;
        let sent = &book.sent;
        book.kept
            .retain(|number| !levers.is_back(*number) && sent.get(*number).0 < most);
        let due = book.kept.iter().copied();
        let due: Vec<u32> = due
            .filter(|number| self.awaits_letter(book, levers, *number))
            .collect();
        for number in due {
            if !levers.take(self.minutes) {
                return;
            }
            let (times, _) = book.sent.get(number);
            *book.sent.at(number) = (times + 1, levers.day() + 1);
            levers.count("written_to", 1.0);
            let again = libm::pow(self.repeated, f64::from(times));
            let trusting = 1.0 + self.trust * f64::from(levers.trust(number));
            levers.invite_back(number, (self.appeal * again * trusting) as f32);
        }
    }
}

impl Strategy for Contacts {
    const KEY: &'static str = "contacts";
    const NAME: Text = Text::new("Address book", "通讯录");
    const ABOUT: Text = Text::new(
        "An address book: contacts of members that outlive the room, and letters to those who are off the list.",
        "通讯录：留住成员的联系方式，人退了、群散了也能再请回来。",
    );
    const MORE: &'static str = "A little more: of those who were active a third comes along to another place (.35, .1 to .65, where it was announced and the leaders went ahead), of those long gone hardly anybody.";
    const SERIES: &'static [Series] = &[
        Series {
            key: "taken_down",
            name: Text::new("Contacts taken down", "新增联系人"),
            meaning: Text::new(
                "Members whose contact the operator took down on the day.",
                "当日新记下联系方式的成员。",
            ),
            unit: Unit::Members,
        },
        Series {
            key: "written_to",
            name: Text::new("Former members written to", "去信的旧成员"),
            meaning: Text::new(
                "People off the list to whom the operator wrote on the day.",
                "当日运营者去信的、已不在名单上的人。",
            ),
            unit: Unit::Members,
        },
        Series {
            key: "came_again",
            name: Text::new("Came in again", "重新入群的人"),
            meaning: Text::new(
                "Former members who came in again on the day because of a letter.",
                "当日因来信而重新入群的旧成员。",
            ),
            unit: Unit::Members,
        },
    ];
    const SEEN: &'static [&'static str] = &["taken_down", "written_to", "came_again"];
    const EXAMPLES: &'static [Example] = &[Example {
        wish: Text::new(
            "keep the contacts of half of your members, and invite back who has left",
            "留住一半成员的联系方式，把退群的人请回来",
        ),
        write: "[operator.contacts]\nkept = 0.5\nafter = 7\n",
    }];
    type Memory = Book;

    fn idle() -> Self {
        Self {
            kept: 0.0,
            ..Self::default()
        }
    }

    fn busy() -> Self {
        Self {
            kept: 1.0,
            appeal: 0.9,
            after: 1,
            again_after: 3,
            most: 5,
            ..Self::default()
        }
    }

    days_as_set!();

    fn whom(&self) -> Option<&Segment> {
        Some(&self.who)
    }

    fn doubts(&self, around: &Around<'_>) -> Vec<Doubt> {
        let none = |key, what: &str, hint: &str| {
            vec![Doubt::no_effect(key, what.to_owned(), hint.to_owned())]
        };
        if self.kept <= 0.0 || self.from_day > self.to_day {
            Vec::new()
        } else if self.most == 0 && !(around.is_varied)("most") {
            none(
                "most",
                "contacts are taken down and nobody is written to",
                "allow at least 1",
            )
        } else if self.appeal <= 0.0 && !(around.is_varied)("appeal") {
            none(
                "appeal",
                "nobody comes in again, whatever is written",
                "set appeal, for example to 0.3",
            )
        } else {
            Vec::new()
        }
    }

    fn prepare(&self, book: &mut Book, rules: &Rules) {
        book.to = self.who.prepare(rules);
    }

    fn entered(
        &self,
        book: &mut Book,
        levers: &mut Levers<'_, '_>,
        applicant: &Applicant,
        member: u32,
    ) {
        if levers.has_agreed(applicant) {
            // Their contact is in the book already.
            *book.known.at(member) = true;
            book.kept.push(member);
            levers.count("came_again", 1.0);
        }
    }

    fn morning(&self, book: &mut Book, levers: &mut Levers<'_, '_>) {
        let writes = self.kept > 0.0 && levers.day() >= self.letters_from;
        if writes && self.acts_today(levers) {
            self.write(book, levers);
        }
    }

    fn evening(&self, book: &mut Book, levers: &mut Levers<'_, '_>) {
        if self.kept > 0.0 && self.acts_today(levers) {
            self.take_down(book, levers);
        }
    }
}
