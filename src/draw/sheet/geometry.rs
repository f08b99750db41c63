//! Points on the paper in logical pixels, and in the pixels of the drawing library, which are ten times as fine.

/// Backend pixels per logical pixel.
pub(super) const FINENESS: f64 = 10.0;

/// A point in logical pixels, from the upper left corner.
pub(in crate::draw) type Point = (f64, f64);

/// A rectangle in logical pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::draw) struct Frame {
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
}

impl Frame {
    pub(in crate::draw) fn width(&self) -> f64 {
        self.right - self.left
    }

    pub(in crate::draw) fn height(&self) -> f64 {
        self.bottom - self.top
    }
}

/// Logical pixels from a backend coordinate.
pub(in crate::draw) fn logical((x, y): (i32, i32)) -> Point {
    (f64::from(x) / FINENESS, f64::from(y) / FINENESS)
}

/// Drops points that lie on the line between their neighbours, to the eye: three thousand days
/// need not be three thousand points.
pub(super) fn straighten(points: &[Point]) -> Vec<Point> {
    const TOLERANCE: f64 = 0.12;
    let mut kept: Vec<Point> = Vec::with_capacity(points.len());
    let mut skipped: Vec<Point> = Vec::new();
    for point in points {
        if let Some(anchor) = kept.last().copied() {
            let straight = skipped.len() < 40
                && skipped
                    .iter()
                    .all(|middle| distance(*middle, anchor, *point) <= TOLERANCE);
            if !straight && let Some(last) = skipped.pop() {
                kept.push(last);
                skipped.clear();
            }
            skipped.push(*point);
        } else {
            kept.push(*point);
        }
    }
    kept.extend(skipped.pop());
    kept
}

/// Distance of `point` from the segment between `start` and `end`.
fn distance(point: Point, start: Point, end: Point) -> f64 {
    let (dx, dy) = (end.0 - start.0, end.1 - start.1);
    let length = libm::hypot(dx, dy);
    let (px, py) = (point.0 - start.0, point.1 - start.1);
    let along = px * dx + py * dy;
    if length == 0.0 || along < 0.0 || along > length * length {
        return f64::INFINITY;
    }
    (px * dy - py * dx).abs() / length
}

pub(super) fn pixel((x, y): Point) -> (i32, i32) {
    (whole(x), whole(y))
}

pub(super) fn whole(length: f64) -> i32 {
    (length * FINENESS).round() as i32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn straight_runs_lose_their_middle_and_peaks_stay() {
        let flat: Vec<Point> = (0..30).map(|x| (f64::from(x), 1.0)).collect();
        assert_eq!(straighten(&flat), [(0.0, 1.0), (29.0, 1.0)]);
        let peak = [(0.0, 0.0), (1.0, 5.0), (2.0, 0.0)];
        assert_eq!(straighten(&peak), peak);
        let back = [(0.0, 0.0), (5.0, 0.0), (2.0, 0.0)];
        assert_eq!(straighten(&back), back);
    }
}
