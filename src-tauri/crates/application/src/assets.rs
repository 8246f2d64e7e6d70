//! What ships as data: templates (Muster), demo registers, reference lists.
//!
//! In these files ids are written as names, which the loader turns into fixed UUIDs: a string `@name` is an item of
//! the record at hand, `@kind/name` is a record ([`names`]). A demo register is a set of templates with a layer of
//! its own laid over each ([`layer`]).

mod demo;
mod layer;
mod names;
mod reference;
mod templates;

pub use demo::{DemoRegister, demo_registers};
pub use reference::{ReferenceEntry, ReferenceList, reference_lists};
pub use templates::{ShippedRecord, ShippedTemplate, shared_records, templates};

use include_dir::{Dir, File, include_dir};
use serde::de::DeserializeOwned;
use serde_json::Value;

static ASSETS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../../assets");

/// A shipped data file is damaged.
#[derive(Debug, thiserror::Error)]
pub enum AssetError {
    /// The file is no JSON, or not of the expected form.
    #[error("{file}: {at}: {reason}")]
    Form {
        /// The file, relative to the folder `assets`.
        file: String,
        /// Where in it.
        at: String,
        /// What is wrong.
        reason: String,
    },
    /// A name is used that nothing bears.
    #[error("{file}: \"{name}\" is referred to and defined nowhere")]
    Unknown {
        /// The file.
        file: String,
        /// The name.
        name: String,
    },
    /// The file's format is one this program does not know.
    #[error("{file}: format {found} is newer than this program, which knows format 1")]
    Format {
        /// The file.
        file: String,
        /// The format found.
        found: u64,
    },
}

fn files(folder: &str) -> Vec<&'static File<'static>> {
    let mut files: Vec<_> = ASSETS
        .get_dir(folder)
        .map(|dir| {
            dir.files().filter(|file| file.path().extension().is_some_and(|end| end == "json")).collect()
        })
        .unwrap_or_default();
    files.sort_by_key(|file| file.path());
    files
}

fn name_of(file: &File<'_>) -> String {
    file.path().to_string_lossy().replace('\\', "/")
}

/// Parses a shipped file's text into JSON and checks its format number.
fn parse(file: &str, bytes: &[u8]) -> Result<Value, AssetError> {
    let form = |reason: String| AssetError::Form { file: file.to_owned(), at: "/".into(), reason };
    let mut value: Value = serde_json::from_slice(bytes).map_err(|error| form(error.to_string()))?;
    let members = value.as_object_mut().ok_or_else(|| form("an object is expected".into()))?;
    match members.remove("format").as_ref().and_then(Value::as_u64) {
        Some(1) => Ok(value),
        Some(found) => Err(AssetError::Format { file: file.to_owned(), found }),
        None => Err(form("the member \"format\" is missing".into())),
    }
}

/// Reads a value of the model out of JSON; errors name file and place.
fn read<T: DeserializeOwned>(file: &str, at: &str, value: Value) -> Result<T, AssetError> {
    serde_path_to_error::deserialize(value).map_err(|error| AssetError::Form {
        file: file.to_owned(),
        at: format!("{at}/{}", error.path()),
        reason: error.inner().to_string(),
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic)]
    use super::*;
    use register::integrity::{check_circles, check_ids, item_ids};
    use register::record::Record;

    #[test]
    fn every_shipped_template_is_readable() {
        shared_records().unwrap_or_else(|error| panic!("{error}"));
        for shipped in templates().unwrap_or_else(|error| panic!("{error}")) {
            assert!(!shipped.template.title.is_empty() && !shipped.template.source.is_empty());
        }
    }

    #[test]
    fn every_demo_register_is_readable() {
        for demo in demo_registers().unwrap_or_else(|error| panic!("{error}")) {
            assert_eq!(demo.records[0].record.kind(), "organisation");
        }
    }

    #[test]
    fn every_demo_record_holds_together() {
        for demo in demo_registers().unwrap() {
            let Record::Organisation(organisation) = &demo.records[0].record else { panic!("{}", demo.key) };
            let defaults = item_ids(&serde_json::to_value(&organisation.defaults).unwrap()).unwrap();
            for shipped in &demo.records {
                let value = serde_json::to_value(&shipped.record).unwrap();
                let title = shipped.record.title();
                check_ids(&value, &defaults).unwrap_or_else(|error| panic!("{title}: {error}"));
                if let Record::Activity(activity) = &shipped.record {
                    check_circles(organisation, activity).unwrap_or_else(|error| panic!("{title}: {error}"));
                }
            }
        }
    }

    #[test]
    fn every_reference_list_is_readable() {
        for list in reference_lists().unwrap_or_else(|error| panic!("{error}")) {
            assert!(!list.entries.is_empty(), "{}", list.list);
        }
    }

    #[test]
    fn a_damaged_file_is_named_with_the_place() {
        let value = serde_json::json!({ "title": "x", "version": "one", "source": "s" });
        let error = read::<register::template::Template>("templates/x.json", "", value).unwrap_err();
        assert!(error.to_string().starts_with("templates/x.json: /version"), "{error}");
        let error = parse("templates/x.json", b"{ \"format\": 2 }").unwrap_err();
        assert!(matches!(error, AssetError::Format { found: 2, .. }));
    }
}
