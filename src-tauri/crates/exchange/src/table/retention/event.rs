//! What starts a period, in words: "Verlassen der Schule", "Ablauf des Schuljahres".

use super::super::folding::fold;
use super::span::unit;
use register::retention::{Anchor, AnchorPoint, Start, StartKind, YearChoice, YearKind};

/// Words that make a wording more than one simple event.
const NOT_SIMPLE: [&str; 20] = [
    "oder",
    "bzw",
    "sofern",
    "soweit",
    "falls",
    "wenn",
    "ausser",
    "spaetestens",
    "mindestens",
    "danach",
    "dann",
    "und",
    "maximal",
    "hoechstens",
    "jedoch",
    "nicht",
    "bis",
    "sonst",
    "ansonsten",
    "sowie",
];

/// The start that an event in words means, and the year's end it is tied to; `None` where it is more than an event.
pub(super) fn begin(event: &str) -> Option<(Start, Option<Anchor>)> {
    let event = event.trim().trim_end_matches('.');
    let folded = fold(event);
    let words: Vec<&str> = folded.split(' ').collect();
    if folded.is_empty()
        || words.len() > 10
        || event.contains([',', ';', '\n', '(', ')', ':', '/'])
        || words.iter().any(|word| NOT_SIMPLE.contains(word) || word.len() > 1 && unit(word).is_some())
        || folded.contains(|c: char| c.is_numeric())
    {
        return None;
    }
    if let Some(anchor) = year_end(&words) {
        return Some((Start::NotStated, Some(anchor)));
    }
    let has = |parts: &[&str]| parts.iter().any(|part| folded.contains(part));
    let kind = if has(&["widerruf", "widerspruch"]) {
        StartKind::ConsentWithdrawn
    } else if has(&["zweckerfuellung", "zweckerreichung", "wegfall des zweck"]) {
        StartKind::PurposeFulfilled
    } else if has(&[
        "verlassen der schule",
        "austritt",
        "ausscheiden",
        "schulabgang",
        "vertragsende",
        "dienstverhaeltnis",
        "arbeitsverhaeltnis",
        "abmeldung",
        "schulwechsel",
        "kuendigung",
        "entlassung",
    ]) {
        StartKind::EndOfRelationship
    } else if has(&["erhebung", "erstellung", "eingang", "erfassung", "aufzeichnung"]) {
        StartKind::Collection
    } else if has(&["abschluss", "beendigung", "ende de"]) {
        StartKind::EndOfMatter
    } else {
        StartKind::Other
    };
    let name = ["dem ", "der ", "des ", "den "].into_iter().find_map(|article| event.strip_prefix(article));
    Some((Start::Event { event: kind, name: name.unwrap_or(event).trim().to_owned() }, None))
}

/// The end of a year that these folded words name, and nothing else.
pub(super) fn year_end(words: &[&str]) -> Option<Anchor> {
    let filling = ["dem", "des", "der", "das", "zum", "jeweiligen", "laufenden"];
    let bare: Vec<&str> = words.iter().copied().filter(|word| !filling.contains(word)).collect();
    let year = match bare.as_slice() {
        ["schuljahresende"] | ["ende" | "ablauf", "schuljahres" | "schuljahrs" | "schuljahr"] => {
            YearKind::School
        }
        ["kalenderjahresende" | "jahresende"]
        | ["ende" | "ablauf", "kalenderjahres" | "kalenderjahrs" | "kalenderjahr"] => YearKind::Calendar,
        _ => return None,
    };
    Some(Anchor { year, choice: YearChoice::Current, point: AnchorPoint::Start })
}
