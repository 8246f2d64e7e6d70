//! The sheets beside the first one: which there are, and which of their rows belong to which activity.

use super::super::mapping::Mapping;
use super::super::sheet::{Sheet, Workbook};
use super::super::target::Target;
use super::super::{MAX_ITEMS, MAX_NOTE};
use crate::foreign::Leftover;
use language::Language;
use std::collections::{BTreeMap, BTreeSet};

/// A list that has a sheet of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum List {
    Purposes,
    LegalBases,
    DataSubjects,
    DataCategories,
    Recipients,
    Processors,
    Transfers,
    Retention,
    Measures,
    /// What is said beyond Art. 30: it has no column in the first sheet.
    Notices,
}

impl List {
    const ALL: [Self; 10] = [
        Self::Purposes,
        Self::LegalBases,
        Self::DataSubjects,
        Self::DataCategories,
        Self::Recipients,
        Self::Processors,
        Self::Transfers,
        Self::Retention,
        Self::Measures,
        Self::Notices,
    ];

    /// The keys of the sheet's name, of its first own column, and of the list's column in the first sheet.
    fn keys(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Purposes => ("sheet-purposes", "column-purpose", "column-purposes"),
            Self::LegalBases => ("sheet-legal-bases", "column-legal-basis", "column-legal-bases"),
            Self::DataSubjects => ("sheet-data-subjects", "column-data-subject", "column-data-subjects"),
            Self::DataCategories => {
                ("sheet-data-categories", "column-data-category", "column-data-categories")
            }
            Self::Recipients => ("sheet-recipients", "column-recipient", "column-recipients"),
            Self::Processors => ("sheet-processors", "column-processor", "column-processors"),
            Self::Transfers => ("sheet-transfers", "column-destination", "column-transfers"),
            Self::Retention => ("sheet-retention", "column-rule", "column-retention"),
            Self::Measures => ("sheet-measures", "column-measure", "column-measures"),
            Self::Notices => ("sheet-notices", "column-topic", ""),
        }
    }

    /// The key of the first column that says something of the list itself.
    pub(super) fn first_column(self) -> &'static str {
        self.keys().1
    }

    /// The key of the sheet's name.
    pub(super) fn sheet(self) -> &'static str {
        self.keys().0
    }

    /// The key of the column in the first sheet; empty where there is none.
    pub(super) fn main_column(self) -> &'static str {
        self.keys().2
    }
}

/// A row of such a sheet.
#[derive(Debug, Clone)]
pub(super) struct Row {
    /// "Löschregeln!A7".
    pub(super) place: String,
    /// Its texts by their headings; blank ones are left out.
    cells: BTreeMap<String, String>,
}

impl Row {
    /// The text under a heading.
    pub(super) fn get(&self, heading: &str) -> &str {
        self.cells.get(heading).map_or("", String::as_str)
    }

    /// The heading of each text, with the text.
    pub(super) fn cells(&self) -> impl Iterator<Item = (&str, &str)> {
        self.cells.iter().map(|(heading, text)| (heading.as_str(), text.as_str()))
    }
}

/// What the further sheets, and the first one where it needs them, say of each activity.
pub(in super::super) struct Book {
    pub(super) german: Language,
    /// The rows of each activity, by its place in the first sheet.
    pub(super) rows: Vec<BTreeMap<List, Vec<Row>>>,
    /// The cells taken out of the first sheet: place, heading, text, for each activity.
    pub(super) taken: Vec<BTreeMap<String, (String, String)>>,
    pub(super) leftovers: Vec<Leftover>,
    /// Topics and texts of notices that the organisation lays down for all activities.
    pub(super) defaults: BTreeSet<(String, String)>,
    /// The names in the sheet of parties and systems.
    pub(super) parties: BTreeSet<String>,
}

