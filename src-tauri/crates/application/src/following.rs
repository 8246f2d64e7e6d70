//! Following origins: Muster and colleagues' activities that have come in a newer version since they were adopted.

use crate::failure::{Error, Failure};
use crate::origins::{Version, keep_version};
use crate::templates::{Muster, named_revision, origin_of, revision_name, shipped_revision};
use crate::view::{FollowDecision, FollowPreview, OpenRecord, OriginKind, Side, Taken};
use crate::wording::Titles;
use crate::workspace::{self, Workspace, domain_id, stored_id};
use register::activity::{Origin, ProcessingActivity};
use register::adoption::{self, Choice, Following, Replaced, SourceContext, Target};
use register::heirs;
use register::id::RecordId;
use register::merge::{self, Ancestry, Merged, Surroundings};
use register::organisation::Organisation;
use register::record::{Record, Revision, RevisionId as Name};
use register::template::{Template, TemplateContent};
use std::collections::{BTreeMap, BTreeSet};
use store::{NewRevision, RevisionId, Transaction};

/// A record with its origin as it was adopted and as it is now.
#[derive(Debug)]
pub(crate) struct Followed {
    pub(crate) id: RecordId,
    head: RevisionId,
    pub(crate) mine: Revision,
    pub(crate) content: Record,
    /// The organisation of the record's register; none for a Muster.
    pub(crate) organisation: Option<Organisation>,
    pub(crate) kind: OriginKind,
    /// Where it comes from, as it remembers.
    pub(crate) origin: Origin,
    pub(crate) base: Option<Version>,
    pub(crate) newest: Option<Version>,
    /// Whether the newest version is newer than the adopted one.
    pub(crate) update: bool,
    /// Items that other records name.
    referenced: BTreeSet<String>,
    /// The revision that is followed as well, when it is one of the record itself.
    shipped: Option<NewRevision>,
}

/// A colleague's activity as it comes to be adopted.
#[derive(Debug)]
pub(crate) struct Arriving<'a> {
    /// The record there.
    pub(crate) record: RecordId,
    /// Its head there.
    pub(crate) head: &'a Name,
    /// What the head follows: ids with their parents, the head's own included.
    pub(crate) line: &'a Ancestry,
    /// The revision that is kept here: the head itself, or a revision made of a copy that leaves something out.
    pub(crate) kept: &'a Name,
    /// What it says.
    pub(crate) activity: &'a ProcessingActivity,
    /// What stands around it there.
    pub(crate) context: &'a SourceContext,
}

impl Arriving<'_> {
    fn origin(&self) -> Origin {
        Origin {
            record: self.record,
            title: self.activity.title.clone(),
            version: None,
            revision: Some(self.kept.to_string()),
        }
    }
}

/// What becomes of a colleague's activity in a register here.
#[derive(Debug)]
pub(crate) struct AdoptedRecord {
    /// The record here.
    pub(crate) id: RecordId,
    /// The revision to store; `None` when nothing is new.
    pub(crate) revision: Option<Revision>,
    /// What the origin's newer version means, when the activity was adopted before.
    pub(crate) following: Option<Following>,
    /// The title of the activity here that follows.
    pub(crate) follows: Option<String>,
    /// What did not come along as it was.
    pub(crate) replaced: Vec<Replaced>,
}

/// Name and value of the setting that remembers what stands around a colleague's activity in this revision.
pub(crate) fn context_setting(
    record: RecordId,
    revision: &Name,
    context: &SourceContext,
) -> Result<(String, String), Error> {
    Ok((context_key(record, revision.as_str()), serde_json::to_string(context)?))
}

fn context_key(record: RecordId, revision: &str) -> String {
    format!("context/{record}/{revision}")
}

/// Name and value of the setting that remembers which head of a colleague's a kept revision was made of.
pub(crate) fn copy_setting(kept: &Name, head: &Name) -> (String, String) {
    (copy_key(kept), head.to_string())
}

fn copy_key(kept: &Name) -> String {
    format!("copy-of/{kept}")
}

impl Followed {
    fn form(&self, version: &Version) -> Result<Record, Error> {
        Ok(match (&self.content, &version.content) {
            (Record::Activity(mine), source) => {
                let source = activity_in(source).ok_or_else(|| self.gone())?;
                let organisation = self.organisation.as_ref().ok_or_else(|| self.gone())?;
                let form = adoption::as_adopted(source, version.context.as_ref(), organisation, mine)?;
                Record::Activity(Box::new(form))
            }
            (Record::Organisation(mine), Record::Template(template)) => match &template.content {
                TemplateContent::Defaults { defaults } => {
                    Record::Organisation(Box::new(adoption::defaults_as_adopted(defaults, mine)?))
                }
                TemplateContent::Activity { .. } => return Err(self.gone()),
            },
            // Versions are counted on each side by itself.
            (Record::Template(mine), Record::Template(shipped)) => {
                Record::Template(Box::new(Template { version: mine.version, ..Template::clone(shipped) }))
            }
            _ => return Err(self.gone()),
        })
    }

