## Import: Schritte

area-import = Importieren
import-open = Importieren …
import-running = läuft
first-import = Verzeichnis aus einer Datei importieren
import-title = Dateien importieren
import-lead = Lesen Sie Verzeichnisse, Tätigkeiten und Muster ein, die Ihnen jemand geschickt hat: Dateien aus Artikel 30 (*.vvt.json, auch verschlüsselt), PDF-Ausgaben mit beigelegtem Verzeichnis, Tabellen (XLSX, ODS, CSV) sowie Ausgaben aus verinice.veo und CISO Assistant.
import-safe = Gelesen wird zuerst nur zur Ansicht. Nichts ändert sich, bevor Sie den Import anwenden.
import-choose = Dateien wählen …
import-choose-more = Weitere Dateien importieren …
import-drop-hint = Oder ziehen Sie die Dateien mit der Maus in dieses Fenster.
import-drop = Dateien hier loslassen, um sie zu lesen
import-drop-safe = Es wird noch nichts verändert.
import-steps = Schritte des Imports
import-step-read = Lesen
import-step-plan = Planen
import-step-decide = Entscheiden
import-step-apply = Anwenden
import-step-done = erledigt
import-busy = Die Dateien werden gelesen und verglichen …
import-heading-passphrase = Verschlüsselte Datei öffnen
import-heading-table = Tabelle zuordnen
import-heading-plan = Import planen
import-heading-merge = Import zusammenführen
import-heading-adopt = Tätigkeiten übernehmen
import-heading-report = Bericht über den Import

## Import: Fragen vor dem Verwerfen

import-ask-cancel = Import abbrechen?
import-ask-cancel-text = Ihre bisherigen Entscheidungen zu diesem Import gehen dabei verloren. An Ihren Verzeichnissen ändert sich nichts, die Dateien bleiben, wo sie sind.
import-ask-cancel-yes = Import abbrechen
import-ask-replace = Andere Dateien lesen?
import-ask-replace-text = Ein Import ist noch nicht angewendet. Wenn Sie die neuen Dateien lesen, gehen Ihre bisherigen Entscheidungen dazu verloren. An Ihren Verzeichnissen ändert sich nichts.
import-ask-replace-yes = Neue Dateien lesen
import-ask-no = Beim Import bleiben

## Import: Kennwort

import-passphrase = Kennwort der Datei
import-passphrase-lead = „{ $file }“ ist verschlüsselt. Das Kennwort kennt, wer Ihnen die Datei geschickt hat.
import-passphrase-wrong = Dieses Kennwort öffnet die Datei nicht. Nichts wurde verändert. Achten Sie auf Groß- und Kleinschreibung und Leerzeichen am Anfang und Ende, oder fragen Sie nach dem richtigen Kennwort.
import-passphrase-show = Kennwort anzeigen
import-passphrase-open = Datei öffnen

## Import: Tabelle

import-table-lead = Aus jeder Zeile von „{ $file }“ wird eine Tätigkeit. Wählen Sie, welche Spalte in welches Feld gehört.
import-table-sheet = Tabellenblatt
import-table-sheet-rows = { $name } ({ $rows ->
    [one] eine Zeile
   *[other] { $rows } Zeilen
})
import-table-header = Überschriften beginnen in Zeile
import-table-header-rows = Zeilen mit Überschriften
import-table-header-hint = Die Einträge beginnen in Zeile { $row }.
import-table-reread = Tabelle neu lesen
import-table-preset = Gespeicherte Zuordnung anwenden
import-table-preset-none = keine
import-table-columns = Spalten und Felder
import-table-column = Spalte
import-table-samples = Beispiele
import-table-target = Feld
import-table-target-of = Feld für Spalte { $column }
import-table-note = keines, in die Anmerkung
import-table-to-note = { $count ->
    [one] Eine Spalte hat kein Feld: { $columns }. Ihr Inhalt geht nicht verloren, er kommt als Anmerkung in jede Tätigkeit.
   *[other] { $count } Spalten haben kein Feld: { $columns }. Ihr Inhalt geht nicht verloren, er kommt als Anmerkung in jede Tätigkeit.
}
import-table-all = Jede Spalte hat ein Feld.
import-table-crowded = Mehrere Spalten füllen das Feld „{ $field }“, das nur einen Wert fasst. Ändern Sie die Zuordnung; sonst kommen die übrigen Werte in die Anmerkung.
import-table-no-header = ohne Überschrift
import-table-lines = Eine neue Zeile in einer Zelle beginnt einen neuen Eintrag der Liste
import-table-signs = Zeichen, die Einträge in einer Zelle trennen
import-table-problems = Beim Lesen fiel auf
import-table-preview = Die ersten Zeilen der Tabelle
import-table-save = Zuordnung unter diesem Namen speichern
import-table-save-hint = Bleibt das Feld leer, wird die Zuordnung nicht gespeichert.
import-table-next = Mit dieser Zuordnung lesen

