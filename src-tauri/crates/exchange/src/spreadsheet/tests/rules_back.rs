//! The workbook, exported and imported again: no rule of erasure may state what the source did not, and whatever stands
//! in a cell has to stand somewhere afterwards, also where somebody changed the workbook.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use super::read_back::{as_register, imported};
use crate::register_view::View;
use crate::register_view::tests::sample::{Register, given, id};
use crate::spreadsheet::{retention_columns, xlsx};
use crate::table::{Workbook, detect, read, to_activities};
use language::Language;
use register::statement::Field;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Every period, start, anchor, bound, limit, action, actor, on the data, on some of them and on data subjects.
fn rules() -> Vec<Value> {
    let span = json!({ "kind": "span", "amount": 30, "unit": "days" });
    let event = |event: &str, name: &str| json!({ "kind": "event", "event": event, "name": name });
    let one = |action: Value| json!({ "kind": "one", "action": action });
    let kinds = |kinds: &[&str]| kinds.iter().map(|kind| json!({ "kind": kind })).collect::<Vec<_>>();
    let mut rules = vec![
        json!({ "period": { "kind": "with_event" }, "start": event("end_of_matter", "Ende der Verbindung"),
                "data": { "only": [id(501)] }, "action": one(json!({ "kind": "anonymise" })) }),
        json!({ "period": span, "start": event("collection", "Anfall"), "automation": "automatic" }),
        json!({ "period": span, "start": event("other", "wenn der Vorgang endet"), "bound": "as_a_rule_at_most" }),
        json!({ "period": span }),
        json!({}),
        json!({ "start": event("purpose_fulfilled", "Wegfall des Zwecks") }),
        json!({ "period": { "kind": "while_state", "state": "die Konversation andauert" } }),
        json!({ "period": { "kind": "while_state", "state": "solange das Konto besteht" } }),
        json!({ "period": { "kind": "as_needed", "measure": "Verfolgung von Angriffen" } }),
        json!({ "period": { "kind": "as_needed", "measure": "so lange wie nötig" } }),
        json!({ "period": { "kind": "unlimited" } }),
        json!({ "period": { "kind": "unlimited" }, "action": { "kind": "nothing" } }),
        json!({ "period": { "kind": "not_stored" } }),
        json!({ "period": { "kind": "kept_not_erased" } }),
        json!({ "period": { "kind": "ruled_elsewhere", "place": "Dienstvereinbarung" } }),
        json!({ "period": { "kind": "span", "amount": 10, "unit": "years" }, "limit": "duty_to_keep",
                "start": event("end_of_relationship", "Verlassen der Schule"),
                "norms": [{ "wording": "§ 147 AO" }], "reason": "Steuerrecht", "note": "gilt auch für Kopien" }),
        json!({ "period": span, "action": { "kind": "nothing" }, "start": event("other", "Anfall") }),
        json!({ "period": span, "action": { "kind": "in_turn", "actions": kinds(&["offer_to_archive", "erase"]) } }),
        json!({ "period": span, "action": { "kind": "either_of", "actions": kinds(&["erase", "restrict", "return"]) } }),
        json!({ "period": span, "action": one(json!({ "kind": "anonymise", "method": "Kürzung" })) }),
        json!({ "period": span, "action": one(json!({ "kind": "anonymise", "method": "durch Kürzen, oder anders" })) }),
        json!({ "period": span, "action": one(json!({ "kind": "invalidate" })), "actor": { "kind": "browser" } }),
        json!({ "period": span, "actor": { "kind": "other", "name": "Rechenzentrum" }, "automation": "manual" }),
        json!({ "period": span, "actor": { "kind": "other", "name": "das beauftragte Amt" } }),
        json!({ "period": span, "actor": { "kind": "processor", "engagement": id(601) } }),
        json!({ "period": span, "start": { "kind": "after_rule", "rule": id(701) },
                "data": { "only": [id(501), id(502), id(503)] } }),
        json!({ "period": { "kind": "with_event" }, "start": { "kind": "after_rule", "rule": id(702) } }),
        json!({ "period": span, "subjects": { "only": [id(551)] }, "attribute": "fehlerhafte Übertragung.",
                "place": "Gerät der Nutzerin", "condition": "falls zugestimmt wurde", "name": "Geräte" }),
        json!({ "period": span, "attribute": "Gastnutzer", "name": "Gäste",
                "exceptions": [{ "id": id(801), "name": "Streit", "effect": { "kind": "suspend" } }] }),
        json!({ "period": span, "norms": [{ "wording": "§ 1 ABC", "correction":
                { "citation": "§ 2 ABC", "source": "Gesetzblatt" } }] }),
    ];
    for unit in ["minutes", "hours", "weeks", "months", "years"] {
        let period = json!({ "kind": "span", "amount": 1, "unit": unit });
        rules.push(json!({ "period": period, "start": event("consent_withdrawn", "Widerruf") }));
    }
    for bound in ["at_most", "at_least", "as_a_rule", "as_a_rule_at_most"] {
        rules.push(json!({ "period": span, "bound": bound, "start": event("other", "Eingang") }));
        rules.push(
            json!({ "period": { "kind": "with_event" }, "bound": bound, "start": event("other", "Eingang") }),
        );
        rules.push(json!({ "period": { "kind": "while_state", "state": "es läuft" }, "bound": bound }));
    }
    for year in ["school", "calendar", "fiscal"] {
        for choice in ["current", "next"] {
            for point in ["start", "end"] {
                let anchor = json!({ "year": year, "choice": choice, "point": point });
                rules.push(json!({ "period": span, "anchor": anchor, "start": event("other", "Eingang") }));
                rules.push(json!({ "period": { "kind": "with_event" }, "anchor": anchor }));
                rules.push(json!({ "period": { "kind": "unlimited" }, "anchor": anchor }));
            }
        }
    }
    for (number, rule) in (701..).zip(&mut rules) {
        rule["id"] = json!(id(number));
    }
    rules
}

