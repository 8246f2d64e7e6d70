//! What the program judges: `check`.

use crate::data::{self, Data};
use crate::output::{Answer, json, plain};
use application::view::FindingView;
use application::{Failure, RecordId};
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
    let registers = workspace.registers()?.into_iter().map(|row| (row.id, row.name));
    let activities = workspace.activities(register)?.into_iter().map(|row| (row.id, row.title));
    let titles = registers.chain(activities).collect();
    let document: Vec<_> = findings.iter().map(finding_json).collect();
    let mut answer = Answer::new(&document, check_text(&findings, &titles));
    let is_open = |finding: &&FindingView| finding.acknowledged.is_none();
    if strict && findings.iter().filter(is_open).any(|finding| json(&finding.severity) == "error") {
        answer.code = 1;
    }
    Ok(answer)
}

const NO_FINDINGS: &str = "Es gibt keine Befunde.";

fn finding_json(finding: &FindingView) -> Value {
    let mut document = json!({
        "rule": finding.rule,
        "class": finding.class,
        "severity": finding.severity,
        "record": finding.record,
        "path": finding.path,
        "message": finding.message,
        "norm": finding.norm,
    });
    if let Some(reason) = &finding.acknowledged {
        document["acknowledged"] = json!(reason);
    }
    document
}

fn check_text(findings: &[FindingView], titles: &BTreeMap<RecordId, String>) -> String {
    let mut text = String::new();
    let kinds = [("error", "Fehler"), ("warning", "Warnungen"), ("hint", "Hinweise"), ("", "Hingenommen")];
    for (severity, heading) in kinds {
        let is_of_kind = |finding: &&FindingView| match &finding.acknowledged {
            Some(_) => severity.is_empty(),
            None => json(&finding.severity) == severity,
        };
        let of_kind: Vec<_> = findings.iter().filter(is_of_kind).collect();
        if of_kind.is_empty() {
            continue;
        }
        let gap = if text.is_empty() { "" } else { "\n" };
        let _ = writeln!(text, "{gap}{heading} ({})", of_kind.len());
        for finding in of_kind {
            let title = titles.get(&finding.record).map(|title| plain(title)).unwrap_or_default();
            let _ = writeln!(text, "\n  {title}: {}", plain(&finding.message));
            let _ = writeln!(text, "    Norm: {}", plain(&finding.norm));
            match &finding.acknowledged {
                Some(reason) => writeln!(text, "    Begründung: {}", plain(reason)),
                None => writeln!(text, "    Abhilfe: {}", plain(&finding.remedy)),
            }
            .unwrap_or_default();
            let _ = writeln!(text, "    Feld: {} {}", finding.record, plain(&finding.path));
        }
    }
    if text.is_empty() { NO_FINDINGS.to_owned() } else { text }
}
