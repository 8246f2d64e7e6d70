//! What kind of file somebody sent, told by its content. A name only tells tables in plain text from other texts.
//!
//! Nothing is unpacked and nothing kept: one pass over the bytes at most, whatever the file. The reader of the kind has
//! the last word.

use crate::native::FORMAT;
use crate::{encrypted, native, pdf, table, veo};

/// Kinds of files that can be read, or about which there is something better to say than that they cannot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FileKind {
    /// A native file: [`crate::native`].
    Native,
    /// A file under a passphrase: [`crate::encrypted`].
    Encrypted,
    /// A PDF, which may carry a native file: [`crate::pdf`].
    Pdf,
    /// A workbook of Excel (Office Open XML): [`crate::table`], or [`crate::ciso_assistant`] if its sheets are those.
    Xlsx,
    /// A workbook of LibreOffice (OpenDocument): [`crate::table`].
    Ods,
    /// A workbook of an Excel before 2007, or one under a passphrase; neither is read.
    OldWorkbook,
    /// A table in plain text: [`crate::table`].
    Csv,
    /// A file of verinice.veo in JSON: [`crate::veo`].
    Veo,
    /// Something else.
    Unknown,
}

/// How much of a text is looked at to see whether it is a table, in bytes.
const BEGINNING: usize = 4 << 10;

/// Tells what kind of file it is. Of the name, which may be a path, only the ending matters.
///
/// JSON of no known kind counts as native when its name says so, for the reader to say what is wrong with it.
pub fn kind(bytes: &[u8], name: &str) -> FileKind {
    let ending = name.rsplit(['/', '\\', '.']).next().unwrap_or_default().to_ascii_lowercase();
    if encrypted::is_encrypted(bytes) {
        return FileKind::Encrypted;
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return archive(bytes);
    }
    if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]) {
        return FileKind::OldWorkbook;
    }
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    if let Some(b'{' | b'[') = text.first() {
        return json(text, &ending);
    }
    if pdf::is_pdf(bytes) {
        return FileKind::Pdf;
    }
    if is_table(bytes, &ending) { FileKind::Csv } else { FileKind::Unknown }
}

/// A workbook by the names of its parts, which stand in the archive as they are. One too large to be read is not searched
/// for them.
fn archive(bytes: &[u8]) -> FileKind {
    // OpenDocument says what it is in its first part, which is not packed.
    let beginning = bytes.get(..200).unwrap_or(bytes);
    if contains(beginning, "mimetypeapplication/vnd.oasis.opendocument.spreadsheet") {
        FileKind::Ods
    } else if bytes.len() > table::MAX_BYTES
        || ["xl/workbook.xml", "xl/worksheets/"].iter().any(|part| contains(bytes, part))
    {
        FileKind::Xlsx
    } else {
        FileKind::Unknown
    }
}

fn json(text: &[u8], ending: &str) -> FileKind {
    // No reader takes so much: the one that takes the most says so.
    if text.len() > native::MAX_BYTES || contains(text, &format!("\"{FORMAT}\"")) {
        FileKind::Native
    } else if veo::is_one(text) {
        FileKind::Veo
    } else if ending == "json" {
        FileKind::Native
    } else {
        FileKind::Unknown
    }
}

/// Whether it is a text, and its name or its beginning that of a table.
fn is_table(bytes: &[u8], ending: &str) -> bool {
    let wide = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
    let beginning = bytes.get(..BEGINNING).unwrap_or(bytes);
    let plain = |text: &[u8]| text.iter().all(|byte| !byte.is_ascii_control() || byte.is_ascii_whitespace());
    let is_text = !beginning.is_empty() && (wide || plain(beginning));
    let first_line = beginning.split(|byte| matches!(byte, b'\n' | b'\r')).find(|line| !line.is_empty());
    let has = |separators: &[u8]| {
        first_line.is_some_and(|line| plain(line) && line.iter().any(|byte| separators.contains(byte)))
    };
    match ending {
        // Control characters below a header are for the reader to judge, who says where they stand.
        "csv" | "tsv" | "tab" => is_text || has(b";\t,|"),
        "txt" => is_text && has(b";\t"),
        _ => false,
    }
}

