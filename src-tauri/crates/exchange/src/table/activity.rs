//! From the cells of an activity's rows to the activity.

use super::attached::Attached;
use super::contact::contact;
use super::dates::day;
use super::folding::fold;
use super::items::untouched;
use super::rows::{Cell, Entry};
use super::sheet::Sheet;
use super::splitting;
use super::target::Target;
use super::transfer::{self, transfer};
use super::wording::{Said, marked, said, says_nothing};
use super::{MAX_ITEMS, MAX_ITEMS_IN_ALL, MAX_NOTE, own_export, retention};
use crate::foreign::{Leftover, item_key, record_key};
use register::activity::{JointController, ProcessingActivity, Remark, RemarkKind};
use register::citation;
use register::data::{DataSubjectCategory, Enumeration};
use register::id::{ItemId, RecordId};
use register::legal_basis::Purpose;
use register::measure::Measure;
use register::party::Contact;
use register::record::Record;
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
    /// Controllers named, with the cells that name them.
    pub(super) controllers: BTreeSet<String>,
    /// Whether this program wrote the table.
    pub(super) own: bool,
    items: usize,
}

/// An activity while it is made.
pub(super) struct Draft<'a> {
    pub(super) making: &'a mut Making,
    sheet: &'a Sheet,
    separators: &'a str,
    id: RecordId,
    /// How often each text occurred in each list.
    occurrences: BTreeMap<(&'static str, String), u32>,
    items: usize,
    /// Cells for the internal note: row, column, whether they are left over as well.
    pub(super) noted: BTreeMap<(usize, usize), (Cell<'a>, bool)>,
    /// What hangs on cells, with the headings of their columns.
    attached: Vec<(&'a Attached, &'a str)>,
}

/// Makes the activity of an entry, under the key of its title.
pub(super) fn make(
    making: &mut Making,
    sheet: &Sheet,
    separators: &str,
    entry: &Entry<'_>,
    position: u32,
) -> (RecordId, ProcessingActivity) {
    let name = folded(&entry.title);
    let occurrence = making.titles.entry(name.clone()).or_default();
    *occurrence += 1;
    let id = record_key("table", &format!("{name}\n{occurrence}"));
    let draft = Draft {
        making,
        sheet,
        separators,
        id,
        occurrences: BTreeMap::new(),
        items: 0,
        noted: BTreeMap::new(),
        attached: entry.attached.clone(),
    };
    (id, draft.fill(entry, position))
}

/// A text as keys compare it; texts without words stay as they are.
fn folded(text: &str) -> String {
    let folded = fold(text);
    if folded.is_empty() { text.to_owned() } else { folded }
}

impl<'a> Draft<'a> {
    fn fill(mut self, entry: &Entry<'a>, position: u32) -> ProcessingActivity {
        use Target as T;
        let mut by_target: BTreeMap<Option<Target>, Vec<Cell<'a>>> = BTreeMap::new();
        for cell in &entry.cells {
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
        self.controller(&mut activity, &take(&[T::Controller]), &entry.cells);
        let systems = self.list(&take(&[T::Systems]), false, |draft, _, name| Some(draft.system(name)));
        if let Statement::Given { value } = systems {
            activity.systems = value.into();
        }
        activity.joint_controllers = self.list(&take(&[T::JointControllers]), true, |draft, _, name| {
            let id = draft.item("joint_controllers", name);
            let party = draft.party(name);
            Some(JointController { id, party, tasks: None, arrangement: Statement::NotStated })
        });
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
        scope.data_subjects = Field::Own(self.list(&take(&[T::DataSubjects]), false, |draft, _, name| {
            let id = draft.item("data_subjects", name);
            let (enumeration, data) = (Enumeration::Closed, Selection::All);
            Some(DataSubjectCategory { id, name: name.to_owned(), enumeration, condition: None, data })
        }));
        let mut categories = take(&[T::DataCategories]);
        categories.extend(special);
        scope.data_categories = Field::Own(self.list(&categories, false, Self::data_category));
        let recipients = take(&[T::Recipients, T::RecipientsInternal, T::RecipientsExternal]);
        scope.recipients = Field::Own(self.list(&recipients, true, Self::recipient));
        let mut transfers = self.list(&take(&[T::Transfers]), true, |draft, _, text| {
            let text = if draft.making.own { &own_export::without_missing_safeguard(text) } else { text };
            transfer::names_third_country(text).then(|| transfer(draft.item("transfers", text), text))
        });
        self.safeguards(&mut transfers, &take(&[T::Safeguards]));
        scope.transfers = Field::Own(transfers);
        scope.retention = Field::Own(self.list(&take(&[T::Retention]), false, |draft, _, text| {
            Some(retention::rule(draft.item("retention", text), text))
        }));
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
            lines.push((row, format!("{label}: {}", cell.text), place, left_over));
        }
        let form = self.sheet.drawn.is_some();
        for (attached, heading) in self.attached {
            let row = attached.cell.map_or(usize::MAX, |(row, _)| row);
            let line = format!("{}: {}", attached.label(heading, form), attached.text);
            lines.push((row, line, attached.place.clone(), true));
        }
        lines.sort_by_key(|(row, ..)| *row);
        let mut note = String::new();
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

    /// What a cell answers without naming anything.
    pub(super) fn answer(&self, cell: &Cell<'a>, sentences: bool) -> Option<Said> {
        if self.making.own {
            return own_export::state(cell.text);
        }
        let answer = said(cell.text, sentences);
        match &answer {
            // "vgl. Art. 6 DSGVO" among the legal bases is one.
            Some(_)
                if cell.target == Some(Target::LegalBases)
                    && !citation::parse(cell.text).provisions.is_empty() =>
            {
                None
            }
            _ if cell.target == Some(Target::Transfers) => transfer::answer(cell.text, answer),
            _ => answer,
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

    /// The entries of all cells. Cells that name nothing count only where no other cell names something; the same text
    /// counts once.
    fn list<T>(
        &mut self,
        cells: &[Cell<'a>],
        sentences: bool,
        make: impl Fn(&mut Self, &Cell<'a>, &str) -> Option<T>,
    ) -> Statement<NonEmpty<T>> {
        let mut list = Vec::new();
        let mut seen = BTreeSet::new();
        let mut silent = Vec::new();
        for cell in cells {
            if let Some(said) = self.answer(cell, sentences) {
                silent.push((cell, said));
                continue;
            }
            let entries = self.entries(cell);
            let room = (MAX_ITEMS - self.items).min(MAX_ITEMS_IN_ALL.saturating_sub(self.making.items));
            // A cell without room for its entries, or without any, is kept as a whole.
            if entries.is_empty() || entries.len() > room {
                self.keep(cell);
                continue;
            }
            self.items += entries.len();
            self.making.items += entries.len();
            for entry in entries {
                if !seen.insert((cell.target, entry.clone())) {
                    continue;
                }
                match make(self, cell, &entry) {
                    Some(item) => list.push(item),
                    None => self.keep(cell),
                }
            }
        }
        if let Ok(value) = NonEmpty::try_from(list) {
            for (cell, _) in silent {
                self.keep(cell);
            }
            return Statement::Given { value };
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
        statement
    }

    /// The entries of a cell; none where a part of it denies or answers otherwise, which no entry can say.
    fn entries(&self, cell: &Cell<'a>) -> Vec<String> {
        if self.making.own {
            return own_export::items(cell.target, cell.text).unwrap_or_default();
        }
        let mut entries = splitting::entries(cell.text, self.separators);
        entries.retain(|entry| !says_nothing(entry));
        if entries.iter().any(|entry| marked(entry).is_some()) {
            return Vec::new();
        }
        if cell.target == Some(Target::Transfers) {
            return entries.iter().flat_map(|entry| transfer::countries(entry)).map(str::to_owned).collect();
        }
        entries
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
