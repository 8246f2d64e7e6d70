//! Renders documents and looks at what came out.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod sample;

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document as File, Object};
use report::ReportError;
use report::document::{Block, Column, Document, Flow, Inline, List, Row, Table, TableRow, cell};

fn render(document: &Document) -> Vec<u8> {
    report::render(document, sample::today()).expect("a PDF")
}

fn open(document: &Document) -> File {
    File::load_mem(&render(document)).expect("a readable PDF")
}

fn text(file: &File, page: u32) -> String {
    file.extract_text(&[page]).expect("text").replace(['\n', '\u{AD}'], "")
}

fn pages(file: &File) -> u32 {
    u32::try_from(file.get_pages().len()).expect("few pages")
}

fn follow<'a>(file: &'a File, object: &'a Object) -> &'a Object {
    file.dereference(object).expect("an object").1
}

fn catalog(file: &File) -> &Dictionary {
    file.catalog().expect("a catalog")
}

fn structure(file: &File) -> &Dictionary {
    follow(file, catalog(file).get(b"StructTreeRoot").expect("a structure")).as_dict().expect("a dictionary")
}

/// All structure elements, in reading order, with their types.
fn elements(file: &File) -> Vec<(String, &Dictionary)> {
    fn walk<'a>(file: &'a File, object: &'a Object, found: &mut Vec<(String, &'a Dictionary)>) {
        match follow(file, object) {
            Object::Array(children) => children.iter().for_each(|child| walk(file, child, found)),
            Object::Dictionary(element) if element.has(b"S") => {
                let role = element.get(b"S").and_then(Object::as_name).expect("a type");
                found.push((String::from_utf8_lossy(role).into_owned(), element));
                if let Ok(children) = element.get(b"K") {
                    walk(file, children, found);
                }
            }
            _ => {}
        }
    }
    let mut found = Vec::new();
    walk(file, structure(file).get(b"K").expect("children"), &mut found);
    found
}

fn count(file: &File, role: &str) -> usize {
    elements(file).iter().filter(|(name, _)| name == role).count()
}

/// A number tree's entries.
fn numbers<'a>(file: &'a File, tree: &'a Object, found: &mut BTreeMap<i64, &'a Object>) {
    let tree = follow(file, tree).as_dict().expect("a tree");
    if let Ok(Object::Array(kids)) = tree.get(b"Kids") {
        kids.iter().for_each(|kid| numbers(file, kid, found));
    }
    if let Ok(Object::Array(entries)) = tree.get(b"Nums") {
        for pair in entries.chunks(2) {
            found.insert(pair[0].as_i64().expect("a number"), follow(file, &pair[1]));
        }
    }
}

fn long_table(rows: usize) -> Table {
    Table {
        columns: vec![Column::at(1.0), Column::at(2.0)],
        head: sample::head(&["Nr.", "Bezeichnung der Daten"]),
        rows: (1..=rows)
            .map(|n| sample::row(vec![cell(n.to_string()), cell(format!("Angabe {n}"))]))
            .collect(),
    }
}

#[test]
fn sample_says_what_it_is_and_is_tagged() {
    let bytes = render(&sample::document());
    std::fs::write(format!("{}/sample.pdf", env!("CARGO_TARGET_TMPDIR")), &bytes).expect("written");
    let file = File::load_mem(&bytes).expect("a readable PDF");
    let catalog = catalog(&file);
    assert_eq!(catalog.get(b"Lang").unwrap().as_str().unwrap(), b"de-DE");
    let marked = catalog.get(b"MarkInfo").unwrap().as_dict().unwrap().get(b"Marked").unwrap();
    assert!(marked.as_bool().unwrap());
    let roles: BTreeSet<String> = elements(&file).into_iter().map(|(role, _)| role).collect();
    for role in [
        "Document", "Sect", "H1", "H2", "H3", "P", "Table", "THead", "TBody", "TR", "TH", "TD", "L", "LI",
        "Lbl", "LBody", "Link", "Quote", "Span",
    ] {
        assert!(roles.contains(role), "no {role}");
    }
}

