//! The arithmetic of periods: §§ 187, 188, 190 BGB, school, calendar and fiscal years, chains of rules.
//!
//! After an event the day of the event does not count (§ 187(1)) and a period of months or years ends on the day of
//! the same number (§ 188(2) Alt. 1) or, where the month has none, on its last day (§ 188(3)). "Mit Ablauf" of a
//! year, a period or a preceding rule, the next period begins with the following day (§§ 187(2), 190) and ends on
//! the day before the one that corresponds to its first (§ 188(2) Alt. 2). § 193 does not move erasure dates.

mod calendar;

pub use calendar::{a_year_on, year_before, year_end};

use super::{
    Action, ActionPlan, Anchor, AnchorPoint, Bound, ExceptionEffect, ExtensionPhase, Limit, Period,
    PeriodUnit, RetentionException, RetentionRule, Start, StartKind, YearChoice, YearKind,
};
use crate::id::ItemId;
use crate::organisation::Years;
use chrono::{NaiveDate, NaiveDateTime};

/// One step of a computation, for the explanation beside the date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// The first event of the chain.
    Event {
        /// Its day.
        date: NaiveDate,
    },
    /// The first event of the chain, with its time of the day.
    EventAt {
        /// Its moment, in local time.
        at: NaiveDateTime,
    },
    /// The rule that runs from here on; only told where several rules form a chain.
    Rule {
        /// The rule.
        rule: ItemId,
    },
    /// An exception takes effect from here on.
    Exception {
        /// The exception.
        exception: ItemId,
    },
    /// The day of the event does not count, § 187(1) BGB.
    DayAfterEvent {
        /// First day of the period.
        begins: NaiveDate,
    },
    /// The period begins with the end of a year, § 187(2) BGB.
    YearEnd {
        /// Kind of year.
        year: YearKind,
        /// The year of the event or the one after.
        choice: YearChoice,
        /// Last day of that year.
        ends: NaiveDate,
    },
    /// The period begins where the preceding one ended, §§ 187(2), 190 BGB.
    DayAfterPeriod {
        /// First day of the period.
        begins: NaiveDate,
    },
    /// The period ends, § 188 BGB.
    SpanEnds {
        /// How many units.
        amount: u16,
        /// The unit.
        unit: PeriodUnit,
        /// Last day of the period.
        ends: NaiveDate,
    },
    /// A period of minutes or hours ends at a moment, because that of the event is known.
    SpanEndsAt {
        /// How many units.
        amount: u16,
        /// The unit.
        unit: PeriodUnit,
        /// The moment, in local time.
        at: NaiveDateTime,
    },
    /// The month has no such day; the period ends on its last, § 188(3) BGB.
    ShortMonth {
        /// That last day.
        ends: NaiveDate,
    },
    /// No period: at once with the event or the end of the year.
    AtOnce {
        /// The day.
        date: NaiveDate,
    },
    /// Nothing is stored beyond the event.
    NotStored {
        /// The day.
        date: NaiveDate,
    },
    /// The period runs on to the end of a year.
    RunsOn {
        /// Kind of year.
        year: YearKind,
        /// Last day of that year.
        ends: NaiveDate,
    },
    /// What stays beyond this day has lost its tie to a person.
    AnonymousFrom {
        /// The last day of the tie.
        date: NaiveDate,
    },
    /// The reason to put erasure off has gone.
    SuspensionEnds {
        /// Its last day.
        date: NaiveDate,
    },
}

/// Why no date can be computed. Never a guess.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotComputable {
    /// The rule does not say when its period starts.
    StartNotStated,
    /// The rule states no period.
    PeriodNotStated,
    /// Nobody knows on which day the event happened, or whether it has.
    EventUnknown,
    /// The period lasts as long as a state does.
    WhileState,
    /// The period is "as long as needed".
    AsNeeded,
    /// The data are kept for an unlimited time.
    Unlimited,
    /// The data are kept and not erased.
    KeptNotErased,
    /// Another place governs the period.
    RuledElsewhere,
    /// Erasure is suspended while a reason lasts.
    Suspended,
    /// A rule of the chain is missing.
    RuleMissing,
    /// The rules of the chain follow each other in a circle.
    Circle,
    /// The date lies beyond the calendar.
    OutOfRange,
}

/// A stretch of days during which the data stay in one state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Phase {
    /// The rule or exception that lets them stay.
    pub under: ItemId,
    /// The state.
    pub state: ExtensionPhase,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
}

