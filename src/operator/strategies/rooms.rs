//! Rooms (M9, M20, M45, N14): opening a room beside the others, splitting a full one, an inner circle of
//! the best, and closing them again.

use crate::model::cause::Cause;
use crate::model::levers::{Levers, Reached};
use crate::model::member::{Member, NEVER, State, flag};
use crate::operator::schedule::NO_DAY;
use crate::operator::strategy::{Around, Doubt, Example, Removing, Series, Strategy};
use crate::random::Purpose;
use crate::words::{Text, Unit};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Who goes into a room that opens, and what becomes of their place in the old one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Opening {
    /// A share of the members moves over and leaves the old room; newcomers enter whichever has a place.
    #[default]
    Split,
    /// A share of the members takes a second room and keeps the first: a regional one.
    Second,
    /// As `second`, for those who care for neighbouring topics: a topical room.
    Topic,
    /// Those who have written most take a second room: an inner circle.
    Inner,
}

/// Rooms opened while the community lives.
///
/// Somebody in two rooms looks into one of them on a visit, into the second as often as `attention` says:
/// what is said in the other stays unread that day, unless the rooms stand side by side (`alongside`). Answers come from the room one writes in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Rooms {
    /// Who goes into a new room.
    pub opening: Opening,
    /// Most rooms that are opened; 0 for none.
    #[schemars(range(min = 0, max = 16), extend("x-unit" = "rooms", "x-source" = "assumed", "x-more" = "either: a small room spares the flood, a large one has company (Jones, Ravid & Rafaeli 2004)"))]
    pub most: u8,
    /// Places of a new room; 0 for no limit.
    #[schemars(range(min = 0, max = 1_000_000), extend("x-unit" = "members", "x-source" = "literature: groups of a chat application hold 500", "x-more" = "either: a small room spares the flood, a large one has company"))]
    pub capacity: u32,
    /// Days between two openings.
    #[schemars(range(min = 1, max = 3650), extend("x-unit" = "days", "x-source" = "assumed", "x-more" = "either: rooms are opened more rarely"))]
    pub every: u16,
    /// Open one only while so large a share of all places is taken; 0 to open on the day, full or not.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "share of capacity", "x-source" = "assumed", "x-more" = "either: rooms are split later"))]
    pub when_full: f64,
    /// Share of the members on the list who go into a new room. For an inner circle `best` counts instead.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "share of members", "x-source" = "assumed", "x-more" = "either: a small room spares the flood, a large one has company"))]
    pub share: f64,
    /// How many are taken into an inner circle.
    #[schemars(range(min = 0, max = 10_000), extend("x-unit" = "members", "x-source" = "assumed: 20 to 30 in one practitioner's account", "x-more" = "either: an inner circle has more company, and the talk loses more to it"))]
    pub best: u32,
    /// Share of the visits of somebody in two rooms that go to the second.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "share of visits", "x-source" = "assumed", "x-more" = "either: the second room is livelier, and the first is missed more"))]
    pub attention: f64,
    /// Share of their visits after which somebody in two rooms looks into the other one as well, on the day after and in addition to their own rhythm. 0 for groups that are opened one by one; 1 where one page has the news of both.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "share of visits", "x-source" = "assumed: 0, groups are opened one by one; 1 for forums and newsgroups, where rooms stand side by side", "x-more" = "raises: more of what is said in either room is read; assumed"))]
    pub alongside: f64,
    /// Hours that it takes to open one.
    #[schemars(range(min = 0.0, max = 100.0), extend("x-unit" = "hours", "x-source" = "assumed", "x-more" = "either: fewer rooms are opened in the hours there are"))]
    pub opening_hours: f64,
    /// Hours a day that an open one takes, as far as there are any.
    #[schemars(range(min = 0.0, max = 24.0), extend("x-unit" = "hours a day", "x-source" = "literature: one full-time operator runs two or three groups", "x-more" = "nothing: what it takes of the operator's hours"))]
    pub hours: f64,
    /// First day on which one is opened.
    #[schemars(range(min = 0, max = 36_500), extend("x-unit" = "day", "x-more" = "either: it begins later"))]
    pub from_day: u16,
    /// Day on which they are closed again: who had moved goes where there is a place, and off the list where there is none.
    #[schemars(range(min = 0, max = 36_500), extend("x-unit" = "day", "x-more" = "either: it lasts longer"))]
    pub to_day: u16,
}

impl Default for Rooms {
    fn default() -> Self {
        Self {
            opening: Opening::Split,
            most: 1,
            capacity: 500,
            every: 30,
            when_full: 0.0,
            share: 0.5,
            best: 30,
            attention: 0.4,
            alongside: 0.0,
            opening_hours: 1.0,
            hours: 0.25,
            from_day: 60,
            to_day: NO_DAY,
        }
    }
}

/// What a chart says of it.
const OPENED: Text = Text::new("room opened: {n} members", "开新群：{n} 人");
/// What a chart says of it.
const CLOSED: Text = Text::new("room closed: {n} members", "关群：{n} 人");

