//! Documents and files out.

use crate::failure::{Error, Failure};
use crate::keeping::write_whole;
use crate::workspace::{Register, Workspace, domain_id};
use exchange::native::{Content, FileRecord, NativeFile, Scope};
use register::id::RecordId;
use register::record::{Record, RevisionId};
use report::content::RegisterInput;
use std::collections::BTreeMap;
use std::path::Path;
use store::{Filter, Mode};

/// What can be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// The register as a document for the supervisory authority.
    Pdf,
    /// The native file (`*.vvt.json`), which can be imported again.
    Json,
    /// The deadlines as a calendar file (RFC 5545).
    Ics,
}

/// A file that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exported {
    /// Its name.
    pub file_name: String,
    /// How many pages it has, for a PDF.
    pub pages: Option<usize>,
    /// Its size in bytes.
    pub bytes_written: u64,
}

impl Workspace {
    /// A name for the file that this export would write: the register's name without what file systems refuse.
    ///
    /// # Errors
    /// When there is no such register.
    pub fn suggested_file_name(&self, register: RecordId, format: Format) -> Result<String, Failure> {
        let name = self.fail(self.organisation(register))?.content.name;
        let mut safe: String =
            name.chars()
                .map(|character| {
                    if character.is_control() || "<>:\"/\\|?*".contains(character) { '-' } else { character }
                })
                .take(80)
                .collect();
        safe.truncate(safe.trim_end_matches(['.', ' ']).len());
        let ending = match format {
            Format::Pdf => "pdf",
            Format::Json => "vvt.json",
            Format::Ics => "ics",
        };
        Ok(format!("Verzeichnis {safe} {}.{ending}", self.clock.today()))
    }

    /// Writes a register to a file. The same register on the same day gives the same bytes.
    ///
    /// # Errors
    /// When there is no such register, or the file cannot be written; a file that was there before is then untouched.
    pub fn export_to(
        &mut self,
        register: RecordId,
        format: Format,
        path: &Path,
    ) -> Result<Exported, Failure> {
        let (bytes, pages) = match format {
            Format::Pdf => {
                let document = self.fail(self.pdf(register))?;
                (document.bytes, Some(document.pages))
            }
            Format::Json => {
                let file = self.native_file(register);
                (self.fail(file)?, None)
            }
            Format::Ics => (self.calendar(register)?, None),
        };
        self.fail(write_whole(path, &bytes))?;
        Ok(Exported {
            file_name: path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
            pages,
            bytes_written: bytes.len() as u64,
        })
    }

    fn pdf(&self, id: RecordId) -> Result<report::Rendered, Error> {
        let register = self.register(id)?;
        let activities: Vec<_> =
            register.activities.iter().map(|activity| (activity.id, &activity.content)).collect();
        let others = self.others(id)?;
        let changed = self.changed_on(&register)?;
        let (grounds, organisation) = (self.grounds(id)?, &register.organisation.content);
        let of_organisation = grounds.organisation(organisation).into_iter().map(|finding| (id, finding));
        let of_activities = activities.iter().flat_map(|(activity, content)| {
            grounds.activity(organisation, content).into_iter().map(|finding| (*activity, finding))
        });
        let findings: Vec<_> = of_organisation.chain(of_activities).collect();
        let input = RegisterInput {
            id,
            organisation,
            activities: &activities,
            others: &others,
            changed_on: &changed,
            findings: &findings,
            conflicts: &BTreeMap::new(),
            enclosed: None,
            today: self.clock.today(),
        };
        Ok(report::content::register_pdf(&input, &self.language)?)
    }

    /// Parties and systems of the store, documents and measure sets of the register, for what activities refer to.
    pub(crate) fn others(&self, register: RecordId) -> Result<BTreeMap<RecordId, Record>, Error> {
        let mut others = BTreeMap::new();
        for (owner, kind) in
            [(None, "party"), (None, "system"), (Some(register), "document"), (Some(register), "measure_set")]
        {
            others.extend(self.all(owner, kind)?.into_iter().map(|loaded| (loaded.id, loaded.content)));
        }
        Ok(others)
    }

    /// The day each activity's head was written, in local time.
    pub(crate) fn changed_on(
        &self,
        register: &Register,
    ) -> Result<BTreeMap<RecordId, chrono::NaiveDate>, Error> {
        register
            .activities
            .iter()
            .map(|activity| {
                let at = self.store.revision(activity.head)?.authorship.at;
                Ok((activity.id, at.with_timezone(&chrono::Local).date_naive()))
            })
            .collect()
    }

    /// The register with the parties and systems it refers to, as a native file. From then on autosave leaves the
    /// exported heads alone, so that a file that comes back finds its ancestor.
    fn native_file(&mut self, register: RecordId) -> Result<Vec<u8>, Error> {
        self.organisation(register)?;
        let heads = self.heads_of(register)?;
        let mut records = Vec::new();
        for head in &heads {
            records.push(FileRecord {
                id: RecordId(head.record),
                head: domain_id(head.id),
                content: Content::Whole(head.bytes.clone()),
                ancestors: self.ancestors(head)?,
            });
        }
        let bytes = exchange::native::write(&NativeFile {
            exporter: format!("Artikel 30 {}", env!("CARGO_PKG_VERSION")),
            exported_at: self.clock.today(),
            author: None,
            scope: Scope::Register { register },
            abridged: false,
            records,
        })?;
        if self.store.mode() == Mode::ReadWrite {
            for head in &heads {
                self.store.mark_published(head.id)?;
            }
        }
        Ok(bytes)
    }

    /// Heads of the register's own records and, step by step, of the parties and systems they refer to.
    fn heads_of(&self, register: RecordId) -> Result<Vec<store::Revision>, Error> {
        let mut heads = self.store.heads(&Filter { register: Some(register.0), kind: None })?;
        let mut shared: BTreeMap<String, store::Revision> = BTreeMap::new();
        for kind in ["party", "system"] {
            let all = self.store.heads(&Filter { register: None, kind: Some(kind.to_owned()) })?;
            shared.extend(all.into_iter().map(|head| (head.record.to_string(), head)));
        }
        let mut next = 0;
        while next < heads.len() {
            let text = String::from_utf8_lossy(&heads[next].bytes).into_owned();
            let named: Vec<String> = shared.keys().filter(|id| text.contains(id.as_str())).cloned().collect();
            heads.extend(named.iter().filter_map(|id| shared.remove(id)));
            next += 1;
        }
        Ok(heads)
    }

    /// All ancestors of a head with their parents.
    fn ancestors(&self, head: &store::Revision) -> Result<BTreeMap<RevisionId, Vec<RevisionId>>, Error> {
        let known: BTreeMap<_, _> =
            self.store.ancestry(head.record)?.into_iter().map(|each| (each.id, each.parents)).collect();
        let mut ancestors = BTreeMap::new();
        let mut open: Vec<store::RevisionId> = head.parents.clone();
        while let Some(id) = open.pop() {
            let parents = known.get(&id).cloned().unwrap_or_default();
            let names = parents.iter().map(|parent| domain_id(*parent)).collect();
            if ancestors.insert(domain_id(id), names).is_none() {
                open.extend(parents);
            }
        }
        Ok(ancestors)
    }
}
