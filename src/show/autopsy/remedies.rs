//! What would still have saved a community, in sentences.

use super::price::price;
use super::removals::{spared, without as spared_name};
use super::told;
use crate::operator::kind;
use crate::study::autopsy::{Remedy, Without};
use crate::words::{Language, Phrase, Text};

/// What the sentences about so many remedies, and doing without so many things that removed members, answer
/// of so many communities.
pub fn heading(keys: usize, without: usize, bodies: usize) -> Phrase {
    let text = match (keys, without) {
        (0, 0) => {
            return Text::new(
                "No remedy was tried: what was named is done already.",
                "没有可试的办法：点名的都已经在做。",
            )
            .into();
        }
        (0, _) => Text::new(
            "Whether {they} would have been saved without what removed members, on the same people and luck:",
            "若不做那些移出成员的事（同样的人、同样的运气），是否能救回来：",
        ),
        (1, 0) => Text::new(
            "Whether {they} would still have been saved, the remedy in its usual strength, half or double, and begun in every week, on the same people and luck:",
            "这种办法（默认强度、减半或加倍，从每一周开始各试一遍，同样的人、同样的运气）是否还能救回来：",
        ),
        (_, 0) => Text::new(
            "What would still have saved {it}, of {n} remedies, each in its usual strength, half or double, and begun in every week, on the same people and luck:",
            "{n} 种办法（各用默认强度、减半或加倍，从每一周开始各试一遍，同样的人、同样的运气）中，哪些还能救回来：",
        ),
        (1, _) => Text::new(
            "What would still have saved {it}: doing without what removed members, and the remedy in its usual strength, half or double, and begun in every week, on the same people and luck:",
            "不做那些移出成员的事，以及这种办法（默认强度、减半或加倍，从每一周开始各试一遍，同样的人、同样的运气），哪些还能救回来：",
        ),
        _ => Text::new(
            "What would still have saved {it}: doing without what removed members, and {n} remedies, each in its usual strength, half or double, and begun in every week, on the same people and luck:",
            "不做那些移出成员的事，以及 {n} 种办法（各用默认强度、减半或加倍，从每一周开始各试一遍，同样的人、同样的运气），哪些还能救回来：",
        ),
    };
    let (it, they) = if bodies == 1 {
        ("it", "it")
    } else {
        ("them", "they")
    };
    text.fill(&[("n", &keys), ("it", &it), ("they", &they)])
}

/// What would still have saved them, in sentences; `bodies` is how many were tried.
pub fn remedies(without: &[Without], found: &[Remedy], bodies: usize) -> Vec<Phrase> {
    let mut saving: Vec<&Remedy> = found.iter().filter(|it| it.latest.is_some()).collect();
    saving.sort_by_key(|it| std::cmp::Reverse(it.latest));
    let mut said: Vec<Phrase> = without.iter().map(spared).collect();
    let spares = without.iter().any(Without::saves);
    if saving.is_empty() {
        if !found.is_empty() || without.is_empty() {
            said.push(nothing(spares, bodies));
        }
        return said;
    }
    said.extend(saving.iter().map(|it| remedy(it, bodies)));
    said.extend(cheapest(without, &saving));
    let failing: Vec<&Remedy> = found.iter().filter(|it| it.latest.is_none()).collect();
    if !failing.is_empty() {
        let text = Text::new("Of no avail: {listed}.", "没有用的：{listed}。");
        said.push(told(text, |language| {
            let names: Vec<String> = failing
                .iter()
                .map(|it| strategy(it.key, language))
                .collect();
            let separator = Text::new(", ", "，").text(language);
            vec![("listed", names.join(separator))]
        }));
    }
    said
}

/// None of the remedies saves; `spares`: doing without what removed members does.
fn nothing(spares: bool, bodies: usize) -> Phrase {
    let text = match (bodies > 1, spares) {
        (true, true) => Text::new(
            "Nothing else that was tried would have saved half of them, begun in any week.",
            "试过的其他办法无论哪一周开始，都救不回一半。",
        ),
        (false, true) => Text::new(
            "Nothing else that was tried would have saved it, begun in any week.",
            "试过的其他办法无论哪一周开始，都救不了它。",
        ),
        (true, false) => Text::new(
            "Nothing that was tried would have saved half of them, begun in any week.",
            "试过的办法无论哪一周开始，都救不回一半。",
        ),
        (false, false) => Text::new(
            "Nothing that was tried would have saved it, begun in any week.",
            "试过的办法无论哪一周开始，都救不了它。",
        ),
    };
    text.into()
}

