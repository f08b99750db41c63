//! Those who read, in a chat as large as the servers that publish who looks in: P35, P36, P38 to P41.

use super::finding::Finding;
use super::simulated::{each, scenario};
use super::{Preset, Settings};
use crate::model::community::Community;
use crate::model::intervention::Intervention;
use crate::model::log::Way;
use crate::model::member::{NEVER, flag};
use crate::model::settings::{Channel, Wander};
use crate::run::simulate::Prepared;
use crate::scenario::Problems;
use crate::stats::generalised::{Cases, Family};
use crate::stats::summary::mean;
use crate::words::Text;

const THAT_WEEK: Text = Text::new("{n} messages in that week", "那一周有 {n} 条消息");
pub(super) const SERVER: &str = "server";
pub(super) const FADING: &str = "fading";

pub(super) const FOUNDERS: u32 = 300;
pub(super) const PER_DAY: f64 = 4.0;
const DAYS: u16 = 1095;
/// The first days, in which the list fills, are left out.
const SETTLED: usize = 365;
/// Days for which a joiner is new.
const NEW: u16 = 30;
const YEAR: f64 = 365.25;

/// One day of a server, as its own analytics would have it.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Day {
    pub(super) list: f64,
    pub(super) visitors: f64,
    speakers: f64,
    pub(super) weekly: f64,
    messages: f64,
    joins: f64,
    left_new: f64,
    left_old: f64,
    muted_new: f64,
    muted_old: f64,
    old: f64,
}

/// What became of one joiner.
#[derive(Debug, Clone, Copy)]
struct Joiner {
    member: u32,
    day: usize,
    spoke: bool,
    back: bool,
}

/// What is seen of one server.
#[derive(Debug, Default)]
pub(super) struct Server {
    pub(super) days: Vec<Day>,
    joiners: Vec<Joiner>,
    muted: Vec<bool>,
}

impl Server {
    pub(super) fn of(
        prepared: &Prepared<'_>,
        replicate: u32,
        extra: Vec<Box<dyn Intervention>>,
    ) -> Self {
        let mut server = Self::default();
        prepared.run_with(replicate, false, extra, |community| {
            server.observe(community);
        });
        server
    }

    fn observe(&mut self, community: &Community<'_>) {
        let day = community.day();
        let rules = community.rules();
        let counts = |archetype: u8| !rules.advertises(archetype);
        let mut today = Day::default();
        for visit in community.visits().filter(|visit| counts(visit.archetype)) {
            today.visitors += 1.0;
            today.messages += f64::from(visit.messages);
            today.speakers += f64::from(u8::from(visit.messages > 0));
        }
        let log = community.log();
        for join in log.joins.iter().filter(|join| counts(join.archetype)) {
            today.joins += 1.0;
            self.joiners.push(Joiner {
                member: join.member,
                day: usize::from(day),
                spoke: community.member(join.member).last_post == day,
                back: false,
            });
        }
        for exit in log.exits.iter().filter(|exit| counts(exit.archetype)) {
            match exit.way {
                Way::Left if day - exit.joined <= NEW => today.left_new += 1.0,
                Way::Left => today.left_old += 1.0,
                _ => {}
            }
        }
        for joiner in self.joiners.iter_mut().rev() {
            if usize::from(day) > joiner.day + 7 {
                break;
            }
            let last = community.member(joiner.member).last_visit;
            joiner.back |= last != NEVER && usize::from(last) > joiner.day;
        }
        self.muted.resize(community.ever() as usize, false);
        for (number, member) in community.all() {
            if !counts(member.archetype) || !member.state.on_the_list() {
                continue;
            }
            let new = day - member.joined <= NEW;
            today.list += 1.0;
            today.old += f64::from(u8::from(!new));
            let week = member.last_visit != NEVER && day - member.last_visit < 7;
            today.weekly += f64::from(u8::from(week));
            let muted = &mut self.muted[number as usize];
            if member.is(flag::MUTED) && !*muted {
                *muted = true;
                if new {
                    today.muted_new += 1.0;
                } else {
                    today.muted_old += 1.0;
                }
            }
        }
        self.days.push(today);
    }

    /// Mean over the settled days.
    fn mean(&self, of: impl Fn(&Day) -> f64) -> f64 {
        let values: Vec<f64> = self.days.iter().skip(SETTLED).map(of).collect();
        mean(&values)
    }

    fn sum(&self, of: impl Fn(&Day) -> f64) -> f64 {
        self.days.iter().skip(SETTLED).map(of).sum()
    }

