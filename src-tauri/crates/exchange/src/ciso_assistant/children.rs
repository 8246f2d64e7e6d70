//! The rows that belong to a processing: purposes, data, subjects, recipients, contractors, transfers.

use super::activity::label;
use super::sheets::{Entry, Role};
use super::{codes, retention};
use crate::countries::{country, in_eea};
use crate::foreign::{ItemIds, Leftover, Remainder, listed, record_key};
use crate::safeguards::instrument;
use language::Language;
use register::activity::{JointController, Scope};
use register::data::{DataCategory, DataSubjectCategory, Enumeration, Identifiability, Sensitivity};
use register::engagement::{Contract, EngagedBy, Engagement, EngagementRole, Location, Validity};
use register::id::{ItemId, RecordId};
use register::legal_basis::{Citation, LegalBasis, Purpose};
use register::measure::Measure;
use register::party::{Contact, Country, Party};
use register::recipient::{Access, Destination, Placement, Recipient, RecipientRole, Transfer};
use register::record::Record;
use register::retention::{Action, ActionPlan, Automation, Limit, Period, RetentionRule, Start};
use register::statement::{ListField, NonEmpty, Selection, Statement};
use std::collections::{BTreeMap, HashMap};

/// An activity in the making.
pub(super) struct Draft<'l, 'w> {
    pub(super) key: RecordId,
    pub(super) ids: ItemIds,
    pub(super) remainder: Remainder,
    pub(super) processing: Entry<'l, 'w>,
    pub(super) categories: Vec<DataCategory>,
    pub(super) measures: Vec<Measure>,
    purposes: Vec<Purpose>,
    legal_bases: Vec<LegalBasis>,
    /// Legal bases by their chains and notes.
    by_chain: HashMap<(Vec<String>, Option<String>), usize>,
    data_subjects: Vec<DataSubjectCategory>,
    recipients: Vec<Recipient>,
    transfers: Vec<Transfer>,
    retention: Vec<RetentionRule>,
    engagements: Vec<Engagement>,
    /// Engagements by the party's name.
    engaged: HashMap<String, ItemId>,
    joint_controllers: Vec<JointController>,
    shared: BTreeMap<RecordId, Record>,
    /// The id of the row at hand in the tool.
    row_id: Option<String>,
}

/// What came of it.
pub(super) struct Lists {
    pub(super) common: Scope,
    pub(super) engagements: ListField<Engagement>,
    pub(super) measures: ListField<Measure>,
    pub(super) joint_controllers: Statement<NonEmpty<JointController>>,
    pub(super) internal_note: Option<String>,
    pub(super) leftovers: Vec<Leftover>,
    pub(super) shared: BTreeMap<RecordId, Record>,
}

impl<'l, 'w> Draft<'l, 'w> {
    pub(super) fn new(ids: ItemIds, remainder: Remainder, key: RecordId, processing: Entry<'l, 'w>) -> Self {
        Self {
            key,
            ids,
            remainder,
            processing,
            categories: Vec::new(),
            measures: Vec::new(),
            purposes: Vec::new(),
            legal_bases: Vec::new(),
            by_chain: HashMap::new(),
            data_subjects: Vec::new(),
            recipients: Vec::new(),
            transfers: Vec::new(),
            retention: Vec::new(),
            engagements: Vec::new(),
            engaged: HashMap::new(),
            joint_controllers: Vec::new(),
            shared: BTreeMap::new(),
            row_id: None,
        }
    }

    /// The id of an item made of the row at hand: by the row's own id, or by what the item is called.
    fn item(&mut self, list: &'static str, name: &str) -> ItemId {
        self.ids.next(list, self.row_id.as_deref().unwrap_or(name))
    }

    /// Takes a row of another sheet. Sheets come in the order of their roles.
    pub(super) fn row(&mut self, role: Role, mut entry: Entry<'_, '_>) {
        let name = entry.take(&["name"]);
        self.row_id = entry.take(&["internal_id", "id", "uuid"]);
        match role {
            Role::Processings => {}
            Role::Purposes => self.purpose(name.clone(), &mut entry),
            Role::PersonalData => self.category(name.clone(), &mut entry),
            Role::DataSubjects => self.subject(name.clone(), &mut entry),
            Role::Recipients => self.recipient(name.clone(), &mut entry),
            Role::Contractors => self.contractor(name.clone(), &mut entry),
            Role::Transfers => self.transfer(name.clone(), &mut entry),
        }
        let called = match name {
            Some(name) => format!("{} „{}“", entry.sheet(), name.chars().take(60).collect::<String>()),
            None => entry.place(),
        };
        for (heading, text) in entry.rest() {
            let text = if codes::is_code(&text) { codes::german(&text) } else { text };
            self.remainder.keep(format!("{called}, {}", label(&heading)), text);
        }
    }

