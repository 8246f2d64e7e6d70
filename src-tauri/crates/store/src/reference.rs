//! Reference entries: the user's editable copies of the lists that ship with the program.

use rusqlite::params;

use crate::error::{Action, At, StoreError};
use crate::open::Store;
use crate::transaction::Transaction;

/// An entry of a reference list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReferenceEntry {
    /// Its key, unique within the list.
    pub key: String,
    /// Its content, exactly as given.
    pub json: Vec<u8>,
    /// Whether the user changed it; such an entry is not replaced by a newer one of the program.
    pub modified: bool,
}

impl Store {
    /// The entries of a reference list, ordered by key.
    ///
    /// # Errors
    /// Reading failed.
    pub fn reference_entries(&self, list: &str) -> Result<Vec<ReferenceEntry>, StoreError> {
        let read = || -> Result<_, rusqlite::Error> {
            self.connection
                .prepare("SELECT key, json, modified FROM reference_entries WHERE list = ?1 ORDER BY key")?
                .query_map([list], |row| {
                    Ok(ReferenceEntry { key: row.get(0)?, json: row.get(1)?, modified: row.get(2)? })
                })?
                .collect()
        };
        read().at(&self.path, Action::Read)
    }
}

impl Transaction<'_> {
    /// Takes over an entry that ships with the program, unless the user changed this entry. Returns
    /// whether the store now holds something else than before.
    ///
    /// # Errors
    /// Writing failed.
    pub fn ship_reference(&mut self, list: &str, key: &str, json: &[u8]) -> Result<bool, StoreError> {
        self.sql
            .execute(
                "INSERT INTO reference_entries (list, key, json, modified) VALUES (?1, ?2, ?3, 0)
                 ON CONFLICT (list, key) DO UPDATE SET json = excluded.json
                 WHERE NOT modified AND json IS NOT excluded.json",
                params![list, key, json],
            )
            .map(|rows| rows > 0)
            .at(self.path, Action::Write)
    }

    /// Stores an entry as the user wants it.
    ///
    /// # Errors
    /// Writing failed.
    pub fn edit_reference(&mut self, list: &str, key: &str, json: &[u8]) -> Result<(), StoreError> {
        self.sql
            .execute(
                "INSERT INTO reference_entries (list, key, json, modified) VALUES (?1, ?2, ?3, 1)
                 ON CONFLICT (list, key) DO UPDATE SET json = excluded.json, modified = 1",
                params![list, key, json],
            )
            .map(drop)
            .at(self.path, Action::Write)
    }
}
