//! Why a strategy should raise or lower how many take part: a line each, with its evidence.

/// What more of a strategy does to the engaged members, and why that is believed.
pub fn defence(strategy: &str) -> Option<&'static str> {
    SIGNS
        .iter()
        .find(|(key, _)| *key == strategy)
        .map(|(_, why)| *why)
}

const SIGNS: [(&str, &str); 38] = [
    (
        "threshold",
        "Fewer: any price or effort keeps out people who came for something free (nineteen in twenty before a first price), and those who pass stay longer (Drenner, Sen & Terveen 2008; Hill & Shaw 2021; a paid site keeps .7 of its entrants for a year).",
    ),
    (
        "moderation",
        "A little more where there is spam or quarrelling, less where it is strict: removals sting newcomers (+.45 log odds of quitting) more than old members (+.12) (Halfaker et al. 2013; Jhaver et al. 2019).",
    ),
    (
        "follow_up",
        "More: one acknowledgement by a person is worth about +.25 log odds of return (Gallus 2017; Matias et al. 2020), each further one half of the one before.",
    ),
    (
        "content",
        "More, saturating: information is what most come for, with diminishing returns; a call for each piece tires and annoys (notification trials: v = .02, divided by 1 + calls of the week/3).",
    ),
    (
        "kol",
        "A little more: known names draw arrivals and answers (passed on 72 % more, Alatas et al. 2020); a star who goes costs the others 15 % of what they write.",
    ),
    (
        "prizes",
        "Hardly any: four in five are not moved, one in five strongly, and those out of reach lose heart (rank contests: all messages of a period +3 %, −8 to +12).",
    ),
    (
        "red_packets",
        "More visits while they last and no lasting gain: randomised amounts identify passing on (.18) and nothing identifies retention (Yuan et al.).",
    ),
    (
        "purge",
        "Fewer: who has been silent for 30 days comes back with .16 to .84, by experience (eleven archives); what is won are seats where people wait.",
    ),
    (
        "survey",
        "None by itself: it tells the operator something and costs a call's attention.",
    ),
    (
        "selling",
        "Fewer with pressure: unasked-for offers annoy as calls do (.15 log odds a contact, 0 to .55).",
    ),
    (
        "rooms",
        "Either: a small room spares the flood, a large one has company; posts per poster fall where a visit finds more than 40 to 80 unread messages (Jones, Ravid & Rafaeli 2004).",
    ),
    (
        "weaving",
        "A little more: ties hold people, at .06 log odds of quitting a friend lost (.1 to 1.6 for all of them).",
    ),
    (
        "owner",
        "More while the owner writes and answers: founders' activity goes with survival, observational alone.",
    ),
    (
        "departure",
        "Fewer: those who lose ties quit a little more often and write 15 % less (stars who leave; Török & Kertész 2017).",
    ),
    (
        "helpers",
        "More: answers reach newcomers (−.35 log odds of quitting if answered, Joyce & Kraut 2006 shrunk), and helpers wear out.",
    ),
    (
        "pitch",
        "Fewer join and more of them stay: an honest description sorts people by fit; expectation that is not met is what disappoints.",
    ),
    (
        "prefill",
        "More at the start: who finds something on the first visit settles (return by what happens in the week after: +.22 per ln, eighteen communities).",
    ),
    (
        "reactivate",
        "Hardly any: net return of a message .005 to .02 (a trial with 11,880 silent donors found none), and some are woken into leaving.",
    ),
    (
        "welcome",
        "More through answers and first ties; the ritual alone gives +.03 log odds of return.",
    ),
    (
        "presence",
        "More at small doses, by answers and silence avoided; less where the operator writes more than a third of what is said (observational).",
    ),
    (
        "paid_questions",
        "Hardly any: answers come sooner and are no better; token sums backfire in a third of cases (Gneezy & Rustichini 2000).",
    ),
    (
        "activities",
        "More while they last: a call with company; effects of programmes are three times as large in the first week as in the third month.",
    ),
    (
        "assignments",
        "More for those who take them (.35 of people, .1 to .7): tasks ask for a message and bring an answer (newcomer tasks: first weeks +22 %, randomised).",
    ),
    (
        "check_in",
        "More while it runs (+.5 log odds of a daily visit, +1.1 with a deposit), a quarter of it afterwards; a broken streak costs (seven log experiments).",
    ),
    (
        "points",
        "Hardly any retention: one in five responds, near a threshold (Hoernle et al. 2020; Coetzee et al. 2014: faster answers, retention unchanged).",
    ),
    (
        "teams",
        "A little more: +10 % while they run, half of it a fortnight later (two trials with ten thousand drivers each).",
    ),
    (
        "perks",
        "A little more: benefits in kind are recognition more than gain (1.2 times the same in cash, .6 to 2.5).",
    ),
    (
        "referral",
        "More people, who suit less and stay while the inviter does: rewards raise invitations by a third to a half.",
    ),
    (
        "digest",
        "A little more: what was missed is regained by .3 (.1 to .6) of it; the call brings .015 of the absent.",
    ),
    (
        "ad_window",
        "A little more: advertisements outside their window fall, and their harm is slow.",
    ),
    (
        "duty",
        "Fewer: who fails a duty quits more often (+.5 log odds, 0 to 1.5, at each reckoning) and the duty deters at the gate.",
    ),
    (
        "likes",
        "Hardly any: a like is worth a fifth of an answer to the half who care (thanks: +2 points of two-week return).",
    ),
    ("closing", "Fewer: it is the end."),
    (
        "contacts",
        "A little more: of those who were active a third comes along to another place (.35, .1 to .65, where it was announced and the leaders went ahead), of those long gone hardly anybody.",
    ),
    (
        "agenda",
        "More where members need the topic, fewer where they do not: information holds people for as long as it is what they look for (1 % more demand, .35 % more weekly visits).",
    ),
    (
        "sorting",
        "More in a busy place of many subjects: each met what concerns them and 15 to 60 % more was written (Ren & Kraut 2014); nothing where all care for the same.",
    ),
    (
        "robot",
        "A little more where there is spam; its greeting is worth a quarter of a person's (automatic welcomes +.05 ± .07 on 30-day return, a person's +.20 ± .12).",
    ),
    (
        "relay",
        "A little more: a message brings back .02 (.001 to .06) of those silent for a month or more, and drives .008 off the list.",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::operator::KINDS;

    #[test]
    fn every_strategy_is_defended_and_nothing_else() {
        for kind in KINDS {
            assert!(defence(kind.key).is_some(), "{} has no line", kind.key);
        }
        for (key, _) in SIGNS {
            assert!(
                KINDS.iter().any(|kind| kind.key == key),
                "{key} is no strategy"
            );
        }
    }
}
