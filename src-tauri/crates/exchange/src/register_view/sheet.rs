//! The resolved statements of one activity, or of the organisation's defaults, with their numbers.

use super::View;
use language::retention::RuleContext;
use register::activity::ProcessingActivity;
use register::id::{ItemId, RecordId};
use register::numbering::{Numbering, ranges};
use register::resolve::{
    Item, Place, Placed, ResolvedActivity, ResolvedList, ResolvedScope, Standing, lenient,
};
use register::statement::Selection;

/// A list of a scope, the same in every scope.
pub(crate) type Select<'a, T> = for<'s> fn(&'s ResolvedScope<'a>) -> &'s ResolvedList<'a, T>;

/// The statements of an activity or of the defaults.
#[derive(Debug)]
pub(crate) struct Sheet<'a> {
    pub(crate) view: &'a View<'a>,
    /// "4", or "A" for the defaults.
    pub(crate) number: String,
    /// What it is called.
    pub(crate) title: String,
    /// The record it stands in.
    pub(crate) id: RecordId,
    /// The activity; none for the defaults.
    pub(crate) activity: Option<&'a ProcessingActivity>,
    pub(crate) resolved: ResolvedActivity<'a>,
    pub(crate) rules: RuleContext,
    numbering: Numbering,
}

impl<'a> Sheet<'a> {
    pub(super) fn of_activity(
        view: &'a View<'a>,
        number: usize,
        id: RecordId,
        activity: &'a ProcessingActivity,
    ) -> Self {
        let resolved = lenient::of_activity(view.input.organisation, activity, &view.broken);
        let (numbering, rules) = (Numbering::of(&resolved), RuleContext::of(&resolved));
        let (number, title) = (number.to_string(), activity.title.clone());
        Self { view, number, title, id, activity: Some(activity), resolved, rules, numbering }
    }

    /// What the organisation lays down for all activities.
    pub(crate) fn of_defaults(view: &'a View<'a>) -> Self {
        let resolved = lenient::of_defaults(view.input.organisation, &view.broken);
        let (numbering, rules) = (Numbering::of(&resolved), RuleContext::of(&resolved));
        let (number, title) = ("A".to_owned(), view.word("mark-defaults"));
        Self { view, number, title, id: view.input.id, activity: None, resolved, rules, numbering }
    }

    /// The printed number of an item.
    pub(crate) fn number_of(&self, id: ItemId) -> String {
        self.numbering.number_of(id).map(|number| number.to_string()).unwrap_or_default()
    }

    /// "a)".
    pub(crate) fn letter(&self, group: ItemId) -> String {
        format!("{})", self.numbering.letter_of(group).unwrap_or("?"))
    }

    /// The group of a place with its letter: "a) Lehrkräfte"; empty for what holds for all.
    pub(crate) fn group(&self, place: Place) -> String {
        let Place::Group(id) = place else {
            return String::new();
        };
        let group = self.resolved.groups.iter().find(|group| group.group.id == id);
        let name = group.map(|group| group.group.name.as_str()).unwrap_or_default();
        format!("{} {name}", self.letter(id))
    }

    /// Where something is stated that is printed for another place: "aus den Vorgaben".
    pub(crate) fn origin(&self, stated_in: Place, place: Place) -> Option<String> {
        if stated_in == place {
            return None;
        }
        let language = self.view.language;
        Some(match stated_in {
            Place::Organisation => self.view.word("origin-defaults"),
            Place::Common => self.view.word("origin-common"),
            Place::Group(id) => {
                let letter = self.numbering.letter_of(id).unwrap_or("?");
                language.text("origin-group", &[("group", letter.into())])
            }
        })
    }

    /// The record an item is stated in.
    pub(crate) fn owner(&self, stated_in: Place) -> RecordId {
        if stated_in == Place::Organisation { self.view.input.id } else { self.id }
    }

