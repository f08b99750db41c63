//! What holds of several groups under one operator's hours.

use qun::observe::metrics::{Daily, Run};
use qun::observe::record::Record;
use qun::run::simulate::Prepared;
use qun::scenario::{Overrides, parse_str};

fn run(groups: u8, hours: f64, replicate: u32) -> Record {
    let text = format!(
        "days = 90\n[community]\nmedium = \"wechat\"\n[audience]\nfounders = 60\n\
         [[audience.channel]]\nname = \"media\"\nper_day = 4\n\
         [operator]\nhours_per_day = {hours}\ngroups = {groups}\n[operator.follow_up]\n"
    );
    let loaded = parse_str("test.toml", &text, &Overrides::default()).expect("a good file");
    Prepared::new(&loaded.base).run(replicate, false)
}

fn own<'r>(record: &'r Record, metric: &str) -> Option<&'r [f32]> {
    let found = record.own.iter().find(|own| own.metric == metric);
    found.map(|own| &own.values[..])
}

#[test]
fn hours_are_shared_and_never_more_than_there_are() {
    for replicate in 0..5 {
        let (one, three) = (run(1, 1.0, replicate), run(3, 1.0, replicate));
        assert!(own(&one, "portfolio.hours").is_none());
        let together = own(&three, "portfolio.hours").expect("a series");
        assert!(together.iter().all(|hours| *hours <= 1.0 + 1e-5));
        let here = three.series(Daily::OperatorHours);
        assert!(
            here.iter()
                .zip(together)
                .all(|(here, all)| *here <= all + 1e-5)
        );
        let alone: f32 = one.series(Daily::OperatorHours).iter().sum();
        let shared: f32 = here.iter().sum();
        assert!(shared < 0.8 * alone, "{shared} of {alone}");
        let members = own(&three, "portfolio.members").expect("a series");
        assert!(members[80] > 2.0 * three.series(Daily::Members)[80]);
    }
}

#[test]
fn with_hours_for_all_the_others_change_nothing() {
    for replicate in 0..3 {
        let (one, three) = (run(1, 1000.0, replicate), run(3, 1000.0, replicate));
        let bits =
            |record: &Record| -> Vec<u32> { record.daily.iter().map(|it| it.to_bits()).collect() };
        assert!(bits(&one) == bits(&three));
    }
}

#[test]
fn care_for_each_group_falls_with_their_number() {
    let kept = |groups: u8| -> f64 {
        let runs = (0..60).map(|replicate| run(groups, 1.0, replicate));
        runs.map(|record| record.value(Run::RetentionD30))
            .sum::<f64>()
            / 60.0
    };
    let (one, six) = (kept(1), kept(6));
    assert!(one > six, "{one} against {six}");
}
