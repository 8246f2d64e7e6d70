//! Spreadsheets out: the register as a workbook (XLSX) and as one table (CSV).
//!
//! The first sheet holds one row for each activity, list items one a line; the further sheets one row for each item.
//!
//! # Invariants
//! - Every cell is text, exactly as entered: no formula acts, no number, date or address is made of a text.
//! - A text that is longer than a cell may be goes on in rows below that say so; nothing is cut off.
//! - CSV has no text cells: there a cell that a spreadsheet would read as a formula begins with an apostrophe
//!   ([`guarded`]), which reading takes off again ([`unguarded`]).
//! - The same register on the same day gives the same bytes.

mod bodies;
mod items;
mod overview;
mod table;
#[cfg(test)]
mod tests;

use crate::register_view::{RegisterInput, View};
use chrono::Datelike;
use language::Language;
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};
use std::borrow::Cow;
pub(crate) use table::Table;

/// Why no workbook was written.
#[derive(Debug, thiserror::Error)]
pub enum SpreadsheetError {
    /// The library refused; content is never the reason, except for more than 1,048,576 rows in a sheet.
    #[error("the workbook could not be written")]
    Workbook(#[from] XlsxError),
}

/// ISO A4 in the numbers of the file format.
const A4: u8 = 9;

/// The register as an XLSX workbook.
///
/// # Errors
/// When a sheet would have more rows than the format allows; no other content is refused.
pub fn xlsx(input: &RegisterInput<'_>, language: &Language) -> Result<Vec<u8>, SpreadsheetError> {
    let view = View::new(input, language);
    let mut workbook = Workbook::new();
    let (year, month, day) = (input.today.year(), input.today.month(), input.today.day());
    let year = u16::try_from(year).unwrap_or(1900).clamp(1900, 9999);
    let created = ExcelDateTime::from_ymd(year, month as u8, day as u8)?;
    workbook.set_properties(
        &DocProperties::new()
            .set_title(format!("{} – {}", view.word("workbook-title"), plain_name(&view)))
            .set_creation_datetime(&created),
    );
    let heads = Format::new()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::Top)
        .set_background_color(Color::RGB(0xDC_E3_EC))
        .set_border_bottom(FormatBorder::Thin);
    for table in tables(&view) {
        let worksheet = workbook.add_worksheet();
        worksheet.set_name(&table.name)?;
        for (at, column) in (0..).zip(&table.columns) {
            worksheet.set_column_width(at, column.width)?;
            worksheet.write_string_with_format(0, at, &column.head, &heads)?;
        }
        let rows = table.split_rows(|number| view.continued(number));
        write_rows(worksheet, &rows)?;
        set_up_page(worksheet, &table, &view)?;
    }
    Ok(workbook.save_to_buffer()?)
}

fn write_rows(worksheet: &mut Worksheet, rows: &[Vec<String>]) -> Result<(), XlsxError> {
    let text = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    // Shown as it is and kept as text also when somebody edits the cell.
    let quoted = text.clone().set_quote_prefix();
    for (at, row) in (1..).zip(rows) {
        for (column, cell) in (0..).zip(row).filter(|(_, cell)| !cell.is_empty()) {
            let format = if begins_formula(cell) { &quoted } else { &text };
            worksheet.write_string_with_format(at, column, cell, format)?;
        }
    }
    Ok(())
}

fn set_up_page(worksheet: &mut Worksheet, table: &Table, view: &View<'_>) -> Result<(), XlsxError> {
    worksheet.set_freeze_panes(1, table.frozen)?;
    worksheet.set_landscape().set_paper_size(A4).set_margins(0.4, 0.4, 0.6, 0.6, 0.3, 0.3);
    worksheet.set_repeat_rows(0, 0)?;
    if let Some(last) = table.frozen.checked_sub(1) {
        worksheet.set_repeat_columns(0, last)?;
    }
    // In header and footer "&" begins a command, so a text has it twice.
    let name = plain_name(view).replace('&', "&&");
    worksheet.set_footer(format!("&L{name} – {}&R&P / &N", table.name));
    Ok(())
}

/// The register's activities as a CSV file, as a German spreadsheet program opens it: UTF-8 with a byte-order mark,
/// semicolons, every field in quotation marks, lines ended by CR LF.
pub fn csv(input: &RegisterInput<'_>, language: &Language) -> Vec<u8> {
    let view = View::new(input, language);
    let table = overview::table(&view);
    let mut bytes = "\u{feff}".as_bytes().to_vec();
    let heads: Vec<String> = table.columns.iter().map(|column| column.head.clone()).collect();
    let rows = table.split_rows(|number| view.continued(number));
    for row in std::iter::once(&heads).chain(&rows) {
        for (at, cell) in row.iter().enumerate() {
            if at > 0 {
                bytes.push(b';');
            }
            bytes.push(b'"');
            bytes.extend(guarded(cell).replace('"', "\"\"").bytes());
            bytes.push(b'"');
        }
        bytes.extend(b"\r\n");
    }
    bytes
}

/// The sheet with one row for each activity.
pub(crate) fn first_sheet(view: &View<'_>) -> Table {
    overview::table(view)
}

/// The sheets with one row for each item.
pub(crate) fn item_sheets(view: &View<'_>) -> Vec<Table> {
    items::tables(view)
}

/// A rule of erasure as its sheet tells it: the keys of the headings, with the texts.
pub(crate) fn retention_columns(
    sheet: &crate::register_view::Sheet<'_>,
    rule: &register::retention::RetentionRule,
) -> Vec<(&'static str, String)> {
    items::retention_columns(sheet, rule)
}

fn tables(view: &View<'_>) -> Vec<Table> {
    let mut tables = vec![overview::table(view)];
    tables.extend(items::tables(view));
    tables.extend(bodies::tables(view));
    tables
}

/// The organisation's name for places that are no cells: short, without control characters.
fn plain_name(view: &View<'_>) -> String {
    view.input.organisation.name.chars().filter(|character| !character.is_control()).take(100).collect()
}

/// Whether a spreadsheet program would take a text for a formula or something else that acts.
fn begins_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r'])
}

/// A cell for a CSV file: with an apostrophe before it where a spreadsheet program would take it for a formula.
/// "+49 8441" begins like one, too. A text that looks guarded already gets a further apostrophe, so that none is lost.
pub fn guarded(text: &str) -> Cow<'_, str> {
    if begins_formula(text.trim_start_matches('\'')) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// The text of a CSV cell without the apostrophe that [`guarded`] puts before it; other texts stay as they are.
pub fn unguarded(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if begins_formula(rest.trim_start_matches('\'')) => rest,
        _ => text,
    }
}

impl View<'_> {
    /// "Fortsetzung zu 4".
    fn continued(&self, number: &str) -> String {
        self.language.text("mark-continued", &[("number", number.into())])
    }
}
