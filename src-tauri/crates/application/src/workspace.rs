//! An opened store with everything the use-cases need.

use crate::clock::Clock;
use crate::failure::{Error, Failure};
use crate::projecting;
use language::Language;
use register::activity::ProcessingActivity;
use register::id::RecordId;
use register::merge;
use register::organisation::Organisation;
use register::record::{MODEL_VERSION, Record, Revision};
use std::path::{Path, PathBuf};
use store::{Filter, Mode, NewRevision, OperationLabel, SessionId, Store, Transaction};
use uuid::Uuid;

/// How a store is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// To read and write; one at a time. Makes the store when there is none.
    Write,
    /// To read, also while somebody writes.
    Read,
}

/// An opened store.
#[derive(Debug)]
pub struct Workspace {
    pub(crate) folder: PathBuf,
    pub(crate) store: Store,
    pub(crate) language: Language,
    pub(crate) clock: Clock,
    pub(crate) author: String,
}

/// A record as it stands, with the head it was read from.
#[derive(Debug, Clone)]
pub(crate) struct Loaded<T> {
    pub(crate) id: RecordId,
    pub(crate) head: store::RevisionId,
    pub(crate) content: T,
}

/// A register: its organisation and its activities in printed order.
#[derive(Debug, Clone)]
pub(crate) struct Register {
    pub(crate) organisation: Loaded<Organisation>,
    pub(crate) activities: Vec<Loaded<ProcessingActivity>>,
}

impl Workspace {
    /// Opens the store in this folder. `author` is the label that the history shows; it may be empty.
    ///
    /// # Errors
    /// When the folder or the file in it cannot be used; the file is then untouched.
    pub fn open(folder: &Path, access: Access, clock: Clock, author: &str) -> Result<Self, Failure> {
        let language = Language::german();
        let mode = match access {
            Access::Write => Mode::ReadWrite,
            Access::Read => Mode::ReadOnly,
        };
        let open = || -> Result<Store, Error> {
            let mut store = Store::open(folder, mode)?;
            if mode == Mode::ReadWrite {
                ship_reference_lists(&mut store, clock)?;
            }
            Ok(store)
        };
        match open() {
            Ok(store) => {
                Ok(Self { folder: folder.to_owned(), store, language, clock, author: author.to_owned() })
            }
            Err(error) => Err(error.into_failure(&language)),
        }
    }

    /// The folder the store lies in.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Whether changes are possible.
    pub fn access(&self) -> Access {
        match self.store.mode() {
            Mode::ReadWrite => Access::Write,
            Mode::ReadOnly => Access::Read,
        }
    }

    /// The texts the program speaks in.
    pub fn language(&self) -> &Language {
        &self.language
    }

    /// Puts an inner error into words.
    pub(crate) fn fail<T>(&self, result: Result<T, Error>) -> Result<T, Failure> {
        result.map_err(|error| error.into_failure(&self.language))
    }

    pub(crate) fn load(&self, id: RecordId) -> Result<Loaded<Record>, Error> {
        let missing = || Error::NotFound { what: "record", name: id.to_string() };
        let head = self.store.head(id.0)?.ok_or_else(missing)?;
        let content = Revision::from_bytes(&head.bytes)?.content.ok_or_else(missing)?;
        Ok(Loaded { id, head: head.id, content })
    }

    pub(crate) fn organisation(&self, id: RecordId) -> Result<Loaded<Organisation>, Error> {
        let Loaded { id, head, content } = self.load(id)?;
        match content {
            Record::Organisation(organisation) => Ok(Loaded { id, head, content: *organisation }),
            _ => Err(Error::NotFound { what: "register", name: id.to_string() }),
        }
    }

    /// All records of a kind, in printed order.
    pub(crate) fn all(&self, register: Option<RecordId>, kind: &str) -> Result<Vec<Loaded<Record>>, Error> {
        let filter = Filter { register: register.map(|id| id.0), kind: Some(kind.to_owned()) };
        let heads = self.store.heads(&filter)?;
        heads
            .into_iter()
            .filter_map(|head| {
                let (id, record) = (head.id, RecordId(head.record));
                match Revision::from_bytes(&head.bytes) {
                    Ok(revision) => {
                        revision.content.map(|content| Ok(Loaded { id: record, head: id, content }))
                    }
                    Err(error) => Some(Err(error.into())),
                }
            })
            .collect()
    }

    pub(crate) fn register(&self, id: RecordId) -> Result<Register, Error> {
        let activities = self
            .all(Some(id), "activity")?
            .into_iter()
            .filter_map(|loaded| match loaded.content {
                Record::Activity(activity) => {
                    Some(Loaded { id: loaded.id, head: loaded.head, content: *activity })
                }
                _ => None,
            })
            .collect();
        Ok(Register { organisation: self.organisation(id)?, activities })
    }

