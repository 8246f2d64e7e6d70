//! Retention rules as a reader of the register meets them.
#![allow(clippy::unwrap_used)]

use language::Language;
use language::retention::{RuleContext, RuleText};
use register::activity::ProcessingActivity;
use register::organisation::Organisation;
use register::resolve::Resolver;
use register::retention::RetentionRule;
use serde_json::{Value, json};

fn id(number: u32) -> String {
    format!("00000000-0000-7000-8000-{number:012}")
}

/// An activity with eight categories of data (ids 1 to 8), guests (id 20), a processor and a sub-processor (ids 31,
/// 32) and these rules (ids from 101).
fn activity(rules: &[Value]) -> ProcessingActivity {
    let categories: Vec<Value> =
        (1..=8).map(|number| json!({ "id": id(number), "name": format!("Kategorie {number}") })).collect();
    let rules: Vec<Value> = rules.iter().zip(101..).map(|(rule, number)| with_id(rule, number)).collect();
    serde_json::from_value(json!({
        "register": id(999), "title": "Dienst-E-Mail",
        "common": {
            "data_categories": { "state": "given", "value": categories },
            "data_subjects": { "state": "given", "value": [{ "id": id(20), "name": "Gastnutzer" }] },
            "retention": { "state": "given", "value": rules }
        },
        "engagements": { "state": "given", "value": [
            { "id": id(31), "role": "processor" }, { "id": id(32), "role": "sub_processor" }
        ] }
    }))
    .unwrap()
}

fn with_id(rule: &Value, number: u32) -> Value {
    let mut rule = rule.clone();
    rule["id"] = id(number).into();
    rule
}

fn context(rules: &[Value]) -> RuleContext {
    let organisation: Organisation = serde_json::from_value(json!({ "name": "Schule" })).unwrap();
    let activity = activity(rules);
    RuleContext::of(&Resolver::new(&organisation, &activity).resolve().unwrap())
}

fn parsed(rule: &Value, number: u32) -> RetentionRule {
    serde_json::from_value(with_id(rule, number)).unwrap()
}

fn text(rule: &Value) -> RuleText {
    let context = context(std::slice::from_ref(rule));
    Language::german().rule(&parsed(rule, 101), &context)
}

fn sentence(rule: &Value) -> String {
    let context = context(std::slice::from_ref(rule));
    Language::german().sentence(&parsed(rule, 101), &context)
}

fn only(numbers: std::ops::RangeInclusive<u32>) -> Value {
    json!({ "only": numbers.map(id).collect::<Vec<_>>() })
}

fn event(kind: &str, name: &str) -> Value {
    json!({ "kind": "event", "event": kind, "name": name })
}

fn span(amount: u32, unit: &str) -> Value {
    json!({ "kind": "span", "amount": amount, "unit": unit })
}

fn guests_leave() -> Value {
    json!({
        "data": only(4..=7), "subjects": { "only": [id(20)] }, "attribute": "Gastnutzer", "bound": "at_most",
        "period": span(3, "months"), "start": event("end_of_relationship", "Beendigung der Zusammenarbeit"),
        "actor": { "kind": "controller" }
    })
}

#[test]
fn guests_leave_and_their_data_go_after_three_months() {
    assert_eq!(
        sentence(&guests_leave()),
        "Die Datenkategorien Nr. 4–7 (Gastnutzer) werden spätestens 3 Monate nach Beendigung der Zusammenarbeit \
         durch den Verantwortlichen gelöscht."
    );
    let text = text(&guests_leave());
    assert_eq!(text.data.as_deref(), Some("4–7"));
    assert_eq!(text.headline, "Spätestens 3 Monate");
    assert_eq!(text.start.as_deref(), Some("ab Beendigung der Zusammenarbeit"));
    assert_eq!(text.action.as_deref(), Some("Löschen"));
}

