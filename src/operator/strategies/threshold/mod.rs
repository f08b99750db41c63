//! Entry threshold (M6): what newcomers must do or pay to get in, and on what terms they stay.
//!
//! Three things under one table: the [`gate`] with its effort, the [`fee`] with who pays it, and the terms
//! of [`membership`] after which it is to be paid again.

pub mod fee;
pub mod gate;
pub mod membership;

pub use gate::Gate;

use crate::model::cause::Cause;
use crate::model::intervention::Applicant;
use crate::model::levers::Levers;
use crate::model::rules::Rules;
use crate::operator::schedule::{NO_DAY, days_as_set};
use crate::operator::segment::Segment;
use crate::operator::strategy::{Around, Doubt, Example, Removing, Series, Strategy};
use crate::random::Purpose;
use crate::words::{Text, Unit};
use crate::words::terms::operating;
use fee::Price;
use membership::Book;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A gate at the entrance.
///
/// An applicant with fit f passes a gate of effort c with probability exp(−φ·c/(.25 + f)). A fee p is
/// paid by (1 + p/`fee_scale`)^(−e) of those who expected one, with e = φ·`elasticity`·1.25/(.25 + f), and beyond a
/// hundred times the scale, which is beyond most people's means, by a share that also falls with the square of p;
/// of those who came for something free only `any_price` pays anything at all, and those are the ones
/// who would have stayed long (`screening`). So those who pass are better suited (selection), not held by
/// what they paid. Spammers are put off more easily. A fee of 0 does nothing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Threshold {
    /// Of whom it is asked, by archetype and channel; empty for all who apply. For the others the door is open.
    pub who: Segment,
    /// What is asked for.
    pub gate: Gate,
    /// Cost to the applicant; overrides the cost of the kind.
    #[schemars(range(min = 0.0, max = 20.0), extend("x-unit" = "effort", "x-source" = "assumed", "x-more" = "lowers: effort at the door keeps people out (Drenner, Sen & Terveen 2008)"))]
    pub cost: Option<f64>,
    /// Entry fee; with `renew_days`, to be paid again each period.
    #[schemars(range(min = 0.0, max = 1.0e6), extend("x-unit" = "money", "x-source" = "assumed", "x-more" = "lowers: any price keeps out nineteen in twenty of those who came for something free"))]
    pub fee: f64,
    /// The fee from which on dearer clearly means fewer: half of the elasticity is reached there.
    #[schemars(range(min = 0.01, max = 1.0e6), extend("x-unit" = "money", "x-source" = "assumed", "x-more" = "raises: the price that is felt moves up; assumed"))]
    pub fee_scale: f64,
    /// By how many per cent entrants fall for each per cent that a high fee rises.
    #[schemars(range(min = 0.0, max = 10.0), extend("x-unit" = "elasticity", "x-source" = "literature: 1.3 (.5 to 2.6), from sales of goods", "x-more" = "lowers: fewer buy what has a price the more the price counts (sales of goods)"))]
    pub elasticity: f64,
    /// Share of those who came for something free (`audience.channel.expects_price`) who pay any price at all.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "share of applicants", "x-source" = "literature: .05 (.01 to .2), free-to-paid 1 to 5 %, newsletters up to 10 %", "x-more" = "raises: more are left of those who met a first price (free to paid 1 to 5 %)"))]
    pub any_price: f64,
    /// How strongly paying for what was looked for free goes with staying: those who pay are as if they had already stayed for so many active days.
    #[schemars(range(min = 0.0, max = 100.0), extend("x-unit" = "active days", "x-source" = "literature: a site with an entry fee keeps about .70 for a year, free ones .10 to .28; prices screen out those who would use little", "x-more" = "raises: those who pass the price stay longer (a paid site keeps .7 of its entrants for a year)"))]
    pub screening: f64,
    /// Whether the founders pay the fee too, on the day from which the gate stands. They are never put off.
    pub founders_pay: bool,
    /// Log odds of paying again with ordinary satisfaction, no identity, and a fee of nothing.
    #[schemars(range(min = -5.0, max = 5.0), extend("x-unit" = "log odds", "x-source" = "literature: first yearly renewal .65 where a livelihood hangs on it, .35 for a hobby", "x-more" = "raises: more renew"))]
    pub renewal: f64,
    /// How these move with satisfaction.
    #[schemars(range(min = 0.0, max = 20.0), extend("x-unit" = "log odds per unit of gain", "x-source" = "assumed", "x-more" = "either: those who are content renew more, the others less; assumed"))]
    pub renewal_satisfaction: f64,
    /// How they move with identity, which is full after long tenure.
    #[schemars(range(min = 0.0, max = 10.0), extend("x-unit" = "log odds", "x-source" = "literature: later renewals +.8 (.4 to 1.2) over the first", "x-more" = "raises: those who belong renew more (later renewals +.8 over the first)"))]
    pub renewal_identity: f64,
    /// How they move with ln(1 + fee/`fee_scale`).
    #[schemars(range(min = -5.0, max = 0.0), extend("x-unit" = "log odds per log fee", "x-source" = "assumed", "x-more" = "raises: 0 is a price that nobody minds when it falls due; assumed"))]
    pub renewal_fee: f64,
    /// How they move for somebody who has not looked in for half a period.
    #[schemars(range(min = -10.0, max = 0.0), extend("x-unit" = "log odds", "x-source" = "assumed", "x-more" = "raises: those who have been away renew more; assumed"))]
    pub renewal_absent: f64,
    /// Days after which the fee falls due again; 0 for never. Who looks in then pays again with probability σ(`renewal` + `renewal_satisfaction`·S + `renewal_identity`·identity + `renewal_fee`·ln(1 + fee/`fee_scale`) + ln season, where below 1, + `renewal_absent` if away for half a period); whoever does not is removed.
    #[schemars(range(min = 0, max = 3650), extend("x-unit" = "days", "x-source" = "assumed", "x-more" = "either: 0 asks once and never again; the rarer a fee falls due, the fewer go over it"))]
    pub renew_days: u16,
    /// Share of those whose fee falls due with whom it is paid again without a decision, wherever they are: the plan goes on by itself until they remember to end it. The others decide. 0 for a plan that ends unless it is renewed.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "share", "x-source" = "literature: where plans renew by themselves .6 (.45 to .75), 53 to 75 % a month fail to cancel; the default is a plan that ends by itself", "x-more" = "either: who has forgotten it pays on, and some do not begin (24 to 36 % fewer take a plan that renews by itself)"))]
    pub renews_itself: f64,
    /// Share of those who would pay whom a plan that renews by itself puts off: they know that they would forget it. Only with `renews_itself`.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "share of applicants", "x-source" = "literature: 24 to 36 % fewer take it, newspaper experiment with two million readers", "x-more" = "lowers: more are put off by plans that renew by themselves (24 to 36 % fewer take one)"))]
    pub wary: f64,
    /// How much more than is usual here a member expects of a visit who has just paid, for each unit of ln(1 + fee/`fee_scale`): the fee is a promise.
    #[schemars(range(min = 0.0, max = 2.0), extend("x-unit" = "gain per log fee", "x-source" = "assumed: 0, no promise but the community's own", "x-more" = "either: what is promised for a price is expected, and disappoints or not; assumed"))]
    pub promise: f64,
    /// Share of what is left of the period that a member gets back whom the operator removes before it is over. Only with `renew_days`.
    #[schemars(range(min = 0.0, max = 1.0), extend("x-unit" = "share", "x-source" = "assumed", "x-more" = "nothing: what those get back who are removed; they do not know before"))]
    pub refund: f64,
    /// Sensitivity φ of applicants to effort and price.
    #[schemars(range(min = 0.0, max = 20.0), extend("x-unit" = "–", "x-source" = "literature: form after Drenner 2008; Hill & Shaw 2021; value assumed", "x-more" = "lowers: the gate is felt more; the form after Drenner 2008, the size assumed"))]
    pub sensitivity: f64,
    /// With `gate = "followers"`, how many must follow an applicant elsewhere. A hundred follow the median regular, and those whose messages draw more attention have more.
    #[schemars(range(min = 0.0, max = 1.0e9), extend("x-unit" = "followers", "x-source" = "assumed: five times the median", "x-more" = "lowers: fewer have so many followers"))]
    pub followers: f64,
    /// Members on the list from which on the gate stands: many groups begin to ask for something when they have grown. Once there, it stays.
    #[schemars(range(min = 0, max = 16_000_000), extend("x-unit" = "members", "x-source" = "assumed: from the first", "x-more" = "raises: the gate begins later, for fewer"))]
    pub from_members: u32,
    /// Weekdays by name, "friday" or "tuesday, friday"; empty for every day. On the others the door is open.
    pub on: String,
    /// First day on which the gate stands.
    #[schemars(range(min = 0, max = 36_500), extend("x-unit" = "day", "x-more" = "raises: it begins later"))]
    pub from_day: u16,
    /// Last day on which it stands and on which fees fall due.
    #[schemars(range(min = 0, max = 36_500), extend("x-unit" = "day", "x-more" = "lowers: it lasts longer"))]
    pub to_day: u16,
}

