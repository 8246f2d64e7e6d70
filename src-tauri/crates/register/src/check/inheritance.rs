//! Inheritance that covers nothing: a field takes over what is not there.

use super::entry::{Entry, ScopeAt};
use super::{Finding, Rule};
use crate::activity::Scope;
use crate::resolve::{Item, Place, ResolveError, ResolvedList, Resolver, Standing};
use crate::statement::{Field, ListField};

pub(super) fn check(entry: &Entry<'_>, found: &mut Vec<Finding>) {
    let reported: Vec<String> = found.iter().map(|finding| finding.path.clone()).collect();
    let mut empty = Vec::new();
    for scope in entry.scopes() {
        macro_rules! check {
            ($($list:ident)*) => { $(
                check_list(entry, &scope, stringify!($list), |scope| &scope.$list, &mut empty);
            )* };
        }
        check!(purposes legal_bases data_subjects data_categories recipients transfers retention);
    }
    let (activity, defaults) = (entry.input.activity, &entry.input.organisation.defaults);
    let resolver = Resolver::new(entry.input.organisation, activity);
    let engagements = resolver.activity_list(&defaults.engagements, &defaults.engagements);
    if let Some(rule) = judge(&activity.engagements, &engagements) {
        empty.push(Finding::new(rule, "/engagements"));
    }
    let measures = resolver.activity_list(&defaults.measures, &defaults.measures);
    if let Some(rule) = judge(&activity.measures, &measures) {
        empty.push(Finding::new(rule, "/measures"));
    }
    // Where the letter has been found missing already, one finding is enough.
    found.extend(empty.into_iter().filter(|finding| !reported.contains(&finding.path)));
}

fn check_list<T: Item>(
    entry: &Entry<'_>,
    scope: &ScopeAt<'_, '_>,
    name: &str,
    list: fn(&Scope) -> &ListField<T>,
    empty: &mut Vec<Finding>,
) {
    let activity = entry.input.activity;
    let stored = match scope.scope.place {
        Place::Group(id) => activity.groups.iter().find(|group| group.id == id).map(|group| &group.scope),
        Place::Common | Place::Organisation => Some(&activity.common),
    };
    let Some(field) = stored.map(list) else { return };
    let Some((source, _)) = field.source() else { return };
    let source = Resolver::new(entry.input.organisation, activity).list(source.into(), list);
    let rule = judge(field, &source).map(|rule| match rule {
        // Art. 30 does not ask for legal bases.
        Rule::InheritanceEmpty if name == "legal_bases" => Rule::LegalBasisNotStated,
        rule => rule,
    });
    empty.extend(rule.map(|rule| scope.about(rule, name)));
}

fn judge<T: Item>(field: &ListField<T>, source: &Result<ResolvedList<'_, T>, ResolveError>) -> Option<Rule> {
    let ((_, only), source) = (field.source()?, source.as_ref().ok()?);
    let selects_nothing = source.standing == Standing::Given
        && source.items.iter().all(|placed| !only.contains(placed.item.id()));
    if !selects_nothing && source.standing != Standing::NotStated {
        return None;
    }
    Some(if matches!(field, Field::Append { .. }) { Rule::AppendToNothing } else { Rule::InheritanceEmpty })
}

#[cfg(test)]
mod tests {
    use super::super::Rule;
    use super::super::tests::example::{Example, rules};
    use serde_json::json;

    #[test]
    fn taking_over_silence_covers_nothing() {
        let inherit = json!({ "state": "inherit", "from": "organisation" });
        let recipients = Example::new().set("/common/recipients", inherit.clone());
        assert_eq!(rules(&recipients.found()), [Rule::InheritanceEmpty]);
        let bases = Example::new().set("/common/legal_bases", inherit.clone());
        assert_eq!(rules(&bases.found()), [Rule::LegalBasisNotStated]);
        let measures = Example::new().set("/measures", inherit);
        assert_eq!(rules(&measures.found()), [Rule::MeasuresNotStated], "one finding is enough");
    }

    #[test]
    fn taking_over_what_is_there_is_right() {
        let inherit = json!({ "state": "inherit", "from": "organisation" });
        let default = json!({ "state": "given", "value": [{ "id": Example::EXTRA, "text": "Bildung" }] });
        let example = Example::new()
            .set("/common/purposes", inherit)
            .set_organisation("/defaults/scope/purposes", default);
        assert_eq!(rules(&example.found()), []);
    }

    #[test]
    fn selecting_nothing_covers_nothing() {
        let select = |id: &str| json!({ "state": "inherit", "from": { "group": Example::GROUP_A }, "only": { "only": [id] } });
        let example = |id| Example::new().grouped().set("/groups/1/scope/purposes", select(id)).found();
        assert_eq!(rules(&example(Example::EXTRA)), [Rule::InheritanceEmpty]);
        assert_eq!(rules(&example(Example::PURPOSE_A)), []);
    }

    #[test]
    fn adding_to_nothing_is_a_hint() {
        let append = json!({
            "state": "append", "from": "organisation", "value": [{ "id": Example::EXTRA, "text": "Bildung" }]
        });
        assert_eq!(rules(&Example::new().set("/common/purposes", append).found()), [Rule::AppendToNothing]);
    }
}
