//! A month of red packets, and who is still there after it: P27.

use super::finding::Finding;
use super::simulated::{each, scenario};
use super::{Preset, Settings};
use crate::operator::RedPackets;
use crate::run::simulate::Prepared;
use crate::scenario::Problems;

pub(super) const PACKETS: &str = "packets";
const FOUNDERS: u32 = 50;
const PER_DAY: f64 = 8.0;
/// Packets are given until this day.
const TO_DAY: u16 = 30;
/// Joiners of these days are followed …
const JOINERS: std::ops::Range<u16> = 1..21;
/// … into the days after joining in which they may be seen; packets have ended by then.
const LATER: std::ops::Range<u16> = 30..60;

pub(super) fn run(
    preset: Preset,
    settings: &Settings,
    lived: &(dyn Fn() + Sync),
) -> Result<Vec<Finding>, Problems> {
    let mut without = scenario(preset, settings, FOUNDERS, PER_DAY)?;
    without.days = JOINERS.end + LATER.end;
    let mut with = without.clone();
    with.operator.red_packets = Some(RedPackets {
        to_day: TO_DAY,
        ..RedPackets::default()
    });
    let [without, with] = [Prepared::new(&without), Prepared::new(&with)];
    let pairs: Vec<[Outcome; 2]> = each(settings.replicates, |replicate| {
        [&with, &without].map(|prepared| {
            let outcome = live(prepared, replicate);
            lived();
            outcome
        })
    });
    let over = |part, read: &dyn Fn(&[Outcome; 2]) -> f64| {
        let values: Vec<f64> = pairs.iter().map(read).collect();
        Finding::over_replicates(PACKETS, "P27", part, &values)
    };
    let retained = |[with, without]: &[Outcome; 2]| with.retention - without.retention;
    Ok(vec![
        over("passed on", &|[with, _]| with.sent_on),
        over("30-day retention", &retained),
    ])
}

/// What is asked of one run.
#[derive(Clone, Copy)]
struct Outcome {
    /// Share of the joiners who look in within [`LATER`] of joining.
    retention: f64,
    /// Share of the money received that is sent on the next day.
    sent_on: f64,
}

fn live(prepared: &Prepared<'_>, replicate: u32) -> Outcome {
    let mut joiners = 0.0;
    let mut kept = Vec::new();
    let (mut received, mut sent_on) = (0.0, 0.0);
    prepared.run_watched(replicate, false, |community| {
        received += community.log.given + community.log.sent_on;
        sent_on += community.log.sent_on;
        if JOINERS.contains(&community.day) {
            joiners += community.log.joins.len() as f64;
        }
        kept.resize(community.ever() as usize, false);
        for visit in community.visits() {
            if JOINERS.contains(&visit.joined) && LATER.contains(&(community.day - visit.joined)) {
                kept[visit.member as usize] = true;
            }
        }
    });
    Outcome {
        retention: kept.iter().filter(|&&is| is).count() as f64 / joiners,
        sent_on: sent_on / received,
    }
}
