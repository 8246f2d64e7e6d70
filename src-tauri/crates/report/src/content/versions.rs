//! What stands in two versions because a merge left it open: marked at its place, with both versions in a table.

use language::difference::{Place, Subject};
use register::id::{ItemId, RecordId};
use register::record::{Conflict, Record};
use serde_json::Value;
use std::collections::BTreeSet;

use super::context::{Context, fact_row};
use super::findings;
use super::lines::paragraph;
use super::sheet::{label_cell, row, section_anchor, table};
use super::words;
use crate::document::{Block, Cell, FactRow, Group, Inline, Inlines, Section, TableRow};

/// The section of an activity that shows both versions.
pub(super) const SECTION: usize = 10;

/// Where part A shows both versions of what the organisation says.
const ANCHOR_OF_DEFAULTS: &str = "av";

/// Where part E shows both versions of what parties, systems, documents and measure sets say.
const IN_PART_E: &str = "ev";

/// The mark: a dashed frame around the words.
pub(super) fn mark() -> Inline {
    Inline::gap(words::TWO_VERSIONS)
}

/// The open conflicts of one record, in words.
#[derive(Debug)]
pub(super) struct Versions {
    rows: Vec<(Place, Option<usize>, [Inlines; 2])>,
    /// Where the table stands.
    anchor: String,
    /// Items that a conflict is about, or about a part of.
    items: BTreeSet<ItemId>,
}

impl Versions {
    /// The versions of what an activity says.
    pub(super) fn of_activity(context: &Context<'_>, number: usize) -> Option<Self> {
        let (id, activity) = context.input.activities.get(number.checked_sub(1)?)?;
        let record = || Record::Activity(Box::new((*activity).clone()));
        Self::of(context, *id, section_anchor(&number.to_string(), SECTION), record)
    }

    /// The versions of what the organisation says.
    pub(super) fn of_organisation(context: &Context<'_>) -> Option<Self> {
        let record = || Record::Organisation(Box::new(context.input.organisation.clone()));
        Self::of(context, context.input.id, ANCHOR_OF_DEFAULTS.to_owned(), record)
    }

    fn of(
        context: &Context<'_>,
        id: RecordId,
        anchor: String,
        record: impl FnOnce() -> Record,
    ) -> Option<Self> {
        let conflicts = context.conflicts(id);
        if conflicts.is_empty() {
            return None;
        }
        let names = |id: RecordId| context.title(id);
        let organisation = Some(context.input.organisation).filter(|_| id != context.input.id);
        let mut subject = Subject::of(context.language, &record(), organisation, &names);
        conflicts.iter().for_each(|conflict| subject.learn_conflict(conflict));
        let rows = conflicts.iter().map(|conflict| {
            let section = conflict.path.split('/').find_map(findings::section);
            let sides = [&conflict.ours, &conflict.theirs];
            let versions = sides.map(|side| version(&subject, conflict, side.as_ref()));
            (subject.place(&conflict.path), section, versions)
        });
        let segments = conflicts.iter().flat_map(|conflict| conflict.path.split('/'));
        let items = segments.filter_map(|segment| segment.parse().ok()).collect();
        Some(Self { rows: rows.collect(), anchor, items })
    }

    /// Whether a conflict is about this item.
    pub(super) fn concern(&self, item: ItemId) -> bool {
        self.items.contains(&item)
    }

    /// The note at the head of a section (`None`: of what stands before the first one), where something in it stands in
    /// two versions.
    pub(super) fn note(&self, section: Option<usize>) -> Option<Block> {
        let places = self.rows.iter().filter(|(_, of, _)| *of == section).map(|(place, ..)| place);
        let places: Vec<&str> = places.map(|place| place.text.as_str()).collect();
        if places.is_empty() {
            return None;
        }
        let mut inlines = vec![mark(), Inline::text(format!(" {}. {} ", places.join("; "), words::BOTH_ON))];
        inlines.push(Inline::page_of(self.anchor.as_str(), words::TO_BOTH));
        inlines.push(Inline::text("."));
        Some(Block::Paragraph(inlines))
    }

