//! Spreadsheets that mean harm cost a clear error that names place and reason.

use crate::files::{archive, ods, xlsx};
use exchange::table::{MAX_BYTES, MAX_ROWS, MAX_SHEETS, TableError, read};
use proptest::prelude::*;

fn refused(bytes: &[u8]) -> TableError {
    let error = read(bytes, "x").unwrap_err();
    assert_eq!(error.code(), "E-IMPORT-FORMAT");
    assert!(error.to_string().chars().all(|c| !c.is_control()), "{error:?}");
    error
}

fn cell(text: &str) -> String {
    format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
}

fn table(rows: &str) -> Vec<u8> {
    ods(&format!("<table:table table:name=\"T\">{rows}</table:table>"))
}

#[test]
fn files_of_other_kinds_are_told_apart() {
    assert!(matches!(refused(&vec![b'x'; MAX_BYTES + 1]), TableError::TooLarge { .. }));
    assert_eq!(refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), TableError::OldOrProtected);
    assert!(matches!(refused(b"PK\x03\x04broken"), TableError::BrokenArchive { .. }));
    assert!(matches!(refused(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), TableError::NotText { .. }));
    assert_eq!(refused(&archive(&[("a.txt", b"x")])), TableError::MissingPart { part: "content.xml" });
    assert_eq!(
        refused(&archive(&[("[Content_Types].xml", b"<Types/>")])),
        TableError::MissingPart { part: "_rels/.rels" }
    );
    let manifest = b"<manifest:manifest><manifest:encryption-data/></manifest:manifest>";
    assert_eq!(refused(&archive(&[("META-INF/manifest.xml", manifest)])), TableError::Protected);
}

#[test]
fn an_archive_that_unpacks_without_end_is_refused() {
    let zeros = vec![b' '; 65 << 20];
    let error = refused(&archive(&[("content.xml", &zeros)]));
    assert_eq!(error, TableError::TooMuchUnpacked { place: "content.xml".into() });
    // Each part is small enough, all together are not; also parts that are never read.
    let part = vec![b'x'; 50 << 20];
    let parts: Vec<(&str, &[u8])> = ["a", "b", "c", "d"].map(|name| (name, part.as_slice())).into();
    assert_eq!(refused(&archive(&parts)), TableError::TooMuchUnpacked { place: "d".into() });
}

#[test]
fn an_archive_of_countless_parts_is_refused() {
    let names: Vec<String> = (0..5_000).map(|number| number.to_string()).collect();
    let parts: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), b"".as_slice())).collect();
    assert_eq!(refused(&archive(&parts)), TableError::TooManyParts { parts: 5_000 });
}

#[test]
fn declared_entities_and_deep_nesting_are_refused() {
    let bomb = "<!DOCTYPE l [<!ENTITY a 'ha'><!ENTITY b '&a;&a;'>]><worksheet/>";
    let error = refused(&xlsx(bomb, &[]));
    assert!(
        matches!(&error, TableError::Xml { place, at: 0, .. } if place == "xl/worksheets/sheet1.xml"),
        "{error}"
    );
    let deep = format!("{}{}", "<a>".repeat(100_000), "</a>".repeat(100_000));
    assert!(matches!(refused(&xlsx(&deep, &[])), TableError::Xml { .. }));
    assert!(matches!(refused(&ods("<table:table table:name=\"T\">")), TableError::Xml { .. }));
    assert!(matches!(
        refused(&table("<table:table-row><table:table-cell><office:annotation>")),
        TableError::Xml { .. }
    ));
}

#[test]
fn repetitions_without_end_are_refused_with_their_place() {
    let row = |attributes: &str, cell: &str| {
        table(&format!("<table:table-row {attributes}>{cell}</table:table-row>"))
    };
    let wide = cell("x")
        .replace("<table:table-cell", "<table:table-cell table:number-columns-repeated=\"4000000000\"");
    assert_eq!(refused(&row("", &wide)), TableError::TooManyColumns { place: "T!AMK1".into() });
    let high = row("table:number-rows-repeated=\"99999999999999999999999\"", &cell("x"));
    assert_eq!(refused(&high), TableError::TooManyRows { place: format!("T!A{}", MAX_ROWS + 1) });
    let far = table(&format!(
        "<table:table-row table:number-rows-repeated=\"18446744073709551615\"/><table:table-row>{}</table:table-row>",
        cell("x")
    ));
    assert!(matches!(refused(&far), TableError::TooManyRows { .. }));
    let square =
        cell("x").replace("<table:table-cell", "<table:table-cell table:number-columns-repeated=\"1000\"");
    assert!(matches!(
        refused(&row("table:number-rows-repeated=\"20000\"", &square)),
        TableError::TooManyCells { .. }
    ));
    let blanks = format!(
        "<table:table-row>{}</table:table-row>",
        cell(&"<text:s text:c=\"4000000000\"/>".repeat(300).replace("/>", "/>x"))
    );
    assert!(matches!(refused(&table(&blanks)), TableError::Xml { .. }));
}

#[test]
fn nul_within_a_part_is_refused_with_its_place() {
    let sheet = |text: &str| {
        format!(
            "<worksheet><sheetData><row><c t=\"inlineStr\"><is><t>{text}</t></is></c></row></sheetData></worksheet>"
        )
    };
    for text in ["A\0B", "A&#0;B", "A\u{1b}B"] {
        for error in [
            refused(&xlsx(&sheet(text), &[])),
            refused(&table(&format!("<table:table-row>{}</table:table-row>", cell(text)))),
        ] {
            assert!(matches!(error, TableError::Xml { at: 1.., .. }), "{error}");
        }
    }
}

