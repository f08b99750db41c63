//! Real communities among the worlds that priors draw. The archives are not part of the project;
//! without them this says so and passes. It is slow: `cargo test --release --test prior_predictive
//! -- --ignored`, with `QUN_UPDATE=1` to write the table of `docs/validation.md`.

#[path = "common/archives.rs"]
mod archives;

use qun::log::LogReader;
use qun::observe::patterns::{Measured, Medium, Options, measure};
use qun::validate::worlds::{Place, Possible, possible};
use qun::validate::{Preset, Settings};
use std::fmt::Write as _;
use std::path::Path;

const ARCHIVES: [(&str, Medium); 8] = [
    ("lean_zulip", Medium::Chat),
    ("raku_irc", Medium::Chat),
    ("moarvm_irc", Medium::Chat),
    ("teeworlds_chat", Medium::Chat),
    ("slicer_forum", Medium::Forum),
    ("urho3d_forum", Medium::Forum),
    ("gbadev_forum", Medium::Forum),
    ("diaspora_git", Medium::Repository),
];
const WORLDS: u32 = 100;
/// Share of the numbers of real communities that lie in the middle 95 % of worlds, at least.
const INSIDE: f64 = 0.9;
/// Share of the numbers in which worlds may be too wide, at most: half of it are expected of priors that are right.
const TOO_WIDE: f64 = 0.1;
/// Width of the middle 80 % of worlds in observed ranges, told beside it.
const WIDTH: f64 = 1.5;
/// Real communities that lie so close together by chance in fewer cases than this: worlds are too wide for them.
const UNLIKELY: f64 = 0.05;

fn measured(folder: &Path, name: &str, medium: Medium) -> Vec<Measured> {
    let mut reader = LogReader::new();
    let log = reader
        .read_log(&folder.join(format!("{name}.csv.gz")))
        .expect("an archive");
    let presence = folder.join(format!("{name}_presence.csv.gz"));
    let presence = presence
        .is_file()
        .then(|| reader.read_presence(&presence).expect("presence"));
    let options = Options {
        presence: presence.as_ref(),
        ..Options::new(medium)
    };
    measure(&log.log, &options)
}

/// A number of the real communities of a medium.
fn of_real(possible: &Possible, real: &[&Vec<Measured>]) -> Vec<f64> {
    let one = |rows: &&Vec<Measured>| {
        let same = |it: &&Measured| (it.id, it.part) == (possible.id, possible.part);
        rows.iter().find(same)?.value
    };
    real.iter().filter_map(one).collect()
}

/// How wide the middle 80 % of worlds is in ranges of the real communities of the medium; `None` for
/// fewer than three of them.
fn width(possible: &Possible, real: &[&Vec<Measured>]) -> Option<f64> {
    let values = of_real(possible, real);
    let low = values.iter().copied().fold(f64::INFINITY, f64::min);
    let high = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let middle = possible.middle()?;
    (values.len() >= 3 && high > low).then(|| (middle.high - middle.low) / (high - low))
}

