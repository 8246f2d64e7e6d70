//! Reads one step of a citation: "§ 46", "Abs. 1a", "Nr. 3.1.1 bis 3.1.5", "lit. e)".

use super::scan::{Kind, Tokens, key};
use super::{Following, Number, Span, Unit};

/// How deep a step lies; the order is that of the standard form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    Unit,
    Paragraph,
    Subparagraph,
    Sentence,
    Point,
    Letter,
    Division,
    Annex,
}

/// What a step names.
#[derive(Debug, Clone)]
pub(super) enum Value {
    Numbers(Span<Number>),
    Letters(Span<char>),
}

/// A step and where it ends.
#[derive(Debug, Clone)]
pub(super) struct Step {
    pub(super) level: Level,
    /// For [`Level::Unit`]: which.
    pub(super) unit: Unit,
    pub(super) value: Value,
    /// "(1)" or "I" instead of "Abs. 1".
    pub(super) bracketed: bool,
    /// The keyword is a single letter ("S. 1", "Z 3"), which means nothing on its own.
    pub(super) weak: bool,
    /// The index after it.
    pub(super) next: usize,
}

impl Step {
    /// A step without keyword.
    pub(super) fn bare(level: Level, value: Value, next: usize) -> Self {
        Self { level, unit: Unit::None, value, bracketed: false, weak: false, next }
    }

    pub(super) fn with_bracket(self) -> Self {
        Self { bracketed: true, ..self }
    }
}

/// No law counts further; longer digit runs are no numbers of provisions.
const DIGITS: usize = 6;
/// No numbering is deeper.
const PARTS: usize = 6;

/// The level and unit a word opens.
fn keyword(word: &str) -> Option<(Level, Unit)> {
    let level = match key(word).as_str() {
        "art" | "artikel" | "artikels" | "artikeln" => return Some((Level::Unit, Unit::Article)),
        "paragraph" | "paragraf" | "paragraphen" | "paragrafen" => return Some((Level::Unit, Unit::Section)),
        "abs" | "absatz" | "absatzes" | "absätze" | "absätzen" => Level::Paragraph,
        "uabs" | "unterabs" | "unterabsatz" | "unterabsatzes" | "unterabsätze" => Level::Subparagraph,
        "satz" | "satzes" | "sätze" | "sätzen" => Level::Sentence,
        "s" if word == "S" => Level::Sentence,
        "nr" | "nrn" | "nummer" | "nummern" | "ziff" | "ziffer" | "ziffern" => Level::Point,
        "z" if word == "Z" => Level::Point,
        "lit" | "litera" | "buchst" | "bst" | "buchstabe" | "buchstaben" => Level::Letter,
        "abschnitt" | "abschnitts" | "abschnittes" | "abschn" => Level::Division,
        "anlage" | "anl" => Level::Annex,
        _ => return None,
    };
    Some((level, Unit::None))
}

/// The keyword at this place and the index of its value.
fn keyword_at(tokens: &Tokens<'_>, at: usize) -> Option<(Level, Unit, usize)> {
    if tokens.is(at, Kind::Section) {
        let value = tokens.past(at + 1, Kind::Section);
        return Some((Level::Unit, Unit::Section, value));
    }
    let (level, unit) = keyword(tokens.word(at)?)?;
    Some((level, unit, tokens.past(at + 1, Kind::Dot)))
}

/// The step that begins with a keyword at this place.
pub(super) fn step_at(tokens: &Tokens<'_>, at: usize) -> Option<Step> {
    let (level, unit, start) = keyword_at(tokens, at)?;
    let weak = tokens.word(at).is_some_and(|word| word.len() == 1);
    let bracketed = false;
    if level == Level::Letter {
        let (letters, next) = letter_span(tokens, start)?;
        return Some(Step { level, unit, value: Value::Letters(letters), bracketed, weak, next });
    }
    let (numbers, next) = number_span(tokens, start, level).or_else(|| bracketed_span(tokens, start))?;
    Some(Step { level, unit, value: Value::Numbers(numbers), bracketed, weak, next })
}

/// The number at this place. `inside` brackets, "1e)" is no letter after a number.
fn number(tokens: &Tokens<'_>, at: usize, level: Level, inside: bool) -> Option<(Number, usize)> {
    let token = tokens.get(at).filter(|token| token.kind == Kind::Number)?;
    let mut parts = Vec::new();
    for part in token.text.split('.') {
        if part.len() > DIGITS || parts.len() == PARTS {
            return None;
        }
        parts.push(part.parse().ok()?);
    }
    if parts.len() > 1 && !matches!(level, Level::Point | Level::Division | Level::Annex) {
        return None;
    }
    let letter = inserted_letter(tokens, at + 1, level, inside);
    let next = at + 1 + usize::from(letter.is_some());
    Some((Number { parts, letter }, next))
}

