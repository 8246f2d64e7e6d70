//! The walk over three contents: field by field, item by item, down to the leaves.

use super::order::{self, arrange};
use crate::path::WRAPPERS;
use crate::record::Conflict;
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// Fields whose parts make sense only together: a stage with who set it when, a date of the year, an anchor, a test.
const WHOLE: [&str; 6] = ["status", "anchor", "school", "fiscal", "origin", "threshold_test"];

/// How often a template was published. Both sides count for themselves, so the higher number holds what both counted.
const VERSION: &str = "/version";

/// Digest that an inheriting field remembers. The program writes it, so it is never a conflict.
const SEEN: &str = "seen";

/// What an earlier attempt, or the history, asks of the walk.
#[derive(Debug, Default)]
pub(super) struct Directives {
    /// Paths where the sides count as both changed: ours is kept, a difference is a conflict.
    pub(super) whole: BTreeSet<String>,
    /// Paths of lists whose order counts as changed by both sides.
    pub(super) orders: BTreeSet<String>,
    /// Ids of items that must not disappear.
    pub(super) protected: BTreeSet<String>,
}

impl Directives {
    /// Adds others. Says whether any of them is new.
    pub(super) fn add(&mut self, asked: Self) -> bool {
        let count =
            |directives: &Self| directives.whole.len() + directives.orders.len() + directives.protected.len();
        let before = count(self);
        self.whole.extend(asked.whole);
        self.orders.extend(asked.orders);
        self.protected.extend(asked.protected);
        count(self) > before
    }

    pub(super) fn keeps_all(&self) -> bool {
        self.whole.contains("/")
    }

    /// Asks for the record as a whole to stay as it is. Says whether that is new.
    pub(super) fn keep_all(&mut self) -> bool {
        self.protected.clear();
        self.whole.insert("/".to_owned())
    }

    /// Whether anything at or below the path is asked for.
    fn touch(&self, path: &str) -> bool {
        self.whole.iter().chain(&self.orders).any(|asked| {
            path == "/"
                || asked.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        })
    }

    /// Whether a protected item stands in the one value and not in the other.
    fn loses(&self, from: &Value, to: &Value) -> bool {
        self.protected.iter().any(|id| holds(from, id) && !holds(to, id))
    }
}

/// One walk with the conflicts it found.
pub(super) struct Walk<'a> {
    directives: &'a Directives,
    pub(super) conflicts: Vec<Conflict>,
}

impl<'a> Walk<'a> {
    pub(super) fn new(directives: &'a Directives) -> Self {
        Self { directives, conflicts: Vec::new() }
    }

    /// The merged content.
    pub(super) fn merge(&mut self, base: Option<&Value>, ours: &Value, theirs: &Value) -> Value {
        self.node("/", "", base, ours, theirs)
    }

    fn node(&mut self, path: &str, name: &str, base: Option<&Value>, ours: &Value, theirs: &Value) -> Value {
        if ours == theirs {
            return ours.clone();
        }
        if let Some(changed) = self.changed_alone(path, base, ours, theirs, |left, right| left == right) {
            return changed.clone();
        }
        if let (VERSION, Some(ours), Some(theirs)) = (path, ours.as_u64(), theirs.as_u64()) {
            return ours.max(theirs).into();
        }
        if self.directives.whole.contains(path) || WHOLE.contains(&name) {
            return self.leaf(path, base, ours, theirs);
        }
        match (ours, theirs) {
            (Value::Object(left), Value::Object(right)) => {
                let base = base.and_then(Value::as_object);
                if is_statement(left) && is_statement(right) {
                    self.statement(path, base, left, right)
                } else if goes_by_field(path, name, left, right) {
                    Value::Object(self.fields(path, base, left, right))
                } else {
                    self.leaf(path, base.cloned().map(Value::Object).as_ref(), ours, theirs)
                }
            }
            (Value::Array(left), Value::Array(right)) if are_items(left) && are_items(right) => {
                let base = base.and_then(Value::as_array).filter(|items| are_items(items));
                Value::Array(self.list(path, base.map(Vec::as_slice), left, right))
            }
            _ => self.leaf(path, base, ours, theirs),
        }
    }

