//! Deadlines from the command line: the list, the calendar file, and dates that were computed by hand.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use acceptance::command_line::{Store, items, text};
use serde_json::{Value, json};

const SCHOOL: &str = "Grund- und Mittelschule Musterhofen";

/// The demo registers with a review and a contract whose dates are known.
fn store() -> Store {
    let store = Store::demo();
    store.done(["set", "Visavid", "/next_review", "2026-12-15"]);
    store
}

fn list(store: &Store, arguments: &[&str]) -> Value {
    let call = ["--date", "2026-11-20", "deadlines", "--register", SCHOOL];
    store.json(call.iter().chain(arguments))
}

fn of_kind<'v>(list: &'v Value, kind: &str) -> Vec<&'v Value> {
    items(list).iter().filter(|deadline| deadline["kind"] == kind).collect()
}

#[test]
fn deadlines_are_dated_and_in_order() {
    let list = list(&store(), &[]);
    let mut dates = Vec::new();
    for deadline in items(&list) {
        let keys: BTreeSet<&str> = deadline.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(keys, BTreeSet::from(["date", "kind", "record", "title"]), "{deadline}");
        assert!(!text(&deadline["title"]).is_empty());
        dates.push(text(&deadline["date"]));
    }
    assert!(dates.len() > 2 && dates.is_sorted(), "{dates:?}");
}

#[test]
fn a_review_that_was_set_is_on_the_list() {
    let list = list(&store(), &[]);
    let reviews = of_kind(&list, "review");
    let visavid = reviews.iter().find(|review| text(&review["title"]).contains("Visavid")).unwrap();
    assert_eq!(visavid["date"], "2026-12-15");
}

#[test]
fn contents_of_the_mailbox_go_with_the_end_of_the_following_school_year() {
    let list = list(&store(), &["--from", "2027-07-01", "--to", "2027-07-31"]);
    let erasures = of_kind(&list, "erasure");
    let contents =
        erasures.iter().find(|erasure| text(&erasure["title"]).contains("Eigene Inhalte")).unwrap();
    assert_eq!(contents["date"], "2027-07-31");
    assert!(text(&contents["title"]).contains("Schuljahr 2025/26"), "{contents}");
}

#[test]
fn only_days_of_the_window_are_told() {
    let store = store();
    assert_eq!(list(&store, &["--from", "2026-12-15", "--to", "2026-12-14"]), json!([]));
    for deadline in items(&list(&store, &["--from", "2026-12-01", "--to", "2026-12-31"])) {
        assert!(text(&deadline["date"]).starts_with("2026-12"), "{deadline}");
    }
}

#[test]
fn without_a_store_there_are_no_deadlines() {
    assert_eq!(Store::empty().json(["deadlines"]), json!([]));
    Store::empty().call(["deadlines", "--register", "x"]).assert_refused(2);
}

#[test]
fn people_read_how_far_away_a_day_is() {
    let store = store();
    let shown = store.done(["--date", "2026-11-20", "deadlines", "--register", SCHOOL]);
    let line = shown.lines().find(|line| line.contains("Visavid: nächste Überprüfung")).unwrap();
    assert!(line.starts_with("Di, 15. Dez") && line.contains("in 25 Tagen"), "{line}");
}

/// The events of a calendar file by UID: its properties, unfolded.
fn events(bytes: &[u8]) -> BTreeMap<String, BTreeMap<String, String>> {
    let text = std::str::from_utf8(bytes).unwrap();
    assert!(text.lines().all(|line| line.len() <= 75), "a calendar's lines are folded");
    assert!(text.starts_with("BEGIN:VCALENDAR\r\n") && text.ends_with("END:VCALENDAR\r\n"));
    let unfolded = text.replace("\r\n ", "");
    let mut events = BTreeMap::new();
    for event in unfolded.split("BEGIN:VEVENT\r\n").skip(1) {
        let event = event.split("END:VEVENT").next().unwrap();
        let properties: BTreeMap<String, String> = event
            .lines()
            .map(|line| line.split_once(':').unwrap())
            .map(|(name, value)| (name.split(';').next().unwrap().to_owned(), value.to_owned()))
            .collect();
        let known = events.insert(properties["UID"].clone(), properties);
        assert!(known.is_none(), "each event has a UID of its own: {event}");
    }
    events
}

fn calendar(store: &Store, date: &str, name: &str) -> Vec<u8> {
    let file = store.beside(name);
    let out = file.to_str().unwrap();
    store.done(["--date", date, "export", "--register", SCHOOL, "--format", "ics", "--out", out]);
    fs::read(file).unwrap()
}

#[test]
fn a_calendar_taken_in_again_updates_its_events() {
    let store = store();
    let first = calendar(&store, "2026-11-20", "erste.ics");
    assert_eq!(first, calendar(&store, "2026-11-20", "gleiche.ics"), "the same day gives the same bytes");
    store.done(["set", "Visavid", "/next_review", "2027-01-20"]);
    let second = calendar(&store, "2026-11-21", "zweite.ics");
    let (first, second) = (events(&first), events(&second));
    let (uid, before) =
        first.iter().find(|(_, event)| event["SUMMARY"].contains("Visavid: nächste Überprüfung")).unwrap();
    let after = &second[uid];
    assert_eq!((before["DTSTART"].as_str(), after["DTSTART"].as_str()), ("20261215", "20270120"));
    let sequence = |event: &BTreeMap<String, String>| event["SEQUENCE"].parse::<u32>().unwrap();
    assert!(sequence(after) > sequence(before));
    assert_eq!(after["DTSTAMP"], "20261121T000000Z");
}

#[test]
fn a_known_time_of_the_day_gives_a_moment() {
    let store = store();
    let list = store.json(["list", "--register", "Musteruniversität"]);
    let mut moments = Vec::new();
    for activity in items(&list) {
        for number in 1..8 {
            let rule = format!("{}/{number}", text(&activity["id"]));
            let answer = store.call_json(["due", &rule, "--event", "2026-03-15T23:50"]);
            if answer.code == 0 && answer.json().get("at").is_some() {
                moments.push(text(&answer.json()["at"]).to_owned());
            }
        }
    }
    assert!(moments.contains(&"2026-03-16T00:20".to_owned()), "a session ends after 30 minutes: {moments:?}");
    assert!(moments.contains(&"2026-03-16T23:50".to_owned()), "another after 24 hours: {moments:?}");
}
