//! The page model: pages with positioned shapes, each owned by a node of the structure tree or marked as an
//! artifact. Lengths are points from the top left corner of an A4 page; no PDF library is known here.

use std::collections::BTreeMap;

/// A laid-out document.
#[derive(Debug, Default)]
pub(crate) struct Book {
    /// The pages.
    pub(crate) pages: Vec<Page>,
    /// The structure tree; node 0 is the document.
    pub(crate) nodes: Vec<Node>,
    /// Headings for the bookmarks, in reading order.
    pub(crate) outline: Vec<Bookmark>,
    /// Where each anchor stands.
    pub(crate) anchors: BTreeMap<String, Place>,
}

/// One page.
#[derive(Debug, Default)]
pub(crate) struct Page {
    /// What is painted, in this order.
    pub(crate) sequences: Vec<Sequence>,
    /// Areas that lead somewhere.
    pub(crate) links: Vec<LinkArea>,
    /// For each marked-content number of the page the node that owns it.
    pub(crate) owners: Vec<NodeId>,
}

/// Shapes painted one after the other for the same owner.
#[derive(Debug)]
pub(crate) struct Sequence {
    pub(crate) owner: Owner,
    pub(crate) shapes: Vec<Shape>,
}

/// To whom painted shapes belong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Owner {
    /// A structure node; `content` is the marked-content number on its page.
    Node { node: NodeId, content: usize },
    /// Not part of the content.
    Artifact(Artifact),
}

/// Why something is not part of the content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Artifact {
    /// Rules, frames, bars and marks.
    Layout,
    /// The running header.
    Header,
    /// The running footer.
    Footer,
    /// Repeated heads and continuation notes.
    Pagination,
}

/// Who paints: like [`Owner`], before the page has given a marked-content number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Painter {
    Node(NodeId),
    Artifact(Artifact),
}

/// Something visible.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Shape {
    /// Glyphs on a baseline.
    Glyphs(GlyphRun),
    /// A closed figure made of lines and Bézier curves.
    Path { points: Vec<PathPoint>, paint: Paint },
    /// A horizontal rule, centred on `y`.
    Rule { x: f32, y: f32, width: f32, weight: f32 },
    /// A filled rectangle.
    Bar { x: f32, y: f32, width: f32, height: f32, ink: Ink },
    /// A rectangle's outline.
    Frame { x: f32, y: f32, width: f32, height: f32, line: f32, dashed: bool },
}

/// A point of a path; two control points come before the end of a curve.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct PathPoint {
    pub(crate) x: f32,
    pub(crate) y: f32,
    pub(crate) control: bool,
}

/// How a path is painted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Paint {
    Fill,
    /// Outline of this width.
    Stroke(f32),
}

/// The colours in use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ink {
    Black,
    /// The dark blue of the opening bar.
    Blue,
}

/// The bundled faces.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Face {
    Regular,
    Bold,
    Italic,
}

/// Glyphs of one face and size on a baseline.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct GlyphRun {
    pub(crate) face: Face,
    pub(crate) size: f32,
    /// Left end.
    pub(crate) x: f32,
    /// Baseline.
    pub(crate) y: f32,
    pub(crate) glyphs: Vec<Glyph>,
    /// The characters behind the glyphs where these cannot tell, i.e. where replacements are printed.
    pub(crate) text: Option<String>,
}

impl GlyphRun {
    /// Appends `count` spaces.
    pub(crate) fn push_spaces(&mut self, count: usize, space: Glyph) {
        self.glyphs.extend(std::iter::repeat_n(space, count));
        if let Some(text) = &mut self.text {
            text.extend(std::iter::repeat_n(' ', count));
        }
    }
}

/// A glyph; lengths in thousandths of the type size.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Glyph {
    pub(crate) id: u16,
    pub(crate) advance: i32,
    pub(crate) dx: i32,
    pub(crate) dy: i32,
}

/// An area of a page that leads somewhere.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct LinkArea {
    pub(crate) x: f32,
    pub(crate) y: f32,
    pub(crate) width: f32,
    pub(crate) height: f32,
    pub(crate) target: LinkTarget,
    pub(crate) description: String,
    /// The Link node it belongs to.
    pub(crate) node: NodeId,
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum LinkTarget {
    Anchor(String),
    Uri(String),
}

