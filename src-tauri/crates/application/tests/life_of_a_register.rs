//! One life of a register through the use-cases: made from templates, edited, undone, exported, imported, restored.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use application::{Access, Clock, Format, ImportOptions, ImportReport, Record, RecordId, Workspace};
use serde_json::json;
use std::path::Path;
use tempfile::{TempDir, tempdir};
use uuid::Uuid;

fn open(folder: &Path) -> Workspace {
    let clock = Clock::with_today("2026-11-21".parse().unwrap());
    Workspace::open(folder, Access::Write, clock, "DSB").unwrap()
}

fn demo() -> (TempDir, Workspace) {
    let folder = tempdir().unwrap();
    let mut workspace = open(folder.path());
    workspace.load_demo().unwrap();
    (folder, workspace)
}

fn import(workspace: &mut Workspace, file: &Path) -> ImportReport {
    workspace.import(file, &ImportOptions::default()).unwrap()
}

fn register(workspace: &Workspace, name: &str) -> RecordId {
    workspace.find_register(name).unwrap()
}

fn visavid(workspace: &Workspace) -> RecordId {
    workspace.find_record("Visavid").unwrap()
}

/// Changes the record as a window would: open, change the JSON, save with the head that was opened.
fn edit(workspace: &mut Workspace, id: RecordId, session: Uuid, path: &str, value: serde_json::Value) {
    let opened = workspace.open_record(id).unwrap();
    let mut content = serde_json::to_value(&opened.record).unwrap();
    *register::path::get_mut(&mut content, path).unwrap() = value;
    let content: Record = serde_json::from_value(content).unwrap();
    workspace.save(id, &opened.head, session, content).unwrap();
}

fn title(workspace: &Workspace, id: RecordId) -> String {
    workspace.open_record(id).unwrap().title
}

#[test]
fn loading_the_demo_twice_changes_nothing() {
    let (_folder, mut workspace) = demo();
    let before = workspace.activities(None).unwrap();
    assert_eq!(workspace.load_demo().unwrap().len(), 4);
    assert_eq!(workspace.activities(None).unwrap(), before);
}

#[test]
fn a_register_from_templates_has_their_activities_in_order() {
    let folder = tempdir().unwrap();
    let mut workspace = open(folder.path());
    let templates: Vec<_> = ["bavarian-school", "visavid", "official-email"]
        .map(|key| workspace.find_template(key).unwrap())
        .to_vec();
    let id = workspace.new_register("Schule am Öresund", &templates).unwrap();
    let titles: Vec<_> =
        workspace.activities(Some(id)).unwrap().into_iter().map(|row| (row.number, row.title)).collect();
    assert_eq!(titles.len(), 2);
    assert!(titles[0].1.contains("Visavid") && titles[0].0 == 1, "{titles:?}");
    let opened = workspace.open_record(visavid(&workspace)).unwrap();
    assert!(!opened.sentences.is_empty() && opened.resolved.is_some());
    let parties = workspace.directory(Some(id)).unwrap().parties;
    assert!(parties.iter().any(|party| party.title.contains("Auctores")), "{parties:?}");
}

#[test]
fn one_sitting_is_one_step_to_undo_and_survives_a_restart() {
    let (folder, mut workspace) = demo();
    let id = visavid(&workspace);
    let before = title(&workspace, id);
    let session = Uuid::now_v7();
    for text in ["V", "Vi", "Visavid, geändert"] {
        edit(&mut workspace, id, session, "/title", json!(text));
    }
    drop(workspace);
    let mut workspace = open(folder.path());
    assert_eq!(title(&workspace, id), "Visavid, geändert");
    workspace.undo().unwrap();
    assert_eq!(title(&workspace, id), before);
    workspace.redo().unwrap();
    assert_eq!(title(&workspace, id), "Visavid, geändert");
}

#[test]
fn saving_over_a_newer_state_is_refused() {
    let (_folder, mut workspace) = demo();
    let id = visavid(&workspace);
    let old = workspace.open_record(id).unwrap();
    edit(&mut workspace, id, Uuid::now_v7(), "/title", json!("anders"));
    let failure = workspace.save(id, &old.head, Uuid::now_v7(), old.record).unwrap_err();
    assert_eq!(failure.code, "E-STALE");
    assert_eq!(title(&workspace, id), "anders");
}

#[test]
fn a_deleted_activity_comes_back_whole() {
    let (_folder, mut workspace) = demo();
    let id = visavid(&workspace);
    let before = workspace.open_record(id).unwrap();
    workspace.delete(id).unwrap();
    assert_eq!(workspace.open_record(id).unwrap_err().code, "E-NOT-FOUND");
    workspace.undo().unwrap();
    assert_eq!(workspace.open_record(id).unwrap().record, before.record);
}