/// The letter of an inserted provision: "85a", and after an article or section also "85 a".
fn inserted_letter(tokens: &Tokens<'_>, at: usize, level: Level, inside: bool) -> Option<char> {
    let letter = single_letter(tokens, at).filter(char::is_ascii_lowercase)?;
    let closed = tokens.is(at + 1, Kind::Close) && !inside;
    let dotted = tokens.is(at + 1, Kind::Dot);
    let fits = if tokens.glued(at) {
        !(closed || letter == 'f' && dotted)
    } else {
        level == Level::Unit && letter != 'f' && !closed && !dotted
    };
    fits.then_some(letter)
}

/// The word at this place, if it is one ASCII letter.
fn single_letter(tokens: &Tokens<'_>, at: usize) -> Option<char> {
    let word = tokens.word(at)?;
    let letter = word.chars().next().filter(char::is_ascii_alphabetic)?;
    (word.len() == 1).then_some(letter)
}

/// Numbers without brackets, with a range or "ff.".
pub(super) fn number_span(tokens: &Tokens<'_>, at: usize, level: Level) -> Option<(Span<Number>, usize)> {
    let (first, next) = number(tokens, at, level, false)?;
    let range = range_at(tokens, next, level).and_then(|value| number(tokens, value, level, false));
    let (last, next) = range.map_or((None, next), |(last, next)| (Some(last), next));
    let (following, next) = following(tokens, next, level);
    Some((Span { first, last, following }, next))
}

/// "(1)", "(1)–(3)".
pub(super) fn bracketed_span(tokens: &Tokens<'_>, at: usize) -> Option<(Span<Number>, usize)> {
    let (first, next) = bracketed(tokens, at)?;
    let range = range_at(tokens, next, Level::Paragraph).and_then(|value| bracketed(tokens, value));
    let (last, next) = range.map_or((None, next), |(last, next)| (Some(last), next));
    let (following, next) = following(tokens, next, Level::Paragraph);
    Some((Span { first, last, following }, next))
}

fn bracketed(tokens: &Tokens<'_>, at: usize) -> Option<(Number, usize)> {
    if !tokens.is(at, Kind::Open) {
        return None;
    }
    let (number, next) = number(tokens, at + 1, Level::Paragraph, true)?;
    tokens.is(next, Kind::Close).then_some((number, next + 1))
}

/// Letters after a keyword or a number, with a range or "ff.".
pub(super) fn letter_span(tokens: &Tokens<'_>, at: usize) -> Option<(Span<char>, usize)> {
    let (first, next) = letter(tokens, at)?;
    let range = range_at(tokens, next, Level::Letter).and_then(|value| letter(tokens, value));
    let (last, next) = range.map_or((None, next), |(last, next)| (Some(last), next));
    let (following, next) = following(tokens, next, Level::Letter);
    Some((Span { first, last, following }, next))
}

/// "e", "e)" or "(e)".
fn letter(tokens: &Tokens<'_>, at: usize) -> Option<(char, usize)> {
    let start = tokens.past(at, Kind::Open);
    let letter = single_letter(tokens, start)?;
    let closed = tokens.is(start + 1, Kind::Close);
    (closed || start == at).then_some((letter.to_ascii_lowercase(), start + 1 + usize::from(closed)))
}

/// A letter without a keyword: in lower case, and no abbreviation such as "d. h." or "s. Art. 9".
pub(super) fn bare_letter_span(tokens: &Tokens<'_>, at: usize) -> Option<(Span<char>, usize)> {
    let start = tokens.past(at, Kind::Open);
    single_letter(tokens, start).filter(char::is_ascii_lowercase)?;
    let abbreviation = tokens.is(start + 1, Kind::Dot) && tokens.is(start + 2, Kind::Word);
    if abbreviation { None } else { letter_span(tokens, at) }
}

/// A paragraph in Roman figures, as jurists abbreviate: "§ 26 I 1".
pub(super) fn roman_span(tokens: &Tokens<'_>, at: usize) -> Option<(Span<Number>, usize)> {
    const FIGURES: [&str; 12] = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"];
    let word = tokens.word(at).filter(|_| !tokens.is(at + 1, Kind::Dot))?;
    let figure = FIGURES.iter().zip(1_u32..).find(|(figure, _)| **figure == word);
    figure.map(|(_, number)| (Number::from(number).into(), at + 1))
}

/// The index of a range's last value, past the dash or "bis" and a keyword that is said again.
fn range_at(tokens: &Tokens<'_>, at: usize, level: Level) -> Option<usize> {
    if !tokens.is(at, Kind::Dash) && tokens.word(at) != Some("bis") {
        return None;
    }
    match keyword_at(tokens, at + 1) {
        Some((again, _, value)) if again == level => Some(value),
        _ => Some(at + 1),
    }
}

/// "f." or "ff." at this place. After a paragraph "f" without a dot is a letter ("Abs. 1 f").
fn following(tokens: &Tokens<'_>, at: usize, level: Level) -> (Following, usize) {
    match tokens.word(at) {
        Some("ff") => (Following::All, tokens.past(at + 1, Kind::Dot)),
        Some("f") if tokens.is(at + 1, Kind::Dot) => (Following::Next, at + 2),
        Some("f") if level == Level::Unit && !tokens.is(at + 1, Kind::Close) => (Following::Next, at + 1),
        _ => (Following::None, at),
    }
}
