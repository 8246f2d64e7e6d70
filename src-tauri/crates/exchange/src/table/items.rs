//! The parts of an activity as a table gives them: a text, and nothing that nobody wrote.

use super::activity::Draft;
use super::folding::fold;
use super::rows::Cell;
use super::target::Target;
use crate::foreign::record_key;
use register::activity::ProcessingActivity;
use register::citation;
use register::data::{DataCategory, Enumeration, Identifiability, Sensitivity};
use register::engagement::{EngagedBy, Engagement, EngagementRole, Location, Validity};
use register::id::RecordId;
use register::legal_basis::{Citation, LegalBasis};
use register::party::{Contact, Party, PartyKind, System};
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
        Some(DataCategory {
            id: self.item("data_categories", name),
            name: name.to_owned(),
            details: Vec::new(),
            enumeration: Enumeration::Closed,
            condition: None,
            sensitivity: if special { Sensitivity::Special } else { Sensitivity::Ordinary },
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
        Some(Engagement {
            id: self.item("engagements", text),
            party: Some(self.party(name)),
            described_as: None,
            role: EngagementRole::Processor,
            service: None,
            system: None,
            engaged_by: EngagedBy::Controller,
            seat: Location::NotStated,
            processing_location: Location::NotStated,
            contract: Statement::NotStated,
            groups: Selection::All,
            data: Selection::All,
            condition: None,
            validity: Validity::default(),
            enumeration: Enumeration::Closed,
            note,
        })
    }

    pub(super) fn party(&mut self, name: &str) -> RecordId {
        let id = record_key("table-party", name);
        let party = || Party {
            name: name.to_owned(),
            short_name: None,
            kind: PartyKind::default(),
            contact: Contact::default(),
            country: None,
            registration: None,
            note: None,
        };
        self.making.shared.entry(id).or_insert_with(|| Record::Party(party()));
        id
    }

    pub(super) fn system(&mut self, name: &str) -> RecordId {
        let id = record_key("table-system", name);
        let system =
            || System { name: name.to_owned(), vendor: None, part_of: None, web: None, description: None };
        self.making.shared.entry(id).or_insert_with(|| Record::System(system()));
        id
    }
}
