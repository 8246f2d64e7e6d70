//! Cuts a wording into words, numbers and marks.

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A run of letters.
    Word,
    /// Digits, with dots between them where nothing else stands ("3.1.2").
    Number,
    /// "§".
    Section,
    /// ".".
    Dot,
    /// "," or ";".
    Comma,
    /// An opening bracket.
    Open,
    /// A closing bracket.
    Close,
    /// A hyphen or dash.
    Dash,
    /// "/".
    Slash,
    /// "&".
    Ampersand,
    /// Anything else.
    Mark,
}

/// A piece of the wording.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token<'a> {
    pub(super) kind: Kind,
    pub(super) text: &'a str,
    /// Where it begins, in bytes.
    pub(super) start: usize,
    /// Whether no space stands before it.
    pub(super) glued: bool,
}

impl Token<'_> {
    /// Where it ends, in bytes.
    pub(super) fn end(&self) -> usize {
        self.start + self.text.len()
    }
}

/// The tokens of a wording, addressed by index; past the end there is nothing.
pub(super) struct Tokens<'a>(Vec<Token<'a>>);

impl<'a> Tokens<'a> {
    pub(super) fn get(&self, at: usize) -> Option<&Token<'a>> {
        self.0.get(at)
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    pub(super) fn is(&self, at: usize, kind: Kind) -> bool {
        self.get(at).is_some_and(|token| token.kind == kind)
    }

    pub(super) fn glued(&self, at: usize) -> bool {
        self.get(at).is_some_and(|token| token.glued)
    }

    /// The word at this place, as written.
    pub(super) fn word(&self, at: usize) -> Option<&'a str> {
        self.get(at).filter(|token| token.kind == Kind::Word).map(|token| token.text)
    }

    /// The index after a token of this kind, or the same index where there is none.
    pub(super) fn past(&self, at: usize, kind: Kind) -> usize {
        if self.is(at, kind) { at + 1 } else { at }
    }
}

/// The key to compare words by: letters and digits in lower case.
pub(super) fn key(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Soft hyphens and combining marks belong to the word around them.
fn belongs_to_word(c: char) -> bool {
    c.is_alphabetic() || c == '\u{ad}' || ('\u{300}'..='\u{36f}').contains(&c)
}

fn is_space(c: char) -> bool {
    c.is_whitespace() || c.is_control() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// Cuts a wording into tokens, in one pass.
pub(super) fn scan(wording: &str) -> Tokens<'_> {
    let mut tokens = Vec::new();
    let mut rest = wording.char_indices().peekable();
    let mut glued = false;
    while let Some((start, c)) = rest.next() {
        if is_space(c) {
            glued = false;
            continue;
        }
        let mut end = start + c.len_utf8();
        let kind = if belongs_to_word(c) {
            while let Some((at, c)) = rest.next_if(|(_, c)| belongs_to_word(*c)) {
                end = at + c.len_utf8();
            }
            Kind::Word
        } else if c.is_ascii_digit() {
            loop {
                while rest.next_if(|(_, c)| c.is_ascii_digit()).is_some() {
                    end += 1;
                }
                let mut after = wording[end..].chars();
                if after.next() != Some('.') || !after.next().is_some_and(|c| c.is_ascii_digit()) {
                    break;
                }
                rest.next();
                end += 1;
            }
            Kind::Number
        } else {
            match c {
                '§' => Kind::Section,
                '.' => Kind::Dot,
                ',' | ';' => Kind::Comma,
                '(' | '[' => Kind::Open,
                ')' | ']' => Kind::Close,
                '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' => Kind::Dash,
                '/' => Kind::Slash,
                '&' => Kind::Ampersand,
                _ => Kind::Mark,
            }
        };
        tokens.push(Token { kind, text: &wording[start..end], start, glued });
        glued = true;
    }
    Tokens(tokens)
}
