//! Layout: from the document model to pages.
//!
//! A document is laid out in passes, because the page numbers it prints are known only afterwards: each pass
//! uses the numbers the pass before found, until they agree.

mod breaker;
mod cover;
mod flow;
mod grid;
mod hyphenation;
mod marks;
mod paragraph;
mod table;
mod table_pages;
mod typeface;
mod typography;

use std::collections::{BTreeMap, VecDeque};

use flow::Column;
pub(crate) use grid::PAGE_HEIGHT;
use grid::{
    BOTTOM, EYEBROW_BELOW, FOOTER_BASELINE, FOOTER_RULE, H1, H1_BELOW, H2, H2_ABOVE, H2_BELOW, H3, H3_ABOVE,
    H3_AFTER_H2, H3_BELOW, HEADER_BASELINE, HEADER_RULE, LEAD, LEFT, NOTE_ABOVE, OPENING_BAR, RIGHT,
    RULE_HEAD, RULE_THIN, SMALL, TABLE_ABOVE, TEXT, TEXT_ABOVE, TEXT_RIGHT, TOP, TextStyle, WIDTH, column,
};
use paragraph::{Setting, one_line, set_text};
use table::Measured;
pub(crate) use typeface::Typefaces;

use crate::ReportError;
use crate::document::{Block, Document, Inline, Inlines, Section, Title};
use crate::page::{
    Artifact, Book, Bookmark, Ink, LinkTarget, NodeId, Page, Painter, Place, ROOT, Role, Shape,
};

/// After so many passes page numbers are printed at equal width, so that they cannot move text any more.
const FREE_PASSES: usize = 3;
const PASSES: usize = 8;

/// The page numbers that references print.
#[derive(Debug, Default, PartialEq)]
struct Numbers {
    pages: BTreeMap<String, usize>,
    /// Digits to which numbers are filled with figure spaces.
    digits: usize,
}

impl Numbers {
    fn printed(&self, anchor: &str) -> String {
        let number = self.pages.get(anchor).map_or_else(|| "000".to_owned(), usize::to_string);
        format!("{number:\u{2007}>width$}", width = self.digits)
    }
}

/// Lays out `document`.
pub(crate) fn compose(document: &Document, faces: &Typefaces) -> Result<Book, ReportError> {
    let mut numbers = Numbers::default();
    for pass in 0..PASSES {
        let setting = Setting { faces, numbers: &numbers };
        let book = Composer::new(document, setting).run()?;
        let targets = book.pages.iter().flat_map(|page| &page.links);
        for link in targets {
            if let LinkTarget::Anchor(anchor) = &link.target
                && !book.anchors.contains_key(anchor)
            {
                return Err(ReportError::UnknownAnchor(anchor.clone()));
            }
        }
        let pages: BTreeMap<String, usize> =
            book.anchors.iter().map(|(anchor, place)| (anchor.clone(), place.page + 1)).collect();
        if pages == numbers.pages {
            return Ok(book);
        }
        let digits = if pass < FREE_PASSES { 0 } else { book.pages.len().to_string().len() };
        numbers = Numbers { pages, digits: digits.max(numbers.digits) };
    }
    Err(ReportError::PageReferences)
}

/// What the next page says it continues.
#[derive(Debug, Default, Clone)]
struct Continuation {
    number: String,
    title: String,
    /// Short name where there is no number.
    short: String,
}

impl Continuation {
    /// What the note at the foot calls the section; empty if only a long title would do.
    fn label(&self) -> &str {
        if !self.number.is_empty() {
            return &self.number;
        }
        if self.short.chars().count() <= 60 { &self.short } else { "" }
    }
}

/// How a page is furnished.
#[derive(Debug, Clone)]
struct Furniture {
    /// The cover has none.
    bare: bool,
    /// A page that a first-level heading opens has the strong bar.
    opening: bool,
    /// Right side of the header.
    running: String,
}

/// What stands above the next block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Above {
    Nothing,
    Heading,
    Text,
    Table,
}

