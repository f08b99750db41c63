//! `qun schema`: the JSON schema of a scenario file, those of the claims book among them.

use super::output::Output;
use crate::claims::claim;
use crate::scenario;
use crate::words::{Language, chinese};
use serde_json::Value;

/// Flags of `qun schema`.
#[derive(Debug, clap::Args)]
#[command(
    help_template = super::TEMPLATE,
    before_help = "Examples:\n  qun schema > scenario.schema.json\n\n\
        and as the first line of a scenario, for completion in editors:\n  #:schema scenario.schema.json"
)]
pub struct Schema {
    /// Language of the descriptions, which editors show
    #[arg(long, value_name = "LANGUAGE", value_parser = ["en", "zh"], default_value = "en")]
    pub language: String,
}

impl Schema {
    /// Runs the command.
    ///
    /// # Errors
    ///
    /// If stdout cannot be written to.
    pub fn run(&self, output: &Output) -> super::Result {
        let mut schema = scenario::schema();
        schema["properties"]["claim"] = claim::schema();
        tell(
            &mut schema,
            Language::from_tag(&self.language).unwrap_or_default(),
        );
        Ok(output.json(&schema)?)
    }
}

/// What a schema says to people, and has in both languages.
const TOLD: [&str; 3] = ["description", "x-more", "x-unit"];

/// Says it in a language.
fn tell(schema: &mut Value, language: Language) {
    match schema {
        Value::Object(object) => {
            for (key, value) in object {
                match value {
                    Value::String(text) if TOLD.contains(&key.as_str()) => {
                        if language == Language::Chinese {
                            *text = chinese::told(text, language);
                        }
                    }
                    value => tell(value, language),
                }
            }
        }
        Value::Array(list) => list.iter_mut().for_each(|value| tell(value, language)),
        _ => {}
    }
}
