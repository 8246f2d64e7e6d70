//! The resolved statements of one activity, or of the organisation's defaults, and the rows they are printed in.

use language::retention::RuleContext;
use register::activity::ProcessingActivity;
use register::id::ItemId;
use register::numbering::{Numbering, ranges};
use register::resolve::lenient;
use register::resolve::{Item, Place, ResolvedActivity, ResolvedList, ResolvedScope, Standing};
use register::statement::Selection;

use super::context::Context;
use super::lines::{joined, paragraph};
use super::versions::{self, Versions};
use super::words;
use crate::document::{self, Cell, Inline, Inlines, Reading, Row, Section, Style, TableRow};

/// A list of a scope, the same in every scope.
pub(super) type Select<'a, T> = for<'s> fn(&'s ResolvedScope<'a>) -> &'s ResolvedList<'a, T>;

/// How the rows of a list are arranged.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shape {
    /// Number of columns.
    pub(super) columns: usize,
    /// The column that says what a state or its origin is, from 0.
    pub(super) text: usize,
    /// Whether every group is named and explained, also one that says nothing of its own here.
    pub(super) explains_groups: bool,
}

/// The statements of an activity or of the defaults with their numbers.
#[derive(Debug)]
pub(super) struct Sheet<'a> {
    pub(super) context: &'a Context<'a>,
    /// "4", or "A" for the defaults.
    pub(super) number: String,
    /// The activity; none for the defaults.
    pub(super) activity: Option<&'a ProcessingActivity>,
    pub(super) resolved: ResolvedActivity<'a>,
    pub(super) numbering: Numbering,
    pub(super) rules: RuleContext,
    /// What stands in two versions.
    pub(super) versions: Option<Versions>,
}

impl<'a> Sheet<'a> {
    /// The sheet of the activity with this number.
    pub(super) fn of_activity(
        context: &'a Context<'a>,
        number: usize,
        activity: &'a ProcessingActivity,
    ) -> Self {
        let resolved = lenient::of_activity(context.input.organisation, activity, &context.broken);
        let versions = Versions::of_activity(context, number);
        Self::new(context, number.to_string(), Some(activity), resolved, versions)
    }

    /// The sheet of the organisation's defaults.
    pub(super) fn of_defaults(context: &'a Context<'a>) -> Self {
        let resolved = lenient::of_defaults(context.input.organisation, &context.broken);
        let versions = Versions::of_organisation(context);
        Self::new(context, "A".to_owned(), None, resolved, versions)
    }

    fn new(
        context: &'a Context<'a>,
        number: String,
        activity: Option<&'a ProcessingActivity>,
        resolved: ResolvedActivity<'a>,
        versions: Option<Versions>,
    ) -> Self {
        let numbering = Numbering::of(&resolved);
        let rules = RuleContext::of(&resolved);
        Self { context, number, activity, resolved, numbering, rules, versions }
    }

    /// Whether silence is a gap here: an activity owes an answer, defaults do not.
    pub(super) fn owes_answers(&self) -> bool {
        self.activity.is_some()
    }

    /// A section heading: "4.2".
    pub(super) fn section(&self, index: usize, title: &str) -> document::Block {
        document::Block::Section(Section {
            number: format!("{}.{index}", self.number),
            title: title.to_owned(),
            anchor: Some(section_anchor(&self.number, index)),
        })
    }

    /// "Z 1".
    pub(super) fn label(&self, letter: &str, id: ItemId) -> String {
        match self.numbering.number_of(id) {
            Some(number) => format!("{letter} {number}"),
            None => letter.to_owned(),
        }
    }

    /// The labels of some purposes: "Z 1–3, 5"; nothing when all are meant.
    pub(super) fn some_purposes(&self, selection: &Selection) -> Inlines {
        let numbers: Vec<u32> =
            selection.named().iter().filter_map(|id| self.numbering.number_of(*id)).collect();
        let missing = selection.named().len() - numbers.len();
        let numbers = if numbers.is_empty() {
            Inlines::new()
        } else {
            vec![Inline::name("Z "), spoken(ranges(numbers))]
        };
        let gaps = (0..missing).map(|_| vec![Inline::gap(words::RECORD_MISSING)]);
        joined(std::iter::once(numbers).chain(gaps), ", ")
    }

    /// "a)", "b)" … of the groups.
    pub(super) fn letter(&self, group: ItemId) -> String {
        format!("{})", self.numbering.letter_of(group).unwrap_or("?"))
    }

