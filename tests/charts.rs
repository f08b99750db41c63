//! Charts of a made-up community: what they contain, that their words neither overlap nor leave
//! the paper, and that no data make them panic.

#[path = "charts/gallery.rs"]
mod gallery;
#[path = "charts/hostile.rs"]
mod hostile;
#[path = "charts/layout.rs"]
mod layout;

/// Every kind of chart and what goes into it.
mod prelude {
    pub use qun::draw::charts::{
        Activity, CauseSeries, ChurnByCause, CohortRow, Concentration, DayScale, Difference,
        DifferenceOverTime, DosePanel, DoseResponse, Effect, Fan, Forest, GrowthAccounting,
        HeatCell, HeatMap, HeatPanel, HoursAndNeed, IndividualLives, Lorenz, MapAxis, MapWorld,
        MemberDays, MembersByState, NamedRun, Period, PowerUserCurve, Retention, RetentionCurve,
        RetentionTriangle, RoomSeries, RoomsOverTime, Seen, Sensitivity, SideBySide, SidePanel,
        StageShares, Stages, StateSeries, StayByArchetype, StayCurve, StockAndFlow, SweepAxis,
        SweepCell, SweepLine, SweepPanel, SweepPoint, SweepPoints, SweepValues, TiedMember,
        TiesOfDay, Tornado, TwoByTwo, WhoTalksToWhom, WorldMap,
    };
}

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::time::Instant;

use qun::draw::{Chart, ChartError};
use qun::words::Language;

/// What a chart consists of, without its coordinates.
fn structure(chart: &Chart) -> Result<String, Box<dyn std::error::Error>> {
    let mut text = String::new();
    for language in Language::ALL {
        let svg = chart.svg(language)?;
        writeln!(text, "# {}", language.tag())?;
        let shapes = ["polygon", "polyline", "rect", "circle", "text"];
        let counts = shapes.map(|shape| {
            let count = svg.matches(&format!("<{shape} ")).count();
            format!("{shape} {count}")
        });
        writeln!(text, "{}", counts.join(", "))?;
        writeln!(text, "{}", chart.texts(language)?.join(" | "))?;
    }
    let csv = chart.csv()?;
    writeln!(text, "# csv, {} rows", csv.lines().count() - 1)?;
    for line in csv.lines().take(3) {
        writeln!(text, "{line}")?;
    }
    Ok(text)
}

#[test]
fn structures() -> Result<(), Box<dyn std::error::Error>> {
    for (name, chart) in gallery::all() {
        insta::assert_snapshot!(name, structure(&chart)?);
    }
    Ok(())
}

#[test]
fn every_column_of_every_chart_is_explained() -> Result<(), ChartError> {
    for (name, chart) in gallery::all() {
        let csv = chart.csv()?;
        for column in csv.lines().next().unwrap_or_default().split(',') {
            assert!(qun::show::dictionary::is_known(column), "{name}: {column}");
        }
    }
    Ok(())
}

