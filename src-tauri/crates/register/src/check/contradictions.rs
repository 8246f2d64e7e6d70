//! Statements that contradict each other.

use super::entry::{Entry, ScopeAt};
use super::parties::name;
use super::{Finding, Rule};
use crate::activity::{Remark, RemarkKind};
use crate::data::Sensitivity;
use crate::engagement::EngagementRole;
use crate::recipient::{Placement, RecipientRole};
use crate::resolve::{Place, Standing};
use crate::statement::{Selection, Statement};

pub(super) fn check(entry: &Entry<'_>, found: &mut Vec<Finding>) {
    for scope in entry.scopes() {
        check_recipients(entry, &scope, found);
        for remark in scope.scope.remarks {
            check_remark(entry, &scope, remark, found);
        }
    }
    check_sensitive_data(entry, found);
    check_joint_controllers(entry, found);
}

/// "No recipients": processors are recipients, too (Art. 4(9)). "No further recipients" is right.
fn check_recipients(entry: &Entry<'_>, scope: &ScopeAt<'_, '_>, found: &mut Vec<Finding>) {
    let Standing::ExplicitlyNone { note } = scope.scope.recipients.standing else { return };
    if note.is_some_and(is_qualified) {
        return;
    }
    let concerns = |groups: &Selection| match scope.scope.place {
        Place::Group(group) => groups.contains(group),
        Place::Common | Place::Organisation => true,
    };
    let engaged = entry.engagements().find(|placed| concerns(&placed.item.groups));
    let named = entry
        .applying(scope.scope, |scope| &scope.recipients)
        .into_iter()
        .find(|placed| placed.item.role != RecipientRole::ParticularInquiry);
    let who = engaged
        .map(|placed| name(entry.input.others, placed.item))
        .or_else(|| named.map(|placed| placed.item.name.clone()));
    if let Some(who) = who {
        found.push(scope.about(Rule::NoRecipientsContradicted, "recipients").with("name", who));
    }
}

/// "Not passed on": contradicted by external recipients. Processors are no third parties (Art. 4(10)).
fn check_remark(entry: &Entry<'_>, scope: &ScopeAt<'_, '_>, remark: &Remark, found: &mut Vec<Finding>) {
    if remark.kind != RemarkKind::Negative || !denies_disclosure(&remark.text) {
        return;
    }
    let scopes: Vec<_> = match scope.scope.place {
        Place::Common | Place::Organisation => entry.resolved.scopes().collect(),
        Place::Group(_) => vec![&entry.resolved.common, scope.scope],
    };
    let recipient = scopes.iter().flat_map(|scope| &scope.recipients.items).find(|placed| {
        placed.item.placement == Placement::External && placed.item.role == RecipientRole::Recipient
    });
    let controller = entry.engagements().find(|placed| {
        matches!(placed.item.role, EngagementRole::Controller | EngagementRole::JointController)
    });
    let who = recipient
        .map(|placed| placed.item.name.clone())
        .or_else(|| controller.map(|placed| name(entry.input.others, placed.item)));
    if let Some(who) = who {
        let finding = scope.about(Rule::NoDisclosureContradicted, &format!("remarks/{}", remark.id));
        found.push(finding.with("name", who));
    }
}

fn check_sensitive_data(entry: &Entry<'_>, found: &mut Vec<Finding>) {
    let denied = match &entry.input.activity.sensitive_data {
        Statement::ExplicitlyNone { .. } => true,
        Statement::Given { value } => denies(value),
        _ => false,
    };
    let mut categories = entry.resolved.scopes().flat_map(|scope| &scope.data_categories.items);
    let marked = categories.find(|placed| placed.item.sensitivity != Sensitivity::Ordinary);
    if let (true, Some(placed)) = (denied, marked) {
        found.push(
            Finding::new(Rule::NoSensitiveDataContradicted, "/sensitive_data")
                .with("name", placed.item.name.as_str()),
        );
    }
}

fn check_joint_controllers(entry: &Entry<'_>, found: &mut Vec<Finding>) {
    let denied = matches!(entry.input.activity.joint_controllers, Statement::ExplicitlyNone { .. });
    let joint = entry.engagements().find(|placed| placed.item.role == EngagementRole::JointController);
    if let (true, Some(placed)) = (denied, joint) {
        found.push(
            Finding::new(Rule::NoJointControllersContradicted, "/joint_controllers")
                .with("name", name(entry.input.others, placed.item)),
        );
    }
}

/// Whether a text says no: "Keine …", "Nein", "… findet nicht statt".
pub fn denies(text: &str) -> bool {
    let text = text.trim_start().to_lowercase();
    [
        "kein",
        "nein",
        "nicht",
        "entfällt",
        "es findet kein",
        "es finden kein",
        "es erfolgt kein",
        "es gibt kein",
    ]
    .iter()
    .any(|opening| text.starts_with(opening))
        || ["findet nicht statt", "finden nicht statt", "erfolgt nicht", "erfolgen nicht"]
            .iter()
            .any(|denial| text.contains(denial))
}

