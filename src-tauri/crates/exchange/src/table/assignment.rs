//! What belongs together because it stands in one row: each row of an activity with its persons, data and periods.

use super::MAX_POINTERS;
use super::folding::fold;
use super::lists::Listed;
use super::rows::Cell;
use super::target::Target;
use register::data::{DataCategory, DataSubjectCategory};
use register::id::ItemId;
use register::recipient::Recipient;
use register::retention::RetentionRule;
use register::statement::{NonEmpty, Selection};
use std::collections::{BTreeMap, BTreeSet};

/// The lists that point to each other.
pub(super) struct Lists<'l> {
    pub(super) subjects: &'l mut Listed<DataSubjectCategory>,
    pub(super) data: &'l mut Listed<DataCategory>,
    pub(super) recipients: &'l mut Listed<Recipient>,
    pub(super) retention: &'l mut Listed<RetentionRule>,
}

/// Targets whose entries belong together in a row.
const TOGETHER: [Target; 8] = [
    Target::DataSubjects,
    Target::DataCategories,
    Target::SpecialCategories,
    Target::Recipients,
    Target::RecipientsInternal,
    Target::RecipientsExternal,
    Target::Transfers,
    Target::Retention,
];

impl Lists<'_> {
    /// Assigns the entries of a list to those of another where each row has entries of both; whether all were. Counts
    /// what then points to something.
    pub(super) fn assign(&mut self, cells: &[Cell<'_>], pointers: &mut usize) -> bool {
        self.by_name();
        let rows: BTreeSet<usize> = cells.iter().map(|cell| cell.row).collect();
        if rows.len() < 2 {
            return true;
        }
        let subjects = ids(self.subjects, |subject| subject.id);
        let data = ids(self.data, |category| category.id);
        let speaks = |list: &[(usize, usize)]| list.iter().map(|(row, _)| *row).collect::<BTreeSet<usize>>();
        let cost = data.pairs(&self.subjects.rows)
            + data.pairs(&self.recipients.rows)
            + data.pairs(&self.retention.rows)
            + subjects.pairs(&self.retention.rows);
        if *pointers + cost > MAX_POINTERS {
            return false;
        }
        *pointers += cost;
        let (of_data, of_subjects) = (speaks(&self.data.rows) == rows, speaks(&self.subjects.rows) == rows);
        if of_data {
            point(self.subjects, &rows, &data, |subject| &mut subject.data);
            point(self.recipients, &rows, &data, |recipient| &mut recipient.data);
            point(self.retention, &rows, &data, |rule| &mut rule.data);
        }
        if of_subjects {
            point(self.retention, &rows, &subjects, |rule| &mut rule.subjects);
        }
        let several = |list: &[(usize, usize)]| speaks(list).len() > 1;
        let all = |list: &[(usize, usize)]| !several(list) || speaks(list) == rows;
        of_data && all(&self.subjects.rows) && all(&self.recipients.rows) && all(&self.retention.rows)
            || ![&self.subjects.rows, &self.data.rows, &self.recipients.rows, &self.retention.rows]
                .into_iter()
                .any(|list| several(list))
    }

    /// A rule that is called like a category of data is about that.
    fn by_name(&mut self) {
        let names: Vec<(String, ItemId)> = self
            .data
            .statement
            .given()
            .into_iter()
            .flatten()
            .map(|category| (fold(&category.name), category.id))
            .collect();
        let Some(rules) = given(self.retention) else { return };
        for rule in rules.iter_mut().filter(|rule| rule.data == Selection::All) {
            let Some(name) = rule.name.as_deref().map(fold) else { continue };
            let mut called = names.iter().filter(|(other, _)| *other == name);
            if let (Some((_, id)), None) = (called.next(), called.next()) {
                rule.data = Selection::Only(NonEmpty::of(*id));
            }
        }
    }
}

/// The entries of a list by row, and all of them.
struct Ids {
    by_row: BTreeMap<usize, Vec<ItemId>>,
    all: usize,
}

impl Ids {
    /// How many pairs these entries and those of another list are at most, row by row.
    fn pairs(&self, others: &[(usize, usize)]) -> usize {
        others.iter().map(|(row, _)| self.by_row.get(row).map_or(0, Vec::len)).sum()
    }
}

fn ids<T>(list: &Listed<T>, id: impl Fn(&T) -> ItemId) -> Ids {
    let items: Vec<ItemId> = list.statement.given().into_iter().flatten().map(id).collect();
    let mut by_row: BTreeMap<usize, Vec<ItemId>> = BTreeMap::new();
    for (row, at) in &list.rows {
        by_row.entry(*row).or_default().extend(items.get(*at));
    }
    Ids { by_row, all: items.len() }
}

fn given<T>(list: &mut Listed<T>) -> Option<&mut NonEmpty<T>> {
    match &mut list.statement {
        register::statement::Statement::Given { value } => Some(value),
        _ => None,
    }
}

/// Points each entry of a list that speaks in every row to what else stands in its rows.
fn point<T>(
    list: &mut Listed<T>,
    rows: &BTreeSet<usize>,
    to: &Ids,
    selection: impl Fn(&mut T) -> &mut Selection,
) {
    let mut of: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (row, at) in &list.rows {
        of.entry(*at).or_default().push(*row);
    }
    let spoken: BTreeSet<usize> = list.rows.iter().map(|(row, _)| *row).collect();
    if spoken != *rows {
        return;
    }
    let Some(items) = given(list) else { return };
    for (at, item) in items.iter_mut().enumerate() {
        let mut seen = BTreeSet::new();
        let ids = of.get(&at).into_iter().flatten().filter_map(|row| to.by_row.get(row)).flatten();
        let named: Vec<ItemId> = ids.copied().filter(|id| seen.insert(*id)).collect();
        let selection = selection(item);
        if *selection == Selection::All
            && named.len() < to.all
            && let Ok(named) = NonEmpty::try_from(named)
        {
            *selection = Selection::Only(named);
        }
    }
}

/// The rows of an activity, each in a line, where several rows have entries that may belong together.
pub(super) fn rows(cells: &[Cell<'_>]) -> Vec<String> {
    let mut rows: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    let together = |cell: &&Cell<'_>| cell.target.is_some_and(|target| TOGETHER.contains(&target));
    for cell in cells.iter().filter(together) {
        let text = cell.text.split_whitespace().collect::<Vec<_>>().join(" ");
        rows.entry(cell.row).or_default().push(format!("{}: {text}", cell.header));
    }
    let lines = || rows.iter().map(|(row, texts)| format!("Zeile {}: {}", row + 1, texts.join(" | ")));
    let several = rows.values().filter(|texts| texts.len() > 1).count() > 1;
    if several { lines().collect() } else { Vec::new() }
}
