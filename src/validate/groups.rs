//! Many small groups of a messenger: P20 and P21.

use super::finding::Finding;
use super::simulated::each;
use super::{Preset, Settings};
use crate::model::log::NOBODY;
use crate::random::{Luck, Purpose};
use crate::run::simulate::Prepared;
use crate::scenario::{Overrides, Problems, Scenario, parse_str};

pub(super) const GROUPS: &str = "groups";
/// Groups of one replicate.
pub(super) const EACH: u32 = 200;
const DAYS: u16 = 60;
/// What such a group is.
const SCENARIO: &str = include_str!("../../scenarios/wechat-groups.toml");
/// Founders, log-uniform.
const FOUNDERS: [f64; 2] = [3.0, 40.0];
/// Silent for good when the last message came within so many days.
const YOUNG: u16 = 7;
/// Alive with a message after so many days.
const LONG: u16 = 30;
/// Days within which most first invitations are sent.
const EARLY: u16 = 5;
/// Depth in the tree of invitations from which one counts as deep; those whom founders invite are
/// at depth 1.
const DEEP: u8 = 3;

#[derive(Debug, Clone, Copy, Default)]
struct Group {
    silent_young: bool,
    alive: bool,
    first_invitations: u32,
    early: u32,
    invitations: u32,
    deep: u32,
}

pub(super) fn run(
    preset: Preset,
    settings: &Settings,
    lived: &(dyn Fn() + Sync),
) -> Result<Vec<Finding>, Problems> {
    let mut usual = parse_str(preset.name(), SCENARIO, &Overrides::default())?.base;
    usual.seed = settings.seed;
    usual.days = DAYS;
    let groups = each(settings.replicates * EACH, |number| {
        let group = live(&usual, number);
        lived();
        group
    });
    let over = |part, id, value: &dyn Fn(&[Group]) -> f64| {
        let values: Vec<f64> = groups.chunks(EACH as usize).map(value).collect();
        Finding::over_replicates(GROUPS, id, part, &values)
    };
    let share = |groups: &[Group], which: fn(&Group) -> bool| {
        groups.iter().filter(|group| which(group)).count() as f64 / groups.len() as f64
    };
    let deep = |groups: &[Group], alive: bool| {
        let of = groups.iter().filter(|group| group.alive == alive);
        let (deep, all) = of.fold((0, 0), |(deep, all), group| {
            (deep + group.deep, all + group.invitations)
        });
        f64::from(deep) / f64::from(all)
    };
    Ok(vec![
        over("silent within 7 days", "P20", &|groups| {
            share(groups, |group| group.silent_young)
        }),
        over("alive after 30 days", "P20", &|groups| {
            share(groups, |group| group.alive)
        }),
        over("within 5 days", "P21", &|groups| {
            let early: u32 = groups.iter().map(|group| group.early).sum();
            let all: u32 = groups.iter().map(|group| group.first_invitations).sum();
            f64::from(early) / f64::from(all)
        }),
        over("depth 3+, short-lived", "P21", &|groups| {
            deep(groups, false)
        }),
        over("depth 3+, long-lived", "P21", &|groups| deep(groups, true)),
    ])
}

fn live(usual: &Scenario, number: u32) -> Group {
    let mut scenario = usual.clone();
    let mut stream = Luck::new(usual.seed, number)
        .of(0, 0)
        .stream(Purpose::World);
    let founders = FOUNDERS[0] * libm::pow(FOUNDERS[1] / FOUNDERS[0], stream.uniform_f64());
    scenario.audience.founders = founders.round() as u32;
    scenario.audience.channel.clear();
    let prepared = Prepared::new(&scenario);
    let mut group = Group::default();
    let mut last_message = None;
    let (mut depths, mut joined): (Vec<u8>, Vec<u16>) = (Vec::new(), Vec::new());
    let mut has_invited: Vec<bool> = Vec::new();
    prepared.run_watched(number, false, |community| {
        if community.visits().any(|visit| visit.messages > 0) {
            last_message = Some(community.day);
        }
        for join in &community.log.joins {
            let mut depth = 0_u8;
            if join.inviter != NOBODY {
                let inviter = join.inviter as usize;
                depth = depths[inviter] + 1;
                group.invitations += 1;
                group.deep += u32::from(depth >= DEEP);
                if !has_invited[inviter] {
                    has_invited[inviter] = true;
                    group.first_invitations += 1;
                    // Those who are invited come the next day.
                    let sent = community.day.saturating_sub(1);
                    group.early += u32::from(sent - joined[inviter] <= EARLY);
                }
            }
            depths.push(depth);
            joined.push(community.day);
            has_invited.push(false);
        }
    });
    group.silent_young = last_message.is_none_or(|day| day < YOUNG);
    group.alive = last_message.is_some_and(|day| day >= LONG);
    group
}
