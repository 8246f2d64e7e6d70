//! Parties and systems: who is dealt with, and which products are used. Shared by all registers of a store.

use crate::id::{ItemId, RecordId};
use serde::{Deserialize, Serialize};

/// A postal or visiting address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS), ts(export))]
#[serde(deny_unknown_fields)]
pub struct PostalAddress {
    /// Identity within the record.
    pub id: ItemId,
    /// What the address is for ("Postanschrift", "Hausanschrift"), when there are several.
    #[serde(default)]
    pub label: Option<String>,
    /// Addressee lines above the street (department, "IT-Dienstleistungszentrum").
    #[serde(default)]
    pub addition: Option<String>,
    /// Street and house number, or the post-office box.
    #[serde(default)]
    pub street: Option<String>,
    /// Postcode.
    #[serde(default)]
    pub postal_code: Option<String>,
    /// Town.
    #[serde(default)]
    pub town: Option<String>,
    /// Country as ISO 3166-1 alpha-2 code.
    #[serde(default)]
    pub country: Option<Country>,
    /// What is missing or odd in the address ("Hausnummer nicht angegeben").
    #[serde(default)]
    pub note: Option<String>,
}

/// A country, as ISO 3166-1 alpha-2 code in capitals ("DE").
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS), ts(export, type = "string"))]
#[cfg_attr(feature = "describe", schemars(with = "String"))]
#[serde(try_from = "String", into = "String")]
pub struct Country(String);

/// A text that is no country code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a two-letter country code in capitals")]
pub struct NoCountry(String);

impl Country {
    /// The two letters.
    pub fn code(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Country {
    type Error = NoCountry;
    fn try_from(code: String) -> Result<Self, NoCountry> {
        if code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_uppercase()) {
            Ok(Self(code))
        } else {
            Err(NoCountry(code))
        }
    }
}

impl From<Country> for String {
    fn from(country: Country) -> Self {
        country.0
    }
}

/// Ways to reach somebody.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS), ts(export))]
#[serde(deny_unknown_fields, default)]
pub struct Contact {
    /// Function or department, never a natural person's name where a function will do.
    pub function: Option<String>,
    /// Addresses in order of preference.
    pub addresses: Vec<PostalAddress>,
    /// Telephone number as written.
    pub phone: Option<String>,
    /// Fax number as written.
    pub fax: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// Web address.
    pub web: Option<String>,
}

/// What kind of body a party is.
#[derive(Debug, Clone, PartialEq, Eq, Default, Copy, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS), ts(export))]
#[serde(rename_all = "snake_case")]
pub enum PartyKind {
    /// A private company.
    #[default]
    Company,
    /// An authority or another public body.
    PublicBody,
    /// A data-protection supervisory authority.
    SupervisoryAuthority,
    /// An association, foundation, church or other body.
    Other,
}

/// A legal person or authority that takes part in processing, receives data or watches over it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS), ts(export))]
#[serde(deny_unknown_fields)]
pub struct Party {
    /// Full name.
    pub name: String,
    /// Short name as used in lists ("ISB").
    #[serde(default)]
    pub short_name: Option<String>,
    /// Kind of body.
    #[serde(default)]
    pub kind: PartyKind,
    /// How to reach it.
    #[serde(default)]
    pub contact: Contact,
    /// Where it is established, when known without an address.
    #[serde(default)]
    pub country: Option<Country>,
    /// Commercial register, VAT number and the like, as written.
    #[serde(default)]
    pub registration: Option<String>,
    /// Anything else worth knowing.
    #[serde(default)]
    pub note: Option<String>,
}

/// A product: Zammad is not the company that runs it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS), ts(export))]
#[serde(deny_unknown_fields)]
pub struct System {
    /// Name of the product.
    pub name: String,
    /// Who makes it.
    #[serde(default)]
    pub vendor: Option<RecordId>,
    /// The product this one belongs to or runs on (Untis Mobile belongs to WebUntis).
    #[serde(default)]
    pub part_of: Option<RecordId>,
    /// Web address of the product.
    #[serde(default)]
    pub web: Option<String>,
    /// What it is, in a sentence.
    #[serde(default)]
    pub description: Option<String>,
}
