//! Parties outside the EEA against what letter e says: silence, "no transfer", a transfer that is missing.

use super::entry::{Entry, party};
use super::parties::name;
use super::{Argument, Finding, Rule};
use crate::engagement::{Engagement, Location};
use crate::id::{ItemId, RecordId};
use crate::party::Country;
use crate::recipient::{Destination, Placement, RecipientRole, Transfer};
use crate::resolve::{Place, ResolvedScope, Standing};
use crate::statement::Selection;

/// A party that sits or works in a third country.
struct Outsider {
    name: String,
    country: Country,
    engagement: Option<ItemId>,
    /// The groups whose data it may get.
    groups: Selection,
    /// Where it stands in the entry.
    path: String,
}

pub(super) fn check(entry: &Entry<'_>, found: &mut Vec<Finding>) {
    let transfers: Vec<&Transfer> = entry
        .resolved
        .scopes()
        .flat_map(|scope| scope.transfers.items.iter().map(|placed| placed.item))
        .collect();
    for outsider in outsiders(entry) {
        if transfers.iter().any(|transfer| names(transfer, &outsider)) {
            continue;
        }
        let statements = statements(entry, &outsider.groups);
        let says = |test: fn(&Standing<'_>) -> bool| statements.iter().any(test);
        let (rule, path) = if says(|standing| {
            matches!(standing, Standing::ExplicitlyNone { .. } | Standing::NotRequired { .. })
        }) {
            (Rule::NoTransferContradicted, outsider.path)
        } else if says(|standing| {
            matches!(standing, Standing::NotStated | Standing::AnnouncedButEmpty { .. })
        }) {
            // Silence is judged once, and no longer as mere silence.
            found.retain(|finding| finding.rule != Rule::TransfersNotStated);
            (Rule::ThirdCountrySilent, "/common/transfers".to_owned())
        } else if says(|standing| *standing == Standing::Given) {
            (Rule::TransferNotListed, outsider.path)
        } else {
            continue;
        };
        let mut finding = Finding::new(rule, path).with("name", outsider.name);
        finding.arguments.push(("country", Argument::Country(outsider.country)));
        found.push(finding);
    }
}

fn outsiders(entry: &Entry<'_>) -> Vec<Outsider> {
    let mut outsiders = Vec::new();
    for placed in entry.engagements() {
        let engagement = placed.item;
        if let Some(country) = third_country(entry, engagement) {
            let path = match placed.stated_in {
                Place::Common => format!("/engagements/{}", engagement.id),
                Place::Organisation | Place::Group(_) => "/engagements".to_owned(),
            };
            outsiders.push(Outsider {
                name: name(entry.input.others, engagement),
                country,
                engagement: Some(engagement.id),
                groups: engagement.groups.clone(),
                path,
            });
        }
    }
    for scope in entry.scopes() {
        for placed in &scope.scope.recipients.items {
            let recipient = placed.item;
            let counts = recipient.placement == Placement::External
                && recipient.role != RecipientRole::ParticularInquiry;
            let country = seat(entry, recipient.party).filter(|_| counts);
            if let Some(country) = country {
                outsiders.push(Outsider {
                    name: recipient.name.clone(),
                    country,
                    engagement: None,
                    groups: match scope.scope.place {
                        Place::Group(group) => Selection::Only(crate::statement::NonEmpty::of(group)),
                        Place::Common | Place::Organisation => Selection::All,
                    },
                    path: scope.about_item(Rule::TransferNotListed, "recipients", placed).path,
                });
            }
        }
    }
    outsiders
}

/// The third country in which an engagement's party works or sits. What is said for this activity goes before what the
/// store knows of the party.
fn third_country(entry: &Entry<'_>, engagement: &Engagement) -> Option<Country> {
    let outside = |country: &Country| entry.input.reference.is_third_country(country.code());
    let stated =
        [&engagement.processing_location, &engagement.seat].into_iter().find_map(|location| match location {
            Location::Country { country } if outside(country) => Some(country.clone()),
            _ => None,
        });
    stated
        .or_else(|| (engagement.seat == Location::NotStated).then(|| seat(entry, engagement.party)).flatten())
}

/// The third country in which a party is established.
fn seat(entry: &Entry<'_>, id: Option<RecordId>) -> Option<Country> {
    let party = party(entry.input, id)?;
    let outside = |country: &&Country| entry.input.reference.is_third_country(country.code());
    match &party.country {
        Some(country) => Some(country).filter(outside).cloned(),
        None => {
            let mut countries = party.contact.addresses.iter().filter_map(|address| address.country.as_ref());
            countries.find(outside).cloned()
        }
    }
}

fn names(transfer: &Transfer, outsider: &Outsider) -> bool {
    let same_country = match &transfer.destination {
        Destination::Country { country } => *country == outsider.country,
        Destination::InternationalOrganisation { .. } => false,
        Destination::Unnamed => true,
    };
    same_country || transfer.engagement.is_some() && transfer.engagement == outsider.engagement
}

/// What letter e says for these groups; a silent group is answered by what is common.
fn statements<'a>(entry: &Entry<'a>, groups: &Selection) -> Vec<Standing<'a>> {
    let common = entry.resolved.common.transfers.standing;
    let of = |scope: &ResolvedScope<'a>| match scope.transfers.standing {
        Standing::NotStated => common,
        standing => standing,
    };
    let concerned = entry.resolved.groups.iter().filter(|group| groups.contains(group.group.id));
    let statements: Vec<_> = concerned.map(|group| of(&group.scope)).collect();
    if statements.is_empty() { vec![common] } else { statements }
}

