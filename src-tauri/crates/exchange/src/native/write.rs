//! Writing a native file.

use super::{
    ABRIDGED, Content, FORMAT, FileRecord, MAX_ANCESTORS, MAX_EARLIER, MAX_VALUES, NativeFile, ReadError,
    Scope, VERSION, WriteError, ancestry, frame, read,
};
use register::canonical;
use register::record::RevisionId;
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};
use std::borrow::Cow;

/// The bytes of a native file. The same content on the same day gives the same bytes, in whatever order its records are.
///
/// # Errors
/// When a whole record's bytes are not what their hash was taken of, or when the file would be refused by [`read`]: then
/// a record is damaged, the organisation is missing, an abridged copy holds what it must not, or there is more than a
/// file may hold.
pub fn write(file: &NativeFile) -> Result<Vec<u8>, WriteError> {
    let mut records: Vec<&FileRecord> = file.records.iter().collect();
    records.sort_by_key(|record| record.id);
    let mut list = Vec::new();
    for record in records {
        if !list.is_empty() {
            list.push(b',');
        }
        list.extend_from_slice(&entry(record)?);
    }

    let mut members = Map::new();
    if let Some(author) = &file.author {
        members.insert("author".into(), author.clone().into());
    }
    if file.abridged {
        members.insert("copy".into(), ABRIDGED.into());
    }
    members.insert("exported_at".into(), file.exported_at.to_string().into());
    members.insert("exporter".into(), file.exporter.clone().into());
    members.insert("format".into(), FORMAT.into());
    members.insert("scope".into(), json!(file.scope));
    members.insert("version".into(), version(file).into());
    let (opening, closing) = frame(&members);
    let hash = Sha256::new().chain_update(opening).chain_update(&list).chain_update(closing).finalize();
    members.insert("sha256".into(), canonical::hexadecimal(&hash).into());
    let (mut bytes, closing) = frame(&members);
    bytes.append(&mut list);
    bytes.extend_from_slice(&closing);
    bytes.push(b'\n');

    read(&bytes)?;
    Ok(bytes)
}

/// The oldest version that can say what the file says, so that older programs read what they can.
fn version(file: &NativeFile) -> u64 {
    match file.scope {
        _ if file.records.iter().any(|record| !record.earlier.is_empty()) => VERSION,
        Scope::Register { .. } if file.author.is_none() && !file.abridged => 1,
        _ => 2,
    }
}

/// How many values of a record are neither revisions nor ancestors: itself, its id, its head and the two lists.
const VALUES_AROUND: usize = 5;

/// How many values are kept free for the ancestors when earlier revisions are added.
const FOR_ANCESTORS: usize = 2 * MAX_ANCESTORS;

/// How many values there are in a value, with itself.
fn values(value: &Value) -> usize {
    1 + match value {
        Value::Array(items) => items.iter().map(values).sum(),
        Value::Object(members) => members.values().map(values).sum(),
        _ => 0,
    }
}

/// The canonical bytes of a record.
fn entry(record: &FileRecord) -> Result<Vec<u8>, WriteError> {
    let (Content::Whole(bytes) | Content::Abridged(bytes)) = &record.content;
    let computed = RevisionId::of(bytes);
    if record.whole().is_some() && computed != record.head {
        return Err(ReadError::Head { record: record.id, stated: record.head.clone(), computed }.into());
    }
    let revision: Value = serde_json::from_slice(bytes)
        .ok()
        .filter(|revision| canonical::to_bytes(revision) == **bytes)
        .ok_or(WriteError::NotCanonical { record: record.id })?;
    let mut room = MAX_VALUES.saturating_sub(values(&revision) + VALUES_AROUND);
    let mut earlier = Vec::new();
    for bytes in record.earlier.iter().take(MAX_EARLIER) {
        let revision: Value =
            serde_json::from_slice(bytes).map_err(|_| WriteError::NotCanonical { record: record.id })?;
        let size = values(&revision);
        if size + FOR_ANCESTORS > room {
            break;
        }
        room -= size;
        earlier.push((RevisionId::of(bytes), revision));
    }
    let ids: usize = record.ancestors.values().map(|parents| parents.len() + 1).sum();
    let told = if record.ancestors.len() > MAX_ANCESTORS || ids > room {
        let parents: Vec<RevisionId> = serde_json::from_value(revision["parents"].clone())
            .map_err(|_| WriteError::NotCanonical { record: record.id })?;
        Cow::Owned(ancestry::nearest(&parents, &record.ancestors, room))
    } else {
        Cow::Borrowed(&record.ancestors)
    };
    let mut ancestors = Map::new();
    for (revision, parents) in told.iter() {
        ancestors.insert(revision.to_string(), parents.iter().map(|parent| parent.as_str()).collect());
    }
    let mut entry = json!({
        "id": record.id.to_string(),
        "head": record.head.as_str(),
        "revision": revision,
        "ancestors": ancestors,
    });
    let earlier: Vec<Value> =
        earlier.into_iter().filter_map(|(id, revision)| told.contains_key(&id).then_some(revision)).collect();
    if !earlier.is_empty() {
        entry["earlier"] = earlier.into();
    }
    Ok(canonical::to_bytes(&entry))
}
