//! XLSX (ECMA-376): the stored values of the cells, with their number formats.
//!
//! The parts are read here and not by the crate `calamine`, which takes a file's word for the number of its texts and
//! copies styles as often as the file likes: a few kilobytes can ask for gigabytes. Tests compare the two.

use super::attached::Kind;
use super::error::{TableError, shown};
use super::package::{Package, at};
use super::relations::{Relation, each_tag, owned, relations, resolved};
use super::sheet::{Filling, Region, Workbook};
use super::xlsx_shared::{Shared, rich_text, styles, texts, unescaped};
use super::xml::{Fault, Piece, Tag, Xml, local};
use super::{MAX_PARTS, values, xlsx_margin};
use std::collections::{BTreeMap, BTreeSet};

/// A sheet as the workbook names it.
struct Listed {
    name: String,
    hidden: bool,
    relation: String,
}

/// Reads the sheets of an XLSX file.
pub(super) fn read(package: &mut Package<'_>) -> Result<Workbook, TableError> {
    let main = main_part(package)?;
    let book = relations(package, &main)?;
    let book = book.ok_or(TableError::MissingPart { part: "xl/_rels/workbook.xml.rels" })?;
    let (listed, since_1904) = workbook(package, &main)?;
    let of_kind = |kind: &str| {
        book.values().find(|relation| relation.kind == kind).map(|relation| relation.target.as_str())
    };
    let mut shared = Shared { since_1904, ..Shared::default() };
    if let Some(part) = of_kind("sharedStrings")
        && let Some(text) = package.text(part)?
    {
        shared.texts = texts(&text).map_err(at(part))?;
    }
    if let Some(part) = of_kind("styles")
        && let Some(text) = package.text(part)?
    {
        shared.styles = styles(&text).map_err(at(part))?;
    }
    let mut filling = Filling::default();
    let mut seen = BTreeSet::new();
    for sheet in listed {
        let unreadable =
            |reason: &str| TableError::Unreadable { place: shown(&sheet.name), reason: reason.to_owned() };
        let relation = book.get(&sheet.relation).ok_or_else(|| unreadable("its part is not named"))?;
        if relation.kind != "worksheet" {
            continue;
        }
        // Otherwise a large part could be read as often as the workbook lists it.
        if !seen.insert(relation.target.to_ascii_lowercase()) {
            return Err(unreadable("its part belongs to another sheet as well"));
        }
        let own = relations(package, &relation.target)?.unwrap_or_default();
        let text = package.text(&relation.target)?.ok_or_else(|| unreadable("its part is missing"))?;
        filling.begin(&sheet.name, sheet.hidden)?;
        cells(&text, &relation.target, &shared, &own, &mut filling)?;
        drop(text);
        xlsx_margin::read(package, &own, &mut seen, &mut filling)?;
    }
    filling.finish()
}

/// The part that holds the workbook.
fn main_part(package: &mut Package<'_>) -> Result<String, TableError> {
    let part = "_rels/.rels";
    let text = package.text(part)?.ok_or(TableError::MissingPart { part })?;
    let mut main = None;
    each_tag(&text, |tag| {
        if local(tag.name) == "Relationship" && owned(tag, "Type")?.ends_with("/officeDocument") {
            main = Some(resolved("", &owned(tag, "Target")?));
        }
        Ok(())
    })
    .map_err(at(part))?;
    main.ok_or(TableError::MissingPart { part: "xl/workbook.xml" })
}

/// The sheets in their order, and whether days are counted from 1904.
fn workbook(package: &mut Package<'_>, part: &str) -> Result<(Vec<Listed>, bool), TableError> {
    let text = package.text(part)?.ok_or(TableError::MissingPart { part: "xl/workbook.xml" })?;
    let (mut sheets, mut since_1904) = (Vec::new(), false);
    each_tag(&text, |tag| {
        match local(tag.name) {
            "sheet" if sheets.len() > MAX_PARTS => {
                return Err(tag.fault("more sheets than there may be parts"));
            }
            "sheet" => sheets.push(Listed {
                name: owned(tag, "name")?,
                hidden: matches!(tag.attribute("state")?.as_deref(), Some("hidden" | "veryHidden")),
                relation: owned(tag, "id")?,
            }),
            "workbookPr" => {
                since_1904 |= matches!(tag.attribute("date1904")?.as_deref(), Some("1" | "true"));
            }
            _ => {}
        }
        Ok(())
    })
    .map_err(at(part))?;
    Ok((sheets, since_1904))
}

