//! The terms of the vocabulary that exported documents use, and no others.
//!
//! Taken from the term lists (CSV) of version 2.2 in the public repository `w3c/dpv`: `2.2/dpv/modules/` (process,
//! purposes, processing, personal_data, legal_basis, entities, entities_legalrole, entities_authority,
//! entities_organisation, entities_datasubject, TOM, organisational_measures, processing_context, context, jurisdiction,
//! rights), `2.2/legal/eu/gdpr/modules/` (legal_basis, legal_basis_special, legal_basis_data_transfer, rights) and
//! `loc/loc.csv` (countries).

use register::citation::{LawfulGround, Number, Provision, Reading};
use register::information::RightKind;
use register::party::Country;
use register::recipient::TransferInstrument;

/// The version the terms are taken from.
pub const VERSION: &str = "2.2";
/// Namespace of the main vocabulary, prefix `dpv`.
pub const DPV: &str = "https://w3id.org/dpv#";
/// Namespace of the terms for Regulation (EU) 2016/679, prefix `eu-gdpr`.
pub const EU_GDPR: &str = "https://w3id.org/dpv/legal/eu/gdpr#";
/// Namespace of places, prefix `loc`.
pub const LOC: &str = "https://w3id.org/dpv/loc#";

/// Every term that a document may hold, without countries.
pub const TERMS: &[&str] = &[
    // Processes.
    "dpv:ROPA",
    "dpv:Process",
    "dpv:hasProcess",
    "dpv:Purpose",
    "dpv:hasPurpose",
    "dpv:Transfer",
    "dpv:hasProcessing",
    "dpv:Technology",
    "dpv:isImplementedUsingTechnology",
    "dpv:TechnicalOrganisationalMeasure",
    "dpv:hasTechnicalOrganisationalMeasure",
    // Data.
    "dpv:PersonalData",
    "dpv:SpecialCategoryPersonalData",
    "dpv:SensitivePersonalData",
    "dpv:PseudonymisedData",
    "dpv:AnonymisedData",
    "dpv:hasPersonalData",
    "dpv:hasData",
    "dpv:DataSource",
    "dpv:hasDataSource",
    // Entities.
    "dpv:LegalEntity",
    "dpv:DataController",
    "dpv:DataProcessor",
    "dpv:DataSubProcessor",
    "dpv:DataProtectionOfficer",
    "dpv:DataProtectionAuthority",
    "dpv:DataSubject",
    "dpv:DataImporter",
    "dpv:InternationalOrganisation",
    "dpv:Recipient",
    "dpv:hasEntity",
    "dpv:hasName",
    "dpv:hasAddress",
    "dpv:hasContact",
    "dpv:hasRepresentative",
    "dpv:hasAuthority",
    "dpv:hasDataController",
    "dpv:hasDataProcessor",
    "dpv:hasDataProtectionOfficer",
    "dpv:hasDataSubject",
    "dpv:hasDataImporter",
    "dpv:hasRecipient",
    "dpv:hasRecipientDataController",
    // Places.
    "dpv:hasCountry",
    "dpv:hasThirdCountry",
    "dpv:hasLocation",
    "loc:EEA",
    // Storage.
    "dpv:StorageCondition",
    "dpv:hasStorageCondition",
    "dpv:hasDuration",
    "dpv:TemporalDuration",
    "dpv:UntilEventDuration",
    "dpv:EndlessDuration",
    "dpv:IndeterminateDuration",
    // Legal bases.
    "dpv:LegalBasis",
    "dpv:DataTransferLegalBasis",
    "dpv:hasLegalBasis",
    "eu-gdpr:A6-1-a",
    "eu-gdpr:A6-1-b",
    "eu-gdpr:A6-1-c",
    "eu-gdpr:A6-1-d",
    "eu-gdpr:A6-1-e",
    "eu-gdpr:A6-1-f",
    "eu-gdpr:A9-2-a",
    "eu-gdpr:A9-2-b",
    "eu-gdpr:A9-2-c",
    "eu-gdpr:A9-2-d",
    "eu-gdpr:A9-2-e",
    "eu-gdpr:A9-2-f",
    "eu-gdpr:A9-2-g",
    "eu-gdpr:A9-2-h",
    "eu-gdpr:A9-2-i",
    "eu-gdpr:A9-2-j",
    "eu-gdpr:A45-3",
    "eu-gdpr:A46-2-a",
    "eu-gdpr:A46-2-b",
    "eu-gdpr:A46-2-c",
    "eu-gdpr:A46-2-d",
    "eu-gdpr:A46-2-e",
    "eu-gdpr:A46-2-f",
    "eu-gdpr:A49-1-a",
    "eu-gdpr:A49-1-b",
    "eu-gdpr:A49-1-c",
    "eu-gdpr:A49-1-d",
    "eu-gdpr:A49-1-e",
    "eu-gdpr:A49-1-f",
    "eu-gdpr:A49-1-g",
    "eu-gdpr:A49-2",
    // Rights.
    "dpv:hasRight",
    "eu-gdpr:A7-3",
    "eu-gdpr:A15",
    "eu-gdpr:A16",
    "eu-gdpr:A17",
    "eu-gdpr:A18",
    "eu-gdpr:A20",
    "eu-gdpr:A21",
    "eu-gdpr:A22",
    "eu-gdpr:A77",
];

