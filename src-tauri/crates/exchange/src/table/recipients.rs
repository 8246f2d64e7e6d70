//! Recipients in words: who they are, and whether the wording says that they are inside or outside.

use super::activity::Draft;
use super::folding::fold;
use super::rows::Cell;
use super::target::Target;
use super::wording::{Said, marked};
use register::data::Enumeration;
use register::recipient::{Access, Placement, Recipient, RecipientRole};

/// What stands at a recipient of whom nobody said whether they belong to the organisation; the model knows only the two.
const NOT_PLACED: &str = "Ob intern oder extern, ist nicht angegeben.";

impl<'a> Draft<'a> {
    pub(super) fn recipient(&mut self, cell: &Cell<'a>, text: &str) -> Option<Recipient> {
        let (said, name) = if self.making.own { (None, text) } else { placed(text) };
        let (name, occasion) = occasion(name);
        let column = match cell.target {
            Some(Target::RecipientsInternal) => Some(Placement::Internal),
            Some(Target::RecipientsExternal) => Some(Placement::External),
            _ => None,
        };
        // The heading says one thing and the cell another.
        if said.is_some() && column.is_some() && said != column {
            return None;
        }
        let placement = said.or(column);
        let silent = placement.is_none() && !self.making.own;
        Some(Recipient {
            id: self.item("recipients", name),
            name: name.to_owned(),
            party: None,
            examples: Vec::new(),
            enumeration: Enumeration::Closed,
            placement: placement.unwrap_or_default(),
            role: RecipientRole::Recipient,
            data: self.data.clone(),
            occasion: occasion.map(str::to_owned),
            condition: None,
            access: Access::NotStated,
            access_limits: Vec::new(),
            provisions: Vec::new(),
            note: silent.then(|| NOT_PLACED.to_owned()),
        })
    }
}

/// A recipient without the occasion that a form asks for beside it.
fn occasion(name: &str) -> (&str, Option<&str>) {
    let found = name.strip_suffix(')').and_then(|text| text.rsplit_once(" (Anlass der Offenlegung: "));
    found.map_or((name, None), |(name, occasion)| (name, Some(occasion)))
}

/// The parts of an entry that places each of them: "Lehrkräfte (intern), Schulamt (extern)".
pub(super) fn divided(entry: String) -> Vec<String> {
    let parts = super::splitting::entries(&entry, ",");
    if parts.len() > 1 && parts.iter().all(|part| placed(part).0.is_some()) { parts } else { vec![entry] }
}

/// Where a wording places a recipient, and the recipient: "intern: Lehrkräfte", "Schulamt (extern)".
fn placed(text: &str) -> (Option<Placement>, &str) {
    let before = text.split_once([':', '–']).map(|(place, name)| (place, name.trim()));
    let behind = text
        .strip_suffix(')')
        .and_then(|text| text.rsplit_once('('))
        .map(|(name, place)| (place, name.trim()));
    let found = before.into_iter().chain(behind).find_map(|(place, name)| {
        let place = match fold(place).as_str() {
            "intern" | "interne" | "interne empfaenger" | "interne stellen" | "empfaenger intern" => {
                Placement::Internal
            }
            "extern" | "externe" | "externe empfaenger" | "externe stellen" | "empfaenger extern" => {
                Placement::External
            }
            _ => return None,
        };
        // One place cannot be that of several.
        let several = ["(intern", "(extern"].into_iter().any(|other| name.contains(other));
        (!name.is_empty() && !several).then_some((Some(place), name))
    });
    found.unwrap_or((None, text))
}

/// What stands for the answer of a cell about recipients. "Intern" names nobody, and "keine externen" denies some of
/// them only.
pub(super) fn answer(target: Target, text: &str, answer: Option<Said>) -> Option<Said> {
    let folded = fold(text);
    let words: Vec<&str> = folded.split(' ').collect();
    let about = |stem: &str| words.iter().any(|word| word.starts_with(stem));
    let filling = ["nur", "rein", "ausschliesslich", "und", "empfaenger", "stellen", "personen"];
    let places = |word: &&str| word.starts_with("intern") || word.starts_with("extern");
    match answer {
        Some(Said::None(Some(_))) if marked(text).is_none() => {
            let (inside, outside) = (about("intern"), about("extern") || about("dritt"));
            let whole = match target {
                Target::RecipientsInternal => !outside,
                Target::RecipientsExternal => !inside,
                _ => !inside && !outside,
            };
            if whole { answer } else { Some(Said::Unknown) }
        }
        None if words.iter().any(places)
            && words.iter().all(|word| places(word) || filling.contains(word)) =>
        {
            Some(Said::Unknown)
        }
        answer => answer,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_recipient_is_placed_only_by_words() {
        assert_eq!(placed("intern: Lehrkräfte"), (Some(Placement::Internal), "Lehrkräfte"));
        assert_eq!(placed("Schulamt (extern)"), (Some(Placement::External), "Schulamt"));
        let two = "Lehrkräfte (intern), Schulamt (extern)";
        assert_eq!(placed(two), (None, two));
        assert_eq!(divided(two.into()), ["Lehrkräfte (intern)", "Schulamt (extern)"]);
        assert_eq!(placed("Schulamt"), (None, "Schulamt"));
        assert_eq!(placed("Polizei: nur im Einzelfall"), (None, "Polizei: nur im Einzelfall"));
    }
}
