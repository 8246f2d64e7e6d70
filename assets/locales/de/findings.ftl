# Befunde der Prüfung: was · warum, und was zu tun ist. Eine Nachricht je Regel; sie heißt wie der Code der Regel.

# Wer verantwortlich ist (Buchstabe a)

finding-controller-incomplete = Name oder Kontaktdaten des Verantwortlichen fehlen. Das Verzeichnis selbst muss sagen, wer verantwortlich und wie die Stelle zu erreichen ist; ein Verweis auf andere Texte genügt nicht.
    .remedy = Bitte in den Angaben zur Organisation den Namen und eine Postanschrift oder E-Mail-Adresse eintragen.
finding-officer-not-stated = Zu Datenschutzbeauftragten ist nichts angegeben. Schweigen ist kein „nein“.
    .remedy = Bitte in den Angaben zur Organisation eine Funktion mit Kontaktdaten eintragen oder ausdrücklich „keine“ wählen.
finding-officer-by-reference = Datenschutzbeauftragte sind nur durch Verweis angegeben. Name und Kontaktdaten gehören in das Verzeichnis selbst.
    .remedy = Bitte die Funktion mit Kontaktdaten aus dem anderen Text übernehmen.
finding-officer-unreachable = Zu „{ $name }“ fehlen Kontaktdaten. Das Verzeichnis muss sagen, wie Datenschutzbeauftragte zu erreichen sind.
    .remedy = Bitte eine Postanschrift oder E-Mail-Adresse eintragen.
finding-party-unreachable = Zu „{ $name }“ fehlen Kontaktdaten. Gemeinsam Verantwortliche und Vertreter gehören mit Kontaktdaten in das Verzeichnis.
    .remedy = Bitte bei dieser Stelle eine Postanschrift oder E-Mail-Adresse eintragen.
finding-representative-not-stated = Zu einem Vertreter in der Union ist nichts angegeben. Der Verantwortliche hat seinen Sitz außerhalb des EWR und braucht in der Regel einen.
    .remedy = Bitte den Vertreter eintragen oder begründen, warum keiner nötig ist.
finding-client-unreachable = Zum Auftraggeber „{ $name }“ fehlen Kontaktdaten. Wer im Auftrag verarbeitet, muss für jeden Verantwortlichen Namen und Kontaktdaten nennen.
    .remedy = Bitte bei dieser Stelle eine Postanschrift oder E-Mail-Adresse eintragen.
finding-categories-of-processing-missing = Die Kategorien der Verarbeitungen im Auftrag fehlen. Ein Auftragsverarbeiter muss angeben, was er für wen verarbeitet.
    .remedy = Bitte eintragen, welche Arten von Verarbeitungen für den Auftraggeber durchgeführt werden.

# Die Buchstaben b bis g

finding-purposes-missing = Kein Zweck ist angegeben. Ohne Zweck lässt sich nicht beurteilen, ob die Verarbeitung erlaubt und erforderlich ist.
    .remedy = Bitte mindestens einen Zweck in einem Satz eintragen oder aus einem Muster übernehmen.
finding-data-subjects-missing = Keine Kategorie betroffener Personen ist angegeben. Das Verzeichnis muss sagen, um wessen Daten es geht.
    .remedy = Bitte die betroffenen Personen eintragen, zum Beispiel „Lehrkräfte“ oder „Erziehungsberechtigte“.
finding-data-categories-missing = Keine Kategorie personenbezogener Daten ist angegeben. Empfänger und Löschregeln haben so nichts, worauf sie sich beziehen können.
    .remedy = Bitte die Datenkategorien eintragen; ihre Nummern entstehen von selbst.
finding-recipients-not-stated = Zu Empfängern ist nichts angegeben. Schweigen ist kein „nein“.
    .remedy = Bitte Empfänger oder Auftragsverarbeiter eintragen oder ausdrücklich „keine“ wählen.
finding-transfers-not-stated = Zu Übermittlungen in ein Drittland ist nichts angegeben. Schweigen ist kein „nein“.
    .remedy = Bitte eine Aussage treffen: Übermittlungen mit Land und Garantien eintragen oder ausdrücklich „keine“ wählen.
