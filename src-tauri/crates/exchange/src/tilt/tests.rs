//! Documents keep to the schema, whatever the register says or leaves out.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use super::*;
use crate::register_view::tests::sample::{Register, given, id};
use proptest::prelude::*;

fn tilt(register: &Register) -> Value {
    let bytes = register.with_input(|input| document(input, &Language::german())).unwrap();
    serde_json::from_slice(&bytes).unwrap()
}

/// The document, after the schema has had its say.
fn valid(register: &Register) -> Value {
    let schema = serde_json::from_str(include_str!("../../tests/schema/tilt-2.0.json")).unwrap();
    let validator = jsonschema::options().should_validate_formats(true).build(&schema).unwrap();
    let document = tilt(register);
    let errors: Vec<String> =
        validator.iter_errors(&document).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert_eq!(errors, Vec::<String>::new());
    document
}

/// The entry of a category of data, by its name.
fn disclosed<'d>(document: &'d Value, category: &str) -> &'d Value {
    let entries = document["dataDisclosed"].as_array().unwrap();
    entries.iter().find(|entry| entry["category"][0] == category).unwrap_or_else(|| panic!("no {category}"))
}

fn references(entry: &Value) -> Vec<&str> {
    entry["legalBases"].as_array().unwrap().iter().map(|basis| basis["reference"].as_str().unwrap()).collect()
}

#[test]
fn registers_that_say_much_little_and_nothing_keep_to_the_schema() {
    valid(&Register::library());
    valid(&Register::silent());
    valid(&Register::of(json!({ "name": "" }), vec![], vec![]));
    let mut torn = Register::library();
    torn.others.clear();
    valid(&torn);
}

#[test]
fn the_schema_refuses_what_is_no_document() {
    let schema = serde_json::from_str(include_str!("../../tests/schema/tilt-2.0.json")).unwrap();
    let validator = jsonschema::options().should_validate_formats(true).build(&schema).unwrap();
    let document = tilt(&Register::library());
    assert!(validator.is_valid(&document));
    for (path, wrong) in [
        ("/meta/created", json!("gestern")),
        ("/meta/url", json!([])),
        ("/controller/country", json!("Deutschland")),
        ("/controller/representative/email", json!("post")),
        ("/dataDisclosed/0/legalBases/0/reference", json!("Art. 6")),
        ("/dataDisclosed/1/storage/0/temporal/0/ttl", json!("3 Monate")),
        ("/dataDisclosed/0/category", json!("Stammdaten")),
    ] {
        let mut document = document.clone();
        *document.pointer_mut(path).unwrap() = wrong;
        assert!(!validator.is_valid(&document), "{path}");
    }
}

#[test]
fn each_category_has_what_holds_for_it() {
    let document = valid(&Register::library());
    let lent = disclosed(&document, "Ausleihen");
    assert_eq!(references(lent), ["GDPR-6-1-e", "BAYDSG-4-1", "GDPR-6-1-a", "GDPR-6-1-f", "GDPR-9-2-a"]);
    assert_eq!(lent["storage"][0]["temporal"][0]["ttl"], "P3M");
    assert_eq!(lent["legitimateInterests"][0]["reasoning"], "Schutz der Bestände");
    let fees = disclosed(&document, "Gebühren");
    assert!(!references(fees).contains(&"GDPR-9-2-a"));
    assert_eq!(fees["storage"][0]["temporal"][0]["ttl"], "P14D");
    let purposes = fees["purposes"].as_array().unwrap();
    assert!(purposes.iter().all(|purpose| purpose["description"] != "Mahnung"));
    let core = disclosed(&document, "Stammdaten");
    assert_eq!(core["category"], json!(["Stammdaten", "Name", "Anschrift"]));
    assert!(core["storage"][0]["temporal"].as_array().unwrap().is_empty());
    let recipients = core["recipients"].as_array().unwrap();
    assert_eq!(recipients[0]["category"], "Rechnungsprüfung");
    assert!(recipients.iter().any(|it| it["name"] == "Katalogdienst GmbH" && it["country"] == "DE"));
}

#[test]
fn nothing_is_promised_that_the_register_does_not_say() {
    let document = valid(&Register::silent());
    let entry = &document["dataDisclosed"][0];
    assert_eq!(entry["category"], json!(["nicht angegeben"]));
    for list in ["purposes", "legalBases", "legitimateInterests", "recipients", "storage"] {
        assert_eq!(entry[list], json!([]), "{list}");
    }
    assert_eq!(entry["nonDisclosure"]["obligationToProvide"], false);
    assert_eq!(document["controller"]["country"], "ZZ");
    assert_eq!(document["dataProtectionOfficer"]["email"], "nicht-angegeben@angabe.invalid");
    for forced in [&entry["nonDisclosure"], &document["accessAndDataPortability"]] {
        let told = forced["description"].as_str().unwrap();
        assert!(told.contains("Das Format verlangt hier eine Antwort"), "{told}");
    }
    assert!(document["automatedDecisionMaking"].get("inUse").is_none());
    assert!(document["rightToDataPortability"].get("available").is_none());
    assert_eq!(document["thirdCountryTransfers"], json!([]));
}

