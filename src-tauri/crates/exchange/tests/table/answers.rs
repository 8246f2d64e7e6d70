//! What single cells of schools answer: periods, recipients, marks and remarks, boxes, transfers.

use crate::files::only_row as with;
use register::activity::{ImpactAssessment, ProcessingActivity};
use register::citation::LawfulGround;
use register::data::{Enumeration, Sensitivity};
use register::recipient::{Destination, Placement};
use register::record::Record;
use register::retention::{ActionPlan, Limit, Period, RetentionRule};
use register::statement::{Field, ListField, Statement};

fn note(activity: &ProcessingActivity) -> &str {
    activity.internal_note.as_deref().unwrap_or_default()
}

fn given<T>(field: &ListField<T>) -> &[T] {
    field.own().map(|list| list.as_slice()).unwrap_or_default()
}

fn rules(cells: &[(&str, &str)]) -> Vec<RetentionRule> {
    given(&with(cells).0.common.retention).to_vec()
}

#[test]
fn a_period_that_is_not_understood_is_no_erasure() {
    for text in [
        "5-10 Jahre",
        "2-3 Monate nach dem Ereignis",
        "1 Jahr nach Schulaustritt, Zeugnisse 50 Jahre",
        "Nicht festgelegt",
    ] {
        let (activity, file) = with(&[("Löschfrist", text)]);
        assert_eq!(activity.common.retention, Field::Own(Statement::NotStated), "{text}");
        assert_eq!(note(&activity), format!("Löschfrist: {text}"));
        assert_eq!(file.leftovers.len(), 1);
    }
    for (text, period) in
        [("nicht gelöscht", Period::KeptNotErased), ("dauerhaft (Archiv)", Period::Unlimited)]
    {
        let rules = rules(&[("Löschfrist", text)]);
        assert_eq!((&rules[0].period, &rules[0].action), (&period, &ActionPlan::Nothing), "{text}");
    }
}

#[test]
fn a_duty_to_keep_stands_beside_the_duty_to_erase() {
    let rules = rules(&[("Aufbewahrungsfrist", "10 Jahre"), ("Löschfrist", "10 Jahre")]);
    let limits: Vec<(Limit, ActionPlan)> =
        rules.iter().map(|rule| (rule.limit, rule.action.clone())).collect();
    assert_eq!(
        limits,
        [(Limit::DutyToKeep, ActionPlan::Nothing), (Limit::DutyToErase, ActionPlan::default())]
    );
    assert_ne!(rules[0].id, rules[1].id);
}

#[test]
fn a_rule_called_like_a_category_of_data_is_about_that() {
    let (activity, _) =
        with(&[("Datenkategorien", "Name; Noten"), ("Löschfrist", "Noten: 2 Jahre; 5 Jahre")]);
    let categories = given(&activity.common.data_categories);
    let rules = given(&activity.common.retention);
    assert_eq!(rules[0].data.named(), [categories[1].id]);
    assert!(rules[1].data.named().is_empty());
}

#[test]
fn who_receives_nothing_is_no_recipient() {
    for text in
        ["Keine; in Einzelfällen Polizei", "nicht festgelegt", "Intern", "keine externen", "x", "ja", "s. o."]
    {
        let (activity, _) = with(&[("Empfänger", text)]);
        assert_eq!(activity.common.recipients, Field::Own(Statement::NotStated), "{text}");
        assert_eq!(note(&activity), format!("Empfänger: {text}"));
    }
    let (activity, _) = with(&[("Empfänger", "Niemand")]);
    assert_eq!(activity.common.recipients, Field::Own(Statement::ExplicitlyNone { note: None }));
    let (activity, _) = with(&[("Empfänger (extern)", "keine externen")]);
    assert!(matches!(activity.common.recipients, Field::Own(Statement::ExplicitlyNone { .. })));
}

