//! What a table of members and days gives away, and how to give away less.

use crate::observe::activity::ActivityLog;
use jiff::civil::Date;

/// With fewer members than this, days tell who is who to anybody who was there.
const FEW_MEMBERS: usize = 30;
/// With fewer messages in an hour of the week, that hour tells who wrote them.
const RARE_HOURS: u64 = 5;

/// Why a table without names may still tell who is who.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TooFew {
    /// So few members that activity alone tells them apart.
    Members(usize),
    /// So many members are alone on most of their active days.
    AloneOnDays(usize),
    /// So many hours of the week with a handful of messages.
    Hours(usize),
}

impl TooFew {
    /// In words.
    pub fn words(&self) -> String {
        match self {
            Self::Members(count) => {
                format!("{count} members are few: whoever was there can tell who is who")
            }
            Self::AloneOnDays(count) => {
                format!("{count} members wrote mostly on days on which nobody else did")
            }
            Self::Hours(count) => format!(
                "{count} hours of the week have fewer than {RARE_HOURS} messages: whoever writes then is easily told"
            ),
        }
    }
}

/// What would single members out.
pub fn singled_out(log: &ActivityLog, rhythm: Option<&[u64]>) -> Vec<TooFew> {
    let mut found = Vec::new();
    if log.posters() < FEW_MEMBERS {
        found.push(TooFew::Members(log.posters()));
    }
    let posters = log.posters_by_day();
    let alone = log
        .each_poster()
        .filter(|poster| {
            let alone = poster
                .days
                .iter()
                .filter(|&&day| posters[day as usize] == 1)
                .count();
            alone * 2 > poster.days.len()
        })
        .count();
    if alone > 0 {
        found.push(TooFew::AloneOnDays(alone));
    }
    let rare = rhythm.map_or(0, |hours| {
        hours
            .iter()
            .filter(|&&count| count > 0 && count < RARE_HOURS)
            .count()
    });
    if rare > 0 {
        found.push(TooFew::Hours(rare));
    }
    found
}

/// The member-day table as CSV, without names. Days are dates, moved by `shift` days, where the
/// first is known, and numbers otherwise.
pub fn table_csv(name: &str, log: &ActivityLog, first_day: Option<Date>, shift: i64) -> String {
    let replies = log.has_replies();
    let mut text = String::from(if replies {
        "community,member_id,day,events,replies_received\n"
    } else {
        "community,member_id,day,events\n"
    });
    let name = name.replace([',', '"', '\n', '\r'], " ");
    let day_text = |day: u32| {
        let date = first_day.and_then(|first| {
            let days = jiff::Span::new().try_days(i64::from(day) + shift).ok()?;
            first.checked_add(days).ok()
        });
        date.map_or_else(|| day.to_string(), |date| date.to_string())
    };
    for day in 0..log.span() {
        let members = log.day(day);
        let date = if members.members.is_empty() {
            String::new()
        } else {
            day_text(day)
        };
        for (&member, &events) in members.members.iter().zip(members.events) {
            text.push_str(&format!("{name},{member},{date},{events}"));
            if replies {
                let days = log.member(member);
                let received = days
                    .days
                    .binary_search(&day)
                    .ok()
                    .and_then(|place| Some(days.replies_received?[place]));
                text.push_str(&format!(",{}", received.unwrap_or(0)));
            }
            text.push('\n');
        }
    }
    text
}
