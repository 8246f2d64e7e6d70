## Listen einer Tätigkeit

list-purposes = Zwecke der Verarbeitung
list-legal-bases = Rechtsgrundlagen
list-data-subjects = Kategorien betroffener Personen
list-data-categories = Kategorien personenbezogener Daten
list-recipients = Empfänger
list-transfers = Übermittlung in ein Drittland
list-retention = Löschregeln
list-remarks = Weitere Aussagen
list-engagements = Beteiligte Stellen
list-measures = Technische und organisatorische Maßnahmen
help-purposes = Wozu die Daten gebraucht werden, nicht, welche Technik läuft. Ein Satz je Zweck.
help-legal-bases = Der Wortlaut der Quelle bleibt stehen; die Lesart steht darunter.
help-data-subjects = Wessen Daten verarbeitet werden.
help-data-categories = Auf die Nummern verweisen Empfänger, Zwecke und Löschregeln.
help-recipients = Auftragsverarbeiter stehen unter „Beteiligungen“ und zählen von selbst zu den Empfängern.
help-transfers = Auch ein ausdrückliches „keine“ ist eine Aussage.
help-retention = Wann und wodurch die Daten gelöscht werden.
help-remarks = Tatsachen, die in kein anderes Feld gehören, auch verneinende („keine Cookies“).
help-engagements = Wer in wessen Auftrag arbeitet. Die Rolle gilt für diese Tätigkeit.
help-measures = Einzelne Maßnahmen oder der Verweis auf ein Maßnahmenpaket.
add-purposes = Zweck hinzufügen
add-legal-bases = Rechtsgrundlage hinzufügen
add-data-subjects = Personenkategorie hinzufügen
add-data-categories = Datenkategorie hinzufügen
add-recipients = Empfänger hinzufügen
add-transfers = Übermittlung hinzufügen
add-retention = Löschregel hinzufügen
add-remarks = Aussage hinzufügen
add-engagements = Stelle beteiligen
add-measures = Maßnahme hinzufügen
detail-add = Einzelangabe hinzufügen
example-add = Beispiel hinzufügen
access-limit-add = Abweichenden Zugriff hinzufügen
exception-add = Ausnahme hinzufügen
action-add = Weitere Maßnahme
address-add = Anschrift hinzufügen
other-name-add = Weiteren Namen hinzufügen
system-add = System hinzufügen
controller-add = Auftraggeber hinzufügen
document-add = Dokument hinzufügen
change-add = Änderung vermerken
right-add = Recht hinzufügen
officer-add = Datenschutzbeauftragte Person hinzufügen
joint-controller-add = Gemeinsam Verantwortlichen hinzufügen
complaint-authority-add = Aufsichtsbehörde hinzufügen

## Gemeinsame Felder

field-name = Bezeichnung
field-condition = Bedingung
field-data = Datenkategorien
field-subjects = Betroffene Personen
field-purposes = Zwecke
field-groups = Gruppen
field-note = Anmerkung
field-source = Quelle der Berichtigung
field-verification = Prüfstand der Quelle
field-country = Land
field-date = Datum
field-document = Dokument
field-text-of = Text: { $label }
field-enumeration = Art der Nennung
field-provisions = Fundstellen, die die Daten nennen oder regeln
field-origin = Herkunft der Daten
field-role = Rolle
field-place = Ort der Daten
field-sentence = Regel
validity-from = Gültig ab
validity-until = Gültig bis

## Zwecke, Rechtsgrundlagen, Personen, Daten

field-purpose = Zweck
field-text = Text
field-chain = Fundstellen in der Reihenfolge „in Verbindung mit“
field-ground = Rechtsgrund nach Art. 6 Abs. 1 DSGVO
field-unnamed-norm = Weiteres Glied ohne Fundstelle
field-channel = Weg
field-legitimate-interest = Berechtigtes Interesse
field-subject-data = Daten dieser Personen
field-details = Einzelangaben
field-sensitivity = Besonderer Schutz
field-identifiability = Personenbezug
chain-joint = { " i. V. m. " }
chain-joint-label = in Verbindung mit
citation-add = Fundstelle hinzufügen
citation-wording = { $label }, Fundstelle { $number } im Wortlaut
citation-reading = Gelesen als: { $reading }
citation-unread = Die Fundstelle wurde nicht als Norm erkannt. Ihr Wortlaut bleibt so stehen.
citation-correction = Berichtigung
citation-correct = Richtig wäre
citation-correction-add = Berichtigung hinzufügen
citation-correction-remove = Berichtigung entfernen

## Empfänger und Übermittlungen

