//! The workbook's sheets, their headings and rows.

use crate::foreign::Leftover;
use crate::table::attached::Attached;
use crate::table::{Sheet, Workbook, letter};
use std::collections::{BTreeMap, BTreeSet, btree_map};

/// What a sheet lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Role {
    Processings,
    Purposes,
    PersonalData,
    DataSubjects,
    /// Before recipients and transfers, which may name the same parties.
    Contractors,
    Recipients,
    Transfers,
}

impl Role {
    /// The role of a sheet of this name.
    fn of(name: &str) -> Option<Self> {
        Some(match folded(name).replace('_', "").as_str() {
            "processing"
            | "processings"
            | "processingactivities"
            | "traitement"
            | "traitements"
            | "verarbeitung"
            | "verarbeitungen" => Self::Processings,
            "purpose" | "purposes" | "finalité" | "finalités" | "zwecke" => Self::Purposes,
            "personaldata" | "donnéespersonnelles" | "personenbezogenedaten" => Self::PersonalData,
            "datasubject"
            | "datasubjects"
            | "subjects"
            | "personnesconcernées"
            | "betroffene"
            | "betroffenepersonen" => Self::DataSubjects,
            "datarecipient" | "datarecipients" | "recipients" | "destinataires" | "empfänger" => {
                Self::Recipients
            }
            "contractor"
            | "contractors"
            | "datacontractor"
            | "datacontractors"
            | "contractorsinvolved"
            | "soustraitants"
            | "auftragsverarbeiter" => Self::Contractors,
            "transfer" | "transfers" | "datatransfer" | "datatransfers" | "transferts" | "übermittlungen" => {
                Self::Transfers
            }
            _ => return None,
        })
    }
}

/// Columns that only the list of processings of this tool has.
const OWN: [&str; 7] = [
    "processing_nature",
    "dpia_required",
    "dpia_reference",
    "information_channel",
    "usage_channel",
    "has_sensitive_personal_data",
    "filtering_labels",
];
/// Columns of the list of processings that other tables have, too.
const COMMON: [&str; 12] = [
    "name",
    "ref_id",
    "internal_id",
    "description",
    "status",
    "nature",
    "domain",
    "folder",
    "labels",
    "assigned_to",
    "perimeters",
    "legal_basis",
];

/// A heading or name in small letters, words tied with underscores.
pub(super) fn folded(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join("_")
}

/// A sheet of the workbook with its headings.
pub(super) struct List<'w> {
    pub(super) sheet: &'w Sheet,
    /// Place of the sheet in the workbook.
    pub(super) index: usize,
    /// Columns by their folded headings; when two share one, the first.
    columns: BTreeMap<String, usize>,
    headings: Vec<String>,
    /// The entries: the row of each, or all rows of an upright sheet with one column each.
    layout: Layout,
    /// What hangs on the cells of an entry: at which field, and what.
    hanging: BTreeMap<usize, Vec<(usize, &'w Attached)>>,
}

enum Layout {
    /// Headings in this row, one entry per row below.
    Rows(usize),
    /// Headings in the first column, one entry per further column.
    Columns,
}

impl<'w> List<'w> {
    fn with_rows(sheet: &'w Sheet, index: usize, row: usize) -> Self {
        let headings: Vec<String> = sheet.rows.get(row).cloned().unwrap_or_default();
        Self::new(sheet, index, headings, Layout::Rows(row))
    }

    fn upright(sheet: &'w Sheet, index: usize) -> Self {
        let headings: Vec<String> = (0..sheet.rows.len()).map(|row| sheet.text(row, 0).to_owned()).collect();
        Self::new(sheet, index, headings, Layout::Columns)
    }

    fn new(sheet: &'w Sheet, index: usize, headings: Vec<String>, layout: Layout) -> Self {
        let mut hanging: BTreeMap<usize, Vec<(usize, &Attached)>> = BTreeMap::new();
        for attached in &sheet.attached {
            if let Some((row, column)) = attached.cell {
                let (entry, field) = match layout {
                    Layout::Rows(_) => (row, column),
                    Layout::Columns => (column, row),
                };
                hanging.entry(entry).or_default().push((field, attached));
            }
        }
        Self { sheet, index, columns: columns(&headings), headings, layout, hanging }
    }

