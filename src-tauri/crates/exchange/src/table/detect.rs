//! Finding the table: on which sheet, under which header, with what in its columns.

use super::folding::fold;
use super::headings::{Meaning, is_no_field, meaning, names_register};
use super::mapping::{HEADER_WITHIN, Mapping};
use super::sheet::{Sheet, Workbook};
use super::target::Target;

/// What was found in a workbook. A person looks at it before anything is taken over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guess {
    /// The proposal. Where no header was found, the first sheet's first row with every column unmapped.
    pub mapping: Mapping,
    /// Columns whose heading fits several fields alike, or whose field another column fits as well; they are unmapped.
    pub ambiguous: Vec<usize>,
}

/// A possible header.
struct Header {
    row: usize,
    rows: usize,
    columns: Vec<Meaning>,
    /// How many different fields it has.
    fields: usize,
    score: u32,
}

/// The heights of headers that are tried.
const HEIGHTS: [usize; 3] = [1, 2, 3];

/// Proposes sheet, header and columns by the words of the headings.
///
/// A visible sheet is preferred to a hidden one, an earlier to a later, where their headers fit equally well.
pub fn detect(workbook: &Workbook) -> Guess {
    let mut best: Option<(usize, Header)> = None;
    for hidden in [false, true] {
        for (index, sheet) in workbook.sheets.iter().enumerate().filter(|(_, sheet)| sheet.hidden == hidden) {
            if let Some(header) = header(sheet)
                && best.as_ref().is_none_or(|(other_sheet, other)| {
                    header.score > other.score && !explains(sheet, *other_sheet, other)
                })
            {
                best = Some((index, header));
            }
        }
    }
    let Some((sheet, header)) = best else { return nothing(workbook) };
    let (targets, ambiguous) = settle(&header.columns);
    let mapping = Mapping::new(workbook, sheet, header.row, header.rows, &targets, Mapping::SEPARATORS);
    Guess { mapping, ambiguous }
}

/// Whether a single form may be no form, but the explanation of the columns of a table on another sheet.
fn explains(form: &Sheet, other: usize, header: &Header) -> bool {
    let single = form.drawn.as_ref().filter(|_| form.rows.len() == 2);
    single.is_some_and(|drawn| !drawn.sources.contains(&other)) && header.fields >= 4
}

/// How many different fields the best header of a sheet has.
pub(super) fn fields_in_header(sheet: &Sheet) -> usize {
    header(sheet).map_or(0, |header| header.fields)
}

/// A workbook without a header that could be read.
fn nothing(workbook: &Workbook) -> Guess {
    let filled = |sheet: &Sheet| !sheet.rows.is_empty();
    let sheets = &workbook.sheets;
    let visible = sheets.iter().position(|sheet| filled(sheet) && !sheet.hidden);
    let sheet = visible.or_else(|| sheets.iter().position(filled)).unwrap_or(0);
    let row = sheets
        .get(sheet)
        .and_then(|sheet| sheet.rows.iter().position(|cells| cells.iter().any(|text| !text.is_empty())))
        .unwrap_or(0);
    let width = sheets.get(sheet).map_or(0, Sheet::width);
    let targets: Vec<_> = (0..width).map(|column| (column, None)).collect();
    let mapping = Mapping::new(workbook, sheet, row, 1, &targets, Mapping::SEPARATORS);
    Guess { mapping, ambiguous: Vec::new() }
}

/// The best header of a sheet.
fn header(sheet: &Sheet) -> Option<Header> {
    if let Some(drawn) = &sheet.drawn {
        return header_of(0, 1, drawn.meanings.clone());
    }
    let mut best: Option<Header> = None;
    for row in 0..sheet.rows.len().min(HEADER_WITHIN) {
        for rows in HEIGHTS {
            if let Some(header) = header_at(sheet, row, rows)
                && best.as_ref().is_none_or(|other| header.score > other.score)
            {
                best = Some(header);
            }
        }
    }
    best
}

/// The header in these rows, if they look like one: with a title and another field, or three fields.
fn header_at(sheet: &Sheet, row: usize, rows: usize) -> Option<Header> {
    if row + rows > sheet.rows.len() || (row..row + rows).any(|row| names_register_at(sheet, row)) {
        return None;
    }
    let headings = headings(sheet, row, rows)?;
    let mut header = header_of(row, rows, headings.iter().map(|heading| meaning(heading)).collect())?;
    // A lower row that tells that a column is none of the fields belongs to the header.
    header.score += 10 * headings.iter().filter(|heading| is_no_field(heading)).count() as u32;
    Some(header)
}

