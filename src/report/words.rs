//! Every word of the charts, in English and in Chinese, in this one place.

use super::data::Label;
use super::numbers::{Format, Unit};

/// The language of a chart's words. Numbers and names given by users stay as they are.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Default,
    serde::Serialize,
    serde::Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Simplified Chinese, in the words of those who run communities.
    Chinese,
}

impl Language {
    /// Both languages.
    pub const ALL: [Self; 2] = [Self::English, Self::Chinese];

    /// The tag used in file names and in HTML: `en` or `zh`.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Chinese => "zh",
        }
    }

    /// The language with this tag; regions and scripts (`zh-CN`, `zh-Hans`) do not matter.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let language = tag.split(['-', '_']).next()?.to_ascii_lowercase();
        Self::ALL.into_iter().find(|known| known.tag() == language)
    }

    /// The one of two texts that is in this language.
    pub fn choose<'a>(self, english: &'a str, chinese: &'a str) -> &'a str {
        match self {
            Self::English => english,
            Self::Chinese => chinese,
        }
    }
}

/// A key of the tables with its name in both languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Term {
    /// The key in files and tables.
    pub key: &'static str,
    /// The English name.
    pub english: &'static str,
    /// The Chinese name.
    pub chinese: &'static str,
    /// How its numbers are written.
    pub unit: Unit,
}

impl Term {
    /// The name in `language`.
    pub fn text(&self, language: Language) -> &'static str {
        match language {
            Language::English => self.english,
            Language::Chinese => self.chinese,
        }
    }
}

const fn number(key: &'static str, english: &'static str, chinese: &'static str) -> Term {
    Term {
        key,
        english,
        chinese,
        unit: Unit::Number,
    }
}

const fn share(key: &'static str, english: &'static str, chinese: &'static str) -> Term {
    Term {
        key,
        english,
        chinese,
        unit: Unit::Share,
    }
}