/// The one that saves at the lowest price, where several do.
fn cheapest(without: &[Without], saving: &[&Remedy]) -> Option<Phrase> {
    let best = saving.iter().copied().reduce(|one, other| {
        if other.is_cheaper_than(one) {
            other
        } else {
            one
        }
    })?;
    let order = |one: (f64, f64), other: (f64, f64)| {
        one.0.total_cmp(&other.0).then(one.1.total_cmp(&other.1))
    };
    let spared: Vec<&Without> = without.iter().filter(|it| it.saves()).collect();
    let least = spared
        .iter()
        .copied()
        .min_by(|one, other| order((one.price, one.hours), (other.price, other.hours)));
    if let Some(least) = least
        && order((least.price, least.hours), (best.price, best.hours)).is_le()
    {
        let text = Text::new(
            "The cheapest of them: {strategy} from the first day on, for {price}.",
            "其中代价最小的：从第一天起{strategy}，代价：{price}。",
        );
        return Some(told(text, |language| {
            vec![
                ("strategy", spared_name(least, false, language)),
                ("price", price(least.price, least.hours, language)),
            ]
        }));
    }
    if saving.len() + spared.len() < 2 {
        return None;
    }
    let text = Text::new(
        "The cheapest of them: {strategy}, by week {week}, for {price}.",
        "其中代价最小的：{strategy}，最迟第 {week} 周开始，代价：{price}。",
    );
    Some(told(text, |language| {
        vec![
            ("strategy", applied(best, language)),
            ("week", week(best).to_string()),
            ("price", price(best.price, best.hours, language)),
        ]
    }))
}

fn strategy(key: &str, language: Language) -> String {
    let name = kind(key).map_or(key, |it| it.name.text(language));
    let mut letters = name.chars();
    // Some names are written small, and here they begin a sentence.
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}

/// The week by which it had to be begun, counted from 1.
fn week(found: &Remedy) -> u16 {
    found.latest.unwrap_or(0) / 7 + 1
}

/// The strategy, with how much of it was done where that is not as usual.
fn applied(found: &Remedy, language: Language) -> String {
    let name = strategy(found.key, language);
    let Some(strength) = &found.strength else {
        return name;
    };
    let plain = |value: &toml::Value| match value {
        toml::Value::Float(value) => format!("{value}"),
        other => other.to_string(),
    };
    let value = plain(&strength.value);
    let amount = strength.dial.amount.with(language, &[("n", &value)]);
    let usual = strength
        .dial
        .usual()
        .as_ref()
        .map_or_else(String::new, plain);
    Text::new(
        "{name} ({amount} in place of {usual})",
        "{name}（{amount}，默认为 {usual}）",
    )
    .with(
        language,
        &[("name", &name), ("amount", &amount), ("usual", &usual)],
    )
}

