//! Activities as people leave them: a full one, changed at random places, always fit to be stored.

use super::*;
use crate::integrity;
use crate::organisation::Organisation;
use proptest::prelude::*;
use std::collections::BTreeMap;

/// A change: what kind, where, and how.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Edit {
    kind: u8,
    place: usize,
    choice: usize,
}

pub(crate) fn edits(most: usize) -> impl Strategy<Value = Vec<Edit>> {
    let edit = (0_u8..12, 0_usize..4000, 0_usize..4000);
    prop::collection::vec(edit.prop_map(|(kind, place, choice)| Edit { kind, place, choice }), 0..most)
}

pub(crate) fn organisation() -> Organisation {
    let purposes = given(json!([purpose(0x901, "Bildungsauftrag")]));
    let engagements = given(json!([{ "id": id(0x902), "role": "processor" }]));
    let defaults = json!({ "scope": { "purposes": purposes }, "engagements": engagements });
    serde_json::from_value(json!({ "name": "Schule", "defaults": defaults })).unwrap()
}

/// An activity with something in every kind of place.
pub(crate) fn full() -> Value {
    let data = |number, name| json!({ "id": id(number), "name": name, "details": ["Vorname"] });
    let rule = |number, start| {
        let period = json!({ "kind": "span", "amount": 5, "unit": "years" });
        let exception = json!({ "id": id(number + 0x50), "name": "Streit", "effect": { "kind": "suspend" } });
        json!({ "id": id(number), "name": "Regel", "period": period, "start": start, "exceptions": [exception] })
    };
    let engagement =
        |number, by| json!({ "id": id(number), "role": "processor", "service": "Betrieb", "engaged_by": by });
    let event = json!({ "kind": "event", "event": "end_of_matter", "name": "Ende" });
    activity(json!({
        "description": "Videokonferenzen",
        "contact": given(json!({ "function": "Sekretariat", "addresses": [{ "id": id(0x91), "street": "Weg 1" }] })),
        "file_reference": given(json!("A 12")),
        "common": {
            "purposes": { "state": "append", "from": "organisation", "value": [purpose(1, "Unterricht"), purpose(2, "Beratung")] },
            "legal_bases": given(json!([{ "id": id(3), "chain": [{ "wording": "Art. 6" }], "purposes": { "only": [id(1)] } }])),
            "data_categories": given(json!([data(4, "Stammdaten"), data(5, "Protokolle"), data(6, "Chat")])),
            "remarks": [{ "id": id(7), "kind": "negative", "text": "keine Cookies" }],
            "retention": given(json!([rule(8, event.clone()), rule(9, json!({ "kind": "after_rule", "rule": id(8) }))])),
        },
        "groups": [
            { "id": id(0x10), "name": "Lehrkräfte", "scope": {
                "data_categories": given(json!([data(0x11, "Telefon"), data(0x12, "Vertretung")])),
                "recipients": given(json!([{ "id": id(0x13), "name": "Eltern", "data": { "only": [id(0x11), id(4)] } }])),
            } },
            { "id": id(0x20), "name": "Eltern", "scope": {
                "data_categories": { "state": "inherit", "from": { "group": id(0x10) } },
                "retention": given(json!([rule(0x21, event)])),
            } },
        ],
        "engagements": given(json!([
            engagement(0x30, json!({ "kind": "controller" })),
            engagement(0x31, json!({ "kind": "engagements", "ids": [id(0x30)] })),
            engagement(0x32, json!({ "kind": "not_stated" })),
        ])),
        "acknowledgements": [{ "id": id(0x40), "rule": "purpose-missing", "path": "/common", "reason": "so gewollt" }],
    }))
}

/// The activity after the edits. What somebody types is unique: `by` and a number.
pub(crate) fn edited(content: &Value, edits: &[Edit], by: &str) -> Value {
    let mut content = stored(content).unwrap();
    for (number, edit) in edits.iter().enumerate() {
        let mut fresh = Fresh { by: format!("{by}{number}"), count: 0 };
        let mut next = content.clone();
        apply(&mut next, *edit, &mut fresh);
        if let Some(next) = stored(&next) {
            content = next;
        }
    }
    content
}

/// The content as it would be stored, when it may be.
pub(crate) fn stored(content: &Value) -> Option<Value> {
    let record: Record = serde_json::from_value(content.clone()).ok()?;
    let Record::Activity(activity) = &record else { return None };
    let value = serde_json::to_value(&record).ok()?;
    let defaults = serde_json::to_value(organisation().defaults).ok()?;
    integrity::check_ids(&value, &integrity::item_ids(&defaults).ok()?).ok()?;
    integrity::check_circles(&organisation(), activity).ok()?;
    Some(value)
}