    /// The note that names all places.
    pub(super) fn note_of_all(&self) -> Option<Block> {
        let rows = self.rows.iter().map(|(place, _, versions)| (place.clone(), None, versions.clone()));
        Self { rows: rows.collect(), anchor: self.anchor.clone(), items: BTreeSet::new() }.note(None)
    }

    /// The heading and the table with both versions. `number` is that of the section.
    pub(super) fn section(&self, number: String) -> Vec<Block> {
        let anchor = Some(self.anchor.clone());
        let heading = Block::Section(Section { number, title: words::TWO_VERSIONS_HEAD.to_owned(), anchor });
        let meaning = Block::Note(vec![Inline::text(words::TWO_VERSIONS_NOTE)]);
        [Some(heading), versions_table(self.rows()), Some(meaning)].into_iter().flatten().collect()
    }

    fn rows(&self) -> Vec<TableRow> {
        let row_of = |(place, _, [ours, theirs]): &(Place, Option<usize>, [Inlines; 2])| {
            let letter = place.letter.map(|letter| format!("{letter:?}").to_lowercase());
            TableRow::Row(row(vec![
                label_cell(letter.unwrap_or_else(|| "–".to_owned())),
                paragraph(vec![Inline::text(place.text.as_str())]),
                paragraph(ours.clone()),
                paragraph(theirs.clone()),
            ]))
        };
        self.rows.iter().map(row_of).collect()
    }
}

fn versions_table(rows: Vec<TableRow>) -> Option<Block> {
    let head = [words::LETTER, words::PLACE, words::HERE, words::THERE];
    table(&[1.0, 2.0, 5.0, 9.0], &head, rows)
}

/// One of the two versions; what one side does not have was deleted there, or never was there.
fn version(subject: &Subject<'_>, conflict: &Conflict, side: Option<&Value>) -> Inlines {
    let Some(value) = side else {
        let gone = if conflict.base.is_some() { words::DELETED } else { words::NOT_THERE };
        return vec![Inline::bold(gone)];
    };
    let shown = subject.shown(&conflict.path, value);
    let lines = shown.split('\n').map(|line| {
        let text = line.trim_start_matches(' ');
        "\u{a0}".repeat(line.len() - text.len()) + text
    });
    vec![Inline::text(lines.collect::<Vec<_>>().join("\n"))]
}

impl Context<'_> {
    /// The open conflicts of a record.
    fn conflicts(&self, id: RecordId) -> &[Conflict] {
        self.input.conflicts.get(&id).map(Vec::as_slice).unwrap_or_default()
    }

    /// Whether anything of the record stands in two versions.
    pub(super) fn is_undecided(&self, id: RecordId) -> bool {
        !self.conflicts(id).is_empty()
    }

    /// The mark and the page of both versions, where anything of a party, system, document or measure set stands in two.
    pub(super) fn undecided_mark(&self, id: RecordId) -> Inlines {
        if !self.is_undecided(id) {
            return Inlines::new();
        }
        let page = Inline::page_of(IN_PART_E, words::TO_BOTH);
        vec![mark(), Inline::text(format!(" {} ", words::PAGE)), page]
    }

    /// The title of a record.
    fn title(&self, id: RecordId) -> Option<String> {
        let input = self.input;
        let activity = input.activities.iter().find(|(own, _)| *own == id);
        let own = (id == input.id).then_some(input.organisation.name.as_str());
        let title = own.or_else(|| activity.map(|(_, activity)| activity.title.as_str()));
        title.or_else(|| Some(input.others.get(&id)?.title())).map(str::to_owned)
    }

    /// The printed records beside the activities and the organisation of which something stands in two versions.
    fn undecided_others(&self) -> Vec<(RecordId, &Record)> {
        let is_printed = |id: RecordId, record: &Record| match record {
            Record::Document(_) => self.directory.document(id).is_some(),
            Record::MeasureSet(_) => self.directory.measure_set(id).is_some(),
            _ => self.directory.anchor(id).is_some(),
        };
        let others = self.input.others.iter().map(|(id, record)| (*id, record));
        others.filter(|(id, record)| self.is_undecided(*id) && is_printed(*id, record)).collect()
    }

    /// How many statements of the document stand in two versions.
    fn undecided(&self) -> usize {
        let activities = self.input.activities.iter().map(|(id, _)| *id);
        let others = self.undecided_others().into_iter().map(|(id, _)| id);
        let printed = std::iter::once(self.input.id).chain(activities).chain(others);
        printed.map(|id| self.conflicts(id).len()).sum()
    }

    /// Whether anything in the document stands in two versions.
    pub(super) fn has_undecided(&self) -> bool {
        self.undecided() > 0
    }

    /// How many, as a sentence; nothing where there are none.
    fn undecided_sentence(&self) -> Option<String> {
        match self.undecided() {
            0 => None,
            1 => Some(words::ONE_UNDECIDED.to_owned()),
            many => Some(format!("{many} {}", words::MANY_UNDECIDED)),
        }
    }
}

