//! Letter a and Art. 30(2) a: who is responsible, and can they be reached?

use super::entry::Entry;
use super::{CheckInput, Finding, ReferenceData, Rule};
use crate::activity::{JointController, OwnRole};
use crate::id::RecordId;
use crate::organisation::Organisation;
use crate::party::Contact;
use crate::record::Record;
use crate::statement::{NonEmpty, Statement};
use std::collections::BTreeMap;

/// Whether name and contact data of the controller stand there.
pub(super) fn is_complete(organisation: &Organisation) -> bool {
    !organisation.name.trim().is_empty() && is_reachable(&organisation.contact)
}

/// At least a postal address or an e-mail address.
fn is_reachable(contact: &Contact) -> bool {
    let filled = |text: &Option<String>| text.as_ref().is_some_and(|text| !text.trim().is_empty());
    contact.addresses.iter().any(|address| filled(&address.town)) || filled(&contact.email)
}

pub(super) fn check_organisation(
    organisation: &Organisation,
    others: &BTreeMap<RecordId, Record>,
    reference: &ReferenceData,
    found: &mut Vec<Finding>,
) {
    if !is_complete(organisation) {
        found.push(Finding::new(Rule::ControllerIncomplete, "/contact"));
    }
    match &organisation.data_protection_officers {
        Statement::NotStated | Statement::AnnouncedButEmpty { .. } => {
            found.push(Finding::new(Rule::OfficerNotStated, "/data_protection_officers"));
        }
        Statement::ByReference { .. } => {
            found.push(Finding::new(Rule::OfficerByReference, "/data_protection_officers"));
        }
        Statement::Given { value } => {
            for officer in value.iter().filter(|officer| !is_reachable(&officer.contact)) {
                let path = format!("/data_protection_officers/{}/contact", officer.id);
                found.push(
                    Finding::new(Rule::OfficerUnreachable, path).with("name", officer.function.as_str()),
                );
            }
        }
        Statement::ExplicitlyNone { .. } | Statement::NotRequired { .. } => {}
    }
    unreachable_joint_controllers(&organisation.joint_controllers, others, found);
    arrangements(&organisation.joint_controllers, others, found);
    match &organisation.representative {
        Statement::Given { value } => {
            if let Some(name) = unreachable(*value, others) {
                found.push(Finding::new(Rule::PartyUnreachable, "/representative").with("name", name));
            }
        }
        Statement::NotStated | Statement::AnnouncedButEmpty { .. } => {
            let mut countries =
                organisation.contact.addresses.iter().filter_map(|address| address.country.as_ref());
            if countries.any(|country| reference.is_third_country(country.code())) {
                found.push(Finding::new(Rule::RepresentativeNotStated, "/representative"));
            }
        }
        _ => {}
    }
}

/// Joint controllers of one activity.
pub(super) fn check_joint_controllers(entry: &Entry<'_>, found: &mut Vec<Finding>) {
    let CheckInput { activity, others, .. } = entry.input;
    unreachable_joint_controllers(&activity.joint_controllers, others, found);
    arrangements(&activity.joint_controllers, others, found);
}

/// Art. 30(2) a: the controllers on whose behalf the organisation acts.
pub(super) fn check_clients(entry: &Entry<'_>, found: &mut Vec<Finding>) {
    let OwnRole::Processor { controllers, .. } = &entry.input.activity.own_role else { return };
    for id in controllers {
        if let Some(name) = unreachable(*id, entry.input.others) {
            found.push(Finding::new(Rule::ClientUnreachable, "/own_role/controllers").with("name", name));
        }
    }
}

fn unreachable_joint_controllers(
    controllers: &Statement<NonEmpty<JointController>>,
    others: &BTreeMap<RecordId, Record>,
    found: &mut Vec<Finding>,
) {
    for controller in controllers.given().into_iter().flatten() {
        if let Some(name) = unreachable(controller.party, others) {
            let path = format!("/joint_controllers/{}/party", controller.id);
            found.push(Finding::new(Rule::PartyUnreachable, path).with("name", name));
        }
    }
}

fn arrangements(
    controllers: &Statement<NonEmpty<JointController>>,
    others: &BTreeMap<RecordId, Record>,
    found: &mut Vec<Finding>,
) {
    for controller in controllers.given().into_iter().flatten() {
        if !super::parties::stands(&controller.arrangement) {
            let path = format!("/joint_controllers/{}/arrangement", controller.id);
            let name = title(controller.party, others);
            found.push(Finding::new(Rule::ArrangementMissing, path).with("name", name));
        }
    }
}

