//! The scenario: what was set, what each strategy changes, and the whole.

use crate::show::page::report::{Change, Written};
use crate::show::page::said::{Said, both, fixed};
use crate::words::page;
use maud::{Markup, html};

/// The whole part.
pub(crate) fn all(written: &Written) -> Markup {
    html! {
        @if !written.changed.is_empty() {
            h3 { (fixed(page::CHANGED)) }
            (table(&written.changed))
        }
        @for (name, changes) in &written.strategies {
            h3 { (both(&page::CHANGED_BY.fill(&[("name", name)]))) }
            (table(changes))
        }
        @if !written.whole.is_empty() {
            details {
                summary { (fixed(page::WHOLE)) }
                pre tabindex="0" { code { (Said(&written.whole)) } }
            }
        }
    }
}

fn table(changes: &[Change]) -> Markup {
    html! {
        div.wide tabindex="0" {
            table.prose {
                thead { tr {
                    th scope="col" { (fixed(page::PARAMETER)) }
                    th scope="col" { (fixed(page::VALUE)) }
                    th scope="col" { (fixed(page::FROM)) }
                } }
                tbody {
                    @for change in changes {
                        tr {
                            th scope="row" { code { (Said(&change.path)) } }
                            td { code { (Said(&change.value)) } }
                            td { (Said(&change.from)) }
                        }
                    }
                }
            }
        }
    }
}
