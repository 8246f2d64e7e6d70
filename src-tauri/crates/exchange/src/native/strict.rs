//! JSON under limits: nothing nested too deeply, no list too long, no member twice, no number with two forms.
//!
//! Texts of the own format may hold U+0000, because records may; texts of other tools may not.

use super::error::shown;
use super::{MAX_DEPTH, MAX_ENTRIES, MAX_TEXT, MAX_VALUES, ReadError};
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;
use serde_json::{Map, Value};
use std::cell::Cell;
use std::collections::BTreeMap;
use std::fmt;

/// Refuses nesting and lists beyond the limits before any parser sees the text. Costs no memory; need not be JSON.
pub(crate) fn check_shape(text: &str) -> Result<(), ReadError> {
    let mut entries_of_open: Vec<usize> = Vec::with_capacity(MAX_DEPTH);
    let mut bytes = text.bytes().enumerate();
    while let Some((at, byte)) = bytes.next() {
        match byte {
            b'"' => loop {
                match bytes.next() {
                    Some((_, b'\\')) => drop(bytes.next()),
                    Some((_, b'"')) | None => break,
                    Some(_) => {}
                }
            },
            b'[' | b'{' if entries_of_open.len() == MAX_DEPTH => return Err(ReadError::TooDeep { at }),
            b'[' | b'{' => entries_of_open.push(1),
            b']' | b'}' => drop(entries_of_open.pop()),
            b',' => {
                if let Some(entries) = entries_of_open.last_mut() {
                    *entries += 1;
                    if *entries > MAX_ENTRIES {
                        return Err(ReadError::TooManyEntries { at });
                    }
                }
            }
            _ => {}
        }
    }
    Ok(())
}

/// The members of the file itself, not yet parsed.
pub(super) fn members(text: &str) -> Result<BTreeMap<String, &RawValue>, ReadError> {
    let fault = Cell::new(None);
    let mut parser = serde_json::Deserializer::from_str(text);
    let parsed =
        parser.deserialize_any(Members { fault: &fault }).and_then(|found| parser.end().map(|()| found));
    parsed.map_err(|error| match fault.take() {
        Some(fault) => fault,
        // JSON, but no object.
        None if error.is_data() => ReadError::OtherFormat,
        None => ReadError::NotJson { place: String::new(), reason: shown(&error.to_string()) },
    })
}

/// A part of the file as a value.
pub(super) fn value(text: &str, place: &str) -> Result<Value, ReadError> {
    bounded(text, place, MAX_VALUES, Origin::Own)
}

/// A whole document of another tool as a value: at most `values` values, numbers of every kind, no U+0000.
pub(crate) fn document(text: &str, values: usize) -> Result<Value, ReadError> {
    bounded(text, "", values, Origin::Foreign)
}

fn bounded(text: &str, place: &str, values: usize, origin: Origin) -> Result<Value, ReadError> {
    let (fault, left) = (Cell::new(None), Cell::new(values));
    let mut parser = serde_json::Deserializer::from_str(text);
    let parsed = Strict { place: &Place::Part(place), left: &left, fault: &fault, origin }
        .deserialize(&mut parser)
        .and_then(|value| parser.end().map(|()| value));
    parsed.map_err(|error| {
        fault.take().unwrap_or_else(|| ReadError::NotJson {
            place: place.to_owned(),
            reason: shown(&error.to_string()),
        })
    })
}

/// Collects the members of an object without parsing them.
struct Members<'f> {
    fault: &'f Cell<Option<ReadError>>,
}

impl<'de> Visitor<'de> for Members<'_> {
    type Value = BTreeMap<String, &'de RawValue>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Self::Value, A::Error> {
        let mut members = BTreeMap::new();
        while let Some((name, value)) = object.next_entry::<String, &RawValue>()? {
            if members.contains_key(&name) {
                self.fault.set(Some(ReadError::DuplicateMember { place: format!("/{}", shown(&name)) }));
                return Err(A::Error::custom("refused"));
            }
            members.insert(name, value);
        }
        Ok(members)
    }
}

/// Where a value stands; becomes text only when something is wrong there.
enum Place<'p> {
    Part(&'p str),
    Member(&'p Place<'p>, &'p str),
    Item(&'p Place<'p>, usize),
}

impl fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Part(part) => f.write_str(part),
            Self::Member(parent, name) => write!(f, "{parent}/{}", shown(name)),
            Self::Item(parent, index) => write!(f, "{parent}/{index}"),
        }
    }
}

/// Who wrote a document, and so what it may hold.
#[derive(Clone, Copy, PartialEq)]
enum Origin {
    /// This program: whole numbers only, which have one form; any text that a record can hold.
    Own,
    /// Another tool: fractions, too; no U+0000 in texts.
    Foreign,
}

/// Builds a value under the limits; the fault, when there is one, is left in `fault`.
#[derive(Clone, Copy)]
struct Strict<'p> {
    place: &'p Place<'p>,
    /// How many more values the part may have.
    left: &'p Cell<usize>,
    fault: &'p Cell<Option<ReadError>>,
    origin: Origin,
}

