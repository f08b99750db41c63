//! A comparison as a table, and as what a person would say about it.

use super::change::{ENOUGH, lower, percent, sign};
use super::possible;
use super::table::table;
use super::verdicts;
use crate::cli::{show, width};
use crate::observe::habit::least_days;
use crate::scenario::Worlds;
use crate::show::strategies::called;
use crate::stats::difference::PairedDifference;
use crate::study::compare::{Counted, Effect};
use crate::study::verdict::Verdict;
use crate::words::Language;
use crate::words::certainty::{
    COMPARISON, COMPARISON_NOTHING, COMPARISON_ONE, COMPARISON_SAME, COMPARISON_SURER,
    COMPARISON_UNKNOWN, ONE_PAIR, ONE_PAIR_NOTHING, ONE_PAIR_WORLDS, no_value, precision,
};
use crate::words::sentences::inner;
use crate::words::verdicts::{FEW_WORLDS, ONE_WORLD, SOME_WORLDS};
use crate::words::{Phrase, inner_name, less_is_better};

/// The comparison as a table and a sentence a strategy. `pairs` says whether strategies are also
/// compared with each other. Where worlds were drawn, the sentences are about them.
pub fn shown(
    effects: &[Effect],
    verdicts: &[Verdict],
    all_pairs: bool,
    language: Language,
) -> String {
    let sentences: Vec<String> = effects
        .iter()
        .filter(|effect| {
            effects
                .first()
                .is_some_and(|first| effect.metric == first.metric)
        })
        .filter_map(|effect| match verdicts::find(verdicts, effect) {
            Some(verdict) => Some(possible::sentences(verdict, language)),
            None => Some(format!(
                "{}{}",
                sentence(effect, language)?,
                few_worlds(effect, language)
            )),
        })
        .collect();
    // What weighs least goes first where there is no room.
    let narrower: [&[usize]; 4] = [&[], &[10], &[10, 8], &[10, 8, 9]];
    let tables = narrower.map(|without| table(effects, verdicts, all_pairs, without, language));
    format!("{}\n\n{}\n", width::fitted(tables), sentences.join("\n"))
}

/// What a person would say: `strict beats base in 92 of 100 paired runs: …`.
pub fn sentence(effect: &Effect, language: Language) -> Option<String> {
    let found = effect.difference.as_ref()?;
    if found.pairs == 1 {
        return Some(one_pair(effect, found, language));
    }
    let (name, unit) = show::metric(&effect.metric, language);
    let less = less_is_better(&effect.metric);
    let better = if less {
        found.mean < 0.0
    } else {
        found.mean > 0.0
    };
    let score = found.score(less);
    let (wins, losses, ties) = (score.wins, score.losses, score.ties);
    let pairs = found.pairs;
    let (times, of) = match (effect.counted, language) {
        (Counted::Runs, Language::English) => ("", "runs"),
        (Counted::Worlds, Language::English) => ("", "worlds"),
        (Counted::Runs, Language::Chinese) => ("次", "模拟"),
        (Counted::Worlds, Language::Chinese) => ("种", "情形"),
    };
    let own = |difference: f64| {
        let size = show::change(difference.abs(), unit, language);
        format!("{}{size}", sign(difference))
    };
    let size = own(found.mean);
    let (low, high) = (own(found.spread.low), own(found.spread.high));
    let [strategy, against] = [&effect.strategy, &effect.against]
        .map(|name| inner(called(name).text(language), language));
    let relative = effect.relative().map(|(share, _)| percent(share));
    let change = match language {
        Language::English => {
            let relative = relative.map_or_else(String::new, |it| format!("{it}; "));
            format!(
                "{} {size} ({relative}10–90% of {of}: {low} to {high})",
                lower(&name)
            )
        }
        Language::Chinese => {
            let relative = relative.map_or_else(String::new, |it| format!("{it}；"));
            format!("{name} {size}（{relative}10–90% 的{of}：{low} 至 {high}）")
        }
    };
    let tied = match (ties, language) {
        (0, _) => String::new(),
        (_, Language::English) => format!(", {ties} tied"),
        (_, Language::Chinese) => format!("、{ties} {times}打平"),
    };
    let pairs = match (effect.counted, language) {
        (Counted::Runs, Language::English) => format!("{pairs} paired runs"),
        (Counted::Runs, Language::Chinese) => format!("{pairs} 次配对模拟"),
        (Counted::Worlds, Language::English) => format!("{pairs} worlds"),
        (Counted::Worlds, Language::Chinese) => format!("{pairs} 种可能情形"),
    };
    let change = match (found.left_out, language) {
        (0, _) => change,
        (out, Language::English) => {
            let pairs = if out == 1 { "pair has" } else { "pairs have" };
            let are = if out == 1 { "is" } else { "are" };
            format!("{change}; {out} {pairs} no value on one side and {are} left out")
        }
        (out, Language::Chinese) => format!("{change}；另有 {out} 对有一方没有数值，未计入"),
    };
    Some(match (effect.is_clear(), better, language) {
        (false, _, Language::English) => {
            format!(
                "{strategy} and {against} cannot be told apart in {pairs} ({wins} won, {losses} lost{tied}): {change}"
            )
        }
        (false, _, Language::Chinese) => {
            format!(
                "{pairs}分不出{strategy}与{against}的高下（{wins} 胜、{losses} 负{tied}）：{change}"
            )
        }
        (true, true, Language::English) => {
            format!("{strategy} beats {against} in {wins} of {pairs}{tied}: {change}")
        }
        (true, true, Language::Chinese) => {
            format!(
                "{pairs}中，{}有 {wins} {times}胜过{}{tied}：{change}",
                strategy.trim_start(),
                against.trim_end()
            )
        }
        (true, false, Language::English) => {
            format!("{strategy} loses to {against} in {losses} of {pairs}{tied}: {change}")
        }
        (true, false, Language::Chinese) => {
            format!(
                "{pairs}中，{}有 {losses} {times}不如{}{tied}：{change}",
                strategy.trim_start(),
                against.trim_end()
            )
        }
    })
}

