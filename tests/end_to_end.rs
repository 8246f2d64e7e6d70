//! The real window, driven from the outside under a display in memory.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::Path;
use std::process::Command;

use acceptance::command_line::{Store, items, text};
use acceptance::window::{Field, Window};

const SCHOOL: &str = "Grund- und Mittelschule am Prüfstand";
const VISAVID: &str = "Videokonferenzwerkzeug Visavid";
/// The button that unfolds the purpose; its number tells it from those that move or remove it.
const PURPOSE: &str = "8. Durchführung von Distanzunterricht";
const GROUP_A: &str = "a) Nutzerinnen und Nutzer von Videokonferenzen ohne eigenes Visavid-Nutzerkonto";

#[test]
fn the_window_opens_on_an_empty_data_folder_without_barriers() {
    let store = Store::empty();
    let window = Window::open(&store.data());
    window.page().wait_for("heading", "Artikel 30");
    window.assert_accessible();
}

/// The whole life of an entry: from the Muster, changed, kept over a restart, printed.
#[test]
fn visavid_is_taken_from_the_muster_changed_kept_and_printed() {
    let store = Store::empty();
    let pdf = store.beside("Verzeichnis.pdf");
    let mut window = Window::open_answering_dialogs(&store.data(), &pdf);
    window.field("Name der Stelle").set(SCHOOL);
    window.page().tick("Vorgaben für öffentliche Schulen in Bayern", true);
    window.page().tick("Videokonferenzen mit Visavid", true);
    window.click_button("Verzeichnis anlegen");

    open_visavid(&window);
    window.assert_accessible();
    purpose(&window).set("Durchführung von Distanzunterricht bei Schneechaos");
    window.wait_for_text("Gespeichert");
    unfold(&window, "Löschregeln", "L 4 Technische Protokolldaten");
    let rule = window.within("group", "Löschregeln");
    rule.field("Anzahl").set("17");
    wait_until_saved(&store, "17 Tage");

    window.restart();
    open_visavid(&window);
    unfold(&window, "Zwecke der Verarbeitung", PURPOSE);
    let kept = window.within("group", "Zwecke der Verarbeitung").field("Zweck");
    kept.wait_for_value("Durchführung von Distanzunterricht bei Schneechaos");
    unfold(&window, "Löschregeln", "L 4 Technische Protokolldaten");
    window.within("group", "Löschregeln").field("Anzahl").wait_for_value("17");

    window.click_link("Ausgeben …");
    window.click_button("Verzeichnis ausgeben");
    window.wait_for_text("ausgegeben");
    let printed = pdf_text(&pdf);
    for expected in [SCHOOL, VISAVID, "Distanzunterricht bei Schneechaos", "17 Tage", "Auctores GmbH"] {
        assert!(
            squeezed(&printed).contains(&squeezed(expected)),
            "{expected:?} is not in the PDF:\n{printed}"
        );
    }
}

#[test]
fn what_was_deleted_comes_back_with_undo_also_after_a_restart() {
    let store = Store::demo();
    let mut window = Window::open(&store.data());
    window.click_link(VISAVID);
    window.click_button("Löschen");
    window.within("group", "Tätigkeiten").wait_until_none("link", VISAVID);
    window.restart();
    window.click_button("Rückgängig machen");
    window.page().wait_for("link", VISAVID);
}

#[test]
fn a_second_window_is_told_that_the_first_holds_the_store() {
    let store = Store::demo();
    let _first = Window::open(&store.data());
    let second = Window::open(&store.data());
    second.wait_for_text("Artikel 30 ist bereits geöffnet");
    second.assert_accessible();
}

#[test]
fn the_command_line_reads_while_the_window_is_open() {
    let store = Store::demo();
    let _window = Window::open(&store.data());
    assert_eq!(store.json(["registers"]).as_array().map(Vec::len), Some(4));
    store.call(["undo"]).assert_refused(4);
}

#[test]
fn imported_text_is_text_and_never_markup() {
    let store = Store::demo();
    let list = store.json(["list", "--register", "Musterhofen"]);
    let id = list[0]["id"].as_str().unwrap().to_owned();
    let markup = "<img src=x onerror=\"document.title='acted'\"><b>fett</b> {{7*7}}";
    store.done(["set", &id, "/title", markup]);
    let window = Window::open(&store.data());
    window.wait_for_text(markup);
    assert_ne!(window.execute("return document.title", serde_json::json!([])), "acted");
}

