//! What has to be there for a strategy to have something to act on: somebody who advertises for those who keep order,
//! several subjects for those who sort, people who expect a price for those who ask one.

use super::{INVITATIONS, Size};
use crate::operator::{Instance, KINDS, Kind};
use crate::scenario::{Problems, Scenario};
use crate::validate::Settings;
use crate::validate::simulated::scenario_with;
use serde_json::{Value as Json, json};

/// A community that dials are tried in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ground {
    /// The preset as it comes.
    Plain,
    /// One in fifty of those who come advertises.
    Advertised,
    /// There is a second subject, which a quarter of all interest goes to.
    TwoSubjects,
    /// A room in which nobody talks stands beside the talk.
    QuietRoom,
    /// Six in ten of those who hear of it expect a price.
    Priced,
}

impl Ground {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Plain,
        Self::Advertised,
        Self::TwoSubjects,
        Self::QuietRoom,
        Self::Priced,
    ];

    /// What a scenario says of it beyond its medium.
    const fn said(self) -> &'static str {
        match self {
            Self::Plain | Self::Priced => "",
            Self::Advertised => {
                "[[archetype]]\nname = \"kol\"\nshare = 0.005\n[[archetype]]\nname = \"core\"\nshare = 0.05\n\
                 [[archetype]]\nname = \"regular\"\nshare = 0.25\n[[archetype]]\nname = \"spammer\"\nshare = 0.02\n\
                 [[archetype]]\nname = \"lurker\"\n"
            }
            Self::TwoSubjects => {
                "[[community.topic]]\nname = \"studies\"\ninterest = 3\nfocus = 3\n\
                 [[community.topic]]\nname = \"jobs\"\ninterest = 1\nfocus = 0\n"
            }
            Self::QuietRoom => {
                "[[community.room]]\nname = \"main\"\n[[community.room]]\nname = \"notices\"\nkind = \"quiet\"\n"
            }
        }
    }

    /// The community of that size on this ground, without any strategy.
    pub(super) fn community(self, size: &Size, settings: &Settings) -> Result<Scenario, Problems> {
        let Size {
            preset,
            founders,
            per_day,
        } = *size;
        let mut scenario = scenario_with(preset, self.said(), settings, founders, per_day)?;
        scenario.days = super::DAYS;
        scenario.audience.invitations = INVITATIONS;
        if self == Self::Priced {
            for channel in &mut scenario.audience.channel {
                channel.expects_price = 0.6;
            }
        }
        Ok(scenario)
    }
}

/// What a strategy, or one dial of it, is tried with.
struct Need {
    /// `strategy`, or `strategy.dial`.
    of: &'static [&'static str],
    ground: Ground,
    /// Settings laid over the busy ones, as JSON.
    settings: &'static str,
    /// A strategy in its usual settings that is there with and without this one.
    beside: Option<&'static str>,
}

impl Need {
    const fn ground(of: &'static [&'static str], ground: Ground) -> Self {
        Self {
            of,
            ground,
            settings: "{}",
            beside: None,
        }
    }

    const fn settings(of: &'static [&'static str], settings: &'static str) -> Self {
        Self {
            of,
            ground: Ground::Plain,
            settings,
            beside: None,
        }
    }

    const fn with(self, settings: &'static str) -> Self {
        Self { settings, ..self }
    }

    const fn beside(self, strategy: &'static str) -> Self {
        Self {
            beside: Some(strategy),
            ..self
        }
    }
}

