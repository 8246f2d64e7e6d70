//! The parser against the reference lists that ship with the program.

use super::super::laws::LAWS;
use super::*;
use serde_json::Value;

const REFERENCE_LAWS: &str = include_str!("../../../../../../assets/reference/laws.json");
const LEGAL_BASES: &str = include_str!("../../../../../../assets/reference/legal_bases.json");

fn entries(list: &str) -> Vec<Value> {
    let list: Value = serde_json::from_str(list).unwrap();
    list["entries"].as_array().unwrap().clone()
}

#[test]
fn the_parser_knows_every_law_of_the_reference_list() {
    let entries = entries(REFERENCE_LAWS);
    let short =
        |id: &Value| entries.iter().find(|entry| entry["id"] == *id).map(|entry| entry["short_name"].clone());
    for entry in &entries {
        let name = entry["short_name"].as_str().unwrap();
        let known = law(name).unwrap_or_else(|| panic!("the parser's table lacks {name}"));
        let unit = match entry["cites_by"].as_str().unwrap() {
            "article" => Unit::Article,
            "section" => Unit::Section,
            _ => Unit::None,
        };
        assert_eq!(known.unit, unit, "{name}");
        assert_eq!(known.replaced_by.map(Value::from), short(&entry["replaced_by"]), "{name}");
        for alias in entry["aliases"].as_array().unwrap() {
            let alias = alias.as_str().unwrap();
            assert_eq!(only(&format!("Nr. 1 {alias}")).law.as_deref(), Some(name), "{alias}");
        }
    }
}

#[test]
fn every_legal_basis_of_the_reference_list_is_in_standard_form() {
    let laws = entries(REFERENCE_LAWS);
    for entry in entries(LEGAL_BASES) {
        let wording = entry["citation"].as_str().unwrap();
        let reading = parse(wording);
        assert_eq!(reading.unread, Vec::<String>::new(), "{wording}");
        assert!(!reading.provisions.is_empty(), "{wording}");
        let law = laws.iter().find(|law| law["id"] == entry["law"]).unwrap()["short_name"].as_str();
        for provision in &reading.provisions {
            assert_eq!(provision.law.as_deref(), law, "{wording}");
        }
        assert!(!reading.loose, "{wording} is {reading} in standard form");
    }
}

#[test]
fn every_name_leads_to_its_law_and_to_no_other() {
    for known in LAWS {
        for name in [known.short].iter().chain(known.names) {
            assert_eq!(only(name).law.as_deref(), Some(known.short), "{name}");
            assert_eq!(only(&format!("§ 1 {name}")).law.as_deref(), Some(known.short), "{name}");
        }
        assert!(known.replaced_by.is_none_or(|by| law(by).is_some_and(|by| by.replaced_by.is_none())));
    }
}
