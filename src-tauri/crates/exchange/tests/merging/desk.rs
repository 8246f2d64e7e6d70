//! A colleague's desk: a store in memory that sends and receives real files.

use exchange::merging::{Draft, Incoming, Known, MergingError};
use exchange::native::{self, Content, FileRecord, NativeFile, Scope};
use register::id::RecordId;
use register::merge::{Ancestry, Surroundings, Take, resolve};
use register::path;
use register::record::{Conflict, Record, Revision, RevisionId};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::convert::Infallible;
use std::sync::Arc;
use uuid::Uuid;

/// An invented id that ends in these digits.
pub(crate) fn id(number: u128) -> RecordId {
    RecordId(Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 + number))
}

/// The register's organisation.
pub(crate) const SCHOOL: u128 = 1;

/// What a desk holds.
#[derive(Debug, Clone, Default)]
pub(crate) struct Desk {
    pub(crate) heads: BTreeMap<RecordId, RevisionId>,
    pub(crate) revisions: BTreeMap<RevisionId, Revision>,
    pub(crate) ancestry: BTreeMap<RecordId, Ancestry>,
}

impl Known for Desk {
    type Error = Infallible;

    fn head(&self, record: RecordId) -> Result<Option<RevisionId>, Infallible> {
        Ok(self.heads.get(&record).cloned())
    }

    fn ancestry(&self, record: RecordId) -> Result<Ancestry, Infallible> {
        Ok(self.ancestry.get(&record).cloned().unwrap_or_default())
    }

    fn revision(&self, id: &RevisionId) -> Result<Option<Revision>, Infallible> {
        Ok(self.revisions.get(id).cloned())
    }

    fn activities(&self, register: RecordId) -> Result<Vec<RecordId>, Infallible> {
        let is_one = |record: &RecordId| match &self.head(*record).content {
            Some(Record::Activity(activity)) => activity.register == register,
            _ => false,
        };
        Ok(self.heads.keys().copied().filter(is_one).collect())
    }

    fn live(&self) -> Result<Vec<RecordId>, Infallible> {
        let is_live = |record: &RecordId| self.head(*record).content.is_some();
        Ok(self.heads.keys().copied().filter(is_live).collect())
    }
}

impl Desk {
    /// A desk with a school and one activity.
    pub(crate) fn with_school() -> Self {
        let mut desk = Self::default();
        desk.write(SCHOOL, json!({ "type": "organisation", "name": "Grundschule Beispielhausen" }));
        desk.write(2, json!({ "type": "activity", "register": id(SCHOOL), "title": "Bücherei" }));
        desk
    }

    /// The head of a record.
    pub(crate) fn head(&self, record: RecordId) -> &Revision {
        &self.revisions[&self.heads[&record]]
    }

    pub(crate) fn content(&self, number: u128) -> Value {
        serde_json::to_value(&self.head(id(number)).content).unwrap()
    }

    fn put(&mut self, revision: Revision) {
        let head = RevisionId::of(&revision.to_bytes().unwrap());
        self.ancestry.entry(revision.record).or_default().insert(head.clone(), revision.parents.clone());
        self.heads.insert(revision.record, head.clone());
        self.revisions.insert(head, revision);
    }

    /// Writes a record, or deletes it with null. Open conflicts stay open.
    pub(crate) fn write(&mut self, number: u128, content: Value) {
        let record = id(number);
        let content: Option<Record> = serde_json::from_value(content).unwrap();
        let parents = self.heads.get(&record).cloned().into_iter().collect();
        let conflicts = match self.heads.get(&record) {
            Some(_) if content.is_some() => self.head(record).conflicts.clone(),
            _ => Vec::new(),
        };
        let mut revision = Revision::new(record, parents, content);
        revision.conflicts = conflicts;
        self.put(revision);
    }

    /// Lets a record have these open conflicts.
    pub(crate) fn conflicts(&mut self, number: u128, conflicts: Vec<Conflict>) {
        let record = id(number);
        let mut revision =
            Revision::new(record, vec![self.heads[&record].clone()], self.head(record).content.clone());
        revision.conflicts = conflicts;
        self.put(revision);
    }

    /// Changes one field.
    pub(crate) fn set(&mut self, number: u128, at: &str, value: Value) {
        let mut content = self.content(number);
        *path::get_mut(&mut content, at).unwrap() = value;
        self.write(number, content);
    }

    /// Decides the first open conflict of a record.
    pub(crate) fn decide(&mut self, record: RecordId, take: Take) {
        let head = self.head(record).clone();
        let Some(conflict) = head.conflicts.first().cloned() else { return };
        let Ok(merged) = resolve(&head, &[(conflict, take)], &Surroundings::default()) else { return };
        self.put(merged.into_revision(record, vec![self.heads[&record].clone()]));
    }

