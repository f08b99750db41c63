//! `--vary`: what a sweep varies, as it is written on the command line.

use crate::cli::failure::Failure;
use crate::run::cells::{Cell, Setting, Span};
use crate::scenario::{BASE, Loaded, STRATEGY, TypedRange};

/// What `--vary` flags vary, or the file's `[sweep]` where there is no flag. `steps` says whether a
/// range must say how many values it stands for; one that does not stands for all in between.
///
/// # Errors
/// If a path leads nowhere, a value may not stand there, or a range has no steps.
pub fn spans(loaded: &Loaded, vary: &[String], steps: bool) -> Result<Vec<Span>, Failure> {
    let spans: Vec<Span> = if vary.is_empty() {
        let axes = loaded.sweep.iter();
        axes.map(|axis| Span::of(loaded, axis.clone())).collect()
    } else {
        let spans = vary.iter().map(|text| span(loaded, text, steps));
        spans.collect::<Result<_, _>>()?
    };
    match spans.iter().find(|span| is_idle(loaded, span, &spans)) {
        Some(idle) => Err(Failure::usage(
            format!(
                "varying `{}` changes nothing: each of its values gives the same runs",
                idle.axis.path
            ),
            "vary something that members or the operator do; `qun explain audience` and its like list what there is",
        )),
        None => Ok(spans),
    }
}

/// Whether an axis has several values and all of them give the same lives, whatever the strategy.
fn is_idle(loaded: &Loaded, span: &Span, spans: &[Span]) -> bool {
    let axis = &span.axis;
    if axis.values.len() < 2 {
        return false;
    }
    let name = |value: &toml::Value| {
        value
            .as_str()
            .filter(|name| *name != BASE)
            .map(str::to_owned)
    };
    let strategies: Vec<Option<String>> = spans
        .iter()
        .find(|other| other.axis.path == STRATEGY && axis.path != STRATEGY)
        .map_or_else(
            || vec![None],
            |it| it.axis.values.iter().map(name).collect(),
        );
    strategies.iter().all(|strategy| {
        let mut first = None;
        axis.values.iter().all(|value| {
            let cell = if axis.path == STRATEGY {
                Cell {
                    strategy: name(value),
                    values: Vec::new(),
                }
            } else {
                Cell {
                    strategy: strategy.clone(),
                    values: vec![(axis.path.clone(), value.clone())],
                }
            };
            // What cannot be run says so in its cell.
            Setting::new(loaded, cell).is_ok_and(|setting| {
                let essence = setting.essence();
                *first.get_or_insert_with(|| essence.clone()) == essence
            })
        })
    })
}

fn span(loaded: &Loaded, text: &str, steps: bool) -> Result<Span, Failure> {
    if let Some((path, values)) = text.split_once('=')
        && steps
        && let Some(range) = TypedRange::read(values)
        && range.steps.is_none()
        && range.surplus.is_none()
    {
        return Err(Failure::usage(
            format!("--vary {text} does not say how many values to try"),
            format!("add them: --vary {path}={}..{}:10", range.from, range.to),
        ));
    }
    Ok(Span::of(loaded, loaded.vary("--vary", text)?))
}

/// Whether a `--vary` flag names a range without steps: everything in between.
pub fn is_open(text: &str) -> bool {
    let range = text
        .split_once('=')
        .and_then(|(_, values)| TypedRange::read(values));
    range.is_some_and(|range| range.steps.is_none())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::run::cells::value_text;
    use crate::scenario::{Overrides, parse_str};

    fn loaded() -> Loaded {
        let text = "title = \"t\"\n[operator.threshold]\ngate = \"fee\"\n\
                    [strategy.free]\nwithout = [\"operator.threshold\"]\n\
                    [sweep]\n\"audience.founders\" = [10, 20]\n";
        parse_str("test.toml", text, &Overrides::default()).expect("a good scenario")
    }

    fn values(vary: &str) -> Vec<String> {
        let spans = spans(&loaded(), &[vary.to_owned()], true).expect("an axis");
        spans[0].axis.values.iter().map(value_text).collect()
    }

    #[test]
    fn values_come_as_lists_ranges_and_strategies() {
        assert_eq!(
            values("operator.threshold.fee=0,9.9,49"),
            ["0", "9.9", "49"]
        );
        assert_eq!(
            values("operator.threshold.fee=0..30:4"),
            ["0", "10", "20", "30"]
        );
        assert_eq!(
            values("operator.threshold.fee = 1..100:3:log"),
            ["1", "10", "100"]
        );
        assert_eq!(
            values("operator.threshold.gate=fee,proof"),
            ["fee", "proof"]
        );
        assert_eq!(values("audience.founders=10..13:3"), ["10", "12", "13"]);
        assert_eq!(values("strategy=base,free"), ["base", "free"]);
        assert_eq!(values("operator.threshold.fee=1,1.0,1.00,2"), ["1", "2"]);
        let of_file = spans(&loaded(), &[], true).expect("the file's axes");
        assert_eq!(of_file[0].axis.path, "audience.founders");
    }

    #[test]
    fn mistakes_are_answered() {
        let message = |vary: &str| match spans(&loaded(), &[vary.to_owned()], true) {
            Err(Failure::Usage { message, hint }) => {
                format!("{message} {}", hint.unwrap_or_default())
            }
            Err(Failure::Scenario(problems)) => problems.render(false),
            other => format!("{other:?}"),
        };
        for (vary, answer) in [
            (
                "operator.threshold.fee=0..9",
                "does not say how many values",
            ),
            ("operator.treshold.fee=1,2", "operator.threshold"),
            ("operator.threshold.fee=-5,2", "permitted"),
            ("operator.threshold.fee=0..9:1", "whole numbers from 2"),
            ("audience.founders=0..10:0", "--vary:1:25"),
            ("audience.founders=0..10:0", "| audience.founders=0..10:0\n"),
            ("audience.founders=10..20:2:foo", "--vary:1:28"),
            (
                "audience.founders=10..20:2:foo",
                "after the range stand a number of values and `log`",
            ),
            ("audience.founders=10..9999999999:2", "--vary:1:23"),
            ("strategy=fre", "did you mean `free`?"),
            ("operator.threshold.fee=", "gives no value"),
            ("fee", "needs PATH=VALUE"),
            ("replicates=2,3", "changes nothing"),
            ("title=a,b", "changes nothing"),
            ("language=en,zh", "changes nothing"),
        ] {
            let said = message(vary);
            assert!(said.contains(answer), "{vary}: {said}");
        }
    }
}
