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

macro_rules! templates {
    ($($name:literal: $description:literal,)*) => {
        /// All of them.
        pub const TEMPLATES: &[Template] = &[$(Template {
            name: $name,
            description: $description,
            text: include_str!(concat!("../../scenarios/", $name, ".toml")),
        }),*];
    };
}

templates! {
    "quickstart": "The shortest scenario that says something: a chat group, a questionnaire at the door, three variations.",
    "chat": "A chat group with every table commented.",
    "forum": "A forum: threads that are answered over days, no limit of members.",
    "wechat": "A WeChat group of 500 with a waiting list, in Chinese.",
    "wechat-groups": "Small groups that friends make, growing by invitation: most die young.",
    "strategies": "Every strategy an operator has, each as a variation of doing nothing.",
    "two-packets": "Two kinds of red packet and two programmes of content: strategies under names of their own.",
    "c1-product-managers-2016": "A group for product-manager graduates that rises with the recruiting season and falls with it.",
    "c6-red-packets": "A group that lives on red packets.",
    "c9-free-or-paid": "The same community with the entry fee swept.",
    "c11-monthly-renewal": "Monthly renewal: purge, queue and fee, on and off.",
}

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
        for kind in crate::operator::KINDS {
            let table = format!(".operator.{}", kind.key);
            assert!(template.text.contains(&table), "{}", kind.key);
        }
    }
}
