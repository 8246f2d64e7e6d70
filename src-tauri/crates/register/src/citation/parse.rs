//! Puts the steps of a wording together to provisions.

use super::laws;
use super::names::law_at;
use super::scan::{Kind, Tokens, key, scan};
use super::steps::{Level, Step, Value, bare_letter_span, bracketed_span, number_span, roman_span, step_at};
use super::{Connector, Number, Provision, Reading, Span, Unit, spell};

/// Longer lists are no citations; the limit keeps reading linear.
const LIST: usize = 64;

/// Words that lead to a citation or tie its parts and say nothing themselves.
const FILLERS: [&str; 26] = [
    "der", "des", "dem", "den", "die", "das", "zu", "zum", "zur", "in", "im", "von", "vom", "aus", "nach",
    "gem", "gemäß", "vgl", "siehe", "laut", "auf", "sinne", "isd", "isv", "auch", "jeweils",
];

/// The letters of "s.", "i. S. d." and "i. S. v.".
const DOTTED_FILLERS: [&str; 4] = ["s", "i", "d", "v"];

/// Reads a wording. Never fails: what is no citation stands in [`Reading::unread`].
///
/// A law named after several provisions of the same group holds for all of them ("Art. 17 und 18 DSGVO"). Across
/// "i. V. m." it does so too, except for the letters of an Art. 6(1), which people name without their regulation.
#[must_use]
pub fn parse(wording: &str) -> Reading {
    let tokens = scan(wording);
    let mut assembly = Assembly {
        wording,
        tokens: &tokens,
        drafts: Vec::new(),
        connectors: Vec::new(),
        pending: None,
        deepest: Level::Unit,
        bracketed: false,
        unread: Vec::new(),
        stretch: None,
        gap: false,
    };
    assembly.run();
    assembly.finish()
}

/// A provision in the making.
#[derive(Debug, Clone, Default)]
struct Draft {
    provision: Provision,
    /// The law stood before the provision ("BayDSG Art. 8"), so it holds for the following ones, not for earlier ones.
    law_before: bool,
    /// What stands above this level was taken over from the provision before it.
    begun_at: Option<Level>,
}

impl Draft {
    /// Whether a list may still go on: a law named behind closes it.
    fn is_open(&self) -> bool {
        self.provision.law.is_none() || self.law_before
    }
}

struct Assembly<'a> {
    wording: &'a str,
    tokens: &'a Tokens<'a>,
    drafts: Vec<Draft>,
    connectors: Vec<Connector>,
    /// The strongest connector since the last part.
    pending: Option<Connector>,
    /// The level of the last step.
    deepest: Level,
    /// The last paragraph was written "(1)" or "I".
    bracketed: bool,
    unread: Vec<String>,
    /// Words since the last part: from byte to byte.
    stretch: Option<(usize, usize)>,
    /// Whether a word that is no filler stood there.
    gap: bool,
}

