//! Muster: those that ship, those that were edited here, and those made here.
//!
//! What ships lies in the program until somebody edits, adopts or exports it. Then its shipped form becomes a revision
//! without parents, whose id is the same on every machine, and edits follow it. A shipped Muster that is deleted stands
//! again as it ships.

use crate::assets::{self, ShippedTemplate};
use crate::failure::{Error, Failure};
use crate::view::{OpenRecord, TemplateRow};
use crate::wording::Titles;
use crate::workspace::{self, Loaded, Workspace, domain_id};
use register::activity::Origin;
use register::adoption::{self, ReplacedKind, SourceContext};
use register::id::RecordId;
use register::legal_basis::Verification;
use register::record::{Conflict, Record, Revision};
use register::template::{OpenPoint, Template, TemplateContent};
use std::collections::{BTreeMap, BTreeSet};
use store::{NewRevision, RevisionId, Transaction};

/// Fields of an activity that are empty in every Muster and that nobody has to be asked for.
const UNASKED: [&str; 7] = [
    "/status",
    "/next_review",
    "/acknowledgements",
    "/dpo_opinion",
    "/changes",
    "/internal_note",
    "/validity",
];

/// A record as it stands, its open conflicts, and, where it is not in the store yet, the revision to begin with.
pub(crate) type Standing = (Loaded<Record>, Vec<Conflict>, Option<NewRevision>);

/// A Muster as it stands.
#[derive(Debug, Clone)]
pub(crate) struct Muster {
    pub(crate) id: RecordId,
    pub(crate) template: Template,
    /// Its head, when it was edited here, imported or made here.
    pub(crate) head: Option<RevisionId>,
    /// What ships under its id.
    pub(crate) shipped: Option<ShippedTemplate>,
}

impl Muster {
    /// Its name on the command line.
    fn key(&self) -> String {
        self.shipped.as_ref().map_or_else(|| self.id.to_string(), |shipped| shipped.key.clone())
    }

    /// The revision it stands in.
    pub(crate) fn revision(&self) -> Result<Option<RevisionId>, Error> {
        match (&self.head, &self.shipped) {
            (Some(head), _) => Ok(Some(*head)),
            (None, Some(shipped)) => Ok(Some(shipped_revision(shipped)?.id())),
            (None, None) => Ok(None),
        }
    }

    /// What a record that is made from it remembers.
    pub(crate) fn origin(&self) -> Result<Origin, Error> {
        Ok(Origin {
            record: self.id,
            title: self.template.title.clone(),
            version: Some(self.template.version),
            revision: self.revision()?.map(|revision| revision.to_string()),
        })
    }

    /// Sees to it that the revision it stands in stays in the store.
    pub(crate) fn keep(&self, tx: &mut Transaction<'_>) -> Result<(), Error> {
        let revision = match (&self.head, &self.shipped) {
            (Some(head), _) => *head,
            (None, Some(shipped)) => tx.keep(&shipped_revision(shipped)?, false)?,
            (None, None) => return Ok(()),
        };
        Ok(tx.mark_published(revision)?)
    }
}

/// The revision of a Muster as it ships.
pub(crate) fn shipped_revision(shipped: &ShippedTemplate) -> Result<NewRevision, Error> {
    let record = Record::Template(Box::new(shipped.template.clone()));
    workspace::new_revision(shipped.id, Vec::new(), Some(&record), Vec::new())
}

impl Workspace {
    /// All Muster as they stand: what ships, in the order of its files, then the store's own by title.
    pub(crate) fn muster(&self) -> Result<Vec<Muster>, Error> {
        let mut stored: BTreeMap<RecordId, (RevisionId, Template)> = BTreeMap::new();
        for Loaded { id, head, content } in self.all(None, "template")? {
            if let Record::Template(template) = content {
                stored.insert(id, (head, *template));
            }
        }
        let mut all = Vec::new();
        for shipped in assets::templates()? {
            let (head, template) = match stored.remove(&shipped.id) {
                Some((head, template)) => (Some(head), template),
                None => (None, shipped.template.clone()),
            };
            all.push(Muster { id: shipped.id, template, head, shipped: Some(shipped) });
        }
        let mut own: Vec<Muster> = stored
            .into_iter()
            .map(|(id, (head, template))| Muster { id, template, head: Some(head), shipped: None })
            .collect();
        own.sort_by(|left, right| left.template.title.cmp(&right.template.title));
        all.extend(own);
        Ok(all)
    }

    pub(crate) fn one_muster(&self, id: RecordId) -> Result<Muster, Error> {
        let missing = || Error::NotFound { what: "template", name: id.to_string() };
        self.muster()?.into_iter().find(|muster| muster.id == id).ok_or_else(missing)
    }

    /// A shipped Muster that nobody has edited here, with the revision to begin with.
    pub(crate) fn untouched_muster(&self, id: RecordId) -> Result<Option<(Template, NewRevision)>, Error> {
        if self.store.head(id.0)?.is_some_and(|head| !head.tombstone) {
            return Ok(None);
        }
        let shipped = assets::templates()?.into_iter().find(|shipped| shipped.id == id);
        shipped.map(|shipped| Ok((shipped.template.clone(), shipped_revision(&shipped)?))).transpose()
    }

