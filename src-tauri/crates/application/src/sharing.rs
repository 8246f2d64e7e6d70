//! Native files out: a whole register, some of its activities, or Muster, for a colleague or for another machine.
//!
//! A file carries what its records name, step by step, so that whoever reads it finds everything: parties and systems,
//! for single activities also documents and measure sets. Deleted records travel as tombstones.

use crate::assets;
use crate::exporting::Exported;
use crate::failure::{Error, Failure};
use crate::keeping::write_whole;
use crate::workspace::{Workspace, domain_id, new_revision, stored_id};
use exchange::native::{self, Content, Context, FileRecord, NativeFile, Scope};
use register::id::RecordId;
use register::merge::Ancestry;
use register::record::{Conflict, Record, Revision, RevisionId};
use register::references;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::Path;
use std::sync::Arc;
use store::{Filter, Mode, NewRevision, StoreError};

/// What goes into a native file.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "describe", derive(ts_rs::TS), ts(export))]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum ExportWhat {
    /// A whole register.
    Register {
        /// Which.
        register: RecordId,
    },
    /// Some activities of one register.
    Activities {
        /// Which.
        records: Vec<RecordId>,
    },
    /// Muster.
    Templates {
        /// Which.
        records: Vec<RecordId>,
    },
}

/// The records of a file while they are gathered.
struct Gathered<'w> {
    workspace: &'w Workspace,
    shipped: BTreeMap<RecordId, Record>,
    records: BTreeMap<RecordId, FileRecord>,
    /// What the records so far name and what has not been looked at yet.
    open: BTreeSet<RecordId>,
}

impl Gathered<'_> {
    fn add(&mut self, record: RecordId, head: RevisionId, bytes: Vec<u8>) -> Result<(), Error> {
        let revision = Revision::from_bytes(&bytes)?;
        let ancestors = self.workspace.ancestors(record, &revision.parents)?;
        let earlier = self.workspace.shared_before(&revision.parents, &ancestors)?;
        if let Some(content) = &revision.content {
            self.open.extend(references::named(content)?);
            let home = content.register(record);
            self.open.extend(self.named_in_conflicts(&revision.conflicts, home)?);
        }
        self.records.insert(
            record,
            FileRecord { id: record, head, content: Content::Whole(bytes.into()), ancestors, earlier },
        );
        Ok(())
    }

    /// What the values of open conflicts name, so that each of them can be chosen elsewhere, too.
    fn named_in_conflicts(
        &self,
        conflicts: &[Conflict],
        home: Option<RecordId>,
    ) -> Result<Vec<RecordId>, Error> {
        let values = conflicts.iter().flat_map(|conflict| [&conflict.ours, &conflict.theirs]).flatten();
        let ids: BTreeSet<String> = values.flat_map(references::ids_in).collect();
        let mut named = Vec::new();
        for id in ids.iter().filter_map(|id| id.parse::<RecordId>().ok()) {
            let Some(head) = self.workspace.store.head(id.0)? else { continue };
            let wanted = match Revision::from_bytes(&head.bytes)?.content {
                Some(Record::Party(_) | Record::System(_)) => true,
                Some(content @ (Record::Document(_) | Record::MeasureSet(_))) => content.register(id) == home,
                _ => false,
            };
            if wanted {
                named.push(id);
            }
        }
        Ok(named)
    }

    fn add_stored(&mut self, head: store::Revision) -> Result<(), Error> {
        self.add(RecordId(head.record), domain_id(head.id), head.bytes)
    }

    fn add_new(&mut self, new: NewRevision) -> Result<(), Error> {
        self.add(RecordId(new.record), domain_id(new.id()), new.bytes)
    }

    /// Adds what is named, and what that names, until nothing is missing.
    fn close(&mut self) -> Result<(), Error> {
        while let Some(next) = self.open.pop_first() {
            if self.records.contains_key(&next) {
                continue;
            }
            if let Some(head) = self.workspace.store.head(next.0)? {
                self.add_stored(head)?;
            } else if let Some(record) = self.shipped.get(&next) {
                self.add_new(new_revision(next, Vec::new(), Some(record), Vec::new())?)?;
            }
        }
        Ok(())
    }
}

