//! Where each object stands: cross-reference tables and streams (ISO 32000-1, 7.5.4, 7.5.8).

use super::MAX_OBJECTS;
use super::budget::{Budget, Stop};
use super::file::{Stream, stream_at, unpacked};
use super::syntax::{Dictionary, Syntax, Value};
use std::collections::{BTreeMap, BTreeSet};

/// Where an object stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Entry {
    /// At this byte of the file.
    At(usize),
    /// In an object stream, as its nth.
    Packed { stream: u32, index: usize },
    /// Nowhere.
    Free,
}

/// All cross-references, newest first, and the newest trailer.
pub(super) struct Xref {
    pub(super) entries: BTreeMap<u32, Entry>,
    pub(super) trailer: Dictionary,
}

impl Xref {
    /// Reads the newest section and those it goes back to.
    pub(super) fn read(bytes: &[u8], budget: &Budget) -> Result<Self, Stop> {
        let mut xref = Self { entries: BTreeMap::new(), trailer: Dictionary::new() };
        let mut seen = BTreeSet::new();
        let mut waiting = vec![newest(bytes, budget)?];
        while let Some(at) = waiting.pop() {
            // A circle leads to nothing new.
            if !seen.insert(at) {
                continue;
            }
            let trailer = xref.section(bytes, at, budget)?;
            let position = |name: &[u8]| trailer.get(name).and_then(Value::as_count);
            // What stands in the stream beside a table comes before what the table goes back to.
            waiting.extend(position(b"Prev"));
            waiting.extend(position(b"XRefStm"));
            if seen.len() == 1 {
                xref.trailer = trailer;
            }
        }
        Ok(xref)
    }

    /// Reads one section and returns its trailer.
    fn section(&mut self, bytes: &[u8], at: usize, budget: &Budget) -> Result<Dictionary, Stop> {
        let mut syntax = Syntax::new(bytes, at, budget);
        if !syntax.keyword(b"xref")? {
            let Some((_, stream)) = stream_at(bytes, at, budget)? else {
                return Err(Stop::Damaged { what: "no cross-references", at });
            };
            return self.packed_section(stream, at, budget);
        }
        while !syntax.keyword(b"trailer")? {
            let (first, count) = (syntax.count()?, syntax.count()?);
            for number in (first..).take(count) {
                let offset = syntax.count()?;
                syntax.count()?;
                let entry = if syntax.keyword(b"n")? {
                    Entry::At(offset)
                } else if syntax.keyword(b"f")? {
                    Entry::Free
                } else {
                    return syntax.damaged("a broken line among the cross-references");
                };
                self.insert(number, entry)?;
            }
        }
        syntax.dictionary()
    }

    fn packed_section(&mut self, stream: Stream<'_>, at: usize, budget: &Budget) -> Result<Dictionary, Stop> {
        let damaged = Stop::Damaged { what: "cross-references that are packed wrongly", at };
        let dictionary = &stream.dictionary;
        let numbers = |name: &[u8]| match dictionary.get(name) {
            Some(Value::List(items)) => items.iter().map(Value::as_count).collect::<Option<Vec<_>>>(),
            _ => None,
        };
        let widths =
            numbers(b"W").filter(|widths| widths.len() >= 3 && widths.iter().all(|width| *width <= 8));
        let widths = widths.ok_or(damaged)?;
        let width: usize = widths.iter().sum();
        if dictionary.get(b"Type".as_slice()).and_then(Value::as_name) != Some(b"XRef") || width == 0 {
            return Err(damaged);
        }
        let size = dictionary.get(b"Size".as_slice()).and_then(Value::as_count).ok_or(damaged)?;
        let ranges = numbers(b"Index").unwrap_or_else(|| vec![0, size]);

        // A stream of cross-references stands by itself: its length and filters refer to nothing.
        let content = unpacked(&stream, MAX_OBJECTS * 16, budget)?;
        let mut rows = content.chunks_exact(width);
        for range in ranges.chunks_exact(2) {
            let [first, count] = range else { break };
            for (number, row) in (*first..).take(*count).zip(rows.by_ref()) {
                let (kind, row) = row.split_at_checked(widths[0]).ok_or(damaged)?;
                let (second, row) = row.split_at_checked(widths[1]).ok_or(damaged)?;
                let third = row.get(..widths[2]).ok_or(damaged)?;
                let kind = if kind.is_empty() { 1 } else { big_endian(kind) };
                let entry = match kind {
                    1 => Entry::At(big_endian(second)),
                    2 => Entry::Packed {
                        stream: u32::try_from(big_endian(second)).map_err(|_| damaged)?,
                        index: big_endian(third),
                    },
                    _ => Entry::Free,
                };
                self.insert(number, entry)?;
            }
        }
        Ok(stream.dictionary)
    }

    /// Notes where an object stands, unless a newer section has done so.
    fn insert(&mut self, number: usize, entry: Entry) -> Result<(), Stop> {
        let number = u32::try_from(number).map_err(|_| Stop::TooMuch)?;
        self.entries.entry(number).or_insert(entry);
        if self.entries.len() > MAX_OBJECTS { Err(Stop::TooMuch) } else { Ok(()) }
    }
}

/// Where the newest section stands: what the file's end says.
fn newest(bytes: &[u8], budget: &Budget) -> Result<usize, Stop> {
    const WORD: &[u8] = b"startxref";
    let from = bytes.len().saturating_sub(2048);
    let end = bytes.get(from..).unwrap_or_default();
    let word = end.windows(WORD.len()).rposition(|window| window == WORD);
    let word = word.ok_or(Stop::Damaged { what: "the end is missing", at: bytes.len() })?;
    Syntax::new(bytes, from + word + WORD.len(), budget).count()
}

fn big_endian(bytes: &[u8]) -> usize {
    let number = bytes.iter().fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
    usize::try_from(number).unwrap_or(usize::MAX)
}
