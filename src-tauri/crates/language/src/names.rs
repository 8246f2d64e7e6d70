//! Display names of everything that is chosen from a list. A value without a name does not compile.

use crate::Language;
use register::activity::{ImpactAssessment, OwnRole, RemarkKind, Stage};
use register::check::{FindingClass, Letter, LetterState, Severity};
use register::citation::LawfulGround;
use register::data::{Enumeration, Identifiability, Sensitivity};
use register::document::{Availability, DocumentKind};
use register::engagement::EngagementRole;
use register::information::RightKind;
use register::legal_basis::Verification;
use register::organisation::{Appointment, Sector};
use register::party::{Country, PartyKind};
use register::recipient::{Access, Placement, RecipientRole, TransferInstrument};
use register::record::Record;
use register::retention::{
    Action, AnchorPoint, Automation, Bound, ExtensionPhase, Limit, PeriodUnit, StartKind, YearChoice,
    YearKind,
};

/// What has a display name.
pub trait Named {
    /// The key of the name.
    fn key(&self) -> &'static str;
}

impl Language {
    /// The display name of a value: "Entwurf", "nur schreibend", "Einwilligung, Art. 6 Abs. 1 …".
    pub fn name(&self, value: &impl Named) -> String {
        self.word(value.key())
    }

    /// The short name of a letter of Art. 30(1), for narrow places: "Drittland".
    pub fn short_name(&self, letter: Letter) -> String {
        self.word(&format!("{}.short", letter.key()))
    }

    /// The name of a country, or its code when the name is not known here.
    pub fn country(&self, country: &Country) -> String {
        let key = format!("country-{}", country.code().to_ascii_lowercase());
        self.find(&key, &[]).unwrap_or_else(|| country.code().to_owned())
    }
}

macro_rules! names {
    ($($type:ident { $($variant:pat => $key:literal),* $(,)? })*) => {
        $(impl Named for $type {
            fn key(&self) -> &'static str {
                match self { $($variant => $key),* }
            }
        })*
    };
}

