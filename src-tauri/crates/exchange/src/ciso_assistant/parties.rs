//! Rows about others: recipients, contractors, and transfers to third countries.

use super::children::{Draft, joined};
use super::codes;
use super::sheets::Entry;
use crate::countries::{country, in_eea};
use crate::foreign::{engagement_of, party_called, record_key};
use crate::safeguards::instrument;
use language::Language;
use register::activity::JointController;
use register::data::Enumeration;
use register::engagement::{Contract, EngagedBy, Engagement, EngagementRole, Location};
use register::id::{ItemId, RecordId};
use register::party::Country;
use register::recipient::{Access, Destination, Placement, Recipient, RecipientRole, Transfer};
use register::record::Record;
use register::statement::{Selection, Statement};

impl Draft<'_, '_> {
    pub(super) fn recipient(&mut self, name: Option<String>, entry: &mut Entry<'_, '_>) {
        let category = entry.take(&["category"]).unwrap_or_default();
        let shown = self.spoken("category", &category);
        let description = entry.take(&["description"]);
        let named = name.is_some();
        let name = name.unwrap_or_else(|| if shown.is_empty() { entry.place() } else { shown.clone() });
        if named && self.engaged.contains_key(&name.to_lowercase()) {
            // The contractor of this name is a recipient already.
            let told = [Some(shown).filter(|shown| !shown.is_empty()), description];
            let told: Vec<String> = told.into_iter().flatten().collect();
            self.remainder.keep(format!("Empfänger „{name}“"), told.join("\n"));
            return;
        }
        match codes::relationship(&category).filter(|_| named) {
            // Processors and joint controllers are entered where they take part, and count as recipients from there.
            Some(EngagementRole::JointController) => {
                self.joint_controller(&name, None, Vec::from_iter(description))
            }
            Some(role @ EngagementRole::Processor) => {
                self.engagement(&name, None, role, description, None);
            }
            _ => {
                let mut notes = Vec::from_iter(description);
                if !shown.is_empty() && shown != name {
                    notes.push(format!("Kategorie: {shown}"));
                }
                let id = self.item("recipients", &name);
                self.recipients.push(Recipient {
                    id,
                    placement: codes::placement(&category),
                    note: joined(notes),
                    ..recipient_called(name)
                });
            }
        }
    }

    pub(super) fn contractor(&mut self, name: Option<String>, entry: &mut Entry<'_, '_>) {
        let entity = entry.take(&["entity", "entity_name"]);
        let (party, service) = match (entity, name) {
            (Some(entity), Some(name)) if entity != name => (entity, Some(name)),
            (Some(party), _) | (None, Some(party)) => (party, None),
            (None, None) => (entry.place(), None),
        };
        let stated = entry.take(&["country"]);
        let known = stated.as_deref().and_then(country);
        let mut notes = Vec::from_iter(entry.take(&["description"]));
        notes.extend(stated.filter(|_| known.is_none()).map(|text| format!("Land: {text}")));
        let relationship = entry.take(&["relationship_type"]);
        let role = relationship.as_deref().and_then(codes::relationship);
        if let (Some(text), None) = (&relationship, role) {
            let told = self.spoken("relationship_type", text);
            notes.push(format!("Beziehung: {told}"));
        }
        let link = entry.take(&["documentation_link"]);
        if role == Some(EngagementRole::JointController) {
            notes.extend(service);
            notes.extend(link);
            self.joint_controller(&party, known, notes);
            return;
        }
        self.engagement(&party, known, role.unwrap_or(EngagementRole::Unclear), joined(notes), service);
        if let (Some(link), Some(engagement)) = (link, self.engagements.last_mut()) {
            let value = Contract {
                document: None,
                concluded_on: None,
                next_check: None,
                ends_on: None,
                note: Some(link),
            };
            engagement.contract = Statement::Given { value };
        }
    }

    fn engagement(
        &mut self,
        party: &str,
        country: Option<Country>,
        role: EngagementRole,
        note: Option<String>,
        service: Option<String>,
    ) {
        let id = self.item("engagements", party);
        self.engaged.entry(party.to_lowercase()).or_insert(id);
        let seat = country.clone().map_or(Location::NotStated, |country| Location::Country { country });
        let engaged_by =
            if role == EngagementRole::SubProcessor { EngagedBy::NotStated } else { EngagedBy::Controller };
        let party = Some(self.party(party, country));
        self.engagements.push(Engagement {
            service,
            engaged_by,
            seat,
            note,
            ..engagement_of(id, party, role)
        });
    }

