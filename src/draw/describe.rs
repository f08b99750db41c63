//! Charts as data: written down once, drawn from there as often as somebody wants to look.
//!
//! A number that is not known is `null`. Others keep seven digits, far more than a drawing shows.

use crate::draw::charts::{
    ChurnByCause, DifferenceOverTime, Fan, Forest, GrowthAccounting, HeatMap, MembersByState,
    OverTime, Retention, SideBySide, Stages, StockAndFlow, SweepLine, SweepPoints, Tornado,
};
use crate::draw::data::{Estimate, Spread};
use crate::draw::figure::Figure;
use serde::{Deserialize, Serialize};

/// Digits that a number keeps.
const DIGITS: usize = 7;

macro_rules! descriptions {
    ($($kind:ident),* $(,)?) => {
        /// One chart of any kind.
        #[derive(Debug, Clone, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub(super) enum Description {
            $($kind($kind)),*
        }

        impl Description {
            /// What the chart knows about itself.
            pub(super) fn figure(&self) -> &dyn Figure {
                match self {
                    $(Self::$kind(figure) => figure),*
                }
            }
        }

        $(impl From<$kind> for Description {
            fn from(figure: $kind) -> Self {
                Self::$kind(figure)
            }
        })*
    };
}

descriptions![
    ChurnByCause,
    DifferenceOverTime,
    Fan,
    Forest,
    GrowthAccounting,
    HeatMap,
    MembersByState,
    OverTime,
    Retention,
    SideBySide,
    Stages,
    StockAndFlow,
    SweepLine,
    SweepPoints,
    Tornado,
];

/// A number with the digits that are kept; nothing where it is not known.
fn short(value: f64) -> Option<f64> {
    if value == 0.0 {
        return Some(0.0);
    }
    let rounded = format!("{value:.*e}", DIGITS - 1).parse().unwrap_or(value);
    value.is_finite().then_some(rounded)
}

fn long(value: Option<f64>) -> f64 {
    value.unwrap_or(f64::NAN)
}

impl From<Spread> for [Option<f64>; 6] {
    fn from(spread: Spread) -> Self {
        spread.columns().map(short)
    }
}

impl From<[Option<f64>; 6]> for Spread {
    fn from(columns: [Option<f64>; 6]) -> Self {
        let [mean, p10, p25, p50, p75, p90] = columns.map(long);
        Self {
            mean,
            p10,
            p25,
            p50,
            p75,
            p90,
        }
    }
}

impl From<Estimate> for [Option<f64>; 3] {
    fn from(estimate: Estimate) -> Self {
        estimate.columns().map(short)
    }
}

impl From<[Option<f64>; 3]> for Estimate {
    fn from(columns: [Option<f64>; 3]) -> Self {
        let [estimate, low, high] = columns.map(long);
        Self::new(estimate, low, high)
    }
}

/// One number.
pub(super) mod known {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "serde hands over references"
    )]
    pub fn serialize<S: Serializer>(value: &f64, serializer: S) -> Result<S::Ok, S::Error> {
        super::short(*value).serialize(serializer)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<f64, D::Error> {
        Option::deserialize(from).map(super::long)
    }
}

/// Numbers.
pub(super) mod all_known {
    use serde::{Deserialize, Deserializer, Serializer};

    pub fn serialize<S: Serializer>(values: &[f64], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(values.iter().map(|value| super::short(*value)))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<f64>, D::Error> {
        let values = Vec::<Option<f64>>::deserialize(from)?;
        Ok(values.into_iter().map(super::long).collect())
    }
}
