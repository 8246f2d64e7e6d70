//! Whether a sheet is a form: with labels in one column and the answers beside them, for one activity or for several.

use super::detect::fields_in_header;
use super::folding::fold;
use super::headings::Meaning;
use super::labels::label_meaning;
use super::numbers::listed;
use super::rows::own;
use super::sheet::Sheet;
use super::target::Target;
use register::check::Letter;
use std::collections::{BTreeMap, BTreeSet};

/// Most rows of a form.
const MAX_LINES: usize = 1_000;
/// How many columns from the left may hold the labels.
const LABELS_WITHIN: usize = 4;
/// Most different labels that are looked at in a workbook.
const MAX_LABELS: usize = 5_000;
/// Longest label that is looked at, in characters; longer ones are texts.
const LONGEST_LABEL: usize = 400;
/// Longest label with its answer below, in characters.
const LONGEST_HEADING: usize = 160;
/// Least weight of words that head an answer below.
const SURE: u32 = 45;
/// Least weight of words that make a form.
const TELLING: u32 = 35;

/// What labels mean, each looked up once.
#[derive(Default)]
pub(super) struct Labels {
    known: BTreeMap<(String, String), Meaning>,
}

impl Labels {
    /// What a label means in its section; nothing once too many were looked at.
    pub(super) fn meaning(&mut self, label: &str, section: &str) -> Meaning {
        let key = (label.to_owned(), section.to_owned());
        if let Some(meaning) = self.known.get(&key) {
            return *meaning;
        }
        if self.known.len() == MAX_LABELS || label.chars().nth(LONGEST_LABEL).is_some() {
            return Meaning::Unknown;
        }
        let meaning = label_meaning(label, section);
        self.known.insert(key, meaning);
        meaning
    }
}

impl Labels {
    /// The field that a text heads, where the answers stand below: words that speak for themselves, and no sentence.
    pub(super) fn heads(&mut self, text: &str) -> Option<Target> {
        let short =
            text.chars().nth(LONGEST_HEADING).is_none() && !text.trim_end().ends_with(['.', ';', ',']);
        match self.meaning(text, "") {
            Meaning::Field(Target::Title, 30..) if short => Some(Target::Title),
            Meaning::Field(target, SURE..) if short => Some(target),
            _ => None,
        }
    }
}

/// How a form is laid out.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Layout {
    /// The column with the labels.
    pub(super) labels: usize,
    /// Whether the answers stand in the same column below their labels, and not beside them.
    pub(super) above: bool,
    /// Whether each column of answers is an activity of its own: a register that lies on its side.
    pub(super) many: bool,
    /// Columns that explain the labels.
    pub(super) explaining: BTreeSet<usize>,
    /// The first row with a label that means something.
    pub(super) first: usize,
    /// The first rows of the forms that stand below each other; of a single one none but 0.
    pub(super) begins: Vec<usize>,
}

/// The layout of a sheet, if it is a form that somebody filled in.
///
/// Three different fields of an activity have to be answered, two of them owed under Art. 30(1)(b) to (g), and twice as many
/// have to stand in the column as in the best row that could be a header: a form may have a list in it, and a table may
/// have such words in its cells.
pub(super) fn layout(sheet: &Sheet, known: &mut Labels) -> Option<Layout> {
    if sheet.hidden || sheet.rows.len() > MAX_LINES || explains(&sheet.name) {
        return None;
    }
    let columns = 0..sheet.width().min(LABELS_WITHIN);
    let beside = columns.clone().find_map(|column| layout_at(sheet, column, known));
    beside.or_else(|| columns.into_iter().find_map(|column| layout_below(sheet, column, known)))
}

/// The layout of a sheet whose answers stand below their labels: so sure that a title must be among them.
fn layout_below(sheet: &Sheet, column: usize, known: &mut Labels) -> Option<Layout> {
    let mut fields = BTreeSet::new();
    let mut answered = BTreeSet::new();
    let mut first = None;
    let mut current = None;
    for row in 0..sheet.rows.len() {
        let Some((_, text)) = own(sheet, row).find(|(at, _)| *at == column) else { continue };
        let alone = own(sheet, row).count() == 1;
        match known.heads(text).filter(|_| alone) {
            Some(target) => {
                fields.insert(target);
                first = first.or(Some(row));
                current = Some(target);
            }
            None => answered.extend(current),
        }
    }
    let owed = answered.iter().filter(|target| !matches!(target.letter(), None | Some(Letter::A))).count();
    let is_form = answered.len() >= 3
        && owed >= 2
        && answered.contains(&Target::Title)
        && fields.len() >= 2 * fields_in_header(sheet);
    let first = first.filter(|_| is_form)?;
    let begins = begins(sheet, column, first, known);
    Some(Layout { labels: column, above: true, many: false, explaining: BTreeSet::new(), first, begins })
}