const NEEDS: &[Need] = &[
    Need::ground(&["threshold"], Ground::Priced)
        .with(r#"{"gate": "fee", "fee": 30.0, "renew_days": 30}"#),
    // What happens at the door is not to be covered by those who do not renew.
    Need::ground(
        &[
            "threshold.any_price",
            "threshold.elasticity",
            "threshold.fee_scale",
            "threshold.promise",
            "threshold.screening",
            "threshold.sensitivity",
        ],
        Ground::Priced,
    )
    .with(r#"{"gate": "fee", "fee": 30.0, "renew_days": 0}"#),
    Need::settings(
        &["threshold.cost", "threshold.from_members"],
        r#"{"gate": "questionnaire", "fee": 0.0}"#,
    ),
    Need::settings(
        &["threshold.followers"],
        r#"{"gate": "followers", "fee": 0.0}"#,
    ),
    Need::ground(&["threshold.wary"], Ground::Priced)
        .with(r#"{"gate": "fee", "fee": 30.0, "renew_days": 30, "renews_itself": 1.0}"#),
    Need::ground(&["threshold.refund"], Ground::Priced)
        .with(r#"{"gate": "fee", "fee": 30.0, "renew_days": 60}"#)
        .beside("purge"),
    Need::ground(&["moderation", "robot", "ad_window"], Ground::Advertised),
    Need::ground(&["moderation.reserve"], Ground::Advertised).with(r#"{"approval": 1.0}"#),
    Need::ground(&["agenda"], Ground::TwoSubjects).with(r#"{"topic": "jobs"}"#),
    Need::ground(&["sorting", "presence.brought_back"], Ground::TwoSubjects),
    Need::ground(&["relay"], Ground::QuietRoom),
    Need::settings(&["rooms.every"], r#"{"most": 4, "every": 10}"#),
    Need::settings(&["rooms.best"], r#"{"opening": "inner"}"#),
    Need::settings(
        &["rooms.attention", "rooms.alongside"],
        r#"{"opening": "second"}"#,
    ),
    Need::settings(&["red_packets.rise"], r#"{"rounds": 5}"#),
    Need::settings(&["closing"], r#"{"on_day": 25, "again_on": 60}"#),
    Need::settings(
        &["closing.farewell", "closing.abrupt"],
        r#"{"on_day": 25, "again_on": 60}"#,
    )
    .beside("contacts"),
    Need::settings(
        &["owner.weariness", "owner.weary_days"],
        r#"{"bearable_hours": 0.1, "hours": 4.0}"#,
    ),
    Need::settings(&["owner.hours_left"], r#"{"to_day": 30}"#).beside("presence"),
    Need::settings(&["follow_up.each"], r#"{"by": "core"}"#),
];

/// On which ground a dial is tried, and how its strategy stands there.
pub(super) struct Stand {
    pub(super) ground: Ground,
    /// The strategy's settings before a dose is given.
    pub(super) table: Json,
    pub(super) beside: Option<&'static str>,
}

/// How a strategy that stands in `table` is to stand for one of its dials.
pub(super) fn stand(strategy: &str, key: &str, table: &Json) -> Stand {
    let path = format!("{strategy}.{key}");
    let need = [path.as_str(), strategy]
        .iter()
        .find_map(|wanted| NEEDS.iter().find(|need| need.of.contains(wanted)));
    let mut table = table.clone();
    let laid = need.map_or(json!({}), |need| {
        serde_json::from_str(need.settings).unwrap_or_default()
    });
    for (key, value) in laid.as_object().into_iter().flatten() {
        table[key.as_str()] = value.clone();
    }
    Stand {
        ground: need.map_or(Ground::Plain, |need| need.ground),
        table,
        beside: need.and_then(|need| need.beside),
    }
}

/// The strategy that is there besides.
pub(super) fn beside(strategy: Option<&'static str>) -> Vec<Instance> {
    let kind = strategy.and_then(|wanted| KINDS.iter().find(|kind| kind.key == wanted));
    kind.map(Kind::usual).into_iter().collect()
}

/// Every ground with the strategy besides that some dial needs, each once.
pub(super) fn grounds() -> Vec<(Ground, Option<&'static str>)> {
    let plain = Ground::ALL.into_iter().map(|ground| (ground, None));
    let mut all: Vec<_> = plain
        .chain(NEEDS.iter().map(|need| (need.ground, need.beside)))
        .collect();
    all.sort_unstable();
    all.dedup();
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_dial_needs_is_said_of_dials_there_are_in_settings_that_can_be_read() {
        for need in NEEDS {
            for of in need.of {
                let (strategy, key) = of.split_once('.').unwrap_or((of, ""));
                let kind = KINDS.iter().find(|kind| kind.key == strategy);
                let kind = kind.unwrap_or_else(|| panic!("{of}"));
                assert!(
                    key.is_empty() || kind.keys().iter().any(|it| it == key),
                    "{of}"
                );
                let stand = stand(strategy, key, &kind.busy().json());
                assert!(kind.read(None, stand.table).is_ok(), "{of}");
                assert!(serde_json::from_str::<Json>(need.settings).is_ok(), "{of}");
            }
            assert_eq!(
                beside(need.beside).len(),
                usize::from(need.beside.is_some())
            );
        }
    }

    #[test]
    fn every_ground_is_a_scenario_that_passes_all_checks() {
        for ground in Ground::ALL {
            for size in &super::super::SIZES {
                let found = ground.community(size, &Settings::default());
                assert!(found.is_ok(), "{ground:?}: {found:?}");
            }
        }
    }
}
