//! Every refusal, each with the place it names.

use crate::sample::{
    self, DELETED, LENDING, PROCESSOR, SCHOOL, entry, forged, forged_ancestry, forged_revision, id, revision,
};
use exchange::native::{
    MAX_ANCESTORS, MAX_BYTES, MAX_DEPTH, MAX_EARLIER, MAX_ENTRIES, MAX_PARENTS, ReadError, abridge, read,
    write,
};
use register::record::RevisionId;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// What a forger does to a value.
type Change = fn(&mut Value);

fn refusal(bytes: &[u8]) -> ReadError {
    let Err(error) = read(bytes) else { panic!("the file was accepted") };
    let newer = matches!(error, ReadError::NewerVersion { .. } | ReadError::NewerModel { .. });
    assert_eq!(error.code(), if newer { "E-IMPORT-NEWER" } else { "E-IMPORT-FORMAT" });
    error
}

macro_rules! assert_refused {
    ($bytes:expr, $pattern:pat $(if $guard:expr)?) => {
        match refusal($bytes.as_ref()) {
            $pattern $(if $guard)? => {}
            other => panic!("refused, but with: {other:?}"),
        }
    };
}

/// The sample's file with one piece of its text replaced.
fn replaced(from: &str, to: &str) -> Vec<u8> {
    let text = String::from_utf8(sample::file()).unwrap();
    assert!(text.contains(from), "{from} is not in the file");
    text.replacen(from, to, 1).into_bytes()
}

#[test]
fn a_file_that_is_too_large() {
    assert_refused!(vec![b' '; MAX_BYTES + 1], ReadError::TooLarge { bytes } if bytes == MAX_BYTES + 1);
}

#[test]
fn invalid_utf8_and_other_encodings() {
    let mut latin = sample::file();
    let at = latin.iter().position(|byte| !byte.is_ascii()).unwrap();
    latin[at] = 0xfc;
    assert_refused!(latin, ReadError::NotUtf8 { at: found } if found == at);
    let utf16: Vec<u8> = "\u{feff}{}".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_refused!(utf16, ReadError::NotUtf8 { at: 0 });
}

#[test]
fn a_file_in_which_nothing_is() {
    for nothing in [b"".as_slice(), b" \r\n", b"\xef\xbb\xbf\n"] {
        assert_refused!(nothing, ReadError::Empty);
    }
}

#[test]
fn half_a_file() {
    let whole = sample::file();
    for length in [1, 10, whole.len() / 2, whole.len() - 2] {
        // Where the cut is inside a character, the text itself is broken.
        assert_refused!(whole[..length], ReadError::NotJson { .. } | ReadError::NotUtf8 { .. });
    }
    assert_refused!([whole.clone(), whole].concat(), ReadError::NotJson { .. });
}

#[test]
fn brackets_without_end() {
    for bracket in ["[", "{\"a\":"] {
        let text = bracket.repeat(1_000_000);
        let first_too_deep = MAX_DEPTH * bracket.len();
        assert_refused!(text.as_bytes(), ReadError::TooDeep { at } if at == first_too_deep);
    }
}

#[test]
fn lists_without_end() {
    let text = format!("{{\"records\":[{}0]}}", "0,".repeat(MAX_ENTRIES));
    assert_refused!(text.as_bytes(), ReadError::TooManyEntries { .. });
}

#[test]
fn a_record_with_too_many_values() {
    let list = Value::from(vec![Value::from(vec![0; 100]); 5_000]);
    let bytes = forged(|file| entry(file, PROCESSOR)["revision"]["content"]["name"] = list);
    assert_refused!(bytes, ReadError::TooManyValues { place } if place.starts_with("/records/2/revision/content/name/"));
}

#[test]
fn a_text_that_is_too_long() {
    let long = "n".repeat((1 << 20) + 1);
    let bytes = forged_revision(PROCESSOR, |revision| revision["content"]["name"] = long.into());
    assert_refused!(bytes, ReadError::TextTooLong { place } if place == "/records/2/revision/content/name");
}

