//! The final pass on the PDF: what PDF/A-3a (ISO 19005-3) and PDF/UA-1 (ISO 14289-1) ask beyond painted pages.
//!
//! Structure tree, bookmarks, links with their descriptions, language, metadata, output intent, attachment.

mod structure;
mod xmp;

use chrono::NaiveDate;
use lopdf::{Dictionary, Document as File, Object, ObjectId, SaveOptions, Stream, StringFormat, dictionary};
use sha2::{Digest, Sha256};

use crate::ReportError;
use crate::document::{Attachment, Document, Relationship};
use crate::layout::PAGE_HEIGHT;
use crate::page::{Book, Bookmark, LinkArea, LinkTarget, Place};

const SRGB: &[u8] = include_bytes!("../../../../../assets/icc/sRGB.icc");
/// What made the file.
const CREATOR: &str = "Artikel 30";

/// Completes `file` and writes it.
pub(crate) fn finish(
    mut file: File,
    book: &Book,
    document: &Document,
    today: NaiveDate,
) -> Result<Vec<u8>, ReportError> {
    file.version = "1.7".to_owned();
    let pages: Vec<ObjectId> = file.get_pages().into_values().collect();
    let links = add_links(&mut file, book, &pages)?;
    let structure = structure::add(&mut file, book, &pages, &links);

    let metadata = xmp::packet(document, today, CREATOR);
    let metadata =
        Stream::new(dictionary! { "Type" => "Metadata", "Subtype" => "XML" }, metadata.into_bytes())
            .with_compression(false);
    let metadata = file.add_object(metadata);
    let profile = file.add_object(Stream::new(dictionary! { "N" => 3 }, SRGB.to_vec()));
    let intent = dictionary! {
        "Type" => "OutputIntent",
        "S" => "GTS_PDFA1",
        "OutputConditionIdentifier" => Object::string_literal("sRGB"),
        "Info" => Object::string_literal("sRGB IEC61966-2.1"),
        "DestOutputProfile" => profile,
    };
    let outline = add_outline(&mut file, &book.outline, &pages);
    let attached = document.attachment.as_ref().map(|attachment| attach(&mut file, attachment, today));

    let catalog = file.catalog_mut().map_err(write_error)?;
    catalog.set("StructTreeRoot", structure);
    catalog.set("MarkInfo", dictionary! { "Marked" => true });
    catalog.set("Lang", text(&document.language));
    catalog.set("ViewerPreferences", dictionary! { "DisplayDocTitle" => true });
    catalog.set("Metadata", metadata);
    catalog.set("OutputIntents", vec![Object::Dictionary(intent)]);
    if let Some(outline) = outline {
        catalog.set("Outlines", outline);
        catalog.set("PageMode", "UseOutlines");
    }
    if let (Some(specification), Some(attachment)) = (attached, &document.attachment) {
        catalog.set("AF", vec![Object::Reference(specification)]);
        let names = vec![text(&attachment.name), Object::Reference(specification)];
        catalog.set("Names", dictionary! { "EmbeddedFiles" => dictionary! { "Names" => names } });
    }
    set_info(&mut file, document, today)?;
    let id = identifier(&file, document, today);
    file.trailer.set("ID", vec![id.clone(), id]);
    compress(&mut file).map_err(write_error)?;

    let mut bytes = Vec::new();
    let options = SaveOptions { use_object_streams: true, use_xref_streams: true, ..SaveOptions::default() };
    file.save_with_options(&mut bytes, options).map_err(|error| ReportError::Write(error.to_string()))?;
    Ok(bytes)
}

fn write_error(error: lopdf::Error) -> ReportError {
    ReportError::Write(error.to_string())
}

/// A text string: ASCII as it is, everything else in UTF-16 with its mark.
fn text(value: &str) -> Object {
    if value.is_ascii() {
        return Object::string_literal(value);
    }
    let mut bytes = vec![0xFE, 0xFF];
    bytes.extend(value.encode_utf16().flat_map(u16::to_be_bytes));
    Object::String(bytes, StringFormat::Hexadecimal)
}

fn number(value: usize) -> Object {
    Object::Integer(i64::try_from(value).unwrap_or(i64::MAX))
}

