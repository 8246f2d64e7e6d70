//! Words for codes and dates, as the program's own texts have them.

use application::Workspace;
use chrono::NaiveDate;

/// The name of a value that stands under `member` in a record's JSON; `None` for a value without a name.
pub(crate) fn word(workspace: &Workspace, member: &str, code: &str) -> Option<String> {
    let kinds: &[&str] = match member {
        "role" => &["engagement-role", "recipient-role"],
        "stage" | "sensitivity" | "identifiability" | "placement" | "access" | "instrument" | "sector"
        | "appointment" | "availability" | "right" | "ground" | "outcome" => &[member],
        _ => return None,
    };
    // Few names are shorter than the codes they stand for.
    let code = match code {
        "checked_by_dpo" => "checked",
        "contact_person" => "contact",
        "particular_inquiry" => "inquiry",
        "withdrawal_of_consent" => "withdrawal",
        "announced_but_missing" => "missing",
        "authority_instrument" => "authority",
        "binding_corporate_rules" => "corporate-rules",
        other => other,
    };
    let name = code.replace('_', "-");
    kinds.iter().find_map(|kind| {
        let kind = if *kind == "outcome" { "assessment" } else { kind };
        let key = format!("{kind}-{name}");
        // A text that does not exist comes back as its key.
        Some(workspace.language().text(&key, &[])).filter(|text| *text != key)
    })
}

/// An ISO date with its month in words.
pub(crate) fn long_date(workspace: &Workspace, date: &str) -> String {
    match date.parse::<NaiveDate>() {
        Ok(date) => workspace.language().long_date(date),
        Err(_) => date.to_owned(),
    }
}
