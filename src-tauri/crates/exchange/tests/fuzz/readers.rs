//! What is fuzzed: every reader, how its inputs are changed, and what must hold of what it accepts.

use crate::random::Random;
use crate::{archives, bytes, documents, portable};
use age::armor::ArmoredReader;
use exchange::foreign::ForeignFile;
use exchange::table::{MAX_CELL_TEXT, MAX_CELLS, MAX_COLUMNS, MAX_ROWS, MAX_SHEETS, Workbook};
use exchange::{ciso_assistant, encrypted, native, pdf, table, veo};
use register::integrity;
use register::record::{Record, Revision};
use std::collections::BTreeSet;
use std::io::Read as _;

/// Changes an input, knowing others and words of the format.
type Mutate = fn(&mut Random, &[u8], &[Vec<u8>], &[&str]) -> Vec<u8>;

/// A reader.
pub(crate) struct Reader {
    /// Its name, and that of its folder in the corpus.
    pub(crate) name: &'static str,
    /// Reads an input and checks the outcome, which it describes. Panics where something does not hold.
    pub(crate) read: fn(&[u8]) -> Result<String, String>,
    pub(crate) mutate: Mutate,
    pub(crate) words: &'static [&'static str],
}

/// All readers.
pub(crate) const READERS: &[Reader] = &[
    Reader { name: "native", read: read_native, mutate: documents::mutate_native, words: NATIVE },
    Reader { name: "encrypted", read: read_encrypted, mutate: bytes::mutate, words: ENCRYPTED },
    Reader { name: "pdf", read: read_pdf, mutate: portable::mutate, words: PDF },
    Reader { name: "table", read: read_table, mutate: mutate_table, words: TABLE },
    Reader { name: "veo", read: read_veo, mutate: documents::mutate, words: VEO },
    Reader {
        name: "ciso_assistant",
        read: read_ciso_assistant,
        mutate: archives::mutate,
        words: CISO_ASSISTANT,
    },
];

const NATIVE: &[&str] = &[
    "format",
    "version",
    "records",
    "sha256",
    "scope",
    "ancestors",
    "revision",
    "head",
    "parents",
    "content",
    "conflicts",
    "model",
    "register",
    "activities",
    "templates",
    "context",
    "copy",
    "abridged",
    "author",
    "type",
    "activity",
    "party",
    "state",
    "given",
    "value",
    "only",
    "inherit",
    "from",
    "organisation",
    "common",
    "engagements",
    "ids",
    "after_rule",
];

const ENCRYPTED: &[&str] = &[
    "age-encryption.org/v1\n",
    "-> scrypt ",
    "-> X25519 ",
    "\n--- ",
    " 2\n",
    " 19\n",
    " 255\n",
    " -1\n",
    "\n",
    "-----BEGIN AGE ENCRYPTED FILE-----",
    "-----END AGE ENCRYPTED FILE-----",
    "=",
    "==",
    "AAAA",
];

const PDF: &[&str] = &[
    "<<",
    ">>",
    "[",
    "]",
    "(",
    ")",
    "<feff>",
    "/EmbeddedFiles",
    "/Names",
    "/Kids",
    "/AF",
    "/EF",
    "/UF",
    "/F",
    "/Root",
    "/Info",
    "/Prev",
    "/XRefStm",
    "/Type/ObjStm",
    "/Type/XRef",
    "/W[1 9 9]",
    "/Index[0 99999999]",
    "/First",
    "/Extends",
    "/Filter/FlateDecode",
    "/Filter[/FlateDecode/FlateDecode]",
    "/DecodeParms<</Predictor 12/Columns 4>>",
    "/Encrypt",
    "/Length",
    " 0 R",
    "1 0 R",
    "2 0 R",
    "stream\n",
    "\nendstream",
    "endobj",
    "xref",
    "trailer",
    "startxref",
    "%%EOF",
    "#41",
    "\\051",
    "null",
    "register.vvt.json",
];