fn register() -> Register {
    let category = |number: usize, name: &str| json!({ "id": id(number), "name": name });
    Register::with_activity(json!({
        "title": "Alles",
        "engagements": given(json!([{ "id": id(601), "party": id(11), "role": "processor" }])),
        "common": {
            "data_categories": given(json!([category(501, "Eins"), category(502, "Zwei"), category(503, "Drei")])),
            "data_subjects": given(json!([{ "id": id(551), "name": "Lehrkräfte" }])),
            "retention": given(json!(rules())),
        },
    }))
}

/// What each rule says, without its number: numbers follow from places.
fn told(register: &Register) -> Vec<Vec<String>> {
    let german = Language::german();
    register.with_input(|input| {
        let view = View::new(input, &german);
        let mut told = Vec::new();
        for sheet in view.activities() {
            for scope in sheet.resolved.scopes() {
                for placed in &scope.retention.items {
                    let columns = retention_columns(&sheet, placed.item);
                    told.push(columns.into_iter().map(|(_, text)| text).collect());
                }
            }
        }
        told
    })
}

#[test]
fn a_rule_of_the_workbook_says_the_same_again_or_stays_words() {
    let before = register();
    let file = imported(&before).remove(0);
    let activity = &file.activities[0].1;
    let remarks: Vec<String> = activity.common.remarks.iter().map(|remark| remark.text.clone()).collect();
    let after = as_register(&before, file);
    let (before, after) = (told(&before), told(&after));
    assert_eq!(after.len() + remarks.len(), before.len());
    // All but what no cell states in full: a corrected provision, and a text that ends with a full stop of its own.
    assert!(remarks.len() <= 2, "{remarks:#?}");
    let sentences: Vec<&str> = before.iter().map(|rule| rule[0].as_str()).collect();
    for text in &remarks {
        assert!(sentences.iter().any(|sentence| text.contains(sentence)), "{text}");
    }
    // Exceptions are told in the note.
    let compared = |rule: &Vec<String>| [&rule[..10], &rule[11..13]].concat();
    let known: BTreeSet<_> = before.iter().map(compared).collect();
    for rule in &after {
        // A rule that follows another calls it by its number, which may have moved up.
        assert!(known.contains(&compared(rule)) || rule[0].contains("nach L "), "{rule:#?}");
    }
    assert!(after.iter().any(|rule| rule[13].contains("Ausnahme „Streit“")), "{after:#?}");
}

