//! Tables: measuring their rows. Where they stand and how they go over pages is `table_pages`.

use super::flow::Column;
use super::grid::{
    CELL_PAD, GROUP_ABOVE, GROUP_BELOW, GUTTER, LABEL, LEFT, LEVEL_INDENT, RIGHT, SPLIT_HEIGHT, TABLE,
    TABLE_HEAD, TextStyle, WIDTH, column,
};
use super::paragraph::{Setting, set, set_text};
use crate::document::{Fact, FactRow, Group, Inline, Row, Table, TableRow};

/// A measured table.
#[derive(Debug, Default)]
pub(super) struct Measured {
    pub(super) head: Option<MeasuredRow>,
    pub(super) rows: Vec<MeasuredRow>,
    /// Whether rows of deeper level exist.
    pub(super) levels: bool,
}

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RowKind {
    Head,
    Group,
    Data,
}

/// A measured row.
#[derive(Debug)]
pub(super) struct MeasuredRow {
    pub(super) kind: RowKind,
    pub(super) cells: Vec<MeasuredCell>,
    /// For a group row what is repeated on the next page.
    pub(super) again: Option<Box<MeasuredRow>>,
    pub(super) inherited: bool,
    pub(super) anchor: Option<String>,
    pub(super) level: u8,
    /// Where the rule above the row begins.
    pub(super) rule_x: f32,
    /// White space above and below the text.
    pub(super) pads: (f32, f32),
}

/// A measured cell.
#[derive(Debug)]
pub(super) struct MeasuredCell {
    pub(super) column: Column,
    pub(super) x: f32,
    pub(super) right: bool,
    pub(super) heads: Heads,
    /// Columns of the table the cell covers.
    pub(super) span: usize,
}

/// What a cell is the head of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Heads {
    Column,
    Row,
    Group,
    Nothing,
}

impl MeasuredRow {
    /// Height of the row from the lines `from` on.
    pub(super) fn rest(&self, from: &[usize]) -> f32 {
        let text = self.cells.iter().zip(from).map(|(cell, from)| cell.column.rest(*from));
        self.pads.0 + self.pads.1 + text.fold(0.0, f32::max)
    }

    pub(super) fn height(&self) -> f32 {
        self.rest(&vec![0; self.cells.len()])
    }

    /// Height of the least part of the row that may stand at the foot of a page.
    pub(super) fn start_height(&self) -> f32 {
        let height = self.height();
        if height <= SPLIT_HEIGHT {
            return height;
        }
        let two = self.cells.iter().filter_map(|cell| {
            let lines = &cell.column.lines;
            lines.get(1).or(lines.first()).map(|line| line.bottom)
        });
        self.pads.0 + self.pads.1 + two.fold(0.0, f32::max)
    }

    /// Up to which lines the cells fit into `room`, with at least two lines of each cell on either side
    /// (unless `anyhow`). `None` when nothing would go ahead.
    pub(super) fn cut(&self, from: &[usize], room: f32, anyhow: bool) -> Option<Vec<usize>> {
        let room = room - self.pads.0 - self.pads.1;
        let cuts: Vec<usize> = self
            .cells
            .iter()
            .zip(from)
            .map(|(cell, from)| {
                let left = cell.column.lines.len() - from;
                let mut count = cell.column.fitting(*from, room);
                if count < left && !anyhow {
                    if left - count == 1 {
                        count = count.saturating_sub(1);
                    }
                    if count < 2 {
                        count = 0;
                    }
                }
                from + count
            })
            .collect();
        (cuts.as_slice() != from).then_some(cuts)
    }
}

impl Measured {
    /// Height of the least beginning: the head and two rows.
    pub(super) fn start_height(&self) -> f32 {
        let head = self.head.as_ref().map_or(0.0, MeasuredRow::height);
        let mut height = head;
        let mut data = 0;
        for row in &self.rows {
            height += row.start_height();
            data += usize::from(row.kind == RowKind::Data);
            if data == 2 || row.start_height() < row.height() {
                break;
            }
        }
        height
    }