    fn messages_within(&self, days: std::ops::Range<usize>) -> f64 {
        self.days[days].iter().map(|day| day.messages).sum()
    }

    /// Elasticity of readers to the messages of the week before: in level, and of what departs from
    /// the mean of the 28 days around.
    fn elasticities(&self) -> [f64; 2] {
        let ln = |value: f64| (value + 0.5).ln();
        let week = |of: &dyn Fn(&Day) -> f64, day: usize| -> f64 {
            self.days[day - 7..day].iter().map(of).sum()
        };
        let around = |values: &[f64], at: usize| -> f64 {
            let range = at.saturating_sub(14)..(at + 14).min(values.len());
            values[at] - mean(&values[range])
        };
        let days = SETTLED..self.days.len();
        let readers: Vec<f64> = days
            .clone()
            .map(|day| ln(self.days[day].visitors - self.days[day].speakers))
            .collect();
        let talk: Vec<f64> = days
            .clone()
            .map(|day| ln(week(&|it| it.messages, day)))
            .collect();
        let joins: Vec<f64> = days
            .clone()
            .map(|day| ln(week(&|it| it.joins, day)))
            .collect();
        let list: Vec<f64> = days.map(|day| ln(self.days[day].list)).collect();
        let mut level = Cases::<4>::default();
        let mut detrended = Cases::<4>::default();
        for at in 0..readers.len() {
            level.add([1.0, talk[at], joins[at], list[at]], readers[at], 1.0);
            let variables = [
                1.0,
                around(&talk, at),
                around(&joins, at),
                around(&list, at),
            ];
            detrended.add(variables, around(&readers, at), 1.0);
        }
        [level, detrended].map(|cases| {
            let fit = cases.fit(Family::Normal, &[0, 1, 2, 3]);
            fit.map_or(f64::NAN, |fit| fit[1].value)
        })
    }

    /// Log of readers on the days after next to no messages against the other days, both relative to
    /// the mean of the four weeks around.
    fn after_silence(&self) -> f64 {
        const LEAST: usize = 5;
        let readers: Vec<f64> = self
            .days
            .iter()
            .map(|day| (day.visitors - day.speakers + 0.5).ln())
            .collect();
        let mut sides = [Vec::new(), Vec::new()];
        for day in 15..readers.len().saturating_sub(14) {
            let usual = mean(&readers[day - 14..day + 14]);
            let silent = self.days[day - 1].messages <= 1.0;
            sides[usize::from(silent)].push(readers[day] - usual);
        }
        if sides.iter().any(|side| side.len() < LEAST) {
            return f64::NAN;
        }
        mean(&sides[1]) - mean(&sides[0])
    }

    /// Log odds of a joiner's return within a week per ln of that week's messages.
    fn return_by_volume(&self) -> f64 {
        let mut cases = Cases::<2>::default();
        for joiner in self.watched() {
            let talk = self.messages_within(joiner.day + 1..joiner.day + 8);
            let back = f64::from(u8::from(joiner.back));
            cases.add([1.0, (talk + 0.5).ln()], back, 1.0);
        }
        let fit = cases.fit(Family::Binomial, &[0, 1]);
        fit.map_or(f64::NAN, |fit| fit[1].value)
    }

    /// Joiners of the settled days who could be seen for a week.
    fn watched(&self) -> impl Iterator<Item = &Joiner> {
        let last = self.days.len().saturating_sub(8);
        self.joiners
            .iter()
            .filter(move |joiner| (SETTLED..last).contains(&joiner.day))
    }

    fn share_of_joiners(&self, which: impl Fn(&Joiner) -> bool) -> f64 {
        let values: Vec<f64> = self
            .watched()
            .map(|it| f64::from(u8::from(which(it))))
            .collect();
        mean(&values)
    }
}

/// How arrivals go on a server of that kind: the level of each month is off that of the month before by a
/// standard deviation of .08, the least of eight archives (.08 to .52). Those servers had terms, holidays and a
/// pandemic, and what is measured of them is an association with all that in it.
fn times() -> Wander {
    Wander {
        level_step: 0.08,
        noise: 0.1,
        ..Wander::default()
    }
}

