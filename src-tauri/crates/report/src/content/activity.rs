//! One processing activity.

use register::activity::{JointController, OwnRole, ProcessingActivity, Stage, ThresholdTest};
use register::statement::{NonEmpty, Statement};

use super::context::{Context, fact, fact_row};
use super::lines::{Lines, joined, paragraph};
use super::sheet::{Sheet, row, table};
use super::{versions, words};
use crate::document::{Block, Fact, FactRow, Inline, Inlines, Mark, Style, TableRow, Title};

impl Context<'_> {
    /// The sign and the word of a status, with the day.
    pub(super) fn stage(&self, activity: &ProcessingActivity, with_day: bool) -> Inlines {
        let mark = match activity.status.stage {
            Stage::Draft => Mark::Empty,
            Stage::CheckedByDpo => Mark::Half,
            Stage::Released => Mark::Full,
            Stage::Retired => Mark::Dash,
        };
        let mut text = format!(" {}", self.language.name(&activity.status.stage));
        if let Some(date) = activity.status.date.filter(|_| with_day) {
            text.push_str(&format!(" am {}", self.language.short_date(date)));
        }
        vec![Inline::Mark(mark), Inline::text(text)]
    }

    /// Joint controllers with what they answer for and the arrangement.
    pub(super) fn joint_controllers(&self, statement: &Statement<NonEmpty<JointController>>) -> Inlines {
        self.statement(statement, |joint| {
            let mut lines = Lines::default();
            for each in joint {
                lines.whole(self.party_lines(each.party, Style::Regular).inlines());
                lines.optional(words::TASKS, each.tasks.as_deref());
                lines.labelled(words::ARRANGEMENT, self.contract(&each.arrangement));
            }
            lines.inlines()
        })
    }
}

/// The blocks of the activity with this number, counted from 1.
pub(super) fn blocks(context: &Context<'_>, number: usize, activity: &ProcessingActivity) -> Vec<Block> {
    let sheet = Sheet::of_activity(context, number, activity);
    let versions = sheet.versions.as_ref();
    let mut status = context.stage(activity, true);
    if versions.is_some() {
        status.extend([Inline::LineBreak, versions::mark()]);
    }
    let mut blocks = vec![Block::Title(Title {
        eyebrow: format!("{} {number}", words::ACTIVITY),
        title: activity.title.clone(),
        short: format!("{number} {}", activity.title),
        status,
        anchor: Some(format!("t{number}")),
    })];
    blocks.push(Block::Facts(head(context, number, activity)));
    blocks.extend(versions.and_then(|versions| versions.note(None)));
    let sections: [(&str, Vec<Block>); 9] = [
        (words::PURPOSES_AND_BASES, sheet.purposes_and_bases()),
        (words::DATA_CATEGORIES, sheet.data_categories()),
        (words::DATA_SUBJECTS, sheet.data_subjects()),
        (words::RECIPIENTS, sheet.recipients()),
        (words::TRANSFERS, sheet.transfers()),
        (words::RETENTION, sheet.retention()),
        (words::FURTHER, sheet.further()),
        (words::DPO_OPINION, opinion(activity)),
        (words::CHANGES, changes(context, activity)),
    ];
    for (index, (title, content)) in (1..).zip(sections) {
        blocks.push(sheet.section(index, title));
        blocks.extend(versions.and_then(|versions| versions.note(Some(index))));
        blocks.extend(content);
    }
    if let Some(versions) = versions {
        blocks.extend(versions.section(format!("{number}.{}", versions::SECTION)));
    }
    blocks
}