#[test]
fn a_member_that_occurs_twice() {
    let bytes = replaced("\"format\":", "\"exporter\":\"\",\"format\":");
    assert_refused!(bytes, ReadError::DuplicateMember { place } if place == "/exporter");
    let bytes = replaced("\"land\":", "\"land\":null,\"l\\u0061nd\":");
    assert_refused!(bytes, ReadError::DuplicateMember { place } if place == "/records/0/revision/content/land");
}

#[test]
fn numbers_with_more_than_one_form() {
    for number in ["1.0", "1e0", "-0", "99999999999999999999"] {
        let bytes = replaced("\"position\":0", &format!("\"position\":{number}"));
        assert_refused!(bytes, ReadError::NotAWholeNumber { place } if place == "/records/1/revision/content/position");
    }
}

#[test]
fn an_archive_is_said_to_be_one() {
    assert_refused!(b"PK\x03\x04\x14\0\0\0\x08\0\xff", ReadError::Archive);
}

#[test]
fn half_a_surrogate_pair() {
    for half in ["\\ud83d", "\\ude00", "\\ud83d\\u0041"] {
        let bytes = replaced("Regal", half);
        assert_refused!(bytes, ReadError::NotJson { place, .. } if place == "/records/2");
    }
}

#[test]
fn a_raw_control_character() {
    assert_refused!(replaced("Regal", "\u{0}"), ReadError::NotJson { .. });
}

#[test]
fn json_of_another_format() {
    assert_refused!(b"{}", ReadError::OtherFormat);
    assert_refused!(b"[1,2]", ReadError::OtherFormat);
    assert_refused!(b"\"artikel30-vvt\"", ReadError::OtherFormat);
    assert_refused!(forged(|file| file["format"] = "artikel30-backup".into()), ReadError::OtherFormat);
    assert_refused!(forged(|file| file["format"] = json!(["artikel30-vvt"])), ReadError::OtherFormat);
}

