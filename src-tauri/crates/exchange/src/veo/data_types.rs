//! Data types as categories of personal data.

use super::element::{Attributes, Element, Elements, Link};
use super::process::Draft;
use super::{VeoError, codes, element, erasure};
use register::data::{DataCategory, Enumeration, Identifiability, Sensitivity};
use register::id::ItemId;

impl Draft<'_> {
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
        let mut other_origin = attributes.text("process_dataType_otherDataOrigin");
        // "Keine" denies others; it is no source.
        if let Some(none) = other_origin.take_if(|text| codes::says_none(text)) {
            let place = format!("Datenart „{}“, Sonstige Datenherkunft", element::shortened(&name));
            self.remainder.keep(place, none);
        }
        let origin = [
            attributes
                .text("process_dataType_dataOrigin")
                .map(|code| self.spoken("process_dataType_dataOrigin", &code)),
            other_origin,
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
