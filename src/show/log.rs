//! What is in a log, in words and as a chart.

use crate::draw::charts::Activity;
use crate::draw::{About, Chart, ChartError, Label, MetricSeries, Spread};
use crate::log::Community;
use crate::observe::activity::ActivityLog;
use crate::stats::summary::quantiles;
use crate::words::weekdays::WEEKDAYS;
use crate::words::{Language, Text, messages, thousands};
use jiff::civil::Date;

const READ_AS: Text = Text::new("{name}, read as {formats}: ", "{name}，按 {formats} 读取：");
const COUNTS: Text = Text::new(
    "{members}, {messages}, {days}",
    "{members}，{messages}，{days}",
);
const SPAN: Text = Text::new(" from {first} to {last}", "，{first} 至 {last}");
const BEGINS: Text = Text::new(" from {first}", "，自 {first} 起");
const MIDDLE_DAY: Text = Text::new(
    "On a middle day {middle} of them write; on eight days of ten, {low} to {high}.",
    "中等的一天有 {middle} 人发言；十天里有八天在 {low} 到 {high} 人之间。",
);
const ONCE: Text = Text::new(
    "{share} % of the members wrote on one day only.",
    "{share}% 的成员只在一天里发过言。",
);
const RHYTHM: Text = Text::new(
    "{busy} brings {most} % of the messages, {quiet} {least} %; the busiest hour is {peak}:00 ({high} %), the quietest {low}:00 ({lowest} %).",
    "{busy}占消息的 {most}%，{quiet}占 {least}%；最忙的时段是 {peak}:00（{high}%），最静的是 {low}:00（{lowest}%）。",
);
const NO_REPLIES: Text = Text::new(
    "The files do not say which message answers which.",
    "文件没有说明哪条消息回复哪条。",
);

/// One, and several.
const MEMBERS: [Text; 2] = [
    Text::new("{n} member", "{n} 名成员"),
    Text::new("{n} members", "{n} 名成员"),
];
const MESSAGES: [Text; 2] = [
    Text::new("{n} message", "{n} 条消息"),
    Text::new("{n} messages", "{n} 条消息"),
];
const DAYS: [Text; 2] = [
    Text::new("{n} day", "{n} 天"),
    Text::new("{n} days", "{n} 天"),
];

/// What is in a log.
pub fn words(community: &Community, language: Language) -> String {
    let log = &community.log;
    let formats: Vec<_> = community
        .formats
        .iter()
        .map(|format| messages::said(format, language))
        .collect();
    let formats = formats.join(match language {
        Language::English => " and ",
        Language::Chinese => "、",
    });
    let mut text = READ_AS.with(
        language,
        &[("name", &community.name), ("formats", &formats)],
    );
    text.push_str(&COUNTS.with(
        language,
        &[
            ("members", &counted(log.posters() as u64, MEMBERS, language)),
            ("messages", &counted(log.total_events(), MESSAGES, language)),
            ("days", &counted(u64::from(log.span()), DAYS, language)),
        ],
    ));
    if let Some(first) = community.first_day {
        text.push_str(&match moved(first, i64::from(log.span()) - 1) {
            Some(last) => SPAN.with(language, &[("first", &first), ("last", &last)]),
            None => BEGINS.with(language, &[("first", &first)]),
        });
    }
    text.push_str(match language {
        Language::English => ".\n",
        Language::Chinese => "。\n",
    });
    for sentence in sentences(log, community.rhythm.as_deref(), language) {
        text.push_str(&sentence);
        text.push('\n');
    }
    text
}

fn sentences(log: &ActivityLog, rhythm: Option<&[u64]>, language: Language) -> Vec<String> {
    let daily: Vec<f64> = log.posters_by_day().into_iter().map(f64::from).collect();
    let middle = quantiles(&daily, &[0.1, 0.5, 0.9]);
    let whole = |place: usize| format!("{:.0}", middle[place]);
    let once = log.each_poster().filter(|poster| poster.days.len() == 1);
    let once = 100.0 * once.count() as f64 / log.posters().max(1) as f64;
    let mut said = vec![
        MIDDLE_DAY.with(
            language,
            &[
                ("middle", &middle[1].round()),
                ("low", &whole(0)),
                ("high", &whole(2)),
            ],
        ),
        ONCE.with(language, &[("share", &format!("{once:.0}"))]),
    ];
    // Of a day of the week that has not come twice nothing is to be told.
    let rhythm = rhythm.filter(|_| log.span() >= 14);
    said.extend(rhythm.map(|hours| in_a_week(hours, language)));
    if !log.has_replies() {
        said.push(NO_REPLIES.text(language).to_owned());
    }
    said
}