/// A block measured and ready to be placed.
enum Ready<'a> {
    Title(&'a Title),
    Section(&'a Section, Column),
    Subsection(Column, f32),
    Text { column: Column, x: f32, above: f32, owner: Option<Role> },
    Table(Measured),
    PageBreak,
}

struct Composer<'a> {
    document: &'a Document,
    setting: Setting<'a>,
    book: Book,
    furniture: Vec<Furniture>,
    running: String,
    /// Distance of the next line from the top edge.
    y: f32,
    /// Top of the row painted last.
    row_top: f32,
    above: Above,
    continuation: Continuation,
    chapter: Option<NodeId>,
    section: Option<NodeId>,
    /// Level of the last heading: none may be left out on the way down.
    level: u8,
    duplicate: Option<String>,
}

impl<'a> Composer<'a> {
    fn new(document: &'a Document, setting: Setting<'a>) -> Self {
        Self {
            document,
            setting,
            book: Book::new(),
            furniture: Vec::new(),
            running: String::new(),
            y: TOP,
            row_top: TOP,
            above: Above::Nothing,
            continuation: Continuation::default(),
            chapter: None,
            section: None,
            level: 0,
            duplicate: None,
        }
    }

    fn run(mut self) -> Result<Book, ReportError> {
        if let Some(cover) = &self.document.cover {
            self.place_cover(cover);
        }
        let mut blocks = self.document.blocks.iter();
        let mut ready: VecDeque<Ready<'a>> = VecDeque::new();
        let mut numbered = false;
        loop {
            // A heading needs to know what follows it, up to the first block that is none.
            while ready.iter().all(|block| block.is_heading()) {
                let Some(block) = blocks.next() else { break };
                ready.push_back(self.measure(block, &mut numbered));
            }
            let Some(block) = ready.pop_front() else { break };
            let keep = if block.is_heading() { following(&ready) } else { 0.0 };
            self.place(block, keep);
        }
        if self.book.pages.is_empty() {
            self.new_page(false);
        }
        self.furnish();
        match self.duplicate {
            Some(anchor) => Err(ReportError::DuplicateAnchor(anchor)),
            None => Ok(self.book),
        }
    }