    /// A record as it stands, also a Muster as it ships, with its open conflicts and, where it is not in the store yet,
    /// the revision to begin with.
    pub(crate) fn standing(&self, id: RecordId) -> Result<Standing, Error> {
        match self.load(id) {
            Ok(loaded) => {
                let conflicts = Revision::from_bytes(&self.store.revision(loaded.head)?.bytes)?.conflicts;
                Ok((loaded, conflicts, None))
            }
            Err(missing) => {
                let (template, seed) = self.untouched_muster(id)?.ok_or(missing)?;
                let content = Record::Template(Box::new(template));
                Ok((Loaded { id, head: seed.id(), content }, Vec::new(), Some(seed)))
            }
        }
    }

    /// The Muster: those that ship, as they stand here, and those of the store.
    ///
    /// # Errors
    /// When a shipped file is damaged or the store cannot be read.
    pub fn templates(&self) -> Result<Vec<TemplateRow>, Failure> {
        let rows = || -> Result<Vec<TemplateRow>, Error> {
            let adopted = self.adopted_from()?;
            let row = |muster: Muster| -> Result<TemplateRow, Error> {
                let newer_shipped = self.newer_shipped(&muster)?.map(|shipped| shipped.template.version);
                let ships = muster.shipped.as_ref().map(|shipped| &shipped.template);
                Ok(TemplateRow {
                    id: muster.id,
                    key: muster.key(),
                    edited: ships.is_some_and(|ships| *ships != muster.template),
                    shipped: ships.is_some(),
                    adopted: adopted.get(&muster.id).copied().unwrap_or_default(),
                    newer_shipped,
                    title: muster.template.title,
                    version: muster.template.version,
                    audience: muster.template.audience,
                    offers: match muster.template.content {
                        TemplateContent::Activity { .. } => "activity",
                        TemplateContent::Defaults { .. } => "defaults",
                    }
                    .to_owned(),
                    source: muster.template.source,
                    verification: match muster.template.verification {
                        Verification::Verified => "verified",
                        Verification::ToCheck => "to_check",
                    }
                    .to_owned(),
                })
            };
            self.muster()?.into_iter().map(row).collect()
        };
        self.fail(rows())
    }

    /// How many records came from each origin.
    fn adopted_from(&self) -> Result<BTreeMap<RecordId, usize>, Error> {
        let mut counts = BTreeMap::new();
        for kind in ["activity", "organisation"] {
            for loaded in self.all(None, kind)? {
                if let Some(origin) = origin_of(&loaded.content) {
                    *counts.entry(origin.record).or_default() += 1;
                }
            }
        }
        Ok(counts)
    }

