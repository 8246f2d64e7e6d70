//! A record for people to read: its fields line by line, with how they stand.

use crate::output::{plain, plain_lines};
use crate::words;
use application::view::{OpenRecord, PlaceView, ResolvedListView, ResolvedScopeView};
use application::{Failure, ItemId, Workspace};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// The fields that are shown, in this order. What is missing here is no field but an id, a code or the program's own.
const FIELDS: [(&str, &str); 100] = [
    ("other_names", "Andere Namen"),
    ("short_name", "Kurzname"),
    ("legal_form", "Rechtsform"),
    ("sector", "Bereich"),
    ("represented_by", "Vertreten durch"),
    ("description", "Beschreibung"),
    ("coverage", "Geltungsbereich"),
    ("label", "Bezeichnung"),
    ("addition", "Zusatz"),
    ("street", "Straße"),
    ("postal_code", "Postleitzahl"),
    ("town", "Ort"),
    ("country", "Land"),
    ("phone", "Telefon"),
    ("fax", "Fax"),
    ("email", "E-Mail"),
    ("web", "Internet"),
    ("appointment", "Stellung"),
    ("body", "Stelle"),
    ("controllers", "Auftraggeber"),
    ("categories_of_processing", "Kategorien der Verarbeitungen im Auftrag"),
    ("own_role", "Eigene Rolle"),
    ("systems", "Systeme"),
    ("vendor", "Hersteller"),
    ("part_of", "Teil von"),
    ("file_reference", "Aktenzeichen"),
    ("introduced_on", "Eingeführt am"),
    ("next_review", "Nächste Überprüfung"),
    ("department", "Zuständige Stelle"),
    ("contact", "Kontakt"),
    ("addresses", "Anschriften"),
    ("joint_controllers", "Gemeinsam Verantwortliche"),
    ("tasks", "Aufgaben"),
    ("arrangement", "Vereinbarung"),
    ("representative", "Vertreter in der Union"),
    ("data_protection_officers", "Datenschutzbeauftragte"),
    ("supervisory_authority", "Aufsichtsbehörde"),
    ("registration", "Registereintrag"),
    ("defaults", "Vorgaben für alle Verarbeitungstätigkeiten"),
    ("common", "Für alle Gruppen"),
    ("scope", "Angaben"),
    ("groups", "Gruppen"),
    ("examples", "Beispiele"),
    ("purposes", "Zwecke"),
    ("legal_bases", "Rechtsgrundlagen"),
    ("data_subjects", "Kategorien betroffener Personen"),
    ("data_categories", "Kategorien personenbezogener Daten"),
    ("recipients", "Empfänger"),
    ("transfers", "Übermittlungen in ein Drittland"),
    ("retention", "Löschregeln"),
    ("remarks", "Weitere Angaben"),
    ("engagements", "Auftragsverarbeiter und andere Beteiligte"),
    ("measures", "Technische und organisatorische Maßnahmen"),
    ("goals", "Schutzziele"),
    ("details", "Einzelne Daten"),
    ("sensitivity", "Schutzbedarf"),
    ("identifiability", "Personenbezug"),
    ("provisions", "Fundstellen"),
    ("origin", "Herkunft der Daten"),
    ("placement", "Zuordnung"),
    ("role", "Rolle"),
    ("service", "Leistung"),
    ("system", "System"),
    ("processing_location", "Ort der Verarbeitung"),
    ("contract", "Vertrag"),
    ("concluded_on", "Geschlossen am"),
    ("next_check", "Nächste Prüfung"),
    ("dated", "Vom"),
    ("ends_on", "Endet am"),
    ("availability", "Vorhanden"),
    ("filed_at", "Abgelegt"),
    ("access", "Zugriff"),
    ("occasion", "Anlass"),
    ("instrument", "Grundlage der Übermittlung"),
    ("evidence", "Nachweis"),
    ("channel", "Weg"),
    ("legitimate_interest", "Berechtigtes Interesse"),
    ("period", "Frist"),
    ("start", "Beginn"),
    ("effect", "Wirkung"),
    ("subjects", "Betroffene"),
    ("attribute", "Nur"),
    ("condition", "Bedingung"),
    ("data", "Daten"),
    ("norms", "Fundstellen"),
    ("note", "Hinweis"),
    ("exceptions", "Ausnahmen"),
    ("sensitive_data", "Besondere Kategorien (Art. 9, 10 DSGVO)"),
    ("impact_assessment", "Datenschutz-Folgenabschätzung"),
    ("reason", "Begründung"),
    ("information", "Für die Datenschutzhinweise"),
    ("rights", "Rechte der Betroffenen"),
    ("excluded", "Ausgeschlossen"),
    ("complaint_authorities", "Beschwerdestellen"),
    ("duty_to_provide", "Pflicht zur Bereitstellung"),
    ("consent", "Einwilligung"),
    ("documents", "Dokumente"),
    ("dpo_opinion", "Stellungnahme der oder des Datenschutzbeauftragten"),
    ("changes", "Änderungen"),
    ("internal_note", "Interne Notiz"),
];

