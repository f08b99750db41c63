//! Somebody who wants to join.

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
    /// The number they had when they were a member before; [`NOBODY`](super::log::NOBODY) for whoever is new.
    pub before: u32,
    /// One bit for each strategy whose terms they have agreed to: see [`Levers::agree`](super::levers::Levers::agree).
    pub agreed: u64,
}

/// The bit that stands for the strategy at a place.
pub(super) const fn bit_of(place: u8) -> u64 {
    1 << (place % 64)
}
