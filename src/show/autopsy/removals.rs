//! Whom the operator removed, and what would have become of a community without that, in sentences.

use super::price::price;
use super::{cause_name, percent, told};
use crate::study::autopsy::{Body, Removal, Without};
use crate::words::{Language, Phrase, Text};

/// How many the operator removed of all who went, and by what.
pub(super) fn removed(body: &Body) -> Option<Phrase> {
    let removed: u32 = body.removals.iter().map(|it| it.count).sum();
    if removed == 0 {
        return None;
    }
    let text = match (removed == body.went, removed) {
        (true, 1) => Text::new(
            "The only one who went was removed by the operator: {listed}.",
            "唯一离开的 1 人是被运营者移出的：{listed}。",
        ),
        (true, _) => Text::new(
            "All {all} who went were removed by the operator: {listed}.",
            "离开的 {all} 人全是被运营者移出的：{listed}。",
        ),
        _ => Text::new(
            "Of the {all} who went the operator removed {n} ({share}): {listed}.",
            "离开的 {all} 人中，{n} 人（{share}）是被运营者移出的：{listed}。",
        ),
    };
    let share = percent(f64::from(removed) / f64::from(body.went.max(1)));
    Some(told(text, |language| {
        let each: Vec<String> = body.removals.iter().map(|it| one(it, language)).collect();
        vec![
            ("all", body.went.to_string()),
            ("n", removed.to_string()),
            ("share", share.clone()),
            ("listed", each.join(Text::new(", ", "，").text(language))),
        ]
    }))
}

/// How many one thing removed, and when.
fn one(removal: &Removal, language: Language) -> String {
    let why = match &removal.by {
        Some((name, removing)) => named(name, removing.why.text(language), language),
        None => cause_name(removal.cause.key(), language),
    };
    let [first, last] = removal.days;
    let text = if first == last {
        Text::new("{n} {why}, on day {first}", "{n} 人{why}（第 {first} 天）")
    } else {
        Text::new(
            "{n} {why}, from day {first} to day {last}",
            "{n} 人{why}（第 {first} 至 {last} 天）",
        )
    };
    text.with(
        language,
        &[
            ("n", &removal.count),
            ("why", &why),
            ("first", &first),
            ("last", &last),
        ],
    )
}

/// What a strategy does, with the name that it has of its own.
fn named(full_name: &str, what: &str, language: Language) -> String {
    match full_name.split_once('.') {
        Some((_, own)) => Text::new("{what} ({own})", "{what}（{own}）")
            .with(language, &[("what", &what), ("own", &own)]),
        None => what.to_owned(),
    }
}

/// Doing without something, as the beginning of a sentence or not.
pub(super) fn without(found: &Without, begins: bool, language: Language) -> String {
    let what = named(&found.by.0, found.by.1.without.text(language), language);
    let mut letters = what.chars();
    match letters.next() {
        Some(first) if begins => first.to_uppercase().chain(letters).collect(),
        _ => what,
    }
}

/// What came of doing without something.
pub(super) fn spared(found: &Without) -> Phrase {
    let (saved, all) = (found.count(), found.saved.len());
    let text = match (all, saved) {
        (1, 0) => Text::new(
            "{without} from the first day on, it would not have been saved either.",
            "若从第一天起{without}，也救不回来。",
        ),
        (1, _) => Text::new(
            "{without} from the first day on, it would have been saved, for {price}.",
            "若从第一天起{without}，就能救回来，代价：{price}。",
        ),
        (_, 0) => Text::new(
            "{without} from the first day on, none of the {all} would have been saved either.",
            "若从第一天起{without}，{all} 个也一个都救不回来。",
        ),
        _ => Text::new(
            "{without} from the first day on, {saved} of the {all} would have been saved, for {price}.",
            "若从第一天起{without}，{all} 个中能救回 {saved} 个，代价：{price}。",
        ),
    };
    told(text, |language| {
        let price = price(found.price, found.hours, language);
        vec![
            ("without", without(found, true, language)),
            ("saved", saved.to_string()),
            ("all", all.to_string()),
            ("price", price),
        ]
    })
}
