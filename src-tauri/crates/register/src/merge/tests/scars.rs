//! Mistakes that other programs made with their users' data, and the rules that prevent them.

use super::*;

#[test]
fn the_newer_change_does_not_win_over_an_older_one_in_another_field() {
    let base = activity(json!({ "description": "alt" }));
    let ours = with(&base, "/description", json!("hier geändert"));
    let theirs = with(&base, "/internal_note", json!("dort geändert"));
    let (content, conflicts) = merged(&base, &ours, &theirs);
    assert_eq!(at(&content, "/description"), "hier geändert");
    assert_eq!(at(&content, "/internal_note"), "dort geändert");
    assert!(conflicts.is_empty());
}

#[test]
fn two_changes_of_one_field_are_both_kept_and_no_clock_decides() {
    let base = activity(json!({ "description": "alt" }));
    let ours = with(&base, "/description", json!("hier"));
    let theirs = with(&base, "/description", json!("dort"));
    let (content, conflicts) = merged(&base, &ours, &theirs);
    assert_eq!(at(&content, "/description"), "hier");
    let conflict = Conflict {
        path: "/description".into(),
        base: Some(json!("alt")),
        ours: Some(json!("hier")),
        theirs: Some(json!("dort")),
    };
    assert_eq!(conflicts, [conflict]);
}

#[test]
fn equal_files_do_not_conflict() {
    let content = activity(json!({ "description": "gleich" }));
    let revision = revision(&content);
    for base in [None, Some(&revision)] {
        let merged = merge(base, &revision, &revision, &Surroundings::default()).unwrap();
        assert_eq!(merged.conflicts, []);
        assert_eq!(merged.content, revision.content);
    }
}

#[test]
fn the_same_change_on_both_sides_does_not_conflict() {
    let base = activity(json!({ "description": "alt" }));
    let both = with(&base, "/description", json!("neu"));
    let (content, conflicts) = merged(&base, &both, &with(&both, "/internal_note", json!("x")));
    assert_eq!(at(&content, "/description"), "neu");
    assert!(conflicts.is_empty());
}

#[test]
fn a_deletion_does_not_wipe_what_somebody_else_was_working_on() {
    let base = activity(
        json!({ "groups": [{ "id": id(1), "name": "Lehrkräfte" }, { "id": id(2), "name": "Eltern" }] }),
    );
    let ours = with(&base, "/groups", json!([base["groups"][0]]));
    let theirs = with(&base, "/groups/1/scope/purposes", given(json!([purpose(3, "Elternbriefe")])));
    let (content, conflicts) = merged(&base, &ours, &theirs);
    assert_eq!(at(&content, &format!("/groups/{}/purposes/0/text", id(2))), "Elternbriefe");
    assert_eq!(paths(&conflicts), [format!("/groups/{}", id(2))]);
    assert_eq!(conflicts[0].ours, None);
}

#[test]
fn a_deletion_of_what_nobody_touched_is_carried_out() {
    let base = activity(
        json!({ "groups": [{ "id": id(1), "name": "Lehrkräfte" }, { "id": id(2), "name": "Eltern" }] }),
    );
    let ours = with(&base, "/groups", json!([base["groups"][0]]));
    let theirs = with(&base, "/groups/0/name", json!("Lehrerinnen und Lehrer"));
    let (content, conflicts) = merged(&base, &ours, &theirs);
    assert_eq!(at(&content, "/groups"), &json!([theirs["groups"][0]]));
    assert!(conflicts.is_empty());
}

#[test]
fn a_deleted_record_comes_back_when_somebody_was_working_on_it() {
    let base = revision(&activity(json!({})));
    let edit = revision(&activity(json!({ "description": "neu" })));
    let deleted = Revision { content: None, ..base.clone() };
    for (ours, theirs) in [(&edit, &deleted), (&deleted, &edit)] {
        let merged = merge(Some(&base), ours, theirs, &Surroundings::default()).unwrap();
        assert_eq!(merged.content, edit.content);
        assert_eq!(paths(&merged.conflicts), ["/"]);
        let merged = merge(None, ours, theirs, &Surroundings::default()).unwrap();
        assert_eq!(merged.content, edit.content, "nor does a file without a common history delete anything");
    }
    let merged = merge(Some(&base), &deleted, &base, &Surroundings::default()).unwrap();
    assert_eq!(merged.content, None, "what nobody touched is deleted");
}