#[test]
fn logs_are_kept_for_thirty_days_at_most() {
    let logs = json!({
        "data": only(8..=8), "period": span(30, "days"), "bound": "at_most", "automation": "automatic",
        "start": event("collection", "Anfall der Protokolldaten beim Betrieb des Dienstes")
    });
    assert_eq!(
        sentence(&logs),
        "Die Datenkategorie Nr. 8 wird spätestens 30 Tage nach Anfall der Protokolldaten beim Betrieb des Dienstes \
         automatisch gelöscht."
    );
    assert_eq!(text(&logs).headline, "Höchstens 30 Tage");
    assert_eq!(text(&logs).automation.as_deref(), Some("automatisch"));
}

#[test]
fn own_mails_go_with_the_end_of_the_following_school_year() {
    let mails = json!({
        "attribute": "eigene Inhalte", "period": { "kind": "with_event" }, "bound": "as_a_rule_at_most",
        "start": event("collection", "Entstehen des Inhalts"), "actor": { "kind": "user" }, "automation": "manual",
        "anchor": { "year": "school", "choice": "next", "point": "start" },
        "condition": "sobald die Inhalte nicht mehr erforderlich sind"
    });
    assert_eq!(
        sentence(&mails),
        "Die Daten (eigene Inhalte) werden – sobald die Inhalte nicht mehr erforderlich sind – in der Regel spätestens \
         zum Ende des folgenden Schuljahres (maßgeblich: Entstehen des Inhalts) durch die Nutzerin bzw. den Nutzer \
         von Hand gelöscht."
    );
    let text = text(&mails);
    assert_eq!(text.headline, "Ende des folgenden Schuljahres");
    assert_eq!(text.bound.as_deref(), Some("in der Regel spätestens"));
    assert_eq!(text.actor.as_deref(), Some("durch die Nutzerin bzw. den Nutzer"));
    assert_eq!(text.start.as_deref(), Some("maßgeblich: Entstehen des Inhalts"));
}

#[test]
fn a_rule_without_a_period_says_so() {
    let rest = json!({
        "period": { "kind": "not_stated" }, "condition": "im Übrigen",
        "start": event("end_of_matter", "Deaktivierung des Postfachs")
    });
    assert_eq!(
        sentence(&rest),
        "Die Daten werden – im Übrigen – nach Deaktivierung des Postfachs gelöscht; wie lange danach, ist nicht \
         angegeben."
    );
    assert_eq!(text(&rest).headline, "Frist: nicht angegeben");
    assert!(text(&rest).is_gap);
    assert_eq!(text(&rest).start.as_deref(), Some("ab Deaktivierung des Postfachs"));
    assert_eq!(sentence(&json!({})), "Die Daten werden gelöscht; eine Frist ist nicht angegeben.");
}

#[test]
fn the_profile_follows_the_ticket() {
    let ticket = json!({
        "data": only(1..=3), "period": span(5, "years"), "bound": "at_most", "place": "Ticketsystem",
        "start": event("end_of_matter", "letzte im Auftrag erfolgte Kommunikation")
    });
    let profile = json!({
        "data": only(4..=5), "period": span(1, "years"), "bound": "at_most",
        "start": { "kind": "after_rule", "rule": id(101) }
    });
    let rules = [ticket.clone(), profile.clone()];
    let german = Language::german();
    assert_eq!(
        german.sentence(&parsed(&ticket, 101), &context(&rules)),
        "Die Datenkategorien Nr. 1–3 (Ort: Ticketsystem) werden spätestens 5 Jahre nach dem Ereignis „letzte im \
         Auftrag erfolgte Kommunikation“ gelöscht."
    );
    assert_eq!(
        german.sentence(&parsed(&profile, 102), &context(&rules)),
        "Die Datenkategorien Nr. 4, 5 werden spätestens 1 Jahr nach Löschung nach L 1 gelöscht."
    );
    let text = german.rule(&parsed(&profile, 102), &context(&rules));
    assert_eq!(text.number, Some(2));
    assert_eq!(text.start.as_deref(), Some("ab Löschung nach L 1"));
}

