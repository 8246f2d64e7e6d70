//! Retention classes: the standard periods against the types of start. Rules in one cell can be erased in one run.

use super::ErasureConcept;
use crate::retention::{
    Anchor, AnchorPoint, Period, PeriodUnit, RetentionRule, Start, StartKind, YearChoice, YearKind,
};

/// A period as a class sees it: twelve months are a year, seven days are a week; 24 hours are no day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum StandardPeriod {
    /// Nothing is stored.
    NotStored,
    /// At once with the event or the end of the year.
    WithEvent,
    /// So many minutes.
    Minutes(u32),
    /// So many days.
    Days(u32),
    /// So many months.
    Months(u32),
    /// While a state lasts.
    WhileState,
    /// As long as needed.
    AsNeeded,
    /// Governed elsewhere.
    RuledElsewhere,
    /// For an unlimited time.
    Unlimited,
    /// Kept and not erased.
    KeptNotErased,
    /// Not stated.
    NotStated,
}

impl From<&Period> for StandardPeriod {
    fn from(period: &Period) -> Self {
        match period {
            Period::Span { amount, unit } => {
                let amount = u32::from(amount.get());
                match unit {
                    PeriodUnit::Minutes => Self::Minutes(amount),
                    PeriodUnit::Hours => Self::Minutes(60 * amount),
                    PeriodUnit::Days => Self::Days(amount),
                    PeriodUnit::Weeks => Self::Days(7 * amount),
                    PeriodUnit::Months => Self::Months(amount),
                    PeriodUnit::Years => Self::Months(12 * amount),
                }
            }
            Period::WithEvent => Self::WithEvent,
            Period::WhileState { .. } => Self::WhileState,
            Period::AsNeeded { .. } => Self::AsNeeded,
            Period::Unlimited => Self::Unlimited,
            Period::NotStored => Self::NotStored,
            Period::KeptNotErased => Self::KeptNotErased,
            Period::RuledElsewhere { .. } => Self::RuledElsewhere,
            Period::NotStated => Self::NotStated,
        }
    }
}

/// A type of start. ISO/IEC 27555 knows the first three; the others occur all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StartType {
    /// The data come into being.
    Collection,
    /// A matter ends.
    EndOfMatter,
    /// The relationship with the data subject ends.
    EndOfRelationship,
    /// The purpose is fulfilled.
    PurposeFulfilled,
    /// Consent is withdrawn or an objection made.
    ConsentWithdrawn,
    /// Another event.
    Other,
    /// Another rule has run.
    AfterRule,
    /// Not stated.
    NotStated,
}

impl StartType {
    /// The three of the standard.
    pub const STANDARD: [Self; 3] = [Self::Collection, Self::EndOfMatter, Self::EndOfRelationship];
}

impl From<&Start> for StartType {
    fn from(start: &Start) -> Self {
        match start {
            Start::Event { event: StartKind::Collection, .. } => Self::Collection,
            Start::Event { event: StartKind::EndOfMatter, .. } => Self::EndOfMatter,
            Start::Event { event: StartKind::EndOfRelationship, .. } => Self::EndOfRelationship,
            Start::Event { event: StartKind::PurposeFulfilled, .. } => Self::PurposeFulfilled,
            Start::Event { event: StartKind::ConsentWithdrawn, .. } => Self::ConsentWithdrawn,
            Start::Event { event: StartKind::Other, .. } => Self::Other,
            Start::AfterRule { .. } => Self::AfterRule,
            Start::NotStated => Self::NotStated,
        }
    }
}

/// A retention class.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Class {
    /// The standard period.
    pub period: StandardPeriod,
    /// The year's end it is tied to.
    pub anchor: Option<Anchor>,
    /// The type of start.
    pub start: StartType,
}

impl Class {
    /// The class of a rule. How binding the rule is makes no class of its own.
    pub fn of(rule: &RetentionRule) -> Self {
        Self { period: (&rule.period).into(), anchor: rule.anchor, start: (&rule.start).into() }
    }
}

/// A row of the matrix: one standard period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClassRow {
    /// The period.
    pub period: StandardPeriod,
    /// The year's end it is tied to.
    pub anchor: Option<Anchor>,
    /// For each column the rules of this class, as positions among the concept's entries.
    pub cells: Vec<Vec<usize>>,
}

/// The standard periods against the types of start.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matrix {
    /// The types of start: the three of the standard, then the others that occur.
    pub columns: Vec<StartType>,
    /// The periods, the shortest first; those without a figure last.
    pub rows: Vec<ClassRow>,
}

impl ErasureConcept<'_> {
    /// The matrix of retention classes.
    pub fn matrix(&self) -> Matrix {
        let mut columns: Vec<StartType> = self.entries.iter().map(|entry| entry.class.start).collect();
        columns.extend(StartType::STANDARD);
        columns.sort();
        columns.dedup();
        let mut rows: Vec<ClassRow> = Vec::new();
        for (index, entry) in self.entries.iter().enumerate() {
            let Class { period, anchor, start } = entry.class;
            let row = rows.iter().position(|row| row.period == period && row.anchor == anchor);
            let row = row.unwrap_or_else(|| {
                rows.push(ClassRow { period, anchor, cells: vec![Vec::new(); columns.len()] });
                rows.len() - 1
            });
            if let Some(column) = columns.iter().position(|column| *column == start) {
                rows[row].cells[column].push(index);
            }
        }
        rows.sort_by_key(|row| (row.period, row.anchor.map(anchor_order)));
        Matrix { columns, rows }
    }
}

fn anchor_order(anchor: Anchor) -> (bool, bool, u8) {
    let year = match anchor.year {
        YearKind::School => 0,
        YearKind::Calendar => 1,
        YearKind::Fiscal => 2,
    };
    (anchor.choice == YearChoice::Next, anchor.point == AnchorPoint::End, year)
}
