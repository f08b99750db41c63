//! What is measured. A constant here and a line in `observe/metrics.rs` make a metric known
//! everywhere; what it counts is written in `observe`.

mod daily;
mod elsewhere;
mod former;
mod whole_run;

pub use daily::*;
pub use elsewhere::{ELSEWHERE, Elsewhere};
pub use former::{FORMER, Former, renamed};
pub use whole_run::*;

use super::{Entry, Kind, Unit};

const fn metric(key: &'static str, unit: Unit) -> Entry {
    Entry::new(Kind::Metric, key).unit(unit)
}
