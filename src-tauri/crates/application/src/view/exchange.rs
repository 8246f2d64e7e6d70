//! Imports, as the window sees them.

use super::Named;
use super::change::{ConflictView, FieldChange};
use register::id::RecordId;
use serde::{Deserialize, Serialize};

views! {
    /// A file of an import.
    pub struct ImportFileRow {
        /// Its name, without the folder.
        pub name: String,
        /// What it is.
        pub origin: FileOrigin,
        /// The program that wrote it.
        pub exporter: String,
        /// The day it was written, ISO 8601.
        pub exported_at: Option<String>,
        /// Whose register or what it holds.
        pub title: String,
        /// Whether it was encrypted.
        pub encrypted: bool,
    }

    /// Something that can be taken or left.
    pub struct Choosable {
        /// The record, as it is called in the file.
        pub id: RecordId,
        /// Its title.
        pub title: String,
        /// Whether it is taken.
        pub chosen: bool,
    }

    /// How many records are in which class, and how many fields are in question.
    #[derive(Copy, Eq, Default, Deserialize)]
    pub struct ImportCounts {
        /// Records that were not here.
        pub new: usize,
        /// Records changed here alone; they stay as they are.
        pub changed_here: usize,
        /// Records changed there alone; the file's version takes their place.
        pub changed_there: usize,
        /// Records that were merged.
        pub merged: usize,
        /// Records that are the same on both sides.
        pub unchanged: usize,
        /// Conflicts, decided or not.
        pub conflicts: usize,
        /// How many of them are decided.
        pub decided: usize,
    }

    /// A record of an import.
    pub struct ImportRow {
        /// The record as it is called here.
        pub record: RecordId,
        /// The names of the files that hold it.
        pub files: Vec<String>,
        /// Its kind.
        pub kind: String,
        /// Its title.
        pub title: String,
        /// How it stands.
        pub class: ImportClass,
        /// Whether the import deletes it.
        pub deleted: bool,
        /// The title of the activity here that goes on following it, when it is adopted again.
        pub follows: Option<String>,
        /// Fields that differ, without those in conflict.
        pub changes: Vec<FieldChange>,
    }

    /// A party or a system of the file that looks like one of the store.
    pub struct JoinSuggestion {
        /// Identity of the suggestion.
        pub id: String,
        /// "party" or "system".
        pub kind: String,
        /// The one of the file.
        pub incoming: Named,
        /// The one here, which would stay.
        pub local: Named,
    }

    /// Two records with the same title that are not the same record.
    pub struct SameTitle {
        /// The one of the file.
        pub incoming: Named,
        /// The one here.
        pub local: Named,
    }

    /// Something that belongs to the other organisation and does not come along as it is.
    #[derive(Eq)]
    pub struct ReplacedRow {
        /// The activity.
        pub record: RecordId,
        /// Its title.
        pub title: String,
        /// What became of which field, in German.
        pub label: String,
    }

    /// Something in a foreign file that has no field of its own here.
    #[derive(Eq)]
    pub struct LeftoverRow {
        /// Where it stood in the file.
        pub place: String,
        /// What stood there.
        pub text: String,
        /// The activity in whose note it is kept.
        pub kept_in: Option<String>,
    }

    /// What an import would do.
    pub struct ImportPreview {
        /// The files.
        pub files: Vec<ImportFileRow>,
        /// How they are taken in.
        pub mode: ImportMode,
        /// Whether they can be merged; files of other tools can only be adopted.
        pub can_merge: bool,
        /// Whether they can be adopted.
        pub can_adopt: bool,
        /// The register that adopts.
        pub register: Option<RecordId>,
        /// The activities that can be adopted.
        pub choosable: Vec<Choosable>,
        /// Counts.
        pub counts: ImportCounts,
        /// All records but the unchanged ones.
        pub records: Vec<ImportRow>,
        /// Conflicts.
        pub conflicts: Vec<ConflictView>,
        /// Parties and systems that look the same.
        pub joins: Vec<JoinSuggestion>,
        /// Activities that merely have the same title.
        pub same_titles: Vec<SameTitle>,
        /// What is adopted otherwise than it stands there.
        pub replaced: Vec<ReplacedRow>,
        /// What had no field.
        pub leftovers: Vec<LeftoverRow>,
    }

    /// A line of a report.
    #[derive(Eq, Deserialize)]
    pub struct ReportLine {
        /// What it is about.
        pub kind: ReportKind,
        /// The record.
        pub record: Option<RecordId>,
        /// What happened, in German.
        pub text: String,
    }

    /// What an import did.
    pub struct ImportReportView {
        /// Number of the operation; nothing when nothing had to be changed.
        pub operation: Option<i64>,
        /// When, RFC 3339, for display.
        pub at: Option<String>,
        /// The files.
        pub files: Vec<String>,
        /// Counts.
        pub counts: ImportCounts,
        /// What happened, record by record.
        pub lines: Vec<ReportLine>,
        /// Name of the backup that was written before.
        pub backup: Option<String>,
        /// Whether the import was taken back since.
        pub undone: bool,
    }

    /// An import in the list of those that were.
    pub struct ImportReportRow {
        /// Number of the operation.
        pub operation: i64,
        /// When, RFC 3339, for display.
        pub at: String,
        /// The files.
        pub files: Vec<String>,
        /// What it did, in a sentence.
        pub summary: String,
        /// Whether it was taken back since.
        pub undone: bool,
    }

    /// A sheet of a spreadsheet.
    pub struct SheetRow {
        /// Its name.
        pub name: String,
        /// How many rows it has.
        pub rows: usize,
    }

    /// A column of a spreadsheet.
    pub struct TableColumn {
        /// Its index, from 0.
        pub index: usize,
        /// Its letter, as spreadsheets show it.
        pub letter: String,
        /// Its header.
        pub header: String,
        /// What stands in it, in some rows.
        pub samples: Vec<String>,
    }

    /// A field that a column can go to.
    pub struct TableTarget {
        /// Its id.
        pub id: String,
        /// Its name in German.
        pub label: String,
        /// The letter of Art. 30(1) it belongs to.
        pub letter: Option<register::check::Letter>,
        /// Whether a cell can hold several.
        pub list: bool,
    }

    /// Where a column goes.
    #[derive(Eq, Deserialize)]
    pub struct ColumnTarget {
        /// The column's index, from 0.
        pub index: usize,
        /// The target's id; nothing: into a note.
        pub target: Option<String>,
    }

    /// How a spreadsheet is to be read.
    #[derive(Eq, Deserialize)]
    pub struct TableMapping {
        /// The sheet's index, from 0.
        pub sheet: usize,
        /// The header's first row, from 0.
        pub header_row: usize,
        /// How many rows the header has.
        pub header_rows: usize,
        /// The columns.
        pub columns: Vec<ColumnTarget>,
        /// Characters that separate the items of a list within a cell.
        pub separators: String,
    }

    /// A saved assignment that fits the spreadsheet.
    pub struct TablePreset {
        /// Its name.
        pub name: String,
        /// The assignment, for this spreadsheet.
        pub mapping: TableMapping,
    }

    /// A spreadsheet whose columns are to be assigned.
    pub struct TableView {
        /// Its name.
        pub file: String,
        /// Its sheets.
        pub sheets: Vec<SheetRow>,
        /// The columns of the chosen sheet.
        pub columns: Vec<TableColumn>,
        /// The fields they can go to.
        pub targets: Vec<TableTarget>,
        /// Saved assignments that fit.
        pub presets: Vec<TablePreset>,
        /// The first rows below the header.
        pub preview_rows: Vec<Vec<String>>,
        /// The assignment as it stands.
        pub mapping: TableMapping,
        /// What is wrong with it, in German.
        pub problems: Vec<String>,
    }
}

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "describe", derive(ts_rs::TS), ts(export))]
#[serde(rename_all = "snake_case")]
pub enum FileOrigin {
    /// A native file with a whole register.
    RegisterFile,
    /// A native file with some activities.
    Activities,
    /// A native file with Muster.
    Templates,
    /// The register inside a PDF.
    Pdf,
    /// A spreadsheet.
    Table,
    /// verinice.veo.
    Veo,
    /// CISO Assistant.
    CisoAssistant,
}

