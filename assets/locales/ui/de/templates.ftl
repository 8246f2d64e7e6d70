## Muster

area-templates = Muster
templates-news = { $count } neu
templates-none = Kein Muster passt zur Suche.
templates-about = Ein Muster enthält, was überall gilt. Was nur die einzelne Stelle weiß, bleibt darin als offener Punkt stehen.
templates-own = Eigene Muster entstehen aus einer Tätigkeit: Öffnen Sie die Tätigkeit und wählen Sie „Muster daraus anlegen“. Muster anderer kommen über „Importieren“ dazu.
template-offers-activity = Tätigkeit
template-offers-defaults = Vorgaben
template-state-shipped = mitgeliefert
template-state-edited = mitgeliefert, von Ihnen geändert
template-state-own = eigenes Muster
template-adopted = { $count ->
    [0] noch nicht übernommen
    [one] einmal übernommen
   *[other] { $count }-mal übernommen
}
template-newer = Fassung { $version } mitgeliefert
template-newer-shipped = Mitgeliefert wird inzwischen Fassung { $version }. Ihre geänderte Fassung bleibt; die Neuerungen können Sie einzeln übernehmen.
tab-template = Muster
template-tabs = Teile des Musters
template-heading = Angaben zum Muster
template-title = Bezeichnung des Musters
template-audience = Für wen es gedacht ist
template-source = Worauf es beruht
template-verification = Prüfstand der Quelle
template-version-heading = Fassung
template-publish = Neue Fassung veröffentlichen
template-publish-lead = Änderungen sind gleich gespeichert. Erst mit einer neuen Fassung erscheinen sie in den Tätigkeiten, die aus dem Muster stammen, als Neuerung; dort ändert sich nichts von selbst.
template-reset = Auf mitgelieferte Fassung zurücksetzen
open-point = Vom Muster offen gelassen:
template-open-points = Offene Punkte
template-open-points-help = Was die übernehmende Stelle selbst ergänzt, als Frage an sie.
template-open-point-add = Offenen Punkt hinzufügen
template-question = Frage
template-question-place = Feld, in dem die Antwort steht
template-adopt = In Verzeichnis übernehmen
template-adopt-title = „{ $title }“ übernehmen
template-adopt-lead = In jedem gewählten Verzeichnis entsteht eine Tätigkeit aus diesem Muster. Sie gehört danach der Stelle und lässt sich frei ändern.
template-adopt-where = Verzeichnisse
template-adopt-do = { $count ->
    [0] Verzeichnis wählen
    [one] In 1 Verzeichnis übernehmen
   *[other] In { $count } Verzeichnisse übernehmen
}
template-share = Muster weitergeben
template-share-title = „{ $title }“ weitergeben
template-share-lead = Die Austauschdatei enthält das Muster mit seinen offenen Punkten und Notizen. Wer sie importiert, sieht spätere Fassungen als Neuerung.
template-from-activity = Muster daraus anlegen
template-from-activity-lead = Das Muster übernimmt, was überall gilt. Was nur Ihre Stelle betrifft, wird darin zu offenen Punkten. Die Tätigkeit selbst bleibt unverändert.
template-make = Muster anlegen
notice-published = Fassung { $version } ist veröffentlicht. Tätigkeiten aus dem Muster zeigen sie als Neuerung.
notice-template-reset = „{ $title }“ steht wieder in der mitgelieferten Fassung.
notice-template-made = Das Muster „{ $title }“ ist angelegt.
notice-adopted = „{ $title }“ ist in { $count ->
    [one] 1 Verzeichnis
   *[other] { $count } Verzeichnisse
} übernommen.

## Weitergeben und ausgeben

