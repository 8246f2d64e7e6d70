//! Elements wherever they stand in a file, in whichever of the layouts.

use super::VeoError;
use super::element::{Attributes, Element, IMPLEMENTATION, Kind, Link, MEMBER, PART, RISK};
use super::labels::label;
use super::values::{is_address, reference, text, texts};
use crate::native::shown;
use serde_json::{Map, Value};
use std::collections::{BTreeSet, HashMap};

/// Members of a file that define the domain instead of saying something about an organisation.
const DEFINITIONS: [&str; 9] = [
    "elementTypeDefinitions",
    "riskDefinitions",
    "translations",
    "decisions",
    "inspections",
    "incarnationConfiguration",
    "controlImplementationConfiguration",
    "attributeSchemas",
    "breakingChanges",
];

/// Members of an element that the server keeps for itself.
const BOOKKEEPING: [&str; 12] = [
    "owner",
    "riskDefinition",
    "designator",
    "createdAt",
    "createdBy",
    "updatedAt",
    "updatedBy",
    "version",
    "namespace",
    "displayName",
    "domainTemplate",
    "id",
];

/// What was found in a document.
#[derive(Default)]
pub(super) struct Found {
    /// The elements in the order of the file.
    pub(super) all: Vec<Element>,
    /// The name of the unit.
    pub(super) unit: Option<String>,
    /// What stands beside the elements.
    pub(super) other: Vec<(String, String)>,
    /// Places in `all` by id; the item of a catalogue and the element in it have one each.
    pub(super) by_id: HashMap<String, usize>,
    /// Links that an element declares on behalf of another one: that one's id, and the link.
    pub(super) outside: Vec<(String, Link)>,
}

/// Looks for elements all through a document.
pub(super) fn find(document: Value) -> Result<Found, VeoError> {
    let mut found = Found::default();
    found.walk(document, &mut Vec::new())?;
    Ok(found)
}

impl Found {
    /// Looks through a value. `at` is the way from the file's beginning.
    fn walk(&mut self, value: Value, at: &mut Vec<String>) -> Result<(), VeoError> {
        match value {
            Value::Array(items) => {
                for (index, item) in items.into_iter().enumerate() {
                    at.push(index.to_string());
                    self.walk(item, at)?;
                    at.pop();
                }
            }
            Value::Object(members) => self.walk_object(members, at)?,
            _ => {}
        }
        Ok(())
    }

    fn walk_object(&mut self, mut members: Map<String, Value>, at: &mut Vec<String>) -> Result<(), VeoError> {
        // The item of an older catalogue wraps its element, and its references belong to that.
        if let Some(Value::Object(element)) = members.get("element")
            && kind(element, at).is_some()
            && let Some(Value::Object(mut element)) = members.remove("element")
        {
            if let Some(references) = members.remove("tailoringReferences") {
                element.insert("tailoringReferences".into(), references);
            }
            let alias = members.get("id").and_then(Value::as_str).map(str::to_lowercase);
            return self.element(element, alias, at);
        }
        if kind(&members, at).is_some() {
            return self.element(members, None, at);
        }
        let inside = at.last().map_or("", String::as_str);
        if let Some(name) = text(members.get("name")) {
            if inside == "unit" || members.contains_key("units") {
                self.unit.get_or_insert(name.clone());
            }
            if let Some(description) = text(members.get("description")) {
                self.other.push((format!("„{name}“"), description));
            }
        }
        for (name, member) in members {
            if name == "risks" {
                self.risks(member);
            } else if !DEFINITIONS.contains(&name.as_str()) {
                at.push(name);
                self.walk(member, at)?;
                at.pop();
            }
        }
        Ok(())
    }

    /// Risks that stand beside the elements: each belongs to the process, asset or scope that it names.
    fn risks(&mut self, risks: Value) {
        for risk in listed(risks) {
            let mut risk = match risk {
                Value::Object(risk) => risk,
                other => {
                    texts("Risiko", "", &other, &mut self.other);
                    continue;
                }
            };
            let bearer = ["process", "asset", "scope"].iter().find_map(|name| {
                let (id, _) = reference(risk.get(*name)?)?;
                Some((*name, id?))
            });
            match bearer {
                Some((name, id)) => {
                    risk.remove(name);
                    self.outside.extend(risk_links(risk).into_iter().map(|link| (id.clone(), link)));
                }
                None => texts("Risiko", "", &Value::Object(risk), &mut self.other),
            }
        }
    }

