//! What the command line takes, and its help in German.

use crate::usage;
use application::{Failure, Moment};
use chrono::NaiveDate;
use clap::builder::StyledStr;
use clap::{ArgAction, Command, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};
use std::ffi::OsString;
use std::path::PathBuf;

const CODES: &str = "\
Rückgabewerte:
  0  erledigt
  1  Konflikte sind offen, oder „check --strict“ hat Fehler gefunden
  2  der Aufruf war falsch
  3  die Eingabe wurde abgelehnt, nichts ist geändert
  4  der Datenbestand ist nicht benutzbar, nichts ist geändert";

/// A call of the command.
#[derive(Debug, PartialEq, Parser)]
#[command(
    name = "artikel30",
    version,
    about = "Verzeichnis von Verarbeitungstätigkeiten nach Art. 30 DSGVO",
    after_help = CODES,
    disable_help_flag = true,
    disable_version_flag = true,
    disable_help_subcommand = true,
    subcommand_value_name = "BEFEHL",
    subcommand_required = true,
)]
pub(crate) struct Arguments {
    #[arg(long, global = true, display_order = 101, value_name = "ORDNER")]
    #[arg(help = "Datenordner; sonst gilt die Umgebungsvariable ARTIKEL30_DATA, sonst der übliche Ort")]
    pub(crate) data: Option<PathBuf>,
    #[arg(long, global = true, display_order = 102, help = "Gibt genau ein JSON-Dokument aus")]
    pub(crate) json: bool,
    #[arg(long, global = true, display_order = 103, value_name = "JJJJ-MM-TT", value_parser = usage::date)]
    #[arg(help = "Gilt als heutiger Tag")]
    pub(crate) date: Option<NaiveDate>,
    #[arg(short, long, global = true, display_order = 104, action = ArgAction::Help, help = "Zeigt diese Hilfe")]
    help: Option<bool>,
    #[arg(short = 'V', long, display_order = 105, action = ArgAction::Version, help = "Zeigt die Version")]
    version: Option<bool>,
    #[command(subcommand)]
    pub(crate) command: Task,
}

