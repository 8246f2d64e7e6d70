//! An invented unit.

use serde_json::{Value, json};

pub(super) const DOMAIN: &str = "00000000-0000-4000-8000-0000000000d0";

pub(super) fn id(number: u32) -> String {
    format!("00000000-0000-4000-8000-{number:012}")
}

pub(super) fn element(number: u32, kind: &str, sub_type: &str, name: &str, more: Value) -> Value {
    let mut element = json!({
        "id": id(number), "type": kind, "name": name, "designator": format!("XYZ-{number}"), "parts": [],
        "createdAt": "2026-01-02T03:04:05Z", "createdBy": "verwaltung",
        "owner": { "displayName": "Schulamt", "targetUri": format!("https://veo.example/units/{}", id(1)) },
        "domains": { DOMAIN: { "subType": sub_type, "status": "IN_PROGRESS" } },
        "links": {}, "customAspects": {},
    });
    element.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    element
}

pub(super) fn aspect(attributes: Value) -> Value {
    json!({ "domains": [], "attributes": attributes })
}

pub(super) fn link(list: &str, number: u32, shown: &str, attributes: Value) -> Value {
    json!({ "domains": [], "attributes": attributes, "target": {
        "displayName": format!("XYZ-{number} {shown}"),
        "targetUri": format!("https://veo.example/{list}/{}", id(number)),
        "searchesUri": format!("https://veo.example/{list}/searches"),
    } })
}

