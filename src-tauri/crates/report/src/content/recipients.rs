//! Sections 4 and 5: recipients with their occasion, and transfers to third countries.

use register::engagement::{Engagement, EngagementRole};
use register::recipient::{Access, Destination, Recipient, RecipientRole, Transfer};
use register::resolve::Place;

use super::lines::{Lines, joined, paragraph};
use super::sheet::{Shape, Sheet, label_cell, row, table};
use super::words;
use crate::document::{self, Block, Inline, Inlines, Row, Style, TableRow};

impl Sheet<'_> {
    /// Recipients by group, then whoever is engaged, since processors receive data, too (Art. 4(9)).
    pub(super) fn recipients(&self) -> Vec<Block> {
        let shape = Shape { columns: 4, text: 2, explains_groups: false };
        let mut rows = self.rows(|scope| &scope.recipients, shape, &|item, place, origin| {
            self.recipient(item, place, origin)
        });
        let engaged = &self.resolved.engagements;
        if !engaged.items.is_empty() {
            rows.push(TableRow::Group(document::Group {
                title: words::ENGAGED_PARTIES.to_owned(),
                ..document::Group::default()
            }));
            for placed in &engaged.items {
                let origin = self.origin(placed.stated_in, self.resolved.common.place);
                let inherited = origin.is_some();
                rows.push(TableRow::Row(Row { inherited, ..self.engaged(placed.item, origin) }));
            }
        }
        let head = [words::NUMBER, words::DATA, words::RECIPIENT, words::OCCASION_OF_DISCLOSURE];
        let mut blocks: Vec<Block> = table(&[1.0, 2.0, 3.0, 8.5], &head, rows).into_iter().collect();
        blocks.extend(self.engagements());
        blocks
    }

    fn recipient(&self, recipient: &Recipient, place: Place, origin: Option<Inline>) -> Row {
        let language = self.context.language;
        let mut lines = Lines::after(origin);
        let party = recipient.party.and_then(|id| Some((self.context.directory.party(id)?, id)));
        match party {
            Some((party, id)) if recipient.name.contains(&party.name) => {
                lines.whole(self.context.linked_body(id, &recipient.name, Style::Regular));
            }
            _ => {
                lines.text(&recipient.name);
                let body = recipient.party.map(|id| self.context.body(id, Style::Regular));
                lines.labelled(words::PARTY, body.unwrap_or_default());
            }
        }
        lines.text(&language.enumerated(&recipient.examples, recipient.enumeration).unwrap_or_default());
        let mut footing = vec![language.name(&recipient.placement)];
        if recipient.role != RecipientRole::Recipient {
            footing.push(language.name(&recipient.role));
        }
        if recipient.access != Access::NotStated {
            footing.push(language.name(&recipient.access));
        }
        lines.text(&footing.join(" · "));
        for limit in &recipient.access_limits {
            let mut data = vec![Inline::text(format!("{} ", words::NUMBER))];
            data.extend(self.data(&limit.data, place));
            data.push(Inline::text(format!(": {}", language.name(&limit.access))));
            lines.whole(data);
        }
        self.context.citations(&mut lines, &recipient.provisions);

        let mut occasion = Lines::default();
        occasion.text(recipient.occasion.as_deref().unwrap_or_default());
        occasion.optional(words::CONDITION, recipient.condition.as_deref());
        occasion.optional(words::NOTE, recipient.note.as_deref());
        let occasion = occasion.inlines();
        let occasion = if occasion.is_empty() { vec![Inline::gap(words::NOT_STATED)] } else { occasion };
        row(vec![
            label_cell(self.label("E", recipient.id)),
            paragraph(self.data(&recipient.data, place)),
            lines.cell(),
            paragraph(occasion),
        ])
    }

    fn engaged(&self, engagement: &Engagement, origin: Option<Inline>) -> Row {
        let mut lines = Lines::after(origin);
        lines.whole(self.engaged_name(engagement, Style::Regular));
        let footing = match engagement.role {
            EngagementRole::Processor | EngagementRole::SubProcessor => words::BY_CONTRACT.to_owned(),
            other => self.context.language.name(&other),
        };
        lines.text(&footing);
        let mut occasion = Lines::default();
        occasion.text(engagement.service.as_deref().unwrap_or_default());
        let occasion = occasion.inlines();
        let occasion = if occasion.is_empty() { vec![Inline::gap(words::NOT_STATED)] } else { occasion };
        row(vec![
            label_cell(self.engagement_label(engagement)),
            paragraph(self.data(&engagement.data, self.resolved.common.place)),
            lines.cell(),
            paragraph(occasion),
        ])
    }

    /// Transfers to third countries and international organisations.
    pub(super) fn transfers(&self) -> Vec<Block> {
        let shape = Shape { columns: 4, text: 2, explains_groups: false };
        let rows = self
            .rows(|scope| &scope.transfers, shape, &|item, place, origin| self.transfer(item, place, origin));
        let head = [words::NUMBER, words::DATA, words::DESTINATION, words::SAFEGUARDS];
        table(&[1.0, 2.0, 3.0, 8.0], &head, rows).into_iter().collect()
    }

    fn transfer(&self, transfer: &Transfer, place: Place, origin: Option<Inline>) -> Row {
        let language = self.context.language;
        let mut lines = Lines::after(origin);
        let destination: Inlines = match &transfer.destination {
            Destination::Country { country } => vec![Inline::bold(language.country(country))],
            Destination::InternationalOrganisation { name } => vec![Inline::bold(name.as_str())],
            Destination::Unnamed => vec![Inline::gap(words::UNNAMED_COUNTRY)],
        };
        lines.whole(destination);
        lines.optional(words::DATA_RECIPIENT, transfer.recipient.as_deref());
        if let Some(id) = transfer.engagement {
            let engagement = self.resolved.engagements.items.iter().find(|placed| placed.item.id == id);
            let through = match engagement {
                Some(placed) => joined(
                    [
                        vec![Inline::name(self.engagement_label(placed.item))],
                        self.engaged_name(placed.item, Style::Regular),
                    ],
                    " ",
                ),
                None => vec![Inline::gap(words::RECORD_MISSING)],
            };
            lines.labelled(words::THROUGH, through);
        }
        lines.optional(words::CONDITION, transfer.condition.as_deref());
        lines.optional(words::NOTE, transfer.note.as_deref());

        let mut safeguards = Lines::default();
        match &transfer.instrument {
            Some(instrument) => safeguards.text(&language.name(instrument)),
            None => safeguards.push(Inline::gap(words::INSTRUMENT_NOT_STATED)),
        };
        safeguards.optional(words::EVIDENCE, transfer.evidence.as_deref());
        row(vec![
            label_cell(self.label("T", transfer.id)),
            paragraph(self.data(&transfer.data, place)),
            lines.cell(),
            safeguards.cell(),
        ])
    }
}
