//! Every dial of every strategy: as a page, as a table and as JSON.

use crate::observe::metrics::Run;
use crate::operator::KINDS;
use crate::show::tables::number;
use crate::validate::Settings;
use crate::validate::responses::{
    DAYS, Dial, Ground, INVITATIONS, MIDDLE, MOST, MOVED, Response, SIZES, Way,
};
use crate::words::{Language, Text};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

const TITLE: &str = "\
# Responses

What every dial of every strategy does to the engaged members at the end of a run, at five doses.
";

/// Whether a text is such a page, so that it may be written anew.
pub fn is_page(text: &str) -> bool {
    text.starts_with("# Responses\n") && text.contains("qun validate --responses")
}

fn brief(value: f64) -> String {
    match value {
        _ if !value.is_finite() => "–".to_owned(),
        _ if value == 0.0 || value.abs() >= 100.0 => format!("{value:.0}"),
        _ if value.abs() >= 10.0 => format!("{}", (value * 10.0).round() / 10.0),
        _ => format!("{}", (value * 1000.0).round() / 1000.0),
    }
}

fn listed(values: impl Iterator<Item = f64>) -> String {
    values.map(brief).collect::<Vec<_>>().join(", ")
}

/// Whether it clearly goes another way than it should.
fn is_contrary(dial: &Dial) -> bool {
    let found = &dial.judgement;
    !dial.way.agrees(found.surely_rises, found.surely_falls)
}

/// What it moves beyond luck, in words.
fn moved(dial: &Dial) -> String {
    let names = dial.judgement.moves.iter().map(|metric| {
        let name = metric.metric().words.name.en;
        let mut letters = name.chars();
        let first = letters.next().map(|letter| letter.to_ascii_lowercase());
        first.into_iter().chain(letters).collect::<String>()
    });
    names.collect::<Vec<_>>().join(", ")
}

/// What is to be said of a dial.
pub fn verdict(dial: &Dial) -> String {
    let judgement = &dial.judgement;
    let mut words = Vec::new();
    if judgement.is_inert {
        words.push(if dial.way == Way::Nothing {
            "rightly dead".to_owned()
        } else {
            "dead: not a run differs".to_owned()
        });
    } else if judgement.moves.is_empty() {
        words.push("less than luck".to_owned());
    } else if !judgement.moves.contains(&Run::EngagedEnd) {
        words.push(format!("moves {}", moved(dial)));
    }
    if is_contrary(dial) {
        words.push("against what is said of it".to_owned());
    }
    if judgement.is_implausible {
        words.push(format!("implausible: beyond {MOST}-fold"));
    }
    if judgement.turns {
        words.push("not monotone".to_owned());
    }
    if words.is_empty() {
        words.push("acts".to_owned());
    }
    words.join("; ")
}

/// Whether more of it means more engaged members or fewer; in brackets what is beyond the luck of this dial alone.
const fn sign(dial: &Dial) -> &'static str {
    let found = &dial.judgement;
    match (found.surely_rises, found.surely_falls) {
        (true, true) => "±",
        (true, false) => "+",
        (false, true) => "−",
        (false, false) => match (found.rises, found.falls) {
            (true, true) => "(±)",
            (true, false) => "(+)",
            (false, true) => "(−)",
            (false, false) => "0",
        },
    }
}

/// The dials that something is to be said of, by what it is.
fn named(found: &[Dial]) -> [(Text, Vec<String>); 6] {
    let those = |is: &dyn Fn(&Dial) -> bool| {
        let dials = found.iter().filter(|dial| is(dial));
        dials
            .map(|dial| format!("{}.{}", dial.strategy, dial.key))
            .collect()
    };
    let unexplained = |dial: &Dial| dial.way != Way::Nothing;
    [
        (
            Text::new("Dead: not a run differs", "无作用：没有一次模拟不同"),
            those(&|it| it.judgement.is_inert && unexplained(it)),
        ),
        (
            Text::new(
                "Runs differ, none of the numbers beyond luck",
                "各次模拟有差别，但没有一个指标超出运气",
            ),
            those(&|it| it.judgement.moves.is_empty() && !it.judgement.is_inert),
        ),
        (
            Text::new(
                "Moves something else than the engaged members",
                "影响的不是活跃成员，而是别的",
            ),
            those(&|it| {
                let moves = &it.judgement.moves;
                !moves.is_empty() && !moves.contains(&Run::EngagedEnd)
            }),
        ),
        (
            Text::new("Implausible", "大得不可信"),
            those(&|it| it.judgement.is_implausible),
        ),
        (
            Text::new("Not monotone", "时升时降"),
            those(&|it| it.judgement.turns),
        ),
        (
            Text::new("Against what is said of it", "与说法相反"),
            those(&is_contrary),
        ),
    ]
}