/// Whether the title of the register stands in a row: above the header, and no part of it.
fn names_register_at(sheet: &Sheet, row: usize) -> bool {
    let mut cells = sheet.rows.get(row).into_iter().flatten();
    cells.any(|text| names_register(&fold(text)))
}

fn header_of(row: usize, rows: usize, columns: Vec<Meaning>) -> Option<Header> {
    let mut found: Vec<(Target, u32)> = Vec::new();
    for meaning in &columns {
        if let Meaning::Field(target, weight) = meaning {
            match found.iter_mut().find(|(other, _)| other == target) {
                Some((_, other)) => *other = (*other).max(*weight),
                None => found.push((*target, *weight)),
            }
        }
    }
    let titled = found.iter().any(|(target, _)| *target == Target::Title);
    if found.len() < 2 || (!titled && found.len() < 3) {
        return None;
    }
    // Among headers that say the same, the one with fewer rows.
    let sum: u32 = found.iter().map(|(_, weight)| 10 * weight).sum();
    let score = sum + u32::from(titled) * 300 - rows as u32;
    Some(Header { row, rows, columns, fields: found.len(), score })
}

/// The headings of the columns; `None` where a lower row does not continue the upper ones.
///
/// In a header of several rows, a cell above several columns speaks for each of them, also where it is not merged: an
/// empty cell beside it takes its text as long as something stands below.
fn headings(sheet: &Sheet, row: usize, rows: usize) -> Option<Vec<String>> {
    let width = (row..row + rows).map(|row| sheet.rows.get(row).map_or(0, Vec::len)).max()?;
    let mut headings = vec![String::new(); width];
    for lower in row..row + rows {
        let mut beside = "";
        let mut news = false;
        for (column, heading) in headings.iter_mut().enumerate() {
            let mut text = sheet.text(lower, column);
            let copied_down = sheet.origin(lower, column).0 < lower;
            news |= !text.is_empty() && !copied_down;
            let below = lower + 1 < row + rows && !sheet.text(lower + 1, column).is_empty();
            if text.is_empty() && below {
                text = beside;
            } else {
                beside = text;
            }
            if !text.is_empty() && !copied_down && *heading != text {
                if !heading.is_empty() {
                    heading.push('\n');
                }
                heading.push_str(text);
            }
        }
        if !news {
            return None;
        }
    }
    // Data below a header would be taken for a part of it: under a title's heading stands nothing more.
    let first_row_title = (0..width).find(|column| {
        matches!(meaning(sheet.text(row, *column)), Meaning::Field(Target::Title, weight) if weight >= 30)
    });
    if let Some(column) = first_row_title {
        let continued = (row + 1..row + rows)
            .any(|lower| !sheet.text(lower, column).is_empty() && sheet.origin(lower, column).0 == lower);
        if continued {
            return None;
        }
    }
    Some(headings)
}

