//! Processors and joint controllers in words: who is named, and what only remarks something.

use super::activity::Draft;
use super::folding::fold;
use super::own_export;
use super::rows::Cell;
use super::wording::{affirmed, is_mark, is_yes, names_something};
use crate::foreign::engagement_of;
use register::activity::JointController;
use register::engagement::{Engagement, EngagementRole};
use register::statement::Statement;

impl<'a> Draft<'a> {
    /// A processor; what stands in a bracket after its name is a note.
    pub(super) fn engagement(&mut self, _: &Cell<'a>, text: &str) -> Option<Engagement> {
        let bracket = text.strip_suffix(')').and_then(|text| text.rsplit_once(" ("));
        let (name, note) = match bracket {
            Some((name, note)) if !name.trim().is_empty() && !note.contains(['(', ')']) => {
                (name.trim(), Some(note.trim().to_owned()))
            }
            _ => (text, None),
        };
        if !self.making.own {
            let (name, note) = named(text)?;
            // The name tells which one it is; what is said about it may change.
            let id = self.item("engagements", name);
            let party = self.party(name);
            return Some(Engagement { note, ..engagement_of(id, Some(party), EngagementRole::Processor) });
        }
        let id = self.item("engagements", text);
        let (role, service) = own_export::role(note.as_deref().unwrap_or_default());
        let service = (!service.is_empty()).then(|| service.to_owned());
        // "Drittanbieter (Name nicht angegeben)": nobody is named.
        let unnamed = name.contains("Name nicht angegeben");
        let described = name.replace("(Name nicht angegeben)", "").replace("Name nicht angegeben", "");
        let described = Some(described.trim().to_owned()).filter(|text| unnamed && !text.is_empty());
        let party = (!unnamed).then(|| self.party(name));
        Some(Engagement { described_as: described, service, ..engagement_of(id, party, role) })
    }

    /// A joint controller; what else is said about it has no field.
    pub(super) fn joint_controller(&mut self, cell: &Cell<'a>, text: &str) -> Option<JointController> {
        let (name, note) = if self.making.own { (text, None) } else { named(text)? };
        if note.is_some() {
            self.keep(cell);
        }
        let id = self.item("joint_controllers", name);
        let party = self.party(name);
        Some(JointController { id, party, tasks: None, arrangement: Statement::NotStated })
    }
}

/// Whom an entry names, and what it says besides; `None` where it only says yes or remarks something.
fn named(entry: &str) -> Option<(&str, Option<String>)> {
    if is_yes(entry) || is_mark(entry) {
        return None;
    }
    let entry = affirmed(entry).unwrap_or(entry);
    let with = ["mit dem ", "mit der ", "mit "].into_iter().find_map(|with| entry.strip_prefix(with));
    let entry = with.unwrap_or(entry).trim();
    let bracket = entry.strip_suffix(')').and_then(|text| text.rsplit_once(" ("));
    let comma = entry.split_once(", ").filter(|(_, rest)| remarks(rest));
    let (name, note) = match (bracket, comma) {
        (_, Some((name, note))) => (name.trim(), Some(note.trim().to_owned())),
        (Some((name, note)), _) if !name.trim().is_empty() && !note.contains(['(', ')']) => {
            (name.trim(), Some(note.trim().to_owned()))
        }
        _ => (entry, None),
    };
    (is_name(name) && !remarks(name)).then_some((name, note))
}

/// Whether a text may be a name: it has two letters, and is no denial or placeholder.
fn is_name(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let alike = text.chars().filter(|c| c.is_alphanumeric()).count();
    let denies = ["kein", "nein", "nicht "].iter().any(|word| fold(text).starts_with(word));
    names_something(text) || (1..3).contains(&letters) && alike >= 2 && !denies
}

/// Whether a text speaks of a contract or of how far somebody has got with it.
fn remarks(text: &str) -> bool {
    const STEMS: [&str; 9] = [
        "vertrag",
        "vereinbarung",
        "avvertrag",
        "auftragsverarbeitungsvertrag",
        "nachgereicht",
        "abgeschlossen",
        "unterschrieben",
        "unterzeichnet",
        "geprueft",
    ];
    const WORDS: [&str; 9] = ["avv", "adv", "av", "liegt", "folgt", "vorhanden", "fehlt", "offen", "siehe"];
    let folded = fold(text);
    folded.split(' ').any(|word| WORDS.contains(&word) || STEMS.iter().any(|stem| word.starts_with(stem)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_told_from_a_remark() {
        let of = |text| named(text).map(|(name, note)| (name.to_owned(), note));
        let party = |name: &str, note: Option<&str>| Some((name.to_owned(), note.map(str::to_owned)));
        assert_eq!(of("Ja, Untis GmbH"), party("Untis GmbH", None));
        assert_eq!(of("Untis GmbH, AVV vom 1.2.2020"), party("Untis GmbH", Some("AVV vom 1.2.2020")));
        assert_eq!(of("Regal GmbH (Hosting)"), party("Regal GmbH", Some("Hosting")));
        assert_eq!(of("Ja, mit Schulverband"), party("Schulverband", None));
        assert_eq!(of("1&1"), None);
        assert_eq!(of("HP"), party("HP", None));
        for text in ["ja", "x", "☒", "AVV liegt vor", "wird nachgereicht", "Ja, Vertrag vom 12.3.2021"] {
            assert_eq!(of(text), None, "{text}");
        }
    }
}
