//! What every chart of a scenario says about itself.

use crate::draw::{About, Spread};
use crate::run::summary::{Band, Summary};
use crate::scenario::settings::Scenario;

impl From<Band> for Spread {
    fn from(band: Band) -> Self {
        Self {
            mean: band.mean,
            p10: band.p10,
            p25: band.p25,
            p50: band.p50,
            p75: band.p75,
            p90: band.p90,
        }
    }
}

/// What every chart of the runs of a scenario says about itself.
pub(super) fn about_runs(scenario: &Scenario, summary: &Summary) -> About {
    About {
        drawn: summary.drawn,
        ..about(scenario, summary.replicates)
    }
}

/// What every chart of a scenario says about itself.
pub(super) fn about(scenario: &Scenario, replicates: usize) -> About {
    About {
        start_date: scenario.start_date(),
        ..About::new(scenario.title.as_str(), replicates)
    }
}
