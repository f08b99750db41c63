//! What came of claims: as words, as JSON, as CSV.

use crate::claims::claim::terms;
use crate::claims::reading::{EXITS, GONE};
use crate::claims::recorded::{has_turned, recorded};
use crate::claims::{Direction, Found, Part, Verdict};
use crate::operator;
use crate::show::tables::{field, number, table};
use crate::stats::relative;
use crate::words::number::signed;
use crate::words::{self, Language, Text, metric_name, name_or_key};
use serde_json::{Value, json};

/// An effect as people read it: in percent of what is compared with, or in the metric's own unit.
pub fn effect(value: f64, part: &Part) -> String {
    let whole = |value: f64| signed(value, 0);
    if part.absolute {
        let digits = if value.abs() < 10.0 { 2 } else { 0 };
        return signed(value, digits);
    }
    // A difference of two shares of change is no share of anything: it is said in points.
    if part.against.is_some() {
        return format!("{} pts", whole(100.0 * value));
    }
    match relative::times(value) {
        Some(times) if times <= relative::MOST => format!("{}%", whole(100.0 * times)),
        Some(times) if times < 999.0 => format!("×{:.0}", times + 1.0),
        _ => "×∞".to_owned(),
    }
}

/// What is compared with what, in which metric.
pub fn comparison(part: &Part, language: Language) -> String {
    let [one, other] = &part.arms;
    let name = reading(part, language);
    let other = match part.level {
        Some(level) => level.to_string(),
        None => other.clone(),
    };
    let other = part.other_day.map_or(other.clone(), |day| {
        Text::new("{other} on day {day}", "第 {day} 天的 {other}")
            .with(language, &[("other", &other), ("day", &day)])
    });
    let day = day(part, language);
    let against = part.against.as_ref().map_or_else(String::new, |[a, b]| {
        let on = part.against_day.map_or_else(String::new, |day| {
            Text::new(" on day {day}", "，第 {day} 天").with(language, &[("day", &day)])
        });
        Text::new(" − ({a} − {b}{on})", " −（{a} − {b}{on}）")
            .with(language, &[("a", a), ("b", b), ("on", &on)])
    });
    format!("{one} − {other}{against}: {name}{day}")
}

/// On which day, or over which days, it is read.
fn day(part: &Part, language: Language) -> String {
    let text = match (part.day, part.over) {
        (None, None) => return String::new(),
        (Some(_), None) => Text::new(", day {day}", "，第 {day} 天"),
        (None, Some(_)) => Text::new(", the last {over} days", "，最后 {over} 天"),
        (Some(_), Some(_)) => Text::new(
            ", the {over} days to day {day}",
            "，至第 {day} 天的 {over} 天",
        ),
    };
    let shown = |value: Option<u16>| value.unwrap_or_default();
    text.with(
        language,
        &[("day", &shown(part.day)), ("over", &shown(part.over))],
    )
}

/// What is read: metrics, and what they are divided by.
fn reading(part: &Part, language: Language) -> String {
    let sum = |metrics: &str| -> String {
        let mut text = String::new();
        for (off, key) in terms(metrics) {
            let name = metric(key, language);
            match (text.is_empty(), off) {
                (true, _) => {}
                (false, true) => text.push_str(" − "),
                (false, false) => text.push_str(" + "),
            }
            text.push_str(&name);
        }
        text
    };
    let whole = sum(&part.metric);
    part.per.as_ref().map_or(whole.clone(), |per| {
        Text::new("{whole}, for each of: {per}", "{whole}（按{per}平均）")
            .with(language, &[("whole", &whole), ("per", &sum(per))])
    })
}

/// Name of a metric of the book.
fn metric(key: &str, language: Language) -> String {
    if let Some(cause) = key.strip_prefix(EXITS) {
        let name = name_or_key(words::cause(cause), cause, language);
        return Text::new("share of exits by {name}", "离开原因中“{name}”的占比")
            .with(language, &[("name", &name)]);
    }
    if let Some(archetype) = key.strip_prefix(GONE) {
        return Text::new("members gone of {archetype}", "离开的 {archetype}")
            .with(language, &[("archetype", &archetype)]);
    }
    match operator::series(key) {
        Some(series) => series.name.text(language).to_owned(),
        None => metric_name(key, language),
    }
}