impl Strict<'_> {
    fn refuse<T, E: Error>(self, fault: impl FnOnce(String) -> ReadError) -> Result<T, E> {
        self.fault.set(Some(fault(self.place.to_string())));
        Err(E::custom("refused"))
    }

    fn check_text<E: Error>(self, text: &str) -> Result<(), E> {
        if text.len() > MAX_TEXT {
            return self.refuse(|place| ReadError::TextTooLong { place });
        }
        match self.origin {
            Origin::Foreign if text.contains('\0') => self.refuse(|place| ReadError::Nul { place }),
            _ => Ok(()),
        }
    }
}

impl<'de> DeserializeSeed<'de> for Strict<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        match self.left.get().checked_sub(1) {
            Some(left) => self.left.set(left),
            None => return self.refuse(|place| ReadError::TooManyValues { place }),
        }
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Strict<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        match self.origin {
            Origin::Own => self.refuse(|place| ReadError::NotAWholeNumber { place }),
            Origin::Foreign => Ok(value.into()),
        }
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Value, E> {
        self.check_text(text)?;
        Ok(text.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        let mut items = Vec::new();
        loop {
            let place = Place::Item(self.place, items.len());
            match list.next_element_seed(Strict { place: &place, ..self })? {
                Some(item) => items.push(item),
                None => return Ok(Value::Array(items)),
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Value, A::Error> {
        let mut members = Map::new();
        while let Some(name) = object.next_key::<String>()? {
            let place = Place::Member(self.place, &name);
            let here = Strict { place: &place, ..self };
            here.check_text(&name)?;
            if members.contains_key(&name) {
                return here.refuse(|place| ReadError::DuplicateMember { place });
            }
            let member = object.next_value_seed(here)?;
            members.insert(name, member);
        }
        Ok(Value::Object(members))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;
    use proptest::prelude::*;

    fn any_json() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            any::<u64>().prop_map(Value::from),
            any::<String>().prop_map(Value::from),
        ];
        leaf.prop_recursive(4, 40, 6, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
                prop::collection::btree_map(any::<String>(), inner, 0..6)
                    .prop_map(|members| Value::Object(members.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn what_is_within_the_limits_is_read_as_it_stands(json in any_json()) {
            for text in [json.to_string(), serde_json::to_string_pretty(&json).unwrap()] {
                prop_assert!(check_shape(&text).is_ok());
                prop_assert_eq!(&value(&text, "").unwrap(), &json);
            }
        }

        #[test]
        fn any_text_can_be_looked_at(text in any::<String>()) {
            let _ = check_shape(&text);
            let _ = members(&text);
            let _ = value(&text, "");
        }
    }

    #[test]
    fn brackets_and_commas_within_texts_are_not_structure() {
        let text = format!("{{\"a\\\"{}\":\"{}\"}}", "[".repeat(MAX_DEPTH + 1), ",".repeat(MAX_ENTRIES + 1));
        assert!(check_shape(&text).is_ok());
    }

    #[test]
    fn the_limits_are_exact() {
        let nested = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
        assert!(check_shape(&nested(MAX_DEPTH)).is_ok());
        assert!(matches!(check_shape(&nested(MAX_DEPTH + 1)), Err(ReadError::TooDeep { at: MAX_DEPTH })));

        let list = |items: usize| format!("[{}]", vec!["0"; items].join(","));
        assert!(check_shape(&list(MAX_ENTRIES)).is_ok());
        assert!(matches!(check_shape(&list(MAX_ENTRIES + 1)), Err(ReadError::TooManyEntries { .. })));

        // The list itself is a value, too.
        assert!(value(&list(MAX_VALUES - 1), "").is_ok());
        assert!(matches!(value(&list(MAX_VALUES), ""), Err(ReadError::TooManyValues { .. })));

        let text = |length: usize| format!("[\"{}\"]", "ü".repeat(length / 2));
        assert!(value(&text(MAX_TEXT), "").is_ok());
        assert!(matches!(value(&text(MAX_TEXT + 2), ""), Err(ReadError::TextTooLong { .. })));
    }

    #[test]
    fn a_fault_names_its_place() {
        let fault = |text: &str| value(text, "/records/7").unwrap_err().to_string();
        assert_eq!(fault(r#"{"a":[{},{"b":1,"b":1}]}"#), "/records/7/a/1/b: the member occurs twice");
        for number in ["1.5", "1e3", "-0", "18446744073709551616", "-9223372036854775809"] {
            let text = fault(&format!("[0,{number}]"));
            assert_eq!(text, "/records/7/1: the number is no whole number of at most 64 bits");
        }
    }

    #[test]
    fn nul_is_refused_of_other_tools_and_kept_in_what_the_program_wrote() {
        let text = r#"[{"name":"a\u0000b"}]"#;
        let fault = document(text, 10).unwrap_err().to_string();
        assert_eq!(fault, "/0/name: a text with the character U+0000");
        assert_eq!(value(text, "").unwrap()[0]["name"], "a\0b");
        assert!(matches!(document(r#"{"a\u0000":1}"#, 10), Err(ReadError::Nul { .. })));
    }

    #[test]
    fn an_error_repeats_nothing_long_and_nothing_that_acts() {
        let name = format!("\u{1b}[2J\u{202e}{}", "n".repeat(10_000));
        let text = serde_json::json!({ name: 0.5 }).to_string();
        let fault = value(&text, "").unwrap_err().to_string();
        assert!(fault.starts_with("/\u{fffd}[2J\u{fffd}nnn"), "{fault}");
        assert!(fault.chars().count() < 300, "{} characters", fault.chars().count());
    }
}
