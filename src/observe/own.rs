//! What strategies count themselves: daily series that bear the names of their instances.

use super::record::OwnSeries;
use crate::model::intervention::Acting;

/// The series of every strategy at work, day after day.
#[derive(Debug, Default)]
pub struct Ledger {
    series: Vec<OwnSeries>,
}

impl Ledger {
    /// Writes down what the strategies have counted on a finished day, and has them begin anew.
    pub fn observe(&mut self, strategies: &mut [Acting]) {
        let mut place = 0;
        for acting in strategies {
            let own = acting.own_mut();
            for (key, counted) in own.counted() {
                if self.series.len() == place {
                    self.series.push(OwnSeries {
                        metric: format!("{}.{key}", own.name()),
                        values: Vec::new(),
                    });
                }
                self.series[place].values.push(counted as f32);
                place += 1;
            }
            own.close_day();
        }
    }

    /// The series, in the order in which the strategies act.
    pub fn finish(self) -> Vec<OwnSeries> {
        self.series
    }
}
