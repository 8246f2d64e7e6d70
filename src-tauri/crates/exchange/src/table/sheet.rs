//! Sheets of text cells, and how they are filled within the limits.

use super::attached::{Attached, Kind};
use super::drawn::Drawn;
use super::error::{TableError, shown};
use super::{MAX_ATTACHED, MAX_CELL_TEXT, MAX_CELLS, MAX_COLUMNS, MAX_ROWS, MAX_SHEETS, MAX_TEXT};
use std::collections::BTreeMap;

/// The sheets of a spreadsheet, in their order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Workbook {
    /// The sheets, hidden ones too.
    pub sheets: Vec<Sheet>,
}

/// A sheet of text cells.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sheet {
    /// Name.
    pub name: String,
    /// Whether the file hides it.
    pub hidden: bool,
    /// The rows, as long as their last cell with text; there are none after the last row with text. Cells are trimmed,
    /// lines end with a line feed. A merged region shows its text in each of its cells.
    pub rows: Vec<Vec<String>>,
    /// Cells that only repeat the first cell of their merged region, with that cell.
    pub(super) copies: BTreeMap<(usize, usize), (usize, usize)>,
    /// What hangs on cells, or on the sheet.
    pub(crate) attached: Vec<Attached>,
    /// Set where the sheet is none of the file's, but drawn from its forms.
    pub(super) drawn: Option<Box<Drawn>>,
}

impl Sheet {
    /// A sheet without merged cells.
    pub fn new(name: impl Into<String>, rows: Vec<Vec<String>>) -> Self {
        Self { name: name.into(), rows, ..Self::default() }
    }

    /// The text of a cell; empty outside the sheet.
    pub fn text(&self, row: usize, column: usize) -> &str {
        self.rows.get(row).and_then(|cells| cells.get(column)).map_or("", String::as_str)
    }

    /// The first cell of the merged region that the cell belongs to, or the cell itself, as row and column.
    pub fn origin(&self, row: usize, column: usize) -> (usize, usize) {
        self.copies.get(&(row, column)).copied().unwrap_or((row, column))
    }

    /// The number of columns.
    pub fn width(&self) -> usize {
        self.rows.iter().map(Vec::len).max().unwrap_or(0)
    }

    /// How people call a cell: "Tabelle1!G7"; for what was drawn from a form, the cell there.
    pub fn place(&self, row: usize, column: usize) -> String {
        if let Some(place) = self.drawn.as_ref().and_then(|drawn| drawn.places.get(&(row, column))) {
            return place.clone();
        }
        format!("{}!{}{}", self.name, letter(column), row + 1)
    }
}