/// The rooms of the strategy, and who is in two.
#[derive(Debug, Default, Clone)]
pub struct Doors {
    open: Vec<u8>,
    opened: u8,
    last: Option<u16>,
    doubles: BTreeMap<u32, Double>,
    /// Who looked into the other room on the last day because they had been in the one.
    along: BTreeSet<u32>,
}

/// Somebody in two rooms.
#[derive(Debug, Clone, Copy)]
struct Double {
    home: u8,
    second: u8,
    /// The one they look into; a place is kept for them in the other.
    inside: u8,
}

impl Double {
    /// The room in which a place is kept for them.
    fn kept(self) -> u8 {
        if self.inside == self.home {
            self.second
        } else {
            self.home
        }
    }
}

impl Rooms {
    /// Whether one is to be opened today.
    fn opens(&self, memory: &Doors, levers: &Levers<'_, '_>) -> bool {
        let day = levers.day();
        let rested = memory.last.is_none_or(|last| day - last >= self.every);
        let in_time = day >= self.from_day && day < self.to_day;
        memory.opened < self.most && rested && in_time && self.full_enough(levers)
    }

    fn full_enough(&self, levers: &Levers<'_, '_>) -> bool {
        if self.when_full <= 0.0 {
            return true;
        }
        let (free, all) = levers.places().fold((0.0, 0.0), |(free, all), room| {
            (free + f64::from(room.0), all + f64::from(room.1))
        });
        all - free >= self.when_full * all
    }

    /// Those who go into a new room, in the order in which they are asked.
    fn chosen(&self, memory: &Doors, levers: &Levers<'_, '_>) -> Vec<u32> {
        let may = |number: u32, member: &Member| {
            member.state.on_the_list()
                && !member.is(flag::GUEST)
                && levers.talks(member.room)
                && !memory.doubles.contains_key(&number)
        };
        let all = levers.all().filter(|(number, member)| may(*number, member));
        if self.opening == Opening::Inner {
            let rules = levers.rules();
            let mut best: Vec<(u32, u32)> = all
                .filter(|(_, member)| {
                    member.state == State::Present
                        && member.posts > 0
                        && !rules.advertises(member.archetype)
                })
                .map(|(number, member)| (member.posts, number))
                .collect();
            best.sort_unstable_by_key(|(posts, number)| (std::cmp::Reverse(*posts), *number));
            best.truncate(self.best as usize);
            return best.into_iter().map(|(_, number)| number).collect();
        }
        // Whole circles of interests go together where the room has a topic.
        let turn = f32::from(memory.opened) * self.share as f32;
        all.filter(|(_, member)| {
            if self.opening == Opening::Topic {
                let apart = member.interest - turn;
                return apart - apart.floor() < self.share as f32;
            }
            let own = levers.own_luck(member.person);
            own.uniform(Purpose::Place) < self.share as f32
        })
        .map(|(number, _)| number)
        .collect()
    }

    fn open(&self, memory: &mut Doors, levers: &mut Levers<'_, '_>) {
        let chosen = self.chosen(memory, levers);
        if !levers.take(self.opening_hours * 60.0) {
            return;
        }
        let splits = self.opening == Opening::Split;
        let Some(room) = levers.found_room(self.capacity, splits) else {
            return;
        };
        memory.opened += 1;
        memory.last = Some(levers.day());
        memory.open.push(room);
        let mut moved = 0;
        for number in chosen {
            if !levers.has_place(room) {
                break;
            }
            if splits {
                levers.move_to(number, room);
            } else {
                let home = levers.member(number).room;
                levers.reserve(room);
                let double = Double {
                    home,
                    second: room,
                    inside: home,
                };
                memory.doubles.insert(number, double);
            }
            moved += 1;
        }
        levers.count("moved", f64::from(moved));
        levers.note(OPENED.fill(&[("n", &moved)]));
    }

    /// Sends those who are in two rooms into one of them.
    fn send(&self, memory: &mut Doors, levers: &mut Levers<'_, '_>) {
        let day = levers.day();
        let before = std::mem::take(&mut memory.along);
        let along = &mut memory.along;
        memory.doubles.retain(|number, double| {
            let member = levers.member(*number);
            // Whoever has left, or has been taken into a third room, is in two no more.
            if !member.state.on_the_list() || member.room != double.inside {
                levers.release(double.kept());
                return false;
            }
            let draw = levers.own_luck(member.person).uniform(Purpose::Place);
            let was_here = member.state == State::Present
                && member.last_visit != NEVER
                && member.last_visit + 1 == day
                && !before.contains(number);
            let looks_along = self.alongside > 0.0
                && was_here
                && levers.remind(*number, || self.alongside as f32) == Reached::Comes;
            let there = if looks_along {
                along.insert(*number);
                double.kept()
            } else if draw < self.attention as f32 {
                double.second
            } else {
                double.home
            };
            if double.inside != there {
                levers.release(there);
                levers.move_to(*number, there);
                levers.reserve(double.inside);
                double.inside = there;
            }
            true
        });
    }