## Import: Plan

import-files = Gelesene Dateien
import-file = Datei
import-file-what = Inhalt
import-file-from = Herkunft
import-origin-register-file = Verzeichnis
import-origin-activities = Tätigkeiten
import-origin-templates = Muster
import-origin-pdf = Verzeichnis aus einer PDF-Ausgabe
import-origin-table = Tabelle
import-origin-veo = Ausgabe von verinice.veo
import-origin-ciso-assistant = Ausgabe von CISO Assistant
import-file-encrypted = verschlüsselt
import-file-exported = ausgegeben am { $date }
import-mode = Was soll mit dem Inhalt geschehen?
import-mode-merge = Zusammenführen
import-mode-merge-text = Für gemeinsame Arbeit an demselben Verzeichnis. Was schon hier ist, wird wiedererkannt und Feld für Feld verglichen; wo beide Seiten etwas geändert haben, entscheiden Sie. Was hier fehlt, kommt hinzu. Nichts verschwindet, weil es in der Datei fehlt.
import-mode-adopt = Übernehmen
import-mode-adopt-text = Für Tätigkeiten einer anderen Stelle, die Sie in Ihr Verzeichnis kopieren möchten. Was nur zur anderen Stelle gehört, wird durch Ihre Angaben ersetzt. Die Herkunft bleibt vermerkt, sodass spätere Fassungen verglichen werden können.
import-mode-only-adopt = Diese Datei kann nur übernommen werden: Ihre Einträge werden zu Tätigkeiten Ihres Verzeichnisses, denn sie gehören zu keinem, das es hier schon gibt. Was aus einer früheren Fassung derselben Datei stammt, wird damit zusammengeführt; alles andere bleibt, wie es ist.
import-adopt-register = In welches Verzeichnis?
import-adopt-no-register = Zum Übernehmen brauchen Sie ein eigenes Verzeichnis. Brechen Sie den Import ab und legen Sie zuerst eines an.
import-adopt-which = Welche Tätigkeiten?
import-adopt-all = Alle wählen
import-adopt-none = Keine wählen
import-adopt-chosen = { $chosen } von { $count } gewählt
import-plan-next = Weiter zur Vorschau

## Import: Vorschau