/// Puts the cells of a sheet into the workbook.
fn cells(
    text: &str,
    part: &str,
    shared: &Shared,
    relations: &BTreeMap<String, Relation>,
    filling: &mut Filling,
) -> Result<(), TableError> {
    let fault = at(part);
    let misplaced = || TableError::Unreadable { place: shown(part), reason: "a cell without a place".into() };
    let mut xml = Xml::new(text);
    let (mut row, mut column) = (0, 0);
    while let Some(piece) = xml.next().map_err(&fault)? {
        match piece {
            Piece::Open(tag) => match local(tag.name) {
                "row" => {
                    if let Some(number) = tag.attribute("r").map_err(&fault)? {
                        row = number
                            .parse::<u32>()
                            .ok()
                            .and_then(|row| row.checked_sub(1))
                            .ok_or_else(misplaced)? as usize;
                    }
                    column = 0;
                }
                "c" => {
                    if let Some(place) = tag.attribute("r").map_err(&fault)? {
                        (row, column) = position(&place).ok_or_else(misplaced)?;
                    }
                    let value = value(&mut xml, tag, shared).map_err(&fault)?;
                    filling.put(row, column, &value.text)?;
                    filling.attach(Kind::Struck, Some((row, column)), &value.struck)?;
                    if !value.text.contains(&value.link) {
                        filling.attach(Kind::Link, Some((row, column)), &value.link)?;
                    }
                    column += 1;
                }
                "mergeCell" => {
                    let region = owned(tag, "ref").map_err(&fault)?;
                    if let Some((first, last)) = region.split_once(':')
                        && let (Some(first), Some(last)) = (position(first), position(last))
                    {
                        filling.merge(Region { first, last });
                    }
                }
                "hyperlink" => {
                    let id = owned(tag, "id").map_err(&fault)?;
                    if let Some(relation) = relations.get(&id).filter(|relation| relation.external) {
                        let region = owned(tag, "ref").map_err(&fault)?;
                        let cell = position(region.split(':').next().unwrap_or_default());
                        let target = relation.target.strip_prefix("mailto:").unwrap_or(&relation.target);
                        if !cell.is_some_and(|cell| filling.text(cell).contains(target)) {
                            filling.attach(Kind::Link, cell, &relation.target)?;
                        }
                    }
                }
                _ => {}
            },
            Piece::Close(name) if local(name) == "row" => row += 1,
            _ => {}
        }
    }
    Ok(())
}

/// Row and column of a cell called "G7", counted from 0.
pub(super) fn position(place: &str) -> Option<(usize, usize)> {
    let digits = place.find(|c: char| c.is_ascii_digit())?;
    let (letters, digits) = place.split_at(digits);
    if letters.is_empty() || letters.len() > 3 {
        return None;
    }
    let mut column = 0;
    for letter in letters.bytes() {
        let value = letter.to_ascii_uppercase().checked_sub(b'A').filter(|value| *value < 26)?;
        column = column * 26 + usize::from(value) + 1;
    }
    let row = digits.parse::<u32>().ok()?.checked_sub(1)?;
    Some((row as usize, column - 1))
}

/// What a cell holds.
#[derive(Default)]
struct Value {
    text: String,
    /// What of the text is struck through.
    struck: String,
    /// Where a formula leads that makes a link.
    link: String,
}

/// What the cell holds whose beginning was just read. A formula stands for nothing: its stored value is the text.
fn value(xml: &mut Xml<'_>, cell: Tag<'_>, shared: &Shared) -> Result<Value, Fault> {
    let kind = cell.attribute("t")?;
    let style = match cell.attribute("s")?.map(|style| style.parse::<usize>()) {
        Some(Ok(style)) => shared.styles.get(style).copied().unwrap_or_default(),
        _ => Default::default(),
    };
    let mut value = Value::default();
    let (mut stored, mut inline, mut formula) = (String::new(), false, None);
    loop {
        match xml.next()? {
            Some(Piece::Open(tag)) => match local(tag.name) {
                "v" => stored = plain(xml)?,
                "is" => {
                    value.struck = rich_text(xml, &mut value.text)?;
                    inline = true;
                }
                "f" => {
                    let text = plain(xml)?;
                    value.link = linked(&text);
                    formula = Some(text);
                }
                _ => xml.skip()?,
            },
            Some(Piece::Text(_)) => {}
            Some(Piece::Close(_)) | None => break,
        }
    }
    // The text that a formula gives may be empty; a number that it gives is never.
    let formula = formula.filter(|_| !inline && stored.trim().is_empty() && kind.as_deref() != Some("str"));
    if let Some(formula) = formula {
        // Of a formula that cells share, only one says how it goes.
        let formula = if formula.trim().is_empty() { "…" } else { &formula };
        value.text = format!("={formula}");
    } else if !inline {
        value.text = match kind.as_deref() {
            Some("s") if stored.trim().is_empty() => String::new(),
            Some("s") => {
                let missing = || cell.fault("a text that is not among the shared ones");
                let index = stored.trim().parse().map_err(|_| missing())?;
                value.struck = shared.texts.struck(index).to_owned();
                shared.texts.get(index).ok_or_else(missing)?.to_owned()
            }
            Some("b") => match stored.trim() {
                "1" | "true" => values::truth(true).to_owned(),
                "0" | "false" => values::truth(false).to_owned(),
                _ => stored,
            },
            Some("d") => values::iso_date(stored.trim()),
            Some("str") => unescaped(&stored),
            None | Some("n") => match stored.trim().parse::<f64>() {
                Ok(number) if number.is_finite() => values::number(number, style.format, shared.since_1904),
                _ => stored,
            },
            Some(_) => stored,
        };
    }
    if style.struck {
        value.struck.clone_from(&value.text);
    }
    Ok(value)
}

/// The text up to the end of the element just begun.
fn plain(xml: &mut Xml<'_>) -> Result<String, Fault> {
    let mut text = String::new();
    while let Some(piece) = xml.next()? {
        match piece {
            Piece::Text(part) => text.push_str(&part),
            Piece::Open(_) => xml.skip()?,
            Piece::Close(_) => break,
        }
    }
    Ok(text)
}

/// Where the formula HYPERLINK("address", …) leads.
fn linked(formula: &str) -> String {
    let target = formula.trim_start().strip_prefix("HYPERLINK(\"").and_then(|rest| rest.split('"').next());
    target.filter(|target| !target.starts_with('#')).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_found_by_their_names() {
        assert_eq!(position("A1"), Some((0, 0)));
        assert_eq!(position("xfd1048576"), Some((1_048_575, 16_383)));
        for place in ["", "A", "1", "A0", "AAAA1", "Ä1", "A99999999999", "A1B"] {
            assert_eq!(position(place), None, "{place}");
        }
    }
}
