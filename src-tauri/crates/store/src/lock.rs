//! One writer at a time, by a lock file beside the database.

use std::fs::{File, TryLockError};
use std::path::Path;

use crate::error::{Action, StoreError};

/// Name of the lock file in the store's folder. It stays there when nobody holds it; it has no content.
pub const LOCK_FILE: &str = "artikel30.lock";

/// The right to write to a store. The operating system releases it with the process, even after a crash.
#[derive(Debug)]
pub(crate) struct WriterLock {
    _file: File,
}

impl WriterLock {
    /// Takes the lock of the store in `folder`, or says at once that somebody else has it.
    pub(crate) fn take(folder: &Path, action: Action) -> Result<Self, StoreError> {
        let path = folder.join(LOCK_FILE);
        let file = File::options()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(&path)
            .map_err(|error| StoreError::folder(folder, action, error))?;
        match file.try_lock() {
            Ok(()) => Ok(Self { _file: file }),
            Err(TryLockError::WouldBlock) => Err(StoreError::Locked { path }),
            Err(TryLockError::Error(error)) => Err(StoreError::io(&path, action, error)),
        }
    }
}
