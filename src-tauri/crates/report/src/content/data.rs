//! Sections 2 and 3: categories of personal data with their numbers, and the data subjects.

use register::data::{DataCategory, DataSubjectCategory, Enumeration, Identifiability, Sensitivity};
use register::resolve::{Place, Placed, Standing};
use register::statement::Statement;

use super::lines::{Lines, paragraph};
use super::sheet::{Shape, Sheet, label_cell, row, table};
use super::words;
use crate::document::{Block, Cell, Inline, Inlines, Row, TableRow};

/// A category with the places for which it is printed, each with the place where it is stated.
struct Appearance<'a> {
    category: &'a DataCategory,
    places: Vec<(Place, Place)>,
}

impl<'a> Sheet<'a> {
    /// The numbered categories of data; a category that several groups share stands once.
    pub(super) fn data_categories(&self) -> Vec<Block> {
        let mut rows: Vec<TableRow> = self
            .appearances()
            .into_iter()
            .map(|appearance| TableRow::Row(self.data_category(&appearance)))
            .collect();
        rows.extend(self.silent_scopes(rows.is_empty()));
        if let Some(activity) = self.activity {
            let everywhere = self.letters(Place::Common);
            rows.push(TableRow::Row(self.data_row(
                label_cell("–".into()),
                self.sensitive_data(&activity.sensitive_data),
                everywhere,
            )));
        }
        let grouped = !self.resolved.groups.is_empty();
        let (starts, head): (&[f32], &[&str]) = if grouped {
            (&[1.0, 2.0, 11.0], &[words::NUMBER, words::NAME_OF_DATA, words::GROUP])
        } else {
            (&[1.0, 2.0], &[words::NUMBER, words::NAME_OF_DATA])
        };
        table(starts, head, rows).into_iter().collect()
    }