area-export = Ausgeben …
export-heading = Verzeichnis ausgeben
export-format = Wozu brauchen Sie die Datei?
export-pdf = Zum Lesen und für die Aufsichtsbehörde: PDF
export-file = Für Kolleginnen und Kollegen: Austauschdatei
export-xlsx = Als Tabelle: Excel
export-csv = Als Tabelle: CSV
export-ics = Fristen: Kalender
export-tilt = Für andere Programme: TILT
export-dpv = Für andere Programme: DPV
export-about-pdf = Das ganze Verzeichnis, wie es gedruckt wird.
export-about-file = Lässt sich in Artikel 30 importieren und zusammenführen. Enthält auch interne Notizen.
export-about-xlsx = Eine Zeile je Tätigkeit, zum Weiterarbeiten in einer Tabellenkalkulation.
export-about-csv = Dieselbe Tabelle als Text, mit Strichpunkten getrennt.
export-about-ics = Alle Fristen des Verzeichnisses als Kalendereinträge.
export-about-tilt = Angaben für Datenschutzhinweise in der Sprache TILT.
export-about-dpv = Das Verzeichnis in den Begriffen des Data Privacy Vocabulary.
export-attachment = Verzeichnis als Datei beilegen (kann wieder importiert werden)
export-attachment-about = In der PDF-Datei steckt dann das Verzeichnis in seinem jetzigen Stand zum Einlesen, ohne interne Notizen, ohne Befunde und ohne frühere Stände.
passphrase-wanted = Mit Kennwort verschlüsseln
passphrase-none = Ohne Kennwort kann jeder die Datei lesen, der sie erhält.
passphrase-about = Ohne das Kennwort lässt sich die Datei nicht mehr öffnen. Teilen Sie es auf einem anderen Weg mit als die Datei.
passphrase-first = Kennwort
passphrase-second = Kennwort wiederholen
passphrase-differ = Die beiden Eingaben stimmen nicht überein.
share-do = Austauschdatei speichern
share-lead = Die Austauschdatei enthält die gewählten Tätigkeiten mit ihren internen Notizen und die Stellen, Systeme und Dokumente, auf die sie verweisen.
activities-select = Auswählen
activities-select-all = Alle wählen
activities-select-none = Keine wählen
activities-selected = { $count ->
    [one] 1 Tätigkeit gewählt
   *[other] { $count } Tätigkeiten gewählt
}
activities-share = Auswahl weitergeben
activities-share-title = { $count ->
    [one] 1 Tätigkeit weitergeben
   *[other] { $count } Tätigkeiten weitergeben
}
notice-file = Die Datei „{ $file }“ ist gespeichert.

## Abgewichen vom Muster

area-deviations = Abgewichen vom Muster
deviations-lead = Alle Tätigkeiten, die aus einem Muster oder von Kolleginnen und Kollegen stammen, über alle Verzeichnisse.
deviations-updates = { $count ->
    [one] 1 Tätigkeit mit Neuerung
   *[other] { $count } Tätigkeiten mit Neuerungen
}
deviations-origin = Muster
deviations-register = Verzeichnis
deviations-all-origins = Alle Muster
deviations-all-registers = Alle Verzeichnisse
deviations-only-updates = Nur mit neuer Fassung
deviations-loading = Die Verzeichnisse werden verglichen …
deviations-count = { $count ->
    [one] 1 Tätigkeit
   *[other] { $count } Tätigkeiten
}
deviations-choose = Auswahl
deviations-choose-one = { $title }, { $register }: auswählen
deviations-select-all = { $count ->
    [one] Die eine Tätigkeit mit neuer Fassung wählen
   *[other] Alle { $count } Tätigkeiten mit neuer Fassung wählen
}
deviations-activity = Tätigkeit
deviations-version = Fassung
deviations-version-of = { $adopted } von { $newest }
deviations-fields = Abweichungen
deviations-new = neue Fassung
deviations-none-here = keine
deviations-none = Noch stammt keine Tätigkeit aus einem Muster. Übernehmen Sie eines unter „Muster“.
deviations-filter-none = Keine Tätigkeit passt zu dieser Auswahl.
deviations-same = Hier steht alles so, wie es übernommen wurde.
deviations-follow-lead = Übernommen wird, was im Muster neu ist und hier nicht geändert wurde. Was Sie geändert haben, bleibt. Wo beides geändert wurde, bleibt Ihre Fassung stehen und die andere daneben, bis Sie entscheiden. Das Ganze ist ein einziger Schritt, der sich rückgängig machen lässt.
deviations-follow = { $count ->
    [0] Alle Neuerungen übernehmen
    [one] Alle Neuerungen in 1 Tätigkeit übernehmen
   *[other] Alle Neuerungen in { $count } Tätigkeiten übernehmen
}
deviations-follow-open = Neuerungen einzeln ansehen
deviates-template = abgewichen vom Muster
deviates-record = abgewichen von der Vorlage
deviates-item = abgewichen
deviation-template-says = Im Muster:
deviation-record-says = In der Vorlage:
deviation-not-there = nicht vorhanden
deviation-removed = entfernt
change-field = Feld
change-template = Muster
change-origin = Vorlage
change-here = Hier
change-before = Bisher
change-new = Neu
change-decision = Entscheidung
origin-deviations = { $count ->
    [one] 1 Abweichung
   *[other] { $count } Abweichungen
}
origin-update = Neue Fassung { $version } liegt vor
origin-update-record = Ein neuer Stand liegt vor
notice-followed-all = { $count ->
    [one] Die Neuerungen sind in 1 Tätigkeit übernommen.
   *[other] Die Neuerungen sind in { $count } Tätigkeiten übernommen.
}

