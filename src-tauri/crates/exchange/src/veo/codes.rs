//! The values and names of verinice.veo's DS-GVO domain in German.
//!
//! Codes repeat the name of their attribute and end in what they mean
//! (`process_dataProcessing_legalBasis_Art6Abs1litaDSGVO`). The endings are those of the domain template in the public
//! repository SerNet/verinice-veo. What is not known here stays readable: the ending in single words.

use register::retention::{Period, PeriodUnit, Start, StartKind};
use std::num::NonZeroU16;

/// What stands after the attribute's name in a code; a text that is no code stays as it is.
pub(super) fn ending<'c>(attribute: &str, code: &'c str) -> &'c str {
    match code.strip_prefix(attribute) {
        Some(rest) => rest.strip_prefix('_').unwrap_or(code),
        None if is_code(code) => code.rsplit('_').next().unwrap_or(code),
        None => code,
    }
}

/// Whether a text has the form of a code: no blank, and the name of an element type before the first underscore.
pub(super) fn is_code(text: &str) -> bool {
    const TYPES: [&str; 8] =
        ["process", "asset", "scope", "person", "control", "document", "incident", "scenario"];
    text.split_once('_').is_some_and(|(first, _)| TYPES.contains(&first))
        && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-')
}

/// A value as a German text: what the code means, or its ending in words; other texts as they are.
pub(super) fn value(attribute: &str, code: &str) -> String {
    let end = ending(attribute, code);
    if !is_code(code) {
        return word_of_the_server(attribute, code).unwrap_or(code).to_owned();
    }
    citation(end).or_else(|| meaning(attribute, end).map(str::to_owned)).unwrap_or_else(|| words(end))
}

/// Whether a value is no code, or one whose meaning is known.
pub(super) fn is_known(attribute: &str, code: &str) -> bool {
    let end = ending(attribute, code);
    !is_code(code) || citation(end).is_some() || meaning(attribute, end).is_some()
}

/// A value as a German text, with the code itself where nobody knows what it means.
pub(super) fn told(attribute: &str, code: &str) -> String {
    let value = value(attribute, code);
    if is_known(attribute, code) { value } else { format!("{value} ({code})") }
}

/// What kind of element a sub-type is; one not known here as it is.
pub(super) fn sub_type(code: &str) -> &str {
    match code {
        "PRO_DataProcessing" => "Verarbeitungstätigkeit",
        "PRO_DataTransfer" => "Datenübertragung",
        "PRO_DPIA" => "Datenschutz-Folgenabschätzung",
        "AST_Datatype" => "Datenart",
        "AST_Application" => "Anwendung",
        "AST_IT-System" => "IT-System",
        "SCP_ResponsibleBody" => "Verantwortliche Stelle",
        "SCP_Processor" => "Auftragsverarbeiter",
        "SCP_JointController" => "Gemeinsam Verantwortlicher",
        "SCP_Controller" => "Auftraggeber",
        "SCP_Scope" => "Geltungsbereich",
        "PER_Person" => "Person",
        "PER_DataProtectionOfficer" => "Datenschutzbeauftragte/r",
        "CTL_TOM" => "Technische und organisatorische Maßnahme",
        "DOC_Contract" => "Vertrag",
        "DOC_Document" => "Dokument",
        "INC_Incident" => "Vorfall",
        "SCN_Scenario" => "Gefährdung",
        other => other,
    }
}

