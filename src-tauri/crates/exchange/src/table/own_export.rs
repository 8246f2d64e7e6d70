//! The program's own table of a register, read again (see [`crate::spreadsheet`]).
//!
//! The further sheets of the workbook state each item in cells of its own: lists are made of them ([`Book::complete`]). The
//! rest, and all of a CSV file, is read from the first sheet. There
//! An item stands on a line, with the letter of its group, its number, its origin. What such a line says that the model
//! cannot take back as it was stays in the text, or the whole cell goes to the note: no statement is made of it.

mod book;
mod differing;
mod lists;
mod notices;
mod reading;
mod rebuild;
mod rules;

pub(super) use book::Book;

use super::mapping::Mapping;
use super::target::Target;
use super::wording::{Said, marked, said, says_nothing};
use language::Language;
use register::data::Sensitivity;
use register::engagement::EngagementRole;

/// The heading of the own role, which no other column holds.
pub(super) const ROLE: &str = "Rolle";

/// Headings that only the program's own table has side by side.
const HEADINGS: [&str; 5] =
    ["column-title", "column-role", "column-sensitive", "column-transfers", "column-retention"];

/// Whether the mapped table was written by this program.
pub(super) fn is_own(mapping: &Mapping) -> bool {
    let german = Language::german();
    let has = |heading: String| mapping.columns.iter().any(|column| column.header == heading);
    HEADINGS.into_iter().all(|key| has(german.text(key, &[])))
}

/// What a cell says that states something else than content.
pub(super) fn state(text: &str) -> Option<Said> {
    if text.lines().skip(1).any(|line| lettered(line).is_some()) {
        return None;
    }
    marked(text).or_else(|| {
        let said = said(text, false)?;
        matches!(&said, Said::Reference(_)).then_some(said).filter(|_| text.starts_with("Siehe "))
    })
}

/// The items of a cell; `None` where they cannot be told from each other or from what else stands there.
pub(super) fn items(target: Option<Target>, text: &str) -> Option<Vec<String>> {
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    // A body's address stands below its name.
    if target == Some(Target::JointControllers) && lines.len() > 1 {
        return None;
    }
    let mut items: Vec<String> = Vec::new();
    for line in lines {
        let (letter, content) = lettered(line).unwrap_or(("", line));
        if says_nothing(content) {
            continue;
        }
        if marked(content).is_some() || content.starts_with("Siehe ") || NO_ITEMS.contains(&content) {
            return None;
        }
        let numbered = match target {
            Some(Target::DataCategories) => without_number(content, "", ". "),
            Some(Target::Retention) => without_number(content, "L ", ": "),
            _ => Some(content),
        };
        match (numbered, items.last_mut()) {
            (Some(content), _) => items.push(format!("{letter}{content}")),
            // The item's own text has several lines.
            (None, Some(last)) => {
                last.push('\n');
                last.push_str(line);
            }
            (None, None) => return None,
        }
    }
    Some(items)
}

/// What stands in place of items.
const NO_ITEMS: [&str; 2] = ["Verweis ohne Fundstelle", "übernommene Auswahl ist leer"];

/// A line without the letter of its group, and that letter: "a) ".
fn lettered(line: &str) -> Option<(&str, &str)> {
    let end = line.find(") ").filter(|end| (1..=2).contains(end))?;
    let letters = line.get(..end)?.bytes().all(|byte| byte.is_ascii_lowercase());
    line.split_at_checked(end + 2).filter(|_| letters)
}

/// A line without its number between these texts.
fn without_number<'a>(line: &'a str, before: &str, after: &str) -> Option<&'a str> {
    let (number, rest) = line.strip_prefix(before)?.split_once(after)?;
    let counts = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    Some(rest).filter(|rest| counts && !rest.trim().is_empty())
}

/// A category without the words that mark it as sensitive, and what they say.
pub(super) fn sensitivity(name: &str) -> (String, Sensitivity) {
    let german = Language::german();
    for sensitivity in [Sensitivity::Special, Sensitivity::Criminal] {
        let words = german.name(&sensitivity);
        if let Some(bare) = name.strip_suffix(&format!(" ({words})")) {
            return (bare.to_owned(), sensitivity);
        }
        if let Some(bare) = name.strip_suffix(&format!("; {words})")) {
            return (format!("{bare})"), sensitivity);
        }
        let among = |before: &str| {
            let at = name.split_once(&format!("{before}{words}"));
            at.is_some_and(|(_, after)| after.starts_with([')', ';']))
        };
        if among("(") || among("; ") {
            return (name.to_owned(), sensitivity);
        }
    }
    (name.to_owned(), Sensitivity::Ordinary)
}

/// The role that a bracket's first words name, and the rest of the bracket; a processor's is not named.
pub(super) fn role(bracket: &str) -> (EngagementRole, &str) {
    let german = Language::german();
    let (first, rest) = bracket.split_once("; ").unwrap_or((bracket, ""));
    let roles = [
        EngagementRole::SubProcessor,
        EngagementRole::JointController,
        EngagementRole::Controller,
        EngagementRole::Unclear,
    ];
    match roles.into_iter().find(|role| german.name(role) == first) {
        Some(role) => (role, rest),
        None => (EngagementRole::Processor, bracket),
    }
}

/// A transfer without the words that its safeguard was not stated.
pub(super) fn without_missing_safeguard(text: &str) -> String {
    text.replace(" (Garantie nicht angegeben)", "")
        .replace("; Garantie nicht angegeben", "")
        .replace("(Garantie nicht angegeben; ", "(")
}

/// A description, and what the program wrote below it.
pub(super) fn description(text: &str) -> (&str, &str) {
    let german = Language::german();
    let begins = ["cell-other-names", "cell-validity", "cell-adopted-from"]
        .map(|key| format!("{}: ", german.text(key, &[])));
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if begins.iter().any(|begin| line.starts_with(begin.as_str())) {
            break;
        }
        at += line.len();
    }
    let (own, added) = text.split_at_checked(at).unwrap_or((text, ""));
    (own.trim_end(), added)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_lose_their_numbers_and_keep_their_lines_and_letters() {
        let data = items(Some(Target::DataCategories), "a) 1. Stammdaten; alt\n2. -Minus\nzweite Zeile");
        assert_eq!(data, Some(vec!["a) Stammdaten; alt".into(), "-Minus\nzweite Zeile".into()]));
        let rules = items(Some(Target::Retention), "L 1: Nach einem Jahr; danach Archiv.");
        assert_eq!(rules, Some(vec!["Nach einem Jahr; danach Archiv.".into()]));
        let silent = items(Some(Target::DataSubjects), "a) Erwachsene\nb) nicht angegeben");
        assert_eq!(silent, Some(vec!["a) Erwachsene".into()]));
        let mixed = "a) Schulamt\nb) Keine – ausdrücklich so angegeben";
        assert_eq!(items(Some(Target::Recipients), mixed), None);
        assert_eq!(state("Keine – ausdrücklich so angegeben: so\nb) USA"), None);
    }

    #[test]
    fn what_was_added_to_a_description_is_told_from_it() {
        assert_eq!(
            description("Eins\nZwei\nÜbernommen aus: Muster\n"),
            ("Eins\nZwei", "Übernommen aus: Muster\n")
        );
        assert_eq!(description("Eins"), ("Eins", ""));
    }
}
