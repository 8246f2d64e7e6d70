//! Documents hold only terms of the vocabulary, and everything the register says.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use super::*;
use crate::register_view::tests::sample::{Register, given, id, record};
use proptest::prelude::*;
use std::collections::BTreeSet;

fn dpv(register: &Register) -> Value {
    let bytes = register.with_input(|input| document(input, &Language::german())).unwrap();
    serde_json::from_slice(&bytes).unwrap()
}

/// Everything in a document that a reader takes for a term or an IRI: names of members, types and ids.
fn iris(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(members) => {
            for (name, value) in members {
                match name.as_str() {
                    "@value" | "@language" => {}
                    "@id" => {
                        found.insert(value.as_str().unwrap().to_owned());
                    }
                    "@type" => {
                        let types: Vec<&Value> =
                            value.as_array().map_or_else(|| vec![value], |it| it.iter().collect());
                        found.extend(types.iter().map(|it| it.as_str().unwrap().to_owned()));
                    }
                    name => {
                        found.insert(name.to_owned());
                        iris(value, found);
                    }
                }
            }
        }
        Value::Array(values) => values.iter().for_each(|value| iris(value, found)),
        // Texts stand as values of literals only.
        other => panic!("{other} is no node"),
    }
}

fn assert_known(document: &Value) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    iris(&document["@graph"], &mut found);
    found.remove("@graph");
    let others = [
        "dct:title",
        "dct:description",
        "dct:created",
        "dct:source",
        "rdf:value",
        "rdfs:comment",
        "skos:prefLabel",
        "xsd:date",
        "xsd:duration",
    ];
    for iri in &found {
        let country = iri
            .strip_prefix("loc:")
            .is_some_and(|code| vocabulary::COUNTRIES.split(' ').any(|it| it == code));
        let own = iri.starts_with("urn:uuid:") && iri[9..].len() >= 36;
        let known =
            vocabulary::TERMS.contains(&iri.as_str()) || others.contains(&iri.as_str()) || country || own;
        assert!(known, "{iri} is not in the vocabulary {}", vocabulary::VERSION);
    }
    found
}

/// The node with this id, wherever it is described.
fn node<'d>(value: &'d Value, iri: &str) -> Option<&'d Value> {
    match value {
        Value::Object(members) => {
            if members.get("@id").is_some_and(|id| id == iri) && members.len() > 1 {
                return Some(value);
            }
            members.values().find_map(|value| node(value, iri))
        }
        Value::Array(values) => values.iter().find_map(|value| node(value, iri)),
        _ => None,
    }
}

fn refers(node: &Value, property: &str, iri: &str) -> bool {
    node[property].as_array().is_some_and(|values| values.iter().any(|value| value["@id"] == iri))
}

#[test]
fn only_terms_of_the_vocabulary_are_used() {
    assert_known(&dpv(&Register::library()));
    assert_known(&dpv(&Register::silent()));
    let mut torn = Register::library();
    torn.others.clear();
    assert_known(&dpv(&torn));
}

#[test]
fn every_reference_within_the_register_is_described() {
    let document = dpv(&Register::library());
    let mut found = BTreeSet::new();
    iris(&document["@graph"], &mut found);
    for iri in found.iter().filter(|iri| iri.starts_with("urn:uuid:")) {
        assert!(node(&document["@graph"], iri).is_some(), "{iri} is described nowhere");
    }
}

#[test]
fn terms_stand_once_and_the_prefixes_lead_to_their_namespaces() {
    let once: BTreeSet<_> = vocabulary::TERMS.iter().collect();
    assert_eq!(once.len(), vocabulary::TERMS.len());
    let countries: BTreeSet<_> = vocabulary::COUNTRIES.split_whitespace().collect();
    assert_eq!((countries.len(), vocabulary::COUNTRIES.split_whitespace().count()), (249, 249));
    let context = &dpv(&Register::silent())["@context"];
    assert_eq!(context["dpv"], "https://w3id.org/dpv#");
    assert_eq!(context["eu-gdpr"], "https://w3id.org/dpv/legal/eu/gdpr#");
    assert_eq!(context["loc"], "https://w3id.org/dpv/loc#");
    for term in vocabulary::TERMS {
        assert!(context.get(term.split(':').next().unwrap()).is_some(), "{term}");
    }
}