    /// What ships now, when the Muster was edited from an earlier one.
    pub(crate) fn newer_shipped<'m>(&self, muster: &'m Muster) -> Result<Option<&'m ShippedTemplate>, Error> {
        let (Some(head), Some(shipped)) = (muster.head, &muster.shipped) else { return Ok(None) };
        let known = self.lineage(muster.id, head)?;
        if muster.template == shipped.template || known.contains(&shipped_revision(shipped)?.id()) {
            return Ok(None);
        }
        let edited = self.shipped_before(&known)?.map_or(muster.template.version, |before| before.1.version);
        Ok(Some(shipped).filter(|shipped| shipped.template.version > edited))
    }

    /// The latest shipped form that an edited Muster follows.
    pub(crate) fn shipped_before(
        &self,
        lineage: &BTreeSet<RevisionId>,
    ) -> Result<Option<(RevisionId, Template)>, Error> {
        let mut latest: Option<(RevisionId, Template)> = None;
        for id in lineage {
            let Some(revision) = self.known_revision(*id)?.filter(|revision| revision.parents.is_empty())
            else {
                continue;
            };
            if let Some(Record::Template(template)) = revision.content
                && latest.as_ref().is_none_or(|(_, other)| other.version < template.version)
            {
                latest = Some((*id, *template));
            }
        }
        Ok(latest)
    }

    /// A revision and all it follows, as far as the store knows.
    pub(crate) fn lineage(&self, record: RecordId, head: RevisionId) -> Result<BTreeSet<RevisionId>, Error> {
        let known: BTreeMap<RevisionId, Vec<RevisionId>> =
            self.store.ancestry(record.0)?.into_iter().map(|each| (each.id, each.parents)).collect();
        let mut lineage = BTreeSet::new();
        let mut open = vec![head];
        while let Some(id) = open.pop() {
            if lineage.insert(id) {
                open.extend(known.get(&id).into_iter().flatten());
            }
        }
        Ok(lineage)
    }

    /// A revision, when the store holds it.
    pub(crate) fn known_revision(&self, id: RevisionId) -> Result<Option<Revision>, Error> {
        match self.store.revision(id) {
            Ok(stored) => Ok(Some(Revision::from_bytes(&stored.bytes)?)),
            Err(store::StoreError::UnknownRevision { .. }) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// The template with this id, name or title.
    ///
    /// # Errors
    /// When there is none.
    pub fn find_template(&self, name: &str) -> Result<RecordId, Failure> {
        let find = || -> Result<RecordId, Error> {
            let all = self.muster()?;
            let found = all.iter().find(|muster| {
                muster.key() == name || muster.id.to_string() == name || muster.template.title == name
            });
            let missing = || Error::NotFound { what: "template", name: name.to_owned() };
            Ok(found.ok_or_else(missing)?.id)
        };
        self.fail(find())
    }

    /// Opens a Muster. What ships need not be in the store for that; it gets there with the first save.
    ///
    /// # Errors
    /// When there is no such Muster.
    pub fn open_template(&self, id: RecordId) -> Result<OpenRecord, Failure> {
        self.fail(self.one_muster(id).and_then(|muster| self.opened(muster.id)))
    }

    /// Makes a Muster of an activity. What belongs to its organisation becomes an open point.
    ///
    /// # Errors
    /// When there is no such activity, or the title is empty.
    pub fn new_template(&mut self, from: RecordId, title: &str) -> Result<RecordId, Failure> {
        let id = self.clock.record_id();
        let mut make = || -> Result<RecordId, Error> {
            if title.trim().is_empty() {
                return Err(Error::Value { at: "/title".into(), reason: "a template needs a title".into() });
            }
            let template = self.template_of(id, from, title)?;
            let record = Record::Template(Box::new(template));
            self.check_record(id, &record, &BTreeMap::new())?;
            self.transact("template", title, |tx| workspace::put(tx, id, &record))?;
            Ok(id)
        };
        let made = make();
        self.fail(made)
    }

    fn template_of(&self, id: RecordId, from: RecordId, title: &str) -> Result<Template, Error> {
        let activity = self.activity(from)?;
        let organisation = self.organisation(activity.register)?.content;
        let context = self.context_here(activity.register)?;
        let made = adoption::as_template(&activity, &context, id)?;
        let content = Record::Activity(Box::new(activity));
        let asked = made.replaced.iter().filter(|replaced| {
            replaced.kind == ReplacedKind::LeftOut && !UNASKED.contains(&replaced.path.as_str())
        });
        let titles = Titles::of_store(self);
        let mut open_points = Vec::new();
        for replaced in asked {
            let place = self.place(&content, &replaced.path, &titles)?;
            open_points.push(OpenPoint {
                id: self.clock.item_id(),
                path: replaced.path.clone(),
                question: self.language.text("muster-open-point", &[("place", place.as_str().into())]),
            });
        }
        let arguments =
            [("title", content.title().into()), ("organisation", organisation.name.as_str().into())];
        Ok(Template {
            title: title.trim().to_owned(),
            version: 1,
            audience: None,
            source: self.language.text("muster-source", &arguments),
            verification: Verification::ToCheck,
            open_points,
            content: TemplateContent::Activity { activity: Box::new(made.activity) },
        })
    }

    /// What stands around the activities of a register of this store.
    pub(crate) fn context_here(&self, register: RecordId) -> Result<SourceContext, Error> {
        let organisation = self.organisation(register)?.content;
        let mut measure_sets = BTreeMap::new();
        for loaded in self.all(Some(register), "measure_set")? {
            if let Record::MeasureSet(set) = loaded.content {
                measure_sets.insert(loaded.id, set);
            }
        }
        Ok(SourceContext {
            name: organisation.name,
            defaults: organisation.defaults,
            measure_sets,
            joined: BTreeMap::new(),
        })
    }

    /// Gives a Muster the next version number: from now on it is offered to those who have adopted an earlier one.
    ///
    /// # Errors
    /// When there is no such Muster.
    pub fn publish_template(&mut self, id: RecordId) -> Result<OpenRecord, Failure> {
        let published = self.publish_inner(id).and_then(|()| self.opened(id));
        self.fail(published)
    }

    fn publish_inner(&mut self, id: RecordId) -> Result<(), Error> {
        let (Loaded { head, content, .. }, conflicts, seed) = self.standing(id)?;
        let Record::Template(mut template) = content else {
            return Err(Error::NotFound { what: "template", name: id.to_string() });
        };
        template.version = template.version.saturating_add(1);
        let title = template.title.clone();
        let record = Record::Template(template);
        self.transact("publish", &title, |tx| {
            if let Some(seed) = &seed {
                tx.keep(seed, false)?;
            }
            workspace::put_after(tx, id, vec![head], &record, conflicts)
        })
    }
}

/// Where a record came from, when it was adopted.
pub(crate) fn origin_of(record: &Record) -> Option<&Origin> {
    match record {
        Record::Activity(activity) => activity.origin.as_ref(),
        Record::Organisation(organisation) => organisation.origin.as_ref(),
        _ => None,
    }
}

/// The domain's form of the revision an origin names.
pub(crate) fn named_revision(origin: &Origin) -> Option<RevisionId> {
    origin.revision.as_deref().and_then(|revision| revision.parse().ok())
}

/// As it stands in an origin.
pub(crate) fn revision_name(id: RevisionId) -> String {
    domain_id(id).to_string()
}