impl Book {
    /// The program's own workbook, or its CSV file, of which only the first sheet is there; and the workbook without
    /// what was taken out of it.
    pub(in super::super) fn of(workbook: &Workbook, mapping: &Mapping) -> Option<(Self, Workbook)> {
        if !super::is_own(mapping) {
            return None;
        }
        let mut rest = workbook.clone();
        let entries = entries(workbook.sheets.get(mapping.sheet)?, mapping);
        let mut book = Self {
            german: Language::german(),
            rows: vec![BTreeMap::new(); entries.len()],
            taken: vec![BTreeMap::new(); entries.len()],
            leftovers: Vec::new(),
            parties: BTreeSet::new(),
            defaults: BTreeSet::new(),
        };
        let bodies = book.word("sheet-bodies");
        for sheet in workbook.sheets.iter().filter(|sheet| sheet.name == bodies) {
            book.parties.extend((1..sheet.rows.len()).map(|row| sheet.text(row, 0).to_owned()));
        }
        let owners = owners(&entries);
        for (index, sheet) in workbook.sheets.iter().enumerate().filter(|(index, _)| *index != mapping.sheet)
        {
            if let Some((list, headings)) = book.list(sheet) {
                book.take_sheet(list, &headings, sheet, &owners);
                if let Some(sheet) = rest.sheets.get_mut(index) {
                    *sheet = Sheet::new(sheet.name.clone(), Vec::new());
                }
            }
        }
        book.hold_back_too_many();
        book.clear(rest.sheets.get_mut(mapping.sheet)?, mapping, &entries);
        Some((book, rest))
    }

    /// A text of the locale.
    pub(super) fn word(&self, key: &str) -> String {
        self.german.text(key, &[])
    }

    fn list(&self, sheet: &Sheet) -> Option<(List, Vec<String>)> {
        let list = List::ALL.into_iter().find(|list| self.word(list.keys().0) == sheet.name)?;
        let headings: Vec<String> =
            (0..sheet.width()).map(|column| sheet.text(0, column).to_owned()).collect();
        let needed = ["column-activity-number", "column-activity", "column-group", list.first_column()];
        let complete = needed.iter().all(|key| headings.contains(&self.word(key)));
        let mut named: Vec<&String> = headings.iter().filter(|heading| !heading.is_empty()).collect();
        let count = named.len();
        named.sort();
        named.dedup();
        // Two columns of one name could not be told from each other.
        (complete && named.len() == count).then_some((list, headings))
    }

    fn take_sheet(
        &mut self,
        list: List,
        headings: &[String],
        sheet: &Sheet,
        owners: &BTreeMap<(String, String), Option<usize>>,
    ) {
        let (number, title) = (self.word("column-activity-number"), self.word("column-activity"));
        let mut last: Option<(usize, String)> = None;
        for at in 1..sheet.rows.len() {
            let text = |column: usize| sheet.text(at, column);
            let cells: BTreeMap<String, String> = headings
                .iter()
                .enumerate()
                .filter(|(column, _)| !text(*column).is_empty() && sheet.origin(at, *column) == (at, *column))
                .map(|(column, heading)| {
                    let name = if heading.is_empty() { sheet.place(at, column) } else { heading.clone() };
                    (name, text(column).to_owned())
                })
                .collect();
            if cells.is_empty() {
                continue;
            }
            let mut row = Row { place: sheet.place(at, 0), cells };
            let continued = self.german.text("mark-continued", &[("number", last_number(&last).into())]);
            if let Some((owner, _)) = last.as_ref().filter(|_| row.get(&number) == continued) {
                row.cells.remove(&number);
                if let Some(before) =
                    self.rows.get_mut(*owner).and_then(|lists| lists.get_mut(&list)?.last_mut())
                {
                    for (heading, text) in row.cells {
                        let whole = before.cells.entry(heading).or_default();
                        whole.push(' ');
                        whole.push_str(&text);
                    }
                }
                continue;
            }
            let key = (row.get(&number).to_owned(), row.get(&title).to_owned());
            match owners.get(&key).copied().flatten() {
                Some(owner) => {
                    last = Some((owner, key.0));
                    if let Some(lists) = self.rows.get_mut(owner) {
                        lists.entry(list).or_default().push(row);
                    }
                }
                None => {
                    last = None;
                    if list == List::Notices
                        && row.get(&number) == "A"
                        && row.get(&title) == self.word("mark-defaults")
                    {
                        let cell = |key: &str| row.get(&self.word(key)).to_owned();
                        self.defaults.insert((cell("column-topic"), cell("column-statement")));
                    }
                    let texts: Vec<&str> =
                        (0..headings.len()).map(text).filter(|text| !text.is_empty()).collect();
                    let text = texts.join(" | ");
                    self.leftovers.push(Leftover { place: row.place, activity: None, text });
                }
            }
        }
        self.leftovers.extend(sheet.attached.iter().map(super::super::attached::Attached::leftover));
    }

