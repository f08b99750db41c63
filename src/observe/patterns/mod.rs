//! Patterns a credible community must show, and how to measure them.
//!
//! Pattern-oriented validation (Grimm et al. 2005): many weak patterns at once say more about a
//! model than one strong one. [`CATALOGUE`] lists the patterns with their acceptance bands
//! and sources; [`measure`] computes from an [`ActivityLog`] those that need nothing else, with the
//! same code for a real archive and a simulated run.
//!
//! # Definitions
//!
//! The bands span what was found in public archives; the definitions here are those under which
//! the archives fall within them.
//!
//! * A *poster* is a member with at least one event. Gaps and life spans are in days.
//! * A *newcomer* is a poster whose first active day is [`Options::settled_after`] or later: who
//!   appears earlier may have been there before the log began.
//! * *Right-censoring*: a window of w days after some day counts only if the log goes on for w
//!   days. A member has *quit* if the log goes on for [`Options::quit_after`] days without them.
//! * A *month* is a block of 30 days from day 0, a *week* one of 7; an unfinished one is left out.
//!
//! # How long a log must be
//!
//! The bands are those of whole histories, four and a half years or more. A shorter window cuts
//! long gaps and lives off, so even real communities leave the bands in it: of the verdicts on parts
//! of eight archives .73 are positive for one year, .78 for two, .85 for three, .92 for five
//! ([`RELIABLE_SPAN`]) and .95 for seven. Most affected are P3, P4 at k = 20, P6 at 365 days, P8 and
//! the day burstiness of P9. Hold a model against the bands over five simulated years or more.

mod catalogue;
mod departures;
mod feedback;
mod lifetimes;
mod monthly;
mod replies;
mod rhythm;
mod several;
mod sharing;

pub use catalogue::{CATALOGUE, pattern};
pub use departures::departures;
pub use feedback::newcomers_and_arrivals;
pub use several::{SUCCESS, correlations, measure_several, strongest_correlation, success};
pub use sharing::{SizedMonth, SizedWeek, gini_against_size, sizes, volume_against_size};

use super::activity::ActivityLog;
use super::presence::PresenceLog;
use crate::words::{Language, Text, chinese};
use serde::Serialize;

/// Where people meet. Bands may differ between media.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Medium {
    /// Web forum.
    Forum,
    /// Chat channel: Internet Relay Chat, Zulip, a large room.
    Chat,
    /// Newsgroup or mailing list.
    Usenet,
    /// Small group of a mobile messenger.
    MessengerGroup,
    /// Contributors to a repository of code.
    Repository,
}

/// What a value counts in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// A share between 0 and 1.
    Share,
    /// A difference of two shares; 0.01 is one percentage point.
    ShareDifference,
    /// One amount over another.
    Ratio,
    /// An exponent, a shape, or a slope on logarithmic scales.
    Exponent,
    /// A coefficient without unit: Gini, burstiness, correlation.
    Coefficient,
    /// Change for each unit of a logarithm, or for each year.
    Slope,
    /// A number of people.
    Members,
}

/// An acceptance band, both ends included at the precision it is stated with.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Band {
    /// Lower end.
    pub low: f64,
    /// Upper end; may be infinite.
    pub high: f64,
    /// Decimals the ends are stated with; a value is rounded to as many before it is compared.
    pub decimals: u8,
}

impl Band {
    /// Whether `value`, rounded as the band is stated, lies within.
    pub fn contains(self, value: f64) -> bool {
        let scale = 10_f64.powi(i32::from(self.decimals));
        let rounded = (value * scale).round();
        // Both sides in whole units of the last decimal: no half unit of rounding error decides.
        (self.low * scale).round() <= rounded && rounded <= (self.high * scale).round()
    }
}

/// What is expected of one number of a pattern.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Expected {
    /// One band for every medium the pattern applies to.
    Band(Band),
    /// A band each for some media, and none for the others.
    ByMedium(&'static [(Medium, Band)]),
    /// Only a direction or a shape is known: no study gives a number to hold a log against.
    Direction {
        /// In words.
        words: Text,
        /// The values of that direction, for an experiment to be judged by; `None` for a number
        /// that is only told.
        side: Option<Band>,
    },
}

