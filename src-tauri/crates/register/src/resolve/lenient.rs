//! Resolved statements, also where inheritance leads nowhere: a broken reference costs a mark, never the document.
//!
//! `broken` is the mark: what is said of a field whose inheritance cannot be followed.

use super::{
    Item, Place, Placed, ResolveError, ResolvedActivity, ResolvedGroup, ResolvedList, ResolvedScope,
    ResolvedValue, Resolver, Standing,
};
use crate::activity::{ProcessingActivity, Scope};
use crate::organisation::Organisation;
use crate::statement::{Field, ListField};

/// The activity with everything it takes over. A field whose inheritance cannot be followed keeps its own items and
/// is marked as a gap.
pub fn of_activity<'a>(
    organisation: &'a Organisation,
    activity: &'a ProcessingActivity,
    broken: &'a str,
) -> ResolvedActivity<'a> {
    let resolver = Resolver::new(organisation, activity);
    resolver.resolve().unwrap_or_else(|_| {
        let scope = |place, own: &'a Scope| ResolvedScope {
            place,
            purposes: or_own(resolver.list(place, |scope| &scope.purposes), &own.purposes, place, broken),
            legal_bases: or_own(
                resolver.list(place, |scope| &scope.legal_bases),
                &own.legal_bases,
                place,
                broken,
            ),
            data_subjects: or_own(
                resolver.list(place, |scope| &scope.data_subjects),
                &own.data_subjects,
                place,
                broken,
            ),
            data_categories: or_own(
                resolver.list(place, |scope| &scope.data_categories),
                &own.data_categories,
                place,
                broken,
            ),
            recipients: or_own(
                resolver.list(place, |scope| &scope.recipients),
                &own.recipients,
                place,
                broken,
            ),
            transfers: or_own(resolver.list(place, |scope| &scope.transfers), &own.transfers, place, broken),
            retention: or_own(resolver.list(place, |scope| &scope.retention), &own.retention, place, broken),
            remarks: &own.remarks,
        };
        let groups = activity
            .groups
            .iter()
            .map(|group| ResolvedGroup { group, scope: scope(Place::Group(group.id), &group.scope) });
        let defaults = &organisation.defaults;
        ResolvedActivity {
            common: scope(Place::Common, &activity.common),
            groups: groups.collect(),
            engagements: or_own(
                resolver.activity_list(&activity.engagements, &defaults.engagements),
                &activity.engagements,
                Place::Common,
                broken,
            ),
            measures: or_own(
                resolver.activity_list(&activity.measures, &defaults.measures),
                &activity.measures,
                Place::Common,
                broken,
            ),
            impact_assessment: resolver
                .activity_value(&activity.impact_assessment, &defaults.impact_assessment),
        }
    })
}

/// The organisation's defaults in the form of an activity without groups.
pub fn of_defaults<'a>(organisation: &'a Organisation, broken: &'a str) -> ResolvedActivity<'a> {
    let defaults = &organisation.defaults;
    let (scope, place) = (&defaults.scope, Place::Organisation);
    ResolvedActivity {
        common: ResolvedScope {
            place,
            purposes: own(&scope.purposes, place, broken),
            legal_bases: own(&scope.legal_bases, place, broken),
            data_subjects: own(&scope.data_subjects, place, broken),
            data_categories: own(&scope.data_categories, place, broken),
            recipients: own(&scope.recipients, place, broken),
            transfers: own(&scope.transfers, place, broken),
            retention: own(&scope.retention, place, broken),
            remarks: &scope.remarks,
        },
        groups: Vec::new(),
        engagements: own(&defaults.engagements, place, broken),
        measures: own(&defaults.measures, place, broken),
        impact_assessment: own_value(&defaults.impact_assessment, place, broken),
    }
}

/// A list without what it takes over; taking over is then a mark.
pub fn own<'a, T: Item>(field: &'a ListField<T>, place: Place, broken: &'a str) -> ResolvedList<'a, T> {
    let standing = match field {
        Field::Own(statement) => statement.into(),
        Field::Inherit { .. } | Field::Append { .. } => Standing::AnnouncedButEmpty { note: Some(broken) },
    };
    let items = field.own().into_iter().flatten();
    ResolvedList {
        standing,
        stated_in: place,
        items: items.map(|item| Placed { item, stated_in: place }).collect(),
    }
}

/// A value without what it takes over; taking over alone is then a mark.
pub fn own_value<'a, T>(field: &'a Field<T>, place: Place, broken: &'a str) -> ResolvedValue<'a, T> {
    let standing = match field {
        Field::Own(statement) => statement.into(),
        Field::Append { .. } => Standing::Given,
        Field::Inherit { .. } => Standing::AnnouncedButEmpty { note: Some(broken) },
    };
    ResolvedValue { standing, stated_in: place, value: field.own() }
}

fn or_own<'a, T: Item>(
    resolved: Result<ResolvedList<'a, T>, ResolveError>,
    field: &'a ListField<T>,
    place: Place,
    broken: &'a str,
) -> ResolvedList<'a, T> {
    resolved.unwrap_or_else(|_| own(field, place, broken))
}
