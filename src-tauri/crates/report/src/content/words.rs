//! The words that belong to the register document alone; names of values come from the crate `language`.

use register::check::Severity;

pub(super) const REGISTER: &str = "Verzeichnis von Verarbeitungstätigkeiten";
pub(super) const ACTIVITY: &str = "Verarbeitungstätigkeit";
pub(super) const CONTENTS: &str = "Inhalt";
pub(super) const LEGEND: &str = "Zeichenerklärung";
pub(super) const OVERALL: &str = "Gesamtübersichten";
pub(super) const LAYOUT: &str = "Gliederung „Bayern“";
pub(super) const AS_CONTROLLER: &str = "nach Art. 30 Abs. 1 DSGVO, geführt als Verantwortlicher";
pub(super) const AS_BOTH: &str =
    "nach Art. 30 Abs. 1 und 2 DSGVO, geführt als Verantwortlicher und als Auftragsverarbeiter";

// Column heads.
pub(super) const NO_ACTIVITIES: &str = "Keine Verarbeitungstätigkeit ist eingetragen.";
pub(super) const ACTIVITY_SHORT: &str = "Tätig-\nkeit";
pub(super) const ENDS_LABEL: &str = "Endet am";
pub(super) const CONTRACT_EXISTS: &str = "liegt vor";
pub(super) const NUMBER: &str = "Nr.";
pub(super) const PAGE: &str = "Seite";
pub(super) const STATUS: &str = "Status";
pub(super) const PART: &str = "Teil";
pub(super) const DATA: &str = "Daten";
pub(super) const GROUP: &str = "Gruppe";
pub(super) const GROUPS: &str = "Gruppen";
pub(super) const TOPIC: &str = "Thema";
pub(super) const STATEMENT: &str = "Angabe";
pub(super) const APPLIES: &str = "Gilt für, Bedingung";
pub(super) const BASIS_AND_WORDING: &str = "Rechtsgrundlage, darunter der angegebene Wortlaut";
pub(super) const NAME_OF_DATA: &str = "Bezeichnung der Daten";
pub(super) const DATA_SUBJECTS_HEAD: &str = "Betroffene Personen";
pub(super) const RECIPIENT: &str = "Empfänger";
pub(super) const OCCASION_OF_DISCLOSURE: &str = "Anlass der Offenlegung";
pub(super) const DESTINATION: &str = "Drittland oder internationale Organisation";
pub(super) const SAFEGUARDS: &str = "Geeignete Garantien";
pub(super) const PERIOD_AND_START: &str = "Löschungsfrist und Start";
pub(super) const ACTION_AND_ACTOR: &str = "Aktion, Akteur, Ausnahme";
pub(super) const NORM: &str = "Norm";
pub(super) const DATE: &str = "Datum";
pub(super) const WHO: &str = "Wer (Funktion)";
pub(super) const WHAT: &str = "Was";
pub(super) const RIGHT: &str = "Recht";
pub(super) const NAME_AND_ADDRESS: &str = "Bezeichnung und Anschrift";
pub(super) const SERVICE: &str = "Leistung";
pub(super) const CONTRACT: &str = "Vertrag";
pub(super) const NEXT_CHECK_HEAD: &str = "Nächste\nPrüfung";
pub(super) const PART_IN_REGISTER: &str = "Rolle im Verzeichnis";
pub(super) const SYSTEM: &str = "System";
pub(super) const DOCUMENT: &str = "Dokument";
pub(super) const DATES: &str = "Daten und Fristen";

