//! A table drawn from forms: the labels are its header, each form is a row. So forms are mapped, shown and kept as presets
//! like any other table.

use super::attached::Attached;
use super::drawn::Drawn;
use super::folding::{fold, is_blank};
use super::form::{Labels, Layout, layout};
use super::form_lines::{Answer, Lines, Place, lines};
use super::headings::Meaning;
use super::mapping::one_line;
use super::sheet::{Sheet, Workbook, shortened};
use super::target::Target;
use super::{MAX_COLUMNS, MAX_TEXT};
use crate::foreign::Leftover;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Most cells of the table; workbooks with more are no collection of forms.
const MAX_CELLS: usize = 50_000;
/// Its longest name, in characters.
const LONGEST_NAME: usize = 100;
/// Heading of the column with the names of the sheets.
const SHEET: &str = "Blatt";
/// Heading of the column with lines that are neither label nor answer.
const OTHERS: &str = "Weitere Zeilen";

/// A form that was read, or a register that lies on its side.
struct Page<'a> {
    index: usize,
    sheet: &'a Sheet,
    /// Its rows.
    rows: Range<usize>,
    labels: usize,
    many: bool,
    lines: Lines,
}

/// Adds the table drawn from the workbook's forms behind its sheets, if it has any.
pub(super) fn add_forms(workbook: &mut Workbook) {
    let mut known = Labels::default();
    let mut pages = Vec::new();
    for (index, sheet) in workbook.sheets.iter().enumerate() {
        if let Some(layout) = layout(sheet, &mut known) {
            let ends = layout.begins.iter().skip(1).copied().chain([usize::MAX]);
            for (begin, end) in layout.begins.iter().zip(ends) {
                let lines = lines(sheet, *begin..end.min(sheet.rows.len()), &layout, &mut known);
                let Layout { labels, many, .. } = layout;
                pages.push(Page { index, sheet, rows: *begin..end, labels, many, lines });
            }
        }
    }
    let drawn = if pages.is_empty() { None } else { draw(&pages) };
    workbook.sheets.extend(drawn);
}

