//! The part of the WebDriver protocol that the tests use, spoken over a loopback connection.
//!
//! The protocol is one JSON document per HTTP request; a client library would bring an asynchronous network stack
//! into a workspace whose product must not contain one.

use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::path::Path;
use std::time::Duration;

use base64::Engine;
use serde_json::{Value, json};

/// The key under which the protocol wraps the reference to an element.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// One running program under the control of a driver.
#[derive(Debug)]
pub(crate) struct Session {
    port: u16,
    id: String,
}

/// A reference to an element of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Element(String);

/// Why a command was not carried out.
#[derive(Debug)]
pub(crate) enum Refusal {
    /// The driver did not answer, or not in its protocol.
    Broken(io::Error),
    /// The driver says no, with the protocol's error code and its own words.
    Said { error: String, message: String },
}

impl From<io::Error> for Refusal {
    fn from(error: io::Error) -> Self {
        Self::Broken(error)
    }
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Broken(error) => write!(formatter, "the driver does not answer: {error}"),
            Self::Said { error, message } => write!(formatter, "{error}: {message}"),
        }
    }
}

impl Session {
    /// Starts the program and takes control of its window.
    pub(crate) fn open(port: u16, program: &Path) -> Result<Self, Refusal> {
        let options = json!({ "binary": program, "args": [] });
        let wanted = json!({ "webkitgtk:browserOptions": options });
        let answer =
            send(port, "POST", "/session", Some(json!({ "capabilities": { "alwaysMatch": wanted } })))?;
        let id = answer["sessionId"].as_str().ok_or_else(|| unexpected(&answer))?.to_owned();
        let session = Self { port, id };
        session.post("timeouts", json!({ "script": 60_000, "pageLoad": 60_000, "implicit": 0 }))?;
        Ok(session)
    }

    /// Closes the window and ends the program.
    pub(crate) fn close(&self) -> Result<(), Refusal> {
        match send(self.port, "DELETE", &format!("/session/{}", self.id), None) {
            // A program that ends while it is being asked to is no failure.
            Err(Refusal::Said { error, .. }) if error == "no such window" => Ok(()),
            answer => answer.map(drop),
        }
    }

    /// Runs the body of a function in the page and returns what it returns.
    pub(crate) fn execute(&self, script: &str, arguments: Value) -> Result<Value, Refusal> {
        self.post("execute/sync", json!({ "script": script, "args": arguments }))
    }

    /// The same for a body that calls its last argument with the result.
    pub(crate) fn execute_async(&self, script: &str, arguments: Value) -> Result<Value, Refusal> {
        self.post("execute/async", json!({ "script": script, "args": arguments }))
    }

    /// The elements that a script returns as a list.
    pub(crate) fn elements(&self, script: &str, arguments: Value) -> Result<Vec<Element>, Refusal> {
        let found = self.execute(script, arguments)?;
        let list = found.as_array().ok_or_else(|| unexpected(&found))?;
        list.iter().map(|item| Element::from_value(item).ok_or_else(|| unexpected(item))).collect()
    }

    /// Clicks in the middle of an element, as a person would: it must be visible and not covered.
    pub(crate) fn click(&self, element: &Element) -> Result<(), Refusal> {
        self.post(&format!("element/{}/click", element.0), json!({})).map(drop)
    }

    /// Types into an element; the protocol's private characters stand for special keys.
    pub(crate) fn send_keys(&self, element: &Element, keys: &str) -> Result<(), Refusal> {
        self.post(&format!("element/{}/value", element.0), json!({ "text": keys })).map(drop)
    }

    /// The element that has the focus.
    pub(crate) fn active(&self) -> Result<Element, Refusal> {
        let answer = self.get("element/active")?;
        Element::from_value(&answer).ok_or_else(|| unexpected(&answer))
    }

    /// Sets the size of the window in pixels.
    pub(crate) fn resize(&self, width: u32, height: u32) -> Result<(), Refusal> {
        self.post("window/rect", json!({ "x": 0, "y": 0, "width": width, "height": height })).map(drop)
    }

    /// What the window shows, as a PNG.
    pub(crate) fn screenshot(&self) -> Result<Vec<u8>, Refusal> {
        let answer = self.get("screenshot")?;
        let text = answer.as_str().ok_or_else(|| unexpected(&answer))?;
        base64::engine::general_purpose::STANDARD.decode(text).map_err(|_| unexpected(&answer))
    }

    fn post(&self, command: &str, body: Value) -> Result<Value, Refusal> {
        send(self.port, "POST", &format!("/session/{}/{command}", self.id), Some(body))
    }

    fn get(&self, command: &str) -> Result<Value, Refusal> {
        send(self.port, "GET", &format!("/session/{}/{command}", self.id), None)
    }
}

impl Element {
    /// The reference as a script's argument.
    pub(crate) fn value(&self) -> Value {
        json!({ ELEMENT: self.0 })
    }

    fn from_value(value: &Value) -> Option<Self> {
        value[ELEMENT].as_str().map(|id| Self(id.to_owned()))
    }
}

/// Whether the driver on this port takes orders.
pub(crate) fn ready(port: u16) -> bool {
    send(port, "GET", "/status", None).is_ok_and(|status| status["ready"] == true)
}

fn send(port: u16, method: &str, path: &str, body: Option<Value>) -> Result<Value, Refusal> {
    let body = body.map(|body| body.to_string()).unwrap_or_default();
    let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port))?;
    stream.set_read_timeout(Some(Duration::from_secs(90)))?;
    let head = format!(
        "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\
         Content-Type: application/json\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes())?;
    stream.write_all(body.as_bytes())?;
    let answer: Value = serde_json::from_slice(&read_body(&mut stream)?).map_err(io::Error::from)?;
    let value = answer["value"].clone();
    match value["error"].as_str() {
        Some(error) => Err(Refusal::Said {
            error: error.to_owned(),
            message: value["message"].as_str().unwrap_or("").to_owned(),
        }),
        None => Ok(value),
    }
}

/// The body of an HTTP answer of known length.
fn read_body(stream: &mut TcpStream) -> io::Result<Vec<u8>> {
    const END: &[u8] = b"\r\n\r\n";
    let incomplete = || io::Error::new(io::ErrorKind::UnexpectedEof, "incomplete answer");
    let mut bytes = Vec::new();
    let mut chunk = [0; 16_384];
    loop {
        if let Some(end) = bytes.windows(END.len()).position(|window| window == END) {
            let head = String::from_utf8_lossy(&bytes[..end]).to_ascii_lowercase();
            let length = head.lines().find_map(|line| line.strip_prefix("content-length:"));
            let length: usize = length.and_then(|text| text.trim().parse().ok()).ok_or_else(incomplete)?;
            let mut body = bytes.split_off(end + END.len());
            while body.len() < length {
                match stream.read(&mut chunk)? {
                    0 => return Err(incomplete()),
                    read => body.extend_from_slice(&chunk[..read]),
                }
            }
            return Ok(body);
        }
        match stream.read(&mut chunk)? {
            0 => return Err(incomplete()),
            read => bytes.extend_from_slice(&chunk[..read]),
        }
    }
}

fn unexpected(answer: &Value) -> Refusal {
    Refusal::Broken(io::Error::other(format!("unexpected answer {answer}")))
}
