//! The one module that knows printpdf: from pages to a PDF document with marked content and subset fonts.
//!
//! What printpdf has no call for (structure tree, bookmarks, links, metadata) is added by `conformance`.

use std::collections::{BTreeMap, BTreeSet};

use printpdf::{
    Codepoint, Color, DictItem, FontId, FontMetrics, FontType, Greyscale, Line, LineDashPattern, LinePoint,
    Mm, Op, PaintMode, ParsedFont, PdfDocument, PdfFont, PdfFontHandle, PdfFontMetricsStub, PdfPage,
    PdfSaveOptions, Point, Polygon, PolygonRing, Pt, Rect, Rgb, TextItem, TextMatrix, WindingOrder,
};
use sha2::{Digest, Sha256};
use subsetter::GlyphRemapper;

use crate::ReportError;
use crate::layout::{PAGE_HEIGHT, Typefaces};
use crate::page::{Artifact, Book, Face, GlyphRun, Ink, Owner, Page, Paint, PathPoint, Role, Shape};

/// Dash and gap of dashed frames.
const DASH: [f32; 2] = [2.0, 1.4];

/// Writes the pages of `book` as a PDF document.
pub(crate) fn emit(book: &Book, faces: &Typefaces) -> Result<lopdf::Document, ReportError> {
    let mut document = PdfDocument::new("");
    let mut fonts = BTreeMap::new();
    for (face, glyphs) in used_glyphs(book) {
        let font = Font::subset(faces, face, &glyphs)?;
        document.resources.fonts.map.insert(font.id.clone(), PdfFont::new(font.parsed.clone()));
        fonts.insert(face, font);
    }
    let writer = Writer { book, fonts: &fonts };
    document.pages = book.pages.iter().map(|page| writer.page(page)).collect();
    let mut warnings = Vec::new();
    let options =
        PdfSaveOptions { optimize: false, subset_fonts: false, secure: true, image_optimization: None };
    Ok(document.to_lopdf_document(&options, &mut warnings))
}

fn used_glyphs(book: &Book) -> BTreeMap<Face, BTreeSet<u16>> {
    let mut used: BTreeMap<Face, BTreeSet<u16>> = BTreeMap::new();
    let shapes = book.pages.iter().flat_map(|page| &page.sequences).flat_map(|sequence| &sequence.shapes);
    for shape in shapes {
        if let Shape::Glyphs(run) = shape {
            used.entry(run.face).or_default().extend(run.glyphs.iter().map(|glyph| glyph.id));
        }
    }
    used
}

/// A subset of a face as printpdf wants it.
struct Font {
    id: FontId,
    parsed: ParsedFont,
    /// Glyph ids of the subset and full advances by glyph ids of the face.
    glyphs: BTreeMap<u16, Coded>,
}

/// How a glyph is written.
struct Coded {
    id: u16,
    advance: i32,
    text: Coding,
}

enum Coding {
    /// By its character.
    Character(char),
    /// By its number, with this text for extraction.
    Sequence(String),
}

impl Font {
    fn subset(faces: &Typefaces, face: Face, used: &BTreeSet<u16>) -> Result<Self, ReportError> {
        let name = match face {
            Face::Regular => "NotoSans-Regular",
            Face::Bold => "NotoSans-Bold",
            Face::Italic => "NotoSans-Italic",
        };
        let used: Vec<u16> = used.iter().copied().collect();
        let remapper = GlyphRemapper::new_from_glyphs_sorted(&used);
        let bytes =
            subsetter::subset(faces.bytes(face), 0, &remapper).map_err(|_| ReportError::Resource(name))?;
        let mut glyphs = BTreeMap::new();
        let mut characters = BTreeMap::new();
        let mut widths = BTreeMap::new();
        for old in used {
            let id = remapper.get(old).unwrap_or(0);
            let advance = faces.advance(face, old);
            widths.insert(id, advance);
            let text = match faces.character(face, old) {
                Some(character) => {
                    characters.insert(u32::from(character), id);
                    Coding::Character(character)
                }
                None => Coding::Sequence(faces.sequence(face, old)),
            };
            glyphs.insert(old, Coded { id, advance: i32::from(advance), text });
        }
        let metrics = faces.metrics(face);
        let tag: String =
            Sha256::digest(&bytes).iter().take(6).map(|byte| char::from(b'A' + byte % 26)).collect();
        let parsed = ParsedFont {
            original_bytes: bytes,
            font_index: 0,
            font_name: Some(format!("{tag}+{name}")),
            codepoint_to_glyph: characters,
            glyph_widths: widths,
            units_per_em: metrics.units_per_em,
            font_metrics: FontMetrics { ascent: metrics.ascender, descent: metrics.descender },
            font_type: FontType::TrueType,
            pdf_font_metrics: PdfFontMetricsStub {
                units_per_em: metrics.units_per_em,
                x_min: metrics.bounds[0],
                y_min: metrics.bounds[1],
                x_max: metrics.bounds[2],
                y_max: metrics.bounds[3],
                caret_slope_rise: metrics.slant.0,
                caret_slope_run: metrics.slant.1,
                us_weight_class: metrics.weight,
            },
        };
        Ok(Self { id: FontId(format!("F{}", face as usize)), parsed, glyphs })
    }
}