#[test]
fn every_marked_content_and_every_link_leads_back_to_its_element() {
    let file = open(&sample::document());
    let mut parents = BTreeMap::new();
    numbers(&file, structure(&file).get(b"ParentTree").unwrap(), &mut parents);
    let mut links = 0;
    for (page, id) in file.get_pages() {
        let dictionary = file.get_dictionary(id).unwrap();
        let key = dictionary.get(b"StructParents").unwrap().as_i64().unwrap();
        let owners = parents[&key].as_array().unwrap();
        let content = file.get_page_content(id);
        let content = lopdf::content::Content::decode(&content).unwrap();
        let marked: Vec<i64> = content
            .operations
            .iter()
            .filter(|operation| operation.operator == "BDC")
            .filter_map(|operation| operation.operands[1].as_dict().ok()?.get(b"MCID").ok()?.as_i64().ok())
            .collect();
        assert_eq!(marked, (0..owners.len() as i64).collect::<Vec<_>>(), "page {page}");
        for (number, owner) in owners.iter().enumerate() {
            let element = follow(&file, owner).as_dict().unwrap();
            let children = element.get(b"K").unwrap().as_array().unwrap();
            let own_page = element.get(b"Pg").unwrap().as_reference().unwrap() == id;
            assert!(children.iter().any(|child| match follow(&file, child) {
                Object::Integer(mcid) => own_page && *mcid == number as i64,
                Object::Dictionary(reference) => {
                    reference.get(b"MCID").and_then(Object::as_i64).ok() == Some(number as i64)
                        && reference.get(b"Pg").and_then(Object::as_reference).ok() == Some(id)
                }
                _ => false,
            }));
        }
        for annotation in file.get_page_annotations(id).unwrap() {
            links += 1;
            assert!(!annotation.get(b"Contents").unwrap().as_str().unwrap().is_empty());
            let key = annotation.get(b"StructParent").unwrap().as_i64().unwrap();
            let element = parents[&key].as_dict().unwrap();
            assert_eq!(element.get(b"S").unwrap().as_name().unwrap(), b"Link");
        }
    }
    assert_eq!(links, 10);
}

#[test]
fn bookmarks_hold_chapters_and_their_sections() {
    let file = open(&sample::document());
    let root = follow(&file, catalog(&file).get(b"Outlines").unwrap()).as_dict().unwrap();
    let mut titles = Vec::new();
    let mut next = root.get(b"First").ok();
    while let Some(object) = next {
        let item = follow(&file, object).as_dict().unwrap();
        titles.push((
            lopdf::decode_text_string(item.get(b"Title").unwrap()).unwrap(),
            item.get(b"Count").map_or(0, |count| count.as_i64().unwrap()),
        ));
        next = item.get(b"Next").ok();
    }
    let expected =
        [("Inhalt", -1), ("4 Dienst-E-Mail", -3), ("B Auftragsverarbeiter", 0), ("5 Videokonferenzen", 0)];
    assert_eq!(titles, expected.map(|(title, count)| (title.to_owned(), count)));
}

#[test]
fn contents_and_footers_print_the_right_page_numbers() {
    let file = open(&sample::document());
    let total = pages(&file);
    assert!(!text(&file, 1).contains("Seite 1 von"), "the cover has no footer");
    for page in 2..=total {
        assert!(text(&file, page).contains(&format!("Seite {page} von {total}")), "{}", text(&file, page));
    }
    let opens = (1..=total).find(|page| text(&file, *page).contains("Verarbeitungstätigkeit 4 ")).unwrap();
    let contents = text(&file, 2).replace(' ', "");
    assert!(contents.contains(&format!("freigegeben{opens}5Video")), "{contents}");
}

#[test]
fn the_same_document_and_date_give_the_same_bytes() {
    let document = sample::document();
    let first = render(&document);
    assert_eq!(first, render(&document));
    let other_day = sample::today().succ_opt().unwrap();
    assert_ne!(first, report::render(&document, other_day).unwrap());
}

#[test]
fn the_attachment_comes_out_as_it_went_in() {
    let document = sample::document();
    let file = open(&document);
    let associated = catalog(&file).get(b"AF").unwrap().as_array().unwrap();
    let specification = follow(&file, &associated[0]).as_dict().unwrap();
    assert_eq!(specification.get(b"AFRelationship").unwrap().as_name().unwrap(), b"Source");
    let embedded = specification.get(b"EF").unwrap().as_dict().unwrap().get(b"F").unwrap();
    let stream = follow(&file, embedded).as_stream().unwrap();
    assert_eq!(stream.get_plain_content().unwrap(), document.attachment.unwrap().bytes);
}

