//! The sheets beside the activities' lists: contents for notices, parties, systems, documents.

use super::table::{Column, Table};
use crate::register_view::{Lines, Sheet, View};
use register::activity::RemarkKind;
use register::id::RecordId;
use register::information::{Information, Right};
use register::record::Record;
use register::resolve::{Place, Standing};
use register::statement::Field;
use std::collections::BTreeSet;

pub(super) fn tables(view: &View<'_>) -> Vec<Table> {
    vec![notices(view), bodies(view), documents(view)]
}

fn table(view: &View<'_>, name: &str, columns: &[(&str, f64)], rows: Vec<Vec<String>>) -> Table {
    let column = |(head, width): &(&str, f64)| Column { head: view.word(head), width: *width };
    Table { name: view.word(name), columns: columns.iter().map(column).collect(), rows, frozen: 2 }
}

type Text = (&'static str, fn(&Information) -> &Field<String>);

/// The texts of the information, each with the key of its topic.
const TEXTS: [Text; 8] = [
    ("topic-rights-channel", |information| &information.rights_channel),
    ("topic-duty-to-provide", |information| &information.duty_to_provide),
    ("topic-consequence", |information| &information.consequence_of_refusal),
    ("topic-legitimate-interests", |information| &information.legitimate_interests),
    ("topic-consent", |information| &information.consent),
    ("topic-withdrawal", |information| &information.withdrawal),
    ("topic-data-source", |information| &information.data_source),
    ("topic-automated-decisions", |information| &information.automated_decisions),
];

/// Remarks and what notices say beyond Art. 30; silence is left out, since Art. 30 asks for none of it.
fn notices(view: &View<'_>) -> Table {
    let mut sheets = vec![Sheet::of_defaults(view)];
    sheets.extend(view.activities());
    let mut rows = Vec::new();
    for sheet in &sheets {
        let place = sheet.resolved.common.place;
        let mut push = |group: String, topic: String, text: String, stated_in: Place| {
            let origin = sheet.origin(stated_in, place).unwrap_or_default();
            rows.push(vec![sheet.number.clone(), sheet.title.clone(), group, topic, text, origin]);
        };
        for scope in sheet.resolved.scopes() {
            for remark in scope.remarks {
                let mut topic = Lines::default();
                topic.maybe(remark.topic.as_deref());
                if remark.kind != RemarkKind::Description || topic.is_empty() {
                    topic.text(view.language.name(&remark.kind));
                }
                push(sheet.group(scope.place), topic.joined(" – "), remark.text.clone(), place);
            }
        }
        let rights = sheet.information_list(|information| &information.rights);
        if !matches!(rights.standing, Standing::Given | Standing::NotStated) {
            push(String::new(), view.word("topic-rights"), view.standing(&rights.standing), rights.stated_in);
        }
        for placed in &rights.items {
            let topic = view.language.name(&placed.item.right);
            push(String::new(), topic, right(view, placed.item), placed.stated_in);
        }
        let authorities = sheet.information_list(|information| &information.complaint_authorities);
        for placed in &authorities.items {
            let mut lines = view.party_lines(placed.item.party);
            lines.maybe(placed.item.note.as_deref());
            push(String::new(), view.word("topic-complaints"), lines.below(), placed.stated_in);
        }
        for (topic, text) in TEXTS {
            let said = sheet.information(text);
            let text = match said.standing {
                Standing::NotStated => continue,
                Standing::Given => said.texts.join("\n"),
                standing => view.standing(&standing),
            };
            push(String::new(), view.word(topic), text, said.stated_in);
        }
    }
    let columns = [
        ("column-activity-number", 9.0),
        ("column-activity", 28.0),
        ("column-group", 22.0),
        ("column-topic", 30.0),
        ("column-statement", 60.0),
        ("column-origin", 18.0),
    ];
    table(view, "sheet-notices", &columns, rows)
}

/// What is said of a right.
fn right(view: &View<'_>, right: &Right) -> String {
    let mut lines = Lines::default();
    lines.maybe(right.text.as_deref());
    lines.labelled(&view.word("cell-condition"), right.condition.as_deref());
    lines.labelled(&view.word("cell-channel"), right.channel.as_deref());
    lines.labelled(&view.word("cell-excluded"), right.excluded.as_deref());
    lines.text(view.citations(&right.provisions));
    lines.below()
}

/// Parties and systems that the register refers to.
fn bodies(view: &View<'_>) -> Table {
    let used = used(view);
    let mut rows = Vec::new();
    for (_, record) in view.input.others.iter().filter(|(id, _)| used.contains(id)) {
        match record {
            Record::Party(party) => {
                let mut further = Lines::default();
                further.maybe(party.contact.function.as_deref());
                further.maybe(party.registration.as_deref()).maybe(party.note.as_deref());
                let country = party.country.as_ref().map(|country| view.language.country(country));
                rows.push(vec![
                    party.name.clone(),
                    party.short_name.clone().unwrap_or_default(),
                    view.language.name(&party.kind),
                    view.addresses(&party.contact).join("\n"),
                    country.unwrap_or_default(),
                    party.contact.phone.clone().unwrap_or_default(),
                    party.contact.fax.clone().unwrap_or_default(),
                    party.contact.email.clone().unwrap_or_default(),
                    party.contact.web.clone().unwrap_or_default(),
                    further.below(),
                ]);
            }
            Record::System(system) => {
                let mut further = Lines::default();
                let vendor = system.vendor.map(|vendor| view.title(vendor));
                further.labelled(&view.word("cell-vendor"), vendor.as_deref());
                let whole = system.part_of.map(|whole| view.title(whole));
                further.labelled(&view.word("cell-part-of"), whole.as_deref());
                further.maybe(system.description.as_deref());
                let mut row = vec![system.name.clone(), String::new(), view.language.name(record)];
                row.resize(8, String::new());
                row.extend([system.web.clone().unwrap_or_default(), further.below()]);
                rows.push(row);
            }
            _ => {}
        }
    }
    let columns = [
        ("column-party", 34.0),
        ("column-short-name", 16.0),
        ("column-kind", 20.0),
        ("column-address", 40.0),
        ("column-country", 18.0),
        ("column-phone", 20.0),
        ("column-fax", 20.0),
        ("column-email", 30.0),
        ("column-web", 34.0),
        ("column-further", 40.0),
    ];
    table(view, "sheet-bodies", &columns, rows)
}

/// The records that the register and, step by step, what it refers to name.
fn used(view: &View<'_>) -> BTreeSet<RecordId> {
    let input = view.input;
    let mut open = named_in(input.organisation);
    for (_, activity) in input.activities {
        open.extend(named_in(activity));
    }
    let mut used = BTreeSet::new();
    while let Some(id) = open.pop() {
        if let Some(record) = input.others.get(&id)
            && used.insert(id)
        {
            open.extend(named_in(record));
        }
    }
    used
}

/// Everything in a record's content that has the form of an id.
fn named_in(content: &impl serde::Serialize) -> Vec<RecordId> {
    let text = serde_json::to_string(content).unwrap_or_default();
    text.split('"').filter(|part| part.len() == 36).filter_map(|part| part.parse().ok()).collect()
}

fn documents(view: &View<'_>) -> Table {
    let mut documents: Vec<_> = view
        .input
        .others
        .keys()
        .filter_map(|id| Some((*id, view.document(*id)?)))
        .filter(|(_, document)| document.register == view.input.id)
        .collect();
    documents.sort_by_key(|(id, document)| (document.position, *id));
    let day = |date: Option<chrono::NaiveDate>| date.map(|date| view.language.short_date(date));
    let rows = documents.into_iter().map(|(id, document)| {
        let numbered = (1..).zip(view.input.activities);
        let used = numbered.filter(|(_, (_, activity))| activity.documents.contains(&id));
        let used: Vec<String> = used.map(|(number, _): (usize, _)| number.to_string()).collect();
        vec![
            document.title.clone(),
            view.language.name(&document.kind),
            view.language.name(&document.availability),
            day(document.dated).unwrap_or_default(),
            day(document.next_check).unwrap_or_default(),
            day(document.ends_on).unwrap_or_default(),
            document.web.clone().unwrap_or_default(),
            document.filed_at.clone().unwrap_or_default(),
            used.join(", "),
            document.note.clone().unwrap_or_default(),
        ]
    });
    let columns = [
        ("column-document", 40.0),
        ("column-kind", 20.0),
        ("column-availability", 22.0),
        ("column-dated", 13.0),
        ("column-next-check", 13.0),
        ("column-ends-on", 13.0),
        ("column-web", 34.0),
        ("column-filed-at", 28.0),
        ("column-activities", 14.0),
        ("column-note", 28.0),
    ];
    table(view, "sheet-documents", &columns, rows.collect())
}