impl Assembly<'_> {
    fn run(&mut self) {
        let mut at = 0;
        while at < self.tokens.len() {
            at = if let Some((connector, next)) = connector_at(self.tokens, at) {
                self.pending = self.pending.max(Some(connector));
                next
            } else if let Some(step) = self.step(at) {
                let next = step.next;
                self.take(step, at);
                next
            } else if let Some((law, next)) = law_at(self.tokens, at, self.lacks_law() && !self.gap) {
                self.take_law(law);
                next
            } else {
                self.skip(at);
                at + 1
            };
        }
    }

    /// The provision being read, unless foreign words stood in between.
    fn current(&mut self) -> Option<&mut Draft> {
        if self.gap { None } else { self.drafts.last_mut() }
    }

    fn current_provision(&self) -> Option<&Provision> {
        self.drafts.last().filter(|_| !self.gap).map(|draft| &draft.provision)
    }

    /// Whether a law named here belongs to the last provision.
    fn lacks_law(&self) -> bool {
        self.pending.is_none() && self.drafts.last().is_some_and(|draft| draft.provision.law.is_none())
    }

    /// Whether the law could be that of the last provision, across words between them ("§ 188 Abs. 2 Alt. 2 BGB").
    fn may_hold(&self, law: &str) -> bool {
        let unit = laws::law(law).map_or(Unit::None, |law| law.unit);
        self.drafts.last().is_some_and(|draft| draft.provision.unit == unit)
    }

    fn step(&self, at: usize) -> Option<Step> {
        let step = step_at(self.tokens, at).or_else(|| self.bare_step(at))?;
        let alone = self.current_provision().is_none_or(|provision| provision.numbers.is_none());
        (!(step.weak && alone)).then_some(step)
    }

    /// A step without keyword: what it means follows from the step before it.
    fn bare_step(&self, at: usize) -> Option<Step> {
        let draft = self.drafts.last().filter(|draft| !self.gap && draft.is_open())?;
        let provision = Some(&draft.provision).filter(|provision| !provision.is_law_alone())?;
        if self.pending.is_some() { self.listed_step(provision, at) } else { self.direct_step(provision, at) }
    }

    /// Right behind the step before: "6 (1)", "26 I 1", "Abs. 1 e".
    fn direct_step(&self, provision: &Provision, at: usize) -> Option<Step> {
        let tokens = self.tokens;
        if self.deepest == Level::Unit
            && provision.unit != Unit::None
            && let Some((numbers, next)) = bracketed_span(tokens, at).or_else(|| roman_span(tokens, at))
        {
            return Some(Step::bare(Level::Paragraph, Value::Numbers(numbers), next).with_bracket());
        }
        if self.deepest == Level::Paragraph
            && self.bracketed
            && let Some((numbers, next)) = number_span(tokens, at, Level::Sentence)
        {
            return Some(Step::bare(Level::Sentence, Value::Numbers(numbers), next));
        }
        let marked = tokens.is(at, Kind::Open) || tokens.is(at + 1, Kind::Close);
        if self.deepest >= Level::Letter || (self.deepest == Level::Unit && !marked) {
            return None;
        }
        let (letters, next) = bare_letter_span(tokens, at)?;
        Some(Step::bare(Level::Letter, Value::Letters(letters), next))
    }

    /// Behind a connector: "(1) und (2)", "17 und 18", "lit. a, b".
    fn listed_step(&self, provision: &Provision, at: usize) -> Option<Step> {
        let tokens = self.tokens;
        if (Level::Paragraph..=Level::Letter).contains(&self.deepest)
            && let Some((numbers, next)) = bracketed_span(tokens, at)
        {
            return Some(Step::bare(Level::Paragraph, Value::Numbers(numbers), next).with_bracket());
        }
        if tokens.is(at, Kind::Number) {
            let level = self.level_of_bare_number(provision, at);
            let (numbers, next) = number_span(tokens, at, level)?;
            let step = Step::bare(level, Value::Numbers(numbers), next);
            return match level {
                Level::Unit if provision.unit == Unit::None => None,
                Level::Unit => Some(Step { unit: provision.unit, ..step }),
                _ => Some(step),
            };
        }
        let (letters, next) = bare_letter_span(tokens, at).filter(|_| self.deepest == Level::Letter)?;
        Some(Step::bare(Level::Letter, Value::Letters(letters), next))
    }

    /// "Abs. 1, 2" goes on with paragraphs, but "Abs. 1, 9 Abs. 2" and "(2), 6" with articles.
    fn level_of_bare_number(&self, provision: &Provision, at: usize) -> Level {
        let paragraph_follows = number_span(self.tokens, at, Level::Unit).is_some_and(|(_, next)| {
            bracketed_span(self.tokens, next).is_some()
                || step_at(self.tokens, next).is_some_and(|step| step.level == Level::Paragraph)
        });
        match self.deepest {
            _ if paragraph_follows => Level::Unit,
            Level::Paragraph if self.bracketed => Level::Unit,
            Level::Letter if provision.points.is_empty() => Level::Unit,
            Level::Letter => Level::Point,
            level => level,
        }
    }

    fn take(&mut self, step: Step, at: usize) {
        let connector = self.pending;
        let deepest = self.deepest;
        let Some(current) = self.current() else {
            let mut draft = Draft::default();
            fill(&mut draft.provision, &step);
            return self.push(draft, step);
        };
        let open = current.is_open();
        let provision = &mut current.provision;
        let in_other_annex =
            current.begun_at.is_some() && matches!(step.level, Level::Division | Level::Annex);
        if connector.is_none() && (in_other_annex || fits(provision, &step, deepest)) {
            current.law_before |= provision.is_law_alone();
            if let Some(level) =
                current.begun_at.take_if(|_| matches!(step.level, Level::Division | Level::Annex))
            {
                keep_from(provision, level);
            }
            fill(provision, &step);
            return self.settle(&step);
        }
        let same_list = connector == Some(Connector::And) && step.level == deepest && open;
        if same_list && extend(provision, &step.value, step.level) {
            return self.settle(&step);
        }
        if connector.is_none() && step.level != Level::Unit && step.level < deepest {
            // "Nr. 2 Satz 1" is the sentence of the point; in the standard order it would be another place.
            self.gap = true;
            return self.note(at, step.next);
        }
        let provision = above(provision, step.level, deepest);
        let begun_at = Some(step.level).filter(|_| provision != Provision::default());
        let mut draft = Draft { provision, law_before: false, begun_at };
        fill(&mut draft.provision, &step);
        self.push(draft, step);
    }

    fn push(&mut self, draft: Draft, step: Step) {
        self.tie(draft);
        self.settle(&step);
    }

    fn tie(&mut self, draft: Draft) {
        if !self.drafts.is_empty() {
            self.connectors.push(self.pending.unwrap_or(Connector::And));
        }
        self.drafts.push(draft);
    }

    fn settle(&mut self, step: &Step) {
        self.deepest = step.level;
        self.bracketed = step.bracketed;
        self.close_stretch();
    }

    fn take_law(&mut self, law: String) {
        let lacking = self.lacks_law() && (!self.gap || self.may_hold(&law));
        let repeated =
            self.pending.is_none() && self.current_provision().is_some_and(|p| p.law.as_ref() == Some(&law));
        match self.drafts.last_mut() {
            Some(draft) if lacking => draft.provision.law = Some(law),
            _ if repeated => {}
            _ => {
                let provision = Provision { law: Some(law), ..Provision::default() };
                self.tie(Draft { provision, ..Draft::default() });
                self.deepest = Level::Unit;
            }
        }
        self.close_stretch();
    }

    /// Passes a token that belongs to no citation.
    fn skip(&mut self, at: usize) {
        if let Some(token) = self.tokens.get(at)
            && matches!(token.kind, Kind::Word | Kind::Number | Kind::Section)
        {
            let word = key(token.text);
            let dotted = self.tokens.is(at + 1, Kind::Dot) && DOTTED_FILLERS.contains(&word.as_str());
            self.gap |= !(dotted || FILLERS.contains(&word.as_str()));
            self.note(at, at + 1);
        }
    }

    /// Adds the tokens from `at` to before `next` to the unread words.
    fn note(&mut self, at: usize, next: usize) {
        let start = self.tokens.get(at).map_or(0, |token| token.start);
        let end = self.tokens.get(next.saturating_sub(1)).map_or(start, super::scan::Token::end);
        self.stretch = Some((self.stretch.map_or(start, |(start, _)| start), end));
    }

    fn close_stretch(&mut self) {
        if let Some((start, end)) = self.stretch.take()
            && self.gap
        {
            self.unread.push(self.wording[start..end].to_owned());
        }
        self.gap = false;
        self.pending = None;
    }

    fn finish(mut self) -> Reading {
        self.close_stretch();
        hand_on(&mut self.drafts, &self.connectors);
        let provisions = self.drafts.into_iter().map(|draft| draft.provision).collect();
        let mut reading =
            Reading { provisions, connectors: self.connectors, unread: self.unread, loose: false };
        reading.loose = reading.unread.is_empty() && spell::is_loose(&reading, self.wording);
        reading
    }
}

