//! Numbers of data before an entry: "Nr. 2-3: Schüler" are those whom the data 2 and 3 concern.

use register::id::ItemId;
use register::statement::NonEmpty;

/// Most numbers of one entry.
const MOST: usize = 200;

/// The numbers that a text lists and nothing else: "2", "2-3", "1, 3–5".
pub(super) fn listed(text: &str) -> Option<Vec<usize>> {
    let text = text.trim().trim_start_matches("Nr.").trim().trim_end_matches(['.', ')']);
    let number = |text: &str| {
        let text = text.trim();
        (text.len() <= 4 && text.bytes().all(|byte| byte.is_ascii_digit()))
            .then(|| text.parse::<usize>().ok())?
    };
    let mut numbers = Vec::new();
    for part in text.split([',', ';', '+', '/']).flat_map(|part| part.split(" und ")) {
        match part.split_once(['-', '–']).or_else(|| part.split_once(" bis ")) {
            None => numbers.push(number(part)?),
            Some((first, last)) => {
                let (first, last) = (number(first)?, number(last)?);
                if first >= last || last - first > MOST {
                    return None;
                }
                numbers.extend(first..=last);
            }
        }
        if numbers.len() > MOST {
            return None;
        }
    }
    Some(numbers)
}

/// Entries with the data that the numbers before them mean. Numbers that only count the entries mean no data, and
/// where one of them means none that there is, none does.
pub(super) fn referring(entries: Vec<String>, data: &[ItemId]) -> Vec<(String, Option<NonEmpty<ItemId>>)> {
    let split = |entry: &String| {
        let (numbers, text) = entry.strip_prefix("Nr. ")?.split_once(": ")?;
        let text = text.trim();
        (!text.is_empty()).then_some((listed(numbers)?, text.to_owned()))
    };
    let found: Vec<(Vec<usize>, String)> = entries.iter().filter_map(split).collect();
    let counting = found.iter().enumerate().all(|(at, (numbers, _))| numbers.as_slice() == [at + 1]);
    let resolved: Option<Vec<(String, Option<NonEmpty<ItemId>>)>> = found
        .into_iter()
        .map(|(numbers, text)| {
            let ids: Option<Vec<ItemId>> =
                numbers.iter().map(|number| data.get(number.checked_sub(1)?).copied()).collect();
            Some((text, Some(NonEmpty::try_from(ids?).ok()?)))
        })
        .collect();
    match resolved {
        Some(resolved) if !counting && resolved.len() == entries.len() => resolved,
        _ => entries.into_iter().map(|entry| (entry, None)).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn numbers_mean_data_unless_they_only_count() {
        let data: Vec<ItemId> = (1..=3).map(|number| ItemId(Uuid::from_u128(number))).collect();
        let read = |entries: &[&str]| -> Vec<(String, usize)> {
            let entries = entries.iter().map(|entry| (*entry).to_owned()).collect();
            let count = |ids: Option<NonEmpty<ItemId>>| ids.map_or(0, |ids| ids.as_slice().len());
            referring(entries, &data).into_iter().map(|(text, ids)| (text, count(ids))).collect()
        };
        assert_eq!(
            read(&["Nr. 2-3: Schüler", "Nr. 1: Eltern"]),
            [("Schüler".into(), 2), ("Eltern".into(), 1)]
        );
        assert_eq!(
            read(&["Nr. 1: Schüler", "Nr. 2: Eltern"]),
            [("Nr. 1: Schüler".into(), 0), ("Nr. 2: Eltern".into(), 0)]
        );
        assert_eq!(read(&["Nr. 2-4: Schüler"]), [("Nr. 2-4: Schüler".into(), 0)]);
        assert_eq!(listed("1, 3–5"), Some(vec![1, 3, 4, 5]));
        assert_eq!(listed("3a"), None);
    }
}
