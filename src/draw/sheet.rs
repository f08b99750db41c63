//! The paper: shapes and text in logical pixels, drawn as SVG.
//!
//! The drawing library places everything at whole pixels, so the paper is ten times as large as
//! it claims to be and shrunk by its view box.

mod geometry;
mod strokes;

use std::cell::RefCell;

use plotters::coord::Shift;
use plotters::coord::types::RangedCoordf64;
use plotters::prelude::{
    Cartesian2d, Circle, Color, DrawingArea, FontFamily, FontStyle, IntoDrawingArea, PathElement,
    Polygon, RGBColor, Rectangle, SVGBackend, ShapeStyle, TextStyle,
};
use plotters::style::FontDesc;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use crate::draw::error::ChartError;
use crate::draw::font;
use crate::draw::theme;
use crate::words::Language;
use crate::words::visible::is_unsafe;

use geometry::{FINENESS, pixel, straighten, whole};
pub(super) use geometry::{Frame, Point, logical};

/// The SVG backend divides text sizes by this.
const BACKEND_FONT_HEIGHT: f64 = 1.24;

/// The backend centres text on half its x-height; this many em lower, capitals, digits and hanzi
/// look centred.
const CAPITAL_SHIFT: f64 = 0.115;

/// Where a panel lies on the paper, and what its edges stand for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    pub frame: Frame,
    pub x: (f64, f64),
    pub y: (f64, f64),
}

impl Place {
    /// The numbers as they stand in the drawing: left, top, right, bottom, then the ranges.
    pub(super) fn text(&self) -> String {
        let Frame {
            left,
            top,
            right,
            bottom,
        } = self.frame;
        let numbers = [
            left, top, right, bottom, self.x.0, self.x.1, self.y.0, self.y.1,
        ];
        let numbers = numbers.map(|number| ((number * 1e4).round() / 1e4).to_string());
        numbers.join(" ")
    }
}

/// Which end of a text its position means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Align {
    Left,
    Center,
    Right,
}

/// How a text looks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Type {
    pub size: f64,
    pub colour: RGBColor,
    pub align: Align,
}

impl Type {
    pub(super) const fn new(size: f64, colour: RGBColor) -> Self {
        Self {
            size,
            colour,
            align: Align::Left,
        }
    }

    pub(super) const fn align(self, align: Align) -> Self {
        Self { align, ..self }
    }
}

/// A finished drawing.
pub(super) struct Drawing {
    pub svg: String,
    pub texts: Vec<String>,
}

/// A sheet of paper under the pen.
pub(super) struct Sheet<'a> {
    area: DrawingArea<SVGBackend<'a>, Shift>,
    pub language: Language,
    texts: RefCell<Vec<String>>,
    notes: RefCell<Vec<String>>,
    places: RefCell<Vec<Place>>,
    /// What the drawing library would need a shape each for, in words of the drawing itself.
    strokes: RefCell<String>,
}

/// Draws on a fresh sheet; `title` is what a screen reader says.
pub(super) fn draw(
    height: f64,
    language: Language,
    title: &str,
    pen: impl FnOnce(&Sheet) -> Result<(), ChartError>,
) -> Result<Drawing, ChartError> {
    let (width, height) = (theme::WIDTH, height.round());
    let mut svg = String::new();
    let (texts, places, strokes) = {
        let canvas = (whole(width) as u32, whole(height) as u32);
        let sheet = Sheet {
            area: SVGBackend::with_string(&mut svg, canvas).into_drawing_area(),
            language,
            texts: RefCell::default(),
            notes: RefCell::default(),
            places: RefCell::default(),
            strokes: RefCell::default(),
        };
        let paper = Frame {
            left: 0.0,
            top: 0.0,
            right: width,
            bottom: height,
        };
        sheet.rectangle(paper, theme::PAPER, 1.0)?;
        pen(&sheet)?;
        sheet.area.present().map_err(drawing)?;
        (
            sheet.texts.into_inner(),
            sheet.places.into_inner(),
            sheet.strokes.into_inner(),
        )
    };
    Ok(Drawing {
        svg: finish(&svg, (width, height), language, title, &places, &strokes),
        texts,
    })
}