#[test]
fn a_newer_version_is_named_whatever_else_it_changed() {
    assert_refused!(
        br#"{"format":"artikel30-vvt","version":4,"something":"else"}"#,
        ReadError::NewerVersion { found: 4 }
    );
    let text = read(br#"{"format":"artikel30-vvt","version":7}"#).unwrap_err().to_string();
    assert_eq!(text, "the file has version 7; this program reads up to version 3");
}

#[test]
fn a_version_that_never_was() {
    assert_refused!(forged(|file| file["version"] = 0.into()), ReadError::UnknownVersion { found: 0 });
    for version in [json!(-1), json!("1"), json!(null)] {
        assert_refused!(forged(|file| file["version"] = version), ReadError::Malformed { place, .. } if place == "/version");
    }
}

#[test]
fn members_missing_or_unknown() {
    for member in ["exporter", "exported_at", "scope", "records", "sha256", "version"] {
        let mut file = sample::json_file();
        file.as_object_mut().unwrap().remove(member);
        assert_refused!(file.to_string().into_bytes(), ReadError::MissingMember { member: found } if found == member);
    }
    assert_refused!(forged(|file| file["path"] = "../x".into()), ReadError::UnknownMember { member } if member == "path");
}

#[test]
fn a_header_of_another_form() {
    let cases = [
        ("exported_at", json!("2026-3-15")),
        ("exported_at", json!("2026-02-30")),
        ("exported_at", json!(20_260_315)),
        ("exporter", json!(null)),
        ("scope", json!({ "kind": "everything" })),
        ("scope", json!({ "kind": "register" })),
        ("scope", json!({ "kind": "register", "register": "1" })),
        ("scope", json!({ "kind": "register", "register": id(SCHOOL), "more": 1 })),
        ("records", json!({})),
    ];
    for (member, value) in cases {
        let bytes = forged(|file| file[member] = value);
        assert_refused!(bytes, ReadError::Malformed { place, .. } if place == format!("/{member}"));
    }
}

#[test]
fn a_record_of_another_form() {
    let other_form = id(PROCESSOR).to_string().replace('-', "");
    let changes: [Change; 5] = [
        |record| record["id"] = "not an id".into(),
        |record| record["revision"] = Value::Null,
        |record| record["ancestors"] = json!([]),
        |record| record["head"] = 5.into(),
        |record| record["more"] = 5.into(),
    ];
    for change in changes {
        let bytes = forged(|file| change(entry(file, PROCESSOR)));
        assert_refused!(bytes, ReadError::Malformed { place, .. } if place == "/records/2");
    }
    let bytes = forged(|file| entry(file, PROCESSOR)["id"] = other_form.into());
    assert_refused!(bytes, ReadError::Malformed { place, .. } if place == "/records/2");
    let bytes = forged(|file| file["records"][2] = 5.into());
    assert_refused!(bytes, ReadError::Malformed { place, .. } if place == "/records/2");
}

#[test]
fn a_changed_file_is_called_changed() {
    assert_refused!(replaced("Regal", "Kegel"), ReadError::Checksum { .. });
    assert_refused!(replaced("Artikel 30 0.1.0", "Artikel 30 0.1.1"), ReadError::Checksum { .. });
    assert_refused!(replaced("2026-03-15", "2026-03-16"), ReadError::Checksum { .. });
    let mut file = sample::json_file();
    file["records"].as_array_mut().unwrap().pop();
    assert_refused!(file.to_string().into_bytes(), ReadError::Checksum { .. });
}

#[test]
fn a_record_that_occurs_twice() {
    let bytes = forged(|file| {
        let again = entry(file, PROCESSOR).clone();
        file["records"].as_array_mut().unwrap().push(again);
    });
    assert_refused!(bytes, ReadError::DuplicateRecord { record } if record == id(PROCESSOR));
}

#[test]
fn a_head_that_is_not_the_hash_of_its_revision() {
    let bytes = forged(|file| entry(file, PROCESSOR)["revision"]["content"]["name"] = "Kegel".into());
    assert_refused!(bytes, ReadError::Head { record, .. } if record == id(PROCESSOR));
}

#[test]
fn a_revision_of_another_record() {
    let bytes = forged_revision(PROCESSOR, |revision| revision["record"] = json!(id(99)));
    assert_refused!(bytes, ReadError::OtherRecord { record, found } if record == id(PROCESSOR) && found == id(99));
}

#[test]
fn a_record_of_a_newer_model_is_named() {
    let bytes = forged_revision(PROCESSOR, |revision| {
        revision["model"] = 2.into();
        revision["news"] = 1.into();
    });
    assert_refused!(bytes, ReadError::NewerModel { record, found: 2 } if record == id(PROCESSOR));
    let bytes = forged_revision(PROCESSOR, |revision| revision["model"] = 0.into());
    assert_refused!(bytes, ReadError::UnknownModel { found: 0, .. });
}

#[test]
fn content_that_does_not_fit_the_model() {
    let cases: [(u128, Change, &str); 6] = [
        (PROCESSOR, |revision| revision["content"]["kind"] = "robot".into(), "/content/kind"),
        (LENDING, |revision| revision["content"]["groups"][0]["name"] = 5.into(), "/content/groups/0/name"),
        (SCHOOL, |revision| revision["content"]["script"] = "x".into(), "/content/script"),
        (PROCESSOR, |revision| revision["content"]["type"] = "virus".into(), "/content/type"),
        (PROCESSOR, |revision| revision["conflicts"] = json!([{ "path": 1 }]), "/conflicts/0/path"),
        (PROCESSOR, |revision| revision["author"] = "x".into(), "/author"),
    ];
    for (number, change, place) in cases {
        let bytes = forged_revision(number, change);
        assert_refused!(bytes, ReadError::Revision { record, path, .. } if record == id(number) && path == place);
    }
}

#[test]
fn a_missing_content_is_no_deletion() {
    for member in ["conflicts", "content", "model", "parents", "record"] {
        let bytes =
            forged_revision(PROCESSOR, |revision| drop(revision.as_object_mut().unwrap().remove(member)));
        assert_refused!(bytes, ReadError::Revision { path, .. } if path == format!("/{member}"));
    }
}

#[test]
fn a_record_of_another_register() {
    let bytes = forged_revision(LENDING, |revision| revision["content"]["register"] = json!(id(77)));
    assert_refused!(bytes, ReadError::OtherRegister { record, register } if record == id(LENDING) && register == id(77));
}

#[test]
fn a_register_without_its_organisation() {
    let bytes = forged(|file| drop(file["records"].as_array_mut().unwrap().remove(0)));
    assert_refused!(bytes, ReadError::NoOrganisation { register } if register == id(SCHOOL));
    let party = json!({ "type": "party", "name": "Regal" });
    let bytes = forged_revision(SCHOOL, |revision| revision["content"] = party);
    assert_refused!(bytes, ReadError::NoOrganisation { register } if register == id(SCHOOL));
}

#[test]
fn revision_ids_of_another_form() {
    for odd in ["", "00", &revision("x").to_string().to_uppercase(), &format!("{}0", revision("x"))] {
        let bytes = forged(|file| entry(file, PROCESSOR)["head"] = odd.into());
        assert_refused!(bytes, ReadError::NotARevisionId { record, .. } if record == id(PROCESSOR));
        let bytes = forged(|file| entry(file, DELETED)["ancestors"][odd] = json!([]));
        assert_refused!(bytes, ReadError::NotARevisionId { .. } | ReadError::UnrelatedAncestor { .. });
        let bytes = forged_revision(PROCESSOR, |revision| revision["parents"] = json!([odd]));
        assert_refused!(bytes, ReadError::NotARevisionId { .. });
    }
}

#[test]
fn parents_unsorted_or_twice() {
    let bytes = forged_revision(LENDING, |revision| revision["parents"].as_array_mut().unwrap().reverse());
    assert_refused!(bytes, ReadError::UnsortedParents { record, .. } if record == id(LENDING));
    let first = revision("document");
    let bytes = forged_revision(DELETED, |revision| revision["parents"] = json!([first, first]));
    assert_refused!(bytes, ReadError::UnsortedParents { .. });
    let bytes = forged(|file| {
        entry(file, LENDING)["ancestors"][revision("left").as_str()] =
            json!([revision("first"), revision("first")]);
    });
    assert_refused!(bytes, ReadError::UnsortedParents { revision: of, .. } if of == revision("left"));
}

/// The history of the sample's activity, changed.
fn history(change: impl FnOnce(&mut BTreeMap<RevisionId, Vec<RevisionId>>)) -> Vec<u8> {
    let [first, left, right] = ["first", "left", "right"].map(revision);
    let mut ancestors =
        BTreeMap::from([(first.clone(), vec![]), (left, vec![first.clone()]), (right, vec![first])]);
    change(&mut ancestors);
    forged_ancestry(ancestors)
}

#[test]
fn an_ancestor_that_is_missing() {
    assert!(read(&history(|_| {})).is_ok());
    let bytes = history(|ancestors| drop(ancestors.remove(&revision("left"))));
    assert_refused!(bytes, ReadError::MissingAncestor { parent, .. } if parent == revision("left"));
    let bytes = history(|ancestors| drop(ancestors.remove(&revision("first"))));
    assert_refused!(bytes, ReadError::MissingAncestor { parent, .. } if parent == revision("first"));
}

#[test]
fn an_ancestor_that_the_head_does_not_follow() {
    let bytes = history(|ancestors| drop(ancestors.insert(revision("yours"), vec![revision("first")])));
    assert_refused!(bytes, ReadError::UnrelatedAncestor { ancestor, .. } if ancestor == revision("yours"));
}

#[test]
fn ancestors_in_a_circle() {
    let bytes = history(|ancestors| drop(ancestors.insert(revision("first"), vec![revision("left")])));
    assert_refused!(bytes, ReadError::AncestryCircle { record } if record == id(LENDING));
    let bytes = history(|ancestors| drop(ancestors.insert(revision("self"), vec![revision("self")])));
    assert_refused!(bytes, ReadError::AncestryCircle { record } if record == id(LENDING));
}

#[test]
fn more_history_than_anybody_could_have() {
    let numbered = |number: usize| revision(&format!("{number:06}"));
    let chain = |length: usize| {
        history(|ancestors| {
            ancestors.extend((1..length).map(|number| (numbered(number), vec![numbered(number + 1)])));
            ancestors.insert(numbered(length), vec![]);
            ancestors.insert(revision("first"), vec![numbered(1)]);
        })
    };
    assert!(read(&chain(MAX_ANCESTORS - 3)).is_ok());
    assert_refused!(chain(MAX_ANCESTORS - 2), ReadError::TooManyAncestors { record, .. } if record == id(LENDING));

    let crowd = |parents: usize| {
        let mut parents: Vec<RevisionId> = (0..parents).map(numbered).collect();
        parents.sort();
        history(|ancestors| {
            ancestors.extend(parents.iter().map(|parent| (parent.clone(), vec![])));
            ancestors.insert(revision("first"), parents);
        })
    };
    assert!(read(&crowd(MAX_PARENTS)).is_ok());
    assert_refused!(crowd(MAX_PARENTS + 1), ReadError::TooManyParents { .. });
}

#[test]
fn a_head_among_its_own_ancestors() {
    let head = sample::register().records[1].head.clone();
    let bytes = history(|ancestors| drop(ancestors.insert(head.clone(), vec![])));
    assert_refused!(bytes, ReadError::HeadAmongAncestors { record } if record == id(LENDING));
    let bytes = history(|ancestors| drop(ancestors.insert(revision("first"), vec![head])));
    assert_refused!(bytes, ReadError::HeadAmongAncestors { record } if record == id(LENDING));
}

#[test]
fn earlier_revisions_that_are_none() {
    let file = sample::with_earlier();
    let written = |change: fn(&mut Value)| {
        let mut json: Value = serde_json::from_slice(&write(&sample::with_earlier()).unwrap()).unwrap();
        change(&mut json);
        json["sha256"] = sample::checksum(&json).into();
        serde_json::to_vec(&json).unwrap()
    };
    assert_eq!(read(&written(|_| {})).unwrap(), file);
    // Not among the ancestors, changed, twice, more than are read, of another record.
    let bytes = written(|file| entry(file, 20)["earlier"][0]["content"]["name"] = "anders".into());
    assert_refused!(bytes, ReadError::UnrelatedAncestor { .. });
    let bytes = written(|file| {
        let again = entry(file, 20)["earlier"][0].clone();
        entry(file, 20)["earlier"].as_array_mut().unwrap().push(again);
    });
    assert_refused!(bytes, ReadError::UnrelatedAncestor { .. });
    let bytes = written(|file| {
        let first = entry(file, 20)["earlier"][0].clone();
        entry(file, 20)["earlier"] = vec![first; MAX_EARLIER + 1].into();
    });
    assert_refused!(bytes, ReadError::Malformed { .. });
    let bytes = written(|file| {
        let foreign = entry(file, LENDING)["revision"].clone();
        entry(file, 20)["earlier"][0] = foreign;
    });
    assert_refused!(bytes, ReadError::OtherRecord { .. });
    // Older versions of the format have none, nor have copies without notes.
    let bytes = written(|file| file["version"] = 2.into());
    assert_refused!(bytes, ReadError::Malformed { .. });
    assert!(abridge(&file).records.iter().all(|record| record.earlier.is_empty()));
    let bytes = written(|file| file["copy"] = "abridged".into());
    assert_refused!(bytes, ReadError::Malformed { .. } | ReadError::NotAbridged { .. });
}
