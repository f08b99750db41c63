//! Titles and sentences that are made of names and numbers.

use super::{Language, Phrase};

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// The name of a month, with its year in January and where asked for.
pub fn month(date: jiff::civil::Date, with_year: bool, language: Language) -> String {
    let (year, month) = (date.year(), date.month());
    match (language, with_year) {
        (Language::English, false) => MONTHS[usize::from(month.unsigned_abs() - 1) % 12].to_owned(),
        (Language::English, true) => {
            format!(
                "{} {year}",
                MONTHS[usize::from(month.unsigned_abs() - 1) % 12]
            )
        }
        (Language::Chinese, false) => format!("{month}月"),
        (Language::Chinese, true) => format!("{year}年{month}月"),
    }
}

/// What a chart's lines and bands are, over how many runs.
pub fn mean_and_band(replicates: usize, language: Language) -> String {
    let number = count(replicates, language);
    match (replicates, language) {
        (0 | 1, _) => one_run(language),
        (_, Language::English) => {
            format!("mean and 10–90% band of {number} replicates")
        }
        (_, Language::Chinese) => format!("{number} 次模拟的平均值与第 10–90 百分位区间"),
    }
}

/// The fan of how many runs, in one world or in many.
pub fn fan(replicates: usize, drawn: bool, language: Language) -> String {
    let number = count(replicates, language);
    match (replicates, drawn, language) {
        (0 | 1, _, _) => one_run(language),
        (_, false, Language::English) => {
            format!(
                "{number} replicates as bands, three of them by name: same scenario, other luck"
            )
        }
        (_, false, Language::Chinese) => {
            format!("{number} 次模拟的区间与其中三次：方案相同，运气不同")
        }
        (_, true, Language::English) => {
            format!(
                "{number} replicates as bands, three of them by name: same scenario, other luck and other unknowns"
            )
        }
        (_, true, Language::Chinese) => {
            format!("{number} 次模拟的区间与其中三次：方案相同，运气与未知的假定不同")
        }
    }
}

/// Shares of how many runs.
pub fn shares_of_runs(replicates: usize, language: Language) -> String {
    let number = count(replicates, language);
    match (replicates, language) {
        (0 | 1, _) => one_run(language),
        (_, Language::English) => format!("share of {number} replicates in each stage"),
        (_, Language::Chinese) => format!("{number} 次模拟处于各阶段的占比"),
    }
}

/// A chart of means over how many runs.
pub fn mean(replicates: usize, language: Language) -> String {
    let number = count(replicates, language);
    match (replicates, language) {
        (0 | 1, _) => one_run(language),
        (_, Language::English) => format!("mean of {number} replicates"),
        (_, Language::Chinese) => format!("{number} 次模拟的平均值"),
    }
}

/// Which run a closer look is of, out of so many.
pub fn of_run(replicate: u32, runs: usize, language: Language) -> String {
    match (runs, language) {
        (0 | 1, Language::English) => format!("run {replicate}"),
        (0 | 1, Language::Chinese) => format!("第 {replicate} 次模拟"),
        (_, Language::English) => format!("run {replicate}, a typical one"),
        (_, Language::Chinese) => format!("第 {replicate} 次模拟（典型的一次）"),
    }
}

/// Some members of a run.
pub fn members_of_run(members: usize, replicate: u32, runs: usize, language: Language) -> String {
    let run = of_run(replicate, runs, language);
    match language {
        Language::English => format!("{members} members of {run}, drawn evenly from all"),
        Language::Chinese => format!("{run}中均匀抽取的 {members} 名成员"),
    }
}

/// How long the members of a run stay.
pub fn stays_of_run(replicate: u32, runs: usize, language: Language) -> String {
    let run = of_run(replicate, runs, language);
    match language {
        Language::English => format!("{run}: Kaplan–Meier curves with 95% intervals"),
        Language::Chinese => format!("{run}：Kaplan–Meier 曲线与 95% 置信区间"),
    }
}

/// A unit of a cohort's age.
fn unit_of_age(days: u32, language: Language) -> String {
    match (days, language) {
        (1, Language::English) => "day".to_owned(),
        (7, Language::English) => "week".to_owned(),
        (_, Language::English) => format!("{days} days"),
        (1, Language::Chinese) => "天".to_owned(),
        (7, Language::Chinese) => "周".to_owned(),
        (_, Language::Chinese) => format!(" {days} 天"),
    }
}

/// Cohorts of joiners over how many runs.
pub fn triangle(unit: u32, replicates: usize, language: Language) -> String {
    let (unit, number) = (unit_of_age(unit, language), count(replicates, language));
    match (replicates, language) {
        (0 | 1, Language::English) => {
            format!(
                "percent of each cohort who looked in during each {unit} since joining, one run"
            )
        }
        (0 | 1, Language::Chinese) => {
            format!("每批新成员加入后每{unit}来过的百分比，一次模拟")
        }
        (_, Language::English) => format!(
            "percent of each cohort who looked in during each {unit} since joining, {number} replicates together"
        ),
        (_, Language::Chinese) => {
            format!("每批新成员加入后每{unit}来过的百分比，{number} 次模拟合计")
        }
    }
}