fn title(id: RecordId, others: &BTreeMap<RecordId, Record>) -> String {
    others.get(&id).map_or_else(|| "?".to_owned(), |record| record.title().to_owned())
}

/// The name of a record that cannot be reached; a record nobody passed in is not judged.
fn unreachable(id: RecordId, others: &BTreeMap<RecordId, Record>) -> Option<String> {
    let contact = match others.get(&id)? {
        Record::Party(party) => &party.contact,
        Record::Organisation(organisation) => &organisation.contact,
        _ => return None,
    };
    (!is_reachable(contact)).then(|| title(id, others))
}

#[cfg(test)]
mod tests {
    use super::super::Rule;
    use super::super::tests::example::{Example, rules};
    use serde_json::{Value, json};

    fn organisation(pointer: &str, value: Value) -> Vec<Rule> {
        rules(&Example::new().set_organisation(pointer, value).found_in_organisation())
    }

    #[test]
    fn the_controller_can_be_reached() {
        let web = json!({ "web": "https://schule.example" });
        assert_eq!(organisation("/contact", web), [Rule::ControllerIncomplete]);
        let address =
            json!({ "addresses": [{ "id": Example::OTHER, "town": "Musterhofen", "country": "DE" }] });
        assert_eq!(organisation("/contact", address), []);
        assert_eq!(organisation("/name", json!(" ")), [Rule::ControllerIncomplete]);
    }

    #[test]
    fn the_officer_stands_in_the_record_itself() {
        let officers = |value| organisation("/data_protection_officers", value);
        assert_eq!(officers(json!({ "state": "not_stated" })), [Rule::OfficerNotStated]);
        assert_eq!(officers(json!({ "state": "explicitly_none" })), []);
        let elsewhere = json!({ "state": "by_reference", "to": { "place": "Impressum" } });
        assert_eq!(officers(elsewhere), [Rule::OfficerByReference]);
        let nameless = json!({ "state": "given", "value": [{ "id": Example::EXTRA, "function": "DSB" }] });
        assert_eq!(officers(nameless), [Rule::OfficerUnreachable]);
    }

    #[test]
    fn a_controller_outside_the_eea_has_a_representative() {
        let in_country = |country: &str| {
            let contact = json!({ "addresses": [{ "id": Example::OTHER, "town": "X", "country": country }] });
            organisation("/contact", contact)
        };
        assert_eq!(in_country("CH"), [Rule::RepresentativeNotStated]);
        assert_eq!(in_country("AT"), []);
        let silent = json!({ "state": "given", "value": Example::SILENT_PARTY });
        assert_eq!(organisation("/representative", silent), [Rule::PartyUnreachable]);
    }

    #[test]
    fn joint_controllers_are_reachable_and_have_an_arrangement() {
        let joint = |party: &str, arrangement: Value| {
            json!({ "state": "given", "value": [{
                "id": Example::EXTRA, "party": party, "arrangement": arrangement
            }] })
        };
        let arranged = json!({ "state": "given", "value": { "document": Example::CONTRACT } });
        let activity = |value| rules(&Example::new().set("/joint_controllers", value).found());
        assert_eq!(activity(joint(Example::COMPANY, arranged.clone())), []);
        assert_eq!(activity(joint(Example::SILENT_PARTY, arranged.clone())), [Rule::PartyUnreachable]);
        let silent = joint(Example::COMPANY, json!({ "state": "not_stated" }));
        assert_eq!(activity(silent.clone()), [Rule::ArrangementMissing]);
        assert_eq!(organisation("/joint_controllers", silent), [Rule::ArrangementMissing]);
    }

    #[test]
    fn a_processor_says_how_to_reach_the_controller() {
        let role = |party: &str| {
            let categories = json!({ "state": "given", "value": "Hosting" });
            let role = json!({
                "kind": "processor", "controllers": [party], "categories_of_processing": categories
            });
            rules(&Example::new().set("/own_role", role).found())
        };
        assert_eq!(role(Example::SILENT_PARTY), [Rule::ClientUnreachable]);
        assert_eq!(role(Example::COMPANY), []);
    }
}