    /// More than an activity may hold is not taken apart; the first sheet speaks for it.
    fn hold_back_too_many(&mut self) {
        for lists in &mut self.rows {
            let rows: usize = lists.values().map(Vec::len).sum();
            let size =
                |row: &Row| row.cells.iter().map(|(name, text)| name.len() + text.len()).sum::<usize>();
            let bytes: usize = lists.values().flatten().map(size).sum();
            if rows > MAX_ITEMS || bytes > MAX_NOTE {
                for row in std::mem::take(lists).into_values().flatten() {
                    let texts: Vec<&str> = row.cells.values().map(String::as_str).collect();
                    let text = texts.join(" | ");
                    self.leftovers.push(Leftover { place: row.place.clone(), activity: None, text });
                }
            }
        }
    }

    /// Takes the cells out of the first sheet that the further ones state in full, and the rules of erasure: their
    /// sentences are read here.
    fn clear(&mut self, main: &mut Sheet, mapping: &Mapping, entries: &[Entry]) {
        let groups = self.word("column-groups");
        for (index, entry) in entries.iter().enumerate() {
            let Some(lists) = self.rows.get(index) else { continue };
            let mut named: BTreeSet<String> = lists
                .keys()
                .filter(|list| **list != List::Notices)
                .map(|list| self.word(list.main_column()))
                .collect();
            if !named.is_empty() {
                named.insert(groups.clone());
            }
            named.insert(self.word("column-retention"));
            for column in mapping.columns.iter().filter(|column| named.contains(&column.header)) {
                let mut whole = String::new();
                let place = main.place(entry.rows.start, column.index);
                for row in entry.rows.clone() {
                    let Some(cell) = main.rows.get_mut(row).and_then(|cells| cells.get_mut(column.index))
                    else {
                        continue;
                    };
                    if !whole.is_empty() && !cell.is_empty() {
                        whole.push(' ');
                    }
                    whole.push_str(&std::mem::take(cell));
                }
                if let Some(taken) = self.taken.get_mut(index).filter(|_| !whole.is_empty()) {
                    taken.insert(column.header.clone(), (place, whole));
                }
            }
        }
    }
}

fn last_number(last: &Option<(usize, String)>) -> &str {
    last.as_ref().map_or("", |(_, number)| number)
}

/// An activity in the first sheet.
struct Entry {
    number: String,
    title: String,
    rows: std::ops::Range<usize>,
}

/// The activities of the first sheet, as [`super::super::rows::entries`] divides it.
fn entries(sheet: &Sheet, mapping: &Mapping) -> Vec<Entry> {
    let column =
        |target| mapping.columns.iter().find(|column| column.target == Some(target)).map(|it| it.index);
    let (Some(title), Some(number)) = (column(Target::Title), column(Target::Number)) else {
        return Vec::new();
    };
    let mut entries: Vec<Entry> = Vec::new();
    for row in mapping.first_data_row()..sheet.rows.len() {
        let text = |column| sheet.text(row, column).to_owned();
        if !sheet.text(row, title).trim().is_empty() {
            entries.push(Entry { number: text(number), title: text(title), rows: row..row + 1 });
        } else if let Some(entry) = entries.last_mut() {
            entry.rows.end = row + 1;
        }
    }
    entries
}

/// The activities by number and title; `None` where two have both in common.
fn owners(entries: &[Entry]) -> BTreeMap<(String, String), Option<usize>> {
    let mut owners = BTreeMap::new();
    for (index, entry) in entries.iter().enumerate() {
        let key = (entry.number.clone(), entry.title.clone());
        owners.entry(key).and_modify(|owner| *owner = None).or_insert(Some(index));
    }
    owners
}
