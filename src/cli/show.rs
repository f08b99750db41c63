//! Results as words and tables on the terminal.

use crate::run::summary::{Measured, Summary};
use crate::show::page::report::{Cell, Figures, Row};
pub use crate::words::number::number;
use crate::words::{self, Language, Phrase, Text, Unit};
use comfy_table::{CellAlignment, Table, presets};

/// The metrics of a run's summary table, in order.
pub const HEADLINES: &[&str] = &[
    "members",
    "dau_end",
    "engaged_end",
    "posts_end",
    "dau_mau",
    "retention_d1",
    "retention_d7",
    "retention_d30",
    "retention_d90",
    "median_lifetime",
    "churn_7d",
    "answered_share",
    "lurker_share",
    "muted_share",
    "asleep_share",
    "ads_share",
    "gini_posts",
    "top1_share",
    "joins_total",
    "leaves_total",
    "removals_total",
    "cost_total",
    "revenue_total",
    "hours_total",
    "cost_per_retained",
    "died",
];

/// Name and unit of a metric.
pub fn metric(key: &str, language: Language) -> (String, Unit) {
    (words::metric_name(key, language), words::unit(key))
}

/// A table with right-aligned numbers after its first columns.
pub fn table(header: &[&str], names: usize) -> Table {
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    table.set_header(header.to_vec());
    for (number, column) in table.column_iter_mut().enumerate() {
        if number >= names {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    table
}

/// The summary of a run.
pub fn run(summary: &Summary, language: Language) -> String {
    let header = match language {
        Language::English => [
            "",
            "key",
            "mean",
            "95% interval of the mean",
            "10–90% of runs",
        ],
        Language::Chinese => ["", "键名", "均值", "均值的 95% 区间", "10–90% 的模拟"],
    };
    let mut table = table(&header, 2);
    for measured in headlines(summary) {
        let (name, unit) = metric(measured.metric, language);
        let show = |value| number(value, unit);
        let interval = measured.interval.map_or_else(String::new, |interval| {
            format!("{} – {}", show(interval.low), show(interval.high))
        });
        let band = &measured.band;
        table.add_row([
            name,
            measured.metric.to_owned(),
            show(band.mean),
            interval,
            format!("{} – {}", show(band.p10), show(band.p90)),
        ]);
    }
    format!("{table}\n\n{}", sentences(summary, language))
}

/// The rows of a run's summary table.
pub fn headlines(summary: &Summary) -> impl Iterator<Item = &Measured> {
    let rows = HEADLINES.iter().filter_map(|key| summary.measured(key));
    rows.filter(|measured| worth_a_line(measured))
}

/// Metrics of things that did not happen are left out.
fn worth_a_line(measured: &Measured) -> bool {
    let quiet = [
        "ads_share",
        "muted_share",
        "removals_total",
        "cost_total",
        "revenue_total",
        "hours_total",
        "cost_per_retained",
        "died",
    ];
    measured.band.count > 0
        && !(quiet.contains(&measured.metric)
            && measured.band.p10 == 0.0
            && measured.band.mean == 0.0)
}

/// How the runs ended, and what members went for.
fn sentences(summary: &Summary, language: Language) -> String {
    let percent = |share: f64| format!("{:.0}%", 100.0 * share);
    let stages = crate::observe::stage::Stage::ALL
        .iter()
        .zip(&summary.stages);
    let stages: Vec<String> = stages
        .filter(|(_, share)| **share > 0.0)
        .map(|(stage, share)| {
            let name = words::stage(stage.key()).map_or(stage.key(), |term| term.text(language));
            format!("{name} {}", percent(*share))
        })
        .collect();
    let causes: Vec<String> = summary
        .causes()
        .into_iter()
        .filter(|(_, share)| *share >= 0.005)
        .map(|(key, share)| {
            let name = words::cause(key).map_or(key, |term| term.text(language));
            format!("{name} {}", percent(share))
        })
        .collect();
    match language {
        Language::English => format!(
            "at the end: {}\ngone because of: {}\n",
            stages.join(", ").to_lowercase(),
            causes.join(", ").to_lowercase()
        ),
        Language::Chinese => {
            format!(
                "结束时：{}\n流失原因：{}\n",
                stages.join("，"),
                causes.join("，")
            )
        }
    }
}

/// A table of the terminal as one of the page: the same rows, in both languages.
pub fn on_page(title: Text, note: Text, table: impl Fn(Language) -> Table) -> Figures {
    let read = |language: Language| -> Vec<Vec<String>> {
        let table = table(language);
        let header = table.header().into_iter();
        let rows = header.chain(table.row_iter());
        rows.map(|row| row.cell_iter().map(comfy_table::Cell::content).collect())
            .collect()
    };
    let (english, chinese) = (read(Language::English), read(Language::Chinese));
    let both = english.into_iter().zip(chinese).map(|(en, zh)| {
        let cells = en.into_iter().zip(zh).map(|(en, zh)| Phrase { en, zh });
        cells.collect::<Vec<Phrase>>()
    });
    let mut rows = both.collect::<Vec<_>>().into_iter();
    Figures {
        title: title.into(),
        note: note.into(),
        columns: rows.next().unwrap_or_default(),
        rows: rows.map(row_of).collect(),
    }
}

fn row_of(mut cells: Vec<Phrase>) -> Row {
    let rest = cells.split_off(1.min(cells.len()));
    Row {
        name: cells.pop().unwrap_or_else(|| Phrase::from("")),
        key: None,
        cells: rest.into_iter().map(Cell::new).collect(),
    }
}