/// The connector at this place and the index after it.
fn connector_at(tokens: &Tokens<'_>, at: usize) -> Option<(Connector, usize)> {
    let token = tokens.get(at)?;
    match token.kind {
        Kind::Comma | Kind::Ampersand => return Some((Connector::And, at + 1)),
        Kind::Slash if tokens.is(at + 1, Kind::Number) => return Some((Connector::And, at + 1)),
        Kind::Word => {}
        _ => return None,
    }
    let word = key(token.text);
    match word.as_str() {
        "und" | "sowie" => Some((Connector::And, at + 1)),
        "u" if tokens.is(at + 1, Kind::Dot) => Some((Connector::And, at + 2)),
        "bzw" => Some((Connector::Or, tokens.past(at + 1, Kind::Dot))),
        "oder" | "beziehungsweise" => Some((Connector::Or, at + 1)),
        "i" | "iv" | "ivm" | "in" => in_conjunction(tokens, at),
        _ => None,
    }
}

/// "i. V. m.", "iVm", "i.V. mit", "in Verbindung mit".
fn in_conjunction(tokens: &Tokens<'_>, at: usize) -> Option<(Connector, usize)> {
    let mut said = String::new();
    let mut next = at;
    for _ in 0..3 {
        said.push_str(&key(tokens.word(next)?));
        next = tokens.past(next + 1, Kind::Dot);
        match said.as_str() {
            "ivm" | "ivmit" | "inverbindungmit" | "inverbmit" => {
                return Some((Connector::InConjunction, next));
            }
            _ => {}
        }
    }
    None
}

