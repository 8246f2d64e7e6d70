//! Registers that schools keep as a table: XLSX, ODS and CSV.
//!
//! [`read`] gives sheets of text cells, [`detect`] proposes which column holds what, [`to_activities`] makes activities.
//!
//! # How rows become activities
//! - A row with a title begins an activity; rows without one continue it, and so do the further rows of a merged
//!   title. A row with nothing but one cell merged across the table is a heading within it.
//! - A row without a title that has a number of its own is an activity that is called by that number.
//! - Where each row of an activity names its own persons, data or periods, these belong together.
//! - After an empty row, rows with at most one cell at the end of the sheet are remarks below the table.
//! - A cell merged across several rows counts once in an activity, and again in each further activity it reaches.
//! - Two rows with the same title of their own are two activities.
//! - Other sheets with the same headings, also hidden ones, are read with it; those that explain it are not.
//!
//! # What nobody wrote is not written
//! - "keine", "entfällt", "siehe Anlage 2" become statements; "nicht angegeben" or an empty cell say nothing. A dash, dots,
//!   "keine Angabe", "unbekannt", "offen", a mere mark are kept, and deny nothing.
//! - Of boxes to tick, those that are ticked answer.
//! - Dates, periods, countries, a status are read only where the wording leaves no doubt.
//! - Whatever has no field, or does not fit its own, stands with the column's heading in the activity's internal note
//!   and with its cell among the leftovers; rows and sheets outside the table stand among the leftovers.
//!
//! # Forms
//! A sheet whose labels stand in a column, with the answers beside and below them, is a form for one activity; where several
//! columns have a title of their own, each is an activity. From all forms of a workbook one more sheet is drawn and put
//! behind the others, with the labels as its header and a row for each activity. Lines that are neither label nor
//! answer have a column of their own there; headings within the forms stand among the leftovers, each once.
//!
//! # What hangs on cells
//! Comments, the targets of links that show another text, texts of drawn shapes and text that is struck through stand in
//! the note of the record in whose row they are, with the column's heading; those of the header, of other rows and of
//! other sheets stand among the leftovers. Hidden rows and columns are read like others. The lines that a printer puts
//! above and below each page, pictures and diagrams are not read.
//!
//! # Limits
//! The constants of this module. Archives are unpacked part by part and counted while they are; what the directory
//! says of sizes, and what a sheet says of its dimensions, is not believed. XML may be nested [`MAX_DEPTH`] deep and
//! declares no entities. Formulas do not act: the value stored with them is a text like any other.

mod activity;
mod assignment;
pub(crate) mod attached;
mod contact;
mod dates;
mod delimited;
mod detect;
mod drawn;
mod error;
mod folding;
mod form;
mod form_lines;
mod forms;
mod headings;
mod items;
mod labels;
mod lists;
mod mapping;
mod numbers;
mod ods;
mod ods_text;
mod own_export;
mod package;
mod parties;
mod recipients;
mod relations;
mod retention;
mod rows;
mod sensitive;
mod sheet;
mod single;
mod splitting;
mod target;
mod ticks;
mod transfer;
mod values;
mod wording;
mod xlsx;
mod xlsx_margin;
mod xlsx_shared;
mod xml;

pub use detect::{Guess, detect};
pub use error::TableError;
pub use mapping::{Column, MappedColumn, Mapping, Problem};
pub use sheet::{Sheet, Workbook, letter};
pub use target::Target;

use crate::foreign::ForeignFile;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Largest file, in bytes (32 MiB).
pub const MAX_BYTES: usize = 32 << 20;
/// Most parts in an archive.
pub const MAX_PARTS: usize = 4096;
/// Largest part of an archive when unpacked, in bytes (64 MiB).
pub const MAX_PART: usize = 64 << 20;
/// All parts of an archive when unpacked, in bytes (192 MiB).
pub const MAX_UNPACKED: usize = 192 << 20;
/// Deepest nesting of XML elements.
pub const MAX_DEPTH: usize = 128;
/// Most sheets.
pub const MAX_SHEETS: usize = 100;
/// Most rows of a sheet.
pub const MAX_ROWS: usize = 10_000;
/// Most columns of a sheet.
pub const MAX_COLUMNS: usize = 1_024;
/// Most cells in all sheets together, counted up to the last one with text in each row.
pub const MAX_CELLS: usize = 500_000;
/// Longest text of a cell, in bytes of UTF-8 (256 KiB).
pub const MAX_CELL_TEXT: usize = 256 << 10;
/// Most comments, targets of links, text boxes and texts struck through on all sheets together.
pub const MAX_ATTACHED: usize = 50_000;
/// All texts of all sheets together, in bytes of UTF-8 (32 MiB).
pub const MAX_TEXT: usize = 32 << 20;