    /// Runs a user action as one operation.
    pub(crate) fn transact<T>(
        &mut self,
        code: &str,
        subject: &str,
        action: impl FnOnce(&mut Transaction<'_>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let label = OperationLabel::new(code, subject);
        let (result, _) = self.store.transact(&label, self.clock.now(), &self.author, action)?;
        Ok(result)
    }
}

/// Name of the setting that says which reference lists the store has taken in.
const REFERENCE_LISTS: &str = "reference_lists";

/// Gives the store its copies of the shipped reference lists, once for every version of them. What a user has
/// edited stays.
fn ship_reference_lists(store: &mut Store, clock: Clock) -> Result<(), Error> {
    let lists = crate::assets::reference_lists()?;
    let versions: Vec<String> = lists.iter().map(|list| format!("{} {}", list.list, list.version)).collect();
    let versions = versions.join(", ");
    if store.setting(REFERENCE_LISTS)?.as_deref() == Some(&versions) {
        return Ok(());
    }
    let label = OperationLabel::new("reference-lists", "");
    store.transact(&label, clock.now(), "", |tx| -> Result<(), Error> {
        for list in &lists {
            for entry in &list.entries {
                let json = register::canonical::to_bytes(&entry.to_value());
                tx.ship_reference(&list.list, &entry.id, &json)?;
            }
        }
        Ok(tx.set_setting(REFERENCE_LISTS, &versions)?)
    })?;
    Ok(())
}

/// Writes a record as the next revision of its head, outside any editing session. Open conflicts stay open.
pub(crate) fn put(tx: &mut Transaction<'_>, id: RecordId, record: &Record) -> Result<(), Error> {
    let head = tx.head(id.0)?;
    let before = head.as_ref().map(|head| Revision::from_bytes(&head.bytes)).transpose()?;
    let conflicts = match before {
        Some(Revision { content: Some(before), conflicts, .. }) => {
            merge::standing(&before, record, conflicts)?
        }
        _ => Vec::new(),
    };
    put_after(tx, id, head.into_iter().map(|head| head.id).collect(), record, conflicts)
}

/// Writes a record as the revision that follows these, with its open conflicts, outside any editing session.
pub(crate) fn put_after(
    tx: &mut Transaction<'_>,
    id: RecordId,
    mut parents: Vec<store::RevisionId>,
    record: &Record,
    conflicts: Vec<register::record::Conflict>,
) -> Result<(), Error> {
    parents.sort();
    parents.dedup();
    tx.put(&new_revision(id, parents, Some(record), conflicts)?, &projecting::project(id, record))?;
    Ok(())
}

/// Writes a record within an editing session, so that one sitting makes one revision.
pub(crate) fn put_in_session(
    tx: &mut Transaction<'_>,
    session: Uuid,
    id: RecordId,
    record: &Record,
    conflicts: Vec<register::record::Conflict>,
) -> Result<(), Error> {
    let session = SessionId(session);
    let parents = tx.parents_in_session(session, id.0)?;
    let revision = new_revision(id, parents, Some(record), conflicts)?;
    tx.put_in_session(session, &revision, &projecting::project(id, record))?;
    Ok(())
}

/// Deletes a record; undo brings it back.
pub(crate) fn delete(tx: &mut Transaction<'_>, id: RecordId) -> Result<(), Error> {
    let parents = tx.head(id.0)?.into_iter().map(|head| head.id).collect();
    tx.delete(&new_revision(id, parents, None, Vec::new())?)?;
    Ok(())
}

/// The revision that stores this content.
pub(crate) fn new_revision(
    id: RecordId,
    parents: Vec<store::RevisionId>,
    record: Option<&Record>,
    conflicts: Vec<register::record::Conflict>,
) -> Result<NewRevision, Error> {
    let names = parents.iter().map(|parent| domain_id(*parent)).collect();
    let mut revision = Revision::new(id, names, record.cloned());
    revision.conflicts = conflicts;
    let bytes = revision.to_bytes()?;
    Ok(NewRevision { record: id.0, parents, model_version: MODEL_VERSION, bytes, authorship: None })
}

/// A revision of an import as the store takes it.
pub(crate) fn new_revision_of(fresh: &exchange::merging::Fresh) -> Result<NewRevision, Error> {
    Ok(NewRevision {
        record: fresh.revision.record.0,
        parents: fresh.revision.parents.iter().map(stored_id).collect::<Result<_, _>>()?,
        model_version: fresh.revision.model,
        bytes: fresh.bytes.to_vec(),
        authorship: None,
    })
}

/// The store's form of a revision id.
pub(crate) fn stored_id(id: &register::record::RevisionId) -> Result<store::RevisionId, Error> {
    let reason = |_| Error::Value { at: "/parents".into(), reason: format!("\"{id}\" is no revision id") };
    id.as_str().parse().map_err(reason)
}

/// The domain's form of a stored revision id.
pub(crate) fn domain_id(id: store::RevisionId) -> register::record::RevisionId {
    register::record::RevisionId::from_digest(id.as_bytes())
}
