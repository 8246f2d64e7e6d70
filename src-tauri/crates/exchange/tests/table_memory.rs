//! Hostile spreadsheets of the largest size cost a clear error or a bounded result, never memory. Alone in its process,
//! whose peak it measures.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use exchange::table::{MAX_ROWS, MAX_TEXT, detect, read, to_activities};
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// The most a hostile file may cost, in KiB.
const ALLOWED: u64 = 300 << 10;

/// The most memory this process ever had, in KiB; `None` where the system does not tell.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

/// A CSV file with the header and as many such rows as the limit of texts allows.
fn csv(header: &str, row: &str, rows: usize) -> Vec<u8> {
    let rows = rows.min((MAX_TEXT - header.len()) / row.len());
    [header, &row.repeat(rows)].concat().into_bytes()
}

/// A part: how it begins, a piece that is repeated up to 60 MiB, how it ends.
type Part<'a> = (&'a str, &'a str, &'a str);

/// An XLSX file of these parts.
fn xlsx(sheet: Part<'_>, strings: Part<'_>, comments: Part<'_>) -> Vec<u8> {
    let margin = "<R><Relationship Id=\"a\" Type=\"/comments\" Target=\"c.xml\"/></R>";
    let relations = "<R><Relationship Id=\"r1\" Type=\"/worksheet\" Target=\"s.xml\"/>\
        <Relationship Id=\"r2\" Type=\"/sharedStrings\" Target=\"t.xml\"/></R>";
    let root = "<R><Relationship Id=\"a\" Type=\"/officeDocument\" Target=\"w.xml\"/></R>";
    let workbook = "<workbook><sheet name=\"T\" r:id=\"r1\"/></workbook>";
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, (begin, piece, end)) in [
        ("[Content_Types].xml", ("<Types/>", "", "")),
        ("_rels/.rels", (root, "", "")),
        ("_rels/w.xml.rels", (relations, "", "")),
        ("w.xml", (workbook, "", "")),
        ("s.xml", sheet),
        ("t.xml", strings),
        ("_rels/s.xml.rels", (margin, "", "")),
        ("c.xml", comments),
    ] {
        archive.start_file(name, SimpleFileOptions::default().compression_level(Some(1))).unwrap();
        archive.write_all(begin.as_bytes()).unwrap();
        let times = (60_usize << 20).checked_div(piece.len()).unwrap_or(0);
        let many = piece.repeat(1_000);
        for _ in 0..times / 1_000 {
            archive.write_all(many.as_bytes()).unwrap();
        }
        archive.write_all(end.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

#[test]
fn the_largest_hostile_spreadsheets_stay_under_the_limit() {
    let header = "Bezeichnung;Zwecke;Daten;Löschfristen;Auftragsverarbeiter;Farbe\n";
    let long = "x".repeat(60);
    let texts = format!("a;{long};{long};{long};{long};{long}\n");
    let none = ("<c/>", "", "");
    let comment = format!("<comment ref=\"A2\"><text><t>{}</t></text></comment>", "x".repeat(2_000));
    let table = "<w><row><c t=\"str\"><v>Bezeichnung</v></c><c t=\"str\"><v>Zweck</v></c></row>\
        <row><c><v>1</v></c></row></w>";
    let form = "Bezeichnung;A\nZweck;B\nEmpfänger;C\nLöschfrist;D\n";
    let files: [&dyn Fn() -> Vec<u8>; 13] = [
        &|| csv(";", ";", 4 << 20),
        &|| csv("", "\n", 4 << 20),
        &|| csv(header, &texts, usize::MAX),
        &|| csv(header, "a;b;c;d;e;f\n", MAX_ROWS - 1),
        &|| csv(header, "a|b|c;d|e|f;\"g;h;i\";\"j;k;l\";\"m;n;o;p;q;r\";s\n", MAX_ROWS - 1),
        &|| csv("Bezeichnung;Zwecke;Farbe\nA;B;C\n", ";;x\n", MAX_ROWS - 3),
        &|| xlsx(("<w>", "", "</w>"), ("<s>", "<si/>", "</s>"), none),
        &|| xlsx(("<w>", "<row><c><v>1</v></c></row>", "</w>"), ("<s/>", "", ""), none),
        &|| xlsx((table, "", ""), ("<s/>", "", ""), ("<c>", "<comment ref=\"A2\"><text/></comment>", "</c>")),
        &|| xlsx((table, "", ""), ("<s/>", "", ""), ("<c>", &comment, "</c>")),
        // A form as large as a form may be.
        &|| csv(form, &format!(";{}\n", "x".repeat(8_000)), 990),
        &|| csv(form, &format!(";{}\n", "x".repeat(30_000)), 990),
        // A long heading over a column that goes nowhere: it stands before each of its texts.
        &|| csv(&format!("Bezeichnung;Zwecke;{}\n", "x".repeat(200_000)), "a;b;c\n", MAX_ROWS - 1),
    ];
    for (index, file) in files.iter().enumerate() {
        let read = read(&file(), "x.csv");
        let outcome = match &read {
            Ok(workbook) => {
                let foreign = to_activities(workbook, &detect(workbook).mapping);
                format!("{} activities, {} leftovers", foreign.activities.len(), foreign.leftovers.len())
            }
            Err(error) => error.to_string(),
        };
        if let Some(peak) = peak() {
            println!("file {index}: {peak} KiB after {outcome}");
            assert!(peak < ALLOWED, "file {index} took the process to {peak} KiB: {outcome}");
        }
    }
}
