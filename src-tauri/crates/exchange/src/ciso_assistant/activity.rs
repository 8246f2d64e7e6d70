//! A processing as a processing activity.

use super::children::Draft;
use super::sheets::{Entry, List, Role, folded};
use super::{CisoAssistantError, TOOL, codes};
use crate::foreign::{ForeignFile, ItemIds, Leftover, MAX_ACTIVITIES, Remainder, is_storable, record_key};
use crate::native::shown;
use crate::table::Workbook;
use language::Language;
use register::activity::{ImpactAssessment, OwnRole, ProcessingActivity, Remark, RemarkKind, Status};
use register::data::Sensitivity;
use register::id::RecordId;
use register::measure::Measure;
use register::record::Record;
use register::statement::{Field, Reference, Statement};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// All processings as activities, with their rows of the other sheets.
pub(super) fn activities(
    workbook: &Workbook,
    lists: &BTreeMap<Role, List<'_>>,
) -> Result<ForeignFile, CisoAssistantError> {
    let Some(list) = lists.get(&Role::Processings) else { return Err(CisoAssistantError::OtherFormat) };
    let mut file = ForeignFile { tool: TOOL.to_owned(), ..ForeignFile::default() };
    let mut drafts: Vec<Draft<'_, '_>> = Vec::new();
    let mut times: HashMap<RecordId, u32> = HashMap::new();
    for entry in list.entries() {
        if entry.look(&["name"]).is_none() && entry.look(&["ref_id"]).is_none() {
            tell(&entry, &mut file.leftovers);
            continue;
        }
        if drafts.len() == MAX_ACTIVITIES {
            return Err(CisoAssistantError::TooManyProcessings { place: shown(&entry.place()) });
        }
        let key = unused(key(&entry), &entry, &mut times);
        let name = entry.look(&["name", "ref_id"]).unwrap_or_default();
        let called = format!("Verarbeitung „{}“", name.chars().take(60).collect::<String>());
        drafts.push(Draft::new(ItemIds::new(key), Remainder::new(key, called), key, entry));
    }
    if drafts.is_empty() {
        return Err(CisoAssistantError::NoProcessing { sheet: shown(&list.sheet.name) });
    }
    let names = names(&drafts);
    for (role, list) in lists.iter().filter(|(role, _)| **role != Role::Processings) {
        file.leftovers.extend(list.outside());
        for mut entry in list.entries() {
            match owner(&mut entry, &names, drafts.len()).and_then(|index| drafts.get_mut(index)) {
                Some(draft) => draft.row(*role, entry),
                None => tell(&entry, &mut file.leftovers),
            }
        }
    }
    file.leftovers.extend(list.outside());
    let mut domains = BTreeSet::new();
    for draft in drafts {
        domains.extend(draft.processing.look(&["domain", "folder"]).map(str::to_owned));
        let (key, activity) = finish(draft, &mut file);
        if !is_storable(&activity) {
            return Err(CisoAssistantError::TooLargeRecord { place: shown(&activity.title) });
        }
        file.activities.push((key, activity));
    }
    if let Some(record) = file.shared.values().find(|record| !is_storable(*record)) {
        return Err(CisoAssistantError::TooLargeRecord { place: shown(record.title()) });
    }
    if domains.len() == 1 {
        file.organisation = domains.pop_first();
    }
    let used: BTreeSet<usize> = lists.values().map(|list| list.index).collect();
    for (_, sheet) in workbook.sheets.iter().enumerate().filter(|(index, _)| !used.contains(index)) {
        for (row, cells) in sheet.rows.iter().enumerate() {
            let texts: Vec<&str> = cells.iter().map(String::as_str).filter(|text| !text.is_empty()).collect();
            if !texts.is_empty() {
                let place = format!("{}, Zeile {}", sheet.name, row + 1);
                file.leftovers.push(Leftover { place, activity: None, text: texts.join(" | ") });
            }
        }
    }
    Ok(file)
}

/// The key of a processing: its id there, its reference, its name.
fn key(entry: &Entry<'_, '_>) -> RecordId {
    match (entry.look(&["internal_id", "id", "uuid"]), entry.look(&["ref_id"])) {
        (Some(id), _) => record_key("ciso_assistant", id),
        (None, Some(reference)) => record_key("ciso_assistant", &format!("ref:{reference}")),
        (None, None) => {
            record_key("ciso_assistant", &format!("name:{}", entry.look(&["name"]).unwrap_or_default()))
        }
    }
}

fn unused(key: RecordId, entry: &Entry<'_, '_>, times: &mut HashMap<RecordId, u32>) -> RecordId {
    let times = times.entry(key).or_default();
    *times += 1;
    match *times {
        1 => key,
        times => {
            let name = entry.look(&["name"]).unwrap_or_default();
            record_key("ciso_assistant", &format!("{key}\u{0}{name}\u{0}{times}"))
        }
    }
}

