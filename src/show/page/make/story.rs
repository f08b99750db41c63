//! What happened and why, in sentences, from what the runs have left.

use super::numbers::{percent, whole};
use crate::observe::metrics::Daily;
use crate::observe::record::{ExitCount, Record};
use crate::run::summary::Summary;
use crate::stats::summary::quantiles;
use crate::study::compare::Variation;
use crate::words::{self, Phrase, page};
use std::collections::BTreeMap;

/// The story of a run.
pub fn of_run(summary: &Summary, records: &[Record]) -> Vec<Phrase> {
    let mean = |key: &str| summary.measured(key).map_or(f64::NAN, |it| it.band.mean);
    let mut said = Vec::new();
    let applied = total(summary, Daily::Applications);
    let rejected = total(summary, Daily::Rejections);
    if rejected >= 0.5 {
        said.push(
            page::STORY_GATE.fill(&[("applied", &whole(applied)), ("rejected", &whole(rejected))]),
        );
    }
    said.push(page::STORY_JOINED.fill(&[
        ("joined", &whole(mean("joins_total"))),
        ("days", &summary.days),
    ]));
    said.extend(full(summary, records));
    let ways = by_way(summary);
    let [silent, left, removed, removed_silent, left_silent] = ways;
    said.push(page::STORY_LEFT.fill(&[
        ("silent", &whole(silent)),
        ("left", &whole(left + left_silent)),
        ("removed", &whole(removed + removed_silent)),
    ]));
    said.extend(causes(summary));
    let (d1, d30) = (mean("retention_d1"), mean("retention_d30"));
    if d1.is_finite() && d30.is_finite() && d1 < 0.75 {
        said.push(page::STORY_EARLY.fill(&[("d1", &percent(d1)), ("d30", &percent(d30))]));
    }
    said.extend(acts(records, removed + removed_silent > 0.0));
    if removed + removed_silent >= 0.5 {
        let months = (f64::from(summary.days) / 30.0).max(1.0);
        said.push(page::STORY_PURGE.fill(&[
            ("all", &whole(removed + removed_silent)),
            ("per_month", &whole((removed + removed_silent) / months)),
            ("awake", &whole(removed)),
        ]));
    }
    let (top1, answered) = (mean("top1_share"), mean("answered_share"));
    if top1.is_finite() && answered.is_finite() {
        said.push(
            page::STORY_TOP.fill(&[("top1", &percent(top1)), ("answered", &percent(answered))]),
        );
    }
    said
}

fn total(summary: &Summary, metric: Daily) -> f64 {
    let days = summary.series(metric).iter().map(|band| band.mean);
    days.filter(|mean| mean.is_finite()).sum()
}

/// Mean exits by way of going, in the order of [`ExitCount::WAYS`].
fn by_way(summary: &Summary) -> [f64; ExitCount::WAYS.len()] {
    let mut ways = [0.0; ExitCount::WAYS.len()];
    for exit in &summary.exits {
        ways[exit.kind.way as usize] += exit.mean;
    }
    ways
}

/// When the room was full first, in the middle of the runs in which it ever was.
fn full(summary: &Summary, records: &[Record]) -> Option<Phrase> {
    let first = |record: &Record| {
        let lost = record.series(Daily::TurnedAway).iter();
        let mut queue = lost.zip(record.series(Daily::Waiting));
        queue.position(|(turned, waiting)| *turned > 0.0 || *waiting > 0.0)
    };
    let days: Vec<f64> = records
        .iter()
        .filter_map(first)
        .map(|day| day as f64)
        .collect();
    if days.is_empty() || days.len() * 2 < records.len() {
        return None;
    }
    let waiting = summary.series(Daily::Waiting).last()?.mean;
    Some(page::STORY_FULL.fill(&[
        ("day", &format!("{:.0}", quantiles(&days, &[0.5])[0])),
        ("turned", &whole(total(summary, Daily::TurnedAway))),
        ("waiting", &whole(waiting)),
    ]))
}

/// The two causes that most went for.
fn causes(summary: &Summary) -> Option<Phrase> {
    let shares = summary.causes();
    let (first, share) = shares.first()?;
    let second = shares.get(1).filter(|(_, share)| *share >= 0.05);
    let second = second.map_or_else(
        || Phrase::from(""),
        |(cause, share)| filled(page::STORY_SECOND, cause, &percent(*share)),
    );
    let Phrase { en, zh } = cause_name(first);
    let share = percent(*share);
    Some(Phrase::new(
        page::STORY_CAUSE
            .fill(&[("cause", &en), ("share", &share), ("second", &second.en)])
            .en,
        page::STORY_CAUSE
            .fill(&[("cause", &zh), ("share", &share), ("second", &second.zh)])
            .zh,
    ))
}

