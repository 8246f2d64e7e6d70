//! A register as the exporters of other formats read it: everything resolved, numbered and put into words.
//!
//! # Invariants
//! - What is taken over stands with its origin; inheritance that leads nowhere costs a mark, never the file.
//! - Silence, "none", a reference and an announcement that nothing followed are told apart.
//! - Notes for the own desk leave in no format but the native one.

mod information;
mod lines;
mod sheet;
#[cfg(test)]
pub(crate) mod tests;

use chrono::NaiveDate;
use language::Language;
use register::activity::ProcessingActivity;
use register::document::Document;
use register::engagement::{Contract, Engagement, EngagementRole};
use register::id::RecordId;
use register::legal_basis::{Citation, LegalBasis};
use register::measure::MeasureSet;
use register::organisation::Organisation;
use register::party::{Contact, Party};
use register::record::Record;
use register::resolve::Standing;
use register::statement::Statement;
use std::collections::BTreeMap;

pub(crate) use information::Said;
pub(crate) use lines::Lines;
pub(crate) use sheet::{Select, Sheet};

/// A register to be exported.
#[derive(Debug, Clone, Copy)]
pub struct RegisterInput<'a> {
    /// The register, which is also the organisation's id.
    pub id: RecordId,
    /// The organisation.
    pub organisation: &'a Organisation,
    /// The activities in printed order.
    pub activities: &'a [(RecordId, &'a ProcessingActivity)],
    /// Parties, systems, documents and measure sets that the register may refer to.
    pub others: &'a BTreeMap<RecordId, Record>,
    /// The day of the export; it stands in the files that carry a date.
    pub today: NaiveDate,
}

/// The register with the language it is put into.
#[derive(Debug)]
pub(crate) struct View<'a> {
    pub(crate) input: &'a RegisterInput<'a>,
    pub(crate) language: &'a Language,
    broken: String,
}

impl<'a> View<'a> {
    pub(crate) fn new(input: &'a RegisterInput<'a>, language: &'a Language) -> Self {
        Self { input, language, broken: language.broken_inheritance() }
    }

