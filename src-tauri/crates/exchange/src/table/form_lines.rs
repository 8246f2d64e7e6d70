//! The lines of a form: which answer belongs to which label, and what is neither.

use super::folding::{fold, is_blank};
use super::form::{Labels, Layout};
use super::headings::Meaning;
use super::labels::{heading, is_numbered, is_personal, needs_section, unnumbered};
use super::numbers::listed;
use super::rows::own;
use super::sheet::Sheet;
use super::target::Target;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// A cell, as row and column.
pub(super) type Place = (usize, usize);

/// A label with its answers.
pub(super) struct Answer {
    /// The label without its number, with its section where it says little without.
    pub(super) heading: String,
    pub(super) meaning: Meaning,
    /// Where the label stands.
    pub(super) labels: Vec<Place>,
    /// What stands beside and below it.
    pub(super) parts: Vec<(Place, String)>,
    text: String,
    section: String,
}

/// What a form says.
#[derive(Default)]
pub(super) struct Lines {
    pub(super) answers: Vec<Answer>,
    /// Lines that are neither label nor answer.
    pub(super) others: Vec<(Place, String)>,
    /// Lines that only divide the form.
    pub(super) dividing: Vec<(Place, String)>,
    /// Sections that headings repeat.
    named: BTreeSet<String>,
    section: String,
    /// The headings of the further columns of the list.
    columns: BTreeMap<usize, String>,
    by_heading: BTreeMap<String, usize>,
    current: Option<usize>,
}

/// Longest label without an answer that is no text of its own, in characters.
const LONGEST_EMPTY: usize = 80;

/// Fields whose labels may stand beside another label's answer without a colon.
const BESIDE: &[Target] = &[
    Target::Number,
    Target::FileReference,
    Target::Department,
    Target::IntroducedOn,
    Target::LastChanged,
    Target::NextReview,
    Target::Status,
];

/// Reads lines of a form from top to bottom. A line without a label belongs to the label above it.
pub(super) fn lines(sheet: &Sheet, rows: Range<usize>, layout: &Layout, known: &mut Labels) -> Lines {
    let mut lines = Lines::default();
    for row in rows {
        let cells: Vec<(usize, &str)> = own(sheet, row).collect();
        let answers = layout.above
            && cells.iter().any(|(column, text)| *column == layout.labels && known.heads(text).is_none());
        let (mut label, mut beside) = (None, Vec::new());
        for (column, text) in cells {
            let place = (row, column);
            if column < layout.labels {
                // A heading before several labels, or their number, which is left off as those within labels are.
                let letters = text.chars().filter(|c| c.is_alphabetic()).count();
                if letters > 1 {
                    lines.divide(place, text);
                } else if !text.chars().any(|c| c.is_ascii_digit()) {
                    lines.others.push((place, text.to_owned()));
                }
            } else if answers && row > layout.first {
                beside.push((place, text));
            } else if column == layout.labels
                && (listed(text).is_some() || text.chars().any(char::is_alphabetic))
            {
                label = Some((place, text));
            } else if layout.explaining.contains(&column) && !layout.many {
                lines.others.push((place, text.to_owned()));
            } else {
                beside.push((place, text));
            }
        }
        match label {
            // What stands above a register on its side belongs to none of its columns.
            Some((place, text)) if layout.many && row < layout.first && beside.len() < 2 => {
                lines.others.push((place, text.to_owned()));
                lines.others.extend(beside.iter().map(|(place, text)| (*place, (*text).to_owned())));
            }
            Some((place, text)) if listed(text).is_some() => {
                lines.numbered(place, text, &beside, layout.many)
            }
            Some((place, text)) if lines.begins_list(sheet, layout, place, text, &beside, known) => {}
            Some(label) => lines.labelled(label, &beside, layout.many, known),
            None => lines.go_on(&beside),
        }
    }
    lines.close();
    lines
}

impl Lines {
    /// A heading in the form.
    fn divide(&mut self, place: Place, text: &str) {
        self.end_label();
        self.current = None;
        text.clone_into(&mut self.section);
        self.dividing.push((place, text.to_owned()));
    }

    /// A label that got no answer is the heading of those below it.
    fn end_label(&mut self) {
        if let Some(answer) = self.current.and_then(|current| self.answers.get(current))
            && answer.parts.is_empty()
            && !is_personal(&answer.text)
            && !matches!(answer.meaning, Meaning::Field(target, _) if BESIDE.contains(&target))
        {
            self.section.clone_from(&answer.text);
        }
    }

    /// A label with what stands beside it, which may be a further label with its own answer.
    fn labelled(&mut self, label: (Place, &str), beside: &[(Place, &str)], many: bool, known: &mut Labels) {
        self.begin(label, known);
        for (index, (place, text)) in beside.iter().enumerate() {
            let labels = |known: &mut Labels| {
                let meaning = known.meaning(text, "");
                matches!(meaning, Meaning::Field(target, 40..) if BESIDE.contains(&target))
            };
            let further = !many && index + 1 < beside.len() && (text.ends_with(':') || labels(known));
            match further {
                true => self.begin((*place, text), known),
                false => self.go_on(&[(*place, text)]),
            }
        }
    }

