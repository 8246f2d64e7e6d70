//! Completeness after Art. 30(1) a–g and 30(2): is there a statement where the law asks for one?

use super::{Finding, Rule};
use crate::activity::{OwnRole, ProcessingActivity};
use crate::numbering;
use crate::organisation::Organisation;
use crate::party::Contact;
use crate::resolve::{Place, ResolvedActivity, ResolvedList, ResolvedScope, Resolver, Standing};
use crate::retention::Period;
use crate::statement::Statement;
use serde::{Deserialize, Serialize};

/// The letters of Art. 30(1) sentence 2.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS), ts(export))]
#[serde(rename_all = "snake_case")]
pub enum Letter {
    /// Controller, joint controllers, representative, data-protection officer.
    A,
    /// Purposes.
    B,
    /// Categories of data subjects and of personal data.
    C,
    /// Categories of recipients.
    D,
    /// Transfers to third countries.
    E,
    /// Time limits for erasure, where possible.
    F,
    /// Description of the measures, where possible.
    G,
}

/// How a letter stands in an activity; the worst of its groups counts. Ordered from best to worst.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS), ts(export))]
#[serde(rename_all = "snake_case")]
pub enum LetterState {
    /// Given by the activity itself.
    Given,
    /// Taken over from the organisation or another group.
    Inherited,
    /// Stands in a document.
    ByReference,
    /// Explicitly none.
    ExplicitlyNone,
    /// Not required.
    NotRequired,
    /// Announced, but empty.
    AnnouncedButEmpty,
    /// Not stated.
    NotStated,
}

impl LetterState {
    /// Whether the letter is answered.
    pub fn is_answered(self) -> bool {
        !matches!(self, Self::AnnouncedButEmpty | Self::NotStated)
    }
}

fn state(standing: Standing<'_>, taken_over: bool) -> LetterState {
    match standing {
        Standing::Given if taken_over => LetterState::Inherited,
        Standing::Given => LetterState::Given,
        Standing::ExplicitlyNone { .. } => LetterState::ExplicitlyNone,
        Standing::NotRequired { .. } => LetterState::NotRequired,
        Standing::ByReference { .. } => LetterState::ByReference,
        Standing::AnnouncedButEmpty { .. } => LetterState::AnnouncedButEmpty,
        Standing::NotStated => LetterState::NotStated,
    }
}

fn list_state<T>(list: &ResolvedList<'_, T>, at: Place) -> LetterState {
    state(list.standing, list.stated_in != at)
}

/// How one list stands over the whole activity: what is common answers for every group that is silent itself.
fn over_groups<'a, T: 'a>(
    activity: &ResolvedActivity<'a>,
    list: for<'s> fn(&'s ResolvedScope<'a>) -> &'s ResolvedList<'a, T>,
) -> LetterState {
    let common = list_state(list(&activity.common), Place::Common);
    if activity.groups.is_empty() {
        return common;
    }
    let states = activity.groups.iter().map(|group| {
        let own = list_state(list(&group.scope), group.scope.place);
        if own == LetterState::NotStated { common } else { own }
    });
    let worst = states.max().unwrap_or(common);
    // What was announced for everybody and left empty stays a gap, whatever single groups say.
    if common == LetterState::AnnouncedButEmpty { worst.max(common) } else { worst }
}

