//! Threshold test, impact assessment and the data-protection officer's opinion.

use super::element::{Attributes, Element, Elements};
use super::labels::label;
use super::process::Draft;
use super::{VeoError, codes, element};
use chrono::NaiveDate;
use register::activity::{ImpactAssessment, ThresholdTest};
use register::statement::{Field, Reference, Statement};

const CRITERIA: &str = "process_privacyImpactAssessment_processingCriteria";
const CARRIED_OUT: &str = "process_opinionDPO_PIACarriedOut";
const REQUIRED: &str = "process_opinionDPO_privacyImpactAssessment";

/// What a process and its assessments say about Art. 35.
pub(super) fn take(
    draft: &mut Draft<'_>,
    attributes: &mut Attributes,
    assessments: Vec<(usize, &Element)>,
    elements: &Elements,
) -> Result<(Field<ImpactAssessment>, Statement<ThresholdTest>), VeoError> {
    let (mut made, mut begun) = (None, None);
    for (index, assessment) in assessments {
        elements.mark_used(index);
        elements.spend(assessment)?;
        let date = tell(draft, assessment, elements)?;
        if date.is_some() || is_finished(assessment) {
            made = made.or(Some(ImpactAssessment::Made { date, document: None }));
        } else {
            let place = format!("verinice.veo, Datenschutz-Folgenabschätzung „{}“", assessment.name);
            begun = begun.or(Some(Reference { document: None, place }));
        }
    }
    let threshold = threshold(attributes);
    let carried_out = attributes.flag(CARRIED_OUT);
    if carried_out == Some(true) {
        made = made.or(Some(ImpactAssessment::Made { date: None, document: None }));
    } else {
        draft.remainder.keep(label(CARRIED_OUT), carried_out.map_or("", |_| "nein"));
    }
    let opinion = attributes.flag(REQUIRED);
    // The officer's opinion goes before what the server's rules conclude.
    let (needed, reason) = match (opinion, draft.process.impact_needed) {
        (None, Some(needed)) => (Some(needed), "Ergebnis der Prüfung durch verinice.veo"),
        (opinion, concluded) => {
            let differs = concluded.filter(|concluded| opinion.is_some_and(|opinion| opinion != *concluded));
            let told =
                differs.map_or("", |needed| if needed { "erforderlich" } else { "nicht erforderlich" });
            draft.remainder.keep("Datenschutz-Folgenabschätzung nach Prüfung durch verinice.veo", told);
            (opinion, "Einschätzung der oder des Datenschutzbeauftragten")
        }
    };
    let reason = || reason.to_owned();
    let is_missing = carried_out == Some(false);
    let impact = match (made, begun, needed) {
        (None, None, Some(true)) if is_missing => {
            Field::given(ImpactAssessment::Required { reason: reason() })
        }
        (None, None, Some(false)) => Field::given(ImpactAssessment::NotNeeded { reason: reason() }),
        (made, begun, needed) => {
            // That one is needed does not say whether there is one.
            let answer = needed.map(|needed| if needed { "ja" } else { "nein" }).unwrap_or_default();
            if needed == Some(true) && made.is_none() && begun.is_none() {
                draft.remark(
                    label(REQUIRED),
                    format!("{answer} ({}); ob sie durchgeführt ist, ist nicht angegeben", reason()),
                );
            } else {
                draft.remainder.keep(label(REQUIRED), answer);
            }
            match (made, begun) {
                (Some(made), _) => Field::given(made),
                (None, Some(to)) => Field::Own(Statement::ByReference { to }),
                (None, None) => Field::default(),
            }
        }
    };
    Ok((impact, threshold))
}

/// Whether an assessment has come to its end: released, or with a result.
fn is_finished(assessment: &Element) -> bool {
    matches!(assessment.status.as_deref(), Some("RELEASED" | "ARCHIVED"))
        || assessment.attributes.0.iter().any(|(name, value)| {
            name.starts_with("process_PIAResult_") && !value.is_null() && value.as_str() != Some("")
        })
}

/// Keeps what an assessment says, and gives its date.
fn tell(
    draft: &mut Draft<'_>,
    assessment: &Element,
    elements: &Elements,
) -> Result<Option<NaiveDate>, VeoError> {
    let date = assessment.attributes.0.get("process_PIADetails_date").and_then(|value| value.as_str());
    let place = format!("Datenschutz-Folgenabschätzung „{}“", element::shortened(&assessment.name));
    draft.remainder.keep(place.clone(), assessment.name.clone());
    let told = [
        ("Abkürzung", &assessment.abbreviation),
        ("Beschreibung", &assessment.description),
        ("Status", &assessment.status.as_deref().map(|code| codes::status(code).to_owned())),
    ];
    for (label, text) in told {
        draft.remainder.keep(format!("{place}, {label}"), text.clone().unwrap_or_default());
    }
    for (label, text) in assessment.attributes.rest().into_iter().chain(assessment.rest.clone()) {
        draft.remainder.keep(format!("{place}, {label}"), text);
    }
    for link in assessment.links.iter().filter(|link| link.kind != "process_PIADataProcessing") {
        draft.remaining_link(assessment, link, elements, &format!("{place}, "))?;
    }
    Ok(date.and_then(|date| date.parse().ok()))
}

fn threshold(attributes: &mut Attributes) -> Statement<ThresholdTest> {
    let stated = attributes.codes(CRITERIA);
    let mut applying: Vec<String> = Vec::new();
    let mut notes = Vec::new();
    let mut told = Vec::new();
    for code in &stated {
        match codes::criterion(codes::ending(CRITERIA, code)).and_then(|(id, _)| id) {
            Some(id) if !applying.contains(&id.to_owned()) => applying.push(id.to_owned()),
            _ => {}
        }
        told.push(codes::value(CRITERIA, code));
    }
    if !told.is_empty() {
        notes.push(format!("{}: {}", label(CRITERIA), told.join("; ")));
    }
    notes.extend(take_aspect(attributes, "process_privacyImpactAssessment_"));
    if notes.is_empty() {
        return Statement::NotStated;
    }
    let note = Some(notes.join("\n"));
    Statement::Given {
        value: ThresholdTest { applying, not_applying: Vec::new(), function: None, date: None, note },
    }
}

/// What is left of the attributes of an aspect, as labelled texts.
fn take_aspect(attributes: &mut Attributes, aspect: &str) -> Vec<String> {
    let mut rest = Attributes::default();
    attributes.0.retain(|name, value| {
        let own = name.starts_with(aspect);
        if own {
            rest.0.insert(name.clone(), value.take());
        }
        !own
    });
    rest.rest().into_iter().map(|(label, text)| format!("{label}: {text}")).collect()
}

/// The opinion of the data-protection officer in words.
pub(super) fn opinion(attributes: &mut Attributes) -> Option<String> {
    let names =
        ["process_opinionDPO_findings", "process_opinionDPO_recommendations", "process_opinionDPO_comment"];
    let told =
        names.iter().filter_map(|name| attributes.text(name).map(|text| format!("{}: {text}", label(name))));
    let mut told: Vec<String> = told.collect();
    told.extend(take_aspect(attributes, "process_opinionDPO_"));
    (!told.is_empty()).then(|| told.join("\n"))
}
