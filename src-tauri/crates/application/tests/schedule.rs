//! Deadlines, the Löschkonzept and what an event sets off, on the demo registers.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use application::view::{ErasureConceptView, TaskRow};
use application::{Access, Clock, Record, RecordId, StartKind, Workspace};
use std::collections::{BTreeMap, BTreeSet};
use tempfile::{TempDir, tempdir};

fn demo() -> (TempDir, Workspace) {
    let folder = tempdir().unwrap();
    let clock = Clock::with_today("2026-11-20".parse().unwrap());
    let mut workspace = Workspace::open(folder.path(), Access::Write, clock, "DSB").unwrap();
    workspace.load_demo().unwrap();
    (folder, workspace)
}

fn school(workspace: &Workspace) -> RecordId {
    workspace.find_register("Musterhofen").unwrap()
}

fn day(text: &str) -> chrono::NaiveDate {
    text.parse().unwrap()
}

#[test]
fn reviewed_and_unchanged_is_noted_and_can_be_undone() {
    let (_folder, mut workspace) = demo();
    let id = workspace.find_record("Visavid").unwrap();
    let opened = workspace.mark_reviewed(id, Some("Datenschutzbeauftragte/r")).unwrap();
    let Record::Activity(activity) = opened.record else { panic!() };
    assert_eq!(activity.next_review, Some(day("2027-11-20")));
    let note = activity.changes.last().unwrap();
    assert_eq!((note.text.as_str(), note.date), ("Geprüft, unverändert", day("2026-11-20")));
    assert_eq!(note.function.as_deref(), Some("Datenschutzbeauftragte/r"));
    let undo = workspace.undo_state().unwrap().undo.unwrap();
    assert!(undo.contains("Visavid") && undo.ends_with("geprüft, unverändert"), "{undo}");
    workspace.undo().unwrap();
    let Record::Activity(activity) = workspace.open_record(id).unwrap().record else { panic!() };
    assert_eq!(activity.next_review, None);
}

#[test]
fn a_party_is_not_reviewed() {
    let (_folder, mut workspace) = demo();
    let party = workspace.directory(None).unwrap().parties.remove(0).id;
    assert_eq!(workspace.mark_reviewed(party, None).unwrap_err().code, "E-NOT-FOUND");
    assert!(!workspace.undo_state().unwrap().undo.unwrap().contains("unverändert"));
}

/// Titles of the deadlines to mend errors.
fn errors_to_mend(workspace: &Workspace) -> Vec<(RecordId, String)> {
    let rows = workspace.deadlines(None, None, Some(day("2030-12-31"))).unwrap();
    let of_kind = rows.into_iter().filter(|row| row.kind_name == "Fehler beheben");
    of_kind.map(|row| (row.record, row.title)).collect()
}

#[test]
fn an_accepted_error_is_no_longer_to_be_mended() {
    let (_folder, mut workspace) = demo();
    let errors: Vec<_> = workspace
        .check(None)
        .unwrap()
        .into_iter()
        .filter(|finding| serde_json::to_value(finding.severity).unwrap() == "error")
        .collect();
    let (record, _) = errors_to_mend(&workspace).remove(0);
    let own: Vec<_> = errors.iter().filter(|finding| finding.record == record).collect();
    let accepted: Vec<_> = own
        .iter()
        .map(|finding| {
            serde_json::json!({
                "id": uuid::Uuid::now_v7(), "rule": finding.rule, "path": finding.path, "reason": "bekannt",
            })
        })
        .collect();
    workspace.set(record, "/acknowledgements", &serde_json::json!(accepted).to_string()).unwrap();
    assert!(!own.is_empty() && errors_to_mend(&workspace).iter().all(|(other, _)| *other != record));
}

fn task<'t>(tasks: &'t [TaskRow], data: &str, extended: bool) -> &'t TaskRow {
    tasks
        .iter()
        .find(|task| {
            task.title.contains("E-Mail") && task.data.contains(data) && task.exception.is_some() == extended
        })
        .unwrap_or_else(|| panic!("{data}: {tasks:#?}"))
}

#[test]
fn a_teacher_leaves_and_the_tasks_say_what_when_and_where() {
    let (_folder, workspace) = demo();
    let names = vec!["pädagogische".to_owned()];
    let what_if = workspace
        .what_if(school(&workspace), Some(StartKind::EndOfRelationship), names, day("2026-07-31"))
        .unwrap();
    let account = task(&what_if.tasks, "Passwort", false);
    assert_eq!(account.date.as_deref(), Some("2026-10-31"));
    assert_eq!(account.action.as_deref(), Some("Löschen"));
    assert!(account.label.contains("-L") && !account.steps.is_empty());
    let recovery = task(&what_if.tasks, "Passwort", true);
    assert_eq!(recovery.date.as_deref(), Some("2027-04-30"));
    let restricted = recovery.phases.last().unwrap();
    assert_eq!((restricted.from.as_str(), restricted.to.as_str()), ("2026-11-01", "2027-04-30"));
    assert_eq!(
        restricted.text,
        "in der Verarbeitung eingeschränkt vom 1. November 2026 bis zum 30. April 2027"
    );
    assert!(what_if.events.iter().any(|event| event.kind == StartKind::Collection));
}

