//! The table of contents and the legend.

use register::resolve::Standing;

use super::context::Context;
use super::lines::paragraph;
use super::sheet::{row, table};
use super::{versions, words};
use crate::document::{Block, Cell, Column, Inline, Inlines, Row, Section, Style, Table, TableRow, Title};

/// The blocks of the contents.
pub(super) fn blocks(context: &Context<'_>) -> Vec<Block> {
    let mut blocks = vec![Block::Title(Title {
        eyebrow: words::REGISTER.to_owned(),
        title: words::CONTENTS.to_owned(),
        short: words::CONTENTS.to_owned(),
        ..Title::default()
    })];
    if context.input.activities.is_empty() {
        blocks.push(Block::Paragraph(vec![Inline::text(words::NO_ACTIVITIES)]));
    } else {
        blocks.push(activities(context));
    }
    blocks.push(parts(context));
    blocks.push(Block::Section(Section { title: words::LEGEND.to_owned(), ..Section::default() }));
    blocks.extend(table(&[1.0, 5.5], &[], legend(context)));
    blocks.push(Block::Note(vec![Inline::text(words::SUBMISSION)]));
    // Not on the title page, which has to stay one page.
    blocks.extend(context.input.enclosed.map(|_| Block::Note(vec![Inline::text(words::ENCLOSED_NOTE)])));
    blocks
}

fn activities(context: &Context<'_>) -> Block {
    let rows = (1..).zip(context.input.activities).map(|(number, (id, activity))| {
        let mut status = context.stage(activity, false);
        if context.is_undecided(*id) {
            status.extend([Inline::LineBreak, versions::mark()]);
        }
        let anchor = format!("t{number}");
        let description = format!("Zu {number} {}", activity.title);
        TableRow::Row(row(vec![
            text(&number.to_string()),
            paragraph(vec![Inline::link_to(activity.title.as_str(), anchor.as_str(), description.as_str())]),
            paragraph(status),
            paragraph(vec![Inline::page_of(anchor, description)]),
        ]))
    });
    contents_table(&[1.0, 2.0, 8.6], &[words::NUMBER, words::ACTIVITY, words::STATUS], rows.collect())
}

fn parts(context: &Context<'_>) -> Block {
    let mut parts = vec![("A", words::DEFAULTS), ("B", words::PARTIES), ("C", words::DOCUMENTS)];
    if !context.directory.measure_sets().is_empty() {
        parts.push(("D", words::MEASURE_SETS));
    }
    parts.extend([("E", words::FINDINGS), ("F", words::ERASURE_CONCEPT)]);
    let rows = parts.into_iter().map(|(letter, title)| {
        let (anchor, description) = (letter.to_lowercase(), format!("Zu Teil {letter}"));
        TableRow::Row(row(vec![
            text(letter),
            paragraph(vec![Inline::link_to(title, anchor.as_str(), description.as_str())]),
            paragraph(vec![Inline::page_of(anchor, description)]),
        ]))
    });
    contents_table(&[1.0, 2.0], &[words::PART, words::OVERALL], rows.collect())
}

fn contents_table(starts: &[f32], head: &[&str], rows: Vec<TableRow>) -> Block {
    let mut columns: Vec<Column> = starts.iter().map(|start| Column::at(*start)).collect();
    columns.push(Column::right_at(12.0));
    let head = head.iter().copied().chain([words::PAGE]).map(str::to_owned).collect();
    Block::Table(Table { columns, head, rows })
}

fn legend(context: &Context<'_>) -> Vec<TableRow> {
    let entry = |sign: Inlines, meaning: &str| row(vec![paragraph(sign), text(meaning)]);
    let state = |standing: Standing<'_>| context.standing(&standing);
    let (own, own_meaning) = words::LEGEND_OWN;
    let (reason, not_required) = words::LEGEND_NOT_REQUIRED;
    let (reference, by_reference) = words::LEGEND_REFERENCE;
    let (groups, groups_meaning) = words::LEGEND_GROUPS;
    let (numbers, numbers_meaning) = words::LEGEND_NUMBERS;
    let (origin, inherited) = words::LEGEND_INHERITED;
    let (quote, wording) = words::LEGEND_QUOTE;
    [
        entry(vec![Inline::text(own)], own_meaning),
        entry(state(Standing::ExplicitlyNone { note: None }), words::LEGEND_NONE),
        entry(state(Standing::NotRequired { reason }), not_required),
        entry(vec![Inline::text(reference)], by_reference),
        entry(vec![Inline::bold(groups)], groups_meaning),
        entry(vec![Inline::text(numbers)], numbers_meaning),
        Row { inherited: true, ..entry(vec![Inline::origin(origin)], inherited) },
        entry(state(Standing::NotStated), words::LEGEND_GAP),
        entry(vec![Inline::quote(quote)], wording),
    ]
    .into_iter()
    .chain(context.has_undecided().then(|| entry(vec![versions::mark()], words::LEGEND_TWO_VERSIONS)))
    .map(TableRow::Row)
    .collect()
}

fn text(text: &str) -> Cell {
    paragraph(vec![Inline::Text { text: text.to_owned(), style: Style::Regular, hyphenate: true }])
}
