//! Files of verinice.veo in its domain DS-GVO: single elements, lists of them, units, catalogues and profiles.
//!
//! The format is that of the public repository SerNet/verinice-veo. An *element* is an object with a name and a type:
//! process, asset, scope, person, control and so on. It carries attributes, grouped in `customAspects`, and `links` to
//! other elements, which carry attributes of their own. Both stand at the element itself (older exports, the domain's
//! own view) or once for each domain (`domains.{id}`); attributes stand in an object `attributes` or directly. Items of
//! catalogues and profiles have `elementType` and put their links among `tailoringReferences`. A reader of one of these
//! reads all of them: it looks for elements wherever they stand.
//!
//! Each process becomes an activity, a transfer of data (`PRO_DataTransfer`) becomes recipients of the activities that
//! link to it, an impact assessment (`PRO_DPIA`) belongs to the activities it assesses. What a process says and the
//! model has no field for stands in the activity's note. Only addresses of the server's own interface are passed over.

mod assessment;
mod codes;
mod data_types;
mod element;
mod erasure;
mod find;
mod labels;
mod links;
mod parties;
mod process;
mod recipients;
#[cfg(test)]
mod tests;
mod values;

use crate::foreign::{ForeignFile, Leftover, MAX_ACTIVITIES, is_storable};
use crate::native::{ReadError, shown, strict};
use element::{Element, Elements, Kind};
use std::collections::{BTreeMap, BTreeSet};

/// What this tool is called.
pub(crate) const TOOL: &str = "verinice.veo";
/// Largest file, in bytes (24 MiB).
pub const MAX_BYTES: usize = 24 << 20;
/// Most values in a file: texts, numbers, lists and objects.
pub const MAX_VALUES: usize = 400_000;
/// Most bytes that links may bring into activities from the elements they lead to (16 MiB), so that a small file in
/// which everything is linked with everything does not become a large register.
pub const MAX_LINKED_BYTES: usize = 16 << 20;

/// A file that was not read. Nothing of it may be used.
///
/// The texts are for logs; what a user reads is chosen by [`VeoError::code`].
#[derive(Debug, thiserror::Error)]
pub enum VeoError {
    /// The file is larger than [`MAX_BYTES`].
    #[error("the file has {bytes} bytes; at most {MAX_BYTES} are read")]
    TooLarge {
        /// Its size.
        bytes: usize,
    },
    /// The file holds more than [`MAX_VALUES`] values.
    #[error("{place}: more than {MAX_VALUES} values in the file")]
    TooManyValues {
        /// Where the first one too many stands.
        place: String,
    },
    /// The file is no JSON within the limits of [`crate::native`].
    #[error(transparent)]
    Json(ReadError),
    /// There is no element of verinice.veo in the file.
    #[error("the file holds no element of verinice.veo")]
    OtherFormat,
    /// There are elements in the file, but no process among them.
    #[error("the file holds {elements} elements, but no process")]
    NoProcess {
        /// How many there are.
        elements: usize,
    },
    /// Two different elements bear the same id.
    #[error("{place}: another element has the id {id}, too")]
    DuplicateId {
        /// The second one.
        place: String,
        /// The id.
        id: String,
    },
    /// The file holds more than [`MAX_ACTIVITIES`] processes.
    #[error("{place}: more than {MAX_ACTIVITIES} processes")]
    TooManyProcesses {
        /// The first one too many.
        place: String,
    },
    /// An element would become a record that is too large for a native file.
    #[error("{place}: too large for one record")]
    TooLargeRecord {
        /// The element, or what was made of it.
        place: String,
    },
    /// Links bring in more than [`MAX_LINKED_BYTES`].
    #[error("{place}: the links of the file bring in more than {MAX_LINKED_BYTES} bytes")]
    TooMuchLinked {
        /// The element whose links go beyond the limit.
        place: String,
    },
}

impl VeoError {
    /// The code a user's text is chosen by.
    pub fn code(&self) -> &'static str {
        "E-IMPORT-FORMAT"
    }
}

