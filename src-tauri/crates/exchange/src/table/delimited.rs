//! CSV: encoding and separator are told from the text itself.

use super::MAX_TEXT;
use super::error::{TableError, shown};
use super::sheet::{Filling, Workbook, letter};
use crate::spreadsheet::unguarded;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::convert::Infallible;

/// Separators in the order in which they win a tie.
const SEPARATORS: [u8; 4] = [b';', b'\t', b'|', b','];

/// Columns and rows that spreadsheets have at all (ECMA-376); more of them, even empty, are refused early.
const COLUMNS: usize = 1 << 14;
const ROWS: usize = 1 << 20;

/// How much of the text tells the separator, in bytes.
const LOOKED_AT: usize = 1 << 16;

/// Reads a CSV file as a workbook with one sheet.
pub(super) fn read(bytes: &[u8], sheet: &str) -> Result<Workbook, TableError> {
    let text = decode(bytes)?;
    let (separator, body) = match declared_separator(&text) {
        Some((separator, rest)) => (separator, rest),
        None => (separator(&text), text.as_str()),
    };
    let mut filling = Filling::default();
    filling.begin(sheet, false)?;
    let unclosed = each_cell(body, separator, |row, column, cell| {
        let place = || shown(&format!("{sheet}!{}{}", letter(column), row + 1));
        if column >= COLUMNS {
            return Err(TableError::TooManyColumns { place: place() });
        }
        if row >= ROWS {
            return Err(TableError::TooManyRows { place: place() });
        }
        filling.put(row, column, unguarded(cell))
    })?;
    if let Some(at) = unclosed {
        let before = text.get(..text.len() - body.len() + at).unwrap_or_default().replace("\r\n", "\n");
        return Err(TableError::UnclosedQuote { line: 1 + before.matches(['\n', '\r']).count() });
    }
    filling.finish()
}

/// Visits the cells in their order, after RFC 4180, with any number of cells in a row and with empty rows.
///
/// The crate `csv` collects a row before it hands it over, however many cells it has, and passes over empty rows, so
/// that rows would not be counted as a spreadsheet shows them.
///
/// Gives the place, in bytes, after a quotation mark that nothing closes.
fn each_cell<E>(
    text: &str,
    separator: u8,
    mut visit: impl FnMut(usize, usize, &str) -> Result<(), E>,
) -> Result<Option<usize>, E> {
    let separator = char::from(separator);
    let mut unclosed = None;
    let (mut row, mut column, mut rest) = (0, 0, text);
    let mut quoted = String::new();
    while !rest.is_empty() {
        quoted.clear();
        if let Some(inner) = rest.strip_prefix('"') {
            rest = inner;
            // Up to a quote that is not doubled.
            loop {
                let Some((before, after)) = rest.split_once('"') else {
                    // To the end of the file, where there is none.
                    quoted.push_str(rest);
                    unclosed = Some(text.len() - inner.len());
                    rest = "";
                    break;
                };
                quoted.push_str(before);
                match after.strip_prefix('"') {
                    Some(after) => {
                        quoted.push('"');
                        rest = after;
                    }
                    None => {
                        rest = after;
                        break;
                    }
                }
            }
        }
        let end = rest.find([separator, '\n', '\r']).unwrap_or(rest.len());
        let (plain, after) = rest.split_at(end);
        if quoted.is_empty() {
            visit(row, column, plain)?;
        } else {
            quoted.push_str(plain);
            visit(row, column, &quoted)?;
        }
        match after.strip_prefix(separator) {
            Some(after) => {
                column += 1;
                rest = after;
            }
            None => {
                (row, column) = (row + 1, 0);
                rest =
                    after.strip_prefix("\r\n").or_else(|| after.strip_prefix(['\n', '\r'])).unwrap_or(after);
            }
        }
    }
    Ok(unclosed)
}

