//! Dials that do nothing here and are right not to.

/// Strategy (`*` for all), dial (`*` for all), and why nothing comes of it.
const RIGHTLY_DEAD: [(&str, &str, &str); 30] = [
    (
        "ad_window",
        "*",
        "there is nobody who advertises in these communities",
    ),
    (
        "closing",
        "*",
        "whatever comes before it, the community is gone at the end",
    ),
    (
        "departure",
        "hours",
        "what it takes of the operator's hours",
    ),
    ("duty", "minutes", "what it takes of the operator's hours"),
    (
        "helpers",
        "tiring",
        "helpers tire of more than these communities ask of them",
    ),
    (
        "kol",
        "pay",
        "what a guest from outside costs; the strategy at its busiest grows its own",
    ),
    (
        "kol",
        "quota",
        "for guests who are paid; the strategy at its busiest grows its own",
    ),
    (
        "moderation",
        "warnings",
        "for those who advertise, and there are none",
    ),
    (
        "moderation",
        "messages_per_hour",
        "for those who advertise, and there are none",
    ),
    (
        "owner",
        "weariness",
        "an owner tires of more hours than these communities take",
    ),
    (
        "owner",
        "weary_days",
        "an owner tires of more hours than these communities take",
    ),
    (
        "owner",
        "hours_left",
        "what is left of the hours of an owner who has given up",
    ),
    (
        "owner",
        "bearable_hours",
        "an owner tires of more hours than these communities take",
    ),
    (
        "perks",
        "cost_share",
        "what a perk costs the operator; members see its value",
    ),
    (
        "presence",
        "brought_back",
        "with one topic nobody digresses",
    ),
    ("presence", "steering", "with one topic nobody digresses"),
    ("red_packets", "condition", "enough write on every day"),
    (
        "red_packets",
        "rise",
        "for several rounds, and there is one",
    ),
    ("rooms", "attention", "for rooms of another kind"),
    ("rooms", "best", "for rooms of another kind"),
    ("rooms", "every", "for rooms of another kind"),
    ("rooms", "hours", "what it takes of the operator's hours"),
    (
        "selling",
        "delivery",
        "what a sale costs the operator; buyers see its price",
    ),
    (
        "selling",
        "price",
        "what a sale brings in: those who buy are drawn by their trust",
    ),
    (
        "survey",
        "answer",
        "what the operator learns of members; they do not notice",
    ),
    (
        "survey",
        "pleased",
        "what the operator learns of members; they do not notice",
    ),
    (
        "threshold",
        "followers",
        "of the gate that asks for followers; another is tried here",
    ),
    (
        "threshold",
        "refund",
        "what those get back who are removed, and nobody is",
    ),
    (
        "weaving",
        "meeting_cost",
        "what a meeting costs the operator",
    ),
    (
        "*",
        "minutes",
        "what it takes of the operator's hours; it acts where they run out",
    ),
];

/// Why a dial that does nothing is right not to.
pub(super) fn reason(strategy: &str, dial: &str) -> Option<&'static str> {
    RIGHTLY_DEAD
        .iter()
        .find(|(one, key, _)| (*one == strategy || *one == "*") && (*key == dial || *key == "*"))
        .map(|(.., why)| *why)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::operator::KINDS;

    #[test]
    fn reasons_are_given_for_dials_that_there_are() {
        for (strategy, dial, _) in RIGHTLY_DEAD {
            let is_there = KINDS
                .iter()
                .filter(|kind| strategy == "*" || kind.key == strategy)
                .any(|kind| dial == "*" || kind.keys().iter().any(|key| key == dial));
            assert!(is_there, "{strategy}.{dial}");
        }
    }
}