#[test]
fn a_sentence_of_the_csv_file_says_the_same_again_or_stays_words() {
    let before = register();
    let file = imported(&before).remove(1);
    let remarks: Vec<String> =
        file.activities[0].1.common.remarks.iter().map(|remark| remark.text.clone()).collect();
    let after = as_register(&before, file);
    let (before, after) = (told(&before), told(&after));
    assert_eq!(after.len() + remarks.len(), before.len());
    let known: BTreeSet<&str> = before.iter().map(|rule| rule[0].as_str()).collect();
    for rule in &after {
        assert!(known.contains(rule[0].as_str()), "{rule:#?}");
    }
    for text in &remarks {
        assert!(known.iter().any(|sentence| text.ends_with(sentence)), "{text}");
    }
    assert!(
        after
            .iter()
            .any(|rule| rule[0].contains("Datenkategorie Nr. 1") && rule[0].ends_with("anonymisiert."))
    );
    assert!(after.len() >= 20, "{}", after.len());
}

#[test]
fn groups_and_what_they_take_over_come_back() {
    let before = Register::library();
    let file = imported(&before).remove(0);
    let activity = &file.activities[0].1;
    assert_eq!(activity.groups.len(), 2);
    assert!(matches!(activity.groups[1].scope.data_categories, Field::Append { .. }));
    let note = activity.internal_note.clone().unwrap_or_default();
    let places: Vec<&str> =
        file.leftovers.iter().filter(|it| it.activity.is_none()).map(|it| it.place.as_str()).collect();
    // Outside of any activity stand the defaults, the parties and the documents.
    assert!(places.iter().all(|it| !it.starts_with("Löschregeln!A3")), "{places:?}");
    let after = as_register(&before, file);
    let all =
        |register: &Register| told(register).into_iter().map(|rule| rule[0].clone()).collect::<Vec<_>>();
    assert_eq!(all(&after), all(&before), "{note}");
}

/// What was read of a workbook, exported again, and everything that was kept besides.
fn told_again(register: &Register, workbook: &Workbook) -> String {
    let file = to_activities(workbook, &detect(workbook).mapping);
    let mut told: Vec<String> = file.leftovers.iter().map(|leftover| leftover.text.clone()).collect();
    for (_, activity) in &file.activities {
        told.extend(activity.internal_note.clone());
        let remarks = activity.common.remarks.iter();
        told.extend(remarks.map(|remark| remark.text.clone()));
        // The rest of an own workbook's rule.
        let rules = activity.common.retention.own().into_iter().flatten();
        told.extend(rules.filter_map(|rule| rule.note.clone()));
        let value = serde_json::to_value(activity).unwrap();
        register::integrity::check_ids(&value, &BTreeSet::new()).unwrap();
        register::integrity::check_circles(&register.organisation, activity).unwrap();
    }
    let after = as_register(register, file);
    let bytes = after.with_input(|input| xlsx(input, &Language::german())).unwrap();
    let again = read(&bytes, "a.xlsx").unwrap();
    told.extend(again.sheets.into_iter().flat_map(|sheet| sheet.rows).flatten());
    told.join("\n")
}

/// A text without the numbers of rules, which are counted anew.
fn unnumbered(text: &str) -> String {
    let mut parts = text.split("nach L ");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + "nach L" + part.trim_start_matches(|c: char| c.is_ascii_digit()))
}

/// Whether each line of each cell stands somewhere afterwards.
fn assert_nothing_dropped(register: &Register, workbook: &Workbook, what: &str) {
    let told = unnumbered(&told_again(register, workbook));
    for sheet in &workbook.sheets {
        for (row, cells) in sheet.rows.iter().enumerate().skip(1) {
            for line in cells.iter().flat_map(|cell| cell.lines()) {
                // What was taken over is stated itself; where rules are counted anew, their sentences stay.
                let line = unnumbered(&line.replace(" (aus den Vorgaben)", ""));
                let group = line.strip_prefix("a) ").or_else(|| line.strip_prefix("b) ")).unwrap_or(&line);
                let rule = group.strip_prefix("L ").and_then(|it| it.split_once(": "));
                let line = rule.map_or(&*line, |(_, sentence)| sentence);
                // Without its sheet, an item keeps its letter, and is counted anew.
                let bare = line.strip_prefix("a) ").or_else(|| line.strip_prefix("b) ")).unwrap_or(line);
                let bare =
                    bare.split_once(". ").filter(|(number, _)| number.len() == 1).map_or(bare, |(_, it)| it);
                // Items are counted anew.
                let is_number = line.chars().all(|c| c.is_ascii_digit() || ", –".contains(c));
                let derived = is_number
                    || ["aus den Vorgaben", "aus Gruppe a"].contains(&line)
                    || line.starts_with("aus den Angaben");
                assert!(
                    derived || told.contains(line) || told.contains(bare),
                    "{what}: {line:?} of {} row {row}",
                    sheet.name
                );
            }
        }
    }
}