/// The table; `None` where it would be too large.
fn draw(pages: &[Page<'_>]) -> Option<Sheet> {
    let mut drawing = Drawing::default();
    let mut names: Vec<&str> = pages.iter().map(|page| page.sheet.name.as_str()).collect();
    names.dedup();
    drawing.sheet.name = shortened(&format!("Als Formular gelesen: {}", names.join(", ")), LONGEST_NAME);
    if pages.iter().any(|page| !page.many) {
        drawing.column(SHEET, Meaning::Unknown);
    }
    for page in pages {
        for answer in &page.lines.answers {
            let column = drawing.column(&answer.heading, answer.meaning);
            let label = answer.labels.first().map(|place| page.sheet.place(place.0, place.1));
            drawing.drawn.places.entry((0, column)).or_insert(label.unwrap_or_default());
        }
    }
    if pages.iter().any(|page| !page.many && !page.lines.others.is_empty()) {
        drawing.others = Some(drawing.column(OTHERS, Meaning::Unknown));
    }
    let titled = |meaning: &Meaning| matches!(meaning, Meaning::Field(Target::Title, _));
    if let Some(first) = drawing.drawn.meanings.first().copied()
        && first == Meaning::Unknown
        && !drawing.drawn.meanings.iter().any(titled)
    {
        drawing.drawn.meanings = std::iter::once(Meaning::Field(Target::Title, 10))
            .chain(drawing.drawn.meanings.iter().skip(1).copied())
            .collect();
    }
    let answers = pages.iter().flat_map(|page| &page.lines.answers);
    let answered: BTreeSet<String> =
        answers.filter(|answer| !answer.parts.is_empty()).map(|answer| fold(&answer.heading)).collect();
    for page in pages {
        drawing.drawn.sources.insert(page.index);
        // Of several forms on a sheet, the last one may be waiting to be filled in.
        let filled = page.lines.answers.iter().any(|answer| !answer.parts.is_empty());
        match (page.many, filled) {
            (true, _) => drawing.columns_of(page),
            (false, true) => drawing.form(page),
            (false, false) => drawing.sheet.attached.extend(page.attached().map(unbound)),
        }
        let outside = if page.many || !filled { page.lines.others.as_slice() } else { &[] };
        // Labels that no form answers.
        let unanswered =
            page.lines.answers.iter().filter(|answer| !answered.contains(&fold(&answer.heading)));
        let unanswered: Vec<(Place, String)> = unanswered
            .flat_map(|answer| answer.labels.iter().map(|place| (*place, answer.heading.clone())))
            .collect();
        for (place, text) in page.lines.dividing.iter().chain(outside).chain(&unanswered) {
            // The same form has the same headings on each sheet.
            if drawing.told.insert(text.clone()) {
                let place = page.sheet.place(place.0, place.1);
                drawing.drawn.outside.push(Leftover { place, activity: None, text: text.clone() });
            }
        }
    }
    let Drawing { mut sheet, drawn, keys, text, cells, .. } = drawing;
    if keys.len() > MAX_COLUMNS || cells > MAX_CELLS || text > MAX_TEXT / 4 {
        return None;
    }
    sheet.drawn = Some(Box::new(drawn));
    Some(sheet)
}

/// The table while it is drawn.
#[derive(Default)]
struct Drawing {
    sheet: Sheet,
    drawn: Drawn,
    /// The columns by their folded headings.
    keys: BTreeMap<String, usize>,
    others: Option<usize>,
    /// What is told once.
    told: BTreeSet<String>,
    text: usize,
    cells: usize,
}

impl Drawing {
    /// The column of this heading.
    fn column(&mut self, heading: &str, meaning: Meaning) -> usize {
        let next = self.keys.len();
        let column = *self.keys.entry(fold(heading)).or_insert(next);
        if column == next {
            self.drawn.meanings.push(meaning);
            self.put((0, column), heading, None);
        } else if let (Some(known @ Meaning::Field(_, 1)), Meaning::Field(..)) =
            (self.drawn.meanings.get_mut(column), meaning)
        {
            // It was not answered before.
            *known = meaning;
        }
        column
    }

    /// Adds a line to a cell.
    fn put(&mut self, (row, column): Place, text: &str, place: Option<String>) {
        self.text += text.len();
        self.cells += 1;
        if self.text > MAX_TEXT / 4 || self.cells > MAX_CELLS || column >= MAX_COLUMNS {
            return;
        }
        let rows = &mut self.sheet.rows;
        if rows.len() <= row {
            rows.resize_with(row + 1, Vec::new);
        }
        let Some(cells) = rows.get_mut(row) else { return };
        if cells.len() <= column {
            cells.resize_with(column + 1, String::new);
        }
        let Some(cell) = cells.get_mut(column) else { return };
        if !cell.is_empty() {
            cell.push('\n');
        }
        cell.push_str(text);
        if let Some(place) = place {
            self.drawn.places.entry((row, column)).or_insert(place);
        }
    }

    /// A form is a row.
    fn form(&mut self, page: &Page<'_>) {
        let sheet = page.sheet;
        let row = self.sheet.rows.len();
        let mut columns: BTreeMap<Place, usize> = BTreeMap::new();
        for answer in &page.lines.answers {
            let column = self.column(&answer.heading, answer.meaning);
            columns.extend(answer.labels.iter().map(|place| (*place, column)));
            for (place, text) in &answer.parts {
                columns.insert(*place, column);
                self.put((row, column), text, Some(sheet.place(place.0, place.1)));
            }
        }
        for (place, text) in &page.lines.others {
            if let Some(column) = self.others {
                columns.insert(*place, column);
                self.put((row, column), text, Some(sheet.place(place.0, place.1)));
            }
        }
        let title = page.lines.answers.iter().find(|answer| is_title(answer)).map(|answer| {
            let texts: Vec<&str> = answer.parts.iter().map(|(_, text)| text.as_str()).collect();
            fold(&texts.join(" "))
        });
        let says = !is_generic(&sheet.name) && title != Some(fold(&sheet.name));
        if says || title.is_none() && !is_blank(&sheet.name) {
            self.put((row, 0), &one_line(&sheet.name), Some(sheet.name.clone()));
        }
        let called =
            if is_blank(&sheet.name) { format!("{SHEET} {}", page.index + 1) } else { one_line(&sheet.name) };
        self.drawn.forms.insert(row, called);
        for attached in page.attached() {
            // Beside the labels: without a heading.
            let column = attached.cell.and_then(|cell| columns.get(&cell)).copied().unwrap_or(usize::MAX);
            self.sheet.attached.push(Attached { cell: Some((row, column)), ..attached.clone() });
        }
    }

    /// Each column of a register that lies on its side is a row.
    fn columns_of(&mut self, page: &Page<'_>) {
        let sheet = page.sheet;
        let parts = || page.lines.answers.iter().flat_map(|answer| &answer.parts);
        let mut used: BTreeSet<usize> = parts().map(|((_, column), _)| *column).collect();
        // Columns that a merged cell reaches have no text of their own, but may have one below.
        used.retain(|column| *column > page.labels);
        let begin = self.sheet.rows.len();
        let rows: BTreeMap<usize, usize> = used.iter().copied().zip(begin..).collect();
        let mut cells: BTreeMap<Place, Place> = BTreeMap::new();
        for answer in &page.lines.answers {
            let column = self.column(&answer.heading, answer.meaning);
            for (place, text) in &answer.parts {
                if let Some(row) = rows.get(&place.1) {
                    cells.insert(*place, (*row, column));
                    self.put((*row, column), text, Some(sheet.place(place.0, place.1)));
                }
            }
        }
        for (copy, origin) in &sheet.copies {
            if let (Some(row), Some((first, column))) = (rows.get(&copy.1), cells.get(origin))
                && copy.0 == origin.0
                && row != first
                && self.sheet.text(*row, *column).is_empty()
            {
                let text = self.sheet.text(*first, *column).to_owned();
                self.put((*row, *column), &text, None);
                self.sheet.copies.insert((*row, *column), (*first, *column));
            }
        }
        for attached in page.attached() {
            let cell = attached.cell.and_then(|cell| cells.get(&cell)).copied();
            self.sheet.attached.push(Attached { cell, ..attached.clone() });
        }
    }
}

impl<'a> Page<'a> {
    /// What hangs on its rows; what hangs on the sheet, hangs on its first form.
    fn attached(&self) -> impl Iterator<Item = &'a Attached> {
        let rows = self.rows.clone();
        let here = move |attached: &&Attached| rows.contains(&attached.cell.map_or(0, |(row, _)| row));
        self.sheet.attached.iter().filter(here)
    }
}

/// The same, but on no cell.
fn unbound(attached: &Attached) -> Attached {
    Attached { cell: None, ..attached.clone() }
}

fn is_title(answer: &Answer) -> bool {
    matches!(answer.meaning, Meaning::Field(Target::Title, _)) && !answer.parts.is_empty()
}

/// Whether a sheet is called as spreadsheets call it by themselves.
fn is_generic(name: &str) -> bool {
    let folded = fold(name);
    let word = folded.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    ["", "tabelle", "sheet", "blatt", "table", "formular", "csv"].contains(&word)
}
