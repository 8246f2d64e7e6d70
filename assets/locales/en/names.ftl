# Names of the values a statement is chosen from. What is missing here appears in German.

stage-draft = draft
stage-checked = checked by the DPO
stage-released = released
stage-retired = no longer carried out

sensitivity-ordinary = ordinary data
sensitivity-special = special category, Art. 9 GDPR
sensitivity-criminal = criminal convictions and offences, Art. 10 GDPR

identifiability-personal = personal
identifiability-pseudonymous = pseudonymous
identifiability-anonymous = anonymous

placement-internal = internal
placement-external = external

access-not-stated = not stated
access-read-only = read only
access-write-only = write only
access-read-and-write = read and write
access-incidental = incidental access cannot be ruled out

engagement-role-processor = processor
engagement-role-sub-processor = sub-processor
engagement-role-joint-controller = joint controller
engagement-role-controller = controller in its own right
engagement-role-unclear = role not stated

unit-minutes = minutes
unit-hours = hours
unit-days = days
unit-weeks = weeks
unit-months = months
unit-years = years

year-school = school year
year-calendar = calendar year
year-fiscal = fiscal year

limit-erase = duty to erase
limit-keep = duty to keep

automation-not-stated = not stated
automation-automatic = automatic
automation-manual = by hand

sector-public = public body
sector-private = private body
sector-church = church body

own-role-controller = controller
own-role-processor = processor
own-role-other-controller = another controller
own-role-unclear = role left open

ground-consent = consent, Art. 6(1) a GDPR
ground-contract = contract or steps prior to it, Art. 6(1) b GDPR
ground-legal-obligation = legal obligation, Art. 6(1) c GDPR
ground-vital-interests = vital interests, Art. 6(1) d GDPR
ground-public-task = task in the public interest or official authority, Art. 6(1) e GDPR
ground-legitimate-interests = legitimate interests, Art. 6(1) f GDPR

letter-a = Controller, representative and data protection officer
    .short = Controller
letter-b = Purposes of the processing
    .short = Purposes
letter-c = Categories of data subjects and of personal data
    .short = Subjects and data
letter-d = Categories of recipients
    .short = Recipients
letter-e = Transfers to a third country or an international organisation
    .short = Third country
letter-f = Time limits for erasure
    .short = Erasure
letter-g = Technical and organisational measures
    .short = Measures

letter-state-given = given
letter-state-inherited = inherited
letter-state-by-reference = by reference
letter-state-explicitly-none = explicitly none
letter-state-not-required = not required
letter-state-announced = announced but empty
letter-state-not-stated = not stated

severity-error = error
severity-warning = warning
severity-hint = hint

record-organisation = organisation
record-activity = processing activity
record-measure-set = measure set
record-document = document
record-template = template
record-party = party
record-system = system
