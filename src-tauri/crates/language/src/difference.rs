//! What differs, in words: the place a path leads to, and any value that can stand there.
//!
//! Conflicts, deviations and changes speak in paths ([`register::path`]) and JSON values of the model. Here both become
//! German: fields have their names from the statute, items their printed numbers and titles, values their words.
//!
//! Invariants
//! - Texts are shown as they were written and never interpreted, whoever wrote them.
//! - Nothing a value says is left out, except in the short summary of a whole record. What a model's type assumes where
//!   nothing is said goes without saying inside a larger value, never on its own.
//! - Neither JSON nor an id is shown. An item or record that nobody knows is "unbekannter Eintrag".

mod form;
mod item;
mod shown;
mod summary;
#[cfg(test)]
mod tests;
mod words;

use crate::Language;
use crate::retention::RuleContext;
use form::{Form, Step};
use item::KnownItem;
use register::activity::ProcessingActivity;
use register::check::Letter;
use register::id::{ItemId, RecordId};
use register::numbering::{self, Numbering};
use register::organisation::Organisation;
use register::record::{Conflict, Record};
use register::resolve::Resolver;
use serde_json::Value;
use std::collections::HashMap;

/// Where in a record something stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The letter of Art. 30(1) DSGVO it belongs to.
    pub letter: Option<Letter>,
    /// "Gruppe b › Löschregel 3 „Postfach“ › Frist"; a whole record is "Gesamter Eintrag".
    pub text: String,
}

/// A record whose paths and values are put into words.
pub struct Subject<'a> {
    language: &'a Language,
    names: &'a dyn Fn(RecordId) -> Option<String>,
    form: Option<Form>,
    has_groups: bool,
    /// Whether the items of a list are being counted: those of the record itself, not those of another version.
    counts: bool,
    letters: HashMap<String, String>,
    items: HashMap<String, KnownItem>,
    rules: RuleContext,
}

impl<'a> Subject<'a> {
    /// A record with this content, as the register's serde forms give it; of a deleted record, what it last held.
    ///
    /// `organisation` is the one of the record's register: items taken over from its defaults count in the printed
    /// numbers. Without it an activity that takes over such items has none. `names` gives the title of a record.
    pub fn new(
        language: &'a Language,
        content: &Value,
        organisation: Option<&Organisation>,
        names: &'a dyn Fn(RecordId) -> Option<String>,
    ) -> Self {
        let form = content.get("type").and_then(Value::as_str).and_then(Form::record);
        let activity = content.pointer("/content/activity").unwrap_or(content);
        let groups = activity.get("groups").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        let ids = groups.iter().map(|group| group.get("id").and_then(Value::as_str).unwrap_or_default());
        let letters = ids.enumerate().map(|(index, id)| (id.to_owned(), numbering::letter(index))).collect();
        let rules = RuleContext::with_numbers(numbers(activity, organisation));
        let has_groups = !groups.is_empty();
        let mut subject =
            Self { language, names, form, has_groups, counts: true, letters, items: HashMap::new(), rules };
        subject.learn("/", content);
        subject.counts = false;
        if let Some(defaults) = organisation.and_then(|one| serde_json::to_value(&one.defaults).ok()) {
            let form = Form::record("organisation").and_then(|form| form.member("defaults", None));
            subject.index(form, &defaults, None);
        }
        subject
    }

    /// A record with this content; see [`Self::new`].
    pub fn of(
        language: &'a Language,
        record: &Record,
        organisation: Option<&Organisation>,
        names: &'a dyn Fn(RecordId) -> Option<String>,
    ) -> Self {
        // The model's types always go into JSON.
        Self::new(language, &serde_json::to_value(record).unwrap_or_default(), organisation, names)
    }

    /// Learns what items are called that stand in another version of the record, or of a part of it at this path.
    pub fn learn(&mut self, path: &str, value: &Value) {
        self.index(self.form_at(path), value, None);
    }

    /// Learns what items are called that stand in one of the values of a conflict.
    pub fn learn_conflict(&mut self, conflict: &Conflict) {
        for value in [&conflict.ours, &conflict.theirs, &conflict.base].into_iter().flatten() {
            self.learn(&conflict.path, value);
        }
    }

