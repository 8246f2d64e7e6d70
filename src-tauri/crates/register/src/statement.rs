//! Statements: what a statute asks for is given, denied, referred to, announced or passed over in silence.

use crate::id::{ItemId, RecordId};
use serde::{Deserialize, Serialize};

/// A list with at least one element: an empty list is not "none", so a given list is never empty.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(ts_rs::TS), ts(export, type = "Array<T>", bound = "T: ts_rs::TS"))]
#[serde(try_from = "Vec<T>", into = "Vec<T>")]
#[serde(bound(serialize = "T: Serialize + Clone"))]
pub struct NonEmpty<T>(Vec<T>);

/// A list was given that has no elements.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a given list needs at least one entry; say \"explicitly_none\" or \"not_stated\" instead")]
pub struct EmptyList;

impl<T> NonEmpty<T> {
    /// The list of one element.
    pub fn of(first: T) -> Self {
        Self(vec![first])
    }

    /// The elements in order.
    pub fn as_slice(&self) -> &[T] {
        &self.0
    }

    /// The elements in order.
    pub fn iter(&self) -> std::slice::Iter<'_, T> {
        self.0.iter()
    }

    /// The elements in order, to be changed in place; their number stays.
    pub fn iter_mut(&mut self) -> std::slice::IterMut<'_, T> {
        self.0.iter_mut()
    }

    /// Adds an element at the end.
    pub fn push(&mut self, element: T) {
        self.0.push(element);
    }
}

impl<T> TryFrom<Vec<T>> for NonEmpty<T> {
    type Error = EmptyList;
    fn try_from(list: Vec<T>) -> Result<Self, EmptyList> {
        if list.is_empty() { Err(EmptyList) } else { Ok(Self(list)) }
    }
}

impl<T> From<NonEmpty<T>> for Vec<T> {
    fn from(list: NonEmpty<T>) -> Self {
        list.0
    }
}

impl<'a, T> IntoIterator for &'a NonEmpty<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;
    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

/// A named place in a document, where a statement is to be found.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS), ts(export))]
#[serde(deny_unknown_fields, default)]
pub struct Reference {
    /// The document, when the register holds a record of it.
    pub document: Option<RecordId>,
    /// The document's name or the place in it ("Anlage 2", a web address), as text.
    pub place: String,
}

/// What is said where a statute asks for something.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS), ts(export, bound = "T: ts_rs::TS"))]
#[serde(tag = "state", rename_all = "snake_case", deny_unknown_fields)]
pub enum Statement<T> {
    /// The answer itself.
    Given {
        /// The answer.
        value: T,
    },
    /// Asked and denied: there is none.
    ExplicitlyNone {
        /// How it was put, when that matters.
        #[serde(default)]
        note: Option<String>,
    },
    /// No answer is owed.
    NotRequired {
        /// Why not.
        reason: String,
    },
    /// The answer stands in a document.
    ByReference {
        /// Where.
        to: Reference,
    },
    /// An answer was announced ("the following data:") and nothing followed.
    AnnouncedButEmpty {
        /// What was announced.
        #[serde(default)]
        note: Option<String>,
    },
    /// Silence.
    #[default]
    NotStated,
}

impl<T> Statement<T> {
    /// The answer, when one is given.
    pub fn given(&self) -> Option<&T> {
        match self {
            Self::Given { value } => Some(value),
            _ => None,
        }
    }
}

/// Where an inherited field takes its content from: always the field of the same name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS), ts(export))]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// The organisation's defaults ("soweit im Folgenden nichts anderes angegeben").
    Organisation,
    /// What holds for all groups of the same activity.
    Common,
    /// Another group of the same activity ("siehe oben unter a)").
    Group(ItemId),
}

/// All items of a list, or some of them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS), ts(export))]
#[serde(rename_all = "snake_case")]
pub enum Selection {
    /// All of them.
    #[default]
    All,
    /// These only.
    Only(NonEmpty<ItemId>),
}

impl Selection {
    /// Whether the item is selected.
    pub fn contains(&self, id: ItemId) -> bool {
        match self {
            Self::All => true,
            Self::Only(ids) => ids.iter().any(|each| *each == id),
        }
    }

