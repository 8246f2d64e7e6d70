//! Resolution of inheritance: what an activity says once every "siehe oben" has been followed.
//!
//! A field takes its content from the field of the same name in its source: the organisation's defaults, what is
//! common to all groups, or another group. Sources may take over in turn; a circle is an error.

pub mod lenient;

use crate::activity::{Group, ImpactAssessment, ProcessingActivity, Remark, Scope};
use crate::data::{DataCategory, DataSubjectCategory};
use crate::engagement::Engagement;
use crate::id::ItemId;
use crate::legal_basis::{LegalBasis, Purpose};
use crate::measure::Measure;
use crate::organisation::Organisation;
use crate::recipient::{Recipient, Transfer};
use crate::retention::RetentionRule;
use crate::statement::{Field, ListField, NonEmpty, Reference, Selection, Source, Statement};

/// Where statements stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Place {
    /// In the organisation's defaults.
    Organisation,
    /// In what is common to all groups of the activity.
    Common,
    /// In a group.
    Group(ItemId),
}

impl From<Source> for Place {
    fn from(source: Source) -> Self {
        match source {
            Source::Organisation => Self::Organisation,
            Source::Common => Self::Common,
            Source::Group(id) => Self::Group(id),
        }
    }
}

/// Inheritance that leads nowhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ResolveError {
    /// The field takes its content, directly or through others, from itself.
    #[error("the field takes its content from itself")]
    Circle {
        /// A place on the circle.
        at: Place,
    },
    /// The field takes its content from a group that does not exist.
    #[error("the field takes its content from a group that does not exist")]
    NoSuchGroup {
        /// The missing group.
        group: ItemId,
    },
}

/// How a field stands after resolution.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing<'a> {
    /// There is content.
    Given,
    /// Asked and denied.
    ExplicitlyNone {
        /// How it was put.
        note: Option<&'a str>,
    },
    /// No answer is owed.
    NotRequired {
        /// Why not.
        reason: &'a str,
    },
    /// The answer stands in a document.
    ByReference {
        /// Where.
        to: &'a Reference,
    },
    /// Announced, and nothing followed.
    AnnouncedButEmpty {
        /// What was announced.
        note: Option<&'a str>,
    },
    /// Silence.
    NotStated,
}

impl<'a, T> From<&'a Statement<T>> for Standing<'a> {
    fn from(statement: &'a Statement<T>) -> Self {
        match statement {
            Statement::Given { .. } => Self::Given,
            Statement::ExplicitlyNone { note } => Self::ExplicitlyNone { note: note.as_deref() },
            Statement::NotRequired { reason } => Self::NotRequired { reason },
            Statement::ByReference { to } => Self::ByReference { to },
            Statement::AnnouncedButEmpty { note } => Self::AnnouncedButEmpty { note: note.as_deref() },
            Statement::NotStated => Self::NotStated,
        }
    }
}

/// An item with the place where it is stated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placed<'a, T> {
    /// The item.
    pub item: &'a T,
    /// Where it is stated.
    pub stated_in: Place,
}

/// A list field after resolution.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResolvedList<'a, T> {
    /// How the field stands.
    pub standing: Standing<'a>,
    /// Where that standing comes from; the field's own place when nothing was taken over.
    pub stated_in: Place,
    /// The items: those taken over first, then the field's own.
    pub items: Vec<Placed<'a, T>>,
}

impl<T> ResolvedList<'_, T> {
    /// Whether the field says anything at all.
    pub fn is_stated(&self) -> bool {
        !matches!(self.standing, Standing::NotStated | Standing::AnnouncedButEmpty { .. })
    }
}

/// A field with one value after resolution.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ResolvedValue<'a, T> {
    /// How the field stands.
    pub standing: Standing<'a>,
    /// Where that standing comes from.
    pub stated_in: Place,
    /// The value, when one is given.
    pub value: Option<&'a T>,
}

/// List items that have an id, so that some of them can be selected.
pub trait Item {
    /// The item's id.
    fn id(&self) -> ItemId;
}

macro_rules! items {
    ($($type:ty),* $(,)?) => { $(impl Item for $type { fn id(&self) -> ItemId { self.id } })* };
}
items!(
    Purpose,
    LegalBasis,
    DataSubjectCategory,
    DataCategory,
    Recipient,
    Transfer,
    RetentionRule,
    Engagement
);
items!(Measure, crate::information::Right, crate::information::ComplaintAuthority);

