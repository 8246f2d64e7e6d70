//! Column headings: which field the words mean.
//!
//! The words are those of the forms of German authorities (BayLfD, "Beschreibung einer Verarbeitungstätigkeit"; DSK,
//! records under Art. 30(1)) and of tables that schools derive from them.

use super::folding::fold;
use super::target::Target;

/// What a heading means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    /// This field, and how sure that is.
    Field(Target, u32),
    /// Several fields alike: a person has to decide.
    Ambiguous,
    /// Nothing known.
    Unknown,
}

/// All words must occur in the folded heading: parts of words, or whole words after "=". The field, `None` for
/// something that is no field but contains the words of one, and how much the words weigh.
type Rule = (&'static [&'static str], Option<Target>, u32);

const RULES: &[Rule] = {
    use Target as T;
    &[
        (&["verarbeitungstaetigkeit"], Some(T::Title), 30),
        (&["bezeichnung"], Some(T::Title), 40),
        (&["benennung"], Some(T::Title), 40),
        (&["name", "verarbeitung"], Some(T::Title), 52),
        (&["name", "verfahren"], Some(T::Title), 52),
        (&["bezeichnung", "verarbeitung"], Some(T::Title), 52),
        (&["bezeichnung", "verfahren"], Some(T::Title), 52),
        (&["verfahren"], Some(T::Title), 30),
        (&["taetigkeit"], Some(T::Title), 25),
        (&["prozess"], Some(T::Title), 25),
        (&["vorgang"], Some(T::Title), 25),
        (&["titel"], Some(T::Title), 30),
        (&["=name"], Some(T::Title), 20),
        (&["=verarbeitung"], Some(T::Title), 20),
        (&["lfd"], Some(T::Number), 55),
        (&["laufende", "nummer"], Some(T::Number), 55),
        (&["laufende", "=nr"], Some(T::Number), 55),
        (&["ordnungsnummer"], Some(T::Number), 55),
        (&["=nr"], Some(T::Number), 40),
        (&["=nummer"], Some(T::Number), 40),
        (&["=id"], Some(T::Number), 40),
        (&["kennung"], Some(T::Number), 40),
        (&["beschreibung"], Some(T::Description), 45),
        (&["erlaeuterung"], Some(T::Description), 40),
        (&["abteilung"], Some(T::Department), 55),
        (&["fachbereich"], Some(T::Department), 55),
        (&["organisationseinheit"], Some(T::Department), 60),
        (&["sachgebiet"], Some(T::Department), 50),
        (&["=bereich"], Some(T::Department), 40),
        (&["=referat"], Some(T::Department), 40),
        (&["=verantwortlicher"], Some(T::Controller), 45),
        (&["verantwortliche", "stelle"], Some(T::Controller), 55),
        (&["name", "verantwortlichen"], Some(T::Controller), 55),
        (&["name", "kontaktdaten", "verantwortlichen"], Some(T::Controller), 80),
        (&["gemeinsam", "verantwortlich"], Some(T::JointControllers), 70),
        (&["kontaktdaten", "gemeinsam", "verantwortlich"], Some(T::JointControllers), 95),
        (&["kontaktdaten", "vertreter"], None, 90),
        (&["kontaktdaten", "datenschutzbeauftragt"], None, 90),
        (&["ansprechpartner"], Some(T::Contact), 55),
        (&["ansprechperson"], Some(T::Contact), 55),
        (&["kontakt"], Some(T::Contact), 45),
        (&["verantwortlich", "person"], Some(T::Contact), 50),
        (&["zustaendig"], Some(T::Contact), 40),
        (&["telefon"], Some(T::ContactPhone), 50),
        (&["ansprech", "telefon"], Some(T::ContactPhone), 65),
        (&["=email"], Some(T::ContactEmail), 50),
        (&["=mail"], Some(T::ContactEmail), 50),
        (&["ansprech", "mail"], Some(T::ContactEmail), 65),
        (&["aktenzeichen"], Some(T::FileReference), 60),
        (&["geschaeftszeichen"], Some(T::FileReference), 60),
        (&["=az"], Some(T::FileReference), 50),
        (&["einfuehrung"], Some(T::IntroducedOn), 50),
        (&["eingefuehrt"], Some(T::IntroducedOn), 50),
        (&["inbetriebnahme"], Some(T::IntroducedOn), 50),
        (&["beginn"], Some(T::IntroducedOn), 45),
        (&["startdatum"], Some(T::IntroducedOn), 45),
        (&["letzte", "aenderung"], Some(T::LastChanged), 65),
        (&["letzte", "aktualisierung"], Some(T::LastChanged), 65),
        (&["geaendert"], Some(T::LastChanged), 50),
        (&["aktualisiert"], Some(T::LastChanged), 50),
        (&["naechste", "pruefung"], Some(T::NextReview), 65),
        (&["naechste", "kontrolle"], Some(T::NextReview), 65),
        (&["wiedervorlage"], Some(T::NextReview), 60),
        (&["status"], Some(T::Status), 50),
        (&["bearbeitungsstand"], Some(T::Status), 55),
        (&["software"], Some(T::Systems), 50),
        (&["system"], Some(T::Systems), 40),
        (&["=anwendung"], Some(T::Systems), 40),
        (&["=anwendungen"], Some(T::Systems), 40),
        (&["programm"], Some(T::Systems), 45),
        (&["fachverfahren"], Some(T::Systems), 45),
        (&["=app"], Some(T::Systems), 35),
        (&["=tool"], Some(T::Systems), 35),
        (&["plattform"], Some(T::Systems), 35),
        (&["zweck"], Some(T::Purposes), 50),
        (&["rechtsgrundlage"], Some(T::LegalBases), 55),
        (&["rechtliche", "grundlage"], Some(T::LegalBases), 55),
        (&["rechtsgrundlage", "loesch"], None, 90),
        (&["rechtsgrundlage", "aufbewahrung"], None, 90),
        (&["rechtsgrundlage", "speicher"], None, 90),
        (&["rechtsgrundlage", "=frist"], None, 90),
        (&["rechtsgrundlage", "uebermittlung"], None, 90),
        (&["rechtsgrundlage", "drittl"], None, 90),
        (&["rechtsgrundlage", "empfaenger"], None, 90),
        (&["befugnis"], Some(T::LegalBases), 45),
        (&["rechtmaessigkeit"], Some(T::LegalBases), 45),
        (&["betroffene"], Some(T::DataSubjects), 45),
        (&["betroffene", "person"], Some(T::DataSubjects), 55),
        (&["betroffene", "gruppe"], Some(T::DataSubjects), 55),
        (&["personengruppe"], Some(T::DataSubjects), 55),
        (&["personenkreis"], Some(T::DataSubjects), 55),
        (&["personenkategorie"], Some(T::DataSubjects), 55),
        (&["betroffenenrecht"], None, 90),
        (&["datenkategorie"], Some(T::DataCategories), 55),
        (&["datenart"], Some(T::DataCategories), 55),
        (&["datenfeld"], Some(T::DataCategories), 50),
        (&["bezeichnung", "=daten"], Some(T::DataCategories), 55),
        (&["kategorie", "=daten"], Some(T::DataCategories), 55),
        (&["=art", "=daten"], Some(T::DataCategories), 55),
        (&["personenbezogen", "=daten"], Some(T::DataCategories), 55),
        (&["=daten"], Some(T::DataCategories), 35),
        (&["besondere", "kategorie"], Some(T::SpecialCategories), 70),
        (&["besondere", "datenkategorie"], Some(T::SpecialCategories), 70),
        (&["=art", "=9"], Some(T::SpecialCategories), 60),
        (&["sensible"], Some(T::SpecialCategories), 55),
        (&["herkunft"], Some(T::DataSource), 55),
        (&["datenquelle"], Some(T::DataSource), 60),
        (&["quelle", "=daten"], Some(T::DataSource), 60),
        (&["empfaenger"], Some(T::Recipients), 55),
        (&["kategorie", "empfaenger", "gegenueber"], Some(T::Recipients), 100),
        (&["empfaenger", "intern"], Some(T::RecipientsInternal), 65),
        (&["empfaenger", "extern"], Some(T::RecipientsExternal), 65),
        (&["empfaenger", "intern", "extern"], Some(T::Recipients), 75),
        (&["empfaenger", "international"], Some(T::Transfers), 76),
        (&["zugriffsberechtigt"], Some(T::Recipients), 50),
        (&["weitergabe"], Some(T::Recipients), 45),
        (&["weitergabe", "intern"], Some(T::RecipientsInternal), 65),
        (&["weitergabe", "extern"], Some(T::RecipientsExternal), 65),
        (&["weitergabe", "intern", "extern"], Some(T::Recipients), 75),
        (&["weitergabe", "international"], Some(T::Transfers), 76),
        (&["weitergabe", "drittl"], Some(T::Transfers), 76),
        (&["offenlegung"], Some(T::Recipients), 40),
        (&["offenlegung", "intern"], Some(T::RecipientsInternal), 65),
        (&["offenlegung", "extern"], Some(T::RecipientsExternal), 65),
        (&["offenlegung", "intern", "extern"], Some(T::Recipients), 75),
        (&["offenlegung", "international"], Some(T::Transfers), 76),
        (&["offenlegung", "drittl"], Some(T::Transfers), 76),
        (&["drittl"], Some(T::Transfers), 60),
        (&["drittstaat"], Some(T::Transfers), 60),
        (&["international", "organisation"], Some(T::Transfers), 60),
        (&["uebermittlung", "drittl"], Some(T::Transfers), 70),
        (&["empfaenger", "drittl"], Some(T::Transfers), 78),
        (&["empfaenger", "auch", "drittl"], Some(T::Recipients), 90),
        (&["empfaenger", "einschliesslich", "drittl"], Some(T::Recipients), 90),
        (&["empfaenger", "inkl", "drittl"], Some(T::Recipients), 90),
        (&["garantie"], Some(T::Safeguards), 55),
        (&["drittl", "garantie"], Some(T::Safeguards), 80),
        (&["drittl", "=und", "garantie"], Some(T::Transfers), 90),
        (&["drittl", "=mit", "garantie"], Some(T::Transfers), 90),
        (&["loesch"], Some(T::Retention), 60),
        (&["aufbewahrung"], Some(T::Retention), 60),
        (&["speicherdauer"], Some(T::Retention), 60),
        (&["speicherfrist"], Some(T::Retention), 60),
        (&["=frist"], Some(T::Retention), 40),
        (&["=fristen"], Some(T::Retention), 40),
        (&["massnahme"], Some(T::Measures), 50),
        (&["=tom"], Some(T::Measures), 55),
        (&["=toms"], Some(T::Measures), 55),
        (&["technisch", "organisatorisch"], Some(T::Measures), 60),
        (&["beschreibung", "technisch", "organisatorisch"], Some(T::Measures), 90),
        (&["beschreibung", "kategorie", "person"], Some(T::DataSubjects), 85),
        (&["beschreibung", "kategorie", "=daten"], Some(T::DataCategories), 90),
        (&["beschreibung", "massnahme"], Some(T::Measures), 80),
        (&["datensicherheit"], Some(T::Measures), 45),
        (&["auftragsverarbeit"], Some(T::Processors), 60),
        (&["auftragsdatenverarbeit"], Some(T::Processors), 60),
        (&["auftragnehmer"], Some(T::Processors), 50),
        (&["dienstleister"], Some(T::Processors), 45),
        (&["auftragsverarbeit", "vertrag"], None, 90),
        (&["unterauftrag"], None, 90),
        (&["folgenabschaetzung"], Some(T::ImpactAssessment), 75),
        (&["=dsfa"], Some(T::ImpactAssessment), 75),
        (&["=dpia"], Some(T::ImpactAssessment), 75),
        (&["profiling"], Some(T::AutomatedDecisions), 65),
        (&["automatisiert", "entscheidung"], Some(T::AutomatedDecisions), 70),
        (&["stellungnahme"], Some(T::DpoOpinion), 60),
        (&["datenschutzbeauftragt"], None, 52),
        (&["=dsb"], None, 52),
        (&["vertreter"], None, 60),
        (&["unterschrift"], None, 60),
        (&["bemerkung"], Some(T::InternalNote), 50),
        (&["anmerkung"], Some(T::InternalNote), 50),
        (&["notiz"], Some(T::InternalNote), 50),
        (&["kommentar"], Some(T::InternalNote), 50),
        (&["=hinweis"], Some(T::InternalNote), 40),
        (&["=hinweise"], Some(T::InternalNote), 40),
    ]
};

