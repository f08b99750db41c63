//! What each chart shows of this community, in a sentence: its title.

use crate::draw::Label;
use crate::draw::charts::Difference;
use crate::observe::metrics::Daily;
use crate::run::summary::Summary;
use crate::show::page::make::numbers::{percent, signed, whole};
use crate::show::page::make::run::{peak, said_of};
use crate::show::page::make::story::cause_name;
use crate::study::compare::{Effect, Variation};
use crate::study::sensitivity::Influence;
use crate::words::{self, findings, less_is_better};

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
        ("silent", &whole(last(Daily::Silent)?)),
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
        (found.band.count > 0).then(|| percent(found.band.p50))
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

/// Growth: what the last week brought.
pub(super) fn growth(summary: &Summary) -> Option<Label> {
    let week = |metric: Daily| {
        let days = summary.series(metric);
        let last = days.get(days.len().checked_sub(7)?..)?.iter();
        let sum: f64 = last.map(|band| band.mean).sum();
        sum.is_finite().then_some(sum)
    };
    Some(findings::GROWTH.fill(&[
        ("new", &whole(week(Daily::New)?)),
        ("back", &whole(week(Daily::Resurrected)?)),
        ("quiet", &whole(week(Daily::Dormant)?)),
    ]))
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

/// Flow: who came and went in the last four weeks.
pub(super) fn flow(summary: &Summary) -> Option<Label> {
    const WEEKS: usize = 28;
    let days = usize::from(summary.days);
    let from = days.checked_sub(WEEKS)?;
    let joined: f64 = summary.series(Daily::Joins)[from..]
        .iter()
        .map(|it| it.mean)
        .sum();
    let exits = summary.exits.iter();
    let late = exits.filter(|exit| !exit.kind.is_late() && usize::from(exit.kind.day) >= from);
    let gone: f64 = late.map(|exit| exit.mean).sum();
    let text = if joined >= gone {
        findings::FLOW_UP
    } else {
        findings::FLOW_DOWN
    };
    Some(text.fill(&[
        ("joined", &whole(joined)),
        ("gone", &whole(gone)),
        ("net", &whole((joined - gone).abs())),
    ]))
}

/// A comparison: the strategy that changes the deciding metric most for the better.
pub(super) fn best(effects: &[Effect], base: &str) -> Option<Label> {
    let metric = &effects.first()?.metric;
    let deciding = effects
        .iter()
        .filter(|it| it.metric == *metric && it.against == base);
    let all = deciding.clone().count();
    let clear: Vec<&Effect> = deciding.filter(|it| it.is_clear()).collect();
    let worse = clear.len();
    let gain = |effect: &Effect| {
        let mean = effect.difference.as_ref().map_or(f64::NAN, |it| it.mean);
        if less_is_better(metric) { -mean } else { mean }
    };
    let best = clear
        .into_iter()
        .max_by(|one, other| gain(one).total_cmp(&gain(other)));
    let Some((best, found)) = best.and_then(|it| Some((it, it.difference.as_ref()?))) else {
        return Some(said_of(findings::NONE, metric, &[("base", &base)]));
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
        &[("metric", &words::inner_name(metric)), ("change", &size)],
        &[("strategy", &best.strategy)],
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
    Some(said_of(
        text,
        metric,
        &[
            ("strategy", &best.strategy.en),
            ("n", &whole(size.abs())),
            ("base", &base),
        ],
    ))
}

/// Retention under several strategies: who sees most 30 days after joining.
pub(super) fn keeps(variations: &[Variation], summaries: &[Summary]) -> Option<Label> {
    const AGE: usize = 30;
    let at = |summary: &Summary| {
        let band = summary.retention.get(AGE).filter(|band| band.count > 0);
        band.map(|band| band.p50)
    };
    let (best, most) = best_of(variations, summaries, &at)?;
    Some(findings::KEEPS.fill(&[
        ("age", &AGE),
        ("best", &best),
        ("most", &percent(most)),
        ("base", &variations.first()?.name),
        ("own", &percent(at(summaries.first()?)?)),
    ]))
}

/// Strategies side by side: who ends with most activity.
pub(super) fn side(variations: &[Variation], summaries: &[Summary]) -> Option<Label> {
    let at = |summary: &Summary| Some(summary.measured("dau_end")?.band.mean);
    let (best, most) = best_of(variations, summaries, &at)?;
    Some(findings::SIDE.fill(&[
        ("best", &best),
        ("most", &whole(most)),
        ("base", &variations.first()?.name),
        ("own", &whole(at(summaries.first()?)?)),
    ]))
}

/// The strategy with the largest value, the base left out.
fn best_of<'v>(
    variations: &'v [Variation],
    summaries: &[Summary],
    read: &dyn Fn(&Summary) -> Option<f64>,
) -> Option<(&'v str, f64)> {
    let values = variations.iter().zip(summaries).skip(1);
    values
        .filter_map(|(variation, summary)| Some((variation.name.as_str(), read(summary)?)))
        .filter(|(_, value)| value.is_finite())
        .max_by(|one, other| one.1.total_cmp(&other.1))
}

/// A sweep or a search: the best of what was tried.
pub(super) fn best_cell(metric: &str, place: &str, mean: f64) -> Label {
    let size = words::number::number(mean, words::unit(metric));
    said_of(
        findings::CELL,
        metric,
        &[("place", &place), ("mean", &size)],
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
    Some(said_of(
        findings::DEPENDS,
        metric,
        &[("path", &first.0.path)],
    ))
}
