//! Part E: what the checker found, and which findings somebody accepts.

use register::activity::{Acknowledgement, ProcessingActivity};
use register::check::{Finding, Rule, Severity};

use super::context::Context;
use super::lines::{Lines, paragraph};
use super::sheet::{label_cell, row, section_anchor, table};
use super::{versions, words};
use crate::document::{Block, Cell, Group, Inline, Inlines, Mark, Row, Section, TableRow, Title};

/// Where findings belong: the whole register, or an activity with its number.
type Subject<'a> = Option<(usize, &'a ProcessingActivity)>;

/// The blocks of part E.
pub(super) fn blocks(context: &Context<'_>) -> Vec<Block> {
    let open: Vec<&Finding> = open_findings(context).flat_map(|(_, findings)| findings).collect();
    let mut blocks = vec![Block::Title(Title {
        eyebrow: format!(
            "{} E · {} {}",
            words::PART,
            words::CHECKED_ON,
            context.language.short_date(context.input.today)
        ),
        title: words::FINDINGS.to_owned(),
        short: format!("E {}", words::FINDINGS),
        status: counts(&open),
        anchor: Some("e".into()),
    })];
    let mut rows = Vec::new();
    let mut numbers = 1..;
    for (subject, findings) in open_findings(context) {
        rows.push(group(subject));
        for (finding, number) in findings.into_iter().zip(numbers.by_ref()) {
            rows.push(TableRow::Row(open_row(context, number, subject, finding)));
        }
    }
    let head = [words::NUMBER, words::SEVERITY, words::PLACE, words::FINDING_AND_NORM, words::REMEDY];
    let nothing = || Block::Paragraph(vec![Inline::text(words::NO_FINDINGS)]);
    blocks.push(table(&[1.0, 1.6, 3.9, 4.7, 9.6], &head, rows).unwrap_or_else(nothing));
    blocks.push(Block::Note(vec![Inline::text(words::SEVERITIES)]));
    blocks.extend(versions::in_findings(context));
    blocks.extend(accepted(context));
    blocks
}

/// The findings nobody has accepted: those of the register, then activity by activity, the gravest first.
fn open_findings<'a>(
    context: &'a Context<'a>,
) -> impl Iterator<Item = (Subject<'a>, Vec<&'a Finding>)> + use<'a> {
    let input = context.input;
    let activities =
        (1..).zip(input.activities).map(|(number, (id, activity))| (*id, Some((number, *activity))));
    std::iter::once((input.id, None)).chain(activities).filter_map(move |(id, subject)| {
        let of_subject = input.findings.iter().filter(|(record, finding)| *record == id && finding.is_open());
        let mut findings: Vec<&Finding> = of_subject.map(|(_, finding)| finding).collect();
        findings.sort_by_key(|finding| finding.severity());
        (!findings.is_empty()).then_some((subject, findings))
    })
}

/// "■ 3 Fehler  ▲ 1 Warnung".
fn counts(findings: &[&Finding]) -> Inlines {
    let mut inlines = Inlines::new();
    for (severity, one, many) in words::SEVERITY_COUNTS {
        let count = findings.iter().filter(|finding| finding.severity() == severity).count();
        if count > 0 {
            let before = if inlines.is_empty() { "" } else { "    " };
            inlines.push(Inline::text(before));
            inlines.push(Inline::Mark(mark(severity)));
            inlines.push(Inline::name(format!(" {count} {}", if count == 1 { one } else { many })));
        }
    }
    inlines
}

/// The sign of a severity; its word always stands beside it.
fn mark(severity: Severity) -> Mark {
    match severity {
        Severity::Error => Mark::Square,
        Severity::Warning => Mark::Triangle,
        Severity::Hint => Mark::Empty,
    }
}

/// The head of what belongs to one activity or to the whole register.
fn group(subject: Subject<'_>) -> TableRow {
    let (number, title, anchor) = match subject {
        Some((number, activity)) => (number.to_string(), activity.title.clone(), format!("t{number}")),
        None => (String::new(), words::WHOLE_REGISTER.to_owned(), "a".to_owned()),
    };
    let page = Inline::page_of(anchor, format!("Zu {number} {title}"));
    TableRow::Group(Group { number, title, note: vec![Inline::text(format!("{} ", words::PAGE)), page] })
}

fn open_row(context: &Context<'_>, number: usize, subject: Subject<'_>, finding: &Finding) -> Row {
    let text = context.language.finding(finding);
    row(vec![
        label_cell(number.to_string()),
        severity(context, finding.rule),
        place(subject, &finding.path),
        message(&text.message, finding.norm()),
        paragraph(vec![Inline::text(text.remedy)]),
    ])
}