/// An activity together with the organisation whose defaults it may take over.
#[derive(Debug, Clone, Copy)]
pub struct Resolver<'a> {
    organisation: &'a Organisation,
    activity: &'a ProcessingActivity,
}

impl<'a> Resolver<'a> {
    /// Prepares resolution of the activity's fields.
    pub fn new(organisation: &'a Organisation, activity: &'a ProcessingActivity) -> Self {
        Self { organisation, activity }
    }

    fn scope(&self, place: Place) -> Result<&'a Scope, ResolveError> {
        match place {
            Place::Organisation => Ok(&self.organisation.defaults.scope),
            Place::Common => Ok(&self.activity.common),
            Place::Group(id) => self
                .activity
                .groups
                .iter()
                .find(|group| group.id == id)
                .map(|group| &group.scope)
                .ok_or(ResolveError::NoSuchGroup { group: id }),
        }
    }

    /// Resolves one list field of a scope.
    ///
    /// # Errors
    /// When the field inherits in a circle or from a missing group.
    pub fn list<T: Item>(
        &self,
        place: Place,
        field: fn(&Scope) -> &ListField<T>,
    ) -> Result<ResolvedList<'a, T>, ResolveError> {
        resolve_list(place, &mut Vec::new(), &|at| self.scope(at).map(field))
    }

    /// Resolves a list field that stands once per activity and may come from the organisation.
    ///
    /// # Errors
    /// When the organisation's own field points back.
    pub fn activity_list<T: Item>(
        &self,
        own: &'a ListField<T>,
        default: &'a ListField<T>,
    ) -> Result<ResolvedList<'a, T>, ResolveError> {
        resolve_list(Place::Common, &mut Vec::new(), &|at| {
            Ok(if at == Place::Organisation { default } else { own })
        })
    }

    /// Resolves a field with one value that stands once per activity and may come from the organisation.
    pub fn activity_value<T>(&self, own: &'a Field<T>, default: &'a Field<T>) -> ResolvedValue<'a, T> {
        let (field, stated_in) = match own {
            Field::Inherit { .. } => (default, Place::Organisation),
            _ => (own, Place::Common),
        };
        match field {
            Field::Own(statement) => {
                ResolvedValue { standing: statement.into(), stated_in, value: statement.given() }
            }
            Field::Append { value, .. } => {
                ResolvedValue { standing: Standing::Given, stated_in, value: Some(value) }
            }
            Field::Inherit { .. } => ResolvedValue { standing: Standing::NotStated, stated_in, value: None },
        }
    }

    /// Resolves the whole activity.
    ///
    /// # Errors
    /// When any field inherits in a circle or from a missing group.
    pub fn resolve(&self) -> Result<ResolvedActivity<'a>, ResolveError> {
        let defaults = &self.organisation.defaults;
        Ok(ResolvedActivity {
            common: self.resolve_scope(Place::Common)?,
            groups: self
                .activity
                .groups
                .iter()
                .map(|group| Ok(ResolvedGroup { group, scope: self.resolve_scope(Place::Group(group.id))? }))
                .collect::<Result<_, ResolveError>>()?,
            engagements: self.activity_list(&self.activity.engagements, &defaults.engagements)?,
            measures: self.activity_list(&self.activity.measures, &defaults.measures)?,
            impact_assessment: self
                .activity_value(&self.activity.impact_assessment, &defaults.impact_assessment),
        })
    }

    fn resolve_scope(&self, place: Place) -> Result<ResolvedScope<'a>, ResolveError> {
        Ok(ResolvedScope {
            place,
            purposes: self.list(place, |scope| &scope.purposes)?,
            legal_bases: self.list(place, |scope| &scope.legal_bases)?,
            data_subjects: self.list(place, |scope| &scope.data_subjects)?,
            data_categories: self.list(place, |scope| &scope.data_categories)?,
            recipients: self.list(place, |scope| &scope.recipients)?,
            transfers: self.list(place, |scope| &scope.transfers)?,
            retention: self.list(place, |scope| &scope.retention)?,
            remarks: &self.scope(place)?.remarks,
        })
    }
}

