//! What is disclosed: the categories of data of an activity with everything that holds for them.

use super::{Members, form, places};
use crate::register_view::{Lines, Sheet};
use register::citation;
use register::data::DataCategory;
use register::engagement::Engagement;
use register::id::{ItemId, RecordId};
use register::legal_basis::{Citation, LegalBasis};
use register::recipient::Recipient;
use register::resolve::{Place, ResolvedList, Standing};
use register::retention::Period;
use serde_json::{Value, json};

/// A category with the places it is stated for; none stands for an activity that names no category.
type Category<'c> = Option<(&'c DataCategory, &'c [Place])>;

/// The entries of an activity: one for each category of data. An activity without categories has one entry that says
/// how the field stands, so that its purposes and rules are not lost.
pub(super) fn of_activity(sheet: &Sheet<'_>) -> Vec<Value> {
    let mut seen: Vec<ItemId> = Vec::new();
    let mut entries = Vec::new();
    for placed in sheet.resolved.scopes().flat_map(|scope| &scope.data_categories.items) {
        if !seen.contains(&placed.item.id) {
            seen.push(placed.item.id);
            let places = places(sheet, placed.item.id);
            entries.push(entry(sheet, Some((placed.item, &places))));
        }
    }
    if entries.is_empty() {
        entries.push(entry(sheet, None));
    }
    entries
}

fn entry(sheet: &Sheet<'_>, category: Category<'_>) -> Value {
    let (id, names) = match category {
        Some((category, _)) => {
            let mut names = vec![category.name.clone()];
            names.extend(category.details.iter().cloned());
            (format!("{}/{}", sheet.id, category.id), names)
        }
        None => {
            let states = sheet.speaking(|scope| &scope.data_categories);
            let names: Vec<String> = states.iter().map(|(place, list)| sheet.state(list, *place)).collect();
            let silent = || vec![sheet.view.not_stated()];
            (sheet.id.to_string(), if names.is_empty() { silent() } else { names })
        }
    };
    let mut entry = json!({
        "_id": id,
        "category": names,
        "purposes": purposes(sheet, category),
        "legalBases": legal_bases(sheet, category),
        "legitimateInterests": legitimate_interests(sheet, category),
        "recipients": recipients(sheet, category),
        "storage": storage(sheet, category),
        "nonDisclosure": non_disclosure(sheet),
    });
    if let (Some((category, _)), Some(members)) = (category, entry.as_object_mut()) {
        let mut lines = Lines::default();
        if category.sensitivity != register::data::Sensitivity::Ordinary {
            lines.text(sheet.view.language.name(&category.sensitivity));
        }
        lines.labelled(&sheet.view.word("cell-condition"), category.condition.as_deref());
        lines.maybe(category.note.as_deref());
        if !lines.is_empty() {
            members.insert("description".into(), lines.joined("; ").into());
        }
    }
    entry
}

fn key<'c>(category: Category<'c>) -> Option<(ItemId, &'c [Place])> {
    category.map(|(category, places)| (category.id, places))
}

