//! Priors: how far the value of a parameter in another possible community may lie from the one that
//! holds here. The table itself is `layers/presets/priors.toml`.

use super::form::shape::{Range, Shape, TableShape, scenario};
use super::form::wording::plain;
use super::messages::source::Layer;
use super::provenance::{known_from, split};
use super::text::path;
use super::text::tree::{Node, Value};
use crate::words::{Language, Phrase, Text, chinese, reference};
use serde::Deserialize;
use std::collections::BTreeSet;
use std::fmt::Display;
use std::sync::LazyLock;

const TABLE: &str = include_str!("layers/presets/priors.toml");

/// How values scatter.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Spread {
    /// Standard deviation of the value.
    Normal(f64),
    /// Standard deviation of its logarithm; a negative value keeps its sign, 0 stays 0.
    Log(f64),
    /// Standard deviation of its log odds; 0 and 1 stay.
    Logit(f64),
    /// Nothing but there or not there.
    Switch,
}

/// What is believed of a parameter where nobody has written it down.
#[derive(Debug, Clone, PartialEq)]
pub struct Prior {
    /// Path of the parameter, with `NAME` for the names of elements of lists.
    pub path: String,
    /// How values scatter; `None` where nothing is drawn.
    pub spread: Option<Spread>,
    /// The median, if it is not the value that holds.
    pub at: Option<f64>,
    /// Probability that the channel does not exist, or that the switch stands the other way.
    pub off: f64,
    /// Correlation between the elements of a list in one world.
    pub kinds: f64,
    /// Correlation with the common length of lives.
    pub life: f64,
    /// What sentences call it.
    pub name: Phrase,
    /// Why nothing is drawn, or why the median is not the value that holds; else empty.
    pub why: String,
    /// Where the spread comes from; begins with measured, literature or assumed.
    pub source: String,
}

/// One line of the table.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    normal: Option<f64>,
    log: Option<f64>,
    logit: Option<f64>,
    at: Option<f64>,
    #[serde(default)]
    off: f64,
    kinds: Option<f64>,
    #[serde(default)]
    life: f64,
    name: Option<[String; 2]>,
    none: Option<String>,
    why: Option<String>,
    source: String,
}

impl Prior {
    fn new(path: String, line: Line) -> Self {
        let spread = match (line.normal, line.log, line.logit) {
            (Some(sd), _, _) => Some(Spread::Normal(sd)),
            (_, Some(sd), _) => Some(Spread::Log(sd)),
            (_, _, Some(sd)) => Some(Spread::Logit(sd)),
            _ => (line.off > 0.0).then_some(Spread::Switch),
        };
        let [en, zh] = line.name.unwrap_or_default();
        Self {
            path,
            spread,
            at: line.at,
            off: line.off,
            kinds: line.kinds.unwrap_or(1.0),
            life: line.life,
            name: Phrase::new(en, zh),
            why: line.none.or(line.why).unwrap_or_default(),
            source: line.source,
        }
    }

    /// The value `deviate` standard deviations from the median, where `value` holds.
    pub fn at_deviate(&self, value: f64, deviate: f64) -> f64 {
        let median = self.at.unwrap_or(value);
        match self.spread {
            Some(Spread::Normal(sd)) => median + sd * deviate,
            Some(Spread::Log(sd)) => median * libm::exp(sd * deviate),
            Some(Spread::Logit(sd)) if median > 0.0 && median < 1.0 => {
                let odds = median / (1.0 - median) * libm::exp(sd * deviate);
                odds / (1.0 + odds)
            }
            _ => median,
        }
    }

    /// In words: `log-normal, × 0.62 to × 1.6`, the middle nine in ten.
    pub fn text(&self, language: Language) -> String {
        let why = chinese::told(&self.why, language);
        let factor = |sd: f64, at: f64| plain(rounded(libm::exp(sd * at)));
        let ends = |text: Text, sd: f64| {
            let (least, most) = (factor(sd, -NINE_IN_TEN), factor(sd, NINE_IN_TEN));
            text.with(language, &[("least", &least), ("most", &most)])
        };
        let mut drawn = match self.spread {
            None => return reference::NOT_DRAWN.with(language, &[("why", &why)]),
            Some(Spread::Normal(sd)) => {
                let most = plain(rounded(NINE_IN_TEN * sd));
                reference::NORMAL.with(language, &[("most", &most)])
            }
            Some(Spread::Log(sd)) => ends(reference::LOG, sd),
            Some(Spread::Logit(sd)) => ends(reference::LOGIT, sd),
            Some(Spread::Switch) => reference::SWITCH.text(language).to_owned(),
        };
        if let Some(at) = self.at {
            let median = plain(at);
            let values: [(&str, &dyn Display); 3] =
                [("drawn", &drawn), ("median", &median), ("why", &why)];
            drawn = reference::AROUND.with(language, &values);
        }
        if self.off > 0.0 {
            let text = if self.spread == Some(Spread::Switch) {
                reference::OTHER_WAY
            } else {
                reference::ABSENT
            };
            let n = plain(100.0 * self.off);
            drawn = text.with(language, &[("drawn", &drawn), ("n", &n)]);
        }
        let (provenance, source) = split(&self.source);
        let source = known_from(provenance, source, language);
        reference::DRAWN_FROM.with(language, &[("drawn", &drawn), ("source", &source)])
    }
}

