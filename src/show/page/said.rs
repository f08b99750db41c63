//! The one way in which text gets into a page: as text, whatever it holds.

use crate::words::visible::visible;
use crate::words::{Phrase, Text};
use maud::{Escaper, Markup, Render, html};
use std::fmt::Write as _;

/// Text that somebody wrote: markup in it is shown, not obeyed, and so are signs that turn the
/// direction of writing.
#[derive(Debug, Clone, Copy)]
pub(super) struct Said<'a>(pub &'a str);

impl Render for Said<'_> {
    fn render_to(&self, page: &mut String) {
        // Writing into memory has no way to fail.
        let _ = Escaper::new(page).write_str(&visible(self.0));
    }
}

/// A text in both languages, of which the reader sees one. What is the same in both is a name that somebody
/// gave: it keeps its own direction of writing.
pub(super) fn both(phrase: &Phrase) -> Markup {
    if phrase.en == phrase.zh {
        return html! { bdi { (Said(&phrase.en)) } };
    }
    html! {
        span lang="en" { (with_code(&phrase.en)) }
        span lang="zh-Hans" { (with_code(&phrase.zh)) }
    }
}

/// A sentence in which commands and keys stand between backticks.
fn with_code(sentence: &str) -> Markup {
    let parts: Vec<&str> = sentence.split('`').collect();
    // An odd backtick is somebody's own.
    if parts.len().is_multiple_of(2) {
        return with_flags(sentence);
    }
    html! {
        @for (index, part) in parts.iter().enumerate() {
            @if index % 2 == 1 { (code(part)) } @else { (with_flags(part)) }
        }
    }
}

/// Code; what is short enough for any line is not broken behind its dashes.
fn code(text: &str) -> Markup {
    const SHORT: usize = 24;
    html! { code.whole[text.chars().count() <= SHORT] { (Said(text)) } }
}

/// A sentence in which flags are code.
fn with_flags(sentence: &str) -> Markup {
    let is_flag = |word: &str| {
        word.strip_prefix("--")
            .is_some_and(|name| name.starts_with(|it: char| it.is_ascii_lowercase()))
    };
    html! {
        @for (index, word) in sentence.split(' ').enumerate() {
            @if index > 0 { " " }
            @if is_flag(word) {
                @let end = word.find(|it: char| !it.is_ascii_lowercase() && it != '-');
                @let (flag, rest) = word.split_at(end.unwrap_or(word.len()));
                (code(flag)) (Said(rest))
            } @else { (Said(word)) }
        }
    }
}

/// A fixed text in both languages.
pub(super) fn fixed(text: Text) -> Markup {
    both(&Phrase::from(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flags_and_code_are_told_from_words() {
        let shown = with_code("a -- b, --replicates 40, `--worlds fixed`: --x>").into_string();
        assert_eq!(
            shown,
            "a -- b, <code class=\"whole\">--replicates</code> 40, \
             <code class=\"whole\">--worlds fixed</code>: <code class=\"whole\">--x</code>&gt;"
        );
    }

    #[test]
    fn names_are_shown_and_do_nothing() {
        let hostile = "<script>alert('x')</script>\"&\u{202e}evil 🎉";
        let shown = both(&Phrase::from(hostile)).into_string();
        assert_eq!(
            shown,
            "<bdi>&lt;script&gt;alert('x')&lt;/script&gt;&quot;&amp;&lt;U+202E&gt;evil 🎉</bdi>"
        );
        let in_attribute = html! { a title=(Said("\" onclick=\"x")) {} }.into_string();
        assert_eq!(in_attribute, "<a title=\"&quot; onclick=&quot;x\"></a>");
    }
}
