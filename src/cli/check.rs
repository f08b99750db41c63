//! `qun check`: everything that is wrong with scenario files, or the resolved scenario.

use super::failure::Failure;
use super::options;
use super::output::{Format, Output};
use crate::scenario::{self, Loaded, Problems};
use serde_json::json;
use std::path::PathBuf;

/// Flags of `qun check`.
#[derive(Debug, clap::Args)]
#[command(
    help_template = super::TEMPLATE,
    before_help = "Examples:\n  qun check camp.toml\n  qun check camp.toml --show\n  \
        qun check camp.toml --set operator.threshold.fee=99\n  qun check *.toml --format json"
)]
pub struct Check {
    /// Scenario files
    #[arg(required = true, value_name = "FILE", value_parser = options::scenario_file())]
    pub files: Vec<PathBuf>,
    /// Print the whole scenario, and where each value comes from
    #[arg(long)]
    pub show: bool,
    /// Change a value first: --set operator.threshold.fee=49 (may be repeated)
    #[arg(long, value_name = "PATH=VALUE")]
    pub set: Vec<String>,
    /// How to write the result
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

impl Check {
    /// Runs the command.
    ///
    /// # Errors
    ///
    /// If a file is invalid; all files are checked in any case.
    pub fn run(&self, output: &Output) -> super::Result {
        let overrides = options::overrides(&self.set);
        let mut worst = None;
        let mut documents = Vec::new();
        for file in &self.files {
            let name = file.display().to_string();
            let result = scenario::load(file, &overrides);
            if self.format == Format::Json {
                documents.push(self.document(&name, &result));
            }
            match result {
                Ok(loaded) => {
                    if self.format == Format::Table {
                        self.show_good(&name, &loaded, *output)?;
                    }
                }
                Err(problems) => {
                    if self.format == Format::Table {
                        output.problems(&problems);
                        output.complain(&format!("\n{name}: {}", problems.summary()));
                    }
                    let code = Failure::Scenario(problems).code();
                    worst = worst.max(Some(code));
                }
            }
        }
        if self.format == Format::Json {
            output.json(&documents)?;
        }
        worst.map_or(Ok(()), |code| Err(Failure::Reported(code)))
    }

    fn show_good(&self, name: &str, loaded: &Loaded, output: Output) -> super::Result {
        output.problems(&loaded.warnings);
        if self.show {
            if self.files.len() > 1 {
                output.data(&format!("# {name}\n"))?;
            }
            return Ok(output.data(&loaded.commented(output.language()))?);
        }
        let scenario = &loaded.base;
        let mut parts = vec![
            counted(usize::from(scenario.days), "day", "days"),
            counted(scenario.replicates as usize, "replicate", "replicates"),
            counted(scenario.archetype.len(), "archetype", "archetypes"),
        ];
        let strategies = loaded.strategies.len();
        if strategies > 0 {
            parts.push(counted(strategies, "strategy", "strategies"));
        }
        if !loaded.sweep.is_empty() {
            let cells: usize = loaded.sweep.iter().map(|axis| axis.values.len()).product();
            parts.push(counted(cells, "cell to sweep", "cells to sweep"));
        }
        if !loaded.uncertainty.is_empty() {
            parts.push(counted(
                loaded.uncertainty.len(),
                "uncertain value",
                "uncertain values",
            ));
        }
        let warnings = match loaded.warnings.summary() {
            summary if summary.is_empty() => String::new(),
            summary => format!(" ({summary})"),
        };
        let line = format!("{name}: ok{warnings}: {}", parts.join(", "));
        let told = crate::words::messages::said(&line, output.language());
        Ok(output.data(&format!("{told}\n"))?)
    }

    fn document(&self, name: &str, result: &Result<Loaded, Problems>) -> serde_json::Value {
        match result {
            Ok(loaded) => {
                let mut document =
                    json!({ "file": name, "ok": true, "problems": loaded.warnings.to_json() });
                if self.show {
                    document["values"] = json!(loaded.values());
                }
                document
            }
            Err(problems) => json!({ "file": name, "ok": false, "problems": problems.to_json() }),
        }
    }
}

/// A number of things, in words.
fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
