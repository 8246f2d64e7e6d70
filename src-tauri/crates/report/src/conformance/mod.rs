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
    write(&mut file)
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

/// Most objects in one object stream.
const PACKED: usize = 1000;

/// Into how many smaller streams they are parted at most, where one ends badly.
const PARTS: usize = 32;

/// Compresses and writes the file so that no stream ends with a carriage return: before `endstream` it reads as an end of
/// line and not as the last byte.
fn write(file: &mut File) -> Result<Vec<u8>, ReportError> {
    compress(file).map_err(write_error)?;
    let mut bytes = Vec::new();
    for parts in 1..=PARTS {
        bytes = packed(file, PACKED / parts)?;
        if !bytes.windows(BAD_END.len()).any(|window| window == BAD_END) {
            break;
        }
    }
    // Were all of them bad, length and end would still be right, and only a careless reader would miss a byte.
    Ok(bytes)
}

/// Writes the file with this many objects in an object stream.
fn packed(file: &mut File, objects: usize) -> Result<Vec<u8>, ReportError> {
    let mut options =
        SaveOptions { use_object_streams: true, use_xref_streams: true, ..SaveOptions::default() };
    options.object_stream_config.max_objects_per_stream = objects;
    let last_object = file.max_id;
    let mut bytes = Vec::new();
    file.save_with_options(&mut bytes, options).map_err(|error| ReportError::Write(error.to_string()))?;
    file.max_id = last_object;
    Ok(bytes)
}

/// How a stream ends whose last byte can be missed.
const BAD_END: &[u8] = b"\r\nendstream";

/// Compresses all streams that may be compressed.
fn compress(file: &mut File) -> Result<(), lopdf::Error> {
    for object in file.objects.values_mut() {
        if let Object::Stream(stream) = object {
            let plain = stream.clone();
            if stream.allows_compression {
                stream.compress()?;
            }
            if ends_badly(stream) {
                *stream = plain;
            }
            // Neither form will do: digits end with a mark of their own.
            if ends_badly(stream) {
                let digits: Vec<u8> =
                    stream.content.iter().flat_map(|byte| format!("{byte:02x}").into_bytes()).collect();
                stream.dict.set("Filter", "ASCIIHexDecode");
                stream.set_content([digits.as_slice(), b">"].concat());
            }
        }
    }
    Ok(())
}

fn ends_badly(stream: &Stream) -> bool {
    stream.content.last() == Some(&b'\r')
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use lopdf::{Stream, dictionary};

    fn compressed(plain: &[u8]) -> Stream {
        let mut stream = Stream::new(dictionary! {}, plain.to_vec());
        stream.compress().unwrap();
        stream
    }

    /// A stream after compression in a file of its own.
    fn written(plain: &[u8]) -> Stream {
        let mut file = File::new();
        let stream = Stream::new(dictionary! { "N" => 3, "Length1" => number(plain.len()) }, plain.to_vec());
        let id = file.add_object(stream);
        compress(&mut file).unwrap();
        file.get_object(id).unwrap().as_stream().unwrap().clone()
    }

    #[test]
    fn no_stream_ends_with_a_carriage_return_and_none_is_changed() {
        let content = |number: u32| format!("0 0 m {number} {number} l S\n").repeat(7).into_bytes();
        let plain = (0..20_000).map(content).find(|plain| ends_badly(&compressed(plain))).unwrap();
        let stream = written(&plain);
        assert!(!ends_badly(&stream));
        assert_eq!(stream.get_plain_content().unwrap(), plain);
        assert!(stream.dict.get(b"Filter").is_err());

        let content = |number: u32| format!("{number} {}\r", "font ".repeat(20)).into_bytes();
        let plain = (0..20_000).map(content).find(|plain| ends_badly(&compressed(plain))).unwrap();
        let stream = written(&plain);
        assert!(!ends_badly(&stream));
        assert_eq!(stream.dict.get(b"Filter").unwrap().as_name().unwrap(), b"ASCIIHexDecode");
        let digits = std::str::from_utf8(stream.content.strip_suffix(b">").unwrap()).unwrap();
        let bytes =
            (0..digits.len()).step_by(2).map(|at| u8::from_str_radix(&digits[at..at + 2], 16).unwrap());
        assert_eq!(bytes.collect::<Vec<_>>(), plain);
    }

    #[test]
    fn packed_objects_do_not_end_with_a_carriage_return_either() {
        let file = |number: i64| {
            let mut file = File::new();
            let first = file.add_object(dictionary! { "Kept" => number });
            for other in 0..99_i64 {
                file.add_object(dictionary! { "Other" => other * number });
            }
            file.trailer.set("Root", first);
            (file, first)
        };
        let ends_badly = |bytes: &[u8]| bytes.windows(BAD_END.len()).any(|window| window == BAD_END);
        let number =
            (0..5_000).find(|number| ends_badly(&packed(&mut file(*number).0, PACKED).unwrap())).unwrap();
        let (mut file, first) = file(number);
        let bytes = write(&mut file).unwrap();
        assert!(!ends_badly(&bytes));
        let read = File::load_mem(&bytes).unwrap();
        assert_eq!(read.get_dictionary(first).unwrap().get(b"Kept").unwrap().as_i64().unwrap(), number);
        assert_eq!(read.get_object((100, 0)).unwrap().as_dict().unwrap().len(), 1);
    }
}
