//! The XML of spreadsheets, piece by piece: nothing is built up, nothing is looked up, no entity is declared.

use super::MAX_DEPTH;
use std::borrow::Cow;

/// Why a part is not the XML it must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Fault {
    /// Where, in bytes.
    pub(super) at: usize,
    /// What is wrong.
    pub(super) reason: &'static str,
}

/// A piece of XML.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// An element begins; an empty element begins and ends.
    Open(Tag<'a>),
    /// The element of this name ends.
    Close(&'a str),
    /// Text between tags.
    Text(Cow<'a, str>),
}

/// The beginning of an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Tag<'a> {
    /// Its name with its prefix.
    pub(super) name: &'a str,
    attributes: &'a str,
    at: usize,
}

impl<'a> Tag<'a> {
    /// A fault at this tag.
    pub(super) fn fault(&self, reason: &'static str) -> Fault {
        Fault { at: self.at, reason }
    }

    /// The value of an attribute, by its name with or without its prefix.
    pub(super) fn attribute(&self, name: &str) -> Result<Option<Cow<'a, str>>, Fault> {
        let fault = |reason| self.fault(reason);
        let mut rest = self.attributes.trim_start();
        while !rest.is_empty() {
            let (found, after) = rest.split_once('=').ok_or(fault("an attribute without a value"))?;
            let after = after.trim_start();
            let quote = after.chars().next().filter(|c| *c == '"' || *c == '\'');
            let quote = quote.ok_or(fault("an attribute's value without quotes"))?;
            let (value, after) = after
                .get(1..)
                .and_then(|after| after.split_once(quote))
                .ok_or(fault("an attribute's value without an end"))?;
            let found = found.trim_end();
            if found == name || local(found) == name {
                return decoded(value, self.at).map(Some);
            }
            rest = after.trim_start();
        }
        Ok(None)
    }
}

/// A name without its prefix.
pub(super) fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// Reads XML from its beginning to its end.
pub(super) struct Xml<'a> {
    text: &'a str,
    at: usize,
    open: Vec<&'a str>,
    /// The last tag was an empty element: its end comes next.
    ends: bool,
    /// The first character that XML forbids.
    forbidden: Option<usize>,
}

impl<'a> Xml<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let forbidden = text.bytes().position(|byte| is_forbidden(byte.into()));
        Self { text, at: 0, open: Vec::new(), ends: false, forbidden }
    }

    /// The next piece; `None` at the end, where every element has ended.
    pub(super) fn next(&mut self) -> Result<Option<Piece<'a>>, Fault> {
        if let Some(at) = self.forbidden {
            return Err(Fault { at, reason: FORBIDDEN });
        }
        if std::mem::take(&mut self.ends) {
            return Ok(self.open.pop().map(Piece::Close));
        }
        loop {
            let rest = self.text.get(self.at..).unwrap_or_default();
            let at = self.at;
            let fault = |reason| Fault { at, reason };
            if rest.is_empty() {
                return if self.open.is_empty() { Ok(None) } else { Err(fault("an element does not end")) };
            }
            let Some(tag) = rest.strip_prefix('<') else {
                let text = rest.split('<').next().unwrap_or(rest);
                self.at += text.len();
                if self.open.is_empty() {
                    match text.trim().is_empty() {
                        true => continue,
                        false => return Err(fault("text outside of the root element")),
                    }
                }
                return decoded(text, at).map(|text| Some(Piece::Text(text)));
            };
            let within = |tag: &str, begin: &str, end: &str| {
                tag.strip_prefix(begin).map(|inner| inner.find(end).map(|found| begin.len() + found))
            };
            let without_end = Err(fault("a tag does not end"));
            if let Some(end) = within(tag, "!--", "-->") {
                let Some(end) = end else { return without_end };
                self.at += 1 + end + 3;
            } else if let Some(end) = within(tag, "![CDATA[", "]]>") {
                let Some(end) = end else { return without_end };
                self.at += 1 + end + 3;
                if self.open.is_empty() {
                    return Err(fault("text outside of the root element"));
                }
                return Ok(tag.get(8..end).map(|text| Piece::Text(text.into())));
            } else if let Some(end) = within(tag, "?", "?>") {
                let Some(end) = end else { return without_end };
                self.at += 1 + end + 2;
            } else if tag.starts_with('!') {
                return Err(fault("a document type or an entity is declared"));
            } else if let Some(name) = tag.strip_prefix('/') {
                let Some(end) = name.find('>') else { return without_end };
                self.at += 2 + end + 1;
                let name = name.get(..end).unwrap_or_default().trim_end();
                return match self.open.pop() {
                    Some(open) if open == name => Ok(Some(Piece::Close(name))),
                    _ => Err(fault("an end tag without its beginning")),
                };
            } else {
                let Some(end) = end_of_tag(tag) else { return without_end };
                self.at += 1 + end + 1;
                let inner = tag.get(..end).unwrap_or_default();
                let (inner, ends) = inner.strip_suffix('/').map_or((inner, false), |inner| (inner, true));
                let (name, attributes) =
                    inner.split_once(|c: char| c.is_ascii_whitespace()).unwrap_or((inner, ""));
                if name.is_empty() {
                    return Err(fault("an element without a name"));
                }
                if self.open.len() == MAX_DEPTH {
                    return Err(fault("elements are nested too deep"));
                }
                self.open.push(name);
                self.ends = ends;
                return Ok(Some(Piece::Open(Tag { name, attributes, at })));
            }
        }
    }

    /// A fault just before the next piece.
    pub(super) fn fault(&self, reason: &'static str) -> Fault {
        Fault { at: self.at, reason }
    }

    /// Passes over everything up to the end of the element that was opened last, given as the tag just read.
    pub(super) fn skip(&mut self) -> Result<(), Fault> {
        let mut depth = 1_usize;
        while depth > 0 {
            match self.next()? {
                Some(Piece::Open(_)) => depth += 1,
                Some(Piece::Close(_)) => depth -= 1,
                Some(Piece::Text(_)) => {}
                None => return Ok(()),
            }
        }
        Ok(())
    }
}

