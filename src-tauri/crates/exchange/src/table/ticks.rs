//! Boxes to tick within a cell: "☒ Beschäftigte ☐ Interessenten", "☐ ja ☒ nein".

/// Boxes that are ticked, and boxes that are not.
const TICKED: [&str; 5] = ["☒", "☑", "[x]", "[X]", "🗹"];
const EMPTY: [&str; 3] = ["☐", "[ ]", "[]"];

/// What stands behind the ticked boxes of a cell, one answer a line; empty where none is ticked. `None` where the cell
/// has no boxes, or is only marked with one.
pub(super) fn ticked(text: &str) -> Option<String> {
    let mut answers: Vec<String> = Vec::new();
    let mut boxes = 0;
    let mut behind: Option<bool> = None;
    let mut rest = text;
    while !rest.is_empty() {
        let found =
            |marks: &[&str]| marks.iter().filter_map(|mark| Some((rest.find(mark)?, mark.len()))).min();
        let (full, empty) = (found(&TICKED), found(&EMPTY));
        let next = full.into_iter().chain(empty).min();
        let (at, length) = next.unwrap_or((rest.len(), 0));
        if behind == Some(true) {
            let answer = rest.get(..at)?.trim().trim_end_matches([',', ';', '/', '|']).trim_end();
            if !answer.is_empty() {
                answers.push(answer.to_owned());
            }
        }
        if next.is_some() {
            boxes += 1;
            behind = Some(next == full);
        }
        rest = rest.get(at + length..)?;
    }
    // "☒" alone says that something applies and not what.
    (boxes > 0 && text.chars().any(char::is_alphanumeric)).then(|| answers.join("\n"))
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
