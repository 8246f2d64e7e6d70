//! A draft in the making: each incoming record against what stands here, in the store or from an earlier file.

use super::{Class, Fresh, Incoming, Known, MergingError, Planned, made};
use crate::native::complete;
use register::id::RecordId;
use register::integrity;
use register::merge::{
    self, Ancestry, DecisionError, HistoryError, Line, MergeError, Surroundings, Take, merge_histories,
};
use register::organisation::Organisation;
use register::record::{Conflict, Record, Revision, RevisionError, RevisionId};
use register::references;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// The draft in the making.
pub(super) struct Session<'k, K> {
    pub(super) known: &'k K,
    pub(super) records: BTreeMap<RecordId, Planned>,
    /// Registers that were asked for, by the revisions of their organisations.
    registers: RefCell<BTreeMap<RevisionId, Rc<Register>>>,
}

/// What an activity may refer to in its register.
struct Register {
    organisation: Organisation,
    /// The ids of the items in its defaults.
    items: BTreeSet<String>,
}

impl<'k, K> Session<'k, K> {
    pub(super) fn new(known: &'k K, records: BTreeMap<RecordId, Planned>) -> Self {
        Self { known, records, registers: RefCell::default() }
    }
}

impl<K: Known> Session<'_, K> {
    pub(super) fn head_id(&self, record: RecordId) -> Result<Option<RevisionId>, MergingError<K::Error>> {
        match self.records.get(&record) {
            Some(planned) => Ok(Some(planned.after.clone())),
            None => self.known.head(record).map_err(MergingError::Store),
        }
    }

    pub(super) fn revision(
        &self,
        record: RecordId,
        id: &RevisionId,
    ) -> Result<Option<Revision>, MergingError<K::Error>> {
        match self.records.get(&record).and_then(|planned| planned.fresh(id)) {
            Some(fresh) => Ok(Some(fresh.revision.clone())),
            None => self.known.revision(id).map_err(MergingError::Store),
        }
    }

    pub(super) fn head(
        &self,
        record: RecordId,
    ) -> Result<Option<(RevisionId, Revision)>, MergingError<K::Error>> {
        let Some(id) = self.head_id(record)? else { return Ok(None) };
        Ok(self.revision(record, &id)?.map(|revision| (id, revision)))
    }

    /// The part of all known history that leads to the head.
    fn line(&self, record: RecordId, head: &RevisionId) -> Result<Ancestry, MergingError<K::Error>> {
        let mut all = self.known.ancestry(record).map_err(MergingError::Store)?;
        if let Some(planned) = self.records.get(&record) {
            for (id, parents) in &planned.told {
                all.entry(id.clone()).or_insert_with(|| parents.clone());
            }
            for fresh in &planned.fresh {
                all.insert(fresh.id.clone(), fresh.revision.parents.clone());
            }
        }
        let mut line = Ancestry::new();
        let mut open = vec![head.clone()];
        while let Some(id) = open.pop() {
            let parents = all.get(&id).cloned().unwrap_or_default();
            if line.insert(id, parents.clone()).is_none() {
                open.extend(parents);
            }
        }
        Ok(line)
    }

    /// Refuses records that name what neither the file nor the store has, and activities without their register.
    pub(super) fn check_references(&self, file: &[Incoming]) -> Result<(), MergingError<K::Error>> {
        let mut there: BTreeSet<RecordId> = file.iter().map(|incoming| incoming.record).collect();
        let is_register = |content: &Option<Record>| matches!(content, Some(Record::Organisation(_)));
        let brought = file.iter().filter(|incoming| is_register(&incoming.revision.content));
        let mut registers: BTreeSet<RecordId> = brought.map(|incoming| incoming.record).collect();
        for incoming in file {
            let Some(content) = &incoming.revision.content else { continue };
            if let Record::Activity(activity) = content
                && !registers.contains(&activity.register)
            {
                let named = activity.register;
                if !self.head(named)?.is_some_and(|(_, register)| is_register(&register.content)) {
                    return Err(MergingError::NamesNothing { record: incoming.record, named });
                }
                registers.insert(named);
            }
            for named in references::named(content)? {
                if !there.contains(&named) {
                    if self.head_id(named)?.is_none() {
                        return Err(MergingError::NamesNothing { record: incoming.record, named });
                    }
                    there.insert(named);
                }
            }
        }
        Ok(())
    }

    pub(super) fn take(
        &mut self,
        incoming: Incoming,
        named_there: &BTreeSet<String>,
    ) -> Result<(), MergingError<K::Error>> {
        let record = incoming.record;
        let Some(present) = self.head_id(record)? else {
            self.check_content(record, &incoming.revision)?;
            let theirs = incoming.revision.clone();
            let (_, fresh) = fresh_of(&incoming, None)?;
            let told = told_by(&incoming);
            // That something was deleted which was never here is remembered, but is no news.
            let class = if theirs.content.is_some() { Class::New } else { Class::Unchanged };
            let (after, theirs) = (fresh.id.clone(), Some(theirs));
            let planned =
                Planned { class, before: None, after, fresh: vec![fresh], told, theirs, base: None };
            self.records.insert(record, planned);
            return Ok(());
        };
        self.check_ancestry(&incoming)?;
        let own = self.line(record, &present)?;
        let same = present == incoming.head || self.is_abridged_copy_of(record, &present, &incoming)?;
        // What is followed here is asked first: where a forged file claims both, the local entry stays.
        if same || own.contains_key(&incoming.head) {
            let class = if same { Class::Unchanged } else { Class::ChangedHere };
            let untouched = Planned { class, theirs: Some(incoming.revision), ..Planned::untouched(present) };
            let planned = self.records.entry(record).or_insert(untouched);
            if planned.class == Class::Unchanged {
                planned.class = class;
            }
            return Ok(());
        }
        let ours = self.revision(record, &present)?.unwrap_or_else(|| Revision::new(record, vec![], None));
        if let (Some(here), Some(there)) = (&ours.content, &incoming.revision.content)
            && here.kind() != there.kind()
        {
            return Err(MergingError::OtherKind { record });
        }
        self.check_content(record, &incoming.revision)?;
        let (whole, theirs) = fresh_of(&incoming, Some(&ours))?;
        let mut their_line = incoming.ancestors.clone();
        their_line.insert(incoming.head.clone(), incoming_parents(&incoming));
        their_line.insert(theirs.id.clone(), theirs.revision.parents.clone());
        let follows = their_line.contains_key(&present);
        let register = self.register_of(&incoming.revision, &ours)?;
        let referenced = self.referenced(record, &incoming.revision, named_there)?;
        let loses = follows && loses_referenced(&ours, &theirs.revision, &referenced)?;
        let organisation = register.as_ref().map(|register| &register.organisation);
        let surroundings = Surroundings { organisation, referenced };
        let base = self.base(record, &own, &their_line)?;
        let (class, head) = if follows && !loses {
            (Class::ChangedThere, None)
        } else {
            let merged = if loses {
                // The file takes away what is named here: nothing of it is taken without being asked.
                self.unrelated(&ours, &theirs.revision, &surroundings)?
            } else {
                let lines = (
                    Line { revision: &ours, ancestry: &own },
                    Line { revision: &theirs.revision, ancestry: &their_line },
                );
                self.merged(record, lines, &surroundings)?
            };
            let mut parents = vec![present.clone(), theirs.id.clone()];
            if follows {
                parents.remove(0);
            }
            (Class::Merged, Some(made(merged.into_revision(record, parents))?))
        };
        let told = told_by(&incoming);
        let planned = self.records.entry(record).or_insert_with(|| Planned::untouched(present));
        planned.after = head.as_ref().unwrap_or(&theirs).id.clone();
        planned.theirs = Some(theirs.revision.clone());
        planned.base = base;
        planned.told.extend(told);
        planned.fresh.extend(whole);
        planned.fresh.push(theirs);
        planned.fresh.extend(head);
        planned.class = match (&planned.before, planned.class) {
            (None, _) => Class::New,
            (Some(_), Class::Merged) => Class::Merged,
            // After an earlier file left the record alone because it was changed here, a later one cannot follow it.
            (Some(_), _) => class,
        };
        Ok(())
    }

    fn merged(
        &self,
        record: RecordId,
        (ours, theirs): (Line<'_>, Line<'_>),
        surroundings: &Surroundings<'_>,
    ) -> Result<merge::Merged, MergingError<K::Error>> {
        match merge_histories(ours, theirs, surroundings, |id| self.revision(record, id)) {
            Ok(merged) => Ok(merged),
            Err(HistoryError::Load(error)) => Err(error),
            // What stands here is broken already, so nothing can be fitted into it: both versions stay whole.
            Err(HistoryError::Merge(MergeError::Integrity(_))) => Ok(side_by_side(&ours, &theirs)?),
            Err(HistoryError::Merge(reason)) => Err(MergingError::Merge { record, reason }),
        }
    }

    /// A merge in which every difference is a conflict.
    pub(super) fn unrelated(
        &self,
        ours: &Revision,
        theirs: &Revision,
        surroundings: &Surroundings<'_>,
    ) -> Result<merge::Merged, MergingError<K::Error>> {
        let reason = |reason| MergingError::Merge { record: ours.record, reason };
        merge::merge(None, ours, theirs, surroundings).map_err(reason)
    }

    /// The content that both sides started from, for display.
    fn base(
        &self,
        record: RecordId,
        own: &Ancestry,
        theirs: &Ancestry,
    ) -> Result<Option<Revision>, MergingError<K::Error>> {
        match merge::common_ancestors(own, theirs).first() {
            Some(id) => self.revision(record, id),
            None => Ok(None),
        }
    }

    /// Whether the head here is what an earlier import made of this very abridged copy.
    fn is_abridged_copy_of(
        &self,
        record: RecordId,
        present: &RevisionId,
        incoming: &Incoming,
    ) -> Result<bool, MergingError<K::Error>> {
        if incoming.bytes.is_some() {
            return Ok(false);
        }
        let Some(ours) = self.revision(record, present)? else { return Ok(false) };
        Ok(ours.parents == [incoming.head.clone()]
            && fresh_of(incoming, Some(&ours))?.1.revision.content == ours.content)
    }

    /// The register that an activity belongs to, as it will be.
    fn register_of(
        &self,
        theirs: &Revision,
        ours: &Revision,
    ) -> Result<Option<Rc<Register>>, MergingError<K::Error>> {
        let register = [ours, theirs].into_iter().find_map(|side| match &side.content {
            Some(Record::Activity(activity)) => Some(activity.register),
            _ => None,
        });
        let Some(id) = register else { return Ok(None) };
        let Some(head) = self.head_id(id)? else { return Ok(None) };
        if let Some(register) = self.registers.borrow().get(&head) {
            return Ok(Some(Rc::clone(register)));
        }
        let Some(Revision { content: Some(Record::Organisation(organisation)), .. }) =
            self.revision(id, &head)?
        else {
            return Ok(None);
        };
        let defaults = serde_json::to_value(&organisation.defaults)?;
        let items =
            integrity::item_ids(&defaults).map_err(|reason| MergingError::Content { record: id, reason })?;
        let register = Rc::new(Register { organisation: *organisation, items });
        self.registers.borrow_mut().insert(head, Rc::clone(&register));
        Ok(Some(register))
    }

    /// Everything that activities of an organisation's register name, here and in the file.
    fn referenced(
        &self,
        record: RecordId,
        theirs: &Revision,
        named_there: &BTreeSet<String>,
    ) -> Result<BTreeSet<String>, MergingError<K::Error>> {
        if !matches!(theirs.content, Some(Record::Organisation(_))) {
            return Ok(BTreeSet::new());
        }
        let mut named = named_there.clone();
        for activity in self.known.activities(record).map_err(MergingError::Store)? {
            if let Some((_, Revision { content: Some(content), .. })) = self.head(activity)? {
                named.extend(references::ids_in(&serde_json::to_value(&content)?));
            }
        }
        Ok(named)
    }

    /// Refuses a history that the store can disprove: a revision's hash covers its parents, so there is one truth.
    fn check_ancestry(&self, incoming: &Incoming) -> Result<(), MergingError<K::Error>> {
        let record = incoming.record;
        let known = self.known.ancestry(record).map_err(MergingError::Store)?;
        for (id, parents) in &incoming.ancestors {
            // What is known by hearsay alone proves nothing.
            if known.get(id).is_some_and(|own| own != parents)
                && self.revision(record, id)?.is_some_and(|stored| stored.parents != *parents)
            {
                return Err(MergingError::ForgedAncestry { record, revision: id.clone() });
            }
        }
        Ok(())
    }

    /// Refuses what must not be stored.
    fn check_content(&self, record: RecordId, revision: &Revision) -> Result<(), MergingError<K::Error>> {
        let Some(content) = &revision.content else { return Ok(()) };
        check_conflicts(revision)?;
        let refused = |reason| MergingError::Content { record, reason };
        let value = serde_json::to_value(content)?;
        let register = self.register_of(revision, revision)?;
        let nothing = BTreeSet::new();
        let elsewhere = register.as_ref().map_or(&nothing, |register| &register.items);
        integrity::check_ids(&value, elsewhere).map_err(refused)?;
        match (content, &register) {
            (Record::Activity(activity), Some(register)) => {
                integrity::check_circles(&register.organisation, activity).map_err(refused)
            }
            _ => Ok(()),
        }
    }
}

