//! Adopting and following whatever people may have entered.

use super::*;
use crate::merge::Surroundings;
use crate::merge::tests::generator::{edited, edits, full, items, organisation as theirs, typed};
use crate::record::Revision;
use proptest::prelude::*;
use std::collections::BTreeSet;

fn source(content: &Value) -> ProcessingActivity {
    match serde_json::from_value(content.clone()).unwrap() {
        Record::Activity(activity) => *activity,
        other => panic!("{}", other.kind()),
    }
}

fn their_context() -> SourceContext {
    SourceContext { name: "Schule".into(), defaults: theirs().defaults, ..SourceContext::default() }
}

/// Without defaults of its own, with other ones, and with those of the same Muster.
fn mine(which: u8) -> Organisation {
    match which {
        0 => organisation(json!({})),
        1 => organisation(
            json!({ "scope": { "purposes": given(json!([{ "id": id(0x951), "text": "Erziehung" }])) } }),
        ),
        _ => theirs(),
    }
}

struct Followed {
    organisation: Organisation,
    base: Record,
    theirs: Record,
    head: Revision,
}

/// An activity that was adopted from `before`, edited here, while the origin went on to `after`.
fn followed(
    which: u8,
    before: &Value,
    here: &[crate::merge::tests::generator::Edit],
    after: &Value,
) -> Followed {
    let organisation = mine(which);
    let context = their_context();
    let adopted = adopt(&source(before), Some(&context), &target(&organisation)).unwrap().activity;
    let content = serde_json::to_value(Record::Activity(Box::new(adopted.clone()))).unwrap();
    let changed = edited_here(&organisation, &content, here).unwrap_or(adopted);
    let form = |content: &Value| {
        let form = as_adopted(&source(content), Some(&context), &organisation, &changed).unwrap();
        Record::Activity(Box::new(form))
    };
    let (base, theirs) = (form(before), form(after));
    let head =
        Revision::new(id(0xf1).parse().unwrap(), Vec::new(), Some(Record::Activity(Box::new(changed))));
    Followed { organisation, base, theirs, head }
}

/// The adopted activity after edits, when it can be stored in my organisation.
fn edited_here(
    organisation: &Organisation,
    content: &Value,
    edits: &[crate::merge::tests::generator::Edit],
) -> Option<ProcessingActivity> {
    let content = crate::merge::tests::generator::stored(content)?;
    let activity = source(&edited(&content, edits, "hier"));
    holds(organisation, &activity).then_some(activity)
}

fn holds(organisation: &Organisation, activity: &ProcessingActivity) -> bool {
    let value = serde_json::to_value(activity).unwrap();
    let defaults = serde_json::to_value(&organisation.defaults).unwrap();
    integrity::check_ids(&value, &integrity::item_ids(&defaults).unwrap()).is_ok()
        && integrity::check_circles(organisation, activity).is_ok()
}

fn content(record: Option<&Record>) -> Value {
    serde_json::to_value(record).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_adopted_can_be_stored_and_keeps_its_items(before in edits(8), which in 0_u8..3) {
        let source_content = edited(&full(), &before, "dort");
        let organisation = mine(which);
        let adopted = adopt(&source(&source_content), Some(&their_context()), &target(&organisation)).unwrap();
        prop_assert!(holds(&organisation, &adopted.activity));
        let here = items(&serde_json::to_value(&adopted.activity).unwrap());
        let own = ["contact", "acknowledgements"].map(|name| items(&source_content[name]));
        for item in items(&source_content).keys() {
            let local = own.iter().any(|items| items.contains_key(item));
            prop_assert!(local || here.contains_key(item), "{item} is gone");
        }
    }

    #[test]
    fn an_origin_that_has_not_changed_brings_nothing(before in edits(6), here in edits(6), which in 0_u8..3) {
        let before = edited(&full(), &before, "dort");
        let Followed { organisation, base, theirs, head } = followed(which, &before, &here, &before);
        let surroundings = Surroundings { organisation: Some(&organisation), ..Surroundings::default() };
        let following = follow(&head, Some(&base), &theirs, &surroundings).unwrap();
        prop_assert_eq!((following.incoming, following.conflicts), (Vec::new(), Vec::new()));
    }

    #[test]
    fn who_changed_nothing_and_takes_all_has_theirs(before in edits(6), after in edits(6), which in 0_u8..3) {
        let before = edited(&full(), &before, "dort");
        let after = edited(&before, &after, "neu");
        let Followed { organisation, base, theirs, head } = followed(which, &before, &[], &after);
        prop_assert_eq!(content(Some(&base)), content(head.content.as_ref()));
        let surroundings = Surroundings { organisation: Some(&organisation), ..Surroundings::default() };
        let origin = target(&organisation).origin;
        let none = BTreeMap::new();
        let merged = apply(&head, Some(&base), &theirs, &surroundings, &none, Some(&origin)).unwrap();
        prop_assert_eq!(content(merged.content.as_ref()), content(Some(&theirs)));
        prop_assert!(merged.conflicts.is_empty());
    }

    #[test]
    fn every_value_of_mine_survives_and_following_twice_changes_nothing(
        before in edits(4), here in edits(6), after in edits(6), which in 0_u8..3, choose in any::<u64>()
    ) {
        let before = edited(&full(), &before, "dort");
        let after = edited(&before, &after, "neu");
        let Followed { organisation, base, theirs, head } = followed(which, &before, &here, &after);
        let surroundings = Surroundings { organisation: Some(&organisation), ..Surroundings::default() };
        let following = follow(&head, Some(&base), &theirs, &surroundings).unwrap();
        let choices = following.incoming.iter().chain(&following.conflicts).enumerate();
        let choice = |number: usize| [Choice::Ours, Choice::Later, Choice::Later][(choose >> (number % 32)) as usize % 3];
        let choices = choices.map(|(number, change)| (change.path.clone(), choice(number))).collect();
        let Some(Record::Activity(activity)) = &head.content else { panic!() };
        let origin = activity.origin.clone();
        let merged = apply(&head, Some(&base), &theirs, &surroundings, &choices, origin.as_ref()).unwrap();
        let mut left = typed(&content(merged.content.as_ref()));
        left.extend(typed(&serde_json::to_value(&merged.conflicts).unwrap()));
        let known: BTreeSet<String> = typed(&content(Some(&base)));
        for text in typed(&content(head.content.as_ref())).difference(&known) {
            prop_assert!(left.contains(text), "{text} is lost");
        }
        let Some(Record::Activity(activity)) = &merged.content else { panic!() };
        prop_assert!(holds(&organisation, activity));

        let again = merged.clone().into_revision(head.record, Vec::new());
        let form = as_adopted(&source(&after), Some(&their_context()), &organisation, activity).unwrap();
        let form = Record::Activity(Box::new(form));
        let twice = apply(&again, Some(&form), &form, &surroundings, &choices, origin.as_ref()).unwrap();
        prop_assert_eq!(twice.content, again.content);
        prop_assert_eq!(twice.conflicts, again.conflicts);
    }
}
