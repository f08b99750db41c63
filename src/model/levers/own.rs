//! What one strategy has to itself.

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
    series: Vec<f64>,
}

impl Own {
    /// What the strategy `name` has, at the `place` it has among all. The archetypes it brings are
    /// numbered from `people` on; it counts `series` daily series.
    pub fn new(name: &str, place: u8, people: u8, series: usize) -> Self {
        Self {
            name: name.into(),
            place,
            luck: hash(name),
            people,
            house: hash(name) as u16,
            hired: 0,
            dues: BTreeMap::new(),
            series: vec![0.0; series],
        }
    }

    /// Its name: the key of its table under `[operator]`.
    pub fn name(&self) -> &Arc<str> {
        &self.name
    }

    /// Has the people it brings be others than those of the strategies that were there `before`.
    pub fn keep_apart<'o>(&mut self, before: impl Iterator<Item = &'o Self> + Clone) {
        while before.clone().any(|other| other.house == self.house) {
            self.house = self.house.wrapping_add(1);
        }
    }

    pub(super) fn place(&self) -> u8 {
        self.place
    }

    /// The bit that stands for it in [`Applicant::agreed`](crate::model::intervention::Applicant::agreed).
    pub(super) fn bit(&self) -> u64 {
        1 << (self.place % 64)
    }

    /// What it has counted today, a number for each of its series.
    pub fn counted(&self) -> &[f64] {
        &self.series
    }

    pub(super) fn count(&mut self, series: usize, amount: f64) {
        if let Some(sum) = self.series.get_mut(series) {
            *sum += amount;
        }
    }

    /// Begins to count anew.
    pub fn close_day(&mut self) {
        self.series.fill(0.0);
    }
}
