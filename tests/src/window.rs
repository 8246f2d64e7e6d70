//! The real window, driven as a person would: by what stands on buttons and beside fields.
//!
//! Every action waits until it is possible, at most [`PATIENCE`]. What fails leaves a picture in
//! `target/screenshots`.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::driver::Driver;
use crate::programs;
use crate::webdriver::{Element, Refusal, Session};

/// How long an action or an expectation may take.
pub const PATIENCE: Duration = Duration::from_secs(15);

const ACCESSIBLE: &str = include_str!("accessible.js");
const SELECT_ALL: &str = "\u{e009}a\u{e000}";
const ENTER: &str = "\u{e007}";
const DELETE: &str = "\u{e017}";

/// The program's window on one data folder.
#[derive(Debug)]
pub struct Window {
    // Ended in this order: the program, then the folders it writes to.
    running: Option<(Session, Driver)>,
    home: TempDir,
    program: PathBuf,
    variables: Vec<(String, PathBuf)>,
}

/// A part of the page, named by a role and what people call it.
#[derive(Clone, Debug)]
pub struct Part<'a> {
    window: &'a Window,
    path: Vec<(&'static str, String)>,
}

/// A form field beside its label.
#[derive(Debug)]
pub struct Field<'a>(Part<'a>);

/// A barrier that axe-core found.
#[derive(Clone, Debug)]
pub struct Violation {
    /// axe-core's name of the rule.
    pub rule: String,
    /// `minor`, `moderate`, `serious` or `critical`.
    pub impact: String,
    /// What is wrong, in axe-core's words.
    pub help: String,
    /// Selectors of the elements concerned.
    pub elements: Vec<String>,
}

impl Window {
    /// Starts the program on a data folder and waits until its page shows something.
    #[must_use]
    pub fn open(data: &Path) -> Self {
        Self::start(programs::desktop(), vec![("ARTIKEL30_DATA".to_owned(), data.to_path_buf())])
    }

    /// The same, with every dialog for opening or saving a file answered with this path.
    #[must_use]
    pub fn open_answering_dialogs(data: &Path, file: &Path) -> Self {
        let variables = vec![
            ("ARTIKEL30_DATA".to_owned(), data.to_path_buf()),
            ("ARTIKEL30_TEST_DIALOG".to_owned(), file.to_path_buf()),
        ];
        Self::start(programs::desktop(), variables)
    }

    /// Any program with a WebKit window that lets itself be driven, with variables of its environment.
    #[must_use]
    pub fn start(program: PathBuf, variables: Vec<(String, PathBuf)>) -> Self {
        let home = TempDir::with_prefix("a30-").unwrap();
        let mut window = Self { running: None, home, program, variables };
        window.launch();
        window
    }

    /// Closes the window and starts the program again on the same folders.
    pub fn restart(&mut self) {
        self.session()
            .close()
            .unwrap_or_else(|refusal| self.fail("closing the window", &refusal.to_string()));
        self.restart_after_crash();
    }

    /// Ends the program without warning, as a power cut would, and starts it again on the same folders.
    pub fn restart_after_crash(&mut self) {
        self.running = None;
        self.launch();
    }

    fn launch(&mut self) {
        let driver = Driver::start(self.home.path(), &self.variables);
        let session = Session::open(driver.port, &self.program)
            .unwrap_or_else(|refusal| panic!("the window does not open: {refusal}\n{}", driver.log()));
        self.running = Some((session, driver));
        let loaded = "return document.readyState === 'complete' && document.body.innerText.trim() !== ''";
        self.wait("the window shows something", || {
            Ok((self.session().execute(loaded, json!([]))? == true).then_some(()))
        });
    }

    fn session(&self) -> &Session {
        &self.running.as_ref().expect("the program runs").0
    }

