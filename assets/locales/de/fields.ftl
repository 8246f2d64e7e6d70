# Namen der Felder, wie Konflikte, Abweichungen und Änderungen sie nennen. Der Schlüssel folgt dem Modell:
# label-FELD oder, wo ein Feld dieses Namens je nach Eintrag anders heißt, label-EINTRAG-FELD.

place-whole-record = Gesamter Eintrag
unknown-entry = unbekannter Eintrag
quoted-title = „{ $title }“
record-titled = { $kind } „{ $title }“

## Stellen und ihre Erreichbarkeit

label-name = Bezeichnung
label-organisation-name = Name der Stelle
label-party-name = Name
label-system-name = Name des Systems
label-group-name = Bezeichnung der Gruppe
label-retention-exception-name = Worum es geht
label-retention-rule-name = Kurzname der Regel
label-start-name = Ereignis
label-actor-name = Name der handelnden Stelle
label-destination-name = Name der internationalen Organisation
label-short-name = Kurzname
label-legal-form = Rechtsform oder Art
label-sector = Bereich
label-land = Land
label-represented-by = Vertreten durch (Funktion)
label-coverage = Geltungsbereich des Verzeichnisses
label-representative = Vertreter in der Union (Art. 27)
label-supervisory-authority = Zuständige Aufsichtsbehörde
label-data-protection-officers = Datenschutzbeauftragte
label-appointment = Stellung
label-body = Angesiedelt bei
label-impact-assessment-body = Stelle, die sie durchgeführt hat
label-years = Jahre für Löschfristen
label-school = Das Schuljahr endet am
label-fiscal = Das Haushalts- oder Geschäftsjahr endet am
label-month = Monat
label-day = Tag
label-defaults = Vorgaben
label-contact = Erreichbarkeit
label-activity-contact = Ansprechstelle
label-function = Funktion
label-status-function = Festgestellt durch (Funktion)
label-threshold-test-function = Geprüft durch (Funktion)
label-acknowledgement-function = Hingenommen durch (Funktion)
label-email = E-Mail-Adresse
label-phone = Telefon
label-fax = Telefax
label-web = Internetadresse
label-addresses = Anschriften
label-label = Art der Anschrift
label-addition = Zusatz
label-street = Straße oder Postfach
label-postal-code = Postleitzahl
label-town = Ort
label-country = Land
label-registration = Registernummer, USt-IdNr.
label-vendor = Hersteller
label-part-of = Gehört zu
label-party = Stelle
label-own-role-party = Verantwortliche Stelle
label-complaint-authority-party = Aufsichtsbehörde
label-party-kind = Art der Stelle
label-kind = Art
label-remark-kind = Art der Aussage
label-document-kind = Art des Dokuments

## Kopfdaten einer Tätigkeit

label-register = Verzeichnis
label-position = Platz in der Reihenfolge
label-title = Titel
label-activity-title = Bezeichnung der Tätigkeit
label-origin-title = Übernommen aus
label-other-names = Weitere Namen
label-description = Kurzbeschreibung
label-systems = Eingesetzte Systeme
label-own-role = Rolle der Stelle in dieser Tätigkeit
label-controllers = Auftraggeber
label-categories-of-processing = Kategorien von Verarbeitungen im Auftrag (Art. 30 Abs. 2)
label-own-role-note = Was zur Rolle gesagt ist
label-status = Stand
label-stage = Stand
label-date = Datum
label-status-date = Festgestellt am
label-file-reference = Aktenzeichen
label-introduced-on = Eingeführt am
label-next-review = Nächste Überprüfung am
label-department = Zuständige Organisationseinheit
label-joint-controllers = Gemeinsam Verantwortliche
label-tasks = Aufgaben
label-arrangement = Vereinbarung nach Art. 26 DSGVO
label-common = Alle gemeinsam
label-groups = Gruppen
label-validity = Gültigkeit
label-validity-from = Gültig ab
label-until = Gültig bis
label-sensitive-data = Besondere Kategorien und Strafdaten
label-impact-assessment = Datenschutz-Folgenabschätzung
label-threshold-test = Schwellwertanalyse
label-applying = Trifft zu
label-not-applying = Trifft nicht zu
label-threshold-test-note = Was daraus folgt
label-acknowledgements = Begründet hingenommene Befunde
label-rule = Prüfregel zu
label-start-rule = Nach Ablauf von
label-path = Feld
label-acknowledgement-reason = Warum der Befund hingenommen wird
label-acknowledgement-date = Hingenommen am
label-documents = Dokumente
label-dpo-opinion = Stellungnahme der oder des Datenschutzbeauftragten
label-changes = Änderungsverzeichnis
label-change-note-text = Was sich geändert hat
label-internal-note = Interne Notiz
label-origin = Herkunft
label-version = Fassung
label-revision = Kennung der Fassung

