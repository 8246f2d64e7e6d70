//! Which column goes where: chosen by a person, proposed by [`super::detect`], kept as a preset.

use super::folding::{fold, is_blank};
use super::sheet::{Sheet, Workbook, letter, shortened};
use super::target::Target;
use serde::{Deserialize, Serialize};

/// Where the table stands and what its columns hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// The sheet, counted from 0.
    pub sheet: usize,
    /// The first row of the header, counted from 0.
    pub header_row: usize,
    /// How many rows the header has; the data begin after them. With 0, `header_row` is the first row of data.
    pub header_rows: usize,
    /// The columns that the table has.
    pub columns: Vec<MappedColumn>,
    /// The characters that separate list items within a cell.
    pub separators: String,
}

/// A column with what it holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MappedColumn {
    /// The column, counted from 0.
    pub index: usize,
    /// Its heading, as in the file it was mapped in; by it a preset finds the column in another file.
    pub header: String,
    /// Where its cells go; `None` into note and leftovers.
    pub target: Option<Target>,
}

/// A column as it is shown for mapping.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// The column, counted from 0.
    pub index: usize,
    /// Its letters: "A".
    pub letter: String,
    /// Its heading; the rows of a header with several are joined by a blank.
    pub header: String,
    /// Its first different texts.
    pub samples: Vec<String>,
}

/// Something about a mapping that a person should look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// The sheet does not exist, or has no row below its header.
    NoData,
    /// No column holds the title, so that nothing can become an activity.
    NoTitle,
    /// Several columns hold a field that takes one value; the first with a text gives it, the others go to the note.
    TargetTwice {
        /// The field.
        target: Target,
        /// The columns' letters.
        columns: Vec<String>,
    },
    /// A column with texts goes nowhere: its texts will stand in notes.
    Unmapped {
        /// The column's letters.
        column: String,
        /// Its heading.
        header: String,
    },
    /// Rows with texts stand above the first title, so that they belong to no activity.
    RowsBeforeFirstTitle {
        /// How many.
        rows: usize,
    },
}

/// How many samples a column shows.
const SAMPLES: usize = 3;

/// Longest heading, in characters; every cell that is kept in a note repeats it.
pub(super) const LONGEST_HEADER: usize = 160;

/// In how many rows a header is looked for.
pub(super) const HEADER_WITHIN: usize = 60;

impl Mapping {
    /// The characters that separate list items unless something else is chosen: line feed, semicolon, bullet.
    pub const SEPARATORS: &str = "\n;•";

    /// A mapping of these columns, with the headings that the workbook has there.
    pub fn new(
        workbook: &Workbook,
        sheet: usize,
        header_row: usize,
        header_rows: usize,
        targets: &[(usize, Option<Target>)],
        separators: &str,
    ) -> Self {
        let mut mapping =
            Self { sheet, header_row, header_rows, columns: Vec::new(), separators: separators.to_owned() };
        let empty = Sheet::default();
        let table = workbook.sheets.get(sheet).unwrap_or(&empty);
        mapping.columns = targets
            .iter()
            .map(|(index, target)| {
                let header = header(table, header_row, header_rows, *index);
                MappedColumn { index: *index, header, target: *target }
            })
            .collect();
        mapping
    }

    /// The row after the header, counted from 0.
    pub fn first_data_row(&self) -> usize {
        self.header_row.saturating_add(self.header_rows)
    }

    /// What a column holds.
    pub fn target(&self, column: usize) -> Option<Target> {
        self.columns.iter().find(|mapped| mapped.index == column).and_then(|mapped| mapped.target)
    }

    /// The same mapping for another workbook, found by the headings: on whatever sheet, in whatever row and order they
    /// stand there. Columns that the mapping does not know stay unmapped.
    ///
    /// `None` unless every heading with a target is found in one header.
    #[must_use]
    pub fn apply_to(&self, workbook: &Workbook) -> Option<Self> {
        if !self.columns.iter().any(|column| column.target.is_some()) {
            return None;
        }
        workbook.sheets.iter().enumerate().find_map(|(index, sheet)| {
            let rows = sheet.rows.len().min(HEADER_WITHIN.max(self.header_row + 1));
            (0..rows).find_map(|row| self.at(workbook, index, sheet, row))
        })
    }

    /// The same mapping for the other sheets that have the same table: every heading that has a target here, and at least
    /// three of them. Sheets that explain the table or were drawn from forms have none.
    pub(super) fn alike(&self, workbook: &Workbook) -> Vec<Self> {
        let targets = self.columns.iter().filter(|column| column.target.is_some()).count();
        let drawn = |index: usize| workbook.sheets.get(index).is_some_and(|sheet| sheet.drawn.is_some());
        if targets < 3 || drawn(self.sheet) {
            return Vec::new();
        }
        let others = workbook.sheets.iter().enumerate().filter(|(index, sheet)| {
            *index != self.sheet && sheet.drawn.is_none() && !super::form::explains(&sheet.name)
        });
        others
            .filter_map(|(index, sheet)| {
                let rows = sheet.rows.len().min(HEADER_WITHIN);
                (0..rows).find_map(|row| self.at(workbook, index, sheet, row))
            })
            .collect()
    }

