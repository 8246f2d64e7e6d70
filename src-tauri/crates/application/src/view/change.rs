//! Changes and conflicts, field by field, as the window sees them.

use register::check::Letter;
use register::id::RecordId;
use serde::{Deserialize, Serialize};
use serde_json::Value;

views! {
    /// A value as a user reads it.
    pub struct Shown {
        /// In German; may have several lines.
        pub text: String,
        /// As it stands in the model.
        #[cfg_attr(feature = "describe", ts(type = "unknown"))]
        pub json: Value,
    }

    /// A field that differs.
    pub struct FieldChange {
        /// The field.
        pub path: String,
        /// The letter of Art. 30(1) it belongs to.
        pub letter: Option<Letter>,
        /// Where it is, in German: "Gruppe b › Löschregel 3 › Frist".
        pub place: String,
        /// What both sides started from; nothing when that is not known or was not there.
        pub base: Option<Shown>,
        /// What stands here; nothing when it is not there.
        pub ours: Option<Shown>,
        /// What stands there; nothing when it is not there.
        pub theirs: Option<Shown>,
        /// What will stand here.
        pub result: Option<Shown>,
        /// Who changed it.
        pub side: Side,
    }

    /// A field with two versions, of which one is to be chosen.
    pub struct ConflictView {
        /// Identity of the conflict: the same as long as field and versions are the same.
        pub id: String,
        /// The record.
        pub record: RecordId,
        /// Its title.
        pub title: String,
        /// Its register, if it belongs to one.
        pub register: Option<RecordId>,
        /// The field.
        pub path: String,
        /// The letter of Art. 30(1) it belongs to.
        pub letter: Option<Letter>,
        /// Where it is, in German.
        pub place: String,
        /// What the versions are about.
        pub kind: ConflictKind,
        /// What both sides started from; nothing when that is not known or was not there.
        pub base: Option<Shown>,
        /// Our version, which is shown for now; nothing when it was deleted here.
        pub ours: Option<Shown>,
        /// The other version; nothing when it was deleted there.
        pub theirs: Option<Shown>,
        /// What was decided so far.
        pub decision: Option<Taken>,
        /// What will stand here.
        pub result: Option<Shown>,
    }
}

/// Who changed a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "describe", derive(ts_rs::TS), ts(export))]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// This side alone.
    Ours,
    /// The other side alone.
    Theirs,
    /// Both, alike.
    Both,
}

/// What a conflict is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "describe", derive(ts_rs::TS), ts(export))]
#[serde(rename_all = "snake_case")]
pub enum ConflictKind {
    /// Two texts; a third can be written.
    Text,
    /// Two values.
    Value,
    /// Two orders of a list.
    Order,
    /// An item that one side changed and the other deleted.
    Item,
    /// The whole record: changed on one side and deleted on the other, or without anything in common.
    Record,
}

/// How a conflict is decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(ts_rs::TS), ts(export))]
#[serde(rename_all = "snake_case")]
pub enum Taken {
    /// For our version.
    Ours,
    /// For the other version.
    Theirs,
    /// For a text of its own.
    Value,
    /// Not yet: both versions stay.
    Later,
}

/// A decision about a conflict.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(ts_rs::TS), ts(export))]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// The conflict's id.
    pub conflict: String,
    /// What is taken.
    pub take: Taken,
    /// The text, when one of its own is taken.
    #[serde(default)]
    #[cfg_attr(feature = "describe", ts(type = "unknown"))]
    pub value: Option<Value>,
}
