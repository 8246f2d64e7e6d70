//! Lists: registers, templates, activities, search hits, references, history.

use crate::checking::Grounds;
use crate::failure::{Error, Failure};
use crate::view::{
    ActivityRow, Directory, FindingCounts, HistoryRow, LetterRow, Named, RegisterRow, SearchHit,
    WorkspaceInfo,
};
use crate::workspace::{Access, Loaded, Register, Workspace};
use register::check::{self, Severity};
use register::id::RecordId;
use register::record::{Record, Revision};
use store::{Filter, RecordRow};

impl Workspace {
    /// What the window needs first.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn start(&self) -> Result<WorkspaceInfo, Failure> {
        Ok(WorkspaceInfo {
            today: self.clock.today().to_string(),
            registers: self.registers()?,
            data_folder: self.folder.display().to_string(),
            read_only: self.access() == Access::Read,
        })
    }

    /// The registers, by name.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn registers(&self) -> Result<Vec<RegisterRow>, Failure> {
        let rows = || -> Result<_, Error> {
            let mut rows = self
                .rows(None, "organisation")?
                .into_iter()
                .map(|row| {
                    let id = RecordId(row.record);
                    let activities = self.rows(Some(id), "activity")?.len();
                    Ok(RegisterRow { id, name: row.title, activities })
                })
                .collect::<Result<Vec<_>, Error>>()?;
            rows.sort_by(|left, right| (&left.name, left.id).cmp(&(&right.name, right.id)));
            Ok(rows)
        };
        self.fail(rows())
    }

    pub(crate) fn rows(&self, register: Option<RecordId>, kind: &str) -> Result<Vec<RecordRow>, Error> {
        let filter = Filter { register: register.map(|id| id.0), kind: Some(kind.to_owned()) };
        Ok(self.store.records(&filter)?)
    }

    /// The activities of a register in printed order, or those of all registers, register by register.
    ///
    /// # Errors
    /// When there is no such register, or the store cannot be read.
    pub fn activities(&self, register: Option<RecordId>) -> Result<Vec<ActivityRow>, Failure> {
        let registers = match register {
            Some(id) => vec![id],
            None => self.registers()?.into_iter().map(|row| row.id).collect(),
        };
        let rows = || -> Result<_, Error> {
            let mut rows = Vec::new();
            for id in registers {
                let (register, grounds) = (self.register(id)?, self.grounds(id)?);
                for number in 1..=register.activities.len() {
                    rows.push(self.activity_row(id, &register, &grounds, number)?);
                }
            }
            Ok(rows)
        };
        self.fail(rows())
    }

    fn activity_row(
        &self,
        id: RecordId,
        register: &Register,
        grounds: &Grounds,
        number: usize,
    ) -> Result<ActivityRow, Error> {
        let Loaded { id: record, head, content } = &register.activities[number - 1];
        let organisation = &register.organisation.content;
        let findings = grounds.activity(organisation, content);
        let count = |severity| {
            findings.iter().filter(|finding| finding.is_open() && finding.severity() == severity).count()
        };
        let stored = self.store.revision(*head)?;
        Ok(ActivityRow {
            id: *record,
            register: id,
            number,
            title: content.title.clone(),
            stage: serde_json::to_value(content.status.stage)
                .ok()
                .and_then(|stage| stage.as_str().map(str::to_owned))
                .unwrap_or_default(),
            findings: FindingCounts {
                error: count(Severity::Error),
                warning: count(Severity::Warning),
                hint: count(Severity::Hint),
            },
            letters: check::letters(organisation, content)
                .into_iter()
                .map(|(letter, state)| LetterRow { letter, state })
                .collect(),
            conflicts: Revision::from_bytes(&stored.bytes)?.conflicts.len(),
            changed_at: stored.authorship.at.to_rfc3339(),
        })
    }

    /// Full-text search over everything a user typed.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn search(&self, register: Option<RecordId>, query: &str) -> Result<Vec<SearchHit>, Failure> {
        let hits = || -> Result<_, Error> {
            let hits = self.store.search(register.map(|id| id.0), query)?;
            hits.into_iter()
                .map(|hit| {
                    let record = RecordId(hit.record);
                    let kind = self.load(record)?.content.kind().to_owned();
                    Ok(SearchHit { record, kind, title: hit.title, excerpt: hit.excerpt })
                })
                .collect()
        };
        self.fail(hits())
    }

    /// What a record of this register can refer to.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn directory(&self, register: Option<RecordId>) -> Result<Directory, Failure> {
        let named = |register: Option<RecordId>, kind: &str| -> Result<Vec<Named>, Error> {
            let mut rows: Vec<Named> = self
                .rows(register, kind)?
                .into_iter()
                .map(|row| Named { id: RecordId(row.record), title: row.title })
                .collect();
            if register.is_none() {
                rows.sort_by(|left, right| (&left.title, left.id).cmp(&(&right.title, right.id)));
            }
            Ok(rows)
        };
        let directory = || -> Result<_, Error> {
            Ok(Directory {
                parties: named(None, "party")?,
                systems: named(None, "system")?,
                documents: if register.is_some() { named(register, "document")? } else { Vec::new() },
                measure_sets: if register.is_some() { named(register, "measure_set")? } else { Vec::new() },
                organisations: named(None, "organisation")?,
            })
        };
        self.fail(directory())
    }

    /// Every step in the life of a record, newest first.
    ///
    /// # Errors
    /// When there is no such record, or the store cannot be read.
    pub fn history(&self, record: RecordId) -> Result<Vec<HistoryRow>, Failure> {
        let rows = || -> Result<Vec<HistoryRow>, Error> {
            let history = self.store.history(record.0)?;
            if history.is_empty() {
                return Err(Error::NotFound { what: "record", name: record.to_string() });
            }
            Ok(history
                .into_iter()
                .map(|entry| HistoryRow {
                    at: entry.authorship.at.to_rfc3339(),
                    label: self.operation_label(entry.kind, &entry.label),
                    author: Some(entry.authorship.author).filter(|author| !author.is_empty()),
                    revision: entry.revision.map(|revision| revision.to_string()),
                })
                .collect())
        };
        self.fail(rows())
    }

    /// The register with this id, or with this name when only one bears it.
    ///
    /// # Errors
    /// When there is none, or more than one.
    pub fn find_register(&self, name: &str) -> Result<RecordId, Failure> {
        self.fail(self.find("organisation", "register", None, name))
    }

    /// The record with this id, or the activity with this title or number when only one fits.
    ///
    /// # Errors
    /// When there is none, or more than one.
    pub fn find_record(&self, name: &str) -> Result<RecordId, Failure> {
        if let Ok(id) = name.parse::<RecordId>() {
            let found = self.store.history(id.0).map_err(Error::from).and_then(|history| {
                if history.is_empty() {
                    return Err(Error::NotFound { what: "record", name: name.to_owned() });
                }
                Ok(id)
            });
            return self.fail(found);
        }
        self.fail(self.find("activity", "activity", None, name))
    }

    fn find(
        &self,
        kind: &str,
        what: &'static str,
        register: Option<RecordId>,
        name: &str,
    ) -> Result<RecordId, Error> {
        let rows = self.rows(register, kind)?;
        let ids = |fits: &dyn Fn(&RecordRow) -> bool| -> Vec<RecordId> {
            rows.iter().filter(|row| fits(row)).map(|row| RecordId(row.record)).collect()
        };
        let exact = ids(&|row| row.title == name || row.record.to_string() == name);
        let found = if exact.is_empty() {
            let lower = name.to_lowercase();
            ids(&|row| row.title.to_lowercase().contains(&lower))
        } else {
            exact
        };
        match found.as_slice() {
            [id] => Ok(*id),
            [] => Err(Error::NotFound { what, name: name.to_owned() }),
            _ => Err(Error::Ambiguous { what, name: name.to_owned() }),
        }
    }

    /// The record as JSON, for scripts.
    ///
    /// # Errors
    /// When there is no such record.
    pub fn show(&self, record: RecordId) -> Result<Record, Failure> {
        self.fail(self.load(record).map(|loaded| loaded.content))
    }
}