    fn purpose(&mut self, name: Option<String>, entry: &mut Entry<'_, '_>) {
        let text = match (name, entry.take(&["description"])) {
            (Some(name), Some(description)) if description != name => format!("{name}: {description}"),
            (Some(text), _) | (None, Some(text)) => text,
            (None, None) => String::new(),
        };
        let purpose = (!text.is_empty()).then(|| self.item("purposes", &text));
        self.purposes.extend(purpose.map(|id| Purpose { id, text, condition: None, data: Selection::All }));
        let condition = entry.take(&["article_9_condition"]);
        match entry.take(&["legal_basis"]) {
            Some(basis) => self.legal_basis(&basis, condition.as_deref(), purpose),
            None => {
                if let Some(condition) = condition {
                    self.legal_basis(&condition, None, purpose);
                }
            }
        }
    }

    /// Adds a legal basis, or the purpose to the one that is there already.
    pub(super) fn legal_basis(&mut self, basis: &str, article_9: Option<&str>, purpose: Option<ItemId>) {
        let second =
            article_9.map(|text| codes::article_9(text).map_or_else(|| codes::german(text), str::to_owned));
        let (chains, unnamed): (Vec<Vec<String>>, Option<String>) = match codes::legal_bases(basis) {
            Some(chains) => (
                chains.into_iter().map(|chain| chain.into_iter().map(str::to_owned).collect()).collect(),
                None,
            ),
            // Somebody's own words: a citation, or the name of a basis without one.
            None if !register::citation::parse(basis).provisions.is_empty() => {
                (vec![vec![basis.to_owned()]], None)
            }
            None => (vec![Vec::new()], Some(codes::german(basis))),
        };
        for mut chain in chains {
            chain.extend(second.clone());
            let known = self.by_chain.get(&(chain.clone(), unnamed.clone())).copied();
            if let Some(known) = known.and_then(|index| self.legal_bases.get_mut(index)) {
                match (&mut known.purposes, purpose) {
                    (Selection::Only(ids), Some(purpose)) => ids.push(purpose),
                    (purposes, None) => *purposes = Selection::All,
                    (Selection::All, Some(_)) => {}
                }
                continue;
            }
            let name = format!("{}\u{0}{}", chain.join("\u{0}"), unnamed.clone().unwrap_or_default());
            self.by_chain.insert((chain.clone(), unnamed.clone()), self.legal_bases.len());
            self.legal_bases.push(LegalBasis {
                id: self.ids.next("legal_bases", &name),
                ground: None,
                chain: chain.into_iter().map(|wording| Citation { wording, correction: None }).collect(),
                unnamed_norm: unnamed.clone(),
                condition: None,
                purposes: purpose.map_or(Selection::All, |id| Selection::Only(NonEmpty::of(id))),
                data: Selection::All,
                channel: None,
                legitimate_interest: None,
                note: None,
            });
        }
    }

    fn category(&mut self, name: Option<String>, entry: &mut Entry<'_, '_>) {
        let category = entry.take(&["category"]);
        let shown = category.as_deref().map(codes::german);
        let mut notes = Vec::from_iter(entry.take(&["description"]));
        // A name of its own stands before the category it falls under.
        let name = match (name, shown) {
            (Some(name), Some(shown)) if name != shown => {
                notes.push(format!("Kategorie: {shown}"));
                name
            }
            (Some(name), _) | (None, Some(name)) => name,
            (None, None) => entry.place(),
        };
        let mut sensitivity = category.as_deref().map_or(Sensitivity::Ordinary, codes::sensitivity);
        if entry.take_flag("is_sensitive") == Some(true) && sensitivity == Sensitivity::Ordinary {
            sensitivity = Sensitivity::Special;
            notes.push("In CISO Assistant als sensibel gekennzeichnet".to_owned());
        }
        let id = self.item("data_categories", &name);
        self.erasure(id, &name, entry);
        self.categories.push(DataCategory {
            id,
            name,
            details: Vec::new(),
            enumeration: Enumeration::Closed,
            condition: None,
            sensitivity,
            identifiability: Identifiability::Personal,
            provisions: Vec::new(),
            origin: None,
            note: joined(notes),
        });
    }