    fn gone(&self) -> Error {
        Error::NotFound { what: "origin", name: self.origin.title.clone() }
    }

    /// The origin as it was adopted, in the form it has here.
    pub(crate) fn base_form(&self) -> Result<Option<Record>, Error> {
        self.base.as_ref().map(|base| self.form(base)).transpose()
    }

    fn newest_form(&self) -> Result<Record, Error> {
        self.form(self.newest.as_ref().ok_or_else(|| self.gone())?)
    }

    fn surroundings(&self) -> Surroundings<'_> {
        Surroundings { organisation: self.organisation.as_ref(), referenced: self.referenced.clone() }
    }

    fn following(&self) -> Result<Following, Error> {
        let (base, newest) = (self.base_form()?, self.newest_form()?);
        Ok(adoption::follow(&self.mine, base.as_ref(), &newest, &self.surroundings())?)
    }

    /// The record after it has followed, as chosen.
    fn applied(&self, choices: &BTreeMap<String, Choice>) -> Result<Merged, Error> {
        let newest = self.newest.as_ref().ok_or_else(|| self.gone())?;
        let (base, theirs) = (self.base_form()?, self.form(newest)?);
        let origin = Origin {
            record: self.origin.record,
            title: newest.title.clone(),
            version: newest.number,
            revision: newest.revision.map(revision_name),
        };
        let surroundings = self.surroundings();
        let mut merged =
            adoption::apply(&self.mine, base.as_ref(), &theirs, &surroundings, choices, Some(&origin))?;
        match &mut merged.content {
            Some(Record::Activity(activity)) => {
                self.organisation.iter().for_each(|organisation| heirs::mark_seen(organisation, activity));
            }
            Some(Record::Template(template)) => {
                template.version = template.version.max(newest.number.unwrap_or_default());
            }
            _ => {}
        }
        Ok(merged)
    }
}

fn activity_in(record: &Record) -> Option<&ProcessingActivity> {
    match record {
        Record::Activity(activity) => Some(activity),
        Record::Template(template) => match &template.content {
            TemplateContent::Activity { activity } => Some(activity),
            TemplateContent::Defaults { .. } => None,
        },
        _ => None,
    }
}

impl Workspace {
    /// What a newer version of a record's origin brings; of an edited Muster, what newly ships.
    ///
    /// # Errors
    /// When the record has no origin, or no newer version of it is known.
    pub fn follow_preview(&self, record: RecordId) -> Result<FollowPreview, Failure> {
        let preview = || -> Result<_, Error> {
            let followed = self.followed_newly(record)?;
            let Following { incoming, kept, conflicts } = followed.following()?;
            let newest = followed.newest.as_ref();
            let (content, organisation) = (&followed.content, followed.organisation.as_ref());
            Ok(FollowPreview {
                record,
                title: followed.content.title().to_owned(),
                origin_title: followed.origin.title.clone(),
                from_version: followed.origin.version,
                to_version: newest.and_then(|newest| newest.number),
                incoming: self.field_changes(content, &incoming, Side::Theirs, organisation)?,
                kept: self.field_changes(content, &kept, Side::Ours, organisation)?,
                conflicts: self.conflict_views(
                    &Revision { conflicts, ..followed.mine.clone() },
                    &BTreeMap::new(),
                    &Titles::of_store(self),
                    organisation,
                )?,
            })
        };
        self.fail(preview())
    }

    /// Takes over what is new in a record's origin, as decided field by field. Without a decision what is new is taken,
    /// and conflicts stay open.
    ///
    /// # Errors
    /// When there is nothing newer, or a conflict cannot be decided like that; nothing is changed then.
    pub fn follow_apply(
        &mut self,
        record: RecordId,
        decisions: &[FollowDecision],
    ) -> Result<OpenRecord, Failure> {
        let mut apply = || -> Result<OpenRecord, Error> {
            let choices = decisions.iter().map(choice).collect::<Result<_, _>>()?;
            let followed = self.followed_newly(record)?;
            let merged = followed.applied(&choices)?;
            let subject = followed.content.title().to_owned();
            self.transact("follow", &subject, |tx| follow(tx, &followed, merged))?;
            self.opened(record)
        };
        let applied = apply();
        self.fail(applied)
    }

