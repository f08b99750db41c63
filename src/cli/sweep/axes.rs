//! `--vary`: what a sweep varies, as it is written on the command line.

use crate::cli::failure::Failure;
use crate::scenario::{Axis, Loaded};
use crate::study::cells::STRATEGY;

/// The axes of `--vary` flags, or those of the file's `[sweep]` where there is no flag. `steps` says
/// whether a range must say how many values it stands for.
///
/// # Errors
/// If a path leads nowhere, a value may not stand there, or a range has no steps.
pub fn axes(loaded: &Loaded, vary: &[String], steps: bool) -> Result<Vec<Axis>, Failure> {
    if vary.is_empty() {
        return Ok(loaded.sweep.clone());
    }
    vary.iter().map(|text| axis(loaded, text, steps)).collect()
}

fn axis(loaded: &Loaded, text: &str, steps: bool) -> Result<Axis, Failure> {
    let parts = text.split_once('=');
    if let Some((path, names)) = parts
        && path.trim() == STRATEGY
    {
        let names: Vec<String> = names
            .split(',')
            .map(|name| name.trim().to_owned())
            .collect();
        loaded.select(&names)?;
        let values = names.into_iter().map(toml::Value::String).collect();
        return Ok(Axis {
            path: STRATEGY.to_owned(),
            values,
        });
    }
    let Some((path, range)) = parts.and_then(|(path, values)| Some((path, Range::read(values)?)))
    else {
        return Ok(loaded.vary("--vary", text)?);
    };
    if range.steps.is_none() && steps {
        return Err(Failure::usage(
            format!("--vary {text} does not say how many values to try"),
            format!("add them: --vary {path}={}..{}:10", range.from, range.to),
        ));
    }
    Ok(loaded.vary("--vary", &format!("{path}={}", range.table()))?)
}

/// `from..to:steps:log`, its parts as they are written.
struct Range<'t> {
    from: &'t str,
    to: &'t str,
    steps: Option<&'t str>,
    logarithmic: bool,
}

impl<'t> Range<'t> {
    fn read(text: &'t str) -> Option<Self> {
        let is_number = |part: &str| part.parse::<f64>().is_ok_and(f64::is_finite);
        let (from, rest) = text.trim().split_once("..")?;
        let mut parts = rest.split(':').map(str::trim);
        let (from, to) = (from.trim(), parts.next()?);
        if !is_number(from) || !is_number(to) {
            return None;
        }
        let (mut steps, mut logarithmic) = (None, false);
        for part in parts {
            match part {
                "log" => logarithmic = true,
                count => steps = Some(count),
            }
        }
        Some(Self {
            from,
            to,
            steps,
            logarithmic,
        })
    }

    /// The range as TOML.
    fn table(&self) -> String {
        let scale = if self.logarithmic {
            ", scale = \"log\""
        } else {
            ""
        };
        format!(
            "{{ from = {}, to = {}, steps = {}{scale} }}",
            self.from,
            self.to,
            self.steps.unwrap_or("2")
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{Overrides, parse_str};
    use crate::study::cells::value_text;

    fn loaded() -> Loaded {
        let text = "title = \"t\"\n[operator.threshold]\ngate = \"fee\"\n\
                    [strategy.free]\nwithout = [\"operator.threshold\"]\n\
                    [sweep]\n\"audience.founders\" = [10, 20]\n";
        parse_str("test.toml", text, &Overrides::default()).expect("a good scenario")
    }

    fn values(vary: &str) -> Vec<String> {
        let axes = axes(&loaded(), &[vary.to_owned()], true).expect("an axis");
        axes[0].values.iter().map(value_text).collect()
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
        let of_file = axes(&loaded(), &[], true).expect("the file's axes");
        assert_eq!(of_file[0].path, "audience.founders");
    }

    #[test]
    fn mistakes_are_answered() {
        let message = |vary: &str| match axes(&loaded(), &[vary.to_owned()], true) {
            Err(Failure::Usage { message, hint }) => {
                format!("{message} {}", hint.unwrap_or_default())
            }
            Err(Failure::Scenario(problems)) => problems.render(false),
            other => format!("{other:?}"),
        };
        assert!(message("operator.threshold.fee=0..9").contains("does not say how many values"));
        assert!(message("operator.treshold.fee=1,2").contains("did you mean `threshold`?"));
        assert!(message("operator.threshold.fee=-5,2").contains("permitted"));
        assert!(message("operator.threshold.fee=0..9:1").contains("whole numbers from 2"));
        assert!(message("strategy=fre").contains("did you mean `free`?"));
        assert!(message("operator.threshold.fee=").contains("gives no value"));
        assert!(message("fee").contains("needs PATH=VALUE"));
    }
}
