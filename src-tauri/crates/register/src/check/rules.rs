//! All rules of the checker, in one table.

use super::{FindingClass, Severity};
use serde::{Deserialize, Serialize};

macro_rules! rules {
    ($($(#[doc = $doc:literal])+ $rule:ident $code:literal $class:ident $severity:ident $norm:literal;)+) => {
        /// The rules of the checker. In JSON a rule is written as its code.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS), ts(export))]
        #[serde(rename_all = "snake_case")]
        pub enum Rule {
            $($(#[doc = $doc])+ $rule,)+
        }

        impl Rule {
            /// Every rule, in the order of the table.
            pub const ALL: &'static [Self] = &[$(Self::$rule),+];

            /// The stable name: acknowledgements, scripts and texts speak of the rule by it.
            pub fn code(self) -> &'static str {
                match self { $(Self::$rule => $code,)+ }
            }

            /// The duty it rests on.
            pub fn class(self) -> FindingClass {
                match self { $(Self::$rule => FindingClass::$class,)+ }
            }

            /// How serious it is.
            pub fn severity(self) -> Severity {
                match self { $(Self::$rule => Severity::$severity,)+ }
            }

            /// The norm it rests on.
            pub fn norm(self) -> &'static str {
                match self { $(Self::$rule => $norm,)+ }
            }
        }
    };
}

// Severity. An error: Art. 30 asks for it and it is not there, or what stands there is not lawful as it stands. A
// warning: it will probably not convince (also whatever is due "wenn möglich" only, letters f and g). A hint: worth a
// look; it may well be right.
//
// Columns: code, class, severity, norm. The text to each rule stands under its code in `locales/de/findings.ftl`.
rules! {
    // Letter a and its counterpart in Art. 30(2): who answers, who can be reached.

    /// Name or contact data of the controller are missing, or stand in another document only.
    ControllerIncomplete "controller_incomplete" Duty Error "Art. 30 Abs. 1 Satz 2 Buchst. a DSGVO";
    /// Nothing is said about a data-protection officer.
    OfficerNotStated "officer_not_stated" Duty Error "Art. 30 Abs. 1 Satz 2 Buchst. a DSGVO";
    /// The data-protection officer stands in another document only.
    OfficerByReference "officer_by_reference" Duty Warning "Art. 30 Abs. 1 Satz 2 Buchst. a DSGVO";
    /// A data-protection officer without contact data.
    OfficerUnreachable "officer_unreachable" Duty Error "Art. 30 Abs. 1 Satz 2 Buchst. a DSGVO";
    /// A joint controller or representative without contact data.
    PartyUnreachable "party_unreachable" Duty Error "Art. 30 Abs. 1 Satz 2 Buchst. a DSGVO";
    /// The controller is established outside the EEA and says nothing about a representative.
    RepresentativeNotStated "representative_not_stated" Duty Error "Art. 30 Abs. 1 Satz 2 Buchst. a, Art. 27 DSGVO";
    /// Art. 30(2) a: a controller on whose behalf one acts, without contact data.
    ClientUnreachable "client_unreachable" Duty Error "Art. 30 Abs. 2 Buchst. a DSGVO";
    /// Art. 30(2) b: the categories of processing carried out for others are missing.
    CategoriesOfProcessingMissing "categories_of_processing_missing" Duty Error "Art. 30 Abs. 2 Buchst. b DSGVO";

    // Letters b to g: is there a statement?

    /// Letter b: no purpose.
    PurposesMissing "purposes_missing" Duty Error "Art. 30 Abs. 1 Satz 2 Buchst. b DSGVO";
    /// Letter c: no category of data subjects.
    DataSubjectsMissing "data_subjects_missing" Duty Error "Art. 30 Abs. 1 Satz 2 Buchst. c DSGVO";
    /// Letter c: no category of personal data.
    DataCategoriesMissing "data_categories_missing" Duty Error "Art. 30 Abs. 1 Satz 2 Buchst. c DSGVO";
    /// Letter d: nothing is said about recipients.
    RecipientsNotStated "recipients_not_stated" Duty Error "Art. 30 Abs. 1 Satz 2 Buchst. d DSGVO";
    /// Letter e: nothing is said about transfers.
    TransfersNotStated "transfers_not_stated" Duty Warning "Art. 30 Abs. 1 Satz 2 Buchst. e, Abs. 2 Buchst. c DSGVO";
    /// Letter f ("wenn möglich"): no period for erasure.
    RetentionNotStated "retention_not_stated" Duty Warning "Art. 30 Abs. 1 Satz 2 Buchst. f DSGVO";
    /// Letter g ("wenn möglich"): no measures.
    MeasuresNotStated "measures_not_stated" Duty Warning "Art. 30 Abs. 1 Satz 2 Buchst. g, Abs. 2 Buchst. d DSGVO";
    /// Something was announced and nothing followed.
    AnnouncedButEmpty "announced_but_empty" Duty Error "Art. 30 Abs. 1 Satz 2 DSGVO";
    /// A statement refers to a document that nobody has, or to none.
    ReferenceUnavailable "reference_unavailable" Duty Warning "Art. 30 Abs. 1 Satz 2, Abs. 4 DSGVO";
    /// A set of measures is referred to that holds none.
    MeasureSetEmpty "measure_set_empty" Duty Warning "Art. 30 Abs. 1 Satz 2 Buchst. g, Abs. 2 Buchst. d DSGVO";

    // The matrix: what belongs to each category of data.

    /// A category of personal data without a retention rule.
    CategoryWithoutRetention "category_without_retention" Duty Warning "Art. 30 Abs. 1 Satz 2 Buchst. f DSGVO";
    /// Categories of personal data that no recipient and no processor receives: one hint for all of them.
    CategoryWithoutRecipient "category_without_recipient" Advice Hint "Art. 30 Abs. 1 Satz 2 Buchst. d DSGVO";
    /// A category of personal data without data subjects.
    CategoryWithoutSubject "category_without_subject" Advice Hint "Art. 30 Abs. 1 Satz 2 Buchst. c DSGVO";

    // Inheritance.

    /// The activity's inheritance cannot be followed.
    InheritanceBroken "inheritance_broken" Duty Error "Art. 30 Abs. 1 Satz 2 DSGVO";
    /// A field takes over everything and gets nothing.
    InheritanceEmpty "inheritance_empty" Duty Error "Art. 30 Abs. 1 Satz 2 DSGVO";
    /// A field adds to something that is not there.
    AppendToNothing "append_to_nothing" Advice Hint "Art. 30 Abs. 1 Satz 2 DSGVO";
    /// The source of a field has changed since somebody last looked.
    HeirsStale "heirs_stale" Advice Hint "Art. 5 Abs. 2 DSGVO";

    // Legal bases. Art. 30 does not ask for them, Art. 5(2) does.

    /// No legal basis.
    LegalBasisNotStated "legal_basis_not_stated" Accountability Warning "Art. 5 Abs. 2, Art. 6 Abs. 1 DSGVO";
    /// Art. 6(1) f by a public body.
    LegitimateInterestsByPublicBody "legitimate_interests_by_public_body" Accountability Warning "Art. 6 Abs. 1 UAbs. 2 DSGVO";
    /// Art. 6(1) c or e without Union or national law.
    NationalLawMissing "national_law_missing" Accountability Warning "Art. 6 Abs. 3 DSGVO";
    /// The law beside Art. 6(1) c or e is spoken of and not named.
    NationalLawUnnamed "national_law_unnamed" Accountability Hint "Art. 6 Abs. 3 DSGVO";
    /// An article that lays down duties or rights, cited as a legal basis.
    NotALegalBasis "not_a_legal_basis" Accountability Error "Art. 5 Abs. 2, Art. 6 Abs. 1 DSGVO";
    /// "§ n BayEUG": the law is not divided like that.
    WrongUnit "wrong_unit" Accountability Error "Art. 5 Abs. 2 DSGVO";
    /// Another law stands in the place of the cited one.
    OutdatedLaw "outdated_law" Accountability Warning "Art. 5 Abs. 2 DSGVO";
    /// A law the program does not know.
    UnknownLaw "unknown_law" Advice Hint "Art. 5 Abs. 2 DSGVO";
    /// A correction lies beside a citation.
    CorrectionPending "correction_pending" Advice Hint "Art. 5 Abs. 2 DSGVO";
    /// A citation in an unusual form.
    LooseCitation "loose_citation" Advice Hint "Art. 5 Abs. 2 DSGVO";

    // Special categories, consent, automated decisions.

    /// Art. 9 data without a ground of Art. 9(2).
    SpecialDataWithoutGround "special_data_without_ground" Accountability Error "Art. 9 Abs. 1, 2 DSGVO";
    /// Art. 10 data without a law that permits it.
    CriminalDataWithoutLaw "criminal_data_without_law" Accountability Error "Art. 10 DSGVO";
    /// Consent, and no retention rule says what follows from its withdrawal.
    ConsentWithoutWithdrawal "consent_without_withdrawal" Accountability Warning "Art. 7 Abs. 3, Art. 17 Abs. 1 Buchst. b DSGVO";
    /// Automated decisions without a ground of Art. 22(2).
    AutomatedDecisionWithoutGround "automated_decision_without_ground" Accountability Error "Art. 22 Abs. 1, 2 DSGVO";

    // Retention.

    /// A rule states an action and no period.
    PeriodNotStated "period_not_stated" Duty Warning "Art. 30 Abs. 1 Satz 2 Buchst. f DSGVO";
    /// A period without a start.
    StartNotStated "start_not_stated" Duty Warning "Art. 30 Abs. 1 Satz 2 Buchst. f DSGVO";
    /// For some data, "as long as needed" is all that is said.
    OnlyGeneralPeriod "only_general_period" Duty Warning "Art. 30 Abs. 1 Satz 2 Buchst. f, Art. 5 Abs. 1 Buchst. e DSGVO";
    /// Personal data kept for ever.
    UnlimitedRetention "unlimited_retention" Accountability Warning "Art. 5 Abs. 1 Buchst. e, Art. 17 Abs. 1 DSGVO";
    /// Two periods for the same data.
    CompetingPeriods "competing_periods" Duty Warning "Art. 30 Abs. 1 Satz 2 Buchst. f DSGVO";
    /// Two periods that perhaps mean the same data.
    PerhapsCompetingPeriods "perhaps_competing_periods" Advice Hint "Art. 30 Abs. 1 Satz 2 Buchst. f DSGVO";
    /// Anonymising is all that happens to personal data in the end.
    AnonymisedNotErased "anonymised_not_erased" Accountability Hint "Art. 5 Abs. 1 Buchst. e DSGVO, Erwägungsgrund 26";
    /// What is called anonymising pseudonymises.
    PseudonymisedNotErased "pseudonymised_not_erased" Accountability Warning "Art. 4 Nr. 5, Art. 5 Abs. 1 Buchst. e DSGVO";

    // Processors and other parties.

    /// A processor without a contract.
    ProcessorWithoutContract "processor_without_contract" Accountability Error "Art. 28 Abs. 3 DSGVO";
    /// A contract that nobody has filed yet.
    ContractNotFiled "contract_not_filed" Accountability Hint "Art. 28 Abs. 9, Art. 5 Abs. 2 DSGVO";
    /// A contract that has ended.
    ContractExpired "contract_expired" Accountability Error "Art. 28 Abs. 3 DSGVO";
    /// A contract whose check is overdue.
    ContractCheckOverdue "contract_check_overdue" Accountability Warning "Art. 28 Abs. 1, Art. 5 Abs. 2 DSGVO";
    /// A processor of the controller without a name.
    ProcessorUnnamed "processor_unnamed" Accountability Warning "Art. 28 Abs. 1, 3 DSGVO";
    /// A sub-processor, and it is not said whose.
    SubProcessorWithoutParent "sub_processor_without_parent" Accountability Warning "Art. 28 Abs. 2, 4 DSGVO";
    /// Controller or processor: left open.
    RoleUnclear "role_unclear" Accountability Warning "Art. 4 Nr. 7, 8, Art. 26, 28 DSGVO";
    /// Joint controllers without an arrangement.
    ArrangementMissing "arrangement_missing" Accountability Error "Art. 26 Abs. 1 Satz 2 DSGVO";

    // Third countries.

    /// Letter e is silent while a party works or sits outside the EEA.
    ThirdCountrySilent "third_country_silent" Duty Error "Art. 30 Abs. 1 Satz 2 Buchst. e, Abs. 2 Buchst. c DSGVO";
    /// "No transfer", and a party works or sits outside the EEA.
    NoTransferContradicted "no_transfer_contradicted" Duty Error "Art. 30 Abs. 1 Satz 2 Buchst. e, Abs. 2 Buchst. c DSGVO";
    /// A party works or sits in a third country that no transfer names.
    TransferNotListed "transfer_not_listed" Duty Warning "Art. 30 Abs. 1 Satz 2 Buchst. e, Abs. 2 Buchst. c DSGVO";
    /// A transfer to a third country without its name.
    ThirdCountryUnnamed "third_country_unnamed" Duty Error "Art. 30 Abs. 1 Satz 2 Buchst. e, Abs. 2 Buchst. c DSGVO";
    /// Art. 49(1) UAbs. 2 without safeguards on record.
    SafeguardsNotRecorded "safeguards_not_recorded" Duty Error "Art. 30 Abs. 1 Satz 2 Buchst. e, Abs. 2 Buchst. c, Art. 49 Abs. 6 DSGVO";
    /// A transfer that rests on nothing.
    TransferWithoutInstrument "transfer_without_instrument" Accountability Error "Art. 44 DSGVO";
    /// An instrument without evidence.
    TransferWithoutEvidence "transfer_without_evidence" Accountability Warning "Art. 44, Art. 5 Abs. 2 DSGVO";
    /// An adequacy decision that does not exist.
    AdequacyMissing "adequacy_missing" Accountability Error "Art. 45 Abs. 1 DSGVO";
    /// An adequacy decision that has run out.
    AdequacyExpired "adequacy_expired" Accountability Error "Art. 45 Abs. 1 DSGVO";
    /// A recipient in the USA whose certification nobody has checked.
    CertificationNotChecked "certification_not_checked" Accountability Warning "Art. 45 DSGVO, Beschluss (EU) 2023/1795";
    /// A "transfer" within the EEA.
    TransferWithinEea "transfer_within_eea" Advice Hint "Art. 44 DSGVO";

    // Statements that contradict each other.

    /// "No recipients", and there are some.
    NoRecipientsContradicted "no_recipients_contradicted" Accountability Hint "Art. 4 Nr. 9, Art. 30 Abs. 1 Satz 2 Buchst. d DSGVO";
    /// "Not passed on", and there are external recipients.
    NoDisclosureContradicted "no_disclosure_contradicted" Accountability Hint "Art. 4 Nr. 9, 10, Art. 5 Abs. 1 Buchst. a DSGVO";
    /// "No sensitive data", and a category is marked so.
    NoSensitiveDataContradicted "no_sensitive_data_contradicted" Accountability Warning "Art. 9 Abs. 1, Art. 10 DSGVO";
    /// "No joint controllers", and a party has that role.
    NoJointControllersContradicted "no_joint_controllers_contradicted" Duty Warning "Art. 30 Abs. 1 Satz 2 Buchst. a, Art. 26 DSGVO";

    // Impact assessment: at most one of these for an activity.

    /// A case of Art. 35(3), or of the DSK list for a private body, and no impact assessment.
    ImpactAssessmentRequired "impact_assessment_required" Accountability Error "Art. 35 Abs. 1, 3, 4 DSGVO";
    /// It was found to be required and has not been made.
    ImpactAssessmentOutstanding "impact_assessment_outstanding" Accountability Error "Art. 35 Abs. 1 DSGVO";
    /// Two or more criteria of WP 248.
    ImpactAssessmentLikely "impact_assessment_likely" Accountability Warning "Art. 35 Abs. 1 DSGVO, WP 248 Rev. 01";
    /// Nobody has asked whether one is needed.
    ImpactAssessmentNotAssessed "impact_assessment_not_assessed" Accountability Hint "Art. 35 Abs. 1, Art. 5 Abs. 2 DSGVO";

    // Upkeep.

    /// The review of the entry is overdue.
    ReviewOverdue "review_overdue" Accountability Warning "Art. 5 Abs. 2, Art. 24 Abs. 1 Satz 2 DSGVO";
    /// A document has lost its validity.
    DocumentExpired "document_expired" Accountability Warning "Art. 5 Abs. 2 DSGVO";
    /// The check of a document is overdue.
    DocumentCheckOverdue "document_check_overdue" Advice Hint "Art. 5 Abs. 2 DSGVO";
    /// A document is referred to that was announced and is not there.
    DocumentAnnouncedButMissing "document_announced_but_missing" Accountability Hint "Art. 5 Abs. 2 DSGVO";
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_rule_goes_by_one_name_everywhere() {
        for rule in Rule::ALL {
            assert_eq!(serde_json::to_value(rule).unwrap(), rule.code());
        }
    }

    #[test]
    fn advice_is_never_an_error() {
        for rule in Rule::ALL.iter().filter(|rule| rule.class() == FindingClass::Advice) {
            assert_eq!(rule.severity(), Severity::Hint, "{rule:?}");
        }
    }

    #[test]
    fn every_norm_is_a_citation_in_standard_form() {
        for rule in Rule::ALL {
            assert!(!crate::citation::parse(rule.norm()).provisions.is_empty(), "{rule:?}");
        }
    }

    #[test]
    fn what_is_due_only_where_possible_is_never_an_error() {
        for rule in Rule::ALL.iter().filter(|rule| rule.norm().contains("Buchst. f")) {
            assert_ne!(rule.severity(), Severity::Error, "{rule:?}");
        }
    }
}