struct Fresh {
    by: String,
    count: u64,
}

impl Fresh {
    fn text(&mut self) -> Value {
        self.count += 1;
        json!(format!("Wert {}-{}.", self.by, self.count))
    }

    fn id(&mut self) -> String {
        self.count += 1;
        uuid_of(&format!("{}-{}", self.by, self.count))
    }
}

fn uuid_of(name: &str) -> String {
    let digits = crate::canonical::digest(&json!(name));
    format!(
        "{}-{}-7{}-8{}-{}",
        &digits[..8],
        &digits[8..12],
        &digits[13..16],
        &digits[17..20],
        &digits[20..32]
    )
}

const TEXTS: [&str; 9] =
    ["title", "description", "text", "name", "condition", "note", "service", "internal_note", "phone"];

/// JSON pointers of all members for which the test holds.
fn pointers(value: &Value, wanted: &dyn Fn(&str, &Value) -> bool) -> Vec<String> {
    fn walk(value: &Value, at: &str, wanted: &dyn Fn(&str, &Value) -> bool, found: &mut Vec<String>) {
        let mut visit = |name: &str, member: &Value| {
            let here = format!("{at}/{name}");
            if wanted(name, member) {
                found.push(here.clone());
            }
            walk(member, &here, wanted, found);
        };
        match value {
            Value::Object(members) => members.iter().for_each(|(name, member)| visit(name, member)),
            Value::Array(items) => {
                items.iter().enumerate().for_each(|(at, item)| visit(&at.to_string(), item))
            }
            _ => {}
        }
    }
    let mut found = Vec::new();
    walk(value, "", wanted, &mut found);
    found
}

fn is_list(value: &Value) -> bool {
    value
        .as_array()
        .is_some_and(|items| !items.is_empty() && items.iter().all(|item| item.get("id").is_some()))
}

fn pick<'a>(
    content: &'a mut Value,
    place: usize,
    wanted: &dyn Fn(&str, &Value) -> bool,
) -> Option<&'a mut Value> {
    let found = pointers(content, wanted);
    content.pointer_mut(found.get(place % found.len().max(1))?)
}

fn ids_in(content: &Value, name: &str) -> Vec<Value> {
    let lists = pointers(content, &|_, value| is_list(value));
    let lists = lists.iter().filter(|at| at.contains(name)).filter_map(|at| content.pointer(at)?.as_array());
    lists.flatten().filter_map(|item| item.get("id").cloned()).collect()
}

fn apply(content: &mut Value, Edit { kind, place, choice }: Edit, fresh: &mut Fresh) {
    let list = |_: &str, value: &Value| is_list(value);
    match kind {
        0..=2 => {
            let at = pick(content, place, &|name, value| TEXTS.contains(&name) && !value.is_object());
            at.into_iter().for_each(|text| *text = fresh.text());
        }
        3 => {
            let Some(items) = pick(content, place, &list).and_then(Value::as_array_mut) else { return };
            let gone = items.remove(choice % items.len());
            forget(content, &gone);
        }
        4 => {
            let Some(items) = pick(content, place, &list).and_then(Value::as_array_mut) else { return };
            let mut item = items[choice % items.len()].clone();
            renew(&mut item, fresh);
            items.insert(choice / 7 % (items.len() + 1), item);
        }
        5 => {
            let Some(items) = pick(content, place, &list).and_then(Value::as_array_mut) else { return };
            let moved = items.remove(choice % items.len());
            items.insert(choice / 7 % (items.len() + 1), moved);
        }
        6 => state(content, place, choice, fresh),
        7 => {
            let ids = ids_in(content, "data_categories");
            let Some(data) = pick(content, place, &|name, _| name == "data") else { return };
            *data = json!({ "only": [ids.get(choice % ids.len().max(1))] });
        }
        8 => {
            let Some(period) = pick(content, place, &|name, _| name == "period") else { return };
            *period = json!({ "kind": "span", "amount": choice % 90 + 1, "unit": "months" });
        }
        9 => {
            let ids = ids_in(content, "engagements");
            let Some(by) = pick(content, place, &|name, _| name == "engaged_by") else { return };
            *by = json!({ "kind": "engagements", "ids": [ids.get(choice % ids.len().max(1))] });
        }
        10 => {
            let mut ids = ids_in(content, "retention");
            ids.retain(|id| !ids_in(content, "exceptions").contains(id));
            let Some(start) = pick(content, place, &|name, _| name == "start") else { return };
            *start = json!({ "kind": "after_rule", "rule": ids.get(choice % ids.len().max(1)) });
        }
        _ => {
            // An item goes from one place to another and keeps its id.
            let lists = pointers(content, &|_, value| is_list(value));
            let names: Vec<&String> = lists.iter().filter(|at| at.contains("data_categories")).collect();
            let (Some(from), Some(to)) =
                (names.get(place % names.len().max(1)), names.get(choice % names.len().max(1)))
            else {
                return;
            };
            let Some(items) = content.pointer_mut(from).and_then(Value::as_array_mut) else { return };
            let item = items.remove(choice % items.len());
            content
                .pointer_mut(to)
                .and_then(Value::as_array_mut)
                .into_iter()
                .for_each(|items| items.push(item.clone()));
        }
    }
}