impl Workspace {
    /// A name for the file that this export would write.
    ///
    /// # Errors
    /// When there is no such record.
    pub fn suggested_share_name(&self, what: &ExportWhat, encrypted: bool) -> Result<String, Failure> {
        let title = || -> Result<String, Error> {
            Ok(match what {
                ExportWhat::Register { register } => self.organisation(*register)?.content.name,
                ExportWhat::Activities { records } | ExportWhat::Templates { records } => {
                    match records.as_slice() {
                        [one] => self.standing(*one)?.0.content.title().to_owned(),
                        many => self.language.text(
                            match what {
                                ExportWhat::Templates { .. } => "several-templates",
                                _ => "several-activities",
                            },
                            &[("number", many.len().to_string().into())],
                        ),
                    }
                }
            })
        };
        let kind = match what {
            ExportWhat::Register { .. } => "Verzeichnis",
            ExportWhat::Activities { .. } => "Tätigkeit",
            ExportWhat::Templates { .. } => "Muster",
        };
        let ending = if encrypted { "vvt.json.age" } else { "vvt.json" };
        let title = self.fail(title())?;
        Ok(format!("{kind} {} {}.{ending}", crate::exporting::file_name_of(&title), self.clock.today()))
    }

    /// Writes a native file, encrypted when there is a passphrase. The same content on the same day gives the same
    /// bytes, unless they are encrypted.
    ///
    /// # Errors
    /// When something named does not exist, activities are of different registers, or the file cannot be written; a
    /// file that was there before is then untouched.
    pub fn export_file(
        &mut self,
        what: &ExportWhat,
        passphrase: Option<&str>,
        path: &Path,
    ) -> Result<Exported, Failure> {
        let mut export = || -> Result<Exported, Error> {
            self.store.refuse_own_file(path)?;
            let file = self.native_file(what)?;
            let plain = native::write(&file)?;
            let bytes = match passphrase {
                Some(passphrase) => exchange::encrypted::seal(&plain, passphrase)?,
                None => plain,
            };
            write_whole(path, &bytes)?;
            self.publish(&file)?;
            let file_name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            Ok(Exported { file_name, pages: None, bytes_written: bytes.len() as u64 })
        };
        let exported = export();
        self.fail(exported)
    }

    /// From now on autosave leaves the exported heads alone, so that a file that comes back finds its ancestor.
    fn publish(&mut self, file: &NativeFile) -> Result<(), Error> {
        if self.store.mode() == Mode::ReadOnly {
            return Ok(());
        }
        let mut heads = Vec::new();
        for record in &file.records {
            let head = stored_id(&record.head)?;
            if self.store.head_id(record.id.0)? == Some(head) {
                heads.push(head);
            }
        }
        self.transact("export", "", |tx| {
            Ok(heads.into_iter().try_for_each(|head| tx.mark_published(head))?)
        })
    }

