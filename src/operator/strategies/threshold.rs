//! Entry threshold (M6): what newcomers must do or pay to get in.

use crate::model::cause::Cause;
use crate::model::community::Community;
use crate::model::desk::Desk;
use crate::model::intervention::{Applicant, Intervention};
use crate::model::member::{Member, NEVER, State};
use crate::model::rules::Rules;
use crate::model::samplers::{exp_fast, ln_fast, logistic};
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
/// An applicant with fit f passes a gate of effort c with probability exp(−φ·c/(.25 + f)). A fee p is
/// paid by (1 + p/`fee_scale`)^(−e) of those who expected one, with e = φ·`elasticity`·1.25/(.25 + f);
/// of those who came for something free only `any_price` pays anything at all, and those are the ones
/// who would have stayed long (`screening`). So those who pass are better suited (selection), not held by
/// what they paid. Spammers are put off more easily. A fee of 0 does nothing.
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
    /// The fee from which on dearer clearly means fewer: half of the elasticity is reached there.
    #[schemars(range(min = 0.01, max = 1.0e6), extend("x-unit" = "money", "x-source" = "assumed"))]
    pub fee_scale: f64,
    /// By how many per cent entrants fall for each per cent that a high fee rises.
    #[schemars(range(min = 0.0, max = 10.0), extend("x-unit" = "elasticity", "x-source" = "literature: 1.3 (.5 to 2.6), from sales of goods"))]
    pub elasticity: f64,
    /// Share of those who came for something free (`audience.channel.expects_price`) who pay any price at all.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "share of applicants", "x-source" = "literature: .05 (.01 to .2), free-to-paid 1 to 5 %, newsletters up to 10 %"))]
    pub any_price: f64,
    /// How strongly paying for what was looked for free goes with staying: those who pay are as if they had already stayed for so many active days.
    #[schemars(range(min = 0.0, max = 100.0), extend("x-unit" = "active days", "x-source" = "literature: a site with an entry fee keeps about .70 for a year, free ones .10 to .28; prices screen out those who would use little"))]
    pub screening: f64,
    /// Whether the founders pay the fee too, on the day from which the gate stands. They are never put off.
    pub founders_pay: bool,
    /// Log odds of paying again with ordinary satisfaction, no identity, and a fee of nothing.
    #[schemars(range(min = -5.0, max = 5.0), extend("x-unit" = "log odds", "x-source" = "literature: first yearly renewal .65 where a livelihood hangs on it, .35 for a hobby"))]
    pub renewal: f64,
    /// How these move with satisfaction.
    #[schemars(range(min = 0.0, max = 20.0), extend("x-unit" = "log odds per unit of gain", "x-source" = "assumed"))]
    pub renewal_satisfaction: f64,
    /// How they move with identity, which is full after long tenure.
    #[schemars(range(min = 0.0, max = 10.0), extend("x-unit" = "log odds", "x-source" = "literature: later renewals +.8 (.4 to 1.2) over the first"))]
    pub renewal_identity: f64,
    /// How they move with ln(1 + fee/`fee_scale`).
    #[schemars(range(min = -5.0, max = 0.0), extend("x-unit" = "log odds per log fee", "x-source" = "assumed"))]
    pub renewal_fee: f64,
    /// How they move for somebody who has not looked in for half a period.
    #[schemars(range(min = -10.0, max = 0.0), extend("x-unit" = "log odds", "x-source" = "assumed"))]
    pub renewal_absent: f64,
    /// Days after which the fee falls due again; 0 for never. Who looks in then pays again with probability σ(`renewal` + `renewal_satisfaction`·S + `renewal_identity`·identity + `renewal_fee`·ln(1 + fee/`fee_scale`) + ln season, where below 1, + `renewal_absent` if away for half a period); whoever does not is removed.
    #[schemars(range(min = 0, max = 3650), extend("x-unit" = "days", "x-source" = "assumed"))]
    pub renew_days: u16,
    /// Sensitivity φ of applicants to effort and price.
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
            elasticity: 1.3,
            any_price: 0.05,
            screening: 15.0,
            founders_pay: false,
            renewal: 0.6,
            renewal_satisfaction: 5.0,
            renewal_identity: 1.5,
            renewal_fee: -1.0,
            renewal_absent: -2.5,
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
    pub(super) fn act(&self, rules: &Rules) -> Box<dyn Intervention> {
        // The share of each archetype's people who would have stayed for `screening` active days.
        let stayers = rules.kinds.iter().map(|kind| {
            let [quits, stays] = kind.quit_shape;
            ln_beta(quits, stays + self.screening) - ln_beta(quits, stays)
        });
        Box::new(Standing {
            effort: self.cost.unwrap_or(self.gate.effort()) as f32,
            price: libm::log1p(self.fee / self.fee_scale) as f32,
            stayers: stayers.map(|log| libm::exp(log) as f32).collect(),
            settings: self.clone(),
        })
    }
}

