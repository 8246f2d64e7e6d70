//! Transfers to third countries in words: "USA (Standardvertragsklauseln)".

use super::folding::fold;
use super::wording::{Said, marked};
use crate::countries::in_eea;
use language::Language;
use register::id::ItemId;
use register::party::Country;
use register::recipient::{Destination, Transfer, TransferInstrument};
use register::statement::Selection;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// Other names of countries, folded, with their codes.
const OTHER_NAMES: [(&str, &str); 12] = [
    ("usa", "US"),
    ("us", "US"),
    ("u s a", "US"),
    ("vereinigte staaten von amerika", "US"),
    ("grossbritannien", "GB"),
    ("england", "GB"),
    ("uk", "GB"),
    ("vereinigtes koenigreich von grossbritannien und nordirland", "GB"),
    ("russische foederation", "RU"),
    ("volksrepublik china", "CN"),
    ("suedkorea", "KR"),
    ("vae", "AE"),
];

/// Countries by their folded names.
static COUNTRIES: LazyLock<BTreeMap<String, Country>> = LazyLock::new(|| {
    let german = Language::german();
    let letters = || (b'A'..=b'Z').map(char::from);
    let codes = letters().flat_map(|first| letters().map(move |second| format!("{first}{second}")));
    let mut countries: BTreeMap<String, Country> = codes
        .filter_map(|code| Country::try_from(code).ok())
        .map(|country| (german.country(&country), country))
        // A country without a name is shown by its code.
        .filter(|(name, country)| name != country.code())
        .map(|(name, country)| (fold(&name), country))
        .collect();
    for (name, code) in OTHER_NAMES {
        if let Ok(country) = Country::try_from(code.to_owned()) {
            countries.insert(name.to_owned(), country);
        }
    }
    countries
});

/// A transfer as an entry describes it: a country at its beginning, with what is said about it; otherwise a country
/// that is not named, with the wording as note.
pub(super) fn transfer(id: ItemId, wording: &str) -> Transfer {
    let mut transfer = Transfer {
        id,
        destination: Destination::Unnamed,
        recipient: None,
        engagement: None,
        data: Selection::All,
        instrument: None,
        evidence: None,
        condition: None,
        note: None,
    };
    match country(wording).filter(|(country, _)| !in_eea(country)) {
        Some((country, rest)) => {
            transfer.destination = Destination::Country { country };
            transfer.instrument = instrument(rest);
            let said = (!rest.is_empty()).then(|| rest.to_owned());
            if transfer.instrument.is_some() {
                transfer.evidence = said;
            } else {
                transfer.note = said;
            }
        }
        None => {
            if let Some(country) = only_country(wording) {
                transfer.destination = Destination::Country { country };
            }
            transfer.note = Some(wording.to_owned()).filter(|wording| fold(wording) != UNNAMED);
        }
    }
    transfer
}

/// What stands for the answer of a cell about transfers.
///
/// "nur EU/EWR" denies; "keine Übermittlung in die USA" denies one of many and is kept.
pub(super) fn answer(text: &str, answer: Option<Said>) -> Option<Said> {
    match answer {
        Some(Said::None(Some(_))) if marked(text).is_none() && names_one(&fold(text), false) => {
            Some(Said::Unknown)
        }
        // "Nein, Server in Deutschland"
        Some(Said::Unknown) if stays_within(&fold(text)) => Some(Said::None(Some(text.trim().to_owned()))),
        None if denies(text) => Some(Said::None(Some(text.trim().to_owned()))),
        answer => answer,
    }
}

/// Whether a folded text says no and names only where the data are, within the European Economic Area.
fn stays_within(folded: &str) -> bool {
    let excepts = |word: &str| matches!(word, "aber" | "ausser" | "jedoch" | "sondern" | "ausnahme");
    let Some(rest) = folded.strip_prefix("nein ") else { return false };
    names_one(rest, true) && !names_one(rest, false) && !rest.split(' ').any(excepts)
}

/// Whether a wording says nothing but that data stay within the European Economic Area or go to no third country.
fn denies(text: &str) -> bool {
    const AREA: [&str; 6] = ["eu", "ewr", "eu ewr", "union", "europaeischen", "deutschland"];
    const FILLING: [&str; 18] = [
        "in",
        "innerhalb",
        "der",
        "des",
        "und",
        "bzw",
        "oder",
        "verarbeitung",
        "datenverarbeitung",
        "speicherung",
        "uebermittlung",
        "uebermittlungen",
        "europaeische",
        "wirtschaftsraum",
        "wirtschaftsraums",
        "raum",
        "raums",
        "nur",
    ];
    const ABROAD: [&str; 12] = [
        "nicht",
        "in",
        "ins",
        "an",
        "ein",
        "drittland",
        "drittlaender",
        "drittlaendern",
        "drittstaat",
        "drittstaaten",
        "uebermittelt",
        "uebertragen",
    ];
    if text.len() > LONGEST_DENIAL {
        return false;
    }
    let folded = fold(text);
    let words: Vec<&str> = folded.split(' ').collect();
    let only = |word: &&str| matches!(*word, "nur" | "ausschliesslich" | "lediglich");
    let within = words.iter().any(only)
        && words.iter().any(|word| AREA.contains(word))
        && words.iter().all(|word| only(word) || AREA.contains(word) || FILLING.contains(word));
    let not_abroad = words.first() == Some(&"nicht")
        && words.iter().any(|word| word.starts_with("dritt"))
        && words.iter().all(|word| ABROAD.contains(word));
    within || not_abroad
}

