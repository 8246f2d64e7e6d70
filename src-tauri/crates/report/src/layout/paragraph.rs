//! From inline content to lines.

use std::rc::Rc;

use super::Numbers;
use super::breaker::Breaker;
use super::grid::{TAG_SIZE, TextStyle, mm};
use super::typeface::{Shaped, Typefaces};
use super::typography::{OBJECT, bind, line_ends, printable};
use crate::document::{Inline, Mark, Reading, Style, TagKind, Target};
use crate::page::Face;

/// White space between a tag's frame and its text.
pub(super) const TAG_PAD: f32 = mm(1.1);
/// Space behind a tag of origin, beyond the text's own.
pub(super) const TAG_AFTER: f32 = mm(0.8);
/// Width of a mark and the space behind it.
pub(super) const MARK_SIZE: f32 = mm(2.2);
pub(super) const MARK_AFTER: f32 = mm(0.7);
/// What text is made into.
#[derive(Clone, Copy)]
pub(super) struct Setting<'a> {
    pub(super) faces: &'a Typefaces,
    pub(super) numbers: &'a Numbers,
}

/// A paragraph in lines.
#[derive(Debug, Default)]
pub(super) struct Paragraph {
    pub(super) lines: Vec<Line>,
    pub(super) spans: Vec<Span>,
    /// Width of the longest piece that is not broken unless it must.
    pub(super) unbreakable: f32,
}

/// A line; lengths in points from its left end.
#[derive(Debug, Default)]
pub(super) struct Line {
    pub(super) pieces: Vec<Piece>,
    /// Without the space at its end.
    pub(super) width: f32,
}

/// A part of a line in one style.
#[derive(Debug)]
pub(super) struct Piece {
    pub(super) x: f32,
    pub(super) width: f32,
    /// Plain spaces after it.
    pub(super) spaces: usize,
    /// The inline element it belongs to.
    pub(super) span: Option<usize>,
    pub(super) matter: Matter,
}

/// What a piece shows.
#[derive(Debug)]
pub(super) enum Matter {
    Text { face: Face, size: f32, shaped: Rc<Shaped> },
    Tag { kind: TagKind, face: Face, shaped: Rc<Shaped> },
    Mark(Mark),
}

/// An inline element with a structure of its own.
#[derive(Debug, Clone)]
pub(super) enum Span {
    Link { target: Target, description: String },
    Quote,
    Tag,
    Reading(Reading),
}

/// Sets `inlines` in lines of `width`.
pub(super) fn set(setting: Setting<'_>, inlines: &[Inline], style: TextStyle, width: f32) -> Paragraph {
    let source = Source::new(setting, inlines, style, width);
    let mut breaker = Breaker::new(setting, &source, style, width);
    let mut unbreakable: f32 = 0.0;
    let mut start = 0;
    for end in line_ends(&source.text) {
        unbreakable = unbreakable.max(breaker.place(start, end.at));
        if end.mandatory {
            breaker.end_line();
        }
        start = end.at;
    }
    let lines = breaker.finish();
    Paragraph { lines, spans: source.spans, unbreakable }
}

/// Sets plain text.
pub(super) fn set_text(setting: Setting<'_>, text: &str, style: TextStyle, width: f32) -> Paragraph {
    set(setting, &[Inline::text(text)], style, width)
}

/// `text` on one line of at most `width`, shortened with an ellipsis if need be.
pub(super) fn one_line(setting: Setting<'_>, inlines: &[Inline], style: TextStyle, width: f32) -> Paragraph {
    let flat: Vec<Inline> = inlines
        .iter()
        .map(|inline| match inline {
            Inline::Text { text, style, .. } => {
                // No line holds more; what is cut here stands in full elsewhere.
                let text: String = text.chars().take(160).collect();
                Inline::Text { text: text.replace('\n', " "), style: *style, hyphenate: false }
            }
            other => other.clone(),
        })
        .collect();
    let mut paragraph = set(setting, &flat, style.whole_words(), width);
    if paragraph.lines.len() > 1 {
        let ellipsis = setting.faces.shape(style.face, "…");
        let room = width - points(ellipsis.width, style.size);
        paragraph = set(setting, &flat, style.whole_words(), room);
        paragraph.lines.truncate(1);
        if let Some(line) = paragraph.lines.first_mut() {
            let x = line.width;
            let width = points(ellipsis.width, style.size);
            if let Some(last) = line.pieces.last_mut() {
                last.spaces = 0;
            }
            let matter = Matter::Text { face: style.face, size: style.size, shaped: ellipsis };
            line.pieces.push(Piece { x, width, spaces: 0, span: None, matter });
            line.width += width;
        }
    }
    paragraph
}

