//! `cargo xtask test`: every check in order, each announced, timed, and stopped when it hangs.
//!
//! Clippy, build and tests name the same packages and features, so that cargo compiles each dependency once for
//! checking and once for running. The first failure ends the run.

use std::process::Command;
use std::time::{Duration, Instant};

use crate::generated;
use crate::machine::{self, Purpose};
use crate::process::{self, Failure};
use crate::workspace::{self, built, cargo, npm_script};

/// All crates, with the descriptions of types for the UI and the file format switched on.
const EVERYTHING: &[&str] = &["--workspace", "--features", "application/describe", "--locked"];

enum Outcome {
    Passed,
    Skipped(&'static str),
}

/// The steps done so far.
struct Run {
    started: Instant,
    done: Vec<(&'static str, Duration, Outcome)>,
}

impl Run {
    fn start() -> Self {
        Self { started: Instant::now(), done: Vec::new() }
    }

    fn step(
        &mut self,
        name: &'static str,
        work: impl FnOnce() -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        self.step_or_skip(name, || work().map(|()| Outcome::Passed))
    }

    fn step_or_skip(
        &mut self,
        name: &'static str,
        work: impl FnOnce() -> Result<Outcome, Failure>,
    ) -> Result<(), Failure> {
        println!("\n== {name}");
        let started = Instant::now();
        match work() {
            Ok(outcome) => {
                if let Outcome::Skipped(reason) = outcome {
                    println!("SKIPPED: {reason}");
                }
                self.done.push((name, started.elapsed(), outcome));
                Ok(())
            }
            Err(failure) => {
                self.report();
                println!("  {}  {name}: FAILED", clock(started.elapsed()));
                self.close(1);
                Err(Failure::new(format!("{name}: {failure}")))
            }
        }
    }

    fn report(&self) {
        println!("\n== summary");
        for (name, duration, outcome) in &self.done {
            match outcome {
                Outcome::Passed => println!("  {}  {name}", clock(*duration)),
                Outcome::Skipped(reason) => println!("  {}  {name}: SKIPPED: {reason}", clock(*duration)),
            }
        }
    }

    fn close(&self, failed: usize) {
        println!("  {}  in all", clock(self.started.elapsed()));
        let skipped =
            self.done.iter().filter(|(_, _, outcome)| matches!(outcome, Outcome::Skipped(_))).count();
        let passed = self.done.len() - skipped;
        println!("steps: {passed} passed, {failed} failed, {skipped} skipped");
    }
}

/// Everything that must hold before a change lands.
pub(crate) fn test() -> Result<(), Failure> {
    let mut run = Run::start();
    run.step("machine", || machine::prepare(Purpose::Test))?;
    run.step("formatting", || process::run(&mut cargo(&["fmt", "--all", "--check"]), 2))?;
    run.step("packages of the user interface", workspace::install_ui)?;
    run.step("user interface: eslint and prettier", || npm_script("lint"))?;
    run.step("user interface: svelte-check", || npm_script("check"))?;
    run.step("user interface: build", || npm_script("build"))?;
    run.step("crates from the registry", || process::run(&mut cargo(&["fetch", "--locked"]), 15))?;
    run.step_or_skip("licences and bans", licences_and_bans)?;
    run.step("clippy", || {
        let mut command = cargo(&["clippy", "--all-targets"]);
        process::run(command.args(EVERYTHING).args(["--", "-D", "warnings"]), 25)
    })?;
    run.step("build", build)?;
    run.step("tests of the crates", || {
        generated::clear()?;
        let mut command = cargo(&["test", "--no-fail-fast", "--exclude", "acceptance"]);
        // A minute of inputs made by rule, for all readers of files together.
        command.env("ARTIKEL30_FUZZ_SECONDS", "60");
        process::run(command.args(EVERYTHING).envs(generated::folders_for_tests()), 25)
    })?;
    run.step("generated files", generated::compare)?;
    run.step("tests of the house and the command line", || {
        let mut command = cargo(&["test", "--no-fail-fast", "--test", "house", "--test", "command_line"]);
        process::run(acceptance(&mut command, None), 10)
    })?;
    run.step_or_skip("tests of the window", || window_tests(None))?;
    run.report();
    run.close(0);
    Ok(())
}

/// Only the tests that use the built programs, those whose name contains the filter if there is one.
pub(crate) fn whole_program(filter: Option<&str>) -> Result<(), Failure> {
    let mut run = Run::start();
    run.step("machine", || machine::prepare(Purpose::Test))?;
    run.step("user interface", workspace::build_ui)?;
    run.step("build", build)?;
    run.step("tests of the command line", || {
        let mut command = cargo(&["test", "--no-fail-fast", "--test", "command_line"]);
        process::run(acceptance(&mut command, filter), 10)
    })?;
    run.step_or_skip("tests of the window", || window_tests(filter))?;
    run.report();
    run.close(0);
    Ok(())
}

fn build() -> Result<(), Failure> {
    process::run(cargo(&["build", "--all-targets"]).args(EVERYTHING), 40)
}

/// The acceptance crate's tests find the built programs through these variables.
fn acceptance<'a>(command: &'a mut Command, filter: Option<&str>) -> &'a mut Command {
    command
        .args(EVERYTHING)
        .args(filter)
        .env("ARTIKEL30_CLI", built("artikel30"))
        .env("ARTIKEL30_DESKTOP", built("artikel30-desktop"))
        .env("WEBDRIVER", "WebKitWebDriver")
}

