//! Which dials there are, and at which doses each is tried.

use super::ground::{Ground, stand};
use super::{DAYS, DOSES};
use crate::operator::Kind;
use crate::operator::strategy::{Around, Wrong};
use crate::scenario::Scenario;
use crate::scenario::reference::{Bounds, Parameter};
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;

/// Strategies that at their busiest remove everybody, so that no dial could do more: they stand in their
/// usual settings.
const REMOVING: [&str; 2] = ["purge", "duty"];

/// A dial before it is tried.
pub(super) struct Plan {
    pub(super) kind: &'static Kind,
    pub(super) parameter: Parameter,
    pub(super) ground: Ground,
    pub(super) beside: Option<&'static str>,
    pub(super) default: Option<f64>,
    pub(super) doses: Vec<f64>,
    pub(super) tables: Vec<Json>,
}

/// Five doses: the ends of what is sensible, the default, and what halves the widest gaps between them,
/// on a scale of logs where more than two decades are spanned. Sensible is what is permitted, up to ten
/// times the larger of the default and the busy value, and, for days, what lies within the run.
fn doses(parameter: &Parameter, default: Option<f64>, busy: Option<f64>) -> Option<Vec<f64>> {
    let Bounds {
        least,
        mut most,
        whole,
    } = parameter.bounds?;
    let anchor = default.unwrap_or(0.0).max(busy.unwrap_or(0.0));
    let last = f64::from(DAYS - 1);
    let is_date = parameter.unit.as_deref() == Some("day");
    if is_date {
        most = most.min(last);
    } else if anchor > 0.0 && most > 1.0 {
        most = most.min((10.0 * anchor).max(1.0));
    } else if most > 100.0 {
        most = 100.0;
    }
    let most = most.max(least);
    let floor = if least > 0.0 { least } else { most / 1000.0 };
    let logs = !is_date && least >= 0.0 && most > 1.0 && most > 100.0 * floor;
    let scaled = |value: f64| {
        if logs {
            libm::log(value.max(floor))
        } else {
            value
        }
    };
    let back = |place: f64| {
        let value = if logs { libm::exp(place) } else { place };
        let step = libm::pow(10.0, libm::floor(libm::log10(value.abs().max(1e-9))) - 1.0);
        let value = if whole {
            value.round()
        } else {
            (value / step).round() * step
        };
        value.clamp(least, most)
    };
    let mut doses = vec![least, most];
    doses.extend(default.map(|it| it.clamp(least, most)));
    let mut gone = Vec::new();
    loop {
        doses.sort_unstable_by(f64::total_cmp);
        doses.dedup();
        if doses.len() >= DOSES {
            return Some(doses);
        }
        let gaps = doses.windows(2).map(|pair| (pair[0], pair[1]));
        let width = |(low, high): &(f64, f64)| scaled(*high) - scaled(*low);
        let Some((low, high)) = gaps
            .filter(|gap| !gone.contains(gap))
            .max_by(|one, other| width(one).total_cmp(&width(other)))
        else {
            return Some(doses);
        };
        let middle = back(f64::midpoint(scaled(low), scaled(high)));
        if middle > low && middle < high {
            doses.push(middle);
        } else {
            gone.push((low, high));
        }
    }
}

/// The dials of a strategy, each with the settings of each of its doses; `around` is the community of each ground.
pub(super) fn plans(
    kind: &'static Kind,
    all: &[Parameter],
    around: &BTreeMap<Ground, Scenario>,
) -> Vec<Plan> {
    let usual = kind.usual().json();
    let busy = if REMOVING.contains(&kind.key) {
        usual.clone()
    } else {
        kind.busy().json()
    };
    let numeric = |table: &Json, key: &str| table.get(key).and_then(Json::as_f64);
    let mut plans = Vec::new();
    for key in kind.keys() {
        let path = format!("operator.{}.{key}", kind.key);
        let Some(parameter) = all.iter().find(|it| it.path == path) else {
            continue;
        };
        let stand = stand(kind.key, &key, &busy);
        let Some(around) = around.get(&stand.ground) else {
            continue;
        };
        let default = numeric(&usual, &key);
        let Some(doses) = doses(parameter, default, numeric(&stand.table, &key)) else {
            continue;
        };
        let whole = parameter.bounds.is_some_and(|it| it.whole);
        let table = |dose: f64| {
            let mut table = stand.table.clone();
            table[key.as_str()] = if whole {
                json!(dose as i64)
            } else {
                json!(dose)
            };
            table
        };
        let (doses, tables) = doses
            .into_iter()
            .map(|dose| (dose, table(dose)))
            .filter(|(_, table)| is_possible(kind, table, around))
            .unzip();
        plans.push(Plan {
            kind,
            parameter: parameter.clone(),
            ground: stand.ground,
            beside: stand.beside,
            default,
            doses,
            tables,
        });
    }
    plans
}

/// Whether a table would pass the checks of a scenario.
fn is_possible(kind: &'static Kind, table: &Json, scenario: &Scenario) -> bool {
    let around = Around {
        community: &scenario.community,
        audience: &scenario.audience,
        archetypes: &scenario.archetype,
        is_varied: &|_| false,
    };
    kind.read(None, table.clone()).is_ok_and(|instance| {
        let doubts = instance.doubts(&around);
        doubts
            .iter()
            .all(|doubt| !matches!(doubt.what, Wrong::Contradiction { .. }))
    })
}