/// One number of a pattern.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Part {
    /// Short name, unique within the pattern.
    pub key: &'static str,
    /// What exactly is measured.
    pub meaning: &'static str,
    /// What it counts in.
    pub unit: Unit,
    /// What is expected.
    pub expected: Expected,
}

impl Part {
    /// The band for a medium, if there is one.
    pub fn band(&self, medium: Medium) -> Option<Band> {
        match self.expected {
            Expected::Band(band) => Some(band),
            Expected::ByMedium(bands) => bands
                .iter()
                .find(|entry| entry.0 == medium)
                .map(|entry| entry.1),
            Expected::Direction { .. } => None,
        }
    }

    /// What an experiment is judged by: the band, or the values of the direction that is expected.
    pub fn judged_by(&self, medium: Medium) -> Option<Band> {
        match self.expected {
            Expected::Direction { side, .. } => side,
            _ => self.band(medium),
        }
    }
}

/// What a pattern can be measured from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Needs {
    /// One member-day table.
    Log,
    /// One member-day table that knows replies.
    LogWithReplies,
    /// One member-day table and a presence log.
    LogWithPresence,
    /// Several communities.
    SeveralLogs,
    /// Time stamps finer than a day.
    TimesOfDay,
    /// A scenario with and without something: an experiment, not a log.
    Experiment,
}

/// Where a band comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Provenance {
    /// The range over public archives, slightly widened.
    Measured,
    /// A published study.
    Literature,
    /// Both.
    MeasuredAndLiterature,
}

/// One pattern: what should be seen in a credible community.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Pattern {
    /// Identifier: `P1`, `P2`, ….
    pub id: &'static str,
    /// Name.
    pub name: Text,
    /// Media it must hold for; empty for all.
    pub applies_to: &'static [Medium],
    /// What it takes to measure it.
    pub needs: Needs,
    /// Its numbers, each with its band.
    pub parts: &'static [Part],
    /// Where the bands come from.
    pub provenance: Provenance,
    /// Papers, or the archives.
    pub source: &'static str,
}

impl Pattern {
    /// The short name of one of its parts in a language; in English that is its key.
    pub fn name_of(&self, part: &Part, language: Language) -> String {
        match language {
            Language::English => part.key.to_owned(),
            Language::Chinese => chinese::told(&format!("{} {}", self.id, part.key), language),
        }
    }

    /// Whether the pattern must hold for a medium.
    pub fn applies_to(&self, medium: Medium) -> bool {
        self.applies_to.is_empty() || self.applies_to.contains(&medium)
    }

    /// The part called `key`.
    pub fn part(&self, key: &str) -> Option<&'static Part> {
        self.parts.iter().find(|part| part.key == key)
    }
}

/// How to measure.
#[derive(Debug, Clone, Copy)]
pub struct Options<'log> {
    /// Which bands apply.
    pub medium: Medium,
    /// Who was seen without writing, for the share of lurkers.
    pub presence: Option<&'log PresenceLog>,
    /// Posters who first appear before this day are not newcomers. At most a quarter of the log is
    /// used, so short logs have newcomers too.
    pub settled_after: u32,
    /// Days of silence up to the end of the log that count as having quit. At most a third of the
    /// log is used.
    pub quit_after: u32,
    /// Months after which a community counts as mature. At most half of the log is used.
    pub mature_after: u32,
    /// Fewer cases than this (members, gaps, months, as the part has it) give no value.
    pub least_cases: usize,
}

impl Options<'_> {
    /// The settings under which the bands were found.
    pub fn new(medium: Medium) -> Self {
        Self {
            medium,
            presence: None,
            settled_after: 180,
            quit_after: 180,
            mature_after: 12,
            least_cases: 10,
        }
    }

    fn settled(&self, log: &ActivityLog) -> u32 {
        self.settled_after.min(log.span() / 4)
    }

    /// Days of silence up to the end of `log` that count as having quit.
    fn quit(&self, log: &ActivityLog) -> u32 {
        self.quit_after.min(log.span() / 3)
    }

    fn mature(&self, log: &ActivityLog) -> u32 {
        self.mature_after.min(log.span() / MONTH / 2)
    }
}

