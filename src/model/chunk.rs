//! A chunk of members: the unit of parallel work, and of sums whose order must not depend on it.

use super::lanes::BLOCK;
use super::member::Member;
use super::traffic::Traffic;
use super::visit::{Finds, Found, Visit};
use std::hint::black_box;

/// Members in a chunk.
pub const CHUNK: usize = 8192;
/// Words of 64 bits with one bit for each member of a chunk.
pub const CHUNK_WORDS: usize = CHUNK / 64;

/// A run of members who are worked on by one thread at a time. No two share a pair of cache lines.
#[derive(Debug, Clone)]
#[repr(align(128))]
pub struct Chunk {
    /// Number of its first member.
    pub first: u32,
    /// Day on which each member looks in next; [`NEVER`](super::member::NEVER) for those who will not. Scanned every day.
    pub next_day: Vec<u16>,
    /// The members.
    pub members: Vec<Member>,
    /// Today's visits.
    pub visits: Vec<Visit>,
    /// What was found on them, a block at a time; what lies beyond the last visit stands for nothing.
    pub finds: Vec<Finds>,
    /// Which of today's visits are those of writers.
    pub writers: Vec<u16>,
    /// Today's traffic of its members, by room.
    pub traffic: Vec<Traffic>,
}

impl Visit {
    /// The place of its member in their chunk.
    #[inline]
    pub const fn place(&self) -> usize {
        self.member as usize % CHUNK
    }
}

impl Chunk {
    /// An empty chunk of a community with so many rooms, in which so many members are expected.
    pub fn new(first: u32, rooms: usize, expected: usize) -> Self {
        let places = expected.min(CHUNK);
        Self {
            first,
            next_day: Vec::with_capacity(places),
            members: Vec::with_capacity(places),
            visits: Vec::new(),
            finds: Vec::new(),
            writers: Vec::new(),
            traffic: vec![Traffic::default(); rooms],
        }
    }

    /// Bytes it takes.
    pub fn bytes(&self) -> usize {
        self.members.len() * size_of::<Member>()
            + self.next_day.len() * size_of::<u16>()
            + self.visits.capacity() * size_of::<Visit>()
            + self.finds.capacity() * size_of::<Finds>()
            + self.writers.capacity() * size_of::<u16>()
    }

    /// Forgets yesterday's visits, and gives memory back after days on which everybody came.
    pub fn clear_day(&mut self) {
        let usual = 2 * self.visits.len();
        if self.visits.capacity() > 2 * usual {
            // Given back whole and not shrunk: what the chunks gave back then lies together, and newcomers fit into it.
            (self.visits, self.finds, self.writers) = (Vec::new(), Vec::new(), Vec::new());
        }
        self.visits.clear();
        self.writers.clear();
        self.traffic.fill(Traffic::default());
    }

    /// What was found on the visit at a place among today's.
    pub fn found(&self, at: usize) -> Found {
        self.finds[at / BLOCK].get(at % BLOCK)
    }

    /// Takes down what was found on the visit at a place among today's.
    pub fn find(&mut self, at: usize, found: Found) {
        finds_of(&mut self.finds, at).put(at % BLOCK, found);
    }

    /// Makes room for so many visits and some more, but for no more than there are members: on the first day
    /// everybody comes.
    pub(super) fn make_room(&mut self, visits: usize) {
        if self.visits.capacity() < visits || self.finds.len() * BLOCK < visits {
            let room = (visits + visits / 4).min(self.members.len());
            self.visits.reserve_exact(room);
            self.finds.reserve_exact(room.div_ceil(BLOCK));
            self.finds.resize_with(room.div_ceil(BLOCK), Finds::new);
        }
    }

    /// Today's visits of writers.
    pub fn writing(&self) -> impl Iterator<Item = &Visit> {
        self.writers.iter().map(|at| &self.visits[*at as usize])
    }

