//! Daily metrics counted anew from the members themselves, without any of the observer's shortcuts.

use qun::model::community::Community;
use qun::model::member::{Member, NEVER, State};
use qun::observe::metrics::{Daily, Run};
use qun::observe::record::Record;
use qun::stats::inequality;

/// What was counted: metric, day, value.
#[derive(Default)]
pub struct Recount {
    counted: Vec<(Daily, usize, f64)>,
    /// Ages at which each member was seen, by number.
    seen: Vec<Vec<u16>>,
    joined: Vec<u16>,
    posts: Vec<u32>,
}

impl Recount {
    /// Counts a finished day.
    pub fn watch(&mut self, community: &Community<'_>) {
        let day = community.day();
        let members: Vec<&Member> = community.all().map(|(_, member)| member).collect();
        let count = |which: &dyn Fn(&Member) -> bool| {
            members.iter().filter(|member| which(member)).count() as f64
        };
        let within = |last: u16, days: u16| last != NEVER && day - last < days;
        let ties = members
            .iter()
            .filter(|member| member.state == State::Present)
            .flat_map(|member| member.ties.iter())
            .filter(|(other, _)| members[*other as usize].state == State::Present)
            .count();
        let day = usize::from(day);
        let written: u32 = members
            .iter()
            .zip(self.posts.iter().chain(std::iter::repeat(&0)))
            .map(|(member, before)| member.posts - before)
            .sum();
        self.posts = members.iter().map(|member| member.posts).collect();
        let posts: Vec<f64> = members
            .iter()
            .filter(|member| member.posts > 0)
            .map(|member| f64::from(member.posts))
            .collect();
        for (metric, value) in [
            (Daily::Members, count(&|m| m.state.on_the_list())),
            (Daily::TakingPart, count(&|m| m.state == State::Present)),
            (Daily::Silent, count(&|m| m.state == State::Silent)),
            (Daily::Dau, count(&|m| within(m.last_visit, 1))),
            (Daily::Wau, count(&|m| within(m.last_visit, 7))),
            (Daily::Mau, count(&|m| within(m.last_visit, 30))),
            (Daily::Posters, count(&|m| within(m.last_post, 1))),
            (Daily::Posts, f64::from(written)),
            (Daily::Ties, ties as f64),
        ] {
            self.counted.push((metric, day, value));
        }
        if !posts.is_empty() {
            let absence = inequality::absence_factor(&posts) as f64;
            self.counted
                .push((Daily::GiniPosts, day, inequality::gini(&posts)));
            self.counted.push((Daily::AbsenceFactor, day, absence));
        }
        self.joined = members.iter().map(|member| member.joined).collect();
        self.seen.resize(members.len(), Vec::new());
        for visit in community.visits() {
            self.seen[visit.member as usize].push(day as u16 - visit.joined);
        }
    }

    /// Compares with what the observer wrote down. Some metrics are measured now and then only.
    pub fn compare(&self, record: &Record) {
        for (metric, day, value) in &self.counted {
            let written = f64::from(record.series(*metric)[*day]);
            if written.is_nan() {
                assert!(
                    matches!(
                        metric,
                        Daily::Ties | Daily::GiniPosts | Daily::AbsenceFactor
                    ),
                    "{metric:?} of day {day} is missing"
                );
                continue;
            }
            let close = (written - value).abs() <= 1e-6 * value.abs();
            assert!(close, "{metric:?} on day {day}: {written}, counted {value}");
        }
        for (metric, from, to) in [
            (Run::RetentionD1, 1, 1),
            (Run::RetentionD7, 7, 13),
            (Run::RetentionD30, 30, 36),
            (Run::RetentionD90, 90, 96),
        ] {
            let old = |joined: u16| joined + to < record.days;
            let (mut joined, mut seen) = (0, 0);
            for (ages, _) in self.seen.iter().zip(&self.joined).filter(|(_, j)| old(**j)) {
                joined += 1;
                seen += u32::from(ages.iter().any(|age| (from..=to).contains(age)));
            }
            let share = f64::from(seen) / f64::from(joined);
            let written = record.value(metric);
            assert!(
                written == share || written.is_nan() && joined == 0,
                "{metric:?}: {written}, counted {share}"
            );
        }
    }
}
