//! Printed numbers: they follow from positions and are never stored.

use crate::engagement::EngagementRole;
use crate::id::ItemId;
use crate::resolve::{Item, ResolvedActivity, ResolvedList, ResolvedScope};
use std::collections::HashMap;

/// The printed numbers of an activity's items. An inherited item keeps the number of its first appearance.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Numbering {
    numbers: HashMap<ItemId, u32>,
    letters: HashMap<ItemId, String>,
}

impl Numbering {
    /// Numbers every list of the activity: common items first, then group by group.
    pub fn of(activity: &ResolvedActivity<'_>) -> Self {
        let mut numbering = Self::default();
        for (index, group) in activity.groups.iter().enumerate() {
            numbering.letters.insert(group.group.id, letter(index));
        }
        numbering.number(activity, |scope| &scope.purposes);
        numbering.number(activity, |scope| &scope.legal_bases);
        numbering.number(activity, |scope| &scope.data_subjects);
        numbering.number(activity, |scope| &scope.data_categories);
        numbering.number(activity, |scope| &scope.recipients);
        numbering.number(activity, |scope| &scope.transfers);
        numbering.number(activity, |scope| &scope.retention);
        for rule in activity.scopes().flat_map(|scope| &scope.retention.items) {
            for (index, exception) in (1..).zip(&rule.item.exceptions) {
                numbering.numbers.insert(exception.id, index);
            }
        }
        let (mut first_level, mut second_level, mut others) = (0, 0, 0);
        for engagement in &activity.engagements.items {
            let counter = match engagement.item.role {
                EngagementRole::Processor => &mut first_level,
                EngagementRole::SubProcessor => &mut second_level,
                _ => &mut others,
            };
            *counter += 1;
            numbering.numbers.insert(engagement.item.id, *counter);
        }
        numbering
    }

    fn number<'a, T: Item + 'a>(
        &mut self,
        activity: &ResolvedActivity<'a>,
        list: for<'s> fn(&'s ResolvedScope<'a>) -> &'s ResolvedList<'a, T>,
    ) {
        let mut next = 1;
        for scope in activity.scopes() {
            for placed in &list(scope).items {
                self.numbers.entry(placed.item.id()).or_insert_with(|| {
                    next += 1;
                    next - 1
                });
            }
        }
    }

    /// The number of an item within its own kind: "Nr. 3", "E 3", "L 3", "AV 3".
    pub fn number_of(&self, item: ItemId) -> Option<u32> {
        self.numbers.get(&item).copied()
    }

    /// All numbers by item.
    pub fn numbers(&self) -> impl Iterator<Item = (ItemId, u32)> {
        self.numbers.iter().map(|(item, number)| (*item, *number))
    }

    /// All letters by group.
    pub fn letters(&self) -> impl Iterator<Item = (ItemId, &str)> {
        self.letters.iter().map(|(group, letter)| (*group, letter.as_str()))
    }

    /// The letter of a group: "a", "b", … "z", "aa".
    pub fn letter_of(&self, group: ItemId) -> Option<&str> {
        self.letters.get(&group).map(String::as_str)
    }
}

/// The letter of the group at this position, counted from 0.
pub fn letter(mut index: usize) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(b'a' + (index % 26) as u8);
        if index < 26 {
            break;
        }
        index = index / 26 - 1;
    }
    letters.iter().rev().map(|byte| char::from(*byte)).collect()
}

/// Numbers as a list with ranges: 1, 2, 3, 5 becomes "1–3, 5".
pub fn ranges(mut numbers: Vec<u32>) -> String {
    numbers.sort_unstable();
    numbers.dedup();
    let mut parts: Vec<String> = Vec::new();
    let mut rest = numbers.as_slice();
    while let Some(first) = rest.first() {
        let length = rest.iter().zip(*first..).take_while(|(number, expected)| *number == expected).count();
        let last = first + length as u32 - 1;
        parts.push(match length {
            1 => first.to_string(),
            2 => format!("{first}, {last}"),
            _ => format!("{first}–{last}"),
        });
        rest = &rest[length..];
    }
    parts.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_go_on_after_z() {
        assert_eq!([0, 1, 25, 26, 27, 701, 702].map(letter), ["a", "b", "z", "aa", "ab", "zz", "aaa"]);
    }

    #[test]
    fn neighbours_become_ranges() {
        assert_eq!(ranges(vec![8, 1, 2, 3, 5, 6, 3]), "1–3, 5, 6, 8");
        assert_eq!(ranges(vec![]), "");
    }
}
