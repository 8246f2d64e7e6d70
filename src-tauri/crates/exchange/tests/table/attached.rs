//! What hangs on cells stands in the note of the record whose row it is, or among what is left over.

use crate::files::{ods, xlsx};
use exchange::foreign::ForeignFile;
use exchange::table::{MAX_ATTACHED, TableError, detect, read, to_activities};
use rust_xlsxwriter::{Format, Note, Shape, Url};

fn imported(bytes: &[u8], name: &str) -> ForeignFile {
    let workbook = read(bytes, name).unwrap();
    to_activities(&workbook, &detect(&workbook).mapping)
}

fn left(file: &ForeignFile) -> Vec<(&str, &str, bool)> {
    let leftovers = file.leftovers.iter();
    leftovers.map(|it| (it.place.as_str(), it.text.as_str(), it.activity.is_some())).collect()
}

/// A sheet with the table of these tests, and this behind its rows.
fn sheet(behind: &str) -> String {
    let text = |text: &str| format!("<c t=\"inlineStr\"><is><t>{text}</t></is></c>");
    format!(
        "<worksheet><sheetData><row r=\"1\">{}{}</row><row r=\"2\">{}{}</row><row r=\"3\">{}{}</row></sheetData>{behind}</worksheet>",
        text("Bezeichnung"),
        text("Zweck"),
        text("Akte"),
        text("Verwaltung"),
        text("Zeugnis"),
        text("Nachweis"),
    )
}

fn relations(relations: &[(&str, &str, &str)]) -> String {
    let relation = |(id, kind, target): &(&str, &str, &str)| {
        format!("<Relationship Id=\"{id}\" Type=\"http://x/{kind}\" Target=\"{target}\"/>")
    };
    format!("<Relationships>{}</Relationships>", relations.iter().map(relation).collect::<String>())
}

const RELATIONS: &str = "xl/worksheets/_rels/sheet1.xml.rels";

#[test]
fn what_excel_hangs_on_cells_is_kept() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet().set_name("Liste").unwrap();
    let struck = Format::new().set_font_strikethrough();
    for (column, text) in (0..).zip(["Bezeichnung", "Zweck", "Empfänger", "Farbe"]) {
        sheet.write(0, column, text).unwrap();
    }
    sheet.write(1, 0, "Akte").unwrap();
    sheet.write(1, 1, "Verwaltung").unwrap();
    sheet.write_url(1, 2, Url::new("https://amt.example/").set_text("Schulamt")).unwrap();
    sheet.write_url(1, 3, Url::new("mailto:post@x.example").set_text("post@x.example")).unwrap();
    sheet.write(2, 0, "Zeugnis").unwrap();
    let runs = [(&Format::new(), "Nachweis "), (&struck, "und Statistik")];
    sheet.write_rich_string(2, 1, &runs).unwrap();
    sheet.write_with_format(2, 2, "Land", &struck).unwrap();
    let note = |text: &str| Note::new(text).set_author("Sekretariat").add_author_prefix(true);
    sheet.insert_note(0, 1, &note("Pflichtfeld")).unwrap();
    sheet.insert_note(1, 1, &note("bitte klären\nbis Mai")).unwrap();
    sheet.insert_note(2, 5, &note("ohne Zelle")).unwrap();
    sheet.insert_note(40, 0, &note("weit unten")).unwrap();
    sheet.insert_shape(2, 2, &Shape::textbox().set_text("Kasten\nzwei")).unwrap();
    sheet.insert_shape(30, 2, &Shape::textbox().set_text("Stand 2025")).unwrap();
    let file = imported(&book.save_to_buffer().unwrap(), "x.xlsx");
    let notes: Vec<&str> =
        file.activities.iter().map(|(_, activity)| activity.internal_note.as_deref().unwrap()).collect();
    assert_eq!(
        notes,
        [
            "Farbe: post@x.example\nLink in Spalte „Empfänger“: https://amt.example/\n\
             Kommentar zu Spalte „Zweck“: Sekretariat:\nbitte klären\nbis Mai",
            "Durchgestrichen in Spalte „Zweck“: und Statistik\nDurchgestrichen in Spalte „Empfänger“: Land\n\
             Kommentar zu Liste!F3: Sekretariat:\nohne Zelle\nTextfeld bei Spalte „Empfänger“: Kasten\nzwei",
        ]
    );
    let outside: Vec<_> = left(&file).into_iter().filter(|(.., kept)| !kept).collect();
    assert_eq!(
        outside,
        [
            ("Liste!B1", "Kommentar: Sekretariat:\nPflichtfeld", false),
            ("Liste!A41", "Kommentar: Sekretariat:\nweit unten", false),
            ("Liste!C31", "Textfeld: Stand 2025", false),
        ]
    );
    assert!(left(&file).contains(&(
        "Liste!B2",
        "Kommentar zu Spalte „Zweck“: Sekretariat:\nbitte klären\nbis Mai",
        true
    )));
}

