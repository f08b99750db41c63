//! Running: one run, its replicates, a batch of cells, their shelf and their merge.

pub mod batch;
pub mod cells;
pub mod close;
pub mod drivers;
pub mod estimate;
pub mod failure;
pub mod fork;
pub mod happenings;
pub mod life;
pub mod merge;
pub mod plan;
pub mod portfolio;
pub mod precision;
pub mod replay;
pub mod replicates;
pub mod shard;
pub mod shelf;
pub mod simulate;
pub mod store;
pub mod summary;
pub mod visits;
pub mod world;