    /// Closes all of them: who has another room is sent there, the others go where there is a place.
    fn close(memory: &mut Doors, levers: &mut Levers<'_, '_>) {
        for (number, double) in std::mem::take(&mut memory.doubles) {
            levers.release(double.kept());
            let member = levers.member(number);
            if member.room == double.second && member.state.on_the_list() {
                levers.move_to(number, double.home);
            }
        }
        for room in memory.open.drain(..) {
            levers.close_room(room);
            let inside: Vec<u32> = levers
                .all()
                .filter(|(_, member)| member.room == room && member.state.on_the_list())
                .map(|(number, _)| number)
                .collect();
            levers.note(CLOSED.fill(&[("n", &inside.len())]));
            for number in inside {
                let rooms = levers.talking_rooms();
                match rooms.into_iter().find(|room| levers.has_place(*room)) {
                    Some(free) => levers.move_to(number, free),
                    None => {
                        levers.remove(number, Cause::Closed);
                    }
                }
            }
        }
    }
}

impl Strategy for Rooms {
    const KEY: &'static str = "rooms";
    const NAME: Text = Text::new("Opening rooms", "开群与分群");
    const ABOUT: Text = Text::new(
        "Opening a room beside the others, splitting a full one, an inner circle of the best.",
        "在原群旁边开新群、拆分满员的群、把核心成员拉进小群。",
    );
    const MORE: &'static str = "Either: a small room spares the flood, a large one has company; posts per poster fall where a visit finds more than 40 to 80 unread messages (Jones, Ravid & Rafaeli 2004).";

    const REMOVES: Option<Removing> = Some(Removing {
        cause: Cause::Closed,
        counted: None,
        why: Text::new("by closing rooms", "因分群关闭"),
        without: Text::new("without closing the rooms", "不关分群"),
    });
    const EXAMPLES: &'static [Example] = &[Example {
        wish: Text::new("open a second room beside the first", "在原群之外再开一个群"),
        write: "[operator.rooms]\nopening = \"second\"\n",
    }];
    const SERIES: &'static [Series] = &[
        Series {
            key: "open",
            name: Text::new("Rooms opened", "新开的群"),
            meaning: Text::new("Rooms of the strategy that are open.", "由这项策略开着的群数。"),
            unit: Unit::Number,
        },
        Series {
            key: "moved",
            name: Text::new("Members taken into a new room", "进新群的人数"),
            meaning: Text::new("Members who went into a room that opened on the day.", "当日新开的群带走的成员。"),
            unit: Unit::Members,
        },
        Series {
            key: "in_two",
            name: Text::new("Members in two rooms", "同在两个群的人数"),
            meaning: Text::new("Members on the list of two rooms.", "同时在两个群里的成员。"),
            unit: Unit::Members,
        },
        Series {
            key: "messages",
            name: Text::new("Messages in new rooms", "新群的消息"),
            meaning: Text::new("Messages of the day in rooms that the strategy opened; the others are in the old ones.", "当日在新开的群里的消息；其余的在老群。"),
            unit: Unit::Messages,
        },
        Series {
            key: "visitors",
            name: Text::new("Visitors of new rooms", "新群的来访者"),
            meaning: Text::new("Members who looked into a room that the strategy opened.", "当日来新开的群看过的成员。"),
            unit: Unit::Members,
        },
    ];
    const SEEN: &'static [&'static str] = &["open", "messages", "in_two"];
    type Memory = Doors;

    fn sparing(&self) -> Option<Self> {
        Some(Self {
            to_day: NO_DAY,
            ..self.clone()
        })
    }

    fn idle() -> Self {
        Self {
            most: 0,
            ..Self::default()
        }
    }

    fn busy() -> Self {
        Self {
            from_day: 5,
            ..Self::default()
        }
    }

    fn doubts(&self, around: &Around<'_>) -> Vec<Doubt> {
        let mut doubts = Vec::new();
        if self.most > 0 && self.to_day <= self.from_day {
            doubts.push(Doubt::contradiction(
                "to_day",
                format!(
                    "rooms would be closed on day {}, before the first opens on day {}",
                    self.to_day, self.from_day
                    ),
                "set to_day after from_day",
            ));
        }
        let limited = around.community.room.iter().any(|room| room.capacity > 0);
        if self.most > 0 && self.when_full > 0.0 && !limited {
            doubts.push(Doubt::no_effect(
                "when_full",
                "no room is ever full here: none has a `capacity`",
                "give the room a capacity, or leave `when_full` at 0",
            ));
        }
        doubts
    }

    fn morning(&self, memory: &mut Doors, levers: &mut Levers<'_, '_>) {
        if levers.day() >= self.to_day {
            Self::close(memory, levers);
        }
        if self.opens(memory, levers) {
            self.open(memory, levers);
        }
        self.send(memory, levers);
        levers.work(self.hours * memory.open.len() as f64);
    }

    fn evening(&self, memory: &mut Doors, levers: &mut Levers<'_, '_>) {
        let (mut messages, mut visitors) = (0.0, 0);
        for room in &memory.open {
            let (said, seen) = levers.traffic_of(*room);
            messages += said;
            visitors += seen;
        }
        levers.count("open", memory.open.len() as f64);
        levers.count("in_two", memory.doubles.len() as f64);
        levers.count("messages", messages);
        levers.count("visitors", f64::from(visitors));
    }
}
