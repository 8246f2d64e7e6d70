//! Data that the law protects especially: Art. 9 and Art. 10, as entries name them.

use super::folding::fold;
use super::wording::{Said, marked};
use register::data::Sensitivity;

/// What an entry itself says of its protection: "Religionszugehörigkeit (Art. 9)".
pub(super) fn cited(entry: &str) -> Option<Sensitivity> {
    let folded = fold(entry);
    let words: Vec<&str> = folded.split(' ').collect();
    let cites = |number: &str| {
        words.windows(2).any(|pair| matches!(pair, ["art" | "artikel", article] if *article == number))
    };
    match (cites("9"), cites("10")) {
        (true, false) => Some(Sensitivity::Special),
        (false, true) => Some(Sensitivity::Criminal),
        _ => None,
    }
}

/// Whether an entry speaks of convictions and offences, which are no special category but fall under Art. 10.
pub(super) fn is_criminal(entry: &str) -> bool {
    const STEMS: [&str; 8] = [
        "straftat",
        "strafregister",
        "strafrecht",
        "strafurteil",
        "vorstraf",
        "verurteilung",
        "fuehrungszeugnis",
        "bundeszentralregister",
    ];
    let folded = fold(entry);
    folded.split(' ').any(|word| STEMS.iter().any(|stem| word.contains(stem)))
}

/// What stands for the answer of a cell about special data: "keine Straftaten" denies some data and not all of them.
pub(super) fn answer(text: &str, answer: Option<Said>) -> Option<Said> {
    const ABOUT_ALL: [&str; 30] = [
        "kein",
        "keine",
        "keiner",
        "keinerlei",
        "nein",
        "nicht",
        "besondere",
        "besonderen",
        "besonders",
        "sensible",
        "sensiblen",
        "kategorie",
        "kategorien",
        "daten",
        "datenkategorien",
        "personenbezogene",
        "personenbezogenen",
        "personenbezogener",
        "art",
        "artikel",
        "9",
        "dsgvo",
        "i",
        "s",
        "d",
        "v",
        "von",
        "nach",
        "es",
        "gibt",
    ];
    const VERBS: [&str; 12] = [
        "vorhanden",
        "verarbeitet",
        "verarbeitung",
        "erhoben",
        "gespeichert",
        "werden",
        "wird",
        "findet",
        "finden",
        "statt",
        "erfolgt",
        "vorgesehen",
    ];
    match answer {
        Some(Said::None(Some(_))) if marked(text).is_none() => {
            let folded = fold(text);
            let all = folded.split(' ').all(|word| ABOUT_ALL.contains(&word) || VERBS.contains(&word));
            if all { answer } else { Some(Said::Unknown) }
        }
        answer => answer,
    }
}

/// The parts of an entry that fall under different articles: "Religion (Art. 9), Strafregister (Art. 10)". In a column
/// of special data, a part without an article is one of them.
pub(super) fn divided(entry: String, special: bool) -> Vec<String> {
    let parts = super::splitting::entries(&entry, ",");
    let under = |part: &String| match cited(part) {
        None if special && is_criminal(part) => Some(Sensitivity::Criminal),
        None if special => Some(Sensitivity::Special),
        cited => cited,
    };
    let under: Option<Vec<Sensitivity>> = parts.iter().map(under).collect();
    let differ = under.is_some_and(|under| under.iter().any(|one| Some(one) != under.first()));
    let only_articles = parts.iter().any(|part| fold(part).starts_with("art "));
    if differ && !only_articles { parts } else { vec![entry] }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_under_two_articles_is_two() {
        let parts = |text: &str| divided(text.to_owned(), true);
        let both = "Religionszugehörigkeit (Art. 9), Strafregister (Art. 10)".to_owned();
        let expected = ["Religionszugehörigkeit (Art. 9)", "Strafregister (Art. 10)"];
        assert_eq!(parts(&both), expected);
        assert_eq!(divided(both, false), expected);
        // Whether the bracket speaks of the name too, cannot be told.
        assert_eq!(divided("Name, Religion (Art. 9)".into(), false), ["Name, Religion (Art. 9)"]);
        assert_eq!(parts("Religion, Straftaten"), ["Religion", "Straftaten"]);
        assert_eq!(parts("Religion, Gesundheit"), ["Religion, Gesundheit"]);
        assert_eq!(cited("Noten (Art. 85 BayEUG)"), None);
        assert_eq!(cited("Gesundheit, Art. 9 DSGVO"), Some(Sensitivity::Special));
    }
}
