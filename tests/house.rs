//! The walls of the house: which crate may know which, and what no product crate may contain.
//!
//! When one of these tests fails, either the change broke an invariant, or the invariant itself is to change; then
//! change it here, on purpose.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// Each crate of the workspace and the crates of the workspace that it may use.
const FLOORS: &[(&str, &[&str])] = &[
    ("register", &[]),
    ("language", &["register"]),
    ("store", &["register", "language"]),
    ("exchange", &["register", "language"]),
    ("report", &["register", "language"]),
    ("application", &["register", "language", "store", "exchange", "report"]),
    ("cli", &["application"]),
    ("artikel30-desktop", &["application"]),
    ("xtask", &[]),
    ("acceptance", &[]),
];

/// Crates that only the named crates may use: the rest of the house does not know what stands behind them.
const ONLY: &[(&str, &[&str])] = &[
    ("clap", &["cli"]),
    ("indicatif", &["cli"]),
    ("libsqlite3-sys", &["store"]),
    ("lopdf", &["exchange", "report"]),
    ("printpdf", &["report"]),
    ("rusqlite", &["store"]),
    ("rusqlite_migration", &["store"]),
    ("schemars", &["application", "exchange", "register"]),
    ("tauri", &["artikel30-desktop"]),
    ("tauri-build", &["artikel30-desktop"]),
    ("tauri-plugin-dialog", &["artikel30-desktop"]),
    ("ts-rs", &["application", "register"]),
];

/// All that the domain may use: data types, serialisation, hashing. None of it reads a clock, a file or a random number.
const DOMAIN_USES: &[&str] = &[
    "chrono",
    "schemars",
    "serde",
    "serde_json",
    "sha2",
    "thiserror",
    "ts-rs",
    "unicode-normalization",
    "uuid",
];

/// The systems the program is built for.
const PLATFORMS: &[&str] = &["x86_64-unknown-linux-gnu", "x86_64-pc-windows-msvc", "aarch64-apple-darwin"];

/// Crates that speak to a network.
const NETWORK: &[&str] = &[
    "async-std",
    "attohttpc",
    "curl",
    "h2",
    "hyper",
    "isahc",
    "minreq",
    "native-tls",
    "quinn",
    "reqwest",
    "rustls",
    "surf",
    "tauri-plugin-http",
    "tauri-plugin-updater",
    "tauri-plugin-websocket",
    "tungstenite",
    "ureq",
];

/// Crates that are not part of the product.
const WORKSHOP: &[&str] = &["acceptance", "xtask"];

#[test]
fn every_crate_uses_only_the_floors_below() {
    let house = House::read(None);
    let listed: BTreeSet<&str> = FLOORS.iter().map(|(name, _)| *name).collect();
    let members: BTreeSet<&str> = house.members.keys().map(String::as_str).collect();
    assert_eq!(members, listed, "the crates of the workspace and the list of floors in this test");
    for (name, allowed) in FLOORS {
        let used = house.direct(name);
        let inside: BTreeSet<&str> =
            used.iter().map(String::as_str).filter(|used| listed.contains(used)).collect();
        let allowed: BTreeSet<&str> = allowed.iter().copied().collect();
        assert!(inside.is_subset(&allowed), "{name} uses {inside:?}, but may use only {allowed:?}");
    }
    assert!(house.direct("xtask").is_empty(), "xtask has no dependency, so that it answers in seconds");
}

#[test]
fn only_one_crate_knows_each_engine() {
    let house = House::read(None);
    for (engine, owners) in ONLY {
        let users: Vec<&String> =
            house.members.keys().filter(|member| house.direct(member).contains(*engine)).collect();
        let strangers: Vec<_> = users.iter().filter(|user| !owners.contains(&user.as_str())).collect();
        assert!(strangers.is_empty(), "{engine} is for {owners:?} only, but {strangers:?} use it");
    }
}

