//! The story of one member, in sentences.

use super::staying::named;
use crate::model::log::Way;
use crate::model::who::Who;
use crate::run::life::{Came, Life};
use crate::words::{self, Language, Phrase, Text};
use serde_json::{Value, json};

/// Days without a visit that are worth telling.
const LONG: u16 = 14;
/// Days without a visit after which somebody counts as asleep.
const ASLEEP: u16 = 30;

/// The story, a sentence a line.
pub fn told(life: &Life, language: Language) -> String {
    let said = sentences(life);
    let mut text = String::new();
    for sentence in said {
        text.push_str(sentence.text(language));
        text.push('\n');
    }
    text
}

/// What is known, and the story, for scripts.
pub fn document(life: &Life) -> Value {
    let (came, by) = match &life.came {
        Came::Founder => ("founder", Value::Null),
        Came::Channel(name) => ("channel", json!(name)),
        Came::WordOfMouth => ("word_of_mouth", Value::Null),
        Came::Invited(inviter) => ("invited", json!(inviter)),
    };
    json!({
        "member": life.member,
        "archetype": life.archetype,
        "joined": life.joined,
        "came": came,
        "by": by,
        "visits": life.visits,
        "days_written": life.wrote,
        "messages": life.messages,
        "answers": life.answers,
        "first_answers": life.first_answers,
        "called": life.called,
        "cared": life.cared,
        "rejected": life.rejected,
        "attacked": life.attacked,
        "muted": life.muted,
        "promoted": life.promoted,
        "ties": life.ties,
        "most_ties": { "day": life.most_ties.0, "ties": life.most_ties.1 },
        "paid": life.paid,
        "invited": life.invited,
        "end": life.end.map(|end| json!({
            "day": end.day,
            "cause": end.cause.key(),
            "way": way(end.way),
        })),
        "struck_off": life.struck_off,
        "story": sentences(life),
    })
}

const fn way(way: Way) -> &'static str {
    match way {
        Way::Silent => "silent",
        Way::Left => "left",
        Way::Removed => "removed",
        Way::RemovedSilent => "removed_silent",
        Way::LeftSilent => "left_silent",
    }
}

/// The story: how it began, what happened in the order of the days, what it came to, how it ended.
pub fn sentences(life: &Life) -> Vec<Phrase> {
    let mut said = vec![beginning(life)];
    if life.who == Who::Spammer {
        said.push(Text::new("They came to advertise.", "此人是来打广告的。").into());
    }
    let mut dated = events(life);
    dated.sort_by_key(|it| it.0);
    said.extend(dated.into_iter().map(|it| it.1));
    said.extend(sums(life));
    said.push(end(life));
    said
}

fn beginning(life: &Life) -> Phrase {
    let values: [(&str, &dyn std::fmt::Display); 2] =
        [("member", &life.member), ("day", &life.joined)];
    // As people say it in Chinese; in English its key is a word.
    let archetype = Phrase::new(life.archetype.as_str(), named(&life.archetype).zh);
    let names = [("archetype", &archetype)];
    match &life.came {
        Came::Founder => Text::new(
            "Member {member} ({archetype}) was there from the first day.",
            "成员 {member}（{archetype}）从第一天就在。",
        )
        .fill_named(&names, &values),
        Came::WordOfMouth => Text::new(
            "Member {member} ({archetype}) joined on day {day}, having heard of the place from members.",
            "成员 {member}（{archetype}）第 {day} 天加入，是听成员说起这里的。",
        )
        .fill_named(&names, &values),
        Came::Channel(name) => Text::new(
            "Member {member} ({archetype}) joined on day {day} through “{channel}”.",
            "成员 {member}（{archetype}）第 {day} 天通过“{channel}”加入。",
        )
        .fill_named(&names, &[values[0], values[1], ("channel", name)]),
        Came::Invited(inviter) => Text::new(
            "Member {member} ({archetype}) joined on day {day}, invited by member {inviter}.",
            "成员 {member}（{archetype}）第 {day} 天加入，由成员 {inviter} 邀请。",
        )
        .fill_named(&names, &[values[0], values[1], ("inviter", inviter)]),
    }
}