/// What is said in the scopes of a category that give no list: "Keine …", "Siehe …"; silence says nothing.
fn states<T>(
    lists: Vec<(Place, &ResolvedList<'_, T>)>,
    sheet: &Sheet<'_>,
    category: Category<'_>,
) -> Vec<String> {
    let holds =
        |place: Place| category.is_none_or(|(_, places)| places.iter().any(|at| Sheet::holds(place, *at)));
    let silent = |list: &ResolvedList<'_, T>| matches!(list.standing, Standing::Given | Standing::NotStated);
    let lists = lists.into_iter().filter(|(place, list)| holds(*place) && !silent(list));
    lists.map(|(place, list)| sheet.state(list, place)).collect()
}

fn purposes(sheet: &Sheet<'_>, category: Category<'_>) -> Vec<Value> {
    let purpose = |description: String| json!({ "purpose": sheet.title, "description": description });
    let items = sheet.covering(|scope| &scope.purposes, |purpose| &purpose.data, key(category));
    let items = items.into_iter().map(|placed| {
        let mut lines = Lines::of(&placed.item.text);
        lines.labelled(&sheet.view.word("cell-condition"), placed.item.condition.as_deref());
        purpose(lines.bracketed())
    });
    let states = states(sheet.speaking(|scope| &scope.purposes), sheet, category);
    items.chain(states.into_iter().map(purpose)).collect()
}

/// Each provision of each chain has an entry of its own, with the whole chain as description.
fn legal_bases(sheet: &Sheet<'_>, category: Category<'_>) -> Vec<Value> {
    let items = sheet.covering(|scope| &scope.legal_bases, |basis| &basis.data, key(category));
    let mut entries: Vec<Value> = Vec::new();
    for placed in items {
        let description = description(sheet, placed.item);
        let references = references(&placed.item.chain);
        let ground = placed.item.ground.map(|ground| format!("GDPR-6-1-{}", letter(ground)));
        let mut references: Vec<String> = ground.into_iter().chain(references).collect();
        if references.is_empty() {
            references.push(String::new());
        }
        for reference in references {
            entries.push(json!({ "reference": reference, "description": description }));
        }
    }
    let states = states(sheet.speaking(|scope| &scope.legal_bases), sheet, category);
    entries.extend(states.into_iter().map(|state| json!({ "reference": "", "description": state })));
    entries
}

fn description(sheet: &Sheet<'_>, basis: &LegalBasis) -> String {
    let view = sheet.view;
    let mut lines = Lines::of(view.chain(basis, |citation| view.standard(citation)));
    lines.labelled(&view.word("cell-condition"), basis.condition.as_deref());
    lines.labelled(&view.word("cell-channel"), basis.channel.as_deref());
    lines.maybe(basis.note.as_deref());
    lines.bracketed()
}

/// The letter of a ground in Art. 6(1).
pub(super) fn letter(ground: citation::LawfulGround) -> char {
    use citation::LawfulGround as Ground;
    match ground {
        Ground::Consent => 'a',
        Ground::Contract => 'b',
        Ground::LegalObligation => 'c',
        Ground::VitalInterests => 'd',
        Ground::PublicTask => 'e',
        Ground::LegitimateInterests => 'f',
    }
}

fn references(citations: &[Citation]) -> Vec<String> {
    let provisions = citations.iter().flat_map(|citation| citation::parse(&citation.wording).provisions);
    provisions
        .map(|provision| form::reference(&provision))
        .filter(|reference| !reference.is_empty())
        .collect()
}

fn legitimate_interests(sheet: &Sheet<'_>, category: Category<'_>) -> Vec<Value> {
    let bases = sheet.covering(|scope| &scope.legal_bases, |basis| &basis.data, key(category));
    let mut interests: Vec<Value> = bases
        .iter()
        .filter_map(|placed| placed.item.legitimate_interest.as_deref())
        .map(|interest| json!({ "exists": true, "reasoning": interest }))
        .collect();
    let said = sheet.information(|information| &information.legitimate_interests);
    match said.standing {
        Standing::Given => {
            let texts = said.texts.iter().map(|text| json!({ "exists": true, "reasoning": text }));
            interests.extend(texts);
        }
        Standing::ExplicitlyNone { .. } => {
            let reasoning = sheet.view.standing(&said.standing);
            interests.push(json!({ "exists": false, "reasoning": reasoning }));
        }
        // That none has to be named does not say that there is none.
        Standing::NotRequired { .. } => {
            interests.push(json!({ "reasoning": sheet.view.standing(&said.standing) }));
        }
        _ => {}
    }
    interests
}

fn recipients(sheet: &Sheet<'_>, category: Category<'_>) -> Vec<Value> {
    let items = sheet.covering(|scope| &scope.recipients, |recipient| &recipient.data, key(category));
    let mut entries: Vec<Value> = items.iter().map(|placed| recipient(sheet, placed.item)).collect();
    let states = states(sheet.speaking(|scope| &scope.recipients), sheet, category);
    entries.extend(states.into_iter().map(|state| json!({ "category": state })));
    let engaged = sheet.resolved.engagements.items.iter().map(|placed| placed.item).filter(|engagement| {
        category.is_none_or(|(category, places)| {
            let in_group = |place: &Place| match place {
                Place::Group(group) => engagement.groups.contains(*group),
                Place::Common | Place::Organisation => true,
            };
            engagement.data.contains(category.id) && places.iter().any(in_group)
        })
    });
    entries.extend(engaged.map(|engagement| engaged_party(sheet, engagement)));
    entries
}

/// Members that name a party.
fn party(sheet: &Sheet<'_>, id: RecordId) -> Members {
    let view = sheet.view;
    let mut members = Members::new();
    members.insert("name".into(), view.title(id).into());
    let Some(party) = view.party(id) else {
        return members;
    };
    let addresses = view.addresses(&party.contact);
    if !addresses.is_empty() {
        members.insert("address".into(), addresses.join("; ").into());
    }
    let stated = party.contact.addresses.iter().find_map(|address| address.country.as_ref());
    if let Some(country) = stated.or(party.country.as_ref()) {
        members.insert("country".into(), country.code().into());
    }
    if let Some(url) = party.contact.web.as_deref().and_then(form::uri) {
        members.insert("url".into(), json!([url]));
    }
    members
}

fn recipient(sheet: &Sheet<'_>, recipient: &Recipient) -> Value {
    let view = sheet.view;
    let mut members = recipient.party.map(|id| party(sheet, id)).unwrap_or_default();
    let mut category = Lines::of(&recipient.name);
    category.maybe(view.language.enumerated(&recipient.examples, recipient.enumeration).as_deref());
    if recipient.role != register::recipient::RecipientRole::Recipient {
        category.text(view.language.name(&recipient.role));
    }
    members.insert("category".into(), category.bracketed().into());
    let mut lines = Lines::default();
    lines.maybe(recipient.occasion.as_deref());
    lines.labelled(&view.word("cell-condition"), recipient.condition.as_deref());
    lines.maybe(recipient.note.as_deref());
    if !lines.is_empty() {
        members.insert("description".into(), lines.joined("; ").into());
    }
    members.into()
}

fn engaged_party(sheet: &Sheet<'_>, engagement: &Engagement) -> Value {
    let view = sheet.view;
    let mut members = engagement.party.map(|id| party(sheet, id)).unwrap_or_default();
    let mut category = Lines::of(view.language.name(&engagement.role));
    category.maybe(engagement.described_as.as_deref()).maybe(engagement.service.as_deref());
    members.insert("category".into(), category.bracketed().into());
    let mut lines = Lines::default();
    lines.labelled(&view.word("cell-condition"), engagement.condition.as_deref());
    lines.maybe(engagement.note.as_deref());
    if !lines.is_empty() {
        members.insert("description".into(), lines.joined("; ").into());
    }
    members.into()
}

/// One object for all rules that cover the category; several spans count by the longest, the schema's standard case.
fn storage(sheet: &Sheet<'_>, category: Category<'_>) -> Vec<Value> {
    let rules = sheet.covering(|scope| &scope.retention, |rule| &rule.data, key(category));
    let language = sheet.view.language;
    let (mut temporal, mut conditional, mut norms) = (Vec::new(), Vec::new(), Vec::new());
    for rule in rules.iter().map(|placed| placed.item) {
        let mut lines = Lines::default();
        lines.maybe(rule.name.as_deref()).text(language.sentence(rule, &sheet.rules));
        let parts = language.rule(rule, &sheet.rules);
        for part in parts.exceptions.iter().chain(&parts.reason).chain(&parts.note) {
            lines.text(part);
        }
        let sentence = lines.joined(" – ");
        match rule.period {
            Period::Span { amount, unit } => {
                temporal.push(json!({ "description": sentence, "ttl": form::duration(amount.get(), unit) }));
            }
            _ => conditional.push(sentence),
        }
        for reference in references(&rule.norms) {
            if !norms.contains(&reference) {
                norms.push(reference);
            }
        }
    }
    conditional.extend(states(sheet.speaking(|scope| &scope.retention), sheet, category));
    if temporal.is_empty() && conditional.is_empty() {
        return Vec::new();
    }
    vec![json!({
        "temporal": temporal,
        "purposeConditional": conditional,
        "legalBasisConditional": norms,
        "aggregationFunction": "max",
    })]
}

/// Art. 13(2) e. The register holds texts; yes or no follows only from a plain "verpflichtet" or "erforderlich".
fn non_disclosure(sheet: &Sheet<'_>) -> Value {
    let duty = sheet.information(|information| &information.duty_to_provide);
    let consequence = sheet.information(|information| &information.consequence_of_refusal);
    let text = |said: &crate::register_view::Said<'_>| match said.standing {
        Standing::Given => said.texts.join(" "),
        standing => sheet.view.standing(&standing),
    };
    let described = text(&duty);
    let lower = described.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    let is_given = duty.standing == Standing::Given;
    let speaks_of_duty = has(&["verpflicht", "pflicht", "erforderlich", "vorgeschrieben"]);
    let denied = matches!(duty.standing, Standing::ExplicitlyNone { .. })
        || is_given && (has(&["freiwillig"]) || speaks_of_duty && has(&["kein", "nicht"]));
    let affirmed = is_given && speaks_of_duty && !has(&["kein", "nicht", "freiwillig", "ohne "]);
    let by_law = ["gesetz", "rechtsvorschrift"].iter().any(|word| lower.contains(word))
        || !citation::parse(&described).provisions.is_empty();
    let by_contract = lower.contains("vertrag");
    // The schema demands three answers; what nobody said must not look like a denial.
    let mark = match (affirmed, denied) {
        (true, _) if !by_law && !by_contract => Some("mark-kind-of-duty-demanded"),
        (false, false) => Some("mark-answer-demanded"),
        _ => None,
    };
    let mut told = Lines::of(described.as_str());
    told.maybe(mark.map(|mark| sheet.view.word(mark)).as_deref());
    let described = told.joined(if described.trim_end().ends_with('.') { " " } else { ". " });
    json!({
        "legalRequirement": affirmed && by_law,
        "contractualRegulation": affirmed && by_contract,
        "obligationToProvide": affirmed,
        "consequences": text(&consequence),
        "description": described,
    })
}

