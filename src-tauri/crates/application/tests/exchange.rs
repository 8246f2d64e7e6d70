//! What travels between stores: encrypted, inside a PDF, as a table, adopted, as Muster, and what is refused.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use application::view::{Decision, ImportMode, ImportStep, Taken};
use application::{
    Access, Clock, Enclosure, ExportWhat, Format, ImportOptions, ImportReport, Record, RecordId, Resolve,
    Workspace,
};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use tempfile::{TempDir, tempdir};

const SCHOOL: &str = "Grund- und Mittelschule Musterhofen";

/// A store of somebody's own, with a folder for files beside it.
struct Desk {
    folder: TempDir,
    workspace: Workspace,
}

impl Desk {
    fn new() -> Self {
        let folder = tempdir().unwrap();
        let clock = Clock::with_today("2026-11-21".parse().unwrap());
        let workspace = Workspace::open(&folder.path().join("store"), Access::Write, clock, "DSB").unwrap();
        Self { folder, workspace }
    }

    fn with_demo() -> Self {
        let mut desk = Self::new();
        desk.workspace.load_demo().unwrap();
        desk
    }

    fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn school(&self) -> RecordId {
        self.workspace.find_register(SCHOOL).unwrap()
    }

    fn export(&mut self, name: &str, format: Format) -> PathBuf {
        let (path, school) = (self.file(name), self.school());
        self.workspace.export_to(school, format, &path).unwrap();
        path
    }

    fn import(&mut self, file: &Path) -> ImportReport {
        self.workspace.import(file, &ImportOptions::default()).unwrap()
    }

    fn adopt(&mut self, file: &Path, register: RecordId) -> ImportReport {
        let options = ImportOptions {
            mode: Some(ImportMode::Adopt),
            register: Some(register),
            ..ImportOptions::default()
        };
        self.workspace.import(file, &options).unwrap()
    }

    fn refused(&mut self, file: &Path, options: &ImportOptions) -> &'static str {
        let before = (self.workspace.registers().unwrap(), self.workspace.activities(None).unwrap());
        let code = self.workspace.import(file, options).unwrap_err().code;
        assert_eq!((self.workspace.registers().unwrap(), self.workspace.activities(None).unwrap()), before);
        code
    }

    fn titles(&self, register: RecordId) -> Vec<String> {
        self.workspace.activities(Some(register)).unwrap().into_iter().map(|row| row.title).collect()
    }
}

