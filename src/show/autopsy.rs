//! Why a community died or declined, in sentences, and for scripts.

use crate::observe::stage::Stage;
use crate::study::autopsy::{Body, Fate, Remedy, Without};
use crate::words::{self, Language, Phrase, Text};
use serde_json::{Value, json};

mod price;
mod remedies;
mod removals;

pub use remedies::{heading, remedies};

/// Change of a share from which on it is evidence.
const TOLD: f64 = 0.05;
/// Reasons that are told.
const REASONS: usize = 3;

type Values<'a> = &'a [(&'a str, &'a dyn std::fmt::Display)];

fn percent(share: f64) -> String {
    format!("{:.0}%", 100.0 * share)
}

fn tenths(value: f64) -> String {
    format!("{value:.1}")
}

fn named(say: impl Fn(Language) -> String) -> Phrase {
    Phrase::new(say(Language::English), say(Language::Chinese))
}

/// A sentence whose values differ between the languages.
fn told(text: Text, values: impl Fn(Language) -> Vec<(&'static str, String)>) -> Phrase {
    named(|language| {
        let values = values(language);
        let shown: Vec<(&str, &dyn std::fmt::Display)> = values
            .iter()
            .map(|(name, value)| (*name, value as &dyn std::fmt::Display))
            .collect();
        text.with(language, &shown)
    })
}

/// How the communities of a study fared.
pub fn overview(fates: &[Fate]) -> Phrase {
    let count = |is: fn(&Fate) -> bool| fates.iter().filter(|it| is(it)).count();
    let values: Values<'_> = &[
        ("all", &fates.len()),
        ("died", &count(|it| matches!(it, Fate::Died(_)))),
        ("declined", &count(|it| matches!(it, Fate::Declined(_)))),
        ("never", &count(|it| matches!(it, Fate::NeverBegan))),
        ("well", &count(|it| matches!(it, Fate::Well))),
    ];
    Text::new(
        "Of {all} communities {died} died, {declined} fell below half of their best week, {never} never began, and {well} are well.",
        "{all} 个社群中，{died} 个死亡，{declined} 个跌到最好一周的一半以下，{never} 个从未活起来，{well} 个健康。",
    )
    .fill(values)
}

/// What happened to one community, and the evidence for it, in the order of a doctor's letter.
pub fn sentences(body: &Body) -> Vec<Phrase> {
    let mut said = vec![what(body)];
    if matches!(body.fate, Fate::Well | Fate::NeverBegan) {
        return said;
    }
    said.extend(course(body));
    said.extend(removals::removed(body));
    said.extend(reasons(body));
    said.extend(arrivals(body));
    said.extend(rooms(body));
    said.extend(leaders(body));
    said
}

fn what(body: &Body) -> Phrase {
    let [best, last] = body.returning.map(tenths);
    let day = body.fate.day().unwrap_or(0);
    let values: Values<'_> = &[
        ("replicate", &body.replicate),
        ("best", &best),
        ("best_day", &body.best_day),
        ("last", &last),
        ("day", &day),
    ];
    match body.fate {
        Fate::Well => Text::new(
            "Community {replicate} is well: {last} returning members a day in the last week, {best} in its best one (day {best_day}). There is nothing to examine.",
            "社群 {replicate} 是健康的：最后一周日均回访 {last} 人，最好的一周 {best} 人（第 {best_day} 天）。没有什么可查的。",
        ),
        Fate::NeverBegan if !body.had_members => Text::new(
            "Community {replicate} never began: it never had a member.",
            "社群 {replicate} 从未活起来：从来没有过成员。",
        ),
        Fate::NeverBegan => Text::new(
            "Community {replicate} never began: no more than {best} returning members a day in its best week.",
            "社群 {replicate} 从未活起来：最好的一周日均回访也只有 {best} 人。",
        ),
        Fate::Declined(_) => Text::new(
            "Community {replicate} declined: from day {day} on fewer than half as many members returned as in its best week (day {best_day}: {best} a day), and {last} in the last week.",
            "社群 {replicate} 衰退了：从第 {day} 天起，日均回访不到最好一周（第 {best_day} 天：{best} 人）的一半，最后一周 {last} 人。",
        ),
        Fate::Died(_) if body.returning[0] == 0.0 => Text::new(
            "Community {replicate} died on day {day}: nobody ever returned to it.",
            "社群 {replicate} 在第 {day} 天死亡：从来没有人回访过。",
        ),
        Fate::Died(_) => Text::new(
            "Community {replicate} died on day {day}: in its best week (day {best_day}) {best} members a day returned, in the week up to its death {last}.",
            "社群 {replicate} 在第 {day} 天死亡：最好的一周（第 {best_day} 天）日均回访 {best} 人，死亡前的一周日均 {last} 人。",
        ),
    }
    .fill(values)
}

