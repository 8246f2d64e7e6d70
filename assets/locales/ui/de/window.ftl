## Fenster, Navigation, Meldungen

navigation = Hauptnavigation
breadcrumb = Sie sind hier
loading = Das Verzeichnis wird geöffnet …
local-only = Alle Daten liegen nur auf diesem Gerät.
read-only = Nur Ansicht
register-label = Verzeichnis
register-new = Neues Verzeichnis anlegen
register-delete = Verzeichnis löschen
register-print = Verzeichnis ausgeben
register-create = Verzeichnis anlegen
backup-make = Sicherung anlegen
area-activities = Tätigkeiten
area-findings = Prüfung
area-organisation = Stelle und Vorgaben
area-parties = Beteiligte Stellen
area-systems = Systeme
area-documents = Dokumente
area-measures = Maßnahmenpakete
about-parties = Stellen sind Unternehmen und Behörden, die an Verarbeitungen beteiligt sind, Daten erhalten oder Aufsicht führen. Alle Verzeichnisse auf diesem Gerät nutzen sie gemeinsam.
about-systems = Systeme sind Produkte, mit denen gearbeitet wird. Alle Verzeichnisse auf diesem Gerät nutzen sie gemeinsam.
about-documents = Dokumente sind Verträge, Hinweise und Konzepte, auf die das Verzeichnis verweist.
about-measures = Ein Maßnahmenpaket fasst technische und organisatorische Maßnahmen zusammen, die mehrere Tätigkeiten teilen.
none-parties = Noch keine Stelle gefunden. Legen Sie eine an.
none-systems = Noch kein System gefunden. Legen Sie eines an.
none-documents = Noch kein Dokument gefunden. Legen Sie eines an.
none-measures = Noch kein Maßnahmenpaket gefunden. Legen Sie eines an.
record-new-parties = Neue Stelle anlegen
record-new-systems = Neues System anlegen
record-new-documents = Neues Dokument anlegen
record-new-measures = Neues Maßnahmenpaket anlegen
record-fresh-parties = Neue Stelle
record-fresh-systems = Neues System
record-fresh-documents = Neues Dokument
record-fresh-measures = Neues Maßnahmenpaket
record-new-name = Bezeichnung des neuen Eintrags
record-none = Kein Eintrag gewählt
record-open = „{ $title }“ öffnen
undo-label = Rückgängig machen: { $label }
undo-nothing = Es gibt nichts rückgängig zu machen
undo-this = Rückgängig machen
redo-label = Wiederholen: { $label }
redo-nothing = Es gibt nichts zu wiederholen
notice-undone = Rückgängig gemacht: { $label }
notice-redone = Wiederholt: { $label }
notice-deleted = „{ $title }“ wurde gelöscht.
notice-exported = Das Verzeichnis wurde als „{ $file }“ ausgegeben, { $pages ->
    [one] eine Seite
   *[other] { $pages } Seiten
}.
notice-backed-up = Die Sicherung „{ $file }“ wurde geschrieben und geprüft.
close-message = Meldung schließen
close-anyway = Ohne Speichern schließen
retry = Erneut versuchen
reload = Neuen Stand laden, meine Änderung verwerfen
create = Anlegen
cancel = Abbrechen
or = oder
duplicate = Duplizieren
delete = Löschen
failure-detail = Einzelheiten ({ $code })
failure-incomplete = Eine Angabe ist noch unvollständig. Die Änderung ist deshalb nicht gespeichert; Ihr Text bleibt hier stehen.
failure-incomplete-remedy = Bitte die zuletzt bearbeitete Angabe ergänzen, zum Beispiel eine Stelle auswählen.
stop-locked = Artikel 30 ist bereits geöffnet
stop-title = Das Verzeichnis kann nicht geöffnet werden
window-close = Fenster schließen

save-running = Wird gespeichert …
save-done = Gespeichert { $time }
save-nothing = Keine Änderung offen
save-failed = Nicht gespeichert

## Erster Start

