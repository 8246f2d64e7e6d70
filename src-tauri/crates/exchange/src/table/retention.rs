//! Retention periods in words: "3 Jahre nach Schuljahresende", "30 Tage", "Noten: 2 Jahre".

use super::folding::fold;
use register::id::ItemId;
use register::retention::{
    ActionPlan, Anchor, AnchorPoint, Automation, Bound, Limit, Period, PeriodUnit, RetentionRule, Start,
    StartKind, YearChoice, YearKind,
};
use register::statement::Selection;
use std::num::NonZeroU16;

/// A rule with its original wording as note. What the wording says without doubt stands in its fields as well; a bare
/// period needs no note.
pub(super) fn rule(id: ItemId, wording: &str) -> RetentionRule {
    let mut rule = RetentionRule {
        id,
        name: None,
        data: Selection::All,
        subjects: Selection::All,
        attribute: None,
        period: Period::NotStated,
        start: Start::NotStated,
        anchor: None,
        bound: Bound::default(),
        limit: Limit::default(),
        action: ActionPlan::default(),
        actor: None,
        automation: Automation::default(),
        condition: None,
        place: None,
        reason: None,
        norms: Vec::new(),
        exceptions: Vec::new(),
        note: Some(wording.to_owned()),
    };
    let named = wording.split_once(": ").filter(|(name, _)| !name.contains(|c: char| c.is_ascii_digit()));
    let (name, read) = match (read(wording), named) {
        (Some(read), _) => (None, Some(read)),
        (None, Some((name, rest))) => (Some(name.trim().to_owned()), self::read(rest)),
        (None, None) => (None, None),
    };
    if let Some(read) = read {
        rule.name = name;
        rule.period = read.period;
        rule.start = read.start;
        rule.anchor = read.anchor;
        rule.bound = read.bound;
        if read.bare {
            rule.note = None;
        }
    }
    rule
}

/// What a wording says without doubt.
struct Read {
    period: Period,
    start: Start,
    anchor: Option<Anchor>,
    bound: Bound,
    /// Nothing but a span of time.
    bare: bool,
}

/// Words that make a wording more than one simple rule.
const NOT_SIMPLE: [&str; 16] = [
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
];

/// Longest wording that is read, in bytes; longer ones are never simple.
const LONGEST: usize = 200;

fn read(wording: &str) -> Option<Read> {
    if wording.len() > LONGEST {
        return None;
    }
    let wording = wording.trim().trim_end_matches('.');
    // "Die Daten werden 5 Jahre nach Austritt gelöscht."
    let sentence = wording.strip_prefix("Die Daten werden ").and_then(|rest| rest.strip_suffix(" gelöscht"));
    let in_sentence = sentence.is_some();
    let wording = sentence.unwrap_or(wording);
    let (head, event) = parted(wording);
    let folded = fold(head);
    let mut words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
    let (start, anchor) = match event {
        Some(event) => begin(event)?,
        None => (Start::NotStated, None),
    };
    if let (["unverzueglich" | "sofort"] | ["loeschung", "unverzueglich" | "sofort"], Some(_)) =
        (words.as_slice(), event)
    {
        return Some(Read { period: Period::WithEvent, start, anchor, bound: Bound::Exactly, bare: false });
    }
    if let (["unbefristet" | "dauerhaft" | "unbegrenzt"], None) = (words.as_slice(), event) {
        return Some(Read { period: Period::Unlimited, start, anchor, bound: Bound::Exactly, bare: false });
    }
    if let (["keine", "speicherung"] | ["wird" | "werden", "nicht", "gespeichert"], None) =
        (words.as_slice(), event)
    {
        return Some(Read { period: Period::NotStored, start, anchor, bound: Bound::Exactly, bare: false });
    }
    if let (["keine", "loeschung"] | ["wird" | "werden", "nicht", "geloescht"], None) =
        (words.as_slice(), event)
    {
        return Some(Read {
            period: Period::KeptNotErased,
            start,
            anchor,
            bound: Bound::Exactly,
            bare: false,
        });
    }
    let bare = words.len() == 2 && event.is_none() && !in_sentence;
    if words.first() == Some(&"loeschung") {
        words.remove(0);
    }
    let (bound, words) = match words.as_slice() {
        ["spaetestens" | "hoechstens" | "maximal" | "max" | "laengstens", rest @ ..] => (Bound::AtMost, rest),
        ["mindestens" | "mind", rest @ ..] => (Bound::AtLeast, rest),
        ["in", "der", "regel", rest @ ..] | ["i", "d", "r", rest @ ..] | ["grundsaetzlich", rest @ ..] => {
            (Bound::AsARule, rest)
        }
        rest => (Bound::Exactly, rest),
    };
    let (amount, unit) = match words {
        ["nach", amount, unit] | [amount, unit] => (amount, unit),
        _ => return None,
    };
    let period = Period::Span { amount: number(amount)?, unit: self::unit(unit)? };
    Some(Read { period, start, anchor, bound, bare })
}