    fn element(
        &mut self,
        mut members: Map<String, Value>,
        alias: Option<String>,
        at: &[String],
    ) -> Result<(), VeoError> {
        let Some(kind) = kind(&members, at) else { return Ok(()) };
        let place = || shown(&format!("/{}", at.join("/")));
        let mut rest = Vec::new();
        let mut stated = |name| stated(&mut members, name, &mut rest);
        let mut element = Element {
            kind,
            id: stated("id").map(|id| id.to_lowercase()),
            name: stated("name").unwrap_or_default(),
            abbreviation: stated("abbreviation"),
            description: stated("description"),
            sub_type: stated("subType"),
            status: stated("status"),
            attributes: Attributes::default(),
            links: Vec::new(),
            rest,
            bookkeeping: Vec::new(),
            impact_needed: None,
            weight: 0,
        };
        for name in ["type", "elementType"] {
            members.remove(name);
        }
        take_layer(&mut element, &mut members);
        match members.remove("domains") {
            Some(Value::Object(domains)) => {
                for (_, domain) in domains {
                    if let Value::Object(mut domain) = domain {
                        take_domain(&mut element, &mut domain);
                    }
                }
            }
            Some(domains) => texts("Domäne", "", &domains, &mut element.rest),
            None => {}
        }
        for (member, link) in [("parts", PART), ("members", MEMBER)] {
            if let Some(Value::Array(targets)) = members.remove(member) {
                element.links.extend(targets.into_iter().filter_map(|target| {
                    let (target, name) = reference(&target)?;
                    Some(Link { kind: link.into(), target, name, attributes: Attributes::default() })
                }));
            }
        }
        if let Some(Value::Array(references)) = members.remove("tailoringReferences") {
            for reference in references {
                self.tailoring(&mut element, alias.as_ref(), reference);
            }
        }
        if element.name.is_empty() {
            element.name = "ohne Bezeichnung".to_owned();
        }
        take_rest(&mut element, members);
        self.add(element, alias, &place())
    }

    /// Takes an element in; the same one again is passed over, another one under its id is refused.
    fn add(&mut self, element: Element, alias: Option<String>, place: &str) -> Result<(), VeoError> {
        let index = self.all.len();
        if let Some(id) = &element.id {
            match self.by_id.get(id).and_then(|index| self.all.get(*index)) {
                Some(other) if *other == element => return Ok(()),
                Some(_) => return Err(VeoError::DuplicateId { place: place.to_owned(), id: shown(id) }),
                None => drop(self.by_id.insert(id.clone(), index)),
            }
        }
        if let Some(alias) = alias {
            self.by_id.entry(alias).or_insert(index);
        }
        self.all.push(element);
        Ok(())
    }

    /// A reference of a catalogue's or profile's item: a link of its own, or one of the other's.
    fn tailoring(&mut self, element: &mut Element, alias: Option<&String>, reference: Value) {
        let Value::Object(mut members) = reference else { return };
        let target =
            ["target", "catalogItem", "profileItem", "item"].iter().find_map(|name| members.remove(*name));
        let (target, name) = target.as_ref().and_then(self::reference).unwrap_or_default();
        let stated = text(members.remove("referenceType").as_ref()).unwrap_or_default();
        let kind = match (text(members.remove("linkType").as_ref()), stated.as_str()) {
            (Some(kind), _) => kind,
            (None, "PART" | "COMPOSITE") => PART.to_owned(),
            (None, "MEMBER" | "SCOPE") => MEMBER.to_owned(),
            (None, "CONTROL_IMPLEMENTATION") => IMPLEMENTATION.to_owned(),
            (None, _) if stated.is_empty() => "Verweis".to_owned(),
            (None, _) => stated.clone(),
        };
        members.remove("id");
        let mut attributes = Attributes::default();
        if let Some(Value::Object(stated)) = members.remove("attributes") {
            attributes.0.extend(stated);
        }
        attributes.0.extend(members);
        match (stated.as_str(), target) {
            // Told from the other end.
            ("LINK_EXTERNAL" | "COMPOSITE" | "SCOPE", Some(from)) => {
                let own = element.id.clone().or_else(|| alias.cloned());
                let link = Link { kind, target: own, name: Some(element.name.clone()), attributes };
                self.outside.push((from, link));
            }
            (_, target) => element.links.push(Link { kind, target, name, attributes }),
        }
    }
}

