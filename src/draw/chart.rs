//! A chart: numbers and a way to draw them, ready for either language and either format.

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg;

use crate::draw::describe::Description;
use crate::draw::error::ChartError;
use crate::draw::figure::Figure;
use crate::draw::fitting::{fit, wrap, wrap_evenly};
use crate::draw::font;
use crate::draw::reading::Reading;
use crate::draw::sheet::{self, Drawing, Frame, Type};
use crate::draw::theme::{self, MARGIN, WIDTH, size};
use crate::words::{
    Language,
    sentences::{named, subtitle},
};
use serde::{Deserialize, Serialize};

/// Height of a further line of the title.
const TITLE_LINE: f64 = 27.0;
/// Height of a further line under the title.
const SUBTITLE_LINE: f64 = 18.0;

/// Largest absolute value an axis can show.
const LARGEST: f64 = 1e15;

/// A chart that is known to have something to show.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(into = "Description", try_from = "Description")]
pub struct Chart {
    description: Description,
}

impl From<Chart> for Description {
    fn from(chart: Chart) -> Self {
        chart.description
    }
}

impl TryFrom<Description> for Chart {
    type Error = ChartError;

    fn try_from(description: Description) -> Result<Self, ChartError> {
        Self::new(description)
    }
}

impl Chart {
    /// Checks the numbers of a figure.
    pub(super) fn new(description: impl Into<Description>) -> Result<Self, ChartError> {
        let description = description.into();
        let figure = description.figure();
        figure.check()?;
        let chart = || figure.name().to_owned();
        let table = figure.table();
        let mut some = false;
        for number in table.numbers() {
            if number.is_finite() && number.abs() > LARGEST {
                let value = format!("{number:e}");
                let chart = chart();
                return Err(ChartError::TooLarge { chart, value });
            }
            some |= number.is_finite();
        }
        if !some {
            return Err(ChartError::Empty { chart: chart() });
        }
        Ok(Self { description })
    }

    /// Name of the kind of chart, such as `churn_by_cause`: letters that are safe in file names.
    pub fn name(&self) -> &str {
        self.figure().name()
    }

    /// The title, without the scenario's name: what the chart shows of this community, or the name
    /// of the chart.
    pub fn title(&self, language: Language) -> String {
        let finding = self.figure().about().finding.as_ref();
        finding.map_or_else(
            || self.figure().title(language),
            |finding| finding.text(language).to_owned(),
        )
    }

    /// How values are read off the drawing; `None` where they stand in it as numbers.
    pub fn reading(&self, language: Language) -> Option<Reading> {
        self.figure().reading(language)
    }

    fn figure(&self) -> &dyn Figure {
        self.description.figure()
    }

    /// The chart as an SVG document. The same chart gives the same bytes.
    ///
    /// # Errors
    /// [`ChartError::Drawing`] if the drawing library fails.
    pub fn svg(&self, language: Language) -> Result<String, ChartError> {
        Ok(self.drawing(language)?.svg)
    }

    /// The chart as a PNG image with two pixels for each of the SVG's.
    ///
    /// # Errors
    /// [`ChartError::Drawing`] or [`ChartError::Pixels`].
    pub fn png(&self, language: Language) -> Result<Vec<u8>, ChartError> {
        png(&self.svg(language)?)
    }

    /// The numbers as CSV, one observation a row, the same in every language. A number that is
    /// not known is an empty field.
    ///
    /// # Errors
    /// [`ChartError::Table`] if the table cannot be written.
    pub fn csv(&self) -> Result<String, ChartError> {
        self.figure().table().csv()
    }

    /// All text of the chart in drawing order: title, line under it, axes, key, foot.
    ///
    /// # Errors
    /// [`ChartError::Drawing`] if the drawing library fails.
    pub fn texts(&self, language: Language) -> Result<Vec<String>, ChartError> {
        Ok(self.drawing(language)?.texts)
    }

    /// Characters of the chart that its font lacks: they show as empty boxes.
    ///
    /// # Errors
    /// [`ChartError::Drawing`] if the drawing library fails.
    pub fn missing_characters(&self, language: Language) -> Result<Vec<char>, ChartError> {
        Ok(font::missing_characters(&self.texts(language)?.concat()))
    }

    /// The line under the title: whose numbers, what is shown, over how many runs.
    fn under(&self, language: Language) -> String {
        const ROOM: f64 = 2.0 * (WIDTH - 2.0 * MARGIN);
        let figure = self.figure();
        let about = figure.about();
        let mut explanation = figure.explanation(language);
        if about.finding.is_some() {
            explanation = named(&figure.title(language), &explanation, language);
        }
        let taken = font::width(&explanation, size::SUBTITLE) + 20.0;
        let scenario = about.scenario.text(language);
        let scenario = fit(
            scenario,
            size::SUBTITLE,
            (ROOM - taken).clamp(160.0, ROOM / 2.0),
        );
        subtitle(&scenario, &explanation, language)
    }

