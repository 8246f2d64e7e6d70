//! The parts of an activity as a table gives them: a text, and nothing that nobody wrote.

use super::activity::Draft;
use super::folding::fold;
use super::own_export;
use super::rows::Cell;
use super::target::Target;
use super::wording::names_something;
use crate::foreign::{engagement_of, party_called, record_key, system_called};
use register::activity::ProcessingActivity;
use register::citation;
use register::data::{DataCategory, Enumeration, Identifiability, Sensitivity};
use register::engagement::{Engagement, EngagementRole, Validity};
use register::id::RecordId;
use register::legal_basis::{Citation, LegalBasis};
use register::recipient::{Access, Placement, Recipient, RecipientRole};
use register::record::Record;
use register::statement::{Field, Selection, Statement};

/// The activity with this title and nothing else.
pub(super) fn untouched(title: &str, position: u32) -> ProcessingActivity {
    ProcessingActivity {
        register: RecordId(uuid::Uuid::nil()),
        position,
        title: title.to_owned(),
        other_names: Vec::new(),
        description: None,
        systems: Vec::new(),
        own_role: Default::default(),
        status: Default::default(),
        file_reference: Statement::NotStated,
        introduced_on: Statement::NotStated,
        next_review: None,
        department: Statement::NotStated,
        contact: Statement::NotStated,
        joint_controllers: Statement::NotStated,
        common: Default::default(),
        groups: Vec::new(),
        engagements: Field::default(),
        measures: Field::default(),
        sensitive_data: Statement::NotStated,
        impact_assessment: Field::default(),
        threshold_test: Statement::NotStated,
        acknowledgements: Vec::new(),
        information: Default::default(),
        documents: Vec::new(),
        dpo_opinion: None,
        changes: Vec::new(),
        internal_note: None,
        origin: None,
        validity: Validity::default(),
    }
}

impl<'a> Draft<'a> {
    pub(super) fn legal_basis(&mut self, _: &Cell<'a>, text: &str) -> Option<LegalBasis> {
        let reading = citation::parse(text);
        let cited = !reading.provisions.is_empty();
        Some(LegalBasis {
            id: self.item("legal_bases", text),
            ground: if cited { None } else { citation::ground(&reading, text) },
            chain: if cited {
                vec![Citation { wording: text.to_owned(), correction: None }]
            } else {
                Vec::new()
            },
            unnamed_norm: (!cited).then(|| text.to_owned()),
            condition: None,
            purposes: Selection::All,
            data: Selection::All,
            channel: None,
            legitimate_interest: None,
            note: None,
        })
    }

    pub(super) fn data_category(&mut self, cell: &Cell<'a>, name: &str) -> Option<DataCategory> {
        let special = cell.target == Some(Target::SpecialCategories);
        if special && !names_something(name) {
            return None;
        }
        let (name, sensitivity) = match (special, self.making.own) {
            (true, _) => (name.to_owned(), Sensitivity::Special),
            (false, true) => own_export::sensitivity(name),
            (false, false) => (name.to_owned(), Sensitivity::Ordinary),
        };
        Some(DataCategory {
            id: self.item("data_categories", &name),
            name,
            details: Vec::new(),
            enumeration: Enumeration::Closed,
            condition: None,
            sensitivity,
            identifiability: Identifiability::Personal,
            provisions: Vec::new(),
            origin: None,
            note: None,
        })
    }

    pub(super) fn recipient(&mut self, cell: &Cell<'a>, name: &str) -> Option<Recipient> {
        let internal = cell.target == Some(Target::RecipientsInternal);
        Some(Recipient {
            id: self.item("recipients", name),
            name: name.to_owned(),
            party: None,
            examples: Vec::new(),
            enumeration: Enumeration::Closed,
            placement: if internal { Placement::Internal } else { Placement::External },
            role: RecipientRole::Recipient,
            data: Selection::All,
            occasion: None,
            condition: None,
            access: Access::NotStated,
            access_limits: Vec::new(),
            provisions: Vec::new(),
            note: None,
        })
    }

    /// A processor; what stands in a bracket after its name is a note. "ja" names nobody.
    pub(super) fn engagement(&mut self, _: &Cell<'a>, text: &str) -> Option<Engagement> {
        if fold(text) == "ja" {
            return None;
        }
        let bracket = text.strip_suffix(')').and_then(|text| text.rsplit_once(" ("));
        let (name, note) = match bracket {
            Some((name, note)) if !name.trim().is_empty() && !note.contains(['(', ')']) => {
                (name.trim(), Some(note.trim().to_owned()))
            }
            _ => (text, None),
        };
        let id = self.item("engagements", text);
        if !self.making.own {
            let party = self.party(name);
            return Some(Engagement { note, ..engagement_of(id, Some(party), EngagementRole::Processor) });
        }
        let (role, service) = own_export::role(note.as_deref().unwrap_or_default());
        let service = (!service.is_empty()).then(|| service.to_owned());
        // "Drittanbieter (Name nicht angegeben)": nobody is named.
        let unnamed = name.contains("Name nicht angegeben");
        let described = name.replace("(Name nicht angegeben)", "").replace("Name nicht angegeben", "");
        let described = Some(described.trim().to_owned()).filter(|text| unnamed && !text.is_empty());
        let party = (!unnamed).then(|| self.party(name));
        Some(Engagement { described_as: described, service, ..engagement_of(id, party, role) })
    }

    pub(super) fn party(&mut self, name: &str) -> RecordId {
        let id = record_key("table-party", name);
        self.making.shared.entry(id).or_insert_with(|| Record::Party(party_called(name.to_owned())));
        id
    }

    pub(super) fn system(&mut self, name: &str) -> RecordId {
        let id = record_key("table-system", name);
        self.making.shared.entry(id).or_insert_with(|| Record::System(system_called(name.to_owned())));
        id
    }
}
