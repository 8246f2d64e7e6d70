//! Part F: the Löschkonzept, i.e. the retention rules of all activities by class.

use language::retention::RuleText;
use register::erasure_concept::{Category, Entry, ErasureConcept, Matrix, StandardPeriod};
use register::numbering::ranges;
use register::statement::Selection;

use super::context::Context;
use super::documents::part;
use super::lines::{Lines, joined, paragraph};
use super::retention::{action_and_actor, period_and_start};
use super::sheet::{Sheet, row, section_anchor, spoken, table};
use super::words;
use crate::document::{Block, Cell, Group, Inline, Inlines, Row, Section, Style, TableRow, Target};

/// How many types of start one table of classes has room for.
const TYPES_IN_TABLE: usize = 6;

/// The section of an activity that holds its retention rules.
const RETENTION_SECTION: usize = 6;

/// The blocks of part F.
pub(super) fn blocks(context: &Context<'_>) -> Vec<Block> {
    let input = context.input;
    let concept = ErasureConcept::of(input.organisation, input.activities);
    let mut blocks = vec![part("F", words::ERASURE_CONCEPT)];
    let mut sections = 1..;
    let mut section = |title: &str| {
        let number = sections.next().map(|number| format!("F.{number}")).unwrap_or_default();
        Block::Section(Section { number, title: title.to_owned(), anchor: None })
    };
    if concept.entries.is_empty() {
        blocks.push(Block::Paragraph(vec![Inline::text(words::NO_RULES)]));
    } else {
        let matrix = concept.matrix();
        blocks.push(section(words::CLASSES));
        blocks.extend(classes(context, &concept, &matrix));
        blocks.push(Block::Note(vec![Inline::text(words::CLASSES_NOTE)]));
        blocks.push(section(words::RULES));
        blocks.extend(rules(context, &concept, &matrix));
    }
    if let Some(table) = uncovered(context, &concept) {
        blocks.extend([section(words::UNCOVERED), table]);
    }
    blocks.extend(unknown(context, &concept));
    blocks
}

/// The matrix of classes; with many types of start as several tables.
fn classes(context: &Context<'_>, concept: &ErasureConcept<'_>, matrix: &Matrix) -> Vec<Block> {
    let mut blocks = Vec::new();
    for (index, types) in matrix.columns.chunks(TYPES_IN_TABLE).enumerate() {
        let from = index * TYPES_IN_TABLE;
        let rows = matrix.rows.iter().filter_map(|class| {
            let cells = class.cells.get(from..from + types.len())?;
            if cells.iter().all(Vec::is_empty) {
                return None;
            }
            let period = context.language.class_period(class.period, class.anchor);
            let period = match (class.period, class.anchor) {
                (StandardPeriod::NotStated, None) => Inline::gap(words::NOT_STATED),
                (StandardPeriod::NotStated, Some(_)) => Inline::gap(period),
                _ => Inline::text(period),
            };
            let rules = cells.iter().map(|rules| {
                let labels = rules.iter().filter_map(|rule| concept.entries.get(*rule));
                let labels = joined(labels.map(|entry| vec![label(entry)]), ", ");
                paragraph(if labels.is_empty() { vec![Inline::text("–")] } else { labels })
            });
            Some(TableRow::Row(row(std::iter::once(paragraph(vec![period])).chain(rules).collect())))
        });
        let names: Vec<String> = types.iter().map(|start| context.language.name(start)).collect();
        let head: Vec<&str> =
            std::iter::once(words::STANDARD_PERIOD).chain(names.iter().map(String::as_str)).collect();
        let first = 3.4;
        let width = (13.0 - first) / names.len() as f32;
        let starts: Vec<f32> = std::iter::once(1.0)
            .chain((0..names.len()).map(|column| first + width * column as f32))
            .collect();
        blocks.extend(table(&starts, &head, rows.collect()));
    }
    blocks
}

/// "4‑L2" as a link to the activity's section on retention.
fn label(entry: &Entry<'_>) -> Inline {
    let text = entry.label();
    Inline::Link {
        description: format!("Zu Regel {text}"),
        text: text.replace('-', "\u{2011}"),
        style: Style::Bold,
        target: Target::Anchor(section_anchor(&entry.activity_number.to_string(), RETENTION_SECTION)),
    }
}

