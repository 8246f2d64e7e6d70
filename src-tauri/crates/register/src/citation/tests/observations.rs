//! What strikes in a citation, and what does not.

use super::*;

fn as_basis(wording: &str) -> Vec<Observation> {
    observe(&parse(wording), UsedAs::LegalBasis)
}

#[test]
fn a_faultless_chain_gives_no_observation() {
    for wording in [
        "Art. 6 Abs. 1 UAbs. 1 Buchst. e DSGVO i. V. m. Art. 85 Abs. 1 BayEUG",
        "Art. 85 Abs. 1 BayEUG",
        "§ 46 Abs. 1 Satz 1 BaySchO",
        "Art. 6 Abs. 1 UAbs. 1 Buchst. a DSGVO",
        "Art. 6 Abs. 1 UAbs. 1 Buchst. a, Art. 9 Abs. 2 Buchst. a DSGVO",
        "Art. 9 DSGVO und Art. 10 DSGVO",
        "Art. 13, 14 DSGVO sowie § 25 TDDDG",
        "§ 212 UGB bzw. § 132 BAO",
    ] {
        assert_eq!(observe(&parse(wording), UsedAs::Other), [], "{wording}");
    }
}

#[test]
fn sections_of_a_law_of_articles_strike() {
    assert_eq!(
        as_basis("§ 46 Abs. 1 Satz 1 BayEUG"),
        [Observation::WrongUnit { provision: 0, unit: Unit::Article }]
    );
    assert_eq!(as_basis("Art. 46 BaySchO"), [Observation::WrongUnit { provision: 0, unit: Unit::Section }]);
}

#[test]
fn replaced_laws_strike() {
    let replaced = |wording: &str| observe(&parse(wording), UsedAs::Other);
    let by = |replaced_by| vec![Observation::OutdatedLaw { provision: 0, replaced_by }];
    assert_eq!(replaced("Art. 12 ff. BayEGovG"), by("BayDiG"));
    assert_eq!(replaced("§ 25 TTDSG"), by("TDDDG"));
    assert_eq!(replaced("§ 15 TMG"), by("TDDDG"));
    assert_eq!(replaced("§ 4 BDSG a. F."), by("BDSG"));
}

#[test]
fn duties_and_rights_are_no_legal_basis() {
    for article in [12, 13, 14, 15, 22, 26, 28, 30, 32] {
        let wording = format!("Art. {article} DSGVO");
        assert_eq!(as_basis(&wording), [Observation::NotALegalBasis { provision: 0 }], "{wording}");
        assert_eq!(observe(&parse(&wording), UsedAs::Other), [], "{wording}");
    }
    assert_eq!(as_basis("Art. 28 BayDSG"), []);
    assert_eq!(as_basis("Art. 88 DSGVO"), []);
}

#[test]
fn public_task_and_legal_obligation_need_another_law() {
    let alone = [Observation::NeedsNationalLaw { provision: 0 }];
    assert_eq!(as_basis("Art. 6 Abs. 1 Buchst. e DSGVO"), alone);
    assert_eq!(as_basis("Art. 6 Abs. 1 UAbs. 1 Buchst. c DSGVO"), alone);
    assert_eq!(as_basis("Art. 6 Abs. 1 Buchst. c–e DSGVO"), alone);
    assert_eq!(observe(&parse("Art. 6 Abs. 1 Buchst. e DSGVO"), UsedAs::Other), []);
    assert_eq!(as_basis("Art. 6 Abs. 1 Buchst. b DSGVO"), []);
    assert_eq!(as_basis("Art. 6 Abs. 1 Buchst. c DSGVO i. V. m. § 147 AO"), []);
}

#[test]
fn the_links_of_a_chain_are_judged_together() {
    let links = ["Art. 6 Abs. 1 Buchst. e DSGVO", "Art. 85 Abs. 1 BayEUG"];
    let chain = Reading::chain(links.map(parse));
    assert_eq!(chain.connectors, [Connector::InConjunction]);
    assert_eq!(chain.to_string(), "Art. 6 Abs. 1 Buchst. e DSGVO i. V. m. Art. 85 Abs. 1 BayEUG");
    assert_eq!(observe(&chain, UsedAs::LegalBasis), []);
    assert_eq!(Reading::chain([]), Reading::default());
}

#[test]
fn unknown_laws_strike() {
    assert_eq!(as_basis("§ 3 HDSIG"), [Observation::UnknownLaw { provision: 0 }]);
}

#[test]
fn loose_forms_strike_with_the_standard_form() {
    let standard = |standard: &str| vec![Observation::LooseForm { standard: standard.into() }];
    assert_eq!(as_basis("Art. 6 Abs. 1 lit. a) DSGVO"), standard("Art. 6 Abs. 1 Buchst. a DSGVO"));
    assert_eq!(as_basis("Art 9 DS-GVO"), standard("Art. 9 DSGVO"));
    assert_eq!(as_basis("§§ 37-40 BaySchO"), standard("§§ 37–40 BaySchO"));
}

#[test]
fn the_ground_follows_from_the_letter_or_the_word() {
    let ground = |wording: &str| ground(&parse(wording), wording);
    assert_eq!(ground("Art. 6 Abs. 1 lit. a DSGVO"), Some(LawfulGround::Consent));
    assert_eq!(ground("Art 6 Abs 1 lit b DSGVO"), Some(LawfulGround::Contract));
    assert_eq!(ground("Art. 6 (1) c DSGVO"), Some(LawfulGround::LegalObligation));
    assert_eq!(ground("Art. 6 Abs. 1 Buchst. d DSGVO"), Some(LawfulGround::VitalInterests));
    assert_eq!(ground("Art. 6 Abs. 1 e) DSGVO i. V. m. Art. 85 BayEUG"), Some(LawfulGround::PublicTask));
    assert_eq!(ground("Art. 6 Abs. 1 lit. f) DSGVO"), Some(LawfulGround::LegitimateInterests));
    assert_eq!(ground("eine Einwilligung der betroffenen Personen"), Some(LawfulGround::Consent));
    assert_eq!(ground("Einwilligung nach Art. 6 Abs. 1 lit. a, Art. 7 DSGVO"), Some(LawfulGround::Consent));
    for none in [
        "ohne Einwilligung",
        "Einwilligungsunfähigkeit",
        "Art. 6 (1) e oder f DSGVO",
        "Art. 9 Abs. 2 Buchst. e DSGVO",
        "Art. 6 Abs. 1 Buchst. e BayDSG",
        "",
    ] {
        assert_eq!(ground(none), None, "{none}");
    }
}