/// The processings by what rows of other sheets may call them; `None` where several are called so.
fn names(drafts: &[Draft<'_, '_>]) -> HashMap<String, Option<usize>> {
    let mut names = HashMap::new();
    for (index, draft) in drafts.iter().enumerate() {
        let called = [&["internal_id", "id", "uuid"][..], &["ref_id"], &["name"]];
        let called: BTreeSet<String> =
            called.iter().filter_map(|headings| draft.processing.look(headings)).map(folded).collect();
        for name in called {
            names.entry(name).and_modify(|known| *known = None).or_insert(Some(index));
        }
    }
    names
}

/// The processing a row belongs to: the one it names, or the only one.
fn owner(
    entry: &mut Entry<'_, '_>,
    names: &HashMap<String, Option<usize>>,
    processings: usize,
) -> Option<usize> {
    const HEADINGS: [&str; 5] =
        ["processing", "processing_ref_id", "processing_id", "processing_internal_id", "processing_name"];
    let mut owner = None;
    for heading in HEADINGS {
        let Some(name) = entry.look(&[heading]) else { continue };
        let found = names.get(&folded(name)).copied().flatten();
        if found.is_some() && (owner.is_none() || owner == found) {
            owner = found;
            entry.take(&[heading]);
        }
    }
    let says_another = HEADINGS.iter().any(|heading| entry.look(&[heading]).is_some());
    owner.or((processings == 1 && !says_another).then_some(0))
}

fn tell(entry: &Entry<'_, '_>, leftovers: &mut Vec<Leftover>) {
    for (heading, text) in entry.rest() {
        leftovers.push(Leftover { place: format!("{}, {heading}", entry.place()), activity: None, text });
    }
}

fn finish(mut draft: Draft<'_, '_>, file: &mut ForeignFile) -> (RecordId, ProcessingActivity) {
    let reference = draft.processing.take(&["ref_id"]);
    let name = draft.processing.take(&["name"]);
    let title = name.or_else(|| reference.clone()).unwrap_or_default();
    draft.remainder.keep("Referenz", reference.unwrap_or_default());
    // The key was made of it.
    draft.processing.take(&["internal_id", "id", "uuid"]);
    let description = draft.processing.take(&["description"]);
    let status = status(&mut draft);
    let mut remarks = nature(&mut draft);
    measures(&mut draft);
    let impact_assessment = impact(&mut draft, &mut remarks);
    let stated = draft.processing.look(&["legal_basis"]).filter(|basis| !codes::says_nothing(basis));
    if let Some(basis) = stated.map(str::to_owned) {
        draft.processing.take(&["legal_basis"]);
        draft.legal_basis(&basis, None, None);
    }
    let sensitive = draft.processing.take_flag("has_sensitive_personal_data");
    let known = draft.categories.iter().any(|category| category.sensitivity != Sensitivity::Ordinary);
    let sensitive_data = match sensitive {
        Some(true) if !known => {
            Statement::Given { value: "Sensible Daten laut CISO Assistant, ohne nähere Angabe".to_owned() }
        }
        stated => {
            // The tool says "no" where nobody has answered; a "yes" stands with the categories.
            let answer = stated.map_or("", |stated| if stated { "ja" } else { "nein" });
            draft.remainder.keep(label("has_sensitive_personal_data"), answer);
            Statement::NotStated
        }
    };
    for (heading, text) in draft.processing.rest() {
        draft.remainder.keep(label(&heading), told(text));
    }
    let key = draft.key;
    let lists = draft.close(TOOL);
    file.leftovers.extend(lists.leftovers);
    for (key, record) in lists.shared {
        match (file.shared.get_mut(&key), record) {
            // Only one of several mentions may say the country.
            (Some(Record::Party(known)), Record::Party(party)) => {
                if let (Some(one), Some(other)) = (&known.country, &party.country)
                    && one != other
                {
                    let place = format!("Stelle „{}“", known.name);
                    let text = format!("Land: {}", Language::german().country(other));
                    file.leftovers.push(Leftover { place, activity: None, text });
                }
                known.country = known.country.take().or(party.country);
            }
            (_, record) => drop(file.shared.insert(key, record)),
        }
    }
    let mut common = lists.common;
    common.remarks = remarks;
    let activity = ProcessingActivity {
        register: key,
        position: 0,
        title,
        other_names: Vec::new(),
        description,
        systems: Vec::new(),
        own_role: OwnRole::default(),
        status,
        file_reference: Statement::NotStated,
        introduced_on: Statement::NotStated,
        next_review: None,
        department: Statement::NotStated,
        contact: Statement::NotStated,
        joint_controllers: lists.joint_controllers,
        common,
        groups: Vec::new(),
        engagements: lists.engagements,
        measures: lists.measures,
        sensitive_data,
        impact_assessment,
        threshold_test: Statement::NotStated,
        acknowledgements: Vec::new(),
        information: Default::default(),
        documents: Vec::new(),
        dpo_opinion: None,
        changes: Vec::new(),
        internal_note: lists.internal_note,
        origin: None,
        validity: Default::default(),
    };
    (key, activity)
}

fn status(draft: &mut Draft<'_, '_>) -> Status {
    let Some(text) = draft.processing.take(&["status"]) else { return Status::default() };
    let stage = codes::stage(&text);
    // What the model has no stage for is told, too.
    if stage.is_none() || codes::bare(&text) == "in_review" {
        draft.remainder.keep("Status", codes::german(&text));
    }
    Status { stage: stage.unwrap_or_default(), function: None, date: None }
}

