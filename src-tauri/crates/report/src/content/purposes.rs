//! Section 1: purposes and legal bases.

use register::legal_basis::{LegalBasis, Purpose};
use register::resolve::Place;
use register::statement::Selection;

use super::lines::{Lines, paragraph};
use super::sheet::{Shape, Sheet, headed, label_cell, row, table};
use super::words;
use crate::document::{Block, Inline, Row};

impl Sheet<'_> {
    /// Purposes, then legal bases.
    pub(super) fn purposes_and_bases(&self) -> Vec<Block> {
        let shape = Shape { columns: 2, text: 1, explains_groups: true };
        let purposes = self
            .rows(|scope| &scope.purposes, shape, &|item, place, origin| self.purpose(item, place, origin));
        let shape = Shape { columns: 3, text: 2, explains_groups: false };
        let bases = self.rows(|scope| &scope.legal_bases, shape, &|item, place, origin| {
            self.legal_basis(item, place, origin)
        });
        let mut blocks = headed(words::PURPOSES, table(&[1.0, 2.0], &[], purposes));
        let head = [words::NUMBER, words::APPLIES, words::BASIS_AND_WORDING];
        blocks.extend(headed(words::LEGAL_BASES, table(&[1.0, 2.0, 5.0], &head, bases)));
        blocks
    }

    fn purpose(&self, purpose: &Purpose, place: Place, origin: Option<Inline>) -> Row {
        let mut lines = Lines::after(origin);
        lines.text(&purpose.text);
        lines.optional(words::CONDITION, purpose.condition.as_deref());
        lines.labelled(words::DATA, self.some_data(&purpose.data, place));
        row(vec![label_cell(self.label("Z", purpose.id)), lines.cell()])
    }

    fn legal_basis(&self, basis: &LegalBasis, place: Place, origin: Option<Inline>) -> Row {
        let mut scope = Lines::default();
        if let Some(condition) = &basis.condition {
            scope.text(condition);
        }
        scope.labelled(words::PURPOSES, self.some_purposes(&basis.purposes));
        scope.labelled(words::DATA, self.some_data(&basis.data, place));
        scope.optional(words::CHANNEL, basis.channel.as_deref());
        let unrestricted = basis.purposes == Selection::All && basis.data == Selection::All;
        let scope = scope.inlines();
        let scope =
            if scope.is_empty() && unrestricted { vec![Inline::text(words::UNRESTRICTED)] } else { scope };

        let mut lines = Lines::after(origin);
        if let Some(ground) = &basis.ground {
            lines.text(&self.context.language.name(ground));
        }
        let lead = format!("{} ", words::IN_CONJUNCTION);
        for (index, citation) in basis.chain.iter().enumerate() {
            let follows = index > 0 || basis.ground.is_some();
            self.context.citation(&mut lines, if follows { &lead } else { "" }, citation);
        }
        if let Some(norm) = &basis.unnamed_norm {
            let follows = !basis.chain.is_empty() || basis.ground.is_some();
            lines.text(&format!("{}{norm}", if follows { lead.as_str() } else { "" }));
            lines.line().push(Inline::gap(words::PROVISION_NOT_STATED));
        } else if basis.chain.is_empty() && basis.ground.is_none() {
            lines.line().push(Inline::gap(words::PROVISION_NOT_STATED));
        }
        lines.optional(words::LEGITIMATE_INTEREST, basis.legitimate_interest.as_deref());
        lines.optional(words::NOTE, basis.note.as_deref());
        row(vec![label_cell(self.label("R", basis.id)), paragraph(scope), lines.cell()])
    }
}
