//! Spreadsheets made for the tests.

use exchange::foreign::ForeignFile;
use exchange::table::{Sheet, Workbook, detect, to_activities};
use register::activity::ProcessingActivity;
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A sheet of these rows.
pub(crate) fn sheet(name: &str, rows: &[&[&str]]) -> Sheet {
    Sheet::new(name, rows.iter().map(|row| row.iter().map(|text| (*text).to_owned()).collect()).collect())
}

/// An archive of these parts.
pub(crate) fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        archive.start_file(*name, SimpleFileOptions::default().compression_level(Some(1))).unwrap();
        archive.write_all(content).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// An ODS file with this content between the tags of its spreadsheet.
pub(crate) fn ods(spreadsheet: &str) -> Vec<u8> {
    let content = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content><office:automatic-styles>\
         <style:style style:name=\"hidden\" style:family=\"table\">\
         <style:table-properties table:display=\"false\"/></style:style>\
         </office:automatic-styles><office:body><office:spreadsheet>{spreadsheet}</office:spreadsheet>\
         </office:body></office:document-content>"
    );
    archive(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", b"<manifest:manifest/>"),
        ("content.xml", content.as_bytes()),
    ])
}

/// An XLSX file with one sheet "T" of this XML and with further parts.
pub(crate) fn xlsx(sheet: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let relation = |id: &str, kind: &str, target: &str| {
        format!("<Relationship Id=\"{id}\" Type=\"http://x/relationships/{kind}\" Target=\"{target}\"/>")
    };
    let root =
        format!("<Relationships>{}</Relationships>", relation("a", "officeDocument", "xl/workbook.xml"));
    let book = format!(
        "<Relationships>{}{}{}</Relationships>",
        relation("r1", "worksheet", "worksheets/sheet1.xml"),
        relation("r2", "sharedStrings", "sharedStrings.xml"),
        relation("r3", "styles", "styles.xml")
    );
    let workbook = "<workbook><sheets><sheet name=\"T\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>";
    let mut all: Vec<(&str, &[u8])> = vec![
        ("[Content_Types].xml", b"<Types/>"),
        ("_rels/.rels", root.as_bytes()),
        ("xl/workbook.xml", workbook.as_bytes()),
        ("xl/_rels/workbook.xml.rels", book.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ];
    for (name, content) in parts {
        all.retain(|(other, _)| other != name);
        all.push((name, content.as_bytes()));
    }
    archive(&all)
}

/// The sheets of these names and rows as XLSX and ODS; a single one as CSV as well.
pub(crate) fn in_every_format(sheets: &[(&str, &[&[&str]])]) -> Vec<(Vec<u8>, String)> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let mut tables = String::new();
    for (name, rows) in sheets {
        let sheet = book.add_worksheet().set_name(*name).unwrap();
        tables.push_str(&format!("<table:table table:name=\"{name}\">"));
        for (row, cells) in (0..).zip(*rows) {
            tables.push_str("<table:table-row>");
            for (column, text) in (0..).zip(*cells) {
                sheet.write(row, column, *text).unwrap();
                let text = text.replace('\n', "</text:p><text:p>");
                tables.push_str(&format!(
                    "<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>"
                ));
            }
            tables.push_str("</table:table-row>");
        }
        tables.push_str("</table:table>");
    }
    let mut files =
        vec![(book.save_to_buffer().unwrap(), "x.xlsx".to_owned()), (ods(&tables), "x.ods".to_owned())];
    if let [(name, rows)] = sheets {
        let mut csv = csv::WriterBuilder::new().delimiter(b';').flexible(true).from_writer(Vec::new());
        rows.iter().for_each(|cells| csv.write_record(*cells).unwrap());
        files.push((csv.into_inner().unwrap(), format!("{name}.csv")));
    }
    files
}

/// The activity of a table with these columns besides its title and description, and all that was read.
pub(crate) fn only_row(cells: &[(&str, &str)]) -> (ProcessingActivity, ForeignFile) {
    let (mut heads, mut texts) = (vec!["Verarbeitungstätigkeit", "Beschreibung"], vec!["A", "b"]);
    for (head, text) in cells {
        heads.push(head);
        texts.push(text);
    }
    let workbook = Workbook { sheets: vec![sheet("T", &[&heads, &texts])] };
    let file = to_activities(&workbook, &detect(&workbook).mapping);
    assert_eq!(file.activities.len(), 1);
    (file.activities[0].1.clone(), file)
}
