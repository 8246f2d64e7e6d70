//! Whether a merged content holds, and what to keep as it was where it does not.

use super::three_way::{Directives, child, holds};
use super::{MergeError, Surroundings};
use crate::integrity::{self, CircleOf, IntegrityError, REFERENCES};
use crate::path;
use crate::record::{Conflict, Record};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Why a content does not hold.
#[derive(Debug)]
pub(super) enum Fault {
    Content(serde_json::Error),
    Integrity(IntegrityError),
    /// A circle with the paths of the fields that form it.
    Circle {
        what: CircleOf,
        sites: Vec<String>,
    },
}

impl From<Fault> for MergeError {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Content(error) => Self::Content(error),
            Fault::Integrity(error) => Self::Integrity(error),
            Fault::Circle { what, .. } => Self::Integrity(IntegrityError::Circle { what }),
        }
    }
}

/// Reads the content into the types and checks its integrity.
pub(super) fn check(
    content: &Value,
    elsewhere: &BTreeSet<String>,
    surroundings: &Surroundings<'_>,
) -> Result<Record, Fault> {
    let record: Record = serde_json::from_value(content.clone()).map_err(Fault::Content)?;
    integrity::check_ids(content, elsewhere).map_err(Fault::Integrity)?;
    check_circles(content)?;
    if let (Record::Activity(activity), Some(organisation)) = (&record, surroundings.organisation) {
        integrity::check_circles(organisation, activity).map_err(Fault::Integrity)?;
    }
    Ok(record)
}

/// Ids of items outside the record that it may name: those of the organisation's defaults, or, where the organisation
/// is not known, whatever a side names and does not hold. Only activities name such items.
pub(super) fn elsewhere(
    surroundings: &Surroundings<'_>,
    ours: &Value,
    theirs: &Value,
) -> Result<BTreeSet<String>, MergeError> {
    if ours.get("type").is_none_or(|kind| kind != "activity") {
        return Ok(BTreeSet::new());
    }
    if let Some(organisation) = surroundings.organisation {
        return Ok(integrity::item_ids(&serde_json::to_value(&organisation.defaults)?)?);
    }
    let outside = |side: &Value| {
        let mut named = BTreeSet::new();
        visit(side, "/", &mut |_, name, value| named.extend(names_in(name, value).map(str::to_owned)));
        named.retain(|id| !holds(side, id));
        named
    };
    Ok(outside(ours).into_iter().chain(outside(theirs)).collect())
}

/// What the next attempt must keep because of a fault; nothing, when no field is to blame.
pub(super) fn keep(
    fault: &Fault,
    directives: &Directives,
    content: &Value,
    ours: &Value,
    theirs: &Value,
) -> Directives {
    let mut keep = Directives::default();
    match fault {
        Fault::Integrity(IntegrityError::Dangling { id, .. }) => {
            if (holds(ours, id) || holds(theirs, id)) && !directives.protected.contains(id) {
                keep.protected.insert(id.clone());
                return keep;
            }
            visit(content, "/", &mut |path, name, value| {
                if names_in(name, value).any(|named| named == id) {
                    keep.whole.extend(disputed(path, ours, theirs));
                }
            });
        }
        Fault::Integrity(IntegrityError::DuplicateId { id }) => {
            visit(content, "/", &mut |path, _, value| {
                if value.get("id").is_some_and(|own| own == id) {
                    keep.whole.extend(disputed(path, ours, theirs));
                }
            });
        }
        Fault::Circle { sites, .. } => {
            keep.whole.extend(sites.iter().filter_map(|site| disputed(site, ours, theirs)));
        }
        Fault::Integrity(
            IntegrityError::Circle { .. } | IntegrityError::Nul { .. } | IntegrityError::LongName { .. },
        )
        | Fault::Content(_) => {}
    }
    keep
}

/// Ids of deleted items that a value of a conflict names.
pub(super) fn wanted(conflicts: &[Conflict], content: &Value, base: Option<&Value>) -> BTreeSet<String> {
    let mut wanted = BTreeSet::new();
    for value in conflicts.iter().flat_map(|conflict| [&conflict.ours, &conflict.theirs]).flatten() {
        visit(value, "/", &mut |_, name, value| {
            wanted.extend(names_in(name, value).map(str::to_owned));
        });
    }
    wanted.retain(|id| !holds(content, id) && base.is_some_and(|base| holds(base, id)));
    wanted
}

