//! Upkeep: sources that changed, reviews and documents that are due.

use super::entry::Entry;
use super::parties::dated;
use super::{Finding, Rule};
use crate::document::Availability;
use crate::heirs;
use crate::id::RecordId;
use crate::record::Record;

pub(super) fn check(entry: &Entry<'_>, found: &mut Vec<Finding>) {
    if entry.is_retired() {
        return;
    }
    let activity = entry.input.activity;
    let stale = heirs::stale(entry.input.organisation, activity);
    found.extend(stale.into_iter().map(|path| Finding::new(Rule::HeirsStale, path)));
    let past = |date: &chrono::NaiveDate| *date < entry.input.today;
    if let Some(due) = activity.next_review.filter(past) {
        found.push(dated(Finding::new(Rule::ReviewOverdue, "/next_review"), due));
    }
    let contracts: Vec<RecordId> = entry
        .resolved
        .engagements
        .items
        .iter()
        .filter_map(|placed| placed.item.contract.given()?.document)
        .collect();
    // Contracts are judged with their engagements.
    for (index, id) in activity.documents.iter().enumerate().filter(|(_, id)| !contracts.contains(id)) {
        let Some(Record::Document(document)) = entry.input.others.get(id) else { continue };
        let about =
            |rule| Finding::new(rule, format!("/documents/{index}")).with("name", document.title.as_str());
        if document.availability == Availability::AnnouncedButMissing {
            found.push(about(Rule::DocumentAnnouncedButMissing));
        }
        if let Some(ended) = document.ends_on.filter(past) {
            found.push(dated(about(Rule::DocumentExpired), ended));
        } else if let Some(due) = document.next_check.filter(past) {
            found.push(dated(about(Rule::DocumentCheckOverdue), due));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Rule;
    use super::super::tests::example::{Example, TODAY, rules};
    use serde_json::json;

    #[test]
    fn a_review_is_overdue_on_the_day_after() {
        let review = |day: &str| rules(&Example::new().set("/next_review", json!(day)).found());
        assert_eq!(review("2026-11-20"), [Rule::ReviewOverdue]);
        assert_eq!(review(TODAY), []);
    }

    #[test]
    fn what_is_retired_needs_no_review() {
        let retired = Example::new()
            .set("/next_review", json!("2020-01-01"))
            .silent("/impact_assessment")
            .set("/status", json!({ "stage": "retired" }));
        assert_eq!(rules(&retired.found()), []);
    }

    #[test]
    fn documents_are_to_be_there_and_up_to_date() {
        let with = |id: &str| Example::new().set("/documents", json!([id]));
        assert_eq!(rules(&with(Example::LOST).found()), [Rule::DocumentAnnouncedButMissing]);
        assert_eq!(rules(&with(Example::EXPIRED).found()), [Rule::DocumentExpired]);
        assert_eq!(rules(&with(Example::FADED).found()), [], "it is said to exist");
        let due = with(Example::FADED).set_other(Example::FADED, "/next_check", json!("2026-11-20"));
        assert_eq!(rules(&due.found()), [Rule::DocumentCheckOverdue]);
    }

    #[test]
    fn an_overdue_contract_is_spoken_of_once() {
        let example = Example::new()
            .set("/documents", json!([Example::EXPIRED]))
            .set("/engagements/value/0/contract/value", json!({ "document": Example::EXPIRED }));
        assert_eq!(rules(&example.found()), [Rule::ContractExpired]);
    }

    #[test]
    fn a_changed_source_asks_for_a_look() {
        let default = json!({ "state": "given", "value": [{ "id": Example::EXTRA, "text": "Bildung" }] });
        let seen = |seen: &str| {
            let heir = json!({ "state": "inherit", "from": "organisation", "seen": seen });
            let example = Example::new().set_organisation("/defaults/scope/purposes", default.clone());
            rules(&example.set("/common/purposes", heir).found())
        };
        assert_eq!(seen("0000"), [Rule::HeirsStale]);
    }
}
