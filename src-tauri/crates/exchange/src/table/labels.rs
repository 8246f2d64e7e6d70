//! The labels of forms: "2.1 Zweck der Verarbeitung (Art. 30 Abs. 1 lit. b):" and what they mean.

use super::folding::fold;
use super::headings::{Meaning, meaning, names_register};
use super::mapping::one_line;
use super::target::Target;

/// Least weight of words that speak for themselves.
const SURE: u32 = 40;

/// A label as it heads a column: without its number and its colon, on one line.
pub(super) fn heading(label: &str) -> String {
    let label = one_line(unnumbered(label));
    label.trim_end_matches([':', '*']).trim_end().to_owned()
}

/// What stands after a number such as "2.", "2.1", "(3)", "a)" or "IV."; all of it where that would be nothing.
pub(super) fn unnumbered(label: &str) -> &str {
    let label = label.trim();
    let opened = label.strip_prefix('(').unwrap_or(label);
    let end = opened.find(|c: char| !c.is_ascii_alphanumeric() && c != '.').unwrap_or(opened.len());
    let (number, rest) = opened.split_at(end);
    let (closed, rest) = rest.strip_prefix(')').map_or((false, rest), |rest| (true, rest));
    let part = |part: &str| {
        let digits = part.len() <= 3 && part.bytes().all(|byte| byte.is_ascii_digit());
        let roman = part.len() <= 5 && part.bytes().all(|byte| b"IVX".contains(&byte));
        digits || roman || part.len() == 1
    };
    let parts = number.trim_end_matches('.').split('.');
    let is_number = !number.is_empty() && (closed || number.contains('.')) && parts.into_iter().all(part);
    let bare = rest.trim_start_matches([' ', '\t', '\n', '\u{a0}', ':', '–', '-']);
    if is_number && bare.chars().any(char::is_alphabetic) { bare } else { label }
}

/// Whether a label begins with a number.
pub(super) fn is_numbered(label: &str) -> bool {
    unnumbered(label).len() < label.trim().len()
}

/// What a label means. Words before an explanation in brackets or after a colon count more than the explanation; a
/// label such as "Name" means what its section is about.
pub(super) fn label_meaning(label: &str, section: &str) -> Meaning {
    let label = heading(label);
    let bare = heading(label.split(['(', '[', ':']).next().unwrap_or_default());
    let folded = fold(&bare);
    if names_register(&folded) {
        return Meaning::Unknown;
    }
    if let Some(meaning) = named(&folded, section) {
        return meaning;
    }
    let (short, whole) = (meaning(&bare), meaning(&label));
    match (short, whole) {
        // The explanation says which of them.
        (
            Meaning::Field(Target::Recipients, _),
            Meaning::Field(Target::RecipientsInternal | Target::RecipientsExternal, _),
        ) => whole,
        (Meaning::Field(_, weight), _) if weight >= SURE => short,
        (_, Meaning::Field(..)) => whole,
        (Meaning::Field(..), _) => short,
        (Meaning::Ambiguous, _) | (_, Meaning::Ambiguous) => Meaning::Ambiguous,
        (Meaning::Unknown, Meaning::Unknown) => Meaning::Unknown,
    }
}

/// Words for somebody's name, and for what goes with it.
const NAMES: &[&str] = &[
    "name",
    "bezeichnung",
    "organisation",
    "behoerde",
    "firma",
    "schule",
    "stelle",
    "name vorname",
    "vorname name",
    "name und vorname",
    "name der organisation",
];
const PHONES: &[&str] = &["telefon", "tel", "telefonnummer", "telefon nr", "tel nr"];
const ADDRESSES: &[&str] = &["email", "mail", "emailadresse", "mailadresse"];
const OTHERS: &[&str] = &[
    "vorname",
    "nachname",
    "anschrift",
    "adresse",
    "strasse",
    "strasse hausnummer",
    "strasse und hausnummer",
    "plz",
    "plz ort",
    "plz und ort",
    "postleitzahl",
    "ort",
    "land",
    "fax",
    "telefax",
    "internet",
    "internetadresse",
    "website",
    "webseite",
    "homepage",
    "funktion",
    "kontakt",
    "kontaktdaten",
];

/// Whether a label names somebody, or says how to reach them, and so says little by itself.
pub(super) fn is_personal(label: &str) -> bool {
    let folded = fold(&heading(label));
    [NAMES, PHONES, ADDRESSES, OTHERS].iter().any(|words| words.contains(&folded.as_str()))
}

/// Whether a label says more with its section: a name only where the section says whose.
pub(super) fn needs_section(label: &str, section: &str) -> bool {
    let folded = fold(&heading(label));
    is_personal(label) && (!NAMES.contains(&folded.as_str()) || named(&folded, section).is_some())
}

