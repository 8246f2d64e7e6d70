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
use register::statement::{Field, ListField, NonEmpty, Selection, Statement};
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
    /// Rows that name nobody and nothing but say so: their sheet, their words, their place.
    denials: Vec<(Role, String, String)>,
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
            denials: Vec::new(),
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
        if let Some(denial) = denial(name.as_deref(), &entry) {
            self.denials.push((role, denial, entry.place()));
            for heading in ["category", "entity", "entity_name"] {
                if entry.look(&[heading]).is_some_and(codes::says_none) {
                    entry.take(&[heading]);
                }
            }
            for (heading, text) in entry.rest() {
                self.remainder.keep(format!("{}, {}", entry.place(), label(&heading)), told(text));
            }
            return;
        }
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
        let shown = category.as_deref().map(|category| self.spoken("category", category));
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
        match entry.take_flag("is_sensitive") {
            Some(true) => {
                if sensitivity == Sensitivity::Ordinary {
                    sensitivity = Sensitivity::Special;
                }
                notes.push("In CISO Assistant als sensibel gekennzeichnet".to_owned());
            }
            // The tool says "no" where nobody has answered.
            Some(false) => self.remainder.keep(format!("Datenart „{name}“, Sensibel"), "nein"),
            None => {}
        }
        let id = self.item("data_categories", &name);
        self.erasure(id, &name, entry, &mut notes);
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

    /// The rule for the erasure of a category; what cannot be read is told in the category's note.
    fn erasure(&mut self, data: ItemId, name: &str, entry: &mut Entry<'_, '_>, notes: &mut Vec<String>) {
        let stated = entry.take(&["retention"]);
        let policy = entry.take(&["deletion_policy"]);
        let told = policy.as_deref().map(|policy| self.spoken("deletion_policy", policy));
        let read = stated.as_deref().map(retention::read);
        let (mut action, mut automation, mut limit) =
            (ActionPlan::One { action: Action::Erase }, Automation::NotStated, Limit::DutyToErase);
        let mut more = None;
        match policy.as_deref().map(codes::bare).as_deref() {
            None => {}
            Some("automatic_deletion") => automation = Automation::Automatic,
            Some("manual_review_deletion") => automation = Automation::Manual,
            Some("anonymization") => action = ActionPlan::One { action: Action::Anonymise { method: None } },
            Some("user_requested_deletion") => more = told.clone(),
            // What comes after the duty to keep is not said.
            Some("legal_regulatory_hold") => (limit, action) = (Limit::DutyToKeep, ActionPlan::Nothing),
            // That a part is erased, or something else done, is no erasure of the data.
            Some(_) => (action, more) = (ActionPlan::Nothing, told.clone()),
        }
        let says_only_words =
            stated.is_none() && action == ActionPlan::Nothing && limit == Limit::DutyToErase;
        let read = match read {
            Some(None) => None,
            Some(Some(read)) => Some((read.period, read.start, read.bound)),
            None if policy.is_some() && !says_only_words => {
                Some((Period::NotStated, Start::NotStated, Default::default()))
            }
            None => None,
        };
        let Some((period, start, bound)) = read else {
            notes.extend(stated.map(|text| format!("Aufbewahrung: {text}")));
            notes.extend(told.map(|text| format!("Löschung: {text}")));
            return;
        };
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
            action,
            actor: None,
            automation,
            condition: None,
            place: None,
            reason: None,
            norms: Vec::new(),
            exceptions: Vec::new(),
            note: more,
        });
    }

    /// A value in German. A code that is not known is shown in words, and stands in the note as it is.
    pub(super) fn spoken(&mut self, heading: &str, value: &str) -> String {
        if !codes::is_known(value) {
            self.remainder.keep(format!("{}, unbekannter Code", label(heading)), value);
        }
        codes::german(value)
    }

    fn subject(&mut self, name: Option<String>, entry: &mut Entry<'_, '_>) {
        let shown = entry.take(&["category"]).map(|category| self.spoken("category", &category));
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
    pub(super) fn close(mut self, tool: &str) -> Lists {
        let contractors_and_joint = self.engagements.len() + self.joint_controllers.len();
        let found = |role: Role| match role {
            Role::Processings => 1,
            Role::Purposes => self.purposes.len(),
            Role::PersonalData => self.categories.len(),
            Role::DataSubjects => self.data_subjects.len(),
            Role::Contractors => contractors_and_joint,
            Role::Recipients => self.recipients.len(),
            Role::Transfers => self.transfers.len(),
        };
        let mut denied: BTreeMap<Role, String> = BTreeMap::new();
        for (role, words, place) in std::mem::take(&mut self.denials) {
            // "none" is an answer where nothing else answers; "-" and "n/a" are none.
            if found(role) == 0 && codes::denies(&words) {
                denied.insert(role, words);
            } else {
                self.remainder.keep(place, words);
            }
        }
        let (internal_note, leftovers) = self.remainder.close(tool);
        Lists {
            common: Scope {
                purposes: field(self.purposes, denied.remove(&Role::Purposes)),
                legal_bases: listed(self.legal_bases),
                data_subjects: field(self.data_subjects, denied.remove(&Role::DataSubjects)),
                data_categories: field(self.categories, denied.remove(&Role::PersonalData)),
                recipients: field(self.recipients, denied.remove(&Role::Recipients)),
                transfers: field(self.transfers, denied.remove(&Role::Transfers)),
                retention: listed(self.retention),
                remarks: Vec::new(),
            },
            engagements: field(self.engagements, denied.remove(&Role::Contractors)),
            measures: listed(self.measures),
            joint_controllers: NonEmpty::try_from(self.joint_controllers)
                .map_or(Statement::NotStated, |value| Statement::Given { value }),
            internal_note,
            leftovers,
            shared: self.shared,
        }
    }
}

/// A list; where it is empty and somebody said that there is none, that.
fn field<T>(items: Vec<T>, denied: Option<String>) -> ListField<T> {
    match denied {
        Some(words) if items.is_empty() => {
            Field::Own(Statement::ExplicitlyNone { note: Some(format!("In CISO Assistant: {words}")) })
        }
        _ => listed(items),
    }
}

/// What a row says that names nobody and nothing: "none".
fn denial(name: Option<&str>, entry: &Entry<'_, '_>) -> Option<String> {
    let called = [name, entry.look(&["entity", "entity_name"]), entry.look(&["category"])];
    let stated: Vec<&str> = called.into_iter().flatten().collect();
    let first = stated.first().filter(|_| stated.iter().all(|text| codes::says_none(text)))?;
    Some((*first).to_owned())
}

pub(super) fn joined(notes: Vec<String>) -> Option<String> {
    (!notes.is_empty()).then(|| notes.join("\n"))
}
