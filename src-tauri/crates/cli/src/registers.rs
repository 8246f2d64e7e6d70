//! Registers and what they hold: `demo`, `registers`, `list`, `templates`, `new-register`.

use crate::data::{self, Data};
use crate::output::{Answer, count, json, plain, table};
use crate::words;
use application::assets;
use application::view::{ActivityRow, FindingCounts, RegisterRow};
use application::{Failure, Workspace};
use serde_json::json;
use std::fmt::Write as _;

/// Stores the demo registers.
pub(crate) fn demo(data: &Data) -> Result<Answer, Failure> {
    let registers = data.write()?.load_demo()?;
    Ok(registers_answer(&registers))
}

/// Names the registers.
pub(crate) fn registers(data: &Data) -> Result<Answer, Failure> {
    let registers = match data.read()? {
        Some(workspace) => workspace.registers()?,
        None => Vec::new(),
    };
    Ok(registers_answer(&registers))
}

fn registers_answer(registers: &[RegisterRow]) -> Answer {
    let document: Vec<_> = registers.iter().map(|row| json!({ "id": row.id, "name": row.name })).collect();
    let row = |row: &RegisterRow| vec![row.id.to_string(), row.activities.to_string(), plain(&row.name)];
    let text = match registers {
        [] => "Es gibt noch kein Verzeichnis.".to_owned(),
        _ => table(&["Kennung", "Tätigkeiten", "Name"], &registers.iter().map(row).collect::<Vec<_>>()),
    };
    Answer::new(&document, text)
}

/// Names the activities of a register or of all.
pub(crate) fn list(data: &Data, register: Option<&str>) -> Result<Answer, Failure> {
    let Some(workspace) = data.read()? else {
        return match register {
            Some(_) => Err(data::nothing_there()),
            None => Ok(Answer::new(&[(); 0], "Es gibt noch keine Verarbeitungstätigkeit.".to_owned())),
        };
    };
    let activities = workspace.activities(data::register(&workspace, register)?)?;
    let document: Vec<_> = activities
        .iter()
        .map(|row| {
            let FindingCounts { error, warning, hint } = row.findings;
            let findings = error + warning + hint;
            json!({ "id": row.id, "number": row.number, "title": row.title, "status": row.stage, "findings": findings })
        })
        .collect();
    Ok(Answer::new(&document, list_text(&workspace, &activities)?))
}

fn list_text(workspace: &Workspace, activities: &[ActivityRow]) -> Result<String, Failure> {
    let mut text = String::new();
    for register in workspace.registers()? {
        let rows: Vec<_> = activities
            .iter()
            .filter(|row| row.register == register.id)
            .map(|row| {
                vec![
                    row.number.to_string(),
                    row.id.to_string(),
                    words::word(workspace, "stage", &row.stage).unwrap_or_default(),
                    findings(&row.findings),
                    plain(&row.title),
                ]
            })
            .collect();
        if !rows.is_empty() {
            let gap = if text.is_empty() { "" } else { "\n" };
            let head = ["Nr.", "Kennung", "Status", "Befunde", "Bezeichnung"];
            let _ = write!(text, "{gap}{}\n\n{}", plain(&register.name), table(&head, &rows));
        }
    }
    if text.is_empty() {
        text.push_str("Es gibt noch keine Verarbeitungstätigkeit.");
    }
    Ok(text)
}

fn findings(counts: &FindingCounts) -> String {
    let kinds = [
        (counts.error, "Fehler", "Fehler"),
        (counts.warning, "Warnung", "Warnungen"),
        (counts.hint, "Hinweis", "Hinweise"),
    ];
    let parts: Vec<_> =
        kinds.iter().filter(|kind| kind.0 > 0).map(|(number, one, many)| count(*number, one, many)).collect();
    if parts.is_empty() { "–".to_owned() } else { parts.join(", ") }
}

/// Names the templates; they ship with the program, so no store is needed.
pub(crate) fn templates() -> Result<Answer, Failure> {
    let templates = assets::templates().map_err(|error| Failure {
        code: "E-ASSET",
        message:
            "Eine mitgelieferte Datei des Programms ist nicht lesbar. Ihre Daten sind davon nicht betroffen."
                .to_owned(),
        remedy: "Bitte Artikel 30 neu installieren; die Daten bleiben dabei erhalten.".to_owned(),
        detail: Some(error.to_string()),
    })?;
    let document: Vec<_> = templates
        .iter()
        .map(|shipped| {
            let template = &shipped.template;
            json!({
                "id": shipped.id,
                "key": shipped.key,
                "title": template.title,
                "version": template.version,
                "offers": json(&template.content)["kind"],
                "audience": template.audience,
                "source": template.source,
                "verification": template.verification,
            })
        })
        .collect();
    let rows: Vec<_> = templates
        .iter()
        .map(|shipped| {
            let version = shipped.template.version.to_string();
            vec![plain(&shipped.key), version, plain(&shipped.template.title)]
        })
        .collect();
    Ok(Answer::new(&document, table(&["Kurzname", "Fassung", "Titel"], &rows)))
}

/// Makes a register from templates.
pub(crate) fn new_register(data: &Data, name: &str, templates: &[String]) -> Result<Answer, Failure> {
    let (id, activities) = data.change(|workspace| {
        let templates =
            templates.iter().map(|name| workspace.find_template(name)).collect::<Result<Vec<_>, _>>()?;
        let id = workspace.new_register(name, &templates)?;
        Ok((id, workspace.activities(Some(id))?.len()))
    })?;
    let text = format!(
        "Das Verzeichnis „{}“ mit {} ist angelegt.\nKennung: {id}",
        plain(name),
        count(activities, "Verarbeitungstätigkeit", "Verarbeitungstätigkeiten"),
    );
    Ok(Answer::new(&json!({ "id": id }), text))
}
