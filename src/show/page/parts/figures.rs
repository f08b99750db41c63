//! Tables of numbers.

use crate::show::page::report::{Cell, Figures, Row, Sign};
use crate::show::page::said::{Said, both, fixed};
use crate::words::{Phrase, Text, page};
use maud::{Markup, html};

/// All tables.
pub(crate) fn all(tables: &[Figures]) -> Markup {
    html! { @for table in tables { (one(table)) } }
}

fn one(table: &Figures) -> Markup {
    html! {
        @if table.title != Phrase::from(page::KEY_FIGURES) { h3 { (both(&table.title)) } }
        p.note { (both(&table.note)) }
        div.wide tabindex="0" {
            table.stacks[table.columns.len() > FEW] {
                thead { tr { @for column in &table.columns { th scope="col" { (both(column)) } } } }
                tbody { @for row in &table.rows { (line(row, &table.columns)) } }
            }
        }
    }
}

/// Columns that a phone has room for beside each other; of more each row becomes a list.
const FEW: usize = 3;

fn line(row: &Row, columns: &[Phrase]) -> Markup {
    let stacks = columns.len() > FEW;
    html! {
        tr {
            th scope="row" {
                (both(&row.name))
                @if let Some(key) = &row.key { " " code { (Said(key)) } }
            }
            @for (place, cell) in row.cells.iter().enumerate() {
                td class=[classes(cell)] {
                    @if stacks { (stacked(columns.get(place + 1), &content(cell))) } @else { (content(cell)) }
                }
            }
        }
    }
}

/// What a cell holds, behind the name of its column, which is there where rows are lists.
fn stacked(column: Option<&Phrase>, content: &Markup) -> Markup {
    html! {
        @if let Some(column) = column { span.head { (both(column)) } }
        span.held { (content) }
    }
}

/// Whether a cell says better or worse, and whether it says anything.
fn classes(cell: &Cell) -> Option<&'static str> {
    let empty = cell.more.is_none() && cell.text.en.is_empty();
    cell.sign.map(class).or(empty.then_some("none"))
}

/// Letters of a number with its interval; what is longer is prose, and may be broken.
const A_NUMBER: usize = 48;

fn content(cell: &Cell) -> Markup {
    let is_prose = cell
        .more
        .as_ref()
        .is_some_and(|it| it.en.chars().count() > A_NUMBER);
    let sign = cell.sign.map(|sign| {
        html! {
            span aria-hidden="true" { (mark(sign)) } " "
            span.heard { (fixed(spoken(sign))) " " }
        }
    });
    // A sign stands before what it judges: before the difference, or the verdict that prose explains.
    let before_difference = cell.more.is_some() && !is_prose;
    html! {
        @if !before_difference { @if let Some(sign) = &sign { (sign) } }
        (both(&cell.text))
        @if let Some(more) = &cell.more {
            span.more.said[is_prose] {
                @if before_difference { @if let Some(sign) = &sign { (sign) } }
                (both(more))
            }
        }
    }
}

fn class(sign: Sign) -> &'static str {
    match sign {
        Sign::Better => "better",
        Sign::Worse => "worse",
        Sign::Different => "different",
        Sign::Unclear => "unclear",
    }
}

fn mark(sign: Sign) -> &'static str {
    match sign {
        Sign::Better => "▲",
        Sign::Worse => "▼",
        Sign::Different => "◆",
        Sign::Unclear => "≈",
    }
}

fn spoken(sign: Sign) -> Text {
    match sign {
        Sign::Better => page::BETTER,
        Sign::Worse => page::WORSE,
        Sign::Different => page::DIFFERENT,
        Sign::Unclear => page::UNCLEAR,
    }
}
