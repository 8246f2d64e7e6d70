//! What of the rows and cells does not come out of the activity as it stands in the file.

use super::book::{Book, List, Row};
use super::reading::{number, without_origin};
use super::rebuild::{Kept, alone, in_words};
use crate::spreadsheet;
use register::activity::ProcessingActivity;
use register::id::RecordId;
use register::record::Record;
use std::collections::{BTreeMap, BTreeSet};

/// Keeps what does not come out of the activity as it stands in the file.
pub(super) fn differing(
    book: &Book,
    activity: &ProcessingActivity,
    shared: &BTreeMap<RecordId, Record>,
    rows: &BTreeMap<List, Vec<Row>>,
    taken: &BTreeMap<String, (String, String)>,
    kept: &mut Kept,
) {
    let (sheets, first) = alone(book, activity, shared, |view| {
        (spreadsheet::item_sheets(view), Some(spreadsheet::first_sheet(view)))
    });
    let passed = ["column-activity-number", "column-activity", "column-origin"].map(|key| book.word(key));
    let origin = book.word("column-origin");
    let known = [book.word("origin-defaults"), book.word("origin-common")];
    let is_origin = |text: &str| known.iter().any(|it| it == text) || text.starts_with("aus Gruppe ");
    let mut said = BTreeSet::new();
    for (list, rows) in rows.iter().filter(|(list, _)| **list != List::Notices) {
        let name = book.word(list.sheet());
        let Some(sheet) = sheets.iter().find(|sheet| sheet.name == name) else { continue };
        let heads: Vec<&str> = sheet.columns.iter().map(|column| column.head.as_str()).collect();
        let mut written: BTreeMap<Vec<(&str, &str)>, usize> = BTreeMap::new();
        for row in &sheet.rows {
            let cells = heads.iter().copied().zip(row.iter().map(|text| without_origin(text.trim())));
            let mut cells: Vec<(&str, &str)> = cells
                .filter(|(head, text)| !text.is_empty() && !passed.iter().any(|it| it == head))
                .collect();
            cells.sort_unstable();
            *written.entry(cells).or_default() += 1;
        }
        for row in rows {
            let mut cells: Vec<(&str, &str)> = row
                .cells()
                .map(|(head, text)| (head, without_origin(text)))
                .filter(|(head, text)| {
                    !passed.iter().any(|it| it == head) || *head == origin && !is_origin(text)
                })
                .collect();
            cells.sort_unstable();
            let first = book.word(list.first_column());
            let is_silent = super::super::wording::says_nothing(row.get(&first))
                && cells.iter().all(|(head, _)| *head == first);
            let is_same = match list {
                // They were compared when they were made, or became remarks.
                List::Retention if number(row.get(&book.word("column-item-number"))).is_some() => {
                    cells.iter().all(|(head, _)| heads.contains(head) && *head != origin)
                }
                _ => written.get_mut(&cells).is_some_and(|left| {
                    let one = left.checked_sub(1);
                    *left = one.unwrap_or_default();
                    one.is_some()
                }),
            };
            if *list == List::Retention {
                said.extend(rule_lines(book, row));
            }
            if !is_same && !is_silent {
                kept.notes.push((row.place.clone(), format!("{name}: {}", in_words(row))));
            }
        }
    }
    let retention = book.word("column-retention");
    for (heading, (place, text)) in taken {
        let is_same = if *heading == retention {
            !rows.contains_key(&List::Retention)
                || text.lines().all(|line| said.contains(without_letter(line)))
        } else {
            let at = first.as_ref().and_then(|first| {
                let at = first.columns.iter().position(|column| column.head == *heading)?;
                first.rows.first()?.get(at)
            });
            at.is_some_and(|written| bare(written) == bare(text))
        };
        if !is_same {
            kept.notes.push((place.clone(), format!("{heading}: {text}")));
        }
    }
}

/// The lines in which the first sheet tells a row of the sheet of rules.
fn rule_lines(book: &Book, row: &Row) -> Vec<String> {
    let (number, name) = (row.get(&book.word("column-item-number")), row.get(&book.word("column-rule-name")));
    let (sentence, origin) = (row.get(&book.word("column-rule")), row.get(&book.word("column-origin")));
    let mut parts = vec![format!("L {number}")];
    parts.extend([name, sentence].into_iter().filter(|text| !text.is_empty()).map(str::to_owned));
    let whole = if number.is_empty() { sentence.to_owned() } else { parts.join(": ") };
    let with_origin = format!("{whole} ({origin})");
    let lines = whole.lines().chain(with_origin.lines()).map(str::to_owned);
    lines.chain([sentence.to_owned()]).collect()
}

fn without_letter(line: &str) -> &str {
    super::lettered(line).map_or(line, |(_, content)| content)
}

/// A cell without the words that say what was taken over from the defaults.
fn bare(text: &str) -> String {
    text.trim().replace(" (aus den Vorgaben)", "")
}
