//! CISO Assistant's codes, and the labels shown for them, as citations, German words and values of the model.
//!
//! The lists are those of `backend/privacy/models.py` in the public repository. A code is compared without its prefix
//! `privacy_`, a label by its words.

use super::sheets::folded;
use register::activity::Stage;
use register::data::Sensitivity;
use register::engagement::EngagementRole;
use register::recipient::{Placement, TransferInstrument};

/// A code without its prefix, a label as its words would make a code.
pub(super) fn bare(value: &str) -> String {
    // "adaptationOrAlteration" and "Adaptation or Alteration" are the same.
    let mut spaced = String::with_capacity(value.len());
    let mut before = ' ';
    for c in value.chars() {
        if c.is_uppercase() && before.is_lowercase() {
            spaced.push(' ');
        }
        spaced.push(c);
        before = c;
    }
    let folded = folded(&spaced.replace(['\'', '’'], ""));
    folded.strip_prefix("privacy_").map(str::to_owned).unwrap_or(folded)
}

/// Whether the text is one of the tool's codes rather than somebody's words.
pub(super) fn is_code(value: &str) -> bool {
    value.starts_with("privacy_")
}

/// The legal bases a value names, each as the links of its chain.
pub(super) fn legal_bases(value: &str) -> Option<Vec<Vec<&'static str>>> {
    const CONSENT: &str = "Art. 6 Abs. 1 Buchst. a DSGVO";
    const CONTRACT: &str = "Art. 6 Abs. 1 Buchst. b DSGVO";
    const INTERESTS: &str = "Art. 6 Abs. 1 Buchst. f DSGVO";
    Some(match bare(value).as_str() {
        "consent" => vec![vec![CONSENT]],
        "contract" | "performance_of_a_contract" => vec![vec![CONTRACT]],
        "legal_obligation" | "compliance_with_a_legal_obligation" => {
            vec![vec!["Art. 6 Abs. 1 Buchst. c DSGVO"]]
        }
        "vital_interests" | "protection_of_vital_interests" => vec![vec!["Art. 6 Abs. 1 Buchst. d DSGVO"]],
        "public_interest" | "performance_of_a_task_in_the_public_interest" => {
            vec![vec!["Art. 6 Abs. 1 Buchst. e DSGVO"]]
        }
        "legitimate_interests" => vec![vec![INTERESTS]],
        "child_consent" | "childs_consent_with_parental_authorization" => vec![vec![CONSENT, "Art. 8 DSGVO"]],
        "consent_and_contract" => vec![vec![CONSENT], vec![CONTRACT]],
        "contract_and_legitimate_interests" => vec![vec![CONTRACT], vec![INTERESTS]],
        "data_transfer_adequacy" | "transfer_based_on_adequacy_decision" => vec![vec!["Art. 45 DSGVO"]],
        "data_transfer_safeguards" | "transfer_subject_to_appropriate_safeguards" => {
            vec![vec!["Art. 46 DSGVO"]]
        }
        "data_transfer_binding_rules" | "transfer_subject_to_binding_corporate_rules" => {
            vec![vec!["Art. 47 DSGVO"]]
        }
        "data_transfer_derogation" | "transfer_based_on_derogation_for_specific_situations" => {
            vec![vec!["Art. 49 DSGVO"]]
        }
        other => vec![vec![article_9(other)?]],
    })
}

/// The condition of Art. 9(2) a value names.
pub(super) fn article_9(value: &str) -> Option<&'static str> {
    Some(match bare(value).as_str() {
        "explicit_consent" | "explicit_consent_for_special_categories" => "Art. 9 Abs. 2 Buchst. a DSGVO",
        "employment_social_security" | "employment_and_social_security_law" => {
            "Art. 9 Abs. 2 Buchst. b DSGVO"
        }
        "vital_interests_incapacity" | "vital_interests_subject_physically_legally_incapable" => {
            "Art. 9 Abs. 2 Buchst. c DSGVO"
        }
        "nonprofit_organization" | "processing_by_nonprofit_organization" => "Art. 9 Abs. 2 Buchst. d DSGVO",
        "public_data" | "data_manifestly_made_public_by_the_data_subject" => "Art. 9 Abs. 2 Buchst. e DSGVO",
        "legal_claims" | "establishment_exercise_or_defense_of_legal_claims" => {
            "Art. 9 Abs. 2 Buchst. f DSGVO"
        }
        "substantial_public_interest" => "Art. 9 Abs. 2 Buchst. g DSGVO",
        "preventive_medicine" | "preventive_or_occupational_medicine" => "Art. 9 Abs. 2 Buchst. h DSGVO",
        "public_health" => "Art. 9 Abs. 2 Buchst. i DSGVO",
        "archiving_research" | "archiving_research_or_statistical_purposes" => {
            "Art. 9 Abs. 2 Buchst. j DSGVO"
        }
        _ => return None,
    })
}