/// What is said of a single pair of runs: its difference, and that nothing says how sure it is.
fn one_pair(effect: &Effect, found: &PairedDifference, language: Language) -> String {
    let (name, unit) = show::metric(&effect.metric, language);
    let name = match language {
        Language::English => lower(&name),
        Language::Chinese => name,
    };
    let size = show::change(found.mean.abs(), unit, language);
    let change = format!("{name} {}{size}", sign(found.mean));
    let text = if found.mean == 0.0 {
        ONE_PAIR_NOTHING
    } else {
        ONE_PAIR
    };
    let [strategy, against] = [&effect.strategy, &effect.against]
        .map(|name| inner(called(name).text(language), language));
    text.with(
        language,
        &[
            ("strategy", &strategy.trim()),
            ("against", &against.trim()),
            ("metric", &name),
            ("change", &change),
        ],
    )
}

/// That so few drawn worlds say nothing about the others, and which flag draws more.
fn few_worlds(effect: &Effect, language: Language) -> String {
    let Some(worlds) = effect.worlds else {
        return String::new();
    };
    let values: [(&str, &dyn std::fmt::Display); 2] =
        [("more", &Worlds::Paired.runs(ENOUGH)), ("enough", &ENOUGH)];
    if effect.runs <= 1 {
        return format!("\n  {}", ONE_PAIR_WORLDS.with(language, &values));
    }
    let text = if worlds == 1 { ONE_WORLD } else { SOME_WORLDS };
    let worlds = text.with(language, &[("n", &worlds)]);
    let said = FEW_WORLDS.with(
        language,
        &[
            ("runs", &effect.runs),
            ("worlds", &worlds),
            values[0],
            values[1],
        ],
    );
    format!("\n  {said}")
}

/// What a person would say, in both languages.
pub fn in_both(effect: &Effect) -> Option<Phrase> {
    Some(Phrase::new(
        sentence(effect, Language::English)?,
        sentence(effect, Language::Chinese)?,
    ))
}