/// The targets of all columns, and the columns left open. A list may come from several columns; another field comes
/// from the one that fits best, the title in doubt from the first.
fn settle(columns: &[Meaning]) -> (Vec<(usize, Option<Target>)>, Vec<usize>) {
    let mut targets = Vec::new();
    let mut ambiguous = Vec::new();
    for (index, meaning) in columns.iter().enumerate() {
        let target = match meaning {
            Meaning::Unknown => None,
            Meaning::Ambiguous => {
                ambiguous.push(index);
                None
            }
            Meaning::Field(target, _) if target.is_list() => Some(*target),
            Meaning::Field(target, weight) => {
                let rivals = columns.iter().enumerate().filter_map(|(other, meaning)| match meaning {
                    Meaning::Field(rival, weight) if rival == target && other != index => {
                        Some((other, *weight))
                    }
                    _ => None,
                });
                let mut wins = true;
                let mut tied = false;
                for (other, rival) in rivals {
                    wins &= rival <= *weight;
                    tied |= rival == *weight && (*target != Target::Title || other < index);
                }
                if wins && tied {
                    ambiguous.push(index);
                }
                (wins && !tied).then_some(*target)
            }
        };
        targets.push((index, target));
    }
    (targets, ambiguous)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;
    use Target as T;

    fn sheet(name: &str, rows: &[&[&str]]) -> Sheet {
        Sheet::new(name, rows.iter().map(|row| row.iter().map(|text| (*text).to_owned()).collect()).collect())
    }

    fn found(guess: &Guess) -> Vec<Option<Target>> {
        guess.mapping.columns.iter().map(|column| column.target).collect()
    }

    #[test]
    fn the_table_is_found_below_a_preamble_and_behind_an_explanation() {
        let workbook = Workbook {
            sheets: vec![
                sheet(
                    "Erläuterung",
                    &[&["Wie man die Spalten Bezeichnung und Zweck ausfüllt"], &["Zweck", "Pflichtfeld"]],
                ),
                sheet(
                    "Verzeichnis",
                    &[
                        &["Verzeichnis von Verarbeitungstätigkeiten"],
                        &["Schule:", "Grundschule Beispielhausen"],
                        &[],
                        &["Nr.", "Bezeichnung", "", "Zweck", "Löschfrist"],
                        &["1", "Schülerakte", "", "Verwaltung", "10 Jahre"],
                    ],
                ),
            ],
        };
        let guess = detect(&workbook);
        assert_eq!((guess.mapping.sheet, guess.mapping.header_row, guess.mapping.header_rows), (1, 3, 1));
        let expected = [Some(T::Number), Some(T::Title), None, Some(T::Purposes), Some(T::Retention)];
        assert_eq!(found(&guess), expected);
    }

    #[test]
    fn a_header_of_two_rows_is_read_as_one() {
        let workbook = Workbook {
            sheets: vec![sheet(
                "T",
                &[
                    &["Verarbeitungstätigkeit", "Empfänger", "", "Drittlandübermittlung", ""],
                    &["", "intern", "extern", "Land", "Garantien"],
                    &["Schülerakte", "Sekretariat", "Schulamt", "nein", ""],
                ],
            )],
        };
        let guess = detect(&workbook);
        assert_eq!(guess.mapping.header_rows, 2);
        let expected = [
            Some(T::Title),
            Some(T::RecipientsInternal),
            Some(T::RecipientsExternal),
            Some(T::Transfers),
            Some(T::Safeguards),
        ];
        assert_eq!(found(&guess), expected);
    }

    #[test]
    fn the_title_of_the_register_is_no_part_of_its_header() {
        let title = "Verzeichnis von Verarbeitungstätigkeiten gem. Art. 30 DSGVO";
        let workbook = Workbook {
            sheets: vec![sheet(
                "T",
                &[
                    &[title, "", ""],
                    &["Grundschule Beispielhausen", "", ""],
                    &["Verfahren", "Zweck", "Frist"],
                    &["Akte", "Verwaltung", "2 Jahre"],
                ],
            )],
        };
        let guess = detect(&workbook);
        assert_eq!((guess.mapping.header_row, guess.mapping.header_rows), (2, 1));
        assert_eq!(found(&guess), [Some(T::Title), Some(T::Purposes), Some(T::Retention)]);
    }

    #[test]
    fn data_are_not_taken_for_a_header() {
        let workbook = Workbook {
            sheets: vec![sheet(
                "T",
                &[
                    &["Bezeichnung", "Daten", "Empfänger", "Sonstiges"],
                    &["Verfahren A", "Zweck der Akte", "Schulamt", "keine Frist"],
                    &["B", "Name", ""],
                ],
            )],
        };
        let guess = detect(&workbook);
        assert_eq!((guess.mapping.header_row, guess.mapping.header_rows), (0, 1));
    }

    #[test]
    fn columns_that_fit_equally_well_stay_open() {
        let workbook = Workbook {
            sheets: vec![sheet("T", &[&["Bezeichnung", "Status", "Status", "Zweck", "Zwecke"], &["A"]])],
        };
        let guess = detect(&workbook);
        assert_eq!(found(&guess), [Some(T::Title), None, None, Some(T::Purposes), Some(T::Purposes)]);
        assert_eq!(guess.ambiguous, [1, 2]);
    }

    #[test]
    fn without_a_header_nothing_is_guessed() {
        let workbook = Workbook { sheets: vec![sheet("T", &[&[], &["Äpfel", "Birnen"], &["1", "2"]])] };
        let guess = detect(&workbook);
        assert_eq!(guess.mapping.header_row, 1);
        assert_eq!(found(&guess), [None, None]);
    }
}