/// How far an entry has come.
pub(super) fn stage(value: &str) -> Option<Stage> {
    Some(match bare(value).as_str() {
        "draft" | "in_review" => Stage::Draft,
        "approved" => Stage::Released,
        "deprecated" => Stage::Retired,
        _ => return None,
    })
}

/// The part a contractor has.
pub(super) fn relationship(value: &str) -> Option<EngagementRole> {
    Some(match bare(value).as_str() {
        "data_processor" | "processor" => EngagementRole::Processor,
        "sub_processor" => EngagementRole::SubProcessor,
        "joint_controller" => EngagementRole::JointController,
        "independent_controller" | "controller" => EngagementRole::Controller,
        _ => return None,
    })
}

/// The instrument of a transfer; `Some(None)` where safeguards are named without saying which.
pub(super) fn mechanism(value: &str) -> Option<Option<TransferInstrument>> {
    let bare = bare(value);
    // Labels end in their article: "Codes of Conduct (Art. 46.2e)".
    Some(match bare.split_once("_art_4").map_or(&*bare, |(name, _)| name) {
        "adequacy_decision" | "data_transfer_adequacy" | "transfer_based_on_adequacy_decision" => {
            Some(TransferInstrument::Adequacy)
        }
        "data_privacy_framework" => Some(TransferInstrument::DataPrivacyFramework),
        "standard_contractual_clauses" => Some(TransferInstrument::StandardClauses),
        "binding_corporate_rules"
        | "data_transfer_binding_rules"
        | "transfer_subject_to_binding_corporate_rules" => Some(TransferInstrument::BindingCorporateRules),
        "code_of_conduct" | "codes_of_conduct" => Some(TransferInstrument::CodeOfConduct),
        "certification" | "certification_mechanism" | "certification_mechanisms" => {
            Some(TransferInstrument::Certification)
        }
        "derogation"
        | "derogation_for_specific_situations"
        | "data_transfer_derogation"
        | "transfer_based_on_derogation_for_specific_situations" => Some(TransferInstrument::Derogation),
        "appropriate_safeguards"
        | "data_transfer_safeguards"
        | "transfer_subject_to_appropriate_safeguards" => None,
        _ => return None,
    })
}

/// Whether a category of recipients lies inside the organisation.
pub(super) fn placement(value: &str) -> Placement {
    match code(&bare(value)) {
        "internal_team" | "employee" => Placement::Internal,
        _ => Placement::External,
    }
}

/// Which protection the law gives a category of data.
pub(super) fn sensitivity(value: &str) -> Sensitivity {
    match code(&bare(value)) {
        "health_data"
        | "genetic_data"
        | "biometric_data"
        | "racial_ethnic_origin"
        | "political_opinions"
        | "religious_beliefs"
        | "trade_union_membership"
        | "sexual_orientation"
        | "sex_life_data" => Sensitivity::Special,
        "criminal_records" => Sensitivity::Criminal,
        _ => Sensitivity::Ordinary,
    }
}

/// Whether a value says that there is nothing to say.
pub(super) fn says_nothing(value: &str) -> bool {
    matches!(bare(value).as_str(), "not_applicable" | "none" | "n_a" | "")
}

/// Whether a text names nobody and nothing: it denies, or holds the place of an answer.
pub(super) fn says_none(value: &str) -> bool {
    denies(value) || matches!(bare(value).as_str(), "n_a" | "na" | "not_applicable" | "" | "tbd" | "unknown")
}

/// Whether a text says that there is none.
pub(super) fn denies(value: &str) -> bool {
    matches!(
        bare(value).as_str(),
        "none"
            | "no"
            | "nobody"
            | "nothing"
            | "no_one"
            | "keine"
            | "keiner"
            | "kein"
            | "niemand"
            | "nein"
            | "aucun"
            | "aucune"
    )
}

/// Whether a value is no code, or one whose meaning is known.
pub(super) fn is_known(value: &str) -> bool {
    !is_code(value)
        || entry(&bare(value)).is_some()
        || legal_bases(value).is_some()
        || mechanism(value).is_some()
}

