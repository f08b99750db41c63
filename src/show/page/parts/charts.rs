//! Charts: the drawing itself, its numbers as a table, and its data to take away.

use crate::draw::Chart;
use crate::show::page::data::{carried, stepwise};
use crate::show::page::said::{Said, both, fixed};
use crate::words::{Language, Phrase, page};
use maud::{Markup, PreEscaped, html};

/// Most rows of a chart's table on the page; the file that can be saved has all.
const ROWS: usize = 40;

/// All charts; or the pictures of them that are left, as pictures, in which nothing can act.
pub(crate) fn all(charts: &[Chart], pictures: &[(String, String)]) -> Markup {
    html! {
        @for (index, chart) in charts.iter().enumerate() { (one(index, chart)) }
        @for (name, svg) in pictures {
            figure.picture {
                img alt=(Said(name)) src={ "data:image/svg+xml;charset=utf-8," (encoded(svg)) };
            }
        }
    }
}

fn one(index: usize, chart: &Chart) -> Markup {
    let title = Phrase::new(
        chart.title(Language::English),
        chart.title(Language::Chinese),
    );
    let name = chart.name();
    let Ok(data) = chart.csv() else {
        return Markup::default();
    };
    let data = carried(&data, chart.reading(Language::English).as_ref());
    html! {
        figure.chart id={ "chart-" (index) } data-name=(Said(name)) {
            h3.heard { (both(&title)) }
            @for language in Language::ALL { (drawing(chart, language)) }
            figcaption {
                a.save download={ (Said(name)) ".csv" } href={ "data:text/csv;charset=utf-8," (encoded(&data)) } {
                    (fixed(page::SAVE_DATA))
                }
                details { summary { (fixed(page::IN_NUMBERS)) } (table(&data)) }
            }
        }
    }
}

fn drawing(chart: &Chart, language: Language) -> Markup {
    let tag = match language {
        Language::English => "en",
        Language::Chinese => "zh-Hans",
    };
    let Ok(svg) = chart.svg(language) else {
        return Markup::default();
    };
    let reading = chart.reading(language);
    let reading = reading.and_then(|reading| serde_json::to_string(&reading).ok());
    html! {
        div.drawing lang=(tag) tabindex="0" data-reading=[reading.as_deref().map(Said)] {
            (PreEscaped(light(&svg)))
        }
    }
}

/// The drawing without what the page says once for all of them.
fn light(svg: &str) -> String {
    let family = format!(
        " font-family=\"'{}', {}\"",
        crate::draw::font::FAMILY,
        crate::draw::font::FALLBACKS
    );
    stepwise(svg)
        .replace(&family, "")
        .replace(" opacity=\"1\"", "")
        .replace(" stroke=\"none\"", "")
        .replace(" font-size=\"120.00000000000001\"", " font-size=\"120\"")
        .replace(" \"/>", "\"/>")
}

/// Some rows of a table, evenly spread.
fn table(data: &str) -> Markup {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(data.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().filter_map(Result::ok).collect();
    let Some((header, rows)) = rows.split_first() else {
        return Markup::default();
    };
    let shown: Vec<&csv::StringRecord> = if rows.len() <= ROWS {
        rows.iter().collect()
    } else {
        let places = (0..ROWS).map(|place| place * (rows.len() - 1) / (ROWS - 1));
        places.map(|place| &rows[place]).collect()
    };
    html! {
        @if shown.len() < rows.len() {
            p.note { (both(&page::ROWS_LEFT_OUT.fill(&[("shown", &shown.len()), ("all", &rows.len())]))) }
        }
        div.wide tabindex="0" {
            table {
                thead { tr { @for name in header { th scope="col" { (Said(name)) } } } }
                tbody { @for row in shown { tr { @for cell in row { td { (Said(cell)) } } } } }
            }
        }
    }
}

/// Text as part of an address.
fn encoded(text: &str) -> String {
    let mut address = String::with_capacity(text.len() * 5 / 4);
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.,".contains(&byte) {
            address.push(byte as char);
        } else {
            address.push_str(&format!("%{byte:02X}"));
        }
    }
    address
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_survive_as_an_address() {
        assert_eq!(encoded("day,a b\n1,群"), "day,a%20b%0A1,%E7%BE%A4");
    }
}