finding-retention-not-stated = Keine Löschfrist ist angegeben. Das Verzeichnis soll die Fristen nennen, wenn das möglich ist.
    .remedy = Bitte eine Löschregel anlegen oder begründen, warum keine Frist genannt werden kann.
finding-measures-not-stated = Keine technischen und organisatorischen Maßnahmen sind angegeben. Das Verzeichnis soll sie allgemein beschreiben, wenn das möglich ist.
    .remedy = Bitte Maßnahmen eintragen, ein Maßnahmenpaket wählen oder auf ein Dokument verweisen.
finding-announced-but-empty = Die Angabe „{ $field }“ ist angekündigt, aber leer. Wer das Verzeichnis liest, findet an dieser Stelle nichts.
    .remedy = Bitte das Angekündigte eintragen, auf ein Dokument verweisen oder ausdrücklich „keine“ wählen.
finding-reference-unavailable = Die Angabe „{ $field }“ verweist auf etwas, das nicht vorliegt. Der Aufsichtsbehörde ist auf Anfrage das ganze Verzeichnis vorzulegen, auch das, worauf es verweist.
    .remedy = Bitte das Dokument beschaffen und ablegen oder die Angabe selbst eintragen.
finding-measure-set-empty = Das Maßnahmenpaket „{ $name }“ ist leer. Der Verweis darauf beschreibt keine einzige Maßnahme.
    .remedy = Bitte die Maßnahmen in das Paket eintragen oder ein anderes wählen.

# Zu jeder Datenkategorie

finding-category-without-retention = Für die Datenkategorie „{ $name }“ gilt keine Löschregel. Das Verzeichnis soll für jede Kategorie eine Frist nennen, wenn das möglich ist.
    .remedy = Bitte eine Löschregel anlegen oder die Kategorie in eine bestehende aufnehmen.
finding-category-without-recipient = Zu „{ $names }“ ist kein Empfänger angegeben. Das kann richtig sein, ist aber oft eine Lücke.
    .remedy = Bitte prüfen, ob ein Empfänger oder Auftragsverarbeiter auch diese Daten erhält.
finding-category-without-subject = Zur Datenkategorie „{ $name }“ gehören nach diesen Angaben keine betroffenen Personen. Dann wären es keine personenbezogenen Daten.
    .remedy = Bitte angeben, wessen Daten das sind.

# Übernahme

finding-inheritance-broken = Übernommene Angaben führen im Kreis oder ins Leere. Was hier gilt, lässt sich deshalb nicht feststellen.
    .remedy = Bitte bei einer der beteiligten Angaben die Übernahme durch einen eigenen Text ersetzen.
finding-inheritance-empty = Die Angabe „{ $field }“ wird übernommen, dort steht aber nichts. Damit fehlt sie auch hier.
    .remedy = Bitte die Quelle ergänzen oder die Übernahme durch einen eigenen Text ersetzen.
finding-append-to-nothing = Die Angabe „{ $field }“ ergänzt eine Quelle, in der nichts steht. Es gilt allein, was hier eingetragen ist.
    .remedy = Bitte prüfen, ob in der Quelle etwas fehlt, oder die Übernahme entfernen.
finding-heirs-stale = Die Quelle der übernommenen Angabe „{ $field }“ hat sich geändert. Niemand hat seither geprüft, ob sie hier noch passt.
    .remedy = Bitte die Angabe ansehen und bestätigen oder ersetzen.

# Rechtsgrundlagen

finding-legal-basis-not-stated = Keine Rechtsgrundlage ist angegeben. Art. 30 DSGVO verlangt sie nicht, der Verantwortliche muss aber nachweisen können, dass die Verarbeitung erlaubt ist.
    .remedy = Bitte die Rechtsgrundlage eintragen.
finding-legitimate-interests-by-public-body = Eine öffentliche Stelle stützt sich auf berechtigte Interessen. Für Behörden gilt Buchst. f nicht, soweit sie ihre Aufgaben erfüllen.
    .remedy = Bitte eine andere Rechtsgrundlage wählen, meist Art. 6 Abs. 1 UAbs. 1 Buchst. e DSGVO mit der Vorschrift, die die Aufgabe zuweist.
