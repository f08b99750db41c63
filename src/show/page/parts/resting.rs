//! What the answer rests on: the assumptions behind it, each with its source.

use crate::show::page::report::{Assumption, Rests};
use crate::show::page::said::{Said, both, fixed};
use crate::words::{Phrase, Text, page};
use maud::{Markup, html};

/// The whole part.
pub(crate) fn all(rests: &Rests) -> Markup {
    html! {
        @for sentence in &rests.sentences { p { (both(sentence)) } }
        @if !rests.beliefs.is_empty() {
            p { (fixed(page::RESTS_BELIEFS)) }
            ul { @for belief in &rests.beliefs { li { code { (Said(belief)) } } } }
        }
        @if !rests.foremost.is_empty() {
            p { (fixed(page::RESTS_ARRIVALS)) }
            (table(&rests.foremost))
        }
        @if !rests.assumed.is_empty() {
            details {
                summary { (fixed(page::RESTS_ASSUMED)) " (" (rests.assumed.len()) ")" }
                (table(&rests.assumed))
            }
        }
    }
}

fn table(assumptions: &[Assumption]) -> Markup {
    let columns = [page::PARAMETER, page::VALUE, page::KNOWN, page::SOURCE];
    html! {
        div.wide tabindex="0" {
            table.prose.stacks {
                thead { tr { @for column in columns { th scope="col" { (fixed(column)) } } } }
                tbody {
                    @for it in assumptions {
                        tr {
                            th scope="row" { code { (Said(&it.path)) } span.more { (both(&it.meaning)) } }
                            td { (Said(&it.value)) @if let Some(unit) = &it.unit { span.more { (both(unit)) } } }
                            td { (both(&known(&it.known))) }
                            td { (both(&it.source)) }
                        }
                    }
                }
            }
        }
    }
}

/// How well a value is known, in words.
fn known(word: &str) -> Phrase {
    let words: [Text; 4] = [
        page::MEASURED,
        page::LITERATURE,
        page::ASSUMED,
        page::SETTING,
    ];
    let known = words.into_iter().find(|text| text.en == word);
    known.map_or_else(|| Phrase::from(word), Phrase::from)
}