/// The text of a member, which old files state once for each domain; what it says besides goes with the rest.
fn stated(members: &mut Map<String, Value>, name: &str, rest: &mut Vec<(String, String)>) -> Option<String> {
    let values = match members.remove(name)? {
        Value::Object(by_domain) => by_domain.into_iter().map(|(_, value)| value).collect(),
        value => vec![value],
    };
    let mut first = None;
    for value in values {
        match text(Some(&value)) {
            Some(text) if first.is_none() || first.as_ref() == Some(&text) => first = Some(text),
            _ => texts(&label(name), name, &value, rest),
        }
    }
    first
}

/// The items of a list, or the value itself.
fn listed(value: Value) -> Vec<Value> {
    match value {
        Value::Array(items) => items,
        Value::Null => Vec::new(),
        other => vec![other],
    }
}

/// What a risk says as links of its bearer: to the scenario with the values, to measures, and to who owns it.
fn risk_links(mut risk: Map<String, Value>) -> Vec<Link> {
    let mut links = Vec::new();
    for name in ["mitigation", "riskOwner"] {
        if let Some((target, shown)) = risk.get(name).and_then(reference) {
            risk.remove(name);
            let attributes = Attributes::default();
            links.push(Link { kind: name.to_owned(), target, name: shown, attributes });
        }
    }
    let (target, name) = risk.remove("scenario").as_ref().and_then(reference).unwrap_or_default();
    let mut attributes = Attributes::default();
    // The values stand once for each domain; which one it is says nothing.
    if let Some(Value::Object(domains)) = risk.remove("domains") {
        let definitions = domains.into_iter().filter_map(|(_, mut domain)| {
            domain.as_object_mut()?.remove("riskDefinitions")?.as_object().cloned()
        });
        attributes.0.extend(definitions.flatten());
    }
    attributes.0.extend(risk);
    links.insert(0, Link { kind: RISK.to_owned(), target, name, attributes });
    links
}

/// What an object is, if it is an element: it says so, or its attributes do, or the list it stands in.
fn kind(members: &Map<String, Value>, at: &[String]) -> Option<Kind> {
    if !members.contains_key("name") && !members.contains_key("customAspects") {
        return None;
    }
    let stated = members.get("elementType").or_else(|| members.get("type")).and_then(Value::as_str);
    if let Some(kind) = stated.and_then(Kind::of) {
        return Some(kind);
    }
    let names = ["customAspects", "links"].iter().filter_map(|name| members.get(*name)?.as_object());
    let by_attribute = names.flat_map(Map::keys).find_map(|name| Kind::of(name.split_once('_')?.0));
    let by_sub_type = || match members.get("subType").and_then(Value::as_str)?.split_once('_')?.0 {
        "PRO" => Some(Kind::Process),
        "AST" => Some(Kind::Asset),
        "SCP" => Some(Kind::Scope),
        "PER" => Some(Kind::Person),
        "CTL" => Some(Kind::Control),
        "DOC" => Some(Kind::Document),
        "INC" => Some(Kind::Incident),
        "SCN" => Some(Kind::Scenario),
        _ => None,
    };
    let by_list =
        || at.iter().rev().find(|step| step.parse::<usize>().is_err()).and_then(|list| Kind::of(list));
    by_attribute.or_else(by_sub_type).or_else(by_list)
}

/// Takes attributes and links that stand in this object.
fn take_layer(element: &mut Element, members: &mut Map<String, Value>) {
    match members.remove("customAspects") {
        Some(Value::Object(aspects)) => {
            for (_, aspect) in aspects {
                take_aspect(element, aspect);
            }
        }
        Some(other) => texts("customAspects", "", &other, &mut element.rest),
        None => {}
    }
    match members.remove("links") {
        Some(Value::Object(links)) => {
            // Domains may name the same link twice.
            let known: BTreeSet<String> = element.links.iter().map(|link| format!("{link:?}")).collect();
            for (kind, links) in links {
                let links = match links {
                    Value::Array(links) => links,
                    link => vec![link],
                };
                for link in links {
                    let link = match link {
                        Value::Object(link) => take_link(&kind, link),
                        other => {
                            texts(&label(&kind), &kind, &other, &mut element.rest);
                            continue;
                        }
                    };
                    if known.is_empty() || !known.contains(&format!("{link:?}")) {
                        element.links.push(link);
                    }
                }
            }
        }
        Some(other) => texts("links", "", &other, &mut element.rest),
        None => {}
    }
}