field-placement = Zugehörigkeit
field-recipient-party = Stelle aus der Liste
field-party = Stelle
field-system = System
field-access = Art des Zugriffs
field-examples = Genannte Beispiele
field-examples-enumeration = Art der Aufzählung
field-occasion = Anlass der Offenlegung
field-access-limits = Abweichender Zugriff auf einzelne Daten
field-recipient-provisions = Fundstellen der Offenlegung
field-destination = Ziel
field-organisation-name = Name der internationalen Organisation
field-recipient = Empfänger
field-transfer-recipient = Empfänger im Drittland
field-transfer-engagement = Über diese beteiligte Stelle
field-engagement = Über diese beteiligte Stelle
field-instrument = Garantie oder Ausnahme
field-evidence = Nachweis

## Löschregeln

retention-when = Wann
retention-what = Was geschieht
field-bound = Verbindlichkeit
field-period = Frist
field-amount = Anzahl
field-unit = Einheit
field-state = Zustand
field-measure = Maßstab
field-ruled-place = Wo das geregelt ist
field-start = Beginn
field-event-name = Ereignis
field-event = Art des Ereignisses
field-anchor = Bindung an ein Jahresende
field-year-choice = Welches Jahr
field-anchor-point = Was verschoben wird
field-limit = Pflicht
field-action-plan = Ablauf
field-action = Maßnahme
field-action-number = Maßnahme { $number }
field-method = Verfahren
field-actor = Wer handelt
field-actor-engagement = Auftragsverarbeiter
field-actor-name = Name der handelnden Stelle
field-automation = Ausführung
field-rule-name = Kurzname der Regel
field-attribute = Eingrenzung
field-attribute-hint = Zum Beispiel „fehlerhafte Übertragung“ oder „Gastnutzer“
field-reason = Grund der Aufbewahrung
field-norms = Fundstellen der Frist
field-exceptions = Ausnahmen
field-exception-name = Worum es geht
field-effect = Wirkung
field-phase = Zustand während der Verlängerung

## Beteiligungen

field-described-as = Beschreibung ohne Namen
field-described-as-hint = So nennt die Quelle eine Stelle, deren Name offen ist.
field-service = Leistung
field-engaged-by = Im Auftrag von
field-seat = Sitz
field-processing-location = Ort der Verarbeitung
field-contract = Vertrag
field-validity = Gültigkeit
field-concluded-on = Geschlossen am
field-next-check = Nächste Prüfung am
field-ends-on = Endet am
engaged-by-controller = Verantwortlicher
engaged-by-others = oder im Auftrag dieser Beteiligten:
location-eea = Europäischer Wirtschaftsraum, ohne Land

## Maßnahmen und Aussagen

field-measure-text = Maßnahme
field-set = Maßnahmenpaket
field-goals = Gewährleistungsziele
field-remark-kind = Art der Aussage
field-topic = Stichwort
field-remark-text = Aussage

## Kopfdaten

head-designation = Bezeichnung
head-status = Stand und Gültigkeit
head-role = Eigene Rolle
field-title = Bezeichnung der Tätigkeit
field-other-names = Weitere Namen
field-description = Kurzbeschreibung
field-systems = Eingesetzte Systeme
field-stage = Stand
field-status-function = Festgestellt durch (Funktion)
field-status-date = Festgestellt am
field-next-review = Nächste Überprüfung am
field-own-role = Rolle der Stelle in dieser Tätigkeit
field-controllers = Auftraggeber
field-role-note = Was zur Rolle gesagt ist
field-other-controller = Verantwortliche Stelle
field-categories-of-processing = Kategorien von Verarbeitungen im Auftrag (Art. 30 Abs. 2)
own-role-needs-parties = Die anderen Rollen nennen eine Stelle. Legen Sie zuerst eine unter „Beteiligte Stellen“ an.
joint-controllers = Gemeinsam Verantwortliche
field-tasks = Aufgaben
field-arrangement = Vereinbarung nach Art. 26 DSGVO
field-department = Zuständige Organisationseinheit
field-contact = Ansprechstelle
field-file-reference = Aktenzeichen
field-introduced-on = Eingeführt am
field-group-name = Bezeichnung der Gruppe
field-group-examples = Wer dazugehört

