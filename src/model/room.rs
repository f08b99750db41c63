//! Rooms: what has been said in them, as far as a reader can tell.

use super::eve::Eve;
use super::experts::load_of;
use super::levers::Conditions;
use super::member::NEVER;
use super::rules::{Gains, Rules, TOPICS};
use super::samplers::{exp_fast, ln_fast};

/// Sums over all days before a given one. What somebody has not read yet is the difference of two rows.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Row {
    /// Messages of all kinds.
    pub messages: f64,
    /// Small talk among them.
    pub small_talk: f64,
    /// Advertisements among them.
    pub ads: f64,
    /// Share of the members removed in purges that everybody could see.
    pub purged: f64,
    /// Calls of the operator on everybody to look in.
    pub calls: f64,
    /// Members who wrote, spammers not counted, each on every day on which they did.
    pub writers: f64,
    /// Information by topic, in messages of ordinary quality.
    pub information: [f64; TOPICS],
}

impl Row {
    /// Adds what was said elsewhere or later.
    pub fn add(&mut self, other: &Self) {
        self.messages += other.messages;
        self.small_talk += other.small_talk;
        self.ads += other.ads;
        self.purged += other.purged;
        self.calls += other.calls;
        self.writers += other.writers;
        for (sum, part) in self.information.iter_mut().zip(other.information) {
            *sum += part;
        }
    }
}

/// What happens in a room on one day, summed over its members. Each chunk adds to its own, which shares no pair of
/// cache lines with that of another.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
#[repr(align(128))]
pub struct Traffic {
    /// What is said.
    pub said: Row,
    /// Members who look in, spammers not counted.
    pub visitors: u32,
    /// Members who write.
    pub writers: u32,
    /// Messages weighted with the attention their writers draw.
    pub attention: f64,
    /// Writers who ask what everybody knows, each counted by how much of a [`novice`](super::experts::novice) they are.
    pub novices: f64,
    /// Writers who could answer them, each counted by how much of an expert they are.
    pub experts: f64,
}

impl Traffic {
    /// Adds the traffic of other members.
    pub fn add(&mut self, other: &Self) {
        self.said.add(&other.said);
        self.visitors += other.visitors;
        self.writers += other.writers;
        self.attention += other.attention;
        self.novices += other.novices;
        self.experts += other.experts;
    }
}

/// How many days, the eve of day 0 among them, lie before what somebody who looks in on `day` has
/// not seen: those up to the last visit, or, for somebody new, all but one before today.
#[inline]
pub fn days_before(last_visit: u16, day: u16) -> usize {
    if last_visit == NEVER {
        usize::from(day)
    } else {
        usize::from(last_visit) + 1
    }
}

/// One room.
#[derive(Debug, Clone)]
pub struct Room {
    /// Places; `u32::MAX` for no limit.
    pub capacity: u32,
    /// Members on the list.
    pub members: u32,
    /// Places kept for members who are in another room for now and have one here too.
    pub reserved: u32,
    /// Whether nobody enters any more.
    pub closed: bool,
    /// Whether people talk in it: in a quiet room they read the noticeboard and nothing else.
    pub talks: bool,
    /// Visitors a day, smoothed over the last few days: what makes the place feel alive or empty.
    pub visitors: f32,
    /// Visitors a day, smoothed over weeks: the audience that writers take themselves to have.
    pub audience: f32,
    /// Visitors a day, smoothed over months: what people have become used to.
    pub usual_visitors: f32,
    /// Writers a day, smoothed over the last few days: how lively the place looks from outside.
    pub writers_of_late: f32,
    /// Messages a day, smoothed over the last few days.
    pub pace: f32,
    /// Messages a day, smoothed over months.
    pub usual_pace: f32,
    /// Novices who ask, for each expert who writes, smoothed over weeks.
    pub load: f32,
    /// Level of quarrelling.
    pub conflict: f32,
    /// What happened today.
    pub today: Traffic,
    /// Numbers of the members who write today.
    pub writers: Vec<u32>,
    /// `ledger[n]` sums the first n days, of which the first is the eve of day 0.
    ledger: Vec<Row>,
}

