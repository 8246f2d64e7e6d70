//! Hostile files of the largest size cost a clear error or a bounded result, never memory. Alone in its process, whose
//! peak it measures.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use exchange::native::{MAX_BYTES, read};
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

#[test]
fn the_largest_hostile_files_stay_under_the_limit() {
    let records = head_of_file();
    let files: [&dyn Fn() -> Vec<u8>; 8] = [
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
        let around = if index < 2 { MAX_BYTES as u64 >> 10 } else { 0 };
        if let Some(peak) = peak() {
            assert!(peak + around < ALLOWED, "file {index} took the process to {peak} KiB: {error}");
        }
    }
}
