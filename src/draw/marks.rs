//! Small shapes that stand for things, in the key as in the panel.

use plotters::prelude::RGBColor;

use crate::draw::error::ChartError;
use crate::draw::sheet::{Frame, Point, Sheet};
use crate::draw::theme;

/// Width of a mark in the key.
pub(super) const WIDTH: f64 = 16.0;

const HALF: f64 = WIDTH / 2.0;

/// A shape with its colour.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Mark {
    /// A line.
    Line(RGBColor),
    /// An area.
    Area(RGBColor),
    /// A hatched area.
    Hatched(RGBColor),
    /// The border of an area.
    Outline(RGBColor),
    /// The thick border of an area.
    Thick(RGBColor),
    /// A triangle that points up.
    Up(RGBColor),
    /// A triangle that points down.
    Down(RGBColor),
    /// An empty circle.
    Ring(RGBColor),
    /// A filled circle.
    Dot(RGBColor),
    /// A filled square on its corner.
    Diamond(RGBColor),
}

impl Mark {
    /// Draws the mark around `centre`.
    pub(super) fn draw(self, sheet: &Sheet, centre: Point) -> Result<(), ChartError> {
        let (x, y) = centre;
        let block = Frame {
            left: x - HALF,
            top: y - 6.0,
            right: x + HALF,
            bottom: y + 6.0,
        };
        match self {
            Self::Line(colour) => sheet.line((x - HALF, y), (x + HALF, y), colour, 2.6),
            Self::Area(colour) => sheet.rectangle(block, colour, 1.0),
            Self::Hatched(colour) => sheet.hatched(block, colour),
            Self::Outline(colour) => outline(sheet, inset(block, 1.0), colour, 1.8),
            Self::Thick(colour) => outline(sheet, inset(block, 1.7), colour, 3.4),
            Self::Up(colour) => {
                let corners = [(x, y - 6.0), (x + 6.0, y + 4.5), (x - 6.0, y + 4.5)];
                sheet.polygon(&corners, colour, 1.0)
            }
            Self::Down(colour) => {
                let corners = [(x, y + 6.0), (x + 6.0, y - 4.5), (x - 6.0, y - 4.5)];
                sheet.polygon(&corners, colour, 1.0)
            }
            Self::Ring(colour) => {
                sheet.circle(centre, 5.2, colour)?;
                sheet.circle(centre, 3.4, theme::PAPER)
            }
            Self::Dot(colour) => sheet.circle(centre, 3.6, colour),
            Self::Diamond(colour) => {
                let around = |reach: f64| {
                    [
                        (x, y - reach),
                        (x + reach, y),
                        (x, y + reach),
                        (x - reach, y),
                    ]
                };
                sheet.polygon(&around(8.5), theme::PAPER, 1.0)?;
                sheet.polygon(&around(7.0), colour, 1.0)
            }
        }
    }
}

fn inset(frame: Frame, by: f64) -> Frame {
    Frame {
        left: frame.left + by,
        top: frame.top + by,
        right: frame.right - by,
        bottom: frame.bottom - by,
    }
}

/// The border of a rectangle.
pub(super) fn outline(
    sheet: &Sheet,
    frame: Frame,
    colour: RGBColor,
    width: f64,
) -> Result<(), ChartError> {
    let corners = [
        (frame.left, frame.top),
        (frame.right, frame.top),
        (frame.right, frame.bottom),
        (frame.left, frame.bottom),
        (frame.left, frame.top),
        (frame.right, frame.top),
    ];
    sheet.path(&corners, colour, width)
}
