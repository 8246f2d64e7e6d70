//! Deciding open conflicts: the content takes the chosen value, the conflict goes.

use super::standing::{is_inside_something_gone, presented_in, standing_in};
use super::{MergeError, Merged, Surroundings, open, order, repair};
use crate::path::{self, PathError};
use crate::record::{Conflict, Revision};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Which value a conflict is decided for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Take {
    /// The conflict's `ours`, as [`super::presented`]; where that is absent, the deletion.
    Ours,
    /// The conflict's `theirs`; where that is absent, the deletion.
    Theirs,
    /// Another value, of the same form.
    Value(Value),
}

/// A decision that cannot be carried out. Nothing has changed.
#[derive(Debug, thiserror::Error)]
pub enum DecisionError {
    /// The revision has no such open conflict.
    #[error("there is no such open conflict at {path}")]
    NoSuchConflict {
        /// The path named.
        path: String,
    },
    /// What the conflict is about no longer exists.
    #[error(transparent)]
    Gone(#[from] PathError),
    /// The content would not hold: the value does not fit the field, or something still refers to what would go.
    #[error(transparent)]
    Invalid(#[from] MergeError),
}

/// Decides conflicts of a revision, in the given order, and checks the content once at the end. The outcome belongs
/// into a child revision.
///
/// # Errors
/// When one of the conflicts is not open, its place is gone, or the content would not hold.
pub fn resolve(
    revision: &Revision,
    decisions: &[(Conflict, Take)],
    surroundings: &Surroundings<'_>,
) -> Result<Merged, DecisionError> {
    let mut conflicts = revision.conflicts.clone();
    let (mut kept, mut emptied) = (Vec::new(), BTreeSet::new());
    let before = super::to_value(revision.content.as_ref()).map_err(MergeError::from)?;
    let mut content = before.clone();
    if let Some(before) = &before {
        kept = presented_in(before, &conflicts);
    }
    for (conflict, take) in decisions {
        // Each decision is about what was seen, also when an earlier one has changed the record since.
        let position = conflicts.iter().position(|open| open == conflict);
        let position =
            position.ok_or_else(|| DecisionError::NoSuchConflict { path: conflict.path.clone() })?;
        conflicts.remove(position);
        let presented = (position < kept.len()).then(|| kept.remove(position));
        let value = match take {
            Take::Ours => presented.as_ref().unwrap_or(conflict).ours.as_ref(),
            Take::Theirs => conflict.theirs.as_ref(),
            Take::Value(value) => Some(value),
        };
        match &mut content {
            // What it was about may have gone with the item around it, by a decision before this one.
            Some(content) if is_inside_something_gone(content, &conflict.path) => {}
            Some(content) if conflict.path != "/" => {
                // A field that an earlier decision took away is there again for the next one about it.
                if emptied.contains(&conflict.path) {
                    put_back(content, &conflict.path, before.as_ref());
                }
                put(content, &conflict.path, value)?;
                if value.is_none() {
                    emptied.insert(conflict.path.clone());
                }
            }
            // Or with the record itself.
            None if conflict.path != "/" => {}
            whole => *whole = value.cloned(),
        }
    }
    let Some(content) = content else {
        return Ok(Merged { content: None, conflicts: Vec::new(), new_conflicts: 0 });
    };
    let before = before.as_ref().unwrap_or(&content);
    let elsewhere = repair::elsewhere(surroundings, before, before)?;
    let record = repair::check(&content, &elsewhere, surroundings).map_err(MergeError::from)?;
    let conflicts = standing_in(before, &content, conflicts);
    Ok(Merged { content: Some(record), conflicts, new_conflicts: 0 })
}

/// Lets a field that was taken away show again what it showed.
fn put_back(content: &mut Value, at: &str, before: Option<&Value>) {
    let Some((around, name)) = at.rsplit_once('/') else { return };
    let shown = before.and_then(|before| path::get(before, at).ok()).cloned();
    let around = if around.is_empty() { "/" } else { around };
    if let (Ok(Value::Object(members)), Some(shown)) = (path::get_mut(content, around), shown)
        && !members.contains_key("state")
    {
        members.entry(name).or_insert(shown);
    }
}

/// Puts a value at a path, or takes away what stands there.
fn put(content: &mut Value, path: &str, value: Option<&Value>) -> Result<(), PathError> {
    if let Some(order) = value.and_then(order::from_value) {
        open::reorder(path::get_mut(content, path)?, &order);
        return Ok(());
    }
    match (path::get_mut(content, path), value) {
        (Ok(at), Some(value)) => *at = value.clone(),
        (Ok(_), None) => remove(content, path)?,
        // Already gone, as was wished.
        (Err(_), None) => {}
        (Err(gone), Some(item)) => {
            let (list, id) = path.rsplit_once('/').ok_or(PathError::NoSlash)?;
            if item.get("id").is_none_or(|own| own != id) {
                return Err(gone);
            }
            let list = path::get_mut(content, list)?;
            push(list, item.clone()).ok_or(gone)?;
        }
    }
    Ok(())
}

/// Lets the place at `path` show what `model` has there. An item that comes back follows its predecessor in `model`.
pub(crate) fn put_like(
    content: &mut Value,
    path: &str,
    model: &Value,
    value: Option<&Value>,
) -> Result<(), PathError> {
    let comes_back = value.is_some() && path::get(content, path).is_err();
    put(content, path, value)?;
    let Some((list, id)) = path.rsplit_once('/').filter(|_| comes_back) else { return Ok(()) };
    let ids = |content: &Value| -> Vec<String> {
        let items = path::get(content, list).ok().and_then(|list| open::items(list).cloned());
        items.map(|items| order::ids(&items).into_iter().map(str::to_owned).collect()).unwrap_or_default()
    };
    let wanted = ids(model);
    let before: Vec<String> = wanted.iter().take_while(|each| *each != id).cloned().collect();
    let mut present = ids(content);
    present.retain(|each| each != id);
    let at = before.iter().rev().find_map(|each| present.iter().position(|other| other == each));
    present.insert(at.map_or(0, |at| at + 1), id.to_owned());
    let order: Vec<&str> = present.iter().map(String::as_str).collect();
    open::reorder(path::get_mut(content, list)?, &order);
    Ok(())
}

/// Adds an item to a list, also to one that a statement does not give yet.
fn push(list: &mut Value, item: Value) -> Option<()> {
    if let Some(items) = list.as_array_mut() {
        items.push(item);
        return Some(());
    }
    let statement = list.as_object_mut()?;
    let state = statement.get("state")?.as_str()?;
    let state = match state {
        "given" | "append" => return push(statement.get_mut("value")?, item),
        "inherit" => "append",
        _ => "given",
    };
    if state == "given" {
        statement.clear();
    }
    statement.insert("state".to_owned(), state.into());
    statement.insert("value".to_owned(), json!([item]));
    Some(())
}

/// Takes away an item, or a field so that it falls back to its default.
fn remove(content: &mut Value, path: &str) -> Result<(), PathError> {
    let (parent, last) = path.rsplit_once('/').ok_or(PathError::NoSlash)?;
    let parent = path::get_mut(content, if parent.is_empty() { "/" } else { parent })?;
    if let Some(members) = parent.as_object_mut()
        && members.remove(last).is_some()
    {
        return Ok(());
    }
    let list = if parent.is_array() { Some(&mut *parent) } else { parent.get_mut("value") };
    if let Some(items) = list.and_then(Value::as_array_mut) {
        items.retain(|item| item.get("id").is_none_or(|own| own != last));
        if !items.is_empty() {
            return Ok(());
        }
    }
    // A given list is never empty.
    if let Some(statement) = parent.as_object_mut() {
        if statement.contains_key("from") {
            statement.remove("value");
            statement.insert("state".to_owned(), "inherit".into());
        } else {
            statement.clear();
            statement.insert("state".to_owned(), "not_stated".into());
        }
    }
    Ok(())
}
