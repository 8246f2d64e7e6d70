//! What is read of XLSX, ODS and CSV.

use crate::files::{ods, xlsx};
use calamine::{Data, Reader};
use exchange::table::{TableError, Workbook, detect, read};
use proptest::prelude::*;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula};
use std::io::Cursor;

fn rows(workbook: &Workbook, sheet: usize) -> Vec<Vec<&str>> {
    workbook.sheets[sheet].rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect()
}

#[test]
fn xlsx_cells_become_the_text_that_a_german_spreadsheet_shows() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let explanation = book.add_worksheet().set_name("Erläuterung").unwrap();
    explanation.write(0, 0, "So füllen Sie das Verzeichnis aus").unwrap();
    let sheet = book.add_worksheet().set_name("Verzeichnis").unwrap();
    let day = Format::new().set_num_format("dd.mm.yyyy");
    let percent = Format::new().set_num_format("0%");
    sheet.write(0, 0, "a\nb & <c>").unwrap();
    sheet.write(0, 1, 7).unwrap();
    sheet.write(0, 2, 2.5).unwrap();
    sheet.write(0, 3, true).unwrap();
    sheet.write_with_format(0, 4, ExcelDateTime::from_ymd(2024, 8, 1).unwrap(), &day).unwrap();
    sheet.write(0, 5, Formula::new("=1+1").set_result("2")).unwrap();
    sheet.write(0, 6, Formula::new("=HYPERLINK(\"x\")").set_result("'=x")).unwrap();
    sheet.write(0, 7, "+49 8441").unwrap();
    sheet.write_with_format(0, 8, 0.5, &percent).unwrap();
    sheet.merge_range(2, 0, 3, 0, "Schülerakte", &Format::new()).unwrap();
    sheet.write(2, 1, "x").unwrap();
    sheet.write(3, 1, "y").unwrap();
    let hidden = book.add_worksheet().set_name("Alt").unwrap();
    hidden.write(0, 0, "versteckt").unwrap();
    hidden.set_hidden(true);
    let workbook = read(&book.save_to_buffer().unwrap(), "v.xlsx").unwrap();

    let names: Vec<(&str, bool)> =
        workbook.sheets.iter().map(|sheet| (sheet.name.as_str(), sheet.hidden)).collect();
    assert_eq!(names, [("Erläuterung", false), ("Verzeichnis", false), ("Alt", true)]);
    let first = ["a\nb & <c>", "7", "2,5", "ja", "01.08.2024", "2", "'=x", "+49 8441", "50 %"];
    assert_eq!(
        rows(&workbook, 1),
        [first.to_vec(), vec![], vec!["Schülerakte", "x"], vec!["Schülerakte", "y"]]
    );
    assert_eq!(workbook.sheets[1].origin(3, 0), (2, 0));
    assert_eq!(workbook.sheets[1].place(3, 1), "Verzeichnis!B4");
}

#[test]
fn inline_texts_shared_texts_and_cells_without_places_are_read() {
    let sheet = "<worksheet><dimension ref=\"A1:XFD1048576\"/><sheetData>\
        <row><c t=\"inlineStr\"><is><r><t>in</t></r><r><t xml:space=\"preserve\"> line</t></r></is></c><c t=\"s\"><v>1</v></c></row>\
        <row r=\"3\"><c r=\"B3\" t=\"s\"><v>0</v></c><c><f>1+1</f><v>2</v></c><c t=\"e\"><v>#DIV/0!</v></c>\
        <c t=\"s\"/><c t=\"d\"><v>2024-08-01</v></c></row></sheetData></worksheet>";
    let strings = "<sst uniqueCount=\"99999999999\"><si><t>eins_x000D_</t></si><si><r><t>zw</t></r><rPh><t>x</t></rPh><r><t>ei</t></r></si></sst>";
    let workbook = read(&xlsx(sheet, &[("xl/sharedStrings.xml", strings)]), "x").unwrap();
    assert_eq!(
        rows(&workbook, 0),
        [vec!["in line", "zwei"], vec![], vec!["", "eins", "2", "#DIV/0!", "", "01.08.2024"]]
    );
}

