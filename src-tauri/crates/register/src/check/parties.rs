//! Processors and other parties: contract, name, parent, role (Art. 26, 28).

use super::entry::Entry;
use super::{Finding, Rule};
use crate::activity::OwnRole;
use crate::document::{Availability, Document};
use crate::engagement::{Contract, EngagedBy, Engagement, EngagementRole};
use crate::id::{ItemId, RecordId};
use crate::organisation::Organisation;
use crate::record::Record;
use crate::resolve::Place;
use crate::statement::Statement;
use chrono::NaiveDate;
use std::collections::BTreeMap;

pub(super) fn check(entry: &Entry<'_>, found: &mut Vec<Finding>) {
    let known: Vec<ItemId> = entry.resolved.engagements.items.iter().map(|placed| placed.item.id).collect();
    let parties = Parties {
        today: entry.input.today,
        others: entry.input.others,
        known,
        // Whoever is a processor engages sub-processors itself.
        is_parent: matches!(entry.input.activity.own_role, OwnRole::Processor { .. }),
    };
    for placed in entry.engagements().filter(|placed| placed.stated_in == Place::Common) {
        parties.check(placed.item, "/engagements", found);
    }
}

/// Whether it was left open who answers for the activity; then it is judged as the controller's.
pub(super) fn check_own_role(entry: &Entry<'_>, found: &mut Vec<Finding>) {
    if let OwnRole::Unclear { .. } = &entry.input.activity.own_role {
        let name = entry.input.organisation.name.as_str();
        found.push(Finding::new(Rule::RoleUnclear, "/own_role").with("name", name));
    }
}

/// The engagements in an organisation's defaults.
pub(super) fn check_defaults(
    today: NaiveDate,
    organisation: &Organisation,
    others: &BTreeMap<RecordId, Record>,
    found: &mut Vec<Finding>,
) {
    let engagements = || organisation.defaults.engagements.own().into_iter().flatten();
    let known = engagements().map(|engagement| engagement.id).collect();
    let parties = Parties { today, others, known, is_parent: false };
    for engagement in engagements() {
        if engagement.validity.until.is_none_or(|until| until >= today) {
            parties.check(engagement, "/defaults/engagements", found);
        }
    }
}

/// Whether a contract or arrangement is stated, or there is a reason why none is owed.
pub(super) fn stands(contract: &Statement<Contract>) -> bool {
    match contract {
        Statement::Given { value } => {
            value.document.is_some() || value.concluded_on.is_some() || value.note.is_some()
        }
        Statement::ByReference { .. } | Statement::NotRequired { .. } => true,
        Statement::ExplicitlyNone { .. } | Statement::AnnouncedButEmpty { .. } | Statement::NotStated => {
            false
        }
    }
}

struct Parties<'a> {
    today: NaiveDate,
    others: &'a BTreeMap<RecordId, Record>,
    known: Vec<ItemId>,
    is_parent: bool,
}

impl Parties<'_> {
    fn check(&self, engagement: &Engagement, at: &str, found: &mut Vec<Finding>) {
        let name = name(self.others, engagement);
        let mut report = |rule, member: &str| {
            let path = format!("{at}/{}/{member}", engagement.id);
            found.push(Finding::new(rule, path).with("name", name.as_str()));
        };
        match engagement.role {
            EngagementRole::Processor => {
                if engagement.party.is_none() {
                    report(Rule::ProcessorUnnamed, "party");
                }
                if !stands(&engagement.contract) {
                    report(Rule::ProcessorWithoutContract, "contract");
                }
            }
            EngagementRole::SubProcessor if !self.has_parent(engagement) => {
                report(Rule::SubProcessorWithoutParent, "engaged_by");
            }
            EngagementRole::JointController if !stands(&engagement.contract) => {
                report(Rule::ArrangementMissing, "contract");
            }
            EngagementRole::Unclear => report(Rule::RoleUnclear, "role"),
            EngagementRole::SubProcessor | EngagementRole::JointController | EngagementRole::Controller => {}
        }
        if let Some(contract) = engagement.contract.given() {
            for (rule, date) in self.state(contract) {
                let path = format!("{at}/{}/contract", engagement.id);
                let finding = Finding::new(rule, path).with("name", name.as_str());
                found.push(match date {
                    Some(date) => dated(finding, date),
                    None => finding,
                });
            }
        }
    }

    fn has_parent(&self, engagement: &Engagement) -> bool {
        match &engagement.engaged_by {
            EngagedBy::Engagements { ids } => ids.iter().any(|id| self.known.contains(id)),
            EngagedBy::Controller => self.is_parent,
            EngagedBy::NotStated => false,
        }
    }

    /// What time has done to a contract, and whether it is at hand.
    fn state(&self, contract: &Contract) -> Vec<(Rule, Option<NaiveDate>)> {
        let document = document(self.others, contract.document);
        let past = |date: &NaiveDate| *date < self.today;
        let ended = contract.ends_on.or(document.and_then(|document| document.ends_on)).filter(past);
        let due = contract.next_check.or(document.and_then(|document| document.next_check)).filter(past);
        let mut state = Vec::new();
        match (ended, due) {
            (Some(date), _) => state.push((Rule::ContractExpired, Some(date))),
            (None, Some(date)) => state.push((Rule::ContractCheckOverdue, Some(date))),
            (None, None) => {}
        }
        if document.is_some_and(|document| document.availability != Availability::Available) {
            state.push((Rule::ContractNotFiled, None));
        }
        state
    }
}

