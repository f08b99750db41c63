//! A run that lies in a folder, to be lived again: which cell it is of, and whether there is one.

use super::batch::changed_by_hand;
use super::failure::Failure;
use crate::run::cells::{Cell, Setting};
use crate::run::plan::Plan;
use crate::run::replay::{find_cell, is_kept, replicates};
use crate::run::store::Store;
use crate::scenario::Loaded;
use std::path::Path;

/// A cell of the study in a folder.
pub struct Again {
    /// What the study was.
    pub plan: Plan,
    /// Its scenario.
    pub loaded: Loaded,
    /// Number of the cell.
    pub number: usize,
    /// The cell.
    pub cell: Cell,
}

impl Again {
    /// Finds the cell with a number or the name of a strategy.
    ///
    /// # Errors
    /// If the folder holds no study, or none with such a cell.
    pub fn find(folder: &Path, word: &str) -> Result<Self, Failure> {
        let plan = Plan::read(folder)?;
        let loaded = plan.load(folder)?;
        let unknown = || Failure::Data {
            message: format!("{} has no cell `{word}`", folder.display()),
            hint: Some(format!(
                "its cells are 0 to {}: cells.csv lists them",
                plan.cells.len().saturating_sub(1)
            )),
        };
        let number = find_cell(&plan, word).ok_or_else(unknown)?;
        let cell = plan
            .cells()
            .and_then(|mut cells| (number < cells.len()).then(|| cells.swap_remove(number)));
        let cell = cell.ok_or_else(changed_by_hand)?;
        Ok(Self {
            plan,
            loaded,
            number,
            cell,
        })
    }

    /// How many replicates the cell has.
    pub fn replicates(&self, folder: &Path) -> u32 {
        replicates(&self.plan, folder)
    }

    /// Makes sure that the study has this replicate.
    ///
    /// # Errors
    /// If it has not.
    pub fn must_have(
        &self,
        folder: &Path,
        setting: &Setting<'_>,
        replicate: u32,
    ) -> Result<(), Failure> {
        let count = self.replicates(folder);
        if replicate < count || is_kept(&self.plan, setting, &Store::new(folder), replicate) {
            return Ok(());
        }
        Err(Failure::Data {
            message: format!(
                "{} has no replicate {replicate} of cell {}",
                folder.display(),
                self.number
            ),
            hint: Some(format!(
                "its replicates are 0 to {}",
                count.saturating_sub(1)
            )),
        })
    }
}
