//! Fluent texts for everything that speaks: names, sentences, findings, failures, dates.
//!
//! Invariants
//! - `register` returns codes and arguments; the words for them stand in `assets/locales`, German complete, English
//!   in part. What English lacks appears in German.
//! - A new value of the model does not compile before it has a name: all matches are exhaustive.
//! - What a user wrote is never changed, shortened or left out: every free text of a retention rule is found in
//!   [`retention::RuleText`].
//! - No marks of direction are added to the texts (they would end up in documents).

pub mod date;
pub mod deadline;
pub mod difference;
pub mod entry;
pub mod erasure_concept;
pub mod failure;
pub mod finding;
pub mod names;
pub mod retention;
pub mod schedule;
pub mod statement;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use unic_langid::{LanguageIdentifier, langid};

pub use fluent_bundle::FluentValue as Argument;

const GERMAN: [&str; 15] = [
    include_str!("../../../../assets/locales/de/countries.ftl"),
    include_str!("../../../../assets/locales/de/dates.ftl"),
    include_str!("../../../../assets/locales/de/deadlines.ftl"),
    include_str!("../../../../assets/locales/de/entry.ftl"),
    include_str!("../../../../assets/locales/de/erasure_concept.ftl"),
    include_str!("../../../../assets/locales/de/failures.ftl"),
    include_str!("../../../../assets/locales/de/fields.ftl"),
    include_str!("../../../../assets/locales/de/findings.ftl"),
    include_str!("../../../../assets/locales/de/names.ftl"),
    include_str!("../../../../assets/locales/de/operations.ftl"),
    include_str!("../../../../assets/locales/de/retention.ftl"),
    include_str!("../../../../assets/locales/de/schedule.ftl"),
    include_str!("../../../../assets/locales/de/spreadsheet.ftl"),
    include_str!("../../../../assets/locales/de/statements.ftl"),
    include_str!("../../../../assets/locales/de/tables.ftl"),
];

const ENGLISH: [&str; 4] = [
    include_str!("../../../../assets/locales/en/dates.ftl"),
    include_str!("../../../../assets/locales/en/failures.ftl"),
    include_str!("../../../../assets/locales/en/names.ftl"),
    include_str!("../../../../assets/locales/en/statements.ftl"),
];

type Bundle = FluentBundle<FluentResource>;

/// A language to speak in. Can be shared between threads.
pub struct Language {
    /// The language's own texts first, then those it falls back to.
    bundles: Vec<Bundle>,
}

impl Language {
    /// German.
    pub fn german() -> Self {
        Self { bundles: vec![bundle(langid!("de"), &GERMAN)] }
    }

    /// English; German where a text is not translated.
    pub fn english() -> Self {
        Self { bundles: vec![bundle(langid!("en"), &ENGLISH), bundle(langid!("de"), &GERMAN)] }
    }

    /// The text of a key, with its arguments; an attribute is named after a dot (`letter-e.short`).
    ///
    /// An unknown key is returned as it is, so that its absence shows.
    pub fn text(&self, key: &str, arguments: &[(&str, Argument<'_>)]) -> String {
        self.find(key, arguments).unwrap_or_else(|| key.to_owned())
    }

    /// The text of a key, when there is one.
    fn find(&self, key: &str, arguments: &[(&str, Argument<'_>)]) -> Option<String> {
        let (message, attribute) = match key.split_once('.') {
            Some((message, attribute)) => (message, Some(attribute)),
            None => (key, None),
        };
        let arguments: FluentArgs<'_> =
            arguments.iter().map(|(name, value)| (*name, value.clone())).collect();
        self.bundles.iter().find_map(|bundle| {
            let message = bundle.get_message(message)?;
            let pattern = match attribute {
                Some(name) => message.get_attribute(name)?.value(),
                None => message.value()?,
            };
            // An argument that is missing shows as `{$name}`; the tests see to it that none is.
            Some(bundle.format_pattern(pattern, Some(&arguments), &mut Vec::new()).into_owned())
        })
    }

    /// A text without arguments.
    pub(crate) fn word(&self, key: &str) -> String {
        self.text(key, &[])
    }
}

impl Default for Language {
    fn default() -> Self {
        Self::german()
    }
}

impl std::fmt::Debug for Language {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.bundles.iter().map(|bundle| &bundle.locales)).finish()
    }
}

fn bundle(language: LanguageIdentifier, resources: &[&str]) -> Bundle {
    let mut bundle = Bundle::new_concurrent(vec![language]);
    bundle.set_use_isolating(false);
    for source in resources {
        // A line that cannot be read is left out; the tests see to it that there is none.
        let resource = FluentResource::try_new((*source).to_owned()).unwrap_or_else(|(readable, _)| readable);
        bundle.add_resource_overriding(resource);
    }
    bundle
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use std::collections::{BTreeMap, BTreeSet};
    use std::fs;
    use std::path::Path;

    /// The messages and attributes of one language with the arguments each of them uses.
    fn messages(resources: &[&str]) -> BTreeMap<String, BTreeSet<String>> {
        let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for source in resources {
            let (mut message, mut key) = (String::new(), String::new());
            for line in source.lines().filter(|line| !line.starts_with('#')) {
                if let Some((name, _)) = line.split_once(" = ") {
                    key = match name.trim().strip_prefix('.') {
                        Some(attribute) => format!("{message}.{attribute}"),
                        None => {
                            message = name.to_owned();
                            message.clone()
                        }
                    };
                    assert!(!found.contains_key(&key), "{key} stands there twice");
                }
                let arguments = line.split('$').skip(1).map(|rest| {
                    rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect::<String>()
                });
                if !line.trim().is_empty() {
                    found.entry(key.clone()).or_default().extend(arguments);
                }
            }
        }
        found
    }

    /// All Rust source in the `src` folders of these crates, in one.
    fn source(crates: &[&str]) -> String {
        let home = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let mut folders: Vec<_> = crates.iter().map(|name| home.join(name).join("src")).collect();
        let mut source = String::new();
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else if path.extension().is_some_and(|extension| extension == "rs") {
                    source += &fs::read_to_string(path).unwrap();
                }
            }
        }
        source
    }

