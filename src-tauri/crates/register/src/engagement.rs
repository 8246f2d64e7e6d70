//! Engagements: which party takes part in an activity, in which role, on whose behalf.

use crate::id::{ItemId, RecordId};
use crate::party::Country;
use crate::statement::{NonEmpty, Selection, Statement};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The role a party has in this activity; it may have another one elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, Copy, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS), ts(export))]
#[serde(rename_all = "snake_case")]
pub enum EngagementRole {
    /// Processor of the controller, Art. 28(1).
    Processor,
    /// Processor engaged by a processor, Art. 28(2), (4).
    SubProcessor,
    /// Joint controller, Art. 26.
    JointController,
    /// Controller in its own right (Untis for the PREMIUM version).
    Controller,
    /// The role was left open.
    Unclear,
}

/// On whose behalf a party works. The edges form a directed acyclic graph.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS), ts(export))]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum EngagedBy {
    /// The controller.
    #[default]
    Controller,
    /// One or more other engagements of the same activity.
    Engagements {
        /// The engaging engagements.
        ids: NonEmpty<ItemId>,
    },
    /// Not stated.
    NotStated,
}

/// Where a party works on the data.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS), ts(export))]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Location {
    /// In one country.
    Country {
        /// The country.
        country: Country,
    },
    /// Somewhere in the European Union or the European Economic Area.
    Eea,
    /// Not stated.
    #[default]
    NotStated,
}

/// The contract or arrangement an engagement rests on (Art. 26(1), 28(3)).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS), ts(export))]
#[serde(deny_unknown_fields)]
pub struct Contract {
    /// The record of the document.
    #[serde(default)]
    pub document: Option<RecordId>,
    /// Concluded on.
    #[serde(default)]
    pub concluded_on: Option<NaiveDate>,
    /// To be checked next on.
    #[serde(default)]
    pub next_check: Option<NaiveDate>,
    /// Ends on (inclusive).
    #[serde(default)]
    pub ends_on: Option<NaiveDate>,
    /// What else is known of it.
    #[serde(default)]
    pub note: Option<String>,
}

/// A span of validity; both days inclusive, open where missing.
#[derive(Debug, Clone, PartialEq, Eq, Default, Copy, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS), ts(export))]
#[serde(deny_unknown_fields, default)]
pub struct Validity {
    /// First day.
    pub from: Option<NaiveDate>,
    /// Last day.
    pub until: Option<NaiveDate>,
}

/// A party's part in an activity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS), ts(export))]
#[serde(deny_unknown_fields)]
pub struct Engagement {
    /// Identity within the record.
    pub id: ItemId,
    /// The party; `None` when it is not named.
    #[serde(default)]
    pub party: Option<RecordId>,
    /// How the notice calls a party that is not named ("Drittanbieter").
    #[serde(default)]
    pub described_as: Option<String>,
    /// Role in this activity.
    pub role: EngagementRole,
    /// What it does.
    #[serde(default)]
    pub service: Option<String>,
    /// The product it provides or runs.
    #[serde(default)]
    pub system: Option<RecordId>,
    /// On whose behalf.
    #[serde(default)]
    pub engaged_by: EngagedBy,
    /// Where its seat is.
    #[serde(default)]
    pub seat: Location,
    /// Where it processes the data.
    #[serde(default)]
    pub processing_location: Location,
    /// The contract.
    #[serde(default)]
    pub contract: Statement<Contract>,
    /// Groups concerned.
    #[serde(default)]
    pub groups: Selection,
    /// Categories of data concerned.
    #[serde(default)]
    pub data: Selection,
    /// When at all.
    #[serde(default)]
    pub condition: Option<String>,
    /// Validity.
    #[serde(default)]
    pub validity: Validity,
    /// Named as an example ("beispielsweise").
    #[serde(default)]
    pub enumeration: crate::data::Enumeration,
    /// Anything else said.
    #[serde(default)]
    pub note: Option<String>,
}