fn resolve_list<'a, T: Item>(
    place: Place,
    seen: &mut Vec<Place>,
    field_at: &dyn Fn(Place) -> Result<&'a ListField<T>, ResolveError>,
) -> Result<ResolvedList<'a, T>, ResolveError> {
    if seen.contains(&place) {
        return Err(ResolveError::Circle { at: place });
    }
    seen.push(place);
    let placed = |items: &'a NonEmpty<T>| items.iter().map(move |item| Placed { item, stated_in: place });
    match field_at(place)? {
        Field::Own(statement) => Ok(ResolvedList {
            standing: statement.into(),
            stated_in: place,
            items: statement.given().map(|items| placed(items).collect()).unwrap_or_default(),
        }),
        Field::Inherit { from, only, .. } => {
            let mut list = resolve_list((*from).into(), seen, field_at)?;
            retain_selected(&mut list, only);
            Ok(list)
        }
        Field::Append { from, only, value, .. } => {
            let mut list = resolve_list((*from).into(), seen, field_at)?;
            retain_selected(&mut list, only);
            list.items.extend(placed(value));
            list.standing = Standing::Given;
            list.stated_in = place;
            Ok(list)
        }
    }
}

fn retain_selected<T: Item>(list: &mut ResolvedList<'_, T>, only: &Selection) {
    list.items.retain(|placed| only.contains(placed.item.id()));
}

/// The statements of one scope after resolution.
#[derive(Debug, Clone)]
pub struct ResolvedScope<'a> {
    /// Which scope.
    pub place: Place,
    /// Purposes.
    pub purposes: ResolvedList<'a, Purpose>,
    /// Legal bases.
    pub legal_bases: ResolvedList<'a, LegalBasis>,
    /// Categories of data subjects.
    pub data_subjects: ResolvedList<'a, DataSubjectCategory>,
    /// Categories of personal data.
    pub data_categories: ResolvedList<'a, DataCategory>,
    /// Recipients.
    pub recipients: ResolvedList<'a, Recipient>,
    /// Transfers.
    pub transfers: ResolvedList<'a, Transfer>,
    /// Retention rules.
    pub retention: ResolvedList<'a, RetentionRule>,
    /// Remarks; these are never inherited.
    pub remarks: &'a [Remark],
}

/// A group with its resolved statements.
#[derive(Debug, Clone)]
pub struct ResolvedGroup<'a> {
    /// The group.
    pub group: &'a Group,
    /// Its statements.
    pub scope: ResolvedScope<'a>,
}

/// An activity after resolution. What is common holds for every group in addition to the group's own statements.
#[derive(Debug, Clone)]
pub struct ResolvedActivity<'a> {
    /// What holds for all groups.
    pub common: ResolvedScope<'a>,
    /// The groups in order.
    pub groups: Vec<ResolvedGroup<'a>>,
    /// Parties taking part.
    pub engagements: ResolvedList<'a, Engagement>,
    /// Measures.
    pub measures: ResolvedList<'a, Measure>,
    /// Impact assessment.
    pub impact_assessment: ResolvedValue<'a, ImpactAssessment>,
}

impl<'a> ResolvedActivity<'a> {
    /// The scopes in printed order: common, then the groups.
    pub fn scopes(&self) -> impl Iterator<Item = &ResolvedScope<'a>> {
        std::iter::once(&self.common).chain(self.groups.iter().map(|group| &group.scope))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;
    use serde_json::{Value, json};

    fn id(number: u64) -> String {
        format!("00000000-0000-7000-8000-{number:012x}")
    }

    fn given(items: &[(u64, &str)]) -> Value {
        let items: Vec<_> =
            items.iter().map(|(number, text)| json!({ "id": id(*number), "text": text })).collect();
        json!({ "state": "given", "value": items })
    }

    fn organisation(purposes: Value) -> Organisation {
        serde_json::from_value(json!({ "name": "Schule", "defaults": { "scope": { "purposes": purposes } } }))
            .unwrap()
    }

    /// An activity whose groups have these purposes; group n has the id n.
    fn activity(common: Value, groups: &[Value]) -> ProcessingActivity {
        let groups: Vec<_> = (1..)
            .zip(groups)
            .map(|(number, purposes)| json!({ "id": id(number), "name": "G", "scope": { "purposes": purposes } }))
            .collect();
        serde_json::from_value(json!({
            "register": id(99), "title": "T", "common": { "purposes": common }, "groups": groups
        }))
        .unwrap()
    }

    fn group(number: u64) -> Place {
        Place::Group(id(number).parse().unwrap())
    }

    fn texts(
        organisation: &Organisation,
        activity: &ProcessingActivity,
        place: Place,
    ) -> Result<Vec<(String, Place)>, ResolveError> {
        let list = Resolver::new(organisation, activity).list(place, |scope| &scope.purposes)?;
        Ok(list.items.iter().map(|placed| (placed.item.text.clone(), placed.stated_in)).collect())
    }

