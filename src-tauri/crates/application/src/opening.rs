//! Opening a record: its content with everything that is derived from it.

use crate::adopting::new_organisation;
use crate::failure::{Error, Failure};
use crate::view::{ConflictView, DueView, OpenRecord, ResolvedActivityView};
use crate::wording::Titles;
use crate::workspace::{Loaded, Workspace};
use language::retention::RuleContext;
use register::activity::ProcessingActivity;
use register::citation;
use register::id::{ItemId, RecordId};
use register::numbering::Numbering;
use register::organisation::Organisation;
use register::record::{Conflict, Record, Revision};
use register::resolve::{ResolvedActivity, Resolver};
use register::retention::arithmetic::{Moment, deadline, exception_deadline};
use register::template::TemplateContent;
use serde_json::Value;
use std::collections::BTreeMap;

impl Workspace {
    /// Opens a record.
    ///
    /// # Errors
    /// When there is no such record, or the store cannot be read.
    pub fn open_record(&self, id: RecordId) -> Result<OpenRecord, Failure> {
        self.fail(self.opened(id))
    }

    pub(crate) fn opened(&self, id: RecordId) -> Result<OpenRecord, Error> {
        let (Loaded { head, content, .. }, conflicts, seed) = self.standing(id)?;
        let saved_at = match seed {
            None => self.store.revision(head)?.authorship.at.to_rfc3339(),
            // It ships and was never saved here.
            Some(_) => String::new(),
        };
        let register = content.register(id);
        let mut open = OpenRecord {
            id,
            head: head.to_string(),
            register,
            title: content.title().to_owned(),
            number: None,
            numbers: BTreeMap::new(),
            letters: BTreeMap::new(),
            resolved: None,
            findings: Vec::new(),
            sentences: BTreeMap::new(),
            readings: readings(&content),
            stale: Vec::new(),
            saved_at,
            open_points: self.open_points(&content)?,
            conflict_views: self.conflicts_in_words(id, &content, &conflicts)?,
            conflicts,
            record: content,
        };
        if let (Record::Activity(activity), Some(register)) = (&open.record, register) {
            let organisation = self.organisation(register)?.content;
            let rows = self.rows(Some(register), "activity")?;
            open.number = rows.iter().position(|row| row.record == id.0).map(|index| index + 1);
            let findings = self.grounds(register)?.activity(&organisation, activity);
            open.findings = self.finding_views(id, &findings);
            let activity = activity.clone();
            self.derive(&mut open, &organisation, &activity);
            open.stale = register::heirs::stale(&organisation, &activity);
        }
        if let Record::Template(template) = &open.record
            && let TemplateContent::Activity { activity } = &template.content
        {
            let activity = activity.clone();
            self.derive(&mut open, &new_organisation("")?, &activity);
        }
        if let Record::Organisation(organisation) = &open.record {
            open.findings = self.finding_views(id, &self.grounds(id)?.organisation(organisation));
        }
        Ok(open)
    }

    /// The open conflicts of a record in words.
    fn conflicts_in_words(
        &self,
        id: RecordId,
        content: &Record,
        conflicts: &[Conflict],
    ) -> Result<Vec<ConflictView>, Error> {
        if conflicts.is_empty() {
            return Ok(Vec::new());
        }
        let organisation = match content {
            Record::Activity(activity) => Some(self.organisation(activity.register)?.content),
            _ => None,
        };
        let mut revision = Revision::new(id, Vec::new(), Some(content.clone()));
        revision.conflicts = conflicts.to_vec();
        self.conflict_views(&revision, &BTreeMap::new(), &Titles::of_store(self), organisation.as_ref())
    }

    /// Adds what follows from an activity's content.
    fn derive(&self, open: &mut OpenRecord, organisation: &Organisation, activity: &ProcessingActivity) {
        let Ok(resolved) = Resolver::new(organisation, activity).resolve() else { return };
        let context = RuleContext::of(&resolved);
        for placed in resolved.scopes().flat_map(|scope| &scope.retention.items) {
            open.sentences.insert(placed.item.id, self.language.sentence(placed.item, &context));
        }
        let numbering = context.numbers();
        open.numbers = numbering.numbers().collect();
        open.letters = numbering.letters().map(|(id, letter)| (id, letter.to_owned())).collect();
        open.resolved = Some(ResolvedActivityView::from(&resolved));
    }

    /// The activity that holds the retention rule or exception with this id.
    ///
    /// # Errors
    /// When there is none, or more than one: an adopted copy keeps the ids of its items.
    pub fn find_rule(&self, item: ItemId) -> Result<RecordId, Failure> {
        let find = || -> Result<RecordId, Error> {
            let holders = self.store.records_with_item(item.0)?.into_iter().map(RecordId);
            let activities: Vec<RecordId> = holders.filter(|id| self.activity(*id).is_ok()).collect();
            let (what, name) = ("retention rule", item.to_string());
            match activities.as_slice() {
                [id] => Ok(*id),
                [] => Err(Error::NotFound { what, name }),
                _ => Err(Error::Ambiguous { what, name }),
            }
        };
        self.fail(find())
    }