    /// Measures a block. `numbered` tells whether the section hangs its number in column 1, which moves its
    /// text to column 2.
    fn measure(&self, block: &'a Block, numbered: &mut bool) -> Ready<'a> {
        let setting = self.setting;
        let (x, right) = if *numbered { (column(2.0), TEXT_RIGHT) } else { (LEFT, RIGHT) };
        let text = |inlines: &Inlines, style: TextStyle, above: f32| Ready::Text {
            column: Column::of(setting, inlines, style, right - x),
            x,
            above,
            owner: Some(Role::P),
        };
        match block {
            Block::Title(title) => {
                *numbered = false;
                Ready::Title(title)
            }
            Block::Section(section) => {
                *numbered = !section.number.is_empty();
                let mut column = Column::default();
                let root = column.root();
                let mut x = 0.0;
                if *numbered {
                    x = grid::column(2.0) - LEFT;
                    let number = format!("{} ", section.number);
                    column.add(set_text(setting, &number, H2, x), H2, 0.0, root);
                }
                let height = std::mem::take(&mut column.height);
                column.add(set_text(setting, &section.title, H2, WIDTH - x), H2, x, root);
                column.height = column.height.max(height);
                Ready::Section(section, column)
            }
            Block::Subsection { title } => {
                Ready::Subsection(Column::of(setting, &[Inline::text(title)], H3, RIGHT - x), x)
            }
            Block::Paragraph(inlines) => text(inlines, TEXT, TEXT_ABOVE),
            Block::Lead(inlines) => text(inlines, LEAD, TEXT_ABOVE),
            Block::Note(inlines) => text(inlines, SMALL, NOTE_ABOVE),
            Block::List(list) => Ready::Text {
                column: Column::of_list(setting, list, TEXT, right - x),
                x,
                above: TEXT_ABOVE,
                owner: None,
            },
            Block::Facts(rows) => Ready::Table(Measured::plain_facts(setting, rows)),
            Block::Table(table) => {
                Ready::Table(Measured::table(setting, table, &self.document.wording.continued))
            }
            Block::PageBreak => Ready::PageBreak,
        }
    }

    /// Places a block; a heading stays with the `keep` that follows it.
    fn place(&mut self, block: Ready<'_>, keep: f32) {
        match block {
            Ready::Title(title) => self.place_title(title),
            Ready::Section(section, column) => {
                self.continuation.number.clone_from(&section.number);
                self.continuation.title.clone_from(&section.title);
                self.continuation.short.clone_from(&section.title);
                let parent = self.chapter.unwrap_or(ROOT);
                self.section = Some(self.book.add_node(parent, Role::Sect, Vec::new()));
                self.open(H2_ABOVE, column.height + H2_BELOW + keep);
                self.bookmark(2, format!("{} {}", section.number, section.title).trim());
                if let Some(anchor) = &section.anchor {
                    self.anchor(anchor, self.y);
                }
                self.place_heading(column, LEFT, 2, H2_BELOW);
            }
            Ready::Subsection(column, x) => {
                let above = if self.above == Above::Heading { H3_AFTER_H2 } else { H3_ABOVE };
                self.open(above, column.height + H3_BELOW + keep);
                self.place_heading(column, x, 3, H3_BELOW);
            }
            Ready::Text { column, x, above, owner } => {
                let above = if self.above == Above::Heading { 0.0 } else { above };
                self.open(above, first_lines(&column));
                let parent = self.parent();
                let node = owner.map_or(parent, |role| self.book.add_node(parent, role, Vec::new()));
                self.place_column(column, x, node);
                self.above = Above::Text;
            }
            Ready::Table(table) => {
                let above = match self.above {
                    Above::Heading | Above::Nothing => 0.0,
                    Above::Text => TEXT_ABOVE,
                    Above::Table => TABLE_ABOVE,
                };
                self.open(above, table.start_height() + NOTE_ABOVE + SMALL.leading);
                self.place_table(table);
                self.above = Above::Table;
            }
            Ready::PageBreak => {
                if !self.at_top() {
                    self.new_page(false);
                }
            }
        }
    }

    /// A first-level heading: eyebrow and title as one element, the status at the right.
    fn place_title(&mut self, title: &Title) {
        self.running.clone_from(&title.short);
        self.continuation =
            Continuation { number: String::new(), title: title.title.clone(), short: title.short.clone() };
        self.section = None;
        let chapter = self.book.add_node(ROOT, Role::Sect, Vec::new());
        self.chapter = Some(chapter);
        self.new_page(true);
        self.bookmark(1, if title.short.is_empty() { &title.title } else { &title.short });
        if let Some(anchor) = &title.anchor {
            self.anchor(anchor, self.y);
        }
        let status = (!title.status.is_empty())
            .then(|| Column::of(self.setting, &title.status, TEXT.whole_words(), WIDTH / 2.0));
        let beside = status.as_ref().map_or(0.0, |status| status.used_width() + grid::mm(6.0));
        let mut heading = Column::default();
        let root = heading.root();
        if !title.eyebrow.is_empty() {
            let eyebrow = format!("{} ", title.eyebrow);
            heading.add(set_text(self.setting, &eyebrow, TEXT.whole_words(), WIDTH), TEXT, 0.0, root);
        }
        let eyebrow_height = heading.height + EYEBROW_BELOW;
        heading.height = eyebrow_height;
        heading.add(set_text(self.setting, &title.title, H1, WIDTH - beside), H1, 0.0, root);
        let status_y = self.y + eyebrow_height + H1.baseline() - TEXT.baseline();
        self.level = 1;
        let node = self.book.add_node(chapter, Role::H1, Vec::new());
        let page = self.book.pages.len();
        self.place_column(heading, LEFT, node);
        if let Some(mut status) = status {
            let node = self.book.add_node(chapter, Role::P, Vec::new());
            if page == self.book.pages.len() {
                let below = status_y + status.height;
                let all = 0..status.lines.len();
                status.paint(&mut self.book, all, (RIGHT, status_y), true, Painter::Node(node));
                self.y = self.y.max(below);
            } else {
                self.place_column(status, LEFT, node);
            }
        }
        self.y += H1_BELOW;
        self.above = Above::Heading;
    }

    fn place_heading(&mut self, column: Column, x: f32, level: u8, below: f32) {
        self.level = level.min(self.level + 1);
        let role = match self.level {
            1 => Role::H1,
            2 => Role::H2,
            _ => Role::H3,
        };
        let parent = self.parent();
        let node = self.book.add_node(parent, role, Vec::new());
        self.place_column(column, x, node);
        self.y += below;
        self.above = Above::Heading;
    }

    /// Places lines one under the other, on as many pages as they need, two of them at least on each.
    fn place_column(&mut self, mut column: Column, x: f32, node: NodeId) {
        let total = column.lines.len();
        let mut from = 0;
        while from < total {
            let left = total - from;
            let mut count = column.fitting(from, BOTTOM - self.y);
            if count < left {
                if left - count == 1 {
                    count = count.saturating_sub(1);
                }
                if count < 2 {
                    count = usize::from(self.at_top());
                }
            }
            if count > 0 {
                let height = column.rest(from) - column.rest(from + count);
                column.paint(&mut self.book, from..from + count, (x, self.y), false, Painter::Node(node));
                self.y += height;
                from += count;
            }
            if from < total {
                self.new_page(false);
            }
        }
    }

    /// Leaves `above` free, and begins a page unless `height` fits on this one.
    fn open(&mut self, above: f32, height: f32) {
        if self.book.pages.is_empty() || (!self.at_top() && self.y + above + height > BOTTOM) {
            self.new_page(false);
        } else if !self.at_top() {
            self.y += above;
        }
    }

    fn at_top(&self) -> bool {
        self.y <= TOP
    }

    fn new_page(&mut self, opening: bool) {
        self.book.pages.push(Page::default());
        self.furniture.push(Furniture { bare: false, opening, running: self.running.clone() });
        self.y = TOP;
        self.above = Above::Nothing;
    }

    /// The element that the next block belongs to.
    fn parent(&self) -> NodeId {
        self.section.or(self.chapter).unwrap_or(ROOT)
    }

    fn place_here(&self, y: f32) -> Place {
        Place { page: self.book.pages.len().saturating_sub(1), y }
    }

    fn bookmark(&mut self, level: u8, title: &str) {
        let place = self.place_here(self.y);
        self.book.outline.push(Bookmark { level, title: typography::printable(title), place });
    }

    fn anchor(&mut self, anchor: &str, y: f32) {
        let place = self.place_here(y);
        if self.book.anchors.insert(anchor.to_owned(), place).is_some() {
            self.duplicate.get_or_insert_with(|| anchor.to_owned());
        }
    }

    /// A rule from `x` to the right edge, at the current height.
    fn rule(&mut self, x: f32, weight: f32) {
        let bar = rule(x, self.y, weight);
        self.book.paint(Painter::Artifact(Artifact::Layout), bar);
    }

    /// One line of text, shortened if need be.
    fn line_column(&self, inlines: &[Inline], style: TextStyle, width: f32) -> Column {
        let mut column = Column::default();
        let root = column.root();
        column.add(one_line(self.setting, inlines, style, width), style, 0.0, root);
        column
    }

    fn paint_column(&mut self, mut column: Column, place: (f32, f32), right: bool, painter: Painter) {
        let all = 0..column.lines.len();
        column.paint(&mut self.book, all, place, right, painter);
    }

    /// Headers and footers of all pages, now that their number is known.
    fn furnish(&mut self) {
        let total = self.book.pages.len();
        let name = [
            Inline::bold(self.document.organisation.as_str()),
            Inline::text(format!(" · {}", self.document.name)),
        ];
        let name = if self.document.name.is_empty() { &name[..1] } else { &name[..] };
        let furniture = std::mem::take(&mut self.furniture);
        for (index, page) in furniture.iter().enumerate().filter(|(_, page)| !page.bare) {
            let wording = &self.document.wording.page_of;
            let numbers = wording.replace("{n}", &(index + 1).to_string()).replace("{m}", &total.to_string());
            let header = HEADER_BASELINE - SMALL.baseline();
            let footer = FOOTER_BASELINE - SMALL.baseline();
            let (running, footing) =
                ([Inline::text(page.running.as_str())], [Inline::text(self.document.footer.as_str())]);
            let numbers = [Inline::text(numbers)];
            // The right part is what tells pages apart; the left one gets all it leaves.
            let room = WIDTH - self.line_column(&running, SMALL, WIDTH * 0.5).width() - HEADER_GAP;
            // Where the document's name does not fit, the organisation stands alone rather than both cut.
            let fits = self.line_column(name, SMALL, f32::MAX).width() <= room;
            let name = if fits { name } else { &name[..1] };
            let parts: [(&[Inline], f32, f32, bool, Artifact); 4] = [
                (name, room, header, false, Artifact::Header),
                (&running, WIDTH * 0.5, header, true, Artifact::Header),
                (&footing, WIDTH * 0.7, footer, false, Artifact::Footer),
                (&numbers, WIDTH * 0.28, footer, true, Artifact::Footer),
            ];
            // Painting goes to the last page: bring this one there for a moment.
            self.book.pages.swap(index, total - 1);
            for (inlines, width, y, right, artifact) in parts {
                let column = self.line_column(inlines, SMALL, width);
                let x = if right { RIGHT } else { LEFT };
                self.paint_column(column, (x, y), right, Painter::Artifact(artifact));
            }
            self.book.pages.swap(index, total - 1);
            let bar = if page.opening {
                let y = HEADER_RULE - OPENING_BAR / 2.0;
                Shape::Bar { x: LEFT, y, width: WIDTH, height: OPENING_BAR, ink: Ink::Blue }
            } else {
                rule(LEFT, HEADER_RULE, RULE_HEAD)
            };
            self.book.paint_on(index, Painter::Artifact(Artifact::Header), bar);
            let footer_rule = rule(LEFT, FOOTER_RULE, RULE_THIN);
            self.book.paint_on(index, Painter::Artifact(Artifact::Footer), footer_rule);
        }
    }
}

/// Least space between the two parts of a header.
const HEADER_GAP: f32 = 8.0;

impl Ready<'_> {
    fn is_heading(&self) -> bool {
        matches!(self, Self::Section(..) | Self::Subsection(..))
    }
}

/// A rule at `y`, from `x` to the right edge.
fn rule(x: f32, y: f32, weight: f32) -> Shape {
    Shape::Rule { x, y, width: RIGHT - x, weight }
}

/// Height of what must follow a heading on its page.
fn following(ready: &VecDeque<Ready<'_>>) -> f32 {
    let mut height = 0.0;
    for block in ready {
        match block {
            Ready::Section(_, column) => height += H2_ABOVE + column.height + H2_BELOW,
            Ready::Subsection(column, _) => height += column.height + H3_BELOW,
            Ready::Text { column, .. } => height += first_lines(column),
            Ready::Table(table) => height += table.start_height() + NOTE_ABOVE + SMALL.leading,
            Ready::Title(_) | Ready::PageBreak => {}
        }
    }
    // What is higher than half a page is not kept: it would leave half a page empty.
    height.min((BOTTOM - TOP) / 2.0)
}

/// Height of the lines of a paragraph that stay together at its beginning.
fn first_lines(column: &Column) -> f32 {
    let lines = if column.lines.len() <= 3 { column.lines.last() } else { column.lines.get(1) };
    lines.map_or(0.0, |line| line.bottom)
}
