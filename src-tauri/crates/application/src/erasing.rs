//! The Löschkonzept: all retention rules of a register, what an event sets off, what a school year brings.

use crate::assets;
use crate::failure::{Error, Failure};
use crate::view::{
    ClassCell, ClassMatrix, ClassMatrixRow, ConceptRow, DueView, ErasureCalendar, ErasureConceptView,
    ErasureRunRow, EventRow, LimitView, OpenRule, PhaseView, PlaceLimits, PresetRow, RuleGroup, StepView,
    TaskRow, UncoveredRow, WhatIf,
};
use crate::workspace::Workspace;
use chrono::{Datelike, NaiveDate};
use language::retention::{RuleContext, RuleText};
use register::erasure_concept::presets::{Preset, for_land};
use register::erasure_concept::{Category, Entry, ErasureConcept, EventFilter, StandardPeriod, Task};
use register::erasure_concept::{erasure_runs, what_if};
use register::id::{ItemId, RecordId};
use register::organisation::Organisation;
use register::resolve::Resolver;
use register::retention::arithmetic::{Deadline, year_before, year_end};
use register::retention::limits::{self, Applying, Case, CombinedLimit, Events};
use register::retention::{StartKind, YearChoice, YearKind};
use std::collections::BTreeMap;

/// A register's rules with what their texts have to know.
struct Speaking<'w, 'a> {
    workspace: &'w Workspace,
    concept: &'w ErasureConcept<'a>,
    contexts: &'w BTreeMap<RecordId, RuleContext>,
    systems: &'w BTreeMap<RecordId, String>,
}

impl Workspace {
    /// The Löschkonzept of a register.
    ///
    /// # Errors
    /// When there is no such register, or the store cannot be read.
    pub fn erasure_concept(&self, register: RecordId) -> Result<ErasureConceptView, Failure> {
        self.fail(self.with_concept(register, |speaking| Ok(speaking.view())))
    }

    /// What falls due when events of this kind, or with one of these texts in their names, happen on `date`. Without
    /// kind and names all events are meant.
    ///
    /// # Errors
    /// When there is no such register, or the store cannot be read.
    pub fn what_if(
        &self,
        register: RecordId,
        kind: Option<StartKind>,
        names: Vec<String>,
        date: NaiveDate,
    ) -> Result<WhatIf, Failure> {
        let filter = EventFilter { kind, names };
        self.fail(self.with_concept(register, |speaking| Ok(speaking.what_if(&filter, date))))
    }

    /// The erasure calendar of the school year that begins in the calendar year `year`.
    ///
    /// # Errors
    /// When there is no such register, the year lies beyond the calendar, or the store cannot be read.
    pub fn erasure_calendar(&self, register: RecordId, year: i32) -> Result<ErasureCalendar, Failure> {
        self.fail(self.with_concept(register, |speaking| speaking.calendar(year)))
    }

    /// Shipped retention rules for the register's Land, as suggestions.
    ///
    /// # Errors
    /// When there is no such register, or a shipped file is damaged.
    pub fn presets(&self, register: RecordId) -> Result<Vec<PresetRow>, Failure> {
        let rows = || -> Result<_, Error> {
            let organisation = self.organisation(register)?.content;
            let presets = shipped_presets()?;
            let land = for_land(&presets, organisation.land.as_deref());
            Ok(land.into_iter().map(|preset| self.preset_row(preset)).collect())
        };
        self.fail(rows())
    }

    fn preset_row(&self, preset: &Preset) -> PresetRow {
        let language = self.language();
        let extension = language.text("preset-extension", &[]);
        let mut rule = preset.rule(self.clock.item_id(), self.clock.item_id(), &extension);
        rule.note = language.preset_note(preset);
        PresetRow {
            id: preset.id.clone(),
            jurisdiction: preset.jurisdiction.clone(),
            data: preset.data.clone(),
            norm: preset.norm.clone(),
            source: preset.source.clone(),
            to_check: language.preset_to_check(preset),
            sentence: language.sentence(&rule, &RuleContext::default()),
            rule,
        }
    }