/// The ages over the columns of a triangle.
pub fn age_in_units(unit: u32, language: Language) -> String {
    match (unit, language) {
        (1, Language::English) => "Full days since joining".to_owned(),
        (7, Language::English) => "Full weeks since joining".to_owned(),
        (_, Language::English) => format!("Full stretches of {unit} days since joining"),
        (1, Language::Chinese) => "加入后满几天".to_owned(),
        (7, Language::Chinese) => "加入后满几周".to_owned(),
        (_, Language::Chinese) => format!("加入后满几个 {unit} 天"),
    }
}

/// A day of a run.
pub fn run_and_day(run: &str, day: u32, language: Language) -> String {
    match language {
        Language::English => format!("{run}, day {day}"),
        Language::Chinese => format!("{run}，第 {day} 天"),
    }
}

/// How many take part on a day, are tied, belong to the core and are bridges.
pub fn ties_of_day(counts: [usize; 4], language: Language) -> String {
    let [there, tied, core, bridges] = counts.map(|it| count(it, language));
    match language {
        Language::English => {
            format!("{there} take part, {tied} of them tied; core {core}, bridges {bridges}")
        }
        Language::Chinese => {
            format!("{there} 人在参与，{tied} 人有联系；核心 {core} 人，桥梁 {bridges} 人")
        }
    }
}

/// Those of a run who wrote.
pub fn writers_of_run(writers: usize, replicate: u32, runs: usize, language: Language) -> String {
    let (run, writers) = (of_run(replicate, runs, language), count(writers, language));
    match language {
        Language::English => format!("the {writers} members who wrote in {run}"),
        Language::Chinese => format!("{run}中发过言的 {writers} 名成员"),
    }
}

/// Worlds as marks.
pub fn a_mark_a_world(worlds: usize, metric: &str, language: Language) -> String {
    let (worlds, metric) = (count(worlds, language), inner(metric, language));
    match language {
        Language::English => format!("a mark for each of {worlds} worlds, by {metric}"),
        Language::Chinese => format!("{worlds} 种可能情形各一个标记，以{metric}衡量"),
    }
}

/// In how many worlds of some a strategy is better.
pub fn better_in(better: usize, all: usize, language: Language) -> String {
    match language {
        Language::English => format!("better in {better} of {all}"),
        Language::Chinese => format!("{all} 种中 {better} 种更好"),
    }
}

/// Four means of a metric.
pub fn four_means(metric: &str, replicates: usize, language: Language) -> String {
    let (metric, number) = (inner(metric, language), count(replicates, language));
    match language {
        Language::English => {
            format!("means of {metric} over {number} replicates with the same people and luck")
        }
        Language::Chinese => format!("{number} 次模拟的{metric}均值，同一批人、同样的运气"),
    }
}

/// A chart of paired differences over how many runs.
pub fn paired(replicates: usize, language: Language) -> String {
    let number = count(replicates, language);
    match language {
        Language::English => {
            format!(
                "paired difference with 95% interval, {number} replicates with the same people and luck"
            )
        }
        Language::Chinese => {
            format!("配对差值与 95% 置信区间，{number} 次模拟，同一批人、同样的运气")
        }
    }
}

/// A chart of means with intervals and bands over how many runs a cell.
pub fn mean_interval_band(replicates: usize, language: Language) -> String {
    let number = count(replicates, language);
    match language {
        Language::English => {
            format!("mean with 95% interval and 10–90% band, {number} replicates a cell")
        }
        Language::Chinese => {
            format!("平均值、95% 置信区间与第 10–90 百分位区间，每格 {number} 次模拟")
        }
    }
}

/// A chart of what doses multiply an outcome by, over how many runs each.
pub fn dose_response(outcome: &str, replicates: usize, language: Language) -> String {
    let number = count(replicates, language);
    match language {
        Language::English => format!(
            "{outcome} over those without the strategy, same people and same luck, with 95% interval, {number} replicates a dose"
        ),
        Language::Chinese => format!(
            "{outcome}与不用该策略时之比，同一批人、同样的运气，附 95% 置信区间，每档 {number} 次模拟"
        ),
    }
}

/// Points of a design over at least how many runs each.
pub fn points(replicates: usize, language: Language) -> String {
    let number = count(replicates, language);
    match language {
        Language::English => {
            format!("each point the mean of {number} replicates or more, with its 95% interval")
        }
        Language::Chinese => format!("每点为至少 {number} 次模拟的平均值与 95% 置信区间"),
    }
}

/// A grid of means over how many runs a cell.
pub fn mean_per_cell(replicates: usize, language: Language) -> String {
    let number = count(replicates, language);
    match language {
        Language::English => format!("each cell the mean of {number} replicates"),
        Language::Chinese => format!("每格 {number} 次模拟的平均值"),
    }
}

/// Sensitivity indices with intervals.
pub fn sensitivity(runs: usize, language: Language) -> String {
    let number = count(runs, language);
    match language {
        Language::English => format!("sensitivity indices with 95% intervals from {number} runs"),
        Language::Chinese => format!("{number} 次模拟得到的敏感度指数与 95% 置信区间"),
    }
}

