//! What a batch is, in a file: enough to go on with it, to merge it and to live any one run again.

use crate::files::digest::hash;
use crate::files::engine::ENGINE;
use crate::files::ownership::is_within;
use crate::run::cells::Cell;
use crate::scenario::{Axis, Loaded, Overrides, Problems, Worlds, parse_str};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

/// Name of the file in an output folder.
pub const FILE: &str = "study.json";

/// Member-days in a block, about: small enough that a crash loses seconds.
const BLOCK_MEMBER_DAYS: f64 = 5e6;
/// Most replicates of a cell, with all that `--precision` may add.
const MOST_REPLICATES: u32 = 100_000_000;
/// Most replicates in a block.
const LONGEST_BLOCK: u32 = 50;

/// A batch of runs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    /// The engine that is to run it.
    pub engine: String,
    /// Name of the scenario file.
    pub file: String,
    /// Text of the scenario file.
    pub scenario: String,
    /// What the flags laid over it: flag and `PATH=VALUE`.
    pub assignments: Vec<(String, String)>,
    /// What the tables are called in the folder that the scenario names.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub tables: BTreeMap<String, String>,
    /// In which worlds replicates live.
    #[serde(default, skip_serializing_if = "Worlds::is_fixed")]
    pub worlds: Worlds,
    /// How the cells are laid out, in words.
    pub design: String,
    /// What was varied.
    pub axes: Vec<PlannedAxis>,
    /// Replicates of each cell.
    pub replicates: u32,
    /// Replicates in a block.
    pub block: u32,
    /// How the results are looked at; does not change them.
    pub view: View,
    /// The cells.
    pub cells: Vec<PlannedCell>,
}

/// An axis with its values as TOML.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlannedAxis {
    /// The path.
    pub path: String,
    /// The values.
    pub values: Vec<String>,
}

/// A cell with its values as TOML.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlannedCell {
    /// The strategy it builds on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub strategy: Option<String>,
    /// Paths and values.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<(String, String)>,
}

/// How the results of a batch are looked at.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct View {
    /// The metric that says which cell is best.
    pub metric: String,
    /// Whether less of it is better.
    pub minimize: bool,
    /// Further metrics in the tables.
    pub metrics: Vec<String>,
}

/// Why a plan cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum PlanError {
    /// There is none.
    #[error("{folder} holds no batch: it has no {FILE}")]
    Missing {
        /// The folder.
        folder: String,
    },
    /// The file cannot be read, or is not a plan.
    #[error("failed to read {file}: {why}")]
    Unreadable {
        /// The file.
        file: String,
        /// Why.
        why: String,
    },
    /// The plan belongs to another engine.
    #[error("{file} was made by qun {theirs}, and this is qun {ENGINE}: their numbers differ")]
    Engine {
        /// The file.
        file: String,
        /// The engine that made it.
        theirs: String,
    },
}

