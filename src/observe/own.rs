//! What strategies count themselves: daily series that bear the names of their instances.

use super::record::OwnSeries;
use crate::model::intervention::Acting;

/// The series of every strategy at work, day after day.
#[derive(Debug, Default, Clone)]
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

    /// Goes on with these strategies after so many days, on which those that are new have counted nothing.
    pub fn turn_to(&mut self, strategies: &[Acting], days: usize) {
        let mut known = std::mem::take(&mut self.series);
        let owns = strategies.iter().map(Acting::own);
        let metrics = owns.flat_map(|own| {
            own.counted()
                .map(move |(key, _)| format!("{}.{key}", own.name()))
        });
        self.series = metrics
            .map(
                |metric| match known.iter().position(|it| it.metric == metric) {
                    Some(at) => known.swap_remove(at),
                    None => OwnSeries {
                        metric,
                        values: vec![0.0; days],
                    },
                },
            )
            .collect();
    }

    /// The series, in the order in which the strategies act.
    pub fn finish(self) -> Vec<OwnSeries> {
        self.series
    }
}
