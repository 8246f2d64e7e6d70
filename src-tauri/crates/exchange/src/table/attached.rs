//! What hangs on a cell without being its text: comments, targets of links, text boxes, text that is struck through.

use crate::foreign::Leftover;

/// What kind of thing it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A comment or a note.
    Comment,
    /// Where a link leads that shows another text.
    Link,
    /// The text of a text box or another drawn shape; it hangs on the cell under its corner.
    TextBox,
    /// The part of the cell's text that is struck through.
    Struck,
}

/// Something that hangs on a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Attached {
    pub(super) kind: Kind,
    /// Row and column; `None` where the file names no cell, then it belongs to the sheet.
    pub(crate) cell: Option<(usize, usize)>,
    /// How people call the cell, or the sheet.
    pub(super) place: String,
    /// As it stands in the file, trimmed, with line feeds; never empty.
    pub(crate) text: String,
}

impl Attached {
    /// How the note of a record introduces it, under the heading of its column, or of its label in a form.
    pub(crate) fn label(&self, heading: &str, form: bool) -> String {
        let kind = match self.kind {
            Kind::Comment => "Kommentar zu",
            Kind::Link => "Link in",
            Kind::TextBox => "Textfeld bei",
            Kind::Struck => "Durchgestrichen in",
        };
        match (heading.is_empty(), form) {
            (true, _) => format!("{kind} {}", self.place),
            (false, true) => format!("{kind} „{heading}“"),
            (false, false) => format!("{kind} Spalte „{heading}“"),
        }
    }

    /// Outside of any record.
    pub(crate) fn leftover(&self) -> Leftover {
        let kind = match self.kind {
            Kind::Comment => "Kommentar",
            Kind::Link => "Link",
            Kind::TextBox => "Textfeld",
            Kind::Struck => "Durchgestrichen",
        };
        Leftover { place: self.place.clone(), activity: None, text: format!("{kind}: {}", self.text) }
    }
}