/// Where a place is, for links and bookmarks.
fn destination(place: Place, pages: &[ObjectId]) -> Object {
    // A little above the text, so that its line is seen whole.
    let top = PAGE_HEIGHT - place.y + 6.0;
    let page = pages.get(place.page).map_or(Object::Null, |page| Object::Reference(*page));
    Object::Array(vec![page, "XYZ".into(), Object::Null, Object::Real(top.round()), Object::Null])
}

/// Adds the link annotations; returns for each page those of its links.
fn add_links(file: &mut File, book: &Book, pages: &[ObjectId]) -> Result<Vec<Vec<ObjectId>>, ReportError> {
    // Numbers of the parent tree: pages first, then links.
    let mut parent = pages.len();
    let mut all = Vec::with_capacity(pages.len());
    for (index, (page, page_id)) in book.pages.iter().zip(pages).enumerate() {
        let mut ids = Vec::with_capacity(page.links.len());
        for link in &page.links {
            ids.push(file.add_object(annotation(link, book, pages, *page_id, parent)));
            parent += 1;
        }
        let dictionary = file.get_dictionary_mut(*page_id).map_err(write_error)?;
        dictionary.set("StructParents", number(index));
        dictionary.set("Tabs", "S");
        if ids.is_empty() {
            dictionary.remove(b"Annots");
        } else {
            dictionary.set("Annots", ids.iter().map(|id| Object::Reference(*id)).collect::<Vec<_>>());
        }
        all.push(ids);
    }
    Ok(all)
}

fn annotation(link: &LinkArea, book: &Book, pages: &[ObjectId], page: ObjectId, parent: usize) -> Dictionary {
    let (left, top) = (link.x, PAGE_HEIGHT - link.y);
    let corners = [left, top - link.height, left + link.width, top];
    let rectangle: Vec<Object> =
        corners.iter().map(|length| Object::Real((length * 100.0).round() / 100.0)).collect();
    let mut dictionary = dictionary! {
        "Type" => "Annot",
        "Subtype" => "Link",
        "Rect" => rectangle,
        "Border" => vec![Object::Integer(0), Object::Integer(0), Object::Integer(0)],
        "F" => 4,
        "P" => page,
        "Contents" => text(&link.description),
        "StructParent" => number(parent),
    };
    match &link.target {
        LinkTarget::Anchor(anchor) => {
            if let Some(place) = book.anchors.get(anchor) {
                dictionary.set("Dest", destination(*place, pages));
            }
        }
        LinkTarget::Uri(uri) => {
            // URIs are ASCII; whatever else a user typed is percent-encoded.
            let ascii: String = uri
                .bytes()
                .map(|byte| match byte {
                    0x21..=0x7E => char::from(byte).to_string(),
                    other => format!("%{other:02X}"),
                })
                .collect();
            dictionary.set("A", dictionary! { "S" => "URI", "URI" => Object::string_literal(ascii) });
        }
    }
    dictionary
}

/// Adds the bookmarks, second level under first; closed, since registers have many.
fn add_outline(file: &mut File, bookmarks: &[Bookmark], pages: &[ObjectId]) -> Option<ObjectId> {
    let root = file.new_object_id();
    let mut chapters: Vec<(&Bookmark, Vec<&Bookmark>)> = Vec::new();
    for bookmark in bookmarks {
        match chapters.last_mut() {
            Some((_, sections)) if bookmark.level > 1 => sections.push(bookmark),
            _ => chapters.push((bookmark, Vec::new())),
        }
    }
    let ids: Vec<ObjectId> = chapters.iter().map(|_| file.new_object_id()).collect();
    for (index, (chapter, sections)) in chapters.iter().enumerate() {
        let mut item = outline_item(chapter, root, &ids, index, pages);
        let section_ids: Vec<ObjectId> = sections.iter().map(|_| file.new_object_id()).collect();
        for (position, section) in sections.iter().enumerate() {
            let child = outline_item(section, *ids.get(index)?, &section_ids, position, pages);
            file.set_object(*section_ids.get(position)?, child);
        }
        if let (Some(first), Some(last)) = (section_ids.first(), section_ids.last()) {
            item.set("First", *first);
            item.set("Last", *last);
            item.set("Count", -i64::try_from(section_ids.len()).unwrap_or(0));
        }
        file.set_object(*ids.get(index)?, item);
    }
    let (first, last) = (*ids.first()?, *ids.last()?);
    let outlines =
        dictionary! { "Type" => "Outlines", "First" => first, "Last" => last, "Count" => number(ids.len()) };
    file.set_object(root, outlines);
    Some(root)
}