#[test]
fn a_table_that_goes_on_says_so_and_repeats_its_head() {
    let blocks = vec![
        sample::title("Dienst-E-Mail", "4 Dienst-E-Mail", "Verarbeitungstätigkeit 4", "t4"),
        sample::section("4.2", "Kategorien der Daten"),
        Block::Table(long_table(100)),
    ];
    let file = open(&sample::of_blocks(blocks));
    let total = pages(&file);
    assert!(total >= 3, "{total}");
    for page in 1..=total {
        let text = text(&file, page);
        assert!(text.contains("Bezeichnung der Daten"), "page {page}: {text}");
        assert_eq!(
            text.contains(&format!("4.2 wird auf Seite {} fortgesetzt", page + 1)),
            page < total,
            "{text}"
        );
        assert_eq!(
            text.contains(&format!("(Fortsetzung von Seite {})", page.saturating_sub(1))),
            page > 1,
            "{text}"
        );
    }
    // The repetitions are no content: one table with one head.
    assert_eq!((count(&file, "Table"), count(&file, "THead"), count(&file, "TR")), (1, 1, 101));
}

#[test]
fn a_group_that_goes_on_repeats_its_name() {
    let mut table = long_table(60);
    table.rows.insert(
        0,
        TableRow::Group(report::document::Group {
            number: "a)".into(),
            title: "Kommunikationspartner".into(),
            note: Vec::new(),
        }),
    );
    let file = open(&sample::of_blocks(vec![sample::section("1", "Daten"), Block::Table(table)]));
    assert!(!text(&file, 1).contains("(Fortsetzung)"));
    let second = text(&file, 2);
    assert!(second.contains("Kommunikationspartner") && second.contains("(Fortsetzung)"), "{second}");
}

#[test]
fn a_row_higher_than_a_page_goes_on_and_stays_one_row() {
    let prose = "Die Schule verarbeitet diese Angaben zur Erfüllung ihrer Aufgaben. ".repeat(200);
    let table = Table { rows: vec![sample::row(vec![cell("1"), cell(&*prose)])], ..long_table(0) };
    let file = open(&sample::of_blocks(vec![Block::Table(table)]));
    assert!(pages(&file) >= 2);
    let all: String = (1..=pages(&file)).map(|page| text(&file, page)).collect();
    assert_eq!(all.matches("Erfüllung").count(), 200);
    assert_eq!(count(&file, "TR"), 2);
}

#[test]
fn a_heading_stays_with_what_it_heads() {
    for lines in 30..50 {
        let mut blocks: Vec<Block> = (0..lines).map(|_| Block::Note(vec![Inline::text("Zeile")])).collect();
        blocks.push(sample::section("9", "Überschrift"));
        blocks.push(Block::Table(long_table(5)));
        let file = open(&sample::of_blocks(blocks));
        let page = (1..=pages(&file)).find(|page| text(&file, *page).contains("Überschrift")).unwrap();
        assert!(text(&file, page).contains("Angabe 2"), "{lines} lines above");
    }
}

#[test]
fn a_word_of_ten_thousand_letters_is_broken_and_complete() {
    let word = "Wort".repeat(2_500);
    let mut document = sample::of_blocks(vec![
        sample::title(&word, "kurz", "", "a"),
        Block::Paragraph(vec![Inline::text(&*word), Inline::gap(&*word)]),
        Block::Table(Table { rows: vec![sample::row(vec![cell("1"), cell(&*word)])], ..long_table(0) }),
    ]);
    document.organisation.clone_from(&word);
    let file = open(&document);
    let all: String = (1..=pages(&file)).map(|page| text(&file, page)).collect();
    // Four times 2,500, and what the header repeats; lines and pages end anywhere in a word.
    for letter in ['W', 'o', 'r', 't'] {
        assert!(all.matches(letter).count() >= 10_000, "{letter}: {}", all.matches(letter).count());
    }
    // Nothing leaves the page: no run of text begins beyond the type area.
    for id in file.get_pages().into_values() {
        let content = lopdf::content::Content::decode(&file.get_page_content(id)).unwrap();
        for operation in content.operations.iter().filter(|operation| operation.operator == "Tm") {
            let (x, y) =
                (operation.operands[4].as_float().unwrap(), operation.operands[5].as_float().unwrap());
            assert!((70.0..540.0).contains(&x) && (40.0..800.0).contains(&y), "{x} {y}");
        }
    }
}

