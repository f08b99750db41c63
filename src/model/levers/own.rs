//! What one strategy has to itself.

use crate::model::applicant::bit_of;
use crate::random::hash;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What one strategy has to itself: its name, the people it brings, the fees it is owed, its series.
#[derive(Debug, Clone)]
pub struct Own {
    name: Arc<str>,
    place: u8,
    pub(super) luck: u64,
    pub(super) people: u8,
    /// Sixteen bits of its own in the keys of the people it brings.
    pub(super) house: u16,
    pub(super) hired: u64,
    pub(super) dues: BTreeMap<u16, Vec<u32>>,
    series: Vec<(&'static str, f64)>,
}

impl Own {
    /// What the strategy `name` has, at the `place` it has among all. The archetypes it brings are
    /// numbered from `people` on; it counts the daily series with the keys `series`.
    pub fn new(
        name: &str,
        place: u8,
        people: u8,
        series: impl IntoIterator<Item = &'static str>,
    ) -> Self {
        Self {
            name: name.into(),
            place,
            luck: hash(name),
            people,
            house: hash(name) as u16,
            hired: 0,
            dues: BTreeMap::new(),
            series: series.into_iter().map(|key| (key, 0.0)).collect(),
        }
    }

    /// Its name: the key of its table under `[operator]`.
    pub fn name(&self) -> &Arc<str> {
        &self.name
    }

    /// Has the people it brings be others than those of the strategies that were there `before`.
    pub fn keep_apart(&mut self, before: &[&Self]) {
        while before.iter().any(|other| other.house == self.house) {
            self.house = self.house.wrapping_add(1);
        }
    }

    /// Whether both have the same luck and bring the same people.
    pub fn is_like(&self, other: &Self) -> bool {
        (self.luck, self.people, self.house) == (other.luck, other.people, other.house)
    }

    /// Gives it another place among all.
    pub fn move_to(&mut self, place: u8) {
        self.place = place;
    }

    /// Its place among all.
    pub fn place(&self) -> u8 {
        self.place
    }

    /// The bit that stands for it in [`Applicant::agreed`](crate::model::applicant::Applicant::agreed).
    pub(super) fn bit(&self) -> u64 {
        bit_of(self.place)
    }

    /// What it has counted today, a number for each of its series.
    pub fn counted(&self) -> impl Iterator<Item = (&'static str, f64)> {
        self.series.iter().copied()
    }

    pub(super) fn count(&mut self, series: &str, amount: f64) {
        if let Some((_, sum)) = self.series.iter_mut().find(|(key, _)| *key == series) {
            *sum += amount;
        }
    }

    /// Begins to count anew.
    pub fn close_day(&mut self) {
        for (_, sum) in &mut self.series {
            *sum = 0.0;
        }
    }
}