    /// The list's entries that hold anything.
    pub(super) fn entries(&self) -> Vec<Entry<'_, 'w>> {
        let places: Vec<usize> = match self.layout {
            Layout::Rows(header) => (header + 1..self.sheet.rows.len()).collect(),
            Layout::Columns => (1..self.sheet.width()).collect(),
        };
        let entries = places.into_iter().map(|at| Entry { list: self, at, taken: BTreeSet::new() });
        entries.filter(|entry| (0..entry.width()).any(|field| !entry.cell(field).is_empty())).collect()
    }

    /// What stands above the headings, and what hangs on no entry.
    pub(super) fn outside(&self) -> Vec<Leftover> {
        let entries: BTreeSet<usize> = self.entries().iter().map(|entry| entry.at).collect();
        let belongs = |(row, column): (usize, usize)| match self.layout {
            Layout::Rows(_) => entries.contains(&row),
            Layout::Columns => entries.contains(&column),
        };
        let loose = self.sheet.attached.iter().filter(|attached| !attached.cell.is_some_and(belongs));
        let mut leftovers: Vec<Leftover> = loose.map(Attached::leftover).collect();
        let Layout::Rows(header) = self.layout else { return leftovers };
        for (row, cells) in self.sheet.rows.iter().take(header).enumerate() {
            let filled = cells.iter().enumerate().filter(|(_, text)| !text.is_empty());
            leftovers.extend(filled.map(|(column, text)| Leftover {
                place: self.sheet.place(row, column),
                activity: None,
                text: text.clone(),
            }));
        }
        leftovers
    }
}

fn columns(headings: &[String]) -> BTreeMap<String, usize> {
    let mut columns = BTreeMap::new();
    for (column, heading) in headings.iter().enumerate() {
        let folded = folded(heading);
        if !folded.is_empty() {
            columns.entry(folded).or_insert(column);
        }
    }
    columns
}

/// One entry of a list; taking a field out leaves what nobody understood.
pub(super) struct Entry<'l, 'w> {
    list: &'l List<'w>,
    at: usize,
    taken: BTreeSet<usize>,
}

impl Entry<'_, '_> {
    fn width(&self) -> usize {
        match self.list.layout {
            Layout::Rows(_) => self.list.sheet.rows.get(self.at).map_or(0, Vec::len),
            Layout::Columns => self.list.sheet.rows.len(),
        }
    }

    fn cell(&self, field: usize) -> &str {
        match self.list.layout {
            Layout::Rows(_) => self.list.sheet.text(self.at, field),
            Layout::Columns => self.list.sheet.text(field, self.at),
        }
    }

    /// The text under the first of these headings that has one, without taking it out.
    pub(super) fn look(&self, headings: &[&str]) -> Option<&str> {
        let fields = headings.iter().filter_map(|heading| self.list.columns.get(*heading));
        fields.map(|field| self.cell(*field)).find(|text| !text.is_empty())
    }

    /// Takes the text under the first of these headings that has one.
    pub(super) fn take(&mut self, headings: &[&str]) -> Option<String> {
        let fields = headings.iter().filter_map(|heading| self.list.columns.get(*heading).copied());
        let field = fields.into_iter().find(|field| !self.cell(*field).is_empty())?;
        self.taken.insert(field);
        Some(self.cell(field).to_owned())
    }

    /// Takes a yes or no; anything else stays.
    pub(super) fn take_flag(&mut self, heading: &str) -> Option<bool> {
        let flag = match self.look(&[heading])?.to_lowercase().as_str() {
            "true" | "yes" | "1" | "ja" | "wahr" | "x" | "oui" | "vrai" => true,
            "false" | "no" | "0" | "nein" | "falsch" | "non" | "faux" => false,
            _ => return None,
        };
        self.take(&[heading]);
        Some(flag)
    }

