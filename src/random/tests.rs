use super::*;
use rand::Rng;

/// The inverse of an odd number modulo 2⁶⁴, by Newton's method.
fn inverse(odd: u64) -> u64 {
    (0..6).fold(odd, |guess, _| {
        guess.wrapping_mul(2_u64.wrapping_sub(odd.wrapping_mul(guess)))
    })
}

/// Two places share their luck only if `who` · golden + day agree, that is if the members differ by
/// a multiple of the inverse; the smallest such difference is beyond every key of the model.
#[test]
fn no_two_members_below_two_to_the_46_share_a_day() {
    let unit = inverse(GOLDEN);
    assert_eq!(unit.wrapping_mul(GOLDEN), 1);
    let nearest = (1..=u64::from(u16::MAX))
        .map(|days| days.wrapping_mul(unit))
        .map(|difference| difference.min(difference.wrapping_neg()))
        .min();
    assert!(nearest >= Some(1 << 46), "{nearest:?}");
}

/// Values fixed for ever: a change here changes every result.
#[test]
fn bits_are_fixed() {
    let mut stream = Luck::new(7, 3)
        .of(3 << 40 | 20 << 24 | 5, 17)
        .stream(Purpose::Gap);
    let words = [stream.word(), stream.word(), stream.next_u64()];
    assert_eq!(
        words,
        [
            2_952_126_747_472_790_042,
            15_670_609_868_464_200_594,
            2_736_920_923_604_811_558,
        ]
    );
}

#[test]
fn numbers_stay_in_their_ranges() {
    let mut stream = Luck::new(0, 0).of(0, 0).stream(Purpose::Post);
    let mut seen = [false; 7];
    for _ in 0..10_000 {
        assert!((0.0..1.0).contains(&stream.uniform()));
        assert!((0.0..1.0).contains(&stream.uniform_f64()));
        seen[stream.below(7) as usize] = true;
        assert_eq!(stream.below(0), 0);
        assert!(stream.chance(1.0) && !stream.chance(0.0));
    }
    assert_eq!(seen, [true; 7]);
}

#[test]
fn a_stream_after_some_words_is_the_stream_that_has_given_them() {
    let stream = Luck::new(3, 1).of(7, 11).stream(Purpose::Replier);
    let mut on = stream;
    for words in 0..9 {
        assert_eq!(stream.after(words).word(), on.word());
    }
}
