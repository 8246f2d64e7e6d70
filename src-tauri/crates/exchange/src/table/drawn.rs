//! What a sheet that was drawn from forms knows of them.

use super::headings::Meaning;
use crate::foreign::Leftover;
use std::collections::{BTreeMap, BTreeSet};

/// Where the cells of such a sheet come from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Drawn {
    /// The sheets of the workbook that stand in it as a whole.
    pub(super) sources: BTreeSet<usize>,
    /// How people call the cells of the forms.
    pub(super) places: BTreeMap<(usize, usize), String>,
    /// What the labels mean, in the order of the columns.
    pub(super) meanings: Vec<Meaning>,
    /// Rows that are a whole form, and so an activity of their own, with what it is called if nothing else names it.
    pub(super) forms: BTreeMap<usize, String>,
    /// What belongs to no row.
    pub(super) outside: Vec<Leftover>,
}