#[test]
fn hostile_text_is_printed_visibly_and_kept_for_extraction() {
    let hostile =
        "a\u{0}b\u{7}\u{202E}c \u{5E9}\u{5DC}\u{5D5}\u{5DD} \u{1F600} \u{E000} e\u{301}x\u{323}\u{FFFE}";
    let document = sample::of_blocks(vec![Block::Paragraph(vec![
        Inline::text(hostile),
        Inline::gap(hostile),
        Inline::quote(hostile),
    ])]);
    let bytes = render(&document);
    let file = File::load_mem(&bytes).unwrap();
    let content = file.get_page_content(file.get_pages()[&1]);
    let content = lopdf::content::Content::decode(&content).unwrap();
    let hidden: Vec<String> = content
        .operations
        .iter()
        .filter_map(|operation| operation.operands.get(1)?.as_dict().ok()?.get(b"ActualText").ok())
        .map(|text| lopdf::decode_text_string(text).unwrap())
        .collect();
    assert!(hidden.iter().any(|text| text.contains("\u{5E9}\u{5DC}\u{5D5}\u{5DD}")), "{hidden:?}");
    assert!(text(&file, 1).contains('\u{FFFD}'));
}

#[test]
fn a_reference_that_leads_nowhere_is_an_error() {
    let blocks = vec![Block::Paragraph(vec![Inline::page_of("fehlt", "Zu fehlt")])];
    let error = report::render(&sample::of_blocks(blocks), sample::today()).unwrap_err();
    assert!(matches!(error, ReportError::UnknownAnchor(anchor) if anchor == "fehlt"));
    let twice = vec![sample::title("A", "A", "", "a"), sample::title("B", "B", "", "a")];
    let error = report::render(&sample::of_blocks(twice), sample::today()).unwrap_err();
    assert!(matches!(error, ReportError::DuplicateAnchor(anchor) if anchor == "a"));
}

#[test]
fn an_empty_document_still_is_one() {
    assert_eq!(pages(&open(&sample::of_blocks(Vec::new()))), 1);
    let empty = Table { columns: vec![Column::at(1.0)], head: Vec::new(), rows: Vec::new() };
    let blocks = vec![
        Block::Table(empty),
        Block::Facts(Vec::new()),
        Block::Paragraph(Vec::new()),
        Block::List(List::default()),
        Block::Table(Table { rows: vec![TableRow::Row(Row::default())], ..long_table(0) }),
        Block::Table(Table {
            rows: vec![sample::row(vec![vec![Flow::List(List::default())], Vec::new(), cell("zu viel")])],
            ..long_table(0)
        }),
    ];
    assert_eq!(pages(&open(&sample::of_blocks(blocks))), 1);
}

#[test]
fn no_level_of_headings_is_left_out() {
    let subsection = || Block::Subsection { title: "Unten".into() };
    let blocks = vec![
        subsection(),
        sample::title("A", "A", "", "a"),
        subsection(),
        sample::section("1", "B"),
        subsection(),
    ];
    let file = open(&sample::of_blocks(blocks));
    let headings: Vec<String> = elements(&file)
        .into_iter()
        .map(|(role, _)| role)
        .filter(|role| role.len() == 2 && role.starts_with('H'))
        .collect();
    assert_eq!(headings, ["H1", "H1", "H2", "H2", "H3"]);
}

#[test]
fn validators_find_nothing_in_the_sample() {
    use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};
    let bytes = render(&sample::document());
    for profile in ["3a", "ua1"] {
        let profile: ValidationProfile = profile.parse().expect("a profile");
        let options = ValidationOptions::default().profile(profile);
        let report = validate_pdf_bytes(&bytes, &options).expect("a report");
        assert!(report.failures.is_empty(), "{:#?}", report.failures);
    }
}