/// How sure the comparison is, and which flag would make it surer. What is not known of one strategy
/// is not known of the comparison.
pub fn certainty(effects: &[Effect], days: u16, wanted: Option<f64>) -> Option<Phrase> {
    let metric = &effects.first()?.metric;
    let name = [("metric", &inner_name(metric))];
    let of_metric = || effects.iter().filter(|effect| effect.metric == *metric);
    let pairs = of_metric().map(|effect| effect.runs).max()?;
    let more = pairs.saturating_mul(4).max(20);
    if of_metric().all(|it| !it.base.is_finite() && !it.mean.is_finite()) {
        return Some(no_value(metric, days, least_days(metric)));
    }
    let nothing = |it: &Effect| it.difference.is_some_and(|it| it.is_nothing());
    if pairs > 1 && of_metric().all(nothing) {
        return Some(COMPARISON_NOTHING.fill_named(&name, &[("n", &pairs)]));
    }
    let blurs: Option<Vec<f64>> = of_metric().map(Effect::blur).collect();
    let Some(blur) = blurs.and_then(|it| it.into_iter().reduce(f64::max)) else {
        let text = if pairs == 1 {
            COMPARISON_ONE
        } else {
            COMPARISON_UNKNOWN
        };
        return Some(text.fill_named(&name, &[("n", &pairs), ("more", &more)]));
    };
    if blur == 0.0 {
        return Some(COMPARISON_SAME.fill_named(&name, &[("n", &pairs)]));
    }
    let percent = |share: f64| format!("±{:.1}%", 100.0 * share);
    let enough = wanted.is_some_and(|wanted| blur <= wanted);
    let half = precision(50.0 * blur).filter(|_| !enough);
    let text = if half.is_some() {
        COMPARISON_SURER
    } else {
        COMPARISON
    };
    Some(text.fill_named(
        &name,
        &[
            ("n", &pairs),
            ("found", &percent(blur)),
            ("more", &more),
            ("aim", &percent(blur / 2.0)),
            ("precision", &half.unwrap_or_default()),
        ],
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::difference::paired;
    use crate::study::compare::correct;

    fn effect(metric: &str, with: &dyn Fn(usize) -> f64) -> Effect {
        let base: Vec<f64> = (0..100)
            .map(|index| 50.0 + (index * 7 % 11) as f64)
            .collect();
        let other: Vec<f64> = base
            .iter()
            .enumerate()
            .map(|(index, value)| value + with(index))
            .collect();
        let mean = |values: &[f64]| values.iter().sum::<f64>() / 100.0;
        let mut effects = [Effect {
            strategy: "strict".to_owned(),
            against: "base".to_owned(),
            metric: metric.to_owned(),
            base: mean(&base),
            base_reach: 0.7,
            mean: mean(&other),
            difference: paired(&other, &base),
            counted: Counted::Runs,
            runs: 100,
            worlds: None,
            corrected: f64::NAN,
        }];
        correct(&mut effects);
        let [effect] = effects;
        effect
    }

    fn up(index: usize) -> f64 {
        if index < 92 { 6.0 } else { -1.0 }
    }

    #[test]
    fn sentences_are_what_a_person_would_say() {
        let say = |metric, with: &dyn Fn(usize) -> f64| {
            sentence(&effect(metric, with), Language::English).expect("a sentence")
        };
        assert_eq!(
            say("dau_end", &up),
            "strict beats base in 92 of 100 paired runs: daily active, last 4 weeks +5.44 \
             (+9.9%; 10–90% of runs: +6.00 to +6.00)"
        );
        assert!(
            say("dau_end", &|index| -up(index))
                .starts_with("strict loses to base in 92 of 100 paired runs:")
        );
        assert!(
            say("cost_total", &|index| -up(index)).starts_with("strict beats base in 92 of 100")
        );
        assert!(say("cost_total", &up).starts_with("strict loses to base in 92 of 100"));
        let even = |index: usize| if index.is_multiple_of(2) { 3.0 } else { -3.0 };
        assert!(say("dau_end", &even).starts_with(
            "strict and base cannot be told apart in 100 paired runs (50 won, 50 lost):"
        ));
        // Shares differ by points.
        let share = effect("retention_d30", &|index| up(index) / 1000.0);
        let said = sentence(&share, Language::English).expect("a sentence");
        assert!(said.contains("day-30 retention +0.5 points ("), "{said}");
        // A base of next to nothing gives no percentage.
        let mut rare = effect("dau_end", &up);
        rare.base = 0.01;
        let said = sentence(&rare, Language::English).expect("a sentence");
        assert!(
            said.contains("+5.44 (10–90% of runs") && !said.contains("+5,"),
            "{said}"
        );
        let mostly_tied = |index: usize| f64::from(u8::from(index < 20));
        assert!(
            say("dau_end", &mostly_tied)
                .starts_with("strict beats base in 20 of 100 paired runs, 80 tied:")
        );
        let chinese = sentence(&effect("dau_end", &up), Language::Chinese).expect("a sentence");
        assert!(
            chinese.starts_with("100 次配对模拟中，strict 有 92 次胜过对照："),
            "{chinese}"
        );
    }

    #[test]
    fn certainty_names_the_flags_that_help() {
        let said = certainty(&[effect("dau_end", &up)], 90, None).expect("known");
        assert!(
            [&said.en, &said.zh]
                .iter()
                .all(|said| said.contains("--replicates 400") && said.contains("--precision")),
            "{said:?}"
        );
        let enough = certainty(&[effect("dau_end", &up)], 90, Some(0.5)).expect("known");
        assert!(!enough.en.contains("--"), "{enough:?}");
    }

    #[test]
    fn one_pair_is_a_difference_and_no_verdict() {
        let mut one = effect("dau_end", &up);
        one.runs = 1;
        if let Some(found) = &mut one.difference {
            (found.pairs, found.mean, found.interval) = (1, 16.0, None);
        }
        one.corrected = f64::NAN;
        let said = sentence(&one, Language::English).expect("a sentence");
        assert_eq!(
            said,
            "in one pair of runs strict differs from base by daily active, last 4 weeks +16.0; one pair shows nothing \
             about how sure that is"
        );
        let chinese = sentence(&one, Language::Chinese).expect("a sentence");
        assert!(chinese.contains("+16.0") && chinese.ends_with("一对看不出有多确定"));
        let said = certainty(&[one.clone()], 90, None).expect("known");
        assert!(
            said.en.starts_with("one pair of runs does not show"),
            "{}",
            said.en
        );
        one.worlds = Some(1);
        assert!(few_worlds(&one, Language::English).contains("takes more: --replicates"));
    }

    #[test]
    fn what_more_runs_cannot_change_is_not_said_to_want_more() {
        let same = certainty(&[effect("dau_end", &|_| 0.0)], 90, None).expect("known");
        assert!(!same.en.contains("--"), "{}", same.en);
        let mut none = effect("engaged_end", &up);
        (none.base, none.mean, none.difference) = (f64::NAN, f64::NAN, None);
        let said = certainty(&[none], 1, None).expect("known");
        assert!(
            !said.en.contains("--") && said.en.contains("at least 4"),
            "{}",
            said.en
        );
    }
}