/// How files are taken in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(ts_rs::TS), ts(export))]
#[serde(rename_all = "snake_case")]
pub enum ImportMode {
    /// As the same records.
    Merge,
    /// As activities of another register.
    Adopt,
}

/// How a record stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "describe", derive(ts_rs::TS), ts(export))]
#[serde(rename_all = "snake_case")]
pub enum ImportClass {
    /// It was not here.
    New,
    /// Changed here alone.
    ChangedHere,
    /// Changed there alone.
    ChangedThere,
    /// Merged.
    Merged,
    /// The same on both sides.
    Unchanged,
}

/// What a line of a report is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(ts_rs::TS), ts(export))]
#[serde(rename_all = "snake_case")]
pub enum ReportKind {
    /// A new record.
    New,
    /// The file's version was taken.
    ChangedThere,
    /// Nothing was done, because only this side has changed it.
    ChangedHere,
    /// Both versions were merged.
    Merged,
    /// A conflict stays open.
    Conflict,
    /// A conflict was decided.
    Decided,
    /// A record was deleted.
    Deleted,
    /// Two records were joined.
    Joined,
    /// Something of the other organisation was left out.
    LeftOut,
    /// Something had no field and is kept in a note.
    Note,
}

/// What the window shows next.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "describe", derive(ts_rs::TS), ts(export))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ImportStep {
    /// A file is encrypted.
    Passphrase {
        /// Its name.
        file: String,
        /// Whether a passphrase was given that does not fit.
        wrong: bool,
    },
    /// A spreadsheet's columns are to be assigned.
    Table(Box<TableView>),
    /// The plan.
    Preview(Box<ImportPreview>),
}
