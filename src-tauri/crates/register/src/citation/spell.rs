//! The standard form.

use super::laws::law;
use super::steps::Level;
use super::{Connector, Following, Number, Provision, Reading, Span, Unit};
use std::fmt::{Display, Formatter, Result, Write};

impl Display for Number {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        let parts: Vec<String> = self.parts.iter().map(u32::to_string).collect();
        f.write_str(&parts.join("."))?;
        self.letter.map_or(Ok(()), |letter| f.write_char(letter))
    }
}

impl<T: Display> Display for Span<T> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        self.first.fmt(f)?;
        if let Some(last) = &self.last {
            write!(f, "–{last}")?;
        }
        f.write_str(match self.following {
            Following::None => "",
            Following::Next => " f.",
            Following::All => " ff.",
        })
    }
}

/// One level of a provision in words.
#[derive(PartialEq, Eq)]
struct Part {
    level: Level,
    keyword: &'static str,
    values: String,
}

impl Display for Part {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        write!(f, "{} {}", self.keyword, self.values)
    }
}

/// "1, 2 und 3".
fn listed<T: Display>(spans: &[Span<T>]) -> String {
    let mut listed = String::new();
    for (at, span) in spans.iter().enumerate() {
        let tie = match at {
            0 => "",
            _ if at + 1 == spans.len() => " und ",
            _ => ", ",
        };
        listed.push_str(tie);
        listed.push_str(&span.to_string());
    }
    listed
}

/// The parts of a provision in their order, without the law. `several` sections stand behind "§§".
fn parts(provision: &Provision, several: bool) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut add = |level, keyword, values: String| {
        if !values.is_empty() {
            parts.push(Part { level, keyword, values });
        }
    };
    let in_annex = provision.annex.is_some() || provision.division.is_some();
    let points = listed(&provision.points);
    let letters = listed(&provision.letters);
    if in_annex {
        add(Level::Point, "Nr.", points.clone());
        add(Level::Letter, "Buchst.", letters.clone());
        add(
            Level::Division,
            "Abschnitt",
            provision.division.as_ref().map(Number::to_string).unwrap_or_default(),
        );
        add(Level::Annex, "Anlage", provision.annex.as_ref().map(Number::to_string).unwrap_or_default());
    }
    if let Some(numbers) = &provision.numbers {
        let several = several || numbers.last.is_some() || numbers.following != Following::None;
        let keyword = match (in_annex, provision.unit, several) {
            (false, Unit::Section, false) => "§",
            (false, Unit::Section, true) => "§§",
            (false, _, _) => "Art.",
            (true, Unit::Section, false) => "zu §",
            (true, Unit::Section, true) => "zu §§",
            (true, _, _) => "zu Art.",
        };
        add(Level::Unit, keyword, numbers.to_string());
    }
    add(Level::Paragraph, "Abs.", listed(&provision.paragraphs));
    add(Level::Subparagraph, "UAbs.", listed(&provision.subparagraphs));
    add(Level::Sentence, "Satz", listed(&provision.sentences));
    if !in_annex {
        add(Level::Point, "Nr.", points);
        add(Level::Letter, "Buchst.", letters);
    }
    parts
}

impl Display for Provision {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        let mut words: Vec<String> = parts(self, false).iter().map(Part::to_string).collect();
        words.extend(self.law.clone());
        f.write_str(&words.join(" "))
    }
}

