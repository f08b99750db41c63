//! The page of a comparison.

use super::numbers::{name, signed, with_interval};
use super::run::{MONEY_AND_WORK, each, money_of};
use super::{Frame, story};
use crate::draw::Chart;
use crate::show::arms::ranked;
use crate::show::page::report::{Cell, Chapter, Figures, Report, Row, Sign};
use crate::show::strategies::called;
use crate::study::compare::{Effect, Variation, effect};
use crate::words::number::number;
use crate::words::{self, Good, Phrase, page};
use rayon::prelude::*;

/// Sentences that say how sure an effect is, and what would turn it.
const VERDICT: usize = 2;

/// What a comparison found.
pub struct Found<'a> {
    /// The variations, the base first.
    pub variations: &'a [Variation],
    /// The effects, the deciding metric first.
    pub effects: &'a [Effect],
    /// What is said of an effect, in both languages, what matters most first; the terminal says the same.
    pub sentences: &'a (dyn Fn(&Effect) -> Vec<Phrase> + Sync),
    /// How sure the comparison is.
    pub certainty: Option<Phrase>,
    /// The charts.
    pub charts: Vec<Chart>,
}

/// The page of a comparison.
pub fn report(frame: &Frame<'_>, found: Found<'_>) -> Report {
    let mut report = frame.report();
    let Some((base, strategies)) = found.variations.split_first() else {
        return report;
    };
    report.asked = page::STUDY_COMPARE.fill(&[
        ("strategies", &strategies.len()),
        ("n", &base.records.len()),
        ("days", &base.scenario.days),
    ]);
    let of_base: Vec<&Effect> = found
        .effects
        .iter()
        .filter(|effect| effect.against == base.name)
        .collect();
    let deciding = of_base.first().map(|effect| effect.metric.as_str());
    let decided = ranked(found.effects, &base.name);
    if let Some(metric) = deciding {
        report.answer = answer(&decided, metric, base, found.sentences);
    }
    if let Some(certainty) = found.certainty {
        report.certainty.insert(0, certainty);
    }
    report.story = decided
        .par_iter()
        .with_max_len(1)
        .filter_map(|effect| {
            let strategy = strategies.iter().find(|it| it.name == effect.strategy)?;
            // How much it is stands in the table below.
            let mut sentences = (found.sentences)(effect);
            sentences.truncate(VERDICT);
            sentences.push(story::behind(base, strategy));
            Some(Chapter {
                about: Some(effect.strategy.clone()),
                sentences,
            })
        })
        .collect();
    let order: Vec<&str> = decided.iter().map(|it| it.strategy.as_str()).collect();
    let money = money(found.variations, &order);
    // What is in the table of money need not be told twice, and a table of ten columns fits no page.
    let is_told = |effect: &&Effect| {
        let metric = effect.metric.as_str();
        money.is_some() && Some(metric) != deciding && MONEY_AND_WORK.contains(&metric)
    };
    let others: Vec<&Effect> = of_base.into_iter().filter(|it| !is_told(it)).collect();
    report.figures.push(differences(base, &order, &others));
    report.figures.extend(money);
    report.charts = found.charts;
    report
}

/// The answer: how many are better, and the best.
fn answer(
    decided: &[&Effect],
    metric: &str,
    base: &Variation,
    sentences: &dyn Fn(&Effect) -> Vec<Phrase>,
) -> Vec<Phrase> {
    let count = |wanted: Sign| decided.iter().filter(|it| sign(it) == wanted).count();
    let mut said = Vec::new();
    if decided.len() > 1 {
        let text = match words::wished(metric) {
            Good::Either => page::COMPARED_EITHER,
            Good::More | Good::Less => page::COMPARED,
        };
        said.push(text.fill_named(
            &[
                ("metric", &words::inner_name(metric)),
                ("base", &called(&base.name)),
            ],
            &[
                ("better", &count(Sign::Better)),
                ("all", &decided.len()),
                ("worse", &count(Sign::Worse)),
                ("different", &count(Sign::Different)),
                ("unclear", &count(Sign::Unclear)),
            ],
        ));
    }
    said.extend(decided.first().into_iter().flat_map(|best| sentences(best)));
    said
}