    /// Whether what is stated for one place holds for the other, too: common and group do, two groups do not.
    pub(crate) fn holds(of: Place, at: Place) -> bool {
        of == at || !matches!((of, at), (Place::Group(_), Place::Group(_)))
    }

    /// The numbers of the selected categories of data: "1–3, 5"; "alle" where nothing restricts them.
    pub(crate) fn data(&self, selection: &Selection) -> String {
        match selection {
            Selection::All => self.view.word("mark-all-data"),
            Selection::Only(ids) => self.numbers(ids.as_slice()),
        }
    }

    /// The printed numbers of items; the names of categories that only the defaults state, a mark for others.
    pub(crate) fn numbers(&self, ids: &[ItemId]) -> String {
        let mut parts = Vec::new();
        let numbered: Vec<u32> = ids.iter().filter_map(|id| self.numbering.number_of(*id)).collect();
        if !numbered.is_empty() {
            parts.push(ranges(numbered));
        }
        let defaults = &self.view.input.organisation.defaults.scope.data_categories;
        for id in ids.iter().filter(|id| self.numbering.number_of(**id).is_none()) {
            let named = defaults.own().into_iter().flatten().find(|category| category.id == *id);
            let missing = || self.view.word("mark-record-missing");
            parts.push(named.map_or_else(missing, |category| category.name.clone()));
        }
        parts.join(", ")
    }

    /// The state of a list with its origin; empty where items speak for themselves.
    pub(crate) fn state<T>(&self, list: &ResolvedList<'_, T>, place: Place) -> String {
        let text = match list.standing {
            Standing::Given if list.items.is_empty() => self.view.word("mark-nothing-taken-over"),
            standing => self.view.standing(&standing),
        };
        self.with_origin(text, list.stated_in, place)
    }

    /// A text with its origin in brackets.
    pub(crate) fn with_origin(&self, text: String, stated_in: Place, place: Place) -> String {
        match self.origin(stated_in, place) {
            Some(origin) if !text.is_empty() => format!("{text} ({origin})"),
            _ => text,
        }
    }

    /// The scopes that say something in this list, with their place; none where the whole activity is silent.
    pub(crate) fn speaking<T>(&self, list: Select<'a, T>) -> Vec<(Place, &ResolvedList<'a, T>)> {
        let scopes = self.resolved.scopes().map(|scope| (scope.place, list(scope)));
        scopes.filter(|(_, list)| list.standing != Standing::NotStated || !list.items.is_empty()).collect()
    }

    /// Groups that are silent in this list while nothing common speaks for them, although others speak.
    pub(crate) fn silent_groups<T>(&self, list: Select<'a, T>) -> Vec<Place> {
        let speaking = self.speaking(list);
        if speaking.is_empty() || speaking.iter().any(|(place, _)| !matches!(place, Place::Group(_))) {
            return Vec::new();
        }
        let places = self.resolved.groups.iter().map(|group| group.scope.place);
        places.filter(|place| !speaking.iter().any(|(speaks, _)| speaks == place)).collect()
    }

    /// The items of a list that hold for a category of data stated at `at`: those of the scopes that hold there and
    /// whose selection contains the category. An item that several scopes take over stands once.
    pub(crate) fn covering<T: Item>(
        &self,
        list: Select<'a, T>,
        selection: impl Fn(&T) -> &Selection,
        category: Option<(ItemId, &[Place])>,
    ) -> Vec<Placed<'a, T>> {
        let mut found: Vec<Placed<'a, T>> = Vec::new();
        for scope in self.resolved.scopes() {
            for placed in &list(scope).items {
                let covers = category.is_none_or(|(id, places)| {
                    places.iter().any(|at| Self::holds(scope.place, *at))
                        && selection(placed.item).contains(id)
                });
                if covers && !found.iter().any(|other| other.item.id() == placed.item.id()) {
                    found.push(Placed { item: placed.item, stated_in: placed.stated_in });
                }
            }
        }
        found
    }
}
