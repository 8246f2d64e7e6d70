//! The drawn signs: dots, square, triangle, dash and box, since the typeface has none of them.

use super::paragraph::MARK_SIZE;
use crate::document::Mark;
use crate::page::{Paint, PathPoint, Shape};

/// Distance of a circle's control points from its extreme points, for radius 1.
const CIRCLE: f32 = 0.552_285;

/// The shapes of `mark` standing at `x` on the line with this baseline.
pub(super) fn shapes(mark: Mark, x: f32, baseline: f32) -> Vec<Shape> {
    let half = MARK_SIZE / 2.0;
    // Centred on the height of a small letter.
    let (centre_x, centre_y) = (x + half, baseline - 3.2);
    let fill = |points| Shape::Path { points, paint: Paint::Fill };
    let line = 0.8;
    let outline = |points| Shape::Path { points, paint: Paint::Stroke(line) };
    let corner = |dx: f32, dy: f32| PathPoint { x: centre_x + dx, y: centre_y + dy, control: false };
    match mark {
        Mark::Full => vec![fill(circle(centre_x, centre_y, half, false))],
        Mark::Empty => vec![outline(circle(centre_x, centre_y, half - line / 2.0, false))],
        Mark::Half => vec![
            outline(circle(centre_x, centre_y, half - line / 2.0, false)),
            fill(circle(centre_x, centre_y, half, true)),
        ],
        Mark::Dash => {
            vec![fill(vec![corner(-half, -0.4), corner(half, -0.4), corner(half, 0.4), corner(-half, 0.4)])]
        }
        Mark::Square => vec![fill(square(corner, half))],
        Mark::Triangle => vec![fill(vec![corner(-half, half), corner(0.0, -half), corner(half, half)])],
        Mark::Box => vec![outline(square(corner, half - line / 2.0))],
    }
}

fn square(corner: impl Fn(f32, f32) -> PathPoint, half: f32) -> Vec<PathPoint> {
    vec![corner(-half, -half), corner(half, -half), corner(half, half), corner(-half, half)]
}

/// A circle, or its left half.
fn circle(x: f32, y: f32, radius: f32, left_half: bool) -> Vec<PathPoint> {
    let at = |dx: f32, dy: f32, control| PathPoint { x: x + dx * radius, y: y + dy * radius, control };
    let mut points = vec![
        at(0.0, -1.0, false),
        at(-CIRCLE, -1.0, true),
        at(-1.0, -CIRCLE, true),
        at(-1.0, 0.0, false),
        at(-1.0, CIRCLE, true),
        at(-CIRCLE, 1.0, true),
        at(0.0, 1.0, false),
    ];
    if !left_half {
        points.extend([
            at(CIRCLE, 1.0, true),
            at(1.0, CIRCLE, true),
            at(1.0, 0.0, false),
            at(1.0, -CIRCLE, true),
            at(CIRCLE, -1.0, true),
            at(0.0, -1.0, false),
        ]);
    }
    points
}
