//! Which type of the model stands at a path, read from the JSON Schema that is generated from the model's types.

use serde_json::Value;
use std::sync::LazyLock;

static SCHEMA: LazyLock<Value> = LazyLock::new(|| {
    let text = include_str!("../../../../../assets/schema/record.schema.json");
    // It is generated and tested; without it values would still be shown, with fewer words.
    serde_json::from_str(text).unwrap_or_default()
});

/// Members that only wrap what is named by the path before them ([`register::path`]).
const WRAPPERS: [&str; 2] = ["value", "scope"];

/// Members that tell the variants of a tagged union apart.
const TAGS: [&str; 3] = ["state", "kind", "outcome"];

/// The type of a value.
#[derive(Debug, Clone, Copy)]
pub(super) struct Form {
    /// The type's name in the model ("RetentionRule"), of a whole record its kind ("activity"); empty for plain values
    /// and lists.
    pub(super) name: &'static str,
    /// The type it is a member of, and the member's name.
    pub(super) member_of: (&'static str, &'static str),
    schema: &'static Value,
}

/// One segment further on a path.
pub(super) enum Step {
    /// To an item of a list.
    Item(Form),
    /// To a member.
    Member(Form),
}

impl Step {
    pub(super) fn form(&self) -> Form {
        match self {
            Self::Item(form) | Self::Member(form) => *form,
        }
    }
}

impl Form {
    /// A whole record of this kind.
    pub(super) fn record(kind: &str) -> Option<Self> {
        let mut kinds = variants(&SCHEMA);
        let schema =
            kinds.find(|schema| constant(schema, "type").is_some_and(|constant| constant == kind))?;
        Some(Self { name: constant(schema, "type")?, member_of: ("", ""), schema })
    }

    fn of(schema: &'static Value, member_of: (&'static str, &'static str)) -> Self {
        let mut at = Self { name: "", member_of, schema };
        loop {
            let or_null = at.schema.get("anyOf").and_then(Value::as_array);
            if let Some(schema) = or_null.and_then(|forms| forms.first()) {
                at.schema = schema;
            }
            let Some(reference) = at.schema.get("$ref").and_then(Value::as_str) else { return at };
            let Some(schema) = reference.strip_prefix('#').and_then(|pointer| SCHEMA.pointer(pointer)) else {
                return at;
            };
            let name = reference.rsplit('/').next().unwrap_or_default();
            at.name = match name.trim_end_matches(|last: char| last.is_ascii_digit()) {
                "ProcessingActivity" => "activity",
                name => name,
            };
            at.schema = schema;
        }
    }

    /// One segment further on a path.
    pub(super) fn step(self, segment: &str) -> Option<Step> {
        if let Some(item) = self.item() {
            return Some(Step::Item(item));
        }
        let inside = WRAPPERS.iter().find_map(|wrapper| self.member(wrapper, None)?.step(segment));
        inside.or_else(|| self.member(segment, None).map(Step::Member))
    }

    /// The form of a list's items.
    pub(super) fn item(self) -> Option<Self> {
        self.schema.get("items").map(|schema| Self::of(schema, self.member_of))
    }

    /// The form of a member. The value, where there is one, tells which variant of a union is meant.
    pub(super) fn member(self, name: &str, of: Option<&Value>) -> Option<Self> {
        let (name, schema) = self.property(name, of)?;
        Some(Self::of(schema, (self.name, name)))
    }

    /// Whether a member with this value says nothing: it is what the model assumes where nothing is said.
    pub(super) fn is_silent(self, name: &str, value: &Value) -> bool {
        let assumed = self.property(name, None).and_then(|(_, schema)| schema.get("default"));
        value.is_null() || value.as_array().is_some_and(Vec::is_empty) || assumed == Some(value)
    }

    /// Whether a member only tells which variant the value is.
    pub(super) fn is_tag(self, name: &str) -> bool {
        self.property(name, None).is_some_and(|(_, schema)| schema.get("const").is_some())
    }

    /// The word by which a value of a tagged union is told from the others.
    pub(super) fn tag(self, value: &Value) -> Option<&str> {
        let tag = TAGS.iter().find(|tag| self.is_tag(tag))?;
        value.get(tag)?.as_str()
    }

    /// Whether it is a [`register::statement::Statement`] or [`register::statement::Field`].
    pub(super) fn is_statement(self) -> bool {
        self.is_tag("state")
    }

    /// Whether it is a calendar day.
    pub(super) fn is_date(self) -> bool {
        self.schema.get("format").is_some_and(|format| format == "date")
    }

    fn property(self, name: &str, of: Option<&Value>) -> Option<(&'static str, &'static Value)> {
        let meant = |schema: &&'static Value| {
            of.is_some_and(|value| {
                TAGS.iter().any(|tag| constant(schema, tag).is_some_and(|constant| value[tag] == constant))
            })
        };
        let found = |schema: &'static Value| {
            let (name, schema) = schema.get("properties")?.as_object()?.get_key_value(name)?;
            Some((name.as_str(), schema))
        };
        let mut chosen = variants(self.schema).filter(meant);
        chosen.find_map(found).or_else(|| variants(self.schema).find_map(found))
    }
}

