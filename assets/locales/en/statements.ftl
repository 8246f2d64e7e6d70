# How a statement stands when it is not simply given.

statement-explicitly-none = None
    .rest = – stated explicitly
    .noted = – stated explicitly: { $note }
statement-not-required = Not required:
statement-by-reference = See
    .nowhere = reference without a place
statement-announced-but-empty = announced but empty
    .noted = – announced was: { $note }
statement-not-stated = not stated