/// Members that name an item; the first one that is there stands in its first line.
const NAMES: [&str; 11] = [
    "text",
    "name",
    "title",
    "function",
    "party",
    "described_as",
    "wording",
    "right",
    "topic",
    "street",
    "date",
];

/// Values that say nothing worth a line, because they are what one expects.
const EXPECTED: [(&str, &str); 10] = [
    ("sensitivity", "ordinary"),
    ("identifiability", "personal"),
    ("placement", "external"),
    ("role", "recipient"),
    ("access", "not_stated"),
    ("availability", "available"),
    ("data", "all"),
    ("subjects", "all"),
    ("purposes", "all"),
    ("groups", "all"),
];

/// A record as text.
pub(crate) fn outline(workspace: &Workspace, open: &OpenRecord) -> Result<String, Failure> {
    let mut outline = Outline { workspace, open, titles: titles(workspace, open)?, text: String::new() };
    outline.head();
    let record = crate::output::json(&open.record);
    if let Value::Object(mut members) = record {
        if let Some(resolved) = &open.resolved {
            for shown_resolved in ["common", "groups", "engagements", "measures"] {
                members.remove(shown_resolved);
            }
            outline.fields(0, &members, &[]);
            outline.scope(0, &resolved.common, PlaceView::Common);
            outline.list(0, "engagements", &resolved.engagements, PlaceView::Common);
            outline.list(0, "measures", &resolved.measures, PlaceView::Common);
            for group in &resolved.groups {
                outline.line(0, &format!("\nGruppe {}", outline.group_name(group.id)));
                outline.scope(1, &group.scope, PlaceView::Group(group.id));
            }
        } else {
            outline.fields(0, &members, &["name", "title"]);
        }
    }
    Ok(outline.text)
}

/// Titles of everything a record can refer to, by id.
fn titles(workspace: &Workspace, open: &OpenRecord) -> Result<BTreeMap<String, String>, Failure> {
    let directory = workspace.directory(open.register)?;
    let lists = [directory.parties, directory.systems, directory.documents, directory.measure_sets];
    let named = lists.into_iter().flatten().chain(directory.organisations);
    Ok(named.map(|named| (named.id.to_string(), named.title)).collect())
}

struct Outline<'a> {
    workspace: &'a Workspace,
    open: &'a OpenRecord,
    titles: BTreeMap<String, String>,
    text: String,
}