/// The variants of a union; of anything else the thing itself.
fn variants(schema: &'static Value) -> impl Iterator<Item = &'static Value> {
    let several = schema.get("oneOf").and_then(Value::as_array).map(Vec::as_slice);
    several.unwrap_or(std::slice::from_ref(schema)).iter()
}

fn constant(schema: &'static Value, member: &str) -> Option<&'static str> {
    schema.get("properties")?.get(member)?.get("const")?.as_str()
}

#[cfg(test)]
pub(super) mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::super::{label, words};
    use super::*;
    use crate::Language;
    use serde_json::json;

    /// Members that hold the value together and say nothing themselves: identities, wrappers and digests.
    const STRUCTURAL: [&str; 6] = ["id", "value", "scope", "seen", "only", "record"];

    /// Everything the schema describes: names and schemas of the types.
    fn types() -> Vec<Form> {
        let definitions = SCHEMA["$defs"].as_object().expect("the schema has definitions");
        let of = |(name, _): (&'static String, _)| {
            let reference = Box::leak(Box::new(json!({ "$ref": format!("#/$defs/{name}") })));
            Form::of(reference, ("", ""))
        };
        let kinds = variants(&SCHEMA).map(|schema| Form::record(constant(schema, "type").unwrap()).unwrap());
        definitions.iter().map(of).chain(kinds).collect()
    }

    /// Values of every type in all its variants. Free texts and days in it occur once.
    pub(in crate::difference) fn samples() -> Vec<(Form, Value)> {
        let mut samples = Vec::new();
        let mut last = 0;
        let is_text = |form: &Form| ["ItemId", "RecordId", "Country"].contains(&form.name);
        for form in types().into_iter().filter(|form| !is_text(form)) {
            for schema in variants(form.schema) {
                samples.push((form, sample(schema, &mut last)));
            }
        }
        samples
    }

    /// A value that fits a schema; the second number of every union, so that nothing in it goes without saying.
    fn sample(schema: &'static Value, last: &mut usize) -> Value {
        let form = Form::of(schema, ("", ""));
        if form.name == "RecordId" || form.name == "ItemId" {
            *last += 1;
            return format!("00000000-0000-7000-9000-{last:012x}").into();
        }
        if form.name == "Country" {
            return "FR".into();
        }
        let schema = variants(form.schema).nth(1).unwrap_or(form.schema);
        if let Some(constant) = schema.get("const") {
            return constant.clone();
        }
        *last += 1;
        if let Some(members) = schema.get("properties").and_then(Value::as_object) {
            return members.iter().map(|(name, schema)| (name.clone(), sample(schema, last))).collect();
        }
        match schema.get("items") {
            Some(items) => json!([sample(items, last)]),
            None if form.is_date() => {
                format!("{}-{:02}-{:02}", 2030 + *last / 336, 1 + *last / 28 % 12, 1 + *last % 28).into()
            }
            None if schema["type"] == "integer" => json!(7),
            None => format!("Mk{last:05x}").into(),
        }
    }

    fn properties(form: Form) -> Vec<&'static str> {
        let named = |schema: &'static Value| schema.get("properties").and_then(Value::as_object);
        variants(form.schema).filter_map(named).flat_map(|found| found.keys().map(String::as_str)).collect()
    }

    #[test]
    fn every_member_of_the_model_has_a_german_name() {
        let german = Language::german();
        let mut named = 0;
        for form in types() {
            for member in properties(form) {
                let is_structural = STRUCTURAL.contains(&member) || form.is_tag(member);
                let name = label(&german, form.name, member);
                assert!(is_structural || name.is_some(), "{}.{member} has no name", form.name);
                named += usize::from(name.is_some());
            }
        }
        assert!(named > 250, "only {named} members were looked at");
    }

    #[test]
    fn every_choice_of_the_model_has_a_word() {
        let german = Language::german();
        let mut choices = 0;
        for form in types().into_iter().filter(|form| form.name != "Selection" && form.name != "Source") {
            for code in variants(form.schema).filter_map(|schema| schema.get("const")) {
                let word = words::choice(&german, form.name, code);
                assert!(word.is_some_and(|word| !word.is_empty()), "{} {code} has no word", form.name);
                choices += 1;
            }
        }
        assert!(choices > 80, "only {choices} choices were looked at");
    }

    #[test]
    fn a_path_leads_to_the_type_of_its_value() {
        let mut form = Form::record("activity").unwrap();
        for segment in ["groups", "b", "retention", "x", "period"] {
            form = form.step(segment).unwrap().form();
        }
        assert_eq!((form.name, form.member_of), ("Period", ("RetentionRule", "period")));
        let date = Form::record("activity").unwrap().step("next_review").unwrap().form();
        assert!(date.is_date() && !date.is_statement());
    }

    #[test]
    fn labels_of_members_that_are_gone_are_gone() {
        let labels = include_str!("../../../../../assets/locales/de/fields.ftl");
        let keys = labels.lines().filter_map(|line| line.split_once(" = ")?.0.strip_prefix("label-"));
        let types = types();
        for key in keys {
            let is_used = types.iter().any(|form| {
                properties(*form).iter().any(|member| {
                    let (of, member) = (words::hyphenated(form.name), words::hyphenated(member));
                    key == member || key == format!("{of}-{member}")
                })
            });
            assert!(is_used, "label-{key} names nothing");
        }
    }
}