/// Most entries of all lists of an activity together; what is more is kept in the note.
pub const MAX_ITEMS: usize = 2_000;
/// Most entries of all lists of all activities together.
pub const MAX_ITEMS_IN_ALL: usize = 200_000;
/// Most times that entries of all activities point to others that stand in their rows, or whose numbers they name.
pub(crate) const MAX_POINTERS: usize = 200_000;
/// Longest internal note that is put together, in bytes of UTF-8 (512 KiB); what is more stands among the leftovers.
pub const MAX_NOTE: usize = 512 << 10;

/// Reads a spreadsheet. What kind it is, its content says; the file name only names the sheet of a CSV file. The last sheet
/// is drawn from forms, if there are any.
///
/// # Errors
/// The first thing that is not as it must be, or the first limit that is exceeded.
pub fn read(bytes: &[u8], file_name: &str) -> Result<Workbook, TableError> {
    if bytes.len() > MAX_BYTES {
        return Err(TableError::TooLarge { bytes: bytes.len() });
    }
    if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return Err(TableError::OldOrProtected);
    }
    let mut workbook = if bytes.starts_with(b"PK") {
        let mut package = package::Package::open(bytes)?;
        match package.text("[Content_Types].xml")? {
            Some(_) => xlsx::read(&mut package)?,
            None if package.text("xl/workbook.xml")?.is_some() => {
                return Err(TableError::MissingPart { part: "[Content_Types].xml" });
            }
            None => ods::read(&mut package)?,
        }
    } else {
        let name = file_name.rsplit(['/', '\\']).next().unwrap_or(file_name);
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        delimited::read(bytes, stem)?
    };
    forms::add_forms(&mut workbook);
    Ok(workbook)
}

/// Makes activities of the mapped table, and of the tables with the same headings on other sheets. Nothing of the workbook
/// is dropped: see this module's description.
///
/// The key of an activity follows from its title, and where several have the same, from their numbers; the ids of its items
/// follow from what they name, so that a newer version of the same table can be merged. Parties and systems are made from
/// their names.
pub fn to_activities(workbook: &Workbook, mapping: &Mapping) -> ForeignFile {
    match own_export::Book::of(workbook, mapping) {
        Some((book, rest)) => book.complete(read_rows(&rest, mapping)),
        None => read_rows(workbook, mapping),
    }
}

/// The rule of erasure that a wording states without doubt.
pub(crate) fn retention_rule(
    id: register::id::ItemId,
    wording: &str,
) -> Option<register::retention::RetentionRule> {
    retention::rule(id, wording, register::retention::Limit::DutyToErase)
}

fn read_rows(workbook: &Workbook, mapping: &Mapping) -> ForeignFile {
    let mut making = activity::Making::default();
    making.own = own_export::is_own(mapping);
    // Sheets with the same headings hold parts of the same register.
    let mapped: BTreeMap<usize, Cow<'_, Mapping>> = mapping
        .alike(workbook)
        .into_iter()
        .map(|other| (other.sheet, Cow::Owned(other)))
        .chain([(mapping.sheet, Cow::Borrowed(mapping))])
        .collect();
    let chosen = workbook.sheets.get(mapping.sheet).and_then(|sheet| sheet.drawn.as_ref());
    let mut read = Vec::new();
    for (index, sheet) in workbook.sheets.iter().enumerate() {
        if let Some(mapping) = mapped.get(&index) {
            let (entries, outside) = rows::entries(sheet, mapping);
            making.leftovers.extend(outside);
            read.push((sheet, entries));
            continue;
        }
        // What was drawn from forms says the same as the forms.
        let said = chosen.is_some_and(|drawn| drawn.sources.contains(&index));
        if !said && sheet.drawn.is_none() {
            making.leftovers.extend(rows::leftovers(sheet));
        }
    }
    making.know_titles(read.iter().flat_map(|(_, entries)| entries));
    let several = read.len() > 1;
    let entries = read.iter().flat_map(|(sheet, entries)| entries.iter().map(move |entry| (*sheet, entry)));
    let mut activities = Vec::new();
    for (position, (sheet, entry)) in (0..).zip(entries) {
        let from = several.then_some(sheet.name.as_str());
        activities.push(activity::make(&mut making, sheet, &mapping.separators, entry, from, position));
    }
    let mut controllers = making.controllers.into_iter();
    let organisation = controllers.next().filter(|_| controllers.next().is_none());
    ForeignFile {
        tool: "Tabelle".into(),
        organisation,
        activities,
        shared: making.shared,
        leftovers: making.leftovers,
    }
}
