//! One file a study: from what it found to tables, charts, documents and the folder they lie in.

mod about;
pub mod autopsy;
pub mod claims;
pub mod claims_page;
mod closer;
mod courses;
pub mod dictionary;
pub mod figures;
mod findings;
pub mod folder;
pub mod life;
mod nets;
pub mod optimum;
pub mod outcome;
pub mod page;
mod possible;
pub mod dose_charts;
pub mod responses;
pub mod sensitivity;
mod staying;
pub mod sweeps;
pub mod tables;
pub mod trials;
pub mod validation;
pub mod validation_page;
pub mod validation_terminal;
pub mod verdicts;
