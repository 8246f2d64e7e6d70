//! Conflicts that an import left open: listed, decided, one operation a decision.

use crate::failure::{Error, Failure};
use crate::projecting::project;
use crate::view::{ConflictView, Decision, Taken};
use crate::wording::Titles;
use crate::workspace::{Workspace, new_revision_of};
use exchange::merging;
use register::canonical;
use register::id::RecordId;
use register::merge::{self, Surroundings, Take};
use register::organisation::Organisation;
use register::record::{Conflict, Record, Revision};
use register::references;
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use store::{Filter, Transaction};

/// How an envelope without conflicts begins: canonical JSON puts them first.
const NO_CONFLICTS: &[u8] = b"{\"conflicts\":[]";

/// A record with what is decided about it.
struct Decided {
    head: store::RevisionId,
    revision: Revision,
    decisions: Vec<(Conflict, Take)>,
}

/// A decision as the merge takes it; `None` leaves the conflict open.
pub(crate) fn take(decision: &Decision) -> Result<Option<Take>, Error> {
    Ok(match (decision.take, &decision.value) {
        (Taken::Later, _) => None,
        (Taken::Ours, _) => Some(Take::Ours),
        (Taken::Theirs, _) => Some(Take::Theirs),
        (Taken::Value, Some(value)) => Some(Take::Value(value.clone())),
        (Taken::Value, None) => {
            return Err(Error::Value {
                at: "/value".into(),
                reason: "a value of one's own is missing".into(),
            });
        }
    })
}

/// Identity of a conflict: record, field and the two versions, whichever of them is called ours.
pub(crate) fn conflict_id(record: RecordId, conflict: &Conflict) -> String {
    let mut versions = [json!(conflict.ours), json!(conflict.theirs)];
    versions.sort_by_cached_key(canonical::to_bytes);
    let mut id = canonical::digest(&json!([record, conflict.path, versions]));
    id.truncate(16);
    id
}

impl Workspace {
    /// The open conflicts of a register and of what it shares with others, or of the whole store.
    ///
    /// # Errors
    /// When there is no such register, or the store cannot be read.
    pub fn conflicts(&self, register: Option<RecordId>) -> Result<Vec<ConflictView>, Failure> {
        let views = || -> Result<_, Error> {
            if let Some(register) = register {
                self.organisation(register)?;
            }
            let (mut views, titles) = (Vec::new(), Titles::of_store(self));
            for (_, revision) in self.conflicted(register)? {
                let organisation = self.organisation_around(&revision)?;
                views.extend(self.conflict_views(
                    &revision,
                    &BTreeMap::new(),
                    &titles,
                    organisation.as_ref(),
                )?);
            }
            Ok(views)
        };
        self.fail(views())
    }

    /// The open conflicts of a register and of what it shares with others, by record.
    pub(crate) fn conflicts_by_record(
        &self,
        register: RecordId,
    ) -> Result<BTreeMap<RecordId, Vec<Conflict>>, Error> {
        let mut by_record = BTreeMap::new();
        for (_, Revision { record, content, conflicts, .. }) in self.conflicted(Some(register))? {
            let conflicts = match &content {
                Some(content) => merge::presented(content, &conflicts)?,
                None => conflicts,
            };
            by_record.insert(record, conflicts);
        }
        Ok(by_record)
    }

    /// Decides open conflicts as one operation and returns those that are still open.
    ///
    /// # Errors
    /// When a conflict is no longer open, or the content would not hold; nothing is changed then.
    pub fn resolve_conflicts(&mut self, decisions: &[Decision]) -> Result<Vec<ConflictView>, Failure> {
        let result = self.resolve_inner(decisions);
        self.fail(result)?;
        self.conflicts(None)
    }

    fn resolve_inner(&mut self, decisions: &[Decision]) -> Result<(), Error> {
        let mut open: BTreeMap<String, (store::RevisionId, Revision, Conflict)> = BTreeMap::new();
        for (head, revision) in self.conflicted(None)? {
            for conflict in &revision.conflicts {
                let id = conflict_id(revision.record, conflict);
                open.insert(id, (head, revision.clone(), conflict.clone()));
            }
        }
        let mut records: BTreeMap<RecordId, Decided> = BTreeMap::new();
        for decision in decisions {
            let (head, revision, conflict) = open
                .get(&decision.conflict)
                .ok_or_else(|| Error::NotFound { what: "conflict", name: decision.conflict.clone() })?;
            if let Some(take) = take(decision)? {
                let entry = records.entry(revision.record).or_insert_with(|| Decided {
                    head: *head,
                    revision: revision.clone(),
                    decisions: Vec::new(),
                });
                entry.decisions.push((conflict.clone(), take));
            }
        }
        let mut fresh = Vec::new();
        for Decided { head, revision, decisions } in records.into_values() {
            let organisation = self.organisation_around(&revision)?;
            let merged = self.decide_with(&revision, &decisions, organisation.as_ref())?;
            if let Some(content) = &merged.content {
                self.check_named(&revision, content, |named| Ok(self.load(named).is_ok()))?;
            }
            if let Some(Record::System(system)) = &merged.content {
                self.check_whole(revision.record, system.part_of)?;
            }
            let parents = vec![crate::workspace::domain_id(head)];
            fresh.push(merging::made(merged.into_revision(revision.record, parents))?);
        }
        let Some(first) = fresh.first() else { return Ok(()) };
        self.check_deletions(&fresh)?;
        let subject = self.title_of(first.revision.record)?;
        self.transact("resolve", &subject, |tx| fresh.iter().try_for_each(|fresh| put_head(tx, fresh)))
    }

