//! A cell that has no result.

use serde::{Deserialize, Serialize};

/// Why a cell has no result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CellFailure {
    /// Number of the cell.
    pub cell: usize,
    /// The first replicate that failed; `None` where the cell cannot be run at all.
    pub replicate: Option<u32>,
    /// Seed of the scenario.
    pub seed: u64,
    /// What went wrong.
    pub message: String,
}
