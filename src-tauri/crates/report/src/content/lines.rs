//! Paragraphs that are put together line by line.

use crate::document::{Cell, Flow, Inline, Inlines, TagKind};

/// A paragraph whose lines are added one after the other.
#[derive(Debug, Default)]
pub(super) struct Lines {
    inlines: Inlines,
}

impl Lines {
    /// A paragraph that begins with the tag of an inherited statement, if there is one.
    pub(super) fn after(origin: Option<Inline>) -> Self {
        Self { inlines: origin.into_iter().collect() }
    }

    /// Begins a line; what follows a tag of origin stays on the tag's line.
    pub(super) fn line(&mut self) -> &mut Self {
        match self.inlines.last() {
            None => {}
            Some(Inline::Tag { kind: TagKind::Origin, .. }) => self.inlines.push(Inline::text(" ")),
            Some(_) => self.inlines.push(Inline::LineBreak),
        }
        self
    }

    /// Adds to the line.
    pub(super) fn push(&mut self, inline: Inline) -> &mut Self {
        self.inlines.push(inline);
        self
    }

    /// Adds to the line.
    pub(super) fn extend(&mut self, inlines: Inlines) -> &mut Self {
        self.inlines.extend(inlines);
        self
    }

    /// A line of text, unless it is blank.
    pub(super) fn text(&mut self, text: &str) -> &mut Self {
        if !text.trim().is_empty() {
            self.line().push(Inline::text(text));
        }
        self
    }

    /// A line that holds these inlines, unless there are none.
    pub(super) fn whole(&mut self, inlines: Inlines) -> &mut Self {
        if !inlines.is_empty() {
            self.line().extend(inlines);
        }
        self
    }

    /// "label: value" on a line of its own, unless the value is empty.
    pub(super) fn labelled(&mut self, label: &str, value: Inlines) -> &mut Self {
        if !value.is_empty() {
            self.line().push(Inline::text(format!("{label}: "))).extend(value);
        }
        self
    }

    /// "label: text" on a line of its own, when there is a text.
    pub(super) fn optional(&mut self, label: &str, text: Option<&str>) -> &mut Self {
        match text {
            Some(text) if !text.trim().is_empty() => self.labelled(label, vec![Inline::text(text)]),
            _ => self,
        }
    }

    /// The paragraph.
    pub(super) fn inlines(self) -> Inlines {
        self.inlines
    }

    /// The paragraph as the content of a cell.
    pub(super) fn cell(self) -> Cell {
        paragraph(self.inlines)
    }
}

/// Inlines as the content of a cell; nothing stays nothing.
pub(super) fn paragraph(inlines: Inlines) -> Cell {
    if inlines.is_empty() { Vec::new() } else { vec![Flow::Paragraph(inlines)] }
}

/// Inlines one after the other, with a separator between those that are not empty.
pub(super) fn joined(parts: impl IntoIterator<Item = Inlines>, separator: &str) -> Inlines {
    let mut all = Inlines::new();
    for part in parts.into_iter().filter(|part| !part.is_empty()) {
        if !all.is_empty() {
            all.push(Inline::text(separator));
        }
        all.extend(part);
    }
    all
}