/// Longest plain denial, in bytes.
const LONGEST_DENIAL: usize = 160;

/// The countries of an entry that lists nothing but countries, otherwise the entry.
pub(super) fn countries(entry: &str) -> Vec<&str> {
    let parts: Vec<&str> = entry
        .split([',', '/', '&', '+'])
        .flat_map(|part| part.split(" und "))
        .flat_map(|part| part.split(" sowie "))
        .map(str::trim)
        .collect();
    let begins = |part: &&str| COUNTRIES.contains_key(&fold(part)) || country(part).is_some();
    let all = parts.iter().all(begins);
    if all { parts } else { vec![entry] }
}

/// Whether an entry names a third country or says without doubt that there is one.
pub(super) fn names_third_country(entry: &str) -> bool {
    let folded = fold(entry);
    let words: Vec<&str> = folded.split(' ').collect();
    let denies = |word: &&str| {
        word.starts_with("kein")
            || matches!(
                *word,
                "nicht" | "nein" | "nie" | "niemals" | "weder" | "frueher" | "bisher" | "ehemals"
            )
    };
    if entry.contains('?') {
        return false;
    }
    if folded.starts_with(UNNAMED) {
        return true;
    }
    if let Some((country, rest)) = country(entry) {
        let rest = fold(rest);
        let about_safeguard =
            ["garantie", "angemessenheit", "vertrag", "klausel"].iter().any(|it| rest.contains(it));
        return !in_eea(&country) && (about_safeguard || !rest.split(' ').any(|word| denies(&word)));
    }
    if words.iter().any(denies) || names_one(&folded, true) {
        return false;
    }
    names_one(&folded, false) || words.first() == Some(&"ja")
}

/// Most words of a country's name.
const MOST_WORDS: usize = 6;

/// How a third country that is not named is written, folded.
const UNNAMED: &str = "drittland nicht benannt";

/// The only country that a wording names anywhere, if it lies outside of the European Economic Area.
fn only_country(wording: &str) -> Option<Country> {
    let folded = fold(wording);
    if names_one(&folded, true) {
        return None;
    }
    let words: Vec<&str> = folded.split(' ').collect();
    let as_written: BTreeSet<String> =
        wording.split(|c: char| !c.is_alphanumeric()).map(str::to_ascii_lowercase).collect();
    let mut named: Vec<&Country> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        // The longest name counts: "Republik Korea" is not "Korea".
        let longest = (1..=MOST_WORDS).rev().find_map(|length| {
            let name = words.get(at..at + length)?.join(" ");
            // Abbreviations have no umlauts.
            let written = name.len() > 3 || as_written.contains(&name);
            Some((COUNTRIES.get(&name).filter(|_| written)?, length))
        });
        at += longest.map_or(1, |(_, length)| length);
        named.extend(longest.map(|(country, _)| country).filter(|country| !named.contains(country)));
    }
    match named.as_slice() {
        [only] => Some((*only).clone()),
        _ => None,
    }
}

/// Whether a folded text names, anywhere, a country within or outside of the European Economic Area, or that area.
fn names_one(folded: &str, within: bool) -> bool {
    let words: Vec<&str> = folded.split(' ').collect();
    (0..words.len()).any(|at| {
        (1..=MOST_WORDS).any(|length| {
            let name = words.get(at..at + length).unwrap_or_default().join(" ");
            let area = within && matches!(name.as_str(), "eu" | "ewr" | "innerhalb der union");
            area || COUNTRIES.get(&name).is_some_and(|country| in_eea(country) == within)
        })
    })
}

/// The country at the beginning of a wording, and what follows, without a bracket around it.
fn country(wording: &str) -> Option<(Country, &str)> {
    /// No name of a country is longer, in bytes.
    const LONGEST: usize = 80;
    let (mut found, mut longest) = (None, 0);
    let ends = wording.char_indices().filter(|(_, c)| !c.is_alphanumeric()).map(|(at, _)| at);
    for end in ends.chain([wording.len()]).filter(|end| *end <= LONGEST) {
        // Abbreviations have no umlauts: "VÄ" is not "VAE".
        let name = wording.get(..end).filter(|name| name.len() > 3 || name.is_ascii());
        if let Some(country) = name.and_then(|name| COUNTRIES.get(&fold(name)))
            && end > longest
        {
            (found, longest) = (Some(country), end);
        }
    }
    let rest = wording.get(longest..)?.trim();
    let rest = rest.strip_prefix([',', ':', '–', '-', '/']).map_or(rest, str::trim);
    let inner = rest
        .strip_prefix('(')
        .and_then(|rest| rest.strip_suffix(')'))
        .filter(|rest| !rest.contains(['(', ')']));
    let rest = inner.unwrap_or(rest).trim();
    // "USA und Kanada": which is meant by what follows cannot be told.
    let several = fold(rest)
        .split(' ')
        .any(|word| matches!(word, "und" | "oder" | "sowie") || COUNTRIES.contains_key(word));
    Some((found?.clone(), rest)).filter(|_| !several)
}

