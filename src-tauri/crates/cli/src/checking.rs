//! What the program judges and computes: `check`, `due`.

use crate::data::{self, Data};
use crate::output::{Answer, json, plain};
use crate::{usage, words};
use application::view::{DueView, FindingView};
use application::{Failure, ItemId, RecordId, Workspace};
use chrono::NaiveDate;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Checks a register or all; with `strict`, errors make the exit code 1.
pub(crate) fn check(data: &Data, register: Option<&str>, strict: bool) -> Result<Answer, Failure> {
    let Some(workspace) = data.read()? else {
        return match register {
            Some(_) => Err(data::nothing_there()),
            None => Ok(Answer::new(&[(); 0], NO_FINDINGS.to_owned())),
        };
    };
    let register = data::register(&workspace, register)?;
    let findings = workspace.check(register)?;
    let titles = workspace.activities(register)?.into_iter().map(|row| (row.id, row.title)).collect();
    let document: Vec<_> = findings.iter().map(finding_json).collect();
    let mut answer = Answer::new(&document, check_text(&findings, &titles));
    if strict && document.iter().any(|finding| finding["severity"] == "error") {
        answer.code = 1;
    }
    Ok(answer)
}

const NO_FINDINGS: &str = "Es gibt keine Befunde.";

fn finding_json(finding: &FindingView) -> Value {
    json!({
        "rule": finding.rule,
        "class": finding.class,
        "severity": finding.severity,
        "record": finding.record,
        "path": finding.path,
        "message": finding.message,
        "norm": finding.norm,
    })
}

fn check_text(findings: &[FindingView], titles: &BTreeMap<RecordId, String>) -> String {
    let mut text = String::new();
    for (severity, heading) in [("error", "Fehler"), ("warning", "Warnungen"), ("hint", "Hinweise")] {
        let of_kind: Vec<_> = findings.iter().filter(|finding| json(&finding.severity) == severity).collect();
        if of_kind.is_empty() {
            continue;
        }
        let gap = if text.is_empty() { "" } else { "\n" };
        let _ = writeln!(text, "{gap}{heading} ({})", of_kind.len());
        for finding in of_kind {
            let title = titles.get(&finding.record).map(|title| plain(title)).unwrap_or_default();
            let _ = writeln!(text, "\n  {title}: {}", plain(&finding.message));
            let _ = writeln!(text, "    Norm: {}", plain(&finding.norm));
            let _ = writeln!(text, "    Abhilfe: {}", plain(&finding.remedy));
            let _ = writeln!(text, "    Feld: {} {}", finding.record, plain(&finding.path));
        }
    }
    if text.is_empty() { NO_FINDINGS.to_owned() } else { text }
}

/// Computes the last lawful day of a retention rule.
pub(crate) fn due(data: &Data, rule: &str, event: NaiveDate) -> Result<Answer, Failure> {
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
    for (name, value) in [("earliest", &due.earliest), ("reason", &due.reason)] {
        if let Some(value) = value {
            document[name] = json!(value);
        }
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
        let due = DueView { date: None, earliest: None, reason: Some("weil".into()), steps: Vec::new() };
        assert_eq!(due_json(&due), json!({ "date": null, "reason": "weil", "steps": [] }));
        let due =
            DueView { date: Some("2027-07-31".into()), earliest: None, reason: None, steps: Vec::new() };
        assert_eq!(due_json(&due), json!({ "date": "2027-07-31", "steps": [] }));
    }
}
