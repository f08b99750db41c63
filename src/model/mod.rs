//! What happens in a community: members, rooms, ties, and the schedule of a day.
//!
//! Start with [`day`], which reads like the description of a day. `docs/model.md` describes the
//! whole model in the ODD form.

mod accounts;
pub mod acquaintances;
mod again;
mod alumni;
pub mod answers;
pub mod applicant;
pub mod arrivals;
pub mod cause;
pub mod chunk;
pub mod community;
pub mod conditions;
pub mod day;
pub mod desk;
pub mod eve;
pub mod evening;
pub mod experts;
pub mod feel;
pub mod history;
pub mod intervention;
pub mod keys;
pub mod lanes;
pub mod levers;
pub mod log;
pub mod member;
pub mod place;
pub mod read;
pub mod room;
pub mod rules;
pub mod samplers;
pub mod scene;
pub mod settings;
pub mod stay;
pub mod ties;
pub mod traffic;
pub mod visit;
mod wander;
pub mod who;
pub mod write;