/// Every metric.
pub const METRICS: &[Term] = &[
    number("members", "Members", "成员数"),
    number("joins", "Joins", "新加入人数"),
    number("applications", "Applications", "申请人数"),
    number("rejections", "Rejections", "申请未通过人数"),
    number("leaves", "Leaves", "主动退出人数"),
    number("removals", "Removals", "被移除人数"),
    number("dau", "Daily active (DAU)", "日活（DAU）"),
    number("wau", "Weekly active (WAU)", "周活（WAU）"),
    number("mau", "Monthly active (MAU)", "月活（MAU）"),
    share("dau_mau", "Stickiness (DAU/MAU)", "黏性（DAU/MAU）"),
    number("visitors", "Visitors", "访问人数"),
    number("posters", "Posters", "发言人数"),
    number("posts", "Posts", "发言条数"),
    number("replies", "Replies", "回复条数"),
    share("answered_share", "Share of posts answered", "发言获回复率"),
    share("ads_share", "Share of ads among posts", "广告占比"),
    share(
        "muted_share",
        "Share of members who muted",
        "免打扰成员占比",
    ),
    share("asleep_share", "Share of members asleep", "沉睡成员占比"),
    share("lurker_share", "Share of lurkers", "潜水成员占比"),
    share("churn_7d", "7-day churn", "7 日流失率"),
    share("retention_d1", "Day-1 retention", "次日留存率"),
    share("retention_d7", "Day-7 retention", "7 日留存率"),
    share("retention_d30", "Day-30 retention", "30 日留存率"),
    share("retention_d90", "Day-90 retention", "90 日留存率"),
    share("retention", "Still seen", "留存率"),
    number(
        "median_lifetime",
        "Median lifetime (days)",
        "成员生命周期中位数（天）",
    ),
    number("gini_posts", "Gini of posts", "发言基尼系数"),
    share("top1_share", "Posts by the top 1%", "前 1% 成员发言占比"),
    share("top10_share", "Posts by the top 10%", "前 10% 成员发言占比"),
    number(
        "absence_factor",
        "Members behind half the posts",
        "贡献一半发言的人数",
    ),
    number("new", "New", "新增"),
    number("current", "Current", "持续活跃"),
    number("resurrected", "Resurrected", "回流"),
    number("dormant", "Gone dormant", "转为沉寂"),
    number("ties", "Ties", "关系连接数"),
    number("cliques", "Cliques", "小圈子数"),
    number("cost", "Cost", "成本"),
    number("revenue", "Revenue", "收入"),
    number("operator_hours", "Operator hours", "运营工时"),
    number(
        "cost_per_retained",
        "Cost per retained member",
        "单个留存成员成本",
    ),
    number("stage", "Stage", "所处阶段"),
    number("died_on_day", "Day of death", "死亡日（第几天）"),
    share("died", "Share that died", "死亡占比"),
    number("turned_away", "Turned away", "无空位被拒人数"),
    number("waiting", "Waiting for a place", "排队人数"),
    number("silenced", "Fell silent for good", "转为永久沉默人数"),
    number("taking_part", "Taking part", "仍会参与的成员"),
    number("awake_7d", "Seen in the last 7 days", "近 7 日来过"),
    number("awake_30d", "Seen in the last 30 days", "近 30 日来过"),
    number("silent", "Silent for good", "永久沉默"),
    number("engaged_end", "Monthly active at the end", "期末月活"),
    number("dau_end", "Daily active, last 4 weeks", "最后四周日活"),
    number("posts_end", "Posts a day, last 4 weeks", "最后四周日发言数"),
    number("dau_peak", "Peak of daily active", "日活峰值"),
    number("dau_peak_day", "Day of the peak", "日活峰值日（第几天）"),
    number("joins_total", "Joins in all", "累计加入人数"),
    number("leaves_total", "Leaves in all", "累计退出人数"),
    number("removals_total", "Removals in all", "累计移除人数"),
    number("posts_total", "Posts in all", "累计发言数"),
    number("replies_total", "Replies in all", "累计回复数"),
    number("active_days", "Visits in all", "累计访问人日"),
    number("member_days", "Member-days", "成员日数"),
    number("cost_total", "Cost in all", "总成本"),
    number("revenue_total", "Revenue in all", "总收入"),
    number("hours_total", "Operator hours in all", "总运营工时"),
];

/// Every cause of leaving.
pub const CAUSES: &[Term] = &[
    number("lost_focus", "Lost focus", "失焦"),
    number("evaporation", "Evaporation", "蒸发"),
    number("boredom", "Boredom", "无聊"),
    number("no_leader", "No leader", "无首"),
    number("tyranny", "Tyranny", "暴政"),
    number("harassment", "Harassment", "骚扰"),
    number("staleness", "Staleness", "陈旧"),
    number("need_over", "Need over", "需求结束"),
    number("fee", "Fee", "费用"),
    number("removed", "Removed", "被移除"),
    number("closed", "Community closed", "解散"),
];

/// Every stage of a community's life.
pub const STAGES: &[Term] = &[
    number("cold_start", "Cold start", "冷启动"),
    number("growth", "Growth", "增长"),
    number("plateau", "Plateau", "平台期"),
    number("decline", "Decline", "衰退"),
    number("dead", "Dead", "死亡"),
    number("revived", "Revived", "复活"),
];

/// States a member can be in, from lively to gone.
pub const STATES: &[Term] = &[
    number("active_7d", "Active in the last 7 days", "近 7 日活跃"),
    number("active_30d", "Last seen 8 to 30 days ago", "8–30 日前来过"),
    number("quiet", "Quiet for over 30 days", "超过 30 日未活跃"),
    number("muted", "Muted", "免打扰"),
    number("asleep", "Asleep", "沉睡"),
    number("silent", "Silent for good", "永久沉默"),
];

fn find(table: &'static [Term], key: &str) -> Option<&'static Term> {
    table.iter().find(|term| term.key == key)
}

/// The metric with this key.
pub fn metric(key: &str) -> Option<&'static Term> {
    find(METRICS, key)
}

