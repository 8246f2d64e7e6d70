//! Whatever stands in a workbook stands somewhere in what was read.

use super::check;
use crate::ciso_assistant::from_workbook;
use crate::table::{Sheet, Workbook};
use proptest::prelude::*;

const SHEETS: [&str; 8] = [
    "Processing",
    "Purposes",
    "Personal data",
    "Data subjects",
    "Data recipients",
    "Contractors",
    "Transfers",
    "Notes",
];
const HEADINGS: [&str; 16] = [
    "name",
    "ref_id",
    "description",
    "status",
    "category",
    "legal_basis",
    "article_9_condition",
    "retention",
    "deletion_policy",
    "country",
    "entity",
    "relationship_type",
    "transfer_mechanism",
    "guarantees",
    "processing",
    "own column",
];

fn any_sheet() -> impl Strategy<Value = Vec<Vec<String>>> {
    let headings = prop::sample::subsequence(HEADINGS.to_vec(), 2..HEADINGS.len());
    let cell = prop_oneof![
        3 => "[A-Z][a-z]{3,9}( [a-z]{2,8}){0,2}",
        1 => Just(String::new()),
        1 => Just("P".to_owned()),
        1 => "[1-9] (days|years) after [a-z]{4,9}",
    ];
    (headings, prop::collection::vec(prop::collection::vec(cell, HEADINGS.len()), 0..4)).prop_map(
        |(headings, rows)| {
            let width = headings.len();
            let first = headings.into_iter().map(str::to_owned).collect();
            std::iter::once(first)
                .chain(rows.into_iter().map(|row| row.into_iter().take(width).collect()))
                .collect()
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn nothing_in_the_workbook_is_dropped(sheets in prop::collection::vec(any_sheet(), SHEETS.len())) {
        let mut sheets: Vec<Sheet> = SHEETS.iter().zip(sheets).map(|(name, rows)| Sheet::new(*name, rows)).collect();
        let processing = ["name", "dpia_reference", "usage_channel", "ref_id"];
        sheets[0].rows[0] = processing.map(str::to_owned).to_vec();
        sheets[0].rows.iter_mut().skip(1).for_each(|row| row.truncate(4));
        sheets[0].rows.push(["P", "Ref", "Kanal", "Nummer"].map(str::to_owned).to_vec());
        let file = from_workbook(&Workbook { sheets: sheets.clone() }).unwrap();
        check(&file);
        let records = serde_json::to_string(&file.activities.iter().map(|(_, activity)| activity).collect::<Vec<_>>()).unwrap();
        let shared = serde_json::to_string(&file.shared).unwrap();
        let leftovers: Vec<_> = file.leftovers.iter().map(|leftover| leftover.text.as_str()).collect();
        let told = format!("{records}\n{shared}\n{}", leftovers.join("\n"));
        for sheet in &sheets {
            for (row, cells) in sheet.rows.iter().enumerate().skip(1) {
                for (heading, cell) in sheet.rows[0].iter().zip(cells) {
                    // A period was read into figures; its event stands for it. The processing is the one it stands in.
                    let cell = cell.split_once(" after ").map_or(cell.as_str(), |(_, event)| event);
                    prop_assert!(heading == "processing" || told.contains(cell), "{cell:?} of {} row {row} in\n{told}", sheet.name);
                }
            }
        }
    }
}
