//! The chart of ties: who talks to whom.

use super::about::about;
use super::courses::named_runs;
use crate::draw::charts::{TiedMember, TiesOfDay, WhoTalksToWhom};
use crate::draw::{About, Chart, ChartError, Label};
use crate::run::close::{CloseLook, Net};
use crate::scenario::settings::Scenario;
use crate::stats::graph::Graph;
use crate::words::{Text, findings, labels};

/// Members who are drawn: of more nobody could be told apart.
const MEMBERS: usize = 500;
/// Ties that are drawn.
const TIES: usize = 600;
/// Share of all ties that the core stands in.
const HALF: f64 = 0.5;
/// Who holds so many others to the rest is a bridge.
const HELD: usize = 3;

/// Ties on some evenings of one run of so many, and at the end of the others that have a name.
pub(super) fn chart(
    scenario: &Scenario,
    close: &CloseLook,
    runs: usize,
    drawn: bool,
) -> Result<Chart, ChartError> {
    let [typical, others @ ..] = named_runs(drawn);
    let own = if runs > 1 { typical } else { labels::ONE_RUN };
    let mut others = others.into_iter();
    let named = close.nets.iter().map(|net| {
        let is_own = net.replicate == close.replicate;
        let name = if is_own { None } else { others.next() };
        of_day(net, name.unwrap_or(own))
    });
    let days: Vec<TiesOfDay> = named.collect();
    let last = days.iter().rfind(|it| it.replicate == close.replicate);
    WhoTalksToWhom {
        about: About {
            finding: last.and_then(found),
            footer: Some(labels::MOST_DRAWN.fill(&[("members", &MEMBERS), ("ties", &TIES)])),
            ..about(scenario, runs)
        },
        held: HELD,
        days: days.into_iter().filter(|it| it.tied > 0).collect(),
    }
    .chart()
}

fn found(day: &TiesOfDay) -> Option<Label> {
    let values: [(&str, &dyn std::fmt::Display); 3] = [
        ("core", &day.core),
        ("tied", &day.tied),
        ("bridges", &day.bridges),
    ];
    (day.tied > 0).then(|| findings::TIES.fill(&values))
}

/// One evening: its counts are of all who are tied, its drawing of those with most.
fn of_day(net: &Net, name: Text) -> TiesOfDay {
    let (core, held) = (net.graph.core(HALF), net.graph.held_by());
    let is_bridge = |member: usize| held[member] >= HELD;
    let strengths = net.graph.strengths();
    let mut shown: Vec<usize> = (0..net.graph.size).collect();
    shown.sort_by(|one, other| {
        let most = strengths[*other].total_cmp(&strengths[*one]);
        most.then(one.cmp(other))
    });
    shown.truncate(MEMBERS);
    let drawn = strongest(&within(&net.graph, &shown), TIES);
    let thousandths = |part: f64| (1000.0 * part).round() as i16;
    let places = drawn.places();
    let members = shown.iter().zip(places).map(|(member, (x, y))| TiedMember {
        member: net.members[*member],
        at: (thousandths(x), thousandths(y)),
        core: core[*member],
        bridge: is_bridge(*member),
    });
    let ties = drawn.ties.iter();
    TiesOfDay {
        run: name.fill(&[("n", &net.replicate)]),
        replicate: net.replicate,
        day: u32::from(net.day),
        taking_part: net.taking_part,
        tied: net.graph.size,
        core: core.iter().filter(|it| **it).count(),
        bridges: (0..net.graph.size).filter(|it| is_bridge(*it)).count(),
        members: members.collect(),
        ties: ties
            .map(|(one, other, strength)| (*one as u32, *other as u32, *strength as f32))
            .collect(),
    }
}

/// The ties among some people alone.
fn within(graph: &Graph, people: &[usize]) -> Graph {
    let mut place = vec![None; graph.size];
    for (new, old) in people.iter().enumerate() {
        place[*old] = Some(new);
    }
    let kept = graph.ties.iter().filter_map(|(one, other, strength)| {
        let (one, other) = (place[*one]?, place[*other]?);
        Some((one.min(other), one.max(other), *strength))
    });
    Graph {
        size: people.len(),
        ties: kept.collect(),
    }
}

/// At most so many ties: first the strongest of each person, so that nobody is left alone, then the
/// strongest of all others.
fn strongest(graph: &Graph, most: usize) -> Graph {
    let mut order: Vec<usize> = (0..graph.ties.len()).collect();
    order.sort_by(|one, other| {
        let stronger = graph.ties[*other].2.total_cmp(&graph.ties[*one].2);
        stronger.then(one.cmp(other))
    });
    let mut reached = vec![false; graph.size];
    let (mut first, mut rest) = (Vec::new(), Vec::new());
    for tie in order {
        let (one, other, _) = graph.ties[tie];
        if reached[one] && reached[other] {
            rest.push(tie);
        } else {
            (reached[one], reached[other]) = (true, true);
            first.push(tie);
        }
    }
    let kept = first.into_iter().chain(rest).take(most);
    Graph {
        size: graph.size,
        ties: kept.map(|tie| graph.ties[tie]).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_large_net_keeps_the_most_tied_and_leaves_nobody_alone() {
        let size = 800;
        let mut ties = Vec::new();
        for person in 1..size {
            // The later, the fewer and weaker.
            ties.push((person / 2, person, 1.0 + 1.0 / person as f64));
        }
        for person in 5..100 {
            ties.push((person - 5, person, 0.6));
        }
        for person in 10..100 {
            ties.push((person - 10, person, 0.5));
        }
        let net = Net {
            replicate: 4,
            day: 9,
            taking_part: 900,
            members: (100..900).collect(),
            graph: Graph { size, ties },
        };
        let day = of_day(&net, labels::TYPICAL_RUN);
        assert_eq!((day.members.len(), day.ties.len()), (MEMBERS, TIES));
        assert_eq!((day.taking_part, day.tied), (900, 800));
        assert!(day.core > 0 && day.core < 400 && day.bridges > 0);
        let mut tied = vec![false; day.members.len()];
        for (one, other, _) in &day.ties {
            (tied[*one as usize], tied[*other as usize]) = (true, true);
        }
        let alone = tied.iter().filter(|it| !**it).count();
        assert!(alone <= 2, "{alone}");
        assert_eq!(day, of_day(&net, labels::TYPICAL_RUN));
        let distances = day.members.iter().map(|it| {
            let (x, y) = (f64::from(it.at.0), f64::from(it.at.1));
            (x * x + y * y).sqrt()
        });
        assert!(distances.fold(0.0, f64::max) <= 1001.0);
    }
}
