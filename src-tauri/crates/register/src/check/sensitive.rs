//! Data the law protects especially (Art. 9, 10), and consent with its withdrawal (Art. 7).

use super::citations::chain;
use super::entry::Entry;
use super::legal_bases::rests_on;
use super::{Finding, Rule};
use crate::citation::{LawfulGround, Number, Provision, Unit};
use crate::data::Sensitivity;
use crate::legal_basis::LegalBasis;
use crate::resolve::{Place, ResolvedScope, Standing};
use crate::retention::{RetentionRule, Start, StartKind};

/// National provisions made for special categories (Art. 9(2) b, g, h, i, j): they carry the ground with them.
const NATIONAL_GROUNDS: [(&str, Unit, u32); 3] =
    [("BayDSG", Unit::Article, 8), ("BDSG", Unit::Section, 22), ("IfSG", Unit::Section, 20)];

pub(super) fn check(entry: &Entry<'_>, found: &mut Vec<Finding>) {
    check_categories(entry, found);
    check_statement(entry, found);
    check_withdrawal(entry, found);
}

fn check_categories(entry: &Entry<'_>, found: &mut Vec<Finding>) {
    for scope in entry.scopes() {
        for placed in &scope.scope.data_categories.items {
            let (rule, carries): (_, fn(&LegalBasis) -> bool) = match placed.item.sensitivity {
                Sensitivity::Ordinary => continue,
                Sensitivity::Special => (Rule::SpecialDataWithoutGround, permits_special),
                Sensitivity::Criminal => (Rule::CriminalDataWithoutLaw, permits_criminal),
            };
            let is_carried = |scope: &ResolvedScope<'_>| {
                stands_elsewhere(scope) || {
                    let bases = entry.applying(scope, |scope| &scope.legal_bases);
                    bases.iter().any(|basis| basis.item.data.contains(placed.item.id) && carries(basis.item))
                }
            };
            if !entry.holds(scope.scope, &is_carried) {
                let finding = scope.about_item(rule, "data_categories", placed);
                found.push(finding.with("name", placed.item.name.as_str()));
            }
        }
    }
}

/// What is said of the activity as a whole, where no category says it.
fn check_statement(entry: &Entry<'_>, found: &mut Vec<Finding>) {
    let Some(said) = entry.input.activity.sensitive_data.given() else { return };
    let mut categories = entry.resolved.scopes().flat_map(|scope| &scope.data_categories.items);
    let marked = categories.any(|placed| placed.item.sensitivity != Sensitivity::Ordinary);
    let carried = entry.resolved.scopes().any(|scope| {
        let mut bases = scope.legal_bases.items.iter().map(|placed| placed.item);
        stands_elsewhere(scope) || bases.any(|basis| permits_special(basis) || cites_gdpr(basis, 10))
    });
    if !marked && !carried && !super::contradictions::denies(said) {
        found.push(
            Finding::new(Rule::SpecialDataWithoutGround, "/sensitive_data").with("name", said.as_str()),
        );
    }
}

/// Legal bases that stand in a document are not judged here.
fn stands_elsewhere(scope: &ResolvedScope<'_>) -> bool {
    matches!(scope.legal_bases.standing, Standing::ByReference { .. })
}

fn permits_special(basis: &LegalBasis) -> bool {
    cites_gdpr(basis, 9) || chain(basis).provisions.iter().any(is_national_ground)
}

fn is_national_ground(provision: &Provision) -> bool {
    NATIONAL_GROUNDS
        .iter()
        .any(|(law, unit, number)| provision.law.as_deref() == Some(law) && is_at(provision, *unit, *number))
}

/// Art. 10 asks for official authority or a law: any law beside the DSGVO may be it.
fn permits_criminal(basis: &LegalBasis) -> bool {
    let laws = chain(basis).provisions;
    cites_gdpr(basis, 10)
        || laws.iter().any(|provision| provision.law.as_deref().is_some_and(|law| law != "DSGVO"))
}

fn cites_gdpr(basis: &LegalBasis, article: u32) -> bool {
    chain(basis).provisions.iter().any(|provision| {
        provision.law.as_deref().is_none_or(|law| law == "DSGVO") && is_at(provision, Unit::Article, article)
    })
}

fn is_at(provision: &Provision, unit: Unit, number: u32) -> bool {
    let number = Number::from(number);
    provision.unit == unit
        && provision.numbers.as_ref().is_some_and(|span| match &span.last {
            Some(last) => (&span.first..=last).contains(&&number),
            None => span.first == number,
        })
}

/// Consent can be withdrawn at any time; then the data are to be erased (Art. 17(1) b). One finding for a scope.
fn check_withdrawal(entry: &Entry<'_>, found: &mut Vec<Finding>) {
    let withdrawable = |scope: &ResolvedScope<'_>| {
        let rules = entry.applying(scope, |scope| &scope.retention);
        rules.iter().any(|placed| starts_with_withdrawal(placed.item))
            || scope.retention.items.is_empty()
                && matches!(scope.retention.standing, Standing::ByReference { .. })
    };
    for scope in entry.scopes() {
        let inherited_from_common = |place| scope.scope.place != Place::Common && place == Place::Common;
        let consent = scope.scope.legal_bases.items.iter().find(|placed| {
            !inherited_from_common(placed.stated_in) && rests_on(placed.item, LawfulGround::Consent)
        });
        if let Some(placed) = consent
            && has_rules(entry, scope.scope)
            && !entry.holds(scope.scope, &withdrawable)
        {
            found.push(scope.about_item(Rule::ConsentWithoutWithdrawal, "legal_bases", placed));
        }
    }
}