    fn erasure(&mut self, data: ItemId, name: &str, entry: &mut Entry<'_, '_>) {
        let stated = entry.take(&["retention"]);
        let policy = entry.take(&["deletion_policy"]);
        if stated.is_none() && policy.is_none() {
            return;
        }
        let read = stated.as_deref().map(retention::read);
        let mut notes = Vec::from_iter(stated.filter(|_| read.as_ref().is_some_and(|read| read.says_more)));
        let (mut action, mut automation, mut limit) =
            (Action::Erase, Automation::NotStated, Limit::DutyToErase);
        match policy.as_deref().map(codes::bare).as_deref() {
            Some("automatic_deletion") => automation = Automation::Automatic,
            Some("manual_review_deletion") => automation = Automation::Manual,
            Some("anonymization") => action = Action::Anonymise { method: None },
            Some("legal_regulatory_hold") => limit = Limit::DutyToKeep,
            _ => notes.extend(policy.as_deref().map(codes::german)),
        }
        let (period, start, bound) = read
            .map_or((Period::NotStated, Start::NotStated, Default::default()), |read| {
                (read.period, read.start, read.bound)
            });
        let id = self.item("retention", name);
        self.retention.push(RetentionRule {
            id,
            name: None,
            data: Selection::Only(NonEmpty::of(data)),
            subjects: Selection::All,
            attribute: None,
            period,
            start,
            anchor: None,
            bound,
            limit,
            action: ActionPlan::One { action },
            actor: None,
            automation,
            condition: None,
            place: None,
            reason: None,
            norms: Vec::new(),
            exceptions: Vec::new(),
            note: joined(notes),
        });
    }

    fn subject(&mut self, name: Option<String>, entry: &mut Entry<'_, '_>) {
        let shown = entry.take(&["category"]).map(|category| codes::german(&category));
        let name = match (name, shown) {
            (Some(name), Some(shown)) if name != shown => {
                self.remainder.keep(format!("Betroffene „{name}“, Kategorie"), shown);
                name
            }
            (Some(name), _) | (None, Some(name)) => name,
            (None, None) => entry.place(),
        };
        if let Some(description) = entry.take(&["description"]) {
            self.remainder.keep(format!("Betroffene „{name}“, Beschreibung"), description);
        }
        let id = self.item("data_subjects", &name);
        self.data_subjects.push(DataSubjectCategory {
            id,
            name,
            enumeration: Enumeration::Closed,
            condition: None,
            data: Selection::All,
        });
    }

    fn recipient(&mut self, name: Option<String>, entry: &mut Entry<'_, '_>) {
        let category = entry.take(&["category"]).unwrap_or_default();
        let shown = codes::german(&category);
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

    fn contractor(&mut self, name: Option<String>, entry: &mut Entry<'_, '_>) {
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
            notes.push(format!("Beziehung: {}", codes::german(text)));
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
            id,
            party,
            described_as: None,
            role,
            service,
            system: None,
            engaged_by,
            seat,
            processing_location: Location::NotStated,
            contract: Statement::NotStated,
            groups: Selection::All,
            data: Selection::All,
            condition: None,
            validity: Validity::default(),
            enumeration: Enumeration::Closed,
            note,
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
        let record = self.shared.entry(key).or_insert_with(|| {
            Record::Party(Party {
                name: name.to_owned(),
                short_name: None,
                kind: Default::default(),
                contact: Contact::default(),
                country: None,
                registration: None,
                note: None,
            })
        });
        if let Record::Party(party) = record {
            party.country = party.country.take().or(country);
        }
        key
    }

    fn transfer(&mut self, name: Option<String>, entry: &mut Entry<'_, '_>) {
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
            notes.push(codes::german(&text));
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

    /// Everything gathered.
    pub(super) fn close(self, tool: &str) -> Lists {
        let (internal_note, leftovers) = self.remainder.close(tool);
        Lists {
            common: Scope {
                purposes: listed(self.purposes),
                legal_bases: listed(self.legal_bases),
                data_subjects: listed(self.data_subjects),
                data_categories: listed(self.categories),
                recipients: listed(self.recipients),
                transfers: listed(self.transfers),
                retention: listed(self.retention),
                remarks: Vec::new(),
            },
            engagements: listed(self.engagements),
            measures: listed(self.measures),
            joint_controllers: NonEmpty::try_from(self.joint_controllers)
                .map_or(Statement::NotStated, |value| Statement::Given { value }),
            internal_note,
            leftovers,
            shared: self.shared,
        }
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

fn joined(notes: Vec<String>) -> Option<String> {
    (!notes.is_empty()).then(|| notes.join("\n"))
}