/// What is said of a character that XML forbids.
const FORBIDDEN: &str = "a character that XML forbids, like U+0000";

/// Whether it is a control character that XML does not carry, not even as a reference (XML 1.0, section 2.2).
fn is_forbidden(c: char) -> bool {
    c < ' ' && !matches!(c, '\t' | '\n' | '\r')
}

/// Where a tag ends: a ">" within quotes belongs to a value.
fn end_of_tag(tag: &str) -> Option<usize> {
    let mut quote = None;
    tag.bytes().position(|byte| {
        match (quote, byte) {
            (None, b'>') => return true,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
        false
    })
}

/// A text with its five named entities and character references replaced.
fn decoded(text: &str, at: usize) -> Result<Cow<'_, str>, Fault> {
    if !text.contains('&') {
        return Ok(text.into());
    }
    let fault = Fault { at, reason: "an unknown entity" };
    let mut decoded = String::with_capacity(text.len());
    let mut parts = text.split('&');
    decoded.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let (entity, after) = part.split_once(';').ok_or(fault)?;
        let number = entity.strip_prefix('#').map(|number| match number.strip_prefix(['x', 'X']) {
            Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16),
            None => number.parse(),
        });
        decoded.push(match (entity, number) {
            ("lt", _) => '<',
            ("gt", _) => '>',
            ("amp", _) => '&',
            ("quot", _) => '"',
            ("apos", _) => '\'',
            (_, Some(Ok(number))) => match char::from_u32(number).ok_or(fault)? {
                c if is_forbidden(c) => return Err(Fault { at, reason: FORBIDDEN }),
                c => c,
            },
            _ => return Err(fault),
        });
        decoded.push_str(after);
    }
    Ok(decoded.into())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;
    use proptest::prelude::*;

    fn all(text: &str) -> Result<Vec<String>, Fault> {
        let mut xml = Xml::new(text);
        let mut pieces = Vec::new();
        while let Some(piece) = xml.next()? {
            pieces.push(match piece {
                Piece::Open(tag) => format!("<{} {:?}", tag.name, tag.attribute("a")?),
                Piece::Close(name) => format!("/{name}"),
                Piece::Text(text) => text.into_owned(),
            });
        }
        Ok(pieces)
    }

    #[test]
    fn pieces_come_in_order_with_their_entities_replaced() {
        let text = "<?xml version='1.0'?><!-- > --><t:r b='>' a = \"&lt;&#228;&#xE4;\"> x &amp; y<e/><![CDATA[<&]]></t:r>\n";
        let expected = ["<t:r Some(\"<ää\")", " x & y", "<e None", "/e", "<&", "/t:r"];
        assert_eq!(all(text).unwrap(), expected);
    }

    #[test]
    fn what_is_not_well_formed_or_declares_something_is_refused() {
        let deep = "<a>".repeat(MAX_DEPTH + 1);
        for text in [
            "<!DOCTYPE a [<!ENTITY x 'y'>]><a/>",
            "<a>&x;</a>",
            "<a>&#0;</a>",
            "<a>&#xD800;</a>",
            "<a>&amp</a>",
            "<a",
            "<a>",
            "<a></b>",
            "</a>",
            "<a/>x",
            "<!-- ",
            "<![CDATA[x]]>",
            "< />",
            "<a a='1></a>",
            &deep,
        ] {
            assert!(all(text).is_err(), "{text}");
        }
    }

    #[test]
    fn control_characters_are_refused_with_their_place_wherever_they_stand() {
        for code in (0_u8..0x20).filter(|code| !b"\t\n\r".contains(code)) {
            let c = char::from(code);
            for text in [format!("<a>x{c}y</a>"), format!("<a> <![CDATA[{c}]]></a>"), format!("<a b='{c}'/>")]
            {
                let at = text.find(c).unwrap();
                assert_eq!(all(&text), Err(Fault { at, reason: FORBIDDEN }), "{text:?}");
            }
            assert_eq!(all(&format!("<a>x&#{code};</a>")), Err(Fault { at: 3, reason: FORBIDDEN }));
        }
        assert_eq!(
            all("<a>\t\r\n&#9;&#13;&#xA;\u{7f}</a>").unwrap(),
            ["<a None", "\t\r\n\t\r\n\u{7f}", "/a"]
        );
    }

    proptest! {
        #[test]
        fn any_text_can_be_looked_at(text in "[<>/a =\"'!?&;#x\\[\\]ä-]{0,60}") {
            let _ = all(&text);
        }
    }
}
