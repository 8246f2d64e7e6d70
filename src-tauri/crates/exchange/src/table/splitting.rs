//! Lists within a cell: where one entry ends and the next begins.

use super::folding::{fold, is_blank};

/// The entries of a cell, in order. Separators within brackets and quotation marks separate nothing; bullets, and
/// numbers that count all entries from 1, are left off.
pub(super) fn entries(text: &str, separators: &str) -> Vec<String> {
    let mut entries: Vec<String> = Vec::new();
    for (separator, piece) in pieces(text, separators) {
        let piece = without_bullets(piece);
        match entries.last_mut() {
            Some(last) if separator == Some('\n') && continues(last, piece) => {
                last.push(' ');
                last.push_str(piece);
            }
            _ if is_blank(piece) => {}
            _ => entries.push(piece.to_owned()),
        }
    }
    if entries.len() > 1 {
        let numbered = |(index, entry): (usize, &String)| without_number(entry, index + 1).map(str::to_owned);
        if let Some(unnumbered) = entries.iter().enumerate().map(numbered).collect() {
            entries = unnumbered;
        }
    }
    entries
}

/// The pieces between separators, each with the separator before it.
fn pieces<'a>(text: &'a str, separators: &str) -> Vec<(Option<char>, &'a str)> {
    nested(text, separators, true).or_else(|| nested(text, separators, false)).unwrap_or_default()
}

/// The pieces; with brackets and quotation marks respected, `None` where they do not close.
fn nested<'a>(text: &'a str, separators: &str, respect: bool) -> Option<Vec<(Option<char>, &'a str)>> {
    let mut pieces = Vec::new();
    let (mut begin, mut before) = (0, None);
    let (mut depth, mut quoted) = (0_usize, false);
    for (at, c) in text.char_indices() {
        match c {
            '(' | '[' | '{' if respect => depth += 1,
            ')' | ']' | '}' if respect => depth = depth.checked_sub(1)?,
            '„' | '«' if respect => quoted = true,
            '“' | '”' | '»' if respect => quoted = false,
            '"' if respect => quoted = !quoted,
            _ if depth == 0 && !quoted && separators.contains(c) => {
                pieces.push((before, text.get(begin..at)?));
                begin = at + c.len_utf8();
                before = Some(c);
            }
            _ => {}
        }
    }
    if depth > 0 || quoted {
        return None;
    }
    pieces.push((before, text.get(begin..)?));
    Some(pieces)
}

fn without_bullets(piece: &str) -> &str {
    let mut piece = piece.trim();
    loop {
        let bare = piece
            .trim_start_matches(['•', '·', '▪', '‣', '◦', '●', '○', '■', '□', '➢', '\u{f0b7}'])
            .trim_start();
        let bare = match bare.strip_prefix(['-', '–', '—', '*']) {
            Some(rest) if rest.starts_with(char::is_whitespace) => rest.trim_start(),
            _ => bare,
        };
        if bare == piece {
            return piece;
        }
        piece = bare;
    }
}

/// An entry without its number "3.", "3)" or "(3)".
fn without_number(entry: &str, number: usize) -> Option<&str> {
    let rest = match entry.strip_prefix('(') {
        Some(rest) => rest.strip_prefix(&number.to_string())?.strip_prefix(')')?,
        None => entry.strip_prefix(&number.to_string())?.strip_prefix(['.', ')'])?,
    };
    Some(rest.trim_start()).filter(|bare| rest.starts_with(char::is_whitespace) && !is_blank(bare))
}

/// Whether a line goes on from the line before: after a comma or "und", or with "i. V. m.".
fn continues(before: &str, line: &str) -> bool {
    if is_blank(line) {
        return false;
    }
    let conjunction = |text: &str| {
        let folded = fold(text);
        ["i v m", "ivm", "in verbindung mit"].into_iter().any(|words| {
            folded.strip_prefix(words).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        })
    };
    let end =
        fold(before.get(before.floor_char_boundary(before.len().saturating_sub(40))..).unwrap_or_default());
    before.ends_with(',')
        || [" und", " oder", " sowie", " i v m", " ivm", " in verbindung mit"]
            .iter()
            .any(|word| end.ends_with(word))
        || conjunction(line.get(..line.floor_char_boundary(40)).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn split(text: &str) -> Vec<String> {
        entries(text, "\n;•")
    }

    #[test]
    fn entries_end_at_separators_but_not_within_brackets_or_quotes() {
        assert_eq!(
            split("Name; Anschrift (Straße; Ort)\n„Akte; alt“"),
            ["Name", "Anschrift (Straße; Ort)", "„Akte; alt“"]
        );
        assert_eq!(split("offen (a; b"), ["offen (a", "b"]);
        assert_eq!(split("a, b"), ["a, b"]);
        assert_eq!(entries("a, b (c, d)", ","), ["a", "b (c, d)"]);
        assert_eq!(split(" ; -\n"), Vec::<String>::new());
    }

    #[test]
    fn bullets_and_numbering_are_left_off() {
        assert_eq!(split("• A • B"), ["A", "B"]);
        assert_eq!(split("- A\n– B\n* C"), ["A", "B", "C"]);
        assert_eq!(split("1. A\n2. B"), ["A", "B"]);
        assert_eq!(split("(1) A\n(2) B"), ["A", "B"]);
    }

    #[test]
    fn numbers_that_are_part_of_the_text_stay() {
        assert_eq!(split("31. Juli"), ["31. Juli"]);
        assert_eq!(split("1. August\n3. Oktober"), ["1. August", "3. Oktober"]);
        assert_eq!(split("-5 Grad"), ["-5 Grad"]);
    }

    #[test]
    fn a_line_that_goes_on_belongs_to_the_one_before() {
        assert_eq!(
            split("Art. 6 Abs. 1 Buchst. e DSGVO\ni. V. m. Art. 85 BayEUG\nArt. 9 DSGVO"),
            ["Art. 6 Abs. 1 Buchst. e DSGVO i. V. m. Art. 85 BayEUG", "Art. 9 DSGVO"]
        );
        assert_eq!(split("Name, Vorname,\nGeburtsdatum"), ["Name, Vorname, Geburtsdatum"]);
        assert_eq!(split("Name,; Vorname"), ["Name,", "Vorname"]);
    }

    proptest! {
        #[test]
        fn no_word_is_lost(text in "[a-zäß ;,•()„“\"\n-]{0,80}") {
            let words = |text: &str| -> Vec<String> {
                text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
            };
            prop_assert_eq!(words(&split(&text).join(" ")), words(&text));
        }
    }
}
