//! What an import would do, for somebody to look at before it is done.

use super::applying::ImportedRecord;
use super::known::Here;
use super::reading::{Contents, Source};
use super::{Import, Plan};
use crate::failure::{Error, Failure};
use crate::view::{
    Choosable, FileOrigin, ImportClass, ImportCounts, ImportFileRow, ImportMode, ImportPreview, ImportRow,
    LeftoverRow, ReplacedRow,
};
use crate::wording::{Titles, Versions};
use crate::workspace::Workspace;
use exchange::merging::{Class, Known, Planned};
use register::adoption::ReplacedKind;
use register::id::RecordId;
use register::organisation::Organisation;
use register::record::{Record, RevisionId};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

impl Workspace {
    /// What the import would do.
    ///
    /// # Errors
    /// When the files cannot be planned, or the store cannot be read.
    pub fn import_preview(&self, import: &mut Import) -> Result<ImportPreview, Failure> {
        let mut preview = || -> Result<ImportPreview, Error> {
            // Without a register there is nothing to adopt into yet: first of all it has to be chosen.
            if import.mode == ImportMode::Adopt && import.register.is_none() {
                import.plan = Some(Plan::default());
            }
            self.ensure_plan(import)?;
            let plan = import.plan.as_ref().ok_or(Error::Stale)?;
            self.preview_of(import, plan)
        };
        let preview = preview();
        self.fail(preview)
    }

    /// How many records the import changes in which way, and how many conflicts it leaves.
    pub(super) fn counts(import: &Import, plan: &Plan) -> ImportCounts {
        let mut counts = ImportCounts {
            new: plan.draft.count(Class::New),
            changed_here: plan.draft.count(Class::ChangedHere),
            changed_there: plan.draft.count(Class::ChangedThere),
            merged: plan.draft.count(Class::Merged),
            unchanged: plan.draft.count(Class::Unchanged),
            conflicts: 0,
            decided: 0,
        };
        for (record, planned) in plan.draft.records() {
            if planned.class != Class::Unchanged {
                counts.conflicts += planned.conflicts().len();
                counts.decided += planned
                    .conflicts()
                    .iter()
                    .filter(|conflict| import.has_decided(*record, conflict))
                    .count();
            }
        }
        counts
    }

    fn preview_of(&self, import: &Import, plan: &Plan) -> Result<ImportPreview, Error> {
        let titles = Titles::with(self, coming(plan));
        let mut records = Vec::new();
        let mut conflicts = Vec::new();
        let files = files_by_record(import);
        let mut registers = Registers { workspace: self, plan, known: BTreeMap::new() };
        for (record, planned) in plan.draft.records() {
            if planned.class == Class::Unchanged {
                continue;
            }
            if let Some(head) = planned.fresh(&planned.after) {
                let organisation = registers.of(*record, head.revision.content.as_ref())?;
                conflicts.extend(self.conflict_views(
                    &head.revision,
                    &import.decisions,
                    &titles,
                    organisation.as_deref(),
                )?);
            }
            let mut row = self.import_row(*record, planned, plan, (&titles, &mut registers))?;
            let there = || files.get(&origin_there(planned)?);
            row.files = files.get(record).or_else(there).cloned().unwrap_or_default();
            records.push(row);
        }
        Ok(ImportPreview {
            files: import.sources.iter().map(file_row).collect(),
            mode: import.mode,
            can_merge: self.can_merge(import)?,
            can_adopt: import.can_adopt(),
            register: import.register,
            choosable: choosable(import),
            counts: Self::counts(import, plan),
            records,
            conflicts,
            joins: self.join_suggestions(plan)?,
            same_titles: self.same_titles(plan)?,
            replaced: self.replaced_rows(plan, &titles)?,
            leftovers: leftovers(import),
        })
    }

