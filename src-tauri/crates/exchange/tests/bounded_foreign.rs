//! The largest hostile files of other tools cost a clear error or a bounded result, never memory. Alone in its process,
//! whose peak it measures.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use exchange::table::{Sheet, Workbook};
use exchange::{ciso_assistant, veo};
use std::time::{Duration, Instant};

/// The most a hostile file may cost, in KiB, with the file itself.
const ALLOWED: u64 = 300 << 10;
/// The longest a hostile file may take in a debug build on a busy machine.
const PATIENCE: Duration = Duration::from_secs(120);

/// The most memory this process ever had, in KiB; `None` where the system does not tell.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

fn filled(begin: &str, piece: &str, end: &str, most: usize) -> Vec<u8> {
    let times = ((veo::MAX_BYTES - begin.len() - end.len()) / piece.len()).min(most);
    [begin, &piece.repeat(times), end].concat().into_bytes()
}

/// A list of these pieces, numbered where they have a `#`.
fn numbered(begin: &str, piece: &str, end: &str, times: usize) -> Vec<u8> {
    let pieces: Vec<String> = (0..times).map(|number| piece.replace('#', &number.to_string())).collect();
    [begin, &pieces.join(","), end].concat().into_bytes()
}

#[test]
fn the_largest_hostile_files_stay_under_the_limit() {
    let process = r#"{"type":"process","name":"P","customAspects":{"a":{"#;
    let long = "k".repeat(100_000);
    let files: [&dyn Fn() -> Vec<u8>; 11] = [
        &|| filled("", "[", "", usize::MAX),
        &|| filled("[", "{\"\":", "", usize::MAX),
        &|| filled("[", "[],", "0]", 90_000),
        &|| numbered(&format!("{process}{}", ""), "\"process_#\":true", "}}}", 95_000),
        &|| numbered(&format!("{process}\"{long}\":{{"), "\"#\":\"w\"", "}}}}", 95_000),
        &|| numbered("[", r##"{"type":"process","name":"same"}"##, "]", 95_000),
        &|| numbered("[", r##"{"type":"process","name":"same"}"##, "]", 20_000),
        &|| {
            numbered(
                "[",
                r##"{"type":"asset","name":"#","id":"#"}"##,
                r#",{"type":"process","name":"P"}]"#,
                80_000,
            )
        },
        &|| {
            numbered(
                r#"{"type":"process","name":"P","links":{"process_tom":["#,
                r##"{"target":{"name":"#"}}"##,
                "]}}",
                95_000,
            )
        },
        &|| filled(r#"[{"type":"process","name":"P","description":""#, "ä", "\"}]", 1 << 18),
        &|| numbered(r#"{"type":"scope","name":"S","members":["#, r##"{"id":"#"}"##, "]}", 95_000),
    ];
    for (index, file) in files.iter().enumerate() {
        let begun = Instant::now();
        let result = veo::read(&file()).map(|file| file.activities.len()).map_err(|error| error.to_string());
        if let Some(peak) = peak() {
            assert!(peak < ALLOWED, "veo file {index} took the process to {peak} KiB: {result:?}");
        }
        assert!(begun.elapsed() < PATIENCE, "veo file {index} took {:?}: {result:?}", begun.elapsed());
    }

    let headings = |row: &str| row.split(' ').map(str::to_owned).collect::<Vec<_>>();
    let wide: Vec<String> = ["name", "dpia_required", "dpia_reference"]
        .iter()
        .map(|heading| (*heading).to_owned())
        .chain((0..1_000).map(|number| format!("own {number}")))
        .collect();
    let workbooks: [&dyn Fn() -> Workbook; 3] = [
        &|| {
            let rows = std::iter::once(headings("name dpia_required dpia_reference"));
            let rows = rows.chain((0..99_000).map(|_| headings("same TRUE x")));
            Workbook { sheets: vec![Sheet::new("Processing", rows.collect())] }
        },
        &|| {
            let rows =
                std::iter::once(wide.clone()).chain((0..450).map(|_| vec!["w".to_owned(); wide.len()]));
            Workbook { sheets: vec![Sheet::new("Processing", rows.collect())] }
        },
        &|| {
            let processing = vec![headings("name dpia_required"), headings("P TRUE")];
            let rows = std::iter::once(headings("name legal_basis processing other"));
            let rows = rows.chain(
                (0..99_000).map(|number| vec![number.to_string(), "x".into(), "P".into(), "y".into()]),
            );
            let sheets = vec![Sheet::new("Processing", processing), Sheet::new("Purposes", rows.collect())];
            Workbook { sheets }
        },
    ];
    for (index, workbook) in workbooks.iter().enumerate() {
        let begun = Instant::now();
        let result = ciso_assistant::from_workbook(&workbook()).map(|file| file.activities.len());
        let result = result.map_err(|error| error.to_string());
        if let Some(peak) = peak() {
            assert!(peak < ALLOWED, "workbook {index} took the process to {peak} KiB: {result:?}");
        }
        assert!(begun.elapsed() < PATIENCE, "workbook {index} took {:?}: {result:?}", begun.elapsed());
    }
}
