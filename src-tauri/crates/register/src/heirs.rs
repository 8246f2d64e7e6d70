//! Heirs: fields that take over what stands elsewhere, and want a review when it changes there.
//!
//! Each such field remembers the digest of what it took over (`seen`). Whoever saves an activity lets
//! [`mark_seen`] fill in the digests that are missing; [`stale`] names the fields whose source says something else
//! by now.

use crate::activity::{ProcessingActivity, Scope};
use crate::canonical;
use crate::organisation::{Defaults, Organisation};
use crate::resolve::{Item, Place, ResolveError, ResolvedList, Resolver};
use crate::statement::{Field, ListField, Selection, Source};
use serde::Serialize;

/// Applies a macro to every list field of a scope.
macro_rules! for_each_list {
    ($apply:ident) => {
        $apply!(purposes);
        $apply!(legal_bases);
        $apply!(data_subjects);
        $apply!(data_categories);
        $apply!(recipients);
        $apply!(transfers);
        $apply!(retention);
    };
}

/// Digest of what an inheriting field takes over: the standing and the selected items of its source.
fn digest<T: Item + Serialize>(
    resolver: &Resolver<'_>,
    from: Source,
    only: &Selection,
    list: fn(&Scope) -> &ListField<T>,
) -> Result<String, ResolveError> {
    digest_of(resolver.list(from.into(), list)?, only)
}

fn digest_of<T: Item + Serialize>(
    source: ResolvedList<'_, T>,
    only: &Selection,
) -> Result<String, ResolveError> {
    let items: Vec<&T> =
        source.items.iter().map(|placed| placed.item).filter(|item| only.contains(item.id())).collect();
    let content = serde_json::json!([format!("{:?}", source.standing), items]);
    Ok(canonical::digest(&content))
}

/// Where a field takes content from and what it saw there, when it takes over anything.
fn inheritance<T>(field: &Field<T>) -> Option<(Source, &Selection, Option<&str>)> {
    match field {
        Field::Inherit { from, only, seen } | Field::Append { from, only, seen, .. } => {
            Some((*from, only, seen.as_deref()))
        }
        Field::Own(_) => None,
    }
}

fn seen_of<T>(field: &mut Field<T>) -> Option<&mut Option<String>> {
    match field {
        Field::Inherit { seen, .. } | Field::Append { seen, .. } => Some(seen),
        Field::Own(_) => None,
    }
}

fn places(activity: &ProcessingActivity) -> Vec<Place> {
    std::iter::once(Place::Common).chain(activity.groups.iter().map(|group| Place::Group(group.id))).collect()
}

fn scope_of(activity: &ProcessingActivity, place: Place) -> Option<(&Scope, String)> {
    match place {
        Place::Common => Some((&activity.common, "/common".to_owned())),
        Place::Group(id) => {
            let group = activity.groups.iter().find(|group| group.id == id)?;
            Some((&group.scope, format!("/groups/{id}")))
        }
        Place::Organisation => None,
    }
}

fn scope_of_mut(activity: &mut ProcessingActivity, place: Place) -> Option<&mut Scope> {
    match place {
        Place::Common => Some(&mut activity.common),
        Place::Group(id) => {
            activity.groups.iter_mut().find(|group| group.id == id).map(|group| &mut group.scope)
        }
        Place::Organisation => None,
    }
}

/// Paths of the fields whose source has changed since they were last looked at.
pub fn stale(organisation: &Organisation, activity: &ProcessingActivity) -> Vec<String> {
    let resolver = Resolver::new(organisation, activity);
    let mut stale = Vec::new();
    for (scope, at) in places(activity).into_iter().filter_map(|place| scope_of(activity, place)) {
        macro_rules! check {
            ($list:ident) => {
                if let Some((from, only, Some(seen))) = inheritance(&scope.$list)
                    && digest(&resolver, from, only, |scope| &scope.$list).is_ok_and(|today| today != seen)
                {
                    stale.push(format!("{at}/{}", stringify!($list)));
                }
            };
        }
        for_each_list!(check);
    }
    let Defaults { engagements, measures, .. } = &organisation.defaults;
    if changed(&resolver, &activity.engagements, engagements) {
        stale.push("/engagements".to_owned());
    }
    if changed(&resolver, &activity.measures, measures) {
        stale.push("/measures".to_owned());
    }
    stale
}

fn changed<T: Item + Serialize>(resolver: &Resolver<'_>, own: &ListField<T>, default: &ListField<T>) -> bool {
    match inheritance(own) {
        Some((_, only, Some(seen))) => {
            activity_digest(resolver, default, only).is_ok_and(|today| today != seen)
        }
        _ => false,
    }
}

fn activity_digest<T: Item + Serialize>(
    resolver: &Resolver<'_>,
    default: &ListField<T>,
    only: &Selection,
) -> Result<String, ResolveError> {
    digest_of(resolver.activity_list(default, default)?, only)
}

/// Lets every inheriting field without a digest remember what it takes over today. Fields whose inheritance leads
/// nowhere stay as they are.
pub fn mark_seen(organisation: &Organisation, activity: &mut ProcessingActivity) {
    let before = activity.clone();
    let resolver = Resolver::new(organisation, &before);
    for place in places(&before) {
        let Some(scope) = scope_of_mut(activity, place) else { continue };
        macro_rules! mark {
            ($list:ident) => {
                if let Some((from, only, None)) = inheritance(&scope.$list) {
                    let today = digest(&resolver, from, only, |scope| &scope.$list).ok();
                    if let Some(seen) = seen_of(&mut scope.$list) {
                        *seen = today;
                    }
                }
            };
        }
        for_each_list!(mark);
    }
    let Defaults { engagements, measures, .. } = &organisation.defaults;
    mark_activity_list(&resolver, &mut activity.engagements, engagements);
    mark_activity_list(&resolver, &mut activity.measures, measures);
}

fn mark_activity_list<T: Item + Serialize>(
    resolver: &Resolver<'_>,
    own: &mut ListField<T>,
    default: &ListField<T>,
) {
    let today = match inheritance(own) {
        Some((_, only, None)) => activity_digest(resolver, default, only).ok(),
        _ => return,
    };
    if let Some(seen) = seen_of(own) {
        *seen = today;
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use serde_json::json;

    const A: &str = "00000000-0000-7000-8000-00000000000a";

    fn organisation(purpose: &str) -> Organisation {
        let purposes = json!({ "state": "given", "value": [{ "id": A, "text": purpose }] });
        serde_json::from_value(json!({ "name": "Schule", "defaults": { "scope": { "purposes": purposes } } }))
            .unwrap()
    }

    #[test]
    fn an_heir_is_stale_when_its_source_has_changed() {
        let mut activity: ProcessingActivity = serde_json::from_value(json!({
            "register": A, "title": "T",
            "common": { "purposes": { "state": "inherit", "from": "organisation" } },
            "engagements": { "state": "inherit", "from": "organisation" }
        }))
        .unwrap();
        assert!(stale(&organisation("Bildung"), &activity).is_empty(), "nobody has looked yet");
        mark_seen(&organisation("Bildung"), &mut activity);
        assert!(stale(&organisation("Bildung"), &activity).is_empty());
        assert_eq!(stale(&organisation("Verwaltung"), &activity), ["/common/purposes"]);
        let kept = activity.clone();
        mark_seen(&organisation("Verwaltung"), &mut activity);
        assert_eq!(activity, kept, "what was seen stays until somebody looks again");
    }
}
