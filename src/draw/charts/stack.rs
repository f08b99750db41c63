//! What stacked areas and stacked bars share.

use plotters::prelude::RGBColor;

use crate::draw::axes::Panel;
use crate::draw::error::ChartError;
use crate::draw::sheet::Point;
use crate::draw::theme;

/// Fails unless `found` values are as many as `expected`.
pub(super) fn same_length(
    chart: &'static str,
    what: &str,
    expected: usize,
    found: usize,
) -> Result<(), ChartError> {
    if expected == found {
        Ok(())
    } else {
        Err(ChartError::Length {
            chart,
            what: what.to_owned(),
            expected,
            found,
        })
    }
}

/// Lower and upper edge of every layer at every place; what is not known or negative counts as
/// nothing.
pub(super) fn layers(layers: &[&[f64]]) -> Vec<Vec<(f64, f64)>> {
    let places = layers.first().map_or(0, |layer| layer.len());
    let mut height = vec![0.0; places];
    layers
        .iter()
        .map(|layer| {
            layer
                .iter()
                .zip(&mut height)
                .map(|(value, height)| {
                    let low = *height;
                    if value.is_finite() && *value > 0.0 {
                        *height += value;
                    }
                    (low, *height)
                })
                .collect()
        })
        .collect()
}

/// Draws one layer over an unbroken run of days; a day alone becomes a column.
pub(super) fn area(
    panel: &Panel,
    first_day: f64,
    run: &[usize],
    layer: &[(f64, f64)],
    colour: RGBColor,
) -> Result<(), ChartError> {
    let place = |day: usize| first_day + day as f64;
    let places: Vec<(f64, (f64, f64))> = match run {
        [day] => [-0.3, 0.3]
            .map(|side| (place(*day) + side, layer[*day]))
            .to_vec(),
        days => days.iter().map(|day| (place(*day), layer[*day])).collect(),
    };
    let upper = places.iter().map(|(day, (_, high))| panel.at(*day, *high));
    let lower = places
        .iter()
        .rev()
        .map(|(day, (low, _))| panel.at(*day, *low));
    let top: Vec<Point> = upper.collect();
    let outline: Vec<Point> = top.iter().copied().chain(lower).collect();
    panel.sheet.polygon(&outline, colour, 1.0)?;
    panel.sheet.path(&top, theme::PAPER, 0.8)
}

/// True if a layer has anything to show.
pub(super) fn visible(values: &[f64]) -> bool {
    values.iter().any(|value| value.is_finite() && *value > 0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn layers_stand_on_each_other() {
        let stacked = layers(&[&[1.0, f64::NAN], &[2.0, 3.0]]);
        assert_eq!(
            stacked,
            [[(0.0, 1.0), (0.0, 0.0)], [(1.0, 3.0), (0.0, 3.0)]]
        );
    }
}
