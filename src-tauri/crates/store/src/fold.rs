//! Folding German text for the search, so that spelling and typing habits do not matter.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Characters shown before and after the place of a hit.
const BEFORE: usize = 40;
const AFTER: usize = 100;

/// A text in the two forms in which people write umlauts without a German keyboard.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Folded {
    /// Lower case, ä → ae, ß → ss, other diacritics removed.
    pub(crate) expanded: String,
    /// Lower case, ä → a, ß → ss, other diacritics removed.
    pub(crate) stripped: String,
}

#[derive(Clone, Copy)]
enum Umlauts {
    Expand,
    Strip,
}

/// Both forms of a text.
pub(crate) fn fold(text: &str) -> Folded {
    let mut folded = Folded::default();
    for character in text.nfc() {
        push(character, Umlauts::Expand, &mut folded.expanded);
        push(character, Umlauts::Strip, &mut folded.stripped);
    }
    folded
}

/// The words of a query.
pub(crate) fn terms(query: &str) -> Vec<Folded> {
    let folded = fold(query);
    // Both forms have the same spaces.
    folded
        .expanded
        .split_whitespace()
        .zip(folded.stripped.split_whitespace())
        .map(|(expanded, stripped)| Folded { expanded: expanded.to_owned(), stripped: stripped.to_owned() })
        .collect()
}

fn push(character: char, umlauts: Umlauts, to: &mut String) {
    for lower in character.to_lowercase() {
        match (lower, umlauts) {
            ('ä' | 'æ', Umlauts::Expand) | ('æ', Umlauts::Strip) => to.push_str("ae"),
            ('ö' | 'ø' | 'œ', Umlauts::Expand) | ('œ', Umlauts::Strip) => to.push_str("oe"),
            ('ü', Umlauts::Expand) => to.push_str("ue"),
            ('ø', Umlauts::Strip) => to.push('o'),
            ('ß', _) => to.push_str("ss"),
            ('ł', _) => to.push('l'),
            ('đ' | 'ð', _) => to.push('d'),
            ('ı', _) => to.push('i'),
            ('þ', _) => to.push_str("th"),
            // Soft hyphen, zero-width characters, marks of writing direction: invisible, so not sought.
            ('\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}', _)
            | ('\u{2060}'..='\u{2069}' | '\u{FEFF}', _) => {}
            _ => to.extend(
                std::iter::once(lower)
                    .nfkd()
                    .filter(|part| !is_combining_mark(*part))
                    .flat_map(char::to_lowercase)
                    .map(|part| if part.is_whitespace() || part.is_control() { ' ' } else { part }),
            ),
        }
    }
}

/// The part of `text` around the first occurrence of `term`, on one line.
pub(crate) fn excerpt(text: &str, term: &Folded) -> String {
    let characters: Vec<char> = text.nfc().collect();
    let place = place_of(&characters, &term.expanded, Umlauts::Expand)
        .or_else(|| place_of(&characters, &term.stripped, Umlauts::Strip))
        .unwrap_or(0);
    let start = place.saturating_sub(BEFORE);
    let end = characters.len().min(place + AFTER);
    let mut excerpt = String::new();
    if start > 0 {
        excerpt.push('…');
    }
    excerpt.extend(
        characters
            .get(start..end)
            .unwrap_or_default()
            .iter()
            .map(|character| if character.is_control() { ' ' } else { *character }),
    );
    if end < characters.len() {
        excerpt.push('…');
    }
    excerpt
}

/// The index of the character where a folded term begins.
fn place_of(characters: &[char], term: &str, umlauts: Umlauts) -> Option<usize> {
    let mut folded = String::new();
    let mut origin = Vec::new();
    for (index, character) in characters.iter().enumerate() {
        push(*character, umlauts, &mut folded);
        origin.resize(folded.len(), index);
    }
    folded.find(term).and_then(|offset| origin.get(offset).copied())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

    use super::*;

    #[test]
    fn umlauts_are_folded_both_ways_however_they_were_typed() {
        for text in ["Größe", "GRÖẞE", "Gro\u{308}ße", "Grö\u{AD}ße"] {
            let folded = fold(text);
            assert_eq!(folded.expanded, "groesse", "{text}");
            assert_eq!(folded.stripped, "grosse", "{text}");
        }
        assert_eq!(fold("Café\u{A0}Çelik").expanded, "cafe celik");
    }

    #[test]
    fn an_excerpt_shows_the_original_around_the_hit() {
        let text = format!("{} Schülerstammblatt {}", "x ".repeat(100), "y ".repeat(100));
        let excerpt = excerpt(&text, &terms("schuelerstamm").pop().unwrap());
        assert!(excerpt.contains("Schülerstammblatt"), "{excerpt}");
        assert!(excerpt.starts_with('…') && excerpt.ends_with('…'));
        assert!(excerpt.chars().count() <= BEFORE + AFTER + 2);
    }
}