#[test]
fn where_a_recipient_stands_is_told_by_words_or_said_to_be_open() {
    let placed = |head: &str, text: &str| -> Vec<(String, Placement, bool)> {
        let (activity, _) = with(&[(head, text)]);
        let recipients = given(&activity.common.recipients).iter();
        recipients.map(|it| (it.name.clone(), it.placement, it.note.is_none())).collect()
    };
    assert_eq!(
        placed("Empfänger", "intern: Lehrkräfte; extern: Schulamt; Polizei"),
        [
            ("Lehrkräfte".into(), Placement::Internal, true),
            ("Schulamt".into(), Placement::External, true),
            // The model has no third; that it was not said is said.
            ("Polizei".into(), Placement::External, false),
        ]
    );
    assert_eq!(placed("Empfänger extern", "Schulamt"), [("Schulamt".into(), Placement::External, true)]);
    assert!(placed("Empfänger extern", "intern: Lehrkräfte").is_empty());
}

#[test]
fn a_mark_or_a_remark_names_no_company() {
    for heading in ["Auftragsverarbeitung", "Auftragsverarbeiter", "Gemeinsame Verantwortlichkeit"] {
        for text in [
            "x",
            "☒",
            "AVV liegt vor",
            "wird nachgereicht",
            "Ja, Vertrag vom 12.3.2021",
            "Ja",
            "Nein, Wartung durch IT-Firma Huber",
        ] {
            let (activity, file) = with(&[(heading, text)]);
            assert_eq!(activity.engagements, Field::Own(Statement::NotStated), "{heading}: {text}");
            assert_eq!(activity.joint_controllers, Statement::NotStated, "{heading}: {text}");
            assert!(file.shared.is_empty(), "{heading}: {text}");
            assert!(note(&activity).contains(text));
        }
    }
    let parties = |heading: &str, text: &str| -> Vec<String> {
        let (_, file) = with(&[(heading, text)]);
        let name = |record: &Record| match record {
            Record::Party(party) => party.name.clone(),
            _ => panic!(),
        };
        file.shared.values().map(name).collect()
    };
    assert_eq!(parties("Auftragsverarbeiter", "Ja, Untis GmbH"), ["Untis GmbH"]);
    assert_eq!(parties("Gemeinsame Verantwortlichkeit", "Ja, mit Schulverband"), ["Schulverband"]);
}

#[test]
fn offences_are_no_special_category() {
    let special = |head: &str, text: &str| -> Vec<(String, Sensitivity)> {
        let (activity, _) = with(&[(head, text)]);
        let categories = given(&activity.common.data_categories).iter();
        categories.map(|category| (category.name.clone(), category.sensitivity)).collect()
    };
    let heading = "Besondere Kategorien";
    assert_eq!(special(heading, "Straftaten"), [("Straftaten".into(), Sensitivity::Criminal)]);
    let both = "Religionszugehörigkeit (Art. 9), Strafregister (Art. 10)";
    let expected = [
        ("Religionszugehörigkeit (Art. 9)".to_owned(), Sensitivity::Special),
        ("Strafregister (Art. 10)".to_owned(), Sensitivity::Criminal),
    ];
    assert_eq!(special(heading, both), expected);
    assert_eq!(special("Datenkategorien", both), expected);
    assert_eq!(special(heading, "ja: Religion"), [("Religion".into(), Sensitivity::Special)]);
    assert_eq!(special(heading, "Ja (Gesundheit)"), [("Gesundheit".into(), Sensitivity::Special)]);
    for text in ["Kein Eintrag", "Keine Straftaten"] {
        let (activity, _) = with(&[(heading, text)]);
        assert_eq!(activity.sensitive_data, Statement::NotStated);
        assert_eq!(note(&activity), format!("Besondere Kategorien: {text}"));
    }
}

#[test]
fn a_third_country_that_is_named_is_named() {
    let countries = |cells: &[(&str, &str)]| -> Vec<String> {
        let (activity, _) = with(cells);
        let code = |destination: &Destination| match destination {
            Destination::Country { country } => country.code().to_owned(),
            _ => "?".to_owned(),
        };
        given(&activity.common.transfers).iter().map(|transfer| code(&transfer.destination)).collect()
    };
    assert_eq!(countries(&[("Drittland", "ja (Microsoft, USA)")]), ["US"]);
    assert_eq!(countries(&[("Drittland", "Ja, Indien")]), ["IN"]);
    assert_eq!(countries(&[("Drittland", "Übermittlung in die USA durch Google möglich")]), ["US"]);
    assert_eq!(countries(&[("Drittland ja/nein", "ja"), ("Drittland: Land", "USA")]), ["US"]);
    assert_eq!(countries(&[("Drittland ja/nein", "ja"), ("Drittland: Land", "")]), ["?"]);
    assert!(countries(&[("Drittland", "ja (EU)")]).is_empty());
    assert_eq!(countries(&[("Drittland", "ja; USA")]), ["US"]);
    assert_eq!(countries(&[("Drittland", "Ja, USA (DPF) und Indien")]), ["US", "IN"]);
    let (activity, _) = with(&[("Drittland", "Nein, Server in Deutschland")]);
    assert!(matches!(activity.common.transfers, Field::Own(Statement::ExplicitlyNone { .. })));
    let (activity, _) = with(&[("Drittland", "Nein, Support aus Indien")]);
    assert_eq!(activity.common.transfers, Field::Own(Statement::NotStated));
}

