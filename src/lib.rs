//! Qun (群, "group") simulates the life of an online community, member by member.
//!
//! # What it is for
//!
//! Most groups, forums and servers die: members join, mute, fall silent and leave, and whoever runs them
//! answers with thresholds, rewards, purges and campaigns without knowing what works until it is too
//! late. Qun lets them try it first. A scenario says who the members are and what the operator does; the
//! engine lives it through a few hundred times; tables and charts show activity and churn with their
//! uncertainty, and which strategy is better and how sure that is.
//!
//! # By example
//!
//! Most people use the program `qun`. A program of your own begins with the [`prelude`]:
//!
//! ```
//! use qun::prelude::*;
//!
//! let camp = Study::parse("title = \"Writing camp\"\ndays = 30\n[audience]\nfounders = 40\n")?;
//! let runs = camp.replicates(10).run()?;
//! println!("{:.0} members stay", runs.mean("members").unwrap_or(0.0));
//! # Ok::<(), qun::prelude::Problems>(())
//! ```
//!
//! `examples/` holds three whole programs. Only the [`prelude`] is kept stable between versions; the rooms
//! below are open so that tests, benches and the curious can reach them.
//!
//! # What it is not
//!
//! No forecast of one named community without its log, no model of what messages say, no network
//! service. For agent-based models in general see krABMaga and Mesa, for epidemics ixa; Qun is one model,
//! grounded and fast, with the studies that its questions need.
//!
//! # The house
//!
//! Imports only run downwards in this list.
//!
//! | room | what happens there |
//! |---|---|
//! | [`cli`] | one file a command: flags in, library call, words and tables out |
//! | [`prelude`] | the library in one page, for programs that use it |
//! | [`show`] | one file a study: tables, documents, charts and the folder they lie in |
//! | [`draw`] | charts: one description, drawn as SVG, PNG and table |
//! | [`validate`] | the model against what is known of real communities |
//! | [`claims`] | what people say of communities, held against the model |
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

#![warn(unreachable_pub)]

pub mod calibrate;
pub mod claims;
pub mod cli;
pub mod draw;
pub mod files;
pub mod log;
pub mod model;
pub mod observe;
pub mod operator;
pub mod prelude;
pub mod random;
pub mod run;
pub mod scenario;
pub mod show;
pub mod stats;
pub mod study;
pub mod validate;
pub mod words;
