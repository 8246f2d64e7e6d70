//! Objects by their numbers, and the contents of streams (ISO 32000-1, 7.3.8, 7.4.4, 7.5.7).

use super::budget::{Budget, Stop};
use super::syntax::{Dictionary, Syntax, Value};
use super::xref::{Entry, Xref};
use flate2::read::ZlibDecoder;
use std::io::Read;

/// Largest object stream when unpacked, in bytes.
const MAX_OBJECT_STREAM: usize = 16 << 20;
/// Longest chain of references.
const MAX_REFERENCES: usize = 8;

/// A document, of which objects are read when they are asked for.
pub(super) struct File<'b> {
    bytes: &'b [u8],
    xref: Xref,
    budget: Budget,
}

/// An object with a content.
pub(super) struct Stream<'b> {
    pub(super) dictionary: Dictionary,
    /// The file from the content's first byte on.
    rest: &'b [u8],
    at: usize,
}

impl<'b> File<'b> {
    pub(super) fn open(bytes: &'b [u8]) -> Result<Self, Stop> {
        let budget = Budget::new();
        let xref = Xref::read(bytes, &budget)?;
        Ok(Self { bytes, xref, budget })
    }

    pub(super) fn trailer(&self) -> &Dictionary {
        &self.xref.trailer
    }

    /// What a value stands for: itself, or the object it refers to. A missing object is null.
    pub(super) fn resolved(&self, value: &Value) -> Result<Value, Stop> {
        let mut value = value.clone();
        for _ in 0..MAX_REFERENCES {
            let Value::Reference(number) = value else { return Ok(value) };
            value = self.object(number)?;
        }
        Err(Stop::TooMuch)
    }

    /// The dictionary that a value is or refers to.
    pub(super) fn dictionary(&self, value: &Value) -> Result<Option<Dictionary>, Stop> {
        Ok(match self.resolved(value)? {
            Value::Dictionary(dictionary) => Some(dictionary),
            _ => None,
        })
    }

    /// The dictionary under a name.
    pub(super) fn member(&self, dictionary: &Dictionary, name: &[u8]) -> Result<Option<Dictionary>, Stop> {
        dictionary.get(name).map_or(Ok(None), |value| self.dictionary(value))
    }

    /// The list under a name; none is an empty one.
    pub(super) fn list(&self, dictionary: &Dictionary, name: &[u8]) -> Result<Vec<Value>, Stop> {
        Ok(match dictionary.get(name).map(|value| self.resolved(value)).transpose()? {
            Some(Value::List(items)) => items,
            _ => Vec::new(),
        })
    }

    /// The text under a name.
    pub(super) fn text(&self, dictionary: &Dictionary, name: &[u8]) -> Result<Option<Vec<u8>>, Stop> {
        Ok(match dictionary.get(name).map(|value| self.resolved(value)).transpose()? {
            Some(Value::Text(text)) => Some(text),
            _ => None,
        })
    }

    /// The content of the stream with this number, of at most so many bytes.
    pub(super) fn content(&self, number: u32, most: usize) -> Result<Option<Vec<u8>>, Stop> {
        let Some(Entry::At(at)) = self.xref.entries.get(&number).copied() else { return Ok(None) };
        let Some((found, mut stream)) = stream_at(self.bytes, at, &self.budget)? else { return Ok(None) };
        if found != number {
            return Err(Stop::Damaged { what: "another object than expected", at });
        }
        // The length and the filters may stand in objects of their own; those are no streams.
        for name in [b"Length".as_slice(), b"Filter", b"DecodeParms"] {
            if let Some(value) = stream.dictionary.get(name) {
                let value = self.plain(value)?;
                stream.dictionary.insert(name.to_vec(), value);
            }
        }
        unpacked(&stream, most, &self.budget).map(Some)
    }

    /// What a value refers to, if that stands at a place of its own.
    fn plain(&self, value: &Value) -> Result<Value, Stop> {
        let Value::Reference(number) = value else { return Ok(value.clone()) };
        match self.xref.entries.get(number) {
            Some(Entry::At(at)) => Ok(object_at(self.bytes, *at, &self.budget)?.1),
            _ => Err(Stop::Damaged { what: "a stream without a length", at: 0 }),
        }
    }

    fn object(&self, number: u32) -> Result<Value, Stop> {
        match self.xref.entries.get(&number).copied() {
            None | Some(Entry::Free) => Ok(Value::Other),
            Some(Entry::At(at)) => match object_at(self.bytes, at, &self.budget)? {
                (found, value) if found == number => Ok(value),
                _ => Err(Stop::Damaged { what: "another object than expected", at }),
            },
            Some(Entry::Packed { stream, index }) => self.packed_object(number, stream, index),
        }
    }

    fn packed_object(&self, number: u32, stream: u32, index: usize) -> Result<Value, Stop> {
        let damaged = Stop::Damaged { what: "objects that are packed wrongly", at: 0 };
        let Some(Entry::At(at)) = self.xref.entries.get(&stream).copied() else { return Err(damaged) };
        let first = match stream_at(self.bytes, at, &self.budget)? {
            Some((_, found)) => found.dictionary.get(b"First".as_slice()).and_then(Value::as_count),
            None => None,
        };
        let content = self.content(stream, MAX_OBJECT_STREAM)?.ok_or(damaged)?;
        let mut heading = Syntax::new(&content, 0, &self.budget);
        for _ in 0..index {
            heading.count()?;
            heading.count()?;
        }
        let (found, offset) = (heading.count()?, heading.count()?);
        if u32::try_from(found) != Ok(number) {
            return Err(damaged);
        }
        let at = first.and_then(|first| first.checked_add(offset)).ok_or(damaged)?;
        Syntax::new(&content, at, &self.budget).value()
    }
}