    /// The records of a native file with what they name.
    pub(crate) fn native_file(&self, what: &ExportWhat) -> Result<NativeFile, Error> {
        let shipped =
            assets::shared_records()?.into_iter().map(|shared| (shared.id, shared.record)).collect();
        let (records, open) = (BTreeMap::new(), BTreeSet::new());
        let mut gathered = Gathered { workspace: self, shipped, records, open };
        let scope = match what {
            ExportWhat::Register { register } => {
                self.organisation(*register)?;
                for head in self.store.heads(&Filter { register: Some(register.0), kind: None })? {
                    gathered.add_stored(head)?;
                }
                for tombstone in self.deleted_of(*register)? {
                    gathered.add_stored(tombstone)?;
                }
                Scope::Register { register: *register }
            }
            ExportWhat::Activities { records } => {
                let mut registers = BTreeSet::new();
                for record in records {
                    registers.insert(self.activity(*record)?.register);
                    let head = self.store.head(record.0)?;
                    head.map_or(Ok(()), |head| gathered.add_stored(head))?;
                }
                let ([Some(register)], 1) = ([registers.first().copied()], registers.len()) else {
                    let reason = "the activities of one file belong to one register".to_owned();
                    return Err(Error::Value { at: "/records".into(), reason });
                };
                let organisation = self.organisation(register)?.content;
                // What its defaults name comes along, so that whoever takes them over finds it.
                let mut bare = organisation.clone();
                bare.joint_controllers = Default::default();
                bare.representative = Default::default();
                bare.supervisory_authority = Default::default();
                bare.data_protection_officers = Default::default();
                gathered.open.extend(references::named(&Record::Organisation(Box::new(bare)))?);
                let context = Box::new(Context::new(organisation.name, organisation.defaults));
                Scope::Activities { register, context }
            }
            ExportWhat::Templates { records } => {
                for record in records {
                    match self.standing(*record)? {
                        (loaded, _, Some(seed)) if loaded.id == *record => gathered.add_new(seed)?,
                        (loaded, _, _) => {
                            let missing = || Error::NotFound { what: "template", name: record.to_string() };
                            if !matches!(loaded.content, Record::Template(_)) {
                                return Err(missing());
                            }
                            gathered.add_stored(self.store.head(record.0)?.ok_or_else(missing)?)?;
                        }
                    }
                }
                Scope::Templates {}
            }
        };
        gathered.close()?;
        let author = Some(self.author.clone()).filter(|author| !author.is_empty());
        Ok(NativeFile {
            exporter: format!("Artikel 30 {}", env!("CARGO_PKG_VERSION")),
            exported_at: self.clock.today(),
            author,
            scope,
            abridged: false,
            records: gathered.records.into_values().collect(),
        })
    }

    /// The tombstones of records that belonged to a register.
    fn deleted_of(&self, register: RecordId) -> Result<Vec<store::Revision>, Error> {
        let mut tombstones = Vec::new();
        for deleted in self.store.deleted()? {
            let tombstone = self.store.revision(deleted.tombstone)?;
            let last = tombstone.parents.iter().find_map(|parent| self.store.revision(*parent).ok());
            let home = last.and_then(|last| Revision::from_bytes(&last.bytes).ok()?.content);
            if home.is_some_and(|content| content.register(RecordId(deleted.record)) == Some(register)) {
                tombstones.push(tombstone);
            }
        }
        Ok(tombstones)
    }

    /// All that these revisions of a record follow, and they themselves, with their parents.
    fn ancestors(&self, record: RecordId, parents: &[RevisionId]) -> Result<Ancestry, Error> {
        let known: Ancestry = self
            .store
            .ancestry(record.0)?
            .into_iter()
            .map(|each| (domain_id(each.id), each.parents.into_iter().map(domain_id).collect()))
            .collect();
        let mut ancestors = Ancestry::new();
        let mut open = parents.to_vec();
        while let Some(id) = open.pop() {
            let parents = known.get(&id).cloned().unwrap_or_default();
            if ancestors.insert(id, parents.clone()).is_none() {
                open.extend(parents);
            }
        }
        Ok(ancestors)
    }

    /// The nearest ancestors that others may have started from, as stored: those that were exported or came from a file.
    fn shared_before(&self, parents: &[RevisionId], ancestors: &Ancestry) -> Result<Vec<Arc<[u8]>>, Error> {
        let mut earlier = Vec::new();
        let (mut open, mut seen) = (VecDeque::from(parents.to_vec()), BTreeSet::new());
        while let Some(id) = open.pop_front() {
            if earlier.len() == native::MAX_EARLIER || seen.len() == FARTHEST {
                break;
            }
            if !seen.insert(id.clone()) {
                continue;
            }
            match self.store.revision(stored_id(&id)?) {
                Ok(stored) if stored.published && !stored.tombstone => earlier.push(stored.bytes.into()),
                Ok(_) | Err(StoreError::UnknownRevision { .. }) => {}
                Err(error) => return Err(error.into()),
            }
            open.extend(ancestors.get(&id).into_iter().flatten().cloned());
        }
        Ok(earlier)
    }
}

/// How many ancestors are looked at for those that others may have started from.
const FARTHEST: usize = 200;