/// Refuses conflicts that nobody could decide: one said twice, about a place that does not exist, or with a value that
/// fits no field.
fn check_conflicts<E>(revision: &Revision) -> Result<(), MergingError<E>> {
    let mut said = BTreeSet::new();
    for conflict in &revision.conflicts {
        if !said.insert(serde_json::to_vec(conflict)?) {
            return Err(undecidable(revision, conflict));
        }
    }
    for take in [Take::Ours, Take::Theirs] {
        // All at once, and by halves where that fails: a file may bring thousands.
        let fit = |count: usize| {
            let decisions =
                revision.conflicts[..count].iter().map(|conflict| (conflict.clone(), take.clone()));
            let decided = merge::resolve(revision, &decisions.collect::<Vec<_>>(), &Surroundings::default());
            !matches!(decided, Err(DecisionError::Gone(_) | DecisionError::Invalid(MergeError::Content(_))))
        };
        let (mut fits, mut open) = (0, revision.conflicts.len());
        if fit(open) {
            continue;
        }
        while fits + 1 < open {
            let half = usize::midpoint(fits, open);
            if fit(half) { fits = half } else { open = half }
        }
        return Err(undecidable(revision, &revision.conflicts[fits]));
    }
    Ok(())
}

fn undecidable<E>(revision: &Revision, conflict: &Conflict) -> MergingError<E> {
    MergingError::UndecidableConflict { record: revision.record, path: conflict.path.clone() }
}

