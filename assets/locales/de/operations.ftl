# What was done, as undo, redo and the history name it. { $subject } is a title.

operation-edit = „{ $subject }“ bearbeitet
operation-create = „{ $subject }“ angelegt
operation-duplicate = „{ $subject }“ kopiert
operation-delete = „{ $subject }“ gelöscht
operation-new-register = Verzeichnis „{ $subject }“ angelegt
operation-demo = Beispielverzeichnis „{ $subject }“ geladen
operation-import = Datei „{ $subject }“ importiert
operation-resolve = Zwei Fassungen in „{ $subject }“ entschieden
operation-table-preset = Zuordnung „{ $subject }“ gespeichert
operation-undone = Rückgängig gemacht: { $what }
operation-redone = Wiederhergestellt: { $what }

copy-of = { $title } (Kopie)
several-activities = { $number } Tätigkeiten
several-templates = { $number } Muster
new-activity = Neue Verarbeitungstätigkeit

# What an import did with a record, and what an adopted activity does not bring along as it was.
imported-new = „{ $title }“ ist neu angelegt.
imported-changed-there = „{ $title }“ steht jetzt in der Fassung der Datei.
imported-changed-here = „{ $title }“ ist nur hier geändert und bleibt, wie es ist.
imported-merged = „{ $title }“ ist aus beiden Fassungen zusammengeführt.
imported-deleted = „{ $title }“ ist gelöscht, wie in der Datei.
imported-joined = „{ $title }“ ist mit dem gleichen Eintrag zusammengelegt, den es hier schon gab.
imported-decided = „{ $title }“: { $number ->
    [1] eine Stelle
   *[other] { $number } Stellen
} mit zwei Fassungen entschieden.
imported-conflicts = „{ $title }“: an { $number ->
    [1] einer Stelle stehen noch zwei Fassungen
   *[other] { $number } Stellen stehen noch zwei Fassungen
}.
import-summary = { $new } neu, { $there } übernommen, { $merged } zusammengeführt, { $open } mit zwei Fassungen
adopted-left-out = { $place }: gehört zur anderen Stelle und bleibt dort
adopted-mapped-to-mine = { $place }: gilt hier, was in Ihren Vorgaben steht
adopted-resolved = { $place }: steht jetzt ausgeschrieben in der Tätigkeit
adopted-corrected = { $place }: überholte Angabe des Musters berichtigt, bitte prüfen
operation-template = Muster „{ $subject }“ angelegt
operation-publish = Neue Fassung des Musters „{ $subject }“ herausgegeben
operation-follow = „{ $subject }“ an die neue Fassung der Vorlage angeglichen
operation-follow-all = Neue Fassung von „{ $subject }“ in alle ausgewählten Verarbeitungstätigkeiten übernommen

# Muster, die aus einer Verarbeitungstätigkeit entstehen.
muster-open-point = { $place }: Was gilt bei Ihnen?
muster-source = Aus „{ $title }“ von { $organisation }
