//! Imports: read, plan, decide, apply.
//!
//! An [`Import`] is held by whoever drives it, the window or the command line; until it is applied, the store is only
//! read. Applying writes a checked backup and then everything as one operation, which undo takes back as a whole.

mod adopting;
mod applying;
mod columns;
mod joining;
mod known;
mod preview;
mod reading;

use applying::Told;
pub use applying::{ImportReport, ImportedRecord};

use crate::conflicts::{conflict_id, take};
use crate::failure::{Error, Failure};
use crate::refusals::{self, Refusal};
use crate::view::{Decision, ImportCounts, ImportMode, ImportPreview, ImportStep, Taken};
use crate::workspace::Workspace;
use exchange::merging::{Draft, Fresh, Incoming, MergingError, made};
use exchange::native::Scope;
use known::Here;
use reading::{Contents, Source};
use register::adoption::Replaced;
use register::id::RecordId;
use register::merge::{Ancestry, Take};
use register::organisation::Organisation;
use register::record::{Conflict, Record, Revision};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use store::NewRevision;

/// An import in progress.
#[derive(Debug)]
pub struct Import {
    sources: Vec<Source>,
    mode: ImportMode,
    register: Option<RecordId>,
    only: Option<BTreeSet<RecordId>>,
    decisions: BTreeMap<String, Decision>,
    plan: Option<Plan>,
}

/// What the import will do, as far as no human being has to decide.
#[derive(Debug, Default)]
struct Plan {
    draft: Draft,
    /// Others' records that are kept, so that what is adopted can follow them.
    kept: Vec<Kept>,
    /// Settings that remember what such revisions were made of, and what stands around them.
    settings: Vec<(String, String)>,
    /// What is adopted otherwise than it stands there.
    replaced: Vec<(RecordId, Replaced)>,
    /// The title of the activity here that an adopted one goes on following.
    follows: BTreeMap<RecordId, String>,
}

/// A revision of somebody else's record.
#[derive(Debug)]
struct Kept {
    revision: NewRevision,
    /// What it follows there: ids with their parents.
    line: Ancestry,
}

impl Import {
    /// The names of the files.
    pub fn file_names(&self) -> Vec<String> {
        self.sources.iter().map(|source| source.name.clone()).collect()
    }

    /// Whether a decision was made that would be lost.
    pub fn has_decisions(&self) -> bool {
        !self.decisions.is_empty()
    }

    /// Whether there are activities to adopt.
    fn can_adopt(&self) -> bool {
        self.sources.iter().any(|source| !source.activities().is_empty())
    }

    /// Whether a conflict is decided, and not only put off.
    fn has_decided(&self, record: RecordId, conflict: &Conflict) -> bool {
        let decision = self.decisions.get(&conflict_id(record, conflict));
        decision.is_some_and(|decision| decision.take != Taken::Later)
    }
}

impl Workspace {
    /// Reads files to import. Nothing is planned before their passphrases and columns are known.
    ///
    /// # Errors
    /// When a file cannot be read or is none that this program knows; nothing has changed then.
    pub fn import_files(&self, paths: &[PathBuf]) -> Result<Import, Failure> {
        let read = || -> Result<Import, Error> {
            let sources = paths.iter().map(|path| self.source(path)).collect::<Result<Vec<_>, _>>()?;
            Ok(Import {
                sources,
                mode: ImportMode::Merge,
                register: None,
                only: None,
                decisions: BTreeMap::new(),
                plan: None,
            })
        };
        self.fail(read())
    }