## Zwecke, Rechtsgrundlagen, Personen, Daten

label-purposes = Zwecke der Verarbeitung
label-legal-basis-purposes = Zwecke
label-text = Text
label-purpose-text = Zweck
label-measure-text = Maßnahme
label-remark-text = Aussage
label-right-text = Was dazu gesagt wird
label-condition = Bedingung
label-data = Datenkategorien
label-legal-bases = Rechtsgrundlagen
label-ground = Rechtsgrund nach Art. 6 Abs. 1 DSGVO
label-chain = Fundstellen in der Reihenfolge „in Verbindung mit“
chain-joint = { " i. V. m. " }
label-unnamed-norm = Weiteres Glied ohne Fundstelle
label-channel = Weg
label-right-channel = Wie es geltend gemacht wird
label-legitimate-interest = Berechtigtes Interesse
label-wording = Wortlaut
label-correction = Berichtigung
label-citation = Richtig wäre
label-source = Quelle der Berichtigung
label-template-source = Worauf das Muster beruht
label-verification = Prüfstand der Quelle
label-data-subjects = Kategorien betroffener Personen
label-data-categories = Kategorien personenbezogener Daten
label-examples = Genannte Beispiele
label-group-examples = Wer dazugehört
label-enumeration = Art der Nennung
label-details = Einzelangaben
label-sensitivity = Besonderer Schutz
label-identifiability = Personenbezug
label-provisions = Fundstellen
label-data-category-origin = Herkunft der Daten
label-note = Anmerkung
label-remarks = Weitere Aussagen
label-topic = Stichwort

## Empfänger, Übermittlungen, Beteiligungen, Maßnahmen

label-recipients = Empfänger
label-placement = Zugehörigkeit
label-role = Rolle
label-occasion = Anlass der Offenlegung
label-access = Art des Zugriffs
label-access-limits = Abweichender Zugriff auf einzelne Daten
label-transfers = Übermittlung in ein Drittland
label-destination = Ziel
label-recipient = Empfänger im Drittland
label-engagement = Über diese beteiligte Stelle
label-actor-engagement = Auftragsverarbeiter
label-instrument = Garantie oder Ausnahme
label-evidence = Nachweis
label-engagements = Beteiligte Stellen
label-described-as = Beschreibung ohne Namen
label-service = Leistung
label-system = System
label-engaged-by = Im Auftrag von
label-ids = Im Auftrag von
label-seat = Sitz
label-processing-location = Ort der Verarbeitung
label-contract = Vertrag
label-document = Dokument
label-concluded-on = Geschlossen am
label-next-check = Nächste Prüfung am
label-ends-on = Endet am
label-measures = Technische und organisatorische Maßnahmen
label-set = Maßnahmenpaket
label-goals = Gewährleistungsziele

## Löschregeln

label-retention = Löschregeln
label-subjects = Betroffene Personen
label-attribute = Eingrenzung
label-period = Frist
label-amount = Anzahl
label-unit = Einheit
label-period-state = Zustand
label-measure = Maßstab
label-period-place = Wo das geregelt ist
label-exception-effect-place = Wo das geregelt ist
label-start = Beginn
label-event = Art des Ereignisses
label-anchor = Bindung an ein Jahresende
label-year = Jahr
label-choice = Welches Jahr
label-point = Was verschoben wird
label-bound = Verbindlichkeit
label-limit = Pflicht
label-action = Maßnahme
label-retention-rule-action = Was geschieht
label-actions = Maßnahmen
label-method = Verfahren
label-actor = Wer handelt
label-automation = Ausführung
label-place = Ort der Daten
label-reference-place = Fundstelle
label-reason = Begründung
label-retention-rule-reason = Grund der Aufbewahrung
label-norms = Fundstellen
label-retention-rule-norms = Fundstellen der Frist
label-exceptions = Ausnahmen
label-effect = Wirkung
label-phase = Zustand während der Verlängerung

## Informationspflichten