    fn drawing(&self, language: Language) -> Result<Drawing, ChartError> {
        let figure = self.figure();
        let about = figure.about();
        let title = self.title(language);
        let room = WIDTH - 2.0 * MARGIN;
        let footer: Vec<String> = about
            .footer
            .iter()
            // What is to be typed stands between backticks, which a drawing does not need.
            .map(|footer| footer.text(language).replace('`', ""))
            .flat_map(|footer| wrap(&footer, size::SMALL, room, 2))
            .collect();
        let lines = wrap_evenly(&title, size::TITLE, room, 2);
        let under = self.under(language);
        let under = wrap_evenly(&under, size::SUBTITLE, room, 2);
        let title_more = TITLE_LINE * lines.len().saturating_sub(1) as f64;
        let more = title_more + SUBTITLE_LINE * under.len().saturating_sub(1) as f64;
        let height = figure.height() + 15.0 * footer.len() as f64 + more;
        sheet::draw(height, language, &title, |sheet| {
            let bar = Frame {
                left: MARGIN,
                top: 18.0,
                right: MARGIN + 34.0,
                bottom: 22.0,
            };
            sheet.rectangle(bar, theme::ACCENT, 1.0)?;
            let look = Type::new(size::TITLE, theme::INK);
            for (index, line) in lines.iter().enumerate() {
                sheet.text(line, (MARGIN, 43.0 + TITLE_LINE * index as f64), look)?;
            }
            let look = Type::new(size::SUBTITLE, theme::MUTED);
            for (index, line) in under.iter().enumerate() {
                let y = 69.0 + title_more + SUBTITLE_LINE * index as f64;
                sheet.text(line, (MARGIN, y), look)?;
            }
            let foot = 15.0 * footer.len() as f64;
            let body = Frame {
                left: MARGIN,
                top: 92.0 + more,
                right: WIDTH - MARGIN,
                bottom: height - 26.0 - foot,
            };
            figure.draw(sheet, body)?;
            let look = Type::new(size::SMALL, theme::MUTED);
            let mut y = height - 14.0 - foot;
            let notes = sheet.notes().join(" ");
            sheet.text(&fit(&notes, size::SMALL, room), (MARGIN, y), look)?;
            for line in &footer {
                y += 15.0;
                sheet.text(line, (MARGIN, y), look)?;
            }
            Ok(())
        })
    }
}

/// Turns an SVG whose text is set in the embedded font into a PNG.
fn png(svg: &str) -> Result<Vec<u8>, ChartError> {
    let failed = |error: String| ChartError::Pixels(error);
    let options = usvg::Options {
        font_family: font::FAMILY.to_owned(),
        fontdb: font::database(),
        ..usvg::Options::default()
    };
    let tree = usvg::Tree::from_str(svg, &options).map_err(|error| failed(error.to_string()))?;
    let size = tree.size().to_int_size();
    let size = size
        .scale_by(theme::PNG_SCALE)
        .ok_or_else(|| failed("the picture has no size".to_owned()))?;
    let mut pixels = Pixmap::new(size.width(), size.height())
        .ok_or_else(|| failed("the picture is too large".to_owned()))?;
    let scale = Transform::from_scale(theme::PNG_SCALE, theme::PNG_SCALE);
    resvg::render(&tree, scale, &mut pixels.as_mut());
    encoded(&pixels).map_err(|error| failed(error.to_string()))
}

/// Pixels as a PNG. A chart stands on a ground of its own, so that all of them are opaque and three numbers say each; filters,
/// which help photographs, would make flat colours larger, and more effort takes longer than it saves.
fn encoded(pixels: &Pixmap) -> Result<Vec<u8>, png::EncodingError> {
    const EFFORT: u8 = 3;
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, pixels.width(), pixels.height());
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_filter(png::Filter::NoFilter);
    encoder.set_deflate_compression(png::DeflateCompression::Level(EFFORT));
    let (pixels, _) = pixels.data().as_chunks::<4>();
    let mut colours = vec![0; 3 * pixels.len()];
    for (colour, [red, green, blue, _]) in colours.as_chunks_mut().0.iter_mut().zip(pixels) {
        *colour = [*red, *green, *blue];
    }
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&colours)?;
    writer.finish()?;
    Ok(bytes)
}
