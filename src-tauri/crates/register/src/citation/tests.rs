#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod forms;
mod observations;
mod properties;
mod reference;

use super::*;

/// The standard form of what was read, nothing left over.
fn standard(wording: &str) -> String {
    let reading = parse(wording);
    assert_eq!(reading.unread, Vec::<String>::new(), "left over in {wording:?}: {reading:#?}");
    reading.to_string()
}

/// The only provision of a wording.
fn only(wording: &str) -> Provision {
    let mut provisions = parse(wording).provisions;
    assert_eq!(provisions.len(), 1, "{wording:?}: {provisions:#?}");
    provisions.remove(0)
}

fn number(number: u32) -> Span<Number> {
    Number::from(number).into()
}

fn point<const N: usize>(parts: [u32; N]) -> Span<Number> {
    Number { parts: parts.to_vec(), letter: None }.into()
}
