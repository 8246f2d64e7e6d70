//! The first sheet: one row for each activity, in the order of Art. 30(1).
//!
//! List items stand one a line; an item of a group begins with the group's letter, categories of data with the numbers
//! that retention rules refer to. What is taken over is named with its origin in brackets.

use super::table::{Column, Table};
use crate::register_view::{Lines, Select, Sheet, View};
use register::activity::{ImpactAssessment, OwnRole};
use register::data::{DataCategory, DataSubjectCategory, Enumeration, Sensitivity};
use register::engagement::Engagement;
use register::legal_basis::{LegalBasis, Purpose};
use register::measure::Measure;
use register::party::Contact;
use register::recipient::{Destination, Recipient, RecipientRole, Transfer};
use register::resolve::{Item, Place, ResolvedList, Standing};
use register::retention::RetentionRule;
use register::statement::Statement;

/// A column: the key of its head, its width, its content.
type Content = (&'static str, f64, fn(&Sheet<'_>) -> String);

const COLUMNS: [Content; 30] = [
    ("column-number", 6.0, |sheet| sheet.number.clone()),
    ("column-title", 28.0, |sheet| sheet.title.clone()),
    ("column-status", 16.0, status),
    ("column-role", 20.0, own_role),
    ("column-controller", 30.0, controller),
    ("column-joint-controllers", 28.0, joint_controllers),
    ("column-representative", 24.0, representative),
    ("column-officer", 28.0, officers),
    ("column-purposes", 38.0, |sheet| sheet.cell(|scope| &scope.purposes, &purpose)),
    ("column-legal-bases", 38.0, |sheet| sheet.cell(|scope| &scope.legal_bases, &legal_basis)),
    ("column-groups", 24.0, groups),
    ("column-data-subjects", 28.0, |sheet| sheet.cell(|scope| &scope.data_subjects, &data_subject)),
    ("column-data-categories", 38.0, |sheet| sheet.cell(|scope| &scope.data_categories, &data_category)),
    ("column-sensitive", 24.0, sensitive),
    ("column-recipients", 34.0, |sheet| sheet.cell(|scope| &scope.recipients, &recipient)),
    ("column-processors", 34.0, |sheet| sheet.single(&sheet.resolved.engagements, &engagement)),
    ("column-transfers", 34.0, |sheet| sheet.cell(|scope| &scope.transfers, &transfer)),
    ("column-retention", 46.0, |sheet| sheet.cell(|scope| &scope.retention, &retention)),
    ("column-measures", 38.0, |sheet| sheet.single(&sheet.resolved.measures, &measure)),
    ("column-assessment", 28.0, impact_assessment),
    ("column-department", 22.0, department),
    ("column-contact", 26.0, contact),
    ("column-systems", 22.0, systems),
    ("column-description", 34.0, description),
    ("column-introduced", 13.0, introduced),
    ("column-next-review", 13.0, next_review),
    ("column-file-reference", 18.0, file_reference),
    ("column-dpo-opinion", 28.0, dpo_opinion),
    ("column-annexes", 28.0, annexes),
    ("column-changes", 34.0, changes),
];

pub(super) fn table(view: &View<'_>) -> Table {
    let columns = COLUMNS.iter().map(|(head, width, _)| Column { head: view.word(head), width: *width });
    let rows = view.activities().into_iter();
    Table {
        name: view.word("sheet-register"),
        columns: columns.collect(),
        rows: rows.map(|sheet| COLUMNS.iter().map(|(_, _, content)| content(&sheet)).collect()).collect(),
        frozen: 2,
    }
}

impl<'a> Sheet<'a> {
    /// A list of all scopes, one item a line.
    fn cell<T: Item>(&self, list: Select<'a, T>, text: &dyn Fn(&Sheet<'_>, &T) -> String) -> String {
        let mut lines = Lines::default();
        for (place, list) in self.speaking(list) {
            self.list(&mut lines, list, place, text);
        }
        for place in self.silent_groups(list) {
            lines.text(self.lettered(place, self.view.not_stated()));
        }
        if lines.is_empty() { self.view.not_stated() } else { lines.below() }
    }

    /// A list that stands once per activity, one item a line.
    fn single<T: Item>(&self, list: &ResolvedList<'_, T>, text: &dyn Fn(&Sheet<'_>, &T) -> String) -> String {
        let mut lines = Lines::default();
        self.list(&mut lines, list, Place::Common, text);
        lines.below()
    }

    fn list<T: Item>(
        &self,
        lines: &mut Lines,
        list: &ResolvedList<'_, T>,
        place: Place,
        text: &dyn Fn(&Sheet<'_>, &T) -> String,
    ) {
        if list.standing != Standing::Given || list.items.is_empty() {
            lines.text(self.lettered(place, self.state(list, place)));
        }
        for placed in &list.items {
            let item = self.with_origin(text(self, placed.item), placed.stated_in, place);
            lines.text(self.lettered(place, item));
        }
    }

    /// A line of a group, with the group's letter before it.
    fn lettered(&self, place: Place, text: String) -> String {
        match place {
            Place::Group(id) => format!("{} {text}", self.letter(id)),
            Place::Organisation | Place::Common => text,
        }
    }

    fn condition(&self, lines: &mut Lines, condition: Option<&str>) {
        lines.labelled(&self.view.word("cell-condition"), condition);
    }
}