impl From<ReadError> for VeoError {
    fn from(error: ReadError) -> Self {
        match error {
            ReadError::TooManyValues { place } => Self::TooManyValues { place },
            error => Self::Json(error),
        }
    }
}

/// Whether a file looks like one of verinice.veo: JSON, and one of the format's member names in it.
///
/// Costs one pass over the bytes; [`read`] may still refuse the file.
pub fn is_one(bytes: &[u8]) -> bool {
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let first = text.iter().find(|byte| !byte.is_ascii_whitespace());
    let names: [&[u8]; 4] =
        [b"\"customAspects\"", b"\"tailoringReferences\"", b"\"process_", b"\"PRO_DataProcessing\""];
    matches!(first, Some(b'{' | b'['))
        && text.iter().enumerate().any(|(at, byte)| {
            *byte == b'"'
                && names.iter().any(|name| text.get(at..).is_some_and(|rest| rest.starts_with(name)))
        })
}

/// Reads the processes of a file as activities. A byte order mark at its beginning is passed over.
///
/// An activity's key follows from the id of its process; a process without an id goes by its name. What is produced
/// passes [`register::integrity`].
///
/// # Errors
/// When the file is larger or deeper than the limits allow, is no JSON, holds no process, or uses an id twice.
pub fn read(bytes: &[u8]) -> Result<ForeignFile, VeoError> {
    if bytes.len() > MAX_BYTES {
        return Err(VeoError::TooLarge { bytes: bytes.len() });
    }
    let text = std::str::from_utf8(bytes).map_err(|error| ReadError::NotUtf8 { at: error.valid_up_to() })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    strict::check_shape(text)?;
    let elements = Elements::collect(strict::document(text, MAX_VALUES)?)?;
    if elements.all.is_empty() {
        return Err(VeoError::OtherFormat);
    }

    let mut file = ForeignFile { tool: TOOL.to_owned(), ..ForeignFile::default() };
    let transfers = elements.linked("process_dataTransmission");
    let (mut bodies, mut keys, mut activities) = (BTreeSet::new(), BTreeMap::new(), BTreeSet::new());
    for (index, element) in elements.all.iter().enumerate() {
        let is_activity = element.kind == Kind::Process
            && element.sub_type.as_deref() != Some("PRO_DPIA")
            && !(element.sub_type.as_deref() == Some("PRO_DataTransfer") && transfers.contains(&index));
        if is_activity {
            if file.activities.len() == MAX_ACTIVITIES {
                return Err(VeoError::TooManyProcesses { place: element.place() });
            }
            let (key, activity) = process::activity(index, &elements, &mut keys, &mut file)?;
            if !is_storable(&activity) {
                return Err(VeoError::TooLargeRecord { place: element.place() });
            }
            file.activities.push((key, activity));
            activities.insert(index);
            bodies.extend(elements.responsible_body(index));
        }
    }
    if file.activities.is_empty() {
        return Err(VeoError::NoProcess { elements: elements.all.len() });
    }
    if let Some(record) = file.shared.values().find(|record| !is_storable(*record)) {
        return Err(VeoError::TooLargeRecord { place: shown(record.title()) });
    }
    file.organisation = match bodies.len() {
        1 => bodies.pop_first(),
        _ => elements.unit.clone(),
    };
    let mut administration = Vec::new();
    for (index, element) in elements.all.iter().enumerate() {
        if !elements.is_used(index) {
            let text = Element { bookkeeping: Vec::new(), ..element.clone() }.as_text();
            file.leftovers.push(Leftover { place: element.place(), activity: None, text });
        }
        // An activity tells its own.
        if !activities.contains(&index) && !element.administration().is_empty() {
            administration.push(format!("{}: {}", element.place(), element.administration()));
        }
    }
    file.leftovers.extend(elements.other.iter().map(|(place, text)| Leftover {
        place: place.clone(),
        activity: None,
        text: text.clone(),
    }));
    if !administration.is_empty() {
        let (place, text) = ("Verwaltungsdaten".to_owned(), administration.join("\n"));
        file.leftovers.push(Leftover { place, activity: None, text });
    }
    Ok(file)
}