fn document(others: &BTreeMap<RecordId, Record>, id: Option<RecordId>) -> Option<&Document> {
    match others.get(&id?)? {
        Record::Document(document) => Some(document),
        _ => None,
    }
}

/// The same finding with the date it speaks of.
pub(super) fn dated(mut finding: Finding, date: NaiveDate) -> Finding {
    finding.arguments.push(("date", super::Argument::Date(date)));
    finding
}

/// How an engagement is called: its party, what the notice calls it, or its service.
pub(super) fn name(others: &BTreeMap<RecordId, Record>, engagement: &Engagement) -> String {
    let party = engagement.party.and_then(|id| others.get(&id)).map(|record| record.title().to_owned());
    party
        .or_else(|| engagement.described_as.clone())
        .or_else(|| engagement.service.clone())
        .unwrap_or_else(|| "?".to_owned())
}

#[cfg(test)]
mod tests {
    use super::super::Rule;
    use super::super::tests::example::{Example, rules};
    use serde_json::{Value, json};

    fn with(member: &str, value: Value) -> Vec<Rule> {
        rules(&Example::new().set(&format!("/engagements/value/0/{member}"), value).found())
    }

    fn second(role: &str, engaged_by: Value) -> Example {
        Example::new().add(
            "/engagements",
            json!({ "id": Example::EXTRA, "role": role, "party": Example::COMPANY, "engaged_by": engaged_by }),
        )
    }

    #[test]
    fn a_processor_needs_a_contract() {
        for state in ["not_stated", "explicitly_none", "announced_but_empty"] {
            assert_eq!(
                with("contract", json!({ "state": state })),
                [Rule::ProcessorWithoutContract],
                "{state}"
            );
        }
        let given = |value: Value| json!({ "state": "given", "value": value });
        assert_eq!(
            with("contract", given(json!({}))),
            [Rule::ProcessorWithoutContract],
            "nothing is known of it"
        );
        assert_eq!(with("contract", given(json!({ "concluded_on": "2024-01-01" }))), []);
        let by_law = json!({ "state": "not_required", "reason": "Rechtsvorschrift nach Art. 28 Abs. 3" });
        assert_eq!(with("contract", by_law), []);
    }

    #[test]
    fn contracts_run_out_and_want_to_be_checked() {
        let contract = |value: Value| with("contract", json!({ "state": "given", "value": value }));
        assert_eq!(contract(json!({ "note": "x", "ends_on": "2026-11-20" })), [Rule::ContractExpired]);
        assert_eq!(
            contract(json!({ "note": "x", "ends_on": "2026-11-21" })),
            [],
            "the last day is inclusive"
        );
        assert_eq!(
            contract(json!({ "note": "x", "next_check": "2026-11-20" })),
            [Rule::ContractCheckOverdue]
        );
        assert_eq!(contract(json!({ "document": Example::EXPIRED })), [Rule::ContractExpired]);
        assert_eq!(contract(json!({ "document": Example::FADED })), [Rule::ContractNotFiled]);
    }

    #[test]
    fn an_ended_engagement_is_not_judged() {
        let ended = Example::new()
            .set("/engagements/value/0/validity", json!({ "until": "2026-11-20" }))
            .silent("/engagements/value/0/contract");
        assert_eq!(rules(&ended.found()), []);
    }

    #[test]
    fn a_processor_of_the_controller_has_a_name() {
        assert_eq!(with("party", Value::Null), [Rule::ProcessorUnnamed]);
        let example = second("sub_processor", json!({ "kind": "engagements", "ids": [Example::PROCESSOR] }));
        assert_eq!(rules(&example.set("/engagements/value/1/party", Value::Null).found()), []);
    }

    #[test]
    fn a_sub_processor_is_somebodys() {
        let of = |engaged_by| rules(&second("sub_processor", engaged_by).found());
        assert_eq!(of(json!({ "kind": "not_stated" })), [Rule::SubProcessorWithoutParent]);
        assert_eq!(of(json!({ "kind": "controller" })), [Rule::SubProcessorWithoutParent]);
        assert_eq!(of(json!({ "kind": "engagements", "ids": [Example::PROCESSOR] })), []);
    }

    #[test]
    fn roles_are_to_be_clear_and_joint_control_arranged() {
        let controller = json!({ "kind": "controller" });
        assert_eq!(rules(&second("unclear", controller.clone()).found()), [Rule::RoleUnclear]);
        let open = Example::new().set("/own_role", json!({ "kind": "unclear" }));
        assert_eq!(rules(&open.found()), [Rule::RoleUnclear]);
        assert_eq!(rules(&second("controller", controller.clone()).found()), []);
        let joint = second("joint_controller", controller);
        assert_eq!(rules(&joint.found()), [Rule::ArrangementMissing]);
        let arranged = json!({ "state": "given", "value": { "document": Example::CONTRACT } });
        assert_eq!(rules(&joint.set("/engagements/value/1/contract", arranged).found()), []);
    }

    #[test]
    fn an_organisations_processors_are_judged_with_the_organisation() {
        let processor = json!({ "state": "given", "value": [{
            "id": Example::OTHER, "party": Example::COMPANY, "role": "processor"
        }] });
        let example = Example::new()
            .set_organisation("/defaults/engagements", processor)
            .set("/engagements", json!({ "state": "inherit", "from": "organisation" }));
        assert_eq!(rules(&example.found()), []);
        assert_eq!(rules(&example.found_in_organisation()), [Rule::ProcessorWithoutContract]);
    }
}
