//! A draft in the making: each incoming record against what stands here, in the store or from an earlier file.

use super::lineage::Lineage;
use super::{Class, Fresh, Incoming, Known, MergingError, Planned, made, withheld};
use crate::native::with_withheld_of;
use register::id::RecordId;
use register::integrity;
use register::merge::{
    self, DecisionError, HistoryError, Line, MergeError, Surroundings, Take, merge_histories,
};
use register::organisation::Organisation;
use register::record::{Conflict, Record, Revision, RevisionId};
use register::references;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use std::sync::Arc;

/// The draft in the making.
pub(super) struct Session<'k, K> {
    pub(super) known: &'k K,
    pub(super) records: BTreeMap<RecordId, Planned>,
    /// Registers that were asked for, by the revisions of their organisations.
    registers: RefCell<BTreeMap<RevisionId, Rc<Register>>>,
}

/// Our version and theirs.
type Both = (Arc<Revision>, Arc<Revision>);

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
        let planned = self.records.get(&record);
        let earlier = || planned?.earlier.iter().find(|fresh| fresh.id == *id);
        match planned.and_then(|planned| planned.fresh(id)).or_else(earlier) {
            Some(fresh) => Ok(Some(Revision::clone(&fresh.revision))),
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
    fn line(&self, record: RecordId, head: &RevisionId) -> Result<Lineage, MergingError<K::Error>> {
        let mut all = self.known.ancestry(record).map_err(MergingError::Store)?;
        if let Some(planned) = self.records.get(&record) {
            for (id, parents) in &planned.told {
                let known = all.entry(id.clone()).or_default();
                if known.is_empty() {
                    known.clone_from(parents);
                }
            }
            for fresh in &planned.fresh {
                all.insert(fresh.id.clone(), fresh.revision.parents.clone());
            }
        }
        Ok(Lineage::of(head, &all))
    }

    /// Refuses records that name what neither the file nor the store has, and activities without their register.
    pub(super) fn check_references(&self, file: &[Incoming]) -> Result<(), MergingError<K::Error>> {
        // What stands behind each id; a deleted record is of no kind any more.
        let mut there: BTreeMap<RecordId, Option<&'static str>> =
            file.iter().map(|incoming| (incoming.record, incoming.content().map(Record::kind))).collect();
        let is_register = |content: Option<&Record>| matches!(content, Some(Record::Organisation(_)));
        let brought = file.iter().filter(|incoming| is_register(incoming.content()));
        let mut registers: BTreeSet<RecordId> = brought.map(|incoming| incoming.record).collect();
        for incoming in file {
            let Some(content) = incoming.content() else { continue };
            if let Record::Activity(activity) = content
                && !registers.contains(&activity.register)
            {
                let named = activity.register;
                if !self.head(named)?.is_some_and(|(_, register)| is_register(register.content.as_ref())) {
                    return Err(MergingError::NamesNothing { record: incoming.record, named });
                }
                registers.insert(named);
            }
            for (named, kind) in references::named_as(content)? {
                let found = match there.get(&named) {
                    Some(found) => *found,
                    None => match self.head(named)? {
                        Some((_, head)) => {
                            *there.entry(named).or_insert(head.content.as_ref().map(Record::kind))
                        }
                        None => return Err(MergingError::NamesNothing { record: incoming.record, named }),
                    },
                };
                if found.is_some_and(|found| found != kind) {
                    return Err(MergingError::NamesOther { record: incoming.record, named, kind });
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
        let brought = &incoming.brought;
        let Some(present) = self.head_id(record)? else {
            self.check_content(record, &brought.revision)?;
            // That something was deleted which was never here is remembered, but is no news.
            let class = if incoming.content().is_some() { Class::New } else { Class::Unchanged };
            let earlier = self.unknown_of(&incoming)?;
            let planned = Planned {
                class,
                earlier,
                before: None,
                after: brought.id.clone(),
                theirs: Some(Arc::clone(&brought.revision)),
                base: None,
                told: incoming.ancestors,
                fresh: vec![incoming.brought],
            };
            self.records.insert(record, planned);
            return Ok(());
        };
        self.check_ancestry(&incoming)?;
        let own = self.line(record, &present)?;
        let same = [&brought.id, &incoming.head].contains(&&present)
            || self.only_completes(record, &present, &incoming)?;
        // What came in an abridged copy so far has news when it comes whole.
        let followed = if incoming.is_whole() { &own.seen } else { &own.all };
        // What is followed here is asked first: where a forged file claims both, the local entry stays.
        if same || followed.contains_key(&incoming.head) {
            let class = if same { Class::Unchanged } else { Class::ChangedHere };
            let theirs = Some(incoming.brought.revision);
            let untouched = Planned { class, theirs, ..Planned::untouched(present) };
            let planned = self.records.entry(record).or_insert(untouched);
            if planned.class == Class::Unchanged {
                planned.class = class;
            }
            return Ok(());
        }
        let ours = self.revision(record, &present)?.unwrap_or_else(|| Revision::new(record, vec![], None));
        let ours = Arc::new(ours);
        if let (Some(here), Some(there)) = (&ours.content, incoming.content())
            && here.kind() != there.kind()
        {
            return Err(MergingError::OtherKind { record });
        }
        self.check_content(record, &brought.revision)?;
        let earlier = self.unknown_of(&incoming)?;
        let their_line = Lineage::of(&brought.id, &incoming.line());
        let lines = (&own, &their_line);
        let follows = their_line.all.contains_key(&present)
            // What stands in for an earlier version of the same line has nothing of its own.
            || own.stand_ins.iter().any(|(original, id)| *id == present && their_line.all.contains_key(original));
        // From here on their content is known, though nothing is planned yet.
        let planned = self.records.entry(record).or_insert_with(|| Planned::untouched(present.clone()));
        planned.earlier.extend(earlier);
        let (here, there) = self.agreed(record, lines, (&ours, &brought.revision))?;
        let register = self.register_of(&there, &ours)?;
        let referenced = self.referenced(record, &there, named_there)?;
        let loses = follows && loses_referenced(&ours, &there, &referenced)?;
        let organisation = register.as_ref().map(|register| &register.organisation);
        let surroundings = Surroundings { organisation, referenced };
        let base = self.base(record, lines)?;
        let merged = if loses {
            // The file takes away what is named here: nothing of it is taken without being asked.
            Some(self.unrelated(&here, &there, &surroundings)?)
        } else if !follows {
            Some(self.merged(record, lines, (&here, &there), &surroundings)?)
        } else if there == brought.revision {
            None
        } else {
            let new_conflicts = usize::from(there.conflicts != brought.revision.conflicts);
            let (content, conflicts) = (there.content.clone(), there.conflicts.clone());
            Some(merge::Merged { content, conflicts, new_conflicts })
        };
        let undecided = merged.as_ref().is_some_and(|merged| merged.new_conflicts > 0);
        let class = if follows && !loses && !undecided { Class::ChangedThere } else { Class::Merged };
        let mut parents = vec![brought.id.clone()];
        // A version that follows ours without having seen all of it does so only now.
        if !follows || !their_line.seen.contains_key(&present) {
            parents.push(present.clone());
        }
        let head = merged.map(|merged| made(merged.into_revision(record, parents))).transpose()?;
        let planned = self.records.entry(record).or_insert_with(|| Planned::untouched(present));
        planned.after = head.as_ref().unwrap_or(brought).id.clone();
        planned.theirs = Some(there);
        planned.base = base;
        for (id, parents) in incoming.ancestors {
            let told = planned.told.entry(id).or_default();
            if told.is_empty() {
                *told = parents;
            }
        }
        planned.fresh.push(incoming.brought);
        planned.fresh.extend(head);
        planned.class = match (&planned.before, planned.class) {
            (None, _) => Class::New,
            (Some(_), Class::Merged) => Class::Merged,
            // After an earlier file left the record alone because it was changed here, a later one cannot follow it.
            (Some(_), _) => class,
        };
        Ok(())
    }

    /// Both versions with the same notes and accepted findings, where one of them may not have seen the other's.
    fn agreed(
        &self,
        record: RecordId,
        (own, their_line): (&Lineage, &Lineage),
        (ours, theirs): (&Arc<Revision>, &Arc<Revision>),
    ) -> Result<Both, MergingError<K::Error>> {
        let unchanged = || Ok((Arc::clone(ours), Arc::clone(theirs)));
        if own.is_whole() && their_line.is_whole() {
            return unchanged();
        }
        let seen_by_both = match merge::common_ancestors(&own.seen, &their_line.seen).first() {
            Some(id) => self.revision(record, id)?,
            None => None,
        };
        match withheld::agreed(seen_by_both.as_ref(), ours, theirs) {
            // What stands here is broken already; the merge that follows says so.
            Err(MergeError::Integrity(_)) => unchanged(),
            Err(reason) => Err(MergingError::Merge { record, reason }),
            Ok((ours, theirs)) => Ok((Arc::new(ours), Arc::new(theirs))),
        }
    }

    fn merged(
        &self,
        record: RecordId,
        (own, their_line): (&Lineage, &Lineage),
        (ours, theirs): (&Revision, &Revision),
        surroundings: &Surroundings<'_>,
    ) -> Result<merge::Merged, MergingError<K::Error>> {
        let ours = Line { revision: ours, ancestry: &own.all };
        let theirs = Line { revision: theirs, ancestry: &their_line.all };
        match merge_histories(ours, theirs, surroundings, |id| self.content_of(record, id, own)) {
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

    /// A revision of our line, or what stands in for it.
    fn content_of(
        &self,
        record: RecordId,
        id: &RevisionId,
        own: &Lineage,
    ) -> Result<Option<Revision>, MergingError<K::Error>> {
        if let Some(revision) = self.revision(record, id)? {
            return Ok(Some(revision));
        }
        if let Some(stand_in) = own.stand_ins.get(id) {
            return self.revision(record, stand_in);
        }
        // What it stands in for says the same, but for notes, about which both sides agree by now.
        match own.stand_ins.iter().find(|(_, stand_in)| *stand_in == id) {
            Some((original, _)) => self.revision(record, original),
            None => Ok(None),
        }
    }

    /// The earlier revisions that a file brings and that are not known here.
    fn unknown_of(&self, incoming: &Incoming) -> Result<Vec<Fresh>, MergingError<K::Error>> {
        let mut unknown = Vec::new();
        for (id, bytes) in &incoming.earlier {
            if self.revision(incoming.record, id)?.is_none() {
                let revision = Arc::new(Revision::from_bytes(bytes)?);
                unknown.push(Fresh { id: id.clone(), revision, bytes: Arc::clone(bytes) });
            }
        }
        Ok(unknown)
    }

    /// The content that both sides started from, for display.
    fn base(
        &self,
        record: RecordId,
        (own, their_line): (&Lineage, &Lineage),
    ) -> Result<Option<Revision>, MergingError<K::Error>> {
        match merge::common_ancestors(&own.all, &their_line.all).first() {
            Some(id) => self.content_of(record, id, own),
            None => Ok(None),
        }
    }

    /// Whether the head here is what an earlier import made of this very abridged copy, with our notes.
    fn only_completes(
        &self,
        record: RecordId,
        present: &RevisionId,
        incoming: &Incoming,
    ) -> Result<bool, MergingError<K::Error>> {
        let brought = &incoming.brought;
        let Some(ours) = self.revision(record, present)? else { return Ok(false) };
        let (Some(here), Some(there)) = (&ours.content, &brought.revision.content) else { return Ok(false) };
        Ok(!incoming.is_whole()
            && ours.parents.contains(&brought.id)
            && with_withheld_of(there.clone(), Some(here)) == *here)
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
            // What is known by hearsay alone proves nothing, and a long history ends somewhere.
            if !parents.is_empty()
                && known.get(id).is_some_and(|own| own != parents)
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
        integrity::check_texts(&value).map_err(refused)?;
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
    let values: [fn(&Conflict) -> Take; 2] =
        [|conflict| conflict.ours.clone().map_or(Take::Ours, Take::Value), |_| Take::Theirs];
    for value in values {
        // All at once, and by halves where that fails: a file may bring thousands.
        let fit = |count: usize| {
            let decisions =
                revision.conflicts[..count].iter().map(|conflict| (conflict.clone(), value(conflict)));
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
    if file.iter().any(|incoming| matches!(incoming.content(), Some(Record::Organisation(_)))) {
        for incoming in file {
            if let Some(content @ Record::Activity(_)) = incoming.content() {
                named.extend(references::ids_in(&serde_json::to_value(content)?));
            }
        }
    }
    Ok(named)
}
