//! Elements, what they say, and the links between them.

use super::find::{Found, find};
use super::labels::{label, label_below};
use super::values::texts;
use super::{MAX_LINKED_BYTES, VeoError, codes};
use crate::native::shown;
use serde_json::Value;
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What an element is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Process,
    Asset,
    Scope,
    Person,
    Control,
    Document,
    Incident,
    Scenario,
}

impl Kind {
    pub(super) fn of(name: &str) -> Option<Self> {
        Some(match name {
            "process" | "processes" => Self::Process,
            "asset" | "assets" => Self::Asset,
            "scope" | "scopes" => Self::Scope,
            "person" | "persons" => Self::Person,
            "control" | "controls" => Self::Control,
            "document" | "documents" => Self::Document,
            "incident" | "incidents" => Self::Incident,
            "scenario" | "scenarios" => Self::Scenario,
            _ => return None,
        })
    }

    fn word(self) -> &'static str {
        match self {
            Self::Process => "Prozess",
            Self::Asset => "Asset",
            Self::Scope => "Scope",
            Self::Person => "Person",
            Self::Control => "Maßnahme",
            Self::Document => "Dokument",
            Self::Incident => "Vorfall",
            Self::Scenario => "Gefährdung",
        }
    }
}

/// Attributes by name; taking one out leaves what nobody understood.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Attributes(pub(super) BTreeMap<String, Value>);

impl Attributes {
    /// A text that says something; numbers count as texts.
    pub(super) fn text(&mut self, name: &str) -> Option<String> {
        let text = match self.0.get(name)? {
            Value::String(text) => text.trim().to_owned(),
            Value::Number(number) => number.to_string(),
            _ => return None,
        };
        self.0.remove(name);
        (!text.is_empty()).then_some(text)
    }

    /// A yes or no.
    pub(super) fn flag(&mut self, name: &str) -> Option<bool> {
        let flag = self.0.get(name)?.as_bool()?;
        self.0.remove(name);
        Some(flag)
    }

    /// One code or several.
    pub(super) fn codes(&mut self, name: &str) -> Vec<String> {
        let codes = match self.0.get(name) {
            Some(Value::String(code)) => vec![code.trim().to_owned()],
            Some(Value::Array(codes)) => {
                let texts = codes.iter().map(|code| code.as_str().map(|code| code.trim().to_owned()));
                match texts.collect::<Option<Vec<_>>>() {
                    Some(codes) => codes,
                    None => return Vec::new(),
                }
            }
            _ => return Vec::new(),
        };
        self.0.remove(name);
        codes.into_iter().filter(|code| !code.is_empty()).collect()
    }

    /// What is left, as labels with their texts.
    pub(super) fn rest(&self) -> Vec<(String, String)> {
        self.told(label)
    }

    fn told(&self, label: impl Fn(&str) -> String) -> Vec<(String, String)> {
        let mut rest = Vec::new();
        for (name, value) in &self.0 {
            texts(&label(name), name, value, &mut rest);
        }
        rest
    }
}

/// A link of an element to another one.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Link {
    /// What kind of link ("process_dataType").
    pub(super) kind: String,
    /// The id of the element it leads to.
    pub(super) target: Option<String>,
    /// What the target is called there.
    pub(super) name: Option<String>,
    pub(super) attributes: Attributes,
}

impl Link {
    /// What its attributes say.
    pub(super) fn rest(&self) -> Vec<(String, String)> {
        self.attributes.told(|name| label_below(&self.kind, name))
    }

    /// The target's name as far as the link itself knows it.
    pub(super) fn shown(&self) -> String {
        match (&self.name, &self.target) {
            (Some(name), _) => name.clone(),
            (None, Some(id)) => format!("nicht in der Datei enthalten ({id})"),
            (None, None) => "nicht benannt".to_owned(),
        }
    }
}

/// An element.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Element {
    pub(super) kind: Kind,
    /// Its id in small letters, when it has one.
    pub(super) id: Option<String>,
    pub(super) name: String,
    pub(super) abbreviation: Option<String>,
    pub(super) description: Option<String>,
    pub(super) sub_type: Option<String>,
    pub(super) status: Option<String>,
    pub(super) attributes: Attributes,
    pub(super) links: Vec<Link>,
    /// What else it says.
    pub(super) rest: Vec<(String, String)>,
    /// When and by whom it was entered there, its number and version: nothing about the processing.
    pub(super) bookkeeping: Vec<(String, String)>,
    /// Whether the server's own rules ask for an impact assessment.
    pub(super) impact_needed: Option<bool>,
    /// How many bytes it may bring into an activity that links to it.
    pub(super) weight: usize,
}