/// Whether the bytes contain the text.
fn contains(bytes: &[u8], text: &str) -> bool {
    let Some((first, rest)) = text.as_bytes().split_first() else { return true };
    let mut places = bytes.iter().enumerate().filter(|(_, byte)| *byte == first);
    places.any(|(at, _)| bytes.get(at + 1..).is_some_and(|behind| behind.starts_with(rest)))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;
    use proptest::prelude::*;
    use rust_xlsxwriter::Workbook;
    use std::io::Write;
    use zip::write::SimpleFileOptions;
    use zip::{CompressionMethod, ZipWriter};

    const NATIVE: &[u8] = include_bytes!("../tests/golden/v1.vvt.json");

    fn zipped(parts: &[(&str, &str)]) -> Vec<u8> {
        let mut archive = ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for (name, content) in parts {
            let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
            archive.start_file(*name, stored).unwrap();
            archive.write_all(content.as_bytes()).unwrap();
        }
        archive.finish().unwrap().into_inner()
    }

    /// The kind, whatever the name pretends.
    fn by_content(bytes: &[u8]) -> FileKind {
        let kind = kind(bytes, "Verzeichnis");
        for name in ["x.csv", "x.pdf", "x.xlsx", "x.vvt.json", "C:\\Ordner\\x.JSON", "a.pdf/x.txt"] {
            assert_eq!(super::kind(bytes, name), kind, "{name}");
        }
        kind
    }

    #[test]
    fn content_decides() {
        assert_eq!(by_content(NATIVE), FileKind::Native);
        let value: serde_json::Value = serde_json::from_slice(NATIVE).unwrap();
        let pretty = format!("\u{feff}\r\n {}", serde_json::to_string_pretty(&value).unwrap());
        assert_eq!(by_content(pretty.as_bytes()), FileKind::Native);
        assert_eq!(by_content(&NATIVE[..NATIVE.len() / 2]), FileKind::Native);
        assert_eq!(by_content(br#"{"format":"artikel30-vvt","version":99}"#), FileKind::Native);
        assert_eq!(by_content(&encrypted::seal(NATIVE, "x").unwrap()), FileKind::Encrypted);
        assert_eq!(by_content(b"-----BEGIN AGE ENCRYPTED FILE-----\n"), FileKind::Encrypted);
        assert_eq!(by_content(b"%PDF-1.7\n..."), FileKind::Pdf);
        assert_eq!(by_content(b"Received\n%PDF-1.7\n..."), FileKind::Pdf);
        assert_eq!(by_content(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0]), FileKind::OldWorkbook);
    }

    #[test]
    fn workbooks_are_told_apart() {
        let mut workbook = Workbook::new();
        workbook.add_worksheet().write_string(0, 0, "Verarbeitungstätigkeit").unwrap();
        assert_eq!(by_content(&workbook.save_to_buffer().unwrap()), FileKind::Xlsx);
        let ods = "application/vnd.oasis.opendocument.spreadsheet";
        assert_eq!(by_content(&zipped(&[("mimetype", ods), ("content.xml", "")])), FileKind::Ods);
        let letter = "application/vnd.oasis.opendocument.text";
        assert_eq!(by_content(&zipped(&[("mimetype", letter), ("content.xml", "")])), FileKind::Unknown);
        assert_eq!(
            by_content(&zipped(&[("[Content_Types].xml", ""), ("word/document.xml", "")])),
            FileKind::Unknown
        );
    }

    #[test]
    fn files_of_other_tools_are_told_from_other_json() {
        let veo = br#"[{"name":"Personalverwaltung","customAspects":{"process_dataProcessing":{}}}]"#;
        assert_eq!(by_content(veo), FileKind::Veo);
        assert_eq!(kind(b"{}", "x.json"), FileKind::Native);
        assert_eq!(kind("[".repeat(1_000).as_bytes(), "x.vvt.json"), FileKind::Native);
        assert_eq!(kind(b"{}", "x.txt"), FileKind::Unknown);
    }

    #[test]
    fn a_table_in_plain_text_is_one_by_its_name() {
        let table = "Bezeichnung;Zweck\r\nBücherei;Ausleihe\r\n";
        let windows = encoding_rs::WINDOWS_1252.encode(table).0.into_owned();
        let utf16: Vec<u8> = "\u{feff}a;b".encode_utf16().flat_map(u16::to_le_bytes).collect();
        for bytes in [table.as_bytes(), &windows, &utf16, b"\xef\xbb\xbfa\n"] {
            assert_eq!(kind(bytes, "Verzeichnis 2026.CSV"), FileKind::Csv);
            assert_eq!(kind(bytes, "Verzeichnis 2026"), FileKind::Unknown);
        }
        assert_eq!(kind(table.as_bytes(), "x.txt"), FileKind::Csv);
        assert_eq!(kind(b"Liebe Kollegin,\n\nanbei das Verzeichnis; ", "x.txt"), FileKind::Unknown);
        assert_eq!(kind(b"\x89PNG\r\n\x1a\n\0\0;", "x.csv"), FileKind::Unknown);
        assert_eq!(kind(b"", "x.csv"), FileKind::Unknown);
    }

    #[test]
    fn a_table_with_control_characters_is_still_one() {
        for cell in ["\0", "\u{1}\u{1b}"] {
            for separator in [";", ",", "\t", "|"] {
                let table = format!("Bezeichnung{separator}Zweck\r\nA{cell}{separator}b\r\n");
                assert_eq!(kind(table.as_bytes(), "x.csv"), FileKind::Csv, "{table:?}");
            }
        }
    }

    #[test]
    fn a_workbook_without_its_list_of_sheets_is_one_all_the_same() {
        let damaged = zipped(&[("[Content_Types].xml", ""), ("xl/worksheets/sheet1.xml", "")]);
        assert_eq!(by_content(&damaged), FileKind::Xlsx);
    }

    #[test]
    fn what_is_too_large_for_every_reader_goes_to_one_without_a_search() {
        let brackets = vec![b'['; native::MAX_BYTES + 1];
        assert_eq!(kind(&brackets, "x"), FileKind::Native);
        let mut archive = zipped(&[("a.txt", "")]);
        archive.resize(table::MAX_BYTES + 1, 0);
        assert_eq!(kind(&archive, "x"), FileKind::Xlsx);
    }

    proptest! {
        #[test]
        fn any_bytes_under_any_name_have_a_kind(bytes in prop::collection::vec(any::<u8>(), 0..300), name in ".{0,30}") {
            let _ = kind(&bytes, &name);
        }

        #[test]
        fn a_text_is_found_where_it_is(before in ".{0,20}", text in "[ab]{1,4}", after in ".{0,20}") {
            let whole = format!("{before}{text}{after}");
            prop_assert!(contains(whole.as_bytes(), &text));
            prop_assert_eq!(contains(before.as_bytes(), &text), before.contains(&text));
        }
    }
}
