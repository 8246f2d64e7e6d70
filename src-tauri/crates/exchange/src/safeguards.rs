//! What other tools say in words about the safeguards of a transfer to a third country.

use register::recipient::TransferInstrument;

/// The instrument of chapter V that a text names; `None` where it names none, or several.
pub(crate) fn instrument(text: &str) -> Option<TransferInstrument> {
    use TransferInstrument::{
        Adequacy, BindingCorporateRules, Certification, CodeOfConduct, DataPrivacyFramework, Derogation,
        StandardClauses,
    };
    let text = text.to_lowercase();
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).collect();
    let named = [
        (DataPrivacyFramework, &["data privacy framework"][..], &["dpf"][..]),
        (Adequacy, &["angemessenheitsbeschl", "adequacy"], &[]),
        (BindingCorporateRules, &["binding corporate", "verbindliche interne datenschutz"], &["bcr"]),
        (
            StandardClauses,
            &[
                "standardvertragsklausel",
                "standarddatenschutzklausel",
                "standard-vertragsklausel",
                "standard contractual",
                "eu-standardvertr",
            ],
            &["scc", "sccs", "sdk"],
        ),
        (CodeOfConduct, &["verhaltensregel", "code of conduct", "codes of conduct"], &[]),
        (Certification, &["zertifizierungsmechanism", "certification mechanism"], &[]),
        (Derogation, &["art. 49", "artikel 49", "derogation"], &[]),
    ];
    let mut found = named.iter().filter(|(_, parts, whole)| {
        parts.iter().any(|part| text.contains(part)) || whole.iter().any(|word| words.contains(word))
    });
    let (instrument, ..) = found.next()?;
    found.next().is_none().then_some(*instrument)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instrument_is_read_only_where_one_is_named() {
        assert_eq!(
            instrument("EU-Standardvertragsklauseln (2021)"),
            Some(TransferInstrument::StandardClauses)
        );
        assert_eq!(instrument("SCC signed"), Some(TransferInstrument::StandardClauses));
        assert_eq!(
            instrument("EU-US Data Privacy Framework"),
            Some(TransferInstrument::DataPrivacyFramework)
        );
        for text in ["", "success", "vertraglich geregelt", "SCC und BCR"] {
            assert_eq!(instrument(text), None, "{text}");
        }
    }
}
