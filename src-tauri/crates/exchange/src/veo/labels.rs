//! German names for attributes, links and members of verinice.veo's files.
//!
//! An attribute's name is put together of the element's type, the aspect and the attribute itself
//! (`scope_regulatoryAuthority_city`), and so is its German name: few words name many attributes. The words follow the
//! domain template DS-GVO in the public repository SerNet/verinice-veo.

use super::codes::{is_code, words};
use super::element::shortened;

/// How an attribute, a link or a member is called in a note: its German name, or its code in words.
pub(super) fn label(name: &str) -> String {
    if let Some(known) = whole(name).or_else(|| member(name).filter(|_| !is_code(name))) {
        return known.to_owned();
    }
    let Some((_, own)) = name.split_once('_').filter(|_| is_code(name)) else {
        return shortened(&words(name));
    };
    let (aspect, attribute) = own.split_once('_').unwrap_or((own, ""));
    let (known_aspect, known_attribute) = (self::aspect(aspect), member(attribute));
    if known_aspect.is_none() && known_attribute.is_none() {
        return shortened(&words(own));
    }
    let or_words = |known: Option<&str>, code| known.map_or_else(|| shortened(&words(code)), str::to_owned);
    let parts = [or_words(known_aspect, aspect), or_words(known_attribute, attribute)];
    let told: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    told.join(", ")
}

/// How an attribute of a link of this kind is called beside the link's own name.
pub(super) fn label_below(link: &str, name: &str) -> String {
    match name.strip_prefix(link).and_then(|own| own.strip_prefix('_')) {
        Some(own) if whole(name).is_none() => {
            member(own).map_or_else(|| shortened(&words(own)), str::to_owned)
        }
        _ => label(name),
    }
}

