//! Settings of the store: plain keys and values, not part of the undo history.

use rusqlite::{OptionalExtension, params};

use crate::error::{Action, At, StoreError};
use crate::open::Store;
use crate::transaction::Transaction;

impl Store {
    /// The value of a setting, if it was ever set.
    ///
    /// # Errors
    /// Reading failed.
    pub fn setting(&self, key: &str) -> Result<Option<String>, StoreError> {
        self.connection
            .query_row("SELECT value FROM settings WHERE key = ?1", [key], |row| row.get(0))
            .optional()
            .at(&self.path, Action::Read)
    }
}

impl Transaction<'_> {
    /// Sets a setting.
    ///
    /// # Errors
    /// Writing failed.
    pub fn set_setting(&mut self, key: &str, value: &str) -> Result<(), StoreError> {
        self.sql
            .execute(
                "INSERT INTO settings (key, value) VALUES (?1, ?2)
                 ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                params![key, value],
            )
            .map(drop)
            .at(self.path, Action::Write)
    }
}
