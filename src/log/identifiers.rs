//! Whether the identifiers of a platform tell its members apart.

use super::gather::{Gather, NOBODY};
use super::people;
use std::collections::HashMap;

/// Identifiers under which names come and go in this share of the messages are not of persons.
const SHARED_IDENTIFIER: f64 = 0.05;

impl Gather {
    /// Whether the platform's identifiers tell authors apart; if not, names do.
    pub(super) fn identifiers_hold(&mut self) -> bool {
        if self.ids.texts.is_empty() {
            return false;
        }
        let named = self.records.iter().any(|record| record.name != NOBODY);
        let rounded = self
            .ids
            .texts
            .iter()
            .filter(|id| people::is_rounded(id))
            .count();
        if rounded * 2 > self.ids.texts.len() {
            self.remarks.push(format!(
                "identifiers of members were rounded by a spreadsheet; {}",
                if named {
                    "members are told apart by name"
                } else {
                    "members may be too few"
                }
            ));
            return !named;
        }
        if !named {
            return true;
        }
        let mut seen: HashMap<u32, (u32, Vec<u32>)> = HashMap::new();
        let (mut returns, mut known) = (0_u64, 0_u64);
        for record in &self.records {
            if record.author_id == NOBODY || record.name == NOBODY {
                continue;
            }
            known += 1;
            let (last, names) = seen.entry(record.author_id).or_default();
            if names.contains(&record.name) {
                returns += u64::from(*last != record.name);
            } else if names.len() < 50 {
                names.push(record.name);
            }
            *last = record.name;
        }
        let shared = returns > 5 && returns as f64 > SHARED_IDENTIFIER * known as f64;
        if shared {
            self.remarks.push(
                "several names take turns under one identifier; members are told apart by name"
                    .to_owned(),
            );
        }
        !shared
    }
}
