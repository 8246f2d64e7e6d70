//! Registers to print.

use super::*;
use register::check::Rule;
use serde_json::{Value, json};

/// A register with everything it refers to.
pub(super) struct Register {
    pub(super) id: RecordId,
    pub(super) organisation: Organisation,
    pub(super) activities: Vec<(RecordId, ProcessingActivity)>,
    pub(super) others: BTreeMap<RecordId, Record>,
    pub(super) findings: Vec<(RecordId, Finding)>,
    pub(super) conflicts: BTreeMap<RecordId, Vec<Conflict>>,
    pub(super) enclosed: Option<Vec<u8>>,
}

/// The id with this number, for records and items alike.
pub(super) fn id(number: usize) -> String {
    format!("00000000-0000-7000-8000-{number:012}")
}

fn record_id(number: usize) -> RecordId {
    id(number).parse().unwrap()
}

/// Says where a sample does not fit the model.
pub(super) fn read<T: serde::de::DeserializeOwned>(value: Value) -> T {
    let shown = value.to_string();
    serde_json::from_value(value).unwrap_or_else(|error| panic!("{error} in {shown}"))
}

impl Register {
    /// A register that says nothing.
    pub(super) fn named(name: &str) -> Self {
        Self::of(json!({ "name": name }), Vec::new(), Vec::new())
    }

    /// A register from JSON: activities get ids from 101 on, the other records those given.
    pub(super) fn of(organisation: Value, activities: Vec<Value>, others: Vec<(usize, Value)>) -> Self {
        Self {
            id: record_id(1),
            organisation: read(organisation),
            activities: activities
                .into_iter()
                .enumerate()
                .map(|(index, activity)| (record_id(101 + index), read(activity)))
                .collect(),
            others: others.into_iter().map(|(number, record)| (record_id(number), read(record))).collect(),
            findings: Vec::new(),
            conflicts: BTreeMap::new(),
            enclosed: None,
        }
    }

