//! What strikes in a citation: questions the law answers without knowing the case.

use super::laws::{self, law};
use super::{LawfulGround, Provision, Reading, Span, Unit};

/// What a citation is used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum UsedAs {
    /// It is to make processing lawful (Art. 6, 9 DSGVO).
    LegalBasis,
    /// Anything else: a duty to keep, a recipient's task, a right.
    Other,
}

/// Something that strikes. `provision` is an index into the reading's provisions.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Observation {
    /// The law is not divided into what the citation says: "§ 46 BayEUG".
    WrongUnit {
        /// The provision cited so.
        provision: usize,
        /// What the law is divided into.
        unit: Unit,
    },
    /// Another law stands in the place of the cited one.
    OutdatedLaw {
        /// The provision that cites it.
        provision: usize,
        /// The short name of the law in force.
        replaced_by: &'static str,
    },
    /// An article of the DSGVO that lays down duties or rights and permits no processing.
    NotALegalBasis {
        /// The provision cited so.
        provision: usize,
    },
    /// Art. 6(1) c or e alone: Art. 6(3) asks for Union or national law beside it.
    NeedsNationalLaw {
        /// The provision standing alone.
        provision: usize,
    },
    /// A law the parser does not know; perhaps a slip, perhaps only rare.
    UnknownLaw {
        /// The provision that cites it.
        provision: usize,
    },
    /// Written in another than the standard form.
    LooseForm {
        /// The standard form.
        standard: String,
    },
}

/// Articles of the DSGVO that are mistaken for legal bases: information and rights (12 to 15), automated decisions
/// (22), joint controllers (26), processors (28), the record itself (30), security (32).
const NO_BASES: [u32; 9] = [12, 13, 14, 15, 22, 26, 28, 30, 32];

/// What strikes in a reading, provision by provision. For the links of one chain, pass [`Reading::chain`], since
/// whether Art. 6(1) c or e stands alone only the whole chain can tell.
#[must_use]
pub fn observe(reading: &Reading, used_as: UsedAs) -> Vec<Observation> {
    let mut observations = Vec::new();
    let other_law = reading.provisions.iter().any(lies_outside_the_gdpr);
    for (provision, cited) in reading.provisions.iter().enumerate() {
        match cited.law.as_deref().map(law) {
            Some(None) => observations.push(Observation::UnknownLaw { provision }),
            Some(Some(law)) => {
                if cited.unit != Unit::None && law.unit != Unit::None && cited.unit != law.unit {
                    observations.push(Observation::WrongUnit { provision, unit: law.unit });
                }
                if let Some(replaced_by) = law.replaced_by {
                    observations.push(Observation::OutdatedLaw { provision, replaced_by });
                }
            }
            None => {}
        }
        if used_as == UsedAs::LegalBasis {
            if permits_nothing(cited) {
                observations.push(Observation::NotALegalBasis { provision });
            }
            if !other_law && grounds(cited).iter().any(|ground| needs_national_law(*ground)) {
                observations.push(Observation::NeedsNationalLaw { provision });
            }
        }
    }
    if reading.loose {
        observations.push(Observation::LooseForm { standard: reading.to_string() });
    }
    observations
}

/// The ground of Art. 6(1) that a citation names, or the word "Einwilligung" in its wording. None where several are
/// named, since a choice between them is not ours.
#[must_use]
pub fn ground(reading: &Reading, wording: &str) -> Option<LawfulGround> {
    let mut named: Vec<LawfulGround> = reading.provisions.iter().flat_map(grounds).collect();
    named.dedup();
    match named.as_slice() {
        [only] => Some(*only),
        [] => says_consent(wording).then_some(LawfulGround::Consent),
        _ => None,
    }
}

fn permits_nothing(provision: &Provision) -> bool {
    let article = provision.numbers.as_ref().map(|numbers| &numbers.first);
    provision.law.as_deref() == Some(laws::GDPR)
        && provision.unit == Unit::Article
        && article.is_some_and(|article| NO_BASES.iter().any(|number| *article == (*number).into()))
}

fn needs_national_law(ground: LawfulGround) -> bool {
    matches!(ground, LawfulGround::LegalObligation | LawfulGround::PublicTask)
}

fn lies_outside_the_gdpr(provision: &Provision) -> bool {
    match &provision.law {
        Some(law) => law != laws::GDPR,
        None => provision.unit == Unit::Section,
    }
}

/// The grounds whose letters a provision names; without a law an Art. 6(1) is taken for that of the DSGVO.
fn grounds(provision: &Provision) -> Vec<LawfulGround> {
    let gdpr = provision.law.as_deref().is_none_or(|law| law == laws::GDPR);
    if !gdpr || !provision.looks_like_lawful_ground() {
        return Vec::new();
    }
    let all = [
        ('a', LawfulGround::Consent),
        ('b', LawfulGround::Contract),
        ('c', LawfulGround::LegalObligation),
        ('d', LawfulGround::VitalInterests),
        ('e', LawfulGround::PublicTask),
        ('f', LawfulGround::LegitimateInterests),
    ];
    let names = |letter: &char| provision.letters.iter().any(|span| contains(span, *letter));
    all.iter().filter(|(letter, _)| names(letter)).map(|(_, ground)| *ground).collect()
}

fn contains(span: &Span<char>, letter: char) -> bool {
    (span.first..=span.last.unwrap_or(span.first)).contains(&letter)
}

/// Whether consent is named and not denied ("ohne Einwilligung").
fn says_consent(wording: &str) -> bool {
    let mut denied = false;
    for word in wording.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        if matches!(word, "Einwilligung" | "Einwilligungen" | "Einwilligungserklärung") && !denied {
            return true;
        }
        denied = matches!(word, "ohne" | "Ohne" | "keine" | "Keine" | "keiner");
    }
    false
}