    /// The named items; empty when all are meant.
    pub fn named(&self) -> &[ItemId] {
        match self {
            Self::All => &[],
            Self::Only(ids) => ids.as_slice(),
        }
    }
}

/// A field that makes its own statement, or takes over another's, or takes it over and adds to it.
///
/// The reference is what is stored; resolution ([`crate::resolve`]) finds the content and its origin and refuses
/// cycles. `seen` is the digest of the source's content when somebody last looked at it from here: a different
/// digest today means that the source has changed since and the heir wants a review.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS), ts(export, bound = "T: ts_rs::TS"))]
#[serde(tag = "state", rename_all = "snake_case", from = "FieldForm<T>")]
pub enum Field<T> {
    /// Everything is taken over.
    Inherit {
        /// From where.
        from: Source,
        /// Which items; all when the field is no list.
        #[serde(default)]
        only: Selection,
        /// Digest of the source's content at the last review.
        #[serde(default)]
        seen: Option<String>,
    },
    /// Everything is taken over and the field's own items are added.
    Append {
        /// From where.
        from: Source,
        /// Which of the source's items.
        #[serde(default)]
        only: Selection,
        /// The field's own items.
        value: T,
        /// Digest of the source's content at the last review.
        #[serde(default)]
        seen: Option<String>,
    },
    /// The field speaks for itself.
    #[serde(untagged)]
    Own(Statement<T>),
}

/// How a [`Field`] is read: all states on one level, so that a mistake deep inside is named where it stands.
#[derive(Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
#[serde(tag = "state", rename_all = "snake_case", deny_unknown_fields)]
enum FieldForm<T> {
    Inherit {
        from: Source,
        #[serde(default)]
        only: Selection,
        #[serde(default)]
        seen: Option<String>,
    },
    Append {
        from: Source,
        #[serde(default)]
        only: Selection,
        value: T,
        #[serde(default)]
        seen: Option<String>,
    },
    Given {
        value: T,
    },
    ExplicitlyNone {
        #[serde(default)]
        note: Option<String>,
    },
    NotRequired {
        reason: String,
    },
    ByReference {
        to: Reference,
    },
    AnnouncedButEmpty {
        #[serde(default)]
        note: Option<String>,
    },
    NotStated,
}

impl<T> From<FieldForm<T>> for Field<T> {
    fn from(form: FieldForm<T>) -> Self {
        match form {
            FieldForm::Inherit { from, only, seen } => Self::Inherit { from, only, seen },
            FieldForm::Append { from, only, value, seen } => Self::Append { from, only, value, seen },
            FieldForm::Given { value } => Self::Own(Statement::Given { value }),
            FieldForm::ExplicitlyNone { note } => Self::Own(Statement::ExplicitlyNone { note }),
            FieldForm::NotRequired { reason } => Self::Own(Statement::NotRequired { reason }),
            FieldForm::ByReference { to } => Self::Own(Statement::ByReference { to }),
            FieldForm::AnnouncedButEmpty { note } => Self::Own(Statement::AnnouncedButEmpty { note }),
            FieldForm::NotStated => Self::Own(Statement::NotStated),
        }
    }
}

impl<T> Default for Field<T> {
    fn default() -> Self {
        Self::Own(Statement::NotStated)
    }
}

impl<T> Field<T> {
    /// A field that gives this answer.
    pub fn given(value: T) -> Self {
        Self::Own(Statement::Given { value })
    }

    /// The field's own content, without anything taken over.
    pub fn own(&self) -> Option<&T> {
        match self {
            Self::Own(Statement::Given { value }) | Self::Append { value, .. } => Some(value),
            _ => None,
        }
    }

    /// Where the field takes content from, if it does.
    pub fn source(&self) -> Option<(Source, &Selection)> {
        match self {
            Self::Inherit { from, only, .. } | Self::Append { from, only, .. } => Some((*from, only)),
            Self::Own(_) => None,
        }
    }
}

/// A field that holds a list.
pub type ListField<T> = Field<NonEmpty<T>>;

#[cfg(feature = "describe")]
impl<T: schemars::JsonSchema> schemars::JsonSchema for NonEmpty<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        format!("NonEmpty_{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "array", "items": generator.subschema_for::<T>(), "minItems": 1 })
    }
}
