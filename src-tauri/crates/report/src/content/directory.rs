//! What activities refer to: parties, systems, documents and measure sets with the numbers they are printed under.

use language::Language;
use register::activity::{JointController, OwnRole, Scope};
use register::document::Document;
use register::engagement::Engagement;
use register::id::RecordId;
use register::information::Information;
use register::measure::MeasureSet;
use register::party::{Party, System};
use register::record::Record;
use register::statement::{NonEmpty, Statement};
use std::collections::BTreeMap;

use super::{RegisterInput, words};

/// The records that this register refers to, in printed order.
#[derive(Debug)]
pub(super) struct Directory<'a> {
    language: &'a Language,
    others: &'a BTreeMap<RecordId, Record>,
    bodies: Vec<RecordId>,
    roles: BTreeMap<RecordId, Vec<(String, Vec<String>)>>,
    documents: Vec<(RecordId, &'a Document)>,
    measure_sets: Vec<(RecordId, &'a MeasureSet)>,
}

impl<'a> Directory<'a> {
    /// Collects what the register refers to, step by step.
    pub(super) fn of(input: &RegisterInput<'a>, language: &'a Language) -> Self {
        let mut documents: Vec<_> = input
            .others
            .iter()
            .filter_map(|(id, record)| match record {
                Record::Document(document) if document.register == input.id => Some((*id, document)),
                _ => None,
            })
            .collect();
        documents.sort_by_key(|(id, document)| (document.position, *id));
        let mut measure_sets: Vec<_> = input
            .others
            .iter()
            .filter_map(|(id, record)| match record {
                Record::MeasureSet(set) if set.register == input.id => Some((*id, set)),
                _ => None,
            })
            .collect();
        measure_sets.sort_by_key(|(id, set)| (set.position, *id));
        let mut directory = Self {
            language,
            others: input.others,
            bodies: Vec::new(),
            roles: BTreeMap::new(),
            documents,
            measure_sets,
        };
        directory.collect(input);
        directory
    }

    fn collect(&mut self, input: &RegisterInput<'a>) {
        let organisation = input.organisation;
        self.joint_controllers(&organisation.joint_controllers, "");
        self.add(organisation.representative.given().copied(), words::REPRESENTATIVE, "");
        self.add(organisation.supervisory_authority.given().copied(), words::AUTHORITY, "");
        let defaults = &organisation.defaults;
        self.engagements(defaults.engagements.own(), "A");
        self.scope(&defaults.scope, "A");
        self.information(&defaults.information, "A");
        for (number, (_, activity)) in (1..).zip(input.activities) {
            let at = number.to_string();
            match &activity.own_role {
                OwnRole::Controller | OwnRole::Unclear { .. } => {}
                OwnRole::Processor { controllers, .. } => {
                    self.add(controllers.iter().copied(), words::PRINCIPAL, &at);
                }
                OwnRole::OtherController { party } => {
                    self.add([*party], words::OTHER_CONTROLLER, &at);
                }
            }
            self.joint_controllers(&activity.joint_controllers, &at);
            self.add(activity.systems.iter().copied(), "", "");
            self.engagements(activity.engagements.own(), &at);
            self.scope(&activity.common, &at);
            for group in &activity.groups {
                self.scope(&group.scope, &at);
            }
            self.information(&activity.information, &at);
        }
        let mut next = 0;
        while let Some(id) = self.bodies.get(next).copied() {
            if let Some(system) = self.system(id) {
                self.add(system.vendor, &format!("{}: {}", words::VENDOR, system.name), "");
                self.add(system.part_of, "", "");
            }
            next += 1;
        }
    }

    /// Adds parties or systems with the part they have and where.
    fn add(&mut self, ids: impl IntoIterator<Item = RecordId>, role: &str, at: &str) {
        for id in ids {
            if !matches!(self.others.get(&id), Some(Record::Party(_) | Record::System(_))) {
                continue;
            }
            if !self.bodies.contains(&id) {
                self.bodies.push(id);
            }
            let roles = self.roles.entry(id).or_default();
            if !roles.iter().any(|(each, _)| each == role) {
                roles.push((role.to_owned(), Vec::new()));
            }
            let places = roles.iter_mut().find(|(each, _)| each == role).map(|(_, places)| places);
            if let Some(places) = places.filter(|places| !at.is_empty() && !places.iter().any(|p| p == at)) {
                places.push(at.to_owned());
            }
        }
    }

    fn joint_controllers(&mut self, statement: &Statement<NonEmpty<JointController>>, at: &str) {
        let joint = statement.given().into_iter().flatten().map(|joint| joint.party);
        self.add(joint, words::JOINT_CONTROLLER, at);
    }

    fn engagements(&mut self, own: Option<&NonEmpty<Engagement>>, at: &str) {
        for engagement in own.into_iter().flatten() {
            let role = self.language.name(&engagement.role);
            self.add(engagement.party, &role, at);
            self.add(engagement.system, "", "");
        }
    }

    fn scope(&mut self, scope: &Scope, at: &str) {
        let recipients = scope.recipients.own().into_iter().flatten();
        let parties = recipients.filter_map(|recipient| recipient.party);
        self.add(parties, words::RECIPIENT, at);
    }

    fn information(&mut self, information: &Information, at: &str) {
        let authorities = information.complaint_authorities.own().into_iter().flatten();
        self.add(authorities.map(|authority| authority.party), words::COMPLAINTS_TO, at);
    }

    /// What parts a party has in the register, each with the activities in brackets.
    pub(super) fn roles(&self, id: RecordId) -> Vec<String> {
        let roles = self.roles.get(&id).into_iter().flatten().filter(|(role, _)| !role.is_empty());
        roles
            .map(|(role, places)| match places.as_slice() {
                [] => role.clone(),
                places => format!("{role} ({})", places.join(", ")),
            })
            .collect()
    }

    /// The party, when there is a record of it.
    pub(super) fn party(&self, id: RecordId) -> Option<&'a Party> {
        match self.others.get(&id) {
            Some(Record::Party(party)) => Some(party),
            _ => None,
        }
    }

    /// The system, when there is a record of it.
    pub(super) fn system(&self, id: RecordId) -> Option<&'a System> {
        match self.others.get(&id) {
            Some(Record::System(system)) => Some(system),
            _ => None,
        }
    }

    /// The parties and systems of the register in the order in which it first names them.
    pub(super) fn bodies(&self) -> impl Iterator<Item = RecordId> {
        self.bodies.iter().copied()
    }

    /// The anchor of a party or system in part B.
    pub(super) fn anchor(&self, id: RecordId) -> Option<String> {
        let index = self.bodies.iter().position(|each| *each == id)?;
        Some(format!("s{}", index + 1))
    }

    /// The documents in order; the first is D 1.
    pub(super) fn documents(&self) -> &[(RecordId, &'a Document)] {
        &self.documents
    }

    /// Number and content of a document.
    pub(super) fn document(&self, id: RecordId) -> Option<(usize, &'a Document)> {
        let index = self.documents.iter().position(|(each, _)| *each == id)?;
        self.documents.get(index).map(|(_, document)| (index + 1, *document))
    }

    /// The measure sets in order; the first is M 1.
    pub(super) fn measure_sets(&self) -> &[(RecordId, &'a MeasureSet)] {
        &self.measure_sets
    }

    /// Number and content of a measure set.
    pub(super) fn measure_set(&self, id: RecordId) -> Option<(usize, &'a MeasureSet)> {
        let index = self.measure_sets.iter().position(|(each, _)| *each == id)?;
        self.measure_sets.get(index).map(|(_, set)| (index + 1, *set))
    }
}
