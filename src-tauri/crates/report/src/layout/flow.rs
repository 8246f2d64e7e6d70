//! A column of lines with the structure elements they belong to: the content of a cell, a heading, a
//! paragraph or a list, ready to be painted line by line on one page or several.

use super::grid::{TAG_SIZE, TextStyle, mm};
use super::marks;
use super::paragraph::{Line, Matter, Paragraph, Piece, Setting, Span, TAG_PAD, set, set_text};
use crate::document::{Flow, Inline, List, Reading, TagKind, Target};
use crate::page::{Artifact, Attribute, Book, GlyphRun, LinkArea, LinkTarget, NodeId, Painter, Role, Shape};

/// Widest label of a list that gets a column of its own; longer ones are broken.
const LABEL_WIDTH: f32 = mm(24.0);
const LABEL_GAP: f32 = mm(2.0);
/// Space before a list that follows a paragraph, and before a paragraph that follows a list.
const LIST_GAP: f32 = mm(0.9);

/// Lines from top to bottom; lengths in points from the column's top left corner.
#[derive(Debug, Default)]
pub(super) struct Column {
    pub(super) lines: Vec<ColumnLine>,
    elements: Vec<Element>,
    pub(super) height: f32,
    /// Width of the longest piece that is not broken unless it must.
    pub(super) unbreakable: f32,
}

#[derive(Debug)]
pub(super) struct ColumnLine {
    pub(super) top: f32,
    pub(super) bottom: f32,
    baseline: f32,
    x: f32,
    line: Line,
    element: usize,
}

/// A structure element of the column, made when its first line is painted.
#[derive(Debug)]
struct Element {
    role: Role,
    attributes: Vec<Attribute>,
    parent: Option<usize>,
    node: Option<NodeId>,
    spans: Vec<(Span, Option<NodeId>)>,
    /// Whether the element is the one that holds the whole column, such as the cell.
    is_root: bool,
}

impl Column {
    /// Width of its longest line.
    pub(super) fn width(&self) -> f32 {
        self.lines.iter().map(|line| line.x + line.line.width).fold(0.0, f32::max)
    }

    /// A column that holds one paragraph; its element is the root that painting names.
    pub(super) fn of(setting: Setting<'_>, inlines: &[Inline], style: TextStyle, width: f32) -> Self {
        let mut column = Self::default();
        let root = column.root();
        column.add(set(setting, inlines, style, width), style, 0.0, root);
        column
    }

    /// A column that holds a cell's content. A single paragraph belongs to the cell itself.
    pub(super) fn of_flows(setting: Setting<'_>, flows: &[Flow], style: TextStyle, width: f32) -> Self {
        if let [Flow::Paragraph(inlines)] = flows {
            return Self::of(setting, inlines, style, width);
        }
        let mut column = Self::default();
        column.add_flows(setting, flows, style, 0.0, width, None);
        column
    }

    /// A column that holds a list.
    pub(super) fn of_list(setting: Setting<'_>, list: &List, style: TextStyle, width: f32) -> Self {
        let mut column = Self::default();
        column.add_list(setting, list, style, 0.0, width, None);
        column
    }

    /// The element that painting names.
    pub(super) fn root(&mut self) -> usize {
        self.element(Role::P, Vec::new(), None, true)
    }

    fn element(
        &mut self,
        role: Role,
        attributes: Vec<Attribute>,
        parent: Option<usize>,
        is_root: bool,
    ) -> usize {
        self.elements.push(Element { role, attributes, parent, node: None, spans: Vec::new(), is_root });
        self.elements.len() - 1
    }

    /// Appends the lines of `paragraph`, indented by `x`, to `element`.
    pub(super) fn add(&mut self, paragraph: Paragraph, style: TextStyle, x: f32, element: usize) {
        let first_span = self.elements[element].spans.len();
        self.elements[element].spans.extend(paragraph.spans.into_iter().map(|span| (span, None)));
        self.unbreakable = self.unbreakable.max(paragraph.unbreakable + x);
        for mut line in paragraph.lines {
            for piece in &mut line.pieces {
                piece.span = piece.span.map(|span| span + first_span);
            }
            let top = self.height;
            self.height += style.leading;
            let baseline = top + style.baseline();
            self.lines.push(ColumnLine { top, bottom: self.height, baseline, x, line, element });
        }
    }

