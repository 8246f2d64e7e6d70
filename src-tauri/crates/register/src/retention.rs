//! Retention rules (Art. 30(1) f; ISO/IEC 27555, formerly DIN 66398): what is erased when, from when on, by whom.

pub mod arithmetic;
pub mod limits;

use crate::id::ItemId;
use crate::legal_basis::Citation;
use crate::statement::{NonEmpty, Selection};
use serde::{Deserialize, Serialize};

/// Unit of a period.
#[derive(Debug, Clone, PartialEq, Eq, Copy, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS), ts(export))]
#[serde(rename_all = "snake_case")]
pub enum PeriodUnit {
    /// Minutes.
    Minutes,
    /// Hours.
    Hours,
    /// Days.
    Days,
    /// Weeks of seven days.
    Weeks,
    /// Calendar months.
    Months,
    /// Calendar years.
    Years,
}

/// How long data are kept once the period has begun. None of these is empty: each is a statement of its own.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS), ts(export))]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Period {
    /// A span of time.
    Span {
        /// How many units; at least one.
        amount: std::num::NonZeroU16,
        /// The unit.
        unit: PeriodUnit,
    },
    /// No time at all: erased with the event (or with the end of the anchored year).
    WithEvent,
    /// As long as a state lasts ("solange die Konversation andauert").
    WhileState {
        /// The state.
        state: String,
    },
    /// For as long as needed, without a figure ("angemessener Zeitraum", "soweit erforderlich").
    AsNeeded {
        /// The yardstick, as stated.
        measure: String,
    },
    /// For an unlimited time.
    Unlimited,
    /// Not stored at all.
    NotStored,
    /// Kept and not erased.
    KeptNotErased,
    /// Governed elsewhere ("im Rahmen der Mitbestimmung geregelt").
    RuledElsewhere {
        /// Where.
        place: String,
    },
    /// Erasure is stated, its period is not.
    #[default]
    NotStated,
}

/// What kind of event starts a period; the first three are the start types of ISO/IEC 27555.
#[derive(Debug, Clone, PartialEq, Eq, Copy, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS), ts(export))]
#[serde(rename_all = "snake_case")]
pub enum StartKind {
    /// The data come into being (collection, creation, sending).
    Collection,
    /// A matter ends (last message, session, conference, study).
    EndOfMatter,
    /// The relationship with the data subject ends (leaves the school, contract ends).
    EndOfRelationship,
    /// The purpose is fulfilled: no longer necessary.
    PurposeFulfilled,
    /// Consent is withdrawn or an objection made.
    ConsentWithdrawn,
    /// Another event.
    Other,
}

/// What starts a period.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS), ts(export))]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Start {
    /// An event outside the register's own rules.
    Event {
        /// Kind of event.
        event: StartKind,
        /// The event in words ("Verlassen der Schule").
        name: String,
    },
    /// Another rule of the same activity has run: the period begins on the day after its last day.
    AfterRule {
        /// The preceding rule.
        rule: ItemId,
    },
    /// Not stated.
    #[default]
    NotStated,
}

/// A recurring year.
#[derive(Debug, Clone, PartialEq, Eq, Copy, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS), ts(export))]
#[serde(rename_all = "snake_case")]
pub enum YearKind {
    /// School year; 1 August to 31 July unless the organisation says otherwise.
    School,
    /// Calendar year.
    Calendar,
    /// Fiscal or business year; the calendar year unless the organisation says otherwise.
    Fiscal,
}

/// Which year's end is meant.
#[derive(Debug, Clone, PartialEq, Eq, Copy, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS), ts(export))]
#[serde(rename_all = "snake_case")]
pub enum YearChoice {
    /// The year in which the event falls.
    Current,
    /// The year after it.
    Next,
}

/// What is moved to the end of the year.
#[derive(Debug, Clone, PartialEq, Eq, Copy, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS), ts(export))]
#[serde(rename_all = "snake_case")]
pub enum AnchorPoint {
    /// The start: the period begins with the end of the year.
    Start,
    /// The end: the period runs on to the end of the year in which it would end.
    End,
}

/// Ties a period to the end of a year.
#[derive(Debug, Clone, PartialEq, Eq, Copy, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS), ts(export))]
#[serde(deny_unknown_fields)]
pub struct Anchor {
    /// Kind of year.
    pub year: YearKind,
    /// Which one.
    pub choice: YearChoice,
    /// What is tied to it.
    pub point: AnchorPoint,
}

/// How binding the period is.
#[derive(Debug, Clone, PartialEq, Eq, Default, Copy, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS), ts(export))]
#[serde(rename_all = "snake_case")]
pub enum Bound {
    /// Exactly then.
    #[default]
    Exactly,
    /// At the latest ("spätestens", "höchstens").
    AtMost,
    /// At the earliest ("mindestens").
    AtLeast,
    /// As a rule ("in der Regel", "grundsätzlich").
    AsARule,
    /// As a rule, and then at the latest.
    AsARuleAtMost,
}

/// The duty a rule expresses: two limits that never replace each other.
#[derive(Debug, Clone, PartialEq, Eq, Default, Copy, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS), ts(export))]
#[serde(rename_all = "snake_case")]
pub enum Limit {
    /// Upper limit: the data must be gone by then.
    #[default]
    DutyToErase,
    /// Lower limit: the data must be kept until then.
    DutyToKeep,
}

