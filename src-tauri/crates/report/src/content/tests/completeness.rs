//! Nothing that is stored may be missing: a register with every field filled is printed, and each text is looked for.

use super::sample::{Register, id};
use register::record::Record;
use serde_json::{Value, json};
use std::cell::Cell;

/// Hands out marks and ids that occur once.
#[derive(Default)]
struct Marks {
    last: Cell<usize>,
}

impl Marks {
    fn next(&self) -> usize {
        self.last.set(self.last.get() + 1);
        self.last.get()
    }

    fn text(&self) -> String {
        format!("Mk{:04}x", self.next())
    }

    fn item(&self) -> String {
        id(1000 + self.next())
    }

    fn date(&self) -> String {
        let number = self.next();
        format!("{}-{:02}-{:02}", 2030 + number / 336, 1 + number / 28 % 12, 1 + number % 28)
    }

    fn citations(&self) -> Value {
        json!([{ "wording": self.text(), "correction":
            { "citation": self.text(), "source": self.text(), "verification": "verified" } }])
    }

    fn contact(&self) -> Value {
        json!({ "function": self.text(), "phone": self.text(), "fax": self.text(), "email": self.text(),
            "web": self.text(), "addresses": [{ "id": self.item(), "label": self.text(), "addition": self.text(),
            "street": self.text(), "postal_code": self.text(), "town": self.text(), "country": "LI",
            "note": self.text() }] })
    }

    fn contract(&self) -> Value {
        given(json!({ "document": id(205), "concluded_on": self.date(), "next_check": self.date(),
            "ends_on": self.date(), "note": self.text() }))
    }

    fn joint_controllers(&self) -> Value {
        given(
            json!([{ "id": self.item(), "party": id(201), "tasks": self.text(), "arrangement": self.contract() }]),
        )
    }

    fn validity(&self) -> Value {
        json!({ "from": self.date(), "until": self.date() })
    }

    fn rule(
        &self,
        period: Value,
        start: Value,
        action: Value,
        actor: Value,
        effect: Value,
        all: &Value,
    ) -> Value {
        json!({ "id": self.item(), "name": self.text(), "data": all, "subjects": "all", "attribute": self.text(),
            "period": period, "start": start, "anchor": { "year": "school", "choice": "next", "point": "end" },
            "bound": "at_most", "limit": "duty_to_keep", "action": action, "actor": actor, "automation": "automatic",
            "condition": self.text(), "place": self.text(), "reason": self.text(), "norms": self.citations(),
            "exceptions": [{ "id": self.item(), "name": self.text(), "condition": self.text(), "effect": effect,
                "data": all, "norms": self.citations(), "note": self.text() }],
            "note": self.text() })
    }