#[test]
fn a_thread_of_comments_is_kept_once() {
    let rels = relations(&[
        ("a", "comments", "../comments1.xml"),
        ("b", "threadedComment", "../threadedComments/t.xml"),
    ]);
    let comments = "<comments><authors><author>tc={1}</author><author>Amt</author></authors><commentList>\
        <comment ref=\"B2\" authorId=\"0\"><text><t>[Kommentarthread] Frage? Antwort.</t></text></comment>\
        <comment ref=\"A3\" authorId=\"1\"><text><r><t>ein</t></r><r><t>zeln</t></r></text></comment>\
        <comment ref=\"B3\" authorId=\"0\"><text><t>ohne Thread</t></text></comment></commentList></comments>";
    let threads = "<ThreadedComments><threadedComment ref=\"B2\" id=\"1\"><text>Frage?</text></threadedComment>\
        <threadedComment ref=\"B2\" id=\"2\" parentId=\"1\"><text>Antwort.</text><mentions/></threadedComment></ThreadedComments>";
    let parts =
        [(RELATIONS, rels.as_str()), ("xl/comments1.xml", comments), ("xl/threadedComments/t.xml", threads)];
    let file = imported(&xlsx(&sheet(""), &parts), "x.xlsx");
    let notes: Vec<_> =
        file.activities.iter().map(|(_, activity)| activity.internal_note.as_deref()).collect();
    assert_eq!(
        notes,
        [
            Some("Kommentar zu Spalte „Zweck“: Frage?\nKommentar zu Spalte „Zweck“: Antwort."),
            Some("Kommentar zu Spalte „Bezeichnung“: einzeln\nKommentar zu Spalte „Zweck“: ohne Thread"),
        ]
    );
}

#[test]
fn what_libreoffice_hangs_on_cells_is_kept() {
    let cell =
        |inner: &str| format!("<table:table-cell office:value-type=\"string\">{inner}</table:table-cell>");
    let comment = "<office:annotation draw:style-name=\"gr1\"><dc:creator>Amt</dc:creator><dc:date>2025-01-01</dc:date>\
        <text:p>bitte <text:span>klären</text:span></text:p><text:p>bis Mai</text:p></office:annotation>";
    let shape = "<draw:frame><draw:text-box><text:p>Kasten</text:p></draw:text-box></draw:frame>";
    let row = |cells: &[String]| format!("<table:table-row>{}</table:table-row>", cells.concat());
    let rows = [
        format!("<table:shapes>{shape}</table:shapes>"),
        row(&[cell("<text:p>Bezeichnung</text:p>"), cell("<office:annotation><text:p>Pflicht</text:p></office:annotation><text:p>Zweck</text:p>")]),
        row(&[
            cell(&format!("<text:p>Akte</text:p>{shape}")),
            cell(&format!("{comment}<text:p>Verwaltung, <text:a xlink:href=\"https://x.example/\">mehr</text:a></text:p>")),
            cell(comment),
        ]),
        row(&[
            cell("<text:p>Zeugnis</text:p>"),
            cell("<text:p>Nach<text:span text:style-name=\"T1\">weis</text:span></text:p>"),
            "<table:table-cell table:style-name=\"ce1\" office:value-type=\"float\" office:value=\"7\"><text:p>7,0</text:p></table:table-cell>".into(),
        ]),
    ];
    let styles = "<style:style style:name=\"T1\"><style:text-properties style:text-line-through-style=\"solid\"/></style:style>\
        <style:style style:name=\"ce1\"><style:text-properties style:text-line-through-style=\"solid\"/></style:style>\
        <style:style style:name=\"ce2\"><style:text-properties style:text-line-through-style=\"none\"/></style:style>";
    let bytes = ods(&format!("{styles}<table:table table:name=\"T\">{}</table:table>", rows.concat()));
    let file = imported(&bytes, "x.ods");
    let notes: Vec<_> =
        file.activities.iter().map(|(_, activity)| activity.internal_note.as_deref()).collect();
    assert_eq!(
        notes,
        [
            Some(
                "Textfeld bei Spalte „Bezeichnung“: Kasten\nKommentar zu Spalte „Zweck“: bitte klären\nbis Mai\n\
                 Link in Spalte „Zweck“: https://x.example/\nKommentar zu T!C2: bitte klären\nbis Mai"
            ),
            Some("T!C3: 7\nDurchgestrichen in Spalte „Zweck“: weis\nDurchgestrichen in T!C3: 7"),
        ]
    );
    let outside: Vec<_> = left(&file).into_iter().filter(|(.., kept)| !kept).collect();
    assert_eq!(outside, [("T", "Textfeld: Kasten", false), ("T!B1", "Kommentar: Pflicht", false)]);
}

