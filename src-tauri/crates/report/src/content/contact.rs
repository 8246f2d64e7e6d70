//! Addresses and other ways to reach somebody.

use register::id::RecordId;
use register::party::{Contact, Party, PostalAddress};

use super::context::{Context, linked};
use super::lines::{Lines, joined};
use super::words;
use crate::document::{Inline, Inlines, Style, Target};

/// Longest remark about an address that still fits into a frame, which never wraps.
const SHORT_REMARK: usize = 40;
/// Most characters of e-mail and web address that stand on one line together.
const ONE_LINE: usize = 72;

impl Context<'_> {
    /// An address on one line: "Postanschrift: Postfach 22 12 19, 80502 München, Deutschland".
    pub(super) fn address(&self, address: &PostalAddress) -> Inlines {
        let line = self.language.address(address);
        let mut inlines = Inlines::new();
        if !line.is_empty() {
            inlines.push(Inline::name(line));
        }
        if let Some(note) = &address.note {
            inlines.push(Inline::text(" "));
            let short = note.chars().count() <= SHORT_REMARK && !note.contains('\n');
            inlines.push(if short { Inline::gap(note.as_str()) } else { Inline::text(format!("({note})")) });
        }
        inlines
    }

    /// Adds everything a contact says, line by line.
    pub(super) fn contact(&self, lines: &mut Lines, contact: &Contact) {
        if let Some(function) = &contact.function {
            lines.text(function);
        }
        for address in &contact.addresses {
            lines.whole(self.address(address));
        }
        let numbered = |label: &str, number: &Option<String>| match number {
            Some(number) => vec![Inline::name(format!("{label} {number}"))],
            None => Inlines::new(),
        };
        let numbers = [numbered(words::PHONE, &contact.phone), numbered(words::FAX, &contact.fax)];
        lines.whole(joined(numbers, " · "));
        let email = contact.email.iter().map(|email| mail(email)).collect();
        let web = contact.web.iter().map(|web| linked(web)).collect();
        let length = |text: &Option<String>| text.as_ref().map_or(0, |text| text.chars().count());
        if length(&contact.email) + length(&contact.web) <= ONE_LINE {
            lines.whole(joined([email, web], " · "));
        } else {
            lines.whole(email).whole(web);
        }
    }

    /// Whether a contact says nothing at all.
    pub(super) fn is_silent(contact: &Contact) -> bool {
        *contact == Contact::default()
    }

    /// Adds the country of a party, unless an address names it.
    pub(super) fn country(&self, lines: &mut Lines, party: &Party) {
        let in_an_address = |address: &PostalAddress| address.country == party.country;
        if let Some(country) = &party.country
            && !party.contact.addresses.iter().any(in_an_address)
        {
            lines.text(&self.language.country(country));
        }
    }

    /// Name and contact of a party, the name in `style` and linked.
    pub(super) fn party_lines(&self, id: RecordId, style: Style) -> Lines {
        let mut lines = Lines::default();
        lines.whole(self.body(id, style));
        if let Some(party) = self.directory.party(id) {
            self.contact(&mut lines, &party.contact);
            self.country(&mut lines, party);
        }
        lines
    }
}

fn mail(address: &str) -> Inline {
    let is_address = address.contains('@') && !address.chars().any(|c| c.is_whitespace() || c.is_control());
    if is_address {
        Inline::Link {
            text: address.to_owned(),
            style: Style::Regular,
            target: Target::Uri(format!("mailto:{address}")),
            description: format!("E-Mail an {address}"),
        }
    } else {
        Inline::name(address)
    }
}
