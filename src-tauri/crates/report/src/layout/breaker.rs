//! Fills lines from left to right, dividing words only where nothing else helps.

use std::rc::Rc;

use super::grid::{TAG_SIZE, TextStyle};
use super::hyphenation;
use super::paragraph::{
    Line, MARK_AFTER, MARK_SIZE, Matter, ObjectKind, Piece, Setting, Source, TAG_AFTER, TAG_PAD, points,
};
use super::typography::{OBJECT, SOFT_HYPHEN};
use crate::document::TagKind;
use crate::page::Face;

/// Rounding must not push the last word of a line that fits.
const TOLERANCE: f32 = 0.01;

/// A word is divided only if else this part of the line stayed empty: less at the seam of a compound than
/// where patterns divide it.
const SEAM_ROOM: f32 = 0.25;
const PATTERN_ROOM: f32 = 0.55;

/// Pieces of a stretch of text that stays on one line.
struct Stretch {
    pieces: Vec<Piece>,
    width: f32,
}

/// Fills lines with the text of a source.
pub(super) struct Breaker<'a> {
    setting: Setting<'a>,
    source: &'a Source,
    style: TextStyle,
    width: f32,
    line: Line,
    /// Whether a hyphen appears if the current line ends here.
    soft: bool,
    lines: Vec<Line>,
}

impl<'a> Breaker<'a> {
    pub(super) fn new(setting: Setting<'a>, source: &'a Source, style: TextStyle, width: f32) -> Self {
        Self { setting, source, style, width, line: Line::default(), soft: false, lines: Vec::new() }
    }

    /// Places the text from `start` to `end`; returns its width if it is not meant to be divided, else 0.
    pub(super) fn place(&mut self, mut start: usize, end: usize) -> f32 {
        let soft = self.source.text[start..end].ends_with(SOFT_HYPHEN);
        let hyphen = if soft { self.hyphen_width() } else { 0.0 };
        let mut stretch = self.measure(start, end);
        let width = stretch.width;
        let (points, seams) = if self.next_x() + width + hyphen > self.width || width > self.width / 3.0 {
            self.divisions(start, end)
        } else {
            (Vec::new(), false)
        };
        let unbreakable = if points.is_empty() { width } else { 0.0 };
        loop {
            let x = self.next_x();
            if x + stretch.width + hyphen <= self.width + TOLERANCE {
                self.append(stretch);
                self.soft = soft;
                return unbreakable;
            }
            let room = self.width - x - self.hyphen_width();
            let worth = x <= 0.0 || room >= self.width * if seams { SEAM_ROOM } else { PATTERN_ROOM };
            let fitting = points
                .iter()
                .rev()
                .filter(|at| worth && **at > start)
                .map(|at| (*at, self.measure(start, *at)))
                .find(|(_, prefix)| prefix.width <= room);
            if let Some((at, prefix)) = fitting {
                self.append(prefix);
                self.hyphen();
                start = at;
                stretch = self.measure(start, end);
            } else if !self.line.pieces.is_empty() {
                if self.soft {
                    self.hyphen();
                } else {
                    self.end_line();
                }
            } else {
                self.force(start, end);
                return unbreakable;
            }
        }
    }

    /// Ends the current line.
    pub(super) fn end_line(&mut self) {
        if let Some(last) = self.line.pieces.last_mut() {
            last.spaces = last.spaces.min(1);
        }
        self.lines.push(std::mem::take(&mut self.line));
        self.soft = false;
    }

    /// Ends the paragraph.
    pub(super) fn finish(mut self) -> Vec<Line> {
        if !self.line.pieces.is_empty() || self.lines.is_empty() {
            self.end_line();
        }
        self.lines
    }

    /// Where the next piece begins on the current line.
    fn next_x(&self) -> f32 {
        self.line.pieces.last().map_or(0.0, |piece| {
            let after = match &piece.matter {
                Matter::Text { face, size, .. } => self.space(*face, *size) * piece.spaces as f32,
                Matter::Tag { kind, .. } => {
                    let extra = if *kind == TagKind::Origin { TAG_AFTER } else { 0.0 };
                    self.space(Face::Regular, self.style.size) * piece.spaces as f32 + extra
                }
                Matter::Mark(_) => {
                    self.space(Face::Regular, self.style.size) * piece.spaces as f32 + MARK_AFTER
                }
            };
            piece.x + piece.width + after
        })
    }

    fn space(&self, face: Face, size: f32) -> f32 {
        points(self.setting.faces.shape(face, " ").width, size)
    }

    fn append(&mut self, stretch: Stretch) {
        let offset = self.next_x();
        for mut piece in stretch.pieces {
            piece.x += offset;
            self.line.width = piece.x + piece.width;
            self.line.pieces.push(piece);
        }
    }

    /// Ends the current line with a hyphen.
    fn hyphen(&mut self) {
        let (face, size, span) = match self.line.pieces.last() {
            Some(Piece { matter: Matter::Text { face, size, .. }, span, .. }) => (*face, *size, *span),
            _ => (self.style.face, self.style.size, None),
        };
        let shaped = self.setting.faces.shape(face, "\u{AD}");
        let width = points(shaped.width, size);
        let piece = Piece { x: 0.0, width, spaces: 0, span, matter: Matter::Text { face, size, shaped } };
        self.append(Stretch { pieces: vec![piece], width });
        self.end_line();
    }

