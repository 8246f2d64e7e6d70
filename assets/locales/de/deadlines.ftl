# Der Rechenweg einer Löschfrist und warum sich ein Datum nicht berechnen lässt.

step-event = Das Ereignis fällt auf den { $date }.
step-rule = Nun läuft die Frist nach { $rule }.
step-day-after-event = Der Tag des Ereignisses zählt nicht mit: Die Frist beginnt am { $date }.
    .norm = § 187 Abs. 1 BGB
step-year-end = Maßgeblich ist das { $end }, also der { $date }.
    .norm = § 187 Abs. 2 BGB
step-day-after-year = Die Frist beginnt mit dem folgenden Tag, dem { $date }.
    .norm = § 187 Abs. 2 BGB
step-day-after-period = Die Frist schließt an die vorige an: Sie beginnt am { $date }.
    .norm = § 187 Abs. 2, § 190 BGB
step-short-month = { $span } später wäre der { $missing }. Diesen Tag gibt es nicht.
    .norm = § 188 Abs. 2 BGB
step-span-ends-short = Die Frist endet deshalb mit dem letzten Tag des Monats, dem { $date }.
    .norm = § 188 Abs. 3 BGB
step-span-ends-days = Die Frist von { $span } endet mit Ablauf des { $date }.
    .norm = § 188 Abs. 1 BGB
step-span-ends-after-event = Die Frist von { $span } endet mit Ablauf des { $date }.
    .norm = § 188 Abs. 2 Alt. 1 BGB
step-span-ends-after-period = Die Frist von { $span } endet mit Ablauf des { $date }.
    .norm = § 188 Abs. 2 Alt. 2 BGB
step-span-ends-hours = Die Uhrzeit ist nicht bekannt: Die Frist von { $span } endet spätestens am { $date }.
step-at-once = Eine weitere Frist gibt es nicht: Es bleibt beim { $date }.
step-not-stored = Über diesen Tag hinaus wird nichts gespeichert: { $date }.
step-runs-on = Die Frist läuft weiter bis zum { $end }, also bis zum { $date }.

not-computable-start-not-stated = nicht berechenbar, weil nicht angegeben ist, wann die Frist beginnt
not-computable-period-not-stated = nicht berechenbar, weil keine Frist angegeben ist
not-computable-while-state = nicht berechenbar, weil die Daten so lange bleiben, wie ein Zustand andauert
not-computable-as-needed = nicht berechenbar, weil die Frist nur nach der Erforderlichkeit bestimmt ist
not-computable-unlimited = nicht berechenbar, weil die Daten unbegrenzt gespeichert werden
not-computable-kept = nicht berechenbar, weil die Daten nicht gelöscht werden
not-computable-ruled-elsewhere = nicht berechenbar, weil die Frist an anderer Stelle geregelt ist
not-computable-suspended = nicht berechenbar, weil die Löschung ausgesetzt ist, solange der Grund dafür besteht
not-computable-rule-missing = nicht berechenbar, weil die vorangehende Löschregel fehlt
not-computable-circle = nicht berechenbar, weil die Löschregeln im Kreis aufeinander verweisen
not-computable-out-of-range = nicht berechenbar, weil das Datum außerhalb des Kalenders liegt
