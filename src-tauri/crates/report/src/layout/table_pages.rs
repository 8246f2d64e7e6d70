//! Placing tables, on as many pages as they need.

use super::Composer;
use super::grid::{
    BAR_WIDTH, BAR_X, BOTTOM, H2, H2_BELOW, LEFT, NOTE_ABOVE, RIGHT, RULE_HEAD, RULE_STRONG, RULE_THIN,
    SMALL, SPLIT_HEIGHT, TABLE, WIDTH, column,
};
use super::paragraph::one_line;
use super::table::{Heads, Measured, MeasuredRow, RowKind};
use crate::document::{Inline, Style};
use crate::page::{Artifact, Attribute, Ink, NodeId, Painter, Role, Shape};

/// Room for the note under a table that goes on.
const CONTINUATION: f32 = NOTE_ABOVE + SMALL.leading;
/// Heads and group rows higher than this are not repeated.
const REPEATED_HEIGHT: f32 = SPLIT_HEIGHT;

/// What stands above the next row.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Above {
    Nothing,
    Head,
    Group,
    Row,
}

/// A table while it is placed.
struct Placing {
    head: Option<MeasuredRow>,
    /// The repeated form of the current group's row.
    group: Option<MeasuredRow>,
    levels: bool,
    above: Above,
    /// Whether no row stands on the page yet.
    fresh: bool,
    column_heads: Vec<NodeId>,
    group_head: Option<NodeId>,
}

