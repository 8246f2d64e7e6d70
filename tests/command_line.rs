//! The command `artikel30` kept to its contract: exit codes, refusals, and the JSON that scripts rely on.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use acceptance::command_line::{Store, call_in, items, run, text};
use acceptance::programs;
use serde_json::{Value, json};

const DEMO_REGISTERS: [&str; 4] = [
    "Grund- und Mittelschule Musterhofen",
    "Studierendenwerk Musterstadt",
    "Muster Softwarehaus GmbH",
    "Musteruniversität",
];
const SCHOOL: &str = DEMO_REGISTERS[0];

#[test]
fn demo_makes_the_four_registers_and_a_second_time_changes_nothing() {
    let store = Store::demo();
    let registers = store.json(["registers"]);
    let names: BTreeSet<&str> = items(&registers).iter().map(|register| text(&register["name"])).collect();
    assert_eq!(names, BTreeSet::from(DEMO_REGISTERS));
    let activities = store.json(["list"]);
    assert!(!items(&activities).is_empty());

    store.done(["demo"]);
    assert_eq!(store.json(["registers"]), registers);
    assert_eq!(store.json(["list"]), activities);
}

#[test]
fn registers_have_an_id_and_a_name() {
    for register in items(&Store::demo().json(["registers"])) {
        assert_keys(register, &["id", "name"]);
        assert_uuid(&register["id"]);
    }
}

#[test]
fn a_new_store_has_no_registers() {
    assert_eq!(Store::empty().json(["registers"]), json!([]));
}

#[test]
fn activities_are_listed_with_number_title_status_and_findings() {
    let store = Store::demo();
    for activity in items(&store.json(["list", "--register", SCHOOL])) {
        assert_keys(activity, &["findings", "id", "number", "status", "title"]);
        assert_uuid(&activity["id"]);
        assert!(!text(&activity["title"]).is_empty());
    }
    let all = items(&store.json(["list"])).len();
    let each: usize =
        DEMO_REGISTERS.iter().map(|name| items(&store.json(["list", "--register", name])).len()).sum();
    assert_eq!(all, each, "without --register every register is listed");
}

#[test]
fn a_register_goes_by_its_id_as_well_as_by_its_name() {
    let store = Store::demo();
    let registers = store.json(["registers"]);
    let school = items(&registers).iter().find(|register| register["name"] == SCHOOL).unwrap();
    let by_id = store.json(["list", "--register", text(&school["id"])]);
    assert_eq!(by_id, store.json(["list", "--register", SCHOOL]));
}

#[test]
fn show_and_templates_speak_json() {
    let store = Store::demo();
    let activity = first_activity(&store);
    let shown = store.json(["show", &activity.id]);
    assert!(shown.to_string().contains(&activity.title));
    assert!(!items(&store.json(["templates"])).is_empty());
}

#[test]
fn a_new_register_is_filled_from_the_templates() {
    let store = Store::empty();
    let template = template_id(&store);
    let created = store.json(["new-register", "--name", "Schule am Öresund", "--template", &template]);
    assert_keys(&created, &["id"]);
    assert_uuid(&created["id"]);
    let registers = store.json(["registers"]);
    assert_eq!(registers, json!([{ "id": created["id"], "name": "Schule am Öresund" }]));
    assert!(!items(&store.json(["list", "--register", text(&created["id"])])).is_empty());
}

#[test]
fn unusual_names_are_kept_as_they_were_given() {
    let store = Store::empty();
    let template = template_id(&store);
    let names = [
        "Ä".repeat(10_000),
        "עברית \u{202e}abc\u{202c} ‏".to_owned(),
        "Zeile\nzwei\tund \u{1}\u{7f}".to_owned(),
    ];
    for name in &names {
        store.done(["new-register", "--name", name, "--template", &template]);
    }
    let registers = store.json(["registers"]);
    let kept: BTreeSet<&str> = items(&registers).iter().map(|register| text(&register["name"])).collect();
    assert_eq!(kept, names.iter().map(String::as_str).collect());
}

