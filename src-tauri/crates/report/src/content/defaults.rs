//! Part A: what the organisation lays down for all its activities.

use super::context::Context;
use super::sheet::Sheet;
use super::versions::Versions;
use super::{cover, words};
use crate::document::{Block, Inline, Title};

/// The blocks of part A.
pub(super) fn blocks(context: &Context<'_>) -> Vec<Block> {
    let sheet = Sheet::of_defaults(context);
    let mut blocks = vec![Block::Title(Title {
        eyebrow: format!("{} A", words::PART),
        title: words::DEFAULTS.to_owned(),
        short: format!("A {}", words::DEFAULTS_SHORT),
        anchor: Some("a".into()),
        ..Title::default()
    })];
    blocks.push(Block::Facts(cover::organisation(context)));
    blocks.extend(sheet.versions.as_ref().and_then(Versions::note_of_all));
    let sections = [
        (words::PURPOSES_AND_BASES, sheet.purposes_and_bases()),
        (words::DATA_CATEGORIES, sheet.data_categories()),
        (words::DATA_SUBJECTS, sheet.data_subjects()),
        (words::RECIPIENTS, sheet.recipients()),
        (words::TRANSFERS, sheet.transfers()),
        (words::RETENTION, sheet.retention()),
        (words::FURTHER, sheet.further()),
    ];
    let stated: Vec<_> = sections.into_iter().filter(|(_, content)| !content.is_empty()).collect();
    let lead = if stated.is_empty() { words::NO_DEFAULTS } else { words::DEFAULTS_LEAD };
    blocks.push(Block::Paragraph(vec![Inline::text(lead)]));
    for (index, (title, content)) in (1..).zip(stated) {
        blocks.push(sheet.section(index, title));
        blocks.extend(content);
    }
    blocks.extend(sheet.versions.iter().flat_map(|versions| versions.section(String::new())));
    blocks
}
