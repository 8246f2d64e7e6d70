//! The matrix that authorities' forms ask for: every category of personal data with its retention rules, recipients and
//! data subjects.

use super::entry::{Entry, ScopeAt};
use super::{Finding, Rule};
use crate::data::{DataCategory, Identifiability};
use crate::id::ItemId;
use crate::recipient::RecipientRole;
use crate::resolve::{Place, Placed, ResolvedScope};
use crate::statement::Selection;

pub(super) fn check(entry: &Entry<'_>, found: &mut Vec<Finding>) {
    for scope in entry.scopes() {
        let categories = || {
            let categories = scope.scope.data_categories.items.iter();
            categories.filter(|placed| placed.item.identifiability != Identifiability::Anonymous)
        };
        for placed in categories() {
            check_category(entry, &scope, placed, found);
        }
        // Perhaps nobody else gets some of the data: one hint for all of these.
        let received =
            |id| entry.holds(scope.scope, &|scope: &ResolvedScope<'_>| is_received(entry, scope, id));
        let kept: Vec<&str> = categories()
            .filter(|placed| has_recipients(entry, scope.scope) && !received(placed.item.id))
            .map(|placed| placed.item.name.as_str())
            .collect();
        if !kept.is_empty() {
            let finding = scope.about(Rule::CategoryWithoutRecipient, "data_categories");
            found.push(finding.with("names", kept.join(", ")));
        }
    }
}

/// Judges a category only where the list in question has items at all: a list that is silent, denied or found
/// elsewhere has been judged as a whole.
fn check_category<'a>(
    entry: &Entry<'a>,
    scope: &ScopeAt<'_, 'a>,
    placed: &Placed<'a, DataCategory>,
    found: &mut Vec<Finding>,
) {
    let id = placed.item.id;
    let mut report = |rule| {
        let finding = scope.about_item(rule, "data_categories", placed);
        found.push(finding.with("name", placed.item.name.as_str()));
    };
    // Whether there are rules (or subjects) in a scope, and whether one of them means this category.
    let ruled = |scope: &ResolvedScope<'a>| {
        let rules = entry.applying(scope, |scope| &scope.retention);
        (!rules.is_empty(), rules.iter().any(|rule| rule.item.data.contains(id)))
    };
    let concerns = |scope: &ResolvedScope<'a>| {
        let subjects = entry.applying(scope, |scope| &scope.data_subjects);
        (!subjects.is_empty(), subjects.iter().any(|subject| subject.item.data.contains(id)))
    };
    if ruled(scope.scope).0 && !entry.holds(scope.scope, &|scope| ruled(scope).1) {
        report(Rule::CategoryWithoutRetention);
    }
    if concerns(scope.scope).0 && !entry.holds(scope.scope, &|scope| concerns(scope).1) {
        report(Rule::CategoryWithoutSubject);
    }
}

fn has_recipients(entry: &Entry<'_>, scope: &ResolvedScope<'_>) -> bool {
    let speaks_otherwise =
        |scope: &ResolvedScope<'_>| scope.recipients.is_stated() && scope.recipients.items.is_empty();
    !(speaks_otherwise(scope) || speaks_otherwise(&entry.resolved.common))
        && (entry.engagements().next().is_some()
            || entry.resolved.scopes().any(|scope| !scope.recipients.items.is_empty()))
}

fn is_received<'a>(entry: &Entry<'a>, scope: &ResolvedScope<'a>, category: ItemId) -> bool {
    let in_scope = |groups: &Selection| match scope.place {
        Place::Group(group) => groups.contains(group),
        Place::Common | Place::Organisation => *groups == Selection::All,
    };
    entry.applying(scope, |scope| &scope.recipients).iter().any(|placed| {
        placed.item.role != RecipientRole::ParticularInquiry && placed.item.data.contains(category)
    }) || entry
        .engagements()
        .any(|placed| in_scope(&placed.item.groups) && placed.item.data.contains(category))
}

#[cfg(test)]
mod tests {
    use super::super::Rule;
    use super::super::tests::example::{Example, rules};
    use serde_json::json;

    /// The example with a second category, which recipients and rules do not name.
    fn with_photo(photo: serde_json::Value) -> Example {
        let only = json!({ "only": [Example::CATEGORY] });
        let mut category = json!({ "id": Example::EXTRA, "name": "Foto" });
        for (name, value) in photo.as_object().into_iter().flatten() {
            category[name] = value.clone();
        }
        Example::new()
            .add("/common/data_categories", category)
            .set("/common/retention/value/0/data", only.clone())
            .set("/common/retention/value/1/data", only.clone())
            .set("/common/recipients/value/0/data", only.clone())
            .set("/engagements/value/0/data", only.clone())
            .set("/common/data_subjects/value/0/data", only)
    }

    #[test]
    fn a_category_needs_rule_recipient_and_subject() {
        let found = with_photo(json!({})).found();
        assert_eq!(
            rules(&found),
            [Rule::CategoryWithoutRetention, Rule::CategoryWithoutSubject, Rule::CategoryWithoutRecipient]
        );
        assert_eq!(found[0].path, format!("/common/data_categories/{}", Example::EXTRA));
    }

    #[test]
    fn anonymous_data_need_none() {
        assert_eq!(rules(&with_photo(json!({ "identifiability": "anonymous" })).found()), []);
    }

    #[test]
    fn nobody_else_is_an_answer_for_every_category() {
        let none = json!({ "state": "explicitly_none", "note": "keine weiteren" });
        let found = with_photo(json!({})).set("/common/recipients", none).found();
        assert!(!rules(&found).contains(&Rule::CategoryWithoutRecipient), "{found:?}");
    }

    #[test]
    fn a_common_category_is_ruled_when_every_group_rules_it() {
        let rule = |id: &str| {
            json!({ "state": "given", "value": [{
                "id": id, "period": { "kind": "span", "amount": 1, "unit": "years" },
                "start": { "kind": "event", "event": "collection", "name": "Erhebung" }
            }] })
        };
        let both = Example::new()
            .grouped()
            .silent("/common/retention")
            .set("/groups/0/scope/retention", rule(Example::EXTRA))
            .set("/groups/1/scope/retention", rule(Example::OTHER));
        assert_eq!(rules(&both.found()), []);
    }
}
