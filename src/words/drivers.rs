//! What drives the outcome of a run, in sentences.

use super::Text;

/// Before all others.
pub const HEADING: Text = Text::new("what drives it:", "影响结果的主要因素：");
/// Who was there at the start.
pub const FOUNDERS: Text = Text::new("{n} {n:person|people} at the start", "开始时有 {n} 人");
/// A channel that the scenario names.
pub const CHANNEL: Text = Text::new(
    "'{name}' brings {a_day} applicants a day; {applied} applied, {joined} joined, {stayed} on the list at the end",
    "渠道「{name}」每天带来 {a_day} 名申请人；共 {applied} 人申请，{joined} 人加入，期末 {stayed} 人仍在名单上",
);
/// A channel that is there because no other is given.
pub const BY_DEFAULT: Text = Text::new(
    "'{name}' brings {a_day} applicants a day by default, for the scenario names no channel; {applied} applied, \
     {joined} joined, {stayed} on the list at the end",
    "方案没有写渠道，默认由「{name}」每天带来 {a_day} 名申请人；共 {applied} 人申请，{joined} 人加入，期末 {stayed} 人仍在名单上",
);
/// Word of mouth and invitations.
pub const WORD_OF_MOUTH: Text = Text::new(
    "word of mouth and invitations: {applied} applied, {joined} joined, {stayed} on the list at the end",
    "口碑与邀请：共 {applied} 人申请，{joined} 人加入，期末 {stayed} 人仍在名单上",
);
/// Nobody comes.
pub const NOBODY_COMES: Text =
    Text::new("nobody comes: no channel brings people", "没有渠道带人来");
/// Rooms that were full.
pub const FULL: Text = Text::new(
    "rooms full from day {day} on average, in {share}% of runs; {turned_away} {turned_away:person|people} turned away",
    "{share}% 的模拟中群会满员，平均从第 {day} 天起；共 {turned_away} 人因满员被拒",
);
/// Applicants kept out.
pub const REJECTED: Text = Text::new(
    "the gate kept {n} {n:applicant|applicants} out",
    "门槛挡住了 {n} 名申请人",
);
/// Spammers.
pub const SPAM: Text = Text::new(
    "{n} {n:spammer|spammers} came in and wrote {share}% of all messages; {n:it counts|they count} as nobody's activity",
    "进来 {n} 个广告党，写了全部消息的 {share}%；不计入任何成员指标",
);
/// Hours.
pub const HOURS: Text = Text::new(
    "the operator worked {used} of {there} hours a day",
    "运营者每天 {there} 小时中用了 {used} 小时",
);
/// Hours that are too few.
pub const HOURS_SHORT: Text = Text::new(
    "the operator worked {used} of {there} hours a day; on {share}% of the days there was no time for some of the work, which \
     asks for {asked} hours a day or more",
    "运营者每天 {there} 小时中用了 {used} 小时；{share}% 的日子有活做不完，活儿每天至少要 {asked} 小时",
);
/// Founders who pay nothing.
pub const FREE: Text = Text::new(
    "the {n} at the start {n:pays|pay} nothing; only those who join later do",
    "开始时的 {n} 人不缴费，只有后来加入的人缴费",
);
/// What drives the cells of a sweep, from the least to the most of them.
pub const ACROSS_CELLS: Text = Text::new(
    "what drives it, over the cells: {drivers}",
    "影响结果的主要因素（各单元之间）：{drivers}",
);
/// All of it in a line, of one strategy among several.
pub const IN_SHORT: Text = Text::new(
    "{name}: {applied} applied, {joined} joined, {rejected} kept out, {turned_away} turned away; {spammers} {spammers:spammer|spammers}, \
     {spam}% of all messages; {hours} of {there} hours a day",
    "{name}：{applied} 人申请，{joined} 人加入，门槛挡住 {rejected} 人，{turned_away} 人因满员被拒；广告党 {spammers} 个，占全部消息的 \
     {spam}%；每天 {there} 小时中用了 {hours} 小时",
);
/// A channel that nobody wrote into the scenario, before anything is run.
pub const HIDDEN_CHANNEL: Text = Text::new(
    "'{name}' brings {a_day} applicants a day by default, for the scenario names no channel",
    "方案没有写渠道，默认由「{name}」每天带来 {a_day} 名申请人",
);
/// The one rule of death.
pub const DEATH: Text = Text::new(
    "dead means: {days} days in a row with fewer than {few} returning members and nothing written by members",
    "死群的判定：连续 {days} 天再次来访的成员不到 {few} 人、成员也没有任何发言",
);