label-information = Informationspflichten
label-rights = Rechte der betroffenen Personen
label-right = Recht
label-excluded = Ausgeschlossen, weil
label-rights-channel = Wo Rechte geltend gemacht werden
label-complaint-authorities = Aufsichtsbehörden für Beschwerden
label-duty-to-provide = Pflicht zur Bereitstellung
label-consequence-of-refusal = Folgen der Nichtbereitstellung
label-legitimate-interests = Berechtigte Interessen
label-consent = Einwilligung
label-withdrawal = Widerruf der Einwilligung
label-data-source = Quelle der Daten (Art. 14)
label-automated-decisions = Automatisierte Entscheidungen und Profiling (Art. 22)

## Dokumente und Muster

label-availability = Verfügbarkeit
label-dated = Datum des Dokuments
label-filed-at = Ablage (Ordner, Datei)
label-audience = Für wen
label-open-points = Offene Punkte
label-question = Was zu ergänzen ist
label-content = Inhalt
label-activity = Verarbeitungstätigkeit

## Aussagen und Übernahmen

label-from = Übernommen aus
label-to = Siehe
label-group = Gruppe
value-yes = ja
value-no = nein
value-all = alle
value-empty = keine Angabe
value-taken-over = übernommen aus { $source }
    .only = { " " }(nur { $items })
    .and = { $text }, dazu:
source-organisation = den Vorgaben der Stelle
source-common = den Angaben für alle Gruppen
tag-destination-unnamed = Drittland ohne Namen
tag-engaged-by-controller = Verantwortlicher
tag-engaged-by-not-stated = nicht angegeben
tag-location-eea = Europäischer Wirtschaftsraum, ohne Land
tag-location-not-stated = nicht angegeben
tag-start-not-stated = nicht angegeben
tag-own-role-controller = Verantwortlicher
tag-own-role-processor = Auftragsverarbeiter für andere
tag-own-role-other-controller = Eine andere Stelle ist verantwortlich
tag-own-role-unclear = Rolle offen
tag-impact-assessment-not-needed = nicht erforderlich
tag-impact-assessment-required = erforderlich, noch nicht durchgeführt
tag-impact-assessment-made = durchgeführt
tag-impact-assessment-made-centrally = zentral durchgeführt

## Wie ein einzelner Punkt heißt

item-numbered = Nr. { $number } { $title }
item-group-lettered = Gruppe { $group }
item-group = Gruppe
item-purpose = Zweck
item-legal-basis = Rechtsgrundlage
item-data-subject-category = Personenkategorie
item-data-category = Datenkategorie
item-recipient = Empfänger
item-access-limit = Abweichender Zugriff
item-transfer = Übermittlung
item-retention-rule = Löschregel
item-retention-exception = Ausnahme
item-remark = Aussage
item-engagement = Beteiligte Stelle
item-role-processor = Auftragsverarbeiter
item-role-sub-processor = Unterauftragsverarbeiter
item-measure = Maßnahme
item-right = Recht
item-complaint-authority = Aufsichtsbehörde
item-joint-controller = Gemeinsam Verantwortlicher
item-data-protection-officer = Datenschutzbeauftragte Person
item-postal-address = Anschrift
item-change-note = Änderung
item-acknowledgement = Hingenommener Befund
item-open-point = Offener Punkt

## Was ein ganzer Eintrag enthält

count-group = { $count ->
        [one] { $count } Gruppe
       *[other] { $count } Gruppen
    }
count-purpose = { $count ->
        [one] { $count } Zweck
       *[other] { $count } Zwecke
    }
count-legal-basis = { $count ->
        [one] { $count } Rechtsgrundlage
       *[other] { $count } Rechtsgrundlagen
    }
count-data-subject-category = { $count ->
        [one] { $count } Personenkategorie
       *[other] { $count } Personenkategorien
    }
count-data-category = { $count ->
        [one] { $count } Datenkategorie
       *[other] { $count } Datenkategorien
    }
count-recipient = { $count } Empfänger
count-transfer = { $count ->
        [one] { $count } Übermittlung
       *[other] { $count } Übermittlungen
    }
count-retention-rule = { $count ->
        [one] { $count } Löschregel
       *[other] { $count } Löschregeln
    }
count-engagement = { $count ->
        [one] { $count } beteiligte Stelle
       *[other] { $count } beteiligte Stellen
    }
count-measure = { $count ->
        [one] { $count } Maßnahme
       *[other] { $count } Maßnahmen
    }
