//! Texts as they are compared: without case, umlauts, hyphens and punctuation.

/// The words of a text in lower case, with ae, oe, ue and ss for umlauts and ß, one blank between them.
///
/// Hyphens within a word and at the end of a line vanish: "Schüler-\nDaten" and "schuelerdaten" are the same.
pub(super) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            '\u{ad}' | '\u{200b}' | '\u{feff}' => {}
            '-' | '\u{2010}' | '\u{2011}' => match characters.peek() {
                Some('\n') => {
                    characters.next();
                }
                Some(next) if next.is_alphanumeric() && folded.ends_with(char::is_alphanumeric) => {}
                _ => blank(&mut folded),
            },
            // Umlauts written as letter and dots.
            '\u{308}' if folded.ends_with(['a', 'o', 'u']) => folded.push('e'),
            '\u{300}'..='\u{36f}' => {}
            _ if c.is_alphanumeric() => {
                for c in c.to_lowercase() {
                    match c {
                        'ä' => folded.push_str("ae"),
                        'ö' => folded.push_str("oe"),
                        'ü' => folded.push_str("ue"),
                        'ß' => folded.push_str("ss"),
                        '\u{300}'..='\u{36f}' => {}
                        _ => folded.push(c),
                    }
                }
            }
            '§' => folded.push('§'),
            _ => blank(&mut folded),
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

fn blank(folded: &mut String) {
    if !folded.is_empty() && !folded.ends_with(' ') {
        folded.push(' ');
    }
}

/// Whether a cell says nothing: empty, a dash, dots.
pub(super) fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || "-–—‐‑_./\\…,;:|·•*".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_the_same_words_are_the_same() {
        assert_eq!(fold("Verarbeitungs-\ntätigkeit"), "verarbeitungstaetigkeit");
        assert_eq!(fold("  Lösch\u{ad}frist(en) / Auf-bewahrung: "), "loeschfrist en aufbewahrung");
        assert_eq!(fold("Empfa\u{308}nger GROẞ"), "empfaenger gross");
        assert_eq!(fold("Vor- und Nachname"), "vor und nachname");
    }

    #[test]
    fn dashes_and_dots_say_nothing() {
        assert!(["", "-", " – ", "./.", "…", "—\n-"].into_iter().all(is_blank));
        assert!(["0", "?", "x", "✓", "k. A."].into_iter().all(|text| !is_blank(text)));
    }
}
