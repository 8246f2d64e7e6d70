//! The organisation with its officers and authority, and the parties that activities name.

use super::{Node, record_iri, reference, vocabulary};
use crate::register_view::{Lines, View};
use register::id::RecordId;
use register::party::{Contact, PartyKind};
use register::record::Record;
use serde_json::Value;
use std::collections::BTreeSet;

/// The organisation, whose id is also the register's.
pub(super) fn organisation(view: &View<'_>) -> Value {
    let organisation = view.input.organisation;
    let iri = record_iri(view.input.id);
    let mut node = Node::new(iri.clone(), &["dpv:DataController"]);
    node.text("dpv:hasName", &organisation.name);
    reach(view, &mut node, &organisation.contact);
    let represented = organisation.represented_by.as_deref();
    node.comment(&view.word("cell-represented-by"), represented);
    for officer in organisation.data_protection_officers.given().into_iter().flatten() {
        let mut lines = Lines::of(&officer.function);
        lines.maybe(officer.body.as_deref());
        let mut person = Node::new(format!("{iri}#{}", officer.id), &["dpv:DataProtectionOfficer"]);
        person.text("dpv:hasName", &lines.joined(", "));
        reach(view, &mut person, &officer.contact);
        person.text("rdfs:comment", officer.note.as_deref().unwrap_or_default());
        node.set("dpv:hasDataProtectionOfficer", person.value());
    }
    if let Some(party) = organisation.representative.given() {
        node.set("dpv:hasRepresentative", reference(record_iri(*party)));
    }
    if let Some(party) = organisation.supervisory_authority.given() {
        node.set("dpv:hasAuthority", reference(record_iri(*party)));
    }
    for joint in organisation.joint_controllers.given().into_iter().flatten() {
        node.set("dpv:hasEntity", reference(record_iri(joint.party)));
    }
    node.value()
}

/// The parties that the nodes so far refer to.
pub(super) fn parties(view: &View<'_>, nodes: &[Value]) -> Vec<Value> {
    let mut named = BTreeSet::new();
    nodes.iter().for_each(|node| collect(node, &mut named));
    let parties = view.input.others.iter().filter(|(id, _)| named.contains(id));
    parties
        .filter_map(|(id, record)| match record {
            Record::Party(party) => {
                let kind = match party.kind {
                    PartyKind::SupervisoryAuthority => "dpv:DataProtectionAuthority",
                    PartyKind::Company | PartyKind::PublicBody | PartyKind::Other => "dpv:LegalEntity",
                };
                let mut node = Node::new(record_iri(*id), &[kind]);
                node.text("dpv:hasName", &party.name);
                reach(view, &mut node, &party.contact);
                if let Some(country) = party.country.as_ref().and_then(vocabulary::country) {
                    node.set("dpv:hasCountry", reference(country));
                }
                Some(node.value())
            }
            _ => None,
        })
        .collect()
}

/// The records that a node refers to.
fn collect(node: &Value, named: &mut BTreeSet<RecordId>) {
    match node {
        Value::Object(members) => {
            let iri =
                members.get("@id").and_then(Value::as_str).and_then(|iri| iri.strip_prefix("urn:uuid:"));
            named.extend(iri.and_then(|id| id.parse::<RecordId>().ok()));
            members.values().for_each(|value| collect(value, named));
        }
        Value::Array(values) => values.iter().for_each(|value| collect(value, named)),
        _ => {}
    }
}

/// Addresses and other ways to reach somebody.
fn reach(view: &View<'_>, node: &mut Node, contact: &Contact) {
    for address in view.addresses(contact) {
        node.text("dpv:hasAddress", &address);
    }
    let mut ways = Lines::default();
    ways.maybe(contact.function.as_deref());
    ways.labelled(&view.word("cell-phone"), contact.phone.as_deref());
    ways.labelled(&view.word("cell-fax"), contact.fax.as_deref());
    ways.maybe(contact.email.as_deref()).maybe(contact.web.as_deref());
    node.text("dpv:hasContact", &ways.below());
}