/// Who decides that a finding may stay says why, and finds it said again later.
#[test]
fn a_finding_accepted_with_a_reason_stays_accepted_until_it_is_taken_back() {
    const REASON: &str = "Der Vertrag wird bis Jahresende nachgereicht.";
    let store = Store::demo();
    let mut window = Window::open(&store.data());
    window.click_link("Prüfung");
    window.page().wait_for("button", "Begründet hinnehmen");
    let buttons = window.page().names("button");
    let accept = buttons.iter().find(|name| name.starts_with("Begründet hinnehmen")).unwrap();
    window.click_button(accept);
    let form = window.within("group", "Begründet hinnehmen");
    form.click_button("Befund hinnehmen");
    window.wait_for_text("Bitte begründen Sie");
    form.field("Begründung").set(REASON);
    form.click_button("Befund hinnehmen");
    window.wait_for_text("Der Befund ist begründet hingenommen.");

    window.restart();
    window.click_link("Prüfung");
    window.wait_for_text(REASON);
    window.assert_accessible();
    window.click_button("Wieder als offen führen");
    window.wait_until_gone(REASON);
    window.page().wait_for("button", accept);
}

/// A review that changes nothing is still a fact: the activity lists it with the function of who made it.
#[test]
fn a_review_without_changes_stands_among_the_changes_of_the_activity() {
    let store = Store::demo();
    let window = Window::open(&store.data());
    window.click_link("Fristen");
    window.page().wait_for("button", "Geprüft, unverändert");
    window.assert_accessible();
    let buttons = window.page().names("button");
    let review = buttons.iter().find(|name| name.ends_with(": nächste Überprüfung")).unwrap();
    let title = review.trim_start_matches("Öffnen: ").trim_end_matches(": nächste Überprüfung").to_owned();
    window.field("Geprüft durch").set("Leitung der Stelle");
    window.click_button(&format!("Geprüft, unverändert: {title}: nächste Überprüfung"));
    window.wait_for_text("Die Prüfung ist vermerkt.");

    let list = store.json(["list", "--register", "Musterhofen"]);
    let row = items(&list).iter().find(|row| row["title"] == title.as_str()).unwrap();
    let shown = store.json(["show", text(&row["id"])]);
    let noted = items(&shown["changes"]).last().unwrap();
    assert_eq!(noted["text"], "Geprüft, unverändert");
    assert_eq!(noted["function"], "Leitung der Stelle");
}

/// Two data folders, one register, edits on both sides: merged, one conflict decided each way, taken back.
#[test]
fn a_colleagues_file_is_merged_and_each_conflict_decided_its_own_way() {
    let mine = Store::demo();
    let list = mine.json(["list", "--register", "Musterhofen"]);
    let row = items(&list).iter().find(|row| text(&row["title"]) == VISAVID).unwrap();
    let id = text(&row["id"]).to_owned();
    let there = mine.beside("stand.vvt.json");
    mine.done(["export", "--register", "Musterhofen", "--format", "json", "--out", there.to_str().unwrap()]);
    let theirs = Store::empty();
    theirs.done(["import", there.to_str().unwrap()]);
    for (store, word) in [(&mine, "Hier"), (&theirs, "Dort")] {
        for field in ["description", "dpo_opinion", "internal_note"] {
            store.done(["set", &id, &format!("/{field}"), &format!("{word} steht {field}")]);
        }
    }
    theirs.done(["set", &id, "/other_names", "[\"Videosprechstunde\"]"]);
    let file = mine.beside("kollegin.vvt.json");
    theirs.done(["export", "--register", "Musterhofen", "--format", "json", "--out", file.to_str().unwrap()]);

    let window = Window::open_answering_dialogs(&mine.data(), &file);
    window.click_link("Importieren …");
    window.click_button("Dateien wählen …");
    window.page().wait_for("button", "Weiter zur Vorschau");
    window.assert_accessible();
    window.click_button("Weiter zur Vorschau");
    window.wait_for_text("Konflikt 1 von 3");
    window.assert_accessible();
    assert!(window.within("group", "Andere Fassung").text().contains("kollegin.vvt.json"));
    let shown = |field: &str| window.wait_for_text(&format!("Dort steht {field}"));
    for (number, field) in ["description", "dpo_opinion", "internal_note"].into_iter().enumerate() {
        window.wait_for_text(&format!("Konflikt {} von 3", number + 1));
        shown(field);
        match number {
            0 => window.click_button("Andere übernehmen"),
            1 => {
                window.field("Ergebnis, bearbeitbar").set("Aus beiden zusammengesetzt");
                window.click_button("Ergebnis übernehmen");
            }
            _ => window.click_button("Später entscheiden"),
        }
    }
    window.wait_for_text("später");
    window.click_button("Anwenden, ein Konflikt bleibt offen");
    window.wait_for_text("Bericht über den Import");
    window.assert_accessible();

    let after = mine.json(["show", &id]);
    assert_eq!(after["description"], "Dort steht description");
    assert_eq!(after["dpo_opinion"], "Aus beiden zusammengesetzt");
    assert_eq!(after["internal_note"], "Hier steht internal_note");
    assert_eq!(after["other_names"][0], "Videosprechstunde");
    let open = mine.json(["conflicts"]);
    assert_eq!(items(&open).len(), 1);
    assert_eq!(open[0]["theirs"], "Dort steht internal_note");

    window.click_button("Rückgängig machen");
    window.wait_for_text("Dieser Import wurde zurückgenommen");
    let before = mine.json(["show", &id]);
    assert_eq!(before["description"], "Hier steht description");
    assert!(items(&mine.json(["conflicts"])).is_empty());
}

