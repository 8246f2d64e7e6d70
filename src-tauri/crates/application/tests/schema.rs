//! The JSON Schema of the model, generated from the types and kept beside the other shipped data.

#![cfg(feature = "describe")]
#![allow(clippy::unwrap_used)]

use std::env;
use std::fs;
use std::path::PathBuf;

#[test]
fn export_schema_of_records() {
    let schema = schemars::schema_for!(application::Record);
    let shipped = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../assets/schema");
    let folder = env::var_os("ARTIKEL30_SCHEMA_DIR").map_or_else(|| PathBuf::from(shipped), PathBuf::from);
    fs::create_dir_all(&folder).unwrap();
    let text = serde_json::to_string_pretty(&schema).unwrap() + "\n";
    fs::write(folder.join("record.schema.json"), text).unwrap();
}
