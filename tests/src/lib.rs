//! What the whole-program tests of Artikel 30 share: starting the built programs and driving the real window.
//!
//! Invariants: the tests see the programs as a user does, through the command line, the window and the files they
//! leave; no crate of the product is linked here. Every test has folders of its own. Nothing that a test started
//! outlives it.
//!
//! `cargo xtask test` builds the programs and passes their paths; see [`programs`].

// This crate is test code: a panic is how a test fails.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

pub mod command_line;
pub mod programs;

#[cfg(target_os = "linux")]
mod driver;
#[cfg(target_os = "linux")]
mod webdriver;
#[cfg(target_os = "linux")]
pub mod window;
