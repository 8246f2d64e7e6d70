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
    /// An answer was announced, and nothing followed.
    Announced(Option<String>),
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
            Self::Announced(note) => Some(Statement::AnnouncedButEmpty { note }),
            Self::Unknown => None,
        }
    }
}

const NONE: &[&str] = &["keine", "keiner", "keines", "keins", "kein", "nein", "niemand"];
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
    "ohne angabe",
    "ohne angaben",
    "o a",
    "nicht angebbar",
    "noch unbekannt",
    "noch unklar",
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
    "n n",
    "s o",
    "dto",
    "dito",
    "wie vor",
    "wie oben",
    "wie zuvor",
    "desgleichen",
    "nicht festgelegt",
    "noch nicht festgelegt",
    "nicht definiert",
    "nicht geregelt",
    "noch nicht geregelt",
    "nicht bestimmt",
    "wird nachgereicht",
    "wird noch nachgereicht",
    "wird ergaenzt",
    "folgt",
    "folgt noch",
    "in klaerung",
    "wird geklaert",
    "wird noch geklaert",
];
/// What is not there is an answer, not the thing that is asked for: "keine Angaben möglich".
const ANSWERS: &[&str] = &[
    "angabe",
    "angaben",
    "auskunft",
    "information",
    "informationen",
    "kenntnis",
    "ahnung",
    "eintrag",
    "eintraege",
    "eintragung",
    "eintragungen",
    "festlegung",
];
/// What stands for a text elsewhere or for none.
const PLACEHOLDERS: &[&str] = &[
    "dto",
    "dito",
    "wie vor",
    "wie oben",
    "wie zuvor",
    "s o",
    "ebenso",
    "desgleichen",
    "vorhanden",
    "moeglich",
    "denkbar",
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

/// Whether a text says in words that nothing is said. It counts like an empty cell.
pub(super) fn says_nothing(text: &str) -> bool {
    text.len() <= SENTENCE && fold(text) == "nicht angegeben"
}

/// Whether a text is nothing but a mark that something applies, without a word of what.
pub(super) fn is_mark(text: &str) -> bool {
    let text = text.trim();
    matches!(text, "x" | "X" | "+" | "(x)" | "(X)")
        || !text.is_empty() && text.chars().all(|c| "☒☑✓✔✗✘×☐□■".contains(c) || c.is_whitespace())
}

/// Whether a text only says yes.
pub(super) fn is_yes(text: &str) -> bool {
    fold(text) == "ja"
}

/// What stands behind a yes: "Untis GmbH" of "Ja, Untis GmbH" and "Gesundheit" of "ja (Gesundheit)".
pub(super) fn affirmed(text: &str) -> Option<&str> {
    let text = text.trim();
    let rest = ["ja", "Ja", "JA"].into_iter().find_map(|yes| text.strip_prefix(yes))?;
    let bare = rest.trim_start_matches([' ', '\n', ',', ':', ';', '–', '-', '.']);
    let inner = bare.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    let inner = inner.filter(|inner| !inner.contains(['(', ')'])).unwrap_or(bare).trim();
    (rest.len() > bare.len() || bare.starts_with('(')).then_some(inner).filter(|inner| !inner.is_empty())
}

/// What a cell says in the words with which this program writes it.
pub(super) fn marked(text: &str) -> Option<Said> {
    let text = text.trim();
    if let Some(rest) = text.strip_prefix("Keine – ausdrücklich so angegeben") {
        let origin = rest.strip_prefix(" (").and_then(|rest| rest.strip_suffix(')'));
        let note = rest.strip_prefix(':').or(origin).map(str::trim).filter(|note| !note.is_empty());
        return (rest.is_empty() || note.is_some()).then(|| Said::None(note.map(str::to_owned)));
    }
    if let Some(rest) = text.strip_prefix("angekündigt, aber leer") {
        let note = rest.strip_prefix(" – angekündigt war: ");
        return (rest.is_empty() || note.is_some()).then(|| Said::Announced(note.map(str::to_owned)));
    }
    let reason = text.strip_prefix("Nicht erforderlich: ")?.trim();
    (!reason.is_empty()).then(|| Said::NotRequired(reason.to_owned()))
}

/// Whether a text may name something: it is no placeholder, no number and no denial.
pub(super) fn names_something(text: &str) -> bool {
    let folded = fold(text);
    let words: Vec<&str> = folded.split(' ').collect();
    let denied = match words.as_slice() {
        [first, ..] if NONE.contains(first) || *first == "nicht" => true,
        [.., "nicht" | "nein"] | [.., "nicht", _] => true,
        _ => false,
    };
    let letters = folded.chars().filter(|c| c.is_alphabetic()).count();
    letters >= 3 && !denied && !PLACEHOLDERS.contains(&folded.as_str())
}

/// What a cell says, if it names nothing. With `sentences`, a whole sentence may deny ("keine Übermittlung geplant").
pub(super) fn said(text: &str, sentences: bool) -> Option<Said> {
    let text = text.trim();
    if let Some(said) = marked(text) {
        return Some(said);
    }
    if text.len() > SENTENCE {
        return None;
    }
    let folded = fold(text);
    let is = |words: &[&str]| words.contains(&folded.as_str());
    if is(NONE) {
        return Some(Said::None(None));
    }
    let lacks_answer = match folded.split(' ').collect::<Vec<_>>().as_slice() {
        [none, answer, ..] => NONE.contains(none) && ANSWERS.contains(answer),
        _ => false,
    };
    let asks = !text.is_empty() && text.chars().all(|c| c == '?' || c.is_whitespace());
    if is(UNKNOWN) || lacks_answer || asks || is_mark(text) {
        return Some(Said::Unknown);
    }
    if let Some(rest) = folded.strip_prefix("nein ")
        && !goes_on_denying(rest)
    {
        return Some(Said::Unknown);
    }
    if is(NONE_IN_WORDS) || sentences && denies(text, &folded) {
        return Some(Said::None(Some(text.to_owned())));
    }
    if is(NOT_REQUIRED) {
        return Some(Said::NotRequired(text.to_owned()));
    }
    ["siehe ", "Siehe ", "s. ", "S. ", "vgl. ", "Vgl. "]
        .into_iter()
        .find_map(|word| text.strip_prefix(word))
        .filter(|place| !place.contains(['\n', ';']) && place.chars().any(char::is_alphanumeric))
        .map(|place| Said::Reference(place.trim().to_owned()))
}

/// How a sentence ends that denies.
const DENYING_ENDS: [&str; 5] =
    ["findet nicht statt", "finden nicht statt", "erfolgt nicht", "nicht geplant", "nicht vorgesehen"];

/// Whether a folded text behind "nein" denies as well or tells the reason, and names nothing that there is after all.
fn goes_on_denying(rest: &str) -> bool {
    let first = rest.split(' ').next().unwrap_or_default();
    NONE.contains(&first)
        || matches!(first, "nicht" | "da" | "weil" | "denn" | "entfaellt" | "es")
        || DENYING_ENDS.into_iter().any(|end| rest.ends_with(end))
}

fn denies(text: &str, folded: &str) -> bool {
    let words: Vec<&str> = folded.split(' ').collect();
    let begins = words.first().is_some_and(|word| NONE.contains(word));
    let ends = DENYING_ENDS.into_iter().any(|end| folded.ends_with(end));
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
        for text in ["keine Angabe", "Keine Angaben", "ohne Angabe", "keine Angaben möglich", "offen", "??"]
        {
            assert_eq!(said(text, true), Some(Said::Unknown), "{text}");
        }
        assert_eq!(said("unbekannt", false), Some(Said::Unknown));
    }

    #[test]
    fn what_is_not_settled_or_only_marked_states_nothing() {
        for text in ["Nicht festgelegt", "wird nachgereicht", "Kein Eintrag", "x", "☒", "✓", "folgt noch"]
        {
            assert_eq!(said(text, true), Some(Said::Unknown), "{text}");
        }
        assert_eq!(said("Niemand", true), Some(Said::None(None)));
        let wartung = "Nein, Wartung durch IT-Firma Huber";
        assert_eq!(said(wartung, true), Some(Said::Unknown));
        assert_eq!(said(wartung, false), Some(Said::Unknown));
        let reason = "Nein, da nur auf Papier";
        assert_eq!(said(reason, true), None);
        let reason = "Nein, da alles auf Papier";
        assert_eq!(said(reason, true), Some(Said::None(Some(reason.into()))));
    }

    #[test]
    fn what_stands_behind_a_yes_is_the_answer() {
        for (text, rest) in [
            ("Ja, Untis GmbH", Some("Untis GmbH")),
            ("ja (Gesundheit)", Some("Gesundheit")),
            ("ja: Religion", Some("Religion")),
            ("Ja – Schulamt", Some("Schulamt")),
            ("ja", None),
            ("Ja.", None),
            ("Jahresbericht", None),
            ("Jamf GmbH", None),
        ] {
            assert_eq!(affirmed(text), rest, "{text}");
        }
    }

    #[test]
    fn what_this_program_writes_means_the_same_again() {
        let none = |note: Option<&str>| Some(Said::None(note.map(str::to_owned)));
        assert_eq!(said("Keine – ausdrücklich so angegeben", false), none(None));
        let noted = "Keine – ausdrücklich so angegeben: nur EU; außer bei Störung";
        assert_eq!(said(noted, false), none(Some("nur EU; außer bei Störung")));
        assert_eq!(
            said("Keine – ausdrücklich so angegeben (aus den Vorgaben)", true),
            none(Some("aus den Vorgaben"))
        );
        let reason = Some(Said::NotRequired("kein Personenbezug".into()));
        assert_eq!(said("Nicht erforderlich: kein Personenbezug", true), reason);
        assert_eq!(said("angekündigt, aber leer", true), Some(Said::Announced(None)));
        assert!(says_nothing("Nicht angegeben.") && !says_nothing("Name nicht angegeben"));
    }
}
