//! From the rows of the further sheets to the lists of an activity, and what of the rows cannot be taken back.
//!
//! The register is put into words again. What does not come out as it stands in the file is kept in the note; a rule of
//! erasure that would come out otherwise is not made at all, and its words become a remark.

use super::book::{Book, List, Row};
use super::reading::{Reading, number, without_origin};
use super::{differing, notices, rules};
use crate::foreign::{ForeignFile, ItemIds, Leftover, listed, record_key};
use crate::register_view::{RegisterInput, View};
use crate::spreadsheet;
use language::retention::RuleContext;
use register::activity::{Group, ProcessingActivity, Remark, RemarkKind};
use register::data::Enumeration;
use register::engagement::Validity;
use register::id::{ItemId, RecordId};
use register::integrity::{self, CircleOf, IntegrityError};
use register::organisation::Organisation;
use register::record::Record;
use register::resolve::{Item, lenient};
use register::retention::RetentionRule;
use register::statement::{Field, ListField, NonEmpty, Selection, Source, Statement};
use std::collections::{BTreeMap, BTreeSet};

impl Book {
    /// Completes what was read of the first sheet and of sheets that are not the program's own.
    pub(in super::super) fn complete(self, mut file: ForeignFile) -> ForeignFile {
        // The first sheet was divided otherwise than here: then nothing is certain.
        let is_divided_alike = self.rows.len() == file.activities.len();
        for (index, (key, activity)) in file.activities.iter_mut().enumerate() {
            let mut kept = Kept { notes: Vec::new(), activity: *key };
            if is_divided_alike {
                fill(&self, index, *key, activity, &mut file.shared, &mut kept);
            }
            kept.close(activity, &mut file.leftovers);
        }
        if !is_divided_alike {
            let rows = self.rows.iter().flat_map(|lists| lists.values().flatten());
            let told = rows.map(|row| (row.place.clone(), in_words(row)));
            let cells = self.taken.iter().flat_map(BTreeMap::values).cloned();
            let told = told.chain(cells).map(|(place, text)| Leftover { place, activity: None, text });
            file.leftovers.extend(told);
        }
        file.leftovers.extend(self.leftovers);
        file
    }
}

/// What goes to the note: its place, and its text with a heading.
pub(super) struct Kept {
    pub(super) notes: Vec<(String, String)>,
    activity: RecordId,
}

impl Kept {
    fn close(self, activity: &mut ProcessingActivity, leftovers: &mut Vec<Leftover>) {
        let mut note = activity.internal_note.take().unwrap_or_default();
        for (place, text) in self.notes {
            let fits = note.len() + text.len() < super::super::MAX_NOTE;
            if fits {
                if !note.is_empty() {
                    note.push('\n');
                }
                note.push_str(&text);
            }
            leftovers.push(Leftover { place, activity: fits.then_some(self.activity), text });
        }
        activity.internal_note = (!note.is_empty()).then_some(note);
    }
}

/// How often rules are left out that follow others, before all are.
const MAX_TURNS: usize = 8;

/// All texts of a row with their headings, on one line.
pub(super) fn in_words(row: &Row) -> String {
    row.cells().map(|(heading, text)| format!("{heading}: {text}")).collect::<Vec<_>>().join(" | ")
}

