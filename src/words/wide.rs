//! Digits and signs as wide as hanzi, as a Chinese keyboard writes them.

/// A number in the wide digits of a Chinese keyboard, in plain ones.
pub fn half_width(word: &str) -> Option<String> {
    const WIDE: u32 = '！' as u32 - '!' as u32;
    let plain = |letter: char| match letter {
        '！'..='～' => char::from_u32(letter as u32 - WIDE).unwrap_or(letter),
        '−' => '-',
        '。' => '.',
        other => other,
    };
    let is_wide_digit = |letter: char| ('０'..='９').contains(&letter);
    let is_of_number = |letter: char| letter.is_ascii_digit() || "+-.,:%_=".contains(letter);
    let narrow: String = word.chars().map(plain).collect();
    (word.contains(is_wide_digit) && narrow.chars().all(is_of_number)).then_some(narrow)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_numbers_are_numbers_and_wide_words_are_not() {
        let half = |word: &str| half_width(word);
        assert_eq!(half("９０"), Some("90".to_owned()));
        assert_eq!(half("０．５"), Some("0.5".to_owned()));
        assert_eq!(half("1０"), Some("10".to_owned()));
        assert_eq!(half("０..１：５"), Some("0..1:5".to_owned()));
        for other in ["90", "第９组", "群", "", "＝"] {
            assert_eq!(half(other), None, "{other}");
        }
    }
}
