//! The objects of a PDF as they are written (ISO 32000-1, 7.2 and 7.3).

use super::budget::{Budget, Stop};
use std::collections::BTreeMap;

/// Deepest nesting of lists and dictionaries.
const MAX_DEPTH: usize = 32;

/// A dictionary by its names.
pub(super) type Dictionary = BTreeMap<Vec<u8>, Value>;

/// An object, as far as anything depends on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value {
    Integer(i64),
    Name(Vec<u8>),
    Text(Vec<u8>),
    List(Vec<Value>),
    Dictionary(Dictionary),
    /// Number of another object. Generations tell objects apart only where numbers are used again, which the
    /// cross-references resolve.
    Reference(u32),
    /// Null, a truth value, a number with a fraction.
    Other,
}

/// Reads objects from bytes.
pub(super) struct Syntax<'b> {
    bytes: &'b [u8],
    at: usize,
    budget: &'b Budget,
}

impl<'b> Syntax<'b> {
    pub(super) fn new(bytes: &'b [u8], at: usize, budget: &'b Budget) -> Self {
        Self { bytes, at, budget }
    }

    /// Where reading goes on.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    pub(super) fn damaged<T>(&self, what: &'static str) -> Result<T, Stop> {
        Err(Stop::Damaged { what, at: self.at })
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn next(&mut self) -> Result<Option<u8>, Stop> {
        let byte = self.peek();
        if byte.is_some() {
            self.budget.bytes(1)?;
            self.at += 1;
        }
        Ok(byte)
    }

    /// Passes over white space and comments.
    pub(super) fn skip_space(&mut self) -> Result<(), Stop> {
        while let Some(byte) = self.peek() {
            let rest = self.bytes.get(self.at..).unwrap_or_default();
            let end = match byte {
                b'%' => rest.iter().position(|byte| matches!(byte, b'\r' | b'\n')),
                _ if is_space(byte) => rest.iter().position(|byte| !is_space(*byte)),
                _ => break,
            };
            let length = end.unwrap_or(rest.len());
            self.budget.bytes(length)?;
            self.at += length;
        }
        Ok(())
    }

    /// Takes a keyword, if it stands here.
    pub(super) fn keyword(&mut self, word: &[u8]) -> Result<bool, Stop> {
        self.skip_space()?;
        let stands = self.bytes.get(self.at..).is_some_and(|rest| rest.starts_with(word));
        if stands {
            self.budget.bytes(word.len())?;
            self.at += word.len();
        }
        Ok(stands)
    }

    /// A whole number.
    pub(super) fn integer(&mut self) -> Result<i64, Stop> {
        self.skip_space()?;
        match self.number()? {
            Some(Value::Integer(number)) => Ok(number),
            _ => self.damaged("no whole number"),
        }
    }

    /// A whole number that is not negative, as counts and positions are.
    pub(super) fn count(&mut self) -> Result<usize, Stop> {
        usize::try_from(self.integer()?).or_else(|_| self.damaged("a negative number"))
    }

    /// Any object.
    pub(super) fn value(&mut self) -> Result<Value, Stop> {
        self.value_within(0)
    }

    fn value_within(&mut self, depth: usize) -> Result<Value, Stop> {
        self.budget.value()?;
        self.skip_space()?;
        match self.peek() {
            Some(b'/') => Ok(Value::Name(self.name()?)),
            Some(b'(') => self.literal(),
            Some(b'[' | b'<') if depth == MAX_DEPTH => Err(Stop::TooMuch),
            Some(b'[') => self.list(depth),
            Some(b'<') if self.bytes.get(self.at + 1) == Some(&b'<') => {
                Ok(Value::Dictionary(self.dictionary_within(depth)?))
            }
            Some(b'<') => self.hexadecimal(),
            Some(b'0'..=b'9' | b'+' | b'-' | b'.') => self.number_or_reference(),
            Some(b'a'..=b'z') => {
                for word in [&b"null"[..], b"true", b"false"] {
                    if self.keyword(word)? {
                        return Ok(Value::Other);
                    }
                }
                self.damaged("an unknown word")
            }
            _ => self.damaged("no object"),
        }
    }

    /// A dictionary.
    pub(super) fn dictionary(&mut self) -> Result<Dictionary, Stop> {
        self.skip_space()?;
        self.dictionary_within(0)
    }

    fn dictionary_within(&mut self, depth: usize) -> Result<Dictionary, Stop> {
        if !self.keyword(b"<<")? {
            return self.damaged("no dictionary");
        }
        let mut dictionary = Dictionary::new();
        while !self.keyword(b">>")? {
            if self.peek() != Some(b'/') {
                return self.damaged("no name in a dictionary");
            }
            let name = self.name()?;
            let value = self.value_within(depth + 1)?;
            dictionary.insert(name, value);
        }
        Ok(dictionary)
    }

