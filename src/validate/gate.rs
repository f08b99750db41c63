//! An entry fee against none: P24.

use super::finding::Finding;
use super::simulated::{each, scenario};
use super::{Preset, Settings};
use crate::model::community::Community;
use crate::operator::{Gate, Threshold};
use crate::run::simulate::Prepared;
use crate::scenario::{Overrides, Problems, Scenario, parse_str};
use crate::words::Text;

pub(super) const GATE: &str = "gate";
const RETENTION: Text = Text::new(
    "{with} with the fee, {without} without",
    "收费时 {with}，不收费时 {without}",
);
const FOUNDERS: u32 = 60;
const PER_DAY: f64 = 8.0;
/// Share of those who come who only want to advertise.
const SPAMMERS: f64 = 0.05;
/// The fee: half of the scale on which fees deter.
const FEE: f64 = 25.0;
/// Entrants of these days are followed: the founders of day 0 passed no gate.
const ENTRANTS: std::ops::Range<u16> = 1..181;
/// A year after joining, give or take a month.
const YEAR_LATER: std::ops::Range<u16> = 335..396;
/// The first weeks.
const FIRST: u16 = 28;

pub(super) fn run(
    preset: Preset,
    settings: &Settings,
    lived: &(dyn Fn() + Sync),
) -> Result<Vec<Finding>, Problems> {
    let free = with_spammers(preset, settings)?;
    let mut gated = free.clone();
    gated.operator.set(Threshold {
        gate: Gate::Fee,
        fee: FEE,
        ..Threshold::default()
    });
    let [free, gated] = [Prepared::new(&free), Prepared::new(&gated)];
    let pairs = each(settings.replicates, |replicate| {
        let pair = [&free, &gated].map(|prepared| {
            let outcome = live(prepared, replicate);
            lived();
            outcome
        });
        let [without, with] = pair;
        [
            with.joins / without.joins,
            with.spam / without.spam,
            with.good_at_first / without.good_at_first,
            with.retention() - without.retention(),
            with.retention(),
            without.retention(),
        ]
    });
    let finding = |index: usize, part| {
        let values: Vec<f64> = pairs.iter().map(|pair| pair[index]).collect();
        Finding::over_replicates(GATE, "P24", part, &values)
    };
    let told = |index: usize| {
        finding(index, "one-year retention")
            .value
            .map_or_else(|| "–".to_owned(), |value| format!("{value:.3}"))
    };
    Ok(vec![
        finding(0, "joins"),
        finding(1, "spam"),
        finding(2, "good posts at first"),
        finding(3, "one-year retention")
            .with_note(RETENTION.fill(&[("with", &told(4)), ("without", &told(5))])),
    ])
}

/// The preset with a share of spammers among those who come.
pub(super) fn with_spammers(preset: Preset, settings: &Settings) -> Result<Scenario, Problems> {
    let mut usual = scenario(preset, settings, FOUNDERS, PER_DAY)?;
    let text = format!(
        "[community]\nmedium = \"{}\"\n[[archetype]]\nname = \"spammer\"\nshare = 1.0\n",
        preset.name()
    );
    let spammers = parse_str("spammers", &text, &Overrides::default())?.base;
    for archetype in &mut usual.archetype {
        archetype.share *= 1.0 - SPAMMERS;
    }
    usual.archetype.extend(spammers.archetype);
    if let Some(last) = usual.archetype.last_mut() {
        last.share = SPAMMERS;
    }
    usual.days = ENTRANTS.end + YEAR_LATER.end;
    Ok(usual)
}

#[derive(Debug, Clone, Copy, Default)]
struct Outcome {
    joins: f64,
    spam: f64,
    good_at_first: f64,
    entrants: f64,
    kept: f64,
}

impl Outcome {
    /// Entrants, spammers not counted, who were seen about a year later.
    fn retention(&self) -> f64 {
        self.kept / self.entrants
    }
}

fn live(prepared: &Prepared<'_>, replicate: u32) -> Outcome {
    let mut outcome = Outcome::default();
    // One bit a member: seen a year after joining.
    let mut kept = Vec::new();
    prepared.run_watched(replicate, false, |community: &Community<'_>| {
        let day = community.day();
        let is_spammer = |archetype: u8| community.rules().advertises(archetype);
        if day > 0 {
            outcome.joins += community.log().joins.len() as f64;
        }
        if ENTRANTS.contains(&day) {
            let joins = community.log().joins.iter();
            outcome.entrants += joins.filter(|join| !is_spammer(join.archetype)).count() as f64;
        }
        kept.resize(community.ever() as usize, false);
        for visit in community.visits() {
            let spammer = is_spammer(visit.archetype);
            let messages = f64::from(visit.messages);
            if spammer {
                outcome.spam += messages;
            } else if day < FIRST {
                outcome.good_at_first += messages;
            }
            let age = day - visit.joined;
            if !spammer && ENTRANTS.contains(&visit.joined) && YEAR_LATER.contains(&age) {
                kept[visit.member as usize] = true;
            }
        }
    });
    outcome.kept = kept.iter().filter(|&&is| is).count() as f64;
    outcome
}
