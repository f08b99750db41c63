//! What members do to one another: how strongly each channel of the model acts.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How strongly each channel of the model acts. All are changes of log odds (of quitting or of
/// writing) or of the gap exponent per unit of the cause.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Interactions {
    /// All of them on (true) or off (false): off leaves the measured kernel alone.
    pub on: bool,
    /// Quit log odds added to every visit, so that an ordinary community keeps the kernel's quit law on average.
    #[schemars(range(min = -3.0, max = 3.0), extend("x-unit" = "log odds", "x-source" = "measured: set so that the preset meets the survival patterns with interactions on"))]
    pub balance: f64,
    /// Quit log odds per unit of satisfaction (gain over expectation, smoothed).
    #[schemars(range(min = -10.0, max = 0.0), extend("x-unit" = "log odds per unit of gain", "x-source" = "assumed"))]
    pub satisfaction: f64,
    /// Share of a lasting change of gain that expectation takes over: 1 means that every pleasure wears off entirely.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "share", "x-source" = "assumed: partial habituation"))]
    pub habituation: f64,
    /// Messages that make one half of the information a day can give (more exactly 1 − 1/e).
    #[schemars(range(min = 1.0, max = 10_000.0), extend("x-unit" = "messages of interest", "x-source" = "literature: Ren & Kraut 2014: 40"))]
    pub information_scale: f64,
    /// Cost of reading 40 messages at perfect signal to noise.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "gain per 40 messages", "x-source" = "literature: Ren & Kraut 2014: .05"))]
    pub reading_cost: f64,
    /// Quit log odds per unit of overload, ln(unread/capacity).
    #[schemars(range(min = 0.0, max = 0.8), extend("x-unit" = "log odds per unit of overload", "x-source" = "literature: .2 (.05 to .45), raids on live chats; presets .36 and .15: with these few talk at once in large chats, and forums do not suffer from threads one need not open"))]
    pub overload: f64,
    /// Quit log odds of a writer's early active days if answered against if not, fading with experience.
    #[schemars(range(min = -0.6, max = 0.0), extend("x-unit" = "log odds", "x-source" = "literature: −.35 (−.6 to −.15) from randomised acknowledgements; observed odds ratios (Joyce & Kraut 2006: 1.62) are associations"))]
    pub answered: f64,
    /// Quit log odds per reply per message, smoothed.
    #[schemars(range(min = -0.5, max = 0.0), extend("x-unit" = "log odds per reply a message", "x-source" = "assumed: small, for the rest of what answers do is in `answered` and in the gain of a visit; more would make answered newcomers return oftener than archives have it"))]
    pub recognition: f64,
    /// How much more is written before a larger audience: log messages per unit of ln(visitors/`expected_visitors`), visitors smoothed over `audience_days`. Nobody comes back or stays away for it.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "log messages per log visitors", "x-source" = "literature: .35 (0 to .8), Zhang & Zhu 2011; those who write come back whatever the volume (twelve archives)"))]
    pub audience_volume: f64,
    /// How often is written follows the audience and the talk so much as strongly as how much is written.
    #[schemars(range(min = 0.0, max = 2.0), extend("x-unit" = "factor", "x-source" = "assumed"))]
    pub audience_often: f64,
    /// Days over which the impression of the size of the audience is formed.
    #[schemars(range(min = 1.0, max = 365.0), extend("x-unit" = "days", "x-source" = "assumed: two weeks; a silent week changes little for those who write"))]
    pub audience_days: f64,
    /// Days over which people get used to how many are around and how much is said.
    #[schemars(range(min = 1.0, max = 1000.0), extend("x-unit" = "days", "x-source" = "assumed: two months"))]
    pub custom_days: f64,
    /// Weight of the newest day in the impression of how lively the room is of late.
    #[schemars(range(min = 0.01, max = 1.0), extend("x-unit" = "share", "x-source" = "assumed: three days"))]
    pub impression: f64,
    /// Quit log odds of a newcomer who finds that nobody else has written since the last visit. It wanes as they settle in: for those who have, silence of a few weeks costs nothing.
    #[schemars(range(min = 0.0, max = 3.0), extend("x-unit" = "log odds", "x-source" = "measured: newcomers return at +.22 (0 to +.6) log odds per log poster-day of the week after joining, eighteen communities; carried on to nobody at all, where they stay two fifths as often"))]
    pub quiet: f64,
    /// Days of writing by others since the last visit that leave half of it.
    #[schemars(range(min = 0.1, max = 1000.0), extend("x-unit" = "writers", "x-source" = "assumed: the slope over ordinary weeks is then about a fifth, as measured"))]
    pub quiet_writers: f64,
    /// Visits that had something to offer (talk, content, an answer) after which a newcomer is half settled in.
    #[schemars(range(min = 0.1, max = 1000.0), extend("x-unit" = "visits", "x-source" = "literature: the first reply matters for about 5 active days"))]
    pub settling: f64,
    /// Quit log odds for the share of one's own ties that quit since the last visit.
    #[schemars(range(min = 0.0, max = 3.5), extend("x-unit" = "log odds per share of ties", "x-source" = "literature: .5 (.1 to 1.6), instrumented telecom data: about .06 a friend; not identifiable in logs"))]
    pub ties_lost: f64,
    /// Quit log odds of a newcomer after having a message removed or being warned.
    #[schemars(range(min = 0.0, max = 1.2), extend("x-unit" = "log odds", "x-source" = "literature: .45 (.15 to .8), about −15 % a revert on staying a month; Halfaker 2013"))]
    pub rejection: f64,
    /// The same for members of long standing; between the two it fades with active days.
    #[schemars(range(min = 0.0, max = 1.2), extend("x-unit" = "log odds", "x-source" = "literature: a revert costs newcomers .45, veterans .12 (0 to .35)"))]
    pub rejection_veteran: f64,
    /// Share of their recognition that somebody who is corrected loses, and with it some of the wish to write.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "share of recognition", "x-source" = "assumed"))]
    pub rejection_recognition: f64,
    /// What is left of the sting of a correction that is explained.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "factor", "x-source" = "literature: .6 (.3 to 1); Jhaver 2019"))]
    pub explained: f64,
    /// Quit log odds per unit of conflict seen by bystanders.
    #[schemars(range(min = 0.0, max = 2.0), extend("x-unit" = "log odds per unit of conflict", "x-source" = "literature: .15 (−.1 to .5) for bystanders; exits were not measured"))]
    pub hostility: f64,
    /// Quit log odds of somebody who is attacked in a quarrel: one writer a day for each unit of conflict.
    #[schemars(range(min = 0.0, max = 3.0), extend("x-unit" = "log odds", "x-source" = "literature: .6 (.2 to 1.2), members of attacked communities less active for long"))]
    pub attacked: f64,
    /// Quit log odds for a screen full of advertisements (share of messages that are ads).
    #[schemars(range(min = 0.0, max = 5.0), extend("x-unit" = "log odds per share of ads", "x-source" = "literature: 1.5 (.3 to 4), radio experiment; a social feed showed none"))]
    pub ads: f64,
    /// Quit log odds per unit by which the log of demand has fallen below ordinary.
    #[schemars(range(min = 0.0, max = 3.0), extend("x-unit" = "log odds per log demand", "x-source" = "literature: .9 (.5 to 1.5)"))]
    pub need_over: f64,
    /// Exponent by which gaps between visits shorten per unit of log demand: who needs it more looks in more often.
    #[schemars(range(min = 0.0, max = 2.0), extend("x-unit" = "exponent per log demand", "x-source" = "assumed"))]
    pub need_visits: f64,
    /// How far members' own demand goes with wandering arrivals (`demand.wander`): what brings people in keeps them, too. Change of its log for each unit that the log of arrivals is off its mean of the last two years.
    #[schemars(range(min = 0.0, max = 2.0), extend("x-unit" = "elasticity", "x-source" = "assumed: in archives regulars of 50 to 200 active days go at .10 to .25 a year where newcomers keep coming, at .16 to .42 where they dwindle; bounded by how a newcomer's return goes with what others do that week (.22, 0 to .6, per ln, eighteen communities)"))]
    pub need_shared: f64,
    /// How far full identity (long tenure, much taking part) damps every reason to leave.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "share", "x-source" = "literature: .35 (.1 to .7), experiments with group identity"))]
    pub identity: f64,
    /// Quit log odds of somebody who has just paid a very high cost c at the gate: it grows as c/(1 + c), and fades with `sunk_cost_days`.
    #[schemars(range(min = -2.0, max = 0.1), extend("x-unit" = "log odds", "x-source" = "literature: −.05 (−.2 to +.05); a two-stage price experiment found screening and no sunk cost"))]
    pub sunk_cost: f64,
    /// Days over which the cost paid at the gate loses all but 1/e of its hold.
    #[schemars(range(min = 1.0, max = 1000.0), extend("x-unit" = "days", "x-source" = "assumed"))]
    pub sunk_cost_days: f64,
    /// Log odds of writing per reply a message above the ordinary.
    #[schemars(range(min = 0.0, max = 3.0), extend("x-unit" = "log odds", "x-source" = "assumed"))]
    pub writing_recognition: f64,
    /// Log odds of writing per unit of satisfaction.
    #[schemars(range(min = 0.0, max = 10.0), extend("x-unit" = "log odds per unit of gain", "x-source" = "assumed"))]
    pub writing_satisfaction: f64,
    /// Log odds of writing for a full prospect of reward, for a member who needs nothing else.
    #[schemars(range(min = 0.0, max = 10.0), extend("x-unit" = "log odds", "x-source" = "literature: those within reach who respond, .5 (.1 to 1) with a fifth of their wishes for gain"))]
    pub writing_reward: f64,
    /// How much more is written on a day of writing for a full prospect of reward, by a member who needs nothing else.
    #[schemars(range(min = 0.0, max = 6.0), extend("x-unit" = "log messages", "x-source" = "literature: messages +.35 (± .12) on the log scale within five active days of a threshold for the one in five who respond, with a fifth of their wishes for gain and .7 of a full prospect; that it is written on the same days is assumed"))]
    pub amount_reward: f64,
    /// Log odds of writing that are lost once a prize has been seen to be out of reach.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "log odds", "x-source" = "literature: .08 (−.04 to .2), most contestants take more rivals badly"))]
    pub writing_out_of_reach: f64,
    /// Log odds of writing for somebody who has been asked for a message on this visit: to say who they are, to hand in a task, to join in a game.
    #[schemars(range(min = 0.0, max = 2.0), extend("x-unit" = "log odds", "x-source" = "literature: newcomers asked to write a first time, .53 (± .32); self-introductions +.3 (0 to .8)"))]
    pub writing_prompted: f64,
    /// How much less is written by somebody who has lost all ties: log messages; half as much off the wish to write.
    #[schemars(range(min = 0.0, max = 3.0), extend("x-unit" = "log messages per share of ties", "x-source" = "literature: when a star goes the others write 15 % less rather than leave; with a star a third of one's ties, .5"))]
    pub writing_ties_lost: f64,
    /// Share of that which is gone at the next visit.
    #[schemars(range(min = 0.01, max = 1.0), extend("x-unit" = "share a visit", "x-source" = "assumed: some ten visits"))]
    pub missing_weight: f64,
    /// Share of people who care much for material gain.
    #[schemars(range(min = 0.01, max = 1.0), extend("x-unit" = "share of people", "x-source" = "literature: a fifth responds to prizes, badges and gifts, four fifths hardly"))]
    pub keen_share: f64,
    /// How much the others care for gain, relative to the mean.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "factor", "x-source" = "assumed: near 0"))]
    pub keen_rest: f64,
    /// Attention that the messages of a home-grown opinion leader draw on top of their own.
    #[schemars(range(min = 1.0, max = 10.0), extend("x-unit" = "factor", "x-source" = "assumed: as much again as a core member over a regular"))]
    pub leader_attention: f64,
    /// Days of absence after which the readiness to notice a call has fallen to 1/e.
    #[schemars(range(min = 1.0, max = 1000.0), extend("x-unit" = "days", "x-source" = "assumed"))]
    pub call_memory: f64,
    /// Calls within a week at which half of the readiness to notice one is gone.
    #[schemars(range(min = 0.1, max = 100.0), extend("x-unit" = "calls a week", "x-source" = "literature: divide by 1 + calls of the week/3"))]
    pub call_fatigue: f64,
    /// Log of the readiness to notice a call, per unit of gain by which earlier called visits were above or below expectation.
    #[schemars(range(min = 0.0, max = 10.0), extend("x-unit" = "log readiness per unit of gain", "x-source" = "assumed"))]
    pub call_lesson: f64,
    /// Probability of muting the room at a visit, for each call since the visit before.
    #[schemars(range(min = 0.0, max = 0.1), extend("x-unit" = "probability a call", "x-source" = "literature: .005 (.001 to .02)"))]
    pub call_mute: f64,
    /// Quit log odds per unit of ln(1 + calls a week/`call_fatigue`), calls counted since the visit before.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "log odds per log calls", "x-source" = "literature: .15 (0 to .55) for one contact unasked for; calls here are asked for in part"))]
    pub call_annoyance: f64,
    /// Probability that somebody whom a call to all has brought looks in once more on the next day: to see what became of it.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "probability", "x-source" = "measured: of the visitors beyond the usual on seventeen days of two servers on which visits jump .35 (.05 to .6) are left on the next day, and hardly any two weeks later"))]
    pub call_echo: f64,
    /// How strongly answers go to those one already has ties with: β in 1 + β·w².
    #[schemars(range(min = 0.0, max = 11.0), extend("x-unit" = "–", "x-source" = "literature: Cottica 2017: 1 to 11"))]
    pub tie_preference: f64,
    /// Days over which a tie without new answers loses all but 1/e of its strength.
    #[schemars(range(min = 1.0, max = 1000.0), extend("x-unit" = "days", "x-source" = "literature: Cottica 2017"))]
    pub tie_days: f64,
    /// Share of messages answered when there is one message for each reader.
    #[schemars(range(min = 0.0, max = 0.99), extend("x-unit" = "share of messages", "x-source" = "measured: forums .80 to .92, Usenet-like .55 to .70"))]
    pub answer_share: f64,
    /// Attention that a member's messages draw on their first day of writing, relative to later ones: a first message often opens a thread or asks a question.
    #[schemars(range(min = 0.1, max = 10.0), extend("x-unit" = "factor", "x-source" = "measured: first days are answered as often as later ones although less is written on them"))]
    pub first_attention: f64,
    /// Talk begets talk: how much the log of a writer's number of messages follows the log of the room's pace against what is usual there.
    #[schemars(range(min = 0.0, max = 0.6), extend("x-unit" = "elasticity", "x-source" = "measured: elasticity to what the others write on the same day, chats .29 to .34, forums .16 to .23, which shared occasions raise"))]
    pub conversation: f64,
    /// Weight of the newest visit in satisfaction, for those who have settled in; a first visit counts in full.
    #[schemars(range(min = 0.01, max = 1.0), extend("x-unit" = "share", "x-source" = "assumed"))]
    pub satisfaction_weight: f64,
    /// Weight of the newest visit in what has become usual.
    #[schemars(range(min = 0.01, max = 1.0), extend("x-unit" = "share", "x-source" = "assumed"))]
    pub usual_weight: f64,
    /// Weight of the newest writing day in recognition.
    #[schemars(range(min = 0.01, max = 1.0), extend("x-unit" = "share", "x-source" = "assumed"))]
    pub recognition_weight: f64,
    /// Recognition counts up to this multiple of the ordinary.
    #[schemars(range(min = 1.0, max = 100.0), extend("x-unit" = "factor", "x-source" = "assumed"))]
    pub most_recognition: f64,
    /// Company that one tie of the strength of one answer is.
    #[schemars(range(min = 0.0, max = 10.0), extend("x-unit" = "company", "x-source" = "assumed"))]
    pub company_ties: f64,
    /// Company that one message of small talk is.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "company", "x-source" = "assumed"))]
    pub company_talk: f64,
    /// Company that being taken care of by the operator is.
    #[schemars(range(min = 0.0, max = 10.0), extend("x-unit" = "company", "x-source" = "assumed"))]
    pub company_care: f64,
    /// Share of the information there could be that somebody has found who is told where to look.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "share", "x-source" = "assumed: half"))]
    pub told: f64,
    /// The most that reading can cost, as a share of the best imaginable visit.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "gain", "x-source" = "assumed"))]
    pub most_reading_cost: f64,
    /// Messages beyond this many times their capacity are scrolled past.
    #[schemars(range(min = 1.0, max = 1000.0), extend("x-unit" = "factor", "x-source" = "assumed"))]
    pub scroll: f64,
    /// Log messages that a unit of overload takes off what is written, relative to what it adds to the quit odds; half as much off the wish to write.
    #[schemars(range(min = 0.0, max = 10.0), extend("x-unit" = "factor", "x-source" = "literature: those who are overloaded write less and simpler, Jones, Ravid & Rafaeli 2004; value assumed"))]
    pub overload_writing: f64,
    /// Days after joining in which a newcomer may mute the room.
    #[schemars(range(min = 0.0, max = 365.0), extend("x-unit" = "days", "x-source" = "literature: practitioners: half a day to two days"))]
    pub mute_days: f64,
    /// Log odds of muting per unit of overload.
    #[schemars(range(min = 0.0, max = 10.0), extend("x-unit" = "log odds per unit of overload", "x-source" = "assumed: a room ten times as loud as one can follow is muted by three in five"))]
    pub mute_overload: f64,
    /// Log odds of muting that a unit of gain above the promise takes away.
    #[schemars(range(min = 0.0, max = 20.0), extend("x-unit" = "log odds per unit of gain", "x-source" = "assumed"))]
    pub mute_gain: f64,
    /// What is left of overload for those who have muted the room: they still find the backlog.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "factor", "x-source" = "assumed"))]
    pub muted_overload: f64,
    /// Exponent by which gaps between visits shorten per unit of satisfaction.
    #[schemars(range(min = 0.0, max = 3.0), extend("x-unit" = "exponent per unit of gain", "x-source" = "assumed"))]
    pub gap_satisfaction: f64,
    /// Exponent by which they lengthen per unit of overload.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "exponent per unit of overload", "x-source" = "assumed"))]
    pub gap_overload: f64,
    /// Weight of the newest called visit in what calls are known to be worth.
    #[schemars(range(min = 0.01, max = 1.0), extend("x-unit" = "share", "x-source" = "assumed"))]
    pub call_weight: f64,
    /// Active days after which half of what being answered or corrected does to a newcomer is gone.
    #[schemars(range(min = 0.1, max = 1000.0), extend("x-unit" = "active days", "x-source" = "literature: fades over some 5 active days"))]
    pub answered_days: f64,
    /// Share of its heat that a quarrel loses in a day without anybody settling it.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "share a day", "x-source" = "assumed"))]
    pub cooling: f64,
    /// Share of the information said in chat rooms that is carried over into a quiet room.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "share", "x-source" = "assumed"))]
    pub carried_over: f64,
    /// Novices who ask on a day, for each expert who writes, whom experts answer and do not mind. A newcomer who writes and whom the subject suits with fit f is 1 − f of a novice, less with every active day.
    #[schemars(range(min = 0.01, max = 1000.0), extend("x-unit" = "novices a day for each expert", "x-source" = "assumed: several times what communities have whose newcomers fit"))]
    pub bearable_novices: f64,
    /// Quit log odds of an expert per unit by which the log of that load is above the bearable.
    #[schemars(range(min = 0.0, max = 1.5), extend("x-unit" = "log odds per log load", "x-source" = "assumed: .15 (0 to .45); no causal estimate is known, answers lag behind questions at an elasticity of .6 (.3 to .9)"))]
    pub worn_out: f64,
    /// Log odds of writing that the same takes from an expert.
    #[schemars(range(min = 0.0, max = 3.0), extend("x-unit" = "log odds per log load", "x-source" = "assumed: .3 (0 to .7)"))]
    pub writing_worn_out: f64,
}

