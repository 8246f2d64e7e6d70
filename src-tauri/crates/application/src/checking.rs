//! The checker at work: fetches what the rules need and puts findings into words.

use crate::assets;
use crate::failure::{Error, Failure};
use crate::view::FindingView;
use crate::workspace::Workspace;
use chrono::NaiveDate;
use register::activity::ProcessingActivity;
use register::check::{
    Adequacy, CheckInput, Criterion, CriterionEffect, Finding, ReferenceData, check_activity,
    check_organisation,
};
use register::id::RecordId;
use register::organisation::Organisation;
use register::record::Record;
use serde_json::Value;
use std::collections::BTreeMap;

/// Everything beside the organisation and the activity that the rules of one register need.
pub(crate) struct Grounds {
    today: NaiveDate,
    others: BTreeMap<RecordId, Record>,
    reference: ReferenceData,
}

impl Grounds {
    /// The findings of an activity.
    pub(crate) fn activity(
        &self,
        organisation: &Organisation,
        activity: &ProcessingActivity,
    ) -> Vec<Finding> {
        let Self { today, others, reference } = self;
        check_activity(&CheckInput { today: *today, organisation, activity, others, reference })
    }

    /// The findings of an organisation: what it says once for its whole register.
    pub(crate) fn organisation(&self, organisation: &Organisation) -> Vec<Finding> {
        check_organisation(self.today, organisation, &self.others, &self.reference)
    }
}

impl Workspace {
    /// Fetches what the rules need to judge a register.
    pub(crate) fn grounds(&self, register: RecordId) -> Result<Grounds, Error> {
        let mut others = self.others(register)?;
        let organisations = self.all(None, "organisation")?;
        others.extend(organisations.into_iter().map(|loaded| (loaded.id, loaded.content)));
        Ok(Grounds { today: self.clock.today(), others, reference: self.reference_data()? })
    }

    fn reference_data(&self) -> Result<ReferenceData, Error> {
        Ok(ReferenceData {
            eea: self.reference_list("eea")?.iter().filter_map(|entry| text(entry, "id")).collect(),
            adequacy: self.reference_list("adequacy")?.iter().filter_map(adequacy).collect(),
            criteria: self.reference_list("dpia")?.iter().filter_map(criterion).collect(),
        })
    }

    /// The entries of a reference list as the user keeps them; as shipped, where the store holds none yet.
    fn reference_list(&self, list: &str) -> Result<Vec<Value>, Error> {
        let kept = self.store.reference_entries(list)?;
        if kept.is_empty() {
            let shipped = assets::reference_lists()?.into_iter().find(|shipped| shipped.list == list);
            let entries = shipped.into_iter().flat_map(|list| list.entries);
            return Ok(entries.map(|entry| entry.to_value()).collect());
        }
        // An entry that somebody made unreadable says nothing.
        Ok(kept.iter().filter_map(|entry| serde_json::from_slice(&entry.json).ok()).collect())
    }

    /// The findings of a register, or of all registers: those of the organisation first, then activity by activity.
    ///
    /// # Errors
    /// When there is no such register, or the store cannot be read.
    pub fn check(&self, register: Option<RecordId>) -> Result<Vec<FindingView>, Failure> {
        let registers = match register {
            Some(id) => vec![id],
            None => self.registers()?.into_iter().map(|row| row.id).collect(),
        };
        let views = || -> Result<_, Error> {
            let mut views = Vec::new();
            for id in registers {
                let register = self.register(id)?;
                let (grounds, organisation) = (self.grounds(id)?, &register.organisation.content);
                views.extend(self.finding_views(id, &grounds.organisation(organisation)));
                for activity in &register.activities {
                    let findings = grounds.activity(organisation, &activity.content);
                    views.extend(self.finding_views(activity.id, &findings));
                }
            }
            Ok(views)
        };
        self.fail(views())
    }

    /// The findings of a record in words.
    pub(crate) fn finding_views(&self, record: RecordId, findings: &[Finding]) -> Vec<FindingView> {
        let view = |finding: &Finding| {
            let text = self.language.finding(finding);
            FindingView {
                rule: finding.rule,
                class: finding.class(),
                severity: finding.severity(),
                record,
                path: finding.path.clone(),
                message: text.message,
                norm: finding.norm().to_owned(),
                remedy: text.remedy,
                acknowledged: finding.acknowledged.clone(),
            }
        };
        findings.iter().map(view).collect()
    }
}

fn text(entry: &Value, name: &str) -> Option<String> {
    entry.get(name)?.as_str().map(str::to_owned)
}

/// A decision about a country; one about an organisation names none.
fn adequacy(entry: &Value) -> Option<(String, Adequacy)> {
    let expires = text(entry, "expires").and_then(|day| day.parse().ok());
    let partial = text(entry, "scope").as_deref() == Some("partial");
    Some((text(entry, "country")?, Adequacy { partial, expires }))
}

fn criterion(entry: &Value) -> Option<(String, Criterion)> {
    let effect = match text(entry, "effect").as_deref() {
        Some("counts") => CriterionEffect::Counts,
        Some("required") => CriterionEffect::Requires,
        _ => CriterionEffect::Nothing,
    };
    let private_only = text(entry, "applies_to").as_deref() == Some("private_body");
    Some((text(entry, "id")?, Criterion { effect, private_only }))
}
