//! From the cells of an activity's rows to the activity.

use super::assignment;
use super::attached::Attached;
use super::contact::contact;
use super::dates::day;
use super::folding::fold;
use super::items::untouched;
use super::lists::Listed;
use super::rows::{Cell, Entry};
use super::sheet::Sheet;
use super::target::Target;
use super::ticks::ticked;
use super::transfer::{self, transfer};
use super::wording::{Said, is_yes};
use super::{MAX_ITEMS, MAX_NOTE, own_export, retention};
use crate::foreign::{Leftover, item_key, record_key};
use register::activity::{ProcessingActivity, Remark, RemarkKind};
use register::id::{ItemId, RecordId};
use register::legal_basis::Purpose;
use register::measure::Measure;
use register::party::Contact;
use register::recipient::{Destination, Transfer};
use register::record::Record;
use register::retention::RetentionRule;
use register::statement::{Field, NonEmpty, Selection, Statement};
use std::collections::{BTreeMap, BTreeSet};

/// What all activities of a table share while they are made.
#[derive(Default)]
pub(super) struct Making {
    /// Parties and systems.
    pub(super) shared: BTreeMap<RecordId, Record>,
    /// What had no place.
    pub(super) leftovers: Vec<Leftover>,
    /// How often each folded title occurred.
    titles: BTreeMap<String, u32>,
    /// Folded titles of several activities that their numbers tell from each other.
    numbered: BTreeSet<String>,
    /// Controllers named, with the cells that name them.
    pub(super) controllers: BTreeSet<String>,
    /// Whether this program wrote the table.
    pub(super) own: bool,
    pub(super) items: usize,
    /// How many entries point to others.
    pub(super) pointers: usize,
}

impl Making {
    /// Looks at all titles before activities are made of them.
    pub(super) fn know_titles<'e>(&mut self, entries: impl Iterator<Item = &'e Entry<'e>>) {
        let mut numbers: BTreeMap<String, Vec<Option<&str>>> = BTreeMap::new();
        for entry in entries {
            numbers.entry(folded(&entry.title)).or_default().push(entry.number);
        }
        let told_apart = |numbers: &[Option<&str>]| {
            let different: BTreeSet<&str> = numbers.iter().flatten().copied().collect();
            numbers.len() > 1 && different.len() == numbers.len()
        };
        self.numbered =
            numbers.into_iter().filter(|(_, numbers)| told_apart(numbers)).map(|(title, _)| title).collect();
    }
}