impl Default for Threshold {
    fn default() -> Self {
        Self {
            who: Segment::default(),
            gate: Gate::Questionnaire,
            cost: None,
            fee: 0.0,
            fee_scale: 50.0,
            elasticity: 1.3,
            any_price: 0.05,
            screening: 15.0,
            founders_pay: false,
            renewal: 0.6,
            renewal_satisfaction: 5.0,
            renewal_identity: 1.5,
            renewal_fee: -1.0,
            renewal_absent: -2.5,
            renew_days: 0,
            renews_itself: 0.0,
            wary: 0.3,
            promise: 0.0,
            refund: 0.0,
            sensitivity: 1.0,
            followers: 500.0,
            from_members: 0,
            on: String::new(),
            from_day: 0,
            to_day: NO_DAY,
        }
    }
}

impl Strategy for Threshold {
    const KEY: &'static str = "threshold";
    const NAME: Text = operating::ENTRY_THRESHOLD.name;
    const ABOUT: Text = Text::new(
        "A gate at the entrance: what newcomers must do or pay to get in.",
        "入口的门槛：新成员要做什么、付多少才能进来。",
    );
    const MORE: &'static str = "Fewer: any price or effort keeps out people who came for something free (nineteen in twenty before a first price), and those who pass stay longer (Drenner, Sen & Terveen 2008; Hill & Shaw 2021; a paid site keeps .7 of its entrants for a year).";

