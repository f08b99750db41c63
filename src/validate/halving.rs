//! Half of a community is cut off from outside: P25.

use super::finding::Finding;
use super::simulated::{each, scenario};
use super::{Preset, Settings, logs};
use crate::model::cause::Cause;
use crate::model::intervention::{Applicant, Intervention};
use crate::model::levers::Levers;
use crate::random::{Luck, Purpose};
use crate::run::simulate::Prepared;
use crate::scenario::Problems;
use crate::words::Text;

pub(super) const HALVING: &str = "halving";
const OTHERWISE: Text = Text::new(
    "against the weeks before, without the control, {before}; in a community {times} times as large {large}",
    "不用对照、与此前几周相比为 {before}；社群大到 {times} 倍时为 {large}",
);
/// The day of the cut.
const DAY: u16 = 730;
/// How much larger the community is that is told of as well.
const LARGER: u32 = 4;
/// Days compared before and after it.
const WINDOW: u16 = 28;

/// On [`DAY`] everybody in the unlucky half goes, and nobody of that half comes any more.
struct Cut;

/// Whether a person belongs to the half that is cut off; the same in every run of a replicate.
fn is_cut_off(luck: Luck, person: u64) -> bool {
    luck.of(person, DAY).uniform(Purpose::World) < 0.5
}

impl Intervention for Cut {
    fn admits(&mut self, levers: &mut Levers<'_, '_>, applicant: &mut Applicant) -> bool {
        levers.day() < DAY || !is_cut_off(levers.luck(), applicant.person)
    }

    fn morning(&mut self, levers: &mut Levers<'_, '_>) {
        if levers.day() != DAY {
            return;
        }
        let luck = levers.luck();
        let unlucky: Vec<u32> = levers
            .all()
            .filter(|(_, member)| is_cut_off(luck, member.person))
            .map(|(number, _)| number)
            .collect();
        for number in unlucky {
            levers.remove(number, Cause::Closed);
        }
    }
}

pub(super) fn run(
    preset: Preset,
    settings: &Settings,
    lived: &(dyn Fn() + Sync),
) -> Result<Vec<Finding>, Problems> {
    let [small, large] = [
        changes(preset, settings, 1, lived)?,
        changes(preset, settings, LARGER, lived)?,
    ];
    let finding = |changes: &[[f64; 2]], index: usize| {
        let column: Vec<f64> = changes.iter().map(|change| change[index]).collect();
        Finding::over_replicates(HALVING, "P25", "change of posting", &column)
    };
    let told = |finding: &Finding| {
        finding
            .value
            .map_or_else(|| "–".to_owned(), |it| format!("{it:.3}"))
    };
    let note = OTHERWISE.fill(&[
        ("before", &told(&finding(&small, 1))),
        ("times", &LARGER),
        ("large", &told(&finding(&large, 0))),
    ]);
    Ok(vec![finding(&small, 0).with_note(note)])
}

/// For each replicate, the posting of those who remain after the cut over that without it, and
/// over that before it, both minus 1.
fn changes(
    preset: Preset,
    settings: &Settings,
    times: u32,
    lived: &(dyn Fn() + Sync),
) -> Result<Vec<[f64; 2]>, Problems> {
    let mut scenario = scenario(
        preset,
        settings,
        logs::FOUNDERS * times,
        logs::PER_DAY * f64::from(times),
    )?;
    scenario.days = DAY + WINDOW;
    let prepared = Prepared::new(&scenario);
    Ok(each(settings.replicates, |replicate| {
        let [_, untouched] = posts_of_the_rest(&prepared, replicate, false);
        lived();
        let [before, after] = posts_of_the_rest(&prepared, replicate, true);
        lived();
        [after / untouched - 1.0, after / before - 1.0]
    }))
}

/// Messages of those who joined before the cut and are not cut off, in the window before it and in
/// the window after it.
fn posts_of_the_rest(prepared: &Prepared<'_>, replicate: u32, cut: bool) -> [f64; 2] {
    let mut posts = [0.0; 2];
    let extra: Vec<Box<dyn Intervention>> = if cut { vec![Box::new(Cut)] } else { Vec::new() };
    prepared.run_with(replicate, false, extra, |community| {
        if community.day() + WINDOW < DAY {
            return;
        }
        let side = usize::from(community.day() >= DAY);
        for visit in community.writing_visits() {
            let member = community.member(visit.member);
            if member.joined < DAY && !is_cut_off(community.luck(), member.person) {
                posts[side] += f64::from(visit.messages);
            }
        }
    });
    posts
}
