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

/// An entry without the numbers before it, and these.
fn split(entry: &str) -> Option<(Vec<usize>, &str)> {
    let (numbers, text) = entry.strip_prefix("Nr. ")?.split_once(": ")?;
    let text = text.trim();
    Some((listed(numbers)?, text)).filter(|_| !text.is_empty())
}

/// Whether the numbers before entries do more than to count them, and so are those of the data.
pub(super) fn refer(entries: &[String]) -> bool {
    let numbers: Vec<Vec<usize>> = entries.iter().filter_map(|entry| Some(split(entry)?.0)).collect();
    numbers.iter().enumerate().any(|(at, numbers)| numbers.as_slice() != [at + 1])
}

/// An entry with the data that it is about.
type Pointing = (String, Option<NonEmpty<ItemId>>);

/// How many data entries point to.
pub(super) fn count(entries: &[Pointing]) -> usize {
    entries.iter().filter_map(|(_, data)| data.as_ref()).map(|data| data.as_slice().len()).sum()
}

/// Entries with the data that the numbers before them mean; without, where one of them means none that there is, or
/// where they are more than may be pointed to.
pub(super) fn referring(entries: Vec<String>, data: &[ItemId], most: usize) -> Vec<Pointing> {
    let resolved = |entry: &String| {
        let (numbers, text) = split(entry)?;
        let ids: Option<Vec<ItemId>> =
            numbers.iter().map(|number| data.get(number.checked_sub(1)?).copied()).collect();
        let ids = ids?;
        // All of them are meant where each one is named.
        let all = data.iter().all(|id| ids.contains(id));
        let ids = if all { None } else { Some(NonEmpty::try_from(ids).ok()?) };
        Some((text.to_owned(), ids))
    };
    let resolved: Option<Vec<Pointing>> = entries.iter().map(resolved).collect();
    match resolved.filter(|resolved| count(resolved) <= most) {
        Some(resolved) => resolved,
        None => entries.into_iter().map(|entry| (entry, None)).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn numbers_mean_data_if_there_are_those() {
        let data: Vec<ItemId> = (1..=3).map(|number| ItemId(Uuid::from_u128(number))).collect();
        let read = |entries: &[&str]| -> Vec<(String, usize)> {
            let entries = entries.iter().map(|entry| (*entry).to_owned()).collect();
            let count = |ids: Option<NonEmpty<ItemId>>| ids.map_or(0, |ids| ids.as_slice().len());
            referring(entries, &data, 100).into_iter().map(|(text, ids)| (text, count(ids))).collect()
        };
        assert_eq!(
            read(&["Nr. 2-3: Schüler", "Nr. 1: Eltern"]),
            [("Schüler".into(), 2), ("Eltern".into(), 1)]
        );
        assert_eq!(read(&["Nr. 2-4: Schüler"]), [("Nr. 2-4: Schüler".into(), 0)]);
        let refers =
            |entries: &[&str]| refer(&entries.iter().map(|entry| (*entry).to_owned()).collect::<Vec<_>>());
        assert!(refers(&["Nr. 2-3: Schüler"]) && refers(&["Nr. 2: Schüler"]));
        assert!(!refers(&["Nr. 1: Schüler", "Nr. 2: Eltern"]) && !refers(&["Schüler"]));
        assert_eq!(listed("1, 3–5"), Some(vec![1, 3, 4, 5]));
        assert_eq!(listed("3a"), None);
    }
}