/// What stands out, in words.
pub fn terminal(found: &[Dial], language: Language) -> String {
    const DIALS: Text = Text::new("{n} {n:dial|dials}", "{n} 个可调项");
    const THOSE: Text = Text::new("{what} ({n}): {dials}", "{what}（{n}）：{dials}");
    let mut text = DIALS.with(language, &[("n", &found.len())]);
    for (what, dials) in named(found) {
        let numbers: [(&str, &dyn std::fmt::Display); 3] = [
            ("what", &what.text(language)),
            ("n", &dials.len()),
            ("dials", &dials.join(language.choose(", ", "、"))),
        ];
        text.push('\n');
        text.push_str(THOSE.with(language, &numbers).trim_end());
    }
    text + "\n"
}

/// In what community a dial is tried, where it is not the preset as it comes.
const fn where_tried(ground: Ground) -> Option<&'static str> {
    match ground {
        Ground::Plain => None,
        Ground::Advertised => Some("one in fifty of those who come advertises"),
        Ground::TwoSubjects => Some("a second subject has a quarter of all interest"),
        Ground::QuietRoom => Some("a room in which nobody talks stands beside the talk"),
        Ground::Priced => Some("six in ten of those who hear of it expect a price"),
    }
}

fn listed_grounds() -> String {
    let all = Ground::ALL.into_iter().filter_map(where_tried);
    all.collect::<Vec<_>>().join("; ")
}

fn numbers_moved() -> String {
    let names = MOVED.iter().map(|metric| metric.metric().key);
    names
        .map(|key| format!("`{key}`"))
        .collect::<Vec<_>>()
        .join(", ")
}

/// Where the dials of a strategy are tried, and what stands beside it: a line for each that is not plain.
fn grounds<'d>(dials: impl Iterator<Item = &'d Dial>) -> String {
    let mut told: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for dial in dials {
        let beside = dial
            .beside
            .map(|strategy| format!("`{strategy}` is there besides, with and without it"));
        let parts = where_tried(dial.ground).map(str::to_owned).into_iter();
        let text = parts.chain(beside).collect::<Vec<_>>().join("; ");
        if !text.is_empty() {
            told.entry(text).or_default().push(&dial.key);
        }
    }
    told.iter().fold(String::new(), |mut text, (place, keys)| {
        let _ = writeln!(text, "Tried where {place}: `{}`.\n", keys.join("`, `"));
        text
    })
}

/// `docs/responses.md`, with the charts of [`super::dose_charts`] in a folder of its name beside it.
pub fn page(found: &[Dial], settings: &Settings, path: &Path) -> String {
    let charts = path.file_stem().unwrap_or_default().to_string_lossy();
    let mut text = TITLE.to_owned();
    let sizes: Vec<String> = SIZES
        .iter()
        .map(|size| format!("{} ({})", size.founders, size.preset.name()))
        .collect();
    let _ = write!(
        text,
        "\nWritten by `qun validate --responses --replicates {} --seed {} --write docs/responses.md`, qun {}.\n\n\
         * Communities of {} members and {DAYS} days, in which a member invites somebody on the first visit with the probability {INVITATIONS}; the tables show the middle one.\n\
         * Each strategy stands in its busy settings (a purge and a duty in their usual ones, which leave somebody) and alone, unless the table says what stands beside it; one dial is turned at a time. Doses reach from the \
         least value permitted to the most, or to ten times the larger of the default and the busy value, and days \
         lie within the run.\n\
         * Communities are the presets as they come. A strategy that would have nothing to act on there is tried where it has: {}. \
         The line over a table says which.\n\
         * *Ratio*: engaged members at the end over those of the same people with the same luck without the strategy. \
         *Hours* and *money* are what the strategy takes over the whole run. *Sign*: whether more of the dial clearly means more \
         engaged members (+), fewer (−), both between other doses or sizes (±), or neither (0); in brackets what is beyond the luck of this dial, and not of \
         the unluckiest of all of them. *Should*: which way it should \
         go; the last column says why, with the evidence or that it is assumed, and the line under a strategy what more of all of it does.\n\
         * *Acts*: it moves the engaged members beyond luck, between two doses of some size (paired differences, 95 %, corrected for all pairs and sizes). \
         *Moves*: it moves something else beyond luck, of {}. *Less than luck*: runs differ by it, people and luck being the same, but no number is sure to. \
         *Dead*: no run differs in any of these numbers.\n\
         * *Implausible*: beyond {MOST}-fold in some size; gates, purges, duties, departures and closing excepted. \
         *Not monotone*: clearly up and clearly down in one size.\n\n## What stands out\n\n",
        settings.replicates,
        settings.seed,
        env!("CARGO_PKG_VERSION"),
        sizes.join(", "),
        listed_grounds(),
        numbers_moved(),
    );
    for (what, dials) in named(found) {
        let _ = writeln!(
            text,
            "* **{}** ({}): {}",
            what.en,
            dials.len(),
            dials.join(", ")
        );
    }
    for kind in KINDS {
        let mut dials = found.iter().filter(|it| it.strategy == kind.key).peekable();
        if dials.peek().is_none() {
            continue;
        }
        let _ = write!(
            text,
            "\n## {} · {}\n\n{}\n\n![What each dial of it does]({charts}/{}.svg)\n\n{}| dial | default | doses | ratio | sign | should | hours | money | verdict | source of default | why |\n\
             |---|---|---|---|---|---|---|---|---|---|---|\n",
            kind.key,
            kind.name.zh,
            kind.more,
            kind.key,
            grounds(found.iter().filter(|it| it.strategy == kind.key)),
        );
        for dial in dials {
            let of = |part: fn(&Response) -> f64| {
                listed(dial.responses.get(MIDDLE).into_iter().flatten().map(part))
            };
            let unit = dial
                .unit
                .as_ref()
                .map_or_else(String::new, |unit| format!(" ({unit})"));
            let _ = writeln!(
                text,
                "| `{}`{unit} | {} | {} | {} | {} | {} | {} | {} | {} | {} | {} |",
                dial.key,
                dial.default.map_or_else(|| "–".to_owned(), brief),
                listed(dial.doses.iter().copied()),
                of(|it| (it.ratio * 100.0).round() / 100.0),
                sign(dial),
                dial.way.sign(),
                of(|it| it.hours.round()),
                of(|it| it.money.round()),
                verdict(dial),
                dial.source.replace('|', "/"),
                dial.why.replace('|', "/"),
            );
        }
    }
    text
}

