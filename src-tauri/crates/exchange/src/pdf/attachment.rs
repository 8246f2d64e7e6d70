//! The attachments of a document, by name (ISO 32000-1, 7.11.4; ISO 19005-3, 6.8).

use super::budget::Stop;
use super::file::File;
use super::syntax::{Dictionary, Value};
use super::{MAX_ATTACHMENT, PdfError};
use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::collections::BTreeSet;

/// Most nodes of the tree of attachments, and most attachments looked at.
const MAX_NODES: usize = 1_000;

/// The content of the attachment with this name; `None` when the document has none.
pub(super) fn find(file: &File<'_>, name: &str) -> Result<Option<Vec<u8>>, PdfError> {
    let root = file.trailer().get(b"Root".as_slice());
    let Some(catalog) = root.map(|root| file.dictionary(root)).transpose()?.flatten() else {
        return Err(Stop::Damaged { what: "no catalog", at: 0 }.into());
    };
    for specification in specifications(file, &catalog)? {
        let Some(specification) = file.dictionary(&specification)? else { continue };
        if !bears(file, &specification, name)? {
            continue;
        }
        let Some(files) = file.member(&specification, b"EF")? else { continue };
        for key in [b"UF".as_slice(), b"F"] {
            if let Some(Value::Reference(stream)) = files.get(key)
                && let Some(content) = file.content(*stream, MAX_ATTACHMENT)?
            {
                return Ok(Some(content));
            }
        }
    }
    Ok(None)
}

/// All file specifications: of the tree of names and of the files associated with the document.
fn specifications(file: &File<'_>, catalog: &Dictionary) -> Result<Vec<Value>, Stop> {
    let mut found = file.list(catalog, b"AF")?;
    let tree = match file.member(catalog, b"Names")? {
        Some(names) => names.get(b"EmbeddedFiles".as_slice()).cloned(),
        None => None,
    };
    let (mut waiting, mut seen) = (Vec::from_iter(tree), BTreeSet::new());
    let mut nodes = 0;
    while let Some(node) = waiting.pop() {
        if let Value::Reference(number) = node
            && !seen.insert(number)
        {
            continue;
        }
        nodes += 1;
        let Some(node) = file.dictionary(&node)? else { continue };
        waiting.extend(file.list(&node, b"Kids")?);
        // Names and specifications by turns.
        found.extend(file.list(&node, b"Names")?.into_iter().skip(1).step_by(2));
        if nodes > MAX_NODES || found.len() > MAX_NODES {
            return Err(Stop::TooMuch);
        }
    }
    Ok(found)
}

/// Whether the document says that this program made it. A document that cannot say so says no.
pub(super) fn is_made_by(file: &File<'_>, creator: &str) -> bool {
    let Some(Ok(Some(information))) =
        file.trailer().get(b"Info".as_slice()).map(|info| file.dictionary(info))
    else {
        return false;
    };
    [b"Creator".as_slice(), b"Producer"].into_iter().any(
        |key| matches!(file.text(&information, key), Ok(Some(text)) if decoded(&text).starts_with(creator)),
    )
}

/// Whether a file specification is that of a file with this name.
fn bears(file: &File<'_>, specification: &Dictionary, name: &str) -> Result<bool, Stop> {
    for key in [b"UF".as_slice(), b"F"] {
        if file.text(specification, key)?.is_some_and(|text| decoded(&text) == name) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// A text of a PDF (7.9.2.2). Without a mark it is PDFDocEncoding, which is Windows-1252 as far as names here go.
fn decoded(text: &[u8]) -> String {
    let encoding = match text {
        [0xfe, 0xff, ..] => UTF_16BE,
        [0xff, 0xfe, ..] => UTF_16LE,
        [0xef, 0xbb, 0xbf, ..] => UTF_8,
        _ => WINDOWS_1252,
    };
    encoding.decode_with_bom_removal(text).0.into_owned()
}