/// The cause of leaving with this key.
pub fn cause(key: &str) -> Option<&'static Term> {
    find(CAUSES, key)
}

/// The stage of a community's life with this key.
pub fn stage(key: &str) -> Option<&'static Term> {
    find(STAGES, key)
}

/// The state of a member with this key.
pub fn state(key: &str) -> Option<&'static Term> {
    find(STATES, key)
}

/// The name of a term in a chart: the key itself where it is not known here.
pub(super) fn name(term: Option<&'static Term>, key: &str, language: Language) -> String {
    term.map_or(key, |term| term.text(language)).to_owned()
}

/// The unit of a metric.
pub(super) fn unit(key: &str) -> Unit {
    metric(key).map(|term| term.unit).unwrap_or_default()
}

/// The name of a metric inside an English sentence or a Chinese one.
pub(super) fn metric_name(key: &str, language: Language) -> String {
    name(metric(key), key, language)
}

/// A fixed word or title of the charts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    Activity,
    MembersByState,
    ChurnByCause,
    Retention,
    Concentration,
    GrowthAccounting,
    Day,
    DaysSinceJoining,
    Members,
    MembersPerWeek,
    MembersPerMonth,
    MembersPerDay,
    ShareOfJoiners,
    ShareOrIndex,
    Increase,
    Decrease,
    Unclear,
    Best,
    Plateau,
    Behind,
    Unknown,
    Difference,
}

