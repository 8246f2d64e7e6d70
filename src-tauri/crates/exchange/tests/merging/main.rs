//! What an import promises: nothing anybody entered is lost, and the same file twice changes nothing.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod abridged;
mod classes;
mod colleagues;
mod desk;
mod hostile;
mod scars;
