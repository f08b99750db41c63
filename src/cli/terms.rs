//! The words of Qun that are not settings: metrics, causes of exit, stages of life, columns of the
//! output, and terms of the field, each in a sentence.

use serde::Serialize;

/// When a metric is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Taken {
    /// Once a day.
    Daily,
    /// Once for the whole run.
    WholeRun,
}

/// A quantity that is measured of a running community.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Metric {
    /// Its name in files and flags.
    pub key: &'static str,
    /// Its unit.
    pub unit: &'static str,
    /// When it is taken.
    pub taken: Taken,
    /// What it is.
    pub description: &'static str,
}

/// A word with its meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Term {
    /// The word as it appears in files and charts.
    pub word: &'static str,
    /// What it means.
    pub meaning: &'static str,
}

const fn daily(key: &'static str, unit: &'static str, description: &'static str) -> Metric {
    Metric {
        key,
        unit,
        taken: Taken::Daily,
        description,
    }
}

const fn whole(key: &'static str, unit: &'static str, description: &'static str) -> Metric {
    Metric {
        key,
        unit,
        taken: Taken::WholeRun,
        description,
    }
}

const fn term(word: &'static str, meaning: &'static str) -> Term {
    Term { word, meaning }
}

/// Every metric.
pub const METRICS: &[Metric] = &[
    daily(
        "members",
        "members",
        "People on the list of members at the end of the day, whether or not they ever look in.",
    ),
    daily(
        "applications",
        "people",
        "People who wanted to join on the day.",
    ),
    daily("joins", "people", "People who became members on the day."),
    daily(
        "rejections",
        "people",
        "Applicants who did not get in: put off by the gate, or no place was free.",
    ),
    daily(
        "leaves",
        "members",
        "Members who left the list of their own accord on the day.",
    ),
    daily(
        "removals",
        "members",
        "Members who were removed by the operator on the day.",
    ),
    daily(
        "dau",
        "members",
        "Daily active users: members who looked in on the day.",
    ),
    daily(
        "wau",
        "members",
        "Weekly active users: members who looked in at least once in the last 7 days.",
    ),
    daily(
        "mau",
        "members",
        "Monthly active users: members who looked in at least once in the last 30 days.",
    ),
    daily(
        "dau_mau",
        "share",
        "Stickiness: daily over monthly active users.",
    ),
    daily(
        "visitors",
        "members",
        "Members who looked in on the day, whether they wrote or not.",
    ),
    daily(
        "posters",
        "members",
        "Members who wrote at least one message on the day.",
    ),
    daily(
        "posts",
        "messages",
        "Messages written on the day, replies included.",
    ),
    daily(
        "replies",
        "messages",
        "Messages written on the day in answer to another member's message.",
    ),
    daily(
        "answered_share",
        "share of messages",
        "Share of the day's messages that somebody else answered.",
    ),
    daily(
        "ads_share",
        "share of messages",
        "Share of the day's messages that are advertisements.",
    ),
    daily(
        "muted_share",
        "share of members",
        "Share of members who have muted the community.",
    ),
    daily(
        "asleep_share",
        "share of members",
        "Share of members who have not looked in for 30 days.",
    ),
    daily(
        "lurker_share",
        "share of visitors",
        "Share of the members seen in the last 30 days who wrote nothing in them.",
    ),
    daily(
        "churn_7d",
        "share",
        "Share of those who were active in the week before last and not in the last week.",
    ),
    daily(
        "new",
        "members",
        "Active in the last 7 days and joined in them.",
    ),
    daily(
        "current",
        "members",
        "Active in the last 7 days and in the 7 days before.",
    ),
    daily(
        "resurrected",
        "members",
        "Active in the last 7 days, members before, but not active in the 7 days before.",
    ),
    daily(
        "dormant",
        "members",
        "Active in the week before last, not in the last 7 days; drawn below zero.",
    ),
    daily(
        "ties",
        "ties",
        "Pairs of members who answer one another and have not lost touch.",
    ),
    daily(
        "cliques",
        "groups",
        "Groups of three or more members who are all tied to one another.",
    ),
    daily(
        "cost",
        "money",
        "Money spent so far: hours of the operator, pay, prizes, advertising.",
    ),
    daily("revenue", "money", "Money taken so far: fees."),
    daily(
        "operator_hours",
        "hours",
        "Hours the operator has worked on the day.",
    ),
    daily(
        "stage",
        "stage",
        "Stage of life, detected from the series: `qun explain growth` and so on.",
    ),
    whole(
        "retention_d1",
        "share of joiners",
        "Share of joiners who looked in again on the day after joining.",
    ),
    whole(
        "retention_d7",
        "share of joiners",
        "Share of joiners who looked in again 7 days after joining or in the 7 days from then.",
    ),
    whole(
        "retention_d30",
        "share of joiners",
        "Share of joiners who looked in between 30 and 59 days after joining.",
    ),
    whole(
        "retention_d90",
        "share of joiners",
        "Share of joiners who looked in between 90 and 119 days after joining.",
    ),
    whole(
        "median_lifetime",
        "days",
        "Days from joining to the last visit that half of the joiners reach (Kaplan–Meier, those still active count as censored).",
    ),
    whole(
        "gini_posts",
        "0 to 1",
        "Gini coefficient of messages over those who ever wrote: 0, all write as much; 1, one writes everything.",
    ),
    whole(
        "top1_share",
        "share of messages",
        "Share of all messages written by the one per cent who write most.",
    ),
    whole(
        "absence_factor",
        "members",
        "Fewest members who together wrote half of all messages: how many would have to leave to halve the talk.",
    ),
    whole(
        "cost_per_retained",
        "money",
        "Money spent for each joiner who is still active 30 days after joining.",
    ),
    whole(
        "died_on_day",
        "day",
        "Day on which the community died, in the runs in which it did.",
    ),
];

