//! ODS (OpenDocument 1.2, part 1): the cells as they are shown, with repetitions and merged regions.
//!
//! The crate `calamine` reads ODS as well, but fills repeated cells up to gigabytes, never comes to the end of a note
//! that has none, and does not tell which cells are merged.

use super::MAX_TEXT;
use super::attached::Kind;
use super::error::TableError;
use super::ods_text::{Struck, Written, count, owned, paragraphs};
use super::package::{Package, at};
use super::sheet::{Filling, Region, Workbook};
use super::values;
use super::xml::{Fault, Piece, Tag, Xml};
use std::collections::BTreeSet;
use std::ops::Range;

/// The part with the sheets.
const CONTENT: &str = "content.xml";

/// A place beyond every limit, from which counting on does not overflow.
const FAR: usize = usize::MAX / 2;

/// Reads the sheets of an ODS file.
pub(super) fn read(package: &mut Package<'_>) -> Result<Workbook, TableError> {
    if package.text("META-INF/manifest.xml")?.is_some_and(|manifest| manifest.contains("encryption-data")) {
        return Err(TableError::Protected);
    }
    let text = package.text(CONTENT)?.ok_or(TableError::MissingPart { part: CONTENT })?;
    let fault = at(CONTENT);
    let mut xml = Xml::new(&text);
    let mut filling = Filling::default();
    let mut hidden_styles = BTreeSet::new();
    let mut struck = Struck::new();
    let mut style = String::new();
    while let Some(piece) = xml.next().map_err(&fault)? {
        let Piece::Open(tag) = piece else { continue };
        match tag.name {
            "style:style" => style = owned(tag, "style:name").map_err(&fault)?,
            "style:table-properties"
                if tag.attribute("table:display").map_err(&fault)?.as_deref() == Some("false") =>
            {
                hidden_styles.insert(style.clone());
            }
            "style:text-properties" => {
                let line = tag.attribute("style:text-line-through-style").map_err(&fault)?;
                if line.is_some_and(|line| line != "none") {
                    struck.insert(style.clone());
                }
            }
            // What was there before somebody changed it.
            "table:tracked-changes" => xml.skip().map_err(&fault)?,
            "table:table" => {
                let hidden = hidden_styles.contains(&owned(tag, "table:style-name").map_err(&fault)?);
                filling.begin(&owned(tag, "table:name").map_err(&fault)?, hidden)?;
                table(&mut xml, &struck, &mut filling)?;
            }
            _ => {}
        }
    }
    filling.finish()
}

/// A cell that holds something, or several beside each other with the same.
struct Cell {
    columns: Range<usize>,
    written: Written,
    /// How many rows and columns it spans.
    span: (usize, usize),
}

/// Reads a sheet up to its end.
fn table(xml: &mut Xml<'_>, struck: &Struck, filling: &mut Filling) -> Result<(), TableError> {
    let fault = at(CONTENT);
    let mut row = 0_usize;
    let mut depth = 1_usize;
    while depth > 0 {
        match xml.next().map_err(&fault)? {
            Some(Piece::Open(tag)) => match tag.name {
                "table:table-row" => {
                    let times = count(tag, "table:number-rows-repeated").map_err(&fault)?;
                    let cells = cells(xml, struck).map_err(&fault)?;
                    // A row that is repeated with content runs into the limits, one without costs nothing.
                    for row in row..row.saturating_add(if cells.is_empty() { 0 } else { times }) {
                        for cell in &cells {
                            for column in cell.columns.clone() {
                                filling.put(row, column, &cell.written.text)?;
                                if cell.written.text.is_empty() {
                                    break;
                                }
                            }
                            let (rows, columns) = cell.span;
                            if rows > 1 || columns > 1 {
                                let first = (row, cell.columns.start);
                                let last =
                                    (row.saturating_add(rows - 1), first.1.saturating_add(columns - 1));
                                filling.merge(Region { first, last });
                            }
                        }
                    }
                    for cell in cells {
                        for (kind, text) in cell.written.attached {
                            filling.attach(kind, Some((row, cell.columns.start)), &text)?;
                        }
                    }
                    row = row.saturating_add(times).min(FAR);
                }
                // Shapes that hang on no cell.
                "table:shapes" => {
                    for (kind, text) in paragraphs(xml, struck).map_err(&fault)?.attached {
                        filling.attach(kind, None, &text)?;
                    }
                }
                // Rows stand in groups and in the header that is repeated on every page.
                "table:table-row-group" | "table:table-rows" | "table:table-header-rows" => depth += 1,
                _ => xml.skip().map_err(&fault)?,
            },
            Some(Piece::Close(_)) => depth -= 1,
            Some(Piece::Text(_)) => {}
            None => return Ok(()),
        }
    }
    Ok(())
}

/// The cells of a row that hold something, up to its end.
fn cells(xml: &mut Xml<'_>, struck: &Struck) -> Result<Vec<Cell>, Fault> {
    let mut cells = Vec::new();
    let (mut column, mut size) = (0_usize, 0);
    loop {
        match xml.next()? {
            Some(Piece::Open(tag)) => match tag.name {
                "table:table-cell" | "table:covered-table-cell" => {
                    let times = count(tag, "table:number-columns-repeated")?;
                    let span = (
                        count(tag, "table:number-rows-spanned")?.max(1),
                        count(tag, "table:number-columns-spanned")?.max(1),
                    );
                    let mut written = cell(xml, tag, struck)?;
                    if written.text.trim().is_empty() {
                        written.text.clear();
                    }
                    size += written.size();
                    if size > MAX_TEXT {
                        return Err(xml.fault("too much text in a row"));
                    }
                    if !written.text.is_empty() || !written.attached.is_empty() {
                        cells.push(Cell { columns: column..column.saturating_add(times), written, span });
                    }
                    column = column.saturating_add(times).min(FAR);
                }
                _ => xml.skip()?,
            },
            Some(Piece::Close(_)) | None => return Ok(cells),
            Some(Piece::Text(_)) => {}
        }
    }
}

/// What a cell holds whose beginning was just read.
fn cell(xml: &mut Xml<'_>, tag: Tag<'_>, struck: &Struck) -> Result<Written, Fault> {
    let mut written = paragraphs(xml, struck)?;
    let kind = tag.attribute("office:value-type")?;
    let value = match kind.as_deref() {
        Some("float") => {
            let number = tag.attribute("office:value")?.and_then(|value| value.parse::<f64>().ok());
            number
                .filter(|number| number.is_finite())
                .map(|number| values::number(number, values::Format::Number, false))
        }
        Some("date") => tag.attribute("office:date-value")?.map(|date| values::iso_date(&date)),
        Some("boolean") => tag
            .attribute("office:boolean-value")?
            .map(|value| values::truth(value.eq_ignore_ascii_case("true")).to_owned()),
        // Percentages, amounts of money and times: as they are shown.
        _ => None,
    };
    match value {
        Some(value) => written.text = value,
        None if written.text.is_empty() => written.text = owned(tag, "office:string-value")?,
        None => {}
    }
    if kind.is_none() && written.text.is_empty() {
        // A formula without a stored value: "of:=SUM([.A1:.A2])".
        let formula = owned(tag, "table:formula")?;
        written.text = formula.find('=').and_then(|at| formula.get(at..)).unwrap_or(&formula).to_owned();
    }
    if struck.contains(&owned(tag, "table:style-name")?) {
        written.attached.retain(|(kind, _)| *kind != Kind::Struck);
        written.attached.push((Kind::Struck, written.text.clone()));
    }
    Ok(written)
}
