//! How a field stands: silence, "none" and a reference read differently.

use crate::Language;
use register::resolve::Standing;

/// A standing in words, in two parts so that a document can set them off from each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StandingText {
    /// The part to emphasise: "Keine", "Nicht erforderlich:", "Siehe", "nicht angegeben".
    pub label: String,
    /// What follows it: "– ausdrücklich so angegeben", the reason, the place.
    pub rest: Option<String>,
    /// Whether the standing is a gap: silence, or an announcement that nothing followed.
    pub is_gap: bool,
}

impl StandingText {
    /// Both parts in one line.
    pub fn line(&self) -> String {
        match &self.rest {
            Some(rest) => format!("{} {rest}", self.label),
            None => self.label.clone(),
        }
    }
}

impl Language {
    /// A standing in words; `None` when there is content, which speaks for itself.
    ///
    /// `document` is the title or number of the document a reference names ("D 3"), when there is a record of it.
    pub fn standing(&self, standing: &Standing<'_>, document: Option<&str>) -> Option<StandingText> {
        let text = |label: &str, rest: Option<String>, is_gap: bool| {
            Some(StandingText { label: self.word(label), rest, is_gap })
        };
        match standing {
            Standing::Given => None,
            Standing::ExplicitlyNone { note: None } => {
                text("statement-explicitly-none", Some(self.word("statement-explicitly-none.rest")), false)
            }
            Standing::ExplicitlyNone { note: Some(note) } => text(
                "statement-explicitly-none",
                Some(self.text("statement-explicitly-none.noted", &[("note", (*note).into())])),
                false,
            ),
            Standing::NotRequired { reason } => {
                text("statement-not-required", Some((*reason).to_owned()), false)
            }
            Standing::ByReference { to } => {
                let place = Some(to.place.as_str()).filter(|place| !place.trim().is_empty());
                let parts: Vec<&str> = document.into_iter().chain(place).collect();
                if parts.is_empty() {
                    text("statement-by-reference.nowhere", None, true)
                } else {
                    text("statement-by-reference", Some(parts.join(", ")), false)
                }
            }
            Standing::AnnouncedButEmpty { note } => text(
                "statement-announced-but-empty",
                note.map(|note| self.text("statement-announced-but-empty.noted", &[("note", note.into())])),
                true,
            ),
            Standing::NotStated => text("statement-not-stated", None, true),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use register::statement::Reference;

    fn line(standing: &Standing<'_>, document: Option<&str>) -> String {
        Language::german().standing(standing, document).unwrap().line()
    }

    #[test]
    fn silence_and_none_read_differently() {
        assert_eq!(line(&Standing::NotStated, None), "nicht angegeben");
        assert_eq!(line(&Standing::ExplicitlyNone { note: None }, None), "Keine – ausdrücklich so angegeben");
        assert_eq!(
            line(&Standing::AnnouncedButEmpty { note: Some("folgende Daten") }, None),
            "angekündigt, aber leer – angekündigt war: folgende Daten"
        );
        assert_eq!(
            line(&Standing::NotRequired { reason: "zentral geprüft" }, None),
            "Nicht erforderlich: zentral geprüft"
        );
        assert_eq!(Language::german().standing(&Standing::Given, None), None);
    }

    #[test]
    fn a_reference_names_document_and_place() {
        let to = Reference { document: None, place: "Anlage 2".into() };
        assert_eq!(line(&Standing::ByReference { to: &to }, Some("D 3")), "Siehe D 3, Anlage 2");
        assert_eq!(line(&Standing::ByReference { to: &to }, None), "Siehe Anlage 2");
        let nowhere = Reference::default();
        assert_eq!(line(&Standing::ByReference { to: &nowhere }, None), "Verweis ohne Fundstelle");
    }

    #[test]
    fn only_gaps_are_gaps() {
        let german = Language::german();
        let is_gap = |standing: &Standing<'_>| german.standing(standing, None).unwrap().is_gap;
        assert!(is_gap(&Standing::NotStated));
        assert!(is_gap(&Standing::AnnouncedButEmpty { note: None }));
        assert!(!is_gap(&Standing::ExplicitlyNone { note: None }));
    }
}