impl Display for Reading {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        let tie = |at: usize| self.connectors.get(at).copied().unwrap_or(Connector::And);
        for (at, provision) in self.provisions.iter().enumerate() {
            let before = at.checked_sub(1).and_then(|before| self.provisions.get(before));
            if before.is_some() {
                f.write_str(match (tie(at - 1), self.connectors.get(at)) {
                    (Connector::And, Some(Connector::And)) => ", ",
                    (Connector::And, _) => " und ",
                    (Connector::Or, _) => " oder ",
                    (Connector::InConjunction, _) => " i. V. m. ",
                })?;
            }
            let after = self.provisions.get(at + 1);
            let several =
                after.is_some_and(|after| shortened(provision, after, tie(at)) == Some(Short::Number));
            let parts = parts(provision, several);
            let short = before.and_then(|before| shortened(before, provision, tie(at - 1)));
            let words: Vec<String> = match short {
                Some(Short::Letters) => vec![listed(&provision.letters)],
                Some(Short::Number) => parts.into_iter().map(|part| part.values).collect(),
                Some(Short::From(from)) => parts.iter().skip(from).map(Part::to_string).collect(),
                None => parts.iter().map(Part::to_string).collect(),
            };
            f.write_str(&words.join(" "))?;
            let law_follows = after.is_some_and(|after| shares_law(provision, after, tie(at)));
            if let Some(name) = provision.law.as_ref().filter(|_| !law_follows) {
                write!(f, "{}{name}", if words.is_empty() { "" } else { " " })?;
            }
        }
        Ok(())
    }
}

/// How a provision is said after one of the same law.
#[derive(PartialEq, Eq)]
enum Short {
    /// "Art. 17 und 18": the number alone.
    Number,
    /// "Buchst. e oder f": the letters alone.
    Letters,
    /// "Art. 6 Abs. 1 Buchst. e i. V. m. Abs. 3": from this part on.
    From(usize),
}

fn shortened(before: &Provision, provision: &Provision, tie: Connector) -> Option<Short> {
    if before.law != provision.law || before.unit == Unit::None || before.unit != provision.unit {
        return None;
    }
    if [before, provision].iter().any(|p| p.annex.is_some() || p.division.is_some()) {
        return None;
    }
    let (first, second) = (parts(before, false), parts(provision, false));
    let same = first.iter().zip(&second).take_while(|(a, b)| a == b).count();
    match (first.get(same), second.get(same)) {
        (Some(_), Some(_)) if same == 0 => {
            (first.len() == 1 && second.len() == 1 && tie != Connector::InConjunction)
                .then_some(Short::Number)
        }
        (Some(a), Some(b))
            if tie == Connector::Or && a.level == Level::Letter && b.level == Level::Letter =>
        {
            Some(Short::Letters)
        }
        (Some(a), Some(b)) => (a.level == b.level).then_some(Short::From(same)),
        _ => None,
    }
}

/// Whether the law is said only after the later one.
fn shares_law(provision: &Provision, after: &Provision, tie: Connector) -> bool {
    if provision.law != after.law || provision.unit == Unit::None {
        return false;
    }
    // "§ 46 i. V. m. Anlage 2 BaySchO"
    let annex_follows = after.unit == Unit::None
        && after.annex.is_some()
        && after.law.as_deref().and_then(law).is_some_and(|law| law.unit == provision.unit);
    shortened(provision, after, tie).is_some()
        || annex_follows
        || (tie != Connector::InConjunction && provision.unit == after.unit)
}

/// Whether a wording is neither the standard form nor the standard forms of its provisions one by one. Which word
/// ties a list ("und", a comma, "sowie"; "oder", "bzw.") makes no difference, nor does the full name of a law alone.
pub(super) fn is_loose(reading: &Reading, wording: &str) -> bool {
    if reading.provisions.iter().all(Provision::is_law_alone) {
        return false;
    }
    let mut one_by_one = String::new();
    for (at, provision) in reading.provisions.iter().enumerate() {
        one_by_one.push_str(match at.checked_sub(1).and_then(|at| reading.connectors.get(at)) {
            None => "",
            Some(Connector::And) => " und ",
            Some(Connector::Or) => " oder ",
            Some(Connector::InConjunction) => " i. V. m. ",
        });
        one_by_one.push_str(&provision.to_string());
    }
    let wording = plain(wording);
    wording != plain(&reading.to_string()) && wording != plain(&one_by_one)
}

fn plain(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").replace(',', " und").replace(" sowie ", " und ").replace(" bzw. ", " oder ")
}
