## Window, navigation, messages. What is missing here is shown in German.

navigation = Main navigation
breadcrumb = You are here
loading = Opening the register …
local-only = All data stay on this device.
read-only = View only
register-label = Register
register-new = Create a new register
register-print = Export the register
register-create = Create register
register-delete = Delete register
backup-make = Make a backup
area-activities = Activities
area-findings = Check
area-organisation = Organisation and defaults
area-parties = Parties
area-systems = Systems
area-documents = Documents
area-measures = Sets of measures
about-parties = Parties are companies and authorities that take part in processing, receive data or supervise. All registers on this device share them.
about-systems = Systems are the products in use. All registers on this device share them.
about-documents = Documents are the contracts, notices and concepts that the register refers to.
about-measures = A set holds technical and organisational measures that several activities share.
none-parties = No party found yet. Create one.
none-systems = No system found yet. Create one.
none-documents = No document found yet. Create one.
none-measures = No set of measures found yet. Create one.
record-new-parties = Create a new party
record-new-systems = Create a new system
record-new-documents = Create a new document
record-new-measures = Create a new set of measures
record-fresh-parties = New party
record-fresh-systems = New system
record-fresh-documents = New document
record-fresh-measures = New set of measures
record-new-name = Name of the new entry
record-none = Nothing chosen
record-open = Open “{ $title }”
undo-label = Undo: { $label }
undo-nothing = There is nothing to undo
undo-this = Undo
redo-label = Redo: { $label }
redo-nothing = There is nothing to redo
notice-undone = Undone: { $label }
notice-redone = Done again: { $label }
notice-deleted = “{ $title }” was deleted.
notice-exported = The register was exported as “{ $file }”, { $pages ->
    [one] one page
   *[other] { $pages } pages
}.
notice-backed-up = The backup “{ $file }” was written and checked.
close-message = Close message
close-anyway = Close without saving
retry = Try again
reload = Load the new version, discard my change
create = Create
cancel = Cancel
or = or
duplicate = Duplicate
delete = Delete
failure-detail = Details ({ $code })
stop-locked = Artikel 30 is already open
stop-title = The register cannot be opened
window-close = Close window

save-running = Saving …
save-done = Saved { $time }
save-nothing = Nothing to save
save-failed = Not saved

## First start

first-lead = A few details are enough to begin. Everything can be changed later; nothing leaves this device.
first-who = For which organisation do you keep the register?
field-register-name = Name of the organisation
field-register-name-hint = School, authority, university or company
first-how = How would you like to begin?
first-templates-lead = Templates hold what is true anywhere. Without a choice you begin with an empty register.
first-defaults = Defaults for all activities
first-activities = Templates for activities
first-summary = This will be created
first-one-register = 1 register
first-no-name = Name still open
first-count = { $count ->
    [0] No activity yet
    [one] 1 activity from a template
   *[other] { $count } activities from templates
}
first-open-points = What your organisation has to add appears in the check later.
first-offline = Artikel 30 opens no network connection
first-where = The data lie here:
first-caveat = Templates are suggestions. Whether they are right for your organisation is for you to check.
demo-load = Try it with example data first
template-version = Version { $version }

## Activities

activity-new = Create a new activity
activity-create = Create activity
activities-none = The register has no activity yet. Create the first one, empty or from a template.
activities-choose = Choose an activity on the left or create a new one.
new-activity-how = How does the activity begin?
new-activity-empty = Empty
new-activity-title-optional = Title (the template’s if left empty)
filter-label = Search titles and contents
filter-titles = Search names
filter-group = Show
filter-all = All
filter-findings = With findings
filter-draft = Draft
filter-none = No activity matches the search and choice.
filter-result = { $count ->
    [one] 1 activity found
   *[other] { $count } activities found
}
search-elsewhere = Found elsewhere
tabs-label = Parts of the activity
organisation-tabs = Parts of the organisation
tab-head = Head data
tab-common = Common to all
tab-scope = Purposes, data, retention
tab-engagements = Engagements
tab-measures = Measures and check
tab-information = Duties to inform
tab-notes = Changes and notes
tab-findings = Findings ({ $count })
tab-organisation = Organisation
tab-defaults = Defaults: purposes to retention
tab-defaults-more = Defaults: engagements, measures
group-add = Group
letters-label = Particulars under Art. 30(1) GDPR
letter-name = Letter { $letter }:
letter-a = Controller
letter-b = Purposes
letter-c = Subjects, data
letter-d = Recipients
letter-e = Third country
letter-f = Retention
letter-g = Measures
severity-error = Error
severity-warning = Warning
severity-hint = Hint
findings-count = { $count ->
    [0] No findings
    [one] 1 finding
   *[other] { $count } findings
}
findings-none = The check has nothing to object to.
findings-lead = Checked anew with every change. Your statements stay untouched.
finding-open = To the field: { $place }
finding-fix = To the field
history-heading = History
history-when = When
history-what = Change
history-who = By

## Statements

not-stated = not stated
unnamed = Unnamed
state-of = Statement on: { $label }
state-given = Given
state-explicitly-none = Explicitly none
state-not-required = Not required (reason)
state-by-reference = By reference
state-inherit = Taken over
state-inherited = taken over
state-append = Taken over and added to
state-announced-but-empty = Announced, but empty
state-not-stated = Not stated
source-open = Open source
source-append = Add to it
source-replace = Replace by own text