/// Fields that take another along: a column for both goes to the first.
const TAKES_ALONG: &[(Target, &[Target])] = {
    use Target as T;
    &[
        (T::Title, &[T::Number]),
        (T::Contact, &[T::ContactPhone, T::ContactEmail]),
        (T::DataCategories, &[T::SpecialCategories]),
        (T::Recipients, &[T::RecipientsInternal, T::RecipientsExternal, T::Processors]),
        (T::Transfers, &[T::Safeguards]),
    ]
};

/// Longest heading, in characters. Of a longer text, which goes on with an explanation, the first line is the heading.
const LONGEST: usize = 160;

/// What a heading means.
///
/// The words that come first weigh most ("Empfänger der Daten" are recipients). Where "und" or a stroke puts different
/// fields beside each other, no field is chosen.
pub(super) fn meaning(heading: &str) -> Meaning {
    let long = |text: &str| text.chars().nth(LONGEST).is_some();
    let heading = if long(heading) { heading.split('\n').next().unwrap_or_default() } else { heading };
    if long(heading) {
        return Meaning::Unknown;
    }
    let whole = best(&fold(heading));
    let spaced = format!(" {} ", heading.replace('\n', " "));
    let mut named: Vec<Target> = Vec::new();
    for part in spaced.split(['/', '&', '+', ';', ',']).flat_map(|part| part.split(" und ")) {
        if let Some((Some(target), weight)) = best(&fold(part))
            && weight >= 35
            && !named.contains(&target)
        {
            named.push(target);
        }
    }
    for (first, others) in TAKES_ALONG {
        if named.contains(first) {
            named.retain(|target| !others.contains(target));
        }
    }
    match (whole, named.as_slice()) {
        (Some((None, _)) | None, _) => Meaning::Unknown,
        // A rule that names the pair knows better than its parts.
        (Some((Some(target), weight)), _) if weight >= 70 => Meaning::Field(target, weight),
        (_, [_, _, ..]) => Meaning::Ambiguous,
        (Some((Some(_), weight)), [target]) => Meaning::Field(*target, weight),
        (Some((Some(target), weight)), []) => Meaning::Field(target, weight),
    }
}

