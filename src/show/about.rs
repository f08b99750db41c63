//! What every chart of a scenario says about itself.

use crate::draw::{About, Label, Spread};
use crate::run::summary::{Band, Summary};
use crate::scenario::reference::parameters;
use crate::scenario::settings::Scenario;
use crate::words::lessons::LESSONS;
use crate::words::{Phrase, chinese};

impl From<Band> for Spread {
    fn from(band: Band) -> Self {
        Self {
            mean: band.mean,
            p10: band.p10,
            p25: band.p25,
            p50: band.p50,
            p75: band.p75,
            p90: band.p90,
        }
    }
}

/// What every chart of the runs of a scenario says about itself.
pub(super) fn about_runs(scenario: &Scenario, summary: &Summary) -> About {
    About {
        drawn: summary.drawn,
        ..about(scenario, summary.replicates)
    }
}

/// What every chart of a scenario says about itself.
pub(super) fn about(scenario: &Scenario, replicates: usize) -> About {
    About {
        start_date: scenario.start_date(),
        ..About::new(title(&scenario.title), replicates)
    }
}

/// A title that a user wrote is the same in both languages; that of a lesson is not.
fn title(written: &str) -> Label {
    let lesson = LESSONS.iter().find(|lesson| lesson.title.en == written);
    lesson.map_or_else(|| written.into(), |lesson| lesson.title.into())
}

/// What a parameter is, in a few words: the beginning of its description, where that is short enough for a
/// title in both languages.
pub(super) fn parameter_name(path: &str) -> Option<Label> {
    let known = parameters();
    let parameter = known.iter().find(|it| it.is_at(path))?;
    brief(&chinese::both(&parameter.description))
}

/// The first thing that a description says.
fn brief(description: &Phrase) -> Option<Label> {
    /// Letters that a title has room for beside what else it says.
    const ENGLISH: usize = 72;
    const CHINESE: usize = 26;
    let english = [". ", "; ", ": ", " ("]
        .iter()
        .filter_map(|it| description.en.find(it));
    let english = &description.en[..english.min().unwrap_or(description.en.len())];
    let english = english.trim_end_matches('.');
    let chinese = description.zh.find(['。', '；', '：', '（']);
    let chinese = &description.zh[..chinese.unwrap_or(description.zh.len())];
    let fits = |text: &str, most: usize| !text.is_empty() && text.chars().count() <= most;
    let plain = !english.contains('`') && !chinese.contains('`');
    (plain && fits(english, ENGLISH) && fits(chinese, CHINESE))
        .then(|| Label::new(english, chinese))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_parameter_is_called_what_its_description_says_first() {
        let named = |path: &str| parameter_name(path).map(|it| (it.en, it.zh));
        let founders = (
            "Members present on day 0".to_owned(),
            "第 0 天就在的成员数".to_owned(),
        );
        assert_eq!(named("audience.founders"), Some(founders));
        assert!(named("operator.threshold.fee").is_some());
        assert_eq!(named("no.such.path"), None);
        let long = Phrase::new("a".repeat(200), "字".repeat(10));
        assert_eq!(brief(&long), None);
        let cut = brief(&Phrase::new("Its name. And more.", "名称。还有。")).expect("a name");
        assert_eq!((cut.en.as_str(), cut.zh.as_str()), ("Its name", "名称"));
    }
}