/// Whether a negative statement denies any disclosure, without exception.
fn denies_disclosure(text: &str) -> bool {
    let lower = text.to_lowercase();
    let disclosure =
        ["weitergabe", "weitergegeben", "an dritte", "offengelegt"].iter().any(|word| lower.contains(word));
    let denial = ["kein", "nicht"].iter().any(|word| lower.contains(word));
    disclosure && denial && !is_qualified(text)
}

/// Whether a denial leaves something open: "no further", "not beyond", "except".
fn is_qualified(text: &str) -> bool {
    const WORDS: [&str; 14] = [
        "weitere",
        "weiteren",
        "weiterer",
        "sonstige",
        "sonstigen",
        "andere",
        "anderen",
        "übrigen",
        "allgemeine",
        "zusätzlichen",
        "grundsätzlich",
        "nur",
        "ohne",
        "öffentlichkeit",
    ];
    const PHRASES: [&str; 6] = ["hinaus", "außer", "es sei denn", "soweit", "ausgenommen", "sofern"];
    let lower = text.to_lowercase();
    let mut words = lower.split(|c: char| !c.is_alphanumeric());
    words.any(|word| WORDS.contains(&word)) || PHRASES.iter().any(|phrase| lower.contains(phrase))
}

#[cfg(test)]
mod tests {
    use super::super::Rule;
    use super::super::tests::example::{Example, rules};
    use super::denies;
    use serde_json::json;

    #[test]
    fn no_recipients_beside_a_processor_wants_one_word_more() {
        let none = |note: Option<&str>| {
            let none = json!({ "state": "explicitly_none", "note": note });
            rules(&Example::new().set("/common/recipients", none).found())
        };
        assert_eq!(none(None), [Rule::NoRecipientsContradicted]);
        assert_eq!(none(Some("keine weiteren Empfänger")), []);
        let alone = json!({ "state": "explicitly_none" });
        let example = Example::new().set("/common/recipients", alone.clone()).set("/engagements", alone);
        assert_eq!(rules(&example.found()), []);
    }

    fn remark(text: &str, placement: &str) -> Vec<Rule> {
        let remark = json!({ "id": Example::EXTRA, "kind": "negative", "text": text });
        let example = Example::new()
            .set("/common/remarks", json!([remark]))
            .set("/common/recipients/value/0/placement", json!(placement));
        rules(&example.found())
    }

    #[test]
    fn not_passed_on_is_contradicted_by_external_recipients() {
        for text in ["Daten werden nicht an Dritte weitergegeben.", "Keine Weitergabe der Daten."] {
            assert_eq!(remark(text, "external"), [Rule::NoDisclosureContradicted], "{text}");
            assert_eq!(remark(text, "internal"), [], "{text}");
        }
    }

    #[test]
    fn a_denial_with_an_exception_contradicts_nothing() {
        for text in [
            "Keine sonstige allgemeine Weitergabe der Daten.",
            "Keine Übermittlung an Dritte über das Hosting hinaus.",
            "Keine Weitergabe an andere als die genannten Personen.",
            "Daten werden nur an die Schulleitung weitergegeben, nicht an Dritte.",
            "Es werden keine Cookies verwendet.",
        ] {
            assert_eq!(remark(text, "external"), [], "{text}");
        }
    }

    #[test]
    fn no_sensitive_data_is_contradicted_by_a_marked_category() {
        let chain = json!([{ "wording": "Art. 6 Abs. 1 UAbs. 1 Buchst. e DSGVO" },
            { "wording": "Art. 85 Abs. 1 BayEUG" }, { "wording": "Art. 9 Abs. 2 Buchst. g DSGVO" }]);
        let health = Example::new()
            .set("/common/data_categories/value/0/sensitivity", json!("special"))
            .set("/common/legal_bases/value/0/chain", chain);
        assert_eq!(rules(&health.found()), []);
        let denied = health.set("/sensitive_data", json!({ "state": "explicitly_none" }));
        assert_eq!(rules(&denied.found()), [Rule::NoSensitiveDataContradicted]);
    }

    #[test]
    fn no_joint_controllers_is_contradicted_by_one() {
        let joint = json!({
            "id": Example::EXTRA, "role": "joint_controller", "party": Example::COMPANY,
            "contract": { "state": "given", "value": { "document": Example::CONTRACT } }
        });
        let example = Example::new().add("/engagements", joint);
        assert_eq!(rules(&example.found()), []);
        let denied = example.set("/joint_controllers", json!({ "state": "explicitly_none" }));
        assert_eq!(rules(&denied.found()), [Rule::NoJointControllersContradicted]);
    }

    #[test]
    fn a_denial_is_recognised() {
        for denial in ["Keine Profilbildung", "Nein.", "Profiling findet nicht statt."] {
            assert!(denies(denial), "{denial}");
        }
        assert!(!denies("Das System entscheidet über die Zulassung."));
    }
}
