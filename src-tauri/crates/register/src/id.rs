//! Identities: records and list items carry UUIDv7 ids that never change.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use uuid::{Builder, Uuid};

macro_rules! identity {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS), ts(export, type = "string"))]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text).map(Self)
            }
        }
    };
}

/// 1 January 2026 as milliseconds since 1970: the time part of all derived ids.
const EPOCH: u64 = 1_767_225_600_000;

/// An id that is always the same for the same hash: a UUIDv7 (RFC 9562) whose random part is its beginning.
pub fn derived(hash: [u8; 32]) -> Uuid {
    let mut random = [0; 10];
    random.copy_from_slice(&hash[..10]);
    Builder::from_unix_timestamp_millis(EPOCH, &random).into_uuid()
}

identity! {
    /// Identity of a record: an organisation, an activity, a party …
    ///
    /// A register belongs to one organisation, so the organisation's id is also the register's.
    RecordId
}

identity! {
    /// Identity of an item in one of a record's lists; unique within its record.
    ItemId
}
