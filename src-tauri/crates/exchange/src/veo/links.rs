//! The links of a process: systems, measures, bodies, and what the model has no place for.

use super::element::{Element, Elements, Link};
use super::labels::label;
use super::parties::{Made, key, party};
use super::process::Draft;
use super::recipients::{Disclosure, RECIPIENTS, contract_called, taker, transfer};
use super::{VeoError, codes, element};
use crate::foreign::{ForeignFile, Leftover, system_called};
use register::activity::JointController;
use register::id::RecordId;
use register::measure::Measure;
use register::party::System;
use register::record::Record;
use register::statement::Statement;
use std::collections::BTreeSet;

/// What links of a process lead to besides lists of the draft.
#[derive(Default)]
pub(super) struct Linked {
    pub(super) systems: Vec<RecordId>,
    pub(super) joint_controllers: Vec<JointController>,
    pub(super) controllers: Vec<RecordId>,
    /// All systems and controllers, to name each once.
    named: BTreeSet<RecordId>,
    /// Transfers taken already.
    transfers: BTreeSet<usize>,
    /// Measures taken already, by their element's id or name: one may be linked to and be said to be implemented.
    measures: BTreeSet<String>,
}

impl Draft<'_> {
    pub(super) fn links(&mut self, elements: &Elements, file: &mut ForeignFile) -> Result<Linked, VeoError> {
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
                    Some((index, element)) => {
                        // Told once, however often it is linked to; each link may say something of its own.
                        if linked.transfers.insert(index) {
                            transfer(element, elements, self, file)?;
                        }
                        self.attributes_of(link, &element.name);
                    }
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
                "process_tom" | element::IMPLEMENTATION => {
                    self.measure(link, elements, &mut linked)?;
                }
                element::BODY => {
                    let target = elements.target(process, link)?;
                    let name = target.map_or_else(|| link.shown(), |(_, scope)| scope.name.clone());
                    self.remainder.keep(label(&link.kind), name.clone());
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
            (Some(element), _) => (key(Made::System, element.id.as_deref(), &element.name), system(element)),
            (None, Some(name)) => {
                (key(Made::System, link.target.as_deref(), name), system_called(name.clone()))
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

    fn measure(&mut self, link: &Link, elements: &Elements, linked: &mut Linked) -> Result<(), VeoError> {
        // One that is not implemented, or not to be, is no measure taken.
        let status = link.attributes.0.get("implementationStatus").and_then(serde_json::Value::as_str);
        if matches!(status, Some("NO" | "N_A")) {
            return self.remaining_link(self.process, link, elements, "");
        }
        if let Some(name) = link.target.as_ref().or(link.name.as_ref())
            && !linked.measures.insert(name.clone())
        {
            self.attributes_of(link, &link.shown());
            return Ok(());
        }
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
                let label = format!("{before}{}", label(&link.kind));
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
        self.remainder.keep(format!("{before}{}", label(&link.kind)), link.shown());
        self.attributes_of(link, &link.shown());
    }

    fn attributes_of(&mut self, link: &Link, target: &str) {
        let kind = label(&link.kind);
        for (label, text) in link.rest() {
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
                text.push_str(&format!("\n{} „{}“: {about}", label(&link.kind), target.name));
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
    System { description, ..system_called(element.name.clone()) }
}