fn head(context: &Context<'_>, number: usize, activity: &ProcessingActivity) -> Vec<FactRow> {
    let organisation = context.input.organisation;
    let mut keeper = Lines::default();
    keeper.line().push(Inline::name(organisation.name.as_str()));
    keeper.text(words::SEE_COVER);
    let mut rows = Vec::new();
    let mut department = Lines::default();
    department.whole(context.said(&activity.department));
    let mut contact = Lines::default();
    match &activity.contact {
        Statement::Given { value } if Context::is_silent(value) => {
            contact.push(Inline::gap(words::CONTACT_NOT_STATED));
        }
        Statement::Given { value } => context.contact(&mut contact, value),
        other => {
            contact.whole(context.standing(&other.into()));
        }
    }
    let keeper_label = match &activity.own_role {
        OwnRole::Controller => words::CONTROLLER,
        OwnRole::Processor { .. } | OwnRole::OtherController { .. } | OwnRole::Unclear { .. } => {
            words::KEPT_BY
        }
    };
    rows.push(two(fact(keeper_label, keeper.inlines()), fact(words::DEPARTMENT, department.inlines())));
    match &activity.own_role {
        OwnRole::Controller => {}
        OwnRole::Processor { controllers, categories_of_processing } => {
            let mut lines = Lines::default();
            for controller in controllers {
                lines.whole(context.party_lines(*controller, Style::Bold).inlines());
            }
            rows.push(fact_row(words::PROCESSOR_FOR, lines.inlines()));
            rows.push(fact_row(words::CATEGORIES_OF_PROCESSING, context.said(categories_of_processing)));
        }
        OwnRole::OtherController { party } => {
            let lines = context.party_lines(*party, Style::Bold);
            rows.push(fact_row(words::OTHER_CONTROLLER, lines.inlines()));
        }
        OwnRole::Unclear { note } => {
            let mut lines = Lines::default();
            lines.push(Inline::gap(words::ROLE_UNCLEAR));
            if let Some(note) = note {
                lines.text(note);
            }
            rows.push(fact_row(words::OWN_ROLE, lines.inlines()));
        }
    }
    let joint = fact(words::JOINT_CONTROLLERS, context.joint_controllers(&activity.joint_controllers));
    rows.push(two(joint, fact(words::CONTACT, contact.inlines())));
    let introduced = context.statement(&activity.introduced_on, |date| context.date(*date));
    rows.push(two(fact(words::DPO_SHORT, context.officers()), fact(words::INTRODUCED, introduced)));
    let id = context.input.activities.get(number - 1).map(|(id, _)| *id);
    let changed = id.and_then(|id| context.input.changed_on.get(&id));
    let changed = changed.map_or_else(|| vec![Inline::gap(words::NOT_STATED)], |date| context.date(*date));
    let file = fact(words::FILE_REFERENCE, context.said(&activity.file_reference));
    rows.push(two(file, fact(words::LAST_CHANGE, changed)));
    let review = activity.next_review.map(|date| context.date(date));
    let review = review.unwrap_or_else(|| vec![Inline::gap(words::NOT_STATED)]);
    let mut status = Lines::default();
    status.whole(context.stage(activity, true));
    status.text(&activity.status.function.as_ref().map(|by| format!("durch: {by}")).unwrap_or_default());
    rows.push(two(fact(words::STATUS, status.inlines()), fact(words::NEXT_REVIEW, review)));
    let defaults = &organisation.defaults;
    let (assessment, inherited) =
        context.value(&activity.impact_assessment, &defaults.impact_assessment, false, |assessment| {
            context.assessment(assessment)
        });
    rows.push(FactRow { inherited, ..fact_row(words::IMPACT_ASSESSMENT, assessment) });
    if activity.threshold_test != Statement::NotStated {
        let test = context.statement(&activity.threshold_test, |test| threshold_test(context, test));
        rows.push(fact_row(words::THRESHOLD_TEST, test));
    }
    let systems = activity.systems.iter().map(|id| context.system_line(*id));
    let systems = joined(systems, "\n");
    let optional = [
        (words::SYSTEM_USED, systems),
        (words::OTHER_NAMES, optional_text(&activity.other_names.join(", "))),
        (words::DESCRIPTION, optional_text(activity.description.as_deref().unwrap_or_default())),
        (words::VALIDITY, context.validity(activity.validity)),
        (words::ADOPTED_FROM, origin(activity.origin.as_ref())),
    ];
    let optional = optional.into_iter().filter(|(_, value)| !value.is_empty());
    rows.extend(optional.map(|(label, value)| fact_row(label, value)));
    rows
}

/// The threshold test, its criteria by their ids in the reference list.
fn threshold_test(context: &Context<'_>, test: &ThresholdTest) -> Inlines {
    let mut lines = Lines::default();
    lines.optional(words::APPLYING, Some(&test.applying.join(", ")));
    lines.optional(words::NOT_APPLYING, Some(&test.not_applying.join(", ")));
    lines.optional(words::MADE_BY, test.function.as_deref());
    lines.labelled(words::MADE_ON, test.date.map(|date| context.date(date)).unwrap_or_default());
    lines.text(test.note.as_deref().unwrap_or_default());
    let inlines = lines.inlines();
    if inlines.is_empty() { vec![Inline::gap(words::DETAILS_NOT_STATED)] } else { inlines }
}

/// Where a record was taken over from: title and version.
pub(super) fn origin(origin: Option<&register::activity::Origin>) -> Inlines {
    let Some(origin) = origin else {
        return Inlines::new();
    };
    let version = origin.version.map(|version| format!(", Fassung {version}")).unwrap_or_default();
    vec![Inline::text(format!("{}{version}", origin.title))]
}

fn two(first: Fact, second: Fact) -> FactRow {
    FactRow { facts: vec![first, second], inherited: false, anchor: None }
}

fn opinion(activity: &ProcessingActivity) -> Vec<Block> {
    vec![Block::Paragraph(match &activity.dpo_opinion {
        Some(opinion) if !opinion.trim().is_empty() => vec![Inline::text(opinion.as_str())],
        _ => vec![Inline::gap(words::NOT_STATED)],
    })]
}

fn changes(context: &Context<'_>, activity: &ProcessingActivity) -> Vec<Block> {
    let rows: Vec<TableRow> = activity
        .changes
        .iter()
        .map(|change| {
            let function =
                change.function.as_deref().map_or_else(|| Inline::gap(words::NOT_STATED), Inline::text);
            TableRow::Row(row(vec![
                paragraph(context.date(change.date)),
                paragraph(vec![function]),
                paragraph(vec![Inline::text(change.text.as_str())]),
            ]))
        })
        .collect();
    match table(&[1.0, 3.0, 6.0], &[words::DATE, words::WHO, words::WHAT], rows) {
        Some(table) => vec![table],
        None => vec![Block::Paragraph(vec![Inline::text(words::NO_CHANGES)])],
    }
}

/// A text, or nothing where it is blank.
fn optional_text(text: &str) -> Inlines {
    if text.trim().is_empty() { Inlines::new() } else { vec![Inline::text(text)] }
}