first-title = Artikel 30
first-lead = Wenige Angaben genügen für den Anfang. Alles lässt sich später ändern; nichts verlässt dieses Gerät.
first-who = Für welche Stelle führen Sie das Verzeichnis?
field-register-name = Name der Stelle
field-register-name-hint = Schule, Behörde, Hochschule oder Unternehmen
first-how = Womit möchten Sie beginnen?
first-templates-lead = Muster enthalten, was überall gilt. Ohne Auswahl beginnen Sie mit einem leeren Verzeichnis.
first-defaults = Vorgaben für alle Tätigkeiten
first-activities = Muster für Tätigkeiten
first-summary = Das wird angelegt
first-one-register = 1 Verzeichnis
first-no-name = Name noch offen
first-count = { $count ->
    [0] Noch keine Tätigkeit
    [one] 1 Tätigkeit aus einem Muster
   *[other] { $count } Tätigkeiten aus Mustern
}
first-open-points = Was Ihre Stelle selbst ergänzen muss, steht später in der Prüfung.
first-offline = Artikel 30 baut keine Netzverbindung auf
first-where = Die Daten liegen hier:
first-caveat = Muster sind Vorschläge. Ob sie für Ihre Stelle stimmen, prüfen Sie.
demo-load = Erst mit Beispieldaten ausprobieren
template-version = Fassung { $version }

## Tätigkeiten

activity-new = Neue Tätigkeit anlegen
activity-create = Tätigkeit anlegen
activities-none = Das Verzeichnis hat noch keine Tätigkeit. Legen Sie die erste an, leer oder aus einem Muster.
activities-choose = Wählen Sie links eine Tätigkeit oder legen Sie eine neue an.
new-activity-how = Womit beginnt die Tätigkeit?
new-activity-empty = Leer
new-activity-title-optional = Bezeichnung (ohne Eingabe gilt die des Musters)
filter-label = In Titeln und Inhalten suchen
filter-titles = In Bezeichnungen suchen
filter-group = Anzeigen
filter-all = Alle
filter-findings = Mit Befund
filter-draft = Entwurf
filter-none = Keine Tätigkeit passt zu Suche und Auswahl.
filter-result = { $count ->
    [one] 1 Tätigkeit gefunden
   *[other] { $count } Tätigkeiten gefunden
}
search-elsewhere = Treffer an anderer Stelle

tabs-label = Teile der Tätigkeit
organisation-tabs = Teile der Stelle
tab-head = Kopfdaten
tab-common = Alle gemeinsam
tab-scope = Zwecke, Daten, Fristen
tab-engagements = Beteiligungen
tab-measures = Maßnahmen und Prüfung
tab-information = Informationspflichten
tab-notes = Änderungen und Notizen
tab-findings = Befunde ({ $count })
tab-organisation = Stelle
tab-defaults = Vorgaben: Zwecke bis Fristen
tab-defaults-more = Vorgaben: Beteiligungen, Maßnahmen
group-tab = { $letter }) { $name }
group-add = Gruppe
group-heading = Gruppe betroffener Personen
group-up = Gruppe nach vorn
group-down = Gruppe nach hinten
group-remove = Gruppe löschen

letters-label = Angaben nach Art. 30 Abs. 1 DSGVO
letters-short = Art. 30
letters-all = Zu allen Buchstaben von Art. 30 gibt es eine Angabe.
letters-open = Offen nach Art. 30: { $letters }
letter-name = Buchstabe { $letter }:
letter-a = Stelle
letter-b = Zwecke
letter-c = Personen, Daten
letter-d = Empfänger
letter-e = Drittland
letter-f = Löschfristen
letter-g = Maßnahmen

severity-error = Fehler
severity-warning = Warnung
severity-hint = Hinweis
findings-count = { $count ->
    [0] Keine Befunde
    [one] 1 Befund
   *[other] { $count } Befunde
}
findings-none = Die Prüfung hat nichts zu beanstanden.
findings-lead = Bei jeder Änderung neu geprüft. Ihre Angaben bleiben dabei unberührt.
finding-open = Zum Feld: { $place }
finding-fix = Zum Feld

history-heading = Verlauf
history-when = Zeitpunkt
history-what = Änderung
history-who = Durch
history-empty = Noch keine Änderung gespeichert.
origin-heading = Herkunft
origin-own = Hier angelegt, ohne Muster.
origin-template = Aus dem Muster „{ $title }“, Fassung { $version }
origin-record = Übernommen aus „{ $title }“

due-heading = Löschdatum berechnen
due-event = { $event } am
due-day = Ereignis am
due-calculate = Datum berechnen
due-earliest = Frühestens ab
due-until = Spätestens am
due-steps = Rechenweg
due-none = Aus dieser Regel ergibt sich kein Datum.

## Aussagen

