//! What every kind of chart knows about itself.

use std::fmt;

use crate::draw::data::About;
use crate::draw::error::ChartError;
use crate::draw::reading::Reading;
use crate::draw::sheet::{Frame, Sheet};
use crate::draw::table::Table;
use crate::draw::theme;
use crate::words::{Language, charts, sentences};

/// What one kind of chart knows about itself.
pub(super) trait Figure: fmt::Debug + Send + Sync {
    /// Name in file names, such as `churn_by_cause`.
    fn name(&self) -> &str;
    /// What stands around the chart.
    fn about(&self) -> &About;
    /// The title: the name of the chart, unless what is drawn has one.
    fn title(&self, language: Language) -> String {
        let key = self.name();
        let entry = charts::CHARTS.iter().find(|entry| entry.key == key);
        entry.map_or(key, |entry| entry.text(language)).to_owned()
    }
    /// What is shown, over how many runs: the mean, unless it is something else.
    fn explanation(&self, language: Language) -> String {
        sentences::mean(self.about().replicates, language)
    }
    /// Whether what belongs together fits together.
    fn check(&self) -> Result<(), ChartError> {
        Ok(())
    }
    /// How values are read off the drawing, where a hand or a mouse can.
    fn reading(&self, language: Language) -> Option<Reading> {
        let _ = language;
        None
    }
    /// Height of the whole chart.
    fn height(&self) -> f64 {
        theme::HEIGHT
    }
    /// Draws everything between title and foot.
    fn draw(&self, sheet: &Sheet, body: Frame) -> Result<(), ChartError>;
    /// All numbers of the chart.
    fn table(&self) -> Table;
}