struct Writer<'a> {
    book: &'a Book,
    fonts: &'a BTreeMap<Face, Font>,
}

impl Writer<'_> {
    fn page(&self, page: &Page) -> PdfPage {
        let mut ops = Vec::new();
        for sequence in &page.sequences {
            ops.push(self.begin(sequence.owner));
            for shape in &sequence.shapes {
                match shape {
                    Shape::Glyphs(run) => self.run(run, &mut ops),
                    other => draw(other, &mut ops),
                }
            }
            ops.push(Op::EndMarkedContent);
        }
        PdfPage::new(Mm(210.0), Mm(297.0), ops)
    }

    fn begin(&self, owner: Owner) -> Op {
        let name = |value: &str| DictItem::Name(value.as_bytes().to_vec());
        let (tag, map) = match owner {
            Owner::Node { node, content } => {
                let role = self.book.nodes.get(node.0).map_or(Role::Span, |node| node.role);
                let number = i64::try_from(content).unwrap_or(0);
                (role_name(role), BTreeMap::from([("MCID".to_owned(), DictItem::Int(number))]))
            }
            Owner::Artifact(artifact) => {
                let mut map = BTreeMap::new();
                let kind = if artifact == Artifact::Layout { "Layout" } else { "Pagination" };
                map.insert("Type".to_owned(), name(kind));
                match artifact {
                    Artifact::Header => map.insert("Subtype".to_owned(), name("Header")),
                    Artifact::Footer => map.insert("Subtype".to_owned(), name("Footer")),
                    Artifact::Layout | Artifact::Pagination => None,
                };
                ("Artifact", map)
            }
        };
        Op::BeginMarkedContentWithProperties { tag: tag.to_owned(), properties: DictItem::Dict { map } }
    }

    /// Text: kerning is written as offsets, marks set off from the baseline are placed one by one.
    fn run(&self, run: &GlyphRun, ops: &mut Vec<Op>) {
        let Some(font) = self.fonts.get(&run.face) else { return };
        if let Some(text) = &run.text {
            let mut utf16 = vec![0xFE, 0xFF];
            utf16.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
            let map =
                BTreeMap::from([("ActualText".to_owned(), DictItem::String { data: utf16, literal: false })]);
            ops.push(Op::BeginMarkedContentWithProperties {
                tag: "Span".to_owned(),
                properties: DictItem::Dict { map },
            });
        }
        ops.push(Op::StartTextSection);
        ops.push(Op::SetFont { font: PdfFontHandle::External(font.id.clone()), size: Pt(run.size) });
        let mut items = Items::default();
        let mut x = run.x;
        let mut origin = run.x;
        let flush = |items: &mut Items, x: f32, rise: f32, ops: &mut Vec<Op>| {
            let items = items.take();
            if !items.is_empty() {
                let y = flip(run.y) + rise;
                ops.push(Op::SetTextMatrix { matrix: TextMatrix::Translate(Pt(round(x)), Pt(round(y))) });
                ops.push(Op::ShowText { items });
            }
        };
        let thousandth = run.size / 1000.0;
        for glyph in &run.glyphs {
            let Some(coded) = font.glyphs.get(&glyph.id) else { continue };
            if glyph.dx != 0 || glyph.dy != 0 {
                flush(&mut items, origin, 0.0, ops);
                items.push(coded, 0);
                let (dx, dy) = (glyph.dx as f32 * thousandth, glyph.dy as f32 * thousandth);
                flush(&mut items, x + dx, dy, ops);
                x += glyph.advance as f32 * thousandth;
                origin = x;
                continue;
            }
            items.push(coded, coded.advance - glyph.advance);
            x += glyph.advance as f32 * thousandth;
        }
        flush(&mut items, origin, 0.0, ops);
        ops.push(Op::EndTextSection);
        if run.text.is_some() {
            ops.push(Op::EndMarkedContent);
        }
    }
}

/// The operands of a text operator.
#[derive(Default)]
struct Items {
    items: Vec<TextItem>,
    text: String,
}

