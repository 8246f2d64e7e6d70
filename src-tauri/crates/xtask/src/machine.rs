//! What a machine must have besides Rust, Node and a C compiler, and how to get it.

use std::path::Path;
use std::process::Command;

use crate::process::{self, Failure};

/// What the machine is to be made ready for; each contains the one before.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Purpose {
    /// Building the command line: SQLite and its cipher are compiled from source.
    CommandLine,
    /// Building the window.
    Window,
    /// Building everything and driving the window without a screen.
    Test,
}

/// Something that must be on a Linux machine, how to see whether it is, and what it is called by whom.
struct Need {
    what: &'static str,
    purpose: Purpose,
    present: fn() -> bool,
    apt: &'static str,
    dnf: &'static str,
    pacman: &'static str,
}

const NEEDS: &[Need] = &[
    Need {
        what: "a C compiler",
        purpose: Purpose::CommandLine,
        present: || process::answers("cc", &["--version"]),
        apt: "build-essential",
        dnf: "gcc",
        pacman: "base-devel",
    },
    Need {
        what: "make",
        purpose: Purpose::CommandLine,
        present: || process::answers("make", &["--version"]),
        apt: "make",
        dnf: "make",
        pacman: "make",
    },
    Need {
        what: "perl with its standard modules",
        purpose: Purpose::CommandLine,
        present: || process::answers("perl", &["-MFindBin", "-MIPC::Cmd", "-e", "1"]),
        apt: "perl",
        dnf: "perl-core",
        pacman: "perl",
    },
    Need {
        what: "pkg-config",
        purpose: Purpose::Window,
        present: || process::answers("pkg-config", &["--version"]),
        apt: "pkg-config",
        dnf: "pkgconf-pkg-config",
        pacman: "pkgconf",
    },
    Need {
        what: "WebKitGTK 4.1 for developers",
        purpose: Purpose::Window,
        present: || process::answers("pkg-config", &["--exists", "webkit2gtk-4.1"]),
        apt: "libwebkit2gtk-4.1-dev",
        dnf: "webkit2gtk4.1-devel",
        pacman: "webkit2gtk-4.1",
    },
    Need {
        what: "git",
        purpose: Purpose::Test,
        present: || process::answers("git", &["--version"]),
        apt: "git",
        dnf: "git",
        pacman: "git",
    },
    Need {
        what: "a display in memory (Xvfb)",
        purpose: Purpose::Test,
        present: || on_path("Xvfb") && on_path("xvfb-run"),
        apt: "xvfb",
        dnf: "xorg-x11-server-Xvfb",
        pacman: "xorg-server-xvfb",
    },
    Need {
        what: "xauth",
        purpose: Purpose::Test,
        present: || on_path("xauth"),
        apt: "xauth",
        dnf: "xorg-x11-xauth",
        pacman: "xorg-xauth",
    },
    Need {
        what: "WebKitWebDriver",
        purpose: Purpose::Test,
        present: || on_path("WebKitWebDriver"),
        apt: "webkit2gtk-driver",
        dnf: "webkit2gtk-driver",
        pacman: "webkit2gtk-4.1",
    },
    Need {
        what: "pdftotext and pdfinfo",
        purpose: Purpose::Test,
        present: || on_path("pdftotext") && on_path("pdfinfo"),
        apt: "poppler-utils",
        dnf: "poppler-utils",
        pacman: "poppler",
    },
    Need {
        what: "qpdf",
        purpose: Purpose::Test,
        present: || process::answers("qpdf", &["--version"]),
        apt: "qpdf",
        dnf: "qpdf",
        pacman: "qpdf",
    },
];

/// Makes the machine ready: says what is missing, and installs it where `apt-get` exists. Elsewhere it names the
/// packages and goes on; the build then says what it cannot do without.
pub(crate) fn prepare(purpose: Purpose) -> Result<(), Failure> {
    require_node(purpose)?;
    if purpose == Purpose::Test {
        require_rust_components()?;
    }
    if cfg!(target_os = "linux") {
        prepare_linux(purpose)
    } else {
        println!("{}", advice_elsewhere());
        Ok(())
    }
}

fn prepare_linux(purpose: Purpose) -> Result<(), Failure> {
    let missing = missing(purpose);
    if missing.is_empty() {
        println!("system packages: nothing is missing");
        return Ok(());
    }
    let names: Vec<&str> = missing.iter().map(|need| need.what).collect();
    println!("missing on this machine: {}", names.join(", "));
    if !on_path("apt-get") {
        println!("this machine has no apt-get; please install, then try again:");
        println!("  Fedora, openSUSE:  {}", packages(&missing, |need| need.dnf).join(" "));
        println!("  Arch:              {}", packages(&missing, |need| need.pacman).join(" "));
        return Ok(());
    }
    let packages = packages(&missing, |need| need.apt);
    install(&packages)?;
    let still: Vec<&str> = self::missing(purpose).iter().map(|need| need.what).collect();
    if still.is_empty() {
        return Ok(());
    }
    Err(Failure::new(format!("still missing after the installation: {}", still.join(", "))))
}