/// What happened on a day.
fn events(life: &Life) -> Vec<(u16, Phrase)> {
    let mut found = Vec::new();
    if let Some(first) = life.visits.first().filter(|it| **it > life.joined) {
        let text = Text::new(
            "They looked in for the first time on day {day}.",
            "第 {day} 天才第一次来看。",
        );
        found.push((*first, text.fill(&[("day", first)])));
    }
    if let Some(first) = life.wrote.first() {
        let text = if life.first_answers == 0 {
            Text::new(
                "On day {day} they wrote for the first time, and nobody answered.",
                "第 {day} 天第一次发言，没有人回应。",
            )
        } else {
            Text::new(
                "On day {day} they wrote for the first time, and were answered.",
                "第 {day} 天第一次发言，得到了回应。",
            )
        };
        found.push((*first, text.fill(&[("day", first)])));
    }
    if let Some(day) = life.muted {
        let text = Text::new(
            "On day {day} they muted the room.",
            "第 {day} 天设了免打扰。",
        );
        found.push((day, text.fill(&[("day", &day)])));
    }
    if let Some(day) = life.promoted {
        let text = Text::new(
            "On day {day} the operator made them one of those who lead.",
            "第 {day} 天被运营者培养为 KOL。",
        );
        found.push((day, text.fill(&[("day", &day)])));
    }
    let gaps = life
        .visits
        .windows(2)
        .map(|pair| (pair[1] - pair[0], pair[0], pair[1]));
    if let Some((_, from, to)) = gaps.max().filter(|it| it.0 >= LONG) {
        let text = Text::new(
            "After day {from} they did not look in again until day {to}.",
            "第 {from} 天之后一直没来，到第 {to} 天才又来。",
        );
        found.push((from, text.fill(&[("from", &from), ("to", &to)])));
    }
    found
}

/// A number of things with its noun.
fn counted(n: impl Into<u64>, one: &str, many: &str) -> String {
    match n.into() {
        0 => format!("no {many}"),
        1 => format!("one {one}"),
        n => format!("{n} {many}"),
    }
}

/// What it came to, all together.
fn sums(life: &Life) -> Vec<Phrase> {
    let mut said = Vec::new();
    let Some(last) = life.visits.last() else {
        return vec![Text::new("They never looked in.", "此人从未来看过。").into()];
    };
    said.push(if life.visits.len() == 1 {
        Text::new("They looked in once.", "只来看过一次。").into()
    } else {
        Text::new(
            "They looked in on {visits} {visits:day|days}, the last time on day {last}.",
            "一共来过 {visits} 天，最后一次是第 {last} 天。",
        )
        .fill(&[("visits", &life.visits.len()), ("last", last)])
    });
    if life.wrote.is_empty() {
        said.push(Text::new("They never wrote anything.", "从未发过言。").into());
    } else {
        said.push(Phrase::new(
            format!(
                "In all they wrote {} on {} and got {}.",
                counted(life.messages, "message", "messages"),
                counted(life.wrote.len() as u64, "day", "days"),
                counted(life.answers, "answer", "answers")
            ),
            match life.answers {
                0 => format!(
                    "一共在 {} 天里写了 {} 条，没有得到回复。",
                    life.wrote.len(),
                    life.messages
                ),
                answers => format!(
                    "一共在 {} 天里写了 {} 条，得到 {answers} 次回复。",
                    life.wrote.len(),
                    life.messages
                ),
            },
        ));
    }
    said.push(acquaintances(life));
    said.extend(times(life));
    said
}

/// Whom they knew: some from before, perhaps, so nothing is said of when.
fn acquaintances(life: &Life) -> Phrase {
    let (day, most) = life.most_ties;
    let left = life.ties;
    if most == 0 {
        return Text::new("They got to know nobody.", "没有认识任何人。").into();
    }
    let others = counted(most, "other member", "others");
    if left == most {
        return Phrase::new(
            format!("They knew {others}, and as many in the end."),
            format!("最多认识 {most} 人，到最后也是这么多。"),
        );
    }
    let still = match left {
        0 => "nobody".to_owned(),
        left => left.to_string(),
    };
    Phrase::new(
        format!("At most, on day {day}, they knew {others}; in the end {still}."),
        format!("最多时（第 {day} 天）认识 {most} 人，最后剩 {left} 人。"),
    )
}

