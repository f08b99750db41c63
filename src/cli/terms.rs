//! The words of Qun that are neither settings nor metrics: causes of exit, stages of life, columns
//! of the output, charts, and terms of the field, each in a sentence.

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
    term(
        "tyranny",
        "The member was rejected or warned, or a purge made them feel watched.",
    ),
    term(
        "harassment",
        "Advertisements, quarrels or a flood of messages have made visits unpleasant.",
    ),
    term(
        "staleness",
        "Nothing is worse than at first, but what was a pleasure has become usual.",
    ),
    term(
        "need_over",
        "The need that brought the member has passed, by itself or with the season.",
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
    term(
        "seed",
        "Seed of all luck; the same seed and replicate give the row again.",
    ),
    term(
        "cohort_day",
        "First day on which the members of the cohort joined.",
    ),
    term(
        "unit_days",
        "Days in one step of a cohort table: members who joined within it form a cohort.",
    ),
    term("age_days", "Days since joining."),
    term("joined", "Members of the cohort, summed over replicates."),
    term(
        "active",
        "Members of the cohort who looked in at that age, summed over replicates.",
    ),
    term(
        "share",
        "Active members of the cohort as a share of those who joined.",
    ),
    term(
        "cause",
        "Reason that weighed most in an exit; `qun list causes` has all.",
    ),
    term(
        "way",
        "How a member went: fell silent, left the list, or was removed.",
    ),
    term("archetype", "Kind of member."),
    term("count", "How many, as a mean over replicates."),
    term(
        "strategy",
        "Name of the variation, as in `[strategy.NAME]`.",
    ),
    term("base_mean", "Mean of the scenario without the variation."),
    term(
        "difference",
        "Mean of the paired differences: the variation minus the base, on the same people and luck.",
    ),
    term("low", "Lower end of the 95% interval."),
    term("high", "Upper end of the 95% interval."),
    term(
        "won",
        "Share of pairs in which the variation was above the base.",
    ),
    term("pairs", "Number of replicates that were run both ways."),
    term(
        "variance_reduction",
        "Factor by which pairing has shrunk the variance of the difference.",
    ),
    term(
        "p_value",
        "Probability of a difference as large by luck alone, if there were none.",
    ),
];

/// Charts, by the names of their files.
pub const CHARTS: &[Term] = &[
    term("activity", "Daily, weekly and monthly active members."),
    term(
        "churn_by_cause",
        "Who leaves and why, week by week, removals below the line.",
    ),
    term(
        "concentration",
        "How unequally members post: Lorenz curve and Gini.",
    ),
    term(
        "difference_over_time",
        "What a strategy changes, day by day.",
    ),
    term("forest", "What each strategy changes, with the intervals."),
    term(
        "growth_accounting",
        "Who is new, stays and returns, and below the line who goes quiet.",
    ),
    term(
        "heat_map",
        "How a metric depends on two parameters of a sweep.",
    ),
    term(
        "members_by_state",
        "What members are doing: active, asleep, muted, silent.",
    ),
    term("retention", "How long newcomers stay."),
    term(
        "sweep_line",
        "How a metric depends on one parameter of a sweep.",
    ),
    term(
        "sweep_points",
        "How a metric depends on each parameter of a Latin hypercube, a Sobol sequence or a search.",
    ),
    term("tornado", "What a metric depends on most."),
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
    use crate::model::cause::Cause;
    use crate::observe::stage::Stage;

    #[test]
    fn every_word_is_defined_once_in_a_sentence() {
        for list in [CAUSES, STAGES, COLUMNS, CHARTS, TERMS] {
            for (index, term) in list.iter().enumerate() {
                assert!(term.meaning.ends_with('.'), "{}", term.word);
                let earlier = &list[..index];
                assert!(
                    earlier.iter().all(|other| other.word != term.word),
                    "{}",
                    term.word
                );
            }
        }
    }

    #[test]
    fn causes_and_stages_are_those_of_the_model() {
        let words = |list: &[Term]| -> Vec<&str> { list.iter().map(|term| term.word).collect() };
        assert_eq!(words(CAUSES), Cause::ALL.map(Cause::key));
        assert_eq!(words(STAGES), Stage::ALL.map(Stage::key));
    }
}