fn missing(purpose: Purpose) -> Vec<&'static Need> {
    NEEDS.iter().filter(|need| need.purpose <= purpose && !(need.present)()).collect()
}

/// The packages' names, each once.
fn packages(needs: &[&Need], name: fn(&Need) -> &'static str) -> Vec<&'static str> {
    let mut names: Vec<&str> = needs.iter().map(|need| name(need)).collect();
    names.sort_unstable();
    names.dedup();
    names
}

fn install(packages: &[&str]) -> Result<(), Failure> {
    apt_get(&["update"])?;
    let mut arguments = vec!["install", "--yes", "--no-install-recommends"];
    arguments.extend(packages);
    apt_get(&arguments)
}

fn apt_get(arguments: &[&str]) -> Result<(), Failure> {
    let mut words: Vec<&str> = Vec::new();
    if !is_root() {
        if !on_path("sudo") {
            let line = arguments.join(" ");
            return Err(Failure::new(format!("there is no sudo here; run as root: apt-get {line}")));
        }
        words.push("sudo");
    }
    // Through `env`, because sudo does not pass our own environment on.
    words.extend(["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]);
    words.extend(["-o", "DPkg::Lock::Timeout=300", "-o", "Acquire::Retries=3"]);
    words.extend(arguments);
    let mut command = Command::new(words.remove(0));
    command.args(words);
    // sudo may have to ask for a password.
    if is_root() { process::run(&mut command, 20) } else { process::run_interactive(&mut command) }
}

fn is_root() -> bool {
    process::output(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}

fn on_path(program: &str) -> bool {
    let Some(path) = std::env::var_os("PATH") else { return false };
    std::env::split_paths(&path).any(|folder| Path::new(&folder).join(program).is_file())
}

/// The UI's build tool needs this version of Node at least.
const NODE: (u32, u32) = (20, 19);

fn require_node(purpose: Purpose) -> Result<(), Failure> {
    if purpose < Purpose::Window {
        return Ok(());
    }
    let wanted = format!("Node.js {}.{} or newer with npm is needed", NODE.0, NODE.1);
    let found = process::output(Command::new("node").arg("--version"))
        .map_err(|_| Failure::new(format!("{wanted}; there is no `node` here (https://nodejs.org)")))?;
    match version(&found) {
        Some(version) if version >= NODE => Ok(()),
        _ => Err(Failure::new(format!("{wanted}; this is {}", found.trim()))),
    }
}

/// Major and minor number of a line such as `v20.19.2`.
fn version(line: &str) -> Option<(u32, u32)> {
    let mut numbers = line.trim().trim_start_matches('v').split('.');
    Some((numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?))
}

fn require_rust_components() -> Result<(), Failure> {
    let cargo = crate::workspace::cargo_program();
    let present = |component: &str| process::answers(&cargo, &[component, "--version"]);
    if present("fmt") && present("clippy") {
        return Ok(());
    }
    println!("missing on this machine: rustfmt or clippy");
    process::run(Command::new("rustup").args(["component", "add", "rustfmt", "clippy"]), 10)
}

fn advice_elsewhere() -> &'static str {
    if cfg!(windows) {
        "Windows: needed are the Visual Studio Build Tools (C++), Strawberry Perl and WebView2 \
         (part of Windows 11). The tests of the real window run on Linux only."
    } else if cfg!(target_os = "macos") {
        "macOS: needed are the Xcode command line tools (`xcode-select --install`). \
         The tests of the real window run on Linux only."
    } else {
        "this system is unknown to xtask; see https://tauri.app/start/prerequisites/"
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

    use super::*;

    #[test]
    fn reads_the_version_of_node() {
        assert_eq!(version("v20.19.2\n"), Some((20, 19)));
        assert!(version("v18.20.4").unwrap() < NODE);
        assert!(version("v22.1.0").unwrap() >= NODE);
        assert_eq!(version("node"), None);
    }

    #[test]
    fn the_command_line_needs_no_window_packages() {
        let wanted = |purpose| NEEDS.iter().filter(move |need| need.purpose <= purpose).map(|need| need.apt);
        assert!(wanted(Purpose::CommandLine).all(|name| !name.contains("webkit")));
        assert!(wanted(Purpose::Window).all(|name| name != "xvfb"));
        assert!(wanted(Purpose::Test).any(|name| name == "webkit2gtk-driver"));
    }
}
