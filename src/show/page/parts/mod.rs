//! The parts of a page, from top to bottom.

pub(super) mod charts;
pub(super) mod figures;
pub(super) mod glossary;
pub(super) mod lesson;
pub(super) mod made;
pub(super) mod resting;
pub(super) mod scenario;
pub(super) mod telling;
