//! What the cells of the further sheets mean: numbers of other items, names of choices, citations, dates.

use super::book::{Book, List, Row};
use crate::foreign::{ItemIds, party_called, record_key, system_called};
use chrono::NaiveDate;
use language::names::Named;
use register::citation;
use register::engagement::{Contract, Location, Validity};
use register::id::{ItemId, RecordId};
use register::legal_basis::Citation;
use register::record::Record;
use register::statement::{Selection, Statement};
use std::collections::{BTreeMap, BTreeSet};

/// What is known of an activity while its rows are read.
pub(super) struct Reading<'b> {
    pub(super) book: &'b Book,
    pub(super) ids: ItemIds,
    pub(super) shared: &'b mut BTreeMap<RecordId, Record>,
    /// The items by their list and printed number.
    pub(super) numbers: BTreeMap<List, BTreeMap<u32, ItemId>>,
    /// Letters and ids of the groups, in their order.
    pub(super) groups: Vec<(String, ItemId)>,
    /// Engagements by letters and number: "AV 1".
    pub(super) engagements: BTreeMap<String, ItemId>,
    /// Engagements by what they are called.
    pub(super) engaged: BTreeMap<String, ItemId>,
    /// Whether engagements follow each other without going round in a circle.
    pub(super) in_order: bool,
    /// Places of rows that a group takes over from several others at once, which no field says.
    pub(super) unplaced: BTreeSet<String>,
    /// Data subjects by their names.
    pub(super) subjects: BTreeMap<String, ItemId>,
}

impl Reading<'_> {
    pub(super) fn word(&self, key: &str) -> String {
        self.book.word(key)
    }

    /// The text in a column, by the key of its heading.
    pub(super) fn cell<'r>(&self, row: &'r Row, key: &str) -> &'r str {
        row.get(&self.word(key))
    }

    /// The same, where it says something.
    pub(super) fn text(&self, row: &Row, key: &str) -> Option<String> {
        Some(self.cell(row, key)).filter(|text| !text.is_empty()).map(str::to_owned)
    }

    /// The choice that is called so.
    pub(super) fn choice<T: Named>(&self, text: &str, choices: impl IntoIterator<Item = T>) -> Option<T> {
        choices.into_iter().find(|choice| self.book.german.name(choice) == text)
    }

    /// The items whose numbers a cell lists ("1–3, 5"); `None` where it names others.
    pub(super) fn selection(&self, list: List, text: &str) -> Option<Selection> {
        if text.is_empty() || text == self.word("mark-all-data") {
            return Some(Selection::All);
        }
        let known = self.numbers.get(&list)?;
        let mut ids = Vec::new();
        for part in text.split(", ") {
            let (first, last) = part.split_once('–').unwrap_or((part, part));
            let (first, last) = (number(first)?, number(last)?);
            let found: Vec<ItemId> = known.range(first..=last.max(first)).map(|(_, id)| *id).collect();
            if u32::try_from(found.len()).ok()? != last.checked_sub(first)?.checked_add(1)? {
                return None;
            }
            ids.extend(found);
        }
        ids.try_into().ok().map(Selection::Only)
    }

    /// The categories of data in the column for them. Numbers that nobody bears restrict nothing here; the row is kept.
    pub(super) fn data(&self, row: &Row) -> Selection {
        self.selection(List::DataCategories, self.cell(row, "column-data-numbers")).unwrap_or_default()
    }

    /// Citations with the standard form that the program puts before another wording.
    pub(super) fn citations(&self, text: &str) -> Vec<Citation> {
        let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
        let mut citations = Vec::new();
        let mut at = 0;
        while let Some(line) = lines.get(at) {
            let after = lines.get(at + 1).filter(|after| {
                citation::parse(line).to_string() == **line
                    && plain(after) != *line
                    && citation::parse(after).to_string() == **line
            });
            at += 1 + usize::from(after.is_some());
            citations.push(Citation { wording: (**after.unwrap_or(line)).to_owned(), correction: None });
        }
        citations
    }

    /// A day as the program writes it.
    pub(super) fn day(&self, text: &str) -> Option<NaiveDate> {
        super::super::dates::day(text)
    }

    pub(super) fn location(&self, text: &str) -> Location {
        if text == self.word("location-eea") {
            return Location::Eea;
        }
        crate::countries::country(text).map_or(Location::NotStated, |country| Location::Country { country })
    }

    pub(super) fn validity(&self, text: &str) -> Validity {
        let words: Vec<&str> = text.split(' ').collect();
        match words.as_slice() {
            ["ab", from] => Validity { from: self.day(from), until: None },
            ["bis", until] => Validity { from: None, until: self.day(until) },
            ["vom", from, "bis", until] => Validity { from: self.day(from), until: self.day(until) },
            _ => Validity::default(),
        }
    }

    pub(super) fn contract(&self, text: &str) -> Statement<Contract> {
        if let Some(state) = self.state(text) {
            return state;
        }
        let mut value =
            Contract { document: None, concluded_on: None, next_check: None, ends_on: None, note: None };
        let mut notes = Vec::new();
        for part in text.split(" · ") {
            let day = |key: &str| {
                let date = part.strip_prefix(&format!("{}: ", self.word(key)))?;
                self.day(date)
            };
            if let Some(day) = day("cell-concluded") {
                value.concluded_on = Some(day);
            } else if let Some(day) = day("cell-next-check") {
                value.next_check = Some(day);
            } else if let Some(day) = day("cell-ends") {
                value.ends_on = Some(day);
            } else if part != self.word("mark-details-not-stated") {
                notes.push(part);
            }
        }
        value.note = (!notes.is_empty()).then(|| notes.join(" · "));
        Statement::Given { value }
    }

    /// What a cell says that states something else than content; an empty one is silent.
    pub(super) fn state<T>(&self, text: &str) -> Option<Statement<T>> {
        let text = without_origin(text);
        if text.is_empty() || super::super::wording::says_nothing(text) {
            return Some(Statement::NotStated);
        }
        super::state(text)?.statement()
    }

    pub(super) fn party(&mut self, name: &str) -> RecordId {
        let id = record_key("table-party", name);
        self.shared.entry(id).or_insert_with(|| Record::Party(party_called(name.to_owned())));
        id
    }

    pub(super) fn system(&mut self, name: &str) -> RecordId {
        let id = record_key("table-system", name);
        self.shared.entry(id).or_insert_with(|| Record::System(system_called(name.to_owned())));
        id
    }

    /// A text without the words that mark it as an example, and whether it had them.
    pub(super) fn example<'t>(&self, text: &'t str) -> (&'t str, register::data::Enumeration) {
        match text.strip_prefix("z. B. ") {
            Some(rest) => (rest, register::data::Enumeration::Open),
            None => (text, register::data::Enumeration::Closed),
        }
    }
}

/// A text without the words that it was taken over from the defaults: what is adopted states it itself.
pub(super) fn without_origin(text: &str) -> &str {
    text.strip_suffix(" (aus den Vorgaben)").unwrap_or(text)
}

pub(super) fn number(text: &str) -> Option<u32> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok())?
}

fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