    /// The letters of the groups for which a place holds: "a)", or "a), b)" for what is common.
    pub(super) fn letters(&self, place: Place) -> String {
        let letters: Vec<String> = match place {
            Place::Group(id) => vec![self.letter(id)],
            Place::Common | Place::Organisation => {
                self.resolved.groups.iter().map(|group| self.letter(group.group.id)).collect()
            }
        };
        match letters.as_slice() {
            [first, .., last] if letters.len() > 2 => format!("{first}–{last}"),
            _ => letters.join(", "),
        }
    }

    /// The tag of what is stated elsewhere than in the place it is printed for.
    pub(super) fn origin(&self, stated_in: Place, place: Place) -> Option<Inline> {
        if stated_in == place {
            return None;
        }
        Some(Inline::origin(match stated_in {
            Place::Organisation => words::FROM_DEFAULTS.to_owned(),
            Place::Common => words::FROM_COMMON.to_owned(),
            Place::Group(id) => {
                format!("{} {}", words::FROM_GROUP, self.numbering.letter_of(id).unwrap_or("?"))
            }
        }))
    }

    /// The numbers of the selected categories of data: "1–3, 5". All of them are those that are stated for the place.
    pub(super) fn data(&self, selection: &Selection, place: Place) -> Inlines {
        let Selection::Only(ids) = selection else {
            let numbers = ranges(self.categories_at(place));
            let numbers = if numbers.is_empty() { words::ALL_DATA.to_owned() } else { numbers };
            return vec![spoken(numbers)];
        };
        let numbers: Vec<u32> = ids.iter().filter_map(|id| self.numbering.number_of(*id)).collect();
        let unnumbered = ids.iter().filter(|id| self.numbering.number_of(**id).is_none());
        let names = unnumbered.map(|id| self.category_name(*id));
        let numbers = ranges(numbers);
        let numbers = if numbers.is_empty() { Inlines::new() } else { vec![spoken(numbers)] };
        joined(std::iter::once(numbers).chain(names), ", ")
    }

    /// The selected categories of data, where only some are meant.
    pub(super) fn some_data(&self, selection: &Selection, place: Place) -> Inlines {
        match selection {
            Selection::All => Inlines::new(),
            Selection::Only(_) => {
                let mut inlines = vec![Inline::text(format!("{} ", words::NUMBER))];
                inlines.extend(self.data(selection, place));
                inlines
            }
        }
    }

