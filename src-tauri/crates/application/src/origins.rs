//! Origins: the versions of a Muster or a colleague's activity that the store knows.

use crate::failure::Error;
use crate::templates::{Muster, named_revision};
use crate::workspace::{self, Workspace, domain_id};
use register::activity::Origin;
use register::adoption::SourceContext;
use register::id::RecordId;
use register::record::Record;
use std::collections::{BTreeMap, BTreeSet};
use store::{RevisionId, StoreError, Transaction};

/// A version of an origin.
#[derive(Debug, Clone)]
pub(crate) struct Version {
    /// Its revision; `None` when only the content is known.
    pub(crate) revision: Option<RevisionId>,
    /// The version number, for a Muster.
    pub(crate) number: Option<u32>,
    pub(crate) title: String,
    pub(crate) content: Record,
    /// What stands around a colleague's activity.
    pub(crate) context: Option<SourceContext>,
}

impl Workspace {
    /// The origin as it was adopted. Older adoptions did not note the revision; a Muster that still ships in that
    /// version stands for it.
    pub(crate) fn adopted_version(
        &self,
        origin: &Origin,
        known: Option<&Muster>,
    ) -> Result<Option<Version>, Error> {
        if let Some(revision) = named_revision(origin) {
            return self.version(origin.record, revision);
        }
        let shipped = known.and_then(|muster| muster.shipped.as_ref());
        let same = shipped.filter(|shipped| Some(shipped.template.version) == origin.version);
        Ok(same.map(|shipped| Version {
            revision: None,
            number: origin.version,
            title: shipped.template.title.clone(),
            content: Record::Template(Box::new(shipped.template.clone())),
            context: None,
        }))
    }

    /// A stored version of an origin; `None` when the store does not hold it or it is a deletion.
    pub(crate) fn version(&self, record: RecordId, revision: RevisionId) -> Result<Option<Version>, Error> {
        let content = self.known_revision(revision)?.and_then(|revision| revision.content);
        let Some(content) = content else { return Ok(None) };
        let (number, context) = match &content {
            Record::Template(template) => (Some(template.version), None),
            _ => (None, Some(self.context_of(record, &domain_id(revision))?)),
        };
        let title = content.title().to_owned();
        Ok(Some(Version { revision: Some(revision), number, title, content, context }))
    }

    /// A Muster as it was published last: what was edited since has no version of its own yet.
    pub(crate) fn published(&self, muster: &Muster) -> Result<Version, Error> {
        let mut published = Version {
            revision: muster.revision()?,
            number: Some(muster.template.version),
            title: muster.template.title.clone(),
            content: Record::Template(Box::new(muster.template.clone())),
            context: None,
        };
        let ancestry: BTreeMap<RevisionId, Vec<RevisionId>> =
            self.store.ancestry(muster.id.0)?.into_iter().map(|each| (each.id, each.parents)).collect();
        while let Some(parents) = published.revision.and_then(|revision| ancestry.get(&revision)) {
            let before = parents.iter().map(|parent| self.version(muster.id, *parent));
            let before = before.collect::<Result<Vec<_>, _>>()?;
            let same = before.into_iter().flatten().find(|before| before.number == published.number);
            let Some(same) = same else { break };
            published = same;
        }
        Ok(published)
    }

    /// The newest version of a record of somebody else's: the last one that came and that no other known one follows.
    /// What stood here once and was undone does not count.
    pub(crate) fn newest_version(&self, record: RecordId) -> Result<Option<Version>, Error> {
        let head = self.store.head_id(record.0)?;
        let history = self.store.history(record.0)?;
        let past: BTreeSet<RevisionId> = history.into_iter().filter_map(|entry| entry.revision).collect();
        let mut known = self.store.ancestry(record.0)?;
        known.retain(|each| Some(each.id) == head || !past.contains(&each.id));
        let followed: BTreeSet<RevisionId> =
            known.iter().flat_map(|each| each.parents.iter().copied()).collect();
        for each in known.iter().rev().filter(|each| !followed.contains(&each.id)) {
            if let Some(version) = self.version(record, each.id)? {
                return Ok(Some(version));
            }
        }
        Ok(None)
    }
}

/// A Muster as it ships is not in the store before somebody adopts it.
pub(crate) fn keep_version(
    tx: &mut Transaction<'_>,
    record: RecordId,
    version: &Version,
) -> Result<(), Error> {
    let Some(revision) = version.revision else { return Ok(()) };
    match tx.mark_published(revision) {
        Err(StoreError::UnknownRevision { .. }) => {
            let shipped = workspace::new_revision(record, Vec::new(), Some(&version.content), Vec::new())?;
            let kept = tx.keep(&shipped, false)?;
            Ok(tx.mark_published(kept)?)
        }
        marked => Ok(marked?),
    }
}
