//! The plan of an import: what each file would change, record by record, before anything is done.
//!
//! Invariants
//! - Pure: the store is asked, never changed. What is to be written stands in the draft.
//! - Ancestry decides, never a clock. A record that a file does not mention stays as it is.
//! - Several files are taken in one after the other, as if each had been imported by itself; the draft remembers what
//!   each record was before the first of them.
//! - Internal notes and accepted findings, which an abridged copy withholds, are changed only by who has seen them.
//! - No record that stays names one that the import deletes, nor one that was deleted here earlier and is in the file: a
//!   deletion of what somebody still uses is a conflict. An activity never stays without its register.
//! - What would break a record is refused as a whole: ids that occur twice, references to nothing, circles. A circle of
//!   systems that only both sides together close is a conflict.

mod circles;
mod keeping;
mod lineage;
mod session;
mod withheld;

use crate::native::{self, FileRecord};
use keeping::Named;
use register::id::RecordId;
use register::integrity::IntegrityError;
use register::merge::{Ancestry, MergeError};
use register::record::{Conflict, Record, Revision, RevisionError, RevisionId};
use session::{Session, names_of_activities};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What an import has to know of the store.
pub trait Known {
    /// Why the store could not answer.
    type Error;

    /// The head of a record, a tombstone included; `None` when the record was never here.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn head(&self, record: RecordId) -> Result<Option<RevisionId>, Self::Error>;

    /// All revisions of the record that were ever heard of, with their parents.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn ancestry(&self, record: RecordId) -> Result<Ancestry, Self::Error>;

    /// A revision; `None` when only its id is known, or not even that.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn revision(&self, id: &RevisionId) -> Result<Option<Revision>, Self::Error>;

    /// The ids of the register's activities.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn activities(&self, register: RecordId) -> Result<Vec<RecordId>, Self::Error>;

    /// The ids of all records that are not deleted.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn live(&self) -> Result<Vec<RecordId>, Self::Error>;
}

/// A record as a file brings it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incoming {
    /// The record.
    pub record: RecordId,
    /// Its head there.
    pub head: RevisionId,
    /// What is stored of it: the head itself or, of an abridged copy, what stands in for it.
    pub brought: Fresh,
    /// What that follows: ids with their parents.
    pub ancestors: Ancestry,
    /// Some of these as stored there.
    pub earlier: Vec<(RevisionId, Arc<[u8]>)>,
}

impl Incoming {
    /// The records of a native file.
    ///
    /// # Errors
    /// When the bytes of a record are no revision, which reading a file rules out.
    pub fn of_file(file: native::NativeFile) -> Result<Vec<Self>, RevisionError> {
        let incoming = |record: FileRecord| {
            let revision = record.revision()?;
            let FileRecord { id, head, content, mut ancestors, earlier } = record;
            let earlier = earlier.into_iter().map(|bytes| (RevisionId::of(&bytes), bytes)).collect();
            let brought = match content {
                native::Content::Whole(bytes) => {
                    Fresh { id: head.clone(), revision: Arc::new(revision), bytes }
                }
                native::Content::Abridged(bytes) => {
                    let bytes = native::stand_in(&head, &bytes)?;
                    ancestors.insert(head.clone(), revision.parents);
                    let revision = Revision::from_bytes(&bytes)?;
                    for parent in &revision.parents {
                        ancestors.entry(parent.clone()).or_default();
                    }
                    Fresh { id: RevisionId::of(&bytes), revision: Arc::new(revision), bytes: bytes.into() }
                }
            };
            Ok(Self { record: id, head, brought, ancestors, earlier })
        };
        file.records.into_iter().map(incoming).collect()
    }

    /// A record that other programs told of and that has no history.
    pub fn first(brought: Fresh) -> Self {
        let (record, head) = (brought.revision.record, brought.id.clone());
        Self { record, head, brought, ancestors: Ancestry::new(), earlier: Vec::new() }
    }

    /// Whether the file brings the head itself.
    pub fn is_whole(&self) -> bool {
        self.brought.id == self.head
    }

    /// What the file says of the record.
    pub fn content(&self) -> Option<&Record> {
        self.brought.revision.content.as_ref()
    }

    /// The history that the file tells, with what is brought at its end.
    pub fn line(&self) -> Ancestry {
        let mut line = self.ancestors.clone();
        line.insert(self.brought.id.clone(), self.brought.revision.parents.clone());
        line
    }
}

/// What an import does with a record; each record is in exactly one class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// Not in the store so far.
    New,
    /// Changed here alone: stays as it is.
    ChangedHere,
    /// Changed there alone: the file's version takes its place.
    ChangedThere,
    /// Changed on both sides, or without a common history: merged.
    Merged,
    /// The same on both sides.
    Unchanged,
}

/// A revision that the import stores.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fresh {
    /// Its id.
    pub id: RevisionId,
    /// What it means.
    pub revision: Arc<Revision>,
    /// Its bytes.
    pub bytes: Arc<[u8]>,
}

/// What becomes of one record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    /// How it stands.
    pub class: Class,
    /// The head before the import; `None` when the record is new.
    pub before: Option<RevisionId>,
    /// The head after it.
    pub after: RevisionId,
    /// Revisions to store, in this order; the last one need not be the head.
    pub fresh: Vec<Fresh>,
    /// Earlier revisions that were not known so far and are stored, too.
    pub earlier: Vec<Fresh>,
    /// What the files tell of the record's history: ids with their parents.
    pub told: Ancestry,
    /// The last version that a file brought, and what it was compared with, when that is known.
    pub theirs: Option<Arc<Revision>>,
    /// The common ancestor of both versions, when there is one and its content is known.
    pub base: Option<Revision>,
}

