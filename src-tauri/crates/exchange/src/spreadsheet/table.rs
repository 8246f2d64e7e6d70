//! A table of texts, as a worksheet or a CSV file holds it.

/// Most UTF-16 code units that a cell of a worksheet holds.
pub(super) const CELL_LIMIT: usize = 32_767;

/// A column with its head.
#[derive(Debug, Clone)]
pub(crate) struct Column {
    pub(crate) head: String,
    /// Width in characters of the standard font.
    pub(super) width: f64,
}

/// A table: one row of heads, then rows with as many cells.
#[derive(Debug, Clone)]
pub(crate) struct Table {
    pub(crate) name: String,
    pub(crate) columns: Vec<Column>,
    pub(crate) rows: Vec<Vec<String>>,
    /// How many columns at the left stay in view and are repeated on every page.
    pub(super) frozen: u16,
}

impl Table {
    /// The rows with no cell above the limit. What does not fit goes on in further rows right below, whose first cell
    /// is `continued` of the first cell; the cells of these rows, put together, are the text.
    pub(super) fn split_rows(&self, continued: impl Fn(&str) -> String) -> Vec<Vec<String>> {
        let mut rows = Vec::with_capacity(self.rows.len());
        for row in &self.rows {
            let mut pieces: Vec<Vec<&str>> = row.iter().map(|cell| pieces(cell)).collect();
            let height = pieces.iter().map(Vec::len).max().unwrap_or(1);
            if height > 1 && pieces.first().is_some_and(|first| first.len() == 1) {
                rows.push(
                    pieces.iter().map(|cell| cell.first().copied().unwrap_or_default().to_owned()).collect(),
                );
                let mark = continued(row.first().map(String::as_str).unwrap_or_default());
                for at in 1..height {
                    let cells =
                        pieces.iter_mut().map(|cell| cell.get(at).copied().unwrap_or_default().to_owned());
                    let mut cells: Vec<String> = cells.collect();
                    if let Some(first) = cells.first_mut() {
                        first.clone_from(&mark);
                    }
                    rows.push(cells);
                }
            } else {
                rows.push(row.clone());
            }
        }
        rows
    }
}

/// A text in pieces that each fit into a cell, cut behind a line break or a space where there is one.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(end) = overflow(rest) {
        let (fits, _) = rest.split_at(end);
        let half = end / 2;
        let cut = [fits.rfind('\n'), fits.rfind(' ')].into_iter().flatten().find(|at| *at > half);
        let (piece, after) = rest.split_at(cut.map_or(end, |at| at + 1));
        pieces.push(piece);
        rest = after;
    }
    pieces.push(rest);
    pieces
}

/// Where a text has to be cut at the latest; `None` when it fits.
fn overflow(text: &str) -> Option<usize> {
    if text.len() <= CELL_LIMIT {
        return None;
    }
    let mut units = 0;
    text.char_indices().find_map(|(at, character)| {
        units += character.len_utf16();
        (units > CELL_LIMIT).then_some(at)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn split(cells: &[&str]) -> Vec<Vec<String>> {
        let table = Table {
            name: "T".into(),
            columns: Vec::new(),
            rows: vec![cells.iter().map(|cell| (*cell).to_owned()).collect()],
            frozen: 0,
        };
        table.split_rows(|number| format!("Fortsetzung zu {number}"))
    }

    #[test]
    fn a_text_that_fits_stays_in_one_row() {
        let text = "x".repeat(CELL_LIMIT);
        assert_eq!(split(&["1", &text]), [["1".to_owned(), text]]);
    }

    #[test]
    fn a_longer_text_goes_on_below_and_says_so() {
        let text = format!("{} {}", "a".repeat(30_000), "😀".repeat(20_000));
        let rows = split(&["1", &text, "kurz"]);
        assert_eq!(rows.len(), 3);
        assert_eq!(rows[0][0], "1");
        assert!(rows[1..].iter().all(|row| row[0] == "Fortsetzung zu 1" && row[2].is_empty()));
        assert_eq!(rows.iter().map(|row| row[1].as_str()).collect::<String>(), text);
        assert!(rows.iter().all(|row| row[1].encode_utf16().count() <= CELL_LIMIT));
    }

    proptest! {
        #[test]
        fn nothing_is_lost_at_the_cuts(texts in prop::collection::vec("(.|\\n| ){0,9}", 1..4), times in 1usize..9000) {
            let text: String = texts.concat().repeat(times);
            let rows = split(&["1", &text]);
            prop_assert_eq!(rows.iter().map(|row| row[1].as_str()).collect::<String>(), text);
            prop_assert!(rows.iter().all(|row| row[1].encode_utf16().count() <= CELL_LIMIT));
        }
    }
}
