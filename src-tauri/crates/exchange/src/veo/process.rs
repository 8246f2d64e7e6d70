//! A process as a processing activity.

use super::element::{Attributes, Element, Elements, Link};
use super::parties::{key, party};
use super::recipients::{Disclosure, RECIPIENTS, cited, contract_called, legal_bases, taker, transfer};
use super::{TOOL, VeoError, assessment, codes, element, erasure};
use crate::foreign::{ForeignFile, ItemIds, Leftover, Remainder, listed, record_key};
use chrono::NaiveDate;
use register::activity::{
    ChangeNote, JointController, OwnRole, ProcessingActivity, Remark, RemarkKind, Scope, Stage, Status,
};
use register::data::{DataCategory, DataSubjectCategory, Enumeration, Identifiability, Sensitivity};
use register::engagement::Engagement;
use register::id::{ItemId, RecordId};
use register::legal_basis::{LegalBasis, Purpose};
use register::measure::Measure;
use register::party::System;
use register::recipient::{Recipient, Transfer};
use register::record::Record;
use register::retention::RetentionRule;
use register::statement::{Field, NonEmpty, Selection, Statement};
use std::collections::{BTreeMap, BTreeSet};

/// An activity in the making.
pub(super) struct Draft<'e> {
    pub(super) process: &'e Element,
    pub(super) ids: ItemIds,
    pub(super) remainder: Remainder,
    pub(super) categories: Vec<DataCategory>,
    /// Categories by the element they come from.
    by_element: BTreeMap<String, ItemId>,
    pub(super) recipients: Vec<Recipient>,
    pub(super) engagements: Vec<Engagement>,
    pub(super) transfers: Vec<Transfer>,
    pub(super) retention: Vec<RetentionRule>,
    pub(super) measures: Vec<Measure>,
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
    let key = unused(key(process), process, keys);
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
        third_country: Vec::new(),
    };
    let mut attributes = process.attributes.clone();
    let purposes = draft.purposes(&mut attributes);
    let mut remarks = Vec::new();
    let legal_bases = draft.legal_bases(&mut attributes, &mut remarks);
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
        draft.remainder.keep("Art des Prozesses", sub_type);
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
        remarks,
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

/// What links of a process lead to besides lists of the draft.
#[derive(Default)]
struct Linked {
    systems: Vec<RecordId>,
    joint_controllers: Vec<JointController>,
    controllers: Vec<RecordId>,
    /// All systems and controllers, to name each once.
    named: BTreeSet<RecordId>,
    /// Transfers taken already.
    transfers: BTreeSet<usize>,
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

