//! What belongs to one organisation alone: its desk (status, notes, reviews), its contracts and documents, its contacts.

use super::{Replaced, ReplacedKind, SourceContext, references};
use crate::measure::MeasureSet;
use crate::merge::child;
use crate::path;
use serde_json::{Map, Value, json};

/// Fields of an activity that nobody takes over from anybody, not even from a Muster. The first ones are given anew.
const DESK: [(&str, Kept); 9] = [
    ("register", Kept::GivenAnew),
    ("position", Kept::GivenAnew),
    ("origin", Kept::GivenAnew),
    ("status", Kept::Never),
    ("next_review", Kept::Never),
    ("acknowledgements", Kept::Never),
    ("dpo_opinion", Kept::Never),
    ("changes", Kept::Never),
    ("internal_note", Kept::Never),
];

/// Fields of an activity that state facts of one organisation; a Muster may say something there.
const FACTS: [&str; 5] = ["file_reference", "introduced_on", "department", "contact", "documents"];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kept {
    GivenAnew,
    Never,
}

/// What a member that states a fact of one organisation, anywhere in a record, becomes without it.
fn blank(name: &str, around: &Map<String, Value>) -> Option<Value> {
    let member = around.get(name)?;
    let not_stated = || json!({ "state": "not_stated" });
    match name {
        "contract" | "arrangement" => Some(not_stated()),
        // Where it is taken over, it is the adopting organisation's own.
        "rights_channel" if member.get("from").is_none() => Some(not_stated()),
        "validity" => Some(json!({ "from": null, "until": null })),
        "document" | "set" => Some(Value::Null),
        // A threshold test: who made it, and when.
        "function" | "date" if around.contains_key("not_applying") => Some(Value::Null),
        // An assessment that this organisation has made.
        "impact_assessment" if member["value"]["outcome"] == "made" => Some(not_stated()),
        _ => None,
    }
}

/// Takes away what belongs to the other organisation; a Muster's statements stay as far as they can be facts.
pub(super) fn leave_out(activity: &mut Value, of_organisation: bool, replaced: &mut Vec<Replaced>) {
    let mut without = |name: &str, blank: Value, told: bool| {
        if let Some(member) = activity.get_mut(name).filter(|member| **member != blank) {
            *member = blank;
            if told {
                replaced.push(Replaced { path: format!("/{name}"), kind: ReplacedKind::LeftOut });
            }
        }
    };
    for (name, kept) in DESK.iter().filter(|(name, _)| !matches!(*name, "register" | "position")) {
        without(name, blank_of(name), *kept == Kept::Never);
    }
    if of_organisation {
        for name in FACTS {
            without(name, blank_of(name), true);
        }
        clear(activity, "/", replaced);
    }
}

fn blank_of(field: &str) -> Value {
    match field {
        "acknowledgements" | "changes" | "documents" => json!([]),
        "status" => json!({ "stage": "draft", "function": null, "date": null }),
        "next_review" | "dpo_opinion" | "internal_note" | "origin" => Value::Null,
        _ => json!({ "state": "not_stated" }),
    }
}

fn clear(value: &mut Value, path: &str, replaced: &mut Vec<Replaced>) {
    match value {
        Value::Array(items) => {
            for item in items {
                if let Some(path) = item.get("id").and_then(Value::as_str).map(|id| child(path, id)) {
                    clear(item, &path, replaced);
                }
            }
        }
        Value::Object(members) => {
            let names: Vec<String> = members.keys().cloned().collect();
            for name in names {
                let here = child(path, &name);
                let blank = blank(&name, members);
                let Some(member) = members.get_mut(&name) else { continue };
                match blank {
                    Some(blank) if blank != *member => {
                        *member = blank;
                        replaced.push(Replaced { path: here, kind: ReplacedKind::LeftOut });
                    }
                    Some(_) => {}
                    None => clear(member, &here, replaced),
                }
            }
        }
        _ => {}
    }
}

/// Lets both contents agree in what belongs to my organisation alone.
pub(super) fn level(form: &mut Value, mine: &Value) {
    for name in DESK.iter().map(|(name, _)| *name).chain(FACTS) {
        if let (Some(member), Some(own)) = (form.get_mut(name), mine.get(name)) {
            *member = own.clone();
        }
    }
    agree(form, mine);
}

fn agree(form: &mut Value, mine: &Value) {
    match (form, mine) {
        (Value::Object(members), Value::Object(own)) => {
            for (name, member) in members.iter_mut() {
                match own.get(name) {
                    Some(value) if blank(name, own).is_some() => *member = value.clone(),
                    Some(value) => agree(member, value),
                    None => {}
                }
            }
        }
        (Value::Array(items), Value::Array(own)) => {
            for item in items {
                let id = item.get("id").cloned();
                let same = own.iter().find(|other| id.is_some() && other.get("id") == id.as_ref());
                if let Some(same) = same {
                    agree(item, same);
                }
            }
        }
        _ => {}
    }
}

/// Puts the measures of the other organisation's measure sets behind the entries that referred to them.
pub(super) fn spell_out_measures(
    activity: &mut Value,
    context: &SourceContext,
    replaced: &mut Vec<Replaced>,
) -> Result<(), serde_json::Error> {
    let mut known = references::ids(activity);
    let Ok(field) = path::get_mut(activity, "/measures") else { return Ok(()) };
    let Some(items) = field.get_mut("value").and_then(Value::as_array_mut) else { return Ok(()) };
    let mut spelled_out = Vec::new();
    for mut item in items.drain(..) {
        let set = item.get("set").cloned().filter(|set| !set.is_null());
        let place = child("/measures", item.get("id").and_then(Value::as_str).unwrap_or_default());
        let found = set.and_then(|set| context.measure_sets.get(&serde_json::from_value(set).ok()?));
        if found.is_some() {
            item["set"] = Value::Null;
            replaced.push(Replaced { path: place.clone(), kind: ReplacedKind::Resolved });
        }
        spelled_out.push(item);
        for measure in found.and_then(measures_of).into_iter().flatten() {
            let mut measure = serde_json::to_value(measure)?;
            if references::ids(&measure).iter().any(|id| known.contains(id)) {
                references::renew(&mut measure, &place);
            }
            known.extend(references::ids(&measure));
            spelled_out.push(measure);
        }
    }
    *items = spelled_out;
    Ok(())
}

fn measures_of(set: &MeasureSet) -> Option<std::slice::Iter<'_, crate::measure::Measure>> {
    set.measures.given().map(crate::statement::NonEmpty::iter)
}

/// Lets a Muster's corrected citations say what they should; the correction stays beside them with its source, and with
/// whether that was checked.
pub(super) fn correct(value: &mut Value, path: &str, replaced: &mut Vec<Replaced>) {
    match value {
        Value::Array(items) => {
            for (index, item) in items.iter_mut().enumerate() {
                let here = match item.get("id").and_then(Value::as_str) {
                    Some(id) => child(path, id),
                    None => child(path, &index.to_string()),
                };
                correct(item, &here, replaced);
            }
        }
        Value::Object(members) => {
            let better = members.get("correction").and_then(|correction| correction.get("citation")).cloned();
            match (better, members.get_mut("wording")) {
                (Some(better), Some(wording)) if better != *wording => {
                    *wording = better;
                    replaced.push(Replaced { path: path.to_owned(), kind: ReplacedKind::Corrected });
                }
                _ => {
                    for (name, member) in members.iter_mut() {
                        correct(member, &child(path, name), replaced);
                    }
                }
            }
        }
        _ => {}
    }
}
