//! Rules of erasure, from the cells of their sheet or from a sentence.
//!
//! What is read is a proposal: only a rule that is put into the very same words again is taken.

use super::book::{List, Row};
use super::reading::Reading;
use crate::foreign::rule_lasting;
use language::Language;
use language::retention::RuleContext;
use register::id::ItemId;
use register::legal_basis::Citation;
use register::retention::{
    Action, ActionPlan, Actor, Anchor, AnchorPoint, Automation, Bound, Limit, Period, PeriodUnit,
    RetentionRule, Start, StartKind, YearChoice, YearKind,
};
use register::statement::{NonEmpty, Selection};
use std::num::NonZeroU16;

const BOUNDS: [Bound; 5] =
    [Bound::Exactly, Bound::AtMost, Bound::AtLeast, Bound::AsARule, Bound::AsARuleAtMost];

const UNITS: [PeriodUnit; 6] = [
    PeriodUnit::Minutes,
    PeriodUnit::Hours,
    PeriodUnit::Days,
    PeriodUnit::Weeks,
    PeriodUnit::Months,
    PeriodUnit::Years,
];

const KINDS: [StartKind; 6] = [
    StartKind::Collection,
    StartKind::EndOfMatter,
    StartKind::EndOfRelationship,
    StartKind::PurposeFulfilled,
    StartKind::ConsentWithdrawn,
    StartKind::Other,
];

/// A rule of which nothing is known yet.
pub(super) fn silent(id: ItemId) -> RetentionRule {
    rule_lasting(id, Period::NotStated)
}