#[test]
fn an_activity_is_told_in_terms() {
    let document = dpv(&Register::library());
    let lending = node(&document["@graph"], &record_iri(record(101))).unwrap();
    assert_eq!(lending["@type"], json!(["dpv:Process"]));
    assert_eq!(lending["dct:title"], json!([{ "@language": "de", "@value": "Ausleihe" }]));
    assert!(refers(lending, "dpv:hasDataController", &record_iri(record(1))));
    for term in ["eu-gdpr:A6-1-e", "eu-gdpr:A6-1-a", "eu-gdpr:A6-1-f", "eu-gdpr:A9-2-a"] {
        assert!(refers(lending, "dpv:hasLegalBasis", term), "{term}");
    }
    for country in ["loc:US", "loc:CH"] {
        assert!(refers(lending, "dpv:hasThirdCountry", country), "{country}");
    }
    for right in ["eu-gdpr:A15", "eu-gdpr:A17", "eu-gdpr:A7-3"] {
        assert!(refers(lending, "dpv:hasRight", right), "{right}");
    }
    assert!(!refers(lending, "dpv:hasRight", "eu-gdpr:A20"), "an excluded right is no right");
    let found = |number: usize| {
        let iri = item_iri(record(101), id(number).parse().unwrap());
        node(&document["@graph"], &iri).unwrap_or_else(|| panic!("no {iri}"))
    };
    assert_eq!(found(16)["@type"], json!(["dpv:PersonalData", "dpv:SpecialCategoryPersonalData"]));
    assert_eq!(found(31)["@type"], json!(["dpv:AnonymisedData"]));
    let duration = &found(19)["dpv:hasDuration"][0];
    assert_eq!(duration["rdf:value"], json!([{ "@type": "xsd:duration", "@value": "P3M" }]));
    assert!(refers(found(19), "dpv:hasPersonalData", &item_iri(record(101), id(16).parse().unwrap())));
    assert!(refers(found(70), "dpv:hasLegalBasis", "eu-gdpr:A46-2-c"));
    assert_eq!(found(41)["@type"], json!(["dpv:DataSubProcessor"]));
    assert!(refers(found(40), "dpv:hasEntity", &record_iri(record(201))));
    let comments = node(&document["@graph"], &record_iri(record(102))).unwrap()["rdfs:comment"].to_string();
    assert!(comments.contains("Nicht erforderlich: keine Offenlegung"), "{comments}");
}

#[test]
fn the_same_register_gives_the_same_bytes_without_notes_for_the_own_desk() {
    let register = Register::library();
    let bytes = || register.with_input(|input| document(input, &Language::german())).unwrap();
    assert_eq!(bytes(), bytes());
    let text = String::from_utf8(bytes()).unwrap();
    assert!(!text.contains("eigenen Tisch") && !text.contains("anderen Verzeichnis"));
}

#[test]
fn a_country_the_vocabulary_lacks_is_named_in_words() {
    let transfers = given(json!([{ "id": id(5), "destination": { "kind": "country", "country": "ZZ" } }]));
    let document = dpv(&Register::with_activity(json!({ "common": { "transfers": transfers } })));
    assert_known(&document);
    assert!(document["@graph"].to_string().contains("ZZ"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn no_text_becomes_a_term(text in "(dpv:[a-zA-Z]{0,6}|@id|@type|https://w3id.org/dpv#X|\\PC{0,8})") {
        let activity = json!({ "register": id(1), "title": text, "common": {
            "purposes": given(json!([{ "id": id(2), "text": text }])),
            "legal_bases": given(json!([{ "id": id(3), "chain": [{ "wording": text }] }])),
            "data_categories": given(json!([{ "id": id(4), "name": text, "details": [text] }])),
            "retention": given(json!([{ "id": id(6), "name": text }])) } });
        assert_known(&dpv(&Register::of(json!({ "name": text }), vec![activity], vec![])));
    }
}
