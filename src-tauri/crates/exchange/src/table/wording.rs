//! Cells that answer without naming anything: "keine", "entfällt", "siehe Anlage 2", "k. A.".

use super::folding::fold;
use register::statement::{Reference, Statement};

/// What such a cell says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Said {
    /// There is none, with the wording where it says more than that.
    None(Option<String>),
    /// No answer is owed, in these words.
    NotRequired(String),
    /// The answer stands there.
    Reference(String),
    /// The answer is not known; nothing is stated.
    Unknown,
}

impl Said {
    /// The statement; `None` where nothing is stated.
    pub(super) fn statement<T>(self) -> Option<Statement<T>> {
        match self {
            Self::None(note) => Some(Statement::ExplicitlyNone { note }),
            Self::NotRequired(reason) => Some(Statement::NotRequired { reason }),
            Self::Reference(place) => {
                Some(Statement::ByReference { to: Reference { document: None, place } })
            }
            Self::Unknown => None,
        }
    }
}

const NONE: &[&str] = &["keine", "keiner", "keines", "keins", "kein", "nein"];
const NONE_IN_WORDS: &[&str] = &[
    "nicht vorhanden",
    "keine vorhanden",
    "nicht geplant",
    "nicht vorgesehen",
    "keine vorgesehen",
    "keine geplant",
    "findet nicht statt",
    "erfolgt nicht",
    "es gibt keine",
    "findet nicht statt und ist auch nicht geplant",
];
const NOT_REQUIRED: &[&str] = &[
    "entfaellt",
    "nicht erforderlich",
    "nicht notwendig",
    "nicht zutreffend",
    "trifft nicht zu",
    "nicht anwendbar",
];
const UNKNOWN: &[&str] = &[
    "k a",
    "keine angabe",
    "keine angaben",
    "unbekannt",
    "nicht bekannt",
    "offen",
    "noch offen",
    "unklar",
    "noch zu klaeren",
    "zu klaeren",
    "tbd",
    "todo",
    "n a",
];
/// Words after which a denial has an exception.
const EXCEPTIONS: &[&str] = &[
    "ausser",
    "ausnahme",
    "ausnahmen",
    "soweit",
    "sofern",
    "aber",
    "jedoch",
    "nur",
    "falls",
    "es sei denn",
    "mit",
];

/// The longest sentence that is taken for a denial, in bytes.
const SENTENCE: usize = 160;

/// What a cell says, if it names nothing. With `sentences`, a whole sentence may deny ("keine Übermittlung geplant").
pub(super) fn said(text: &str, sentences: bool) -> Option<Said> {
    let text = text.trim();
    if text.len() > SENTENCE {
        return None;
    }
    let folded = fold(text);
    let is = |words: &[&str]| words.contains(&folded.as_str());
    if is(NONE) {
        return Some(Said::None(None));
    }
    if is(NONE_IN_WORDS) || sentences && denies(text, &folded) {
        return Some(Said::None(Some(text.to_owned())));
    }
    if is(NOT_REQUIRED) {
        return Some(Said::NotRequired(text.to_owned()));
    }
    if is(UNKNOWN) || (!text.is_empty() && text.chars().all(|c| c == '?')) {
        return Some(Said::Unknown);
    }
    ["siehe ", "Siehe ", "s. ", "S. ", "vgl. ", "Vgl. "]
        .into_iter()
        .find_map(|word| text.strip_prefix(word))
        .filter(|place| !place.contains(['\n', ';']) && place.chars().any(char::is_alphanumeric))
        .map(|place| Said::Reference(place.trim().to_owned()))
}

fn denies(text: &str, folded: &str) -> bool {
    let words: Vec<&str> = folded.split(' ').collect();
    let begins = words.first().is_some_and(|word| NONE.contains(word));
    let ends =
        ["findet nicht statt", "finden nicht statt", "erfolgt nicht", "nicht geplant", "nicht vorgesehen"]
            .into_iter()
            .any(|end| folded.ends_with(end));
    (begins || ends)
        && !text.contains(['\n', ';', ':'])
        && !EXCEPTIONS.iter().any(|exception| match exception.contains(' ') {
            true => folded.contains(exception),
            false => words.contains(exception),
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_denial_is_one_only_where_the_wording_says_so() {
        assert_eq!(said("Keine", false), Some(Said::None(None)));
        assert_eq!(said("nicht vorhanden", false), Some(Said::None(Some("nicht vorhanden".into()))));
        assert_eq!(said("entfällt", false), Some(Said::NotRequired("entfällt".into())));
        assert_eq!(said("k. A.", false), Some(Said::Unknown));
        assert_eq!(said("siehe Anlage 2", false), Some(Said::Reference("Anlage 2".into())));
        let planned = "Keine Übermittlung in Drittländer geplant";
        assert_eq!(said(planned, true), Some(Said::None(Some(planned.into()))));
        for text in
            ["-", "", "Name", "kein Zugriff; Sekretariat", "keine, außer an das Schulamt", "Kein-Plan AG"]
        {
            assert_eq!(said(text, true), None, "{text}");
        }
        assert_eq!(said(planned, false), None);
    }
}