    /// The crates that speak.
    const SPEAKING: [&str; 5] = ["language", "report", "exchange", "application", "cli"];

    /// String literals that look like a key: lower-case words joined by hyphens.
    fn keys_in(source: &str) -> BTreeSet<String> {
        let is_key = |text: &&str| {
            text.contains('-')
                && text
                    .split('-')
                    .all(|word| !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase() || c == '.'))
        };
        source.split('"').filter(is_key).map(str::to_owned).collect()
    }

    #[test]
    fn every_line_of_the_locales_can_be_read() {
        for text in GERMAN.iter().chain(&ENGLISH) {
            let errors = FluentResource::try_new((*text).to_owned()).err().map(|(_, errors)| errors);
            assert_eq!(errors, None);
        }
    }

    #[test]
    fn every_key_in_the_code_is_german() {
        let german = messages(&GERMAN);
        let mut keys = keys_in(&source(&["language"]));
        assert!(keys.len() > 200, "the source was not searched");
        let elsewhere: String = source(&SPEAKING).split_whitespace().collect();
        let called = elsewhere.split("language.text(\"").skip(1).filter_map(|rest| rest.split('"').next());
        keys.extend(called.map(str::to_owned));
        let missing: Vec<_> = keys.iter().filter(|key| !german.contains_key(*key)).collect();
        assert_eq!(missing, Vec::<&String>::new());
    }

    #[test]
    fn no_text_is_there_for_nothing() {
        let source = source(&SPEAKING);
        let keys = keys_in(&source);
        let is_used = |key: &str| {
            let message = key.split('.').next().unwrap_or(key);
            let family = message.split('-').next().unwrap_or(message);
            // Some families of keys are put together: `country-{code}`.
            keys.contains(key) || keys.contains(message) || source.contains(&format!("\"{family}-{{"))
        };
        let unused: Vec<_> = messages(&GERMAN).into_keys().filter(|key| !is_used(key)).collect();
        assert_eq!(unused, Vec::<String>::new());
    }

    #[test]
    fn every_argument_of_a_text_is_given_by_the_code() {
        let source: String = source(&SPEAKING).split_whitespace().collect();
        for (key, arguments) in messages(&GERMAN) {
            for argument in arguments {
                assert!(source.contains(&format!("(\"{argument}\",")), "{key} wants {argument}");
            }
        }
    }

    #[test]
    fn english_says_nothing_german_does_not_know() {
        let german = messages(&GERMAN);
        for (key, arguments) in messages(&ENGLISH) {
            assert_eq!(german.get(&key), Some(&arguments), "{key}");
        }
    }

    #[test]
    fn english_falls_back_to_german() {
        let english = Language::english();
        assert_eq!(english.text("stage-draft", &[]), "draft");
        assert_eq!(english.text("right-access", &[]), "Auskunft, Art. 15 DSGVO");
        assert_eq!(english.text("no such text", &[]), "no such text");
    }

    #[test]
    fn arguments_come_without_invisible_marks() {
        let text =
            Language::german().text("finding-in-group", &[("group", "b".into()), ("message", "x".into())]);
        assert_eq!(text, "Gruppe b: x");
    }

    #[test]
    fn a_language_can_be_shared_between_threads() {
        fn shared<T: Send + Sync>() {}
        shared::<Language>();
    }
}
