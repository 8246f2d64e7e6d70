//! What a reader of a difference can rely on.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::form::tests::samples;
use super::*;
use proptest::prelude::*;
use serde_json::json;

fn id(number: u64) -> String {
    format!("00000000-0000-7000-8000-{number:012x}")
}

fn given(value: Value) -> Value {
    json!({ "state": "given", "value": value })
}

/// An activity with two groups, as it is stored.
fn activity() -> Value {
    let group =
        |number: u64, name: &str, scope: Value| json!({ "id": id(number), "name": name, "scope": scope });
    let rule = |number: u64, name: Value| {
        json!({ "id": id(number), "name": name, "data": { "only": [id(30)] },
            "period": { "kind": "span", "amount": 3, "unit": "months" },
            "start": { "kind": "event", "event": "end_of_relationship", "name": "Verlassen der Schule" } })
    };
    let content = json!({
        "type": "activity", "register": id(1), "title": "Dienst-E-Mail",
        "common": {
            "purposes": given(json!([{ "id": id(20), "text": "Unterricht organisieren" }])),
            "data_categories": given(json!([{ "id": id(30), "name": "Stammdaten" }, { "id": id(31), "name": "Inhalte" }])),
        },
        "groups": [
            group(10, "Kommunikationspartner", json!({ "retention": given(json!([rule(40, Value::Null)])) })),
            group(11, "Nutzende", json!({
                "retention": given(json!([rule(41, Value::Null), rule(42, json!("Postfach"))])),
                "legal_bases": given(json!([{ "id": id(50), "chain": [{ "wording": "Art. 6 I e DSGVO" },
                    { "wording": "§ 46 BaySchO" }], "condition": "soweit erforderlich" }])),
            })),
        ],
        "engagements": given(json!([
            { "id": id(60), "party": id(201), "role": "processor", "service": "Betrieb" },
            { "id": id(61), "role": "sub_processor", "engaged_by": { "kind": "engagements", "ids": [id(60)] } },
        ])),
    });
    let read: register::record::Record = serde_json::from_value(content).unwrap();
    serde_json::to_value(read).unwrap()
}

fn names(record: RecordId) -> Option<String> {
    (record.to_string() == id(201)).then(|| "ISB".to_owned())
}

/// What a reader is told of a place in the activity.
fn place(path: &str) -> (Option<Letter>, String) {
    let german = Language::german();
    let place = Subject::new(&german, &activity(), None, &names).place(path);
    (place.letter, place.text)
}

fn shown(path: &str, value: &Value) -> String {
    Subject::new(&Language::german(), &activity(), None, &names).shown(path, value)
}

/// What is shown of the activity's own value at a path.
fn own(path: &str) -> String {
    shown(path, register::path::get(&activity(), path).unwrap())
}

#[test]
fn a_place_is_named_as_the_register_prints_it() {
    let path = |rest: &str| format!("/groups/{}/{rest}", id(11));
    assert_eq!(
        place(&path(&format!("retention/{}/period", id(42)))),
        (Some(Letter::F), "Gruppe b › Löschregel 3 „Postfach“ › Frist".to_owned())
    );
    assert_eq!(place(&path(&format!("retention/{}", id(41)))).1, "Gruppe b › Löschregel 2");
    assert_eq!(place(&path("retention")).1, "Gruppe b › Löschregeln");
    assert_eq!(place(&path("name")), (Some(Letter::C), "Gruppe b › Bezeichnung der Gruppe".to_owned()));
    assert_eq!(
        place(&format!("/common/purposes/{}/text", id(20))),
        (Some(Letter::B), "Alle gemeinsam › Zweck 1 „Unterricht organisieren“ › Zweck".to_owned())
    );
    assert_eq!(
        place(&path(&format!("legal_bases/{}/condition", id(50)))).1,
        "Gruppe b › Rechtsgrundlage 1 „Art. 6 I e DSGVO i. V. m. § 46 BaySchO“ › Bedingung"
    );
    assert_eq!(
        place(&format!("/engagements/{}/service", id(60))),
        (Some(Letter::D), "Auftragsverarbeiter 1 „ISB“ › Leistung".to_owned())
    );
    assert_eq!(place(&format!("/engagements/{}", id(61))).1, "Unterauftragsverarbeiter 1");
    assert_eq!(place("/"), (None, "Gesamter Eintrag".to_owned()));
    assert_eq!(place("/contact/email").1, "Ansprechstelle › E-Mail-Adresse");
    assert_eq!(place("/next_review").1, "Nächste Überprüfung am");
}

#[test]
fn without_groups_nothing_is_said_to_be_common() {
    let german = Language::german();
    let mut content = activity();
    content["groups"] = json!([]);
    let subject = Subject::new(&german, &content, None, &names);
    assert_eq!(subject.place("/common/transfers").text, "Übermittlung in ein Drittland");
    assert_eq!(subject.place("/common/transfers").letter, Some(Letter::E));
}

