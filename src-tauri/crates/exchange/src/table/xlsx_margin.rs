//! XLSX: what stands beside a sheet's cells, comments (ECMA-376, part 1, 18.7; threaded ones after [MS-XLSX] 2.6.203)
//! and the texts of drawn shapes (20.5).

use super::MAX_CELL_TEXT;
use super::attached::Kind;
use super::error::{TableError, shown};
use super::package::{Package, at};
use super::relations::{Relation, owned};
use super::sheet::Filling;
use super::xlsx::position;
use super::xlsx_shared::{rich_text, unescaped};
use super::xml::{Fault, Piece, Xml, local};
use std::collections::{BTreeMap, BTreeSet};

/// Hangs comments and texts of shapes on the cells of the sheet begun last.
///
/// `seen` are the parts read so far: each belongs to one sheet, or a large one could be read as often as there are sheets.
pub(super) fn read(
    package: &mut Package<'_>,
    relations: &BTreeMap<String, Relation>,
    seen: &mut BTreeSet<String>,
    filling: &mut Filling,
) -> Result<(), TableError> {
    let mut threaded = BTreeSet::new();
    // The threads come first: for programs that do not know them, the comments repeat each as a whole.
    for kind in ["threadedComment", "comments", "drawing"] {
        for relation in relations.values().filter(|relation| relation.kind == kind && !relation.external) {
            let part = &relation.target;
            if !seen.insert(part.to_ascii_lowercase()) {
                let reason = "it belongs to several sheets".to_owned();
                return Err(TableError::Unreadable { place: shown(part), reason });
            }
            let Some(text) = package.text(part)? else { continue };
            match kind {
                "drawing" => shapes(&text, part, filling)?,
                _ => comments(&text, part, &mut threaded, filling)?,
            }
        }
    }
    Ok(())
}

/// Comments of either kind; the cells of threaded ones are noted.
fn comments(
    text: &str,
    part: &str,
    threaded: &mut BTreeSet<(usize, usize)>,
    filling: &mut Filling,
) -> Result<(), TableError> {
    let fault = at(part);
    let mut xml = Xml::new(text);
    // Which authors are no persons but threads.
    let mut threads = Vec::new();
    while let Some(piece) = xml.next().map_err(&fault)? {
        let Piece::Open(tag) = piece else { continue };
        let is_thread = match local(tag.name) {
            "author" => {
                threads.push(
                    matches!(xml.next().map_err(&fault)?, Some(Piece::Text(name)) if name.starts_with("tc=")),
                );
                continue;
            }
            "comment" => false,
            "threadedComment" => true,
            _ => continue,
        };
        let cell = position(&owned(tag, "ref").map_err(&fault)?);
        let author = owned(tag, "authorId").map_err(&fault)?.parse::<usize>().ok();
        let repeats = author.and_then(|author| threads.get(author)).copied().unwrap_or(false)
            && cell.is_some_and(|cell| threaded.contains(&cell));
        let text = comment(&mut xml, is_thread).map_err(&fault)?;
        if repeats {
            continue;
        }
        filling.attach(Kind::Comment, cell, &text)?;
        threaded.extend(cell.filter(|_| is_thread));
    }
    Ok(())
}

/// The text of a comment whose beginning was just read.
fn comment(xml: &mut Xml<'_>, plain: bool) -> Result<String, Fault> {
    let mut text = String::new();
    loop {
        match xml.next()? {
            Some(Piece::Open(tag)) if local(tag.name) == "text" && plain => {
                while let Some(piece) = xml.next()? {
                    match piece {
                        Piece::Text(part) => text.push_str(&unescaped(&part)),
                        Piece::Open(_) => xml.skip()?,
                        Piece::Close(_) => break,
                    }
                }
            }
            Some(Piece::Open(tag)) if local(tag.name) == "text" => _ = rich_text(xml, &mut text)?,
            Some(Piece::Open(_)) => xml.skip()?,
            Some(Piece::Text(_)) => {}
            Some(Piece::Close(_)) | None => return Ok(text),
        }
    }
}

/// The texts of text boxes and other shapes, at the cell below their upper left corner.
fn shapes(text: &str, part: &str, filling: &mut Filling) -> Result<(), TableError> {
    let fault = at(part);
    let mut xml = Xml::new(text);
    let mut written = String::new();
    let (mut row, mut column) = (None, None);
    let (mut within_from, mut reading) = (false, "");
    while let Some(piece) = xml.next().map_err(&fault)? {
        match piece {
            Piece::Open(tag) => {
                reading = local(tag.name);
                match reading {
                    "twoCellAnchor" | "oneCellAnchor" | "absoluteAnchor" => {
                        (row, column) = (None, None);
                        written.clear();
                    }
                    "from" => within_from = true,
                    // The same shape once more, for programs that do not know the first.
                    "Fallback" => xml.skip().map_err(&fault)?,
                    "p" | "br" if !written.is_empty() => written.push('\n'),
                    _ => {}
                }
            }
            Piece::Text(text) => match reading {
                "row" if within_from => row = text.trim().parse::<u32>().ok(),
                "col" if within_from => column = text.trim().parse::<u32>().ok(),
                "t" => written.push_str(&text),
                _ => {}
            },
            Piece::Close(name) => {
                reading = "";
                match local(name) {
                    "from" => within_from = false,
                    "twoCellAnchor" | "oneCellAnchor" | "absoluteAnchor" => {
                        let cell = row.zip(column).map(|(row, column)| (row as usize, column as usize));
                        filling.attach(Kind::TextBox, cell, &written)?;
                        written.clear();
                    }
                    _ => {}
                }
            }
        }
        if written.len() > MAX_CELL_TEXT {
            return Err(fault(xml.fault("the text of a shape is too long")));
        }
    }
    Ok(())
}
