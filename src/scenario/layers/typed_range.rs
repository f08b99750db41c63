//! Ranges as they are typed: `0..100:5:log`.

/// `from..to:steps:log`, its parts as they are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TypedRange<'t> {
    /// The first value.
    pub from: &'t str,
    /// The last value.
    pub to: &'t str,
    /// How many values it stands for; all in between where it does not say.
    pub steps: Option<&'t str>,
    /// The word that asks for a logarithmic scale.
    pub scale: Option<&'t str>,
    /// What stands behind and means nothing.
    pub surplus: Option<&'t str>,
}

impl<'t> TypedRange<'t> {
    /// Reads a range; `None` for what is none.
    pub fn read(text: &'t str) -> Option<Self> {
        let is_number = |part: &str| part.parse::<f64>().is_ok_and(f64::is_finite);
        let (from, rest) = text.trim().split_once("..")?;
        let mut parts = rest.split(':').map(str::trim);
        let (from, to) = (from.trim(), parts.next()?);
        if !is_number(from) || !is_number(to) {
            return None;
        }
        let mut range = Self {
            from,
            to,
            steps: None,
            scale: None,
            surplus: None,
        };
        for part in parts {
            let place = match part {
                "log" => &mut range.scale,
                number if is_number(number) => &mut range.steps,
                _ => &mut range.surplus,
            };
            if place.is_none() {
                *place = Some(part);
            } else if range.surplus.is_none() {
                range.surplus = Some(part);
            }
        }
        Some(range)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_behind_a_range_is_steps_a_scale_or_nothing() {
        let read = |text| {
            let range = TypedRange::read(text)?;
            Some((range.steps, range.scale, range.surplus))
        };
        assert_eq!(read("0..9"), Some((None, None, None)));
        assert_eq!(read("1..9:3:log"), Some((Some("3"), Some("log"), None)));
        assert_eq!(read("1..9:log:3"), Some((Some("3"), Some("log"), None)));
        assert_eq!(read("1..9:2:foo"), Some((Some("2"), None, Some("foo"))));
        assert_eq!(read("1..9:2:3"), Some((Some("2"), None, Some("3"))));
        assert_eq!(read("1,2..9"), None);
    }
}
