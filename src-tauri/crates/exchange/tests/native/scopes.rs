//! Activities and templates travel without a register.

use crate::sample::{self, LENDING, PROCESSOR, SCHOOL, activities, checksum, id, templates};
use exchange::native::{NativeFile, ReadError, Scope, WriteError, read, write};
use serde_json::{Value, json};

fn json_of(file: &NativeFile) -> Value {
    serde_json::from_slice(&write(file).unwrap()).unwrap()
}

fn forged(file: &NativeFile, change: impl FnOnce(&mut Value)) -> Result<NativeFile, ReadError> {
    let mut file = json_of(file);
    change(&mut file);
    file["sha256"] = checksum(&file).into();
    read(file.to_string().as_bytes())
}

#[test]
fn they_come_back_as_they_went() {
    for file in [activities(), templates()] {
        let bytes = write(&file).unwrap();
        let back = read(&bytes).unwrap();
        assert_eq!(back, file);
        assert_eq!(write(&back).unwrap(), bytes);
    }
}

#[test]
fn activities_bring_what_they_inherit() {
    let file = json_of(&activities());
    assert_eq!(file["version"], 2);
    assert_eq!(file["author"], "Schulamt");
    assert_eq!(file["scope"]["kind"], "activities");
    assert_eq!(file["scope"]["register"], json!(id(SCHOOL)));
    let context = &file["scope"]["context"];
    assert_eq!((&context["name"], &context["model"]), (&json!("Grundschule Beispielhausen"), &json!(1)));
    assert_eq!(context["defaults"]["scope"]["remarks"][0]["text"], "Ohne Profiling.");
}

#[test]
fn a_register_that_needs_nothing_new_stays_readable_for_older_programs() {
    assert_eq!(json_of(&sample::register())["version"], 1);
    let named = NativeFile { author: Some("Schulamt".into()), ..sample::register() };
    assert_eq!(json_of(&named)["version"], 2);
    assert_eq!(read(&write(&named).unwrap()).unwrap(), named);
}

#[test]
fn version_1_knows_nothing_of_version_2() {
    for file in [activities(), templates()] {
        let refused = forged(&NativeFile { author: None, ..file }, |file| file["version"] = 1.into());
        assert!(matches!(refused, Err(ReadError::Malformed { place, .. }) if place == "/scope"));
    }
    for (member, value) in [("author", "Schulamt"), ("copy", "abridged")] {
        let refused = forged(&sample::register(), |file| file[member] = value.into());
        assert!(matches!(refused, Err(ReadError::UnknownMember { member: found }) if found == member));
    }
}

#[test]
fn records_of_another_register_are_refused() {
    let other =
        sample::record(9, json!({ "type": "measure_set", "register": id(8), "name": "" }), &[], vec![]);
    for mut file in [activities(), templates()] {
        file.records.push(other.clone());
        let Err(WriteError::Unreadable(ReadError::OtherRegister { record, register })) = write(&file) else {
            panic!("the file was written");
        };
        assert_eq!((record, register), (id(9), id(8)));
    }
    let mut file = templates();
    file.records.extend(activities().records.into_iter().filter(|record| record.id == id(LENDING)));
    assert!(matches!(write(&file), Err(WriteError::Unreadable(ReadError::OtherRegister { .. }))));
}

#[test]
fn the_registers_own_id_is_its_organisations_also_where_that_is_missing() {
    let scope = |file: &mut Value| file["scope"]["register"] = json!(id(PROCESSOR));
    assert!(matches!(
        forged(&activities(), |file| {
            scope(file);
            file["records"].as_array_mut().unwrap().retain(|record| record["id"] == json!(id(PROCESSOR)));
        }),
        Err(ReadError::NoOrganisation { register }) if register == id(PROCESSOR)
    ));
}

#[test]
fn defaults_of_a_newer_model_are_called_newer_whatever_they_are() {
    let refused = forged(&activities(), |file| {
        file["scope"]["context"]["model"] = 99.into();
        file["scope"]["context"]["defaults"] = json!({ "unheard": "of" });
    });
    let error = refused.unwrap_err();
    assert!(matches!(error, ReadError::NewerModel { record, found: 99 } if record == id(SCHOOL)));
    assert_eq!(error.code(), "E-IMPORT-NEWER");
}

#[test]
fn a_context_of_another_form_is_refused() {
    let changes: [fn(&mut Value); 6] = [
        |scope| drop(scope.as_object_mut().unwrap().remove("context")),
        |scope| scope["context"]["more"] = 1.into(),
        |scope| scope["context"]["name"] = Value::Null,
        |scope| scope["context"]["defaults"] = json!({ "unheard": "of" }),
        |scope| scope["context"]["model"] = "1".into(),
        |scope| *scope = json!({ "kind": "templates", "register": id(SCHOOL) }),
    ];
    for change in changes {
        let refused = forged(&activities(), |file| change(&mut file["scope"]));
        assert!(matches!(refused, Err(ReadError::Malformed { place, .. }) if place == "/scope"));
    }
    let unknown = forged(&activities(), |file| file["scope"]["context"]["model"] = 0.into());
    assert!(matches!(unknown, Err(ReadError::UnknownModel { found: 0, .. })));
}

#[test]
fn the_register_of_a_scope() {
    assert_eq!(activities().scope.register(), Some(id(SCHOOL)));
    assert_eq!(Scope::Templates {}.register(), None);
}