fn purpose(sheet: &Sheet<'_>, purpose: &Purpose) -> String {
    let mut lines = Lines::of(&purpose.text);
    sheet.condition(&mut lines, purpose.condition.as_deref());
    lines.bracketed()
}

fn legal_basis(sheet: &Sheet<'_>, basis: &LegalBasis) -> String {
    let mut lines = Lines::of(sheet.view.chain(basis, |citation| citation.wording.clone()));
    sheet.condition(&mut lines, sheet.view.condition_of(basis));
    lines.bracketed()
}

fn data_subject(sheet: &Sheet<'_>, subject: &DataSubjectCategory) -> String {
    let mut lines = Lines::of(match subject.enumeration {
        Enumeration::Open => sheet.view.language.example(&subject.name),
        Enumeration::Closed => subject.name.clone(),
    });
    sheet.condition(&mut lines, subject.condition.as_deref());
    lines.bracketed()
}

fn data_category(sheet: &Sheet<'_>, category: &DataCategory) -> String {
    let language = sheet.view.language;
    let name = match category.enumeration {
        Enumeration::Open if category.details.is_empty() => language.example(&category.name),
        _ => category.name.clone(),
    };
    let mut lines = Lines::of(format!("{}. {name}", sheet.number_of(category.id)));
    lines.maybe(language.enumerated(&category.details, category.enumeration).as_deref());
    if category.sensitivity != Sensitivity::Ordinary {
        lines.text(language.name(&category.sensitivity));
    }
    sheet.condition(&mut lines, category.condition.as_deref());
    lines.bracketed()
}

fn recipient(sheet: &Sheet<'_>, recipient: &Recipient) -> String {
    let view = sheet.view;
    let mut lines = Lines::of(&recipient.name);
    lines.maybe(view.language.enumerated(&recipient.examples, recipient.enumeration).as_deref());
    if recipient.role != RecipientRole::Recipient {
        lines.text(view.language.name(&recipient.role));
    }
    lines.labelled(&view.word("cell-occasion"), recipient.occasion.as_deref());
    sheet.condition(&mut lines, recipient.condition.as_deref());
    lines.bracketed()
}

fn engagement(sheet: &Sheet<'_>, engagement: &Engagement) -> String {
    let mut lines = Lines::of(sheet.view.engaged(engagement));
    if engagement.role != register::engagement::EngagementRole::Processor {
        lines.text(sheet.view.language.name(&engagement.role));
    }
    lines.maybe(engagement.service.as_deref());
    lines.bracketed()
}

/// Where data are transferred to.
pub(super) fn destination(sheet: &Sheet<'_>, destination: &Destination) -> String {
    match destination {
        Destination::Country { country } => sheet.view.language.country(country),
        Destination::InternationalOrganisation { name } => name.clone(),
        Destination::Unnamed => sheet.view.word("mark-unnamed-country"),
    }
}

/// On what a transfer rests.
pub(super) fn instrument(sheet: &Sheet<'_>, transfer: &Transfer) -> String {
    match &transfer.instrument {
        Some(instrument) => sheet.view.language.name(instrument),
        None => sheet.view.word("mark-instrument-not-stated"),
    }
}

fn transfer(sheet: &Sheet<'_>, transfer: &Transfer) -> String {
    let mut lines = Lines::of(destination(sheet, &transfer.destination));
    lines.maybe(transfer.recipient.as_deref()).text(instrument(sheet, transfer));
    sheet.condition(&mut lines, transfer.condition.as_deref());
    lines.bracketed()
}

fn retention(sheet: &Sheet<'_>, rule: &RetentionRule) -> String {
    let sentence = sheet.view.language.sentence(rule, &sheet.rules);
    let mut lines = Lines::of(format!("L {}", sheet.number_of(rule.id)));
    lines.maybe(rule.name.as_deref()).text(sentence);
    lines.joined(": ")
}

