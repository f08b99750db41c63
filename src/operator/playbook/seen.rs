//! What an operator can see of a community, and the ledger in which they write it down.
//!
//! A chat shows its list, its messages, and who joins or leaves openly; the desk shows money and hours.
//! Who reads and who has quit in silence leaves no trace: neither is here.

use crate::model::community::Community;
use crate::model::desk::Desk;
use crate::model::intervention::Acting;
use crate::model::keys;
use crate::model::log::Way;
use crate::model::member::NEVER;
use crate::words::Text;

/// Days of a week, over which most of it is counted.
const WEEK: usize = 7;
/// Days of a month.
const MONTH: usize = 30;

/// One thing that an operator can see.
#[derive(Debug)]
pub struct Sight {
    /// Its key in a rule.
    pub key: &'static str,
    /// What it is.
    pub meaning: Text,
    /// The daily metric that says what is really so, where the operator sees but a part of it.
    pub truth: Option<&'static str>,
    /// Whether it is what the operator does themselves, and not what members do.
    pub is_own_doing: bool,
}

macro_rules! sights {
    ($($name:ident $key:literal $en:literal $zh:literal $truth:expr, $own:literal;)*) => {
        /// The things that an operator can see.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Seen {
            $(#[doc = $en] $name,)*
        }

        impl Seen {
            /// All of them, in the order of [`SIGHTS`].
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];
        }

        /// What is said of each of them.
        pub static SIGHTS: &[Sight] = &[$(Sight {
            key: $key,
            meaning: Text::new($en, $zh),
            truth: $truth,
            is_own_doing: $own,
        },)*];
    };
}

sights! {
    Members "members" "Everybody on the list but the operator's own people: asleep, silent for good or there to advertise, they all look alike." "名单上除运营自己人以外的所有人：沉睡的、不再来的、来打广告的，看起来都一样。" Some("taking_part"), false;
    Growth "growth_7d" "By which share the list has grown in the last 7 days." "名单近 7 日的增长率。" None, false;
    Full "full" "Share of the places in chat rooms that are taken." "聊天群名额的占用率。" None, false;
    Speakers "speakers" "People who wrote today." "今天发言的人数。" Some("dau"), false;
    SpeakersWeek "speakers_7d" "People on the list who wrote within the last 7 days." "名单上近 7 日发过言的人数。" Some("wau"), false;
    SpeakingShare "speaking_share" "Share of the list who wrote within the last 7 days." "名单中近 7 日发过言的占比。" None, false;
    Posts "posts" "Messages of today, advertisements among them." "今天的消息数，含广告。" Some("posts"), false;
    PostsWeek "posts_7d" "Messages of the last 7 days." "近 7 日的消息数。" None, false;
    AnsweredWeek "answered_7d" "Share of those who wrote in the last 7 days who were answered on the day." "近 7 日发言者中当天得到回应的占比。" None, false;
    AdsWeek "ads_7d" "Share of advertisements among the messages of the last 7 days." "近 7 日消息中广告的占比。" None, false;
    JoinsWeek "joins_7d" "People who came in during the last 7 days." "近 7 日进群的人数。" None, false;
    ApplicationsWeek "applications_7d" "People who wanted to come in during the last 7 days." "近 7 日申请进群的人数。" None, false;
    Waiting "waiting" "Applicants who wait for a place." "排队等名额的人数。" Some("waiting"), false;
    LeavesWeek "leaves_7d" "Members who left the list openly in the last 7 days." "近 7 日公开退群的人数。" None, false;
    RemovalsWeek "removals_7d" "Members whom the operator took off the list in the last 7 days." "近 7 日被运营移出的人数。" None, true;
    PayersWeek "payers_7d" "Fees paid in the last 7 days." "近 7 日收到的会费笔数。" None, false;
    Renewed "renewed_30d" "Share of the fees that fell due again in the last 30 days and were paid." "近 30 日到期会费中续缴的占比。" None, false;
    RevenueWeek "revenue_7d" "Money taken in during the last 7 days." "近 7 日的收入。" None, false;
    SpentWeek "spent_7d" "Money spent during the last 7 days." "近 7 日的支出。" None, true;
    Money "money" "Money that can still be spent." "还能花的钱。" None, true;
    HoursWeek "hours_7d" "Hours worked in the last 7 days." "近 7 日的工时。" None, true;
}