/// Shrinks the paper to its logical size, and adds what the backend has no words for: a title
/// for screen readers, round joins and fonts to fall back on.
fn finish(
    svg: &str,
    (width, height): (f64, f64),
    language: Language,
    title: &str,
    places: &[Place],
    strokes: &str,
) -> String {
    const END: &str = "</svg>";
    let body = svg.find('>').map_or("", |end| &svg[end + 1..]);
    let body = match body.rfind(END) {
        Some(end) if !strokes.is_empty() => format!("{}{strokes}{}", &body[..end], &body[end..]),
        _ => body.to_owned(),
    };
    let (canvas_width, canvas_height) = (whole(width), whole(height));
    let tag = match language {
        Language::English => "en",
        Language::Chinese => "zh-Hans",
    };
    let family = format!("font-family=\"{}\"", font::FAMILY);
    let families = format!("font-family=\"'{}', {}\"", font::FAMILY, font::FALLBACKS);
    let title = escape(&printable(title));
    // Whoever shows the drawing can read values off it.
    let panels = places.iter().map(Place::text).collect::<Vec<_>>().join(";");
    let panels = if panels.is_empty() {
        panels
    } else {
        format!(" data-panels=\"{panels}\"")
    };
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {canvas_width} {canvas_height}\" role=\"img\" xml:lang=\"{tag}\" \
         stroke-linejoin=\"round\"{panels}>\n<title>{title}</title>{}",
        body.replace(&family, &families)
    )
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

impl Sheet<'_> {
    /// Writes one line of text; `at` is its end given by the alignment, halfway up its capitals.
    pub(super) fn text(&self, text: &str, at: Point, look: Type) -> Result<(), ChartError> {
        let text = printable(text);
        if text.trim().is_empty() {
            return Ok(());
        }
        let align = match look.align {
            Align::Left => HPos::Left,
            Align::Center => HPos::Center,
            Align::Right => HPos::Right,
        };

        let at = (at.0, at.1 + look.size * CAPITAL_SHIFT);
        let size = look.size * FINENESS * BACKEND_FONT_HEIGHT;
        let family = FontFamily::Name(font::FAMILY);
        let style = TextStyle::from(FontDesc::new(family, size, FontStyle::Normal))
            .color(&look.colour)
            .pos(Pos::new(align, VPos::Center));
        self.area
            .draw_text(&text, &style, pixel(at))
            .map_err(drawing)?;
        self.texts.borrow_mut().push(text);
        Ok(())
    }

    /// A straight line.
    pub(super) fn line(
        &self,
        from: Point,
        to: Point,
        colour: RGBColor,
        width: f64,
    ) -> Result<(), ChartError> {
        self.path(&[from, to], colour, width)
    }

    /// A line through all points.
    pub(super) fn path(
        &self,
        points: &[Point],
        colour: RGBColor,
        width: f64,
    ) -> Result<(), ChartError> {
        let points: Vec<_> = straighten(points).into_iter().map(pixel).collect();
        let style = ShapeStyle::from(&colour).stroke_width(whole(width) as u32);
        self.area
            .draw(&PathElement::new(points, style))
            .map_err(drawing)
    }

    /// A filled shape.
    pub(super) fn polygon(
        &self,
        points: &[Point],
        colour: RGBColor,
        opacity: f64,
    ) -> Result<(), ChartError> {
        let points: Vec<_> = straighten(points).into_iter().map(pixel).collect();
        self.area
            .draw(&Polygon::new(points, colour.mix(opacity).filled()))
            .map_err(drawing)
    }

    /// A filled rectangle.
    pub(super) fn rectangle(
        &self,
        frame: Frame,
        colour: RGBColor,
        opacity: f64,
    ) -> Result<(), ChartError> {
        let corners = [
            pixel((frame.left, frame.top)),
            pixel((frame.right, frame.bottom)),
        ];
        self.area
            .draw(&Rectangle::new(corners, colour.mix(opacity).filled()))
            .map_err(drawing)
    }

    /// A filled circle.
    pub(super) fn circle(
        &self,
        centre: Point,
        radius: f64,
        colour: RGBColor,
    ) -> Result<(), ChartError> {
        let radius = whole(radius);
        self.area
            .draw(&Circle::new(pixel(centre), radius, colour.filled()))
            .map_err(drawing)
    }

    /// Notes where a panel lies.
    pub(super) fn place(&self, place: Place) {
        self.places.borrow_mut().push(place);
    }

    /// Adds a sentence to the foot of the sheet.
    pub(super) fn note(&self, note: String) {
        self.notes.borrow_mut().push(note);
    }

    /// The sentences for the foot of the sheet.
    pub(super) fn notes(&self) -> Vec<String> {
        self.notes.borrow().clone()
    }

    /// Coordinates of data inside `frame`.
    pub(super) fn coordinates(
        frame: Frame,
        x: (f64, f64),
        y: (f64, f64),
    ) -> Cartesian2d<RangedCoordf64, RangedCoordf64> {
        let ((left, top), (right, bottom)) = (
            pixel((frame.left, frame.top)),
            pixel((frame.right, frame.bottom)),
        );
        Cartesian2d::new(x.0..x.1, y.0..y.1, (left..right, bottom..top))
    }
}

