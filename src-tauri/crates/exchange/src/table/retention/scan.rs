//! The words, numbers and marks of a wording, with their places.

use super::super::folding::fold;

/// A piece of a wording, from one place to another in it.
#[derive(Debug, Clone, Copy)]
pub(super) enum Token<'a> {
    /// Digits with what belongs to them: "10", "1,5", "½".
    Number {
        /// As written.
        text: &'a str,
        /// The place after it.
        end: usize,
    },
    /// Letters, also with hyphens between them.
    Word {
        /// As written.
        text: &'a str,
        /// The place after it, and after the dot of an abbreviation.
        end: usize,
    },
    /// Anything else but blanks and dots.
    Mark {
        /// The place after it.
        end: usize,
    },
}

impl Token<'_> {
    /// The folded word.
    pub(super) fn word(&self) -> Option<String> {
        match self {
            Self::Word { text, .. } => Some(fold(text)),
            _ => None,
        }
    }

    pub(super) fn end(&self) -> usize {
        match self {
            Self::Number { end, .. } | Self::Word { end, .. } | Self::Mark { end } => *end,
        }
    }
}

/// The pieces of a wording.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut characters = text.char_indices().peekable();
    while let Some((begin, first)) = characters.next() {
        let number = first.is_numeric();
        if !number && !first.is_alphabetic() {
            if !first.is_whitespace() && first != '.' {
                tokens.push(Token::Mark { end: begin + first.len_utf8() });
            }
            continue;
        }
        let mut end = begin + first.len_utf8();
        while let Some((at, next)) = characters.peek().copied() {
            let after = text.get(at + next.len_utf8()..).and_then(|rest| rest.chars().next());
            let belongs = if number {
                next.is_numeric() || matches!(next, ',' | '.' | '/') && after.is_some_and(|c| c.is_numeric())
            } else {
                next.is_alphabetic()
                    || matches!(next, '\u{ad}' | '\u{300}'..='\u{36f}')
                    || next == '-' && after.is_some_and(char::is_alphabetic)
            };
            if !belongs {
                break;
            }
            characters.next();
            end = at + next.len_utf8();
        }
        let piece = text.get(begin..end).unwrap_or_default();
        tokens.push(if number {
            Token::Number { text: piece, end }
        } else {
            if let Some((at, '.')) = characters.peek() {
                end = at + 1;
            }
            Token::Word { text: piece, end }
        });
    }
    tokens
}
