//! What every dial of every strategy does, drawn: a chart a strategy.

use crate::draw::charts::{DosePanel, DoseResponse};
use crate::draw::{About, Chart, ChartError, Estimate, Label};
use crate::operator::{KINDS, Kind};
use crate::validate::Preset;
use crate::validate::responses::{Dial, Response, SIZES, Size};
use crate::words::metrics::ENGAGED_END;
use crate::words::{Language, Text, chinese};

const FINDING: Text = Text::new(
    "{strategy}: most of all by {dial}, {least} to {most} times as many",
    "{strategy}：影响最大的是 {dial}，{least} 至 {most} 倍",
);
const NOTHING: Text = Text::new(
    "{strategy}: no dial moves it by more than luck",
    "{strategy}：没有哪个可调项的作用超出运气",
);
const COMMUNITY: Text = Text::new("{medium}, {n} members", "{medium}，{n} 名成员");

const LEFT_OUT: Text = Text::new(
    "Not drawn: {sizes}, too few engaged members for a ratio.",
    "未画：{sizes}，活跃成员太少，算不出比值。",
);

/// A dial with its unit.
fn titled(dial: &Dial) -> Label {
    let in_unit = |unit: &str| match unit {
        "" => dial.key.clone(),
        unit => format!("{} ({unit})", dial.key),
    };
    let unit = chinese::both(dial.unit.as_deref().unwrap_or_default());
    Label::new(in_unit(&unit.en), in_unit(&unit.zh))
}

fn named(size: &Size) -> Label {
    let medium = |language: Language| match (size.preset, language) {
        (Preset::Wechat, Language::Chinese) => "微信群",
        (Preset::Chat, Language::Chinese) => "聊天群",
        (Preset::Forum, Language::Chinese) => "论坛",
        (preset, Language::English) => preset.name(),
    };
    let text = |language| {
        COMMUNITY.with(
            language,
            &[("medium", &medium(language)), ("n", &size.founders)],
        )
    };
    Label::new(text(Language::English), text(Language::Chinese))
}

/// What a dose multiplies the engaged members by, with the interval of the difference on the same scale.
fn ratio(of: &Response) -> Estimate {
    let [difference, low, high] = of.difference;
    let without = of.engaged - difference;
    if !of.ratio.is_finite() {
        return Estimate::new(f64::NAN, f64::NAN, f64::NAN);
    }
    Estimate::new(of.ratio, 1.0 + low / without, 1.0 + high / without)
}

/// The dial that moves most, of those that move it beyond luck, with its least and its largest ratio in one community.
fn strongest<'d>(dials: &[&'d Dial]) -> Option<(&'d Dial, f64, f64)> {
    let acting = dials
        .iter()
        .filter(|dial| dial.judgement.rises || dial.judgement.falls);
    let spans = acting.flat_map(|dial| {
        dial.responses.iter().map(|doses| {
            let known = doses.iter().map(|it| it.ratio).filter(|it| it.is_finite());
            let (low, high) = known.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), it| {
                (low.min(it), high.max(it))
            });
            (*dial, low, high)
        })
    });
    spans
        .filter(|(_, low, high)| high >= low)
        .max_by(|one, other| (one.2 - one.1).total_cmp(&(other.2 - other.1)))
}

fn chart(kind: &Kind, dials: &[&Dial], replicates: u32) -> Result<Chart, ChartError> {
    let name = |language: Language| kind.name.text(language).to_owned();
    let finding = |language: Language| match strongest(dials) {
        Some((dial, least, most)) => {
            let (least, most) = (format!("{least:.2}"), format!("{most:.2}"));
            let values: [(&str, &dyn std::fmt::Display); 4] = [
                ("strategy", &name(language)),
                ("dial", &dial.key),
                ("least", &least),
                ("most", &most),
            ];
            FINDING.with(language, &values)
        }
        None => NOTHING.with(language, &[("strategy", &name(language))]),
    };
    let mut about = About::new(
        Label::new(name(Language::English), name(Language::Chinese)),
        replicates as usize,
    );
    about.finding = Some(Label::new(
        finding(Language::English),
        finding(Language::Chinese),
    ));
    let panels = |sizes: &[usize]| {
        let one = |dial: &&Dial| DosePanel {
            dial: titled(dial),
            doses: dial.doses.clone(),
            ratios: sizes
                .iter()
                .filter_map(|&size| dial.responses.get(size))
                .map(|doses| doses.iter().map(ratio).collect())
                .collect(),
        };
        dials.iter().map(one).collect()
    };
    let drawn: Vec<usize> = (0..SIZES.len())
        .filter(|&size| {
            let doses = dials.iter().filter_map(|dial| dial.responses.get(size));
            doses.flatten().any(|it| it.ratio.is_finite())
        })
        .collect();
    let left_out: Vec<Label> = (0..SIZES.len())
        .filter(|size| !drawn.contains(size))
        .map(|size| named(&SIZES[size]))
        .collect();
    about.footer = (!left_out.is_empty()).then(|| {
        let text = |language: Language| {
            let names: Vec<&str> = left_out.iter().map(|it| it.text(language)).collect();
            LEFT_OUT.with(language, &[("sizes", &names.join("; "))])
        };
        Label::new(text(Language::English), text(Language::Chinese))
    });
    DoseResponse {
        about,
        outcome: Label::new(ENGAGED_END.name.en, ENGAGED_END.name.zh),
        sizes: drawn.iter().map(|&size| named(&SIZES[size])).collect(),
        panels: panels(&drawn),
    }
    .chart()
}

/// Whether a text is such a chart, so that it may be written anew.
pub fn is_chart(text: &str) -> bool {
    text.starts_with("<svg ") && text.contains("data-panels=")
}

/// The chart of each strategy that was tried, by its key.
///
/// # Errors
/// If a chart cannot be drawn up.
pub fn charts(found: &[Dial], replicates: u32) -> Result<Vec<(&'static str, Chart)>, ChartError> {
    KINDS
        .iter()
        .filter_map(|kind| {
            let dials: Vec<&Dial> = found
                .iter()
                .filter(|dial| dial.strategy == kind.key)
                .collect();
            let any = !dials.is_empty();
            any.then(|| Ok((kind.key, chart(kind, &dials, replicates)?)))
        })
        .collect()
}