/// Result of a computation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deadline {
    /// Last day on which the data may (upper limit) or must (lower limit) still be there.
    pub date: Result<NaiveDate, NotComputable>,
    /// The moment on that day, where the event's own was known and the period is one of minutes or hours.
    pub at: Option<NaiveDateTime>,
    /// First day on which erasing is allowed, where the rule sets a lower limit: a duty to keep, or "at least".
    pub earliest: Option<NaiveDate>,
    /// The states the data go through until then, without gaps.
    pub phases: Vec<Phase>,
    /// Every step of the sum, as far as it went.
    pub steps: Vec<Step>,
}

impl Deadline {
    /// A deadline that cannot be computed, before any step.
    pub(super) fn unknown(reason: NotComputable) -> Self {
        Self { date: Err(reason), at: None, earliest: None, phases: Vec::new(), steps: Vec::new() }
    }
}

/// When an event happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    /// On this day, at a time nobody knows.
    Day(NaiveDate),
    /// On this day at this time, local.
    Time(NaiveDateTime),
}

impl From<NaiveDate> for Moment {
    fn from(day: NaiveDate) -> Self {
        Self::Day(day)
    }
}

impl From<NaiveDateTime> for Moment {
    fn from(time: NaiveDateTime) -> Self {
        Self::Time(time)
    }
}

/// Where a period begins.
#[derive(Clone, Copy)]
enum Begin {
    /// After an event on this day.
    After(NaiveDate),
    /// After an event at this moment.
    At(NaiveDateTime),
    /// With the end of this day.
    WithEndOf(NaiveDate),
}

impl Begin {
    fn day(self) -> NaiveDate {
        match self {
            Self::After(day) | Self::WithEndOf(day) => day,
            Self::At(time) => time.date(),
        }
    }
}

/// The latest lawful date of `rule` when the first event of its chain happened on `event`.
///
/// `rules` are all rules of the activity, for chains.
pub fn deadline(
    rule: &RetentionRule,
    rules: &[&RetentionRule],
    years: &Years,
    event: impl Into<Moment>,
) -> Deadline {
    let mut run = Run::new(years, event.into());
    let done = chain(rule, rules).and_then(|chain| run.chain(&chain));
    run.into_deadline(done, sets_lower_limit(rule, None))
}

/// The latest lawful date where an exception from `rule` applies.
///
/// Of data that stay without their tie to a person, it is the last day of that tie.
pub fn exception_deadline(
    exception: &RetentionException,
    rule: &RetentionRule,
    rules: &[&RetentionRule],
    years: &Years,
    event: impl Into<Moment>,
) -> Deadline {
    let mut run = Run::new(years, event.into());
    let done = chain(rule, rules).and_then(|chain| run.exception(exception, rule, &chain));
    run.into_deadline(done, sets_lower_limit(rule, Some(exception)))
}

/// The latest lawful date of `rule` where erasure was put off for a reason that lasted until the end of `until`.
pub fn suspended_deadline(
    exception: &RetentionException,
    rule: &RetentionRule,
    rules: &[&RetentionRule],
    years: &Years,
    event: impl Into<Moment>,
    until: NaiveDate,
) -> Deadline {
    let mut run = Run::new(years, event.into());
    let done = chain(rule, rules).and_then(|chain| run.chain(&chain)).map(|()| {
        if until > run.begin.day() {
            run.steps.push(Step::Exception { exception: exception.id });
            run.steps.push(Step::SuspensionEnds { date: until });
            run.begin = Begin::WithEndOf(until);
            run.close_phase(exception.id);
        }
    });
    run.into_deadline(done, sets_lower_limit(rule, None))
}

/// Whether a rule, or an exception from it, says how long data must stay at least.
pub fn sets_lower_limit(rule: &RetentionRule, exception: Option<&RetentionException>) -> bool {
    let bound = match exception.map(|exception| &exception.effect) {
        Some(ExceptionEffect::Instead { bound, .. }) => *bound,
        _ => rule.bound,
    };
    rule.limit == Limit::DutyToKeep || bound == Bound::AtLeast
}

/// The event that the whole chain before a rule begins with: its kind and its name.
///
/// # Errors
/// When a start is not stated, a preceding rule is missing, or rules follow each other in a circle.
pub fn first_event<'a>(
    rule: &'a RetentionRule,
    rules: &[&'a RetentionRule],
) -> Result<(StartKind, &'a str), NotComputable> {
    match chain(rule, rules)?.first().map(|first| &first.start) {
        Some(Start::Event { event, name }) => Ok((*event, name)),
        _ => Err(NotComputable::StartNotStated),
    }
}