fn state(content: &mut Value, place: usize, choice: usize, fresh: &mut Fresh) {
    const FIELDS: [&str; 6] =
        ["purposes", "data_categories", "recipients", "retention", "legal_bases", "transfers"];
    let groups = ids_in(content, "/groups");
    let group = groups.get(choice / 6 % groups.len().max(1)).cloned();
    let Some(field) =
        pick(content, place, &|name, value| FIELDS.contains(&name) && value.get("state").is_some())
    else {
        return;
    };
    let before = field.clone();
    *field = match choice % 6 {
        0 => json!({ "state": "not_stated" }),
        1 => json!({ "state": "explicitly_none", "note": fresh.text() }),
        2 => json!({ "state": "inherit", "from": "common" }),
        3 => json!({ "state": "inherit", "from": { "group": group } }),
        4 => json!({ "state": "announced_but_empty", "note": fresh.text() }),
        _ => match before.get("value") {
            Some(value) => json!({ "state": "append", "from": "common", "value": value }),
            None => return,
        },
    };
    forget(content, &before);
}

/// Another item like this one: new ids, new texts.
fn renew(value: &mut Value, fresh: &mut Fresh) {
    match value {
        Value::Object(members) => members.iter_mut().for_each(|(name, member)| match name.as_str() {
            "id" => *member = json!(fresh.id()),
            name if TEXTS.contains(&name) && member.is_string() => *member = fresh.text(),
            _ => renew(member, fresh),
        }),
        Value::Array(items) => items.iter_mut().for_each(|item| renew(item, fresh)),
        _ => {}
    }
}

/// Whoever deletes something also takes back what pointed to it.
fn forget(content: &mut Value, gone: &Value) {
    fn all_ids(value: &Value, ids: &mut Vec<Value>) {
        match value {
            Value::Object(members) => {
                ids.extend(members.get("id").cloned());
                members.values().for_each(|member| all_ids(member, ids));
            }
            Value::Array(items) => items.iter().for_each(|item| all_ids(item, ids)),
            _ => {}
        }
    }
    fn walk(value: &mut Value, gone: &[Value]) {
        let names = |value: Option<&Value>| match value {
            Some(Value::Array(ids)) => ids.iter().any(|id| gone.contains(id)),
            Some(id) => gone.contains(id),
            None => false,
        };
        if names(value.get("only")) && value.get("state").is_none() {
            *value = json!("all");
        } else if names(value.get("ids")) || names(value.get("rule")) {
            *value = json!({ "kind": "not_stated" });
        } else if value.get("value") == Some(&json!([]))
            || names(value.get("from").and_then(|from| from.get("group")))
        {
            *value = json!({ "state": "not_stated" });
        }
        match value {
            Value::Object(members) => members.values_mut().for_each(|member| walk(member, gone)),
            Value::Array(items) => items.iter_mut().for_each(|item| walk(item, gone)),
            _ => {}
        }
    }
    let mut ids = Vec::new();
    all_ids(gone, &mut ids);
    walk(content, &ids);
}

/// All texts somebody typed, wherever they stand.
pub(crate) fn typed(value: &Value) -> BTreeSet<String> {
    let at = pointers(value, &|_, value| value.as_str().is_some_and(|text| text.starts_with("Wert ")));
    at.iter().filter_map(|at| Some(value.pointer(at)?.as_str()?.to_owned())).collect()
}

/// All items by their ids.
pub(crate) fn items(value: &Value) -> BTreeMap<String, Value> {
    let at = pointers(value, &|_, value| value.get("id").is_some());
    let items = at.iter().filter_map(|at| value.pointer(at));
    items.filter_map(|item| Some((item.get("id")?.as_str()?.to_owned(), item.clone()))).collect()
}