impl Seen {
    /// The one with a key.
    pub fn from_key(key: &str) -> Option<Self> {
        let place = SIGHTS.iter().position(|sight| sight.key == key)?;
        Self::ALL.get(place).copied()
    }

    /// What is said of it.
    pub fn sight(self) -> &'static Sight {
        &SIGHTS[self as usize]
    }
}

/// What a rule watches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Watched {
    /// Something that the community or the desk shows.
    Seen(Seen),
    /// What the strategy at this place reports, by the key of the series.
    Reported(usize, String),
}

/// What one day adds.
#[derive(Debug, Clone, Copy, Default)]
struct Day {
    members: f64,
    joins: f64,
    applications: f64,
    leaves: f64,
    removals: f64,
    posts: f64,
    ads: f64,
    writers: f64,
    answered: f64,
    payers: f64,
    due: f64,
    revenue: f64,
    spent: f64,
    hours: f64,
}

/// What the operator has seen so far: one entry a day.
#[derive(Debug, Default, Clone)]
pub struct Ledger {
    days: Vec<Day>,
    /// The operator's own people on the list.
    staff: f64,
}

impl Ledger {
    /// Writes down a day that has been lived.
    pub fn write(&mut self, community: &Community<'_>) {
        let (log, rules) = (community.log(), community.rules());
        let staff = |archetype: u8| archetype as usize >= rules.staff_from;
        let mut today = Day::default();
        for join in &log.joins {
            if staff(join.archetype) {
                self.staff += 1.0;
            } else if !keys::is_founder(community.member(join.member).person) {
                today.joins += 1.0;
            }
        }
        for exit in log.exits.iter().filter(|exit| exit.way != Way::Silent) {
            if staff(exit.archetype) {
                self.staff -= 1.0;
            } else if exit.way == Way::Left {
                today.leaves += 1.0;
            } else {
                today.removals += 1.0;
            }
        }
        for visit in community.writing_visits() {
            if !staff(visit.archetype) {
                today.writers += 1.0;
                today.answered += f64::from(u8::from(visit.answers > 0));
            }
        }
        for room in community.rooms() {
            today.posts += room.today.said.messages;
            today.ads += room.today.said.ads;
        }
        self.days.push(Day {
            members: f64::from(community.on_the_list()) - self.staff,
            applications: f64::from(log.applications),
            // What is paid again has been due; the first payment has not.
            payers: log.payers.len() as f64,
            due: log.due.len() as f64,
            revenue: log.earned,
            spent: log.spent,
            hours: log.hours,
            ..today
        });
    }

    /// The sum over the last days, from the day on which there have been so many.
    fn over(&self, days: usize, of: impl Fn(&Day) -> f64) -> f64 {
        match self.days.len().checked_sub(days) {
            Some(first) => self.days[first..].iter().map(of).sum(),
            None => f64::NAN,
        }
    }

    fn week(&self, of: impl Fn(&Day) -> f64) -> f64 {
        self.over(WEEK, of)
    }

    /// Share of one sum of the last days in another one.
    fn share(&self, days: usize, part: impl Fn(&Day) -> f64, whole: impl Fn(&Day) -> f64) -> f64 {
        let whole = self.over(days, whole);
        if whole > 0.0 {
            self.over(days, part) / whole
        } else {
            f64::NAN
        }
    }