#[test]
fn a_period_is_one_value_and_never_mixed_from_two() {
    let rule =
        |amount, unit| json!([{ "id": id(1), "period": { "kind": "span", "amount": amount, "unit": unit } }]);
    let content = |amount, unit| activity(json!({ "common": { "retention": given(rule(amount, unit)) } }));
    let (content, conflicts) = merged(&content(5, "years"), &content(7, "years"), &content(5, "months"));
    assert_eq!(
        at(&content, "/common/retention/0/period"),
        &json!({ "kind": "span", "amount": 7, "unit": "years" })
    );
    assert_eq!(paths(&conflicts), [format!("/common/retention/{}/period", id(1))]);
}

#[test]
fn what_both_add_follows_its_predecessor() {
    let base =
        activity(json!({ "common": { "purposes": given(json!([purpose(1, "a"), purpose(2, "b")])) } }));
    let list = |numbers: &[u64]| given(numbers.iter().map(|number| purpose(*number, "x")).collect());
    let base = with(&base, "/common/purposes", list(&[1, 2]));
    let ours = with(&base, "/common/purposes", list(&[5, 1, 7, 2]));
    let theirs = with(&base, "/common/purposes", list(&[1, 6, 8, 2, 9]));
    for (left, right) in [(&ours, &theirs), (&theirs, &ours)] {
        let (content, conflicts) = merged(&base, left, right);
        assert_eq!(
            at(&content, "/common/purposes"),
            at(&with(&base, "/common/purposes", list(&[5, 1, 6, 8, 7, 2, 9])), "/common/purposes")
        );
        assert!(conflicts.is_empty());
    }
}

#[test]
fn two_who_each_delete_the_other_half_of_a_list_leave_no_empty_list() {
    let base =
        activity(json!({ "common": { "purposes": given(json!([purpose(1, "a"), purpose(2, "b")])) } }));
    let ours = with(&base, "/common/purposes", given(json!([purpose(1, "a")])));
    let theirs = with(&base, "/common/purposes", given(json!([purpose(2, "b")])));
    let (content, conflicts) = merged(&base, &ours, &theirs);
    assert_eq!(at(&content, "/common/purposes"), at(&ours, "/common/purposes"));
    assert_eq!(paths(&conflicts), ["/common/purposes"]);
    assert_eq!(conflicts[0].theirs.as_ref(), Some(at(&theirs, "/common/purposes")));
}

#[test]
fn two_who_fill_an_empty_list_both_keep_their_items() {
    let base = activity(json!({}));
    let fill =
        |number, text| activity(json!({ "common": { "purposes": given(json!([purpose(number, text)])) } }));
    let (content, conflicts) = merged(&base, &fill(1, "Unterricht"), &fill(2, "Beratung"));
    assert_eq!(at(&content, "/common/purposes/value").as_array().unwrap().len(), 2);
    assert!(conflicts.is_empty());
}

#[test]
fn an_item_that_got_a_reference_meanwhile_is_not_deleted() {
    let base = activity(json!({ "common": {
        "data_categories": given(json!([{ "id": id(1), "name": "Stammdaten" }])),
        "recipients": given(json!([{ "id": id(2), "name": "Eltern" }])),
    } }));
    let ours = with(&base, "/common/recipients/0/data", json!({ "only": [id(1)] }));
    let theirs = with(&base, "/common/data_categories", json!({ "state": "explicitly_none" }));
    for (left, right) in [(&ours, &theirs), (&theirs, &ours)] {
        let (content, conflicts) = merged(&base, left, right);
        assert_eq!(at(&content, "/common/data_categories/0/name"), "Stammdaten");
        assert_eq!(at(&content, "/common/recipients/0/data"), &json!({ "only": [id(1)] }));
        assert_eq!(paths(&conflicts), ["/common/data_categories"]);
    }
}

#[test]
fn an_item_of_the_defaults_that_activities_name_is_not_deleted() {
    let defaults = |purposes: Value| {
        let defaults = json!({ "scope": { "purposes": purposes } });
        revision(&json!({ "type": "organisation", "name": "Schule", "defaults": defaults }))
    };
    let both = defaults(given(json!([purpose(1, "a"), purpose(2, "b")])));
    let ours = Revision {
        content: defaults(given(json!([purpose(1, "a"), purpose(2, "b"), purpose(3, "c")]))).content,
        ..both.clone()
    };
    let theirs = defaults(given(json!([purpose(1, "a")])));
    let named = Surroundings { referenced: BTreeSet::from([id(2)]), ..Surroundings::default() };
    let merged = merge(Some(&both), &ours, &theirs, &named).unwrap();
    assert_eq!(merged.content, ours.content);
    assert_eq!(paths(&merged.conflicts), [format!("/defaults/purposes/{}", id(2))]);
}