    fn hyphen_width(&self) -> f32 {
        points(self.setting.faces.shape(Face::Bold, "\u{AD}").width, self.style.size)
    }

    /// The pieces of the text from `start` to `end`, from x = 0.
    fn measure(&self, start: usize, end: usize) -> Stretch {
        let mut pieces: Vec<Piece> = Vec::new();
        let mut x = 0.0;
        let mut width = 0.0;
        let mut at = start;
        let mut run = self.source.runs.partition_point(|run| run.end <= start);
        while let Some(current) = self.source.runs.get(run).filter(|_| at < end) {
            let to = current.end.min(end);
            let text = self.source.text[at..to].trim_end_matches('\n');
            if text.starts_with(OBJECT) {
                if let Some(piece) = self.object(at, x, current.span) {
                    x += piece.width;
                    width = x;
                    pieces.push(piece);
                }
            } else {
                let word = text.trim_end_matches(' ');
                let spaces = text.len() - word.len();
                let space = self.space(current.face, self.style.size) * spaces as f32;
                if !word.is_empty() {
                    let shaped = if word.contains(SOFT_HYPHEN) {
                        self.setting.faces.shape(current.face, &word.replace(SOFT_HYPHEN, ""))
                    } else {
                        self.setting.faces.shape(current.face, word)
                    };
                    let length = points(shaped.width, self.style.size);
                    let matter = Matter::Text { face: current.face, size: self.style.size, shaped };
                    pieces.push(Piece { x, width: length, spaces, span: current.span, matter });
                    x += length;
                    width = x;
                } else if let Some(last) = pieces.last_mut() {
                    last.spaces += spaces;
                } else if spaces > 0 {
                    // Spaces of a run of their own: they belong to what stands before them.
                    let shaped = self.setting.faces.shape(current.face, "");
                    let matter = Matter::Text { face: current.face, size: self.style.size, shaped };
                    pieces.push(Piece { x, width: 0.0, spaces, span: None, matter });
                }
                x += space;
            }
            at = to;
            run += 1;
        }
        Stretch { pieces, width }
    }

    fn object(&self, at: usize, x: f32, span: Option<usize>) -> Option<Piece> {
        let index = self.source.objects.binary_search_by_key(&at, |object| object.at).ok()?;
        let (width, matter) = match &self.source.objects.get(index)?.kind {
            ObjectKind::Tag(kind, face, shaped) => (
                points(shaped.width, TAG_SIZE) + 2.0 * TAG_PAD,
                Matter::Tag { kind: *kind, face: *face, shaped: Rc::clone(shaped) },
            ),
            ObjectKind::Mark(mark) => (MARK_SIZE, Matter::Mark(*mark)),
        };
        Some(Piece { x, width, spaces: 0, span, matter })
    }

    /// Where the word from `start` to `end` may be divided with a hyphen, and whether these are seams.
    fn divisions(&self, start: usize, end: usize) -> (Vec<usize>, bool) {
        let text = &self.source.text[start..end];
        let allowed = self.style.hyphenate
            && self
                .source
                .runs
                .get(self.source.runs.partition_point(|run| run.end <= start))
                .is_some_and(|run| run.hyphenate && run.end >= start + text.trim_end().len())
            && !text.contains(|c: char| c == '@' || c.is_ascii_digit() || c == SOFT_HYPHEN);
        let mut points = Vec::new();
        let mut seams = true;
        let mut at = start;
        for word in text.split(|c: char| !c.is_alphabetic()).filter(|_| allowed) {
            let (found, at_seams) = hyphenation::points(word);
            seams &= at_seams || found.is_empty();
            points.extend(found.into_iter().map(|point| at + point));
            at += word.len();
            at += self.source.text[at..end].chars().next().map_or(0, char::len_utf8);
        }
        (points, seams)
    }

    /// Breaks what is wider than a line wherever the line is full.
    fn force(&mut self, start: usize, end: usize) {
        let mut cuts = Vec::new();
        let mut at = start;
        let mut used = 0.0;
        let mut run = self.source.runs.partition_point(|run| run.end <= start);
        while let Some(current) = self.source.runs.get(run).filter(|_| at < end) {
            let to = current.end.min(end);
            let shaped = self.setting.faces.shape(current.face, &self.source.text[at..to]);
            for (glyph, cluster) in shaped.glyphs.iter().zip(&shaped.clusters) {
                let advance = points(glyph.advance, self.style.size);
                // At the end of a line no letter moves closer to the next one.
                let alone = i32::from(self.setting.faces.advance(current.face, glyph.id));
                let alone = points(alone.max(glyph.advance), self.style.size);
                let cut = at + cluster;
                if used + alone > self.width && cut > cuts.last().copied().unwrap_or(start) {
                    cuts.push(cut);
                    used = 0.0;
                }
                used += advance;
            }
            at = to;
            run += 1;
        }
        let mut from = start;
        for cut in cuts {
            let part = self.measure(from, cut);
            self.append(part);
            self.end_line();
            from = cut;
        }
        let part = self.measure(from, end);
        self.append(part);
    }
}
