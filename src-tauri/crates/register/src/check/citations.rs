//! What strikes in citations wherever they stand: a wrong unit, an outdated law, an unknown one.
//!
//! The original wording is evidence and stays; a finding says what is wrong with it.

use super::entry::{Entry, ScopeAt};
use super::{Finding, Rule};
use crate::citation::{Observation, Reading, Unit, UsedAs, observe, parse};
use crate::legal_basis::{Citation, LegalBasis};
use crate::organisation::Organisation;
use crate::recipient::Recipient;
use crate::retention::RetentionRule;

pub(super) fn check_activity(entry: &Entry<'_>, found: &mut Vec<Finding>) {
    let mut loose = None;
    for scope in entry.scopes() {
        let at = |field: &str, found: Vec<Finding>| -> Vec<Finding> {
            found.into_iter().map(|finding| in_scope(&scope, field, finding)).collect()
        };
        for basis in scope.own(&scope.scope.legal_bases) {
            found.extend(at("legal_bases", of_basis(basis)));
            loose =
                loose.or_else(|| loose_form(basis).map(|finding| in_scope(&scope, "legal_bases", finding)));
        }
        for category in scope.own(&scope.scope.data_categories) {
            found.extend(at("data_categories", of_others(&category.provisions, &category.id.to_string())));
        }
        for recipient in scope.own(&scope.scope.recipients) {
            found.extend(at("recipients", of_recipient(recipient)));
        }
        for rule in scope.own(&scope.scope.retention) {
            found.extend(at("retention", of_rule(rule)));
        }
    }
    // The form is a matter of taste: once for an activity is enough.
    found.extend(loose);
}

/// The citations in an organisation's defaults.
pub(super) fn check_organisation(organisation: &Organisation, found: &mut Vec<Finding>) {
    let scope = &organisation.defaults.scope;
    let at = |field: &str, found: Vec<Finding>| -> Vec<Finding> {
        let path = |finding: Finding| {
            let path = format!("/defaults/{field}/{}", finding.path);
            Finding { path, ..finding }
        };
        found.into_iter().map(path).collect()
    };
    for basis in scope.legal_bases.own().into_iter().flatten() {
        found.extend(at("legal_bases", of_basis(basis)));
    }
    for recipient in scope.recipients.own().into_iter().flatten() {
        found.extend(at("recipients", of_recipient(recipient)));
    }
    for rule in scope.retention.own().into_iter().flatten() {
        found.extend(at("retention", of_rule(rule)));
    }
}

fn in_scope(scope: &ScopeAt<'_, '_>, field: &str, finding: Finding) -> Finding {
    let path = format!("{}/{field}/{}", scope.at, finding.path);
    Finding { path, group: scope.letter.clone(), ..finding }
}

fn of_basis(basis: &LegalBasis) -> Vec<Finding> {
    let findings = |(index, citation)| of_citation(citation, &format!("{}/chain/{index}", basis.id));
    basis.chain.iter().enumerate().flat_map(findings).collect()
}

fn of_others(provisions: &[Citation], item: &str) -> Vec<Finding> {
    let findings = |(index, citation)| of_citation(citation, &format!("{item}/provisions/{index}"));
    provisions.iter().enumerate().flat_map(findings).collect()
}

fn of_recipient(recipient: &Recipient) -> Vec<Finding> {
    of_others(&recipient.provisions, &recipient.id.to_string())
}

fn of_rule(rule: &RetentionRule) -> Vec<Finding> {
    let exceptions = rule.exceptions.iter().flat_map(|exception| {
        let findings = move |(index, citation)| {
            of_citation(citation, &format!("{}/exceptions/{}/norms/{index}", rule.id, exception.id))
        };
        exception.norms.iter().enumerate().flat_map(findings)
    });
    let norms = rule.norms.iter().enumerate();
    norms
        .flat_map(|(index, citation)| of_citation(citation, &format!("{}/norms/{index}", rule.id)))
        .chain(exceptions)
        .collect()
}

