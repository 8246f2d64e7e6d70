//! Whatever a retention rule says, its reader finds.
#![allow(clippy::unwrap_used)]

use language::Language;
use language::retention::RuleContext;
use proptest::option::of;
use proptest::prelude::*;
use register::id::ItemId;
use register::legal_basis::{Citation, Correction, Verification};
use register::retention::{
    Action, ActionPlan, Actor, Anchor, AnchorPoint, Automation, Bound, ExceptionEffect, ExtensionPhase,
    Limit, Period, PeriodUnit, RetentionException, RetentionRule, Start, StartKind, YearChoice, YearKind,
};
use register::statement::{NonEmpty, Selection};
use std::num::NonZeroU16;

/// What users type: words, punctuation, quotation marks, braces, other scripts.
fn free() -> BoxedStrategy<String> {
    prop_oneof![
        "[A-ZÄÖÜ][a-zäöüß]{2,8}( [a-zA-Zß]{2,8}){0,3}",
        "(so lange|solange|Solange|nur) [a-zäöüß ]{1,12}",
        "\\PC{1,20}",
        "[{}$\"„“.*\\[\\]-]{1,6}",
    ]
    .boxed()
}

fn id() -> BoxedStrategy<ItemId> {
    any::<[u8; 16]>().prop_map(|bytes| ItemId(uuid::Uuid::from_bytes(bytes))).boxed()
}

fn selection() -> BoxedStrategy<Selection> {
    let some = prop::collection::vec(id(), 1..4).prop_map(|ids| Selection::Only(ids.try_into().unwrap()));
    prop_oneof![Just(Selection::All), some].boxed()
}

fn period() -> BoxedStrategy<Period> {
    use PeriodUnit as U;
    let unit = prop::sample::select(vec![U::Minutes, U::Hours, U::Days, U::Weeks, U::Months, U::Years]);
    prop_oneof![
        4 => (any::<NonZeroU16>(), unit).prop_map(|(amount, unit)| Period::Span { amount, unit }),
        2 => Just(Period::WithEvent),
        1 => free().prop_map(|state| Period::WhileState { state }),
        1 => free().prop_map(|measure| Period::AsNeeded { measure }),
        1 => Just(Period::Unlimited),
        1 => Just(Period::NotStored),
        1 => Just(Period::KeptNotErased),
        1 => free().prop_map(|place| Period::RuledElsewhere { place }),
        1 => Just(Period::NotStated),
    ]
    .boxed()
}

fn start() -> BoxedStrategy<Start> {
    use StartKind as K;
    let kinds = vec![
        K::Collection,
        K::EndOfMatter,
        K::EndOfRelationship,
        K::PurposeFulfilled,
        K::ConsentWithdrawn,
        K::Other,
    ];
    prop_oneof![
        3 => (prop::sample::select(kinds), free()).prop_map(|(event, name)| Start::Event { event, name }),
        1 => id().prop_map(|rule| Start::AfterRule { rule }),
        1 => Just(Start::NotStated),
    ]
    .boxed()
}

fn anchor() -> BoxedStrategy<Anchor> {
    (
        prop::sample::select(vec![YearKind::School, YearKind::Calendar, YearKind::Fiscal]),
        prop::sample::select(vec![YearChoice::Current, YearChoice::Next]),
        prop::sample::select(vec![AnchorPoint::Start, AnchorPoint::End]),
    )
        .prop_map(|(year, choice, point)| Anchor { year, choice, point })
        .boxed()
}

fn bound() -> BoxedStrategy<Bound> {
    use Bound as B;
    prop::sample::select(vec![B::Exactly, B::AtMost, B::AtLeast, B::AsARule, B::AsARuleAtMost]).boxed()
}

fn action() -> BoxedStrategy<Action> {
    prop_oneof![
        Just(Action::Erase),
        of(free()).prop_map(|method| Action::Anonymise { method }),
        Just(Action::Restrict),
        Just(Action::Invalidate),
        Just(Action::OfferToArchive),
        Just(Action::Return),
    ]
    .boxed()
}

fn plan() -> BoxedStrategy<ActionPlan> {
    let several = || prop::collection::vec(action(), 1..4).prop_map(|list| NonEmpty::try_from(list).unwrap());
    prop_oneof![
        action().prop_map(|action| ActionPlan::One { action }),
        several().prop_map(|actions| ActionPlan::EitherOf { actions }),
        several().prop_map(|actions| ActionPlan::InTurn { actions }),
        Just(ActionPlan::Nothing),
    ]
    .boxed()
}

fn actor() -> BoxedStrategy<Actor> {
    prop_oneof![
        Just(Actor::Controller),
        of(id()).prop_map(|engagement| Actor::Processor { engagement }),
        Just(Actor::User),
        Just(Actor::Browser),
        free().prop_map(|name| Actor::Other { name }),
    ]
    .boxed()
}

fn norms() -> BoxedStrategy<Vec<Citation>> {
    let correction = (free(), free()).prop_map(|(citation, source)| Correction {
        citation,
        source,
        verification: Verification::ToCheck,
    });
    let norm = (free(), of(correction)).prop_map(|(wording, correction)| Citation { wording, correction });
    prop::collection::vec(norm, 0..3).boxed()
}

