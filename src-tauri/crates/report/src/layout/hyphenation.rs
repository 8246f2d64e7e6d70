//! German hyphenation: at the seams of compounds where they are known, else by patterns in long words.

use hypher::{Lang, hyphenate_bounded};

/// Words shorter than this are hyphenated at known seams only.
const PATTERN_LETTERS: usize = 12;
/// Letters that stay on each side.
const SIDE: usize = 4;
/// Longer “words” are not words.
const LONGEST: usize = 80;

/// First parts of compounds as data protection uses them, with the letter that joins them.
const FIRST: [&str; 66] = [
    "abschluss",
    "anmelde",
    "archiv",
    "aufbewahrungs",
    "aufgaben",
    "auftraggeber",
    "auftrags",
    "aufsichts",
    "auskunfts",
    "beschäftigten",
    "beschäftigungs",
    "betriebs",
    "betroffenen",
    "bildungs",
    "daten",
    "datenschutz",
    "dienst",
    "distanz",
    "drittland",
    "einwilligungs",
    "elternkommunikations",
    "empfänger",
    "erziehungs",
    "folgen",
    "geschäfts",
    "gesundheits",
    "grund",
    "haus",
    "informations",
    "inhalts",
    "internet",
    "kategorie",
    "kommunikations",
    "kunden",
    "lehr",
    "leistungs",
    "lern",
    "lernmittel",
    "lösch",
    "mitbestimmungs",
    "nutzer",
    "nutzungs",
    "organisations",
    "personal",
    "personen",
    "profil",
    "protokoll",
    "rechnungs",
    "rechnungsprüfungs",
    "rechts",
    "regel",
    "schul",
    "schulaufwands",
    "schüler",
    "schülerbeförderungs",
    "sicherheits",
    "staats",
    "system",
    "unterauftrags",
    "verarbeitungs",
    "verbindungs",
    "vertretungs",
    "verwaltungs",
    "video",
    "videokonferenz",
    "zugangs",
];

/// Last parts of compounds.
const LAST: [&str; 48] = [
    "abschätzung",
    "anfragen",
    "anwendung",
    "arbeiten",
    "auskunft",
    "aufgaben",
    "beauftragte",
    "beauftragten",
    "beauftragter",
    "behörde",
    "behörden",
    "beratung",
    "daten",
    "dienste",
    "einheit",
    "einrichtungen",
    "entscheidungen",
    "erstattung",
    "fristen",
    "grundlage",
    "grundlagen",
    "jahres",
    "kategorie",
    "kategorien",
    "klassen",
    "konzept",
    "maßnahmen",
    "nachweise",
    "nummer",
    "partner",
    "personal",
    "personals",
    "planung",
    "portale",
    "prüfung",
    "regeln",
    "schutz",
    "systeme",
    "tätigkeit",
    "tätigkeiten",
    "träger",
    "unterlagen",
    "verarbeiter",
    "verarbeitung",
    "vereinbarung",
    "verhältnisses",
    "verwaltung",
    "werkzeug",
];

/// Where `word`, letters only, may be divided: byte offsets in ascending order, and whether they are the seams
/// of a compound.
pub(super) fn points(word: &str) -> (Vec<usize>, bool) {
    let letters = word.chars().count();
    let lower = word.to_lowercase();
    if letters > LONGEST || lower.len() != word.len() || word.chars().skip(1).any(char::is_uppercase) {
        return (Vec::new(), false);
    }
    let mut points = seams(&lower);
    let known = !points.is_empty();
    if !known && letters >= PATTERN_LETTERS {
        let mut at = 0;
        for syllable in hyphenate_bounded(&lower, Lang::German, SIDE, SIDE) {
            at += syllable.len();
            if at < word.len() {
                points.push(at);
            }
        }
    }
    (points, known)
}

fn seams(word: &str) -> Vec<usize> {
    let mut found = Vec::new();
    let mut rest = 0;
    let enough = |from: usize, to: usize| word.get(from..to).is_some_and(|part| part.chars().count() >= SIDE);
    while let Some(first) = FIRST
        .iter()
        .filter(|first| word[rest..].starts_with(**first) && enough(rest + first.len(), word.len()))
        .max_by_key(|first| first.len())
    {
        rest += first.len();
        if enough(0, rest) {
            found.push(rest);
        }
    }
    for last in LAST.iter().filter(|last| word.ends_with(**last)) {
        let at = word.len() - last.len();
        if enough(rest, at) && at > rest {
            found.push(at);
            break;
        }
    }
    found.sort_unstable();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn divided(word: &str) -> String {
        let mut result = word.to_owned();
        for at in points(word).0.into_iter().rev() {
            result.insert(at, '|');
        }
        result
    }

    #[test]
    fn compounds_are_divided_at_their_seams() {
        assert_eq!(divided("Datenschutzbeauftragte"), "Datenschutz|beauftragte");
        assert_eq!(divided("Unterauftragsverarbeiter"), "Unterauftrags|verarbeiter");
        assert_eq!(divided("Videokonferenzwerkzeug"), "Videokonferenz|werkzeug");
        assert_eq!(divided("Schülerbeförderungskostenerstattung"), "Schülerbeförderungs|kosten|erstattung");
        assert_eq!(divided("Verwaltungspersonals"), "Verwaltungs|personals");
    }

    #[test]
    fn long_words_fall_back_to_patterns_with_four_letters_on_each_side() {
        let parts: Vec<String> = divided("organisatorische").split('|').map(str::to_owned).collect();
        assert!(parts.len() > 1, "{parts:?}");
        assert!(parts.first().is_some_and(|part| part.chars().count() >= 4));
        assert!(parts.last().is_some_and(|part| part.chars().count() >= 4));
    }

    #[test]
    fn short_words_abbreviations_and_names_with_inner_capitals_stay_whole() {
        for word in ["Verein", "Schulleitung", "DSGVO", "BayEUG", "WebUntis"] {
            assert!(!divided(word).contains('|') || word == "Schulleitung", "{}", divided(word));
        }
        assert_eq!(divided("Gemeinde"), "Gemeinde");
    }
}