/// Where no rule is stated at all, that is the finding.
fn has_rules<'a>(entry: &Entry<'a>, scope: &ResolvedScope<'a>) -> bool {
    !entry.applying(scope, |scope| &scope.retention).is_empty()
        || scope.place == Place::Common
            && entry.resolved.groups.iter().any(|group| !group.scope.retention.items.is_empty())
}

/// Whoever unsubscribes withdraws consent, whatever kind of event the entry calls it.
fn starts_with_withdrawal(rule: &RetentionRule) -> bool {
    let Start::Event { event, name } = &rule.start else { return false };
    let name = name.to_lowercase();
    *event == StartKind::ConsentWithdrawn
        || ["widerruf", "widerspr", "abbestell", "austrag", "abmeldung", "einwilligung"]
            .iter()
            .any(|word| name.contains(word))
}

#[cfg(test)]
mod tests {
    use super::super::Rule;
    use super::super::tests::example::{Example, rules};
    use serde_json::{Value, json};

    fn citing(example: Example, links: &[&str]) -> Vec<Rule> {
        let chain: Vec<_> = links.iter().map(|link| json!({ "wording": link })).collect();
        rules(&example.set("/common/legal_bases/value/0/chain", json!(chain)).found())
    }

    fn sensitive(kind: &str) -> Example {
        Example::new().set("/common/data_categories/value/0/sensitivity", json!(kind))
    }

    #[test]
    fn health_data_need_a_ground_of_article_9() {
        let bare = ["Art. 6 Abs. 1 UAbs. 1 Buchst. e DSGVO", "Art. 85 Abs. 1 BayEUG"];
        assert_eq!(citing(sensitive("special"), &bare), [Rule::SpecialDataWithoutGround]);
        for ground in
            ["Art. 9 Abs. 2 Buchst. g DSGVO", "Art. 8 Abs. 1 BayDSG", "§ 22 BDSG", "§ 20 Abs. 8 IfSG"]
        {
            assert_eq!(citing(sensitive("special"), &[bare[0], bare[1], ground]), [], "{ground}");
        }
        assert_eq!(citing(sensitive("ordinary"), &bare), []);
    }

    #[test]
    fn the_ground_must_cover_the_category() {
        let basis = json!({ "id": Example::EXTRA, "chain": [{ "wording": "Art. 9 Abs. 2 Buchst. a DSGVO" }],
            "data": { "only": [Example::OTHER] } });
        let category = json!({ "id": Example::OTHER, "name": "Religion", "sensitivity": "special" });
        let found = sensitive("special")
            .add("/common/legal_bases", basis)
            .add("/common/data_categories", category)
            .found();
        assert_eq!(rules(&found), [Rule::SpecialDataWithoutGround]);
        assert!(found[0].path.ends_with(Example::CATEGORY));
    }

    #[test]
    fn convictions_need_a_law() {
        let contract = ["Art. 6 Abs. 1 Buchst. b DSGVO"];
        assert_eq!(citing(sensitive("criminal"), &contract), [Rule::CriminalDataWithoutLaw]);
        assert_eq!(citing(sensitive("criminal"), &["Art. 10 DSGVO"]), []);
        assert_eq!(citing(sensitive("criminal"), &["Art. 85 Abs. 1 BayEUG"]), []);
    }

    #[test]
    fn a_statement_about_sensitive_data_needs_a_ground_too() {
        let said = |text: &str| {
            let given = json!({ "state": "given", "value": text });
            rules(&Example::new().set("/sensitive_data", given).found())
        };
        assert_eq!(said("Gesundheitsdaten in Attesten"), [Rule::SpecialDataWithoutGround]);
        assert_eq!(said("Keine besonderen Kategorien"), []);
    }

    fn with_consent(rule: Option<Value>) -> Vec<Rule> {
        let consent = json!({ "id": Example::EXTRA, "ground": "consent", "condition": "soweit freiwillig" });
        let mut example = Example::new().add("/common/legal_bases", consent);
        if let Some(start) = rule {
            let rule = json!({ "id": Example::OTHER, "period": { "kind": "with_event" }, "start": start });
            example = example.add("/common/retention", rule);
        }
        rules(&example.found())
    }

    #[test]
    fn consent_needs_a_rule_for_its_withdrawal() {
        assert_eq!(with_consent(None), [Rule::ConsentWithoutWithdrawal]);
        let start = |kind: &str, name: &str| Some(json!({ "kind": "event", "event": kind, "name": name }));
        assert_eq!(with_consent(start("consent_withdrawn", "Widerruf")), []);
        assert_eq!(with_consent(start("end_of_relationship", "Abbestellung des Newsletters")), []);
        assert_eq!(with_consent(start("collection", "Speicherung")), [Rule::ConsentWithoutWithdrawal]);
    }

    #[test]
    fn consent_cited_by_letter_is_consent_too() {
        let chain = json!([{ "wording": "Art. 6 Abs. 1 UAbs. 1 Buchst. a DSGVO" }]);
        let found = Example::new().set("/common/legal_bases/value/0/chain", chain).found();
        assert_eq!(rules(&found), [Rule::ConsentWithoutWithdrawal]);
    }
}
