//! Changes and conflicts in words: where a field is, and what stands there.

use crate::conflicts::conflict_id;
use crate::failure::Error;
use crate::view::{ConflictKind, ConflictView, Decision, FieldChange, Shown, Side, Taken};
use crate::workspace::Workspace;
use language::difference::Subject;
use register::id::RecordId;
use register::merge::{self, differences};
use register::organisation::Organisation;
use register::record::{Conflict, Record, Revision};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Titles of records, those of an import before those of the store.
pub(crate) struct Titles<'a> {
    workspace: &'a Workspace,
    coming: BTreeMap<RecordId, String>,
}

impl<'a> Titles<'a> {
    /// Titles of the store.
    pub(crate) fn of_store(workspace: &'a Workspace) -> Self {
        Self { workspace, coming: BTreeMap::new() }
    }

    /// Titles of the store and of records that are not there yet.
    pub(crate) fn with(workspace: &'a Workspace, coming: BTreeMap<RecordId, String>) -> Self {
        Self { workspace, coming }
    }

    fn title(&self, id: RecordId) -> Option<String> {
        match self.coming.get(&id) {
            Some(title) => Some(title.clone()),
            None => self.workspace.title_of(id).ok(),
        }
    }
}

/// The versions of a record that are compared.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Versions<'a> {
    /// What both sides started from, when that is known.
    pub(crate) base: Option<&'a Record>,
    /// What is here.
    pub(crate) ours: Option<&'a Record>,
    /// What is there.
    pub(crate) theirs: Option<&'a Record>,
    /// What will be here.
    pub(crate) result: Option<&'a Record>,
}

impl Workspace {
    /// The conflicts of a revision that are open, with what was decided about them so far.
    pub(crate) fn conflict_views(
        &self,
        revision: &Revision,
        decisions: &BTreeMap<String, Decision>,
        titles: &Titles<'_>,
        organisation: Option<&Organisation>,
    ) -> Result<Vec<ConflictView>, Error> {
        let Some(content) = revision.content.as_ref().filter(|_| !revision.conflicts.is_empty()) else {
            return Ok(Vec::new());
        };
        let value = serde_json::to_value(content)?;
        let names = |id| titles.title(id);
        let mut subject = Subject::new(&self.language, &value, organisation, &names);
        revision.conflicts.iter().for_each(|conflict| subject.learn_conflict(conflict));
        let register = content.register(revision.record);
        let presented = merge::presented(content, &revision.conflicts)?;
        let view = |(stored, conflict): (&Conflict, &Conflict)| {
            let id = conflict_id(revision.record, stored);
            let place = subject.place(&conflict.path);
            let shown =
                |value: &Option<Value>| value.as_ref().map(|value| shown(&subject, &conflict.path, value));
            let (base, ours, theirs) =
                (shown(&conflict.base), shown(&conflict.ours), shown(&conflict.theirs));
            let decision = decisions.get(&id);
            let result = match decision.map(|decision| (decision.take, &decision.value)) {
                Some((Taken::Theirs, _)) => theirs.clone(),
                Some((Taken::Value, value)) => shown(value),
                _ => ours.clone(),
            };
            ConflictView {
                id,
                record: revision.record,
                title: content.title().to_owned(),
                register,
                path: conflict.path.clone(),
                letter: place.letter,
                place: place.text,
                kind: kind(conflict),
                base,
                ours,
                theirs,
                decision: decision.map(|decision| decision.take),
                result,
            }
        };
        Ok(revision.conflicts.iter().zip(&presented).map(view).collect())
    }

    /// Where in a record a path leads to, in German.
    pub(crate) fn place(&self, content: &Record, path: &str, titles: &Titles<'_>) -> Result<String, Error> {
        let names = |id| titles.title(id);
        let content = serde_json::to_value(content)?;
        Ok(Subject::new(&self.language, &content, None, &names).place(path).text)
    }

    /// Fields of a record that one side alone has changed; its version is what will stand there.
    pub(crate) fn field_changes(
        &self,
        content: &Record,
        changes: &[Conflict],
        side: Side,
        organisation: Option<&Organisation>,
    ) -> Result<Vec<FieldChange>, Error> {
        let titles = Titles::of_store(self);
        let names = |id| titles.title(id);
        let value = serde_json::to_value(content)?;
        let mut subject = Subject::new(&self.language, &value, organisation, &names);
        changes.iter().for_each(|change| subject.learn_conflict(change));
        let one = |change: &Conflict| {
            let place = subject.place(&change.path);
            let shown =
                |value: &Option<Value>| value.as_ref().map(|value| shown(&subject, &change.path, value));
            let result = if side == Side::Theirs { &change.theirs } else { &change.ours };
            FieldChange {
                path: change.path.clone(),
                letter: place.letter,
                place: place.text,
                base: shown(&change.base),
                ours: shown(&change.ours),
                theirs: shown(&change.theirs),
                result: shown(result),
                side,
            }
        };
        Ok(changes.iter().map(one).collect())
    }

