//! The bundled faces: shaping with kerning, measured in thousandths of the type size.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use rustybuzz::ttf_parser::{self, Tag};
use rustybuzz::{BufferFlags, Direction, Feature, UnicodeBuffer};

use crate::ReportError;
use crate::page::{Face, Glyph};

const REGULAR: &[u8] = include_bytes!("../../../../../assets/fonts/NotoSans-Regular.ttf");
const BOLD: &[u8] = include_bytes!("../../../../../assets/fonts/NotoSans-Bold.ttf");
const ITALIC: &[u8] = include_bytes!("../../../../../assets/fonts/NotoSans-Italic.ttf");

/// Printed for a character the faces do not have.
const REPLACEMENT: char = '\u{FFFD}';

/// Words longer than this are shaped, but not remembered.
const CACHED_LENGTH: usize = 256;

/// A word as glyphs.
#[derive(Debug)]
pub(crate) struct Shaped {
    pub(crate) glyphs: Vec<Glyph>,
    /// For each glyph the byte of the word it begins with.
    pub(crate) clusters: Vec<usize>,
    pub(crate) width: i32,
    /// The face's plain space.
    pub(crate) space: Glyph,
    /// The word itself where replacements are printed instead of some of its characters.
    pub(crate) hidden: Option<String>,
}

/// The three faces and what has been shaped with them.
pub(crate) struct Typefaces {
    faces: [Typeface; 3],
}

struct Typeface {
    bytes: &'static [u8],
    face: rustybuzz::Face<'static>,
    space: Glyph,
    /// The character a glyph stands for; the lowest one where several share it.
    characters: BTreeMap<u16, char>,
    /// Text of glyphs that stand for no single character, as first met.
    sequences: RefCell<BTreeMap<u16, String>>,
    words: RefCell<HashMap<String, Rc<Shaped>>>,
}

/// Measures of a face that a PDF font descriptor wants, in thousandths of the type size.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Metrics {
    pub(crate) units_per_em: u16,
    pub(crate) ascender: i16,
    pub(crate) descender: i16,
    pub(crate) bounds: [i16; 4],
    pub(crate) slant: (i16, i16),
    pub(crate) weight: u16,
}

impl Typefaces {
    /// Reads the bundled fonts.
    pub(crate) fn load() -> Result<Self, ReportError> {
        Ok(Self {
            faces: [
                Typeface::load(REGULAR, "NotoSans-Regular.ttf")?,
                Typeface::load(BOLD, "NotoSans-Bold.ttf")?,
                Typeface::load(ITALIC, "NotoSans-Italic.ttf")?,
            ],
        })
    }

    fn of(&self, face: Face) -> &Typeface {
        &self.faces[face as usize]
    }

    /// Shapes `word`, which holds no line break.
    pub(crate) fn shape(&self, face: Face, word: &str) -> Rc<Shaped> {
        let typeface = self.of(face);
        if let Some(shaped) = typeface.words.borrow().get(word) {
            return Rc::clone(shaped);
        }
        let shaped = Rc::new(typeface.shape(word));
        if word.len() <= CACHED_LENGTH {
            typeface.words.borrow_mut().insert(word.to_owned(), Rc::clone(&shaped));
        }
        shaped
    }

    /// The font file.
    pub(crate) fn bytes(&self, face: Face) -> &'static [u8] {
        self.of(face).bytes
    }

    /// The single character a glyph stands for.
    pub(crate) fn character(&self, face: Face, glyph: u16) -> Option<char> {
        self.of(face).characters.get(&glyph).copied()
    }

    /// The text of a glyph that stands for no single character.
    pub(crate) fn sequence(&self, face: Face, glyph: u16) -> String {
        let known = self.of(face).sequences.borrow().get(&glyph).cloned();
        known.unwrap_or_else(|| REPLACEMENT.to_string())
    }

    /// The advance of a glyph without kerning.
    pub(crate) fn advance(&self, face: Face, glyph: u16) -> u16 {
        self.of(face).face.glyph_hor_advance(ttf_parser::GlyphId(glyph)).unwrap_or(0)
    }

    pub(crate) fn metrics(&self, face: Face) -> Metrics {
        let face = &self.of(face).face;
        let bounds = face.global_bounding_box();
        let slant = face.tables().hhea;
        Metrics {
            units_per_em: u16::try_from(face.units_per_em()).unwrap_or(1000),
            ascender: slant.ascender,
            descender: slant.descender,
            bounds: [bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max],
            slant: if face.is_italic() { (1000, 212) } else { (1, 0) },
            weight: face.weight().to_number(),
        }
    }
}