/// Thousandths of `size` in points.
pub(super) fn points(units: i32, size: f32) -> f32 {
    units as f32 * size / 1000.0
}

/// The text of a paragraph with its runs of one style.
pub(super) struct Source {
    pub(super) text: String,
    pub(super) runs: Vec<Run>,
    pub(super) objects: Vec<Object>,
    spans: Vec<Span>,
}

pub(super) struct Run {
    /// Byte of the text at which the run ends.
    pub(super) end: usize,
    pub(super) face: Face,
    pub(super) hyphenate: bool,
    pub(super) span: Option<usize>,
}

/// What stands for an object sign.
pub(super) struct Object {
    pub(super) at: usize,
    pub(super) kind: ObjectKind,
}

pub(super) enum ObjectKind {
    Tag(TagKind, Face, Rc<Shaped>),
    Mark(Mark),
}

impl Source {
    fn new(setting: Setting<'_>, inlines: &[Inline], style: TextStyle, width: f32) -> Self {
        let mut source =
            Self { text: String::new(), runs: Vec::new(), objects: Vec::new(), spans: Vec::new() };
        let face = |wanted: Style| match wanted {
            Style::Regular => style.face,
            Style::Bold => Face::Bold,
            Style::Italic => Face::Italic,
        };
        for inline in inlines {
            match inline {
                Inline::Text { text, style, hyphenate } => source.push(text, face(*style), *hyphenate, None),
                Inline::Spoken { text, style, reading } => {
                    source.push(text, face(*style), false, Some(Span::Reading(reading.clone())));
                }
                Inline::Quote(text) => {
                    source.push(&format!("„{text}“"), Face::Italic, true, Some(Span::Quote));
                }
                Inline::Link { text, style, target, description } => {
                    let span = Span::Link { target: target.clone(), description: description.clone() };
                    source.push(text, face(*style), false, Some(span));
                }
                Inline::PageReference { anchor, description } => {
                    let span = Span::Link {
                        target: Target::Anchor(anchor.clone()),
                        description: description.clone(),
                    };
                    source.push(&setting.numbers.printed(anchor), style.face, false, Some(span));
                }
                Inline::Tag { kind, text } => source.tag(setting, *kind, text, width),
                Inline::Mark(mark) => source.object(ObjectKind::Mark(*mark), None),
                Inline::LineBreak => source.push("\n", style.face, false, None),
            }
        }
        source
    }

    fn push(&mut self, text: &str, face: Face, hyphenate: bool, span: Option<Span>) {
        let text = bind(&printable(text));
        if text.is_empty() {
            return;
        }
        let span = span.map(|span| self.span(span));
        self.text.push_str(&text);
        self.runs.push(Run { end: self.text.len(), face, hyphenate, span });
    }

    fn span(&mut self, span: Span) -> usize {
        self.spans.push(span);
        self.spans.len() - 1
    }

    fn tag(&mut self, setting: Setting<'_>, kind: TagKind, text: &str, width: f32) {
        let face = match kind {
            TagKind::Origin => Face::Regular,
            TagKind::Gap => Face::Bold,
        };
        let text = printable(text).replace('\n', " ");
        let shaped = setting.faces.shape(face, &text);
        if points(shaped.width, TAG_SIZE) + 2.0 * TAG_PAD > width {
            // A frame never wraps: what is wider than the column stands in brackets instead.
            self.push(&format!("[{text}]"), face, true, Some(Span::Tag));
        } else {
            self.object(ObjectKind::Tag(kind, face, shaped), Some(Span::Tag));
        }
    }

