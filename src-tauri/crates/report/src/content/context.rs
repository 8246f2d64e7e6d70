//! What every part of the register document needs: language, references, states, citations.

use chrono::NaiveDate;
use language::Language;
use register::engagement::{Contract, Location, Validity};
use register::id::RecordId;
use register::legal_basis::Citation;
use register::resolve::Standing;
use register::statement::{Reference, Statement};

use super::directory::Directory;
use super::lines::{Lines, joined};
use super::{RegisterInput, words};
use crate::document::{Fact, FactRow, Inline, Inlines, Style, Target};

/// Language and surroundings of the document.
#[derive(Debug)]
pub(super) struct Context<'a> {
    pub(super) input: &'a RegisterInput<'a>,
    pub(super) language: &'a Language,
    pub(super) directory: Directory<'a>,
    /// What is said of a field whose inheritance cannot be followed.
    pub(super) broken: String,
}

impl<'a> Context<'a> {
    pub(super) fn new(input: &'a RegisterInput<'a>, language: &'a Language) -> Self {
        let broken = language.broken_inheritance();
        Self { input, language, directory: Directory::of(input, language), broken }
    }

    /// A date as text.
    pub(super) fn date(&self, date: NaiveDate) -> Inlines {
        vec![Inline::name(self.language.short_date(date))]
    }

    /// A state that is not content.
    pub(super) fn standing(&self, standing: &Standing<'_>) -> Inlines {
        if let Standing::ByReference { to } = standing
            && let Some(reference) = self.reference(to)
        {
            return reference;
        }
        let Some(text) = self.language.standing(standing, None) else {
            return Inlines::new();
        };
        let mut inlines = vec![if text.is_gap { Inline::gap(text.label) } else { Inline::bold(text.label) }];
        inlines.extend(text.rest.map(|rest| Inline::text(format!(" {rest}"))));
        inlines
    }

    /// "Siehe D 3 …, Anlage 2" where the reference names a document of the register.
    fn reference(&self, to: &Reference) -> Option<Inlines> {
        let document = to.document.map(|id| self.document(id));
        let place = Some(to.place.trim()).filter(|place| !place.is_empty());
        if document.is_none() && place.is_none() {
            return None;
        }
        let mut inlines = vec![Inline::text(format!("{} ", words::SEE))];
        let place = place.map(|place| vec![linked(place)]);
        inlines.extend(joined(document.into_iter().chain(place), ", "));
        Some(inlines)
    }

    /// A statement: its content or its state.
    pub(super) fn statement<T>(
        &self,
        statement: &Statement<T>,
        content: impl FnOnce(&T) -> Inlines,
    ) -> Inlines {
        match statement {
            Statement::Given { value } => content(value),
            other => self.standing(&other.into()),
        }
    }

    /// A statement in words.
    pub(super) fn said(&self, statement: &Statement<String>) -> Inlines {
        self.statement(statement, |text| vec![Inline::text(text.as_str())])
    }

    /// "D 3 Vereinbarung …" as a link; documents that are not at hand carry a mark.
    pub(super) fn document(&self, id: RecordId) -> Inlines {
        use register::document::Availability;
        let Some((number, document)) = self.directory.document(id) else {
            return vec![Inline::gap(words::RECORD_MISSING)];
        };
        let text = format!("D {number} {}", document.title);
        let mut inlines =
            vec![Inline::link_to(text, format!("d{number}"), format!("Dokument {number} in Teil C"))];
        if document.availability == Availability::AnnouncedButMissing {
            inlines.push(Inline::text(" "));
            inlines.push(Inline::gap(self.language.name(&document.availability)));
        }
        inlines
    }

    /// "M 1 Grundmaßnahmen" as a link.
    pub(super) fn measure_set(&self, id: RecordId) -> Inlines {
        match self.directory.measure_set(id) {
            Some((number, set)) => {
                let text = format!("M {number} {}", set.name);
                vec![Inline::link_to(
                    text,
                    format!("m{number}"),
                    format!("Maßnahmenpaket {number} in Teil D"),
                )]
            }
            None => vec![Inline::gap(words::RECORD_MISSING)],
        }
    }