#[test]
fn the_domain_is_pure() {
    let house = House::read(None);
    for used in house.direct_at_run_time("register") {
        assert!(DOMAIN_USES.contains(&used.as_str()), "register may not use {used}");
    }
    let impure = [
        "std::env",
        "std::fs",
        "std::io",
        "std::net",
        "std::process",
        "std::thread",
        "SystemTime",
        "Instant::now",
        "Utc::now",
        "Local::now",
        "new_v4",
        "now_v7",
        "print!(",
        "println!(",
    ];
    assert_absent(
        &root().join("src-tauri/crates/register/src"),
        &impure,
        "register knows no I/O, clock or randomness",
    );
}

#[test]
fn the_command_line_needs_no_window_system() {
    let house = House::read(Some("x86_64-unknown-linux-gnu"));
    let window =
        |name: &&String| ["tauri", "wry", "tao", "gtk", "webkit2gtk"].iter().any(|w| name.starts_with(w));
    let reached = house.all_below("cli");
    assert!(reached.contains("rusqlite"), "the graph of dependencies was not read");
    assert_eq!(reached.iter().filter(window).collect::<Vec<_>>(), Vec::<&String>::new());
}

#[test]
fn no_product_crate_contains_a_network_client() {
    for platform in PLATFORMS {
        let house = House::read(Some(platform));
        assert!(
            house.all_below("artikel30-desktop").contains("tauri"),
            "the graph of dependencies was not read"
        );
        for member in house.members.keys().filter(|member| !WORKSHOP.contains(&member.as_str())) {
            let reached = house.all_below(member);
            let found: Vec<_> = NETWORK.iter().filter(|name| reached.contains(**name)).collect();
            assert!(found.is_empty(), "on {platform}, {member} contains {found:?}");
        }
    }
}

#[test]
fn no_product_code_opens_a_network_connection() {
    let sockets = ["std::net", "TcpStream", "TcpListener", "UdpSocket", "ToSocketAddrs", "tokio::net"];
    for folder in product_sources() {
        assert_absent(&folder, &sockets, "the program opens no network connection");
    }
}

#[test]
fn unix_only_code_stays_in_one_module_of_each_crate() {
    for folder in product_sources() {
        let unix = mentioning(&folder, &["os::unix", "cfg(unix)", "cfg(target_family = \"unix\")"]);
        assert!(unix.len() <= 1, "the laptop of the user runs Windows; Unix-only code in {unix:?}");
    }
}

#[test]
fn only_one_module_of_report_knows_printpdf() {
    let folder = root().join("src-tauri/crates/report/src");
    let modules: BTreeSet<PathBuf> = mentioning(&folder, &["printpdf"])
        .iter()
        .map(|file| {
            PathBuf::from(file.strip_prefix(&folder).unwrap().iter().next().unwrap()).with_extension("")
        })
        .collect();
    assert!(modules.len() <= 1, "printpdf is known to {modules:?}");
}

#[test]
fn every_library_states_its_invariants_and_takes_the_houses_lints() {
    for (name, manifest) in House::read(None).members {
        let text = fs::read_to_string(&manifest).unwrap();
        assert!(text.contains("[lints]\nworkspace = true"), "{name} does not take the workspace's lints");
        let library = manifest.with_file_name("src").join("lib.rs");
        if WORKSHOP.contains(&name.as_str()) || !library.exists() {
            continue;
        }
        let text = fs::read_to_string(&library).unwrap();
        let documentation: String = text.lines().take_while(|line| line.starts_with("//!")).collect();
        assert!(documentation.to_lowercase().contains("invariant"), "the docs of {name} state no invariant");
    }
}

#[test]
fn no_product_code_switches_the_houses_lints_off() {
    let lints =
        ["unwrap_used", "expect_used", "clippy::panic", "missing_docs", "unsafe_code", "clippy::todo"];
    for folder in product_sources() {
        for file in rust_files(&folder) {
            let in_tests = file.iter().any(|part| part == "tests" || part == "tests.rs" || part == "benches");
            let text = fs::read_to_string(&file).unwrap();
            let product = if in_tests { "" } else { text.split("#[cfg(test)]").next().unwrap() };
            for line in product.lines().filter(|line| line.contains("allow(") || line.contains("expect(")) {
                let found =
                    line.trim_start().starts_with('#') && lints.iter().any(|lint| line.contains(lint));
                assert!(!found, "{}: {line}", file.display());
            }
        }
    }
}