#[test]
fn wrong_usage_ends_with_2() {
    let store = Store::demo();
    let out = store.beside("x").to_str().unwrap().to_owned();
    for arguments in [
        vec!["no-such-command"],
        vec![],
        vec!["registers", "--no-such-option"],
        vec!["export", "--register", SCHOOL, "--format", "pdf"],
        vec!["export", "--register", SCHOOL, "--format", "wordperfect", "--out", &out],
        vec!["--date", "31.12.2026", "registers"],
        vec!["due", "x"],
    ] {
        let answer = store.call(&arguments);
        assert_eq!(answer.code, 2, "{arguments:?}: {answer:#?}");
        assert!(answer.stdout.is_empty(), "{arguments:?}: messages go to stderr: {answer:#?}");
        assert!(!answer.stderr.is_empty(), "{arguments:?}");
    }
}

#[test]
fn what_does_not_exist_is_refused_by_name() {
    let store = Store::demo();
    for arguments in [
        vec!["list", "--register", "Schule Nirgendwo"],
        vec!["show", "Tätigkeit Nirgendwo"],
        vec!["history", "01890000-0000-7000-8000-000000000000"],
        vec!["new-register", "--name", "X", "--template", "kein-muster"],
        vec!["due", "Tätigkeit Nirgendwo/1", "--event", "2026-01-01"],
    ] {
        store.call(&arguments).assert_refused(2);
    }
    assert_eq!(items(&store.json(["registers"])).len(), DEMO_REGISTERS.len());
}