impl Plan {
    /// Reads the plan of an output folder.
    ///
    /// # Errors
    /// [`PlanError`].
    pub fn read(folder: &Path) -> Result<Self, PlanError> {
        use std::io::ErrorKind;
        let path = folder.join(FILE);
        let file = path.display().to_string();
        let unreadable = |why: String| PlanError::Unreadable {
            file: file.clone(),
            why,
        };
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error)
                if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) =>
            {
                return Err(PlanError::Missing {
                    folder: folder.display().to_string(),
                });
            }
            Err(error) => return Err(unreadable(error.to_string())),
        };
        let value: serde_json::Value =
            serde_json::from_str(&text).map_err(|error| unreadable(error.to_string()))?;
        // Told apart first: another engine may also write another form of file.
        match value.get("engine").and_then(serde_json::Value::as_str) {
            Some(ENGINE) => {}
            Some(theirs) => {
                return Err(PlanError::Engine {
                    file,
                    theirs: theirs.to_owned(),
                });
            }
            None => return Err(unreadable("it is not a batch".to_owned())),
        }
        let plan: Self =
            serde_json::from_value(value).map_err(|error| unreadable(error.to_string()))?;
        if !(1..=MOST_REPLICATES).contains(&plan.replicates)
            || !(1..=LONGEST_BLOCK).contains(&plan.block)
        {
            return Err(unreadable(format!(
                "{} replicates in blocks of {} cannot be",
                plan.replicates, plan.block
            )));
        }
        Ok(plan)
    }

    /// Whether its cells are kept one by one, so that it may be made in parts: each is seen by a metric.
    pub fn has_parts(&self) -> bool {
        !self.view.metric.is_empty()
    }

    /// The plan as the bytes of a file.
    pub fn bytes(&self) -> Vec<u8> {
        // Serialising plain structs of numbers and texts into memory has no way to fail.
        let mut text = serde_json::to_string_pretty(self).unwrap_or_default();
        text.push('\n');
        text.into_bytes()
    }

    /// The scenario file with what the flags laid over it.
    ///
    /// # Errors
    /// If somebody has changed the file by hand.
    pub fn load(&self, folder: &Path) -> Result<Loaded, Problems> {
        // The tables that the scenario names lie in the folder, wherever the file itself was; a plan
        // that was changed by hand leads nowhere else.
        let within = |(named, file): (&String, &String)| {
            is_within(file).then(|| (named.clone(), folder.join(file)))
        };
        let overrides = Overrides {
            assignments: self.assignments.clone(),
            metrics: Vec::new(),
            tables: self.tables.iter().filter_map(within).collect(),
            worlds: self.worlds,
        };
        let name = Path::new(&self.file).file_name().map_or_else(
            || self.file.clone(),
            |file| folder.join(file).display().to_string(),
        );
        parse_str(&name, &self.scenario, &overrides)
    }

    /// Writes down axes.
    pub fn planned_axes(axes: &[Axis]) -> Vec<PlannedAxis> {
        let planned = |axis: &Axis| PlannedAxis {
            path: axis.path.clone(),
            values: axis.values.iter().map(ToString::to_string).collect(),
        };
        axes.iter().map(planned).collect()
    }

    /// Writes down cells.
    pub fn planned_cells(cells: &[Cell]) -> Vec<PlannedCell> {
        let planned = |cell: &Cell| PlannedCell {
            strategy: cell.strategy.clone(),
            values: cell
                .values
                .iter()
                .map(|(path, value)| (path.clone(), value.to_string()))
                .collect(),
        };
        cells.iter().map(planned).collect()
    }

    /// The axes; `None` if somebody has changed the file by hand.
    pub fn axes(&self) -> Option<Vec<Axis>> {
        let axis = |axis: &PlannedAxis| {
            let values: Option<Vec<toml::Value>> =
                axis.values.iter().map(|text| value(text)).collect();
            Some(Axis {
                path: axis.path.clone(),
                values: values?,
            })
        };
        self.axes.iter().map(axis).collect()
    }

    /// The cells; `None` if somebody has changed the file by hand.
    pub fn cells(&self) -> Option<Vec<Cell>> {
        let cell = |cell: &PlannedCell| {
            let values: Option<Vec<(String, toml::Value)>> = cell
                .values
                .iter()
                .map(|(path, text)| Some((path.clone(), value(text)?)))
                .collect();
            Some(Cell {
                strategy: cell.strategy.clone(),
                values: values?,
            })
        };
        self.cells.iter().map(cell).collect()
    }

    /// What the results depend on, as a hash: everything but the file's name and the view.
    pub fn identity(&self) -> String {
        let essence = Self {
            file: String::new(),
            view: View::default(),
            ..self.clone()
        };
        hash(&serde_json::to_string(&essence).unwrap_or_default())
    }

    /// In which respect two plans differ first, in words; `None` where they are the same batch.
    pub fn differs_in(&self, other: &Self) -> Option<&'static str> {
        let parts = [
            (self.scenario == other.scenario, "the scenario file"),
            (self.assignments == other.assignments, "what flags set"),
            (self.worlds == other.worlds, "in which worlds it lives"),
            (self.axes == other.axes, "what is varied"),
            (self.design == other.design, "the design"),
            (
                self.replicates == other.replicates,
                "the number of replicates",
            ),
            (self.cells == other.cells, "the cells"),
            (self.identity() == other.identity(), "the size of blocks"),
        ];
        parts.iter().find(|(same, _)| !same).map(|(_, part)| *part)
    }
}

fn value(text: &str) -> Option<toml::Value> {
    let mut table: toml::Table = toml::from_str(&format!("value = {text}")).ok()?;
    table.remove("value")
}

