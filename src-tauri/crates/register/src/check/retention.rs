//! Retention rules: do they say when, from when on, and do they agree with each other (Art. 5(1) e, Art. 30(1) f)?

use super::entry::{Entry, ScopeAt};
use super::{Finding, Rule};
use crate::data::{DataCategory, Identifiability};
use crate::id::ItemId;
use crate::resolve::{Place, Placed};
use crate::retention::{
    Action, ActionPlan, Bound, Limit, Period, PeriodUnit, RetentionRule, Start, StartKind,
};
use crate::statement::Selection;

pub(super) fn check(entry: &Entry<'_>, found: &mut Vec<Finding>) {
    for scope in entry.scopes() {
        for rule in scope.own(&scope.scope.retention) {
            check_rule(entry, &scope, rule, found);
        }
        check_agreement(entry, &scope, found);
        check_generality(entry, &scope, found);
    }
}

fn check_rule<'a>(
    entry: &Entry<'a>,
    scope: &ScopeAt<'_, 'a>,
    rule: &RetentionRule,
    found: &mut Vec<Finding>,
) {
    let mut report = |which, member| found.push(scope.about_member(which, "retention", rule.id, member));
    if rule.period == Period::NotStated {
        report(Rule::PeriodNotStated, "period");
    }
    if rule.start == Start::NotStated && matches!(rule.period, Period::Span { .. } | Period::WithEvent) {
        report(Rule::StartNotStated, "start");
    }
    if !covers_personal_data(entry, scope, rule) {
        return;
    }
    let last = last_actions(&rule.action);
    let for_the_archive = last.iter().any(|action| **action == Action::OfferToArchive);
    if matches!(rule.period, Period::Unlimited | Period::KeptNotErased) && !for_the_archive {
        report(Rule::UnlimitedRetention, "period");
    }
    let anonymised = |action: &&Action| matches!(action, Action::Anonymise { .. });
    if rule.limit == Limit::DutyToErase && !last.is_empty() && last.iter().all(anonymised) {
        let pseudonymised = last.iter().any(|action| match action {
            Action::Anonymise { method: Some(method) } => method.to_lowercase().contains("pseudonym"),
            _ => false,
        });
        report(
            if pseudonymised { Rule::PseudonymisedNotErased } else { Rule::AnonymisedNotErased },
            "action",
        );
    }
}

/// The actions that may come last.
fn last_actions(plan: &ActionPlan) -> Vec<&Action> {
    match plan {
        ActionPlan::One { action } => vec![action],
        ActionPlan::EitherOf { actions } => actions.iter().collect(),
        ActionPlan::InTurn { actions } => actions.as_slice().last().into_iter().collect(),
        ActionPlan::Nothing => Vec::new(),
    }
}

/// The categories a rule of this scope may mean: its own and the common ones; those of all groups for a common rule.
fn categories<'s, 'a>(entry: &'s Entry<'a>, scope: &ScopeAt<'s, 'a>) -> Vec<&'s Placed<'a, DataCategory>> {
    if scope.scope.place == Place::Common {
        entry.resolved.scopes().flat_map(|scope| &scope.data_categories.items).collect()
    } else {
        entry.applying(scope.scope, |scope| &scope.data_categories)
    }
}

/// Anonymous data are no personal data; where no category is stated, personal ones are to be expected.
fn covers_personal_data<'a>(entry: &Entry<'a>, scope: &ScopeAt<'_, 'a>, rule: &RetentionRule) -> bool {
    let categories = categories(entry, scope);
    let covered = |placed: &&Placed<'_, DataCategory>| {
        rule.data.contains(placed.item.id) && placed.item.identifiability != Identifiability::Anonymous
    };
    categories.is_empty() || categories.iter().any(covered)
}

/// Rules that speak of the same data must say the same.
fn check_agreement<'a>(entry: &Entry<'a>, scope: &ScopeAt<'_, 'a>, found: &mut Vec<Finding>) {
    let categories: Vec<ItemId> = categories(entry, scope).iter().map(|placed| placed.item.id).collect();
    let rules = entry.applying(scope.scope, |scope| &scope.retention);
    for (index, second) in rules.iter().enumerate() {
        for first in &rules[..index] {
            let own = [*second, *first].into_iter().find(|placed| placed.stated_in == scope.scope.place);
            let (Some(own), Some(rule)) = (own, competition(first.item, second.item, &categories)) else {
                continue;
            };
            let finding = scope.about_item(rule, "retention", own);
            found.push(
                finding.with_span("first", &first.item.period).with_span("second", &second.item.period),
            );
        }
    }
}

