//! Recipients, processors and transfers to third countries: links of a process, and of the transfers it links to.

use super::codes;
use super::element::{Attributes, Element, Elements, Link};
use super::labels::label;
use super::parties::party;
use super::process::Draft;
use super::{VeoError, element};
use crate::countries::country;
use crate::foreign::{ForeignFile, engagement_of};
use crate::safeguards::instrument;
use register::data::Enumeration;
use register::engagement::{Contract, Engagement, EngagementRole};
use register::id::{ItemId, RecordId};
use register::legal_basis::Citation;
use register::recipient::{Access, Destination, Placement, Recipient, RecipientRole, Transfer};
use register::statement::{Selection, Statement};

/// The links that lead to somebody who receives data.
pub(super) const RECIPIENTS: [&str; 3] =
    ["process_processor", "process_internalRecipient", "process_externalRecipient"];

const RECIPIENT_TYPE: &str = "process_recipient_type";

/// What is said of the disclosure as a whole.
#[derive(Default)]
pub(super) struct Disclosure {
    /// What for: the name and description of the transfer.
    pub(super) occasion: Option<String>,
    /// The data disclosed.
    pub(super) data: Selection,
    /// Provisions it rests on.
    pub(super) provisions: Vec<Citation>,
    /// Anything else.
    pub(super) note: Option<String>,
}

impl Disclosure {
    /// How many bytes each recipient gets of it.
    fn weight(&self) -> usize {
        let texts =
            self.provisions.iter().map(|citation| &citation.wording).chain(&self.occasion).chain(&self.note);
        texts.map(String::len).sum::<usize>() + 16 * self.data.named().len()
    }
}

/// Takes a process that describes a transfer of data: its recipients become the activity's.
pub(super) fn transfer(
    transfer: &Element,
    elements: &Elements,
    draft: &mut Draft<'_>,
    file: &mut ForeignFile,
) -> Result<(), VeoError> {
    let mut attributes = transfer.attributes.clone();
    let place = transfer.place();
    let mut data = Vec::new();
    for link in transfer.links.iter().filter(|link| link.kind == "process_dataType") {
        data.push(draft.data_type(transfer, link, elements)?);
    }
    let mut provisions: Vec<Citation> =
        legal_bases(&mut attributes, "process_dataTransfer").into_iter().map(cited).collect();
    provisions.extend(attributes.text("process_dataTransfer_otherLegalBasis").map(cited));
    let occasion = match &transfer.description {
        Some(description) if *description != transfer.name => format!("{}: {description}", transfer.name),
        _ => transfer.name.clone(),
    };
    let disclosure = Disclosure {
        occasion: Some(occasion),
        data: data.try_into().map_or(Selection::All, Selection::Only),
        provisions,
        note: attributes.text("process_dataTransfer_explanation"),
    };
    let mut links = transfer.links.iter().filter(|link| RECIPIENTS.contains(&link.kind.as_str())).peekable();
    if links.peek().is_none() {
        // A transfer without a recipient is still one: to somebody who is not named.
        let kind = attributes.codes(RECIPIENT_TYPE);
        match kind.first().map(|code| codes::ending(RECIPIENT_TYPE, code)) {
            Some("processor") => {
                let nobody = Statement::NotStated;
                draft.processor(None, &transfer.name, &transfer.name, nobody, &disclosure);
            }
            Some("internal") => draft.recipient(&transfer.name, None, Placement::Internal, &disclosure),
            _ => draft.recipient(&transfer.name, None, Placement::External, &disclosure),
        }
        draft.remainder.keep(place.clone(), "Empfänger nicht benannt");
    }
    for link in links {
        taker(transfer, link, &disclosure, elements, draft, file)?;
    }
    // Which links there are says the same, or else it is told.
    let linked = |end: &str| transfer.links.iter().any(|link| link.kind.to_lowercase().contains(end));
    for code in attributes.codes(RECIPIENT_TYPE) {
        if !linked(codes::ending(RECIPIENT_TYPE, &code)) {
            let kind = codes::value(RECIPIENT_TYPE, &code);
            draft.remainder.keep(format!("{place}, {}", label(RECIPIENT_TYPE)), kind);
        }
    }
    for (label, text) in attributes.rest().into_iter().chain(transfer.rest.clone()) {
        draft.remainder.keep(format!("{place}, {label}"), text);
    }
    if let Some(abbreviation) = &transfer.abbreviation {
        draft.remainder.keep(format!("{place}, Abkürzung"), abbreviation.clone());
    }
    for link in &transfer.links {
        if link.kind != "process_dataType" && !RECIPIENTS.contains(&link.kind.as_str()) {
            draft.remaining_link(transfer, link, elements, &format!("{place}, "))?;
        }
    }
    Ok(())
}