    /// The activities with their numbers, from 1 on.
    pub(crate) fn activities(&self) -> Vec<Sheet<'_>> {
        let numbered = (1..).zip(self.input.activities);
        numbered.map(|(number, (id, activity))| Sheet::of_activity(self, number, *id, activity)).collect()
    }

    /// A text of the locale without arguments.
    pub(crate) fn word(&self, key: &str) -> String {
        self.language.text(key, &[])
    }

    /// "nicht angegeben".
    pub(crate) fn not_stated(&self) -> String {
        self.standing(&Standing::NotStated)
    }

    /// A state that is not content, in one line; empty for content.
    pub(crate) fn standing(&self, standing: &Standing<'_>) -> String {
        let document = match standing {
            Standing::ByReference { to } => to.document.map(|id| self.title(id)),
            _ => None,
        };
        self.language.standing(standing, document.as_deref()).map(|text| text.line()).unwrap_or_default()
    }

    /// A statement: its content or its state.
    pub(crate) fn statement<T>(
        &self,
        statement: &Statement<T>,
        content: impl FnOnce(&T) -> String,
    ) -> String {
        match statement {
            Statement::Given { value } => content(value),
            other => self.standing(&other.into()),
        }
    }

    /// A statement in words.
    pub(crate) fn said(&self, statement: &Statement<String>) -> String {
        self.statement(statement, String::clone)
    }

    /// The party, when there is a record of it.
    pub(crate) fn party(&self, id: RecordId) -> Option<&'a Party> {
        match self.input.others.get(&id) {
            Some(Record::Party(party)) => Some(party),
            _ => None,
        }
    }

    /// The document, when there is a record of it.
    pub(crate) fn document(&self, id: RecordId) -> Option<&'a Document> {
        match self.input.others.get(&id) {
            Some(Record::Document(document)) => Some(document),
            _ => None,
        }
    }

    /// The measure set, when there is a record of it.
    pub(crate) fn measure_set(&self, id: RecordId) -> Option<&'a MeasureSet> {
        match self.input.others.get(&id) {
            Some(Record::MeasureSet(set)) => Some(set),
            _ => None,
        }
    }

    /// What a record is called, or a mark where it is gone.
    pub(crate) fn title(&self, id: RecordId) -> String {
        match self.input.others.get(&id) {
            Some(record) => record.title().to_owned(),
            None => self.word("mark-record-missing"),
        }
    }

    /// An address with its remark.
    pub(crate) fn addresses(&self, contact: &Contact) -> Vec<String> {
        let address = |address: &register::party::PostalAddress| {
            let line = self.language.address(address);
            match (&address.note, line.is_empty()) {
                (Some(note), true) => format!("({note})"),
                (Some(note), false) => format!("{line} ({note})"),
                (None, _) => line,
            }
        };
        contact.addresses.iter().map(address).collect()
    }

    /// Everything a contact says, one statement a line.
    pub(crate) fn contact(&self, contact: &Contact) -> Lines {
        let mut lines = Lines::default();
        lines.maybe(contact.function.as_deref());
        for address in self.addresses(contact) {
            lines.text(address);
        }
        lines.labelled(&self.word("cell-phone"), contact.phone.as_deref());
        lines.labelled(&self.word("cell-fax"), contact.fax.as_deref());
        lines.maybe(contact.email.as_deref()).maybe(contact.web.as_deref());
        lines
    }

    /// Name, contact and country of a party.
    pub(crate) fn party_lines(&self, id: RecordId) -> Lines {
        let mut lines = Lines::of(self.title(id));
        if let Some(party) = self.party(id) {
            lines.all(self.contact(&party.contact));
            if let Some(country) = &party.country
                && !party.contact.addresses.iter().any(|address| address.country == party.country)
            {
                lines.text(self.language.country(country));
            }
        }
        lines
    }

    /// A contract or arrangement in one line.
    pub(crate) fn contract(&self, statement: &Statement<Contract>) -> String {
        self.statement(statement, |contract| {
            let day = |date| self.language.short_date(date);
            let mut lines = Lines::default();
            lines.maybe(contract.document.map(|id| self.title(id)).as_deref());
            let dated = [
                ("cell-concluded", contract.concluded_on),
                ("cell-next-check", contract.next_check),
                ("cell-ends", contract.ends_on),
            ];
            for (label, date) in dated {
                lines.labelled(&self.word(label), date.map(day).as_deref());
            }
            lines.maybe(contract.note.as_deref());
            if lines.is_empty() { self.word("mark-details-not-stated") } else { lines.joined(" · ") }
        })
    }

    /// How an engaged party is called, also where it has no name.
    pub(crate) fn engaged(&self, engagement: &Engagement) -> String {
        let name = match (engagement.party, &engagement.described_as) {
            (Some(party), None) => self.title(party),
            (Some(party), Some(description)) => format!("{} ({description})", self.title(party)),
            (None, Some(description)) => format!("{description} ({})", self.word("mark-name-not-stated")),
            (None, None) => self.word("mark-name-not-stated"),
        };
        match engagement.enumeration {
            register::data::Enumeration::Open => self.language.example(&name),
            register::data::Enumeration::Closed => name,
        }
    }

    /// The letters before the number of an engagement.
    pub(crate) fn engagement_letters(role: EngagementRole) -> &'static str {
        match role {
            EngagementRole::Processor => "AV",
            EngagementRole::SubProcessor => "UA",
            EngagementRole::JointController | EngagementRole::Controller | EngagementRole::Unclear => "BS",
        }
    }

    /// The links of a legal basis in the order of "i. V. m.": the ground, the citations as `cited` puts them, and what
    /// was named without a provision.
    pub(crate) fn chain(&self, basis: &LegalBasis, cited: impl Fn(&Citation) -> String) -> String {
        let ground = basis.ground.iter().map(|ground| self.language.name(ground));
        let stated = ground.chain(basis.chain.iter().map(cited)).chain(basis.unnamed_norm.clone());
        let mut links: Vec<String> = Vec::new();
        for link in stated.filter(|link| !link.trim().is_empty()) {
            // A wording that only says what the ground is called, or a link before it, is no further link.
            let said = |told: &String| is_said_by(&link, told);
            if !links.iter().any(said) {
                links.push(link);
            }
        }
        if links.is_empty() { self.word("mark-provision-not-stated") } else { links.join(" i. V. m. ") }
    }

    /// The condition of a legal basis, unless it only repeats what the basis is called.
    pub(crate) fn condition_of<'b>(&self, basis: &'b LegalBasis) -> Option<&'b str> {
        let chain = self.chain(basis, |citation| citation.wording.clone());
        basis.condition.as_deref().filter(|condition| !is_said_by(condition, &chain))
    }

    /// A citation in its standard form, or its wording where it has none.
    pub(crate) fn standard(&self, citation: &Citation) -> String {
        self.language.citation(citation).standard.unwrap_or_else(|| citation.wording.clone())
    }

    /// Citations with wording and correction, one part a line.
    pub(crate) fn citations(&self, citations: &[Citation]) -> String {
        let lines = citations.iter().flat_map(|citation| self.language.citation(citation).lines());
        lines.collect::<Vec<_>>().join("\n")
    }
}

/// Whether a text says no more than another one, or than the name before its provision: "Einwilligung" beside
/// "Einwilligung, Art. 6 Abs. 1 UAbs. 1 Buchst. a DSGVO".
fn is_said_by(text: &str, told: &str) -> bool {
    let plain = |text: &str| text.trim().trim_end_matches('.').to_lowercase();
    let name = told.split_once(", Art. ").map_or(told, |(name, _)| name);
    plain(text) == plain(told) || plain(text) == plain(name)
}
