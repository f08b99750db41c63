#![allow(clippy::all, clippy::pedantic, missing_docs, clippy::print_stdout)]
use qun::study::activity_log::LogReader;
use qun::study::backtest::{baselines::Baseline, forecast, score};
use qun::study::calibrate::{self, Options};
use std::time::Instant;
fn act(r: &forecast::Future) -> &Vec<f64> {
    &r.active
}
fn pos(r: &forecast::Future) -> &Vec<f64> {
    &r.posts
}
fn new(r: &forecast::Future) -> &Vec<f64> {
    &r.newcomers
}
fn main() {
    let names = [
        "lean_zulip",
        "slicer_forum",
        "urho3d_forum",
        "gbadev_forum",
        "raku_irc",
        "moarvm_irc",
        "teeworlds_chat",
        "diaspora_git",
    ];
    let args: Vec<String> = std::env::args().skip(1).collect();
    let get = |key: &str, default: f64| {
        args.iter()
            .find_map(|a| a.strip_prefix(&format!("{key}="))?.parse::<f64>().ok())
            .unwrap_or(default)
    };
    let mut options = Options::default();
    options.split = get("split", 0.6);
    options.window = get("window", 545.0) as u32;
    options.classes = get("classes", 2.0) as usize;
    let h = &mut options.habits;
    h.level_step = get("ls", h.level_step);
    h.growth_step = get("gs", h.growth_step);
    h.noise = get("noise", h.noise);
    h.long_run = get("lr", h.long_run);
    h.active_level_step = get("als", h.active_level_step);
    h.active_noise = get("an", h.active_noise);
    h.spread = get("spread", h.spread);
    h.damping = get("phi", h.damping);
    h.growth_sd = get("gsd", h.growth_sd);
    options.ageing_years = get("ageing", 3.0);
    let reps = get("reps", 100.0) as u32;
    let cut = get("cut", 1.0);
    std::fs::create_dir_all("/tmp/bt").unwrap();
    let variants: Vec<String> = match args.iter().find_map(|a| a.strip_prefix("variants=")) {
        Some(f) => std::fs::read_to_string(f)
            .unwrap()
            .lines()
            .map(str::to_owned)
            .collect(),
        None => vec![String::new()],
    };
    let only = args.iter().find_map(|a| a.strip_prefix("only="));
    for name in names {
        if only.is_some_and(|o| !name.contains(o)) {
            continue;
        }
        let path = format!("/work/shared/data/{name}.csv.gz");
        let log = LogReader::new().read_log(path.as_ref()).unwrap().log;
        // Rolling origins: the log is cut before it is split.
        let log = if cut < 1.0 {
            let end = ((log.span() as f64 / 30.0).floor() * cut).floor() as u32 * 30;
            let rows: Vec<_> = log
                .each_poster()
                .flat_map(|m| {
                    m.days
                        .iter()
                        .zip(m.events)
                        .filter(|(d, _)| **d < end)
                        .map(|(d, e)| qun::observe::activity::ActivityRow {
                            member: m.member,
                            day: *d,
                            events: *e,
                            replies_received: None,
                        })
                        .collect::<Vec<_>>()
                })
                .collect();
            qun::observe::activity::ActivityLog::from_rows(rows, Some(end))
        } else {
            log
        };
        let start = Instant::now();
        let base = match calibrate::calibrate(&log, &options) {
            Ok(c) => c,
            Err(e) => {
                println!("{name}: {e}");
                continue;
            }
        };
        let fitted = start.elapsed();
        for variant in &variants {
            let args: Vec<String> = variant
                .split_whitespace()
                .map(str::to_owned)
                .chain(args.iter().cloned())
                .collect();
            let get = |key: &str, default: f64| {
                args.iter()
                    .find_map(|a| a.strip_prefix(&format!("{key}="))?.parse::<f64>().ok())
                    .unwrap_or(default)
            };
            let label = args
                .iter()
                .find_map(|a| a.strip_prefix("label="))
                .unwrap_or("out")
                .to_owned();
            let mut file = std::fs::OpenOptions::new()
                .create(true)
                .append(true)
                .open(format!("/tmp/bt/{label}.txt"))
                .unwrap();
            let mut out = String::new();
            let mut c = base.clone();
            let mut h = options.habits;
            h.level_step = get("ls", h.level_step);
            h.growth_step = get("gs", h.growth_step);
            h.noise = get("noise", h.noise);
            h.long_run = get("lr", h.long_run);
            h.active_level_step = get("als", h.active_level_step);
            h.active_noise = get("an", h.active_noise);
            h.spread = get("spread", h.spread);
            h.damping = get("phi", h.damping);
            h.growth_sd = get("gsd", h.growth_sd);
            c.arrivals =
                calibrate::arrivals::fit(&c.arrivals.counts, &c.arrivals.active.clone(), &h);
            c.ageing_years = get("ageing", 3.0);
            macro_rules! println { ($($t:tt)*) => { { use std::fmt::Write; writeln!(out, $($t)*).unwrap() } } }
            let actual = forecast::actual(&log, &c);
            let months = actual.active.len() as u32;
            let start = Instant::now();
            let runs = forecast::ensemble(&c, months, reps, 1);
            let ran = start.elapsed();
            println!(
                "## {name} months {months} window {} active days {} fit {fitted:.1?} run {ran:.1?}",
                c.window, c.kernel.active_days
            );
            for k in c.kernel.classes() {
                println!(
                    "   share {:.2} c {:.3} k0 {:.3} alpha {:.3} growth {:.4} floor {:.5}",
                    k.share,
                    k.quit_a,
                    k.quit_a + k.quit_b - 1.0,
                    k.exponent,
                    k.growth,
                    k.quit_floor
                );
            }
            for v in &c.volumes {
                println!(
                    "   messages {:.2} between {:.2} within {:.2} growth {:.2}",
                    v.messages(),
                    v.between(),
                    v.within(),
                    v.growth()
                );
            }
            let t = &c.arrivals.trend;
            println!("   drift {:?}", c.kernel.drift());
            println!(
                "   ll {:.1} trend/month {:.1}±{:.2} g {:.4}±{:.4} steps {:.3} {:.4} noise {:.3} season_sd {:.2} {:.2?}",
                c.kernel.log_likelihood,
                t.level.exp() * 30.0,
                t.level_sd,
                t.growth,
                t.growth_sd,
                t.level_step,
                t.growth_step,
                t.noise,
                c.arrivals.season_sd,
                c.arrivals.season
            );
            let history =
                |f: &dyn Fn(u32) -> f64| (0..c.split / 30).map(|m| f(m)).collect::<Vec<f64>>();
            let h_active = history(&|m| {
                let mut v: Vec<u32> = log.within(m * 30..m * 30 + 30).map(|r| r.0).collect();
                v.sort();
                v.dedup();
                v.len() as f64
            });
            let h_posts = history(&|m| {
                log.within(m * 30..m * 30 + 30)
                    .map(|r| f64::from(r.1))
                    .sum()
            });
            let members = |f: fn(&forecast::Future) -> &Vec<f64>, m: usize| -> Vec<f64> {
                runs.iter().map(|r| f(r)[m]).collect()
            };
            let med = |mut v: Vec<f64>| {
                v.sort_by(f64::total_cmp);
                let n = v.len();
                0.5 * (v[(n - 1) / 2] + v[n / 2])
            };
            for (what, f, hist) in [
                (
                    "active",
                    act as fn(&forecast::Future) -> &Vec<f64>,
                    &h_active,
                ),
                ("posts", pos, &h_posts),
                ("newc", new, &h_active),
            ] {
                let a = f(&actual);
                let e: Vec<Vec<f64>> = (0..a.len()).map(|m| members(f, m)).collect();
                let point: Vec<f64> = e.iter().cloned().map(&med).collect();
                let y = 12.min(a.len());
                let crps = |e: &Vec<Vec<f64>>, n: usize| {
                    (0..n)
                        .map(|m| score::ranked_probability(&e[m], a[m]))
                        .sum::<f64>()
                        / a[..n].iter().sum::<f64>()
                };
                let cover = |n: usize| {
                    (0..n)
                        .filter(|&m| {
                            let mut v = e[m].clone();
                            v.sort_by(f64::total_cmp);
                            let q = |p: f64| v[((v.len() - 1) as f64 * p).round() as usize];
                            q(0.1) <= a[m] && a[m] <= q(0.9)
                        })
                        .count() as f64
                        / n as f64
                };
                println!(
                    "  {what:7} qun      {:.3} / {:.3}  crps {:.3} / {:.3}  cover {:.2} {:.2}",
                    score::weighted_error(&point[..y], &a[..y]),
                    score::weighted_error(&point, a),
                    crps(&e, y),
                    crps(&e, a.len()),
                    cover(y),
                    cover(a.len())
                );
                if what == "newc" {
                    println!(
                        "      newc/yr actual {:?}\n              median {:?}",
                        a.chunks(12)
                            .map(|c| (c.iter().sum::<f64>() / c.len() as f64 * 10.0).round() / 10.0)
                            .collect::<Vec<_>>(),
                        point
                            .chunks(12)
                            .map(|c| (c.iter().sum::<f64>() / c.len() as f64 * 10.0).round() / 10.0)
                            .collect::<Vec<_>>()
                    );
                    continue;
                }
                if what == "active" {
                    println!(
                        "      months before {:?}\n      actual {:?}\n      median {:?}",
                        &hist[hist.len() - 6..],
                        &a[..9],
                        &point[..9]
                    );
                    println!(
                        "      act/yr actual {:?}\n             median {:?}",
                        a.chunks(12)
                            .map(|c| (c.iter().sum::<f64>() / c.len() as f64).round())
                            .collect::<Vec<_>>(),
                        point
                            .chunks(12)
                            .map(|c| (c.iter().sum::<f64>() / c.len() as f64).round())
                            .collect::<Vec<_>>()
                    );
                }
                for b in Baseline::ALL {
                    let p = b.forecast(hist, a.len());
                    let e = b.ensemble(hist, a.len());
                    println!(
                        "          {:14} {:.3} / {:.3}  crps {:.3} / {:.3}",
                        b.name(),
                        score::weighted_error(&p[..y], &a[..y]),
                        score::weighted_error(&p, a),
                        crps(&e, y),
                        crps(&e, a.len())
                    );
                }
            }
            let mean = |f: &dyn Fn(&forecast::Future) -> f64| {
                runs.iter().map(|r| f(r)).sum::<f64>() / runs.len() as f64
            };
            let n = actual.fates.len();
            let p: Vec<f64> = (0..n)
                .map(|i| runs.iter().filter(|r| r.fates[i] > 0).count() as f64 / runs.len() as f64)
                .collect();
            let ex: Vec<f64> = (0..n)
                .map(|i| {
                    runs.iter().map(|r| f64::from(r.fates[i])).sum::<f64>() / runs.len() as f64
                })
                .collect();
            let brier = (0..n)
                .map(|i| (p[i] - f64::from(u8::from(actual.fates[i] > 0))).powi(2))
                .sum::<f64>()
                / n as f64;
            println!(
                "  return30 {:.3} vs {:.3}  alive90 {:.3} vs {:.3} | fates n {n} predicted active {:.1} actual {} days {:.0} actual {} brier {:.3} mae {:.2}",
                mean(&|r| r.return_30),
                actual.return_30,
                mean(&|r| r.alive_90_180),
                actual.alive_90_180,
                p.iter().sum::<f64>(),
                actual.fates.iter().filter(|f| **f > 0).count(),
                ex.iter().sum::<f64>(),
                actual.fates.iter().map(|f| u32::from(*f)).sum::<u32>(),
                brier,
                (0..n)
                    .map(|i| (ex[i] - f64::from(actual.fates[i])).abs())
                    .sum::<f64>()
                    / n as f64
            );
            use std::io::Write;
            file.write_all(out.as_bytes()).unwrap();
        }
    }
}
