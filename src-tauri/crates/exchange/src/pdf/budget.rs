//! How much may be read, all in all.

use std::cell::Cell;

/// Why reading ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stop {
    /// Something is not as it should be.
    Damaged { what: &'static str, at: usize },
    /// The budget is used up.
    TooMuch,
}

/// What is left of the work allowed for one document.
pub(super) struct Budget {
    bytes: Cell<usize>,
    values: Cell<usize>,
}

impl Budget {
    /// Bytes looked at or unpacked, besides the attachment itself.
    const BYTES: usize = 256 << 20;
    /// Values kept: names, numbers, texts, lists; one may take some hundred bytes.
    const VALUES: usize = 100_000;

    pub(super) fn new() -> Self {
        Self { bytes: Cell::new(Self::BYTES), values: Cell::new(Self::VALUES) }
    }

    /// Pays for bytes.
    pub(super) fn bytes(&self, count: usize) -> Result<(), Stop> {
        pay(&self.bytes, count)
    }

    /// Pays for a value.
    pub(super) fn value(&self) -> Result<(), Stop> {
        pay(&self.values, 1)
    }
}

fn pay(left: &Cell<usize>, count: usize) -> Result<(), Stop> {
    left.set(left.get().checked_sub(count).ok_or(Stop::TooMuch)?);
    Ok(())
}
