//! `docs/validation.md`: the patterns, what was found, and how, as a page.

use crate::observe::patterns::CATALOGUE;
use crate::show::validation::{band_text, bands, interval_text, value_text};
use crate::show::validation_terminal::summary;
use crate::validate::{
    EXPERIMENTS, NOT_EXPRESSIBLE, PatternResult, Preset, Validation, Verdict, explanation,
};
use crate::words::Language;
use std::fmt::Write as _;

/// Parts of the page that other commands fill: their names, and what to run. Each stands between
/// `<!-- NAME -->` and `<!-- /NAME -->` and is kept when the page is written again.
pub const KEPT: [(&str, &str, &str); 3] = [
    (
        TRIALS,
        "Published experiments lived through again",
        "qun validate --experiments --replicates 200 --write docs/validation.md",
    ),
    ("seeds", "The same with other luck", "qun validate --seed N"),
    (
        "worlds",
        "Real communities among possible worlds",
        "qun validate --log LOG --worlds 100",
    ),
];

/// The kept part that tells of published experiments.
pub const TRIALS: &str = "trials";

const TITLE: &str = "\
# Validation

Does a simulated community look like a real one? What to look for is known from {patterns} patterns that were measured in
public archives or published in studies; this page holds the presets against each of them, and says where they fail.

Written by `qun validate --write docs/validation.md`; `--preset chat` tries one preset alone. The same numbers of a real log
come from `qun validate --log LOG`, computed by the same code.
";

const RULES: &str = "\
## How to read it

* A *band* is the range found in eleven public archives, slightly widened, or the one a study gives. Where only a direction
  is known, the value must lie on that side.
* The *value* is the median over the replicates of an experiment, with the middle 80 % of the replicates; where one
  replicate has too few cases, all are taken together, with an 80 % bootstrap interval.
* A *part* holds if its value lies in the band. A *pattern* holds if every part with a band or a direction holds for
  every preset it applies to. What could not be measured counts as not held.
* The bands are those of whole histories: of parts of real archives, 73 % of the verdicts are positive for one year, 92 %
  for five, 95 % for seven.
* Bands were set from the archives before the presets were fitted to them, and the presets were fitted with these bands in
  sight: a pattern that holds shows that the model can express it, not that it was foretold.
";

/// What stands on another page.
const ELSEWHERE: &str = "
## Known parameters found again, forecasts of real communities

See [calibration.md](calibration.md): the tables of `qun calibrate --recovery` and `qun calibrate --backtest`.
";

/// Whether a text is such a page, so that it may be written anew.
pub fn is_page(text: &str) -> bool {
    let heading = TITLE.lines().next().unwrap_or_default();
    text.lines().next() == Some(heading) && text.contains("qun validate --write")
}

/// How the page begins.
fn title() -> String {
    TITLE.replace("{patterns}", &CATALOGUE.len().to_string())
}

/// The page. What stands in the kept parts of `former`, the page as it was, is taken over.
pub fn page(found: &Validation, former: &str) -> String {
    let mut text = title();
    let settings = found.settings;
    let _ = writeln!(
        text,
        "\n**{}.** {} replicates of each experiment, histories of {} days, seed {}, qun {}.\n",
        summary(found, Language::English),
        settings.replicates,
        settings.days,
        settings.seed,
        env!("CARGO_PKG_VERSION")
    );
    text.push_str(RULES);
    text.push_str("\n## The patterns\n\n");
    text.push_str(&overview(found));
    text.push_str("\n## What does not hold, and why\n\n");
    text.push_str(&failures(found));
    text.push_str("\n## All numbers\n\n");
    text.push_str(&numbers(found));
    text.push('\n');
    text.push_str(&experiments());
    text.push('\n');
    text.push_str(&definitions());
    for (name, ..) in KEPT {
        text.push_str(&section(name, kept(former, name).unwrap_or("\n")));
    }
    text.push_str(ELSEWHERE);
    text
}

/// A kept part with its heading.
fn section(name: &str, text: &str) -> String {
    let (title, command) = KEPT
        .iter()
        .find(|(known, ..)| *known == name)
        .map_or((name, ""), |(_, title, command)| (*title, *command));
    format!("\n## {title}\n\nFrom `{command}`.\n\n<!-- {name} -->{text}<!-- /{name} -->\n")
}

/// A page as it was, with one of the kept parts written anew; one that had no such part gets it at its end.
pub fn with_part(former: &str, name: &str, text: &str) -> String {
    match kept(former, name) {
        Some(old) => former.replacen(
            &format!("<!-- {name} -->{old}<!-- /{name} -->"),
            &format!("<!-- {name} -->{text}<!-- /{name} -->"),
            1,
        ),
        None => former.to_owned() + &section(name, text),
    }
}

/// What stands between the marks of a kept part.
fn kept<'p>(page: &'p str, name: &str) -> Option<&'p str> {
    let (_, after) = page.split_once(&format!("<!-- {name} -->"))?;
    Some(after.split_once(&format!("<!-- /{name} -->"))?.0)
}

/// The parts of the page that do not depend on what was found, each a whole section or table.
pub fn fixed_parts() -> Vec<String> {
    vec![
        title(),
        RULES.to_owned(),
        experiments(),
        definitions(),
        ELSEWHERE.to_owned(),
    ]
}

fn overview(found: &Validation) -> String {
    let mut text = String::from("| pattern | |");
    for preset in &found.presets {
        let _ = write!(text, " {} |", preset.name());
    }
    text.push_str(" in all |\n|---|---|");
    text.push_str(&"---|".repeat(found.presets.len() + 1));
    text.push('\n');
    for result in &found.patterns {
        let _ = write!(
            text,
            "| {} | {} |",
            result.pattern.id, result.pattern.name.en
        );
        for &preset in &found.presets {
            let _ = write!(text, " {} |", under(result, preset));
        }
        let _ = writeln!(text, " {} |", result.verdict.words(Language::English));
    }
    text
}

