//! Documents and files out.

use crate::failure::{Error, Failure};
use crate::keeping::write_whole;
use crate::sharing::ExportWhat;
use crate::workspace::{Register, Workspace};
use exchange::native;
use register::id::RecordId;
use register::record::Record;
use report::content::RegisterInput;
use std::collections::BTreeMap;
use std::path::Path;

/// What can be written of a register.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// The register as a document for the supervisory authority.
    Pdf(Enclosure),
    /// The native file (`*.vvt.json`), which can be imported again.
    Json,
    /// The deadlines as a calendar file (RFC 5545).
    Ics,
    /// A workbook.
    Xlsx,
    /// A table in plain text.
    Csv,
    /// Transparency Information Language, as JSON.
    Tilt,
    /// Data Privacy Vocabulary, as JSON-LD.
    Dpv,
}

/// What rides inside the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Enclosure {
    /// The register as an abridged native file, which can be imported again.
    Register,
    /// Nothing.
    Nothing,
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
        let ending = match format {
            Format::Pdf(_) => "pdf",
            Format::Json => "vvt.json",
            Format::Ics => "ics",
            Format::Xlsx => "xlsx",
            Format::Csv => "csv",
            Format::Tilt => "tilt.json",
            Format::Dpv => "dpv.jsonld",
        };
        Ok(format!("Verzeichnis {} {}.{ending}", file_name_of(&name), self.clock.today()))
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
        let own = self.store.refuse_own_file(path).map_err(Error::from);
        self.fail(own)?;
        let (bytes, pages) = match format {
            Format::Pdf(enclosure) => {
                let document = self.fail(self.pdf(register, enclosure))?;
                (document.bytes, Some(document.pages))
            }
            Format::Json => return self.export_file(&ExportWhat::Register { register }, None, path),
            Format::Ics => (self.calendar(register)?, None),
            Format::Xlsx | Format::Csv | Format::Tilt | Format::Dpv => {
                (self.fail(self.translated(register, format))?, None)
            }
        };
        self.fail(write_whole(path, &bytes))?;
        Ok(Exported {
            file_name: path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
            pages,
            bytes_written: bytes.len() as u64,
        })
    }

    fn pdf(&self, id: RecordId, enclosure: Enclosure) -> Result<report::Rendered, Error> {
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
        let conflicts = self.conflicts_by_record(id)?;
        let enclosed = match enclosure {
            Enclosure::Register => {
                let file = self.native_file(&ExportWhat::Register { register: id })?;
                Some(native::write(&native::abridge(&file))?)
            }
            Enclosure::Nothing => None,
        };
        let input = RegisterInput {
            id,
            organisation,
            activities: &activities,
            others: &others,
            changed_on: &changed,
            findings: &findings,
            conflicts: &conflicts,
            enclosed: enclosed.as_deref(),
            today: self.clock.today(),
        };
        Ok(report::content::register_pdf(&input, &self.language)?)
    }

    /// The register in a form that other programs read.
    fn translated(&self, id: RecordId, format: Format) -> Result<Vec<u8>, Error> {
        let register = self.register(id)?;
        let activities: Vec<_> =
            register.activities.iter().map(|activity| (activity.id, &activity.content)).collect();
        let input = exchange::register_view::RegisterInput {
            id,
            organisation: &register.organisation.content,
            activities: &activities,
            others: &self.others(id)?,
            today: self.clock.today(),
        };
        Ok(match format {
            Format::Xlsx => exchange::spreadsheet::xlsx(&input, &self.language)?,
            Format::Tilt => exchange::tilt::document(&input, &self.language)?,
            Format::Dpv => exchange::dpv::document(&input, &self.language)?,
            _ => exchange::spreadsheet::csv(&input, &self.language),
        })
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
}

/// A title without what file systems refuse, and not too long for them.
pub(crate) fn file_name_of(title: &str) -> String {
    let refused = |character: char| character.is_control() || "<>:\"/\\|?*".contains(character);
    let mut safe: String =
        title.chars().map(|character| if refused(character) { '-' } else { character }).take(80).collect();
    safe.truncate(safe.trim_end_matches(['.', ' ']).len());
    safe
}
