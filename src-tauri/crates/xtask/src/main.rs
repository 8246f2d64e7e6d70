//! `cargo xtask`: everything a developer's machine must do to run or to check Artikel 30.
//!
//! Invariants: no dependency beyond the standard library, so it compiles in seconds; it never touches the user's
//! own data folder; a step that failed, or could not be done, is never reported as passed.

mod desktop;
mod generated;
mod machine;
mod pipeline;
mod process;
mod workspace;

use std::process::ExitCode;

use process::Failure;

const USAGE: &str = "\
cargo xtask COMMAND

  run [-- --data DIR]   open the window on a demo store of its own (or on the folder DIR);
                        without a display, write the demo registers' PDFs instead
  test                  everything that must hold before a change lands
  setup                 install what `run` and `test` need, and nothing else
  ui                    install and build the user interface
  generate              write the UI's types and the file format's schema anew from the Rust types
  e2e [FILTER]          only the tests that drive the real window and the command line
";

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let command = arguments.next().unwrap_or_default();
    let rest: Vec<String> = arguments.filter(|argument| argument != "--").collect();
    let result = match command.as_str() {
        "run" => desktop::run(&rest),
        "test" => pipeline::test(),
        "setup" => machine::prepare(machine::Purpose::Test),
        "ui" => workspace::build_ui(),
        "e2e" => pipeline::whole_program(rest.first().map(String::as_str)),
        "generate" => generated::generate(),
        "" | "help" | "--help" | "-h" => {
            print!("{USAGE}");
            return ExitCode::SUCCESS;
        }
        unknown => Err(Failure::new(format!("there is no command {unknown:?}\n\n{USAGE}"))),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("xtask: {failure}");
            ExitCode::FAILURE
        }
    }
}