/// The letters of a column, counted from 0: A, B … Z, AA …
pub fn letter(column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        letters.push(char::from(b'A' + ((rest - 1) % 26) as u8));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// Longest name of a sheet, in characters; every leftover repeats it.
const LONGEST_NAME: usize = 100;

/// A text of at most so many characters, with an ellipsis where it was longer.
pub(super) fn shortened(text: &str, characters: usize) -> String {
    match text.char_indices().nth(characters) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// Fills a workbook and watches over its limits.
#[derive(Default)]
pub(super) struct Filling {
    sheets: Vec<Sheet>,
    merged: Vec<Region>,
    cells: usize,
    text: usize,
    attached: usize,
}

/// A merged region; both corners belong to it.
#[derive(Clone, Copy)]
pub(super) struct Region {
    pub(super) first: (usize, usize),
    pub(super) last: (usize, usize),
}

impl Filling {
    /// Begins a further sheet; what follows is put there.
    pub(super) fn begin(&mut self, name: &str, hidden: bool) -> Result<(), TableError> {
        self.spread();
        if self.sheets.len() == MAX_SHEETS {
            return Err(TableError::TooManySheets);
        }
        self.sheets.push(Sheet { name: shortened(name, LONGEST_NAME), hidden, ..Sheet::default() });
        Ok(())
    }

    /// Puts a text into a cell of the sheet begun last. White space alone is no text. A cell that has another text
    /// already would lose it: then the file is damaged.
    pub(super) fn put(&mut self, row: usize, column: usize, text: &str) -> Result<(), TableError> {
        let text = tidy(text);
        let before = self.text((row, column));
        if !before.is_empty() && !text.is_empty() && before != text {
            let place = self.sheets.last().map(|sheet| shown(&sheet.place(row, column))).unwrap_or_default();
            return Err(TableError::Unreadable { place, reason: "the cell stands there twice".into() });
        }
        self.set(row, column, text)
    }

    fn set(&mut self, row: usize, column: usize, text: String) -> Result<(), TableError> {
        let Some(sheet) = self.sheets.last_mut().filter(|_| !text.is_empty()) else { return Ok(()) };
        let place = || shown(&sheet.place(row, column));
        if row >= MAX_ROWS {
            return Err(TableError::TooManyRows { place: place() });
        }
        if column >= MAX_COLUMNS {
            return Err(TableError::TooManyColumns { place: place() });
        }
        if text.len() > MAX_CELL_TEXT {
            return Err(TableError::TextTooLong { place: place() });
        }
        self.text += text.len();
        if self.text > MAX_TEXT {
            return Err(TableError::TooMuchText { place: place() });
        }
        self.cells += (column + 1).saturating_sub(sheet.rows.get(row).map_or(0, Vec::len));
        if self.cells > MAX_CELLS {
            return Err(TableError::TooManyCells { place: place() });
        }
        if sheet.rows.len() <= row {
            sheet.rows.resize_with(row + 1, Vec::new);
        }
        if let Some(cells) = sheet.rows.get_mut(row) {
            if cells.len() <= column {
                cells.resize_with(column + 1, String::new);
            }
            if let Some(cell) = cells.get_mut(column) {
                *cell = text;
            }
        }
        Ok(())
    }

    /// Hangs something on a cell of the sheet begun last, or on the sheet. The cell need not exist.
    pub(super) fn attach(
        &mut self,
        kind: Kind,
        cell: Option<(usize, usize)>,
        text: &str,
    ) -> Result<(), TableError> {
        let text = tidy(text);
        let Some(sheet) = self.sheets.last_mut().filter(|_| !text.is_empty()) else { return Ok(()) };
        let place = cell.map_or_else(|| sheet.name.clone(), |(row, column)| sheet.place(row, column));
        if text.len() > MAX_CELL_TEXT {
            return Err(TableError::TextTooLong { place: shown(&place) });
        }
        self.text += text.len();
        if self.text > MAX_TEXT {
            return Err(TableError::TooMuchText { place: shown(&place) });
        }
        self.attached += 1;
        if self.attached > MAX_ATTACHED {
            return Err(TableError::TooManyComments { place: shown(&place) });
        }
        sheet.attached.push(Attached { kind, cell, place, text });
        Ok(())
    }

    /// The text of a cell of the sheet begun last.
    pub(super) fn text(&self, cell: (usize, usize)) -> &str {
        self.sheets.last().map_or("", |sheet| sheet.text(cell.0, cell.1))
    }

    /// Notes a merged region of the sheet begun last.
    pub(super) fn merge(&mut self, region: Region) {
        if self.merged.len() < MAX_CELLS {
            self.merged.push(region);
        }
    }

    /// Shows the text of merged regions in each of their cells, as far as the sheet has rows and columns. Where that
    /// would exceed a limit, cells stay empty: nothing is lost by it, since the text stands in the first cell.
    fn spread(&mut self) {
        let regions = std::mem::take(&mut self.merged);
        let Some((width, height)) = self.sheets.last().map(|sheet| (sheet.width(), sheet.rows.len())) else {
            return;
        };
        let mut looked_at = 0;
        for Region { first, last } in regions {
            let Some(text) = self.sheets.last().map(|sheet| sheet.text(first.0, first.1).to_owned()) else {
                return;
            };
            if text.is_empty() {
                continue;
            }
            for row in first.0..=last.0.min(height.saturating_sub(1)) {
                for column in first.1..=last.1.min(width.saturating_sub(1)) {
                    looked_at += 1;
                    let room = looked_at <= MAX_CELLS
                        && self.text + text.len() <= MAX_TEXT
                        && self.cells + column < MAX_CELLS;
                    if !room {
                        return;
                    }
                    let free = self.sheets.last().is_some_and(|sheet| sheet.text(row, column).is_empty());
                    if free
                        && self.set(row, column, text.clone()).is_ok()
                        && let Some(sheet) = self.sheets.last_mut()
                    {
                        sheet.copies.insert((row, column), first);
                    }
                }
            }
        }
    }

    /// The workbook.
    pub(super) fn finish(mut self) -> Result<Workbook, TableError> {
        self.spread();
        if self.sheets.iter().all(|sheet| sheet.rows.is_empty() && sheet.attached.is_empty()) {
            return Err(TableError::Empty);
        }
        Ok(Workbook { sheets: self.sheets })
    }
}

/// Trims a text and ends its lines with line feeds; Word's and Excel's other line ends count as such.
fn tidy(text: &str) -> String {
    let text = text.trim();
    if !text.contains(['\r', '\u{b}', '\u{2028}', '\u{2029}']) {
        return text.to_owned();
    }
    text.replace("\r\n", "\n").replace(['\r', '\u{b}', '\u{2028}', '\u{2029}'], "\n")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    #[test]
    fn columns_are_lettered_as_in_a_spreadsheet() {
        let letters: Vec<String> = [0, 25, 26, 51, 52, 701, 702, 16_383].map(letter).into();
        assert_eq!(letters, ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA", "XFD"]);
    }

    #[test]
    fn a_merged_region_shows_its_text_everywhere_and_remembers_where_it_stands() {
        let mut filling = Filling::default();
        filling.begin("Tabelle1", false).unwrap();
        for (row, column, text) in
            [(0, 0, "Titel"), (1, 0, "Schule"), (1, 2, "a"), (2, 2, "b"), (2, 1, "eigen")]
        {
            filling.put(row, column, text).unwrap();
        }
        filling.merge(Region { first: (0, 0), last: (0, 1_000_000) });
        filling.merge(Region { first: (1, 0), last: (2, 1) });
        let workbook = filling.finish().unwrap();
        let sheet = &workbook.sheets[0];
        assert_eq!(
            sheet.rows,
            [["Titel", "Titel", "Titel"], ["Schule", "Schule", "a"], ["Schule", "eigen", "b"]]
        );
        assert_eq!(sheet.origin(2, 0), (1, 0));
        assert_eq!(sheet.origin(2, 1), (2, 1));
    }

    #[test]
    fn the_limits_name_the_cell() {
        let mut filling = Filling::default();
        filling.begin("T", false).unwrap();
        let place = format!("T!A{}", MAX_ROWS + 1);
        assert_eq!(filling.put(MAX_ROWS, 0, "x"), Err(TableError::TooManyRows { place }));
        let place = letter(MAX_COLUMNS);
        assert_eq!(
            filling.put(0, MAX_COLUMNS, "x"),
            Err(TableError::TooManyColumns { place: format!("T!{place}1") })
        );
        let long = "x".repeat(MAX_CELL_TEXT + 1);
        assert_eq!(filling.put(0, 0, &long), Err(TableError::TextTooLong { place: "T!A1".into() }));
        filling.put(MAX_ROWS, MAX_COLUMNS, " \u{a0}\n ").unwrap();
        assert_eq!(filling.finish(), Err(TableError::Empty));
    }

    #[test]
    fn merged_regions_cannot_multiply_a_text_without_end() {
        let mut filling = Filling::default();
        filling.begin("T", false).unwrap();
        filling.put(0, 0, &"x".repeat(MAX_CELL_TEXT)).unwrap();
        filling.put(MAX_ROWS - 1, 0, "x").unwrap();
        for _ in 0..1000 {
            filling.merge(Region { first: (0, 0), last: (usize::MAX - 1, usize::MAX - 1) });
        }
        let workbook = filling.finish().unwrap();
        let text: usize = workbook.sheets[0].rows.iter().flatten().map(String::len).sum();
        assert!(text <= MAX_TEXT);
    }
}
