//! The document model: what a document says, in reading order, without a thought for pages or PDF.
//!
//! Texts are plain Unicode as the user typed them; layout takes care of characters that cannot be printed,
//! of non-breaking pairs such as “Art. 6”, and of hyphenation. Columns are given in the twelve-column grid
//! of the page (column 1 begins at the left edge of the type area; fractions are allowed).

/// A whole document.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// Title shown by viewers and kept in the metadata.
    pub title: String,
    /// Language as a BCP 47 tag, `de-DE`.
    pub language: String,
    /// Organisation, bold at the left of the running header.
    pub organisation: String,
    /// Name of the document, after the organisation in the running header.
    pub name: String,
    /// Left side of the footer, e.g. “Stand 21.11.2026 · Fassung 7”.
    pub footer: String,
    /// The words the page furniture needs.
    pub wording: Wording,
    /// The first page; without one the document begins with its first block.
    pub cover: Option<Cover>,
    /// The content in reading order.
    pub blocks: Vec<Block>,
    /// A file carried inside the PDF.
    pub attachment: Option<Attachment>,
}

/// The words that layout itself prints. `{n}`, `{m}` and `{section}` are filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wording {
    /// Right side of the footer, `Seite {n} von {m}`.
    pub page_of: String,
    /// Behind the repeated heading after a page break, `(Fortsetzung von Seite {n})`.
    pub continued_from: String,
    /// Behind a repeated group row, `(Fortsetzung)`.
    pub continued: String,
    /// Under a table that goes on, `{section} wird auf Seite {n} fortgesetzt`.
    pub continues_on: String,
    /// The same where the section has neither number nor short name.
    pub continues_on_unnamed: String,
}

impl Wording {
    /// The German wording.
    #[must_use]
    pub fn german() -> Self {
        Self {
            page_of: "Seite {n} von {m}".into(),
            continued_from: "(Fortsetzung von Seite {n})".into(),
            continued: "(Fortsetzung)".into(),
            continues_on: "{section} wird auf Seite {n} fortgesetzt".into(),
            continues_on_unnamed: "Fortsetzung auf Seite {n}".into(),
        }
    }
}

/// The title page. It has neither header nor footer and counts as page 1.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Cover {
    /// Who keeps the document.
    pub organisation: String,
    /// Edition and date, at the right of the organisation.
    pub edition: String,
    /// The title.
    pub title: String,
    /// Lines under the title.
    pub subtitle: Vec<String>,
    /// The labelled facts: controller, data protection officer, authority …
    pub facts: Vec<FactRow>,
    /// Up to four figures with their meaning.
    pub counts: Vec<Count>,
    /// The note at the foot.
    pub note: Option<CoverNote>,
}

/// A number on the cover with the words that explain it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// The number.
    pub number: String,
    /// What is counted.
    pub meaning: String,
}

/// The note at the foot of the cover.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct CoverNote {
    /// Its label.
    pub label: String,
    /// Paragraphs.
    pub text: Vec<Inlines>,
    /// Short label/value lines under them.
    pub details: Vec<(String, Inlines)>,
}

/// One block of the document.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// First-level heading; opens a page.
    Title(Title),
    /// Second-level heading.
    Section(Section),
    /// Third-level heading.
    Subsection {
        /// The heading.
        title: String,
    },
    /// Running text.
    Paragraph(Inlines),
    /// A slightly larger opening paragraph.
    Lead(Inlines),
    /// A small note, e.g. under a table.
    Note(Inlines),
    /// A list.
    List(List),
    /// A table of labels and values.
    Facts(Vec<FactRow>),
    /// A data table; the table of contents is one, too.
    Table(Table),
    /// What follows begins on a new page.
    PageBreak,
}