/// A server that has settled, as large as those that publish who looks in: P35, P38 to P41.
pub(super) fn server(
    preset: Preset,
    settings: &Settings,
    lived: &(dyn Fn() + Sync),
) -> Result<Vec<Finding>, Problems> {
    let mut scenario = scenario(preset, settings, FOUNDERS, PER_DAY)?;
    scenario.days = DAYS;
    scenario.demand.wander = times();
    let prepared = Prepared::new(&scenario);
    let found = each(settings.replicates, |replicate| {
        let server = Server::of(&prepared, replicate, Vec::new());
        lived();
        let [level, detrended] = server.elasticities();
        let joins = server.sum(|day| day.joins);
        let years = server.sum(|day| day.old) / YEAR;
        [
            level,
            detrended,
            server.sum(|day| day.left_new) / joins,
            server.sum(|day| day.left_old) / years,
            server.sum(|day| day.muted_new) / joins,
            server.sum(|day| day.muted_old) / years,
            server.share_of_joiners(|joiner| joiner.spoke),
            server.share_of_joiners(|joiner| joiner.back),
            server.return_by_volume(),
            server.mean(|day| day.visitors / day.list),
            server.mean(|day| day.weekly / day.list),
            server.mean(|day| day.speakers / day.visitors.max(1.0)),
        ]
    });
    let parts = [
        ("P35", "level"),
        ("P35", "detrended"),
        ("P38", "first month"),
        ("P38", "later, a year"),
        ("P39", "joiners"),
        ("P39", "later, a year"),
        ("P40", "speak at once"),
        ("P40", "back within a week"),
        ("P40", "by volume"),
        ("P41", "daily visitors"),
        ("P41", "weekly visitors"),
        ("P41", "speakers"),
    ];
    Ok(findings(SERVER, &parts, &found))
}

pub(super) fn findings<const N: usize>(
    experiment: &'static str,
    parts: &[(&'static str, &'static str); N],
    found: &[[f64; N]],
) -> Vec<Finding> {
    let parts = parts.iter().enumerate();
    parts
        .map(|(place, (id, part))| {
            let values: Vec<f64> = found.iter().map(|row| row[place]).collect();
            Finding::over_replicates(experiment, id, part, &values)
        })
        .collect()
}

/// People who join within ten days, and hardly anybody after them: P36, and the silent days of P35.
pub(super) fn fading(
    preset: Preset,
    settings: &Settings,
    lived: &(dyn Fn() + Sync),
) -> Result<Vec<Finding>, Problems> {
    const AT: [usize; 5] = [14, 30, 60, 90, 105];
    let mut scenario = scenario(preset, settings, 1, 43.0)?;
    scenario.days = 365;
    let later = Channel {
        name: "later".to_owned(),
        per_day: 0.2,
        ..scenario.audience.channel[0].clone()
    };
    scenario.audience.channel[0].to_day = 9;
    scenario.audience.channel.push(later);
    let prepared = Prepared::new(&scenario);
    let found = each(settings.replicates, |replicate| {
        let mut weekly = [f64::NAN; AT.len()];
        let mut talk = [f64::NAN; AT.len()];
        let mut server = Server::default();
        prepared.run_watched(replicate, false, |community| {
            server.observe(community);
            let day = usize::from(community.day());
            let Some(place) = AT.iter().position(|at| *at == day) else {
                return;
            };
            let rules = community.rules();
            let (mut came, mut here) = (0.0, 0.0);
            for (_, member) in community.all() {
                if member.joined > 9 || rules.advertises(member.archetype) {
                    continue;
                }
                came += 1.0;
                let seen = member.last_visit != NEVER && day - usize::from(member.last_visit) < 7;
                here += f64::from(u8::from(seen));
            }
            weekly[place] = here / came;
            talk[place] = server.messages_within(day - 6..day + 1);
        });
        lived();
        (weekly, talk, server.after_silence())
    });
    let weekly: Vec<[f64; AT.len()]> = found.iter().map(|it| it.0).collect();
    let parts = ["day 14", "day 30", "day 60", "day 90", "day 105"].map(|part| ("P36", part));
    let mut rows = findings(FADING, &parts, &weekly);
    for (place, row) in rows.iter_mut().enumerate() {
        let talk: Vec<f64> = found.iter().map(|it| it.1[place]).collect();
        let messages = format!("{:.0}", mean(&talk));
        row.note = Some(THAT_WEEK.fill(&[("n", &messages)]));
    }
    let silence: Vec<f64> = found.iter().map(|it| it.2).collect();
    rows.push(Finding::over_replicates(
        FADING,
        "P35",
        "after a silent day",
        &silence,
    ));
    Ok(rows)
}