finding-national-law-missing = Zu Art. 6 Abs. 1 Buchst. c oder e DSGVO ist keine weitere Vorschrift genannt. Allein tragen diese Buchstaben keine Verarbeitung; Pflicht oder Aufgabe müssen im Unionsrecht oder im nationalen Recht stehen.
    .remedy = Bitte die Vorschrift ergänzen, aus der sich die Pflicht oder Aufgabe ergibt.
finding-national-law-unnamed = Die Vorschrift ist nur umschrieben: „{ $wording }“. Welche gemeint ist, lässt sich nicht nachprüfen.
    .remedy = Bitte Gesetz und Paragraf oder Artikel nennen.
finding-not-a-legal-basis = „{ $wording }“ ist keine Rechtsgrundlage. Die Vorschrift regelt Pflichten oder Rechte und erlaubt keine Verarbeitung.
    .remedy = Bitte die Vorschrift nennen, die die Verarbeitung erlaubt, in der Regel Art. 6 Abs. 1 DSGVO mit einer weiteren Norm.
finding-wrong-unit = „{ $wording }“ gibt es so nicht. { $unit ->
        [article] Das Gesetz „{ $law }“ ist in Artikel gegliedert.
       *[section] Die Vorschrift „{ $law }“ ist in Paragrafen gegliedert.
    }
    .remedy = { $corrected ->
        [yes] Bitte die vorgemerkte Fundstelle „{ $better }“ prüfen und übernehmen. Der Wortlaut der Quelle bleibt erhalten.
       *[no] Bitte am Gesetzestext prüfen, ob die Gliederung oder das Gesetz verwechselt ist. Der Wortlaut der Quelle bleibt erhalten.
    }
finding-outdated-law = „{ $wording }“ verweist auf ein Gesetz, das abgelöst ist. An die Stelle von „{ $law }“ ist „{ $by }“ getreten.
    .remedy = { $corrected ->
        [yes] Bitte die vorgemerkte Fundstelle „{ $better }“ prüfen und übernehmen.
       *[no] Bitte die Fundstelle im neuen Gesetz heraussuchen und eintragen.
    }
finding-unknown-law = Das Gesetz „{ $law }“ ist dem Programm nicht bekannt. Vielleicht ist es selten, vielleicht verschrieben.
    .remedy = Bitte die Schreibweise prüfen; ist sie richtig, können Sie den Hinweis hinnehmen.
finding-correction-pending = Zu „{ $wording }“ ist eine bessere Fundstelle vorgemerkt. Solange sie nicht übernommen ist, steht die ungenaue im Verzeichnis.
    .remedy = Bitte „{ $better }“ prüfen und übernehmen.
finding-loose-citation = Die Fundstelle „{ $wording }“ ist unüblich geschrieben. Das ist kein Mangel, erschwert aber das Nachschlagen.
    .remedy = Bitte bei Gelegenheit so schreiben: „{ $better }“.

# Besonders geschützte Daten, Einwilligung, automatisierte Entscheidungen

finding-special-data-without-ground = Für besonders geschützte Daten („{ $name }“) ist keine Ausnahme nach Art. 9 Abs. 2 DSGVO angegeben. Ohne eine solche ist ihre Verarbeitung verboten.
    .remedy = Bitte die Ausnahme mit der Vorschrift eintragen, auf der sie beruht.
finding-criminal-data-without-law = Für Daten über Straftaten („{ $name }“) ist keine Vorschrift angegeben. Sie dürfen nur unter behördlicher Aufsicht oder auf Grundlage eines Gesetzes verarbeitet werden.
    .remedy = Bitte das Gesetz eintragen, das die Verarbeitung zulässt.
finding-consent-without-withdrawal = Die Verarbeitung stützt sich auf eine Einwilligung, aber keine Löschregel nennt den Widerruf. Nach einem Widerruf sind die Daten zu löschen, wenn nichts anderes sie trägt.
    .remedy = Bitte eine Löschregel anlegen, die mit dem Widerruf beginnt.
finding-automated-decision-without-ground = Automatisierte Entscheidungen sind angegeben, aber keine Ausnahme nach Art. 22 Abs. 2 DSGVO. Ohne eine solche sind sie verboten.
    .remedy = Bitte Vertrag, Rechtsvorschrift oder ausdrückliche Einwilligung als Ausnahme eintragen.

# Löschregeln

finding-period-not-stated = Die Löschregel nennt keine Frist. So bleibt offen, wann gelöscht wird.
    .remedy = Bitte eine Frist eintragen oder angeben, wonach sie sich richtet.
