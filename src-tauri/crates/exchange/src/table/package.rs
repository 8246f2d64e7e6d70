//! The archives that XLSX and ODS files are: unpacked part by part, and counted while they are.

use super::error::{TableError, shown};
use super::xml::Fault;
use super::{MAX_PART, MAX_PARTS, MAX_UNPACKED};
use std::io::{Cursor, Read};
use zip::ZipArchive;
use zip::result::ZipError;

/// An archive whose parts all keep to the limits.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// The names of its parts in the order of the directory, with strokes between folders.
    parts: Vec<String>,
}

impl<'a> Package<'a> {
    /// Opens an archive and unpacks each of its parts once, to see that none is larger than it may be. What it says of
    /// sizes itself is not believed.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, TableError> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken("", &error.to_string()))?;
        if archive.len() > MAX_PARTS {
            return Err(TableError::TooManyParts { parts: archive.len() });
        }
        let mut package = Self { archive, parts: Vec::new() };
        let mut unpacked = 0;
        for index in 0..package.archive.len() {
            let name = package.archive.name_for_index(index);
            let name = name.and_then(Result::ok).unwrap_or_default().into_owned();
            unpacked += package.unpack(index, &name, unpacked, &mut std::io::sink())?;
            package.parts.push(name.replace('\\', "/"));
        }
        Ok(package)
    }

    fn unpack(
        &mut self,
        index: usize,
        name: &str,
        unpacked: usize,
        out: &mut impl std::io::Write,
    ) -> Result<usize, TableError> {
        let allowed = MAX_PART.min(MAX_UNPACKED.saturating_sub(unpacked));
        let part = self.archive.by_index(index).map_err(|error| match error {
            ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => TableError::Protected,
            error => broken(name, &error.to_string()),
        })?;
        let size = std::io::copy(&mut part.take(allowed as u64 + 1), out)
            .map_err(|error| broken(name, &error.to_string()))?;
        match usize::try_from(size) {
            Ok(size) if size <= allowed => Ok(size),
            _ => Err(TableError::TooMuchUnpacked { place: shown(name) }),
        }
    }

    /// The text of a part; upper and lower case are the same in its name. `None` where there is no such part.
    pub(super) fn text(&mut self, name: &str) -> Result<Option<String>, TableError> {
        let Some(index) = self.parts.iter().position(|part| part.eq_ignore_ascii_case(name)) else {
            return Ok(None);
        };
        let mut bytes = Vec::new();
        self.unpack(index, name, 0, &mut bytes)?;
        let text = String::from_utf8(bytes).map_err(|error| TableError::Xml {
            place: shown(name),
            at: error.utf8_error().valid_up_to(),
            reason: "not UTF-8",
        })?;
        Ok(Some(text))
    }
}

fn broken(place: &str, reason: &str) -> TableError {
    TableError::BrokenArchive { place: shown(place), reason: shown(reason) }
}

/// A fault in a part.
pub(super) fn at(part: &str) -> impl Fn(Fault) -> TableError {
    move |fault| TableError::Xml { place: shown(part), at: fault.at, reason: fault.reason }
}