#[test]
fn rights_transfers_and_sources_are_told() {
    let document = valid(&Register::library());
    assert_eq!(document["rightToInformation"]["available"], true);
    assert_eq!(document["rightToDataPortability"]["available"], false);
    assert_eq!(document["rightToWithdrawConsent"]["available"], true);
    assert_eq!(document["rightToComplain"]["supervisoryAuthority"]["email"], "poststelle@aufsicht.example");
    let transfers = document["thirdCountryTransfers"].as_array().unwrap();
    assert_eq!(transfers[0]["country"], "US");
    assert_eq!(transfers[0]["standardDataProtectionClause"]["available"], true);
    assert!(transfers[1].get("country").is_none());
    assert_eq!(transfers[2]["adequacyDecision"]["available"], true);
    assert_eq!(document["sources"][0]["dataCategory"], "Stammdaten");
    assert_eq!(document["automatedDecisionMaking"]["inUse"], false);
    let duty = &document["dataDisclosed"][0]["nonDisclosure"];
    assert_eq!((&duty["legalRequirement"], &duty["obligationToProvide"]), (&json!(true), &json!(true)));
    assert_eq!(duty["consequences"], "Ohne Angaben keine Ausleihe.");
}

#[test]
fn a_duty_is_read_only_from_a_plain_yes() {
    let duty = |text: &str| {
        let register =
            Register::with_activity(json!({ "information": { "duty_to_provide": given(json!(text)) } }));
        let document = valid(&register);
        let member = &document["dataDisclosed"][0]["nonDisclosure"];
        let told = member["description"].as_str().unwrap();
        assert!(told.starts_with(text), "{told}");
        (member["obligationToProvide"].as_bool().unwrap(), told != text)
    };
    // Whether a text says that the format forced an answer on it.
    assert_eq!(duty("Sie sind gesetzlich zur Angabe verpflichtet."), (true, false));
    assert_eq!(duty("Sie sind zur Angabe verpflichtet."), (true, true));
    assert_eq!(duty("Es besteht keine Pflicht zur Angabe."), (false, false));
    assert_eq!(duty("Die Angaben sind freiwillig."), (false, false));
    assert_eq!(duty("Siehe Satzung."), (false, true));
}

#[test]
fn only_a_plain_denial_says_that_nothing_is_decided_automatically() {
    let in_use = |text: &str| {
        let information = json!({ "automated_decisions": given(json!(text)) });
        let document = valid(&Register::with_activity(json!({ "information": information })));
        document["automatedDecisionMaking"].get("inUse").and_then(Value::as_bool)
    };
    assert_eq!(in_use("Keine automatisierten Entscheidungen."), Some(false));
    for open in ["Nicht bekannt", "keine Angabe", "Nicht angegeben.", "Keine, außer bei der Raumvergabe"] {
        assert_eq!(in_use(open), None, "{open}");
    }
}

#[test]
fn none_and_silence_differ() {
    let document = valid(&Register::library());
    let site = document["dataDisclosed"].as_array().unwrap().last().unwrap();
    assert_eq!(site["recipients"], json!([{ "category": "Nicht erforderlich: keine Offenlegung" }]));
    let sentence = site["storage"][0]["purposeConditional"][0].as_str().unwrap();
    assert!(sentence.contains("solange das Konto besteht"), "{sentence}");
}

#[test]
fn what_is_noted_of_a_rule_stands_in_its_storage() {
    let activity = json!({ "register": id(1), "title": "Verteiler", "common": {
        "data_categories": given(json!([{ "id": id(2), "name": "Adressen" }])),
        "retention": given(json!([
            { "id": id(3), "note": "Speicherung bis zur Austragung", "reason": "Versand" },
            { "id": id(4), "period": { "kind": "span", "amount": 1, "unit": "years" },
              "note": "Ende des Schuljahres" }])) } });
    let document = valid(&Register::of(json!({ "name": "Schule" }), vec![activity], vec![]));
    let storage = &disclosed(&document, "Adressen")["storage"][0];
    let open = storage["purposeConditional"][0].as_str().unwrap();
    assert!(open.contains("Speicherung bis zur Austragung") && open.contains("Versand"), "{open}");
    let year = storage["temporal"][0]["description"].as_str().unwrap();
    assert!(year.contains("Ende des Schuljahres"), "{year}");
}

#[test]
fn the_hash_is_that_of_the_rest() {
    let mut document = tilt(&Register::library());
    let hash = document["meta"].as_object_mut().unwrap().remove("_hash").unwrap();
    assert_eq!(hash, register::canonical::digest(&document));
}

#[test]
fn the_same_register_gives_the_same_bytes_without_notes_for_the_own_desk() {
    let register = Register::library();
    let bytes = || register.with_input(|input| document(input, &Language::german())).unwrap();
    assert_eq!(bytes(), bytes());
    assert!(!String::from_utf8(bytes()).unwrap().contains("eigenen Tisch"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    /// Whatever is entered in fields that have a form in the schema: the document stays valid.
    #[test]
    fn any_text_keeps_to_the_schema(text in "(\\PC|[\\u{0}-\\u{20}@.:/+()%#]|http://|https://x){0,16}") {
        let contact = json!({ "phone": text, "email": text, "web": text, "function": text });
        let activity = json!({ "register": id(1), "title": text, "common": {
            "legal_bases": given(json!([{ "id": id(2), "chain": [{ "wording": text }] },
                { "id": id(3), "chain": [{ "wording": format!("§ 12a Abs. 3 {text}") }] }])),
            "data_categories": given(json!([{ "id": id(4), "name": text, "origin": text }])) },
            "information": { "duty_to_provide": given(json!(text)), "automated_decisions": given(json!(text)) } });
        let organisation = json!({ "name": text, "land": text, "contact": contact });
        valid(&Register::of(organisation, vec![activity], vec![]));
    }
}
