//! Planning to adopt: a colleague's activities, or those of another tool, become activities of a register here.

use super::known::Here;
use super::reading::{Contents, Source};
use super::{Import, Kept, Plan};
use crate::failure::Error;
use crate::following::{Arriving, context_setting, copy_setting};
use crate::refusals::Refusal;
use crate::templates::origin_of;
use crate::workspace::{Workspace, new_revision_of};
use exchange::foreign::ForeignFile;
use exchange::merging::{Class, Incoming, Known, Planned, made};
use exchange::native::{NativeFile, Scope};
use register::activity::{Origin, ProcessingActivity};
use register::adoption::SourceContext;
use register::heirs;
use register::id::RecordId;
use register::integrity::MAX_NAME;
use register::merge::{self, Ancestry, Surroundings};
use register::organisation::Organisation;
use register::record::{Record, Revision, RevisionId};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Where activities go.
struct Destination {
    register: RecordId,
    organisation: Organisation,
    /// The position of the next new activity.
    position: u32,
    /// The activities there by the origins that they follow.
    followers: BTreeMap<RecordId, RecordId>,
    /// The origins taken in already, each with its revision.
    taken: BTreeMap<RecordId, RevisionId>,
}

impl Destination {
    /// Whether an origin has still to be taken in: several files may hold it in the same version.
    fn wants(&mut self, origin: RecordId, revision: &RevisionId, title: &str) -> Result<bool, Error> {
        match self.taken.insert(origin, revision.clone()) {
            None => Ok(true),
            Some(before) if before == *revision => Ok(false),
            Some(_) => Err(Error::ImportApart { title: title.to_owned() }),
        }
    }
}

impl Workspace {
    pub(super) fn plan_adoption(&self, import: &Import) -> Result<Plan, Error> {
        let register = import.register.ok_or(Error::RegisterMissing)?;
        let organisation = self.organisation(register)?.content;
        let mut target = Destination {
            register,
            organisation,
            position: self.next_position(register)?,
            followers: self.followers(register)?,
            taken: BTreeMap::new(),
        };
        if !import.can_adopt() {
            return Err(Error::NothingToAdopt);
        }
        let outdated = outdated(&import.sources);
        let mut plan = Plan::default();
        for source in &import.sources {
            match &source.contents {
                Contents::Foreign { file, .. } => self.take_foreign(&mut plan, file, import, &mut target)?,
                Contents::Native { file, .. } => {
                    let mut incoming = Incoming::of_file(file.clone())?;
                    incoming.retain(|incoming| !outdated.contains(&incoming.head));
                    self.take_colleague(&mut plan, (file, incoming), import, &mut target)?;
                }
                Contents::Locked(_) | Contents::Table(_) => {}
            }
        }
        Ok(plan)
    }

    /// The activities of a register by the origins that they follow.
    fn followers(&self, register: RecordId) -> Result<BTreeMap<RecordId, RecordId>, Error> {
        let mut followers = BTreeMap::new();
        for loaded in self.all(Some(register), "activity")? {
            if let Some(origin) = origin_of(&loaded.content) {
                followers.entry(origin.record).or_insert(loaded.id);
            }
        }
        Ok(followers)
    }

    /// Adopts activities of a colleague's file; the parties and systems that they name come along as they are.
    fn take_colleague(
        &self,
        plan: &mut Plan,
        (file, incoming): (&NativeFile, Vec<Incoming>),
        import: &Import,
        target: &mut Destination,
    ) -> Result<(), Error> {
        let (mut shared, mut activities) = (Vec::new(), Vec::new());
        let mut context = SourceContext { joined: self.joined(import, &[])?, ..SourceContext::default() };
        if let Scope::Activities { context: around, .. } = &file.scope {
            context.name.clone_from(&around.name);
            context.defaults = around.defaults.clone();
        }
        for incoming in incoming {
            match incoming.content().cloned() {
                Some(Record::Party(_) | Record::System(_)) => shared.push(incoming),
                Some(Record::Organisation(organisation)) => {
                    context.name = organisation.name;
                    context.defaults = organisation.defaults;
                }
                Some(Record::MeasureSet(set)) => {
                    context.measure_sets.insert(incoming.record, set);
                }
                Some(Record::Activity(activity)) => activities.push((incoming, *activity)),
                Some(Record::Document(_) | Record::Template(_)) | None => {}
            }
        }
        self.take_in(&mut plan.draft, shared)?;
        activities.sort_by_key(|(incoming, activity)| (activity.position, incoming.record));
        for (incoming, activity) in activities {
            let chosen = import.only.as_ref().is_none_or(|only| only.contains(&incoming.record));
            if chosen && target.wants(incoming.record, &incoming.head, &activity.title)? {
                self.take_activity(plan, incoming, &activity, &context, target)?;
            }
        }
        Ok(())
    }

