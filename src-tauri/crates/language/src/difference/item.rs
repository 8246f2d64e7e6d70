//! Items of lists: what they are called, also those that only another version of the record holds.

use super::Subject;
use super::form::Form;
use super::words::hyphenated;
use register::id::ItemId;
use serde_json::Value;

/// What is known of an item.
pub(super) struct KnownItem {
    form: Option<Form>,
    /// The role of an engagement, by which such items are called and counted.
    role: Option<String>,
    title: Option<String>,
    /// Its position in its list, from 1, where the list is known.
    position: Option<usize>,
}

/// The members that say what a value is about; the first that says something is its head.
fn heads(name: &str) -> &'static [&'static str] {
    match name {
        "Group"
        | "DataSubjectCategory"
        | "DataCategory"
        | "Recipient"
        | "RetentionRule"
        | "RetentionException"
        | "organisation"
        | "measure_set"
        | "party"
        | "system" => &["name"],
        "activity" | "document" | "template" | "Origin" => &["title"],
        "Purpose" => &["text"],
        "Measure" => &["text", "set"],
        "Remark" => &["topic", "text"],
        "LegalBasis" => &["chain", "unnamed_norm", "ground"],
        "Transfer" => &["destination"],
        "Engagement" => &["party", "described_as", "service"],
        "Right" => &["right"],
        "ComplaintAuthority" | "JointController" => &["party"],
        "AccessLimit" => &["access"],
        "PostalAddress" => &["label", "street", "town"],
        "DataProtectionOfficer" => &["function"],
        "ChangeNote" => &["date"],
        "Acknowledgement" => &["path"],
        "OpenPoint" => &["question"],
        "Contract" => &["document"],
        "Status" => &["stage"],
        _ => &[],
    }
}

impl Subject<'_> {
    /// Takes up every item inside a value; what is known already stays.
    pub(super) fn index(&mut self, form: Option<Form>, value: &Value, position: Option<usize>) {
        match value {
            Value::Array(items) => {
                for (position, item) in (1..).zip(items) {
                    self.index(form.and_then(Form::item), item, self.counts.then_some(position));
                }
            }
            Value::Object(members) => {
                if let Some(id) = members.get("id").and_then(Value::as_str) {
                    self.take_up(id, form, value, position);
                }
                // Only what can hold an item is worth finding out what it is.
                for (name, member) in
                    members.iter().filter(|(_, member)| member.is_array() || member.is_object())
                {
                    self.index(form.and_then(|form| form.member(name, Some(value))), member, None);
                }
            }
            _ => {}
        }
    }

    fn take_up(&mut self, id: &str, form: Option<Form>, value: &Value, position: Option<usize>) {
        if self.items.contains_key(id) {
            return;
        }
        let text = |name: &str| value.get(name).and_then(Value::as_str);
        let name = form.map_or("", |form| form.name);
        let role = text("role").filter(|_| name == "Engagement").map(str::to_owned);
        let title = form.and_then(|form| self.title(form, value));
        if let Ok(item) = id.parse::<ItemId>() {
            match name {
                "RetentionRule" => {
                    if let Ok(rule) = serde_json::from_value(value.clone()) {
                        self.rules.add_rule(&rule);
                    }
                }
                "Engagement" => {
                    let role = serde_json::from_value(value.get("role").cloned().unwrap_or_default());
                    role.into_iter().for_each(|role| self.rules.add_role(item, role));
                }
                _ => title.iter().for_each(|title| self.rules.add_name(item, title)),
            }
        }
        self.items.insert(id.to_owned(), KnownItem { form, role, title, position });
    }

    /// What a value is about, in one line; `None` where it does not say.
    pub(super) fn title(&self, form: Form, value: &Value) -> Option<String> {
        if form.name == "LegalBasis" {
            let chain = value.get("chain").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
            let links = chain.iter().filter_map(|citation| citation.get("wording")?.as_str());
            let links = links.chain(value.get("unnamed_norm").and_then(Value::as_str));
            let links: Vec<&str> = links.collect();
            if !links.is_empty() {
                return Some(one_line(&links.join(&self.language.word("chain-joint"))));
            }
        }
        let (_, lines) = self.head(form, value)?;
        Some(one_line(&lines.join(" "))).filter(|title| !title.is_empty())
    }

    /// The member that says what a value is about, and what it says.
    pub(super) fn head(&self, form: Form, value: &Value) -> Option<(&'static str, Vec<String>)> {
        heads(form.name).iter().find_map(|name| {
            let member = value.get(*name).filter(|member| {
                // What somebody is called is worth a line even where it is what the model assumes.
                !member.is_null() && member.as_array().is_none_or(|items| !items.is_empty())
            })?;
            Some((*name, self.lines(form.member(name, Some(value)), member)))
        })
    }

    /// What an item is called where it stands alone: "Löschregel 3 „Postfach“", "Gruppe b".
    pub(super) fn item_label(&self, id: &str, form: Option<Form>) -> String {
        let known = self.items.get(id);
        let form = known.and_then(|item| item.form).or(form);
        let title = known.and_then(|item| item.title.as_deref());
        if let Some(letter) = self.letters.get(id) {
            return self.language.text("item-group-lettered", &[("group", letter.as_str().into())]);
        }
        let kind = form.and_then(|form| self.kind(form.name, known.and_then(|item| item.role.as_deref())));
        let Some(kind) = kind else {
            return title.map_or_else(|| self.language.word("unknown-entry"), |title| self.quoted(title));
        };
        let position = known.filter(|_| title.is_none()).and_then(|item| item.position);
        let number = self.number(id).or_else(|| position?.try_into().ok());
        let parts =
            [Some(kind), number.map(|number: u32| number.to_string()), title.map(|it| self.quoted(it))];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
    }

    /// What an item is called in a list of its kind: "Nr. 3 „Stammdaten“".
    pub(super) fn item_in_list(&self, id: &str) -> String {
        let title = self.items.get(id).and_then(|item| item.title.as_deref());
        match (title, self.number(id)) {
            (Some(title), Some(number)) if !self.letters.contains_key(id) => self
                .language
                .text("item-numbered", &[("number", number.into()), ("title", self.quoted(title).into())]),
            (Some(title), None) if !self.letters.contains_key(id) => self.quoted(title),
            _ => self.item_label(id, None),
        }
    }

    /// What stands behind an id, as part of an order: its title, or what it is.
    pub(super) fn item_title(&self, id: &str) -> String {
        let title = self.items.get(id).and_then(|item| item.title.clone());
        title.unwrap_or_else(|| self.item_label(id, None))
    }

    fn number(&self, id: &str) -> Option<u32> {
        self.rules.numbers().number_of(id.parse().ok()?)
    }

    fn kind(&self, name: &str, role: Option<&str>) -> Option<String> {
        let of_role =
            role.and_then(|role| self.language.find(&format!("item-role-{}", hyphenated(role)), &[]));
        of_role.or_else(|| self.language.find(&format!("item-{}", hyphenated(name)), &[]))
    }

    fn quoted(&self, title: &str) -> String {
        self.language.text("quoted-title", &[("title", title.into())])
    }
}

fn one_line(text: &str) -> String {
    text.split(['\n', '\r']).map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}
