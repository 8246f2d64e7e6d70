//! What an activity takes over from its organisation, when it comes to another one.

use super::references::{ids, named, renew};
use super::{Replaced, ReplacedKind};
use crate::path;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Lists that stand in every scope.
const SCOPE_LISTS: [&str; 7] =
    ["purposes", "legal_bases", "data_subjects", "data_categories", "recipients", "transfers", "retention"];

/// Where the activity goes.
pub(super) struct Home<'a> {
    /// My organisation's defaults; `None` for a Muster, which goes to many.
    pub(super) defaults: Option<&'a Value>,
    /// The activity whose form is wanted, when there is one already.
    pub(super) like: Option<&'a Value>,
}

/// A field that may take over from the organisation.
struct Site {
    path: String,
    /// Where the field stands in the defaults, as a path.
    default: String,
    /// How other scopes of the activity name this place as a source.
    source: Option<Value>,
    name: &'static str,
}

fn sites(activity: &Value) -> Vec<Site> {
    let mut places = vec![("/common".to_owned(), json!("common"))];
    for group in activity["groups"].as_array().into_iter().flatten() {
        if let Some(id) = group.get("id").and_then(Value::as_str) {
            places.push((format!("/groups/{id}"), json!({ "group": id })));
        }
    }
    let mut sites = Vec::new();
    for name in SCOPE_LISTS {
        for (place, source) in &places {
            sites.push(Site {
                path: format!("{place}/{name}"),
                default: format!("/scope/{name}"),
                source: Some(source.clone()),
                name,
            });
        }
    }
    let mut once = |path: String| {
        sites.push(Site { default: path.clone(), path, source: None, name: "" });
    };
    for name in ["engagements", "measures", "impact_assessment"] {
        once(format!("/{name}"));
    }
    if let Some(information) = activity["information"].as_object() {
        information.keys().for_each(|name| once(format!("/information/{name}")));
    }
    sites
}

/// Items of one of the organisation's lists that have become the activity's own, by place.
type Placed = BTreeMap<&'static str, Vec<(Value, Vec<String>)>>;

impl Home<'_> {
    /// Decides for every field that takes over from the other organisation (`defaults` are its): it goes on taking over,
    /// from mine, or gets the content as its own.
    pub(super) fn settle(&self, activity: &mut Value, defaults: &Value, replaced: &mut Vec<Replaced>) {
        let wanted = named(activity);
        let mut known = ids(activity);
        let mut placed = Placed::new();
        for site in sites(activity) {
            let Ok(field) = path::get_mut(activity, &site.path) else { continue };
            if field.get("from").is_none_or(|from| from != "organisation") {
                continue;
            }
            let silence = json!({ "state": "not_stated" });
            let default = path::get(defaults, &site.default).unwrap_or(&silence);
            let kind = if self.stays(&site, default, &wanted) {
                field["seen"] = Value::Null;
                ReplacedKind::MappedToMine
            } else {
                *field = resolved(field, default, &site, &mut known, placed.entry(site.name).or_default());
                ReplacedKind::Resolved
            };
            if !is_silent(default) {
                replaced.push(Replaced { path: site.path, kind });
            }
        }
    }

    /// Whether a field goes on taking over from the organisation, now mine. `wanted` are the items that the activity
    /// names: those among the other organisation's must then be mine, too.
    fn stays(&self, site: &Site, default: &Value, wanted: &BTreeSet<String>) -> bool {
        if let Some(field) = self.like.and_then(|like| path::get(like, &site.path).ok()) {
            return field.get("from").is_some_and(|from| from == "organisation");
        }
        let needed: BTreeSet<String> = ids(default).intersection(wanted).cloned().collect();
        let Some(mine) = self.defaults else { return needed.is_empty() };
        if is_silent(default) && needed.is_empty() {
            return true;
        }
        path::get(mine, &site.default).is_ok_and(|mine| !is_silent(mine) && needed.is_subset(&ids(mine)))
    }
}

fn is_silent(field: &Value) -> bool {
    field["state"] == "not_stated" || field["state"] == "announced_but_empty"
}

/// The field with the content it took over as its own. An item that another place of the activity has got already is
/// taken over from there.
fn resolved(
    field: &Value,
    default: &Value,
    site: &Site,
    known: &mut BTreeSet<String>,
    placed: &mut Vec<(Value, Vec<String>)>,
) -> Value {
    let added = field.get("value").cloned();
    let Some(items) = default.get("value").and_then(Value::as_array) else {
        return match added {
            Some(value) => json!({ "state": "given", "value": value }),
            None if default.get("from").is_some() => json!({ "state": "not_stated" }),
            None => default.clone(),
        };
    };
    let is_meant = |item: &&Value| match field["only"].get("only").and_then(Value::as_array) {
        Some(only) => item.get("id").is_some_and(|id| only.contains(id)),
        None => true,
    };
    let meant: Vec<&Value> = items.iter().filter(is_meant).collect();
    let id_of = |item: &Value| item.get("id").and_then(Value::as_str).unwrap_or_default().to_owned();
    let there =
        |place: &(Value, Vec<String>)| meant.iter().filter(|item| place.1.contains(&id_of(item))).count();
    // The first of those that have got most of it.
    let nearest =
        placed.iter().rev().max_by_key(|place| there(place)).filter(|place| there(place) > 0).cloned();
    let mut own = Vec::new();
    let mut only = Vec::new();
    for item in meant {
        if nearest.as_ref().is_some_and(|place| place.1.contains(&id_of(item))) {
            only.push(id_of(item));
            continue;
        }
        let mut item = item.clone();
        if ids(&item).iter().any(|id| known.contains(id)) {
            renew(&mut item, &site.path);
        }
        known.extend(ids(&item));
        own.push(item);
    }
    if let Some(source) = &site.source {
        placed.push((source.clone(), own.iter().map(id_of).collect()));
    }
    own.extend(added.as_ref().and_then(Value::as_array).into_iter().flatten().cloned());
    match (nearest, own.is_empty()) {
        (None, true) => json!({ "state": "not_stated" }),
        (None, false) => json!({ "state": "given", "value": own }),
        (Some((from, _)), true) => {
            json!({ "state": "inherit", "from": from, "only": { "only": only }, "seen": null })
        }
        (Some((from, _)), false) => {
            json!({ "state": "append", "from": from, "only": { "only": only }, "value": own, "seen": null })
        }
    }
}