    fn take_activity(
        &self,
        plan: &mut Plan,
        incoming: Incoming,
        activity: &ProcessingActivity,
        context: &SourceContext,
        target: &mut Destination,
    ) -> Result<(), Error> {
        let line = incoming.line();
        let (record, head) = (incoming.record, incoming.head);
        // The colleague's revision stays, so that the next one can be compared with it; of an abridged copy what stands
        // in for it.
        let source = incoming.brought;
        if source.id != head {
            plan.settings.push(copy_setting(&source.id, &head));
        }
        let arriving = Arriving { record, head: &head, line: &line, kept: &source.id, activity, context };
        let here = (target.register, &target.organisation);
        let follower = target.followers.get(&record).copied();
        let adopted = self.adopt_record(&arriving, follower, here, target.position)?;
        let id = adopted.id;
        let before = Here(self).head(id)?;
        let following = adopted.following.as_ref();
        let theirs = Some(Revision::new(id, Vec::new(), Some(Record::Activity(Box::new(activity.clone())))));
        let class = match (&before, following, &adopted.revision) {
            (None, _, _) => Class::New,
            (Some(_), Some(news), _) if news.kept.is_empty() && news.conflicts.is_empty() => {
                if news.incoming.is_empty() { Class::Unchanged } else { Class::ChangedThere }
            }
            (Some(_), Some(news), _) if news.incoming.is_empty() && news.conflicts.is_empty() => {
                Class::ChangedHere
            }
            (Some(_), Some(_), _) => Class::Merged,
            (Some(_), None, _) => Class::Unchanged,
        };
        let fresh = adopted.revision.map(made).transpose()?;
        let Some(after) = fresh.as_ref().map(|fresh| fresh.id.clone()).or_else(|| before.clone()) else {
            return Ok(());
        };
        if before.is_none() {
            target.position = target.position.saturating_add(1);
        }
        plan.replaced.extend(adopted.replaced.into_iter().map(|replaced| (id, replaced)));
        plan.follows.extend(adopted.follows.map(|title| (id, title)));
        plan.settings.push(context_setting(record, &source.id, context)?);
        let told = Ancestry::new();
        let fresh = fresh.into_iter().collect();
        let theirs = theirs.map(Arc::new);
        plan.draft
            .add(id, Planned { class, before, after, fresh, earlier: Vec::new(), told, theirs, base: None });
        plan.kept.push(Kept { revision: new_revision_of(&source)?, line });
        Ok(())
    }

    fn take_foreign(
        &self,
        plan: &mut Plan,
        file: &ForeignFile,
        import: &Import,
        target: &mut Destination,
    ) -> Result<(), Error> {
        let mut shared = Vec::new();
        let names = file.shared.values().map(Record::title);
        for name in names.chain(file.activities.iter().map(|(_, activity)| activity.title.as_str())) {
            check_name(name)?;
        }
        for (record, content) in &file.shared {
            // What is here already has perhaps been looked after since; such files only know names.
            if self.store.head_id(record.0)?.is_none() && !plan.draft.records().contains_key(record) {
                let fresh = made(Revision::new(*record, Vec::new(), Some(content.clone())))?;
                shared.push(Incoming::first(fresh));
            }
        }
        self.take_in(&mut plan.draft, shared)?;
        for (key, activity) in &file.activities {
            let chosen = import.only.as_ref().is_none_or(|only| only.contains(key));
            if chosen {
                self.take_entry(plan, *key, activity, target)?;
            }
        }
        Ok(())
    }