finding-start-not-stated = Die Löschregel sagt nicht, wann die Frist beginnt. So lässt sich kein Datum berechnen.
    .remedy = Bitte das Ereignis eintragen, mit dem die Frist beginnt.
finding-only-general-period = Zu „{ $names }“ ist nur gesagt, dass so lange wie nötig gespeichert wird. Das sagt schon das Gesetz; verlangt ist die vorgesehene Frist.
    .remedy = Bitte eine bestimmte Frist mit Beginn eintragen oder die Vorschrift nennen, aus der sie sich ergibt.
finding-unlimited-retention = Personenbezogene Daten werden nach dieser Regel nie gelöscht. Sie dürfen nur so lange gespeichert werden, wie der Zweck es erfordert.
    .remedy = Bitte eine Frist eintragen, die Daten anonymisieren oder den Grund belegen, zum Beispiel eine Archivpflicht.
finding-competing-periods = Für dieselben Daten stehen zwei Fristen nebeneinander: { $first } und { $second }. Welche gilt, bleibt offen.
    .remedy = Bitte eine der Regeln streichen oder angeben, für welche Daten jede gilt.
finding-perhaps-competing-periods = Vielleicht stehen für dieselben Daten zwei Fristen nebeneinander: { $first } und { $second }. Die Merkmale grenzen sie nicht eindeutig ab.
    .remedy = Bitte prüfen, ob jedes Datum nur unter eine der Regeln fällt, und die Merkmale schärfen.
finding-anonymised-not-erased = Anonymisieren ist nicht Löschen. Der Bezug zur Person muss für jeden und auf Dauer entfallen; eine gekürzte Kennung genügt oft nicht.
    .remedy = Bitte belegen, dass kein Bezug bleibt, oder die Löschung vorsehen.
finding-pseudonymised-not-erased = Was hier am Ende geschieht, ist auch als Pseudonymisierung beschrieben. Pseudonyme Daten bleiben personenbezogen, die Frist endet damit nicht.
    .remedy = Bitte Löschung oder Anonymisierung vorsehen und eine Frist dafür nennen.

# Auftragsverarbeiter und andere Stellen

finding-processor-without-contract = Zum Auftragsverarbeiter „{ $name }“ ist kein Vertrag angegeben. Ohne Vertrag oder anderes Rechtsinstrument darf er die Daten nicht verarbeiten.
    .remedy = Bitte den Vertrag eintragen und ablegen oder begründen, warum keiner nötig ist.
finding-contract-not-filed = Der Vertrag mit „{ $name }“ ist genannt, liegt aber nicht vor. Er ist schriftlich zu schließen und muss sich vorzeigen lassen.
    .remedy = Bitte den Vertrag beschaffen und angeben, wo er liegt.
finding-contract-expired = Der Vertrag mit „{ $name }“ ist am { $date } ausgelaufen. Seither fehlt die Grundlage für die Verarbeitung im Auftrag.
    .remedy = Bitte den Vertrag verlängern und das neue Ende eintragen oder die Beauftragung beenden.
finding-contract-check-overdue = Der Vertrag mit „{ $name }“ war zum { $date } zu prüfen. Der Verantwortliche muss sich laufend von den Garantien überzeugen.
    .remedy = Bitte den Vertrag prüfen und den nächsten Termin eintragen.
finding-processor-unnamed = Der Auftragsverarbeiter „{ $name }“ ist nicht namentlich genannt. Ohne Namen lassen sich Auswahl und Vertrag nicht nachweisen.
    .remedy = Bitte die Stelle mit Namen und Anschrift eintragen.
finding-sub-processor-without-parent = Es bleibt offen, für wen „{ $name }“ als Unterauftragsverarbeiter tätig ist. Ohne diese Angabe ist die Kette der Verantwortung unterbrochen.
    .remedy = Bitte den Auftragsverarbeiter wählen, der diese Stelle einsetzt.
finding-role-unclear = Die Rolle von „{ $name }“ ist offen. Davon hängt ab, wer verantwortlich ist und welcher Vertrag nötig ist.
    .remedy = Bitte klären und eintragen: verantwortlich, gemeinsam verantwortlich oder Auftragsverarbeiter.
