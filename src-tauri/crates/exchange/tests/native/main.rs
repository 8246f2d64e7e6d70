//! What the native file promises: it comes back as it went, and nothing else comes in.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod abridging;
mod golden;
mod hostile;
mod refusals;
mod round_trip;
mod sample;
mod schema;
mod scopes;
