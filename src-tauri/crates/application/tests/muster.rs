//! One set of Muster for many schools: adopted, edited, published, followed or not, undone.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use application::view::{FollowDecision, OriginKind, Taken};
use application::{Access, Clock, Record, RecordId, Workspace};
use serde_json::{Value, json};
use std::path::Path;
use tempfile::{TempDir, tempdir};
use uuid::Uuid;

fn open(folder: &Path) -> Workspace {
    let clock = Clock::with_today("2026-11-21".parse().unwrap());
    Workspace::open(folder, Access::Write, clock, "DSB").unwrap()
}

fn empty() -> (TempDir, Workspace) {
    let folder = tempdir().unwrap();
    let workspace = open(folder.path());
    (folder, workspace)
}

fn edit(workspace: &mut Workspace, id: RecordId, path: &str, value: Value) {
    let opened = workspace.open_record(id).unwrap();
    let mut content = serde_json::to_value(&opened.record).unwrap();
    *register::path::get_mut(&mut content, path).unwrap() = value;
    let content: Record = serde_json::from_value(content).unwrap();
    workspace.save(id, &opened.head, Uuid::now_v7(), content).unwrap();
}

fn at(workspace: &Workspace, id: RecordId, path: &str) -> Value {
    let content = serde_json::to_value(workspace.open_record(id).unwrap().record).unwrap();
    register::path::get(&content, path).unwrap().clone()
}

fn muster(workspace: &Workspace, key: &str) -> RecordId {
    workspace.find_template(key).unwrap()
}

/// A school with the Muster for Visavid, and its activity.
fn school(workspace: &mut Workspace, name: &str) -> (RecordId, RecordId) {
    let wanted = [muster(workspace, "bavarian-school"), muster(workspace, "visavid")];
    let register = workspace.new_register(name, &wanted).unwrap();
    let activity = workspace.activities(Some(register)).unwrap()[0].id;
    (register, activity)
}

fn row(workspace: &Workspace, template: RecordId) -> application::view::TemplateRow {
    workspace.templates().unwrap().into_iter().find(|row| row.id == template).unwrap()
}

const DESCRIPTION: &str = "/content/activity/description";

fn publish(workspace: &mut Workspace, template: RecordId, path: &str, value: Value) {
    edit(workspace, template, path, value);
    workspace.publish_template(template).unwrap();
}

