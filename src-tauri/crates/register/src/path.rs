//! Stable paths of fields: names and item ids, as in `/groups/{id}/retention/{id}/period`.
//!
//! Findings, conflicts, diffs, deviations and the command `set` all speak in these paths. Members that only wrap
//! (`value` of a statement, `scope` of a group) are left out.

use serde_json::Value;

/// A path that leads nowhere in the record at hand.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PathError {
    /// A path begins with a slash.
    #[error("a path begins with \"/\"")]
    NoSlash,
    /// There is no such field or item.
    #[error("there is no \"{segment}\" at \"{at}\"")]
    NotFound {
        /// The segment that was not found.
        segment: String,
        /// The path up to it.
        at: String,
    },
}

pub(crate) const WRAPPERS: [&str; 2] = ["value", "scope"];

/// The value at a path.
///
/// # Errors
/// When the path leads nowhere.
pub fn get<'a>(record: &'a Value, path: &str) -> Result<&'a Value, PathError> {
    let mut at = record;
    for (index, segment) in segments(path)?.iter().enumerate() {
        at = step(at, segment).ok_or_else(|| not_found(path, index, segment))?;
    }
    Ok(at)
}

/// The value at a path, to be changed.
///
/// # Errors
/// When the path leads nowhere.
pub fn get_mut<'a>(record: &'a mut Value, path: &str) -> Result<&'a mut Value, PathError> {
    let mut at = record;
    for (index, segment) in segments(path)?.iter().enumerate() {
        at = step_mut(at, segment).ok_or_else(|| not_found(path, index, segment))?;
    }
    Ok(at)
}

fn segments(path: &str) -> Result<Vec<&str>, PathError> {
    let rest = path.strip_prefix('/').ok_or(PathError::NoSlash)?;
    Ok(if rest.is_empty() { Vec::new() } else { rest.split('/').collect() })
}

fn not_found(path: &str, index: usize, segment: &str) -> PathError {
    let at: Vec<&str> = path.split('/').take(index + 1).collect();
    PathError::NotFound { segment: segment.to_owned(), at: at.join("/") }
}

fn position(items: &[Value], segment: &str) -> Option<usize> {
    items
        .iter()
        .position(|item| item.get("id").and_then(Value::as_str) == Some(segment))
        .or_else(|| segment.parse().ok().filter(|index| *index < items.len()))
}

fn step<'a>(at: &'a Value, segment: &str) -> Option<&'a Value> {
    match at {
        Value::Array(items) => items.get(position(items, segment)?),
        Value::Object(members) => match members.get(segment) {
            Some(member) => Some(member),
            None => WRAPPERS.iter().find_map(|wrapper| step(members.get(*wrapper)?, segment)),
        },
        _ => None,
    }
}

fn step_mut<'a>(at: &'a mut Value, segment: &str) -> Option<&'a mut Value> {
    match at {
        Value::Array(items) => {
            let index = position(items, segment)?;
            items.get_mut(index)
        }
        Value::Object(members) => {
            if members.contains_key(segment) {
                return members.get_mut(segment);
            }
            let wrapper = WRAPPERS
                .iter()
                .find(|wrapper| members.get(**wrapper).is_some_and(|inner| step(inner, segment).is_some()))?;
            step_mut(members.get_mut(*wrapper)?, segment)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use serde_json::json;

    fn record() -> Value {
        json!({
            "title": "Visavid",
            "groups": [{ "id": "g1", "scope": { "retention": { "state": "given", "value": [
                { "id": "r1", "period": { "kind": "unlimited" } }
            ] } } }]
        })
    }

    #[test]
    fn wrapping_members_are_left_out() {
        let record = record();
        assert_eq!(get(&record, "/groups/g1/retention/r1/period").unwrap(), &json!({ "kind": "unlimited" }));
        assert_eq!(get(&record, "/title").unwrap(), "Visavid");
        assert_eq!(get(&record, "/").unwrap(), &record);
    }

    #[test]
    fn a_value_can_be_changed_in_place() {
        let mut record = record();
        *get_mut(&mut record, "/groups/g1/retention/r1/period").unwrap() = json!({ "kind": "not_stored" });
        assert_eq!(get(&record, "/groups/0/retention/r1/period/kind").unwrap(), "not_stored");
    }

    #[test]
    fn a_wrong_path_names_the_segment() {
        let error = get(&record(), "/groups/g2/name").unwrap_err();
        assert_eq!(error, PathError::NotFound { segment: "g2".into(), at: "/groups".into() });
        assert_eq!(get(&record(), "title").unwrap_err(), PathError::NoSlash);
    }
}
