//! One record of a file: its revision is what its head says, fits the model and belongs to the register.

use super::abridged::holds_withheld;
use super::ancestry::{self, is_revision_id};
use super::error::shown;
use super::{Content, FileRecord, MAX_EARLIER, ReadError};
use register::activity::ProcessingActivity;
use register::canonical;
use register::document::Document;
use register::id::RecordId;
use register::measure::MeasureSet;
use register::organisation::Organisation;
use register::party::{Party, System};
use register::record::{MODEL_VERSION, Record, Revision, RevisionId};
use register::template::Template;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use serde_path_to_error::Segment;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A record as it stands in the file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: String,
    head: RevisionId,
    revision: Map<String, Value>,
    ancestors: BTreeMap<RevisionId, Vec<RevisionId>>,
    #[serde(default)]
    earlier: Option<Vec<Map<String, Value>>>,
}

/// Members of an envelope. The types forgive a missing content, which must not read like a deletion.
const ENVELOPE: [&str; 5] = ["conflicts", "content", "model", "parents", "record"];

/// Checks a record at this place in the file of this register, or of none.
pub(super) fn read(
    value: Value,
    place: &str,
    register: Option<RecordId>,
    form: Form,
) -> Result<FileRecord, ReadError> {
    let malformed = |reason: &str| ReadError::Malformed { place: place.to_owned(), reason: shown(reason) };
    let entry: Entry = serde_json::from_value(value).map_err(|error| malformed(&error.to_string()))?;
    let id: RecordId = entry.id.parse().map_err(|_| malformed("the id is no UUID"))?;
    if id.to_string() != entry.id {
        return Err(malformed("the id is not in lower case with hyphens"));
    }
    if !is_revision_id(&entry.head) {
        return Err(ReadError::NotARevisionId { record: id, found: shown(entry.head.as_str()) });
    }
    let (content, revision) = revision(id, &entry.head, entry.revision, form == Form::Abridged)?;
    belongs(id, &revision, register)?;
    ancestry::check(id, &entry.head, &revision.parents, &entry.ancestors)?;
    let earlier = match entry.earlier {
        None => Vec::new(),
        Some(_) if form != Form::WithEarlier => return Err(malformed("unknown field `earlier`")),
        Some(earlier) if earlier.len() > MAX_EARLIER => return Err(malformed("too many earlier revisions")),
        Some(earlier) => self::earlier(id, earlier, &entry.ancestors)?,
    };
    Ok(FileRecord { id, head: entry.head, content, ancestors: entry.ancestors, earlier })
}

/// What a file's records may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// A head and its ancestors.
    Plain,
    /// The same, and notes were taken out.
    Abridged,
    /// Earlier revisions with their content, too.
    WithEarlier,
}

/// Earlier revisions of a record: each is what one of its ancestors says, with the parents that are told of it.
fn earlier(
    record: RecordId,
    envelopes: Vec<Map<String, Value>>,
    ancestors: &BTreeMap<RevisionId, Vec<RevisionId>>,
) -> Result<Vec<Arc<[u8]>>, ReadError> {
    let mut earlier = Vec::new();
    for envelope in envelopes {
        let head = RevisionId::of(&canonical::to_bytes(&Value::Object(envelope.clone())));
        let (content, revision) = revision(record, &head, envelope, false)?;
        let told = ancestors.get(&head);
        if told.is_none_or(|parents| !parents.is_empty() && *parents != revision.parents) {
            return Err(ReadError::UnrelatedAncestor { record, ancestor: head });
        }
        let (Content::Whole(bytes) | Content::Abridged(bytes)) = content;
        if earlier.contains(&bytes) {
            return Err(ReadError::UnrelatedAncestor { record, ancestor: head });
        }
        earlier.push(bytes);
    }
    Ok(earlier)
}

/// The bytes of the envelope and what they mean.
fn revision(
    record: RecordId,
    head: &RevisionId,
    envelope: Map<String, Value>,
    abridged: bool,
) -> Result<(Content, Revision), ReadError> {
    if let Some(found) = envelope.get("model").and_then(Value::as_u64) {
        known_model(record, found)?;
    }
    if let Some(missing) = ENVELOPE.iter().find(|member| !envelope.contains_key(**member)) {
        return Err(ReadError::Revision { record, path: format!("/{missing}"), reason: "missing".into() });
    }
    let envelope = Value::Object(envelope);
    if abridged && holds_withheld(&envelope) {
        return Err(ReadError::NotAbridged { record });
    }
    let bytes = canonical::to_bytes(&envelope);
    let computed = RevisionId::of(&bytes);
    if computed != *head && !abridged {
        return Err(ReadError::Head { record, stated: head.clone(), computed });
    }
    let revision: Revision = serde_json::from_value(envelope).map_err(|error| {
        let (path, reason) = locate(&bytes).unwrap_or_else(|| (String::new(), error.to_string()));
        ReadError::Revision { record, path: shown(&path), reason: shown(&reason) }
    })?;
    if revision.record != record {
        return Err(ReadError::OtherRecord { record, found: revision.record });
    }
    let content =
        if computed == *head { Content::Whole(bytes.into()) } else { Content::Abridged(bytes.into()) };
    Ok((content, revision))
}

/// Refuses contents of a version of the model that this program does not know.
pub(super) fn known_model(record: RecordId, found: u64) -> Result<(), ReadError> {
    match found {
        0 => Err(ReadError::UnknownModel { record, found }),
        _ if found > MODEL_VERSION.into() => Err(ReadError::NewerModel { record, found }),
        _ => Ok(()),
    }
}

/// Whether the record may stand in a file of this register, or in one of templates.
fn belongs(record: RecordId, revision: &Revision, register: Option<RecordId>) -> Result<(), ReadError> {
    let Some(content) = &revision.content else { return Ok(()) };
    if let Some(register) = register.filter(|register| record == *register)
        && !matches!(content, Record::Organisation(_))
    {
        return Err(ReadError::NoOrganisation { register });
    }
    match content.register(record) {
        Some(other) if register != Some(other) => Err(ReadError::OtherRegister { record, register: other }),
        _ => Ok(()),
    }
}

/// Where in a revision that does not fit the model the fault lies, and what it is.
///
/// The kinds of content are told apart by a member, behind which a parser loses the path: so each is tried by itself.
fn locate(bytes: &[u8]) -> Option<(String, String)> {
    let mut envelope: Value = serde_json::from_slice(bytes).ok()?;
    let in_content = envelope.get_mut("content").and_then(Value::as_object_mut).and_then(|content| {
        let kind = content.remove("type")?;
        let content = Value::Object(std::mem::take(content));
        let found = match kind.as_str()? {
            "organisation" => fault::<Organisation>(content),
            "activity" => fault::<ProcessingActivity>(content),
            "measure_set" => fault::<MeasureSet>(content),
            "document" => fault::<Document>(content),
            "template" => fault::<Template>(content),
            "party" => fault::<Party>(content),
            "system" => fault::<System>(content),
            _ => None,
        };
        found.map(|(path, reason)| (format!("/content{path}"), reason))
    });
    in_content.or_else(|| fault::<Revision>(serde_json::from_slice(bytes).ok()?))
}

/// Path and reason of the first fault.
fn fault<T: DeserializeOwned>(value: Value) -> Option<(String, String)> {
    let error = serde_path_to_error::deserialize::<_, T>(value).err()?;
    let path = error.path().iter().map(|step| match step {
        Segment::Seq { index } => format!("/{index}"),
        named => format!("/{named}"),
    });
    let path: String = path.collect();
    Some((path, error.into_inner().to_string()))
}
