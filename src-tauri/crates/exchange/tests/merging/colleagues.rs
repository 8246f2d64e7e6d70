//! Three colleagues with one register, who edit, delete, decide, export and import at random.

use crate::desk::{Desk, SCHOOL, id};
use proptest::prelude::*;
use register::id::RecordId;
use register::merge::Take;
use register::record::Record;
use serde_json::{Value, json};
use std::collections::BTreeSet;

#[derive(Debug, Clone)]
enum Step {
    /// Somebody writes a new text into a field of a record.
    Edit {
        who: usize,
        record: u128,
        field: usize,
    },
    /// Somebody adds an item to a list.
    AddGroup {
        who: usize,
        record: u128,
    },
    /// Somebody takes an item out of a list.
    DropGroup {
        who: usize,
        record: u128,
    },
    /// Somebody adds a record, or brings a deleted one back.
    Create {
        who: usize,
        record: u128,
    },
    Delete {
        who: usize,
        record: u128,
    },
    /// Somebody deletes the register with all its activities.
    DeleteRegister {
        who: usize,
    },
    /// Somebody enters a system in an activity, after adding it if it is not there.
    Use {
        who: usize,
        record: u128,
        system: u128,
    },
    DeleteSystem {
        who: usize,
        system: u128,
    },
    Send {
        from: usize,
        to: usize,
        parcel: Parcel,
    },
    Decide {
        who: usize,
        record: u128,
        ours: bool,
    },
}

/// What is sent.
#[derive(Debug, Clone, Copy)]
enum Parcel {
    All,
    Some,
    /// What rides inside a PDF.
    Copy,
}

const FIELDS: [&str; 4] = ["/title", "/description", "/dpo_opinion", "/internal_note"];

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let (who, record) = (0_usize..3, 2_u128..6);
    let both = || (0_usize..3, 2_u128..6);
    let step = prop_oneof![
        6 => (who.clone(), record, 0..FIELDS.len())
            .prop_map(|(who, record, field)| Step::Edit { who, record, field }),
        2 => both().prop_map(|(who, record)| Step::AddGroup { who, record }),
        1 => both().prop_map(|(who, record)| Step::DropGroup { who, record }),
        2 => both().prop_map(|(who, record)| Step::Create { who, record }),
        1 => both().prop_map(|(who, record)| Step::Delete { who, record }),
        1 => who.clone().prop_map(|who| Step::DeleteRegister { who }),
        2 => (0_usize..3, 2_u128..6, 6_u128..8)
            .prop_map(|(who, record, system)| Step::Use { who, record, system }),
        1 => (0_usize..3, 6_u128..8).prop_map(|(who, system)| Step::DeleteSystem { who, system }),
        6 => (who, 1_usize..3, prop_oneof![Just(Parcel::All), Just(Parcel::Some), Just(Parcel::Copy)])
            .prop_map(|(from, step, parcel)| Step::Send { from, to: (from + step) % 3, parcel }),
        2 => (0_usize..3, 2_u128..6, any::<bool>())
            .prop_map(|(who, record, ours)| Step::Decide { who, record, ours }),
    ];
    prop::collection::vec(step, 1..24)
}

/// What happened, in the order in which texts were entered.
#[derive(Default)]
struct Chronicle {
    entered: BTreeSet<String>,
    deleted: BTreeSet<u128>,
    counter: u128,
}

impl Chronicle {
    fn text(&mut self) -> String {
        self.counter += 1;
        let text = format!("Eintrag {}", self.counter);
        self.entered.insert(text.clone());
        text
    }
}

fn exists(desk: &Desk, record: u128) -> bool {
    desk.heads.contains_key(&id(record)) && desk.head(id(record)).content.is_some()
}

/// Activities without their register, and systems that are named and deleted.
fn dangling(desk: &Desk) -> Vec<(RecordId, RecordId)> {
    let mut dangling = Vec::new();
    for record in desk.heads.keys() {
        if let Some(Record::Activity(activity)) = &desk.head(*record).content {
            let needed = activity.systems.iter().copied().chain([activity.register]);
            let gone =
                |needed: &RecordId| desk.heads.contains_key(needed) && desk.head(*needed).content.is_none();
            dangling.extend(needed.filter(gone).map(|needed| (*record, needed)));
        }
    }
    dangling
}