#[test]
fn an_impact_assessment_is_stated_as_far_as_the_cell_says_it() {
    let assessment = |text: &str| match with(&[("DSFA erforderlich", text)]).0.impact_assessment {
        Field::Own(Statement::Given { value }) => Some(value),
        _ => None,
    };
    assert_eq!(assessment("Ja"), None);
    assert_eq!(assessment("ja, liegt vor"), Some(ImpactAssessment::Made { date: None, document: None }));
    let date = chrono::NaiveDate::from_ymd_opt(2022, 2, 1);
    let made = ImpactAssessment::Made { date, document: None };
    assert_eq!(assessment("Ja, durchgeführt am 1.2.2022"), Some(made));
    let outstanding = "Ja, noch nicht durchgeführt";
    assert_eq!(assessment(outstanding), Some(ImpactAssessment::Required { reason: outstanding.into() }));
    assert!(matches!(assessment("nein"), Some(ImpactAssessment::NotNeeded { reason }) if reason != "nein"));
}

#[test]
fn what_is_called_an_example_is_one() {
    let (activity, _) = with(&[("Datenkategorien", "z. B. Name; Noten usw.; Adresse")]);
    let categories = given(&activity.common.data_categories).iter();
    let said: Vec<_> = categories.map(|category| (category.name.as_str(), category.enumeration)).collect();
    let expected =
        [("Name", Enumeration::Open), ("Noten", Enumeration::Open), ("Adresse", Enumeration::Closed)];
    assert_eq!(said, expected);
}

#[test]
fn a_dash_is_told_and_denies_nothing() {
    let (activity, file) = with(&[("Empfänger", "—"), ("Löschfrist", "-")]);
    assert_eq!(activity.common.recipients, Field::Own(Statement::NotStated));
    assert_eq!(note(&activity), "Empfänger: —\nLöschfrist: -");
    assert!(file.leftovers.is_empty());
}

#[test]
fn consent_is_a_ground_and_no_norm_beside_it() {
    let (activity, _) = with(&[("Rechtsgrundlage", "Einwilligung; Einwilligung der Eltern")]);
    let bases = given(&activity.common.legal_bases);
    let said: Vec<_> =
        bases.iter().map(|basis| (basis.ground, &basis.unnamed_norm, basis.note.as_deref())).collect();
    let consent = Some(LawfulGround::Consent);
    assert_eq!(said, [(consent, &None, None), (consent, &None, Some("Einwilligung der Eltern"))]);
}

#[test]
fn ticked_boxes_answer_and_the_others_are_told() {
    let text = "☒ Beschäftigte ☐ Interessenten ☒ Schüler";
    let (activity, _) =
        with(&[("Betroffene Personen", text), ("Drittland", "☐ ja ☒ nein"), ("Empfänger", "☐ Schulamt")]);
    let subjects: Vec<&str> =
        given(&activity.common.data_subjects).iter().map(|subject| subject.name.as_str()).collect();
    assert_eq!(subjects, ["Beschäftigte", "Schüler"]);
    assert_eq!(activity.common.transfers, Field::Own(Statement::ExplicitlyNone { note: None }));
    assert_eq!(activity.common.recipients, Field::Own(Statement::NotStated));
    assert_eq!(
        note(&activity),
        format!("Betroffene Personen: {text}\nDrittland: ☐ ja ☒ nein\nEmpfänger: ☐ Schulamt")
    );
}