#[test]
fn a_circle_that_only_both_together_close_keeps_ours() {
    let engagement = |own, by: Value| json!({ "id": id(own), "role": "processor", "engaged_by": by });
    let by = |number| json!({ "kind": "engagements", "ids": [id(number)] });
    let controller = || json!({ "kind": "controller" });
    let content = |first, second| {
        activity(json!({ "engagements": given(json!([engagement(1, first), engagement(2, second)])) }))
    };
    let base = content(controller(), controller());
    let (ours, theirs) = (content(by(2), controller()), content(controller(), by(1)));
    let (content, conflicts) = merged(&base, &ours, &theirs);
    assert_eq!(content, ours);
    let sites = [1, 2].map(|number| format!("/engagements/{}/engaged_by", id(number)));
    assert_eq!(paths(&conflicts), sites);
}

#[test]
fn a_circle_of_inheriting_fields_keeps_ours() {
    let group = |number, from: Option<u64>| {
        let field = match from {
            Some(other) => json!({ "state": "inherit", "from": { "group": id(other) } }),
            None => json!({ "state": "not_stated" }),
        };
        json!({ "id": id(number), "name": "G", "scope": { "recipients": field } })
    };
    let content = |first, second| activity(json!({ "groups": [group(1, first), group(2, second)] }));
    let (ours, theirs) = (content(Some(2), None), content(None, Some(1)));
    let (content, conflicts) = merged(&content(None, None), &ours, &theirs);
    assert_eq!(content, ours);
    assert_eq!(conflicts.len(), 2);
}

#[test]
fn an_item_moved_on_one_side_and_changed_on_the_other_stands_once() {
    let data = |name: &str| json!({ "id": id(1), "name": name });
    let other = json!({ "id": id(2), "name": "Chat" });
    let content = |common: Value, group: Value| {
        let group = json!({ "id": id(9), "name": "Eltern", "scope": { "data_categories": group } });
        activity(json!({ "common": { "data_categories": common }, "groups": [group] }))
    };
    let silent = || json!({ "state": "not_stated" });
    let base = content(given(json!([data("Telefon"), other])), silent());
    let ours = content(given(json!([other])), given(json!([data("Telefon")])));
    let theirs = content(given(json!([data("Telefonnummer"), other])), silent());
    let (content, conflicts) = merged(&base, &ours, &theirs);
    assert_eq!(content, ours);
    assert!(
        conflicts
            .iter()
            .any(|conflict| conflict.theirs.as_ref() == Some(at(&theirs, "/common/data_categories")))
    );
}

#[test]
fn records_of_different_kinds_or_ids_are_not_mixed() {
    let ours = revision(&activity(json!({})));
    let theirs = revision(&json!({ "type": "party", "name": "Firma" }));
    let merged = merge(None, &ours, &theirs, &Surroundings::default()).unwrap();
    assert_eq!(merged.content, ours.content);
    assert_eq!(paths(&merged.conflicts), ["/"]);
    let other = Revision { record: id(7).parse().unwrap(), ..theirs };
    let error = merge(None, &ours, &other, &Surroundings::default()).unwrap_err();
    assert!(matches!(error, MergeError::OtherRecord { .. }));
}

#[test]
fn a_source_reviewed_on_both_sides_asks_for_another_review_and_is_no_conflict() {
    let heir = |seen: Value| {
        let field = json!({ "state": "inherit", "from": "organisation", "seen": seen });
        activity(json!({ "common": { "purposes": field } }))
    };
    let (content, conflicts) = merged(&heir(json!("a")), &heir(json!("b")), &heir(json!("c")));
    assert_eq!(at(&content, "/common/purposes/seen"), "a");
    assert!(conflicts.is_empty());
}

#[test]
fn versions_of_a_template_that_both_sides_published_are_no_conflict() {
    let template = |version: u32, source: &str| {
        let content = json!({ "kind": "activity", "activity": { "register": id(1), "title": "T" } });
        content_of(&revision(
            &json!({ "type": "template", "title": "T", "version": version, "source": source, "content": content }),
        ))
    };
    let base = template(1, "x");
    for (ours, theirs) in [(3, 2), (2, 3)] {
        let (content, conflicts) = merged(&base, &template(ours, "x"), &template(theirs, "y"));
        assert_eq!((content, paths(&conflicts)), (template(3, "y"), vec![]));
    }
}

#[test]
fn a_template_is_merged_inside_its_activity() {
    let template = |description: &str, note: &str| {
        let activity =
            json!({ "register": id(1), "title": "T", "description": description, "internal_note": note });
        let content = json!({ "kind": "activity", "activity": activity });
        content_of(&revision(
            &json!({ "type": "template", "title": "T", "version": 1, "source": "x", "content": content }),
        ))
    };
    let (content, conflicts) = merged(&template("a", "a"), &template("b", "a"), &template("a", "b"));
    assert_eq!(content, template("b", "b"));
    assert!(conflicts.is_empty());
}