impl Typeface {
    fn load(bytes: &'static [u8], name: &'static str) -> Result<Self, ReportError> {
        let face = rustybuzz::Face::from_slice(bytes, 0).ok_or(ReportError::Resource(name))?;
        // Widths are taken for thousandths everywhere.
        if face.units_per_em() != 1000 || face.glyph_index(REPLACEMENT).is_none() {
            return Err(ReportError::Resource(name));
        }
        let space = face.glyph_index(' ').ok_or(ReportError::Resource(name))?;
        let space = Glyph {
            id: space.0,
            advance: i32::from(face.glyph_hor_advance(space).unwrap_or(0)),
            dx: 0,
            dy: 0,
        };
        let mut characters = BTreeMap::new();
        for table in face.tables().cmap.into_iter().flat_map(|cmap| cmap.subtables) {
            if !table.is_unicode() {
                continue;
            }
            table.codepoints(|code| {
                let glyph = table.glyph_index(code).filter(|glyph| glyph.0 != 0);
                if let (Some(glyph), Some(character)) = (glyph, char::from_u32(code)) {
                    let lowest = characters.entry(glyph.0).or_insert(character);
                    *lowest = character.min(*lowest);
                }
            });
        }
        Ok(Self { bytes, face, space, characters, sequences: RefCell::default(), words: RefCell::default() })
    }

    fn shape(&self, word: &str) -> Shaped {
        let mut buffer = UnicodeBuffer::new();
        let mut hidden = false;
        for (at, character) in word.char_indices() {
            let printed = match character {
                // Fixed spaces read as plain ones: a reader searches for “Art. 6” with a plain space.
                '\u{A0}' | '\u{202F}' => ' ',
                other if self.face.glyph_index(other).is_some() => other,
                _ => {
                    hidden = true;
                    REPLACEMENT
                }
            };
            buffer.add(printed, u32::try_from(at).unwrap_or(u32::MAX));
        }
        buffer.set_direction(Direction::LeftToRight);
        buffer.guess_segment_properties();
        // Else the hyphen at the end of a line would be invisible.
        buffer.set_flags(BufferFlags::PRESERVE_DEFAULT_IGNORABLES);
        // Ligatures would hide letters from a search.
        let off = |tag: &[u8; 4]| Feature::new(Tag::from_bytes(tag), 0, ..);
        let output = rustybuzz::shape(&self.face, &[off(b"liga"), off(b"clig")], buffer);
        let clusters: Vec<usize> = output.glyph_infos().iter().map(|info| info.cluster as usize).collect();
        let glyphs: Vec<Glyph> = output
            .glyph_infos()
            .iter()
            .zip(output.glyph_positions())
            .map(|(info, position)| Glyph {
                id: u16::try_from(info.glyph_id).unwrap_or(0),
                advance: position.x_advance,
                dx: position.x_offset,
                dy: position.y_offset,
            })
            .collect();
        for (index, glyph) in glyphs.iter().enumerate() {
            if !self.characters.contains_key(&glyph.id) {
                let from = clusters[index];
                let to = clusters.iter().copied().find(|at| *at > from).unwrap_or(word.len());
                self.sequences
                    .borrow_mut()
                    .entry(glyph.id)
                    .or_insert_with(|| word.get(from..to).unwrap_or_default().to_owned());
            }
        }
        Shaped {
            width: glyphs.iter().map(|glyph| glyph.advance).sum(),
            glyphs,
            clusters,
            space: self.space,
            hidden: hidden.then(|| word.to_owned()),
        }
    }
}
