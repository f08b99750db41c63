//! Rooms: what has been said in them, as far as a reader can tell.

use super::experts::load_of;
use super::member::NEVER;
use super::place::Place;
use super::rules::{Gains, Rules};
use super::samplers::ln_fast;
use super::traffic::{Row, Traffic};

/// An ordinary day of a room, as its members make it.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Eve {
    /// Visitors, spammers not counted.
    pub visitors: f64,
    /// What is said.
    pub said: Row,
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