    /// Two activities of an invented library: groups, inheritance, a chain of processors, every state.
    pub(super) fn small() -> Self {
        let organisation = json!({
            "name": "Stadtbücherei Musterau", "land": "DE-BY", "represented_by": "Büchereileitung",
            "contact": { "addresses": [{ "id": id(2), "street": "Marktplatz 1", "postal_code": "12345",
                "town": "Musterau", "country": "DE" }], "email": "post@buecherei-musterau.example" },
            "joint_controllers": { "state": "explicitly_none" },
            "data_protection_officers": { "state": "given", "value": [{ "id": id(3),
                "function": "Behördliche Datenschutzbeauftragte", "contact": { "phone": "0800 0000-10" } }] },
            "supervisory_authority": { "state": "given", "value": id(203) },
            "defaults": { "scope": { "recipients": { "state": "given", "value": [{ "id": id(4),
                "name": "Rechnungsprüfung", "occasion": "Prüfung der Jahresrechnung" }] } },
                "information": { "rights": { "state": "given", "value": [{ "id": id(5), "right": "access",
                    "text": "Auskunft am Tresen", "provisions": [{ "wording": "Art. 15 DSGVO" }] }] } } },
        });
        let lending = json!({
            "register": id(1), "title": "Ausleihe", "systems": [id(204)],
            "status": { "stage": "released", "function": "Büchereileitung", "date": "2026-10-12" },
            "joint_controllers": { "state": "explicitly_none" },
            "impact_assessment": { "state": "given", "value": { "outcome": "not_needed", "reason": "kein hohes Risiko" } },
            "common": { "recipients": { "state": "inherit", "from": "organisation" },
                "transfers": { "state": "explicitly_none", "note": "Betrieb nur in Deutschland" },
                "remarks": [{ "id": id(9), "kind": "negative", "topic": "Lesevorlieben",
                    "text": "Lesevorlieben werden nicht ausgewertet." }] },
            "groups": [
                { "id": id(10), "name": "Leserinnen und Leser", "examples": ["Erwachsene", "Kinder"], "enumeration": "open",
                  "scope": {
                    "purposes": { "state": "given", "value": [
                        { "id": id(11), "text": "Verleih von Medien" },
                        { "id": id(12), "text": "Mahnung", "condition": "bei Überschreitung der Leihfrist",
                          "data": { "only": [id(13)] } }] },
                    "legal_bases": { "state": "given", "value": [
                        { "id": id(14), "chain": [{ "wording": "Art. 6 Abs. 1 e) DSGVO" },
                            { "wording": "Art. 4 Abs. 1 BayDSG" }], "purposes": { "only": [id(11), id(12)] } },
                        { "id": id(15), "ground": "consent", "condition": "soweit freiwillig" }] },
                    "data_categories": { "state": "given", "value": [
                        { "id": id(13), "name": "Stammdaten", "details": ["Name", "Anschrift"] },
                        { "id": id(16), "name": "Ausleihen", "enumeration": "open", "sensitivity": "special" },
                        { "id": id(17), "name": "Gebühren", "condition": "bei Verzug" }] },
                    "data_subjects": { "state": "given", "value": [{ "id": id(18), "name": "Erwachsene" }] },
                    "recipients": { "state": "announced_but_empty", "note": "folgende Stellen" },
                    "retention": { "state": "given", "value": [
                        { "id": id(19), "data": { "only": [id(16)] },
                          "period": { "kind": "span", "amount": 3, "unit": "months" },
                          "start": { "kind": "event", "event": "end_of_matter", "name": "Rückgabe" }, "bound": "at_most",
                          "exceptions": [{ "id": id(20), "name": "Offene Gebühren",
                              "effect": { "kind": "suspend" } }] },
                        { "id": id(21), "data": { "only": [id(13)] }, "period": { "kind": "not_stated" },
                          "start": { "kind": "after_rule", "rule": id(19) } }] } } },
                { "id": id(30), "name": "Personal", "scope": {
                    "purposes": { "state": "inherit", "from": { "group": id(10) }, "only": { "only": [id(11)] } },
                    "legal_bases": { "state": "by_reference", "to": { "document": id(205), "place": "Nr. 3" } },
                    "data_categories": { "state": "append", "from": { "group": id(10) }, "only": { "only": [id(13)] },
                        "value": [{ "id": id(31), "name": "Dienstplan" }] } } }],
            "engagements": { "state": "given", "value": [
                { "id": id(40), "party": id(201), "role": "processor", "service": "Betrieb des Katalogs",
                  "contract": { "state": "given", "value": { "document": id(205), "concluded_on": "2024-01-10" } } },
                { "id": id(41), "role": "sub_processor", "service": "Rechenzentrum",
                  "engaged_by": { "kind": "engagements", "ids": [id(40)] }, "seat": { "kind": "eea" } },
                { "id": id(42), "party": id(202), "role": "sub_processor", "engaged_by": { "kind": "not_stated" } }] },
            "measures": { "state": "given", "value": [{ "id": id(43), "text": "mit Zugang nach Rollen", "set": id(206),
                "goals": ["confidentiality"] }] },
            "information": { "rights": { "state": "inherit", "from": "organisation" } },
            "documents": [id(205)],
            "acknowledgements": [
                { "id": id(50), "rule": "transfers_not_stated", "path": "/common/transfers",
                  "reason": "Der Anbieter nennt keinen", "function": "Büchereileitung", "date": "2026-11-03" },
                { "id": id(51), "rule": "purposes_missing", "path": "/common/purposes",
                  "reason": "Wird nachgetragen" }],
            "changes": [{ "id": id(44), "date": "2026-10-12", "function": "Büchereileitung", "text": "Freigabe" }],
        });
        let website = json!({ "register": id(1), "position": 1, "title": "Internetauftritt" });
        let others = vec![
            (
                201,
                json!({ "type": "party", "name": "Katalogdienst GmbH", "short_name": "Katalogdienst",
                "contact": { "addresses": [{ "id": id(1), "street": "Ringstraße 5", "postal_code": "23456",
                    "town": "Musterstadt", "country": "DE" }] } }),
            ),
            (
                202,
                json!({ "type": "party", "name": "Wartung Nord", "country": "AT", "registration": "FN 1" }),
            ),
            (
                203,
                json!({ "type": "party", "name": "Aufsicht für den Datenschutz", "kind": "supervisory_authority" }),
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
                "measures": { "state": "given", "value": [{ "id": id(1), "text": "Sicherung jede Nacht" }] } }),
            ),
            (299, json!({ "type": "party", "name": "Gehört zu einem anderen Verzeichnis" })),
        ];
        let mut register = Self::of(organisation, vec![lending, website], others);
        register.findings = vec![
            (record_id(101), Finding::new(Rule::MeasuresNotStated, "/measures")),
            (record_id(101), Finding::new(Rule::AnnouncedButEmpty, format!("/groups/{}/recipients", id(10)))),
            (
                record_id(101),
                Finding {
                    acknowledged: Some("Der Anbieter nennt keinen".into()),
                    ..Finding::new(Rule::TransfersNotStated, "/common/transfers")
                },
            ),
            (record_id(102), Finding::new(Rule::PurposesMissing, "/common/purposes")),
            (record_id(1), Finding::new(Rule::OfficerNotStated, "/data_protection_officers")),
        ];
        register
    }

    /// Lends the register as input.
    pub(super) fn with_input<T>(&self, use_it: impl FnOnce(&RegisterInput<'_>) -> T) -> T {
        let activities: Vec<_> = self.activities.iter().map(|(id, activity)| (*id, activity)).collect();
        let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap();
        let changed_on = self.activities.iter().map(|(id, _)| (*id, day(2026, 11, 20))).collect();
        use_it(&RegisterInput {
            id: self.id,
            organisation: &self.organisation,
            activities: &activities,
            others: &self.others,
            changed_on: &changed_on,
            findings: &self.findings,
            conflicts: &self.conflicts,
            enclosed: self.enclosed.as_deref(),
            today: day(2026, 11, 21),
        })
    }

    /// The document as plain text.
    pub(super) fn text(&self) -> String {
        self.with_input(|input| plain::text(&register_document(input, &Language::german())))
    }
}