fn window_tests(filter: Option<&str>) -> Result<Outcome, Failure> {
    if !cfg!(target_os = "linux") {
        return Ok(Outcome::Skipped("the window can be driven on Linux only"));
    }
    let mut command = Command::new("xvfb-run");
    command.current_dir(workspace::root());
    command.args(["--auto-servernum", "--server-args=-screen 0 1440x1000x24"]);
    command.arg(workspace::cargo_program()).args(["test", "--no-fail-fast", "--test", "end_to_end"]);
    process::run(acceptance(&mut command, filter), 20).map(|()| Outcome::Passed)
}

/// Version of cargo-deny that reads `.cargo/deny.toml`.
const CARGO_DENY: &str = "0.20.2";

/// `cargo deny`, installed below the target folder when the machine has none: unoptimised, which takes about a minute
/// on two cores instead of several.
fn licences_and_bans() -> Result<Outcome, Failure> {
    let tools = workspace::target().join("tools");
    let own = tools.join("bin").join(format!("cargo-deny{}", std::env::consts::EXE_SUFFIX));
    let program =
        [own.clone(), "cargo-deny".into()].into_iter().find(|path| process::answers(path, &["--version"]));
    let program = match program {
        Some(program) => program,
        None => {
            let mut install =
                cargo(&["install", "cargo-deny", "--version", CARGO_DENY, "--locked", "--debug"]);
            if let Err(failure) = process::run(install.arg("--root").arg(&tools), 15) {
                eprintln!("xtask: {failure}");
                return Ok(Outcome::Skipped("cargo-deny could not be installed"));
            }
            own
        }
    };
    let mut check = Command::new(program);
    check.current_dir(workspace::root()).args([
        "--offline",
        "--locked",
        "--log-level",
        "error",
        "check",
        "licenses",
        "bans",
    ]);
    process::run(&mut check, 5).map(|()| Outcome::Passed)
}

/// Minutes and seconds.
fn clock(duration: Duration) -> String {
    format!("{:3}:{:02}", duration.as_secs() / 60, duration.as_secs() % 60)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

    use super::*;

    #[test]
    fn a_failed_step_ends_the_run_with_its_name() {
        let mut run = Run::start();
        assert!(run.step("first", || Ok(())).is_ok());
        let failure = run.step("second", || Err(Failure::new("it broke"))).unwrap_err();
        assert_eq!(failure.to_string(), "second: it broke");
        assert_eq!(run.done.len(), 1);
    }

    #[test]
    fn durations_read_as_minutes_and_seconds() {
        assert_eq!(clock(Duration::from_millis(725_900)), " 12:05");
    }
}
