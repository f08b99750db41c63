//! Words that must fit: shortened to one line, or broken into several.

use crate::draw::font;

/// Shortens `text` with an ellipsis until it fits `width`.
pub(super) fn fit(text: &str, size: f64, width: f64) -> String {
    if font::width(text, size) <= width {
        return text.to_owned();
    }
    // The font's ellipsis is as wide as a hanzi and stands halfway up, as Chinese wants it.
    let chinese = text.chars().any(is_hanzi);
    let dots = if chinese { "…" } else { "..." };
    let room = width - font::width(dots, size);
    let mut used = 0.0;
    let kept: String = text
        .chars()
        .take_while(|character| {
            used += font::width(character.encode_utf8(&mut [0; 4]), size);
            used <= room
        })
        .collect();
    format!("{}{dots}", kept.trim_end())
}

/// Breaks `text` into at most `most` lines of `width`; the last one ends in an ellipsis if it
/// must. Breaks at spaces and between hanzi.
pub(super) fn wrap(text: &str, size: f64, width: f64, most: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        if lines.len() + 1 >= most || font::width(rest, size) <= width {
            lines.push(fit(rest, size, width));
            break;
        }
        let end = break_point(rest, size, width);
        lines.push(rest[..end].trim_end().to_owned());
        rest = rest[end..].trim_start();
    }
    lines
}

/// Like [`wrap`], with lines of nearly equal length, so that no word is left alone.
pub(super) fn wrap_evenly(text: &str, size: f64, width: f64, most: usize) -> Vec<String> {
    let mut best = wrap(text, size, width, most);
    let count = best.len();
    // Letters are compared, not counted: three dots may stand for as many letters that are cut off.
    let letters = |lines: &[String]| -> String {
        let all = lines.iter().flat_map(|line| line.chars());
        all.filter(|letter| *letter != ' ').collect()
    };
    let lowest = width / count.max(1) as f64;
    for step in (1..20).rev() {
        let narrower = lowest + (width - lowest) * f64::from(step) / 20.0;
        let lines = wrap(text, size, narrower, most);

        if count < 2 || lines.len() != count || letters(&lines) != letters(&best) {
            break;
        }
        best = lines;
    }
    best
}

/// Byte index of the best place to break the first line.
fn break_point(text: &str, size: f64, width: f64) -> usize {
    let mut used = 0.0;
    let mut best = 0;
    let mut previous: Option<char> = None;
    for (index, character) in text.char_indices() {
        let closes = "，。、；：！？）”’》】…".contains(character);
        let opens = previous.is_some_and(|c| "（“‘《【".contains(c));
        let may_break = character == ' ' || is_hanzi(character) || previous.is_some_and(is_hanzi);
        if index > 0 && may_break && !closes && !opens {
            best = index;
        }
        used += font::width(character.encode_utf8(&mut [0; 4]), size);
        if used > width {
            return if best > 0 {
                best
            } else {
                index.max(character.len_utf8())
            };
        }
        previous = Some(character);
    }
    text.len()
}

/// Hanzi and their punctuation: a line may break before and after them.
fn is_hanzi(character: char) -> bool {
    character as u32 >= 0x2E80
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_text_is_shortened_to_fit() {
        let short = fit("一个非常非常长的策略名称", 10.0, 60.0);
        assert_eq!(short, "一个非常非…");
        assert!(font::width(&short, 10.0) <= 60.0);
        assert_eq!(fit("short", 10.0, 60.0), "short");
    }

    #[test]
    fn lines_break_at_spaces_and_between_hanzi() {
        assert_eq!(
            wrap("strict entry with a fee", 10.0, 60.0, 3),
            ["strict entry", "with a fee"]
        );
        assert_eq!(
            wrap("严格准入，并收费", 10.0, 45.0, 2),
            ["严格准", "入，并…"]
        );
        assert_eq!(
            wrap_evenly("strict entry with a fee of 99", 10.0, 110.0, 3),
            ["strict entry", "with a fee of 99"]
        );
        // As many letters are cut off here as dots would stand for them.
        let title = "33 of 60 members look in every other day or more; 14 never come back after their first week";
        for room in 200..320 {
            let width = f64::from(room);
            let lines = wrap_evenly(title, 10.0, width, 2);
            let fits = wrap(title, 10.0, width, 2).concat().ends_with("week");
            assert_eq!(lines.concat().ends_with("week"), fits, "{lines:?}");
        }
        assert_eq!(wrap("", 10.0, 45.0, 2), Vec::<String>::new());
        assert!(wrap("unbreakablyLongWordInOneLine", 10.0, 45.0, 2).len() == 2);
    }
}