    fn add_flows(
        &mut self,
        setting: Setting<'_>,
        flows: &[Flow],
        style: TextStyle,
        x: f32,
        width: f32,
        parent: Option<usize>,
    ) {
        let mut after_list = None;
        for flow in flows {
            let is_list = matches!(flow, Flow::List(_));
            if after_list.is_some_and(|was_list: bool| was_list != is_list) && parent.is_none() {
                self.height += LIST_GAP;
            }
            after_list = Some(is_list);
            match flow {
                Flow::Paragraph(inlines) => {
                    let element = self.element(Role::P, Vec::new(), parent, false);
                    self.add(set(setting, inlines, style, width - x), style, x, element);
                }
                Flow::List(list) => self.add_list(setting, list, style, x, width, parent),
            }
        }
    }

    fn add_list(
        &mut self,
        setting: Setting<'_>,
        list: &List,
        style: TextStyle,
        x: f32,
        width: f32,
        parent: Option<usize>,
    ) {
        let numbered = list.items.iter().any(|item| item.label.chars().any(char::is_alphanumeric));
        let element = self.element(Role::L, vec![Attribute::Numbered(numbered)], parent, false);
        let widest = LABEL_WIDTH.min((width - x) / 3.0);
        let labels: Vec<Paragraph> = list
            .items
            .iter()
            .map(|item| set_text(setting, &item.label, style.whole_words(), widest))
            .collect();
        let used =
            labels.iter().flat_map(|label| &label.lines).map(|line| line.width).fold(0.0_f32, f32::max);
        let indent = used + LABEL_GAP;
        for (item, label) in list.items.iter().zip(labels) {
            let item_element = self.element(Role::LI, Vec::new(), Some(element), false);
            let label_element = self.element(Role::Lbl, Vec::new(), Some(item_element), false);
            let body = self.element(Role::LBody, Vec::new(), Some(item_element), false);
            let top = self.height;
            self.add(label, style, x, label_element);
            let below_label = std::mem::replace(&mut self.height, top);
            match item.content.as_slice() {
                [Flow::Paragraph(inlines)] => {
                    self.add(set(setting, inlines, style, width - x - indent), style, x + indent, body);
                }
                flows => self.add_flows(setting, flows, style, x + indent, width, Some(body)),
            }
            self.height = self.height.max(below_label);
        }
        // Labels and bodies interleave; painting and splitting want the order of the page.
        self.lines.sort_by(|a, b| a.top.total_cmp(&b.top));
    }

    /// Moves all lines down.
    pub(super) fn shift(&mut self, by: f32) {
        for line in &mut self.lines {
            line.top += by;
            line.bottom += by;
            line.baseline += by;
        }
        self.height += by;
    }

    /// Width of the widest line.
    pub(super) fn used_width(&self) -> f32 {
        self.lines.iter().map(|line| line.x + line.line.width).fold(0.0, f32::max)
    }

    /// How many of the lines from `from` on end at most `room` below the top of line `from`.
    pub(super) fn fitting(&self, from: usize, room: f32) -> usize {
        let Some(first) = self.lines.get(from) else { return 0 };
        self.lines[from..].iter().take_while(|line| line.bottom - first.top <= room).count()
    }

    /// Height from the top of line `from` to the end.
    pub(super) fn rest(&self, from: usize) -> f32 {
        self.lines.get(from).map_or(0.0, |line| self.height - line.top)
    }

    /// Paints the lines `from..to` on the last page. Line `from` has its top at `y`. With `right`, lines end
    /// at `x` instead of beginning there.
    pub(super) fn paint(
        &mut self,
        book: &mut Book,
        lines: std::ops::Range<usize>,
        (x, y): (f32, f32),
        right: bool,
        painter: Painter,
    ) {
        let Some(offset) = self.lines.get(lines.start).map(|line| y - line.top) else { return };
        for index in lines {
            let Some(line) = self.lines.get(index) else { return };
            let element = line.element;
            let painter = match painter {
                Painter::Node(root) => Painter::Node(node(&mut self.elements, book, element, root)),
                artifact => artifact,
            };
            let start = if right { x - line.line.width } else { x + line.x };
            paint_line(
                book,
                &line.line,
                (start, line.baseline + offset),
                line.bottom - line.top,
                painter,
                &mut self.elements[element].spans,
            );
        }
    }
}

/// The structure node of an element, made with its parents if need be.
fn node(elements: &mut [Element], book: &mut Book, index: usize, root: NodeId) -> NodeId {
    let element = &elements[index];
    if element.is_root {
        return root;
    }
    if let Some(node) = element.node {
        return node;
    }
    let (role, attributes) = (element.role, element.attributes.clone());
    let parent = element.parent.map_or(root, |parent| node(elements, book, parent, root));
    let made = book.add_node(parent, role, attributes);
    elements[index].node = Some(made);
    made
}