#[test]
fn an_item_that_was_deleted_here_is_known_from_the_other_version() {
    let german = Language::german();
    let mut subject = Subject::new(&german, &activity(), None, &names);
    let path = format!("/common/recipients/{}", id(70));
    assert_eq!(subject.place(&path).text, "Alle gemeinsam › Empfänger");
    let conflict = Conflict {
        path: path.clone(),
        base: None,
        ours: None,
        theirs: Some(json!({ "id": id(70), "name": "Schulamt", "data": { "only": [id(31), id(99)] } })),
    };
    subject.learn_conflict(&conflict);
    assert_eq!(subject.place(&path).text, "Alle gemeinsam › Empfänger „Schulamt“");
    assert_eq!(
        subject.shown(&path, conflict.theirs.as_ref().unwrap()),
        "Schulamt\nDatenkategorien: Nr. 2 „Inhalte“, unbekannter Eintrag"
    );
}

#[test]
fn numbers_count_what_is_taken_over_and_are_left_out_where_that_is_not_known() {
    let german = Language::german();
    let mut content = activity();
    content["common"]["purposes"] = json!({ "state": "append", "from": "organisation", "only": "all",
        "value": [{ "id": id(20), "text": "Unterricht organisieren" }], "seen": null });
    let path = format!("/common/purposes/{}", id(20));
    let alone = Subject::new(&german, &content, None, &names).place(&path).text;
    assert_eq!(alone, "Alle gemeinsam › Zweck „Unterricht organisieren“");
    let organisation: Organisation =
        serde_json::from_value(json!({ "name": "Schule", "defaults": { "scope": {
        "purposes": given(json!([{ "id": id(80), "text": "Aufgaben der Schule" }])) } } }))
        .unwrap();
    let subject = Subject::new(&german, &content, Some(&organisation), &names);
    assert_eq!(subject.place(&path).text, "Alle gemeinsam › Zweck 2 „Unterricht organisieren“");
    let value = register::path::get(&content, "/common/purposes").unwrap();
    assert_eq!(
        subject.shown("/common/purposes", value),
        "übernommen aus den Vorgaben der Stelle, dazu:\n  Unterricht organisieren"
    );
}

#[test]
fn plain_values_are_shown_in_german() {
    assert_eq!(shown("/title", &json!("<b>Zammad</b> {x} =1+1")), "<b>Zammad</b> {x} =1+1");
    assert_eq!(shown("/next_review", &json!("2027-02-28")), "28.02.2027");
    assert_eq!(shown("/next_review", &Value::Null), "keine Angabe");
    assert_eq!(
        shown("/status", &json!({ "stage": "released", "function": "Schulleitung", "date": null })),
        "freigegeben\nFestgestellt durch (Funktion): Schulleitung"
    );
    assert_eq!(shown("/systems", &json!([id(201), id(202)])), "ISB\nunbekannter Eintrag");
    let recipient = format!("/common/recipients/{}", id(70));
    assert_eq!(shown(&format!("{recipient}/access"), &json!("write_only")), "nur schreibend");
    assert_eq!(shown(&format!("{recipient}/data"), &json!("all")), "alle");
}

#[test]
fn silence_none_and_a_reference_are_shown_apart() {
    let shown = |value: Value| shown("/common/transfers", &value);
    assert_eq!(shown(json!({ "state": "not_stated" })), "nicht angegeben");
    assert_eq!(
        shown(json!({ "state": "explicitly_none", "note": null })),
        "Keine – ausdrücklich so angegeben"
    );
    assert_eq!(
        shown(json!({ "state": "by_reference", "to": { "document": id(201), "place": "Anlage 2" } })),
        "Siehe ISB, Anlage 2"
    );
    let group = json!({ "state": "inherit", "from": { "group": id(10) }, "only": "all", "seen": "0f" });
    assert_eq!(shown(group), "übernommen aus Gruppe a");
}

#[test]
fn rules_and_legal_bases_are_sentences() {
    assert_eq!(
        own(&format!("/groups/{}/retention/{}", id(11), id(42))),
        "Postfach\nDie Datenkategorie Nr. 1 wird 3 Monate nach Verlassen der Schule gelöscht.\n\
         Art des Ereignisses: Ende der Beziehung zur betroffenen Person"
    );
    assert_eq!(
        own(&format!("/groups/{}/legal_bases/{}", id(11), id(50))),
        "Art. 6 I e DSGVO i. V. m. § 46 BaySchO\nBedingung: soweit erforderlich"
    );
    assert_eq!(own(&format!("/groups/{}/retention/{}/period", id(11), id(42))), "3 Monate");
}

