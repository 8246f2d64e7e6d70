//! XLSX: what the sheets share, texts and the styles of cells.

use super::MAX_CELLS;
use super::relations::owned;
use super::values::Format;
use super::xml::{Fault, Piece, Tag, Xml, local};
use std::collections::BTreeMap;

/// What the sheets share.
#[derive(Default)]
pub(super) struct Shared {
    pub(super) texts: Texts,
    /// The cell styles.
    pub(super) styles: Vec<Style>,
    pub(super) since_1904: bool,
}

/// A cell style.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Style {
    pub(super) format: Format,
    /// Whether the whole text is struck through.
    pub(super) struck: bool,
}

/// The shared texts, one after the other.
#[derive(Default)]
pub(super) struct Texts {
    text: String,
    ends: Vec<usize>,
    /// What is struck through in some of them.
    struck: BTreeMap<usize, String>,
}

impl Texts {
    pub(super) fn get(&self, index: usize) -> Option<&str> {
        let begin = if index == 0 { 0 } else { *self.ends.get(index - 1)? };
        self.text.get(begin..*self.ends.get(index)?)
    }

    /// What is struck through in the text.
    pub(super) fn struck(&self, index: usize) -> &str {
        self.struck.get(&index).map_or("", String::as_str)
    }
}

/// The shared texts. Formatted runs are put together; how a text is pronounced is passed over.
pub(super) fn texts(text: &str) -> Result<Texts, Fault> {
    let mut texts = Texts::default();
    let mut xml = Xml::new(text);
    while let Some(piece) = xml.next()? {
        if let Piece::Open(tag) = piece
            && local(tag.name) == "si"
        {
            let struck = rich_text(&mut xml, &mut texts.text)?;
            if !struck.is_empty() {
                texts.struck.insert(texts.ends.len(), struck);
            }
            texts.ends.push(texts.text.len());
            if texts.ends.len() > MAX_CELLS {
                return Err(xml.fault("more texts than there may be cells"));
            }
        }
    }
    Ok(texts)
}

/// Puts the text up to the end of the element just begun into `into`, and gives what is struck through in it.
pub(super) fn rich_text(xml: &mut Xml<'_>, into: &mut String) -> Result<String, Fault> {
    let (mut depth, mut within_text, mut within_struck) = (1, false, false);
    let (mut struck, mut gap) = (String::new(), false);
    while depth > 0 {
        match xml.next()? {
            Some(Piece::Open(tag)) if local(tag.name) == "rPh" => xml.skip()?,
            Some(Piece::Open(tag)) => {
                depth += 1;
                within_text = local(tag.name) == "t";
                match local(tag.name) {
                    "r" => within_struck = false,
                    "strike" => within_struck = is_on(tag)?,
                    _ => {}
                }
            }
            Some(Piece::Close(_)) => {
                depth -= 1;
                within_text = false;
            }
            Some(Piece::Text(text)) if within_text => {
                let text = unescaped(&text);
                into.push_str(&text);
                if within_struck {
                    if gap && !struck.is_empty() {
                        struck.push_str(" … ");
                    }
                    struck.push_str(&text);
                }
                gap = !within_struck;
            }
            Some(Piece::Text(_)) => {}
            None => break,
        }
    }
    Ok(struck)
}

/// Whether a switch is on: so it is unless its value says otherwise.
fn is_on(tag: Tag<'_>) -> Result<bool, Fault> {
    Ok(!matches!(tag.attribute("val")?.as_deref(), Some("0" | "false" | "off")))
}

/// A text without the escapes "_x000D_" for characters that XML does not carry (ECMA-376, part 1, 22.9.2.19).
pub(super) fn unescaped(text: &str) -> String {
    let mut rest = text;
    let mut unescaped = String::with_capacity(text.len());
    while let Some((before, after)) = rest.split_once("_x") {
        unescaped.push_str(before);
        let code = after.get(..4).filter(|_| after.get(4..5) == Some("_"));
        let digits = code.filter(|code| code.bytes().all(|byte| byte.is_ascii_hexdigit()));
        let character = digits.and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32);
        match character.filter(|c| *c != '\0') {
            Some(c) => {
                unescaped.push(c);
                rest = after.get(5..).unwrap_or_default();
            }
            None => {
                unescaped.push_str("_x");
                rest = after;
            }
        }
    }
    unescaped.push_str(rest);
    unescaped
}

/// The styles of cells: their number formats, and whether their font strikes through.
pub(super) fn styles(text: &str) -> Result<Vec<Style>, Fault> {
    let mut own = BTreeMap::new();
    let mut struck_fonts = Vec::new();
    let mut styles = Vec::new();
    let mut xml = Xml::new(text);
    let (mut within_fonts, mut within_cell_styles) = (false, false);
    while let Some(piece) = xml.next()? {
        match piece {
            Piece::Open(tag) => match local(tag.name) {
                "numFmt" => {
                    if let Ok(id) = owned(tag, "numFmtId")?.parse::<u32>() {
                        own.insert(id, Format::of_code(&owned(tag, "formatCode")?));
                    }
                }
                "fonts" => within_fonts = true,
                "font" if within_fonts => struck_fonts.push(false),
                "strike" if within_fonts => {
                    if let Some(last) = struck_fonts.last_mut() {
                        *last = is_on(tag)?;
                    }
                }
                "cellXfs" => within_cell_styles = true,
                "xf" if within_cell_styles => {
                    let id = owned(tag, "numFmtId")?.parse().unwrap_or(0);
                    let font = owned(tag, "fontId")?.parse::<usize>().unwrap_or(0);
                    styles.push(Style {
                        format: own.get(&id).copied().unwrap_or(Format::built_in(id)),
                        struck: struck_fonts.get(font).copied().unwrap_or(false),
                    });
                }
                _ => {}
            },
            Piece::Close(name) if local(name) == "fonts" => within_fonts = false,
            Piece::Close(name) if local(name) == "cellXfs" => within_cell_styles = false,
            _ => {}
        }
    }
    Ok(styles)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    #[test]
    fn escaped_characters_come_back() {
        assert_eq!(unescaped("a_x000D_b_x005F_x000D_c_xyz__x12"), "a\rb_x000D_c_xyz__x12");
    }

    #[test]
    fn what_is_struck_through_is_told_apart() {
        let run = |strike: &str, text: &str| format!("<r><rPr><b/>{strike}</rPr><t>{text}</t></r>");
        let item = [
            run("<strike/>", "alt"),
            run("<strike val=\"1\"/>", "er"),
            run("<strike val=\"0\"/>", " neu "),
            run("<strike/>", "weg"),
        ];
        let texts = texts(&format!("<sst><si><t>ganz</t></si><si>{}</si></sst>", item.concat())).unwrap();
        assert_eq!((texts.get(1), texts.struck(0)), (Some("alter neu weg"), ""));
        assert_eq!(texts.struck(1), "alter … weg");
    }
}
