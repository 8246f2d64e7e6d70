//! Resolved statements, also where inheritance leads nowhere: a broken reference costs a mark, never the document.

use register::activity::{ProcessingActivity, Scope};
use register::organisation::Organisation;
use register::resolve::{
    Item, Place, ResolveError, ResolvedActivity, ResolvedGroup, ResolvedList, ResolvedScope, ResolvedValue,
    Resolver, Standing,
};
use register::statement::{Field, ListField};

use super::words;

/// The activity with everything it takes over. A field whose inheritance cannot be followed keeps its own items and
/// is marked as a gap.
pub(super) fn of_activity<'a>(
    organisation: &'a Organisation,
    activity: &'a ProcessingActivity,
) -> ResolvedActivity<'a> {
    let resolver = Resolver::new(organisation, activity);
    resolver.resolve().unwrap_or_else(|_| {
        let scope = |place, own: &'a Scope| ResolvedScope {
            place,
            purposes: or_own(resolver.list(place, |scope| &scope.purposes), &own.purposes, place),
            legal_bases: or_own(resolver.list(place, |scope| &scope.legal_bases), &own.legal_bases, place),
            data_subjects: or_own(
                resolver.list(place, |scope| &scope.data_subjects),
                &own.data_subjects,
                place,
            ),
            data_categories: or_own(
                resolver.list(place, |scope| &scope.data_categories),
                &own.data_categories,
                place,
            ),
            recipients: or_own(resolver.list(place, |scope| &scope.recipients), &own.recipients, place),
            transfers: or_own(resolver.list(place, |scope| &scope.transfers), &own.transfers, place),
            retention: or_own(resolver.list(place, |scope| &scope.retention), &own.retention, place),
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
            ),
            measures: or_own(
                resolver.activity_list(&activity.measures, &defaults.measures),
                &activity.measures,
                Place::Common,
            ),
            impact_assessment: resolver
                .activity_value(&activity.impact_assessment, &defaults.impact_assessment),
        }
    })
}

/// The organisation's defaults in the form of an activity without groups.
pub(super) fn of_defaults(organisation: &Organisation) -> ResolvedActivity<'_> {
    let defaults = &organisation.defaults;
    let (scope, place) = (&defaults.scope, Place::Organisation);
    ResolvedActivity {
        common: ResolvedScope {
            place,
            purposes: own(&scope.purposes, place),
            legal_bases: own(&scope.legal_bases, place),
            data_subjects: own(&scope.data_subjects, place),
            data_categories: own(&scope.data_categories, place),
            recipients: own(&scope.recipients, place),
            transfers: own(&scope.transfers, place),
            retention: own(&scope.retention, place),
            remarks: &scope.remarks,
        },
        groups: Vec::new(),
        engagements: own(&defaults.engagements, place),
        measures: own(&defaults.measures, place),
        impact_assessment: own_value(&defaults.impact_assessment, place),
    }
}

/// A list without what it takes over; taking over is then a mark.
pub(super) fn own<T: Item>(field: &ListField<T>, place: Place) -> ResolvedList<'_, T> {
    let standing = match field {
        Field::Own(statement) => statement.into(),
        Field::Inherit { .. } | Field::Append { .. } => {
            Standing::AnnouncedButEmpty { note: Some(words::BROKEN) }
        }
    };
    let items = field.own().into_iter().flatten();
    ResolvedList {
        standing,
        stated_in: place,
        items: items.map(|item| register::resolve::Placed { item, stated_in: place }).collect(),
    }
}

/// A value without what it takes over; taking over alone is then a mark.
pub(super) fn own_value<T>(field: &Field<T>, place: Place) -> ResolvedValue<'_, T> {
    let standing = match field {
        Field::Own(statement) => statement.into(),
        Field::Append { .. } => Standing::Given,
        Field::Inherit { .. } => Standing::AnnouncedButEmpty { note: Some(words::BROKEN) },
    };
    ResolvedValue { standing, stated_in: place, value: field.own() }
}

fn or_own<'a, T: Item>(
    resolved: Result<ResolvedList<'a, T>, ResolveError>,
    field: &'a ListField<T>,
    place: Place,
) -> ResolvedList<'a, T> {
    resolved.unwrap_or_else(|_| own(field, place))
}