    /// Takes over everything new for all these records as one operation; conflicts stay open. Returns how many records
    /// have changed: those without a newer origin do not.
    ///
    /// # Errors
    /// When one of the records does not exist or its content does not hold; nothing is changed then.
    pub fn follow_all(&mut self, records: &[RecordId]) -> Result<usize, Failure> {
        let mut apply = || -> Result<usize, Error> {
            let muster = self.muster()?;
            let mut changed = Vec::new();
            for record in records {
                if let Some(followed) = self.followed(*record, &muster)?.filter(|followed| followed.update) {
                    let merged = followed.applied(&BTreeMap::new())?;
                    changed.push((followed, merged));
                }
            }
            let count = changed.len();
            let Some((first, _)) = changed.first() else { return Ok(0) };
            let subject = first.origin.title.clone();
            self.transact("follow-all", &subject, |tx| {
                changed.into_iter().try_for_each(|(followed, merged)| follow(tx, &followed, merged))
            })?;
            Ok(count)
        };
        let applied = apply();
        self.fail(applied)
    }

    fn followed_newly(&self, record: RecordId) -> Result<Followed, Error> {
        let newer = self.followed(record, &self.muster()?)?.filter(|followed| followed.update);
        newer.ok_or_else(|| Error::NotFound { what: "newer origin", name: record.to_string() })
    }

    /// A record with its origin; `None` when it has none.
    pub(crate) fn followed(&self, id: RecordId, muster: &[Muster]) -> Result<Option<Followed>, Error> {
        let missing = || Error::NotFound { what: "record", name: id.to_string() };
        let head = self.store.head(id.0)?.ok_or_else(missing)?;
        let mine = Revision::from_bytes(&head.bytes)?;
        let content = mine.content.clone().ok_or_else(missing)?;
        if let Record::Template(template) = &content {
            return self.followed_template(id, head.id, mine.clone(), template, muster);
        }
        let Some(origin) = origin_of(&content).cloned() else { return Ok(None) };
        let (organisation, referenced) = match &content {
            Record::Activity(activity) => {
                (Some(self.organisation(activity.register)?.content), BTreeSet::new())
            }
            _ => (None, self.names_in_register(id)?),
        };
        let known = muster.iter().find(|muster| muster.id == origin.record);
        let base = self.adopted_version(&origin, known)?;
        let kind = match (&base, known) {
            (_, Some(_)) => OriginKind::Template,
            (Some(Version { content: Record::Activity(_), .. }), None) => OriginKind::Activity,
            _ if origin.version.is_some() => OriginKind::Template,
            _ => OriginKind::Activity,
        };
        let newest = match known {
            Some(muster) => Some(self.published(muster)?),
            None => self.newest_version(origin.record)?,
        };
        let is_new = |newest: &Version| match (newest.number, origin.version) {
            (Some(newest), Some(adopted)) => newest > adopted,
            _ => newest.revision != named_revision(&origin),
        };
        let update = newest.as_ref().is_some_and(is_new);
        let (head, shipped) = (head.id, None);
        Ok(Some(Followed {
            id,
            head,
            mine,
            content,
            organisation,
            kind,
            origin,
            base,
            newest,
            update,
            referenced,
            shipped,
        }))
    }

    /// An edited Muster follows what ships under its id.
    fn followed_template(
        &self,
        id: RecordId,
        head: RevisionId,
        mine: Revision,
        template: &Template,
        muster: &[Muster],
    ) -> Result<Option<Followed>, Error> {
        let known = muster.iter().find(|muster| muster.id == id);
        let Some(shipped) = known.and_then(|muster| muster.shipped.as_ref()) else { return Ok(None) };
        let update = known.map(|muster| self.newer_shipped(muster)).transpose()?.flatten().is_some();
        let version = |revision, template: &Template| Version {
            revision: Some(revision),
            number: Some(template.version),
            title: template.title.clone(),
            content: Record::Template(Box::new(template.clone())),
            context: None,
        };
        let base = self.shipped_before(&self.lineage(id, head)?)?;
        let base = base.map(|(revision, template)| version(revision, &template));
        let new = shipped_revision(shipped)?;
        let origin = Origin {
            record: id,
            title: shipped.template.title.clone(),
            version: base.as_ref().and_then(|base| base.number),
            revision: None,
        };
        Ok(Some(Followed {
            id,
            head,
            mine,
            content: Record::Template(Box::new(template.clone())),
            organisation: None,
            kind: OriginKind::Template,
            origin,
            base,
            newest: Some(version(new.id(), &shipped.template)),
            update,
            referenced: BTreeSet::new(),
            shipped: Some(new),
        }))
    }

    /// What stands around a colleague's activity in this revision; nothing, when that was never told.
    pub(crate) fn context_of(&self, record: RecordId, revision: &Name) -> Result<SourceContext, Error> {
        match self.store.setting(&context_key(record, revision.as_str()))? {
            Some(json) => Ok(serde_json::from_str(&json)?),
            None => Ok(SourceContext::default()),
        }
    }

