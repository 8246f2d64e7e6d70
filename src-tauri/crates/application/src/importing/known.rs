//! The store, as the plan of an import asks it.

use crate::failure::Error;
use crate::workspace::{Workspace, domain_id, stored_id};
use exchange::merging::Known;
use register::id::RecordId;
use register::merge::Ancestry;
use register::record::{Revision, RevisionId};
use store::{Filter, StoreError};

/// The store of a workspace.
pub(super) struct Here<'w>(pub(super) &'w Workspace);

impl Known for Here<'_> {
    type Error = Error;

    fn head(&self, record: RecordId) -> Result<Option<RevisionId>, Error> {
        Ok(self.0.store.head_id(record.0)?.map(domain_id))
    }

    fn ancestry(&self, record: RecordId) -> Result<Ancestry, Error> {
        let all = self.0.store.ancestry(record.0)?;
        Ok(all
            .into_iter()
            .map(|each| (domain_id(each.id), each.parents.into_iter().map(domain_id).collect()))
            .collect())
    }

    fn revision(&self, id: &RevisionId) -> Result<Option<Revision>, Error> {
        match self.0.store.revision(stored_id(id)?) {
            Ok(stored) => Ok(Some(Revision::from_bytes(&stored.bytes)?)),
            Err(StoreError::UnknownRevision { .. }) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    fn activities(&self, register: RecordId) -> Result<Vec<RecordId>, Error> {
        let rows = self.0.rows(Some(register), "activity")?;
        Ok(rows.into_iter().map(|row| RecordId(row.record)).collect())
    }

    fn live(&self) -> Result<Vec<RecordId>, Error> {
        let rows = self.0.store.records(&Filter::default())?;
        Ok(rows.into_iter().map(|row| RecordId(row.record)).collect())
    }
}