fn fill(
    book: &Book,
    index: usize,
    key: RecordId,
    activity: &mut ProcessingActivity,
    shared: &mut BTreeMap<RecordId, Record>,
    kept: &mut Kept,
) {
    let no_rows = BTreeMap::new();
    let rows = book.rows.get(index).unwrap_or(&no_rows);
    let no_cells = BTreeMap::new();
    let taken = book.taken.get(index).unwrap_or(&no_cells);
    // Rules that did not come out as they stood are left out in the next turn, with those that follow them.
    let mut refused: BTreeSet<u32> = BTreeSet::new();
    let mut in_order = true;
    for turn in 0.. {
        let mut built = activity.clone();
        let mut reading = Reading {
            book,
            ids: ItemIds::new(record_key("own-export", &key.to_string())),
            shared,
            numbers: BTreeMap::new(),
            groups: Vec::new(),
            engagements: BTreeMap::new(),
            engaged: BTreeMap::new(),
            subjects: BTreeMap::new(),
            in_order,
            unplaced: BTreeSet::new(),
        };
        let failed = reading.lists(&mut built, rows, taken, &refused);
        // Once some are left out, the numbers of the others are no longer those they had.
        let wrong = if refused.is_empty() { reading.wrong_rules(&built, rows) } else { BTreeSet::new() };
        let before = (refused.len(), in_order);
        refused.extend(failed);
        refused.extend(wrong);
        let circle = nobody().and_then(|nobody| integrity::check_circles(&nobody, &built).err());
        let is_of_engagements =
            matches!(circle, Some(IntegrityError::Circle { what: CircleOf::Engagements }));
        if is_of_engagements && in_order {
            in_order = false;
        } else if circle.is_some() || turn == MAX_TURNS {
            let rules = rows.get(&List::Retention).into_iter().flatten();
            refused.extend(rules.filter_map(|row| reading.number_of(row)));
        }
        if before == (refused.len(), in_order) {
            // What nobody could store is left to the note.
            if circle.is_none() {
                *activity = built;
            }
            // Rules that a group takes over from two places are stated there, but not here.
            let rules = rows.get(&List::Retention).into_iter().flatten();
            let unplaced = rules.filter(|row| reading.unplaced.contains(&row.place));
            let name = book.word(List::Retention.sheet());
            kept.notes.extend(unplaced.map(|row| (row.place.clone(), format!("{name}: {}", in_words(row)))));
            break;
        }
    }
    if let Some(told) = rows.get(&List::Retention) {
        let mut said = BTreeSet::new();
        for row in told {
            let number = number(row.get(&book.word("column-item-number")));
            let words = in_rule_words(book, row);
            if number.is_some_and(|number| refused.contains(&number)) && said.insert(words.clone()) {
                remark(activity, book, key, &words);
            }
        }
    }
    if !rows.contains_key(&List::Retention) {
        sentences(book, key, activity, taken, kept);
    }
    notices::notices(book, key, activity, rows.get(&List::Notices).map_or(&[], Vec::as_slice), kept);
    differing::differing(book, activity, shared, rows, taken, kept);
}

/// The words of a rule that could not be taken back.
fn in_rule_words(book: &Book, row: &Row) -> String {
    let passed = [
        "column-activity-number",
        "column-activity",
        "column-item-number",
        "column-origin",
        "column-rule-name",
    ];
    let passed: Vec<String> = passed.iter().map(|key| book.word(key)).collect();
    let rule = book.word("column-rule");
    let told = row.cells().filter(|(heading, _)| !passed.iter().any(|it| it == heading) && *heading != rule);
    let more: Vec<String> = told.map(|(heading, text)| format!("{heading}: {text}")).collect();
    let name = row.get(&book.word("column-rule-name"));
    let first: Vec<&str> = [name, row.get(&rule)].into_iter().filter(|text| !text.is_empty()).collect();
    std::iter::once(first.join(": ")).chain(more).collect::<Vec<_>>().join("\n")
}

fn remark(activity: &mut ProcessingActivity, book: &Book, key: RecordId, text: &str) {
    let name = format!("{}\u{0}{text}", activity.common.remarks.len());
    activity.common.remarks.push(Remark {
        id: crate::foreign::item_key(key, "own-remarks", &name),
        kind: RemarkKind::Description,
        topic: Some(book.word("column-retention")),
        text: text.trim().to_owned(),
    });
}

/// The rules of the first sheet, where there is no other: those that come out in the same words; the others stay words.
fn sentences(
    book: &Book,
    key: RecordId,
    activity: &mut ProcessingActivity,
    taken: &BTreeMap<String, (String, String)>,
    kept: &mut Kept,
) {
    let heading = book.word("column-retention");
    let Some((place, cell)) = taken.get(&heading) else { return };
    let cell = without_origin(cell);
    if super::super::wording::says_nothing(cell) {
        return;
    }
    if let Some(state) = super::state(cell) {
        match state.statement() {
            Some(statement) => activity.common.retention = Field::Own(statement),
            None => kept.notes.push((place.clone(), format!("{heading}: {cell}"))),
        }
        return;
    }
    let Some(items) = super::items(Some(super::super::target::Target::Retention), cell) else {
        remark(activity, book, key, cell);
        return;
    };
    let mut ids = ItemIds::new(record_key("own-export", &key.to_string()));
    let data: Vec<ItemId> =
        activity.common.data_categories.own().into_iter().flatten().map(|category| category.id).collect();
    let Some(organisation) = nobody() else { return };
    let context = RuleContext::of(&lenient::of_activity(&organisation, activity, ""));
    let (mut rules, mut words) = (Vec::new(), Vec::new());
    for item in items {
        let text = without_origin(&item);
        let id = ids.next("retention", text);
        match rules::from_sentence(&book.german, id, text, &data, &context) {
            Some(rule) => rules.push(rule),
            None => words.push(item),
        }
    }
    for text in words {
        remark(activity, book, key, &text);
    }
    activity.common.retention = listed(rules);
}