// Sections of an activity.
pub(super) const PURPOSES_AND_BASES: &str = "Zwecke und Rechtsgrundlagen";
pub(super) const PURPOSES: &str = "Zwecke";
pub(super) const LEGAL_BASES: &str = "Rechtsgrundlagen";
pub(super) const DATA_CATEGORIES: &str = "Kategorien der personenbezogenen Daten";
pub(super) const DATA_SUBJECTS: &str = "Kategorien der betroffenen Personen";
pub(super) const RECIPIENTS: &str = "Kategorien der Empfänger";
pub(super) const PROCESSING_ON_BEHALF: &str = "Auftragsverarbeitung und weitere beteiligte Stellen";
pub(super) const TRANSFERS: &str = "Übermittlungen an ein Drittland oder eine internationale Organisation";
pub(super) const RETENTION: &str = "Fristen für die Löschung";
pub(super) const FURTHER: &str = "Weitere Angaben";
pub(super) const REMARKS: &str = "Beschreibung, Hinweise und ausdrückliche Verneinungen";
pub(super) const FOR_NOTICES: &str = "Angaben für Datenschutzhinweise";
pub(super) const RIGHTS: &str = "Rechte der betroffenen Personen";
pub(super) const DPO_OPINION: &str = "Stellungnahme der/des Datenschutzbeauftragten";
pub(super) const CHANGES: &str = "Änderungen";
pub(super) const NO_CHANGES: &str = "Keine Änderung ist eingetragen.";

// Parts of the whole register.
pub(super) const DEFAULTS: &str = "Vorgaben für alle Verarbeitungstätigkeiten";
pub(super) const DEFAULTS_SHORT: &str = "Vorgaben";
pub(super) const DEFAULTS_LEAD: &str = "Diese Angaben gelten für die ganze Organisation. Verarbeitungstätigkeiten, die sie übernehmen, führen sie bei sich auf, mit dem Zeichen „aus den Vorgaben“.";
pub(super) const NO_DEFAULTS: &str =
    "Darüber hinaus sind keine Vorgaben für alle Verarbeitungstätigkeiten angegeben.";
pub(super) const PARTIES: &str = "Auftragsverarbeiter, weitere Stellen und Systeme";
pub(super) const PARTIES_SHORT: &str = "Stellen";
pub(super) const PROCESSORS: &str = "Auftragsverarbeiter und Unterauftragsverarbeiter";
pub(super) const OTHER_PARTIES: &str = "Weitere Stellen";
pub(super) const SYSTEMS: &str = "Systeme";
pub(super) const DOCUMENTS: &str = "Dokumente";
pub(super) const MEASURE_SETS: &str = "Maßnahmenpakete";
pub(super) const NOTHING_HERE: &str = "Nichts ist eingetragen.";
pub(super) const PROCESSORS_NOTE: &str = "Unterauftragsverarbeiter stehen eingerückt unter der Stelle, die sie beauftragt hat; wer für mehrere tätig ist, steht einmal. „1‑AV 2“ ist Auftragsverarbeiter 2 der Verarbeitungstätigkeit 1, UA ein Unterauftragsverarbeiter, „A“ steht für die Vorgaben in Teil A.";