#[test]
fn a_duty_to_keep_is_no_duty_to_erase() {
    let books = json!({
        "period": span(7, "years"), "bound": "as_a_rule", "limit": "duty_to_keep", "action": { "kind": "nothing" },
        "start": event("collection", "Anfall der Daten"), "actor": { "kind": "controller" },
        "anchor": { "year": "fiscal", "choice": "current", "point": "start" }
    });
    assert_eq!(
        sentence(&books),
        "Die Daten werden in der Regel 7 Jahre ab dem Ende des Geschäftsjahres (maßgeblich: Anfall der Daten) durch \
         den Verantwortlichen aufbewahrt."
    );
    let text = text(&books);
    assert_eq!(text.headline, "In der Regel 7 Jahre ab Ende des Geschäftsjahres");
    assert_eq!(text.limit.as_deref(), Some("Aufbewahrungspflicht: vorher nicht löschen"));
    assert_eq!(text.action.as_deref(), Some("Keine Aktion"));
    let then_erased = json!({
        "period": span(7, "years"), "limit": "duty_to_keep", "start": event("end_of_matter", "Prüfung")
    });
    assert_eq!(
        sentence(&then_erased),
        "Die Daten werden 7 Jahre ab Prüfung aufbewahrt und erst danach gelöscht."
    );
}

#[test]
fn not_erased_not_stored_and_unlimited_stay_three_wordings() {
    let rule = |kind: &str| json!({ "period": { "kind": kind } });
    let headlines = ["kept_not_erased", "not_stored", "unlimited"]
        .map(|kind| (text(&rule(kind)).headline, sentence(&rule(kind))));
    let expected = [
        ("wird nicht gelöscht", "Die Daten werden aufbewahrt und nicht gelöscht."),
        ("nicht gespeichert", "Die Daten werden nicht gespeichert."),
        ("unbegrenzt", "Die Daten werden unbegrenzt gespeichert."),
    ];
    assert_eq!(headlines, expected.map(|(headline, sentence)| (headline.to_owned(), sentence.to_owned())));
    assert_eq!(text(&rule("kept_not_erased")).action, None);
}

#[test]
fn periods_without_a_figure_keep_their_words() {
    let while_state = json!({ "period": { "kind": "while_state", "state": "die Konversation andauert" } });
    assert_eq!(text(&while_state).headline, "solange die Konversation andauert");
    assert_eq!(
        sentence(&while_state),
        "Die Daten werden gespeichert, solange die Konversation andauert; danach werden sie gelöscht."
    );
    let as_needed = json!({ "period": { "kind": "as_needed", "measure": "ein angemessener Zeitraum" } });
    assert_eq!(text(&as_needed).headline, "So lange wie erforderlich: ein angemessener Zeitraum");
    let principle = json!({ "period": { "kind": "as_needed", "measure": "nur so lange wie erforderlich" } });
    assert_eq!(text(&principle).headline, "nur so lange wie erforderlich");
    let elsewhere = json!({ "period": { "kind": "ruled_elsewhere", "place": "Dienstvereinbarung" } });
    assert_eq!(text(&elsewhere).headline, "An anderer Stelle geregelt: Dienstvereinbarung");
    assert_eq!(
        sentence(&elsewhere),
        "Die Daten werden nach einer Regelung an anderer Stelle behandelt: Dienstvereinbarung."
    );
}

#[test]
fn with_the_event_means_at_once() {
    let conference = json!({
        "data": only(1..=2), "period": { "kind": "with_event" },
        "start": event("end_of_matter", "Beendigung der Videokonferenz")
    });
    assert_eq!(text(&conference).headline, "Mit dem Ereignis");
    assert_eq!(text(&conference).start.as_deref(), Some("bei Beendigung der Videokonferenz"));
    assert_eq!(
        sentence(&conference),
        "Die Datenkategorien Nr. 1, 2 werden mit Beendigung der Videokonferenz gelöscht."
    );
}

