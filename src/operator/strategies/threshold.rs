//! Entry threshold (M6): what newcomers must do or pay to get in.

use crate::model::cause::Cause;
use crate::model::community::Community;
use crate::model::desk::Desk;
use crate::model::intervention::{Applicant, Intervention};
use crate::model::member::{Member, NEVER, State};
use crate::model::rules::Rules;
use crate::model::samplers::{ln_fast, logistic};
use crate::random::Purpose;
use crate::words::Text;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What the gate asks for. Each kind has a cost to the applicant and takes operator time per applicant.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Gate {
    /// Nothing.
    None,
    /// A small task such as sharing a poster: cost .15, no operator time.
    Task,
    /// A questionnaire that is read: cost .3, 2 minutes an applicant.
    #[default]
    Questionnaire,
    /// An invitation by a member: cost .5, no operator time; only people who come by word of mouth apply.
    Invitation,
    /// Proof of who one is: cost .6, 4 minutes an applicant.
    Proof,
    /// A fee: its cost follows from `fee` and `fee_scale`.
    Fee,
}

/// A gate at the entrance.
///
/// An applicant with fit f passes a gate of cost c with probability exp(−φ·c/(.25 + f)); those who
/// pass are better suited (selection) and have something to lose (sunk cost). Spammers are put
/// off more easily.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Threshold {
    /// What is asked for.
    pub gate: Gate,
    /// Cost to the applicant; overrides the cost of the kind.
    #[schemars(range(min = 0.0, max = 20.0), extend("x-unit" = "effort", "x-source" = "assumed"))]
    pub cost: Option<f64>,
    /// Entry fee; with `renew_days`, to be paid again each period.
    #[schemars(range(min = 0.0, max = 1.0e6), extend("x-unit" = "money", "x-source" = "assumed"))]
    pub fee: f64,
    /// The fee that is as much of a hurdle as an effort of 1.
    #[schemars(range(min = 0.01, max = 1.0e6), extend("x-unit" = "money", "x-source" = "assumed: 50 deters as much as a demanding proof"))]
    pub fee_scale: f64,
    /// Days after which the fee falls due again; 0 for never.
    #[schemars(range(min = 0, max = 3650), extend("x-unit" = "days", "x-source" = "assumed"))]
    pub renew_days: u16,
    /// Sensitivity φ of applicants to the cost.
    #[schemars(range(min = 0.0, max = 20.0), extend("x-unit" = "–", "x-source" = "literature: form after Drenner 2008; Hill & Shaw 2021; value assumed"))]
    pub sensitivity: f64,
    /// First day on which the gate stands.
    #[schemars(range(min = 0, max = 36_500), extend("x-unit" = "day"))]
    pub from_day: u16,
}

impl Default for Threshold {
    fn default() -> Self {
        Self {
            gate: Gate::Questionnaire,
            cost: None,
            fee: 0.0,
            fee_scale: 50.0,
            renew_days: 0,
            sensitivity: 1.0,
            from_day: 0,
        }
    }
}

impl Gate {
    /// Effort it asks of an applicant, without the fee.
    const fn effort(self) -> f64 {
        match self {
            Self::None | Self::Fee => 0.0,
            Self::Task => 0.15,
            Self::Questionnaire => 0.3,
            Self::Invitation => 0.5,
            Self::Proof => 0.6,
        }
    }

    /// Operator minutes per applicant.
    const fn minutes(self) -> f64 {
        match self {
            Self::None | Self::Task | Self::Invitation | Self::Fee => 0.0,
            Self::Questionnaire => 2.0,
            Self::Proof => 4.0,
        }
    }
}

impl Threshold {
    /// What the gate costs an applicant.
    fn hurdle(&self) -> f64 {
        self.cost.unwrap_or(self.gate.effort()) + self.fee / self.fee_scale
    }

    pub(super) fn act(&self, _: &Rules) -> Box<dyn Intervention> {
        Box::new(Standing {
            hurdle: self.hurdle() as f32,
            settings: self.clone(),
        })
    }
}

/// Log odds of paying again for somebody with ordinary satisfaction, no identity and a free renewal,
/// and how they move (all assumed): with satisfaction, with identity, with the fee in units of
/// `fee_scale`, and for those who have not looked in for half a period.
const RENEWAL: f32 = 1.0;
const RENEWAL_SATISFACTION: f32 = 5.0;
const RENEWAL_IDENTITY: f32 = 2.0;
const RENEWAL_ABSENT: f32 = -2.5;

struct Standing {
    settings: Threshold,
    hurdle: f32,
}

impl Standing {
    /// Probability of paying again: what was delivered decides, not what was promised.
    fn renews(&self, member: &Member, day: u16, season: f32) -> f32 {
        if member.state != State::Present || member.last_visit == NEVER {
            return 0.0;
        }
        let absent = day - member.last_visit > self.settings.renew_days / 2;
        logistic(
            RENEWAL
                + RENEWAL_SATISFACTION * member.satisfaction
                + RENEWAL_IDENTITY * member.identity()
                - (self.settings.fee / self.settings.fee_scale) as f32
                + if absent { RENEWAL_ABSENT } else { 0.0 }
                + ln_fast(season.clamp(0.01, 1.0)),
        )
    }
}

/// What a chart says of it.
const NOT_RENEWED: Text = Text::new("{n} did not renew", "{n} 人未续费");

impl Intervention for Standing {
    fn key(&self) -> &'static str {
        "threshold"
    }

    fn admits(
        &mut self,
        community: &Community<'_>,
        desk: &mut Desk,
        applicant: &mut Applicant,
    ) -> bool {
        if community.day < self.settings.from_day {
            return true;
        }
        let by_word_of_mouth = applicant.channel as usize == community.rules.word_of_mouth();
        if self.settings.gate == Gate::Invitation && !by_word_of_mouth {
            return false;
        }
        // Applications that nobody has the time to read are not answered.
        if !desk.take(self.settings.gate.minutes()) {
            return false;
        }
        applicant.sunk_cost += self.hurdle;
        applicant.fee += self.settings.fee;
        applicant.renew_days = self.settings.renew_days;
        let passes = community.rules.passes(
            applicant.archetype,
            applicant.fit,
            self.settings.sensitivity as f32,
            self.hurdle,
        );
        community
            .luck
            .of(applicant.person, 0)
            .uniform(Purpose::Gate)
            < passes
    }

    fn evening(&mut self, community: &mut Community<'_>, desk: &mut Desk) {
        let day = community.day;
        let season = community.rules.season(day);
        let mut refused = 0;
        for number in community.fees_due() {
            let member = community.member(number);
            let draw = community
                .luck
                .of(member.person, day)
                .uniform(Purpose::Renewal);
            if draw < self.renews(member, day, season) {
                desk.earn(self.settings.fee);
                community.paid_until(number, day + self.settings.renew_days);
            } else {
                refused += u32::from(community.remove(number, Cause::Fee));
            }
        }
        if refused > 0 {
            community.note(self.key(), NOT_RENEWED.fill(&[("n", &refused)]));
        }
    }
}
