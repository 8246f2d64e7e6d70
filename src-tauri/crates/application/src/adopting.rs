//! Taking templates and demo registers into the store.

use crate::assets::{self, ShippedRecord};
use crate::failure::{Error, Failure};
use crate::templates::Muster;
use crate::view::RegisterRow;
use crate::workspace::{self, Workspace};
use register::activity::ProcessingActivity;
use register::adoption::{self, Target};
use register::heirs;
use register::id::RecordId;
use register::organisation::Organisation;
use register::record::Record;
use register::references;
use register::template::TemplateContent;
use serde_json::Value;
use std::collections::BTreeMap;
use store::Transaction;

/// Parties and systems that ship, by id.
type Shared = BTreeMap<RecordId, Record>;

impl Workspace {
    /// Makes a register with this name and takes these templates into it, in this order: defaults become the
    /// organisation's, activities become its own with new ids.
    ///
    /// # Errors
    /// When there is no such template.
    pub fn new_register(&mut self, name: &str, templates: &[RecordId]) -> Result<RecordId, Failure> {
        let id = self.clock.record_id();
        let result = self.new_register_inner(id, name, templates);
        self.fail(result)
    }

    fn new_register_inner(
        &mut self,
        id: RecordId,
        name: &str,
        wanted: &[RecordId],
    ) -> Result<RecordId, Error> {
        if name.trim().is_empty() {
            return Err(Error::Value { at: "/name".into(), reason: "a register needs a name".into() });
        }
        let all = self.muster()?;
        let shared = shared()?;
        let wanted = wanted.iter().map(|id| find(&all, *id)).collect::<Result<Vec<_>, _>>()?;
        let mut organisation = new_organisation(name)?;
        for muster in &wanted {
            if let TemplateContent::Defaults { defaults } = &muster.template.content {
                organisation.defaults = adoption::adopt_defaults(defaults)?;
                organisation.origin = Some(muster.origin()?);
            }
        }
        let mut activities = Vec::new();
        for muster in &wanted {
            if let TemplateContent::Activity { activity } = &muster.template.content {
                let position = u32::try_from(activities.len()).unwrap_or(u32::MAX).saturating_add(1);
                let mut adopted = adopt(activity, muster, id, position, &organisation)?;
                heirs::mark_seen(&organisation, &mut adopted);
                activities.push((self.clock.record_id(), adopted));
            }
        }
        self.transact("new-register", name, |tx| {
            wanted.iter().try_for_each(|muster| muster.keep(tx))?;
            let organisation = Record::Organisation(Box::new(organisation));
            put_with_shared(tx, id, &organisation, &shared)?;
            for (activity_id, activity) in activities {
                put_with_shared(tx, activity_id, &Record::Activity(Box::new(activity)), &shared)?;
            }
            Ok(id)
        })
    }

    /// Makes an activity, empty or from a template.
    ///
    /// # Errors
    /// When there is no such register or template.
    pub fn new_activity(
        &mut self,
        register: RecordId,
        template: Option<RecordId>,
        title: Option<String>,
    ) -> Result<RecordId, Failure> {
        let id = self.clock.record_id();
        let mut make = || -> Result<RecordId, Error> {
            let organisation = self.organisation(register)?.content;
            let position = self.next_position(register)?;
            let muster = template.map(|wanted| self.one_muster(wanted)).transpose()?;
            let mut activity = match &muster {
                Some(muster) => match &muster.template.content {
                    TemplateContent::Activity { activity } => {
                        adopt(activity, muster, register, position, &organisation)?
                    }
                    TemplateContent::Defaults { .. } => {
                        return Err(Error::NotFound { what: "template", name: muster.id.to_string() });
                    }
                },
                None => new_activity(register, position)?,
            };
            if let Some(title) = title.clone().filter(|title| !title.trim().is_empty()) {
                activity.title = title;
            } else if activity.title.is_empty() {
                activity.title = self.language.text("new-activity", &[]);
            }
            heirs::mark_seen(&organisation, &mut activity);
            let subject = activity.title.clone();
            let record = Record::Activity(Box::new(activity));
            self.check_record(id, &record, &BTreeMap::new())?;
            let shared = shared()?;
            self.transact("create", &subject, |tx| {
                muster.iter().try_for_each(|muster| muster.keep(tx))?;
                put_with_shared(tx, id, &record, &shared)
            })?;
            Ok(id)
        };
        let made = make();
        self.fail(made)
    }

    /// Stores the four demo registers. What is already there, also changed or deleted, stays as it is.
    ///
    /// # Errors
    /// When a shipped file is damaged or the store cannot be written.
    pub fn load_demo(&mut self) -> Result<Vec<RegisterRow>, Failure> {
        let result = self.load_demo_inner();
        self.fail(result)?;
        self.registers()
    }

    fn load_demo_inner(&mut self) -> Result<(), Error> {
        let shared = shared()?;
        for demo in assets::demo_registers()? {
            let known = self.store.head(demo.id.0)?.is_some();
            if known {
                continue;
            }
            let subject =
                demo.records.first().map(|first| first.record.title().to_owned()).unwrap_or_default();
            self.transact("demo", &subject, |tx| {
                for ShippedRecord { id, record } in &demo.records {
                    put_with_shared(tx, *id, record, &shared)?;
                }
                Ok(())
            })?;
        }
        Ok(())
    }
}

fn find(all: &[Muster], id: RecordId) -> Result<&Muster, Error> {
    let missing = || Error::NotFound { what: "template", name: id.to_string() };
    all.iter().find(|muster| muster.id == id).ok_or_else(missing)
}

/// A Muster's activity as one of this register.
fn adopt(
    activity: &ProcessingActivity,
    muster: &Muster,
    register: RecordId,
    position: u32,
    organisation: &Organisation,
) -> Result<ProcessingActivity, Error> {
    let target = Target { register, position, organisation, origin: muster.origin()? };
    Ok(adoption::adopt(activity, None, &target)?.activity)
}

pub(crate) fn new_organisation(name: &str) -> Result<Organisation, Error> {
    read(serde_json::json!({ "name": name }))
}

fn new_activity(register: RecordId, position: u32) -> Result<ProcessingActivity, Error> {
    read(serde_json::json!({ "register": register, "position": position, "title": "" }))
}

fn read<T: serde::de::DeserializeOwned>(value: Value) -> Result<T, Error> {
    serde_json::from_value(value).map_err(|error| Error::Value { at: "/".into(), reason: error.to_string() })
}

fn shared() -> Result<Shared, Error> {
    Ok(assets::shared_records()?.into_iter().map(|shipped| (shipped.id, shipped.record)).collect())
}

/// Stores a record, and the shipped parties and systems it refers to where the store does not know them yet.
fn put_with_shared(
    tx: &mut Transaction<'_>,
    id: RecordId,
    record: &Record,
    shared: &Shared,
) -> Result<(), Error> {
    if tx.head(id.0)?.is_none() {
        workspace::put(tx, id, record)?;
    }
    for each in references::named(record)? {
        if let Some(found) = shared.get(&each)
            && tx.head(each.0)?.is_none()
        {
            put_with_shared(tx, each, found, shared)?;
        }
    }
    Ok(())
}