    /// The whole page, or the dialog above it.
    #[must_use]
    pub fn page(&self) -> Part<'_> {
        Part { window: self, path: Vec::new() }
    }

    /// The part of the page with this role and name; see [`Part::within`].
    #[must_use]
    pub fn within(&self, role: &'static str, name: &str) -> Part<'_> {
        self.page().within(role, name)
    }

    /// Clicks the button with this name.
    #[track_caller]
    pub fn click_button(&self, name: &str) {
        self.page().click("button", name);
    }

    /// Clicks the link with this name.
    #[track_caller]
    pub fn click_link(&self, name: &str) {
        self.page().click("link", name);
    }

    /// The field beside this label.
    #[must_use]
    pub fn field(&self, label: &str) -> Field<'_> {
        self.page().field(label)
    }

    /// Waits until the visible page contains this text.
    #[track_caller]
    pub fn wait_for_text(&self, text: &str) {
        self.wait(&format!("the page contains {text:?}"), || {
            Ok(self.read_text()?.contains(text).then_some(()))
        });
    }

    /// Waits until the visible page no longer contains this text.
    #[track_caller]
    pub fn wait_until_gone(&self, text: &str) {
        self.wait(&format!("the page no longer contains {text:?}"), || {
            Ok((!self.read_text()?.contains(text)).then_some(()))
        });
    }

    /// The page's visible text, lines as shown.
    #[must_use]
    pub fn text(&self) -> String {
        self.wait("the page's text", || self.read_text().map(Some))
    }

    fn read_text(&self) -> Result<String, Refusal> {
        let text = self.session().execute("return document.body.innerText", json!([]))?;
        Ok(text.as_str().unwrap_or_default().to_owned())
    }

    /// Types into whatever has the focus; the protocol's private characters stand for special keys.
    #[track_caller]
    pub fn press(&self, keys: &str) {
        self.wait(&format!("typing {keys:?}"), || {
            let session = self.session();
            session.send_keys(&session.active()?, keys).map(Some)
        });
    }

    /// Runs the body of a function in the page.
    #[track_caller]
    pub fn execute(&self, script: &str, arguments: Value) -> Value {
        self.session()
            .execute(script, arguments)
            .unwrap_or_else(|refusal| self.fail(script, &refusal.to_string()))
    }

    /// Sets the window's size in pixels.
    #[track_caller]
    pub fn resize(&self, width: u32, height: u32) {
        self.wait("resizing the window", || self.session().resize(width, height).map(Some));
    }

    /// Writes a picture of the window to `target/screenshots/NAME.png` and returns its path.
    #[track_caller]
    pub fn screenshot(&self, name: &str) -> PathBuf {
        let file = screenshots().join(format!("{name}.png"));
        let picture = self.wait("taking a screenshot", || self.session().screenshot().map(Some));
        fs::create_dir_all(screenshots()).and_then(|()| fs::write(&file, picture)).unwrap();
        file
    }

    /// Lets axe-core look for barriers on the page as it is now.
    #[track_caller]
    pub fn axe(&self) -> Vec<Violation> {
        let file = root().join("ui/node_modules/axe-core/axe.min.js");
        let source = fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        self.execute(&source, json!([]));
        const RUN: &str = "const done = arguments[arguments.length - 1];
            axe.run(document, { resultTypes: ['violations'] })
                .then((result) => done(result.violations), (error) => done(String(error)));";
        let found = self.session().execute_async(RUN, json!([]));
        let found = found.unwrap_or_else(|refusal| self.fail("axe-core", &refusal.to_string()));
        let Some(violations) = found.as_array() else { self.fail("axe-core", &found.to_string()) };
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let targets = |node: &Value| node["target"].to_string();
        violations
            .iter()
            .map(|violation| Violation {
                rule: text(&violation["id"]),
                impact: text(&violation["impact"]),
                help: text(&violation["help"]),
                elements: violation["nodes"].as_array().into_iter().flatten().map(targets).collect(),
            })
            .collect()
    }

    /// Asserts that axe-core finds nothing serious or critical.
    #[track_caller]
    pub fn assert_accessible(&self) {
        let serious: Vec<Violation> = self
            .axe()
            .into_iter()
            .filter(|found| matches!(found.impact.as_str(), "serious" | "critical"))
            .collect();
        if !serious.is_empty() {
            self.fail("axe-core", &format!("{serious:#?}"));
        }
    }

    /// Tries until there is something, at most [`PATIENCE`].
    #[track_caller]
    fn wait<T>(&self, what: &str, attempt: impl Fn() -> Result<Option<T>, Refusal>) -> T {
        let end = Instant::now() + PATIENCE;
        loop {
            let reason = match attempt() {
                Ok(Some(value)) => return value,
                Ok(None) => "it did not happen in time".to_owned(),
                // The page may be changing under our hands: an element gone, covered or not yet there.
                Err(refusal) => refusal.to_string(),
            };
            if Instant::now() >= end {
                self.fail(what, &reason);
            }
            std::thread::sleep(Duration::from_millis(30));
        }
    }

    /// Fails the test with all there is to see: a picture, the page's text, what the program printed.
    #[track_caller]
    fn fail(&self, what: &str, reason: &str) -> ! {
        let name = std::thread::current().name().unwrap_or("test").replace("::", "-");
        let picture = screenshots().join(format!("failed-{name}.png"));
        let saved = self.session().screenshot().ok().and_then(|png| {
            fs::create_dir_all(screenshots()).and_then(|()| fs::write(&picture, png)).ok().map(|()| picture)
        });
        let text = self.read_text().unwrap_or_else(|refusal| refusal.to_string());
        let log = self.running.as_ref().map(|(_, driver)| driver.log()).unwrap_or_default();
        panic!("{what}: {reason}\npicture: {saved:?}\n--- page\n{text}\n--- program\n{log}");
    }
}