/// What a label means that names somebody, or says how to reach them; `None` where it does neither.
fn named(folded: &str, section: &str) -> Option<Meaning> {
    let is = |words: &[&str]| words.contains(&folded);
    let whose = fold(&heading(section));
    let body = ["schule", "behoerde", "organisation", "einrichtung", "firma", "dienststelle"];
    let names_body = ["name", "bezeichnung"].iter().any(|word| folded.starts_with(word))
        && body.iter().any(|word| folded.split(' ').any(|other| other == *word));
    if names_body && (whose.is_empty() || whose.contains("verantwortlich")) {
        return Some(Meaning::Field(Target::Controller, SURE));
    }
    if !is(NAMES) && !is(PHONES) && !is(ADDRESSES) && !is(OTHERS) {
        return None;
    }
    let somebody_else = ["datenschutzbeauftragt", "vertreter", "aufsichtsbehoerde"];
    if somebody_else.iter().any(|word| whose.contains(word)) || whose.split(' ').any(|word| word == "dsb") {
        return Some(Meaning::Unknown);
    }
    let name = |target| if is(NAMES) { Meaning::Field(target, SURE) } else { Meaning::Unknown };
    match meaning(&heading(section)) {
        Meaning::Field(Target::Contact | Target::Department, _) => Some(match () {
            () if is(PHONES) => Meaning::Field(Target::ContactPhone, SURE),
            () if is(ADDRESSES) => Meaning::Field(Target::ContactEmail, SURE),
            () => name(Target::Contact),
        }),
        Meaning::Field(
            target
            @ (Target::Controller | Target::JointControllers | Target::Processors | Target::Recipients),
            _,
        ) => Some(name(target)),
        Meaning::Unknown if whose.contains("verantwortlich") => Some(name(Target::Controller)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_before_labels_do_not_count() {
        for (label, bare) in [
            ("2.1 Zweck", "Zweck"),
            ("2. Zweck:", "Zweck"),
            ("(3) Zweck", "Zweck"),
            ("a) Zweck", "Zweck"),
            ("IV. Zweck", "Zweck"),
            ("2.1.3.: Zweck", "Zweck"),
            ("z. B. Zweck", "B. Zweck"),
            ("Zweck der Ver-\narbeitung:", "Zweck der Verarbeitung"),
            ("1.", "1."),
            ("10 Jahre", "10 Jahre"),
            ("Art. 30", "Art. 30"),
            ("", ""),
        ] {
            assert_eq!(heading(label), bare, "{label}");
        }
    }

    #[test]
    fn labels_with_numbers_and_explanations_are_understood() {
        use Target as T;
        let cases = [
            ("2.1 Zweck der Verarbeitung:", T::Purposes),
            ("Zweck (Rechtsgrundlage siehe unten)", T::Purposes),
            ("3. Kategorien betroffener Personen (Art. 30 Abs. 1 S. 2 lit. c DSGVO)", T::DataSubjects),
            ("Empfänger (intern)", T::RecipientsInternal),
            ("Empfänger: Kategorien, auch Auftragsverarbeiter", T::Recipients),
            ("Empfänger (Kategorien, auch Auftragsverarbeiter)", T::Recipients),
            ("7) Löschfristen: bitte für jede Datenkategorie angeben", T::Retention),
            ("Verantwortlicher (Name, Kontaktdaten)", T::Controller),
            ("Name der Schule", T::Controller),
            ("Bezeichnung der Verarbeitungstätigkeit", T::Title),
            ("Beschreibung der Verarbeitungstätigkeit", T::Description),
            ("Allgemeine Beschreibung der technischen und organisatorischen Maßnahmen", T::Measures),
            ("Beschreibung der Kategorien betroffener Personen", T::DataSubjects),
            ("Beschreibung der Kategorien von personenbezogenen Daten", T::DataCategories),
            (
                "Kategorien von Empfängern, gegenüber denen die personenbezogenen Daten offengelegt worden sind oder noch werden",
                T::Recipients,
            ),
            (
                "ggf. Übermittlungen von personenbezogenen Daten an ein Drittland oder an eine internationale Organisation",
                T::Transfers,
            ),
            ("Fristen für die Löschung der verschiedenen Datenkategorien", T::Retention),
            ("Name und Kontaktdaten des Verantwortlichen", T::Controller),
            ("Zuständige Fachabteilung", T::Department),
            ("Datum der Einführung", T::IntroducedOn),
            ("Beschreibung der technischen und organisatorischen Maßnahmen", T::Measures),
        ];
        let found = cases.map(|(label, _)| match label_meaning(label, "") {
            Meaning::Field(target, _) => (label, Some(target)),
            _ => (label, None),
        });
        assert_eq!(found, cases.map(|(label, target)| (label, Some(target))));
        let title = "Verzeichnis von Verarbeitungstätigkeiten gem. Art. 30 DSGVO";
        assert_eq!(label_meaning(title, ""), Meaning::Unknown);
    }

    #[test]
    fn a_name_means_what_its_section_is_about() {
        use Target as T;
        let field = |target| Meaning::Field(target, SURE);
        for (label, section, meaning) in [
            ("Name:", "1. Verantwortlicher", field(T::Controller)),
            ("Name", "Angaben zum Verantwortlichen", field(T::Controller)),
            ("Telefon", "1. Verantwortlicher", Meaning::Unknown),
            ("Name", "Datenschutzbeauftragter", Meaning::Unknown),
            ("E-Mail", "Ansprechpartner", field(T::ContactEmail)),
            ("Tel.", "Zuständige Fachabteilung", field(T::ContactPhone)),
            ("Bezeichnung", "2. Angaben zur Verarbeitung", Meaning::Field(T::Title, 40)),
            ("Name", "", Meaning::Field(T::Title, 20)),
        ] {
            assert_eq!(label_meaning(label, section), meaning, "{label} in {section}");
        }
    }
}
