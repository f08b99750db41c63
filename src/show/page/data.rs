//! The data of a chart as its page carries them: what is drawn, as finely as a picture shows it. The table of the
//! folder has all of it.

use crate::draw::Reading;
use std::collections::BTreeMap;

/// Digits that a number keeps where it is not whole.
const DIGITS: i32 = 4;

type Rows = Vec<Vec<String>>;

/// A table of a chart as comma-separated values, with what its page carries of it.
pub(crate) fn carried(data: &str, reading: Option<&Reading>) -> String {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(data.as_bytes());
    let records = reader.records().filter_map(Result::ok);
    let mut rows: Rows = records
        .map(|record| record.iter().map(str::to_owned).collect())
        .collect();
    if rows.is_empty() {
        return String::new();
    }
    let mut header = rows.remove(0);
    let mut exact = Vec::new();
    if let Some(reading) = reading {
        (header, rows) = drawn(header, rows, reading);
        exact = vec![reading.across, reading.series];
        exact.extend(reading.panels.iter().map(|(column, _)| *column));
    }
    for (place, name) in header.iter().enumerate() {
        let number = |row: &Vec<String>| row[place].is_empty() || row[place].parse::<f64>().is_ok();
        if exact.contains(&name.as_str()) || !rows.iter().all(number) {
            continue;
        }
        for row in &mut rows {
            if let Ok(value) = row[place].parse() {
                row[place] = brief(value);
            }
        }
    }
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in std::iter::once(&header).chain(&rows) {
        // Into memory, and every row is as long as the header: nothing can fail.
        let _ = writer.write_record(row);
    }
    let bytes = writer.into_inner().unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default()
}

/// The columns and rows that a drawing is read off from.
fn drawn(header: Vec<String>, mut rows: Rows, reading: &Reading) -> (Vec<String>, Rows) {
    let place = |name: &str| header.iter().position(|column| column == name);
    let (Some(across), Some(series), Some(value)) = (
        place(reading.across),
        place(reading.series),
        place(reading.value),
    ) else {
        return (header, rows);
    };
    let panel = reading.panels.as_ref().and_then(|(name, _)| place(name));
    let panel_of = |row: &[String]| panel.map_or_else(String::new, |panel| row[panel].clone());
    let key = |row: &[String]| (panel_of(row), row[series].clone(), row[across].clone());
    // What never happens is not drawn.
    let is_drawn = |row: &[String]| reading.lines.iter().any(|line| line.key == row[series]);
    let is_nothing = |text: &str| text.parse::<f64>().map_or(text.is_empty(), |it| it == 0.0);
    let mut happens: BTreeMap<String, bool> = BTreeMap::new();
    for row in &rows {
        let known = happens.entry(row[series].clone()).or_default();
        *known |= is_drawn(row) || !is_nothing(&row[value]);
    }
    rows.retain(|row| happens[&row[series]]);
    let mut keys: Vec<_> = rows.iter().map(|row| key(row)).collect();
    keys.sort_unstable();
    if keys.windows(2).any(|pair| pair[0] == pair[1]) {
        return (header, rows);
    }
    if reading.step > 1 && reading.band.is_none() {
        rows = summed(rows, reading.step as f64, across, value, key);
    }
    let mut kept = vec![across, series, value];
    kept.extend(panel);
    let band = reading.band.iter().flat_map(|(low, high)| [*low, *high]);
    kept.extend(band.filter_map(place));
    kept.sort_unstable();
    kept.dedup();
    let take = |row: &Vec<String>| kept.iter().map(|place| row[*place].clone()).collect();
    (take(&header), rows.iter().map(take).collect())
}

/// Values of some days each, as they are drawn together.
fn summed(
    rows: Rows,
    step: f64,
    across: usize,
    value: usize,
    key: impl Fn(&[String]) -> (String, String, String),
) -> Rows {
    let mut together: Rows = Vec::new();
    let mut places = BTreeMap::new();
    for mut row in rows {
        if let Ok(day) = row[across].parse::<f64>() {
            row[across] = ((day / step).floor() * step).to_string();
        }
        let next = together.len();
        let place = *places.entry(key(&row)).or_insert(next);
        if place == next {
            together.push(row);
        } else if let (Ok(sum), Ok(more)) = (
            together[place][value].parse::<f64>(),
            row[value].parse::<f64>(),
        ) {
            together[place][value] = (sum + more).to_string();
        }
    }
    together
}

/// A number with so many digits; a whole one as it is.
fn brief(value: f64) -> String {
    if value.fract() == 0.0 || !value.is_finite() {
        return value.to_string();
    }
    let above = value.abs().log10().floor() as i32 + 1;
    let decimals = usize::try_from(DIGITS - above).unwrap_or(0);
    let text = format!("{value:.decimals$}");
    if text.contains('.') {
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        text
    }
}