    fn appearances(&self) -> Vec<Appearance<'a>> {
        let mut appearances: Vec<Appearance<'a>> = Vec::new();
        for scope in self.resolved.scopes() {
            for Placed { item, stated_in } in &scope.data_categories.items {
                let place = (scope.place, *stated_in);
                match appearances.iter_mut().find(|each| each.category.id == item.id) {
                    Some(appearance) => appearance.places.push(place),
                    None => appearances.push(Appearance { category: item, places: vec![place] }),
                }
            }
        }
        appearances
    }

    /// Rows for the scopes that make another statement than a list, or none at all.
    fn silent_scopes(&self, nothing_given: bool) -> Vec<TableRow> {
        let silence = Standing::NotStated;
        let common = &self.resolved.common.data_categories;
        let common_is_silent = common.standing == silence && common.items.is_empty();
        let groups_are_silent =
            self.resolved.groups.iter().all(|group| group.scope.data_categories.standing == silence);
        let mut rows = Vec::new();
        if nothing_given && common_is_silent && groups_are_silent {
            if self.owes_answers() {
                let gap = self.context.standing(&silence);
                rows.push(self.data_row(label_cell("–".into()), gap, self.letters(Place::Common)));
            }
        } else {
            for scope in self.resolved.scopes() {
                let list = &scope.data_categories;
                let is_group = matches!(scope.place, Place::Group(_));
                let is_silent = list.standing == silence && list.items.is_empty();
                if list.standing == Standing::Given || (is_silent && !(is_group && common_is_silent)) {
                    continue;
                }
                let mut inlines = Lines::after(self.origin(list.stated_in, scope.place));
                inlines.whole(self.context.standing(&list.standing));
                let letters = self.letters(scope.place);
                rows.push(self.data_row(label_cell("–".into()), inlines.inlines(), letters));
            }
        }
        rows.into_iter().map(TableRow::Row).collect()
    }

    fn data_category(&self, appearance: &Appearance<'_>) -> Row {
        let category = appearance.category;
        let grouped = !self.resolved.groups.is_empty();
        let mut lines = Lines::default();
        for (place, stated_in) in &appearance.places {
            if let Some(Inline::Tag { kind, text }) = self.origin(*stated_in, *place) {
                let text = match place {
                    Place::Group(id) if grouped => format!("{} {text}", self.letter(*id)),
                    _ => text,
                };
                lines.push(Inline::Tag { kind, text }).push(Inline::text(" "));
            }
        }
        let is_example = category.enumeration == Enumeration::Open && category.details.is_empty();
        let name =
            if is_example { self.context.language.example(&category.name) } else { category.name.clone() };
        lines.push(Inline::text(name));
        match (
            category.enumeration,
            self.context.language.enumerated(&category.details, category.enumeration),
        ) {
            (_, None) => {}
            (Enumeration::Open, Some(examples)) => {
                lines.text(&examples);
            }
            (Enumeration::Closed, Some(list)) => {
                lines.optional(words::INCLUDES, Some(&list));
            }
        }
        lines.optional(words::CONDITION, category.condition.as_deref());
        if category.sensitivity != Sensitivity::Ordinary {
            lines.line().push(Inline::bold(self.context.language.name(&category.sensitivity)));
        }
        if category.identifiability != Identifiability::Personal {
            lines.text(&self.context.language.name(&category.identifiability));
        }
        self.context.citations(&mut lines, &category.provisions);
        lines.optional(words::ORIGIN_OF_DATA, category.origin.as_deref());
        lines.optional(words::NOTE, category.note.as_deref());
        let mut letters: Vec<String> = Vec::new();
        for (place, _) in &appearance.places {
            let letter = self.letters(*place);
            if !letters.contains(&letter) {
                letters.push(letter);
            }
        }
        let number = self.numbering.number_of(category.id).map(|number| number.to_string());
        let inherited = appearance.places.iter().all(|(place, stated_in)| place != stated_in);
        let row = self.data_row(label_cell(number.unwrap_or_default()), lines.inlines(), letters.join(", "));
        Row { inherited, ..row }
    }

    fn data_row(&self, number: Cell, text: Inlines, letters: String) -> Row {
        let mut cells = vec![number, paragraph(text)];
        if !self.resolved.groups.is_empty() {
            cells.push(paragraph(vec![Inline::bold(letters)]));
        }
        row(cells)
    }

    /// Art. 9 and 10: what the activity says beside its categories.
    fn sensitive_data(&self, statement: &Statement<String>) -> Inlines {
        let mut inlines = vec![Inline::text(format!("{}: ", words::SENSITIVE))];
        let protected =
            self.appearances().into_iter().filter(|each| each.category.sensitivity != Sensitivity::Ordinary);
        let numbers: Vec<u32> =
            protected.filter_map(|each| self.numbering.number_of(each.category.id)).collect();
        if *statement == Statement::NotStated && !numbers.is_empty() {
            let numbers = register::numbering::ranges(numbers);
            inlines.push(Inline::text(format!("{} {numbers}", words::SEE_NUMBERS)));
        } else {
            inlines.extend(self.context.said(statement));
        }
        inlines
    }

    /// The data subjects with the numbers of their data.
    pub(super) fn data_subjects(&self) -> Vec<Block> {
        let shape = Shape { columns: 3, text: 2, explains_groups: false };
        let rows = self.rows(|scope| &scope.data_subjects, shape, &|item, place, origin| {
            self.data_subject(item, place, origin)
        });
        let head = [words::NUMBER, words::DATA, words::DATA_SUBJECTS_HEAD];
        table(&[1.0, 2.0, 3.0], &head, rows).into_iter().collect()
    }

    fn data_subject(&self, subject: &DataSubjectCategory, place: Place, origin: Option<Inline>) -> Row {
        let mut lines = Lines::after(origin);
        lines.text(&match subject.enumeration {
            Enumeration::Open => self.context.language.example(&subject.name),
            Enumeration::Closed => subject.name.clone(),
        });
        lines.optional(words::CONDITION, subject.condition.as_deref());
        let data = paragraph(self.data(&subject.data, place));
        row(vec![label_cell(self.label("P", subject.id)), data, lines.cell()])
    }
}
