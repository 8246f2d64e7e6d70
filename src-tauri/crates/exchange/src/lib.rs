//! Files in and out: the native file, alone, under a passphrase or inside a PDF; spreadsheets; other tools' files;
//! calendars.
//!
//! # Invariants
//! - Bytes in, bytes out: no file is opened here, no clock read, no id made. "Today" is passed in. Randomness is used by
//!   [`encrypted::seal`] alone, and never gets into a register.
//! - Whatever a file claims is checked before it is believed: its checksum, each revision's hash, the ancestry.
//! - Hostile input costs a clear error, never memory, a crash or data: every reader has limits, named in its module.
//! - A file that is written can be read: writing ends by reading its own result.
//! - Planning is pure and puts each record into exactly one class.

pub mod ciso_assistant;
mod countries;
pub mod dpv;
pub mod encrypted;
pub mod foreign;
pub mod ics;
pub mod merging;
pub mod native;
pub mod pdf;
pub mod register_view;
mod safeguards;
pub mod sniff;
pub mod spreadsheet;
pub mod table;
pub mod tilt;
pub mod veo;
