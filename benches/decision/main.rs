//! What a decision costs: processor seconds until the difference that a strategy makes is known to ±2% of the
//! base, in fixed worlds, with other luck for each arm and with the same.
//!
//! `cargo bench --bench decision [-- --pairs N] [--write docs/performance.md]`
//!
//! A pilot of N pairs (400) gives the spread of the difference and the seconds of a run; both grow or shrink with
//! nothing but the number of runs, so that what is needed follows from them. What luck could explain of the
//! spread says what more could be gained: see [`luck`].

#[path = "../engine/document.rs"]
mod document;
mod luck;

use document::{file, option, write};
use luck::{Explained, explained, what_happened, who_comes};
use qun::observe::record::Record;
use qun::run::cells::{Cell, Setting};
use qun::run::fork::live_together;
use qun::run::simulate::Prepared;
use qun::scenario::{Overrides, Worlds, load};
use qun::stats::difference::replicates_needed;
use qun::stats::summary::{mean, variance};
use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::hint::black_box;
use std::io::Write as _;
use std::path::Path;
use std::time::Instant;

type Outcome<T> = Result<T, Box<dyn Error>>;

/// What decides.
const METRIC: &str = "engaged_end";
/// How well the difference is to be known, as a share of the base.
const WANTED: f64 = 0.02;

/// Scenario and strategy.
const DECISIONS: [(&str, &str); 5] = [
    ("c9-free-or-paid", "small-fee"),
    ("c11-monthly-renewal", "no-queue"),
    ("strategies", "follow-up"),
    ("strategies", "content"),
    ("strategies", "moderation"),
];

const HEADER: &str = "| | base | difference | other luck for each arm: runs, CPU seconds | pairs: runs, CPU seconds | \
times fewer | explained by who comes | CPU seconds if that is taken out | explained by all that happened |\n\
|---|---|---|---|---|---|---|---|---|\n";

fn main() -> Outcome<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let pairs = option(&arguments, "--pairs")?.unwrap_or(400) as u32;
    let file = file(&arguments)?;
    let mut table = HEADER.to_owned();
    for (scenario, strategy) in DECISIONS {
        let row = decision(scenario, strategy, pairs)?;
        write!(std::io::stdout().lock(), "{row}")?;
        table.push_str(&row);
    }
    file.map_or(Ok(()), |file| write(file, "decisions", &table))
}

/// The row of one decision.
fn decision(scenario: &str, strategy: &str, pairs: u32) -> Outcome<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("scenarios/{scenario}.toml"));
    let mut loaded = load(&path, &Overrides::default()).map_err(|it| format!("{it:?}"))?;
    loaded.worlds = Worlds::Fixed;
    let cell = |strategy: Option<&str>| Cell {
        strategy: strategy.map(str::to_owned),
        values: Vec::new(),
    };
    let setting = |name| Setting::new(&loaded, cell(name)).map_err(|it| format!("{it:?}"));
    let (base, other) = (setting(None)?, setting(Some(strategy))?);
    let ready = |it: &Setting<'_>| it.prepared(0).map_err(|it| format!("{it:?}"));
    let (base, other) = (ready(&base)?, ready(&other)?);

    let (together, lived) = timed(|| -> Vec<[Record; 2]> {
        (0..pairs)
            .filter_map(|pair| pair_of(&base, &other, pair))
            .collect()
    });
    let (apart, ()) = timed(|| {
        for replicate in 0..pairs {
            black_box(base.run(replicate, false));
            black_box(other.run(replicate, false));
        }
    });
    let seed = loaded.base.seed;
    let (looked, who) = timed(|| -> Vec<Vec<f64>> {
        let rules = base.rules();
        (0..pairs)
            .map(|pair| who_comes(rules, seed, pair))
            .collect()
    });

    let read = |arm: usize| -> Vec<f64> {
        let values = lived.iter().map(|pair| pair[arm].read(METRIC, None));
        values.map(|value| value.unwrap_or(f64::NAN)).collect()
    };
    let (before, after) = (read(0), read(1));
    let differences: Vec<f64> = before.iter().zip(&after).map(|(b, a)| a - b).collect();
    let happened: Vec<Vec<f64>> = lived.iter().map(what_happened).collect();
    let (by_who, by_all) = (
        explained(&differences, &who),
        explained(&differences, &happened),
    );

    let narrow = WANTED * mean(&before);
    let each = |seconds: f64| seconds / f64::from(pairs);
    let alone = needed(variance(&before) + variance(&after), narrow, each(apart))?;
    let paired = needed(variance(&differences), narrow, each(together))?;
    let left = variance(&differences) * (1.0 - by_who.share);
    let adjusted = needed(left, narrow, each(together + looked))?;
    let mut row = String::new();
    writeln!(
        row,
        "| `{scenario}`: {strategy} | {:.1} | {:+.1} | {}, {:.2} | {}, {:.2} | {:.1} | {} | {:.2} | {} |",
        mean(&before),
        mean(&differences),
        2 * alone.pairs,
        alone.seconds,
        2 * paired.pairs,
        paired.seconds,
        alone.seconds / paired.seconds,
        percent(by_who),
        adjusted.seconds,
        percent(by_all),
    )?;
    Ok(row)
}

fn percent(explained: Explained) -> String {
    format!("{:.0}% ({})", 100.0 * explained.share, explained.by)
}

/// Both arms with the same luck, lived as `qun compare` does.
fn pair_of(base: &Prepared<'_>, other: &Prepared<'_>, replicate: u32) -> Option<[Record; 2]> {
    let mut records = [None, None];
    live_together(&[base, other], replicate, false, &mut |arm, record| {
        records[arm] = Some(record);
        true
    });
    let [base, other] = records;
    Some([base?, other?])
}

/// What it takes.
struct Needed {
    pairs: usize,
    seconds: f64,
}

/// Pairs of which the mean is known to `narrow`, where one varies by `variance` and takes so many seconds.
fn needed(variance: f64, narrow: f64, seconds: f64) -> Outcome<Needed> {
    let pairs = replicates_needed(variance.sqrt(), narrow).ok_or("nothing to be sure of")?;
    Ok(Needed {
        pairs,
        seconds: pairs as f64 * seconds,
    })
}

/// Seconds that this thread was at work, and the result of one call.
fn timed<T>(work: impl FnOnce() -> T) -> (f64, T) {
    let (start, worked) = (Instant::now(), at_work());
    let result = black_box(work());
    let seconds = match (worked, at_work()) {
        (Some(before), Some(after)) => after - before,
        _ => start.elapsed().as_secs_f64(),
    };
    (seconds, result)
}

/// Processor seconds of this thread so far, where the system says so (Linux).
fn at_work() -> Option<f64> {
    let text = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds: f64 = text.split_whitespace().next()?.parse().ok()?;
    Some(nanoseconds / 1e9)
}