fn happen(desks: &mut [Desk; 3], step: &Step, chronicle: &mut Chronicle) {
    match *step {
        Step::Edit { who, record, field } if exists(&desks[who], record) => {
            desks[who].set(record, FIELDS[field], json!(chronicle.text()));
        }
        Step::AddGroup { who, record } if exists(&desks[who], record) => {
            let text = chronicle.text();
            let mut content = desks[who].content(record);
            let groups = content["groups"].as_array_mut().unwrap();
            groups.push(json!({ "id": id(1_000 + chronicle.counter), "name": text }));
            desks[who].write(record, content);
        }
        Step::DropGroup { who, record } if exists(&desks[who], record) => {
            let mut content = desks[who].content(record);
            content["groups"].as_array_mut().unwrap().pop();
            desks[who].write(record, content);
        }
        Step::Create { who, record } if !exists(&desks[who], record) => {
            if !exists(&desks[who], SCHOOL) {
                desks[who].write(SCHOOL, json!({ "type": "organisation", "name": chronicle.text() }));
            }
            let title = chronicle.text();
            let activity = json!({ "type": "activity", "register": id(SCHOOL), "title": title });
            desks[who].write(record, activity);
        }
        Step::Delete { who, record } if exists(&desks[who], record) => {
            chronicle.deleted.insert(record);
            desks[who].write(record, Value::Null);
        }
        Step::DeleteRegister { who } if exists(&desks[who], SCHOOL) => {
            for record in
                (1..6).filter(|record| *record == SCHOOL || exists(&desks[who], *record)).collect::<Vec<_>>()
            {
                chronicle.deleted.insert(record);
                desks[who].write(record, Value::Null);
            }
        }
        Step::Use { who, record, system } if exists(&desks[who], record) => {
            if !exists(&desks[who], system) {
                desks[who].write(system, json!({ "type": "system", "name": chronicle.text() }));
            }
            desks[who].set(record, "/systems", json!([id(system)]));
        }
        Step::DeleteSystem { who, system } if exists(&desks[who], system) => {
            // As in the program, what is in use can be deleted too.
            chronicle.deleted.insert(system);
            desks[who].write(system, Value::Null);
        }
        Step::Send { from, to, parcel } => {
            let some = |record: RecordId| record <= id(3) || record >= id(6);
            let file = match parcel {
                Parcel::All => desks[from].export(),
                Parcel::Some => desks[from].export_some(some),
                Parcel::Copy => desks[from].copy(),
            };
            let before = desks[to].clone();
            desks[to].import(&[&file]);
            let again = desks[to].plan(&[&file]).unwrap();
            assert!(
                again.records().values().all(|planned| !planned.acts()),
                "the same file twice changes nothing"
            );
            let sound = |desk: &Desk| dangling(desk).is_empty();
            assert!(
                !sound(&before) || !sound(&desks[from]) || sound(&desks[to]),
                "{:?}",
                dangling(&desks[to])
            );
            // It need not be the sender who has seen what goes.
            let others = (0..3).filter(|who| *who != to);
            let seen: BTreeSet<String> = others.flat_map(|who| desks[who].texts()).collect();
            for record in before.heads.keys().filter(|record| desks[to].head(**record).content.is_some()) {
                for text in before.visible(*record).difference(&desks[to].visible(*record)) {
                    let entered = chronicle.entered.contains(text);
                    assert!(!entered || seen.contains(text), "{text} was replaced by one who never saw it");
                }
            }
            for record in before.heads.keys() {
                let (was, is) = (before.head(*record), desks[to].head(*record));
                if was.content.is_some() && is.content.is_none() {
                    let there = desks[from].head(*record);
                    assert!(there.content.is_none(), "only a tombstone deletes");
                    let decided_there = desks[from].ancestry[record].contains_key(&before.heads[record]);
                    assert!(was.conflicts.is_empty() || decided_there, "nothing undecided is deleted");
                }
            }
        }
        Step::Decide { who, record, ours } if exists(&desks[who], record) => {
            desks[who].decide(id(record), if ours { Take::Ours } else { Take::Theirs });
        }
        _ => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn nothing_that_anybody_entered_is_lost_and_all_agree_in_the_end(steps in steps()) {
        let start = Desk::with_school();
        let mut desks = [start.clone(), start.clone(), start];
        let mut chronicle = Chronicle::default();
        for step in &steps {
            happen(&mut desks, step, &mut chronicle);
        }
        // Each sends to each until nobody has anything to learn.
        for round in 0.. {
            let mut learned = false;
            for (from, to) in [(0, 1), (1, 2), (2, 0), (0, 2), (2, 1), (1, 0)] {
                let file = desks[from].export();
                let draft = desks[to].import(&[&file]);
                learned |= draft.records().values().any(exchange::merging::Planned::acts);
            }
            if !learned {
                break;
            }
            prop_assert!(round < 8, "the exchange does not come to an end");
        }
        prop_assert_eq!(&desks[0].heads, &desks[1].heads);
        prop_assert_eq!(&desks[1].heads, &desks[2].heads);
        // Between them they still have every text: in the content, a conflict or the history.
        let mut anywhere = BTreeSet::new();
        for desk in &desks {
            anywhere.extend(desk.texts());
        }
        for text in &chronicle.entered {
            prop_assert!(anywhere.contains(text), "{} is lost", text);
        }
        for record in 1..8 {
            if desks[0].heads.contains_key(&id(record)) && !exists(&desks[0], record) {
                prop_assert!(chronicle.deleted.contains(&record), "nobody deleted {}", record);
            }
        }
    }

    #[test]
    fn whoever_begins_the_result_is_the_same_but_for_the_labels(
        mine in prop::collection::vec((2_u128..4, 0..FIELDS.len()), 0..4),
        theirs in prop::collection::vec((2_u128..4, 0..FIELDS.len()), 0..4),
    ) {
        let mut start = Desk::with_school();
        start.write(3, json!({ "type": "activity", "register": id(SCHOOL), "title": "Zweite" }));
        let (mut left, mut right) = (start.clone(), start);
        for (desk, edits, name) in [(&mut left, mine, "links"), (&mut right, theirs, "rechts")] {
            for (number, (record, field)) in edits.into_iter().enumerate() {
                desk.set(record, FIELDS[field], json!(format!("{name} {number}")));
            }
        }
        let (from_left, from_right) = (left.export(), right.export());
        left.import(&[&from_right]);
        right.import(&[&from_left]);
        for record in [2, 3] {
            prop_assert_eq!(left.visible(id(record)), right.visible(id(record)));
            let paths = |desk: &Desk| -> Vec<String> {
                desk.head(id(record)).conflicts.iter().map(|conflict| conflict.path.clone()).collect()
            };
            prop_assert_eq!(paths(&left), paths(&right));
        }
    }
}