    /// Appends to `places` those in the chunk of all who look in on `day`, in order.
    #[inline(always)]
    pub fn due(&self, day: u16, places: &mut Vec<u16>) {
        for group in 0..self.next_day.len().div_ceil(64) {
            let mut bits = self.awake(group, day);
            while bits != 0 {
                places.push((group * 64) as u16 + bits.trailing_zeros() as u16);
                bits &= bits - 1;
            }
        }
    }

    /// Where among today's visits a member's is, if they have looked in.
    pub fn visit_of(&self, number: u32) -> Option<usize> {
        let visit = self
            .visits
            .binary_search_by_key(&number, |visit| visit.member);
        visit.ok()
    }

    /// Who of the `group`-th 64 members looks in on `day`, a bit each.
    #[inline(always)]
    fn awake(&self, group: usize, day: u16) -> u64 {
        let rest = &self.next_day[group * 64..];
        if let Some(next_days) = rest.first_chunk::<64>() {
            return bits_of(&next_days.map(|next| u8::from(next == day)));
        }
        let mut due = [0; 64];
        for (due, next) in due.iter_mut().zip(rest) {
            *due = u8::from(*next == day);
        }
        bits_of(&due)
    }
}

/// The lowest bits of 64 bytes, which are 0 or 1.
#[inline(always)]
fn bits_of(bytes: &[u8; 64]) -> u64 {
    /// Moves the lowest bit of byte k to bit 56 + k, and nothing else above bit 55.
    const GATHER: u64 = 0x0102_0408_1020_4080;
    let (eights, _) = bytes.as_chunks::<8>();
    let mut bits = 0;
    for (number, eight) in eights.iter().enumerate() {
        bits |= u64::from_le_bytes(*eight).wrapping_mul(GATHER) >> 56 << (number * 8);
    }
    bits
}

/// The block in which what is found on a visit stands, and a new one where there is none yet.
#[inline]
pub(super) fn finds_of(finds: &mut Vec<Finds>, visit: usize) -> &mut Finds {
    let block = visit / BLOCK;
    if finds.len() <= block {
        finds.push(Finds::new());
    }
    &mut finds[block]
}

/// Up to [`BLOCK`] places in a chunk.
#[derive(Debug, Clone, Copy)]
pub struct Block {
    places: [u16; BLOCK],
    count: usize,
}

impl Default for Block {
    fn default() -> Self {
        Self {
            places: [0; BLOCK],
            count: 0,
        }
    }
}

impl Block {
    /// Adds a place if the condition holds; without a branch, for nobody can predict it.
    ///
    /// # Panics
    ///
    /// When the block is full.
    #[inline(always)]
    pub fn add_if(&mut self, condition: bool, place: u16) {
        self.places[self.count] = place;
        self.count += usize::from(condition);
    }

    /// The places.
    #[inline]
    pub fn places(&self) -> &[u16] {
        &self.places[..self.count]
    }
}

/// Reads something of some records, so that the memory delivers them at the same time and not
/// one by one as each is needed: on a large community this halves the time of a day.
#[inline(always)]
pub fn fetch<T>(records: &[T], places: impl Iterator<Item = usize>, something: impl Fn(&T) -> u64) {
    black_box(places.fold(0, |seen, place| seen ^ something(&records[place])));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_who_are_due_wake_in_order() {
        let mut stream = crate::random::Luck::new(1, 0)
            .of(0, 0)
            .stream(crate::random::Purpose::Gap);
        for count in [0_usize, 1, 7, 8, 63, 64, 65, 130, 1000] {
            let mut chunk = Chunk::new(0, 1, 0);
            chunk.next_day = (0..count).map(|_| stream.below(3) as u16).collect();
            let mut woken = Vec::new();
            chunk.due(1, &mut woken);
            let due: Vec<u16> = (0..count as u16)
                .filter(|k| chunk.next_day[*k as usize] == 1)
                .collect();
            assert_eq!(woken, due);
        }
    }
}