    /// The whole register as the bytes of a file.
    pub(crate) fn export(&self) -> Vec<u8> {
        self.export_some(|_| true)
    }

    /// The whole register as the copy that rides inside a PDF.
    pub(crate) fn copy(&self) -> Vec<u8> {
        native::write(&native::abridge(&native::read(&self.export()).unwrap())).unwrap()
    }

    /// Some of its records, the organisation in any case.
    pub(crate) fn export_some(&self, wanted: impl Fn(RecordId) -> bool) -> Vec<u8> {
        let heads = self.heads.iter().filter(|(record, _)| **record == id(SCHOOL) || wanted(**record));
        let records = heads.map(|(record, head)| {
            let mut ancestors = Ancestry::new();
            let mut open = self.revisions[head].parents.clone();
            while let Some(next) = open.pop() {
                let parents = self.ancestry[record].get(&next).cloned().unwrap_or_default();
                if ancestors.insert(next, parents.clone()).is_none() {
                    open.extend(parents);
                }
            }
            let bytes = self.revisions[head].to_bytes().unwrap();
            let earlier = self.earlier(head, &ancestors);
            FileRecord {
                id: *record,
                head: head.clone(),
                content: Content::Whole(bytes.into()),
                ancestors,
                earlier,
            }
        });
        native::write(&NativeFile {
            exporter: "Artikel 30 0.1.0".into(),
            exported_at: "2026-11-21".parse().unwrap(),
            author: None,
            scope: Scope::Register { register: id(SCHOOL) },
            abridged: false,
            records: records.collect(),
        })
        .unwrap()
    }

    /// The nearest ancestors of a head with their content.
    fn earlier(&self, head: &RevisionId, told: &Ancestry) -> Vec<Arc<[u8]>> {
        let (mut open, mut seen) = (VecDeque::from(self.revisions[head].parents.clone()), BTreeSet::new());
        let mut earlier = Vec::new();
        while let Some(next) = open.pop_front() {
            let Some(revision) = self.revisions.get(&next).filter(|_| seen.insert(next.clone())) else {
                continue;
            };
            // Who forges a history leaves out what would give it away.
            if earlier.len() < native::MAX_EARLIER && told.get(&next) == Some(&revision.parents) {
                earlier.push(revision.to_bytes().unwrap().into());
            }
            open.extend(revision.parents.iter().cloned());
        }
        earlier
    }

    /// What files would change.
    pub(crate) fn plan(&self, files: &[&[u8]]) -> Result<Draft, MergingError<Infallible>> {
        let mut draft = Draft::default();
        for file in files {
            draft.take_in(self, Incoming::of_file(native::read(file).unwrap()).unwrap())?;
        }
        Ok(draft)
    }

    /// Carries a plan out.
    pub(crate) fn apply(&mut self, draft: &Draft) {
        for (record, planned) in draft.records() {
            let ancestry = self.ancestry.entry(*record).or_default();
            for (known, parents) in &planned.told {
                ancestry.entry(known.clone()).or_insert_with(|| parents.clone());
            }
            for fresh in planned.earlier.iter().chain(&planned.fresh) {
                assert_eq!(RevisionId::of(&fresh.bytes), fresh.id, "what is stored is what was hashed");
                ancestry.insert(fresh.id.clone(), fresh.revision.parents.clone());
                self.revisions.insert(fresh.id.clone(), Revision::clone(&fresh.revision));
            }
            self.heads.insert(*record, planned.after.clone());
        }
    }

    /// Reads files and applies them.
    pub(crate) fn import(&mut self, files: &[&[u8]]) -> Draft {
        let draft = self.plan(files).unwrap();
        self.apply(&draft);
        draft
    }

    /// Every text anywhere on the desk: in heads, conflicts and history.
    pub(crate) fn texts(&self) -> BTreeSet<String> {
        let mut texts = BTreeSet::new();
        for revision in self.revisions.values() {
            collect(&serde_json::to_value(revision).unwrap(), &mut texts);
        }
        texts
    }

    /// Every text in the head of a record and its conflicts.
    pub(crate) fn visible(&self, record: RecordId) -> BTreeSet<String> {
        let mut texts = BTreeSet::new();
        collect(&serde_json::to_value(self.head(record)).unwrap(), &mut texts);
        texts
    }
}

fn collect(value: &Value, texts: &mut BTreeSet<String>) {
    match value {
        Value::String(text) => {
            texts.insert(text.clone());
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, texts)),
        Value::Object(members) => members.values().for_each(|member| collect(member, texts)),
        _ => {}
    }
}
