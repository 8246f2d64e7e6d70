//! Which rows make one activity, and which belong to none.

use super::attached::Attached;
use super::folding::{fold, is_blank};
use super::mapping::{LONGEST_HEADER, Mapping, one_line};
use super::sheet::{Sheet, letter};
use super::target::Target;
use super::wording::says_nothing;
use crate::foreign::Leftover;
use std::collections::BTreeMap;

/// A cell with text that belongs to an activity.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cell<'a> {
    pub(super) row: usize,
    pub(super) column: usize,
    pub(super) header: &'a str,
    pub(super) text: &'a str,
    /// All that stands in it, also what is no answer.
    pub(super) whole: &'a str,
    pub(super) target: Option<Target>,
}

/// The rows of one activity.
pub(super) struct Entry<'a> {
    pub(super) title: String,
    /// Its cells but the title, row by row.
    pub(super) cells: Vec<Cell<'a>>,
    /// Its cells with nothing but a dash or dots, which say nothing and are told.
    pub(super) dashes: Vec<Cell<'a>>,
    /// The number that its first row has in the table.
    pub(super) number: Option<&'a str>,
    /// What hangs on the cells of its rows, each with the heading of its column.
    pub(super) attached: Vec<(&'a Attached, &'a str)>,
    first_row: usize,
}

/// Divides a sheet into activities; what belongs to none is left over.
pub(super) fn entries<'a>(sheet: &'a Sheet, mapping: &'a Mapping) -> (Vec<Entry<'a>>, Vec<Leftover>) {
    let first = mapping.first_data_row();
    let end = end_of_table(sheet, mapping);
    let mut columns: Vec<(&str, Option<Target>)> = vec![("", None); sheet.width()];
    for mapped in &mapping.columns {
        if let Some(column) = columns.get_mut(mapped.index) {
            *column = (&mapped.header, mapped.target);
        }
    }
    let titles: Vec<usize> =
        (0..columns.len()).filter(|column| mapping.target(*column) == Some(Target::Title)).collect();
    // A number behind the title may count the rows of one activity.
    let numbers: Vec<usize> = (0..titles.first().copied().unwrap_or(0))
        .filter(|column| mapping.target(*column) == Some(Target::Number))
        .collect();
    let mut entries: Vec<Entry<'a>> = Vec::new();
    let mut outside: Vec<Leftover> = Vec::new();
    // Which entry a row belongs to.
    let mut owners: BTreeMap<usize, usize> = BTreeMap::new();
    for row in 0..sheet.rows.len() {
        // A header without a title heads no table.
        if (mapping.header_row..first).contains(&row) && !(titles.is_empty() && sheet.drawn.is_none()) {
            outside.extend(explanations(sheet, row));
            continue;
        }
        let form = sheet.drawn.as_ref().and_then(|drawn| drawn.forms.get(&row));
        let in_table = row >= first
            && (form.is_some()
                || row < end && !is_heading(sheet, row) && !repeats_header(sheet, mapping, row));
        if !in_table {
            outside.extend(leftover(sheet, row));
            continue;
        }
        let text = |column: usize| {
            let text = sheet.text(row, column);
            let (origin, _) = sheet.origin(row, column);
            (!is_blank(text) && origin >= first).then_some((origin, text))
        };
        let title = titles.iter().find_map(|column| Some((*column, text(*column)?)));
        let number = numbers.iter().find_map(|column| text(*column).filter(|(origin, _)| *origin == row));
        let number = number.map(|(_, number)| number);
        let titled = match title {
            Some((column, (origin, title))) if origin == row => {
                entries.push(Entry { number, ..Entry::new(one_line(title), row) });
                Some(column)
            }
            None if form.is_none()
                && number
                    .is_some_and(|number| begins(number, entries.last().and_then(|entry| entry.number))) =>
            {
                // Rows that were numbered in advance hold nothing.
                if own(sheet, row).all(|(column, _)| numbers.contains(&column)) {
                    outside.extend(leftover(sheet, row));
                    continue;
                }
                let title = format!("Nr. {} (ohne Bezeichnung)", number.unwrap_or_default());
                entries.push(Entry { number, ..Entry::new(title, row) });
                None
            }
            _ => {
                entries.extend(form.map(|form| Entry::new(form.clone(), row)));
                None
            }
        };
        owners.extend(entries.len().checked_sub(1).map(|entry| (row, entry)));
        let Some(entry) = entries.last_mut() else {
            outside.extend(leftover(sheet, row));
            continue;
        };
        for (column, (header, target)) in columns.iter().enumerate() {
            let Some((origin_row, text)) = text(column) else {
                let dash = sheet.text(row, column);
                if is_dash(dash) && sheet.origin(row, column) == (row, column) {
                    let cell = Cell { row, column, header, text: dash, whole: dash, target: None };
                    entry.dashes.push(cell);
                }
                continue;
            };
            let (_, origin_column) = sheet.origin(row, column);
            // A merged cell counts in its first column, and once in each activity that it reaches.
            let counted_before = origin_row < row && (origin_row >= entry.first_row || row > entry.first_row);
            if origin_column != column || counted_before || titled == Some(column) || says_nothing(text) {
                continue;
            }
            entry.cells.push(Cell { row: origin_row, column, header, text, whole: text, target: *target });
        }
    }
    for attached in &sheet.attached {
        let owner = attached.cell.and_then(|(row, _)| owners.get(&row));
        match (owner.and_then(|owner| entries.get_mut(*owner)), attached.cell) {
            (Some(entry), Some((_, column))) => {
                let heading = columns.get(column).map_or("", |(header, _)| *header);
                entry.attached.push((attached, heading));
            }
            _ => outside.push(attached.leftover()),
        }
    }
    if let Some(drawn) = &sheet.drawn {
        outside.extend(drawn.outside.iter().cloned());
    }
    (entries, outside)
}