/// How each letter stands, a to g.
///
/// Letter a is judged by the organisation's data; an activity cannot have less than its organisation.
pub fn letters(organisation: &Organisation, activity: &ProcessingActivity) -> Vec<(Letter, LetterState)> {
    let Ok(resolved) = Resolver::new(organisation, activity).resolve() else {
        return [Letter::A, Letter::B, Letter::C, Letter::D, Letter::E, Letter::F, Letter::G]
            .map(|letter| (letter, LetterState::NotStated))
            .to_vec();
    };
    let officer = state(Standing::from(&organisation.data_protection_officers), true);
    let a = if controller_is_complete(organisation) { officer } else { LetterState::NotStated };
    let c = over_groups(&resolved, |scope| &scope.data_subjects)
        .max(over_groups(&resolved, |scope| &scope.data_categories));
    // Processors are recipients (Art. 4(9)), so an engagement answers letter d, too.
    let d = match over_groups(&resolved, |scope| &scope.recipients) {
        recipients if recipients.is_answered() => recipients,
        silent => list_state(&resolved.engagements, Place::Common).min(silent),
    };
    vec![
        (Letter::A, a),
        (Letter::B, over_groups(&resolved, |scope| &scope.purposes)),
        (Letter::C, c),
        (Letter::D, d),
        (Letter::E, over_groups(&resolved, |scope| &scope.transfers)),
        (Letter::F, over_groups(&resolved, |scope| &scope.retention)),
        (Letter::G, list_state(&resolved.measures, Place::Common)),
    ]
}

fn controller_is_complete(organisation: &Organisation) -> bool {
    !organisation.name.trim().is_empty() && is_reachable(&organisation.contact)
}

/// Name and contact data: at least a postal address or an e-mail address.
fn is_reachable(contact: &Contact) -> bool {
    let has_address = contact.addresses.iter().any(|address| address.town.is_some());
    has_address || contact.email.is_some()
}

/// Checks one activity.
pub fn check_activity(organisation: &Organisation, activity: &ProcessingActivity) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut report = |rule, path: &str, group: Option<String>| {
        findings.push(Finding { rule, path: path.to_owned(), group });
    };
    let Ok(resolved) = Resolver::new(organisation, activity).resolve() else {
        report(Rule::InheritanceBroken, "/", None);
        return findings;
    };
    if let OwnRole::Processor { categories_of_processing, .. } = &activity.own_role {
        if !is_answered(categories_of_processing) {
            report(Rule::CategoriesOfProcessingMissing, "/own_role/categories_of_processing", None);
        }
    } else {
        check_scopes(activity, &resolved, &mut report);
    }
    check_transfers(activity, &resolved, &mut report);
    if !controller_is_complete(organisation) {
        report(Rule::ControllerIncomplete, "/register", None);
    }
    if !is_answered(&organisation.data_protection_officers) {
        report(Rule::OfficerNotStated, "/register", None);
    }
    if !list_state(&resolved.measures, Place::Common).is_answered() {
        let rule = missing_or_empty(resolved.measures.standing, Rule::MeasuresNotStated);
        report(rule, "/measures", None);
    }
    for (scope, at) in scopes_with_paths(&resolved) {
        for placed in scope.retention.items.iter().filter(|placed| placed.stated_in == scope.place) {
            if placed.item.period == Period::NotStated {
                let group = group_letter(activity, scope.place);
                report(Rule::PeriodNotStated, &format!("{at}/retention/{}/period", placed.item.id), group);
            }
        }
    }
    findings
}

fn is_answered<T>(statement: &Statement<T>) -> bool {
    !matches!(statement, Statement::NotStated | Statement::AnnouncedButEmpty { .. })
}

fn missing_or_empty(standing: Standing<'_>, missing: Rule) -> Rule {
    match standing {
        Standing::AnnouncedButEmpty { .. } => Rule::AnnouncedButEmpty,
        _ => missing,
    }
}

fn group_letter(activity: &ProcessingActivity, place: Place) -> Option<String> {
    match place {
        Place::Group(id) => activity.groups.iter().position(|group| group.id == id).map(numbering::letter),
        Place::Common | Place::Organisation => None,
    }
}

fn scopes_with_paths<'r, 'a>(
    activity: &'r ResolvedActivity<'a>,
) -> impl Iterator<Item = (&'r ResolvedScope<'a>, String)> {
    activity.scopes().map(|scope| {
        let at = match scope.place {
            Place::Group(id) => format!("/groups/{id}"),
            Place::Common | Place::Organisation => "/common".to_owned(),
        };
        (scope, at)
    })
}

type Report<'r> = dyn FnMut(Rule, &str, Option<String>) + 'r;

