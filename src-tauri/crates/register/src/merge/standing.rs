//! Open conflicts after their record was changed by hand or by another decision.

use super::order;
use crate::path;
use crate::record::{Conflict, Record};
use serde_json::Value;
use std::collections::BTreeMap;

/// The conflicts that still stand after a record has changed from `before` to `after`.
///
/// "Ours" is what stands in the record now: a change of the place itself takes its part, and where it says what "theirs"
/// says, the question is answered. What is about something inside an item that is gone goes with it; both versions stay
/// in the history.
///
/// # Errors
/// When a content cannot be put into JSON, which the model's types do not allow for.
pub fn standing(
    before: &Record,
    after: &Record,
    conflicts: Vec<Conflict>,
) -> Result<Vec<Conflict>, serde_json::Error> {
    if conflicts.is_empty() {
        return Ok(conflicts);
    }
    Ok(standing_in(&serde_json::to_value(before)?, &serde_json::to_value(after)?, conflicts))
}

pub(super) fn standing_in(before: &Value, after: &Value, conflicts: Vec<Conflict>) -> Vec<Conflict> {
    let mut standing: Vec<Conflict> = Vec::new();
    for mut conflict in conflicts {
        if conflict.path == "/" {
            if conflict.ours.is_some() && before != after {
                conflict.ours = Some(after.clone());
            }
        } else {
            if is_inside_something_gone(after, &conflict.path) {
                continue;
            }
            let (was, is) = (path::get(before, &conflict.path).ok(), path::get(after, &conflict.path).ok());
            if was != is && !is_about_order(&conflict) {
                conflict.ours = is.cloned();
            }
        }
        if conflict.ours != conflict.theirs && !standing.contains(&conflict) {
            standing.push(conflict);
        }
    }
    standing
}

/// Open conflicts as they are to be shown and decided: where what stands in the record is none of the values in question
/// (another merge has changed it since, or a file says so), "ours" is what stands there. In the order of `conflicts`.
///
/// # Errors
/// When the content cannot be put into JSON, which the model's types do not allow for.
pub fn presented(content: &Record, conflicts: &[Conflict]) -> Result<Vec<Conflict>, serde_json::Error> {
    Ok(presented_in(&serde_json::to_value(content)?, conflicts))
}

pub(super) fn presented_in(content: &Value, conflicts: &[Conflict]) -> Vec<Conflict> {
    let said = |value: Option<&Value>| value.filter(|value| !value.is_null()).cloned();
    let mut in_question: BTreeMap<&str, Vec<Option<Value>>> = BTreeMap::new();
    for conflict in conflicts {
        let values = in_question.entry(&conflict.path).or_default();
        values.extend([&conflict.ours, &conflict.theirs].map(|value| said(value.as_ref())));
    }
    let present = |conflict: &Conflict| {
        let mut presented = conflict.clone();
        if conflict.path != "/"
            && !is_about_order(conflict)
            && !is_inside_something_gone(content, &conflict.path)
        {
            let shown = said(path::get(content, &conflict.path).ok());
            let values = in_question.get(conflict.path.as_str()).map(Vec::as_slice).unwrap_or_default();
            // Whether an item is there or not is the question, then, whatever it says by now.
            let item = |value: &Option<Value>| value.as_ref().is_some_and(|value| value.get("id").is_some());
            let about_presence = values.contains(&None) && values.iter().any(item);
            if !about_presence && !values.contains(&shown) {
                presented.ours = shown;
            }
        }
        presented
    };
    conflicts.iter().map(present).collect()
}

/// Whether a path leads into an item that is not there.
pub(super) fn is_inside_something_gone(content: &Value, at: &str) -> bool {
    let around = at.rsplit_once('/').map_or("", |(around, _)| around);
    !around.is_empty() && path::get(content, around).is_err()
}

fn is_about_order(conflict: &Conflict) -> bool {
    [&conflict.ours, &conflict.theirs].into_iter().flatten().any(|value| order::from_value(value).is_some())
}
