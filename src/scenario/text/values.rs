//! Values that are no TOML, and what is meant by them.

use crate::scenario::text::place::{Place, cut, halves};
use toml::de::DeValue;

/// What is wrong, and what would be right.
type Said = (String, String);

fn say(message: impl Into<String>, help: impl Into<String>) -> Said {
    (message.into(), help.into())
}

/// Whether a text is one value of TOML.
pub(crate) fn is_value(text: &str) -> bool {
    !text.is_empty() && text.len() < 200 && DeValue::parse(text).is_ok()
}

fn is_number(text: &str) -> bool {
    is_value(text)
        && text
            .replace('_', "")
            .parse::<f64>()
            .is_ok_and(f64::is_finite)
}

/// What the parser says of a value, in plainer words.
pub(crate) fn values(message: &str, place: Place<'_>) -> Option<Said> {
    let token = place.token();
    if let Some(said) = number(message, token).or_else(|| date(message, place.word)) {
        return Some(said);
    }
    let is_word = ["must be quoted", "invalid boolean", "invalid float"];
    if is_word.iter().any(|part| message.contains(part)) {
        return Some(word(place));
    }
    let (key, value) = halves(place.line)?;
    if message.contains("unexpected key or value") {
        let value = value.split('#').next().unwrap_or_default().trim();
        return with_commas(key, value);
    }
    None
}

/// A value with commas in it, outside of brackets.
fn with_commas(key: &str, value: &str) -> Option<Said> {
    let key = cut(key);
    if value.trim_matches([',', ' ']).is_empty() {
        return Some(missing());
    }
    if let Some(value) = value.strip_suffix(',').filter(|value| is_value(value)) {
        return Some(say(
            "`,` stands behind the value",
            format!("write `{key} = {}`", cut(value)),
        ));
    }
    let parts: Vec<&str> = value.split(',').collect();
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|it| it.is_ascii_digit());
    let (first, rest) = parts.split_first()?;
    let (last, middle) = rest.split_last()?;
    let whole = last.split('.').next().unwrap_or_default();
    let are_thousands = first.len() <= 3
        && digits(first)
        && !first.starts_with('0')
        && whole.len() == 3
        && middle
            .iter()
            .chain([&whole])
            .all(|part| part.len() == 3 && digits(part));
    if are_thousands {
        return Some(say(
            "thousands are written without a comma or a space",
            format!("write `{key} = {}`", value.replace(',', "")),
        ));
    }
    if middle.is_empty() && digits(last) && first.split('.').all(digits) {
        let whole = first.replace('.', "");
        return Some(say(
            "decimals are written with a point",
            format!("write {whole}.{last}"),
        ));
    }
    parts.iter().all(|part| is_value(part.trim())).then(|| {
        say(
            "several values stand after `=`",
            format!("write one of them, or a list: [{}]", cut(value)),
        )
    })
}

fn missing() -> Said {
    say(
        "a value is missing after `=`",
        "give the key a value, or take the line out",
    )
}

/// Words and numbers with something behind them, where quotes are missing or the rest is too much.
fn word(place: Place<'_>) -> Said {
    let word = place.word;
    let lower = word.to_lowercase();
    if word.is_empty() {
        return missing();
    }
    if lower == "true" || lower == "false" {
        return say(
            "true and false are written in small letters",
            format!("write {lower}"),
        );
    }
    if ["none", "null", "nil", "undefined"].contains(&lower.as_str()) {
        return say(
            "there is no value that means nothing",
            "give the key a value, or take the line out",
        );
    }
    let percent = word
        .strip_suffix('%')
        .and_then(|number| number.trim().parse::<f64>().ok());
    if let Some(percent) = percent {
        return say(
            "shares are written without a percent sign",
            format!("write {} for {word}", percent / 100.0),
        );
    }
    let parts: Vec<&str> = word
        .split([' ', ';', '\t'])
        .filter(|part| !part.is_empty())
        .collect();
    let (key, value) = halves(place.line).unwrap_or_default();
    if value.starts_with('[') && parts.len() > 1 && parts.iter().all(|part| is_value(part)) {
        return say(
            "a comma is missing in a list",
            if value == format!("[{word}]") {
                format!("write [{}]", cut(&parts.join(", ")))
            } else {
                format!("write {}", cut(&parts.join(", ")))
            },
        );
    }
    let is_alone = value
        .split('#')
        .next()
        .is_some_and(|value| value.trim() == word);
    let written = |number: &str| {
        if is_alone {
            format!("write `{} = {number}`", cut(key))
        } else {
            format!("write {number}")
        }
    };
    let digits = |text: &&str| text.bytes().all(|it| it.is_ascii_digit());
    if parts.len() > 1
        && parts[0].len() <= 3
        && parts[1..].iter().all(|part| part.len() == 3)
        && parts.iter().all(digits)
    {
        return say(
            "thousands are written without a comma or a space",
            written(&parts.concat()),
        );
    }
    if let Some(number) = with_unit(word) {
        return say("a number stands without a unit", written(&number));
    }
    say(
        "a word must be in quotes",
        format!(
            "write \"{}\"; without quotes stand numbers, true and false",
            cut(word)
        ),
    )
}