/// The period, and the event after "nach", "ab" or "seit".
fn parted(wording: &str) -> (&str, Option<&str>) {
    let words = [" nach ", " ab ", " seit "];
    let found = words.into_iter().filter_map(|word| Some((wording.find(word)?, word.len())));
    let Some((at, length)) = found.min() else { return (wording, None) };
    let (head, event) =
        (wording.get(..at).unwrap_or_default(), wording.get(at + length..).unwrap_or_default());
    // "Löschung nach 30 Tagen": the period itself follows.
    let first = fold(event).split(' ').next().map(str::to_owned).unwrap_or_default();
    if number(&first).is_some() && !fold(head).contains("unverzueglich") {
        return match parted(event) {
            (_, Some(later)) => {
                let end = wording.len() - later.len();
                let cut = wording.get(..end).unwrap_or_default().trim_end();
                let cut = cut.rsplit_once(' ').map_or(cut, |(head, _)| head);
                (cut, Some(later))
            }
            (_, None) => (wording, None),
        };
    }
    (head, Some(event.trim()))
}

/// The start that an event in words means; `None` where it is more than an event.
fn begin(event: &str) -> Option<(Start, Option<Anchor>)> {
    let folded = fold(event);
    let words: Vec<&str> = folded.split(' ').collect();
    if folded.is_empty()
        || words.len() > 10
        || event.contains([',', ';', '\n', '(', ':'])
        || words.iter().any(|word| NOT_SIMPLE.contains(word) || unit(word).is_some())
        || folded.contains(|c: char| c.is_ascii_digit())
    {
        return None;
    }
    let end_of = |year| Some(Anchor { year, choice: YearChoice::Current, point: AnchorPoint::Start });
    let bare: Vec<&str> = words
        .iter()
        .copied()
        .filter(|word| !matches!(*word, "dem" | "des" | "der" | "zum" | "jeweiligen" | "laufenden"))
        .collect();
    match bare.as_slice() {
        ["schuljahresende"] | ["ende" | "ablauf", "schuljahres" | "schuljahrs"] => {
            return Some((Start::NotStated, end_of(YearKind::School)));
        }
        ["kalenderjahresende" | "jahresende"] | ["ende" | "ablauf", "kalenderjahres" | "kalenderjahrs"] => {
            return Some((Start::NotStated, end_of(YearKind::Calendar)));
        }
        _ => {}
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
    ]) {
        StartKind::EndOfRelationship
    } else if has(&["erhebung", "erstellung", "eingang", "erfassung", "aufzeichnung"]) {
        StartKind::Collection
    } else if has(&["abschluss", "beendigung", "ende de"]) {
        StartKind::EndOfMatter
    } else {
        StartKind::Other
    };
    Some((Start::Event { event: kind, name: event.trim().to_owned() }, None))
}