    /// Takes in an entry of another tool: as a new activity, or merged into the one that came of it earlier.
    fn take_entry(
        &self,
        plan: &mut Plan,
        key: RecordId,
        entry: &ProcessingActivity,
        target: &mut Destination,
    ) -> Result<(), Error> {
        // The entry as such, so that the next file can be compared with it.
        let bare = ProcessingActivity { register: key, position: 0, ..entry.clone() };
        let source = made(Revision::new(key, Vec::new(), Some(Record::Activity(Box::new(bare)))))?;
        if !target.wants(key, &source.id, &entry.title)? {
            return Ok(());
        }
        let origin = Origin {
            record: key,
            title: entry.title.clone(),
            version: None,
            revision: Some(source.id.to_string()),
        };
        let placed = |content: &ProcessingActivity, like: &ProcessingActivity| {
            let mut placed = ProcessingActivity {
                register: target.register,
                position: like.position,
                origin: like.origin.clone(),
                ..content.clone()
            };
            heirs::mark_seen(&target.organisation, &mut placed);
            Record::Activity(Box::new(placed))
        };
        let mine = target.followers.get(&key).map(|id| self.load(*id)).transpose()?;
        let mine = mine.and_then(|loaded| match loaded.content {
            Record::Activity(activity) => Some((loaded.id, loaded.head, activity)),
            _ => None,
        });
        let planned = match mine {
            None => {
                let like =
                    ProcessingActivity { position: target.position, origin: Some(origin), ..entry.clone() };
                let id = self.clock.record_id();
                target.position = target.position.saturating_add(1);
                let fresh = made(Revision::new(id, Vec::new(), Some(placed(entry, &like))))?;
                let (after, theirs) = (fresh.id.clone(), Some(fresh.revision.clone()));
                let told = Ancestry::new();
                let class = Class::New;
                (
                    id,
                    Planned {
                        class,
                        before: None,
                        after,
                        fresh: vec![fresh],
                        earlier: Vec::new(),
                        told,
                        theirs,
                        base: None,
                    },
                )
            }
            Some((id, head, activity)) => {
                let stored = self.store.revision(head)?;
                let ours = Revision::from_bytes(&stored.bytes)?;
                let before = crate::workspace::domain_id(head);
                let as_revision = |content: Record| Revision::new(id, Vec::new(), Some(content));
                let theirs = as_revision(placed(entry, &activity));
                let base = self.earlier(&activity)?.map(|earlier| as_revision(placed(&earlier, &activity)));
                let organisation = Some(&target.organisation);
                let surroundings = Surroundings { organisation, ..Surroundings::default() };
                let merged = merge::merge(base.as_ref(), &ours, &theirs, &surroundings)?;
                let same = merged.content == ours.content && merged.conflicts == ours.conflicts;
                let unchanged_here = base.as_ref().is_some_and(|base| base.content == ours.content);
                let known = activity.origin.as_ref() == Some(&origin);
                let older = !known && self.followed_before(id, &before, &source.id)?;
                let class = match (same, unchanged_here) {
                    _ if older => Class::ChangedHere,
                    (true, true) => Class::Unchanged,
                    (true, false) => Class::ChangedHere,
                    (false, true) => Class::ChangedThere,
                    (false, false) => Class::Merged,
                };
                let mut revision = merged.into_revision(id, vec![before.clone()]);
                if let Some(Record::Activity(activity)) = &mut revision.content {
                    activity.origin = Some(origin);
                }
                let fresh = if known || older { Vec::new() } else { vec![made(revision)?] };
                let after = fresh.first().map_or_else(|| before.clone(), |fresh| fresh.id.clone());
                plan.follows.insert(id, activity.title.clone());
                let (before, theirs, told) = (Some(before), Some(Arc::new(theirs)), Ancestry::new());
                (id, Planned { class, before, after, fresh, earlier: Vec::new(), told, theirs, base })
            }
        };
        plan.draft.add(planned.0, planned.1);
        plan.kept.push(Kept { revision: new_revision_of(&source)?, line: Ancestry::new() });
        Ok(())
    }

    /// Whether an activity has followed this entry of another tool before it followed a later one: then an older file
    /// has come again, which takes nothing back.
    fn followed_before(&self, id: RecordId, head: &RevisionId, source: &RevisionId) -> Result<bool, Error> {
        if Here(self).revision(source)?.is_none() {
            return Ok(false);
        }
        let known = Here(self).ancestry(id)?;
        let (mut open, mut seen) = (vec![head.clone()], BTreeSet::new());
        while let Some(next) = open.pop() {
            if !seen.insert(next.clone()) {
                continue;
            }
            if let Some(Revision { content: Some(content), .. }) = Here(self).revision(&next)?
                && origin_of(&content).and_then(|origin| origin.revision.as_deref()) == Some(source.as_str())
            {
                return Ok(true);
            }
            open.extend(known.get(&next).cloned().unwrap_or_default());
        }
        Ok(false)
    }

    /// The entry of another tool that an activity came of, as it was then.
    fn earlier(&self, activity: &ProcessingActivity) -> Result<Option<ProcessingActivity>, Error> {
        let Some(name) = activity.origin.as_ref().and_then(|origin| origin.revision.clone()) else {
            return Ok(None);
        };
        let Ok(id) = serde_json::from_value::<RevisionId>(name.into()) else { return Ok(None) };
        Ok(match Here(self).revision(&id)?.and_then(|revision| revision.content) {
            Some(Record::Activity(earlier)) => Some(*earlier),
            _ => None,
        })
    }
}

/// Refuses a name that no list could show.
fn check_name(name: &str) -> Result<(), Error> {
    let characters = name.chars().count();
    if characters <= MAX_NAME {
        return Ok(());
    }
    let begin: String = name.chars().take(60).collect();
    let detail = format!("“{begin}…”: a name of {characters} characters; at most {MAX_NAME} are allowed");
    Err(Error::ImportContent { refusal: Refusal::at("refused-name", &format!("{begin}…")), detail })
}

/// Versions of records that another file has in a newer one.
fn outdated(sources: &[Source]) -> BTreeSet<RevisionId> {
    let natives = sources.iter().filter_map(|source| match &source.contents {
        Contents::Native { file, .. } => Some(file),
        _ => None,
    });
    let records = natives.flat_map(|file| &file.records);
    records.flat_map(|record| record.ancestors.keys().filter(|id| **id != record.head).cloned()).collect()
}
