//! The operator: what they have, and what they do with it.
//!
//! What they can do is one file a strategy in `strategies`. Adding one takes that file, named like its
//! key, and one line in the list below.

pub mod cookbook;
pub mod doubt;
mod form;
pub mod instance;
pub mod playbook;
pub mod role;
pub mod schedule;
pub mod segment;
pub mod strategy;

pub use instance::{Instance, Kind};
pub use playbook::Rule;
pub use strategies::threshold::Gate;
pub use strategy::{Removing, Series, Strategy};

use crate::model::desk::Desk;
use crate::model::intervention::Acting;
use crate::model::levers::Levers;
use crate::model::member::{Member, State, flag};
use crate::model::rules::Rules;
use crate::model::settings::Archetype;
use crate::model::who::Who;
use crate::random::Purpose;

macro_rules! strategies {
    ($($file:ident::$kind:ident,)*) => {
        /// One file a strategy.
        pub mod strategies {
            $(pub mod $file;)*
        }
        $(pub use strategies::$file::$kind;)*

        /// Every kind of strategy.
        pub static KINDS: &[Kind] = &[$(Kind::of::<$kind>()),*];
    };
}

strategies! {
    threshold::Threshold,
    moderation::Moderation,
    follow_up::FollowUp,
    content::Content,
    kol::Kol,
    prizes::Prizes,
    red_packets::RedPackets,
    purge::Purge,
    survey::Survey,
    selling::Selling,
    rooms::Rooms,
    weaving::Weaving,
    owner::Owner,
    departure::Departure,
    helpers::Helpers,
    pitch::Pitch,
    prefill::Prefill,
    reactivate::Reactivate,
    welcome::Welcome,
    presence::Presence,
    paid_questions::PaidQuestions,
    activities::Activities,
    assignments::Assignments,
    check_in::CheckIn,
    points::Points,
    teams::Teams,
    perks::Perks,
    referral::Referral,
    digest::Digest,
    ad_window::AdWindow,
    duty::Duty,
    likes::Likes,
    closing::Closing,
    contacts::Contacts,
    agenda::Agenda,
    sorting::Sorting,
    robot::Robot,
    relay::Relay,
    rituals::Rituals,
}

/// The operator: what they have, and what they do with it. Every strategy is optional.
#[derive(Debug, Clone, PartialEq)]
pub struct Operator {
    /// Hours a day the operator can give to the community. Every manual strategy takes its time from them.
    pub hours_per_day: f64,
    /// What an hour costs.
    pub cost_per_hour: f64,
    /// All the money there is for strategies (prizes, pay, advertising; hours not included). When it is spent, what costs money stops.
    pub budget: f64,
    /// Groups of this kind that share the hours and the budget.
    pub groups: u8,
    /// The strategies in force, in the order in which they act and claim hours.
    pub strategies: Vec<Instance>,
    /// When and how they change what they do.
    pub playbook: Vec<Rule>,
}

impl Default for Operator {
    fn default() -> Self {
        Self {
            hours_per_day: 2.5,
            cost_per_hour: 0.0,
            budget: 1.0e12,
            groups: 1,
            strategies: Vec::new(),
            playbook: Vec::new(),
        }
    }
}

/// Most strategies in force at once.
pub const MOST_STRATEGIES: usize = 64;

/// The kind of strategy with this key.
pub fn kind(key: &str) -> Option<&'static Kind> {
    KINDS.iter().find(|kind| kind.key == key)
}

/// The series that a strategy counts itself under this name, such as `selling.sales` or, of an instance
/// with a name of its own, `selling.early.sales`.
pub fn series(name: &str) -> Option<&'static Series> {
    let (instance, key) = name.rsplit_once('.')?;
    let of = instance.split('.').next()?;
    kind(of)?.series.iter().find(|series| series.key == key)
}

impl Operator {
    /// The desk with its hours and its budget.
    pub fn desk(&self) -> Desk {
        Desk::new(self.hours_per_day, self.budget)
    }