fn nature(draft: &mut Draft<'_, '_>) -> Vec<Remark> {
    let Some(text) = draft.processing.take(&["processing_nature", "nature"]) else { return Vec::new() };
    let natures: Vec<String> = parts(&text).map(|part| draft.spoken("nature", part)).collect();
    vec![Remark {
        id: draft.ids.next("remarks", "nature"),
        kind: RemarkKind::Description,
        topic: Some("Art der Verarbeitung".to_owned()),
        text: natures.join(", "),
    }]
}

fn measures(draft: &mut Draft<'_, '_>) {
    let headings = ["associated_controls", "applied_controls", "controls"];
    let text = draft.processing.take(&headings).unwrap_or_default();
    if codes::says_none(&text) {
        draft.remainder.keep(label("controls"), text);
        return;
    }
    for text in parts(&text) {
        let id = draft.ids.next("measures", text);
        let measure = Measure { id, text: text.to_owned(), set: None, goals: Vec::new(), condition: None };
        draft.measures.push(measure);
    }
}

fn impact(draft: &mut Draft<'_, '_>, remarks: &mut Vec<Remark>) -> Field<ImpactAssessment> {
    let required = draft.processing.take_flag("dpia_required");
    let reference = draft.processing.take(&["dpia_reference"]);
    let label = label("dpia_required");
    let place = reference.clone().filter(|text| !codes::says_none(text));
    match (required, &place) {
        // That one is needed does not say whether there is one.
        (Some(true), None) => remarks.push(Remark {
            id: draft.ids.next("remarks", "dpia_required"),
            kind: RemarkKind::Description,
            topic: Some(label),
            text: "ja; ob sie durchgeführt ist, ist nicht angegeben".to_owned(),
        }),
        // The tool says "no" where nobody has answered.
        (Some(required), _) => draft.remainder.keep(label, if required { "ja" } else { "nein" }),
        (None, _) => {}
    }
    match place {
        Some(place) => Field::Own(Statement::ByReference { to: Reference { document: None, place } }),
        None => {
            let told = reference.unwrap_or_default();
            draft.remainder.keep("Datenschutz-Folgenabschätzung, Fundstelle", told);
            Field::default()
        }
    }
}

/// The parts of a cell with several values: lines, or what stands between bars or commas.
pub(super) fn parts(text: &str) -> impl Iterator<Item = &str> {
    let separator = ['\n', '|', ','].into_iter().find(|separator| text.contains(*separator)).unwrap_or('\n');
    text.split(separator).map(str::trim).filter(|part| !part.is_empty())
}

/// What stands in a cell, in words where it is a code, a yes or a no.
pub(super) fn told(text: String) -> String {
    match text.to_lowercase().as_str() {
        "true" => "ja".to_owned(),
        "false" => "nein".to_owned(),
        _ if codes::is_code(&text) && !codes::is_known(&text) => format!("{} ({text})", codes::german(&text)),
        _ if codes::is_code(&text) => codes::german(&text),
        _ => text,
    }
}

/// A heading in German, when it is one of the tool's.
pub(super) fn label(heading: &str) -> String {
    let known = match folded(heading).as_str() {
        "information_channel" => "Informationskanal",
        "usage_channel" => "Nutzungskanal",
        "assigned_to" => "Zugewiesen an",
        "labels" | "filtering_labels" => "Schlagwörter",
        "domain" | "folder" => "Bereich",
        "perimeters" | "perimeter" => "Geltungsbereich",
        "internal_id" | "id" => "Kennung in CISO Assistant",
        "description" => "Beschreibung",
        "category" => "Kategorie",
        "is_sensitive" => "Sensibel",
        "retention" => "Aufbewahrung",
        "deletion_policy" => "Löschung",
        "legal_basis" => "Rechtsgrundlage",
        "country" => "Land",
        "entity" => "Stelle",
        "assets" => "Werte (Assets)",
        "evidences" => "Nachweise",
        "documentation_link" => "Unterlagen",
        "name" => "Bezeichnung",
        "ref_id" => "Referenz",
        "status" => "Status",
        "processing" => "Verarbeitung",
        "processing_nature" | "nature" => "Art der Verarbeitung",
        "article_9_condition" => "Bedingung nach Art. 9 Abs. 2 DSGVO",
        "relationship_type" => "Beziehung",
        "transfer_mechanism" => "Instrument der Übermittlung",
        "guarantees" | "safeguards" => "Garantien",
        "dpia_required" => "Datenschutz-Folgenabschätzung erforderlich",
        "dpia_reference" => "Datenschutz-Folgenabschätzung, Fundstelle",
        "has_sensitive_personal_data" => "Sensible Daten",
        "associated_controls" | "applied_controls" | "controls" => "Maßnahmen",
        "author" => "Verfasst von",
        "owner" => "Zuständig",
        "created_at" => "Angelegt am",
        "updated_at" => "Geändert am",
        _ => return heading.to_owned(),
    };
    known.to_owned()
}
