//! A few dials of the place, as they stand on a day.

/// What an operator's rules make of a day. Each dial multiplies what the scenario says, 1 leaves it as it
/// is, and every morning finds it at 1: where several strategies move one dial, their factors multiply,
/// and a strategy that ends leaves nothing behind.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Conditions {
    /// Factor on the readiness of yesterday's visitors to invite people (rewarded or forbidden invitations).
    pub invitations: f32,
    /// Factor on how many of their messages those who advertise fill with advertisements (rules and windows for ads).
    pub ads: f32,
    /// Factor on what is carried over from talk into a quiet room.
    pub carried_over: f32,
    /// Factor on the rate at which quarrels break out.
    pub quarrels: f32,
    /// Factor on how many of those who would write off the community's agenda do so (steering).
    pub digressions: f32,
    /// Factor on how much is written by members who know that it is looked at before it appears (approval).
    pub candour: f32,
    /// Factor on how much readers meet of what does not concern them (sorting for each reader).
    pub unsorted: f32,
    /// Factor on the belonging that members lack while they look in (rituals): what is taken off is lent to them for the day.
    pub belonging_lacked: f32,
    /// The topic that is put before the community, and the share of what would be written about its subject
    /// that goes to it. Where several strategies set one, the last of them does.
    pub agenda: Option<(u8, f32)>,
}

impl Default for Conditions {
    fn default() -> Self {
        Self {
            invitations: 1.0,
            ads: 1.0,
            carried_over: 1.0,
            quarrels: 1.0,
            digressions: 1.0,
            candour: 1.0,
            unsorted: 1.0,
            belonging_lacked: 1.0,
            agenda: None,
        }
    }
}