#[test]
fn actions_in_table_and_sentence() {
    let with = |action: Value| json!({ "period": span(7, "days"), "start": event("collection", "Speicherung"), "action": action });
    let shortened = json!({ "kind": "one", "action":
        { "kind": "anonymise", "method": "Verkürzung der IP-Adresse auf Domain-Ebene" } });
    assert_eq!(
        text(&with(shortened.clone())).action.as_deref(),
        Some("Anonymisieren durch Verkürzung der IP-Adresse auf Domain-Ebene")
    );
    assert_eq!(
        sentence(&with(shortened)),
        "Die Daten werden 7 Tage nach Speicherung anonymisiert (Verkürzung der IP-Adresse auf Domain-Ebene)."
    );
    let either = json!({ "kind": "either_of", "actions": [{ "kind": "erase" }, { "kind": "anonymise" }] });
    assert_eq!(text(&with(either)).action.as_deref(), Some("Löschen oder anonymisieren"));
    let archive =
        json!({ "kind": "in_turn", "actions": [{ "kind": "offer_to_archive" }, { "kind": "erase" }] });
    assert_eq!(text(&with(archive.clone())).action.as_deref(), Some("Dem Archiv anbieten, dann löschen"));
    assert_eq!(
        sentence(&with(archive)),
        "Die Daten werden 7 Tage nach Speicherung dem Archiv angeboten und danach gelöscht."
    );
}

#[test]
fn a_processor_is_named_by_its_number() {
    let by = |number: u32| {
        let rule = json!({ "actor": { "kind": "processor", "engagement": id(number) } });
        text(&rule).actor.unwrap()
    };
    assert_eq!(by(31), "durch den Auftragsverarbeiter AV 1");
    assert_eq!(by(32), "durch den Unterauftragsverarbeiter UA 1");
    let other = |name: &str| text(&json!({ "actor": { "kind": "other", "name": name } })).actor.unwrap();
    assert_eq!(other("Systembetreuung"), "durch Systembetreuung");
    assert_eq!(other("der Systembetreuer"), "durch die Stelle „der Systembetreuer“");
}

#[test]
fn an_exception_says_what_it_does_and_when() {
    let recovery = json!({
        "id": id(201), "name": "Möglichkeit der Wiederherstellung", "condition": "wenn niemand Löschung verlangt",
        "effect": { "kind": "extend", "period": span(6, "months"), "phase": "restricted" },
        "data": { "only": [id(4)] }, "norms": [{ "wording": "Art. 20 DSGVO" }], "note": "Kann vorgesehen werden."
    });
    assert_eq!(
        text(&json!({ "exceptions": [recovery] })).exceptions,
        [
            "Ausnahme „Möglichkeit der Wiederherstellung“: Die Daten bleiben weitere 6 Monate in der Verarbeitung \
          eingeschränkt. Bedingung: wenn niemand Löschung verlangt. Nur Datenkategorien: 4. Fundstelle: Art. 20 DSGVO. \
          Kann vorgesehen werden."
        ]
    );
    let longer = json!({
        "id": id(202), "name": "Einzelfälle",
        "effect": { "kind": "instead", "period": span(30, "years"), "bound": "at_most" }
    });
    assert_eq!(
        text(&json!({ "exceptions": [longer] })).exceptions,
        ["Ausnahme „Einzelfälle“: Stattdessen gilt: höchstens 30 Jahre."]
    );
}

#[test]
fn a_wrong_provision_keeps_its_wording_beside_the_proposal() {
    let rule = json!({ "norms": [
        { "wording": "§ 132 BAO" },
        { "wording": "Art. 12 ff. BayEGovG", "correction": { "citation": "Art. 42 BayDiG", "source": "außer Kraft" } }
    ] });
    assert_eq!(
        text(&rule).norms,
        ["§ 132 BAO", "Art. 12 ff. BayEGovG – Vorschlag: Art. 42 BayDiG (außer Kraft; zu prüfen)"]
    );
}

#[test]
fn without_numbers_categories_are_called_by_name() {
    let activity = activity(&[guests_leave()]);
    let rule = parsed(&guests_leave(), 101);
    let context = RuleContext::of_scope(&activity.common);
    let sentence = Language::german().sentence(&rule, &context);
    assert!(sentence.starts_with("Die Datenkategorien „Kategorie 4“, „Kategorie 5“, "), "{sentence}");
    let unknown = Language::german().rule(&rule, &RuleContext::default());
    assert!(unknown.data.unwrap().contains(&rule.data.named()[0].to_string()));
}
