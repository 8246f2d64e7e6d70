//! The driver's process: started on a free port with folders of its own, ended with everything it started.

use std::fs::{self, File};
use std::net::{Ipv4Addr, TcpListener};
use std::os::unix::fs::DirBuilderExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::webdriver;

/// A running `WebKitWebDriver`.
#[derive(Debug)]
pub(crate) struct Driver {
    process: Child,
    pub(crate) port: u16,
    log: PathBuf,
}

impl Driver {
    /// Starts the driver; `home` gets the folders that WebKit and GTK write to, `variables` reach the program.
    pub(crate) fn start(home: &Path, variables: &[(String, PathBuf)]) -> Self {
        // The port may be taken between our asking and the driver's start: then try another one.
        (0..5).find_map(|_| Self::try_start(home, variables)).expect("WebKitWebDriver does not start")
    }

    fn try_start(home: &Path, variables: &[(String, PathBuf)]) -> Option<Self> {
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap().local_addr().unwrap().port();
        // To a file: a pipe would be held open by any orphan and hang the test runner.
        let log = home.join("log.txt");
        let output = File::options().create(true).append(true).open(&log).unwrap();
        let mut command = Command::new(crate::programs::webdriver());
        command
            .arg(format!("--port={port}"))
            .stdin(Stdio::null())
            .stdout(output.try_clone().unwrap())
            .stderr(output)
            .process_group(0)
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .env_remove("DBUS_SESSION_BUS_ADDRESS")
            .env_remove("ARTIKEL30_TEST_DIALOG")
            .envs(folders(home))
            .envs(variables.iter().map(|(name, value)| (name, value)));
        let process = command.spawn().expect("WebKitWebDriver cannot be started; is it installed?");
        let mut driver = Self { process, port, log };
        let end = Instant::now() + Duration::from_secs(20);
        while Instant::now() < end && driver.process.try_wait().unwrap().is_none() {
            if webdriver::ready(port) {
                return Some(driver);
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        None
    }

    /// What driver and program printed.
    pub(crate) fn log(&self) -> String {
        fs::read_to_string(&self.log).unwrap_or_default()
    }
}

impl Drop for Driver {
    /// Kills the driver's process group, which holds the program and WebKit's own processes, and waits for its end.
    fn drop(&mut self) {
        let group = self.process.id();
        // The shell's own `kill`: a program of that name is not on every machine.
        let killed = Command::new("sh").args(["-c", &format!("kill -KILL -{group}")]).status();
        if !killed.is_ok_and(|status| status.success()) {
            eprintln!("the driver's process group {group} could not be ended");
        }
        // Fails only if the process was already waited for.
        self.process.wait().ok();
        let end = Instant::now() + Duration::from_secs(10);
        while running_in(group) && Instant::now() < end {
            std::thread::sleep(Duration::from_millis(10));
        }
    }
}

/// Whether a process of this group still runs; one that only waits to be collected ("Z") does not. Until its last thread
/// has ended, though, it holds its files, and with them the lock of the store.
fn running_in(group: u32) -> bool {
    let group = group.to_string();
    fs::read_dir("/proc").unwrap().flatten().any(|entry| {
        let stat = fs::read_to_string(entry.path().join("stat")).unwrap_or_default();
        // After the program's name in parentheses: state, parent, process group.
        let fields: Vec<&str> =
            stat.rsplit_once(')').map_or("", |(_, rest)| rest).split_whitespace().collect();
        let threads = || fs::read_dir(entry.path().join("task")).map_or(0, Iterator::count);
        fields.get(2) == Some(&group.as_str())
            && fields.first().is_some_and(|state| *state != "Z" || threads() > 1)
    })
}

/// Folders of its own for one test, and settings without animations.
fn folders(home: &Path) -> Vec<(&'static str, PathBuf)> {
    let folder = |name| home.join(name);
    for name in ["home", "config/gtk-3.0", "local", "cache", "run"] {
        // The runtime folder must be private.
        fs::DirBuilder::new().recursive(true).mode(0o700).create(folder(name)).unwrap();
    }
    fs::write(folder("config/gtk-3.0/settings.ini"), "[Settings]\ngtk-enable-animations=0\n").unwrap();
    vec![
        ("HOME", folder("home")),
        ("XDG_CONFIG_HOME", folder("config")),
        ("XDG_DATA_HOME", folder("local")),
        ("XDG_CACHE_HOME", folder("cache")),
        ("XDG_RUNTIME_DIR", folder("run")),
    ]
}