/// An activity while it is made.
pub(super) struct Draft<'a> {
    pub(super) making: &'a mut Making,
    sheet: &'a Sheet,
    pub(super) separators: &'a str,
    id: RecordId,
    /// How often each text occurred in each list.
    occurrences: BTreeMap<(&'static str, String), u32>,
    pub(super) items: usize,
    /// The categories of data, as numbers before other entries count them.
    pub(super) numbered: Vec<ItemId>,
    /// Whether numbers before entries are those.
    pub(super) refers: bool,
    /// The data that the entry being made is about.
    pub(super) data: Selection,
    /// Cells for the internal note: row, column, whether they are left over as well.
    pub(super) noted: BTreeMap<(usize, usize), (Cell<'a>, bool)>,
    /// What hangs on cells, with the headings of their columns.
    attached: Vec<(&'a Attached, &'a str)>,
    /// Lines of the internal note that no cell holds.
    pub(super) more: Vec<String>,
}

/// Makes the activity of an entry, under the key of its title; where several have the same, of title and number.
pub(super) fn make(
    making: &mut Making,
    sheet: &Sheet,
    separators: &str,
    entry: &Entry<'_>,
    from: Option<&str>,
    position: u32,
) -> (RecordId, ProcessingActivity) {
    let name = folded(&entry.title);
    let occurrence = making.titles.entry(name.clone()).or_default();
    *occurrence += 1;
    let id = match entry.number.filter(|_| making.numbered.contains(&name)) {
        Some(number) => record_key("table", &format!("{name}\nNr. {}", folded(number))),
        None => record_key("table", &format!("{name}\n{occurrence}")),
    };
    let ticked: Vec<Option<String>> = entry.cells.iter().map(|cell| ticked(cell.text)).collect();
    let mut draft = Draft {
        making,
        sheet,
        separators,
        id,
        occurrences: BTreeMap::new(),
        items: 0,
        numbered: Vec::new(),
        refers: false,
        data: Selection::All,
        noted: BTreeMap::new(),
        attached: entry.attached.clone(),
        more: from.map(|sheet| format!("Blatt: {sheet}")).into_iter().collect(),
    };
    let cells = draft.answered(&entry.cells, &ticked);
    (id, draft.fill(entry, &cells, position))
}

/// A text as keys compare it; texts without words stay as they are.
fn folded(text: &str) -> String {
    let folded = fold(text);
    if folded.is_empty() { text.to_owned() } else { folded }
}

/// A list without the texts beside its items.
fn without_text<T: Clone>(statement: Statement<NonEmpty<(T, String)>>) -> Statement<NonEmpty<T>> {
    let given = match statement {
        Statement::Given { value } => value,
        Statement::ExplicitlyNone { note } => return Statement::ExplicitlyNone { note },
        Statement::NotRequired { reason } => return Statement::NotRequired { reason },
        Statement::ByReference { to } => return Statement::ByReference { to },
        Statement::AnnouncedButEmpty { note } => return Statement::AnnouncedButEmpty { note },
        Statement::NotStated => return Statement::NotStated,
    };
    let items: Vec<T> = Vec::from(given).into_iter().map(|(item, _)| item).collect();
    NonEmpty::try_from(items).map_or(Statement::NotStated, |value| Statement::Given { value })
}

impl<'a> Draft<'a> {
    /// The cells as they answer: of boxes to tick, those that are.
    fn answered(&mut self, cells: &[Cell<'a>], ticked: &'a [Option<String>]) -> Vec<Cell<'a>> {
        let mut answered = Vec::new();
        for (cell, ticked) in cells.iter().zip(ticked) {
            match ticked.as_deref().filter(|_| !self.making.own && cell.target.is_some()) {
                None => answered.push(*cell),
                Some(text) => {
                    self.noted.insert((cell.row, cell.column), (*cell, text.is_empty()));
                    let note = matches!(cell.target, Some(Target::InternalNote | Target::Number));
                    if !text.is_empty() && !note {
                        answered.push(Cell { text, ..*cell });
                    }
                }
            }
        }
        answered
    }

    fn fill(mut self, entry: &Entry<'a>, cells: &[Cell<'a>], position: u32) -> ProcessingActivity {
        use Target as T;
        for cell in &entry.dashes {
            self.noted.insert((cell.row, cell.column), (*cell, false));
        }
        self.refers = self.numbers_refer(cells);
        let mut by_target: BTreeMap<Option<Target>, Vec<Cell<'a>>> = BTreeMap::new();
        for cell in cells {
            by_target.entry(cell.target).or_default().push(*cell);
        }
        let mut take = |targets: &[Target]| -> Vec<Cell<'a>> {
            let mut cells: Vec<Cell<'a>> = Vec::new();
            for target in targets {
                cells.extend(by_target.remove(&Some(*target)).unwrap_or_default());
            }
            cells.sort_by_key(|cell| (cell.row, cell.column));
            cells
        };
        let mut activity = untouched(&entry.title, position);
        self.describe(&mut activity, &take(&[T::Description]));
        activity.department = self.statement(&take(&[T::Department]));
        activity.file_reference = self.statement(&take(&[T::FileReference]));
        activity.contact =
            self.contact(&take(&[T::Contact]), &take(&[T::ContactPhone]), &take(&[T::ContactEmail]));
        activity.introduced_on = self.introduced_on(&take(&[T::IntroducedOn]));
        activity.next_review = self.day(&take(&[T::NextReview]));
        self.last_changed(&mut activity, &take(&[T::LastChanged]));
        self.stage(&mut activity, &take(&[T::Status]));
        activity.dpo_opinion = self.text(&take(&[T::DpoOpinion]));
        activity.information.data_source = Field::Own(self.statement(&take(&[T::DataSource])));
        activity.information.automated_decisions =
            Field::Own(self.statement(&take(&[T::AutomatedDecisions])));
        activity.impact_assessment = Field::Own(self.impact_assessment(&take(&[T::ImpactAssessment])));
        self.controller(&mut activity, &take(&[T::Controller]), cells);
        let systems = self.list(&take(&[T::Systems]), false, |draft, _, name| Some(draft.system(name)));
        if let Statement::Given { value } = systems {
            activity.systems = value.into();
        }
        activity.joint_controllers = self.list(&take(&[T::JointControllers]), true, Self::joint_controller);
        let processors = self.list(&take(&[T::Processors]), true, Self::engagement);
        activity.engagements = Field::Own(processors);
        activity.measures = Field::Own(self.list(&take(&[T::Measures]), false, |draft, _, text| {
            let id = draft.item("measures", text);
            Some(Measure { id, text: text.to_owned(), set: None, goals: Vec::new(), condition: None })
        }));
        let special = self.special(&mut activity, take(&[T::SpecialCategories]));
        let scope = &mut activity.common;
        scope.purposes = Field::Own(self.list(&take(&[T::Purposes]), false, |draft, _, text| {
            let id = draft.item("purposes", text);
            Some(Purpose { id, text: text.to_owned(), condition: None, data: Selection::All })
        }));
        scope.legal_bases = Field::Own(self.list(&take(&[T::LegalBases]), false, Self::legal_basis));
        let mut categories = take(&[T::DataCategories]);
        categories.extend(special);
        let mut data = self.listed(&categories, false, Self::data_category);
        self.numbered = data.statement.given().into_iter().flatten().map(|category| category.id).collect();
        let mut subjects = self.listed(&take(&[T::DataSubjects]), false, Self::data_subject);
        let recipients = take(&[T::Recipients, T::RecipientsInternal, T::RecipientsExternal]);
        let mut recipients = self.listed(&recipients, true, Self::recipient);
        let mut transfers = self.transfers(&take(&[T::Transfers]));
        self.safeguards(&mut transfers, &take(&[T::Safeguards]));
        scope.transfers = Field::Own(transfers);
        let mut retention = self.retention(&take(&[T::Retention]));
        let mut assigned = assignment::Lists {
            subjects: &mut subjects,
            data: &mut data,
            recipients: &mut recipients,
            retention: &mut retention,
        };
        if !assigned.assign(cells, &mut self.making.pointers) && !self.making.own {
            self.more.extend(assignment::rows(cells));
        }
        scope.data_subjects = Field::Own(subjects.statement);
        scope.data_categories = Field::Own(data.statement);
        scope.recipients = Field::Own(recipients.statement);
        scope.retention = Field::Own(retention.statement);
        for cell in take(&[T::Remarks]) {
            if self.items == MAX_ITEMS {
                self.keep(&cell);
                continue;
            }
            self.items += 1;
            let topic = (!cell.header.is_empty()).then(|| cell.header.to_owned());
            let id = self.item("remarks", cell.text);
            scope.remarks.push(Remark {
                id,
                kind: RemarkKind::Description,
                topic,
                text: cell.text.to_owned(),
            });
        }
        for cell in take(&[T::Number, T::InternalNote]) {
            self.noted.insert((cell.row, cell.column), (cell, false));
        }
        for cell in by_target.into_values().flatten() {
            self.keep(&cell);
        }
        activity.internal_note = self.note();
        activity
    }

    /// The retention rules. A rule is the same as long as its name is, whatever its period.
    fn retention(&mut self, cells: &[Cell<'a>]) -> Listed<RetentionRule> {
        let Listed { statement, rows } = self.listed(cells, false, |draft, cell, text| {
            let rule = retention::rule(ItemId(uuid::Uuid::nil()), text, retention::asked(cell.header))?;
            Some((RetentionRule { data: draft.data.clone(), ..rule }, text.to_owned()))
        });
        let key = |(rule, _): &(RetentionRule, String)| {
            format!("{:?}\n{}", rule.limit, rule.name.as_deref().map(fold).unwrap_or_default())
        };
        let named =
            self.named("retention", "retention by text", statement, key, |(rule, _), id| rule.id = id);
        Listed { statement: without_text(named), rows }
    }

    /// The transfers. One is the same as long as its country is, whatever is said of it.
    fn transfers(&mut self, cells: &[Cell<'a>]) -> Statement<NonEmpty<Transfer>> {
        let (yes, others): (Vec<Cell<'a>>, Vec<Cell<'a>>) = cells.iter().partition(|cell| is_yes(cell.text));
        // "ja" beside a country is the same transfer.
        let names =
            |cell: &Cell<'a>| transfer::names_third_country(cell.text) && self.answer(cell, true).is_none();
        let cells = if !self.making.own && others.iter().any(names) {
            yes.iter().for_each(|cell| self.keep(cell));
            others
        } else {
            cells.to_vec()
        };
        let statement = self.list(&cells, true, |draft, _, text| {
            let own = draft.making.own;
            let text = if own { &own_export::without_missing_safeguard(text) } else { text };
            let made = transfer(ItemId(uuid::Uuid::nil()), text);
            let made = Transfer { data: draft.data.clone(), ..made };
            transfer::names_third_country(text).then(|| (made, text.to_owned()))
        });
        let key = |(transfer, text): &(Transfer, String)| match &transfer.destination {
            Destination::Country { country } => country.code().to_owned(),
            _ => folded(text),
        };
        without_text(self.named("transfers", "transfers by text", statement, key, |(transfer, _), id| {
            transfer.id = id;
        }))
    }

    /// Gives items their ids: of the same name always the same, and where several have one, of the same text.
    fn named<T: Clone>(
        &mut self,
        list: &'static str,
        by_text: &'static str,
        mut statement: Statement<NonEmpty<(T, String)>>,
        key: impl Fn(&(T, String)) -> String,
        set: impl Fn(&mut (T, String), ItemId),
    ) -> Statement<NonEmpty<(T, String)>> {
        let Statement::Given { value } = &mut statement else { return statement };
        let mut times: BTreeMap<String, u32> = BTreeMap::new();
        for item in value.iter() {
            *times.entry(key(item)).or_default() += 1;
        }
        for item in value.iter_mut() {
            let name = key(item);
            let id = if times.get(&name) == Some(&1) {
                self.item(list, &name)
            } else {
                self.item(by_text, &item.1)
            };
            set(item, id);
        }
        statement
    }

    /// Keeps a cell that has no field or does not fit it: in the note, and among the leftovers.
    pub(super) fn keep(&mut self, cell: &Cell<'a>) {
        self.noted.insert((cell.row, cell.column), (*cell, true));
    }

    /// The internal note, in the order of the cells; what hangs on cells stands after those of its row.
    fn note(self) -> Option<String> {
        let mut lines = Vec::new();
        for ((row, column), (cell, left_over)) in self.noted {
            let place = self.sheet.place(row, column);
            let label = if cell.header.is_empty() { &place } else { cell.header };
            lines.push((row, format!("{label}: {}", cell.whole), place, left_over));
        }
        let form = self.sheet.drawn.is_some();
        for (attached, heading) in self.attached {
            let row = attached.cell.map_or(usize::MAX, |(row, _)| row);
            let line = format!("{}: {}", attached.label(heading, form), attached.text);
            lines.push((row, line, attached.place.clone(), true));
        }
        lines.sort_by_key(|(row, ..)| *row);
        let mut note = self.more.join("\n");
        for (_, line, place, left_over) in lines {
            let fits = note.len() + line.len() < MAX_NOTE;
            if fits {
                if !note.is_empty() {
                    note.push('\n');
                }
                note.push_str(&line);
            }
            if left_over || !fits {
                let activity = fits.then_some(self.id);
                self.making.leftovers.push(Leftover { place, activity, text: line });
            }
        }
        (!note.is_empty()).then_some(note)
    }

    /// The id of a list item: of the same text in the same list always the same.
    pub(super) fn item(&mut self, list: &'static str, text: &str) -> ItemId {
        let name = folded(text);
        let occurrence = self.occurrences.entry((list, name.clone())).or_default();
        *occurrence += 1;
        item_key(self.id, list, &format!("{name}\n{occurrence}"))
    }

    /// The first cell; others are kept unless they say the same.
    pub(super) fn first(&mut self, cells: &[Cell<'a>]) -> Option<Cell<'a>> {
        let (first, others) = cells.split_first()?;
        for cell in others.iter().filter(|cell| cell.text != first.text) {
            self.keep(cell);
        }
        Some(*first)
    }

    fn text(&mut self, cells: &[Cell<'a>]) -> Option<String> {
        self.first(cells).map(|cell| cell.text.to_owned())
    }

    fn statement(&mut self, cells: &[Cell<'a>]) -> Statement<String> {
        let Some(cell) = self.first(cells) else { return Statement::NotStated };
        match self.answer(&cell, true) {
            None => Statement::Given { value: cell.text.to_owned() },
            Some(said) => self.said(&cell, said),
        }
    }

    /// What a cell says without naming anything; where that is nothing, the cell is kept.
    pub(super) fn said<T>(&mut self, cell: &Cell<'a>, said: Said) -> Statement<T> {
        said.statement().unwrap_or_else(|| {
            self.keep(cell);
            Statement::NotStated
        })
    }

    pub(super) fn day(&mut self, cells: &[Cell<'a>]) -> Option<chrono::NaiveDate> {
        let cell = self.first(cells)?;
        let day = day(cell.text);
        if day.is_none() {
            self.keep(&cell);
        }
        day
    }

    fn contact(
        &mut self,
        cells: &[Cell<'a>],
        phones: &[Cell<'a>],
        addresses: &[Cell<'a>],
    ) -> Statement<Contact> {
        let (phone, address) = (self.first(phones), self.first(addresses));
        let mut given = Contact::default();
        if let Some(cell) = self.first(cells) {
            match self.answer(&cell, false) {
                Some(said) if phone.is_none() && address.is_none() => return self.said(&cell, said),
                Some(_) => self.keep(&cell),
                None => given = contact(cell.text),
            }
        }
        for (cell, place) in [(phone, &mut given.phone), (address, &mut given.email)] {
            match cell {
                Some(cell) if place.is_none() => *place = Some(cell.text.to_owned()),
                Some(cell) if place.as_deref() != Some(cell.text) => self.keep(&cell),
                _ => {}
            }
        }
        if given == Contact::default() { Statement::NotStated } else { Statement::Given { value: given } }
    }
}