/// The busiest and quietest days and hours.
fn in_a_week(hours: &[u64], language: Language) -> String {
    let by_day: Vec<u64> = hours.chunks(24).map(|day| day.iter().sum()).collect();
    let by_hour: Vec<u64> = (0..24)
        .map(|hour| hours.iter().skip(hour).step_by(24).sum())
        .collect();
    let all: u64 = by_day.iter().sum::<u64>().max(1);
    let ends = |counts: &[u64]| {
        let places = || 0..counts.len();
        let most = places().max_by_key(|&place| counts[place]);
        let least = places().min_by_key(|&place| counts[place]);
        (most.unwrap_or(0), least.unwrap_or(0))
    };
    let share = |count: u64| format!("{:.0}", 100.0 * count as f64 / all as f64);
    let ((busy, quiet), (peak, low)) = (ends(&by_day), ends(&by_hour));
    RHYTHM.with(
        language,
        &[
            ("busy", &WEEKDAYS[busy].text(language)),
            ("most", &share(by_day[busy])),
            ("quiet", &WEEKDAYS[quiet].text(language)),
            ("least", &share(by_day[quiet])),
            ("peak", &peak),
            ("high", &share(by_hour[peak])),
            ("low", &low),
            ("lowest", &share(by_hour[low])),
        ],
    )
}

fn counted(count: u64, [one, several]: [Text; 2], language: Language) -> String {
    let text = if count == 1 { one } else { several };
    text.with(language, &[("n", &thousands(&count.to_string()))])
}

fn moved(day: Date, days: i64) -> Option<Date> {
    let days = jiff::Span::new().try_days(days).ok()?;
    day.checked_add(days).ok()
}

/// Who wrote on a day, in a week, in a month; its dates are moved by `shift` days, as those of the table are.
///
/// # Errors
/// If it cannot be made.
pub fn chart(community: &Community, shift: i64) -> Result<Chart, ChartError> {
    let log = &community.log;
    let series = |name: &str, counts: Vec<u32>| {
        let values = counts
            .into_iter()
            .map(|count| Spread::certain(f64::from(count)));
        MetricSeries::new(name, 0, values.collect())
    };
    Activity {
        about: About {
            start_date: community.first_day.and_then(|day| moved(day, shift)),
            footer: Some(Label::new(
                "Counted from the log: members who wrote. Who only read is not in it.",
                "由聊天记录统计:发过言的成员。只看不说的人不在其中。",
            )),
            ..About::new(community.name.as_str(), 1)
        },
        dau: series("dau", log.posters_by_day()),
        wau: series("wau", log.trailing_posters(7)),
        mau: series("mau", log.trailing_posters(30)),
        events: Vec::new(),
    }
    .chart()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::observe::activity::ActivityRow;

    fn community() -> Community {
        let rows = [(0, 0), (1, 0), (1, 3), (2, 9)].map(|(member, day)| ActivityRow {
            member,
            day,
            events: 2,
            replies_received: None,
        });
        let mut hours = vec![0; 168];
        (hours[24 + 20], hours[9]) = (6, 2);
        Community {
            name: "camp".to_owned(),
            log: ActivityLog::from_rows(rows.to_vec(), None),
            formats: vec!["irc".to_owned(), "table".to_owned()],
            first_day: Some(jiff::civil::date(2024, 2, 28)),
            rhythm: Some(hours),
            remarks: Vec::new(),
        }
    }

    #[test]
    fn a_log_is_told_in_both_languages() {
        assert_eq!(
            words(&community(), Language::English),
            "camp, read as irc and table: 3 members, 8 messages, 10 days from 2024-02-28 to 2024-03-08.\n\
             On a middle day 0 of them write; on eight days of ten, 0 to 1.\n\
             67 % of the members wrote on one day only.\n\
             The files do not say which message answers which.\n"
        );
        let chinese = words(&community(), Language::Chinese);
        assert!(
            chinese.starts_with(
                "camp，按 irc、table 读取：3 名成员，8 条消息，10 天，2024-02-28 至 2024-03-08。\n"
            ),
            "{chinese}"
        );
        assert!(!chinese.contains('{'), "{chinese}");
        // Of ten days no week is told.
        let hours = community().rhythm.expect("hours");
        assert_eq!(
            in_a_week(&hours, Language::English),
            "Tuesday brings 75 % of the messages, Wednesday 0 %; the busiest hour is 20:00 (75 %), the quietest 0:00 (0 %)."
        );
        assert!(in_a_week(&hours, Language::Chinese).contains("星期二占消息的 75%"));
    }

    #[test]
    fn the_chart_tells_no_day_that_the_table_hides() {
        let drawn = |community: &Community, shift| {
            let chart = chart(community, shift).expect("a chart");
            chart.svg(Language::English).expect("it is drawn")
        };
        let later = Community {
            first_day: Some(jiff::civil::date(2024, 6, 7)),
            ..community()
        };
        assert_eq!(drawn(&community(), 100), drawn(&later, 0));
        assert_ne!(drawn(&community(), 0), drawn(&later, 0));
    }
}
