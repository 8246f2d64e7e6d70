//! SQLite: revisions, operations, search index, backups.
//!
//! One folder holds one store: the database `artikel30.sqlite` and the lock file `artikel30.lock`.
//! The crate knows how entries are kept, not what they mean: contents are opaque bytes, and whoever
//! writes a head hands along its [`Projection`].
//!
//! # Invariants
//!
//! - **Contents are never rewritten.** A revision's id is the SHA-256 of its stored bytes, and these
//!   bytes come back exactly as they were given. Revisions are added; the only one ever removed is the
//!   autosaved draft of the same editing session, and only while nothing refers to it and nobody
//!   outside has seen it.
//! - **A user action is one operation**: head pointers before and after, written in one transaction,
//!   wholly or not at all. Undo and redo are operations too. They move pointers and lose nothing,
//!   also after a restart.
//! - **Every head pointer equals what its last operation said.** [`Store::verify`] recomputes this
//!   together with every hash.
//! - **Projections and the search index are derived from the heads**: [`Store::reproject`] rebuilds
//!   them at any time; they are never the truth.
//! - **One writer.** A second one is told; readers work beside the writer.
//! - **What is not ours is not touched.** A foreign, damaged or newer file is refused before anything
//!   is written to it.
//! - **No clock and no randomness.** Times and ids are passed in; ancestry decides, times are shown.
//! - Code that depends on the operating system is in the module `disk` alone.
#![deny(missing_docs)]

mod backup;
mod disk;
mod error;
mod fold;
mod lock;
mod open;
mod operation;
mod projection;
mod reference;
mod restore;
mod revision;
mod schema;
mod search;
mod session;
mod setting;
mod transaction;
mod undo;
mod verify;

pub use backup::Existing;
pub use error::{Action, StoreError};
pub use lock::LOCK_FILE;
pub use open::{DATABASE_FILE, Mode, Store};
pub use operation::{
    HeadChange, HistoryEntry, OperationEntry, OperationId, OperationKind, OperationLabel, OperationState,
};
pub use projection::{Filter, Projection, RecordRow};
pub use reference::ReferenceEntry;
pub use restore::{Restored, restore};
pub use revision::{Ancestry, Authorship, Deleted, NewRevision, NotARevisionId, Revision, RevisionId};
pub use schema::{APPLICATION_ID, SCHEMA_VERSION};
pub use search::Hit;
pub use session::SessionId;
pub use transaction::Transaction;
pub use verify::{VerifyFinding, VerifyReport};