impl Room {
    /// A room in which nobody has ever been.
    pub fn new(capacity: u32, days: u16) -> Self {
        let mut ledger = Vec::with_capacity(days as usize + 2);
        ledger.extend([Row::default(); 2]);
        Self {
            capacity: if capacity == 0 { u32::MAX } else { capacity },
            members: 0,
            reserved: 0,
            closed: false,
            talks: true,
            visitors: 0.0,
            audience: 0.0,
            usual_visitors: 0.0,
            writers_of_late: 0.0,
            pace: 0.0,
            usual_pace: 0.0,
            load: 0.0,
            conflict: 0.0,
            today: Traffic::default(),
            writers: Vec::new(),
            ledger,
        }
    }

    /// A room that opens on a day: nothing was said in it before.
    pub fn opened(capacity: u32, days: u16, day: u16) -> Self {
        let mut room = Self::new(capacity, days);
        room.ledger.resize(usize::from(day) + 2, Row::default());
        room
    }

    /// Bytes it takes.
    pub fn bytes(&self) -> usize {
        self.ledger.capacity() * size_of::<Row>() + self.writers.capacity() * size_of::<u32>()
    }

    /// Whether somebody can enter.
    pub fn has_place(&self) -> bool {
        !self.closed && self.members + self.reserved < self.capacity
    }

    /// Puts an ordinary day of those who are there behind the room.
    pub fn begin(&mut self, eve: &Eve) {
        self.ledger[1] = eve.said;
        self.visitors = eve.visitors as f32;
        self.audience = self.visitors;
        self.usual_visitors = self.visitors;
        self.writers_of_late = eve.said.writers as f32;
        self.pace = eve.said.messages as f32;
        self.usual_pace = self.pace;
    }

    /// Sums of all days before `day`, the eve of day 0 included.
    #[inline]
    pub fn before(&self, day: u16) -> &Row {
        &self.ledger[day as usize + 1]
    }

    /// What was said from the day of the visit before, or, for somebody new, since the day before
    /// today: two sums whose difference it is.
    #[inline]
    pub fn since(&self, last_visit: u16, day: u16) -> (&Row, &Row) {
        (self.before(day), &self.ledger[days_before(last_visit, day)])
    }

    /// Calls of the operator in the last week, today's included.
    pub fn calls_of_the_week(&self, day: u16) -> f32 {
        let before = self.before(day).calls - self.before(day.saturating_sub(6)).calls;
        (before + self.today.said.calls) as f32
    }

    /// Closes the day: today's traffic goes into the ledger.
    pub fn close_day(&mut self, gains: &Gains) {
        let mut row = self.ledger[self.ledger.len() - 1];
        row.add(&self.today.said);
        self.ledger.push(row);
        let visitors = self.today.visitors as f32;
        self.visitors += gains.impression * (visitors - self.visitors);
        self.audience += gains.audience_weight * (visitors - self.audience);
        self.usual_visitors += gains.custom_weight * (visitors - self.usual_visitors);
        let messages = self.today.said.messages as f32;
        let writers = self.today.said.writers as f32;
        self.writers_of_late += gains.impression * (writers - self.writers_of_late);
        self.pace += gains.impression * (messages - self.pace);
        self.usual_pace += gains.custom_weight * (messages - self.usual_pace);
        self.load += gains.audience_weight * (load_of(&self.today) - self.load);
        self.today = Traffic::default();
        self.writers.clear();
    }