finding-arrangement-missing = Mit „{ $name }“ ist keine Vereinbarung über die gemeinsame Verantwortung angegeben. Gemeinsam Verantwortliche müssen festlegen, wer welche Pflicht erfüllt.
    .remedy = Bitte die Vereinbarung eintragen und ablegen.

# Drittländer

finding-third-country-silent = Zu Drittländern ist nichts angegeben, obwohl „{ $name }“ außerhalb des EWR sitzt oder arbeitet ({ $country }). Schweigen ist kein „nein“.
    .remedy = Bitte die Übermittlung mit Land und Garantien eintragen oder Sitz und Ort der Verarbeitung berichtigen.
finding-no-transfer-contradicted = Eine Übermittlung in ein Drittland ist verneint, aber „{ $name }“ sitzt oder arbeitet außerhalb des EWR ({ $country }). Beides zugleich kann nicht stimmen.
    .remedy = Bitte die Übermittlung mit Land und Garantien eintragen oder Sitz und Ort der Verarbeitung berichtigen.
finding-transfer-not-listed = „{ $name }“ sitzt oder arbeitet außerhalb des EWR ({ $country }), diese Übermittlung steht aber nicht bei den anderen. Das Verzeichnis muss jedes Drittland nennen.
    .remedy = Bitte die Übermittlung mit Land und Garantien ergänzen.
finding-third-country-unnamed = Eine Übermittlung nennt kein Land. Das Verzeichnis muss das Drittland angeben.
    .remedy = Bitte das Land eintragen.
finding-safeguards-not-recorded = Die Übermittlung stützt sich auf zwingende berechtigte Interessen, Garantien sind aber nicht beschrieben. In diesem Fall gehören sie in das Verzeichnis.
    .remedy = Bitte die Beurteilung und die Garantien eintragen oder auf den Nachweis verweisen.
finding-transfer-without-instrument = Für eine Übermittlung in ein Drittland ist keine Grundlage angegeben. Ohne Angemessenheitsbeschluss, Garantien oder Ausnahme ist sie verboten.
    .remedy = Bitte das Instrument mit Nachweis eintragen oder die Übermittlung beenden.
finding-transfer-without-evidence = Zu einer Übermittlung in ein Drittland fehlt der Nachweis. Der Verantwortliche muss belegen können, dass das Instrument diesen Empfänger deckt.
    .remedy = Bitte Vertrag, Zertifikat oder Prüfung mit Datum eintragen.
finding-adequacy-missing = Einen solchen Angemessenheitsbeschluss gibt es nicht ({ $country }). Die Übermittlung steht damit ohne Grundlage da.
    .remedy = Bitte ein anderes Instrument wählen, zum Beispiel Standarddatenschutzklauseln.
finding-adequacy-expired = Der Angemessenheitsbeschluss ist am { $date } ausgelaufen ({ $country }). Die Übermittlung steht seither ohne Grundlage da.
    .remedy = Bitte prüfen, ob er erneuert ist, oder ein anderes Instrument wählen.
finding-certification-not-checked = Der Angemessenheitsbeschluss für die USA gilt nur für zertifizierte Empfänger. Dass dieser auf der Liste des Data Privacy Framework steht, ist nicht belegt.
    .remedy = Bitte die Zertifizierung auf dataprivacyframework.gov prüfen und das Ergebnis mit Datum eintragen.
finding-transfer-within-eea = Das angegebene Land gehört zum EWR ({ $country }). Eine Weitergabe dorthin ist keine Übermittlung in ein Drittland.
    .remedy = Bitte den Eintrag streichen und die Stelle bei den Empfängern führen.

# Widersprüche

finding-no-recipients-contradicted = Empfänger sind verneint, aber „{ $name }“ erhält Daten. Auch Auftragsverarbeiter sind Empfänger.
    .remedy = Bitte „keine weiteren Empfänger“ schreiben oder die Empfänger eintragen.
finding-no-disclosure-contradicted = Eine Weitergabe ist verneint, aber „{ $name }“ ist als externer Empfänger eingetragen. Betroffene müssen sich auf die Aussage verlassen können.
    .remedy = Bitte die Aussage einschränken oder den Empfänger prüfen.
