//! Files in the repository that tests generate: the UI's types and the JSON Schema of the native file.
//!
//! Tests write them into folders named by environment variables; here they are compared with what is committed, or
//! put in its place.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::process::{self, Failure};
use crate::workspace::{cargo, root, target};

/// One generated folder: the variable that tells the tests where to write, the folder's name below `target`, and
/// where it is committed.
struct Generated {
    variable: &'static str,
    name: &'static str,
    committed: &'static str,
}

const GENERATED: &[Generated] = &[
    Generated { variable: "TS_RS_EXPORT_DIR", name: "bindings", committed: "ui/src/bindings" },
    Generated { variable: "ARTIKEL30_SCHEMA_DIR", name: "schema", committed: "assets/schema" },
];

impl Generated {
    fn fresh(&self) -> PathBuf {
        target().join("generated").join(self.name)
    }

    fn committed(&self) -> PathBuf {
        root().join(self.committed)
    }
}

/// Empties the folders that the tests generate into.
pub(crate) fn clear() -> Result<(), Failure> {
    for folder in GENERATED.iter().map(Generated::fresh) {
        let done = match fs::remove_dir_all(&folder) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => fs::create_dir_all(&folder),
        };
        done.map_err(|error| cannot(&folder, &error))?;
    }
    Ok(())
}

/// The variables under which the tests learn where to generate.
pub(crate) fn folders_for_tests() -> impl Iterator<Item = (&'static str, PathBuf)> {
    GENERATED.iter().map(|generated| (generated.variable, generated.fresh()))
}

/// Fails when what the tests have just generated is not what is committed.
pub(crate) fn compare() -> Result<(), Failure> {
    let mut stale = Vec::new();
    for generated in GENERATED {
        let fresh = read(&generated.fresh())?;
        let committed = read(&generated.committed())?;
        println!("{}: {} files", generated.committed, committed.len());
        let names = fresh.keys().chain(committed.keys().filter(|name| !fresh.contains_key(*name)));
        let differing = names.filter(|name| fresh.get(*name) != committed.get(*name));
        stale.extend(differing.map(|name| format!("  {}/{name}", generated.committed)));
    }
    if stale.is_empty() {
        return Ok(());
    }
    let list = stale.join("\n");
    Err(Failure::new(format!("generated files are out of date; run `cargo xtask generate`:\n{list}")))
}

/// Generates the files anew and puts them in the place of the committed ones.
pub(crate) fn generate() -> Result<(), Failure> {
    clear()?;
    let mut command = cargo(&["test", "-p", "application", "--features", "describe", "export"]);
    process::run(command.envs(folders_for_tests()), 30)?;
    for generated in GENERATED {
        let (fresh, committed) = (read(&generated.fresh())?, generated.committed());
        for name in read(&committed)?.keys().filter(|name| !fresh.contains_key(*name)) {
            let file = committed.join(name);
            fs::remove_file(&file).map_err(|error| cannot(&file, &error))?;
        }
        for (name, content) in &fresh {
            let file = committed.join(name);
            let folder = file.parent().unwrap_or(&committed);
            fs::create_dir_all(folder)
                .and_then(|()| fs::write(&file, content))
                .map_err(|error| cannot(&file, &error))?;
        }
        println!("{}: {} files written", generated.committed, fresh.len());
    }
    Ok(())
}

/// All files below a folder, by their path in it with `/`; a folder that does not exist holds none.
fn read(folder: &Path) -> Result<BTreeMap<String, Vec<u8>>, Failure> {
    let mut files = BTreeMap::new();
    let mut waiting = vec![folder.to_path_buf()];
    while let Some(next) = waiting.pop() {
        let entries = match fs::read_dir(&next) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            entries => entries.map_err(|error| cannot(&next, &error))?,
        };
        for entry in entries {
            let path = entry.map_err(|error| cannot(&next, &error))?.path();
            if path.is_dir() {
                waiting.push(path);
                continue;
            }
            let content = fs::read(&path).map_err(|error| cannot(&path, &error))?;
            let name = path.strip_prefix(folder).unwrap_or(&path);
            files.insert(name.to_string_lossy().replace('\\', "/"), content);
        }
    }
    Ok(files)
}

fn cannot(path: &Path, error: &io::Error) -> Failure {
    Failure::new(format!("{}: {error}", path.display()))
}
