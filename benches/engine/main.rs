//! Speed and memory of whole runs, always beside the baseline.
//!
//! `cargo bench --bench engine [-- --rounds N] [--largest MEMBERS] [--write docs/performance.md]`
//!
//! Wall time on a shared machine wanders by tens of per cent, the ratio of two runs that take turns
//! by far less: every engine runs in turn with the baseline (A B B A …), and the ratio is the median
//! over rounds. The memory of a run is the growth of the peak resident set of a child process that
//! does nothing else (`VmHWM` of `/proc/self/status`, so on Linux only).

mod adaptor;
#[path = "../baseline/mod.rs"]
mod baseline;
mod bounds;
mod document;
mod measured;

use adaptor::{BASELINE, Engine, Model, OURS, Workload, engines};
use baseline::Counts;
use comfy_table::{CellAlignment, Table, presets};
use document::{file, option, write};
use measured::{Measured, in_thousands};
use rayon::prelude::*;
use std::error::Error;
use std::hint::black_box;
use std::io::Write;
use std::process::Command;
use std::time::Instant;

type Outcome<T> = Result<T, Box<dyn Error>>;

const YEAR: u16 = 365;

fn main() -> Outcome<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if arguments.first().is_some_and(|first| first == "--memory") {
        return report_memory(&arguments[1..]);
    }
    let rounds = option(&arguments, "--rounds")?.unwrap_or(7);
    let largest = option(&arguments, "--largest")?.unwrap_or(1_000_000);

    verify_baseline()?;
    let sizes: Vec<usize> = [10_000, 100_000, 1_000_000]
        .into_iter()
        .filter(|&members| members <= largest)
        .collect();
    let file = file(&arguments)?;
    say("One run of a year, one thread")?;
    let mut measured = single_runs(&sizes, rounds, false)?;
    say("One run of a year, two threads in the run")?;
    let pool = rayon::ThreadPoolBuilder::new().num_threads(2).build()?;
    let of_two = || single_runs(&sizes, rounds, true).map_err(|error| error.to_string());
    measured.extend(pool.install(of_two)?);
    say("1,000 replicates of 500 members and 180 days")?;
    measured.push(replicates(1000, 500, 180, rounds)?);
    say("16 replicates of 100,000 members and 365 days")?;
    measured.push(replicates(16, largest.min(100_000), YEAR, rounds.min(3))?);
    say("One thread, with less and less of the model")?;
    let bounds = bounds::table(rounds, largest.min(100_000));
    say(&bounds)?;
    file.map_or(Ok(()), |file| {
        write(file, "measured", &measured::table(&measured))?;
        write(file, "bounds", &bounds)
    })
}

fn say(line: &str) -> Outcome<()> {
    Ok(writeln!(std::io::stdout().lock(), "{line}")?)
}

/// The ratios below mean something only if the baseline still does the reference workload.
fn verify_baseline() -> Outcome<()> {
    let counts = baseline::simulate(100_000, YEAR, 0, false);
    if baseline::simulate(100_000, YEAR, 0, true) != counts {
        return Err("the baseline's counts depend on the number of threads".into());
    }
    for (what, deviation) in baseline::deviations(&counts) {
        if deviation.abs() > 0.03 {
            let message = format!(
                "baseline off the reference by {:.1}% in {what}",
                deviation * 100.0
            );
            return Err(message.into());
        }
    }
    Ok(())
}