impl Planned {
    /// A record that stays as it is.
    fn untouched(head: RevisionId) -> Self {
        Self {
            class: Class::Unchanged,
            before: Some(head.clone()),
            after: head,
            fresh: Vec::new(),
            earlier: Vec::new(),
            told: Ancestry::new(),
            theirs: None,
            base: None,
        }
    }

    /// A revision among those to be stored.
    pub fn fresh(&self, id: &RevisionId) -> Option<&Fresh> {
        self.fresh.iter().find(|fresh| fresh.id == *id)
    }

    /// Whether anything has to be written.
    pub fn acts(&self) -> bool {
        self.before.as_ref() != Some(&self.after)
    }

    /// The open conflicts of the head after the import.
    pub fn conflicts(&self) -> &[Conflict] {
        self.fresh(&self.after).map(|fresh| fresh.revision.conflicts.as_slice()).unwrap_or_default()
    }
}

/// A plan that could not be made. Nothing has changed.
#[derive(Debug, thiserror::Error)]
pub enum MergingError<E> {
    /// The store could not answer.
    #[error("the store could not be read: {0}")]
    Store(E),
    /// A record in the file must not be stored as it is.
    #[error("record {record}: {reason}")]
    Content {
        /// The record.
        record: RecordId,
        /// Why not.
        reason: IntegrityError,
    },
    /// A record in the file names one that is neither in the file nor in the store.
    #[error("record {record} names {named}, which is neither in the file nor in the store")]
    NamesNothing {
        /// The record.
        record: RecordId,
        /// What it names.
        named: RecordId,
    },
    /// A record in the file names one of another kind than belongs there.
    #[error("record {record} names {named}, which is no {kind}")]
    NamesOther {
        /// The record.
        record: RecordId,
        /// What it names.
        named: RecordId,
        /// The kind that belongs there.
        kind: &'static str,
    },
    /// The file tells other parents of a revision than the revision itself has.
    #[error("record {record}: the file tells a false history of revision {revision}")]
    ForgedAncestry {
        /// The record.
        record: RecordId,
        /// The revision.
        revision: RevisionId,
    },
    /// A record in the file brings a conflict that nobody could decide.
    #[error("record {record}: nobody could decide its conflict at {path:?}")]
    UndecidableConflict {
        /// The record.
        record: RecordId,
        /// What the conflict is about.
        path: String,
    },
    /// A record has another kind here than in the file.
    #[error("record {record} is of another kind here than in the file")]
    OtherKind {
        /// The record.
        record: RecordId,
    },
    /// Two versions cannot be merged.
    #[error("record {record}: {reason}")]
    Merge {
        /// The record.
        record: RecordId,
        /// Why not.
        reason: MergeError,
    },
    /// A content does not go into bytes, which the model's types do not allow for.
    #[error(transparent)]
    Revision(#[from] RevisionError),
    /// A content does not go into JSON, which the model's types do not allow for.
    #[error(transparent)]
    Json(#[from] serde_json::Error),
}

/// A plan: nothing is written, everything is decided that needs no human being.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Draft {
    records: BTreeMap<RecordId, Planned>,
}

impl Draft {
    /// Adds what becomes of a record by other means than a file's own revisions.
    pub fn add(&mut self, record: RecordId, planned: Planned) {
        self.records.insert(record, planned);
    }

    /// Every record that the files mention.
    pub fn records(&self) -> &BTreeMap<RecordId, Planned> {
        &self.records
    }

    /// How many records are in a class.
    pub fn count(&self, class: Class) -> usize {
        self.records.values().filter(|planned| planned.class == class).count()
    }

    /// Takes in the records of one more file.
    ///
    /// # Errors
    /// When a record must not be stored as it is, or the store cannot be read. The draft is as it was, then.
    pub fn take_in<K: Known>(
        &mut self,
        known: &K,
        mut file: Vec<Incoming>,
    ) -> Result<(), MergingError<K::Error>> {
        let mut next = Session::new(known, self.records.clone());
        // An organisation before the activities that name items of its defaults.
        file.sort_by_key(|incoming| (rank(incoming.content()), incoming.record));
        next.check_references(&file)?;
        let named_there = names_of_activities(&file)?;
        let named_here = Named::of_file(&file);
        for incoming in file {
            next.take(incoming, &named_there)?;
        }
        next.keep_what_is_named(&named_here)?;
        next.open_circles()?;
        self.records = next.records;
        Ok(())
    }

    /// The head of a record as it will be, with its id: the import's own, or the store's.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn head<K: Known>(
        &self,
        known: &K,
        record: RecordId,
    ) -> Result<Option<(RevisionId, Revision)>, K::Error> {
        let planned = self.records.get(&record);
        let id = match planned {
            Some(planned) => Some(planned.after.clone()),
            None => known.head(record)?,
        };
        let Some(id) = id else { return Ok(None) };
        let revision = match planned.and_then(|planned| planned.fresh(&id)) {
            Some(fresh) => Some(Revision::clone(&fresh.revision)),
            None => known.revision(&id)?,
        };
        Ok(revision.map(|revision| (id, revision)))
    }
}

fn rank(content: Option<&Record>) -> u8 {
    match content {
        Some(Record::Organisation(_)) => 0,
        Some(Record::Activity(_)) => 2,
        _ => 1,
    }
}

/// A revision of this program's own making.
pub fn made(revision: Revision) -> Result<Fresh, RevisionError> {
    let bytes = revision.to_bytes()?;
    Ok(Fresh { id: RevisionId::of(&bytes), revision: Arc::new(revision), bytes: bytes.into() })
}
