//! What each chart shows of this community, in a sentence: its title.

use super::about::parameter_name;
use super::arms::{Arm, gain, ranked};
use super::strategies::called;
use crate::draw::Label;
use crate::draw::charts::Difference;
use crate::observe::metrics::Daily;
use crate::run::cells::{Cell, short_names, value_text};
use crate::run::summary::Summary;
use crate::scenario::Axis;
use crate::show::page::make::numbers::{percent, signed, whole};
use crate::show::page::make::run::{peak, said_of};
use crate::show::page::make::story::cause_name;
use crate::study::compare::Effect;
use crate::study::sensitivity::Influence;
use crate::words::sentences::quoted;
use crate::words::{self, Language, Text, findings};
use std::ops::Range;

/// Activity: where its peak lies, and where it ends.
pub(super) fn activity(summary: &Summary) -> Option<Label> {
    /// A peak this much above the end is one that has passed.
    const PASSED: f64 = 1.15;
    let (day, peak, end) = peak(summary)?;
    let start = summary.series(Daily::Dau).iter().skip(1).take(7);
    let start: Vec<f64> = start.map(|band| band.mean).collect();
    let start = crate::stats::summary::mean(&start);
    let text = if peak > PASSED * end {
        findings::PEAK
    } else if end > PASSED * start {
        findings::RISING
    } else {
        findings::LEVEL
    };
    Some(text.fill(&[
        ("peak", &whole(peak)),
        ("day", &whole(day)),
        ("end", &whole(end)),
    ]))
}

/// States: who of the list is still there at the end.
pub(super) fn states(summary: &Summary) -> Option<Label> {
    let last = |metric: Daily| summary.series(metric).last().map(|band| band.mean);
    Some(findings::STATES.fill(&[
        ("members", &whole(last(Daily::Members)?)),
        ("awake", &whole(last(Daily::Wau)?)),
        ("away", &whole(last(Daily::Members)? - last(Daily::Mau)?)),
    ]))
}

/// Causes: the first of them.
pub(super) fn causes(summary: &Summary) -> Option<Label> {
    let (cause, share) = summary.own_causes().into_iter().next()?;
    Some(findings::CAUSE.fill_named(
        &[("cause", &cause_name(cause))],
        &[("share", &percent(share))],
    ))
}

/// Retention by its three definitions, at a month or the largest age below it that is known.
pub(super) fn retention(summary: &Summary) -> Option<Label> {
    let at = |age: u32, definition: &str| {
        let found = summary.measured(&format!("{definition}_d{age}"))?;
        (found.band.count > 0).then(|| percent(found.band.mean))
    };
    [30, 7, 1].into_iter().find_map(|age| {
        Some(findings::RETENTION.fill(&[
            ("age", &age),
            ("exact", &at(age, "retention")?),
            ("rolling", &at(age, "rolling")?),
            ("listed", &at(age, "listed")?),
        ]))
    })
}

/// Concentration: how much the few write.
pub(super) fn concentration(summary: &Summary) -> Option<Label> {
    let mean = |key: &str| {
        let band = summary.measured(key)?.band;
        band.mean.is_finite().then_some(band.mean)
    };
    Some(findings::TOP.fill(&[
        ("top10", &percent(mean("top10_share")?)),
        ("top1", &percent(mean("top1_share")?)),
    ]))
}

/// Growth: what a day of the last bar brings, of bars of so many days from the day `start` on.
pub(super) fn growth(summary: &Summary, start: usize, period: usize) -> Option<Label> {
    let days = last_bars(start, usize::from(summary.days), period, 1)?;
    let a_day = |metric: Daily| {
        let those = summary.series(metric).get(days.clone())?.iter();
        let those: Vec<f64> = those.map(|band| band.mean).collect();
        let mean = crate::stats::summary::mean(&those);
        mean.is_finite().then_some(mean)
    };
    Some(findings::GROWTH.fill(&[
        ("from", &days.start),
        ("to", &(days.end - 1)),
        ("new", &whole(a_day(Daily::New)?)),
        ("back", &whole(a_day(Daily::Resurrected)?)),
        ("quiet", &whole(a_day(Daily::Dormant)?)),
    ]))
}