    /// The fields that differ between the versions of a record, without those in conflict.
    pub(crate) fn changes(
        &self,
        versions: Versions<'_>,
        conflicts: &[Conflict],
        titles: &Titles<'_>,
        organisation: Option<&Organisation>,
    ) -> Result<Vec<FieldChange>, Error> {
        let Versions { base, ours, theirs, result } = versions;
        let Some(main) = result.or(ours).or(theirs) else { return Ok(Vec::new()) };
        let (mut changed_here, mut changed_there) = (BTreeSet::new(), BTreeSet::new());
        if let (Some(base), Some(ours)) = (base, ours) {
            changed_here.extend(differences(base, ours)?.into_iter().map(|found| found.path));
        }
        if let (Some(base), Some(theirs)) = (base, theirs) {
            changed_there.extend(differences(base, theirs)?.into_iter().map(|found| found.path));
        }
        if let (None, Some(ours), Some(result)) = (base, ours, result) {
            changed_there.extend(differences(ours, result)?.into_iter().map(|found| found.path));
        }
        let disputed = |path: &str| {
            conflicts.iter().any(|conflict| {
                let below = path.strip_prefix(conflict.path.as_str());
                conflict.path == "/" || below.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
            })
        };
        let paths: BTreeSet<&String> =
            changed_here.union(&changed_there).filter(|path| !disputed(path)).collect();
        if paths.is_empty() {
            return Ok(Vec::new());
        }
        let values = [base, ours, theirs, result].map(|side| side.map(serde_json::to_value).transpose());
        let [base_value, our_value, their_value, result_value] = values;
        let (base_value, our_value, their_value, result_value) =
            (base_value?, our_value?, their_value?, result_value?);
        let names = |id| titles.title(id);
        let main = serde_json::to_value(main)?;
        let mut subject = Subject::new(&self.language, &main, organisation, &names);
        for side in [&base_value, &our_value, &their_value].into_iter().flatten() {
            subject.learn("/", side);
        }
        let at = |side: &Option<Value>, path: &str| {
            let value = register::path::get(side.as_ref()?, path).ok()?;
            Some(shown(&subject, path, value))
        };
        Ok(paths
            .into_iter()
            .map(|path| {
                let place = subject.place(path);
                FieldChange {
                    letter: place.letter,
                    place: place.text,
                    base: at(&base_value, path),
                    ours: at(&our_value, path),
                    theirs: at(&their_value, path),
                    result: at(&result_value, path),
                    side: match (changed_here.contains(path), changed_there.contains(path)) {
                        (true, true) => Side::Both,
                        (true, false) => Side::Ours,
                        (false, _) => Side::Theirs,
                    },
                    path: path.clone(),
                }
            })
            .collect())
    }
}

fn shown(subject: &Subject<'_>, path: &str, value: &Value) -> Shown {
    Shown { text: subject.shown(path, value), json: value.clone() }
}

/// What the two versions of a conflict are.
fn kind(conflict: &Conflict) -> ConflictKind {
    if conflict.path == "/" {
        return ConflictKind::Record;
    }
    match (&conflict.ours, &conflict.theirs) {
        (Some(ours), Some(theirs)) if is_order(ours) && is_order(theirs) => ConflictKind::Order,
        (Some(Value::String(ours)), Some(Value::String(theirs))) if is_free(ours) && is_free(theirs) => {
            ConflictKind::Text
        }
        (Some(_), Some(_)) => ConflictKind::Value,
        _ => ConflictKind::Item,
    }
}

fn is_order(value: &Value) -> bool {
    value.as_object().is_some_and(|members| members.len() == 1 && members.contains_key("order"))
}

/// Whether a text is one that somebody wrote, and not a word of the model, a date or an id.
fn is_free(text: &str) -> bool {
    let of_a_word =
        |character: char| character.is_ascii_lowercase() || character.is_ascii_digit() || character == '_';
    let is_word = !text.is_empty() && text.chars().all(of_a_word);
    let is_id = uuid::Uuid::parse_str(text).is_ok();
    let is_day = text.parse::<chrono::NaiveDate>().is_ok();
    !is_word && !is_id && !is_day
}