#[test]
fn thirty_schools_follow_one_muster_each_as_it_likes() {
    let (folder, mut workspace) = empty();
    let visavid = muster(&workspace, "visavid");
    let schools: Vec<_> =
        (1..=30).map(|number| school(&mut workspace, &format!("Schule {number:02}"))).collect();
    assert_eq!(row(&workspace, visavid).adopted, 30);
    let table = workspace.deviations(None).unwrap();
    let mut activities = table.rows.iter().filter(|row| row.record != row.register);
    assert!(activities.all(|row| row.fields.is_empty() && !row.update && row.origin_version == Some(1)));

    // Some schools say it in their own words, one of them just what changes in the Muster, too.
    edit(&mut workspace, schools[0].1, "/title", json!("Videokonferenzen"));
    edit(&mut workspace, schools[1].1, "/description", json!("Bei uns nur für Konferenzen."));
    edit(&mut workspace, visavid, DESCRIPTION, json!("Neu beschrieben."));
    let update = |workspace: &Workspace| {
        workspace.deviations(None).unwrap().rows.iter().filter(|row| row.update).count()
    };
    assert_eq!(update(&workspace), 0, "an edited Muster is no new version before it is published");
    workspace.publish_template(visavid).unwrap();
    assert_eq!(update(&workspace), 30);
    let table = workspace.deviations(Some(schools[0].0)).unwrap();
    let deviating = table.rows.iter().find(|row| row.record == schools[0].1).unwrap();
    let fields: Vec<&str> = deviating.fields.iter().map(|field| field.path.as_str()).collect();
    assert_eq!(fields, ["/title"]);
    assert_eq!(deviating.fields[0].ours.as_ref().unwrap().text, "Videokonferenzen");
    assert_eq!((deviating.origin_kind, deviating.newest_version), (OriginKind::Template, Some(2)));

    let preview = workspace.follow_preview(schools[0].1).unwrap();
    assert_eq!((preview.from_version, preview.to_version), (Some(1), Some(2)));
    let paths = |changes: &[application::view::FieldChange]| -> Vec<String> {
        changes.iter().map(|change| change.path.clone()).collect()
    };
    assert_eq!(paths(&preview.incoming), ["/description"]);
    assert_eq!(paths(&preview.kept), ["/title"]);
    assert!(preview.conflicts.is_empty());
    assert_eq!(workspace.follow_preview(schools[1].1).unwrap().conflicts.len(), 1);

    // The third refuses, the second leaves its conflict open, all others accept at once.
    let refuse = FollowDecision { path: "/description".into(), take: Taken::Ours };
    let refused = workspace.follow_apply(schools[2].1, &[refuse]).unwrap();
    assert!(refused.conflicts.is_empty());
    let all: Vec<RecordId> = schools.iter().map(|(_, activity)| *activity).collect();
    assert_eq!(workspace.follow_all(&all).unwrap(), 29, "who has refused is not asked again");
    assert_eq!(workspace.follow_all(&all).unwrap(), 0, "following twice changes nothing");
    assert_eq!(at(&workspace, schools[0].1, "/description"), "Neu beschrieben.");
    assert_eq!(at(&workspace, schools[0].1, "/title"), "Videokonferenzen");
    assert_eq!(at(&workspace, schools[1].1, "/description"), "Bei uns nur für Konferenzen.");
    assert_eq!(workspace.open_record(schools[1].1).unwrap().conflicts.len(), 1);
    assert_ne!(at(&workspace, schools[2].1, "/description"), "Neu beschrieben.");
    let table = workspace.deviations(Some(schools[2].0)).unwrap();
    let third = table.rows.iter().find(|row| row.record == schools[2].1).unwrap();
    assert_eq!((third.update, paths(&third.fields)), (false, vec!["/description".to_owned()]));

    // One step back takes it back everywhere, also after a restart.
    drop(workspace);
    let mut workspace = open(folder.path());
    workspace.undo().unwrap();
    assert_eq!(update(&workspace), 29);
    assert_ne!(at(&workspace, schools[29].1, "/description"), "Neu beschrieben.");
    workspace.redo().unwrap();
    assert_eq!(update(&workspace), 0);
    assert_eq!(at(&workspace, schools[29].1, "/description"), "Neu beschrieben.");
    assert!(workspace.verify().unwrap().sound);
}

#[test]
fn the_defaults_of_a_school_follow_their_muster_too() {
    let (_folder, mut workspace) = empty();
    let (register, _) = school(&mut workspace, "Schule am See");
    let template = muster(&workspace, "bavarian-school");
    let withdrawal = "/content/defaults/information/withdrawal";
    publish(
        &mut workspace,
        template,
        withdrawal,
        json!({ "state": "given", "value": "formlos im Sekretariat" }),
    );
    let preview = workspace.follow_preview(register).unwrap();
    assert!(preview.conflicts.is_empty() && preview.kept.is_empty());
    assert!(
        preview.incoming.iter().all(|change| change.path.starts_with("/defaults/information/withdrawal"))
    );
    workspace.follow_apply(register, &[]).unwrap();
    assert_eq!(at(&workspace, register, "/defaults/information/withdrawal/value"), "formlos im Sekretariat");
}

#[test]
fn a_shipped_muster_is_edited_deleted_and_stands_as_it_ships_again() {
    let (_folder, mut workspace) = empty();
    let template = muster(&workspace, "visavid");
    let shipped = workspace.open_template(template).unwrap();
    assert!(!row(&workspace, template).edited && shipped.conflicts.is_empty());
    edit(&mut workspace, template, "/title", json!("Visavid für das Schulamt"));
    let edited = row(&workspace, template);
    assert!(edited.edited && edited.shipped && edited.newer_shipped.is_none());
    assert_eq!(muster(&workspace, "Visavid für das Schulamt"), template);
    workspace.undo().unwrap();
    assert_eq!(workspace.open_template(template).unwrap().record, shipped.record);
    workspace.redo().unwrap();
    workspace.delete(template).unwrap();
    let opened = workspace.open_template(template).unwrap();
    assert_eq!((&opened.head, &opened.record), (&shipped.head, &shipped.record));
    edit(&mut workspace, template, "/title", json!("Noch einmal"));
    assert_eq!(row(&workspace, template).title, "Noch einmal");
    assert!(workspace.verify().unwrap().sound);
}

