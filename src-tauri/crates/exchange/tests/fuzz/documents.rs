//! Changes to JSON that keep it JSON, and native files whose hashes fit again.

use crate::bytes::{self, NUMBERS, TEXTS};
use crate::random::Random;
use register::canonical;
use register::record::RevisionId;
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

/// Changes a document; every fourth time only its bytes.
pub(crate) fn mutate(random: &mut Random, input: &[u8], others: &[Vec<u8>], words: &[&str]) -> Vec<u8> {
    let Ok(mut value) = serde_json::from_slice::<Value>(input) else {
        return bytes::mutate(random, input, others, words);
    };
    if random.once_in(4) {
        return bytes::mutate(random, input, others, words);
    }
    let other: &Vec<u8> = random.pick(others);
    let other = serde_json::from_slice(other).unwrap_or(Value::Null);
    for _ in 0..=random.below(3) {
        change(random, &mut value, &other, words);
    }
    let mut text = value.to_string().into_bytes();
    text.truncate(bytes::MAX_INPUT);
    text
}

/// Changes a native file; mostly with hashes and checksum that fit afterwards, so that what lies behind them is reached.
pub(crate) fn mutate_native(
    random: &mut Random,
    input: &[u8],
    others: &[Vec<u8>],
    words: &[&str],
) -> Vec<u8> {
    let mutated = mutate(random, input, others, words);
    let Ok(mut value) = serde_json::from_slice::<Value>(&mutated) else { return mutated };
    if random.once_in(5) {
        return mutated;
    }
    if let Some(records) = value.get_mut("records").and_then(Value::as_array_mut) {
        for record in records {
            let id = record.get("id").cloned();
            let Some(revision) = record.get_mut("revision") else { continue };
            if let (Some(id), Some(own)) = (id, revision.get_mut("record")) {
                *own = id;
            }
            // What is no JSON of this kind has no canonical form; its hash stays wrong.
            if is_whole(revision) {
                let head = RevisionId::of(&canonical::to_bytes(revision));
                if let Some(members) = record.as_object_mut() {
                    members.insert("head".into(), json!(head));
                }
            }
        }
    }
    if let Some(members) = value.as_object_mut() {
        members.remove("sha256");
        if members.values().all(is_whole) {
            let hash = Sha256::digest(canonical::to_bytes(&Value::Object(members.clone())));
            members.insert("sha256".into(), canonical::hexadecimal(&hash).into());
        }
    }
    value.to_string().into_bytes()
}

/// Whether all numbers are whole.
fn is_whole(value: &Value) -> bool {
    match value {
        Value::Number(number) => !number.is_f64(),
        Value::Array(items) => items.iter().all(is_whole),
        Value::Object(members) => members.values().all(is_whole),
        _ => true,
    }
}

/// How many values there are.
fn count(value: &Value) -> usize {
    1 + match value {
        Value::Array(items) => items.iter().map(count).sum(),
        Value::Object(members) => members.values().map(count).sum(),
        _ => 0,
    }
}

/// The value of this number, counted in the order of reading.
fn nth<'v>(value: &'v mut Value, number: &mut usize) -> Option<&'v mut Value> {
    if *number == 0 {
        return Some(value);
    }
    *number -= 1;
    match value {
        Value::Array(items) => items.iter_mut().find_map(|item| nth(item, number)),
        Value::Object(members) => members.values_mut().find_map(|member| nth(member, number)),
        _ => None,
    }
}

fn any<'v>(random: &mut Random, value: &'v mut Value) -> &'v mut Value {
    let mut number = random.below(count(value));
    nth(value, &mut number).expect("there are as many values as were counted")
}

fn change(random: &mut Random, value: &mut Value, other: &Value, words: &[&str]) {
    let elsewhere = any(random, &mut other.clone()).clone();
    let within = any(random, value).clone();
    let choice = random.below(12);
    let place = any(random, value);
    match (choice, place) {
        (0 | 1, Value::Object(members)) => {
            let names: Vec<String> = members.keys().cloned().collect();
            if !names.is_empty() {
                let name = random.pick(&names).clone();
                let member = members.remove(&name).unwrap_or_default();
                if random.once_in(2) && !words.is_empty() {
                    members.insert((*random.pick(words)).to_owned(), member);
                }
            }
        }
        (0 | 1, Value::Array(items)) => {
            if !items.is_empty() {
                let at = random.below(items.len());
                match random.below(3) {
                    0 => drop(items.remove(at)),
                    1 => items.insert(at, items[at].clone()),
                    _ => items.swap(0, at),
                }
            }
        }
        (2, place) => *place = elsewhere,
        (3, place) => *place = within,
        (4, place) => *place = (*random.pick(&TEXTS)).into(),
        (5, place) => {
            let number: &&str = random.pick(&NUMBERS);
            *place = serde_json::from_str(number).unwrap_or(Value::Null);
        }
        (6, place) if !words.is_empty() => *place = (*random.pick(words)).into(),
        (7, place) => *place = nested(random, place.take()),
        (8, Value::Object(members)) => {
            members.insert((*random.pick(&TEXTS)).to_owned(), within);
        }
        (9, Value::String(text)) => *text = text.repeat(2 + random.below(400)),
        (10, place) => *place = random.pick(&[json!([]), json!({}), Value::Null, json!(true)]).clone(),
        (_, Value::String(text)) => {
            let bytes = bytes::mutate(random, text.as_bytes(), &[text.clone().into_bytes()], words);
            *text = String::from_utf8_lossy(&bytes).into_owned();
        }
        (_, place) => *place = elsewhere,
    }
}

fn nested(random: &mut Random, mut value: Value) -> Value {
    for _ in 0..random.below(80) {
        value = if random.once_in(2) {
            json!([value])
        } else {
            Value::Object(Map::from_iter([("a".to_owned(), value)]))
        };
    }
    value
}
