//! Three colleagues who edit, delete, decide and send each other their files, in any order.

use super::generator::{Edit, edited, edits, full, organisation, typed};
use super::*;
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::convert::Infallible;

/// What somebody does.
#[derive(Debug, Clone)]
enum Step {
    Edit(usize, Vec<Edit>),
    Delete(usize),
    /// The first sends the own file to the second.
    Send(usize, usize),
    Decide(usize, usize, bool),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let who = 0_usize..3;
    let step = prop_oneof![
        5 => (who.clone(), edits(4)).prop_map(|(who, edits)| Step::Edit(who, edits)),
        1 => who.clone().prop_map(Step::Delete),
        5 => (who.clone(), 1_usize..3).prop_map(|(from, step)| Step::Send(from, (from + step) % 3)),
        2 => (who, 0_usize..9, any::<bool>()).prop_map(|(who, which, ours)| Step::Decide(who, which, ours)),
    ];
    prop::collection::vec(step, 1..14)
}

/// One colleague's store: contents of the revisions that came by, ids of all they follow.
#[derive(Clone)]
struct Colleague {
    head: RevisionId,
    revisions: BTreeMap<RevisionId, Revision>,
    ancestry: Ancestry,
    typed: usize,
}

impl Colleague {
    fn head(&self) -> &Revision {
        &self.revisions[&self.head]
    }

    /// The head with what it follows.
    fn line(&self) -> Ancestry {
        let mut line = Ancestry::new();
        let mut open = vec![self.head.clone()];
        while let Some(id) = open.pop() {
            let parents = self.ancestry[&id].clone();
            open.extend(parents.iter().cloned());
            line.insert(id, parents);
        }
        line
    }

    fn store(&mut self, revision: Revision) {
        let id = RevisionId::of(&revision.to_bytes().unwrap());
        self.ancestry.insert(id.clone(), revision.parents.clone());
        self.revisions.insert(id.clone(), revision);
        self.head = id;
    }

    fn save(&mut self, content: Option<Record>, conflicts: Vec<Conflict>) {
        let mut next = Revision::new(self.head().record, vec![self.head.clone()], content);
        next.conflicts = conflicts;
        self.store(next);
    }

    /// Takes in a file: the other's head and the ids behind it.
    fn receive(&mut self, head: &RevisionId, revision: &Revision, line: &Ancestry) {
        let own = self.line();
        self.ancestry.extend(line.iter().map(|(id, parents)| (id.clone(), parents.clone())));
        self.revisions.insert(head.clone(), revision.clone());
        if own.contains_key(head) {
            return;
        }
        if line.contains_key(&self.head) {
            self.head = head.clone();
            return;
        }
        let organisation = organisation();
        let around = Surroundings { organisation: Some(&organisation), ..Surroundings::default() };
        let (ours, theirs) =
            (Line { revision: self.head(), ancestry: &own }, Line { revision, ancestry: line });
        let load = |id: &RevisionId| Ok::<_, Infallible>(self.revisions.get(id).cloned());
        let merged = merge_histories(ours, theirs, &around, load).unwrap();
        let merged = merged.into_revision(revision.record, vec![self.head.clone(), head.clone()]);
        self.store(merged);
    }
}

fn send(all: &mut [Colleague], from: usize, to: usize) {
    let (head, revision, line) = (all[from].head.clone(), all[from].head().clone(), all[from].line());
    all[to].receive(&head, &revision, &line);
}

/// Everybody sends to everybody at the same moment, before reading any of it.
fn send_at_once(all: &mut [Colleague]) {
    let files: Vec<_> = all.iter().map(|one| (one.head.clone(), one.head().clone(), one.line())).collect();
    for (to, colleague) in all.iter_mut().enumerate() {
        for (head, revision, line) in
            files.iter().enumerate().filter(|(from, _)| *from != to).map(|(_, file)| file)
        {
            colleague.receive(head, revision, line);
        }
    }
}