    fn at(&self, workbook: &Workbook, index: usize, sheet: &Sheet, row: usize) -> Option<Self> {
        let headers: Vec<String> =
            (0..sheet.width()).map(|column| fold(&header(sheet, row, self.header_rows, column))).collect();
        let mut targets = vec![None; headers.len()];
        let mut taken = vec![false; headers.len()];
        for wanted in &self.columns {
            let folded = fold(&wanted.header);
            let free = |(column, text): &(usize, &String)| {
                !taken.get(*column).copied().unwrap_or(true) && !text.is_empty() && **text == folded
            };
            match headers.iter().enumerate().find(free) {
                Some((column, _)) => {
                    *taken.get_mut(column)? = true;
                    *targets.get_mut(column)? = wanted.target;
                }
                None if wanted.target.is_some() => return None,
                None => {}
            }
        }
        let targets: Vec<(usize, Option<Target>)> = targets.into_iter().enumerate().collect();
        Some(Self::new(workbook, index, row, self.header_rows, &targets, &self.separators))
    }

    /// All columns of the mapped sheet that have a heading or a text below it.
    pub fn shown_columns(&self, workbook: &Workbook) -> Vec<Column> {
        let Some(sheet) = workbook.sheets.get(self.sheet) else { return Vec::new() };
        let first = self.first_data_row();
        let mut columns: Vec<Column> = (0..sheet.width())
            .map(|index| {
                let header = header(sheet, self.header_row, self.header_rows, index);
                Column { index, letter: letter(index), header, samples: Vec::new() }
            })
            .collect();
        for cells in sheet.rows.iter().skip(first) {
            for (column, text) in columns.iter_mut().zip(cells) {
                if column.samples.len() < SAMPLES && !is_blank(text) && !column.samples.contains(text) {
                    column.samples.push(text.clone());
                }
            }
        }
        columns.retain(|column| !column.header.is_empty() || !column.samples.is_empty());
        columns
    }

    /// The first rows of data, as wide as the sheet.
    pub fn preview(&self, workbook: &Workbook, rows: usize) -> Vec<Vec<String>> {
        let Some(sheet) = workbook.sheets.get(self.sheet) else { return Vec::new() };
        let width = sheet.width();
        let full = |cells: &Vec<String>| {
            let mut cells = cells.clone();
            cells.resize(width, String::new());
            cells
        };
        sheet.rows.iter().skip(self.first_data_row()).take(rows).map(full).collect()
    }

    /// What a person should look at before the table is taken over.
    pub fn problems(&self, workbook: &Workbook) -> Vec<Problem> {
        let Some(sheet) = workbook.sheets.get(self.sheet) else { return vec![Problem::NoData] };
        let mut problems = Vec::new();
        let data = sheet.rows.get(self.first_data_row()..).unwrap_or_default();
        if data.iter().flatten().all(|text| is_blank(text)) {
            problems.push(Problem::NoData);
        }
        let of = |target| -> Vec<usize> {
            let mapped = self.columns.iter().filter(|column| column.target == Some(target));
            mapped.map(|column| column.index).collect()
        };
        let titles = of(Target::Title);
        if titles.is_empty() {
            problems.push(Problem::NoTitle);
        } else {
            let titled = |row: usize, cells: &Vec<String>| {
                titles.iter().any(|column| cells.get(*column).is_some_and(|text| !is_blank(text)))
                    || sheet.drawn.as_ref().is_some_and(|drawn| drawn.forms.contains_key(&row))
            };
            let rows = (self.first_data_row()..).zip(data).take_while(|(row, cells)| !titled(*row, cells));
            let rows = rows.filter(|(_, cells)| cells.iter().any(|text| !is_blank(text))).count();
            if rows > 0 {
                problems.push(Problem::RowsBeforeFirstTitle { rows });
            }
        }
        for target in Target::ALL.iter().copied().filter(|target| !target.is_list()) {
            let columns = of(target);
            // What goes into the note goes there from any number of columns.
            let into_note = matches!(target, Target::Number | Target::InternalNote | Target::Remarks);
            if columns.len() > 1 && !into_note {
                let columns = columns.into_iter().map(letter).collect();
                problems.push(Problem::TargetTwice { target, columns });
            }
        }
        for column in self.shown_columns(workbook) {
            if self.target(column.index).is_none() && !column.samples.is_empty() {
                problems.push(Problem::Unmapped { column: column.letter, header: column.header });
            }
        }
        problems
    }
}

/// A column's heading: the different texts of the header's rows, joined by a blank, on one line and shortened.
pub(super) fn header(sheet: &Sheet, row: usize, rows: usize, column: usize) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for row in row..row.saturating_add(rows).min(sheet.rows.len()) {
        let text = sheet.text(row, column);
        if !is_blank(text) && parts.last() != Some(&text) {
            parts.push(text);
        }
    }
    shortened(&one_line(&parts.join(" ")), LONGEST_HEADER)
}

/// A text on one line; words that a hyphen divides at a line's end are put together.
pub(super) fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for part in text.split('\n').map(str::trim).filter(|part| !part.is_empty()) {
        let divided = line.ends_with('-') && part.starts_with(char::is_lowercase);
        if divided {
            line.pop();
        } else if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(part);
    }
    line
}
