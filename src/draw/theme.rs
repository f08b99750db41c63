//! The house style: sizes and colours, all in one place.
//!
//! Colours are taken from palettes made for colour-blind readers: Okabe & Ito for series, Paul
//! Tol's "muted" for causes, `ColorBrewer`'s single-hue blues for heat maps.

use plotters::style::RGBColor;

/// Width of every chart, in logical pixels.
pub(super) const WIDTH: f64 = 960.0;
/// Height of a chart that does not need more rows.
pub(super) const HEIGHT: f64 = 540.0;
/// Empty space at the left and right edge.
pub(super) const MARGIN: f64 = 32.0;

/// Pixels of a PNG per logical pixel.
pub(super) const PNG_SCALE: f32 = 2.0;

/// Text sizes in logical pixels.
pub(super) mod size {
    /// The chart's title.
    pub(crate) const TITLE: f64 = 22.0;
    /// The line under the title.
    pub(crate) const SUBTITLE: f64 = 14.0;
    /// Keys, titles of axes and small panels.
    pub(crate) const LABEL: f64 = 13.0;
    /// Numbers on axes and in cells.
    pub(crate) const TICK: f64 = 12.0;
    /// Events and footers.
    pub(crate) const SMALL: f64 = 11.5;
}

/// Paper.
pub(super) const PAPER: RGBColor = RGBColor(255, 255, 255);
/// Titles and key.
pub(super) const INK: RGBColor = RGBColor(27, 39, 51);
/// Everything that explains.
pub(super) const MUTED: RGBColor = RGBColor(91, 104, 116);
/// Grid lines.
pub(super) const GRID: RGBColor = RGBColor(227, 231, 235);
/// Base lines and tick marks.
pub(super) const AXIS: RGBColor = RGBColor(132, 144, 155);
/// Event lines.
pub(super) const EVENT: RGBColor = RGBColor(176, 184, 192);
/// Accent: the small bar above the title, optima.
pub(super) const ACCENT: RGBColor = RGBColor(0, 114, 178);
/// Marks of what is best or indistinguishable from it.
pub(super) const HIGHLIGHT: RGBColor = RGBColor(213, 94, 0);
/// Behind a plateau.
pub(super) const PLATEAU: RGBColor = RGBColor(252, 232, 210);

/// Opacity of a 10–90% band.
pub(super) const BAND: f64 = 0.16;

/// Colour of what strategies are held against, in every chart.
pub(super) const BASE: RGBColor = RGBColor(92, 99, 106);

/// Colour of a strategy, the same in every chart of a folder: by its place behind the base, whose
/// place is 0.
pub(super) fn strategy(place: usize) -> RGBColor {
    place.checked_sub(1).map_or(BASE, series)
}

const SERIES: [RGBColor; 10] = [
    RGBColor(0, 114, 178),
    RGBColor(213, 94, 0),
    RGBColor(0, 158, 115),
    RGBColor(172, 82, 150),
    RGBColor(214, 143, 0),
    RGBColor(74, 165, 222),
    RGBColor(136, 34, 85),
    RGBColor(140, 140, 40),
    RGBColor(96, 72, 190),
    RGBColor(120, 80, 40),
];

/// Colour of the `index`-th series; repeats after ten.
pub(super) fn series(index: usize) -> RGBColor {
    SERIES[index % SERIES.len()]
}

const STATES: [RGBColor; 7] = [
    RGBColor(11, 79, 125),
    RGBColor(61, 143, 196),
    RGBColor(156, 203, 230),
    RGBColor(221, 204, 119),
    RGBColor(190, 160, 120),
    RGBColor(168, 174, 182),
    RGBColor(216, 220, 225),
];

/// Colour of the `index`-th of a community's states, from lively to gone.
pub(super) fn state(index: usize) -> RGBColor {
    STATES[index % STATES.len()]
}

const CAUSES: [(&str, RGBColor); 15] = [
    ("lost_focus", RGBColor(51, 34, 136)),
    ("evaporation", RGBColor(136, 204, 238)),
    ("boredom", RGBColor(68, 170, 153)),
    ("no_leader", RGBColor(153, 153, 51)),
    ("tyranny", RGBColor(204, 102, 119)),
    ("harassment", RGBColor(136, 34, 85)),
    ("staleness", RGBColor(17, 119, 51)),
    ("overload", RGBColor(102, 17, 0)),
    ("disappointment", RGBColor(170, 68, 102)),
    ("fulfilled", RGBColor(120, 190, 120)),
    ("need_over", RGBColor(221, 204, 119)),
    ("fee", RGBColor(170, 68, 153)),
    ("removed", RGBColor(91, 104, 116)),
    ("closed", RGBColor(187, 192, 198)),
    ("other", RGBColor(203, 208, 213)),
];