fn layout_at(sheet: &Sheet, column: usize, known: &mut Labels) -> Option<Layout> {
    let (mut fields, mut answered) = (BTreeSet::new(), BTreeSet::new());
    let (mut labels, mut telling) = (0, 0);
    let mut title = None;
    let mut first = None;
    let mut current = None;
    for row in 0..sheet.rows.len() {
        let label = own(sheet, row).find(|(at, text)| *at == column && listed(text).is_none());
        if let Some((_, label)) = label {
            labels += 1;
            let means = |label: &str, known: &mut Labels| match known.meaning(label, "") {
                Meaning::Field(target, weight) if weight >= TELLING || target == Target::Title => {
                    Some(target)
                }
                _ => None,
            };
            let meant = means(label, known);
            // The heading of a list: what is listed, stands beside the numbers or above them.
            current = match (meant, listed(sheet.text(row + 1, column)), current) {
                (Some(Target::Number), Some(_), above) => {
                    let beside = own(sheet, row).find(|(at, _)| *at > column);
                    beside.and_then(|(_, label)| means(label, known)).or(above)
                }
                _ => meant,
            };
            telling += usize::from(current.is_some());
            fields.extend(current);
            first = first.or(current.map(|_| row));
        }
        let beside = own(sheet, row).any(|(at, _)| at > column);
        if let Some(target) = current.filter(|_| beside) {
            answered.insert(target);
            if target == Target::Title && label.is_some() {
                title = title.or(Some(row));
            }
        }
    }
    let owed = |target: &&Target| !matches!(target.letter(), None | Some(Letter::A));
    if answered.len() < 3
        || answered.iter().filter(owed).count() < 2
        || telling * 5 < labels
        || fields.len() < 2 * fields_in_header(sheet)
    {
        return None;
    }
    let first = first.unwrap_or(0);
    let explaining: BTreeSet<usize> = (0..first)
        .flat_map(|row| own(sheet, row))
        .filter(|(at, text)| *at > column && explains(text))
        .map(|(at, _)| at)
        .collect();
    let many = title.is_some_and(|title| lies_on_its_side(sheet, column, title, &explaining));
    let begins = if many { vec![0] } else { begins(sheet, column, first, known) };
    Some(Layout { labels: column, above: false, many, explaining, first, begins })
}

/// Where the forms begin that stand below each other: each has its own label for the title, and begins with the first
/// label if that is repeated as often.
fn begins(sheet: &Sheet, column: usize, first: usize, known: &mut Labels) -> Vec<usize> {
    let rows_like = |wanted: &str| -> Vec<usize> {
        let same =
            |row: &usize| fold(sheet.text(*row, column)) == wanted && sheet.origin(*row, column).0 == *row;
        (first..sheet.rows.len()).filter(same).collect()
    };
    let mut titles = Vec::new();
    for row in first..sheet.rows.len() {
        let label = sheet.text(row, column);
        let means_title = matches!(known.meaning(label, ""), Meaning::Field(Target::Title, 30..));
        if means_title {
            titles = rows_like(&fold(label));
            break;
        }
    }
    if titles.len() < 2 {
        return vec![0];
    }
    let firsts = rows_like(&fold(sheet.text(first, column)));
    let mut begins = if firsts.len() == titles.len() { firsts } else { titles };
    // The same words in two sections of one form are no two forms: those have their labels in common.
    let labels = |begin: usize, end: usize| -> BTreeSet<String> {
        (begin..end).map(|row| fold(sheet.text(row, column))).filter(|label| !label.is_empty()).collect()
    };
    let ends = begins.iter().skip(1).copied().chain([sheet.rows.len()]);
    let forms: Vec<BTreeSet<String>> =
        begins.iter().zip(ends).map(|(begin, end)| labels(*begin, end)).collect();
    let alike =
        |form: &BTreeSet<String>| forms.first().is_some_and(|other| form.intersection(other).count() >= 3);
    if !forms.iter().all(alike) {
        return vec![0];
    }
    // What stands above the first form belongs to it.
    if let Some(begin) = begins.first_mut() {
        *begin = 0;
    }
    begins
}

/// Whether a heading or a sheet's name says that it explains others.
pub(super) fn explains(text: &str) -> bool {
    let words =
        ["erlaeuter", "hinweis", "ausfuell", "anleitung", "legende", "hilfe", "beispiel", "erklaerung"];
    let folded = fold(text);
    words.iter().any(|word| folded.starts_with(word))
}

/// Whether several columns have a title, and each of them answers beside that.
fn lies_on_its_side(sheet: &Sheet, labels: usize, title: usize, explaining: &BTreeSet<usize>) -> bool {
    let titles: Vec<usize> = own(sheet, title)
        .filter(|(at, text)| *at > labels && !explaining.contains(at) && !text.ends_with(':'))
        .map(|(at, _)| at)
        .collect();
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for row in 0..sheet.rows.len() {
        if !sheet.text(row, labels).is_empty() {
            for (at, _) in own(sheet, row) {
                *counts.entry(at).or_default() += 1;
            }
        }
    }
    let count = |column: &usize| counts.get(column).copied().unwrap_or(0);
    let most = titles.iter().map(count).max().unwrap_or(0);
    titles.len() > 1 && titles.iter().all(|column| count(column) >= 2 && count(column) * 3 >= most)
}