impl Element {
    /// How the element is called in places.
    pub(super) fn place(&self) -> String {
        format!("{} „{}“", self.kind.word(), shown(&shortened(&self.name)))
    }

    /// All that the element says, but for its name.
    pub(super) fn as_text(&self) -> String {
        let mut lines = Vec::new();
        lines.extend(self.abbreviation.clone());
        lines.extend(self.description.clone());
        let links = self.links.iter().flat_map(|link| {
            let label = label(&link.kind);
            let name = (label.clone(), link.shown());
            let rest = link.rest().into_iter().map(move |(name, text)| (format!("{label}, {name}"), text));
            std::iter::once(name).chain(rest)
        });
        // Members and parts may be many; one line names them all.
        let mut joined: Vec<(String, String)> = Vec::new();
        for (label, text) in links {
            match joined.last_mut().filter(|(last, _)| *last == label) {
                Some((_, names)) => names.push_str(&format!("; {text}")),
                None => joined.push((label, text)),
            }
        }
        let links = joined;
        let told = self.attributes.rest().into_iter().chain(links).chain(self.rest.clone());
        lines.extend(told.map(|(label, text)| format!("{label}: {text}")));
        lines.extend(self.bookkeeping.iter().map(|(label, text)| format!("{label}: {text}")));
        if lines.is_empty() { self.name.clone() } else { lines.join("\n") }
    }

    /// What concerns its entry at the server rather than what it is about.
    pub(super) fn administration(&self) -> String {
        let kind = self.sub_type.iter().map(|kind| ("Unterart".to_owned(), codes::sub_type(kind).to_owned()));
        let status = self.status.iter().map(|code| ("Status".to_owned(), codes::status(code).to_owned()));
        let told = kind.chain(status).chain(self.bookkeeping.iter().cloned());
        told.map(|(label, text)| format!("{label}: {text}")).collect::<Vec<_>>().join("; ")
    }
}

/// A name as places show it.
pub(super) fn shortened(name: &str) -> String {
    match name.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", name.get(..end).unwrap_or_default()),
        None => name.to_owned(),
    }
}

/// All elements of a file.
pub(super) struct Elements {
    /// In the order of the file.
    pub(super) all: Vec<Element>,
    /// The name of the unit exported.
    pub(super) unit: Option<String>,
    /// What stands beside the elements: descriptions of unit and domain, risks.
    pub(super) other: Vec<(String, String)>,
    by_id: HashMap<String, usize>,
    /// Impact assessments by the processes they assess.
    assessments: HashMap<usize, BTreeSet<usize>>,
    used: RefCell<BTreeSet<usize>>,
    /// Responsible bodies whose details were told.
    told: RefCell<BTreeSet<usize>>,
    linked_bytes: Cell<usize>,
}

impl Elements {
    /// Finds the elements of a document and ties their links together.
    pub(super) fn collect(document: Value) -> Result<Self, VeoError> {
        let Found { all, unit, other, by_id, outside } = find(document)?;
        let mut elements = Self {
            all,
            unit,
            other,
            by_id,
            assessments: HashMap::new(),
            used: RefCell::default(),
            told: RefCell::default(),
            linked_bytes: Cell::new(MAX_LINKED_BYTES),
        };
        for (from, link) in outside {
            // A reference from outside: the link belongs to the element it names.
            match elements.by_id.get(&from).copied().and_then(|index| elements.all.get_mut(index)) {
                Some(element) => element.links.push(link),
                None => elements.other.push((format!("Verweis „{}“", label(&link.kind)), link.shown())),
            }
        }
        elements.name_targets();
        elements.take_over_members();
        for (index, element) in elements.all.iter().enumerate() {
            let is_assessment = |index: &usize| {
                elements.all.get(*index).is_some_and(|it| it.sub_type.as_deref() == Some("PRO_DPIA"))
            };
            for link in &element.links {
                let Some(target) = link.target.as_ref().and_then(|id| elements.by_id.get(id)).copied() else {
                    continue;
                };
                if is_assessment(&index) && link.kind == "process_PIADataProcessing" {
                    elements.assessments.entry(target).or_default().insert(index);
                } else if is_assessment(&target) && element.kind == Kind::Process && !is_assessment(&index) {
                    // The processing links to its assessment, whatever the link is called.
                    elements.assessments.entry(index).or_default().insert(target);
                }
            }
        }
        Ok(elements)
    }

