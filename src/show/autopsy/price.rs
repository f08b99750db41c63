//! What a remedy takes, in words.

use crate::words::{Language, Text};

/// What it takes more, or less, than doing without.
pub(super) fn price(money: f64, hours: f64, language: Language) -> String {
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
        hours,
        Text::new("{n} {n:hour|hours} of work", "{n} 小时"),
        Text::new("{n} {n:hour|hours} of work fewer", "还省下 {n} 小时"),
        Text::new("no work", "不费工夫"),
    );
    let money = amount(
        money,
        Text::new("{n} in money", "花钱 {n}"),
        Text::new("{n} less in money", "还省下 {n} 元"),
        Text::new("no money", "不花钱"),
    );
    Text::new("{hours} and {money}", "{hours}，{money}")
        .with(language, &[("hours", &hours), ("money", &money)])
}