/// Control characters would make the SVG unreadable, and marks of direction a name misread.
fn printable(text: &str) -> String {
    text.chars()
        .map(|character| {
            let forbidden = is_unsafe(character)
                || character.is_control()
                || matches!(character, '\u{fffe}' | '\u{ffff}');
            if forbidden { ' ' } else { character }
        })
        .collect()
}

fn drawing(error: impl std::fmt::Display) -> ChartError {
    ChartError::Drawing(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use resvg::{tiny_skia, usvg};

    /// The drawing of one line of text and its pixels.
    fn pixels(text: &str) -> (Drawing, tiny_skia::Pixmap) {
        let look = Type::new(20.0, theme::INK);
        let drawing = draw(60.0, Language::Chinese, "test", |sheet| {
            sheet.text(text, (10.0, 30.0), look)
        });
        let drawing = drawing.expect("text is drawn");
        let mut pixels = tiny_skia::Pixmap::new(960, 60).expect("a picture has a size");
        resvg::render(
            &tree(&drawing.svg),
            usvg::Transform::default(),
            &mut pixels.as_mut(),
        );
        (drawing, pixels)
    }

    fn tree(svg: &str) -> usvg::Tree {
        let options = usvg::Options {
            fontdb: font::database(),
            ..usvg::Options::default()
        };
        usvg::Tree::from_str(svg, &options).expect("the drawing is an SVG")
    }

    fn first_text(group: &usvg::Group) -> Option<&usvg::Text> {
        group.children().iter().find_map(|node| match node {
            usvg::Node::Group(group) => first_text(group),
            usvg::Node::Text(text) => Some(text),
            _ => None,
        })
    }

    #[test]
    fn hanzi_reach_the_pixels_as_themselves() {
        let blank = pixels(" ").1;
        let unknown = pixels("\u{e000}").1;
        let group = pixels("群").1;
        assert_ne!(group.data(), blank.data());
        assert_ne!(group.data(), unknown.data());
        assert_ne!(group.data(), pixels("日").1.data());
        assert_ne!(
            unknown.data(),
            blank.data(),
            "a missing character shows as a box"
        );
    }

    #[test]
    fn text_is_as_wide_as_it_was_measured() {
        for text in [
            "付费写作营的日活",
            "Members active each day, 12.5%",
            "满 150 人拆群",
        ] {
            let tree = tree(&pixels(text).0.svg);
            let drawn = first_text(tree.root()).expect("the text is not dropped");
            let drawn = f64::from(drawn.abs_bounding_box().width());
            let measured = font::width(text, 20.0);
            assert!(
                (drawn / measured - 1.0).abs() < 0.02,
                "{text}: {drawn} {measured}"
            );
        }
    }

    #[test]
    fn control_characters_and_markup_do_no_harm() {
        let (drawing, _) = pixels("a\u{0}b\u{7}<script>&\"'");
        assert_eq!(drawing.texts, ["a b <script>&\"'"]);
        assert!(!drawing.svg.contains("<script>"));
    }
}
