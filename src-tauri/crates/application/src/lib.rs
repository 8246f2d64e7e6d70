//! The use-cases of Artikel 30: the one API that the window and the command line call.
//!
//! Invariants
//! - Every rule of the domain lives in `register`; this crate fetches, calls and stores.
//! - The clock and new ids come in here, once, and are passed down.
//! - Errors that leave this crate carry a stable code, a German sentence and what to do next.

pub mod assets;
