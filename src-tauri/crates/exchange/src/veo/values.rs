//! What values of a file say: references to elements, and texts, however deep they stand.

use super::codes;
use super::labels::label;
use serde_json::Value;

/// Whether a member holds an address of the server's interface.
pub(super) fn is_address(name: &str) -> bool {
    name.ends_with("Uri") || name == "_self"
}

/// The id and the name in a reference to an element.
pub(super) fn reference(value: &Value) -> Option<(Option<String>, Option<String>)> {
    let members = match value {
        Value::String(text) => return Some((Some(last_id(text)?), None)),
        Value::Object(members) => members,
        _ => return None,
    };
    let uri =
        ["targetUri", "targetInDomainUri", "_self"].iter().find_map(|name| members.get(*name)?.as_str());
    let id = text(members.get("id")).map(|id| id.to_lowercase()).or_else(|| uri.and_then(last_id));
    let name = text(members.get("name")).or_else(|| {
        // "AST-7 CRM": the number before the name is the server's.
        let shown = text(members.get("displayName"))?;
        let (number, name) = shown.split_once(' ').unwrap_or(("", &shown));
        let is_number = number.split_once('-').is_some_and(|(letters, digits)| {
            letters.len() == 3 && digits.bytes().all(|byte| byte.is_ascii_digit()) && !digits.is_empty()
        });
        Some(if is_number { name.trim().to_owned() } else { shown })
    });
    Some((id, name))
}

/// The last id in an address.
fn last_id(address: &str) -> Option<String> {
    let path = address.split(['?', '{']).next().unwrap_or(address);
    path.rsplit('/').find(|step| uuid::Uuid::parse_str(step).is_ok()).map(str::to_lowercase)
}

/// A text that says something.
pub(super) fn text(value: Option<&Value>) -> Option<String> {
    value?.as_str().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
}

/// The texts within a value, each under a label that tells the way to it.
pub(super) fn texts(label: &str, attribute: &str, value: &Value, into: &mut Vec<(String, String)>) {
    match value {
        Value::Null => {}
        Value::Bool(value) => into.push((label.to_owned(), if *value { "ja" } else { "nein" }.to_owned())),
        Value::Number(number) => into.push((label.to_owned(), number.to_string())),
        Value::String(text) if text.trim().is_empty() => {}
        Value::String(text) => into.push((label.to_owned(), codes::told(attribute, text.trim()))),
        Value::Array(items) if items.iter().all(Value::is_string) => {
            let items =
                items.iter().filter_map(Value::as_str).map(|text| codes::told(attribute, text.trim()));
            let items: Vec<_> = items.filter(|text| !text.is_empty()).collect();
            if !items.is_empty() {
                into.push((label.to_owned(), items.join("; ")));
            }
        }
        Value::Array(items) => {
            for item in items {
                let mut told = Vec::new();
                texts("", attribute, item, &mut told);
                // What belongs together stays together.
                let told = told.into_iter().map(|(label, text)| match label.as_str() {
                    "" => text,
                    _ => format!("{label}: {text}"),
                });
                let told: Vec<String> = told.collect();
                if !told.is_empty() {
                    into.push((label.to_owned(), told.join("; ")));
                }
            }
        }
        Value::Object(members) => {
            // A reference without a name still says which element it means.
            let named = ["name", "displayName"].iter().any(|name| members.contains_key(*name));
            if !named
                && !members.contains_key("id")
                && let Some((Some(id), _)) = reference(value)
            {
                into.push((label.to_owned(), id));
            }
            for (name, member) in members.iter().filter(|(name, _)| !is_address(name)) {
                texts(&below(label, name), name, member, into);
            }
        }
    }
}

/// The label of a member: the end of the way to it, so that deep nesting does not make long labels.
fn below(label: &str, name: &str) -> String {
    let name = self::label(name);
    let way = if label.is_empty() { name } else { format!("{label}, {name}") };
    match way.char_indices().rev().nth(80) {
        Some((start, _)) => format!("…{}", way.get(start..).unwrap_or_default()),
        None => way,
    }
}
