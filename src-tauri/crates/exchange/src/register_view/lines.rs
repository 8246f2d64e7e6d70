//! Texts that are put together line by line.

/// Lines; blank ones are left out, all others stay as they are.
#[derive(Debug, Clone, Default)]
pub(crate) struct Lines(Vec<String>);

impl Lines {
    /// One line.
    pub(crate) fn of(text: impl Into<String>) -> Self {
        let mut lines = Self::default();
        lines.text(text);
        lines
    }

    /// A line, unless it is blank.
    pub(crate) fn text(&mut self, text: impl Into<String>) -> &mut Self {
        let text = text.into();
        if !text.trim().is_empty() {
            self.0.push(text);
        }
        self
    }

    /// A line, when there is one.
    pub(crate) fn maybe(&mut self, text: Option<&str>) -> &mut Self {
        self.text(text.unwrap_or_default())
    }

    /// "label: text", when there is a text.
    pub(crate) fn labelled(&mut self, label: &str, text: Option<&str>) -> &mut Self {
        match text {
            Some(text) if !text.trim().is_empty() => self.text(format!("{label}: {text}")),
            _ => self,
        }
    }

    /// All lines of another text.
    pub(crate) fn all(&mut self, other: Self) -> &mut Self {
        self.0.extend(other.0);
        self
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The lines with something between them.
    pub(crate) fn joined(self, separator: &str) -> String {
        self.0.join(separator)
    }

    /// The lines below each other.
    pub(crate) fn below(self) -> String {
        self.joined("\n")
    }

    /// The first line with the others in brackets: "Mahnung (Bedingung: bei Verzug; Hinweis: …)".
    pub(crate) fn bracketed(self) -> String {
        match self.0.split_first() {
            Some((first, [])) => first.clone(),
            Some((first, others)) => format!("{first} ({})", others.join("; ")),
            None => String::new(),
        }
    }
}
