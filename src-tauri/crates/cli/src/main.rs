//! The command `artikel30`: for scripts, administrators and tests; no display needed.
//!
//! # Invariants
//!
//! - No rule of the domain lives here: a command reads its arguments, calls `application` and prints.
//! - Standard output carries the answer, as one JSON document with `--json`; messages and progress go to the standard
//!   error output. A refusal prints nothing on the standard output.
//! - Reading commands make nothing and work while a window holds the store.
//! - What comes out of the store never reaches a terminal as a control character.

mod arguments;
mod checking;
mod data;
mod deadlines;
mod files;
mod imports;
mod outline;
mod output;
mod progress;
mod records;
mod registers;
mod usage;
mod words;

use application::Failure;
use arguments::{Arguments, Stop, Task};
use data::Data;
use output::Answer;
use progress::Progress;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments = match Arguments::read(std::env::args_os()) {
        Ok(arguments) => arguments,
        Err(Stop::Answered(text)) => return output::print_text(text.to_string().trim_end(), 0),
        Err(Stop::Refused(failure)) => return output::refuse(&failure),
    };
    let as_json = arguments.json;
    match run(arguments) {
        Ok(answer) => output::print(&answer, as_json),
        Err(failure) => output::refuse(&failure),
    }
}

fn run(arguments: Arguments) -> Result<Answer, Failure> {
    let data = &Data::new(arguments.data, arguments.date)?;
    let _progress = Progress::start("Artikel 30 arbeitet …");
    match &arguments.command {
        Task::Demo => registers::demo(data),
        Task::Registers => registers::registers(data),
        Task::List { scope } => registers::list(data, scope.register.as_deref()),
        Task::Show { id } => records::show(data, id),
        Task::Templates => registers::templates(),
        Task::NewRegister { name, templates } => registers::new_register(data, name, templates),
        Task::Export { register, format, out, activities, templates, no_attachment, passphrase_file } => {
            let choice = files::Choice {
                register: register.as_deref(),
                activities,
                templates,
                format: *format,
                no_attachment: *no_attachment,
                passphrase_file: passphrase_file.as_deref(),
            };
            files::export(data, &choice, out)
        }
        Task::Import { file, register, mode, dry_run, resolve, passphrase_file } => {
            let choice = imports::Choice {
                register: register.as_deref(),
                mode: *mode,
                dry_run: *dry_run,
                resolve: *resolve,
                passphrase_file: passphrase_file.as_deref(),
            };
            imports::import(data, file, &choice)
        }
        Task::Conflicts { scope } => imports::conflicts(data, scope.register.as_deref()),
        Task::Resolve { conflict, take } => imports::resolve(data, conflict, *take),
        Task::Check { scope, strict } => checking::check(data, scope.register.as_deref(), *strict),
        Task::Deadlines { scope, from, to } => {
            deadlines::deadlines(data, scope.register.as_deref(), *from, *to)
        }
        Task::Due { rule, event } => deadlines::due(data, rule, *event),
        Task::History { id } => records::history(data, id),
        Task::Undo => records::undo(data),
        Task::Redo => records::redo(data),
        Task::Set { id, path, value } => records::set(data, id, path, value),
        Task::Backup { out } => files::backup(data, out.as_deref()),
        Task::Restore { file } => files::restore(data, file),
        Task::Verify => files::verify(data),
    }
}
