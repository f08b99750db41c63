//! Columns that the tables of single charts, of members with a history and of experiments with dials have to
//! themselves. `qun explain` keeps to the columns of results; a folder's `columns.csv` has these too.

use super::{Entry, Kind, Unit, entries};

const fn column(key: &'static str) -> Entry {
    Entry::new(Kind::Column, key)
}

entries! {
    /// Every such column.
    CHART_COLUMNS;
    X_PARAMETER = column("x_parameter")
        .name("Parameter across", "横轴参数")
        .meaning("Name of the parameter on the horizontal axis.", "横轴上的参数。");
    Y_PARAMETER = column("y_parameter")
        .name("Parameter upward", "纵轴参数")
        .meaning("Name of the parameter on the vertical axis.", "纵轴上的参数。");
    X = column("x")
        .name("Value across", "横轴取值")
        .meaning("Value of the parameter on the horizontal axis.", "横轴上参数的取值。");
    Y = column("y")
        .name("Value upward", "纵轴取值")
        .meaning("Value of the parameter on the vertical axis.", "纵轴上参数的取值。");
    GAIN = column("gain")
        .name("Gain", "提高")
        .meaning("How much better the strategy does in this world than what it is held against.", "在这种可能情形里，策略比对比方好多少。");
    STRATEGIES = column("strategies")
        .name("Strategies at work", "采用哪些策略")
        .meaning("Which of the two strategies are at work, or which sum of the means the row holds.", "两个策略采用了哪些，或该行是均值的哪种加总。");
    NAME = column("name")
        .name("Name", "名称")
        .meaning("Name of the row in the chart.", "该行在图中的名称。");
    HOURS = column("hours").unit(Unit::Hours)
        .name("Kind of hours", "哪种工时")
        .meaning("Which hours the row counts, or, of a dose, how many hours of work it takes more.", "该行是哪种工时；在剂量表中为多花的工时。");
    MEASURE = column("measure")
        .name("Measure", "量")
        .meaning("What is counted of the room.", "房间的哪个量。");
    ROOM = column("room")
        .name("Room", "房间")
        .meaning("Name of the room.", "房间的名称。");
    DIAL = column("dial")
        .name("Dial", "旋钮")
        .meaning("The setting of the strategy that is turned.", "策略中所调的参数。");
    COMMUNITY = column("community")
        .name("Community", "社群")
        .meaning("Which community it was tried in.", "在哪种社群里试的。");
    DOSE = column("dose")
        .name("Dose", "剂量")
        .meaning("How much of it: the value of the setting.", "用量，即参数的取值。");
    RATIO = column("ratio")
        .name("Ratio", "倍数")
        .meaning("How many times as many take part at the end as without it.", "期末参与人数是不采用时的多少倍。");
    FOUNDERS = column("founders").unit(Unit::Members)
        .name("Founders", "创始成员数")
        .meaning("Members on the first day.", "首日的成员数。");
    MONEY = column("money").unit(Unit::Money)
        .name("Money", "花费")
        .meaning("Money that it takes more.", "多花的钱。");
    SHARE_OF_WRITERS = column("share_of_writers").unit(Unit::Share)
        .name("Share of writers", "发言者占比")
        .meaning("Share of those who wrote, from those who wrote least on.", "发言者的占比，从写得最少的算起。");
    SHARE_OF_MESSAGES = column("share_of_messages").unit(Unit::Share)
        .name("Share of messages", "消息占比")
        .meaning("Share of all messages that these wrote together.", "这些人合写的消息占比。");
    MEMBER = column("member")
        .name("Member", "成员")
        .meaning("Number of the member, or the name in the log that the table was made of.", "成员编号；由日志得来的表中为日志里的名字。");
    MEMBER_ID = column("member_id")
        .name("Member of the log", "日志里的成员")
        .meaning("Who it was, as the log has it or as a number in its place.", "是谁：日志里的名字，或代替它的编号。");
    EVENTS = column("events")
        .name("Events", "事件数")
        .meaning("How many messages or visits the member left on the day.", "该成员当天留下的消息或来访数。");
    OTHER = column("other")
        .name("The other member", "另一名成员")
        .meaning("Number of the member at the other end of the tie.", "关系另一端的成员编号。");
    MEMBER_IS = column("member_is")
        .name("What the member is", "该成员的位置")
        .meaning("Whether the member belongs to the core, is a bridge between groups, or is tied to somebody.", "该成员属于核心（core）、是群体之间的桥（bridge），还是一般有来往（tied）。");
    OTHER_IS = column("other_is")
        .name("What the other is", "另一名的位置")
        .meaning("The same of the member at the other end.", "另一端成员的同一信息。");
    ANSWERS = column("answers")
        .name("Answers", "回复")
        .meaning("How strong the tie is: answers between the two, the older the less.", "关系强度：两人之间的回复，越早越轻。");
    OFF = column("off").unit(Unit::Day)
        .name("Day of leaving the list", "离开名单那天")
        .meaning("Day on which the member left the list; empty for those who are on it at the end.", "成员离开名单的那一天；期末仍在名单上的为空。");
    WROTE = column("wrote")
        .name("Wrote", "是否发言")
        .meaning("1 where the member wrote on the day, 0 where they only looked in.", "当天发言为 1，只看不说为 0。");
    FIRST_DAY = column("first_day").unit(Unit::Day)
        .name("First day", "首日")
        .meaning("First day: of a cohort, on which its members joined; of a member with a history, on which they were seen, below 0 for days before the forecast.",
            "首日：对同期群为开始加入的那天；对有历史的成员为首次出现的那天，负数为预测开始前。");
    LAST_DAY = column("last_day").unit(Unit::Day)
        .name("Last day", "末日")
        .meaning("Last day: of a cohort, on which its members joined; of a member with a history, on which they were seen.",
            "末日：对同期群为最后加入的那天；对有历史的成员为最后出现的那天。");
    ACTIVE_DAYS = column("active_days").unit(Unit::Days)
        .name("Days active so far", "此前活跃天数")
        .meaning("Days on which the member was seen so far.", "成员此前出现过的天数。");
    POSTS_PER_ACTIVE_DAY = column("posts_per_active_day")
        .name("Messages a day active", "每个活跃日的消息数")
        .meaning("Messages that the member writes on a day on which they are seen.", "成员在出现的日子里每天写的消息数。");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::columns::COLUMNS;

    #[test]
    fn no_column_stands_twice() {
        for (place, entry) in CHART_COLUMNS.iter().enumerate() {
            let mut others = COLUMNS.iter().chain(&CHART_COLUMNS[..place]);
            assert!(others.all(|it| it.key != entry.key), "{}", entry.key);
            assert!(entry.meaning.en.ends_with('.') && entry.meaning.zh.ends_with('。'));
        }
    }
}