impl Reading<'_> {
    /// Fills the lists of which there are rows; the places of rules that could not be read.
    fn lists(
        &mut self,
        activity: &mut ProcessingActivity,
        rows: &BTreeMap<List, Vec<Row>>,
        taken: &BTreeMap<String, (String, String)>,
        refused: &BTreeSet<u32>,
    ) -> BTreeSet<u32> {
        let mut failed = BTreeSet::new();
        if rows.keys().all(|list| *list == List::Notices) {
            return failed;
        }
        activity.groups = self.groups(rows, taken);
        let none = BTreeSet::new();
        macro_rules! scoped {
            ($list:expr, $field:ident, $make:expr) => {
                if let Some(rows) = rows.get(&$list) {
                    let mut fields = self.scoped($list, rows, &none, $make).into_iter();
                    activity.common.$field = fields.next().unwrap_or_default();
                    for (group, field) in activity.groups.iter_mut().zip(fields) {
                        group.scope.$field = field;
                    }
                }
            };
        }
        scoped!(List::DataCategories, data_categories, |it, id, row| Some(it.data_category(id, row)));
        scoped!(List::Purposes, purposes, |it, id, row| Some(it.purpose(id, row)));
        scoped!(List::LegalBases, legal_bases, |it, id, row| Some(it.legal_basis(id, row)));
        scoped!(List::DataSubjects, data_subjects, |it, id, row| Some(it.data_subject(id, row)));
        scoped!(List::Recipients, recipients, |it, id, row| Some(it.recipient(id, row)));
        if let Some(rows) = rows.get(&List::Processors) {
            for row in rows {
                if self.number_of(row).is_none() {
                    continue;
                }
                let label = self.engagement_label(row);
                let id = self.ids.next("engagements", &label);
                self.engagements.insert(label, id);
            }
            activity.engagements = self.single(List::Processors, rows, |it, id, row| {
                let label = it.engagement_label(row);
                let id = it.engagements.get(&label).copied().unwrap_or(id);
                it.engagement(id, row)
            });
        }
        scoped!(List::Transfers, transfers, |it, id, row| Some(it.transfer(id, row)));
        if let Some(rows) = rows.get(&List::Measures) {
            activity.measures = self.single(List::Measures, rows, Self::measure);
        }
        if let Some(rows) = rows.get(&List::Retention) {
            // A rule may follow one that stands below it.
            let given: BTreeMap<u32, ItemId> = rows
                .iter()
                .filter_map(|row| self.number_of(row).filter(|number| !refused.contains(number)))
                .collect::<BTreeSet<u32>>()
                .into_iter()
                .map(|number| (number, self.ids.next("retention", &number.to_string())))
                .collect();
            self.numbers.insert(List::Retention, given.clone());
            let unread = std::cell::RefCell::new(BTreeSet::new());
            let fields = self.scoped(List::Retention, rows, refused, |it, id, row| {
                let number = it.number_of(row)?;
                let id = given.get(&number).copied().unwrap_or(id);
                // One that cannot be read holds its number, until the next turn goes without it.
                Some(it.rule(id, row).unwrap_or_else(|| {
                    unread.borrow_mut().insert(number);
                    rules::silent(id)
                }))
            });
            failed = unread.into_inner();
            let mut fields = fields.into_iter();
            activity.common.retention = fields.next().unwrap_or_default();
            for (group, field) in activity.groups.iter_mut().zip(fields) {
                group.scope.retention = field;
            }
        }
        failed
    }

    /// The groups that rows name, with what the first sheet tells of them.
    fn groups(
        &mut self,
        rows: &BTreeMap<List, Vec<Row>>,
        taken: &BTreeMap<String, (String, String)>,
    ) -> Vec<Group> {
        let mut named: BTreeMap<(usize, String), String> = BTreeMap::new();
        let mut add = |text: &str| {
            if let Some((letter, name)) =
                text.split_once(") ").filter(|(it, _)| !it.is_empty() && it.len() <= 2)
            {
                named.entry((letter.len(), letter.to_owned())).or_insert_with(|| name.to_owned());
            }
        };
        let heading = self.word("column-group");
        for row in rows.values().flatten() {
            add(row.get(&heading));
        }
        if let Some((_, cell)) = taken.get(&self.word("column-groups")) {
            cell.lines().filter(|line| super::lettered(line).is_some()).for_each(add);
        }
        let mut groups = Vec::new();
        for ((_, letter), name) in named {
            let id = self.ids.next("groups", &name);
            self.groups.push((letter, id));
            groups.push(Group {
                id,
                name,
                examples: Vec::new(),
                enumeration: Enumeration::Closed,
                condition: None,
                validity: Validity::default(),
                scope: Default::default(),
            });
        }
        groups
    }

    /// A list that stands once per activity.
    fn single<T: Item>(
        &mut self,
        list: List,
        rows: &[Row],
        make: impl Fn(&mut Self, ItemId, &Row) -> T,
    ) -> ListField<T> {
        let mut items = Vec::new();
        let mut state = Statement::NotStated;
        for row in rows {
            let first = self.cell(row, list.first_column()).to_owned();
            // Measures bear no number.
            let stated = if self.number_of(row).is_some() { None } else { self.state(&first) };
            match stated {
                Some(stated) => state = stated,
                None if self.number_of(row).is_none() && list != List::Measures => {}
                None => {
                    let id = self.ids.next(list.sheet(), &first);
                    items.push(make(self, id, row));
                }
            }
        }
        if items.is_empty() { Field::Own(state) } else { listed(items) }
    }

    /// A list that every scope has: what all groups have in common first.
    fn scoped<T: Item>(
        &mut self,
        list: List,
        rows: &[Row],
        refused: &BTreeSet<u32>,
        make: impl Fn(&mut Self, ItemId, &Row) -> Option<T>,
    ) -> Vec<ListField<T>> {
        let heading = self.word("column-group");
        let defaults = self.word("origin-defaults");
        let mut places: Vec<Vec<&Row>> = vec![Vec::new(); self.groups.len() + 1];
        for row in rows.iter().filter(|row| !self.number_of(row).is_some_and(|it| refused.contains(&it))) {
            let group = row.get(&heading);
            let letter = group.split_once(')').map(|(letter, _)| letter);
            let place = match letter.and_then(|it| self.groups.iter().position(|(known, _)| known == it)) {
                Some(group) => group + 1,
                None if group.is_empty() => 0,
                // Of which group it speaks, nobody knows.
                None => continue,
            };
            if let Some(rows) = places.get_mut(place) {
                rows.push(row);
            }
        }
        // Each item where it is stated first; where it is taken over, it bears the same number.
        let mut own: Vec<Vec<T>> = places.iter().map(|_| Vec::new()).collect();
        let mut stated: BTreeMap<u32, usize> = BTreeMap::new();
        for is_stated_here in [true, false] {
            for (at, rows) in places.iter().enumerate() {
                for row in rows {
                    let Some(number) = self.number_of(row) else { continue };
                    let origin = self.cell(row, "column-origin");
                    let here = origin.is_empty() || origin == defaults;
                    if here != is_stated_here || stated.contains_key(&number) {
                        continue;
                    }
                    let name = self.cell(row, list.first_column()).to_owned();
                    let id = self.ids.next(list.sheet(), &name);
                    if let Some(item) = make(self, id, row) {
                        stated.insert(number, at);
                        self.numbers.entry(list).or_default().insert(number, item.id());
                        if let Some(own) = own.get_mut(at) {
                            own.push(item);
                        }
                    }
                }
            }
        }
        let numbers: Vec<BTreeSet<u32>> =
            places.iter().map(|rows| rows.iter().filter_map(|row| self.number_of(row)).collect()).collect();
        let shared: Vec<BTreeSet<u32>> = numbers
            .iter()
            .enumerate()
            .map(|(at, numbers)| {
                let elsewhere = |number: &&u32| stated.get(*number).is_some_and(|place| *place != at);
                numbers.iter().filter(elsewhere).copied().collect()
            })
            .collect();
        let source = |at: usize, wanted: &BTreeSet<u32>| {
            let holders = numbers.iter().zip(&shared).enumerate();
            holders
                .filter(|(other, (_, taken_over))| *other != at && (*other < at || taken_over.is_empty()))
                .find(|(_, (numbers, _))| wanted.is_subset(numbers))
        };
        let mut fields = Vec::new();
        for ((at, own), shared) in own.into_iter().enumerate().zip(&shared) {
            let from = if shared.is_empty() { None } else { source(at, shared) };
            if from.is_none() && !shared.is_empty() {
                self.unplaced.extend(places.get(at).into_iter().flatten().map(|row| row.place.clone()));
            }
            let Some((from, (held, _))) = from else {
                let state = places.get(at).into_iter().flatten().find(|row| self.number_of(row).is_none());
                let state = state.and_then(|row| self.state(self.cell(row, list.first_column())));
                fields.push(if own.is_empty() { Field::Own(state.unwrap_or_default()) } else { listed(own) });
                continue;
            };
            let known = self.numbers.get(&list);
            let ids: Vec<ItemId> = shared.iter().filter_map(|number| known?.get(number).copied()).collect();
            let only = match NonEmpty::try_from(ids) {
                Ok(ids) if shared != held => Selection::Only(ids),
                _ => Selection::All,
            };
            let group = from.checked_sub(1).and_then(|group| self.groups.get(group));
            let from = group.map_or(Source::Common, |(_, id)| Source::Group(*id));
            fields.push(match NonEmpty::try_from(own) {
                Ok(value) => Field::Append { from, only, value, seen: None },
                Err(_) => Field::Inherit { from, only, seen: None },
            });
        }
        fields
    }

    /// The numbers of rules that would be put into other words than those they stood in.
    fn wrong_rules(&self, activity: &ProcessingActivity, rows: &BTreeMap<List, Vec<Row>>) -> BTreeSet<u32> {
        let Some(rows) = rows.get(&List::Retention) else { return BTreeSet::new() };
        let known = self.numbers.get(&List::Retention);
        let own: BTreeMap<ItemId, &RetentionRule> = std::iter::once(&activity.common)
            .chain(activity.groups.iter().map(|group| &group.scope))
            .flat_map(|scope| match &scope.retention {
                Field::Own(Statement::Given { value }) | Field::Append { value, .. } => value.as_slice(),
                _ => &[],
            })
            .map(|rule| (rule.id, rule))
            .collect();
        alone(self.book, activity, self.shared, |view| {
            let sheets = view.activities();
            let Some(sheet) = sheets.first() else { return BTreeSet::new() };
            let is_wrong = |number: u32, row: &Row| {
                let Some(rule) = known.and_then(|known| own.get(known.get(&number)?)) else { return true };
                let rewritten = ["column-exceptions", "column-note"];
                spreadsheet::retention_columns(sheet, rule)
                    .iter()
                    .any(|(key, text)| !rewritten.contains(key) && self.cell(row, key) != text.trim())
            };
            let numbered = rows.iter().filter_map(|row| Some((self.number_of(row)?, row)));
            numbered.filter(|(number, row)| is_wrong(*number, row)).map(|(number, _)| number).collect()
        })
    }
}

/// An activity in words, without an organisation around it.
pub(super) fn alone<T>(
    book: &Book,
    activity: &ProcessingActivity,
    shared: &BTreeMap<RecordId, Record>,
    use_it: impl FnOnce(&View<'_>) -> T,
) -> T
where
    T: Default,
{
    let Some(organisation) = nobody() else { return T::default() };
    let activities = [(activity.register, activity)];
    let input = RegisterInput {
        id: activity.register,
        organisation: &organisation,
        activities: &activities,
        others: shared,
        today: Default::default(),
    };
    use_it(&View::new(&input, &book.german))
}

/// An organisation that states nothing.
fn nobody() -> Option<Organisation> {
    serde_json::from_value(serde_json::json!({ "name": "" })).ok()
}