fn course(body: &Body) -> Vec<Phrase> {
    let mut said = Vec::new();
    if body.stages.len() > 1 {
        said.push(named(|language| {
            let stages = body.stages.iter().map(|(day, stage)| {
                Text::new("{stage} from day {day}", "第 {day} 天起{stage}").with(
                    language,
                    &[("stage", &stage_name(*stage, language)), ("day", day)],
                )
            });
            let listed = stages
                .collect::<Vec<_>>()
                .join(Text::new(", ", "，").text(language));
            Text::new("Its stages: {listed}.", "各阶段：{listed}。")
                .with(language, &[("listed", &listed)])
        }));
    }
    said
}

fn stage_name(stage: Stage, language: Language) -> String {
    let name = words::name_or_key(words::stage(stage.key()), stage.key(), language);
    name.to_lowercase()
}

fn cause_name(key: &str, language: Language) -> String {
    words::name_or_key(words::cause(key), key, language).to_lowercase()
}

fn reasons(body: &Body) -> Vec<Phrase> {
    let mut said = Vec::new();
    let [before, after] = body.exits.map(tenths);
    said.push(
        Text::new(
            "Until day {turn}, {before} members a week went of their own accord; after it, {after} a week.",
            "到第 {turn} 天为止，每周自行离开 {before} 人；此后每周 {after} 人。",
        )
        .fill(&[("before", &before), ("after", &after), ("turn", &body.turn)]),
    );
    for going in body.going.iter().take(REASONS) {
        let text = Text::new(
            "{cause}: {after} of those who went by themselves after it ({count}), {before} before. {meaning}",
            "{cause}：占此后自行离开者的 {after}（{count} 人），之前占 {before}。{meaning}",
        );
        said.push(told(text, |language| {
            let key = going.cause.key();
            let meaning = words::cause(key).map_or("", |it| it.meaning.text(language));
            vec![
                ("count", going.count.to_string()),
                (
                    "cause",
                    words::name_or_key(words::cause(key), key, language),
                ),
                ("after", percent(going.after)),
                ("before", percent(going.before)),
                ("meaning", meaning.to_owned()),
            ]
        }));
    }
    said
}

fn arrivals(body: &Body) -> Vec<Phrase> {
    let mut said = Vec::new();
    let [before, after] = body.joins;
    let fewer = after < 0.7 * before;
    let (joined, later) = (tenths(before), tenths(after));
    // Whoever finds no place does not stay away for want of interest.
    let shut = body.full.filter(|_| body.turned_away >= 1.0);
    if let Some(day) = shut {
        let n = format!("{:.0}", body.turned_away);
        let values: Values<'_> = &[
            ("day", &day),
            ("n", &n),
            ("turn", &body.turn),
            ("before", &joined),
            ("after", &later),
        ];
        said.push(
            if fewer {
                Text::new(
                    "All rooms were full on day {day}, and {n} people were turned away: {before} joined in a week until day {turn}, {after} after it.",
                    "第 {day} 天所有房间满员，{n} 人被拒之门外：到第 {turn} 天为止每周加入 {before} 人，此后 {after} 人。",
                )
            } else {
                Text::new(
                    "All rooms were full on day {day}, and {n} people were turned away.",
                    "第 {day} 天所有房间满员，{n} 人被拒之门外。",
                )
            }
            .fill(values),
        );
    } else if fewer {
        said.push(
            Text::new(
                "Fewer came: {before} joined in a week until day {turn}, {after} after it.",
                "来的人少了：到第 {turn} 天为止每周加入 {before} 人，此后 {after} 人。",
            )
            .fill(&[("after", &later), ("before", &joined), ("turn", &body.turn)]),
        );
    }
    let [then, now] = body.demand;
    if now < 0.8 * then {
        said.push(
            Text::new(
                "The need itself fell: it stood at {then} of what is ordinary in the best week, and at {now} at the end.",
                "需求本身下降了：最好一周是平常的 {then}，最后是 {now}。",
            )
            .fill(&[("then", &percent(then)), ("now", &percent(now))]),
        );
    }
    said
}

fn rooms(body: &Body) -> Vec<Phrase> {
    let shares = [
        (
            body.ads,
            false,
            Text::new(
                "Advertisements were {then} of all messages in the best week and {now} in the last one.",
                "广告占比从最好一周的 {then} 升到最后一周的 {now}。",
            ),
        ),
        (
            body.muted,
            false,
            Text::new(
                "In the best week {then} of the members had muted the room, at the end {now}.",
                "最好的一周里 {then} 的成员设了免打扰，最后是 {now}。",
            ),
        ),
        (
            body.silent,
            false,
            Text::new(
                "In the best week {then} of those on the list had written nothing for a week, at the end {now}.",
                "最好的一周里名单上 {then} 的人已有一周没发言，最后是 {now}。",
            ),
        ),
        (
            body.answered,
            true,
            Text::new(
                "In the best week {then} of those who wrote were answered, at the end {now}.",
                "最好的一周里发言的人中 {then} 得到回复，最后是 {now}。",
            ),
        ),
    ];
    let mut said: Vec<Phrase> = shares
        .into_iter()
        .filter(|([then, now], falls, _)| {
            let worse = if *falls { then - now } else { now - then };
            worse > TOLD
        })
        .map(|([then, now], _, text)| {
            text.fill(&[("then", &percent(then)), ("now", &percent(now))])
        })
        .collect();
    if body.ads[1] > 0.5 && body.ads[1] - body.ads[0] <= TOLD {
        said.push(
            Text::new(
                "Advertisements were {now} of all messages already in the best week.",
                "最好的一周里广告就已占 {now}。",
            )
            .fill(&[("now", &percent(body.ads[0]))]),
        );
    }
    said
}