fn outline_item(
    bookmark: &Bookmark,
    parent: ObjectId,
    siblings: &[ObjectId],
    index: usize,
    pages: &[ObjectId],
) -> Dictionary {
    let mut item = dictionary! {
        "Title" => text(&bookmark.title.replace('\n', " ")),
        "Parent" => parent,
        "Dest" => destination(bookmark.place, pages),
    };
    if let Some(previous) = index.checked_sub(1).and_then(|previous| siblings.get(previous)) {
        item.set("Prev", *previous);
    }
    if let Some(next) = siblings.get(index + 1) {
        item.set("Next", *next);
    }
    item
}

/// Embeds a file and returns its specification.
fn attach(file: &mut File, attachment: &Attachment, today: NaiveDate) -> ObjectId {
    let stream = Stream::new(
        dictionary! {
            "Type" => "EmbeddedFile",
            "Subtype" => Object::Name(attachment.mime.clone().into_bytes()),
            "Params" => dictionary! {
                "Size" => number(attachment.bytes.len()),
                "ModDate" => Object::string_literal(pdf_date(today)),
            },
        },
        attachment.bytes.clone(),
    );
    let stream = file.add_object(stream);
    let relationship = match attachment.relationship {
        Relationship::Source => "Source",
        Relationship::Data => "Data",
    };
    file.add_object(dictionary! {
        "Type" => "Filespec",
        "F" => text(&attachment.name),
        "UF" => text(&attachment.name),
        "Desc" => text(&attachment.description),
        "AFRelationship" => relationship,
        "EF" => dictionary! { "F" => stream, "UF" => stream },
    })
}

fn pdf_date(date: NaiveDate) -> String {
    date.format("D:%Y%m%d000000Z").to_string()
}

/// The document information, in step with the XMP packet.
fn set_info(file: &mut File, document: &Document, today: NaiveDate) -> Result<(), ReportError> {
    let id = file.trailer.get(b"Info").and_then(Object::as_reference).map_err(write_error)?;
    let date = Object::string_literal(pdf_date(today));
    file.set_object(
        id,
        dictionary! {
            "Title" => text(&xmp::visible(&document.title)),
            "Author" => text(&xmp::visible(&document.organisation)),
            "Creator" => text(CREATOR),
            "Producer" => text(CREATOR),
            "CreationDate" => date.clone(),
            "ModDate" => date,
        },
    );
    Ok(())
}

/// An identifier that depends on the content and the date alone.
fn identifier(file: &File, document: &Document, today: NaiveDate) -> Object {
    let mut digest = Sha256::new();
    digest.update(document.title.as_bytes());
    digest.update(today.to_string().as_bytes());
    for object in file.objects.values() {
        if let Object::Stream(stream) = object {
            digest.update(&stream.content);
        }
    }
    Object::String(digest.finalize().iter().take(16).copied().collect(), StringFormat::Hexadecimal)
}

fn compress(file: &mut File) -> Result<(), lopdf::Error> {
    for object in file.objects.values_mut() {
        if let Object::Stream(stream) = object
            && stream.allows_compression
        {
            let mut plain = stream.clone();
            stream.compress()?;
            // A carriage return before `endstream` reads as an end of line and not as the last byte. Page content, whose
            // dictionary holds nothing but its length, may end with white space; that gives other compressed bytes.
            while stream.content.last() == Some(&b'\r') && plain.dict.iter().all(|(key, _)| key == b"Length")
            {
                plain.content.push(b'\n');
                *stream = plain.clone();
                stream.compress()?;
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use lopdf::{Stream, dictionary};

    #[test]
    fn no_page_content_ends_with_a_carriage_return() {
        let content = |number: u32| format!("0 0 m {number} {number} l S\n").repeat(7).into_bytes();
        let ends_badly = |plain: &Vec<u8>| {
            let mut stream = Stream::new(dictionary! {}, plain.clone());
            stream.compress().unwrap();
            stream.content.last() == Some(&b'\r')
        };
        let plain = (0..20_000).map(content).find(ends_badly).unwrap();
        let mut file = File::new();
        let id = file.add_object(Stream::new(dictionary! {}, plain.clone()));
        compress(&mut file).unwrap();
        let stream = file.get_object(id).unwrap().as_stream().unwrap();
        assert_ne!(stream.content.last(), Some(&b'\r'));
        assert!(stream.decompressed_content().unwrap().starts_with(&plain));
    }
}