/// Whether a year's end anywhere in a rule's chain gathers the events of a whole year on one date.
pub fn is_anchored(rule: &RetentionRule, rules: &[&RetentionRule]) -> bool {
    chain(rule, rules).is_ok_and(|chain| chain.iter().any(|each| each.anchor.is_some()))
}

/// The rules that run before `rule`, the first one first, `rule` last.
fn chain<'a>(
    rule: &'a RetentionRule,
    rules: &[&'a RetentionRule],
) -> Result<Vec<&'a RetentionRule>, NotComputable> {
    // What has no figure ends on no date, whenever it starts.
    no_figure(&rule.period)?;
    let mut chain = vec![rule];
    let mut current = rule;
    loop {
        match &current.start {
            Start::Event { .. } => break,
            Start::NotStated => return Err(NotComputable::StartNotStated),
            Start::AfterRule { rule: before } => {
                current = rules.iter().find(|each| each.id == *before).ok_or(NotComputable::RuleMissing)?;
                if chain.iter().any(|each| each.id == current.id) {
                    return Err(NotComputable::Circle);
                }
                chain.push(current);
            }
        }
    }
    chain.reverse();
    Ok(chain)
}

fn no_figure(period: &Period) -> Result<(), NotComputable> {
    match period {
        Period::Unlimited => Err(NotComputable::Unlimited),
        Period::KeptNotErased => Err(NotComputable::KeptNotErased),
        Period::RuledElsewhere { .. } => Err(NotComputable::RuledElsewhere),
        _ => Ok(()),
    }
}

/// A computation under way.
struct Run<'a> {
    years: &'a Years,
    begin: Begin,
    state: ExtensionPhase,
    phase_from: NaiveDate,
    phases: Vec<Phase>,
    steps: Vec<Step>,
}

impl<'a> Run<'a> {
    fn new(years: &'a Years, event: Moment) -> Self {
        let (begin, step) = match event {
            Moment::Day(date) => (Begin::After(date), Step::Event { date }),
            Moment::Time(at) => (Begin::At(at), Step::EventAt { at }),
        };
        let state = ExtensionPhase::InUse;
        Self { years, begin, state, phase_from: begin.day(), phases: Vec::new(), steps: vec![step] }
    }

    fn chain(&mut self, chain: &[&RetentionRule]) -> Result<(), NotComputable> {
        for rule in chain {
            if chain.len() > 1 {
                self.steps.push(Step::Rule { rule: rule.id });
            }
            self.anchored_period(rule.anchor, &rule.period)?;
            self.close_phase(rule.id);
            self.state = state_after(&rule.action);
        }
        Ok(())
    }

    fn exception(
        &mut self,
        exception: &RetentionException,
        rule: &RetentionRule,
        chain: &[&RetentionRule],
    ) -> Result<(), NotComputable> {
        let takes_effect = Step::Exception { exception: exception.id };
        match &exception.effect {
            ExceptionEffect::Extend { period, phase } => {
                self.chain(chain)?;
                self.begin = Begin::WithEndOf(self.begin.day());
                self.state = *phase;
                self.steps.push(takes_effect);
                self.period(period)?;
                self.close_phase(exception.id);
                Ok(())
            }
            ExceptionEffect::Instead { period, .. } => {
                self.chain(chain.split_last().map_or(&[][..], |(_, before)| before))?;
                self.steps.push(takes_effect);
                self.anchored_period(rule.anchor, period)?;
                self.close_phase(exception.id);
                Ok(())
            }
            ExceptionEffect::KeptAnonymised => {
                self.chain(chain)?;
                self.steps.push(takes_effect);
                self.steps.push(Step::AnonymousFrom { date: self.begin.day() });
                Ok(())
            }
            ExceptionEffect::RuledElsewhere { .. } => Err(NotComputable::RuledElsewhere),
            ExceptionEffect::NotErased => Err(NotComputable::KeptNotErased),
            ExceptionEffect::Suspend => Err(NotComputable::Suspended),
        }
    }

