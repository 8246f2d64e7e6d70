# Namen der Werte, aus denen eine Angabe gewählt wird.

stage-draft = Entwurf
stage-checked = durch DSB geprüft
stage-released = freigegeben
stage-retired = nicht mehr durchgeführt

sensitivity-ordinary = gewöhnliche Daten
sensitivity-special = besondere Kategorie, Art. 9 DSGVO
sensitivity-criminal = Strafurteile und Straftaten, Art. 10 DSGVO

identifiability-personal = personenbezogen
identifiability-pseudonymous = pseudonym
identifiability-anonymous = anonym

enumeration-closed = abschließend
enumeration-open = beispielhaft

placement-internal = intern
placement-external = extern

recipient-role-recipient = Empfänger
recipient-role-by-law = Empfänger kraft Gesetzes, kein Auftrag
recipient-role-inquiry = Behörde mit einem einzelnen Untersuchungsauftrag, kein Empfänger (Art. 4 Nr. 9 Satz 2 DSGVO)

access-not-stated = nicht angegeben
access-read-only = nur lesend
access-write-only = nur schreibend
access-read-and-write = lesend und schreibend
access-incidental = Kenntnisnahme nicht ausgeschlossen

engagement-role-processor = Auftragsverarbeiter
engagement-role-sub-processor = Unterauftragsverarbeiter
engagement-role-joint-controller = gemeinsam Verantwortlicher
engagement-role-controller = eigener Verantwortlicher
engagement-role-unclear = Rolle nicht angegeben

instrument-adequacy = Angemessenheitsbeschluss, Art. 45 DSGVO
instrument-data-privacy-framework = Angemessenheitsbeschluss zum EU-US Data Privacy Framework, Art. 45 DSGVO
instrument-authority = rechtlich bindendes Dokument zwischen Behörden, Art. 46 Abs. 2 Buchst. a DSGVO
instrument-corporate-rules = verbindliche interne Datenschutzvorschriften, Art. 46 Abs. 2 Buchst. b, Art. 47 DSGVO
instrument-standard-clauses = Standarddatenschutzklauseln der Kommission, Art. 46 Abs. 2 Buchst. c DSGVO
instrument-authority-clauses = Standarddatenschutzklauseln einer Aufsichtsbehörde, Art. 46 Abs. 2 Buchst. d DSGVO
instrument-code-of-conduct = genehmigte Verhaltensregeln, Art. 46 Abs. 2 Buchst. e DSGVO
instrument-certification = genehmigter Zertifizierungsmechanismus, Art. 46 Abs. 2 Buchst. f DSGVO
instrument-authorised-clauses = einzeln genehmigte Klauseln oder Vereinbarungen, Art. 46 Abs. 3 DSGVO
instrument-derogation = Ausnahme für bestimmte Fälle, Art. 49 Abs. 1 UAbs. 1 DSGVO
instrument-compelling-interests = zwingende berechtigte Interessen, Art. 49 Abs. 1 UAbs. 2 DSGVO

unit-minutes = Minuten
unit-hours = Stunden
unit-days = Tage
unit-weeks = Wochen
unit-months = Monate
unit-years = Jahre

start-collection = Entstehen der Daten
start-end-of-matter = Ende eines Vorgangs
start-end-of-relationship = Ende der Beziehung zur betroffenen Person
start-purpose-fulfilled = Zweck erreicht
start-consent-withdrawn = Widerruf der Einwilligung oder Widerspruch
start-other = anderes Ereignis

year-school = Schuljahr
year-calendar = Kalenderjahr
year-fiscal = Geschäftsjahr

year-choice-current = laufendes Jahr
year-choice-next = folgendes Jahr

anchor-point-start = Beginn der Frist
anchor-point-end = Ende der Frist

bound-exactly = genau
bound-at-most = spätestens
bound-at-least = mindestens
bound-as-a-rule = in der Regel
bound-as-a-rule-at-most = in der Regel, dann spätestens

limit-erase = Löschpflicht
limit-keep = Aufbewahrungspflicht

action-erase = löschen
action-anonymise = anonymisieren
action-restrict = Verarbeitung einschränken
action-invalidate = ungültig machen
action-offer = dem Archiv anbieten
action-return = an die betroffene Person zurückgeben

automation-not-stated = nicht angegeben
automation-automatic = automatisch
automation-manual = von Hand

phase-in-use = in Nutzung
phase-restricted = in der Verarbeitung eingeschränkt