/// An aspect: its attributes stand in it or one level deeper.
fn take_aspect(element: &mut Element, aspect: Value) {
    let Value::Object(mut aspect) = aspect else {
        return texts("customAspects", "", &aspect, &mut element.rest);
    };
    if let Some(Value::Object(attributes)) = aspect.remove("attributes") {
        // Which domains the aspect holds in, and its number on the server.
        for name in ["domains", "id", "type"] {
            aspect.remove(name);
        }
        attributes.into_iter().for_each(|(name, value)| take_attribute(element, name, value));
    }
    aspect.into_iter().for_each(|(name, value)| take_attribute(element, name, value));
}

/// Domains may say the same twice; what differs is kept beside it.
fn take_attribute(element: &mut Element, name: String, value: Value) {
    match element.attributes.0.get(&name) {
        Some(known) if *known == value => {}
        Some(_) => texts(&label(&name), &name, &value, &mut element.rest),
        None => drop(element.attributes.0.insert(name, value)),
    }
}

fn take_link(kind: &str, mut link: Map<String, Value>) -> Link {
    let (target, name) = link.remove("target").as_ref().and_then(reference).unwrap_or_default();
    let mut attributes = Attributes::default();
    if let Some(Value::Object(stated)) = link.remove("attributes") {
        attributes.0.extend(stated);
    }
    for name in ["domains", "id", "type", "name", "applicableTo"] {
        link.remove(name);
    }
    attributes.0.extend(link);
    Link { kind: kind.to_owned(), target, name, attributes }
}

/// What an element says in one domain.
fn take_domain(element: &mut Element, domain: &mut Map<String, Value>) {
    take_layer(element, domain);
    for (name, field) in [("subType", &mut element.sub_type), ("status", &mut element.status)] {
        match text(domain.get(name)) {
            Some(stated) if field.is_none() || field.as_ref() == Some(&stated) => {
                *field = Some(stated);
                domain.remove(name);
            }
            _ => {}
        }
    }
    take_rest(element, std::mem::take(domain));
}

/// What else stands in an element or in its part for a domain.
fn take_rest(element: &mut Element, members: Map<String, Value>) {
    for (name, mut value) in members {
        match name.as_str() {
            _ if is_address(&name) => {}
            "controlImplementations" => {
                for implementation in listed(value) {
                    let Value::Object(mut members) = implementation else { continue };
                    let (target, name) =
                        members.remove("control").as_ref().and_then(reference).unwrap_or_default();
                    members.remove("id");
                    // Whose implementation it is, is said by where it stands.
                    members.remove("owner");
                    let attributes = Attributes(members.into_iter().collect());
                    element.links.push(Link { kind: IMPLEMENTATION.to_owned(), target, name, attributes });
                }
            }
            "risks" => {
                for risk in listed(value) {
                    match risk {
                        Value::Object(risk) => element.links.extend(risk_links(risk)),
                        other => texts(&label(RISK), "", &other, &mut element.rest),
                    }
                }
            }
            "decisionResults" => {
                let decision = value.get_mut("piaMandatory").and_then(Value::as_object_mut);
                if let Some(needed) = decision.and_then(|decision| {
                    let needed = decision.get("value")?.as_bool()?;
                    decision.remove("value");
                    Some(needed)
                }) {
                    match element.impact_needed {
                        None => element.impact_needed = Some(needed),
                        Some(known) if known == needed => {}
                        Some(_) => texts(&label("piaMandatory"), "", &Value::Bool(needed), &mut element.rest),
                    }
                }
                // By which of the domain's rules.
                texts(&label(&name), "", &value, &mut element.bookkeeping);
            }
            _ if BOOKKEEPING.contains(&name.as_str()) => {
                texts(&label(&name), "", &value, &mut element.bookkeeping);
            }
            _ => texts(&label(&name), &name, &value, &mut element.rest),
        }
    }
}
