//! A file of every version ever written stays readable for ever. These files are never changed, only joined by newer.

use crate::sample::id;
use exchange::native::{Scope, read, write};
use register::record::{Record, Revision};

pub(crate) const VERSION_1: &[u8] = include_bytes!("../golden/v1.vvt.json");
pub(crate) const VERSION_2_ACTIVITIES: &[u8] = include_bytes!("../golden/v2-activities.vvt.json");
pub(crate) const VERSION_2_TEMPLATES: &[u8] = include_bytes!("../golden/v2-templates.vvt.json");
pub(crate) const VERSION_2_ABRIDGED: &[u8] = include_bytes!("../golden/v2-abridged.vvt.json");

pub(crate) const VERSION_3: &[u8] = include_bytes!("../golden/v3-earlier.vvt.json");

#[test]
fn version_1_is_readable() {
    let file = read(VERSION_1).unwrap();
    assert_eq!(file.exporter, "Artikel 30 0.1.0");
    assert_eq!(file.exported_at.to_string(), "2026-03-15");
    assert_eq!(file.scope, Scope::Register { register: id(1) });
    assert_eq!((file.author.as_deref(), file.abridged), (None, false));
    let revisions: Vec<Revision> = file.records.iter().map(|record| record.revision().unwrap()).collect();
    let titles: Vec<Option<&str>> =
        revisions.iter().map(|revision| revision.content.as_ref().map(Record::title)).collect();
    let expected = [
        Some("Grundschule Beispielhausen"),
        Some("Bücherei: Ausleihe"),
        Some("Regal und Reihe GmbH"),
        None,
        Some("Buchregal"),
        Some("Maßnahmen der Schule"),
        Some("Vertrag zur Auftragsverarbeitung"),
    ];
    assert_eq!(titles, expected);
    assert_eq!(file.records[1].ancestors.len(), 3);
    assert_eq!(revisions[1].conflicts[0].path, "/title");
    let Some(Record::Activity(lending)) = &revisions[1].content else { panic!("no activity") };
    assert_eq!(lending.groups[0].name, "Schülerinnen und Schüler");
    assert_eq!(
        lending.description.as_deref(),
        Some("Leihfrist in der Regel zwei Wochen.\nMahnung per Zettel.")
    );
}

#[test]
fn version_1_is_still_written_byte_for_byte() {
    assert_eq!(write(&read(VERSION_1).unwrap()).unwrap(), VERSION_1);
}

#[test]
fn version_2_is_readable() {
    let file = read(VERSION_2_ACTIVITIES).unwrap();
    assert_eq!(file.author.as_deref(), Some("Schulamt"));
    let Scope::Activities { register, context } = &file.scope else { panic!("no activities") };
    assert_eq!((*register, context.name.as_str()), (id(1), "Grundschule Beispielhausen"));
    assert_eq!(context.defaults.scope.remarks[0].text, "Ohne Profiling.");
    assert_eq!(file.records.len(), 2);

    let file = read(VERSION_2_TEMPLATES).unwrap();
    assert_eq!(file.scope, Scope::Templates {});
    let Some(Record::Template(template)) = file.records[1].revision().unwrap().content else {
        panic!("no template");
    };
    assert_eq!((template.title.as_str(), template.version), ("Bücherei", 2));

    let file = read(VERSION_2_ABRIDGED).unwrap();
    assert!(file.abridged);
    let whole: Vec<bool> = file.records.iter().map(|record| record.whole().is_some()).collect();
    assert_eq!(whole, [true, false, true, true]);
    assert_eq!(file.records[1].ancestors.len(), 3);
}

#[test]
fn version_2_is_still_written_byte_for_byte() {
    for golden in [VERSION_2_ACTIVITIES, VERSION_2_TEMPLATES, VERSION_2_ABRIDGED] {
        assert_eq!(write(&read(golden).unwrap()).unwrap(), golden);
    }
}

#[test]
fn version_3_is_readable_and_still_written_byte_for_byte() {
    let file = read(VERSION_3).unwrap();
    let system = file.records.iter().find(|record| record.id == id(20)).unwrap();
    let names: Vec<String> = system
        .earlier
        .iter()
        .map(|bytes| Revision::from_bytes(bytes).unwrap().content.unwrap().title().to_owned())
        .collect();
    assert_eq!(names, ["Leihsystem", "Leihe"]);
    assert_eq!(write(&file).unwrap(), VERSION_3);
}