    /// The value of the side that alone changed something, unless more is asked for here.
    fn changed_alone<'v>(
        &self,
        path: &str,
        base: Option<&Value>,
        ours: &'v Value,
        theirs: &'v Value,
        unchanged: fn(&Value, &Value) -> bool,
    ) -> Option<&'v Value> {
        let base = base.filter(|_| !self.directives.touch(path))?;
        if unchanged(base, ours) && !self.directives.loses(ours, theirs) {
            Some(theirs)
        } else if unchanged(base, theirs) && !self.directives.loses(theirs, ours) {
            Some(ours)
        } else {
            None
        }
    }

    /// A conflict about a value as a whole. It shows ours, unless only theirs holds an item that must stay.
    fn leaf(&mut self, path: &str, base: Option<&Value>, ours: &Value, theirs: &Value) -> Value {
        self.conflict(path, base, Some(ours), Some(theirs));
        let keep_theirs = self.directives.loses(theirs, ours) && !self.directives.loses(ours, theirs);
        if keep_theirs { theirs.clone() } else { ours.clone() }
    }

    fn conflict(&mut self, path: &str, base: Option<&Value>, ours: Option<&Value>, theirs: Option<&Value>) {
        self.conflicts.push(Conflict {
            path: path.to_owned(),
            base: base.cloned(),
            ours: ours.cloned(),
            theirs: theirs.cloned(),
        });
    }

    fn fields(
        &mut self,
        path: &str,
        base: Option<&Map<String, Value>>,
        ours: &Map<String, Value>,
        theirs: &Map<String, Value>,
    ) -> Map<String, Value> {
        let mut merged = ours.clone();
        for (name, value) in &mut merged {
            if let Some(other) = theirs.get(name) {
                let base = base.and_then(|base| base.get(name));
                *value = self.node(&child(path, name), name, base, value, other);
            }
        }
        merged
    }

    /// A statement, or a field that may inherit: the same kind of answer on both sides is merged inside, where what is
    /// inside can be; different kinds exclude each other.
    fn statement(
        &mut self,
        path: &str,
        base: Option<&Map<String, Value>>,
        ours: &Map<String, Value>,
        theirs: &Map<String, Value>,
    ) -> Value {
        let base_value = base.cloned().map(Value::Object);
        let (left, right) = (Value::Object(ours.clone()), Value::Object(theirs.clone()));
        let seen = seen(base, ours, theirs);
        if alike(&left, &right) {
            return with_seen(ours.clone(), seen);
        }
        if let Some(changed) = self.changed_alone(path, base_value.as_ref(), &left, &right, alike) {
            return changed.clone();
        }
        let mark = self.conflicts.len();
        if let Some(inside) = inside(base, ours, theirs) {
            let value = self.node(path, "value", inside.base.as_ref(), inside.ours, inside.theirs);
            // Both may have deleted what the other one left: a list that is given has at least one item.
            if value.as_array().is_none_or(|items| !items.is_empty()) {
                let mut merged = inside.link.clone();
                merged.insert("value".to_owned(), value);
                return if merged.contains_key(SEEN) {
                    with_seen(merged, seen)
                } else {
                    Value::Object(merged)
                };
            }
        }
        self.conflicts.truncate(mark);
        self.leaf(path, base_value.as_ref(), &left, &right)
    }

    fn list(&mut self, path: &str, base: Option<&[Value]>, ours: &[Value], theirs: &[Value]) -> Vec<Value> {
        let (before, left, right) = (base.map(order::ids), order::ids(ours), order::ids(theirs));
        let forced = self.directives.orders.contains(path);
        let arranged = arrange(before.as_deref(), &left, &right, forced);
        if arranged.conflict {
            let before = before.as_deref().map(order::to_value);
            let (left, right) = (order::to_value(&left), order::to_value(&right));
            self.conflict(path, before.as_ref(), Some(&left), Some(&right));
        }
        let mut merged = Vec::new();
        for id in arranged.ids {
            let path = child(path, id);
            let before = base.map(|items| order::find(items, id));
            merged.extend(match (order::find(ours, id), order::find(theirs, id)) {
                (Some(left), Some(right)) => Some(self.node(&path, "", before.flatten(), left, right)),
                (left, right) => self.one_sided(&path, before, left, right),
            });
        }
        merged
    }

    /// An item that only one side has. `base` is `None` without a common list, and holds `None` when the item was not
    /// in it.
    fn one_sided(
        &mut self,
        path: &str,
        base: Option<Option<&Value>>,
        ours: Option<&Value>,
        theirs: Option<&Value>,
    ) -> Option<Value> {
        let held = ours.or(theirs)?;
        let protected = self.directives.protected.iter().any(|id| holds(held, id));
        match base {
            Some(None) => Some(held.clone()),
            Some(Some(before)) if alike(before, held) && !protected && !self.directives.touch(path) => None,
            Some(Some(_)) => {
                self.conflict(path, base.flatten(), ours, theirs);
                Some(held.clone())
            }
            None => {
                self.conflict(path, None, ours, theirs);
                if protected { Some(held.clone()) } else { ours.cloned() }
            }
        }
    }
}

/// What two statements of the same kind wrap, to be merged inside.
struct Inside<'v> {
    base: Option<Value>,
    ours: &'v Value,
    theirs: &'v Value,
    /// The members around it, of the side that changed where content is taken over from.
    link: &'v Map<String, Value>,
}