/// A measure with the set it stands in.
pub(super) fn measure(sheet: &Sheet<'_>, measure: &Measure) -> String {
    let mut parts = Lines::default();
    parts.maybe(measure.set.map(|set| sheet.view.title(set)).as_deref()).text(&measure.text);
    let mut lines = Lines::of(parts.joined(": "));
    sheet.condition(&mut lines, measure.condition.as_deref());
    lines.bracketed()
}

fn status(sheet: &Sheet<'_>) -> String {
    let Some(activity) = sheet.activity else { return String::new() };
    let mut lines = Lines::of(sheet.view.language.name(&activity.status.stage));
    lines.maybe(activity.status.date.map(|date| sheet.view.language.short_date(date)).as_deref());
    lines.maybe(activity.status.function.as_deref());
    lines.below()
}

fn own_role(sheet: &Sheet<'_>) -> String {
    let Some(activity) = sheet.activity else { return String::new() };
    let mut lines = Lines::of(sheet.view.language.name(&activity.own_role));
    match &activity.own_role {
        OwnRole::Processor { categories_of_processing, .. } => {
            let said = sheet.view.said(categories_of_processing);
            lines.labelled(&sheet.view.word("cell-categories-of-processing"), Some(&said));
        }
        OwnRole::Unclear { note } => {
            lines.maybe(note.as_deref());
        }
        OwnRole::Controller | OwnRole::OtherController { .. } => {}
    }
    lines.below()
}

/// Letter a: whoever is the controller of this activity.
fn controller(sheet: &Sheet<'_>) -> String {
    let view = sheet.view;
    let organisation = view.input.organisation;
    match sheet.activity.map(|activity| &activity.own_role) {
        Some(OwnRole::Processor { controllers, .. }) => {
            let mut lines = Lines::default();
            for party in controllers {
                lines.all(view.party_lines(*party));
            }
            lines.below()
        }
        Some(OwnRole::OtherController { party }) => view.party_lines(*party).below(),
        _ => {
            let mut lines = Lines::of(&organisation.name);
            lines.labelled(&view.word("cell-represented-by"), organisation.represented_by.as_deref());
            lines.all(view.contact(&organisation.contact));
            lines.below()
        }
    }
}

fn joint_controllers(sheet: &Sheet<'_>) -> String {
    let view = sheet.view;
    let Some(activity) = sheet.activity else { return String::new() };
    let mut lines = Lines::default();
    let defaults = &view.input.organisation.joint_controllers;
    for (statement, place) in [(&activity.joint_controllers, Place::Common), (defaults, Place::Organisation)]
    {
        // What the organisation says of joint controllers holds for every activity.
        let is_default = place == Place::Organisation;
        if *statement == Statement::NotStated
            || (is_default && statement.given().is_none() && !lines.is_empty())
        {
            continue;
        }
        let text = view.statement(statement, |joint| {
            let mut all = Lines::default();
            for each in joint {
                let mut lines = view.party_lines(each.party);
                lines.labelled(&view.word("cell-tasks"), each.tasks.as_deref());
                let arrangement = view.contract(&each.arrangement);
                lines.labelled(&view.word("cell-arrangement"), Some(&arrangement));
                all.all(lines);
            }
            all.below()
        });
        lines.text(sheet.with_origin(text, place, Place::Common));
    }
    if lines.is_empty() { view.not_stated() } else { lines.below() }
}

fn representative(sheet: &Sheet<'_>) -> String {
    let view = sheet.view;
    view.statement(&view.input.organisation.representative, |party| view.party_lines(*party).below())
}

fn officers(sheet: &Sheet<'_>) -> String {
    let view = sheet.view;
    view.statement(&view.input.organisation.data_protection_officers, |officers| {
        let mut all = Lines::default();
        for officer in officers {
            all.text(&officer.function).maybe(officer.body.as_deref());
            if officer.appointment != register::organisation::Appointment::Appointed {
                all.text(view.language.name(&officer.appointment));
            }
            all.all(view.contact(&officer.contact)).maybe(officer.note.as_deref());
        }
        all.below()
    })
}

fn groups(sheet: &Sheet<'_>) -> String {
    let mut lines = Lines::default();
    for resolved in &sheet.resolved.groups {
        let group = resolved.group;
        let language = sheet.view.language;
        let mut parts = Lines::of(sheet.group(resolved.scope.place));
        parts.maybe(language.enumerated(&group.examples, group.enumeration).as_deref());
        sheet.condition(&mut parts, group.condition.as_deref());
        parts.maybe(language.validity(group.validity).as_deref());
        lines.text(parts.bracketed());
    }
    lines.below()
}