    /// What is seen on the evening of the day last written down; NaN where it says nothing yet.
    pub fn read(&self, seen: Seen, community: &Community<'_>, desk: &Desk) -> f64 {
        let today = self.days.last().copied().unwrap_or_default();
        match seen {
            Seen::Members => today.members,
            Seen::Growth => {
                let before = self.days.len().checked_sub(WEEK + 1);
                before.map_or(f64::NAN, |then| {
                    today.members / self.days[then].members - 1.0
                })
            }
            Seen::Full => full(community),
            Seen::Speakers => today.writers,
            Seen::SpeakersWeek => speakers(community),
            Seen::SpeakingShare => speakers(community) / today.members,
            Seen::Posts => today.posts,
            Seen::PostsWeek => self.week(|day| day.posts),
            Seen::AnsweredWeek => self.share(WEEK, |day| day.answered, |day| day.writers),
            Seen::AdsWeek => self.share(WEEK, |day| day.ads, |day| day.posts),
            Seen::JoinsWeek => self.week(|day| day.joins),
            Seen::ApplicationsWeek => self.week(|day| day.applications),
            Seen::Waiting => community.waiting() as f64,
            Seen::LeavesWeek => self.week(|day| day.leaves),
            Seen::RemovalsWeek => self.week(|day| day.removals),
            Seen::PayersWeek => self.week(|day| day.payers),
            Seen::Renewed => self.renewed(),
            Seen::RevenueWeek => self.week(|day| day.revenue),
            Seen::SpentWeek => self.week(|day| day.spent),
            Seen::Money => desk.money,
            Seen::HoursWeek => self.week(|day| day.hours),
        }
    }

    /// Share of the fees due that were paid. Whoever pays for the first time was never due.
    fn renewed(&self) -> f64 {
        self.share(MONTH, |day| day.payers.min(day.due), |day| day.due)
    }
}

/// Share of the places of chat rooms that are taken; NaN where there is no limit.
fn full(community: &Community<'_>) -> f64 {
    let (mut members, mut places) = (0.0, 0.0);
    for room in community.talking_rooms() {
        let room = &community.rooms()[room as usize];
        if room.closed {
            continue;
        }
        if room.capacity == u32::MAX {
            return f64::NAN;
        }
        members += f64::from(room.members);
        places += f64::from(room.capacity);
    }
    members / places
}

/// Those on the list, without the operator's own people, who wrote within the last 7 days.
fn speakers(community: &Community<'_>) -> f64 {
    let (day, staff) = (community.day(), community.rules().staff_from);
    let wrote = community.all().filter(|(_, member)| {
        member.state.on_the_list()
            && (member.archetype as usize) < staff
            && member.last_post != NEVER
            && usize::from(day - member.last_post) < WEEK
    });
    wrote.count() as f64
}

impl Watched {
    /// Its value this evening.
    pub fn read(
        &self,
        ledger: &Ledger,
        community: &Community<'_>,
        desk: &Desk,
        strategies: &[Acting],
    ) -> f64 {
        match self {
            Self::Seen(seen) => ledger.read(*seen, community, desk),
            Self::Reported(place, key) => strategies
                .get(*place)
                .and_then(|acting| acting.own().counted().find(|(known, _)| known == key))
                .map_or(f64::NAN, |(_, value)| value),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sight_is_found_by_its_key() {
        for (seen, sight) in Seen::ALL.iter().zip(SIGHTS) {
            assert_eq!(Seen::from_key(sight.key), Some(*seen));
            assert_eq!(seen.sight().key, sight.key);
            assert!(!sight.meaning.zh.is_empty());
        }
    }

    #[test]
    fn a_window_that_is_not_full_says_nothing() {
        let mut ledger = Ledger::default();
        for _ in 0..WEEK {
            assert!(ledger.week(|day| day.joins).is_nan());
            ledger.days.push(Day {
                joins: 2.0,
                ..Day::default()
            });
        }
        assert_eq!(ledger.week(|day| day.joins), 14.0);
        assert!(ledger.renewed().is_nan());
    }
}
