//! Exit codes. They are part of the interface: scripts and queues rely on them.

/// Done.
pub const DONE: u8 = 0;
/// Something unexpected: a disk that is full, a defect of qun.
pub const UNEXPECTED: u8 = 1;
/// The command line makes no sense.
pub const USAGE: u8 = 2;
/// A scenario or input data is invalid.
pub const INVALID: u8 = 3;
/// Some cells of a batch failed; the others are kept.
pub const PARTIAL: u8 = 4;
/// An `[expect]` of the scenario did not hold.
pub const UNEXPECTED_RESULT: u8 = 5;
/// Interrupted; what was done is kept.
pub const INTERRUPTED: u8 = 130;

/// What `qun --help` says about them.
pub const HELP: &str = "\
Exit codes:
  0    done
  1    something unexpected
  2    the command line makes no sense
  3    the scenario or the input data is invalid
  4    some cells failed, the others are kept
  5    an [expect] did not hold
  130  interrupted, what was done is kept";