/// Both versions of a record as one conflict about the whole; ours is shown.
fn side_by_side(ours: &Line<'_>, theirs: &Line<'_>) -> Result<merge::Merged, serde_json::Error> {
    let value = |line: &Line<'_>| line.revision.content.as_ref().map(serde_json::to_value).transpose();
    let whole = Conflict { path: "/".to_owned(), base: None, ours: value(ours)?, theirs: value(theirs)? };
    let mut conflicts = ours.revision.conflicts.clone();
    if !conflicts.contains(&whole) {
        conflicts.push(whole);
    }
    Ok(merge::Merged { content: ours.revision.content.clone(), conflicts, new_conflicts: 1 })
}

/// Whether the other version lacks an item that is named somewhere and stands in ours.
fn loses_referenced(
    ours: &Revision,
    theirs: &Revision,
    referenced: &BTreeSet<String>,
) -> Result<bool, serde_json::Error> {
    if referenced.is_empty() {
        return Ok(false);
    }
    let ids = |side: &Revision| -> Result<BTreeSet<String>, serde_json::Error> {
        let value = side.content.as_ref().map(serde_json::to_value).transpose()?;
        Ok(value.and_then(|value| integrity::item_ids(&value).ok()).unwrap_or_default())
    };
    let there = ids(theirs)?;
    Ok(ids(ours)?.iter().any(|id| referenced.contains(id) && !there.contains(id)))
}

