//! Completeness after Art. 30(1) a–g and 30(2): is there a statement where the law asks for one?

use super::controller;
use super::entry::{Entry, ListOf, ScopeAt};
use super::{Finding, Rule};
use crate::activity::{OwnRole, ProcessingActivity};
use crate::id::RecordId;
use crate::organisation::Organisation;
use crate::record::Record;
use crate::resolve::{Place, ResolvedActivity, ResolvedList, Resolver, Standing};
use crate::statement::{Reference, Statement};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

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
    // A selection that selects nothing leaves nothing.
    if list.standing == Standing::Given && list.items.is_empty() {
        return LetterState::NotStated;
    }
    state(list.standing, list.stated_in != at)
}

/// How one list stands over the whole activity: what is common answers for every group that is silent itself.
fn over_groups<'a, T: 'a>(activity: &ResolvedActivity<'a>, list: ListOf<'a, T>) -> LetterState {
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
    let a = if controller::is_complete(organisation) { officer } else { LetterState::NotStated };
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

/// Letters b to g of a controller's activity.
pub(super) fn check(entry: &Entry<'_>, found: &mut Vec<Finding>) {
    check_list(entry, |scope| &scope.purposes, ("purposes", Rule::PurposesMissing), found);
    check_list(entry, |scope| &scope.data_subjects, ("data_subjects", Rule::DataSubjectsMissing), found);
    check_list(
        entry,
        |scope| &scope.data_categories,
        ("data_categories", Rule::DataCategoriesMissing),
        found,
    );
    // Processors are recipients (Art. 4(9)), so an engagement answers letter d where recipients are passed over.
    let engaged = list_state(&entry.resolved.engagements, Place::Common).is_answered();
    let recipients = over_groups(&entry.resolved, |scope| &scope.recipients);
    if !engaged || recipients == LetterState::AnnouncedButEmpty {
        check_list(entry, |scope| &scope.recipients, ("recipients", Rule::RecipientsNotStated), found);
    }
    check_list(entry, |scope| &scope.transfers, ("transfers", Rule::TransfersNotStated), found);
    check_list(entry, |scope| &scope.retention, ("retention", Rule::RetentionNotStated), found);
    check_measures(entry, found);
}

/// Art. 30(2) b to d.
pub(super) fn check_processor(entry: &Entry<'_>, found: &mut Vec<Finding>) {
    if let OwnRole::Processor { categories_of_processing, .. } = &entry.input.activity.own_role {
        let path = "/own_role/categories_of_processing";
        match categories_of_processing {
            Statement::NotStated | Statement::ExplicitlyNone { .. } => {
                found.push(Finding::new(Rule::CategoriesOfProcessingMissing, path));
            }
            Statement::AnnouncedButEmpty { .. } => found.push(Finding::new(Rule::AnnouncedButEmpty, path)),
            Statement::ByReference { to } if leads_nowhere(to, entry.input.others) => {
                found.push(Finding::new(Rule::ReferenceUnavailable, path));
            }
            _ => {}
        }
    }
    check_list(entry, |scope| &scope.transfers, ("transfers", Rule::TransfersNotStated), found);
    check_measures(entry, found);
}

fn check_measures(entry: &Entry<'_>, found: &mut Vec<Finding>) {
    let measures = &entry.resolved.measures;
    match measures.standing {
        Standing::AnnouncedButEmpty { .. } => {
            found.push(Finding::new(Rule::AnnouncedButEmpty, "/measures"));
        }
        Standing::NotStated => found.push(Finding::new(Rule::MeasuresNotStated, "/measures")),
        Standing::ByReference { to } if leads_nowhere(to, entry.input.others) => {
            found.push(Finding::new(Rule::ReferenceUnavailable, "/measures"));
        }
        _ => {}
    }
    for placed in &measures.items {
        let Some(Record::MeasureSet(set)) = placed.item.set.and_then(|id| entry.input.others.get(&id)) else {
            continue;
        };
        if matches!(set.measures, Statement::NotStated | Statement::AnnouncedButEmpty { .. }) {
            let path = match placed.stated_in {
                Place::Common => format!("/measures/{}/set", placed.item.id),
                _ => "/measures".to_owned(),
            };
            found.push(Finding::new(Rule::MeasureSetEmpty, path).with("name", set.name.as_str()));
        }
    }
}

/// Whether a reference leads to nothing anybody could hand out: no document at hand, and no place either.
fn leads_nowhere(to: &Reference, others: &BTreeMap<RecordId, Record>) -> bool {
    match to.document.and_then(|id| others.get(&id)) {
        Some(Record::Document(document)) => document.availability != crate::document::Availability::Available,
        _ => to.place.trim().is_empty(),
    }
}

/// Reports a list that is silent, empty or referred to nowhere: once for the activity where no group speaks, else
/// group by group.
fn check_list<'a, T: 'a>(
    entry: &Entry<'a>,
    list: ListOf<'a, T>,
    (name, missing): (&str, Rule),
    found: &mut Vec<Finding>,
) {
    let mut silent: Vec<ScopeAt<'_, 'a>> = Vec::new();
    let common_speaks = list(&entry.resolved.common).is_stated();
    for scope in entry.scopes() {
        match list(scope.scope).standing {
            Standing::AnnouncedButEmpty { .. } => found.push(scope.about(Rule::AnnouncedButEmpty, name)),
            Standing::ByReference { to } if leads_nowhere(to, entry.input.others) => {
                found.push(scope.about(Rule::ReferenceUnavailable, name));
            }
            Standing::NotStated => silent.push(scope),
            _ => {}
        }
    }
    let common_is_silent = silent.first().is_some_and(|scope| scope.scope.place == Place::Common);
    // What holds for all groups answers for each of them; an empty announcement for all is reported once.
    if common_speaks || !common_is_silent {
        return;
    }
    if silent.len() == entry.resolved.groups.len() + 1 {
        found.push(silent[0].about(missing, name));
    } else {
        found.extend(silent[1..].iter().map(|scope| scope.about(missing, name)));
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::tests::example::{Example, rules};
    use super::*;
    use serde_json::json;

    #[test]
    fn silence_is_found_letter_by_letter() {
        for (field, rule) in [
            ("/common/purposes", Rule::PurposesMissing),
            ("/common/data_subjects", Rule::DataSubjectsMissing),
            ("/common/data_categories", Rule::DataCategoriesMissing),
            ("/common/transfers", Rule::TransfersNotStated),
            ("/common/retention", Rule::RetentionNotStated),
            ("/measures", Rule::MeasuresNotStated),
        ] {
            let found = Example::new().set(field, json!({ "state": "not_stated" })).found();
            assert!(found.iter().any(|finding| finding.rule == rule && finding.path == field), "{found:?}");
        }
        let lonely = Example::new().silent("/common/recipients").silent("/engagements");
        assert!(rules(&lonely.found()).contains(&Rule::RecipientsNotStated));
    }

    #[test]
    fn a_processor_answers_letter_d_where_recipients_are_passed_over() {
        let found = Example::new().silent("/common/recipients").found();
        assert!(!rules(&found).contains(&Rule::RecipientsNotStated), "{found:?}");
    }

    #[test]
    fn announced_and_empty_is_worse_than_none() {
        let announced = json!({ "state": "announced_but_empty", "note": "folgende Daten" });
        let example = Example::new().set("/common/data_categories", announced.clone());
        assert_eq!(rules(&example.found())[0], Rule::AnnouncedButEmpty);
        let state = |example: &Example, letter| {
            let states = letters(&example.organisation(), &example.activity());
            states.iter().find(|(each, _)| *each == letter).unwrap().1
        };
        assert_eq!(state(&example, Letter::C), LetterState::AnnouncedButEmpty);
        let example = Example::new().set("/measures", announced);
        assert_eq!(rules(&example.found()), [Rule::AnnouncedButEmpty]);
    }

    #[test]
    fn a_silent_group_is_named_by_its_letter() {
        let example = Example::new().grouped().silent("/groups/1/scope/purposes");
        let found = example.found();
        assert_eq!(rules(&found), [Rule::PurposesMissing]);
        assert_eq!(found[0].group.as_deref(), Some("b"));
        let from_first = json!({ "state": "inherit", "from": { "group": Example::GROUP_A } });
        assert_eq!(rules(&example.set("/groups/1/scope/purposes", from_first).found()), []);
    }

    #[test]
    fn an_empty_announcement_for_all_stays_a_gap_when_groups_speak() {
        let announced = json!({ "state": "announced_but_empty" });
        let example = Example::new().grouped().set("/common/purposes", announced);
        assert_eq!(rules(&example.found()), [Rule::AnnouncedButEmpty]);
    }

    #[test]
    fn a_reference_must_lead_to_something() {
        let to = |document: &str, place: &str| json!({ "state": "by_reference", "to": { "document": document, "place": place } });
        let measures = |to| rules(&Example::new().set("/measures", to).found());
        assert_eq!(measures(to(Example::CONTRACT, "")), []);
        assert_eq!(measures(to(Example::LOST, "Anlage 1")), [Rule::ReferenceUnavailable]);
        let nowhere = json!({ "state": "by_reference", "to": { "place": " " } });
        assert_eq!(measures(nowhere), [Rule::ReferenceUnavailable]);
        assert_eq!(measures(json!({ "state": "by_reference", "to": { "place": "Anlage 1" } })), []);
    }

    #[test]
    fn an_empty_set_of_measures_is_no_measure() {
        let given = |set| json!({ "state": "given", "value": [{ "id": Example::EXTRA, "text": "Paket", "set": set }] });
        let found = |set| rules(&Example::new().set("/measures", given(set)).found());
        assert_eq!(found(Example::EMPTY_SET), [Rule::MeasureSetEmpty]);
        assert_eq!(found(Example::FULL_SET), []);
    }

    #[test]
    fn a_processor_owes_the_categories_of_processing() {
        let as_processor = |categories| {
            let role = json!({
                "kind": "processor", "controllers": [Example::COMPANY], "categories_of_processing": categories
            });
            rules(&Example::new().set("/own_role", role).found())
        };
        let missing = [Rule::CategoriesOfProcessingMissing];
        assert_eq!(as_processor(json!({ "state": "not_stated" })), missing);
        assert_eq!(as_processor(json!({ "state": "given", "value": "Hosting" })), []);
    }

    #[test]
    fn another_controllers_activity_owes_nothing_here() {
        let role = json!({ "kind": "other_controller", "party": Example::COMPANY });
        let example = Example::new().set("/own_role", role).silent("/common/purposes").silent("/measures");
        assert_eq!(rules(&example.found()), []);
    }
}
