//! Boxes to tick within a cell: "☒ Beschäftigte ☐ Interessenten", "☐ ja ☒ nein".

/// Boxes that are ticked, and boxes that are not.
const TICKED: [&str; 5] = ["☒", "☑", "[x]", "[X]", "🗹"];
const EMPTY: [&str; 3] = ["☐", "[ ]", "[]"];

/// What stands behind the ticked boxes of a cell, one answer a line; empty where none is ticked. `None` where the cell
/// has no boxes, or is only marked with one.
pub(super) fn ticked(text: &str) -> Option<String> {
    let mut answers: Vec<&str> = Vec::new();
    // Where the text behind the last box begins, and whether that is ticked.
    let mut behind: Option<(usize, bool)> = None;
    let mut skip = 0;
    let mut answer = |behind: Option<(usize, bool)>, end: usize| {
        if let Some((begin, true)) = behind {
            let answer = text.get(begin..end).unwrap_or_default().trim();
            let answer = answer.trim_end_matches([',', ';', '/', '|']).trim_end();
            answers.extend(Some(answer).filter(|answer| !answer.is_empty()));
        }
    };
    for (at, _) in text.char_indices() {
        let rest = text.get(at..).unwrap_or_default();
        let mark = |marks: &[&str]| marks.iter().find(|mark| rest.starts_with(**mark)).map(|mark| mark.len());
        let found = mark(&TICKED).map(|length| (length, true)).or(mark(&EMPTY).map(|length| (length, false)));
        if let Some((length, full)) = found.filter(|_| at >= skip) {
            answer(behind, at);
            skip = at + length;
            behind = Some((skip, full));
        }
    }
    answer(behind, text.len());
    // "☒" alone says that something applies and not what.
    let says = behind.is_some() && text.chars().any(char::is_alphanumeric);
    says.then(|| answers.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_ticked_is_an_answer() {
        for (text, answer) in [
            ("☒ Beschäftigte ☐ Interessenten ☒ Schüler", Some("Beschäftigte\nSchüler")),
            ("☐ ja ☒ nein", Some("nein")),
            ("☐ ja\n☑ nein", Some("nein")),
            ("[x] Eltern, [ ] Lehrkräfte", Some("Eltern")),
            ("☐ ja ☐ nein", Some("")),
            ("Ja", None),
            ("☒", None),
        ] {
            assert_eq!(ticked(text).as_deref(), answer, "{text}");
        }
    }
}