    const SERIES: &'static [Series] = &[
        Series {
            key: "liability",
            name: Text::new("Fees still owed in service", "尚未兑现的会费"),
            meaning: Text::new("What members on the list have paid for days that are still to come: taken in, and not earned yet.", "名单上成员已付、但还没有兑现的会费：收了，还没挣到。"),
            unit: Unit::Money,
        },
        Series {
            key: "due",
            name: Text::new("Renewals due", "到期续费人数"),
            meaning: Text::new("Members whose fee fell due again on the day.", "当日会费到期的成员。"),
            unit: Unit::Members,
        },
        Series {
            key: "renewed",
            name: Text::new("Renewals paid", "续费人数"),
            meaning: Text::new("Members who paid again on the day.", "当日续费的成员。"),
            unit: Unit::Members,
        },
        Series {
            key: "refunded",
            name: Text::new("Money refunded", "退还的会费"),
            meaning: Text::new("Money given back to members whom the operator removed.", "退给被移出成员的钱。"),
            unit: Unit::Money,
        },
    ];
    const SEEN: &'static [&'static str] = &["liability", "due", "renewed", "refunded"];
    const KEEPS_OUT: bool = true;
    const REMOVES: Option<Removing> = Some(Removing {
        cause: Cause::Fee,
        counted: None,
        why: Text::new("for not paying the fee again", "未续费"),
        without: Text::new("without the fee", "不收费"),
    });
    const EXAMPLES: &'static [Example] = &[
        Example {
            wish: Text::new(
                "ask for a fee of ten at the door",
                "入群收十元",
            ),
            write: "[operator.threshold]\ngate = \"fee\"\nfee = 10\n",
        },
        Example {
            wish: Text::new(
                "let in only those whom members invite",
                "有成员邀请才能入群",
            ),
            write: "[operator.threshold]\ngate = \"invitation\"\n",
        },
    ];
    type Memory = Book;

    fn sparing(&self) -> Option<Self> {
        Some(Self {
            fee: 0.0,
            ..self.clone()
        })
    }

    fn idle() -> Self {
        Self {
            gate: Gate::None,
            ..Self::default()
        }
    }

    fn busy() -> Self {
        Self {
            gate: Gate::Questionnaire,
            fee: 9.0,
            renew_days: 12,
            ..Self::default()
        }
    }

    days_as_set!();

    /// A gate that waits for a number of members watches from day 0 on whether there were so many.
    fn begins(&self) -> u16 {
        if self.from_members > 0 {
            0
        } else {
            self.from_day
        }
    }

    fn whom(&self) -> Option<&Segment> {
        Some(&self.who)
    }

    fn doubts(&self, around: &Around<'_>) -> Vec<Doubt> {
        let mut doubts = self.who.doubts_of_applicants();
        if self.gate == Gate::Invitation && around.audience.word_of_mouth <= 0.0 {
            doubts.push(Doubt::contradiction(
                "gate",
                "only invited people get in, but members invite nobody: `audience.word_of_mouth` is 0",
                "set audience.word_of_mouth, for example to 0.02",
            ));
        }
        let free = self.fee <= 0.0 && self.cost.is_none() && !(around.is_varied)("fee");
        if self.gate == Gate::Fee && free {
            doubts.push(Doubt::no_effect(
                "gate",
                "the gate asks for a fee, but `fee` is 0",
                "set fee, for example to 49",
            ));
        }
        if self.refund > 0.0 && self.renew_days == 0 && !(around.is_varied)("renew_days") {
            doubts.push(Doubt::no_effect(
                "refund",
                "nothing can be refunded of a fee that is paid once and for all",
                "set renew_days, for example to 365",
            ));
        }
        if self.renews_itself > 0.0 && self.renew_days == 0 && !(around.is_varied)("renew_days") {
            doubts.push(Doubt::no_effect(
                "renews_itself",
                "nothing renews by itself that is paid once and for all",
                "set renew_days, for example to 365",
            ));
        }
        doubts
    }

    fn prepare(&self, book: &mut Book, rules: &Rules) {
        let reached = book.price.reached;
        book.price = Price::of(self, rules);
        book.price.reached = reached;
        book.asked = self.who.prepare(rules);
    }

    fn admits(
        &self,
        book: &mut Book,
        levers: &mut Levers<'_, '_>,
        applicant: &mut Applicant,
    ) -> bool {
        let asked = book.asked.fits_at_the_door(applicant.archetype, applicant.channel);
        if !self.stands(&mut book.price, levers) || !asked {
            return true;
        }
        if !self.opens(levers, applicant) {
            return false;
        }
        let price = &book.price;
        applicant.sunk_cost += self.effort() + price.log;
        if self.fee > 0.0 {
            applicant.fee += self.fee;
            levers.agree(applicant);
        }
        let passes = price.is_paid(self, levers, applicant)
            * self.is_passed(levers, applicant)
            * self.is_taken_on_these_terms();
        levers.own_view(applicant.person).uniform(Purpose::Gate) < passes
    }

    fn entered(
        &self,
        book: &mut Book,
        levers: &mut Levers<'_, '_>,
        applicant: &Applicant,
        member: u32,
    ) {
        if levers.has_agreed(applicant) {
            self.agreed(book, levers, member);
        }
    }

    fn morning(&self, book: &mut Book, levers: &mut Levers<'_, '_>) {
        self.charge_founders(book, levers);
    }

    fn evening(&self, book: &mut Book, levers: &mut Levers<'_, '_>) {
        self.renew(book, levers);
        self.settle(book, levers);
    }
}
