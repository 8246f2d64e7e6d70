//! Any value of the model as lines of German text.

use super::form::Form;
use super::{Subject, label, words};
use crate::Language;
use crate::retention::RuleContext;
use register::check::Rule;
use register::id::{ItemId, RecordId};
use register::party::Country;
use register::resolve::Standing;
use register::retention::{
    Action, ActionPlan, Actor, Bound, ExceptionEffect, Period, RetentionException, RetentionRule,
};
use register::statement::Statement;
use serde_json::{Map, Value};

/// Members of which nobody reads anything: identities, and what the program remembers for itself.
const UNREAD: [&str; 3] = ["id", "seen", "record"];

/// Members that need no name before them.
const SELF_EVIDENT: [(&str, &str); 6] = [
    ("Destination", "country"),
    ("Destination", "name"),
    ("Location", "country"),
    ("EngagedBy", "ids"),
    ("TemplateContent", "activity"),
    ("TemplateContent", "defaults"),
];

/// Digits of a digest that are enough to tell two of them apart.
const SHORT_DIGEST: usize = 8;

impl Subject<'_> {
    /// A value that stands at a path, or could. Lines are separated by line breaks.
    pub fn shown(&self, path: &str, value: &Value) -> String {
        let lines = if let Some(order) = order(value) {
            let titles =
                order.iter().zip(1..).map(|(id, number)| format!("{number}. {}", self.item_title(id)));
            titles.collect()
        } else if path == "/" {
            self.summary(value)
        } else {
            self.lines(self.form_at(path), value)
        };
        lines.join("\n")
    }

    pub(super) fn lines(&self, form: Option<Form>, value: &Value) -> Vec<String> {
        let lines = match value {
            Value::Null => Vec::new(),
            Value::Bool(truth) => vec![self.language.word(if *truth { "value-yes" } else { "value-no" })],
            Value::Number(number) => vec![number.to_string()],
            Value::String(text) => vec![self.text(form, text)],
            Value::Array(items) => self.list(form, items),
            Value::Object(members) => self.object(form, value, members),
        };
        if lines.iter().all(String::is_empty) { vec![self.language.word("value-empty")] } else { lines }
    }

    /// A value that stands as one text in the data: a free text, or an id or code that stands for something.
    fn text(&self, form: Option<Form>, text: &str) -> String {
        let Some(form) = form else { return text.to_owned() };
        let meaning = match (form.name, form.member_of) {
            ("RecordId", _) => Some(self.record(text)),
            ("ItemId", _) => Some(self.item_label(text, None)),
            ("Selection", _) => Some(self.language.word("value-all")),
            ("Source", _) => self.language.find(&format!("source-{text}"), &[]),
            ("Country", _) => {
                Country::try_from(text.to_owned()).ok().map(|country| self.language.country(&country))
            }
            (_, ("Acknowledgement" | "OpenPoint", "path")) => Some(self.place(text).text),
            (_, ("Acknowledgement", "rule")) => {
                let rule: Option<Rule> = serde_json::from_value(text.into()).ok();
                rule.map(|rule| rule.norm().to_owned())
            }
            (_, ("Origin", "revision")) => Some(text.chars().take(SHORT_DIGEST).collect()),
            (name, _) if !name.is_empty() => words::choice(self.language, name, &text.into()),
            _ if form.is_date() => text.parse().ok().map(|date| self.language.short_date(date)),
            (_, member_of) => words::listed(member_of, text),
        };
        meaning.unwrap_or_else(|| text.to_owned())
    }

    /// The title of a record.
    fn record(&self, id: &str) -> String {
        let title = id.parse::<RecordId>().ok().and_then(|id| (self.names)(id));
        title.filter(|title| !title.trim().is_empty()).unwrap_or_else(|| self.language.word("unknown-entry"))
    }

    /// One item after the other; further lines of an item are indented.
    fn list(&self, form: Option<Form>, items: &[Value]) -> Vec<String> {
        let item_form = form.and_then(Form::item);
        let mut lines = Vec::new();
        for item in items {
            let mut of_item = self.lines(item_form, item).into_iter();
            lines.extend(of_item.next());
            lines.extend(of_item.map(indented));
        }
        lines
    }

    fn object(&self, form: Option<Form>, value: &Value, members: &Map<String, Value>) -> Vec<String> {
        let Some(known) = form else { return self.structure(form, value, members) };
        self.whole(known, value).unwrap_or_else(|| {
            if known.is_statement() {
                self.statement(known, value)
            } else {
                self.structure(form, value, members)
            }
        })
    }

    /// Values that are told as a whole. `None` for all others, and for what does not fit its type.
    fn whole(&self, form: Form, value: &Value) -> Option<Vec<String>> {
        let language = self.language;
        let read = || value.clone();
        let line = match form.name {
            "Selection" => {
                let ids = value.get("only")?.as_array()?.iter().filter_map(Value::as_str);
                ids.map(|id| self.item_in_list(id)).collect::<Vec<_>>().join(", ")
            }
            "Source" => self.item_label(value.get("group")?.as_str()?, None),
            "Period" => {
                let period: Period = serde_json::from_value(read()).ok()?;
                language.period_phrase(&period, Bound::Exactly)
            }
            "Action" => {
                let action: Action = serde_json::from_value(read()).ok()?;
                language.action_plan(&ActionPlan::One { action })
            }
            "ActionPlan" => {
                let plan: ActionPlan = serde_json::from_value(read()).ok()?;
                language.action_plan(&plan)
            }
            "Actor" => match serde_json::from_value(read()).ok()? {
                Actor::Processor { engagement: Some(id) } => self.item_label(&id.to_string(), None),
                actor => language.actor(&actor, &self.rules),
            },
            "Citation" => language.norm(&serde_json::from_value(read()).ok()?),
            "ExceptionEffect" => {
                let effect: ExceptionEffect = serde_json::from_value(read()).ok()?;
                language.effect(&effect)
            }
            "RetentionException" => {
                let exception: RetentionException = serde_json::from_value(read()).ok()?;
                let context = self.naming(exception.data.named());
                language.exception(&exception, &context)
            }
            "RetentionRule" => return Some(self.rule(&serde_json::from_value(read()).ok()?)),
            "YearEnd" => {
                let number = |name: &str| value.get(name).and_then(Value::as_u64);
                language.day_of_year(number("day")?.try_into().ok()?, number("month")?.try_into().ok()?)?
            }
            _ => return None,
        };
        Some(vec![line])
    }

    /// A retention rule: its name, the sentence, and what the sentence does not say.
    fn rule(&self, rule: &RetentionRule) -> Vec<String> {
        let exceptions = rule.exceptions.iter().flat_map(|exception| exception.data.named());
        let items = rule.data.named().iter().chain(rule.subjects.named()).chain(exceptions);
        let context = self.naming(items);
        let text = self.language.rule(rule, &context);
        let kind = text.start_kind.into_iter().flat_map(|kind| self.labelled("Start", "event", vec![kind]));
        let sentence = self.language.sentence(rule, &context);
        let mut lines: Vec<String> = rule.name.iter().cloned().chain([sentence]).chain(kind).collect();
        lines.extend(text.limit.into_iter().chain(text.reason).chain(text.norms));
        lines.extend(text.exceptions.into_iter().chain(text.note));
        lines
    }

    /// The surroundings of a rule, in which none of these items is without a name.
    fn naming<'i>(&self, items: impl IntoIterator<Item = &'i ItemId>) -> RuleContext {
        let mut context = self.rules.clone();
        for item in items {
            if !context.can_name(*item) {
                context.add_name(*item, &self.language.word("unknown-entry"));
            }
        }
        context
    }

    /// A statement, or a field that may take over another's.
    fn statement(&self, form: Form, value: &Value) -> Vec<String> {
        let given = || {
            let inner = value.get("value")?;
            Some(self.lines(form.member("value", Some(value)), inner))
        };
        if let Some(from) = value.get("from") {
            let source = self.lines(form.member("from", Some(value)), from).concat();
            let mut line = self.language.text("value-taken-over", &[("source", source.into())]);
            if let Some(only) = value.get("only").filter(|only| only.is_object()) {
                let only = self.lines(form.member("only", Some(value)), only).concat();
                line.push_str(&self.language.text("value-taken-over.only", &[("items", only.into())]));
            }
            return match given() {
                Some(own) => {
                    let head = self.language.text("value-taken-over.and", &[("text", line.into())]);
                    std::iter::once(head).chain(own.into_iter().map(indented)).collect()
                }
                None => vec![line],
            };
        }
        given().unwrap_or_else(|| {
            let statement: Statement<Value> = serde_json::from_value(value.clone()).unwrap_or_default();
            let document = match &statement {
                Statement::ByReference { to } => to.document.map(|id| self.record(&id.to_string())),
                _ => None,
            };
            let text = self.language.standing(&Standing::from(&statement), document.as_deref());
            text.map(|text| text.line()).into_iter().collect()
        })
    }

    /// A value with members of its own: what it is about, then what else it says.
    fn structure(&self, form: Option<Form>, value: &Value, members: &Map<String, Value>) -> Vec<String> {
        let name = form.map_or("", |form| form.name);
        let tag = form.and_then(|form| form.tag(value));
        let tag = tag.and_then(|tag| {
            let (name, tag) = (words::hyphenated(name), words::hyphenated(tag));
            self.language.find(&format!("tag-{name}-{tag}"), &[])
        });
        let mut lines: Vec<String> = tag.into_iter().collect();
        let head = form.and_then(|form| self.head(form, value));
        let about = head.as_ref().map_or("", |(name, _)| *name);
        if let Some((_, said)) = head {
            let joint = if about == "chain" { self.language.word("chain-joint") } else { " ".to_owned() };
            lines.push(said.join(&joint));
        }
        let is_read = |name: &str, member: &Value| {
            name != about
                && !UNREAD.contains(&name)
                && !form.is_some_and(|form| form.is_tag(name) || form.is_silent(name, member))
        };
        let mut rest: Vec<(&String, &Value)> =
            members.iter().filter(|(name, member)| is_read(name, member)).collect();
        rest.sort_by_key(|(name, _)| *name == "note");
        for (member, content) in rest {
            let said = self.lines(form.and_then(|form| form.member(member, Some(value))), content);
            let of_texts = content.as_array().is_some_and(|items| items.iter().all(Value::is_string));
            let said = if of_texts { vec![said.join("; ")] } else { said };
            lines.extend(self.labelled(name, member, said));
        }
        lines
    }

    /// What a member says, with the member's name before it.
    fn labelled(&self, of: &str, member: &str, said: Vec<String>) -> Vec<String> {
        let label = label(self.language, of, member).filter(|_| !SELF_EVIDENT.contains(&(of, member)));
        match (label, said.as_slice()) {
            (None, _) => said,
            (Some(label), [line]) => vec![format!("{label}: {line}")],
            (Some(label), _) => {
                std::iter::once(format!("{label}:")).chain(said.into_iter().map(indented)).collect()
            }
        }
    }
}

/// A line further in. The text itself keeps its line breaks as they are.
fn indented(line: String) -> String {
    format!("  {line}")
}

/// The ids of a conflict about the order of a list's items.
fn order(value: &Value) -> Option<Vec<&str>> {
    let members = value.as_object().filter(|members| members.len() == 1)?;
    Some(members.get("order")?.as_array()?.iter().filter_map(Value::as_str).collect())
}

impl Language {
    /// A day of every year: "31. Juli".
    fn day_of_year(&self, day: u32, month: u32) -> Option<String> {
        let month = self.month(month)?;
        Some(self.text("date-every-year", &[("day", day.into()), ("month", month.into())]))
    }
}
