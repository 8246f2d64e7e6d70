//! What happens to a user's text before it is set: characters that cannot be printed are replaced, pairs
//! that belong together are bound, and the places where a line may end are found.

use unicode_linebreak::{BreakOpportunity, linebreaks};

/// Stands in the text for a tag or a mark.
pub(super) const OBJECT: char = '\u{FFFC}';
/// Invisible unless a line ends with it.
pub(super) const SOFT_HYPHEN: char = '\u{AD}';

/// `text` with what cannot be printed replaced or, where it is invisible by nature, left out.
pub(super) fn printable(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\r' => {
                if characters.peek() != Some(&'\n') {
                    result.push('\n');
                }
            }
            '\n' | '\u{0B}' | '\u{0C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => result.push('\n'),
            '\t' => result.push(' '),
            // Joiners, marks of direction, variation selectors, byte order mark, tags.
            '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}'
            | '\u{E0000}'..='\u{E0FFF}' => {}
            // Private use, non-characters and the object sign mean nothing to a reader.
            '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}' | '\u{FDD0}'..='\u{FDEF}' | OBJECT => {
                result.push('\u{FFFD}');
            }
            other if other.is_control() || (other as u32) & 0xFFFE == 0xFFFE => {
                result.push('\u{FFFD}');
            }
            other => result.push(other),
        }
    }
    result
}

/// `text` with no-break spaces where a line must not end.
pub(super) fn bind(text: &str) -> String {
    let mut result = String::with_capacity(text.len() + 8);
    let mut before = "";
    let mut previous: Option<&str> = None;
    for token in text.split(' ') {
        if let Some(last) = previous {
            let last_word = last.rsplit('\n').next().unwrap_or(last);
            let next_word = token.split('\n').next().unwrap_or(token);
            result.push(if belong_together(before, last_word, next_word) { '\u{A0}' } else { ' ' });
            before = last_word;
        }
        result.push_str(token);
        previous = Some(token);
    }
    result
}

/// Abbreviations that never stand at the end of a line before what they count.
const COUNTED: [&str; 32] = [
    "Art.",
    "Artt.",
    "Abs.",
    "UAbs.",
    "Unterabs.",
    "Buchst.",
    "lit.",
    "Nr.",
    "Nrn.",
    "Satz",
    "S.",
    "Ziff.",
    "Ziffer",
    "Ziffern",
    "§",
    "§§",
    "Anlage",
    "Anl.",
    "Abschnitt",
    "Kap.",
    "ErwG",
    "Seite",
    "Teil",
    "Gruppe",
    "AV",
    "UA",
    "Befund",
    "Abbildung",
    "Tätigkeit",
    "Fassung",
    "Stand",
    "Halbs.",
];
const UNITS: [&str; 16] = [
    "Tag",
    "Monat",
    "Jahr",
    "Woche",
    "Stunde",
    "Minute",
    "Sekunde",
    "Uhr",
    "%",
    "Byte",
    "KB",
    "MB",
    "GB",
    "Euro",
    "€",
    "Schuljahr",
];
const MONTHS: [&str; 12] = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
];
const STREETS: [&str; 20] = [
    "straße", "Straße", "str.", "Str.", "strasse", "Strasse", "weg", "Weg", "platz", "Platz", "allee",
    "Allee", "gasse", "Gasse", "ring", "Ring", "damm", "ufer", "Postfach", "kamp",
];

fn belong_together(before: &str, last: &str, next: &str) -> bool {
    let opening = |word: &'_ str| word.trim_start_matches(['(', '[', '„', '"']).len();
    let (last, before) = (&last[last.len() - opening(last)..], &before[before.len() - opening(before)..]);
    let next_begins_number = next.starts_with(|c: char| c.is_ascii_digit());
    let short = next.trim_end_matches(['.', ',', ';', ':', ')']).chars().count() <= 2;
    if last.is_empty() || next.is_empty() {
        return false;
    }
    // The dash and the middle dot stay at the end of the line.
    if matches!(next, "–" | "·") {
        return true;
    }
    // Art. 6, Buchst. e, § 46; UA 2.
    if COUNTED.contains(&last) && (next_begins_number || short) {
        return true;
    }
    // D 3, E 4, L 2.
    if last.len() == 1 && last.starts_with(|c: char| c.is_ascii_uppercase()) && next_begins_number {
        return true;
    }
    // Buchst. e DSGVO.
    if matches!(before, "Buchst." | "lit.") && is_law(next) {
        return true;
    }
    // UA 2 opscon.
    let joining = ["und", "oder", "bis", "sowie", "ist", "sind", "für"].contains(&next);
    if matches!(before, "AV" | "UA") && is_number(last) && !joining {
        return true;
    }
    // i. V. m. and what it leads to; z. B., d. h.
    if last == "m." && before == "V." || last == "i.V.m." {
        return true;
    }
    let initial = |word: &str| {
        let mut characters = word.chars();
        characters.next().is_some_and(char::is_alphabetic) && characters.as_str() == "."
    };
    if initial(last) && initial(next.trim_end_matches([',', ';', ')'])) {
        return true;
    }
    // 30 Tage.
    if is_number(last) && UNITS.iter().any(|unit| next.starts_with(unit)) {
        return true;
    }
    // 21. November.
    if last.ends_with('.')
        && is_number(last.trim_end_matches('.'))
        && MONTHS.iter().any(|m| next.starts_with(m))
    {
        return true;
    }
    // Nr. 4 bis 6; Art. 12 ff.
    if is_number(last) && matches!(next, "bis" | "f." | "ff.") || last == "bis" && is_number(before) {
        return true;
    }
    // 80502 München; 2000 Stockerau after a street.
    if is_number(last)
        && next.starts_with(char::is_uppercase)
        && (last.len() == 5 || last.len() == 4 && before.ends_with(','))
    {
        return true;
    }
    // Amtsplatz 3.
    next_begins_number && STREETS.iter().any(|street| last.ends_with(street))
}

fn is_number(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
        && word.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '–' | '-'))
}

