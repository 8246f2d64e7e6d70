//! Spreadsheets: which column goes where, proposed, chosen and saved under a name.

use super::Import;
use super::reading::{Contents, Source, Spreadsheet};
use crate::failure::{Error, Failure};
use crate::view::{
    ColumnTarget, FileOrigin, SheetRow, TableColumn, TableMapping, TablePreset, TableTarget, TableView,
};
use crate::workspace::Workspace;
use exchange::table::{self, Mapping, Problem, Target, Workbook};
use std::collections::BTreeMap;

/// Name of the setting with the saved assignments: a JSON object, name to mapping.
const PRESETS: &str = "table_presets";

/// How many rows are shown.
const PREVIEW_ROWS: usize = 8;

impl Spreadsheet {
    pub(super) fn new(workbook: Workbook) -> Self {
        let mapping = table::detect(&workbook).mapping;
        Self { workbook, mapping }
    }

    /// The assignment for another header: proposed by its words.
    fn at_header(&self, asked: &TableMapping) -> Mapping {
        let (sheet, header_row) = (asked.sheet, asked.header_row);
        let mut below = self.workbook.clone();
        if let Some(chosen) = below.sheets.get_mut(sheet) {
            chosen.rows.drain(..header_row.min(chosen.rows.len()));
        }
        let only = Workbook { sheets: below.sheets.into_iter().skip(sheet).take(1).collect() };
        let guess = table::detect(&only).mapping;
        let (rows, targets) = if guess.header_row == 0 {
            (guess.header_rows, guess.columns.iter().map(|column| (column.index, column.target)).collect())
        } else {
            let width = only.sheets.first().map(table::Sheet::width).unwrap_or_default();
            (1, (0..width).map(|index| (index, None)).collect::<Vec<_>>())
        };
        // Another height than before was chosen by somebody who sees the table.
        let rows = if asked.header_rows == self.mapping.header_rows { rows } else { asked.header_rows };
        Mapping::new(&self.workbook, sheet, header_row, rows, &targets, &self.mapping.separators)
    }
}

impl Source {
    /// Takes the proposed columns as they are.
    pub(super) fn accept_columns(&mut self) -> Result<(), Error> {
        if let Contents::Table(sheet) = &self.contents {
            let file = table::to_activities(&sheet.workbook, &sheet.mapping);
            self.contents = Contents::Foreign { file, origin: FileOrigin::Table };
        }
        Ok(())
    }
}

impl Workspace {
    /// Assigns the columns of a spreadsheet, and saves the assignment under a name if one is given. Without columns they
    /// are proposed anew, for another sheet or header or from the preset of that name, and asked for again.
    ///
    /// # Errors
    /// When the assignment gives no activity its title, or names what is not there; nothing has changed then.
    pub fn import_table(
        &mut self,
        import: &mut Import,
        mapping: &TableMapping,
        preset_name: Option<&str>,
    ) -> Result<(), Failure> {
        let mut assign = || -> Result<(), Error> {
            let mut presets = self.table_presets()?;
            let source = import.sources.iter_mut().find(|source| source.asks_for_columns());
            let Some(source) = source else { return Ok(()) };
            let Contents::Table(sheet) = &mut source.contents else { return Ok(()) };
            if mapping.columns.is_empty() {
                let preset = preset_name.and_then(|name| presets.get(name));
                sheet.mapping = match preset.and_then(|preset| preset.apply_to(&sheet.workbook)) {
                    Some(preset) => preset,
                    None => sheet.at_header(mapping),
                };
                return Ok(());
            }
            let target = |column: &ColumnTarget| {
                let target = column.target.as_deref().map(|id| {
                    let unknown =
                        || Error::Value { at: "/target".into(), reason: format!("no field \"{id}\"") };
                    Target::from_id(id).ok_or_else(unknown)
                });
                Ok((column.index, target.transpose()?))
            };
            let targets = mapping.columns.iter().map(target).collect::<Result<Vec<_>, Error>>()?;
            let next = Mapping::new(
                &sheet.workbook,
                mapping.sheet,
                mapping.header_row,
                mapping.header_rows,
                &targets,
                &mapping.separators,
            );
            let problems = next.problems(&sheet.workbook);
            if problems.iter().any(|problem| matches!(problem, Problem::NoTitle | Problem::NoData)) {
                return Err(Error::Value { at: "/columns".into(), reason: "no activity has a title".into() });
            }
            sheet.mapping = next;
            if let Some(name) = preset_name.map(str::trim).filter(|name| !name.is_empty()) {
                presets.insert(name.to_owned(), sheet.mapping.clone());
                let json = serde_json::to_string(&presets)?;
                self.transact("table-preset", name, |tx| Ok(tx.set_setting(PRESETS, &json)?))?;
            }
            source.accept_columns()?;
            import.plan = None;
            Ok(())
        };
        let assigned = assign();
        self.fail(assigned)
    }

