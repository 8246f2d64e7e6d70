//! Why a spreadsheet was refused, and where in it.

use super::{
    MAX_ATTACHED, MAX_BYTES, MAX_CELL_TEXT, MAX_CELLS, MAX_COLUMNS, MAX_PART, MAX_PARTS, MAX_ROWS,
    MAX_SHEETS, MAX_TEXT, MAX_UNPACKED,
};

/// A spreadsheet that was not accepted. Nothing of it may be used.
///
/// The texts are for logs; what a user reads is chosen by [`TableError::code`]. A `place` is a cell ("Tabelle1!G7"), a
/// sheet or a part of the file ("xl/workbook.xml"); it is shortened and free of control characters.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TableError {
    /// The file is larger than [`MAX_BYTES`].
    #[error("the file has {bytes} bytes; at most {MAX_BYTES} are read")]
    TooLarge {
        /// Its size.
        bytes: usize,
    },
    /// An Excel file of the old binary format (.xls), or one that is protected with a password.
    #[error("an Excel file of the old binary format, or protected with a password")]
    OldOrProtected,
    /// An OpenDocument file that is protected with a password.
    #[error("the file is protected with a password")]
    Protected,
    /// Neither XLSX nor ODS nor text.
    #[error("neither XLSX nor ODS nor text")]
    UnknownKind,
    /// The text has a byte that no known character encoding puts there.
    #[error("the file is not text: byte {at}")]
    NotText {
        /// Where, in bytes from the beginning.
        at: usize,
    },
    /// A cell of a text begins with a quotation mark, and none closes it.
    #[error("line {line}: a quotation mark is not closed")]
    UnclosedQuote {
        /// The line, counted from 1.
        line: usize,
    },
    /// The archive is damaged.
    #[error("{place}: the archive is damaged: {reason}")]
    BrokenArchive {
        /// The part; empty for the archive as a whole.
        place: String,
        /// What the reader says.
        reason: String,
    },
    /// The archive has more than [`MAX_PARTS`] parts.
    #[error("the archive has {parts} parts; at most {MAX_PARTS} are read")]
    TooManyParts {
        /// How many.
        parts: usize,
    },
    /// A part is larger than [`MAX_PART`] when unpacked, or all parts together than [`MAX_UNPACKED`].
    #[error("{place}: unpacks to more than {MAX_PART} bytes, or all parts to more than {MAX_UNPACKED}")]
    TooMuchUnpacked {
        /// The part.
        place: String,
    },
    /// A part that every such file has is missing.
    #[error("{part}: missing")]
    MissingPart {
        /// The part.
        part: &'static str,
    },
    /// A part is not the XML it must be.
    #[error("{place}, byte {at}: {reason}")]
    Xml {
        /// The part.
        place: String,
        /// Where in it, in bytes.
        at: usize,
        /// What is wrong.
        reason: &'static str,
    },
    /// A part is well-formed, but cannot be understood.
    #[error("{place}: {reason}")]
    Unreadable {
        /// The part or sheet.
        place: String,
        /// What the reader says.
        reason: String,
    },
    /// More than [`MAX_SHEETS`] sheets.
    #[error("the file has more than {MAX_SHEETS} sheets")]
    TooManySheets,
    /// A sheet has content below row [`MAX_ROWS`].
    #[error("{place}: more than {MAX_ROWS} rows")]
    TooManyRows {
        /// The cell.
        place: String,
    },
    /// A sheet has content beyond column [`MAX_COLUMNS`].
    #[error("{place}: more than {MAX_COLUMNS} columns")]
    TooManyColumns {
        /// The cell.
        place: String,
    },
    /// More than [`MAX_CELLS`] cells in all sheets together.
    #[error("{place}: more than {MAX_CELLS} cells in all sheets together")]
    TooManyCells {
        /// The first one too many.
        place: String,
    },
    /// A cell's text is longer than [`MAX_CELL_TEXT`].
    #[error("{place}: a text of more than {MAX_CELL_TEXT} bytes")]
    TextTooLong {
        /// The cell.
        place: String,
    },
    /// More than [`MAX_TEXT`] bytes of text in all sheets together.
    #[error("{place}: more than {MAX_TEXT} bytes of text in all sheets together")]
    TooMuchText {
        /// The first cell too many.
        place: String,
    },
    /// More than [`MAX_ATTACHED`] comments, links and text boxes on all sheets together.
    #[error("{place}: more than {MAX_ATTACHED} comments, links and text boxes")]
    TooManyComments {
        /// The cell or sheet of the first one too many.
        place: String,
    },
    /// No sheet holds anything.
    #[error("the file holds no text at all")]
    Empty,
}

impl TableError {
    /// A stable code: always `E-IMPORT-FORMAT`.
    pub fn code(&self) -> &'static str {
        "E-IMPORT-FORMAT"
    }
}

/// Longest text of a file that is repeated in an error, in characters.
const SHOWN: usize = 100;

/// A text of the file as an error may repeat it: short, and without characters that act on a terminal or turn text.
pub(super) fn shown(text: &str) -> String {
    let acts = |c: char| {
        c.is_control()
            || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    let mut characters = text.chars();
    let mut shown: String = characters
        .by_ref()
        .take(SHOWN)
        .map(|c| if acts(c) { char::REPLACEMENT_CHARACTER } else { c })
        .collect();
    if characters.next().is_some() {
        shown.push('…');
    }
    shown
}