#[test]
fn a_row_of_nothing_but_separators_meets_the_limit_of_columns() {
    let row = format!("Bezeichnung;Zweck\r\n{}", ";".repeat(20_000));
    assert_eq!(refused(row.as_bytes()), TableError::TooManyColumns { place: "x!XFE2".into() });
    let rows = "\n".repeat(1_100_000);
    assert_eq!(refused(rows.as_bytes()), TableError::TooManyRows { place: "x!A1048577".into() });
}

#[test]
fn a_part_that_makes_a_workbook_is_missed_by_its_name() {
    let without_types = archive(&[("_rels/.rels", b"<a/>"), ("xl/workbook.xml", b"<workbook/>")]);
    assert_eq!(refused(&without_types), TableError::MissingPart { part: "[Content_Types].xml" });
}

#[test]
fn what_a_sheet_says_of_its_size_is_not_believed() {
    let sheet = |cells: &str, merged: &str| {
        format!(
            "<worksheet><dimension ref=\"A1:XFD1048576\"/><sheetData>{cells}</sheetData>{merged}</worksheet>"
        )
    };
    let cell = |place: &str| format!("<row><c r=\"{place}\"><v>1</v></c></row>");
    let merged = "<mergeCells><mergeCell ref=\"A1:XFD1048576\"/><mergeCell ref=\"B9:A1\"/></mergeCells>";
    let workbook = read(&xlsx(&sheet(&cell("A1"), merged), &[]), "x").unwrap();
    assert_eq!(workbook.sheets[0].rows, [["1"]]);
    let error = refused(&xlsx(&sheet(&format!("{}{}", cell("A1"), cell("XFD1048576")), ""), &[]));
    assert_eq!(error, TableError::TooManyRows { place: "T!XFD1048576".into() });
    assert!(matches!(refused(&xlsx(&sheet(&cell("ZZZZZZZZZZZZ1"), ""), &[])), TableError::Unreadable { .. }));
}

#[test]
fn a_text_that_many_cells_share_is_counted_each_time() {
    let strings = format!("<sst><si><t>{}</t></si></sst>", "x".repeat(200_000));
    let cells = "<row>".to_owned() + &"<c t=\"s\"><v>0</v></c>".repeat(1_000) + "</row>";
    let sheet = format!("<worksheet><sheetData>{cells}</sheetData></worksheet>");
    assert!(matches!(
        refused(&xlsx(&sheet, &[("xl/sharedStrings.xml", &strings)])),
        TableError::TooMuchText { .. }
    ));
}

#[test]
fn a_part_is_read_once_and_sheets_are_counted() {
    let sheets = |ids: &dyn Fn(usize) -> String, count: usize| {
        let sheets: String = (0..count)
            .map(|number| format!("<sheet name=\"S{number}\" r:id=\"{}\"/>", ids(number)))
            .collect();
        format!("<workbook><sheets>{sheets}</sheets></workbook>")
    };
    let empty = "<worksheet><sheetData/></worksheet>";
    let same = sheets(&|_| "r1".into(), 2);
    assert!(matches!(refused(&xlsx(empty, &[("xl/workbook.xml", &same)])), TableError::Unreadable { .. }));
    let tables = "<table:table table:name=\"T\"/>".repeat(MAX_SHEETS + 1);
    assert_eq!(refused(&ods(&tables)), TableError::TooManySheets);
}

#[test]
fn an_error_repeats_nothing_long_and_nothing_that_acts() {
    let name = format!("\u{202e}{}", "n".repeat(10_000));
    let row = "<table:table-row table:number-rows-repeated=\"200000\">".to_owned()
        + &cell("x")
        + "</table:table-row>";
    let error = refused(&ods(&format!("<table:table table:name=\"{name}\">{row}</table:table>")));
    assert!(error.to_string().chars().count() < 300);
    assert!(!error.to_string().contains('\u{202e}'));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn damaged_files_never_crash(at in 0.0_f64..1.0, byte in any::<u8>(), cut in 0.0_f64..1.0) {
        let sheet = "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>x</t></is></c></row></sheetData></worksheet>";
        for file in [xlsx(sheet, &[]), table(&format!("<table:table-row>{}</table:table-row>", cell("x")))] {
            let mut damaged = file.clone();
            let index = (at * file.len() as f64) as usize;
            damaged[index] = byte;
            let _ = read(&damaged, "x");
            let _ = read(&file[..(cut * file.len() as f64) as usize], "x");
        }
    }

    #[test]
    fn damaged_xml_never_crashes(at in 0.0_f64..1.0, put in "[<>/\"=&; a-z0-9]{0,6}") {
        let row = format!("<table:table-row table:number-rows-repeated=\"2\">{}</table:table-row>", cell("a<text:s/>b"));
        let index = (at * row.len() as f64) as usize;
        let _ = read(&table(&format!("{}{put}{}", &row[..index], &row[index..])), "x");
        let sheet = "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" s=\"1\"><v>7</v></c></row></sheetData><mergeCells><mergeCell ref=\"A1:B2\"/></mergeCells></worksheet>";
        let index = (at * sheet.len() as f64) as usize;
        let _ = read(&xlsx(&format!("{}{put}{}", &sheet[..index], &sheet[index..]), &[]), "x");
    }
}
