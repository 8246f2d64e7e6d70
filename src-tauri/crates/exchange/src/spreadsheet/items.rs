//! The sheets with one row for each item of an activity or of the defaults.

use super::overview::{destination, instrument, measure};
use super::table::{Column, Table};
use crate::register_view::{Lines, Select, Sheet, View};
use register::data::{DataCategory, DataSubjectCategory, Enumeration, Identifiability, Sensitivity};
use register::engagement::{EngagedBy, Engagement};
use register::legal_basis::{LegalBasis, Purpose};
use register::measure::Measure;
use register::recipient::{Access, Placement, Recipient, RecipientRole, Transfer};
use register::resolve::{Item, Place, ResolvedList, Standing};
use register::retention::RetentionRule;
use register::statement::Selection;

/// The columns every one of these tables begins with.
const LEADING: [(&str, f64); 5] = [
    ("column-activity-number", 9.0),
    ("column-activity", 28.0),
    ("column-group", 22.0),
    ("column-item-number", 7.0),
    ("column-origin", 18.0),
];

pub(super) fn tables(view: &View<'_>) -> Vec<Table> {
    let mut sheets = vec![Sheet::of_defaults(view)];
    sheets.extend(view.activities());
    vec![
        scoped(view, &sheets, "sheet-purposes", &PURPOSES, |scope| &scope.purposes, &purpose),
        scoped(view, &sheets, "sheet-legal-bases", &LEGAL_BASES, |scope| &scope.legal_bases, &legal_basis),
        scoped(view, &sheets, "sheet-data-subjects", &SUBJECTS, |scope| &scope.data_subjects, &data_subject),
        scoped(view, &sheets, "sheet-data-categories", &DATA, |scope| &scope.data_categories, &data_category),
        scoped(view, &sheets, "sheet-recipients", &RECIPIENTS, |scope| &scope.recipients, &recipient),
        single(
            view,
            &sheets,
            "sheet-processors",
            &ENGAGEMENTS,
            |sheet| &sheet.resolved.engagements,
            &engagement,
        ),
        scoped(view, &sheets, "sheet-transfers", &TRANSFERS, |scope| &scope.transfers, &transfer),
        scoped(view, &sheets, "sheet-retention", &RETENTION, |scope| &scope.retention, &retention),
        single(view, &sheets, "sheet-measures", &MEASURES, |sheet| &sheet.resolved.measures, &measures),
    ]
}

