//! Parts of an entry in words, the same in documents and in tables: examples, validity, places, addresses, citations.

use crate::Language;
use register::citation;
use register::data::Enumeration;
use register::engagement::{Location, Validity};
use register::legal_basis::{Citation, Verification};
use register::party::PostalAddress;

/// A citation in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CitationText {
    /// The standard form: "Art. 6 Abs. 1 UAbs. 1 Buchst. e DSGVO"; `None` when the wording is no citation.
    pub standard: Option<String>,
    /// The wording as stated, where the standard form does not repeat it.
    pub wording: Option<String>,
    /// What should stand there instead.
    pub correction: Option<CorrectionText>,
}

/// The correction of a citation in words, in two parts so that a document can set them off from each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CorrectionText {
    /// "zu prüfen: richtig wohl" or "geprüft: richtig".
    pub verdict: String,
    /// The right citation with its source.
    pub text: String,
}

impl CitationText {
    /// All parts, one a line.
    pub fn lines(&self) -> Vec<String> {
        let correction = self.correction.as_ref().map(|it| format!("{} {}", it.verdict, it.text));
        [self.standard.clone(), self.wording.clone(), correction].into_iter().flatten().collect()
    }
}

impl Language {
    /// "z. B. Lehrkräfte".
    pub fn example(&self, text: &str) -> String {
        self.text("entry-example", &[("text", text.into())])
    }

    /// "z. B. Lehrkräfte, Schulleitung"; without "z. B." where the list is complete; `None` where it is empty.
    pub fn enumerated(&self, items: &[String], enumeration: Enumeration) -> Option<String> {
        let list = items.join(", ");
        match enumeration {
            _ if list.is_empty() => None,
            Enumeration::Open => Some(self.example(&list)),
            Enumeration::Closed => Some(list),
        }
    }

    /// A span of validity: "vom … bis …"; `None` where it is open on both sides.
    pub fn validity(&self, validity: Validity) -> Option<String> {
        let day = |date| self.short_date(date);
        match (validity.from, validity.until) {
            (None, None) => None,
            (Some(from), None) => Some(self.text("validity-from", &[("from", day(from).into())])),
            (None, Some(until)) => Some(self.text("validity-until", &[("until", day(until).into())])),
            (Some(from), Some(until)) => {
                Some(self.text("validity-span", &[("from", day(from).into()), ("until", day(until).into())]))
            }
        }
    }

    /// A location; `None` where it is not stated.
    pub fn location(&self, location: &Location) -> Option<String> {
        match location {
            Location::Country { country } => Some(self.country(country)),
            Location::Eea => Some(self.word("location-eea")),
            Location::NotStated => None,
        }
    }

    /// An address on one line, without its remark: "Postanschrift: Postfach 1, 12345 Musterau, Deutschland". Empty
    /// where nothing but a remark is stated.
    pub fn address(&self, address: &PostalAddress) -> String {
        let town = [address.postal_code.as_deref(), address.town.as_deref()];
        let town = town.into_iter().flatten().collect::<Vec<_>>().join(" ");
        let country = address.country.as_ref().map(|country| self.country(country));
        let parts =
            [address.addition.as_deref(), address.street.as_deref(), Some(town.as_str()), country.as_deref()];
        let parts: Vec<&str> = parts.into_iter().flatten().filter(|part| !part.trim().is_empty()).collect();
        let line = parts.join(", ");
        match &address.label {
            Some(label) => self.text(
                "address-labelled",
                &[("label", label.as_str().into()), ("address", line.as_str().into())],
            ),
            None => line,
        }
    }

    /// A citation: the standard form, the wording where it differs, the correction.
    pub fn citation(&self, citation: &Citation) -> CitationText {
        let standard = citation::parse(&citation.wording).to_string();
        let standard = Some(standard).filter(|standard| !standard.is_empty());
        let repeated = standard.as_deref().is_some_and(|it| plain(it) == plain(&citation.wording));
        CitationText {
            standard,
            wording: (!repeated).then(|| citation.wording.clone()),
            correction: citation.correction.as_ref().map(|correction| CorrectionText {
                verdict: self.word(match correction.verification {
                    Verification::ToCheck => "correction-to-check",
                    Verification::Verified => "correction-checked",
                }),
                text: self.text(
                    "correction-text",
                    &[
                        ("citation", correction.citation.trim_end_matches('.').into()),
                        ("source", correction.source.as_str().into()),
                    ],
                ),
            }),
        }
    }

    /// The name of a protection goal (standard data-protection model), from its id in the reference list.
    pub fn goal(&self, id: &str) -> String {
        self.find(&format!("goal-{}", id.replace('_', "-")), &[]).unwrap_or_else(|| id.to_owned())
    }

    /// What is said of a field whose inheritance cannot be followed.
    pub fn broken_inheritance(&self) -> String {
        self.word("entry-broken")
    }
}

/// A wording without differences that only a machine sees.
fn plain(wording: &str) -> String {
    wording.replace(['\u{a0}', '\u{202f}'], " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use chrono::NaiveDate;

    fn cited(wording: &str) -> CitationText {
        Language::german().citation(&Citation { wording: wording.into(), correction: None })
    }

    #[test]
    fn the_wording_stands_beside_the_standard_form_only_where_it_differs() {
        let same = cited("Art. 15\u{a0}DSGVO");
        assert_eq!((same.standard.as_deref(), same.wording), (Some("Art. 15 DSGVO"), None));
        let other = cited("Art. 6 Abs. 1 e) DSGVO");
        assert_eq!(other.standard.unwrap(), "Art. 6 Abs. 1 Buchst. e DSGVO");
        assert_eq!(other.wording.unwrap(), "Art. 6 Abs. 1 e) DSGVO");
        let none = cited("Schulrecht");
        assert_eq!((none.standard, none.wording.as_deref()), (None, Some("Schulrecht")));
    }

    #[test]
    fn validity_is_open_where_a_day_is_missing() {
        let german = Language::german();
        let day = NaiveDate::from_ymd_opt(2026, 8, 1);
        assert_eq!(german.validity(Validity::default()), None);
        assert_eq!(german.validity(Validity { from: day, until: None }).unwrap(), "ab 01.08.2026");
        assert_eq!(
            german.validity(Validity { from: day, until: day }).unwrap(),
            "vom 01.08.2026 bis 01.08.2026"
        );
    }

    #[test]
    fn an_open_list_says_so() {
        let items = ["Lehrkräfte".to_owned(), "Schulleitung".to_owned()];
        let german = Language::german();
        assert_eq!(german.enumerated(&items, Enumeration::Open).unwrap(), "z. B. Lehrkräfte, Schulleitung");
        assert_eq!(german.enumerated(&items, Enumeration::Closed).unwrap(), "Lehrkräfte, Schulleitung");
        assert_eq!(german.enumerated(&[], Enumeration::Open), None);
    }
}
