//! Templates, and the parties and systems they refer to.

use super::{AssetError, files, name_of, names, parse, read};
use register::id::RecordId;
use register::record::Record;
use register::template::Template;
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// A shipped record that belongs to no register: a party or a system.
#[derive(Debug, Clone)]
pub struct ShippedRecord {
    /// Its fixed id.
    pub id: RecordId,
    /// The record.
    pub record: Record,
}

/// A shipped template.
#[derive(Debug, Clone)]
pub struct ShippedTemplate {
    /// Its fixed id.
    pub id: RecordId,
    /// Its name, as the command line takes it ("visavid").
    pub key: String,
    /// The template.
    pub template: Template,
}

/// Records by their names ("party/isb").
pub(super) type Named = BTreeMap<String, ShippedRecord>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SharedFile {
    #[serde(default)]
    parties: BTreeMap<String, Value>,
    #[serde(default)]
    systems: BTreeMap<String, Value>,
}

/// Parties and systems of shipped files, by name.
pub(super) fn named_records(
    file: &str,
    parties: BTreeMap<String, Value>,
    systems: BTreeMap<String, Value>,
) -> Result<(Named, BTreeSet<String>), AssetError> {
    let mut records = Named::new();
    let mut referred = BTreeSet::new();
    let parties = parties.into_iter().map(|(key, value)| (format!("party/{key}"), value));
    let systems = systems.into_iter().map(|(key, value)| (format!("system/{key}"), value));
    for (name, mut value) in parties.chain(systems) {
        referred.extend(names::resolve(file, &name, &mut value)?);
        let record = if name.starts_with("party/") {
            Record::Party(read(file, &name, value)?)
        } else {
            Record::System(read(file, &name, value)?)
        };
        records.insert(name.clone(), ShippedRecord { id: names::record_id(&name), record });
    }
    Ok((records, referred))
}

fn is_shared(file: &str) -> bool {
    let name = file.rsplit('/').next().unwrap_or(file);
    name.starts_with("parties") || name.starts_with("systems")
}

/// Every name in `referred` must be borne by one of `known`.
pub(super) fn check_references(
    file: &str,
    referred: &BTreeSet<String>,
    known: &[&Named],
) -> Result<(), AssetError> {
    let is_known = |name: &str| known.iter().any(|records| records.contains_key(name));
    match referred.iter().find(|name| !is_known(name)) {
        Some(name) => Err(AssetError::Unknown { file: file.to_owned(), name: name.clone() }),
        None => Ok(()),
    }
}

/// Shipped parties and systems by name.
pub(super) fn shared_by_name() -> Result<Named, AssetError> {
    let mut all = Named::new();
    let mut references = Vec::new();
    for file in files("templates").into_iter().filter(|file| is_shared(&name_of(file))) {
        let name = name_of(file);
        let content: SharedFile = read(&name, "", parse(&name, file.contents())?)?;
        let (records, referred) = named_records(&name, content.parties, content.systems)?;
        if let Some(twice) = records.keys().find(|key| all.contains_key(*key)) {
            return Err(AssetError::Form {
                file: name,
                at: twice.clone(),
                reason: "this name is defined in two files".into(),
            });
        }
        all.extend(records);
        references.push((name, referred));
    }
    for (file, referred) in &references {
        check_references(file, referred, &[&all])?;
    }
    Ok(all)
}

/// All shipped parties and systems.
///
/// # Errors
/// When a file is damaged.
pub fn shared_records() -> Result<Vec<ShippedRecord>, AssetError> {
    Ok(shared_by_name()?.into_values().collect())
}

/// A template as JSON, ids resolved, with the space its item names live in.
pub(super) struct RawTemplate {
    pub(super) key: String,
    pub(super) file: String,
    pub(super) value: Value,
}

impl RawTemplate {
    pub(super) fn name(&self) -> String {
        format!("template/{}", self.key)
    }
}

pub(super) fn raw_templates(shared: &Named) -> Result<Vec<RawTemplate>, AssetError> {
    let mut templates = Vec::new();
    for file in files("templates").into_iter().filter(|file| !is_shared(&name_of(file))) {
        let name = name_of(file);
        let mut value = parse(&name, file.contents())?;
        let key = value.as_object_mut().and_then(|members| members.remove("key"));
        let Some(Value::String(key)) = key else {
            return Err(AssetError::Form {
                file: name,
                at: "/key".into(),
                reason: "a name is expected".into(),
            });
        };
        let owner = format!("template/{key}");
        let referred = names::resolve(&name, &owner, &mut value)?;
        check_references(&name, &referred, &[shared])?;
        if let Some(Value::Object(activity)) = value.pointer_mut("/content/activity") {
            activity.insert("register".into(), json!(names::record_id(&owner)));
        }
        templates.push(RawTemplate { key, file: name, value });
    }
    Ok(templates)
}

/// All shipped templates, in the order of their file names.
///
/// # Errors
/// When a file is damaged.
pub fn templates() -> Result<Vec<ShippedTemplate>, AssetError> {
    raw_templates(&shared_by_name()?)?
        .into_iter()
        .map(|raw| {
            let id = names::record_id(&raw.name());
            Ok(ShippedTemplate { id, template: read(&raw.file, "", raw.value)?, key: raw.key })
        })
        .collect()
}