/// What is done with the data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS), ts(export))]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Action {
    /// Erased.
    Erase,
    /// Made anonymous.
    Anonymise {
        /// How ("Verkürzung der IP-Adresse auf Domain-Ebene").
        #[serde(default)]
        method: Option<String>,
    },
    /// Processing restricted, Art. 18 ("gesperrt").
    Restrict,
    /// Made invalid (a session).
    Invalidate,
    /// Offered to the public archive.
    OfferToArchive,
    /// Given back to the person.
    Return,
}

/// The action at the end of a period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS), ts(export))]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum ActionPlan {
    /// One action.
    One {
        /// The action.
        action: Action,
    },
    /// One of several ("gelöscht oder anonymisiert").
    EitherOf {
        /// The choices.
        actions: NonEmpty<Action>,
    },
    /// One after the other ("anbieten, dann löschen").
    InTurn {
        /// The steps.
        actions: NonEmpty<Action>,
    },
    /// Nothing is done.
    Nothing,
}

impl Default for ActionPlan {
    fn default() -> Self {
        Self::One { action: Action::Erase }
    }
}

/// Who acts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS), ts(export))]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Actor {
    /// The controller.
    Controller,
    /// A processor.
    Processor {
        /// The engagement, when named.
        #[serde(default)]
        engagement: Option<ItemId>,
    },
    /// The user, on their own content.
    User,
    /// The browser on the user's device.
    Browser,
    /// Somebody else.
    Other {
        /// Who.
        name: String,
    },
}

/// Whether a machine does it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Copy, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS), ts(export))]
#[serde(rename_all = "snake_case")]
pub enum Automation {
    /// Nothing said.
    #[default]
    NotStated,
    /// Automatic.
    Automatic,
    /// By hand.
    Manual,
}

/// What an exception does to its rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS), ts(export))]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum ExceptionEffect {
    /// The data may stay for a further period that begins when the rule's own has run.
    Extend {
        /// The further period.
        period: Period,
        /// In which state they stay.
        phase: ExtensionPhase,
    },
    /// The data may stay for another, longer period from the rule's own start.
    Instead {
        /// The other period.
        period: Period,
        /// Its bound.
        #[serde(default)]
        bound: Bound,
    },
    /// The rule does not apply; another place governs.
    RuledElsewhere {
        /// Where.
        place: String,
    },
    /// These data are not erased.
    NotErased,
    /// The data lose their tie to a person and stay.
    KeptAnonymised,
    /// Erasure is put off for as long as the reason lasts.
    Suspend,
}

/// In which state data stay during an extension.
#[derive(Debug, Clone, PartialEq, Eq, Copy, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS), ts(export))]
#[serde(rename_all = "snake_case")]
pub enum ExtensionPhase {
    /// In use as before.
    InUse,
    /// Restricted, Art. 18.
    Restricted,
}

/// An exception from a retention rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS), ts(export))]
#[serde(deny_unknown_fields)]
pub struct RetentionException {
    /// Identity within the record.
    pub id: ItemId,
    /// What it is about.
    pub name: String,
    /// When it applies.
    #[serde(default)]
    pub condition: Option<String>,
    /// What it does.
    pub effect: ExceptionEffect,
    /// The categories of data concerned.
    #[serde(default)]
    pub data: Selection,
    /// Provisions it rests on.
    #[serde(default)]
    pub norms: Vec<Citation>,
    /// Anything else said.
    #[serde(default)]
    pub note: Option<String>,
}

/// A retention rule: scope, start, period, action.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS), ts(export))]
#[serde(deny_unknown_fields)]
pub struct RetentionRule {
    /// Identity within the record.
    pub id: ItemId,
    /// A short name, when the scope alone does not say it.
    #[serde(default)]
    pub name: Option<String>,
    /// The categories of data it covers.
    #[serde(default)]
    pub data: Selection,
    /// The data subjects it is limited to.
    #[serde(default)]
    pub subjects: Selection,
    /// The attribute that narrows the scope ("fehlerhafte Übertragung", "Gastnutzer").
    #[serde(default)]
    pub attribute: Option<String>,
    /// How long.
    #[serde(default)]
    pub period: Period,
    /// From when on.
    #[serde(default)]
    pub start: Start,
    /// Tie to the end of a year.
    #[serde(default)]
    pub anchor: Option<Anchor>,
    /// How binding.
    #[serde(default)]
    pub bound: Bound,
    /// Upper or lower limit.
    #[serde(default)]
    pub limit: Limit,
    /// What is done.
    #[serde(default)]
    pub action: ActionPlan,
    /// By whom; `None` when not stated.
    #[serde(default)]
    pub actor: Option<Actor>,
    /// By a machine or by hand.
    #[serde(default)]
    pub automation: Automation,
    /// When the rule applies.
    #[serde(default)]
    pub condition: Option<String>,
    /// Where the data lie ("Gerät der Nutzerin", "Ticketsystem").
    #[serde(default)]
    pub place: Option<String>,
    /// Why they are kept so long.
    #[serde(default)]
    pub reason: Option<String>,
    /// Provisions the period rests on.
    #[serde(default)]
    pub norms: Vec<Citation>,
    /// Exceptions.
    #[serde(default)]
    pub exceptions: Vec<RetentionException>,
    /// Anything else said.
    #[serde(default)]
    pub note: Option<String>,
}