fn one_run(language: Language) -> String {
    language.choose("one replicate", "单次模拟").to_owned()
}

/// Title of a difference over time.
pub fn difference_title(metric: &str, base: &Phrase, language: Language) -> String {
    let base = base.text(language);
    match language {
        Language::English => format!("{metric}: difference from {base}"),
        Language::Chinese => format!("{metric}：与“{base}”相比的差值"),
    }
}

/// Title of a comparison of strategies.
pub fn forest_title(base: &Phrase, language: Language) -> String {
    let base = base.text(language);
    match language {
        Language::English => format!("What each strategy changes, compared with {base}"),
        Language::Chinese => format!("各策略相对“{base}”的效果"),
    }
}

/// Title of a sweep over one or more parameters.
pub fn sweep_title(metric: &str, parameters: &[&str], language: Language) -> String {
    let names: Vec<String> = parameters
        .iter()
        .map(|name| inner(name, language))
        .collect();
    match language {
        Language::English => format!("{metric} by {}", names.join(" and ")),
        Language::Chinese => {
            let title = format!("{}随{}的变化", inner(metric, language), names.join("与"));
            title.trim().to_owned()
        }
    }
}

/// What a parameter is, in the middle of a sentence: in Chinese, where a clause does not show where it ends, in
/// quotes.
pub fn quoted(name: &str, language: Language) -> String {
    match language {
        Language::English => inner(name, language),
        Language::Chinese => format!("“{name}”"),
    }
}

/// What a parameter is, with its key.
pub fn with_key(name: &str, key: &str, language: Language) -> String {
    match language {
        Language::English => format!("{name} ({key})"),
        Language::Chinese => format!("{name}（{key}）"),
    }
}

/// Title of a ranking of sensitivities.
pub fn tornado_title(metric: &str, language: Language) -> String {
    match language {
        Language::English => format!("{metric}: what it depends on most"),
        Language::Chinese => {
            let title = format!("{}对哪些因素最敏感", inner(metric, language));
            title.trim().to_owned()
        }
    }
}

/// An axis of effects relative to the base, of one strategy or of several.
pub fn relative(strategies: &[&Phrase], language: Language) -> String {
    match (strategies, language) {
        ([one], Language::English) => {
            format!("{}: change relative to the base", one.text(language))
        }
        ([one], Language::Chinese) => format!("{}：相对对照的变化", one.text(language)),
        (_, Language::English) => "Change relative to the base".to_owned(),
        (_, Language::Chinese) => "相对对照的变化".to_owned(),
    }
}

/// A note on events without a label.
pub fn unlabelled(count: usize, language: Language) -> String {
    match (language, count) {
        (Language::English, 1) => "1 more event drawn without a label.".to_owned(),
        (Language::English, _) => format!("{count} more events drawn without a label."),
        (Language::Chinese, _) => format!("另有 {count} 个事件未标注文字。"),
    }
}

/// The line under a title: whose numbers, and what they are.
pub fn subtitle(scenario: &str, explanation: &str, language: Language) -> String {
    match language {
        _ if scenario.trim().is_empty() => explanation.to_owned(),
        Language::English => format!("{scenario}: {explanation}"),
        Language::Chinese => format!("{scenario}：{explanation}"),
    }
}

/// The line under a title that is a finding: what is shown, then how.
pub fn named(name: &str, explanation: &str, language: Language) -> String {
    match language {
        Language::English => format!("{}; {explanation}", inner(name, language)),
        Language::Chinese => format!("{name}；{explanation}"),
    }
}

/// A count inside a sentence: thousands set apart in English, bare in Chinese.
fn count(number: usize, language: Language) -> String {
    let digits = number.to_string();
    if language == Language::Chinese {
        return digits;
    }
    super::thousands(&digits)
}

/// Days over which a very long line is averaged.
pub fn averaged(explanation: &str, days: usize, language: Language) -> String {
    match (days, language) {
        (0 | 1, _) => explanation.to_owned(),
        (_, Language::English) => format!("{explanation}, averaged over {days} days"),
        (_, Language::Chinese) => format!("{explanation}，每 {days} 天取平均"),
    }
}

/// The name of a parameter or metric in the middle of a sentence: English loses its capital,
/// Latin letters among hanzi get a little room.
pub fn inner(name: &str, language: Language) -> String {
    let mut characters = name.chars();
    let (first, second) = (characters.next(), characters.clone().next());
    match (language, first, second) {
        (Language::English, Some(first), Some(second)) if second.is_lowercase() => {
            first.to_lowercase().chain(characters).collect()
        }
        (Language::English, _, _) => name.to_owned(),
        (Language::Chinese, _, _) => {
            let latin = |character: Option<char>| character.is_some_and(|c| c.is_ascii_graphic());
            let before = if latin(first) { " " } else { "" };
            let after = if latin(name.chars().next_back()) {
                " "
            } else {
                ""
            };
            format!("{before}{name}{after}")
        }
    }
}
