//! The copy that travels inside a document: without notes for the own desk, accepted findings and author labels.

use super::{Content, FileRecord, NativeFile};
use register::activity::Acknowledgement;
use register::canonical;
use register::record::{Record, RevisionError, RevisionId};
use register::template::TemplateContent;
use serde_json::{Map, Value, json};

/// Members that stay at home, wherever they stand in a revision.
const WITHHELD: [&str; 2] = ["internal_note", "acknowledgements"];

/// The file without what is nobody's business outside: internal notes, accepted findings, the author's label. A record
/// from which something was taken out becomes abridged; others, also those that were abridged before, stay as they are.
///
/// Open conflicts travel on, except those about what is withheld.
pub fn abridge(file: &NativeFile) -> NativeFile {
    let records = file.records.iter().map(|record| FileRecord {
        content: match &record.content {
            Content::Whole(bytes) => match without_withheld(bytes) {
                Some(abridged) => Content::Abridged(abridged.into()),
                None => record.content.clone(),
            },
            Content::Abridged(_) => record.content.clone(),
        },
        earlier: Vec::new(),
        ..record.clone()
    });
    NativeFile { author: None, abridged: true, records: records.collect(), ..file.clone() }
}

/// The bytes under which an abridged copy of a revision is stored. It follows the revision and bears a mark among its
/// parents, by which everyone can tell later that what was withheld was never seen ([`stood_for`]).
///
/// # Errors
/// When the envelope is no JSON object.
pub fn stand_in(head: &RevisionId, envelope: &[u8]) -> Result<Vec<u8>, RevisionError> {
    let mut envelope: Map<String, Value> = serde_json::from_slice(envelope)?;
    let mut parents = [head.clone(), mark(head)];
    parents.sort();
    envelope.insert("parents".into(), json!(parents));
    Ok(canonical::to_bytes(&Value::Object(envelope)))
}

/// The revision that one with these parents stands in for, if it does for any.
pub fn stood_for(parents: &[RevisionId]) -> Option<&RevisionId> {
    let [one, other] = parents else { return None };
    [(one, other), (other, one)]
        .into_iter()
        .find(|(head, marked)| mark(head) == **marked)
        .map(|(head, _)| head)
}

/// A name of no revision, which says of a copy that it is an abridged one.
fn mark(head: &RevisionId) -> RevisionId {
    RevisionId::of(format!("abridged {head}").as_bytes())
}

/// The content with the internal note and the accepted findings of another version; without any where there is none.
pub fn with_withheld_of(mut content: Record, other: Option<&Record>) -> Record {
    let mut other = other.cloned();
    if let Some((note, accepted)) = withheld_of(&mut content) {
        let (from_note, from_accepted) = match other.as_mut().and_then(withheld_of) {
            Some((note, accepted)) => (note.take(), std::mem::take(accepted)),
            None => (None, Vec::new()),
        };
        *note = from_note;
        *accepted = from_accepted;
    }
    content
}

/// Whether a path leads to what an abridged copy withholds.
pub fn names_withheld(path: &str) -> bool {
    path.split('/').any(|segment| WITHHELD.contains(&segment))
}

/// The fields of a record that are withheld, for those kinds that have them.
fn withheld_of(record: &mut Record) -> Option<(&mut Option<String>, &mut Vec<Acknowledgement>)> {
    match record {
        Record::Organisation(organisation) => {
            Some((&mut organisation.internal_note, &mut organisation.acknowledgements))
        }
        Record::Activity(activity) => Some((&mut activity.internal_note, &mut activity.acknowledgements)),
        Record::Template(template) => match &mut template.content {
            TemplateContent::Activity { activity } => {
                Some((&mut activity.internal_note, &mut activity.acknowledgements))
            }
            TemplateContent::Defaults { .. } => None,
        },
        Record::MeasureSet(_) | Record::Document(_) | Record::Party(_) | Record::System(_) => None,
    }
}

/// The envelope without what is withheld; `None` when there is nothing to take out.
///
/// This works on the JSON, so that all else stays as it is stored, whatever version of the model it has.
fn without_withheld(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut envelope: Value = serde_json::from_slice(bytes).ok()?;
    if !holds_withheld(&envelope) {
        return None;
    }
    if let Some(conflicts) = envelope.get_mut("conflicts").and_then(Value::as_array_mut) {
        conflicts.retain(|conflict| !is_about_withheld(conflict));
    }
    take_out(&mut envelope);
    Some(canonical::to_bytes(&envelope))
}

/// Whether an envelope says anything that an abridged copy withholds.
pub(super) fn holds_withheld(envelope: &Value) -> bool {
    fn holds(value: &Value) -> bool {
        match value {
            Value::Array(items) => items.iter().any(holds),
            Value::Object(members) => members.iter().any(|(name, member)| {
                if WITHHELD.contains(&name.as_str()) { !is_empty(member) } else { holds(member) }
            }),
            _ => false,
        }
    }
    let conflicts = envelope.get("conflicts").and_then(Value::as_array);
    conflicts.is_some_and(|conflicts| conflicts.iter().any(is_about_withheld)) || holds(envelope)
}

fn take_out(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(take_out),
        Value::Object(members) => {
            for (name, member) in members {
                if !WITHHELD.contains(&name.as_str()) {
                    take_out(member);
                } else if member.is_array() {
                    *member = Value::Array(Vec::new());
                } else {
                    *member = Value::Null;
                }
            }
        }
        _ => {}
    }
}

fn is_empty(member: &Value) -> bool {
    member.is_null() || member.as_array().is_some_and(Vec::is_empty)
}

fn is_about_withheld(conflict: &Value) -> bool {
    conflict.get("path").and_then(Value::as_str).is_some_and(names_withheld)
}