/// First-level heading.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Title {
    /// Line above, e.g. “Verarbeitungstätigkeit 4”.
    pub eyebrow: String,
    /// The heading.
    pub title: String,
    /// Short form for the running header, the bookmarks and continuation notes, e.g. “4 Dienst‑E‑Mail”.
    pub short: String,
    /// At the right of the heading, e.g. “● freigegeben am 12.10.2026”.
    pub status: Inlines,
    /// Anchor for links and page references.
    pub anchor: Option<String>,
}

/// Second-level heading.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Section {
    /// Number, hanging in column 1; empty for none.
    pub number: String,
    /// The heading.
    pub title: String,
    /// Anchor for links and page references.
    pub anchor: Option<String>,
}

/// A list; its labels hang to the left of the items.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct List {
    /// The items.
    pub items: Vec<ListItem>,
}

/// One item of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct ListItem {
    /// “–”, “1”, “AV 1” …
    pub label: String,
    /// Paragraphs and nested lists.
    pub content: Vec<Flow>,
}

/// Text that flows inside a cell or a list item.
#[derive(Debug, Clone, PartialEq)]
pub enum Flow {
    /// A paragraph.
    Paragraph(Inlines),
    /// A list.
    List(List),
}

/// A row of one or two label/value pairs.
#[derive(Debug, Clone, PartialEq)]
pub struct FactRow {
    /// One or two pairs; further ones begin further rows.
    pub facts: Vec<Fact>,
    /// Whether the values are inherited: prints the bar in the margin.
    pub inherited: bool,
    /// Anchor for links and page references.
    pub anchor: Option<String>,
}

/// A label and its value.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact {
    /// The label.
    pub label: String,
    /// The value.
    pub value: Cell,
}

/// The content of a table cell.
pub type Cell = Vec<Flow>;

/// A data table.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Table {
    /// Columns from left to right.
    pub columns: Vec<Column>,
    /// Column heads, one for each column; empty for a table without a head.
    pub head: Vec<String>,
    /// Group rows and data rows.
    pub rows: Vec<TableRow>,
}

/// A column: it reaches from its start to the start of the next one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Column {
    /// Start in the twelve-column grid, from 1.0. A column whose longest unbreakable piece needs more room
    /// takes it from the others.
    pub start: f32,
    /// Whether its content stands at the right edge, as page numbers do.
    pub right: bool,
}

impl Column {
    /// A left-aligned column from grid column `start`.
    #[must_use]
    pub const fn at(start: f32) -> Self {
        Self { start, right: false }
    }

    /// A right-aligned column from grid column `start`.
    #[must_use]
    pub const fn right_at(start: f32) -> Self {
        Self { start, right: true }
    }
}

/// A row of a data table.
#[derive(Debug, Clone, PartialEq)]
pub enum TableRow {
    /// Opens a group of rows.
    Group(Group),
    /// A data row.
    Row(Row),
}

/// The head of a group of rows: “**a)**  **Kommunikationspartner** z. B. Schülerinnen und Schüler”.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Group {
    /// Number in the first column.
    pub number: String,
    /// Name, bold, from the second column on.
    pub title: String,
    /// Explanation after the name.
    pub note: Inlines,
}

/// A data row.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Row {
    /// One cell for each column; the first one is the row's header.
    pub cells: Vec<Cell>,
    /// Whether the row is inherited: prints the bar in the margin.
    pub inherited: bool,
    /// Depth below the last row of level 0, such as a sub-processor under its processor. In a table with
    /// deeper rows, level 0 is set off by a stronger rule.
    pub level: u8,
    /// Anchor for links and page references.
    pub anchor: Option<String>,
}

/// Text with its inline elements.
pub type Inlines = Vec<Inline>;

