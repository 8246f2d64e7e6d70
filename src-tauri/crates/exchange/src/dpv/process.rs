//! One activity as a process.

use super::{Node, german, item_iri, record_iri, reference, vocabulary};
use crate::register_view::{Select, Sheet};
use register::activity::OwnRole;
use register::citation::{self, Reading};
use register::data::{DataCategory, Identifiability, Sensitivity};
use register::engagement::{Engagement, EngagementRole, Location};
use register::id::{ItemId, RecordId};
use register::legal_basis::LegalBasis;
use register::recipient::{Destination, Recipient, Transfer};
use register::resolve::{Item, Place, Placed, ResolvedList, Standing};
use register::retention::{Period, PeriodUnit, RetentionRule};
use register::statement::Selection;
use serde_json::{Value, json};

/// The process of an activity.
pub(super) fn process(sheet: &Sheet<'_>) -> Value {
    let view = sheet.view;
    let mut node = Node::new(record_iri(sheet.id), &["dpv:Process"]);
    node.text("dct:title", &sheet.title);
    if let Some(activity) = sheet.activity {
        node.text("dct:description", activity.description.as_deref().unwrap_or_default());
        roles(sheet, &mut node, &activity.own_role);
        let joint = activity.joint_controllers.given().into_iter().flatten();
        node.list("dpv:hasDataController", joint.map(|joint| reference(record_iri(joint.party))));
        for system in &activity.systems {
            let mut technology = Node::new(record_iri(*system), &["dpv:Technology"]);
            technology.text("skos:prefLabel", &view.title(*system));
            node.set("dpv:isImplementedUsingTechnology", technology.value());
        }
    }
    states(sheet, &mut node);
    purposes(sheet, &mut node);
    legal_bases(sheet, &mut node);
    for group in &sheet.resolved.groups {
        let iri = item_iri(sheet.id, group.group.id);
        let mut subject = Node::new(iri, &["dpv:DataSubject"]);
        subject.text("skos:prefLabel", &group.group.name);
        subject.comment(&view.word("cell-condition"), group.group.condition.as_deref());
        node.set("dpv:hasDataSubject", subject.value());
    }
    for placed in sheet.covering(|scope| &scope.data_subjects, |it| &it.data, None) {
        let mut subject = item(sheet, &placed, &["dpv:DataSubject"]);
        subject.text("skos:prefLabel", &placed.item.name);
        subject.comment(&view.word("cell-condition"), placed.item.condition.as_deref());
        concerns(sheet, &mut subject, &placed.item.data);
        node.set("dpv:hasDataSubject", subject.value());
    }
    for placed in sheet.covering(|scope| &scope.data_categories, |_| &Selection::All, None) {
        let (property, category) = data_category(sheet, &placed);
        node.set(property, category);
    }
    for placed in sheet.covering(|scope| &scope.recipients, |it| &it.data, None) {
        node.set("dpv:hasRecipient", recipient(sheet, &placed));
    }
    for placed in &sheet.resolved.engagements.items {
        let (property, party) = engagement(sheet, placed);
        node.set(property, party);
    }
    for placed in sheet.covering(|scope| &scope.transfers, |it| &it.data, None) {
        if let Destination::Country { country } = &placed.item.destination
            && let Some(country) = vocabulary::country(country)
        {
            node.set("dpv:hasThirdCountry", reference(country));
        }
        node.set("dpv:hasProcess", transfer(sheet, &placed));
    }
    for placed in sheet.covering(|scope| &scope.retention, |it| &it.data, None) {
        node.set("dpv:hasStorageCondition", storage(sheet, &placed));
    }
    measures(sheet, &mut node);
    let rights = sheet.information_list(|information| &information.rights);
    let rights = rights.items.iter().filter(|placed| placed.item.excluded.is_none());
    let mut terms: Vec<&str> = rights.filter_map(|placed| vocabulary::right(placed.item.right)).collect();
    terms.sort_unstable();
    terms.dedup();
    node.list("dpv:hasRight", terms.into_iter().map(reference));
    node.value()
}

/// Who decides and who works on behalf, by the organisation's own role.
fn roles(sheet: &Sheet<'_>, node: &mut Node, role: &OwnRole) {
    let own = reference(record_iri(sheet.view.input.id));
    match role {
        OwnRole::Controller => {
            node.set("dpv:hasDataController", own);
        }
        OwnRole::Processor { controllers, .. } => {
            let parties = controllers.iter().map(|party| reference(record_iri(*party)));
            node.list("dpv:hasDataController", parties).set("dpv:hasDataProcessor", own);
        }
        OwnRole::OtherController { party } => {
            node.set("dpv:hasDataController", reference(record_iri(*party))).set("dpv:hasEntity", own);
        }
        OwnRole::Unclear { .. } => {
            node.set("dpv:hasEntity", own);
        }
    }
}