/// What the server's own words mean, which carry no attribute's name.
fn word_of_the_server(attribute: &str, word: &str) -> Option<&'static str> {
    Some(match (attribute, word) {
        ("implementationStatus", "YES") => "umgesetzt",
        ("implementationStatus", "PARTIAL") => "teilweise umgesetzt",
        ("implementationStatus", "NO") => "nicht umgesetzt",
        ("implementationStatus", "N_A") => "entbehrlich",
        ("implementationStatus", "UNKNOWN") => "nicht bekannt",
        ("category", "C") => "Vertraulichkeit",
        ("category", "I") => "Integrität",
        ("category", "A") => "Verfügbarkeit",
        ("category", "R") => "Belastbarkeit",
        ("riskTreatments", "RISK_TREATMENT_ACCEPTANCE") => "Akzeptanz",
        ("riskTreatments", "RISK_TREATMENT_AVOIDANCE") => "Vermeidung",
        ("riskTreatments", "RISK_TREATMENT_REDUCTION") => "Verminderung",
        ("riskTreatments", "RISK_TREATMENT_TRANSFER") => "Übertragung",
        _ => return None,
    })
}

/// A code's ending as single words: "externalServiceProvider" becomes "external Service Provider".
pub(super) fn words(ending: &str) -> String {
    let mut words = String::new();
    let mut before = ' ';
    for c in ending.chars() {
        if c == '_' {
            words.push(' ');
        } else {
            if c.is_uppercase() && before.is_lowercase() {
                words.push(' ');
            }
            words.push(c);
        }
        before = c;
    }
    words.trim().to_owned()
}

/// The provision in a code's ending ("Art6Abs1litaDSGVO", "P26Abs4Satz1BDSG"); `None` when it holds none.
pub(super) fn citation(ending: &str) -> Option<String> {
    // The one code that names two provisions.
    if ending == "17aAbs4RoeVP28Abs8RooeV" {
        return Some("§ 17a Abs. 4 RöV, § 28 Abs. 8 RöV".to_owned());
    }
    let (unit, mut rest) = match ending.strip_prefix("Art") {
        Some(rest) => ("Art.", rest),
        None => ("§", ending.strip_prefix('P')?),
    };
    let first = take_number(&mut rest)?;
    let mut text = match rest.strip_prefix('_').map(|mut after| (take_number(&mut after), after)) {
        Some((Some(second), after)) if unit == "§" => {
            rest = after;
            format!("§§ {first}, {second}")
        }
        _ => format!("{unit} {first}"),
    };
    while let Some((name, value, after)) = step(rest) {
        text.push_str(&format!(" {name} {value}"));
        rest = after;
    }
    let is_law = rest.len() >= 2 && rest.starts_with(|c: char| c.is_ascii_uppercase());
    (is_law && rest.chars().all(|c| c.is_ascii_alphanumeric())).then(|| {
        let book = rest.strip_prefix("SGB").filter(|book| !book.is_empty());
        match book {
            Some(book) => format!("{text} SGB {book}"),
            None => format!("{text} {rest}"),
        }
    })
}

/// A number, and the letter of an inserted provision when a capital follows it: "67b" in "67bAbs1".
fn take_number<'r>(rest: &mut &'r str) -> Option<&'r str> {
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let bytes = rest.as_bytes();
    let inserted = bytes.get(digits).is_some_and(u8::is_ascii_lowercase)
        && bytes.get(digits + 1).is_some_and(u8::is_ascii_uppercase);
    let (number, after) = rest.split_at_checked(digits + usize::from(inserted))?;
    *rest = after;
    (digits > 0).then_some(number)
}

/// The next step into a provision: its name, its value, and what follows.
fn step(rest: &str) -> Option<(&'static str, &str, &str)> {
    const STEPS: [(&str, &str); 6] = [
        ("UAbs", "UAbs."),
        ("Abs", "Abs."),
        ("Satz", "Satz"),
        ("S", "Satz"),
        ("Nr", "Nr."),
        ("lit", "Buchst."),
    ];
    STEPS.iter().find_map(|(code, name)| {
        let mut after = rest.strip_prefix(code)?;
        if *name == "Buchst." {
            let (letter, after) = after.split_at_checked(1)?;
            return letter.starts_with(|c: char| c.is_ascii_lowercase()).then_some((*name, letter, after));
        }
        take_number(&mut after).map(|number| (*name, number, after))
    })
}

