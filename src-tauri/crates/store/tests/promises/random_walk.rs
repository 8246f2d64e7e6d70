//! Any sequence of actions against a model that is plainly right.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use store::{Filter, OperationLabel, RevisionId, SessionId};

use crate::{Desk, projection, record, revision};

#[derive(Debug, Clone)]
enum Step {
    Put(u128, u8),
    Autosave(u128, u128, u8),
    Delete(u128),
    Publish(u128),
    Fail(u128),
    Undo,
    Redo,
    Restart,
}

fn step() -> impl Strategy<Value = Step> {
    let id = 1..4_u128;
    prop_oneof![
        4 => (id.clone(), any::<u8>()).prop_map(|(id, text)| Step::Put(id, text)),
        4 => (10..12_u128, id.clone(), any::<u8>())
            .prop_map(|(session, id, text)| Step::Autosave(session, id, text)),
        2 => id.clone().prop_map(Step::Delete),
        1 => id.clone().prop_map(Step::Publish),
        1 => id.prop_map(Step::Fail),
        4 => Just(Step::Undo),
        3 => Just(Step::Redo),
        1 => Just(Step::Restart),
    ]
}

/// Which text each record holds.
type Texts = BTreeMap<u128, String>;

/// The states before each action in force, the present one, and those that redo leads to.
#[derive(Debug, Default)]
struct Model {
    past: Vec<Texts>,
    present: Texts,
    future: Vec<Texts>,
}

impl Model {
    fn act(&mut self, change: impl FnOnce(&mut Texts)) {
        self.past.push(self.present.clone());
        self.future.clear();
        change(&mut self.present);
    }

    fn undo(&mut self) -> bool {
        let Some(state) = self.past.pop() else {
            return false;
        };
        self.future.push(std::mem::replace(&mut self.present, state));
        true
    }

    fn redo(&mut self) -> bool {
        let Some(state) = self.future.pop() else {
            return false;
        };
        self.past.push(std::mem::replace(&mut self.present, state));
        true
    }
}

/// Every revision that a caller could still point to.
fn known(desk: &Desk) -> BTreeSet<RevisionId> {
    (1..4).flat_map(|id| desk.store.ancestry(record(id)).unwrap()).map(|ancestry| ancestry.id).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn any_sequence_of_actions_keeps_every_entry(steps in prop::collection::vec(step(), 1..30)) {
        let mut desk = Desk::new();
        let mut model = Model::default();
        // The last action, if it was an autosave: session and record.
        let mut editing = None;
        let mut lasting = BTreeSet::new();
        for (number, step) in steps.into_iter().enumerate() {
            // Numbered, so that no two actions write the same bytes.
            let worded = |text: u8| format!("{number} Größe {text}");
            let previous = editing.take();
            let before = known(&desk);
            match step {
                Step::Put(id, text) => {
                    desk.write(id, &worded(text));
                    model.act(|texts| { texts.insert(id, worded(text)); });
                }
                Step::Autosave(session, id, text) => {
                    let now = desk.now();
                    let session_id = SessionId(record(session));
                    let text = worded(text);
                    let published = desk.store.head(record(id)).unwrap()
                        .is_some_and(|head| head.published);
                    desk.store.transact(&OperationLabel::new("edit", ""), now, "", |tx| {
                        let parents = tx.parents_in_session(session_id, record(id))?;
                        tx.put_in_session(
                            session_id, &revision(id, parents, &text), &projection(&text),
                        )
                    }).unwrap();
                    if previous == Some((session, id)) && !published {
                        model.present.insert(id, text);
                        // One draft went, one came.
                        prop_assert_eq!(known(&desk).len(), before.len());
                    } else {
                        model.act(|texts| { texts.insert(id, text); });
                        prop_assert_eq!(known(&desk).len(), before.len() + 1);
                    }
                    editing = Some((session, id));
                }
                Step::Delete(id) => {
                    if desk.text(id).is_some() {
                        desk.delete(id);
                        model.act(|texts| { texts.remove(&id); });
                    }
                    else { editing = previous; }
                }
                Step::Publish(id) => {
                    if let Some(head) = desk.store.head(record(id)).unwrap() {
                        desk.store.mark_published(head.id).unwrap();
                        lasting.insert(head.id);
                    }
                    editing = previous;
                }
                Step::Fail(id) => {
                    let now = desk.now();
                    let result: Result<((), _), store::StoreError> = desk.store.transact(
                        &OperationLabel::new("edit", ""), now, "", |tx| {
                            let head = tx.head(record(id))?;
                            let parents = head.iter().map(|head| head.id).collect();
                            tx.put(&revision(id, parents, "verworfen"), &projection("verworfen"))?;
                            tx.revision(RevisionId::of(b"missing")).map(drop)
                        });
                    prop_assert!(result.is_err());
                    editing = previous;
                }
                Step::Undo => {
                    let undone = desk.undo().is_some();
                    prop_assert_eq!(undone, model.undo());
                    if !undone { editing = previous; }
                }
                Step::Redo => {
                    let redone = desk.redo().is_some();
                    prop_assert_eq!(redone, model.redo());
                    if !redone { editing = previous; }
                }
                Step::Restart => {
                    desk = desk.restart();
                    editing = previous;
                }
            }
            let after = known(&desk);
            prop_assert!(before.difference(&after).count() <= 1);
            prop_assert!(lasting.is_subset(&after), "what was sent out stays");
            let listed: Texts = desk.store.records(&Filter::default()).unwrap()
                .into_iter()
                .map(|row| (row.record.as_u128(), row.title))
                .collect();
            prop_assert_eq!(&listed, &model.present);
            let stored: Texts = (1..4)
                .filter_map(|id| desk.text(id).map(|text| (id, text)))
                .collect();
            prop_assert_eq!(&stored, &model.present);
            prop_assert_eq!(
                desk.store.search(None, "groesse").unwrap().len(),
                model.present.len()
            );
        }
        desk.assert_sound();
    }
}
