//! Deciding conflicts, each way.

use super::*;

fn diverged() -> Revision {
    let base = activity(json!({
        "common": { "purposes": given(json!([purpose(1, "Unterricht"), purpose(2, "Beratung")])) },
        "file_reference": given(json!("A 1")),
    }));
    let ours = with(&base, "/file_reference", given(json!("A 2")));
    let ours = with(&ours, "/common/purposes", given(json!([purpose(1, "Unterricht")])));
    let theirs = with(&base, "/file_reference", json!({ "state": "explicitly_none", "note": "keins" }));
    let theirs = with(&theirs, "/common/purposes/1/text", json!("Einzelberatung"));
    let theirs = with(&theirs, "/common/purposes/0/text", json!("Fernunterricht"));
    let merged =
        merge(Some(&revision(&base)), &revision(&ours), &revision(&theirs), &Surroundings::default())
            .unwrap();
    merged.into_revision(revision(&base).record, Vec::new())
}

fn decide(revision: &Revision, path: &str, take: Take) -> Result<Value, DecisionError> {
    let conflict = revision.conflicts.iter().find(|conflict| conflict.path == path).unwrap().clone();
    let decided = resolve(revision, &[(conflict.clone(), take)], &Surroundings::default())?;
    assert!(!decided.conflicts.contains(&conflict), "a decided conflict is gone");
    assert_eq!(decided.conflicts.len() + 1, revision.conflicts.len(), "the others stay open");
    Ok(serde_json::to_value(&decided.content).unwrap())
}

#[test]
fn a_field_takes_the_chosen_value() {
    let merged = diverged();
    assert_eq!(at(&content_of(&merged), "/file_reference"), &given(json!("A 2")), "ours is shown until then");
    let ours = decide(&merged, "/file_reference", Take::Ours).unwrap();
    assert_eq!(at(&ours, "/file_reference"), &given(json!("A 2")));
    let theirs = decide(&merged, "/file_reference", Take::Theirs).unwrap();
    assert_eq!(at(&theirs, "/file_reference/note"), "keins");
    let other = decide(&merged, "/file_reference", Take::Value(given(json!("A 3")))).unwrap();
    assert_eq!(at(&other, "/file_reference"), &given(json!("A 3")));
}

#[test]
fn a_value_that_does_not_fit_is_refused() {
    let error =
        decide(&diverged(), "/file_reference", Take::Value(json!({ "state": "vielleicht" }))).unwrap_err();
    assert!(matches!(error, DecisionError::Invalid(MergeError::Content(_))), "{error}");
}

#[test]
fn a_conflict_is_decided_once() {
    let mut merged = diverged();
    let conflict = merged.conflicts.remove(0);
    let error = resolve(&merged, &[(conflict, Take::Ours)], &Surroundings::default()).unwrap_err();
    assert!(matches!(error, DecisionError::NoSuchConflict { .. }), "{error}");
}

#[test]
fn an_item_deleted_here_and_changed_there_goes_or_stays() {
    let merged = diverged();
    let path = format!("/common/purposes/{}", id(2));
    let gone = decide(&merged, &path, Take::Ours).unwrap();
    assert_eq!(at(&gone, "/common/purposes/value").as_array().unwrap().len(), 1);
    let kept = decide(&merged, &path, Take::Theirs).unwrap();
    assert_eq!(at(&kept, &format!("{path}/text")), "Einzelberatung");
}

#[test]
fn a_list_whose_last_item_goes_says_nothing_any_more() {
    let base = activity(json!({ "common": { "purposes": given(json!([purpose(1, "Unterricht")])) } }));
    let ours = with(&base, "/common/purposes", json!({ "state": "not_stated" }));
    let theirs = with(&base, "/common/purposes/0/text", json!("Fernunterricht"));
    let (content, conflicts) = merged(&base, &ours, &theirs);
    assert_eq!(paths(&conflicts), ["/common/purposes"]);
    let mut merged = revision(&content);
    // A list that was emptied item by item leaves silence, too.
    merged.content = revision(&theirs).content;
    merged.conflicts = vec![Conflict {
        path: format!("/common/purposes/{}", id(1)),
        base: None,
        ours: None,
        theirs: Some(purpose(1, "Fernunterricht")),
    }];
    let decided =
        resolve(&merged, &[(merged.conflicts[0].clone(), Take::Ours)], &Surroundings::default()).unwrap();
    let content = serde_json::to_value(&decided.content).unwrap();
    assert_eq!(at(&content, "/common/purposes"), &json!({ "state": "not_stated" }));

    let mut without = revision(&content);
    without.conflicts = merged.conflicts.clone();
    let decided =
        resolve(&without, &[(merged.conflicts[0].clone(), Take::Theirs)], &Surroundings::default()).unwrap();
    let content = serde_json::to_value(&decided.content).unwrap();
    assert_eq!(at(&content, "/common/purposes/0/text"), "Fernunterricht", "and it can be brought back");
}

