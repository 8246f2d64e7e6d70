//! Templates (Muster): what is true of a system or a kind of organisation anywhere.

use crate::activity::ProcessingActivity;
use crate::id::ItemId;
use crate::organisation::Defaults;
use serde::{Deserialize, Serialize};

/// Something an adopting organisation has to fill in itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS), ts(export))]
#[serde(deny_unknown_fields)]
pub struct OpenPoint {
    /// Identity within the record.
    pub id: ItemId,
    /// Path of the field in the activity or the defaults.
    pub path: String,
    /// What to fill in, as a question to the user.
    pub question: String,
}

/// What a template offers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS), ts(export))]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum TemplateContent {
    /// An activity. Its `register` is the template's own id until somebody adopts it.
    Activity {
        /// The activity.
        activity: Box<ProcessingActivity>,
    },
    /// Defaults for a kind of organisation.
    Defaults {
        /// The defaults.
        defaults: Box<Defaults>,
    },
}

/// A template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS), ts(export))]
#[serde(deny_unknown_fields)]
pub struct Template {
    /// Title.
    pub title: String,
    /// Version; counts up from 1.
    pub version: u32,
    /// For whom it is ("Schulen in Bayern").
    #[serde(default)]
    pub audience: Option<String>,
    /// What it rests on.
    pub source: String,
    /// Whether the source was checked.
    #[serde(default)]
    pub verification: crate::legal_basis::Verification,
    /// What the adopting organisation fills in.
    #[serde(default)]
    pub open_points: Vec<OpenPoint>,
    /// What it offers.
    pub content: TemplateContent,
}
