//! References from record to record: an activity names parties, systems, documents, sets of measures.
//!
//! A record's own register and its origin are no references in this sense: the one says where it belongs, the other
//! where it came from, which may be somebody else's store.

use crate::id::RecordId;
use crate::record::Record;
use serde_json::Value;
use std::collections::BTreeSet;
use uuid::Uuid;

/// Members whose values name records, alone, in a list or within a statement, and the kind of these.
const REFERENCES: [(&str, &str); 11] = [
    ("controllers", "party"),
    ("document", "document"),
    ("documents", "document"),
    ("part_of", "system"),
    ("party", "party"),
    ("representative", "party"),
    ("set", "measure_set"),
    ("supervisory_authority", "party"),
    ("system", "system"),
    ("systems", "system"),
    ("vendor", "party"),
];

/// The records that this one names.
///
/// # Errors
/// When the content cannot be put into JSON, which the model's types do not allow for.
pub fn named(record: &Record) -> Result<BTreeSet<RecordId>, serde_json::Error> {
    Ok(named_as(record)?.into_iter().map(|(named, _)| named).collect())
}

/// The records that this one names, each with the kind that it has to be of.
///
/// # Errors
/// As [`named`].
pub fn named_as(record: &Record) -> Result<BTreeSet<(RecordId, &'static str)>, serde_json::Error> {
    let mut named = BTreeSet::new();
    visit(&mut serde_json::to_value(record)?, &mut |text, kind| {
        named.extend(Uuid::parse_str(text).ok().map(|id| (RecordId(id), kind)));
    });
    Ok(named)
}

/// The records that this one cannot be without: those it names, and an activity its register.
///
/// # Errors
/// As [`named`].
pub fn needed(record: &Record) -> Result<BTreeSet<RecordId>, serde_json::Error> {
    let mut needed = named(record)?;
    if let Record::Activity(activity) = record {
        needed.insert(activity.register);
    }
    Ok(needed)
}

/// The record with every reference to `gone` replaced by one to `kept`; `None` when it has none.
///
/// # Errors
/// As [`named`].
pub fn redirected(
    record: &Record,
    gone: RecordId,
    kept: RecordId,
) -> Result<Option<Record>, serde_json::Error> {
    let mut content = serde_json::to_value(record)?;
    let (gone, kept) = (gone.to_string(), kept.to_string());
    let mut found = false;
    visit(&mut content, &mut |text, _| {
        if *text == gone {
            text.clone_from(&kept);
            found = true;
        }
    });
    if found { serde_json::from_value(content).map(Some) } else { Ok(None) }
}

/// All texts in the form of an id, whatever they name.
pub fn ids_in(value: &Value) -> BTreeSet<String> {
    fn collect(value: &Value, into: &mut BTreeSet<String>) {
        match value {
            Value::String(text) if Uuid::parse_str(text).is_ok() => {
                into.insert(text.clone());
            }
            Value::Array(items) => items.iter().for_each(|item| collect(item, into)),
            Value::Object(members) => members.values().for_each(|member| collect(member, into)),
            _ => {}
        }
    }
    let mut ids = BTreeSet::new();
    collect(value, &mut ids);
    ids
}

fn visit(value: &mut Value, see: &mut dyn FnMut(&mut String, &'static str)) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| visit(item, see)),
        Value::Object(members) => {
            for (name, member) in members {
                if let Some((_, kind)) = REFERENCES.iter().find(|(reference, _)| reference == name) {
                    reference(member, &mut |text| see(text, kind));
                }
                visit(member, see);
            }
        }
        _ => {}
    }
}

fn reference(member: &mut Value, see: &mut dyn FnMut(&mut String)) {
    match member {
        Value::String(text) => see(text),
        Value::Array(items) => items.iter_mut().for_each(|item| {
            if let Value::String(text) = item {
                see(text);
            }
        }),
        // A statement wraps what it gives.
        Value::Object(members) => {
            if let Some(Value::String(text)) = members.get_mut("value") {
                see(text);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use serde_json::json;
    use std::collections::BTreeMap;

    fn id(number: u128) -> RecordId {
        RecordId(Uuid::from_u128(number))
    }

    fn activity() -> Record {
        serde_json::from_value(json!({
            "type": "activity", "register": id(1), "title": "Visavid", "systems": [id(2)], "documents": [id(3)],
            "own_role": { "kind": "other_controller", "party": id(4) },
            "engagements": { "state": "given", "value": [{
                "id": id(90), "role": "processor", "service": "Betrieb", "party": id(5), "system": id(2),
                "engaged_by": { "kind": "controller" },
                "contract": { "state": "given", "value": { "document": id(6) } },
            }] },
            "file_reference": { "state": "by_reference", "to": { "document": id(7), "place": "Anlage 2" } },
            "origin": { "record": id(8), "title": "Muster" },
        }))
        .unwrap()
    }

    #[test]
    fn every_record_that_is_named_is_found() {
        let expected: BTreeSet<RecordId> = [2, 3, 4, 5, 6, 7].map(id).into();
        assert_eq!(named(&activity()).unwrap(), expected);
        let kinds: BTreeMap<RecordId, &str> = named_as(&activity()).unwrap().into_iter().collect();
        assert_eq!((kinds[&id(2)], kinds[&id(3)], kinds[&id(5)]), ("system", "document", "party"));
        let organisation: Record = serde_json::from_value(json!({
            "type": "organisation", "name": "Schule",
            "representative": { "state": "given", "value": id(2) },
        }))
        .unwrap();
        assert_eq!(named(&organisation).unwrap(), [id(2)].into());
    }

    #[test]
    fn all_references_are_redirected_and_nothing_else_changes() {
        let changed = redirected(&activity(), id(2), id(42)).unwrap().unwrap();
        let expected =
            serde_json::to_string(&activity()).unwrap().replace(&id(2).to_string(), &id(42).to_string());
        assert_eq!(serde_json::to_string(&changed).unwrap(), expected);
        assert_eq!(redirected(&activity(), id(8), id(42)).unwrap(), None);
    }
}
