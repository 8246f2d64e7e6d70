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