/// Days from which the bands can be asked of a log; see the text of this module.
pub const RELIABLE_SPAN: u32 = 5 * 365;

/// Days in a month.
pub const MONTH: u32 = 30;

/// One measured number.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Measured {
    /// Identifier of the [`Pattern`].
    pub id: &'static str,
    /// Key of the [`Part`].
    pub part: &'static str,
    /// The value; `None` where there are too few cases or it is not defined.
    pub value: Option<f64>,
    /// Cases the value rests on: members, gaps, months, as the part's meaning says.
    pub cases: usize,
    /// The band for the medium, if there is one.
    pub band: Option<Band>,
    /// Whether the value lies in the band; `None` without value or band, or where the pattern does
    /// not apply to the medium.
    pub pass: Option<bool>,
}

/// Holds a number from elsewhere, such as an experiment, against the band of a pattern's part.
///
/// `None` if the catalogue has no such part. A `value` that is not finite counts as missing.
pub fn judge(id: &str, key: &str, value: f64, cases: usize, medium: Medium) -> Option<Measured> {
    let found = pattern(id)?;
    let part = found.part(key)?;
    let value = Some(value).filter(|value| value.is_finite());
    let band = part.band(medium).filter(|_| found.applies_to(medium));
    Some(Measured {
        id: found.id,
        part: part.key,
        value,
        cases,
        band,
        pass: value.zip(band).map(|(value, band)| band.contains(value)),
    })
}

/// Collects measured numbers and looks up their bands.
struct Sheet<'options> {
    options: &'options Options<'options>,
    rows: Vec<Measured>,
}

impl<'options> Sheet<'options> {
    fn new(options: &'options Options<'options>) -> Self {
        Self {
            options,
            rows: Vec::new(),
        }
    }

    /// Adds a number that rests on `cases`; it is withheld if they are fewer than `least`.
    fn add_from(&mut self, id: &str, key: &str, value: f64, cases: usize, least: usize) {
        let value = if cases >= least.max(1) {
            value
        } else {
            f64::NAN
        };
        // Every caller names a part of the catalogue; a test holds that.
        self.rows
            .extend(judge(id, key, value, cases, self.options.medium));
    }

    /// [`Self::add_from`] with the usual least number of cases.
    fn add(&mut self, id: &str, key: &str, value: f64, cases: usize) {
        self.add_from(id, key, value, cases, self.options.least_cases);
    }

    /// Adds a share of cases.
    fn add_share(&mut self, id: &str, key: &str, share: Share) {
        self.add(id, key, share.value(), share.of);
    }
}

/// Some out of how many.
#[derive(Debug, Clone, Copy, Default)]
struct Share {
    some: usize,
    of: usize,
}

impl Share {
    fn count(&mut self, counts: bool) {
        self.of += 1;
        self.some += usize::from(counts);
    }

    fn value(self) -> f64 {
        self.some as f64 / self.of as f64
    }
}

/// Measures every pattern that one log (and a presence log) can show, in the order of the
/// catalogue. Patterns that need replies, presence or several logs are left out where these are
/// missing; see [`measure_several`] for the last.
pub fn measure(log: &ActivityLog, options: &Options) -> Vec<Measured> {
    let mut sheet = Sheet::new(options);
    sharing::measure(log, &mut sheet);
    lifetimes::measure(log, &mut sheet);
    rhythm::measure(log, &mut sheet);
    monthly::measure(log, &mut sheet);
    replies::measure(log, &mut sheet);
    departures::measure(log, &mut sheet);
    feedback::measure(log, &mut sheet);
    let mut rows = sheet.rows;
    rows.sort_by_key(|row| {
        let place = CATALOGUE.iter().position(|pattern| pattern.id == row.id)?;
        let within = CATALOGUE[place]
            .parts
            .iter()
            .position(|part| part.key == row.part)?;
        Some((place, within))
    });
    rows
}

#[cfg(test)]
mod tests;