field-sensitive-data = Besondere Kategorien und Strafdaten
help-sensitive-data = Art. 9 und 10 DSGVO, soweit die Datenkategorien es nicht schon sagen.
impact-assessment = Datenschutz-Folgenabschätzung
help-impact-assessment = Ergebnis der Schwellwertanalyse nach Art. 35 DSGVO.
threshold-test = Schwellwertanalyse
help-threshold-test = Welche Merkmale eines hohen Risikos zutreffen, nach Art. 35 Abs. 3 DSGVO und den Listen der Aufsicht.
field-test-function = Geprüft durch (Funktion)
field-conclusion = Was daraus folgt
criterion-open = Nicht geprüft
criterion-applying = Trifft zu
criterion-not-applying = Trifft nicht zu
acknowledgements = Begründet hingenommene Befunde
help-acknowledgements = Die Begründung bleibt im Verlauf stehen.
field-acknowledgement-reason = Warum der Befund hingenommen wird
field-acknowledged-by = Hingenommen durch (Funktion)
field-position = Platz in der Reihenfolge des Verzeichnisses
field-outcome = Ergebnis
field-grounds = Begründung
field-central-body = Stelle, die sie durchgeführt hat
field-dpo-opinion = Stellungnahme der oder des Datenschutzbeauftragten
field-documents = Dokumente
documents-of-activity = Dokumente zu dieser Tätigkeit
field-changes = Änderungsverzeichnis
help-changes = Dieses Verzeichnis sieht auch die Aufsichtsbehörde.
field-change-text = Was sich geändert hat
field-internal-note = Interne Notiz
help-internal-note = Wird nie gedruckt und steht in keiner PDF-Datei. In Austauschdateien für Kolleginnen und Kollegen reist die Notiz mit.

## Informationspflichten

information-rights = Rechte der betroffenen Personen
information-rights-channel = Wo Rechte geltend gemacht werden
information-complaint-authorities = Aufsichtsbehörden für Beschwerden
information-duty-to-provide = Pflicht zur Bereitstellung
information-consequence-of-refusal = Folgen der Nichtbereitstellung
information-legitimate-interests = Berechtigte Interessen
information-consent = Einwilligung
information-withdrawal = Widerruf der Einwilligung
information-data-source = Quelle der Daten (Art. 14)
information-automated-decisions = Automatisierte Entscheidungen und Profiling (Art. 22)
field-right = Recht
field-right-text = Was dazu gesagt wird
field-channel-of-right = Wie es geltend gemacht wird
field-excluded = Ausgeschlossen, weil
field-authority = Aufsichtsbehörde

## Stelle, Beteiligte, Systeme, Dokumente

organisation-heading = Verantwortliche Stelle
field-organisation = Name der Stelle
field-legal-form = Rechtsform oder Art
field-sector = Bereich
field-land = Land
field-represented-by = Vertreten durch (Funktion)
field-coverage = Geltungsbereich des Verzeichnisses
field-representative = Vertreter in der Union (Art. 27)
field-supervisory-authority = Zuständige Aufsichtsbehörde
field-years = Jahre für Löschfristen
help-years = Auf diese Tage beziehen sich Fristen zum Ende eines Schul- oder Geschäftsjahres. Ende Februar ist der letzte Tag des Monats gemeint.
year-school-ends = Das Schuljahr endet am
year-fiscal-ends = Das Haushalts- oder Geschäftsjahr endet am
field-day = Tag
field-month = Monat
officers = Datenschutzbeauftragte
field-appointment = Stellung
field-officer-body = Angesiedelt bei (falls anderswo)
contact-heading = Erreichbarkeit
contact-function = Funktion
contact-email = E-Mail-Adresse
contact-phone = Telefon
contact-fax = Telefax
contact-web = Internetadresse
addresses = Anschriften
address-label = Art der Anschrift
address-addition = Zusatz
address-street = Straße oder Postfach
address-postal-code = Postleitzahl
address-town = Ort
party-heading = Stelle
field-party-name = Name
field-short-name = Kurzname
field-party-kind = Art der Stelle
field-registration = Registernummer, USt-IdNr.
system-heading = System
field-system-name = Name des Systems
field-vendor = Hersteller
field-part-of = Gehört zu
document-heading = Dokument
field-document-title = Titel
field-document-kind = Art des Dokuments
field-availability = Verfügbarkeit
field-dated = Datum des Dokuments
field-filed-at = Ablage (Ordner, Datei)
set-heading = Maßnahmenpaket
field-set-name = Bezeichnung
from-day = ab { $day }
until-day = bis { $day }

## Teile von Fundstellen im Verzeichnis

place-groups = Gruppen
place-common = Alle gemeinsam
place-purposes = Zwecke
place-legal-bases = Rechtsgrundlagen
place-data-subjects = Betroffene Personen
place-data-categories = Datenkategorien
place-recipients = Empfänger
place-transfers = Drittland
place-retention = Löschregeln
place-remarks = Weitere Aussagen
place-engagements = Beteiligungen
place-measures = Maßnahmen
place-information = Informationspflichten
place-joint-controllers = Gemeinsam Verantwortliche
place-threshold-test = Schwellwertanalyse
place-impact-assessment = Datenschutz-Folgenabschätzung
place-own-role = Eigene Rolle
place-status = Stand
place-rule = Vorausgehende Regel