    fn import_row(
        &self,
        record: RecordId,
        planned: &Planned,
        plan: &Plan,
        (titles, registers): (&Titles<'_>, &mut Registers<'_>),
    ) -> Result<ImportRow, Error> {
        let content = |id: &Option<RevisionId>| -> Result<Option<Record>, Error> {
            let Some(id) = id else { return Ok(None) };
            Ok(match planned.fresh(id) {
                Some(fresh) => fresh.revision.content.clone(),
                None => Here(self).revision(id)?.and_then(|revision| revision.content),
            })
        };
        let (before, after) = (content(&planned.before)?, content(&Some(planned.after.clone()))?);
        let theirs = planned.theirs.as_ref().and_then(|revision| revision.content.as_ref());
        let main = after.as_ref().or(before.as_ref()).or(theirs);
        let changes = match (planned.class, &planned.before) {
            (Class::New, _) | (_, None) => Vec::new(),
            _ => {
                let versions = Versions {
                    base: planned.base.as_ref().and_then(|base| base.content.as_ref()),
                    ours: before.as_ref(),
                    theirs: if planned.class == Class::ChangedHere { None } else { theirs },
                    result: after.as_ref(),
                };
                let organisation = registers.of(record, main)?;
                self.changes(versions, planned.conflicts(), titles, organisation.as_deref())?
            }
        };
        Ok(ImportRow {
            record,
            files: Vec::new(),
            kind: main.map(Record::kind).unwrap_or_default().to_owned(),
            title: main.map(Record::title).unwrap_or_default().to_owned(),
            class: class(planned.class),
            deleted: before.is_some() && after.is_none(),
            follows: plan.follows.get(&record).cloned(),
            changes,
        })
    }

    /// The records that the import adds, changes or deletes, without what it changes in them.
    pub(super) fn imported_records(&self, plan: &Plan) -> Result<Vec<ImportedRecord>, Error> {
        let mut records = Vec::new();
        for (record, planned) in plan.draft.records() {
            let Some(head) = planned.fresh(&planned.after).filter(|_| planned.acts()) else { continue };
            let (content, deleted) = match (&head.revision.content, &planned.before) {
                (Some(content), _) => (Some(content.clone()), false),
                (None, Some(before)) => {
                    (Here(self).revision(before)?.and_then(|revision| revision.content), true)
                }
                (None, None) => continue,
            };
            records.push(ImportedRecord {
                id: *record,
                kind: content.as_ref().map(Record::kind).unwrap_or_default().to_owned(),
                title: content.as_ref().map(Record::title).unwrap_or_default().to_owned(),
                class: class(planned.class),
                deleted,
            });
        }
        Ok(records)
    }

    /// What is adopted otherwise than it stands in the file.
    pub(super) fn replaced(&self, plan: &Plan) -> Result<Vec<ReplacedRow>, Error> {
        self.replaced_rows(plan, &Titles::with(self, coming(plan)))
    }

    fn replaced_rows(&self, plan: &Plan, titles: &Titles<'_>) -> Result<Vec<ReplacedRow>, Error> {
        let mut rows = Vec::new();
        for (record, replaced) in &plan.replaced {
            let Some((_, revision)) = plan.draft.head(&Here(self), *record)? else { continue };
            let Some(content) = &revision.content else { continue };
            let place = self.place(content, &replaced.path, titles)?;
            let key = match replaced.kind {
                ReplacedKind::LeftOut => "adopted-left-out",
                ReplacedKind::MappedToMine => "adopted-mapped-to-mine",
                ReplacedKind::Resolved => "adopted-resolved",
                ReplacedKind::Corrected => "adopted-corrected",
            };
            rows.push(ReplacedRow {
                record: *record,
                title: content.title().to_owned(),
                label: self.language.text(key, &[("place", place.into())]),
            });
        }
        Ok(rows)
    }
}

/// The organisations of the registers as they will be, each looked up once.
struct Registers<'a> {
    workspace: &'a Workspace,
    plan: &'a Plan,
    known: BTreeMap<RecordId, Option<Rc<Organisation>>>,
}

