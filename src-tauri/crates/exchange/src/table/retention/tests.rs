#![allow(clippy::unwrap_used, clippy::expect_used)]
use super::*;
use register::retention::{AnchorPoint, PeriodUnit, YearChoice, YearKind};
use std::num::NonZeroU16;
use uuid::Uuid;

fn read(wording: &str) -> RetentionRule {
    rule(ItemId(Uuid::nil()), wording, Limit::DutyToErase).expect(wording)
}

fn span(amount: u16, unit: PeriodUnit) -> Period {
    Period::Span { amount: NonZeroU16::new(amount).unwrap(), unit }
}

fn event(event: StartKind, name: &str) -> Start {
    Start::Event { event, name: name.into() }
}

#[test]
fn simple_periods_are_read() {
    assert_eq!(read("30 Tage").period, span(30, PeriodUnit::Days));
    assert_eq!(read("30 Tage").note, None);
    assert_eq!(read("Löschung nach 6 Monaten.").period, span(6, PeriodUnit::Months));
    let rule = read("3 Jahre nach Schuljahresende");
    assert_eq!((rule.period, rule.start), (span(3, PeriodUnit::Years), Start::NotStated));
    assert_eq!(rule.anchor.unwrap().year, YearKind::School);
    assert_eq!(rule.note.as_deref(), Some("3 Jahre nach Schuljahresende"));
    let rule = read("spätestens ein Jahr nach Verlassen der Schule");
    assert_eq!((rule.period, rule.bound), (span(1, PeriodUnit::Years), Bound::AtMost));
    assert_eq!(rule.start, event(StartKind::EndOfRelationship, "Verlassen der Schule"));
    let rule = read("Noten: 2 Jahre nach Ablauf des Schuljahres");
    assert_eq!((rule.name.as_deref(), rule.period), (Some("Noten"), span(2, PeriodUnit::Years)));
    assert_eq!(read("unverzüglich nach Zweckerfüllung").period, Period::WithEvent);
    let rule = read("Löschung nach 30 Tagen ab Eingang");
    assert_eq!(
        (rule.period, rule.start),
        (span(30, PeriodUnit::Days), event(StartKind::Collection, "Eingang"))
    );
    let rule = read("Die Daten werden 5 Jahre nach dem Austritt gelöscht.");
    assert_eq!(rule.start, event(StartKind::EndOfRelationship, "Austritt"));
    assert_eq!(read("bis zu 3 Jahre").bound, Bound::AtMost);
    assert_eq!(read("nach spätestens 3 Jahren").bound, Bound::AtMost);
}

#[test]
fn abbreviations_and_fractions_are_exact_spans_with_their_words() {
    for (wording, period) in [
        ("60 J.", span(60, PeriodUnit::Years)),
        ("24 h", span(24, PeriodUnit::Hours)),
        ("24h", span(24, PeriodUnit::Hours)),
        ("1,5 Jahre", span(18, PeriodUnit::Months)),
        ("1.5 Jahre", span(18, PeriodUnit::Months)),
        ("1½ Jahre", span(18, PeriodUnit::Months)),
        ("1 ½ Jahre", span(18, PeriodUnit::Months)),
        ("anderthalb Jahre", span(18, PeriodUnit::Months)),
        ("½ Jahr", span(6, PeriodUnit::Months)),
        ("1/2 Jahr", span(6, PeriodUnit::Months)),
        ("ein halbes Jahr", span(6, PeriodUnit::Months)),
        ("1,0 Jahre", span(1, PeriodUnit::Years)),
    ] {
        assert_eq!(read(wording).period, period, "{wording}");
    }
    assert_eq!(read("1,5 Jahre").note.as_deref(), Some("1,5 Jahre"));
    let rule = read("3 J. n. Abmeldung");
    assert_eq!(
        (rule.period, rule.start),
        (span(3, PeriodUnit::Years), event(StartKind::EndOfRelationship, "Abmeldung"))
    );
}

#[test]
fn the_provision_of_a_period_is_its_source() {
    let norms = |rule: &RetentionRule| rule.norms.iter().map(|norm| norm.wording.clone()).collect::<Vec<_>>();
    for wording in
        ["10 Jahre (§ 147 AO)", "10 Jahre gem. § 147 AO", "10 Jahre, § 147 AO", "10 Jahre nach § 147 AO"]
    {
        let rule = read(wording);
        assert_eq!((&rule.period, norms(&rule)), (&span(10, PeriodUnit::Years), vec!["§ 147 AO".into()]));
        assert_eq!((rule.note.as_deref(), &rule.start), (Some(wording), &Start::NotStated));
    }
    let rule = read("10 Jahre gem. § 257 HGB nach Ablauf des Kalenderjahres");
    assert_eq!((&rule.period, norms(&rule)), (&span(10, PeriodUnit::Years), vec!["§ 257 HGB".into()]));
    let year = YearKind::Calendar;
    assert_eq!(rule.anchor, Some(Anchor { year, choice: YearChoice::Current, point: AnchorPoint::Start }));
    assert_eq!(read("gemäß § 147 AO").period, Period::RuledElsewhere { place: "§ 147 AO".into() });
}

