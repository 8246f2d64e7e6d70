//! Finds the name of a law in a wording.

use super::laws::{LAWS, Law};
use super::scan::{Kind, Tokens, key, scan};
use super::steps::{Level, step_at};
use std::collections::HashMap;
use std::sync::LazyLock;

/// Longer words and chains of hyphens are no names of laws; the limits keep reading linear.
const COMPOUND_PARTS: usize = 8;
const COMPOUND_BYTES: usize = 96;
/// How many tokens a long name may have before its abbreviation in brackets.
const LONG_NAME: usize = 20;
/// Punctuation that may stand between two words of a name: "VO (EU) 2016/679", "DS – Schulen".
const BETWEEN_WORDS: usize = 2;
const ENDINGS: [&str; 6] = ["es", "en", "er", "em", "s", "e"];
/// Abbreviations that look like laws and are none.
const NO_LAWS: [&str; 2] = ["EWR", "USA"];

/// A name as its words, and the law it means.
type Name = (Vec<String>, &'static Law);

/// All names by their first word.
static KNOWN: LazyLock<HashMap<String, Vec<Name>>> = LazyLock::new(|| {
    let mut known: HashMap<String, Vec<Name>> = HashMap::new();
    for law in LAWS {
        for name in [law.short].iter().chain(law.names) {
            let words = words(&scan(name));
            if let Some(first) = words.first() {
                known.entry(first.clone()).or_default().push((words, law));
            }
        }
    }
    known
});

fn words(tokens: &Tokens<'_>) -> Vec<String> {
    let mut words = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let (word, next) = word_at(tokens, at).unwrap_or((String::new(), at + 1));
        if !word.is_empty() {
            words.push(word);
        }
        at = next;
    }
    words
}

/// A word to compare names by: hyphens joined, without its inflection; a number as it is.
fn word_at(tokens: &Tokens<'_>, at: usize) -> Option<(String, usize)> {
    if tokens.is(at, Kind::Number) {
        return Some((tokens.get(at)?.text.to_owned(), at + 1));
    }
    let (compound, next) = compound_at(tokens, at)?;
    let mut word = key(&compound);
    // Abbreviations are not inflected.
    if word.len() > 6 {
        let stem = ENDINGS.iter().find_map(|ending| word.strip_suffix(ending)).map_or(word.len(), str::len);
        word.truncate(stem);
    }
    Some((word, next))
}

/// A word with the words hyphens tie to it, as written.
fn compound_at(tokens: &Tokens<'_>, at: usize) -> Option<(String, usize)> {
    let mut compound = tokens.word(at)?.to_owned();
    let mut next = at + 1;
    for _ in 1..COMPOUND_PARTS {
        if !(tokens.is(next, Kind::Dash) && tokens.glued(next) && tokens.glued(next + 1)) {
            break;
        }
        let Some(part) = tokens.word(next + 1) else { break };
        compound.push('-');
        compound.push_str(part);
        next += 2;
    }
    (compound.len() <= COMPOUND_BYTES).then_some((compound, next))
}

/// The known law whose longest name begins here, and the index after it.
fn known_at(tokens: &Tokens<'_>, at: usize) -> Option<(&'static Law, usize)> {
    let (first, after_first) = word_at(tokens, at).filter(|_| tokens.is(at, Kind::Word))?;
    KNOWN
        .get(&first)?
        .iter()
        .filter_map(|(words, law)| {
            let mut next = after_first;
            for expected in &words[1..] {
                let start = past_punctuation(tokens, next);
                let (word, after) = word_at(tokens, start)?;
                if word != *expected {
                    return None;
                }
                next = after;
            }
            Some((*law, next))
        })
        .max_by_key(|(_, next)| *next)
}

fn past_punctuation(tokens: &Tokens<'_>, mut at: usize) -> usize {
    let end = at + BETWEEN_WORDS;
    while at < end
        && [Kind::Dot, Kind::Dash, Kind::Open, Kind::Close, Kind::Slash]
            .iter()
            .any(|kind| tokens.is(at, *kind))
    {
        at += 1;
    }
    at
}