fn remedy(found: &Remedy, bodies: usize) -> Phrase {
    let latest = found.latest.unwrap_or(0);
    let up_to: Vec<f64> = found
        .begun
        .iter()
        .zip(&found.saved)
        .filter(|it| *it.0 <= latest)
        .map(|it| *it.1)
        .collect();
    let works = up_to.iter().filter(|it| **it >= 0.5).count();
    let text = match (bodies > 1, works == up_to.len()) {
        (true, true) => Text::new(
            "{strategy} would have saved half of them or more if begun by week {week} (day {latest}), for {price}.",
            "{strategy}：最迟第 {week} 周（第 {latest} 天）开始，能救回一半以上，代价：{price}。",
        ),
        (true, false) => Text::new(
            "{strategy} would have saved half of them or more if begun by week {week} (day {latest}), though only in {works} of the {weeks} weeks up to then, for {price}.",
            "{strategy}：最迟第 {week} 周（第 {latest} 天）开始，能救回一半以上（但到那时的 {weeks} 周里只有 {works} 周如此），代价：{price}。",
        ),
        (false, true) => Text::new(
            "{strategy} would still have saved it if begun by week {week} (day {latest}), for {price}.",
            "{strategy}：最迟第 {week} 周（第 {latest} 天）开始还能救回来，代价：{price}。",
        ),
        (false, false) => Text::new(
            "{strategy} would still have saved it if begun by week {week} (day {latest}), though only in {works} of the {weeks} weeks up to then, for {price}.",
            "{strategy}：最迟第 {week} 周（第 {latest} 天）开始还能救回来（但到那时的 {weeks} 周里只有 {works} 周如此），代价：{price}。",
        ),
    };
    told(text, |language| {
        vec![
            ("strategy", applied(found, language)),
            ("week", week(found).to_string()),
            ("latest", latest.to_string()),
            ("works", works.to_string()),
            ("weeks", up_to.len().to_string()),
            ("price", price(found.price, found.hours, language)),
        ]
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::study::autopsy::{Strength, dials::dial_of};

    fn saving(key: &'static str, latest: Option<u16>, price: f64, hours: f64) -> Remedy {
        Remedy {
            key,
            begun: vec![0, 7, 14],
            saved: vec![1.0, 0.0, 1.0],
            latest,
            price,
            hours,
            strength: None,
            others: Vec::new(),
        }
    }

    #[test]
    fn the_cheapest_is_named_with_its_strength_and_its_last_week() {
        let dial = dial_of("moderation").expect("a dial");
        let half = Remedy {
            strength: Some(Strength {
                dial,
                value: dial.turned(0.5).expect("a value"),
                times: 0.5,
            }),
            ..saving("moderation", Some(0), 0.0, 6.2)
        };
        let found = [
            saving("pitch", Some(14), 30.0, 2.0),
            half,
            saving("purge", None, f64::NAN, f64::NAN),
        ];
        let said: Vec<String> = remedies(&[], &found, 1)
            .iter()
            .map(|it| it.text(Language::English).to_owned())
            .collect();
        assert_eq!(
            said,
            [
                "Pitch would still have saved it if begun by week 3 (day 14), though only in 2 of the 3 weeks up to then, \
                 for 2 hours of work and 30 in money.",
                "Moderation (0.25 hours a day in place of 0.5) would still have saved it if begun by week 1 (day 0), for 6 \
                 hours of work and no money.",
                "The cheapest of them: Moderation (0.25 hours a day in place of 0.5), by week 1, for 6 hours of work and no \
                 money.",
                "Of no avail: Purge.",
            ]
        );
    }

    #[test]
    fn what_is_spared_is_no_negative_price() {
        let found = [saving("purge", Some(14), -12.0, -3.0)];
        let said = &remedies(&[], &found, 2)[0];
        let (english, chinese) = (said.text(Language::English), said.text(Language::Chinese));
        assert!(
            english.ends_with("for 3 hours of work fewer and 12 less in money."),
            "{english}"
        );
        assert!(
            chinese.ends_with("还省下 3 小时，还省下 12 元。"),
            "{chinese}"
        );
    }

    #[test]
    fn one_remedy_is_not_spoken_of_as_several_nor_several_communities_as_one() {
        let said = |keys, without, bodies| heading(keys, without, bodies).en;
        assert!(said(1, 0, 1).starts_with("Whether it would"));
        assert!(said(3, 0, 1).contains("saved it, of 3 remedies"));
        assert!(said(3, 0, 2).contains("saved them, of 3 remedies"));
        assert!(
            said(1, 1, 2)
                .contains("saved them: doing without what removed members, and the remedy")
        );
        assert!(said(0, 1, 1).starts_with("Whether it would have been saved without what removed"));
        assert!(said(0, 1, 2).starts_with("Whether they would have been saved without"));
        assert!(said(0, 0, 1).starts_with("No remedy was tried"));
    }

    #[test]
    fn doing_without_what_removed_members_is_told_first_and_counts_among_what_saves() {
        let removing = kind("purge").and_then(|it| it.removes).expect("it removes");
        let without = |saved: &[bool]| Without {
            by: ("purge".to_owned(), removing),
            saved: saved.to_vec(),
            price: 0.0,
            hours: -3.0,
        };
        let said = |without: &[Without], found: &[Remedy], bodies| -> Vec<String> {
            let said = remedies(without, found, bodies);
            said.into_iter().map(|it| it.en).collect()
        };
        let idle = [saving("survey", None, f64::NAN, f64::NAN)];
        let found = said(&[without(&[true, true, false])], &idle, 3);
        assert_eq!(
            found,
            [
                "Without the purge from the first day on, 2 of the 3 would have been saved, for 3 hours of work fewer and \
                 no money.",
                "Nothing else that was tried would have saved half of them, begun in any week.",
            ]
        );
        let found = said(&[without(&[false])], &idle, 1);
        assert!(found[0].ends_with("it would not have been saved either."));
        assert!(found[1].starts_with("Nothing that was tried"));
        let pitch = [saving("pitch", Some(14), 30.0, 2.0)];
        let found = said(&[without(&[true])], &pitch, 1);
        assert_eq!(
            found[2],
            "The cheapest of them: without the purge from the first day on, for 3 hours of work fewer and no money."
        );
    }
}
