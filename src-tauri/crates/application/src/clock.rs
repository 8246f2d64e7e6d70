//! The clock and new ids: read here, once, and passed down.

use chrono::{DateTime, Local, NaiveDate, Utc};
use register::id::{ItemId, RecordId};
use uuid::Uuid;

/// Where "now", "today" and new ids come from.
#[derive(Debug, Clone, Copy, Default)]
pub struct Clock {
    today: Option<NaiveDate>,
}

impl Clock {
    /// The machine's clock.
    pub fn system() -> Self {
        Self::default()
    }

    /// The machine's clock with another "today", as the command line's `--date` asks for.
    pub fn with_today(today: NaiveDate) -> Self {
        Self { today: Some(today) }
    }

    /// The moment, for display.
    pub fn now(&self) -> DateTime<Utc> {
        Utc::now()
    }

    /// The day, in local time.
    pub fn today(&self) -> NaiveDate {
        self.today.unwrap_or_else(|| Local::now().date_naive())
    }

    /// A new record id.
    pub fn record_id(&self) -> RecordId {
        RecordId(Uuid::now_v7())
    }

    /// A new item id.
    pub fn item_id(&self) -> ItemId {
        ItemId(Uuid::now_v7())
    }
}