/// Names that are more than their parts.
fn whole(name: &str) -> Option<&'static str> {
    Some(match name {
        "process_processingDetails_comment" => "Bemerkung zur Erhebung",
        "process_dataProcessing_legalBasis" => "Rechtsgrundlage",
        "process_dataProcessing_otherLegalBasis" => "Sonstige Rechtsgrundlage",
        "process_dataProcessing_explanation" => "Erläuterung zur Rechtsgrundlage",
        "process_dataProcessing_document" => "Dokument zur Rechtsgrundlage",
        "process_dataTransfer_legalBasis" => "Rechtsgrundlage der Übermittlung",
        "process_dataTransfer_otherLegalBasis" => "Sonstige Rechtsgrundlage der Übermittlung",
        "process_dataTransfer_explanation" => "Erläuterung zur Übermittlung",
        "process_dataTransfer_document" => "Dokument zur Übermittlung",
        "process_dataSubjects_dataSubjects" => "Betroffene",
        "process_dataSubjects_otherDataSubjects" => "Sonstige Betroffene",
        "process_intendedPurpose_intendedPurpose" => "Zweckbestimmung",
        "process_recipient_type" => "Art des Empfängers",
        "process_accessAuthorization_concept" => "Berechtigungskonzept vorhanden",
        "process_accessAuthorization_description" => "Berechtigungskonzept",
        "process_accessAuthorization_document" => "Dokument zum Berechtigungskonzept",
        "process_informationsObligations_status" => "Informationspflichten (Art. 13, 14 DSGVO) erfüllt",
        "process_informationsObligations_explanation" => "Erläuterung zu den Informationspflichten",
        "process_informationsObligations_document" => "Dokument zu den Informationspflichten",
        "process_processing_asProcessor" => "Verarbeitung als Auftragsverarbeiter (Art. 30 Abs. 2 DSGVO)",
        "process_privacyImpactAssessment_processingOnWhitelist" => {
            "Auf der Negativliste (Art. 35 Abs. 5 DSGVO)"
        }
        "process_privacyImpactAssessment_processingOnBlacklistArt35" => {
            "Auf der Positivliste (Art. 35 Abs. 4 DSGVO)"
        }
        "process_privacyImpactAssessment_processingOperationAccordingArt35" => {
            "Teil gemeinsamer Verarbeitungsvorgänge (Art. 35 Abs. 1 Satz 2 DSGVO)"
        }
        "process_privacyImpactAssessment_otherExclusions" => "Sonstiger Ausschlusstatbestand",
        "process_privacyImpactAssessment_otherExclusionsComment" => "Bemerkung zum Ausschlusstatbestand",
        "process_privacyImpactAssessment_twoProcessingCriteria" => "Zwei oder mehr Kriterien treffen zu",
        "process_privacyImpactAssessment_twoProcessingCriteriaComment" => "Bemerkung zu den Kriterien",
        "process_privacyImpactAssessment_processingCriteria" => "Zutreffende Kriterien",
        "process_privacyImpactAssessment_blacklistComment" => "Bemerkung zur Positivliste",
        "process_privacyImpactAssessment_blacklistDocument" => "Dokument zur Positivliste",
        "process_privacyImpactAssessment_otherReasons" => "Erfordernis aus sonstigen Gründen",
        "process_privacyImpactAssessment_voluntary" => "Freiwillige Datenschutz-Folgenabschätzung",
        "process_privacyImpactAssessment_supervisoryAuthorityConsulted" => "Aufsichtsbehörde konsultiert",
        "process_privacyImpactAssessment_comment" => "Bemerkung",
        "process_privacyImpactAssessment_document" => "Dokument",
        "process_opinionDPO_privacyImpactAssessment" | "piaMandatory" => {
            "Datenschutz-Folgenabschätzung erforderlich"
        }
        "process_opinionDPO_PIACarriedOut" => "Datenschutz-Folgenabschätzung durchgeführt",
        "process_opinionDPO_PIAComment" => "Bemerkung zur Datenschutz-Folgenabschätzung",
        "process_opinionDPO_consultationComment" => "Bemerkung zur Konsultation",
        "process_opinionDPO_document" => "Ergebnis der Datenschutz-Folgenabschätzung",
        "process_responsiblePerson" => "Fachverantwortlich",
        "process_responsibleBody" | "process_PIAResponsibleBody" => "Verantwortliche Stelle",
        "process_controller" => "Auftraggeber (Art. 30 Abs. 2 DSGVO)",
        "process_jointControllership" | "process_PIAJointControllership" => {
            "Gemeinsam Verantwortliche (Art. 26 DSGVO)"
        }
        "process_dataTransmission" => "Datenübertragung",
        "process_dataType_deletionPeriod" => "Löschfrist",
        "process_dataType_otherDeletionPeriod" => "Sonstige Löschfrist",
        "process_dataType_deletionPeriodCount" => "Löschfrist (Dauer)",
        "process_dataType_deletionPeriodStart" => "Beginn der Löschfrist",
        "process_dataType_otherDeletionPeriodStart" => "Sonstiger Beginn der Löschfrist",
        "process_dataType_descriptionDeletionProcedure" => "Löschverfahren",
        "process_dataType_dataOrigin" => "Datenherkunft",
        "process_dataType_otherDataOrigin" => "Sonstige Datenherkunft",
        "process_dataType_comment" => "Bemerkung",
        "process_PIADataProcessing" => "Betroffene Verarbeitungstätigkeit",
        "process_PIADetails_date" => "Zeitpunkt der Prüfung",
        "process_PIADetails_reason" => "Anlass der Datenschutz-Folgenabschätzung",
        "process_PIAAuditor" => "Prüfende Person",
        "process_PIAProcessOwner" => "Prozessverantwortlich",
        "process_PIARepresentatives" => "Vertretung der Fachbereiche",
        "process_PIAProcessor" => "Auftragsverarbeiter",
        "process_PIAOtherPersonsInvolved" => "Weitere Beteiligte",
        "process_PIAOOtherOrganisationsInvolved" => "Weitere beteiligte Organisationen",
        "process_PIAScenario" => "Datenschutzgefährdung",
        "process_PIADescriptionAdditionalApplications" => "Zusätzliche Anwendung",
        "process_PIADescriptionAdditionalITSystems" => "Zusätzliches IT-System",
        "process_PIADPO_advice" => "Rat der oder des Datenschutzbeauftragten eingeholt",
        "control_dataProtection_objectives" => "Schutzziele",
        "control_implementation_status" | "implementationStatus" => "Umsetzungsstand",
        "control_implementation_date" => "Datum der Umsetzung",
        "document_contract_location" => "Ort der Verarbeitung",
        "scope_dataProtectionOfficer" => "Datenschutzbeauftragte/r",
        "scope_informationSecurityOfficer" => "Informationssicherheitsbeauftragte/r",
        "scope_management" => "Leitung der verantwortlichen Stelle",
        "scope_headOfDataProcessing" => "Leitung der Datenverarbeitung",
        "scope_contract" => "Vertrag zur Auftragsverarbeitung",
        "scope_thirdCountry_status" => "Sitz außerhalb der EU",
        _ => return None,
    })
}