/// The texts in content and conflicts.
fn visible(revision: &Revision) -> BTreeSet<String> {
    typed(&serde_json::to_value(revision).unwrap())
}

/// Lets the steps happen; every text typed goes to `entered`, every text somebody took back on purpose to `withdrawn`.
fn happen(
    all: &mut [Colleague],
    steps: &[Step],
    entered: &mut BTreeSet<String>,
    withdrawn: &mut BTreeSet<String>,
) {
    for step in steps {
        match step {
            Step::Edit(who, edits) => {
                let one = &mut all[*who];
                if one.head().content.is_none() {
                    continue;
                }
                let before = visible(one.head());
                one.typed += 1;
                let next = edited(&content_of(one.head()), edits, &format!("{who}/{}/", one.typed));
                let conflicts = one.head().conflicts.clone();
                one.save(revision(&next).content, conflicts);
                let after = visible(one.head());
                entered.extend(after.iter().cloned());
                withdrawn.extend(before.difference(&after).cloned());
            }
            Step::Delete(who) => {
                let one = &mut all[*who];
                withdrawn.extend(visible(one.head()));
                one.save(None, Vec::new());
            }
            Step::Send(from, to) => send(all, *from, *to),
            Step::Decide(who, which, ours) => {
                let one = &mut all[*who];
                let count = one.head().conflicts.len().max(1);
                let Some(conflict) = one.head().conflicts.get(which % count).cloned() else { continue };
                let before = visible(one.head());
                let take = if *ours { Take::Ours } else { Take::Theirs };
                let organisation = organisation();
                let around = Surroundings { organisation: Some(&organisation), ..Surroundings::default() };
                let Ok(decided) = resolve(one.head(), &[(conflict, take)], &around) else { continue };
                one.save(decided.content, decided.conflicts);
                let after = visible(one.head());
                withdrawn.extend(before.difference(&after).cloned());
            }
        }
    }
}

fn three() -> Vec<Colleague> {
    let first = revision(&full());
    let mut one = Colleague {
        head: RevisionId::of(&[]),
        revisions: BTreeMap::new(),
        ancestry: BTreeMap::new(),
        typed: 0,
    };
    one.store(first);
    vec![one; 3]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn after_exchanging_everything_all_hold_the_same_and_nothing_is_lost(steps in steps()) {
        let mut all = three();
        let (mut entered, mut withdrawn) = (BTreeSet::new(), BTreeSet::new());
        happen(&mut all, &steps, &mut entered, &mut withdrawn);
        for (from, to) in [(0, 1), (1, 2), (2, 0), (2, 1)] {
            send(&mut all, from, to);
        }
        prop_assert_eq!(&all[0].head, &all[1].head);
        prop_assert_eq!(&all[1].head, &all[2].head);
        let left = visible(all[0].head());
        for text in entered.difference(&withdrawn) {
            prop_assert!(left.contains(text), "{} is lost", text);
        }
        let before = all[0].head.clone();
        send(&mut all, 1, 0);
        prop_assert_eq!(&all[0].head, &before, "sending it once more changes nothing");
    }

    #[test]
    fn also_those_who_merge_at_the_same_time_come_together(steps in steps()) {
        let mut all = three();
        let (mut entered, mut withdrawn) = (BTreeSet::new(), BTreeSet::new());
        happen(&mut all, &steps, &mut entered, &mut withdrawn);
        send_at_once(&mut all);
        send_at_once(&mut all);
        for (from, to) in [(0, 1), (1, 2), (2, 0), (2, 1)] {
            send(&mut all, from, to);
        }
        prop_assert_eq!(&all[0].head, &all[1].head);
        prop_assert_eq!(&all[1].head, &all[2].head);
        let left = visible(all[0].head());
        for text in entered.difference(&withdrawn) {
            prop_assert!(left.contains(text), "{} is lost", text);
        }
    }
}