    /// Refuses a decision by which a record would name what is not there.
    pub(crate) fn check_named(
        &self,
        before: &Revision,
        after: &Record,
        is_there: impl Fn(RecordId) -> Result<bool, Error>,
    ) -> Result<(), Error> {
        let known = before.content.as_ref().map(references::named).transpose()?.unwrap_or_default();
        for named in references::named(after)?.difference(&known) {
            if !is_there(*named)? {
                return Err(Error::NotFound { what: "record", name: named.to_string() });
            }
        }
        Ok(())
    }

    /// Refuses heads to come that delete what something names that stays.
    fn check_deletions(&self, heads: &[merging::Fresh]) -> Result<(), Error> {
        let (mut doomed, mut coming) = (BTreeSet::new(), BTreeMap::new());
        for head in heads {
            match &head.revision.content {
                Some(content) => drop(coming.insert(head.revision.record, content.clone())),
                None => drop(doomed.insert(head.revision.record)),
            }
        }
        self.check_unused(&doomed, &coming)
    }

    /// What becomes of a revision by these decisions.
    pub(crate) fn decide_with(
        &self,
        revision: &Revision,
        decided: &[(Conflict, Take)],
        organisation: Option<&Organisation>,
    ) -> Result<merge::Merged, Error> {
        let referenced = match &revision.content {
            Some(Record::Organisation(_)) => self.names_in_register(revision.record)?,
            _ => BTreeSet::new(),
        };
        let surroundings = Surroundings { organisation, referenced };
        Ok(merge::resolve(revision, decided, &surroundings)?)
    }

    fn organisation_around(&self, revision: &Revision) -> Result<Option<Organisation>, Error> {
        match &revision.content {
            Some(Record::Activity(activity)) => Ok(Some(self.organisation(activity.register)?.content)),
            _ => Ok(None),
        }
    }

    /// Everything in the form of an id that the register's activities name.
    pub(crate) fn names_in_register(&self, register: RecordId) -> Result<BTreeSet<String>, Error> {
        let mut named = BTreeSet::new();
        for activity in self.all(Some(register), "activity")? {
            named.extend(register::references::ids_in(&serde_json::to_value(&activity.content)?));
        }
        Ok(named)
    }

    /// Heads with open conflicts: those of a register and of what registers share, or all.
    fn conflicted(&self, register: Option<RecordId>) -> Result<Vec<(store::RevisionId, Revision)>, Error> {
        let heads = self.store.heads(&Filter::default())?;
        let mut found = Vec::new();
        for head in heads.into_iter().filter(|head| !head.bytes.starts_with(NO_CONFLICTS)) {
            let revision = Revision::from_bytes(&head.bytes)?;
            let home = revision.content.as_ref().and_then(|content| content.register(revision.record));
            let wanted = register.is_none() || home.is_none() || home == register;
            if wanted && !revision.conflicts.is_empty() {
                found.push((head.id, revision));
            }
        }
        Ok(found)
    }

    pub(crate) fn title_of(&self, record: RecordId) -> Result<String, Error> {
        Ok(self.load(record)?.content.title().to_owned())
    }
}

/// Stores a revision and makes it the head of its record; one without content deletes the record.
pub(crate) fn put_head(tx: &mut Transaction<'_>, fresh: &merging::Fresh) -> Result<(), Error> {
    let new = new_revision_of(fresh)?;
    match &fresh.revision.content {
        Some(content) => tx.put(&new, &project(fresh.revision.record, content))?,
        None => tx.delete(&new)?,
    };
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_conflict_keeps_its_identity_whoever_looks_at_it() {
        let record = RecordId(uuid::Uuid::from_u128(1));
        let conflict = |ours: &str, theirs: &str| Conflict {
            path: "/title".into(),
            base: None,
            ours: Some(ours.into()),
            theirs: Some(theirs.into()),
        };
        assert_eq!(conflict_id(record, &conflict("a", "b")), conflict_id(record, &conflict("b", "a")));
        assert_ne!(conflict_id(record, &conflict("a", "b")), conflict_id(record, &conflict("a", "c")));
        let other = RecordId(uuid::Uuid::from_u128(2));
        assert_ne!(conflict_id(record, &conflict("a", "b")), conflict_id(other, &conflict("a", "b")));
    }

    #[test]
    fn an_envelope_without_conflicts_is_known_by_its_beginning() {
        let mut revision = Revision::new(RecordId(uuid::Uuid::from_u128(1)), Vec::new(), None);
        assert!(revision.to_bytes().unwrap().starts_with(NO_CONFLICTS));
        let whole = Conflict { path: "/".into(), base: None, ours: None, theirs: None };
        revision.conflicts.push(whole);
        assert!(!revision.to_bytes().unwrap().starts_with(NO_CONFLICTS));
    }
}