impl Outline<'_> {
    fn line(&mut self, depth: usize, line: &str) {
        let indent = "  ".repeat(depth);
        let (gap, line) = line.strip_prefix('\n').map_or(("", line), |line| ("\n", line));
        let line = line.replace('\n', &format!("\n{indent}    "));
        self.text.push_str(&format!("{gap}{indent}{line}\n"));
    }

    fn head(&mut self) {
        let kind = self
            .workspace
            .language()
            .text(&format!("record-{}", self.open.record.kind().replace('_', "-")), &[]);
        let number = self.open.number.map(|number| format!(" Nr. {number}")).unwrap_or_default();
        let record = crate::output::json(&self.open.record);
        let stage =
            record["status"]["stage"].as_str().and_then(|stage| words::word(self.workspace, "stage", stage));
        let stage = stage.map(|stage| format!(", Status: {stage}")).unwrap_or_default();
        self.line(0, &plain(&self.open.title));
        self.line(0, &format!("{kind}{number}{stage}, Kennung {}", self.open.id));
        if !self.open.findings.is_empty() {
            self.line(0, &format!("Befunde: {} (siehe „artikel30 check“)", self.open.findings.len()));
        }
        self.text.push('\n');
    }

    fn group_name(&self, id: ItemId) -> String {
        let record = crate::output::json(&self.open.record);
        let id_text = id.to_string();
        let groups = record["groups"].as_array();
        let found = groups.and_then(|groups| groups.iter().find(|group| group["id"] == *id_text));
        let name = found.and_then(|group| group["name"].as_str()).unwrap_or_default();
        let letter = self.open.letters.get(&id).map(|letter| format!("{letter}) ")).unwrap_or_default();
        format!("{letter}{}", plain(name))
    }

    /// The lists of a scope as they hold there, with what is taken over.
    fn scope(&mut self, depth: usize, scope: &ResolvedScopeView, place: PlaceView) {
        for (member, list) in [
            ("purposes", &scope.purposes),
            ("legal_bases", &scope.legal_bases),
            ("data_subjects", &scope.data_subjects),
            ("data_categories", &scope.data_categories),
            ("recipients", &scope.recipients),
            ("transfers", &scope.transfers),
            ("retention", &scope.retention),
        ] {
            self.list(depth, member, list, place);
        }
        let remarks = self.remarks(place);
        self.field(depth, "remarks", &remarks);
    }

    fn remarks(&self, place: PlaceView) -> Value {
        let mut record = crate::output::json(&self.open.record);
        match place {
            PlaceView::Group(id) => {
                let id = id.to_string();
                let groups = record["groups"].as_array_mut();
                let found = groups.and_then(|groups| groups.iter_mut().find(|group| group["id"] == *id));
                found.map(|group| group["scope"]["remarks"].take()).unwrap_or_default()
            }
            _ => record["common"]["remarks"].take(),
        }
    }

    fn list(&mut self, depth: usize, member: &str, list: &ResolvedListView, place: PlaceView) {
        let Some(label) = label(member) else { return };
        if list.items.is_empty() {
            let standing = self.standing(&list.standing, list.note.as_deref());
            return self.line(depth, &format!("{label}: {standing}"));
        }
        self.line(depth, &format!("{label}:"));
        for item in &list.items {
            let origin = if item.stated_in == place { String::new() } else { self.origin(item.stated_in) };
            self.item(depth + 1, &item.item, &origin);
        }
    }

    fn origin(&self, place: PlaceView) -> String {
        match place {
            PlaceView::Organisation => " [aus den Vorgaben der Organisation]".to_owned(),
            PlaceView::Common => " [für alle Gruppen]".to_owned(),
            PlaceView::Group(id) => {
                let letter = self.open.letters.get(&id).map(String::as_str).unwrap_or_default();
                format!(" [aus Gruppe {letter})]")
            }
        }
    }

    /// How a statement stands that gives nothing.
    fn standing(&self, state: &str, note: Option<&str>) -> String {
        let name = match state {
            "announced_but_empty" => "announced".to_owned(),
            "inherit" | "append" => "inherited".to_owned(),
            other => other.replace('_', "-"),
        };
        let text = self.workspace.language().text(&format!("letter-state-{name}"), &[]);
        match note {
            Some(note) => format!("{text} ({})", plain(note)),
            None => text,
        }
    }

    /// The fields of an object, except those already shown.
    fn fields(&mut self, depth: usize, members: &Map<String, Value>, shown: &[&str]) {
        for (member, _) in FIELDS {
            if let Some(value) = members.get(member).filter(|_| !shown.contains(&member)) {
                self.field(depth, member, value);
            }
        }
    }

    fn field(&mut self, depth: usize, member: &str, value: &Value) {
        let Some(label) = label(member) else { return };
        if let Some(text) = self.short(member, value) {
            return self.line(depth, &format!("{label}: {text}"));
        }
        match value {
            Value::Array(items) if !items.is_empty() => {
                self.line(depth, &format!("{label}:"));
                items.iter().for_each(|item| self.item(depth + 1, item, ""));
            }
            Value::Object(members) if members.contains_key("state") => {
                self.statement(depth, member, label, members)
            }
            Value::Object(members) => {
                let before = self.text.len();
                self.line(depth, &format!("{label}:"));
                let inside = self.text.len();
                self.object(depth + 1, members);
                if self.text.len() == inside {
                    self.text.truncate(before);
                }
            }
            _ => {}
        }
    }

    /// An object that is no item: a contact, an assessment, a scope.
    fn object(&mut self, depth: usize, members: &Map<String, Value>) {
        for member in ["function", "outcome"] {
            if let Some(text) = members.get(member).and_then(|value| self.short(member, value)) {
                self.line(depth, &text);
            }
        }
        self.fields(depth, members, &[]);
    }

    fn statement(&mut self, depth: usize, member: &str, label: &str, members: &Map<String, Value>) {
        let state = members.get("state").and_then(Value::as_str).unwrap_or_default();
        let text = |member: &str| members.get(member).and_then(Value::as_str);
        let place = members.get("to").and_then(|to| to["place"].as_str());
        let note = text("note").or(text("reason")).or(place);
        match members.get("value") {
            Some(value) => {
                if state == "append" {
                    let standing = self.standing(state, None);
                    self.line(depth, &format!("{label}: {standing}, dazu:"));
                }
                self.field(depth, member, value);
            }
            None => {
                let standing = self.standing(state, note);
                self.line(depth, &format!("{label}: {standing}"));
            }
        }
    }

    /// An item of a list: its number and name, below it the rest.
    fn item(&mut self, depth: usize, item: &Value, origin: &str) {
        let Some(members) = item.as_object() else {
            if let Some(text) = self.short("", item) {
                self.line(depth, &format!("– {text}{origin}"));
            }
            return;
        };
        let sentence =
            id_of(members).and_then(|id| self.open.sentences.get(&id)).map(|sentence| plain(sentence));
        if let Some(sentence) = sentence {
            return self.rule(depth, members, &format!("{sentence}{origin}"));
        }
        let mark = match members
            .get("role")
            .and_then(Value::as_str)
            .filter(|_| members.contains_key("engaged_by"))
        {
            Some("processor") => "AV ",
            Some("sub_processor") => "UA ",
            _ => "",
        };
        let number = self.number(members).map_or("–".to_owned(), |number| format!("{mark}{number}."));
        let (name, head) = self.head_of(members);
        self.line(depth, &format!("{number} {head}{origin}"));
        self.fields(depth + 1, members, &[name]);
    }

    fn number(&self, members: &Map<String, Value>) -> Option<u32> {
        self.open.numbers.get(&id_of(members)?).copied()
    }

    /// A retention rule as a sentence, with its exceptions under the numbers that `due` takes.
    fn rule(&mut self, depth: usize, members: &Map<String, Value>, sentence: &str) {
        let number = self.number(members).unwrap_or_default();
        let name = members.get("name").and_then(|name| self.short("name", name));
        let name = name.map(|name| format!("{name}: ")).unwrap_or_default();
        self.line(depth, &format!("{number}. {name}{sentence}"));
        for member in ["norms", "note"] {
            self.field(depth + 1, member, &members[member]);
        }
        for exception in members["exceptions"].as_array().into_iter().flatten().filter_map(Value::as_object) {
            let (name, head) = self.head_of(exception);
            let of_rule = self.number(exception).unwrap_or_default();
            self.line(depth + 1, &format!("{number}.{of_rule} Ausnahme: {head}"));
            self.fields(depth + 2, exception, &[name]);
        }
    }

    /// What an item is called, and the member that says so.
    fn head_of(&self, members: &Map<String, Value>) -> (&'static str, String) {
        if let Some(chain) = members.get("chain").and_then(Value::as_array) {
            let ground = members.get("ground").and_then(|ground| self.short("ground", ground));
            let unnamed = members.get("unnamed_norm").and_then(|norm| self.short("unnamed_norm", norm));
            let wordings = chain.iter().filter_map(|citation| self.short("wording", &citation["wording"]));
            let parts: Vec<_> = ground.into_iter().chain(wordings).chain(unnamed).collect();
            return ("", parts.join(" i. V. m. "));
        }
        if let Some(destination) = members.get("destination") {
            let named =
                ["country", "name"].iter().find_map(|member| self.short(member, &destination[*member]));
            return ("", named.unwrap_or_else(|| "nicht benanntes Drittland".to_owned()));
        }
        let named = NAMES.iter().find_map(|name| Some((*name, self.short(name, members.get(*name)?)?)));
        named.unwrap_or(("", "ohne Namen".to_owned()))
    }

    /// A value on one line; `None` when there is nothing to say.
    fn short(&self, member: &str, value: &Value) -> Option<String> {
        match value {
            Value::String(text) if text.is_empty() || EXPECTED.contains(&(member, text)) => None,
            Value::String(text) => Some(self.name(member, text)),
            Value::Number(number) => Some(number.to_string()),
            Value::Array(items) => {
                let texts: Vec<_> = items.iter().filter_map(|item| self.short(member, item)).collect();
                Some(texts.join("; ")).filter(|_| !texts.is_empty() && texts.len() == items.len())
            }
            Value::Object(members) => self.short_object(member, members),
            _ => None,
        }
    }

    /// An object that fits on one line: a citation, a selection, a period, its start, what an exception does.
    fn short_object(&self, member: &str, members: &Map<String, Value>) -> Option<String> {
        if let Some(only) = members.get("only").filter(|_| members.len() == 1) {
            return self.short(member, only);
        }
        if let Some(wording) = members.get("wording") {
            let wording = self.short("wording", wording)?;
            let better = members.get("correction").and_then(|correction| correction["citation"].as_str());
            return Some(match better.map(plain).filter(|better| *better != wording) {
                Some(better) => format!("{wording} (Vorschlag: {better})"),
                None => wording,
            });
        }
        let text = |key: &str| self.workspace.language().text(key, &[]);
        let stated = || {
            ["state", "measure", "place", "name"].iter().find_map(|key| self.short(key, members.get(*key)?))
        };
        match (member, members.get("kind")?.as_str()?) {
            ("period", "span") => {
                let key = format!("span-{}", members.get("unit")?.as_str()?);
                let amount = members.get("amount")?.as_u64()?;
                Some(self.workspace.language().text(&key, &[("amount", amount.into())]))
            }
            ("period", "with_event") => Some(text("period-with-event")),
            ("period", "unlimited") => Some(text("period-unlimited")),
            ("period", "not_stored") => Some(text("period-not-stored")),
            ("period", "kept_not_erased") => Some(text("period-kept")),
            ("period" | "start", "not_stated") => Some(text("statement-not-stated")),
            ("period" | "start", _) => stated(),
            ("effect", "extend") => {
                Some(format!("danach weitere {}", self.short("period", members.get("period")?)?))
            }
            ("effect", "instead") => {
                Some(format!("stattdessen {}", self.short("period", members.get("period")?)?))
            }
            ("effect", "not_erased") => Some("keine Löschung".to_owned()),
            ("effect", "kept_anonymised") => Some("bleiben ohne Personenbezug".to_owned()),
            ("effect", "suspend") => Some("Löschung ausgesetzt".to_owned()),
            ("effect", _) => stated(),
            _ => None,
        }
    }

    /// A text, or what an id or a code stands for.
    fn name(&self, member: &str, text: &str) -> String {
        if let Some(title) = self.titles.get(text) {
            return plain(title);
        }
        let number = text.parse().ok().and_then(|id: ItemId| self.open.numbers.get(&id));
        match number {
            Some(number) => format!("Nr. {number}"),
            None => words::word(self.workspace, member, text).unwrap_or_else(|| plain_lines(text)),
        }
    }
}

fn id_of(members: &Map<String, Value>) -> Option<ItemId> {
    members.get("id")?.as_str()?.parse().ok()
}

fn label(member: &str) -> Option<&'static str> {
    FIELDS.iter().find(|(name, _)| *name == member).map(|(_, label)| *label)
}
