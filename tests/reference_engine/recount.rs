//! Metrics counted anew from the members themselves, without any of the observer's shortcuts.

use qun::model::community::Community;
use qun::model::log::Way;
use qun::model::member::{Member, NEVER, State};
use qun::model::who::Who;
use qun::observe::metrics::{Daily, Run};
use qun::observe::record::Record;
use qun::stats::inequality;

/// What was counted: metric, day, value.
#[derive(Default)]
pub struct Recount {
    counted: Vec<(Daily, usize, f64)>,
    lives: Vec<Life>,
    /// Members of each evening who were on the list and who took part, by number.
    evenings: Vec<(Vec<usize>, Vec<usize>)>,
    posts: Vec<u32>,
}

/// The life of one member, day by day.
#[derive(Default, Clone)]
struct Life {
    member: bool,
    newcomer: bool,
    joined: u16,
    visits: Vec<u16>,
    wrote: Vec<u16>,
    answered: Vec<u16>,
    /// Day of going, and how; of falling silent and of leaving the list.
    silent: Option<u16>,
    left: Option<u16>,
    removed: Option<u16>,
}

impl Life {
    fn off(&self) -> Option<u16> {
        self.left.or(self.removed)
    }
}

impl Recount {
    /// Counts a finished day.
    pub fn watch(&mut self, community: &Community<'_>) {
        let day = community.day();
        let is_member = |member: &Member| community.rules().who(member.archetype) == Who::Member;
        let everybody: Vec<&Member> = community.all().map(|(_, member)| member).collect();
        let members: Vec<&Member> = everybody
            .iter()
            .copied()
            .filter(|it| is_member(it))
            .collect();
        let count = |which: &dyn Fn(&Member) -> bool| {
            members.iter().filter(|member| which(member)).count() as f64
        };
        let others = |who: Who| {
            let of = everybody
                .iter()
                .filter(|it| it.state.on_the_list() && community.rules().who(it.archetype) == who);
            of.count() as f64
        };
        let listed = |member: &Member| member.state.on_the_list();
        let within = |last: u16, days: u16| last != NEVER && day - last < days;
        let full = |days: u16, value: f64| if day >= days { value } else { f64::NAN };
        let ties = everybody
            .iter()
            .filter(|member| member.state == State::Present)
            .flat_map(|member| member.ties.iter())
            .filter(|(other, _)| everybody[*other as usize].state == State::Present)
            .count();
        let day = usize::from(day);
        let written: Vec<u32> = everybody
            .iter()
            .zip(self.posts.iter().chain(std::iter::repeat(&0)))
            .map(|(member, before)| member.posts - before)
            .collect();
        let written_by = |who: Who| {
            let of = everybody.iter().zip(&written);
            let of = of.filter(|(member, _)| community.rules().who(member.archetype) == who);
            f64::from(of.map(|(_, posts)| posts).sum::<u32>())
        };
        self.posts = everybody.iter().map(|member| member.posts).collect();
        let posts: Vec<f64> = members
            .iter()
            .filter(|member| member.posts > 0)
            .map(|member| f64::from(member.posts))
            .collect();
        let on_the_list = count(&listed);
        let spoke = |days: u16| full(days, count(&|m| listed(m) && within(m.last_post, days)));
        let seen = |days: u16| full(days, count(&|m| listed(m) && within(m.last_visit, days)));
        for (metric, value) in [
            (Daily::Members, on_the_list),
            (Daily::TakingPart, count(&|m| m.state == State::Present)),
            (Daily::Silent, count(&|m| m.state == State::Silent)),
            (Daily::Dau, count(&|m| within(m.last_visit, 1))),
            (Daily::Wau, seen(7)),
            (Daily::Active28d, seen(28)),
            (Daily::Mau, seen(30)),
            (Daily::Speakers, count(&|m| within(m.last_post, 1))),
            (Daily::Speakers7d, spoke(7)),
            (Daily::Speakers28d, spoke(28)),
            (Daily::Speakers30d, spoke(30)),
            (Daily::SilentShare, (on_the_list - spoke(7)) / on_the_list),
            (Daily::Posts, written_by(Who::Member)),
            (Daily::SpamPosts, written_by(Who::Spammer)),
            (Daily::GuestPosts, written_by(Who::Staff)),
            (Daily::Spammers, others(Who::Spammer)),
            (Daily::Guests, others(Who::Staff)),
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
        self.follow(community, &everybody);
    }

    fn follow(&mut self, community: &Community<'_>, everybody: &[&Member]) {
        let day = community.day();
        let past = community.rules().audience.members.len();
        for (number, member) in everybody.iter().enumerate().skip(self.lives.len()) {
            self.lives.push(Life {
                member: community.rules().who(member.archetype) == Who::Member,
                newcomer: number >= past,
                joined: member.joined,
                ..Life::default()
            });
        }
        for visit in community.visits() {
            let life = &mut self.lives[visit.member as usize];
            life.visits.push(day);
            if visit.messages > 0 {
                life.wrote.push(day);
            }
            if visit.messages > 0 && visit.answers > 0 {
                life.answered.push(day);
            }
        }
        for exit in &community.log().exits {
            let life = &mut self.lives[exit.member as usize];
            match exit.way {
                Way::Silent => life.silent = Some(day),
                Way::Left | Way::LeftSilent => life.left = Some(day),
                Way::Removed | Way::RemovedSilent => life.removed = Some(day),
            }
        }
        let with = |is: &dyn Fn(&Member) -> bool| {
            let of = everybody.iter().enumerate();
            let of = of.filter(|(number, it)| self.lives[*number].member && is(it));
            of.map(|(number, _)| number).collect()
        };
        self.evenings.push((
            with(&|it| it.state.on_the_list()),
            with(&|it| it.state == State::Present),
        ));
    }

    /// Compares with what the observer wrote down. Some metrics are measured now and then only.
    pub fn compare(&self, record: &Record) {
        for (metric, day, value) in &self.counted {
            let written = f64::from(record.series(*metric)[*day]);
            if written.is_nan() && !value.is_nan() {
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
            let same = close || written.is_nan() && value.is_nan();
            assert!(same, "{metric:?} on day {day}: {written}, counted {value}");
        }
        self.compare_weeks(record);
        self.compare_joiners(record);
    }

    /// Engagement, churn and leaving of closed cohorts, by their definitions.
    fn compare_weeks(&self, record: &Record) {
        let span = (record.days / 2).min(28);
        for (day, (listed, _)) in (0..record.days).zip(&self.evenings) {
            let engaged = |days_of: &dyn Fn(&Life) -> &Vec<u16>| {
                let of = listed.iter().filter(|number| {
                    let life = &self.lives[**number];
                    let recent = days_of(life).iter();
                    let recent = recent.filter(|on| **on <= day && **on + span > day);
                    life.joined + span <= day && recent.count() >= 2
                });
                of.count() as f64
            };
            let full = |value: f64| if day >= span { value } else { f64::NAN };
            let week_ago = day
                .checked_sub(7)
                .map(|then| &self.evenings[usize::from(then)]);
            let gone = |of: Option<&Vec<usize>>, is: &dyn Fn(&Life) -> Option<u16>| {
                of.map_or(f64::NAN, |of| {
                    let gone = of
                        .iter()
                        .filter(|number| is(&self.lives[**number]).is_some_and(|on| on <= day));
                    gone.count() as f64 / of.len() as f64
                })
            };
            let (list, present) = (week_ago.map(|it| &it.0), week_ago.map(|it| &it.1));
            for (metric, value) in [
                (Daily::Engaged, full(engaged(&|life| &life.visits))),
                (Daily::EngagedSpeakers, full(engaged(&|life| &life.wrote))),
                (
                    Daily::Churn7d,
                    gone(present, &|life| life.silent.or(life.left)),
                ),
                (Daily::LeaveRate, gone(list, &|life| life.left)),
                (Daily::Removed7d, gone(list, &|life| life.removed)),
            ] {
                let written = f64::from(record.series(metric)[usize::from(day)]);
                let same = (written - value).abs() < 1e-6 || written.is_nan() && value.is_nan();
                assert!(same, "{metric:?} on day {day}: {written}, counted {value}");
            }
        }
    }

    /// Retention and first words, by their definitions.
    fn compare_joiners(&self, record: &Record) {
        let share = |watched: u16, is: &dyn Fn(&Life) -> bool| {
            let of = self
                .lives
                .iter()
                .filter(|life| life.member && life.newcomer && life.joined + watched < record.days);
            let of: Vec<&Life> = of.collect();
            of.iter().filter(|life| is(life)).count() as f64 / of.len() as f64
        };
        let age = |life: &Life, on: u16| on - life.joined;
        let mut found = Vec::new();
        for (days, exact, rolling) in [
            (1, Run::RetentionD1, Run::RollingD1),
            (7, Run::RetentionD7, Run::RollingD7),
            (30, Run::RetentionD30, Run::RollingD30),
            (90, Run::RetentionD90, Run::RollingD90),
        ] {
            let seen = |life: &Life, is: &dyn Fn(u16) -> bool| {
                life.visits.iter().any(|on| is(age(life, *on)))
            };
            found.push((exact, share(days, &|life| seen(life, &|age| age == days))));
            found.push((rolling, share(days, &|life| seen(life, &|age| age >= days))));
        }
        for (days, metric) in [
            (1, Run::ListedD1),
            (7, Run::ListedD7),
            (15, Run::ListedD15),
            (30, Run::ListedD30),
        ] {
            let listed = |life: &Life| life.off().is_none_or(|on| age(life, on) > days);
            found.push((metric, share(days, &listed)));
        }
        let spoke = |life: &Life| life.wrote.first().is_some_and(|on| age(life, *on) <= 2);
        found.push((Run::Activation, share(2, &spoke)));
        let writers: Vec<&Life> = self
            .lives
            .iter()
            .filter(|life| life.member && life.newcomer && !life.wrote.is_empty())
            .filter(|life| life.wrote[0] + 7 < record.days)
            .collect();
        let answered = writers.iter().filter(|life| {
            life.answered
                .first()
                .is_some_and(|on| on - life.wrote[0] <= 7)
        });
        found.push((
            Run::NewcomersAnswered,
            answered.count() as f64 / writers.len() as f64,
        ));
        for (metric, value) in found {
            let written = record.value(metric);
            let same = (written - value).abs() < 1e-12 || written.is_nan() && value.is_nan();
            assert!(same, "{metric:?}: {written}, counted {value}");
        }
    }
}
