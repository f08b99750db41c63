//! Do the 95 % intervals contain the truth in 95 % of the studies?
//!
//! The truth is the mean over many replicates of a small scenario; then the same study is made over
//! and over with other seeds, and counted how often its interval contains the truth. The full
//! experiment takes a few minutes; `QUN_STUDIES=100` makes a smaller one:
//!
//! ```text
//! cargo test --release --test batches -- --ignored --nocapture coverage
//! ```

use qun::observe::record::Record;
use qun::run::cells::{Cell, Setting};
use qun::run::replicates::{Course, Stop, run_setting};
use qun::run::summary::Measured;
use qun::scenario::{Overrides, parse_str};
use qun::stats::difference::paired;

/// A study that is made over and over.
struct Study {
    scenario: &'static str,
    strategy: &'static str,
    days: u16,
    /// Replicates of one study.
    replicates: u32,
    metrics: &'static [&'static str],
}

const ORDINARY: Study = Study {
    scenario: include_str!("../../scenarios/quickstart.toml"),
    strategy: "free",
    days: 90,
    replicates: 100,
    metrics: &[
        "engaged_end",
        "dau_end",
        "members",
        "posts_end",
        "retention_d30",
        "rolling_d30",
        "listed_d7",
        "activation",
        "newcomers_answered",
        "speaking_rate",
        "silent_share",
        "lurker_share",
        "churn_7d",
    ],
};

/// A room that is full from the first week on, with people waiting: the list hardly varies.
const CAPPED: Study = Study {
    scenario: "[community]\nmedium = \"wechat\"\nwhen_full = \"wait\"\n\
        [[community.room]]\nname = \"room\"\ncapacity = 80\n\
        [audience]\nfounders = 60\n[[audience.channel]]\nname = \"media\"\nper_day = 5.0\n\
        [strategy.purge.operator.purge]\nafter_days = 14\nevery = 14\nfrom_day = 14\n",
    strategy: "purge",
    days: 60,
    replicates: 60,
    metrics: &[
        "engaged_end",
        "members",
        "full_on_day",
        "turned_away_total",
        "silent_share",
        "asleep_share",
        "leave_rate",
        "listed_d15",
    ],
};

/// A dozen people of whom some groups die.
const SMALL: Study = Study {
    scenario: "[audience]\nfounders = 12\nword_of_mouth = 0.0\n\
        [[audience.channel]]\nname = \"media\"\nper_day = 0.2\n\
        [strategy.more]\naudience.channel.media.per_day = 0.4\n",
    strategy: "more",
    days: 90,
    replicates: 60,
    metrics: &[
        "engaged_end",
        "members",
        "dau_end",
        "died",
        "silent_share",
        "activation",
        "rolling_d7",
    ],
};

/// Three active members, one of whom may write as much as all others together.
const TINY: Study = Study {
    scenario: "[audience]\nfounders = 15\nword_of_mouth = 0.02\n\
        [[audience.channel]]\nname = \"media\"\nper_day = 0.5\n\
        [strategy.gate.operator.threshold]\ngate = \"questionnaire\"\n",
    strategy: "gate",
    days: 28,
    replicates: 40,
    metrics: &["dau_end", "members", "posts_end", "retention_d7"],
};

/// Records of the base and of the strategy.
fn lived(study: &Study, seed: u64, replicates: u32) -> [Vec<Record>; 2] {
    let overrides = Overrides::default()
        .flag("--seed", "seed", seed)
        .flag("--days", "days", study.days);
    let loaded = parse_str("t.toml", study.scenario, &overrides).expect("a scenario");
    let strategies = [None, Some(study.strategy.to_owned())];
    strategies.map(|strategy| {
        let cell = Cell {
            strategy,
            values: Vec::new(),
        };
        let setting = Setting::new(&loaded, cell).expect("a setting");
        run_setting(&setting, 0..replicates, &Course::new(&Stop::new(), &|_| ())).expect("records")
    })
}

fn values(records: &[Record], metric: &str) -> Vec<f64> {
    records
        .iter()
        .map(|record| record.read(metric, None).unwrap_or(f64::NAN))
        .collect()
}

