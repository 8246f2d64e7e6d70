//! Reference lists: authorities, adequacy decisions, legal bases, measures … The store keeps editable copies.

use super::{AssetError, files, name_of, read};
use serde::Deserialize;
use serde_json::{Map, Value};

/// A shipped reference list.
#[derive(Debug, Clone, Deserialize)]
pub struct ReferenceList {
    /// Its name ("authorities").
    pub list: String,
    /// Its version; counts up from 1.
    pub version: u32,
    /// The day it was last brought up to date, ISO 8601.
    pub as_of: String,
    /// What it holds, in German.
    pub description: String,
    /// Its fields and what they mean, in German.
    pub fields: Map<String, Value>,
    /// The entries.
    pub entries: Vec<ReferenceEntry>,
}

/// An entry of a reference list.
#[derive(Debug, Clone, Deserialize)]
pub struct ReferenceEntry {
    /// Its stable id ("BY-40-50").
    pub id: String,
    /// Whether it was seen in its source; otherwise users read "zu prüfen".
    pub verified: bool,
    /// Where it comes from.
    pub source: String,
    /// Its further fields.
    #[serde(flatten)]
    pub fields: Map<String, Value>,
}

impl ReferenceEntry {
    /// The whole entry as JSON.
    pub fn to_value(&self) -> Value {
        let mut members = self.fields.clone();
        members.insert("id".into(), Value::from(self.id.as_str()));
        members.insert("verified".into(), Value::from(self.verified));
        members.insert("source".into(), Value::from(self.source.as_str()));
        Value::Object(members)
    }
}

/// All reference lists.
///
/// # Errors
/// When a file is damaged.
pub fn reference_lists() -> Result<Vec<ReferenceList>, AssetError> {
    files("reference")
        .into_iter()
        .map(|file| {
            let name = name_of(file);
            let value = serde_json::from_slice(file.contents()).map_err(|error| AssetError::Form {
                file: name.clone(),
                at: "/".into(),
                reason: error.to_string(),
            })?;
            read(&name, "", value)
        })
        .collect()
}