names! {
    Stage {
        Stage::Draft => "stage-draft",
        Stage::CheckedByDpo => "stage-checked",
        Stage::Released => "stage-released",
        Stage::Retired => "stage-retired",
    }
    Sensitivity {
        Sensitivity::Ordinary => "sensitivity-ordinary",
        Sensitivity::Special => "sensitivity-special",
        Sensitivity::Criminal => "sensitivity-criminal",
    }
    Identifiability {
        Identifiability::Personal => "identifiability-personal",
        Identifiability::Pseudonymous => "identifiability-pseudonymous",
        Identifiability::Anonymous => "identifiability-anonymous",
    }
    Enumeration {
        Enumeration::Closed => "enumeration-closed",
        Enumeration::Open => "enumeration-open",
    }
    Placement {
        Placement::Internal => "placement-internal",
        Placement::External => "placement-external",
    }
    RecipientRole {
        RecipientRole::Recipient => "recipient-role-recipient",
        RecipientRole::ByLaw => "recipient-role-by-law",
        RecipientRole::ParticularInquiry => "recipient-role-inquiry",
    }
    Access {
        Access::NotStated => "access-not-stated",
        Access::ReadOnly => "access-read-only",
        Access::WriteOnly => "access-write-only",
        Access::ReadAndWrite => "access-read-and-write",
        Access::Incidental => "access-incidental",
    }
    EngagementRole {
        EngagementRole::Processor => "engagement-role-processor",
        EngagementRole::SubProcessor => "engagement-role-sub-processor",
        EngagementRole::JointController => "engagement-role-joint-controller",
        EngagementRole::Controller => "engagement-role-controller",
        EngagementRole::Unclear => "engagement-role-unclear",
    }
    TransferInstrument {
        TransferInstrument::Adequacy => "instrument-adequacy",
        TransferInstrument::DataPrivacyFramework => "instrument-data-privacy-framework",
        TransferInstrument::AuthorityInstrument => "instrument-authority",
        TransferInstrument::BindingCorporateRules => "instrument-corporate-rules",
        TransferInstrument::StandardClauses => "instrument-standard-clauses",
        TransferInstrument::AuthorityClauses => "instrument-authority-clauses",
        TransferInstrument::CodeOfConduct => "instrument-code-of-conduct",
        TransferInstrument::Certification => "instrument-certification",
        TransferInstrument::AuthorisedClauses => "instrument-authorised-clauses",
        TransferInstrument::Derogation => "instrument-derogation",
        TransferInstrument::CompellingInterests => "instrument-compelling-interests",
    }
    PeriodUnit {
        PeriodUnit::Minutes => "unit-minutes",
        PeriodUnit::Hours => "unit-hours",
        PeriodUnit::Days => "unit-days",
        PeriodUnit::Weeks => "unit-weeks",
        PeriodUnit::Months => "unit-months",
        PeriodUnit::Years => "unit-years",
    }
    StartKind {
        StartKind::Collection => "start-collection",
        StartKind::EndOfMatter => "start-end-of-matter",
        StartKind::EndOfRelationship => "start-end-of-relationship",
        StartKind::PurposeFulfilled => "start-purpose-fulfilled",
        StartKind::ConsentWithdrawn => "start-consent-withdrawn",
        StartKind::Other => "start-other",
    }
    YearKind {
        YearKind::School => "year-school",
        YearKind::Calendar => "year-calendar",
        YearKind::Fiscal => "year-fiscal",
    }
    YearChoice {
        YearChoice::Current => "year-choice-current",
        YearChoice::Next => "year-choice-next",
    }
    AnchorPoint {
        AnchorPoint::Start => "anchor-point-start",
        AnchorPoint::End => "anchor-point-end",
    }
    Bound {
        Bound::Exactly => "bound-exactly",
        Bound::AtMost => "bound-at-most",
        Bound::AtLeast => "bound-at-least",
        Bound::AsARule => "bound-as-a-rule",
        Bound::AsARuleAtMost => "bound-as-a-rule-at-most",
    }
    Limit {
        Limit::DutyToErase => "limit-erase",
        Limit::DutyToKeep => "limit-keep",
    }
    Action {
        Action::Erase => "action-erase",
        Action::Anonymise { .. } => "action-anonymise",
        Action::Restrict => "action-restrict",
        Action::Invalidate => "action-invalidate",
        Action::OfferToArchive => "action-offer",
        Action::Return => "action-return",
    }
    Automation {
        Automation::NotStated => "automation-not-stated",
        Automation::Automatic => "automation-automatic",
        Automation::Manual => "automation-manual",
    }
    ExtensionPhase {
        ExtensionPhase::InUse => "phase-in-use",
        ExtensionPhase::Restricted => "phase-restricted",
    }
    DocumentKind {
        DocumentKind::Contract => "document-contract",
        DocumentKind::Notice => "document-notice",
        DocumentKind::TermsOfUse => "document-terms",
        DocumentKind::Concept => "document-concept",
        DocumentKind::ImpactAssessment => "document-impact-assessment",
        DocumentKind::ConsentForm => "document-consent-form",
        DocumentKind::WorksAgreement => "document-works-agreement",
        DocumentKind::Other => "document-other",
    }
    Availability {
        Availability::Available => "availability-available",
        Availability::AnnouncedButMissing => "availability-missing",
        Availability::NotFiled => "availability-not-filed",
    }
    RightKind {
        RightKind::Access => "right-access",
        RightKind::Rectification => "right-rectification",
        RightKind::Erasure => "right-erasure",
        RightKind::Restriction => "right-restriction",
        RightKind::Portability => "right-portability",
        RightKind::Objection => "right-objection",
        RightKind::WithdrawalOfConsent => "right-withdrawal",
        RightKind::Complaint => "right-complaint",
        RightKind::NoAutomatedDecision => "right-no-automated-decision",
        RightKind::Other => "right-other",
    }
    Sector {
        Sector::Public => "sector-public",
        Sector::Private => "sector-private",
        Sector::Church => "sector-church",
    }
    Appointment {
        Appointment::Appointed => "appointment-appointed",
        Appointment::ContactPerson => "appointment-contact",
    }
    RemarkKind {
        RemarkKind::Description => "remark-description",
        RemarkKind::Negative => "remark-negative",
        RemarkKind::Advice => "remark-advice",
    }
    PartyKind {
        PartyKind::Company => "party-company",
        PartyKind::PublicBody => "party-public-body",
        PartyKind::SupervisoryAuthority => "party-supervisory-authority",
        PartyKind::Other => "party-other",
    }
    OwnRole {
        OwnRole::Controller => "own-role-controller",
        OwnRole::Processor { .. } => "own-role-processor",
        OwnRole::OtherController { .. } => "own-role-other-controller",
        OwnRole::Unclear { .. } => "own-role-unclear",
    }
    LawfulGround {
        LawfulGround::Consent => "ground-consent",
        LawfulGround::Contract => "ground-contract",
        LawfulGround::LegalObligation => "ground-legal-obligation",
        LawfulGround::VitalInterests => "ground-vital-interests",
        LawfulGround::PublicTask => "ground-public-task",
        LawfulGround::LegitimateInterests => "ground-legitimate-interests",
    }
    Verification {
        Verification::Verified => "verification-verified",
        Verification::ToCheck => "verification-to-check",
    }
    ImpactAssessment {
        ImpactAssessment::NotNeeded { .. } => "assessment-not-needed",
        ImpactAssessment::Required { .. } => "assessment-required",
        ImpactAssessment::Made { .. } => "assessment-made",
        ImpactAssessment::MadeCentrally { .. } => "assessment-made-centrally",
    }
    Letter {
        Letter::A => "letter-a",
        Letter::B => "letter-b",
        Letter::C => "letter-c",
        Letter::D => "letter-d",
        Letter::E => "letter-e",
        Letter::F => "letter-f",
        Letter::G => "letter-g",
    }
    LetterState {
        LetterState::Given => "letter-state-given",
        LetterState::Inherited => "letter-state-inherited",
        LetterState::ByReference => "letter-state-by-reference",
        LetterState::ExplicitlyNone => "letter-state-explicitly-none",
        LetterState::NotRequired => "letter-state-not-required",
        LetterState::AnnouncedButEmpty => "letter-state-announced",
        LetterState::NotStated => "letter-state-not-stated",
    }
    Severity {
        Severity::Error => "severity-error",
        Severity::Warning => "severity-warning",
        Severity::Hint => "severity-hint",
    }
    FindingClass {
        FindingClass::Duty => "class-duty",
        FindingClass::Accountability => "class-accountability",
        FindingClass::Advice => "class-advice",
    }
    Record {
        Record::Organisation(_) => "record-organisation",
        Record::Activity(_) => "record-activity",
        Record::MeasureSet(_) => "record-measure-set",
        Record::Document(_) => "record-document",
        Record::Template(_) => "record-template",
        Record::Party(_) => "record-party",
        Record::System(_) => "record-system",
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use std::path::Path;

    #[test]
    fn names_carry_the_norm_where_there_is_one() {
        let german = Language::german();
        assert_eq!(
            german.name(&LawfulGround::Consent),
            "Einwilligung, Art. 6 Abs. 1 UAbs. 1 Buchst. a DSGVO"
        );
        assert_eq!(german.name(&RightKind::Objection), "Widerspruch, Art. 21 DSGVO");
        assert_eq!(german.name(&Access::WriteOnly), "nur schreibend");
        assert_eq!(german.name(&Letter::F), "Fristen für die Löschung");
        assert_eq!(german.short_name(Letter::E), "Drittland");
    }

    #[test]
    fn countries_are_called_as_in_the_reference_lists() {
        let german = Language::german();
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../assets/reference");
        for list in ["countries.json", "eea.json"] {
            let text = std::fs::read_to_string(folder.join(list)).unwrap();
            let list: serde_json::Value = serde_json::from_str(&text).unwrap();
            for entry in list["entries"].as_array().unwrap() {
                let country = Country::try_from(entry["id"].as_str().unwrap().to_owned()).unwrap();
                assert_eq!(german.country(&country), entry["name"].as_str().unwrap());
            }
        }
    }

    #[test]
    fn an_unknown_country_keeps_its_code() {
        let code = Country::try_from("ZZ".to_owned()).unwrap();
        assert_eq!(Language::german().country(&code), "ZZ");
    }
}