    /// All rules for one category of data of an activity, place by place: by when the data must be gone, until when
    /// they must stay. `events` are the days of known events by their names, `applying` the exceptions that apply,
    /// a suspension with the last day of its reason.
    ///
    /// # Errors
    /// When there is no such activity, or its inheritance leads nowhere.
    pub fn limits(
        &self,
        record: RecordId,
        category: ItemId,
        events: &BTreeMap<String, NaiveDate>,
        applying: &BTreeMap<ItemId, Option<NaiveDate>>,
    ) -> Result<Vec<PlaceLimits>, Failure> {
        let limits = || -> Result<_, Error> {
            let register = self.activity(record)?.register;
            self.with_concept(register, |speaking| Ok(speaking.limits(record, category, events, applying)))
        };
        self.fail(limits())
    }

    fn with_concept<T>(
        &self,
        register: RecordId,
        tell: impl FnOnce(&Speaking<'_, '_>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let loaded = self.register(register)?;
        let organisation: &Organisation = &loaded.organisation.content;
        let activities: Vec<_> =
            loaded.activities.iter().map(|activity| (activity.id, &activity.content)).collect();
        let contexts = activities
            .iter()
            .filter_map(|(id, activity)| {
                let resolved = Resolver::new(organisation, activity).resolve().ok()?;
                Some((*id, RuleContext::of(&resolved)))
            })
            .collect();
        let systems = self.all(None, "system")?.into_iter();
        let systems = systems.map(|system| (system.id, system.content.title().to_owned())).collect();
        let concept = ErasureConcept::of(organisation, &activities);
        tell(&Speaking { workspace: self, concept: &concept, contexts: &contexts, systems: &systems })
    }

    pub(crate) fn due_view(&self, result: &Deadline, context: &RuleContext) -> DueView {
        DueView {
            date: result.date.ok().map(|date| date.to_string()),
            at: result.at.map(|at| at.format("%Y-%m-%dT%H:%M").to_string()),
            earliest: result.earliest.map(|date| date.to_string()),
            reason: result.date.err().map(|reason| self.language.not_computable(reason)),
            phases: result
                .phases
                .iter()
                .map(|phase| PhaseView {
                    state: phase.state,
                    from: phase.from.to_string(),
                    to: phase.to.to_string(),
                    text: self.language.phase(phase),
                })
                .collect(),
            steps: self
                .language
                .steps(result, context)
                .into_iter()
                .map(|step| StepView { text: step.text, norm: step.norm })
                .collect(),
        }
    }
}

impl Speaking<'_, '_> {
    fn rule_text(&self, entry: &Entry<'_>) -> RuleText {
        let nothing_known = RuleContext::default();
        let context = self.contexts.get(&entry.activity).unwrap_or(&nothing_known);
        self.workspace.language.rule(entry.rule, context)
    }

    fn labels(&self, entries: &[usize]) -> Vec<String> {
        entries.iter().map(|index| self.concept.entries[*index].label()).collect()
    }

    fn systems(&self, entry: &Entry<'_>) -> Vec<String> {
        entry.systems.iter().filter_map(|id| self.systems.get(id).cloned()).collect()
    }

    fn view(&self) -> ErasureConceptView {
        let concept = self.concept;
        let title = |activity| {
            let entry = concept.entries.iter().find(|entry| entry.activity == activity);
            entry.map(|entry| entry.activity_title.to_owned()).unwrap_or_default()
        };
        ErasureConceptView {
            rules: concept.entries.iter().map(|entry| self.row(entry)).collect(),
            matrix: self.matrix(),
            by_category: concept
                .by_category()
                .into_iter()
                .map(|(name, rules)| RuleGroup { name: Some(name.to_owned()), rules: self.labels(&rules) })
                .collect(),
            by_system: concept
                .by_system()
                .into_iter()
                .map(|(system, rules)| {
                    let name =
                        system.map(|id| self.systems.get(&id).cloned().unwrap_or_else(|| id.to_string()));
                    RuleGroup { name, rules: self.labels(&rules) }
                })
                .collect(),
            uncovered: concept
                .uncovered
                .iter()
                .map(|each| UncoveredRow {
                    activity: each.activity,
                    title: title(each.activity),
                    category: numbered(&each.category),
                })
                .collect(),
            broken: concept.broken.clone(),
        }
    }

