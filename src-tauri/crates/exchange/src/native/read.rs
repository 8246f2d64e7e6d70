//! Reading a native file.

use super::error::shown;
use super::{
    FORMAT, FileRecord, MAX_BYTES, ReadError, RegisterFile, Scope, VERSION, envelope, frame, strict,
};
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
pub fn read(bytes: &[u8]) -> Result<RegisterFile, ReadError> {
    if bytes.len() > MAX_BYTES {
        return Err(ReadError::TooLarge { bytes: bytes.len() });
    }
    let text = std::str::from_utf8(bytes).map_err(|error| ReadError::NotUtf8 { at: error.valid_up_to() })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    strict::check_shape(text)?;
    let mut raw = strict::members(text)?;
    check_version(&raw)?;

    let records = raw.remove("records").ok_or(ReadError::MissingMember { member: "records" })?;
    let stated: String = typed("sha256", take(&mut raw, "sha256")?)?;
    let mut header = Map::new();
    for member in ["exported_at", "exporter", "format", "scope", "version"] {
        header.insert(member.to_owned(), take(&mut raw, member)?);
    }
    if let Some(member) = raw.keys().next() {
        return Err(ReadError::UnknownMember { member: shown(member) });
    }
    let Scope::Register { register } = typed("scope", header["scope"].clone())?;
    let (computed, records) = read_records(records, &header, register)?;
    if computed != stated {
        return Err(ReadError::Checksum { stated: shown(&stated), computed });
    }
    let records = records?;
    if !records.contains_key(&register) {
        return Err(ReadError::NoOrganisation { register });
    }
    Ok(RegisterFile {
        exporter: typed("exporter", header["exporter"].clone())?,
        exported_at: day(header["exported_at"].clone())?,
        register,
        records: records.into_values().collect(),
    })
}

/// Whether this program reads such files.
fn check_version(raw: &BTreeMap<String, &RawValue>) -> Result<(), ReadError> {
    match raw.get("format").map(|format| strict::value(format.get(), "/format")) {
        Some(Ok(format)) if format == FORMAT => {}
        _ => return Err(ReadError::OtherFormat),
    }
    let version = raw.get("version").ok_or(ReadError::MissingMember { member: "version" })?;
    match typed("version", strict::value(version.get(), "/version")?)? {
        VERSION => Ok(()),
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
    register: RecordId,
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
            match envelope::read(value, &place, register) {
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
