//! Countries as other tools write them: a code of two letters, a name in German or English.

use language::Language;
use register::party::Country;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Codes by their names in small letters.
static BY_NAME: LazyLock<HashMap<String, Country>> = LazyLock::new(|| {
    let languages = [Language::german(), Language::english()];
    let mut names = HashMap::new();
    for first in 'A'..='Z' {
        for second in 'A'..='Z' {
            let Ok(country) = Country::try_from(format!("{first}{second}")) else { continue };
            for language in &languages {
                let name = language.country(&country);
                if name != country.code() {
                    names.insert(name.to_lowercase(), country.clone());
                }
            }
        }
    }
    // Names in common use besides the official ones.
    for (name, code) in [
        ("usa", "US"),
        ("u.s.a.", "US"),
        ("vereinigte staaten von amerika", "US"),
        ("united states of america", "US"),
        ("großbritannien", "GB"),
        ("uk", "GB"),
        ("england", "GB"),
        ("great britain", "GB"),
        ("südkorea", "KR"),
        ("south korea", "KR"),
        ("tschechische republik", "CZ"),
        ("czech republic", "CZ"),
        ("holland", "NL"),
        ("d", "DE"),
        ("germany", "DE"),
        ("austria", "AT"),
        ("switzerland", "CH"),
        ("france", "FR"),
        ("united states", "US"),
        ("united kingdom", "GB"),
        ("ireland", "IE"),
        ("netherlands", "NL"),
        ("india", "IN"),
        ("canada", "CA"),
        ("japan", "JP"),
        ("china", "CN"),
    ] {
        if let Ok(country) = Country::try_from(code.to_owned()) {
            names.entry(name.to_owned()).or_insert(country);
        }
    }
    names
});

/// The country a text names, if it names one and nothing else. Two capitals are a code, whether it is assigned or
/// not; only "EU" is none.
pub(crate) fn country(text: &str) -> Option<Country> {
    let text = text.trim();
    let named = BY_NAME.get(&text.to_lowercase()).cloned();
    named.or_else(|| Country::try_from(text.to_owned()).ok().filter(|country| country.code() != "EU"))
}

/// Whether the country belongs to the European Economic Area, within which nothing is a transfer under chapter V.
pub(crate) fn in_eea(country: &Country) -> bool {
    // The member states of the Union, Iceland, Liechtenstein and Norway (EEA agreement, Article 2).
    const CODES: &str =
        "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK";
    CODES.split(' ').any(|code| code == country.code())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_country_is_known_by_code_and_by_name() {
        for (text, code) in [
            ("US", "US"),
            (" USA ", "US"),
            ("Schweiz", "CH"),
            ("schweiz", "CH"),
            ("Indien", "IN"),
            ("ZZ", "ZZ"),
        ] {
            assert_eq!(country(text).unwrap().code(), code, "{text}");
        }
        for text in ["", "EU", "ja", "Schweiz und USA", "Drittland", "USA (Kalifornien)"] {
            assert_eq!(country(text), None, "{text}");
        }
    }

    #[test]
    fn the_area_is_that_of_the_reference_list() {
        let list =
            std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../assets/reference/eea.json");
        let list: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(list).unwrap()).unwrap();
        let listed: Vec<&str> =
            list["entries"].as_array().unwrap().iter().map(|entry| entry["id"].as_str().unwrap()).collect();
        let mut ours = 0;
        for first in 'A'..='Z' {
            for second in 'A'..='Z' {
                let code = format!("{first}{second}");
                let inside = in_eea(&Country::try_from(code.clone()).unwrap());
                assert_eq!(inside, listed.contains(&code.as_str()), "{code}");
                ours += usize::from(inside);
            }
        }
        assert_eq!(ours, listed.len());
    }
}