/// Whether a heading is known to be none of the fields, though it has words of one.
pub(super) fn is_no_field(heading: &str) -> bool {
    heading.len() <= 4 * LONGEST && matches!(best(&fold(heading)), Some((None, _)))
}

/// Whether a folded text is the title of a whole register and not of an activity.
pub(super) fn names_register(folded: &str) -> bool {
    match folded.split_once(' ').unwrap_or((folded, "")) {
        ("verzeichnis", rest) => rest.contains("verarbeitungstaetigkeit") || rest.contains("verfahren"),
        (first, _) => matches!(first, "verfahrensverzeichnis" | "verarbeitungsverzeichnis"),
    }
}

/// The heaviest rule, less four for each word before its first one.
fn best(folded: &str) -> Option<(Option<Target>, u32)> {
    let words: Vec<&str> = folded.split(' ').collect();
    let position = |wanted: &str| match wanted.strip_prefix('=') {
        Some(wanted) => words.iter().position(|word| *word == wanted),
        None => words.iter().position(|word| word.contains(wanted)),
    };
    let mut best: Option<(Option<Target>, u32)> = None;
    for (wanted, target, weight) in RULES {
        let Some(first) = wanted
            .iter()
            .map(|word| position(word))
            .try_fold(usize::MAX, |first, at| at.map(|at| first.min(at)))
        else {
            continue;
        };
        let weight = weight.saturating_sub(4 * first as u32);
        if weight > best.map_or(0, |(_, weight)| weight) {
            best = Some((*target, weight));
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_of_forms_and_of_schools_are_understood() {
        use Target as T;
        let cases = [
            ("Lfd. Nr.", T::Number),
            ("Nr.", T::Number),
            ("Bezeichnung der Verarbeitungstätigkeit", T::Title),
            ("Verarbeitungs-\ntätigkeit", T::Title),
            ("VERFAHREN", T::Title),
            ("Name des Verfahrens", T::Title),
            ("Benennung", T::Title),
            ("Zweck(e)", T::Purposes),
            ("Zwecke der Verarbeitung personenbezogener Daten", T::Purposes),
            ("Rechtsgrundlage/Befugnis", T::LegalBases),
            ("Rechtsgrundlage der Verarbeitung", T::LegalBases),
            ("Kategorien betroffener Personen", T::DataSubjects),
            ("Betroffene", T::DataSubjects),
            ("Personengruppen", T::DataSubjects),
            ("Kategorien der personenbezogenen Daten", T::DataCategories),
            ("Datenkategorien", T::DataCategories),
            ("Bezeichnung der Daten", T::DataCategories),
            ("Besondere Kategorien (Art. 9)", T::SpecialCategories),
            ("Empfänger", T::Recipients),
            ("Empfänger (intern/extern)", T::Recipients),
            ("Kategorien der Empfänger, auch in Drittländern", T::Recipients),
            ("Empfänger intern", T::RecipientsInternal),
            ("externe Empfänger", T::RecipientsExternal),
            ("Empfänger der personenbezogenen Daten", T::Recipients),
            ("Drittlandübermittlung", T::Transfers),
            ("Übermittlungen an ein Drittland oder eine internationale Organisation", T::Transfers),
            ("Drittland und geeignete Garantien", T::Transfers),
            ("Geeignete Garantien", T::Safeguards),
            ("Drittlandübermittlung Garantien", T::Safeguards),
            ("Fristen für die Löschung", T::Retention),
            ("Löschfristen für die verschiedenen Datenkategorien", T::Retention),
            ("Aufbewahrung", T::Retention),
            ("Lösch- und Aufbewahrungsfristen", T::Retention),
            ("TOM", T::Measures),
            ("Technische und organisatorische Maßnahmen (Art. 32)", T::Measures),
            ("Auftragsverarbeiter", T::Processors),
            ("Verantwortlicher", T::Controller),
            ("Gemeinsam Verantwortliche", T::JointControllers),
            ("Name und Kontaktdaten des Verantwortlichen", T::Controller),
            ("Namen und Kontaktdaten gemeinsam Verantwortlicher", T::JointControllers),
            ("Verantwortliche Organisationseinheit", T::Department),
            ("verantwortliche Fachabteilung", T::Department),
            ("Fachbereich", T::Department),
            ("Ansprechpartner / Telefon / E-Mail", T::Contact),
            ("E-Mail", T::ContactEmail),
            ("Software/System", T::Systems),
            ("Name des eingesetzten Systems", T::Systems),
            ("Az.", T::FileReference),
            ("Datum der Einführung", T::IntroducedOn),
            ("Datum der letzten Änderung", T::LastChanged),
            ("Nächste Überprüfung", T::NextReview),
            ("DSFA erforderlich?", T::ImpactAssessment),
            ("Datenschutz-Folgenabschätzung", T::ImpactAssessment),
            ("Stellungnahme des Datenschutzbeauftragten", T::DpoOpinion),
            ("Status", T::Status),
            ("Bemerkungen", T::InternalNote),
        ];
        for (heading, target) in cases {
            assert!(
                matches!(meaning(heading), Meaning::Field(found, _) if found == target),
                "{heading}: {:?}",
                meaning(heading)
            );
        }
    }

    #[test]
    fn an_explanation_below_a_heading_does_not_count() {
        let explained = format!("Löschfristen\n{}", "Bitte den Zweck beachten. ".repeat(20));
        assert!(matches!(meaning(&explained), Meaning::Field(Target::Retention, _)));
        assert_eq!(meaning(&"Zweck ".repeat(50)), Meaning::Unknown);
    }

    #[test]
    fn a_heading_for_two_fields_is_left_to_a_person() {
        for heading in
            ["Zweck und Rechtsgrundlage", "Betroffene Personen / Datenkategorien", "Nr. / Aktenzeichen"]
        {
            assert_eq!(meaning(heading), Meaning::Ambiguous, "{heading}");
        }
    }

    #[test]
    fn what_only_sounds_like_a_field_is_none() {
        for heading in [
            "Auftragsverarbeitungsvertrag vom",
            "Betroffenenrechte",
            "Rechtsgrundlage der Löschung",
            "Löschung Rechtsgrundlage",
            "Rechtsgrundlage der Aufbewahrung",
            "Vertreter",
            "Name und Kontaktdaten des Vertreters des Verantwortlichen",
            "Name und Kontaktdaten des Datenschutzbeauftragten",
            "Datenschutzbeauftragter",
            "Farbe",
            "",
        ] {
            assert_eq!(meaning(heading), Meaning::Unknown, "{heading}");
        }
    }
}
