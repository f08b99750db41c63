//! Qun (群, "group") simulates the life of an online community, member by member.
//!
//! # The house
//!
//! Imports only run downwards in this list.
//!
//! | room | what happens there |
//! |---|---|
//! | [`cli`] | one file a command: flags in, library call, words and tables out |
//! | [`show`] | one file a study: tables, documents, charts and the folder they lie in |
//! | [`draw`] | charts: one description, drawn as SVG, PNG and table |
//! | [`validate`] | the model against what is known of real communities |
//! | [`calibrate`] | from a real log to a scenario, and forecasts against what happened |
//! | [`study`] | questions that take many runs: compare, sweep, optimize, sensitivity |
//! | [`run`] | one run, its replicates, a batch of cells, their shelf and their merge |
//! | [`log`] | logs of real communities: from exports to the table of members and days |
//! | [`observe`] | what is measured of a running community |
//! | [`scenario`] | what the user writes: load, overlay, check, explain |
//! | [`operator`] | what an operator can do: one file a strategy in `strategies` |
//! | [`model`] | what happens in a community: members, rooms, ties, the day |
//! | [`stats`] | numbers in, numbers out |
//! | [`files`] | how anything gets into a folder, and whose folder it is |
//! | [`random`] | keyed random streams |
//! | [`words`] | every word that people read, in both languages |

pub mod calibrate;
pub mod cli;
pub mod draw;
pub mod files;
pub mod log;
pub mod model;
pub mod observe;
pub mod operator;
pub mod random;
pub mod run;
pub mod scenario;
pub mod show;
pub mod stats;
pub mod study;
pub mod validate;
pub mod words;