/// Log of the Beta function.
fn ln_beta(one: f64, other: f64) -> f64 {
    libm::lgamma(one) + libm::lgamma(other) - libm::lgamma(one + other)
}

struct Standing {
    settings: Threshold,
    /// What the gate asks for without the fee.
    effort: f32,
    /// ln(1 + fee/scale).
    price: f32,
    /// For each archetype, the mean over its people of the chance to stay for `screening` active days.
    stayers: Vec<f32>,
}

impl Standing {
    /// Probability of paying again: what was delivered decides, not what was promised.
    fn renews(&self, member: &Member, day: u16, season: f32) -> f32 {
        if member.state != State::Present || member.last_visit == NEVER {
            return 0.0;
        }
        let settings = &self.settings;
        let absent = day - member.last_visit > settings.renew_days / 2;
        let absent = if absent { settings.renewal_absent } else { 0.0 };
        logistic(
            (settings.renewal + absent) as f32
                + settings.renewal_satisfaction as f32 * member.satisfaction
                + settings.renewal_identity as f32 * member.identity()
                + settings.renewal_fee as f32 * self.price
                + ln_fast(season.clamp(0.01, 1.0)),
        )
    }

    /// Probability that an applicant pays the fee.
    fn pays(&self, community: &Community<'_>, applicant: &Applicant) -> f32 {
        if self.settings.fee <= 0.0 {
            return 1.0;
        }
        let rules = community.rules;
        let settings = &self.settings;
        let per_log_price = settings.sensitivity * settings.elasticity * 1.25;
        let accepts = rules.passes(
            applicant.archetype,
            applicant.fit,
            per_log_price as f32,
            self.price,
        );
        let traits = community.luck.of(applicant.person, 0);
        let expected = rules.expects_price(applicant.channel as usize) as f32;
        if traits.uniform(Purpose::Price) < expected {
            return accepts;
        }
        let kind = &rules.kinds[applicant.archetype as usize];
        let quit = kind.quit.sample(traits.uniform(Purpose::QuitTrait));
        let stays = exp_fast(settings.screening as f32 * ln_fast((1.0 - quit).max(1e-6)));
        let mean = self.stayers[applicant.archetype as usize].max(1e-6);
        accepts * (settings.any_price as f32 * stays / mean).min(1.0)
    }

    /// The founders pay, if they are meant to.
    fn charge_founders(&self, community: &mut Community<'_>, desk: &mut Desk) {
        let settings = &self.settings;
        if !settings.founders_pay || settings.fee <= 0.0 || community.day != settings.from_day {
            return;
        }
        let founders: Vec<u32> = community
            .all()
            .filter(|(_, member)| {
                member.state == State::Present && Community::is_founder(member.person)
            })
            .map(|(number, _)| number)
            .collect();
        for number in &founders {
            desk.earn(settings.fee);
            community.paid(*number);
            if settings.renew_days > 0 {
                community.paid_until(*number, community.day.saturating_add(settings.renew_days));
            }
        }
        community.note(self.key(), FOUNDERS.fill(&[("n", &founders.len())]));
    }
}

/// What a chart says of it.
const FOUNDERS: Text = Text::new("{n} founders paid", "{n} 位创始成员缴费");

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
        applicant.sunk_cost += self.effort + self.price;
        if self.settings.fee > 0.0 {
            applicant.fee += self.settings.fee;
            applicant.renew_days = self.settings.renew_days;
        }
        let passes = self.pays(community, applicant)
            * community.rules.passes(
                applicant.archetype,
                applicant.fit,
                self.settings.sensitivity as f32,
                self.effort,
            );
        community
            .luck
            .of(applicant.person, 0)
            .uniform(Purpose::Gate)
            < passes
    }

    fn morning(&mut self, community: &mut Community<'_>, desk: &mut Desk) {
        self.charge_founders(community, desk);
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
                community.paid(number);
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
