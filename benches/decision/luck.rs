//! How much of a spread luck explains: the bounds of what control variates could take out of a difference.
//!
//! A quantity whose expectation is known, as that of who comes through channels is, can be taken out of a
//! difference as far as the two go together: what a regression explains of the spread is what would be saved.
//! What came of the days is known to nobody beforehand; what even that leaves unexplained no sum of what
//! happens in a life can take out.

use qun::model::keys::{CHANNELS, founder, person};
use qun::model::rules::Rules;
use qun::model::samplers::poisson;
use qun::observe::metrics::Daily;
use qun::observe::record::Record;
use qun::random::{Luck, Purpose};

/// Who founds a community and who comes through its channels, before anybody has done anything: of each
/// archetype how many there are, how early, how many days they are good for by the law of quitting alone, and the
/// messages that go with those.
pub fn who_comes(rules: &Rules, seed: u64, replicate: u32) -> Vec<f64> {
    let luck = Luck::new(seed, replicate);
    let kinds = rules.kinds.len();
    let days = f64::from(rules.days);
    let mut sums = vec![0.0; 4 * kinds];
    let mut add = |key: u64, kind_of: &dyn Fn(f32) -> u8, day: u16| {
        let traits = luck.of(key, 0);
        let number = usize::from(kind_of(traits.uniform(Purpose::Archetype)));
        let kind = &rules.kinds[number];
        let left = days - f64::from(day);
        let own = kind.quit.sample(traits.uniform(Purpose::QuitTrait)) * kind.quit_visit;
        let quit = f64::from(own + kind.quit_floor * (1.0 - own));
        let word = traits.stream(Purpose::VolumeTrait).word();
        let volume = libm::exp(f64::from(
            kind.messages_between * rules.normal.of_word(word),
        ));
        // About one visit in four days.
        let good_for = (1.0 - libm::exp(-quit * 0.25 * left)) / quit;
        for (at, value) in [1.0, left / days, good_for, good_for * volume]
            .into_iter()
            .enumerate()
        {
            sums[at * kinds + number] += value;
        }
    };
    for k in 0..u64::from(rules.audience.founders) {
        add(founder(k), &|draw| rules.founder_kind(draw), 0);
    }
    for (number, channel) in rules.audience.channel.iter().enumerate() {
        let source = luck_of_channel(number);
        for day in channel.from_day..rules.days.min(channel.to_day.saturating_add(1)) {
            let mut stream = luck.of(source, day).stream(Purpose::Arrivals);
            for k in 0..u64::from(poisson(channel.per_day as f32, &mut stream)) {
                let key = person(number as u64, day, k);
                add(key, &|draw| rules.joiner_kind(number, draw), day);
            }
        }
    }
    sums
}

fn luck_of_channel(number: usize) -> u64 {
    person(CHANNELS, 0, number as u64)
}

/// What was counted in both lives of a pair, quarter by quarter: who joined, looked in, wrote, left, fell
/// silent, and what was written.
pub fn what_happened(pair: &[Record; 2]) -> Vec<f64> {
    const COUNTED: [Daily; 6] = [
        Daily::Joins,
        Daily::Dau,
        Daily::Posts,
        Daily::FirstPosts,
        Daily::Silenced,
        Daily::Leaves,
    ];
    let mut sums = Vec::new();
    for record in pair {
        for metric in COUNTED {
            let series = record.series(metric);
            let quarters = series.chunks(series.len().div_ceil(4).max(1));
            sums.extend(quarters.map(|days| days.iter().map(|it| f64::from(*it)).sum::<f64>()));
        }
    }
    sums
}

/// What a regression explains.
#[derive(Debug, Clone, Copy)]
pub struct Explained {
    /// Share of the variance, corrected for the number of quantities; 0 where it explains nothing.
    pub share: f64,
    /// By how many quantities that do not follow from one another.
    pub by: usize,
}

/// How much of the spread of values goes with some quantities, a row of which stands beside each value.
pub fn explained(values: &[f64], rows: &[Vec<f64>]) -> Explained {
    let count = values.len();
    let mut left = centred(values);
    let whole = square(&left);
    let mut basis: Vec<Vec<f64>> = Vec::new();
    for column in 0..rows.first().map_or(0, Vec::len) {
        let values: Vec<f64> = rows.iter().map(|row| row[column]).collect();
        let mut part = centred(&values);
        let size = square(&part);
        for known in &basis {
            take_out(&mut part, known);
        }
        let own = square(&part);
        if own.is_nan() || own <= 1e-6 * size {
            continue;
        }
        for it in &mut part {
            *it /= own.sqrt();
        }
        take_out(&mut left, &part);
        basis.push(part);
    }
    let by = basis.len();
    let freedom = count.saturating_sub(by + 1).max(1) as f64;
    let unexplained = square(&left) / freedom / (whole / (count as f64 - 1.0));
    Explained {
        share: (1.0 - unexplained).max(0.0),
        by,
    }
}

fn centred(values: &[f64]) -> Vec<f64> {
    let mean = values.iter().sum::<f64>() / values.len() as f64;
    values.iter().map(|value| value - mean).collect()
}

fn square(values: &[f64]) -> f64 {
    values.iter().map(|value| value * value).sum()
}

/// Takes out of some values what goes with a column of length 1.
fn take_out(values: &mut [f64], column: &[f64]) {
    let along: f64 = values.iter().zip(column).map(|(a, b)| a * b).sum();
    for (value, part) in values.iter_mut().zip(column) {
        *value -= along * part;
    }
}