/// The way a difference is claimed to go.
pub fn direction(direction: Direction, language: Language) -> &'static str {
    match direction {
        Direction::More => Text::new("more", "更多"),
        Direction::Less => Text::new("less", "更少"),
        Direction::Same => Text::new("the same", "相同"),
    }
    .text(language)
}

/// How many claims came to each verdict.
pub fn counts(verdicts: &[Verdict], language: Language) -> String {
    let named = Verdict::ALL.iter().filter_map(|verdict| {
        let count = verdicts.iter().filter(|it| *it == verdict).count();
        (count > 0).then(|| format!("{count} {}", verdict.name(language)))
    });
    named
        .collect::<Vec<_>>()
        .join(Text::new(", ", "，").text(language))
}

/// Columns of `claims.csv`.
pub const COLUMNS: [&str; 13] = [
    "claim",
    "verdict",
    "strategy",
    "against",
    "metric",
    "wanted",
    "effect",
    "low",
    "high",
    "p_corrected",
    "worlds_better",
    "assumed_share",
    "worlds",
];

/// A row for each part of a claim.
///
/// # Errors
/// If the table cannot be made.
pub fn rows(found: &[Found]) -> Result<Vec<u8>, csv::Error> {
    let rows = found.iter().flat_map(|claim| {
        let parts = claim.parts.iter().zip(&claim.entry.claim.parts);
        parts.map(move |(part, claimed)| {
            vec![
                claim.entry.claim.id.clone(),
                part.verdict.key().to_owned(),
                claimed.arms[0].clone(),
                claimed.arms[1].clone(),
                claimed.metric.clone(),
                direction(claimed.direction, Language::English).to_owned(),
                field(part.effect),
                field(part.interval.low),
                field(part.interval.high),
                field(part.corrected),
                field(part.worlds_better),
                part.put_in.map_or_else(String::new, |it| it.to_string()),
                part.worlds.to_string(),
            ]
        })
    });
    table(&COLUMNS, rows)
}

/// Everything that was found, for scripts.
pub fn document(found: &[Found], worlds: u32) -> Value {
    let claims: Vec<Value> = found.iter().map(claim).collect();
    json!({ "worlds": worlds, "claims": claims })
}

fn claim(found: &Found) -> Value {
    let claim = &found.entry.claim;
    let parts: Vec<Value> = found
        .parts
        .iter()
        .zip(&claim.parts)
        .map(|(part, claimed)| {
            json!({
                "arms": claimed.arms,
                "against": claimed.against,
                "metric": claimed.metric,
                "per": claimed.per,
                "day": claimed.day,
                "over": claimed.over,
                "wanted": claimed.direction.key(),
                "smallest": claimed.smallest,
                "relative": !claimed.absolute,
                "effect": number(part.effect),
                "interval": [number(part.interval.low), number(part.interval.high)],
                "p_corrected": number(part.corrected),
                "worlds_better": number(part.worlds_better),
                "worlds": part.worlds,
                "assumed_share": part.put_in,
                "verdict": part.verdict.key(),
                "map": part.map,
            })
        })
        .collect();
    let first = found.parts.first();
    let depends: Vec<Value> = found
        .parts
        .iter()
        .filter(|part| part.verdict == Verdict::Depends)
        .flat_map(|part| &part.hangs)
        .map(|it| {
            json!({ "path": it.path, "name": it.name, "share": it.share, "slope": number(it.slope) })
        })
        .collect();
    let then = recorded().find(&claim.id);
    json!({
        "id": claim.id,
        "claim": claim.sentence.phrase(),
        "verdict": found.verdict.key(),
        "effect": first.map(|it| number(it.effect)),
        "interval": first.map(|it| [number(it.interval.low), number(it.interval.high)]),
        "worlds_better": first.map(|it| number(it.worlds_better)),
        "assumed_share": found.assumed_share(),
        "depends_on": depends,
        "evidence": claim.evidence.phrase(),
        "source": claim.source,
        "grade": claim.grade,
        "missing": (!claim.is_expressible()).then(|| claim.missing.phrase()),
        "recorded": then.map(|it| it.verdict.key()),
        "turned": has_turned(found),
        "parts": parts,
    })
}
