//! One file a chart: its numbers, how they are drawn and their table.

mod activity;
mod churn_by_cause;
mod concentration;
mod difference_over_time;
mod forest;
mod growth_accounting;
mod heat_map;
mod members_by_state;
mod over_time;
mod periods;
mod retention;
mod stack;
mod sweep_axis;
mod sweep_line;
mod sweep_points;
mod tornado;

pub use activity::Activity;
pub use churn_by_cause::{CauseSeries, ChurnByCause};
pub use concentration::Concentration;
pub use difference_over_time::{Difference, DifferenceOverTime};
pub use forest::{Effect, Forest};
pub use growth_accounting::GrowthAccounting;
pub use heat_map::{HeatCell, HeatMap, HeatPanel};
pub use members_by_state::{MembersByState, StateSeries};
pub use over_time::OverTime;
pub use periods::Period;
pub use retention::{DayScale, Retention, RetentionCurve};
pub use sweep_axis::{SweepAxis, SweepValues};
pub use sweep_line::{SweepCell, SweepLine, SweepPanel};
pub use sweep_points::{SweepPoint, SweepPoints};
pub use tornado::{Sensitivity, Tornado};