not-stated = nicht angegeben
unnamed = Ohne Bezeichnung
unknown-item = Unbekannter Eintrag { $id }
numbered-name = { $number } { $name }
state-of = Aussage zu: { $label }
state-given = Angegeben
state-explicitly-none = Ausdrücklich keine
state-not-required = Nicht erforderlich (Begründung)
state-by-reference = Durch Verweis
state-inherit = Übernommen
state-inherited = übernommen
state-append = Übernommen und ergänzt
state-announced-but-empty = Angekündigt, aber leer
state-not-stated = Nicht angegeben
state-refused = „{ $label }“ wird noch verwendet, deshalb bleibt die Aussage bestehen. Lösen Sie zuerst die Verweise an diesen Stellen:
statement-none-note = Wortlaut, falls er eine Rolle spielt
statement-reason = Warum keine Angabe nötig ist
statement-document = Dokument
statement-place = Fundstelle (Anlage, Abschnitt, Internetadresse)
statement-announced = Was angekündigt wurde
source-label = Quelle
source-organisation = Vorgaben der Stelle
source-common = Alle gemeinsam
source-open = Quelle öffnen
source-append = Ergänzen
source-replace = Durch eigenen Text ersetzen
source-silent = Die Quelle sagt dazu nichts.
source-only-some = Nur einzelne Einträge übernehmen
source-only = Übernommene Einträge
source-changed = Quelle geändert, bitte ansehen.
source-looked = Als angesehen vermerken
origin-organisation = aus den Vorgaben der Stelle
origin-common = gilt für alle Gruppen
origin-group = aus Gruppe { $letter }
origin-new-group = aus einer neuen Gruppe
common-also = { $count ->
    [one] Ein gemeinsamer Eintrag gilt auch hier
   *[other] { $count } gemeinsame Einträge gelten auch hier
}
selection-all = Alle
selection-all-none-yet = Alle (noch keine Einträge vorhanden)
selection-last = Mindestens ein Eintrag bleibt gewählt. Für alle wählen Sie „Alle“.
move-up = Nach oben: { $name }
move-down = Nach unten: { $name }
remove-one = Entfernen: { $name }
remove-refused = „{ $name }“ wird noch verwendet. Lösen Sie zuerst die Verweise an diesen Stellen:
date-placeholder = TT.MM.JJJJ
date-wrong = Bitte einen Tag in der Form TT.MM.JJJJ eingeben, zum Beispiel 31.07.2027.
date-wrong-kept = Das ist kein Tag in der Form TT.MM.JJJJ. Gespeichert bleibt { $date }.
number-wrong = Bitte eine Zahl von { $min } bis { $max } eingeben. Gespeichert bleibt { $kept }.

number-purposes = { $number }.
number-legal-bases = R { $number }
number-data-subjects = P { $number }
number-data-categories = Nr. { $number }
number-recipients = E { $number }
number-transfers = T { $number }
number-retention = L { $number }
number-processor = AV { $number }
number-sub-processor = UA { $number }
number-other-party = BS { $number }
number-measures = M { $number }

## Prüfung

class-duty = Pflicht nach Art. 30
class-accountability = Rechenschaft
class-advice = Hinweis
findings-error = Fehler
findings-warning = Warnungen
findings-hint = Hinweise
accept-finding = Begründet hinnehmen
accept-finding-named = Begründet hinnehmen: { $finding }
accept-reason = Begründung
accept-reason-hint = Pflichtangabe. Sie bleibt im Verlauf der Tätigkeit stehen.
accept-reason-missing = Bitte begründen Sie, warum der Befund hingenommen wird.
accept-function = Hingenommen durch (Funktion, freiwillig)
accept-do = Befund hinnehmen
accepted-lead = Diese Befunde bestehen weiter, zählen aber nicht als offen.
accepted-because = Begründung:
accepted-take-back = Wieder als offen führen
accepted-take-back-named = Wieder als offen führen: { $finding }
notice-accepted = Der Befund ist begründet hingenommen.
notice-taken-back = Der Befund gilt wieder als offen.
unit-sentence = Buchstabe { $letter }, { $name }: { $given } von { $all } Tätigkeiten mit Aussage, { $open } offen.
unit-open = { $count } offen
unit-none-open = nichts offen

## Fristen