#[cfg(test)]
mod tests {
    use super::super::Rule;
    use super::super::tests::example::{Example, rules};
    use serde_json::{Value, json};

    /// The example with a processor that sits in the USA.
    fn american() -> Example {
        Example::new().set("/engagements/value/0/party", json!(Example::AMERICAN))
    }

    fn transfer(changes: Value) -> Value {
        let mut transfer = json!({
            "id": Example::TRANSFER, "destination": { "kind": "country", "country": "US" },
            "instrument": "standard_clauses", "evidence": "Vertrag vom 01.02.2026"
        });
        for (name, value) in changes.as_object().into_iter().flatten() {
            transfer[name] = value.clone();
        }
        json!({ "state": "given", "value": [transfer] })
    }

    #[test]
    fn silence_is_an_error_where_a_party_sits_outside_the_eea() {
        assert_eq!(rules(&american().silent("/common/transfers").found()), [Rule::ThirdCountrySilent]);
        assert_eq!(rules(&Example::new().silent("/common/transfers").found()), [Rule::TransfersNotStated]);
    }

    #[test]
    fn no_transfer_is_contradicted_by_seat_or_place_of_work() {
        let found = american().found();
        assert_eq!(rules(&found), [Rule::NoTransferContradicted]);
        assert_eq!(found[0].path, format!("/engagements/{}", Example::PROCESSOR));
        let abroad = json!({ "kind": "country", "country": "US" });
        let works = Example::new().set("/engagements/value/0/processing_location", abroad);
        assert_eq!(rules(&works.found()), [Rule::NoTransferContradicted]);
        let here = json!({ "kind": "country", "country": "NO" });
        assert_eq!(rules(&american().set("/engagements/value/0/seat", here).found()), []);
    }

    #[test]
    fn the_transfer_must_name_the_country() {
        assert_eq!(rules(&american().set("/common/transfers", transfer(json!({}))).found()), []);
        let swiss = json!({ "destination": { "kind": "country", "country": "CH" } });
        assert_eq!(
            rules(&american().set("/common/transfers", transfer(swiss)).found()),
            [Rule::TransferNotListed]
        );
    }

    #[test]
    fn recipients_outside_the_eea_count_too() {
        let recipient = |role: &str| {
            Example::new().add(
                "/common/recipients",
                json!({ "id": Example::EXTRA, "name": "Firma", "party": Example::AMERICAN, "role": role }),
            )
        };
        assert_eq!(rules(&recipient("recipient").found()), [Rule::NoTransferContradicted]);
        assert_eq!(rules(&recipient("particular_inquiry").found()), []);
    }

    #[test]
    fn a_group_that_gets_nothing_abroad_is_not_concerned() {
        let only_a = json!({ "only": [Example::GROUP_A] });
        let example = american()
            .grouped()
            .set("/engagements/value/0/groups", only_a)
            .silent("/common/transfers")
            .set("/groups/0/scope/transfers", transfer(json!({})))
            .set("/groups/1/scope/transfers", json!({ "state": "explicitly_none" }));
        assert_eq!(rules(&example.found()), []);
    }
}
