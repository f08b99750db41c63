//! Numbers of charts as they are written down: one that is not known is `null`, others keep seven
//! digits, far more than a drawing shows.

/// Digits that a number keeps.
const DIGITS: usize = 7;

/// A number with the digits that are kept; nothing where it is not known.
pub(super) fn short(value: f64) -> Option<f64> {
    if value == 0.0 {
        return Some(0.0);
    }
    let rounded = format!("{value:.*e}", DIGITS - 1).parse().unwrap_or(value);
    value.is_finite().then_some(rounded)
}

/// A number that is not known where there is none.
pub(super) fn long(value: Option<f64>) -> f64 {
    value.unwrap_or(f64::NAN)
}

/// One number.
pub(super) mod known {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "serde hands over references"
    )]
    pub(crate) fn serialize<S: Serializer>(value: &f64, serializer: S) -> Result<S::Ok, S::Error> {
        super::short(*value).serialize(serializer)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<f64, D::Error> {
        Option::deserialize(from).map(super::long)
    }
}

/// Numbers.
pub(super) mod all_known {
    use serde::{Deserialize, Deserializer, Serializer};

    pub(crate) fn serialize<S: Serializer>(
        values: &[f64],
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(values.iter().map(|value| super::short(*value)))
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<f64>, D::Error> {
        let values = Vec::<Option<f64>>::deserialize(from)?;
        Ok(values.into_iter().map(super::long).collect())
    }
}