/// How many of the judged parts hold under one preset.
fn under(result: &PatternResult, preset: Preset) -> String {
    let judged: Vec<Verdict> = result
        .parts
        .iter()
        .filter(|part| part.preset == preset && part.verdict != Verdict::Told)
        .map(|part| part.verdict)
        .collect();
    if judged.is_empty() {
        return "–".to_owned();
    }
    let held = judged.iter().filter(|&&it| it == Verdict::Pass).count();
    format!("{held} of {}", judged.len())
}

fn failures(found: &Validation) -> String {
    let mut text = String::new();
    for result in &found.patterns {
        let what = match result.verdict {
            Verdict::Fail => "fails",
            Verdict::NotMeasured => "could not be measured",
            Verdict::NotExpressible => "cannot be expressed yet",
            _ => continue,
        };
        let _ = write!(
            text,
            "* **{} {}** {what}.",
            result.pattern.id, result.pattern.name.en
        );
        let outside: Vec<String> = result
            .parts
            .iter()
            .filter(|part| matches!(part.verdict, Verdict::Fail | Verdict::NotMeasured))
            .map(|part| {
                let value = part.finding.as_ref().and_then(|finding| finding.value);
                format!(
                    "{} {} {} (expected: {})",
                    part.preset.name(),
                    part.part.key,
                    value_text(value, part.part.unit),
                    band_text(part.part, part.preset.medium()).en
                )
            })
            .collect();
        if !outside.is_empty() {
            let _ = write!(text, " {}.", outside.join("; "));
        }
        if let Some(reason) = result.reason {
            let _ = write!(text, " Reason: {reason}.");
        } else if let Some(why) = explanation(result.pattern.id) {
            let _ = write!(text, " {why}");
        }
        text.push('\n');
    }
    if text.is_empty() {
        text.push_str("Everything holds.\n");
    }
    text
}

fn numbers(found: &Validation) -> String {
    let mut text = String::from(
        "| pattern | part | preset | value | 80 % interval | band | verdict | experiment |\n|---|---|---|---|---|---|---|---|\n",
    );
    let mut notes = String::new();
    for result in &found.patterns {
        for part in &result.parts {
            let finding = part.finding.as_ref();
            let _ = writeln!(
                text,
                "| {} | {} | {} | {} | {} | {} | {} | {} |",
                result.pattern.id,
                part.part.key,
                part.preset.name(),
                value_text(finding.and_then(|finding| finding.value), part.part.unit),
                interval_text(part).en,
                band_text(part.part, part.preset.medium()).en,
                part.verdict.words(Language::English),
                finding.map_or("–", |finding| finding.experiment),
            );
            if let Some(note) = finding.and_then(|finding| finding.note.as_ref()) {
                let _ = writeln!(
                    notes,
                    "* {} {}, {}: {}.",
                    result.pattern.id,
                    part.part.key,
                    part.preset.name(),
                    note.en
                );
            }
        }
    }
    if !notes.is_empty() {
        text.push_str("\nRemarks:\n\n");
        text.push_str(&notes);
    }
    text
}

/// The settings of all experiments.
fn experiments() -> String {
    let mut text = String::from(
        "## The experiments\n\n| experiment | for | presets | what is simulated and measured |\n|---|---|---|---|\n",
    );
    for experiment in &EXPERIMENTS {
        let presets: Vec<&str> = experiment
            .presets
            .iter()
            .map(|preset| preset.name())
            .collect();
        let _ = writeln!(
            text,
            "| {} | {} | {} | {} |",
            experiment.key,
            experiment.patterns,
            presets.join(", "),
            experiment.settings
        );
    }
    text
}

/// What each number is, its bands and sources, and what cannot be expressed.
fn definitions() -> String {
    let mut text = String::from(
        "## Definitions and sources\n\n| pattern | part | what is measured | band | source |\n|---|---|---|---|---|\n",
    );
    for pattern in &CATALOGUE {
        for part in pattern.parts {
            let _ = writeln!(
                text,
                "| {} | {} | {} | {} | {} |",
                pattern.id,
                part.key,
                part.meaning,
                bands(pattern, part).en,
                pattern.source
            );
        }
    }
    if !NOT_EXPRESSIBLE.is_empty() {
        text.push_str("\nNot yet expressible:\n\n");
    }
    for (id, reason) in NOT_EXPRESSIBLE {
        let _ = writeln!(text, "* {id}: {reason}.");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_others_wrote_is_found_between_its_marks() {
        let page = "a <!-- worlds -->\n| 1 |\n<!-- /worlds --> b";
        assert_eq!(kept(page, "worlds"), Some("\n| 1 |\n"));
        assert_eq!(kept(page, "recovery"), None);
        assert_eq!(kept("<!-- worlds --> open", "worlds"), None);
    }

    #[test]
    fn one_part_is_written_anew_and_the_rest_stays() {
        let page = "a <!-- trials -->\nold\n<!-- /trials --> b <!-- seeds -->old<!-- /seeds -->";
        let written = with_part(page, TRIALS, "new");
        assert_eq!(
            written,
            "a <!-- trials -->new<!-- /trials --> b <!-- seeds -->old<!-- /seeds -->"
        );
        assert_eq!(with_part(&written, TRIALS, "new"), written);
        // A page from before there was such a part gets it at its end, with its heading.
        let longer = with_part("a", TRIALS, "new");
        assert!(longer.starts_with("a\n## Published") && kept(&longer, TRIALS) == Some("new"));
    }
}