#[test]
fn engagements_are_called_by_their_party() {
    assert_eq!(
        own("/engagements"),
        "ISB\n  Rolle: Auftragsverarbeiter\n  Leistung: Betrieb\nIm Auftrag von: Auftragsverarbeiter 1 „ISB“\n  \
         Rolle: Unterauftragsverarbeiter"
    );
}

#[test]
fn an_order_is_a_numbered_list_of_titles() {
    let order = json!({ "order": [id(31), id(30), id(99)] });
    assert_eq!(shown("/common/data_categories", &order), "1. Inhalte\n2. Stammdaten\n3. unbekannter Eintrag");
}

#[test]
fn a_whole_record_is_summed_up() {
    assert_eq!(
        shown("/", &activity()),
        "Verarbeitungstätigkeit „Dienst-E-Mail“\n2 Gruppen, 1 Zweck, 1 Rechtsgrundlage, 2 Datenkategorien, \
         3 Löschregeln, 2 beteiligte Stellen"
    );
    let party = json!({ "type": "party", "name": "ISB", "kind": "public_body", "note": "Träger" });
    assert_eq!(shown("/", &party), "Stelle „ISB“\nArt der Stelle: öffentliche Stelle\nAnmerkung: Träger");
}

/// The free texts and days in a value that a reader has to find.
fn said(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| said(item, found)),
        Value::Object(members) => {
            members.iter().filter(|(name, _)| *name != "seen").for_each(|(_, member)| said(member, found));
        }
        Value::String(text) if text.starts_with("Mk") => found.push(text.clone()),
        Value::String(text) => {
            let day = text.parse::<chrono::NaiveDate>();
            found.extend(day.map(|day| day.format("%d.%m.%Y").to_string()));
        }
        _ => {}
    }
}

#[test]
fn every_text_of_the_model_is_shown_and_no_id() {
    let german = Language::german();
    let content = activity();
    let subject = Subject::new(&german, &content, None, &names);
    let mut texts = 0;
    for (form, value) in samples() {
        let shown = subject.lines(Some(form), &value).join("\n");
        let mut found = Vec::new();
        said(&value, &mut found);
        let missing: Vec<_> = found.iter().filter(|text| !shown.contains(text.as_str())).collect();
        assert!(missing.is_empty(), "{} lacks {missing:?} of {value}:\n{shown}", form.name);
        assert!(!shown.contains("00000000-0000"), "{} shows an id:\n{shown}", form.name);
        assert!(!shown.contains(['{', '_']), "{} shows a code:\n{shown}", form.name);
        texts += found.len();
    }
    assert!(texts > 1000, "only {texts} texts were looked for");
}

/// The value with every free text replaced by one of these.
fn with_texts(value: &Value, texts: &[String], next: &mut usize, used: &mut Vec<String>) -> Value {
    match value {
        Value::Array(items) => items.iter().map(|item| with_texts(item, texts, next, used)).collect(),
        Value::Object(members) => members
            .iter()
            .map(|(name, member)| {
                let replaced = match name.as_str() {
                    // Digests and paths are no texts, and a place of a reference may be blank.
                    "seen" | "revision" | "path" => member.clone(),
                    _ => with_texts(member, texts, next, used),
                };
                (name.clone(), replaced)
            })
            .collect(),
        Value::String(text) if text.starts_with("Mk") => {
            *next += 1;
            let text = texts[*next % texts.len()].clone();
            used.push(text.clone());
            Value::String(text)
        }
        other => other.clone(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn texts_are_shown_as_they_were_written(texts in prop::collection::vec("[\\PC\n\t]{0,12}[A-Za-zß„“{}$<>=.]", 2..9)) {
        let german = Language::german();
        let content = activity();
        let subject = Subject::new(&german, &content, None, &names);
        let mut next = 0;
        for (form, value) in samples() {
            let mut used = Vec::new();
            let value = with_texts(&value, &texts, &mut next, &mut used);
            let shown = subject.lines(Some(form), &value).join("\n");
            for text in used {
                prop_assert!(shown.contains(&text), "{}: {text:?} is not in {shown:?}", form.name);
            }
        }
    }

    #[test]
    fn whatever_stands_at_whatever_path_is_shown_without_a_fault(path in "(/(groups|common|retention|x|value|0|period)){0,5}", text in "\\PC{0,20}", number in any::<i64>()) {
        let german = Language::german();
        let content = activity();
        let mut subject = Subject::new(&german, &content, None, &names);
        let value = json!({ "id": text, "state": text, "kind": [text, number], "value": { "order": [text] }, "from": number });
        subject.learn(&path, &value);
        prop_assert!(!subject.place(&path).text.is_empty());
        prop_assert!(!subject.shown(&path, &value).is_empty());
    }
}
