//! Carrying an import out: a checked backup, one operation, a report that stays with it.

use super::reading::Contents;
use super::{Import, joining};
use crate::conflicts::put_head;
use crate::failure::{Error, Failure};
use crate::view::{
    ImportClass, ImportCounts, ImportReportRow, ImportReportView, LeftoverRow, ReplacedRow, ReportKind,
    ReportLine,
};
use crate::workspace::{Workspace, new_revision_of, stored_id};
use exchange::merging::{Class, Fresh};
use register::id::RecordId;
use register::merge;
use register::record::RevisionId;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use store::{Ancestry, Filter, OperationEntry, OperationId, OperationState};

/// What an import did, or would do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ImportReport {
    /// Records that were not here.
    pub new: usize,
    /// Records that have changed here since the file was written; they stay as they are.
    pub changed_here: usize,
    /// Records that have changed there; the store takes the file's version.
    pub changed_there: usize,
    /// Records that were merged.
    pub merged: usize,
    /// Records that are the same on both sides.
    pub unchanged: usize,
    /// Conflicts left open.
    pub conflicts: usize,
    /// Whether the import was carried out.
    pub applied: bool,
    /// The records that the import adds, changes or deletes.
    pub records: Vec<ImportedRecord>,
    /// What became no field: in the note of an entry, or outside of all entries and not taken in.
    pub leftovers: Vec<LeftoverRow>,
    /// What is adopted otherwise than it stands in the file.
    pub replaced: Vec<ReplacedRow>,
}

/// What an import says beside its numbers.
pub(super) struct Told {
    pub(super) records: Vec<ImportedRecord>,
    pub(super) leftovers: Vec<LeftoverRow>,
    pub(super) replaced: Vec<ReplacedRow>,
}

/// A record that an import adds, changes or deletes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ImportedRecord {
    /// The record.
    pub id: RecordId,
    /// Its kind ("activity").
    pub kind: String,
    /// Its title; of a deleted one the last.
    pub title: String,
    /// How it stands.
    pub class: ImportClass,
    /// Whether it is deleted.
    pub deleted: bool,
}

impl ImportReport {
    pub(super) fn of(
        counts: &ImportCounts,
        open: usize,
        applied: bool,
        Told { records, leftovers, replaced }: Told,
    ) -> Self {
        let ImportCounts { new, changed_here, changed_there, merged, unchanged, .. } = *counts;
        Self {
            new,
            changed_here,
            changed_there,
            merged,
            unchanged,
            conflicts: open,
            applied,
            records,
            leftovers,
            replaced,
        }
    }
}

/// The report as it is kept beside its operation.
#[derive(Debug, Serialize, Deserialize)]
struct Report {
    files: Vec<String>,
    counts: ImportCounts,
    lines: Vec<ReportLine>,
    backup: Option<String>,
}

/// What is written for one record.
struct Written {
    record: RecordId,
    fresh: Vec<Fresh>,
    told: Vec<Ancestry>,
    /// The last of them becomes the head.
    head: Fresh,
}

impl Workspace {
    /// Carries the import out as one operation, after a checked backup; `joins` are the suggestions that are accepted.
    /// An import that changes nothing writes nothing.
    ///
    /// # Errors
    /// When a record has changed since the plan was made, or the store cannot be written; nothing is changed then.
    pub fn import_apply(
        &mut self,
        import: &mut Import,
        joins: &[String],
    ) -> Result<ImportReportView, Failure> {
        let mut apply = || -> Result<_, Error> {
            self.ensure_plan(import)?;
            self.apply(import, joins)
        };
        let result = apply();
        self.fail(result)
    }