    fn joint_controller(&mut self, name: &str, country: Option<Country>, notes: Vec<String>) {
        let party = self.party(name, country);
        let id = self.item("joint_controllers", name);
        let tasks = joined(notes);
        self.joint_controllers.push(JointController { id, party, tasks, arrangement: Statement::NotStated });
    }

    fn party(&mut self, name: &str, country: Option<Country>) -> RecordId {
        let key = record_key("ciso_assistant", &format!("party:{name}"));
        let called = || Record::Party(party_called(name.to_owned()));
        let record = self.shared.entry(key).or_insert_with(called);
        if let Record::Party(party) = record {
            if let (Some(one), Some(other)) = (&party.country, &country)
                && one != other
            {
                let told = Language::german().country(other);
                self.remainder.keep(format!("Stelle „{name}“, Land"), told);
            }
            party.country = party.country.take().or(country);
        }
        key
    }

    pub(super) fn transfer(&mut self, name: Option<String>, entry: &mut Entry<'_, '_>) {
        let entity = entry.take(&["entity", "entity_name"]);
        let (recipient, occasion) = match (entity, name) {
            (Some(entity), Some(name)) if entity != name => (Some(entity), Some(name)),
            (entity, name) => (entity.or(name), None),
        };
        let stated = entry.take(&["country"]);
        let known = stated.as_deref().and_then(country);
        let mechanism = entry.take(&["transfer_mechanism", "legal_basis"]);
        let guarantees = entry.take(&["guarantees", "safeguards"]);
        let link = entry.take(&["documentation_link"]);
        let mut notes: Vec<String> = occasion.into_iter().chain(entry.take(&["description"])).collect();
        if let Some(country) = known.as_ref().filter(|country| in_eea(country)) {
            // Within the EEA this is a disclosure like any other.
            notes.insert(0, format!("Übermittlung nach: {}", Language::german().country(country)));
            notes.extend(mechanism.as_deref().map(codes::german));
            notes.extend(guarantees.into_iter().chain(link));
            let name = recipient.unwrap_or_else(|| entry.place());
            let id = self.item("recipients", &name);
            self.recipients.push(Recipient { id, note: joined(notes), ..recipient_called(name) });
            return;
        }
        let named = mechanism.as_deref().and_then(codes::mechanism);
        let instrument = match named {
            Some(Some(instrument)) => Some(instrument),
            Some(None) | None => guarantees.as_deref().and_then(instrument),
        };
        // What the instrument does not say is told.
        if let Some(text) = mechanism.filter(|_| named.flatten().is_none()) {
            notes.push(self.spoken("transfer_mechanism", &text));
        }
        notes.extend(stated.clone().filter(|_| known.is_none()).map(|text| format!("Land: {text}")));
        let engagement = recipient.as_ref().and_then(|name| self.engaged.get(&name.to_lowercase()).copied());
        let place = format!("{}\u{0}{}", recipient.clone().unwrap_or_default(), stated.unwrap_or_default());
        let id = self.item("transfers", &place);
        self.transfers.push(Transfer {
            id,
            destination: known.map_or(Destination::Unnamed, |country| Destination::Country { country }),
            recipient,
            engagement,
            data: Selection::All,
            instrument,
            evidence: joined(guarantees.into_iter().chain(link).collect()),
            condition: None,
            note: joined(notes),
        });
    }
}

/// A recipient outside the organisation of whom only the name is known; its id is the caller's to give.
fn recipient_called(name: String) -> Recipient {
    Recipient {
        id: ItemId(uuid::Uuid::nil()),
        name,
        party: None,
        examples: Vec::new(),
        enumeration: Enumeration::Closed,
        placement: Placement::External,
        role: RecipientRole::Recipient,
        data: Selection::All,
        occasion: None,
        condition: None,
        access: Access::NotStated,
        access_limits: Vec::new(),
        provisions: Vec::new(),
        note: None,
    }
}
