#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
use super::*;
use flate2::Compression;
use flate2::write::ZlibEncoder;
use lopdf::{Dictionary, Document, Object, SaveOptions, Stream, dictionary};
use proptest::prelude::*;
use proptest::sample::Index;
use std::io::Write;
use std::sync::LazyLock;

/// A file of ours, as a document carries it.
const CONTENT: &[u8] = include_bytes!("../../tests/golden/v1.vvt.json");

/// How a document is written.
#[derive(Debug, Clone, Copy)]
struct Form {
    object_streams: bool,
    compressed: bool,
    /// Whether the attachment is in the tree of names and among the associated files.
    named: bool,
    associated: bool,
}

const OURS: Form = Form { object_streams: true, compressed: true, named: true, associated: true };

fn name(text: &str) -> Object {
    Object::string_literal(text)
}

/// A document with a page and an attachment of this name.
fn document(form: Form, file_name: Object, content: &[u8]) -> Document {
    let mut file = Document::with_version("1.7");
    let pages = file.new_object_id();
    let page = file.add_object(dictionary! { "Type" => "Page", "Parent" => pages });
    file.set_object(pages, dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 });
    let mut stream = Stream::new(dictionary! { "Type" => "EmbeddedFile" }, content.to_vec());
    if form.compressed {
        stream.compress().unwrap();
    }
    let stream = file.add_object(stream);
    let specification = file.add_object(dictionary! {
        "Type" => "Filespec",
        "UF" => file_name.clone(),
        "EF" => dictionary! { "F" => stream },
    });
    let mut catalog = dictionary! { "Type" => "Catalog", "Pages" => pages };
    if form.named {
        let kid = dictionary! { "Names" => vec![file_name, specification.into()] };
        let kid = file.add_object(kid);
        let tree = dictionary! { "Kids" => vec![kid.into()] };
        catalog.set("Names", dictionary! { "EmbeddedFiles" => tree });
    }
    if form.associated {
        catalog.set("AF", vec![specification.into()]);
    }
    let catalog = file.add_object(catalog);
    let info = file.add_object(dictionary! { "Creator" => name("Artikel 30") });
    file.trailer.set("Root", catalog);
    file.trailer.set("Info", info);
    file
}

fn saved(mut document: Document, object_streams: bool) -> Vec<u8> {
    let mut bytes = Vec::new();
    let options = SaveOptions {
        use_object_streams: object_streams,
        use_xref_streams: object_streams,
        ..SaveOptions::default()
    };
    document.save_with_options(&mut bytes, options).unwrap();
    bytes
}

fn ours(form: Form) -> Vec<u8> {
    saved(document(form, name(ATTACHMENT), CONTENT), form.object_streams)
}

/// A PDF of these objects (the first is the catalog, numbers count from 1) with a table that fits.
fn assembled(objects: &[&[u8]], trailer: &str) -> Vec<u8> {
    let mut file = b"%PDF-1.7\n".to_vec();
    let size = objects.len() + 1;
    let mut table = format!("xref\n0 {size}\n0000000000 65535 f \n");
    for (number, object) in (1..).zip(objects) {
        table += &format!("{:010} 00000 n \n", file.len());
        file.extend_from_slice(format!("{number} 0 obj\n").as_bytes());
        file.extend_from_slice(object);
        file.extend_from_slice(b"\nendobj\n");
    }
    let end = format!("trailer\n<</Root 1 0 R /Size {size}{trailer}>>\nstartxref\n{}\n%%EOF\n", file.len());
    [&file, table.as_bytes(), end.as_bytes()].concat()
}

fn written(objects: &[&str], trailer: &str) -> Vec<u8> {
    assembled(&objects.iter().map(|object| object.as_bytes()).collect::<Vec<_>>(), trailer)
}

#[test]
fn the_register_is_found_however_the_document_is_written() {
    for object_streams in [true, false] {
        for compressed in [true, false] {
            for (named, associated) in [(true, true), (true, false), (false, true)] {
                let form = Form { object_streams, compressed, named, associated };
                let bytes = ours(form);
                assert!(is_pdf(&bytes));
                assert_eq!(read(&bytes).as_deref(), Ok(CONTENT), "{form:?}");
            }
        }
    }
}

#[test]
fn its_name_may_be_written_in_any_of_pdfs_ways() {
    let utf16: Vec<u8> =
        [0xfe, 0xff].into_iter().chain(ATTACHMENT.bytes().flat_map(|byte| [0, byte])).collect();
    for file_name in [
        Object::String(utf16, lopdf::StringFormat::Hexadecimal),
        Object::String(ATTACHMENT.into(), lopdf::StringFormat::Hexadecimal),
    ] {
        let bytes = saved(document(OURS, file_name, CONTENT), true);
        assert_eq!(read(&bytes).as_deref(), Ok(CONTENT));
    }
    let literal = written(
        &[
            "<</AF[<</F(register\\056vv\\\nt.json)/EF<</F 2 0 R>>>>]>>",
            "<</Length 3 0 R>>stream\n{}\nendstream",
            "2",
        ],
        "",
    );
    assert_eq!(read(&literal).as_deref(), Ok(&b"{}"[..]));
}