    fn legal_bases(
        &mut self,
        attributes: &mut Attributes,
        remarks: &mut Vec<Remark>,
    ) -> Field<NonEmpty<LegalBasis>> {
        let coded = legal_bases(attributes, "process_dataProcessing");
        let other = attributes.text("process_dataProcessing_otherLegalBasis");
        // "Keine" answers the question for others; it is no legal basis.
        let (other, none) = match other {
            Some(text) if says_none(&text) => (None, Some(text)),
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
                _ => remarks.push(Remark {
                    id: self.ids.next("remarks", "legalBasis"),
                    kind: RemarkKind::Description,
                    topic: Some("Rechtsgrundlage".to_owned()),
                    text: explanation,
                }),
            }
        }
        listed(bases)
    }

    fn data_subjects(&mut self, attributes: &mut Attributes) -> Field<NonEmpty<DataSubjectCategory>> {
        let name = "process_dataSubjects_dataSubjects";
        let coded = attributes.codes(name).into_iter().map(|code| codes::value(name, &code));
        let other = attributes.text("process_dataSubjects_otherDataSubjects").unwrap_or_default();
        let other =
            other.split(['\n', ';']).map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
        let subjects = coded.chain(other).map(|name| DataSubjectCategory {
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
            "NEW" => (Stage::Draft, "Neu"),
            "IN_PROGRESS" => (Stage::Draft, "In Bearbeitung"),
            "FOR_REVIEW" => (Stage::Draft, "Zur Prüfung"),
            other => (Stage::Draft, other),
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
            self.remainder.keep(codes::label(DATE), text);
            return Vec::new();
        };
        let kind = attributes.text(KIND).map(|code| format!(": {}", codes::value(KIND, &code)));
        let text = format!("Erhebung durchgeführt{}", kind.unwrap_or_default());
        vec![ChangeNote { id: self.ids.next("changes", "survey"), date, function: None, text }]
    }

    fn links(&mut self, elements: &Elements, file: &mut ForeignFile) -> Result<Linked, VeoError> {
        let process = self.process;
        let mut linked = Linked::default();
        // Data types first: what follows points to them.
        for link in process.links.iter().filter(|link| link.kind == "process_dataType") {
            self.data_type(process, link, elements)?;
        }
        for link in &process.links {
            match link.kind.as_str() {
                "process_dataType" => {}
                "process_dataTransmission" => match elements.target(process, link)? {
                    Some((index, element)) if linked.transfers.insert(index) => {
                        transfer(element, elements, self, file)?;
                        self.attributes_of(link, &element.name);
                    }
                    Some(_) => {}
                    None => self.unresolved(link, ""),
                },
                kind if RECIPIENTS.contains(&kind) => {
                    taker(process, link, &Disclosure::default(), elements, self, file)?;
                }
                "process_jointControllership" => self.joint_controller(link, elements, file, &mut linked)?,
                "process_controller" => match party(process, link, elements, file)? {
                    Some(party) => {
                        if linked.named.insert(party) {
                            linked.controllers.push(party);
                        }
                        self.attributes_of(link, &link.shown());
                    }
                    None => self.unresolved(link, ""),
                },
                "process_requiredApplications" | "process_requiredITSystems" => {
                    self.system(link, elements, file, &mut linked)?;
                }
                "process_tom" => self.measure(link, elements)?,
                element::BODY => {
                    let target = elements.target(process, link)?;
                    let name = target.map_or_else(|| link.shown(), |(_, scope)| scope.name.clone());
                    self.remainder.keep(codes::label(&link.kind), name.clone());
                    self.attributes_of(link, &name);
                    if let Some((_, scope)) = target.filter(|(index, _)| elements.first_told(*index)) {
                        tell_body(scope, elements, file)?;
                    }
                }
                _ => self.remaining_link(process, link, elements, "")?,
            }
        }
        Ok(linked)
    }

    /// The category of data that a link leads to, with the rule for its erasure.
    pub(super) fn data_type(
        &mut self,
        from: &Element,
        link: &Link,
        elements: &Elements,
    ) -> Result<ItemId, VeoError> {
        let target = elements.target(from, link)?.map(|(_, element)| element);
        let name = match (target, &link.name) {
            (Some(element), _) => element.name.clone(),
            (None, Some(name)) => name.clone(),
            (None, None) => format!("Datenart {}", link.shown()),
        };
        let mut attributes = link.attributes.clone();
        let source = link.target.clone().unwrap_or_else(|| name.clone());
        let known = self.by_element.get(&source).copied();
        let id = known.unwrap_or_else(|| self.ids.next("data_categories", &source));
        let origin = [
            attributes
                .text("process_dataType_dataOrigin")
                .map(|code| codes::value("process_dataType_dataOrigin", &code)),
            attributes.text("process_dataType_otherDataOrigin"),
        ];
        let origin: Vec<String> = origin.into_iter().flatten().collect();
        let origin = (!origin.is_empty()).then(|| origin.join(": "));
        let comment = attributes.text("process_dataType_comment");
        self.retention.extend(erasure::rule(&mut attributes, id, &source, &mut self.ids));
        if known.is_none() {
            self.by_element.insert(source, id);
            self.categories.push(category(id, name, target, origin, comment, &attributes));
            // Which protection the data need was read from what is left; it is told in the category's note.
        } else {
            let place = format!("Datenart „{}“", element::shortened(&name));
            self.remainder.keep(format!("{place}, Datenherkunft"), origin.unwrap_or_default());
            self.remainder.keep(format!("{place}, Bemerkung"), comment.unwrap_or_default());
            for (label, text) in attributes.rest() {
                self.remainder.keep(format!("{place}, {label}"), text);
            }
        }
        Ok(id)
    }

    fn joint_controller(
        &mut self,
        link: &Link,
        elements: &Elements,
        file: &mut ForeignFile,
        linked: &mut Linked,
    ) -> Result<(), VeoError> {
        let Some(party) = party(self.process, link, elements, file)? else {
            self.unresolved(link, "");
            return Ok(());
        };
        let mut attributes = link.attributes.clone();
        let arrangement = attributes
            .text("process_jointControllership_document")
            .map_or(Statement::NotStated, contract_called);
        let id = self.ids.next("joint_controllers", &party.to_string());
        linked.joint_controllers.push(JointController { id, party, tasks: None, arrangement });
        let rest = Link { attributes, ..link.clone() };
        self.attributes_of(&rest, &rest.shown());
        Ok(())
    }

    fn system(
        &mut self,
        link: &Link,
        elements: &Elements,
        file: &mut ForeignFile,
        linked: &mut Linked,
    ) -> Result<(), VeoError> {
        let target = elements.target(self.process, link)?.map(|(_, element)| element);
        let (key, system) = match (target, &link.name) {
            (Some(element), _) => (key(element), system(element)),
            (None, Some(name)) => {
                let id = link.target.clone().unwrap_or_else(|| format!("name:{name}"));
                let system =
                    System { name: name.clone(), vendor: None, part_of: None, web: None, description: None };
                (record_key("veo", &id), system)
            }
            (None, None) => {
                self.unresolved(link, "");
                return Ok(());
            }
        };
        self.attributes_of(link, &system.name);
        file.shared.entry(key).or_insert(Record::System(system));
        if linked.named.insert(key) {
            linked.systems.push(key);
        }
        Ok(())
    }

    fn measure(&mut self, link: &Link, elements: &Elements) -> Result<(), VeoError> {
        let target = elements.target(self.process, link)?.map(|(_, element)| element);
        let (text, goals) = match (target, &link.name) {
            (Some(control), _) => {
                const GOALS: &str = "control_dataProtection_objectives";
                let mut rest = Element { bookkeeping: Vec::new(), ..control.clone() };
                let stated = rest.attributes.codes(GOALS);
                let mut goals = Vec::new();
                for code in &stated {
                    if let Some(goal) = codes::goal(codes::ending(GOALS, code))
                        && !goals.contains(&goal.to_owned())
                    {
                        goals.push(goal.to_owned());
                    }
                }
                let text = match rest.description.take() {
                    Some(description) if description != control.name => {
                        format!("{}: {description}", control.name)
                    }
                    _ => control.name.clone(),
                };
                let place = format!("Maßnahme „{}“", element::shortened(&control.name));
                let stated: Vec<String> = stated.iter().map(|code| codes::value(GOALS, code)).collect();
                self.remainder.keep(format!("{place}, Schutzziele"), stated.join("; "));
                let about = rest.as_text();
                if about != control.name {
                    self.remainder.keep(place, about);
                }
                (text, goals)
            }
            (None, Some(name)) => (name.clone(), Vec::new()),
            (None, None) => {
                self.unresolved(link, "");
                return Ok(());
            }
        };
        let id = self.ids.next("measures", link.target.as_ref().unwrap_or(&text));
        self.attributes_of(link, &text);
        self.measures.push(Measure { id, text, set: None, goals, condition: None });
        Ok(())
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

    /// Keeps a link that the model has no place for: whom it names, and what it says.
    pub(super) fn remaining_link(
        &mut self,
        from: &Element,
        link: &Link,
        elements: &Elements,
        before: &str,
    ) -> Result<(), VeoError> {
        match elements.target(from, link)? {
            Some((_, element)) => {
                let label = format!("{before}{}", codes::label(&link.kind));
                self.remainder.keep(label, element.name.clone());
                self.attributes_of(link, &element.name);
                // A process stands for itself; others are told here.
                if element.kind != element::Kind::Process {
                    let about = Element { bookkeeping: Vec::new(), ..element.clone() }.as_text();
                    if about != element.name {
                        self.remainder.keep(element.place(), about);
                    }
                }
            }
            None => self.unresolved(link, before),
        }
        Ok(())
    }

    fn unresolved(&mut self, link: &Link, before: &str) {
        self.remainder.keep(format!("{before}{}", codes::label(&link.kind)), link.shown());
        self.attributes_of(link, &link.shown());
    }

    fn attributes_of(&mut self, link: &Link, target: &str) {
        for (label, text) in link.attributes.rest() {
            let kind = codes::label(&link.kind);
            self.remainder.keep(format!("{kind} „{}“, {label}", element::shortened(target)), text);
        }
    }
}

/// The responsible body's details, which belong to the organisation: told once.
fn tell_body(scope: &Element, elements: &Elements, file: &mut ForeignFile) -> Result<(), VeoError> {
    let place = format!("Verantwortliche Stelle „{}“", element::shortened(&scope.name));
    let mut text = Element { bookkeeping: Vec::new(), ..scope.clone() }.as_text();
    for link in scope.links.iter().filter(|link| link.kind != element::MEMBER) {
        if let Some((_, target)) = elements.target(scope, link)? {
            let about = Element { bookkeeping: Vec::new(), ..target.clone() }.as_text();
            if about != target.name {
                text.push_str(&format!("\n{} „{}“: {about}", codes::label(&link.kind), target.name));
            }
        }
    }
    file.leftovers.push(Leftover { place, activity: None, text });
    Ok(())
}

fn system(element: &Element) -> System {
    let rest = Element { bookkeeping: Vec::new(), ..element.clone() };
    let about = rest.as_text();
    let description = (about != element.name).then_some(about);
    System { name: element.name.clone(), vendor: None, part_of: None, web: None, description }
}

fn category(
    id: ItemId,
    name: String,
    target: Option<&Element>,
    origin: Option<String>,
    comment: Option<String>,
    link: &Attributes,
) -> DataCategory {
    let mut details = Vec::new();
    let mut notes = Vec::from_iter(comment);
    let mut sensitivity = sensitivity(link);
    notes.extend(link.rest().into_iter().map(|(label, text)| format!("{label}: {text}")));
    if let Some(element) = target {
        if sensitivity == Sensitivity::Ordinary {
            sensitivity = self::sensitivity(&element.attributes);
        }
        let mut rest = Element { bookkeeping: Vec::new(), ..element.clone() };
        if let Some(description) = rest.description.take() {
            match enumerated(&description) {
                Some(items) => details = items,
                None => notes.insert(0, description),
            }
        }
        let about = rest.as_text();
        if about != element.name {
            notes.push(about);
        }
    }
    DataCategory {
        id,
        name,
        details,
        enumeration: Enumeration::Closed,
        condition: None,
        sensitivity,
        identifiability: Identifiability::Personal,
        provisions: Vec::new(),
        origin,
        note: (!notes.is_empty()).then(|| notes.join("\n")),
    }
}

/// Which protection attributes say the data need: a yes, or a code, that names Art. 9 or Art. 10.
fn sensitivity(attributes: &Attributes) -> Sensitivity {
    let says = |names: &[&str]| {
        attributes.0.iter().any(|(attribute, value)| {
            let named = |text: &str| names.iter().any(|name| text.to_lowercase().contains(name));
            match value {
                serde_json::Value::Bool(true) => named(attribute),
                serde_json::Value::String(code) => {
                    codes::is_code(code) && named(codes::ending(attribute, code))
                }
                serde_json::Value::Array(all) => all
                    .iter()
                    .filter_map(serde_json::Value::as_str)
                    .any(|code| codes::is_code(code) && named(codes::ending(attribute, code))),
                _ => false,
            }
        })
    };
    if says(&["specialcategor", "art9"]) {
        Sensitivity::Special
    } else if says(&["criminal", "art10"]) {
        Sensitivity::Criminal
    } else {
        Sensitivity::Ordinary
    }
}

/// The items of a text that does nothing but enumerate: several short ones, no sentence among them.
fn enumerated(text: &str) -> Option<Vec<String>> {
    let items: Vec<String> = text
        .split([',', ';', '\n'])
        .map(|item| item.trim().to_owned())
        .filter(|item| !item.is_empty())
        .collect();
    let short = |item: &String| item.chars().count() <= 60 && !item.contains(". ") && !item.ends_with('.');
    (items.len() > 1 && items.iter().all(short)).then_some(items)
}

/// Whether an answer only denies.
fn says_none(text: &str) -> bool {
    let text = text.trim_end_matches('.').to_lowercase();
    ["keine", "kein", "nein", "-", "–", "entfällt", "n/a", "none"].contains(&text.as_str())
}
