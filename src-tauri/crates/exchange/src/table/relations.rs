//! How the parts of an XLSX file point to each other (ECMA-376, part 2, 9).

use super::error::TableError;
use super::package::{Package, at};
use super::xml::{Fault, Piece, Tag, Xml, local};
use super::{MAX_ATTACHED, MAX_TEXT};
use std::collections::BTreeMap;

/// A relation to another part, or to something outside of the file.
pub(super) struct Relation {
    /// The last word of its type: "worksheet".
    pub(super) kind: String,
    /// The part's name, or the address as it stands there.
    pub(super) target: String,
    pub(super) external: bool,
}

/// The relations of a part by their ids; `None` where it has none.
pub(super) fn relations(
    package: &mut Package<'_>,
    of: &str,
) -> Result<Option<BTreeMap<String, Relation>>, TableError> {
    let (folder, file) = of.rsplit_once('/').unwrap_or(("", of));
    let part = resolved(folder, &format!("_rels/{file}.rels"));
    let Some(text) = package.text(&part)? else { return Ok(None) };
    let mut relations = BTreeMap::new();
    let mut size = 0;
    each_tag(&text, |tag| {
        if local(tag.name) == "Relationship" {
            let kind = owned(tag, "Type")?.rsplit('/').next().unwrap_or_default().to_owned();
            let target = owned(tag, "Target")?;
            let external = tag.attribute("TargetMode")?.as_deref() == Some("External");
            let target = if external { target } else { resolved(folder, &target) };
            size += target.len() + kind.len();
            relations.insert(owned(tag, "Id")?, Relation { kind, target, external });
            if relations.len() > MAX_ATTACHED || size > MAX_TEXT {
                return Err(tag.fault("too many relations"));
            }
        }
        Ok(())
    })
    .map_err(at(&part))?;
    Ok(Some(relations))
}

/// A part's name as a relation gives it, seen from a folder.
pub(super) fn resolved(folder: &str, target: &str) -> String {
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

/// Calls `visit` with each element's beginning.
pub(super) fn each_tag<'a>(
    text: &'a str,
    mut visit: impl FnMut(Tag<'a>) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let mut xml = Xml::new(text);
    while let Some(piece) = xml.next()? {
        if let Piece::Open(tag) = piece {
            visit(tag)?;
        }
    }
    Ok(())
}

/// The value of an attribute; empty where it is not there.
pub(super) fn owned(tag: Tag<'_>, name: &str) -> Result<String, Fault> {
    Ok(tag.attribute(name)?.unwrap_or_default().into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_found_from_their_folder() {
        assert_eq!(resolved("xl", "worksheets/sheet1.xml"), "xl/worksheets/sheet1.xml");
        assert_eq!(resolved("xl", "/xl/./a/../sheet1.xml"), "xl/sheet1.xml");
        assert_eq!(resolved("xl", "../../../a.xml"), "a.xml");
    }
}
