//! Retention periods in words: "3 Jahre nach Schuljahresende", "30 Tage", "Noten: 2 Jahre".

mod event;
mod norm;
mod scan;
mod span;

use super::folding::fold;
use event::{begin, year_end};
use norm::{norm, without_norms};
use register::id::ItemId;
use register::legal_basis::Citation;
use register::retention::{
    ActionPlan, Anchor, Automation, Bound, Limit, Period, RetentionRule, Start, StartKind,
};
use register::statement::Selection;
use scan::{Token, tokens};
use span::{counts, span};

/// What a column with this heading asks for: how long data have to be kept, or when they are erased.
pub(super) fn asked(heading: &str) -> Limit {
    let folded = fold(heading);
    if folded.contains("aufbewahr") && !folded.contains("loesch") && !folded.contains("speicher") {
        Limit::DutyToKeep
    } else {
        Limit::DutyToErase
    }
}

/// The rule that a wording states without doubt, with the wording as note unless it is a bare period. `None` where the
/// wording says more, less or something else: a rule of it would state what nobody wrote.
pub(super) fn rule(id: ItemId, wording: &str, asked: Limit) -> Option<RetentionRule> {
    let named = wording.split_once(": ").filter(|(name, _)| !name.contains(|c: char| c.is_numeric()));
    let (name, asked, read) = match named {
        None => (None, asked, read(wording, asked)?),
        Some((name, rest)) => match label(name) {
            Some(own) => (None, own, read(rest, own)?),
            None => (Some(name.trim().to_owned()), asked, read(rest, asked)?),
        },
    };
    let limit = read.limit.unwrap_or(asked);
    // What is done with the data after a duty to keep them, nobody said.
    let keeps = limit == Limit::DutyToKeep
        || matches!(read.period, Period::Unlimited | Period::NotStored | Period::KeptNotErased);
    Some(RetentionRule {
        id,
        name,
        data: Selection::All,
        subjects: Selection::All,
        attribute: None,
        period: read.period,
        start: read.start,
        anchor: read.anchor,
        bound: read.bound,
        limit,
        action: if keeps { ActionPlan::Nothing } else { ActionPlan::default() },
        actor: None,
        automation: Automation::default(),
        condition: None,
        place: None,
        reason: None,
        norms: read.norms,
        exceptions: Vec::new(),
        note: (!read.bare).then(|| wording.to_owned()),
    })
}

/// The limit that a word before a colon names: "Löschfrist: 3 Jahre".
fn label(name: &str) -> Option<Limit> {
    match fold(name).as_str() {
        "loeschung" | "loeschfrist" | "loeschfristen" | "speicherdauer" => Some(Limit::DutyToErase),
        "aufbewahrung" | "aufbewahrungsfrist" | "aufbewahrungsfristen" | "aufbewahrungsdauer" => {
            Some(Limit::DutyToKeep)
        }
        _ => None,
    }
}

/// What a wording says without doubt.
struct Read {
    period: Period,
    start: Start,
    anchor: Option<Anchor>,
    bound: Bound,
    /// The limit, where the wording itself names it.
    limit: Option<Limit>,
    norms: Vec<Citation>,
    /// Nothing but a span of time.
    bare: bool,
}

impl Read {
    fn of(period: Period) -> Self {
        Self {
            period,
            start: Start::NotStated,
            anchor: None,
            bound: Bound::Exactly,
            limit: None,
            norms: Vec::new(),
            bare: false,
        }
    }

    fn since(self, (start, anchor): (Start, Option<Anchor>)) -> Self {
        Self { start, anchor, ..self }
    }
}

/// Longest wording that is read, in bytes; longer ones are never simple.
const LONGEST: usize = 200;

fn read(wording: &str, asked: Limit) -> Option<Read> {
    if wording.len() > LONGEST {
        return None;
    }
    let wording = wording.trim();
    if let Some(place) = norm(wording) {
        let bare = place.len() == wording.len();
        return Some(Read { bare, ..Read::of(Period::RuledElsewhere { place: place.to_owned() }) });
    }
    let (rest, norms) = without_norms(wording);
    let rest = rest.trim_end_matches('.');
    let (sentence, limit) = predicate(rest);
    let read = state(rest, None)
        .or_else(|| state(sentence, limit))
        .or_else(|| period(sentence, limit.unwrap_or(asked)))?;
    let plain = sentence.len() == wording.len()
        && wording.chars().all(|c| c.is_ascii_digit() || c.is_alphabetic() || c == ' ');
    Some(Read { limit: read.limit.or(limit), norms, bare: read.bare && plain, ..read })
}