/// `responses.csv`: a row for each dose on each size.
///
/// # Errors
/// If the table cannot be built.
pub fn rows(found: &[Dial]) -> Result<Vec<u8>, csv::Error> {
    let mut table = csv::Writer::from_writer(Vec::new());
    table.write_record([
        "strategy",
        "dial",
        "preset",
        "founders",
        "dose",
        "engaged_end",
        "ratio",
        "difference",
        "low",
        "high",
        "hours",
        "money",
        "verdict",
    ])?;
    for dial in found {
        for (size, doses) in SIZES.iter().zip(&dial.responses) {
            for (dose, it) in dial.doses.iter().zip(doses) {
                let [difference, low, high] = it.difference;
                let numbers = [
                    *dose, it.engaged, it.ratio, difference, low, high, it.hours, it.money,
                ];
                let mut row = vec![
                    dial.strategy.to_owned(),
                    dial.key.clone(),
                    size.preset.name().to_owned(),
                    size.founders.to_string(),
                ];
                row.extend(numbers.iter().map(|value| {
                    if value.is_finite() {
                        value.to_string()
                    } else {
                        String::new()
                    }
                }));
                row.push(verdict(dial));
                table.write_record(row)?;
            }
        }
    }
    table
        .into_inner()
        .map_err(|error| error.into_error().into())
}

/// Everything that was found, for scripts.
pub fn document(found: &[Dial]) -> Value {
    let dials = found.iter().map(|dial| {
        let sizes = SIZES.iter().zip(&dial.responses).map(|(size, doses)| {
            json!({
                "preset": size.preset.name(),
                "founders": size.founders,
                "doses": dial.doses.iter().zip(doses).map(|(dose, it)| json!({
                    "dose": number(*dose),
                    "engaged_end": number(it.engaged),
                    "ratio": number(it.ratio),
                    "difference": number(it.difference[0]),
                    "interval": [number(it.difference[1]), number(it.difference[2])],
                    "hours": number(it.hours),
                    "money": number(it.money),
                })).collect::<Vec<_>>(),
            })
        });
        json!({
            "strategy": dial.strategy,
            "dial": dial.key,
            "unit": dial.unit,
            "default": dial.default.map(number),
            "source": dial.source,
            "should": dial.way.sign(),
            "why": dial.why,
            "verdict": verdict(dial),
            "moves": dial.judgement.moves.iter().map(|it| it.metric().key).collect::<Vec<_>>(),
            "sizes": sizes.collect::<Vec<_>>(),
        })
    });
    json!({ "days": DAYS, "dials": dials.collect::<Vec<_>>() })
}
