//! The register as a document, in the Bayern layout: what of the model is printed, and where.
//!
//! Title page, contents, part A (what the organisation lays down for all activities), one chapter for each activity,
//! part B (processors, further parties, systems), part C (documents), part D (measure sets), part E (findings of the
//! checker, and an overview of what stands in two versions), part F (the Löschkonzept).
//!
//! # Invariants
//!
//! - Everything a register states is printed; left out are ids and the notes for the own desk.
//! - Whoever reads one group reads all that holds for it: what is taken over is printed in full with its origin.
//! - Silence, "none", a reference and an announcement that nothing followed print differently.
//! - The order of the output follows the order of the records, never that of a hash table.

mod activity;
mod bodies;
mod contact;
mod contents;
mod context;
mod cover;
mod data;
mod defaults;
mod directory;
mod documents;
mod engagements;
mod erasure;
mod findings;
mod further;
mod information;
mod lines;
mod purposes;
mod recipients;
mod retention;
mod sheet;
#[cfg(test)]
mod tests;
mod versions;
mod words;

use chrono::NaiveDate;
use language::Language;
use register::activity::ProcessingActivity;
use register::check::Finding;
use register::id::RecordId;
use register::organisation::Organisation;
use register::record::{Conflict, Record};
use std::collections::BTreeMap;

use crate::document::{Attachment, Document, Relationship, Wording};
use crate::{Rendered, ReportError};
use context::Context;

/// A register as it is printed.
#[derive(Debug, Clone, Copy)]
pub struct RegisterInput<'a> {
    /// The register, which is also the organisation's id.
    pub id: RecordId,
    /// The organisation.
    pub organisation: &'a Organisation,
    /// The activities in printed order.
    pub activities: &'a [(RecordId, &'a ProcessingActivity)],
    /// Parties, systems, documents and measure sets; those the register does not refer to are not printed.
    pub others: &'a BTreeMap<RecordId, Record>,
    /// The day on which each activity was last changed.
    pub changed_on: &'a BTreeMap<RecordId, NaiveDate>,
    /// What the checker found, each with the record it concerns: the organisation or an activity.
    pub findings: &'a [(RecordId, Finding)],
    /// The open conflicts of the organisation, the activities and the others. They are marked until they are decided.
    pub conflicts: &'a BTreeMap<RecordId, Vec<Conflict>>,
    /// The register as an abridged native file, to be carried inside the document.
    pub enclosed: Option<&'a [u8]>,
    /// The day the document is made.
    pub today: NaiveDate,
}

/// The register as a PDF. The same input gives the same bytes.
///
/// # Errors
///
/// Only when the program is damaged or has a defect; no content is refused.
pub fn register_pdf(input: &RegisterInput<'_>, language: &Language) -> Result<Rendered, ReportError> {
    crate::render_counted(&register_document(input, language), input.today)
}

/// The register as a document.
#[must_use]
pub fn register_document(input: &RegisterInput<'_>, language: &Language) -> Document {
    let context = Context::new(input, language);
    let mut blocks = contents::blocks(&context);
    blocks.extend(defaults::blocks(&context));
    for (number, (_, activity)) in (1..).zip(input.activities) {
        blocks.extend(activity::blocks(&context, number, activity));
    }
    blocks.extend(bodies::blocks(&context));
    blocks.extend(documents::documents(&context));
    blocks.extend(documents::measure_sets(&context));
    blocks.extend(findings::blocks(&context));
    blocks.extend(erasure::blocks(&context));
    let name = &input.organisation.name;
    Document {
        title: format!("{} – {name}", words::REGISTER),
        language: "de-DE".to_owned(),
        organisation: name.clone(),
        name: words::REGISTER.to_owned(),
        footer: cover::edition(&context),
        wording: Wording::german(),
        cover: Some(cover::cover(&context)),
        blocks,
        attachment: input.enclosed.map(|bytes| Attachment {
            name: words::ENCLOSED_NAME.to_owned(),
            description: words::ENCLOSED_DESCRIPTION.to_owned(),
            mime: "application/json".to_owned(),
            bytes: bytes.to_vec(),
            relationship: Relationship::Source,
        }),
    }
}
