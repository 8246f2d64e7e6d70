//! Scopes and persons as parties: the bodies that take part, receive data or answer for it.

use super::VeoError;
use super::element::{Attributes, Element, Elements, Kind, Link};
use crate::countries::country;
use crate::foreign::{ForeignFile, item_key, party_called, record_key};
use register::id::RecordId;
use register::party::{Contact, Party, PostalAddress};
use register::record::Record;

/// What is made of an element. One element may be linked to as several things; each has a key of its own.
#[derive(Clone, Copy)]
pub(super) enum Made {
    Activity,
    Party,
    System,
}

/// The key of what is made of an element with this id, or of this name where it has none.
pub(super) fn key(made: Made, id: Option<&str>, name: &str) -> RecordId {
    let space = match made {
        Made::Activity => "veo",
        Made::Party => "veo party",
        Made::System => "veo system",
    };
    match id {
        Some(id) => record_key(space, id),
        None => record_key(space, &format!("name:{name}")),
    }
}

/// The party a link leads to, added to the file when it is new. A link that leads nowhere and names nobody has none.
pub(super) fn party(
    from: &Element,
    link: &Link,
    elements: &Elements,
    file: &mut ForeignFile,
) -> Result<Option<RecordId>, VeoError> {
    let (key, party) = match elements.target(from, link)? {
        Some((_, element)) => {
            let key = key(Made::Party, element.id.as_deref(), &element.name);
            if file.shared.contains_key(&key) {
                return Ok(Some(key));
            }
            (key, from_element(key, element))
        }
        None => {
            let Some(name) = &link.name else { return Ok(None) };
            let key = key(Made::Party, link.target.as_deref(), name);
            (key, party_called(name.clone()))
        }
    };
    file.shared.entry(key).or_insert(Record::Party(party));
    Ok(Some(key))
}

fn from_element(key: RecordId, element: &Element) -> Party {
    let mut attributes = element.attributes.clone();
    let prefix = if element.kind == Kind::Person { "person" } else { "scope" };
    let contact = Contact {
        function: None,
        addresses: Vec::from_iter(address(key, prefix, &mut attributes)),
        phone: ["phone", "office", "mobile"]
            .iter()
            .find_map(|name| attributes.text(&format!("{prefix}_contactInformation_{name}"))),
        fax: attributes.text(&format!("{prefix}_contactInformation_fax")),
        email: attributes.text(&format!("{prefix}_contactInformation_email")),
        web: attributes.text(&format!("{prefix}_contactInformation_website")),
    };
    let mut party = party_called(element.name.clone());
    party.short_name = element.abbreviation.clone();
    party.contact = contact;
    // Attributes that became fields are not told again.
    let rest = Element { abbreviation: None, attributes, bookkeeping: Vec::new(), ..element.clone() };
    let note = rest.as_text();
    party.note = (note != element.name).then_some(note);
    party
}

fn address(party: RecordId, prefix: &str, attributes: &mut Attributes) -> Option<PostalAddress> {
    let mut take = |name: &str| attributes.text(&format!("{prefix}_address_{name}"));
    let (street, addition, postal_code, town) =
        (take("address1"), take("address2"), take("postcode"), take("city"));
    let stated = take("country");
    let known = stated.as_deref().and_then(country);
    if street.is_none() && addition.is_none() && postal_code.is_none() && town.is_none() && stated.is_none() {
        return None;
    }
    Some(PostalAddress {
        id: item_key(party, "addresses", "1"),
        label: None,
        addition,
        street,
        postal_code,
        town,
        note: stated.filter(|_| known.is_none()),
        country: known,
    })
}
