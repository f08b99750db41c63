//! Charts as data: written down once, drawn from there as often as somebody wants to look.

use crate::draw::charts::{
    ChurnByCause, DifferenceOverTime, DoseResponse, Fan, Forest, GrowthAccounting, HeatMap,
    HoursAndNeed, IndividualLives, Lorenz, MembersByState, OverTime, PowerUserCurve, Retention,
    RetentionTriangle, RoomsOverTime, SideBySide, Stages, StayByArchetype, StockAndFlow, SweepLine,
    SweepPoints, Tornado, TwoByTwo, WhoTalksToWhom, WorldMap,
};
use crate::draw::figure::Figure;
use serde::{Deserialize, Serialize};

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
    DoseResponse,
    Fan,
    Forest,
    GrowthAccounting,
    HeatMap,
    HoursAndNeed,
    IndividualLives,
    Lorenz,
    MembersByState,
    OverTime,
    PowerUserCurve,
    Retention,
    RetentionTriangle,
    RoomsOverTime,
    SideBySide,
    Stages,
    StayByArchetype,
    StockAndFlow,
    SweepLine,
    SweepPoints,
    Tornado,
    TwoByTwo,
    WhoTalksToWhom,
    WorldMap,
];