impl Items {
    /// Adds a glyph that is narrower by `kerning` thousandths.
    fn push(&mut self, coded: &Coded, kerning: i32) {
        match &coded.text {
            Coding::Character(character) => self.text.push(*character),
            Coding::Sequence(text) => {
                self.close();
                self.items.push(TextItem::GlyphIds(vec![Codepoint::with_cid(coded.id, 0.0, text.clone())]));
            }
        }
        if kerning != 0 {
            self.close();
            self.items.push(TextItem::Offset(kerning as f32));
        }
    }

    fn close(&mut self) {
        if !self.text.is_empty() {
            self.items.push(TextItem::Text(std::mem::take(&mut self.text)));
        }
    }

    fn take(&mut self) -> Vec<TextItem> {
        self.close();
        std::mem::take(&mut self.items)
    }
}

/// Rules, frames and figures.
fn draw(shape: &Shape, ops: &mut Vec<Op>) {
    let rectangle = |x: f32, y: f32, width: f32, height: f32, mode: PaintMode| Op::DrawRectangle {
        rectangle: Rect {
            x: Pt(round(x)),
            y: Pt(round(flip(y + height))),
            width: Pt(round(width)),
            height: Pt(round(height)),
            mode: Some(mode),
            winding_order: Some(WindingOrder::NonZero),
        },
    };
    match shape {
        Shape::Glyphs(_) => {}
        Shape::Bar { x, y, width, height, ink } => {
            if *ink == Ink::Blue {
                let blue = Rgb::new(31.0 / 255.0, 58.0 / 255.0, 95.0 / 255.0, None);
                ops.push(Op::SetFillColor { col: Color::Rgb(blue) });
            }
            ops.push(rectangle(*x, *y, *width, *height, PaintMode::Fill));
            if *ink == Ink::Blue {
                ops.push(Op::SetFillColor { col: Color::Greyscale(Greyscale::new(0.0, None)) });
            }
        }
        Shape::Rule { x, y, width, weight } => {
            // A stroke: viewers would draw a filled bar as thick as a whole pixel.
            let point = |x| line_point(&PathPoint { x, y: *y, control: false });
            ops.push(Op::SetOutlineThickness { pt: Pt(*weight) });
            let points = vec![point(*x), point(x + width)];
            ops.push(Op::DrawLine { line: Line { points, is_closed: false } });
        }
        Shape::Frame { x, y, width, height, line, dashed } => {
            ops.push(Op::SetOutlineThickness { pt: Pt(*line) });
            if *dashed {
                ops.push(Op::SetLineDashPattern { dash: LineDashPattern::new(0.0, &DASH) });
            }
            ops.push(rectangle(*x, *y, *width, *height, PaintMode::Stroke));
            if *dashed {
                ops.push(Op::SetLineDashPattern { dash: LineDashPattern::default() });
            }
        }
        Shape::Path { points, paint } => {
            let points = points.iter().map(line_point).collect();
            match paint {
                Paint::Fill => ops.push(Op::DrawPolygon {
                    polygon: Polygon {
                        rings: vec![PolygonRing { points }],
                        mode: PaintMode::Fill,
                        winding_order: WindingOrder::NonZero,
                    },
                }),
                Paint::Stroke(width) => {
                    ops.push(Op::SetOutlineThickness { pt: Pt(*width) });
                    ops.push(Op::DrawLine { line: Line { points, is_closed: true } });
                }
            }
        }
    }
}

fn line_point(point: &PathPoint) -> LinePoint {
    LinePoint { p: Point { x: Pt(round(point.x)), y: Pt(round(flip(point.y))) }, bezier: point.control }
}

/// PDF measures from the bottom edge.
fn flip(y: f32) -> f32 {
    PAGE_HEIGHT - y
}

/// Hundredths of a point are finer than any printer; more digits only make the file larger.
fn round(length: f32) -> f32 {
    (length * 100.0).round() / 100.0
}

/// The name of a structure type in PDF.
pub(crate) fn role_name(role: Role) -> &'static str {
    match role {
        Role::Document => "Document",
        Role::Sect => "Sect",
        Role::Title => "Title",
        Role::H1 => "H1",
        Role::H2 => "H2",
        Role::H3 => "H3",
        Role::P => "P",
        Role::Table => "Table",
        Role::THead => "THead",
        Role::TBody => "TBody",
        Role::TR => "TR",
        Role::TH => "TH",
        Role::TD => "TD",
        Role::L => "L",
        Role::LI => "LI",
        Role::Lbl => "Lbl",
        Role::LBody => "LBody",
        Role::Link => "Link",
        Role::Quote => "Quote",
        Role::Span => "Span",
    }
}
