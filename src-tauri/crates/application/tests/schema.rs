//! The JSON Schemas of the model and of the native file, generated from the types and kept beside the other shipped data.

#![cfg(feature = "describe")]
#![allow(clippy::unwrap_used)]

use std::env;
use std::fs;
use std::path::PathBuf;

#[test]
fn export_schema_of_records() {
    write("record.schema.json", &schemars::schema_for!(application::Record));
}

#[test]
fn export_schema_of_files() {
    write("vvt.schema.json", &exchange::native::schema());
}

fn write(name: &str, schema: &schemars::Schema) {
    let shipped = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../assets/schema");
    let folder = env::var_os("ARTIKEL30_SCHEMA_DIR").map_or_else(|| PathBuf::from(shipped), PathBuf::from);
    fs::create_dir_all(&folder).unwrap();
    let text = serde_json::to_string_pretty(schema).unwrap() + "\n";
    fs::write(folder.join(name), text).unwrap();
}
