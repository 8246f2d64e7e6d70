# Löschregeln: Bausteine für Tabelle und Satz.

span-minutes = { $amount ->
        [one] { $amount } Minute
       *[other] { $amount } Minuten
    }
    .dative = { $amount ->
        [one] { $amount } Minute
       *[other] { $amount } Minuten
    }
span-hours = { $amount ->
        [one] { $amount } Stunde
       *[other] { $amount } Stunden
    }
    .dative = { $amount ->
        [one] { $amount } Stunde
       *[other] { $amount } Stunden
    }
span-days = { $amount ->
        [one] { $amount } Tag
       *[other] { $amount } Tage
    }
    .dative = { $amount ->
        [one] { $amount } Tag
       *[other] { $amount } Tagen
    }
span-weeks = { $amount ->
        [one] { $amount } Woche
       *[other] { $amount } Wochen
    }
    .dative = { $amount ->
        [one] { $amount } Woche
       *[other] { $amount } Wochen
    }
span-months = { $amount ->
        [one] { $amount } Monat
       *[other] { $amount } Monate
    }
    .dative = { $amount ->
        [one] { $amount } Monat
       *[other] { $amount } Monaten
    }
span-years = { $amount ->
        [one] { $amount } Jahr
       *[other] { $amount } Jahre
    }
    .dative = { $amount ->
        [one] { $amount } Jahr
       *[other] { $amount } Jahren
    }

year-end-school-current = Ende des Schuljahres
year-end-school-next = Ende des folgenden Schuljahres
year-end-calendar-current = Ende des Kalenderjahres
year-end-calendar-next = Ende des folgenden Kalenderjahres
year-end-fiscal-current = Ende des Geschäftsjahres
year-end-fiscal-next = Ende des folgenden Geschäftsjahres

# Wie verbindlich eine Dauer ist („höchstens 30 Tage“) …
duration-at-most = höchstens
duration-at-least = mindestens
duration-as-a-rule = in der Regel
duration-as-a-rule-at-most = in der Regel höchstens
# … und ein Zeitpunkt („spätestens zum Ende des Schuljahres“).
moment-at-most = spätestens
moment-at-least = frühestens
moment-as-a-rule = in der Regel
moment-as-a-rule-at-most = in der Regel spätestens

period-with-event = mit dem Ereignis
period-while = solange { $state }
period-as-needed = so lange wie erforderlich: { $measure }
period-unlimited = unbegrenzt
period-not-stored = nicht gespeichert
period-kept = wird nicht gelöscht
period-elsewhere = an anderer Stelle geregelt: { $place }
period-not-stated = Frist: nicht angegeben
period-from-year-end = { $period } ab { $end }
period-to-year-end = { $period }, weiter bis zum { $end }
period-key-date = { $period } (Stichtag: { $end })

start-since = ab { $event }
start-on = bei { $event }
start-decisive = maßgeblich: { $event }
start-unstated = Beginn: nicht angegeben
event-quoted = dem Ereignis „{ $event }“
event-unstated = einem nicht angegebenen Ereignis
event-rule = { $done } nach { $rule }

rule-number = L { $number }
rule-named = Löschregel „{ $name }“
rule-unknown = einer vorangehenden Löschregel
done-erase = Löschung
done-anonymise = Anonymisierung
done-restrict = Einschränkung
done-invalidate = Ungültigmachung
done-offer = Anbietung
done-return = Rückgabe
done-other = Fristablauf

action-anonymise-by = anonymisieren durch { $method }
action-anonymise-noted = anonymisieren ({ $method })
action-or = oder
action-then = , dann
action-nothing = Keine Aktion

participle-erase = gelöscht
participle-anonymise = anonymisiert
participle-anonymise-noted = anonymisiert ({ $method })
participle-restrict = in der Verarbeitung eingeschränkt
participle-invalidate = ungültig gemacht
participle-offer = dem Archiv angeboten
participle-return = an die betroffene Person zurückgegeben
participle-then = und danach

actor-controller = durch den Verantwortlichen
actor-processor = durch den Auftragsverarbeiter
actor-processor-number = durch den Auftragsverarbeiter AV { $number }
actor-sub-processor-number = durch den Unterauftragsverarbeiter UA { $number }
actor-other-number = durch die beteiligte Stelle { $number }
actor-user = durch die Nutzerin bzw. den Nutzer
actor-browser = durch den Browser
actor-other = durch { $name }
actor-other-quoted = durch die Stelle „{ $name }“

rule-subjects = Betroffene: { $names }
rule-attribute = Nur: { $attribute }
rule-condition = Bedingung: { $condition }
rule-place = Ort: { $place }
rule-reason = Grund: { $reason }
rule-note = Hinweis: { $note }
rule-limit-keep = Aufbewahrungspflicht: vorher nicht löschen

norm-applied = { $wording } ({ $source }; { $verification })
norm-corrected = { $wording } – Vorschlag: { $citation } ({ $source }; { $verification })

exception-head = Ausnahme „{ $name }“:
exception-extend = Die Daten bleiben weitere { $span } { $phase }.
exception-extend-otherwise = Die Daten bleiben darüber hinaus { $phase }: { $period }.
exception-instead = Stattdessen gilt: { $period }.
exception-elsewhere = Die Regel gilt nicht; maßgeblich ist: { $place }.
exception-not-erased = Die Daten werden nicht gelöscht.
exception-anonymised = Die Daten bleiben ohne Personenbezug erhalten.
exception-suspend = Die Löschung ist ausgesetzt, solange der Grund dafür besteht.
exception-condition = Bedingung: { $condition }
exception-data = Nur Datenkategorien: { $data }
exception-norms = Fundstelle: { $norms }

sentence-all = Die Daten
sentence-some = { $count ->
        [one] Die Datenkategorie
       *[other] Die Datenkategorien
    } { $data }
sentence-numbers = Nr. { $numbers }
sentence-verb = { $count ->
        [one] wird
       *[other] werden
    }
sentence-again = { $count ->
        [one] danach wird sie
       *[other] danach werden sie
    }
sentence-condition = – { $condition } –
sentence-place = Ort: { $place }
sentence-span-after = { $span } nach { $event }
sentence-span-since = { $span } ab { $event }
sentence-span-after-year = { $span } nach dem { $end } (maßgeblich: { $event })
sentence-span-since-year = { $span } ab dem { $end } (maßgeblich: { $event })
sentence-runs-on = und weiter bis zum { $end }
sentence-with = mit { $event }
sentence-until = bis zu { $event }
sentence-at-year-end = zum { $end } (maßgeblich: { $event })
sentence-until-year-end = bis zum { $end } (maßgeblich: { $event })
sentence-kept = aufbewahrt
sentence-kept-then = aufbewahrt und erst danach { $action }
sentence-stored = gespeichert, { $period }
sentence-stored-unlimited = unbegrenzt gespeichert
sentence-not-stored = nicht gespeichert
sentence-not-erased = aufbewahrt und nicht gelöscht
sentence-ruled-elsewhere = nach einer Regelung an anderer Stelle behandelt: { $place }
sentence-after = nach { $event }
sentence-since = (ab { $event })
sentence-key-date = (Stichtag: { $end })
sentence-no-period = eine Frist ist nicht angegeben
sentence-no-period-after = wie lange danach, ist nicht angegeben
sentence-planned = vorgesehen: { $action }
