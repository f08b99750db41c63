//! A chunk of members: the unit of parallel work, and of sums whose order must not depend on it.

use super::member::Member;
use super::traffic::Traffic;
use super::visit::Visit;
use std::hint::black_box;

/// Members in a chunk.
pub const CHUNK: usize = 8192;
/// Words of 64 bits with one bit for each member of a chunk.
pub const CHUNK_WORDS: usize = CHUNK / 64;
/// Visitors whose records are fetched together: their 128 lines of cache fit the nearest one.
pub const BLOCK: usize = 64;

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
    /// Which of today's visits are those of writers.
    pub writers: Vec<u16>,
    /// Today's traffic of its members, by room.
    pub traffic: Vec<Traffic>,
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
            writers: Vec::new(),
            traffic: vec![Traffic::default(); rooms],
        }
    }

    /// Bytes it takes.
    pub fn bytes(&self) -> usize {
        self.members.len() * size_of::<Member>()
            + self.next_day.len() * size_of::<u16>()
            + self.visits.capacity() * size_of::<Visit>()
            + self.writers.capacity() * size_of::<u16>()
    }

    /// Forgets yesterday's visits, and gives memory back after days on which everybody came.
    pub fn clear_day(&mut self) {
        let usual = 2 * self.visits.len();
        if self.visits.capacity() > 2 * usual {
            self.visits.clear();
            self.visits.shrink_to(usual);
        }
        self.visits.clear();
        self.writers.clear();
        self.traffic.fill(Traffic::default());
    }

    /// Today's visits of writers.
    pub fn writing(&self) -> impl Iterator<Item = &Visit> {
        self.writers.iter().map(|at| &self.visits[*at as usize])
    }

    /// Calls `look_in` with the places in the chunk of those who look in on `day`, in order, a block
    /// at a time.
    pub fn wake(&mut self, day: u16, mut look_in: impl FnMut(&mut Self, &Block)) {
        let mut block = Block::default();
        for group in 0..self.next_day.len().div_ceil(64) {
            for place in set_bits(self.awake(group, day)) {
                block.add_if(true, (group * 64 + place) as u16);
                if block.count == BLOCK {
                    look_in(self, &block);
                    block.count = 0;
                }
            }
        }
        look_in(self, &block);
    }

    /// Places in the chunk of those who look in on `day`, in order.
    pub fn due(&self, day: u16) -> impl Iterator<Item = usize> {
        let groups = 0..self.next_day.len().div_ceil(64);
        groups.flat_map(move |group| {
            set_bits(self.awake(group, day)).map(move |place| group * 64 + place)
        })
    }

    /// Where among today's visits a member's is, if they have looked in.
    pub fn visit_of(&self, number: u32) -> Option<usize> {
        let visit = self
            .visits
            .binary_search_by_key(&number, |visit| visit.member);
        visit.ok()
    }

    /// Who of the `group`-th 64 members looks in on `day`, a bit each. Eight comparisons are one
    /// vector instruction.
    #[inline]
    fn awake(&self, group: usize, day: u16) -> u64 {
        let start = group * 64;
        let end = (start + 64).min(self.next_day.len());
        let (eights, rest) = self.next_day[start..end].as_chunks::<8>();
        let mut bits = 0;
        for (number, eight) in eights.iter().enumerate() {
            bits |= eight_of(eight, day) << (number * 8);
        }
        for (number, next) in rest.iter().enumerate() {
            bits |= u64::from(*next == day) << (eights.len() * 8 + number);
        }
        bits
    }
}

/// The numbers of the bits that are set, in order.
#[inline]
fn set_bits(mut bits: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let lowest = (bits != 0).then(|| bits.trailing_zeros() as usize)?;
        bits &= bits - 1;
        Some(lowest)
    })
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
    #[inline]
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

/// Who of eight members looks in on `day`, a bit each.
#[inline]
fn eight_of(next_days: &[u16; 8], day: u16) -> u64 {
    /// Moves the lowest bit of byte k to bit 56 + k, and nothing else above bit 55.
    const GATHER: u64 = 0x0102_0408_1020_4080;
    let due = u64::from_le_bytes(next_days.map(|next| u8::from(next == day)));
    due.wrapping_mul(GATHER) >> 56
}

/// Reads something of some members' records, so that the memory delivers them at the same time and not
/// one by one as each is needed: on a large community this halves the time of a day.
#[inline]
pub fn fetch(
    members: &[Member],
    places: impl Iterator<Item = usize>,
    something: impl Fn(&Member) -> u64,
) {
    black_box(places.fold(0, |seen, place| seen ^ something(&members[place])));
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
            let woken: Vec<usize> = chunk.due(1).collect();
            let due: Vec<usize> = (0..count).filter(|k| chunk.next_day[*k] == 1).collect();
            assert_eq!(woken, due);
        }
    }
}