    fn table_presets(&self) -> Result<BTreeMap<String, Mapping>, Error> {
        let saved = self.store.setting(PRESETS)?;
        Ok(saved.and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_default())
    }

    /// A spreadsheet whose columns are to be assigned.
    pub(super) fn table_view(&self, source: &Source) -> Result<TableView, Error> {
        let Contents::Table(sheet) = &source.contents else { return Err(Error::Stale) };
        let Spreadsheet { workbook, mapping } = sheet.as_ref();
        let presets = self.table_presets()?.into_iter();
        let fitting = presets.filter_map(|(name, preset)| {
            Some(TablePreset { name, mapping: mapping_view(&preset.apply_to(workbook)?) })
        });
        Ok(TableView {
            file: source.name.clone(),
            sheets: workbook
                .sheets
                .iter()
                .map(|sheet| SheetRow { name: sheet.name.clone(), rows: sheet.rows.len() })
                .collect(),
            columns: mapping
                .shown_columns(workbook)
                .into_iter()
                .map(|column| TableColumn {
                    index: column.index,
                    letter: column.letter,
                    header: column.header,
                    samples: column.samples,
                })
                .collect(),
            targets: Target::ALL.iter().map(|target| self.target_view(*target)).collect(),
            presets: fitting.collect(),
            preview_rows: mapping.preview(workbook, PREVIEW_ROWS),
            problems: mapping.problems(workbook).iter().map(|problem| self.problem_text(problem)).collect(),
            mapping: mapping_view(mapping),
        })
    }

    fn target_view(&self, target: Target) -> TableTarget {
        TableTarget {
            id: target.id().to_owned(),
            label: self.target_label(target),
            letter: target.letter(),
            list: target.is_list(),
        }
    }

    fn target_label(&self, target: Target) -> String {
        self.language.text(&format!("table-{}", target.id().replace('_', "-")), &[])
    }

    fn problem_text(&self, problem: &Problem) -> String {
        match problem {
            Problem::NoData => self.language.text("table-problem-no-data", &[]),
            Problem::NoTitle => self.language.text("table-problem-no-title", &[]),
            Problem::TargetTwice { target, columns } => self.language.text(
                "table-problem-twice",
                &[("field", self.target_label(*target).into()), ("columns", columns.join(", ").into())],
            ),
            Problem::Unmapped { column, header } => self.language.text(
                "table-problem-unmapped",
                &[("column", column.as_str().into()), ("header", header.as_str().into())],
            ),
            Problem::RowsBeforeFirstTitle { rows } => {
                self.language.text("table-problem-rows-before", &[("rows", rows.to_string().into())])
            }
        }
    }
}

fn mapping_view(mapping: &Mapping) -> TableMapping {
    let column = |column: &table::MappedColumn| ColumnTarget {
        index: column.index,
        target: column.target.map(|target| target.id().to_owned()),
    };
    TableMapping {
        sheet: mapping.sheet,
        header_row: mapping.header_row,
        header_rows: mapping.header_rows,
        columns: mapping.columns.iter().map(column).collect(),
        separators: mapping.separators.clone(),
    }
}