    fn apply(&mut self, import: &Import, joins: &[String]) -> Result<ImportReportView, Error> {
        let plan = import.plan.as_ref().ok_or(Error::Stale)?;
        let counts = Self::counts(import, plan);
        let joined = self.joined(import, joins)?;
        let mut lines = Vec::new();
        let mut written = Vec::new();
        let mut decided_away = BTreeSet::new();
        for (record, planned) in plan.draft.records() {
            if self.store.head_id(record.0)? != planned.before.as_ref().map(stored_id).transpose()? {
                return Err(Error::Stale);
            }
            let Some(head) = planned.fresh(&planned.after).filter(|_| planned.acts()) else { continue };
            let mut head = head.clone();
            let mut fresh: Vec<Fresh> = planned.earlier.iter().chain(&planned.fresh).cloned().collect();
            if let Some(decided) = self.with_decisions(plan, *record, &import.decisions)? {
                if decided.revision.content.is_none() {
                    decided_away.insert(*record);
                }
                fresh.push(std::mem::replace(&mut head, decided));
            }
            if let Some(redirected) = joining::redirected(&head, &joined)? {
                fresh.push(std::mem::replace(&mut head, redirected));
            }
            let told = stored_ancestry(&planned.told)?;
            lines.extend(self.lines(import, *record, planned.class, planned.conflicts(), &head, &joined)?);
            written.push(Written { record: *record, fresh, told, head });
        }
        if !decided_away.is_empty() {
            let content = |written: &Written| Some((written.record, written.head.revision.content.clone()?));
            self.check_unused(&decided_away, &written.iter().filter_map(content).collect())?;
        }
        lines.extend(self.closing_lines(import, plan)?);
        let files = import.file_names();
        if written.is_empty() {
            let (operation, at, backup) = (None, None, None);
            return Ok(ImportReportView { operation, at, files, counts, lines, backup, undone: false });
        }
        let backup = if self.store.records(&Filter::default())?.is_empty() {
            None
        } else {
            let path = self.backup_now()?;
            path.file_name().map(|name| name.to_string_lossy().into_owned())
        };
        let kept = Report { files, counts, lines, backup };
        let (subject, report) = (kept.files.join(", "), serde_json::to_vec(&kept)?);
        self.transact("import", &subject, |tx| {
            for kept in &plan.kept {
                tx.know_ancestry(kept.revision.record, &stored_ancestry(&kept.line)?)?;
                let id = tx.keep(&kept.revision, false)?;
                tx.mark_published(id)?;
            }
            for (key, value) in &plan.settings {
                tx.set_setting(key, value)?;
            }
            for record in &written {
                tx.know_ancestry(record.record.0, &record.told)?;
                for fresh in record.fresh.iter().filter(|fresh| fresh.id != record.head.id) {
                    let id = tx.keep(&new_revision_of(fresh)?, fresh.revision.content.is_none())?;
                    tx.mark_published(id)?;
                }
                put_head(tx, &record.head)?;
                tx.mark_published(stored_id(&record.head.id)?)?;
            }
            joining::remember(tx, &joined)?;
            tx.report(report);
            Ok(())
        })?;
        let operation = self.store.operations(1)?.into_iter().next();
        Ok(match operation {
            Some(operation) => view(kept, &operation),
            None => {
                let Report { files, counts, lines, backup } = kept;
                ImportReportView { operation: None, at: None, files, counts, lines, backup, undone: false }
            }
        })
    }

    /// What happens to one record, in words.
    fn lines(
        &self,
        import: &Import,
        record: RecordId,
        class: Class,
        conflicts: &[register::record::Conflict],
        head: &Fresh,
        joined: &BTreeMap<RecordId, RecordId>,
    ) -> Result<Vec<ReportLine>, Error> {
        let title = match (&head.revision.content, self.title_of(record)) {
            (Some(content), _) => content.title().to_owned(),
            (None, Ok(title)) => title,
            (None, Err(_)) => String::new(),
        };
        let line = |kind: ReportKind, key: &str, number: usize| ReportLine {
            kind,
            record: Some(record),
            text: self.language.text(key, &[("title", title.as_str().into()), ("number", number.into())]),
        };
        let mut lines = Vec::new();
        match (joined.contains_key(&record), &head.revision.content, class) {
            (true, _, _) => lines.push(line(ReportKind::Joined, "imported-joined", 0)),
            (_, None, Class::Unchanged) => {}
            (_, None, _) => lines.push(line(ReportKind::Deleted, "imported-deleted", 0)),
            (_, _, Class::New) => lines.push(line(ReportKind::New, "imported-new", 0)),
            (_, _, Class::ChangedThere) => {
                lines.push(line(ReportKind::ChangedThere, "imported-changed-there", 0));
            }
            (_, _, Class::Merged) => lines.push(line(ReportKind::Merged, "imported-merged", 0)),
            (_, _, Class::ChangedHere | Class::Unchanged) => {}
        }
        let decided = conflicts.iter().filter(|conflict| import.has_decided(record, conflict)).count();
        if decided > 0 {
            lines.push(line(ReportKind::Decided, "imported-decided", decided));
        }
        let open = head.revision.conflicts.len();
        if open > 0 {
            lines.push(line(ReportKind::Conflict, "imported-conflicts", open));
        }
        Ok(lines)
    }

