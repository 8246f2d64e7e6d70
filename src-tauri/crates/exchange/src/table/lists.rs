//! Lists: the entries of cells, and what cells say instead of entries.

use super::activity::Draft;
use super::rows::Cell;
use super::target::Target;
use super::wording::{Said, affirmed, is_yes, marked, said, says_nothing};
use super::{
    MAX_ITEMS, MAX_ITEMS_IN_ALL, MAX_POINTERS, numbers, own_export, recipients, sensitive, splitting,
    transfer,
};
use register::citation;
use register::statement::{NonEmpty, Selection, Statement};
use std::collections::HashMap;

/// A list with the rows that name its entries.
pub(super) struct Listed<T> {
    pub(super) statement: Statement<NonEmpty<T>>,
    /// Rows and places in the list.
    pub(super) rows: Vec<(usize, usize)>,
}

impl<'a> Draft<'a> {
    /// What a cell answers without naming anything.
    pub(super) fn answer(&self, cell: &Cell<'a>, sentences: bool) -> Option<Said> {
        if self.making.own {
            return own_export::state(cell.text);
        }
        let answer = said(cell.text, sentences);
        match (&answer, cell.target) {
            // "vgl. Art. 6 DSGVO" among the legal bases is one.
            (Some(_), Some(Target::LegalBases)) if !citation::parse(cell.text).provisions.is_empty() => None,
            // Yes names nothing; of transfers and of special data it is a statement of its own.
            (None, Some(target))
                if target.is_list()
                    && !matches!(target, Target::SpecialCategories | Target::Transfers)
                    && is_yes(cell.text) =>
            {
                Some(Said::Unknown)
            }
            (_, Some(Target::SpecialCategories)) => sensitive::answer(cell.text, answer),
            (_, Some(Target::Transfers)) => transfer::answer(cell.text, answer),
            (
                _,
                Some(target @ (Target::Recipients | Target::RecipientsInternal | Target::RecipientsExternal)),
            ) => recipients::answer(target, cell.text, answer),
            _ => answer,
        }
    }

    /// The entries of all cells. Cells that name nothing count only where no other cell names something; the same text
    /// counts once.
    pub(super) fn list<T>(
        &mut self,
        cells: &[Cell<'a>],
        sentences: bool,
        make: impl Fn(&mut Self, &Cell<'a>, &str) -> Option<T>,
    ) -> Statement<NonEmpty<T>> {
        self.listed(cells, sentences, make).statement
    }

    /// The same, with the rows of the entries.
    pub(super) fn listed<T>(
        &mut self,
        cells: &[Cell<'a>],
        sentences: bool,
        make: impl Fn(&mut Self, &Cell<'a>, &str) -> Option<T>,
    ) -> Listed<T> {
        let mut list = Vec::new();
        let mut rows = Vec::new();
        let mut seen: HashMap<_, Option<usize>> = HashMap::new();
        let mut silent = Vec::new();
        for cell in cells {
            if let Some(said) = self.answer(cell, sentences) {
                silent.push((cell, said));
                continue;
            }
            let entries = self.entries(cell, sentences);
            let room = (MAX_ITEMS - self.items).min(MAX_ITEMS_IN_ALL.saturating_sub(self.making.items));
            // A cell without room for its entries, or without any, is kept as a whole.
            if entries.is_empty() || entries.len() > room {
                self.keep(cell);
                continue;
            }
            self.items += entries.len();
            self.making.items += entries.len();
            // A duty to keep and one to erase may have the same words.
            let kind = |entry: &String| (cell.target, super::retention::asked(cell.header), entry.clone());
            // A period for each category of data has its number.
            let each = cell.target == Some(Target::Retention) && entries.len() == self.numbered.len();
            let left = MAX_POINTERS.saturating_sub(self.making.pointers);
            let referring = if self.refers || each {
                numbers::referring(entries, &self.numbered, left)
            } else {
                entries.into_iter().map(|entry| (entry, None)).collect()
            };
            self.making.pointers += numbers::count(&referring);
            for (entry, data) in referring {
                let key = (kind(&entry), data.clone());
                if let Some(at) = seen.get(&key) {
                    rows.extend(at.map(|at| (cell.row, at)));
                    continue;
                }
                self.data = data.map_or(Selection::All, Selection::Only);
                let made = make(self, cell, &entry);
                self.data = Selection::All;
                seen.insert(key, made.is_some().then_some(list.len()));
                match made {
                    Some(item) => {
                        rows.push((cell.row, list.len()));
                        list.push(item);
                    }
                    None => self.keep(cell),
                }
            }
        }
        if let Ok(value) = NonEmpty::try_from(list) {
            for (cell, _) in silent {
                self.keep(cell);
            }
            return Listed { statement: Statement::Given { value }, rows };
        }
        let mut statement = Statement::NotStated;
        let mut counted = None;
        for (cell, said) in silent {
            match &counted {
                None => {
                    counted = Some(said.clone());
                    statement = self.said(cell, said);
                }
                Some(first) if *first == said && said != Said::Unknown => {}
                Some(_) => self.keep(cell),
            }
        }
        Listed { statement, rows }
    }

    /// Whether numbers before entries are those of the data.
    pub(super) fn numbers_refer(&self, cells: &[Cell<'a>]) -> bool {
        cells.iter().filter(|cell| cell.target.is_some_and(Target::is_list)).any(|cell| {
            let data = matches!(cell.target, Some(Target::DataCategories | Target::Purposes));
            !data && !self.making.own && numbers::refer(&splitting::entries(cell.text, self.separators))
        })
    }

    /// The entries of a cell; none where a part of it denies or answers otherwise, which no entry can say.
    fn entries(&self, cell: &Cell<'a>, sentences: bool) -> Vec<String> {
        if self.making.own {
            return own_export::items(cell.target, cell.text).unwrap_or_default();
        }
        let mut entries = splitting::entries(cell.text, self.separators);
        entries.retain(|entry| !says_nothing(entry));
        let answers = |entry: &String| match said(entry, sentences) {
            Some(Said::None(_) | Said::Unknown) => {
                cell.target != Some(Target::Transfers) && entries.len() > 1
            }
            _ => false,
        };
        if entries.iter().any(|entry| marked(entry).is_some() || answers(entry)) {
            return Vec::new();
        }
        match cell.target {
            Some(Target::Transfers) => {
                let affirmed = |entry: &String| {
                    let rest = affirmed(entry).filter(|rest| transfer::names_third_country(rest));
                    rest.unwrap_or(entry).to_owned()
                };
                // "ja; USA" is one transfer.
                if entries.iter().any(|entry| !is_yes(entry)) {
                    entries.retain(|entry| !is_yes(entry));
                }
                let entries: Vec<String> = entries.iter().map(affirmed).collect();
                entries.iter().flat_map(|entry| transfer::countries(entry)).map(str::to_owned).collect()
            }
            Some(target @ (Target::DataCategories | Target::SpecialCategories)) => {
                let special = target == Target::SpecialCategories;
                entries.into_iter().flat_map(|entry| sensitive::divided(entry, special)).collect()
            }
            Some(Target::Recipients) => entries.into_iter().flat_map(recipients::divided).collect(),
            _ => entries,
        }
    }
}
