//! Many lines of one colour as one shape: what the drawing library would need a shape each for, in words of the
//! drawing itself.

use super::Sheet;
use super::geometry::{FINENESS, Frame, Point, whole};
use crate::draw::error::ChartError;
use plotters::prelude::RGBColor;

impl Sheet<'_> {
    /// A rectangle with diagonal lines, for what must not be told apart by colour alone.
    pub(in crate::draw) fn hatched(
        &self,
        frame: Frame,
        colour: RGBColor,
    ) -> Result<(), ChartError> {
        const GAP: f64 = 5.0;
        let (width, height) = (frame.width(), frame.height());
        // Between lines so close the eye would see patterns of its own.
        if width < 3.0 * GAP || height < GAP {
            return self.rectangle(frame, colour, 0.55);
        }
        self.rectangle(frame, colour, 0.22)?;
        let first = ((frame.left + frame.top) / GAP).ceil() * GAP - frame.left - frame.top;
        let count = ((width + height - first) / GAP).ceil().max(0.0) as usize;
        let mut path = String::new();
        for index in 0..count {
            let reach = first + index as f64 * GAP;
            let start = (
                frame.left + reach.min(width),
                frame.top + (reach - width).max(0.0),
            );
            let end = (
                frame.left + (reach - height).max(0.0),
                frame.top + reach.min(height),
            );
            let [x, y, to_x, to_y] = [start.0, start.1, end.0, end.1].map(whole);
            path.push_str(&format!("M{x} {y}l{} {}", to_x - x, to_y - y));
        }
        self.stroked(&path, colour, f64::from(whole(1.1)), "");
        Ok(())
    }

    /// Many strokes to the right, each from a point to a place across, of one colour and width: on
    /// top of all else, as one shape.
    pub(in crate::draw) fn strokes(&self, strokes: &[(Point, f64)], colour: RGBColor, width: f64) {
        let mut path = String::new();
        for ((x, y), end) in strokes {
            let length = whole(*end) - whole(*x);
            path.push_str(&format!("M{} {}h{length}", whole(*x), whole(*y)));
        }
        self.stroked(&path, colour, f64::from(whole(width)), "");
    }

    /// Many straight lines of one colour and width, to whole pixels: on top of all else, as one shape.
    pub(in crate::draw) fn segments(
        &self,
        segments: &[(Point, Point)],
        colour: RGBColor,
        width: f64,
        opacity: f64,
    ) {
        let mut path = String::new();
        for (start, end) in segments {
            let [x, y, to_x, to_y] = [start.0, start.1, end.0, end.1].map(|it| it.round() as i32);
            path.push_str(&format!("M{x} {y}l{} {}", to_x - x, to_y - y));
        }
        let look = format!(" transform=\"scale({FINENESS})\" stroke-opacity=\"{opacity}\"");
        self.stroked(&path, colour, width, &look);
    }

    /// Many round dots of one colour and size, to whole pixels: on top of all else, as one shape.
    pub(in crate::draw) fn dots(&self, centres: &[Point], colour: RGBColor, width: f64) {
        let mut path = String::new();
        for (x, y) in centres {
            // A line of no length is drawn by some programs and by others not.
            path.push_str(&format!("M{} {}h.1", x.round() as i32, y.round() as i32));
        }
        let look = format!(" transform=\"scale({FINENESS})\" stroke-linecap=\"round\"");
        self.stroked(&path, colour, width, &look);
    }

    /// One shape of many lines, with its width in its own measure and what else is to be said of it.
    fn stroked(&self, path: &str, colour: RGBColor, width: f64, look: &str) {
        if path.is_empty() {
            return;
        }
        let RGBColor(red, green, blue) = colour;
        self.strokes.borrow_mut().push_str(&format!(
            "<path d=\"{path}\" fill=\"none\" stroke=\"#{red:02X}{green:02X}{blue:02X}\" stroke-width=\"{width}\"{look}/>\n"
        ));
    }
}
