//! Editing: every user action is one operation that undo takes back as a whole.

use crate::failure::{Error, Failure};
use crate::projecting::{project, project_stored};
use crate::view::{OpenRecord, UndoResult, UndoState};
use crate::workspace::{self, Loaded, Workspace};
use register::heirs;
use register::id::RecordId;
use register::integrity::{self, CircleOf, IntegrityError};
use register::merge;
use register::organisation::Organisation;
use register::path;
use register::record::{Record, Revision};
use register::references;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use store::{OperationEntry, OperationKind, OperationLabel};
use uuid::Uuid;

impl Workspace {
    /// Saves a record that was opened at `head`. Saves of one `session` make one revision and one operation.
    ///
    /// # Errors
    /// When the record has changed since, or the content must not be stored; nothing is changed then.
    pub fn save(
        &mut self,
        id: RecordId,
        head: &str,
        session: Uuid,
        content: Record,
    ) -> Result<OpenRecord, Failure> {
        let saved = self.save_inner(id, head, session, content).and_then(|()| self.opened(id));
        self.fail(saved)
    }

    fn save_inner(&mut self, id: RecordId, head: &str, session: Uuid, content: Record) -> Result<(), Error> {
        let content = self.with_seen(content)?;
        let (loaded, conflicts, seed) = self.standing(id)?;
        if loaded.head.to_string() != head {
            return Err(Error::Stale);
        }
        if loaded.content == content {
            return Ok(());
        }
        self.check_record(id, &content, &BTreeMap::new())?;
        let conflicts = merge::standing(&loaded.content, &content, conflicts)?;
        let subject = content.title().to_owned();
        self.transact("edit", &subject, |tx| {
            if let Some(seed) = &seed {
                tx.put(seed, &project(id, &loaded.content))?;
            }
            workspace::put_in_session(tx, session, id, &content, conflicts)
        })
    }

    /// The record with what its inheriting fields take over today noted in them.
    fn with_seen(&self, mut record: Record) -> Result<Record, Error> {
        if let Record::Activity(activity) = &mut record {
            let organisation = self.organisation(activity.register)?.content;
            heirs::mark_seen(&organisation, activity);
        }
        Ok(record)
    }

    /// Stores a new record: a party, a system, a document, a measure set, an organisation.
    ///
    /// # Errors
    /// When the content must not be stored.
    pub fn create(&mut self, content: Record) -> Result<OpenRecord, Failure> {
        let id = self.clock.record_id();
        let mut create = || -> Result<OpenRecord, Error> {
            self.check_record(id, &content, &BTreeMap::new())?;
            let subject = content.title().to_owned();
            self.transact("create", &subject, |tx| workspace::put(tx, id, &content))?;
            self.opened(id)
        };
        let created = create();
        self.fail(created)
    }

    /// Copies an activity within its register.
    ///
    /// # Errors
    /// When there is no such activity.
    pub fn duplicate(&mut self, id: RecordId) -> Result<RecordId, Failure> {
        let copy_id = self.clock.record_id();
        let mut duplicate = || -> Result<RecordId, Error> {
            let mut copy = self.activity(id)?;
            let title = copy.title.clone();
            copy.title = self.language.text("copy-of", &[("title", title.as_str().into())]);
            copy.position = self.next_position(copy.register)?;
            copy.status = register::activity::Status::default();
            let record = Record::Activity(Box::new(copy));
            self.transact("duplicate", &title, |tx| workspace::put(tx, copy_id, &record))?;
            Ok(copy_id)
        };
        let duplicated = duplicate();
        self.fail(duplicated)
    }

    pub(crate) fn next_position(&self, register: RecordId) -> Result<u32, Error> {
        let rows = self.rows(Some(register), "activity")?;
        let last = rows.iter().map(|row| row.position).max().unwrap_or(0);
        Ok(u32::try_from(last).unwrap_or(u32::MAX).saturating_add(1))
    }