/// What strikes in one citation, whatever it is used for.
fn of_citation(citation: &Citation, path: &str) -> Vec<Finding> {
    let reading = parse(&citation.wording);
    let mut found: Vec<Finding> = observe(&reading, UsedAs::Other)
        .into_iter()
        .filter_map(|observation| {
            let named = |rule, provision: usize| {
                let law = reading.provisions[provision].law.clone().unwrap_or_default();
                Finding::new(rule, path).with("wording", citation.wording.as_str()).with("law", law)
            };
            match observation {
                Observation::WrongUnit { provision, unit } => {
                    let unit = if unit == Unit::Article { "article" } else { "section" };
                    Some(named(Rule::WrongUnit, provision).with("unit", unit))
                }
                Observation::OutdatedLaw { provision, replaced_by } => {
                    Some(named(Rule::OutdatedLaw, provision).with("by", replaced_by))
                }
                Observation::UnknownLaw { provision } => Some(named(Rule::UnknownLaw, provision)),
                Observation::NotALegalBasis { .. }
                | Observation::NeedsNationalLaw { .. }
                | Observation::LooseForm { .. } => None,
            }
        })
        .collect();
    let better = citation.pending().map(|correction| correction.citation.as_str());
    if better.is_some() && found.is_empty() {
        found.push(Finding::new(Rule::CorrectionPending, path).with("wording", citation.wording.as_str()));
    }
    let corrected = if better.is_some() { "yes" } else { "no" };
    let with_correction =
        |finding: Finding| finding.with("corrected", corrected).with("better", better.unwrap_or_default());
    found.into_iter().map(with_correction).collect()
}

/// The first citation of a basis whose form is more than a custom of its own.
fn loose_form(basis: &LegalBasis) -> Option<Finding> {
    basis.chain.iter().enumerate().find_map(|(index, citation)| {
        let reading = parse(&citation.wording);
        let standard = reading.to_string();
        let strikes = citation.correction.is_none()
            && reading.loose
            && reading.unread.is_empty()
            && folded(&citation.wording) != folded(&standard);
        strikes.then(|| {
            Finding::new(Rule::LooseCitation, format!("{}/chain/{index}", basis.id))
                .with("wording", citation.wording.as_str())
                .with("better", standard)
        })
    })
}

/// A wording without what custom leaves open: dots, brackets, spaces, hyphens; "lit." is "Buchst.", "S." is "Satz", the
/// first subparagraph goes without saying, and the DSGVO by many names.
fn folded(wording: &str) -> String {
    let mut words: Vec<String> = Vec::new();
    let mut rest = wording;
    while let Some(start) = rest.find(char::is_alphanumeric) {
        rest = &rest[start..];
        let digits = rest.starts_with(|c: char| c.is_ascii_digit());
        let ends = |c: char| !c.is_alphanumeric() || c.is_ascii_digit() != digits;
        let (word, after) = rest.split_at(rest.find(ends).unwrap_or(rest.len()));
        let word = word.to_lowercase();
        words.push(match word.as_str() {
            "lit" | "buchstabe" => "buchst".to_owned(),
            "s" => "satz".to_owned(),
            "absatz" => "abs".to_owned(),
            "artikel" => "art".to_owned(),
            _ => word,
        });
        rest = after;
    }
    words
        .join("")
        .replace("uabs1", "")
        .replace("dsgvo", "")
        .replace("eu", "")
        .replace("datenschutzgrundverordnung", "")
}

/// The links of a chain, read together.
pub(super) fn chain(basis: &LegalBasis) -> Reading {
    Reading::chain(basis.chain.iter().map(|citation| parse(&citation.wording)))
}

#[cfg(test)]
mod tests {
    use super::super::Rule;
    use super::super::tests::example::{Example, rules};
    use super::folded;
    use serde_json::json;

    fn second_link(wording: &str) -> Vec<Rule> {
        rules(&Example::new().set("/common/legal_bases/value/0/chain/1/wording", json!(wording)).found())
    }

    #[test]
    fn sections_of_a_law_of_articles_are_found() {
        assert_eq!(second_link("§ 46 Abs. 1 Satz 1 BayEUG"), [Rule::WrongUnit]);
        assert_eq!(second_link("§ 46 Abs. 1 Satz 1 BaySchO"), []);
    }

