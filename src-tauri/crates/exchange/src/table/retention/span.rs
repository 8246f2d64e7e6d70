//! Spans of time in words: "3 Jahre", "60 J.", "24 h", "1,5 Jahre", "ein halbes Jahr".

use super::scan::Token;
use register::retention::{Period, PeriodUnit};
use std::num::NonZeroU16;

/// The span at the beginning of these tokens, and how many of them it takes.
pub(super) fn span(tokens: &[Token<'_>]) -> Option<(Period, usize)> {
    let (amount, taken) = amount(tokens)?;
    let unit = tokens.get(taken)?.word().and_then(|word| unit(&word))?;
    Some((exact(amount, unit)?, taken + 1))
}

/// A number as numerator and denominator.
type Amount = (u32, u32);

fn amount(tokens: &[Token<'_>]) -> Option<(Amount, usize)> {
    let word = |at: usize| tokens.get(at).and_then(Token::word);
    match tokens.first()? {
        Token::Number { text, .. } => match tokens.get(1) {
            // "1 ½"
            Some(Token::Number { text: part, .. }) if fraction_sign(part).is_some() => {
                let ((whole, one), (part, of)) = (decimal(text)?, fraction_sign(part)?);
                (one == 1).then_some(((whole.checked_mul(of)?.checked_add(part)?, of), 2))
            }
            _ => Some((decimal(text)?, 1)),
        },
        Token::Word { .. } => {
            let halved = ["halbes", "halben", "halber", "halbe"];
            let first = word(0)?;
            match first.as_str() {
                "anderthalb" | "eineinhalb" => return Some(((3, 2), 1)),
                "zweieinhalb" => return Some(((5, 2), 1)),
                half if halved.contains(&half) => return Some(((1, 2), 1)),
                _ => {}
            }
            let number = in_words(&first)?;
            let half = number == 1 && word(1).is_some_and(|word| halved.contains(&word.as_str()));
            Some(if half { ((1, 2), 2) } else { ((number, 1), 1) })
        }
        Token::Mark { .. } => None,
    }
}

/// A number in digits: "10", "1,5", "1½", "1/2". What groups thousands, or is a date, is none.
fn decimal(text: &str) -> Option<Amount> {
    let digits = |text: &str| {
        (!text.is_empty() && text.len() <= 5 && text.bytes().all(|byte| byte.is_ascii_digit()))
            .then(|| text.parse::<u32>().ok())?
    };
    if let Some(whole) = digits(text) {
        return Some((whole, 1));
    }
    if let Some((whole, part)) = text.split_once([',', '.']) {
        let (whole, decimals) = (digits(whole)?, digits(part).filter(|_| part.len() <= 2)?);
        let of = 10_u32.pow(u32::try_from(part.len()).ok()?);
        return Some((whole.checked_mul(of)?.checked_add(decimals)?, of));
    }
    if let Some((part, of)) = text.split_once('/') {
        return Some((digits(part)?, digits(of).filter(|of| *of > 0)?));
    }
    let sign = text.char_indices().next_back().map(|(at, _)| at)?;
    let (whole, sign) = text.split_at_checked(sign)?;
    let (part, of) = fraction_sign(sign)?;
    let whole = if whole.is_empty() { 0 } else { digits(whole)? };
    Some((whole.checked_mul(of)?.checked_add(part)?, of))
}

fn fraction_sign(text: &str) -> Option<Amount> {
    match text {
        "½" => Some((1, 2)),
        "¼" => Some((1, 4)),
        "¾" => Some((3, 4)),
        _ => None,
    }
}

fn in_words(word: &str) -> Option<u32> {
    const WORDS: [&str; 12] =
        ["ein", "zwei", "drei", "vier", "fuenf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwoelf"];
    let ein = ["eine", "einem", "einen", "einer", "eines"];
    let word = if ein.contains(&word) { "ein" } else { word };
    u32::try_from(WORDS.iter().position(|name| *name == word)? + 1).ok()
}

/// The span in whole units, in smaller ones where that is needed: 18 months for one and a half years.
fn exact((mut amount, of): Amount, mut unit: PeriodUnit) -> Option<Period> {
    while amount % of != 0 {
        let (smaller, times) = match unit {
            PeriodUnit::Years => (PeriodUnit::Months, 12),
            PeriodUnit::Weeks => (PeriodUnit::Days, 7),
            PeriodUnit::Days => (PeriodUnit::Hours, 24),
            PeriodUnit::Hours => (PeriodUnit::Minutes, 60),
            // Months differ in length.
            PeriodUnit::Months | PeriodUnit::Minutes => return None,
        };
        amount = amount.checked_mul(times)?;
        unit = smaller;
    }
    let amount = NonZeroU16::new(u16::try_from(amount / of).ok()?)?;
    Some(Period::Span { amount, unit })
}

/// What a folded word counts.
pub(super) fn unit(word: &str) -> Option<PeriodUnit> {
    Some(match word {
        "minute" | "minuten" | "min" => PeriodUnit::Minutes,
        "stunde" | "stunden" | "std" | "h" => PeriodUnit::Hours,
        "tag" | "tage" | "tagen" => PeriodUnit::Days,
        "woche" | "wochen" => PeriodUnit::Weeks,
        "monat" | "monate" | "monaten" | "mon" => PeriodUnit::Months,
        "jahr" | "jahre" | "jahren" | "j" => PeriodUnit::Years,
        _ => return None,
    })
}

/// Whether a folded text counts something, so that it may be a span of its own.
pub(super) fn counts(folded: &str) -> bool {
    folded.contains(|c: char| c.is_numeric()) || folded.split(' ').any(|word| unit(word).is_some())
}