/// The rules, class by class.
fn rules(context: &Context<'_>, concept: &ErasureConcept<'_>, matrix: &Matrix) -> Option<Block> {
    let sheets: Vec<Sheet<'_>> = (1..)
        .zip(context.input.activities)
        .map(|(number, (_, activity))| Sheet::of_activity(context, number, activity))
        .collect();
    let mut rows = Vec::new();
    for class in &matrix.rows {
        for (start, cell) in matrix.columns.iter().zip(&class.cells).filter(|(_, cell)| !cell.is_empty()) {
            rows.push(TableRow::Group(Group {
                number: String::new(),
                title: context.language.class_period(class.period, class.anchor),
                note: vec![Inline::text(context.language.name(start))],
            }));
            for entry in cell.iter().filter_map(|rule| concept.entries.get(*rule)) {
                let sheet = entry.activity_number.checked_sub(1).and_then(|index| sheets.get(index));
                rows.extend(sheet.map(|sheet| TableRow::Row(rule(context, sheet, entry))));
            }
        }
    }
    let head = [
        words::RULE,
        words::ACTIVITY_AND_DATA,
        words::PERIOD_AND_START,
        words::ACTION_AND_ACTOR,
        words::NORM,
    ];
    table(&[1.0, 1.9, 4.6, 7.8, 10.6], &head, rows)
}

fn rule(context: &Context<'_>, sheet: &Sheet<'_>, entry: &Entry<'_>) -> Row {
    // The head of the class names the type of start; notes stand with the activity.
    let text = RuleText { start_kind: None, note: None, ..context.language.rule(entry.rule, &sheet.rules) };
    let mut norms = Lines::default();
    context.citations(&mut norms, &entry.rule.norms);
    row(vec![
        paragraph(vec![label(entry)]),
        data(entry),
        period_and_start(entry.rule, &text, None),
        action_and_actor(&text),
        norms.cell(),
    ])
}

/// The activity with the groups and the categories of data of a rule.
fn data(entry: &Entry<'_>) -> Cell {
    let mut lines = Lines::default();
    lines.text(entry.activity_title);
    match entry.groups.as_slice() {
        [] => {}
        [group] => {
            lines.text(&format!("{} {group}", words::GROUP));
        }
        groups => {
            lines.text(&format!("{} {}", words::GROUPS, groups.join(", ")));
        }
    }
    let numbers = ranges(entry.categories.iter().map(|category| category.number).collect::<Vec<_>>());
    let names: Vec<&str> = entry.categories.iter().map(|category| category.name).collect();
    match (&entry.rule.data, names.as_slice()) {
        (_, []) => lines.line().push(Inline::gap(words::NOT_STATED)),
        (Selection::All, _) => named(&mut lines, words::ALL_CATEGORIES, numbers),
        (Selection::Only(_), names) => named(&mut lines, &names.join(", "), numbers),
    };
    lines.cell()
}

/// "Protokolldaten (8)".
fn named<'l>(lines: &'l mut Lines, names: &str, numbers: String) -> &'l mut Lines {
    lines.line().push(Inline::text(format!("{names} ("))).push(spoken(numbers)).push(Inline::text(")"))
}

/// Categories of data that no rule covers, activity by activity.
fn uncovered(context: &Context<'_>, concept: &ErasureConcept<'_>) -> Option<Block> {
    let rows = (1..).zip(context.input.activities).filter_map(|(number, (id, activity))| {
        let of_activity = concept.uncovered.iter().filter(|uncovered| uncovered.activity == *id);
        let categories: Vec<Inlines> = of_activity.map(|uncovered| category(&uncovered.category)).collect();
        if categories.is_empty() {
            return None;
        }
        Some(TableRow::Row(row(vec![
            paragraph(vec![activity_link(number, &activity.title)]),
            paragraph(vec![Inline::text(activity.title.as_str())]),
            paragraph(joined(categories, ", ")),
        ])))
    });
    table(&[1.0, 2.0, 5.5], &[words::NUMBER, words::ACTIVITY, words::CATEGORIES], rows.collect())
}

/// "8 Protokolldaten".
fn category(category: &Category<'_>) -> Inlines {
    vec![Inline::text(format!("{}\u{a0}{}", category.number, category.name))]
}

fn activity_link(number: usize, title: &str) -> Inline {
    Inline::link_to(number.to_string(), format!("t{number}"), format!("Zu {number} {title}"))
}

/// The activities whose rules are not known.
fn unknown(context: &Context<'_>, concept: &ErasureConcept<'_>) -> Option<Block> {
    let broken = (1..).zip(context.input.activities).filter(|(_, (id, _))| concept.broken.contains(id));
    let links =
        joined(broken.map(|(number, (_, activity))| vec![activity_link(number, &activity.title)]), ", ");
    if links.is_empty() {
        return None;
    }
    let mut note = vec![Inline::text(format!("{} ", words::UNKNOWN_RULES))];
    note.extend(links);
    Some(Block::Note(note))
}