    /// What is to be asked or shown next.
    ///
    /// # Errors
    /// When the files cannot be planned; nothing has changed then.
    pub fn import_step(&self, import: &mut Import) -> Result<ImportStep, Failure> {
        if let Some(source) =
            import.sources.iter().find(|source| matches!(source.contents, Contents::Locked(_)))
        {
            return Ok(ImportStep::Passphrase { file: source.name.clone(), wrong: source.wrong });
        }
        if let Some(source) = import.sources.iter().find(|source| source.asks_for_columns()) {
            return self.fail(self.table_view(source)).map(|view| ImportStep::Table(Box::new(view)));
        }
        let can_merge = self.can_merge(import);
        if !self.fail(can_merge)? {
            import.mode = ImportMode::Adopt;
        }
        let preview = self.import_preview(import)?;
        Ok(ImportStep::Preview(Box::new(preview)))
    }

    /// Whether all files can be taken in as the same records: activities alone only where their register is.
    fn can_merge(&self, import: &Import) -> Result<bool, Error> {
        let mut registers = BTreeSet::new();
        for source in &import.sources {
            match &source.contents {
                Contents::Native { file, .. } => {
                    if let Scope::Register { register } = &file.scope {
                        registers.insert(*register);
                    }
                }
                _ => return Ok(false),
            }
        }
        for source in &import.sources {
            if let Contents::Native { file, .. } = &source.contents
                && let Scope::Activities { register, .. } = &file.scope
                && !registers.contains(register)
                && self.organisation(*register).is_err()
            {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Opens the encrypted files that this passphrase fits.
    ///
    /// # Errors
    /// When a file is damaged; nothing has changed then. A passphrase that fits none is told by the next step.
    pub fn import_passphrase(&self, import: &mut Import, passphrase: &str) -> Result<(), Failure> {
        self.fail(import.sources.iter_mut().try_for_each(|source| source.unlock(passphrase)))
    }

    /// Chooses how the files are taken in; for adopting, into which register and which activities (all, if none are
    /// named). Decisions about what is still in question stay.
    ///
    /// # Errors
    /// When there is no such register.
    pub fn import_mode(
        &self,
        import: &mut Import,
        mode: ImportMode,
        register: Option<RecordId>,
        only: Option<BTreeSet<RecordId>>,
    ) -> Result<(), Failure> {
        if let Some(register) = register {
            self.fail(self.organisation(register))?;
        }
        import.mode = mode;
        import.register = register;
        import.only = only;
        import.plan = None;
        Ok(())
    }

    /// Notes decisions. Each is tried out first, so that one that does not fit is refused here and not at the end.
    ///
    /// # Errors
    /// When there is no such conflict, or a value does not fit; the decisions are as they were then.
    pub fn import_decide(
        &self,
        import: &mut Import,
        decisions: &[Decision],
    ) -> Result<ImportPreview, Failure> {
        let decided = self.decide(import, decisions);
        self.fail(decided)?;
        self.import_preview(import)
    }

    fn decide(&self, import: &mut Import, decisions: &[Decision]) -> Result<(), Error> {
        self.ensure_plan(import)?;
        let plan = import.plan.as_ref().ok_or(Error::Stale)?;
        let mut next = import.decisions.clone();
        for decision in decisions {
            take(decision)?;
            next.insert(decision.conflict.clone(), decision.clone());
        }
        for (record, planned) in plan.draft.records() {
            if !planned.conflicts().is_empty() {
                self.with_decisions(plan, *record, &next)?;
            }
        }
        import.decisions = next;
        Ok(())
    }

    /// Decides every conflict for the same side. What cannot be decided that way, because something still needs it, stays
    /// open and does not keep the rest from being decided.
    fn decide_all(&self, import: &mut Import, taken: Taken) -> Result<ImportCounts, Error> {
        self.ensure_plan(import)?;
        let plan = import.plan.as_ref().ok_or(Error::Stale)?;
        let mut decided = BTreeMap::new();
        for (record, planned) in plan.draft.records() {
            let ids = planned.conflicts().iter().map(|conflict| conflict_id(*record, conflict));
            let decisions: Vec<Decision> =
                ids.map(|conflict| Decision { conflict, take: taken, value: None }).collect();
            let by_id = |decisions: &[Decision]| -> BTreeMap<String, Decision> {
                decisions.iter().map(|decision| (decision.conflict.clone(), decision.clone())).collect()
            };
            let all = by_id(&decisions);
            if decisions.is_empty() || self.holds(plan, *record, &all)? {
                decided.extend(all);
                continue;
            }
            let mut one_by_one = BTreeMap::new();
            for decision in decisions {
                let mut next = one_by_one.clone();
                next.insert(decision.conflict.clone(), decision);
                if self.holds(plan, *record, &next)? {
                    one_by_one = next;
                }
            }
            decided.extend(one_by_one);
        }
        import.decisions.extend(decided);
        Ok(Self::counts(import, import.plan.as_ref().ok_or(Error::Stale)?))
    }

    /// Whether decisions about a record can be carried out.
    fn holds(
        &self,
        plan: &Plan,
        record: RecordId,
        decisions: &BTreeMap<String, Decision>,
    ) -> Result<bool, Error> {
        let head = match self.with_decisions(plan, record, decisions) {
            Ok(Some(head)) => head,
            Ok(None) => return Ok(true),
            Err(Error::Store(error)) => return Err(error.into()),
            Err(_) => return Ok(false),
        };
        if head.revision.content.is_some() {
            return Ok(true);
        }
        let planned = plan.draft.records().iter().filter_map(|(record, planned)| {
            Some((*record, planned.fresh(&planned.after)?.revision.content.clone()?))
        });
        match self.check_unused(&BTreeSet::from([record]), &planned.collect()) {
            Err(Error::InUse { .. }) => Ok(false),
            outcome => outcome.map(|()| true),
        }
    }

    /// Plans the import, unless that is done already.
    fn ensure_plan(&self, import: &mut Import) -> Result<(), Error> {
        if import.plan.is_none() {
            let plan = match import.mode {
                ImportMode::Merge if !self.can_merge(import)? => return Err(Error::AdoptOnly),
                ImportMode::Merge => self.plan_merge(&import.sources)?,
                ImportMode::Adopt => self.plan_adoption(import)?,
            };
            import.plan = Some(plan);
        }
        Ok(())
    }

    fn plan_merge(&self, sources: &[Source]) -> Result<Plan, Error> {
        let mut plan = Plan::default();
        for source in sources {
            if let Contents::Native { file, .. } = &source.contents {
                self.take_in(&mut plan.draft, Incoming::of_file(file.clone())?)?;
            }
        }
        Ok(plan)
    }

    fn take_in(&self, draft: &mut Draft, incoming: Vec<Incoming>) -> Result<(), Error> {
        let titled = |incoming: &Incoming| Some((incoming.record, incoming.content()?.title().to_owned()));
        let titles: BTreeMap<RecordId, String> = incoming.iter().filter_map(titled).collect();
        draft.take_in(&Here(self), incoming).map_err(|error| match error {
            MergingError::Store(error) => error,
            other => {
                let (reason, record) = refusals::merging(&other);
                let title =
                    |record: RecordId| titles.get(&record).cloned().unwrap_or_else(|| record.to_string());
                let place = record.map(title).unwrap_or_default();
                Error::ImportContent { refusal: Refusal::at(reason, &place), detail: other.to_string() }
            }
        })
    }

    /// The head of a planned record with the decisions carried out, and the revision that does so.
    fn with_decisions(
        &self,
        plan: &Plan,
        record: RecordId,
        decisions: &BTreeMap<String, Decision>,
    ) -> Result<Option<Fresh>, Error> {
        let Some(planned) = plan.draft.records().get(&record) else { return Ok(None) };
        let Some(head) = planned.fresh(&planned.after) else { return Ok(None) };
        let mut decided: Vec<(Conflict, Take)> = Vec::new();
        for conflict in &head.revision.conflicts {
            if let Some(decision) = decisions.get(&conflict_id(record, conflict))
                && let Some(take) = take(decision)?
            {
                decided.push((conflict.clone(), take));
            }
        }
        if decided.is_empty() {
            return Ok(None);
        }
        let organisation = match &head.revision.content {
            Some(Record::Activity(activity)) => self.organisation_after(plan, activity.register)?,
            _ => None,
        };
        let merged = self.decide_with(&head.revision, &decided, organisation.as_ref())?;
        if let Some(content) = &merged.content {
            let is_there = |named| {
                let head = plan.draft.head(&Here(self), named)?;
                Ok(head.is_some_and(|(_, revision)| revision.content.is_some()))
            };
            self.check_named(&head.revision, content, is_there)?;
        }
        Ok(Some(made(merged.into_revision(record, vec![head.id.clone()]))?))
    }

    /// The organisation of a register as it will be.
    fn organisation_after(&self, plan: &Plan, register: RecordId) -> Result<Option<Organisation>, Error> {
        Ok(match plan.draft.head(&Here(self), register)? {
            Some((_, Revision { content: Some(Record::Organisation(organisation)), .. })) => {
                Some(*organisation)
            }
            _ => None,
        })
    }
}

/// How conflicts are decided that nobody has looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Resolve {
    /// For our version.
    Ours,
    /// For the other version.
    Theirs,
    /// Not yet.
    #[default]
    Later,
}

/// How an import is carried out without a human being who looks at it.
#[derive(Debug, Clone, Default)]
pub struct ImportOptions {
    /// Whether nothing is written.
    pub dry_run: bool,
    /// Merge, or adopt into `register`; without a choice what the file asks for.
    pub mode: Option<ImportMode>,
    /// The register that adopts; without a choice the only one there is.
    pub register: Option<RecordId>,
    /// What to do with conflicts.
    pub resolve: Resolve,
    /// Opens an encrypted file.
    pub passphrase: Option<String>,
}

impl Workspace {
    /// Imports a file in one go. With `dry_run` nothing is written.
    ///
    /// # Errors
    /// When the file is refused; nothing is changed then.
    pub fn import(&mut self, path: &Path, options: &ImportOptions) -> Result<ImportReport, Failure> {
        let mut import = self.import_files(&[path.to_owned()])?;
        if let Some(passphrase) = &options.passphrase {
            self.import_passphrase(&mut import, passphrase)?;
        }
        if let Some(locked) = import.sources.iter().find(|source| source.is_locked()) {
            let error = Error::Passphrase { given: locked.wrong };
            return self.fail(Err(error));
        }
        let accepted = import.sources.iter_mut().try_for_each(Source::accept_columns);
        self.fail(accepted)?;
        let can_merge = self.can_merge(&import);
        let mode = match (options.mode, self.fail(can_merge)?) {
            (Some(mode), _) => mode,
            (None, true) => ImportMode::Merge,
            (None, false) => ImportMode::Adopt,
        };
        let only_one = || match self.registers()?.as_slice() {
            [only] => Ok(Some(only.id)),
            _ => Ok(None),
        };
        let register = match options.register {
            None if mode == ImportMode::Adopt => only_one()?,
            chosen => chosen,
        };
        self.import_mode(&mut import, mode, register, None)?;
        let taken = match options.resolve {
            Resolve::Ours => Taken::Ours,
            Resolve::Theirs => Taken::Theirs,
            Resolve::Later => Taken::Later,
        };
        let counts = self.decide_all(&mut import, taken);
        let counts = self.fail(counts)?;
        let open = counts.conflicts - counts.decided;
        let records = import.plan.as_ref().map(|plan| self.imported_records(plan)).transpose();
        let records = self.fail(records)?.unwrap_or_default();
        let replaced = import.plan.as_ref().map(|plan| self.replaced(plan)).transpose();
        let replaced = self.fail(replaced)?.unwrap_or_default();
        if !options.dry_run {
            self.import_apply(&mut import, &[])?;
        }
        let told = Told { records, leftovers: preview::leftovers(&import), replaced };
        Ok(ImportReport::of(&counts, open, !options.dry_run, told))
    }
}