/// The days of the last full bars that hold `least` days together, of bars of `period` days from the
/// day `start` up to `end`: what a title tells of them can be read off them.
fn last_bars(start: usize, end: usize, period: usize, least: usize) -> Option<Range<usize>> {
    let period = period.max(1);
    let full = end.checked_sub(start)? / period;
    let told = least.div_ceil(period);
    let from = start + full.checked_sub(told)? * period;
    Some(from..start + full * period)
}

/// The fan: how far the ends of the runs, in rising order, lie apart.
pub(super) fn fan(ends: &[f64], drawn: bool) -> Option<Label> {
    let [low, high] = [0.1, 0.9].map(|share| {
        let last = ends.len().saturating_sub(1) as f64;
        ends.get((share * last).round() as usize).copied()
    });
    let text = if drawn {
        findings::FAN_DRAWN
    } else {
        findings::FAN
    };
    Some(text.fill(&[("low", &whole(low?)), ("high", &whole(high?))]))
}

/// Stages: how most runs end.
pub(super) fn stages(summary: &Summary) -> Option<Label> {
    let there = crate::observe::stage::Stage::ALL
        .iter()
        .zip(&summary.stages);
    let (stage, share) = there.max_by(|one, other| one.1.total_cmp(other.1))?;
    let entry = words::stage(stage.key())?;
    let name = Label::new(entry.name.en.to_lowercase(), entry.name.zh);
    Some(findings::STAGE.fill_named(&[("stage", &name)], &[("share", &percent(*share))]))
}

/// Flow: who came and went in the last four weeks that have bars of so many days, or in the last bar.
pub(super) fn flow(summary: &Summary, period: usize) -> Option<Label> {
    const WEEKS: usize = 28;
    let days = last_bars(0, usize::from(summary.days), period, WEEKS)?;
    let joins = summary.series(Daily::Joins).get(days.clone())?;
    let joined: f64 = joins.iter().map(|it| it.mean).sum();
    let exits = summary.exits.iter();
    let told =
        exits.filter(|exit| !exit.kind.is_late() && days.contains(&usize::from(exit.kind.day)));
    let gone: f64 = told.map(|exit| exit.mean).sum();
    let text = if joined >= gone {
        findings::FLOW_UP
    } else {
        findings::FLOW_DOWN
    };
    Some(text.fill(&[
        ("from", &days.start),
        ("to", &(days.end - 1)),
        ("joined", &whole(joined)),
        ("gone", &whole(gone)),
        ("net", &whole((joined - gone).abs())),
    ]))
}

/// A comparison: the strategy that changes the deciding metric most for the better.
pub(super) fn best(effects: &[Effect], base: &str) -> Option<Label> {
    let metric = &effects.first()?.metric;
    let ranked = ranked(effects, base);
    let all = ranked.len();
    let clear: Vec<&Effect> = ranked.into_iter().filter(|it| it.is_clear()).collect();
    let worse = clear.len();
    let best = clear.first().copied();
    let Some((best, found)) = best.and_then(|it| Some((it, it.difference.as_ref()?))) else {
        let names = [
            ("metric", &words::inner_name(metric)),
            ("base", &called(base)),
        ];
        return Some(findings::NONE.fill_named(&names, &[]));
    };
    let size = signed(found.mean, words::unit(metric));
    let text = match gain(best) > 0.0 {
        true => findings::BEST,
        // Others cost less, or nothing, for all that is known.
        false if worse < all => {
            let counts: [(&str, &dyn std::fmt::Display); 2] = [("n", &worse), ("all", &all)];
            return Some(said_of(findings::SOME_WORSE, metric, &counts));
        }
        false => findings::WORST,
    };
    Some(text.fill_named(
        &[
            ("metric", &words::inner_name(metric)),
            ("change", &size),
            ("strategy", &called(&best.strategy)),
        ],
        &[],
    ))
}

