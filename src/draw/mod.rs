//! Charts, tables and files: from observations to something to look at.
//!
//! A chart starts as a plain struct of numbers, one per kind of chart in [`charts`], and becomes
//! a [`Chart`], which draws itself in either [`Language`] as SVG or PNG and writes the same
//! numbers as a tidy CSV table that does not depend on the language.
//!
//! ```
//! use qun::draw::{About, Language, MetricSeries, Spread, charts::Activity};
//!
//! let rising = |scale: f64| (0..60).map(|day| Spread::certain(scale * f64::from(day))).collect();
//! let chart = Activity {
//!     about: About::new("A reading circle", 1),
//!     dau: MetricSeries::new("dau", 0, rising(1.0)),
//!     wau: MetricSeries::new("wau", 0, rising(2.0)),
//!     mau: MetricSeries::new("mau", 0, rising(3.0)),
//!     events: Vec::new(),
//! }
//! .chart()?;
//! assert!(chart.svg(Language::Chinese)?.contains("日活"));
//! assert!(chart.csv()?.starts_with("day,metric,mean"));
//! # Ok::<(), qun::draw::ChartError>(())
//! ```

pub mod charts;
pub mod font;

mod axes;
mod chart;
mod data;
mod describe;
mod error;
mod events;
mod figure;
mod fitting;
mod key;
mod marks;
mod numbers;
mod plot;
mod reading;
mod sheet;
mod table;
mod theme;
mod written;

pub use crate::words::{Language, Unit};
pub use chart::Chart;
pub use data::{About, Estimate, Event, Label, MetricSeries, Spread};
pub use error::ChartError;
pub use reading::{Line, Reading};
