//! Qun (群, "group") simulates the life of an online community, member by member.
//!
//! # The house
//!
//! Imports only run downwards in this list.
//!
//! | room | what happens there |
//! |---|---|
//! | [`cli`] | one file a command: flags in, library call, words and tables out |
//! | [`report`] | charts and tables: from observations to something to look at |
//! | [`study`] | experiments: replicates, comparisons, sweeps, calibration |
//! | [`log`] | logs of real communities: from exports to the table of members and days |
//! | [`observe`] | what is measured of a running community |
//! | [`scenario`] | what the user writes: load, overlay, check, explain |
//! | [`operator`] | what an operator can do: one file a strategy in `strategies` |
//! | [`model`] | what happens in a community: members, rooms, ties, the day |
//! | [`stats`] | numbers in, numbers out |
//! | [`random`] | keyed random streams |
//! | [`words`] | every word that people read, in both languages |

pub mod cli;
pub mod log;
pub mod model;
pub mod observe;
pub mod operator;
pub mod random;
pub mod report;
pub mod scenario;
pub mod stats;
pub mod study;
pub mod words;