/// The number in `30 days`, `10k` or `$5`.
fn with_unit(word: &str) -> Option<String> {
    let word = word.trim_start_matches(['$', '¥', '€', '£', '￥']).trim();
    let end = word.find(|sign: char| !(sign.is_ascii_digit() || ".-+_".contains(sign)));
    let (number, unit) = word.split_at(end.unwrap_or(word.len()));
    let unit = unit.trim();
    let is_unit = unit
        .chars()
        .all(|sign| sign.is_alphabetic() || " /%°".contains(sign));
    if !is_number(number) || !is_unit {
        return None;
    }
    let times = match unit {
        "k" | "K" | "千" => 1e3,
        "万" => 1e4,
        "m" | "M" => 1e6,
        _ => return Some(number.to_owned()),
    };
    let number: f64 = number.replace('_', "").parse().ok()?;
    Some(format!("{}", number * times))
}

/// A number that is not written as TOML wants it.
fn number(message: &str, token: &str) -> Option<Said> {
    let no_number = |help: String| Some(say(format!("`{}` is no number", cut(token)), help));
    let decimal = || "write it in decimal digits".to_owned();
    if message.contains("may only go between digits") {
        let plain = token.replace('_', "");
        return no_number(format!("write {plain}"));
    }
    if message.contains("leading zero") {
        let (sign, digits) = match token.strip_prefix(['-', '+']) {
            Some(digits) => (&token[..1], digits),
            None => ("", token),
        };
        let plain = digits.trim_start_matches('0');
        let plain = if plain.starts_with(|it: char| it.is_ascii_digit()) {
            plain.to_owned()
        } else {
            format!("0{plain}")
        };
        return Some(say(
            format!("`{}` begins with a 0 too many", cut(token)),
            format!("write {sign}{plain}, or \"{}\" if it is text", cut(token)),
        ));
    }
    if message.contains("numeric sign") {
        let digits = token.trim_start_matches(['+', '-']);
        let is_negative = token[..token.len() - digits.len()].matches('-').count() % 2 == 1;
        let sign = if is_negative { "-" } else { "" };
        return Some(say(
            format!("`{}` has two signs", cut(token)),
            format!("write {sign}{digits}"),
        ));
    }
    let of_radix = [
        "hexadecimal number",
        "octal number",
        "binary number",
        "radix",
        "number prefix",
    ];
    if of_radix.iter().any(|part| message.contains(part)) {
        return no_number(decimal());
    }
    let is_float = [
        "invalid fraction",
        "invalid mantissa",
        "invalid exponent",
        "invalid float",
    ];
    if is_float.iter().any(|part| message.contains(part))
        && token.contains(|it: char| it.is_ascii_digit())
    {
        return no_number(match completed(token) {
            Some(number) => format!("write {number}"),
            None => "write digits, with one point at most".to_owned(),
        });
    }
    None
}

/// A number with the digits that are missing around its point: `.5`, `1.`, `1e`.
fn completed(token: &str) -> Option<String> {
    let (sign, digits) = match token.strip_prefix(['-', '+']) {
        Some(digits) => (&token[..1], digits),
        None => ("", token),
    };
    let digits = digits.trim_end_matches(['e', 'E', '-', '+']);
    let digits = match digits.strip_suffix('.') {
        Some(whole) => format!("{whole}.0"),
        None => digits.replace(".e", ".0e").replace(".E", ".0E"),
    };
    let digits = if digits.starts_with('.') {
        format!("0{digits}")
    } else {
        digits
    };
    let number = format!("{sign}{digits}");
    is_number(&number).then_some(number)
}

/// Dates and times that the calendar or the clock does not have.
fn date(message: &str, word: &str) -> Option<Said> {
    if message.contains("invalid date") {
        let parts: Vec<u32> = word
            .split('-')
            .filter_map(|part| part.parse().ok())
            .collect();
        let padded = match parts[..] {
            [year, month, day] => Some(format!("{year:04}-{month:02}-{day:02}")),
            _ => None,
        };
        let real = padded.filter(|date| date != word && date.parse::<jiff::civil::Date>().is_ok());
        return Some(say(
            format!("`{}` is no date of the calendar", cut(word)),
            match real {
                Some(date) => format!("write \"{date}\""),
                None => "write year, month and day: \"2016-02-01\"".to_owned(),
            },
        ));
    }
    (message.contains("invalid time") || message.contains("invalid offset")).then(|| {
        say(
            format!("`{}` is no time of the clock", cut(word)),
            "a scenario takes dates alone: \"2016-02-01\"",
        )
    })
}
