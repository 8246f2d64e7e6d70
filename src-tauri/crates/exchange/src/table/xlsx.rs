//! XLSX (ECMA-376): the stored values of the cells, with their number formats.
//!
//! The parts are read here and not by the crate `calamine`, which takes a file's word for the number of its texts and
//! copies styles as often as the file likes: a few kilobytes can ask for gigabytes. Tests compare the two.

use super::error::{TableError, shown};
use super::package::{Package, at};
use super::sheet::{Filling, Region, Workbook};
use super::values::{self, Format};
use super::xml::{Fault, Piece, Tag, Xml, local};
use super::{MAX_CELLS, MAX_PARTS};
use std::collections::{BTreeMap, BTreeSet};

/// What the sheets share.
#[derive(Default)]
struct Shared {
    texts: Texts,
    /// Number formats of the cell styles.
    formats: Vec<Format>,
    since_1904: bool,
}

/// The shared texts, one after the other.
#[derive(Default)]
struct Texts {
    text: String,
    ends: Vec<usize>,
}

impl Texts {
    fn get(&self, index: usize) -> Option<&str> {
        let begin = if index == 0 { 0 } else { *self.ends.get(index - 1)? };
        self.text.get(begin..*self.ends.get(index)?)
    }
}

/// A sheet as the workbook names it.
struct Listed {
    name: String,
    hidden: bool,
    relation: String,
}

/// A relation of the workbook to another part.
struct Relation {
    kind: String,
    target: String,
}

/// Reads the sheets of an XLSX file.
pub(super) fn read(package: &mut Package<'_>) -> Result<Workbook, TableError> {
    let main = main_part(package)?;
    let (folder, file) = main.rsplit_once('/').unwrap_or(("", &main));
    let relations = relations(package, folder, file)?;
    let (listed, since_1904) = workbook(package, &main)?;
    let of_kind = |kind: &str| {
        relations.values().find(|relation| relation.kind == kind).map(|relation| relation.target.as_str())
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
        shared.formats = formats(&text).map_err(at(part))?;
    }
    let mut filling = Filling::default();
    let mut seen = BTreeSet::new();
    for sheet in listed {
        let unreadable =
            |reason: &str| TableError::Unreadable { place: shown(&sheet.name), reason: reason.to_owned() };
        let relation = relations.get(&sheet.relation).ok_or_else(|| unreadable("its part is not named"))?;
        if relation.kind != "worksheet" {
            continue;
        }
        // Otherwise a large part could be read as often as the workbook lists it.
        if !seen.insert(relation.target.to_ascii_lowercase()) {
            return Err(unreadable("its part belongs to another sheet as well"));
        }
        let text = package.text(&relation.target)?.ok_or_else(|| unreadable("its part is missing"))?;
        filling.begin(&sheet.name, sheet.hidden)?;
        cells(&text, &relation.target, &shared, &mut filling)?;
    }
    filling.finish()
}

/// Calls `visit` with each element's beginning.
fn each_tag<'a>(text: &'a str, mut visit: impl FnMut(Tag<'a>) -> Result<(), Fault>) -> Result<(), Fault> {
    let mut xml = Xml::new(text);
    while let Some(piece) = xml.next()? {
        if let Piece::Open(tag) = piece {
            visit(tag)?;
        }
    }
    Ok(())
}