#[test]
fn ods_cells_are_read_with_repetitions_and_merged_regions() {
    let workbook = read(
        &ods("<table:tracked-changes><table:table-cell><text:p>alt</text:p></table:table-cell></table:tracked-changes>\
            <table:table table:name=\"Tab\"><table:table-column/><table:table-header-rows><table:table-row>\
            <table:table-cell office:value-type=\"string\" table:number-columns-spanned=\"2\" table:number-rows-spanned=\"1\">\
            <text:p>Titel <text:span>fett</text:span></text:p><text:p>zwei<text:s text:c=\"2\"/>Blanks</text:p>\
            <office:annotation><text:p>Notiz</text:p></office:annotation></table:table-cell><table:covered-table-cell/>\
            </table:table-row></table:table-header-rows>\
            <table:table-row table:number-rows-repeated=\"2\"><table:table-cell/>\
            <table:table-cell table:number-columns-repeated=\"2\" office:value-type=\"float\" office:value=\"3\"><text:p>3,00</text:p></table:table-cell>\
            <table:table-cell office:value-type=\"date\" office:date-value=\"2024-08-01\"><text:p>1. Aug</text:p></table:table-cell>\
            <table:table-cell office:value-type=\"boolean\" office:boolean-value=\"true\"><text:p>WAHR</text:p></table:table-cell>\
            <table:table-cell office:value-type=\"percentage\" office:value=\"0.5\"><text:p>50 %</text:p></table:table-cell>\
            <table:table-cell table:number-columns-repeated=\"16000\"/></table:table-row>\
            <table:table-row table:number-rows-repeated=\"1048570\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>\
            </table:table><table:table table:name=\"Weg\" table:style-name=\"hidden\"/>"),
        "x.ods",
    )
    .unwrap();
    let title = "Titel fett\nzwei  Blanks";
    let data = vec!["", "3", "3", "01.08.2024", "ja", "50 %"];
    assert_eq!(rows(&workbook, 0), [vec![title, title], data.clone(), data]);
    assert!(workbook.sheets[1].hidden);
}

#[test]
fn the_same_table_is_found_in_every_kind_of_file() {
    let csv = "Verzeichnis\n\nBezeichnung;Zweck\nSchülerakte;Verwaltung\n";
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (row, line) in (0..).zip(csv.lines()) {
        for (column, text) in (0..).zip(line.split(';')) {
            sheet.write(row, column, text).unwrap();
        }
    }
    let rows: String = csv
        .lines()
        .map(|line| {
            let cells: String = line
                .split(';')
                .map(|text| format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>"))
                .collect();
            format!("<table:table-row>{cells}</table:table-row>")
        })
        .collect();
    let ods = ods(&format!("<table:table table:name=\"T\">{rows}</table:table>"));
    let files = [csv.as_bytes().to_vec(), book.save_to_buffer().unwrap(), ods];
    let guesses = files.map(|file| detect(&read(&file, "Liste.csv").unwrap()).mapping);
    assert_eq!(guesses[0].header_row, 2);
    assert!(guesses.iter().all(|guess| *guess == guesses[0]));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn xlsx_is_read_as_another_reader_reads_it(
        texts in prop::collection::vec(prop::collection::vec("[a-zäöß <>&\"'€😀;\n-]{0,12}", 0..5), 1..8),
        numbers in prop::collection::vec(any::<i32>(), 0..5),
    ) {
        let mut book = rust_xlsxwriter::Workbook::new();
        let sheet = book.add_worksheet();
        for (row, cells) in (0..).zip(&texts) {
            for (column, text) in (0..).zip(cells) {
                sheet.write(row, column, text).unwrap();
            }
        }
        for (column, number) in (10..).zip(&numbers) {
            sheet.write(3, column, *number).unwrap();
        }
        let bytes = book.save_to_buffer().unwrap();
        let mut other: calamine::Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(&bytes)).unwrap();
        let range = other.worksheet_range("Sheet1").unwrap();
        let workbook = match read(&bytes, "x") {
            Ok(workbook) => workbook,
            Err(error) => {
                prop_assert_eq!(error, exchange::table::TableError::Empty);
                return Ok(());
            }
        };
        for row in 0..12 {
            for column in 0..20 {
                let expected = match range.get_value((row, column)) {
                    Some(Data::String(text)) => text.trim().to_owned(),
                    Some(Data::Float(number)) => number.to_string(),
                    Some(Data::Empty) | None => String::new(),
                    Some(other) => panic!("{other:?}"),
                };
                prop_assert_eq!(workbook.sheets[0].text(row as usize, column as usize), expected);
            }
        }
    }
}