/// The countries of the vocabulary: ISO 3166-1 alpha-2.
pub const COUNTRIES: &str = "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO \
     BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER \
     ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN \
     IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH \
     MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN \
     PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ \
     TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW";

/// The term of a country; `None` for a code the vocabulary does not have.
pub(super) fn country(country: &Country) -> Option<String> {
    COUNTRIES.split_whitespace().any(|code| code == country.code()).then(|| format!("loc:{}", country.code()))
}

/// The term of a ground of Art. 6(1).
pub(super) fn ground(ground: LawfulGround) -> &'static str {
    match ground {
        LawfulGround::Consent => "eu-gdpr:A6-1-a",
        LawfulGround::Contract => "eu-gdpr:A6-1-b",
        LawfulGround::LegalObligation => "eu-gdpr:A6-1-c",
        LawfulGround::VitalInterests => "eu-gdpr:A6-1-d",
        LawfulGround::PublicTask => "eu-gdpr:A6-1-e",
        LawfulGround::LegitimateInterests => "eu-gdpr:A6-1-f",
    }
}

/// The terms of the provisions in a reading: legal bases of Art. 6, 9 and 49 DSGVO.
pub(super) fn legal_bases(reading: &Reading) -> Vec<String> {
    let mut terms = Vec::new();
    for term in reading.provisions.iter().flat_map(legal_basis) {
        if !terms.contains(&term) {
            terms.push(term);
        }
    }
    terms
}

fn legal_basis(provision: &Provision) -> Vec<String> {
    let plain = |number: &Number| match (number.parts.as_slice(), number.letter) {
        ([part], None) => Some(*part),
        _ => None,
    };
    let article = provision.numbers.as_ref().filter(|span| span.last.is_none()).map(|span| &span.first);
    let (Some("DSGVO"), Some(article), [paragraph]) =
        (provision.law.as_deref(), article.and_then(plain), provision.paragraphs.as_slice())
    else {
        return Vec::new();
    };
    let Some(paragraph) = plain(&paragraph.first) else {
        return Vec::new();
    };
    let letters = provision.letters.iter().flat_map(|span| span.first..=span.last.unwrap_or(span.first));
    letters
        .map(|letter| format!("eu-gdpr:A{article}-{paragraph}-{letter}"))
        .filter(|term| matches!(article, 6 | 9 | 49) && TERMS.contains(&term.as_str()))
        .collect()
}

/// The term of a transfer's instrument. Where the provision is not known to the letter, the general term stands.
pub(super) fn instrument(instrument: TransferInstrument) -> &'static str {
    match instrument {
        TransferInstrument::Adequacy | TransferInstrument::DataPrivacyFramework => "eu-gdpr:A45-3",
        TransferInstrument::AuthorityInstrument => "eu-gdpr:A46-2-a",
        TransferInstrument::BindingCorporateRules => "eu-gdpr:A46-2-b",
        TransferInstrument::StandardClauses => "eu-gdpr:A46-2-c",
        TransferInstrument::AuthorityClauses => "eu-gdpr:A46-2-d",
        TransferInstrument::CodeOfConduct => "eu-gdpr:A46-2-e",
        TransferInstrument::Certification => "eu-gdpr:A46-2-f",
        TransferInstrument::AuthorisedClauses | TransferInstrument::Derogation => {
            "dpv:DataTransferLegalBasis"
        }
        TransferInstrument::CompellingInterests => "eu-gdpr:A49-2",
    }
}

/// The term of a right; `None` for one that the vocabulary does not name.
pub(super) fn right(right: RightKind) -> Option<&'static str> {
    Some(match right {
        RightKind::Access => "eu-gdpr:A15",
        RightKind::Rectification => "eu-gdpr:A16",
        RightKind::Erasure => "eu-gdpr:A17",
        RightKind::Restriction => "eu-gdpr:A18",
        RightKind::Portability => "eu-gdpr:A20",
        RightKind::Objection => "eu-gdpr:A21",
        RightKind::WithdrawalOfConsent => "eu-gdpr:A7-3",
        RightKind::Complaint => "eu-gdpr:A77",
        RightKind::NoAutomatedDecision => "eu-gdpr:A22",
        RightKind::Other => return None,
    })
}
