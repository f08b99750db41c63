//! How the study was made.

use crate::show::page::said::{Said, both, fixed};
use crate::words::{Phrase, page};
use maud::{Markup, html};

/// The whole part.
pub(crate) fn all(made: &[(Phrase, String)]) -> Markup {
    html! {
        @if !made.is_empty() {
            dl { @for (what, value) in made { dt { (both(what)) } dd { (Said(value)) } } }
            p.note { (fixed(page::MADE_AGAIN)) }
        }
    }
}