#[test]
fn the_repository_has_only_the_rooms_of_the_house() {
    let rooms = [
        "Cargo.toml",
        "Cargo.lock",
        "LICENSE",
        "CHANGELOG.md",
        "README.md",
        "assets",
        "src-tauri",
        "tests",
        "ui",
    ];
    let listing = Command::new("git").args(["ls-files", "-z"]).current_dir(root()).output().unwrap();
    assert!(listing.status.success(), "git ls-files: {}", String::from_utf8_lossy(&listing.stderr));
    let files = String::from_utf8(listing.stdout).unwrap();
    let entries: BTreeSet<&str> = files
        .split('\0')
        .filter(|file| !file.is_empty())
        .map(|file| file.split('/').next().unwrap())
        .collect();
    assert!(entries.contains("Cargo.toml"), "git lists no files");
    let strangers: Vec<_> =
        entries.iter().filter(|entry| !entry.starts_with('.') && !rooms.contains(entry)).collect();
    assert!(strangers.is_empty(), "at the top of the repository: {strangers:?}");
}

#[test]
fn the_window_may_do_nothing_but_call_the_shells_commands() {
    let folder = root().join("src-tauri/capabilities");
    let files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    let [file] = files.as_slice() else { panic!("one capability is enough: {files:?}") };
    let capability: Value = json(file);
    assert_eq!(capability["windows"], serde_json::json!(["main"]));
    assert!(capability.get("remote").is_none(), "no page from elsewhere may call the shell");
    for permission in capability["permissions"].as_array().unwrap() {
        let name = permission.as_str().or_else(|| permission["identifier"].as_str()).unwrap();
        let plugin = name.split_once(':').map_or("the shell itself", |(plugin, _)| plugin);
        // The dialogs open in Rust; files, programs and networks are not the window's business.
        assert!(matches!(plugin, "the shell itself" | "core"), "the window may not be granted {name}");
    }
}

#[test]
fn the_windows_content_policy_lets_nothing_in_and_nothing_out() {
    let configuration = json(&root().join("src-tauri/tauri.conf.json"));
    assert!(configuration["build"].get("devUrl").is_none(), "a plain `cargo run` must show the built UI");
    let policy = configuration["app"]["security"]["csp"].as_str().expect("a content security policy as text");
    let rules: BTreeMap<&str, Vec<&str>> = policy
        .split(';')
        .filter_map(|rule| {
            let mut words = rule.split_whitespace();
            Some((words.next()?, words.collect()))
        })
        .collect();
    assert_eq!(rules["default-src"], ["'self'"]);
    for (rule, sources) in &rules {
        for source in sources {
            let local = ["'self'", "'none'", "data:", "ipc:", "http://ipc.localhost"].contains(source);
            assert!(local, "{rule} allows {source}");
            assert!(*source != "data:" || *rule == "img-src", "{rule} allows {source}");
        }
    }
    for closed in ["object-src", "base-uri", "form-action", "frame-ancestors"] {
        assert_eq!(rules.get(closed), Some(&vec!["'none'"]), "{closed}");
    }
}

/// The crates of the workspace and what cargo knows of all crates below them.
struct House {
    /// Names of the workspace's crates with their manifests.
    members: BTreeMap<String, PathBuf>,
    packages: Vec<Value>,
    /// For each package id the ids it is built with, tests left out.
    below: BTreeMap<String, Vec<String>>,
}