impl Registers<'_> {
    /// The organisation around an activity.
    fn of(&mut self, record: RecordId, content: Option<&Record>) -> Result<Option<Rc<Organisation>>, Error> {
        let register =
            content.and_then(|content| content.register(record)).filter(|register| *register != record);
        let Some(register) = register else { return Ok(None) };
        if let Some(known) = self.known.get(&register) {
            return Ok(known.clone());
        }
        let organisation = self.workspace.organisation_after(self.plan, register)?.map(Rc::new);
        self.known.insert(register, organisation.clone());
        Ok(organisation)
    }
}

/// The names of the files that hold a record, by its id there.
fn files_by_record(import: &Import) -> BTreeMap<RecordId, Vec<String>> {
    let mut files: BTreeMap<RecordId, Vec<String>> = BTreeMap::new();
    for source in &import.sources {
        let records: Vec<RecordId> = match &source.contents {
            Contents::Native { file, .. } => file.records.iter().map(|record| record.id).collect(),
            Contents::Foreign { file, .. } => {
                file.activities.iter().map(|(id, _)| *id).chain(file.shared.keys().copied()).collect()
            }
            Contents::Table(_) | Contents::Locked(_) => Vec::new(),
        };
        for record in records {
            files.entry(record).or_default().push(source.name.clone());
        }
    }
    files
}

/// The id that an adopted activity has where it comes from.
fn origin_there(planned: &Planned) -> Option<RecordId> {
    match &planned.fresh(&planned.after)?.revision.content {
        Some(Record::Activity(activity)) => Some(activity.origin.as_ref()?.record),
        _ => None,
    }
}

/// Titles of records that the import brings.
fn coming(plan: &Plan) -> BTreeMap<RecordId, String> {
    let title = |(record, planned): (&RecordId, &Planned)| {
        let head = planned.fresh(&planned.after)?;
        Some((*record, head.revision.content.as_ref()?.title().to_owned()))
    };
    plan.draft.records().iter().filter_map(title).collect()
}

fn class(class: Class) -> ImportClass {
    match class {
        Class::New => ImportClass::New,
        Class::ChangedHere => ImportClass::ChangedHere,
        Class::ChangedThere => ImportClass::ChangedThere,
        Class::Merged => ImportClass::Merged,
        Class::Unchanged => ImportClass::Unchanged,
    }
}

fn file_row(source: &Source) -> ImportFileRow {
    let (origin, exporter, exported_at) = match &source.contents {
        Contents::Native { file, origin } => {
            (*origin, file.exporter.clone(), Some(file.exported_at.to_string()))
        }
        Contents::Foreign { file, origin } => (*origin, file.tool.clone(), None),
        Contents::Table(_) => (FileOrigin::Table, String::new(), None),
        Contents::Locked(_) => (FileOrigin::RegisterFile, String::new(), None),
    };
    let (name, encrypted) = (source.name.clone(), source.encrypted);
    ImportFileRow { name, origin, exporter, exported_at, title: source.title(), encrypted }
}

fn choosable(import: &Import) -> Vec<Choosable> {
    if import.mode == ImportMode::Merge {
        return Vec::new();
    }
    let activities = import.sources.iter().flat_map(Source::activities);
    let chosen = |id: &RecordId| import.only.as_ref().is_none_or(|only| only.contains(id));
    // Several files may hold one activity.
    let mut known = BTreeSet::new();
    let each_once = activities.filter(|(id, _)| known.insert(*id));
    each_once.map(|(id, activity)| Choosable { id, chosen: chosen(&id), title: activity.title }).collect()
}

/// What has no field of its own, or no record.
pub(super) fn leftovers(import: &Import) -> Vec<LeftoverRow> {
    let mut rows = Vec::new();
    for source in &import.sources {
        let Contents::Foreign { file, .. } = &source.contents else { continue };
        let titles: BTreeMap<RecordId, &str> =
            file.activities.iter().map(|(id, activity)| (*id, activity.title.as_str())).collect();
        rows.extend(file.leftovers.iter().map(|leftover| LeftoverRow {
            place: leftover.place.clone(),
            text: leftover.text.clone(),
            kept_in: leftover.activity.and_then(|id| titles.get(&id)).map(|title| (*title).to_owned()),
        }));
    }
    rows
}
