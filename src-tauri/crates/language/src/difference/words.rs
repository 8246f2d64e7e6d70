//! Words for what is chosen from a list.

use crate::Language;
use register::activity::{RemarkKind, Stage};
use register::citation::LawfulGround;
use register::data::{Enumeration, Identifiability, Sensitivity};
use register::document::{Availability, DocumentKind};
use register::engagement::EngagementRole;
use register::information::RightKind;
use register::legal_basis::Verification;
use register::organisation::{Appointment, Sector};
use register::party::PartyKind;
use register::recipient::{Access, Placement, RecipientRole, TransferInstrument};
use register::retention::{
    AnchorPoint, Automation, Bound, ExtensionPhase, Limit, PeriodUnit, StartKind, YearChoice, YearKind,
};
use serde_json::Value;
use std::sync::LazyLock;

/// The word for a code of the type with this name.
pub(super) fn choice(language: &Language, name: &str, code: &Value) -> Option<String> {
    macro_rules! named {
        ($($type:ident),* $(,)?) => {
            match name {
                $(stringify!($type) => {
                    let value: $type = serde_json::from_value(code.clone()).ok()?;
                    Some(language.name(&value))
                })*
                _ => None,
            }
        };
    }
    named!(
        Access,
        AnchorPoint,
        Appointment,
        Automation,
        Availability,
        Bound,
        DocumentKind,
        EngagementRole,
        Enumeration,
        ExtensionPhase,
        Identifiability,
        LawfulGround,
        Limit,
        PartyKind,
        PeriodUnit,
        Placement,
        RecipientRole,
        RemarkKind,
        RightKind,
        Sector,
        Sensitivity,
        Stage,
        StartKind,
        TransferInstrument,
        Verification,
        YearChoice,
        YearKind,
    )
}

/// Names that stand in a reference list: the list, the entry's member with its name.
struct List(Value, &'static str);

impl List {
    fn name(&self, id: &str) -> Option<String> {
        let entries = self.0.get("entries")?.as_array()?;
        let entry = entries.iter().find(|entry| entry.get("id").is_some_and(|own| own == id))?;
        Some(entry.get(self.1)?.as_str()?.to_owned())
    }
}

macro_rules! list {
    ($file:literal, $member:literal) => {
        LazyLock::new(|| {
            let text = include_str!(concat!("../../../../../assets/reference/", $file));
            List(serde_json::from_str(text).unwrap_or_default(), $member)
        })
    };
}

static GOALS: LazyLock<List> = list!("protection_goals.json", "name");
static CRITERIA: LazyLock<List> = list!("dpia.json", "text");
static STATES: LazyLock<List> = list!("federal_states.json", "name");

/// What a text stands for, where a member of a type holds ids of a reference list.
pub(super) fn listed(member_of: (&str, &str), id: &str) -> Option<String> {
    match member_of {
        ("Measure", "goals") => GOALS.name(id),
        ("ThresholdTest", "applying" | "not_applying") => CRITERIA.name(id),
        ("organisation", "land") => STATES.name(id),
        _ => None,
    }
}

/// A name of the model as part of a key: lower case, its words joined by hyphens.
pub(super) fn hyphenated(name: &str) -> String {
    let mut key = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() && !key.is_empty() {
            key.push('-');
        }
        key.extend(if letter == '_' { '-' } else { letter }.to_lowercase());
    }
    key
}