#[test]
fn an_item_something_refers_to_cannot_be_decided_away() {
    let base = activity(json!({ "common": {
        "purposes": given(json!([purpose(1, "Unterricht"), purpose(2, "Beratung")])),
        "legal_bases": given(json!([{ "id": id(3) }])),
    } }));
    let ours = with(&base, "/common/purposes", given(json!([purpose(1, "Unterricht")])));
    let theirs = with(&base, "/common/legal_bases/0/purposes", json!({ "only": [id(2)] }));
    let merged =
        merge(Some(&revision(&base)), &revision(&ours), &revision(&theirs), &Surroundings::default())
            .unwrap();
    let merged = merged.into_revision(revision(&base).record, Vec::new());
    let error = decide(&merged, &format!("/common/purposes/{}", id(2)), Take::Ours).unwrap_err();
    assert!(matches!(error, DecisionError::Invalid(MergeError::Integrity(IntegrityError::Dangling { .. }))));
}

#[test]
fn an_order_is_decided_without_touching_the_items() {
    let base = activity(json!({ "common": { "purposes": given(json!([
        purpose(1, "eins"), purpose(2, "zwei"), purpose(3, "drei")
    ])) } }));
    let order = |content: &Value, order: [usize; 3]| {
        let items = at(content, "/common/purposes/value");
        with(content, "/common/purposes", given(order.iter().map(|at| items[at - 1].clone()).collect()))
    };
    let ours = with(&order(&base, [2, 1, 3]), "/common/purposes/2/text", json!("III"));
    let theirs = order(&base, [3, 2, 1]);
    let (base, theirs) = (revision(&base), revision(&theirs));
    let merged = merge(Some(&base), &revision(&ours), &theirs, &Surroundings::default()).unwrap();
    let merged = merged.into_revision(base.record, Vec::new());
    assert_eq!(content_of(&merged), ours);
    let decided = decide(&merged, "/common/purposes", Take::Theirs).unwrap();
    let texts: Vec<&Value> =
        at(&decided, "/common/purposes/value").as_array().unwrap().iter().map(|p| &p["text"]).collect();
    assert_eq!(texts, ["III", "zwei", "eins"]);
}

#[test]
fn a_record_deleted_here_and_changed_there_goes_or_stays() {
    let base = revision(&activity(json!({})));
    let theirs = revision(&activity(json!({ "description": "neu" })));
    let ours = Revision { content: None, ..base.clone() };
    let merged = merge(Some(&base), &ours, &theirs, &Surroundings::default()).unwrap();
    let merged = merged.into_revision(base.record, Vec::new());
    let decide =
        |take| resolve(&merged, &[(merged.conflicts[0].clone(), take)], &Surroundings::default()).unwrap();
    assert_eq!(decide(Take::Ours).content, None);
    assert_eq!(decide(Take::Theirs).content, theirs.content);

    // A question about a field goes with the record.
    let title = Conflict {
        path: "/title".into(),
        base: None,
        ours: Some(json!("hier")),
        theirs: Some(json!("dort")),
    };
    let mut both = merged.clone();
    both.conflicts.push(title.clone());
    let all = [(merged.conflicts[0].clone(), Take::Ours), (title, Take::Theirs)];
    assert_eq!(resolve(&both, &all, &Surroundings::default()).unwrap().content, None);
}

fn text_conflict(number: u64, ours: &str, theirs: &str) -> Conflict {
    Conflict {
        path: format!("/common/purposes/{}/text", id(number)),
        base: None,
        ours: Some(json!(ours)),
        theirs: Some(json!(theirs)),
    }
}