    /// What was not taken, with the headings above it, and what hangs on the entry's cells.
    pub(super) fn rest(&self) -> Vec<(String, String)> {
        let left =
            (0..self.width()).filter(|field| !self.taken.contains(field) && !self.cell(*field).is_empty());
        let left = left.map(|field| {
            let heading = self.list.headings.get(field).filter(|heading| !heading.is_empty());
            (
                heading.cloned().unwrap_or_else(|| format!("Spalte {}", letter(field))),
                self.cell(field).to_owned(),
            )
        });
        let hanging = self.list.hanging.get(&self.at).into_iter().flatten().map(|(field, attached)| {
            let heading = self.list.headings.get(*field).map_or("", String::as_str);
            (attached.label(heading, false), attached.text.clone())
        });
        left.chain(hanging).collect()
    }

    /// How people call the entry's place.
    pub(super) fn place(&self) -> String {
        match self.list.layout {
            Layout::Rows(_) => format!("{}, Zeile {}", self.list.sheet.name, self.at + 1),
            Layout::Columns => format!("{}, Spalte {}", self.list.sheet.name, letter(self.at)),
        }
    }

    /// The name of the sheet it stands on.
    pub(super) fn sheet(&self) -> &str {
        &self.list.sheet.name
    }
}

/// The lists of a workbook; `None` when it is not one of this tool.
pub(super) fn find(workbook: &Workbook) -> Option<BTreeMap<Role, List<'_>>> {
    let mut lists = BTreeMap::new();
    for (index, sheet) in workbook.sheets.iter().enumerate() {
        let Some(role) = Role::of(&sheet.name).filter(|role| !lists.contains_key(role)) else { continue };
        if let Some(list) = list(sheet, index, role) {
            lists.insert(role, list);
        }
    }
    // The flat list may be on a sheet of any name.
    if let btree_map::Entry::Vacant(place) = lists.entry(Role::Processings) {
        let sheets = workbook.sheets.iter().enumerate();
        let mut flat = sheets.filter_map(|(index, sheet)| list(sheet, index, Role::Processings));
        place.insert(flat.find(|list| own(list) >= 2)?);
    }
    let processings = lists.get(&Role::Processings)?;
    let known = own(processings);
    (known >= 2 || (lists.len() > 1 && known + common(processings) >= 2)).then_some(lists)
}

fn own(list: &List<'_>) -> usize {
    OWN.iter().filter(|heading| list.columns.contains_key(**heading)).count()
}

fn common(list: &List<'_>) -> usize {
    COMMON.iter().filter(|heading| list.columns.contains_key(**heading)).count()
}

/// The sheet as a list, if it has headings that fit its role.
fn list(sheet: &Sheet, index: usize, role: Role) -> Option<List<'_>> {
    let wanted: &[&str] = match role {
        Role::Processings => &["name", "ref_id"],
        _ => &[
            "name",
            "category",
            "description",
            "legal_basis",
            "retention",
            "relationship_type",
            "country",
            "entity",
            "processing",
        ],
    };
    let header = (0..sheet.rows.len().min(10)).find(|row| {
        let cells = sheet.rows.get(*row).map(Vec::as_slice).unwrap_or_default();
        let headings = columns(cells);
        let filled = cells.iter().filter(|cell| !cell.is_empty()).count();
        // Two headings at least, so that the field "name" of an upright sheet is none.
        (filled >= 2 || (filled == 1 && role != Role::Processings))
            && wanted.iter().any(|heading| headings.contains_key(*heading))
            && !is_field(cells)
    });
    match header {
        Some(row) => Some(List::with_rows(sheet, index, row)),
        None if role == Role::Processings => {
            let list = List::upright(sheet, index);
            (list.columns.contains_key("name") && own(&list) + common(&list) >= 3).then_some(list)
        }
        None => None,
    }
}

/// Whether the row is a field of an upright sheet: a heading at its beginning, and none further on.
fn is_field(cells: &[String]) -> bool {
    let known = |cell: &String| {
        let folded = folded(cell);
        OWN.contains(&folded.as_str()) || COMMON.contains(&folded.as_str())
    };
    cells.first().is_some_and(known) && cells.len() == 2 && !cells.iter().skip(1).any(known) && {
        let second = cells.get(1).map(|cell| folded(cell)).unwrap_or_default();
        !["category", "country", "entity", "processing", "article_9_condition"].contains(&second.as_str())
    }
}
