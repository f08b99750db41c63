//! The experiments, with the settings they are made under.

use super::finding::Finding;
use super::{
    Preset, Settings, calls, collapse, communities, crowd, gate, groups, halving, logs, packets,
    practices, readers, sizes,
};
use crate::scenario::Problems;

/// What an experiment does for one preset.
type Run = fn(Preset, &Settings, &(dyn Fn() + Sync)) -> Result<Vec<Finding>, Problems>;

/// One experiment.
#[derive(Debug, Clone, Copy)]
pub struct Experiment {
    /// Short name.
    pub key: &'static str,
    /// The patterns it is for.
    pub patterns: &'static str,
    /// The presets it is made with.
    pub presets: &'static [Preset],
    /// Communities simulated for each replicate.
    pub runs: u32,
    /// What is simulated and measured.
    pub settings: &'static str,
    pub(super) run: Run,
}

const CHAT_AND_FORUM: &[Preset] = &[Preset::Chat, Preset::Forum];
const CHAT: &[Preset] = &[Preset::Chat];
const WECHAT: &[Preset] = &[Preset::Wechat];

/// All experiments, in the order in which they are made.
pub static EXPERIMENTS: [Experiment; 17] = [
    Experiment {
        key: logs::ORDINARY,
        patterns: "P1–P15, P17, P18, P34",
        presets: CHAT_AND_FORUM,
        runs: 1,
        settings: "The preset as it comes: 30 founders, 4 joiners a day out of an audience without limit, no operator. Each \
                   replicate is measured as a log; for chat, whoever looked in counts as seen (P13).",
        run: logs::ordinary,
    },
    Experiment {
        key: logs::KERNEL,
        patterns: "P29",
        presets: CHAT_AND_FORUM,
        runs: 1,
        settings: "The same with `interactions.on = false`. The value is the share of the numbers of P4 to P11 whose \
                   median over replicates lies in its band.",
        run: logs::kernel,
    },
    Experiment {
        key: sizes::SIZES,
        patterns: "P17, P18 over communities",
        presets: CHAT_AND_FORUM,
        runs: sizes::PER_DAY.len() as u32,
        settings: "Six communities a replicate with 1, 2, 4, 8, 16 and 32 joiners a day and ten times as many founders, \
                   for 1,095 days, of which the first 182 are left out. Their weeks (months for P18) are pooled. A week is \
                   one of overload if its median visit finds more than 80 unread messages.",
        run: sizes::run,
    },
    Experiment {
        key: communities::COMMUNITIES,
        patterns: "P19, P30, P32, P33",
        presets: CHAT_AND_FORUM,
        runs: communities::EACH,
        settings: "Five communities a replicate, each drawn anew, log-uniform: 0.2 to 6 joiners a day (the archives have \
                   0.08 to 2.4 new posters a day, and 2.5 joiners to a poster), 25 to 300 days' joiners as founders, 3,650 days, \
                   fit of those who come 0.6 to 1.6, all numbers of messages times 0.5 to 2. Each has its own trend of \
                   arrivals, normal with the mean and deviation found in eight archives (−.15 ± .23 a year in the log; \
                   `demand.wander`: growth −0.0129, growth_sd 0.0192, damping 1, level_step 0.12, noise 0.1), and habits drift \
                   with age within the range calibration finds in them (`demand.ageing`, uniform: quit 0 to 0.3, \
                   gap −0.1 to 0, messages −0.3 to 0.1). P19 pools the departures of all of them; both have bootstrap intervals. P32 and P33 \
                   are medians over those of them that have newcomers enough: as in the archives, each has lively and quiet years.",
        run: communities::run,
    },
    Experiment {
        key: groups::GROUPS,
        patterns: "P20, P21",
        presets: WECHAT,
        runs: groups::EACH,
        settings: "200 groups a replicate as `scenarios/wechat-groups.toml` has them, each with 3 to 40 founders (log-uniform) and \
                   nobody joining but those whom members invite, for 60 days. This is not the preset as it comes: quit laws and \
                   invitations are those of that file, found by a search scored on these very figures. Silent within 7 days: the last message comes on days 0 to 6. Alive after \
                   30 days: a message on day 30 or later. Those whom founders invite are at depth 1.",
        run: groups::run,
    },
    Experiment {
        key: gate::GATE,
        patterns: "P24",
        presets: CHAT_AND_FORUM,
        runs: 2,
        settings: "60 founders, 8 applicants a day of whom 5 % are spammers, with and without an entry fee of 25, nobody \
                   having come for something that has a price, the same people and luck, 576 days. Good posts: messages of all \
                   but spammers in the first 28 days. Entrants: who joined on days 1 to 180, spammers not counted; kept if \
                   they look in 335 to 395 days after joining.",
        run: gate::run,
    },
    Experiment {
        key: halving::HALVING,
        patterns: "P25",
        presets: CHAT_AND_FORUM,
        runs: 4,
        settings: "30 founders, 4 joiners a day. On day 730 a random half of the members is gone, and the same half of \
                   those who would join. Messages of the members who remain in the next 28 days, relative to what the same \
                   members write in the same days of the same run without the cut, minus 1. A community four times as large is \
                   told of as well.",
        run: halving::run,
    },
    Experiment {
        key: practices::MODERATION,
        patterns: "P22",
        presets: CHAT_AND_FORUM,
        runs: 3,
        settings: "300 founders, 30 joiners a day, 365 days; four subjects of equally many people, the first of which the place \
                   is about. Nobody moderates; or an operator watches for four hours a day and leads what strays back to the \
                   subject (`operator.presence.steering`), as rules for all do; or each reader is spared nine tenths of what does not \
                   concern them (`operator.sorting`). Messages from day 180 on. In the study too the personal kind was a \
                   simulated one.",
        run: practices::moderation,
    },
    Experiment {
        key: practices::ONBOARDING,
        patterns: "P23",
        presets: CHAT_AND_FORUM,
        runs: 2,
        settings: "60 founders, 6 joiners a day, 365 days, half an hour a day for answers and greetings of four minutes each, which \
                   go to the newest of the day's visitors first or to those who have written most. Evenness: Gini of the \
                   messages of all who ever joined.",
        run: practices::onboarding,
    },
    Experiment {
        key: practices::BADGES,
        patterns: "P26",
        presets: CHAT_AND_FORUM,
        runs: 2,
        settings: "150 founders, 6 joiners a day, 365 days, points with their defaults against none, the same people and luck. \
                   Responders: those near a level whose log odds of writing the prospect raises by .2 or more, as a share of all who ever \
                   come near one. Peak: their messages on visits near a level, relative to those of the same people on the \
                   same days without points. Near: within five days of writing at one's own pace, as the studies count. How much more \
                   they write is a parameter with the studies' value (`interactions.amount_reward`), so that part checks the \
                   mechanism and foretells nothing. Afterwards: the same on visits of the two weeks after.",
        run: practices::badges,
    },
    Experiment {
        key: packets::PACKETS,
        patterns: "P27",
        presets: WECHAT,
        runs: 2,
        settings: "50 founders, 8 joiners a day into a group of 500; red packets of 20 every day until day 30, or none, the \
                   same people and luck. Retention: joiners of days 1 to 20 who look in 30 to 59 days after joining. The share that members \
                   send on is a parameter with the study's value (`operator.red_packets.sent_on`), so that part checks the \
                   mechanism and foretells nothing.",
        run: packets::run,
    },
    Experiment {
        key: collapse::COLLAPSE,
        patterns: "P28",
        presets: CHAT_AND_FORUM,
        runs: 2,
        settings: "60 founders, 6 joiners a day from outside and .02 a day for each visitor by word of mouth. Demand falls \
                   from 1 to 0.1 within 30 days up to day 730 and comes back within 30 days up to day 1,095. Who leaves \
                   first: of the members seen in the 30 days before the crisis, the number of ties of the first tenth of \
                   those who leave during it, relative to all others. Cascade: members with ties, during the crisis. Size: \
                   members who look in a day, mean of 56 days, eight years after the crisis, against the same run without it.",
        run: collapse::run,
    },
    Experiment {
        key: crowd::CROWD,
        patterns: "P16",
        presets: CHAT,
        runs: crowd::PER_DAY.len() as u32,
        settings: "300 founders and 8, 16, 32 or 64 joiners a day, 365 days; days from the 30th on by which 300 members or \
                   more have looked in within the last seven: they count as present, as clients stay connected. The model's clock is a day: each member's messages are spread over it independently, with 2.8 % of them in the \
                   busiest twenty minutes, which gives an upper limit of the expected number of distinct posters. The value \
                   is the largest over all days.",
        run: crowd::run,
    },
    Experiment {
        key: logs::SMALL,
        patterns: "P31",
        presets: CHAT_AND_FORUM,
        runs: logs::FEW.len() as u32,
        settings: "Three communities a replicate: with 5 founders and 0.25 joiners a day and with 10 and 0.5, small enough to have weeks \
                   in which hardly anybody writes, and with 30 and 1.5, which has weeks of more than fifty messages. A part is the \
                   mean over those of them in which it can be measured.",
        run: logs::small,
    },
    Experiment {
        key: readers::SERVER,
        patterns: "P35, P38–P41",
        presets: CHAT,
        runs: 1,
        settings: "300 founders, 4 joiners a day, 1,095 days of which the first 365 are left out: a server of two thousand \
                   members and more. Arrivals, and with them members' own demand, have better and worse times, as those servers \
                   had terms, holidays and a pandemic (`demand.wander`: level_step 0.08, the least of eight archives, noise 0.1). What its own analytics would show: who looks in, who writes, who joins, leaves openly \
                   or mutes; spammers not counted.",
        run: readers::server,
    },
    Experiment {
        key: readers::FADING,
        patterns: "P36, P35 after a silent day",
        presets: CHAT,
        runs: 1,
        settings: "43 joiners a day on days 0 to 9 and 0.2 a day after them, 365 days. P36: those of the first ten days who \
                   looked in within a week. P35: readers on the days after 0 or 1 messages, relative to the four weeks around.",
        run: readers::fading,
    },
    Experiment {
        key: calls::CALLS,
        patterns: "P37",
        presets: CHAT,
        runs: 2,
        settings: "300 founders, 4 joiners a day; on days 400, 460 and 520 everybody is called on to look in, with an appeal of \
                   one half (assumed: the size of what a call brings follows from it, what is left of it does not), against \
                   the same lives without.",
        run: calls::run,
    },
];
