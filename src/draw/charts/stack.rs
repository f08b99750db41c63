//! What stacked areas and stacked bars share.

use crate::draw::error::ChartError;

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
