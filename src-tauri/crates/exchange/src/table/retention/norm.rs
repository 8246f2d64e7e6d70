//! The provision that a period rests on: "10 Jahre (§ 147 AO)", "10 Jahre gem. § 257 HGB".

use super::super::folding::fold;
use super::span::unit;
use register::citation;
use register::legal_basis::Citation;

/// Words before a provision.
const BEFORE: [&str; 8] = ["gemäß", "gemaess", "gem.", "gem", "laut", "lt.", "lt", "nach"];
/// Words after which something else than the provision goes on.
const AFTER: [&str; 6] = [" nach ", " ab ", " seit ", " mit ", " zum ", " bis "];

/// A wording without the provisions that stand in a bracket or behind "gem.", and those provisions.
pub(super) fn without_norms(wording: &str) -> (String, Vec<Citation>) {
    let mut rest = wording.to_owned();
    let mut norms = Vec::new();
    while let Some((begin, end, norm)) = bracketed(&rest).or_else(|| introduced(&rest)) {
        norms.push(Citation { wording: norm, correction: None });
        rest.replace_range(begin..end, " ");
    }
    (rest.split_whitespace().collect::<Vec<_>>().join(" "), norms)
}

/// Whether a text is a provision and nothing else; then without the word before it.
pub(super) fn norm(text: &str) -> Option<&str> {
    let text = text.trim().trim_end_matches('.');
    let before = BEFORE.into_iter().find_map(|word| text.strip_prefix(word)?.strip_prefix(' '));
    let norm = before.unwrap_or(text).trim();
    let begins = ["§", "Art.", "Artikel "].into_iter().any(|sign| norm.starts_with(sign));
    let spans = fold(norm).split(' ').any(|word| word.len() > 1 && unit(word).is_some());
    (begins && !spans && !norm.contains([';', ':', '(', ')']) && !citation::parse(norm).provisions.is_empty())
        .then_some(norm)
}

/// The first bracket with a provision in it: where it begins and ends, and the provision.
fn bracketed(text: &str) -> Option<(usize, usize, String)> {
    text.match_indices('(').find_map(|(begin, _)| {
        let length = text.get(begin..)?.find(')')?;
        let norm = norm(text.get(begin + 1..begin + length)?)?;
        Some((begin, begin + length + 1, norm.to_owned()))
    })
}

/// The first provision behind such a word.
fn introduced(text: &str) -> Option<(usize, usize, String)> {
    let spaced = BEFORE.into_iter().map(|word| (format!(" {word} "), 0));
    // "10 Jahre, § 147 AO"
    let bare = [", §", " §", ", Art. ", " Art. "].into_iter().map(|sign| {
        let kept = sign.trim_start_matches([',', ' ']).len();
        (sign.to_owned(), kept)
    });
    spaced.chain(bare).find_map(|(word, kept)| {
        text.match_indices(&word).find_map(|(begin, found)| {
            let from = begin + found.len() - kept;
            let tail = text.get(from..)?;
            let length = AFTER.into_iter().filter_map(|word| tail.find(word)).min().unwrap_or(tail.len());
            let norm = norm(tail.get(..length)?)?;
            Some((begin, from + length, norm.to_owned()))
        })
    })
}
