# Löschkonzept: Löschklassen, Aufgaben und Vorschläge.

class-while-state = solange ein Zustand andauert
class-as-needed = so lange wie erforderlich
class-elsewhere = an anderer Stelle geregelt

start-type-collection = ab Erhebung der Daten
start-type-matter = ab Ende des Vorgangs
start-type-relationship = ab Ende der Beziehung zur betroffenen Person
start-type-purpose = ab Erreichen des Zwecks
start-type-consent = ab Widerruf oder Widerspruch
start-type-other = ab einem anderen Ereignis
start-type-after-rule = nach Ablauf einer anderen Regel
start-type-not-stated = Beginn nicht angegeben

clash-until = Steht einer Aufbewahrungspflicht entgegen: Nach { $rule } bleiben dieselben Daten bis zum { $date }.
clash-for-ever = Steht einer anderen Regel entgegen: Nach { $rule } werden dieselben Daten nicht gelöscht.

preset-extension = Verlängerung
preset-not-before = Die Frist beginnt nicht vor diesem Ereignis: { $event }.
preset-alternative = { $action }: { $condition }.
preset-to-check = Zu prüfen: { $what }
preset-unverified = Zu prüfen: Die Angaben sind am Wortlaut noch nicht bestätigt.