// Labels.
pub(super) const TAKEN_OVER: &str = "Übernommen";
pub(super) const CONTROLLER: &str = "Verantwortlicher";
pub(super) const OTHER_CONTROLLER: &str = "Eigener Verantwortlicher";
pub(super) const OWN_ROLE: &str = "Eigene Rolle";
pub(super) const ROLE_UNCLEAR: &str = "Rolle offen";
pub(super) const KEPT_BY: &str = "Verzeichnis geführt von";
pub(super) const PROCESSOR_FOR: &str = "Auftragsverarbeiter für";
pub(super) const CATEGORIES_OF_PROCESSING: &str = "Kategorien der Verarbeitungen im Auftrag";
pub(super) const JOINT_CONTROLLER: &str = "gemeinsam Verantwortlicher";
pub(super) const PRINCIPAL: &str = "Auftraggeber";
pub(super) const COMPLAINTS_TO: &str = "Stelle für Beschwerden";
pub(super) const JOINT_CONTROLLERS: &str = "Gemeinsam Verantwortliche";
pub(super) const REPRESENTATIVE: &str = "Vertreter in der Union";
pub(super) const DPO: &str = "Datenschutz\u{ad}beauftragte/r";
pub(super) const DPO_SHORT: &str = "DSB";
pub(super) const AUTHORITY: &str = "Aufsichtsbehörde";
pub(super) const LEGAL_FORM: &str = "Rechtsform und Land";
pub(super) const COVERAGE: &str = "Gegenstand";
pub(super) const YEARS: &str = "Jahre";
pub(super) const ADOPTED_DEFAULTS: &str = "Vorgaben übernommen";
pub(super) const SEE_COVER: &str = "siehe Titelblatt";
pub(super) const DEPARTMENT: &str = "Organisations\u{ad}einheit";
pub(super) const CONTACT: &str = "Auskunft";
pub(super) const INTRODUCED: &str = "Eingeführt";
pub(super) const LAST_CHANGE: &str = "Letzte Änderung";
pub(super) const NEXT_REVIEW: &str = "Nächste Prüfung";
pub(super) const FILE_REFERENCE: &str = "Aktenzeichen";
pub(super) const IMPACT_ASSESSMENT: &str = "DSFA";
pub(super) const THRESHOLD_TEST: &str = "Schwellwert\u{ad}analyse";
pub(super) const APPLYING: &str = "Zutreffend";
pub(super) const NOT_APPLYING: &str = "Nicht zutreffend";
pub(super) const MADE_BY: &str = "Durchgeführt von";
pub(super) const MADE_ON: &str = "Durchgeführt am";
pub(super) const SYSTEM_USED: &str = "Systeme";
pub(super) const OTHER_NAMES: &str = "Andere Namen";
pub(super) const DESCRIPTION: &str = "Beschreibung";
pub(super) const VALIDITY: &str = "Gültigkeit";
pub(super) const ADOPTED_FROM: &str = "Übernommen aus";
pub(super) const TASKS: &str = "Zuständig für";
pub(super) const ARRANGEMENT: &str = "Vereinbarung";
pub(super) const CONDITION: &str = "Bedingung";
pub(super) const CHANNEL: &str = "Weg";
pub(super) const LEGITIMATE_INTEREST: &str = "Berechtigtes Interesse";
pub(super) const NOTE: &str = "Hinweis";
pub(super) const INCLUDES: &str = "Umfasst";
pub(super) const ORIGIN_OF_DATA: &str = "Herkunft";
pub(super) const VENDOR: &str = "Hersteller";
pub(super) const PART_OF: &str = "Teil von";
pub(super) const ENGAGED_BY: &str = "Auftraggeber";
pub(super) const THE_CONTROLLER: &str = "der Verantwortliche";
pub(super) const START_KIND: &str = "Startart";
pub(super) const SEAT: &str = "Sitz";
pub(super) const LOCATION: &str = "Ort der Verarbeitung";
pub(super) const PARTY: &str = "Stelle";
pub(super) const ROLE: &str = "Rolle";
pub(super) const EVIDENCE: &str = "Nachweis";
pub(super) const THROUGH: &str = "über";
pub(super) const DATA_RECIPIENT: &str = "Empfänger";
pub(super) const MEASURES: &str = "Technische und organi\u{ad}satorische Maßnahmen";
pub(super) const GOALS: &str = "Gewährleistungsziele";
pub(super) const AUTOMATED: &str = "Automatisierte Entscheidungen und Profiling (Art. 22 DSGVO)";
pub(super) const SENSITIVE: &str = "Besondere Kategorien und Straftaten (Art. 9, 10 DSGVO)";
pub(super) const RIGHTS_CHANNEL: &str = "Rechte ausüben";
pub(super) const COMPLAINTS: &str = "Beschwerde bei";
pub(super) const DUTY_TO_PROVIDE: &str = "Pflicht zur Bereitstellung";
pub(super) const CONSEQUENCE: &str = "Folgen der Nicht\u{ad}bereitstellung";
pub(super) const LEGITIMATE_INTERESTS: &str = "Berechtigte Interessen";
pub(super) const CONSENT: &str = "Einwilligung";
pub(super) const WITHDRAWAL: &str = "Widerruf der Einwilligung";
pub(super) const DATA_SOURCE: &str = "Quelle der Daten";
pub(super) const EXCLUDED: &str = "Ausgeschlossen";
pub(super) const ANNEXES: &str = "Anlagen";
pub(super) const REGISTRATION: &str = "Register und Kennungen";
pub(super) const FILED_AT: &str = "Abgelegt";
pub(super) const DATED: &str = "Stand";
pub(super) const CONCLUDED: &str = "geschlossen am";
pub(super) const NEXT_CHECK: &str = "nächste Prüfung";
pub(super) const ENDS: &str = "endet am";
pub(super) const PHONE: &str = "Telefon";
pub(super) const FAX: &str = "Telefax";
pub(super) const ACTIVITIES: &str = "Verarbeitungstätigkeiten";
pub(super) const OF_THEM_RELEASED: &str = "davon freigegeben";
pub(super) const RETIRED: &str = "nicht mehr durchgeführt";
pub(super) const SUBMISSION: &str = "Dieses Verzeichnis ist der Aufsichtsbehörde auf Anfrage zur Verfügung zu stellen (Art. 30 Abs. 4 DSGVO). Erzeugt mit Artikel 30.";
pub(super) const IN_CONJUNCTION: &str = "i. V. m.";
pub(super) const BY_CONTRACT: &str = "im Auftrag (Art. 28 DSGVO)";

