//! Hostile files of the largest size cost a clear error or a bounded result, never memory. Alone in its process, whose
//! peak it measures.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use exchange::native::{MAX_BYTES, read};
use exchange::{encrypted, pdf};
use register::canonical;
use register::id::RecordId;
use register::record::RevisionId;
use serde_json::json;
use uuid::Uuid;

/// The most a hostile file may cost, in KiB, with the file itself (64 MiB).
const ALLOWED: u64 = 300 << 10;

/// The most memory this process ever had, in KiB; `None` where the system does not tell.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

/// Lets the peak begin anew from what is in use now, where the system can.
fn forget_peak() {
    let _ = std::fs::write("/proc/self/clear_refs", "5");
}

/// A text of the largest size that repeats a piece between a beginning and an end.
fn filled(begin: &str, piece: &str, end: &str) -> Vec<u8> {
    let times = (MAX_BYTES - begin.len() - end.len()) / piece.len();
    [begin, &piece.repeat(times), end].concat().into_bytes()
}

const REGISTER: &str = "01900000-0000-7000-8000-000000000001";

/// A file up to its records.
fn head_of_file() -> String {
    let head = json!({
        "format": "artikel30-vvt", "version": 1, "exporter": "", "exported_at": "2026-03-15", "sha256": "",
        "scope": { "kind": "register", "register": REGISTER },
    });
    format!("{},\"records\":[", head.to_string().strip_suffix('}').unwrap())
}

/// A record whose activity is as large in memory as the limits allow, with a head that fits.
fn greedy_record(number: u128) -> String {
    let id = RecordId(Uuid::from_u128(number));
    let item = Uuid::from_u128(7);
    let groups = vec![json!({ "id": item, "name": "" }); 32_000];
    let revision = json!({
        "record": id, "parents": [], "model": 1, "conflicts": [],
        "content": { "type": "activity", "register": REGISTER, "title": "", "groups": groups },
    });
    let head = RevisionId::of(&canonical::to_bytes(&revision));
    json!({ "id": id, "head": head, "ancestors": {}, "revision": revision }).to_string()
}

/// A file of activities whose context is as large in memory as the limits allow.
fn greedy_context() -> String {
    let remarks = vec![json!({ "id": Uuid::from_u128(7), "text": "" }); 33_000];
    let context = json!({ "name": "", "model": 1, "defaults": { "scope": { "remarks": remarks } } });
    let head = json!({
        "format": "artikel30-vvt", "version": 2, "exporter": "", "exported_at": "2026-03-15", "sha256": "",
        "scope": { "kind": "activities", "register": REGISTER, "context": context },
    });
    format!("{},\"records\":[{}]}}", head.to_string().strip_suffix('}').unwrap(), greedy_record(9))
}

/// A PDF with this catalog and a second object that repeats a piece, made in place, for its memory counts, too.
fn document(catalog: &str, begin: &str, piece: &str, bytes: usize) -> Vec<u8> {
    let mut file = String::with_capacity(bytes + 1_000);
    file += &format!("%PDF-1.7\n1 0 obj{catalog}\n");
    let second = file.len();
    file += &format!("2 0 obj{begin}");
    (0..bytes / piece.len()).for_each(|_| file += piece);
    let at = file.len() + 1;
    file += &format!("\nxref\n1 2\n9 0 n\n{second} 0 n\ntrailer<</Root 1 0 R>>startxref {at}");
    file.into_bytes()
}

/// A sealed file that asks for the most work that is done, in the largest file for which it is.
fn laborious() -> Vec<u8> {
    let sealed = encrypted::seal(&vec![0; (8 << 20) - (64 << 10)], "x").unwrap();
    let at = sealed.windows(4).position(|window| window == b" 17\n").unwrap();
    [&sealed[..at], b" 18\n", &sealed[at + 4..]].concat()
}

#[test]
fn the_largest_hostile_files_stay_under_the_limit() {
    // First, because allocators keep some of what is freed, and this asks for most at once.
    let sealed = laborious();
    assert!(matches!(encrypted::open(&sealed, "x"), Err(encrypted::EncryptedError::WrongPassphrase)));
    drop(sealed);
    assert_bounded("a sealed file that asks for the most work");
    forget_peak();

    let records = head_of_file();
    let files: [&dyn Fn() -> Vec<u8>; 9] = [
        &|| greedy_context().into_bytes(),
        &|| format!("{records}[{}0]]}}", "{\"\":0},".repeat(32_000)).into_bytes(),
        &|| format!("{records}{}]}}", greedy_record(9)).into_bytes(),
        &|| filled("", "[", ""),
        &|| filled("", "{\"\":", ""),
        &|| filled("[", "0,", "0]"),
        &|| filled(&records, "0,", "0]}"),
        &|| filled(&records, "[],", "0]}"),
        &|| filled("{\"", "a", "\":0}"),
    ];
    for (index, file) in files.iter().enumerate() {
        let error = read(&file()).unwrap_err();
        // The first files are small themselves; the largest file around the same records would come on top.
        let around = if index < 3 { MAX_BYTES as u64 >> 10 } else { 0 };
        if let Some(peak) = peak() {
            assert!(peak + around < ALLOWED, "file {index} took the process to {peak} KiB: {error}");
        }
    }
    let values = document("<</AF 2 0 R>>", "[", "<</A<</A 0>>>>", pdf::MAX_BYTES - 1_000);
    assert_eq!(pdf::read(&values), Err(pdf::PdfError::TooMuch));
    drop(values);
    assert_bounded("a PDF full of values");
    let length = pdf::MAX_ATTACHMENT;
    let stream = format!("<</Length {length}>>stream\n");
    let largest = document("<</AF[<</F(register.vvt.json)/EF<</F 2 0 R>>>>]>>", &stream, " ", length);
    assert_eq!(pdf::read(&largest).map(|content| content.len()), Ok(length));
    drop(largest);
    assert_bounded("a PDF with the largest attachment");
}

fn assert_bounded(file: &str) {
    if let Some(peak) = peak() {
        assert!(peak < ALLOWED, "{file} took the process to {peak} KiB");
    }
}