    fn row(&self, entry: &Entry<'_>) -> ConceptRow {
        let text = self.rule_text(entry);
        ConceptRow {
            label: entry.label(),
            activity: entry.activity,
            title: entry.activity_title.to_owned(),
            record: entry.record,
            path: entry.path.clone(),
            rule: entry.rule.id,
            groups: entry.groups.clone(),
            name: text.name,
            data: data(entry),
            period: text.headline,
            is_gap: text.is_gap,
            start: text.start,
            action: text.action,
            actor: text.actor,
            automation: text.automation,
            norms: text.norms,
            exceptions: text.exceptions,
            systems: self.systems(entry),
        }
    }

    fn matrix(&self) -> ClassMatrix {
        let language = &self.workspace.language;
        let matrix = self.concept.matrix();
        let cell = |index: &usize| {
            let entry = &self.concept.entries[*index];
            ClassCell { label: entry.label(), name: name(entry) }
        };
        ClassMatrix {
            columns: matrix.columns.iter().map(|column| language.name(column)).collect(),
            rows: matrix
                .rows
                .iter()
                .map(|row| ClassMatrixRow {
                    period: language.class_period(row.period, row.anchor),
                    is_gap: row.period == StandardPeriod::NotStated,
                    cells: row.cells.iter().map(|cells| cells.iter().map(cell).collect()).collect(),
                })
                .collect(),
        }
    }

    fn what_if(&self, filter: &EventFilter, date: NaiveDate) -> WhatIf {
        let language = &self.workspace.language;
        let event = |event: &register::erasure_concept::KnownEvent<'_>| EventRow {
            kind: event.kind,
            kind_name: language.name(&event.kind),
            name: event.name.to_owned(),
            rules: self.labels(&event.entries),
        };
        WhatIf {
            date: date.to_string(),
            tasks: what_if(self.concept, filter, date).iter().map(|task| self.task(task)).collect(),
            events: self.concept.events().iter().map(event).collect(),
        }
    }

    fn task(&self, task: &Task<'_>) -> TaskRow {
        let entry = &self.concept.entries[task.entry];
        let nothing_known = RuleContext::default();
        let context = self.contexts.get(&entry.activity).unwrap_or(&nothing_known);
        let due = self.workspace.due_view(&task.deadline, context);
        let text = self.rule_text(entry);
        let language = &self.workspace.language;
        let exception = task.exception.and_then(|exception| {
            let index = entry.rule.exceptions.iter().position(|each| each.id == exception.id)?;
            text.exceptions.get(index).cloned()
        });
        let today = self.workspace.clock.today();
        TaskRow {
            label: entry.label(),
            activity: entry.activity,
            title: entry.activity_title.to_owned(),
            rule: entry.rule.id,
            exception,
            shown_date: task.deadline.date.ok().map(|date| language.list_date(date, today)),
            date: due.date,
            earliest: due.earliest,
            reason: due.reason,
            action: text.action,
            data: data(entry),
            place: entry.rule.place.clone(),
            systems: self.systems(entry),
            actor: text.actor,
            automation: text.automation,
            condition: entry.rule.condition.clone(),
            phases: due.phases,
            steps: due.steps,
            clash: task.clash.map(|clash| language.clash(&clash, entry.activity, self.concept)),
        }
    }