    fn list(&mut self, depth: usize) -> Result<Value, Stop> {
        self.next()?;
        let mut items = Vec::new();
        while !self.keyword(b"]")? {
            items.push(self.value_within(depth + 1)?);
        }
        Ok(Value::List(items))
    }

    /// A name; `#` and two digits stand for a byte.
    fn name(&mut self) -> Result<Vec<u8>, Stop> {
        self.next()?;
        let mut name = Vec::new();
        while let Some(byte) = self.peek().filter(|byte| !is_space(*byte) && !b"()<>[]{}/%".contains(byte)) {
            self.next()?;
            let digits = self.bytes.get(self.at..self.at + 2);
            match digits.and_then(hexadecimal_pair).filter(|_| byte == b'#') {
                Some(escaped) => {
                    self.at += 2;
                    name.push(escaped);
                }
                None => name.push(byte),
            }
        }
        Ok(name)
    }

    /// A text in brackets (7.3.4.2).
    fn literal(&mut self) -> Result<Value, Stop> {
        self.next()?;
        let (mut text, mut open) = (Vec::new(), 1);
        loop {
            let Some(byte) = self.next()? else { return self.damaged("a text without end") };
            match byte {
                b'(' => open += 1,
                b')' if open == 1 => return Ok(Value::Text(text)),
                b')' => open -= 1,
                b'\\' => {
                    text.extend(self.escaped()?);
                    continue;
                }
                _ => {}
            }
            text.push(byte);
        }
    }

    /// What stands behind a backslash.
    fn escaped(&mut self) -> Result<Option<u8>, Stop> {
        Ok(match self.next()? {
            Some(b'n') => Some(b'\n'),
            Some(b'r') => Some(b'\r'),
            Some(b't') => Some(b'\t'),
            Some(b'b') => Some(8),
            Some(b'f') => Some(12),
            Some(b'\r') => {
                if self.peek() == Some(b'\n') {
                    self.next()?;
                }
                None
            }
            Some(b'\n') | None => None,
            Some(first @ b'0'..=b'7') => {
                let mut code = u32::from(first - b'0');
                for _ in 0..2 {
                    let Some(digit @ b'0'..=b'7') = self.peek() else { break };
                    self.next()?;
                    code = code * 8 + u32::from(digit - b'0');
                }
                Some((code & 0xff) as u8)
            }
            other => other,
        })
    }

    /// A text in hexadecimal digits; a missing last digit is 0.
    fn hexadecimal(&mut self) -> Result<Value, Stop> {
        self.next()?;
        let mut digits = Vec::new();
        loop {
            match self.next()? {
                Some(b'>') => break,
                Some(digit) if digit.is_ascii_hexdigit() => digits.push(digit),
                Some(space) if is_space(space) => {}
                _ => return self.damaged("no hexadecimal digit"),
            }
        }
        if digits.len() % 2 == 1 {
            digits.push(b'0');
        }
        Ok(Value::Text(digits.chunks(2).filter_map(hexadecimal_pair).collect()))
    }

    /// A number that stands here; other than whole numbers nothing asks for.
    fn number(&mut self) -> Result<Option<Value>, Stop> {
        let start = self.at;
        while let Some(b'0'..=b'9' | b'+' | b'-' | b'.') = self.peek() {
            self.next()?;
        }
        let text = self.bytes.get(start..self.at).unwrap_or_default();
        if text.is_empty() {
            return Ok(None);
        }
        let whole = std::str::from_utf8(text).ok().and_then(|text| text.parse().ok());
        Ok(Some(whole.map_or(Value::Other, Value::Integer)))
    }

    /// A number, or with a second one and an `R` a reference.
    fn number_or_reference(&mut self) -> Result<Value, Stop> {
        let Some(number) = self.number()? else { return self.damaged("no number") };
        let Value::Integer(object) = number else { return Ok(number) };
        let behind = self.at;
        if let Ok(object) = u32::try_from(object) {
            self.skip_space()?;
            if let Some(Value::Integer(0..=65_535)) = self.number()?
                && self.keyword(b"R")?
                && self.peek().is_none_or(|next| is_space(next) || b"()<>[]{}/%".contains(&next))
            {
                return Ok(Value::Reference(object));
            }
        }
        self.at = behind;
        Ok(number)
    }
}

impl Value {
    pub(super) fn as_count(&self) -> Option<usize> {
        match self {
            Self::Integer(number) => usize::try_from(*number).ok(),
            _ => None,
        }
    }

    pub(super) fn as_name(&self) -> Option<&[u8]> {
        match self {
            Self::Name(name) => Some(name),
            _ => None,
        }
    }
}

fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 12 | b'\r' | b' ')
}

fn hexadecimal_pair(digits: &[u8]) -> Option<u8> {
    let text = std::str::from_utf8(digits).ok().filter(|_| digits.iter().all(u8::is_ascii_hexdigit))?;
    u8::from_str_radix(text, 16).ok()
}