/// The provisions in an aspect's codes.
pub(super) fn legal_bases(attributes: &mut Attributes, aspect: &str) -> Vec<String> {
    let name = format!("{aspect}_legalBasis");
    attributes.codes(&name).iter().map(|code| codes::value(&name, code)).collect()
}

/// A citation in this wording.
pub(super) fn cited(wording: String) -> Citation {
    Citation { wording, correction: None }
}

/// Takes one link to somebody who receives data.
pub(super) fn taker(
    from: &Element,
    link: &Link,
    disclosure: &Disclosure,
    elements: &Elements,
    draft: &mut Draft<'_>,
    file: &mut ForeignFile,
) -> Result<(), VeoError> {
    elements.count(from, disclosure.weight())?;
    let mut attributes = link.attributes.clone();
    let target = elements.target(from, link)?.map(|(_, element)| element);
    let name = target.map_or_else(|| link.shown(), |element| element.name.clone());
    let is_person = target.is_some_and(|element| element.kind == element::Kind::Person);
    let engagement = if link.kind == "process_processor" {
        let party = party(from, link, elements, file)?;
        let contract = target.map_or(Ok(Statement::NotStated), |scope| contract(scope, elements))?;
        let source = link.target.as_ref().unwrap_or(&name);
        Some(draft.processor(party, source, &name, contract, disclosure))
    } else {
        let internal = link.kind == "process_internalRecipient";
        // A person in the tool is often an office; whoever it is, it is no party of the store.
        let party = if internal || is_person { None } else { party(from, link, elements, file)? };
        let placement = if internal { Placement::Internal } else { Placement::External };
        draft.recipient(&name, party, placement, disclosure);
        if let Some(element) = target.filter(|_| party.is_none()) {
            let about = Element { bookkeeping: Vec::new(), ..element.clone() }.as_text();
            if about != element.name {
                draft.remainder.keep(format!("{} „{name}“", label(&link.kind)), about);
            }
        }
        None
    };
    third_country(&link.kind, &mut attributes, &name, engagement, &disclosure.data, draft);
    let place = format!("{} „{}“", label(&link.kind), element::shortened(&name));
    let rest = Link { attributes, ..link.clone() };
    for (label, text) in rest.rest() {
        draft.remainder.keep(format!("{place}, {label}"), text);
    }
    Ok(())
}

fn note_with_provisions(disclosure: &Disclosure) -> Option<String> {
    let provisions = disclosure.provisions.iter().map(|citation| citation.wording.clone());
    let lines: Vec<String> = provisions.chain(disclosure.note.clone()).collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}

/// The contract a processor's scope links to.
fn contract(scope: &Element, elements: &Elements) -> Result<Statement<Contract>, VeoError> {
    let mut names = Vec::new();
    for link in scope.links.iter().filter(|link| link.kind == "scope_contract") {
        let target = elements.target(scope, link)?;
        names.push(target.map_or_else(|| link.shown(), |(_, document)| told_with_name(document)));
    }
    Ok(if names.is_empty() { Statement::NotStated } else { contract_called(names.join("\n")) })
}

/// An element's name with what it says.
fn told_with_name(element: &Element) -> String {
    let about = Element { bookkeeping: Vec::new(), ..element.clone() }.as_text();
    if about == element.name { about } else { format!("{}\n{about}", element.name) }
}

/// A contract of which only this is known.
pub(super) fn contract_called(note: String) -> Statement<Contract> {
    let value =
        Contract { document: None, concluded_on: None, next_check: None, ends_on: None, note: Some(note) };
    Statement::Given { value }
}

