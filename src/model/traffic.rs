//! What is said in a room, and by how many: a day of it, and sums over days.

use super::rules::TOPICS;

/// Sums over all days before a given one. What somebody has not read yet is the difference of two rows.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Row {
    /// Messages of all kinds.
    pub messages: f64,
    /// Small talk among them.
    pub small_talk: f64,
    /// Advertisements among them.
    pub ads: f64,
    /// Share of the members removed in purges that everybody could see.
    pub purged: f64,
    /// Calls of the operator on everybody to look in.
    pub calls: f64,
    /// Members who wrote, spammers not counted, each on every day on which they did.
    pub writers: f64,
    /// Information by topic, in messages of ordinary quality.
    pub information: [f64; TOPICS],
}

impl Row {
    /// Adds what was said elsewhere or later.
    pub fn add(&mut self, other: &Self) {
        self.messages += other.messages;
        self.small_talk += other.small_talk;
        self.ads += other.ads;
        self.purged += other.purged;
        self.calls += other.calls;
        self.writers += other.writers;
        for (sum, part) in self.information.iter_mut().zip(other.information) {
            *sum += part;
        }
    }
}

/// What happens in a room on one day, summed over its members. Each chunk adds to its own, which shares no pair of
/// cache lines with that of another.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
#[repr(align(128))]
pub struct Traffic {
    /// What is said.
    pub said: Row,
    /// Members who look in, spammers not counted.
    pub visitors: u32,
    /// Members who write.
    pub writers: u32,
    /// Messages weighted with the attention their writers draw.
    pub attention: f64,
    /// Writers who ask what everybody knows, each counted by how much of a [`novice`](super::experts::novice) they are.
    pub novices: f64,
    /// Writers who could answer them, each counted by how much of an expert they are.
    pub experts: f64,
}

impl Traffic {
    /// Adds the traffic of other members.
    pub fn add(&mut self, other: &Self) {
        self.said.add(&other.said);
        self.visitors += other.visitors;
        self.writers += other.writers;
        self.attention += other.attention;
        self.novices += other.novices;
        self.experts += other.experts;
    }
}