/// Why members leave: the reason that weighed most when they decided to. The first seven are the
/// ways in which communities die.
pub const CAUSES: &[Term] = &[
    term(
        "lost_focus",
        "The talk has drifted away from what the member came for.",
    ),
    term(
        "evaporation",
        "The best have gone, and those who are tied to them follow.",
    ),
    term(
        "boredom",
        "Too little happens: visits bring less than the member expects.",
    ),
    term(
        "no_leader",
        "Nobody who sets the tone is left, and questions go unanswered.",
    ),
    term("tyranny", "Too much was removed, warned or purged."),
    term(
        "harassment",
        "Quarrels or advertisements have made visits unpleasant.",
    ),
    term(
        "staleness",
        "It is always the same: the member has seen what there is to see, or too much is said to be read.",
    ),
    term(
        "need_over",
        "What the member needed the community for is done: the season of demand has ended.",
    ),
    term("fee", "The fee fell due again and was not worth it."),
    term("removed", "The operator removed the member."),
    term("closed", "The community was closed as planned."),
];

/// Stages of a community's life. They are detected from the series, never scripted.
pub const STAGES: &[Term] = &[
    term(
        "cold_start",
        "Few members, and activity that has not yet carried itself.",
    ),
    term("growth", "Activity rises from week to week."),
    term("plateau", "Activity neither rises nor falls."),
    term("decline", "Activity falls from week to week."),
    term("dead", "Next to nobody has looked in for weeks."),
    term("revived", "Activity has come back after it had died."),
];

/// Columns of the tables in the output folder.
pub const COLUMNS: &[Term] = &[
    term("day", "Day of the simulation; the first one is day 0."),
    term(
        "metric",
        "Name of the quantity in the row; `qun list metrics` has all.",
    ),
    term("mean", "Mean over replicates."),
    term(
        "p10",
        "Tenth percentile over replicates: one run in ten is below.",
    ),
    term("p25", "First quartile over replicates."),
    term("p50", "Median over replicates."),
    term("p75", "Third quartile over replicates."),
    term(
        "p90",
        "Ninetieth percentile over replicates: one run in ten is above.",
    ),
    term(
        "replicate",
        "Number of the run; replicates differ in people and luck, not in the scenario.",
    ),
    term("seed", "Seed that gives the row again."),
    term(
        "cohort",
        "Week in which members joined, counted from week 0.",
    ),
    term(
        "cause",
        "Reason that weighed most in an exit; `qun list causes` has all.",
    ),
    term("archetype", "Kind of member."),
    term("count", "How many, as a mean over replicates."),
];

/// Terms of the field.
pub const TERMS: &[Term] = &[
    term(
        "replicate",
        "One run of the scenario with its own people and luck. Many of them show what is typical and what is chance.",
    ),
    term("churn", "Members who were active and are not any more."),
    term(
        "retention",
        "Share of joiners who are still seen after a time.",
    ),
    term(
        "cohort",
        "Those who joined in the same week; compared by their age, not by the calendar.",
    ),
    term(
        "stickiness",
        "DAU over MAU: on how many days of a month an active member looks in.",
    ),
    term(
        "hazard",
        "Probability of quitting at a moment, for those who have not quit before.",
    ),
    term(
        "common random numbers",
        "Two strategies are run on the same people with the same luck, so that their difference is due to the strategy.",
    ),
    term(
        "paired difference",
        "Difference of two strategies in the same replicate; its spread is much smaller than that of either.",
    ),
    term(
        "interval",
        "95% confidence interval of the mean: other seeds would give a mean inside it 95 times in 100.",
    ),
    term(
        "precision",
        "Half-width of the 95% interval as a share of the mean.",
    ),
    term(
        "kernel",
        "The measured law of posting lives: quitting, gaps and volume without any interaction between members.",
    ),
    term(
        "habituation",
        "Expectation follows what one gets, so that lasting pleasures wear off and their end hurts.",
    ),
    term(
        "tie",
        "Bond between two members that grows with each answer and fades in weeks without.",
    ),
    term(
        "overload",
        "More unread messages than a member takes in: it leads to muting, longer gaps and quitting.",
    ),
    term("gate", "What newcomers must do or pay to get in."),
    term(
        "sunk cost",
        "What was paid at the gate holds members, until it is forgotten.",
    ),
    term("word of mouth", "Newcomers whom active members bring."),
    term(
        "KOL",
        "Key opinion leader: one of the few whose messages draw many times the attention.",
    ),
    term("lurker", "Member who reads and hardly ever writes."),
    term("purge", "Removing members who have been silent for long."),
    term(
        "absence factor",
        "Fewest members who together wrote half of all messages.",
    ),
    term(
        "Gini coefficient",
        "Inequality from 0 (all the same) to 1 (one has everything).",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_defined_once_in_a_sentence() {
        for list in [CAUSES, STAGES, COLUMNS, TERMS] {
            for (index, term) in list.iter().enumerate() {
                assert!(term.meaning.ends_with('.'), "{}", term.word);
                assert!(
                    list[..index].iter().all(|other| other.word != term.word),
                    "{}",
                    term.word
                );
            }
        }
        for (index, metric) in METRICS.iter().enumerate() {
            assert!(metric.description.ends_with('.'), "{}", metric.key);
            assert!(
                METRICS[..index].iter().all(|other| other.key != metric.key),
                "{}",
                metric.key
            );
        }
    }
}