// Gaps and origins.
pub(super) const NOT_STATED: &str = "nicht angegeben";
pub(super) const NAME_NOT_STATED: &str = "Name nicht angegeben";
pub(super) const PROVISION_NOT_STATED: &str = "Fundstelle nicht angegeben";
pub(super) const CONTACT_NOT_STATED: &str = "Kontaktdaten nicht angegeben";
pub(super) const ADDRESS_NOT_STATED: &str = "Anschrift nicht angegeben";
pub(super) const DETAILS_NOT_STATED: &str = "Einzelheiten nicht angegeben";
pub(super) const RECORD_MISSING: &str = "Eintrag fehlt im Bestand";
pub(super) const AS_COMMON: &str = "Es gilt, was für alle Gruppen angegeben ist.";
pub(super) const NOTHING_TAKEN_OVER: &str = "übernommene Auswahl ist leer";
pub(super) const FROM_DEFAULTS: &str = "aus den Vorgaben";
pub(super) const FROM_COMMON: &str = "aus den Angaben für alle Gruppen";
pub(super) const FROM_GROUP: &str = "aus Gruppe";
pub(super) const ALL_GROUPS: &str = "Für alle Gruppen";
pub(super) const BOTH_GROUPS: &str = "Für beide Gruppen";
pub(super) const WHOLE_ACTIVITY: &str = "Für die ganze Tätigkeit";
pub(super) const ENGAGED_PARTIES: &str =
    "Auftragsverarbeiter und weitere beteiligte Stellen (Art. 4 Nr. 9 DSGVO)";
pub(super) const ALL_DATA: &str = "alle";
pub(super) const UNRESTRICTED: &str = "ohne Einschränkung";
pub(super) const UNNAMED_COUNTRY: &str = "Drittland, nicht benannt";
pub(super) const INSTRUMENT_NOT_STATED: &str = "Garantie nicht angegeben";
pub(super) const SEE_NUMBERS: &str = "siehe Datenkategorien Nr.";
pub(super) const SEE_DEFAULTS: &str = "Im Übrigen gelten die Vorgaben in Teil A, Seite ";
pub(super) const SEE_PART_A: &str = "Siehe die Vorgaben in Teil A, Seite ";
pub(super) const SEE: &str = "Siehe";

