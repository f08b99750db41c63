//! Numbers of many visits side by side, a block at a time, so that what is arithmetic alone is worked out for
//! several visits by one instruction.
//!
//! A step of the day is written once, for one visit: a function from plain numbers to plain numbers, without
//! branches that depend on the visit. A `columns!` table holds those numbers for a block of visits, each in a row of
//! its own; a loop over the rows that calls the function is what a compiler makes vector instructions of. What comes out
//! has the same bits as the function called for one visit after the other.

/// Visitors whose records are fetched together, and whose numbers are worked out together: their 128 lines of cache fit
/// the nearest one.
pub const BLOCK: usize = 64;

/// Lanes that are worked on together: as many numbers as the widest vectors hold that processors commonly have.
const WIDTH: usize = 8;

/// Does something with the widest vector instructions that this processor has: the same arithmetic, and the same bits. What
/// is to gain by it must be inlined into `work`.
#[inline(always)]
pub(super) fn as_wide_as_possible(work: impl FnOnce()) {
    pulp::Arch::new().dispatch(work);
}

/// How many lanes are worked out for so many visits: what lies beyond them is not looked at.
#[inline]
pub(super) const fn whole(visits: usize) -> usize {
    let lanes = visits.next_multiple_of(WIDTH);
    if lanes < BLOCK { lanes } else { BLOCK }
}

/// 1 for yes, 0 for no.
#[inline(always)]
pub(super) fn one_if(condition: bool) -> f32 {
    f32::from(u8::from(condition))
}

/// Declares what one visit has of something, all of it numbers, and a table of it with a row of lanes for each number.
macro_rules! columns {
    (
        $(#[$about:meta])*
        $one:ident, $many:ident { $($(#[$what:meta])* $field:ident,)* }
    ) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq)]
        pub struct $one {
            $($(#[$what])* pub $field: f32,)*
        }

        #[doc = concat!("[`", stringify!($one), "`] of a block of visits.")]
        #[derive(Debug, Clone)]
        pub struct $many {
            $(pub(in crate::model) $field: [f32; $crate::model::lanes::BLOCK],)*
        }

        impl $many {
            pub(in crate::model) const fn new() -> Self {
                Self {
                    $($field: [0.0; $crate::model::lanes::BLOCK],)*
                }
            }

            /// Those of the visit in a lane.
            #[must_use]
            #[inline(always)]
            pub fn get(&self, lane: usize) -> $one {
                $one {
                    $($field: self.$field[lane],)*
                }
            }

            /// Takes them down.
            #[inline(always)]
            pub fn put(&mut self, lane: usize, one: $one) {
                $(self.$field[lane] = one.$field;)*
            }
        }
    };
}
pub(super) use columns;