#[test]
fn deleting_a_register_takes_everything_of_it_and_undo_brings_it_back() {
    let (_folder, mut workspace) = demo();
    let school = register(&workspace, "Grund- und Mittelschule Musterhofen");
    let before = workspace.activities(None).unwrap();
    workspace.delete(school).unwrap();
    assert!(workspace.activities(None).unwrap().len() < before.len());
    workspace.undo().unwrap();
    assert_eq!(workspace.activities(None).unwrap(), before);
}

#[test]
fn a_reference_to_nothing_is_refused() {
    let (_folder, mut workspace) = demo();
    let id = visavid(&workspace);
    let nowhere = json!({ "state": "inherit", "from": { "group": Uuid::now_v7() } }).to_string();
    let failure = workspace.set(id, "/common/purposes", &nowhere).unwrap_err();
    assert_eq!(failure.code, "E-INVALID");
    assert_eq!(workspace.set(id, "/no/such/path", "x").unwrap_err().code, "E-NOT-FOUND");
    assert_eq!(workspace.set(id, "/position", "viele").unwrap_err().code, "E-INVALID");
}

#[test]
fn a_circle_of_inheritance_is_refused() {
    let (_folder, mut workspace) = demo();
    let id = visavid(&workspace);
    let opened = workspace.open_record(id).unwrap();
    let Record::Activity(activity) = &opened.record else { panic!("an activity") };
    let [a, b] = [activity.groups[0].id, activity.groups[1].id];
    let path = |group| format!("/groups/{group}/purposes");
    workspace.set(id, &path(b), &json!({ "state": "inherit", "from": { "group": a } }).to_string()).unwrap();
    let failure = workspace
        .set(id, &path(a), &json!({ "state": "inherit", "from": { "group": b } }).to_string())
        .unwrap_err();
    assert_eq!(failure.code, "E-CIRCLE");
}

#[test]
fn what_is_typed_is_found_whatever_the_spelling() {
    let (_folder, mut workspace) = demo();
    let id = visavid(&workspace);
    workspace.set(id, "/description", "Größenangaben im Schülerstammblatt").unwrap();
    for query in ["groessen", "größen", "stammblatt", "Schueler"] {
        let hits = workspace.search(None, query).unwrap();
        assert!(hits.iter().any(|hit| hit.record == id), "{query}");
    }
}

#[test]
fn a_register_travels_to_another_store_and_back() {
    let (folder, mut workspace) = demo();
    let school = register(&workspace, "Grund- und Mittelschule Musterhofen");
    let file = folder.path().join("schule.vvt.json");
    workspace.export_to(school, Format::Json, &file).unwrap();

    let elsewhere = tempdir().unwrap();
    let mut other = open(elsewhere.path());
    let dry_run = ImportOptions { dry_run: true, ..ImportOptions::default() };
    assert!(!other.import(&file, &dry_run).unwrap().applied);
    assert!(other.registers().unwrap().is_empty());
    let report = import(&mut other, &file);
    assert!(report.applied && report.new > 5);
    let rows = |workspace: &Workspace| -> Vec<_> {
        let rows = workspace.activities(Some(school)).unwrap();
        rows.into_iter().map(|row| (row.id, row.number, row.title)).collect()
    };
    assert_eq!(rows(&other), rows(&workspace));
    let again = import(&mut other, &file);
    assert_eq!((again.new, again.unchanged), (0, report.new));

    let id = visavid(&other);
    other.set(id, "/title", "Visavid der Kollegin").unwrap();
    let back = elsewhere.path().join("zurueck.vvt.json");
    other.export_to(school, Format::Json, &back).unwrap();
    let report = import(&mut workspace, &back);
    assert_eq!((report.changed_there, report.new), (1, 0));
    assert_eq!(title(&workspace, id), "Visavid der Kollegin");
    workspace.undo().unwrap();
    assert_ne!(title(&workspace, id), "Visavid der Kollegin");
}