#[test]
fn whatever_somebody_did_to_the_workbook_nothing_is_dropped() {
    for whole in [register(), super::read_back::rich()] {
        let bytes = whole.with_input(|input| xlsx(input, &Language::german())).unwrap();
        assert_nothing_dropped(&whole, &read(&bytes, "a.xlsx").unwrap(), "as it is");
    }
    let register = Register::library();
    let bytes = register.with_input(|input| xlsx(input, &Language::german())).unwrap();
    let book = read(&bytes, "a.xlsx").unwrap();
    for at in 1..book.sheets.len() {
        let name = book.sheets[at].name.clone();
        let mut less = book.clone();
        less.sheets.remove(at);
        assert_nothing_dropped(&register, &less, &format!("without {name}"));
        let mut turned = book.clone();
        let width = turned.sheets[at].width();
        for row in &mut turned.sheets[at].rows {
            row.resize(width, String::new());
            row.reverse();
        }
        assert_nothing_dropped(&register, &turned, &format!("{name} turned"));
        let mut more = book.clone();
        for (index, row) in more.sheets[at].rows.iter_mut().enumerate() {
            row.resize(width, String::new());
            row.push(if index == 0 { "Eigenes".into() } else { format!("eigener Text {index}") });
        }
        assert_nothing_dropped(&register, &more, &format!("{name} with a column"));
        // Each cell of the first row, written over.
        for column in (0..width * usize::from(at == 8)).step_by(2) {
            let mut changed = book.clone();
            let rows = &mut changed.sheets[at].rows;
            if let Some(cell) = rows.get_mut(1).and_then(|row| row.get_mut(column)) {
                *cell = "Von Hand: 7 Jahre".into();
                assert_nothing_dropped(&register, &changed, &format!("{name}, column {column}"));
            }
        }
    }
    for column in (0..book.sheets[0].width()).step_by(3) {
        let mut changed = book.clone();
        if let Some(cell) = changed.sheets[0].rows[1].get_mut(column) {
            *cell = "Von Hand: 7 Jahre".into();
            assert_nothing_dropped(&register, &changed, &format!("first sheet, column {column}"));
        }
    }
}

#[test]
fn what_goes_round_in_a_circle_is_told_and_not_made() {
    let event = |rule: usize| json!({ "kind": "after_rule", "rule": id(rule) });
    let register = Register::with_activity(json!({
        "title": "Kreis",
        "engagements": given(json!([
            { "id": id(601), "described_as": "Erste", "role": "processor" },
            { "id": id(602), "described_as": "Zweite", "role": "sub_processor",
              "engaged_by": { "kind": "engagements", "ids": [id(601)] } },
        ])),
        "common": { "retention": given(json!([
            { "id": id(701), "period": { "kind": "with_event" }, "start": event(702) },
            { "id": id(702), "period": { "kind": "unlimited" } },
        ])) },
    }));
    let bytes = register.with_input(|input| xlsx(input, &Language::german())).unwrap();
    let mut book = read(&bytes, "a.xlsx").unwrap();
    for sheet in &mut book.sheets {
        for cell in sheet.rows.iter_mut().flatten() {
            if cell == "der Verantwortliche" {
                *cell = "UA 1 Zweite (Name nicht angegeben)".into();
            }
        }
    }
    let second = book.sheets.iter_mut().find(|sheet| sheet.name == "Löschregeln").unwrap();
    let first = second.rows[1].clone();
    for (cell, of_first) in second.rows[2].iter_mut().zip(first) {
        *cell = of_first.replace("L 2", "L 1");
    }
    second.rows[2][3] = "2".into();
    assert_nothing_dropped(&register, &book, "circles");
    let file = to_activities(&book, &detect(&book).mapping);
    assert_eq!(file.activities[0].1.common.retention, Field::default());
    assert_eq!(file.activities[0].1.common.remarks.len(), 2);
}