    /// Measures a data table.
    pub(super) fn table(setting: Setting<'_>, table: &Table, continued: &str) -> Self {
        let starts: Vec<f32> = table.columns.iter().map(|spec| column(spec.start)).collect();
        let mut boxes: Vec<(f32, f32)> = starts
            .iter()
            .enumerate()
            .map(|(index, start)| {
                let end = starts.get(index + 1).map_or(RIGHT, |next| next - GUTTER);
                (*start, (end - start).max(GUTTER))
            })
            .collect();
        let measured = Self::with_boxes(setting, table, continued, &boxes);
        let mut needs = vec![0.0_f32; boxes.len()];
        for row in measured.head.iter().chain(&measured.rows).filter(|row| row.kind != RowKind::Group) {
            for (need, cell) in needs.iter_mut().zip(&row.cells) {
                *need = need.max(cell.column.unbreakable + cell.x);
            }
        }
        for (need, (x, _)) in needs.iter_mut().zip(&boxes) {
            *need -= x;
        }
        if widen(&mut boxes, &needs) { Self::with_boxes(setting, table, continued, &boxes) } else { measured }
    }

    fn with_boxes(setting: Setting<'_>, table: &Table, continued: &str, boxes: &[(f32, f32)]) -> Self {
        let right = |index: usize| table.columns.get(index).is_some_and(|spec| spec.right);
        let head = (!table.head.is_empty()).then(|| {
            let mut cells: Vec<MeasuredCell> = table
                .head
                .iter()
                .zip(boxes)
                .enumerate()
                .map(|(index, (text, (x, width)))| MeasuredCell {
                    column: Column::of(setting, &[Inline::text(text.as_str())], TABLE_HEAD, *width),
                    x: if right(index) { x + width } else { *x },
                    right: right(index),
                    heads: Heads::Column,
                    span: 1,
                })
                .collect();
            let height = cells.iter().map(|cell| cell.column.height).fold(0.0, f32::max);
            for cell in &mut cells {
                cell.column.shift(height - cell.column.height);
            }
            MeasuredRow::new(RowKind::Head, cells)
        });
        let rows = table
            .rows
            .iter()
            .map(|row| match row {
                TableRow::Group(group) => {
                    let mut measured = group_row(setting, group, boxes);
                    let again = Group {
                        number: group.number.clone(),
                        title: group.title.clone(),
                        note: vec![Inline::text(continued)],
                    };
                    measured.again = Some(Box::new(group_row(setting, &again, boxes)));
                    measured
                }
                TableRow::Row(row) => data_row(setting, row, boxes, right),
            })
            .collect();
        let levels = table.rows.iter().any(|row| matches!(row, TableRow::Row(row) if row.level > 0));
        Self { head, rows, levels }
    }

    /// Measures a table of labels and values. On the cover, labels are bold and as large as the values.
    pub(super) fn facts(setting: Setting<'_>, rows: &[FactRow], label: TextStyle, value: TextStyle) -> Self {
        let pairs = rows.iter().any(|row| row.facts.len() > 1);
        let (value_x, second_x, second_value_x) =
            if pairs { (column(3.0), column(8.0), column(10.0)) } else { (column(4.0), RIGHT, RIGHT) };
        let mut measured = Vec::new();
        for row in rows {
            for (index, facts) in row.facts.chunks(2).enumerate() {
                let mut cells = Vec::new();
                let mut add = |fact: &Fact, x: f32, value_x: f32, end: f32, span: usize| {
                    let label_text = [Inline::text(fact.label.as_str())];
                    cells.push(MeasuredCell {
                        column: Column::of(setting, &label_text, label, value_x - GUTTER / 2.0 - x),
                        x,
                        right: false,
                        heads: Heads::Row,
                        span: 1,
                    });
                    cells.push(MeasuredCell {
                        column: Column::of_flows(setting, &fact.value, value, end - value_x),
                        x: value_x,
                        right: false,
                        heads: Heads::Nothing,
                        span,
                    });
                };
                match facts {
                    [first, second] => {
                        add(first, LEFT, value_x, second_x - GUTTER, 1);
                        add(second, second_x, second_value_x, RIGHT, 1);
                    }
                    [only] => add(only, LEFT, value_x, RIGHT, if pairs { 3 } else { 1 }),
                    _ => {}
                }
                let mut row_layout = MeasuredRow::new(RowKind::Data, cells);
                if value != TABLE {
                    row_layout.pads = (CELL_PAD, CELL_PAD);
                }
                row_layout.inherited = row.inherited;
                row_layout.anchor = row.anchor.clone().filter(|_| index == 0);
                measured.push(row_layout);
            }
        }
        Self { head: None, rows: measured, levels: false }
    }

