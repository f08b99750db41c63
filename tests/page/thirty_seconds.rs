//! Somebody who has not seen the project says after half a minute with a page what happened, why, and how
//! sure it is: questions, and the place on the page that answers each.

use super::{page, part, studied};

/// What somebody asks of a page: the question, the part that answers it, and what stands there, in both
/// languages; of several ways to say it one is there.
type Asked = (
    &'static str,
    &'static str,
    &'static [&'static [&'static str]],
);

/// Words that somebody reads in half a minute, at their ease.
const HALF_A_MINUTE: usize = 130;

/// The English words of a part.
fn english(part: &str) -> usize {
    let spoken = part.split("<span lang=\"zh-Hans\">").enumerate();
    let spoken = spoken.map(|(number, text)| match text.split_once("</span>") {
        Some((_, rest)) if number > 0 => rest,
        _ => text,
    });
    let text: String = spoken.collect();
    let mut words = String::new();
    let mut inside = false;
    for letter in text.chars() {
        match letter {
            '<' => inside = true,
            '>' => {
                inside = false;
                words.push(' ');
            }
            _ if !inside => words.push(letter),
            _ => {}
        }
    }
    words.split_whitespace().count()
}

fn answers(study: &str, page: &str, asked: &[Asked]) {
    for (question, place, answers) in asked {
        let there = part(page, place);
        for ways in *answers {
            assert!(
                ways.iter().any(|way| there.contains(way)),
                "{study}: {question} #{place} has none of {ways:?}: {there}"
            );
        }
    }
    // What matters most comes first, and is read in time.
    let at = |id: &str| {
        page.find(&format!("<section id=\"{id}\""))
            .or_else(|| page.find(&format!("id=\"{id}\"")))
    };
    let order = ["answer", "story", "figures", "charts", "rests", "scenario"];
    let places: Vec<_> = order.iter().map(|id| at(id).expect(id)).collect();
    assert!(places.is_sorted(), "{study}: {places:?}");
    let answer = part(page, "answer");
    let answer = english(answer.split("<h3>").next().unwrap_or(answer));
    assert!(answer <= HALF_A_MINUTE, "{study}: {answer} words");
}

#[test]
fn thirty_seconds_answer_what_why_how_sure_what_would_turn_it_and_what_it_costs() {
    let both: [Asked; 3] = [
        ("how sure is it?", "answer", &[&["How sure"], &["有多确定"]]),
        ("what would make it surer?", "answer", &[&["--replicates"]]),
        (
            "what does it rest on?",
            "rests",
            &[&["word_of_mouth_fit"], &["assumed"], &["假定"]],
        ),
    ];
    let run: [Asked; 6] = [
        (
            "what happened?",
            "answer",
            &[
                &["Engaged members at the end:"],
                &["期末稳定参与成员："],
                &["Daily activity is highest"],
                &["How it ends", "the community dies"],
            ],
        ),
        (
            "what happened on the way?",
            "story",
            &[&["join in 45 days"], &["removed"]],
        ),
        (
            "why?",
            "story",
            &[&["Most who go of their own accord"], &["流失最主要的原因"]],
        ),
        (
            "how sure is it?",
            "answer",
            &[&["known to ±"], &["次模拟得到的"]],
        ),
        (
            "what would turn it?",
            "answer",
            &[
                &[
                    "were drawn anew for each possible world",
                    "would turn the answer",
                ],
                &["每个可能情形重新抽取", "会不会反转"],
            ],
        ),
        (
            "what does it cost?",
            "figures",
            &[
                &["Money and work"],
                &["钱与工时"],
                &["Operator hours in all"],
            ],
        ),
    ];
    let page_of_run = page(&studied("run", &["--language", "both"]));
    answers("run", &page_of_run, &both);
    answers("run", &page_of_run, &run);
    let compare: [Asked; 7] = [
        (
            "what was compared?",
            "story",
            &[&["=1+1"], &["free"], &["base"]],
        ),
        (
            "what happened?",
            "answer",
            &[
                &["held against"],
                &["相比"],
                &["engaged members at the end"],
            ],
        ),
        (
            "why?",
            "story",
            &[
                &["Behind it", "Nothing that is counted"],
                &["其中的缘由", "没有明显差别"],
            ],
        ),
        (
            "how sure is it?",
            "answer",
            &[
                &["of 100 worlds"],
                &["种可能情形"],
                &["paired runs"],
                &["次配对模拟"],
            ],
        ),
        (
            "what would turn it?",
            "answer",
            &[
                &[
                    "not if ",
                    "no single assumption",
                    "what may turn this",
                    "were drawn anew for each possible world",
                ],
                &["反转", "每个可能情形重新抽取"],
            ],
        ),
        (
            "what does it cost?",
            "figures",
            &[
                &["Money and work"],
                &["钱与工时"],
                &["Profit in all"],
                &["总利润"],
            ],
        ),
        (
            "what was changed?",
            "scenario",
            &[&["operator.threshold.fee"], &["camp.toml:"]],
        ),
    ];
    // Verdicts over worlds need some.
    let page_of_comparison = page(&studied(
        "compare",
        &["--language", "both", "--replicates", "40"],
    ));
    answers("compare", &page_of_comparison, &both);
    answers("compare", &page_of_comparison, &compare);
}