/// What the ending of a code means.
fn meaning(attribute: &str, ending: &str) -> Option<&'static str> {
    if attribute == "process_privacyImpactAssessment_processingCriteria" {
        return criterion(ending).map(|(_, name)| name);
    }
    Some(match ending {
        "shareholders" => "Aktionärinnen und Aktionäre",
        "employers" => "Arbeitgeber",
        "employees" => "Arbeitnehmerinnen und Arbeitnehmer",
        "controllers" => "Auftraggeber",
        "applicants" => "Bewerberinnen und Bewerber",
        "parents" => "Eltern",
        "externalConsultants" => "Externe Beraterinnen und Berater",
        "externalServiceProvider" => "Externe Dienstleister",
        "interestedParties" => "Interessentinnen und Interessenten",
        "customers" => "Kundinnen und Kunden",
        "supplier" => "Lieferanten",
        "clients" => "Mandantinnen und Mandanten",
        "tenants" => "Mieterinnen und Mieter",
        "members" => "Mitglieder",
        "newsletterSubscribers" => "Abonnentinnen und Abonnenten des Newsletters",
        "partners" => "Partner",
        "patients" => "Patientinnen und Patienten",
        "pupils" => "Schülerinnen und Schüler",
        "students" => "Studierende",
        "websiteVisitors" => "Besucherinnen und Besucher der Website",
        "direct" => "Direkterhebung",
        "transmission" => "Übermittlung",
        "other" => "Sonstige",
        "new" => "Neue Verarbeitung",
        "change" => "Änderung einer Verarbeitung",
        "revision" => "Überarbeitung",
        "operation" => "Betrieb",
        "planning" => "Planung",
        "test" => "Test",
        "rollout" => "Einführung",
        "internal" => "Intern",
        "external" => "Extern",
        "processor" => "Auftragsverarbeiter",
        "immediately" => "unmittelbar",
        "day" => "Tage",
        "month" => "Monate",
        "year" => "Jahre",
        "confidentiality" => "Vertraulichkeit",
        "integrity" => "Integrität",
        "availability" => "Verfügbarkeit",
        "resilience" => "Belastbarkeit",
        "pseudonymization" => "Pseudonymisierung",
        "encryption" => "Verschlüsselung",
        "recoverability" => "Wiederherstellbarkeit",
        "effectiveness" => "Wirksamkeit",
        "yes" => "ja",
        "no" => "nein",
        "partially" => "teilweise",
        "notApplicable" => "entbehrlich",
        "public" => "öffentlich",
        "internalUse" => "interner Gebrauch",
        "confidential" => "vertraulich",
        "strictlyConfidential" => "streng vertraulich",
        "contract" => "Vertrag",
        "policy" => "Richtlinie",
        "germany" => "Deutschland",
        "thirdCountry" => "Drittland",
        "adequacyDecision" => "Angemessenheitsbeschluss",
        "dataPrivacyFramework" | "privacyFramework" => "EU-US Data Privacy Framework",
        "standardContractualClauses" | "standardDataProtectionClauses" | "standardClauses" => {
            "Standarddatenschutzklauseln der Kommission"
        }
        "bindingCorporateRules" => "Verbindliche interne Datenschutzvorschriften",
        "codeOfConduct" | "codesOfConduct" | "approvedCodeOfConduct" => "Genehmigte Verhaltensregeln",
        "certification" | "approvedCertification" => "Genehmigte Zertifizierung",
        "legallyBindingInstrument" => "Rechtlich bindendes Dokument zwischen Behörden",
        "consent" => "Einwilligung",
        "none" => "keine",
        "unknown" => "nicht bekannt",
        _ => return start(ending).map(|(_, name)| name),
    })
}