    /// Gives the links that only state an address their target's name, and weighs the elements with it.
    fn name_targets(&mut self) {
        let names: Vec<String> = self.all.iter().map(|element| shortened(&element.name)).collect();
        for element in &mut self.all {
            for link in element.links.iter_mut().filter(|link| link.name.is_none()) {
                let index = link.target.as_ref().and_then(|id| self.by_id.get(id)).copied();
                link.name = index.and_then(|index| names.get(index)).cloned();
            }
            element.weight = 200 + element.name.len() + element.as_text().len();
        }
    }

    /// The processes that are members of a responsible body link to it, whether they say so or not.
    fn take_over_members(&mut self) {
        let named = |element: &Element| element.links.iter().any(|link| link.kind == BODY);
        let mut settled: BTreeSet<usize> = self
            .all
            .iter()
            .enumerate()
            .filter(|(_, element)| named(element))
            .map(|(index, _)| index)
            .collect();
        let mut added = Vec::new();
        for scope in
            self.all.iter().filter(|element| element.sub_type.as_deref() == Some("SCP_ResponsibleBody"))
        {
            let members = scope.links.iter().filter(|link| link.kind == MEMBER);
            for member in members.filter_map(|link| self.by_id.get(link.target.as_ref()?).copied()) {
                if settled.insert(member) {
                    let (target, name) = (scope.id.clone(), Some(scope.name.clone()));
                    added.push((
                        member,
                        Link { kind: BODY.into(), target, name, attributes: Attributes::default() },
                    ));
                }
            }
        }
        for (member, link) in added {
            if let Some(process) = self.all.get_mut(member).filter(|element| element.kind == Kind::Process) {
                process.links.push(link);
            }
        }
    }

    /// The element a link leads to, when it is in the file. Counts what it brings in.
    pub(super) fn target(&self, from: &Element, link: &Link) -> Result<Option<(usize, &Element)>, VeoError> {
        let Some(index) = link.target.as_ref().and_then(|id| self.by_id.get(id)).copied() else {
            return Ok(None);
        };
        let Some(element) = self.all.get(index) else { return Ok(None) };
        self.count(from, element.weight)?;
        self.used.borrow_mut().insert(index);
        Ok(Some((index, element)))
    }

    /// Counts an element that comes in without a link to it.
    pub(super) fn spend(&self, element: &Element) -> Result<(), VeoError> {
        self.count(element, element.weight)
    }

    /// Counts bytes that come into an activity from elsewhere.
    pub(super) fn count(&self, from: &Element, bytes: usize) -> Result<(), VeoError> {
        let left = self.linked_bytes.get().checked_sub(bytes);
        self.linked_bytes.set(left.ok_or_else(|| VeoError::TooMuchLinked { place: from.place() })?);
        Ok(())
    }

    /// Notes that an element stands in the result.
    pub(super) fn mark_used(&self, index: usize) {
        self.used.borrow_mut().insert(index);
    }

    /// Whether an element stands in the result.
    pub(super) fn is_used(&self, index: usize) -> bool {
        self.used.borrow().contains(&index)
    }

    /// The elements that some link of this kind leads to.
    pub(super) fn linked(&self, kind: &str) -> BTreeSet<usize> {
        let links = self.all.iter().flat_map(|element| &element.links).filter(|link| link.kind == kind);
        links.filter_map(|link| self.by_id.get(link.target.as_ref()?).copied()).collect()
    }

    /// The impact assessments that assess this process.
    pub(super) fn assessments(&self, process: usize) -> Vec<(usize, &Element)> {
        let found = self.assessments.get(&process).into_iter().flatten();
        found.filter_map(|index| Some((*index, self.all.get(*index)?))).collect()
    }

    /// Whether this body's details are told now for the first time.
    pub(super) fn first_told(&self, body: usize) -> bool {
        self.told.borrow_mut().insert(body)
    }

    /// The name of the body responsible for a process.
    pub(super) fn responsible_body(&self, process: usize) -> Option<String> {
        let links = &self.all.get(process)?.links;
        let link = links.iter().find(|link| link.kind == BODY)?;
        let target =
            link.target.as_ref().and_then(|id| self.by_id.get(id)).and_then(|index| self.all.get(*index));
        target.map(|element| element.name.clone()).or_else(|| link.name.clone())
    }
}

/// The kind of link made of a composite's parts and a scope's members.
pub(super) const PART: &str = "part";
pub(super) const MEMBER: &str = "member";
/// The kind of link made of a risk and of a measure's implementation.
pub(super) const RISK: &str = "RISK";
pub(super) const IMPLEMENTATION: &str = "control";
/// The kind of link to the body responsible for a process.
pub(super) const BODY: &str = "process_responsibleBody";