fn check_scopes(activity: &ProcessingActivity, resolved: &ResolvedActivity<'_>, report: &mut Report<'_>) {
    check_list(activity, resolved, |scope| &scope.purposes, ("purposes", Rule::PurposesMissing), report);
    check_list(
        activity,
        resolved,
        |scope| &scope.data_subjects,
        ("data_subjects", Rule::DataSubjectsMissing),
        report,
    );
    check_list(
        activity,
        resolved,
        |scope| &scope.data_categories,
        ("data_categories", Rule::DataCategoriesMissing),
        report,
    );
    let engaged = list_state(&resolved.engagements, Place::Common).is_answered();
    if !engaged || over_groups(resolved, |scope| &scope.recipients) == LetterState::AnnouncedButEmpty {
        let facts = ("recipients", Rule::RecipientsNotStated);
        check_list(activity, resolved, |scope| &scope.recipients, facts, report);
    }
    check_list(activity, resolved, |scope| &scope.retention, ("retention", Rule::RetentionNotStated), report);
}

fn check_transfers(activity: &ProcessingActivity, resolved: &ResolvedActivity<'_>, report: &mut Report<'_>) {
    check_list(activity, resolved, |scope| &scope.transfers, ("transfers", Rule::TransfersNotStated), report);
}

/// Reports a list that is silent or empty: once for the activity where no group speaks, else by group.
fn check_list<'a, T: 'a>(
    activity: &ProcessingActivity,
    resolved: &ResolvedActivity<'a>,
    list: for<'s> fn(&'s ResolvedScope<'a>) -> &'s ResolvedList<'a, T>,
    (name, missing): (&str, Rule),
    report: &mut Report<'_>,
) {
    let common = list(&resolved.common);
    if common.is_stated() {
        return;
    }
    if matches!(common.standing, Standing::AnnouncedButEmpty { .. }) {
        report(Rule::AnnouncedButEmpty, &format!("/common/{name}"), None);
        return;
    }
    let silent: Vec<_> =
        resolved.groups.iter().map(|group| &group.scope).filter(|scope| !list(scope).is_stated()).collect();
    if silent.len() == resolved.groups.len()
        && silent.iter().all(|scope| list(scope).standing == Standing::NotStated)
    {
        report(missing_or_empty(common.standing, missing), &format!("/common/{name}"), None);
        return;
    }
    for scope in silent {
        if let Place::Group(id) = scope.place {
            let rule = missing_or_empty(list(scope).standing, missing);
            report(rule, &format!("/groups/{id}/{name}"), group_letter(activity, scope.place));
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use serde_json::{Value, json};

    const A: &str = "00000000-0000-7000-8000-00000000000a";
    const B: &str = "00000000-0000-7000-8000-00000000000b";

    fn organisation() -> Organisation {
        serde_json::from_value(json!({
            "name": "Schule", "contact": { "email": "a@schule.example" },
            "data_protection_officers": { "state": "given", "value": [{ "id": A, "function": "DSB" }] }
        }))
        .unwrap()
    }

    fn activity(changes: Value) -> ProcessingActivity {
        let given = |name: &str| {
            let key = if name == "purposes" { "text" } else { "name" };
            let mut item = json!({ "id": format!("00000000-0000-7000-8000-{:012x}", name.len()) });
            item[key] = json!("x");
            json!({ "state": "given", "value": [item] })
        };
        let none = json!({ "state": "explicitly_none" });
        let mut value = json!({
            "register": A, "title": "Tätigkeit",
            "common": {
                "purposes": given("purposes"), "data_subjects": given("data_subjects"),
                "data_categories": given("data_categories"), "recipients": none, "transfers": none,
                "retention": { "state": "not_required", "reason": "nichts gespeichert" }
            },
            "measures": { "state": "by_reference", "to": { "place": "Anlage 1" } }
        });
        for (path, change) in changes.as_object().unwrap() {
            *value.pointer_mut(path).unwrap() = change.clone();
        }
        serde_json::from_value(value).unwrap()
    }

    fn rules(activity: &ProcessingActivity) -> Vec<Rule> {
        check_activity(&organisation(), activity).into_iter().map(|finding| finding.rule).collect()
    }

    #[test]
    fn a_complete_activity_has_no_findings() {
        assert_eq!(rules(&activity(json!({}))), []);
    }

    #[test]
    fn silence_is_found_letter_by_letter() {
        let silent = json!({ "state": "not_stated" });
        for (field, rule) in [
            ("purposes", Rule::PurposesMissing),
            ("data_subjects", Rule::DataSubjectsMissing),
            ("data_categories", Rule::DataCategoriesMissing),
            ("recipients", Rule::RecipientsNotStated),
            ("transfers", Rule::TransfersNotStated),
            ("retention", Rule::RetentionNotStated),
        ] {
            let mut change = json!({});
            change[format!("/common/{field}")] = silent.clone();
            assert_eq!(rules(&activity(change)), [rule], "{field}");
        }
        assert_eq!(rules(&activity(json!({ "/measures": silent }))), [Rule::MeasuresNotStated]);
    }

    #[test]
    fn announced_and_empty_is_worse_than_none() {
        let empty = json!({ "state": "announced_but_empty", "note": "folgende Daten" });
        let found = activity(json!({ "/common/data_categories": empty }));
        assert_eq!(rules(&found), [Rule::AnnouncedButEmpty]);
        assert_eq!(
            letters(&organisation(), &found).iter().find(|(letter, _)| *letter == Letter::C).unwrap().1,
            LetterState::AnnouncedButEmpty
        );
    }

    #[test]
    fn a_silent_group_is_named_by_its_letter() {
        let mut value = serde_json::to_value(activity(json!({}))).unwrap();
        value["common"]["purposes"] = json!({ "state": "not_stated" });
        value["groups"] = json!([
            { "id": A, "name": "A", "scope": { "purposes": { "state": "given", "value": [{ "id": "00000000-0000-7000-8000-0000000000aa", "text": "x" }] } } },
            { "id": B, "name": "B" }
        ]);
        let found = check_activity(&organisation(), &serde_json::from_value(value.clone()).unwrap());
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].rule, found[0].group.as_deref()), (Rule::PurposesMissing, Some("b")));
        value["groups"][1]["scope"] = json!({ "purposes": { "state": "inherit", "from": { "group": A } } });
        assert_eq!(rules(&serde_json::from_value(value).unwrap()), []);
    }

    #[test]
    fn an_empty_announcement_for_all_stays_a_gap_when_groups_speak() {
        let mut value = serde_json::to_value(activity(json!({}))).unwrap();
        let categories = value["common"]["data_categories"].take();
        value["common"]["data_categories"] = json!({ "state": "announced_but_empty" });
        value["groups"] = json!([{ "id": A, "name": "A", "scope": { "data_categories": categories } }]);
        let found: ProcessingActivity = serde_json::from_value(value).unwrap();
        assert_eq!(rules(&found), [Rule::AnnouncedButEmpty]);
        assert_eq!(letters(&organisation(), &found)[2], (Letter::C, LetterState::AnnouncedButEmpty));
    }

    #[test]
    fn a_controller_without_contact_data_is_found() {
        let nameless = Organisation { contact: Contact::default(), ..organisation() };
        let found = check_activity(&nameless, &activity(json!({})));
        assert_eq!(found[0].rule, Rule::ControllerIncomplete);
        assert_eq!(letters(&nameless, &activity(json!({})))[0], (Letter::A, LetterState::NotStated));
    }

    #[test]
    fn a_processor_owes_the_categories_of_processing() {
        let role = json!({ "kind": "processor", "controllers": [A], "categories_of_processing": { "state": "not_stated" } });
        let mut value = serde_json::to_value(activity(json!({}))).unwrap();
        value["own_role"] = role;
        assert_eq!(rules(&serde_json::from_value(value).unwrap()), [Rule::CategoriesOfProcessingMissing]);
    }
}
