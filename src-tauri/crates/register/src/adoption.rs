//! Adopting: a colleague's activity, or that of a Muster, becomes one of my organisation, and follows its origin later.
//!
//! Invariants
//! - Items keep their ids, so that a newer version of the origin can be compared with what became of it here. Where an
//!   item would stand twice in the record, the second one bears an id derived from the first one's and its place.
//! - What belongs to the other organisation alone ([`local`]) does not come along, and never counts as a difference.
//! - What the other activity takes over from its organisation stays taken over where mine says something there;
//!   elsewhere its content comes along as the activity's own.
//! - The same arguments give the same content: an origin that has not changed brings nothing new.
//! - The result passes [`crate::integrity`]: what would lead nowhere is left out, and [`Adopted::replaced`] says so.

mod follow;
mod inheritance;
mod local;
mod references;

pub use follow::{Choice, Following, apply, deviations, follow};

use crate::activity::{Origin, ProcessingActivity};
use crate::id::RecordId;
use crate::integrity;
use crate::measure::MeasureSet;
use crate::organisation::{Defaults, Organisation};
use inheritance::Home;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// What stands around an activity of another organisation and is needed to adopt it, now and whenever it comes in a
/// newer version.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SourceContext {
    /// Name of the other organisation.
    pub name: String,
    /// Its defaults.
    pub defaults: Defaults,
    /// The measure sets its activities refer to.
    pub measure_sets: BTreeMap<RecordId, MeasureSet>,
    /// Records for which mine stand: parties and systems that were joined.
    pub joined: BTreeMap<RecordId, RecordId>,
}

/// Where an activity goes.
#[derive(Debug, Clone)]
pub struct Target<'a> {
    /// My register.
    pub register: RecordId,
    /// Order within it.
    pub position: u32,
    /// My organisation.
    pub organisation: &'a Organisation,
    /// What to remember of where it came from.
    pub origin: Origin,
}

/// An adopted activity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Adopted {
    /// The activity, with its origin.
    pub activity: ProcessingActivity,
    /// What did not come along as it was, in the order of the record.
    pub replaced: Vec<Replaced>,
}

/// Something that did not come along as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replaced {
    /// The field ([`crate::path`]).
    pub path: String,
    /// What became of it.
    pub kind: ReplacedKind,
}

/// What became of something that belongs to the other organisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ReplacedKind {
    /// It was left out.
    LeftOut,
    /// It takes over from my organisation what it took over from the other one.
    MappedToMine,
    /// The other organisation's content has become the activity's own.
    Resolved,
    /// A Muster's outdated or wrong citation was replaced by its correction.
    Corrected,
}

/// Takes an activity into my organisation. `context` is that of the other organisation; `None` stands for a Muster,
/// which belongs to none and means mine where it takes over from "the organisation".
///
/// # Errors
/// When the content does not go into JSON or come back, which the model's types do not allow for.
pub fn adopt(
    source: &ProcessingActivity,
    context: Option<&SourceContext>,
    target: &Target<'_>,
) -> Result<Adopted, serde_json::Error> {
    let defaults = serde_json::to_value(&target.organisation.defaults)?;
    let home = Home { defaults: Some(&defaults), like: None };
    let (mut value, replaced) = transplanted(source, context, &home)?;
    value["register"] = json!(target.register);
    value["position"] = json!(target.position);
    value["origin"] = serde_json::to_value(&target.origin)?;
    Ok(Adopted { activity: serde_json::from_value(value)?, replaced })
}

/// The origin in the form it would have in my organisation, for comparison with `mine`, which came of it: the same
/// fields take over from the organisation, and what is mine alone stands in both.
///
/// # Errors
/// As [`adopt`].
pub fn as_adopted(
    source: &ProcessingActivity,
    context: Option<&SourceContext>,
    organisation: &Organisation,
    mine: &ProcessingActivity,
) -> Result<ProcessingActivity, serde_json::Error> {
    let defaults = serde_json::to_value(&organisation.defaults)?;
    let like = serde_json::to_value(mine)?;
    let home = Home { defaults: Some(&defaults), like: Some(&like) };
    let (mut value, _) = transplanted(source, context, &home)?;
    local::level(&mut value, &like);
    serde_json::from_value(value)
}

/// Takes a Muster's defaults for a new organisation.
///
/// # Errors
/// As [`adopt`].
pub fn adopt_defaults(source: &Defaults) -> Result<Defaults, serde_json::Error> {
    let mut value = serde_json::to_value(source)?;
    local::correct(&mut value, "/defaults", &mut Vec::new());
    serde_json::from_value(value)
}

/// My organisation with the defaults of a Muster, for comparison with `mine`, whose defaults came of it.
///
/// # Errors
/// As [`adopt`].
pub fn defaults_as_adopted(
    source: &Defaults,
    mine: &Organisation,
) -> Result<Organisation, serde_json::Error> {
    let like = serde_json::to_value(mine)?;
    let mut value = like.clone();
    value["defaults"] = serde_json::to_value(adopt_defaults(source)?)?;
    local::level(&mut value, &like);
    serde_json::from_value(value)
}

/// Makes a Muster's activity of one of my organisation, whose context is passed in. What it takes over from the
/// organisation means that of whoever adopts it; [`ReplacedKind::LeftOut`] marks what they fill in themselves.
///
/// # Errors
/// As [`adopt`].
pub fn as_template(
    source: &ProcessingActivity,
    context: &SourceContext,
    template: RecordId,
) -> Result<Adopted, serde_json::Error> {
    let home = Home { defaults: None, like: None };
    let (mut value, replaced) = transplanted(source, Some(context), &home)?;
    value["register"] = json!(template);
    value["position"] = json!(0);
    Ok(Adopted { activity: serde_json::from_value(value)?, replaced })
}

/// The activity without its old organisation, still in its old place.
fn transplanted(
    source: &ProcessingActivity,
    context: Option<&SourceContext>,
    home: &Home<'_>,
) -> Result<(Value, Vec<Replaced>), serde_json::Error> {
    let mut value = serde_json::to_value(source)?;
    let mut replaced = Vec::new();
    match context {
        None => local::correct(&mut value, "/", &mut replaced),
        Some(context) => {
            let joined = context.joined.iter().map(|(from, to)| (from.to_string(), to.to_string())).collect();
            references::rename(&mut value, &joined);
            let mut defaults = serde_json::to_value(&context.defaults)?;
            references::rename(&mut defaults, &joined);
            home.settle(&mut value, &defaults, &mut replaced);
            local::spell_out_measures(&mut value, context, &mut replaced)?;
        }
    }
    local::leave_out(&mut value, context.is_some(), &mut replaced);
    let elsewhere = match home.defaults {
        Some(defaults) => integrity::item_ids(defaults).unwrap_or_default(),
        None => Default::default(),
    };
    references::drop_dangling(&mut value, &elsewhere, &mut replaced);
    Ok((value, replaced))
}

#[cfg(test)]
mod tests;