/// How an effect compares, in the deciding sense of its metric.
pub fn sign(effect: &Effect) -> Sign {
    let Some(found) = &effect.difference else {
        return Sign::Unclear;
    };
    if !effect.is_clear() {
        return Sign::Unclear;
    }
    match words::wished(&effect.metric) {
        Good::Either => Sign::Different,
        good if (found.mean > 0.0) == (good == Good::More) => Sign::Better,
        Good::More | Good::Less => Sign::Worse,
    }
}

/// A row a strategy, a column a metric.
fn differences(base: &Variation, order: &[&str], effects: &[&Effect]) -> Figures {
    let mut metrics: Vec<&str> = Vec::new();
    for effect in effects {
        if !metrics.contains(&effect.metric.as_str()) {
            metrics.push(&effect.metric);
        }
    }
    let find = |strategy: &str, metric: &str| {
        let mut effects = effects.iter();
        effects.find(|it| it.strategy == strategy && it.metric == metric)
    };
    let mut columns = vec![Phrase::from(page::STRATEGY)];
    columns.extend(metrics.iter().map(|metric| name(metric)));
    let first = metrics.iter().map(|metric| {
        let known = effects.iter().find(|it| it.metric == *metric);
        let mean = known.map_or(f64::NAN, |it| it.base);
        Cell::new(number(mean, words::unit(metric)))
    });
    let mut rows = vec![Row {
        name: called(&base.name),
        key: None,
        cells: first.collect(),
    }];
    rows.extend(order.iter().map(|strategy| {
        let cells = metrics.iter().map(|metric| {
            let Some(effect) = find(strategy, metric) else {
                return Cell::new("–");
            };
            let unit = words::unit(metric);
            let change = effect
                .difference
                .as_ref()
                .map(|found| signed(found.mean, unit));
            Cell {
                text: number(effect.mean, unit).into(),
                sign: Some(sign(effect)),
                more: change,
            }
        });
        Row {
            name: called(strategy),
            key: None,
            cells: cells.collect(),
        }
    }));
    Figures {
        title: page::DIFFERENCES.into(),
        note: page::DIFFERENCES_NOTE.into(),
        columns,
        rows,
    }
}

/// Money and work of each variation; none where there is neither.
fn money(variations: &[Variation], order: &[&str]) -> Option<Figures> {
    let base = variations.first()?;
    let mut names = vec![base.name.as_str()];
    names.extend(order);
    let found: Vec<&Variation> = names
        .iter()
        .filter_map(|name| variations.iter().find(|it| it.name == *name))
        .collect();
    let there: Vec<&str> = found.iter().flat_map(|it| money_of(&it.records)).collect();
    let mut kinds = MONEY_AND_WORK.to_vec();
    kinds.retain(|kind| there.contains(kind));
    // Profit says most of what falls to a member; where there is no money, the hours.
    let profit = kinds.iter().find(|kind| **kind == "profit_total");
    let last = *profit.or(kinds.first())?;
    let rows = found.iter().map(|variation| {
        let cells = kinds.iter().map(|kind| {
            let unit = words::unit(kind);
            let effect = effect(base, variation, kind, None);
            let differs = variation.name != base.name;
            Cell {
                text: number(effect.mean, unit).into(),
                sign: None,
                more: effect
                    .difference
                    .filter(|it| differs && it.mean != 0.0)
                    .map(|it| with_interval(&it, unit)),
            }
        });
        let mut cells: Vec<Cell> = cells.collect();
        let each = each(&variation.records, last);
        cells.push(Cell::new(number(each, words::unit(last))));
        Row {
            name: called(&variation.name),
            key: None,
            cells,
        }
    });
    let mut columns = vec![Phrase::from(page::STRATEGY)];
    columns.extend(kinds.iter().map(|kind| name(kind)));
    let last = name(last);
    columns.push(Phrase::new(
        format!("{} ({})", page::PER_ENGAGED.en, last.en),
        format!("{}（{}）", page::PER_ENGAGED.zh, last.zh),
    ));
    Some(Figures {
        title: page::MONEY.into(),
        note: page::MONEY_NOTE.into(),
        columns,
        rows: rows.collect(),
    })
}
