//! The domain of Artikel 30: the register of processing activities (Art. 30 DSGVO), its rules and its arithmetic.
//!
//! Invariants
//! - Pure: no I/O, no clock, no randomness. "Today" and new ids are passed in.
//! - Whatever a type can hold makes sense: a given list is never empty, silence and "none" are different values.
//! - The original wording of a citation is never changed; its normalised form is derived.
//! - What a user reads is not written here: rules return codes and arguments, the crate `language` speaks.
//! - The same value always gives the same bytes ([`canonical`]), and a revision's id is the hash of its bytes.

pub mod activity;
pub mod adoption;
pub mod canonical;
pub mod check;
pub mod citation;
pub mod data;
pub mod deadlines;
pub mod document;
pub mod engagement;
pub mod erasure_concept;
pub mod heirs;
pub mod id;
pub mod information;
pub mod integrity;
pub mod legal_basis;
pub mod measure;
pub mod merge;
pub mod numbering;
pub mod organisation;
pub mod party;
pub mod path;
pub mod recipient;
pub mod record;
pub mod references;
pub mod resolve;
pub mod retention;
pub mod statement;
pub mod template;