    /// Deletes a record; an organisation with everything that belongs to it. Undo brings all of it back.
    ///
    /// # Errors
    /// When there is no such record, or something that stays names it.
    pub fn delete(&mut self, id: RecordId) -> Result<(), Failure> {
        let mut delete = || -> Result<(), Error> {
            let Loaded { content, .. } = self.load(id)?;
            let mut doomed = vec![id];
            if matches!(content, Record::Organisation(_)) {
                let filter = store::Filter { register: Some(id.0), kind: None };
                let own = self.store.records(&filter)?;
                doomed.extend(own.into_iter().map(|row| RecordId(row.record)).filter(|each| *each != id));
            }
            self.check_unused(&doomed.iter().copied().collect(), &BTreeMap::new())?;
            let subject = content.title().to_owned();
            self.transact("delete", &subject, |tx| {
                doomed.into_iter().try_for_each(|each| workspace::delete(tx, each))
            })
        };
        let deleted = delete();
        self.fail(deleted)
    }

    /// Changes one field. `value` is JSON, or a text as it stands.
    ///
    /// # Errors
    /// When the path leads nowhere or the value does not fit.
    pub fn set(&mut self, id: RecordId, path: &str, value: &str) -> Result<(), Failure> {
        let mut set = || -> Result<(), Error> {
            let (Loaded { content, .. }, _, seed) = self.standing(id)?;
            let changed = self.with_seen(with_value(&content, path, value)?)?;
            self.check_record(id, &changed, &BTreeMap::new())?;
            if changed == content {
                return Ok(());
            }
            let subject = changed.title().to_owned();
            self.transact("edit", &subject, |tx| {
                if let Some(seed) = &seed {
                    tx.put(seed, &project(id, &content))?;
                }
                workspace::put(tx, id, &changed)
            })
        };
        let result = set();
        self.fail(result)
    }

    /// Refuses a record whose ids or references are wrong.
    ///
    /// `coming` are organisations that are not stored yet but come with it.
    pub(crate) fn check_record(
        &self,
        id: RecordId,
        record: &Record,
        coming: &BTreeMap<RecordId, Organisation>,
    ) -> Result<(), Error> {
        let value = to_value(record)?;
        integrity::check_texts(&value)?;
        for (named, kind) in references::named_as(record)? {
            if self.load(named).is_ok_and(|loaded| loaded.content.kind() != kind) {
                return Err(Error::Value {
                    at: named.to_string(),
                    reason: format!("the record is no {kind}"),
                });
            }
        }
        if let Record::System(system) = record {
            self.check_whole(id, system.part_of)?;
        }
        let Some(register) = record.register(id).filter(|register| *register != id) else {
            return Ok(integrity::check_ids(&value, &BTreeSet::new())?);
        };
        let organisation = self.organisation_with(register, coming)?;
        let defaults = serde_json::to_value(&organisation.defaults)
            .map_err(|error| Error::Value { at: "/defaults".into(), reason: error.to_string() })?;
        integrity::check_ids(&value, &integrity::item_ids(&defaults)?)?;
        match record {
            Record::Activity(activity) => Ok(integrity::check_circles(&organisation, activity)?),
            _ => Ok(()),
        }
    }

    /// Refuses systems that would be part of themselves.
    pub(crate) fn check_whole(&self, id: RecordId, mut whole: Option<RecordId>) -> Result<(), Error> {
        let mut seen = BTreeSet::new();
        while let Some(at) = whole.filter(|at| seen.insert(*at)) {
            if at == id {
                return Err(IntegrityError::Circle { what: CircleOf::Systems }.into());
            }
            whole = match self.load(at) {
                Ok(Loaded { content: Record::System(system), .. }) => system.part_of,
                _ => None,
            };
        }
        Ok(())
    }