/// DSGVO, BayEUG, BDSG: more than one capital.
fn is_law(word: &str) -> bool {
    word.chars().filter(|c| c.is_uppercase()).count() > 1
}

/// A place where a line may or must end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct LineEnd {
    /// Byte offset of what begins the next line.
    pub(super) at: usize,
    pub(super) mandatory: bool,
}

/// The places where a line of `text` may end, in order; the last one is its end.
pub(super) fn line_ends(text: &str) -> Vec<LineEnd> {
    let mut address_end = 0;
    let mut is_address = false;
    linebreaks(text)
        .filter_map(|(at, opportunity)| {
            let mandatory = opportunity == BreakOpportunity::Mandatory;
            if !mandatory && !text[..at].ends_with(char::is_whitespace) {
                if at >= address_end {
                    let from = text[address_end..at]
                        .rfind(char::is_whitespace)
                        .map_or(address_end, |space| address_end + space);
                    address_end = text[at..].find(char::is_whitespace).map_or(text.len(), |end| at + end);
                    is_address = text[from..address_end].contains('@');
                }
                if is_address || !divides(&text[..at], &text[at..]) {
                    return None;
                }
            }
            Some(LineEnd { at, mandatory })
        })
        .collect()
}

/// Whether a line may end inside a word, between `left` and `right`.
fn divides(left: &str, right: &str) -> bool {
    let Some(last) = left.chars().next_back() else { return false };
    match last {
        SOFT_HYPHEN | OBJECT => true,
        // Dienst-E-Mail, Nutzer/in and telephone numbers stay whole.
        '-' | '/' | '‐' => {
            let letters = |c: char| c.is_alphanumeric();
            left.chars().rev().skip(1).take(3).filter(|c| letters(*c)).count() == 3
                && right.chars().take(3).filter(|c| letters(*c)).count() == 3
                && !right.starts_with(|c: char| c.is_ascii_digit())
        }
        '–' => false,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bound(text: &str) -> String {
        bind(text).replace('\u{A0}', "~")
    }

    #[test]
    fn citations_keep_their_parts_together_and_break_between_them() {
        assert_eq!(
            bound("Art. 6 Abs. 1 UAbs. 1 Buchst. e DSGVO i. V. m. § 46 BayEUG"),
            "Art.~6 Abs.~1 UAbs.~1 Buchst.~e~DSGVO i.~V.~m.~§~46 BayEUG"
        );
        assert_eq!(bound("(Art. 6 lit. f)"), "(Art.~6 lit.~f)");
        assert_eq!(bound("Nr. 4 bis 6 nach Art. 12 ff. BayDiG"), "Nr.~4~bis~6 nach Art.~12~ff. BayDiG");
    }

    #[test]
    fn periods_addresses_and_numbered_parties_stay_together() {
        assert_eq!(bound("nach 30 Tagen gelöscht"), "nach 30~Tagen gelöscht");
        assert_eq!(bound("Amtsplatz 3, 85001 Musterstadt"), "Amtsplatz~3, 85001~Musterstadt");
        assert_eq!(bound("St.-Martin-Str. 47"), "St.-Martin-Str.~47");
        assert_eq!(bound("UA 2 opscon, UA 1 LDBV"), "UA~2~opscon, UA~1~LDBV");
        assert_eq!(bound("z. B. Schüler – oder"), "z.~B. Schüler~– oder");
        assert_eq!(bound("am 3. März 2026"), "am 3.~März 2026");
    }

    #[test]
    fn plain_prose_is_not_bound() {
        let prose = "Die Schule speichert 2026 weniger Daten als im Vorjahr";
        assert_eq!(bind(prose), prose);
    }

    #[test]
    fn addresses_hyphenated_words_and_ranges_break_only_where_a_reader_expects_it() {
        let ends = |text: &str| -> Vec<usize> { line_ends(text).iter().map(|end| end.at).collect() };
        let mail = "sekretariat@schule-musterhofen.example";
        assert_eq!(ends(mail), [mail.len()]);
        assert_eq!(ends("Dienst-E-Mail"), ["Dienst-E-Mail".len()]);
        assert_eq!(ends("Nutzer/in"), ["Nutzer/in".len()]);
        assert_eq!(ends("089 99998-100"), [4, 13]);
        assert_eq!(ends("3rd-Level-Support"), [4, 10, 17]);
        assert_eq!(ends("1–3"), ["1–3".len()]);
    }

    #[test]
    fn control_characters_become_visible_and_invisible_ones_vanish() {
        assert_eq!(printable("a\u{7}b\u{202E}c\r\nd\u{E000}"), "a\u{FFFD}bc\nd\u{FFFD}");
    }
}
