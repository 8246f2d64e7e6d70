# Teile eines Eintrags in Worten, gleich im Dokument und in der Tabelle.

entry-example = z. B. { $text }
entry-broken = Übernahme führt im Kreis oder ins Leere

validity-from = ab { $from }
validity-until = bis { $until }
validity-span = vom { $from } bis { $until }

location-eea = in der EU oder im EWR

address-labelled = { $label }: { $address }

correction-to-check = zu prüfen: richtig wohl
correction-checked = geprüft: richtig
correction-text = { $citation }. Quelle: { $source }

goal-data-minimisation = Datenminimierung
goal-availability = Verfügbarkeit
goal-integrity = Integrität
goal-confidentiality = Vertraulichkeit
goal-unlinkability = Nichtverkettung
goal-transparency = Transparenz
goal-intervenability = Intervenierbarkeit