    /// Refuses to delete what something names that stays. `coming` are contents that change at the same time.
    pub(crate) fn check_unused(
        &self,
        doomed: &BTreeSet<RecordId>,
        coming: &BTreeMap<RecordId, Record>,
    ) -> Result<(), Error> {
        if doomed.is_empty() {
            return Ok(());
        }
        let mut users = BTreeSet::new();
        let mut look_at = |record: &Record| -> Result<(), Error> {
            if !references::needed(record)?.is_disjoint(doomed) {
                users.insert(record.title().to_owned());
            }
            Ok(())
        };
        for head in self.store.heads(&store::Filter::default())? {
            let record = RecordId(head.record);
            if doomed.contains(&record) || coming.contains_key(&record) {
                continue;
            }
            if let Some(content) = Revision::from_bytes(&head.bytes)?.content {
                look_at(&content)?;
            }
        }
        coming.iter().filter(|(record, _)| !doomed.contains(record)).try_for_each(|(_, it)| look_at(it))?;
        if users.is_empty() { Ok(()) } else { Err(Error::InUse { users: users.into_iter().collect() }) }
    }

    /// An organisation that comes along, or one of the store.
    fn organisation_with(
        &self,
        id: RecordId,
        coming: &BTreeMap<RecordId, Organisation>,
    ) -> Result<Organisation, Error> {
        match coming.get(&id) {
            Some(organisation) => Ok(organisation.clone()),
            None => Ok(self.organisation(id)?.content),
        }
    }

    /// What undo and redo would do.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn undo_state(&self) -> Result<UndoState, Failure> {
        let label = |entry: Option<OperationEntry>| entry.map(|entry| self.plain_label(&entry.label));
        let state = || -> Result<_, Error> {
            Ok(UndoState { undo: label(self.store.next_undo()?), redo: label(self.store.next_redo()?) })
        };
        self.fail(state())
    }

    /// Takes back the latest change, also one of an earlier run.
    ///
    /// # Errors
    /// When there is nothing to undo.
    pub fn undo(&mut self) -> Result<UndoResult, Failure> {
        let mut undo = || -> Result<UndoResult, Error> {
            let entry = self.store.next_undo()?.ok_or(Error::NothingToUndo)?;
            self.store.undo(self.clock.now(), &self.author, project_stored)?;
            Ok(self.undo_result(&entry))
        };
        let undone = undo();
        self.fail(undone)
    }

    /// Does the change that was undone last again.
    ///
    /// # Errors
    /// When there is nothing to redo.
    pub fn redo(&mut self) -> Result<UndoResult, Failure> {
        let mut redo = || -> Result<UndoResult, Error> {
            let entry = self.store.next_redo()?.ok_or(Error::NothingToRedo)?;
            self.store.redo(self.clock.now(), &self.author, project_stored)?;
            Ok(self.undo_result(&entry))
        };
        let redone = redo();
        self.fail(redone)
    }

    fn undo_result(&self, entry: &OperationEntry) -> UndoResult {
        UndoResult {
            label: self.plain_label(&entry.label),
            records: entry.changes.iter().map(|change| RecordId(change.record)).collect(),
        }
    }

    fn plain_label(&self, label: &OperationLabel) -> String {
        self.language
            .text(&format!("operation-{}", label.code), &[("subject", label.subject.as_str().into())])
    }

    /// What an operation did, in German.
    pub(crate) fn operation_label(&self, kind: OperationKind, label: &OperationLabel) -> String {
        let what = self.plain_label(label);
        match kind {
            OperationKind::Change => what,
            OperationKind::Undo(_) => self.language.text("operation-undone", &[("what", what.into())]),
            OperationKind::Redo(_) => self.language.text("operation-redone", &[("what", what.into())]),
        }
    }
}

fn to_value(record: &Record) -> Result<Value, Error> {
    serde_json::to_value(record).map_err(|error| Error::Value { at: "/".into(), reason: error.to_string() })
}

/// The record with another value at a path; a text that is no fitting JSON is taken as it stands.
fn with_value(record: &Record, path: &str, value: &str) -> Result<Record, Error> {
    let attempt = |value: Value| -> Result<Record, Error> {
        let mut whole = to_value(record)?;
        *path::get_mut(&mut whole, path)? = value;
        serde_path_to_error::deserialize(whole).map_err(|error| Error::Value {
            at: format!("/{}", error.path()),
            reason: error.inner().to_string(),
        })
    };
    let text = || attempt(Value::String(value.to_owned()));
    match serde_json::from_str(value) {
        Ok(json) => attempt(json).or_else(|first| text().map_err(|_| first)),
        Err(_) => text(),
    }
}
