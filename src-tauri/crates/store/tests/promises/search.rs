//! Finding what was typed.

use store::{OperationLabel, Projection, StoreError};

use crate::{Desk, project, projection, record, revision};

impl Desk {
    fn found(&self, query: &str) -> Vec<String> {
        self.store.search(None, query).unwrap().into_iter().map(|hit| hit.title).collect()
    }
}

#[test]
fn finds_umlauts_and_compounds() {
    let mut desk = Desk::new();
    desk.write(1, "Größe der Klasse");
    desk.write(2, "Schülerstammblatt");
    desk.write(3, "Prinzipien der IT (KI-Nutzung)");
    for query in ["Größe", "groesse", "grosse", "GRÖSSE", "Gro\u{308}ße", "röß"] {
        assert_eq!(desk.found(query), ["Größe der Klasse"], "{query}");
    }
    for query in ["stamm", "schuelerstamm", "SCHÜLER blatt", "schuler"] {
        assert_eq!(desk.found(query), ["Schülerstammblatt"], "{query}");
    }
    for query in ["IT", "ki", "(KI"] {
        assert_eq!(desk.found(query), ["Prinzipien der IT (KI-Nutzung)"], "{query}");
    }
    assert!(desk.found("ip").is_empty(), "short words begin words");
    assert!(desk.found("größe stamm").is_empty(), "every word must be there");
}

#[test]
fn a_query_is_never_syntax() {
    let mut desk = Desk::new();
    desk.write(1, "Rabatt 100% \"sicher\" NEAR [x] a_b");
    desk.write(2, "anderes");
    for query in ["\"sicher\"", "100%", "NEAR", "[x", "a_b", "\"s", "%", "x]"] {
        assert_eq!(desk.found(query).len(), 1, "{query}");
    }
    for query in [
        "sicher* OR anderes",
        "NOT",
        "expanded:sicher",
        "a?b",
        "[a-z]",
        "'",
        "\"\"\"\"",
        "^rabatt",
        "rabatt\0sichr",
        "(",
        "*",
        "",
        " \t",
    ] {
        assert_eq!(desk.found(query).len(), 0, "{query}");
    }
    assert!(desk.found(&"ä".repeat(10_000)).is_empty());
}

#[test]
fn finds_text_inside_a_record_and_shows_where() {
    let mut desk = Desk::new();
    let now = desk.now();
    let register = record(100);
    desk.store
        .transact(&OperationLabel::new("new", ""), now, "DSB", |tx| {
            let inside = Projection {
                register: Some(register),
                position: 1,
                search_text: vec![
                    "Zweck".to_owned(),
                    format!("{} die Videokonferenz läuft über {}", "x".repeat(200), "y".repeat(200)),
                ],
                ..projection("Visavid")
            };
            tx.put(&revision(1, vec![], "Visavid"), &inside)?;
            let titled = Projection { position: 2, ..projection("Videokonferenz") };
            tx.put(&revision(2, vec![], "Videokonferenz"), &titled)
        })
        .unwrap();
    assert_eq!(desk.found("videokonferenz"), ["Videokonferenz", "Visavid"]);
    assert_eq!(desk.found("visavid laeuft"), ["Visavid"]);
    let hits = desk.store.search(Some(register), "konferenz").unwrap();
    assert_eq!(hits.len(), 1);
    assert!(hits[0].excerpt.contains("die Videokonferenz läuft"));
    assert!(hits[0].excerpt.chars().count() < 200);
}

#[test]
fn projections_can_be_rebuilt_at_any_time() {
    let mut desk = Desk::new();
    desk.write(1, "Größe");
    desk.write(2, "Visavid");
    desk.delete(2);
    let rows = desk.store.records(&store::Filter::default()).unwrap();
    assert_eq!(desk.store.reproject(project).unwrap(), 1);
    assert_eq!(desk.store.records(&store::Filter::default()).unwrap(), rows);
    assert_eq!(desk.found("groesse"), ["Größe"]);
    desk.assert_sound();
}

#[test]
fn lists_follow_register_kind_and_position() {
    let mut desk = Desk::new();
    let (school, item) = (record(100), record(200));
    let now = desk.now();
    desk.store
        .transact(&OperationLabel::new("new", ""), now, "DSB", |tx| {
            for (id, position, kind) in [(1, 2, "activity"), (2, 1, "activity"), (3, 0, "party")] {
                let text = format!("Eintrag {id}");
                let projection = Projection {
                    register: (kind == "activity").then_some(school),
                    kind: kind.to_owned(),
                    position,
                    item_ids: vec![item],
                    ..projection(&text)
                };
                tx.put(&revision(id, vec![], &text), &projection)?;
            }
            Ok::<_, StoreError>(())
        })
        .unwrap();
    let list = |register, kind: Option<&str>| -> Vec<_> {
        let filter = store::Filter { register, kind: kind.map(str::to_owned) };
        let heads = desk.store.heads(&filter).unwrap();
        heads.into_iter().map(|head| head.record.as_u128()).collect()
    };
    assert_eq!(list(None, None), [3, 2, 1]);
    assert_eq!(list(Some(school), None), [2, 1]);
    assert_eq!(list(None, Some("party")), [3]);
    assert_eq!(list(Some(school), Some("party")), [0_u128; 0]);
    assert_eq!(desk.store.records_with_item(item).unwrap(), [record(1), record(2), record(3)]);
}