    fn object(&mut self, kind: ObjectKind, span: Option<Span>) {
        let span = span.map(|span| self.span(span));
        self.objects.push(Object { at: self.text.len(), kind });
        self.text.push(OBJECT);
        self.runs.push(Run { end: self.text.len(), face: Face::Regular, hyphenate: false, span });
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    use super::*;
    use crate::layout::grid::TABLE;

    /// The lines of `inlines` as text, without the spaces at their ends, and the widest one's width.
    fn lines(inlines: &[Inline], width: f32) -> (Vec<String>, f32) {
        let faces = Typefaces::load().unwrap();
        let setting = Setting { faces: &faces, numbers: &Numbers::default() };
        let paragraph = set(setting, inlines, TABLE, width);
        let widest = paragraph.lines.iter().map(|line| line.width).fold(0.0, f32::max);
        let printed = |line: &Line| {
            let mut text = String::new();
            for piece in &line.pieces {
                match &piece.matter {
                    Matter::Text { face, shaped, .. } => match &shaped.hidden {
                        Some(hidden) => text.push_str(hidden),
                        None => {
                            for glyph in &shaped.glyphs {
                                match faces.character(*face, glyph.id) {
                                    Some(character) => text.push(character),
                                    None => text.push_str(&faces.sequence(*face, glyph.id)),
                                }
                            }
                        }
                    },
                    Matter::Tag { .. } => text.push('#'),
                    Matter::Mark(_) => text.push('*'),
                }
                text.extend(std::iter::repeat_n(' ', piece.spaces));
            }
            text.trim_end().to_owned()
        };
        (paragraph.lines.iter().map(printed).collect(), widest)
    }

    #[test]
    fn lines_end_between_the_parts_of_a_citation() {
        let text =
            "Die Verarbeitung beruht auf Art. 6 Abs. 1 UAbs. 1 Buchst. e DSGVO i. V. m. Art. 85 BayEUG";
        let (lines, _) = lines(&[Inline::text(text)], mm(46.0));
        assert_eq!(
            lines,
            [
                "Die Verarbeitung beruht auf",
                "Art. 6 Abs. 1 UAbs. 1",
                "Buchst. e DSGVO",
                "i. V. m. Art. 85 BayEUG"
            ]
        );
    }

    #[test]
    fn compounds_are_divided_in_narrow_columns_only_and_names_never() {
        let words = "Die Datenschutzbeauftragten";
        let (narrow, _) = lines(&[Inline::text(words)], mm(32.0));
        assert_eq!(narrow, ["Die Datenschutz\u{AD}", "beauftragten"]);
        let (wide, _) = lines(&[Inline::text(format!("{}{words}", "Die Schule hat ".repeat(3)))], mm(90.0));
        assert!(wide.iter().all(|line| !line.contains('\u{AD}')), "{wide:?}");
        let (name, _) = lines(&[Inline::name(words)], mm(42.0));
        assert_eq!(name, ["Die", "Datenschutzbeauftragten"]);
    }

    #[test]
    fn soft_hyphens_show_only_where_a_line_ends_with_them() {
        let (one, _) = lines(&[Inline::text("Daten\u{AD}schutz")], mm(60.0));
        assert_eq!(one, ["Datenschutz"]);
        let (two, _) = lines(&[Inline::text("Daten\u{AD}schutz")], mm(12.0));
        assert_eq!(two, ["Daten\u{AD}", "schutz"]);
    }

    #[test]
    fn what_is_cut_anywhere_stays_within_its_column() {
        // "öT" is set closer than "ö" alone at the end of a line.
        let width = mm(20.905_888);
        let (_, widest) = lines(&[Inline::text("0cußüöüO§öTO")], width);
        assert!(widest <= width, "{widest} > {width}");
    }

    #[test]
    fn a_letter_beside_another_script_stays_itself() {
        let (mixed, _) = lines(&[Inline::text("\u{904}À")], mm(60.0));
        assert_eq!(mixed.concat().nfc().collect::<String>(), "\u{904}À");
    }

    #[test]
    fn tags_stay_whole_and_what_is_too_wide_for_a_frame_stands_in_brackets() {
        let tag = [Inline::text("Frist: "), Inline::gap("nicht angegeben")];
        assert_eq!(lines(&tag, mm(60.0)).0, ["Frist: #"]);
        assert_eq!(lines(&tag, mm(30.0)).0, ["Frist:", "#"]);
        assert_eq!(lines(&tag, mm(20.0)).0, ["Frist: [nicht", "angegeben]"]);
    }

    #[test]
    fn page_numbers_filled_to_equal_digits_take_equal_room() {
        let printed = |page| {
            let numbers = Numbers { pages: [("a".to_owned(), page)].into(), digits: 3 };
            let faces = Typefaces::load().unwrap();
            let setting = Setting { faces: &faces, numbers: &numbers };
            let reference = [Inline::page_of("a", "Zu a")];
            set(setting, &reference, TABLE, mm(60.0)).lines.first().unwrap().width
        };
        assert!((printed(7) - printed(123)).abs() < 0.01);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn no_line_is_wider_than_its_column_and_no_letter_is_lost(
            text in "([a-zäöüßA-Z§0-9.,@/-]{1,40}|\\PC{1,12})( ([a-zäöüßA-Z§0-9.,@/-]{1,40}|\\PC{1,12})){0,12}",
            width in 20.0_f32..120.0,
        ) {
            let (lines, widest) = lines(&[Inline::text(text.as_str())], mm(width));
            prop_assert!(widest <= mm(width) + 0.1, "{widest} > {}", mm(width));
            // Shapers of other scripts take a letter and its accent apart: canonically it is the same text.
            let letters = |text: &str| -> String {
                text.nfd().filter(char::is_ascii_alphanumeric).collect()
            };
            prop_assert_eq!(letters(&lines.concat()), letters(&text));
        }
    }
}
