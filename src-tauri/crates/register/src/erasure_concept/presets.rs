//! Shipped retention rules to choose from, by Land. They are suggestions; where one still has to be checked against
//! its source, it says so.

use crate::id::ItemId;
use crate::legal_basis::Citation;
use crate::retention::{
    Action, ActionPlan, Actor, Anchor, AnchorPoint, Automation, Bound, ExceptionEffect, ExtensionPhase,
    Limit, Period, PeriodUnit, RetentionException, RetentionRule, Start, StartKind, YearChoice, YearKind,
};
use crate::statement::{NonEmpty, Selection};
use serde::Deserialize;
use std::num::NonZeroU16;

/// An entry of the reference list `retention_presets`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Preset {
    /// Stable id ("BY-40-50").
    pub id: String,
    /// "DE", or the Land as ISO 3166-2 code.
    pub jurisdiction: String,
    /// The provision.
    pub norm: String,
    /// The data it is about.
    pub data: String,
    /// "duration", "until_anchor" or "case_by_case".
    period_kind: String,
    /// ISO 8601 duration.
    period: Option<String>,
    /// Key of the event.
    start_event: Option<String>,
    /// The event in words.
    start_text: Option<String>,
    anchor: Option<PresetAnchor>,
    /// The period begins no earlier than another event.
    pub not_before: Option<NotBefore>,
    bound: Option<String>,
    limit: Option<String>,
    actions: Vec<PresetAction>,
    extension: Option<Extension>,
    actor: Option<String>,
    automatic: Option<bool>,
    /// Anything else to know.
    pub note: Option<String>,
    /// Where it was found.
    pub source: String,
    verified: bool,
    #[serde(default)]
    to_check: Vec<String>,
    /// What is to be checked.
    #[serde(default)]
    pub check_note: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
struct PresetAnchor {
    unit: String,
    which: String,
}

/// Another event before which the period does not begin.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct NotBefore {
    /// The event in words.
    pub text: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
struct PresetAction {
    action: String,
    condition: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
struct Extension {
    action: String,
    period: String,
    condition: Option<String>,
}

impl Preset {
    /// Whether anything in it still has to be checked against the source.
    pub fn is_to_check(&self) -> bool {
        !self.verified || !self.to_check.is_empty()
    }

    /// Actions other than the rule's own that are due under a condition only.
    pub fn alternatives(&self) -> impl Iterator<Item = (Action, &str)> {
        let conditional = self.actions.iter().skip(1).filter(|_| !self.offers_to_archive());
        conditional.filter_map(|each| Some((action(&each.action)?, each.condition.as_deref()?)))
    }

    /// The preset as a rule for all categories of data; the user chooses which.
    ///
    /// `name` is what the exception for its extension is called; `id` and `exception` are new ids.
    pub fn rule(&self, id: ItemId, exception: ItemId, name: &str) -> RetentionRule {
        RetentionRule {
            id,
            name: Some(self.data.clone()),
            data: Selection::All,
            subjects: Selection::All,
            attribute: None,
            period: self.period(),
            start: self.start(),
            anchor: self.anchor.as_ref().and_then(anchor),
            bound: match self.bound.as_deref() {
                Some("min") => Bound::AtLeast,
                Some("max") => Bound::AtMost,
                Some("regular") => Bound::AsARule,
                _ => Bound::Exactly,
            },
            limit: match self.limit.as_deref() {
                Some("keep") => Limit::DutyToKeep,
                _ => Limit::DutyToErase,
            },
            action: self.plan(),
            actor: self.actor.as_deref().and_then(|actor| (actor == "user").then_some(Actor::User)),
            automation: match self.automatic {
                Some(true) => Automation::Automatic,
                Some(false) => Automation::Manual,
                None => Automation::NotStated,
            },
            condition: None,
            place: None,
            reason: None,
            norms: vec![Citation { wording: self.norm.clone(), correction: None }],
            exceptions: self.exception(exception, name).into_iter().collect(),
            note: self.note.clone(),
        }
    }

    fn period(&self) -> Period {
        match (self.period_kind.as_str(), self.period.as_deref().and_then(duration)) {
            ("duration", Some(span)) => span,
            ("until_anchor", _) => Period::WithEvent,
            ("case_by_case", _) => {
                Period::AsNeeded { measure: self.note.clone().unwrap_or_else(|| self.data.clone()) }
            }
            _ => Period::NotStated,
        }
    }