fn filled(text: words::Text, cause: &str, share: &str) -> Phrase {
    let Phrase { en, zh } = cause_name(cause);
    Phrase::new(
        text.fill(&[("cause", &en), ("share", &share)]).en,
        text.fill(&[("cause", &zh), ("share", &share)]).zh,
    )
}

/// The name of a cause in the middle of a sentence.
pub fn cause_name(key: &str) -> Phrase {
    words::cause(key).map_or_else(
        || Phrase::from(key),
        |entry| Phrase::new(entry.name.en.to_lowercase(), entry.name.zh),
    )
}

/// What the operator did: how often in a run, and from when on.
fn acts(records: &[Record], purged: bool) -> Vec<Phrase> {
    let mut found: BTreeMap<&str, (usize, u16)> = BTreeMap::new();
    for happening in records.iter().flat_map(|record| &record.happenings) {
        let (times, first) = found
            .entry(&happening.strategy)
            .or_insert((0, happening.day));
        *times += 1;
        *first = (*first).min(happening.day);
    }
    let acts = found
        .iter()
        .filter(|(key, _)| !(purged && **key == "purge"));
    let said = acts.map(|(key, (times, first))| {
        let known = words::meant(key).into_iter().next();
        let name = known.map_or_else(|| Phrase::from(*key), |entry| Phrase::from(entry.name));
        let often = *times as f64 / records.len().max(1) as f64;
        let text = if often <= 1.0 {
            page::STORY_ACT_ONCE
        } else {
            page::STORY_ACT
        };
        let fill =
            |name: &str| text.fill(&[("name", &name), ("times", &whole(often)), ("day", first)]);
        Phrase::new(fill(&name.en).en, fill(&name.zh).zh)
    });
    said.collect()
}

/// What stands behind the effect of a strategy: what is counted, where it clearly differs.
pub fn behind(base: &Variation, strategy: &Variation) -> Phrase {
    let mut parts: Vec<(f64, Phrase)> = Vec::new();
    for (key, what) in page::COUNTED {
        let sums = |records: &[Record]| -> Vec<f64> {
            records
                .iter()
                .map(|record| match Daily::from_key(key) {
                    Some(metric) => {
                        let days = record.series(metric).iter();
                        days.filter(|it| it.is_finite())
                            .map(|it| f64::from(*it))
                            .sum()
                    }
                    None => record.read(key, None).unwrap_or(f64::NAN),
                })
                .collect()
        };
        parts.extend(counted(base, strategy, &sums, what.into()));
    }
    for (number, cause) in crate::model::cause::Cause::ALL.iter().enumerate() {
        if cause.key() == "removed" {
            continue;
        }
        let sums = |records: &[Record]| -> Vec<f64> {
            let of = |record: &Record| {
                let exits = record.exits.iter();
                let those = exits.filter(|exit| exit.cause as usize == number && exit.way != 3);
                those.map(|exit| f64::from(exit.count)).sum()
            };
            records.iter().map(of).collect()
        };
        let Phrase { en, zh } = cause_name(cause.key());
        let what = Phrase::new(
            page::COUNTED_CAUSE.fill(&[("cause", &en)]).en,
            page::COUNTED_CAUSE.fill(&[("cause", &zh)]).zh,
        );
        parts.extend(counted(base, strategy, &sums, what));
    }
    // The largest differences say most.
    parts.sort_by(|one, other| other.0.total_cmp(&one.0));
    parts.truncate(4);
    if parts.is_empty() {
        return page::STORY_NOTHING.into();
    }
    let join = |read: &dyn Fn(&Phrase) -> String, between: &str| {
        let all: Vec<String> = parts.iter().map(|(_, part)| read(part)).collect();
        all.join(between)
    };
    Phrase::new(
        page::STORY_BEHIND
            .fill(&[("parts", &join(&|part| part.en.clone(), ", "))])
            .en,
        page::STORY_BEHIND
            .fill(&[("parts", &join(&|part| part.zh.clone(), "，"))])
            .zh,
    )
}

/// A count that clearly differs between two variations, with the size of the difference.
fn counted(
    base: &Variation,
    strategy: &Variation,
    sums: &dyn Fn(&[Record]) -> Vec<f64>,
    what: Phrase,
) -> Option<(f64, Phrase)> {
    let pairs = base.records.len().min(strategy.records.len());
    let found = crate::stats::difference::paired(
        &sums(&strategy.records[..pairs]),
        &sums(&base.records[..pairs]),
    )?;
    let clear = found.interval.low > 0.0 || found.interval.high < 0.0;
    if !clear || found.mean.abs() < 0.5 {
        return None;
    }
    let text = if found.mean > 0.0 {
        page::STORY_MORE
    } else {
        page::STORY_FEWER
    };
    let n = whole(found.mean.abs());
    let Phrase { en, zh } = what;
    Some((
        found.mean.abs(),
        Phrase::new(
            text.fill(&[("n", &n), ("what", &en)]).en,
            text.fill(&[("n", &n), ("what", &zh)]).zh,
        ),
    ))
}