/// The text in its encoding: as a byte order mark says, else UTF-8, else Windows-1252.
fn decode(bytes: &[u8]) -> Result<String, TableError> {
    // Before decoding: that may take three times the room.
    if bytes.len() > MAX_TEXT {
        return Err(TableError::TooLarge { bytes: bytes.len() });
    }
    let (encoding, mark) = Encoding::for_bom(bytes).unwrap_or_else(|| {
        let utf_8 = std::str::from_utf8(bytes).is_ok();
        (if utf_8 { UTF_8 } else { WINDOWS_1252 }, 0)
    });
    let body = bytes.get(mark..).unwrap_or_default();
    if let Some(at) = no_text(body, encoding) {
        return Err(TableError::NotText { at: at + mark });
    }
    let text = encoding.decode_without_bom_handling_and_without_replacement(body);
    text.map(Cow::into_owned).ok_or(TableError::NotText { at: mark })
}

/// The first byte that is no text in this encoding, or U+0000.
fn no_text(bytes: &[u8], encoding: &'static Encoding) -> Option<usize> {
    let unit = if encoding == UTF_16LE {
        u16::from_le_bytes
    } else if encoding == UTF_16BE {
        u16::from_be_bytes
    } else {
        let nul = bytes.iter().position(|byte| *byte == 0);
        let broken = std::str::from_utf8(bytes).err().filter(|_| encoding == UTF_8);
        return nul.into_iter().chain(broken.map(|error| error.valid_up_to())).min();
    };
    let (units, rest) = bytes.as_chunks();
    let mut at = 0;
    for c in char::decode_utf16(units.iter().copied().map(unit)) {
        match c {
            Ok('\0') | Err(_) => return Some(at),
            Ok(c) => at += 2 * c.len_utf16(),
        }
    }
    (!rest.is_empty()).then_some(at)
}

/// The separator in a first line "sep=;", as Excel writes and reads it, and the text after that line.
fn declared_separator(text: &str) -> Option<(u8, &str)> {
    let rest = text.strip_prefix("sep=")?;
    let separator = *rest.as_bytes().first().filter(|byte| byte.is_ascii())?;
    let rest = rest.get(1..)?;
    rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix('\n')).map(|rest| (separator, rest))
}

