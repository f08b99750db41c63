//! A verdict over possible worlds as sentences: how sure, what would turn it, how much, what to find
//! out first.

use super::change::{Change, ENOUGH, hundredths, lower};
use crate::cli::show;
use crate::scenario::Worlds;
use crate::show::strategies::called;
use crate::show::verdicts::Size;
use crate::study::verdict::{Turning, Verdict};
use crate::words::Language;
use crate::words::verdicts::{
    BETTER, BETTER_WHERE, FIRST, INTERVAL, NEITHER, NO_INTERVAL, OPEN, SIZE, TOO_FEW, TURNED,
    UNCHECKED, UNDECIDED, UNTURNED, WORSE, WORSE_WHERE,
};

/// What is as good as sure: what would turn it is not asked.
const SURE: f64 = 0.98;

/// The sentences of a verdict on the metric that decides, each on a line of its own.
pub fn sentences(verdict: &Verdict, language: Language) -> String {
    said(verdict, language).join("\n  ")
}

/// The sentences of a verdict on the metric that decides, one by one.
pub fn said(verdict: &Verdict, language: Language) -> Vec<String> {
    let share = &verdict.share;
    let [strategy, against] = [&verdict.strategy, &verdict.against].map(|it| called(it));
    let named: [(&str, &dyn std::fmt::Display); 2] = [
        ("strategy", &strategy.text(language)),
        ("against", &against.text(language)),
    ];
    if verdict.lived.is_nothing() {
        return vec![NEITHER.with(language, &named)];
    }
    let better = share.above >= 0.5;
    let open = share.interval.contains(0.5);
    let (of, low, high) = if better || open {
        (share.above, share.interval.low, share.interval.high)
    } else {
        (
            1.0 - share.above,
            1.0 - share.interval.high,
            1.0 - share.interval.low,
        )
    };
    let text = match (open, better) {
        (true, _) => OPEN,
        (false, true) => BETTER,
        (false, false) => WORSE,
    };
    let turned = match (open, better) {
        (true, true) => WORSE_WHERE,
        (true, false) => BETTER_WHERE,
        (false, _) => TURNED,
    };
    let mut lines = vec![text.with(
        language,
        &[
            named[0],
            named[1],
            ("n", &hundredths(of)),
            ("low", &hundredths(low)),
            ("high", &hundredths(high)),
        ],
    )];
    match &verdict.turn {
        Turning::By(turn) => lines.push(turned.with(
            language,
            &[
                ("name", &turn.name.text(language)),
                ("condition", &turn.condition.text(language)),
                ("n", &hundredths(turn.turned)),
                ("worlds", &turn.worlds),
            ],
        )),
        Turning::Nothing | Turning::Unchecked if open => {}
        Turning::Nothing => lines.push(UNTURNED.text(language).to_owned()),
        Turning::Unchecked => lines.push(UNCHECKED.text(language).to_owned()),
        Turning::NotAsked => {}
    }
    lines.push(size(verdict, language));
    if share.worlds < ENOUGH {
        lines.push(TOO_FEW.with(
            language,
            &[
                ("n", &share.worlds),
                ("more", &Worlds::Paired.runs(ENOUGH)),
                ("enough", &ENOUGH),
            ],
        ));
    } else if share.above.max(1.0 - share.above) < SURE {
        lines.push(match verdict.first() {
            Some(first) => FIRST.with(
                language,
                &[
                    ("name", &first.name.text(language)),
                    ("share", &format!("{}%", hundredths(first.knowing.share))),
                ],
            ),
            None => UNDECIDED.text(language).to_owned(),
        });
    }
    lines
}

