//! The real window, driven from the outside under a display in memory.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use acceptance::command_line::Store;
use acceptance::window::Window;

#[test]
fn the_window_opens_on_an_empty_data_folder_without_barriers() {
    let store = Store::empty();
    let window = Window::open(&store.data());
    assert_eq!(
        window.page().names("heading").first().map(String::is_empty),
        Some(false),
        "the page has a heading"
    );
    window.assert_accessible();
}
