//! Planning to adopt: a colleague's activities, or those of another tool, become activities of a register here.

use super::known::Here;
use super::reading::Contents;
use super::{Import, Plan};
use crate::failure::Error;
use crate::following::context_setting;
use crate::workspace::Workspace;
use exchange::foreign::ForeignFile;
use exchange::merging::{Class, Fresh, Incoming, Known, Planned, made};
use exchange::native::{NativeFile, Scope};
use register::activity::{Origin, ProcessingActivity};
use register::adoption::SourceContext;
use register::heirs;
use register::id::RecordId;
use register::merge::{self, Ancestry, Surroundings};
use register::organisation::Organisation;
use register::record::{Record, Revision, RevisionId};

/// Where activities go.
struct Destination {
    register: RecordId,
    organisation: Organisation,
    /// The position of the next new activity.
    position: u32,
}

impl Workspace {
    pub(super) fn plan_adoption(&self, import: &Import) -> Result<Plan, Error> {
        let missing = || Error::NotFound { what: "register", name: String::new() };
        let register = import.register.ok_or_else(missing)?;
        let organisation = self.organisation(register)?.content;
        let mut target = Destination { register, organisation, position: self.next_position(register)? };
        let mut plan = Plan::default();
        for source in &import.sources {
            match &source.contents {
                Contents::Foreign { file, .. } => self.take_foreign(&mut plan, file, import, &mut target)?,
                Contents::Native { file, .. } => self.take_colleague(&mut plan, file, import, &mut target)?,
                Contents::Locked(_) | Contents::Table(_) => {}
            }
        }
        Ok(plan)
    }

    /// Adopts activities of a colleague's file; the parties and systems that they name come along as they are.
    fn take_colleague(
        &self,
        plan: &mut Plan,
        file: &NativeFile,
        import: &Import,
        target: &mut Destination,
    ) -> Result<(), Error> {
        let (mut shared, mut activities) = (Vec::new(), Vec::new());
        let mut context = SourceContext { joined: self.joined(import, &[])?, ..SourceContext::default() };
        if let Scope::Activities { context: around, .. } = &file.scope {
            context.name.clone_from(&around.name);
            context.defaults = around.defaults.clone();
        }
        for incoming in Incoming::of_file(file.clone())? {
            match incoming.revision.content.clone() {
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
            if import.only.as_ref().is_none_or(|only| only.contains(&incoming.record)) {
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
        // The colleague's revision stays, so that the next one can be compared with it. An abridged copy is kept as what
        // it is: a revision of its own that follows the colleague's.
        let source = match incoming.bytes {
            Some(bytes) => Fresh { id: incoming.head, revision: incoming.revision, bytes },
            None => made(Revision::new(incoming.record, vec![incoming.head], incoming.revision.content))?,
        };
        let adopted = self.adopt_record(
            (incoming.record, &source.id, activity),
            context,
            target.register,
            target.position,
        )?;
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
        plan.contexts.push(context_setting(incoming.record, &source.id, context)?);
        let told = Ancestry::new();
        let fresh = fresh.into_iter().collect();
        plan.draft.add(id, Planned { class, before, after, fresh, told, theirs, base: None });
        plan.kept.push(source);
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
        for (record, content) in &file.shared {
            // What is here already has perhaps been looked after since; such files only know names.
            if self.store.head_id(record.0)?.is_none() && !plan.draft.records().contains_key(record) {
                let fresh = made(Revision::new(*record, Vec::new(), Some(content.clone())))?;
                let Fresh { id, revision, bytes } = fresh;
                shared.push(Incoming {
                    record: *record,
                    head: id,
                    bytes: Some(bytes),
                    revision,
                    ancestors: Ancestry::new(),
                });
            }
        }
        self.take_in(&mut plan.draft, shared)?;
        for (key, activity) in &file.activities {
            if import.only.as_ref().is_none_or(|only| only.contains(key)) {
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
        let mine = self.all(Some(target.register), "activity")?.into_iter().find_map(|loaded| {
            let head = loaded.head;
            match loaded.content {
                Record::Activity(activity) => {
                    let follows = activity.origin.as_ref().is_some_and(|origin| origin.record == key);
                    follows.then_some((loaded.id, head, activity))
                }
                _ => None,
            }
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
                (id, Planned { class, before: None, after, fresh: vec![fresh], told, theirs, base: None })
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
                let newer = activity.origin.as_ref() != Some(&origin);
                let class = match (same, unchanged_here) {
                    (true, true) => Class::Unchanged,
                    (true, false) => Class::ChangedHere,
                    (false, true) => Class::ChangedThere,
                    (false, false) => Class::Merged,
                };
                let mut revision = merged.into_revision(id, vec![before.clone()]);
                if let Some(Record::Activity(activity)) = &mut revision.content {
                    activity.origin = Some(origin);
                }
                let fresh = if newer { vec![made(revision)?] } else { Vec::new() };
                let after = fresh.first().map_or_else(|| before.clone(), |fresh| fresh.id.clone());
                plan.follows.insert(id, activity.title.clone());
                let (before, theirs, told) = (Some(before), Some(theirs), Ancestry::new());
                (id, Planned { class, before, after, fresh, told, theirs, base })
            }
        };
        plan.draft.add(planned.0, planned.1);
        plan.kept.push(source);
        Ok(())
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