#[test]
fn bytes_before_the_document_are_passed_over() {
    let bytes = [&b"Received by mail\r\n"[..], &ours(OURS)].concat();
    assert_eq!(read(&bytes).as_deref(), Ok(CONTENT));
}

#[test]
fn a_later_state_of_the_document_holds() {
    let first = ours(Form { object_streams: false, ..OURS });
    let catalog = String::from_utf8_lossy(&first).into_owned();
    let root: u32 = catalog.split("/Root ").nth(1).unwrap().split(' ').next().unwrap().parse().unwrap();
    let before: usize =
        catalog.rsplit("startxref\n").next().unwrap().lines().next().unwrap().parse().unwrap();
    let update = |catalog: &str| {
        let object = format!("{root} 0 obj\n{catalog}\nendobj\n");
        let table = format!("xref\n{root} 1\n{:010} 00000 n \n", first.len());
        let trailer = format!(
            "trailer\n<</Root {root} 0 R/Prev {before}>>\nstartxref\n{}\n%%EOF",
            first.len() + object.len()
        );
        [&first[..], object.as_bytes(), table.as_bytes(), trailer.as_bytes()].concat()
    };
    assert_eq!(read(&update("<</Type/Catalog>>")), Err(PdfError::NoRegister { ours: false }));
    let annotated = catalog.split(&format!("{root} 0 obj")).nth(1).unwrap().split("endobj").next().unwrap();
    assert_eq!(read(&update(annotated)).as_deref(), Ok(CONTENT));
}

#[test]
fn a_document_without_the_register_says_whether_it_is_ours() {
    let form = Form { named: false, associated: false, ..OURS };
    assert_eq!(read(&ours(form)), Err(PdfError::NoRegister { ours: true }));
    let mut other = document(form, name(ATTACHMENT), CONTENT);
    other.trailer.remove(b"Info");
    assert_eq!(read(&saved(other, true)), Err(PdfError::NoRegister { ours: false }));
    let bytes = saved(document(OURS, name("Rechnung.xml"), CONTENT), true);
    assert_eq!(read(&bytes), Err(PdfError::NoRegister { ours: true }));
    assert_eq!(read(&written(&["<</Type/Catalog>>"], "")), Err(PdfError::NoRegister { ours: false }));
}

#[test]
fn a_protected_document_is_called_protected() {
    let mut document = document(OURS, name(ATTACHMENT), CONTENT);
    document.trailer.set("Encrypt", Dictionary::new());
    assert_eq!(read(&saved(document, true)), Err(PdfError::Protected));
}

#[test]
fn other_files_are_no_pdf() {
    for other in [&b""[..], b"{}", b"PDF-1.7", &[b' '; 2_000], b"PK\x03\x04"] {
        assert!(!is_pdf(other));
        assert_eq!(read(other), Err(PdfError::NotAPdf));
    }
    let far = [&[b' '; 1_100][..], b"%PDF-1.7"].concat();
    assert_eq!(read(&far), Err(PdfError::NotAPdf));
}

#[test]
fn half_a_document_is_damaged() {
    let whole = ours(OURS);
    for length in [8, 100, whole.len() / 2, whole.len() - 40] {
        assert!(matches!(read(&whole[..length]), Err(PdfError::Damaged { .. })), "{length} bytes");
    }
    // Line ends changed on the way: nothing stands any more where it should.
    let text: Vec<u8> = ours(OURS)
        .into_iter()
        .flat_map(|byte| if byte == b'\n' { vec![b'\r', b'\n'] } else { vec![byte] })
        .collect();
    assert!(matches!(read(&text), Err(PdfError::Damaged { .. })));
}

#[test]
fn sizes_are_bounded() {
    assert_eq!(read(&vec![b'%'; MAX_BYTES + 1]), Err(PdfError::TooLarge { bytes: MAX_BYTES + 1 }));
    let attached = |length| {
        let stream = packed("", &vec![b' '; length]);
        let objects = ["<</AF[<</F(register.vvt.json)/EF<</F 2 0 R>>>>]>>".as_bytes(), &stream];
        read(&assembled(&objects, "")).map(|content| content.len())
    };
    assert_eq!(attached(MAX_ATTACHMENT), Ok(MAX_ATTACHMENT));
    assert_eq!(attached(MAX_ATTACHMENT + 1), Err(PdfError::TooMuch));
}