/// Whether two rules set different upper limits for the same data from the same event.
fn competition(first: &RetentionRule, second: &RetentionRule, categories: &[ItemId]) -> Option<Rule> {
    let erases = |rule: &RetentionRule| {
        let last = last_actions(&rule.action);
        let removes = |action: &&Action| matches!(action, Action::Erase | Action::Anonymise { .. });
        rule.limit == Limit::DutyToErase && rule.bound != Bound::AtLeast && last.iter().any(removes)
    };
    let lengths = (length(&first.period)?, length(&second.period)?);
    let differ = lengths.0 != lengths.1;
    // "As a rule after one year, at the latest after three" are two limits that go together.
    let one_is_a_cap = (first.bound == Bound::AsARule) != (second.bound == Bound::AsARule);
    let other_place = matches!((&first.place, &second.place), (Some(first), Some(second)) if first != second);
    let same = differ
        && erases(first)
        && erases(second)
        && !one_is_a_cap
        && !other_place
        && first.condition == second.condition
        && starts_alike(&first.start, &second.start)
        && overlap(&first.data, &second.data, categories)
        && overlap(&first.subjects, &second.subjects, &[]);
    match (&first.attribute, &second.attribute) {
        _ if !same => None,
        (Some(first), Some(second)) if first != second => {
            (!exclude_each_other(first, second)).then_some(Rule::PerhapsCompetingPeriods)
        }
        // A rule for some of the data goes before the rule for all of them.
        (Some(_), None) | (None, Some(_)) => None,
        _ => Some(Rule::CompetingPeriods),
    }
}

/// A span in its smallest units: minutes, or months.
fn length(period: &Period) -> Option<(bool, u32)> {
    let Period::Span { amount, unit } = period else { return None };
    let amount = u32::from(amount.get());
    Some(match unit {
        PeriodUnit::Minutes => (false, amount),
        PeriodUnit::Hours => (false, amount * 60),
        PeriodUnit::Days => (false, amount * 24 * 60),
        PeriodUnit::Weeks => (false, amount * 7 * 24 * 60),
        PeriodUnit::Months => (true, amount),
        PeriodUnit::Years => (true, amount * 12),
    })
}

/// Data come into being once, however that is called; other events are the same when they are called the same.
fn starts_alike(first: &Start, second: &Start) -> bool {
    match (first, second) {
        (Start::Event { event: first, name: one }, Start::Event { event: second, name: other }) => {
            first == second && (*first == StartKind::Collection || one.to_lowercase() == other.to_lowercase())
        }
        (Start::AfterRule { rule: first }, Start::AfterRule { rule: second }) => first == second,
        _ => false,
    }
}

/// Whether two selections share one of these items; `named` may leave out items that only the selections name.
fn overlap(first: &Selection, second: &Selection, named: &[ItemId]) -> bool {
    match (first, second) {
        (Selection::All, Selection::All) => true,
        (Selection::Only(only), Selection::All) | (Selection::All, Selection::Only(only)) => {
            named.is_empty() || only.iter().any(|id| named.contains(id))
        }
        (Selection::Only(first), Selection::Only(_)) => first.iter().any(|id| second.contains(*id)),
    }
}

/// Words by which two descriptions part the same data between them.
const OPPOSITES: [(&str, &str); 8] = [
    ("erfolgreich", "fehlerhaft"),
    ("erfolgreich", "fehlgeschlagen"),
    ("erfolgreich", "erfolglos"),
    ("angenommen", "abgelehnt"),
    ("volljährig", "minderjährig"),
    ("aktiv", "inaktiv"),
    ("intern", "extern"),
    ("mit", "ohne"),
];

fn exclude_each_other(first: &str, second: &str) -> bool {
    let has = |text: &str, wanted: &str| {
        let text = text.to_lowercase();
        let mut words = text.split(|c: char| !c.is_alphanumeric());
        words.any(|word| if wanted.len() > 4 { word.starts_with(wanted) } else { word == wanted })
    };
    let part = |one: &str, other: &str| {
        has(first, one) && !has(first, other) && has(second, other) && !has(second, one)
    };
    OPPOSITES.iter().any(|(one, other)| part(one, other) || part(other, one))
}

