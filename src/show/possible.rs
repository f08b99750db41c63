//! Charts of a comparison beyond its means: two strategies together, and the worlds in which a verdict
//! holds.

use super::about::about;
use super::strategies::called;
use crate::draw::charts::{MapAxis, MapWorld, TwoByTwo, WorldMap};
use crate::draw::{About, Chart, ChartError, Estimate, Label};
use crate::run::summary::Measured;
use crate::scenario::settings::Scenario;
use crate::show::page::make::run::said_of;
use crate::stats::difference::PairedDifference;
use crate::study::compare::Variation;
use crate::study::interaction::Interaction;
use crate::study::verdict::{Learn, Verdict};
use crate::words::{self, findings};

/// Two strategies, each alone and both together; `None` where the comparison has no such three.
pub(super) fn two_by_two(
    variations: &[Variation],
    metric: &str,
) -> Option<Result<Chart, ChartError>> {
    let found = Interaction::find(variations)?;
    let means = found.means(metric)?;
    let beyond = found.beyond(metric)?;
    let of = |it: &Measured| {
        let (low, high) = it.interval.map_or((f64::NAN, f64::NAN), |interval| {
            (interval.low, interval.high)
        });
        Estimate::new(it.band.mean, low, high)
    };
    let chart = TwoByTwo {
        about: About {
            finding: Some(found_together(metric, &beyond)),
            ..about(&found.neither.scenario, found.both.records.len())
        },
        metric: metric.to_owned(),
        names: found.all().map(|it| called(&it.name)),
        places: found.all().map(|it| {
            let place = variations.iter().position(|other| other.name == it.name);
            place.unwrap_or_default()
        }),
        added: means[1].band.mean + means[2].band.mean - means[0].band.mean,
        means: [of(&means[0]), of(&means[1]), of(&means[2]), of(&means[3])],
        interaction: Estimate::new(beyond.mean, beyond.ends()[0], beyond.ends()[1]),
    };
    Some(chart.chart())
}

/// The verdict that is most in doubt, world by world, over the two assumptions that it hangs on most;
/// `None` in fixed worlds.
pub(super) fn world_map(
    scenario: &Scenario,
    verdicts: &[Verdict],
) -> Option<Result<Chart, ChartError>> {
    let doubt = |verdict: &Verdict| (verdict.share.above - 0.5).abs();
    let verdict = verdicts
        .iter()
        .filter(|it| it.learn.len() > 1 && !it.lived.is_nothing())
        .min_by(|one, other| doubt(one).total_cmp(&doubt(other)))?;
    let mut order: Vec<&Learn> = verdict.learn.iter().collect();
    order.sort_by(|one, other| {
        let weight = |it: &Learn| (it.knowing.value, it.hanging.share);
        let (one, other) = (weight(one), weight(other));
        other.0.total_cmp(&one.0).then(other.1.total_cmp(&one.1))
    });
    let [x, y] = [order.first()?, order.get(1)?];
    let worlds = verdict.lived.means().into_iter();
    let places = x.deviates.iter().zip(&y.deviates);
    let worlds = places
        .zip(worlds)
        .map(|((x, y), gain)| MapWorld { x: *x, y: *y, gain });
    let axis = |learn: &Learn| MapAxis {
        path: learn.path.clone(),
        name: learn.name.clone(),
        marks: learn.marks.clone(),
    };
    let mut map = WorldMap {
        about: about(scenario, verdict.share.pairs),
        metric: verdict.metric.clone(),
        strategy: called(&verdict.strategy),
        against: called(&verdict.against),
        x: axis(x),
        y: axis(y),
        worlds: worlds.collect(),
    };
    map.about.finding = Some(found_map(&map));
    Some(map.chart())
}

/// Two strategies together, held against their effects added up.
fn found_together(metric: &str, beyond: &PairedDifference) -> Label {
    let size = words::number::number(beyond.mean.abs(), words::unit(metric));
    let text = if beyond.ends()[0] > 0.0 {
        findings::TOGETHER_MORE
    } else if beyond.ends()[1] < 0.0 {
        findings::TOGETHER_LESS
    } else {
        findings::TOGETHER_ADDED
    };
    said_of(text, metric, &[("n", &size)])
}

/// The map of a verdict: the quarter that says otherwise, if one clearly does.
fn found_map(map: &WorldMap) -> Label {
    /// Fewest worlds of a quarter that show anything.
    const FEWEST: usize = 3;
    let better = map.worlds.iter().filter(|it| it.gain > 0.0).count();
    let all = map.worlds.len();
    let mostly = 2 * better >= all;
    let quarters = [(false, false), (false, true), (true, false), (true, true)];
    let against = |(right, upper): &(bool, bool)| {
        let (there, better) = map.quarter(*right, *upper);
        let few = if mostly { better } else { there - better };
        few as f64 / there.max(1) as f64
    };
    let turned = quarters
        .iter()
        .filter(|(right, upper)| map.quarter(*right, *upper).0 >= FEWEST)
        .min_by(|one, other| against(one).total_cmp(&against(other)))
        .filter(|it| against(it) < 0.4);
    let names = [("strategy", &map.strategy), ("base", &map.against)];
    let counts: [(&str, &dyn std::fmt::Display); 2] = [("better", &better), ("all", &all)];
    let Some((right, upper)) = turned else {
        return findings::MAP.fill_named(&names, &counts);
    };
    let side = |name: &Label, high: bool| {
        let text = if high {
            findings::MAP_HIGH
        } else {
            findings::MAP_LOW
        };
        text.fill_named(&[("name", name)], &[])
    };
    let (there, few) = map.quarter(*right, *upper);
    let ([strategy, base], [better, all]) = (names, counts);
    findings::MAP_TURNS.fill_named(
        &[
            strategy,
            base,
            ("x", &side(&map.x.name, *right)),
            ("y", &side(&map.y.name, *upper)),
        ],
        &[better, all, ("few", &few), ("there", &there)],
    )
}