/// Standard deviations to either side between which the middle nine in ten lie.
const NINE_IN_TEN: f64 = 1.645;

/// Two significant digits.
fn rounded(number: f64) -> f64 {
    format!("{number:.1e}").parse().unwrap_or(number)
}

/// Every prior, in the order of the table.
pub fn priors() -> &'static [Prior] {
    static PRIORS: LazyLock<Vec<Prior>> = LazyLock::new(|| {
        let table: toml::map::Map<String, toml::Value> = toml::from_str(TABLE).unwrap_or_default();
        let line =
            |(path, value): (String, toml::Value)| Some(Prior::new(path, value.try_into().ok()?));
        table.into_iter().filter_map(line).collect()
    });
    &PRIORS
}

/// The prior of a parameter of the reference.
pub fn prior(path: &str) -> Option<&'static Prior> {
    priors().iter().find(|prior| prior.path == path)
}

/// A parameter of one scenario that nobody has written down, and what may be drawn for it.
#[derive(Debug, Clone, PartialEq)]
pub struct Open {
    /// Its path, with the names of this scenario.
    pub path: String,
    /// Where it lies in the scenario as JSON (RFC 6901).
    pub pointer: String,
    /// What is believed of it.
    pub prior: &'static Prior,
    /// The value that holds; 1 and 0 for a switch.
    pub value: f64,
    /// Least permitted value.
    pub least: f64,
    /// Greatest permitted value.
    pub most: f64,
    /// Whether it is a whole number.
    pub whole: bool,
}

impl Open {
    /// Its value at a deviate, within what is permitted.
    pub fn at_deviate(&self, deviate: f64) -> f64 {
        let value = self.prior.at_deviate(self.value, deviate);
        let value = value.clamp(self.least, self.most);
        if self.whole { value.round() } else { value }
    }

    /// What it is where the channel does not exist, or the switch stands the other way.
    pub fn when_off(&self) -> f64 {
        if self.prior.spread == Some(Spread::Switch) {
            1.0 - self.value
        } else {
            0.0_f64.clamp(self.least, self.most)
        }
    }
}

/// What is left open in a resolved tree: every value with a prior that no file, variation, flag or
/// cell has given, or that the file gives and leaves open all the same (`left_open`). Of shares, only
/// if two or more are open.
pub(crate) fn open(tree: &Node, left_open: &BTreeSet<String>) -> Vec<Open> {
    let mut found = all(tree);
    found.retain(|(open, layer)| {
        *layer <= Layer::Derived || *layer == Layer::File && left_open.contains(&open.path)
    });
    let mut found: Vec<Open> = found.into_iter().map(|it| it.0).collect();
    let is_share = |open: &Open| open.prior.path == "archetype.NAME.share";
    if found.iter().filter(|it| is_share(it)).count() < 2 {
        found.retain(|it| !is_share(it));
    }
    found
}

/// Whether a value of a resolved tree has a prior that it is drawn from where it is left open.
pub(crate) fn is_drawn(tree: &Node, path: &str) -> bool {
    all(tree).iter().any(|(open, _)| open.path == path)
}

/// Every value with a prior, with the layer that gives it.
fn all(tree: &Node) -> Vec<(Open, Layer)> {
    let mut found = Vec::new();
    collect(tree, scenario(), &mut Walk::default(), &mut found);
    found
}

/// Where a walk through a scenario stands.
#[derive(Default, Clone)]
struct Walk {
    pattern: String,
    path: String,
    pointer: String,
}

impl Walk {
    fn step(&self, pattern: &str, name: &str, place: &str) -> Self {
        Self {
            pattern: path::join(&self.pattern, pattern),
            path: path::join(&self.path, name),
            pointer: format!("{}/{place}", self.pointer),
        }
    }
}

fn collect(node: &Node, shape: &TableShape, walk: &mut Walk, found: &mut Vec<(Open, Layer)>) {
    let Some(table) = node.table() else { return };
    for field in &shape.fields {
        let Some(inner) = table.get(&field.key) else {
            continue;
        };
        let mut here = walk.step(&field.key, &field.key, &field.key);
        match &field.shape {
            Shape::Table(shape) => collect(inner, shape, &mut here, found),
            Shape::List { .. } => {
                let Some(shape) = field.shape.named_items() else {
                    continue;
                };
                for (place, element) in inner.list().unwrap_or_default().iter().enumerate() {
                    let name = element.table().and_then(|table| table.text("name"));
                    let place = place.to_string();
                    let mut here = here.step("NAME", name.unwrap_or(&place), &place);
                    collect(element, shape, &mut here, found);
                }
            }
            Shape::Number(range) => leaf(inner, *range, false, &here, found),
            Shape::Whole(range) => leaf(inner, *range, true, &here, found),
            Shape::Boolean => {
                let range = Range {
                    least: 0.0,
                    most: 1.0,
                };
                leaf(inner, range, true, &here, found);
            }
            _ => {}
        }
    }
}