#[test]
fn a_foreign_file_is_refused_with_3_and_changes_nothing() {
    let store = Store::demo();
    let before = (store.json(["registers"]), store.json(["list"]));
    let merged = store.beside("tabelle.csv");
    fs::write(&merged, "Verarbeitungstätigkeit;Zwecke\nMensa;Essen ausgeben\n").unwrap();
    store.call(["import", "--mode", "merge", merged.to_str().unwrap()]).assert_refused(3);
    store.call(["import", merged.to_str().unwrap()]).assert_refused(2);
    let contents: [(&str, &[u8]); 6] = [
        ("leer.vvt.json", b""),
        ("text.vvt.json", "Schöne Grüße".as_bytes()),
        ("bytes.vvt.json", &[0xff, 0xfe, 0x00]),
        ("fremd.vvt.json", br#"{"hello":"world"}"#),
        ("liste.vvt.json", b"[]"),
        ("tief.vvt.json", &[b'['; 100_000]),
    ];
    for (name, content) in contents {
        let file = store.beside(name);
        fs::write(&file, content).unwrap();
        store.call(["import", file.to_str().unwrap()]).assert_refused(3);
        store.call(["restore", file.to_str().unwrap()]).assert_refused(3);
    }
    store.call(["import", store.beside("fehlt.vvt.json").to_str().unwrap()]).assert_refused(3);
    assert_eq!((store.json(["registers"]), store.json(["list"])), before);
}

/// Whether the data folder is as empty as it was before the first call.
fn is_untouched(store: &Store) -> bool {
    fs::read_dir(store.data()).map_or(true, |mut entries| entries.next().is_none())
}

#[test]
fn a_native_file_that_was_cut_or_altered_is_refused() {
    let store = Store::demo();
    let file = export(&store, "json", "schule.vvt.json");
    let whole = fs::read_to_string(&file).unwrap();
    let altered = whole.replacen("Musterhofen", "Musterhafen", 1);
    assert_ne!(whole, altered);
    for content in [&whole[..whole.floor_char_boundary(whole.len() / 2)], &altered] {
        fs::write(&file, content).unwrap();
        let other = Store::empty();
        other.call(["import", file.to_str().unwrap()]).assert_refused(3);
        assert!(is_untouched(&other), "nothing was taken over, so nothing was made");
        other.call(["new-register", "--name", "X", "--template", "kein-muster"]).assert_refused(2);
        assert!(is_untouched(&other));
        assert_eq!(other.json(["registers"]), json!([]));
    }
}

#[test]
fn a_data_folder_that_cannot_be_used_ends_with_4() {
    let store = Store::empty();
    let file = store.beside("datei");
    fs::write(&file, "keine Ablage").unwrap();
    call_in(&file, ["registers"]).assert_refused(4);
    call_in(&file, ["demo"]).assert_refused(4);
    assert_eq!(fs::read_to_string(&file).unwrap(), "keine Ablage");
}

#[test]
fn a_foreign_or_damaged_database_is_left_untouched() {
    for content in
        ["SQLite format 3\0 and then nothing of the kind", "not a database at all, but long enough"]
    {
        let store = Store::demo();
        let database = database(&store.data());
        fs::write(&database, content.repeat(100)).unwrap();
        store.call(["registers"]).assert_refused(4);
        store.call(["demo"]).assert_refused(4);
        assert_eq!(fs::read_to_string(&database).unwrap(), content.repeat(100));
    }
}

#[test]
fn the_option_beats_the_variable_for_the_data_folder() {
    let (demo, empty) = (Store::demo(), Store::empty());
    let mut command = Command::new(programs::command_line());
    let by_variable = run(command.args(["--json", "registers"]).env("ARTIKEL30_DATA", demo.data()));
    assert_eq!(items(&by_variable.json()).len(), DEMO_REGISTERS.len());
    let by_option = run(command.arg("--data").arg(empty.data()));
    assert_eq!(by_option.json(), json!([]));
}

#[test]
fn the_pdf_holds_the_register_and_is_the_same_every_time() {
    let store = Store::demo();
    let (first, second) = (store.beside("a.pdf"), store.beside("b.pdf"));
    for file in [&first, &second] {
        let out = file.to_str().unwrap();
        store.done(["--date", "2026-03-01", "export", "--register", SCHOOL, "--format", "pdf", "--out", out]);
    }
    assert!(fs::read(&first).unwrap() == fs::read(&second).unwrap(), "same input and date, different bytes");
    let printed = pdf_text(&first);
    assert!(printed.contains("Musterhofen") && printed.contains("Visavid"), "{printed}");
    let stored = store.json(["list", "--register", SCHOOL]);
    for activity in items(&stored) {
        let title = squeezed(text(&activity["title"]));
        assert!(squeezed(&printed).contains(&title), "{title:?} is not in the PDF");
    }
}

#[test]
fn an_export_never_writes_over_the_store_nor_in_the_clear_what_was_to_be_encrypted() {
    let store = Store::demo();
    let own = database(&store.data());
    let before = fs::read(&own).unwrap();
    for format in ["pdf", "json", "csv", "ics"] {
        let out = own.to_str().unwrap();
        store.call(["export", "--register", SCHOOL, "--format", format, "--out", out]).assert_refused(3);
        assert!(fs::read(&own).unwrap() == before, "{format}");
    }
    let (secret, out) = (store.beside("kennwort.txt"), store.beside("x.pdf"));
    fs::write(&secret, "Korrekt Pferd Batterie").unwrap();
    let (secret, path) = (secret.to_str().unwrap(), out.to_str().unwrap());
    let call =
        ["export", "--register", SCHOOL, "--format", "pdf", "--out", path, "--passphrase-file", secret];
    store.call(call).assert_refused(2);
    assert!(!out.exists());
}

#[test]
fn muster_alone_cannot_be_adopted() {
    let store = Store::demo();
    let file = store.beside("muster.vvt.json");
    let file = file.to_str().unwrap();
    store.done(["export", "--template", "visavid", "--format", "json", "--out", file]);
    store.call(["import", file, "--mode", "adopt", "--register", SCHOOL]).assert_refused(3);
}

/// Who adopts a colleague's activity reads what did not come along as it stands there.
#[test]
fn an_adoption_names_what_it_takes_over_otherwise() {
    let store = Store::demo();
    let out = store.beside("mail.vvt.json");
    let out = out.to_str().unwrap();
    store.done(["export", "--format", "json", "--activity", "Dienst-E-Mail", "--out", out]);
    let adopt = ["import", out, "--mode", "adopt", "--register", "Musteruniversität", "--dry-run"];
    let replaced = store.json(adopt)["replaced"].clone();
    assert!(!items(&replaced).is_empty());
    assert_keys(&replaced[0], &["label", "record", "title"]);
    let text = store.done(adopt);
    assert!(text.contains("Anders übernommen, als es in der Datei steht:"), "{text}");
    assert!(text.contains(replaced[0]["label"].as_str().unwrap()), "{text}");
}

#[test]
fn what_a_table_says_beside_its_rows_is_told() {
    let store = Store::empty();
    store.done(["new-register", "--name", "Schule", "--template", "bavarian-school"]);
    let file = store.beside("tabelle.csv");
    let text =
        "Stand Mai, bitte prüfen;;\n;;\nVerarbeitungstätigkeit;Zwecke;Farbe\nMensa;Essen ausgeben;grün\n";
    fs::write(&file, text).unwrap();
    let file = file.to_str().unwrap();
    let report = store.json(["import", "--dry-run", file]);
    let told = |report: &Value| -> Vec<(Value, Value)> {
        items(&report["leftovers"]).iter().map(|row| (row["text"].clone(), row["kept_in"].clone())).collect()
    };
    let beside = (json!("Stand Mai, bitte prüfen"), Value::Null);
    assert!(
        told(&report).contains(&beside) && told(&report).contains(&(json!("Farbe: grün"), json!("Mensa"))),
        "{report}"
    );
    let shown = store.done(["import", file]);
    assert!(
        shown.contains("Stand Mai, bitte prüfen") && shown.contains("1 Angabe ohne eigenes Feld"),
        "{shown}"
    );
}

#[test]
fn an_exported_register_comes_back_whole_and_only_once() {
    let store = Store::demo();
    let file = export(&store, "json", "schule.vvt.json");
    let other = Store::empty();
    let file = file.to_str().unwrap();

    let preview = other.json(["import", file, "--dry-run"]);
    assert_eq!(preview["applied"], false);
    assert!(is_untouched(&other));
    assert_eq!(other.json(["registers"]), json!([]), "a dry run changes nothing");

    let report = other.json(["import", file]);
    assert_keys(
        &report,
        &[
            "applied",
            "changed_here",
            "changed_there",
            "conflicts",
            "leftovers",
            "merged",
            "new",
            "records",
            "replaced",
            "unchanged",
        ],
    );
    assert_eq!(report["applied"], true);
    assert!(report["new"].as_u64().unwrap() > 0);
    assert_eq!(report["conflicts"], 0);
    assert_eq!(other.json(["list"]), store.json(["list", "--register", SCHOOL]));

    let titles = |report: &Value| -> Vec<Value> {
        items(&report["records"]).iter().map(|record| record["title"].clone()).collect()
    };
    assert!(titles(&report).contains(&json!(SCHOOL)));
    assert_eq!(titles(&preview), titles(&report), "a dry run names what would come");

    let again = other.json(["import", file]);
    assert_eq!(titles(&again), Vec::<Value>::new());
    assert_eq!((&again["new"], &again["conflicts"]), (&json!(0), &json!(0)));
    assert_eq!(again["unchanged"], report["new"]);
}

#[test]
fn what_both_sides_changed_is_listed_and_decided_one_by_one() {
    let mine = Store::demo();
    let file = export(&mine, "json", "schule.vvt.json");
    let theirs = Store::empty();
    theirs.done(["import", file.to_str().unwrap()]);
    let list = mine.json(["list", "--register", SCHOOL]);
    let id = text(&list[0]["id"]).to_owned();
    for (store, word) in [(&mine, "hier"), (&theirs, "dort")] {
        store.done(["set", &id, "/title", word]);
        store.done(["set", &id, "/dpo_opinion", word]);
    }
    let file = export(&theirs, "json", "dort.vvt.json");
    let file = file.to_str().unwrap();
    assert_eq!(mine.json(["conflicts"]), json!([]));
    let merged = mine.call_json(["import", file]);
    assert_eq!((merged.code, &merged.json()["conflicts"]), (1, &json!(2)), "conflicts left: exit code 1");
    let open = mine.json(["conflicts", "--register", SCHOOL]);
    assert_keys(&open[0], &["base", "id", "ours", "path", "record", "theirs"]);
    assert_eq!((&open[0]["ours"], &open[0]["theirs"]), (&json!("hier"), &json!("dort")));

    let title = items(&open).iter().find(|conflict| conflict["path"] == "/title").unwrap();
    let left = mine.json(["resolve", text(&title["id"]), "--take", "theirs"]);
    assert_eq!(items(&left).len(), 1);
    assert_eq!(mine.json(["show", &id])["title"], "dort");
    mine.call(["resolve", text(&title["id"]), "--take", "ours"]).assert_refused(2);

    mine.done(["undo"]);
    mine.done(["undo"]);
    let decided = mine.call_json(["import", file, "--resolve", "theirs"]);
    assert_eq!((decided.code, &decided.json()["conflicts"]), (0, &json!(0)));
}

#[test]
fn what_was_set_can_be_undone_and_redone() {
    let store = Store::demo();
    let activity = first_activity(&store);
    let title = || {
        let list = store.json(["list"]);
        let found = items(&list).iter().find(|listed| listed["id"] == *activity.id).expect("still listed");
        text(&found["title"]).to_owned()
    };
    let before = items(&store.json(["history", &activity.id])).len();
    store.done(["set", &activity.id, "/title", "Neuer Titel – geändert"]);
    assert_eq!(title(), "Neuer Titel – geändert");
    assert_eq!(items(&store.json(["history", &activity.id])).len(), before + 1);
    store.done(["undo"]);
    assert_eq!(title(), activity.title);
    store.done(["redo"]);
    assert_eq!(title(), "Neuer Titel – geändert");
    store.call(["set", &activity.id, "/no/such/path", "x"]).assert_refused(2);
}

#[test]
fn findings_name_rule_severity_place_and_norm() {
    let store = Store::demo();
    let findings = store.json(["check"]);
    for finding in items(&findings) {
        assert_keys(finding, &["class", "message", "norm", "path", "record", "rule", "severity"]);
        assert!(matches!(text(&finding["severity"]), "error" | "warning" | "hint"), "{finding}");
        assert!(text(&finding["path"]).starts_with('/'), "{finding}");
    }
    let errors = items(&findings).iter().any(|finding| finding["severity"] == "error");
    let strict = store.call_json(["check", "--strict"]);
    assert_eq!(strict.code, i32::from(errors));
    assert_eq!(strict.json(), findings);
}

#[test]
fn an_accepted_finding_stays_listed_with_its_reason_and_is_no_error() {
    let store = Store::demo();
    let check = ["check", "--strict", "--register", "Muster Softwarehaus GmbH"];
    let found = store.call_json(check);
    assert_eq!(found.code, 1);
    let mut accepted = BTreeMap::<String, Vec<Value>>::new();
    for (number, finding) in
        (1..).zip(items(&found.json()).iter().filter(|finding| finding["severity"] == "error"))
    {
        accepted.entry(text(&finding["record"]).to_owned()).or_default().push(json!({
            "id": format!("00000000-0000-7000-8000-{number:012}"),
            "rule": finding["rule"], "path": finding["path"], "reason": "Auskunft ist angefragt"
        }));
    }
    for (record, accepted) in &accepted {
        store.done(["set", record, "/acknowledgements", &json!(accepted).to_string()]);
    }
    let after = store.call_json(check);
    assert_eq!(after.code, 0);
    assert_eq!(items(&after.json()).len(), items(&found.json()).len());
    let keys = ["acknowledged", "class", "message", "norm", "path", "record", "rule", "severity"];
    for finding in items(&after.json()).iter().filter(|finding| finding["severity"] == "error") {
        assert_keys(finding, &keys);
        assert_eq!(finding["acknowledged"], "Auskunft ist angefragt");
    }
}

#[test]
fn the_due_date_of_a_rule_comes_with_every_step_of_the_sum() {
    let store = Store::demo();
    let visavid = visavid(&store);
    let due = store.json(["due", &format!("{visavid}/1"), "--event", "2026-03-15"]);
    let date = &due["date"];
    assert!(date.is_null() || is_date(text(date)), "{due}");
    assert!(!items(&due["steps"]).is_empty(), "{due}");
    assert_eq!(store.call(["due", &format!("{visavid}/1"), "--event", "2026-02-30"]).code, 2);
}

#[test]
fn a_post_box_is_emptied_with_the_end_of_the_following_school_year() {
    let store = Store::demo();
    let own_content = rule(&store, "Dienst-E-Mail", "Eigene Inhalte");
    assert_eq!(due(&store, &own_content.id, "2026-03-15"), "2027-07-31");
    assert_eq!(due(&store, &own_content.id, "2026-07-31"), "2027-07-31");
    assert_eq!(due(&store, &own_content.id, "2026-08-01"), "2028-07-31");
}

#[test]
fn who_leaves_the_school_is_erased_after_three_months_and_may_stay_restricted_for_six_more() {
    let store = Store::demo();
    let leaves = rule(&store, "Dienst-E-Mail", "Ausscheiden des pädagogischen Personals");
    let recovery = leaves.exception("Möglichkeit der Wiederherstellung der Daten");
    assert_eq!(due(&store, &leaves.id, "2026-07-31"), "2026-10-31");
    assert_eq!(due(&store, &recovery, "2026-07-31"), "2027-04-30");
    assert_eq!(due(&store, &leaves.id, "2026-11-30"), "2027-02-28");
    assert_eq!(due(&store, &recovery, "2026-11-30"), "2027-08-31");
    assert_eq!(due(&store, &leaves.id, "2027-11-30"), "2028-02-29");
}

#[test]
fn a_customer_profile_goes_one_year_after_its_last_ticket() {
    let store = Store::demo();
    let activity = "Auftragsverwaltung mit Zammad";
    let tickets = rule(&store, activity, "Aufträge (pauschale Regel)");
    let profiles = rule(&store, activity, "Kundenprofile (pauschale Regel)");
    assert_eq!(due(&store, &tickets.id, "2021-02-10"), "2026-02-10");
    assert_eq!(due(&store, &profiles.id, "2021-02-10"), "2027-02-10", "the event is the first of the chain");
    let steps = store.json(["due", &profiles.id, "--event", "2021-02-10"])["steps"].to_string();
    assert!(steps.contains("10. Februar 2026") && steps.contains("10. Februar 2027"), "{steps}");
}

#[test]
fn papers_of_a_fiscal_year_are_kept_for_seven_years_after_its_end() {
    let store = Store::demo();
    let keep =
        rule(&store, "Untis Mobile (PREMIUM-Version)", "Unternehmens- und steuerrechtliche Aufbewahrung");
    for event in ["2026-01-01", "2026-12-31"] {
        let due = store.json(["due", &keep.id, "--event", event]);
        assert!(due.to_string().contains("2033-12-31"), "{due}");
        assert_eq!(due["earliest"], "2034-01-01", "erasing is allowed from the day after on: {due}");
    }
}

#[test]
fn a_rule_goes_by_its_printed_number_and_its_exception_by_a_second_one() {
    let store = Store::demo();
    let leaves = rule(&store, "Dienst-E-Mail", "Ausscheiden des pädagogischen Personals");
    let shown = store.done(["show", "Dienst-E-Mail"]);
    let printed = shown.lines().find_map(|line| line.trim().split_once(". Ausscheiden des pädagogischen"));
    let number = printed.expect("the rule is shown with its number").0;
    for (name, date) in [
        (format!("Dienst-E-Mail/{number}"), "2026-10-31"),
        (format!("Dienst-E-Mail/{number}.1"), "2027-04-30"),
        (format!("Dienst-E-Mail/{}", leaves.id), "2026-10-31"),
    ] {
        assert_eq!(due(&store, &name, "2026-07-31"), date, "{name}");
    }
    for missing in
        ["Dienst-E-Mail/99", "Dienst-E-Mail/x", &format!("Dienst-E-Mail/{number}.9"), "Dienst-E-Mail"]
    {
        store.call(["due", missing, "--event", "2026-07-31"]).assert_refused(2);
    }
}

#[test]
fn a_rule_in_two_activities_is_named_with_the_activity() {
    let store = Store::demo();
    let template = store.json(["templates"]);
    let official = items(&template).iter().find(|template| template["key"] == "official-email").unwrap();
    let leaves = rule(&store, "Dienst-E-Mail", "Ausscheiden des pädagogischen Personals");
    let demo = leaves.activity.clone();
    store.done(["new-register", "--name", "Zweite Schule", "--template", text(&official["id"])]);
    store.call(["due", &leaves.id, "--event", "2026-07-31"]).assert_refused(2);
    assert_eq!(due(&store, &format!("{demo}/{}", leaves.id), "2026-07-31"), "2026-10-31");
}

#[test]
fn a_date_that_cannot_be_computed_comes_with_the_reason() {
    let store = Store::demo();
    let remaining = rule(&store, "Dienst-E-Mail", "Übrige Daten");
    let due = store.json(["due", &remaining.id, "--event", "2026-07-31"]);
    assert!(due["date"].is_null() && !text(&due["reason"]).is_empty(), "{due}");
}

#[test]
fn reading_an_empty_data_folder_makes_nothing_in_it() {
    let store = Store::empty();
    assert_eq!(store.json(["list"]), json!([]));
    assert_eq!(store.json(["check"]), json!([]));
    assert_eq!(store.json(["verify"])["sound"], true);
    assert!(!items(&store.json(["templates"])).is_empty());
    let out = store.beside("x.pdf").to_str().unwrap().to_owned();
    for arguments in [
        vec!["list", "--register", SCHOOL],
        vec!["show", "Visavid"],
        vec!["history", "Visavid"],
        vec!["due", "Visavid/1", "--event", "2026-01-01"],
        vec!["set", "Visavid", "/title", "x"],
        vec!["undo"],
        vec!["backup"],
        vec!["export", "--register", SCHOOL, "--format", "pdf", "--out", &out],
    ] {
        store.call(&arguments).assert_refused(2);
    }
    assert!(!store.data().exists() && !store.beside("x.pdf").exists());
}

#[test]
fn a_refusal_prints_nothing_on_the_standard_output() {
    let store = Store::demo();
    for arguments in
        [vec!["show", "Nirgendwo"], vec!["redo"], vec!["import", "fehlt.vvt.json"], vec!["nichts"]]
    {
        let answer = store.call_json(&arguments);
        assert_ne!(answer.code, 0);
        assert!(answer.stdout.is_empty(), "{arguments:?}: {answer:#?}");
    }
}

#[test]
fn a_name_cannot_take_over_the_terminal() {
    let store = Store::empty();
    let name = "Schule \u{1b}[2J\u{1b}]0;x\u{7}\u{9b}31m\r\u{202e}";
    store.done(["new-register", "--name", name, "--template", &template_id(&store)]);
    assert_eq!(store.json(["registers"])[0]["name"], name);
    let activity = text(&store.json(["list"])[0]["id"]).to_owned();
    store.done(["set", &activity, "/title", name]);
    for arguments in [
        vec!["registers"],
        vec!["list"],
        vec!["show", &activity],
        vec!["history", &activity],
        vec!["check"],
        vec!["undo"],
        vec!["show", name],
        vec![name],
    ] {
        let answer = store.call(&arguments);
        let said = answer.stdout + &answer.stderr;
        let bad = said.chars().find(|c| (c.is_control() && *c != '\n') || *c == '\u{202e}');
        assert_eq!(bad, None, "{arguments:?}: {said:?}");
        assert!(!said.is_empty());
    }
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let store = Store::demo();
    let mut command = Command::new(programs::command_line());
    command.arg("--data").arg(store.data()).args(["--json", "check"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn a_backup_brings_back_what_was_there() {
    let store = Store::demo();
    let file = store.beside("sicherung.backup").to_str().unwrap().to_owned();
    let before = store.json(["list"]);
    store.done(["backup", "--out", &file]);
    store.done(["set", &first_activity(&store).id, "/title", "Danach"]);
    assert_ne!(store.json(["list"]), before);
    store.done(["restore", &file]);
    assert_eq!(store.json(["list"]), before);
    store.done(["verify"]);
}

#[test]
fn a_backup_is_readable_by_another_machine() {
    let store = Store::demo();
    let file = store.beside("sicherung.backup").to_str().unwrap().to_owned();
    store.done(["backup", "--out", &file]);
    let other = Store::empty();
    other.done(["restore", &file]);
    assert_eq!(other.json(["list"]), store.json(["list"]));
}

/// A retention rule of an activity, as `show` has it.
struct Rule {
    id: String,
    activity: String,
    exceptions: Vec<Value>,
}

impl Rule {
    fn exception(&self, name: &str) -> String {
        let found = self.exceptions.iter().find(|exception| exception["name"] == name);
        text(&found.expect("the rule has the exception")["id"]).to_owned()
    }
}

/// The one rule of this name in the activity of this title.
fn rule(store: &Store, activity: &str, name: &str) -> Rule {
    fn collect<'a>(value: &'a Value, found: &mut Vec<&'a Value>) {
        match value {
            Value::Array(items) => items.iter().for_each(|item| collect(item, found)),
            Value::Object(members) => {
                if members.contains_key("period") && members.contains_key("exceptions") {
                    found.push(value);
                }
                members.values().for_each(|member| collect(member, found));
            }
            _ => {}
        }
    }
    let list = store.json(["list"]);
    let listed = items(&list).iter().find(|listed| listed["title"] == activity);
    let activity = text(&listed.expect("the demo has the activity")["id"]).to_owned();
    let shown = store.json(["show", &activity]);
    let mut rules = Vec::new();
    collect(&shown, &mut rules);
    let named: Vec<&Value> = rules.into_iter().filter(|rule| rule["name"] == name).collect();
    let [rule] = named.as_slice() else { panic!("one rule \"{name}\": {named:?}") };
    Rule { id: text(&rule["id"]).to_owned(), activity, exceptions: items(&rule["exceptions"]).clone() }
}

fn due(store: &Store, rule: &str, event: &str) -> String {
    let due = store.json(["due", rule, "--event", event]);
    assert!(!items(&due["steps"]).is_empty(), "{due}");
    text(&due["date"]).to_owned()
}

/// One activity of the school's register.
struct Activity {
    id: String,
    title: String,
}

fn first_activity(store: &Store) -> Activity {
    let list = store.json(["list", "--register", SCHOOL]);
    let first = items(&list).first().expect("the school has activities");
    Activity { id: text(&first["id"]).to_owned(), title: text(&first["title"]).to_owned() }
}

fn visavid(store: &Store) -> String {
    let list = store.json(["list", "--register", SCHOOL]);
    let activity = items(&list).iter().find(|activity| text(&activity["title"]).contains("Visavid"));
    text(&activity.expect("the school uses Visavid")["id"]).to_owned()
}

fn template_id(store: &Store) -> String {
    let templates = store.json(["templates"]);
    let visavid = items(&templates).iter().find(|template| template["key"] == "visavid");
    text(&visavid.expect("the Muster ships with the program")["id"]).to_owned()
}

fn export(store: &Store, format: &str, name: &str) -> PathBuf {
    let file = store.beside(name);
    store.done(["export", "--register", SCHOOL, "--format", format, "--out", file.to_str().unwrap()]);
    file
}

/// The one SQLite file of a data folder.
fn database(data: &Path) -> PathBuf {
    let is_database =
        |path: &PathBuf| fs::read(path).is_ok_and(|bytes| bytes.starts_with(b"SQLite format 3\0"));
    let files: Vec<PathBuf> =
        fs::read_dir(data).unwrap().map(|entry| entry.unwrap().path()).filter(is_database).collect();
    let [file] = files.as_slice() else { panic!("one database in {}: {files:?}", data.display()) };
    file.clone()
}

fn pdf_text(file: &Path) -> String {
    let output = Command::new("pdftotext").arg("-layout").arg(file).arg("-").output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// Text without the blanks and hyphens that line breaks bring.
fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '\u{2010}' | '\u{ad}')).collect()
}

fn assert_keys(value: &Value, keys: &[&str]) {
    let object = value.as_object().unwrap_or_else(|| panic!("not an object: {value}"));
    let found: BTreeSet<&str> = object.keys().map(String::as_str).collect();
    assert_eq!(found, keys.iter().copied().collect(), "{value}");
}

fn assert_uuid(value: &Value) {
    let id = text(value);
    let groups: Vec<usize> = id.split('-').map(str::len).collect();
    assert!(groups == [8, 4, 4, 4, 12] && id.chars().all(|c| c == '-' || c.is_ascii_hexdigit()), "{id}");
}

fn is_date(text: &str) -> bool {
    text.len() == 10
        && text.split('-').map(str::len).eq([4, 2, 2])
        && text.replace('-', "").parse::<u32>().is_ok()
}
