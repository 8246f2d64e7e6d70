//! Registers to be exported in tests.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::register_view::RegisterInput;
use chrono::NaiveDate;
use register::activity::ProcessingActivity;
use register::id::RecordId;
use register::organisation::Organisation;
use register::record::Record;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// A register with everything it refers to.
pub(crate) struct Register {
    pub(crate) organisation: Organisation,
    pub(crate) activities: Vec<(RecordId, ProcessingActivity)>,
    pub(crate) others: BTreeMap<RecordId, Record>,
}

/// The id with this number, for records and items alike.
pub(crate) fn id(number: usize) -> String {
    format!("00000000-0000-7000-8000-{number:012}")
}

/// The record with this number.
pub(crate) fn record(number: usize) -> RecordId {
    id(number).parse().unwrap()
}

/// Says where a sample does not fit the model.
pub(crate) fn read<T: serde::de::DeserializeOwned>(value: Value) -> T {
    let shown = value.to_string();
    serde_json::from_value(value).unwrap_or_else(|error| panic!("{error} in {shown}"))
}

/// A given list.
pub(crate) fn given(items: Value) -> Value {
    json!({ "state": "given", "value": items })
}

impl Register {
    /// A register from JSON: activities get ids from 101 on, the other records those given.
    pub(crate) fn of(organisation: Value, activities: Vec<Value>, others: Vec<(usize, Value)>) -> Self {
        let numbered = activities.into_iter().enumerate();
        Self {
            organisation: read(organisation),
            activities: numbered.map(|(at, activity)| (record(101 + at), read(activity))).collect(),
            others: others.into_iter().map(|(number, content)| (record(number), read(content))).collect(),
        }
    }

    /// A register that says nothing.
    pub(crate) fn silent() -> Self {
        Self::of(
            json!({ "name": "Stille Stelle" }),
            vec![json!({ "register": id(1), "title": "Stilles" })],
            vec![],
        )
    }

    /// A register whose only activity is this one.
    pub(crate) fn with_activity(mut activity: Value) -> Self {
        activity["register"] = json!(id(1));
        if activity.get("title").is_none() {
            activity["title"] = json!("T");
        }
        Self::of(json!({ "name": "Schule Musterau" }), vec![activity], vec![])
    }