#[test]
fn a_question_about_an_item_goes_with_the_item() {
    let content =
        activity(json!({ "common": { "purposes": given(json!([purpose(1, "A"), purpose(2, "B")])) } }));
    let item = Conflict {
        path: format!("/common/purposes/{}", id(1)),
        base: None,
        ours: Some(purpose(1, "A")),
        theirs: None,
    };
    let mut both = revision(&content);
    both.conflicts = vec![item.clone(), text_conflict(1, "A", "anders")];
    let one = resolve(&both, &[(item.clone(), Take::Theirs)], &Surroundings::default()).unwrap();
    assert_eq!(one.conflicts, []);
    let all = [(item, Take::Theirs), (both.conflicts[1].clone(), Take::Theirs)];
    assert_eq!(resolve(&both, &all, &Surroundings::default()).unwrap().content, one.content);

    let without = revision(&activity(json!({ "common": { "purposes": given(json!([purpose(2, "B")])) } })));
    let (before, after) = (both.content.unwrap(), without.content.unwrap());
    assert_eq!(standing(&before, &after, vec![text_conflict(1, "A", "anders")]).unwrap(), []);
    assert_eq!(standing(&before, &after, vec![text_conflict(2, "B", "anders")]).unwrap().len(), 1);
}

#[test]
fn ours_is_what_stands_here_now() {
    let content = |text: &str| {
        revision(&activity(json!({ "common": { "purposes": given(json!([purpose(1, text)])) } })))
            .content
            .unwrap()
    };
    let open = vec![text_conflict(1, "A", "B")];
    let third = standing(&content("A"), &content("Dritter"), open.clone()).unwrap();
    assert_eq!(third, [text_conflict(1, "Dritter", "B")], "keeping ours must not bring an older text back");
    assert_eq!(standing(&content("A"), &content("B"), open.clone()).unwrap(), [], "now both say the same");
    assert_eq!(standing(&content("A"), &content("A"), open.clone()).unwrap(), open);

    // Three colleagues: one decision is the starting point of the next.
    let mut three = revision(&activity(json!({ "common": { "purposes": given(json!([purpose(1, "A")])) } })));
    three.conflicts = vec![text_conflict(1, "A", "B"), text_conflict(1, "A", "C")];
    let decided =
        resolve(&three, &[(three.conflicts[0].clone(), Take::Theirs)], &Surroundings::default()).unwrap();
    assert_eq!(decided.conflicts, [text_conflict(1, "B", "C")]);
}

#[test]
fn ours_never_brings_in_what_does_not_stand_here() {
    let mut forged = revision(&activity(json!({ "description": "von hier" })));
    forged.conflicts = vec![Conflict {
        path: "/description".into(),
        base: None,
        ours: Some(json!("untergeschoben")),
        theirs: Some(json!("dort")),
    }];
    let content = forged.content.clone().unwrap();
    let shown = presented(&content, &forged.conflicts).unwrap();
    assert_eq!((&shown[0].ours, &shown[0].theirs), (&Some(json!("von hier")), &Some(json!("dort"))));
    let decided =
        resolve(&forged, &[(forged.conflicts[0].clone(), Take::Ours)], &Surroundings::default()).unwrap();
    assert_eq!((decided.content, decided.conflicts), (forged.content.clone(), vec![]));

    // Of several questions about one place it is enough that one has what stands there.
    let mut third = forged.conflicts[0].clone();
    third.ours = Some(json!("von hier"));
    let two = [forged.conflicts[0].clone(), third];
    assert_eq!(presented(&content, &two).unwrap(), two);
}

#[test]
fn a_field_in_question_twice_can_be_decided_at_once() {
    let mut twice = revision(&activity(json!({ "description": "A" })));
    let about = |theirs: Option<Value>| Conflict {
        path: "/description".into(),
        base: None,
        ours: Some(json!("A")),
        theirs,
    };
    twice.conflicts = vec![about(None), about(Some(json!("B")))];
    let all: Vec<_> = twice.conflicts.iter().map(|conflict| (conflict.clone(), Take::Theirs)).collect();
    let decided = resolve(&twice, &all, &Surroundings::default()).unwrap();
    assert_eq!(at(&serde_json::to_value(&decided.content).unwrap(), "/description"), "B");
}
