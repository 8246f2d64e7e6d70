//! The rows that belong to a processing: purposes, data, subjects, recipients, contractors, transfers.

use super::activity::{label, parts, told};
use super::sheets::{Entry, Role};
use super::{codes, retention};
use crate::foreign::{ItemIds, Leftover, Remainder, listed};
use register::activity::{JointController, Scope};
use register::data::{DataCategory, DataSubjectCategory, Enumeration, Identifiability, Sensitivity};
use register::engagement::Engagement;
use register::id::{ItemId, RecordId};
use register::legal_basis::{Citation, LegalBasis, Purpose};
use register::measure::Measure;
use register::recipient::{Recipient, Transfer};
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
    pub(super) recipients: Vec<Recipient>,
    pub(super) transfers: Vec<Transfer>,
    retention: Vec<RetentionRule>,
    pub(super) engagements: Vec<Engagement>,
    /// Engagements by the party's name.
    pub(super) engaged: HashMap<String, ItemId>,
    pub(super) joint_controllers: Vec<JointController>,
    pub(super) shared: BTreeMap<RecordId, Record>,
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
    pub(super) fn item(&mut self, list: &'static str, name: &str) -> ItemId {
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
            self.remainder.keep(format!("{called}, {}", label(&heading)), told(text));
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
        // "Not applicable" is no provision; it stays for the note.
        let mut taken = |heading: &str| {
            let says = entry.look(&[heading]).is_some_and(|text| !codes::says_nothing(text));
            says.then(|| entry.take(&[heading])).flatten()
        };
        match (taken("legal_basis"), taken("article_9_condition")) {
            (Some(basis), condition) => self.legal_basis(&basis, condition.as_deref(), purpose),
            (None, Some(condition)) => self.legal_basis(&condition, None, purpose),
            (None, None) => {}
        }
    }

    /// Adds a legal basis, or the purpose to the one that is there already. A cell may name several by their codes.
    pub(super) fn legal_basis(&mut self, basis: &str, article_9: Option<&str>, purpose: Option<ItemId>) {
        let parts: Vec<&str> = parts(basis).collect();
        if parts.len() > 1
            && codes::legal_bases(basis).is_none()
            && parts.iter().all(|part| codes::legal_bases(part).is_some())
        {
            parts.iter().for_each(|part| self.legal_basis(part, article_9, purpose));
            return;
        }
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

pub(super) fn joined(notes: Vec<String>) -> Option<String> {
    (!notes.is_empty()).then(|| notes.join("\n"))
}