#[test]
#[ignore = "slow: two hundred histories of six years"]
#[expect(clippy::print_stderr, reason = "what was skipped must be seen")]
fn real_communities_are_among_the_worlds_of_their_medium() {
    let Some(folder) = archives::archives() else {
        return;
    };
    let settings = Settings::default();
    let mut table = String::from("\n| community | numbers inside | outside |\n|---|---|---|\n");
    let (mut inside, mut all) = (0, 0);
    let mut wide = String::from(
        "\n| medium | numbers with a range | wider than 1.5 observed ranges | the widest |\n|---|---|---|---|\n",
    );
    let (mut within, mut ranges) = (0, 0);
    let (mut judged, mut closeness_sum, mut too_wide) = (0, 0.0, Vec::new());
    let real: Vec<Vec<Measured>> = ARCHIVES
        .iter()
        .map(|(name, medium)| measured(&folder, name, *medium))
        .collect();
    for medium in [Medium::Chat, Medium::Forum, Medium::Repository] {
        let worlds = possible(Preset::of(medium), medium, WORLDS, &settings, &|| ())
            .expect("worlds of a preset");
        let of_medium = || {
            let all = ARCHIVES.iter().zip(&real);
            all.filter(|(archive, _)| archive.1 == medium)
        };
        for ((name, _), rows) in of_medium() {
            let places = Place::of(rows, &worlds);
            let outside: Vec<String> = places
                .iter()
                .filter(|it| !it.holds)
                .map(|it| {
                    let side = if it.place < 0.5 { "below" } else { "above" };
                    format!("{} {} ({:.3}, {side})", it.id, it.part, it.value)
                })
                .collect();
            inside += places.len() - outside.len();
            all += places.len();
            let _ = writeln!(
                table,
                "| {name} | {} of {} | {} |",
                places.len() - outside.len(),
                places.len(),
                if outside.is_empty() {
                    "–".to_owned()
                } else {
                    outside.join(", ")
                }
            );
        }
        let rows: Vec<&Vec<Measured>> = of_medium().map(|it| it.1).collect();
        let mut widths: Vec<(f64, String)> = worlds
            .iter()
            .filter_map(|it| Some((width(it, &rows)?, format!("{} {}", it.id, it.part))))
            .collect();
        widths.sort_by(|one, other| other.0.total_cmp(&one.0));
        for it in &worlds {
            if let Some(closeness) = it.closeness(&of_real(it, &rows)) {
                judged += 1;
                closeness_sum += closeness;
                if closeness < UNLIKELY {
                    let preset = Preset::of(medium).name();
                    too_wide.push(format!(
                        "{} {} in {preset}s ({closeness:.3})",
                        it.id, it.part
                    ));
                }
            }
        }
        let over = widths.iter().filter(|it| it.0 > WIDTH).count();
        within += widths.len() - over;
        ranges += widths.len();
        if !widths.is_empty() {
            let most: Vec<String> = widths
                .iter()
                .take(5)
                .map(|(width, name)| format!("{name} ×{width:.1}"))
                .collect();
            let _ = writeln!(
                wide,
                "| {} | {} | {over} | {} |",
                Preset::of(medium).name(),
                widths.len(),
                most.join(", ")
            );
        }
    }
    let text = format!(
        "\nOf the numbers of P1 to P15 in eight public archives {inside} of {all} ({:.0}%) lie in the middle 95% of {WORLDS} \
         worlds of their medium.\nWorlds are wider than the three or four archives of a medium allow (so few of them would lie so close \
         together in less than one of twenty cases) in {} of {judged} numbers: {}.\nThe mean of those chances is {:.2}; it would be .5 if worlds were exactly \
         as different as real communities, and less if they were wider.\n\nBy the rule that the middle 80% of worlds be at most 1.5 times as wide as \
         the range of the archives, {within} of {ranges} pass. Normal priors that are exactly right would pass in .45 of the numbers \
         with three archives and in .62 of those with four: the range of so few lies well within what is possible.\n{table}{wide}",
        100.0 * f64::from(inside as u32) / f64::from(all as u32),
        too_wide.len(),
        if too_wide.is_empty() {
            "none".to_owned()
        } else {
            too_wide.join(", ")
        },
        closeness_sum / f64::from(judged)
    );
    eprintln!("{text}");
    if std::env::var_os("QUN_UPDATE").is_some() {
        let page = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/validation.md");
        let old = std::fs::read_to_string(page).expect("the page");
        let (before, rest) = old.split_once("<!-- worlds -->").expect("a mark");
        let (_, after) = rest.split_once("<!-- /worlds -->").expect("a mark");
        let new = format!("{before}<!-- worlds -->{text}<!-- /worlds -->{after}");
        std::fs::write(page, new).expect("written");
    }
    assert!(
        inside as f64 >= INSIDE * all as f64,
        "{inside} of {all} numbers lie inside"
    );
    assert!(
        too_wide.len() as f64 <= TOO_WIDE * f64::from(judged),
        "worlds are too wide in {} of {judged} numbers",
        too_wide.len()
    );
}