    fn scope(&self, engagement: &str) -> Value {
        let category = self.item();
        let only = json!({ "only": [category] });
        let purpose = self.item();
        let basis = |chain: Value, unnamed: Value| {
            json!({ "id": self.item(), "ground": "consent", "chain": chain,
            "unnamed_norm": unnamed, "condition": self.text(), "purposes": { "only": [purpose] }, "data": only,
            "channel": self.text(), "legitimate_interest": self.text(), "note": self.text() })
        };
        let transfer = |destination: Value| {
            json!({ "id": self.item(), "destination": destination,
            "recipient": self.text(), "engagement": engagement, "data": only, "instrument": "standard_clauses",
            "evidence": self.text(), "condition": self.text(), "note": self.text() })
        };
        let event = || json!({ "kind": "event", "event": "collection", "name": self.text() });
        let one = |action: Value| json!({ "kind": "one", "action": action });
        let remarks = ["description", "negative", "advice"].map(
            |kind| json!({ "id": self.item(), "kind": kind, "topic": self.text(), "text": self.text() }),
        );
        let erase = || one(json!({ "kind": "erase" }));
        let controller = || json!({ "kind": "controller" });
        json!({
            "purposes": given(json!([{ "id": purpose, "text": self.text(), "condition": self.text(), "data": only }])),
            "legal_bases": given(json!([basis(self.citations(), json!(self.text()))])),
            "data_subjects": given(json!([{ "id": self.item(), "name": self.text(), "enumeration": "open",
                "condition": self.text(), "data": only }])),
            "data_categories": given(json!([{ "id": category, "name": self.text(), "details": [self.text(), self.text()],
                "enumeration": "open", "condition": self.text(), "sensitivity": "special",
                "identifiability": "pseudonymous", "provisions": self.citations(), "origin": self.text(),
                "note": self.text() }])),
            "recipients": given(json!([{ "id": self.item(), "name": self.text(), "party": id(202),
                "examples": [self.text()], "enumeration": "open", "placement": "internal",
                "role": "particular_inquiry", "data": only, "occasion": self.text(), "condition": self.text(),
                "access": "read_only", "access_limits": [{ "id": self.item(), "data": only, "access": "write_only" }],
                "provisions": self.citations(), "note": self.text() }])),
            "transfers": given(json!([transfer(json!({ "kind": "country", "country": "US" })),
                transfer(json!({ "kind": "international_organisation", "name": self.text() }))])),
            "retention": given(json!([
                self.rule(json!({ "kind": "span", "amount": 3, "unit": "months" }), event(),
                    one(json!({ "kind": "anonymise", "method": self.text() })),
                    json!({ "kind": "other", "name": self.text() }),
                    json!({ "kind": "ruled_elsewhere", "place": self.text() }), &only),
                self.rule(json!({ "kind": "while_state", "state": self.text() }), event(), erase(), controller(),
                    json!({ "kind": "extend", "period": { "kind": "as_needed", "measure": self.text() },
                        "phase": "restricted" }), &only),
                self.rule(json!({ "kind": "as_needed", "measure": self.text() }), event(), erase(), controller(),
                    json!({ "kind": "instead", "period": { "kind": "while_state", "state": self.text() },
                        "bound": "at_least" }), &only),
                self.rule(json!({ "kind": "ruled_elsewhere", "place": self.text() }), event(), erase(), controller(),
                    json!({ "kind": "not_erased" }), &only),
                self.rule(json!({ "kind": "unlimited" }), event(), erase(),
                    json!({ "kind": "processor", "engagement": engagement }), json!({ "kind": "suspend" }), &only),
            ])),
            "remarks": remarks,
        })
    }

    fn engagements(&self, first: &str) -> Value {
        let one = |item: String, role: &str, by: Value| {
            json!({ "id": item, "party": id(208), "described_as": self.text(),
            "role": role, "service": self.text(), "system": id(204), "engaged_by": by,
            "seat": { "kind": "country", "country": "LU" }, "processing_location": { "kind": "eea" },
            "contract": self.contract(), "groups": "all", "data": "all", "condition": self.text(),
            "validity": self.validity(), "enumeration": "open", "note": self.text() })
        };
        given(json!([
            one(first.to_owned(), "processor", json!({ "kind": "controller" })),
            one(self.item(), "sub_processor", json!({ "kind": "engagements", "ids": [first] })),
            one(self.item(), "unclear", json!({ "kind": "not_stated" })),
        ]))
    }

    fn measures(&self) -> Value {
        given(json!([{ "id": self.item(), "text": self.text(), "set": id(206), "goals": [self.text()],
            "condition": self.text() }]))
    }

    fn information(&self) -> Value {
        let said = || given(json!(self.text()));
        json!({
            "rights": given(json!([{ "id": self.item(), "right": "objection", "text": self.text(),
                "condition": self.text(), "channel": self.text(), "provisions": self.citations(),
                "excluded": self.text() }])),
            "rights_channel": said(),
            "complaint_authorities": given(json!([{ "id": self.item(), "party": id(203), "note": self.text() }])),
            "duty_to_provide": said(), "consequence_of_refusal": said(), "legitimate_interests": said(),
            "consent": said(), "withdrawal": said(), "data_source": said(), "automated_decisions": said(),
        })
    }

    fn origin(&self) -> Value {
        json!({ "record": id(7), "title": self.text(), "version": 3, "revision": "00" })
    }

    fn organisation(&self) -> Value {
        let engagement = self.item();
        json!({
            "name": self.text(), "legal_form": self.text(), "sector": "church", "land": "DE-BY",
            "represented_by": self.text(), "contact": self.contact(), "joint_controllers": self.joint_controllers(),
            "representative": given(json!(id(202))),
            "data_protection_officers": given(json!([{ "id": self.item(), "function": self.text(),
                "appointment": "contact_person", "body": self.text(), "contact": self.contact(), "note": self.text() }])),
            "supervisory_authority": given(json!(id(203))),
            "years": { "school": { "month": 9, "day": 12 }, "fiscal": { "month": 6, "day": 30 } },
            "defaults": { "scope": self.scope(&engagement), "engagements": self.engagements(&engagement),
                "measures": self.measures(), "information": self.information(),
                "impact_assessment": given(json!({ "outcome": "required", "reason": self.text() })) },
            "acknowledgements": [{ "id": self.item(), "rule": self.text(), "path": "/defaults", "reason": self.text(),
                                   "function": self.text(), "date": self.date() }],
            "coverage": self.text(), "origin": self.origin(), "internal_note": "Nur für den eigenen Tisch",
        })
    }