/// The criterion of the threshold test a code names: its id in the reference list, when it has one, and its name.
///
/// The template's codes for Art. 10 and for processing on a large scale have slipped by one: `Art9` reads "Art. 10".
pub(super) fn criterion(ending: &str) -> Option<(Option<&'static str>, &'static str)> {
    Some(match ending {
        "profiling" => (Some("WP248-1"), "Bewerten oder Einstufen (Scoring)"),
        "automated" => (Some("WP248-2"), "Automatisierte Entscheidungen"),
        "monitoring" => (Some("WP248-3"), "Systematische Überwachung"),
        "specialCategories" => {
            (Some("WP248-4"), "Besondere Kategorien personenbezogener Daten, Art. 9 DSGVO")
        }
        "Art9" => (Some("WP248-4"), "Strafrechtliche Verurteilungen und Straftaten, Art. 10 DSGVO"),
        "Art10" => (Some("WP248-5"), "Datenverarbeitung in großem Umfang"),
        "matching" => (Some("WP248-6"), "Abgleichen oder Zusammenführen von Datensätzen"),
        "vulnerability" => (Some("WP248-7"), "Daten zu schutzbedürftigen Betroffenen"),
        "newTechnology" => (Some("WP248-8"), "Innovative Nutzung neuer Lösungen"),
        "execution" => (Some("WP248-9"), "Hinderung an einem Recht, einer Dienstleistung oder einem Vertrag"),
        _ => return None,
    })
}

/// The protection goal of the standard data-protection model that an objective of a measure serves.
pub(super) fn goal(ending: &str) -> Option<&'static str> {
    Some(match ending {
        "confidentiality" | "encryption" => "confidentiality",
        "integrity" => "integrity",
        "availability" | "resilience" | "recoverability" => "availability",
        _ => return None,
    })
}

fn start(ending: &str) -> Option<(StartKind, &'static str)> {
    Some(match ending {
        "completion" => (StartKind::EndOfMatter, "Abschluss der Verarbeitungstätigkeit"),
        // Spelled with three p in the template.
        "appplicationClosure" | "applicationClosure" => {
            (StartKind::EndOfMatter, "Abschluss des Bewerbungsverfahrens")
        }
        "deletionRequest" => (StartKind::Other, "Anfrage auf Löschung"),
        "endOfRelationship" => (StartKind::EndOfRelationship, "Ende der Beziehung zur betroffenen Person"),
        "purposeDiscontinuation" => (StartKind::PurposeFulfilled, "Entfall des Verarbeitungszwecks"),
        "dataCollection" => (StartKind::Collection, "Erhebung der Daten"),
        "consentWithdrawal" => (StartKind::ConsentWithdrawn, "Widerruf der Einwilligung"),
        _ => return None,
    })
}

/// What starts an erasure period, by the code's ending.
pub(super) fn start_event(ending: &str) -> Start {
    match start(ending) {
        Some((event, name)) => Start::Event { event, name: name.to_owned() },
        None => Start::Event { event: StartKind::Other, name: words(ending) },
    }
}

/// The unit a period is counted in, by the code's ending.
pub(super) fn unit(ending: &str) -> Option<PeriodUnit> {
    Some(match ending {
        "day" | "d" => PeriodUnit::Days,
        "week" | "w" => PeriodUnit::Weeks,
        "month" | "m" => PeriodUnit::Months,
        "year" | "y" => PeriodUnit::Years,
        _ => return None,
    })
}

/// The period that the ending of an older code names by itself: "6m", "10y", "immediately".
pub(super) fn whole_period(ending: &str) -> Option<Period> {
    if ending == "immediately" {
        return Some(Period::WithEvent);
    }
    let (amount, code) = ending.split_at_checked(ending.bytes().take_while(u8::is_ascii_digit).count())?;
    Some(Period::Span { amount: amount.parse::<NonZeroU16>().ok()?, unit: unit(code)? })
}

