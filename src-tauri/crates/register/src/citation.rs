//! Legal citations as people write them: read, normalised, compared, observed.
//!
//! [`parse`] never changes the wording it is given; it derives a [`Reading`] beside it. Whatever it cannot place stands
//! in [`Reading::unread`], so nothing is lost silently. The standard form follows the citing customs of German
//! authorities ("Art. 6 Abs. 1 UAbs. 1 Buchst. e DSGVO").

mod laws;
mod names;
mod observe;
mod parse;
mod scan;
mod spell;
mod steps;
#[cfg(test)]
mod tests;

pub use laws::{Law, law};
pub use observe::{Observation, UsedAs, ground, observe};
pub use parse::parse;

use serde::{Deserialize, Serialize};

/// The grounds of Art. 6(1) UAbs. 1 DSGVO.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS), ts(export))]
#[serde(rename_all = "snake_case")]
pub enum LawfulGround {
    /// Letter a.
    Consent,
    /// Letter b.
    Contract,
    /// Letter c.
    LegalObligation,
    /// Letter d.
    VitalInterests,
    /// Letter e.
    PublicTask,
    /// Letter f.
    LegitimateInterests,
}

/// The unit a law is divided into.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// "Art.".
    Article,
    /// "§".
    Section,
    /// Neither: a whole law, or an annex, division or point alone.
    #[default]
    None,
}

/// Whether the provisions after the named one are meant too.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Following {
    /// Only the named one.
    #[default]
    None,
    /// "f.": the next one too.
    Next,
    /// "ff.": those after it too.
    All,
}

/// A number within a law: "46", "85a", "3.1.2".
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Number {
    /// The whole numbers between the dots; never empty.
    pub parts: Vec<u32>,
    /// The letter of an inserted provision ("85a"), lower case.
    pub letter: Option<char>,
}

impl From<u32> for Number {
    fn from(number: u32) -> Self {
        Self { parts: vec![number], letter: None }
    }
}

/// One place, a range of places ("120–122"), or a place and those following ("37 ff.").
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span<T> {
    /// The first place.
    pub first: T,
    /// The last place of a range.
    pub last: Option<T>,
    /// Whether the following ones are meant too.
    pub following: Following,
}

impl<T> From<T> for Span<T> {
    fn from(first: T) -> Self {
        Self { first, last: None, following: Following::None }
    }
}

/// One provision of a law.
///
/// With an annex or a division, points and letters lie there, and article or section with paragraph and sentence say
/// what the annex belongs to ("Nr. 3.1.2 Abschnitt 7 Anlage 2 zu § 46 BaySchO").
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Provision {
    /// The short name of a known law ("DSGVO"), an unknown one as written; none where the wording names none.
    pub law: Option<String>,
    /// Article or section; [`Unit::None`] exactly where `numbers` is empty.
    pub unit: Unit,
    /// The article or section.
    pub numbers: Option<Span<Number>>,
    /// Absatz.
    pub paragraphs: Vec<Span<Number>>,
    /// Unterabsatz.
    pub subparagraphs: Vec<Span<Number>>,
    /// Satz.
    pub sentences: Vec<Span<Number>>,
    /// Nummer or Ziffer.
    pub points: Vec<Span<Number>>,
    /// Buchstabe, lower case.
    pub letters: Vec<Span<char>>,
    /// Anlage.
    pub annex: Option<Number>,
    /// Abschnitt.
    pub division: Option<Number>,
}

impl Provision {
    /// The form to compare by: the letters of Art. 6(1) DSGVO lie in its first subparagraph, whether a citation says
    /// so, says "Satz 1", or says nothing.
    #[must_use]
    pub fn canonical(&self) -> Self {
        let mut canonical = self.clone();
        let first = [Span::from(Number::from(1))];
        if self.is_lawful_ground()
            && self.subparagraphs.is_empty()
            && (self.sentences.is_empty() || self.sentences == first)
        {
            canonical.subparagraphs = first.to_vec();
            canonical.sentences.clear();
        }
        canonical
    }

    /// Whether this names letters of Art. 6(1) DSGVO.
    fn is_lawful_ground(&self) -> bool {
        self.law.as_deref() == Some(laws::GDPR) && self.looks_like_lawful_ground()
    }

    /// Whether this names letters of an Art. 6(1), of whatever law.
    fn looks_like_lawful_ground(&self) -> bool {
        self.unit == Unit::Article
            && self.numbers == Some(Number::from(6).into())
            && self.paragraphs == [Span::from(Number::from(1))]
            && !self.letters.is_empty()
            && self.annex.is_none()
    }

    /// Whether nothing but a law is named.
    fn is_law_alone(&self) -> bool {
        *self == Self { law: self.law.clone(), ..Self::default() }
    }
}

/// Whether two citations mean the same place. An annex is found without the section it belongs to, so "Anlage 2
/// BaySchO" and "Anlage 2 zu § 46 BaySchO" are the same place.
#[must_use]
pub fn same_place(a: &Provision, b: &Provision) -> bool {
    let (mut a, mut b) = (a.canonical(), b.canonical());
    if a.annex.is_some() && (a.numbers.is_none() || b.numbers.is_none()) {
        for side in [&mut a, &mut b] {
            side.unit = Unit::None;
            side.numbers = None;
            side.paragraphs.clear();
            side.subparagraphs.clear();
            side.sentences.clear();
        }
    }
    a == b
}

/// How a provision is tied to the one before it; a stronger tie sorts after a weaker one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Connector {
    /// "und", "sowie" or a comma.
    And,
    /// "oder" or "bzw.".
    Or,
    /// "i. V. m.".
    InConjunction,
}

/// What was read in a wording.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
    /// The provisions in the order of the wording.
    pub provisions: Vec<Provision>,
    /// The connectors between them: always one fewer than provisions, or none.
    pub connectors: Vec<Connector>,
    /// Stretches of the wording that are no part of a citation.
    pub unread: Vec<String>,
    /// Whether the wording is a citation in another form than the standard one.
    pub loose: bool,
}

impl Reading {
    /// Ties the readings of a chain's links together with "i. V. m.".
    #[must_use]
    pub fn chain(links: impl IntoIterator<Item = Self>) -> Self {
        let mut chain = Self::default();
        for link in links {
            if !chain.provisions.is_empty() && !link.provisions.is_empty() {
                chain.connectors.push(Connector::InConjunction);
            }
            chain.provisions.extend(link.provisions);
            chain.connectors.extend(link.connectors);
            chain.unread.extend(link.unread);
            chain.loose |= link.loose;
        }
        chain
    }
}
