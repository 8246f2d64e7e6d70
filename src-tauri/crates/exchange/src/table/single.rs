//! The fields of an activity that take one statement and not a list.

use super::activity::Draft;
use super::dates::day;
use super::folding::fold;
use super::own_export;
use super::rows::Cell;
use super::transfer;
use super::wording::{Said, affirmed, is_yes, marked, said, says_nothing};
use register::activity::{ChangeNote, ImpactAssessment, OwnRole, ProcessingActivity, Stage};
use register::recipient::Transfer;
use register::statement::{NonEmpty, Statement};

/// The reason for a "nein" that stands alone.
const NO_REASON: &str = "Eine Begründung ist nicht angegeben.";

impl<'a> Draft<'a> {
    pub(super) fn describe(&mut self, activity: &mut ProcessingActivity, cells: &[Cell<'a>]) {
        let Some(cell) = self.first(cells) else { return };
        let (text, added) =
            if self.making.own { own_export::description(cell.text) } else { (cell.text, "") };
        activity.description = (!text.is_empty()).then(|| text.to_owned());
        if !added.is_empty() {
            self.noted.insert((cell.row, cell.column), (Cell { text: added, ..cell }, false));
        }
    }

    pub(super) fn introduced_on(&mut self, cells: &[Cell<'a>]) -> Statement<chrono::NaiveDate> {
        if let Some(cell) = cells.first()
            && let Some(said) = marked(cell.text)
        {
            self.first(cells);
            return self.said(cell, said);
        }
        self.day(cells).map_or(Statement::NotStated, |value| Statement::Given { value })
    }

    pub(super) fn last_changed(&mut self, activity: &mut ProcessingActivity, cells: &[Cell<'a>]) {
        let Some(cell) = self.first(cells) else { return };
        match day(cell.text) {
            Some(date) if !cell.header.is_empty() => {
                let id = self.item("changes", cell.text);
                activity.changes.push(ChangeNote { id, date, function: None, text: cell.header.to_owned() });
            }
            _ => self.keep(&cell),
        }
    }

    pub(super) fn stage(&mut self, activity: &mut ProcessingActivity, cells: &[Cell<'a>]) {
        let Some(cell) = self.first(cells) else { return };
        activity.status.stage = match fold(cell.text).as_str() {
            "entwurf" | "in bearbeitung" | "in arbeit" => Stage::Draft,
            "vom dsb geprueft"
            | "durch dsb geprueft"
            | "geprueft durch dsb"
            | "vom datenschutzbeauftragten geprueft" => Stage::CheckedByDpo,
            "freigegeben" => Stage::Released,
            "eingestellt" | "beendet" | "ausser betrieb" | "stillgelegt" => Stage::Retired,
            _ => return self.keep(&cell),
        };
    }

    pub(super) fn controller(
        &mut self,
        activity: &mut ProcessingActivity,
        cells: &[Cell<'a>],
        all: &[Cell<'a>],
    ) {
        let is_role = |cell: &&Cell<'a>| cell.target.is_none() && cell.header == own_export::ROLE;
        if self.making.own
            && let Some(role) = all.iter().find(is_role)
        {
            // Below the name stand address and telephone.
            let name = cells.first().and_then(|cell| cell.text.lines().next());
            activity.own_role = self.own_role(role.text, name);
        }
        for cell in cells {
            let name = if self.making.own { cell.text.lines().next() } else { Some(cell.text) };
            let known = said(cell.text, false).is_none();
            let own = matches!(activity.own_role, OwnRole::Controller | OwnRole::Unclear { .. });
            self.making.controllers.extend(name.filter(|_| known && own).map(str::to_owned));
            self.noted.insert((cell.row, cell.column), (*cell, false));
        }
    }

    /// The role as this program writes it; where the text is more than that, it is what is said about an open role.
    fn own_role(&mut self, text: &str, controller: Option<&str>) -> OwnRole {
        let (role, more) = text.split_once('\n').unwrap_or((text, ""));
        let noted = || Some(more.to_owned()).filter(|more| !more.is_empty());
        match (role, controller) {
            ("Verantwortlicher", _) => OwnRole::Controller,
            ("anderer Verantwortlicher", Some(name)) => OwnRole::OtherController { party: self.party(name) },
            ("Auftragsverarbeiter", Some(name)) => {
                let said = more.strip_prefix("Kategorien der Verarbeitungen im Auftrag: ").unwrap_or(more);
                let categories_of_processing = match own_export::state(said) {
                    _ if said.is_empty() || says_nothing(said) => Statement::NotStated,
                    Some(said) => said.statement().unwrap_or_default(),
                    None => Statement::Given { value: said.to_owned() },
                };
                let controllers = NonEmpty::of(self.party(name));
                OwnRole::Processor { controllers, categories_of_processing }
            }
            ("Rolle offen", _) => OwnRole::Unclear { note: noted() },
            _ => OwnRole::Unclear { note: Some(text.to_owned()) },
        }
    }

    pub(super) fn impact_assessment(&mut self, cells: &[Cell<'a>]) -> Statement<ImpactAssessment> {
        let Some(cell) = self.first(cells) else { return Statement::NotStated };
        if let Some(said) = marked(cell.text) {
            return self.said(&cell, said);
        }
        let (heading, text) = (fold(cell.header), fold(cell.text));
        let asks = |words: &[&str]| words.iter().any(|word| heading.contains(word));
        let needed = asks(&["erforderlich", "notwendig", "noetig"]);
        let made = asks(&["durchgefuehrt", "vorhanden", "erstellt", "liegt vor"]);
        let begins =
            |words: &[&str]| words.iter().any(|word| text == *word || text.starts_with(&format!("{word} ")));
        let own = self.making.own.then(|| cell.text.split_once(": ")).flatten();
        let reason = own.map_or(cell.text, |(_, reason)| reason);
        // A bare yes or no gives no reason.
        let reason = match fold(reason).as_str() {
            "nein" | "nicht erforderlich" | "nein nicht erforderlich" => NO_REASON.to_owned(),
            _ => reason.to_owned(),
        };
        let outstanding = own.is_some()
            || ["noch nicht", "steht aus", "steht noch aus", "ausstehend", "noch durchzufuehren", "geplant"]
                .iter()
                .any(|words| text.contains(words));
        let answer = affirmed(cell.text).unwrap_or(cell.text);
        let made_on =
            ["durchgeführt am ", "erstellt am ", "Durchgeführt am ", "Erstellt am ", "liegt vor vom "]
                .into_iter()
                .find_map(|words| day(answer.strip_prefix(words)?));
        let is_made = matches!(
            fold(answer).as_str(),
            "durchgefuehrt"
                | "erstellt"
                | "liegt vor"
                | "dsfa liegt vor"
                | "ist durchgefuehrt"
                | "wurde durchgefuehrt"
        );
        let value = if begins(&["nicht erforderlich", "nicht notwendig", "nein nicht erforderlich"])
            || needed && begins(&["nein"])
        {
            ImpactAssessment::NotNeeded { reason }
        } else if made_on.is_some() || is_made {
            ImpactAssessment::Made { date: made_on, document: None }
        } else if made && (is_yes(cell.text) || day(answer).is_some()) {
            ImpactAssessment::Made { date: day(answer), document: None }
        } else if outstanding
            && (begins(&["erforderlich", "notwendig", "ja erforderlich"]) || needed && begins(&["ja"]))
        {
            // The model knows no assessment that is required without saying that there is none yet.
            ImpactAssessment::Required { reason }
        } else {
            return match said(cell.text, false) {
                Some(said @ (Said::NotRequired(_) | Said::Reference(_))) => self.said(&cell, said),
                _ => {
                    self.keep(&cell);
                    Statement::NotStated
                }
            };
        };
        Statement::Given { value }
    }

    /// A denial of special categories, or "ja", is a statement of its own; named ones are categories of data.
    pub(super) fn special(
        &mut self,
        activity: &mut ProcessingActivity,
        cells: Vec<Cell<'a>>,
    ) -> Vec<Cell<'a>> {
        let mut named = Vec::new();
        for cell in cells {
            let yes = fold(cell.text) == "ja";
            if self.making.own && self.answer(&cell, true).is_none() {
                // The categories that the numbers mean are marked themselves.
                if cell.text.starts_with("siehe Datenkategorien Nr. ") {
                    self.noted.insert((cell.row, cell.column), (cell, false));
                } else {
                    activity.sensitive_data = Statement::Given { value: cell.text.to_owned() };
                }
                continue;
            }
            match self.answer(&cell, true) {
                None if !yes => named.push(cell),
                _ if activity.sensitive_data != Statement::NotStated => self.keep(&cell),
                Some(said) => activity.sensitive_data = self.said(&cell, said),
                None => activity.sensitive_data = Statement::Given { value: cell.text.to_owned() },
            }
        }
        named
    }

    pub(super) fn safeguards(&mut self, transfers: &mut Statement<NonEmpty<Transfer>>, cells: &[Cell<'a>]) {
        let Some(cell) = self.first(cells) else { return };
        let only = match transfers {
            Statement::Given { value } if value.as_slice().len() == 1 => value.iter_mut().next(),
            _ => None,
        };
        match only {
            Some(only) if only.evidence.is_none() => {
                only.instrument = transfer::instrument(cell.text);
                only.evidence = Some(cell.text.to_owned());
            }
            _ => self.keep(&cell),
        }
    }
}