/// Paints a line with its links, frames and marks.
fn paint_line(
    book: &mut Book,
    line: &Line,
    (x, baseline): (f32, f32),
    height: f32,
    painter: Painter,
    spans: &mut [(Span, Option<NodeId>)],
) {
    let mut index = 0;
    while let Some(first) = line.pieces.get(index) {
        let until = line.pieces[index..].iter().take_while(|piece| piece.span == first.span).count() + index;
        let pieces = &line.pieces[index..until];
        let inner = match (painter, first.span.and_then(|span| spans.get_mut(span))) {
            (Painter::Node(parent), Some((span, made))) => {
                let node = *made.get_or_insert_with(|| span_node(book, parent, span));
                if let Span::Link { target, description } = span {
                    let end = pieces.last().map_or(0.0, |piece| piece.x + piece.width);
                    paint_pieces(book, pieces, x, baseline, Painter::Node(node));
                    book.add_link(LinkArea {
                        x: x + first.x,
                        y: baseline - 0.786 * height,
                        width: end - first.x,
                        height,
                        target: match target {
                            Target::Anchor(anchor) => LinkTarget::Anchor(anchor.clone()),
                            Target::Uri(uri) => LinkTarget::Uri(uri.clone()),
                        },
                        description: description.clone(),
                        node,
                    });
                    index = until;
                    continue;
                }
                Painter::Node(node)
            }
            _ => painter,
        };
        paint_pieces(book, pieces, x, baseline, inner);
        index = until;
    }
}

fn span_node(book: &mut Book, parent: NodeId, span: &Span) -> NodeId {
    let (role, attributes) = match span {
        Span::Link { .. } => (Role::Link, Vec::new()),
        Span::Quote => (Role::Quote, Vec::new()),
        Span::Tag => (Role::Span, Vec::new()),
        Span::Reading(Reading::Instead(text)) => (Role::Span, vec![Attribute::ActualText(text.clone())]),
        Span::Reading(Reading::Expansion(text)) => (Role::Span, vec![Attribute::Expansion(text.clone())]),
    };
    book.add_node(parent, role, attributes)
}

fn paint_pieces(book: &mut Book, pieces: &[Piece], x: f32, baseline: f32, painter: Painter) {
    let mut run: Option<GlyphRun> = None;
    let flush = |run: &mut Option<GlyphRun>, book: &mut Book| {
        if let Some(run) = run.take().filter(|run| !run.glyphs.is_empty()) {
            book.paint(painter, Shape::Glyphs(run));
        }
    };
    let decoration = Painter::Artifact(Artifact::Layout);
    for piece in pieces {
        match &piece.matter {
            Matter::Text { face, size, shaped } => {
                let joins = run.as_ref().is_some_and(|run| {
                    run.face == *face && run.size == *size && run.text.is_none() && shaped.hidden.is_none()
                });
                if !joins {
                    flush(&mut run, book);
                }
                let current = run.get_or_insert_with(|| GlyphRun {
                    face: *face,
                    size: *size,
                    x: x + piece.x,
                    y: baseline,
                    glyphs: Vec::new(),
                    text: shaped.hidden.clone(),
                });
                current.glyphs.extend(&shaped.glyphs);
                current.push_spaces(piece.spaces, shaped.space);
            }
            Matter::Tag { kind, face, shaped } => {
                flush(&mut run, book);
                let width = piece.width;
                let mut glyphs = GlyphRun {
                    face: *face,
                    size: TAG_SIZE,
                    x: x + piece.x + TAG_PAD,
                    y: baseline,
                    glyphs: shaped.glyphs.clone(),
                    text: shaped.hidden.clone(),
                };
                glyphs.push_spaces(piece.spaces, shaped.space);
                book.paint(painter, Shape::Glyphs(glyphs));
                let (line, dashed) = match kind {
                    TagKind::Origin => (0.6, false),
                    TagKind::Gap => (0.7, true),
                };
                let frame =
                    Shape::Frame { x: x + piece.x, y: baseline - 8.3, width, height: 10.8, line, dashed };
                book.paint(decoration, frame);
            }
            Matter::Mark(mark) => {
                flush(&mut run, book);
                for shape in marks::shapes(*mark, x + piece.x, baseline) {
                    book.paint(decoration, shape);
                }
            }
        }
    }
    flush(&mut run, book);
}
