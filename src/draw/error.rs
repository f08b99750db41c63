//! What can go wrong while a chart is made.

/// Why a chart could not be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ChartError {
    /// There is nothing to draw: no series, no rows, or not one finite number among them.
    #[error("draw the chart `{chart}`: there is no number to show")]
    Empty {
        /// Name of the chart.
        chart: String,
    },
    /// Two lists that belong together have different lengths.
    #[error("draw the chart `{chart}`: {what} has {found} values where {expected} are needed")]
    Length {
        /// Name of the chart.
        chart: &'static str,
        /// Which list.
        what: String,
        /// How many values were needed.
        expected: usize,
        /// How many there were.
        found: usize,
    },
    /// A number is too large for an axis.
    #[error(
        "draw the chart `{chart}`: {value} is beyond ±1e15, the largest value an axis can show"
    )]
    TooLarge {
        /// Name of the chart.
        chart: String,
        /// The number, as text.
        value: String,
    },
    /// The drawing library refused.
    #[error("draw the chart: {0}")]
    Drawing(String),
    /// The picture could not be turned into pixels.
    #[error("turn the chart into pixels: {0}")]
    Pixels(String),
    /// The table could not be written.
    #[error("write the chart's table: {0}")]
    Table(String),
}