finding-no-sensitive-data-contradicted = Besonders geschützte Daten sind verneint, aber „{ $name }“ ist als solche Datenkategorie gekennzeichnet. Beides zugleich kann nicht stimmen.
    .remedy = Bitte die Aussage oder die Kennzeichnung berichtigen.
finding-no-joint-controllers-contradicted = Gemeinsam Verantwortliche sind verneint, aber „{ $name }“ hat diese Rolle. Beides zugleich kann nicht stimmen.
    .remedy = Bitte die Stelle bei den gemeinsam Verantwortlichen eintragen oder ihre Rolle berichtigen.

# Datenschutz-Folgenabschätzung

finding-impact-assessment-required = Eine Datenschutz-Folgenabschätzung ist zwingend und nicht angegeben. In der Schwellwertanalyse trifft ein Fall zu, in dem das Gesetz oder die Liste der Aufsicht sie verlangt.
    .remedy = { $body ->
        [bavarian] Bitte die Folgenabschätzung durchführen. Für bayerische öffentliche Stellen nennt Art. 14 BayDSG Ausnahmen, etwa wenn eine zentrale Stelle sie schon gemacht hat.
       *[other] Bitte die Folgenabschätzung durchführen und eintragen.
    }
finding-impact-assessment-outstanding = Eine Datenschutz-Folgenabschätzung ist als erforderlich eingetragen und noch nicht gemacht. Sie muss vor Beginn der Verarbeitung vorliegen.
    .remedy = { $body ->
        [bavarian] Bitte die Folgenabschätzung durchführen oder prüfen, ob Art. 14 BayDSG davon befreit.
       *[other] Bitte die Folgenabschätzung durchführen und eintragen.
    }
finding-impact-assessment-likely = In der Schwellwertanalyse treffen { $count } Kriterien nach WP 248 zu. Ab zwei Kriterien ist eine Datenschutz-Folgenabschätzung in der Regel erforderlich.
    .remedy = { $body ->
        [bavarian] Bitte entscheiden und begründen. Sehen Sie auch in der Liste des BayLfD nach, und prüfen Sie, ob Art. 14 BayDSG befreit.
       *[other] Bitte die Folgenabschätzung durchführen oder begründen, warum sie hier nicht nötig ist.
    }
finding-impact-assessment-not-assessed = Ob eine Datenschutz-Folgenabschätzung nötig ist, wurde nicht geprüft. Der Verantwortliche muss zeigen können, dass er sich die Frage gestellt hat.
    .remedy = { $body ->
        [bavarian] Bitte die Schwellwertanalyse durchgehen. Für bayerische öffentliche Stellen gilt dabei die Liste des BayLfD; Art. 14 BayDSG nennt Ausnahmen.
       *[other] Bitte die Schwellwertanalyse durchgehen; sie dauert wenige Minuten.
    }

# Pflege

finding-review-overdue = Die Überprüfung war am { $date } fällig. Ein Verzeichnis, das niemand nachprüft, veraltet.
    .remedy = Bitte den Eintrag prüfen und den nächsten Termin eintragen.
finding-document-expired = Das Dokument „{ $name }“ galt nur bis zum { $date }. Der Eintrag beruft sich auf etwas, das nicht mehr gilt.
    .remedy = Bitte das Dokument erneuern oder den Verweis entfernen.
finding-document-check-overdue = Das Dokument „{ $name }“ war zum { $date } zu prüfen. Ob es noch stimmt, ist offen.
    .remedy = Bitte das Dokument prüfen und den nächsten Termin eintragen.
finding-document-announced-but-missing = Das Dokument „{ $name }“ ist angekündigt, aber nicht da. Wer dem Verweis folgt, findet nichts.
    .remedy = Bitte das Dokument beschaffen oder den Verweis entfernen.

finding-in-group = Gruppe { $group }: { $message }

field-purposes = Zwecke
field-legal-bases = Rechtsgrundlagen
field-data-subjects = Kategorien betroffener Personen
field-data-categories = Kategorien personenbezogener Daten
field-recipients = Empfänger
field-transfers = Übermittlungen in ein Drittland
field-retention = Fristen für die Löschung
field-engagements = Auftragsverarbeiter und Beteiligte
field-measures = Technische und organisatorische Maßnahmen
field-categories-of-processing = Kategorien der Verarbeitungen im Auftrag
field-other = diese Angabe