/// A word without a blank that is wider than any column neither widens a page nor hides what stands beside it.
#[test]
fn a_word_of_a_hundred_letters_fits_into_the_smallest_window() {
    const LONG: &str = "Schülerbeförderungskostenerstattungsantragsbearbeitungsverfahrensdokumentationsaufbewahrungs\
                        fristenüberwachungsstelle";
    let store = Store::empty();
    store.done(["new-register", "--name", LONG, "--template", "visavid"]);
    let list = store.json(["list"]);
    store.done(["set", text(&list[0]["id"]), "/title", LONG]);
    let window = Window::open(&store.data());
    window.resize(1024, 640);
    for (area, role) in [("Fristen", "button"), ("Löschkonzept", "link"), ("Prüfung", "button")] {
        window.click_link(area);
        window.page().wait_for(role, LONG);
        assert_eq!(too_wide(&window), Vec::<String>::new(), "{area}");
    }
    window.click_link("Muster");
    window.click_link("Abgewichen vom Muster");
    window.page().wait_for("button", LONG);
    assert_eq!(too_wide(&window), Vec::<String>::new());
    window.assert_accessible();
    window.click_link("Tätigkeiten");
    window.click_link(LONG);
    window.page().wait_for("tab", "Kopfdaten");
    assert_eq!(too_wide(&window), Vec::<String>::new());
}

/// Parts of the page that are wider than their frame and neither wrap nor scroll by themselves on purpose.
fn too_wide(window: &Window) -> Vec<String> {
    const SCRIPT: &str = "return [...document.querySelectorAll('main, main *')]
        .filter((part) => part.checkVisibility() && part.clientWidth > 0 && part.scrollWidth > part.clientWidth + 1)
        .filter((part) => getComputedStyle(part).clipPath === 'none' && !part.closest('.wide'))
        .map((part) => `${part.tagName} ${part.className}: ${part.scrollWidth} > ${part.clientWidth}`)";
    let found = window.execute(SCRIPT, serde_json::json!([]));
    items(&found).iter().map(|part| text(part).to_owned()).collect()
}

fn open_visavid(window: &Window) {
    window.click_link(VISAVID);
    window.page().click("tab", GROUP_A);
}

fn unfold(window: &Window, list: &str, item: &str) {
    window.within("group", list).click_button(item);
}

fn purpose(window: &Window) -> Field<'_> {
    unfold(window, "Zwecke der Verarbeitung", PURPOSE);
    window.within("group", "Zwecke der Verarbeitung").field("Zweck")
}

/// Waits until the command line, reading beside the window, sees what was typed.
fn wait_until_saved(store: &Store, text: &str) {
    let list = store.json(["list"]);
    let id = list[0]["id"].as_str().unwrap().to_owned();
    for _ in 0..100 {
        if store.done(["show", &id]).contains(text) {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
    panic!("{text:?} was never saved");
}

fn pdf_text(file: &Path) -> String {
    let output = Command::new("pdftotext").arg("-layout").arg(file).arg("-").output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// Text without the blanks and hyphens that line breaks bring.
fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '\u{2010}' | '\u{ad}')).collect()
}
