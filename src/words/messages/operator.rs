//! What strategies doubt, and what is wrong with the rules of a playbook.

super::messages! {
    // Days and segments.
    "\"{text}\" is no span of days", "\"{text}\" 不是天数区间";
    "nobody has been silent for \"{text}\": the span has no day", "没有人沉默 \"{text}\" 天：这个区间里没有一天";
    "write \"14 to 30\", or \"60\" for so many days and more", "请写成 \"14 to 30\"；\"60\" 表示至少这么多天";

    // Strategies.
    "a challenge of {n} days does not fit between day {from} and day {to}: nobody can complete it", "{n} 天的打卡排不进第 {from} 天到第 {to} 天：没有人能完成";
    "shorten `days`, or let it last longer with `to_day`", "请缩短 `days`，或把 `to_day` 往后放";
    "give it a later `on_day`", "请把 `on_day` 往后放";
    "the community is dissolved on its first day", "社群第一天就解散了";
    "`archetype` only counts with `who = \"archetype\"`", "只有写 `who = \"archetype\"` 时 `archetype` 才有用";
    "leave it out, or set `who = \"archetype\"`", "请去掉它，或写 `who = \"archetype\"`";
    "nobody goes: it is not said of which archetype", "没有人走：没说是哪一类成员";
    "set `archetype` to the name of one", "请把 `archetype` 写成某一类成员的名字";
    "helpers are looked after and give no hours", "志愿者有人照管，却不出工时";
    "set hours, for example to 0.5", "请设定 hours，例如 0.5";
    "an owner who gives no hours never looks in", "不花时间的群主从不露面";
    "set hours, for example to 1", "请设定 hours，例如 1";
    "nobody declines and nobody expects more: the pitch does nothing", "没有人因此不来，也没有人期待更多：这段介绍不起作用";
    "set choosy, for example to 0.5", "请设定 choosy，例如 0.5";
    "hours are spent and newcomers find nothing", "花了时间，新人却什么也看不到";
    "set worth and most above 0", "请把 worth 和 most 设为大于 0";
    "leave the offer out, or give it an `offer_appeal`", "请去掉优惠，或给它 `offer_appeal`";
    "nobody comes for the offer: `appeal` and `offer_appeal` are 0", "没有人为优惠而来：`appeal` 和 `offer_appeal` 都是 0";
    "give `audience.invitations` a probability, such as 0.1", "请给 `audience.invitations` 一个概率，例如 0.1";
    "nobody is rewarded: members of this scenario invite nobody", "没有人得到奖励：这个方案里的成员不邀请任何人";
    "give the room a capacity, or leave `when_full` at 0", "请给群设定容量，或让 `when_full` 保持 0";
    "no room is ever full here: none has a `capacity`", "这里没有哪个群会满：都没有 `capacity`";
    "rooms would be closed on day {to}, before the first opens on day {from}", "第 {to} 天就要关群，而第一个群第 {from} 天才开";
    "set to_day after from_day", "请让 to_day 晚于 from_day";
    "every sale loses money: it brings {price} and costs {cost} to deliver", "每卖一次都亏：收入 {price}，交付要花 {cost}";
    "raise `price` above `delivery`", "请让 `price` 高于 `delivery`";
    "make at least two `teams`, or none", "请至少分两个 `teams`，或者不分";
    "one camp has nobody to compete with", "只有一个阵营，没有对手";
    "nothing renews by itself that is paid once and for all", "一次付清、终身有效的费用谈不上自动续费";
    "nothing can be refunded of a fee that is paid once and for all", "一次付清、终身有效的费用没有可退的部分";
    "set renew_days, for example to 365", "请设定 renew_days，例如 365";

    // Rules.
    "`{path}` is a number, and \"{text}\" is no change of one", "`{path}` 是数字，而 \"{text}\" 不是对数字的改动";
    "write a number without quotes, or \"+5\", \"-5\", \"x1.5\"", "请写不加引号的数字，或 \"+5\"、\"-5\"、\"x1.5\"";
    "`{side}` of rule `{rule}` changes nothing", "规则 `{rule}` 的 `{side}` 什么也没改";
    "`{side}` of rule `{rule}` makes no valid `{kind}`", "按规则 `{rule}` 的 `{side}` 改过之后，`{kind}` 不成立";
    "write for example {example}", "例如 {example}";
    "in rule `{rule}`: {what}", "规则 `{rule}`：{what}";
    "its keys are {list}", "它的键有 {list}";
    "name two of them, such as `[operator.kol.guests]` and `[operator.kol.own]`, and switch from one to the other", "请起两个名字，如 `[operator.kol.guests]` 和 `[operator.kol.own]`，再从一个换到另一个";
    "rule `{rule}` changes `{path}`, and there is no such strategy", "规则 `{rule}` 改 `{path}`，但没有这种策略";
    "rule `{rule}` changes `{path}`, but this scenario has no such strategy", "规则 `{rule}` 改 `{path}`，但这个方案里没有这项策略";
    "rule `{rule}` changes `{path}`, which is no key", "规则 `{rule}` 改 `{path}`，但没有这个键";
    "rule `{rule}` changes `{path}`, which is settled before the first day", "规则 `{rule}` 改 `{path}`，但它在第一天之前就定下了";
    "rule `{rule}` changes whom `{kind}` brings in, which is settled before the first day", "规则 `{rule}` 改 `{kind}` 带进来的人，但这在第一天之前就定下了";
    "rules change `hours_per_day` and the keys of strategies", "规则能改 `hours_per_day` 和各项策略的键";
    "what can change here is {list}", "这里能改的有 {list}";
    "write `[operator.{first}]`; a rule with `on_day = 0` and `\"{second}\" = false` lets it wait", "请写 `[operator.{first}]`；用一条 `on_day = 0` 且 `\"{second}\" = false` 的规则让它先等着";
    "give it a `cooldown` or `at_most`, or watch something that members do", "请给它 `cooldown` 或 `at_most`，或改看成员做的事";
    "give one of them a limit on the other side, such as `above` beside `below`", "请给其中一条加上另一侧的界限，例如在 `below` 之外再写 `above`";
    "rule `{rule}` fires itself: it changes what `{metric}` counts", "规则 `{rule}` 会自己触发自己：它改的正是 `{metric}` 所数的";
    "rules `{one}` and `{other}` contradict each other: {meet}, and each gives `{path}` another value", "规则 `{one}` 与 `{other}` 相互矛盾：{meet}，而两条给 `{path}` 的值不同";
    "there are values of `{metric}` at which both hold", "`{metric}` 取某些值时两条都成立";
    "both come on day {day}", "两条都在第 {day} 天";
    "`{metric}` is what shows of it", "能看到的是 `{metric}`";
    "an operator sees {list}", "运营者看得到的有 {list}";
    "give it `below` or `above`, or both for a band", "请给它 `below` 或 `above`，两者都写就是一个区间";
    "give it `when = {example}`, or `on_day = 30`", "请给它 `when = {example}`，或 `on_day = 30`";
    "give it a `metric`, such as \"speakers_7d\"", "请给它 `metric`，例如 \"speakers_7d\"";
    "make two rules of it, one for the day and one for the condition", "请拆成两条规则，一条按日子，一条按条件";
    "nothing is above {above} and below {below}: rule `{rule}` never fires", "没有数既高于 {above} 又低于 {below}：规则 `{rule}` 永远不会触发";
    "raise `days`, or name an earlier day", "请增大 `days`，或写更早的一天";
    "rule `{rule}` does not say when", "规则 `{rule}` 没说什么时候";
    "rule `{rule}` has an `else`, but a day has no other side", "规则 `{rule}` 有 `else`，但日子没有另一面";
    "rule `{rule}` has both `when` and `on_day`", "规则 `{rule}` 既有 `when` 又有 `on_day`";
    "rule `{rule}` never comes: day {day} lies behind the last day, {last}", "规则 `{rule}` 等不到：第 {day} 天在最后一天（第 {last} 天）之后";
    "rule `{rule}` watches `{metric}`, which no operator sees: who reads and who has quit in silence leaves no trace", "规则 `{rule}` 看的是 `{metric}`，运营者看不到它：只看不说的人和默默离开的人不留痕迹";
    "rule `{rule}` watches `{metric}`, and there is no such thing to be seen", "规则 `{rule}` 看的是 `{metric}`，没有这样可看的东西";
    "the condition of rule `{rule}` does not say what it watches", "规则 `{rule}` 的条件没说看什么";
    "the condition of rule `{rule}` has no limit", "规则 `{rule}` 的条件没有界限";
    "with both, it holds between `above` and `below`", "两者都写时，在 `above` 与 `below` 之间成立";
    "write a second rule with a later `on_day`", "请另写一条 `on_day` 更晚的规则";

    // Keys of earlier versions.
    "no such key any more", "这个键已不再用";
    "`interactions.audience` is ignored: a larger audience keeps nobody from quitting any more; it has people write more", "`interactions.audience` 不再起作用：人多不再使人留下，只使人写得更多";
    "leave it out, or set `audience_volume`, how much more is written (0 to 1)", "请去掉它，或设定 `audience_volume`，即多写多少（0 到 1）";
    "`audience.founder_ties` is part of `audience.ties` now", "`audience.founder_ties` 已并入 `audience.ties`";
}