impl Reading<'_> {
    /// The rule of a row; `None` where its cells say what no rule says.
    pub(super) fn rule(&mut self, id: ItemId, row: &Row) -> Option<RetentionRule> {
        let mut rule = silent(id);
        rule.name = self.text(row, "column-rule-name");
        rule.data = self.selection(List::DataCategories, self.cell(row, "column-data-numbers"))?;
        self.scope(&mut rule, self.cell(row, "column-rule-scope"))?;
        self.start(&mut rule, self.cell(row, "column-start"), self.cell(row, "column-start-kind"))?;
        self.actor(&mut rule, self.cell(row, "column-actor"))?;
        let action = self.cell(row, "column-action");
        if !action.is_empty() {
            rule.action = self.plan(action)?;
        }
        rule.condition = self.text(row, "column-condition");
        rule.reason = self.text(row, "column-reason");
        let norm = |line: &str| Citation { wording: line.to_owned(), correction: None };
        rule.norms = self.cell(row, "column-provisions").lines().map(norm).collect();
        // Exceptions are told in the words that they had.
        let told = [self.text(row, "column-note"), self.text(row, "column-exceptions")];
        let told: Vec<String> = told.into_iter().flatten().collect();
        rule.note = (!told.is_empty()).then(|| told.join("\n"));
        self.period(rule, self.cell(row, "column-period"))
    }

    fn scope(&self, rule: &mut RetentionRule, text: &str) -> Option<()> {
        for line in text.lines() {
            let line = line.strip_suffix('.').unwrap_or(line);
            if let Some(names) = line.strip_prefix("Betroffene: ") {
                let ids: Option<Vec<ItemId>> =
                    names.split("; ").map(|name| self.subjects.get(name).copied()).collect();
                rule.subjects = Selection::Only(NonEmpty::try_from(ids?).ok()?);
            } else if let Some(attribute) = line.strip_prefix("Nur: ") {
                rule.attribute = Some(attribute.to_owned());
            } else {
                rule.place = Some(line.strip_prefix("Ort: ")?.to_owned());
            }
        }
        Some(())
    }

    fn start(&self, rule: &mut RetentionRule, text: &str, kind: &str) -> Option<()> {
        if text.is_empty() || text == self.word("start-unstated") {
            return Some(());
        }
        let event = ["ab ", "bei ", "maßgeblich: "].iter().find_map(|before| text.strip_prefix(before))?;
        rule.start = match self.choice(kind, KINDS) {
            Some(event_kind) => Start::Event { event: event_kind, name: unquoted(event).to_owned() },
            None => {
                let number = event.rsplit_once("L ")?.1.parse().ok()?;
                let preceding = *self.numbers.get(&List::Retention)?.get(&number)?;
                Start::AfterRule { rule: preceding }
            }
        };
        Some(())
    }

    fn actor(&self, rule: &mut RetentionRule, text: &str) -> Option<()> {
        for line in text.lines() {
            if let Some(automation) = self.choice(line, [Automation::Automatic, Automation::Manual]) {
                rule.automation = automation;
                continue;
            }
            let numbered = [
                ("durch den Auftragsverarbeiter AV ", "AV"),
                ("durch den Unterauftragsverarbeiter UA ", "UA"),
                ("durch die beteiligte Stelle ", "BS"),
            ];
            let engagement = numbered.iter().find_map(|(before, letters)| {
                let number = line.strip_prefix(before)?;
                self.engagements.get(&format!("{letters} {number}")).copied()
            });
            let fixed = [
                ("actor-controller", Actor::Controller),
                ("actor-processor", Actor::Processor { engagement: None }),
                ("actor-user", Actor::User),
                ("actor-browser", Actor::Browser),
            ];
            rule.actor = Some(match engagement {
                Some(id) => Actor::Processor { engagement: Some(id) },
                None => match fixed.into_iter().find(|(key, _)| line == self.word(key)) {
                    Some((_, actor)) => actor,
                    None => {
                        let quoted =
                            line.strip_prefix("durch die Stelle „").and_then(|it| it.strip_suffix('“'));
                        let name = quoted.or_else(|| line.strip_prefix("durch "))?.to_owned();
                        Actor::Other { name }
                    }
                },
            });
        }
        Some(())
    }

    fn plan(&self, text: &str) -> Option<ActionPlan> {
        if text == self.word("action-nothing") {
            return Some(ActionPlan::Nothing);
        }
        if let Some(action) = self.action(text) {
            return Some(ActionPlan::One { action });
        }
        let parts = |parts: Vec<&str>| {
            let actions: Option<Vec<Action>> = parts.into_iter().map(|part| self.action(part)).collect();
            NonEmpty::try_from(actions?).ok()
        };
        if let Some(actions) = parts(text.split(", dann ").collect()) {
            return Some(ActionPlan::InTurn { actions });
        }
        let (others, last) = text.rsplit_once(" oder ")?;
        let actions = parts(others.split(", ").chain([last]).collect())?;
        Some(ActionPlan::EitherOf { actions })
    }

    fn action(&self, text: &str) -> Option<Action> {
        let plain = [
            Action::Erase,
            Action::Anonymise { method: None },
            Action::Restrict,
            Action::Invalidate,
            Action::OfferToArchive,
            Action::Return,
        ];
        let same = |name: &str| name.to_lowercase() == text.to_lowercase();
        if let Some(action) = plain.into_iter().find(|action| same(&self.book.german.name(action))) {
            return Some(action);
        }
        let anonymise = ["anonymisieren", "Anonymisieren"].iter().find_map(|word| text.strip_prefix(word))?;
        let noted = anonymise.strip_prefix(" (").and_then(|it| it.strip_suffix(')'));
        let method = noted.or_else(|| anonymise.strip_prefix(" durch "))?.to_owned();
        Some(Action::Anonymise { method: Some(method) })
    }

    /// The rule with the period and bound that a cell states, and the duty to keep.
    fn period(&self, mut rule: RetentionRule, text: &str) -> Option<RetentionRule> {
        let mut lines: Vec<&str> = text.lines().collect();
        if lines.last() == Some(&self.word("rule-limit-keep").as_str()) {
            rule.limit = Limit::DutyToKeep;
            lines.pop();
        }
        let heading = *lines.first()?;
        let context = RuleContext::default();
        let mut proposals = Vec::new();
        for (anchor, heading) in self.anchored(heading) {
            for period in periods(&self.book.german, heading) {
                proposals.push((anchor, period));
            }
        }
        for (anchor, period) in proposals {
            for bound in BOUNDS {
                let proposal = RetentionRule { period: period.clone(), anchor, bound, ..rule.clone() };
                let said = self.book.german.rule(&proposal, &context);
                let told = std::iter::once(said.headline).chain(said.bound);
                if told.eq(lines.iter().map(|line| (*line).to_owned())) {
                    return Some(proposal);
                }
            }
        }
        None
    }

    /// A heading without the year that it is tied to, and that year; and the heading as it is.
    fn anchored<'t>(&self, heading: &'t str) -> Vec<(Option<Anchor>, &'t str)> {
        let years = [
            ("year-end-school-next", YearKind::School, YearChoice::Next),
            ("year-end-school-current", YearKind::School, YearChoice::Current),
            ("year-end-calendar-next", YearKind::Calendar, YearChoice::Next),
            ("year-end-calendar-current", YearKind::Calendar, YearChoice::Current),
            ("year-end-fiscal-next", YearKind::Fiscal, YearChoice::Next),
            ("year-end-fiscal-current", YearKind::Fiscal, YearChoice::Current),
        ];
        let mut found = vec![(None, heading)];
        for (key, year, choice) in years {
            let end = self.word(key);
            let tie = |point| Some(Anchor { year, choice, point });
            if heading == end {
                found.push((tie(AnchorPoint::Start), "Mit dem Ereignis"));
            }
            for (before, after, point) in [
                (" ab ", "", AnchorPoint::Start),
                (", weiter bis zum ", "", AnchorPoint::End),
                (" (Stichtag: ", ")", AnchorPoint::Start),
            ] {
                if let Some(rest) = heading.strip_suffix(&format!("{before}{end}{after}")) {
                    found.push((tie(point), rest));
                }
            }
        }
        found
    }
}

