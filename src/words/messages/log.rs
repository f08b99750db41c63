//! What is wrong with a log, what was left out of it, and what would be right.

super::messages! {
    // Around a problem.
    "failed to understand {path}", "读不懂 {path}";
    "{count} files cannot be read", "{count} 个文件读不了";
    "line {line}: {what}", "第 {line} 行：{what}";
    "{what} (hint: {help})", "{what}（提示：{help}）";
    "and {n} more", "另有 {n} 处";

    // How an estimate was found, and what none can be found of.
    "maximum likelihood", "最大似然";
    "maximum likelihood, followed for 60 days", "最大似然，跟踪 60 天";
    "likelihood and prior: the log says little of it", "似然与先验：记录里看不大出来";
    "no weekly rhythm is seen: all alike", "没有看出一周的节律：各天一样";
    "counted by weekday, what moves on told from what is planned", "按星期几计数，并分出打算来的与顺延的";
    "the busiest weekday, to which the others are held", "最热闹的一天，其他各天与它相比";
    "the mean that was seen", "见到的平均值";
    "likelihood and prior: hardly told apart from k0", "似然与先验：与 k0 几乎分不开";
    "state-space model", "状态空间模型";
    "logistic regression", "逻辑回归";
    "counted", "直接计数";
    "share of early active days answered", "早期活跃日中得到回复的比例";
    "interactions.answered (association)", "interactions.answered（相关，不一定是因果）";
    "demand.weekday, day {n} of the log and every 7th after", "demand.weekday：记录的第 {n} 天及其后每隔 7 天";

    // Columns and rows.
    "no column `{name}`", "没有列 `{name}`";
    "the header has {names}", "表头有 {names}";
    "did you mean `{name}` by `{column}`?", "`{column}` 是不是想写 `{name}`？";
    "column `{name}` comes twice", "列 `{name}` 出现两次";
    "keep one of them", "请留一个";
    "unknown column `{column}`", "不认识列 `{column}`";
    "no rows under the header", "表头下面没有数据";
    "the file is empty", "文件是空的";
    "it needs a header and rows", "要有表头和数据行";
    "{n} fields, but the header has {m}", "有 {n} 个字段，而表头有 {m} 个";
    "is empty", "为空";
    "`{cell}` is not a whole number", "`{cell}` 不是整数";
    "`{cell}` is negative", "`{cell}` 是负数";
    "`{cell}` is too large", "`{cell}` 太大";
    "`{cell}` is not a day", "`{cell}` 不是日子";
    "`{cell}` is not a time", "`{cell}` 不是时间";
    "`{cell}` is a time without a day", "`{cell}` 是没有日期的时间";
    "`{cell}` is too far from day 0", "`{cell}` 离第 0 天太远";
    "`{cell}` is more than a hundred years after {first}", "`{cell}` 比 {first} 晚一百多年";
    "`{cell}` comes after a later day", "`{cell}` 排在更晚的日子之后";
    "`{cell}` among days written another way", "`{cell}` 与其他日子的写法不同";
    "the same member and day `{cell}` for the second time", "同一成员在同一天 `{cell}` 出现两次";
    "`{cell}` after `{first}`", "`{first}` 之后又有 `{cell}`";
    "give each community a file of its own", "请给每个社群各一个文件";
    "sort the rows by day", "请按日子排序";
    "add the rows of a member's day up", "请把同一成员同一天的几行加在一起";
    "write whole numbers from the start of the log, or dates such as 2024-01-05", "请写从日志开始算起的整数，或 2024-01-05 这样的日期";
    "write all days as numbers or all as dates", "请把日子全部写成数字，或全部写成日期";
    "day 0 is the first day of the log", "第 0 天是日志的首日";
    "count days from the start of the log, or write dates", "请从日志开始数天数，或写日期";
    "check the year", "请核对年份";
    "write 0 where there is none, or drop the column where it is not known", "没有就写 0；不知道就去掉这一列";
    "write it such as 2024-01-05T13:02:11+08:00, 2024-01-05 13:02:11, 2024/1/5 13:02, 5 Jan 2024 1:02 PM or in Unix seconds", "请写成 2024-01-05T13:02:11+08:00、2024-01-05 13:02:11、2024/1/5 13:02、5 Jan 2024 1:02 PM，或 Unix 秒数";

    "histories of {n} days are cut short: the bands hold for {least} days or more", "{n} 天的历史被截短了：范围适用于 {least} 天及以上";

    // Files.
    "the name ends in .gz, but this is not gzip", "名称以 .gz 结尾，内容却不是 gzip";
    "drop .gz from the name if the file is plain text", "若是纯文本，请去掉名称里的 .gz";
    "the gzip file is damaged: {error}", "gzip 文件已损坏：{error}";
    "the Parquet file is damaged: {error}", "Parquet 文件已损坏：{error}";
    "the Parquet file is damaged from this row on: {error}", "Parquet 文件从这一行起已损坏：{error}";
    "the spreadsheet is damaged: {error}", "电子表格已损坏：{error}";
    "the {what} is damaged: {error}", "{what} 已损坏：{error}";
    "the row cannot be read: {error}", "这一行读不了：{error}";
    "it cannot be read to its end: {error}", "没法读到末尾：{error}";
    "was it copied whole?", "复制完整了吗？";
    "it is neither a file nor a folder", "既不是文件，也不是文件夹";
    "it unpacks to more than {size}", "解压后超过 {size}";
    "unpack it yourself, and give the folder", "请自行解压，再给文件夹";
    "it is too large to be read whole: {size} is free{more}; save it as CSV, which is read piece by piece", "太大，没法整个读入：可用 {size}{more}；请另存为 CSV，可以一段一段读";
    "it holds more than fits into memory: {taken} are taken, and {free} is free{more}", "内容超出内存：已用 {taken}，可用 {free}{more}";
    "give a part of it, such as the last two years, or {what}", "请只给一部分，例如最近两年，或 {what}";
    "save it again, or save the messages as CSV", "请重新保存，或把消息另存为 CSV";
    "open it and save it again, or save it as CSV", "请打开后重新保存，或另存为 CSV";
    "no sheet has a header with a time and an author", "没有一张工作表的表头含有时间与作者";
    "name the columns `timestamp` and `author` in the first row", "请在第一行把列命名为 `timestamp` 与 `author`";
    "no column of the {what}", "没有{what}所需的列";
    "table of messages", "消息表";
    "table of members and days", "成员与日子表";
    "not a message: {error}", "不是消息：{error}";
    "every line should hold one JSON object as the platform wrote it", "每一行应是平台写出的一个 JSON 对象";
    "not as the platform writes it: {error}", "与平台的写法不同：{error}";
    "was the export cut off or edited? export it again", "导出是不是中断过或改过？请重新导出";
    "this is {what}, which is not read", "这是{what}，读不了";
    "a web page", "网页";
    "a rar archive", "rar 压缩包";
    "a 7z archive", "7z 压缩包";
    "a PDF", "PDF 文件";
    "a database", "数据库";
    "a QQ archive", "QQ 存档";
    "an encrypted WhatsApp backup", "加密的 WhatsApp 备份";
    "unpack it first", "请先解压";
    "export the messages as text, CSV or JSON", "请把消息导出为文本、CSV 或 JSON";
    "export as .txt in the manager of messages", "请在消息管理器里导出为 .txt";
    "open the chat and choose Export chat, without media", "请打开聊天，选“导出聊天记录”，不含媒体";
    "name the file after its day, such as channel.2022-01-03.log, or keep lines such as `--- Day changed Tue Jan 04 2022`", "请用日期命名文件，如 channel.2022-01-03.log，或保留 `--- Day changed Tue Jan 04 2022` 这样的行";
    "no file in it holds messages that can be read", "里面没有能读出消息的文件";
    "see docs/logs.md for the exports that are read", "能读的导出格式见 docs/logs.md";
    "a table of members and days among several files", "多个文件里有一张成员与日子表";
    "give it alone: numbers of members mean nothing outside their own table", "请单独给它：成员编号出了自己的表就没有意义";
    "no message of a member", "没有成员的消息";
    "the messages run from {first} to {last}", "消息从 {first} 到 {last}";
    "a log is at most a hundred years long; look for a wrong time stamp", "日志最长一百年；请找出写错的时间";
    "`{date}` could be several days: {days}", "`{date}` 可以是好几天：{days}";
    "no order of day, month and year fits all lines", "没有一种年月日的次序适合所有行";
    "say which with --day-order day-month-year, month-day-year or year-month-day, or write 2024-01-05", "请用 --day-order day-month-year、month-day-year 或 year-month-day 说明，或写 2024-01-05";
}