    #[test]
    fn a_field_is_replaced_taken_over_or_added_to_with_its_origin() {
        let organisation = organisation(given(&[(10, "Bildung")]));
        let silent = json!({ "state": "not_stated" });
        let activity = activity(
            silent,
            &[
                json!({ "state": "append", "from": "organisation", "value": [{ "id": id(11), "text": "Kommunikation" }] }),
                json!({ "state": "inherit", "from": { "group": id(1) } }),
                json!({ "state": "append", "from": { "group": id(2) }, "value": [{ "id": id(12), "text": "Fortbildung" }] }),
                given(&[(13, "Eigenes")]),
            ],
        );
        let own = |text: &str, place| (text.to_owned(), place);
        let (school, a, c, d) = (Place::Organisation, group(1), group(3), group(4));
        assert_eq!(
            texts(&organisation, &activity, group(2)).unwrap(),
            [own("Bildung", school), own("Kommunikation", a)]
        );
        assert_eq!(
            texts(&organisation, &activity, c).unwrap(),
            [own("Bildung", school), own("Kommunikation", a), own("Fortbildung", c)]
        );
        assert_eq!(texts(&organisation, &activity, d).unwrap(), [own("Eigenes", d)]);
    }

    #[test]
    fn only_the_selected_items_are_taken_over() {
        let organisation = organisation(given(&[(10, "Bildung"), (11, "Verwaltung")]));
        let some = json!({ "state": "inherit", "from": "organisation", "only": { "only": [id(11)] } });
        let found = texts(&organisation, &activity(some, &[]), Place::Common).unwrap();
        assert_eq!(found, [("Verwaltung".to_owned(), Place::Organisation)]);
    }

    #[test]
    fn a_denial_is_taken_over_as_a_denial() {
        let organisation = organisation(json!({ "state": "explicitly_none", "note": "geprüft" }));
        let activity = activity(json!({ "state": "inherit", "from": "organisation" }), &[]);
        let list =
            Resolver::new(&organisation, &activity).list(Place::Common, |scope| &scope.purposes).unwrap();
        assert_eq!(list.standing, Standing::ExplicitlyNone { note: Some("geprüft") });
        assert_eq!(list.stated_in, Place::Organisation);
    }

    #[test]
    fn circles_and_missing_groups_are_errors() {
        let organisation = organisation(json!({ "state": "not_stated" }));
        let from = |number: u64| json!({ "state": "inherit", "from": { "group": id(number) } });
        let round = activity(json!({ "state": "not_stated" }), &[from(2), from(1)]);
        assert!(matches!(texts(&organisation, &round, group(1)), Err(ResolveError::Circle { .. })));
        let itself = activity(json!({ "state": "inherit", "from": "common" }), &[]);
        assert!(matches!(texts(&organisation, &itself, Place::Common), Err(ResolveError::Circle { .. })));
        let nowhere = activity(json!({ "state": "not_stated" }), &[from(7)]);
        assert!(matches!(texts(&organisation, &nowhere, group(1)), Err(ResolveError::NoSuchGroup { .. })));
    }

    proptest! {
        /// However groups refer to each other: the result is a circle or a list, every own item stands in it exactly
        /// once for each way that leads to it, and resolution ends.
        #[test]
        fn any_inheritance_ends_and_loses_nothing(sources in prop::collection::vec(prop::option::of(0usize..6), 6)) {
            let organisation = organisation(json!({ "state": "not_stated" }));
            let groups: Vec<Value> = sources
                .iter()
                .enumerate()
                .map(|(index, source)| {
                    let own = 100 + index as u64;
                    match source {
                        Some(other) => json!({ "state": "append", "from": { "group": id(*other as u64 + 1) },
                                               "value": [{ "id": id(own), "text": "x" }] }),
                        None => given(&[(own, "x")]),
                    }
                })
                .collect();
            let activity = activity(json!({ "state": "not_stated" }), &groups);
            for start in 0..6 {
                let mut way = vec![start];
                let mut circle = false;
                while let Some(next) = sources[way[way.len() - 1]] {
                    if way.contains(&next) {
                        circle = true;
                        break;
                    }
                    way.push(next);
                }
                let found = texts(&organisation, &activity, group(start as u64 + 1));
                prop_assert_eq!(found.is_err(), circle);
                if let Ok(items) = found {
                    let expected: Vec<Place> = way.iter().rev().map(|index| group(*index as u64 + 1)).collect();
                    prop_assert_eq!(items.into_iter().map(|(_, place)| place).collect::<Vec<_>>(), expected);
                }
            }
        }
    }
}
