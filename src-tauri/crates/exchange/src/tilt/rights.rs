//! The data subjects' rights and automated decisions, said once for the whole register.

use super::{Members, form, reachable};
use crate::register_view::{Lines, Sheet, View};
use register::information::{Right, RightKind};
use register::party::Contact;
use register::resolve::Standing;
use serde_json::{Value, json};

/// The members of the document that speak of rights.
pub(super) fn members(view: &View<'_>, sheets: &[Sheet<'_>]) -> Members {
    let stated = stated(view, sheets);
    let right = |kinds: &[RightKind]| Value::from(right(view, &stated, kinds));
    let mut access = self::right(view, &stated, &[RightKind::Access, RightKind::Portability]);
    // Here the schema demands an answer; silence is no promise, and no denial either.
    if !access.contains_key("available") {
        let told = Lines::of(view.not_stated()).text(view.word("mark-answer-demanded")).clone();
        access.insert("available".into(), false.into());
        access.insert("description".into(), told.joined(". ").into());
    }
    let mut members = Members::new();
    let mut insert = |name: &str, value: Value| members.insert(name.to_owned(), value);
    insert("accessAndDataPortability", access.into());
    insert("rightToInformation", right(&[RightKind::Access]));
    insert("rightToRectificationOrDeletion", right(&[RightKind::Rectification, RightKind::Erasure]));
    insert("rightToDataPortability", right(&[RightKind::Portability]));
    insert("rightToWithdrawConsent", right(&[RightKind::WithdrawalOfConsent]));
    insert("rightToComplain", complaint(view, &stated, sheets).into());
    insert("automatedDecisionMaking", automated_decisions(view, sheets).into());
    members
}

/// Every right that is stated, with the activity that states it, the organisation's own first.
fn stated<'a>(view: &'a View<'a>, sheets: &'a [Sheet<'a>]) -> Vec<(Option<&'a str>, &'a Right)> {
    let mut stated: Vec<(Option<&str>, &Right)> = Vec::new();
    let defaults = view.input.organisation.defaults.information.rights.own().into_iter().flatten();
    stated.extend(defaults.map(|right| (None, right)));
    for sheet in sheets {
        let own = sheet.activity.and_then(|activity| activity.information.rights.own());
        stated.extend(own.into_iter().flatten().map(|right| (Some(sheet.title.as_str()), right)));
    }
    stated
}

/// What is said of a right; "nicht angegeben" and no `available` where nothing is said.
fn right(view: &View<'_>, stated: &[(Option<&str>, &Right)], kinds: &[RightKind]) -> Members {
    let stated: Vec<_> = stated.iter().filter(|(_, right)| kinds.contains(&right.right)).collect();
    let mut members = Members::new();
    let mut lines = Lines::default();
    for (activity, right) in &stated {
        let mut parts = Lines::default();
        parts.maybe(*activity).text(view.language.name(&right.right)).maybe(right.text.as_deref());
        parts.labelled(&view.word("cell-condition"), right.condition.as_deref());
        parts.labelled(&view.word("cell-channel"), right.channel.as_deref());
        parts.labelled(&view.word("cell-excluded"), right.excluded.as_deref());
        lines.text(parts.joined(" – "));
    }
    if stated.is_empty() {
        members.insert("description".into(), view.not_stated().into());
        return members;
    }
    let available = stated.iter().any(|(_, right)| right.excluded.is_none());
    members.insert("available".into(), available.into());
    members.insert("description".into(), lines.below().into());
    if let Some(email) = view.input.organisation.contact.email.as_deref().and_then(form::email) {
        members.insert("email".into(), email.into());
    }
    members
}

/// Art. 77, with the authority that the register names for complaints, or else the competent one.
fn complaint(view: &View<'_>, stated: &[(Option<&str>, &Right)], sheets: &[Sheet<'_>]) -> Members {
    let mut members = right(view, stated, &[RightKind::Complaint]);
    // The e-mail address of the organisation is not the authority's.
    members.remove("email");
    let named =
        view.input.organisation.defaults.information.complaint_authorities.own().into_iter().flatten();
    let of_activities = sheets.iter().filter_map(|sheet| sheet.activity);
    let of_activities = of_activities.flat_map(|activity| activity.information.complaint_authorities.own());
    let party = named
        .chain(of_activities.flatten())
        .map(|authority| authority.party)
        .chain(view.input.organisation.supervisory_authority.given().copied())
        .next();
    if let Some(id) = party {
        let contact = view.party(id).map(|party| party.contact.clone()).unwrap_or_default();
        let country = view.party(id).and_then(|party| party.country.clone());
        let mut authority = only_stated(view, &contact, country.as_ref().map(|country| country.code()));
        authority.insert("name".into(), view.title(id).into());
        members.insert("supervisoryAuthority".into(), authority.into());
    } else if members.get("available") == Some(&true.into()) {
        members.insert("supervisoryAuthority".into(), json!({ "name": view.not_stated() }));
    }
    members
}

/// Contact members without the marks for what is not stated: here the schema demands none of them.
fn only_stated(view: &View<'_>, contact: &Contact, country: Option<&str>) -> Members {
    let mut members = reachable(view, contact, country);
    members.retain(|name, value| match name.as_str() {
        "address" => !contact.addresses.is_empty(),
        _ => *value != form::NO_COUNTRY && *value != form::NO_EMAIL,
    });
    members
}

/// Art. 22: in use as soon as one activity says so; not in use only where all of them deny it.
fn automated_decisions(view: &View<'_>, sheets: &[Sheet<'_>]) -> Members {
    let mut members = Members::new();
    let (mut used, mut denied, mut all) = (Lines::default(), 0, Lines::default());
    for sheet in sheets {
        let said = sheet.information(|information| &information.automated_decisions);
        let text = said.texts.join(" ");
        match said.standing {
            Standing::Given if register::check::denies(&text) => denied += usize::from(is_plain(&text)),
            Standing::Given => {
                used.text(format!("{}: {text}", sheet.title));
            }
            Standing::ExplicitlyNone { .. } => denied += 1,
            _ => {}
        }
        let state = view.standing(&said.standing);
        all.text(format!("{}: {}", sheet.title, if state.is_empty() { text } else { state }));
    }
    if !used.is_empty() {
        members.insert("inUse".into(), true.into());
        members.insert("logicInvolved".into(), used.below().into());
        members.insert("scopeAndIntendedEffects".into(), view.not_stated().into());
    } else if denied == sheets.len() && denied > 0 {
        members.insert("inUse".into(), false.into());
    }
    members.insert("description".into(), all.below().into());
    members
}

/// Whether a denial has no exception, and is not the answer that nobody knows: "nicht bekannt", "keine Angabe".
fn is_plain(denial: &str) -> bool {
    const MORE: [&str; 14] = [
        "angabe",
        "angegeben",
        "bekannt",
        "geklärt",
        "geprüft",
        "unklar",
        "außer",
        "bis auf",
        "ausnahme",
        "soweit",
        "sofern",
        "jedoch",
        "aber ",
        "es sei denn",
    ];
    let lower = denial.to_lowercase();
    !MORE.iter().any(|word| lower.contains(word))
}
