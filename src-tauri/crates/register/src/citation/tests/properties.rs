//! What holds for every wording and every provision.

use super::super::laws::LAWS;
use super::*;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

fn a_number() -> impl Strategy<Value = Number> + Clone {
    (1_u32..400, option::weighted(0.2, prop::char::range('a', 'z')))
        .prop_map(|(number, letter)| Number { parts: vec![number], letter })
}

fn a_point() -> impl Strategy<Value = Number> + Clone {
    vec(1_u32..30, 1..4).prop_map(|parts| Number { parts, letter: None })
}

fn a_span<T: std::fmt::Debug + Clone>(
    value: impl Strategy<Value = T> + Clone,
) -> impl Strategy<Value = Span<T>> {
    let following =
        prop_oneof![8 => Just(Following::None), 1 => Just(Following::Next), 1 => Just(Following::All)];
    (value.clone(), option::weighted(0.2, value), following).prop_map(|(first, last, following)| {
        // "12–15 ff." is said by nobody.
        let following = if last.is_some() { Following::None } else { following };
        Span { first, last, following }
    })
}

fn a_law() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => prop::sample::select(LAWS).prop_map(|law| law.short.to_owned()),
        1 => "[A-Z][a-z]{1,4}[A-Z][a-z]{2,5}G".prop_filter("known", |name| law(name).is_none()),
    ]
}

prop_compose! {
    fn a_provision()(
        law in a_law(),
        unit in prop_oneof![Just(Unit::Article), Just(Unit::Section)],
        numbers in a_span(a_number()),
        paragraphs in vec(a_span(a_number()), 0..3),
        subparagraphs in vec(a_number().prop_map(Span::<Number>::from), 0..2),
        sentences in vec(a_span(a_number()), 0..3),
        points in vec(a_span(a_point()), 0..3),
        letters in vec(a_span(prop::char::range('a', 'z')), 0..3),
        annex in option::weighted(0.3, a_number()),
        division in option::weighted(0.3, a_number()),
        in_annex in any::<bool>(),
    ) -> Provision {
        let annex = annex.filter(|_| in_annex);
        let division = division.filter(|_| annex.is_some());
        Provision {
            law: Some(law), unit, numbers: Some(numbers), paragraphs, subparagraphs, sentences, points, letters, annex, division,
        }
    }
}

/// Pieces that occur in citations, in any order.
fn pieces() -> impl Strategy<Value = String> {
    let pieces = vec![
        "Art.",
        "Artikel",
        "§",
        "§§",
        "Abs.",
        "(1)",
        "UAbs. 1",
        "Satz",
        "S.",
        "Nr.",
        "Ziffern",
        "lit.",
        "Buchst.",
        "e)",
        "(f)",
        "a",
        "f.",
        "ff.",
        "Anlage",
        "Abschnitt",
        "zu",
        "der",
        "1",
        "2",
        "46",
        "3.1.2",
        "85a",
        "-",
        "–",
        "bis",
        ",",
        "und",
        "u.",
        "bzw.",
        "oder",
        "i. V. m.",
        "iVm",
        "DSGVO",
        "BayEUG",
        "BaySchO",
        "HDSIG",
        "(BayEUG)",
        "Gesetzes über",
        "Daten",
        "/",
        ".",
    ];
    vec(prop::sample::select(pieces), 0..25).prop_map(|pieces| pieces.join(" "))
}

proptest! {
    #[test]
    fn any_text_is_read_without_panic(wording in "\\PC*") {
        let reading = parse(&wording);
        prop_assert_eq!(reading.connectors.len(), reading.provisions.len().saturating_sub(1));
        let observations = observe(&reading, UsedAs::LegalBasis);
        prop_assert!(!reading.provisions.is_empty() || observations.is_empty());
        prop_assert!(!wording.is_empty() || ground(&reading, &wording).is_none());
    }

    #[test]
    fn citation_like_text_gives_whole_provisions(wording in pieces()) {
        let reading = parse(&wording);
        prop_assert_eq!(reading.connectors.len(), reading.provisions.len().saturating_sub(1));
        for provision in &reading.provisions {
            prop_assert_eq!(provision.unit == Unit::None, provision.numbers.is_none());
            prop_assert!(provision != &Provision::default());
            prop_assert_eq!(provision.canonical().canonical(), provision.canonical());
        }
    }

    #[test]
    fn the_standard_form_is_read_back_as_the_same_provision(provision in a_provision()) {
        let reading = parse(&provision.to_string());
        prop_assert_eq!(&reading.provisions, &[provision]);
        prop_assert_eq!(&reading.unread, &Vec::<String>::new());
        prop_assert!(!reading.loose);
    }

    #[test]
    fn a_chain_is_read_back_as_the_same_chain(provisions in vec(a_provision(), 1..4)) {
        let chain = Reading::chain(provisions.iter().map(|provision| parse(&provision.to_string())));
        prop_assert_eq!(parse(&chain.to_string()), chain);
    }
}

#[test]
fn large_nonsense_is_read_without_piling_up_observations() {
    let size = 100_000;
    for piece in [
        "7",
        "(",
        "a",
        "a ",
        "1 ",
        "1.",
        "§",
        "§ 1 ",
        "a-",
        "A-B ",
        "(1)",
        "Art. 6 Abs. 1 lit. e ",
        ", 1",
        "§ 1, 1, ",
        "Art. 1 Gesetz ",
        "Art. 1 Abs. 1, 1 oder ",
        "i. V. ",
        "XY ZG ",
        "Nr. 1 und ",
        "VO-DV ",
        "DSGVO (",
        "x\u{301}",
        "§ 1 ABCDEFGHIJKLMNOPQRSTUVWXYZ-ABCDEFGHIJKLMNOPQRSTUVWXYZ oder ",
        "Abschnitt 1 und ",
    ] {
        let wording = piece.repeat(size / piece.len());
        let reading = parse(&wording);
        assert!(observe(&reading, UsedAs::LegalBasis).len() <= 4 * wording.len());
    }
}
