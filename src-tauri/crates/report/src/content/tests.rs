//! The content layer, read as plain text: nothing is lost, states differ, what is taken over says so.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod completeness;
mod plain;
mod sample;
mod versions;

use super::*;
use crate::document::Inline;
use sample::Register;

#[test]
fn a_small_register_reads_like_this() {
    insta::assert_snapshot!(Register::small().text());
}

#[test]
fn every_link_leads_somewhere() {
    // Rendering refuses a link without its goal.
    for register in [Register::small(), completeness::maximal()] {
        let rendered = register.with_input(|input| register_pdf(input, &Language::german())).unwrap();
        assert!(rendered.pages > 3 && rendered.bytes.starts_with(b"%PDF-"));
    }
}

#[test]
fn the_same_register_gives_the_same_bytes() {
    let bytes =
        || Register::small().with_input(|input| register_pdf(input, &Language::german())).unwrap().bytes;
    assert!(bytes() == bytes());
}

#[test]
fn silence_none_and_announcement_read_differently() {
    let text = Register::small().text();
    assert!(text.contains("Gemeinsam Verantwortliche: *Keine* – ausdrücklich so angegeben"), "{text}");
    assert!(text.contains("Aktenzeichen: [!nicht angegeben]"));
    assert!(text.contains("DSFA: *Nicht erforderlich:* kein hohes Risiko"));
    assert!(text.contains("[!angekündigt, aber leer]"));
}

#[test]
fn a_register_without_anything_can_be_printed() {
    let register = Register::named("Leere Stelle");
    let text = register.text();
    assert!(text.contains("Keine Verarbeitungstätigkeit ist eingetragen."));
    assert!(text.contains("Darüber hinaus sind keine Vorgaben"));
    assert!(text.contains("Die Prüfung hat keine offenen Befunde ergeben."));
    assert!(text.contains("Keine Löschregel ist angegeben."));
    assert!(register.with_input(|input| register_pdf(input, &Language::german())).is_ok());
}

#[test]
fn inheritance_in_a_circle_costs_a_mark_and_no_text() {
    let mut register = Register::small();
    let activity = &mut register.activities[0].1;
    let group = activity.groups[1].id;
    activity.groups[0].scope.purposes = register::statement::Field::Inherit {
        from: register::statement::Source::Group(group),
        only: register::statement::Selection::All,
        seen: None,
    };
    let text = register.text();
    assert!(text.contains(&Language::german().broken_inheritance()), "{text}");
    assert!(text.ends_with("führt: Tätigkeit 1"), "{text}");
    assert!(text.contains("Stammdaten"));
}

#[test]
fn a_party_that_is_gone_costs_a_mark_and_no_document() {
    let mut register = Register::small();
    register.others.clear();
    assert!(register.text().contains("[!Eintrag fehlt im Bestand]"));
    assert!(register.with_input(|input| register_pdf(input, &Language::german())).is_ok());
}

#[test]
fn numbers_with_a_range_are_read_aloud() {
    let register = Register::small();
    let spoken = register.with_input(|input| {
        let document = register_document(input, &Language::german());
        plain::inlines(&document).iter().any(|inline| {
            matches!(inline, Inline::Spoken { text, reading: crate::document::Reading::Instead(aloud), .. }
                if text == "1–3" && aloud == "1 bis 3")
        })
    });
    assert!(spoken);
}
