//! Elements wherever they stand in a file, in whichever of the layouts.

use super::element::{Attributes, Element, Kind, Link, MEMBER, PART, shortened};
use super::{VeoError, codes};
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
const BOOKKEEPING: [&str; 11] = [
    "owner",
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
                let mut risks = Vec::new();
                texts("Risiko", "", &member, &mut risks);
                self.other.extend(risks);
            } else if !DEFINITIONS.contains(&name.as_str()) {
                at.push(name);
                self.walk(member, at)?;
                at.pop();
            }
        }
        Ok(())
    }

    fn element(
        &mut self,
        mut members: Map<String, Value>,
        alias: Option<String>,
        at: &[String],
    ) -> Result<(), VeoError> {
        let Some(kind) = kind(&members, at) else { return Ok(()) };
        let place = || shown(&format!("/{}", at.join("/")));
        let mut element = Element {
            kind,
            id: text(members.remove("id").as_ref()).map(|id| id.to_lowercase()),
            name: text(members.remove("name").as_ref()).unwrap_or_default(),
            abbreviation: text(members.remove("abbreviation").as_ref()),
            description: text(members.remove("description").as_ref()),
            sub_type: text(members.remove("subType").as_ref()),
            status: text(members.remove("status").as_ref()),
            attributes: Attributes::default(),
            links: Vec::new(),
            rest: Vec::new(),
            bookkeeping: Vec::new(),
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
        for name in BOOKKEEPING {
            if let Some(value) = members.remove(name) {
                texts(name, "", &value, &mut element.bookkeeping);
            }
        }
        if element.name.is_empty() {
            element.name = "ohne Bezeichnung".to_owned();
        }
        for (name, value) in members {
            texts(&label(&name), &name, &value, &mut element.rest);
        }
        element.weight = 200 + element.name.len() + element.as_text().len();
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

    /// A reference of a catalogue's or profile's item: a link of its own, a link of the other's, or a part.
    fn tailoring(&mut self, element: &mut Element, alias: Option<&String>, reference: Value) {
        let Value::Object(mut members) = reference else { return };
        let target =
            ["target", "catalogItem", "profileItem", "item"].iter().find_map(|name| members.remove(*name));
        let (target, name) = target.as_ref().and_then(self::reference).unwrap_or_default();
        let mut attributes = Attributes::default();
        if let Some(Value::Object(stated)) = members.remove("attributes") {
            attributes.0.extend(stated);
        }
        let kind = text(members.get("linkType"));
        match (text(members.get("referenceType")).as_deref(), kind) {
            (Some("LINK_EXTERNAL"), Some(kind)) => {
                if let Some(from) = target {
                    let own = element.id.clone().or_else(|| alias.cloned());
                    let link = Link { kind, target: own, name: Some(element.name.clone()), attributes };
                    self.outside.push((from, link));
                }
            }
            (_, Some(kind)) => element.links.push(Link { kind, target, name, attributes }),
            (Some("PART" | "MEMBER"), None) => {
                element.links.push(Link { kind: PART.into(), target, name, attributes });
            }
            (_, None) => texts("Verweis", "", &Value::Object(members), &mut element.rest),
        }
    }
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
    for (name, value) in std::mem::take(domain) {
        texts(&label(&name), &name, &value, &mut element.rest);
    }
}

/// The id and the name in a reference to an element.
fn reference(value: &Value) -> Option<(Option<String>, Option<String>)> {
    let members = match value {
        Value::String(text) => return Some((Some(last_id(text)?), None)),
        Value::Object(members) => members,
        _ => return None,
    };
    let uri =
        ["targetUri", "targetInDomainUri", "_self"].iter().find_map(|name| members.get(*name)?.as_str());
    let id = text(members.get("id")).map(|id| id.to_lowercase()).or_else(|| uri.and_then(last_id));
    let name = text(members.get("name")).or_else(|| {
        // "AST-7 CRM": the number before the name is the server's.
        let shown = text(members.get("displayName"))?;
        let (number, name) = shown.split_once(' ').unwrap_or(("", &shown));
        let is_number = number.split_once('-').is_some_and(|(letters, digits)| {
            letters.len() == 3 && digits.bytes().all(|byte| byte.is_ascii_digit()) && !digits.is_empty()
        });
        Some(if is_number { name.trim().to_owned() } else { shown })
    });
    Some((id, name))
}

/// The last id in an address.
fn last_id(address: &str) -> Option<String> {
    let path = address.split(['?', '{']).next().unwrap_or(address);
    path.rsplit('/').find(|step| uuid::Uuid::parse_str(step).is_ok()).map(str::to_lowercase)
}

fn text(value: Option<&Value>) -> Option<String> {
    value?.as_str().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
}

/// The label of a member, however long its name is.
fn label(name: &str) -> String {
    shortened(&codes::label(name))
}

/// The texts within a value, each under a label that tells the way to it.
pub(super) fn texts(label: &str, attribute: &str, value: &Value, into: &mut Vec<(String, String)>) {
    match value {
        Value::Null => {}
        Value::Bool(value) => into.push((label.to_owned(), if *value { "ja" } else { "nein" }.to_owned())),
        Value::Number(number) => into.push((label.to_owned(), number.to_string())),
        Value::String(text) if text.trim().is_empty() => {}
        Value::String(text) => into.push((label.to_owned(), codes::value(attribute, text.trim()))),
        Value::Array(items) if items.iter().all(Value::is_string) => {
            let items =
                items.iter().filter_map(Value::as_str).map(|text| codes::value(attribute, text.trim()));
            let items: Vec<_> = items.filter(|text| !text.is_empty()).collect();
            if !items.is_empty() {
                into.push((label.to_owned(), items.join("; ")));
            }
        }
        Value::Array(items) => items.iter().for_each(|item| texts(label, attribute, item, into)),
        Value::Object(members) => {
            for (name, member) in members {
                // Addresses of the server's interface.
                if !name.ends_with("Uri") && name != "_self" {
                    texts(&below(label, name), name, member, into);
                }
            }
        }
    }
}

/// The label of a member: the end of the way to it, so that deep nesting does not make long labels.
fn below(label: &str, name: &str) -> String {
    let way = format!("{label}, {}", shortened(&codes::label(name)));
    match way.char_indices().rev().nth(80) {
        Some((start, _)) => format!("…{}", way.get(start..).unwrap_or_default()),
        None => way,
    }
}