type Columns = [(&'static str, f64)];
type Cells<'c, T> = &'c dyn Fn(&Sheet<'_>, &T) -> Vec<String>;

fn named(view: &View<'_>, name: &str, columns: &Columns, rows: Vec<Vec<String>>) -> Table {
    let column = |(head, width): &(&str, f64)| Column { head: view.word(head), width: *width };
    let columns = LEADING.iter().chain(columns).map(column).collect();
    Table { name: view.word(name), columns, rows, frozen: 2 }
}

/// A table of a list that every scope has.
fn scoped<'a, T: Item>(
    view: &View<'_>,
    sheets: &[Sheet<'a>],
    name: &str,
    columns: &Columns,
    list: Select<'a, T>,
    cells: Cells<'_, T>,
) -> Table {
    let mut rows = Vec::new();
    for sheet in sheets {
        let speaking = sheet.speaking(list);
        if speaking.is_empty() && sheet.activity.is_some() {
            rows.push(state_row(sheet, Place::Common, view.not_stated(), columns.len()));
        }
        for (place, list) in speaking {
            rows.extend(list_rows(sheet, place, list, columns.len(), cells));
        }
        for place in sheet.silent_groups(list) {
            rows.push(state_row(sheet, place, view.not_stated(), columns.len()));
        }
    }
    named(view, name, columns, rows)
}

/// A table of a list that stands once per activity.
fn single<'a, T: Item + 'a>(
    view: &View<'_>,
    sheets: &'a [Sheet<'a>],
    name: &str,
    columns: &Columns,
    list: impl Fn(&'a Sheet<'a>) -> &'a ResolvedList<'a, T>,
    cells: Cells<'_, T>,
) -> Table {
    let mut rows = Vec::new();
    for sheet in sheets {
        let list = list(sheet);
        if sheet.activity.is_some() || list.standing != Standing::NotStated || !list.items.is_empty() {
            let place = sheet.resolved.common.place;
            rows.extend(list_rows(sheet, place, list, columns.len(), cells));
        }
    }
    named(view, name, columns, rows)
}

fn list_rows<T: Item>(
    sheet: &Sheet<'_>,
    place: Place,
    list: &ResolvedList<'_, T>,
    width: usize,
    cells: Cells<'_, T>,
) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    if list.standing != Standing::Given || list.items.is_empty() {
        rows.push(state_row(sheet, place, sheet.state(list, place), width));
    }
    for placed in &list.items {
        let number = sheet.number_of(placed.item.id());
        let origin = sheet.origin(placed.stated_in, place).unwrap_or_default();
        let mut row = vec![sheet.number.clone(), sheet.title.clone(), sheet.group(place), number, origin];
        row.extend(cells(sheet, placed.item));
        rows.push(row);
    }
    rows
}

/// A row that says how a list stands, in the first column of its own.
fn state_row(sheet: &Sheet<'_>, place: Place, state: String, width: usize) -> Vec<String> {
    let lead = [sheet.number.clone(), sheet.title.clone(), sheet.group(place)];
    let mut row: Vec<String> = lead.into_iter().chain([String::new(), String::new(), state]).collect();
    row.resize(LEADING.len() + width, String::new());
    row
}

fn text(text: Option<&str>) -> String {
    text.unwrap_or_default().to_owned()
}

const PURPOSES: [(&str, f64); 3] =
    [("column-purpose", 46.0), ("column-condition", 28.0), ("column-data-numbers", 12.0)];

fn purpose(sheet: &Sheet<'_>, purpose: &Purpose) -> Vec<String> {
    vec![purpose.text.clone(), text(purpose.condition.as_deref()), sheet.data(&purpose.data)]
}

const LEGAL_BASES: [(&str, f64); 8] = [
    ("column-legal-basis", 40.0),
    ("column-wording", 40.0),
    ("column-condition", 28.0),
    ("column-purpose-numbers", 12.0),
    ("column-data-numbers", 12.0),
    ("column-channel", 20.0),
    ("column-legitimate-interest", 28.0),
    ("column-note", 28.0),
];

fn legal_basis(sheet: &Sheet<'_>, basis: &LegalBasis) -> Vec<String> {
    let view = sheet.view;
    let purposes = match &basis.purposes {
        Selection::All => view.word("mark-all-data"),
        Selection::Only(ids) => sheet.numbers(ids.as_slice()),
    };
    vec![
        view.chain(basis, |citation| view.standard(citation)),
        view.citations(&basis.chain),
        text(view.condition_of(basis)),
        purposes,
        sheet.data(&basis.data),
        text(basis.channel.as_deref()),
        text(basis.legitimate_interest.as_deref()),
        text(basis.note.as_deref()),
    ]
}

/// "beispielhaft"; a list that nobody called complete is the same as one that somebody did, so that is not said.
fn enumeration(sheet: &Sheet<'_>, enumeration: Enumeration) -> String {
    match enumeration {
        Enumeration::Open => sheet.view.language.name(&enumeration),
        Enumeration::Closed => String::new(),
    }
}

const SUBJECTS: [(&str, f64); 4] = [
    ("column-data-subject", 34.0),
    ("column-enumeration", 20.0),
    ("column-condition", 28.0),
    ("column-data-numbers", 12.0),
];

fn data_subject(sheet: &Sheet<'_>, subject: &DataSubjectCategory) -> Vec<String> {
    vec![
        subject.name.clone(),
        enumeration(sheet, subject.enumeration),
        text(subject.condition.as_deref()),
        sheet.data(&subject.data),
    ]
}

const DATA: [(&str, f64); 9] = [
    ("column-data-category", 30.0),
    ("column-details", 38.0),
    ("column-enumeration", 20.0),
    ("column-sensitivity", 26.0),
    ("column-identifiability", 18.0),
    ("column-condition", 28.0),
    ("column-source-of-data", 24.0),
    ("column-provisions", 30.0),
    ("column-note", 28.0),
];

fn data_category(sheet: &Sheet<'_>, category: &DataCategory) -> Vec<String> {
    let language = sheet.view.language;
    let identifiability = match category.identifiability {
        Identifiability::Personal => String::new(),
        other => language.name(&other),
    };
    // An ordinary category may be one of which nobody said anything.
    let sensitivity = match category.sensitivity {
        Sensitivity::Ordinary => String::new(),
        other => language.name(&other),
    };
    vec![
        category.name.clone(),
        category.details.join("\n"),
        enumeration(sheet, category.enumeration),
        sensitivity,
        identifiability,
        text(category.condition.as_deref()),
        text(category.origin.as_deref()),
        sheet.view.citations(&category.provisions),
        text(category.note.as_deref()),
    ]
}

const RECIPIENTS: [(&str, f64); 11] = [
    ("column-recipient", 34.0),
    ("column-members", 28.0),
    ("column-party", 28.0),
    ("column-placement", 12.0),
    ("column-recipient-role", 20.0),
    ("column-data-numbers", 12.0),
    ("column-occasion", 34.0),
    ("column-condition", 28.0),
    ("column-access", 22.0),
    ("column-provisions", 30.0),
    ("column-note", 28.0),
];

fn recipient(sheet: &Sheet<'_>, recipient: &Recipient) -> Vec<String> {
    let (view, language) = (sheet.view, sheet.view.language);
    let mut access = Lines::default();
    if recipient.access != Access::NotStated {
        access.text(language.name(&recipient.access));
    }
    for limit in &recipient.access_limits {
        let label = language.text("cell-data-numbers", &[("numbers", sheet.data(&limit.data).into())]);
        access.labelled(&label, Some(&language.name(&limit.access)));
    }
    // "extern" and "Empfänger" stand also where nothing was said.
    let placement = match recipient.placement {
        Placement::Internal => language.name(&recipient.placement),
        Placement::External => String::new(),
    };
    let role = match recipient.role {
        RecipientRole::Recipient => String::new(),
        other => language.name(&other),
    };
    vec![
        recipient.name.clone(),
        language.enumerated(&recipient.examples, recipient.enumeration).unwrap_or_default(),
        recipient.party.map(|party| view.title(party)).unwrap_or_default(),
        placement,
        role,
        sheet.data(&recipient.data),
        text(recipient.occasion.as_deref()),
        text(recipient.condition.as_deref()),
        access.below(),
        view.citations(&recipient.provisions),
        text(recipient.note.as_deref()),
    ]
}

const ENGAGEMENTS: [(&str, f64); 13] = [
    ("column-processor", 34.0),
    ("column-engagement-role", 24.0),
    ("column-service", 34.0),
    ("column-system", 22.0),
    ("column-engaged-by", 26.0),
    ("column-seat", 20.0),
    ("column-location", 20.0),
    ("column-contract", 34.0),
    ("column-group-names", 14.0),
    ("column-data-numbers", 12.0),
    ("column-condition", 28.0),
    ("column-validity", 20.0),
    ("column-note", 28.0),
];

fn engagement(sheet: &Sheet<'_>, engagement: &Engagement) -> Vec<String> {
    let (view, language) = (sheet.view, sheet.view.language);
    let location = |location| language.location(location).unwrap_or_else(|| view.not_stated());
    let groups: Vec<String> = engagement.groups.named().iter().map(|group| sheet.letter(*group)).collect();
    vec![
        view.engaged(engagement),
        language.name(&engagement.role),
        engagement.service.clone().unwrap_or_else(|| view.not_stated()),
        engagement.system.map(|system| view.title(system)).unwrap_or_default(),
        principals(sheet, engagement),
        location(&engagement.seat),
        location(&engagement.processing_location),
        view.contract(&engagement.contract),
        groups.join(", "),
        sheet.data(&engagement.data),
        text(engagement.condition.as_deref()),
        language.validity(engagement.validity).unwrap_or_default(),
        text(engagement.note.as_deref()),
    ]
}

/// On whose behalf a party works.
fn principals(sheet: &Sheet<'_>, engagement: &Engagement) -> String {
    let view = sheet.view;
    match &engagement.engaged_by {
        EngagedBy::Controller => view.word("mark-the-controller"),
        EngagedBy::NotStated => view.not_stated(),
        EngagedBy::Engagements { ids } => {
            let mut lines = Lines::default();
            for id in ids {
                let known = sheet.resolved.engagements.items.iter().find(|placed| placed.item.id == *id);
                lines.text(match known {
                    Some(placed) => {
                        let letters = View::engagement_letters(placed.item.role);
                        format!("{letters} {} {}", sheet.number_of(*id), view.engaged(placed.item))
                    }
                    None => view.word("mark-record-missing"),
                });
            }
            lines.below()
        }
    }
}

const TRANSFERS: [(&str, f64); 8] = [
    ("column-destination", 28.0),
    ("column-recipient", 28.0),
    ("column-through", 28.0),
    ("column-data-numbers", 12.0),
    ("column-safeguards", 38.0),
    ("column-evidence", 28.0),
    ("column-condition", 28.0),
    ("column-note", 28.0),
];

fn transfer(sheet: &Sheet<'_>, transfer: &Transfer) -> Vec<String> {
    let view = sheet.view;
    let through = transfer.engagement.map(|id| {
        let engaged = sheet.resolved.engagements.items.iter().find(|placed| placed.item.id == id);
        engaged.map_or_else(|| view.word("mark-record-missing"), |placed| view.engaged(placed.item))
    });
    vec![
        destination(sheet, &transfer.destination),
        text(transfer.recipient.as_deref()),
        through.unwrap_or_default(),
        sheet.data(&transfer.data),
        instrument(sheet, transfer),
        text(transfer.evidence.as_deref()),
        text(transfer.condition.as_deref()),
        text(transfer.note.as_deref()),
    ]
}

const RETENTION: [(&str, f64); 14] = [
    ("column-rule", 46.0),
    ("column-rule-name", 22.0),
    ("column-data-numbers", 12.0),
    ("column-rule-scope", 24.0),
    ("column-period", 24.0),
    ("column-start", 28.0),
    ("column-start-kind", 22.0),
    ("column-action", 22.0),
    ("column-actor", 22.0),
    ("column-condition", 28.0),
    ("column-exceptions", 34.0),
    ("column-provisions", 30.0),
    ("column-reason", 28.0),
    ("column-note", 28.0),
];

fn retention(sheet: &Sheet<'_>, rule: &RetentionRule) -> Vec<String> {
    let language = sheet.view.language;
    let parts = language.rule(rule, &sheet.rules);
    let joined = |parts: &[&Option<String>]| {
        let mut lines = Lines::default();
        for part in parts {
            lines.maybe(part.as_deref());
        }
        lines.below()
    };
    vec![
        language.sentence(rule, &sheet.rules),
        text(rule.name.as_deref()),
        sheet.data(&rule.data),
        joined(&[&parts.subjects, &parts.attribute, &parts.place]),
        joined(&[&Some(parts.headline.clone()), &parts.bound, &parts.limit]),
        joined(&[&parts.start]),
        joined(&[&parts.start_kind]),
        joined(&[&parts.action]),
        joined(&[&parts.actor, &parts.automation]),
        text(rule.condition.as_deref()),
        parts.exceptions.join("\n"),
        parts.norms.join("\n"),
        text(rule.reason.as_deref()),
        text(rule.note.as_deref()),
    ]
}

/// The cells of a rule with the keys of their headings.
pub(super) fn retention_columns(sheet: &Sheet<'_>, rule: &RetentionRule) -> Vec<(&'static str, String)> {
    RETENTION.iter().map(|(key, _)| *key).zip(retention(sheet, rule)).collect()
}

const MEASURES: [(&str, f64); 3] =
    [("column-measure", 46.0), ("column-members-of-set", 46.0), ("column-goals", 28.0)];

fn measures(sheet: &Sheet<'_>, item: &Measure) -> Vec<String> {
    let view = sheet.view;
    let mut members = Lines::default();
    if let Some(set) = item.set.and_then(|set| view.measure_set(set)) {
        members.text(view.statement(&set.measures, |measures| {
            let mut lines = Lines::default();
            for each in measures {
                lines.text(measure(sheet, each));
            }
            lines.below()
        }));
        members.maybe(set.note.as_deref());
    }
    let goals = item.goals.iter().map(|goal| view.language.goal(goal)).collect::<Vec<_>>();
    vec![measure(sheet, item), members.below(), goals.join(", ")]
}