/// What is said of the data, and the limit that its verb names: "Die Daten werden 5 Jahre aufbewahrt".
fn predicate(wording: &str) -> (&str, Option<Limit>) {
    let begins = ["Die Daten werden ", "Daten werden ", "Werden ", "werden ", "Wird ", "wird "];
    let rest = begins.into_iter().find_map(|begin| wording.strip_prefix(begin)).unwrap_or(wording).trim();
    let ends = [
        (" gelöscht", Some(Limit::DutyToErase)),
        (" aufbewahrt", Some(Limit::DutyToKeep)),
        (" Aufbewahrung", Some(Limit::DutyToKeep)),
        (" gespeichert", None),
    ];
    let ended = ends.into_iter().find_map(|(end, limit)| Some((rest.strip_suffix(end)?, limit)));
    let (rest, limit) = match ended {
        // "nicht gelöscht" is told by `state`.
        Some((short, limit)) if !fold(short).ends_with("nicht") => (short, limit),
        _ => (rest, None),
    };
    let first = rest.split(' ').next().unwrap_or_default();
    match (label(first), rest.strip_prefix(first)) {
        (Some(own), Some(after)) if limit.is_none() && !after.trim().is_empty() => (after.trim(), Some(own)),
        _ => (rest, limit),
    }
}

/// Wordings that are no span: kept, unlimited, not stored, as long as something lasts.
fn state(wording: &str, limit: Option<Limit>) -> Option<Read> {
    let (wording, archived) = without_archive(wording);
    let folded = fold(wording);
    let keeps = limit == Some(Limit::DutyToKeep);
    let period = match folded.as_str() {
        "unbefristet"
        | "dauerhaft"
        | "unbegrenzt"
        | "auf dauer"
        | "zeitlich unbegrenzt"
        | "unbefristete"
        | "dauernd"
        | "fuer immer" => Period::Unlimited,
        "keine speicherung" | "nicht gespeichert" | "ohne speicherung" => Period::NotStored,
        "keine loeschung"
        | "nicht geloescht"
        | "ohne loeschung"
        | "keine loeschung vorgesehen"
        | "loeschung nicht vorgesehen"
        | "nicht loeschen"
        | "loeschung erfolgt nicht"
        | "gar nicht"
        | "nie"
        | "niemals" => Period::KeptNotErased,
        _ if keeps || archived => return None,
        folded if folded.starts_with("solange ") => {
            let simple = !wording.contains([',', ';', ':', '(', ')']) && !counts(folded);
            let needed = ["erforderlich", "notwendig", "benoetigt", "noetig"];
            let as_needed = needed.iter().any(|word| folded.contains(word));
            match simple {
                true if as_needed => Period::AsNeeded { measure: wording.to_owned() },
                true => Period::WhileState { state: wording.to_owned() },
                false => return None,
            }
        }
        _ => return None,
    };
    Some(Read::of(period))
}

/// A wording without the bracket that says that the data go to an archive, and whether there was one.
fn without_archive(wording: &str) -> (&str, bool) {
    let bracket = wording.strip_suffix(')').and_then(|rest| rest.rsplit_once('('));
    match bracket {
        Some((rest, inner))
            if matches!(fold(inner).as_str(), "archiv" | "archivierung" | "archivwuerdig") =>
        {
            (rest.trim(), true)
        }
        _ => (wording, false),
    }
}

