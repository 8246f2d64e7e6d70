//! Registers to try the exporters on.

pub(crate) mod sample;
