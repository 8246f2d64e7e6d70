//! Canonical JSON after RFC 8785, without floating-point numbers: the same value always gives the same bytes.

use serde_json::Value;
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// The canonical bytes of a value: members sorted by their names' UTF-16 code units, no white space.
pub fn to_bytes(value: &Value) -> Vec<u8> {
    let mut text = String::new();
    write_value(value, &mut text);
    text.into_bytes()
}

fn write_value(value: &Value, out: &mut String) {
    match value {
        Value::Array(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                write_value(item, out);
            }
            out.push(']');
        }
        Value::Object(members) => {
            let mut names: Vec<&String> = members.keys().collect();
            names.sort_by(|left, right| left.encode_utf16().cmp(right.encode_utf16()));
            out.push('{');
            for (index, name) in names.into_iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                out.push_str(&Value::String(name.clone()).to_string());
                out.push(':');
                write_value(&members[name], out);
            }
            out.push('}');
        }
        // `serde_json` escapes strings exactly as RFC 8785 (section 3.2.2.2) asks, and integers have one form only.
        scalar => out.push_str(&scalar.to_string()),
    }
}

/// SHA-256 of the canonical bytes, in lower-case hexadecimal.
pub fn digest(value: &Value) -> String {
    hexadecimal(&Sha256::digest(to_bytes(value)))
}

/// Lower-case hexadecimal digits of the bytes.
pub fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing into a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use serde_json::json;

    #[test]
    fn members_are_sorted_by_utf16_and_white_space_goes() {
        let value =
            json!({ "\u{20ac}": 1, "\r": 2, "1": 3, "\u{1f600}": 4, "\u{fb33}": 5, "b": [true, null, "ü"] });
        assert_eq!(
            String::from_utf8(to_bytes(&value)).unwrap(),
            "{\"\\r\":2,\"1\":3,\"b\":[true,null,\"ü\"],\"€\":1,\"\u{1f600}\":4,\"\u{fb33}\":5}"
        );
    }

    #[test]
    fn control_characters_are_escaped_as_the_standard_asks() {
        let value = json!("\u{0}\u{8}\u{b}\u{c}\u{1f}\"\\/");
        assert_eq!(String::from_utf8(to_bytes(&value)).unwrap(), "\"\\u0000\\b\\u000b\\f\\u001f\\\"\\\\/\"");
    }

    #[test]
    fn digest_is_that_of_the_bytes() {
        assert_eq!(digest(&json!("abc")), hexadecimal(&Sha256::digest(b"\"abc\"")));
    }
}