/// A difference over time in a metric: who is ahead in the last four weeks.
pub(super) fn ahead(metric: &str, strategies: &[Difference], base: &str) -> Option<Label> {
    const DAYS: usize = 28;
    let late = |strategy: &Difference| {
        let from = strategy.values.len().saturating_sub(DAYS);
        let values = strategy.values[from..].iter().map(|it| it.estimate);
        let known: Vec<f64> = values.filter(|it| it.is_finite()).collect();
        crate::stats::summary::mean(&known)
    };
    let ends = strategies.iter().map(|it| (it, late(it)));
    let (best, size) = ends
        .filter(|(_, size)| size.is_finite())
        .max_by(|one, other| one.1.total_cmp(&other.1))?;
    let text = if size > 0.0 {
        findings::AHEAD
    } else {
        findings::BEHIND
    };
    let names = [
        ("metric", &words::inner_name(metric)),
        ("strategy", &best.strategy),
        ("base", &called(base)),
    ];
    Some(text.fill_named(&names, &[("n", &whole(size.abs()))]))
}

/// Retention under several strategies: who sees most 30 days after joining.
pub(super) fn keeps(arms: &[Arm<'_>]) -> Option<Label> {
    const AGE: usize = 30;
    let at = |summary: &Summary| {
        let band = summary.retention.get(AGE).filter(|band| band.count > 0);
        band.map(|band| band.mean)
    };
    let (best, most) = best_of(arms, &at)?;
    let own = arms.first()?;
    Some(findings::KEEPS.fill_named(
        &[("best", &called(best)), ("base", &called(&own.0.name))],
        &[
            ("age", &AGE),
            ("most", &percent(most)),
            ("own", &percent(at(own.1)?)),
        ],
    ))
}

/// Strategies side by side: who ends with most activity.
pub(super) fn side(arms: &[Arm<'_>]) -> Option<Label> {
    let at = |summary: &Summary| Some(summary.measured("dau_end")?.band.mean);
    let (best, most) = best_of(arms, &at)?;
    let own = arms.first()?;
    Some(findings::SIDE.fill_named(
        &[("best", &called(best)), ("base", &called(&own.0.name))],
        &[("most", &whole(most)), ("own", &whole(at(own.1)?))],
    ))
}

/// The strategy with the largest value, the base left out.
fn best_of<'a>(arms: &[Arm<'a>], read: &dyn Fn(&Summary) -> Option<f64>) -> Option<(&'a str, f64)> {
    let values = arms.iter().skip(1);
    values
        .filter_map(|(variation, summary)| Some((variation.name.as_str(), read(summary)?)))
        .filter(|(_, value)| value.is_finite())
        .max_by(|one, other| one.1.total_cmp(&other.1))
}

/// A sweep or a search: the best of what was tried, in the words of `text`.
pub(super) fn best_cell(
    text: Text,
    metric: &str,
    (cell, axes): (&Cell, &[Axis]),
    mean: f64,
) -> Label {
    let size = words::number::number(mean, words::unit(metric));
    let place = |language: Language| {
        let parts = axes
            .iter()
            .zip(short_names(axes))
            .filter_map(|(axis, short)| {
                let value = value_text(&cell.value(&axis.path)?);
                let name = parameter_name(&axis.path);
                let name = name.map_or(short, |it| quoted(it.text(language), language));
                Some(format!("{name} = {value}"))
            });
        parts.collect::<Vec<_>>().join(language.choose(", ", "，"))
    };
    let place = Label::new(place(Language::English), place(Language::Chinese));
    text.fill_named(
        &[("metric", &words::inner_name(metric)), ("place", &place)],
        &[("mean", &size)],
    )
}

/// An analysis of sensitivity: what weighs most, by the last of the indices that are drawn.
pub(super) fn depends(metric: &str, found: &[Influence], drawn: usize) -> Option<Label> {
    let weight = |it: &Influence| {
        it.indices
            .get(drawn.saturating_sub(1))
            .map(|(value, _)| *value)
    };
    let first = found
        .iter()
        .filter_map(|it| Some((it, weight(it)?)))
        .filter(|(_, weight)| weight.is_finite())
        .max_by(|one, other| one.1.total_cmp(&other.1))?;
    let name = parameter_name(&first.0.path).map_or_else(
        || Label::from(first.0.path.as_str()),
        |name| {
            let [en, zh] = Language::ALL.map(|it| quoted(name.text(it), it));
            Label::new(en, zh)
        },
    );
    Some(findings::DEPENDS.fill_named(
        &[("metric", &words::inner_name(metric)), ("path", &name)],
        &[],
    ))
}
