//! Adopted activities, their origins, and Muster, as the window sees them.

use super::change::{ConflictView, FieldChange, Taken};
use register::id::RecordId;
use serde::{Deserialize, Serialize};

views! {
    /// Where adopted records say something else than their origins.
    pub struct DeviationTable {
        /// One row a record, register by register.
        pub rows: Vec<DeviationRow>,
    }

    /// An adopted record and its origin.
    pub struct DeviationRow {
        /// The record: an activity, or an organisation whose defaults come from a Muster.
        pub record: RecordId,
        /// Its title.
        pub title: String,
        /// Its register.
        pub register: RecordId,
        /// The name of the register's organisation.
        pub register_name: String,
        /// The title of the origin when it was adopted.
        pub origin_title: String,
        /// What the origin is.
        pub origin_kind: OriginKind,
        /// The version that was adopted, for a Muster.
        pub origin_version: Option<u32>,
        /// The newest version known, for a Muster.
        pub newest_version: Option<u32>,
        /// Whether a newer version of the origin is known.
        pub update: bool,
        /// Fields that say something else: `base` is the origin as it was adopted.
        pub fields: Vec<FieldChange>,
    }

    /// What a newer version of the origin brings.
    pub struct FollowPreview {
        /// The adopted record, or an edited Muster of which a newer one ships.
        pub record: RecordId,
        /// Its title.
        pub title: String,
        /// The title of the origin.
        pub origin_title: String,
        /// The version that was adopted, for a Muster.
        pub from_version: Option<u32>,
        /// The version that can be followed now, for a Muster.
        pub to_version: Option<u32>,
        /// New there, unchanged here.
        pub incoming: Vec<FieldChange>,
        /// Changed here only.
        pub kept: Vec<FieldChange>,
        /// Changed on both sides.
        pub conflicts: Vec<ConflictView>,
    }

    /// Something that a Muster leaves to whoever adopts it and that is still to be filled in.
    pub struct OpenPointView {
        /// The field.
        pub path: String,
        /// What to fill in, as a question.
        pub question: String,
    }
}

/// What an adopted record came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "describe", derive(ts_rs::TS), ts(export))]
#[serde(rename_all = "snake_case")]
pub enum OriginKind {
    /// A Muster.
    Template,
    /// A colleague's activity.
    Activity,
}

/// What is to become of a field that has changed in the origin.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(ts_rs::TS), ts(export))]
#[serde(deny_unknown_fields)]
pub struct FollowDecision {
    /// The field.
    pub path: String,
    /// Whose version is taken; a text of one's own is none of the choices.
    pub take: Taken,
}
