//! Sweeps, merges, replays, sensitivity and search as a user meets them: the same bytes whatever
//! happens on the way, and an answer to every mistake.

#![allow(clippy::print_stderr, reason = "a skipped test says so")]

mod commands;
mod coverage;
mod failures;
mod help;
mod mistakes;
mod same_bytes;
