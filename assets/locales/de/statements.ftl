# Wie eine Angabe dasteht, wenn sie nicht einfach gegeben ist.

statement-explicitly-none = Keine
    .rest = – ausdrücklich so angegeben
    .noted = – ausdrücklich so angegeben: { $note }
statement-not-required = Nicht erforderlich:
statement-by-reference = Siehe
    .nowhere = Verweis ohne Fundstelle
statement-announced-but-empty = angekündigt, aber leer
    .noted = – angekündigt war: { $note }
statement-not-stated = nicht angegeben
