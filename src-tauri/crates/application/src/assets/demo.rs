//! Demo registers: templates with a demo layer over each.

use super::ShippedRecord;
use super::layer::lay_over;
use super::templates::{Named, RawTemplate, check_references, named_records, raw_templates, shared_by_name};
use super::{AssetError, files, name_of, names, parse, read};
use register::id::RecordId;
use register::record::Record;
use serde::Deserialize;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// A demo register, ready to be stored.
#[derive(Debug, Clone)]
pub struct DemoRegister {
    /// The organisation's id, which is the register's.
    pub id: RecordId,
    /// Its name in the shipped files ("musterhofen").
    pub key: String,
    /// All its records with the parties and systems they refer to; the organisation first.
    pub records: Vec<ShippedRecord>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DemoFile {
    key: String,
    organisation: Value,
    #[serde(default)]
    defaults_template: Option<String>,
    #[serde(flatten)]
    part: DemoPart,
}

/// What the main file and its supplements both hold.
#[derive(Deserialize, Default)]
struct DemoPart {
    #[serde(default)]
    parties: BTreeMap<String, Value>,
    #[serde(default)]
    systems: BTreeMap<String, Value>,
    #[serde(default)]
    documents: BTreeMap<String, Value>,
    #[serde(default)]
    measure_sets: BTreeMap<String, Value>,
    #[serde(default)]
    activities: Vec<DemoActivity>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DemoActivity {
    key: String,
    #[serde(default)]
    template: Option<String>,
    #[serde(default)]
    layer: Map<String, Value>,
}

/// Everything about one demo register while it is being put together.
struct Assembly<'a> {
    key: String,
    register: RecordId,
    templates: &'a [RawTemplate],
    records: Vec<(String, ShippedRecord)>,
    referred: BTreeSet<String>,
}

impl Assembly<'_> {
    fn template(&self, file: &str, key: &str) -> Result<&RawTemplate, AssetError> {
        self.templates
            .iter()
            .find(|raw| raw.key == key)
            .ok_or_else(|| AssetError::Unknown { file: file.to_owned(), name: format!("template/{key}") })
    }

    fn add(&mut self, name: String, record: Record) {
        self.records.push((name.clone(), ShippedRecord { id: names::record_id(&name), record }));
    }

    fn organisation(
        &mut self,
        file: &str,
        mut value: Value,
        defaults: Option<&str>,
    ) -> Result<(), AssetError> {
        let name = format!("organisation/{}", self.key);
        let owner = defaults.map_or_else(|| name.clone(), |key| format!("template/{key}"));
        let referred = names::resolve(file, &owner, &mut value)?;
        self.referred.extend(referred);
        if let (Some(key), Some(members)) = (defaults, value.as_object_mut()) {
            let template = self.template(file, key)?;
            let mut base = template.value.pointer("/content/defaults").cloned().unwrap_or(Value::Null);
            if let Some(layer) = members.remove("defaults") {
                lay_over(&mut base, layer);
            }
            members.insert("defaults".into(), base);
            members.insert("origin".into(), origin(template));
        }
        let organisation = read(file, "/organisation", value)?;
        self.add(name, Record::Organisation(Box::new(organisation)));
        Ok(())
    }

    fn part(&mut self, file: &str, part: DemoPart) -> Result<(), AssetError> {
        let (named, referred) = named_records(file, part.parties, part.systems)?;
        self.referred.extend(referred);
        self.records.extend(named);
        for (kind, values) in [("document", part.documents), ("measure_set", part.measure_sets)] {
            for (key, mut value) in values {
                let name = format!("{kind}/{}/{key}", self.key);
                self.referred.extend(names::resolve(file, &name, &mut value)?);
                if let Some(members) = value.as_object_mut() {
                    members.insert("register".into(), json!(self.register));
                    members.insert("position".into(), json!(self.count(kind) + 1));
                }
                let record = match kind {
                    "document" => Record::Document(read(file, &name, value)?),
                    _ => Record::MeasureSet(read(file, &name, value)?),
                };
                self.add(name, record);
            }
        }
        for activity in part.activities {
            self.activity(file, activity)?;
        }
        Ok(())
    }

    fn count(&self, kind: &str) -> usize {
        let space = format!("{kind}/");
        self.records.iter().filter(|(name, _)| name.starts_with(&space)).count()
    }

    fn activity(&mut self, file: &str, activity: DemoActivity) -> Result<(), AssetError> {
        let name = format!("activity/{}/{}", self.key, activity.key);
        let owner = activity.template.as_ref().map_or_else(|| name.clone(), |key| format!("template/{key}"));
        let mut layer = Value::Object(activity.layer);
        self.referred.extend(names::resolve(file, &owner, &mut layer)?);
        let mut value = json!({});
        if let Some(key) = &activity.template {
            let template = self.template(file, key)?;
            value = template.value.pointer("/content/activity").cloned().ok_or_else(|| AssetError::Form {
                file: file.to_owned(),
                at: name.clone(),
                reason: format!("template \"{key}\" offers no activity"),
            })?;
            value["origin"] = origin(template);
        }
        lay_over(&mut value, layer);
        value["register"] = json!(self.register);
        value["position"] = json!(self.count("activity") + 1);
        let record = read(file, &format!("/activities/{}", activity.key), value)?;
        self.add(name, Record::Activity(Box::new(record)));
        Ok(())
    }
}

fn origin(template: &RawTemplate) -> Value {
    json!({
        "record": names::record_id(&template.name()),
        "title": template.value.get("title"),
        "version": template.value.get("version"),
    })
}

/// All demo registers, in the order of their file names.
///
/// # Errors
/// When a file is damaged or refers to something that does not exist.
pub fn demo_registers() -> Result<Vec<DemoRegister>, AssetError> {
    let shared = shared_by_name()?;
    let templates = raw_templates(&shared)?;
    let template_names: Named = super::templates()?
        .into_iter()
        .map(|shipped| {
            let record = Record::Template(Box::new(shipped.template));
            (format!("template/{}", shipped.key), ShippedRecord { id: shipped.id, record })
        })
        .collect();
    files("demo")
        .into_iter()
        .map(|file| one(&name_of(file), file.contents(), &shared, &template_names, &templates))
        .collect()
}

fn one(
    file: &str,
    bytes: &[u8],
    shared: &Named,
    template_names: &Named,
    templates: &[RawTemplate],
) -> Result<DemoRegister, AssetError> {
    let main: DemoFile = read(file, "", parse(file, bytes)?)?;
    let name = format!("organisation/{}", main.key);
    let mut assembly = Assembly {
        register: names::record_id(&name),
        key: main.key,
        templates,
        records: Vec::new(),
        referred: BTreeSet::new(),
    };
    assembly.organisation(file, main.organisation, main.defaults_template.as_deref())?;
    assembly.part(file, main.part)?;
    for supplement in files(&format!("demo/{}.d", assembly.key)) {
        let file = name_of(supplement);
        let part = read(&file, "", parse(&file, supplement.contents())?)?;
        assembly.part(&file, part)?;
    }
    let own: Named = assembly.records.iter().cloned().collect();
    check_references(file, &assembly.referred, &[&own, shared, template_names])?;
    Ok(DemoRegister {
        id: assembly.register,
        key: assembly.key,
        records: assembly.records.into_iter().map(|(_, record)| record).collect(),
    })
}