/// For each metric the share of studies whose interval contains the truth, of those that show one: of a mean, as in a
/// sweep, and of a paired difference, as in a comparison. Not a number where fewer than half show one.
fn coverage(study: &Study, studies: u64, truth: u32) -> Vec<(&'static str, f64, f64)> {
    let [base, gate] = lived(study, 1_000_000, truth);
    let mean = |values: &[f64]| {
        let known: Vec<f64> = values
            .iter()
            .copied()
            .filter(|value| value.is_finite())
            .collect();
        qun::stats::summary::mean(&known)
    };
    let known: Vec<(f64, f64)> = study
        .metrics
        .iter()
        .map(|metric| {
            let (before, after) = (values(&base, metric), values(&gate, metric));
            let difference = paired(&after, &before).expect("pairs").mean;
            (mean(&before), difference)
        })
        .collect();
    let mut hits = vec![(0_u32, 0_u32); study.metrics.len()];
    let mut shown = hits.clone();
    for seed in 0..studies {
        let [base, gate] = lived(study, seed, study.replicates);
        for (index, metric) in study.metrics.iter().enumerate() {
            let measured = Measured::of(metric, &base, None).expect("a metric");
            if let Some(interval) = measured.interval {
                shown[index].0 += 1;
                hits[index].0 += u32::from(interval.contains(known[index].0));
            }
            if let Some(found) = paired(&values(&gate, metric), &values(&base, metric)) {
                if let Some(interval) = found.interval {
                    shown[index].1 += 1;
                    hits[index].1 += u32::from(interval.contains(known[index].1));
                }
            }
        }
    }
    let share = |hits: u32, shown: u32| {
        if 2 * u64::from(shown) < studies {
            f64::NAN
        } else {
            f64::from(hits) / f64::from(shown)
        }
    };
    study
        .metrics
        .iter()
        .zip(hits.iter().zip(&shown))
        .map(|(metric, (hits, shown))| (*metric, share(hits.0, shown.0), share(hits.1, shown.1)))
        .collect()
}

#[test]
fn intervals_contain_the_truth_about_as_often_as_they_say() {
    let quick = Study {
        days: 28,
        replicates: 30,
        metrics: &["dau_end", "members", "posts_end", "retention_d7"],
        ..ORDINARY
    };
    for (metric, mean, difference) in coverage(&quick, 40, 1200) {
        // Forty studies: below 82 % with a probability of less than one in a thousand.
        assert!(
            mean >= 0.82 && difference >= 0.82,
            "{metric}: {mean} {difference}"
        );
    }
}

#[test]
#[ignore = "takes minutes: see the top of the file"]
fn coverage_is_92_to_98_percent_in_400_studies() {
    let found: Vec<(&str, f64, f64)> = [
        ("ordinary", &ORDINARY),
        ("capped", &CAPPED),
        ("small", &SMALL),
    ]
    .into_iter()
    .flat_map(|(name, study)| told(name, study))
    .collect();
    // Three standard errors of the number of studies beside the promise.
    let slack =
        3.0 * (0.95 * 0.05 / f64::from(studies())).sqrt() - 3.0 * (0.95 * 0.05 / 400.0_f64).sqrt();
    let holds = |share: f64| (0.92 - slack..=0.98 + slack).contains(&share);
    // Of a mean and of a difference, for each metric.
    let numbers = || {
        found.iter().flat_map(|(metric, mean, difference)| {
            [
                (*metric, "mean", *mean),
                (*metric, "difference", *difference),
            ]
        })
    };
    let few = |part: usize| 20 * part <= numbers().count();
    let hidden: Vec<_> = numbers().filter(|(_, _, share)| share.is_nan()).collect();
    assert!(few(hidden.len()), "without an interval: {hidden:?}");
    let wrong = |share: f64| !share.is_nan() && !holds(share);
    let missed: Vec<_> = numbers().filter(|(_, _, share)| wrong(*share)).collect();
    assert!(few(missed.len()), "with one that does not hold: {missed:?}");
}

/// No interval from forty runs knows of a heavy writer that none of them has met.
#[test]
#[ignore = "takes minutes: see the top of the file"]
fn coverage_suffers_where_single_members_make_the_mean() {
    for (metric, mean, difference) in told("tiny", &TINY) {
        // Three standard errors of 400 studies below what was found.
        let least = match metric {
            "posts_end" => 0.75,
            "retention_d7" => 0.83,
            _ => 0.91,
        };
        assert!(
            mean >= least && difference >= least,
            "{metric}: {mean} {difference}"
        );
    }
}

/// How many studies are made.
fn studies() -> u32 {
    let named = std::env::var("QUN_STUDIES").ok();
    named.and_then(|text| text.parse().ok()).unwrap_or(400)
}

/// The coverage in as many studies, printed.
fn told(name: &str, study: &Study) -> Vec<(&'static str, f64, f64)> {
    let found = coverage(study, u64::from(studies()), 50 * studies());
    for (metric, mean, difference) in &found {
        eprintln!(
            "{name}, {metric}: means {:.1} %, differences {:.1} %",
            100.0 * mean,
            100.0 * difference
        );
    }
    found
}
