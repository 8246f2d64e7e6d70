//! ODS: the text of a cell (OpenDocument 1.2, part 1, 5 and 6), and what hangs on it.

use super::attached::Kind;
use super::xml::{Fault, Piece, Tag, Xml};
use super::{MAX_ATTACHED, MAX_CELL_TEXT, MAX_TEXT};
use std::collections::BTreeSet;

/// Names of the styles that strike through.
pub(super) type Struck = BTreeSet<String>;

/// What is written in a cell and on it.
#[derive(Debug, Default)]
pub(super) struct Written {
    pub(super) text: String,
    pub(super) attached: Vec<(Kind, String)>,
}

impl Written {
    /// How much it is, in bytes.
    pub(super) fn size(&self) -> usize {
        self.text.len() + self.attached.iter().map(|(_, text)| text.len()).sum::<usize>()
    }
}

/// Most blanks that one element for blanks stands for.
const MAX_BLANKS: usize = 1_000;

/// The value of an attribute; empty where it is not there.
pub(super) fn owned(tag: Tag<'_>, name: &str) -> Result<String, Fault> {
    Ok(tag.attribute(name)?.unwrap_or_default().into_owned())
}

/// A count in an attribute: how often something is repeated, how many cells it spans; 1 where it is not stated.
pub(super) fn count(tag: Tag<'_>, name: &str) -> Result<usize, Fault> {
    let count = tag.attribute(name)?.map(|count| count.parse::<usize>());
    Ok(count.map_or(1, |count| count.unwrap_or(usize::MAX)))
}

/// What an element within a cell makes of the text in it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Within {
    /// A paragraph.
    Paragraph,
    /// A part that is struck through.
    Struck,
    /// A comment or a shape, whose text does not belong to the cell's.
    Beside(Kind),
    /// What only describes: who wrote a comment, and when; how a shape is called.
    Nothing,
    /// Nothing of the kind.
    Other,
}

/// The paragraphs up to the end of the element just begun, with comments, shapes and links beside them.
pub(super) fn paragraphs(xml: &mut Xml<'_>, struck_styles: &Struck) -> Result<Written, Fault> {
    let mut written = Written::default();
    let mut beside = String::new();
    let (mut struck, mut gap) = (String::new(), false);
    let mut open: Vec<Within> = Vec::new();
    // What hangs on the cell, in bytes.
    let mut size = 0;
    loop {
        let in_shape = open.iter().find_map(|within| match within {
            Within::Beside(kind) => Some(*kind),
            _ => None,
        });
        let silent = open.contains(&Within::Nothing);
        let text = if in_shape.is_some() { &mut beside } else { &mut written.text };
        match xml.next()? {
            Some(Piece::Open(tag)) => {
                let mut within = Within::Other;
                match tag.name {
                    "text:p" | "text:h" => {
                        if !text.is_empty() {
                            text.push('\n');
                        }
                        within = Within::Paragraph;
                    }
                    "text:s" => {
                        let blanks = count(tag, "text:c")?.min(MAX_BLANKS);
                        text.extend(std::iter::repeat_n(' ', blanks));
                    }
                    "text:tab" => text.push('\t'),
                    "text:line-break" => text.push('\n'),
                    "text:span" if struck_styles.contains(&owned(tag, "text:style-name")?) => {
                        within = Within::Struck;
                    }
                    "text:a" => {
                        let target = owned(tag, "xlink:href")?;
                        if !target.is_empty() && !target.starts_with('#') {
                            size += target.len();
                            written.attached.push((Kind::Link, target));
                        }
                    }
                    "office:annotation" if in_shape.is_none() => within = Within::Beside(Kind::Comment),
                    // What only serves programs that know more, and what other elements say again.
                    "dc:creator" | "dc:date" | "meta:date-string" | "svg:title" | "svg:desc"
                    | "text:ruby-text" => {
                        within = Within::Nothing;
                    }
                    name if in_shape.is_none()
                        && (name.starts_with("draw:") || name.starts_with("dr3d:")) =>
                    {
                        within = Within::Beside(Kind::TextBox);
                    }
                    _ => {}
                }
                open.push(within);
            }
            Some(Piece::Close(_)) => match open.pop() {
                Some(Within::Beside(kind)) => {
                    size += beside.len();
                    written.attached.push((kind, std::mem::take(&mut beside)));
                }
                Some(_) => {}
                None => break,
            },
            // The line ends and blanks of the file are one blank each.
            Some(Piece::Text(part)) if open.contains(&Within::Paragraph) && !silent => {
                for c in part.chars() {
                    let c = if matches!(c, '\n' | '\r' | '\t') { ' ' } else { c };
                    if c != ' ' || !text.ends_with([' ', '\n']) {
                        text.push(c);
                    }
                }
                if in_shape.is_none() {
                    let now = open.contains(&Within::Struck);
                    if now {
                        if gap && !struck.is_empty() {
                            struck.push_str(" … ");
                        }
                        struck.push_str(&part);
                    }
                    gap = !now;
                }
            }
            Some(Piece::Text(_)) => {}
            None => break,
        }
        // A few letters of XML can stand for a thousand blanks.
        let long = written.text.len() > MAX_CELL_TEXT || beside.len() > MAX_CELL_TEXT;
        if long || size > MAX_TEXT || written.attached.len() > MAX_ATTACHED {
            return Err(xml.fault("a cell's text is too long"));
        }
    }
    let Written { text, attached } = &mut written;
    attached.retain(|(kind, target)| {
        *kind != Kind::Link || !text.contains(target.strip_prefix("mailto:").unwrap_or(target))
    });
    attached.push((Kind::Struck, struck));
    attached.retain(|(_, text)| !text.trim().is_empty());
    Ok(written)
}
