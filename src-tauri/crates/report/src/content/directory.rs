//! What activities refer to: parties, systems, documents and measure sets with the numbers they are printed under.

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

use super::RegisterInput;

/// The records that this register refers to, in printed order.
#[derive(Debug)]
pub(super) struct Directory<'a> {
    others: &'a BTreeMap<RecordId, Record>,
    bodies: Vec<RecordId>,
    documents: Vec<(RecordId, &'a Document)>,
    measure_sets: Vec<(RecordId, &'a MeasureSet)>,
}

impl<'a> Directory<'a> {
    /// Collects what the register refers to, step by step.
    pub(super) fn of(input: &RegisterInput<'a>) -> Self {
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
        let mut directory = Self { others: input.others, bodies: Vec::new(), documents, measure_sets };
        directory.collect(input);
        directory
    }

    fn collect(&mut self, input: &RegisterInput<'a>) {
        let organisation = input.organisation;
        self.joint_controllers(&organisation.joint_controllers);
        self.add(organisation.representative.given().copied());
        self.add(organisation.supervisory_authority.given().copied());
        let defaults = &organisation.defaults;
        self.engagements(defaults.engagements.own());
        self.scope(&defaults.scope);
        self.information(&defaults.information);
        for (_, activity) in input.activities {
            match &activity.own_role {
                OwnRole::Controller => {}
                OwnRole::Processor { controllers, .. } => self.add(controllers.iter().copied()),
                OwnRole::OtherController { party } => self.add([*party]),
            }
            self.joint_controllers(&activity.joint_controllers);
            self.add(activity.systems.iter().copied());
            self.engagements(activity.engagements.own());
            self.scope(&activity.common);
            for group in &activity.groups {
                self.scope(&group.scope);
            }
            self.information(&activity.information);
        }
        let mut next = 0;
        while let Some(id) = self.bodies.get(next).copied() {
            if let Some(system) = self.system(id) {
                self.add(system.vendor);
                self.add(system.part_of);
            }
            next += 1;
        }
    }

    fn add(&mut self, ids: impl IntoIterator<Item = RecordId>) {
        for id in ids {
            let known = matches!(self.others.get(&id), Some(Record::Party(_) | Record::System(_)));
            if known && !self.bodies.contains(&id) {
                self.bodies.push(id);
            }
        }
    }

    fn joint_controllers(&mut self, statement: &Statement<NonEmpty<JointController>>) {
        self.add(statement.given().into_iter().flatten().map(|joint| joint.party));
    }

    fn engagements(&mut self, own: Option<&NonEmpty<Engagement>>) {
        for engagement in own.into_iter().flatten() {
            self.add(engagement.party);
            self.add(engagement.system);
        }
    }

    fn scope(&mut self, scope: &Scope) {
        self.add(scope.recipients.own().into_iter().flatten().filter_map(|recipient| recipient.party));
    }

    fn information(&mut self, information: &Information) {
        let authorities = information.complaint_authorities.own().into_iter().flatten();
        self.add(authorities.map(|authority| authority.party));
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