impl Word {
    /// The word in `language`.
    pub(super) fn text(self, language: Language) -> &'static str {
        let (english, chinese) = match self {
            Self::Activity => (
                "Members active each day, week and month",
                "日活、周活与月活",
            ),
            Self::MembersByState => ("What members are doing", "成员状态构成"),
            Self::ChurnByCause => ("Who leaves, and why", "成员流失及原因"),
            Self::Retention => ("How long newcomers stay", "新成员留存曲线"),
            Self::Concentration => ("How concentrated posting is", "发言集中度"),
            Self::GrowthAccounting => (
                "Active members gained, kept and lost",
                "活跃成员的新增、回流与沉寂",
            ),
            Self::Day => ("Day", "天数"),
            Self::DaysSinceJoining => ("Days since joining", "加入后天数"),
            Self::Members => ("Members", "人数"),
            Self::MembersPerWeek => ("Members per week", "每周人数"),
            Self::MembersPerMonth => ("Members per 30 days", "每 30 天人数"),
            Self::MembersPerDay => ("Members per day", "每日人数"),

            Self::ShareOfJoiners => ("Share of joiners still seen", "仍活跃的新成员占比"),
            Self::ShareOrIndex => ("Gini coefficient, share of posts", "基尼系数、发言占比"),
            Self::Increase => ("Increase", "提高"),
            Self::Decrease => ("Decrease", "降低"),
            Self::Unclear => ("Interval covers zero", "区间包含零"),
            Self::Best => ("Best", "最优"),
            Self::Plateau => ("Not distinguishable from the best", "与最优无显著差异"),
            Self::Behind => ("Behind the best", "落后于最优"),
            Self::Unknown => ("Not known", "无数据"),
            Self::Difference => ("Difference", "差值"),
        };
        language.choose(english, chinese)
    }

    /// The word in both languages.
    pub(super) fn label(self) -> Label {
        Label::new(self.text(Language::English), self.text(Language::Chinese))
    }
}

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// The name of a month, with its year in January and where asked for.
pub(super) fn month(date: jiff::civil::Date, with_year: bool, language: Language) -> String {
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
pub(super) fn median_and_band(replicates: usize, language: Language) -> String {
    let number = count(replicates, language);
    match (replicates, language) {
        (0 | 1, _) => one_run(language),
        (_, Language::English) => {
            format!("median and 10–90% band of {number} replicates")
        }
        (_, Language::Chinese) => format!("{number} 次模拟的中位数与 10–90% 区间"),
    }
}

/// A chart of means over how many runs.
pub(super) fn mean(replicates: usize, language: Language) -> String {
    let number = count(replicates, language);
    match (replicates, language) {
        (0 | 1, _) => one_run(language),
        (_, Language::English) => format!("mean of {number} replicates"),
        (_, Language::Chinese) => format!("{number} 次模拟的平均值"),
    }
}

/// A chart of paired differences over how many runs.
pub(super) fn paired(replicates: usize, language: Language) -> String {
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
pub(super) fn mean_interval_band(replicates: usize, language: Language) -> String {
    let number = count(replicates, language);
    match language {
        Language::English => {
            format!("mean with 95% interval and 10–90% band, {number} replicates a cell")
        }
        Language::Chinese => {
            format!("平均值、95% 置信区间与 10–90% 区间，每格 {number} 次模拟")
        }
    }
}

/// Points of a design over at least how many runs each.
pub(super) fn points(replicates: usize, language: Language) -> String {
    let number = count(replicates, language);
    match language {
        Language::English => {
            format!("each point the mean of {number} replicates or more, with its 95% interval")
        }
        Language::Chinese => format!("每点为至少 {number} 次模拟的平均值与 95% 置信区间"),
    }
}

/// A grid of means over how many runs a cell.
pub(super) fn mean_per_cell(replicates: usize, language: Language) -> String {
    let number = count(replicates, language);
    match language {
        Language::English => format!("each cell the mean of {number} replicates"),
        Language::Chinese => format!("每格 {number} 次模拟的平均值"),
    }
}

/// Sensitivity indices with intervals.
pub(super) fn sensitivity(runs: usize, language: Language) -> String {
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
pub(super) fn difference_title(metric: &str, base: &Label, language: Language) -> String {
    let base = base.text(language);
    match language {
        Language::English => format!("{metric}: difference from {base}"),
        Language::Chinese => format!("{metric}：与“{base}”相比的差值"),
    }
}

/// Title of a comparison of strategies.
pub(super) fn forest_title(base: &Label, language: Language) -> String {
    let base = base.text(language);
    match language {
        Language::English => format!("What each strategy changes, compared with {base}"),
        Language::Chinese => format!("各策略相对“{base}”的效果"),
    }
}

/// Title of a sweep over one or more parameters.
pub(super) fn sweep_title(metric: &str, parameters: &[&str], language: Language) -> String {
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

/// Title of a ranking of sensitivities.
pub(super) fn tornado_title(metric: &str, language: Language) -> String {
    match language {
        Language::English => format!("{metric}: what it depends on most"),
        Language::Chinese => {
            let title = format!("{}对哪些因素最敏感", inner(metric, language));
            title.trim().to_owned()
        }
    }
}

/// An axis of effects relative to the base, of one strategy or of several.
pub(super) fn relative(strategies: &[&Label], language: Language) -> String {
    match (strategies, language) {
        ([one], Language::English) => {
            format!("{}: change relative to the base", one.text(language))
        }
        ([one], Language::Chinese) => format!("{}：相对基准的变化", one.text(language)),
        (_, Language::English) => "Change relative to the base".to_owned(),
        (_, Language::Chinese) => "相对基准的变化".to_owned(),
    }
}

/// A note on events without a label.
pub(super) fn unlabelled(count: usize, language: Language) -> String {
    match (language, count) {
        (Language::English, 1) => "1 more event drawn without a label.".to_owned(),
        (Language::English, _) => format!("{count} more events drawn without a label."),
        (Language::Chinese, _) => format!("另有 {count} 个事件未标注文字。"),
    }
}

/// The line under a title: whose numbers, and what they are.
pub(super) fn subtitle(scenario: &str, explanation: &str, language: Language) -> String {
    match language {
        _ if scenario.trim().is_empty() => explanation.to_owned(),
        Language::English => format!("{scenario}: {explanation}"),
        Language::Chinese => format!("{scenario}：{explanation}"),
    }
}

/// A count inside a sentence.
fn count(number: usize, language: Language) -> String {
    Format::for_ticks(Unit::Number, 1.0, 1.0, language).write(number as f64)
}

/// Days over which a very long line is averaged.
pub(super) fn averaged(explanation: &str, days: usize, language: Language) -> String {
    match (days, language) {
        (0 | 1, _) => explanation.to_owned(),
        (_, Language::English) => format!("{explanation}, averaged over {days} days"),
        (_, Language::Chinese) => format!("{explanation}，每 {days} 天取平均"),
    }
}

/// The name of a parameter or metric in the middle of a sentence: English loses its capital,
/// Latin letters among hanzi get a little room.
fn inner(name: &str, language: Language) -> String {
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

#[cfg(test)]
const WORDS: [Word; 22] = [
    Word::Activity,
    Word::MembersByState,
    Word::ChurnByCause,
    Word::Retention,
    Word::Concentration,
    Word::GrowthAccounting,
    Word::Day,
    Word::DaysSinceJoining,
    Word::Members,
    Word::MembersPerWeek,
    Word::MembersPerMonth,
    Word::MembersPerDay,
    Word::ShareOfJoiners,
    Word::ShareOrIndex,
    Word::Increase,
    Word::Decrease,
    Word::Unclear,
    Word::Best,
    Word::Plateau,
    Word::Behind,
    Word::Unknown,
    Word::Difference,
];

/// Every word of the charts, to check the font against.
#[cfg(test)]
pub(super) fn everything() -> Vec<String> {
    let mut all = Vec::new();
    let base = Label::from("base");
    for language in Language::ALL {
        for table in [METRICS, CAUSES, STAGES, STATES] {
            all.extend(table.iter().map(|term| term.text(language).to_owned()));
        }
        all.extend(WORDS.iter().map(|word| word.text(language).to_owned()));
        for number in [1, 200] {
            all.extend([
                median_and_band(number, language),
                mean(number, language),
                paired(number, language),
                mean_interval_band(number, language),
                mean_per_cell(number, language),
            points(number, language),
                sensitivity(number, language),
                unlabelled(number, language),
                averaged("a", number, language),
            ]);
        }
        all.extend([
            difference_title("dau", &base, language),
            forest_title(&base, language),
            sweep_title("dau", &["a", "b"], language),
            tornado_title("dau", language),
            relative(&[&base], language),
            month(jiff::civil::date(2027, 1, 1), true, language),
            month(jiff::civil::date(2027, 9, 1), false, language),
        ]);
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_unique_and_lower_snake_case() {
        for table in [METRICS, CAUSES, STAGES, STATES] {
            let mut keys: Vec<_> = table.iter().map(|term| term.key).collect();
            keys.sort_unstable();
            keys.dedup();
            assert_eq!(keys.len(), table.len());
            assert!(keys.iter().all(|key| {
                key.chars()
                    .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
            }));
        }
    }

    #[test]
    fn languages_are_known_by_their_tags() {
        assert_eq!(Language::from_tag("zh_CN"), Some(Language::Chinese));
        assert_eq!(Language::from_tag("EN"), Some(Language::English));
        assert_eq!(Language::from_tag("fr"), None);
    }

    #[test]
    fn names_fit_into_sentences() {
        let title = |metric, names: &[&str], language| sweep_title(metric, names, language);
        assert_eq!(
            title(
                "Day-7 retention",
                &["Entry fee", "DAU goal"],
                Language::English
            ),
            "Day-7 retention by entry fee and DAU goal"
        );
        assert_eq!(
            title("posts", &["fee", "费用"], Language::Chinese),
            "posts 随 fee 与费用的变化"
        );
    }

    #[test]
    fn chinese_words_are_chinese_and_english_ones_are_not() {
        let hanzi = |text: &str| text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
        for word in WORDS {
            assert!(hanzi(word.text(Language::Chinese)), "{word:?}");
            assert!(!hanzi(word.text(Language::English)), "{word:?}");
        }
        for term in METRICS.iter().chain(CAUSES).chain(STAGES).chain(STATES) {
            assert!(hanzi(term.chinese) && !hanzi(term.english), "{term:?}");
        }
    }
}
