//! Where two contents differ, as finely as a merge tells them apart.

use super::three_way::{Directives, Walk};
use super::{MergeError, Record};
use serde_json::Value;

/// A place where two contents of a record differ.
///
/// Where only the order of a list differs, the values are objects with the single member `order`: the ids.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The field or item ([`crate::path`]).
    pub path: String,
    /// What the left content has there; `None` when the item is missing.
    pub left: Option<Value>,
    /// What the right content has there; `None` when the item is missing.
    pub right: Option<Value>,
}

/// All places where the contents differ: what would be a conflict between them if they had no common ancestor. What
/// an inheriting field remembers of its source does not count.
///
/// # Errors
/// When a content does not go into JSON, which the model's types do not allow for.
pub fn differences(left: &Record, right: &Record) -> Result<Vec<Difference>, MergeError> {
    Ok(between(&serde_json::to_value(left)?, &serde_json::to_value(right)?))
}

/// As [`differences`], for contents in JSON.
pub(crate) fn between(left: &Value, right: &Value) -> Vec<Difference> {
    let directives = Directives::default();
    let mut walk = Walk::new(&directives);
    walk.merge(None, left, right);
    let found = walk.conflicts.into_iter();
    found.map(|found| Difference { path: found.path, left: found.ours, right: found.theirs }).collect()
}
