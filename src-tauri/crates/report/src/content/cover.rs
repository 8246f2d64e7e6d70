//! The title page: who keeps the register, who watches over it, how much it holds.

use register::activity::{OwnRole, Stage};
use register::organisation::{DataProtectionOfficer, Organisation, YearEnd};
use register::statement::Statement;

use super::activity;
use super::context::{Context, fact_row};
use super::lines::Lines;
use super::{versions, words};
use crate::document::{Count, Cover, FactRow, Inline, Inlines, Style};

/// The title page.
pub(super) fn cover(context: &Context<'_>) -> Cover {
    let organisation = context.input.organisation;
    let for_others = context.input.activities.iter();
    let for_others = for_others.filter(|(_, each)| matches!(each.own_role, OwnRole::Processor { .. }));
    let basis = if for_others.count() == 0 { words::AS_CONTROLLER } else { words::AS_BOTH };
    Cover {
        organisation: organisation.name.clone(),
        edition: edition(context),
        title: words::REGISTER.to_owned(),
        subtitle: vec![basis.to_owned(), words::LAYOUT.to_owned()],
        facts: facts(context),
        counts: counts(context),
        note: None,
    }
}

/// "Stand 21.11.2026".
pub(super) fn edition(context: &Context<'_>) -> String {
    format!("{} {}", words::DATED, context.language.short_date(context.input.today))
}

fn facts(context: &Context<'_>) -> Vec<FactRow> {
    let organisation = context.input.organisation;
    let mut controller = Lines::default();
    controller.line().push(Inline::name(organisation.name.as_str()));
    if let Some(by) = &organisation.represented_by {
        controller.push(Inline::text(format!(", vertreten durch: {by}")));
    }
    controller.text(organisation.legal_form.as_deref().unwrap_or_default());
    if Context::is_silent(&organisation.contact) {
        controller.line().push(Inline::gap(words::CONTACT_NOT_STATED));
    }
    context.contact(&mut controller, &organisation.contact);

    let mut officers = Lines::default();
    officers.whole(context.statement(&organisation.data_protection_officers, |officers| {
        let mut lines = Lines::default();
        let style = if officers.as_slice().len() > 1 { Style::Bold } else { Style::Regular };
        for officer in officers {
            lines.whole(officer_lines(context, officer, style));
        }
        lines.inlines()
    }));
    let representative = context.statement(&organisation.representative, |party| {
        context.party_lines(*party, Style::Regular).inlines()
    });
    let authority = context.statement(&organisation.supervisory_authority, |party| {
        context.party_lines(*party, Style::Regular).inlines()
    });

    let rows = [
        fact_row(words::CONTROLLER, controller.inlines()),
        fact_row(words::JOINT_CONTROLLERS, context.joint_controllers(&organisation.joint_controllers)),
        fact_row(words::REPRESENTATIVE, representative),
        fact_row(words::DPO, officers.inlines()),
        fact_row(words::AUTHORITY, authority),
    ];
    rows.into_iter().chain(versions::on_cover(context)).collect()
}

/// What is known of the organisation beyond the title page, which has to stay one page.
pub(super) fn organisation(context: &Context<'_>) -> Vec<FactRow> {
    let (organisation, language) = (context.input.organisation, context.language);
    let land = organisation.land.as_deref().map(words::land);
    let form: Vec<String> =
        [organisation.legal_form.clone(), Some(language.name(&organisation.sector)), land.map(str::to_owned)]
            .into_iter()
            .flatten()
            .collect();

    let mut rows = vec![fact_row(words::LEGAL_FORM, vec![Inline::text(form.join(" · "))])];
    if let Some(coverage) = &organisation.coverage {
        rows.push(fact_row(words::COVERAGE, vec![Inline::text(coverage.as_str())]));
    }
    let officers = organisation.data_protection_officers.given().into_iter().flatten();
    for officer in officers {
        if let Some(note) = &officer.note {
            rows.push(fact_row(&officer.function, vec![Inline::text(note.as_str())]));
        }
    }
    rows.push(fact_row(words::YEARS, vec![Inline::text(years(context, organisation))]));
    let adopted = activity::origin(organisation.origin.as_ref());
    if !adopted.is_empty() {
        rows.push(fact_row(words::ADOPTED_DEFAULTS, adopted));
    }
    rows
}

fn years(context: &Context<'_>, organisation: &Organisation) -> String {
    let day = |end: YearEnd| format!("{:02}.{:02}.", end.day, end.month);
    let years = &organisation.years;
    let named = |kind: register::retention::YearKind, end| {
        format!("{} endet am {}", context.language.name(&kind), day(end))
    };
    let school = named(register::retention::YearKind::School, years.school);
    format!("{school} · {}", named(register::retention::YearKind::Fiscal, years.fiscal))
}

/// One officer; of several the function is set off.
fn officer_lines(context: &Context<'_>, officer: &DataProtectionOfficer, style: Style) -> Inlines {
    let mut lines = Lines::default();
    let appointment = context.language.name(&officer.appointment);
    lines.push(Inline::Text { text: officer.function.clone(), style, hyphenate: true });
    lines.push(Inline::text(format!(" ({appointment})")));
    lines.text(officer.body.as_deref().unwrap_or_default());
    if Context::is_silent(&officer.contact) {
        lines.line().push(Inline::gap(words::CONTACT_NOT_STATED));
    }
    context.contact(&mut lines, &officer.contact);
    lines.inlines()
}

impl Context<'_> {
    /// The functions of the data-protection officers in short, or the state.
    pub(super) fn officers(&self) -> Inlines {
        match &self.input.organisation.data_protection_officers {
            Statement::Given { value } => {
                let functions: Vec<&str> = value.iter().map(|officer| officer.function.as_str()).collect();
                vec![Inline::text(format!("{}, {}", functions.join("; "), words::SEE_COVER))]
            }
            Statement::ByReference { .. } => vec![Inline::text(words::SEE_COVER)],
            other => self.standing(&other.into()),
        }
    }
}

fn counts(context: &Context<'_>) -> Vec<Count> {
    let activities = context.input.activities;
    let of = |stage| activities.iter().filter(|(_, each)| each.status.stage == stage).count();
    let count = |number: usize, meaning: String| Count { number: number.to_string(), meaning };
    let (checked, draft) = (of(Stage::CheckedByDpo), of(Stage::Draft));
    let name = if activities.len() == 1 { words::ACTIVITY } else { words::ACTIVITIES };
    vec![
        count(activities.len(), name.to_owned()),
        count(of(Stage::Released), words::OF_THEM_RELEASED.to_owned()),
        count(checked + draft, format!("in Arbeit: {checked} geprüft, {draft} im Entwurf")),
        count(of(Stage::Retired), words::RETIRED.to_owned()),
    ]
}
