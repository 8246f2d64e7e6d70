//! An activity as the rules look at it: resolved, with the path of everything.

use super::{CheckInput, Finding, Rule};
use crate::activity::Stage;
use crate::engagement::Engagement;
use crate::id::{ItemId, RecordId};
use crate::numbering;
use crate::party::Party;
use crate::record::Record;
use crate::resolve::{Item, Place, Placed, ResolvedActivity, ResolvedList, ResolvedScope};

/// A list of a scope, chosen by name.
pub(super) type ListOf<'a, T> = for<'s> fn(&'s ResolvedScope<'a>) -> &'s ResolvedList<'a, T>;

/// A resolved activity with everything the rules may ask.
pub(super) struct Entry<'a> {
    pub(super) input: &'a CheckInput<'a>,
    pub(super) resolved: ResolvedActivity<'a>,
}

impl<'a> Entry<'a> {
    /// The scopes in printed order: common, then the groups.
    pub(super) fn scopes(&self) -> impl Iterator<Item = ScopeAt<'_, 'a>> {
        let groups = self.resolved.groups.iter().enumerate().map(|(index, group)| ScopeAt {
            scope: &group.scope,
            at: format!("/groups/{}", group.group.id),
            letter: Some(numbering::letter(index)),
        });
        std::iter::once(ScopeAt { scope: &self.resolved.common, at: "/common".to_owned(), letter: None })
            .chain(groups)
    }

    /// What holds in a scope: for a group, what is common and its own; without doubles.
    pub(super) fn applying<'s, T: Item>(
        &'s self,
        scope: &'s ResolvedScope<'a>,
        list: ListOf<'a, T>,
    ) -> Vec<&'s Placed<'a, T>> {
        let mut items: Vec<_> = list(&self.resolved.common).items.iter().collect();
        if scope.place != Place::Common {
            for placed in &list(scope).items {
                if items.iter().all(|known| known.item.id() != placed.item.id()) {
                    items.push(placed);
                }
            }
        }
        items
    }

    /// Whether something holds in a scope; in the common one also when it holds in every group.
    pub(super) fn holds(&self, scope: &ResolvedScope<'a>, test: &dyn Fn(&ResolvedScope<'a>) -> bool) -> bool {
        test(scope)
            || scope.place == Place::Common
                && !self.resolved.groups.is_empty()
                && self.resolved.groups.iter().all(|group| test(&group.scope))
    }

    /// Engagements that have not ended.
    pub(super) fn engagements(&self) -> impl Iterator<Item = &Placed<'a, Engagement>> {
        let today = self.input.today;
        let running = move |placed: &&Placed<'_, Engagement>| {
            placed.item.validity.until.is_none_or(|until| until >= today)
        };
        self.resolved.engagements.items.iter().filter(running)
    }

    /// Whether the activity is no longer carried out.
    pub(super) fn is_retired(&self) -> bool {
        let activity = self.input.activity;
        activity.status.stage == Stage::Retired
            || activity.validity.until.is_some_and(|until| until < self.input.today)
    }
}

/// A party among the records passed in.
pub(super) fn party<'a>(input: &CheckInput<'a>, id: Option<RecordId>) -> Option<&'a Party> {
    match input.others.get(&id?)? {
        Record::Party(party) => Some(party),
        _ => None,
    }
}

/// A scope with its place in paths and the letter of its group.
pub(super) struct ScopeAt<'s, 'a> {
    pub(super) scope: &'s ResolvedScope<'a>,
    pub(super) at: String,
    pub(super) letter: Option<String>,
}

impl ScopeAt<'_, '_> {
    /// A finding about one of the scope's fields.
    pub(super) fn about(&self, rule: Rule, field: &str) -> Finding {
        Finding { group: self.letter.clone(), ..Finding::new(rule, format!("{}/{field}", self.at)) }
    }

    /// A finding about an item; about the field where the item is taken over.
    pub(super) fn about_item<T: Item>(&self, rule: Rule, field: &str, placed: &Placed<'_, T>) -> Finding {
        if placed.stated_in == self.scope.place {
            self.about(rule, &format!("{field}/{}", placed.item.id()))
        } else {
            self.about(rule, field)
        }
    }

    /// A finding about a member of an item that stands in this scope.
    pub(super) fn about_member(&self, rule: Rule, field: &str, item: ItemId, member: &str) -> Finding {
        self.about(rule, &format!("{field}/{item}/{member}"))
    }

    /// The items that stand in this scope itself.
    pub(super) fn own<'l, 'a, T>(
        &self,
        list: &'l ResolvedList<'a, T>,
    ) -> impl Iterator<Item = &'a T> + use<'l, 'a, T> {
        let place = self.scope.place;
        list.items.iter().filter(move |placed| placed.stated_in == place).map(|placed| placed.item)
    }
}
