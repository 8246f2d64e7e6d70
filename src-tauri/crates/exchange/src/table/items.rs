//! The parts of an activity as a table gives them: a text, and nothing that nobody wrote.

use super::activity::Draft;
use super::folding::fold;
use super::own_export;
use super::rows::Cell;
use super::sensitive::{cited, is_criminal};
use super::target::Target;
use super::wording::{affirmed, names_something};
use crate::foreign::{party_called, record_key, system_called};
use register::activity::ProcessingActivity;
use register::citation;
use register::data::{DataCategory, DataSubjectCategory, Enumeration, Identifiability, Sensitivity};
use register::engagement::Validity;
use register::id::RecordId;
use register::legal_basis::{Citation, LegalBasis};
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
        let ground = if cited { None } else { citation::ground(&reading, text) };
        // A ground in words is no norm beside itself.
        let bare = matches!(fold(text).as_str(), "einwilligung" | "einwilligungen");
        Some(LegalBasis {
            id: self.item("legal_bases", text),
            ground,
            chain: if cited {
                vec![Citation { wording: text.to_owned(), correction: None }]
            } else {
                Vec::new()
            },
            unnamed_norm: (!cited && ground.is_none()).then(|| text.to_owned()),
            condition: None,
            purposes: Selection::All,
            data: Selection::All,
            channel: None,
            legitimate_interest: None,
            note: ground.filter(|_| !bare).map(|_| text.to_owned()),
        })
    }

    pub(super) fn data_category(&mut self, cell: &Cell<'a>, name: &str) -> Option<DataCategory> {
        let special = cell.target == Some(Target::SpecialCategories);
        if special && !names_something(name) {
            return None;
        }
        let name = if special { affirmed(name).unwrap_or(name) } else { name };
        let (name, sensitivity) = match (special, self.making.own) {
            (_, true) if !special => own_export::sensitivity(name),
            (true, false) if cited(name).is_none() && is_criminal(name) => {
                (name.to_owned(), Sensitivity::Criminal)
            }
            (true, _) => (name.to_owned(), cited(name).unwrap_or(Sensitivity::Special)),
            (false, _) => (name.to_owned(), cited(name).unwrap_or(Sensitivity::Ordinary)),
        };
        let id = self.item("data_categories", &name);
        let (name, enumeration) = self.enumerated(&name);
        Some(DataCategory {
            id,
            name,
            details: Vec::new(),
            enumeration,
            condition: None,
            sensitivity,
            identifiability: Identifiability::Personal,
            provisions: Vec::new(),
            origin: None,
            note: None,
        })
    }

    pub(super) fn data_subject(&mut self, _: &Cell<'a>, name: &str) -> Option<DataSubjectCategory> {
        let id = self.item("data_subjects", name);
        let (name, enumeration) = self.enumerated(name);
        Some(DataSubjectCategory { id, name, enumeration, condition: None, data: self.data.clone() })
    }

    /// A name without the words that make it an example, which stand as such: "z. B. Noten", "Noten usw.".
    fn enumerated(&self, name: &str) -> (String, Enumeration) {
        const BEFORE: [&str; 3] = ["z. B. ", "z.B. ", "beispielsweise "];
        const BEHIND: [&str; 5] = [" usw.", " etc.", " u. a.", " u.a.", " o. ä."];
        let before = BEFORE.iter().find_map(|word| name.strip_prefix(word));
        let behind = BEHIND.iter().find_map(|word| name.strip_suffix(word));
        match before.or(behind).map(|bare| bare.trim_end_matches(',').trim()) {
            Some(bare) if !bare.is_empty() && !self.making.own => (bare.to_owned(), Enumeration::Open),
            _ => (name.to_owned(), Enumeration::Closed),
        }
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