impl Entry<'_> {
    fn new(title: String, first_row: usize) -> Self {
        let (cells, dashes, attached) = (Vec::new(), Vec::new(), Vec::new());
        Self { title, cells, dashes, number: None, attached, first_row }
    }
}

/// Whether a row with this number and no title is an activity of its own: "4" after "3", but not "3.1" or "3a".
fn begins(number: &str, before: Option<&str>) -> bool {
    let number = number.trim().trim_end_matches('.');
    let before = before.map(|before| before.trim().trim_end_matches('.'));
    let below = before.and_then(|before| number.strip_prefix(before)).is_some_and(|rest| {
        rest.is_empty() || rest.starts_with(|c: char| c == '.' || c == '-' || c.is_alphabetic())
    });
    number.starts_with(|c: char| c.is_ascii_digit()) && !below
}

/// Whether a text is a dash or dots, and not empty.
fn is_dash(text: &str) -> bool {
    is_blank(text) && text.chars().any(|c| !c.is_whitespace())
}

/// All that a sheet holds, as leftovers.
pub(super) fn leftovers(sheet: &Sheet) -> impl Iterator<Item = Leftover> {
    let rows = (0..sheet.rows.len()).filter_map(|row| leftover(sheet, row));
    rows.chain(sheet.attached.iter().map(Attached::leftover))
}

/// Headings of a row that are too long to be shown as such: what they explain would be lost.
fn explanations(sheet: &Sheet, row: usize) -> impl Iterator<Item = Leftover> {
    let long = |(_, text): &(usize, &str)| text.chars().nth(LONGEST_HEADER).is_some();
    own(sheet, row).filter(long).map(move |(column, text)| Leftover {
        place: sheet.place(row, column),
        activity: None,
        text: text.to_owned(),
    })
}

/// The texts that stand in a row themselves, with their columns.
pub(super) fn own(sheet: &Sheet, row: usize) -> impl Iterator<Item = (usize, &str)> {
    let cells = sheet.rows.get(row).map(Vec::as_slice).unwrap_or_default();
    cells
        .iter()
        .enumerate()
        .filter(move |(column, text)| !is_blank(text) && sheet.origin(row, *column) == (row, *column))
        .map(|(column, text)| (column, text.as_str()))
}

/// A whole row as leftover.
fn leftover(sheet: &Sheet, row: usize) -> Option<Leftover> {
    let cells: Vec<(usize, &str)> = own(sheet, row).collect();
    let (first, last) = (cells.first()?.0, cells.last()?.0);
    let mut place = sheet.place(row, first);
    if last > first && sheet.drawn.is_none() {
        place.push_str(&format!(":{}{}", letter(last), row + 1));
    }
    let text = cells.iter().map(|(_, text)| *text).collect::<Vec<_>>().join(" | ");
    Some(Leftover { place, activity: None, text })
}

/// The first row after the table: an empty one that only rows with at most one cell follow.
fn end_of_table(sheet: &Sheet, mapping: &Mapping) -> usize {
    let mut end = sheet.rows.len();
    if mapping.columns.iter().filter(|column| column.target.is_some()).count() < 2 {
        return end;
    }
    for row in (mapping.first_data_row()..sheet.rows.len()).rev() {
        let merged = |column| sheet.origin(row, column).0 < row;
        if sheet.rows.get(row).is_some_and(|cells| (0..cells.len()).any(merged)) {
            return end;
        }
        match own(sheet, row).count() {
            0 => end = row,
            1 => {}
            _ => return end,
        }
    }
    // Nothing but such rows: then they are the table.
    sheet.rows.len()
}

/// Whether a row is a heading within the table: one cell, merged across three columns or more.
fn is_heading(sheet: &Sheet, row: usize) -> bool {
    let cells = sheet.rows.get(row).map(Vec::as_slice).unwrap_or_default();
    let filled = cells.iter().filter(|text| !text.is_empty()).count();
    let mut own = own(sheet, row);
    match (own.next(), own.next()) {
        (Some((column, _)), None) => {
            filled >= 3
                && (0..cells.len()).all(|other| {
                    sheet.text(row, other).is_empty() || sheet.origin(row, other) == (row, column)
                })
        }
        _ => false,
    }
}

/// Whether the header stands in the table once more, as on every printed page.
fn repeats_header(sheet: &Sheet, mapping: &Mapping, row: usize) -> bool {
    let mut same = 0;
    for column in &mapping.columns {
        let text = fold(sheet.text(row, column.index));
        if !text.is_empty() && text != fold(&column.header) {
            return false;
        }
        same += usize::from(!text.is_empty());
    }
    same >= 2
}
