//! What a community is: every parameter of the model, with unit, range, default and source.
//!
//! The structs below are the only place where a parameter is defined. The JSON schema, the checks
//! of a scenario file, the reference table in `docs/model.md` and `qun explain` are derived from
//! the attributes: `range` is the permitted range, `x-unit` the unit, and `x-source` begins with
//! *measured*, *literature* or *assumed* and says where the default comes from.

mod course;
mod interactions;
mod people;
mod place;

pub use course::{Ageing, Demand, InterestPoint, SeasonPoint, Wander};
pub use interactions::Interactions;
pub use people::{Archetype, Audience, Channel};
pub use place::{Community, Room, RoomKind, Topic, WhenFull};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The kind of medium: it sets the preset that all other defaults come from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Medium {
    /// Messages in one stream, many a visit: IRC, Discord, Telegram, QQ.
    #[default]
    Chat,
    /// Threads that are looked up and answered over days: Discourse, phpBB, Reddit.
    Forum,
    /// A group of at most 500 in which everybody gets every message: `WeChat`.
    Wechat,
}
