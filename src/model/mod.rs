//! What happens in a community: members, rooms, ties, and the schedule of a day.

pub mod samplers;
pub mod settings;
