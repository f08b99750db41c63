//! What happened and why, in sentences, from what the runs have left.

use super::numbers::{percent, whole};
use crate::observe::metrics::Daily;
use crate::observe::record::{ExitCount, Record};
use crate::run::summary::Summary;
use crate::stats::difference::paired;
use crate::study::compare::{Pairs, Variation};
use crate::words::{self, Language, Phrase, page};
use std::collections::BTreeMap;

/// The story of a run.
pub(crate) fn of_run(summary: &Summary, records: &[Record]) -> Vec<Phrase> {
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
    said.extend(full(summary));
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

/// When all rooms were full first, on average over the runs in which they ever were: the day that the
/// terminal and the tables say too.
fn full(summary: &Summary) -> Option<Phrase> {
    let full = &summary.measured("full_on_day")?.band;
    if full.count == 0 {
        return None;
    }
    let waiting = summary.series(Daily::Waiting).last()?.mean;
    let share = full.count as f64 / summary.replicates.max(1) as f64;
    Some(page::STORY_FULL.fill(&[
        ("share", &percent(share)),
        ("day", &format!("{:.0}", full.mean)),
        ("turned", &whole(total(summary, Daily::TurnedAway))),
        ("waiting", &whole(waiting)),
    ]))
}

/// The two causes that most went for.
fn causes(summary: &Summary) -> Option<Phrase> {
    let shares = summary.own_causes();
    let (first, share) = shares.first()?;
    let second = shares.get(1).filter(|(_, share)| *share >= 0.05);
    let second = second.map_or_else(
        || Phrase::from(""),
        |(cause, share)| {
            page::STORY_SECOND.fill_named(
                &[("cause", &cause_name(cause))],
                &[("share", &percent(*share))],
            )
        },
    );
    Some(page::STORY_CAUSE.fill_named(
        &[("cause", &cause_name(first)), ("second", &second)],
        &[("share", &percent(*share))],
    ))
}

/// The name of a cause in the middle of a sentence.
pub(crate) fn cause_name(key: &str) -> Phrase {
    words::cause(key).map_or_else(
        || Phrase::from(key),
        |entry| Phrase::new(entry.name.en.to_lowercase(), entry.name.zh),
    )
}

/// What the operator did, as the record calls it: what came once by its own words, what comes again
/// and again by how often it did.
fn acts(records: &[Record], purged: bool) -> Vec<Phrase> {
    let mut found: BTreeMap<(&str, String), (usize, u16, Phrase)> = BTreeMap::new();
    for happening in records.iter().flat_map(|record| &record.happenings) {
        // The same thing with another number is the same thing.
        let form = happening
            .label
            .en
            .replace(|it: char| it.is_ascii_digit(), "");
        let (times, first, _) = found
            .entry((&happening.strategy, form))
            .or_insert_with(|| (0, happening.day, happening.label.clone()));
        *times += 1;
        *first = (*first).min(happening.day);
    }
    let mut acts: Vec<_> = found.into_iter().collect();
    acts.retain(|((key, _), _)| !(purged && key.split('.').next() == Some("purge")));
    acts.sort_by_key(|(_, (_, first, _))| *first);
    let said = acts.into_iter().map(|((key, _), (times, first, label))| {
        let often = times as f64 / records.len().max(1) as f64;
        let name = strategy_name(key);
        if often <= 1.0 {
            page::STORY_ACT_ONCE
                .fill_named(&[("name", &name), ("what", &label)], &[("day", &first)])
        } else {
            page::STORY_ACT.fill_named(
                &[("name", &name)],
                &[("times", &whole(often)), ("day", &first)],
            )
        }
    });
    said.collect()
}

/// What a strategy is called: its kind by its name, and its own name where it has one.
pub(crate) fn strategy_name(key: &str) -> Phrase {
    let (kind, own) = key
        .split_once('.')
        .map_or((key, None), |(kind, own)| (kind, Some(own)));
    let name = crate::operator::kind(kind).map_or_else(|| Phrase::from(kind), |it| it.name.into());
    own.map_or(name.clone(), |own| {
        page::NAMED_STRATEGY.fill_named(&[("name", &name)], &[("own", &own)])
    })
}

/// What stands behind the effect of a strategy: what is counted, where it clearly differs.
pub(crate) fn behind(base: &Variation, strategy: &Variation) -> Phrase {
    let mut parts: Vec<(f64, Phrase)> = Vec::new();
    for (key, what) in page::COUNTED {
        let sum = |record: &Record| match Daily::from_key(key) {
            Some(metric) => {
                let days = record.series(metric).iter();
                days.filter(|it| it.is_finite())
                    .map(|it| f64::from(*it))
                    .sum()
            }
            None => record.read(key, None).unwrap_or(f64::NAN),
        };
        parts.extend(counted(base, strategy, &sum, &what.into()));
    }
    for (number, cause) in crate::model::cause::Cause::ALL.iter().enumerate() {
        if cause.key() == "removed" {
            continue;
        }
        let sum = |record: &Record| {
            let exits = record.exits.iter();
            let those = exits.filter(|exit| exit.cause as usize == number && !exit.is_late());
            those.map(|exit| f64::from(exit.count)).sum()
        };
        let cause = cause_name(cause.key());
        let what = page::COUNTED_CAUSE.fill_named(&[("cause", &cause)], &[]);
        parts.extend(counted(base, strategy, &sum, &what));
    }
    // The largest differences say most.
    parts.sort_by(|one, other| other.0.total_cmp(&one.0));
    parts.truncate(4);
    if parts.is_empty() {
        return page::STORY_NOTHING.into();
    }
    let join = |language: Language, between: &str| {
        let all: Vec<&str> = parts.iter().map(|(_, part)| part.text(language)).collect();
        all.join(between)
    };
    let parts = Phrase::new(join(Language::English, ", "), join(Language::Chinese, "，"));
    page::STORY_BEHIND.fill_named(&[("parts", &parts)], &[])
}

/// A count that clearly differs between two variations, with the size of the difference: pairs are
/// what the comparison takes for pairs.
fn counted(
    base: &Variation,
    strategy: &Variation,
    sum: &dyn Fn(&Record) -> f64,
    what: &Phrase,
) -> Option<(f64, Phrase)> {
    let pairs = Pairs::of(&base.records, &strategy.records, base.worlds, sum);
    let found = paired(&pairs.other, &pairs.base)?;
    let clear = found.interval.is_some_and(|it| !it.contains(0.0));
    if !clear || found.mean.abs() < 0.5 {
        return None;
    }
    let text = if found.mean > 0.0 {
        page::STORY_MORE
    } else {
        page::STORY_FEWER
    };
    let n = whole(found.mean.abs());
    Some((
        found.mean.abs(),
        text.fill_named(&[("what", what)], &[("n", &n)]),
    ))
}
