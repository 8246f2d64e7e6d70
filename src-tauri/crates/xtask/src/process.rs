//! Programs that xtask starts: named, limited in time, and killed with all their children when the time is over.

use std::ffi::OsStr;
use std::fmt;
use std::fs;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

/// Why xtask could not go on, as a sentence for a developer.
#[derive(Debug)]
pub(crate) struct Failure(String);

impl Failure {
    pub(crate) fn new(sentence: impl Into<String>) -> Self {
        Self(sentence.into())
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// Whether a program answers at all when started with the given arguments.
pub(crate) fn answers(program: impl AsRef<OsStr>, arguments: &[&str]) -> bool {
    Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

/// What a program prints on its standard output; its messages go to the terminal.
pub(crate) fn output(command: &mut Command) -> Result<String, Failure> {
    let line = describe(command);
    let output = command
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| Failure::new(format!("cannot start `{line}`: {error}")))?;
    if !output.status.success() {
        return Err(Failure::new(format!("`{line}` failed ({})", output.status)));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Runs a program to its end without a standard input, at most for `minutes`.
pub(crate) fn run(command: &mut Command, minutes: u64) -> Result<(), Failure> {
    command.stdin(Stdio::null());
    supervise(command, Some(Duration::from_secs(minutes * 60)))
}

/// Runs a program that a person talks to: with the terminal's input and for as long as it likes.
pub(crate) fn run_interactive(command: &mut Command) -> Result<(), Failure> {
    supervise(command, None)
}

fn supervise(command: &mut Command, limit: Option<Duration>) -> Result<(), Failure> {
    let line = describe(command);
    println!("$ {line}");
    let mut child =
        command.spawn().map_err(|error| Failure::new(format!("cannot start `{line}`: {error}")))?;
    match wait(&mut child, limit) {
        Ok(Some(status)) if status.success() => Ok(()),
        Ok(Some(status)) => Err(Failure::new(format!("`{line}` failed ({status})"))),
        Ok(None) => {
            kill_tree(&mut child);
            let minutes = limit.unwrap_or_default().as_secs() / 60;
            Err(Failure::new(format!("`{line}` was stopped: not finished after {minutes} minutes")))
        }
        Err(error) => Err(Failure::new(format!("cannot wait for `{line}`: {error}"))),
    }
}

/// The exit status, or nothing when the limit passed first.
fn wait(child: &mut Child, limit: Option<Duration>) -> std::io::Result<Option<ExitStatus>> {
    let Some(limit) = limit else { return child.wait().map(Some) };
    let end = Instant::now() + limit;
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        if Instant::now() >= end {
            return Ok(None);
        }
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// Ends a child and everything below it. The child stays in our process group, so that Ctrl-C reaches it; its
/// descendants are therefore looked up one by one.
fn kill_tree(child: &mut Child) {
    let root = child.id();
    let outcome = if cfg!(windows) {
        Command::new("taskkill").args(["/T", "/F", "/PID", &root.to_string()]).status()
    } else {
        let mut doomed = vec![root];
        let parents = parents();
        let mut next = 0;
        while let Some(parent) = doomed.get(next).copied() {
            doomed.extend(parents.iter().filter(|(_, of)| *of == parent).map(|(id, _)| *id));
            next += 1;
        }
        // `kill` is a builtin of every shell; a program of that name is not on every machine.
        let ids: Vec<String> = doomed.iter().map(u32::to_string).collect();
        Command::new("sh").args(["-c", &format!("kill -KILL {}", ids.join(" "))]).status()
    };
    if outcome.is_err() && child.kill().is_err() {
        eprintln!("xtask: process {root} could not be ended");
    }
    if child.wait().is_err() {
        eprintln!("xtask: process {root} did not report its end");
    }
}

/// Every running process with its parent, from `/proc`; empty where there is no such folder.
fn parents() -> Vec<(u32, u32)> {
    let Ok(processes) = fs::read_dir("/proc") else { return Vec::new() };
    processes
        .flatten()
        .filter_map(|entry| {
            let id = entry.file_name().to_str()?.parse().ok()?;
            let stat = fs::read_to_string(entry.path().join("stat")).ok()?;
            Some((id, parent_in_stat(&stat)?))
        })
        .collect()
}

/// The parent's id in a line of `/proc/ID/stat`: second field after the program name, which stands in parentheses and
/// may itself contain spaces and parentheses.
fn parent_in_stat(stat: &str) -> Option<u32> {
    stat.rsplit_once(')')?.1.split_whitespace().nth(1)?.parse().ok()
}

fn describe(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy().into_owned()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

    use super::*;

    #[test]
    fn reads_the_parent_behind_a_program_name_with_parentheses() {
        assert_eq!(parent_in_stat("4711 (odd ) name) S 42 4711 42 0 -1"), Some(42));
        assert_eq!(parent_in_stat("not a stat line"), None);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_program_over_its_time_is_stopped_together_with_its_children() {
        let mut command = Command::new("sh");
        command.args(["-c", "sleep 61 & sleep 62; true"]).stdin(Stdio::null());
        let mut child = command.spawn().unwrap();
        let children = loop {
            let ids: Vec<u32> =
                parents().into_iter().filter(|(_, of)| *of == child.id()).map(|(id, _)| id).collect();
            if ids.len() == 2 {
                break ids;
            }
        };
        assert!(wait(&mut child, Some(Duration::from_millis(200))).unwrap().is_none());
        kill_tree(&mut child);
        for id in children {
            let gone = Instant::now() + Duration::from_secs(5);
            // A killed orphan may stay as a zombie ("Z") until its new parent asks for it.
            while fs::read_to_string(format!("/proc/{id}/stat")).is_ok_and(|stat| !stat.contains(") Z ")) {
                assert!(Instant::now() < gone, "process {id} survived");
            }
        }
    }

    #[test]
    fn a_failing_program_is_a_failure() {
        let cargo = std::env::var("CARGO").unwrap();
        assert!(run(Command::new(&cargo).arg("no-such-command-exists"), 1).is_err());
        assert!(run(&mut Command::new("no-such-program-exists"), 1).is_err());
        assert!(run(Command::new(&cargo).arg("--version"), 1).is_ok());
    }
}
