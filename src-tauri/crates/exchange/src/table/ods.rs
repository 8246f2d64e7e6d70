//! ODS (OpenDocument 1.2, part 1): the cells as they are shown, with repetitions and merged regions.
//!
//! The crate `calamine` reads ODS as well, but fills repeated cells up to gigabytes, never comes to the end of a note
//! that has none, and does not tell which cells are merged.

use super::MAX_CELL_TEXT;
use super::error::TableError;
use super::package::{Package, at};
use super::sheet::{Filling, Region, Workbook};
use super::values;
use super::xml::{Fault, Piece, Tag, Xml};
use std::collections::BTreeSet;
use std::ops::Range;

/// The part with the sheets.
const CONTENT: &str = "content.xml";

/// Most blanks that one element for blanks stands for.
const MAX_BLANKS: usize = 1_000;

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
            // What was there before somebody changed it.
            "table:tracked-changes" => xml.skip().map_err(&fault)?,
            "table:table" => {
                let hidden = hidden_styles.contains(&owned(tag, "table:style-name").map_err(&fault)?);
                filling.begin(&owned(tag, "table:name").map_err(&fault)?, hidden)?;
                table(&mut xml, &mut filling)?;
            }
            _ => {}
        }
    }
    filling.finish()
}

fn owned(tag: Tag<'_>, name: &str) -> Result<String, Fault> {
    Ok(tag.attribute(name)?.unwrap_or_default().into_owned())
}

/// A count in an attribute: how often something is repeated, how many cells it spans; 1 where it is not stated.
fn count(tag: Tag<'_>, name: &str) -> Result<usize, Fault> {
    let count = tag.attribute(name)?.map(|count| count.parse::<usize>());
    Ok(count.map_or(1, |count| count.unwrap_or(usize::MAX)))
}

/// A cell with text, or several beside each other with the same.
struct Cell {
    columns: Range<usize>,
    text: String,
    /// How many rows and columns it spans.
    span: (usize, usize),
}

/// Reads a sheet up to its end.
fn table(xml: &mut Xml<'_>, filling: &mut Filling) -> Result<(), TableError> {
    let fault = at(CONTENT);
    let mut row = 0_usize;
    let mut depth = 1_usize;
    while depth > 0 {
        match xml.next().map_err(&fault)? {
            Some(Piece::Open(tag)) => match tag.name {
                "table:table-row" => {
                    let times = count(tag, "table:number-rows-repeated").map_err(&fault)?;
                    let cells = cells(xml).map_err(&fault)?;
                    // A row that is repeated with content runs into the limits, one without costs nothing.
                    for row in row..row.saturating_add(if cells.is_empty() { 0 } else { times }) {
                        for cell in &cells {
                            for column in cell.columns.clone() {
                                filling.put(row, column, &cell.text)?;
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
                    row = row.saturating_add(times).min(FAR);
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

/// The cells with text of a row, up to its end.
fn cells(xml: &mut Xml<'_>) -> Result<Vec<Cell>, Fault> {
    let mut cells = Vec::new();
    let mut column = 0_usize;
    loop {
        match xml.next()? {
            Some(Piece::Open(tag)) => match tag.name {
                "table:table-cell" | "table:covered-table-cell" => {
                    let times = count(tag, "table:number-columns-repeated")?;
                    let span = (
                        count(tag, "table:number-rows-spanned")?.max(1),
                        count(tag, "table:number-columns-spanned")?.max(1),
                    );
                    let text = cell(xml, tag)?;
                    if !text.trim().is_empty() {
                        cells.push(Cell { columns: column..column.saturating_add(times), text, span });
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

/// The text of a cell whose beginning was just read.
fn cell(xml: &mut Xml<'_>, tag: Tag<'_>) -> Result<String, Fault> {
    let shown = paragraphs(xml)?;
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
    Ok(match (value, shown.is_empty()) {
        (Some(value), _) => value,
        (None, false) => shown,
        (None, true) => owned(tag, "office:string-value")?,
    })
}

/// The paragraphs up to the end of the cell, without notes and drawings.
fn paragraphs(xml: &mut Xml<'_>) -> Result<String, Fault> {
    let mut text = String::new();
    let mut depth = 1_usize;
    let (mut within, mut any) = (false, false);
    while depth > 0 {
        match xml.next()? {
            Some(Piece::Open(tag)) => match tag.name {
                "text:p" | "text:h" => {
                    if any {
                        text.push('\n');
                    }
                    (within, any) = (true, true);
                    depth += 1;
                }
                "text:s" => {
                    let blanks = count(tag, "text:c")?.min(MAX_BLANKS);
                    text.extend(std::iter::repeat_n(' ', blanks));
                    xml.skip()?;
                }
                "text:tab" => {
                    text.push('\t');
                    xml.skip()?;
                }
                "text:line-break" => {
                    text.push('\n');
                    xml.skip()?;
                }
                "office:annotation" | "text:note" | "table:table" | "text:ruby-text" => xml.skip()?,
                name if name.starts_with("draw:") || name.starts_with("office:") => xml.skip()?,
                _ => depth += 1,
            },
            Some(Piece::Close(name)) => {
                depth -= 1;
                within &= !matches!(name, "text:p" | "text:h");
            }
            // The line ends and blanks of the file are one blank each.
            Some(Piece::Text(part)) if within => {
                for c in part.chars() {
                    let c = if matches!(c, '\n' | '\r' | '\t') { ' ' } else { c };
                    if c != ' ' || !text.ends_with([' ', '\n']) {
                        text.push(c);
                    }
                }
            }
            Some(Piece::Text(_)) => {}
            None => break,
        }
        // A few letters of XML can stand for a thousand blanks.
        if text.len() > MAX_CELL_TEXT {
            return Err(xml.fault("a cell's text is too long"));
        }
    }
    Ok(text)
}
