//! A process as a processing activity.

use super::element::{Attributes, Element, Elements};
use super::labels::label;
use super::parties::{Made, key};
use super::recipients::{cited, legal_bases};
use super::{TOOL, VeoError, assessment, codes, element};
use crate::foreign::{ForeignFile, ItemIds, Leftover, Remainder, listed, record_key};
use chrono::NaiveDate;
use register::activity::{ChangeNote, OwnRole, ProcessingActivity, Remark, RemarkKind, Scope, Stage, Status};
use register::data::{DataCategory, DataSubjectCategory, Enumeration};
use register::engagement::Engagement;
use register::id::{ItemId, RecordId};
use register::legal_basis::{LegalBasis, Purpose};
use register::measure::Measure;
use register::recipient::{Recipient, Transfer};
use register::retention::RetentionRule;
use register::statement::{Field, NonEmpty, Selection, Statement};
use std::collections::BTreeMap;

/// An activity in the making.
pub(super) struct Draft<'e> {
    pub(super) process: &'e Element,
    pub(super) ids: ItemIds,
    pub(super) remainder: Remainder,
    pub(super) categories: Vec<DataCategory>,
    /// Categories by the element they come from.
    pub(super) by_element: BTreeMap<String, ItemId>,
    pub(super) recipients: Vec<Recipient>,
    pub(super) engagements: Vec<Engagement>,
    pub(super) transfers: Vec<Transfer>,
    pub(super) retention: Vec<RetentionRule>,
    pub(super) measures: Vec<Measure>,
    pub(super) remarks: Vec<Remark>,
    /// What was answered for each recipient to the question for third countries.
    pub(super) third_country: Vec<Option<bool>>,
}

/// The activity of the process at this place, under its key.
pub(super) fn activity(
    index: usize,
    elements: &Elements,
    keys: &mut BTreeMap<RecordId, u32>,
    file: &mut ForeignFile,
) -> Result<(RecordId, ProcessingActivity), VeoError> {
    let Some(process) = elements.all.get(index) else { return Err(VeoError::OtherFormat) };
    elements.mark_used(index);
    let own = key(Made::Activity, process.id.as_deref(), &process.name);
    let key = unused(own, process, keys);
    let mut draft = Draft {
        process,
        ids: ItemIds::new(key),
        remainder: Remainder::new(key, format!("Verarbeitung „{}“", element::shortened(&process.name))),
        categories: Vec::new(),
        by_element: BTreeMap::new(),
        recipients: Vec::new(),
        engagements: Vec::new(),
        transfers: Vec::new(),
        retention: Vec::new(),
        measures: Vec::new(),
        remarks: Vec::new(),
        third_country: Vec::new(),
    };
    let mut attributes = process.attributes.clone();
    let purposes = draft.purposes(&mut attributes);
    let legal_bases = draft.legal_bases(&mut attributes);
    let data_subjects = draft.data_subjects(&mut attributes);
    draft.measures_in_words(&mut attributes);
    let status = draft.status();
    let (impact_assessment, threshold_test) =
        assessment::take(&mut draft, &mut attributes, elements.assessments(index), elements)?;
    let dpo_opinion = assessment::opinion(&mut attributes);
    let department = attributes.text("process_processingDetails_responsibleDepartment");
    let changes = draft.survey(&mut attributes);
    let as_processor = attributes.flag("process_processing_asProcessor");

    let linked = draft.links(elements, file)?;
    let own_role = draft.own_role(as_processor, linked.controllers);
    for (label, text) in attributes.rest().into_iter().chain(process.rest.clone()) {
        draft.remainder.keep(label, text);
    }
    if let Some(sub_type) = process.sub_type.as_deref().filter(|kind| *kind != "PRO_DataProcessing") {
        draft.remainder.keep("Art des Prozesses", codes::sub_type(sub_type));
    }

    let answers = &draft.third_country;
    let denied = !answers.is_empty() && answers.iter().all(|answer| *answer == Some(false));
    let transfers = if draft.transfers.is_empty() && denied {
        let note = "Verarbeitung in Drittland bei allen Empfängern verneint".to_owned();
        Field::Own(Statement::ExplicitlyNone { note: Some(note) })
    } else {
        listed(draft.transfers)
    };
    let common = Scope {
        purposes,
        legal_bases,
        data_subjects,
        data_categories: listed(draft.categories),
        recipients: listed(draft.recipients),
        transfers,
        retention: listed(draft.retention),
        remarks: draft.remarks,
    };
    let (internal_note, leftovers) = draft.remainder.close(TOOL);
    file.leftovers.extend(leftovers);
    if !process.bookkeeping.is_empty() {
        let told = process.bookkeeping.iter().map(|(name, text)| format!("{name}: {text}"));
        let text = told.collect::<Vec<_>>().join("\n");
        file.leftovers.push(Leftover {
            place: format!("{}, Verwaltungsdaten", process.place()),
            activity: None,
            text,
        });
    }
    let activity = ProcessingActivity {
        register: key,
        position: 0,
        title: process.name.clone(),
        other_names: Vec::from_iter(process.abbreviation.clone()),
        description: process.description.clone(),
        systems: linked.systems,
        own_role,
        status,
        file_reference: Statement::NotStated,
        introduced_on: Statement::NotStated,
        next_review: None,
        department: department.map_or(Statement::NotStated, |value| Statement::Given { value }),
        contact: Statement::NotStated,
        joint_controllers: NonEmpty::try_from(linked.joint_controllers)
            .map_or(Statement::NotStated, |value| Statement::Given { value }),
        common,
        groups: Vec::new(),
        engagements: listed(draft.engagements),
        measures: listed(draft.measures),
        sensitive_data: Statement::NotStated,
        impact_assessment,
        threshold_test,
        acknowledgements: Vec::new(),
        information: Default::default(),
        documents: Vec::new(),
        dpo_opinion,
        changes,
        internal_note,
        origin: None,
        validity: Default::default(),
    };
    Ok((key, activity))
}