    /// Measures a table of labels and values in the text.
    pub(super) fn plain_facts(setting: Setting<'_>, rows: &[FactRow]) -> Self {
        Self::facts(setting, rows, LABEL, TABLE)
    }
}

impl MeasuredRow {
    fn new(kind: RowKind, cells: Vec<MeasuredCell>) -> Self {
        let (above, below) =
            if kind == RowKind::Group { (GROUP_ABOVE, GROUP_BELOW) } else { (CELL_PAD, CELL_PAD) };
        let letters = TABLE.half_leading();
        let pads = (above - letters, below - letters);
        Self { kind, cells, again: None, inherited: false, anchor: None, level: 0, rule_x: LEFT, pads }
    }
}

fn group_row(setting: Setting<'_>, group: &Group, boxes: &[(f32, f32)]) -> MeasuredRow {
    let columns = boxes.len();
    let title_x = boxes.get(1).map_or(LEFT, |(x, _)| *x);
    let mut column = Column::default();
    let root = column.root();
    let style = TABLE.whole_words();
    if !group.number.is_empty() {
        let number = set_text(setting, &format!("{} ", group.number), style.bold(), title_x - LEFT);
        column.add(number, style, 0.0, root);
    }
    let number_height = std::mem::take(&mut column.height);
    let mut title = vec![Inline::bold(group.title.as_str())];
    if !group.note.is_empty() {
        // Two spaces and a little more set the note off from the name.
        title.push(Inline::text("   "));
        title.extend(group.note.iter().cloned());
    }
    let x = if group.number.is_empty() { 0.0 } else { title_x - LEFT };
    column.add(set(setting, &title, style, WIDTH - x), style, x, root);
    column.height = column.height.max(number_height);
    let cell = MeasuredCell { column, x: LEFT, right: false, heads: Heads::Group, span: columns.max(1) };
    MeasuredRow::new(RowKind::Group, vec![cell])
}

fn data_row(
    setting: Setting<'_>,
    row: &Row,
    boxes: &[(f32, f32)],
    right: impl Fn(usize) -> bool,
) -> MeasuredRow {
    let empty = Vec::new();
    let cells = boxes
        .iter()
        .enumerate()
        .map(|(index, (x, width))| {
            let indent = if index < 2 { LEVEL_INDENT * f32::from(row.level) } else { 0.0 };
            let flows = row.cells.get(index).unwrap_or(&empty);
            MeasuredCell {
                column: Column::of_flows(setting, flows, TABLE, (width - indent).max(GUTTER)),
                x: if right(index) { x + width } else { x + indent },
                right: right(index),
                heads: if index == 0 { Heads::Row } else { Heads::Nothing },
                span: 1,
            }
        })
        .collect();
    let mut measured = MeasuredRow::new(RowKind::Data, cells);
    measured.inherited = row.inherited;
    measured.anchor = row.anchor.clone();
    measured.level = row.level;
    if row.level > 0 {
        measured.rule_x = boxes.get(1).map_or(LEFT, |(x, _)| *x);
    }
    measured
}

/// Gives columns the width of their longest unbreakable piece, taken from columns that can spare it. `needs`
/// are those widths. Tells whether anything changed.
fn widen(boxes: &mut [(f32, f32)], needs: &[f32]) -> bool {
    // No single piece may take more than half of the table; it will be broken instead.
    let missing: Vec<f32> =
        boxes.iter().zip(needs).map(|((_, width), need)| (need.min(WIDTH / 2.0) - width).max(0.0)).collect();
    let spare: Vec<f32> =
        boxes.iter().zip(needs).map(|((_, width), need)| (width - need.max(width / 2.0)).max(0.0)).collect();
    let (wanted, available): (f32, f32) = (missing.iter().sum(), spare.iter().sum());
    if wanted <= 0.01 || available <= 0.0 {
        return false;
    }
    let share = (available / wanted).min(1.0);
    let taken = (wanted / available).min(1.0);
    let mut x = boxes.first().map_or(LEFT, |(x, _)| *x);
    for (index, column) in boxes.iter_mut().enumerate() {
        let change = |list: &[f32]| list.get(index).copied().unwrap_or(0.0);
        *column = (x, column.1 + change(&missing) * share - change(&spare) * taken);
        x += column.1 + GUTTER;
    }
    true
}
