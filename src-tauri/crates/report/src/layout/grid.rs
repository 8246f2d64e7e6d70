//! Where things stand on the page, in points from the top left corner, and how large they are.

use crate::page::Face;

/// Millimetres in points.
pub(super) const fn mm(length: f32) -> f32 {
    length * 72.0 / 25.4
}

/// Page height.
pub(crate) const PAGE_HEIGHT: f32 = mm(297.0);
/// Left edge of the type area; wide enough to file the page.
pub(super) const LEFT: f32 = mm(25.0);
/// Right edge of the type area.
pub(super) const RIGHT: f32 = mm(190.0);
/// Width of the type area.
pub(super) const WIDTH: f32 = RIGHT - LEFT;
/// Top of the first line's box; its letters begin at 28 mm.
pub(super) const TOP: f32 = mm(27.3);
/// Bottom of the type area.
pub(super) const BOTTOM: f32 = mm(271.0);
/// Gap between columns of the grid.
pub(super) const GUTTER: f32 = mm(4.0);
/// The header's rule and its baseline.
pub(super) const HEADER_RULE: f32 = mm(21.5);
pub(super) const HEADER_BASELINE: f32 = mm(19.2);
/// The footer's rule and its baseline.
pub(super) const FOOTER_RULE: f32 = mm(277.0);
pub(super) const FOOTER_BASELINE: f32 = mm(280.9);
/// Left edge of the bars beside inherited statements, and their width.
pub(super) const BAR_X: f32 = mm(22.0);
pub(super) const BAR_WIDTH: f32 = 1.5;
/// Thickness of the opening bar.
pub(super) const OPENING_BAR: f32 = 3.0;

/// Left edge of column `number` (from 1; fractions allowed) of the twelve-column grid.
pub(super) fn column(number: f32) -> f32 {
    LEFT + mm(14.08) * (number - 1.0)
}

/// Right end of running text that begins in column 2.
pub(super) const TEXT_RIGHT: f32 = LEFT + mm(14.08) * 10.0 + mm(10.08);

/// Thickness of the rules of a table.
pub(super) const RULE_STRONG: f32 = 0.8;
pub(super) const RULE_HEAD: f32 = 0.5;
pub(super) const RULE_THIN: f32 = 0.25;

/// White space between a rule and the letters below it, or the letters above it.
pub(super) const CELL_PAD: f32 = mm(1.35);
pub(super) const GROUP_ABOVE: f32 = mm(1.9);
pub(super) const GROUP_BELOW: f32 = mm(1.5);
/// Indentation of a row of deeper level.
pub(super) const LEVEL_INDENT: f32 = mm(3.0);
/// Rows lower than this are never split.
pub(super) const SPLIT_HEIGHT: f32 = mm(60.0);

/// White space around blocks.
pub(super) const EYEBROW_BELOW: f32 = mm(0.7);
pub(super) const H1_BELOW: f32 = mm(5.2);
pub(super) const H2_ABOVE: f32 = mm(7.5);
pub(super) const H2_BELOW: f32 = mm(2.4);
pub(super) const H3_ABOVE: f32 = mm(4.5);
pub(super) const H3_AFTER_H2: f32 = -mm(0.9);
pub(super) const H3_BELOW: f32 = mm(1.0);
pub(super) const NOTE_ABOVE: f32 = mm(1.6);
pub(super) const TEXT_ABOVE: f32 = mm(2.4);
pub(super) const TABLE_ABOVE: f32 = mm(5.0);

/// How text is set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct TextStyle {
    /// Type size.
    pub(super) size: f32,
    /// Distance from line to line.
    pub(super) leading: f32,
    /// Face of plain text.
    pub(super) face: Face,
    /// Whether words may be hyphenated at all.
    pub(super) hyphenate: bool,
}

impl TextStyle {
    const fn text(size: f32, leading: f32) -> Self {
        Self { size, leading, face: Face::Regular, hyphenate: true }
    }

    const fn heading(size: f32, leading: f32) -> Self {
        Self { size, leading, face: Face::Bold, hyphenate: false }
    }

    /// The same in bold.
    pub(super) const fn bold(self) -> Self {
        Self { face: Face::Bold, ..self }
    }

    /// The same without hyphenation.
    pub(super) const fn whole_words(self) -> Self {
        Self { hyphenate: false, ..self }
    }

    /// The part of a line's height that stays empty above (and below) its letters.
    pub(super) const fn half_leading(self) -> f32 {
        (self.leading - self.size) / 2.0
    }

    /// From the top of a line to its baseline. It depends on the leading alone, so that a label and its
    /// value share the baseline.
    pub(super) fn baseline(self) -> f32 {
        self.leading * 0.786
    }
}

pub(super) const COVER_TITLE: TextStyle = TextStyle::heading(27.0, 33.0);
pub(super) const COVER_SUBTITLE: TextStyle = TextStyle::text(11.5, 16.0).whole_words();
pub(super) const COVER_NUMBER: TextStyle = TextStyle::heading(18.0, 20.0);
pub(super) const H1: TextStyle = TextStyle::heading(18.0, 23.0);
pub(super) const H2: TextStyle = TextStyle::heading(11.5, 15.0);
pub(super) const H3: TextStyle = TextStyle::heading(9.5, 13.5);
pub(super) const TEXT: TextStyle = TextStyle::text(9.5, 13.5);
pub(super) const LEAD: TextStyle = TextStyle::text(10.0, 14.5);
pub(super) const TABLE: TextStyle = TextStyle::text(9.0, 12.2);
pub(super) const TABLE_HEAD: TextStyle = TextStyle::heading(8.5, 11.3);
pub(super) const SMALL: TextStyle = TextStyle::text(8.5, 11.7);
/// A label beside a value in table size.
pub(super) const LABEL: TextStyle = TextStyle::text(8.5, 12.2);
/// Size of the text in tags.
pub(super) const TAG_SIZE: f32 = 8.5;
