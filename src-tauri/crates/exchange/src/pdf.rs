//! The register that rides inside a register PDF: found, unpacked, nothing else of the document looked at.
//!
//! The reader goes from the file's end to its catalog, from there to the attachments and to the one it wants. Pages are
//! never read, so that the size of a document hardly matters. All that is read counts against one budget: however a file
//! refers to itself, time and memory are bounded. A file whose cross-references are broken is refused, not repaired:
//! what a repair finds may be an older state of the document.
//!
//! Understood is what ISO 32000-1 says of the structure of files (7.5), of attachments (7.11.4, 7.9.6) and of streams with
//! FlateDecode; documents under a password are not.

mod attachment;
mod budget;
mod file;
mod syntax;
#[cfg(test)]
mod tests;
mod xref;

use budget::Stop;

/// Name of the attachment that holds the register.
pub const ATTACHMENT: &str = "register.vvt.json";
/// Largest PDF, in bytes (96 MiB).
pub const MAX_BYTES: usize = 96 << 20;
/// Largest attachment when unpacked, in bytes: that of a native file.
pub const MAX_ATTACHMENT: usize = crate::native::MAX_BYTES;
/// Most objects a document may have.
pub const MAX_OBJECTS: usize = 1_000_000;

/// Who made documents of ours, as they say themselves.
const CREATOR: &str = "Artikel 30";

/// A PDF out of which no register could be read.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum PdfError {
    /// The file is no PDF.
    #[error("the file is no PDF")]
    NotAPdf,
    /// The file is larger than [`MAX_BYTES`].
    #[error("the PDF has {bytes} bytes; at most {MAX_BYTES} are read")]
    TooLarge {
        /// Its size.
        bytes: usize,
    },
    /// The document is encrypted, if only against changes.
    #[error("the PDF is encrypted")]
    Protected,
    /// The document carries no register: it was exported without, or printed or saved again by a program that drops
    /// attachments, or is another document altogether.
    #[error("the PDF carries no attachment {ATTACHMENT}")]
    NoRegister {
        /// Whether the document says it was made by this program.
        ours: bool,
    },
    /// The document is damaged, or packed in a way that is not understood.
    #[error("the PDF is damaged: {what}, byte {at}")]
    Damaged {
        /// What is not as it should be.
        what: &'static str,
        /// Near which byte of the file or, in a packed part, of that part.
        at: usize,
    },
    /// The document has more objects, refers to itself more often, or holds a larger register than is read.
    #[error("reading the PDF would take more than is allowed")]
    TooMuch,
}

/// Whether the bytes begin like a PDF; up to 1,024 other bytes may stand before it, as viewers have it.
pub fn is_pdf(bytes: &[u8]) -> bool {
    beginning(bytes).is_some()
}

/// Where the PDF begins.
fn beginning(bytes: &[u8]) -> Option<usize> {
    let near = bytes.get(..1029).unwrap_or(bytes);
    near.windows(5).position(|window| window == b"%PDF-")
}

/// The register inside a PDF: the bytes of a native file, for [`crate::native::read`] to judge.
///
/// # Errors
/// When the file is no PDF, carries no register, or cannot be read within the limits.
pub fn read(bytes: &[u8]) -> Result<Vec<u8>, PdfError> {
    if bytes.len() > MAX_BYTES {
        return Err(PdfError::TooLarge { bytes: bytes.len() });
    }
    let start = beginning(bytes).ok_or(PdfError::NotAPdf)?;
    // Positions within the file are counted from there.
    let file = file::File::open(bytes.get(start..).unwrap_or_default())?;
    if file.trailer().contains_key(b"Encrypt".as_slice()) {
        return Err(PdfError::Protected);
    }
    match attachment::find(&file, ATTACHMENT)? {
        Some(content) => Ok(content),
        None => Err(PdfError::NoRegister { ours: attachment::is_made_by(&file, CREATOR) }),
    }
}

impl From<Stop> for PdfError {
    fn from(stop: Stop) -> Self {
        match stop {
            Stop::Damaged { what, at } => Self::Damaged { what, at },
            Stop::TooMuch => Self::TooMuch,
        }
    }
}
