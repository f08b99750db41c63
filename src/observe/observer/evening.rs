//! How things stand at the end of a day: the list, the windows that end with the day, the operator's
//! desk, and how unequally messages are spread.

use super::Observer;
use crate::model::community::Community;
use crate::observe::life::ratio;
use crate::observe::metrics::Daily;
use crate::observe::tally::MONTH;
use crate::observe::turnover::WEEK;

impl Observer {
    /// Who looked in today, who wrote, and who was answered.
    pub(super) fn today(&mut self, community: &Community<'_>) {
        let today = &self.tally.today;
        let (visitors, new, resurrected) = (today.visitors, today.new, today.resurrected);
        // A message that answers several at once is one reply.
        let rooms = today.rooms.iter();
        let replies: u64 = rooms.map(|(posts, answers)| posts.min(answers)).sum();
        let mut said = [0.0; 2];
        for room in community.rooms() {
            said[0] += room.today.said.ads;
            said[1] += room.today.said.messages;
        }
        let speakers = f64::from(today.speakers);
        let values = [
            (Daily::Dau, f64::from(visitors)),
            (Daily::New, f64::from(new)),
            (Daily::Returning, f64::from(visitors - new)),
            (Daily::Resurrected, f64::from(resurrected)),
            (Daily::Current, f64::from(visitors - new - resurrected)),
            (Daily::Speakers, speakers),
            (Daily::FirstPosts, f64::from(today.first_posts)),
            (Daily::Posts, today.posts as f64),
            (Daily::Replies, replies as f64),
            (Daily::SpamPosts, today.spam as f64),
            (Daily::GuestPosts, today.guests as f64),
            (
                Daily::AnsweredShare,
                ratio(f64::from(today.answered), speakers),
            ),
            (Daily::AdsShare, ratio(said[0], said[1])),
        ];
        self.set_all(community.day(), values);
    }

    /// How things stand in the evening.
    pub(super) fn standing(&mut self, day: u16) {
        let at = |metric: Daily| f64::from(self.daily[metric as usize * self.days + day as usize]);
        let members = f64::from(self.members);
        let (dau, speakers, posts) = (at(Daily::Dau), at(Daily::Speakers), at(Daily::Posts));
        // Who left today may have spoken before.
        let gone = at(Daily::Leaves) + at(Daily::Removals);
        let net = at(Daily::Joins) - gone;
        self.members_on[day as usize] = self.members;
        self.taking_part_on[day as usize] = self.taking_part;
        let taking_part = f64::from(self.taking_part);
        let engaged = [
            self.tally.engaged.count(day),
            self.tally.speaking.count(day),
        ]
        .map(|count| count.map_or(f64::NAN, f64::from));
        self.set_all(
            day,
            [
                (Daily::Members, members),
                (Daily::NetGrowth, net),
                (Daily::Readers, dau - speakers),
                (Daily::SpeakingRate, ratio(speakers, members + gone)),
                (Daily::SpeakingVisitors, ratio(speakers, dau)),
                (Daily::MessageDensity, ratio(posts, members)),
                (Daily::TakingPart, taking_part),
                (Daily::Silent, members - taking_part),
                (Daily::MutedShare, ratio(f64::from(self.muted), taking_part)),
                (Daily::Engaged, engaged[0]),
                (Daily::EngagedSpeakers, engaged[1]),
                (Daily::PayingMembers, f64::from(self.paying)),
                (Daily::Spammers, f64::from(self.others.spammers)),
                (Daily::Guests, f64::from(self.others.staff)),
            ],
        );
    }

    /// What is counted over more than a day, from the first window on that lies wholly within the
    /// run and leaves the first day behind, on which everybody comes at once.
    pub(super) fn windows(&mut self, day: u16) {
        let now = day as usize;
        let over = |series: &[i32], days: usize| {
            let since = (now >= days).then(|| now + 1 - days);
            since.map_or(f64::NAN, |since| {
                f64::from(series[since..=now].iter().sum::<i32>())
            })
        };
        let members = f64::from(self.members);
        let taking_part = f64::from(self.taking_part);
        let (wau, mau) = (over(&self.tally.listed, 7), over(&self.tally.listed, MONTH));
        let spoke = [7, 28, MONTH].map(|days| over(&self.tally.wrote, days));
        let today = f64::from(self.tally.listed[now]);
        let dormant = now
            .checked_sub(MONTH + 1)
            .map_or(0.0, |last| f64::from(self.tally.listed[last]));
        let gone = [
            f64::from(self.churn.count(day)),
            f64::from(self.removed.count(day)),
            f64::from(self.leaves.count(day)),
        ];
        let before = |series: &[u32]| {
            now.checked_sub(usize::from(WEEK))
                .map_or(f64::NAN, |then| f64::from(series[then]))
        };
        let (list, present) = (before(&self.members_on), before(&self.taking_part_on));
        let values = [
            (Daily::Wau, wau),
            (Daily::Active28d, over(&self.tally.listed, 28)),
            (Daily::Mau, mau),
            (Daily::DauMau, ratio(today, mau)),
            (Daily::Speakers7d, spoke[0]),
            (Daily::Speakers28d, spoke[1]),
            (Daily::Speakers30d, spoke[2]),
            (Daily::SilentShare, ratio(members - spoke[0], members)),
            (Daily::AsleepShare, ratio(members - mau, members)),
            (Daily::LurkerShare, ratio(mau - spoke[2], mau)),
            (
                Daily::Sleepers,
                taking_part - over(&self.tally.present, MONTH),
            ),
            (Daily::Dormant, dormant),
            (Daily::Churn7d, ratio(gone[0], present)),
            (Daily::Removed7d, ratio(gone[1], list)),
            (Daily::LeaveRate, ratio(gone[2], list)),
        ];
        self.set_all(day, values);
    }

    /// What the operator's desk says: applicants, money, hours.
    pub(super) fn desk(&mut self, community: &Community<'_>) {
        let log = community.log();
        let cost = log.spent + log.hours * self.hour_cost;
        self.hours.there.push(log.hours_there as f32);
        self.hours.asked.push(log.hours_asked as f32);
        self.set_all(
            community.day(),
            [
                (Daily::Applications, f64::from(log.applications)),
                (Daily::Rejections, f64::from(log.rejections)),
                (Daily::TurnedAway, f64::from(log.turned_away)),
                (Daily::Waiting, f64::from(log.waiting)),
                (Daily::Cost, cost),
                (Daily::Revenue, log.earned),
                (Daily::Profit, log.earned - cost),
                (Daily::OperatorHours, log.hours),
            ],
        );
    }

    /// Concentration of messages.
    pub(super) fn census(&mut self, day: u16) {
        if let Some(found) = self.tally.posts.concentration() {
            self.set(day, Daily::GiniPosts, found.gini);
            self.set(day, Daily::Top1Share, found.top1);
            self.set(day, Daily::Top10Share, found.top10);
            self.set(day, Daily::AbsenceFactor, found.absence_factor);
        }
    }
}