/// A place in the book.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Place {
    /// Page index from 0.
    pub(crate) page: usize,
    /// Distance from the top edge.
    pub(crate) y: f32,
}

/// A heading in the bookmarks.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Bookmark {
    /// 1 or 2.
    pub(crate) level: u8,
    pub(crate) title: String,
    pub(crate) place: Place,
}

/// A node of the structure tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct NodeId(pub(crate) usize);

/// The document node.
pub(crate) const ROOT: NodeId = NodeId(0);

/// A structure element.
#[derive(Debug)]
pub(crate) struct Node {
    pub(crate) role: Role,
    pub(crate) parent: Option<NodeId>,
    pub(crate) children: Vec<Child>,
    pub(crate) attributes: Vec<Attribute>,
}

/// What a structure element holds, in reading order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Child {
    Node(NodeId),
    /// Marked content on a page.
    Content {
        page: usize,
        content: usize,
    },
    /// A link area of a page.
    Link {
        page: usize,
        link: usize,
    },
}

/// The standard structure types in use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    Document,
    Sect,
    /// The cover's title; stands for P.
    Title,
    H1,
    H2,
    H3,
    P,
    Table,
    THead,
    TBody,
    TR,
    TH,
    TD,
    L,
    LI,
    Lbl,
    LBody,
    Link,
    Quote,
    Span,
}

/// What a structure element tells beyond its type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Attribute {
    /// A TH that heads a column.
    ScopeColumn,
    /// A TH that heads a row.
    ScopeRow,
    ColumnSpan(usize),
    /// The TH nodes that head this cell.
    Headers(Vec<NodeId>),
    /// The labels of a list are numbers rather than dashes.
    Numbered(bool),
    /// Read this instead.
    ActualText(String),
    /// What an abbreviation stands for.
    Expansion(String),
}

impl Book {
    /// An empty book with its document node.
    pub(crate) fn new() -> Self {
        let root = Node { role: Role::Document, parent: None, children: Vec::new(), attributes: Vec::new() };
        Self { nodes: vec![root], ..Self::default() }
    }

    /// Adds a structure element as the last child of `parent`.
    pub(crate) fn add_node(&mut self, parent: NodeId, role: Role, attributes: Vec<Attribute>) -> NodeId {
        let id = NodeId(self.nodes.len());
        self.nodes.push(Node { role, parent: Some(parent), children: Vec::new(), attributes });
        self.nodes[parent.0].children.push(Child::Node(id));
        id
    }

    /// Paints `shape` on the last page.
    pub(crate) fn paint(&mut self, painter: Painter, shape: Shape) {
        let Some(index) = self.pages.len().checked_sub(1) else { return };
        self.paint_on(index, painter, shape);
    }

    /// Paints `shape` on page `index`.
    pub(crate) fn paint_on(&mut self, index: usize, painter: Painter, shape: Shape) {
        let page = &mut self.pages[index];
        if let Some(last) = page.sequences.last_mut() {
            let same = match (last.owner, painter) {
                (Owner::Node { node, .. }, Painter::Node(wanted)) => node == wanted,
                (Owner::Artifact(artifact), Painter::Artifact(wanted)) => artifact == wanted,
                _ => false,
            };
            if same {
                last.shapes.push(shape);
                return;
            }
        }
        let owner = match painter {
            Painter::Artifact(artifact) => Owner::Artifact(artifact),
            Painter::Node(node) => {
                let content = page.owners.len();
                page.owners.push(node);
                self.nodes[node.0].children.push(Child::Content { page: index, content });
                Owner::Node { node, content }
            }
        };
        page.sequences.push(Sequence { owner, shapes: vec![shape] });
    }

    /// Adds a link area to the last page, as content of its Link node.
    pub(crate) fn add_link(&mut self, area: LinkArea) {
        let Some(index) = self.pages.len().checked_sub(1) else { return };
        let page = &mut self.pages[index];
        self.nodes[area.node.0].children.push(Child::Link { page: index, link: page.links.len() });
        page.links.push(area);
    }
}
