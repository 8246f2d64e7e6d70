//! The one opened store of the window.

use application::{Access, Clock, Failure, Workspace};
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

/// The store, opened when the window first asks for it, so that a refusal reaches the screen and can be retried.
pub(crate) struct Store {
    folder: Option<PathBuf>,
    workspace: Mutex<Option<Workspace>>,
}

impl Store {
    /// `given` is the folder named on the command line.
    pub(crate) fn new(given: Option<PathBuf>) -> Self {
        Self { folder: application::data_folder(given), workspace: Mutex::new(None) }
    }

    /// Opens the store if it is not open yet.
    ///
    /// # Errors
    /// When the folder or the store in it cannot be used; `E-LOCKED` when another window holds it.
    pub(crate) fn open(&self) -> Result<(), Failure> {
        let mut workspace = self.workspace.lock().unwrap_or_else(PoisonError::into_inner);
        if workspace.is_none() {
            let folder = self.folder.as_deref().ok_or_else(homeless)?;
            *workspace = Some(Workspace::open(folder, Access::Write, Clock::system(), "")?);
        }
        Ok(())
    }

    /// Runs one use-case; commands never overlap.
    ///
    /// # Errors
    /// As the use-case, or when the store is not open.
    pub(crate) fn with<T>(
        &self,
        work: impl FnOnce(&mut Workspace) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let mut workspace = self.workspace.lock().unwrap_or_else(PoisonError::into_inner);
        work(workspace.as_mut().ok_or_else(closed)?)
    }
}

fn homeless() -> Failure {
    Failure {
        code: "E-IO",
        message: "Auf diesem Gerät ist kein Ordner für Ihre Daten bekannt.".to_owned(),
        remedy: "Starten Sie Artikel 30 mit „--data“ und dem Ordner, in dem die Daten liegen sollen."
            .to_owned(),
        detail: None,
    }
}

fn closed() -> Failure {
    Failure {
        code: "E-IO",
        message: "Das Verzeichnis ist nicht geöffnet. Es wurde nichts geändert.".to_owned(),
        remedy: "Schließen Sie das Fenster und starten Sie Artikel 30 erneut.".to_owned(),
        detail: None,
    }
}