/// How far an element has come, in German; a status not known here as it is.
pub(super) fn status(code: &str) -> &str {
    match code {
        "NEW" => "Neu",
        "IN_PROGRESS" => "In Bearbeitung",
        "FOR_REVIEW" => "Zur Prüfung",
        "RELEASED" => "Freigegeben",
        "ARCHIVED" => "Archiviert",
        other => other,
    }
}

/// Whether an answer only denies.
pub(super) fn says_none(text: &str) -> bool {
    let text = text.trim().trim_end_matches('.').to_lowercase();
    ["keine", "kein", "nein", "-", "–", "entfällt", "n/a", "none"].contains(&text.as_str())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn provisions_are_read_from_codes_by_rule() {
        for (code, text) in [
            ("Art6Abs1litaDSGVO", "Art. 6 Abs. 1 Buchst. a DSGVO"),
            ("Art6Abs2DSGVO", "Art. 6 Abs. 2 DSGVO"),
            ("Art9Abs2lithDSGVO", "Art. 9 Abs. 2 Buchst. h DSGVO"),
            ("Art88DSGVO", "Art. 88 DSGVO"),
            ("P26Abs4Satz1BDSG", "§ 26 Abs. 4 Satz 1 BDSG"),
            ("P4BDSG", "§ 4 BDSG"),
            ("P31aBPolG", "§ 31a BPolG"),
            ("P67bAbs1S1SGBX", "§ 67b Abs. 1 Satz 1 SGB X"),
            ("P8IfSG", "§ 8 IfSG"),
            ("P61StrlSchV", "§ 61 StrlSchV"),
            ("P138_139StGB", "§§ 138, 139 StGB"),
            ("P64SGBVIII", "§ 64 SGB VIII"),
            ("17aAbs4RoeVP28Abs8RooeV", "§ 17a Abs. 4 RöV, § 28 Abs. 8 RöV"),
            // Codes the template does not have today.
            ("P85Abs3Nr2BaySchO", "§ 85 Abs. 3 Nr. 2 BaySchO"),
        ] {
            assert_eq!(citation(code).unwrap(), text);
        }
        for code in ["pupils", "Partners", "Article", "P", "Art6", "Art6Abs1lit", ""] {
            assert_eq!(citation(code), None, "{code}");
        }
    }

    #[test]
    fn what_codes_cite_is_a_citation() {
        for code in ["Art6Abs1liteDSGVO", "P26Abs1BDSG", "P67bAbs1S1SGBX"] {
            let reading = register::citation::parse(&citation(code).unwrap());
            assert!(reading.unread.is_empty() && reading.provisions.len() == 1, "{reading:?}");
        }
    }

    #[test]
    fn an_unknown_code_stays_readable() {
        let attribute = "process_dataSubjects_dataSubjects";
        assert_eq!(value(attribute, "process_dataSubjects_dataSubjects_pupils"), "Schülerinnen und Schüler");
        assert_eq!(value(attribute, "process_dataSubjects_dataSubjects_busDrivers"), "bus Drivers");
        assert_eq!(value(attribute, "Gäste_des Hauses"), "Gäste_des Hauses");
    }

    #[test]
    fn periods_of_both_generations_of_codes() {
        let span = |amount, unit| Period::Span { amount: NonZeroU16::new(amount).unwrap(), unit };
        assert_eq!(whole_period("6m"), Some(span(6, PeriodUnit::Months)));
        assert_eq!(whole_period("21d"), Some(span(21, PeriodUnit::Days)));
        assert_eq!(whole_period("10y"), Some(span(10, PeriodUnit::Years)));
        assert_eq!(whole_period("immediately"), Some(Period::WithEvent));
        for code in ["0m", "m", "99999y", "month", "6"] {
            assert_eq!(whole_period(code), None, "{code}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_a_code_that_says_something_or_nothing(attribute in ".{0,40}", text in ".{0,40}") {
            let _ = citation(&text);
            let _ = value(&attribute, &text);
        }
    }
}