/// "As long as needed" for all data says nothing about any of them. One finding for a scope, with the categories for
/// which nothing else is said.
fn check_generality<'a>(entry: &Entry<'a>, scope: &ScopeAt<'_, 'a>, found: &mut Vec<Finding>) {
    let rules: Vec<_> = if scope.scope.place == Place::Common {
        entry.resolved.scopes().flat_map(|scope| &scope.retention.items).collect()
    } else {
        entry.applying(scope.scope, |scope| &scope.retention)
    };
    let only_general = |category: &Placed<'_, DataCategory>| {
        let mut covering = rules.iter().filter(|rule| rule.item.data.contains(category.item.id)).peekable();
        category.item.identifiability != Identifiability::Anonymous
            && covering.peek().is_some()
            && covering.all(|rule| is_general(rule.item))
    };
    let names: Vec<&str> = scope
        .scope
        .data_categories
        .items
        .iter()
        .filter(|category| only_general(category))
        .map(|category| category.item.name.as_str())
        .collect();
    if !names.is_empty() {
        found.push(scope.about(Rule::OnlyGeneralPeriod, "retention").with("names", names.join(", ")));
    }
}

/// A rule that repeats the law: as long as needed, until the purpose is fulfilled, until some period ends.
fn is_general(rule: &RetentionRule) -> bool {
    match (&rule.period, &rule.start) {
        (Period::AsNeeded { .. }, _) => true,
        (Period::WithEvent, Start::Event { event: StartKind::PurposeFulfilled, .. }) => true,
        (Period::WithEvent, Start::Event { event: StartKind::Other, name }) => {
            name.to_lowercase().contains("frist")
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::Rule;
    use super::super::tests::example::{Example, rules};
    use serde_json::{Value, json};

    /// The example with this rule in the place of its own two.
    fn with(rule: Value) -> Vec<Rule> {
        with_all(vec![rule])
    }

    fn with_all(mut given: Vec<Value>) -> Vec<Rule> {
        let ids = [Example::EXTRA, Example::OTHER, Example::THIRD];
        for (rule, id) in given.iter_mut().zip(ids) {
            rule["id"] = json!(id);
        }
        rules(&Example::new().set("/common/retention", json!({ "state": "given", "value": given })).found())
    }

    fn after(amount: u16, unit: &str, event: &str, name: &str) -> Value {
        json!({
            "period": { "kind": "span", "amount": amount, "unit": unit },
            "start": { "kind": "event", "event": event, "name": name }
        })
    }

    fn and(mut rule: Value, name: &str, value: Value) -> Value {
        rule[name] = value;
        rule
    }

    #[test]
    fn a_rule_says_how_long_and_from_when_on() {
        let rule = after(1, "years", "collection", "Erhebung");
        assert_eq!(with(rule.clone()), []);
        assert_eq!(
            with(and(rule.clone(), "period", json!({ "kind": "not_stated" }))),
            [Rule::PeriodNotStated]
        );
        let silent = json!({ "kind": "not_stated" });
        assert_eq!(with(and(rule.clone(), "start", silent.clone())), [Rule::StartNotStated]);
        let state = json!({ "kind": "while_state", "state": "solange das Konto besteht" });
        assert_eq!(with(and(and(rule, "start", silent), "period", state)), []);
    }

    #[test]
    fn personal_data_are_not_kept_for_ever() {
        for kind in ["unlimited", "kept_not_erased"] {
            let rule = json!({ "period": { "kind": kind }, "action": { "kind": "nothing" } });
            assert_eq!(with(rule.clone()), [Rule::UnlimitedRetention], "{kind}");
            let anonymous = Example::new()
                .set("/common/data_categories/value/0/identifiability", json!("anonymous"))
                .set("/common/retention/value/0", and(rule, "id", json!(Example::KEEP)));
            assert_eq!(rules(&anonymous.found()), [], "{kind}");
        }
        let archive = json!({ "period": { "kind": "unlimited" },
            "action": { "kind": "one", "action": { "kind": "offer_to_archive" } } });
        assert_eq!(with(archive), []);
    }

    #[test]
    fn anonymising_is_not_erasing() {
        let plan = |actions: Value| and(after(7, "days", "collection", "Speicherung"), "action", actions);
        let anonymise = |method: &str| json!({ "kind": "anonymise", "method": method });
        let one = |action: Value| plan(json!({ "kind": "one", "action": action }));
        assert_eq!(with(one(anonymise("Kürzung der IP-Adresse"))), [Rule::AnonymisedNotErased]);
        assert_eq!(with(one(anonymise("Pseudonymisierung"))), [Rule::PseudonymisedNotErased]);
        assert_eq!(with(one(json!({ "kind": "erase" }))), []);
        let either = json!({ "kind": "either_of", "actions": [{ "kind": "erase" }, anonymise("Kürzung")] });
        assert_eq!(with(plan(either)), []);
        let last = json!({ "kind": "in_turn", "actions": [{ "kind": "restrict" }, anonymise("Kürzung")] });
        assert_eq!(with(plan(last)), [Rule::AnonymisedNotErased]);
    }

    #[test]
    fn two_periods_for_the_same_data_compete() {
        let week = after(7, "days", "collection", "Speicherung");
        let month = after(30, "days", "collection", "Anfall der Daten");
        let both = |first: &Value, second: &Value| with_all(vec![first.clone(), second.clone()]);
        assert_eq!(both(&week, &month), [Rule::CompetingPeriods]);
        assert_eq!(both(&week, &after(1, "weeks", "collection", "Speicherung")), [], "the same length");
        assert_eq!(
            both(&week, &after(3, "months", "end_of_relationship", "Ausscheiden")),
            [],
            "another event"
        );
        assert_eq!(both(&week, &and(month.clone(), "limit", json!("duty_to_keep"))), [], "two limits");
        assert_eq!(
            both(&week, &and(month.clone(), "condition", json!("bei Störungen"))),
            [],
            "a special case"
        );
        assert_eq!(
            both(
                &and(week.clone(), "bound", json!("as_a_rule")),
                &and(month.clone(), "bound", json!("at_most"))
            ),
            [],
            "the rule and its cap"
        );
        let restrict = json!({ "kind": "one", "action": { "kind": "restrict" } });
        assert_eq!(both(&and(week.clone(), "action", restrict), &month), [], "first restricted, then erased");
        let place = |rule: &Value, place: &str| and(rule.clone(), "place", json!(place));
        assert_eq!(both(&place(&week, "Gerät"), &place(&month, "Server")), [], "another place");
    }

    #[test]
    fn an_attribute_may_part_the_data() {
        let week = after(7, "days", "collection", "Speicherung");
        let month = after(30, "days", "collection", "Speicherung");
        let attributed = |first: Option<&str>, second: Option<&str>| {
            with_all(vec![
                and(week.clone(), "attribute", json!(first)),
                and(month.clone(), "attribute", json!(second)),
            ])
        };
        assert_eq!(
            attributed(Some("Protokolle zur Abwehr"), Some("technische Protokolle")),
            [Rule::PerhapsCompetingPeriods]
        );
        assert_eq!(attributed(Some("Protokolle"), Some("Protokolle")), [Rule::CompetingPeriods]);
        assert_eq!(attributed(Some("erfolgreiche Anmeldungen"), Some("fehlerhafte Anmeldungen")), []);
        assert_eq!(attributed(Some("mit Konto"), Some("ohne Konto")), []);
        assert_eq!(attributed(None, Some("fehlerhafte Anmeldungen")), [], "the special rule goes first");
    }

    #[test]
    fn rules_for_other_data_or_people_do_not_compete() {
        let week = after(7, "days", "collection", "Speicherung");
        let month = after(30, "days", "collection", "Speicherung");
        let only = |id: &str| json!({ "only": [id] });
        for field in ["data", "subjects"] {
            let found = with_all(vec![
                and(week.clone(), field, only(Example::CATEGORY)),
                and(month.clone(), field, only(Example::OTHER)),
                after(1, "years", "end_of_relationship", "Ausscheiden"),
            ]);
            assert_eq!(found, [], "{field}");
        }
    }

    #[test]
    fn as_long_as_needed_is_not_enough() {
        let needed = json!({ "period": { "kind": "as_needed", "measure": "solange erforderlich" } });
        let purpose = json!({ "period": { "kind": "with_event" },
            "start": { "kind": "event", "event": "purpose_fulfilled", "name": "Zweck erreicht" } });
        assert_eq!(with(needed.clone()), [Rule::OnlyGeneralPeriod]);
        assert_eq!(with(purpose), [Rule::OnlyGeneralPeriod]);
        let concrete = after(1, "years", "collection", "Erhebung");
        assert_eq!(with_all(vec![needed, concrete]), []);
    }
}