    fn anchored_period(&mut self, anchor: Option<Anchor>, period: &Period) -> Result<(), NotComputable> {
        let year_end = |day, year, choice| {
            calendar::year_end(day, year, choice, self.years).ok_or(NotComputable::OutOfRange)
        };
        match anchor {
            None => self.period(period),
            Some(Anchor { year, choice, point: AnchorPoint::Start }) => {
                let ends = year_end(self.begin.day(), year, choice)?;
                self.steps.push(Step::YearEnd { year, choice, ends });
                self.begin = Begin::WithEndOf(ends);
                self.period(period)
            }
            Some(Anchor { year, choice, point: AnchorPoint::End }) => {
                self.period(period)?;
                let ends = year_end(self.begin.day(), year, choice)?;
                self.steps.push(Step::RunsOn { year, ends });
                self.begin = Begin::WithEndOf(ends);
                Ok(())
            }
        }
    }

    fn period(&mut self, period: &Period) -> Result<(), NotComputable> {
        match period {
            Period::Span { amount, unit } => self.span(amount.get(), *unit),
            Period::WithEvent => {
                self.steps.push(Step::AtOnce { date: self.begin.day() });
                self.end_with_day();
                Ok(())
            }
            Period::NotStored => {
                self.steps.push(Step::NotStored { date: self.begin.day() });
                self.end_with_day();
                Ok(())
            }
            Period::WhileState { .. } => Err(NotComputable::WhileState),
            Period::AsNeeded { .. } => Err(NotComputable::AsNeeded),
            Period::Unlimited => Err(NotComputable::Unlimited),
            Period::KeptNotErased => Err(NotComputable::KeptNotErased),
            Period::RuledElsewhere { .. } => Err(NotComputable::RuledElsewhere),
            Period::NotStated => Err(NotComputable::PeriodNotStated),
        }
    }

    /// What happens at once is over with its day, unless the moment is known.
    fn end_with_day(&mut self) {
        if !matches!(self.begin, Begin::At(_)) {
            self.begin = Begin::WithEndOf(self.begin.day());
        }
    }

    fn span(&mut self, amount: u16, unit: PeriodUnit) -> Result<(), NotComputable> {
        if let (Begin::At(from), PeriodUnit::Minutes | PeriodUnit::Hours) = (self.begin, unit) {
            let at = calendar::moment_after(from, amount, unit).ok_or(NotComputable::OutOfRange)?;
            self.steps.push(Step::SpanEndsAt { amount, unit, at });
            self.begin = Begin::At(at);
            return Ok(());
        }
        let first = self.begin.day().succ_opt().ok_or(NotComputable::OutOfRange)?;
        self.steps.push(match self.begin {
            Begin::After(_) | Begin::At(_) => Step::DayAfterEvent { begins: first },
            Begin::WithEndOf(_) => Step::DayAfterPeriod { begins: first },
        });
        let (ends, shortened) =
            calendar::span_end(self.begin, amount, unit).ok_or(NotComputable::OutOfRange)?;
        if shortened {
            self.steps.push(Step::ShortMonth { ends });
        }
        self.steps.push(Step::SpanEnds { amount, unit, ends });
        self.begin = Begin::WithEndOf(ends);
        Ok(())
    }

    /// Ends the running phase on the day reached; a phase without a day of its own is none.
    fn close_phase(&mut self, under: ItemId) {
        let to = self.begin.day();
        if self.phase_from <= to {
            self.phases.push(Phase { under, state: self.state, from: self.phase_from, to });
            self.phase_from = to.succ_opt().unwrap_or(to);
        }
    }

    fn into_deadline(self, done: Result<(), NotComputable>, is_lower_limit: bool) -> Deadline {
        let date = done.map(|()| self.begin.day());
        let at = match self.begin {
            Begin::At(at) if date.is_ok() => Some(at),
            _ => None,
        };
        let earliest = match date {
            Ok(day) if is_lower_limit => {
                if at.is_some() {
                    Some(day)
                } else {
                    day.succ_opt()
                }
            }
            _ => None,
        };
        Deadline { date, at, earliest, phases: self.phases, steps: self.steps }
    }
}

/// The state in which data stay, if they do, once a rule with this action has run.
fn state_after(plan: &ActionPlan) -> ExtensionPhase {
    let last = match plan {
        ActionPlan::One { action } => Some(action),
        ActionPlan::InTurn { actions } => actions.as_slice().last(),
        ActionPlan::EitherOf { .. } | ActionPlan::Nothing => None,
    };
    match last {
        Some(Action::Restrict) => ExtensionPhase::Restricted,
        _ => ExtensionPhase::InUse,
    }
}

#[cfg(test)]
mod tests;