    #[test]
    fn replaced_and_unknown_laws_are_found() {
        assert_eq!(second_link("Art. 12 ff. BayEGovG"), [Rule::OutdatedLaw]);
        assert_eq!(second_link("§ 3 HDSIG"), [Rule::UnknownLaw]);
        assert_eq!(second_link("§ 25 TDDDG"), []);
    }

    #[test]
    fn citations_are_looked_at_wherever_they_stand() {
        let outdated = json!([{ "wording": "Art. 12 ff. BayEGovG" }]);
        for (pointer, path) in [
            (
                "/common/recipients/value/0/provisions",
                format!("recipients/{}/provisions/0", Example::RECIPIENT),
            ),
            (
                "/common/data_categories/value/0/provisions",
                format!("data_categories/{}/provisions/0", Example::CATEGORY),
            ),
            ("/common/retention/value/0/norms", format!("retention/{}/norms/0", Example::KEEP)),
        ] {
            let found = Example::new().set(pointer, outdated.clone()).found();
            assert_eq!(rules(&found), [Rule::OutdatedLaw], "{pointer}");
            assert_eq!(found[0].path, format!("/common/{path}"));
        }
    }

    #[test]
    fn a_correction_waits_to_be_taken_over() {
        let citation = json!({ "wording": "Art. 85 BayEUG", "correction": {
            "citation": "Art. 85 Abs. 1 BayEUG", "source": "BayEUG"
        } });
        let found = Example::new().set("/common/legal_bases/value/0/chain/1", citation).found();
        assert_eq!(rules(&found), [Rule::CorrectionPending]);
        let applied = json!({ "wording": "Art. 85 Abs. 1 BayEUG", "correction": {
            "citation": "Art. 85 Abs. 1 BayEUG", "source": "BayEUG"
        } });
        assert_eq!(Example::new().set("/common/legal_bases/value/0/chain/1", applied).found(), []);
    }

    #[test]
    fn customs_of_citing_are_no_finding_and_a_bare_letter_is_one() {
        let first = |wording: &str| {
            let pointer = "/common/legal_bases/value/0/chain/0/wording";
            rules(&Example::new().set(pointer, json!(wording)).found())
        };
        for fine in [
            "Art. 6 Abs. 1 lit. e) DSGVO",
            "Art 6 Abs 1 lit e DS-GVO",
            "Art. 6 Abs. 1 S.1 lit. e EU-DSGVO",
            "Artikel 6 Absatz 1 Buchstabe e Datenschutz-Grundverordnung (DSGVO)",
        ] {
            assert_eq!(first(fine), [], "{fine} {}", folded(fine));
        }
        assert_eq!(first("Art. 6 Abs. 1 e) DSGVO"), [Rule::LooseCitation]);
    }

    #[test]
    fn the_form_is_spoken_of_once() {
        let basis = |id: &str| {
            json!({ "id": id, "chain": [
            { "wording": "Art. 6 Abs. 1 e) DSGVO" }, { "wording": "Art. 85 BayEUG" }
        ] })
        };
        let found = Example::new()
            .add("/common/legal_bases", basis(Example::EXTRA))
            .add("/common/legal_bases", basis(Example::OTHER))
            .found();
        assert_eq!(rules(&found), [Rule::LooseCitation]);
    }

    #[test]
    fn an_organisations_citations_are_judged_once_with_the_organisation() {
        let default = json!({ "state": "given", "value": [{ "id": Example::EXTRA, "chain": [
            { "wording": "§ 85 Abs. 1 BayEUG" }
        ] }] });
        let inherit = json!({ "state": "inherit", "from": "organisation" });
        let example = Example::new()
            .set_organisation("/defaults/scope/legal_bases", default)
            .set("/common/legal_bases", inherit);
        assert_eq!(rules(&example.found()), []);
        let found = example.found_in_organisation();
        assert_eq!(rules(&found), [Rule::WrongUnit]);
        assert_eq!(found[0].path, format!("/defaults/legal_bases/{}/chain/0", Example::EXTRA));
    }
}