/// The names of a code and its word, by any of the names.
fn entry(bare: &str) -> Option<&'static (&'static str, &'static str)> {
    super::data::WORDS.iter().find(|(names, _)| names.split('|').any(|name| name == bare))
}

/// The code for a code or one of its labels, both in the form of a code.
fn code(bare: &str) -> &str {
    entry(bare).and_then(|(names, _)| names.split('|').next()).unwrap_or(bare)
}

/// A code or label in German; a code not known here in readable words, other texts as they are.
pub(super) fn german(value: &str) -> String {
    let bare = bare(value);
    if let Some((_, word)) = entry(&bare) {
        return (*word).to_owned();
    }
    match legal_bases(value) {
        Some(chains) if is_code(value) => chains.concat().join(", "),
        _ if is_code(value) => bare.replace('_', " "),
        _ => value.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_code_of_today_one_of_before_and_a_label_are_the_same() {
        for value in ["privacy_legal_obligation", "legal_obligation", "Compliance with a Legal Obligation"] {
            assert_eq!(legal_bases(value), Some(vec![vec!["Art. 6 Abs. 1 Buchst. c DSGVO"]]), "{value}");
        }
        for value in ["privacy_basic_identity", "basic_identity", "Basic Identity Information"] {
            assert_eq!(german(value), "Angaben zur Identität", "{value}");
        }
        assert_eq!(german("privacy_adaptationOrAlteration"), german("Adaptation or Alteration"));
        assert_eq!(mechanism("Adequacy Decision (Art. 45)"), Some(Some(TransferInstrument::Adequacy)));
        assert_eq!(mechanism("privacy_appropriate_safeguards"), Some(None));
        assert_eq!(mechanism("Appropriate Safeguards (Art. 46)"), Some(None));
        for (label, instrument) in [
            ("Standard Contractual Clauses (Art. 46.2c)", TransferInstrument::StandardClauses),
            ("Codes of Conduct (Art. 46.2e)", TransferInstrument::CodeOfConduct),
            ("Certification Mechanisms (Art. 46.2f)", TransferInstrument::Certification),
            ("Derogation for Specific Situations (Art. 49)", TransferInstrument::Derogation),
        ] {
            assert_eq!(mechanism(label), Some(Some(instrument)), "{label}");
        }
    }

    #[test]
    fn french_labels_are_those_of_the_codes() {
        for (label, word, kind) in [
            ("Données de santé", "Gesundheitsdaten", Sensitivity::Special),
            (
                "Croyances religieuses ou philosophiques",
                "Religiöse oder weltanschauliche Überzeugungen",
                Sensitivity::Special,
            ),
            ("Casier judiciaire", "Strafrechtliche Verurteilungen und Straftaten", Sensitivity::Criminal),
            ("Numéros d’identification", "Kennnummern", Sensitivity::Ordinary),
            ("Effacement ou destruction", "Löschen oder Vernichtung", Sensitivity::Ordinary),
        ] {
            assert_eq!((german(label).as_str(), sensitivity(label)), (word, kind), "{label}");
        }
    }

    #[test]
    fn no_name_stands_for_two_codes() {
        let mut names: Vec<&str> =
            crate::ciso_assistant::data::WORDS.iter().flat_map(|(names, _)| names.split('|')).collect();
        let all = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), all);
    }

    #[test]
    fn what_is_not_known_is_not_guessed() {
        assert_eq!(legal_bases("privacy_other"), None);
        assert_eq!(legal_bases("§ 26 BDSG"), None);
        assert_eq!(german("privacy_shoe_size"), "shoe size");
        assert_eq!(german("privacy_vital_interests"), "Art. 6 Abs. 1 Buchst. d DSGVO");
        assert_eq!(german("Consent"), "Consent");
        assert_eq!(german("Schuhgröße"), "Schuhgröße");
        assert_eq!(stage("fertig"), None);
    }

    #[test]
    fn every_citation_is_one() {
        for code in
            ["consent", "public_interest", "child_consent", "legal_claims", "data_transfer_derogation"]
        {
            for link in legal_bases(code).unwrap().concat() {
                let reading = register::citation::parse(link);
                assert!(reading.unread.is_empty() && !reading.provisions.is_empty(), "{link}");
            }
        }
    }

    proptest! {
        #[test]
        fn any_text_can_be_asked_for(value in ".{0,40}") {
            let _ = (legal_bases(&value), mechanism(&value), german(&value), placement(&value));
        }
    }
}
