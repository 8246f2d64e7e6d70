//! When something falls due: `due`, `deadlines`.

use crate::data::{self, Data};
use crate::output::{Answer, plain, table};
use crate::{usage, words};
use application::view::{DeadlineRow, DueView};
use application::{Failure, ItemId, Moment, Workspace};
use chrono::NaiveDate;
use serde_json::{Value, json};
use std::fmt::Write as _;

/// The deadlines of a register or of all, between two days.
pub(crate) fn deadlines(
    data: &Data,
    register: Option<&str>,
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
) -> Result<Answer, Failure> {
    let Some(workspace) = data.read()? else {
        return match register {
            Some(_) => Err(data::nothing_there()),
            None => Ok(Answer::new(&[(); 0], NO_DEADLINES.to_owned())),
        };
    };
    let register = data::register(&workspace, register)?;
    let rows = workspace.deadlines(register, from, to)?;
    let document: Vec<_> = rows.iter().map(deadline_json).collect();
    Ok(Answer::new(&document, deadlines_text(&rows)))
}

const NO_DEADLINES: &str = "In dieser Zeit gibt es keine Fristen.";

fn deadline_json(row: &DeadlineRow) -> Value {
    json!({ "date": row.date, "kind": row.kind, "record": row.record, "title": row.title })
}

fn deadlines_text(rows: &[DeadlineRow]) -> String {
    if rows.is_empty() {
        return NO_DEADLINES.to_owned();
    }
    let cells = |row: &DeadlineRow| {
        vec![row.shown_date.clone(), row.away.clone(), row.kind_name.clone(), plain(&row.title)]
    };
    table(&["Tag", "Wann", "Art", "Was"], &rows.iter().map(cells).collect::<Vec<_>>())
}

/// Computes the last lawful day of a retention rule.
pub(crate) fn due(data: &Data, rule: &str, event: Moment) -> Result<Answer, Failure> {
    let wanted = RuleName::read(rule)?;
    let workspace = data.read_existing()?;
    let due = match wanted {
        RuleName::Item(item) => workspace.due(workspace.find_rule(item)?, item, event)?,
        RuleName::ItemOf(activity, item) => workspace.due(workspace.find_record(activity)?, item, event)?,
        RuleName::NumberOf(activity, number) => {
            workspace.due_by_number(workspace.find_record(activity)?, number, event)?
        }
    };
    Ok(Answer::new(&due_json(&due), due_text(&workspace, &due)))
}

/// How a retention rule or one of its exceptions is named.
#[derive(Debug, PartialEq)]
enum RuleName<'a> {
    /// By its id.
    Item(ItemId),
    /// By its id, in one activity: an adopted copy keeps the ids of its items.
    ItemOf(&'a str, ItemId),
    /// By its printed number in an activity.
    NumberOf(&'a str, &'a str),
}

impl<'a> RuleName<'a> {
    /// Titles may hold slashes themselves, so the last one counts.
    fn read(name: &'a str) -> Result<Self, Failure> {
        if let Ok(item) = name.parse() {
            return Ok(Self::Item(item));
        }
        let (activity, rule) = name.rsplit_once('/').ok_or_else(|| {
            usage::wrong(format!("„{name}“ ist weder die Kennung einer Löschregel noch EINTRAG/Nummer."))
        })?;
        Ok(rule.parse().map_or(Self::NumberOf(activity, rule), |item| Self::ItemOf(activity, item)))
    }
}

fn due_json(due: &DueView) -> Value {
    let mut document = json!({ "date": due.date, "steps": due.steps });
    for (name, value) in [("at", &due.at), ("earliest", &due.earliest), ("reason", &due.reason)] {
        if let Some(value) = value {
            document[name] = json!(value);
        }
    }
    if due.phases.len() > 1 {
        document["phases"] = json!(due.phases);
    }
    document
}

fn due_text(workspace: &Workspace, due: &DueView) -> String {
    let mut text = String::new();
    let last = if due.earliest.is_some() { "Aufzubewahren bis" } else { "Letzter zulässiger Tag" };
    for (heading, date) in [(last, &due.date), ("Löschung erlaubt ab", &due.earliest)] {
        if let Some(date) = date {
            let _ = writeln!(text, "{heading}: {}", words::long_date(workspace, date));
        }
    }
    if due.phases.len() > 1 {
        for phase in &due.phases {
            let _ = writeln!(text, "Daten {}", plain(&phase.text));
        }
    }
    if let Some(reason) = &due.reason {
        let _ = writeln!(text, "Kein Datum: {}", plain(reason));
    }
    for (number, step) in (1..).zip(&due.steps) {
        let norm = step.norm.as_deref().map(|norm| format!(" ({})", plain(norm))).unwrap_or_default();
        let _ = writeln!(text, "{number:>3}. {}{norm}", plain(&step.text));
    }
    text
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const ID: &str = "01890000-0000-7000-8000-000000000000";

    #[test]
    fn a_rule_goes_by_its_id_or_by_activity_and_number() {
        let item: ItemId = ID.parse().unwrap();
        let in_activity = format!("Visavid/{ID}");
        assert_eq!(RuleName::read(ID).unwrap(), RuleName::Item(item));
        assert_eq!(RuleName::read("Visavid/3").unwrap(), RuleName::NumberOf("Visavid", "3"));
        assert_eq!(RuleName::read("Visavid/3.1").unwrap(), RuleName::NumberOf("Visavid", "3.1"));
        assert_eq!(RuleName::read(&in_activity).unwrap(), RuleName::ItemOf("Visavid", item));
        assert_eq!(RuleName::read("Foto/Film/2").unwrap(), RuleName::NumberOf("Foto/Film", "2"));
        assert_eq!(RuleName::read("Visavid").unwrap_err().code, "E-USAGE");
    }

    #[test]
    fn what_a_due_date_lacks_is_left_out() {
        let due = |date: Option<&str>, reason: Option<&str>| DueView {
            date: date.map(str::to_owned),
            at: None,
            earliest: None,
            reason: reason.map(str::to_owned),
            phases: Vec::new(),
            steps: Vec::new(),
        };
        assert_eq!(
            due_json(&due(None, Some("weil"))),
            json!({ "date": null, "reason": "weil", "steps": [] })
        );
        assert_eq!(due_json(&due(Some("2027-07-31"), None)), json!({ "date": "2027-07-31", "steps": [] }));
    }
}
