//! One ordinary community, simulated whole: everything that one log can show, and the same with
//! the interactions switched off.

use super::finding::Finding;
use super::simulated::{each, each_size, scenario, see};
use super::{Preset, Settings};
use crate::observe::patterns::{CATALOGUE, Measured, Options, measure};
use crate::run::simulate::Prepared;
use crate::scenario::Problems;
use crate::stats::summary::{finite, mean};
use crate::words::{Language, Phrase, Text};

const HELD: Text = Text::new("{held} of {all} numbers", "{all} 个数中的 {held} 个");
const OUTSIDE: Text = Text::new("; outside: {names}", "；不在范围内：{names}");
pub(super) const ORDINARY: &str = "ordinary";
pub(super) const KERNEL: &str = "kernel";
pub(super) const SMALL: &str = "small";

/// Members present on day 0.
pub(super) const FOUNDERS: u32 = 30;
/// Joiners a day.
pub(super) const PER_DAY: f64 = 4.0;
/// Founders and joiners a day of the small communities of one replicate: from one with silent weeks to one
/// with weeks of more than fifty messages.
pub(super) const FEW: [(u32, f64); 3] = [(5, 0.25), (10, 0.5), (30, 1.5)];

/// The patterns of the kernel.
const KERNEL_PATTERNS: [&str; 8] = ["P4", "P5", "P6", "P7", "P8", "P9", "P10", "P11"];

/// Every pattern that one log shows, but those that take many communities, or small ones.
pub(super) fn ordinary(
    preset: Preset,
    settings: &Settings,
    lived: &(dyn Fn() + Sync),
) -> Result<Vec<Finding>, Problems> {
    let rows = measured(preset, settings, true, lived)?;
    Ok(parts()
        .filter(|(id, part)| {
            !["P19", "P31", "P32", "P33"].contains(id)
                && rows
                    .iter()
                    .flatten()
                    .any(|row| (row.id, row.part) == (*id, *part))
        })
        .map(|(id, part)| Finding::over_replicates(ORDINARY, id, part, &values(&rows, id, part)))
        .collect())
}

/// P31, in a community small enough to have silent weeks.
pub(super) fn small(
    preset: Preset,
    settings: &Settings,
    lived: &(dyn Fn() + Sync),
) -> Result<Vec<Finding>, Problems> {
    let lives = each_size(
        preset,
        settings,
        &FEW,
        settings.days,
        lived,
        |prepared, replicate| {
            let seen = see(prepared, replicate, settings.days, false);
            measure(&seen.log, &Options::new(preset.medium()))
        },
    )?;
    Ok(parts()
        .filter(|(id, _)| *id == "P31")
        .map(|(id, part)| {
            // A part is measured where there are weeks of its kind: in one of the communities, or in several.
            let measured: Vec<f64> = values(&lives, id, part)
                .chunks(FEW.len())
                .map(|together| mean(&finite(together.iter().copied())))
                .collect();
            Finding::over_replicates(SMALL, id, part, &measured)
        })
        .collect())
}

/// P29: the share of the numbers of P4 to P11 whose median over replicates lies in its band.
pub(super) fn kernel(
    preset: Preset,
    settings: &Settings,
    lived: &(dyn Fn() + Sync),
) -> Result<Vec<Finding>, Problems> {
    let rows = measured(preset, settings, false, lived)?;
    let (mut held, mut outside, mut unknown) = (0, Vec::new(), 0);
    for pattern in CATALOGUE
        .iter()
        .filter(|pattern| KERNEL_PATTERNS.contains(&pattern.id))
    {
        for part in pattern.parts {
            let finding = Finding::over_replicates(
                KERNEL,
                pattern.id,
                part.key,
                &values(&rows, pattern.id, part.key),
            );
            match finding.value.zip(part.band(preset.medium())) {
                Some((value, band)) if band.contains(value) => held += 1,
                Some((value, _)) => outside.push((pattern, part, value)),
                None => unknown += 1,
            }
        }
    }
    let all = held + outside.len();
    let named = |language: Language| {
        let each = outside.iter().map(|(pattern, part, value)| {
            format!(
                "{} {} {value:.3}",
                pattern.id,
                pattern.name_of(part, language)
            )
        });
        let each: Vec<String> = each.collect();
        each.join(language.choose(", ", "、"))
    };
    let mut note = HELD.fill(&[("held", &held), ("all", &all)]);
    if !outside.is_empty() {
        let names = Phrase::new(named(Language::English), named(Language::Chinese));
        note = note + OUTSIDE.fill_named(&[("names", &names)], &[]);
    }
    Ok(vec![Finding {
        id: "P29",
        part: "share of P4-P11 in band",
        experiment: KERNEL,
        value: (all > 0 && unknown == 0).then(|| held as f64 / all as f64),
        interval: None,
        cases: rows.len(),
        note: Some(note),
    }])
}

fn parts() -> impl Iterator<Item = (&'static str, &'static str)> {
    CATALOGUE
        .iter()
        .flat_map(|pattern| pattern.parts.iter().map(|part| (pattern.id, part.key)))
}

/// The value of one part in every replicate.
fn values(rows: &[Vec<Measured>], id: &str, part: &str) -> Vec<f64> {
    rows.iter()
        .map(|rows| {
            rows.iter()
                .find(|row| (row.id, row.part) == (id, part))
                .and_then(|row| row.value)
                .unwrap_or(f64::NAN)
        })
        .collect()
}

fn measured(
    preset: Preset,
    settings: &Settings,
    interactions: bool,
    lived: &(dyn Fn() + Sync),
) -> Result<Vec<Vec<Measured>>, Problems> {
    let mut scenario = scenario(preset, settings, FOUNDERS, PER_DAY)?;
    scenario.interactions.on = interactions;
    let prepared = Prepared::new(&scenario);
    let presence = interactions && preset == Preset::Chat;
    Ok(each(settings.replicates, |replicate| {
        let seen = see(&prepared, replicate, scenario.days, presence);
        let options = Options {
            presence: seen.presence.as_ref(),
            ..Options::new(preset.medium())
        };
        let rows = measure(&seen.log, &options);
        lived();
        rows
    }))
}
