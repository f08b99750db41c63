//! Where in a day an operator's strategy may act.

use super::community::Community;
use super::desk::Desk;
use super::member::NEVER;

/// Somebody who wants to join.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Applicant {
    /// Who it is.
    pub person: u64,
    /// Number of the archetype.
    pub archetype: u8,
    /// Number of the channel; the number of channels stands for word of mouth.
    pub channel: u8,
    /// Number of the member who invited them; [`NOBODY`](super::log::NOBODY) for all who come by themselves.
    pub inviter: u32,
    /// How well the community's subject suits them; 1 is ordinary.
    pub fit: f32,
    /// Effort spent on getting in.
    pub sunk_cost: f32,
    /// Fee to be paid on entering.
    pub fee: f64,
    /// Days after which the fee falls due again; 0 for never.
    pub renew_days: u16,
}

impl Applicant {
    /// First day on which the fee falls due again for somebody who enters on `day`.
    pub fn fee_due(&self, day: u16) -> u16 {
        if self.renew_days == 0 {
            NEVER
        } else {
            day.saturating_add(self.renew_days)
        }
    }
}

/// A strategy, as the day sees it. Each function is called once a day at its point of the schedule;
/// strategies act in the order in which `strategy` lists them.
///
/// A strategy reaches members only through what [`Community`] offers: what is posted, who is
/// present, what is given, asked and paid. Nothing lets it add to activity.
pub trait Intervention: Send {
    /// Its key under `[operator]`.
    fn key(&self) -> &'static str;

    /// Whether the applicant gets through, and at what cost to them. Called for every applicant.
    fn admits(&mut self, _: &Community<'_>, _: &mut Desk, _: &mut Applicant) -> bool {
        true
    }

    /// Before anybody looks in: publish, call members, hand out.
    fn morning(&mut self, _: &mut Community<'_>, _: &mut Desk) {}

    /// When everybody has written and nobody has been answered yet: moderate, answer, greet.
    fn midday(&mut self, _: &mut Community<'_>, _: &mut Desk) {}

    /// After everybody has decided whether to stay: remove, award, recruit.
    fn evening(&mut self, _: &mut Community<'_>, _: &mut Desk) {}
}