/// The list a level is kept in.
fn list(provision: &mut Provision, level: Level) -> Option<&mut Vec<Span<Number>>> {
    match level {
        Level::Paragraph => Some(&mut provision.paragraphs),
        Level::Subparagraph => Some(&mut provision.subparagraphs),
        Level::Sentence => Some(&mut provision.sentences),
        Level::Point => Some(&mut provision.points),
        _ => None,
    }
}

/// Whether the step carries the provision on without a connector.
fn fits(provision: &Provision, step: &Step, deepest: Level) -> bool {
    let empty = match step.level {
        // "Anlage 2 zu § 46", "Buchstabe e des Artikels 6", "BayDSG Art. 8".
        Level::Unit => {
            return provision.numbers.is_none() && (provision.law.is_none() || provision.is_law_alone());
        }
        Level::Annex => return provision.annex.is_none(),
        Level::Division => return provision.division.is_none(),
        Level::Paragraph => provision.paragraphs.is_empty(),
        Level::Subparagraph => provision.subparagraphs.is_empty(),
        Level::Sentence => provision.sentences.is_empty(),
        Level::Point => provision.points.is_empty(),
        Level::Letter => provision.letters.is_empty(),
    };
    empty && (step.level > deepest || matches!(deepest, Level::Annex | Level::Division))
}

/// Sets what the step names.
fn fill(provision: &mut Provision, step: &Step) {
    match (&step.value, step.level) {
        (Value::Numbers(numbers), Level::Unit) => {
            provision.unit = step.unit;
            provision.numbers = Some(numbers.clone());
        }
        (Value::Numbers(numbers), Level::Annex) => provision.annex = Some(numbers.first.clone()),
        (Value::Numbers(numbers), Level::Division) => provision.division = Some(numbers.first.clone()),
        (value, level) => {
            extend(provision, value, level);
        }
    }
}

/// Adds to a list; false where the level has none or it is full.
fn extend(provision: &mut Provision, value: &Value, level: Level) -> bool {
    match value {
        Value::Letters(letters) if provision.letters.len() < LIST => provision.letters.push(letters.clone()),
        Value::Numbers(numbers) => match list(provision, level) {
            Some(list) if list.len() < LIST => list.push(numbers.clone()),
            _ => return false,
        },
        Value::Letters(_) => return false,
    }
    true
}

