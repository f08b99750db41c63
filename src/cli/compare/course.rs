//! What a comparison says in the course of the run, and what its arms cost, in words.

use crate::cli::show;
use crate::run::drivers::Drivers;
use crate::show::strategies::called;
use crate::study::compare::Variation;
use crate::study::equal_cost::Arm;
use crate::study::over_time::{Moment, OverTime, Verdict};
use crate::words::comparison as say;
use crate::words::{Language, Unit};

/// A line a strategy on when it is better; nothing where nothing is known.
pub(super) fn over_time(courses: &[OverTime], language: Language) -> String {
    let line = |course: &OverTime| {
        let unit = show::metric(&course.metric, language).1;
        let [quarter, half, end] = course.moments.map(|it| moment(&it, unit, language));
        let mut line = say::OVER_TIME.with(
            language,
            &[
                ("strategy", &called(&course.strategy).text(language)),
                ("against", &called(&course.against).text(language)),
                ("quarter", &quarter),
                ("half", &half),
                ("end", &end),
                ("first", &course.moments[0].day),
                ("middle", &course.moments[1].day),
            ],
        );
        if let Some(day) = course.turns {
            line.push_str(&say::TURNS.with(language, &[("day", &day)]));
        }
        line + "\n"
    };
    courses.iter().map(line).collect()
}

fn moment(moment: &Moment, unit: Unit, language: Language) -> String {
    let text = match moment.verdict {
        Verdict::Better => say::BETTER,
        Verdict::Worse => say::WORSE,
        Verdict::Open => say::OPEN,
        Verdict::Unknown => say::UNKNOWN,
    };
    let mean = moment.difference.map_or(0.0, |found| found.mean);
    let sign = if mean < 0.0 { "−" } else { "+" };
    let difference = format!("{sign}{}", show::change(mean.abs(), unit, language));
    text.with(language, &[("difference", &difference)])
}

/// A line an arm on what it costs.
pub(super) fn costs(names: &[String], arms: &[Arm], language: Language) -> String {
    let money = |value: f64| show::number(value, Unit::Money);
    let line = |(name, arm): (&String, &Arm)| {
        let changed = (arm.people.0 - arm.people.1).abs() > f64::EPSILON;
        let text = if changed {
            say::EQUAL_COST
        } else {
            say::DEAREST
        };
        let rate = |value: f64| show::number(value, Unit::Number);
        text.with(
            language,
            &[
                ("arm", name),
                ("before", &money(arm.before)),
                ("after", &money(arm.after)),
                ("was", &rate(arm.people.0)),
                ("now", &rate(arm.people.1)),
            ],
        ) + "\n"
    };
    names.iter().zip(arms).map(line).collect()
}

/// What drives the outcome: of what all are compared with in full, of the others in a line each.
pub(super) fn drives(variations: &[Variation], drivers: &[Drivers], language: Language) -> String {
    let Some((base, others)) = drivers.split_first() else {
        return String::new();
    };
    let mut said = show::what_drives(base, language);
    for (variation, drivers) in variations[1..].iter().zip(others) {
        let line = show::drives_in_short(&variation.name, drivers, language);
        said.push_str(&format!("  {line}\n"));
    }
    said
}