    fn begin(&mut self, (place, text): (Place, &str), known: &mut Labels) {
        self.end_label();
        let sectioned = || format!("{} – {}", heading(&self.section), heading(text));
        let mut own = heading(text);
        let here = |lines: &Self, heading: &str| lines.by_heading.get(&fold(heading)).copied();
        let elsewhere = here(self, &own)
            .and_then(|index| self.answers.get(index))
            .is_some_and(|other| other.section != self.section);
        if !self.section.is_empty() && (needs_section(text, &self.section) || elsewhere) {
            own = sectioned();
            self.named.insert(self.section.clone());
        }
        if let Some(index) = here(self, &own) {
            self.current = Some(index);
            if let Some(answer) = self.answers.get_mut(index) {
                answer.labels.push(place);
            }
            return;
        }
        self.by_heading.insert(fold(&own), self.answers.len());
        self.current = Some(self.answers.len());
        self.answers.push(Answer {
            heading: own,
            meaning: known.meaning(text, &self.section),
            labels: vec![place],
            parts: Vec::new(),
            text: text.to_owned(),
            section: self.section.clone(),
        });
    }

    /// More text of the current label.
    fn go_on(&mut self, beside: &[(Place, &str)]) {
        let parts = beside.iter().map(|(place, text)| (*place, (*text).to_owned()));
        match self.current.and_then(|current| self.answers.get_mut(current)) {
            Some(answer) => answer.parts.extend(parts),
            None => self.others.extend(parts),
        }
    }

    /// The heading of a list in the form, "Lfd. Nr. | Bezeichnung der Daten", with numbered lines below it.
    fn begins_list(
        &mut self,
        sheet: &Sheet,
        layout: &Layout,
        (row, column): Place,
        text: &str,
        beside: &[(Place, &str)],
        known: &mut Labels,
    ) -> bool {
        let counts = matches!(known.meaning(text, ""), Meaning::Field(Target::Number, _));
        let Some((first, others)) = beside.split_first().filter(|_| counts && !layout.many) else {
            return false;
        };
        let numbered = listed(sheet.text(row + 1, column)).is_some();
        // A list without entries: "keine" stands where the first one would be.
        let named = matches!(known.meaning(first.1, ""), Meaning::Field(..));
        let answered = sheet.text(row + 1, column).is_empty() && !sheet.text(row + 1, first.0.1).is_empty();
        if !(numbered || named && answered) {
            return false;
        }
        self.dividing.push(((row, column), text.to_owned()));
        match known.meaning(first.1, "") {
            Meaning::Field(..) => self.begin(*first, known),
            // The label above says better what is listed.
            _ if self.current.is_some() => self.dividing.push((first.0, first.1.to_owned())),
            _ => self.begin(*first, known),
        }
        self.dividing.extend(others.iter().map(|(place, text)| (*place, (*text).to_owned())));
        self.columns = others.iter().map(|(place, text)| (place.1, heading(text))).collect();
        true
    }

    /// A numbered line of a list.
    fn numbered(&mut self, place: Place, number: &str, beside: &[(Place, &str)], many: bool) {
        let answer = self.current.and_then(|current| self.answers.get_mut(current));
        let Some(answer) = answer.filter(|_| !many && !beside.is_empty()) else {
            self.others.push((place, number.to_owned()));
            return self.go_on(beside);
        };
        // What stands in further columns is said of the first.
        let mut texts = String::new();
        for ((_, column), text) in beside {
            match self.columns.get(column) {
                Some(heading) if !texts.is_empty() => texts.push_str(&format!(" ({heading}: {text})")),
                _ if texts.is_empty() => texts.push_str(text),
                _ => texts.push_str(&format!(" | {text}")),
            }
        }
        // Elsewhere the numbers may be those of the data.
        let own = matches!(answer.meaning, Meaning::Field(Target::DataCategories | Target::Purposes, _));
        let number = number.trim_start_matches("Nr.").trim().trim_end_matches(['.', ')']);
        let text = if own { format!("{number}. {texts}") } else { format!("Nr. {number}: {texts}") };
        answer.parts.push((beside.first().map_or(place, |(place, _)| *place), text));
        answer.labels.push(place);
    }

    /// Divides what is left without an answer: labels of fields stay, other lines are texts.
    fn close(&mut self) {
        let mut answers = std::mem::take(&mut self.answers);
        let titles = |answer: &&mut Answer| matches!(answer.meaning, Meaning::Field(Target::Title, _));
        if !answers.iter_mut().filter(titles).any(|answer| !answer.parts.is_empty()) {
            // "Verarbeitungstätigkeit: Schülerakte" in a single cell.
            for answer in answers.iter_mut().filter(titles) {
                let (label, title) = unnumbered(&answer.text).split_once(':').unwrap_or_default();
                let title = title.trim();
                let asks = title.starts_with(['(', '[']) || fold(title).starts_with("bitte");
                if let Some(place) = answer.labels.first().filter(|_| !is_blank(title) && !asks) {
                    answer.parts.push((*place, title.to_owned()));
                    answer.heading = heading(label);
                    break;
                }
            }
        }
        for mut answer in answers {
            if !answer.parts.is_empty() {
                self.answers.push(answer);
                continue;
            }
            let short = answer.text.chars().nth(LONGEST_EMPTY).is_none();
            let named = self.named.contains(&answer.text);
            // What stands behind a colon may be an answer that nobody put into a cell of its own.
            let explained = answer.text.split_once(':').is_some_and(|(_, tail)| !is_blank(tail));
            if let Meaning::Field(target, weight) = answer.meaning
                && weight >= 40
                && short
                && !named
                && !explained
            {
                // A label with an answer means the field rather than this one.
                answer.meaning = Meaning::Field(target, 1);
                self.answers.push(answer);
                continue;
            }
            let divides =
                named || short && !explained && (is_numbered(&answer.text) || answer.text.ends_with(':'));
            let into = if divides { &mut self.dividing } else { &mut self.others };
            into.extend(answer.labels.iter().map(|place| (*place, answer.text.clone())));
        }
    }
}