/// Number and object at this byte of the file; of a stream its dictionary.
fn object_at(bytes: &[u8], at: usize, budget: &Budget) -> Result<(u32, Value), Stop> {
    let (number, value, _) = heading(bytes, at, budget)?;
    Ok((number, value))
}

/// Number and stream at this byte, if there is a stream.
pub(super) fn stream_at<'b>(
    bytes: &'b [u8],
    at: usize,
    budget: &Budget,
) -> Result<Option<(u32, Stream<'b>)>, Stop> {
    let (number, value, behind) = heading(bytes, at, budget)?;
    let mut syntax = Syntax::new(bytes, behind, budget);
    let Value::Dictionary(dictionary) = value else { return Ok(None) };
    if !syntax.keyword(b"stream")? {
        return Ok(None);
    }
    let rest = bytes.get(syntax.at()..).unwrap_or_default();
    let rest = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")).unwrap_or(rest);
    Ok(Some((number, Stream { dictionary, at: bytes.len() - rest.len(), rest })))
}

/// Number and object at this byte, and the byte behind it.
fn heading(bytes: &[u8], at: usize, budget: &Budget) -> Result<(u32, Value, usize), Stop> {
    let mut syntax = Syntax::new(bytes, at, budget);
    let number = syntax.count()?;
    syntax.count()?;
    if !syntax.keyword(b"obj")? {
        return syntax.damaged("no object where one should be");
    }
    let value = syntax.value()?;
    let number = u32::try_from(number).or_else(|_| syntax.damaged("an object number that is too large"))?;
    Ok((number, value, syntax.at()))
}

/// The content of a stream whose dictionary refers to nothing, of at most so many bytes.
pub(super) fn unpacked(stream: &Stream<'_>, most: usize, budget: &Budget) -> Result<Vec<u8>, Stop> {
    let damaged = |what| Stop::Damaged { what, at: stream.at };
    let entry = |name: &[u8]| stream.dictionary.get(name);
    let length = entry(b"Length").and_then(Value::as_count);
    let raw =
        length.and_then(|length| stream.rest.get(..length)).ok_or(damaged("a stream without its end"))?;
    let filters = match entry(b"Filter") {
        None | Some(Value::Other) => 0,
        Some(Value::Name(name)) if name == b"FlateDecode" => 1,
        Some(Value::List(names)) if names.iter().all(|name| name.as_name() == Some(b"FlateDecode")) => {
            names.len()
        }
        _ => return Err(damaged("a stream that is packed in an unknown way")),
    };
    let parameters = match entry(b"DecodeParms") {
        Some(Value::Dictionary(parameters)) => Some(parameters),
        Some(Value::List(all)) => match all.as_slice() {
            [Value::Dictionary(parameters)] => Some(parameters),
            _ => None,
        },
        _ => None,
    };
    if filters == 0 {
        budget.bytes(raw.len())?;
        return if raw.len() > most { Err(Stop::TooMuch) } else { Ok(raw.to_vec()) };
    }
    if filters > 1 {
        return Err(damaged("a stream that is packed more than once"));
    }
    let (mut content, mut inflated) = (Vec::new(), ZlibDecoder::new(raw));
    // One byte more than allowed, to see that it is too much.
    let result = inflated.by_ref().take(most as u64 + 1).read_to_end(&mut content);
    budget.bytes(content.len() + usize::try_from(inflated.total_in()).unwrap_or(usize::MAX / 2))?;
    if content.len() > most {
        return Err(Stop::TooMuch);
    }
    result.map_err(|_| damaged("a stream that cannot be unpacked"))?;
    let number = |name: &[u8], otherwise| {
        parameters.and_then(|all| all.get(name)).and_then(Value::as_count).unwrap_or(otherwise)
    };
    match (number(b"Predictor", 1), number(b"Colors", 1), number(b"BitsPerComponent", 8)) {
        (1, ..) => Ok(content),
        (10..=15, 1, 8) => {
            unpredicted(&content, number(b"Columns", 1)).ok_or(damaged("rows without a filter"))
        }
        _ => Err(damaged("a stream that is packed in an unknown way")),
    }
}

/// The rows behind PNG's filters for one byte a pixel (7.4.4.4; PNG, 9).
fn unpredicted(content: &[u8], columns: usize) -> Option<Vec<u8>> {
    let mut rows = Vec::with_capacity(content.len());
    // The row above the first one is all zeros; a row wider than the content has none above it.
    let mut above = vec![0; columns.min(content.len())];
    for packed in content.chunks(columns.checked_add(1)?) {
        let (filter, packed) = packed.split_first()?;
        let (mut left, mut above_left) = (0_u8, 0_u8);
        for (byte, above) in packed.iter().zip(&mut above) {
            let predicted = match filter {
                0 => 0,
                1 => left,
                2 => *above,
                3 => u8::midpoint(left, *above),
                4 => nearest(left, *above, above_left),
                _ => return None,
            };
            above_left = *above;
            left = byte.wrapping_add(predicted);
            *above = left;
            rows.push(left);
        }
    }
    Some(rows)
}

/// The neighbour that is nearest to their linear estimate (Paeth).
fn nearest(left: u8, above: u8, above_left: u8) -> u8 {
    let estimate = i16::from(left) + i16::from(above) - i16::from(above_left);
    let distance = |neighbour: u8| (estimate - i16::from(neighbour)).abs();
    if distance(left) <= distance(above) && distance(left) <= distance(above_left) {
        left
    } else if distance(above) <= distance(above_left) {
        above
    } else {
        above_left
    }
}