## Einer neuen Fassung folgen

area-follow = Neuerungen übernehmen
follow-lead-versions = „{ $title }“ stammt aus „{ $origin }“, Fassung { $from }. Inzwischen gibt es Fassung { $to }.
follow-lead = „{ $title }“ stammt aus „{ $origin }“. Davon gibt es einen neuen Stand.
follow-nothing = Nichts ist neu: Hier steht bereits alles, was die Vorlage sagt, oder Sie haben es mit Absicht geändert.
follow-incoming = Neu im Muster
follow-incoming-lead = Hier nicht geändert. Sie können jede Neuerung übernehmen oder Ihren Stand behalten.
follow-conflicts = Beides geändert
follow-conflicts-lead = Hier und im Muster geändert. „Später“ lässt beide Fassungen nebeneinander stehen.
follow-kept = Hier geändert
follow-kept-lead = Im Muster gleich geblieben. Ihre Fassung bleibt.
follow-take-all = Alle übernehmen
follow-take-none = Keine übernehmen
follow-theirs = Neues übernehmen
follow-ours = Meines behalten
follow-later = Später entscheiden
follow-undo = Ein einziger Schritt, der sich rückgängig machen lässt.
follow-apply = { $count ->
    [0] Ohne Neuerung abschließen
    [one] 1 Neuerung übernehmen
   *[other] { $count } Neuerungen übernehmen
}{ $open ->
    [0] { "" }
    [one] , 1 Entscheidung bleibt offen
   *[other] , { $open } Entscheidungen bleiben offen
}
notice-followed = { $count ->
    [0] Keine Neuerung übernommen.
    [one] 1 Neuerung übernommen.
   *[other] { $count } Neuerungen übernommen.
} { $open ->
    [0] Nichts ist offen.
    [one] An einem Feld stehen zwei Fassungen nebeneinander.
   *[other] An { $open } Feldern stehen zwei Fassungen nebeneinander.
}

## Zwei Fassungen

conflicts-open = { $count ->
    [one] Ein Feld hat zwei Fassungen.
   *[other] { $count } Felder haben zwei Fassungen.
}
conflicts-record = { $count ->
    [one] Ein Feld hat zwei Fassungen. Bitte entscheiden Sie.
   *[other] { $count } Felder haben zwei Fassungen. Bitte entscheiden Sie.
}
letters-split = In zwei Fassungen: { $letters }
conflict-heading = Zwei Fassungen
conflict-order = Zwei Reihenfolgen
conflict-kept = Auf der einen Seite geändert, auf der anderen gelöscht. Bis Sie entscheiden, bleibt es erhalten.
conflict-ours = Steht im Eintrag
conflict-theirs = Andere Fassung
conflict-take-ours = Diese behalten
conflict-take-theirs = Andere übernehmen
conflict-deleted = gelöscht
value-absent = nicht angegeben
value-empty = leer
notice-ours-kept = „{ $place }“: Ihre Fassung bleibt.
notice-theirs-taken = „{ $place }“: Die andere Fassung ist übernommen.