document-contract = Vertrag oder Vereinbarung (Art. 26, 28 DSGVO)
document-notice = Datenschutzhinweise
document-terms = Nutzungsbedingungen
document-concept = Lösch- oder Sicherheitskonzept
document-impact-assessment = Datenschutz-Folgenabschätzung oder Schwellwertanalyse
document-consent-form = Einwilligungserklärung
document-works-agreement = Dienst- oder Betriebsvereinbarung
document-other = anderes Dokument

availability-available = liegt vor
availability-missing = angekündigt, aber leer
availability-not-filed = soll vorliegen, noch nicht abgelegt

right-access = Auskunft, Art. 15 DSGVO
right-rectification = Berichtigung, Art. 16 DSGVO
right-erasure = Löschung, Art. 17 DSGVO
right-restriction = Einschränkung der Verarbeitung, Art. 18 DSGVO
right-portability = Datenübertragbarkeit, Art. 20 DSGVO
right-objection = Widerspruch, Art. 21 DSGVO
right-withdrawal = Widerruf der Einwilligung, Art. 7 Abs. 3 DSGVO
right-complaint = Beschwerde bei einer Aufsichtsbehörde, Art. 77 DSGVO
right-no-automated-decision = keine automatisierte Entscheidung, Art. 22 DSGVO
right-other = weiteres Recht

sector-public = öffentliche Stelle
sector-private = nichtöffentliche Stelle
sector-church = kirchliche Stelle

appointment-appointed = benannt nach Art. 37 DSGVO
appointment-contact = Ansprechperson für den Datenschutz

remark-description = Beschreibung
remark-negative = Ausdrücklich nicht
remark-advice = Hinweis für Betroffene

party-company = Unternehmen
party-public-body = öffentliche Stelle
party-supervisory-authority = Datenschutz-Aufsichtsbehörde
party-other = Verein, Stiftung, Kirche oder andere Stelle

own-role-controller = Verantwortlicher
own-role-processor = Auftragsverarbeiter
own-role-other-controller = anderer Verantwortlicher
own-role-unclear = Rolle offen

ground-consent = Einwilligung, Art. 6 Abs. 1 UAbs. 1 Buchst. a DSGVO
ground-contract = Vertrag oder vorvertragliche Maßnahmen, Art. 6 Abs. 1 UAbs. 1 Buchst. b DSGVO
ground-legal-obligation = rechtliche Verpflichtung, Art. 6 Abs. 1 UAbs. 1 Buchst. c DSGVO
ground-vital-interests = lebenswichtige Interessen, Art. 6 Abs. 1 UAbs. 1 Buchst. d DSGVO
ground-public-task = Aufgabe im öffentlichen Interesse oder in Ausübung öffentlicher Gewalt, Art. 6 Abs. 1 UAbs. 1 Buchst. e DSGVO
ground-legitimate-interests = berechtigte Interessen, Art. 6 Abs. 1 UAbs. 1 Buchst. f DSGVO

verification-verified = geprüft
verification-to-check = zu prüfen

assessment-not-needed = nicht erforderlich
assessment-required = erforderlich, noch nicht durchgeführt
assessment-made = durchgeführt
assessment-made-centrally = zentral durchgeführt

letter-a = Verantwortlicher, Vertreter und Datenschutzbeauftragte
    .short = Verantwortlicher
letter-b = Zwecke der Verarbeitung
    .short = Zwecke
letter-c = Kategorien betroffener Personen und personenbezogener Daten
    .short = Personen und Daten
letter-d = Kategorien von Empfängern
    .short = Empfänger
letter-e = Übermittlungen an ein Drittland oder eine internationale Organisation
    .short = Drittland
letter-f = Fristen für die Löschung
    .short = Löschfristen
letter-g = Technische und organisatorische Maßnahmen
    .short = Maßnahmen

letter-state-given = angegeben
letter-state-inherited = übernommen
letter-state-by-reference = durch Verweis
letter-state-explicitly-none = ausdrücklich keine
letter-state-not-required = nicht erforderlich
letter-state-announced = angekündigt, aber leer
letter-state-not-stated = nicht angegeben

severity-error = Fehler
severity-warning = Warnung
severity-hint = Hinweis

class-duty = Pflicht aus Art. 30 DSGVO
class-accountability = Rechenschaftspflicht
class-advice = Empfehlung

record-organisation = Organisation
record-activity = Verarbeitungstätigkeit
record-measure-set = Maßnahmenpaket
record-document = Dokument
record-template = Muster
record-party = Stelle
record-system = System