/// Replicates in a block when a run has so many member-days: about a second's work.
pub fn block_length(member_days: f64, replicates: u32) -> u32 {
    let length = (BLOCK_MEMBER_DAYS / member_days.max(1.0)) as u32;
    length.clamp(1, LONGEST_BLOCK).min(replicates.max(1))
}

/// The blocks of `replicates` replicates: always cut at the same places, so that a batch that
/// grows finds its earlier blocks again.
pub fn blocks(replicates: u32, length: u32) -> impl Iterator<Item = Range<u32>> {
    let length = length.max(1);
    (0..replicates.div_ceil(length)).map(move |index| {
        let start = index * length;
        start..(start + length).min(replicates)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan() -> Plan {
        let path = "audience.founders".to_owned();
        let axes = [Axis {
            path: path.clone(),
            values: vec![10.into(), 20.into()],
        }];
        let cells = [10, 20].map(|founders| Cell {
            strategy: None,
            values: vec![(path.clone(), founders.into())],
        });
        Plan {
            engine: ENGINE.to_owned(),
            file: "camp.toml".to_owned(),
            scenario: "title = \"Camp\"\n".to_owned(),
            assignments: vec![("--days".to_owned(), "days=30".to_owned())],
            tables: BTreeMap::new(),
            worlds: Worlds::Fixed,
            design: "grid".to_owned(),
            axes: Plan::planned_axes(&axes),
            replicates: 20,
            block: 8,
            view: View::default(),
            cells: Plan::planned_cells(&cells),
        }
    }

    #[test]
    fn a_plan_comes_back_from_its_file() {
        let folder = tempfile::tempdir().expect("a folder");
        assert!(matches!(
            Plan::read(folder.path()),
            Err(PlanError::Missing { .. })
        ));
        std::fs::write(folder.path().join(FILE), plan().bytes()).expect("written");
        let read = Plan::read(folder.path()).expect("a plan");
        assert_eq!(read, plan());
        assert_eq!(read.cells().expect("cells")[1].values[0].1, 20.into());
        assert_eq!(read.load(folder.path()).expect("a scenario").base.days, 30);
        let other = Plan {
            engine: "0.0.1+x".to_owned(),
            ..plan()
        };
        std::fs::write(folder.path().join(FILE), other.bytes()).expect("written");
        assert!(matches!(
            Plan::read(folder.path()),
            Err(PlanError::Engine { .. })
        ));
        for (replicates, block) in [(0, 1), (u32::MAX, 8), (20, 0), (20, u32::MAX)] {
            let impossible = Plan {
                replicates,
                block,
                ..plan()
            };
            std::fs::write(folder.path().join(FILE), impossible.bytes()).expect("written");
            assert!(matches!(
                Plan::read(folder.path()),
                Err(PlanError::Unreadable { .. })
            ));
        }
        std::fs::write(folder.path().join(FILE), "{").expect("written");
        assert!(matches!(
            Plan::read(folder.path()),
            Err(PlanError::Unreadable { .. })
        ));
    }

    #[test]
    fn the_view_is_no_part_of_the_identity() {
        let seen = View {
            metric: "dau".to_owned(),
            ..View::default()
        };
        let other = Plan {
            view: seen,
            file: "x".to_owned(),
            ..plan()
        };
        assert_eq!(plan().differs_in(&other), None);
        let more = Plan {
            replicates: 21,
            ..plan()
        };
        assert_eq!(plan().differs_in(&more), Some("the number of replicates"));
        let more = Plan { block: 9, ..plan() };
        assert_eq!(plan().differs_in(&more), Some("the size of blocks"));
    }

    #[test]
    fn blocks_cover_every_replicate_once_and_are_cut_at_the_same_places() {
        let cut: Vec<_> = blocks(20, 8).collect();
        assert_eq!(cut, [0..8, 8..16, 16..20]);
        assert_eq!(blocks(24, 8).take(2).collect::<Vec<_>>(), cut[..2]);
        assert_eq!(block_length(1e9, 100), 1);
        assert_eq!(block_length(10.0, 20), 20);
        assert_eq!(block_length(10.0, 200), LONGEST_BLOCK);
    }
}
