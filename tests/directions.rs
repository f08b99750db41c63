//! Each dial of each strategy goes the way that is said beside it, wherever the runs behind `docs/responses.md` tell it
//! from luck. The page is renewed with the command that stands on it.

use qun::operator::KINDS;
use qun::scenario::reference::parameters;
use qun::validate::responses::expected;
use std::collections::BTreeMap;

/// The measured sign of each dial on the page.
fn measured() -> BTreeMap<String, String> {
    let page = include_str!("../docs/responses.md");
    let (mut strategy, mut sign, mut found) = ("", 0, BTreeMap::new());
    for line in page.lines() {
        if let Some(title) = line.strip_prefix("## ") {
            strategy = title.split(' ').next().unwrap_or_default();
            continue;
        }
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        if let Some(place) = cells.iter().position(|cell| *cell == "sign") {
            sign = place;
        }
        if let Some(dial) = cells.get(1).and_then(|cell| cell.split('`').nth(1)) {
            found.insert(
                format!("operator.{strategy}.{dial}"),
                cells[sign].to_owned(),
            );
        }
    }
    found
}

#[test]
fn every_dial_goes_the_way_that_is_said_beside_it() {
    let measured = measured();
    let all = parameters();
    let mut contrary = Vec::new();
    for kind in KINDS {
        for key in kind.keys() {
            let path = format!("operator.{}.{key}", kind.key);
            let Some(dial) = all.iter().find(|it| it.path == path) else {
                continue;
            };
            let Some((way, why)) = expected(dial) else {
                continue;
            };
            let sign = measured.get(&path);
            let sign = sign.unwrap_or_else(|| panic!("{path} is not on docs/responses.md"));
            let (rises, falls) = match sign.as_str() {
                "+" => (true, false),
                "−" => (false, true),
                "±" => (true, true),
                _ => (false, false),
            };
            if !way.agrees(rises, falls) {
                contrary.push(format!(
                    "{path} is measured at {sign}, and said: {way:?}, {why}"
                ));
            }
        }
    }
    assert!(contrary.is_empty(), "{}", contrary.join("\n"));
}
