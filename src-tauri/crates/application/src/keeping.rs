//! Keeping data safe: backups, restoring them, checking the store; and writing files so that none is ever half there.

use crate::clock::Clock;
use crate::failure::{Error, Failure};
use crate::workspace::Workspace;
use language::Language;
use serde::Serialize;
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use store::Existing;

/// Name of the folder for backups inside the data folder.
const BACKUPS: &str = "Sicherungen";

/// A file that was written to keep data safe.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// The file; for a restore the copy of what was there before, if anything was.
    pub path: Option<PathBuf>,
}

/// What a check of the store found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Verified {
    /// Whether nothing is wrong.
    pub sound: bool,
    /// Number of records.
    pub records: usize,
    /// Number of revisions whose hash was recomputed.
    pub revisions: usize,
    /// What is wrong.
    pub findings: Vec<String>,
}

impl Workspace {
    /// Writes a checked backup: to `out`, or into the folder for backups under a name with date and time.
    ///
    /// # Errors
    /// When `out` exists, or the backup cannot be written.
    pub fn backup(&self, out: Option<&Path>) -> Result<Kept, Failure> {
        let written = match out {
            Some(path) => {
                self.store.backup_to(path, Existing::Refuse).map_err(Error::from).map(|_| path.to_owned())
            }
            None => self.backup_now(),
        };
        self.fail(written.map(|path| Kept { path: Some(path) }))
    }

    /// Writes a checked backup into the folder for backups.
    pub(crate) fn backup_now(&self) -> Result<PathBuf, Error> {
        let folder = self.folder.join(BACKUPS);
        fs::create_dir_all(&folder).map_err(|source| Error::File {
            path: folder.clone(),
            reading: false,
            source,
        })?;
        let path =
            folder.join(format!("artikel30-{}.sqlite", self.clock.now().format("%Y-%m-%d-%H%M%S%.3f")));
        self.store.backup_to(&path, Existing::Refuse)?;
        Ok(path)
    }

    /// Puts a backup in place of the store in `folder`; what was there before is copied aside first.
    ///
    /// # Errors
    /// When the backup is damaged, empty or no store of ours, or somebody has the store open. Nothing is changed then.
    pub fn restore(folder: &Path, from: &Path, clock: Clock) -> Result<Kept, Failure> {
        store::restore(folder, from, clock.now())
            .map(|restored| Kept { path: restored.safety_copy })
            .map_err(|error| Error::from(error).into_failure(&Language::german()))
    }

    /// Checks the whole store: the file, every hash, every head.
    ///
    /// # Errors
    /// When the store cannot be read at all.
    pub fn verify(&self) -> Result<Verified, Failure> {
        let verified = self.store.verify().map_err(Error::from).map(|report| Verified {
            sound: report.is_sound(),
            records: report.records,
            revisions: report.revisions,
            findings: report.findings.iter().map(|finding| format!("{finding:?}")).collect(),
        });
        self.fail(verified)
    }
}

/// Writes a file under a passing name and puts it in place only when it is complete on disk.
pub(crate) fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let failed = |source| Error::File { path: path.to_owned(), reading: false, source };
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".neu");
    let passing = folder.join(name);
    let write = || -> std::io::Result<()> {
        let mut file = File::create(&passing)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&passing, path)
    };
    write().map_err(|error| {
        // The passing file is of no use to anybody; that it cannot be removed changes nothing for the user.
        let _ = fs::remove_file(&passing);
        failed(error)
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_file_is_replaced_whole_and_leaves_nothing_behind() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("Verzeichnis.pdf");
        write_whole(&path, b"alt").unwrap();
        write_whole(&path, b"neu").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"neu");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_folder_that_does_not_exist_is_an_error_with_the_path() {
        let folder = tempfile::tempdir().unwrap();
        let error = write_whole(&folder.path().join("fehlt").join("x.pdf"), b"x").unwrap_err();
        assert!(error.to_string().contains("x.pdf"));
    }
}
