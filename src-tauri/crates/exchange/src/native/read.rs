//! Reading a native file.

use super::envelope::{self, Form, known_model};
use super::error::shown;
use super::{ABRIDGED, FORMAT, FileRecord, MAX_BYTES, NativeFile, ReadError, Scope, VERSION, frame, strict};
use chrono::NaiveDate;
use register::canonical;
use register::id::RecordId;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// Reads a native file and checks all it claims. A byte order mark at its beginning is passed over.
///
/// Whether items refer to each other correctly within a record is [`register::integrity`]'s to judge.
///
/// # Errors
/// The first thing that is not as it must be. A newer file is refused before its form is judged, a changed file
/// before its records are.
pub fn read(bytes: &[u8]) -> Result<NativeFile, ReadError> {
    if bytes.len() > MAX_BYTES {
        return Err(ReadError::TooLarge { bytes: bytes.len() });
    }
    if bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii().is_empty() {
        return Err(ReadError::Empty);
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return Err(ReadError::Archive);
    }
    let text = std::str::from_utf8(bytes).map_err(|error| ReadError::NotUtf8 { at: error.valid_up_to() })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    strict::check_shape(text)?;
    let mut raw = strict::members(text)?;
    let version = check_version(&raw)?;

    let records = raw.remove("records").ok_or(ReadError::MissingMember { member: "records" })?;
    let stated: String = typed("sha256", take(&mut raw, "sha256")?)?;
    let mut members = Map::new();
    for member in ["exported_at", "exporter", "format", "scope", "version"] {
        members.insert(member.to_owned(), take(&mut raw, member)?);
    }
    if version > 1 {
        for member in ["author", "copy"] {
            if raw.contains_key(member) {
                members.insert(member.to_owned(), take(&mut raw, member)?);
            }
        }
    }
    if let Some(member) = raw.keys().next() {
        return Err(ReadError::UnknownMember { member: shown(member) });
    }
    let scope = scope(members["scope"].clone(), version)?;
    let abridged = is_abridged(&members)?;
    let form = match (abridged, version) {
        (true, _) => Form::Abridged,
        (false, 3..) => Form::WithEarlier,
        (false, _) => Form::Plain,
    };
    let (computed, records) = read_records(records, &members, scope.register(), form)?;
    if computed != stated {
        return Err(ReadError::Checksum { stated: shown(&stated), computed });
    }
    let records = records?;
    if let Scope::Register { register } = scope
        && !records.contains_key(&register)
    {
        return Err(ReadError::NoOrganisation { register });
    }
    Ok(NativeFile {
        exporter: typed("exporter", members["exporter"].clone())?,
        exported_at: day(members["exported_at"].clone())?,
        author: members.get("author").cloned().map(|author| typed("author", author)).transpose()?,
        scope,
        abridged,
        records: records.into_values().collect(),
    })
}

/// What the records are, as far as the file's version knows it.
fn scope(value: Value, version: u64) -> Result<Scope, ReadError> {
    let stated = value.pointer("/context/model").and_then(Value::as_u64);
    if let (Some(found), Some(register)) = (stated, value["register"].as_str().and_then(|id| id.parse().ok()))
    {
        known_model(register, found)?;
    }
    match typed("scope", value)? {
        Scope::Activities { .. } | Scope::Templates {} if version == 1 => Err(ReadError::Malformed {
            place: "/scope".into(),
            reason: "a file of version 1 holds a complete register".into(),
        }),
        scope => Ok(scope),
    }
}

/// Whether the file says that it is an abridged copy, which names no author.
fn is_abridged(members: &Map<String, Value>) -> Result<bool, ReadError> {
    let refused = |place: &str, reason: &str| {
        Err(ReadError::Malformed { place: place.to_owned(), reason: reason.to_owned() })
    };
    match members.get("copy").map(|copy| copy == ABRIDGED) {
        None => Ok(false),
        Some(true) if members.contains_key("author") => {
            refused("/author", "an abridged copy names no author")
        }
        Some(true) => Ok(true),
        Some(false) => refused("/copy", "not \"abridged\""),
    }
}

/// The file's version, if this program reads it.
fn check_version(raw: &BTreeMap<String, &RawValue>) -> Result<u64, ReadError> {
    match raw.get("format").map(|format| strict::value(format.get(), "/format")) {
        Some(Ok(format)) if format == FORMAT => {}
        _ => return Err(ReadError::OtherFormat),
    }
    let version = raw.get("version").ok_or(ReadError::MissingMember { member: "version" })?;
    match typed("version", strict::value(version.get(), "/version")?)? {
        found @ 1..=VERSION => Ok(found),
        found if found > VERSION => Err(ReadError::NewerVersion { found }),
        found => Err(ReadError::UnknownVersion { found }),
    }
}

/// Records by id, or why the first refused one was refused.
type Records = Result<BTreeMap<RecordId, FileRecord>, ReadError>;

/// The checksum of the whole file, and its records.
///
/// One record at a time becomes values. The checksum is computed to its end also when a record is refused: damage to
/// the file is the likelier reason and the better word for it.
fn read_records(
    list: &RawValue,
    header: &Map<String, Value>,
    register: Option<RecordId>,
    form: Form,
) -> Result<(String, Records), ReadError> {
    let list: Vec<&RawValue> = serde_json::from_str(list.get())
        .map_err(|_| ReadError::Malformed { place: "/records".into(), reason: "not a list".into() })?;
    let (opening, closing) = frame(header);
    let mut hash = Sha256::new_with_prefix(opening);
    let mut records = Ok(BTreeMap::new());
    for (index, raw) in list.into_iter().enumerate() {
        let place = format!("/records/{index}");
        let value = strict::value(raw.get(), &place)?;
        if index > 0 {
            hash.update(b",");
        }
        hash.update(canonical::to_bytes(&value));
        if let Ok(read) = &mut records {
            match envelope::read(value, &place, register, form) {
                Ok(record) => {
                    let id = record.id;
                    if read.insert(id, record).is_some() {
                        records = Err(ReadError::DuplicateRecord { record: id });
                    }
                }
                Err(error) => records = Err(error),
            }
        }
    }
    hash.update(closing);
    Ok((canonical::hexadecimal(&hash.finalize()), records))
}

/// Takes a member of the file out as a value.
fn take(raw: &mut BTreeMap<String, &RawValue>, member: &'static str) -> Result<Value, ReadError> {
    let raw = raw.remove(member).ok_or(ReadError::MissingMember { member })?;
    strict::value(raw.get(), &format!("/{member}"))
}

fn typed<T: DeserializeOwned>(member: &str, value: Value) -> Result<T, ReadError> {
    serde_json::from_value(value).map_err(|error| ReadError::Malformed {
        place: format!("/{member}"),
        reason: shown(&error.to_string()),
    })
}

/// A day in the form YYYY-MM-DD, and in no other that the calendar's parser would take.
fn day(value: Value) -> Result<NaiveDate, ReadError> {
    let text: String = typed("exported_at", value)?;
    text.parse().ok().filter(|day: &NaiveDate| day.to_string() == text).ok_or_else(|| ReadError::Malformed {
        place: "/exported_at".into(),
        reason: format!("{:?} is no day (YYYY-MM-DD)", shown(&text)),
    })
}
