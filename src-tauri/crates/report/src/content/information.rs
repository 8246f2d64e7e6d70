//! What notices say beyond Art. 30: rights, channels, consent, sources.

use register::information::{Information, Right};
use register::resolve::lenient;
use register::resolve::{Item, Place, Placed, ResolvedList, Resolver, Standing};
use register::statement::{Field, ListField, Selection, Statement};

use super::context::fact_row;
use super::further::{is_silent, words_of};
use super::lines::{Lines, paragraph};
use super::sheet::{Sheet, label_cell, row, table};
use super::words;
use crate::document::{Block, FactRow, Inline, Inlines, Row, Style, TableRow};

/// A text of the information with its label.
type Text = (&'static str, fn(&Information) -> &Field<String>);

const TEXTS: [Text; 7] = [
    (words::RIGHTS_CHANNEL, |information| &information.rights_channel),
    (words::DUTY_TO_PROVIDE, |information| &information.duty_to_provide),
    (words::CONSEQUENCE, |information| &information.consequence_of_refusal),
    (words::LEGITIMATE_INTERESTS, |information| &information.legitimate_interests),
    (words::CONSENT, |information| &information.consent),
    (words::WITHDRAWAL, |information| &information.withdrawal),
    (words::DATA_SOURCE, |information| &information.data_source),
];

impl<'a> Sheet<'a> {
    /// The contents for notices. With the defaults everything is shown, also silence, once for the whole register. An
    /// activity shows what it says itself and names what it takes over as it is, since Art. 30 asks for none of it.
    pub(super) fn information(&self) -> Vec<Block> {
        let default = &self.context.input.organisation.defaults.information;
        let Some(activity) = self.activity else {
            return if *default == Information::default() {
                Vec::new()
            } else {
                self.information_of(default, default, &[])
            };
        };
        let own = &activity.information;
        let mut taken_over: Vec<&str> = TEXTS
            .into_iter()
            .filter(|(_, text)| is_taken_over(text(own), text(default)))
            .map(|(label, _)| label)
            .collect();
        if is_taken_over(&own.complaint_authorities, &default.complaint_authorities) {
            taken_over.push(words::COMPLAINTS);
        }
        if takes_over_rights(own, default) {
            taken_over.push(words::RIGHTS);
        }
        let mut blocks = self.information_of(own, default, &taken_over);
        let mut texts = TEXTS.into_iter();
        let defaults_add = texts.any(|(_, text)| is_silent(text(own)) && !is_silent(text(default)))
            || (is_silent(&own.rights) && !is_silent(&default.rights))
            || (is_silent(&own.complaint_authorities) && !is_silent(&default.complaint_authorities));
        if defaults_add {
            blocks.push(Block::Note(self.context.see_defaults(words::SEE_DEFAULTS)));
        }
        blocks
    }

    fn information_of(
        &self,
        own: &'a Information,
        default: &'a Information,
        taken_over: &[&str],
    ) -> Vec<Block> {
        let shows_silence = self.activity.is_none();
        let silence =
            |label: &str| shows_silence.then(|| fact_row(label, self.context.standing(&Standing::NotStated)));
        let mut facts = Vec::new();
        for (label, text) in TEXTS.into_iter().filter(|(label, _)| !taken_over.contains(label)) {
            let row = self.value_row(label, text(own), text(default), |text| words_of(text));
            facts.extend(row.or_else(|| silence(label)));
        }
        if self.activity.is_none() {
            let decisions = &own.automated_decisions;
            let row = self.value_row(words::AUTOMATED, decisions, decisions, |text| words_of(text));
            facts.extend(row.or_else(|| silence(words::AUTOMATED)));
        }
        if !taken_over.contains(&words::COMPLAINTS) {
            let row = self.complaint_authorities(own, default);
            facts.extend(row.or_else(|| silence(words::COMPLAINTS)));
        }
        if !taken_over.is_empty() {
            let mut value = vec![Inline::origin(words::FROM_DEFAULTS)];
            value.push(Inline::text(format!(" {}. ", taken_over.join(" · "))));
            value.extend(self.context.see_defaults(words::SEE_PART_A));
            facts.push(FactRow { inherited: true, ..fact_row(words::TAKEN_OVER, value) });
        }
        let mut rights = self.rights(own, default);
        if taken_over.contains(&words::RIGHTS) {
            rights.retain(|row| !matches!(row, TableRow::Row(Row { inherited: true, .. })));
        }
        let mut blocks = Vec::new();
        if !facts.is_empty() || !rights.is_empty() {
            blocks.push(Block::Subsection { title: words::FOR_NOTICES.to_owned() });
        }
        if !facts.is_empty() {
            blocks.push(Block::Facts(facts));
        }
        blocks.extend(table(&[1.0, 5.0], &[words::RIGHT, words::STATEMENT], rights));
        blocks
    }

    fn resolve<T: Item>(&self, own: &'a ListField<T>, default: &'a ListField<T>) -> ResolvedList<'a, T> {
        let place = self.resolved.common.place;
        let Some(activity) = self.activity else {
            return lenient::own(own, place, &self.context.broken);
        };
        let resolver = Resolver::new(self.context.input.organisation, activity);
        resolver
            .activity_list(own, default)
            .unwrap_or_else(|_| lenient::own(own, place, &self.context.broken))
    }

    fn rights(&self, own: &'a Information, default: &'a Information) -> Vec<TableRow> {
        let list = self.resolve(&own.rights, &default.rights);
        let place = self.resolved.common.place;
        let mut rows = Vec::new();
        if list.standing != Standing::Given && !(self.activity.is_some() && is_silent(&own.rights)) {
            let mut lines = Lines::after(self.origin(list.stated_in, place));
            lines.whole(self.context.standing(&list.standing));
            rows.push(TableRow::Row(row(vec![label_cell(words::RIGHTS.into()), lines.cell()])));
        }
        for Placed { item, stated_in } in &list.items {
            let origin = self.origin(*stated_in, place);
            let inherited = origin.is_some();
            rows.push(TableRow::Row(Row { inherited, ..self.right(item, origin) }));
        }
        rows
    }

    fn right(&self, right: &Right, origin: Option<Inline>) -> Row {
        let mut lines = Lines::after(origin);
        lines.text(right.text.as_deref().unwrap_or_default());
        lines.optional(words::CONDITION, right.condition.as_deref());
        lines.optional(words::CHANNEL, right.channel.as_deref());
        if let Some(excluded) = &right.excluded {
            lines.line().push(Inline::bold(format!("{}: ", words::EXCLUDED)));
            lines.push(Inline::text(excluded.as_str()));
        }
        self.context.citations(&mut lines, &right.provisions);
        row(vec![paragraph(vec![Inline::text(self.context.language.name(&right.right))]), lines.cell()])
    }

    fn complaint_authorities(&self, own: &'a Information, default: &'a Information) -> Option<FactRow> {
        if is_silent(&own.complaint_authorities) {
            return None;
        }
        let list = self.resolve(&own.complaint_authorities, &default.complaint_authorities);
        let place = self.resolved.common.place;
        let mut lines = Lines::default();
        if list.standing != Standing::Given {
            lines.whole(self.origin(list.stated_in, place).into_iter().collect());
            lines.whole(self.context.standing(&list.standing));
        }
        for Placed { item, stated_in } in &list.items {
            let mut inlines: Inlines = self.origin(*stated_in, place).into_iter().collect();
            if !inlines.is_empty() {
                inlines.push(Inline::text(" "));
            }
            inlines.extend(self.context.body(item.party, Style::Regular));
            inlines.extend(item.note.iter().map(|note| Inline::text(format!(" – {note}"))));
            lines.whole(inlines);
        }
        let inherited = place != Place::Organisation && list.stated_in == Place::Organisation;
        Some(FactRow { inherited, ..fact_row(words::COMPLAINTS, lines.inlines()) })
    }
}

/// Whether all rights are taken over from defaults that say something, with or without further ones.
fn takes_over_rights(own: &Information, default: &Information) -> bool {
    let all = matches!(
        &own.rights,
        Field::Inherit { only: Selection::All, .. } | Field::Append { only: Selection::All, .. }
    );
    all && matches!(default.rights, Field::Own(Statement::Given { .. }))
}

/// Whether a field takes over all of a default that says something.
fn is_taken_over<T>(own: &Field<T>, default: &Field<T>) -> bool {
    matches!(own, Field::Inherit { only: Selection::All, .. })
        && matches!(default, Field::Own(_))
        && !is_silent(default)
}
