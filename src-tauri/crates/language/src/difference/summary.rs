//! A whole record in a few lines: what it is called and what it holds.

use super::Subject;
use super::form::Form;
use super::words::hyphenated;
use serde_json::Value;

/// The items that are counted, in the order of the letters.
const COUNTED: [&str; 10] = [
    "Group",
    "Purpose",
    "LegalBasis",
    "DataSubjectCategory",
    "DataCategory",
    "Recipient",
    "Transfer",
    "RetentionRule",
    "Engagement",
    "Measure",
];

impl Subject<'_> {
    /// The record's kind and title, and what it holds: of activities, organisations and templates the number of their
    /// items, of all others everything.
    pub(super) fn summary(&self, record: &Value) -> Vec<String> {
        let kind = record.get("type").and_then(Value::as_str).unwrap_or_default();
        let form = Form::record(kind).or(self.form);
        let mut lines = self.lines(form.filter(|form| !is_large(form.name)), record);
        if is_large(kind) {
            let title = form.and_then(|form| self.title(form, record));
            let mut counts = [0_usize; COUNTED.len()];
            count(form, record, &mut counts);
            let held = COUNTED.iter().zip(counts).filter(|(_, count)| *count > 0).map(|(name, count)| {
                self.language.text(&format!("count-{}", hyphenated(name)), &[("count", count.into())])
            });
            let held: Vec<String> = held.collect();
            let held = if held.is_empty() { self.language.word("value-empty") } else { held.join(", ") };
            lines = title.into_iter().chain([held]).collect();
        }
        if let (Some(first), Some(kind)) =
            (lines.first_mut(), self.language.find(&format!("record-{}", hyphenated(kind)), &[]))
        {
            let title = first.as_str();
            *first = self.language.text("record-titled", &[("kind", kind.into()), ("title", title.into())]);
        }
        lines
    }
}

fn is_large(kind: &str) -> bool {
    matches!(kind, "activity" | "organisation" | "template")
}

fn count(form: Option<Form>, value: &Value, counts: &mut [usize; COUNTED.len()]) {
    match value {
        Value::Array(items) => {
            items.iter().for_each(|item| count(form.and_then(Form::item), item, counts));
        }
        Value::Object(members) => {
            let position = form.and_then(|form| COUNTED.iter().position(|name| *name == form.name));
            if let Some(one) = position.and_then(|position| counts.get_mut(position)) {
                *one += 1;
            }
            for (name, member) in members {
                count(form.and_then(|form| form.member(name, Some(value))), member, counts);
            }
        }
        _ => {}
    }
}
