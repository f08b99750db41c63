//! Who wrote on a day, and who was answered.

use super::Observer;
use crate::model::community::Community;
use crate::model::member::NEVER;
use crate::model::visit::Visit;
use crate::model::who::Who;
use crate::observe::life::ratio;
use crate::observe::metrics::Daily;

impl Observer {
    /// Who wrote, and who was answered.
    pub(super) fn messages(&mut self, community: &Community<'_>) {
        let day = community.day();
        if day == 0 {
            // Members with a history have written before they were ever observed.
            for (_, member) in community.all() {
                if self.is_member(member.archetype) {
                    self.posts.enter(member.posts);
                }
            }
        }
        let (mut speakers, mut answered, mut first_posts) = (0_u32, 0_u32, 0_u32);
        let (mut posts, mut spam, mut guests) = (0_u64, 0_u64, 0_u64);
        // Messages and the answers to them, by room.
        let mut rooms = vec![(0_u64, 0_u64); community.rooms().len()];
        for visit in community.writing_visits() {
            match self.who[visit.archetype as usize] {
                Who::Spammer => spam += u64::from(visit.messages),
                Who::Staff => guests += u64::from(visit.messages),
                Who::Member => {
                    speakers += 1;
                    answered += u32::from(visit.answers > 0);
                    posts += u64::from(visit.messages);
                    let room = &mut rooms[visit.room as usize];
                    room.0 += u64::from(visit.messages);
                    room.1 += u64::from(visit.answers);
                    first_posts += u32::from(self.spoke(day, visit));
                }
            }
        }
        // A message that answers several at once is one reply.
        let replies: u64 = rooms
            .iter()
            .map(|(posts, answers)| posts.min(answers))
            .sum();
        let mut said = [0.0; 2];
        for room in community.rooms() {
            said[0] += room.today.said.ads;
            said[1] += room.today.said.messages;
        }
        self.set_all(
            day,
            [
                (Daily::Speakers, f64::from(speakers)),
                (Daily::FirstPosts, f64::from(first_posts)),
                (Daily::Posts, posts as f64),
                (Daily::Replies, replies as f64),
                (Daily::SpamPosts, spam as f64),
                (Daily::GuestPosts, guests as f64),
                (
                    Daily::AnsweredShare,
                    ratio(f64::from(answered), f64::from(speakers)),
                ),
                (Daily::AdsShare, ratio(said[0], said[1])),
            ],
        );
    }

    /// A member wrote; returns whether for the first time.
    fn spoke(&mut self, day: u16, visit: &Visit) -> bool {
        if day > 0 {
            let before = visit.posts_before;
            self.posts.rise(before, before + u32::from(visit.messages));
        }
        let since = if visit.previous_post == NEVER {
            0
        } else {
            self.wrote[visit.previous_post as usize] -= 1;
            day - visit.previous_post
        };
        self.wrote[day as usize] += 1;
        let life = &mut self.lives[visit.member as usize];
        let after = life.posts.then(since);
        self.speaking
            .did(visit.joined, day, since, life.posts, after);
        life.posts = after;
        if (visit.member as usize) < self.past {
            return false;
        }
        let first = life.first_post == NEVER;
        if first {
            life.first_post = day;
            self.joiners.first_wrote(visit.joined, day);
        }
        if visit.answers > 0 && !life.answered {
            life.answered = true;
            self.joiners.first_answered(day, day - life.first_post);
        }
        first
    }
}
