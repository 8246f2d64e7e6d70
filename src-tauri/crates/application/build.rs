//! Rebuilds the crate when a shipped data file is added, changed or removed.

fn main() {
    println!("cargo:rerun-if-changed=../../../assets");
}