    /// How a day in this room looks to everybody who looks in.
    ///
    /// `season` is the [`demand`](super::community::Community::demand) of the day.
    pub fn place(&self, rules: &Rules, day: u16, season: f32, reward: f32) -> Place {
        Place {
            day,
            season,
            need_visits: rules.gains.need_visits * ln_fast(season.clamp(0.01, 100.0)),
            need_over: rules.gains.need_over * (-ln_fast(season.clamp(0.01, 1.0))),
            aged: rules.aged(day),
            audience: if rules.gains.on {
                rules.gains.audience * rules.audience_log(self.audience, self.usual_visitors)
            } else {
                0.0
            },
            talk: if rules.gains.on {
                let livelier = ln_fast((self.pace + 1.0) / (self.usual_pace + 1.0));
                rules.gains.conversation * livelier.clamp(-2.0, 2.0)
            } else {
                0.0
            },
            conflict: self.conflict.min(2.0),
            load: self.load,
            reward,
            talks: self.talks,
            called: self.today.said.calls > 0.0,
            ads: 1.0,
            steered: 0.0,
            agenda: None,
            sorted: 0.0,
            belonging_lacked: 1.0,
            answer_rate: 0.0,
            messages: 0.0,
        }
    }
}

/// What a factor on how much is written adds to its log.
fn candid(factor: f32) -> f32 {
    if factor == 1.0 {
        0.0
    } else {
        ln_fast(factor.max(1e-3))
    }
}

/// What all visitors of a room have in common on a day.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    /// The day.
    pub day: u16,
    /// Demand; 1 is ordinary.
    pub season: f32,
    /// Years of drift that habits have behind them.
    pub aged: f32,
    /// What demand below the ordinary adds to the log odds of quitting.
    pub need_over: f32,
    /// What demand adds to the exponent of the gaps between visits.
    pub need_visits: f32,
    /// What the audience adds to the log of how much is written.
    pub audience: f32,
    /// What the talk of the last days adds to the log of how much is written.
    pub talk: f32,
    /// Quarrelling in the room.
    pub conflict: f32,
    /// Novices who ask, for each expert who writes.
    pub load: f32,
    /// Reward handed to each visitor, in units of the one that gives half the pleasure.
    pub reward: f32,
    /// Whether people talk here; nobody writes, mutes or misses company in a room for reading.
    pub talks: bool,
    /// Whether everybody has been called on to look in.
    pub called: bool,
    /// Factor on the share of advertisements in what those write who advertise.
    pub ads: f32,
    /// Share of those who would write off the agenda whom the operator brings back to it.
    pub steered: f32,
    /// The topic that the operator puts before the community, and the share of its agenda that goes to it.
    pub agenda: Option<(u8, f32)>,
    /// Share of what does not concern a reader that they are spared.
    pub sorted: f32,
    /// Factor on the belonging that visitors lack today.
    pub belonging_lacked: f32,
    /// Answers per message and unit of attention. Known once everybody has written.
    pub answer_rate: f32,
    /// Messages of the day. Known once everybody has written.
    pub messages: f32,
}

impl Place {
    /// The same under what the operator makes of the day.
    #[must_use]
    pub fn under(self, conditions: &Conditions) -> Self {
        Self {
            ads: conditions.ads,
            steered: 1.0 - conditions.digressions,
            sorted: 1.0 - conditions.unsorted,
            belonging_lacked: conditions.belonging_lacked,
            agenda: conditions.agenda,
            audience: self.audience + candid(conditions.candour),
            ..self
        }
    }

    /// Fills in what is known once everybody has written: answers are messages too, so of all
    /// messages of the day a share 1 − (1 − a)^√(readers/messages) answers another one, spread over
    /// the messages in proportion to the attention their writers draw.
    pub fn after_writing(&mut self, rules: &Rules, today: &Traffic) {
        let messages = today.said.messages as f32;
        self.messages = messages;
        if messages > 0.0 && today.attention > 0.0 {
            let crowding = libm::sqrtf(today.visitors as f32 / messages);
            let share = 1.0 - exp_fast(-rules.gains.answers * crowding);
            self.answer_rate = share * messages / today.attention as f32;
        }
    }
}