    /// The settings of the first strategy of a kind.
    pub fn first<S: Strategy>(&self) -> Option<&S> {
        self.strategies.iter().find_map(Instance::settings)
    }

    /// The settings of the first strategy of a kind, to be changed.
    pub fn first_mut<S: Strategy>(&mut self) -> Option<&mut S> {
        self.strategies.iter_mut().find_map(Instance::settings_mut)
    }

    /// Whether there is a fee at the door that those who are there already do not pay.
    pub fn founders_are_free(&self) -> bool {
        self.first::<Threshold>()
            .is_some_and(|gate| gate.fee > 0.0 && !gate.founders_pay)
    }

    /// Puts the strategies in an order, given as the keys of their kinds and their own names.
    pub fn arrange(&mut self, order: &[(String, Option<String>)]) {
        self.strategies.sort_by_key(|instance| {
            order.iter().position(|(kind, name)| {
                kind == instance.kind().key && name.as_deref() == instance.name()
            })
        });
    }

    /// Adds a strategy without a name of its own, in the place of an older one of its kind.
    pub fn set<S: Strategy>(&mut self, settings: S) {
        let Some(kind) = kind(S::KEY) else { return };
        let instance = Instance::new(kind, settings);
        let old = self
            .strategies
            .iter_mut()
            .find(|old| old.kind().key == S::KEY && old.name().is_none());
        match old {
            Some(old) => *old = instance,
            None => self.strategies.push(instance),
        }
    }

    /// Does without all strategies of a kind.
    pub fn remove<S: Strategy>(&mut self) {
        self.strategies.retain(|old| old.kind().key != S::KEY);
    }

    /// Kinds of people that strategies bring in and that nobody else belongs to; they follow the
    /// scenario's own archetypes in number.
    pub fn archetypes(&self) -> Vec<Archetype> {
        self.strategies.iter().flat_map(Instance::people).collect()
    }

    /// The strategies in force, ready to act on a community under `rules`, which know their people.
    pub fn begin(&self, rules: &Rules) -> Vec<Acting> {
        let mut people = rules.kinds.len() - self.archetypes().len().min(rules.kinds.len());
        let places = self.strategies.iter().enumerate();
        let mut begun: Vec<Acting> = Vec::new();
        for (place, instance) in places {
            let mut own = instance.own(place, people);
            let before: Vec<_> = begun.iter().map(Acting::own).collect();
            own.keep_apart(&before);
            begun.push(instance.begin(rules, own));
            people += instance.people().len();
        }
        begun
    }
}

/// Whether somebody takes part and belongs here: neither came to advertise nor is there for pay.
fn belongs(rules: &Rules, member: &Member) -> bool {
    member.state == State::Present
        && rules.who(member.archetype) == Who::Member
        && !member.is(flag::GUEST)
}

/// So many of these members, by lot: the strategy's own luck of the day decides.
fn by_lot(levers: &Levers<'_, '_>, numbers: Vec<u32>, count: usize) -> Vec<u32> {
    if count == 0 {
        return Vec::new();
    }
    let mut drawn: Vec<(f32, u32)> = numbers
        .into_iter()
        .map(|number| {
            let own = levers.own_luck(levers.member(number).person);
            (own.uniform(Purpose::Operator), number)
        })
        .collect();
    drawn.sort_unstable_by(|one, other| one.0.total_cmp(&other.0).then(one.1.cmp(&other.1)));
    drawn.truncate(count);
    drawn.into_iter().map(|(_, number)| number).collect()
}

/// Whether a member is one of the `share` of people whom a strategy moves at all: a trait of the person.
fn is_moved(levers: &Levers<'_, '_>, member: &Member, share: f64) -> bool {
    let view = levers.own_view(member.person);
    f64::from(view.uniform(Purpose::Operator)) < share
}

/// What is left after some days of something that halves every `half_life` days.
fn left_after(days: u16, half_life: f64) -> f64 {
    libm::exp2(-f64::from(days) / half_life.max(0.01))
}