fn assert_whole(concept: &ErasureConceptView) {
    let labels: BTreeSet<&str> = concept.rules.iter().map(|rule| rule.label.as_str()).collect();
    assert_eq!(labels.len(), concept.rules.len(), "each rule stands once");
    let cells = concept.matrix.rows.iter().flat_map(|row| row.cells.iter().flatten());
    let mut in_cells: Vec<&str> = cells.map(|cell| cell.label.as_str()).collect();
    assert_eq!(in_cells.len(), labels.len(), "each rule stands in one cell");
    in_cells.sort_unstable();
    assert_eq!(in_cells.into_iter().collect::<BTreeSet<_>>(), labels);
    for row in &concept.matrix.rows {
        assert_eq!(row.cells.len(), concept.matrix.columns.len());
        assert!(!row.period.contains("period-") && !row.period.contains("class-"), "{}", row.period);
    }
    let by_system: BTreeSet<&str> =
        concept.by_system.iter().flat_map(|group| &group.rules).map(String::as_str).collect();
    assert_eq!(by_system, labels, "each rule belongs to a system or to none");
}

#[test]
fn every_demo_register_has_a_whole_erasure_concept() {
    let (_folder, workspace) = demo();
    for register in workspace.registers().unwrap() {
        let concept = workspace.erasure_concept(register.id).unwrap();
        assert!(!concept.rules.is_empty() && concept.broken.is_empty(), "{}", register.name);
        assert_whole(&concept);
    }
}

#[test]
fn the_contact_form_is_erased_with_the_conversation_and_after_six_months_at_the_latest() {
    let (_folder, workspace) = demo();
    let id = workspace.find_record("Kontakt").unwrap();
    let opened = workspace.open_record(id).unwrap();
    let resolved = opened.resolved.unwrap();
    let categories = resolved.common.data_categories.items.into_iter();
    let categories =
        categories.chain(resolved.groups.into_iter().flat_map(|group| group.scope.data_categories.items));
    let comment = categories
        .map(|item| item.item)
        .find(|item| item["name"].as_str().unwrap().contains("Kommentar"))
        .unwrap();
    let category = comment["id"].as_str().unwrap().parse().unwrap();
    let sent = ("Absenden des Kommentars".to_owned(), day("2026-01-10"));
    let known = BTreeMap::from([sent.clone()]);
    let limits = workspace.limits(id, category, &known, &BTreeMap::new()).unwrap();
    let place = limits.iter().find(|place| place.place.is_some()).unwrap();
    assert_eq!(place.erase.date.as_deref(), Some("2026-07-10"));
    assert!(
        place
            .erase
            .open
            .iter()
            .all(|open| open.reason.starts_with("nicht berechenbar, weil nicht bekannt ist"))
    );
    assert!(!place.erase.open.is_empty());
    let closed = "Ende der jeweiligen Konversation mit der Nutzerin oder dem Nutzer und Behebung etwaiger Fehler im System";
    let known = BTreeMap::from([sent, (closed.to_owned(), day("2026-02-20"))]);
    let limits = workspace.limits(id, category, &known, &BTreeMap::new()).unwrap();
    let place = limits.iter().find(|place| place.place.is_some()).unwrap();
    assert_eq!(place.erase.date.as_deref(), Some("2026-02-20"));
    assert_eq!(place.clash, None);
}

#[test]
fn the_erasure_calendar_of_a_school_year_ends_with_its_last_day() {
    let (_folder, workspace) = demo();
    let calendar = workspace.erasure_calendar(school(&workspace), 2026).unwrap();
    assert_eq!(
        (calendar.year.as_str(), calendar.from.as_str(), calendar.to.as_str()),
        ("Schuljahr 2026/27", "2026-08-01", "2027-07-31")
    );
    let contents = calendar.runs.iter().find(|run| run.name.contains("Eigene Inhalte")).unwrap();
    assert_eq!((contents.date.as_str(), contents.events.as_str()), ("2027-07-31", "Schuljahr 2025/26"));
    assert!(workspace.erasure_calendar(school(&workspace), 300_000).is_err());
}

#[test]
fn suggestions_are_those_of_the_land_and_say_what_is_to_be_checked() {
    let (_folder, workspace) = demo();
    let presets = workspace.presets(school(&workspace)).unwrap();
    assert!(presets.iter().all(|preset| ["DE-BY", "DE"].contains(&preset.jurisdiction.as_str())));
    let of = |id: &str| presets.iter().find(|preset| preset.id == id).unwrap();
    assert_eq!(of("BY-40-50").to_check, None);
    assert!(of("BY-A2-7-LOG").to_check.is_some());
    let ids: BTreeSet<_> = presets.iter().map(|preset| preset.rule.id).collect();
    assert_eq!(ids.len(), presets.len(), "each suggested rule has an id of its own");
}
