//! The document model as plain text: one line a paragraph, *bold*, [=origin], [!gap].

use crate::document::{
    Block, Cell, Document, FactRow, Flow, Inline, Inlines, Mark, Style, TableRow, TagKind,
};

/// The document as text.
pub(super) fn text(document: &Document) -> String {
    let mut lines = Vec::new();
    if let Some(cover) = &document.cover {
        lines.push(format!("{} | {}", cover.organisation, cover.edition));
        lines.push(format!("# {}", cover.title));
        lines.extend(cover.subtitle.iter().cloned());
        facts(&cover.facts, &mut lines);
        lines.extend(cover.counts.iter().map(|count| format!("{} {}", count.number, count.meaning)));
    }
    for block in &document.blocks {
        add(block, &mut lines);
    }
    lines.join("\n")
}

/// All inlines of all tables and texts.
pub(super) fn inlines(document: &Document) -> Vec<Inline> {
    let mut all = Vec::new();
    for block in &document.blocks {
        match block {
            Block::Paragraph(inlines) | Block::Lead(inlines) | Block::Note(inlines) => {
                all.extend(inlines.clone());
            }
            Block::Table(table) => {
                for row in &table.rows {
                    if let TableRow::Row(row) = row {
                        row.cells.iter().flatten().for_each(|flow| collect(flow, &mut all));
                    }
                }
            }
            _ => {}
        }
    }
    all
}

fn collect(flow: &Flow, all: &mut Vec<Inline>) {
    match flow {
        Flow::Paragraph(inlines) => all.extend(inlines.clone()),
        Flow::List(list) => {
            list.items.iter().flat_map(|item| &item.content).for_each(|flow| collect(flow, all));
        }
    }
}

fn add(block: &Block, lines: &mut Vec<String>) {
    match block {
        Block::Title(title) => {
            lines.push(String::new());
            lines.push(format!("# {} | {} | {}", title.eyebrow, title.title, line(&title.status)));
        }
        Block::Section(section) => lines.push(format!("\n## {} {}", section.number, section.title)),
        Block::Subsection { title } => lines.push(format!("### {title}")),
        Block::Paragraph(inlines) | Block::Lead(inlines) | Block::Note(inlines) => lines.push(line(inlines)),
        Block::List(list) => lines.push(cell(&vec![Flow::List(list.clone())])),
        Block::Facts(rows) => facts(rows, lines),
        Block::Table(table) => {
            if !table.head.is_empty() {
                lines.push(format!("<{}>", table.head.join(" | ").replace('\n', "")));
            }
            for row in &table.rows {
                lines.push(match row {
                    TableRow::Group(group) => {
                        format!("== {} {} {}", group.number, group.title, line(&group.note))
                    }
                    TableRow::Row(row) => {
                        let bar = if row.inherited { "|| " } else { "" };
                        let indent = "  ".repeat(row.level.into());
                        let cells: Vec<String> = row.cells.iter().map(cell).collect();
                        format!("{indent}{bar}{}", cells.join(" | "))
                    }
                });
            }
        }
        Block::PageBreak => {}
    }
}

fn facts(rows: &[FactRow], lines: &mut Vec<String>) {
    for row in rows {
        let bar = if row.inherited { "|| " } else { "" };
        let facts: Vec<String> = row
            .facts
            .iter()
            .map(|fact| format!("{}: {}", fact.label.replace('\u{ad}', ""), cell(&fact.value)))
            .collect();
        lines.push(format!("{bar}{}", facts.join(" | ")));
    }
}

fn cell(cell: &Cell) -> String {
    let parts: Vec<String> = cell
        .iter()
        .map(|flow| match flow {
            Flow::Paragraph(inlines) => line(inlines),
            Flow::List(list) => {
                let items =
                    list.items.iter().map(|item| format!("{} {}", item.label, self::cell(&item.content)));
                format!("({})", items.collect::<Vec<_>>().join(" ; "))
            }
        })
        .collect();
    parts.join(" / ")
}

fn line(inlines: &Inlines) -> String {
    let styled = |text: &str, style: Style| match style {
        Style::Bold => format!("*{text}*"),
        Style::Regular | Style::Italic => text.to_owned(),
    };
    let parts: Vec<String> = inlines
        .iter()
        .map(|inline| match inline {
            Inline::Text { text, style, .. } | Inline::Spoken { text, style, .. } => styled(text, *style),
            Inline::Link { text, style, .. } => styled(text, *style),
            Inline::Tag { kind: TagKind::Origin, text } => format!("[={text}]"),
            Inline::Tag { kind: TagKind::Gap, text } => format!("[!{text}]"),
            Inline::Quote(text) => format!("„{text}“"),
            Inline::PageReference { anchor, .. } => format!("<page of {anchor}>"),
            Inline::Mark(mark) => match mark {
                Mark::Full => "(full)".into(),
                Mark::Half => "(half)".into(),
                Mark::Empty => "(empty)".into(),
                Mark::Dash => "(dash)".into(),
                Mark::Square => "(square)".into(),
                Mark::Triangle => "(triangle)".into(),
                Mark::Box => "(box)".into(),
            },
            Inline::LineBreak => " / ".into(),
        })
        .collect();
    parts.concat().replace('\n', " / ")
}