/// What is to be done.
#[derive(Debug, PartialEq, Subcommand)]
pub(crate) enum Task {
    #[command(about = "Legt die vier Beispielverzeichnisse an; ein zweites Mal ändert nichts")]
    Demo,
    #[command(about = "Nennt die Verzeichnisse")]
    Registers,
    #[command(about = "Nennt die Verarbeitungstätigkeiten")]
    List {
        #[command(flatten)]
        scope: Scope,
    },
    #[command(about = "Zeigt einen Eintrag")]
    Show {
        #[arg(value_name = "EINTRAG", help = "Kennung oder eindeutiger Name")]
        id: String,
    },
    #[command(about = "Nennt die mitgelieferten Muster")]
    Templates,
    #[command(about = "Legt ein Verzeichnis aus Mustern an")]
    NewRegister {
        #[arg(long, value_name = "NAME", help = "Name der Stelle, deren Verzeichnis es ist")]
        name: String,
        #[arg(long = "template", value_name = "MUSTER", required = true, num_args = 1..)]
        #[arg(help = "Kennung, Kurzname oder Titel eines Musters; auch mehrere")]
        templates: Vec<String>,
    },
    #[command(about = "Schreibt ein Verzeichnis, einzelne Tätigkeiten oder Muster in eine Datei")]
    Export {
        #[arg(long, value_name = "VERZEICHNIS", help = "Kennung oder eindeutiger Name")]
        #[arg(required_unless_present_any = ["activities", "templates"])]
        register: Option<String>,
        #[arg(long, value_name = "FORMAT", hide_possible_values = true)]
        #[arg(
            help = "pdf (für die Aufsichtsbehörde), json (Austauschdatei *.vvt.json), xlsx oder csv (Tabelle), \
                tilt oder dpv (für andere Programme) oder ics (Fristen als Kalender)"
        )]
        format: Format,
        #[arg(long, value_name = "DATEI", help = "Wohin geschrieben wird")]
        out: PathBuf,
        #[arg(long = "activity", value_name = "EINTRAG", num_args = 1.., conflicts_with_all = ["register", "templates"])]
        #[arg(help = "Nur diese Tätigkeiten, mit „--format json“; auch mehrere")]
        activities: Vec<String>,
        #[arg(long = "template", value_name = "MUSTER", num_args = 1.., conflicts_with = "register")]
        #[arg(help = "Muster zum Weitergeben, mit „--format json“; auch mehrere")]
        templates: Vec<String>,
        #[arg(long, help = "Legt dem PDF das Verzeichnis nicht als Datei bei")]
        no_attachment: bool,
        #[arg(long, value_name = "DATEI")]
        #[arg(help = "Verschlüsselt die Austauschdatei mit dem Kennwort aus dieser Textdatei")]
        passphrase_file: Option<PathBuf>,
    },
    #[command(about = "Liest eine Datei ein und führt sie mit dem Vorhandenen zusammen")]
    Import {
        #[arg(value_name = "DATEI")]
        #[arg(
            help = "Austauschdatei, auch verschlüsselt oder in einem PDF; Tabelle oder Datei eines anderen Programms"
        )]
        file: PathBuf,
        #[arg(long, value_name = "VERZEICHNIS")]
        #[arg(help = "Das Verzeichnis, in das übernommen wird (mit „--mode adopt“)")]
        register: Option<String>,
        #[arg(long, value_name = "ART", hide_possible_values = true)]
        #[arg(help = "merge (dieselben Einträge zusammenführen) oder adopt (als eigene übernehmen)")]
        mode: Option<Mode>,
        #[arg(long, help = "Zeigt nur, was geschähe")]
        dry_run: bool,
        #[arg(long, value_name = "WAHL", default_value = "later", hide_possible_values = true)]
        #[arg(hide_default_value = true)]
        #[arg(
            help = "Was bei zwei Fassungen gilt: ours (die im Eintrag steht), theirs (die andere) oder later (beide bleiben, bis entschieden ist)"
        )]
        resolve: Resolve,
        #[arg(long, value_name = "DATEI", help = "Textdatei mit dem Kennwort einer verschlüsselten Datei")]
        passphrase_file: Option<PathBuf>,
    },
    #[command(about = "Nennt die Stellen, an denen zwei Fassungen stehen")]
    Conflicts {
        #[command(flatten)]
        scope: Scope,
    },
    #[command(about = "Entscheidet, welche von zwei Fassungen gilt")]
    Resolve {
        #[arg(value_name = "STELLE", help = "Kennung der Stelle aus „artikel30 conflicts“")]
        conflict: String,
        #[arg(long, value_name = "WAHL", hide_possible_values = true)]
        #[arg(help = "ours (die Fassung im Eintrag) oder theirs (die andere)")]
        take: Side,
    },
    #[command(about = "Prüft auf Vollständigkeit nach Art. 30 DSGVO")]
    Check {
        #[command(flatten)]
        scope: Scope,
        #[arg(long, help = "Endet mit 1, wenn Fehler gefunden werden")]
        strict: bool,
    },
    #[command(about = "Nennt die Fristen: Überprüfungen, Verträge, Löschungen, Offenes")]
    Deadlines {
        #[command(flatten)]
        scope: Scope,
        #[arg(long, value_name = "JJJJ-MM-TT", value_parser = usage::date)]
        #[arg(help = "Erster Tag; ohne ihn auch alles Überfällige")]
        from: Option<NaiveDate>,
        #[arg(long, value_name = "JJJJ-MM-TT", value_parser = usage::date)]
        #[arg(help = "Letzter Tag; ohne ihn heute in einem Jahr")]
        to: Option<NaiveDate>,
    },
    #[command(about = "Berechnet den letzten zulässigen Tag einer Löschregel, mit jedem Schritt")]
    Due {
        #[arg(value_name = "REGEL")]
        #[arg(help = "Kennung der Löschregel oder EINTRAG/Nummer, für eine Ausnahme EINTRAG/3.1")]
        rule: String,
        #[arg(long, value_name = "JJJJ-MM-TT", value_parser = usage::moment)]
        #[arg(
            help = "Tag des Ereignisses, bei aufeinander folgenden Regeln des ersten; auch mit Uhrzeit (THH:MM)"
        )]
        event: Moment,
    },
    #[command(about = "Zeigt alle Änderungen an einem Eintrag")]
    History {
        #[arg(value_name = "EINTRAG", help = "Kennung oder eindeutiger Name")]
        id: String,
    },
    #[command(about = "Macht die letzte Änderung rückgängig")]
    Undo,
    #[command(about = "Stellt die zuletzt rückgängig gemachte Änderung wieder her")]
    Redo,
    #[command(about = "Ändert ein Feld eines Eintrags")]
    Set {
        #[arg(value_name = "EINTRAG", help = "Kennung oder eindeutiger Name")]
        id: String,
        #[arg(value_name = "PFAD", help = "Das Feld, zum Beispiel /title")]
        path: String,
        #[arg(value_name = "WERT", allow_negative_numbers = true, help = "Text oder JSON")]
        value: String,
    },
    #[command(about = "Schreibt eine geprüfte Sicherung")]
    Backup {
        #[arg(long, value_name = "DATEI", help = "Wohin; sonst in den Ordner der Sicherungen")]
        out: Option<PathBuf>,
    },
    #[command(about = "Stellt eine Sicherung wieder her; der bisherige Stand wird vorher beiseitegelegt")]
    Restore {
        #[arg(value_name = "DATEI", help = "Die Sicherung")]
        file: PathBuf,
    },
    #[command(about = "Prüft den ganzen Datenbestand auf Unversehrtheit")]
    Verify,
}

