//! Whether a log still fits into memory as it grows: nothing else says how much a packed file holds.

use super::problems::Problem;
use crate::files::memory;
use std::cell::Cell;
use std::io::{self, BufRead, Read};
use std::rc::Rc;

/// Bytes between two looks at what is free.
const STEP: u64 = 16 << 20;
/// Part of a list by which it grows when it is full.
const GROWTH: usize = 4;

/// Keeps count of what a log takes.
#[derive(Debug, Default)]
pub(super) struct Room {
    /// Bytes taken so far, and those that will be taken when everything is read.
    now: u64,
    later: u64,
    looked: u64,
    /// Nothing more is read once it is set.
    full: Rc<Cell<bool>>,
}

impl Room {
    /// Takes `now` bytes, and expects to take `later` more at the end. A problem, once, when it does
    /// not fit; nothing is to be read after that.
    pub(super) fn take(&mut self, now: usize, later: usize) -> Option<Problem> {
        self.now += now as u64;
        self.later += later as u64;
        let all = self.now + self.later;
        if all < self.looked + STEP || self.is_full() {
            return None;
        }
        self.looked = all;
        let free = memory::free()?;
        let needed = self.later + self.now / GROWTH as u64 + 2 * STEP;
        self.refuse_beyond(needed, free)
    }

    fn refuse_beyond(&self, needed: u64, free: memory::Free) -> Option<Problem> {
        if needed <= free.bytes {
            return None;
        }
        self.full.set(true);
        let message = format!(
            "it holds more than fits into memory: {} are taken, and {} is free{}",
            memory::in_words(self.now),
            memory::in_words(free.bytes),
            free.limit.words()
        );
        let help = format!(
            "give a part of it, such as the last two years, or {}",
            free.limit.more()
        );
        Some(Problem::of_file(message).help(help))
    }

    /// Expects to take `later` more bytes at the end.
    pub(super) fn expect(&mut self, later: usize) {
        self.later += later as u64;
    }

    /// All bytes that were counted.
    pub(super) fn taken(&self) -> u64 {
        self.now + self.later
    }

    /// Whether the memory is used up.
    pub(super) fn is_full(&self) -> bool {
        self.full.get()
    }

    /// A text that ends where the memory does.
    pub(super) fn until_full<'text>(
        &self,
        reader: Box<dyn BufRead + 'text>,
    ) -> Box<dyn BufRead + 'text> {
        Box::new(UntilFull {
            reader,
            full: Rc::clone(&self.full),
        })
    }
}

/// Adds to a list that grows by a part of itself: doubled, it would need room for three.
pub(super) fn push<T>(list: &mut Vec<T>, item: T) {
    if list.len() == list.capacity() {
        list.reserve_exact((list.len() / GROWTH).max(1024));
    }
    list.push(item);
}

struct UntilFull<'text> {
    reader: Box<dyn BufRead + 'text>,
    full: Rc<Cell<bool>>,
}

impl Read for UntilFull<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.full.get() {
            return Ok(0);
        }
        self.reader.read(buffer)
    }
}

impl BufRead for UntilFull<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.full.get() {
            return Ok(&[]);
        }
        self.reader.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.reader.consume(amount);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_fit_is_refused_once_and_reading_ends() {
        let mut room = Room::default();
        let mut text = room.until_full(Box::new(&b"one\ntwo\n"[..]));
        let mut line = String::new();
        text.read_line(&mut line).expect("a line");
        assert_eq!(line, "one\n");
        room.now = 80 << 20;
        let free = |bytes| memory::Free {
            bytes,
            limit: memory::Limit::Group,
        };
        assert_eq!(room.refuse_beyond(1000, free(1000)), None);
        let problem = room.refuse_beyond(1001, free(1000)).expect("too much");
        assert!(problem.message.contains("84 MB are taken"), "{problem:?}");
        assert!(problem.help.is_some_and(|help| help.contains("the queue")));
        assert_eq!(text.read_line(&mut line).expect("the end"), 0);
        assert_eq!(room.take(usize::MAX / 4, 0), None, "it was said already");
    }

    #[test]
    fn a_list_never_grows_to_more_than_a_quarter_beyond_what_it_holds() {
        let mut list = Vec::new();
        for number in 0..100_000 {
            push(&mut list, number);
            assert!(list.capacity() <= list.len() + (list.len() / 4).max(1024));
        }
    }
}