#[test]
fn words_neither_overlap_nor_leave_the_paper() -> Result<(), ChartError> {
    let mut faults = Vec::new();
    for (name, chart) in gallery::all() {
        for language in Language::ALL {
            let found = layout::faults(&chart.svg(language)?);
            let found = found.into_iter().map(|fault| format!("{name}: {fault}"));
            faults.extend(found);
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    Ok(())
}

#[test]
fn the_same_chart_has_the_same_bytes() -> Result<(), ChartError> {
    for ((_, first), (_, second)) in gallery::all().into_iter().zip(gallery::all()) {
        for language in Language::ALL {
            assert_eq!(first.svg(language)?, second.svg(language)?);
        }
    }
    Ok(())
}

#[test]
fn pictures_have_two_pixels_for_one() -> Result<(), ChartError> {
    let (_, chart) = gallery::all().swap_remove(0);
    let png = chart.png(Language::Chinese)?;
    assert!(png.starts_with(b"\x89PNG\r\n\x1a\n"));
    assert_eq!(png[16..24], [0, 0, 7, 128, 0, 0, 4, 56]);
    Ok(())
}

/// What holds for the charts of the gallery holds for every kind.
#[test]
fn every_kind_of_chart_is_in_the_gallery() -> Result<(), std::io::Error> {
    let shown: Vec<String> = gallery::all()
        .iter()
        .map(|(_, chart)| chart.name().to_owned())
        .collect();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/draw/charts");
    for file in fs::read_dir(folder)? {
        let file = file?.path();
        let name = file.file_stem().unwrap_or_default().to_string_lossy();
        // Lines over days are what several others are made of.
        let is_kind =
            fs::read_to_string(&file)?.contains("pub fn chart(self)") && name != "over_time";
        assert!(!is_kind || shown.iter().any(|it| *it == name), "{name}");
    }
    Ok(())
}

/// Days stand under days: parts of a chart that begin and end at the same places across show the same days.
#[test]
fn parts_above_one_another_show_the_same_days() -> Result<(), ChartError> {
    let mut columns = 0;
    for (name, chart) in gallery::all() {
        // Other charts show another quantity in each part.
        let table = chart.csv()?;
        if !table.lines().next().unwrap_or("").contains("day") {
            continue;
        }
        let svg = chart.svg(Language::English)?;
        let places = svg.split_once("data-panels=\"").map(|it| it.1);
        let places = places
            .and_then(|it| it.split_once('"'))
            .map_or("", |it| it.0);
        let panels: Vec<Vec<&str>> = places
            .split(';')
            .map(|place| place.split(' ').collect())
            .collect();
        for (number, panel) in panels.iter().enumerate().filter(|it| it.1.len() == 8) {
            for other in &panels[number + 1..] {
                if (panel[0], panel[2]) == (other[0], other[2]) {
                    columns += 1;
                    assert_eq!(panel[4..6], other[4..6], "{name}");
                }
            }
        }
    }
    assert!(columns > 0, "no chart has parts above one another");
    Ok(())
}

/// A picture keeps no pixel that its ground would shine through.
#[test]
fn pictures_are_opaque() -> Result<(), ChartError> {
    for (name, chart) in gallery::all() {
        let svg = chart.svg(Language::English)?;
        let ground = svg.find("<rect").map(|at| &svg[at..]);
        let ground = ground.and_then(|it| it.split_once("/>")).map(|it| it.0);
        let whole =
            ground.is_some_and(|it| it.contains(r#"x="0" y="0""#) && it.contains(r#"opacity="1""#));
        assert!(whole, "{name}: {ground:?}");
    }
    Ok(())
}

#[test]
fn no_data_make_a_chart_panic() {
    let mut faults = Vec::new();
    for case in hostile::cases() {
        for chart in hostile::charts(&case) {
            let chart = match chart {
                Ok(chart) => chart,
                Err(ChartError::Empty { .. } | ChartError::TooLarge { .. }) if case.may_fail => {
                    continue;
                }
                Err(error) => panic!("{}: {error}", case.what),
            };
            assert!(chart.csv().is_ok());
            for language in Language::ALL {
                let svg = chart
                    .svg(language)
                    .expect("a chart that was accepted is drawn");
                assert!(
                    !svg.contains("NaN") && !svg.contains("inf,"),
                    "{}",
                    case.what
                );
                let found = layout::faults(&svg).into_iter();
                faults
                    .extend(found.map(|fault| format!("{} {}: {fault}", case.what, chart.name())));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn numbers_that_cannot_be_drawn_are_refused() {
    let refused = |value: f64| {
        let case = hostile::Case {
            what: "refused",
            values: vec![value; 5],
            name: "群".to_owned(),
            may_fail: true,
        };
        // Days are whole numbers and shares lie between 0 and 1: these two take no others.
        let small = ["individual_lives", "lorenz"];
        let charts = hostile::charts(&case).into_iter();
        let charts =
            charts.filter(|it| !it.as_ref().is_ok_and(|chart| small.contains(&chart.name())));
        let errors = charts.map(Result::err);
        errors
            .collect::<Option<Vec<_>>>()
            .expect("every chart refuses")
    };
    let nothing = refused(f64::NAN);
    assert!(
        nothing
            .iter()
            .all(|error| matches!(error, ChartError::Empty { .. }))
    );
    let large = refused(1e16);
    assert!(
        large
            .iter()
            .all(|error| matches!(error, ChartError::TooLarge { .. }))
    );
}

#[test]
fn missing_characters_are_named() -> Result<(), ChartError> {
    let case = hostile::Case {
        what: "emoji",
        values: vec![1.0, 2.0],
        name: "🎉 group".to_owned(),
        may_fail: false,
    };
    for chart in hostile::charts(&case) {
        assert_eq!(chart?.missing_characters(Language::English)?, ['🎉']);
    }
    Ok(())
}

/// Writes every chart as SVG, PNG and CSV under `target/tmp/charts`, and how long each took:
/// `cargo test --test charts gallery -- --ignored`.
#[test]
#[ignore = "for looking at"]
fn gallery() -> Result<(), Box<dyn std::error::Error>> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("charts");
    fs::create_dir_all(&folder)?;
    let mut times = String::new();
    for (name, chart) in gallery::all() {
        for language in Language::ALL {
            let path = |ending: &str| folder.join(format!("{name}-{}.{ending}", language.tag()));
            let start = Instant::now();
            let svg = chart.svg(language)?;
            let drawn = start.elapsed().as_secs_f64() * 1e3;
            let start = Instant::now();
            let png = chart.png(language)?;
            let both = start.elapsed().as_secs_f64() * 1e3;
            let (svg_size, png_size) = (svg.len() / 1000, png.len() / 1000);
            writeln!(
                times,
                "{name} {}: svg {drawn:.1} ms {svg_size} kB, with png {both:.0} ms {png_size} kB",
                language.tag(),
            )?;
            fs::write(path("svg"), svg)?;
            fs::write(path("png"), png)?;
        }
        fs::write(folder.join(format!("{name}.csv")), chart.csv()?)?;
    }
    for case in hostile::cases() {
        for (index, chart) in hostile::charts(&case).into_iter().enumerate() {
            let Ok(chart) = chart else { continue };
            let file = format!("hostile {} {index} {}.png", case.what, chart.name());
            fs::write(folder.join(file), chart.png(Language::Chinese)?)?;
        }
    }
    fs::write(folder.join("times.txt"), times)?;
    Ok(())
}
