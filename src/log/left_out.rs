//! Why messages are left out.

/// Why a message was left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Reason {
    System,
    Bot,
    Deleted,
    NoAuthor,
    Repeated,
    Stray,
}

impl Reason {
    pub(super) fn words(self, count: u64) -> String {
        let one = count == 1;
        let messages = if one { "message" } else { "messages" };
        match self {
            Self::System => format!("{count} {messages} of the platform itself"),
            Self::Bot => format!("{count} {messages} of programs"),
            Self::Deleted => format!("{count} {messages} of accounts that were deleted"),
            Self::NoAuthor => format!("{count} {messages} without an author"),
            Self::Repeated => {
                format!("{count} {messages} that came before under the same identifier")
            }
            Self::Stray => format!("{count} {messages} dated far from all others"),
        }
    }
}
