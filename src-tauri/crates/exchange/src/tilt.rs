//! The register as a TILT document (Transparency Information Language, version 2.0).
//!
//! The form is that of the JSON Schema in the public repository `Transparency-Information-Language/schema`
//! (`tilt-schema.json`, MIT licence). One document stands for the whole register; each category of data of each
//! activity is one entry of `dataDisclosed`.
//!
//! # What the register does not state
//! - Where the schema lets a member be left out, it is left out; lists are empty.
//! - Where it asks for a text, "nicht angegeben" or the state of the field stands there. A country that is not stated
//!   is "ZZ" and an e-mail address `nicht-angegeben@angabe.invalid`: both are reserved for exactly this (ISO 3166-1
//!   user-assigned codes; RFC 2606) and can be taken for nothing else.
//! - Yes-or-no members that the schema demands while the register holds a free text are `true` only where the text
//!   affirms it plainly; the text itself always stands beside them as `description`.

mod disclosed;
mod form;
mod rights;

pub(crate) use form::duration;

use crate::register_view::{Lines, RegisterInput, Sheet, View};
use language::Language;
use register::party::Contact;
use register::recipient::{Destination, TransferInstrument};
use register::resolve::Place;
use serde_json::{Map, Value, json};

/// Why no document was written.
#[derive(Debug, thiserror::Error)]
pub enum TiltError {
    /// The document could not be put into JSON; content is never the reason.
    #[error("the TILT document could not be written")]
    Json(#[from] serde_json::Error),
}

/// An object in the making.
type Members = Map<String, Value>;

/// The register as a TILT document: indented JSON in UTF-8. The same register on the same day gives the same bytes.
///
/// `_hash` is SHA-256 over the canonical form (RFC 8785) of the document without `_hash`, in hexadecimal.
///
/// # Errors
/// Only when the program has a defect; no content is refused.
pub fn document(input: &RegisterInput<'_>, language: &Language) -> Result<Vec<u8>, TiltError> {
    let view = View::new(input, language);
    let sheets = view.activities();
    let mut document = json!({
        "meta": meta(&view),
        "controller": controller(&view),
        "dataProtectionOfficer": officer(&view),
        "dataDisclosed": sheets.iter().flat_map(disclosed::of_activity).collect::<Vec<_>>(),
        "thirdCountryTransfers": sheets.iter().flat_map(transfers).collect::<Vec<_>>(),
        "sources": sheets.iter().flat_map(disclosed::sources).collect::<Vec<_>>(),
        // The register does not record changes of purpose before they are made.
        "changesOfPurpose": [],
    });
    if let Some(members) = document.as_object_mut() {
        members.extend(rights::members(&view, &sheets));
    }
    let hash = register::canonical::digest(&document);
    if let Some(meta) = document.get_mut("meta").and_then(Value::as_object_mut) {
        meta.insert("_hash".into(), hash.into());
    }
    let mut bytes = serde_json::to_vec_pretty(&document)?;
    bytes.push(b'\n');
    Ok(bytes)
}

fn meta(view: &View<'_>) -> Value {
    let input = view.input;
    let notices = input.others.keys().filter_map(|id| view.document(*id)).filter(|document| {
        document.register == input.id && document.kind == register::document::DocumentKind::Notice
    });
    let webs = notices.filter_map(|document| document.web.as_deref());
    let webs = webs.chain(input.organisation.contact.web.as_deref());
    let mut urls: Vec<String> = Vec::new();
    for url in webs.filter_map(form::uri) {
        if !urls.contains(&url) {
            urls.push(url);
        }
    }
    if urls.is_empty() {
        urls.push(format!("urn:uuid:{}", input.id));
    }
    json!({
        "_id": input.id.to_string(),
        "name": input.organisation.name,
        "created": input.today.to_string(),
        "modified": input.today.to_string(),
        "version": 1,
        "language": "de",
        "status": "active",
        "url": urls,
    })
}

/// Address, country and what else of a contact the schema has a form for.
fn reachable(view: &View<'_>, contact: &Contact, country: Option<&str>) -> Members {
    let mut members = Members::new();
    let stated = contact.addresses.iter().find_map(|address| address.country.as_ref());
    let country = stated.map(|country| country.code()).or(country).unwrap_or(form::NO_COUNTRY);
    let addresses = view.addresses(contact).join("; ");
    let address = if addresses.is_empty() { view.not_stated() } else { addresses };
    members.insert("address".into(), address.into());
    members.insert("country".into(), country.into());
    let email = contact.email.as_deref().and_then(form::email);
    members.insert("email".into(), email.unwrap_or(form::NO_EMAIL).into());
    if let Some(phone) = contact.phone.as_deref().and_then(form::phone) {
        members.insert("phone".into(), phone.into());
    }
    members
}

fn controller(view: &View<'_>) -> Value {
    let organisation = view.input.organisation;
    // "DE-BY": the country before the federal state.
    let land =
        organisation.land.as_deref().and_then(|land| land.get(..2)).filter(|code| form::is_country(code));
    let mut members = reachable(view, &organisation.contact, land);
    let mut representative = Members::new();
    let function = organisation.represented_by.as_deref().or(organisation.contact.function.as_deref());
    let function = function.map_or_else(|| view.not_stated(), str::to_owned);
    representative.insert("name".into(), function.into());
    for member in ["email", "phone"] {
        if let Some(value) = members.remove(member) {
            representative.insert(member.into(), value);
        }
    }
    members.insert("name".into(), organisation.name.clone().into());
    members.insert("representative".into(), representative.into());
    if let Some(url) = organisation.contact.web.as_deref().and_then(form::uri) {
        members.insert("url".into(), json!([url]));
    }
    let contact = view.contact(&organisation.contact);
    members.insert("description".into(), contact.below().into());
    members.into()
}

fn officer(view: &View<'_>) -> Value {
    let officers = &view.input.organisation.data_protection_officers;
    let described = |officer: &register::organisation::DataProtectionOfficer| {
        let mut lines = Lines::default();
        lines.maybe(officer.body.as_deref()).text(view.language.name(&officer.appointment));
        lines.all(view.contact(&officer.contact)).maybe(officer.note.as_deref());
        let mut members = reachable(view, &officer.contact, None);
        members.insert("name".into(), officer.function.clone().into());
        members.insert("description".into(), lines.below().into());
        Value::from(members)
    };
    let mut all = officers.given().into_iter().flatten().map(described);
    let Some(mut first) = all.next() else {
        let mut members = reachable(view, &Contact::default(), None);
        members.insert("name".into(), view.standing(&officers.into()).into());
        return members.into();
    };
    let further: Vec<Value> = all.collect();
    if let Some(members) = first.as_object_mut().filter(|_| !further.is_empty()) {
        members.insert("further".into(), further.into());
    }
    first
}

/// The transfers of an activity; what the register does not say of an instrument is left out.
fn transfers(sheet: &Sheet<'_>) -> Vec<Value> {
    let view = sheet.view;
    let transfer = |transfer: &register::recipient::Transfer| {
        let mut members = Members::new();
        let mut lines = Lines::of(&sheet.title);
        match &transfer.destination {
            Destination::Country { country } => {
                members.insert("country".into(), country.code().into());
            }
            Destination::InternationalOrganisation { name } => {
                lines.text(name);
            }
            Destination::Unnamed => {
                lines.text(view.word("mark-unnamed-country"));
            }
        }
        let instrument = transfer.instrument.map(|instrument| view.language.name(&instrument));
        let mut grounds = Lines::default();
        grounds.maybe(instrument.as_deref()).maybe(transfer.evidence.as_deref());
        let grounds = grounds.joined("; ");
        let available = json!({ "available": true, "description": grounds });
        let kinds: &[&str] = match transfer.instrument {
            None | Some(TransferInstrument::Derogation | TransferInstrument::CompellingInterests) => &[],
            Some(TransferInstrument::Adequacy | TransferInstrument::DataPrivacyFramework) => {
                &["adequacyDecision"]
            }
            Some(TransferInstrument::StandardClauses | TransferInstrument::AuthorityClauses) => {
                &["appropriateGuarantees", "standardDataProtectionClause"]
            }
            Some(_) => &["appropriateGuarantees"],
        };
        for kind in kinds {
            members.insert((*kind).into(), available.clone());
        }
        let instrument = instrument.unwrap_or_else(|| view.word("mark-instrument-not-stated"));
        lines.maybe(transfer.recipient.as_deref()).text(instrument).maybe(transfer.evidence.as_deref());
        lines.labelled(&view.word("cell-condition"), transfer.condition.as_deref());
        lines.maybe(transfer.note.as_deref());
        members.insert("description".into(), lines.joined("; ").into());
        Value::from(members)
    };
    let items = sheet.covering(|scope| &scope.transfers, |it| &it.data, None);
    items.into_iter().map(|placed| transfer(placed.item)).collect()
}

/// Where a category of data is printed.
fn places(sheet: &Sheet<'_>, id: register::id::ItemId) -> Vec<Place> {
    let holds = |scope: &&register::resolve::ResolvedScope<'_>| {
        scope.data_categories.items.iter().any(|placed| placed.item.id == id)
    };
    sheet.resolved.scopes().filter(holds).map(|scope| scope.place).collect()
}

#[cfg(test)]
mod tests;