impl House {
    /// Asks cargo, for one platform or for all at once.
    fn read(platform: Option<&str>) -> Self {
        let mut command = Command::new(std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned()));
        command.current_dir(root()).args(["metadata", "--offline", "--locked", "--format-version", "1"]);
        if let Some(platform) = platform {
            command.args(["--filter-platform", platform]);
        }
        let output = command.output().unwrap();
        assert!(
            output.status.success(),
            "cargo metadata (crates not there yet? `cargo fetch` brings them): {}",
            String::from_utf8_lossy(&output.stderr)
        );
        let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
        let ids: BTreeSet<String> = texts(&metadata["workspace_members"]);
        let packages = metadata["packages"].as_array().unwrap().clone();
        let members = packages
            .iter()
            .filter(|package| ids.contains(package["id"].as_str().unwrap()))
            .map(|package| (text(&package["name"]), PathBuf::from(text(&package["manifest_path"]))))
            .collect();
        let below = metadata["resolve"]["nodes"]
            .as_array()
            .unwrap()
            .iter()
            .map(|node| {
                let needed = node["deps"].as_array().unwrap().iter().filter(|dependency| {
                    dependency["dep_kinds"].as_array().unwrap().iter().any(|kind| kind["kind"] != "dev")
                });
                (text(&node["id"]), needed.map(|dependency| text(&dependency["pkg"])).collect())
            })
            .collect();
        Self { members, packages, below }
    }

    /// Names of the dependencies that a crate of the workspace declares, also optional ones and those of its tests.
    fn direct(&self, member: &str) -> BTreeSet<String> {
        self.declared(member).iter().map(|dependency| text(&dependency["name"])).collect()
    }

    /// The same without those of its tests.
    fn direct_at_run_time(&self, member: &str) -> BTreeSet<String> {
        let declared = self.declared(member);
        declared.iter().filter(|dependency| dependency["kind"] != "dev").map(|d| text(&d["name"])).collect()
    }

    fn declared(&self, member: &str) -> &Vec<Value> {
        self.package(member)["dependencies"].as_array().unwrap()
    }

    fn package(&self, member: &str) -> &Value {
        let manifest = self.members[member].to_str().unwrap();
        self.packages.iter().find(|package| package["manifest_path"] == manifest).unwrap()
    }

    /// Names of all crates that one crate of the workspace is built with, directly or indirectly.
    fn all_below(&self, member: &str) -> BTreeSet<String> {
        let mut reached = BTreeSet::new();
        let mut waiting = vec![text(&self.package(member)["id"])];
        while let Some(id) = waiting.pop() {
            let next =
                self.below[&id].iter().filter(|id| !reached.contains(*id)).cloned().collect::<Vec<_>>();
            reached.extend(next.iter().cloned());
            waiting.extend(next);
        }
        let packages =
            self.packages.iter().filter(|package| reached.contains(package["id"].as_str().unwrap()));
        packages.map(|package| text(&package["name"])).collect()
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_path_buf()
}

/// The source folders of everything that ships.
fn product_sources() -> Vec<PathBuf> {
    let members = House::read(None).members;
    let product = members.iter().filter(|(name, _)| !WORKSHOP.contains(&name.as_str()));
    product.map(|(_, manifest)| manifest.with_file_name("src")).collect()
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// The files below a folder whose code, comments left out, contains one of the words.
fn mentioning(folder: &Path, words: &[&str]) -> Vec<PathBuf> {
    let files = rust_files(folder);
    assert!(!files.is_empty(), "{} holds no code", folder.display());
    let mentions = |file: &PathBuf| {
        let text = fs::read_to_string(file).unwrap();
        let mut code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
        code.any(|line| words.iter().any(|word| line.contains(word)))
    };
    files.into_iter().filter(mentions).collect()
}

fn assert_absent(folder: &Path, words: &[&str], why: &str) {
    let found = mentioning(folder, words);
    assert!(found.is_empty(), "{why}, but one of {words:?} stands in {found:?}");
}

fn json(file: &Path) -> Value {
    let text = fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

fn texts(value: &Value) -> BTreeSet<String> {
    value.as_array().unwrap().iter().map(text).collect()
}