impl<'a> Part<'a> {
    /// A part of this part. Roles: `button`, `checkbox`, `dialog`, `field`, `group` (fieldsets, sections, regions …),
    /// `heading`, `link`, `listitem`, `menuitem`, `option`, `radio`, `row`, `status`, `tab`, `table`. The name is
    /// what a screen reader says, or the part's own heading; if nothing bears exactly this name, one that contains it
    /// will do.
    #[must_use]
    pub fn within(&self, role: &'static str, name: &str) -> Self {
        let mut path = self.path.clone();
        path.push((role, name.to_owned()));
        Self { window: self.window, path }
    }

    /// Clicks what has this role and name in this part.
    #[track_caller]
    pub fn click(&self, role: &'static str, name: &str) {
        let target = self.within(role, name);
        self.window.wait(&format!("clicking {target}"), || match target.one()? {
            Some(element) => self.window.session().click(&element).map(Some),
            None => Ok(None),
        });
    }

    /// Clicks the button with this name in this part.
    #[track_caller]
    pub fn click_button(&self, name: &str) {
        self.click("button", name);
    }

    /// The field beside this label in this part.
    #[must_use]
    pub fn field(&self, label: &str) -> Field<'a> {
        Field(self.within("field", label))
    }

    /// Puts a checkbox in this state.
    #[track_caller]
    pub fn tick(&self, label: &str, on: bool) {
        let checkbox = self.within("checkbox", label);
        self.window.wait(&format!("{checkbox} is {on}"), || {
            let Some(element) = checkbox.one()? else { return Ok(None) };
            let session = self.window.session();
            const STATE: &str = "return arguments[0].checked ?? arguments[0].ariaChecked === 'true'";
            if session.execute(STATE, json!([element.value()]))? != on {
                session.click(&element)?;
            }
            Ok((session.execute(STATE, json!([element.value()]))? == on).then_some(()))
        });
    }

    /// Waits until this part holds something with this role and name.
    #[track_caller]
    pub fn wait_for(&self, role: &'static str, name: &str) {
        let target = self.within(role, name);
        self.window.wait(&format!("there is {target}"), || Ok((!target.all()?.is_empty()).then_some(())));
    }

    /// Waits until this part holds nothing with this role and name.
    #[track_caller]
    pub fn wait_until_none(&self, role: &'static str, name: &str) {
        let target = self.within(role, name);
        self.window.wait(&format!("there is no {target}"), || Ok(target.all()?.is_empty().then_some(())));
    }

    /// The names of everything with this role in this part, in the page's order.
    #[must_use]
    pub fn names(&self, role: &'static str) -> Vec<String> {
        let script = format!(
            "{ACCESSIBLE}\nreturn locate(arguments[0]).flatMap((part) => inside(part, arguments[1], null)).map(nameOf)"
        );
        let names = self.window.execute(&script, json!([self.path, role]));
        names
            .as_array()
            .into_iter()
            .flatten()
            .map(|name| name.as_str().unwrap_or_default().to_owned())
            .collect()
    }

    /// The visible text of this part.
    #[track_caller]
    #[must_use]
    pub fn text(&self) -> String {
        self.window.wait(&format!("the text of {self}"), || {
            let Some(element) = self.one()? else { return Ok(None) };
            let text =
                self.window.session().execute("return arguments[0].innerText", json!([element.value()]))?;
            Ok(text.as_str().map(str::to_owned))
        })
    }

    fn all(&self) -> Result<Vec<Element>, Refusal> {
        let script =
            format!("{ACCESSIBLE}\nreturn locate(arguments[0]).filter((found) => found !== document)");
        self.window.session().elements(&script, json!([self.path]))
    }

    /// The one element that is meant; nothing yet if there is none. Several are a mistake of the test.
    fn one(&self) -> Result<Option<Element>, Refusal> {
        let mut found = self.all()?;
        if found.len() > 1 {
            let error = format!("{self} names {} elements", found.len());
            return Err(Refusal::Said { error, message: "narrow it with `within`".to_owned() });
        }
        Ok(found.pop())
    }
}

