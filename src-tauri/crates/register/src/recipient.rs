//! Recipients (Art. 30(1) d) and transfers to third countries (Art. 30(1) e).

use crate::data::Enumeration;
use crate::id::{ItemId, RecordId};
use crate::legal_basis::Citation;
use crate::party::Country;
use crate::statement::Selection;
use serde::{Deserialize, Serialize};

/// Whether a recipient belongs to the controller's own organisation.
#[derive(Debug, Clone, PartialEq, Eq, Default, Copy, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS), ts(export))]
#[serde(rename_all = "snake_case")]
pub enum Placement {
    /// Inside the organisation.
    Internal,
    /// Outside.
    #[default]
    External,
}

/// On what footing somebody receives data.
#[derive(Debug, Clone, PartialEq, Eq, Default, Copy, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS), ts(export))]
#[serde(rename_all = "snake_case")]
pub enum RecipientRole {
    /// Receives data as part of the activity.
    #[default]
    Recipient,
    /// Receives data by force of law; no processor.
    ByLaw,
    /// An authority in a particular inquiry: no recipient in the sense of Art. 4(9) sentence 2, printed as such.
    ParticularInquiry,
}

/// What a recipient can do with the data.
#[derive(Debug, Clone, PartialEq, Eq, Default, Copy, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS), ts(export))]
#[serde(rename_all = "snake_case")]
pub enum Access {
    /// Nothing said.
    #[default]
    NotStated,
    /// Read only.
    ReadOnly,
    /// Write only ("nur schreibend").
    WriteOnly,
    /// Read and write.
    ReadAndWrite,
    /// Knowledge cannot be ruled out (support, hosting).
    Incidental,
}

/// A deviation of the access to some of the data ("Passwort nur schreibend").
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS), ts(export))]
#[serde(deny_unknown_fields)]
pub struct AccessLimit {
    /// Identity within the record.
    pub id: ItemId,
    /// The categories concerned.
    #[serde(default)]
    pub data: Selection,
    /// The access to them.
    pub access: Access,
}

/// A recipient or category of recipients. Processors come from the engagements and are not entered again here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS), ts(export))]
#[serde(deny_unknown_fields)]
pub struct Recipient {
    /// Identity within the record.
    pub id: ItemId,
    /// Name of the recipient or category.
    pub name: String,
    /// The party, when it is one the store knows.
    #[serde(default)]
    pub party: Option<RecordId>,
    /// Members named ("Praktikantinnen und Praktikanten").
    #[serde(default)]
    pub examples: Vec<String>,
    /// Whether `examples` is complete.
    #[serde(default)]
    pub enumeration: Enumeration,
    /// Inside or outside the organisation.
    #[serde(default)]
    pub placement: Placement,
    /// Footing.
    #[serde(default)]
    pub role: RecipientRole,
    /// The categories of data disclosed.
    #[serde(default)]
    pub data: Selection,
    /// What for: the occasion of the disclosure (Anlass).
    #[serde(default)]
    pub occasion: Option<String>,
    /// When at all ("im Falle eines etwaig gestatteten Postfachzugriffs").
    #[serde(default)]
    pub condition: Option<String>,
    /// Kind of access.
    #[serde(default)]
    pub access: Access,
    /// Deviating access to some of the data.
    #[serde(default)]
    pub access_limits: Vec<AccessLimit>,
    /// Provisions the disclosure rests on, in their original wording.
    #[serde(default)]
    pub provisions: Vec<Citation>,
    /// Anything else said.
    #[serde(default)]
    pub note: Option<String>,
}

/// Where data are transferred to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS), ts(export))]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Destination {
    /// A country outside the EEA.
    Country {
        /// The country.
        country: Country,
    },
    /// An international organisation.
    InternationalOrganisation {
        /// Its name.
        name: String,
    },
    /// A third country that is not named.
    Unnamed,
}

/// On what a transfer rests (chapter V).
#[derive(Debug, Clone, PartialEq, Eq, Copy, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS), ts(export))]
#[serde(rename_all = "snake_case")]
pub enum TransferInstrument {
    /// Adequacy decision, Art. 45.
    Adequacy,
    /// Adequacy decision limited to certified recipients: EU-US Data Privacy Framework.
    DataPrivacyFramework,
    /// Legally binding instrument between authorities, Art. 46(2) a.
    AuthorityInstrument,
    /// Binding corporate rules, Art. 46(2) b, Art. 47.
    BindingCorporateRules,
    /// Standard contractual clauses of the Commission, Art. 46(2) c.
    StandardClauses,
    /// Standard clauses of a supervisory authority, Art. 46(2) d.
    AuthorityClauses,
    /// Approved code of conduct, Art. 46(2) e.
    CodeOfConduct,
    /// Certification, Art. 46(2) f.
    Certification,
    /// Individually authorised clauses or arrangements, Art. 46(3).
    AuthorisedClauses,
    /// Derogation of Art. 49(1) UAbs. 1.
    Derogation,
    /// Compelling legitimate interests, Art. 49(1) UAbs. 2: the safeguards must stand in the register.
    CompellingInterests,
}

/// A transfer to a third country or an international organisation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS), ts(export))]
#[serde(deny_unknown_fields)]
pub struct Transfer {
    /// Identity within the record.
    pub id: ItemId,
    /// Where to.
    pub destination: Destination,
    /// Who receives the data there.
    #[serde(default)]
    pub recipient: Option<String>,
    /// The engagement through which the transfer happens.
    #[serde(default)]
    pub engagement: Option<ItemId>,
    /// The categories of data transferred.
    #[serde(default)]
    pub data: Selection,
    /// The instrument; `None` when none is stated.
    #[serde(default)]
    pub instrument: Option<TransferInstrument>,
    /// Proof of the instrument (contract, certificate, date).
    #[serde(default)]
    pub evidence: Option<String>,
    /// When at all ("in der Regel").
    #[serde(default)]
    pub condition: Option<String>,
    /// Anything else said.
    #[serde(default)]
    pub note: Option<String>,
}