impl Composer<'_> {
    /// Places a table. The caller has seen to the space above and to its first rows.
    pub(super) fn place_table(&mut self, table: Measured) {
        let node = self.book.add_node(self.parent(), Role::Table, Vec::new());
        let mut placing = Placing {
            head: None,
            group: None,
            levels: table.levels,
            above: Above::Nothing,
            fresh: self.at_top(),
            column_heads: Vec::new(),
            group_head: None,
        };
        if let Some(mut head) = table.head {
            let section = self.book.add_node(node, Role::THead, Vec::new());
            let alone = table.rows.is_empty();
            self.place_row(&mut head, section, &mut placing, alone);
            placing.head = Some(head);
            placing.above = Above::Head;
        }
        let mut body = None;
        let mut rows = table.rows.into_iter().peekable();
        while let Some(mut row) = rows.next() {
            let is_group = row.kind == RowKind::Group;
            let last = rows.peek().is_none();
            if is_group {
                let next = rows.peek().map_or(0.0, MeasuredRow::start_height);
                if row.height() + next > BOTTOM - CONTINUATION - self.y && !placing.fresh {
                    placing.group = None;
                    self.break_table(&mut placing);
                }
                placing.group = None;
                body = None;
            }
            let body_node = *body.get_or_insert_with(|| self.book.add_node(node, Role::TBody, Vec::new()));
            self.place_row(&mut row, body_node, &mut placing, last);
            if is_group {
                placing.group = row.again.take().map(|again| *again);
            } else {
                placing.fresh = false;
            }
        }
        self.rule(LEFT, RULE_STRONG);
    }

    /// Places a row, over several pages if need be.
    fn place_row(&mut self, row: &mut MeasuredRow, parent: NodeId, placing: &mut Placing, last: bool) {
        let row_node = self.book.add_node(parent, Role::TR, Vec::new());
        let cells = self.cell_nodes(row, row_node, placing);
        let mut from = vec![0; row.cells.len()];
        let height = row.height();
        let limit = if last { BOTTOM } else { BOTTOM - CONTINUATION };
        let mut begun = false;
        loop {
            let room = limit - self.y;
            let all: Vec<usize> = row.cells.iter().map(|cell| cell.column.lines.len()).collect();
            let to = if row.rest(&from) <= room + 0.01 {
                Some(all.clone())
            } else if height > SPLIT_HEIGHT || placing.fresh {
                let cut = row
                    .cut(&from, room, false)
                    .or_else(|| placing.fresh.then(|| row.cut(&from, room, true)).flatten());
                // Not even a line fits on an empty page: print it all the same.
                cut.or_else(|| {
                    placing
                        .fresh
                        .then(|| from.iter().zip(&all).map(|(from, all)| (from + 1).min(*all)).collect())
                })
            } else {
                None
            };
            if let Some(to) = to {
                self.paint_row(row, &from, &to, &cells, placing);
                if !begun {
                    begun = true;
                    if let Some(anchor) = &row.anchor {
                        self.anchor(anchor, self.row_top);
                    }
                }
                if to == all {
                    return;
                }
                from = to;
            }
            self.break_table(placing);
        }
    }

    /// Paints the lines `from..to` of the row's cells and moves on below them.
    fn paint_row(
        &mut self,
        row: &mut MeasuredRow,
        from: &[usize],
        to: &[usize],
        cells: &[Painter],
        placing: &mut Placing,
    ) {
        self.row_rule(row, placing);
        let top = self.y;
        self.row_top = top;
        let mut height: f32 = 0.0;
        for (index, cell) in row.cells.iter_mut().enumerate() {
            let (Some(from), Some(to), Some(painter)) = (from.get(index), to.get(index), cells.get(index))
            else {
                continue;
            };
            let used = if *to == cell.column.lines.len() {
                cell.column.rest(*from)
            } else {
                cell.column.rest(*from) - cell.column.rest(*to)
            };
            height = height.max(used);
            // A head's cells are aligned at their feet: their first lines lie lower.
            let first = cell.column.lines.get(*from).map_or(0.0, |line| line.top);
            let shift = if *from == 0 { first } else { 0.0 };
            let place = (cell.x, top + row.pads.0 + shift);
            cell.column.paint(&mut self.book, *from..*to, place, cell.right, *painter);
        }
        self.y = top + row.pads.0 + height + row.pads.1;
        if row.inherited {
            let bar = Shape::Bar {
                x: BAR_X - BAR_WIDTH,
                y: top,
                width: BAR_WIDTH,
                height: self.y - top,
                ink: Ink::Black,
            };
            self.book.paint(Painter::Artifact(Artifact::Layout), bar);
        }
        placing.above = match row.kind {
            RowKind::Head => Above::Head,
            RowKind::Group => Above::Group,
            RowKind::Data => Above::Row,
        };
    }

    /// The rule above a row.
    fn row_rule(&mut self, row: &MeasuredRow, placing: &Placing) {
        let (x, weight) = match (placing.above, row.kind) {
            (Above::Nothing, _) | (_, RowKind::Group) => (LEFT, RULE_STRONG),
            (Above::Head, _) => (LEFT, RULE_HEAD),
            (Above::Row, _) if placing.levels && row.level == 0 => (LEFT, RULE_HEAD),
            (Above::Row, _) => (row.rule_x, RULE_THIN),
            (Above::Group, _) => (LEFT, RULE_THIN),
        };
        self.rule(x, weight);
    }

    /// Ends the page within a table and begins the next one with what a reader needs there.
    fn break_table(&mut self, placing: &mut Placing) {
        self.rule(LEFT, RULE_THIN);
        let pagination = Painter::Artifact(Artifact::Pagination);
        let from = self.book.pages.len();
        let wording = &self.document.wording;
        let label = self.continuation.label();
        let pattern = if label.is_empty() { &wording.continues_on_unnamed } else { &wording.continues_on };
        let note = pattern.replace("{section}", label).replace("{n}", &(from + 1).to_string());
        let column = self.line_column(&[Inline::text(note)], SMALL, WIDTH);
        self.paint_column(column, (RIGHT, self.y + NOTE_ABOVE), true, pagination);
        self.new_page(false);
        let (number, title) = (self.continuation.number.clone(), self.continuation.title.clone());
        if !title.is_empty() {
            let x = if number.is_empty() { LEFT } else { column_two() };
            let again = wording.continued_from.replace("{n}", &from.to_string());
            let continued = one_line(self.setting, &[Inline::text(again.as_str())], TABLE, WIDTH);
            let used = continued.lines.first().map_or(0.0, |line| line.width);
            let number = self.line_column(&[Inline::text(number)], H2, column_two() - LEFT);
            self.paint_column(number, (LEFT, self.y), false, pagination);
            let room = RIGHT - x - used - 6.0;
            let heading = self.line_column(&[Inline::text(title)], H2, room);
            let end = x + heading.used_width() + 6.0;
            self.paint_column(heading, (x, self.y), false, pagination);
            let again = [Inline::Text { text: again, style: Style::Regular, hyphenate: false }];
            let again =
                self.line_column(&again, super::grid::TextStyle { leading: H2.leading, ..TABLE }, used + 1.0);
            self.paint_column(again, (end, self.y), false, pagination);
            self.y += H2.leading + H2_BELOW;
        }
        placing.above = Above::Nothing;
        placing.fresh = true;
        for repeated in [placing.head.take(), placing.group.take()] {
            let Some(mut row) = repeated else { continue };
            let kind = row.kind;
            if row.height() <= REPEATED_HEIGHT {
                let all: Vec<usize> = row.cells.iter().map(|cell| cell.column.lines.len()).collect();
                let painters = vec![pagination; row.cells.len()];
                self.paint_row(&mut row, &vec![0; all.len()], &all, &painters, placing);
            }
            match kind {
                RowKind::Head => placing.head = Some(row),
                _ => placing.group = Some(row),
            }
        }
    }

    /// The structure nodes of a row's cells.
    fn cell_nodes(&mut self, row: &MeasuredRow, row_node: NodeId, placing: &mut Placing) -> Vec<Painter> {
        let grouped = placing.group_head.is_some();
        let mut row_head = None;
        let mut nodes = Vec::new();
        for (index, cell) in row.cells.iter().enumerate() {
            let mut attributes = match cell.heads {
                Heads::Column | Heads::Group => vec![Attribute::ScopeColumn],
                Heads::Row => vec![Attribute::ScopeRow],
                Heads::Nothing if grouped => {
                    let heads = [placing.group_head, placing.column_heads.get(index).copied(), row_head];
                    vec![Attribute::Headers(heads.into_iter().flatten().collect())]
                }
                Heads::Nothing => Vec::new(),
            };
            if cell.span > 1 {
                attributes.push(Attribute::ColumnSpan(cell.span));
            }
            let role = if cell.heads == Heads::Nothing { Role::TD } else { Role::TH };
            let node = self.book.add_node(row_node, role, attributes);
            match cell.heads {
                Heads::Column => placing.column_heads.push(node),
                Heads::Group => placing.group_head = Some(node),
                Heads::Row => row_head = Some(node),
                Heads::Nothing => {}
            }
            nodes.push(Painter::Node(node));
        }
        nodes
    }
}

fn column_two() -> f32 {
    column(2.0)
}