/// Lines of a drawing with each point told from the one before: half as long, and the same picture.
pub(crate) fn stepwise(svg: &str) -> String {
    let mut rest = svg;
    let mut text = String::with_capacity(svg.len());
    while let Some(start) = rest.find("<poly") {
        let end = rest[start..]
            .find("/>")
            .map_or(rest.len(), |end| start + end);
        text.push_str(&rest[..start]);
        text.push_str(&as_path(&rest[start..end]).unwrap_or_else(|| rest[start..end].to_owned()));
        rest = &rest[end..];
    }
    text + rest
}

/// `<polyline … points="653,500 673,480"` as `<path … d="M653,500l20-20"`; `None` for what has no whole points.
fn as_path(element: &str) -> Option<String> {
    let (name, attributes) = element.split_once(' ')?;
    let (before, points) = attributes.split_once("points=\"")?;
    let (points, after) = points.split_once('"')?;
    let point = |text: &str| {
        let (x, y) = text.split_once(',')?;
        Some((x.parse::<i32>().ok()?, y.parse::<i32>().ok()?))
    };
    let points: Option<Vec<(i32, i32)>> = points.split_whitespace().map(point).collect();
    let points = points.filter(|points| points.len() > 2)?;
    let (x, y) = points[0];
    let mut steps = format!("M{x},{y}l");
    for (index, pair) in points.windows(2).enumerate() {
        for (which, step) in [pair[1].0 - pair[0].0, pair[1].1 - pair[0].1]
            .into_iter()
            .enumerate()
        {
            if step >= 0 && index + which > 0 {
                steps.push(' ');
            }
            steps.push_str(&step.to_string());
        }
    }
    let close = if name == "<polygon" { "z" } else { "" };
    Some(format!("<path {before}d=\"{steps}{close}\"{after}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::Line;

    fn reading(step: usize, band: Option<(&'static str, &'static str)>) -> Reading {
        let line = |key: &str| Line {
            key: key.to_owned(),
            name: key.to_owned(),
            colour: String::new(),
        };
        Reading {
            across: "day",
            place: None,
            step,
            logarithmic: false,
            series: "cause",
            value: "mean",
            band,
            shares: false,
            panels: None,
            lines: vec![line("a")],
        }
    }

    #[test]
    fn only_what_is_drawn_is_carried_and_sums_stay() {
        let data = "day,cause,mean\n0,a,0.3333333\n1,a,1\n2,a,2\n0,b,0\n1,b,0\n0,c,0\n1,c,5\n";
        assert_eq!(
            carried(data, Some(&reading(2, None))),
            "day,cause,mean\n0,a,1.333\n2,a,2\n0,c,5\n"
        );
        let band = "day,cause,mean,p10,p25,p90\n0,a,12345.67,0.00123456,7,-0.5\n";
        assert_eq!(
            carried(band, Some(&reading(1, Some(("p10", "p90"))))),
            "day,cause,mean,p10,p90\n0,a,12346,0.001235,-0.5\n"
        );
        // Rows that only another column tells apart keep it.
        let two = "day,cause,mean,room\n0,a,1,x\n0,a,2,y\n";
        assert_eq!(carried(two, Some(&reading(1, None))), two);
    }

    #[test]
    fn names_and_places_stay_as_they_are_written() {
        let data = "name,share\n0.123456789 群,0.123456789\n,\n";
        assert_eq!(
            carried(data, None),
            "name,share\n0.123456789 群,0.1235\n,\n"
        );
        let sweep = "day,cause,mean\n0.03333333,0.123456,0.5\n";
        let mut of_a_sweep = reading(1, None);
        of_a_sweep.lines[0].key = "0.123456".to_owned();
        assert_eq!(carried(sweep, Some(&of_a_sweep)), sweep);
    }

    #[test]
    fn a_line_told_in_steps_is_the_same_line() {
        assert_eq!(
            stepwise("<g><polyline fill=\"none\" points=\"653,500 673,480 680,480\"/></g>"),
            "<g><path fill=\"none\" d=\"M653,500l20-20 7 0\"/></g>"
        );
        assert_eq!(
            stepwise("<polygon points=\"0,0 -5,3 4,4 \" fill=\"#000\"/>x"),
            "<path d=\"M0,0l-5 3 9 1z\" fill=\"#000\"/>x"
        );
        for same in [
            "<polyline points=\"0,0 1,1\"/>",
            "<polyline points=\"0.5,0 1,1 2,2\"/>",
            "<poly",
        ] {
            assert_eq!(stepwise(same), same);
        }
    }
}