/// A piece of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inline {
    /// Text in one style. A line feed ends the line.
    Text {
        /// The text.
        text: String,
        /// Its style.
        style: Style,
        /// Whether its words may be hyphenated; names and addresses may not.
        hyphenate: bool,
    },
    /// Text that is read aloud differently than it is printed.
    Spoken {
        /// The text as printed.
        text: String,
        /// Its style.
        style: Style,
        /// How it is read.
        reading: Reading,
    },
    /// A framed tag. It never wraps.
    Tag {
        /// What the frame means.
        kind: TagKind,
        /// The text in the frame.
        text: String,
    },
    /// Original wording: italic between „ and “.
    Quote(String),
    /// A link. It is printed like plain text.
    Link {
        /// The text.
        text: String,
        /// Its style.
        style: Style,
        /// Where it leads.
        target: Target,
        /// What a screen reader says about it.
        description: String,
    },
    /// The page number of an anchor, as a link.
    PageReference {
        /// The anchor.
        anchor: String,
        /// What a screen reader says about it.
        description: String,
    },
    /// A drawn sign; the word that says the same follows it.
    Mark(Mark),
    /// Ends the line.
    LineBreak,
}

impl Inline {
    /// Plain text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text { text: text.into(), style: Style::Regular, hyphenate: true }
    }

    /// Bold text.
    pub fn bold(text: impl Into<String>) -> Self {
        Self::Text { text: text.into(), style: Style::Bold, hyphenate: true }
    }

    /// A name or an address: plain text that is never hyphenated.
    pub fn name(text: impl Into<String>) -> Self {
        Self::Text { text: text.into(), style: Style::Regular, hyphenate: false }
    }

    /// A tag naming where a statement comes from.
    pub fn origin(text: impl Into<String>) -> Self {
        Self::Tag { kind: TagKind::Origin, text: text.into() }
    }

    /// A tag naming a gap.
    pub fn gap(text: impl Into<String>) -> Self {
        Self::Tag { kind: TagKind::Gap, text: text.into() }
    }

    /// Original wording.
    pub fn quote(text: impl Into<String>) -> Self {
        Self::Quote(text.into())
    }

    /// The page number of `anchor`.
    pub fn page_of(anchor: impl Into<String>, description: impl Into<String>) -> Self {
        Self::PageReference { anchor: anchor.into(), description: description.into() }
    }

    /// A link inside the document.
    pub fn link_to(
        text: impl Into<String>,
        anchor: impl Into<String>,
        description: impl Into<String>,
    ) -> Self {
        Self::Link {
            text: text.into(),
            style: Style::Regular,
            target: Target::Anchor(anchor.into()),
            description: description.into(),
        }
    }
}

/// The style of a run of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Style {
    /// Upright.
    #[default]
    Regular,
    /// Bold.
    Bold,
    /// Italic.
    Italic,
}

/// How printed text is read aloud.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reading {
    /// Read this instead: “1 bis 3” for “1–3”.
    Instead(String),
    /// The text is an abbreviation of this.
    Expansion(String),
}

/// What a tag's frame means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TagKind {
    /// Where the statement comes from: solid frame.
    Origin,
    /// Something is missing or undecided: dashed frame, bold.
    Gap,
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A place in this document.
    Anchor(String),
    /// A web or mail address.
    Uri(String),
}

/// A drawn sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// Full dot: released.
    Full,
    /// Half dot: checked.
    Half,
    /// Empty dot: draft, hint.
    Empty,
    /// Dash: retired.
    Dash,
    /// Square: error.
    Square,
    /// Triangle: warning.
    Triangle,
    /// Empty box to tick.
    Box,
}

/// A file inside the PDF.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// File name.
    pub name: String,
    /// What it is, for the viewer's list of attachments.
    pub description: String,
    /// Media type, e.g. `application/json`.
    pub mime: String,
    /// The content, carried unaltered.
    pub bytes: Vec<u8>,
    /// How it relates to the document.
    pub relationship: Relationship,
}

/// How an attached file relates to the document (ISO 19005-3, `AFRelationship`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relationship {
    /// The document was made from it.
    Source,
    /// It holds the data the document shows.
    Data,
}

/// Text as one paragraph of a cell.
pub fn cell(text: impl Into<String>) -> Cell {
    vec![Flow::Paragraph(vec![Inline::text(text)])]
}