import-counts = Umfang des Imports
import-count-new = neu, { $count ->
    [one] wird angelegt
   *[other] werden angelegt
}
import-count-changed-here = nur hier geändert, { $count ->
    [one] bleibt
   *[other] bleiben
}
import-count-changed-there = nur dort geändert, { $count ->
    [one] wird übernommen
   *[other] werden übernommen
}
import-count-merged = hier und dort geändert, ohne Konflikt zusammengeführt
import-count-ask = hier und dort geändert, bitte entscheiden
import-count-unchanged = unverändert
import-nothing = Dieser Import ändert nichts
import-nothing-text = Alles, was in der Datei steht, ist schon in Ihren Verzeichnissen. Sie können den Import schließen.
import-close = Import schließen
import-to-decide = Zu entscheiden: { $done } von { $count } erledigt
import-none-to-decide = Nichts zu entscheiden
import-state-open = offen
import-state-ours = Ihre Fassung
import-state-theirs = andere Fassung
import-state-value = eigenes Ergebnis
import-state-later = später
import-state-current = wird bearbeitet
import-rest = Was noch nicht entschieden ist:
import-take-all-mine = Alle meine übernehmen
import-take-all-theirs = Alle von { $name } übernehmen
import-take-all-theirs-other = Alle anderen übernehmen
import-look = Ansehen
import-list-merged = Ohne Konflikt zusammengeführt
import-list-merged-count = { $fields ->
    [one] Ein Feld
   *[other] { $fields } Felder
} in { $records ->
    [one] einem Eintrag
   *[other] { $records } Einträgen
}.
import-list-fresh = Neu
import-list-fresh-count = { $count ->
    [one] Ein Eintrag wird angelegt.
   *[other] { $count } Einträge werden angelegt.
}
import-list-kept = Nur hier geändert
import-list-kept-count = { $count ->
    [one] Ein Eintrag bleibt, wie er ist.
   *[other] { $count } Einträge bleiben, wie sie sind.
}
import-list-joins = Gleich aussehende Stellen und Systeme
import-list-joins-count = { $chosen } von { $count } werden verbunden.
import-list-titles = Gleiche Namen
import-list-titles-count = { $count ->
    [one] Ein Hinweis.
   *[other] { $count } Hinweise.
}
import-list-replaced = Durch Ihre Angaben ersetzt
import-list-replaced-count = { $count ->
    [one] Eine Angabe der anderen Stelle.
   *[other] { $count } Angaben der anderen Stelle.
}
import-list-leftovers = Ohne eigenes Feld
import-list-leftovers-count = { $count ->
    [one] Eine Angabe der Datei.
   *[other] { $count } Angaben der Datei.
}
import-list-files = Gelesene Dateien
import-list-files-count = { $count ->
    [one] Eine Datei.
   *[other] { $count } Dateien.
}
import-joins-text = Diese Stellen und Systeme sehen gleich aus, haben aber verschiedene Kennungen. Was Sie ankreuzen, wird zu einem einzigen Eintrag; sonst bleiben beide nebeneinander stehen.
import-join = „{ $incoming }“ aus der Datei ist „{ $local }“ hier
import-titles-text = Diese Einträge heißen gleich, sind aber verschiedene. Der Import verbindet sie nicht; beide bleiben nebeneinander stehen.
import-title-incoming = In der Datei
import-title-local = Hier
import-replaced-text = Diese Angaben gehören zur anderen Stelle. Bei der Übernahme treten Ihre an ihre Stelle.
import-replaced-what = Angabe
import-record = Eintrag
import-leftovers-text = Für diese Angaben der Datei gibt es hier kein Feld. Wo sie aufbewahrt werden, steht daneben.
import-leftover-place = Stelle in der Datei
import-leftover-text = Inhalt
import-leftover-kept = Aufbewahrt in
import-leftover-lost = wird nicht übernommen
import-kind-activity = Verarbeitungstätigkeit
import-kind-organisation = Stelle und Vorgaben
import-kind-party = Beteiligte Stelle
import-kind-system = System
import-kind-document = Dokument
import-kind-measure-set = Maßnahmenpaket
import-kind-template = Muster
import-follows = folgt „{ $origin }“
import-record-deleted = wird gelöscht, der Verlauf bleibt erhalten
import-field = Feld
import-mine = Meine
import-result = Ergebnis
import-theirs-short = Andere
import-same = gleich
import-side-ours = nur hier geändert
import-side-theirs = nur dort geändert
import-side-both = hier und dort geändert
import-not-stated = nicht angegeben
import-removed = entfernt
import-before = Gemeinsamer Stand
import-show-same = Auch gleich lautende Felder zeigen ({ $count })
import-more = { $count } weitere zeigen
import-no-changes = Kein Feld unterscheidet sich.
import-footer = Vor dem Anwenden entsteht eine geprüfte Sicherung. Der Import ist ein einziger Schritt und lässt sich mit Strg Z zurücknehmen.
import-cancel = Import abbrechen
import-apply = Anwenden
import-apply-open = { $count ->
    [one] Anwenden, ein Konflikt bleibt offen
   *[other] Anwenden, { $count } Konflikte bleiben offen
}
import-replan = Neu planen
import-back-to-plan = Zurück zum Plan

## Zwei Fassungen eines Feldes