const TABLE: &[&str] = &[
    ";",
    "\t",
    "\"",
    "\r\n",
    "\u{feff}",
    "Bezeichnung",
    "Zweck",
    "Rechtsgrundlage",
    "Löschfrist",
    "Empfänger",
    "keine",
    "siehe Anlage 2",
    "3 Jahre nach Schuljahresende",
    "</t>",
    "<is>",
    "t=\"inlineStr\"",
    "t=\"s\"",
    "r=\"A1048577\"",
    "r=\"ZZZ9\"",
    "<mergeCell ref=\"A1:XFD1048576\"/>",
    "table:number-columns-repeated=\"16384\"",
    "table:number-rows-repeated=\"1048576\"",
    "table:number-rows-spanned=\"99999\"",
    "<!DOCTYPE a [",
    "&#0;",
    "&#x110000;",
    "<![CDATA[",
    "<!--",
    "sheetId=\"1\"",
    "xml:space=\"preserve\"",
    "office:value-type=\"date\"",
    "s=\"99\"",
];

const VEO: &[&str] = &[
    "customAspects",
    "links",
    "domains",
    "attributes",
    "target",
    "targetUri",
    "elements",
    "parts",
    "members",
    "risks",
    "tailoringReferences",
    "LINK",
    "LINK_EXTERNAL",
    "linkType",
    "referenceType",
    "element",
    "process",
    "scope",
    "asset",
    "process_dataType",
    "process_processor",
    "process_dataTransmission",
    "process_PIADataProcessing",
    "process_responsibleBody",
    "process_controller",
    "process_jointControllership",
    "process_tom",
    "PRO_DPIA",
    "PRO_DataTransfer",
    "SCP_ResponsibleBody",
    "process_dataType_deletionPeriodCount",
    "process_dataProcessing_legalBasis_P26Abs1BDSG",
    "process_dataProcessing_legalBasis_Art6Abs1litaDSGVO",
];

const CISO_ASSISTANT: &[&str] = &[
    "Processing",
    "Purposes",
    "Personal data",
    "Data subjects",
    "Data recipients",
    "Contractors",
    "Transfers",
    "name",
    "ref_id",
    "category",
    "legal_basis",
    "privacy_consent",
    "privacy_public_interest",
    "dpia_required",
    "TRUE",
    "retention",
    "5 years after end of contract",
    "country",
    "US",
    "DE",
    "transfer_mechanism",
    "guarantees",
    "SCC",
    "privacy_data_processor",
    "processing",
    "entity",
    "article_9_condition",
    "internal_id",
    "t=\"inlineStr\"",
    "<is><t>",
];

/// The passphrase of the files in the corpus.
const PASSPHRASE: &str = "Nur zur Probe";
/// Most work that is done for one input, as a power of two: each try takes so long as the file asks for.
const WORK: u32 = 10;

fn read_encrypted(input: &[u8]) -> Result<String, String> {
    if let Some(work) =
        work(input).filter(|work| (WORK..=u32::from(encrypted::MAX_WORK_FACTOR)).contains(work))
    {
        return Err(format!("not tried: it would take 2^{work} steps"));
    }
    let content = encrypted::open(input, PASSPHRASE).map_err(|error| error.to_string())?;
    assert!(encrypted::is_encrypted(input));
    Ok(format!("{} bytes", content.len()))
}

/// The work that an encrypted file asks for.
fn work(input: &[u8]) -> Option<u32> {
    let mut header = Vec::new();
    // Of a damaged file the part before the damage counts.
    let _ = ArmoredReader::new(input).take(2048).read_to_end(&mut header);
    let header = String::from_utf8_lossy(&header).into_owned();
    let works = header.lines().filter(|line| line.contains("scrypt"));
    works.filter_map(|line| line.split_whitespace().last()?.parse().ok()).max()
}