// What stands in two versions.
pub(super) const TWO_VERSIONS: &str = "zwei Fassungen";
pub(super) const TWO_VERSIONS_HEAD: &str = "Zwei Fassungen";
pub(super) const TWO_VERSIONS_NOTE: &str = "Beim Zusammenführen zweier Stände ist offengeblieben, welche Fassung gilt. Im Verzeichnis steht bis dahin die Fassung „im Eintrag“; keine von beiden geht verloren.";
pub(super) const LEGEND_TWO_VERSIONS: &str =
    "Noch nicht entschieden: Zwei Stände sagen Verschiedenes. Beide stehen im Abschnitt „Zwei Fassungen“.";
pub(super) const UNDECIDED: &str = "Nicht entschieden";
pub(super) const ONE_UNDECIDED: &str = "Eine Angabe liegt in zwei Fassungen vor.";
pub(super) const MANY_UNDECIDED: &str = "Angaben liegen in zwei Fassungen vor.";
pub(super) const SEE_PART_E: &str = "Siehe Teil E, Seite";
pub(super) const BOTH_ON: &str = "Beide Fassungen stehen auf Seite";
pub(super) const TO_BOTH: &str = "Zu beiden Fassungen";
pub(super) const LETTER: &str = "Buchst.";
pub(super) const HERE: &str = "Im Eintrag";
pub(super) const THERE: &str = "Andere Fassung";
pub(super) const DELETED: &str = "gelöscht";
pub(super) const NOT_THERE: &str = "nicht vorhanden";
pub(super) const STANDS_IN: &str = "Steht in";
pub(super) const HOW_MANY: &str = "Anzahl";

// The register as a file inside the document.
pub(super) const ENCLOSED_NAME: &str = "register.vvt.json";
pub(super) const ENCLOSED_NOTE: &str = "Beigelegt ist dieses Verzeichnis auch als Datei „register.vvt.json“, ohne interne Notizen und ohne frühere Stände. Mit Artikel 30 kann es daraus eingelesen werden.";
pub(super) const ENCLOSED_DESCRIPTION: &str =
    "Das Verzeichnis von Verarbeitungstätigkeiten als Datei zum Einlesen";

// Part E.
pub(super) const FINDINGS: &str = "Befunde";
pub(super) const CHECKED_ON: &str = "Prüfung vom";
pub(super) const SEVERITY: &str = "Schwere";
pub(super) const PLACE: &str = "Stelle";
pub(super) const FINDING_AND_NORM: &str = "Befund, darunter die Norm";
pub(super) const REMEDY: &str = "Was zu tun ist";
pub(super) const NO_FINDINGS: &str = "Die Prüfung hat keine offenen Befunde ergeben.";
pub(super) const WHOLE_REGISTER: &str = "Das ganze Verzeichnis";
pub(super) const SEVERITIES: &str = "Fehler: Eine Pflichtangabe fehlt, oder die Angabe ist so nicht zulässig. Warnung: Die Angabe wird wahrscheinlich nicht überzeugen. Hinweis: Bitte ansehen; die Angabe kann richtig sein. Die Prüfung ersetzt keine Rechtsberatung.";
pub(super) const ACCEPTED: &str = "Hingenommene Befunde";
pub(super) const ACCEPTED_SINCE: &str = "Hingenommen, weil …";
pub(super) const BY_WHOM: &str = "Wer (Funktion), wann";
pub(super) const FINDING_GONE: &str = "Der Befund besteht nicht mehr.";
pub(super) const RULE_GONE: &str = "Die Regel gibt es nicht mehr:";

/// How findings are counted: one, several.
pub(super) const SEVERITY_COUNTS: [(Severity, &str, &str); 3] = [
    (Severity::Error, "Fehler", "Fehler"),
    (Severity::Warning, "Warnung", "Warnungen"),
    (Severity::Hint, "Hinweis", "Hinweise"),
];

