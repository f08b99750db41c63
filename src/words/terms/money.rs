//! Money.

use super::term;
use crate::words::entries;

entries! {
    /// Terms of money.
    TERMS;
    PROFIT = term("profit")
        .name("Profit", "利润")
        .meaning(
            "Revenue minus cost.",
            "收入减去成本。",
        );
    PAYING_RATE = term("paying_rate")
        .name("Paying rate", "付费率")
        .meaning(
            "Members who pay as a share of the members.",
            "付费人数占成员数的比例。",
        );
    RENEWAL_RATE = term("renewal_rate")
        .name("Renewal rate", "续费率")
        .meaning(
            "Of those whose fee falls due, the share that pays again.",
            "到期成员中再次付费的占比。",
        );
    ARPU = term("arpu")
        .name("Revenue per user (ARPU)", "每用户收入（ARPU）")
        .meaning(
            "Revenue divided by members, in a time.",
            "一段时间内的收入除以成员数。",
        )
        .also(&["每用户收入"]);
    LTV = term("ltv")
        .name("Lifetime value (LTV)", "用户终身价值（LTV）")
        .meaning(
            "What a member brings in from joining to going.",
            "一名成员从加入到离开带来的收入。",
        )
        .also(&["用户终身价值"]);
    CAC = term("cac")
        .name("Cost of a newcomer (CAC)", "获客成本（CAC）")
        .meaning(
            "What it costs to bring one newcomer.",
            "带来一名新成员的花费。",
        )
        .also(&["获客成本", "customer acquisition cost"]);
    ROI = term("roi")
        .name("Return on investment (ROI)", "投入产出比（ROI）")
        .meaning(
            "Profit divided by cost.",
            "利润除以成本。",
        )
        .also(&["投入产出比"]);
    COST_PER_ENGAGED = term("cost_per_engaged")
        .name("Cost per engaged member", "单个稳定参与成员成本")
        .meaning(
            "Cost divided by the members who keep taking part.",
            "成本除以稳定参与的成员数。",
        );
    CONVERSION_RATE = term("conversion_rate")
        .name("Conversion rate", "转化率")
        .meaning(
            "Share of those who could that do: join, pay, buy.",
            "有机会者当中真正加入、付费或购买的占比。",
        )
        .also(&["conversion"]);
    MONEY = term("money")
        .name("Money", "金额")
        .meaning(
            "Whatever currency the scenario is written in.",
            "方案采用什么货币，就是什么货币。",
        )
        .also(&["currency"]);
}