/// One register or all of them.
#[derive(Debug, PartialEq, clap::Args)]
pub(crate) struct Scope {
    #[arg(long, value_name = "VERZEICHNIS")]
    #[arg(help = "Nur dieses Verzeichnis (Kennung oder eindeutiger Name); sonst alle")]
    pub(crate) register: Option<String>,
}

/// A format of export.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    Pdf,
    Json,
    Xlsx,
    Csv,
    Tilt,
    Dpv,
    Ics,
}

/// How a file is taken in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Mode {
    Merge,
    Adopt,
}

/// What holds where both sides have changed the same field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Resolve {
    Ours,
    Theirs,
    Later,
}

/// One of two versions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Side {
    Ours,
    Theirs,
}

/// Why there is nothing to be done.
#[derive(Debug)]
pub(crate) enum Stop {
    /// Help or version was asked for.
    Answered(StyledStr),
    /// The call was wrong.
    Refused(Failure),
}

impl Arguments {
    /// Reads a call; the first word is the program's name.
    pub(crate) fn read(words: impl IntoIterator<Item = impl Into<OsString> + Clone>) -> Result<Self, Stop> {
        let mut command = command();
        let read =
            command.try_get_matches_from_mut(words).and_then(|matches| Self::from_arg_matches(&matches));
        read.map_err(|error| match error.kind() {
            clap::error::ErrorKind::DisplayHelp | clap::error::ErrorKind::DisplayVersion => {
                Stop::Answered(error.render())
            }
            _ => Stop::Refused(usage::refusal(&error)),
        })
    }
}

/// The command with German help throughout.
fn command() -> Command {
    let mut command = Arguments::command();
    command.build();
    speak_german(&mut command);
    command
}