/// The innermost path at or above this one that exists on both sides, when it differs between them.
fn disputed(path: &str, ours: &Value, theirs: &Value) -> Option<String> {
    let mut at = path;
    while !at.is_empty() {
        if let (Ok(left), Ok(right)) = (path::get(ours, at), path::get(theirs, at)) {
            return (left != right).then(|| at.to_owned());
        }
        at = at.rsplit_once('/').map_or("", |(above, _)| above);
    }
    None
}

/// Calls with path, member name and value of every value inside, outermost first.
fn visit(value: &Value, path: &str, see: &mut dyn FnMut(&str, &str, &Value)) {
    match value {
        Value::Array(items) => {
            for item in items {
                if let Some(id) = item.get("id").and_then(Value::as_str) {
                    let path = child(path, id);
                    see(&path, "", item);
                    visit(item, &path, see);
                }
            }
        }
        Value::Object(members) => {
            for (name, member) in members {
                let path = child(path, name);
                see(&path, name, member);
                visit(member, &path, see);
            }
        }
        _ => {}
    }
}

/// The item ids that a member names. Words in such a member ("all", the rule of an accepted finding) are no ids.
fn names_in<'v>(name: &str, member: &'v Value) -> impl Iterator<Item = &'v str> {
    let refers = REFERENCES.contains(&name);
    let named = member.as_array().map_or(std::slice::from_ref(member), Vec::as_slice);
    let ids = named.iter().filter(move |_| refers).filter_map(Value::as_str);
    ids.filter(|id| uuid::Uuid::parse_str(id).is_ok())
}

/// Something that leads on to others of its kind: an inheriting field, an engagement, a rule.
struct Link {
    to: Vec<String>,
    site: String,
    what: CircleOf,
}

fn check_circles(content: &Value) -> Result<(), Fault> {
    let links = links(content);
    let reaches_itself = |start: &String| {
        let mut seen = BTreeSet::new();
        let mut open: Vec<&String> = vec![start];
        while let Some(link) = open.pop().and_then(|node| links.get(node)) {
            for next in &link.to {
                if next == start {
                    return true;
                }
                if links.contains_key(next) && seen.insert(next) {
                    open.push(next);
                }
            }
        }
        false
    };
    let circular: Vec<&Link> =
        links.iter().filter(|(node, _)| reaches_itself(node)).map(|(_, link)| link).collect();
    match circular.first() {
        None => Ok(()),
        Some(first) => {
            let sites = circular.iter().map(|link| link.site.clone()).collect();
            Err(Fault::Circle { what: first.what, sites })
        }
    }
}

/// All links of a content; fields are named by their paths, items by their ids.
fn links(content: &Value) -> BTreeMap<String, Link> {
    let mut links = BTreeMap::new();
    visit(content, "/", &mut |path, _, value| {
        if let (Some(from), Some(_)) = (value.get("from"), value.get("state")) {
            let to = source(path, from).into_iter().collect();
            links.insert(path.to_owned(), Link { to, site: path.to_owned(), what: CircleOf::Fields });
        }
        let Some(id) = value.get("id").and_then(Value::as_str) else { return };
        for (name, reference, what) in
            [("engaged_by", "ids", CircleOf::Engagements), ("start", "rule", CircleOf::RetentionRules)]
        {
            if let Some(to) = value.get(name).and_then(|link| link.get(reference)) {
                let to = names_in(reference, to).map(str::to_owned).collect();
                links.insert(id.to_owned(), Link { to, site: child(path, name), what });
            }
        }
    });
    links
}

/// The path of the field that a field takes its content from, when it stands in the same record.
fn source(field: &str, from: &Value) -> Option<String> {
    let (place, name) = field.rsplit_once('/')?;
    let Some(above) = place.strip_suffix("/common").or_else(|| Some(place.rsplit_once("/groups/")?.0)) else {
        // Fields that stand once per record have no other source in it than themselves. The organisation's defaults
        // are such fields, too; notices have none of this.
        let own = match from.as_str() {
            Some("organisation") => place == "/defaults",
            _ => matches!(name, "engagements" | "measures"),
        };
        return own.then(|| field.to_owned());
    };
    match (from.as_str(), from.get("group").and_then(Value::as_str)) {
        (Some("common"), _) => Some(format!("{above}/common/{name}")),
        (_, Some(group)) => Some(format!("{above}/groups/{group}/{name}")),
        _ => None,
    }
}