/// Fields that are denied, not required, referred to or announced, as comments.
fn states(sheet: &Sheet<'_>, node: &mut Node) {
    scoped(sheet, node, "column-purposes", |scope| &scope.purposes);
    scoped(sheet, node, "column-legal-bases", |scope| &scope.legal_bases);
    scoped(sheet, node, "column-data-subjects", |scope| &scope.data_subjects);
    scoped(sheet, node, "column-data-categories", |scope| &scope.data_categories);
    scoped(sheet, node, "column-recipients", |scope| &scope.recipients);
    scoped(sheet, node, "column-transfers", |scope| &scope.transfers);
    scoped(sheet, node, "column-retention", |scope| &scope.retention);
    state(sheet, node, "column-processors", &sheet.resolved.engagements, Place::Common);
    state(sheet, node, "column-measures", &sheet.resolved.measures, Place::Common);
}

fn scoped<'a, T: Item>(sheet: &Sheet<'a>, node: &mut Node, label: &str, list: Select<'a, T>) {
    for (place, list) in sheet.speaking(list) {
        state(sheet, node, label, list, place);
    }
}

fn state<T>(sheet: &Sheet<'_>, node: &mut Node, label: &str, list: &ResolvedList<'_, T>, place: Place) {
    if !matches!(list.standing, Standing::Given | Standing::NotStated) {
        let label = sheet.view.word(label);
        let group = sheet.group(place);
        let label = if group.is_empty() { label } else { format!("{label}, {group}") };
        node.comment(&label, Some(&sheet.state(list, place)));
    }
}

/// The node of an item.
fn item<T: Item>(sheet: &Sheet<'_>, placed: &Placed<'_, T>, types: &[&str]) -> Node {
    Node::new(item_iri(sheet.owner(placed.stated_in), placed.item.id()), types)
}

/// The categories of data that an item is limited to.
fn concerns(sheet: &Sheet<'_>, node: &mut Node, selection: &Selection) {
    let owner = |id: ItemId| -> RecordId {
        let mut categories = sheet.resolved.scopes().flat_map(|scope| &scope.data_categories.items);
        let stated = categories.find(|placed| placed.item.id == id).map(|placed| placed.stated_in);
        sheet.owner(stated.unwrap_or(Place::Organisation))
    };
    let named = selection.named().iter().map(|id| reference(item_iri(owner(*id), *id)));
    node.list("dpv:hasPersonalData", named);
}

fn purposes(sheet: &Sheet<'_>, node: &mut Node) {
    for placed in sheet.covering(|scope| &scope.purposes, |it| &it.data, None) {
        let mut purpose = item(sheet, &placed, &["dpv:Purpose"]);
        purpose.text("skos:prefLabel", &placed.item.text);
        purpose.comment(&sheet.view.word("cell-condition"), placed.item.condition.as_deref());
        concerns(sheet, &mut purpose, &placed.item.data);
        node.set("dpv:hasPurpose", purpose.value());
    }
}

/// Each legal basis as a node in its own words, and the terms of the vocabulary that it falls under.
fn legal_bases(sheet: &Sheet<'_>, node: &mut Node) {
    let mut all = Vec::new();
    for placed in sheet.covering(|scope| &scope.legal_bases, |it| &it.data, None) {
        let terms = terms(placed.item);
        let mut types = vec!["dpv:LegalBasis"];
        types.extend(terms.iter().map(String::as_str));
        let mut basis = item(sheet, &placed, &types);
        basis
            .text("skos:prefLabel", &sheet.view.chain(placed.item, |citation| sheet.view.standard(citation)));
        for citation in &placed.item.chain {
            basis.text("dct:source", &citation.wording);
        }
        let view = sheet.view;
        basis.comment(&view.word("cell-condition"), placed.item.condition.as_deref());
        basis.comment(&view.word("cell-channel"), placed.item.channel.as_deref());
        let interest = placed.item.legitimate_interest.as_deref();
        basis.comment(&view.word("column-legitimate-interest"), interest);
        basis.comment(&view.word("column-note"), placed.item.note.as_deref());
        concerns(sheet, &mut basis, &placed.item.data);
        node.set("dpv:hasLegalBasis", basis.value());
        all.extend(terms);
    }
    let mut seen: Vec<String> = Vec::new();
    for term in all {
        if !seen.contains(&term) {
            seen.push(term.clone());
            node.set("dpv:hasLegalBasis", reference(term));
        }
    }
}