/// An aspect's or a link's name; one that adds nothing to its attributes is blank.
fn aspect(code: &str) -> Option<&'static str> {
    Some(match code {
        "generalInformation" | "details" | "address" | "contactInformation" | "processingDetails"
        | "opinionDPO" => "",
        "regulatoryAuthority" => "Aufsichtsbehörde",
        "thirdCountry" => "Vertretung in der EU",
        "tomAssessment" => "Beurteilung der Maßnahmen",
        "dataProtectionOfficer" | "PIADPO" => "Datenschutzbeauftragte/r",
        "controller" => "Auftraggeber",
        "contract" => "Vertrag",
        "revision" => "Überprüfung",
        "tom" => "Maßnahme",
        "dataType" => "Datenart",
        "processor" => "Auftragsverarbeiter",
        "internalRecipient" => "Interner Empfänger",
        "externalRecipient" => "Externer Empfänger",
        "requiredApplications" => "Erforderliche Anwendung",
        "requiredITSystems" => "Erforderliches IT-System",
        "PIAInvolvement" => "Beteiligung",
        "PIADescription" => "Prüfgegenstand",
        "PIAAssessment" => "Bewertung",
        "PIAResult" => "Ergebnis",
        "PIAAuditor" | "PIAProcessOwner" | "PIARepresentatives" => "Beteiligung",
        "privacyImpactAssessment" => "Datenschutz-Folgenabschätzung",
        "threat" => "Bedrohung",
        "vulnerability" => "Schwachstelle",
        _ => return None,
    })
}

