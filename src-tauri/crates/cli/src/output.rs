//! What is printed: one JSON document, or a text for people that cannot take over their terminal.

use application::{Failure, FailureKind};
use serde::Serialize;
use serde_json::Value;
use std::fmt::Write as _;
use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;

/// What a command has to say.
#[derive(Debug)]
pub(crate) struct Answer {
    /// For scripts.
    pub(crate) document: Value,
    /// For people; what comes out of the store is already [`plain`].
    pub(crate) text: String,
    /// The exit code.
    pub(crate) code: u8,
}

impl Answer {
    /// An answer that ends with 0.
    pub(crate) fn new(document: &impl Serialize, text: String) -> Self {
        Self { document: json(document), text, code: 0 }
    }
}

/// A value as JSON. The types that are printed here always fit into JSON.
pub(crate) fn json(value: &impl Serialize) -> Value {
    serde_json::to_value(value).unwrap_or_default()
}

/// Prints an answer.
pub(crate) fn print(answer: &Answer, as_json: bool) -> ExitCode {
    let text = if as_json { format!("{:#}", answer.document) } else { answer.text.clone() };
    print_text(text.trim_end(), answer.code)
}

/// Prints a text and ends its last line; a reader that has gone away ("artikel30 list | head") is no failure.
pub(crate) fn print_text(text: &str, code: u8) -> ExitCode {
    let mut out = io::stdout().lock();
    match writeln!(out, "{text}").and_then(|()| out.flush()) {
        Ok(()) => ExitCode::from(code),
        Err(error) if error.kind() == ErrorKind::BrokenPipe => ExitCode::from(code),
        Err(error) => refuse(&Failure {
            code: "E-IO",
            message: "Die Ausgabe ließ sich nicht schreiben; der Befehl selbst ist ausgeführt.".to_owned(),
            remedy: "Bitte prüfen, wohin die Ausgabe geht und ob dort Platz ist.".to_owned(),
            detail: Some(error.to_string()),
        }),
    }
}

/// Prints a refusal to the standard error output; the exit code follows from its kind.
pub(crate) fn refuse(failure: &Failure) -> ExitCode {
    let mut text =
        format!("error[{}]: {} {}\n", failure.code, plain(&failure.message), plain(&failure.remedy));
    if let Some(detail) = &failure.detail {
        let _ = writeln!(text, "  Einzelheit: {}", plain(detail));
    }
    // Nobody is left to tell when this fails.
    let _ = io::stderr().lock().write_all(text.as_bytes());
    ExitCode::from(match failure.kind() {
        FailureKind::Usage => 2,
        FailureKind::Refused => 3,
        FailureKind::Store => 4,
    })
}

/// A text on one line that does nothing to a terminal: a line break is shown as a sign; control characters, and
/// characters that turn the direction of writing for what follows, as escapes.
pub(crate) fn plain(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\n' => safe.push('⏎'),
            '\t' | '\r' => safe.extend(character.escape_default()),
            '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
                safe.extend(character.escape_unicode());
            }
            control if control.is_control() => safe.extend(control.escape_unicode()),
            other => safe.push(other),
        }
    }
    safe
}

/// As [`plain`], on as many lines as the text has.
pub(crate) fn plain_lines(text: &str) -> String {
    text.lines().map(plain).collect::<Vec<_>>().join("\n")
}

/// The widest column that others are aligned behind, in characters.
const WIDEST: usize = 60;

/// Rows under their headings; all columns but the last are aligned.
pub(crate) fn table(headings: &[&str], rows: &[Vec<String>]) -> String {
    let headings: Vec<String> = headings.iter().map(|&heading| heading.to_owned()).collect();
    // What is longer than that stands out of line, and the others stay where they are.
    let width = |column: usize| {
        let cells = rows.iter().chain([&headings]).filter_map(|row| row.get(column));
        cells.map(|cell| cell.chars().count()).filter(|width| *width <= WIDEST).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..headings.len()).map(width).collect();
    let mut text = String::new();
    for row in [&headings].into_iter().chain(rows) {
        let mut line = String::new();
        for (cell, &width) in row.iter().zip(&widths) {
            line.push_str(cell);
            line.extend(std::iter::repeat_n(' ', width.saturating_sub(cell.chars().count()) + 2));
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

/// A number with its noun.
pub(crate) fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_name_reaches_the_terminal_as_a_command() {
        assert_eq!(plain("\u{1b}[2J\u{7}\u{9b}1mX\u{7f}\0"), "\\u{1b}[2J\\u{7}\\u{9b}1mX\\u{7f}\\u{0}");
        assert_eq!(plain("a\nb\tc\rd"), "a⏎b\\tc\\rd");
        assert_eq!(plain_lines("a\r\n\u{1b}b"), "a\n\\u{1b}b");
        assert_eq!(plain("ab\u{202e}dc\u{202c}"), "ab\\u{202e}dc\\u{202c}");
        let every: String = (0..=0x2_ffff).filter_map(char::from_u32).collect();
        assert!(!plain(&every).chars().any(char::is_control));
    }

    #[test]
    fn a_table_takes_texts_of_any_length() {
        let long = "x".repeat(100_000);
        let row = |first: &str| vec![first.to_owned(), "zweite".to_owned()];
        let text = table(&["Titel", "Stand"], &[row(&long), row("kurz")]);
        assert_eq!(text, format!("Titel  Stand\n{long}  zweite\nkurz   zweite\n"));
    }

    #[test]
    fn ordinary_names_stay_as_they_are() {
        for name in ["Schule am Öresund – „Größe“ & 10 €", "עברית", "日本語", "e\u{301}", "\\u{1b}"]
        {
            assert_eq!(plain(name), name);
        }
    }

    #[test]
    fn json_keeps_every_character() {
        let name = "\u{1b}[2J\n\u{202e}Ä";
        let printed = format!("{:#}", json(&name));
        assert_eq!(serde_json::from_str::<String>(&printed).ok().as_deref(), Some(name));
    }

    #[test]
    fn columns_are_aligned_by_characters() {
        let rows = [vec!["1".into(), "Größe".into(), "x".into()], vec!["10".into(), "ß".into(), "y".into()]];
        assert_eq!(table(&["Nr", "Name", "Z"], &rows), "Nr  Name   Z\n1   Größe  x\n10  ß      y\n");
    }
}
