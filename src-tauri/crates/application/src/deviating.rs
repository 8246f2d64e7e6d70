//! Deviations: where adopted records say something else than their origins, in one register or in all of them; and what
//! a Muster leaves to whoever adopts it.

use crate::failure::{Error, Failure};
use crate::following::Followed;
use crate::templates::{Muster, named_revision, origin_of};
use crate::view::{DeviationRow, DeviationTable, OpenPointView, Side};
use crate::workspace::Workspace;
use register::adoption;
use register::id::RecordId;
use register::merge::{Difference, alike};
use register::path;
use register::record::{Conflict, Record};
use register::template::{Template, TemplateContent};
use serde_json::Value;

impl Workspace {
    /// Where the adopted records of a register, or of all registers, say something else than their origins, and whether
    /// a newer version of the origin is known.
    ///
    /// # Errors
    /// When there is no such register, or the store cannot be read.
    pub fn deviations(&self, register: Option<RecordId>) -> Result<DeviationTable, Failure> {
        let registers = match register {
            Some(id) => vec![id],
            None => self.registers()?.into_iter().map(|row| row.id).collect(),
        };
        let rows = || -> Result<_, Error> {
            let muster = self.muster()?;
            let mut rows = Vec::new();
            for id in registers {
                let name = self.organisation(id)?.content.name;
                let mut records = vec![id];
                records.extend(self.rows(Some(id), "activity")?.into_iter().map(|row| RecordId(row.record)));
                for record in records {
                    if let Some(followed) = self.followed(record, &muster)? {
                        rows.push(self.deviation_row(id, &name, &followed, &muster)?);
                    }
                }
            }
            Ok(DeviationTable { rows })
        };
        self.fail(rows())
    }

    fn deviation_row(
        &self,
        register: RecordId,
        name: &str,
        followed: &Followed,
        muster: &[Muster],
    ) -> Result<DeviationRow, Error> {
        let mut fields = Vec::new();
        if let Some(form) = followed.base_form()? {
            let template = self.adopted_template(&followed.content, muster)?;
            let filled_in = |difference: &Difference| {
                let points = template.iter().flat_map(|template| &template.open_points);
                difference.left.as_ref().is_none_or(is_silent)
                    && points.into_iter().any(|point| lies_at(&difference.path, &point.path))
            };
            let differences = adoption::deviations(&form, &followed.content)?;
            let deviating: Vec<Conflict> = differences
                .into_iter()
                .filter(|difference| !filled_in(difference))
                .map(|Difference { path, left, right }| Conflict {
                    path,
                    base: left.clone(),
                    ours: right,
                    theirs: left,
                })
                .collect();
            fields = self.field_changes(
                &followed.content,
                &deviating,
                Side::Ours,
                followed.organisation.as_ref(),
            )?;
        }
        Ok(DeviationRow {
            record: followed.id,
            title: followed.content.title().to_owned(),
            register,
            register_name: name.to_owned(),
            origin_title: followed.origin.title.clone(),
            origin_kind: followed.kind,
            origin_version: followed.origin.version,
            newest_version: followed.newest.as_ref().and_then(|newest| newest.number),
            update: followed.update,
            fields,
        })
    }

    /// What the Muster of a record leaves to be filled in and still stands as it came.
    pub(crate) fn open_points(&self, content: &Record) -> Result<Vec<OpenPointView>, Error> {
        if origin_of(content).is_none_or(|origin| origin.version.is_none()) {
            return Ok(Vec::new());
        }
        let Some(template) = self.adopted_template(content, &[])? else { return Ok(Vec::new()) };
        let offered = match &template.content {
            TemplateContent::Activity { activity } => serde_json::to_value(activity)?,
            TemplateContent::Defaults { defaults } => serde_json::json!({ "defaults": defaults }),
        };
        let mine = serde_json::to_value(content)?;
        let is_open = |path: &str| match (path::get(&offered, path), path::get(&mine, path)) {
            (Ok(before), Ok(now)) => alike(before, now),
            _ => false,
        };
        let open = template.open_points.iter().filter(|point| is_open(&point.path));
        let view = |point: &register::template::OpenPoint| OpenPointView {
            path: point.path.clone(),
            question: point.question.clone(),
        };
        Ok(open.map(view).collect())
    }

    /// The Muster a record was adopted from, in that version.
    fn adopted_template(&self, content: &Record, muster: &[Muster]) -> Result<Option<Template>, Error> {
        let Some(origin) = origin_of(content) else { return Ok(None) };
        let revision = named_revision(origin).map(|revision| self.known_revision(revision)).transpose()?;
        if let Some(Record::Template(template)) = revision.flatten().and_then(|revision| revision.content) {
            return Ok(Some(*template));
        }
        let all;
        let muster = if muster.is_empty() {
            all = self.muster()?;
            &all
        } else {
            muster
        };
        let known = muster.iter().find(|muster| muster.id == origin.record);
        let shipped = known.and_then(|muster| muster.shipped.as_ref()).map(|shipped| &shipped.template);
        Ok(shipped.filter(|template| Some(template.version) == origin.version).cloned())
    }
}

/// Whether an answer says nothing yet.
fn is_silent(value: &Value) -> bool {
    value.is_null()
        || value.as_array().is_some_and(Vec::is_empty)
        || value.get("state").is_some_and(|state| state == "not_stated" || state == "announced_but_empty")
}

fn lies_at(path: &str, place: &str) -> bool {
    path.strip_prefix(place).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