#[test]
fn a_comment_for_a_cell_that_does_not_exist_is_kept() {
    let rels = relations(&[
        ("a", "comments", "c.xml"),
        ("b", "comments", "missing.xml"),
        ("c", "comments", "d.xml"),
    ]);
    let comments = "<comments><comment ref=\"XFD1048576\"><text><t>fern</t></text></comment>\
        <comment ref=\"??\"><text><t>nirgends</t></text></comment><comment ref=\"A2\"/><comment><text/></comment></comments>";
    let parts = [
        (RELATIONS, rels.as_str()),
        ("xl/worksheets/c.xml", comments),
        ("xl/worksheets/d.xml", "<comments/>"),
    ];
    let file = imported(&xlsx(&sheet(""), &parts), "x.xlsx");
    assert_eq!(
        left(&file),
        [("T!XFD1048576", "Kommentar: fern", false), ("T", "Kommentar: nirgends", false)]
    );
}

#[test]
fn relations_in_a_circle_and_parts_of_several_sheets_are_refused() {
    for target in ["sheet1.xml", "SHEET1.xml", "../worksheets/./sheet1.xml"] {
        let rels = relations(&[("a", "comments", target)]);
        let error = read(&xlsx(&sheet(""), &[(RELATIONS, &rels)]), "x").unwrap_err();
        assert!(matches!(error, TableError::Unreadable { .. }), "{error}");
    }
    let rels = relations(&[("a", "comments", "c.xml"), ("b", "threadedComment", "c.xml")]);
    let parts = [(RELATIONS, rels.as_str()), ("xl/worksheets/c.xml", "<comments/>")];
    assert!(matches!(read(&xlsx(&sheet(""), &parts), "x"), Err(TableError::Unreadable { .. })));
}

#[test]
fn comments_without_end_are_refused() {
    let rels = relations(&[("a", "comments", "c.xml")]);
    let many = "<comment ref=\"A2\"><text><t>x</t></text></comment>".repeat(MAX_ATTACHED + 1);
    let long = format!("<comment ref=\"A2\"><text><t>{}</t></text></comment>", "x".repeat(300_000));
    let refused = |comments: &str| {
        let comments = format!("<comments>{comments}</comments>");
        read(&xlsx(&sheet(""), &[(RELATIONS, &rels), ("xl/worksheets/c.xml", &comments)]), "x").unwrap_err()
    };
    assert_eq!(refused(&many), TableError::TooManyComments { place: "T!A2".into() });
    assert_eq!(refused(&long), TableError::TextTooLong { place: "T!A2".into() });
    let annotation = "<office:annotation><text:p>x</text:p></office:annotation>";
    let cell = |inner: &str| {
        ods(&format!(
            "<table:table table:name=\"T\"><table:table-row><table:table-cell>{inner}</table:table-cell></table:table-row></table:table>"
        ))
    };
    assert!(matches!(read(&cell(&annotation.repeat(MAX_ATTACHED + 2)), "x"), Err(TableError::Xml { .. })));
    // A few letters that stand for very many blanks, in very many comments.
    let blanks = format!(
        "<office:annotation><text:p>x{}x</text:p></office:annotation>",
        "<text:s text:c=\"1000\"/>".repeat(200)
    );
    assert!(matches!(read(&cell(&blanks.repeat(400)), "x"), Err(TableError::Xml { .. })));
}

#[test]
fn a_link_is_kept_where_it_leads_elsewhere_than_its_text_says() {
    let rels = relations(&[("r7", "hyperlink", "https://amt.example/\" TargetMode=\"External")]);
    let links = "<hyperlinks><hyperlink ref=\"A2:B2\" r:id=\"r7\"/><hyperlink ref=\"A3\" location=\"T!A1\"/></hyperlinks>";
    let formula = sheet(links).replace(
        "<row r=\"3\">",
        "<row r=\"3\"><c r=\"C3\" t=\"str\"><f>HYPERLINK(\"https://x.example/\",\"hier\")</f><v>hier</v></c><c r=\"A3\"/>",
    );
    let formula = formula.replace("<c r=\"A3\"/><c ", "<c r=\"A3\" ");
    let file = imported(&xlsx(&formula, &[(RELATIONS, &rels)]), "x.xlsx");
    let notes: Vec<_> =
        file.activities.iter().map(|(_, activity)| activity.internal_note.as_deref()).collect();
    assert_eq!(
        notes,
        [
            Some("Link in Spalte „Bezeichnung“: https://amt.example/"),
            Some("T!C3: hier\nLink in T!C3: https://x.example/"),
        ]
    );
}