/// By how much, with luck and ignorance apart.
fn size(verdict: &Verdict, language: Language) -> String {
    let size = Size::of(verdict);
    let (name, unit) = show::metric(&verdict.metric, language);
    let change = Change {
        base: verdict.base,
        unit,
    };
    let own = |value: f64| change.own(value);
    let relative = change.relative(size.mean).map_or_else(String::new, |it| {
        format!("{it}{}", language.choose("; ", "；"))
    });
    let name = match language {
        Language::English => lower(&name),
        Language::Chinese => name,
    };
    let interval = if size.low.is_finite() && size.high.is_finite() {
        let ends = [own(size.low), own(size.high)];
        INTERVAL.with(language, &[("low", &ends[0]), ("high", &ends[1])])
    } else {
        NO_INTERVAL.text(language).to_owned()
    };
    SIZE.with(
        language,
        &[
            ("metric", &name),
            ("mean", &own(size.mean)),
            ("relative", &relative),
            ("interval", &interval),
            ("p10", &own(size.p10)),
            ("p90", &own(size.p90)),
            ("luck", &show::number(verdict.share.luck, unit)),
        ],
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::difference::{PairedDifference, paired};
    use crate::stats::information::{Hanging, Knowing};
    use crate::stats::summary::mean;
    use crate::stats::worlds::{World, share};
    use crate::study::verdict::{Learn, PairsOfWorlds, Turn};
    use crate::words::Phrase;

    fn verdict(less_is_better: bool) -> Verdict {
        let worlds: Vec<World> = (0..100)
            .map(|it| {
                let expected = if it < 87 { 5.0 } else { -5.0 };
                World {
                    differences: vec![expected + 0.1, expected - 0.1],
                    size: 50.0,
                }
            })
            .collect();
        let sign = if less_is_better { -1.0 } else { 1.0 };
        let means: Vec<f64> = worlds
            .iter()
            .map(|world| sign * mean(&world.differences))
            .collect();
        Verdict {
            strategy: "strict".to_owned(),
            against: "base".to_owned(),
            metric: "dau_end".to_owned(),
            less_is_better,
            base: 50.0,
            share: share(&worlds, 1).expect("a share"),
            difference: paired(&means, &[0.0; 100]),
            learn: Vec::new(),
            turn: Turning::Nothing,
            lived: PairsOfWorlds::default(),
        }
    }

    #[test]
    fn sentences_say_how_sure_how_much_and_what_next() {
        let mut verdict = verdict(false);
        let said = sentences(&verdict, Language::English);
        assert!(
            said.starts_with(
                "strict is better than base in 87 of 100 worlds that we hold possible ("
            ),
            "{said}"
        );
        assert!(
            said.contains("no single assumption") && said.contains("undecided"),
            "{said}"
        );
        assert!(
            said.contains("daily active, last 4 weeks +3.70 on average"),
            "{said}"
        );
        assert!(said.contains("luck moves one run by ±0.14"), "{said}");
        verdict.turn = Turning::By(Turn {
            path: "audience.size".to_owned(),
            name: Phrase::new("the audience", "受众"),
            condition: Phrase::new("more than 3 times what is assumed", "高于假定的 3 倍"),
            turned: 0.71,
            worlds: 25,
        });
        let nothing = Hanging {
            share: 0.0,
            slope: 0.0,
            clear: false,
        };
        let learn = |name: &str, share, clear| Learn {
            path: name.to_owned(),
            name: Phrase::new(name, name),
            knowing: Knowing {
                value: share,
                share,
                clear,
            },
            hanging: nothing,
            deviates: Vec::new(),
            marks: Vec::new(),
        };
        verdict.learn = vec![learn("a", 0.9, false), learn("b", 0.6, true)];
        let said = sentences(&verdict, Language::English);
        assert!(
            said.contains(
                "not if the audience is more than 3 times what is assumed: then the opposite holds \
                 in 71 of 100 worlds (25 fresh ones)"
            ),
            "{said}"
        );
        assert!(
            said.contains("find out first b: knowing it settles 60% of the doubt"),
            "{said}"
        );
        let chinese = sentences(&verdict, Language::Chinese);
        assert!(chinese.starts_with("在 100 种可能情形中，strict 有 87 种胜过对照"));
        assert!(!chinese.contains('{'), "{chinese}");
    }

    #[test]
    fn what_may_be_either_is_neither_better_nor_worse() {
        let worlds: Vec<World> = (0..100)
            .map(|it| World {
                differences: vec![
                    if it % 2 == 0 { 5.0 } else { -5.0 },
                    if it % 2 == 0 { 5.1 } else { -5.1 },
                ],
                size: 50.0,
            })
            .collect();
        let known = verdict(false);
        let verdict = Verdict {
            share: share(&worlds, 1).expect("a share"),
            difference: known.difference.map(|it| PairedDifference {
                interval: None,
                ..it
            }),
            ..known
        };
        let said = sentences(&verdict, Language::English);
        assert!(
            said.starts_with("whether strict is better than base is open: it is in "),
            "{said}"
        );
        assert!(
            !said.contains("worse") && !said.contains("no single assumption"),
            "{said}"
        );
        assert!(
            said.contains("without an interval, as it hangs on a few worlds"),
            "{said}"
        );
        let said = sentences(&verdict, Language::Chinese);
        assert!(said.starts_with("strict 与对照孰优孰劣尚无定论"), "{said}");
    }

    #[test]
    fn less_of_a_bad_thing_is_better() {
        let said = sentences(&verdict(true), Language::English);
        assert!(
            said.starts_with("strict is better than base in 87 of 100"),
            "{said}"
        );
        assert!(
            said.contains("daily active, last 4 weeks −3.70 on average"),
            "{said}"
        );
    }
}