/// Seconds and result of one call.
fn timed<T>(work: impl FnOnce() -> T) -> (f64, T) {
    let start = Instant::now();
    let result = black_box(work());
    (start.elapsed().as_secs_f64(), result)
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// Times of two pieces of work that take turns, the first of a round going second in the next.
struct Pair {
    ours: Vec<f64>,
    baseline: Vec<f64>,
}

impl Pair {
    fn measure(
        rounds: usize,
        mut ours: impl FnMut() -> f64,
        mut baseline: impl FnMut() -> f64,
    ) -> Self {
        let mut pair = Self {
            ours: Vec::new(),
            baseline: Vec::new(),
        };
        for round in 0..rounds {
            if round % 2 == 0 {
                pair.baseline.push(baseline());
                pair.ours.push(ours());
            } else {
                pair.ours.push(ours());
                pair.baseline.push(baseline());
            }
        }
        pair
    }

    /// How many times the baseline's time is needed: median, least and most over the rounds.
    fn ratio(&self) -> String {
        let mut ratios: Vec<f64> = self
            .ours
            .iter()
            .zip(&self.baseline)
            .map(|(ours, baseline)| ours / baseline)
            .collect();
        ratios.sort_by(f64::total_cmp);
        let (least, most) = (ratios[0], ratios[ratios.len() - 1]);
        format!("{:.2} ({least:.2}–{most:.2})", ratios[ratios.len() / 2])
    }
}

fn table(header: &[&str]) -> Table {
    let mut table = Table::new();
    table.load_style(presets::ASCII_MARKDOWN).set_header(header);
    for column in table.column_iter_mut().skip(1) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    table
}

fn single_runs(sizes: &[usize], rounds: usize, threads: bool) -> Outcome<Vec<Measured>> {
    let mut measured = Vec::new();
    let mut table = table(&[
        "engine",
        "members",
        "M member-days/s",
        "M active days/s",
        "ns an active day",
        "time to baseline's",
        "peak bytes a member",
    ]);
    for &members in sizes {
        let workload = Workload {
            members,
            days: YEAR,
            threads,
            model: Model::Whole,
        };
        // A million members take seconds: fewer rounds.
        let rounds = if members >= 1_000_000 {
            rounds.min(3)
        } else {
            rounds
        };
        for engine in engines() {
            let ours = (engine.prepare)(&workload);
            let baseline = (BASELINE.prepare)(&workload);
            let mut counts = [Counts::default(); 2];
            let [first, second] = &mut counts;
            let pair = Pair::measure(
                rounds,
                || {
                    let (seconds, counts) = timed(|| ours(0));
                    *first = counts;
                    seconds
                },
                || {
                    let (seconds, counts) = timed(|| baseline(0));
                    *second = counts;
                    seconds
                },
            );
            let ratio = pair.ratio();
            for (engine, times, counts, ratio) in [
                (BASELINE, pair.baseline, counts[1], "1".to_owned()),
                (engine, pair.ours, counts[0], ratio),
            ] {
                let seconds = median(times);
                let memory = memory(&engine, &workload)?.map_or("–".to_owned(), |bytes| {
                    format!("{:.0}", bytes / members as f64)
                });
                let days = format!("{:.0}", counts.member_days as f64 / seconds / 1e6);
                let active = format!("{:.1}", counts.active_days as f64 / seconds / 1e6);
                if engine.name == OURS {
                    let how = if threads {
                        "two threads in one run"
                    } else {
                        "one thread"
                    };
                    measured.push(Measured {
                        how: how.to_owned(),
                        members,
                        rest: [&days, &active, &ratio, &memory].map(Clone::clone),
                    });
                }
                table.add_row([
                    engine.name.to_owned(),
                    members.to_string(),
                    days,
                    active,
                    format!("{:.1}", seconds * 1e9 / counts.active_days as f64),
                    ratio,
                    memory,
                ]);
            }
        }
    }
    say(&format!("{table}\n"))?;
    Ok(measured)
}

fn replicates(count: u32, members: usize, days: u16, rounds: usize) -> Outcome<Measured> {
    let mut table = table(&[
        "engine",
        "M member-days/s, 1 thread",
        "2 threads",
        "gain of the second",
        "time to baseline's, 2 threads",
    ]);
    let workload = Workload {
        members,
        days,
        threads: false,
        model: Model::Whole,
    };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(2).build()?;
    let days_of = |counts: Vec<Counts>| counts.iter().map(|counts| counts.member_days).sum::<u64>();
    let one = |engine: Engine| {
        timed(|| {
            let run = (engine.prepare)(&workload);
            days_of((0..count).map(run).collect())
        })
    };
    let two = |engine: Engine| {
        let runs = || {
            let run = (engine.prepare)(&workload);
            (0..count).into_par_iter().map(run).collect()
        };
        timed(|| days_of(pool.install(runs)))
    };
    let mut measured = Measured {
        how: format!(
            "{} replicates of {days} days, two threads",
            in_thousands(count as usize)
        ),
        members,
        rest: ["–"; 4].map(str::to_owned),
    };
    for engine in engines() {
        let pair = Pair::measure(rounds, || two(engine).0, || two(BASELINE).0);
        let ratio = pair.ratio();
        for (engine, ratio) in [(BASELINE, "1".to_owned()), (engine, ratio)] {
            let mut member_days = 0;
            // One thread and two in turn.
            let turns = Pair::measure(
                rounds,
                || two(engine).0,
                || {
                    let (seconds, days) = one(engine);
                    member_days = days;
                    seconds
                },
            );
            let gains = turns.baseline.iter().zip(&turns.ours);
            let gain = median(gains.map(|(one, two)| one / two).collect());
            let of_two = format!("{:.0}", member_days as f64 / median(turns.ours) / 1e6);
            if engine.name == OURS {
                measured.rest[0].clone_from(&of_two);
                measured.rest[2].clone_from(&ratio);
            }
            table.add_row([
                engine.name.to_owned(),
                format!("{:.0}", member_days as f64 / median(turns.baseline) / 1e6),
                of_two,
                format!("{gain:.2}"),
                ratio,
            ]);
        }
    }
    say(&format!("{table}\n"))?;
    Ok(measured)
}

/// Bytes by which the peak resident set of a fresh process grows during one run; nothing where the
/// system does not tell.
fn memory(engine: &Engine, workload: &Workload) -> Outcome<Option<f64>> {
    let output = Command::new(std::env::current_exe()?)
        .args(["--memory", engine.name])
        .args([workload.members.to_string(), workload.days.to_string()])
        .output()?;
    let kibibytes = String::from_utf8(output.stdout)?.trim().parse::<f64>().ok();
    Ok(kibibytes.map(|kibibytes| kibibytes * 1024.0))
}

/// The child's side of [`memory`].
fn report_memory(arguments: &[String]) -> Outcome<()> {
    let [name, members, days] = arguments else {
        return Err("--memory takes an engine, members and days".into());
    };
    let mut known = engines();
    known.push(BASELINE);
    let engine = known
        .iter()
        .find(|engine| engine.name == name)
        .ok_or("no such engine")?;
    let workload = Workload {
        members: members.parse()?,
        days: days.parse()?,
        threads: false,
        model: Model::Whole,
    };
    let Some(before) = peak() else { return Ok(()) };
    black_box((engine.prepare)(&workload)(0));
    let after = peak().ok_or("the peak resident set is no longer reported")?;
    say(&(after - before).to_string())
}

/// The largest resident set of this process so far, in KiB.
fn peak() -> Option<u64> {
    std::fs::read_to_string("/proc/self/status")
        .ok()?
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?
        .split_whitespace()
        .next()?
        .parse()
        .ok()
}