    /// The name of a party or system as a link into part B.
    pub(super) fn body(&self, id: RecordId, style: Style) -> Inlines {
        let name = self
            .directory
            .party(id)
            .map(|party| party.name.as_str())
            .or_else(|| self.directory.system(id).map(|system| system.name.as_str()));
        match name {
            Some(name) => self.linked_body(id, name, style),
            None => vec![Inline::gap(words::RECORD_MISSING)],
        }
    }

    /// A text as a link to a party or system in part B.
    pub(super) fn linked_body(&self, id: RecordId, text: &str, style: Style) -> Inlines {
        vec![match self.directory.anchor(id) {
            Some(anchor) => Inline::Link {
                text: text.to_owned(),
                style,
                target: Target::Anchor(anchor),
                description: format!("{text} in Teil B"),
            },
            None => Inline::Text { text: text.to_owned(), style, hyphenate: false },
        }]
    }

    /// The short name of a party, or its name.
    pub(super) fn short_name(&self, id: RecordId) -> &str {
        let party = self.directory.party(id);
        party.map_or(words::RECORD_MISSING, |party| party.short_name.as_deref().unwrap_or(&party.name))
    }

    /// A contract or arrangement.
    pub(super) fn contract(&self, statement: &Statement<Contract>) -> Inlines {
        self.statement(statement, |contract| {
            let dated = |label: &str, date: Option<NaiveDate>| match date {
                Some(date) => vec![Inline::text(format!("{label} {}", self.language.short_date(date)))],
                None => Inlines::new(),
            };
            let parts = [
                contract.document.map(|id| self.document(id)).unwrap_or_default(),
                dated(words::CONCLUDED, contract.concluded_on),
                dated(words::NEXT_CHECK, contract.next_check),
                dated(words::ENDS, contract.ends_on),
                contract.note.iter().map(|note| Inline::text(note.as_str())).collect(),
            ];
            let inlines = joined(parts, " · ");
            if inlines.is_empty() { vec![Inline::gap(words::DETAILS_NOT_STATED)] } else { inlines }
        })
    }

    /// A span of validity: "vom … bis …"; nothing where it is open on both sides.
    pub(super) fn validity(&self, validity: Validity) -> Inlines {
        self.language.validity(validity).into_iter().map(Inline::text).collect()
    }

    /// A location, or a mark.
    pub(super) fn location(&self, location: &Location) -> Inlines {
        vec![match self.language.location(location) {
            Some(location) => Inline::text(location),
            None => Inline::gap(words::NOT_STATED),
        }]
    }

    /// Adds a citation: the standard form, below it the wording where it differs, then a correction. `lead` stands
    /// before it ("i. V. m. ").
    pub(super) fn citation(&self, lines: &mut Lines, lead: &str, citation: &Citation) {
        let text = self.language.citation(citation);
        let first = match &text.standard {
            Some(standard) => format!("{lead}{}", standard.replace(" i. V. m. ", "\ni. V. m. ")),
            None => lead.to_owned(),
        };
        lines.line().push(Inline::text(first));
        if let Some(wording) = text.wording {
            if text.standard.is_some() {
                lines.line();
            }
            lines.push(Inline::quote(wording));
        }
        if let Some(correction) = text.correction {
            let text = Inline::text(format!(" {}", correction.text));
            lines.line().push(Inline::bold(correction.verdict)).push(text);
        }
    }

    /// Citations one after the other, in one paragraph.
    pub(super) fn citations(&self, lines: &mut Lines, citations: &[Citation]) {
        for citation in citations {
            self.citation(lines, "", citation);
        }
    }
}

/// Text that leads to the web where it is a web address.
pub(super) fn linked(text: &str) -> Inline {
    let is_address = (text.starts_with("https://") || text.starts_with("http://"))
        && !text.chars().any(|c| c.is_whitespace() || c.is_control());
    if is_address {
        Inline::Link {
            text: text.to_owned(),
            style: Style::Regular,
            target: Target::Uri(text.to_owned()),
            description: format!("Im Netz: {text}"),
        }
    } else {
        Inline::text(text)
    }
}

/// One label with its value.
pub(super) fn fact(label: &str, value: Inlines) -> Fact {
    Fact { label: label.to_owned(), value: super::lines::paragraph(value) }
}

/// One label with its value as a row of its own.
pub(super) fn fact_row(label: &str, value: Inlines) -> FactRow {
    FactRow { facts: vec![fact(label, value)], inherited: false, anchor: None }
}
