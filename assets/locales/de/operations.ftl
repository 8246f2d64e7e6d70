# What was done, as undo, redo and the history name it. { $subject } is a title.

operation-edit = „{ $subject }“ bearbeitet
operation-create = „{ $subject }“ angelegt
operation-duplicate = „{ $subject }“ kopiert
operation-delete = „{ $subject }“ gelöscht
operation-new-register = Verzeichnis „{ $subject }“ angelegt
operation-demo = Beispielverzeichnis „{ $subject }“ geladen
operation-import = Datei „{ $subject }“ importiert
operation-undone = Rückgängig gemacht: { $what }
operation-redone = Wiederhergestellt: { $what }

copy-of = { $title } (Kopie)
new-activity = Neue Verarbeitungstätigkeit
