//! The privacy workbook of CISO Assistant: processings, each with its purposes, data, subjects, recipients,
//! contractors and transfers on sheets of their own; or the flat list of processings.
//!
//! The format is that of the public repository intuitem/ciso-assistant-community (`backend/privacy`, the data-import
//! documentation). A sheet is known by its name, a column by its heading; order, case, blanks and underscores do not
//! matter. The sheet of processings may also stand upright, one field per row. Rows of the other sheets name their
//! processing in a column, or belong to the only one. Values are codes ("privacy_legal_obligation"), the older codes
//! without the prefix, or the labels shown for them in English.
//!
//! Codes become citations and German words. What has no field, or is not understood, stands in the activity's note.
//! `dpia_required`, `has_sensitive_personal_data` and `is_sensitive` say "no" where nobody answered: only their "yes"
//! counts as an answer; a "no" is kept in the note.

mod activity;
mod children;
mod codes;
mod data;
mod parties;
mod retention;
mod sheets;
#[cfg(test)]
mod tests;

use crate::foreign::{ForeignFile, MAX_ACTIVITIES};
use crate::table::Workbook;

/// What this tool is called.
pub(crate) const TOOL: &str = "CISO Assistant";

/// A workbook that was not read. Nothing of it may be used.
///
/// The texts are for logs; what a user reads is chosen by [`CisoAssistantError::code`].
#[derive(Debug, thiserror::Error)]
pub enum CisoAssistantError {
    /// The spreadsheet is no privacy workbook.
    #[error("no sheet of the spreadsheet lists processings as CISO Assistant does")]
    OtherFormat,
    /// The workbook lists more than [`MAX_ACTIVITIES`] processings.
    #[error("{place}: more than {MAX_ACTIVITIES} processings")]
    TooManyProcessings {
        /// The first one too many.
        place: String,
    },
    /// A processing would become a record that is too large for a native file.
    #[error("{place}: too large for one record")]
    TooLargeRecord {
        /// The processing, or the party.
        place: String,
    },
    /// The sheet of processings has none.
    #[error("{sheet}: no processing with a name")]
    NoProcessing {
        /// The sheet.
        sheet: String,
    },
}

impl CisoAssistantError {
    /// The code a user's text is chosen by.
    pub fn code(&self) -> &'static str {
        "E-IMPORT-FORMAT"
    }
}

/// Whether a spreadsheet read already is such a workbook, by its sheets' names and headings.
pub fn is_one_of_them(workbook: &Workbook) -> bool {
    sheets::find(workbook).is_some()
}

/// Reads the processings of a spreadsheet as activities.
///
/// An activity's key follows from the processing's internal id, else its reference, else its name. What is produced
/// passes [`register::integrity`].
///
/// # Errors
/// When it is no such workbook.
pub fn from_workbook(workbook: &Workbook) -> Result<ForeignFile, CisoAssistantError> {
    let found = sheets::find(workbook).ok_or(CisoAssistantError::OtherFormat)?;
    activity::activities(workbook, &found)
}
