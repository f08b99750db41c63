//! How many columns of a terminal a text takes: a Chinese character takes two.

use super::is_chinese;

/// Lines of at most `width` columns, broken between words and between Chinese characters.
pub fn lines(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for paragraph in text.lines() {
        let mut line = String::new();
        for piece in pieces(paragraph) {
            // What follows a sign stays beside it: no line begins with one.
            let sign = piece.starts_with(['，', '。', '；', '：', '、', '）', '”', '」']);
            let full = columns(&line) + columns(piece.trim_end()) > width;
            if full && !line.is_empty() && !sign {
                lines.push(std::mem::take(&mut line).trim_end().to_owned());
            }
            line.push_str(piece);
        }
        lines.push(line.trim_end().to_owned());
    }
    lines
}

/// The parts of a text between which a line may end: words with the blanks after them, and
/// Chinese characters one by one.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut before: Option<char> = None;
    for (place, character) in text.trim().char_indices() {
        let may_break = before.is_some_and(|before| {
            character != ' ' && (before == ' ' || is_wide(before) || is_wide(character))
        });
        if may_break {
            pieces.push(&text.trim()[start..place]);
            start = place;
        }
        before = Some(character);
    }
    pieces.push(&text.trim()[start..]);
    pieces
}

/// Columns of a terminal that a text takes.
pub fn columns(text: &str) -> usize {
    text.chars()
        .map(|character| 1 + usize::from(is_wide(character)))
        .sum()
}

/// Whether a character takes two columns.
fn is_wide(character: char) -> bool {
    is_chinese(character) || matches!(character, '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ff60}')
}

/// A text in exactly `width` columns: with blanks behind it, or cut where it is longer.
pub fn cell(text: &str, width: usize) -> String {
    let taken = columns(text);
    if taken <= width {
        return format!("{text}{}", " ".repeat(width - taken));
    }
    let mut kept = String::new();
    for character in text.chars() {
        if columns(&kept) + 1 + usize::from(is_wide(character)) >= width {
            break;
        }
        kept.push(character);
    }
    let rest = width.saturating_sub(columns(&kept) + 1);
    format!("{kept}…{}", " ".repeat(rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_between_words_and_between_chinese_characters() {
        assert_eq!(lines("one two three", 8), ["one two", "three"]);
        assert_eq!(
            lines("加入后第 30 日来过，", 8),
            ["加入后第", "30 日来", "过，"]
        );
    }

    #[test]
    fn cells_are_as_wide_as_they_are_to_be_in_either_language() {
        assert_eq!(cell("one", 5), "one  ");
        assert_eq!(cell("留存", 5), "留存 ");
        assert_eq!(cell("one two", 5), "one …");
        assert_eq!(cell("三十日留存", 5), "三十…");
        assert_eq!(cell("三十日留存", 6), "三十… ");
        for width in 1..12 {
            assert_eq!(columns(&cell("第 30 日留存率", width)), width);
        }
    }
}
