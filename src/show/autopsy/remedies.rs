//! What would still have saved a community, in sentences.

use super::told;
use crate::operator::kind;
use crate::study::autopsy::Remedy;
use crate::words::{Language, Phrase, Text};

/// What the sentences about so many remedies answer.
pub fn heading(keys: usize) -> Phrase {
    let text = if keys == 1 {
        Text::new(
            "Whether it would still have been saved, the remedy in its usual strength, half or double, and begun in every week, on the same people and luck:",
            "这种办法（默认强度、减半或加倍，从每一周开始各试一遍，同样的人、同样的运气）是否还能救回来：",
        )
    } else {
        Text::new(
            "What would still have saved it, of {n} remedies, each in its usual strength, half or double, and begun in every week, on the same people and luck:",
            "{n} 种办法（各用默认强度、减半或加倍，从每一周开始各试一遍，同样的人、同样的运气）中，哪些还能救回来：",
        )
    };
    text.fill(&[("n", &keys)])
}

/// What would still have saved them, in sentences; `bodies` is how many were tried.
pub fn remedies(found: &[Remedy], bodies: usize) -> Vec<Phrase> {
    let mut saving: Vec<&Remedy> = found.iter().filter(|it| it.latest.is_some()).collect();
    saving.sort_by_key(|it| std::cmp::Reverse(it.latest));
    let mut said: Vec<Phrase> = saving.iter().map(|it| remedy(it, bodies)).collect();
    let cheapest = saving.iter().copied().reduce(|one, other| {
        if other.is_cheaper_than(one) {
            other
        } else {
            one
        }
    });
    if let (Some(cheapest), true) = (cheapest, saving.len() > 1) {
        let text = Text::new(
            "The cheapest of them: {strategy}, by week {week}, for {price}.",
            "其中代价最小的：{strategy}，最迟第 {week} 周开始，代价：{price}。",
        );
        said.push(told(text, |language| {
            vec![
                ("strategy", applied(cheapest, language)),
                ("week", week(cheapest).to_string()),
                ("price", price(cheapest, language)),
            ]
        }));
    }
    if saving.is_empty() {
        let text = if bodies > 1 {
            Text::new(
                "Nothing that was tried would have saved half of them, begun in any week.",
                "试过的办法无论哪一周开始，都救不回一半。",
            )
        } else {
            Text::new(
                "Nothing that was tried would have saved it, begun in any week.",
                "试过的办法无论哪一周开始，都救不了它。",
            )
        };
        said.push(text.into());
        return said;
    }
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

fn strategy(key: &str, language: Language) -> String {
    let name = kind(key).map_or(key, |it| it.name.text(language));
    let mut letters = name.chars();
    // Some names are written small, and here they begin a sentence.
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}

/// What it takes more, or less, than doing without.
fn price(found: &Remedy, language: Language) -> String {
    let round = |value: f64| format!("{:.0}", value.abs());
    let amount = |value: f64, spent: Text, spared: Text, none: Text| {
        let text = if value >= 0.5 {
            spent
        } else if value <= -0.5 {
            spared
        } else {
            none
        };
        text.with(language, &[("n", &round(value))])
    };
    let hours = amount(
        found.hours,
        Text::new("{n} hours of work", "{n} 小时"),
        Text::new("{n} hours of work fewer", "还省下 {n} 小时"),
        Text::new("no work", "不费工夫"),
    );
    let money = amount(
        found.price,
        Text::new("{n} in money", "花钱 {n}"),
        Text::new("{n} less in money", "还省下 {n} 元"),
        Text::new("no money", "不花钱"),
    );
    Text::new("{hours} and {money}", "{hours}，{money}")
        .with(language, &[("hours", &hours), ("money", &money)])
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
            ("price", price(found, language)),
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
        let said: Vec<String> = remedies(&found, 1)
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
        let said = &remedies(&found, 2)[0];
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
    fn one_remedy_is_not_spoken_of_as_several() {
        assert!(heading(1).text(Language::English).starts_with("Whether"));
        assert!(heading(3).text(Language::English).contains("of 3 remedies"));
    }
}