fn leaf(node: &Node, range: Range, whole: bool, here: &Walk, found: &mut Vec<(Open, Layer)>) {
    let value = match node.value {
        Value::Boolean(on) => Some(f64::from(u8::from(on))),
        ref value => value.number(),
    };
    let prior = prior(&here.pattern).filter(|prior| prior.spread.is_some());
    if let (Some(prior), Some(value)) = (prior, value) {
        let open = Open {
            path: here.path.clone(),
            pointer: here.pointer.clone(),
            prior,
            value,
            least: range.least,
            most: range.most,
            whole,
        };
        found.push((open, node.origin.layer));
    }
}

#[cfg(test)]
mod tests {
    use super::super::reference::{Provenance, parameters};
    use super::*;

    #[test]
    fn every_parameter_that_is_not_a_setting_has_a_prior() {
        let known = toml::from_str::<toml::Table>(TABLE).expect("a table");
        assert_eq!(known.len(), priors().len(), "a line is not understood");
        let parameters = parameters();
        for parameter in parameters
            .iter()
            .filter(|it| it.provenance != Provenance::Setting)
        {
            assert!(
                prior(&parameter.path).is_some(),
                "{} has no prior: give it a line in src/scenario/layers/presets/priors.toml",
                parameter.path
            );
        }
        for prior in priors() {
            assert!(
                parameters.iter().any(|it| it.path == prior.path),
                "{}: there is no such parameter",
                prior.path
            );
        }
    }

    #[test]
    fn priors_say_what_they_must() {
        for prior in priors() {
            let mark = prior.source.split(':').next().unwrap_or_default();
            assert!(
                ["measured", "literature", "assumed"].contains(&mark),
                "{}: {}",
                prior.path,
                prior.source
            );
            let drawn = prior.spread.is_some();
            assert_eq!(drawn, !prior.name.en.is_empty(), "{}", prior.path);
            assert_eq!(drawn, !prior.name.zh.is_empty(), "{}", prior.path);
            // The median is the value that holds, or the table says why it is another.
            let said = !drawn || prior.at.is_some();
            assert_eq!(said, !prior.why.is_empty(), "{}", prior.path);
            assert!((0.0..0.5).contains(&prior.off), "{}", prior.path);
            assert!((0.0..=1.0).contains(&prior.kinds), "{}", prior.path);
            assert!((0.0..1.0).contains(&prior.life), "{}", prior.path);
            let sd = match prior.spread {
                Some(Spread::Normal(sd) | Spread::Log(sd) | Spread::Logit(sd)) => sd,
                _ => 1.0,
            };
            assert!(sd > 0.0 && sd < 2.0, "{}", prior.path);
        }
    }

    #[test]
    fn the_median_is_the_value_that_holds() {
        for prior in priors().iter().filter(|prior| prior.at.is_none()) {
            for value in [-0.4, 0.0, 0.3, 1.0] {
                let median = prior.at_deviate(value, 0.0);
                assert!((median - value).abs() < 1e-12, "{}: {median}", prior.path);
            }
        }
        let log = prior("interactions.ties_lost").expect("a prior");
        assert!((log.at_deviate(1.0, 1.0) - 0.8_f64.exp()).abs() < 1e-12);
        assert!(log.at_deviate(0.0, 3.0).abs() < 1e-12);
        let logit = prior("community.mute").expect("a prior");
        assert!((logit.at_deviate(0.5, 1.0) - 1.0 / (1.0 + (-0.5_f64).exp())).abs() < 1e-12);
        assert!(
            logit
                .text(Language::English)
                .starts_with("log odds normal, odds × 0.44 to × 2.3")
        );
    }

    #[test]
    fn what_is_written_is_not_open() {
        let text = "[[archetype]]\nname = \"regular\"\nquit_a = 0.5\nshare = 0.4\n\
                    [[archetype]]\nname = \"lurker\"\n[interactions]\nads = 2.0\n\
                    [strategy.gate.operator.threshold]\nsensitivity = 2\n";
        let flags = super::super::Overrides::default().set("interactions.identity=0.3");
        let loaded = super::super::parse_str("t.toml", text, &flags).expect("a scenario");
        let paths = |strategy: Option<&str>| -> Vec<String> {
            let open = loaded.open(strategy, &[("community.focus".to_owned(), 0.5.into())]);
            open.into_iter().map(|open| open.path).collect()
        };
        let base = paths(None);
        let has = |path: &str| base.iter().any(|it| it == path);
        assert!(has("archetype.regular.quit_b") && has("archetype.lurker.quit_a"));
        assert!(has("interactions.on") && has("interactions.hostility"));
        for written in [
            "archetype.regular.quit_a",
            "archetype.lurker.share",
            "interactions.ads",
            "interactions.identity",
            "community.focus",
            "operator.threshold.fee_scale",
        ] {
            assert!(!has(written), "{written}");
        }
        let gate = paths(Some("gate"));
        assert!(gate.contains(&"operator.threshold.fee_scale".to_owned()));
        assert!(!gate.contains(&"operator.threshold.sensitivity".to_owned()));
    }
}
