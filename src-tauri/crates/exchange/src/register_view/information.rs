//! The contents of notices: what an activity says itself, or the defaults where it is silent.

use super::Sheet;
use register::information::Information;
use register::resolve::{Item, Place, ResolvedList, Resolver, Standing, lenient};
use register::statement::{Field, ListField, Statement};

/// A text of the information after resolution.
#[derive(Debug)]
pub(crate) struct Said<'a> {
    /// How the field stands.
    pub(crate) standing: Standing<'a>,
    /// Where that is stated.
    pub(crate) stated_in: Place,
    /// The text; two where an activity adds to the default.
    pub(crate) texts: Vec<&'a str>,
}

impl<'a> Sheet<'a> {
    fn own_information(&self) -> Option<&'a Information> {
        self.activity.map(|activity| &activity.information)
    }

    fn default_information(&self) -> &'a Information {
        &self.view.input.organisation.defaults.information
    }

    /// A list of the information.
    pub(crate) fn information_list<T: Item>(
        &self,
        list: fn(&Information) -> &ListField<T>,
    ) -> ResolvedList<'a, T> {
        let default = list(self.default_information());
        let spoken = self.activity.zip(self.own_information().map(list)).filter(|(_, own)| !is_silent(own));
        match spoken {
            None => lenient::own(default, Place::Organisation, &self.view.broken),
            Some((activity, own)) => Resolver::new(self.view.input.organisation, activity)
                .activity_list(own, default)
                .unwrap_or_else(|_| lenient::own(own, Place::Common, &self.view.broken)),
        }
    }

    /// A text of the information.
    pub(crate) fn information(&self, text: fn(&Information) -> &Field<String>) -> Said<'a> {
        let default = text(self.default_information());
        let said = |field: &'a Field<String>, place| {
            let value = lenient::own_value(field, place, &self.view.broken);
            let texts = value.value.map(String::as_str).into_iter().collect();
            Said { standing: value.standing, stated_in: place, texts }
        };
        match self.own_information().map(text) {
            Some(Field::Append { value, .. }) => {
                let mut texts = said(default, Place::Organisation).texts;
                texts.push(value);
                Said { standing: Standing::Given, stated_in: Place::Common, texts }
            }
            Some(own @ Field::Own(_)) if !is_silent(own) => said(own, Place::Common),
            _ => said(default, Place::Organisation),
        }
    }
}

fn is_silent<T>(field: &Field<T>) -> bool {
    matches!(field, Field::Own(Statement::NotStated))
}
