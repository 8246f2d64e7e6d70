//! Wrong calls, in words.

use application::{Failure, Moment};
use chrono::{NaiveDate, NaiveDateTime};
use clap::error::{ContextKind, ContextValue, Error, ErrorKind};
use std::error::Error as _;

const REMEDY: &str = "Bitte „artikel30 --help“ aufrufen; dort stehen alle Befehle.";

/// A text is no date.
#[derive(Debug, thiserror::Error)]
#[error("not a date of the form YYYY-MM-DD")]
pub(crate) struct NoDate;

/// A date written as year, month and day.
pub(crate) fn date(text: &str) -> Result<NaiveDate, NoDate> {
    let date: NaiveDate = text.parse().map_err(|_| NoDate)?;
    // The parser also takes signs, blanks and single digits.
    if date.to_string() == text { Ok(date) } else { Err(NoDate) }
}

/// A date, or a date with a time of the day: "2026-03-15T08:30".
pub(crate) fn moment(text: &str) -> Result<Moment, NoDate> {
    if let Ok(day) = date(text) {
        return Ok(day.into());
    }
    const FORM: &str = "%Y-%m-%dT%H:%M";
    let time = NaiveDateTime::parse_from_str(text, FORM).map_err(|_| NoDate)?;
    if time.format(FORM).to_string() == text { Ok(time.into()) } else { Err(NoDate) }
}

/// A refusal of a wrong call.
pub(crate) fn wrong(message: String) -> Failure {
    Failure { code: "E-USAGE", message, remedy: REMEDY.to_owned(), detail: None }
}

/// The parser's complaint as a refusal.
pub(crate) fn refusal(error: &Error) -> Failure {
    let context = |kind| error.get(kind).map(words).unwrap_or_default();
    let (argument, value) = (context(ContextKind::InvalidArg), context(ContextKind::InvalidValue));
    if error.source().is_some_and(|source| source.is::<NoDate>()) {
        return Failure {
            code: "E-DATE",
            message: format!("„{value}“ ist kein Datum ({argument})."),
            remedy: "Bitte das Datum als Jahr-Monat-Tag schreiben, zum Beispiel 2027-07-31.".to_owned(),
            detail: None,
        };
    }
    wrong(match error.kind() {
        ErrorKind::InvalidValue if value.is_empty() => format!("Bei „{argument}“ fehlt der Wert."),
        ErrorKind::InvalidValue => {
            let valid = context(ContextKind::ValidValue);
            format!("„{value}“ gibt es bei „{argument}“ nicht; möglich sind: {valid}.")
        }
        ErrorKind::UnknownArgument => format!("Die Angabe „{argument}“ gibt es hier nicht."),
        ErrorKind::InvalidSubcommand => {
            format!("Den Befehl „{}“ gibt es nicht.", context(ContextKind::InvalidSubcommand))
        }
        ErrorKind::MissingSubcommand => "Es fehlt der Befehl.".to_owned(),
        ErrorKind::MissingRequiredArgument => format!("Es fehlt: {argument}."),
        ErrorKind::ArgumentConflict => format!("„{argument}“ darf nur einmal angegeben werden."),
        ErrorKind::InvalidUtf8 => "Eine Angabe ist kein lesbarer Text (UTF-8).".to_owned(),
        _ => format!("Die Angabe „{argument}“ mit dem Wert „{value}“ war nicht zu verstehen."),
    })
}

fn words(value: &ContextValue) -> String {
    match value {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(texts) => texts.join(", "),
        _ => String::new(),
    }
}