#[test]
fn a_text_that_is_not_there_or_stands_twice_is_damage() {
    let sheet = |cells: &str| format!("<worksheet><sheetData>{cells}</sheetData></worksheet>");
    let strings = "<sst><si><t>x</t></si></sst>";
    let file = |cells: &str| read(&xlsx(&sheet(cells), &[("xl/sharedStrings.xml", strings)]), "x");
    for index in ["1", "99999999999999999999", "-1", "abc", "1.5"] {
        let cells = format!("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>{index}</v></c></row>");
        assert!(matches!(file(&cells), Err(TableError::Xml { .. })), "{index}");
    }
    let cell = |text: &str| format!("<row r=\"2\"><c r=\"A2\" t=\"str\"><v>{text}</v></c></row>");
    let twice = file(&format!("{}{}", cell("eins"), cell("zwei")));
    assert!(matches!(&twice, Err(TableError::Unreadable { place, .. }) if place == "T!A2"), "{twice:?}");
    // The same number once more for other columns loses nothing.
    let beside = "<row r=\"2\"><c r=\"B2\" t=\"s\"><v> 0 </v></c></row>";
    assert_eq!(file(&format!("{}{beside}", cell("eins"))).unwrap().sheets[0].rows[1], ["eins", "x"]);
}

#[test]
fn a_formula_without_a_stored_value_stays_as_it_is() {
    let cells = "<row r=\"1\"><c r=\"A1\"><f>A2&amp;\"x\"</f></c><c r=\"B1\"><f>SUM(1)</f><v></v></c>\
        <c r=\"C1\"><f>SUM(1)</f><v>1</v></c><c r=\"D1\" t=\"str\"><f>\"\"</f><v></v></c><c r=\"E1\"><f t=\"shared\" si=\"0\"/></c></row>";
    let file = xlsx(&format!("<worksheet><sheetData>{cells}</sheetData></worksheet>"), &[]);
    assert_eq!(read(&file, "x").unwrap().sheets[0].rows[0], ["=A2&\"x\"", "=SUM(1)", "1", "", "=…"]);
    let cell = |more: &str| format!("<table:table-cell table:formula=\"of:=SUM(1)\" {more}/>");
    let row =
        format!("<table:table-row>{}{}</table:table-row>", cell(""), cell("office:value-type=\"string\""));
    let file = ods(&format!("<table:table table:name=\"T\">{row}</table:table>"));
    assert_eq!(read(&file, "x").unwrap().sheets[0].rows, [["=SUM(1)"]]);
}

#[test]
fn a_quotation_mark_that_is_not_closed_is_refused_with_its_line() {
    let text = "Bezeichnung;Zweck\n\"A\nB\";eins\nC;\"zwei\nD;drei\n";
    assert_eq!(read(text.as_bytes(), "x.csv"), Err(TableError::UnclosedQuote { line: 4 }));
    assert_eq!(
        read(format!("sep=;\n{text}").as_bytes(), "x.csv"),
        Err(TableError::UnclosedQuote { line: 5 })
    );
    assert!(read(text.replace("\"zwei", "\"zwei\"").as_bytes(), "x.csv").is_ok());
}