// Part F.
pub(super) const ERASURE_CONCEPT: &str = "Löschkonzept";
pub(super) const CLASSES: &str = "Löschklassen";
pub(super) const CLASSES_NOTE: &str = "Löschklasse: Regellöschfrist und Startzeitpunkt nach ISO/IEC 27555 (früher DIN 66398). „4‑L2“ ist Regel L 2 der Tätigkeit 4; „–“ heißt: keine Regel in dieser Klasse.";
pub(super) const RULES: &str = "Löschregeln nach Klassen";
pub(super) const RULE: &str = "Regel";
pub(super) const STANDARD_PERIOD: &str = "Regellöschfrist";
pub(super) const ACTIVITY_AND_DATA: &str = "Tätigkeit, Daten";
pub(super) const ALL_CATEGORIES: &str = "alle Datenkategorien";
pub(super) const UNCOVERED: &str = "Datenkategorien ohne Löschregel";
pub(super) const CATEGORIES: &str = "Datenkategorien";
pub(super) const NO_RULES: &str = "Keine Löschregel ist angegeben.";
pub(super) const UNKNOWN_RULES: &str =
    "Nicht erfasst, weil die Übernahme im Kreis oder ins Leere führt: Tätigkeit";

/// The legend: what is meant by a mark or state.
pub(super) const LEGEND_OWN: (&str, &str) = ("Angabe ohne Zusatz", "Eigene Angabe der Organisation.");
pub(super) const LEGEND_NONE: &str = "Geprüft und verneint. Schweigen ist damit nicht gemeint.";
pub(super) const LEGEND_NOT_REQUIRED: (&str, &str) =
    ("Grund", "Die Angabe entfällt aus dem genannten Grund.");
pub(super) const LEGEND_REFERENCE: (&str, &str) =
    ("Siehe D 3, Anlage 2", "Die Angabe steht in dem bezeichneten Dokument (Teil C).");
pub(super) const LEGEND_GROUPS: (&str, &str) =
    ("a), b)", "Gruppen betroffener Personen. Spalte „Daten“: Nummern der Datenkategorien der Tätigkeit.");
pub(super) const LEGEND_NUMBERS: (&str, &str) = (
    "Z, R, P, E, T, L",
    "Zweck, Rechtsgrundlage, betroffene Personen, Empfänger, Übermittlung, Löschregel; AV Auftragsverarbeiter, UA Unterauftragsverarbeiter, BS weitere beteiligte Stelle; D Dokument, M Maßnahmenpaket.",
);
pub(super) const LEGEND_INHERITED: (&str, &str) = (
    "aus Gruppe a",
    "Übernommene Angabe mit ihrer Herkunft; zusätzlich Balken am Rand. Ebenso: aus den Vorgaben.",
);
pub(super) const LEGEND_GAP: &str = "Lücke. Ebenso: angekündigt, aber leer.";
pub(super) const LEGEND_QUOTE: (&str, &str) = (
    "Art. 6 Abs. 1 e) DSGVO",
    "Wortlaut, wie er angegeben ist; darüber die Fundstelle in einheitlicher Schreibweise.",
);

/// The name of a federal state, from its ISO 3166-2 code.
pub(super) fn land(code: &str) -> &str {
    match code {
        "DE-BW" => "Baden-Württemberg",
        "DE-BY" => "Bayern",
        "DE-BE" => "Berlin",
        "DE-BB" => "Brandenburg",
        "DE-HB" => "Bremen",
        "DE-HH" => "Hamburg",
        "DE-HE" => "Hessen",
        "DE-MV" => "Mecklenburg-Vorpommern",
        "DE-NI" => "Niedersachsen",
        "DE-NW" => "Nordrhein-Westfalen",
        "DE-RP" => "Rheinland-Pfalz",
        "DE-SL" => "Saarland",
        "DE-SN" => "Sachsen",
        "DE-ST" => "Sachsen-Anhalt",
        "DE-SH" => "Schleswig-Holstein",
        "DE-TH" => "Thüringen",
        other => other,
    }
}