fn activity(desk: &Desk, id: RecordId) -> register::activity::ProcessingActivity {
    match desk.workspace.open_record(id).unwrap().record {
        Record::Activity(activity) => *activity,
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_encrypted_file_opens_with_its_passphrase_alone() {
    let mut mine = Desk::with_demo();
    let (file, what) = (mine.file("schule.vvt.json.age"), ExportWhat::Register { register: mine.school() });
    mine.workspace.export_file(&what, Some("Korrekt Pferd Batterie"), &file).unwrap();
    assert!(!String::from_utf8_lossy(&std::fs::read(&file).unwrap()).contains("Visavid"));
    let mut theirs = Desk::new();
    let with = |passphrase: Option<&str>| ImportOptions {
        passphrase: passphrase.map(str::to_owned),
        ..ImportOptions::default()
    };
    assert_eq!(theirs.refused(&file, &with(None)), "E-ENCRYPTED");
    for wrong in ["korrekt pferd batterie", ""] {
        assert_eq!(theirs.refused(&file, &with(Some(wrong))), "E-PASSPHRASE");
    }
    assert!(theirs.workspace.import(&file, &with(Some("Korrekt Pferd Batterie"))).unwrap().new > 5);
    assert_eq!(theirs.titles(theirs.school()), mine.titles(mine.school()));
}

#[test]
fn the_register_can_be_taken_out_of_its_pdf_again_without_internal_notes() {
    let mut mine = Desk::with_demo();
    let visavid = mine.workspace.find_record("Visavid").unwrap();
    mine.workspace.set(visavid, "/internal_note", "nur für mich").unwrap();
    let document = mine.export("schule.pdf", Format::Pdf(Enclosure::Register));
    let bare = mine.export("ohne.pdf", Format::Pdf(Enclosure::Nothing));
    let mut theirs = Desk::new();
    assert_eq!(theirs.refused(&bare, &ImportOptions::default()), "E-PDF-WITHOUT-REGISTER");
    assert!(theirs.import(&document).new > 5);
    assert_eq!(theirs.titles(theirs.school()), mine.titles(mine.school()));
    assert_eq!(activity(&theirs, visavid).internal_note, None);

    // What comes back brings its changes and leaves the note alone.
    theirs.workspace.set(visavid, "/description", "dort ergänzt").unwrap();
    let back = theirs.export("zurueck.pdf", Format::Pdf(Enclosure::Register));
    let report = mine.import(&back);
    assert_eq!((report.changed_there + report.merged, report.conflicts, report.new), (1, 0, 0));
    let merged = activity(&mine, visavid);
    assert_eq!(merged.description.as_deref(), Some("dort ergänzt"));
    assert_eq!(merged.internal_note.as_deref(), Some("nur für mich"));
    let again = mine.import(&back);
    assert_eq!((again.changed_there, again.merged, again.new, again.conflicts), (0, 0, 0, 0));
    assert!(mine.workspace.verify().unwrap().sound && theirs.workspace.verify().unwrap().sound);
}

#[test]
fn a_deletion_travels_and_one_undo_takes_the_import_back() {
    let mut mine = Desk::with_demo();
    let file = mine.export("vorher.vvt.json", Format::Json);
    let mut theirs = Desk::new();
    theirs.import(&file);
    let before = theirs.titles(theirs.school());
    let visavid = mine.workspace.find_record("Visavid").unwrap();
    mine.workspace.delete(visavid).unwrap();
    let file = mine.export("nachher.vvt.json", Format::Json);
    assert_eq!(theirs.import(&file).changed_there, 1);
    assert_eq!(theirs.titles(theirs.school()).len(), before.len() - 1);
    theirs.workspace.undo().unwrap();
    assert_eq!(theirs.titles(theirs.school()), before);
}

#[test]
fn a_colleagues_activity_becomes_one_of_mine_and_follows_hers() {
    let mut hers = Desk::with_demo();
    let visavid = hers.workspace.find_record("Visavid").unwrap();
    let (file, what) = (hers.file("visavid.vvt.json"), ExportWhat::Activities { records: vec![visavid] });
    hers.workspace.export_file(&what, None, &file).unwrap();

    let mut mine = Desk::new();
    let template = mine.workspace.find_template("bavarian-school").unwrap();
    let school = mine.workspace.new_register("Grundschule Nebenan", &[template]).unwrap();
    assert!(mine.adopt(&file, school).new >= 1);
    let row = mine.workspace.activities(Some(school)).unwrap().remove(0);
    assert_ne!(row.id, visavid, "the record is a new one");
    let adopted = activity(&mine, row.id);
    assert_eq!(adopted.origin.as_ref().unwrap().record, visavid);
    assert_eq!(adopted.register, school);

    let again = mine.adopt(&file, school);
    assert_eq!((again.new, again.merged, again.changed_there, again.conflicts), (0, 0, 0, 0));

    mine.workspace.set(row.id, "/dpo_opinion", "hier geprüft").unwrap();
    hers.workspace.set(visavid, "/description", "bei ihr genauer beschrieben").unwrap();
    hers.workspace.export_file(&what, None, &file).unwrap();
    mine.adopt(&file, school);
    let followed = activity(&mine, row.id);
    assert_eq!(followed.description.as_deref(), Some("bei ihr genauer beschrieben"));
    assert_eq!(followed.dpo_opinion.as_deref(), Some("hier geprüft"));
    assert_eq!(mine.titles(school).len(), 1, "an update, no copy");
}

#[test]
fn activities_of_a_register_that_is_not_here_can_only_be_adopted() {
    let mut hers = Desk::with_demo();
    let visavid = hers.workspace.find_record("Visavid").unwrap();
    let file = hers.file("visavid.vvt.json");
    hers.workspace.export_file(&ExportWhat::Activities { records: vec![visavid] }, None, &file).unwrap();

    let mut mine = Desk::new();
    let merge = ImportOptions { mode: Some(ImportMode::Merge), ..ImportOptions::default() };
    assert_eq!(mine.refused(&file, &merge), "E-ADOPT-ONLY");
    assert_eq!(mine.refused(&file, &ImportOptions::default()), "E-REGISTER-MISSING");
    let school = mine.workspace.new_register("Grundschule Nebenan", &[]).unwrap();
    assert!(mine.import(&file).new > 0, "there is only one register to choose");
    assert_eq!(mine.titles(school).len(), 1);

    // Where the register is known, they are its activities.
    let mut his = Desk::new();
    let whole = hers.export("ganz.vvt.json", Format::Json);
    his.import(&whole);
    hers.workspace.set(visavid, "/description", "genauer beschrieben").unwrap();
    hers.workspace.export_file(&ExportWhat::Activities { records: vec![visavid] }, None, &file).unwrap();
    assert_eq!(his.import(&file).changed_there, 1);
    assert_eq!(activity(&his, visavid).description.as_deref(), Some("genauer beschrieben"));
}

#[test]
fn an_older_file_of_a_colleague_takes_nothing_back() {
    let mut hers = Desk::with_demo();
    let visavid = hers.workspace.find_record("Visavid").unwrap();
    let what = ExportWhat::Activities { records: vec![visavid] };
    let (older, newer) = (hers.file("aelter.vvt.json"), hers.file("neuer.vvt.json"));
    hers.workspace.export_file(&what, None, &older).unwrap();
    hers.workspace.set(visavid, "/description", "inzwischen genauer beschrieben").unwrap();
    hers.workspace.export_file(&what, None, &newer).unwrap();

    let mut mine = Desk::new();
    let school = mine.workspace.new_register("Grundschule Nebenan", &[]).unwrap();
    mine.adopt(&newer, school);
    let row = mine.workspace.activities(Some(school)).unwrap().remove(0);
    let adopted = activity(&mine, row.id);
    assert_eq!(adopted.description.as_deref(), Some("inzwischen genauer beschrieben"));
    let again = mine.adopt(&older, school);
    assert_eq!((again.new, again.changed_there, again.merged, again.conflicts), (0, 0, 0, 0));
    assert_eq!(activity(&mine, row.id), adopted);
    let rows = mine.workspace.deviations(Some(school)).unwrap().rows;
    assert!(rows.iter().all(|row| !row.update), "nothing newer has come");
}

#[test]
fn of_two_files_with_one_activity_the_newer_one_is_adopted_whatever_their_order() {
    let mut hers = Desk::with_demo();
    let visavid = hers.workspace.find_record("Visavid").unwrap();
    let what = ExportWhat::Activities { records: vec![visavid] };
    let (older, newer) = (hers.file("aelter.vvt.json"), hers.file("neuer.vvt.json"));
    hers.workspace.export_file(&what, None, &older).unwrap();
    let mut his = Desk::new();
    let whole = hers.export("ganz.vvt.json", Format::Json);
    assert!(his.import(&whole).new > 0);
    hers.workspace.set(visavid, "/description", "inzwischen genauer beschrieben").unwrap();
    hers.workspace.export_file(&what, None, &newer).unwrap();
    for files in [[older.clone(), newer.clone()], [newer.clone(), older.clone()]] {
        let mut mine = Desk::new();
        let school = mine.workspace.new_register("Grundschule Nebenan", &[]).unwrap();
        let mut import = mine.workspace.import_files(&files).unwrap();
        mine.workspace.import_mode(&mut import, ImportMode::Adopt, Some(school), None).unwrap();
        assert_eq!(mine.workspace.import_preview(&mut import).unwrap().choosable.len(), 1);
        mine.workspace.import_apply(&mut import, &[]).unwrap();
        let rows = mine.workspace.activities(Some(school)).unwrap();
        assert_eq!(rows.len(), 1);
        let description = activity(&mine, rows[0].id).description;
        assert_eq!(description.as_deref(), Some("inzwischen genauer beschrieben"));
    }

    // Changed on both sides, neither file is the newer one.
    his.workspace.set(visavid, "/description", "bei ihm anders").unwrap();
    let other = his.file("seine.vvt.json");
    his.workspace.export_file(&what, None, &other).unwrap();
    let mut mine = Desk::new();
    let school = mine.workspace.new_register("Grundschule Nebenan", &[]).unwrap();
    let mut import = mine.workspace.import_files(&[newer, other]).unwrap();
    mine.workspace.import_mode(&mut import, ImportMode::Adopt, Some(school), None).unwrap();
    let refused = mine.workspace.import_apply(&mut import, &[]).unwrap_err();
    assert_eq!(refused.code, "E-IMPORT-APART");
    assert!(refused.message.contains("Visavid") && refused.remedy.contains("nacheinander"));
    assert!(mine.titles(school).is_empty());
}

#[test]
fn a_table_becomes_activities_and_a_newer_one_updates_them() {
    let mut mine = Desk::new();
    let school = mine.workspace.new_register("Grundschule Nebenan", &[]).unwrap();
    let file = mine.file("verzeichnis.csv");
    let head = "Verarbeitungstätigkeit;Zwecke;Löschfristen;Farbe der Mappe";
    std::fs::write(&file, format!("{head}\nZeugnisse;Leistungen bescheinigen;5 Jahre;blau\n")).unwrap();
    assert_eq!(mine.adopt(&file, school).new, 1);
    let id = mine.workspace.activities(Some(school)).unwrap()[0].id;
    assert!(
        activity(&mine, id).internal_note.unwrap().contains("blau"),
        "what has no field stands in the note"
    );
    let again = mine.adopt(&file, school);
    assert_eq!((again.new, again.changed_there, again.merged), (0, 0, 0));

    mine.workspace.set(id, "/description", "hier ergänzt").unwrap();
    let rows = "Zeugnisse;Leistungen bescheinigen;10 Jahre;blau\nMensa;Essen abrechnen;;grün\n";
    std::fs::write(&file, format!("{head}\n{rows}")).unwrap();
    let report = mine.adopt(&file, school);
    assert_eq!((report.new, report.merged + report.changed_there), (1, 1));
    assert_eq!(activity(&mine, id).description.as_deref(), Some("hier ergänzt"));
    let texts = serde_json::to_string(&activity(&mine, id)).unwrap();
    assert!(texts.contains("\"amount\":10") || texts.contains("10 Jahre"), "{texts}");
    assert_eq!(mine.titles(school), ["Zeugnisse", "Mensa"]);

    // The older file again takes nothing back, unless what it was followed by is undone.
    let kept = activity(&mine, id);
    std::fs::write(&file, format!("{head}\nZeugnisse;Leistungen bescheinigen;5 Jahre;blau\n")).unwrap();
    let again = mine.adopt(&file, school);
    assert_eq!((again.new, again.changed_there, again.merged, again.changed_here), (0, 0, 0, 1));
    assert_eq!(activity(&mine, id), kept);
    std::fs::write(&file, format!("{head}\n{rows}")).unwrap();
    mine.workspace.undo().unwrap();
    assert_eq!(mine.titles(school), ["Zeugnisse"]);
    let report = mine.adopt(&file, school);
    assert_eq!((report.new, report.merged + report.changed_there), (1, 1));
}

#[test]
fn forms_become_one_activity_each_and_a_newer_one_updates_it() {
    let mut mine = Desk::new();
    let school = mine.workspace.new_register("Grundschule Nebenan", &[]).unwrap();
    let file = mine.file("formulare.csv");
    let form = |period: &str| {
        format!(
            "Verzeichnis von Verarbeitungstätigkeiten gem. Art. 30 DSGVO;\n\
             1. Bezeichnung der Verarbeitungstätigkeit:;Schülerbücherei\n\
             2. Zwecke der Verarbeitung:;Ausleihe von Büchern\n\
             3. Kategorien betroffener Personen:;Schülerinnen und Schüler\n\
             4. Löschfristen:;{period}\n5. Standort des Schranks:;Keller\n"
        )
    };
    std::fs::write(&file, form("1 Jahr")).unwrap();
    assert_eq!(mine.adopt(&file, school).new, 1);
    let id = mine.workspace.activities(Some(school)).unwrap()[0].id;
    let read = activity(&mine, id);
    assert_eq!(read.title, "Schülerbücherei");
    assert!(serde_json::to_string(&read.common.purposes).unwrap().contains("Ausleihe von Büchern"));
    assert!(read.internal_note.unwrap().contains("Keller"), "what has no field stands in the note");

    std::fs::write(&file, form("2 Jahre")).unwrap();
    let again = mine.adopt(&file, school);
    assert_eq!((again.new, again.merged + again.changed_there), (0, 1));
    assert_eq!(mine.titles(school), ["Schülerbücherei"]);
}

#[test]
fn what_is_exported_as_a_table_can_be_read_again() {
    let mut mine = Desk::with_demo();
    for (name, format) in [("schule.xlsx", Format::Xlsx), ("schule.csv", Format::Csv)] {
        let file = mine.export(name, format);
        let mut theirs = Desk::new();
        let school = theirs.workspace.new_register("Anderswo", &[]).unwrap();
        theirs.adopt(&file, school);
        let there: BTreeSet<String> = theirs.titles(school).into_iter().collect();
        let here: BTreeSet<String> = mine.titles(mine.school()).into_iter().collect();
        assert_eq!(there, here, "{name}");
    }
}

#[test]
fn other_tools_get_json_that_names_every_activity() {
    let mut mine = Desk::with_demo();
    for (name, format) in [("schule.tilt.json", Format::Tilt), ("schule.jsonld", Format::Dpv)] {
        let text = std::fs::read_to_string(mine.export(name, format)).unwrap();
        serde_json::from_str::<serde_json::Value>(&text).unwrap();
        assert!(text.contains("Musterhofen"), "{name}");
    }
}

#[test]
fn an_edited_muster_travels_and_is_updated() {
    let mut office = Desk::new();
    let visavid = office.workspace.find_template("visavid").unwrap();
    office.workspace.set(visavid, "/audience", "Schulen im Landkreis").unwrap();
    let (file, what) = (office.file("muster.vvt.json"), ExportWhat::Templates { records: vec![visavid] });
    office.workspace.export_file(&what, None, &file).unwrap();
    let mut school = Desk::new();
    school.import(&file);
    let audience = |desk: &Desk| {
        let rows = desk.workspace.templates().unwrap();
        rows.into_iter().find(|row| row.id == visavid).unwrap().audience
    };
    assert_eq!(audience(&school).as_deref(), Some("Schulen im Landkreis"));
    office.workspace.set(visavid, "/audience", "Schulen im Bezirk").unwrap();
    office.workspace.export_file(&what, None, &file).unwrap();
    assert_eq!(school.import(&file).changed_there, 1);
    assert_eq!(audience(&school).as_deref(), Some("Schulen im Bezirk"));
}

#[test]
fn conflicts_are_decided_in_the_preview_each_its_own_way() {
    let mut mine = Desk::with_demo();
    let file = mine.export("schule.vvt.json", Format::Json);
    let mut theirs = Desk::new();
    theirs.import(&file);
    let visavid = mine.workspace.find_record("Visavid").unwrap();
    for (desk, word) in [(&mut mine, "Hier"), (&mut theirs, "Dort")] {
        for field in ["/title", "/description", "/dpo_opinion", "/internal_note"] {
            desk.workspace.set(visavid, field, &format!("{word} {field}")).unwrap();
        }
    }
    let file = theirs.export("schule.vvt.json", Format::Json);
    let mut import = mine.workspace.import_files(&[file]).unwrap();
    let ImportStep::Preview(preview) = mine.workspace.import_step(&mut import).unwrap() else {
        panic!("a native file can be shown at once");
    };
    assert_eq!((preview.counts.merged, preview.conflicts.len()), (1, 4));
    let decide = |path: &str, take, value: Option<&str>| Decision {
        conflict: preview.conflicts.iter().find(|conflict| conflict.path == path).unwrap().id.clone(),
        take,
        value: value.map(Into::into),
    };
    let decisions = [
        decide("/title", Taken::Theirs, None),
        decide("/description", Taken::Ours, None),
        decide("/dpo_opinion", Taken::Value, Some("Aus beiden")),
        decide("/internal_note", Taken::Later, None),
    ];
    let preview = mine.workspace.import_decide(&mut import, &decisions).unwrap();
    assert_eq!(preview.counts.decided, 3);
    let report = mine.workspace.import_apply(&mut import, &[]).unwrap();
    assert!(report.backup.is_some() && report.operation.is_some());
    let merged = activity(&mine, visavid);
    assert_eq!(merged.title, "Dort /title");
    assert_eq!(merged.description.as_deref(), Some("Hier /description"));
    assert_eq!(merged.dpo_opinion.as_deref(), Some("Aus beiden"));
    assert_eq!(merged.internal_note.as_deref(), Some("Hier /internal_note"));
    let open = mine.workspace.conflicts(None).unwrap();
    assert_eq!(open.iter().map(|conflict| conflict.path.as_str()).collect::<Vec<_>>(), ["/internal_note"]);
    assert_eq!(mine.workspace.open_record(visavid).unwrap().conflict_views.len(), 1);
    let kept = mine.workspace.import_report(report.operation.unwrap()).unwrap();
    assert_eq!(kept.lines, report.lines);
}

#[test]
fn what_a_conflict_names_travels_with_it_and_can_be_chosen() {
    let mut mine = Desk::with_demo();
    let mut hers = Desk::with_demo();
    let visavid = mine.workspace.find_record("Visavid").unwrap();
    let record = activity(&mine, visavid);
    let new = |desk: &mut Desk, name: &str| {
        let system = serde_json::from_value(serde_json::json!({ "type": "system", "name": name })).unwrap();
        desk.workspace.create(system).unwrap().id
    };
    let (left, right) = (new(&mut mine, "Links"), new(&mut hers, "Rechts"));
    for (desk, system) in [(&mut mine, left), (&mut hers, right)] {
        let systems = serde_json::to_string(&[record.systems.clone(), vec![system]].concat()).unwrap();
        desk.workspace.set(visavid, "/systems", &systems).unwrap();
    }
    let file = hers.export("hers.vvt.json", Format::Json);
    assert_eq!(mine.import(&file).conflicts, 1);
    // Somebody who has neither of the two gets both.
    let file = mine.export("mine.vvt.json", Format::Json);
    let mut third = Desk::new();
    third.import(&file);
    let open = third.workspace.conflicts(None).unwrap();
    let theirs = Decision { conflict: open[0].id.clone(), take: Taken::Theirs, value: None };
    assert_eq!(third.workspace.resolve_conflicts(&[theirs]).unwrap().len(), 0);
    assert!(activity(&third, visavid).systems.contains(&right));
}

#[test]
fn everything_can_be_resolved_for_one_side_at_once() {
    let mut mine = Desk::with_demo();
    let file = mine.export("schule.vvt.json", Format::Json);
    let mut theirs = Desk::new();
    theirs.import(&file);
    let visavid = mine.workspace.find_record("Visavid").unwrap();
    mine.workspace.set(visavid, "/title", "hier").unwrap();
    theirs.workspace.set(visavid, "/title", "dort").unwrap();
    let file = theirs.export("schule.vvt.json", Format::Json);
    let options = ImportOptions { resolve: Resolve::Theirs, ..ImportOptions::default() };
    assert_eq!(mine.workspace.import(&file, &options).unwrap().conflicts, 0);
    assert_eq!(activity(&mine, visavid).title, "dort");
}

#[test]
fn a_refusal_says_in_words_why_and_where() {
    let mut desk = Desk::with_demo();
    let whole = std::fs::read_to_string(desk.export("schule.vvt.json", Format::Json)).unwrap();
    let file = desk.file("kaputt.vvt.json");
    for (content, expected) in [
        (whole.replace("Visavid", "Visafid"), "Sie wurde nach dem Export verändert oder beschädigt"),
        (whole[..whole.len() / 2].to_owned(), "Sie ist beschädigt oder unvollständig."),
        (String::new(), "Sie ist leer."),
        ("[".repeat(1_000), "Dort steht mehr, als das Programm einliest. Stelle: „Byte "),
    ] {
        std::fs::write(&file, content).unwrap();
        let failure = desk.workspace.import(&file, &ImportOptions::default()).unwrap_err();
        assert!(failure.message.contains(expected), "{failure:?}");
        assert!(failure.message.contains("Es wurde nichts übernommen."));
    }
}

#[test]
fn a_file_with_a_character_that_nobody_can_enter_is_refused() {
    let mut desk = Desk::with_demo();
    // As an older program could write it.
    let golden = concat!(env!("CARGO_MANIFEST_DIR"), "/../exchange/tests/golden/v2-activities.vvt.json");
    let failure = desk.workspace.import(Path::new(golden), &ImportOptions::default()).unwrap_err();
    assert_eq!(failure.code, "E-IMPORT-FORMAT");
    let detail = failure.detail.unwrap();
    assert!(detail.ends_with("/content/title holds the character U+0000"), "{detail}");
    assert!(
        failure.message.contains("ein Zeichen, das sich nicht darstellen lässt. Stelle: „Bücherei"),
        "{}",
        failure.message
    );
}

#[test]
fn what_is_no_file_of_any_kind_is_refused() {
    let mut mine = Desk::with_demo();
    for (name, bytes) in [
        ("leer.json", &b""[..]),
        ("kein.json", b"{\"format\":\"etwas anderes\"}"),
        ("kaputt.pdf", b"%PDF-1.7\n%%EOF"),
        ("kaputt.xlsx", b"PK\x03\x04 und dann nichts"),
        ("bild.png", b"\x89PNG\r\n\x1a\n"),
        ("null.vvt.json", b"\x00\x00\x00"),
    ] {
        let file = mine.file(name);
        std::fs::write(&file, bytes).unwrap();
        let code = mine.refused(&file, &ImportOptions::default());
        assert!(code.starts_with("E-IMPORT") || code == "E-PDF-WITHOUT-REGISTER", "{name}: {code}");
    }
}