merge-position = Konflikt { $position } von { $count }
merge-previous = Vorheriger Konflikt
merge-next = Nächster Konflikt
merge-mine = Meine Fassung
merge-theirs = Fassung { $name }
merge-theirs-other = Andere Fassung
merge-result = Ergebnis
merge-editable = bearbeitbar
merge-chosen = gewählt
merge-result-label = Ergebnis, bearbeitbar
merge-take-mine = Meine übernehmen
merge-take-theirs = { $name } übernehmen
merge-take-theirs-other = Andere übernehmen
merge-take-mine-deleted = Löschung übernehmen
merge-take-result = Ergebnis übernehmen
merge-later = Später entscheiden
merge-key-mine = Strg 1
merge-key-theirs = Strg 2
merge-key-later = Strg 3
merge-key-result = Strg Eingabe
merge-deleted-here = Hier gelöscht.
merge-deleted-there = Dort gelöscht.
merge-here-changed = Hier geändert, dort gelöscht: bleibt erhalten, bis Sie entscheiden
merge-there-changed = Hier gelöscht, dort geändert: bleibt erhalten, bis Sie entscheiden
merge-orders = Beide Seiten haben umgestellt. Wählen Sie eine der beiden Reihenfolgen.
merge-undecided = Noch nicht entschieden. Bis dahin gilt Ihre Fassung, die andere bleibt daneben erhalten.
merge-put-off = Später. Bis dahin gilt Ihre Fassung, die andere bleibt daneben erhalten.
merge-will-be-deleted = Wird gelöscht. Der Verlauf bleibt erhalten.
merge-base = Gemeinsamer Stand: „{ $excerpt }“
merge-base-none = Einen gemeinsamen Stand gibt es hier nicht.
merge-siblings = Übrige geänderte Felder an dieser Stelle

## Offene Konflikte

area-conflicts = Zwei Fassungen
conflicts-lead = Bei einem Import wurden diese Felder hier und dort verschieden geändert. Bis Sie entscheiden, gilt Ihre Fassung, und die andere bleibt daneben erhalten.
conflicts-none = Kein Feld hat zwei Fassungen
conflicts-none-text = Wenn ein Import Fragen offen lässt, finden Sie sie hier.
conflicts-list = Noch zu entscheiden: { $count }
conflicts-look = { $count ->
    [one] Ein Feld mit zwei Fassungen ansehen
   *[other] { $count } Felder mit zwei Fassungen ansehen
}
conflicts-decided = { $count ->
    [one] Ein Konflikt ist entschieden.
   *[other] { $count } Konflikte sind entschieden.
}
conflicts-open-record = Eintrag öffnen

## Bericht und frühere Importe

report-undone = Dieser Import wurde zurückgenommen. Seine Dateien können Sie jederzeit erneut importieren.
report-applied = Angewendet am { $date }.
report-unchanged = Der Import hat nichts verändert.
report-count-new = neu angelegt
report-count-changed-here = nur hier geändert, geblieben
report-count-changed-there = nur dort geändert, übernommen
report-count-merged = hier und dort geändert, zusammengeführt
report-count-open = hier und dort geändert, teils noch offen
report-count-unchanged = unverändert
report-files = Dateien
report-backup = Sicherung davor: { $file }
report-undo = Mit Strg Z lässt sich der Import zurücknehmen.
report-line-new = Neu angelegt
report-line-changed-there = Aus der Datei übernommen
report-line-changed-here = Nur hier geändert, geblieben
report-line-merged = Zusammengeführt
report-line-conflict = Noch zu entscheiden
report-line-decided = Von Ihnen entschieden
report-line-deleted = Gelöscht
report-line-joined = Verbunden
report-line-left-out = Ersetzt oder ausgelassen
report-line-note = Hinweise
report-open-record = Öffnen
report-open-record-of = Öffnen: { $text }
report-decide = Offene Konflikte entscheiden
report-to-activities = Zu den Tätigkeiten
report-to-list = Zu den früheren Importen
reports-title = Frühere Importe
reports-none = Noch wurde nichts importiert.
reports-when = Zeitpunkt
reports-files = Dateien
reports-summary = Ergebnis
reports-state = Stand
reports-undone = zurückgenommen
reports-applied = angewendet
