//! The register as JSON-LD in the Data Privacy Vocabulary (DPV, version 2.2, W3C Data Privacy Vocabularies and Controls
//! Community Group).
//!
//! The register is a `dpv:ROPA` with one `dpv:Process` for each activity. The context stands in the file, so nothing is
//! fetched to read it. Every term is one of [`vocabulary::TERMS`]; texts of the register are literals in German and are
//! never taken for terms.
//!
//! What the vocabulary has no term for (a field that is denied, not required or only referred to, conditions, notes)
//! stands as `rdfs:comment`; silence is left out.

mod parties;
mod process;
pub mod vocabulary;

use crate::register_view::{RegisterInput, View};
use language::Language;
use register::id::{ItemId, RecordId};
use serde_json::{Map, Value, json};

/// Why no document was written.
#[derive(Debug, thiserror::Error)]
pub enum DpvError {
    /// The document could not be put into JSON; content is never the reason.
    #[error("the DPV document could not be written")]
    Json(#[from] serde_json::Error),
}

/// The register as JSON-LD: indented JSON in UTF-8. The same register on the same day gives the same bytes.
///
/// # Errors
/// Only when the program has a defect; no content is refused.
pub fn document(input: &RegisterInput<'_>, language: &Language) -> Result<Vec<u8>, DpvError> {
    let view = View::new(input, language);
    let sheets = view.activities();
    let processes: Vec<Value> = sheets.iter().map(process::process).collect();
    let mut register = Node::new(format!("{}#ropa", record_iri(input.id)), &["dpv:ROPA"]);
    let title = format!("{} – {}", view.word("workbook-title"), input.organisation.name);
    register.text("dct:title", &title);
    register.set("dct:created", json!({ "@type": "xsd:date", "@value": input.today.to_string() }));
    register.set("dpv:hasDataController", reference(record_iri(input.id)));
    register.list("dpv:hasProcess", sheets.iter().map(|sheet| reference(record_iri(sheet.id))));
    let mut graph = vec![register.value(), parties::organisation(&view)];
    graph.extend(processes);
    graph.extend(parties::parties(&view, &graph));
    let document = json!({
        "@context": {
            "dpv": vocabulary::DPV,
            "eu-gdpr": vocabulary::EU_GDPR,
            "loc": vocabulary::LOC,
            "dct": "http://purl.org/dc/terms/",
            "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
            "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
            "skos": "http://www.w3.org/2004/02/skos/core#",
            "xsd": "http://www.w3.org/2001/XMLSchema#",
        },
        "@graph": graph,
    });
    let mut bytes = serde_json::to_vec_pretty(&document)?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// The IRI of a record.
fn record_iri(id: RecordId) -> String {
    format!("urn:uuid:{id}")
}

/// The IRI of an item: unique within its record only, so the record stands before it.
fn item_iri(owner: RecordId, id: ItemId) -> String {
    format!("urn:uuid:{owner}#{id}")
}

/// A reference to a node or a term.
fn reference(iri: impl Into<String>) -> Value {
    json!({ "@id": iri.into() })
}

/// A text in German.
fn german(text: &str) -> Value {
    json!({ "@language": "de", "@value": text })
}

/// A node in the making. Values of the same property collect in a list.
struct Node(Map<String, Value>);

impl Node {
    fn new(iri: String, types: &[&str]) -> Self {
        let mut members = Map::new();
        members.insert("@id".into(), iri.into());
        members.insert("@type".into(), json!(types));
        Self(members)
    }

    /// One more value of a property.
    fn set(&mut self, property: &str, value: Value) -> &mut Self {
        match self.0.get_mut(property) {
            Some(Value::Array(values)) => values.push(value),
            _ => {
                self.0.insert(property.to_owned(), Value::Array(vec![value]));
            }
        }
        self
    }

    /// Several values of a property.
    fn list(&mut self, property: &str, values: impl IntoIterator<Item = Value>) -> &mut Self {
        for value in values {
            self.set(property, value);
        }
        self
    }

    /// A text in German, unless it is blank.
    fn text(&mut self, property: &str, text: &str) -> &mut Self {
        if text.trim().is_empty() { self } else { self.set(property, german(text)) }
    }

    /// "label: text" as a comment, when there is a text.
    fn comment(&mut self, label: &str, text: Option<&str>) -> &mut Self {
        match text {
            Some(text) if !text.trim().is_empty() => self.text("rdfs:comment", &format!("{label}: {text}")),
            _ => self,
        }
    }

    fn value(self) -> Value {
        self.0.into()
    }
}

#[cfg(test)]
mod tests;