    /// The latest lawful date of a retention rule or of one of its exceptions, when the first event of its chain
    /// happened on `event`.
    ///
    /// # Errors
    /// When there is no such activity or rule.
    pub fn due(&self, record: RecordId, rule: ItemId, event: impl Into<Moment>) -> Result<DueView, Failure> {
        self.fail(self.computed(record, event.into(), |resolved, _| {
            let rules = resolved.scopes().flat_map(|scope| &scope.retention.items);
            let found = rules.map(|placed| placed.item).find_map(|each| {
                let exception = each.exceptions.iter().find(|exception| exception.id == rule);
                (each.id == rule || exception.is_some()).then_some((each.id, exception.map(|found| found.id)))
            });
            found.ok_or_else(|| Error::NotFound { what: "retention rule", name: rule.to_string() })
        }))
    }

    /// As [`Workspace::due`], the rule by its printed number ("3", or "3.1" for the first exception of rule 3).
    ///
    /// # Errors
    /// When there is no such activity or rule.
    pub fn due_by_number(
        &self,
        record: RecordId,
        number: &str,
        event: impl Into<Moment>,
    ) -> Result<DueView, Failure> {
        self.fail(self.computed(record, event.into(), |resolved, numbering| {
            let (rule_number, exception_number) = match number.split_once('.') {
                Some((rule, exception)) => (rule, Some(exception)),
                None => (number, None),
            };
            let is = |id, text: &str| {
                text.parse().is_ok_and(|wanted: u32| numbering.number_of(id) == Some(wanted))
            };
            let missing = || Error::NotFound { what: "retention rule", name: number.to_owned() };
            let mut rules =
                resolved.scopes().flat_map(|scope| &scope.retention.items).map(|placed| placed.item);
            let rule = rules.find(|rule| is(rule.id, rule_number)).ok_or_else(missing)?;
            let exception = match exception_number {
                Some(wanted) => {
                    let found = rule.exceptions.iter().find(|exception| is(exception.id, wanted));
                    Some(found.ok_or_else(missing)?.id)
                }
                None => None,
            };
            Ok((rule.id, exception))
        }))
    }

    fn computed(
        &self,
        record: RecordId,
        event: Moment,
        find: impl Fn(&ResolvedActivity<'_>, &Numbering) -> Result<(ItemId, Option<ItemId>), Error>,
    ) -> Result<DueView, Error> {
        let activity = self.activity(record)?;
        let organisation: Organisation = self.organisation(activity.register)?.content;
        let broken = |_| Error::Value { at: "/".into(), reason: "the inheritance leads nowhere".into() };
        let resolved = Resolver::new(&organisation, &activity).resolve().map_err(broken)?;
        let numbering = Numbering::of(&resolved);
        let (rule, exception) = find(&resolved, &numbering)?;
        let rules: Vec<_> =
            resolved.scopes().flat_map(|scope| &scope.retention.items).map(|placed| placed.item).collect();
        let missing = || Error::NotFound { what: "retention rule", name: rule.to_string() };
        let found = rules.iter().find(|each| each.id == rule).ok_or_else(missing)?;
        let years = &organisation.years;
        let result = match exception.and_then(|id| found.exceptions.iter().find(|each| each.id == id)) {
            Some(exception) => exception_deadline(exception, found, &rules, years, event),
            None => deadline(found, &rules, years, event),
        };
        Ok(self.due_view(&result, &RuleContext::of(&resolved)))
    }

    pub(crate) fn activity(&self, id: RecordId) -> Result<ProcessingActivity, Error> {
        match self.load(id)?.content {
            Record::Activity(activity) => Ok(*activity),
            _ => Err(Error::NotFound { what: "activity", name: id.to_string() }),
        }
    }
}

/// Every citation of the record by its wording, in the standard form where it could be read.
fn readings(record: &Record) -> BTreeMap<String, String> {
    let mut readings = BTreeMap::new();
    collect_readings(&serde_json::to_value(record).unwrap_or_default(), &mut readings);
    readings
}

fn collect_readings(value: &Value, readings: &mut BTreeMap<String, String>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| collect_readings(item, readings)),
        Value::Object(members) => {
            if let Some(wording) = members.get("wording").and_then(Value::as_str) {
                let reading = citation::parse(wording);
                if !reading.provisions.is_empty() {
                    readings.insert(wording.to_owned(), reading.to_string());
                }
            }
            members.values().for_each(|member| collect_readings(member, readings));
        }
        _ => {}
    }
}