/// Sign and word of the severity, below them the class.
fn severity(context: &Context<'_>, rule: Rule) -> Cell {
    let severity = rule.severity();
    let mut lines = Lines::default();
    lines.push(Inline::Mark(mark(severity)));
    lines.push(Inline::name(format!(" {}", context.language.name(&severity))));
    lines.text(&context.language.name(&rule.class()));
    lines.cell()
}

/// The section that holds the field, as a link; the activity or part A where no section does.
fn place(subject: Subject<'_>, path: &str) -> Cell {
    let (text, anchor) = match (subject, path.split('/').find_map(section)) {
        (Some((number, _)), Some(section)) => {
            (format!("{number}.{section}"), section_anchor(&number.to_string(), section))
        }
        (Some((number, _)), None) => (number.to_string(), format!("t{number}")),
        (None, _) => ("A".to_owned(), "a".to_owned()),
    };
    let description = format!("Zu {text}");
    paragraph(vec![Inline::link_to(text, anchor, description)])
}

/// The section of an activity in which a field is printed.
pub(super) fn section(field: &str) -> Option<usize> {
    Some(match field {
        "purposes" | "legal_bases" => 1,
        "data_categories" | "sensitive_data" => 2,
        "data_subjects" => 3,
        "recipients" | "engagements" => 4,
        "transfers" => 5,
        "retention" => 6,
        "measures" | "information" | "remarks" | "documents" => 7,
        "dpo_opinion" => 8,
        "changes" => 9,
        _ => return None,
    })
}

/// What was found, below it the norm.
fn message(text: &str, norm: &str) -> Cell {
    let mut lines = Lines::default();
    lines.text(text).text(norm);
    lines.cell()
}

/// Accepted findings with reason, function and date; nothing where nobody has accepted any.
fn accepted(context: &Context<'_>) -> Vec<Block> {
    let mut rows = Vec::new();
    let input = context.input;
    let activities = (1..).zip(input.activities).map(|(number, (id, activity))| {
        (*id, Some((number, *activity)), activity.acknowledgements.as_slice())
    });
    let all =
        std::iter::once((input.id, None, input.organisation.acknowledgements.as_slice())).chain(activities);
    for (id, subject, acknowledgements) in all {
        if !acknowledgements.is_empty() {
            rows.push(group(subject));
        }
        for accepted in acknowledgements {
            let finding = input.findings.iter().find(|(record, finding)| {
                *record == id && finding.code() == accepted.rule && finding.path == accepted.path
            });
            let finding = finding.map(|(_, finding)| finding);
            rows.push(TableRow::Row(accepted_row(context, subject, accepted, finding)));
        }
    }
    let head =
        [words::SEVERITY, words::PLACE, words::FINDING_AND_NORM, words::ACCEPTED_SINCE, words::BY_WHOM];
    let Some(table) = table(&[1.0, 3.6, 4.5, 8.0, 11.0], &head, rows) else {
        return Vec::new();
    };
    vec![Block::Section(Section { title: words::ACCEPTED.to_owned(), ..Section::default() }), table]
}

fn accepted_row(
    context: &Context<'_>,
    subject: Subject<'_>,
    accepted: &Acknowledgement,
    finding: Option<&Finding>,
) -> Row {
    let rule = Rule::ALL.iter().copied().find(|rule| rule.code() == accepted.rule);
    let what = match (finding, rule) {
        (Some(finding), _) => message(&context.language.finding(finding).message, finding.norm()),
        (None, Some(rule)) => message(words::FINDING_GONE, rule.norm()),
        (None, None) => message(words::RULE_GONE, &accepted.rule),
    };
    let reason = match accepted.reason.trim() {
        "" => Inline::gap(words::NOT_STATED),
        reason => Inline::text(reason),
    };
    let mut who = Lines::default();
    match accepted.function.as_deref() {
        Some(function) if !function.trim().is_empty() => who.text(function),
        _ => who.push(Inline::gap(words::NOT_STATED)),
    };
    who.whole(accepted.date.map(|date| context.date(date)).unwrap_or_default());
    row(vec![
        rule.map(|rule| severity(context, rule)).unwrap_or_else(|| label_cell("–".to_owned())),
        place(subject, &accepted.path),
        what,
        paragraph(vec![reason]),
        who.cell(),
    ])
}