    fn activity(&self) -> Value {
        let engagement = self.item();
        json!({
            "register": id(1), "position": 1, "title": self.text(), "other_names": [self.text()],
            "description": self.text(), "systems": [id(204)],
            "own_role": { "kind": "processor", "controllers": [id(201)],
                "categories_of_processing": given(json!(self.text())) },
            "status": { "stage": "checked_by_dpo", "function": self.text(), "date": self.date() },
            "file_reference": given(json!(self.text())), "introduced_on": given(json!(self.date())),
            "next_review": self.date(), "department": given(json!(self.text())), "contact": given(self.contact()),
            "joint_controllers": self.joint_controllers(), "common": self.scope(&engagement),
            "groups": [{ "id": self.item(), "name": self.text(), "examples": [self.text()], "enumeration": "open",
                "condition": self.text(), "validity": self.validity(), "scope": self.scope(&engagement) }],
            "engagements": self.engagements(&engagement), "measures": self.measures(),
            "sensitive_data": given(json!(self.text())),
            "impact_assessment": given(json!({ "outcome": "made", "date": self.date(), "document": id(205) })),
            "threshold_test": given(json!({ "applying": [self.text()], "not_applying": [self.text()],
                "function": self.text(), "date": self.date(), "note": self.text() })),
            "acknowledgements": [
                { "id": self.item(), "rule": self.text(), "path": "/common", "reason": self.text(),
                  "function": self.text(), "date": self.date() },
                { "id": self.item(), "rule": "transfers_not_stated", "path": "/common/transfers",
                  "reason": self.text(), "function": self.text(), "date": self.date() }],
            "information": self.information(), "documents": [id(205)], "dpo_opinion": self.text(),
            "changes": [{ "id": self.item(), "date": self.date(), "function": self.text(), "text": self.text() }],
            "internal_note": "Nur für den eigenen Tisch", "origin": self.origin(), "validity": self.validity(),
        })
    }

    /// An activity of somebody else in which every field is in another state than given.
    fn states(&self) -> Value {
        let none = || json!({ "state": "explicitly_none", "note": self.text() });
        let announced = || json!({ "state": "announced_but_empty", "note": self.text() });
        let refers =
            || json!({ "state": "by_reference", "to": { "document": id(205), "place": self.text() } });
        let not_required = || json!({ "state": "not_required", "reason": self.text() });
        json!({
            "register": id(1), "position": 2, "title": self.text(),
            "own_role": { "kind": "other_controller", "party": id(202) },
            "file_reference": none(), "introduced_on": announced(), "department": refers(), "contact": not_required(),
            "joint_controllers": none(),
            "common": { "purposes": none(), "legal_bases": announced(), "data_subjects": refers(),
                "data_categories": not_required(), "recipients": none(), "transfers": announced(),
                "retention": refers() },
            "engagements": none(), "measures": announced(), "sensitive_data": refers(),
            "impact_assessment": given(json!({ "outcome": "made_centrally", "body": self.text() })),
            "information": { "rights": none(), "rights_channel": announced(), "complaint_authorities": refers(),
                "duty_to_provide": not_required(), "automated_decisions": none() },
        })
    }

    fn others(&self) -> Vec<(usize, Value)> {
        let party = |kind: &str| {
            json!({ "type": "party", "name": self.text(), "short_name": self.text(), "kind": kind,
            "contact": self.contact(), "country": "BE", "registration": self.text(), "note": self.text() })
        };
        let system = |part_of: Value| {
            json!({ "type": "system", "name": self.text(), "vendor": id(201),
            "part_of": part_of, "web": self.text(), "description": self.text() })
        };
        vec![
            (201, party("company")),
            (202, party("other")),
            (203, party("supervisory_authority")),
            (208, party("public_body")),
            (204, system(json!(id(207)))),
            (207, system(json!(id(204)))),
            (
                205,
                json!({ "type": "document", "register": id(1), "position": 1, "title": self.text(),
                "kind": "concept", "availability": "not_filed", "dated": self.date(), "next_check": self.date(),
                "ends_on": self.date(), "web": self.text(), "filed_at": self.text(), "note": self.text() }),
            ),
            (
                206,
                json!({ "type": "measure_set", "register": id(1), "position": 1, "name": self.text(),
                "measures": self.measures(), "note": self.text() }),
            ),
        ]
    }
}