#[test]
fn what_both_sides_changed_stays_in_two_versions_until_somebody_decides() {
    let (folder, mut workspace) = demo();
    let school = register(&workspace, "Grund- und Mittelschule Musterhofen");
    let elsewhere = tempdir().unwrap();
    let mut other = open(elsewhere.path());
    let file = folder.path().join("schule.vvt.json");
    workspace.export_to(school, Format::Json, &file).unwrap();
    import(&mut other, &file);
    let id = visavid(&workspace);
    workspace.set(id, "/title", "hier geändert").unwrap();
    workspace.set(id, "/dpo_opinion", "nur hier").unwrap();
    other.set(id, "/title", "dort geändert").unwrap();
    other.set(id, "/description", "nur dort").unwrap();
    other.export_to(school, Format::Json, &file).unwrap();
    let report = import(&mut workspace, &file);
    assert_eq!((report.merged, report.conflicts, report.new, report.changed_there), (1, 1, 0, 0));
    let content = |workspace: &Workspace| match workspace.open_record(id).unwrap().record {
        Record::Activity(activity) => activity,
        other => panic!("{other:?}"),
    };
    let merged = content(&workspace);
    assert_eq!(merged.title, "hier geändert");
    assert_eq!(
        (merged.dpo_opinion.as_deref(), merged.description.as_deref()),
        (Some("nur hier"), Some("nur dort"))
    );
    let open = workspace.conflicts(Some(school)).unwrap();
    assert_eq!(open.len(), 1);
    assert_eq!(open[0].theirs.as_ref().unwrap().text, "dort geändert");
    assert_eq!(open[0].register, Some(school), "two registers may have the same name");
    let row = workspace.activities(Some(school)).unwrap().into_iter().find(|row| row.id == id).unwrap();
    assert_eq!(row.conflicts, 1);

    // Importing the same file again changes nothing.
    let again = import(&mut workspace, &file);
    assert_eq!((again.merged, again.changed_there, again.new), (0, 0, 0));
    assert_eq!(workspace.conflicts(None).unwrap().len(), 1);

    let decision = application::view::Decision {
        conflict: open[0].id.clone(),
        take: application::view::Taken::Theirs,
        value: None,
    };
    assert!(workspace.resolve_conflicts(&[decision]).unwrap().is_empty());
    assert_eq!(content(&workspace).title, "dort geändert");

    // The other side gets the decision with the next file and has nothing left to decide.
    workspace.export_to(school, Format::Json, &file).unwrap();
    let report = import(&mut other, &file);
    assert_eq!((report.changed_there, report.conflicts), (1, 0));
    assert_eq!(content(&other), content(&workspace));

    // The whole import is one step to undo, the decision another.
    workspace.undo().unwrap();
    assert_eq!(workspace.conflicts(None).unwrap().len(), 1);
    workspace.undo().unwrap();
    assert!(workspace.conflicts(None).unwrap().is_empty());
    assert_ne!(content(&workspace).description.as_deref(), Some("nur dort"));
    let reports = workspace.import_reports().unwrap();
    assert_eq!(reports.len(), 1);
    assert!(reports[0].undone);
    assert!(workspace.verify().unwrap().sound);
}

#[test]
fn a_backup_brings_back_what_was_there() {
    let (folder, mut workspace) = demo();
    let id = visavid(&workspace);
    let before = title(&workspace, id);
    let backup = workspace.backup(None).unwrap().path.unwrap();
    workspace.set(id, "/title", "danach").unwrap();
    drop(workspace);
    let kept = Workspace::restore(folder.path(), &backup, Clock::system()).unwrap();
    assert!(kept.path.is_some(), "what was there is copied aside");
    let workspace = open(folder.path());
    assert_eq!(title(&workspace, id), before);
    assert!(workspace.verify().unwrap().sound);
}

#[test]
fn a_second_writer_is_told_and_readers_are_welcome() {
    let (folder, _workspace) = demo();
    let failure = Workspace::open(folder.path(), Access::Write, Clock::system(), "").unwrap_err();
    assert_eq!(failure.code, "E-LOCKED");
    let reader = Workspace::open(folder.path(), Access::Read, Clock::system(), "").unwrap();
    assert_eq!(reader.registers().unwrap().len(), 4);
}

#[test]
fn what_is_still_named_somewhere_cannot_be_deleted() {
    let (_folder, mut workspace) = demo();
    let activity = visavid(&workspace);
    let Record::Activity(content) = workspace.open_record(activity).unwrap().record else {
        panic!("no activity");
    };
    let system = content.systems[0];
    let failure = workspace.delete(system).unwrap_err();
    assert_eq!(failure.code, "E-IN-USE");
    assert!(failure.message.contains(&content.title), "{}", failure.message);
    assert!(workspace.open_record(system).is_ok());
    // Nor can a system be part of itself, however long the way round.
    let failure = workspace.set(system, "/part_of", &system.to_string()).unwrap_err();
    assert_eq!(failure.code, "E-CIRCLE");
}

#[test]
fn unusual_text_is_kept_faithfully() {
    let (_folder, mut workspace) = demo();
    let id = visavid(&workspace);
    for text in ["Ä".repeat(10_000), "ab\u{1b}[31m\u{202e}rtl\u{202c}".to_owned(), "עברית".to_owned()] {
        workspace.set(id, "/title", &text).unwrap();
        assert_eq!(title(&workspace, id), text);
    }
    // No spreadsheet takes this one, so it does not get in.
    let before = title(&workspace, id);
    let failure = workspace.set(id, "/title", "a\u{0}b").unwrap_err();
    assert_eq!(
        (failure.code, failure.detail.unwrap().as_str()),
        ("E-INVALID", "/title holds the character U+0000")
    );
    assert_eq!(title(&workspace, id), before);
}
