//! Transfers to third countries: does each rest on something (chapter V)?

use super::entry::{Entry, ScopeAt};
use super::parties::dated;
use super::{Argument, Finding, Rule};
use crate::party::Country;
use crate::recipient::{Destination, Transfer, TransferInstrument};
use crate::resolve::{Place, Placed};

pub(super) fn check(entry: &Entry<'_>, found: &mut Vec<Finding>) {
    for scope in entry.scopes() {
        for placed in &scope.scope.transfers.items {
            if placed.stated_in == scope.scope.place || placed.stated_in == Place::Organisation {
                check_transfer(entry, &scope, placed, found);
            }
        }
    }
}

fn check_transfer<'a>(
    entry: &Entry<'a>,
    scope: &ScopeAt<'_, 'a>,
    placed: &Placed<'a, Transfer>,
    found: &mut Vec<Finding>,
) {
    let transfer = placed.item;
    let country = match &transfer.destination {
        Destination::Country { country } => Some(country),
        Destination::InternationalOrganisation { .. } | Destination::Unnamed => None,
    };
    let name = transfer.recipient.clone().unwrap_or_default();
    let about = |rule| {
        let mut finding = scope.about_item(rule, "transfers", placed).with("name", name.as_str());
        finding.arguments.extend(country.map(|country| ("country", Argument::Country(country.clone()))));
        finding
    };
    if transfer.destination == Destination::Unnamed {
        found.push(about(Rule::ThirdCountryUnnamed));
    }
    if country.is_some_and(|country| entry.input.reference.eea.contains(country.code())) {
        found.push(about(Rule::TransferWithinEea));
        return;
    }
    let filled = |text: &Option<String>| text.as_ref().is_some_and(|text| !text.trim().is_empty());
    let evidence = filled(&transfer.evidence);
    match transfer.instrument {
        None => found.push(about(Rule::TransferWithoutInstrument)),
        Some(TransferInstrument::CompellingInterests) => {
            if !evidence && !filled(&transfer.note) {
                found.push(about(Rule::SafeguardsNotRecorded));
            }
        }
        Some(instrument @ (TransferInstrument::Adequacy | TransferInstrument::DataPrivacyFramework)) => {
            if let Some(country) = country {
                found.extend(check_adequacy(entry, country, instrument, evidence, &about));
            } else if !evidence {
                found.push(about(Rule::TransferWithoutEvidence));
            }
        }
        Some(_) => {
            if !evidence && !has_filed_contract(entry, transfer) {
                found.push(about(Rule::TransferWithoutEvidence));
            }
        }
    }
}

fn check_adequacy(
    entry: &Entry<'_>,
    country: &Country,
    instrument: TransferInstrument,
    evidence: bool,
    about: &dyn Fn(Rule) -> Finding,
) -> Option<Finding> {
    let decisions = &entry.input.reference.adequacy;
    if decisions.is_empty() {
        return None;
    }
    let american = country.code() == "US";
    let Some(decision) = decisions.get(country.code()) else { return Some(about(Rule::AdequacyMissing)) };
    match decision.expires {
        Some(expired) if expired < entry.input.today => Some(dated(about(Rule::AdequacyExpired), expired)),
        _ if instrument == TransferInstrument::DataPrivacyFramework && !american => {
            Some(about(Rule::AdequacyMissing))
        }
        // A decision for certain recipients says nothing about this one.
        _ if decision.partial && !evidence => {
            Some(about(if american { Rule::CertificationNotChecked } else { Rule::TransferWithoutEvidence }))
        }
        _ => None,
    }
}

/// Clauses are usually part of the contract with the recipient.
fn has_filed_contract(entry: &Entry<'_>, transfer: &Transfer) -> bool {
    let engagements = entry.resolved.engagements.items.iter().map(|placed| placed.item);
    let mut contracts = engagements
        .filter(|engagement| transfer.engagement == Some(engagement.id))
        .filter_map(|engagement| engagement.contract.given());
    contracts.any(|contract| contract.document.is_some())
}

#[cfg(test)]
mod tests {
    use super::super::Rule;
    use super::super::tests::example::{Example, rules};
    use serde_json::{Value, json};

    fn to(country: &str, instrument: Option<&str>, evidence: Option<&str>) -> Vec<Rule> {
        with(json!({
            "destination": { "kind": "country", "country": country }, "instrument": instrument,
            "evidence": evidence
        }))
    }

    fn with(mut transfer: Value) -> Vec<Rule> {
        transfer["id"] = json!(Example::TRANSFER);
        let transfers = json!({ "state": "given", "value": [transfer] });
        rules(&Example::new().set("/common/transfers", transfers).found())
    }

    #[test]
    fn a_transfer_rests_on_an_instrument_with_evidence() {
        assert_eq!(to("IN", None, None), [Rule::TransferWithoutInstrument]);
        assert_eq!(to("IN", Some("standard_clauses"), None), [Rule::TransferWithoutEvidence]);
        assert_eq!(to("IN", Some("standard_clauses"), Some("Modul 2 vom 01.02.2026")), []);
        let by_contract = json!({
            "destination": { "kind": "country", "country": "IN" }, "instrument": "standard_clauses",
            "engagement": Example::PROCESSOR
        });
        assert_eq!(with(by_contract), []);
    }

    #[test]
    fn an_adequacy_decision_must_be_there_and_in_force() {
        assert_eq!(to("CH", Some("adequacy"), None), []);
        assert_eq!(to("IN", Some("adequacy"), None), [Rule::AdequacyMissing]);
        assert_eq!(to("GB", Some("adequacy"), None), [Rule::AdequacyExpired]);
        assert_eq!(to("CA", Some("adequacy"), None), [Rule::TransferWithoutEvidence]);
        assert_eq!(to("CA", Some("adequacy"), Some("unterliegt PIPEDA")), []);
    }

    #[test]
    fn certification_in_the_usa_is_to_be_checked() {
        for instrument in ["data_privacy_framework", "adequacy"] {
            assert_eq!(to("US", Some(instrument), None), [Rule::CertificationNotChecked], "{instrument}");
            assert_eq!(to("US", Some(instrument), Some("Liste geprüft am 02.11.2026")), [], "{instrument}");
        }
        assert_eq!(to("CH", Some("data_privacy_framework"), None), [Rule::AdequacyMissing]);
    }

    #[test]
    fn compelling_interests_need_safeguards_on_record() {
        assert_eq!(to("IN", Some("compelling_interests"), None), [Rule::SafeguardsNotRecorded]);
        assert_eq!(to("IN", Some("compelling_interests"), Some("Garantien: Anlage 3")), []);
    }

    #[test]
    fn a_third_country_has_a_name_and_lies_outside_the_eea() {
        let unnamed = json!({
            "destination": { "kind": "unnamed" }, "instrument": "standard_clauses", "evidence": "x"
        });
        assert_eq!(with(unnamed), [Rule::ThirdCountryUnnamed]);
        assert_eq!(to("AT", None, None), [Rule::TransferWithinEea]);
    }
}