/// Processes without an id may share a name; each still gets a key of its own.
fn unused(key: RecordId, process: &Element, times: &mut BTreeMap<RecordId, u32>) -> RecordId {
    let times = times.entry(key).or_default();
    *times += 1;
    match *times {
        1 => key,
        times => record_key("veo", &format!("name:{}\u{0}{times}", process.name)),
    }
}

impl Draft<'_> {
    fn purposes(&mut self, attributes: &mut Attributes) -> Field<NonEmpty<Purpose>> {
        let purpose = attributes.text("process_intendedPurpose_intendedPurpose").map(|text| Purpose {
            id: self.ids.next("purposes", "intendedPurpose"),
            text,
            condition: None,
            data: Selection::All,
        });
        listed(Vec::from_iter(purpose))
    }

    fn legal_bases(&mut self, attributes: &mut Attributes) -> Field<NonEmpty<LegalBasis>> {
        let coded = legal_bases(attributes, "process_dataProcessing");
        let other = attributes.text("process_dataProcessing_otherLegalBasis");
        // "Keine" answers the question for others; it is no legal basis.
        let (other, none) = match other {
            Some(text) if codes::says_none(&text) => (None, Some(text)),
            other => (other, None),
        };
        self.remainder.keep("Sonstige Rechtsgrundlage", none.unwrap_or_default());
        let mut bases: Vec<LegalBasis> = coded
            .into_iter()
            .chain(other)
            .map(|wording| LegalBasis {
                id: self.ids.next("legal_bases", &wording),
                ground: None,
                chain: vec![cited(wording)],
                unnamed_norm: None,
                condition: None,
                purposes: Selection::All,
                data: Selection::All,
                channel: None,
                legitimate_interest: None,
                note: None,
            })
            .collect();
        if let Some(explanation) = attributes.text("process_dataProcessing_explanation") {
            match bases.as_mut_slice() {
                [basis] => basis.note = Some(explanation),
                _ => self.remark("Rechtsgrundlage".to_owned(), explanation),
            }
        }
        listed(bases)
    }

    /// Adds a fact that has no field of its own.
    pub(super) fn remark(&mut self, topic: String, text: String) {
        let id = self.ids.next("remarks", &topic);
        self.remarks.push(Remark { id, kind: RemarkKind::Description, topic: Some(topic), text });
    }

    fn data_subjects(&mut self, attributes: &mut Attributes) -> Field<NonEmpty<DataSubjectCategory>> {
        let name = "process_dataSubjects_dataSubjects";
        let coded: Vec<String> =
            attributes.codes(name).into_iter().map(|code| self.spoken(name, &code)).collect();
        let mut other = attributes.text("process_dataSubjects_otherDataSubjects").unwrap_or_default();
        // "Keine" denies others; it is nobody.
        if codes::says_none(&other) {
            self.remainder.keep("Sonstige Betroffene", std::mem::take(&mut other));
        }
        let other =
            other.split(['\n', ';']).map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
        let subjects = coded.into_iter().chain(other).map(|name| DataSubjectCategory {
            id: self.ids.next("data_subjects", &name),
            name,
            enumeration: Enumeration::Closed,
            condition: None,
            data: Selection::All,
        });
        listed(subjects.collect())
    }

    fn measures_in_words(&mut self, attributes: &mut Attributes) {
        let mut told = Vec::new();
        for (flag, detail, sentence) in [
            (
                "process_accessAuthorization_concept",
                "process_accessAuthorization_description",
                "Berechtigungskonzept",
            ),
            (
                "process_tomAssessment_certification",
                "process_tomAssessment_certificationStandard",
                "Zertifizierung nach anerkanntem Standard",
            ),
            ("process_tomAssessment_securityConcept", "", "IT-Sicherheitskonzept"),
        ] {
            // A measure that is said to be missing is none.
            if attributes.0.get(flag).and_then(serde_json::Value::as_bool) == Some(true) {
                attributes.flag(flag);
                told.push(match attributes.text(detail) {
                    Some(detail) => format!("{sentence}: {detail}"),
                    None => format!("{sentence} vorhanden"),
                });
            }
        }
        for text in told {
            self.measures.push(Measure {
                id: self.ids.next("measures", &text),
                text,
                set: None,
                goals: Vec::new(),
                condition: None,
            });
        }
    }

    fn status(&mut self) -> Status {
        let status = self.process.status.as_deref().unwrap_or_default();
        let (stage, shown) = match status {
            "RELEASED" => (Stage::Released, ""),
            "ARCHIVED" => (Stage::Retired, ""),
            other => (Stage::Draft, codes::status(other)),
        };
        self.remainder.keep("Status", shown);
        Status { stage, function: None, date: None }
    }

    /// The survey's date as an entry in the list of changes.
    fn survey(&mut self, attributes: &mut Attributes) -> Vec<ChangeNote> {
        const DATE: &str = "process_processingDetails_surveyConductedOn";
        const KIND: &str = "process_processingDetails_typeOfSurvey";
        let Some(text) = attributes.text(DATE) else { return Vec::new() };
        let Ok(date) = text.parse::<NaiveDate>() else {
            self.remainder.keep(label(DATE), text);
            return Vec::new();
        };
        let kind = attributes.text(KIND).map(|code| format!(": {}", codes::value(KIND, &code)));
        let text = format!("Erhebung durchgeführt{}", kind.unwrap_or_default());
        vec![ChangeNote { id: self.ids.next("changes", "survey"), date, function: None, text }]
    }

    fn own_role(&mut self, as_processor: Option<bool>, controllers: Vec<RecordId>) -> OwnRole {
        match (as_processor, NonEmpty::try_from(controllers)) {
            (Some(true) | None, Ok(controllers)) => {
                OwnRole::Processor { controllers, categories_of_processing: Statement::NotStated }
            }
            (Some(true), Err(_)) => {
                let note =
                    "Verarbeitung als Auftragsverarbeiter (Art. 30 Abs. 2 DSGVO), Auftraggeber nicht genannt";
                OwnRole::Unclear { note: Some(note.to_owned()) }
            }
            (Some(false), Ok(_)) => {
                let note = "Als Auftragsverarbeiter verneint, Auftraggeber aber genannt";
                OwnRole::Unclear { note: Some(note.to_owned()) }
            }
            (Some(false) | None, Err(_)) => OwnRole::Controller,
        }
    }
}