/// Colour of a cause of leaving, the same in every chart; causes unknown here share the colours
/// of series.
pub(super) fn cause(key: &str, index: usize) -> RGBColor {
    CAUSES
        .iter()
        .find(|(name, _)| *name == key)
        .map_or_else(|| series(index), |(_, colour)| *colour)
}

/// Colour of a part of growth accounting.
pub(super) fn growth(key: &str) -> RGBColor {
    match key {
        "current" => RGBColor(0, 114, 178),
        "resurrected" => RGBColor(130, 190, 230),
        "new" => RGBColor(0, 158, 115),
        _ => RGBColor(213, 94, 0),
    }
}

/// Colour of the `index`-th sensitivity index.
pub(super) fn index(index: usize) -> RGBColor {
    const INDICES: [RGBColor; 3] = [
        RGBColor(0, 114, 178),
        RGBColor(150, 200, 232),
        RGBColor(168, 174, 182),
    ];
    INDICES[index % INDICES.len()]
}

/// Behind runs that have a name: all the others.
pub(super) const FAN: RGBColor = RGBColor(176, 196, 214);

/// Colour of the `index`-th run by name: typical, lucky, unlucky.
pub(super) fn named_run(index: usize) -> RGBColor {
    const RUNS: [RGBColor; 3] = [
        RGBColor(0, 114, 178),
        RGBColor(0, 158, 115),
        RGBColor(213, 94, 0),
    ];
    RUNS[index % RUNS.len()]
}

/// Colour of the `index`-th stage of a community's life.
pub(super) fn stage(index: usize) -> RGBColor {
    const STAGES: [RGBColor; 6] = [
        RGBColor(205, 223, 240),
        RGBColor(0, 158, 115),
        RGBColor(61, 143, 196),
        RGBColor(233, 148, 74),
        RGBColor(108, 116, 124),
        RGBColor(172, 82, 150),
    ];
    STAGES[index % STAGES.len()]
}

/// Colour of those who come, and of each way of going.
pub(super) fn flow(key: &str) -> RGBColor {
    match key {
        "joined" => RGBColor(0, 158, 115),
        "silent" => RGBColor(190, 160, 120),
        "left" => RGBColor(213, 94, 0),
        _ => RGBColor(91, 104, 116),
    }
}

const HEAT: [RGBColor; 6] = [
    RGBColor(242, 246, 250),
    RGBColor(205, 223, 240),
    RGBColor(146, 192, 223),
    RGBColor(79, 148, 200),
    RGBColor(28, 100, 165),
    RGBColor(8, 54, 112),
];

/// Colour of a heat map at `level` between 0 and 1.
pub(super) fn heat(level: f64) -> RGBColor {
    let position = level.clamp(0.0, 1.0) * (HEAT.len() - 1) as f64;
    let lower = (position.floor() as usize).min(HEAT.len() - 2);
    let weight = position - lower as f64;
    let blend = |from: u8, to: u8| {
        (f64::from(from) + weight * (f64::from(to) - f64::from(from))).round() as u8
    };
    let (from, to) = (HEAT[lower], HEAT[lower + 1]);
    RGBColor(
        blend(from.0, to.0),
        blend(from.1, to.1),
        blend(from.2, to.2),
    )
}

/// Ink that can be read on `paper`: white or black, whichever is further from it. One of them always
/// stands out by 4.5 to 1.
pub(super) fn ink_on(paper: RGBColor) -> RGBColor {
    const MIDDLE: f64 = 0.179;
    if luminance(paper) < MIDDLE {
        PAPER
    } else {
        RGBColor(0, 0, 0)
    }
}

/// How light a colour is to the eye, from 0 to 1 (WCAG 2).
fn luminance(RGBColor(red, green, blue): RGBColor) -> f64 {
    let part = |value: u8| {
        let share = f64::from(value) / 255.0;
        if share <= 0.04045 {
            share / 12.92
        } else {
            libm::pow((share + 0.055) / 1.055, 2.4)
        }
    };
    0.2126 * part(red) + 0.7152 * part(green) + 0.0722 * part(blue)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stand_out_of_every_cell() {
        for level in 0..=200 {
            let paper = heat(f64::from(level) / 200.0);
            let (one, other) = (luminance(paper), luminance(ink_on(paper)));
            let contrast = (one.max(other) + 0.05) / (one.min(other) + 0.05);
            assert!(contrast >= 4.5, "{level}: {contrast}");
        }
    }
}
