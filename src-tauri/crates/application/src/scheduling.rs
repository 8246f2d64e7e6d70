//! Deadlines: what falls due, what is open, and that something was reviewed.

use crate::failure::{Error, Failure};
use crate::view::{DeadlineRow, OpenRecord};
use crate::workspace::{self, Loaded, Workspace};
use chrono::{Local, NaiveDate};
use exchange::ics;
use register::activity::ChangeNote;
use register::check::Severity;
use register::deadlines::{self, AdequacyEnd, DeadlineItem, OpenConflicts, Situation, Window};
use register::id::RecordId;
use register::record::{Record, Revision};
use register::retention::arithmetic::a_year_on;
use serde_json::Value;
use std::collections::BTreeMap;
use store::Filter;

impl Workspace {
    /// The deadlines of a register, or of all of them, by date. Without `from` everything overdue is told too; without
    /// `to` the list ends a year from today.
    ///
    /// # Errors
    /// When there is no such register, or the store cannot be read.
    pub fn deadlines(
        &self,
        register: Option<RecordId>,
        from: Option<NaiveDate>,
        to: Option<NaiveDate>,
    ) -> Result<Vec<DeadlineRow>, Failure> {
        let registers = match register {
            Some(id) => vec![id],
            None => self.registers()?.into_iter().map(|row| row.id).collect(),
        };
        let today = self.clock.today();
        let window = Window { today, from, to: to.or_else(|| a_year_on(today)).unwrap_or(today) };
        let mut rows = Vec::new();
        for id in registers {
            let items = self.deadline_items(id, &window)?;
            rows.extend(items.iter().map(|item| self.deadline_row(id, item)));
        }
        rows.sort_by(|one, other| one.date.cmp(&other.date));
        Ok(rows)
    }

    fn deadline_items(&self, id: RecordId, window: &Window) -> Result<Vec<DeadlineItem>, Failure> {
        let mut errors = BTreeMap::new();
        for finding in self.check(Some(id))? {
            if finding.severity == Severity::Error && finding.acknowledged.is_none() {
                *errors.entry(finding.record).or_insert(0) += 1;
            }
        }
        let items = || -> Result<_, Error> {
            let register = self.register(id)?;
            let activities: Vec<_> =
                register.activities.iter().map(|activity| (activity.id, &activity.content)).collect();
            let loaded = self.all(Some(id), "document")?;
            let documents: Vec<_> = loaded
                .iter()
                .filter_map(|loaded| match &loaded.content {
                    Record::Document(document) => Some((loaded.id, document)),
                    _ => None,
                })
                .collect();
            Ok(deadlines::deadlines(
                &Situation {
                    register: id,
                    organisation: &register.organisation.content,
                    activities: &activities,
                    documents: &documents,
                    parties: &self.party_names()?,
                    changed_on: &self.changed_on(&register)?,
                    conflicts: &self.open_conflicts(id)?,
                    errors: &errors,
                    adequacy: &self.adequacy_ends()?,
                },
                window,
            ))
        };
        self.fail(items())
    }

    fn deadline_row(&self, register: RecordId, item: &DeadlineItem) -> DeadlineRow {
        let today = self.clock.today();
        DeadlineRow {
            id: item.id.clone(),
            date: item.date.to_string(),
            shown_date: self.language.list_date(item.date, today),
            away: self.language.days_away(item.date, today),
            days: (item.date - today).num_days(),
            kind: item.kind,
            kind_name: self.language.name(&item.kind),
            lane: item.kind.into(),
            register,
            record: item.record,
            path: item.path.clone(),
            title: self.language.deadline_title(item),
            note: self.language.deadline_note(item),
        }
    }

    /// The deadlines of a register as a calendar file: everything overdue and the two years to come.
    pub(crate) fn calendar(&self, register: RecordId) -> Result<Vec<u8>, Failure> {
        let today = self.clock.today();
        let to = a_year_on(today).and_then(a_year_on);
        let events: Vec<_> = self
            .deadlines(Some(register), None, to)?
            .into_iter()
            .filter_map(|row| {
                let date = row.date.parse().ok()?;
                let (id, category) = (row.id, row.kind_name);
                Some(ics::Event { id, date, summary: row.title, description: row.note, category })
            })
            .collect();
        let name = self.fail(self.organisation(register))?.content.name;
        let name = self.language.text("calendar-name", &[("register", name.into())]);
        Ok(ics::write(&name, &events, today))
    }

    /// Notes that an activity or a document was reviewed and stays as it is. The next review comes in a year; an
    /// activity lists the review among its changes, with the function of who made it.
    ///
    /// # Errors
    /// When there is no such record, or it is one that is not reviewed.
    pub fn mark_reviewed(&mut self, record: RecordId, function: Option<&str>) -> Result<OpenRecord, Failure> {
        let mut mark = || -> Result<OpenRecord, Error> {
            let Loaded { mut content, head, .. } = self.load(record)?;
            let note = ChangeNote {
                id: self.clock.item_id(),
                date: self.clock.today(),
                function: function.map(str::to_owned),
                text: self.language.text("reviewed-unchanged", &[]),
            };
            if !deadlines::mark_reviewed(&mut content, note) {
                return Err(Error::NotFound { what: "review", name: content.title().to_owned() });
            }
            let conflicts = Revision::from_bytes(&self.store.revision(head)?.bytes)?.conflicts;
            let subject = content.title().to_owned();
            let session = self.clock.record_id().0;
            self.transact("reviewed", &subject, |tx| {
                workspace::put_in_session(tx, session, record, &content, conflicts)
            })?;
            self.opened(record)
        };
        let marked = mark();
        self.fail(marked)
    }

    fn party_names(&self) -> Result<BTreeMap<RecordId, String>, Error> {
        let parties = self.all(None, "party")?.into_iter();
        Ok(parties.map(|party| (party.id, party.content.title().to_owned())).collect())
    }

    fn open_conflicts(&self, register: RecordId) -> Result<Vec<OpenConflicts>, Error> {
        let mut open = Vec::new();
        for head in self.store.heads(&Filter { register: Some(register.0), kind: None })? {
            let revision = Revision::from_bytes(&head.bytes)?;
            if let Some(content) = revision.content.filter(|_| !revision.conflicts.is_empty()) {
                open.push(OpenConflicts {
                    record: RecordId(head.record),
                    title: content.title().to_owned(),
                    since: head.authorship.at.with_timezone(&Local).date_naive(),
                    count: revision.conflicts.len(),
                });
            }
        }
        Ok(open)
    }

    /// The adequacy decisions that expire, as the store's copy of the reference list has them.
    fn adequacy_ends(&self) -> Result<Vec<AdequacyEnd>, Error> {
        let entries = self.store.reference_entries("adequacy")?.into_iter();
        Ok(entries
            .filter_map(|entry| {
                let value: Value = serde_json::from_slice(&entry.json).ok()?;
                let country = value.get("country")?.as_str()?.to_owned();
                let expires = value.get("expires")?.as_str()?.parse().ok()?;
                Some(AdequacyEnd { country, expires })
            })
            .collect())
    }
}