    fn categories_at(&self, place: Place) -> Vec<u32> {
        let holds = |scope: &&ResolvedScope<'_>| {
            scope.place == place || !matches!((scope.place, place), (Place::Group(_), Place::Group(_)))
        };
        let items = self.resolved.scopes().filter(holds).flat_map(|scope| &scope.data_categories.items);
        items.filter_map(|placed| self.numbering.number_of(placed.item.id)).collect()
    }

    /// The name of a category that the activity refers to but does not state.
    fn category_name(&self, id: ItemId) -> Inlines {
        let scope = &self.context.input.organisation.defaults.scope;
        let mut own = scope.data_categories.own().into_iter().flatten();
        match own.find(|category| category.id == id) {
            Some(category) => vec![Inline::text(category.name.as_str())],
            None => vec![Inline::gap(words::RECORD_MISSING)],
        }
    }

    /// The rows of a list, group by group; none where defaults are silent.
    pub(super) fn rows<T: Item>(
        &self,
        list: Select<'a, T>,
        shape: Shape,
        row: &dyn Fn(&'a T, Place, Option<Inline>) -> Row,
    ) -> Vec<TableRow> {
        let speaks = |scope: &ResolvedScope<'a>| {
            let list = list(scope);
            list.standing != Standing::NotStated || !list.items.is_empty()
        };
        let has_groups = !self.resolved.groups.is_empty();
        let explains = shape.explains_groups && has_groups;
        if !explains && !self.resolved.scopes().any(speaks) {
            let silence = self.state_row(shape, self.context.standing(&Standing::NotStated), None);
            return if self.owes_answers() { vec![silence] } else { Vec::new() };
        }
        let common_speaks = speaks(&self.resolved.common);
        let mut rows = Vec::new();
        for scope in self.resolved.scopes() {
            let (list, is_group) = (list(scope), matches!(scope.place, Place::Group(_)));
            let silent = !speaks(scope);
            if silent && (!is_group || (common_speaks && !explains)) {
                continue;
            }
            if has_groups {
                rows.push(self.group_row(scope.place, shape.explains_groups));
            }
            let origin = self.origin(list.stated_in, scope.place);
            if silent && common_speaks {
                rows.push(self.state_row(shape, vec![Inline::text(words::AS_COMMON)], None));
            } else if list.standing != Standing::Given {
                rows.push(self.state_row(shape, self.context.standing(&list.standing), origin));
            } else if list.items.is_empty() {
                rows.push(self.state_row(shape, vec![Inline::gap(words::NOTHING_TAKEN_OVER)], origin));
            }
            for placed in &list.items {
                let origin = self.origin(placed.stated_in, scope.place);
                let inherited = origin.is_some();
                let mut row = Row { inherited, ..row(placed.item, scope.place, origin) };
                if self.is_undecided(placed.item.id())
                    && let Some(cell) = row.cells.get_mut(shape.text)
                {
                    versions::add_mark(cell);
                }
                rows.push(TableRow::Row(row));
            }
        }
        rows
    }

    fn state_row(&self, shape: Shape, state: Inlines, origin: Option<Inline>) -> TableRow {
        let inherited = origin.is_some();
        let mut inlines: Inlines = origin.into_iter().collect();
        if inherited {
            inlines.push(Inline::text(" "));
        }
        inlines.extend(state);
        let mut cells = vec![Cell::new(); shape.columns];
        if let Some(first) = cells.first_mut() {
            *first = paragraph(vec![Inline::text("–")]);
        }
        if let Some(cell) = cells.get_mut(shape.text) {
            *cell = paragraph(inlines);
        }
        TableRow::Row(Row { cells, inherited, ..Row::default() })
    }

    /// Whether the item, or a part of it, stands in two versions.
    pub(super) fn is_undecided(&self, item: ItemId) -> bool {
        self.versions.as_ref().is_some_and(|versions| versions.concern(item))
    }

    /// The head of a group of rows.
    pub(super) fn group_row(&self, place: Place, explained: bool) -> TableRow {
        let single = self.resolved.groups.len() == 1 && !matches!(place, Place::Group(_));
        let number = if single { String::new() } else { self.letters(place) };
        let group = self.resolved.groups.iter().find(|group| place == Place::Group(group.group.id));
        let Some(group) = group.map(|group| group.group) else {
            let title = match self.resolved.groups.len() {
                1 => words::WHOLE_ACTIVITY,
                2 => words::BOTH_GROUPS,
                _ => words::ALL_GROUPS,
            };
            return TableRow::Group(document::Group {
                number,
                title: title.to_owned(),
                note: Inlines::new(),
            });
        };
        let note = if explained {
            let examples = self.context.language.enumerated(&group.examples, group.enumeration);
            let parts = [
                examples.into_iter().map(Inline::text).collect(),
                group.condition.iter().map(|condition| Inline::text(condition.as_str())).collect(),
                self.context.validity(group.validity),
            ];
            joined(parts, " · ")
        } else {
            Inlines::new()
        };
        TableRow::Group(document::Group { number, title: group.name.clone(), note })
    }
}

/// Numbers that are read aloud as "1 bis 3".
pub(super) fn spoken(numbers: String) -> Inline {
    if numbers.contains('–') {
        let reading = Reading::Instead(numbers.replace('–', " bis "));
        Inline::Spoken { text: numbers, style: Style::Regular, reading }
    } else {
        Inline::name(numbers)
    }
}

/// The anchor of section `index` of the activity with this number, or of part A.
pub(super) fn section_anchor(number: &str, index: usize) -> String {
    format!("s{number}.{index}")
}

/// A row of cells.
pub(super) fn row(cells: Vec<Cell>) -> Row {
    Row { cells, ..Row::default() }
}

/// A cell with the label of an item, which never breaks.
pub(super) fn label_cell(label: String) -> Cell {
    paragraph(vec![Inline::name(label)])
}

/// A data table; nothing where it has no rows.
pub(super) fn table(starts: &[f32], head: &[&str], rows: Vec<TableRow>) -> Option<document::Block> {
    if rows.is_empty() {
        return None;
    }
    Some(document::Block::Table(document::Table {
        columns: starts.iter().map(|start| document::Column::at(*start)).collect(),
        head: head.iter().map(|name| (*name).to_owned()).collect(),
        rows,
    }))
}

/// A third-level heading before a block, when there is one.
pub(super) fn headed(title: &str, block: Option<document::Block>) -> Vec<document::Block> {
    block
        .map(|block| vec![document::Block::Subsection { title: title.to_owned() }, block])
        .unwrap_or_default()
}