/// The texts of the activities of a file, among them every item they name.
pub(super) fn names_of_activities(file: &[Incoming]) -> Result<BTreeSet<String>, serde_json::Error> {
    let mut named = BTreeSet::new();
    if file.iter().any(|incoming| matches!(incoming.revision.content, Some(Record::Organisation(_)))) {
        for incoming in file {
            if let Some(content @ Record::Activity(_)) = &incoming.revision.content {
                named.extend(references::ids_in(&serde_json::to_value(content)?));
            }
        }
    }
    Ok(named)
}

fn incoming_parents(incoming: &Incoming) -> Vec<RevisionId> {
    incoming.revision.parents.clone()
}

/// What the file tells of the record's history beyond the revision that is stored.
fn told_by(incoming: &Incoming) -> Ancestry {
    let mut told = incoming.ancestors.clone();
    if incoming.bytes.is_none() {
        told.insert(incoming.head.clone(), incoming_parents(incoming));
    }
    told
}

/// The revisions to store for what a file brings; the last one is compared with ours.
///
/// An abridged copy cannot stand for its head, whose hash covers what was left out; so it becomes a revision of its own
/// that follows the head, with the notes of the store. The same happens where notes of the store are missing in a whole
/// record: it may have gone through an abridged copy, and nobody empties somebody else's notes.
pub(super) fn fresh_of(
    incoming: &Incoming,
    ours: Option<&Revision>,
) -> Result<(Option<Fresh>, Fresh), RevisionError> {
    let (head, brought) = (&incoming.head, &incoming.revision);
    let theirs = match (ours, &incoming.bytes) {
        (None, _) => brought.clone(),
        (Some(ours), None) => complete(brought.clone(), ours),
        (Some(ours), Some(_)) => {
            let without_conflicts = Revision { conflicts: Vec::new(), ..ours.clone() };
            complete(brought.clone(), &without_conflicts)
        }
    };
    let whole = incoming.bytes.as_ref();
    let whole =
        whole.map(|bytes| Fresh { id: head.clone(), revision: brought.clone(), bytes: bytes.clone() });
    match whole {
        Some(whole) if theirs.content == brought.content => Ok((None, whole)),
        whole => {
            let mut revision = Revision::new(incoming.record, vec![head.clone()], theirs.content);
            revision.conflicts = theirs.conflicts;
            Ok((whole, made(revision)?))
        }
    }
}