impl Default for Interactions {
    fn default() -> Self {
        Self {
            on: true,
            balance: 0.0,
            satisfaction: -1.5,
            habituation: 0.6,
            information_scale: 40.0,
            reading_cost: 0.05,
            overload: 0.3,
            answered: -0.35,
            recognition: -0.1,
            audience_volume: 0.3,
            audience_often: 0.5,
            audience_days: 14.0,
            custom_days: 60.0,
            impression: 0.3,
            quiet: 2.0,
            quiet_writers: 2.0,
            settling: 5.0,
            ties_lost: 0.5,
            rejection: 0.45,
            rejection_veteran: 0.12,
            rejection_recognition: 0.5,
            explained: 0.6,
            hostility: 0.15,
            attacked: 0.6,
            ads: 1.5,
            need_over: 0.9,
            need_visits: 0.3,
            need_shared: 1.0,
            identity: 0.35,
            sunk_cost: -0.05,
            sunk_cost_days: 60.0,
            writing_recognition: 0.2,
            writing_satisfaction: 1.0,
            writing_reward: 4.0,
            amount_reward: 2.75,
            writing_out_of_reach: 0.08,
            writing_prompted: 0.4,
            writing_ties_lost: 0.5,
            missing_weight: 0.1,
            keen_share: 0.2,
            keen_rest: 0.2,
            leader_attention: 1.6,
            call_memory: 30.0,
            call_fatigue: 3.0,
            call_lesson: 2.0,
            call_mute: 0.005,
            call_annoyance: 0.1,
            call_echo: 0.35,
            tie_preference: 3.0,
            tie_days: 45.0,
            answer_share: 0.75,
            first_attention: 1.5,
            conversation: 0.25,
            satisfaction_weight: 0.2,
            usual_weight: 0.1,
            recognition_weight: 0.3,
            most_recognition: 2.0,
            company_ties: 0.3,
            company_talk: 0.01,
            company_care: 0.5,
            told: 0.5,
            most_reading_cost: 0.3,
            scroll: 3.0,
            overload_writing: 1.0,
            mute_days: 2.0,
            mute_overload: 0.6,
            mute_gain: 3.0,
            muted_overload: 0.3,
            gap_satisfaction: 0.3,
            gap_overload: 0.05,
            call_weight: 0.3,
            answered_days: 5.0,
            cooling: 0.4,
            carried_over: 0.3,
            bearable_novices: 0.5,
            worn_out: 0.15,
            writing_worn_out: 0.3,
        }
    }
}