    /// Takes a colleague's activity into a register here: as a new one at this position, or, where it was adopted
    /// before, as a newer version of what it became. What is older than the adopted version changes nothing. Writes
    /// nothing.
    pub(crate) fn adopt_record(
        &self,
        arriving: &Arriving<'_>,
        follower: Option<RecordId>,
        (register, organisation): (RecordId, &Organisation),
        position: u32,
    ) -> Result<AdoptedRecord, Error> {
        let followed = follower.map(|id| self.followed(id, &[])).transpose()?.flatten();
        if let Some(followed) = followed {
            return self.adopt_again(arriving, followed);
        }
        let target = Target { register, position, organisation, origin: arriving.origin() };
        let mut adopted = adoption::adopt(arriving.activity, Some(arriving.context), &target)?;
        heirs::mark_seen(organisation, &mut adopted.activity);
        let id = self.clock.record_id();
        let content = Record::Activity(Box::new(adopted.activity));
        self.check_record(id, &content, &BTreeMap::new())?;
        Ok(AdoptedRecord {
            id,
            revision: Some(Revision::new(id, Vec::new(), Some(content))),
            following: None,
            follows: None,
            replaced: adopted.replaced,
        })
    }

    fn adopt_again(&self, arriving: &Arriving<'_>, mut followed: Followed) -> Result<AdoptedRecord, Error> {
        let id = followed.id;
        let mut again = AdoptedRecord {
            id,
            revision: None,
            following: None,
            follows: Some(followed.content.title().to_owned()),
            replaced: Vec::new(),
        };
        let adopted = named_revision(&followed.origin);
        let own = match adopted {
            Some(adopted) => self.lineage(arriving.record, adopted)?,
            None => BTreeSet::new(),
        };
        if own.contains(&stored_id(arriving.head)?) || own.contains(&stored_id(arriving.kept)?) {
            return Ok(again);
        }
        if let Some(adopted) = adopted {
            let whole = match self.store.setting(&copy_key(&domain_id(adopted)))? {
                Some(head) => serde_json::from_value(head.into())?,
                None => domain_id(adopted),
            };
            if !arriving.line.contains_key(&whole) {
                // Two people went on from the same version: what both started from tells who changed what.
                followed.base = self.common_version(arriving, &own)?;
            }
        }
        followed.newest = Some(Version {
            revision: Some(stored_id(arriving.kept)?),
            number: None,
            title: arriving.activity.title.clone(),
            content: Record::Activity(Box::new(arriving.activity.clone())),
            context: Some(arriving.context.clone()),
        });
        again.following = Some(followed.following()?);
        let merged = followed.applied(&BTreeMap::new())?;
        again.revision = Some(merged.into_revision(id, vec![domain_id(followed.head)]));
        Ok(again)
    }

    /// The newest version that both the adopted one and the arriving one follow, when its content is known.
    fn common_version(
        &self,
        arriving: &Arriving<'_>,
        own: &BTreeSet<RevisionId>,
    ) -> Result<Option<Version>, Error> {
        let known = self.store.ancestry(arriving.record.0)?.into_iter().filter(|each| own.contains(&each.id));
        let own: Ancestry = known
            .map(|each| (domain_id(each.id), each.parents.into_iter().map(domain_id).collect()))
            .collect();
        match merge::common_ancestors(&own, arriving.line).first() {
            Some(common) => self.version(arriving.record, stored_id(common)?),
            None => Ok(None),
        }
    }
}

fn choice(decision: &FollowDecision) -> Result<(String, Choice), Error> {
    let choice = match decision.take {
        Taken::Ours => Choice::Ours,
        Taken::Theirs => Choice::Theirs,
        Taken::Later => Choice::Later,
        Taken::Value => {
            let reason = "a version of the origin is taken or not; other values are edited afterwards".into();
            return Err(Error::Value { at: decision.path.clone(), reason });
        }
    };
    Ok((decision.path.clone(), choice))
}

/// Stores the record as it has followed, and sees to it that the version it follows stays.
fn follow(tx: &mut Transaction<'_>, followed: &Followed, merged: Merged) -> Result<(), Error> {
    let mut parents = vec![followed.head];
    if let Some(shipped) = &followed.shipped {
        parents.push(tx.keep(shipped, false)?);
    } else if let Some(newest) = &followed.newest {
        keep_version(tx, followed.origin.record, newest)?;
    }
    let content = merged.content.ok_or_else(|| followed.gone())?;
    workspace::put_after(tx, followed.id, parents, &content, merged.conflicts)
}
