//! The one font of the charts: a subset of Noto Sans SC Regular, embedded in the program.
//!
//! Charts must look the same on a bare server and on a desktop, so no font of the system is
//! ever used. `assets/fonts/subset.py` makes the subset. Text is measured here rather than by
//! the drawing library, whose own measuring depends on which of its features any crate of the
//! build has switched on.

use std::sync::{Arc, LazyLock};

use ab_glyph::{Font, FontRef, GlyphId};
use resvg::usvg::fontdb;

/// The font file: OpenType with CFF outlines, licensed under the SIL Open Font License 1.1.
pub const BYTES: &[u8] = include_bytes!("../../assets/fonts/NotoSansSC-Regular-subset.otf");

/// The family name inside [`BYTES`]. Text in any other family is dropped silently when an SVG
/// is turned into pixels.
pub const FAMILY: &str = "Noto Sans SC";

/// What a browser without the font may use in its place, as a CSS font list.
pub const FALLBACKS: &str =
    "'Source Han Sans SC', 'PingFang SC', 'Microsoft YaHei', 'Segoe UI', sans-serif";

/// Width, in em, of a character the font lacks (an emoji, a rare hanzi).
const MISSING_WIDTH: f64 = 1.0;

static FONT: LazyLock<Option<FontRef<'static>>> =
    LazyLock::new(|| FontRef::try_from_slice(BYTES).ok());

static DATABASE: LazyLock<Arc<fontdb::Database>> = LazyLock::new(|| {
    let mut database = fontdb::Database::new();
    database.load_font_data(BYTES.to_vec());
    Arc::new(database)
});

/// The characters of `text` that charts cannot show, each once, in the order they appear.
///
/// ```
/// # use qun::draw::font::missing_characters;
/// assert_eq!(missing_characters("付费写作营 🎉 café 🎉"), ['🎉']);
/// ```
pub fn missing_characters(text: &str) -> Vec<char> {
    let mut missing = Vec::new();
    for character in text.chars() {
        let drawn = character.is_whitespace() || glyph(character).is_some();
        if !drawn && !missing.contains(&character) {
            missing.push(character);
        }
    }
    missing
}

/// Width of `text` set at `size`, in the unit of `size`.
pub(super) fn width(text: &str, size: f64) -> f64 {
    text.chars().map(advance).sum::<f64>() * size
}

/// Only the embedded font, for turning SVG into pixels.
pub(super) fn database() -> Arc<fontdb::Database> {
    Arc::clone(&DATABASE)
}

fn glyph(character: char) -> Option<GlyphId> {
    let id = FONT.as_ref()?.glyph_id(character);
    (id.0 != 0).then_some(id)
}

/// Advance of one character in em.
fn advance(character: char) -> f64 {
    let Some((font, id)) = FONT.as_ref().zip(glyph(character)) else {
        return MISSING_WIDTH;
    };
    let em = f64::from(font.units_per_em().unwrap_or(1000.0));
    f64::from(font.h_advance_unscaled(id)) / em
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words;

    #[test]
    fn the_family_name_is_the_one_inside_the_file() {
        let database = database();
        let families: Vec<_> = database
            .faces()
            .flat_map(|face| face.families.iter().map(|(name, _)| name.clone()))
            .collect();
        assert_eq!(families, [FAMILY]);
    }

    #[test]
    fn hanzi_are_one_em_wide_and_digits_equal() {
        assert!((width("日活群", 10.0) - 30.0).abs() < 1e-9);
        let ones = width("1111", 10.0);
        assert!((ones - width("7890", 10.0)).abs() < 1e-9);
        assert!(ones < 30.0);
    }

    #[test]
    fn every_word_of_the_charts_can_be_shown() {
        let all: String = words::everything().concat();
        assert_eq!(missing_characters(&all), Vec::<char>::new());
        assert_eq!(
            missing_characters("≤ ≥ − × · … – — ’ “ ” ← → ① é ü Ω ！，。囧怼"),
            Vec::<char>::new()
        );
    }

    #[test]
    fn missing_characters_are_named_once() {
        assert_eq!(missing_characters("🎉龘🎉"), ['🎉', '龘']);
    }
}