fn sensitive(sheet: &Sheet<'_>) -> String {
    let Some(activity) = sheet.activity else { return String::new() };
    let categories = sheet.resolved.scopes().flat_map(|scope| &scope.data_categories.items);
    let marked: Vec<_> = categories
        .filter(|placed| placed.item.sensitivity != Sensitivity::Ordinary)
        .map(|placed| placed.item.id)
        .collect();
    if activity.sensitive_data == Statement::NotStated && !marked.is_empty() {
        let numbers = sheet.numbers(&marked);
        return sheet.view.language.text("mark-see-numbers", &[("numbers", numbers.into())]);
    }
    sheet.view.said(&activity.sensitive_data)
}

fn impact_assessment(sheet: &Sheet<'_>) -> String {
    let view = sheet.view;
    let resolved = &sheet.resolved.impact_assessment;
    let text = match resolved.value {
        None => view.standing(&resolved.standing),
        Some(assessment) => {
            let mut lines = Lines::of(view.language.name(assessment));
            match assessment {
                ImpactAssessment::NotNeeded { reason } | ImpactAssessment::Required { reason } => {
                    lines.text(reason);
                }
                ImpactAssessment::MadeCentrally { body } => {
                    lines.text(body);
                }
                ImpactAssessment::Made { date, document } => {
                    lines.maybe(date.map(|date| view.language.short_date(date)).as_deref());
                    lines.maybe(document.map(|document| view.title(document)).as_deref());
                }
            }
            lines.joined(": ")
        }
    };
    sheet.with_origin(text, resolved.stated_in, Place::Common)
}

fn department(sheet: &Sheet<'_>) -> String {
    sheet.activity.map(|activity| sheet.view.said(&activity.department)).unwrap_or_default()
}

fn contact(sheet: &Sheet<'_>) -> String {
    let contact = |contact: &Contact| sheet.view.contact(contact).below();
    sheet.activity.map(|activity| sheet.view.statement(&activity.contact, contact)).unwrap_or_default()
}

fn systems(sheet: &Sheet<'_>) -> String {
    let mut lines = Lines::default();
    for system in sheet.activity.into_iter().flat_map(|activity| &activity.systems) {
        lines.text(sheet.view.title(*system));
    }
    lines.below()
}

fn description(sheet: &Sheet<'_>) -> String {
    let view = sheet.view;
    let Some(activity) = sheet.activity else { return String::new() };
    let mut lines = Lines::default();
    lines.maybe(activity.description.as_deref());
    lines.labelled(&view.word("cell-other-names"), Some(&activity.other_names.join(", ")));
    lines.labelled(&view.word("cell-validity"), view.language.validity(activity.validity).as_deref());
    let origin = activity.origin.as_ref().map(|origin| origin.title.as_str());
    lines.labelled(&view.word("cell-adopted-from"), origin);
    lines.below()
}

fn introduced(sheet: &Sheet<'_>) -> String {
    let date = |date: &chrono::NaiveDate| sheet.view.language.short_date(*date);
    sheet.activity.map(|activity| sheet.view.statement(&activity.introduced_on, date)).unwrap_or_default()
}

fn next_review(sheet: &Sheet<'_>) -> String {
    let date = sheet.activity.and_then(|activity| activity.next_review);
    date.map_or_else(|| sheet.view.not_stated(), |date| sheet.view.language.short_date(date))
}

fn file_reference(sheet: &Sheet<'_>) -> String {
    sheet.activity.map(|activity| sheet.view.said(&activity.file_reference)).unwrap_or_default()
}

fn annexes(sheet: &Sheet<'_>) -> String {
    let mut lines = Lines::default();
    for document in sheet.activity.into_iter().flat_map(|activity| &activity.documents) {
        lines.text(sheet.view.title(*document));
    }
    lines.below()
}

fn changes(sheet: &Sheet<'_>) -> String {
    let mut lines = Lines::default();
    for change in sheet.activity.into_iter().flat_map(|activity| &activity.changes) {
        let mut parts = Lines::of(sheet.view.language.short_date(change.date));
        parts.maybe(change.function.as_deref()).text(&change.text);
        lines.text(parts.joined(" – "));
    }
    lines.below()
}

fn dpo_opinion(sheet: &Sheet<'_>) -> String {
    sheet.activity.and_then(|activity| activity.dpo_opinion.clone()).unwrap_or_default()
}