/// The periods that a heading may mean.
fn periods(german: &Language, heading: &str) -> Vec<Period> {
    let word = |key: &str| german.text(key, &[]);
    let simple = [
        ("period-unlimited", Period::Unlimited),
        ("period-not-stored", Period::NotStored),
        ("period-kept", Period::KeptNotErased),
        ("period-not-stated", Period::NotStated),
    ];
    if let Some((_, period)) = simple.into_iter().find(|(key, _)| word(key) == heading) {
        return vec![period];
    }
    if heading == "Mit dem Ereignis" {
        return vec![Period::WithEvent];
    }
    let mut found = Vec::new();
    let words: Vec<&str> = heading.split(' ').collect();
    if let [.., amount, _] = words.as_slice()
        && let Ok(amount) = amount.parse::<NonZeroU16>()
    {
        let spoken = |unit: &PeriodUnit| heading.ends_with(&german.span(amount.get(), *unit));
        found.extend(UNITS.into_iter().filter(spoken).map(|unit| Period::Span { amount, unit }));
    }
    if let Some(place) = heading.strip_prefix("An anderer Stelle geregelt: ") {
        found.push(Period::RuledElsewhere { place: place.to_owned() });
    }
    if let Some(measure) = heading.strip_prefix("So lange wie erforderlich: ") {
        found.push(Period::AsNeeded { measure: measure.to_owned() });
    }
    if heading.to_lowercase().starts_with("solange ") {
        found.push(Period::WhileState { state: heading.to_owned() });
    } else if heading.to_lowercase().contains("lange") {
        found.push(Period::AsNeeded { measure: heading.to_owned() });
    }
    found
}

/// An event without the words that stand before one that has to be quoted.
fn unquoted(event: &str) -> &str {
    event.strip_prefix("dem Ereignis „").and_then(|it| it.strip_suffix('“')).unwrap_or(event)
}

