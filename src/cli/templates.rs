//! The scenarios that come with the program. They are the files of the folder `scenarios`.

use super::failure::Failure;
use serde::Serialize;

/// A ready-made scenario.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Template {
    /// Its name.
    pub name: &'static str,
    /// What it is, in a line.
    pub description: &'static str,
    /// The file.
    #[serde(skip)]
    pub text: &'static str,
}

/// All of them.
pub const TEMPLATES: &[Template] = &[
    Template {
        name: "quickstart",
        description: "The shortest scenario that says something: a chat group, an entry fee, and three strategies to compare.",
        text: include_str!("../../scenarios/quickstart.toml"),
    },
    Template {
        name: "chat",
        description: "A chat group with every table commented.",
        text: include_str!("../../scenarios/chat.toml"),
    },
    Template {
        name: "forum",
        description: "A forum: threads that are answered over days, no limit of members.",
        text: include_str!("../../scenarios/forum.toml"),
    },
    Template {
        name: "wechat",
        description: "A WeChat group of 500 with a waiting list, in Chinese.",
        text: include_str!("../../scenarios/wechat.toml"),
    },
    Template {
        name: "strategies",
        description: "Every strategy an operator has, each as a variation to compare with doing nothing.",
        text: include_str!("../../scenarios/strategies.toml"),
    },
];

/// The template of a name.
///
/// # Errors
///
/// A usage failure with the nearest name.
pub fn find(name: &str) -> Result<&'static Template, Failure> {
    TEMPLATES
        .iter()
        .find(|template| template.name == name)
        .ok_or_else(|| {
            let names: Vec<&str> = TEMPLATES.iter().map(|template| template.name).collect();
            let hint = match crate::scenario::nearest(name, &names) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("there are {}", names.join(", ")),
            };
            Failure::usage(format!("there is no template `{name}`"), hint)
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::parse_str;

    #[test]
    fn every_template_is_a_good_scenario_without_warnings() {
        for template in TEMPLATES {
            let loaded = parse_str(
                template.name,
                template.text,
                &super::super::options::overrides(&[]),
            );
            let loaded = loaded.unwrap_or_else(|problems| panic!("{problems}"));
            assert!(loaded.warnings.is_empty(), "{}", loaded.warnings);
        }
    }

    #[test]
    fn every_strategy_is_in_the_template_of_strategies() {
        let template = find("strategies").expect("a template");
        for key in crate::strategy::KEYS {
            assert!(template.text.contains(&format!(".operator.{key}")), "{key}");
        }
    }
}