fn read_pdf(input: &[u8]) -> Result<String, String> {
    let content = pdf::read(input).map_err(|error| error.to_string())?;
    assert!(pdf::is_pdf(input) && content.len() <= pdf::MAX_ATTACHMENT);
    let file = native::read(&content).map_err(|error| format!("attachment: {error}"));
    Ok(format!("{:?}", file.map(|file| file.records.len())))
}

fn read_native(input: &[u8]) -> Result<String, String> {
    let file = native::read(input).map_err(|error| error.to_string())?;
    let written = native::write(&file).expect("what was read can be written");
    assert_eq!(native::read(&written).expect("what was written can be read"), file);
    Ok(format!("{} records", file.records.len()))
}

/// Archives as archives, text as text.
fn mutate_table(random: &mut Random, input: &[u8], others: &[Vec<u8>], words: &[&str]) -> Vec<u8> {
    if input.starts_with(b"PK") {
        archives::mutate(random, input, others, words)
    } else {
        bytes::mutate(random, input, others, words)
    }
}

fn read_table(input: &[u8]) -> Result<String, String> {
    let workbook = table::read(input, "Verzeichnis.csv").map_err(|error| error.to_string())?;
    check_workbook(&workbook);
    let guess = table::detect(&workbook);
    let file = table::to_activities(&workbook, &guess.mapping);
    check_foreign(&file);
    Ok(format!("{} sheets, {} activities", workbook.sheets.len(), file.activities.len()))
}

fn check_workbook(workbook: &Workbook) {
    assert!(workbook.sheets.len() <= MAX_SHEETS);
    let mut cells = 0;
    for sheet in &workbook.sheets {
        assert!(sheet.rows.len() <= MAX_ROWS && sheet.width() <= MAX_COLUMNS);
        for row in &sheet.rows {
            cells += row.len();
            assert!(row.iter().all(|text| text.len() <= MAX_CELL_TEXT));
        }
    }
    assert!(cells <= MAX_CELLS);
}

fn read_veo(input: &[u8]) -> Result<String, String> {
    let file = veo::read(input).map_err(|error| error.to_string())?;
    assert!(
        veo::is_one(input) || file.activities.len() < 100,
        "a large file of the tool is told from others"
    );
    check_foreign(&file);
    Ok(format!("{} activities", file.activities.len()))
}

fn read_ciso_assistant(input: &[u8]) -> Result<String, String> {
    let workbook = table::read(input, "").map_err(|error| error.to_string())?;
    let file = ciso_assistant::from_workbook(&workbook).map_err(|error| error.to_string())?;
    assert!(ciso_assistant::is_one_of_them(&workbook));
    check_foreign(&file);
    Ok(format!("{} activities", file.activities.len()))
}

/// What comes from another tool can be stored and exported, and its leftovers name activities that are there.
fn check_foreign(file: &ForeignFile) {
    let organisation =
        serde_json::from_value(serde_json::json!({ "name": "Schule" })).expect("an organisation");
    let mut keys = BTreeSet::new();
    for (key, activity) in &file.activities {
        assert!(keys.insert(*key), "two activities under one key");
        let record = serde_json::to_value(activity).expect("an activity is JSON");
        integrity::check_ids(&record, &BTreeSet::new()).expect("ids and references hold");
        integrity::check_circles(&organisation, activity).expect("nothing goes round");
        let revision = Revision::new(*key, Vec::new(), Some(Record::Activity(Box::new(activity.clone()))));
        let bytes = revision.to_bytes().expect("a revision has bytes");
        assert_eq!(Revision::from_bytes(&bytes).expect("a revision can be read again"), revision);
    }
    for (key, record) in &file.shared {
        assert!(keys.insert(*key), "a party or system under the key of something else");
        let record = serde_json::to_value(record).expect("a record is JSON");
        integrity::check_ids(&record, &BTreeSet::new()).expect("ids and references hold");
    }
    for leftover in &file.leftovers {
        let known = leftover.activity.is_none_or(|activity| keys.contains(&activity));
        assert!(known, "a leftover of an activity that is not there: {}", leftover.place);
    }
}
