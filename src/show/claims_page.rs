//! `docs/claims.md`: the claims book with the verdicts that are recorded, in both languages.

use super::claims::{comparison, counts, direction, effect};
use crate::claims::recorded::{Record, Recorded, RecordedPart};
use crate::claims::{Claim, Part, Verdict, book};
use crate::words::{Language, Text};
use std::fmt::Write as _;

const TITLE: &str = "# What is true of received wisdom";

/// Whether a file is such a page.
pub fn is_page(text: &str) -> bool {
    text.starts_with(TITLE)
}

/// The page.
pub fn page(record: &Record) -> String {
    let verdicts: Vec<Verdict> = book().iter().map(|it| verdict(&it.claim, record)).collect();
    let mut text = format!("{TITLE}\n\n");
    text.push_str(
        "People who run communities say many things. Each one here is a claim that the model can refute: a scenario, its \
         variations, and what is to differ by how much at least (`scenarios/claims`). Everything that nobody knows is drawn \
         anew for every world, both variations live through the same worlds with the same people and luck, and p-values are \
         corrected for the whole book (Holm). A verdict is one of the model, not of the world: what is known from outside \
         stands beside it, with its grade (1 an experiment in an online community … 5 judgement alone).\n\n\
         经营社群的人有许多说法。这里每一条都是模型可以推翻的断言：一个方案、几种策略、至少相差多少（`scenarios/claims`）。\
         没人知道的量在每种可能情形里重新抽取，各策略经历同样的情形、同样的人和运气，p 值按整本书校正（Holm）。\
         结论是模型的结论，不是现实的结论：外部证据列在旁边并注明等级（1 为在线社群实验，5 为仅凭判断）。\n\n\
         ```sh\nqun claims --quick          # the whole book, a few minutes\nqun claims M6 L5            # two claims, more worlds\n\
         qun claims --record scenarios/claims/verdicts.json --write docs/claims.md\n```\n\n",
    );
    for language in Language::ALL {
        let _ = writeln!(
            text,
            "{}: {}\n",
            Text::new("In {worlds} worlds a claim", "每条 {worlds} 种可能情形")
                .with(language, &[("worlds", &record.worlds)]),
            counts(&verdicts, language)
        );
    }
    text.push_str("| verdict 结论 | meaning 含义 |\n|---|---|\n");
    for verdict in Verdict::ALL {
        let _ = writeln!(
            text,
            "| **{}** {} | {} {} |",
            verdict.name(Language::English),
            verdict.name(Language::Chinese),
            verdict.meaning(Language::English),
            verdict.meaning(Language::Chinese)
        );
    }
    text.push_str(
        "\n*Put in* is the share of the effect that is gone without the parameters that put it in; it makes a claim \
         *assumed* only where they are assumed, not where studies measured them. Effects are how many times as much the \
         first variation has as the second, averaged so that every world counts the same; *pts* is the difference of two such \
         changes.\n\n《直接写入》是去掉直接写入该效果的参数后消失的比例；只有这些参数属于假定（而非来自研究）时才算《由假定而来》。\
         影响是前一策略相对后一策略的倍数变化，各种可能情形权重相同；pts 是两个变化之差。\n",
    );
    for entry in book() {
        claim(&mut text, &entry.claim, record);
    }
    text
}

fn verdict(claim: &Claim, record: &Record) -> Verdict {
    record
        .find(&claim.id)
        .map_or(Verdict::Inexpressible, |it| it.verdict)
}

fn claim(text: &mut String, claim: &Claim, record: &Record) {
    let verdict = verdict(claim, record);
    let [en, zh] = Language::ALL;
    let sentence = claim.sentence.phrase();
    let _ = write!(
        text,
        "\n## {} – {} · {}\n\n{} {}\n",
        claim.id,
        verdict.name(en),
        verdict.name(zh),
        sentence.en,
        sentence.zh
    );
    if !claim.is_expressible() {
        let missing = claim.missing.phrase();
        let _ = writeln!(text, "\nMissing: {}. 缺：{}。", missing.en, missing.zh);
        return;
    }
    if let Some(found) = record.find(&claim.id) {
        parts(text, claim, found);
    }
    let evidence = claim.evidence.phrase();
    let _ = writeln!(
        text,
        "\nOutside 外部证据 ({}; {}): {} {}",
        claim.grade, claim.source, evidence.en, evidence.zh
    );
    if matches!(
        verdict,
        Verdict::Opposite | Verdict::NoEffect | Verdict::Undecided | Verdict::Depends
    ) && !claim.disagreement.is_empty()
    {
        let why = claim.disagreement.phrase();
        let _ = writeln!(text, "\nWhy 原因: {}\n\n{}", why.en, why.zh);
    }
}

fn parts(text: &mut String, claim: &Claim, found: &Recorded) {
    text.push_str(
        "\n| compared 对比 | wanted 断言 | effect 影响 | 95% | worlds 可能情形 | put in 写入 | verdict 结论 |\n\
         |---|---|---|---|---|---|---|\n",
    );
    for (part, it) in claim.parts.iter().zip(&found.parts) {
        row(text, part, it);
    }
    for it in &found.parts {
        if it.verdict == Verdict::Depends {
            depends(text, it);
        }
    }
}

fn row(text: &mut String, part: &Part, it: &RecordedPart) {
    let share = |value: Option<f64>| {
        value.map_or_else(|| "–".to_owned(), |it| format!("{:.0}%", 100.0 * it))
    };
    let _ = writeln!(
        text,
        "| {} | {} | {} | {} – {} | {} | {} | {} |",
        comparison(part, Language::English),
        direction(part.direction, Language::English),
        effect(it.effect, part),
        effect(it.interval[0], part),
        effect(it.interval[1], part),
        share(it.worlds_better),
        share(it.put_in),
        it.verdict.name(Language::English)
    );
}

/// What it hangs on, and the map over the two assumptions.
fn depends(text: &mut String, it: &RecordedPart) {
    let named = |language: Language| {
        let all = it.hangs.iter().map(|(_, [en, zh], share)| {
            format!("{} ({:.0}%)", language.choose(en, zh), 100.0 * share)
        });
        all.collect::<Vec<_>>().join(", ")
    };
    let _ = writeln!(
        text,
        "\nHangs on {}. 取决于：{}。",
        named(Language::English),
        named(Language::Chinese)
    );
    let [first, second] = it.hangs.as_slice() else {
        return;
    };
    let _ = writeln!(
        text,
        "\n| {} ↓ · {} → | low 低 | middle 中 | high 高 |\n|---|---|---|---|",
        first.1[0], second.1[0]
    );
    for (name, row) in ["low 低", "middle 中", "high 高"].iter().zip(&it.map) {
        let cells: Vec<String> = row
            .iter()
            .map(|value| value.map_or_else(|| "–".to_owned(), |it| format!("{it:+.2}")))
            .collect();
        let _ = writeln!(text, "| {name} | {} |", cells.join(" | "));
    }
}
