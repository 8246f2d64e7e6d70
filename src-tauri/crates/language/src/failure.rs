//! Failures at the application's edge: what happened and what stayed safe, and what to do next.

use crate::Language;

macro_rules! failures {
    ($($(#[$doc:meta])* $variant:ident $code:literal $key:literal),* $(,)?) => {
        /// What can go wrong, by the code the command line and the window show.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum FailureCode {
            $($(#[$doc])* $variant,)*
        }

        impl FailureCode {
            /// All codes.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The code as shown: "E-LOCKED".
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $code),* }
            }

            fn key(self) -> &'static str {
                match self { $(Self::$variant => $key),* }
            }
        }
    };
}

failures! {
    /// Another window or process holds the store for writing.
    Locked "E-LOCKED" "failure-locked",
    /// The store was written by a newer program.
    Newer "E-NEWER" "failure-newer",
    /// The file is none of ours.
    Foreign "E-FOREIGN" "failure-foreign",
    /// The store is damaged.
    Damaged "E-DAMAGED" "failure-damaged",
    /// The folder may only be read.
    ReadOnly "E-READONLY" "failure-readonly",
    /// No room is left on the disk.
    DiskFull "E-DISK-FULL" "failure-disk-full",
    /// The record has changed since it was opened.
    Stale "E-STALE" "failure-stale",
    /// There is no such record, register, rule or file.
    NotFound "E-NOT-FOUND" "failure-not-found",
    /// A name fits several records.
    Ambiguous "E-AMBIGUOUS" "failure-ambiguous",
    /// Content that the model does not allow.
    Invalid "E-INVALID" "failure-invalid",
    /// Content that would refer to itself in a circle.
    Circle "E-CIRCLE" "failure-circle",
    /// What is to be deleted is named by something that stays.
    InUse "E-IN-USE" "failure-in-use",
    /// A file could not be read or written.
    Io "E-IO" "failure-io",
    /// A file shipped with the program is not readable.
    Asset "E-ASSET" "failure-asset",
    /// There is already something of this name.
    Exists "E-EXISTS" "failure-exists",
    /// There is more to export than a file may hold.
    ExportSize "E-EXPORT-SIZE" "failure-export-size",
    /// The file to import is none of ours.
    ImportFormat "E-IMPORT-FORMAT" "failure-import-format",
    /// The file to import was written by a newer program.
    ImportNewer "E-IMPORT-NEWER" "failure-import-newer",
    /// The file to import cannot be read at all.
    ImportUnreadable "E-IMPORT-UNREADABLE" "failure-import-unreadable",
    /// Files to import hold one record in versions of which none follows the other.
    ImportApart "E-IMPORT-APART" "failure-import-apart",
    /// The file to import can only be adopted into a register.
    AdoptOnly "E-ADOPT-ONLY" "failure-adopt-only",
    /// The file to adopt from holds no activity.
    NothingToAdopt "E-NOTHING-TO-ADOPT" "failure-nothing-to-adopt",
    /// A file is to be adopted, but into which register is not said.
    RegisterMissing "E-REGISTER-MISSING" "failure-register-missing",
    /// The file to import is encrypted and no passphrase was given.
    Encrypted "E-ENCRYPTED" "failure-encrypted",
    /// The PDF to import carries no register.
    PdfWithoutRegister "E-PDF-WITHOUT-REGISTER" "failure-pdf-without-register",
    /// A file is to be encrypted without a passphrase.
    PassphraseMissing "E-PASSPHRASE-MISSING" "failure-passphrase-missing",
    /// The passphrase does not fit.
    Passphrase "E-PASSPHRASE" "failure-passphrase",
    /// There is nothing to undo.
    NothingToUndo "E-NOTHING-TO-UNDO" "failure-nothing-to-undo",
    /// There is nothing to redo.
    NothingToRedo "E-NOTHING-TO-REDO" "failure-nothing-to-redo",
    /// The PDF could not be made.
    Pdf "E-PDF" "failure-pdf",
    /// A command that makes no sense.
    Usage "E-USAGE" "failure-usage",
    /// A backup could not be made or checked.
    Backup "E-BACKUP" "failure-backup",
    /// A text that is no date.
    Date "E-DATE" "failure-date",
}

impl std::fmt::Display for FailureCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A failure in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FailureText {
    /// What happened and what stayed safe.
    pub message: String,
    /// What to do next.
    pub remedy: String,
}

impl Language {
    /// A failure in words; `subject` names what it is about (a name, a place, a file), as the user knows it.
    pub fn failure(&self, code: FailureCode, subject: Option<&str>) -> FailureText {
        let key = code.key();
        let message = self.word(key);
        let message = match subject {
            Some(subject) => {
                self.text("failure-about", &[("message", message.into()), ("subject", subject.into())])
            }
            None => message,
        };
        FailureText { message, remedy: self.word(&format!("{key}.remedy")) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_failure_says_what_is_safe_and_what_to_do() {
        let german = Language::german();
        for code in FailureCode::ALL {
            let text = german.failure(*code, None);
            assert!(text.message.matches('.').count() >= 2, "{code}: {}", text.message);
            assert!(
                text.remedy.ends_with('.') && !text.remedy.contains("failure-"),
                "{code}: {}",
                text.remedy
            );
            for hollow in ["Fehler aufgetreten", "ngültige Eingabe", "etwas ist schiefgegangen", "{"] {
                assert!(!text.message.contains(hollow), "{code}: {}", text.message);
            }
        }
    }

    #[test]
    fn codes_and_texts_belong_together() {
        for code in FailureCode::ALL {
            assert_eq!(code.as_str().to_lowercase().replacen("e-", "failure-", 1), code.key());
        }
    }

    #[test]
    fn the_subject_is_named() {
        let text = Language::german().failure(FailureCode::Ambiguous, Some("Visavid"));
        assert_eq!(
            text.message,
            "Der Name passt auf mehrere Einträge. Es wurde nichts geändert. Betroffen: „Visavid“."
        );
    }
}