fn speak_german(command: &mut Command) {
    command.get_subcommands_mut().for_each(speak_german);
    let usage = command.render_usage().to_string().replace("[OPTIONS]", "[OPTIONEN]");
    let usage = usage.trim_start_matches("Usage:").trim().to_owned();
    let mut template = "{about-with-newline}\nAufruf: {usage}\n".to_owned();
    if command.has_subcommands() {
        template.push_str("\nBefehle:\n{subcommands}\n");
    }
    if command.get_positionals().next().is_some() {
        template.push_str("\nAngaben:\n{positionals}\n");
    }
    template.push_str("\nOptionen:\n{options}{after-help}\n");
    *command = std::mem::take(command).override_usage(usage).help_template(template);
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic)]
    use super::*;

    fn read(words: &[&str]) -> Result<Arguments, Stop> {
        Arguments::read(std::iter::once("artikel30").chain(words.iter().copied()))
    }

    fn task(words: &[&str]) -> Task {
        read(words).unwrap_or_else(|stop| panic!("{words:?}: {stop:?}")).command
    }

    fn refused(words: &[&str]) -> Failure {
        match read(words) {
            Err(Stop::Refused(failure)) => failure,
            other => panic!("{words:?}: {other:?}"),
        }
    }

    fn answered(words: &[&str]) -> String {
        match read(words) {
            Err(Stop::Answered(text)) => text.to_string(),
            other => panic!("{words:?}: {other:?}"),
        }
    }

    #[test]
    fn the_definition_is_sound() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn global_options_stand_before_or_after_the_command() {
        for words in [
            ["--json", "--data", "d", "--date", "2026-03-01", "registers"],
            ["registers", "--date", "2026-03-01", "--data", "d", "--json"],
        ] {
            let arguments = read(&words).unwrap();
            assert!(arguments.json);
            assert_eq!(arguments.data, Some("d".into()));
            assert_eq!(arguments.date, NaiveDate::from_ymd_opt(2026, 3, 1));
            assert_eq!(arguments.command, Task::Registers);
        }
    }

    #[test]
    fn several_templates_are_given_one_by_one_or_together() {
        let expected = Task::NewRegister { name: "N".into(), templates: vec!["a".into(), "b".into()] };
        assert_eq!(task(&["new-register", "--name", "N", "--template", "a", "--template", "b"]), expected);
        assert_eq!(task(&["new-register", "--template", "a", "b", "--name", "N"]), expected);
        assert_eq!(refused(&["new-register", "--name", "N"]).code, "E-USAGE");
    }

    #[test]
    fn a_value_may_be_negative_or_begin_with_a_hyphen_after_two_hyphens() {
        let value = |words: &[&str]| match task(words) {
            Task::Set { value, .. } => value,
            other => panic!("{other:?}"),
        };
        assert_eq!(value(&["set", "x", "/position", "-1"]), "-1");
        assert_eq!(value(&["set", "x", "/title", "--", "--json"]), "--json");
    }

    #[test]
    fn only_formats_that_exist_are_offered() {
        let export = |format| ["export", "--register", "R", "--format", format, "--out", "f"];
        let formats = ["pdf", "json", "xlsx", "csv", "tilt", "dpv", "ics"];
        assert!(formats.iter().all(|format| read(&export(format)).is_ok()));
        for format in ["html", "docx", "xls", "PDF"] {
            let failure = refused(&export(format));
            assert!(
                failure.message.contains(format) && failure.message.contains(&formats.join(", ")),
                "{failure:?}"
            );
        }
        assert_eq!(refused(&["export", "--format", "json", "--out", "f"]).code, "E-USAGE");
        assert!(read(&["export", "--format", "json", "--out", "f", "--activity", "a", "b"]).is_ok());
        assert!(read(&["export", "--format", "json", "--out", "f", "--template", "visavid"]).is_ok());
        assert!(read(&["import", "f", "--mode", "adopt", "--register", "R"]).is_ok());
        for words in [&["import", "f", "--mode", "copy"][..], &["import", "f", "--resolve", "mine"]] {
            assert_eq!(refused(words).code, "E-USAGE");
        }
        assert!(read(&["resolve", "c", "--take", "theirs"]).is_ok());
        assert_eq!(refused(&["resolve", "c"]).code, "E-USAGE");
    }

    #[test]
    fn a_date_is_year_month_day_and_exists() {
        for date in ["31.12.2026", "2026-02-30", "2026-3-1", "+2026-03-01", "26-03-01", "", "2026-03-01x"] {
            assert_eq!(refused(&["--date", date, "registers"]).code, "E-DATE", "{date:?}");
        }
        assert_eq!(refused(&["due", "x/1"]).code, "E-USAGE");
        assert!(read(&["due", "x/1", "--event", "2024-02-29"]).is_ok());
        assert!(read(&["due", "x/1", "--event", "2024-02-29T08:30"]).is_ok());
        for event in ["2024-02-29T24:00", "2024-02-29T8:30", "2024-02-29 08:30", "2023-02-29T08:30"] {
            assert_eq!(refused(&["due", "x/1", "--event", event]).code, "E-DATE", "{event:?}");
        }
    }

    #[test]
    fn what_is_wrong_is_named() {
        for (words, named) in [
            (vec!["gibtesnicht"], "gibtesnicht"),
            (vec!["registers", "--nein"], "--nein"),
            (vec!["export", "--register", "R", "--format", "pdf"], "--out"),
            (vec!["registers", "zuviel"], "zuviel"),
            (vec!["registers", "--data"], "--data"),
            (vec!["list", "--register", "a", "--register", "b"], "--register"),
        ] {
            let failure = refused(&words);
            assert_eq!(failure.code, "E-USAGE");
            assert!(failure.message.contains(named), "{words:?}: {failure:?}");
        }
        assert_eq!(refused(&[]).code, "E-USAGE");
    }

    #[test]
    fn help_is_german_everywhere() {
        let mut texts = vec![answered(&["--help"])];
        for subcommand in Arguments::command().get_subcommands() {
            texts.push(answered(&[subcommand.get_name(), "--help"]));
        }
        for text in texts {
            assert!(text.contains("Aufruf: artikel30") && text.contains("Zeigt diese Hilfe"), "{text}");
            for english in
                ["Usage", "Options", "OPTIONS", "Commands", "Arguments", "Print", "[possible", "[default"]
            {
                assert!(!text.contains(english), "{english}: {text}");
            }
        }
        assert!(answered(&["-h"]).contains("check --strict"));
        assert!(answered(&["--version"]).starts_with("artikel30 "));
    }
}
