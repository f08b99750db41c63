//! How strongly a remedy is applied: what an operator would turn up or down.

use crate::operator::kind;
use crate::words::Text;

/// The number of a strategy that stands for how much of it is done: more of it does more, and takes more.
#[derive(Debug, PartialEq, Eq)]
pub struct Dial {
    /// Key of the strategy.
    pub strategy: &'static str,
    /// Key of the number.
    pub key: &'static str,
    /// So much of it, in words.
    pub amount: Text,
}

const fn dial(
    strategy: &'static str,
    key: &'static str,
    en: &'static str,
    zh: &'static str,
) -> Dial {
    Dial {
        strategy,
        key,
        amount: Text::new(en, zh),
    }
}

/// The dials there are. Minutes for one member are none: they cost more and do the same.
static DIALS: [Dial; 15] = [
    dial(
        "moderation",
        "hours",
        "{n} {n:hour|hours} a day",
        "每天 {n} 小时",
    ),
    dial("follow_up", "days", "for {n} {n:day|days}", "每人 {n} 天"),
    dial(
        "content",
        "per_week",
        "{n} {n:piece|pieces} a week",
        "每周 {n} 篇",
    ),
    dial("kol", "count", "{n} {n:leader|leaders}", "{n} 位"),
    dial("prizes", "value", "prizes of {n}", "每份 {n} 元"),
    dial("red_packets", "amount", "{n} a time", "每次 {n} 元"),
    dial(
        "weaving",
        "introductions",
        "{n} {n:introduction|introductions} a day",
        "每天撮合 {n} 对",
    ),
    dial(
        "owner",
        "hours",
        "{n} {n:hour|hours} a day",
        "每天 {n} 小时",
    ),
    dial(
        "prefill",
        "hours",
        "{n} {n:hour|hours} a day",
        "每天 {n} 小时",
    ),
    dial("welcome", "hosts", "{n} {n:host|hosts}", "{n} 位接待"),
    dial(
        "presence",
        "talk",
        "{n} {n:minute|minutes} of talk a day",
        "每天陪聊 {n} 分钟",
    ),
    dial(
        "paid_questions",
        "a_day",
        "{n} {n:question|questions} a day",
        "每天 {n} 问",
    ),
    dial(
        "teams",
        "pairs",
        "{n} {n:pair|pairs} a week",
        "每周结识 {n} 对",
    ),
    dial(
        "perks",
        "count",
        "{n} {n:member|members} a time",
        "每次 {n} 人",
    ),
    dial(
        "referral",
        "reward",
        "{n} for a newcomer",
        "每位新人 {n} 元",
    ),
];

/// How many times as much as usual is tried beside the usual: less where the usual saves, more where it does not.
pub const LESS: f64 = 0.5;
/// See [`LESS`].
pub const MORE: f64 = 2.0;

/// The dial of a strategy, if it has one.
pub fn dial_of(strategy: &str) -> Option<&'static Dial> {
    DIALS.iter().find(|dial| dial.strategy == strategy)
}

impl Dial {
    /// The usual value, as scenarios write it.
    pub fn usual(&self) -> Option<toml::Value> {
        let settings = kind(self.strategy)?.usual().json();
        let value = settings.get(self.key)?;
        match value.as_i64() {
            Some(whole) => Some(toml::Value::Integer(whole)),
            None => value.as_f64().map(toml::Value::Float),
        }
    }

    /// So many times the usual value, whole where the usual one is; `None` where that is the usual one.
    pub fn turned(&self, times: f64) -> Option<toml::Value> {
        let usual = self.usual()?;
        let turned = match &usual {
            toml::Value::Integer(whole) => {
                let value = (*whole as f64 * times).round();
                toml::Value::Integer(value as i64)
            }
            toml::Value::Float(value) => toml::Value::Float(value * times),
            _ => return None,
        };
        (turned != usual && turned != toml::Value::Integer(0)).then_some(turned)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{Overrides, parse_str};

    #[test]
    fn every_dial_turns_and_a_scenario_takes_what_comes_of_it() {
        for dial in &DIALS {
            for times in [LESS, MORE] {
                let Some(value) = dial.turned(times) else {
                    panic!("{} does not turn", dial.strategy);
                };
                let text = format!("[operator.{}]\n{} = {value}\n", dial.strategy, dial.key);
                let read = parse_str("t.toml", &text, &Overrides::default()).expect(&text);
                let settings = read.base.operator.strategies[0].json();
                let turned = settings[dial.key].as_f64().expect("a number");
                let usual = kind(dial.strategy).expect("a kind").usual().json()[dial.key]
                    .as_f64()
                    .expect("a number");
                assert_eq!(turned > usual, times > 1.0, "{text}");
            }
            assert!(dial.amount.en.contains("{n}") && dial.amount.zh.contains("{n}"));
        }
        assert_eq!(dial_of("purge"), None);
    }
}