fn terms(basis: &LegalBasis) -> Vec<String> {
    let readings = basis.chain.iter().map(|citation| citation::parse(&citation.wording));
    let mut terms: Vec<String> = basis.ground.iter().map(|it| vocabulary::ground(*it).to_owned()).collect();
    for term in vocabulary::legal_bases(&Reading::chain(readings)) {
        if !terms.contains(&term) {
            terms.push(term);
        }
    }
    terms
}

fn data_category(sheet: &Sheet<'_>, placed: &Placed<'_, DataCategory>) -> (&'static str, Value) {
    let (view, category) = (sheet.view, placed.item);
    let mut types = Vec::new();
    match category.identifiability {
        Identifiability::Personal => types.push("dpv:PersonalData"),
        Identifiability::Pseudonymous => types.extend(["dpv:PersonalData", "dpv:PseudonymisedData"]),
        Identifiability::Anonymous => types.push("dpv:AnonymisedData"),
    }
    match category.sensitivity {
        Sensitivity::Ordinary => {}
        Sensitivity::Special => types.push("dpv:SpecialCategoryPersonalData"),
        Sensitivity::Criminal => types.push("dpv:SensitivePersonalData"),
    }
    let mut node = item(sheet, placed, &types);
    node.text("skos:prefLabel", &category.name);
    for detail in &category.details {
        node.text("dct:description", detail);
    }
    if category.sensitivity != Sensitivity::Ordinary {
        node.text("rdfs:comment", &view.language.name(&category.sensitivity));
    }
    node.comment(&view.word("cell-condition"), category.condition.as_deref());
    node.comment(&view.word("column-note"), category.note.as_deref());
    if let Some(origin) = &category.origin {
        let source = json!({ "@type": ["dpv:DataSource"], "skos:prefLabel": [german(origin)] });
        node.set("dpv:hasDataSource", source);
    }
    let anonymous = category.identifiability == Identifiability::Anonymous;
    (if anonymous { "dpv:hasData" } else { "dpv:hasPersonalData" }, node.value())
}

fn recipient(sheet: &Sheet<'_>, placed: &Placed<'_, Recipient>) -> Value {
    let (view, recipient) = (sheet.view, placed.item);
    let mut node = item(sheet, placed, &["dpv:Recipient"]);
    node.text("skos:prefLabel", &recipient.name);
    let members = view.language.enumerated(&recipient.examples, recipient.enumeration);
    node.text("dct:description", &members.unwrap_or_default());
    node.text("rdfs:comment", &view.language.name(&recipient.role));
    node.comment(&view.word("cell-occasion"), recipient.occasion.as_deref());
    node.comment(&view.word("cell-condition"), recipient.condition.as_deref());
    node.comment(&view.word("column-note"), recipient.note.as_deref());
    node.list("dpv:hasEntity", recipient.party.map(|party| reference(record_iri(party))));
    concerns(sheet, &mut node, &recipient.data);
    node.value()
}

fn engagement(sheet: &Sheet<'_>, placed: &Placed<'_, Engagement>) -> (&'static str, Value) {
    let (view, engagement) = (sheet.view, placed.item);
    let (property, types): (_, &[&str]) = match engagement.role {
        EngagementRole::Processor => ("dpv:hasDataProcessor", &["dpv:DataProcessor"]),
        EngagementRole::SubProcessor => ("dpv:hasDataProcessor", &["dpv:DataSubProcessor"]),
        EngagementRole::JointController => ("dpv:hasDataController", &["dpv:DataController"]),
        EngagementRole::Controller => ("dpv:hasRecipientDataController", &["dpv:DataController"]),
        EngagementRole::Unclear => ("dpv:hasRecipient", &["dpv:Recipient"]),
    };
    let mut node = item(sheet, placed, types);
    node.text("skos:prefLabel", &view.engaged(engagement));
    node.text("dct:description", engagement.service.as_deref().unwrap_or_default());
    node.list("dpv:hasEntity", engagement.party.map(|party| reference(record_iri(party))));
    let place = match &engagement.processing_location {
        Location::Country { country } => vocabulary::country(country),
        Location::Eea => Some("loc:EEA".to_owned()),
        Location::NotStated => None,
    };
    node.list("dpv:hasLocation", place.map(reference));
    node.comment(&view.word("column-contract"), Some(&view.contract(&engagement.contract)));
    node.comment(&view.word("cell-condition"), engagement.condition.as_deref());
    node.comment(&view.word("column-note"), engagement.note.as_deref());
    concerns(sheet, &mut node, &engagement.data);
    (property, node.value())
}