/// A stream with this dictionary and content, packed.
fn packed(dictionary: &str, content: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(content).unwrap();
    let content = encoder.finish().unwrap();
    let head = format!("<<{dictionary}/Filter/FlateDecode/Length {}>>stream\n", content.len());
    [head.as_bytes(), &content, b"\nendstream"].concat()
}

/// A document whose only object is this stream of cross-references.
fn with_references(dictionary: &str, content: &[u8]) -> Vec<u8> {
    let stream = packed(&format!("/Type/XRef{dictionary}"), content);
    [b"%PDF-1.7\n1 0 obj\n", &stream[..], b"\nendobj\nstartxref\n9\n%%EOF"].concat()
}

#[test]
fn packed_cross_references_are_bounded_and_checked() {
    let bomb = with_references("/W[1 2 1]/Size 9", &vec![0; 17 << 20]);
    assert_eq!(read(&bomb), Err(PdfError::TooMuch));
    let many = with_references("/W[0 1 0]/Size 4000000000", &vec![9; MAX_OBJECTS + 1]);
    assert_eq!(read(&many), Err(PdfError::TooMuch));
    let empty = with_references("/W[1 2 1]/Index[0 4000000000 4294967290 9223372036854775807]", b"");
    assert!(matches!(read(&empty), Err(PdfError::Damaged { .. })));
    for wrong in [
        "/W[0 0 0]/Size 9",
        "/W[1 2]/Size 9",
        "/W[1 99 1]/Size 9",
        "/Size 9",
        "/W[1 2 1]",
        "/W[1 -2 1]/Size 9",
    ] {
        assert!(matches!(read(&with_references(wrong, &[0; 64])), Err(PdfError::Damaged { .. })), "{wrong}");
    }
    let endless = with_references("/W[1 2 1]/Size 9/Root 7 0 R/Prev 9", &[0; 64]);
    assert!(matches!(read(&endless), Err(PdfError::Damaged { what: "no catalog", .. })));
}

#[test]
fn tables_of_cross_references_are_bounded() {
    let table = format!("%PDF-1.7\nxref\n0 2000000\n{}trailer<<>>", "0 0 f\n".repeat(1_100_000));
    assert_eq!(read(format!("{table}\nstartxref\n9\n").as_bytes()), Err(PdfError::TooMuch));
    let huge = "%PDF-1.7\nxref\n18446744073709551615 1\n0 0 n\ntrailer<<>>\nstartxref\n9\n";
    assert!(matches!(read(huge.as_bytes()), Err(PdfError::Damaged { .. })));
    let large = "%PDF-1.7\nxref\n9223372036854775807 9\n0 0 n\ntrailer<<>>\nstartxref\n9\n";
    assert_eq!(read(large.as_bytes()), Err(PdfError::TooMuch));
}

#[test]
fn what_goes_round_in_a_circle_ends() {
    let circles: [&[&str]; 7] = [
        &["1 0 R"],
        &["2 0 R", "1 0 R"],
        &[
            "<</Names<</EmbeddedFiles 2 0 R>>>>",
            "<</Kids[3 0 R 2 0 R]>>",
            "<</Kids[2 0 R 3 0 R]/Names[(a)3 0 R]>>",
        ],
        &["<</Names 1 0 R/EmbeddedFiles 1 0 R/Kids[1 0 R]/AF[1 0 R]/EF 1 0 R/F 1 0 R>>"],
        &["<</AF 2 0 R>>", "[2 0 R 2 0 R]"],
        &["<</AF[<</F(register.vvt.json)/EF<</F 2 0 R>>>>]>>", "<</Length 2 0 R>>stream\n{}\nendstream"],
        &[
            "<</AF[<</F(register.vvt.json)/EF<</F 2 0 R>>>>]>>",
            "<</Length 1/Filter 3 0 R>>stream\n{}\nendstream",
            "3 0 R",
        ],
    ];
    for objects in circles {
        assert!(read(&written(objects, "")).is_err(), "{objects:?}");
    }
    let back = String::from_utf8(written(&["<<>>"], "/Prev 36/XRefStm 36")).unwrap();
    let at = back.find("xref\n").unwrap();
    let back = back.replace("/Prev 36/XRefStm 36", &format!("/Prev {at}/XRefStm {at}"));
    assert_eq!(read(back.as_bytes()), Err(PdfError::NoRegister { ours: false }));
}

#[test]
fn an_object_that_is_packed_into_itself_is_damage() {
    // Objects 1 and 2 are said to be in stream 2.
    let references = with_references("/W[1 1 1]/Size 3/Root 1 0 R", &[0, 0, 0, 2, 2, 0, 2, 2, 1]);
    assert!(matches!(read(&references), Err(PdfError::Damaged { .. })));
}