/// The one instrument that a wording names and does not deny.
pub(super) fn instrument(wording: &str) -> Option<TransferInstrument> {
    use TransferInstrument as I;
    let folded = fold(wording);
    let words: Vec<&str> = folded.split(' ').collect();
    if words.iter().any(|word| word.starts_with("kein") || matches!(*word, "ohne" | "nicht" | "nein")) {
        return None;
    }
    let says = |part: &str| folded.contains(part);
    let word = |word: &str| words.contains(&word);
    let privacy_framework = says("data privacy framework") || word("dpf");
    let named = [
        (privacy_framework, I::DataPrivacyFramework),
        (says("angemessenheitsbeschluss") && !privacy_framework, I::Adequacy),
        (
            says("standardvertragsklausel") || says("standarddatenschutzklausel") || word("scc"),
            I::StandardClauses,
        ),
        (says("binding corporate rules") || word("bcr"), I::BindingCorporateRules),
    ];
    let mut named = named.into_iter().filter(|(is, _)| *is).map(|(_, instrument)| instrument);
    named.next().filter(|_| named.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn read(wording: &str) -> (Option<String>, Option<TransferInstrument>, Option<String>, Option<String>) {
        let read = transfer(ItemId(Uuid::nil()), wording);
        let country = match read.destination {
            Destination::Country { country } => Some(country.code().to_owned()),
            _ => None,
        };
        (country, read.instrument, read.evidence, read.note)
    }

    #[test]
    fn a_country_is_told_with_its_instrument() {
        let us = Some("US".to_owned());
        assert_eq!(read("USA"), (us.clone(), None, None, None));
        let clauses = Some(TransferInstrument::StandardClauses);
        let wording = Some("Standardvertragsklauseln vom 4.6.2021".to_owned());
        assert_eq!(read("USA (Standardvertragsklauseln vom 4.6.2021)"), (us.clone(), clauses, wording, None));
        let framework = Some(TransferInstrument::DataPrivacyFramework);
        let wording = Some("Angemessenheitsbeschluss, Data Privacy Framework".to_owned());
        assert_eq!(
            read("Vereinigte Staaten: Angemessenheitsbeschluss, Data Privacy Framework"),
            (us.clone(), framework, wording, None)
        );
        assert_eq!(read("USA, ohne Garantien"), (us, None, None, Some("ohne Garantien".into())));
        assert_eq!(read("Großbritannien").0, Some("GB".into()));
    }

    #[test]
    fn only_a_third_country_or_a_plain_yes_is_a_transfer() {
        for wording in
            ["USA", "ja", "ja, an den Hersteller", "Cloud-Anbieter in den USA", "USA, ohne Garantien"]
        {
            assert!(names_third_country(wording), "{wording}");
        }
        for wording in [
            "EU",
            "EWR",
            "EU/EWR",
            "Deutschland",
            "Frankreich",
            "wie vor",
            "0",
            "N.N.",
            "ja (EU)",
            "USA: nein",
            "Drittland",
            "nicht in die USA",
            "USA?",
            "Anbieter",
            "ja, Frankreich",
        ] {
            assert!(!names_third_country(wording), "{wording}");
        }
        assert_eq!(countries("USA, Kanada"), ["USA", "Kanada"]);
        assert_eq!(countries("USA, Standardvertragsklauseln"), ["USA, Standardvertragsklauseln"]);
    }

    #[test]
    fn a_plain_denial_keeps_its_words() {
        for text in
            ["nicht in Drittländer", "nur EU/EWR", "Nur innerhalb der EU", "ausschließlich in Deutschland"]
        {
            assert_eq!(answer(text, None), Some(Said::None(Some(text.into()))), "{text}");
        }
        for text in ["EU", "nur Schulamt", "nicht in die USA", "nur USA", "wie vor"] {
            assert_eq!(answer(text, None), None, "{text}");
        }
        let denied = Some(Said::None(Some("keine Übermittlung in die USA".into())));
        assert_eq!(answer("keine Übermittlung in die USA", denied), Some(Said::Unknown));
    }

    #[test]
    fn the_only_country_of_a_wording_is_meant_wherever_it_stands() {
        for wording in
            ["Cloud-Anbieter in den USA", "Microsoft, USA", "Übermittlung in die USA durch Google möglich"]
        {
            assert_eq!(read(wording), (Some("US".into()), None, None, Some(wording.to_owned())), "{wording}");
        }
    }

    #[test]
    fn what_names_no_single_country_keeps_its_words() {
        for wording in ["ja", "USA und Kanada", "USA, Schweiz", "USA oder Frankreich", "Usambara", "VÄ"] {
            assert_eq!(read(wording), (None, None, None, Some(wording.to_owned())), "{wording}");
        }
    }
}