area-deadlines = Fristen
deadlines-count = { $count ->
    [0] Keine Fristen
    [one] 1 Frist
   *[other] { $count } Fristen
}
deadlines-lead = Alles Überfällige und was in den nächsten zwölf Monaten ansteht. { $overdue ->
    [0] Nichts ist überfällig.
    [one] Eine Frist ist überfällig.
   *[other] { $overdue } Fristen sind überfällig.
}
deadlines-none = In dieser Auswahl steht nichts an.
deadlines-overdue = Überfällig
deadlines-view = Ansicht
deadlines-list = Liste
deadlines-month = Monat
deadlines-timeline = Zeitleiste
deadlines-kinds = Art der Frist
deadlines-export = Als Kalender ausgeben
deadline-all = Alle
lane-erase = Löschen
lane-review = Überprüfen
lane-contract = Verträge und Nachweise
lane-open = Offenes
deadline-open = Öffnen
deadline-open-named = Öffnen: { $title }
deadline-reviewed = Geprüft, unverändert
deadline-reviewed-named = Geprüft, unverändert: { $title }
deadline-function = Geprüft durch (Funktion, freiwillig)
notice-reviewed = Die Prüfung ist vermerkt. Die nächste steht in einem Jahr an.
notice-calendar = Der Kalender wurde als „{ $file }“ ausgegeben.
month-before = Vorheriger Monat
month-after = Nächster Monat
month-today = heute
weekday-1 = Montag
weekday-2 = Dienstag
weekday-3 = Mittwoch
weekday-4 = Donnerstag
weekday-5 = Freitag
weekday-6 = Samstag
weekday-7 = Sonntag
timeline-lane = Art
timeline-cell = { $lane }, { $month }: { $count ->
    [one] 1 Frist
   *[other] { $count } Fristen
} in der Liste zeigen
reminder-overdue = { $count ->
    [one] Eine Frist ist überfällig.
   *[other] { $count } Fristen sind überfällig.
}
reminder-near = { $count ->
    [one] Eine Frist endet in den nächsten 14 Tagen.
   *[other] { $count } Fristen enden in den nächsten 14 Tagen.
}
reminder-open = Fristen ansehen

## Löschkonzept

area-erasure = Löschkonzept
erasure-lead = Alle Löschregeln des Verzeichnisses. Geändert werden sie in der Tätigkeit.
erasure-tabs = Teile des Löschkonzepts
erasure-rules = Regeln
erasure-order = Ordnen nach
erasure-order-activity = Tätigkeit
erasure-order-category = Datenkategorie
erasure-order-system = System
erasure-no-system = Ohne System
erasure-matrix = Löschklassen
erasure-what-if = Was wäre, wenn
erasure-calendar = Schuljahr
erasure-presets = Vorschläge
erasure-none = Das Verzeichnis hat noch keine Löschregel. Legen Sie in einer Tätigkeit unter Buchstabe f die erste an.
erasure-rule = Regel
erasure-data = Daten
erasure-period = Frist
erasure-start = Beginn
erasure-action = Maßnahme
erasure-class = Löschklasse
erasure-systems = Systeme
erasure-class-name = { $period } · { $start }
erasure-rule-open = Regel { $label } öffnen
erasure-norms = Fundstellen: { $norms }
erasure-uncovered = Datenkategorien ohne Löschregel
erasure-broken = { $count ->
    [one] Bei einer Tätigkeit führt die Übernahme ins Leere; ihre Regeln fehlen hier.
   *[other] Bei { $count } Tätigkeiten führt die Übernahme ins Leere; ihre Regeln fehlen hier.
}
matrix-caption = Löschregeln nach Regelfrist und Art des Beginns
matrix-period = Regelfrist
what-if-event = Was geschieht?
what-if-any = Jedes Ereignis
what-if-kinds = Art des Ereignisses
what-if-names = Ereignisse der Löschregeln
what-if-date = Am
what-if-do = Aufgaben zusammenstellen
what-if-print = Aufgabenliste drucken
what-if-title = { $event } am { $date }
what-if-none = Für dieses Ereignis hat das Verzeichnis keine Löschregel.
task-until = Bis wann
task-what = Was
task-where = Wo
task-who = Durch wen
task-rule = Regel
task-earliest = frühestens ab { $date }
task-open = kein Datum
task-steps = Rechenweg
task-clash = Widerspruch:
task-unnamed-place = nicht benannt
year-before = Vorheriges Schuljahr
year-after = Nächstes Schuljahr
year-none = In diesem Schuljahr wird nach den Regeln nichts zu einem festen Tag fällig.
year-limit-duty-to-erase = Löschung fällig
year-limit-duty-to-keep = Aufbewahrungspflicht endet
presets-lead = Mitgelieferte Aufbewahrungsfristen für das Land der Stelle. Es sind Vorschläge: Ob sie gelten, prüfen Sie vor der Übernahme in eine Löschregel.
presets-none = Für das Land der Stelle werden keine Vorschläge mitgeliefert.
preset-norm = Fundstelle
preset-source = Quelle
preset-to-check = zu prüfen
preset-everywhere = bundesweit
