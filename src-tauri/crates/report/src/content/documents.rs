//! Parts C and D: the documents and the measure sets of the register.

use register::document::{Availability, Document};
use register::id::RecordId;

use super::context::{Context, linked};
use super::lines::{Lines, paragraph};
use super::sheet::{row, table};
use super::words;
use crate::document::{Block, Inline, Inlines, List, ListItem, Row, Section, TableRow, Title};

/// Part C: the documents with their numbers.
pub(super) fn documents(context: &Context<'_>) -> Vec<Block> {
    let mut blocks = vec![part("C", words::DOCUMENTS)];
    let rows = (1..).zip(context.directory.documents()).map(|(number, (id, document))| {
        TableRow::Row(Row { anchor: Some(format!("d{number}")), ..entry(context, number, *id, document) })
    });
    let head = [words::NUMBER, words::DOCUMENT, words::DATES, words::ACTIVITY_SHORT];
    let table = table(&[1.0, 2.0, 8.0, 11.3], &head, rows.collect());
    blocks.push(table.unwrap_or_else(|| Block::Paragraph(vec![Inline::text(words::NOTHING_HERE)])));
    blocks
}

fn entry(context: &Context<'_>, number: usize, id: RecordId, document: &Document) -> Row {
    let language = context.language;
    let mut lines = Lines::default();
    lines.push(Inline::bold(document.title.as_str()));
    lines.whole(context.undecided_mark(id));
    lines.text(&language.name(&document.kind));
    let availability = language.name(&document.availability);
    match document.availability {
        Availability::Available => lines.text(&availability),
        Availability::AnnouncedButMissing | Availability::NotFiled => {
            lines.line().push(Inline::gap(availability))
        }
    };
    lines.whole(document.web.iter().map(|web| linked(web)).collect());
    lines.optional(words::FILED_AT, document.filed_at.as_deref());
    lines.optional(words::NOTE, document.note.as_deref());
    let mut dates = Lines::default();
    let days = [
        (words::DATED, document.dated),
        (words::NEXT_REVIEW, document.next_check),
        (words::ENDS_LABEL, document.ends_on),
    ];
    for (label, day) in days {
        dates.labelled(label, day.map(|day| context.date(day)).unwrap_or_default());
    }
    let dates = dates.inlines();
    let dates = if dates.is_empty() { vec![Inline::gap(words::NOT_STATED)] } else { dates };
    let used_by =
        (1..).zip(context.input.activities).filter(|(_, (_, activity))| activity.documents.contains(&id));
    let used_by: Vec<Inlines> = used_by
        .map(|(number, (_, activity))| {
            let description = format!("Zu {number} {}", activity.title);
            vec![Inline::link_to(number.to_string(), format!("t{number}"), description)]
        })
        .collect();
    row(vec![
        paragraph(vec![Inline::name(format!("D {number}"))]),
        lines.cell(),
        paragraph(dates),
        paragraph(super::lines::joined(used_by, ", ")),
    ])
}

/// Part D: the measure sets; nothing where there are none.
pub(super) fn measure_sets(context: &Context<'_>) -> Vec<Block> {
    let sets = context.directory.measure_sets();
    if sets.is_empty() {
        return Vec::new();
    }
    let mut blocks = vec![part("D", words::MEASURE_SETS)];
    for (number, (id, set)) in (1..).zip(sets) {
        blocks.push(Block::Section(Section {
            number: format!("M {number}"),
            title: set.name.clone(),
            anchor: Some(format!("m{number}")),
        }));
        let mark = context.undecided_mark(*id);
        if !mark.is_empty() {
            blocks.push(Block::Paragraph(mark));
        }
        match set.measures.given() {
            Some(measures) => {
                let item =
                    |measure| ListItem { label: "–".into(), content: context.measure(measure, None) };
                blocks.push(Block::List(List { items: measures.iter().map(item).collect() }));
            }
            None => blocks.push(Block::Paragraph(context.standing(&(&set.measures).into()))),
        }
        if let Some(note) = &set.note {
            blocks.push(Block::Note(vec![Inline::text(note.as_str())]));
        }
    }
    blocks
}

pub(super) fn part(letter: &str, title: &str) -> Block {
    Block::Title(Title {
        eyebrow: format!("{} {letter}", words::PART),
        title: title.to_owned(),
        short: format!("{letter} {title}"),
        anchor: Some(letter.to_lowercase()),
        ..Title::default()
    })
}