impl std::fmt::Display for Part<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let steps = self.path.iter().map(|(role, name)| format!("{role} {name:?}")).collect::<Vec<_>>();
        formatter.write_str(&steps.join(" > "))
    }
}

impl Field<'_> {
    /// What the field holds: its text, or the value of the chosen option.
    #[track_caller]
    #[must_use]
    pub fn value(&self) -> String {
        self.read("return arguments[0].value")
    }

    /// The text of the option chosen in a list.
    #[track_caller]
    #[must_use]
    pub fn chosen(&self) -> String {
        self.read("return arguments[0].selectedOptions[0]?.textContent.trim() ?? ''")
    }

    /// Replaces the field's content by typing.
    #[track_caller]
    pub fn set(&self, text: &str) {
        let Self(part) = self;
        part.window.wait(&format!("writing into {part}"), || {
            let Some(element) = part.one()? else { return Ok(None) };
            let session = part.window.session();
            session.click(&element)?;
            session.send_keys(&element, &format!("{SELECT_ALL}{DELETE}"))?;
            if !text.is_empty() {
                session.send_keys(&element, &text.replace('\n', ENTER))?;
            }
            let value = session.execute("return arguments[0].value", json!([element.value()]))?;
            Ok((value == text).then_some(()))
        });
    }

    /// Chooses the option with this text in a list.
    #[track_caller]
    pub fn choose(&self, option: &str) {
        self.0.click("option", option);
        let Self(part) = self;
        part.window
            .wait(&format!("{option:?} is chosen in {part}"), || Ok((self.chosen() == option).then_some(())));
    }

    /// Waits until the field holds this text.
    #[track_caller]
    pub fn wait_for_value(&self, text: &str) {
        let Self(part) = self;
        part.window.wait(&format!("{part} holds {text:?}"), || {
            let Some(element) = part.one()? else { return Ok(None) };
            let value =
                part.window.session().execute("return arguments[0].value", json!([element.value()]))?;
            Ok((value == text).then_some(()))
        });
    }

    #[track_caller]
    fn read(&self, script: &str) -> String {
        let Self(part) = self;
        part.window.wait(&format!("reading {part}"), || {
            let Some(element) = part.one()? else { return Ok(None) };
            let value = part.window.session().execute(script, json!([element.value()]))?;
            Ok(value.as_str().map(str::to_owned))
        })
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the crate lies in the workspace")
}

fn screenshots() -> PathBuf {
    root().join("target/screenshots")
}