/// An attribute's own name, or that of a member of the server's objects.
fn member(code: &str) -> Option<&'static str> {
    Some(match code {
        "document" => "Dokument",
        "comment" => "Bemerkung",
        "explanation" => "Erläuterung",
        "description" => "Beschreibung",
        "name" => "Name",
        "abbreviation" => "Abkürzung",
        "address1" => "Straße",
        "address2" => "Adresszusatz",
        "postcode" => "Postleitzahl",
        "city" => "Ort",
        "country" => "Land",
        "state" => "Bundesland",
        "phone" | "office" => "Telefon",
        "mobile" => "Mobiltelefon",
        "private" => "Telefon (privat)",
        "fax" => "Fax",
        "email" => "E-Mail",
        "website" => "Website",
        "number" => "Anzahl",
        "operatingStage" => "Betriebsstadium",
        "typeOfSurvey" => "Art der Erhebung",
        "surveyConductedOn" => "Erhebung durchgeführt am",
        "responsibleDepartment" => "Verantwortliche Fachabteilung",
        "findings" => "Feststellungen",
        "recommendations" => "Empfehlungen",
        "salutation" => "Anrede",
        "title" => "Titel",
        "givenName" => "Vorname",
        "familyName" => "Nachname",
        "status" => "Status",
        "type" => "Art",
        "date" => "Datum",
        "version" => "Version",
        "role" => "Rolle",
        "approvalDate" => "freigegeben am",
        "classification" => "Klassifizierung",
        "typeOfDocument" => "Art des Dokuments",
        "subcontractor" => "Unterauftragnehmer",
        "affiliation" => "intern oder extern",
        "nomination" => "schriftlich benannt",
        "nominationDate" => "benannt am",
        "nominationEvidence" => "Nachweis der Benennung",
        "expertise" => "Fachkunde und Zuverlässigkeit",
        "profession" => "Beruf und Ausbildung",
        "certification" => "Zertifizierung nach anerkanntem Standard",
        "certificationStandard" => "Bezeichnung des Standards",
        "securityConcept" => "IT-Sicherheitskonzept liegt vor",
        "overallAssessment" => "Gesamtbeurteilung",
        "thirdCountry" => "Drittland",
        "thirdCountryProcessing" => "Verarbeitung in Drittland",
        "thirdCountryName" => "Name des Drittlandes",
        "thirdCountryGuarantees" => "Garantien",
        "thirdCountryExplanation" => "Erläuterung zum Drittland",
        "thirdCountryDocument" => "Dokument zum Drittland",
        "affectedPersons" => "Betroffene Personen",
        "affectedPersonsPOV" => "Standpunkt der Betroffenen eingeholt",
        "affectedPersonsComment" => "Bemerkung zu den Betroffenen",
        "stakeholder" => "Akteure",
        "stakeholderParticipation" => "Akteure beteiligt",
        "stakeholderPOV" => "Standpunkt der Akteure eingeholt",
        "stakeholderComment" => "Bemerkung zu den Akteuren",
        "testObject" => "Beschreibung",
        "necessity" => "Notwendigkeit und Verhältnismäßigkeit",
        "rulesExisting" => "Genehmigte Verhaltensregeln vorhanden",
        "rules" => "Genehmigte Verhaltensregeln",
        "risk" => "Voraussichtlich hohes Risiko",
        "consultationRequired" => "Konsultation der Aufsichtsbehörde erforderlich",
        "consultationConducted" => "Konsultation durchgeführt",
        "consultationJustification" => "Begründung zur Konsultation",
        "consultationDate" => "Konsultation am",
        "consultationResult" => "Ergebnis der Konsultation",
        "RISK" => "Risiko",
        "part" => "Bestandteil",
        "member" => "Mitglied",
        "control" => "Maßnahme",
        "responsible" => "Verantwortlich",
        "mitigation" => "Maßnahme zur Risikobehandlung",
        "riskOwner" => "Risikoverantwortlich",
        "riskValues" => "Risikowerte",
        "riskDefinition" | "riskDefinitions" => "Risikodefinition",
        "potentialImpacts" | "potentialImpact" => "mögliche Auswirkung",
        "effectiveImpact" => "tatsächliche Auswirkung",
        "specificImpact" => "besondere Auswirkung",
        "impactValues" => "Auswirkungen",
        "probability" => "Eintrittswahrscheinlichkeit",
        "potentialProbability" => "mögliche Häufigkeit",
        "effectiveProbability" => "tatsächliche Häufigkeit",
        "specificProbability" => "besondere Häufigkeit",
        "inherentRisk" => "Bruttorisiko",
        "residualRisk" => "Restrisiko",
        "userDefinedResidualRisk" => "festgelegtes Restrisiko",
        "residualRiskExplanation" => "Erläuterung zum Restrisiko",
        "riskTreatments" => "Risikobehandlung",
        "riskTreatmentExplanation" => "Erläuterung zur Risikobehandlung",
        "category" => "Schutzziel",
        "C" => "Vertraulichkeit",
        "I" => "Integrität",
        "A" => "Verfügbarkeit",
        "R" => "Belastbarkeit",
        "decisionResults" => "Entscheidungen",
        "designator" => "Nummer",
        "owner" => "Einheit",
        "createdAt" => "angelegt am",
        "createdBy" => "angelegt von",
        "updatedAt" => "geändert am",
        "updatedBy" => "geändert von",
        "displayName" => "Anzeigename",
        "namespace" => "Namensraum",
        "domainTemplate" => "Domänenvorlage",
        "subType" => "Unterart",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn beside_its_link_an_attribute_goes_by_its_own_name() {
        let link = "process_controller";
        assert_eq!(label_below(link, "process_controller_document"), "Dokument");
        assert_eq!(label_below(link, "process_controller_shoeSize"), "shoe Size");
        assert_eq!(label_below(link, "process_controllers_document"), "controllers, Dokument");
        assert_eq!(label_below("process_dataType", "process_dataType_dataOrigin"), "Datenherkunft");
    }

    #[test]
    fn a_name_is_put_together_of_its_parts() {
        for (name, told) in [
            ("scope_regulatoryAuthority_city", "Aufsichtsbehörde, Ort"),
            ("person_contactInformation_email", "E-Mail"),
            (
                "process_PIAResult_consultationRequired",
                "Ergebnis, Konsultation der Aufsichtsbehörde erforderlich",
            ),
            ("process_opinionDPO_findings", "Feststellungen"),
            ("process_processor_thirdCountryName", "Auftragsverarbeiter, Name des Drittlandes"),
            ("process_processor", "Auftragsverarbeiter"),
            ("process_tomAssessment_shoeSize", "Beurteilung der Maßnahmen, shoe Size"),
            ("process_somethingNew_comment", "something New, Bemerkung"),
            ("process_somethingNew_howMany", "something New how Many"),
            ("riskValues", "Risikowerte"),
            ("name", "Name"),
        ] {
            assert_eq!(label(name), told, "{name}");
        }
    }
}