    fn calendar(&self, year: i32) -> Result<ErasureCalendar, Error> {
        let years = &self.concept.years;
        let beyond =
            || Error::Value { at: "/years".into(), reason: "the year lies beyond the calendar".into() };
        let begins = |end: NaiveDate| year_before(end, YearKind::School, years);
        let first = NaiveDate::from_ymd_opt(year, 1, 1).ok_or_else(beyond)?;
        let (from, to) = [YearChoice::Current, YearChoice::Next]
            .into_iter()
            .filter_map(|choice| {
                let end = year_end(first, YearKind::School, choice, years)?;
                Some((begins(end)?, end))
            })
            .find(|(from, _)| from.year() == year)
            .ok_or_else(beyond)?;
        let language = &self.workspace.language;
        let runs = erasure_runs(self.concept, from, to);
        let row = |run: &register::erasure_concept::ErasureRun| {
            let entry = &self.concept.entries[run.entry];
            let text = self.rule_text(entry);
            ErasureRunRow {
                date: run.date.to_string(),
                label: entry.label(),
                activity: entry.activity,
                title: entry.activity_title.to_owned(),
                name: name(entry),
                limit: run.limit,
                events: language.events(run.events_from, run.events_to, run.whole_year),
                action: text.action,
                actor: text.actor,
            }
        };
        Ok(ErasureCalendar {
            year: language.events(from, to, Some(YearKind::School)),
            from: from.to_string(),
            to: to.to_string(),
            runs: runs.iter().map(row).collect(),
        })
    }

    fn limits(
        &self,
        activity: RecordId,
        category: ItemId,
        events: &Events,
        applying: &BTreeMap<ItemId, Option<NaiveDate>>,
    ) -> Vec<PlaceLimits> {
        let concept = self.concept;
        let rules = concept.rules_of(activity);
        let of_category = |entry: &&Entry<'_>| {
            entry.activity == activity && entry.categories.iter().any(|each| each.id == category)
        };
        let competing: Vec<_> = concept.entries.iter().filter(of_category).map(|entry| entry.rule).collect();
        let applying: Vec<_> = applying
            .iter()
            .map(|(exception, until)| Applying { exception: *exception, until: *until })
            .collect();
        let case = Case { rules: &rules, years: &concept.years, events, applying: &applying };
        let language = &self.workspace.language;
        let label = |rule: ItemId| {
            let entry =
                concept.entries.iter().find(|entry| entry.activity == activity && entry.rule.id == rule);
            entry.map(Entry::label).unwrap_or_default()
        };
        let limit = |limit: &CombinedLimit| LimitView {
            date: limit.date.map(|date| date.to_string()),
            governing: limit.governing.map(label),
            is_firm: limit.is_firm,
            open: limit
                .open
                .iter()
                .map(|(rule, reason)| OpenRule {
                    rule: label(*rule),
                    reason: language.not_computable(*reason),
                })
                .collect(),
        };
        limits::combined_by_place(&competing, &case)
            .into_iter()
            .map(|(place, combined)| PlaceLimits {
                place: place.map(str::to_owned),
                erase: limit(&combined.erase),
                keep: limit(&combined.keep),
                clash: combined.clash.map(|clash| language.clash(&clash, activity, concept)),
            })
            .collect()
    }
}

fn numbered(category: &Category<'_>) -> String {
    format!("{} ({})", category.name, category.number)
}

/// The data of a rule: its categories with their numbers.
fn data(entry: &Entry<'_>) -> String {
    entry.categories.iter().map(numbered).collect::<Vec<_>>().join(", ")
}

/// What a rule is about in few words: its name, or its data.
fn name(entry: &Entry<'_>) -> String {
    entry.rule.name.clone().unwrap_or_else(|| data(entry))
}

fn shipped_presets() -> Result<Vec<Preset>, Error> {
    let lists = assets::reference_lists()?;
    let entries = lists.into_iter().filter(|list| list.list == "retention_presets");
    entries
        .flat_map(|list| list.entries)
        .map(|entry| {
            let at = entry.id.clone();
            serde_json::from_value(entry.to_value())
                .map_err(|error| Error::Value { at, reason: error.to_string() })
        })
        .collect()
}
