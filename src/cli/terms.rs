//! The words of Qun that are neither settings nor metrics: causes of exit, stages of life, columns of the
//! output, and terms of the field, each in a sentence.

use serde::Serialize;

/// A word with its meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Term {
    /// The word as it appears in files and charts.
    pub word: &'static str,
    /// What it means.
    pub meaning: &'static str,
}

const fn term(word: &'static str, meaning: &'static str) -> Term {
    Term { word, meaning }
}

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
    }
}
