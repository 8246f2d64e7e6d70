//! Automated decisions (Art. 22).

use super::citations::chain;
use super::contradictions::denies;
use super::entry::Entry;
use super::legal_bases::permits_automated_decision;
use super::{Finding, Rule};
use crate::citation::parse;
use crate::resolve::Resolver;

pub(super) fn check(entry: &Entry<'_>, found: &mut Vec<Finding>) {
    let own = &entry.input.activity.information.automated_decisions;
    let default = &entry.input.organisation.defaults.information.automated_decisions;
    let resolver = Resolver::new(entry.input.organisation, entry.input.activity);
    let decisions = resolver.activity_value(own, default);
    let Some(said) = decisions.value.filter(|said| !denies(said)) else { return };
    let bases = entry.resolved.scopes().flat_map(|scope| &scope.legal_bases.items);
    let mut cited = bases.flat_map(|placed| chain(placed.item).provisions).chain(parse(said).provisions);
    if !cited.any(|provision| permits_automated_decision(&provision)) {
        found.push(Finding::new(Rule::AutomatedDecisionWithoutGround, "/information/automated_decisions"));
    }
}

#[cfg(test)]
mod tests {
    use super::super::Rule;
    use super::super::tests::example::{Example, rules};
    use serde_json::json;

    fn said(text: &str) -> Vec<Rule> {
        let given = json!({ "state": "given", "value": text });
        rules(&Example::new().set("/information", json!({ "automated_decisions": given })).found())
    }

    #[test]
    fn an_automated_decision_needs_a_ground_of_its_own() {
        assert_eq!(said("Über die Zulassung entscheidet das System"), [Rule::AutomatedDecisionWithoutGround]);
        assert_eq!(said("Über die Zulassung entscheidet das System nach Art. 22 Abs. 2 Buchst. c DSGVO"), []);
    }

    #[test]
    fn a_denial_is_no_decision() {
        assert_eq!(said("Keine automatisierten Entscheidungen im Einzelfall"), []);
        assert_eq!(said("Eine automatisierte Entscheidungsfindung findet nicht statt."), []);
        let none = json!({ "automated_decisions": { "state": "explicitly_none" } });
        assert_eq!(rules(&Example::new().set("/information", none).found()), []);
    }

    #[test]
    fn the_second_paragraph_of_article_22_is_a_ground_beside_article_6() {
        let given = json!({ "state": "given", "value": "Das System entscheidet" });
        let ground = json!({ "wording": "Art. 22 Abs. 2 Buchst. b DSGVO" });
        let chain = json!([{ "wording": "Art. 6 Abs. 1 UAbs. 1 Buchst. e DSGVO" },
            { "wording": "Art. 85 Abs. 1 BayEUG" }, ground]);
        let example = Example::new()
            .set("/information", json!({ "automated_decisions": given }))
            .set("/common/legal_bases/value/0/chain", chain);
        assert_eq!(rules(&example.found()), []);
    }
}
