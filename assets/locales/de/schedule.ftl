# Fristen: Bezeichnungen, Titel und Zeitangaben in Listen.

deadline-erasure = Löschen
deadline-retention-end = Aufbewahrung endet
deadline-review = Überprüfen
deadline-assessment = Folgenabschätzung überprüfen
deadline-contract-check = Vertrag prüfen
deadline-contract-end = Vertrag endet
deadline-document-check = Dokument prüfen
deadline-document-end = Geltung endet
deadline-adequacy = Angemessenheitsbeschluss endet
deadline-conflict = Konflikt entscheiden
deadline-finding = Fehler beheben

deadline-title-review = { $title }: nächste Überprüfung
deadline-title-assessment = { $title }: Datenschutz-Folgenabschätzung überprüfen
deadline-title-contract-check = { $title }: Vertrag prüfen
deadline-title-contract-check-with = { $title }: Vertrag mit { $subject } prüfen
deadline-title-contract-end = { $title }: Vertrag endet
deadline-title-contract-end-with = { $title }: Vertrag mit { $subject } endet
deadline-title-document-check = { $title }: Dokument prüfen
deadline-title-document-end = { $title }: Geltung des Dokuments endet
deadline-title-adequacy = { $title }: Angemessenheitsbeschluss für { $subject } endet
deadline-title-conflict = { $count ->
        [one] { $title }: ein offener Konflikt
       *[other] { $title }: { $count } offene Konflikte
    }
deadline-title-finding = { $count ->
        [one] { $title }: einen Fehler der Prüfung beheben
       *[other] { $title }: { $count } Fehler der Prüfung beheben
    }
deadline-title-erasure = { $title }: { $subject } – Löschung fällig ({ $events })
deadline-title-retention-end = { $title }: { $subject } – Aufbewahrungspflicht endet ({ $events })

deadline-note-yearly = jährlich; letzter Stand vom { $date }
deadline-note-run = Regel { $label }; maßgebliche Ereignisse vom { $from } bis zum { $to }

events-from-to = { $from } bis { $to }
year-of-school = Schuljahr { $span }
year-of-calendar = Kalenderjahr { $span }
year-of-fiscal = Geschäftsjahr { $span }

calendar-name = Datenschutzfristen: { $register }
reviewed-unchanged = Geprüft, unverändert

weekday-monday = Mo
weekday-tuesday = Di
weekday-wednesday = Mi
weekday-thursday = Do
weekday-friday = Fr
weekday-saturday = Sa
weekday-sunday = So
month-short-january = Jan
month-short-february = Feb
month-short-march = Mär
month-short-april = Apr
month-short-may = Mai
month-short-june = Jun
month-short-july = Jul
month-short-august = Aug
month-short-september = Sep
month-short-october = Okt
month-short-november = Nov
month-short-december = Dez
date-in-list = { $weekday }, { $day }. { $month }
date-in-list-far = { $weekday }, { $day }. { $month } { $year }
days-today = heute
days-tomorrow = morgen
days-left = in { $count } Tagen
days-overdue = { $count ->
        [one] seit einem Tag überfällig
       *[other] seit { $count } Tagen überfällig
    }

operation-reviewed = „{ $subject }“ geprüft, unverändert
