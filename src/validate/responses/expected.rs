//! Which way a dial should go, as it is said beside it.

use crate::scenario::reference::Parameter;

/// What more of a dial should do to the number of those who stay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// More of them stay.
    Raises,
    /// Fewer stay.
    Lowers,
    /// More or fewer, by how much it is and where.
    Either,
    /// Nothing: it is about something else, or about what does not happen in these communities.
    Nothing,
}

impl Way {
    const ALL: [(&'static str, Self); 4] = [
        ("raises", Self::Raises),
        ("lowers", Self::Lowers),
        ("either", Self::Either),
        ("nothing", Self::Nothing),
    ];

    /// Whether it is borne out, or at least not contradicted, by what was measured beyond luck.
    pub const fn agrees(self, rises: bool, falls: bool) -> bool {
        match self {
            Self::Raises => !falls,
            Self::Lowers => !rises,
            Self::Either => true,
            Self::Nothing => !rises && !falls,
        }
    }

    /// As it stands in a table.
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Raises => "+",
            Self::Lowers => "−",
            Self::Either => "±",
            Self::Nothing => "0",
        }
    }
}

/// Which way a dial should go, and why; `None` for what is no dial of a strategy.
pub fn expected(dial: &Parameter) -> Option<(Way, &str)> {
    let (word, why) = dial.more.split_once(": ")?;
    let (_, way) = Way::ALL.iter().find(|(known, _)| *known == word)?;
    Some((*way, why))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::operator::KINDS;
    use crate::scenario::reference::parameters;

    #[test]
    fn every_dial_says_which_way_it_should_go_and_why() {
        let all = parameters();
        for kind in KINDS {
            assert!(kind.more.ends_with('.'), "{}: {}", kind.key, kind.more);
            for key in kind.keys() {
                let path = format!("operator.{}.{key}", kind.key);
                let Some(dial) = all.iter().find(|it| it.path == path) else {
                    continue;
                };
                let said = expected(dial);
                assert_eq!(said.is_some(), dial.bounds.is_some(), "{path}: {said:?}");
                assert!(said.is_none_or(|(_, why)| !why.is_empty()), "{path}");
            }
        }
    }

    #[test]
    fn what_is_lost_in_luck_contradicts_nothing() {
        for (_, way) in Way::ALL {
            assert!(way.agrees(false, false));
        }
        assert!(Way::Raises.agrees(true, false) && !Way::Raises.agrees(false, true));
        assert!(Way::Lowers.agrees(false, true) && !Way::Lowers.agrees(true, true));
        assert!(!Way::Nothing.agrees(true, false) && Way::Either.agrees(true, true));
    }
}
