//! Running the command `artikel30` on a data folder.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// A data folder of its own that goes away with the test, and the command that works on it.
#[derive(Debug)]
pub struct Store {
    folder: TempDir,
}

/// What one call of the command said.
#[derive(Debug)]
pub struct Answer {
    /// The exit code as in the command's contract; -1 when a signal ended it.
    pub code: i32,
    /// The standard output.
    pub stdout: String,
    /// The standard error output: messages and progress.
    pub stderr: String,
}

impl Store {
    /// An empty data folder.
    #[must_use]
    pub fn empty() -> Self {
        Self { folder: TempDir::with_prefix("artikel30-").unwrap() }
    }

    /// A data folder with the four demo registers.
    #[must_use]
    pub fn demo() -> Self {
        let store = Self::empty();
        store.done(["demo"]);
        store
    }

    /// The folder that `--data` names.
    #[must_use]
    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// A path beside the data folder, for files that the command reads or writes.
    #[must_use]
    pub fn beside(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Calls the command with `--data` and the arguments.
    pub fn call<I: IntoIterator<Item: AsRef<OsStr>>>(&self, arguments: I) -> Answer {
        call_in(&self.data(), arguments)
    }

    /// The same for a call that must succeed; its standard output.
    pub fn done<I: IntoIterator<Item: AsRef<OsStr>>>(&self, arguments: I) -> String {
        let answer = self.call(arguments);
        assert_eq!(answer.code, 0, "{answer:#?}");
        answer.stdout
    }

    /// The one JSON document that a successful call with `--json` prints.
    pub fn json<I: IntoIterator<Item: AsRef<OsStr>>>(&self, arguments: I) -> Value {
        let answer = self.call_json(arguments);
        assert_eq!(answer.code, 0, "{answer:#?}");
        answer.json()
    }

    /// Calls the command with `--json`, whatever it answers.
    pub fn call_json<I: IntoIterator<Item: AsRef<OsStr>>>(&self, arguments: I) -> Answer {
        let words = arguments.into_iter().map(|word| word.as_ref().to_owned());
        self.call(std::iter::once("--json".into()).chain(words))
    }
}

impl Answer {
    /// The standard output as exactly one JSON document.
    #[must_use]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.stdout)
            .unwrap_or_else(|error| panic!("not one JSON document: {error}\n{self:#?}"))
    }

    /// Asserts a refusal with this exit code that says what happened under a code of its own.
    #[track_caller]
    pub fn assert_refused(&self, code: i32) {
        assert_eq!(self.code, code, "{self:#?}");
        let Some((_, rest)) = self.stderr.split_once("error[E-") else {
            panic!("a refusal prints `error[E-CODE]: what happened. What to do.`\n{self:#?}");
        };
        let (name, sentence) = rest.split_once("]: ").unwrap_or_else(|| panic!("{self:#?}"));
        let plain = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '-';
        assert!(!name.is_empty() && name.chars().all(plain), "{name:?} is not a code: {self:#?}");
        assert!(sentence.contains('.'), "{self:#?}");
        assert!(!self.stderr.contains("panicked"), "{self:#?}");
    }
}

/// Calls the command on any data folder, without the settings of the person who runs the tests.
pub fn call_in<I: IntoIterator<Item: AsRef<OsStr>>>(data: &Path, arguments: I) -> Answer {
    let mut command = Command::new(crate::programs::command_line());
    run(command.env_remove("ARTIKEL30_DATA").arg("--data").arg(data).args(arguments))
}

/// Runs a call of the command that was put together by hand.
pub fn run(command: &mut Command) -> Answer {
    let output = command.stdin(Stdio::null()).output().unwrap();
    Answer {
        code: output.status.code().unwrap_or(-1),
        stdout: String::from_utf8(output.stdout).expect("the command prints UTF-8"),
        stderr: String::from_utf8(output.stderr).expect("the command prints UTF-8"),
    }
}

/// The elements of a list in an answer.
#[must_use]
pub fn items(value: &Value) -> &Vec<Value> {
    value.as_array().unwrap_or_else(|| panic!("not a list: {value}"))
}

/// A text in an answer.
#[must_use]
pub fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("not a text: {value}"))
}