#[test]
fn what_is_kept_or_goes_with_an_event_is_said_so() {
    for wording in ["unbefristet", "dauerhaft", "dauerhaft (Archiv)"] {
        let rule = read(wording);
        assert_eq!((rule.period, rule.action), (Period::Unlimited, ActionPlan::Nothing), "{wording}");
    }
    for wording in ["nicht gelöscht", "ohne Löschung", "nie", "Werden nicht gelöscht.", "keine Löschung"]
    {
        let rule = read(wording);
        assert_eq!((rule.period, rule.action), (Period::KeptNotErased, ActionPlan::Nothing), "{wording}");
    }
    let rule = read("mit Austritt");
    assert_eq!(
        (rule.period, rule.start),
        (Period::WithEvent, event(StartKind::EndOfRelationship, "Austritt"))
    );
    let rule = read("unverzüglich");
    assert_eq!((rule.period, rule.start), (Period::WithEvent, Start::NotStated));
    assert_eq!(read("zum Ende des Schuljahres").anchor.unwrap().year, YearKind::School);
    assert_eq!(read("mit Ablauf des Schuljahres").period, Period::WithEvent);
    let state = "solange das Schulverhältnis besteht".to_owned();
    assert_eq!(read(&state).period, Period::WhileState { state: state.clone() });
    let rule = read("nach Verlassen der Schule");
    assert_eq!(
        (rule.period, rule.start),
        (Period::NotStated, event(StartKind::EndOfRelationship, "Verlassen der Schule"))
    );
}

#[test]
fn a_duty_to_keep_is_none_to_erase() {
    let keep = |wording: &str| rule(ItemId(Uuid::nil()), wording, Limit::DutyToKeep).expect(wording);
    let rule = keep("10 Jahre");
    assert_eq!(
        (rule.limit, rule.period, rule.action),
        (Limit::DutyToKeep, span(10, PeriodUnit::Years), ActionPlan::Nothing)
    );
    assert_eq!(keep("Löschung nach 10 Jahren").limit, Limit::DutyToErase);
    for wording in
        ["Aufbewahrungsfrist: 10 Jahre", "10 Jahre Aufbewahrung", "Die Daten werden 10 Jahre aufbewahrt"]
    {
        assert_eq!(read(wording).limit, Limit::DutyToKeep, "{wording}");
    }
    for (heading, limit) in [
        ("Aufbewahrungsfrist", Limit::DutyToKeep),
        ("Aufbewahrung", Limit::DutyToKeep),
        ("Aufbewahrungs-/Löschfrist", Limit::DutyToErase),
        ("Lösch- und Aufbewahrungsfristen", Limit::DutyToErase),
        ("Löschfrist", Limit::DutyToErase),
    ] {
        assert_eq!(asked(heading), limit, "{heading}");
    }
}

#[test]
fn what_is_not_simple_is_no_rule() {
    for wording in [
        "5-10 Jahre",
        "5 – 10 Jahre",
        "2-3 Monate nach dem Ereignis",
        "1 bis 2 Jahre",
        "2 Jahre, spätestens 5 Jahre nach Austritt",
        "1 Jahr nach Schulaustritt, Zeugnisse 50 Jahre",
        "gesetzliche Frist",
        "10 Jahre (Papier)",
        "10 Jahre (§ 147 AO, sonst 6 Jahre)",
        "3 Jahre oder 5 Jahre",
        "0 Tage",
        "99999 Jahre",
        "1.000 Tage",
        "1,5 Monate",
        "2 Jahre nach Austritt oder Widerruf",
        "-",
        "3 Jahre nach 5 Jahren",
        "Jahre",
        "nach nach nach",
        "Löschung nach 3 nach 4",
        "bald",
        "bei Bedarf",
        "mit Schülerakte",
        "bis auf Weiteres",
        "nach Einzelfallprüfung",
        "5-Jahres-Frist",
        "Nicht festgelegt",
        "",
    ] {
        assert_eq!(rule(ItemId(Uuid::nil()), wording, Limit::DutyToErase), None, "{wording}");
    }
}
