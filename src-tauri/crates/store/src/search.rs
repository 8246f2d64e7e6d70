//! Full-text search over everything a user typed.

use std::collections::BTreeMap;

use rusqlite::{Connection, params};
use uuid::Uuid;

use crate::error::{Action, At, StoreError};
use crate::fold::{self, Folded};
use crate::open::Store;

/// Terms shorter than this have no trigram; they are sought as beginnings of words.
const TRIGRAM: usize = 3;

/// A record that contains every word of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The record.
    pub record: Uuid,
    /// Its title.
    pub title: String,
    /// The place in a text where the first word was found, shortened at "…". One line.
    pub excerpt: String,
}

/// Where a term was found in a record.
struct Found {
    text: i64,
    in_title: bool,
}

impl Store {
    /// The records that contain every word of `query`, as part of a word or with umlauts written either
    /// way. Words under three letters must begin a word. Records found by title come first, then by
    /// position. A query without words finds nothing.
    ///
    /// # Errors
    /// Reading failed; no query is wrong in itself.
    pub fn search(&self, register: Option<Uuid>, query: &str) -> Result<Vec<Hit>, StoreError> {
        let terms = fold::terms(query);
        let read = || -> Result<Vec<Hit>, rusqlite::Error> {
            let Some((first, rest)) = terms.split_first() else {
                return Ok(Vec::new());
            };
            let mut found = find(&self.connection, register, first)?;
            for term in rest {
                let also = find(&self.connection, register, term)?;
                found.retain(|record, place| match also.get(record) {
                    Some(other) => {
                        place.in_title &= other.in_title;
                        true
                    }
                    None => false,
                });
            }
            let mut hits = Vec::with_capacity(found.len());
            for (record, place) in found {
                let (title, position, text): (String, i64, String) = self
                    .connection
                    .prepare_cached(
                        "SELECT p.title, p.position, t.text FROM projections p
                         JOIN search_texts t ON t.record = p.record WHERE t.id = ?1",
                    )?
                    .query_row([place.text], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
                let excerpt = fold::excerpt(&text, first);
                hits.push(((!place.in_title, position, record), Hit { record, title, excerpt }));
            }
            hits.sort_by_key(|(order, _)| *order);
            Ok(hits.into_iter().map(|(_, hit)| hit).collect())
        };
        read().at(&self.path, Action::Search)
    }
}

/// The records that contain one term, with the first text that does (the title if it is there).
fn find(
    connection: &Connection,
    register: Option<Uuid>,
    term: &Folded,
) -> Result<BTreeMap<Uuid, Found>, rusqlite::Error> {
    let found =
        |row: &rusqlite::Row<'_>| Ok((row.get(0)?, Found { text: row.get(1)?, in_title: row.get(2)? }));
    let shortest = term.expanded.chars().count().min(term.stripped.chars().count());
    if shortest >= TRIGRAM {
        connection
            .prepare_cached(
                "SELECT t.record, min(t.id), max(t.is_title)
                 FROM search_index i JOIN search_texts t ON t.id = i.rowid
                 JOIN projections p ON p.record = t.record
                 WHERE search_index MATCH ?1 AND (?2 IS NULL OR p.register = ?2)
                 GROUP BY t.record",
            )?
            .query_map(
                params![format!("{} OR {}", phrase(&term.expanded), phrase(&term.stripped)), register],
                found,
            )?
            .collect()
    } else {
        connection
            .prepare_cached(
                "SELECT t.record, min(t.id), max(t.is_title)
                 FROM search_texts t JOIN projections p ON p.record = t.record
                 WHERE (' ' || t.expanded GLOB ?1 OR ' ' || t.expanded GLOB ?2
                        OR ' ' || t.stripped GLOB ?2)
                   AND (?3 IS NULL OR p.register = ?3)
                 GROUP BY t.record",
            )?
            .query_map(
                params![word_beginning(&term.expanded), word_beginning(&term.stripped), register],
                found,
            )?
            .collect()
    }
}

/// A text as an FTS5 string, in which nothing is syntax.
fn phrase(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

/// A GLOB pattern for "a word begins with this"; the characters of the text stand for themselves.
/// A sign such as "§" or "%" is no part of a word and may stand anywhere.
fn word_beginning(text: &str) -> String {
    let mut pattern =
        if text.starts_with(char::is_alphanumeric) { "*[^a-z0-9]".to_owned() } else { "*".to_owned() };
    for character in text.chars() {
        match character {
            '*' | '?' | '[' => pattern.extend(['[', character, ']']),
            _ => pattern.push(character),
        }
    }
    pattern.push('*');
    pattern
}

/// A text that is kept and not indexed yet.
pub(crate) struct Kept {
    id: i64,
    folded: Folded,
}

/// Keeps a text of a record.
pub(crate) fn keep(
    connection: &Connection,
    record: Uuid,
    text: &str,
    is_title: bool,
) -> Result<Kept, rusqlite::Error> {
    let folded = fold::fold(text);
    connection
        .prepare_cached(
            "INSERT INTO search_texts (record, is_title, text, expanded, stripped)
             VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute(params![record, is_title, text, folded.expanded, folded.stripped])?;
    Ok(Kept { id: connection.last_insert_rowid(), folded })
}

/// Adds texts to the index.
pub(crate) fn index(connection: &Connection, texts: &[Kept]) -> Result<(), rusqlite::Error> {
    let mut entry = connection
        .prepare_cached("INSERT INTO search_index (rowid, expanded, stripped) VALUES (?1, ?2, ?3)")?;
    for Kept { id, folded } in texts {
        entry.execute(params![id, folded.expanded, folded.stripped])?;
    }
    Ok(())
}

/// Takes a record's texts out of the index. The texts themselves go with the projection.
pub(crate) fn forget(connection: &Connection, record: Uuid) -> Result<(), rusqlite::Error> {
    let ids: Vec<i64> = connection
        .prepare_cached("SELECT id FROM search_texts WHERE record = ?1")?
        .query_map([record], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    let mut entry = connection.prepare_cached("DELETE FROM search_index WHERE rowid = ?1")?;
    ids.into_iter().try_for_each(|id| entry.execute([id]).map(drop))
}

/// Empties the index.
pub(crate) fn forget_all(connection: &Connection) -> Result<(), rusqlite::Error> {
    connection.execute("INSERT INTO search_index (search_index) VALUES ('delete-all')", []).map(drop)
}