fn leaders(body: &Body) -> Vec<Phrase> {
    let gone: Vec<_> = body.leaders.iter().filter(|it| it.gone.is_some()).collect();
    if gone.is_empty() {
        return Vec::new();
    }
    let share: f64 = gone.iter().map(|it| it.share).sum();
    let text = match (gone.len(), body.leaders.len()) {
        (1, 1) => Text::new(
            "The one who had written most, {share} of everything by then, went: {listed}.",
            "写得最多的人（占此前全部发言的 {share}）走了：{listed}。",
        ),
        (gone, all) if gone == all => Text::new(
            "All {all} who had written most, {share} of everything by then, went: {listed}.",
            "写得最多的 {all} 人（占此前全部发言的 {share}）都走了：{listed}。",
        ),
        _ => Text::new(
            "Of the {all} who had written most, {n} went ({share} of everything by then): {listed}.",
            "写得最多的 {all} 人中走了 {n} 人（占此前全部发言的 {share}）：{listed}。",
        ),
    };
    vec![told(text, |language| {
        let each = gone.iter().filter_map(|leader| {
            let (day, cause) = leader.gone?;
            Some(
                Text::new(
                    "member {member} on day {day} ({cause})",
                    "成员 {member} 第 {day} 天（{cause}）",
                )
                .with(
                    language,
                    &[
                        ("member", &leader.member),
                        ("day", &day),
                        ("cause", &cause_name(cause.key(), language)),
                    ],
                ),
            )
        });
        let separator = Text::new(", ", "，").text(language);
        vec![
            ("all", body.leaders.len().to_string()),
            ("n", gone.len().to_string()),
            ("share", percent(share)),
            ("listed", each.collect::<Vec<_>>().join(separator)),
        ]
    })]
}

/// Everything that was found, for scripts.
pub fn document(fates: &[Fate], bodies: &[Body], without: &[Without], found: &[Remedy]) -> Value {
    let fate = |fate: &Fate| {
        let name = match fate {
            Fate::Well => "well",
            Fate::Declined(_) => "declined",
            Fate::Died(_) => "died",
            Fate::NeverBegan => "never_began",
        };
        json!({ "fate": name, "day": fate.day() })
    };
    let bodies: Vec<Value> = bodies
        .iter()
        .map(|it| {
            json!({
                "replicate": it.replicate,
                "outcome": fate(&it.fate),
                "best_day": it.best_day,
                "turn": it.turn,
                "returning": it.returning,
                "stages": it.stages.iter().map(|(day, stage)| json!({ "day": day, "stage": stage.key() })).collect::<Vec<_>>(),
                "went": it.went,
                "removed": it.removals.iter().map(|it| json!({
                    "cause": it.cause.key(), "strategy": it.by.as_ref().map(|it| &it.0), "count": it.count,
                    "first_day": it.days[0], "last_day": it.days[1],
                })).collect::<Vec<_>>(),
                "going": it.going.iter().map(|it| json!({
                    "cause": it.cause.key(), "before": it.before, "after": it.after, "count": it.count,
                })).collect::<Vec<_>>(),
                "exits_a_week": it.exits,
                "joins_a_week": it.joins,
                "full_on_day": it.full,
                "turned_away": it.turned_away,
                "ads_share": it.ads,
                "muted_share": it.muted,
                "silent_share": it.silent,
                "answered_share": it.answered,
                "demand": it.demand,
                "leaders": it.leaders.iter().map(|it| json!({
                    "member": it.member, "share": it.share,
                    "gone": it.gone.map(|(day, cause)| json!({ "day": day, "cause": cause.key() })),
                })).collect::<Vec<_>>(),
                "letter": sentences(it),
            })
        })
        .collect();
    let remedy = |it: &Remedy| {
        json!({
            "strategy": it.key, "begun": it.begun, "saved": it.saved, "latest": it.latest,
            "price": it.price, "hours": it.hours, "dial": it.strength.as_ref().map(|it| it.dial.key),
            "value": it.strength.as_ref().map(|it| &it.value), "times_usual": it.strength.as_ref().map_or(1.0, |it| it.times),
        })
    };
    let remedies: Vec<Value> = found
        .iter()
        .map(|it| {
            let mut told = remedy(it);
            told["other_strengths"] = it.others.iter().map(remedy).collect();
            told
        })
        .collect();
    let without: Vec<Value> = without
        .iter()
        .map(|it| {
            json!({ "strategy": it.by.0, "saved": it.saved, "price": it.price, "hours": it.hours })
        })
        .collect();
    json!({
        "communities": fates.iter().map(fate).collect::<Vec<_>>(),
        "examined": bodies,
        "without": without,
        "remedies": remedies,
    })
}