/// The rule that a sentence states, with the name before it; `None` where another sentence would come of it.
///
/// The sheet of categories is not at hand: their numbers are those of `data`.
pub(super) fn from_sentence(
    german: &Language,
    id: ItemId,
    text: &str,
    data: &[ItemId],
    context: &RuleContext,
) -> Option<RetentionRule> {
    let begins = ["Die Daten", "Die Datenkategorie"];
    let (name, sentence) = match begins.iter().any(|begin| text.starts_with(begin)) {
        true => (None, text),
        false => begins.iter().find_map(|begin| {
            let (name, _) = text.split_once(&format!(": {begin}"))?;
            Some((Some(name.to_owned()), text.get(name.len() + 2..)?))
        })?,
    };
    let (subject, rest) = [" werden ", " wird "]
        .iter()
        .filter_map(|verb| sentence.split_once(verb))
        .min_by_key(|(it, _)| it.len())?;
    let mut rule = silent(id);
    rule.name = name;
    let numbers = ["Die Datenkategorien Nr. ", "Die Datenkategorie Nr. "];
    if let Some(numbers) = numbers.iter().find_map(|before| subject.strip_prefix(before)) {
        let mut ids = Vec::new();
        for part in numbers.split(", ") {
            let (first, last) = part.split_once('–').unwrap_or((part, part));
            let (first, last) = (first.parse::<usize>().ok()?, last.parse::<usize>().ok()?);
            ids.extend(data.get(first.checked_sub(1)?..last)?);
        }
        rule.data = Selection::Only(NonEmpty::try_from(ids).ok()?);
    } else if subject != "Die Daten" {
        return None;
    }
    let rest = rest.strip_suffix('.').unwrap_or(rest);
    let (rest, is_gap) = match rest.strip_suffix("; eine Frist ist nicht angegeben") {
        Some(rest) => (rest, true),
        None => (rest, false),
    };
    let (rest, state) = match rest.strip_prefix("gespeichert, ") {
        Some(told) => {
            let again = ["; danach werden sie ", "; danach wird sie "];
            let (state, then) = again.iter().find_map(|again| told.split_once(again))?;
            (then, Some(state))
        }
        None => (rest, None),
    };
    let actions = [
        ("gelöscht", Action::Erase),
        ("anonymisiert", Action::Anonymise { method: None }),
        ("in der Verarbeitung eingeschränkt", Action::Restrict),
        ("ungültig gemacht", Action::Invalidate),
        ("dem Archiv angeboten", Action::OfferToArchive),
        ("an die betroffene Person zurückgegeben", Action::Return),
    ];
    let mut time = rest;
    if let Some((before, action)) =
        actions.into_iter().find_map(|(done, action)| Some((rest.strip_suffix(done)?, action)))
    {
        rule.action = ActionPlan::One { action };
        time = before.trim_end();
    }
    for (word, automation) in [("automatisch", Automation::Automatic), ("von Hand", Automation::Manual)] {
        if let Some(before) = time.strip_suffix(word) {
            rule.automation = automation;
            time = before.trim_end();
        }
    }
    // Who acts, years and other rules are more than an event.
    if [" durch ", " automatisch", " von Hand", " und ", "nach L ", "(", ";"]
        .iter()
        .any(|more| time.contains(more))
    {
        return None;
    }
    let whole = [
        ("unbegrenzt gespeichert", Period::Unlimited),
        ("nicht gespeichert", Period::NotStored),
        ("aufbewahrt und nicht gelöscht", Period::KeptNotErased),
    ];
    if is_gap && time.is_empty() {
        rule.period = Period::NotStated;
    } else if let Some(state) = state.filter(|_| time.is_empty()) {
        let heading =
            state.strip_prefix("so lange wie").map_or(state.to_owned(), |rest| format!("So lange wie{rest}"));
        rule.period = periods(german, &heading).into_iter().next()?;
    } else if let Some((_, period)) = whole.into_iter().find(|(words, _)| *words == time) {
        rule.period = period;
    } else if let Some(event) = time.strip_prefix("mit ") {
        rule.period = Period::WithEvent;
        rule.start = other(event);
    } else {
        let (span, event) = time.split_once(" nach ").unwrap_or((time, ""));
        rule.period = periods(german, span).into_iter().find(|it| matches!(it, Period::Span { .. }))?;
        if event != "einem nicht angegebenen Ereignis" {
            rule.start = other(event);
        }
        let bounds = [
            ("spätestens ", Bound::AtMost),
            ("frühestens ", Bound::AtLeast),
            ("in der Regel spätestens ", Bound::AsARuleAtMost),
            ("in der Regel ", Bound::AsARule),
        ];
        let bound = bounds.into_iter().find(|(word, _)| span.starts_with(word));
        rule.bound = bound.map_or(Bound::Exactly, |(_, bound)| bound);
    }
    (german.sentence(&rule, context) == sentence).then_some(rule)
}

/// The event of a sentence, which does not say of which kind it is.
fn other(event: &str) -> Start {
    Start::Event { event: StartKind::Other, name: unquoted(event).to_owned() }
}