#[test]
fn nesting_and_repetition_are_bounded() {
    for deep in ["[".repeat(1_000_000), "<</A".repeat(300_000), "(".repeat(1_000_000), "%".repeat(1_000_000)]
    {
        assert!(read(&written(&[&deep], "")).is_err());
    }
    let wide = format!("<</AF[{}]>>", "0 ".repeat(200_000));
    assert_eq!(read(&written(&[&wide], "")), Err(PdfError::TooMuch));
    // Each of many attachments refers to the same large object.
    let (large, catalog) =
        (format!("[%{}\n]", "x".repeat(4 << 20)), format!("<</AF[{}]>>", "2 0 R ".repeat(10_000)));
    assert_eq!(read(&written(&[&catalog, &large], "")), Err(PdfError::TooMuch));
}

#[test]
fn unknown_filters_are_damage_and_not_guessed_at() {
    for filter in ["/LZWDecode", "[/FlateDecode/FlateDecode]", "(x)", "[/ASCII85Decode]", "<<>>"] {
        let stream = format!("<</Length 2/Filter{filter}>>stream\n{{}}\nendstream");
        let bytes = written(&["<</AF[<</UF(register.vvt.json)/EF<</UF 2 0 R>>>>]>>", &stream], "");
        assert!(matches!(read(&bytes), Err(PdfError::Damaged { .. })), "{filter}");
    }
}

#[test]
fn rows_come_back_from_behind_every_filter_of_png() {
    // Two rows of three bytes; worked out by hand after PNG's definition of the filters.
    let rows = [10, 20, 30, 11, 22, 33];
    for (filter, second) in
        [(0, [11, 22, 33]), (1, [11, 11, 11]), (2, [1, 2, 3]), (3, [6, 7, 7]), (4, [1, 2, 3])]
    {
        let content = [&[1, 10, 10, 10, filter][..], &second].concat();
        let stream = packed("/DecodeParms<</Predictor 15/Columns 3>>", &content);
        let budget = budget::Budget::new();
        let object = [b"1 0 obj\n", &stream[..]].concat();
        let (_, stream) = file::stream_at(&object, 0, &budget).unwrap().unwrap();
        assert_eq!(file::unpacked(&stream, 100, &budget).unwrap(), rows, "filter {filter}");
    }
}

/// One document as this program writes it and one as others do.
static DOCUMENTS: LazyLock<[Vec<u8>; 2]> =
    LazyLock::new(|| [ours(OURS), ours(Form { object_streams: false, compressed: false, ..OURS })]);

/// What can happen to a document on its way.
#[derive(Debug, Clone)]
enum Damage {
    Flip(u8),
    Insert(Vec<u8>),
    Remove(usize),
    Word(&'static str),
}

fn damage() -> impl Strategy<Value = Damage> {
    let words = vec![
        "<<",
        ">>",
        "[",
        "(",
        "1 0 R",
        "obj",
        "stream\n",
        "/Length 9",
        "/Kids[1 0 R]",
        "9999999999",
        "-1",
        "null",
    ];
    prop_oneof![
        (1u8..).prop_map(Damage::Flip),
        prop::collection::vec(any::<u8>(), 1..8).prop_map(Damage::Insert),
        (1usize..100).prop_map(Damage::Remove),
        prop::sample::select(words).prop_map(Damage::Word),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn a_damaged_document_is_refused_or_brings_what_it_brought(
        which in 0usize..2,
        damages in prop::collection::vec((any::<Index>(), any::<bool>(), damage()), 1..4),
    ) {
        let mut bytes = DOCUMENTS[which].clone();
        for (at, in_structure, damage) in damages {
            // The attachment is most of the file; what stands around it is more interesting.
            let from = if in_structure { bytes.len().saturating_sub(1_500) } else { 0 };
            let at = from + at.index(bytes.len() - from);
            match damage {
                Damage::Flip(bits) => bytes[at] ^= bits,
                Damage::Insert(new) => drop(bytes.splice(at..at, new)),
                Damage::Remove(length) => drop(bytes.drain(at..(at + length).min(bytes.len()))),
                Damage::Word(word) => drop(bytes.splice(at..at, word.bytes())),
            }
        }
        if let Ok(content) = read(&bytes)
            && let Ok(file) = crate::native::read(&content)
        {
            prop_assert_eq!(file, crate::native::read(CONTENT).unwrap());
        }
    }

    #[test]
    fn arbitrary_objects_are_read_or_refused(catalog in "[<>\\[\\]()/A-Z0-9 RFx\\\\%\n]{0,200}", bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = read(&written(&[&catalog, "<</Length 5>>stream\n12345"], ""));
        let _ = read(&with_references("/W[1 2 1]/Size 9/Root 1 0 R", &bytes));
        let _ = read(&[b"%PDF-", &bytes[..], b"startxref 0"].concat());
    }
}