/// The line on the title page.
pub(super) fn on_cover(context: &Context<'_>) -> Option<FactRow> {
    let sentence = context.undecided_sentence()?;
    let text = format!(" {sentence} {} ", words::SEE_PART_E);
    let page = Inline::page_of(IN_PART_E, words::TO_BOTH);
    Some(fact_row(words::UNDECIDED, vec![mark(), Inline::text(text), page, Inline::text(".")]))
}

/// The overview in part E: where both versions stand; those of parties, systems, documents and measure sets are printed
/// here.
pub(super) fn in_findings(context: &Context<'_>) -> Vec<Block> {
    let Some(sentence) = context.undecided_sentence() else { return Vec::new() };
    let anchor = Some(IN_PART_E.to_owned());
    let title = words::TWO_VERSIONS_HEAD.to_owned();
    let mut blocks = vec![Block::Section(Section { title, anchor, ..Section::default() })];
    let organisation =
        Versions::of_organisation(context).map(|versions| ("A".to_owned(), words::DEFAULTS, versions));
    let activities = (1..).zip(context.input.activities).filter_map(|(number, (_, activity))| {
        Some((number.to_string(), activity.title.as_str(), Versions::of_activity(context, number)?))
    });
    let overview = organisation.into_iter().chain(activities).map(|(number, title, versions)| {
        let page = Inline::page_of(versions.anchor.as_str(), format!("Zu {number} {title}"));
        let link = Inline::link_to(title, versions.anchor.as_str(), format!("Zu {number} {title}"));
        TableRow::Row(row(vec![
            label_cell(number),
            paragraph(vec![link]),
            label_cell(versions.rows.len().to_string()),
            paragraph(vec![page]),
        ]))
    });
    let head = [words::NUMBER, words::STANDS_IN, words::HOW_MANY, words::PAGE];
    blocks.extend(table(&[1.0, 2.0, 9.0, 11.0], &head, overview.collect()));
    let mut rows = Vec::new();
    for (id, record) in context.undecided_others() {
        if let Some(versions) = Versions::of(context, id, String::new(), || record.clone()) {
            let title = format!("{} „{}“", context.language.name(record), record.title());
            rows.push(TableRow::Group(Group { title, ..Group::default() }));
            rows.extend(versions.rows());
        }
    }
    blocks.extend(versions_table(rows));
    blocks.push(Block::Note(vec![Inline::text(format!("{sentence} {}", words::TWO_VERSIONS_NOTE))]));
    blocks
}

/// Adds the mark as a line of its own to a cell.
pub(super) fn add_mark(cell: &mut Cell) {
    cell.extend(paragraph(vec![mark()]));
}
