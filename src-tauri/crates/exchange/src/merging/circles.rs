//! Systems that would be part of each other in a circle: what the file changed becomes a conflict, and ours stays.

use super::session::Session;
use super::{Class, Known, MergingError, made};
use register::id::RecordId;
use register::integrity::{CircleOf, IntegrityError};
use register::record::{Conflict, Record, Revision};
use serde_json::json;
use std::collections::BTreeSet;

impl<K: Known> Session<'_, K> {
    /// Takes back what closes a circle, until there is none.
    ///
    /// # Errors
    /// When the file brings a circle of its own.
    pub(super) fn open_circles(&mut self) -> Result<(), MergingError<K::Error>> {
        let acting = |(record, planned): (&RecordId, &super::Planned)| planned.acts().then_some(*record);
        let changed: Vec<RecordId> = self.records.iter().filter_map(acting).collect();
        for record in changed {
            let circle = self.circle(record)?;
            if circle.is_empty() {
                continue;
            }
            let mut opened = false;
            for record in circle {
                if self.keep_whole(record)? {
                    opened = true;
                    break;
                }
            }
            if !opened {
                let reason = IntegrityError::Circle { what: CircleOf::Systems };
                return Err(MergingError::Content { record, reason });
            }
        }
        Ok(())
    }

    /// What a system is part of, as it will be.
    fn whole_of(&self, record: RecordId) -> Result<Option<RecordId>, MergingError<K::Error>> {
        Ok(match self.head(record)? {
            Some((_, Revision { content: Some(Record::System(system)), .. })) => system.part_of,
            _ => None,
        })
    }

    /// The systems of the circle that a system is in, itself first; none when it is in none.
    fn circle(&self, record: RecordId) -> Result<Vec<RecordId>, MergingError<K::Error>> {
        let (mut circle, mut seen) = (vec![record], BTreeSet::from([record]));
        let mut at = record;
        while let Some(whole) = self.whole_of(at)? {
            if whole == record {
                return Ok(circle);
            }
            if !seen.insert(whole) {
                break;
            }
            circle.push(whole);
            at = whole;
        }
        Ok(Vec::new())
    }

    /// Lets a system be part of what it was part of here; the file's word becomes a conflict. Whether that changes
    /// anything.
    fn keep_whole(&mut self, record: RecordId) -> Result<bool, MergingError<K::Error>> {
        let before = match self.records.get(&record).map(|planned| planned.before.clone()) {
            Some(Some(before)) => self.revision(record, &before)?,
            _ => None,
        };
        let Some(Record::System(ours)) = before.and_then(|before| before.content) else { return Ok(false) };
        let Some((head, Revision { content: Some(Record::System(mut shown)), mut conflicts, .. })) =
            self.head(record)?
        else {
            return Ok(false);
        };
        if shown.part_of == ours.part_of {
            return Ok(false);
        }
        conflicts.push(Conflict {
            path: "/part_of".to_owned(),
            base: None,
            ours: ours.part_of.map(|whole| json!(whole)),
            theirs: shown.part_of.map(|whole| json!(whole)),
        });
        conflicts.sort_by(|left, right| left.path.cmp(&right.path));
        shown.part_of = ours.part_of;
        let mut revision = Revision::new(record, vec![head], Some(Record::System(shown)));
        revision.conflicts = conflicts;
        let fresh = made(revision)?;
        if let Some(planned) = self.records.get_mut(&record) {
            planned.class = Class::Merged;
            planned.after = fresh.id.clone();
            planned.fresh.push(fresh);
        }
        Ok(true)
    }
}