    fn start(&self) -> Start {
        let (Some(key), Some(name)) = (&self.start_event, &self.start_text) else { return Start::NotStated };
        let event = match key.as_str() {
            "creation" | "entry_made" => StartKind::Collection,
            "file_closed" | "rejection_received" => StartKind::EndOfMatter,
            "pupil_leaves_school"
            | "staff_leaves_school"
            | "person_left_school"
            | "end_of_cooperation"
            | "pupil_no_longer_taught" => StartKind::EndOfRelationship,
            "no_longer_needed" => StartKind::PurposeFulfilled,
            _ => StartKind::Other,
        };
        Start::Event { event, name: name.clone() }
    }

    fn offers_to_archive(&self) -> bool {
        self.actions.first().is_some_and(|first| first.action == "offer_to_archive")
    }

    fn plan(&self) -> ActionPlan {
        let all: Vec<Action> = self.actions.iter().filter_map(|each| action(&each.action)).collect();
        match (all.first().cloned(), self.offers_to_archive()) {
            (None, _) => ActionPlan::Nothing,
            (Some(only), false) => ActionPlan::One { action: only },
            (Some(only), true) => NonEmpty::try_from(all)
                .map_or(ActionPlan::One { action: only }, |actions| ActionPlan::InTurn { actions }),
        }
    }

    fn exception(&self, id: ItemId, name: &str) -> Option<RetentionException> {
        let extension = self.extension.as_ref()?;
        let phase = match extension.action.as_str() {
            "restrict" => ExtensionPhase::Restricted,
            _ => ExtensionPhase::InUse,
        };
        Some(RetentionException {
            id,
            name: name.to_owned(),
            condition: extension.condition.clone(),
            effect: ExceptionEffect::Extend { period: duration(&extension.period)?, phase },
            data: Selection::All,
            norms: Vec::new(),
            note: None,
        })
    }
}

/// The presets for a Land (ISO 3166-2), its own first, then those of the whole country.
pub fn for_land<'p>(presets: &'p [Preset], land: Option<&str>) -> Vec<&'p Preset> {
    let wanted = land.into_iter().chain(["DE"]);
    wanted.flat_map(|wanted| presets.iter().filter(move |preset| preset.jurisdiction == wanted)).collect()
}

fn anchor(anchor: &PresetAnchor) -> Option<Anchor> {
    let year = match anchor.unit.as_str() {
        "school_year" => YearKind::School,
        "calendar_year" => YearKind::Calendar,
        "fiscal_year" => YearKind::Fiscal,
        _ => return None,
    };
    let choice = if anchor.which == "next" { YearChoice::Next } else { YearChoice::Current };
    Some(Anchor { year, choice, point: AnchorPoint::Start })
}

fn action(key: &str) -> Option<Action> {
    match key {
        "erase" => Some(Action::Erase),
        "anonymise" => Some(Action::Anonymise { method: None }),
        "restrict" => Some(Action::Restrict),
        "return_to_person" => Some(Action::Return),
        "offer_to_archive" => Some(Action::OfferToArchive),
        "invalidate" => Some(Action::Invalidate),
        _ => None,
    }
}

/// A duration of one unit after ISO 8601: "P50Y", "P30D", "PT72H".
fn duration(text: &str) -> Option<Period> {
    let rest = text.strip_prefix('P')?;
    let (digits, time) = match rest.strip_prefix('T') {
        Some(digits) => (digits, true),
        None => (rest, false),
    };
    let letter = digits.chars().next_back()?;
    let unit = match (letter, time) {
        ('Y', false) => PeriodUnit::Years,
        ('M', false) => PeriodUnit::Months,
        ('W', false) => PeriodUnit::Weeks,
        ('D', false) => PeriodUnit::Days,
        ('H', true) => PeriodUnit::Hours,
        ('M', true) => PeriodUnit::Minutes,
        _ => return None,
    };
    let amount: NonZeroU16 = digits.strip_suffix(letter)?.parse().ok()?;
    Some(Period::Span { amount, unit })
}