/// A span or a moment, and the event it follows.
fn period(wording: &str, limit: Limit) -> Option<Read> {
    // "10 Jahre (ab Austritt)"
    let opened = wording.strip_suffix(')').and_then(|rest| rest.split_once('(')).filter(|(_, inner)| {
        let first = inner.split(' ').next().map(fold).unwrap_or_default();
        FOLLOWING.contains(&first.as_str())
    });
    let opened = opened.map(|(head, inner)| format!("{} {}", head.trim(), inner.trim()));
    let wording = opened.as_deref().unwrap_or(wording);
    if let Some(anchor) = year_end(&fold(wording).split(' ').collect::<Vec<_>>()) {
        return Some(Read::of(Period::WithEvent).since((Start::NotStated, Some(anchor))));
    }
    let tokens = tokens(wording);
    let (bound, mut at) = bound(&tokens);
    let word = |at: usize| tokens.get(at).and_then(Token::word).unwrap_or_default();
    if let Some((span, taken)) = tokens.get(at..).and_then(span) {
        let read = Read { bound, ..Read::of(span) };
        at += taken;
        if at == tokens.len() {
            return Some(Read { bare: taken == at, ..read });
        }
        return FOLLOWING
            .contains(&word(at).as_str())
            .then(|| after(wording, &tokens, at))?
            .map(|it| read.since(it));
    }
    let bare_event = bound == Bound::Exactly && at == 0;
    match word(0).as_str() {
        "unverzueglich" | "sofort" | "umgehend" if bare_event => match word(1).as_str() {
            "" if tokens.len() == 1 => Some(Read::of(Period::WithEvent)),
            "nach" | "bei" | "mit" => Some(Read::of(Period::WithEvent).since(after(wording, &tokens, 1)?)),
            _ => None,
        },
        "mit" | "bei" | "bis" | "zum" | "am" => {
            let skipped = usize::from(word(0) == "bis" && matches!(word(1).as_str(), "zum" | "zur"));
            let end = after(wording, &tokens, skipped).filter(names_end)?;
            Some(Read { bound, ..Read::of(Period::WithEvent) }.since(end))
        }
        // Erased after the event; how long after it, is not said.
        "nach" | "ab" if bare_event && limit == Limit::DutyToErase => {
            Some(Read::of(Period::NotStated).since(after(wording, &tokens, 0).filter(names_end)?))
        }
        _ => None,
    }
}

/// Words between a span and its event.
const FOLLOWING: [&str; 4] = ["nach", "ab", "seit", "n"];

/// How binding a span is by the words before it, and where it begins.
fn bound(tokens: &[Token<'_>]) -> (Bound, usize) {
    let words: Vec<String> = tokens.iter().take(5).map(|token| token.word().unwrap_or_default()).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let spans = |at: usize| tokens.get(at..).and_then(span).is_some();
    let led = |at: usize| at + usize::from(words.get(at) == Some(&"nach") && spans(at + 1));
    let (bound, taken) = match words.as_slice() {
        ["nach", rest @ ..] if !spans(1) => {
            let (bound, taken) = adverb(rest);
            if taken > 0 && spans(1 + taken) { (bound, 1 + taken) } else { (Bound::Exactly, 0) }
        }
        words => adverb(words),
    };
    (bound, led(taken))
}

fn adverb(words: &[&str]) -> (Bound, usize) {
    match words {
        ["spaetestens" | "spaet" | "hoechstens" | "maximal" | "max" | "laengstens", ..] => (Bound::AtMost, 1),
        ["bis", "zu", ..] => (Bound::AtMost, 2),
        ["mindestens" | "mind", ..] => (Bound::AtLeast, 1),
        ["in", "der", "regel", ..] | ["i", "d", "r", ..] => (Bound::AsARule, 3),
        ["grundsaetzlich", ..] => (Bound::AsARule, 1),
        _ => (Bound::Exactly, 0),
    }
}

/// The start behind the word at this place.
fn after(wording: &str, tokens: &[Token<'_>], at: usize) -> Option<(Start, Option<Anchor>)> {
    begin(wording.get(tokens.get(at)?.end()..)?)
}

/// Whether a start is one with which something ends: "mit Austritt", but not "mit der Schülerakte".
fn names_end((start, anchor): &(Start, Option<Anchor>)) -> bool {
    let open = matches!(
        start,
        Start::NotStated | Start::Event { event: StartKind::Other | StartKind::Collection, .. }
    );
    anchor.is_some() || !open
}

#[cfg(test)]
mod tests;
