//! The patterns, as data.

mod experiments;
mod feedback;
mod lives;
mod readers;
mod sharing;

use super::{Band, Expected, Medium, Part, Pattern, Unit};
use crate::words::Text;

/// All patterns, in order of their numbers.
pub static CATALOGUE: [Pattern; 41] = [
    sharing::POSTS_OVER_POSTERS,
    sharing::POSTS_IN_A_MONTH,
    sharing::TOP_PERCENT,
    lives::QUITTING,
    sharing::ONE_DAY_ONLY,
    lives::LIFE_SPANS,
    lives::FIRST_WEEKS,
    lives::RETURN_AFTER_SILENCE,
    lives::RHYTHM,
    lives::STICKINESS,
    lives::MONTHLY_RETENTION,
    lives::MONTHLY_NEWCOMERS,
    sharing::LURKERS,
    sharing::ANSWERED,
    sharing::ANSWERED_NEWCOMERS,
    experiments::CROWDED_CHAT,
    sharing::VOLUME_AGAINST_SIZE,
    sharing::SIZE_AND_AGE,
    sharing::DEPARTURES,
    experiments::MESSENGER_GROUPS,
    experiments::INVITATIONS,
    experiments::MODERATION,
    experiments::ONBOARDING,
    experiments::ENTRY_FEE,
    experiments::HALVING,
    experiments::BADGES,
    experiments::RED_PACKETS,
    experiments::COLLAPSE,
    experiments::NO_INTERACTION,
    sharing::WEAKLY_TIED,
    feedback::WRITING_AGAIN,
    feedback::NEWCOMERS_AND_VOLUME,
    feedback::ARRIVALS,
    feedback::ANSWERED_FIRST_DAY,
    readers::READERS_AND_VOLUME,
    readers::FADING_TALK,
    readers::ANNOUNCEMENTS,
    readers::LEAVING_OPENLY,
    readers::MUTING,
    readers::JOINERS,
    readers::STEADY_SERVER,
];

/// The pattern with an identifier such as `P7`.
pub fn pattern(id: &str) -> Option<&'static Pattern> {
    CATALOGUE.iter().find(|pattern| pattern.id == id)
}

const FORUM_AND_CHAT: &[Medium] = &[
    Medium::Forum,
    Medium::Chat,
    Medium::Usenet,
    Medium::Repository,
];

const ARCHIVES: &str = "range over eleven public archives, slightly widened";

const fn words(en: &'static str, zh: &'static str) -> Text {
    Text::new(en, zh)
}

const fn band(low: f64, high: f64) -> Band {
    Band {
        low,
        high,
        decimals: 2,
    }
}

/// A part with one band for every medium.
const fn part(key: &'static str, meaning: &'static str, unit: Unit, low: f64, high: f64) -> Part {
    Part {
        key,
        meaning,
        unit,
        expected: Expected::Band(band(low, high)),
    }
}

/// A number that is only told.
const fn told(
    key: &'static str,
    meaning: &'static str,
    unit: Unit,
    en: &'static str,
    zh: &'static str,
) -> Part {
    Part {
        key,
        meaning,
        unit,
        expected: Expected::Direction {
            words: words(en, zh),
            side: None,
        },
    }
}

/// A part of which only a direction is known: the value lies between `low` and `high`, stated with
/// three decimals.
const fn direction(
    key: &'static str,
    meaning: &'static str,
    unit: Unit,
    low: f64,
    high: f64,
    en: &'static str,
    zh: &'static str,
) -> Part {
    Part {
        key,
        meaning,
        unit,
        expected: Expected::Direction {
            words: words(en, zh),
            side: Some(Band {
                low,
                high,
                decimals: 3,
            }),
        },
    }
}

const NOWHERE: f64 = f64::NEG_INFINITY;
/// Below 1, seen at three decimals.
const BELOW_ONE: f64 = 0.999;
/// Below 0, seen at three decimals.
const BELOW_ZERO: f64 = -0.001;
/// Above 0, seen at three decimals.
const ABOVE_ZERO: f64 = 0.001;
