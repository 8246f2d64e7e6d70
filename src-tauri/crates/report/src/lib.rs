//! Documents out: everything a person prints or hands to an authority.
//!
//! The work runs through fixed phases, each knowing only what the one before hands over:
//! [`document`] (what is said) → `layout` (where it stands) → `page` (positioned glyphs, rules and the
//! structure tree) → `pdf` (printpdf) → `conformance` (what PDF/A-3a and PDF/UA-1 ask beyond that).
//!
//! # Invariants
//!
//! - Only `pdf` and `conformance` know printpdf and lopdf; `layout` and `page` know no PDF library, and
//!   [`document`] knows neither layout nor fonts.
//! - There is no clock and no randomness: "today" is an argument, and the same document and date give the
//!   same bytes.
//! - Text is never dropped and never leaves the page: what has no glyph prints as a visible replacement and
//!   keeps its characters for extraction, what is too long for a line is broken, what is too long for a page
//!   goes on.
//! - Structure is born with the text: whatever is painted belongs to a structure node or is an artifact.

mod conformance;
pub mod content;
pub mod document;
mod layout;
mod page;
mod pdf;

use chrono::NaiveDate;

pub use document::Document;

/// Why a document could not be written.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// A link or page reference names an anchor that no block of the document carries.
    #[error("the document refers to the anchor {0:?}, which nothing in it carries")]
    UnknownAnchor(String),
    /// Two places of the document carry the same anchor.
    #[error("the anchor {0:?} is carried twice")]
    DuplicateAnchor(String),
    /// Page numbers printed in the text kept moving that text to other pages.
    #[error("page references did not settle")]
    PageReferences,
    /// A bundled font or profile could not be read; the program is damaged.
    #[error("the bundled resource {0} cannot be used")]
    Resource(&'static str),
    /// The PDF could not be put together.
    #[error("the PDF could not be written: {0}")]
    Write(String),
}

/// Writes `document` as a PDF (1.7, aimed at PDF/A-3a and PDF/UA-1) and returns the file's bytes.
///
/// `today` is the only date that enters the file's metadata. The same arguments give the same bytes.
///
/// # Errors
///
/// [`ReportError::UnknownAnchor`] and [`ReportError::DuplicateAnchor`] for a document whose references do
/// not resolve; the other variants mean a damaged program or a defect.
pub fn render(document: &Document, today: NaiveDate) -> Result<Vec<u8>, ReportError> {
    Ok(render_counted(document, today)?.bytes)
}

fn render_counted(document: &Document, today: NaiveDate) -> Result<Rendered, ReportError> {
    let typefaces = layout::Typefaces::load()?;
    let book = layout::compose(document, &typefaces)?;
    let file = pdf::emit(&book, &typefaces)?;
    let bytes = conformance::finish(file, &book, document, today)?;
    Ok(Rendered { bytes, pages: book.pages.len() })
}

/// A finished document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    /// The file.
    pub bytes: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
}
