//! The sheet of notices: what is said beyond Art. 30.

use super::book::{Book, Row};
use super::rebuild::{Kept, in_words};
use register::activity::{ProcessingActivity, Remark, RemarkKind};
use register::id::RecordId;
use register::information::Information;
use register::statement::{Field, Statement};

/// What is said beyond Art. 30: remarks and the texts of notices that the activity states itself.
pub(super) fn notices(
    book: &Book,
    key: RecordId,
    activity: &mut ProcessingActivity,
    rows: &[Row],
    kept: &mut Kept,
) {
    type Text = (&'static str, fn(&mut Information) -> &mut Field<String>);
    let texts: [Text; 8] = [
        ("topic-rights-channel", |it| &mut it.rights_channel),
        ("topic-duty-to-provide", |it| &mut it.duty_to_provide),
        ("topic-consequence", |it| &mut it.consequence_of_refusal),
        ("topic-legitimate-interests", |it| &mut it.legitimate_interests),
        ("topic-consent", |it| &mut it.consent),
        ("topic-withdrawal", |it| &mut it.withdrawal),
        ("topic-data-source", |it| &mut it.data_source),
        ("topic-automated-decisions", |it| &mut it.automated_decisions),
    ];
    let known = ["column-activity-number", "column-activity", "column-topic", "column-statement"];
    let known = known.map(|key| book.word(key));
    for row in rows {
        let (topic, text) = (row.get(&book.word("column-topic")), row.get(&book.word("column-statement")));
        // The other organisation's own, which stands once among the leftovers.
        let origin = book.word("column-origin");
        if row.get(&origin) == book.word("origin-defaults")
            && row.cells().all(|(heading, _)| heading == origin || known.iter().any(|it| it == heading))
            && book.defaults.contains(&(topic.to_owned(), text.to_owned()))
        {
            continue;
        }
        // What was taken over, a group's own and what somebody added is kept as it stands.
        let is_plain = row.cells().all(|(heading, _)| known.iter().any(|it| it == heading));
        let field = texts.iter().find(|(key, _)| book.word(key) == topic);
        match field {
            Some((_, field)) if is_plain && !text.is_empty() => {
                let field = field(&mut activity.information);
                let stated = super::state(text).and_then(super::super::wording::Said::statement);
                let stated = stated.unwrap_or_else(|| Statement::Given { value: text.to_owned() });
                if *field == Field::default() {
                    *field = Field::Own(stated);
                } else {
                    kept.notes.push((row.place.clone(), format!("{topic}: {text}")));
                }
            }
            None if is_plain && !text.is_empty() && !is_right(book, topic) => {
                let kinds = [RemarkKind::Negative, RemarkKind::Advice, RemarkKind::Description];
                let named = kinds.into_iter().find_map(|kind| {
                    let name = book.german.name(&kind);
                    let topic =
                        if *topic == name { Some("") } else { topic.strip_suffix(&format!(" – {name}")) };
                    topic.map(|topic| (kind, topic))
                });
                let (kind, topic) = named.unwrap_or((RemarkKind::Description, topic));
                let id = crate::foreign::item_key(key, "own-notices", &row.place);
                let topic = Some(topic.to_owned()).filter(|topic| !topic.is_empty());
                activity.common.remarks.push(Remark { id, kind, topic, text: text.to_owned() });
            }
            _ => kept
                .notes
                .push((row.place.clone(), format!("{}: {}", book.word("sheet-notices"), in_words(row)))),
        }
    }
}

/// Whether a topic is one of the data subjects' rights, or the authority for complaints.
fn is_right(book: &Book, topic: &str) -> bool {
    use register::information::RightKind as Kind;
    let rights = [
        Kind::Access,
        Kind::Rectification,
        Kind::Erasure,
        Kind::Restriction,
        Kind::Portability,
        Kind::Objection,
        Kind::WithdrawalOfConsent,
        Kind::Complaint,
        Kind::NoAutomatedDecision,
        Kind::Other,
    ];
    ["topic-rights", "topic-complaints"].iter().any(|key| book.word(key) == topic)
        || rights.iter().any(|right| book.german.name(right) == topic)
}