fn owned(tag: Tag<'_>, name: &str) -> Result<String, Fault> {
    Ok(tag.attribute(name)?.unwrap_or_default().into_owned())
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

/// The workbook's relations by their ids.
fn relations(
    package: &mut Package<'_>,
    folder: &str,
    file: &str,
) -> Result<BTreeMap<String, Relation>, TableError> {
    let part = resolved(folder, &format!("_rels/{file}.rels"));
    let text = package.text(&part)?.ok_or(TableError::MissingPart { part: "xl/_rels/workbook.xml.rels" })?;
    let mut relations = BTreeMap::new();
    each_tag(&text, |tag| {
        if local(tag.name) == "Relationship" {
            let kind = owned(tag, "Type")?.rsplit('/').next().unwrap_or_default().to_owned();
            let target = resolved(folder, &owned(tag, "Target")?);
            relations.insert(owned(tag, "Id")?, Relation { kind, target });
            if relations.len() > MAX_PARTS {
                return Err(tag.fault("more relations than there may be parts"));
            }
        }
        Ok(())
    })
    .map_err(at(&part))?;
    Ok(relations)
}

/// A part's name as a relation gives it, seen from a folder.
fn resolved(folder: &str, target: &str) -> String {
    let path = match target.strip_prefix('/') {
        Some(absolute) => absolute.to_owned(),
        None => format!("{folder}/{target}"),
    };
    let mut steps = Vec::new();
    for step in path.split('/') {
        match step {
            "" | "." => {}
            ".." => _ = steps.pop(),
            step => steps.push(step),
        }
    }
    steps.join("/")
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

/// The shared texts. Formatted runs are put together; how a text is pronounced is passed over.
fn texts(text: &str) -> Result<Texts, Fault> {
    let mut texts = Texts::default();
    let mut xml = Xml::new(text);
    while let Some(piece) = xml.next()? {
        if let Piece::Open(tag) = piece
            && local(tag.name) == "si"
        {
            rich_text(&mut xml, &mut texts.text)?;
            texts.ends.push(texts.text.len());
            if texts.ends.len() > MAX_CELLS {
                return Err(xml.fault("more texts than there may be cells"));
            }
        }
    }
    Ok(texts)
}

/// The text up to the end of the element just begun.
fn rich_text(xml: &mut Xml<'_>, into: &mut String) -> Result<(), Fault> {
    let (mut depth, mut within_text) = (1, false);
    while depth > 0 {
        match xml.next()? {
            Some(Piece::Open(tag)) if local(tag.name) == "rPh" => xml.skip()?,
            Some(Piece::Open(tag)) => {
                depth += 1;
                within_text = local(tag.name) == "t";
            }
            Some(Piece::Close(_)) => {
                depth -= 1;
                within_text = false;
            }
            Some(Piece::Text(text)) if within_text => into.push_str(&unescaped(&text)),
            Some(Piece::Text(_)) => {}
            None => return Ok(()),
        }
    }
    Ok(())
}

/// A text without the escapes "_x000D_" for characters that XML does not carry (ECMA-376, part 1, 22.9.2.19).
fn unescaped(text: &str) -> String {
    let mut rest = text;
    let mut unescaped = String::with_capacity(text.len());
    while let Some((before, after)) = rest.split_once("_x") {
        unescaped.push_str(before);
        let code = after.get(..4).filter(|_| after.get(4..5) == Some("_"));
        let digits = code.filter(|code| code.bytes().all(|byte| byte.is_ascii_hexdigit()));
        let character = digits.and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32);
        match character.filter(|c| *c != '\0') {
            Some(c) => {
                unescaped.push(c);
                rest = after.get(5..).unwrap_or_default();
            }
            None => {
                unescaped.push_str("_x");
                rest = after;
            }
        }
    }
    unescaped.push_str(rest);
    unescaped
}

/// The number formats of the cell styles.
fn formats(text: &str) -> Result<Vec<Format>, Fault> {
    let mut own = BTreeMap::new();
    let mut formats = Vec::new();
    let mut xml = Xml::new(text);
    let mut within_cell_styles = false;
    while let Some(piece) = xml.next()? {
        match piece {
            Piece::Open(tag) => match local(tag.name) {
                "numFmt" => {
                    if let Ok(id) = owned(tag, "numFmtId")?.parse::<u32>() {
                        own.insert(id, Format::of_code(&owned(tag, "formatCode")?));
                    }
                }
                "cellXfs" => within_cell_styles = true,
                "xf" if within_cell_styles => {
                    let id = owned(tag, "numFmtId")?.parse().unwrap_or(0);
                    formats.push(own.get(&id).copied().unwrap_or(Format::built_in(id)));
                }
                _ => {}
            },
            Piece::Close(name) if local(name) == "cellXfs" => within_cell_styles = false,
            _ => {}
        }
    }
    Ok(formats)
}

/// Puts the cells of a sheet into the workbook.
fn cells(text: &str, part: &str, shared: &Shared, filling: &mut Filling) -> Result<(), TableError> {
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
                    if let Some(text) = value(&mut xml, tag, shared).map_err(&fault)? {
                        filling.put(row, column, &text)?;
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
                _ => {}
            },
            Piece::Close(name) if local(name) == "row" => row += 1,
            _ => {}
        }
    }
    Ok(())
}

/// Row and column of a cell called "G7", counted from 0.
fn position(place: &str) -> Option<(usize, usize)> {
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

/// The text of a cell whose beginning was just read. A formula stands for nothing: its stored value is the text.
fn value(xml: &mut Xml<'_>, cell: Tag<'_>, shared: &Shared) -> Result<Option<String>, Fault> {
    let kind = cell.attribute("t")?;
    let format = match cell.attribute("s")?.map(|style| style.parse::<usize>()) {
        Some(Ok(style)) => shared.formats.get(style).copied().unwrap_or_default(),
        _ => Format::Number,
    };
    let (mut stored, mut inline) = (None, None);
    loop {
        match xml.next()? {
            Some(Piece::Open(tag)) => match local(tag.name) {
                "v" => {
                    let mut text = String::new();
                    while let Some(piece) = xml.next()? {
                        match piece {
                            Piece::Text(part) => text.push_str(&part),
                            Piece::Open(_) => xml.skip()?,
                            Piece::Close(_) => break,
                        }
                    }
                    stored = Some(text);
                }
                "is" => {
                    let mut text = String::new();
                    rich_text(xml, &mut text)?;
                    inline = Some(text);
                }
                _ => xml.skip()?,
            },
            Some(Piece::Text(_)) => {}
            Some(Piece::Close(_)) | None => break,
        }
    }
    if inline.is_some() {
        return Ok(inline);
    }
    Ok(stored.map(|stored| match kind.as_deref() {
        Some("s") => {
            let text = stored.trim().parse().ok().and_then(|index| shared.texts.get(index));
            text.unwrap_or_default().to_owned()
        }
        Some("b") => match stored.trim() {
            "1" | "true" => values::truth(true).to_owned(),
            "0" | "false" => values::truth(false).to_owned(),
            _ => stored,
        },
        Some("d") => values::iso_date(stored.trim()),
        Some("str") => unescaped(&stored),
        None | Some("n") => match stored.trim().parse::<f64>() {
            Ok(number) if number.is_finite() => values::number(number, format, shared.since_1904),
            _ => stored,
        },
        Some(_) => stored,
    }))
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

    #[test]
    fn parts_are_found_from_their_folder() {
        assert_eq!(resolved("xl", "worksheets/sheet1.xml"), "xl/worksheets/sheet1.xml");
        assert_eq!(resolved("xl", "/xl/./a/../sheet1.xml"), "xl/sheet1.xml");
        assert_eq!(resolved("xl", "../../../a.xml"), "a.xml");
    }

    #[test]
    fn escaped_characters_come_back() {
        assert_eq!(unescaped("a_x000D_b_x005F_x000D_c_xyz__x12"), "a\rb_x000D_c_xyz__x12");
    }
}
