//! What the tests of all rules share.

pub(super) mod example;
