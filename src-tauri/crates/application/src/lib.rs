//! The use-cases of Artikel 30: the one API that the window and the command line call.
//!
//! # Invariants
//!
//! - Every rule of the domain lives in `register`; this crate fetches, calls and stores.
//! - The clock and new ids come in here, once, and are passed down.
//! - A user action is one operation; what fails changes nothing.
//! - Errors that leave this crate carry a stable code, a German sentence and what to do next.

mod adopting;
pub mod assets;
mod checking;
mod clock;
mod conflicts;
mod data_folder;
mod deviating;
mod editing;
mod erasing;
mod exporting;
mod failure;
mod following;
mod importing;
mod keeping;
mod listing;
mod opening;
mod origins;
mod projecting;
mod refusals;
mod scheduling;
mod sharing;
mod templates;
pub mod view;
mod wording;
mod workspace;

pub use clock::Clock;
pub use data_folder::{VARIABLE, data_folder};
pub use exporting::{Enclosure, Exported, Format};
pub use failure::{Failure, FailureKind};
pub use importing::{Import, ImportOptions, ImportReport, ImportedRecord, Resolve};
pub use keeping::{Kept, Verified};
pub use register::id::{ItemId, RecordId};
pub use register::record::Record;
pub use register::retention::StartKind;
pub use register::retention::arithmetic::Moment;
pub use sharing::ExportWhat;
pub use workspace::{Access, Workspace};
