//! Registers that schools keep as a table become activities, and nothing of them is lost.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod answers;
mod attached;
mod belonging;
mod files;
mod forms;
mod hostile;
mod keeping;
mod layouts;
mod meaning;
mod reading;
mod saying;