fn given(value: Value) -> Value {
    json!({ "state": "given", "value": value })
}

/// A register in which every field is filled, and an activity in which every field is in another state.
pub(super) fn maximal() -> Register {
    let marks = Marks::default();
    Register::of(marks.organisation(), vec![marks.activity(), marks.states()], marks.others())
}

/// Goes through a stored record: texts and dates to look for, and the fields that are empty.
fn walk(path: &str, value: &Value, texts: &mut Vec<(String, String)>, empty: &mut Vec<String>) {
    match value {
        Value::Null => empty.push(path.to_owned()),
        Value::Array(items) if items.is_empty() => empty.push(path.to_owned()),
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                walk(&format!("{path}/{index}"), item, texts, empty);
            }
        }
        Value::Object(members) => {
            for (name, member) in members {
                walk(&format!("{path}/{name}"), member, texts, empty);
            }
        }
        Value::String(text) => {
            if text.starts_with("Mk") {
                texts.push((path.to_owned(), text.clone()));
            } else if let Ok(date) = text.parse::<chrono::NaiveDate>() {
                texts.push((path.to_owned(), date.format("%d.%m.%Y").to_string()));
            }
        }
        Value::Bool(_) | Value::Number(_) => {}
    }
}

#[test]
fn the_register_holds_every_field_and_the_document_every_text() {
    let register = maximal();
    let (mut texts, mut empty) = (Vec::new(), Vec::new());
    let stored = |value: &dyn Fn() -> Value, texts: &mut Vec<_>, empty: &mut Vec<_>, name: &str| {
        walk(name, &value(), texts, empty);
    };
    stored(&|| serde_json::to_value(&register.organisation).unwrap(), &mut texts, &mut empty, "organisation");
    stored(&|| serde_json::to_value(&register.activities[0].1).unwrap(), &mut texts, &mut empty, "activity");
    for record in register.others.values() {
        stored(&|| serde_json::to_value(record).unwrap(), &mut texts, &mut empty, record.kind());
    }
    assert_eq!(empty, Vec::<String>::new(), "a field of the sample is empty");
    // Its states carry texts, too; that fields of it are empty is its purpose.
    walk("states", &serde_json::to_value(&register.activities[1].1).unwrap(), &mut texts, &mut Vec::new());
    assert!(texts.len() > 400, "{}", texts.len());
    assert!(register.others.values().any(|record| matches!(record, Record::MeasureSet(_))));

    let printed = register.text();
    let missing: Vec<_> = texts.iter().filter(|(_, text)| !printed.contains(text.as_str())).collect();
    assert!(missing.is_empty(), "not printed: {missing:#?}");
}

#[test]
fn notes_for_the_own_desk_and_ids_are_not_printed() {
    let printed = maximal().text();
    assert!(!printed.contains("Nur für den eigenen Tisch"));
    assert!(!printed.contains("00000000-0000-7000"));
}

#[test]
fn values_that_are_chosen_from_a_list_are_printed_by_name() {
    let printed = maximal().text();
    for name in [
        "kirchliche Stelle",
        "Bayern",
        "Ansprechperson für den Datenschutz",
        "Schuljahr endet am 12.09.",
        "Geschäftsjahr endet am 30.06.",
        "besondere Kategorie, Art. 9 DSGVO",
        "pseudonym",
        "nur lesend",
        "nur schreibend",
        "einzelnen Untersuchungsauftrag",
        "Standarddatenschutzklauseln",
        "Luxemburg",
        "Liechtenstein",
        "Belgien",
        "in der EU oder im EWR",
        "Rolle nicht angegeben",
        "Aufbewahrungspflicht",
        "automatisch",
        "Widerspruch, Art. 21 DSGVO",
        "Lösch- oder Sicherheitskonzept",
        "noch nicht abgelegt",
        "Fassung 3",
        "durch DSB geprüft",
        "Ende des folgenden Schuljahres",
    ] {
        assert!(printed.contains(name), "{name}");
    }
}
