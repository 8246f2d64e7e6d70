use crate::sample::{self, LENDING, id, json_file, register, revision};
use exchange::native::{FileRecord, LocalRecord, NativeFile, Plan, plan, read};
use proptest::prelude::*;
use register::id::RecordId;
use register::record::RevisionId;
use std::collections::BTreeSet;
use std::convert::Infallible;

fn planned(file: &NativeFile, local: impl Fn(RecordId) -> Option<LocalRecord>) -> Plan {
    let Ok(plan) = plan(file, |id| Ok::<_, Infallible>(local(id)));
    plan
}

fn as_local(record: &FileRecord) -> LocalRecord {
    LocalRecord { head: record.head.clone(), ancestors: record.ancestors.keys().cloned().collect() }
}

/// The plan for the sample's activity alone when the store holds this of it.
fn class_of(local: Option<LocalRecord>) -> Plan {
    let mut file = register();
    file.records.retain(|record| record.id == id(LENDING));
    planned(&file, |_| local.clone())
}

fn local(head: &str, ancestors: &[&str]) -> Option<LocalRecord> {
    Some(LocalRecord {
        head: revision(head),
        ancestors: ancestors.iter().map(|name| revision(name)).collect(),
    })
}

#[test]
fn into_an_empty_store_everything_is_new() {
    let file = register();
    let all = file.records.iter().map(|record| record.id).collect();
    assert_eq!(planned(&file, |_| None), Plan { new: all, ..Plan::default() });
}

#[test]
fn into_the_state_it_came_from_everything_is_unchanged() {
    let store = register();
    let file = read(&sample::file()).unwrap();
    let plan = planned(&file, |id| store.records.iter().find(|record| record.id == id).map(as_local));
    let all: Vec<RecordId> = store.records.iter().map(|record| record.id).collect();
    assert_eq!(plan, Plan { unchanged: all, ..Plan::default() });
}

#[test]
fn a_head_that_the_file_knows_as_earlier_was_changed_there() {
    for earlier in [local("first", &[]), local("left", &["first"])] {
        assert_eq!(class_of(earlier), Plan { changed_there: vec![id(LENDING)], ..Plan::default() });
    }
}

#[test]
fn a_head_that_follows_the_files_was_changed_here() {
    let mut later = as_local(&register().records[1]);
    later.ancestors.insert(later.head);
    later.head = revision("later");
    assert_eq!(class_of(Some(later)), Plan { changed_here: vec![id(LENDING)], ..Plan::default() });
}

#[test]
fn heads_that_do_not_follow_each_other_have_diverged() {
    for other in [local("mine", &["first", "left", "right"]), local("stranger", &[])] {
        assert_eq!(class_of(other), Plan { diverged: vec![id(LENDING)], ..Plan::default() });
    }
}

#[test]
fn a_forged_history_does_not_push_a_later_local_entry_aside() {
    // The store knows the file's head as earlier; the file claims the same of the store's head.
    let mut file = register();
    file.records.retain(|record| record.id == id(LENDING));
    file.records[0].ancestors.insert(revision("mine"), vec![]);
    let head = file.records[0].head.clone();
    let mine = LocalRecord { head: revision("mine"), ancestors: BTreeSet::from([head]) };
    assert_eq!(planned(&file, |_| Some(mine.clone())).changed_here, [id(LENDING)]);
}

#[test]
fn what_the_file_does_not_mention_is_in_no_class() {
    let mut file = register();
    let absent = file.records.pop().unwrap().id;
    let plan = planned(&file, |_| None);
    assert!(!plan.new.contains(&absent));
    assert!(json_file()["records"].as_array().unwrap().len() > plan.new.len());
}

#[test]
fn a_store_that_fails_stops_the_plan() {
    assert_eq!(plan(&register(), |_| Err("locked")), Err("locked"));
}

fn any_local() -> impl Strategy<Value = Option<LocalRecord>> {
    let known = || prop::sample::select(vec!["first", "left", "right", "document", "mine", "theirs"]);
    let ids = prop::collection::btree_set(known().prop_map(revision), 0..4);
    let heads: Vec<RevisionId> = register().records.into_iter().map(|record| record.head).collect();
    let head = prop_oneof![known().prop_map(revision), prop::sample::select(heads)];
    prop::option::of((head, ids).prop_map(|(head, ancestors)| LocalRecord { head, ancestors }))
}

proptest! {
    #[test]
    fn every_record_is_in_exactly_one_class(locals in prop::collection::vec(any_local(), 4)) {
        let file = register();
        let plan = planned(&file, |wanted| {
            locals[file.records.iter().position(|record| record.id == wanted).unwrap()].clone()
        });
        let Plan { new, changed_there, changed_here, unchanged, diverged } = plan;
        let mut all = [new, changed_there, changed_here, unchanged, diverged].concat();
        all.sort();
        prop_assert_eq!(all, file.records.iter().map(|record| record.id).collect::<Vec<_>>());
    }
}