/// What a new provision takes over from the one before it: everything above the level of its first step.
fn above(provision: &Provision, level: Level, deepest: Level) -> Provision {
    let mut above = Provision { law: None, ..provision.clone() };
    let in_annex = provision.annex.is_some() || provision.division.is_some();
    let begins_anew = match level {
        Level::Unit | Level::Annex => true,
        Level::Division => deepest != Level::Division,
        // "Nr. 3 Anlage 2 und Nr. 4 …": what follows may name another annex.
        _ => in_annex && !matches!(deepest, Level::Point | Level::Letter),
    };
    if begins_anew {
        return Provision::default();
    }
    if level == Level::Division {
        above.points.clear();
    } else {
        for lower in [Level::Paragraph, Level::Subparagraph, Level::Sentence, Level::Point] {
            if let Some(list) = list(&mut above, lower).filter(|_| lower >= level) {
                list.clear();
            }
        }
    }
    above.letters.clear();
    above
}

/// In "Art. 6 i. V. m. Nr. 3 Anlage 2" the point turns out to lie in the annex, not in the article before it.
fn keep_from(provision: &mut Provision, level: Level) {
    if level != Level::Point && level != Level::Letter {
        return;
    }
    let points = std::mem::take(&mut provision.points);
    let letters = std::mem::take(&mut provision.letters);
    let points = if level == Level::Point { points } else { Vec::new() };
    *provision = Provision { points, letters, ..Provision::default() };
}

/// Hands laws and annexes that were named once on to the provisions of the same group.
fn hand_on(drafts: &mut [Draft], connectors: &[Connector]) {
    for at in 1..drafts.len() {
        let (earlier, later) = drafts.split_at_mut(at);
        if let (Some(earlier), Some(later)) = (earlier.last(), later.first_mut())
            && later.begun_at.is_some()
            && later.provision.law.is_none()
        {
            later.provision.law.clone_from(&earlier.provision.law);
            later.law_before = earlier.law_before;
        }
    }
    for at in (1..drafts.len()).rev() {
        let (earlier, later) = drafts.split_at_mut(at);
        if let (Some(earlier), Some(later)) = (earlier.last_mut(), later.first()) {
            let connector = connectors.get(at - 1).copied().unwrap_or(Connector::And);
            hand_back(&mut earlier.provision, later, connector);
        }
    }
    for at in 1..drafts.len() {
        let (earlier, later) = drafts.split_at_mut(at);
        if let (Some(earlier), Some(later)) = (earlier.last(), later.first_mut()) {
            let same_group = connectors.get(at - 1) != Some(&Connector::InConjunction);
            if same_group && earlier.law_before && later.provision.law.is_none() {
                later.provision.law.clone_from(&earlier.provision.law);
                later.law_before = true;
            }
            if same_group && lacks_annex(&later.provision) {
                take_annex(&mut later.provision, &earlier.provision);
            }
        }
    }
}

fn hand_back(earlier: &mut Provision, later: &Draft, connector: Connector) {
    if connector != Connector::InConjunction && lacks_annex(earlier) {
        take_annex(earlier, &later.provision);
    }
    let named_there = !later.law_before && !later.provision.is_law_alone();
    let Some(law) = later.provision.law.as_ref().filter(|_| earlier.law.is_none() && named_there) else {
        return;
    };
    let unit = match later.provision.unit {
        Unit::None => laws::law(law).map_or(Unit::None, |law| law.unit),
        unit => unit,
    };
    let foreign_ground =
        connector == Connector::InConjunction && law != laws::GDPR && earlier.looks_like_lawful_ground();
    if !foreign_ground && (earlier.unit == Unit::None || unit == Unit::None || earlier.unit == unit) {
        earlier.law = Some(law.clone());
    }
}

/// Points alone, which may share the annex of their neighbour.
fn lacks_annex(provision: &Provision) -> bool {
    provision.law.is_none()
        && provision.unit == Unit::None
        && provision.annex.is_none()
        && !(provision.points.is_empty() && provision.division.is_none())
}

fn take_annex(provision: &mut Provision, source: &Provision) {
    if source.annex.is_none() && source.division.is_none() {
        return;
    }
    let points = std::mem::take(&mut provision.points);
    let letters = std::mem::take(&mut provision.letters);
    let division = provision.division.take().or_else(|| source.division.clone());
    *provision = Provision { points, letters, division, ..source.clone() };
}