    /// Two activities of an invented library: groups, inheritance, a chain of processors, transfers, every state.
    pub(crate) fn library() -> Self {
        let address = |number: usize| {
            json!([{ "id": id(number), "street": "Marktplatz 1", "postal_code": "12345", "town": "Musterau",
                     "country": "DE" }])
        };
        let organisation = json!({
            "name": "Stadtbücherei Musterau", "land": "DE-BY", "represented_by": "Büchereileitung",
            "contact": { "addresses": address(2), "email": "post@buecherei-musterau.example",
                "phone": "+49 8441 1234-0", "web": "https://buecherei-musterau.example/" },
            "joint_controllers": { "state": "explicitly_none" },
            "data_protection_officers": given(json!([{ "id": id(3),
                "function": "Behördliche Datenschutzbeauftragte", "contact": { "phone": "0800 0000-10",
                "email": "datenschutz@musterau.example", "addresses": address(6) } }])),
            "supervisory_authority": given(json!(id(203))),
            "defaults": { "scope": { "recipients": given(json!([{ "id": id(4), "name": "Rechnungsprüfung",
                    "occasion": "Prüfung der Jahresrechnung" }])),
                    "retention": given(json!([{ "id": id(8), "period": { "kind": "while_state",
                        "state": "solange das Konto besteht" } }])) },
                "information": {
                    "rights": given(json!([
                        { "id": id(5), "right": "access", "text": "Auskunft am Tresen",
                          "provisions": [{ "wording": "Art. 15 DSGVO" }] },
                        { "id": id(60), "right": "erasure", "condition": "nach Rückgabe aller Medien" },
                        { "id": id(61), "right": "portability", "excluded": "öffentliche Aufgabe" },
                        { "id": id(62), "right": "withdrawal_of_consent", "channel": "formlos" }])),
                    "complaint_authorities": given(json!([{ "id": id(63), "party": id(203) }])),
                    "duty_to_provide": given(json!("Für die Ausleihe sind Sie nach der Satzung gesetzlich zur Angabe verpflichtet.")),
                    "consequence_of_refusal": given(json!("Ohne Angaben keine Ausleihe.")),
                    "automated_decisions": { "state": "explicitly_none" } } },
        });
        let lending = json!({
            "register": id(1), "title": "Ausleihe", "systems": [id(204)], "description": "Verleih von Medien aller Art",
            "internal_note": "Nur für den eigenen Tisch",
            "status": { "stage": "released", "function": "Büchereileitung", "date": "2026-10-12" },
            "joint_controllers": { "state": "explicitly_none" },
            "contact": given(json!({ "phone": "+49 8441 1234-5" })),
            "impact_assessment": given(json!({ "outcome": "not_needed", "reason": "kein hohes Risiko" })),
            "common": { "recipients": { "state": "inherit", "from": "organisation" },
                "transfers": given(json!([
                    { "id": id(70), "destination": { "kind": "country", "country": "US" },
                      "recipient": "Katalogdienst Inc.", "engagement": id(40), "instrument": "standard_clauses",
                      "evidence": "Vertrag vom 10.01.2024", "data": { "only": [id(13)] } },
                    { "id": id(71), "destination": { "kind": "international_organisation", "name": "Weltbibliothek" } },
                    { "id": id(72), "destination": { "kind": "country", "country": "CH" }, "instrument": "adequacy" }])),
                "remarks": [{ "id": id(9), "kind": "negative", "topic": "Lesevorlieben",
                    "text": "Lesevorlieben werden nicht ausgewertet." }] },
            "groups": [
                { "id": id(10), "name": "Leserinnen und Leser", "examples": ["Erwachsene", "Kinder"],
                  "enumeration": "open", "scope": {
                    "purposes": given(json!([
                        { "id": id(11), "text": "Verleih von Medien" },
                        { "id": id(12), "text": "Mahnung", "condition": "bei Überschreitung der Leihfrist",
                          "data": { "only": [id(13)] } }])),
                    "legal_bases": given(json!([
                        { "id": id(14), "chain": [{ "wording": "Art. 6 Abs. 1 e) DSGVO" },
                            { "wording": "Art. 4 Abs. 1 BayDSG" }], "purposes": { "only": [id(11), id(12)] } },
                        { "id": id(15), "ground": "consent", "condition": "soweit freiwillig" },
                        { "id": id(64), "chain": [{ "wording": "Art. 6 Abs. 1 UAbs. 1 Buchst. f DSGVO" }],
                          "legitimate_interest": "Schutz der Bestände" },
                        { "id": id(65), "chain": [{ "wording": "Art. 9 Abs. 2 Buchst. a DSGVO" }],
                          "data": { "only": [id(16)] } }])),
                    "data_categories": given(json!([
                        { "id": id(13), "name": "Stammdaten", "details": ["Name", "Anschrift"],
                          "origin": "Einwohnermeldeamt" },
                        { "id": id(16), "name": "Ausleihen", "enumeration": "open", "sensitivity": "special" },
                        { "id": id(17), "name": "Gebühren", "condition": "bei Verzug",
                          "identifiability": "pseudonymous" }])),
                    "data_subjects": given(json!([{ "id": id(18), "name": "Erwachsene" }])),
                    "recipients": { "state": "announced_but_empty", "note": "folgende Stellen" },
                    "retention": given(json!([
                        { "id": id(19), "data": { "only": [id(16)] },
                          "period": { "kind": "span", "amount": 3, "unit": "months" },
                          "start": { "kind": "event", "event": "end_of_matter", "name": "Rückgabe" },
                          "bound": "at_most", "norms": [{ "wording": "§ 5 Abs. 2 Büchereisatzung" }],
                          "exceptions": [{ "id": id(20), "name": "Offene Gebühren",
                              "effect": { "kind": "suspend" } }] },
                        { "id": id(21), "data": { "only": [id(13)] }, "period": { "kind": "not_stated" },
                          "start": { "kind": "after_rule", "rule": id(19) } },
                        { "id": id(22), "data": { "only": [id(17)] },
                          "period": { "kind": "span", "amount": 2, "unit": "weeks" },
                          "start": { "kind": "event", "event": "other", "name": "Zahlung" } }])) } },
                { "id": id(30), "name": "Personal", "scope": {
                    "purposes": { "state": "inherit", "from": { "group": id(10) }, "only": { "only": [id(11)] } },
                    "legal_bases": { "state": "by_reference", "to": { "document": id(205), "place": "Nr. 3" } },
                    "data_categories": { "state": "append", "from": { "group": id(10) }, "only": { "only": [id(13)] },
                        "value": [{ "id": id(31), "name": "Dienstplan", "identifiability": "anonymous" }] } } }],
            "engagements": given(json!([
                { "id": id(40), "party": id(201), "role": "processor", "service": "Betrieb des Katalogs",
                  "contract": given(json!({ "document": id(205), "concluded_on": "2024-01-10" })) },
                { "id": id(41), "role": "sub_processor", "service": "Rechenzentrum",
                  "engaged_by": { "kind": "engagements", "ids": [id(40)] }, "seat": { "kind": "eea" } },
                { "id": id(42), "party": id(202), "role": "joint_controller", "engaged_by": { "kind": "not_stated" } },
                { "id": id(45), "party": id(202), "role": "controller" },
                { "id": id(46), "described_as": "Drittanbieter", "role": "unclear" }])),
            "measures": given(json!([{ "id": id(43), "text": "mit Zugang nach Rollen", "set": id(206),
                "goals": ["confidentiality"] }])),
            "documents": [id(205)],
            "changes": [{ "id": id(44), "date": "2026-10-12", "function": "Büchereileitung", "text": "Freigabe" }],
        });
        let website = json!({ "register": id(1), "position": 1, "title": "Internetauftritt",
            "common": { "transfers": { "state": "explicitly_none", "note": "Betrieb nur in Deutschland" },
                "recipients": { "state": "not_required", "reason": "keine Offenlegung" },
                "retention": { "state": "inherit", "from": "organisation" } } });
        let others = vec![
            (
                201,
                json!({ "type": "party", "name": "Katalogdienst GmbH", "short_name": "Katalogdienst",
                "contact": { "addresses": address(1), "web": "https://katalogdienst.example" } }),
            ),
            (
                202,
                json!({ "type": "party", "name": "Wartung Nord", "country": "AT", "registration": "FN 1" }),
            ),
            (
                203,
                json!({ "type": "party", "name": "Aufsicht für den Datenschutz", "kind": "supervisory_authority",
                "contact": { "email": "poststelle@aufsicht.example" } }),
            ),
            (
                204,
                json!({ "type": "system", "name": "Katalog 3", "vendor": id(201), "description": "Bibliothekssystem" }),
            ),
            (
                205,
                json!({ "type": "document", "register": id(1), "title": "Vertrag Katalog", "kind": "contract",
                "availability": "announced_but_missing" }),
            ),
            (
                206,
                json!({ "type": "measure_set", "register": id(1), "name": "Grundmaßnahmen",
                "measures": given(json!([{ "id": id(1), "text": "Sicherung jede Nacht" }])) }),
            ),
            (299, json!({ "type": "party", "name": "Gehört zu einem anderen Verzeichnis" })),
        ];
        Self::of(organisation, vec![lending, website], others)
    }

    /// Lends the register as input.
    pub(crate) fn with_input<T>(&self, use_it: impl FnOnce(&RegisterInput<'_>) -> T) -> T {
        let activities: Vec<_> = self.activities.iter().map(|(id, activity)| (*id, activity)).collect();
        use_it(&RegisterInput {
            id: record(1),
            organisation: &self.organisation,
            activities: &activities,
            others: &self.others,
            today: NaiveDate::from_ymd_opt(2026, 11, 21).unwrap(),
        })
    }
}