/// What was done to them and by them, as often as it was.
fn times(life: &Life) -> Vec<Phrase> {
    let counts = [
        (
            life.cared,
            Text::new(
                "The operator took care of them {times}.",
                "运营者照应过此人 {n} 次。",
            ),
        ),
        (
            life.called,
            Text::new(
                "They came {times} because the operator called.",
                "被运营者叫来过 {n} 次。",
            ),
        ),
        (
            life.rejected,
            Text::new(
                "A message of theirs was removed, or they were warned, {times}.",
                "发言被删或被警告 {n} 次。",
            ),
        ),
        (
            life.attacked,
            Text::new(
                "They were attacked in a quarrel {times}.",
                "在争吵中被攻击 {n} 次。",
            ),
        ),
        (
            life.invited,
            Text::new("They brought somebody in {times}.", "带人进来 {n} 次。"),
        ),
        (
            life.paid.len() as u32,
            Text::new("They paid {times}.", "付费 {n} 次。"),
        ),
    ];
    let often = |n: u32| match n {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        n => format!("{n} times"),
    };
    counts
        .into_iter()
        .filter(|it| it.0 > 0)
        .map(|(n, text)| text.fill(&[("n", &n), ("times", &often(n))]))
        .collect()
}

fn end(life: &Life) -> Phrase {
    let Some(end) = life.end else {
        let last = life.days.saturating_sub(1);
        let seen = life.visits.last().copied().unwrap_or(life.joined);
        let away = last.saturating_sub(seen);
        if away > ASLEEP {
            return Text::new(
                "On the last day, day {last}, they still belonged, but had not been seen for {away} {away:day|days}.",
                "到最后一天（第 {last} 天）仍在群里，但已 {away} 天没有来过。",
            )
            .fill(&[("last", &last), ("away", &away)]);
        }
        return Text::new(
            "On the last day, day {last}, they still belonged and would have looked in again.",
            "到最后一天（第 {last} 天）仍在群里，还会再来。",
        )
        .fill(&[("last", &last)]);
    };
    let cause = words::cause(end.cause.key());
    let name = |language| words::name_or_key(cause, end.cause.key(), language);
    let meaning = |language| cause.map_or("", |it| it.meaning.text(language));
    let text = match end.way {
        Way::Silent => Text::new(
            "On day {day} they fell silent for good, without leaving the list. What weighed most: {cause}. {meaning}",
            "第 {day} 天起不再来，但没有退群。主要原因：{cause}。{meaning}",
        ),
        Way::Left => Text::new(
            "On day {day} they left. What weighed most: {cause}. {meaning}",
            "第 {day} 天退群。主要原因：{cause}。{meaning}",
        ),
        Way::LeftSilent => Text::new(
            "On day {day} they left the list, long after they had last looked in. What weighed most: {cause}. {meaning}",
            "第 {day} 天退群，此前早已不再来看。主要原因：{cause}。{meaning}",
        ),
        Way::Removed | Way::RemovedSilent => Text::new(
            "On day {day} they were taken off the list: {cause}. {meaning}",
            "第 {day} 天被移出名单：{cause}。{meaning}",
        ),
    };
    let in_language = |language| {
        let values: [(&str, &dyn std::fmt::Display); 3] = [
            ("day", &end.day),
            ("cause", &name(language)),
            ("meaning", &meaning(language)),
        ];
        text.with(language, &values)
    };
    let said = Phrase::new(
        in_language(Language::English),
        in_language(Language::Chinese),
    );
    match life.struck_off {
        Some(day) => {
            said + Text::new(
                " On day {day} the operator struck them off the list.",
                "第 {day} 天被运营者清出名单。",
            )
            .fill(&[("day", &day)])
        }
        None => said,
    }
}