/// What a link says of third countries.
fn third_country(
    kind: &str,
    attributes: &mut Attributes,
    recipient: &str,
    engagement: Option<ItemId>,
    data: &Selection,
    draft: &mut Draft<'_>,
) {
    let stated = attributes.flag(&format!("{kind}_thirdCountryProcessing"));
    let place = format!("{} „{}“", label(kind), element::shortened(recipient));
    let mut spoken = |what: &str| {
        let name = format!("{kind}_thirdCountry{what}");
        let codes = attributes.codes(&name);
        let said: Vec<String> = codes.iter().map(|code| draft.spoken(&name, code)).collect();
        if said.is_empty() { attributes.text(&name) } else { Some(said.join("; ")) }
    };
    let (country_name, guarantees) = (spoken("Name"), spoken("Guarantees"));
    let (explanation, document) = (spoken("Explanation"), spoken("Document"));
    draft.third_country.push(stated);
    if stated != Some(true) {
        let label = place;
        // That others answer otherwise, or not at all, does not unsay it.
        let answer = stated.map_or("", |_| "nein");
        draft.remainder.keep(format!("{label}, Verarbeitung in Drittland"), answer);
        let texts = [
            ("Name des Drittlandes", country_name),
            ("Garantien", guarantees),
            ("Erläuterung zum Drittland", explanation),
            ("Dokument zum Drittland", document),
        ];
        for (what, text) in texts {
            draft.remainder.keep(format!("{label}, {what}"), text.unwrap_or_default());
        }
        return;
    }
    let known = country_name.as_deref().and_then(country);
    let unknown = country_name.clone().filter(|_| known.is_none()).map(|name| format!("Land: {name}"));
    let note: Vec<String> = unknown.into_iter().chain(explanation).collect();
    let evidence: Vec<String> = guarantees.clone().into_iter().chain(document).collect();
    let id = draft.ids.next("transfers", &format!("{recipient}\u{0}{}", country_name.unwrap_or_default()));
    draft.transfers.push(Transfer {
        id,
        destination: known.map_or(Destination::Unnamed, |country| Destination::Country { country }),
        recipient: Some(recipient.to_owned()),
        engagement,
        data: data.clone(),
        instrument: guarantees.as_deref().and_then(instrument),
        evidence: (!evidence.is_empty()).then(|| evidence.join("\n")),
        condition: None,
        note: (!note.is_empty()).then(|| note.join("\n")),
    });
}

impl Draft<'_> {
    /// A value as a German text. A code that is not known is shown in its own words, and stands in the note as it is.
    pub(super) fn spoken(&mut self, attribute: &str, code: &str) -> String {
        if !codes::is_known(attribute, code) {
            self.remainder.keep(format!("{}, unbekannter Code", label(attribute)), code);
        }
        codes::value(attribute, code)
    }

    /// Adds a processor under the name of the element it comes from; without a party it is described by its name.
    fn processor(
        &mut self,
        party: Option<RecordId>,
        source: &str,
        name: &str,
        contract: Statement<Contract>,
        disclosure: &Disclosure,
    ) -> ItemId {
        let id = self.ids.next("engagements", source);
        self.engagements.push(Engagement {
            described_as: party.is_none().then(|| name.to_owned()),
            service: disclosure.occasion.clone(),
            contract,
            data: disclosure.data.clone(),
            note: note_with_provisions(disclosure),
            ..engagement_of(id, party, EngagementRole::Processor)
        });
        id
    }

    /// Adds a recipient.
    pub(super) fn recipient(
        &mut self,
        name: &str,
        party: Option<RecordId>,
        placement: Placement,
        disclosure: &Disclosure,
    ) {
        self.recipients.push(Recipient {
            id: self.ids.next("recipients", name),
            name: name.to_owned(),
            party,
            examples: Vec::new(),
            enumeration: Enumeration::Closed,
            placement,
            role: RecipientRole::Recipient,
            data: disclosure.data.clone(),
            occasion: disclosure.occasion.clone(),
            condition: None,
            access: Access::NotStated,
            access_limits: Vec::new(),
            provisions: disclosure.provisions.clone(),
            note: disclosure.note.clone(),
        });
    }
}