fn exception() -> BoxedStrategy<RetentionException> {
    let phase = prop::sample::select(vec![ExtensionPhase::InUse, ExtensionPhase::Restricted]);
    let effect = prop_oneof![
        (period(), phase).prop_map(|(period, phase)| ExceptionEffect::Extend { period, phase }),
        (period(), bound()).prop_map(|(period, bound)| ExceptionEffect::Instead { period, bound }),
        free().prop_map(|place| ExceptionEffect::RuledElsewhere { place }),
        Just(ExceptionEffect::NotErased),
        Just(ExceptionEffect::KeptAnonymised),
        Just(ExceptionEffect::Suspend),
    ];
    (id(), free(), of(free()), effect, selection(), norms(), of(free()))
        .prop_map(|(id, name, condition, effect, data, norms, note)| RetentionException {
            id,
            name,
            condition,
            effect,
            data,
            norms,
            note,
        })
        .boxed()
}

fn rule() -> BoxedStrategy<RetentionRule> {
    let limit = prop::sample::select(vec![Limit::DutyToErase, Limit::DutyToKeep]);
    use Automation as A;
    let automation = prop::sample::select(vec![A::NotStated, A::Automatic, A::Manual]);
    let what = (id(), of(free()), selection(), selection(), of(free()));
    let when = (period(), start(), of(anchor()), bound(), limit);
    let how = (plan(), of(actor()), automation, of(free()), of(free()), of(free()));
    let rest = (norms(), prop::collection::vec(exception(), 0..3), of(free()));
    (what, when, how, rest)
        .prop_map(|(what, when, how, rest)| {
            let (id, name, data, subjects, attribute) = what;
            let (period, start, anchor, bound, limit) = when;
            let (action, actor, automation, condition, place, reason) = how;
            let (norms, exceptions, note) = rest;
            RetentionRule {
                id,
                name,
                data,
                subjects,
                attribute,
                period,
                start,
                anchor,
                bound,
                limit,
                action,
                actor,
                automation,
                condition,
                place,
                reason,
                norms,
                exceptions,
                note,
            }
        })
        .boxed()
}

/// Everything a user typed or chose that stands as a text in the rule's data; codes of the model are left out.
fn free_texts(rule: &RetentionRule) -> Vec<String> {
    const FREE: [&str; 14] = [
        "name",
        "attribute",
        "state",
        "measure",
        "place",
        "method",
        "condition",
        "reason",
        "note",
        "wording",
        "citation",
        "source",
        "only",
        "amount",
    ];
    fn collect(value: &serde_json::Value, free: bool, texts: &mut Vec<String>) {
        match value {
            serde_json::Value::String(text) if free => texts.push(text.clone()),
            serde_json::Value::Number(number) if free => texts.push(number.to_string()),
            serde_json::Value::Array(items) => items.iter().for_each(|item| collect(item, free, texts)),
            serde_json::Value::Object(members) => {
                for (name, member) in members {
                    collect(member, FREE.contains(&name.as_str()), texts);
                }
            }
            _ => {}
        }
    }
    let mut texts = Vec::new();
    collect(&serde_json::to_value(rule).unwrap(), false, &mut texts);
    texts
}

proptest! {
    #[test]
    fn every_free_text_of_a_rule_is_found_in_its_texts(rule in rule()) {
        let text = Language::german().rule(&rule, &RuleContext::default());
        let all = text.lines().join("\n");
        for free in free_texts(&rule) {
            prop_assert!(all.contains(&free), "{free:?} is lost in {all}");
        }
    }

    #[test]
    fn every_choice_of_a_rule_changes_its_texts(rule in rule(), other in rule()) {
        let german = Language::german();
        let lines = |rule: &RetentionRule| german.rule(rule, &RuleContext::default()).lines();
        let before = lines(&rule);
        let with_automation = RetentionRule { automation: other.automation, ..rule.clone() };
        prop_assert_eq!(lines(&with_automation) == before, other.automation == rule.automation);
        let with_limit = RetentionRule { limit: other.limit, ..rule.clone() };
        prop_assert_eq!(lines(&with_limit) == before, other.limit == rule.limit);
        let with_bound = RetentionRule { bound: other.bound, ..rule.clone() };
        prop_assert_eq!(lines(&with_bound) == before, other.bound == rule.bound);
    }

    #[test]
    fn a_sentence_holds_scope_condition_place_and_start(rule in rule()) {
        let sentence = Language::german().sentence(&rule, &RuleContext::default());
        for part in [&rule.attribute, &rule.condition, &rule.place].into_iter().flatten() {
            prop_assert!(sentence.contains(part), "{part:?} is lost in {sentence}");
        }
        if let Start::Event { name, .. } = &rule.start {
            prop_assert!(sentence.contains(name), "{name:?} is lost in {sentence}");
        }
        prop_assert!(sentence.starts_with("Die Daten"));
    }

    #[test]
    fn no_text_lacks_an_argument(rule in rule()) {
        // A free text that looks like an argument itself proves nothing.
        let bare = serde_json::to_string(&rule).unwrap();
        prop_assume!(!bare.contains("{$"));
        let german = Language::german();
        let context = RuleContext::default();
        let texts = german.rule(&rule, &context).lines().join("\n") + &german.sentence(&rule, &context);
        prop_assert!(!texts.contains("{$"), "{texts}");
    }
}