fn transfer(sheet: &Sheet<'_>, placed: &Placed<'_, Transfer>) -> Value {
    let (view, transfer) = (sheet.view, placed.item);
    let mut node = item(sheet, placed, &["dpv:Process"]);
    node.set("dpv:hasProcessing", reference("dpv:Transfer"));
    let mut importer = transfer.recipient.clone();
    let mut types = vec!["dpv:DataImporter"];
    match &transfer.destination {
        Destination::Country { country } => match vocabulary::country(country) {
            Some(term) => {
                node.set("dpv:hasThirdCountry", reference(term));
            }
            None => {
                node.comment(&view.word("column-destination"), Some(&view.language.country(country)));
            }
        },
        Destination::InternationalOrganisation { name } => {
            types.push("dpv:InternationalOrganisation");
            importer = Some(match importer {
                Some(recipient) => format!("{name}, {recipient}"),
                None => name.clone(),
            });
        }
        Destination::Unnamed => {
            node.text("rdfs:comment", &view.word("mark-unnamed-country"));
        }
    }
    if let Some(importer) = importer {
        node.set("dpv:hasDataImporter", json!({ "@type": types, "dpv:hasName": [german(&importer)] }));
    }
    if let Some(instrument) = transfer.instrument {
        node.set("dpv:hasLegalBasis", reference(vocabulary::instrument(instrument)));
        node.text("rdfs:comment", &view.language.name(&instrument));
    }
    let evidence = citation::parse(transfer.evidence.as_deref().unwrap_or_default());
    node.list("dpv:hasLegalBasis", vocabulary::legal_bases(&evidence).into_iter().map(reference));
    node.comment(&view.word("column-evidence"), transfer.evidence.as_deref());
    node.comment(&view.word("cell-condition"), transfer.condition.as_deref());
    node.comment(&view.word("column-note"), transfer.note.as_deref());
    concerns(sheet, &mut node, &transfer.data);
    node.value()
}

fn storage(sheet: &Sheet<'_>, placed: &Placed<'_, RetentionRule>) -> Value {
    let (language, rule) = (sheet.view.language, placed.item);
    let mut node = item(sheet, placed, &["dpv:StorageCondition"]);
    node.text("skos:prefLabel", &language.sentence(rule, &sheet.rules));
    node.text("dct:title", rule.name.as_deref().unwrap_or_default());
    let parts = language.rule(rule, &sheet.rules);
    for part in parts.exceptions.iter().chain(&parts.reason).chain(&parts.note) {
        node.text("rdfs:comment", part);
    }
    for norm in &rule.norms {
        node.text("dct:source", &norm.wording);
    }
    let kind = match &rule.period {
        Period::Span { .. } => Some("dpv:TemporalDuration"),
        Period::WithEvent | Period::WhileState { .. } => Some("dpv:UntilEventDuration"),
        Period::Unlimited | Period::KeptNotErased => Some("dpv:EndlessDuration"),
        Period::AsNeeded { .. } | Period::RuledElsewhere { .. } | Period::NotStated => {
            Some("dpv:IndeterminateDuration")
        }
        Period::NotStored => None,
    };
    if let Some(kind) = kind {
        let mut duration = json!({ "@type": [kind], "skos:prefLabel": [german(&parts.headline)] });
        if let (Period::Span { amount, unit }, Some(members)) = (&rule.period, duration.as_object_mut()) {
            let span = span(amount.get(), *unit);
            members.insert("rdf:value".into(), json!([{ "@type": "xsd:duration", "@value": span }]));
        }
        node.set("dpv:hasDuration", duration);
    }
    concerns(sheet, &mut node, &rule.data);
    node.value()
}

/// A span as an XML Schema duration, which has no weeks.
fn span(amount: u16, unit: PeriodUnit) -> String {
    crate::tilt::duration(amount, unit)
}

fn measures(sheet: &Sheet<'_>, node: &mut Node) {
    let view = sheet.view;
    for placed in &sheet.resolved.measures.items {
        let mut measure = item(sheet, placed, &["dpv:TechnicalOrganisationalMeasure"]);
        measure.text("skos:prefLabel", &placed.item.text);
        measure.comment(&view.word("cell-condition"), placed.item.condition.as_deref());
        for goal in &placed.item.goals {
            measure.comment(&view.word("column-goals"), Some(&view.language.goal(goal)));
        }
        if let Some(set) = placed.item.set {
            measure.text("dct:title", &view.title(set));
            let members = view.measure_set(set).and_then(|set| set.measures.given());
            for member in members.into_iter().flatten() {
                measure.text("dct:description", &member.text);
            }
        }
        node.set("dpv:hasTechnicalOrganisationalMeasure", measure.value());
    }
}
