//! Whatever the bytes: no panic, and nothing accepted but what the checksum was taken of.

use crate::sample::{self, activities, checksum, file, forged, json_file, register, templates};
use exchange::native::{abridge, read, write};
use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::Value;

/// What can happen to a file on its way.
#[derive(Debug, Clone)]
enum Damage {
    Flip(Index, u8),
    Insert(Index, Vec<u8>),
    Remove(Index, usize),
    /// A piece is copied to another place.
    Copy(Index, usize, Index),
    /// A word of JSON or of the format stands where it should not.
    Word(Index, &'static str),
}

fn damage() -> impl Strategy<Value = Damage> {
    let words = vec![
        "\"",
        "\\",
        "\\u0000",
        "\\ud800",
        "null",
        "{}",
        "[]",
        "{",
        "[",
        "]",
        "}",
        ",",
        ":",
        "-",
        "1e9",
        "0.5",
        " ",
        "\n",
        "\u{feff}",
        "\"records\":[",
        "\"sha256\":\"\",",
        "\"content\":null,",
    ];
    prop_oneof![
        (any::<Index>(), 1u8..).prop_map(|(at, bits)| Damage::Flip(at, bits)),
        (any::<Index>(), prop::collection::vec(any::<u8>(), 1..6))
            .prop_map(|(at, new)| Damage::Insert(at, new)),
        (any::<Index>(), 1usize..200).prop_map(|(at, length)| Damage::Remove(at, length)),
        (any::<Index>(), 1usize..400, any::<Index>())
            .prop_map(|(from, length, to)| Damage::Copy(from, length, to)),
        (any::<Index>(), prop::sample::select(words)).prop_map(|(at, word)| Damage::Word(at, word)),
    ]
}

fn damaged(mut bytes: Vec<u8>, damages: Vec<Damage>) -> Vec<u8> {
    for damage in damages {
        if bytes.is_empty() {
            break;
        }
        let length_of_all = bytes.len();
        let place = |at: Index| at.index(length_of_all);
        let piece = |at: usize, length: usize| at..(at + length).min(length_of_all);
        match damage {
            Damage::Flip(at, bits) => bytes[place(at)] ^= bits,
            Damage::Insert(at, new) => drop(bytes.splice(place(at)..place(at), new)),
            Damage::Remove(at, length) => drop(bytes.drain(piece(place(at), length))),
            Damage::Copy(from, length, to) => {
                let copy = bytes[piece(place(from), length)].to_vec();
                drop(bytes.splice(place(to)..place(to), copy));
            }
            Damage::Word(at, word) => drop(bytes.splice(place(at)..place(at), word.bytes())),
        }
    }
    bytes
}

/// Every place in a value, as JSON pointer.
fn places(value: &Value, here: &str, all: &mut Vec<String>) {
    all.push(here.to_owned());
    match value {
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                places(item, &format!("{here}/{index}"), all);
            }
        }
        Value::Object(members) => {
            for (name, member) in members {
                places(member, &format!("{here}/{name}"), all);
            }
        }
        _ => {}
    }
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
        prop::sample::select(vec!["given", "activity", "2026-02-30", "DE"]).prop_map(Value::from),
        Just(Value::from(sample::revision("first").as_str())),
    ];
    leaf.prop_recursive(3, 16, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map("[a-z_]{0,8}", inner, 0..4)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn arbitrary_bytes_are_refused(bytes in prop::collection::vec(any::<u8>(), 0..2_000)) {
        prop_assert!(read(&bytes).is_err());
    }

    #[test]
    fn a_damaged_file_is_refused_or_says_the_same(damages in prop::collection::vec(damage(), 1..4)) {
        if let Ok(accepted) = read(&damaged(file(), damages)) {
            prop_assert_eq!(accepted, register());
        }
    }

    #[test]
    fn white_space_between_the_parts_says_the_same(at in any::<Index>(), space in "[ \t\r\n]{1,3}") {
        let bytes = file();
        let (mut gaps, mut inside, mut escaped) = (Vec::new(), false, false);
        for (index, byte) in bytes.iter().enumerate() {
            if !inside && b"{}[],:".contains(byte) {
                gaps.push(index);
            }
            inside ^= *byte == b'"' && !escaped;
            escaped = *byte == b'\\' && !escaped;
        }
        let mut spaced = bytes;
        let gap = *at.get(&gaps);
        drop(spaced.splice(gap..gap, space.bytes()));
        prop_assert_eq!(read(&spaced).unwrap(), register());
    }

    #[test]
    fn a_forged_file_with_a_fitting_checksum_is_refused_or_whole(at in any::<Index>(), new in any_json()) {
        let mut all = Vec::new();
        places(&json_file(), "", &mut all);
        // The file itself and its checksum are the forger's frame.
        all.retain(|place| !place.is_empty() && place != "/sha256");
        let place = at.get(&all);
        let bytes = forged(|file| *file.pointer_mut(place).unwrap() = new.clone());
        if let Ok(accepted) = read(&bytes) {
            let written: Value = serde_json::from_slice(&write(&accepted).unwrap()).unwrap();
            let forged: Value = serde_json::from_slice(&bytes).unwrap();
            prop_assert_eq!(checksum(&written), checksum(&forged));
        }
    }

    #[test]
    fn a_damaged_file_of_the_second_version_is_refused_or_says_the_same(
        which in 0usize..3,
        damages in prop::collection::vec(damage(), 1..4),
    ) {
        let file = [activities(), templates(), abridge(&register())][which].clone();
        if let Ok(accepted) = read(&damaged(write(&file).unwrap(), damages)) {
            prop_assert_eq!(accepted, file);
        }
    }

    #[test]
    fn a_forged_file_of_the_second_version_is_refused_or_can_be_passed_on(
        which in 0usize..3,
        at in any::<Index>(),
        new in any_json(),
    ) {
        let file = [activities(), templates(), abridge(&register())][which].clone();
        let mut file: Value = serde_json::from_slice(&write(&file).unwrap()).unwrap();
        let mut all = Vec::new();
        places(&file, "", &mut all);
        all.retain(|place| !place.is_empty() && place != "/sha256");
        let place: &String = at.get(&all);
        *file.pointer_mut(place).unwrap() = new;
        file["sha256"] = checksum(&file).into();
        if let Ok(accepted) = read(file.to_string().as_bytes()) {
            prop_assert_eq!(read(&write(&accepted).unwrap()).unwrap(), accepted);
        }
    }
}