fn inside<'v>(
    base: Option<&Map<String, Value>>,
    ours: &'v Map<String, Value>,
    theirs: &'v Map<String, Value>,
) -> Option<Inside<'v>> {
    let state = |statement: &Map<String, Value>| statement.get("state").cloned();
    let around =
        |statement: &Map<String, Value>| (statement.get("from").cloned(), statement.get("only").cloned());
    if state(ours) != state(theirs) {
        return None;
    }
    let alike = base.filter(|base| state(base) == state(ours));
    let link = if around(ours) == around(theirs) || alike.is_some_and(|base| around(base) == around(theirs)) {
        ours
    } else if alike.is_some_and(|base| around(base) == around(ours)) {
        theirs
    } else {
        return None;
    };
    let (left, right) = (ours.get("value")?, theirs.get("value")?);
    let lists = match (left, right) {
        (Value::Array(left), Value::Array(right)) if are_items(left) && are_items(right) => true,
        (Value::Object(left), Value::Object(right)) if goes_by_field("", "value", left, right) => false,
        _ => return None,
    };
    let base = match base {
        None => None,
        Some(_) if alike.is_some() => alike.and_then(|base| base.get("value")).cloned(),
        // Silence before and a list on both sides now: both have added to an empty list.
        Some(base) if lists && base.get("state").is_some_and(|state| state == "not_stated") => {
            Some(Value::Array(Vec::new()))
        }
        Some(_) => return None,
    };
    Some(Inside { base, ours: left, theirs: right, link })
}

/// The remembered digest. Where both sides have looked at different sources since, the older digest stays, so that the
/// field asks for a review.
fn seen(
    base: Option<&Map<String, Value>>,
    ours: &Map<String, Value>,
    theirs: &Map<String, Value>,
) -> Option<Value> {
    let (left, right) = (ours.get(SEEN)?, theirs.get(SEEN)?);
    let before = base.and_then(|base| base.get(SEEN));
    Some(match before {
        _ if left == right => left.clone(),
        Some(before) if before == left => right.clone(),
        Some(before) if before == right => left.clone(),
        Some(before) if before.is_string() => before.clone(),
        _ => std::cmp::min_by_key(left, right, |digest| digest.as_str().map(str::to_owned)).clone(),
    })
}

fn with_seen(mut statement: Map<String, Value>, seen: Option<Value>) -> Value {
    if let Some(seen) = seen {
        statement.insert(SEEN.to_owned(), seen);
    }
    Value::Object(statement)
}

/// Equality that does not mind which digests were remembered.
pub fn alike(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Object(left), Value::Object(right)) => {
            let known = |members: &Map<String, Value>| members.keys().filter(|name| *name != SEEN).count();
            known(left) == known(right)
                && left
                    .iter()
                    .filter(|(name, _)| *name != SEEN)
                    .all(|(name, value)| right.get(name).is_some_and(|other| alike(value, other)))
        }
        (Value::Array(left), Value::Array(right)) => {
            left.len() == right.len() && left.iter().zip(right).all(|(left, right)| alike(left, right))
        }
        _ => left == right,
    }
}

/// The path of a member; members that only wrap are left out, as everywhere ([`crate::path`]).
pub(crate) fn child(path: &str, name: &str) -> String {
    if WRAPPERS.contains(&name) { path.to_owned() } else { format!("{}/{name}", path.trim_end_matches('/')) }
}

/// Whether an item with this id stands anywhere in the value.
pub(super) fn holds(value: &Value, id: &str) -> bool {
    match value {
        Value::Array(items) => items.iter().any(|item| holds(item, id)),
        Value::Object(members) => {
            members.get("id").is_some_and(|own| own == id) || members.values().any(|member| holds(member, id))
        }
        _ => false,
    }
}

fn are_items(items: &[Value]) -> bool {
    items.iter().all(|item| item.get("id").is_some_and(Value::is_string))
}

fn is_statement(members: &Map<String, Value>) -> bool {
    members.contains_key("state") && !members.contains_key("id")
}

/// Whether two objects are structures of the same fields, rather than values of which one excludes the other.
fn goes_by_field(path: &str, name: &str, ours: &Map<String, Value>, theirs: &Map<String, Value>) -> bool {
    let agree = |tag: &str| ours.get(tag) == theirs.get(tag);
    if ours.len() != theirs.len() || !ours.keys().all(|key| theirs.contains_key(key)) {
        return false;
    }
    if path == "/" {
        return agree("type");
    }
    if ours.contains_key("id") {
        return true;
    }
    if ours.contains_key("kind") || ours.contains_key("outcome") {
        // A template's content is the only tagged union that merely wraps a structure.
        return name == "content" && agree("kind");
    }
    // Selections and sources, when they are no plain words, have one member.
    !(ours.len() == 1 && (ours.contains_key("only") || ours.contains_key("group")))
}
