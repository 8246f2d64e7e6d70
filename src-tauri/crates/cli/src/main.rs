//! The command `artikel30`.

fn main() {}