#[test]
fn a_shipped_muster_has_the_same_revision_on_every_machine() {
    let (_here, here) = empty();
    let (_there, there) = empty();
    let template = muster(&here, "visavid");
    assert_eq!(here.open_template(template).unwrap().head, there.open_template(template).unwrap().head);
}

#[test]
fn an_activity_becomes_a_muster_without_what_is_the_schools_own() {
    let (_folder, mut workspace) = empty();
    let (_, activity) = school(&mut workspace, "Schule am See");
    edit(&mut workspace, activity, "/department", json!({ "state": "given", "value": "Sekretariat" }));
    edit(&mut workspace, activity, "/internal_note", json!("nur für uns"));
    let template = workspace.new_template(activity, "Visavid im Landkreis").unwrap();
    let opened = workspace.open_template(template).unwrap();
    let Record::Template(made) = &opened.record else { panic!() };
    assert_eq!(made.version, 1);
    let text = serde_json::to_string(&opened.record).unwrap();
    assert!(!text.contains("Sekretariat") && !text.contains("nur für uns"));
    assert!(made.open_points.iter().any(|point| point.path == "/department"));
    assert!(made.open_points.iter().all(|point| point.question.ends_with('?')));
    let shown = row(&workspace, template);
    assert!(!shown.shipped && !shown.edited);

    // A school that adopts it is asked for its own department until it says something.
    let register = workspace.new_register("Schule am Berg", &[template]).unwrap();
    let adopted = workspace.activities(Some(register)).unwrap()[0].id;
    let asked = |workspace: &Workspace| {
        let points = workspace.open_record(adopted).unwrap().open_points;
        points.iter().any(|point| point.path == "/department")
    };
    assert!(asked(&workspace));
    edit(&mut workspace, adopted, "/department", json!({ "state": "given", "value": "Verwaltung" }));
    assert!(!asked(&workspace));
    let table = workspace.deviations(Some(register)).unwrap();
    assert!(table.rows.iter().all(|row| row.fields.is_empty()), "filling in an open point is no deviation");
    workspace.delete(template).unwrap();
    assert!(workspace.templates().unwrap().iter().all(|row| row.id != template));
    assert!(!workspace.deviations(Some(register)).unwrap().rows[0].update);
}

#[test]
fn corrections_of_a_muster_are_applied_and_marked() {
    let (_folder, mut workspace) = empty();
    let (_, activity) = school(&mut workspace, "Schule am See");
    let text = serde_json::to_string(&workspace.open_record(activity).unwrap().record).unwrap();
    assert!(!text.contains("\"wording\":\"§ 46 Abs. 1 Satz 1 BayEUG\""));
    assert!(text.contains("\"wording\":\"§ 46 Abs. 1 Satz 1 BaySchO\"") && text.contains("to_check"));
}

#[test]
fn what_is_not_newer_cannot_be_followed() {
    let (_folder, mut workspace) = empty();
    let (_, activity) = school(&mut workspace, "Schule am See");
    assert_eq!(workspace.follow_preview(activity).unwrap_err().code, "E-NOT-FOUND");
    let template = muster(&workspace, "visavid");
    publish(&mut workspace, template, DESCRIPTION, json!("Neu."));
    let own = FollowDecision { path: "/description".into(), take: Taken::Value };
    assert_eq!(workspace.follow_apply(activity, &[own]).unwrap_err().code, "E-INVALID");
}

#[test]
fn the_demo_registers_know_how_they_deviate() {
    let (_folder, mut workspace) = empty();
    workspace.load_demo().unwrap();
    let table = workspace.deviations(None).unwrap();
    assert!(table.rows.len() > 10, "{}", table.rows.len());
    let newer: Vec<_> = table.rows.iter().filter(|row| row.update).map(|row| &row.title).collect();
    assert!(newer.is_empty(), "{newer:?}");
    assert!(table.rows.iter().any(|row| !row.fields.is_empty()));
    for field in table.rows.iter().flat_map(|row| &row.fields) {
        assert!(!field.place.is_empty() && !field.place.starts_with('/'), "{}", field.path);
    }
}
