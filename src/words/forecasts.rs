//! What is foretold of a community, and what came of it, in sentences.

use super::{Language, Text, thousands};

/// A foretold count: its median and the ends of its 80 % interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Foretold {
    /// As many months of 30 days after the forecast begins.
    pub month: usize,
    /// As likely exceeded as not.
    pub median: f64,
    /// One time in ten it is less.
    pub low: f64,
    /// One time in ten it is more.
    pub high: f64,
}

/// What is counted in a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counted {
    /// Members who write.
    Members,
    /// Messages.
    Messages,
}

fn count(number: f64, language: Language) -> String {
    // Digits that nobody could foretell are not shown.
    let rounded = if number >= 10_000.0 {
        let step = 10_f64.powf(number.log10().floor() - 2.0);
        (number / step).round() * step
    } else {
        number.round()
    };
    let digits = format!("{rounded:.0}");
    match language {
        Language::English => thousands(&digits),
        Language::Chinese => digits,
    }
}

/// A month ahead: how many, and within which bounds in four cases of five.
pub fn ahead(counted: Counted, foretold: Foretold, language: Language) -> String {
    let [median, low, high] =
        [foretold.median, foretold.low, foretold.high].map(|number| count(number, language));
    let month = foretold.month;
    match language {
        Language::English => {
            let months = if month == 1 { "month" } else { "months" };
            let what = match counted {
                Counted::Members if median == "1" => "member who writes",
                Counted::Members => "members who write",
                Counted::Messages if median == "1" => "message",
                Counted::Messages => "messages",
            };
            format!(
                "in {month} {months}: {median} {what} in that month; with 80 % chance between {low} and {high}"
            )
        }
        Language::Chinese => {
            let what = match counted {
                Counted::Members => "人发言",
                Counted::Messages => "条消息",
            };
            format!("第 {month} 个月：预计 {median} {what}；有八成把握在 {low} 到 {high} 之间")
        }
    }
}

/// What was foretold of a month against what came.
pub fn against(counted: Counted, foretold: Foretold, seen: f64, language: Language) -> String {
    let inside = (foretold.low..=foretold.high).contains(&seen);
    let seen = count(seen, language);
    let ahead = ahead(counted, foretold, language);
    match language {
        Language::English => {
            let verdict = if inside { "inside" } else { "outside" };
            format!("{ahead}; there were {seen}, {verdict} the interval")
        }
        Language::Chinese => {
            let verdict = if inside {
                "在区间之内"
            } else {
                "在区间之外"
            };
            format!("{ahead}；实际为 {seen}，{verdict}")
        }
    }
}

/// How often the interval held over all months of a backtest.
pub fn held(counted: Counted, months: usize, inside: f64, language: Language) -> String {
    let held = (inside * months as f64).round();
    match language {
        Language::English => {
            let what = match counted {
                Counted::Members => "active members",
                Counted::Messages => "messages",
            };
            format!("the 80 % interval of {what} held in {held:.0} of {months} months")
        }
        Language::Chinese => {
            let what = match counted {
                Counted::Members => "活跃成员",
                Counted::Messages => "消息数",
            };
            format!("{months} 个月中，{what}的 80% 区间有 {held:.0} 个月包含实际值")
        }
    }
}

/// Why a run of the scenario gives other numbers than the forecast.
pub const MODEL_ALONE: Text = Text::new(
    "the scenario is the model alone: a run of it gives other numbers than a forecast, which also goes by where the log's own \
     months were heading",
    "方案只含模型本身：预测还参考了记录自身各月的走势，所以直接模拟的数字与预测不同",
);

/// A log of which nothing can be said.
pub fn unscored(reason: &str, language: Language) -> String {
    match language {
        Language::English => format!("not scored: {reason}"),
        Language::Chinese => format!("无法评分：{reason}"),
    }
}

/// Heading of the sentences.
pub fn heading(language: Language) -> &'static str {
    language.choose("Forecasts in words", "用文字说明预测")
}

/// Heading of a look ahead from the end of what was fitted.
pub fn ahead_heading(at_the_end: bool, language: Language) -> &'static str {
    match (at_the_end, language) {
        (true, Language::English) => "forecast from the end of the log",
        (true, Language::Chinese) => "自记录结束起的预测",
        (false, Language::English) => {
            "forecast from the end of what was fitted (--split 1 looks ahead from the log's end)"
        }
        (false, Language::Chinese) => "自拟合部分结束起的预测（--split 1 则自记录结束起）",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FORETOLD: Foretold = Foretold {
        month: 12,
        median: 31.2,
        low: 19.6,
        high: 43.0,
    };

    #[test]
    fn a_forecast_says_its_interval_in_both_languages() {
        assert_eq!(
            ahead(Counted::Members, FORETOLD, Language::English),
            "in 12 months: 31 members who write in that month; with 80 % chance between 20 and 43"
        );
        assert_eq!(
            ahead(Counted::Messages, FORETOLD, Language::Chinese),
            "第 12 个月：预计 31 条消息；有八成把握在 20 到 43 之间"
        );
    }

    #[test]
    fn what_came_is_inside_or_outside() {
        let inside = against(Counted::Members, FORETOLD, 28.0, Language::English);
        assert!(
            inside.ends_with("there were 28, inside the interval"),
            "{inside}"
        );
        let outside = against(Counted::Members, FORETOLD, 50.0, Language::Chinese);
        assert!(outside.ends_with("实际为 50，在区间之外"), "{outside}");
    }

    #[test]
    fn large_numbers_show_three_digits() {
        assert_eq!(count(123_456.0, Language::English), "123,000");
        assert_eq!(count(9_876.4, Language::Chinese), "9876");
    }
}