fn number(word: &str) -> Option<NonZeroU16> {
    const WORDS: [&str; 12] =
        ["ein", "zwei", "drei", "vier", "fuenf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwoelf"];
    let ein = ["eine", "einem", "einen", "einer", "eines"];
    let word = if ein.contains(&word) { "ein" } else { word };
    let number = match WORDS.iter().position(|name| *name == word) {
        Some(index) => u16::try_from(index + 1).ok()?,
        None if word.bytes().all(|byte| byte.is_ascii_digit()) => word.parse().ok()?,
        None => return None,
    };
    NonZeroU16::new(number)
}

fn unit(word: &str) -> Option<PeriodUnit> {
    Some(match word {
        "minute" | "minuten" => PeriodUnit::Minutes,
        "stunde" | "stunden" => PeriodUnit::Hours,
        "tag" | "tage" | "tagen" => PeriodUnit::Days,
        "woche" | "wochen" => PeriodUnit::Weeks,
        "monat" | "monate" | "monaten" => PeriodUnit::Months,
        "jahr" | "jahre" | "jahren" => PeriodUnit::Years,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use uuid::Uuid;

    fn read(wording: &str) -> RetentionRule {
        rule(ItemId(Uuid::nil()), wording)
    }

    fn span(amount: u16, unit: PeriodUnit) -> Period {
        Period::Span { amount: NonZeroU16::new(amount).unwrap(), unit }
    }

    #[test]
    fn simple_periods_are_read() {
        assert_eq!(read("30 Tage").period, span(30, PeriodUnit::Days));
        assert_eq!(read("30 Tage").note, None);
        assert_eq!(read("Löschung nach 6 Monaten.").period, span(6, PeriodUnit::Months));
        let rule = read("3 Jahre nach Schuljahresende");
        assert_eq!((rule.period, rule.start), (span(3, PeriodUnit::Years), Start::NotStated));
        assert_eq!(rule.anchor.unwrap().year, YearKind::School);
        assert_eq!(rule.note.as_deref(), Some("3 Jahre nach Schuljahresende"));
        let rule = read("spätestens ein Jahr nach Verlassen der Schule");
        assert_eq!((rule.period, rule.bound), (span(1, PeriodUnit::Years), Bound::AtMost));
        let event = StartKind::EndOfRelationship;
        assert_eq!(rule.start, Start::Event { event, name: "Verlassen der Schule".into() });
        let rule = read("Noten: 2 Jahre nach Ablauf des Schuljahres");
        assert_eq!((rule.name.as_deref(), rule.period), (Some("Noten"), span(2, PeriodUnit::Years)));
        assert_eq!(read("unverzüglich nach Zweckerfüllung").period, Period::WithEvent);
        assert_eq!(read("unbefristet").period, Period::Unlimited);
        let rule = read("Löschung nach 30 Tagen ab Eingang");
        assert_eq!(rule.period, span(30, PeriodUnit::Days));
        assert_eq!(rule.start, Start::Event { event: StartKind::Collection, name: "Eingang".into() });
    }

    #[test]
    fn what_is_not_simple_keeps_its_words_and_gets_no_period() {
        for wording in [
            "2 Jahre, spätestens 5 Jahre nach Austritt",
            "nach Verlassen der Schule",
            "gesetzliche Frist",
            "10 Jahre (§ 147 AO)",
            "3 Jahre oder 5 Jahre",
            "0 Tage",
            "99999 Jahre",
            "1 bis 2 Jahre",
            "2 Jahre nach Austritt oder Widerruf",
            "-",
            "3 Jahre nach 5 Jahren",
            "Jahre",
            "nach nach nach",
            "Löschung nach 3 nach 4",
        ] {
            let rule = read(wording);
            assert_eq!((rule.period, rule.start), (Period::NotStated, Start::NotStated), "{wording}");
            assert_eq!(rule.note.as_deref(), Some(wording));
        }
    }
}