/// Art. 14(2) f: where data come from that are not collected from the data subject.
pub(super) fn sources(sheet: &Sheet<'_>) -> Vec<Value> {
    let source = |text: &str| {
        let lower = text.to_lowercase();
        let speaks = lower.contains("öffentlich zugänglich");
        let public = speaks && !["nicht", "kein"].iter().any(|word| lower.contains(word));
        let mut told = Lines::of(text);
        if !speaks {
            told.text(sheet.view.word("mark-public-not-stated"));
        }
        json!({ "description": told.bracketed(), "url": [], "publiclyAvailable": public, "origin": "received" })
    };
    let mut seen: Vec<ItemId> = Vec::new();
    let mut entries = Vec::new();
    for placed in sheet.resolved.scopes().flat_map(|scope| &scope.data_categories.items) {
        let Some(origin) = placed.item.origin.as_deref().filter(|_| !seen.contains(&placed.item.id)) else {
            continue;
        };
        seen.push(placed.item.id);
        entries.push(json!({
            "_id": format!("{}/{}", sheet.id, placed.item.id),
            "dataCategory": placed.item.name,
            "sources": [source(origin)],
        }));
    }
    let said = sheet.information(|information| &information.data_source);
    if said.standing == Standing::Given {
        entries.push(json!({
            "_id": sheet.id.to_string(),
            "dataCategory": sheet.title,
            "sources": said.texts.iter().map(|text| source(text)).collect::<Vec<_>>(),
        }));
    }
    entries
}