/// A unit in the older layout.
pub(super) fn unit() -> Value {
    let lending = element(
        10,
        "process",
        "PRO_DataProcessing",
        "Bücherei: Ausleihe",
        json!({
            "abbreviation": "BUE",
            "description": "Ausleihe von Büchern an Schülerinnen und Schüler.",
            "customAspects": {
                "process_processing": aspect(json!({ "process_processing_asProcessor": false })),
                "process_intendedPurpose": aspect(json!({ "process_intendedPurpose_intendedPurpose": "Verleih und Rückgabe" })),
                "process_dataProcessing": aspect(json!({
                    "process_dataProcessing_legalBasis": ["process_dataProcessing_legalBasis_Art6Abs1liteDSGVO"],
                    "process_dataProcessing_otherLegalBasis": "Art. 85 BayEUG",
                    "process_dataProcessing_explanation": "Aufgabe der Schule",
                })),
                "process_dataSubjects": aspect(json!({
                    "process_dataSubjects_dataSubjects": [
                        "process_dataSubjects_dataSubjects_pupils",
                        "process_dataSubjects_dataSubjects_readingMentors",
                    ],
                    "process_dataSubjects_otherDataSubjects": "Gäste; Ehrenamtliche",
                })),
                "process_processingDetails": aspect(json!({
                    "process_processingDetails_responsibleDepartment": "Sekretariat",
                    "process_processingDetails_surveyConductedOn": "2026-02-03",
                    "process_processingDetails_typeOfSurvey": "process_processingDetails_typeOfSurvey_new",
                    "process_processingDetails_comment": "Gespräch mit der Leitung",
                })),
                "process_privacyImpactAssessment": aspect(json!({
                    "process_privacyImpactAssessment_processingCriteria": [
                        "process_privacyImpactAssessment_processingCriteria_vulnerability",
                        "process_privacyImpactAssessment_processingCriteria_Art10",
                    ],
                    "process_privacyImpactAssessment_processingOnWhitelist": false,
                })),
                "process_opinionDPO": aspect(json!({
                    "process_opinionDPO_privacyImpactAssessment": false,
                    "process_opinionDPO_findings": "Keine Beanstandung",
                    "process_opinionDPO_recommendations": "Jährlich prüfen",
                })),
                "process_accessAuthorization": aspect(json!({
                    "process_accessAuthorization_concept": true,
                    "process_accessAuthorization_description": "Nur die Büchereileitung",
                })),
                "process_informationsObligations": aspect(json!({ "process_informationsObligations_status": true })),
            },
            "links": {
                "process_dataType": [
                    link("assets", 20, "Stammdaten", json!({
                        "process_dataType_dataOrigin": "process_dataType_dataOrigin_direct",
                        "process_dataType_comment": "nur bei Ausleihe",
                        "process_dataType_deletionPeriod": "process_dataType_deletionPeriod_month",
                        "process_dataType_deletionPeriodCount": 6,
                        "process_dataType_deletionPeriodStart": "process_dataType_deletionPeriodStart_endOfRelationship",
                        "process_dataType_descriptionDeletionProcedure": "Löschlauf im Juli",
                    })),
                    link("assets", 21, "Allergien", json!({
                        "process_dataType_deletionPeriod": "process_dataType_deletionPeriod_10y",
                        "process_dataType_otherDeletionPeriodStart": "Ende des Schuljahres",
                    })),
                    link("assets", 99, "Fremde Daten", json!({})),
                ],
                "process_requiredApplications": [link("assets", 22, "Büchereiprogramm", json!({}))],
                "process_tom": [link("controls", 40, "Zugriffsschutz", json!({}))],
                "process_responsibleBody": [link("scopes", 30, "Grundschule Beispielhausen", json!({}))],
                "process_responsiblePerson": [link("persons", 50, "Leitung der Bücherei", json!({}))],
                "process_jointControllership": [link("scopes", 31, "Gemeinde Beispielhausen", json!({
                    "process_jointControllership_document": "Vereinbarung 7",
                }))],
                "process_dataTransmission": [link("processes", 11, "Betrieb des Programms", json!({}))],
            },
        }),
    );
    let operation = element(
        11,
        "process",
        "PRO_DataTransfer",
        "Betrieb des Programms",
        json!({
            "customAspects": {
                "process_recipient": aspect(json!({ "process_recipient_type": "process_recipient_type_processor" })),
                "process_dataTransfer": aspect(json!({ "process_dataTransfer_otherLegalBasis": "Art. 28 DSGVO" })),
            },
            "links": {
                "process_dataType": [link("assets", 20, "Stammdaten", json!({}))],
                "process_processor": [link("scopes", 32, "Regal und Reihe Inc.", json!({
                    "process_processor_thirdCountryProcessing": true,
                    "process_processor_thirdCountryName": "USA",
                    "process_processor_thirdCountryGuarantees": "Standardvertragsklauseln vom Mai",
                    "process_processor_thirdCountryExplanation": "Fernwartung",
                }))],
                "process_internalRecipient": [link("persons", 51, "Schulleitung", json!({
                    "process_internalRecipient_thirdCountryProcessing": false,
                }))],
            },
        }),
    );
    let assessment = element(
        12,
        "process",
        "PRO_DPIA",
        "Prüfung der Bücherei",
        json!({
            "customAspects": { "process_PIAResult": aspect(json!({ "process_PIAResult_comment": "Restrisiko gering" })) },
            "links": { "process_PIADataProcessing": [link("processes", 13, "Schülerakte", json!({}))] },
        }),
    );
    let file = element(13, "process", "PRO_DataProcessing", "Schülerakte", json!({}));
    json!({
        "unit": { "id": id(1), "name": "Schulamt", "description": "Testeinheit", "units": [] },
        "domains": [{ "id": DOMAIN, "name": "DS-GVO", "abbreviation": "DS-GVO" }],
        "elements": [
            lending, operation, assessment, file,
            element(20, "asset", "AST_Datatype", "Stammdaten", json!({ "description": "Name, Klasse, Anschrift" })),
            element(21, "asset", "AST_Datatype", "Allergien", json!({
                "description": "Unverträglichkeiten, soweit sie bekannt sind. Freiwillig.",
                "customAspects": { "asset_dataType": aspect(json!({ "asset_dataType_specialCategory": true })) },
            })),
            element(22, "asset", "AST_Application", "Büchereiprogramm", json!({ "description": "Verwaltet den Bestand" })),
            element(30, "scope", "SCP_ResponsibleBody", "Grundschule Beispielhausen", json!({
                "members": [{ "displayName": "XYZ-13 Schülerakte", "targetUri": format!("/processes/{}", id(13)) }],
                "links": { "scope_dataProtectionOfficer": [link("persons", 52, "DSB des Schulamts", json!({
                    "scope_dataProtectionOfficer_affiliation": "scope_dataProtectionOfficer_affiliation_external",
                }))] },
            })),
            element(31, "scope", "SCP_JointController", "Gemeinde Beispielhausen", json!({})),
            element(32, "scope", "SCP_Processor", "Regal und Reihe Inc.", json!({
                "customAspects": { "scope_address": aspect(json!({
                    "scope_address_address1": "Main Street 1", "scope_address_city": "Springfield", "scope_address_country": "USA",
                    "scope_address_state": "Illinois",
                })) },
                "links": { "scope_contract": [link("documents", 60, "AV-Vertrag 2025", json!({}))] },
            })),
            element(40, "control", "CTL_TOM", "Zugriffsschutz", json!({
                "description": "Kennwort je Person",
                "customAspects": { "control_dataProtection": aspect(json!({
                    "control_dataProtection_objectives": ["control_dataProtection_objectives_confidentiality"],
                })) },
            })),
            element(50, "person", "PER_Person", "Leitung der Bücherei", json!({})),
            element(51, "person", "PER_Person", "Schulleitung", json!({})),
            element(52, "person", "PER_DataProtectionOfficer", "DSB des Schulamts", json!({ "description": "für alle Schulen" })),
            element(60, "document", "DOC_Contract", "AV-Vertrag 2025", json!({})),
            element(70, "scenario", "SCN_Scenario", "Feuer im Archiv", json!({ "description": "Totalverlust" })),
        ],
        "risks": [],
    })
}

/// The same in the newer layout: aspects and links in the domain, attributes without a level of their own.
pub(super) fn newer(mut unit: Value) -> Value {
    for element in unit["elements"].as_array_mut().unwrap() {
        let element = element.as_object_mut().unwrap();
        let mut aspects = element.remove("customAspects").unwrap();
        for aspect in aspects.as_object_mut().unwrap().values_mut() {
            *aspect = aspect["attributes"].take();
        }
        let mut links = element.remove("links").unwrap();
        for links in links.as_object_mut().unwrap().values_mut() {
            for link in links.as_array_mut().unwrap() {
                link.as_object_mut().unwrap().remove("domains");
            }
        }
        let domain = element["domains"][DOMAIN].as_object_mut().unwrap();
        domain.insert("customAspects".into(), aspects);
        domain.insert("links".into(), links);
    }
    unit
}