    /// Where a path leads to.
    pub fn place(&self, path: &str) -> Place {
        let mut texts: Vec<String> = Vec::new();
        let mut form = self.form;
        let mut in_list = false;
        for segment in segments(path) {
            let step = form.and_then(|form| form.step(segment));
            let is_item = match &step {
                Some(step) => matches!(step, Step::Item(_)),
                None => self.items.contains_key(segment),
            };
            if is_item {
                // The item says what the list holds.
                if in_list {
                    texts.pop();
                }
                texts.push(self.item_label(segment, step.as_ref().map(Step::form)));
            } else if segment != "content" && (segment != "common" || self.has_groups || path == "/common") {
                let owner = step.as_ref().map_or("", |step| step.form().member_of.0);
                texts.push(label(self.language, owner, segment).unwrap_or_else(|| self.unknown(segment)));
            }
            in_list = !is_item;
            form = step.map(|step| step.form());
        }
        if texts.is_empty() {
            texts.push(self.language.word("place-whole-record"));
        }
        Place { letter: self.letter(path), text: texts.join(" › ") }
    }

    /// What a part of a path is called that leads nowhere: by itself, unless it is the id of an item.
    fn unknown(&self, segment: &str) -> String {
        let is_id = segment.parse::<ItemId>().is_ok();
        if is_id { self.language.word("unknown-entry") } else { segment.to_owned() }
    }

    fn form_at(&self, path: &str) -> Option<Form> {
        segments(path).try_fold(self.form?, |form, segment| Some(form.step(segment)?.form()))
    }

    fn letter(&self, path: &str) -> Option<Letter> {
        let mut parts = segments(path);
        let kind = self.form.map_or("", |form| form.name);
        match (parts.next(), parts.next(), parts.next()) {
            (Some("joint_controllers" | "representative" | "data_protection_officers"), ..) => {
                Some(Letter::A)
            }
            (Some("name" | "legal_form" | "represented_by" | "contact"), ..) if kind == "organisation" => {
                Some(Letter::A)
            }
            (Some("sensitive_data"), ..)
            | (
                Some("groups"),
                _,
                None | Some("name" | "examples" | "enumeration" | "condition" | "validity"),
            ) => Some(Letter::C),
            _ => crate::finding::letter_of_field(path),
        }
    }
}

impl std::fmt::Debug for Subject<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Subject").field("form", &self.form).finish_non_exhaustive()
    }
}

/// The printed numbers of an activity's items; none where they cannot be known.
fn numbers(activity: &Value, organisation: Option<&Organisation>) -> Numbering {
    let read = || {
        let mut members = activity.as_object()?.clone();
        members.remove("type");
        let activity: ProcessingActivity = serde_json::from_value(Value::Object(members)).ok()?;
        let nobody;
        let organisation = match organisation {
            Some(organisation) => organisation,
            None if takes_over_defaults(&serde_json::to_value(&activity).ok()?) => return None,
            None => {
                nobody = serde_json::from_value(serde_json::json!({ "name": "" })).ok()?;
                &nobody
            }
        };
        let resolved = Resolver::new(organisation, &activity).resolve().ok()?;
        Some(Numbering::of(&resolved))
    };
    read().unwrap_or_default()
}

fn takes_over_defaults(value: &Value) -> bool {
    match value {
        Value::Array(items) => items.iter().any(takes_over_defaults),
        Value::Object(members) => {
            members.get("from").is_some_and(|from| from == "organisation")
                || members.values().any(takes_over_defaults)
        }
        _ => false,
    }
}

fn segments(path: &str) -> impl Iterator<Item = &str> {
    path.split('/').filter(|segment| !segment.is_empty())
}

/// The name of a member of the type with this name.
fn label(language: &Language, of: &str, member: &str) -> Option<String> {
    let (of, member) = (words::hyphenated(of), words::hyphenated(member));
    language
        .find(&format!("label-{of}-{member}"), &[])
        .or_else(|| language.find(&format!("label-{member}"), &[]))
}