    /// What is to be said beyond the records that change.
    fn closing_lines(&self, import: &Import, plan: &super::Plan) -> Result<Vec<ReportLine>, Error> {
        let mut lines = Vec::new();
        for (record, planned) in plan.draft.records() {
            if planned.class == Class::ChangedHere
                && let Ok(title) = self.title_of(*record)
            {
                let text = self.language.text("imported-changed-here", &[("title", title.into())]);
                lines.push(ReportLine { kind: ReportKind::ChangedHere, record: Some(*record), text });
            }
        }
        for row in self.replaced(plan)? {
            let text = format!("{}: {}", row.title, row.label);
            lines.push(ReportLine { kind: ReportKind::LeftOut, record: Some(row.record), text });
        }
        for source in &import.sources {
            if let Contents::Foreign { file, .. } = &source.contents {
                lines.extend(file.leftovers.iter().map(|leftover| ReportLine {
                    kind: ReportKind::Note,
                    record: None,
                    text: format!("{}: {}", leftover.place, leftover.text),
                }));
            }
        }
        Ok(lines)
    }

    /// All imports that changed something, the latest first.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn import_reports(&self) -> Result<Vec<ImportReportRow>, Failure> {
        let rows = || -> Result<_, Error> {
            let mut rows = Vec::new();
            for operation in self.store.operations_of("import")? {
                let Some(kept) = self.kept_report(operation.id)? else { continue };
                rows.push(ImportReportRow {
                    operation: operation.id.number(),
                    at: operation.authorship.at.to_rfc3339(),
                    summary: self.summary(&kept.counts),
                    files: kept.files,
                    undone: operation.state != OperationState::Done,
                });
            }
            Ok(rows)
        };
        self.fail(rows())
    }

    /// The report of an import.
    ///
    /// # Errors
    /// When there is no such import.
    pub fn import_report(&self, operation: i64) -> Result<ImportReportView, Failure> {
        let find = || -> Result<_, Error> {
            let missing = || Error::NotFound { what: "import", name: operation.to_string() };
            let operations = self.store.operations_of("import")?;
            let entry = operations.into_iter().find(|each| each.id.number() == operation);
            let entry = entry.ok_or_else(missing)?;
            Ok(view(self.kept_report(entry.id)?.ok_or_else(missing)?, &entry))
        };
        self.fail(find())
    }

    fn kept_report(&self, operation: OperationId) -> Result<Option<Report>, Error> {
        let json = self.store.report(operation)?;
        Ok(json.and_then(|json| serde_json::from_slice(&json).ok()))
    }

    fn summary(&self, counts: &ImportCounts) -> String {
        let open = counts.conflicts - counts.decided;
        let number = |number: usize| number.to_string().into();
        self.language.text(
            "import-summary",
            &[
                ("new", number(counts.new)),
                ("there", number(counts.changed_there)),
                ("merged", number(counts.merged)),
                ("open", number(open)),
            ],
        )
    }
}

/// What is known of a record's history, as the store keeps it.
fn stored_ancestry(told: &merge::Ancestry) -> Result<Vec<Ancestry>, Error> {
    let each = |(id, parents): (&RevisionId, &Vec<RevisionId>)| {
        let parents = parents.iter().map(stored_id).collect::<Result<_, _>>()?;
        Ok(Ancestry { id: stored_id(id)?, parents })
    };
    told.iter().map(each).collect()
}

fn view(kept: Report, operation: &OperationEntry) -> ImportReportView {
    let Report { files, counts, lines, backup } = kept;
    ImportReportView {
        operation: Some(operation.id.number()),
        at: Some(operation.authorship.at.to_rfc3339()),
        files,
        counts,
        lines,
        backup,
        undone: operation.state != OperationState::Done,
    }
}