/// The law named at this place and the index after the name.
///
/// Known laws are found anywhere. A name nobody knows is only looked for where one is `expected`, right behind a
/// provision, or where a provision follows at once ("HDSIG § 3").
pub(super) fn law_at(tokens: &Tokens<'_>, at: usize, expected: bool) -> Option<(String, usize)> {
    let start = tokens.past(at, Kind::Open);
    if let Some((law, next)) = known_at(tokens, start) {
        let next = if start > at { tokens.past(next, Kind::Close) } else { next };
        return Some((law.short.to_owned(), past_same_law(tokens, next, law)));
    }
    if expected {
        return abbreviated_name_at(tokens, at)
            .or_else(|| abbreviation_at(tokens, at))
            .or_else(|| long_name_at(tokens, at));
    }
    abbreviation_at(tokens, at)
        .filter(|(_, next)| step_at(tokens, *next).is_some_and(|step| step.level == Level::Unit))
}

/// Past the same law in other words: "Datenschutzgrundverordnung (DSGVO)", "Datenschutzgrundverordnung - DSGVO".
fn past_same_law(tokens: &Tokens<'_>, mut at: usize, law: &Law) -> usize {
    while tokens.is(at, Kind::Open) || tokens.is(at, Kind::Dash) {
        match known_at(tokens, at + 1) {
            Some((again, next)) if again == law => {
                at = if tokens.is(at, Kind::Open) { tokens.past(next, Kind::Close) } else { next };
            }
            _ => break,
        }
    }
    at
}

/// A long name followed by its abbreviation in brackets. The abbreviation counts, so a slip in the name does no harm.
fn abbreviated_name_at(tokens: &Tokens<'_>, at: usize) -> Option<(String, usize)> {
    let mut names_a_law = false;
    let mut next = at;
    while next < at + LONG_NAME && !tokens.is(next, Kind::Open) {
        match tokens.word(next) {
            Some(word) if step_at(tokens, next).is_none() => {
                let word = key(word);
                names_a_law |=
                    ["gesetz", "ordnung", "satzung", "vertrag"].iter().any(|part| word.contains(part));
            }
            Some(_) => return None,
            None if tokens.is(next, Kind::Dash) => {}
            None => return None,
        }
        next += 1;
    }
    if !names_a_law || !tokens.is(next, Kind::Open) || !is_capitalised(tokens.word(at)?) {
        return None;
    }
    let (law, next) = known_at(tokens, next + 1)
        .map(|(law, next)| (law.short.to_owned(), next))
        .or_else(|| abbreviation_at(tokens, next + 1))?;
    tokens.is(next, Kind::Close).then_some((law, next + 1))
}

/// An unknown law's abbreviation, with the Land or book after it: "HDSIG", "SchulG XY", "BayRDG".
fn abbreviation_at(tokens: &Tokens<'_>, at: usize) -> Option<(String, usize)> {
    let (mut name, mut next) = compound_at(tokens, at)?;
    let capitals = name.chars().filter(|c| c.is_uppercase()).count();
    let short = name.chars().count() < 3;
    if short || capitals < 2 || !name.ends_with(char::is_uppercase) || NO_LAWS.contains(&name.as_str()) {
        return None;
    }
    let qualifier = compound_at(tokens, next)
        .filter(|(word, _)| word.len() <= 4 && word.chars().all(|c| c.is_uppercase() || c == '-'))
        .filter(|_| {
            !tokens.glued(next) && known_at(tokens, next).is_none() && step_at(tokens, next).is_none()
        });
    if let Some((qualifier, after)) = qualifier {
        name = format!("{name} {qualifier}");
        next = after;
    }
    Some((name, next))
}

/// An unknown law by its long name: "Hessischen Datenschutzgesetzes".
fn long_name_at(tokens: &Tokens<'_>, at: usize) -> Option<(String, usize)> {
    let mut name = String::new();
    let mut next = at;
    for _ in 0..3 {
        let (word, after) = compound_at(tokens, next).filter(|(word, _)| is_capitalised(word))?;
        let is_law =
            ["gesetz", "gesetzes", "gesetzbuch", "gesetzbuchs", "gesetzbuches", "ordnung", "satzung"]
                .iter()
                .any(|ending| key(&word).ends_with(ending));
        if !name.is_empty() {
            name.push(' ');
        }
        name.push_str(&word);
        next = after;
        if is_law {
            return Some((name, next));
        }
        if !ENDINGS.iter().any(|ending| word.ends_with(ending)) {
            return None;
        }
    }
    None
}

fn is_capitalised(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}