/// The separator that splits the most rows into the same number of cells.
fn separator(text: &str) -> u8 {
    let mut end = text.len().min(LOOKED_AT);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let beginning = text.get(..end).unwrap_or_default();
    let mut best = (0, b';');
    for separator in SEPARATORS {
        let mut widths = Vec::new();
        let counted: Result<Option<usize>, Infallible> = each_cell(beginning, separator, |row, column, _| {
            match widths.get_mut(row) {
                Some(width) => *width = column + 1,
                None => widths.push(column + 1),
            }
            Ok(())
        });
        let Ok(_) = counted;
        let mut rows_by_width = BTreeMap::new();
        for width in widths {
            *rows_by_width.entry(width).or_insert(0_usize) += 1;
        }
        let rows: usize = rows_by_width.values().sum();
        rows_by_width.remove(&1);
        let most = rows_by_width.iter().max_by_key(|(width, rows)| (**rows, **width));
        // A cell's own commas split a row here and there; a separator splits all of the table the same way.
        let score = most.map_or(0, |(width, same)| same * (width - 1) * same / rows.max(1));
        if score > best.0 {
            best = (score, separator);
        }
    }
    best.1
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;
    use proptest::prelude::*;

    fn rows(bytes: &[u8]) -> Vec<Vec<String>> {
        read(bytes, "CSV").unwrap().sheets.remove(0).rows
    }

    #[test]
    fn every_encoding_gives_the_same_text() {
        let text = "Bezeichnung;Zweck\n„Schülerakte“;Größe – 5 €\n";
        let expected = [["Bezeichnung", "Zweck"], ["„Schülerakte“", "Größe – 5 €"]];
        let utf_16 = |big: bool| -> Vec<u8> {
            let bytes = |unit: u16| if big { unit.to_be_bytes() } else { unit.to_le_bytes() };
            std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(bytes).collect()
        };
        assert_eq!(rows(text.as_bytes()), expected);
        assert_eq!(rows(format!("\u{feff}{text}").as_bytes()), expected);
        assert_eq!(rows(&WINDOWS_1252.encode(text).0), expected);
        assert_eq!(rows(&utf_16(false)), expected);
        assert_eq!(rows(&utf_16(true)), expected);
    }

    #[test]
    fn every_separator_is_told_from_the_text() {
        for separator in [";", "\t", "|", ","] {
            let text = [
                "Verzeichnis der Schule\n\nA_B_C\n",
                "eins_\"zwei, mit; allem | was\n\"\"stört\"\"\"_drei\n",
            ]
            .concat()
            .replace('_', separator);
            let read = rows(text.as_bytes());
            assert_eq!(read[2], ["A", "B", "C"], "{separator:?}");
            assert_eq!(read[3], ["eins", "zwei, mit; allem | was\n\"stört\"", "drei"], "{separator:?}");
        }
        assert_eq!(rows(b"sep=|\r\na;b|c\r\n"), [["a;b", "c"]]);
    }

    #[test]
    fn commas_within_cells_do_not_win_against_the_separator() {
        let text = "Titel;Daten\nA;Name, Vorname, Adresse\nB;Name, Vorname, Adresse\nC;Name\n";
        assert_eq!(rows(text.as_bytes())[1], ["A", "Name, Vorname, Adresse"]);
    }

    #[test]
    fn only_an_apostrophe_that_protects_is_removed() {
        let text = "'=1+1;'+49 8441;'-x;'@x;+49 8441;'s Haus;'\n";
        assert_eq!(rows(text.as_bytes()), [["=1+1", "+49 8441", "-x", "@x", "+49 8441", "'s Haus", "'"]]);
    }

    #[test]
    fn what_is_no_text_is_refused() {
        assert_eq!(read(b"a;b\0c", "x"), Err(TableError::NotText { at: 3 }));
        assert_eq!(read(b"\xff\xfea\0\0\xd8", "x"), Err(TableError::NotText { at: 4 }));
        assert_eq!(read(b"\xff\xfe\xe4\0\0\0", "x"), Err(TableError::NotText { at: 4 }));
        assert_eq!(read(b"\xfe\xff\0a\0", "x"), Err(TableError::NotText { at: 4 }));
        assert_eq!(read(b"\xef\xbb\xbfa;b\nc\xff;d\0", "x"), Err(TableError::NotText { at: 8 }));
        assert_eq!(read(b"a;b\n\xe4;d\0", "x"), Err(TableError::NotText { at: 7 }));
        assert_eq!(read(b"", "x"), Err(TableError::Empty));
        assert_eq!(read(b";;\n;;", "x"), Err(TableError::Empty));
    }

    proptest! {
        #[test]
        fn what_a_csv_writer_writes_is_read(
            table in prop::collection::vec(prop::collection::vec("[a-zäß;,|\"\t\n =+-]{0,12}", 3), 1..8),
        ) {
            let mut writer = csv::WriterBuilder::new().delimiter(b';').from_writer(b"sep=;\n".to_vec());
            for row in &table {
                writer.write_record(row).unwrap();
            }
            let bytes = writer.into_inner().unwrap();
            let sheet = match read(&bytes, "x") {
                Ok(mut workbook) => workbook.sheets.remove(0),
                Err(error) => { prop_assert_eq!(error, TableError::Empty); return Ok(()); }
            };
            for (row, cells) in table.iter().enumerate() {
                for (column, cell) in cells.iter().enumerate() {
                    prop_assert_eq!(sheet.text(row, column), cell.trim());
                }
            }
        }

        #[test]
        fn any_bytes_can_be_looked_at(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let _ = read(&bytes, "x");
        }
    }
}
